package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

func TestHeadingRow(t *testing.T) {
	row := func(cells ...string) gridRow { return gridRow{cells: cells} }
	for name, c := range map[string]struct {
		rows []gridRow
		want int
	}{
		"nothing":                       {nil, -1},
		"only empty rows":               {[]gridRow{row("", " "), row()}, -1},
		"at once":                       {[]gridRow{row("Student", "Course"), row("Sam", "Yoga")}, 0},
		"below a title":                 {[]gridRow{row("Bookings, autumn term"), row(), row("Student", "Course"), row("Sam", "Yoga")}, 2},
		"below particulars":             {[]gridRow{row("Made by", "Jo", "on", "1 May"), row("Student", "Course", "Place", "How"), row("Sam", "Yoga", "Booked", "phone")}, 1},
		"strange ones, three wide":      {[]gridRow{row("Title"), row("a", "b", "c"), row("1", "2", "3")}, 1},
		"strange ones, two wide":        {[]gridRow{row("a", "b"), row("1", "2")}, 0},
		"answers that look like fields": {[]gridRow{row("Student", "Course", "How"), row("phone", "email", "mobile")}, 0},
	} {
		if got := headingRow(c.rows); got != c.want {
			t.Errorf("%s: row %d, want %d", name, got, c.want)
		}
	}
}

// TestTagCounter counts across the seams of what is written to it.
func TestTagCounter(t *testing.T) {
	xml := `<x:worksheet><cols><col/></cols><x:c r="A1"><x:f>1</x:f></x:c><c/><c><f t="shared"/><v>1</v></c><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells><conditionalFormatting/></x:worksheet>`
	for size := 1; size < 20; size++ {
		var tags tagCounter
		for part := range slices.Chunk([]byte(xml), size) {
			tags.Write(part)
		}
		if tags.cells != 3 || tags.formulas != 2 || tags.merged != 1 {
			t.Fatalf("in pieces of %d: %+v", size, tags)
		}
	}
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		serial float64
		from   bool
		want   string
	}{
		{46280, false, "2026-09-15"}, {46288.455092592594, false, "2026-09-23 10:55:20"}, {44818, true, "2026-09-15"},
		{0.4166666666666667, false, "10:00"}, {0.43752, false, "10:30:02"}, {61, false, "1900-03-01"}, {-1, false, "-1"}, {1e9, false, "1000000000"},
	} {
		if got := serialText(c.serial, c.from); got != c.want {
			t.Errorf("%v: %s, want %s", c.serial, got, c.want)
		}
	}
}

func TestTutors(t *testing.T) {
	for said, want := range map[string][]string{
		"Tutor A; Tutor B": {"Tutor A", "Tutor B"}, "Tutor C & Tutor D": {"Tutor C", "Tutor D"}, "Tutor F;Tutor I": {"Tutor F", "Tutor I"},
		"Tutor E, Tutor A": {"Tutor E", "Tutor A"}, "Jo and Sam": {"Jo", "Sam"}, "Jo AND Sam, Al": {"Jo", "Sam", "Al"}, "Jo\nSam": {"Jo", "Sam"},
		"Sandy Anderson": {"Sandy Anderson"}, "Ó Súilleabháin": {"Ó Súilleabháin"}, "; ,": nil, "Jo / Sam": {"Jo", "Sam"},
	} {
		if got := splitTutors(said); !slices.Equal(got, want) {
			t.Errorf("%q: %q", said, got)
		}
	}
}

// planOf reads one row of a plan with some cells changed.
func planOf(t *testing.T, session, mode, venue, places string) college.PlanRow {
	t.Helper()
	text := planHead + strings.Join([]string{"Yoga", session, "14/09/2026", "10:00", "11:00", mode, venue, places}, ",") + "\n"
	_, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
	return file.Plan[0]
}

func TestSessions(t *testing.T) {
	for said, want := range map[string][2]int{
		"": {1, 1}, "1 of 3": {1, 3}, "2": {2, 0}, "2/6": {2, 6}, "Week 2": {2, 0}, "Session 1 of 2": {1, 2}, "3of4": {3, 4}, "No. 2": {2, 0}, "#2": {2, 0},
	} {
		if p := planOf(t, said, "Online", "", ""); p.Session != want[0] || p.Of != want[1] || len(p.Wrong) > 0 {
			t.Errorf("%q: %d of %d, %v", said, p.Session, p.Of, p.Wrong)
		}
	}
}

