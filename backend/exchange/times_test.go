package exchange

import (
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestTimes reads lines of when people can work: what is read, or which cell is
// wrong and why.
func TestTimes(t *testing.T) {
	const headings = "Name,E-mail,Weekday,From,To,Preference,Away from,Away to,Sessions a week,Hours a day\n"
	for line, c := range map[string]struct {
		want  college.TimesRow
		wrong string // "field key", those of one line with commas between them
	}{
		"Pat Lee,PAT@example.org,Tues,9:00,13:00,Prefers,,,,": {want: college.TimesRow{Name: "Pat Lee", Email: "PAT@example.org", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.PrefersThen}},
		"Pat Lee,,Friday,10am,noon,,,,,":                      {want: college.TimesRow{Name: "Pat Lee", Weekday: 5, Start: "10:00", End: "12:00", Kind: college.AvailableThen}},
		"Pat Lee,,,,,,07/12/2026,18/12/2026,,":                {want: college.TimesRow{Name: "Pat Lee", AwayFrom: "2026-12-07", AwayTo: "2026-12-18"}},
		"Pat Lee,,,,,,18/12/2026,,,":                          {want: college.TimesRow{Name: "Pat Lee", AwayFrom: "2026-12-18", AwayTo: "2026-12-18"}},
		"Pat Lee,,,,,,,,3,5":                                  {want: college.TimesRow{Name: "Pat Lee", SessionsWeek: 3, HoursADay: 5}},
		"Pat Lee,,Someday,09:00,13:00,maybe,,,,":              {wrong: "weekday import.weekday.unread, kind import.when.unknown"},
		"Pat Lee,,,09:00,13:00,,,,,":                          {wrong: "weekday import.row.needed.weekday"},
		"Pat Lee,,Monday,13:00,09:00,,,,,":                    {wrong: "end import.time.endBeforeStart"},
		"Pat Lee,,Monday,,09:00,,,,,":                         {wrong: "start import.row.needed.start"},
		",,Monday,09:00,12:00,,,,,":                           {wrong: "person import.row.needed.person"},
		"Pat Lee,,,,,,18/12/2026,07/12/2026,,":                {wrong: "awayTo import.away.endBeforeStart"},
		"Pat Lee,,,,,,,18/12/2026,,":                          {wrong: "awayFrom import.row.needed.awayFrom"},
		"Pat Lee,,,,,,,,lots,25":                              {wrong: "sessionsWeek import.sessionsWeek.unread, hoursADay import.hoursADay.unread"},
		"Pat Lee,pat@example.org,,,,,,,,":                     {wrong: "weekday import.row.needed.weekday"},
	} {
		t.Run(line, func(t *testing.T) {
			sheet, err := Open(keep(t, "times.csv", []byte(headings+line+"\n")), Ordinary)
			if err != nil {
				t.Fatal(err)
			}
			file, err := Apply(sheet, "", nil, Options{Today: "2026-11-20"})
			if err != nil || file.Kind != college.ImportTimes || len(file.Times) != 1 {
				t.Fatalf("read %+v, %v", file, err)
			}
			got := file.Times[0]
			var wrong []string
			for _, w := range got.Wrong {
				wrong = append(wrong, w.Field+" "+w.Key)
			}
			if said := strings.Join(wrong, ", "); said != c.wrong {
				t.Errorf("wrong are %q, want %q", said, c.wrong)
			}
			if got.RowSource, got.Notes = (college.RowSource{}), nil; c.wrong == "" && !sameTimes(got, c.want) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func sameTimes(a, b college.TimesRow) bool {
	return a.Name == b.Name && a.Email == b.Email && a.Weekday == b.Weekday && a.Start == b.Start && a.End == b.End && a.Kind == b.Kind &&
		a.AwayFrom == b.AwayFrom && a.AwayTo == b.AwayTo && a.SessionsWeek == b.SessionsWeek && a.HoursADay == b.HoursADay
}

// TestTimesAreNotGuessedFromNames: a list of people is not one of their times,
// and a term plan stays one.
func TestTimesAreNotGuessedFromNames(t *testing.T) {
	for headings, want := range map[string]string{
		"Name,E-mail":                           college.ImportEnrolments,
		"Name,Away from,Away to":                college.ImportTimes,
		"Course,Day,From,To,Tutor,Priority":     college.ImportTermPlan,
		"Tutor,Day,From,To":                     college.ImportTimes,
		"Tutor,Sessions a week,Hours a day":     college.ImportTimes,
		"Student,Course,Date booked,How,Status": college.ImportBookings,
	} {
		values := strings.Repeat("x,", strings.Count(headings, ",")) + "x\n"
		sheet, err := Open(keep(t, "list.csv", []byte(headings+"\n"+values)), Ordinary)
		if err != nil {
			t.Fatal(err)
		}
		if got := Guess(sheet).Kind; got != want {
			t.Errorf("%s is %q, want %q", headings, got, want)
		}
	}
}

func TestPriorities(t *testing.T) {
	lines := "Course,Date,From,To,Venue,Priority\nSleep,07/12/2026,10:00,12:00,Hall,4\nMusic,07/12/2026,10:00,12:00,Hall,\nYoga,07/12/2026,10:00,12:00,Hall,6\n"
	sheet, err := Open(keep(t, "plan.csv", []byte(lines)), Ordinary)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Apply(sheet, "", nil, Options{Today: "2026-11-20"})
	if err != nil || len(file.Plan) != 3 {
		t.Fatalf("read %+v, %v", file, err)
	}
	if file.Plan[0].Priority != 4 || file.Plan[1].Priority != 0 || len(file.Plan[1].Wrong) != 0 {
		t.Errorf("got %+v", file.Plan)
	}
	if !slices.ContainsFunc(file.Plan[2].Wrong, func(w college.FieldError) bool { return w.Key == "import.priority.unread" }) {
		t.Errorf("6 is %+v", file.Plan[2])
	}
}
