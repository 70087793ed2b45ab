package sample

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestEveryRowIsValid: nothing in the sample would be refused if typed, and
// spans of a role do not overlap.
func TestEveryRowIsValid(t *testing.T) {
	w := wexmoor(t)
	valid := func(what string, err error) {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	spans := map[string][]college.RoleSpan{}
	for _, p := range w.rec.People {
		valid(p.FullName, p.Validate(w.today))
	}
	for _, s := range w.rec.RoleSpans {
		valid(s.Status, s.Validate())
		spans[s.PersonID] = append(spans[s.PersonID], s)
	}
	for id, list := range spans {
		if college.SpansOverlap(list) {
			t.Errorf("spans of %s overlap", w.person[id].FullName)
		}
	}
	for _, k := range w.rec.Consents {
		valid("consent", k.Validate())
	}
	for _, r := range w.rec.Tutors {
		valid("tutor", r.Validate())
	}
	for _, p := range w.rec.Partners {
		valid(p.Name, p.Validate())
	}
	for _, a := range w.rec.Agreements {
		valid("agreement", a.Validate())
	}
	for _, v := range w.book.Venues {
		valid(v.Name, v.Validate())
	}
	for _, r := range w.book.Rooms {
		valid(r.Code, r.Validate())
	}
	for _, c := range w.rec.Courses {
		valid(c.Code, c.Validate())
	}
	for _, y := range w.rec.AcademicYears {
		valid(y.Label, y.Validate())
	}
	for _, term := range w.rec.Terms {
		valid(term.Name, term.Validate())
	}
	for _, r := range w.rec.Runs {
		valid(r.Reference, r.Validate())
	}
	for _, s := range w.rec.Sessions {
		valid(w.run[s.RunID].Reference, s.Validate(w.run[s.RunID].Mode))
	}
}

// TestTables: venues, partners and courses are those of the CSV files, row for
// row, runs a year included.
func TestTables(t *testing.T) {
	w := wexmoor(t)
	read := func(name string) []row {
		rows, err := table(name)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	same := func(what string, want, got any) {
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s: want %v, got %v", what, want, got)
		}
	}
	venue := index(w.book.Venues, func(v college.Venue) string { return v.ID })
	for i, r := range read("venues.csv") {
		room := w.book.Rooms[i]
		v := venue[room.VenueID]
		whole := v.Name + " – " + room.Name
		if room.Name == college.MainRoom {
			whole = v.Name
		}
		facts := college.FactsOf(w.book.AccessFacts, v.ID, room.ID)
		yes := func(b bool) string { return map[bool]string{true: "yes", false: "no"}[b] }
		same(r["code"], []any{r["code"], r["name"], r["town"], r["type"], r["capacity"], r.pence("cost_per_hour"), r["note"], yes(r.yes("step_free")), yes(r.yes("accessible_toilet")), yes(r.yes("hearing_loop"))},
			[]any{room.Code, whole, v.Town, v.Type, room.Seats, room.PricePerHour, room.Note, facts[college.FactStepFree], facts[college.FactAccessibleToilet], facts[college.FactHearingLoop]})
		for _, f := range []string{"wifi", "kitchen", "screen"} {
			same(r["code"]+" "+f, r.yes(f), slices.Contains(room.Facilities, f))
		}
	}
	for i, r := range read("partners.csv") {
		p := w.rec.Partners[i]
		same(r["code"], []any{r["code"], r["name"], r["sector"], r["relationship"], r["agreement"]}, []any{p.Code, p.Name, p.Sector, p.RelationshipTypes[0], w.rec.Agreements[i].Template})
	}
	partner := index(w.rec.Partners, func(p college.Partner) string { return p.ID })
	runs, online := map[string]int{}, map[string]int{}
	for _, r := range w.rec.Runs {
		if w.reference(r) && r.Status != college.RunCancelled {
			runs[r.CourseID]++
			if r.Mode == college.Online {
				online[r.CourseID]++
			}
		}
	}
	for i, r := range read("courses.csv") {
		c := w.rec.Courses[i]
		mode := map[string]string{"[inPerson]": "P", "[online]": "O", "[inPerson online]": "B"}[fmt.Sprint(c.Modes)]
		same(r["code"], []any{r["code"], r["title"], r["blurb"], r["sessions"], r["minutes"], mode, r["min_age"], r["capacity"], r["runs_per_year"], r["online_runs"], r["partner"]},
			[]any{c.Code, c.Title, c.Blurb, c.SessionsDefault, c.MinutesDefault, mode, c.MinAge, c.MaxPlaces, runs[c.ID], online[c.ID], partner[c.PartnerID].Code})
		if len(c.Outcomes) != 3 || c.OutsideTitle == "" || c.OutsideTitle == c.Title {
			t.Errorf("%s: outside title %q, outcomes %v", c.Code, c.OutsideTitle, c.Outcomes)
		}
	}
}

// TestRooms: each course meets in the rooms of 6.9 alone.
func TestRooms(t *testing.T) {
	rooms := map[string]string{"SH03": "V10", "SH04": "V22", "SH05": "V16", "SH07": "V05 V07", "SH08": "V15", "SH12": "V03 V08 V15 V24",
		"SH06": "V03 V17 V20 V24", "PA01": "V18", "PA10": "V18", "PA05": "V25", "PA09": "V18 V25", "PA02": "V03 V05 V07 V11",
		"PA03": "V03 V05 V07 V11", "PA07": "V03 V05 V07 V11", "UMH23": "V21"}
	eachToday(t, func(t *testing.T, w *world) {
		for _, s := range w.rec.Sessions {
			code, room := w.course[w.run[s.RunID].CourseID].Code, w.room[s.RoomID].Code
			if allowed, limited := rooms[code]; s.RoomID != "" && (limited && !strings.Contains(allowed, room) || !limited && slices.Contains([]string{"V10", "V18", "V22", "V25"}, room)) {
				t.Errorf("%s meets in %s", code, room)
			}
		}
	})
}

// TestSafeToShow: invented numbers and addresses only, nothing that could be
// somebody's (6.1), and few names that a Latin font cannot set.
func TestSafeToShow(t *testing.T) {
	w := wexmoor(t)
	drama := []string{"+447700900", "+441632960", "+443069990", "+448081570"}
	invented := func(number string) bool {
		return slices.ContainsFunc(drama, func(start string) bool { return strings.HasPrefix(number, start) && len(number) == 13 })
	}
	// Numbers of the sample files, which nobody here may have.
	taken := regexp.MustCompile(`^\+447700900(0\d\d|5[0-2]\d)$`)
	texts, other, known, wanting := map[string]bool{}, 0, 0, 0
	for i, p := range w.rec.People {
		for _, phone := range p.Phones {
			if !invented(phone.Number) || taken.MatchString(phone.Number) {
				t.Errorf("%s has %s", p.FullName, phone.Number)
			}
			if p.PreferredContact == "text" && phone.Kind == "mobile" {
				if !phone.SafeToText {
					t.Errorf("%s wants texts that are not safe", phone.Number)
				}
				texts[phone.Number] = true
				wanting++
			}
		}
		for _, e := range p.Emails {
			if !strings.HasSuffix(e, "@example.org") {
				t.Errorf("%s", e)
			}
		}
		if p.PreferredContact == "email" && len(p.Emails) == 0 {
			t.Errorf("%s wants e-mail and has none", p.FullName)
		}
		if p.Postcode != "" && !strings.HasPrefix(p.Postcode, "KD") {
			t.Errorf("postcode %s", p.Postcode)
		}
		if strings.ContainsFunc(p.FullName, func(r rune) bool { return r > 0x36F && r < 0x1E00 || r > 0x2040 }) {
			other++
		}
		if i < len(w.rec.Students) && p.KnownAs != "" {
			known++
		}
	}
	if other == 0 || other > 18 || known != 225 || wanting != 976 || len(texts) != ownMobiles {
		t.Errorf("%d names in other scripts, %d known as something else, %d who want texts on %d numbers", other, known, wanting, len(texts))
	}
}

// TestCertificates: issued to those who met the rule and to nobody else, hashed
// as printed; and some completed runs have none yet.
func TestCertificates(t *testing.T) {
	w := wexmoor(t)
	attended, codes, issued := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, b := range w.rec.RunBookings {
		for _, p := range w.places[b.ID] {
			if college.MarkOf(p.Attendance).Counts {
				attended[b.StudentID+b.RunID]++
			}
		}
	}
	for i, c := range w.rec.Certificates {
		run := w.run[c.RunID]
		issued[c.RunID] = true
		n := attended[c.StudentID+c.RunID]
		if !run.CertificateRule.Qualifies(n, len(w.sessions[c.RunID])) || n != c.Sessions || c.Number != fmt.Sprintf("C-%05d", i+1) || len(c.Code) != 10 || codes[c.Code] {
			t.Errorf("%s of %s: %d sessions, code %s", c.Number, run.Reference, n, c.Code)
		}
		codes[c.Code] = true
		p := w.person[w.student[c.StudentID].PersonID]
		if c.Fields != college.PrintedHash(p.OnCertificate(), w.course[run.CourseID].Title, c.Sessions, c.Minutes, c.IssuedOn, c.Number) {
			t.Errorf("%s does not say what it said", c.Number)
		}
	}
	none := 0
	for _, r := range w.rec.Runs {
		if r.Status == college.RunCompleted && w.reference(r) && !issued[r.ID] {
			none++
		}
	}
	if len(issued) < 60 || none < 20 {
		t.Errorf("%d runs with certificates, %d without", len(issued), none)
	}
}

// TestShapes are guides, not totals: held loosely so that the sample keeps
// looking like a college (bullets under 6.3).
func TestShapes(t *testing.T) {
	w := wexmoor(t)
	came, expected, missed, ahead, dayBefore := map[college.Mode]int{}, map[college.Mode]int{}, map[string]int{}, []int{}, 0
	for _, b := range w.rec.RunBookings {
		run := w.run[b.RunID]
		if !w.reference(run) {
			continue
		}
		lead := w.sessions[run.ID][0].Date.DaysSince(b.BookedOn)
		ahead = append(ahead, lead)
		if lead == 1 {
			dayBefore++
		}
		for _, p := range w.places[b.ID] {
			if mark := college.MarkOf(p.Attendance); mark.Expected {
				expected[run.Mode]++
				if mark.Counts {
					came[run.Mode]++
				}
			}
			if p.Attendance == college.DidNotAttend {
				missed[b.StudentID]++
			}
		}
	}
	within := func(what string, got, low, high float64) {
		if got < low || got > high {
			t.Errorf("%s is %.1f, want %.0f to %.0f", what, got, low, high)
		}
	}
	within("attendance online, %", 100*float64(came[college.Online])/float64(expected[college.Online]), 63, 69)
	within("attendance in person, %", 100*float64(came[college.InPerson])/float64(expected[college.InPerson]), 72, 78)
	slices.Sort(ahead)
	within("median days booked ahead", float64(ahead[len(ahead)/2]), 12, 26)
	within("booked the day before, %", 100*float64(dayBefore)/float64(len(ahead)), 4, 14)
	var counts []int
	for _, n := range missed {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	top := 0
	for _, n := range counts[len(counts)-repeaters:] {
		top += n
	}
	within("share of the 73 who miss most, %", 100*float64(top)/placesDNA, 36, 50)
	days, rooms := [7]int{}, map[string]bool{}
	for _, s := range w.rec.Sessions {
		if w.reference(w.run[s.RunID]) {
			days[s.Date.DaysSince(s.Date.Monday())]++
			rooms[s.RoomID] = true
		}
	}
	for i, share := range weekdays {
		within(fmt.Sprintf("sessions on weekday %d, %%", i+1), 100*float64(days[i])/228, share-5, share+5)
	}
	within("rooms used", float64(len(rooms)-1), 21, 25)
	within("run bookings", float64(len(ahead)), 2400, 2560)
}