// TestSessionsNumbered: sessions without numbers are numbered in the order of
// the file, title by title, and their run says so once.
func TestSessionsNumbered(t *testing.T) {
	const head, withNumbers = "Course,Date,Start,End,Venue,Room,Tutors\n", "Course,Session,Date,Start,End,Venue\n"
	const rest = ",14/09/2026,10:00,11:00,Hall\n"
	for name, c := range map[string]struct{ text, want, said string }{
		"carried down": {head + "Yoga" + rest + rest + rest + "Pilates" + rest, "1/3 2/3 3/3 1/1", "2 import.note.sessionsNumbered, 5 import.note.sessionsNumbered"},
		"repeated":     {head + "Yoga" + rest + "YOGA " + rest + "Pilates" + rest + rest, "1/2 2/2 1/2 2/2", "2 import.note.sessionsNumbered, 4 import.note.sessionsNumbered"},
		"interleaved":  {head + "Yoga" + rest + "Pilates" + rest + "Yoga" + rest + "Pilates" + rest, "1/2 1/2 2/2 2/2", "2 import.note.sessionsNumbered, 3 import.note.sessionsNumbered"},
		"a bad row":    {head + "Yoga" + rest + "Yoga,,10:00,11:00,Hall\n" + "Yoga" + rest, "1/3 2/3 3/3", "2 import.note.sessionsNumbered, 3 date=import.row.needed.date"},
		"some given":   {withNumbers + "Yoga,1 of 3" + rest + "Yoga," + rest + "Yoga,3 of 3" + rest, "1/3 2/3 3/3", "3 import.note.sessionsNumbered"},
		"one unread":   {withNumbers + "Yoga,1" + rest + "Yoga,two" + rest + "Yoga," + rest, "1/0 0/0 3/3", "3 session=import.session.unread, 4 import.note.sessionsNumbered"},
		"all given":    {withNumbers + "Yoga,1" + rest + "Yoga,2" + rest + "Yoga,1" + rest, "1/0 2/0 1/0", ""},
	} {
		said, file := verdict(keep(t, "a.csv", []byte(c.text)), "", nil, Options{})
		var got []string
		for _, p := range file.Plan {
			got = append(got, itoa(p.Session)+"/"+itoa(p.Of))
		}
		if strings.Join(got, " ") != c.want || said != c.said {
			t.Errorf("%s: %v, %q", name, got, said)
		}
	}
}

// TestExtraCells: cells beyond the headings are counted, unless they were
// chosen to be read.
func TestExtraCells(t *testing.T) {
	path := keep(t, "a.csv", []byte("Student,Course\nSam,Yoga,phone,,more\nJo,Yoga\n"))
	for column, want := range map[string]string{"": "2", "source": "1"} {
		_, file := verdict(path, "", map[string]string{"(C)": column}, Options{})
		if n := file.Bookings[0].Notes; len(n) != 1 || n[0].Key != "import.note.extraCells" || n[0].Values["count"] != want || len(file.Bookings[1].Notes) != 0 {
			t.Errorf("%q: %+v", column, n)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 300: "300", 5000: "5,000", 50_000: "50,000", 2_000_000: "2,000,000"} {
		if got := grouped(n); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	_, err := Read("a.csv", strings.NewReader("Student,Course\n"+strings.Repeat("Sam,Sleep\n", 50_001)), Limits{})
	if r := college.AsRefusal(err); r == nil || r.Values["most"] != "50,000" {
		t.Errorf("%v", err)
	}
}

func TestModes(t *testing.T) {
	for _, c := range []struct {
		mode, venue string
		want        college.Mode
	}{
		{"In person ", "Hall", college.InPerson}, {"ONLINE", "", college.Online}, {"Hybrid", "Hall", college.Hybrid}, {"face-to-face", "Hall", college.InPerson},
		{"", "Microsoft Teams", college.Online}, {"", "Zoom", college.Online}, {"", "Hall", college.InPerson}, {"In person", "Microsoft Teams", college.InPerson},
	} {
		if p := planOf(t, "1", c.mode, c.venue, "12.0"); p.Mode != c.want || p.Venue != c.venue || p.Places != 12 {
			t.Errorf("%q %q: %+v", c.mode, c.venue, p)
		}
	}
}

// TestTopicComesWithTitle: a title carried down brings its topic area, and
// rows of one course differ in identity.
func TestTopicComesWithTitle(t *testing.T) {
	text := "Course,Topic area,Session,Date,Start,Finish\nYoga,Physical activity,1,14/09/2026,10:00,11:00\n,,2,21/09/2026,10:00,11:00\nPilates,,1,21/09/2026,10:00,11:00\n"
	_, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
	p := file.Plan
	if p[1].Title != "Yoga" || p[1].Topic != "Physical activity" || p[2].Topic != "" {
		t.Errorf("%+v", p)
	}
	if p[0].Hash == p[1].Hash || p[1].Hash == p[2].Hash {
		t.Error("three sessions, three identities")
	}
}

// TestNumbersOfAWorkbook: phones typed as numbers lose their nought, and long
// ones their figures on screen, but not in the file.
func TestNumbersOfAWorkbook(t *testing.T) {
	data := book(t, [][]any{{"Full name", "Mobile", "Date of birth", "Postcode"},
		{"Sam", 7700900123, "17/05/1978", "wf13sb"}, {"Jo", 447700900124.0, 28627, "WF1 3SB"}, {"Al", "=07700900125", "17/05/1978", ""}},
		func(f *excelize.File) { f.SetCellStr("Sheet1", "B4", "07700-900125") })
	said, file := verdict(keep(t, "a.xlsx", data), "", nil, Options{})
	for i, want := range []string{"+447700900123", "+447700900124", "+447700900125"} {
		p := file.Enrolments[i].Person
		if p.Mobile() != want || p.DOB != "1978-05-17" {
			t.Errorf("%+v", p)
		}
	}
	if said != "" || file.Enrolments[0].Person.Postcode != "WF1 3SB" {
		t.Errorf("%q", said)
	}
}

// TestDigitsTypedAsText in a cell shown as a date are not a date.
func TestDigitsTypedAsText(t *testing.T) {
	data := book(t, [][]any{{"Student", "Course", "Mobile"}, {"Sam", "Yoga", "1632960000"}}, func(f *excelize.File) {
		id, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		f.SetCellStyle("Sheet1", "C2", "C2", id)
	})
	if _, file := verdict(keep(t, "a.xlsx", data), "", nil, Options{}); file.Bookings[0].Mobile != "+441632960000" {
		t.Errorf("%+v", file.Bookings)
	}
}

func TestOtherSheetsAreNamed(t *testing.T) {
	data := book(t, [][]any{{"Key"}, {"red = full"}}, func(f *excelize.File) {
		f.NewSheet("Plan")
		for i, r := range goodRows {
			f.SetSheetRow("Plan", "A"+itoa(i+1), &r)
		}
	})
	s, err := Open(keep(t, "a.xlsx", data), Limits{})
	if err != nil || s.Name != "Plan" || !slices.Equal(s.OtherSheets, []string{"Sheet1"}) || s.HeadingRow != 1 {
		t.Errorf("%+v %v", s, err)
	}
}

// TestTooManyMerged: areas cost time by their square.
func TestTooManyMerged(t *testing.T) {
	sheet := "<worksheet><mergeCells>" + strings.Repeat(`<mergeCell ref="A1:A2"/>`, 5_001) + "</mergeCells></worksheet>"
	_, err := Open(keep(t, "a.xlsx", archive(t, "xl/worksheets/sheet1.xml", sheet)), Limits{})
	if r := college.AsRefusal(err); r == nil || r.Key != "import.file.tooManyMerged" {
		t.Errorf("%v", err)
	}
}

// TestEmergencyContacts in the ways forms ask for them.
func TestEmergencyContacts(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []college.EmergencyContact
	}{
		"one box":             {"Full name,Phone,Emergency contact\nSam,07700 900000,\"Jo Lee, sister, 01632 960000\"\n", []college.EmergencyContact{{Name: "Jo Lee", Relationship: "sister", Phone: "+441632960000"}}},
		"number in between":   {"Full name,Phone,Emergency contact\nSam,07700 900000,\"Jo Lee, 01632 960000, sister\"\n", []college.EmergencyContact{{Name: "Jo Lee", Relationship: "sister", Phone: "+441632960000"}}},
		"without a relation":  {"Full name,Phone,Next of kin\nSam,07700 900000,Jo Lee; 07700 900001\n", []college.EmergencyContact{{Name: "Jo Lee", Phone: "+447700900001"}}},
		"columns of its own":  {"Full name,Phone,Emergency contact name,Emergency contact number,Relationship\nSam,07700 900000,Jo Lee,07700 900001,sister\n", []college.EmergencyContact{{Name: "Jo Lee", Relationship: "sister", Phone: "+447700900001"}}},
		"none":                {"Full name,Phone,Emergency contact\nSam,07700 900000,none\n", nil},
		"a number and nobody": {"Full name,Phone,Emergency contact\nSam,07700 900000,07700 900001\n", nil},
	} {
		_, file := verdict(keep(t, "a.csv", []byte(c.text)), "", nil, Options{})
		if got := file.Enrolments[0].Person.EmergencyContacts; !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestPrivacyNotice(t *testing.T) {
	for said, want := range map[string]bool{
		"Yes": true, "yes;": true, "TRUE": true, "✓": true, "I have read and understood it": true, "x": true, "No": false, "": false, "later": false,
	} {
		_, file := verdict(keep(t, "a.csv", []byte("Full name,Phone,Privacy notice\nSam,07700 900000,"+said+"\n")), "", nil, Options{})
		if r := file.Enrolments[0]; r.PrivacyRead != want || (said != "" && !want) != (len(r.Notes) == 1) {
			t.Errorf("%q: %v %v", said, r.PrivacyRead, r.Notes)
		}
	}
}
