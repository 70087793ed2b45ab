package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/words"
)

// annName is what Ann is called once she has lived.
const annName = "Xerxes Sparrow"

// lived is a college in which Ann has left rows in every table that people leave
// rows in, all of them over, and a canary in every column that an erasure clears.
// Her rows have "ann" in their ids; she was Anya once, on a record merged into hers.
type lived struct {
	*testCollege
	canaries []string
}

func annLived(t *testing.T) *lived {
	t.Helper()
	l := &lived{testCollege: small(t, "Ann Lee", "Anya Lee", "Bo Lin"), canaries: []string{annName, "Xanya Sparrow", "1961-07-13", "7700900417"}}
	l.book("sleep", "Bo Lin")
	rows := []any{
		college.Partner{ID: "ann-partner", Name: "Wool Shop", Contacts: []college.PartnerContact{{Name: annName}, {Name: "Somebody Else"}}},
		college.Person{ID: "ann", FullName: annName, DOB: "1961-07-13"}, college.Person{ID: "anya", FullName: "Xanya Sparrow", MergedInto: "ann"},
		college.UserPerson{ID: "ann-user", UserID: "gone", PersonID: "ann"},
		college.RoleSpan{ID: "ann-span", PersonID: "ann", Role: college.RoleTutor, Status: "active", From: "2026-09-01"},
		college.RoleSpan{ID: "ann-left", PersonID: "ann", Role: college.RoleVolunteer, Status: "left", From: "2026-09-01"},
		college.Equality{ID: "ann-equality", PersonID: "ann", Gender: "woman"},
		college.Consent{ID: "ann-consent", PersonID: "ann", Kind: "charter", GivenOn: "2026-09-01"},
		college.Student{ID: "st-ann", PersonID: "ann", EnrolledOn: "2026-09-01", District: "TW1"},
		college.Student{ID: "st-anya", PersonID: "anya", EnrolledOn: "2025-09-01"},
		college.Enrolment{ID: "ann-enrolment", StudentID: "st-ann", Date: "2026-09-01", Kind: "new"},
		college.LearningPlan{ID: "ann-plan", StudentID: "st-ann", Date: "2026-09-02"},
		college.Goal{ID: "ann-goal", PlanID: "ann-plan", RatingStart: 3},
		college.PlanReview{ID: "ann-review", PlanID: "ann-plan", Date: "2026-10-01"},
		college.Staff{ID: "ann-staff", PersonID: "ann"},
		college.Tutor{ID: "ann-tutor", PersonID: "ann", Kinds: []string{college.KindPeer}},
		college.Volunteer{ID: "ann-volunteer", PersonID: "ann", RegisteredOn: "2026-09-01"},
		college.Clearance{ID: "ann-clearance", PersonID: "ann", Level: "basic"},
		college.Training{ID: "ann-training", PersonID: "ann", Kind: "safeguardingAdults", CompletedOn: "2026-09-01"},
		college.CourseTutor{ID: "ann-course", CourseID: "sleep", PersonID: "ann", Part: "lead"},
		college.Availability{ID: "ann-week", PersonID: "ann", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.AvailableThen},
		college.Leave{ID: "ann-leave", PersonID: "ann", From: "2026-10-01", To: "2026-10-09"},
		college.WorkLimit{ID: "ann-limit", PersonID: "ann", SessionsWeek: 3},
		college.SessionTutor{ID: "ann-leads", SessionID: "sleep-1", TutorID: "ann-tutor", Part: "support"},
		college.SessionVolunteer{ID: "ann-helps", SessionID: "sleep-1", VolunteerID: "ann-volunteer"},
		college.RunBooking{ID: "ann-booking", StudentID: "st-ann", RunID: "run-sleep", Status: college.BookingWithdrawn, RowNo: 7},
		college.SessionPlace{ID: "ann-place", BookingID: "ann-booking", SessionID: "sleep-1", Attendance: college.AbsentNotified},
		college.RunBooking{ID: "anya-booking", StudentID: "st-anya", RunID: "run-music", Status: college.BookingCancelledByStudent},
		college.WaitingEntry{ID: "ann-waits", RunID: "run-music", StudentID: "st-ann", RequestedAt: "2026-11-01T10:00:00Z", Sequence: 1},
		college.Certificate{ID: "ann-certificate", Kind: college.CertificateCourse, Course: "Sleeping well", StudentID: "st-ann", RunID: "run-sleep", IssuedOn: "2026-11-14", Number: "C-00001", Code: "ABCDEFGHJK", Fields: "a hash"},
		college.Certificate{ID: "ann-tutored", Kind: college.CertificateTutor, PersonID: "ann", IssuedOn: "2026-11-15", Number: "C-00002", Code: "ABCDEFGHJL", Fields: "a hash"},
		college.Notice{ID: "ann-notice", About: "cancellation", RecordID: "ann-booking", PersonID: "ann", At: "2026-11-01T10:00:00Z"},
		college.Override{ID: "ann-override", Rule: "I-03", RecordID: "ann-booking", At: "2026-11-01T10:00:00Z"},
		college.PaperIssued{ID: "ann-paper", Kind: "certificates", RecordID: "ann-certificate", At: "2026-11-14T10:00:00Z"},
		college.ImportBatch{ID: "ann-file", Kind: college.ImportEnrolments, FileHash: "h", FileName: "form of " + annName + ".csv", At: "2026-09-01T10:00:00Z"},
		college.ImportRow{ID: "ann-row", BatchID: "ann-file", Number: 2, Hash: "h2", Outcome: college.RowCreated, RecordID: "st-ann"},
	}
	for i, row := range rows {
		rows[i] = l.plant(traces, row)
	}
	l.put(collegeFile, rows...)
	l.put(venuesFile,
		college.VenueContact{ID: "ann-contact", VenueID: "v", Name: annName},
		college.VenueContact{ID: "ann-phone", VenueID: "w", Name: l.canary("Reception Xr"), Phone: "07700 900417"},
		college.AccessFact{ID: "ann-fact", VenueID: "v", Item: college.FactStepFree, Answer: "yes", CheckedBy: strings.ToUpper(annName), CheckedOn: "2026-10-01"},
		college.RiskAssessment{ID: "ann-risk", VenueID: "v", DoneOn: "2026-10-01", By: annName},
		college.Venue{ID: "ann-venue", Name: "The Barn", OwnerName: annName})
	l.alsoSaid()
	return l
}

// alsoSaid is what stands about Ann where no row of hers is: a record made and
// taken back, a row of a plan, drafts.
func (l *lived) alsoSaid() {
	l.t.Helper()
	twin := l.put(collegeFile, college.Person{ID: "twin", FullName: annName, WhatHelps: l.canary("Xtwin")},
		college.Student{ID: "st-twin", PersonID: "twin", Number: "S-77777", Notes: l.canary("Xtwinnote")})
	fine(l.t, l.Undo(l.ctx(), twin))
	l.put(collegeFile, college.ImportRow{ID: "plan-row", BatchID: "ann-file", Number: 3, Hash: "h3", Outcome: college.RowCreated, RecordID: "sleep-1",
		Raw: []string{"Sleeping well", l.canary("Xraw") + "\n" + annName}})
	fine(l.t, l.KeepDraft(l.ctx(), "student", l.canary("Xdraft")))
	l.exec(`INSERT INTO venues.venue_typing_draft (user_id, place, text, at) VALUES ('vera', 'venue', ?, '2026-11-20T10:00:00Z')`, l.canary("Xdraft"))
}

// canary is a text that stands nowhere else.
func (l *lived) canary(start string) string {
	text := fmt.Sprintf("%s%dq", start, len(l.canaries))
	l.canaries = append(l.canaries, text)
	return text
}

// plant puts a canary into every column of a row that its trace clears.
func (l *lived) plant(traces []trace, row any) any {
	l.t.Helper()
	planted := reflect.New(reflect.TypeOf(row)).Elem()
	planted.Set(reflect.ValueOf(row))
	noun := tables[planted.Type()]
	at := slices.IndexFunc(traces, func(t trace) bool { return t.table == noun.name })
	if at < 0 {
		return row
	}
	for _, f := range noun.fields {
		if field := planted.FieldByIndex(f.index); slices.Contains(strings.Fields(traces[at].cleared), f.column) && field.IsZero() {
			l.plantField(field, "X"+strings.ReplaceAll(f.column, "_", ""))
		}
	}
	return planted.Interface()
}

func (l *lived) plantField(field reflect.Value, name string) {
	switch {
	case field.Type() == reflect.TypeFor[college.Date]():
		field.SetString(string(college.Date("1931-01-01").AddDays(len(l.canaries))))
		l.canaries = append(l.canaries, field.String())
	case field.Type() == reflect.TypeFor[[]college.Phone]():
		field.Set(reflect.ValueOf([]college.Phone{{Number: "+447700900417", Kind: "mobile"}}))
	case field.Kind() == reflect.String:
		field.SetString(l.canary(name))
	case field.Kind() == reflect.Bool:
		field.SetBool(true)
	case field.Kind() == reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 1, 1))
		l.plantField(field.Index(0), name)
	case field.Kind() == reflect.Struct:
		for i := range field.NumField() {
			l.plantField(field.Field(i), name)
		}
	default:
		l.t.Fatalf("no canary for a %s", field.Type())
	}
}

// found are the canaries that stand in the pages of the files, in use or not.
func (l *lived) found() (found []string) {
	l.t.Helper()
	var pages strings.Builder
	for _, file := range files {
		for _, page := range must(list(l.ctx(), l.db, func(r *sql.Rows) (page []byte, err error) { return page, r.Scan(&page) },
			"SELECT data FROM sqlite_dbpage WHERE schema = ?", file)) {
			pages.WriteString(strings.ToLower(string(page)))
		}
	}
	for _, canary := range l.canaries {
		if strings.Contains(pages.String(), strings.ToLower(canary)) {
			found = append(found, canary)
		}
	}
	return found
}

// counts are what reports are made of.
func (l *lived) counts() (lines []string) {
	l.t.Helper()
	for name, query := range map[string]string{
		"marks":        "SELECT attendance, count(*) FROM college.session_place GROUP BY 1",
		"bookings":     "SELECT status, count(*) FROM college.run_booking GROUP BY 1",
		"sessions":     "SELECT status, count(*) FROM college.session GROUP BY 1",
		"students":     "SELECT enrolled_on, count(*) FROM college.student GROUP BY 1",
		"genders":      "SELECT gender, count(*) FROM college.equality GROUP BY 1",
		"certificates": "SELECT number || code || fields, count(*) FROM college.certificate GROUP BY 1",
		"others":       `SELECT role || status, count(*) FROM college.role_span WHERE "to" IS NULL AND person_id NOT IN ('ann', 'anya') GROUP BY 1`,
	} {
		lines = append(lines, must(list(l.ctx(), l.db, func(r *sql.Rows) (string, error) {
			var what string
			var n int
			err := r.Scan(&what, &n)
			return fmt.Sprint(name, what, n), err
		}, query))...)
	}
	slices.Sort(lines)
	return lines
}

// others are the rows of everybody and everything else.
func (l *lived) others() []string {
	return slices.DeleteFunc(l.dump(), func(line string) bool {
		return strings.Contains(line, "ann") || strings.Contains(line, "anya") || strings.Contains(line, "plan-row")
	})
}

func TestErasingTakesTheWordsAndLeavesTheCounts(t *testing.T) {
	l := annLived(t)
	if found := l.found(); len(found) != len(l.canaries) || len(found) < 60 {
		t.Fatalf("of %d canaries only %d stand in the pages: the look is blind", len(l.canaries), len(found))
	}
	counts, others := l.counts(), l.others()
	done, err := l.Erase(l.ctx(), "anya") // whoever was merged is who they are now
	fine(t, err)
	if found := l.found(); len(found) > 0 {
		t.Errorf("%d of %d canaries are left: %q", len(found), len(l.canaries), found)
	}
	if after := l.counts(); !slices.Equal(after, counts) {
		t.Errorf("the counts were\n%q and are\n%q", counts, after)
	}
	unchanged(t, others, l.others())
	for _, file := range files {
		if n := l.count("PRAGMA " + file + ".freelist_count"); n != 0 {
			t.Errorf("%s has %d unused pages", file, n)
		}
	}
	if done.People != 2 || !slices.Equal(sorted(done.Venues), []string{"Abbey Library", "Castleby Community Centre", "The Barn"}) || done.History == 0 {
		t.Errorf("done was %+v", done)
	}
	l.isErased("ann", "born in 1961, enrolled in 2026", "65–74")
	l.isErased("anya", "born in 1931, enrolled in 2025", "75+")
	if verdict := must(one[string](l.ctx(), l.db, "PRAGMA college.integrity_check")); verdict != "ok" {
		t.Errorf("integrity: %s", verdict)
	}
}

// isErased holds what is left of somebody to what is said in the records.
func (l *lived) isErased(id, why, band string) {
	l.t.Helper()
	p := must(get[college.Person](l.ctx(), l.db, id))
	if p.FullName != erasedName || p.AgeBandIfNoDOB != band {
		l.t.Errorf("%s is %q, %q; %s", id, p.FullName, p.AgeBandIfNoDOB, why)
	}
	student := must(get[college.Student](l.ctx(), l.db, "st-"+id))
	if !strings.HasPrefix(student.Number, "E-") {
		l.t.Errorf("%s has the number %s", id, student.Number)
	}
	spans := must(find[college.RoleSpan](l.ctx(), l.db, "WHERE person_id = ?", id))
	if s, _ := college.StatusOn(spans, college.RoleStudent, l.Today()); s.Status != "erased" || college.SpansOverlap(spans) {
		l.t.Errorf("%s has the spans %+v", id, spans)
	}
	for _, s := range spans {
		if s.To == "" && s.Status != "erased" && s.Status != "left" {
			l.t.Errorf("%s still is a %s", id, s.Role)
		}
	}
}

func TestErasedPeopleHoldNoPlace(t *testing.T) {
	l := annLived(t)
	kept := filepath.Join(l.home.kept(), "2026-11-01T100000.000Z")
	fine(t, os.MkdirAll(kept, 0o700))
	must(l.Erase(l.ctx(), "ann"))
	if _, err := os.Stat(kept); err == nil {
		t.Error("the records kept from before a restore are still there")
	}
	for query, want := range map[string]int{
		"SELECT count(*) FROM college.waiting_entry WHERE student_id = 'st-ann' AND result IS NULL":               0,
		"SELECT count(*) FROM college.user_person WHERE person_id = 'ann'":                                        0,
		"SELECT count(*) FROM venues.venue_contact":                                                               0,
		"SELECT count(*) FROM venues.access_fact WHERE id = 'ann-fact' AND checked_by IS NULL AND answer = 'yes'": 1,
		"SELECT count(*) FROM college.certificate WHERE fields = 'a hash' AND name IS NULL":                       2,
		"SELECT count(*) FROM college.audit WHERE verb = 'act.erase' AND subject IN ('ann', 'anya')":              2,
		"SELECT count(*) FROM venues.venue_audit WHERE verb = 'act.erase'":                                        1,
		"SELECT count(*) FROM college.act WHERE verb = 'act.erase'":                                               0,
		"SELECT count(*) FROM college.import_row WHERE id = 'ann-row' AND hash = 'h2' AND raw IS NULL":            1,
	} {
		if n := l.count(query); n != want {
			t.Errorf("%s gave %d, want %d", query, n, want)
		}
	}
	// The act before is still there to be taken back, but brings nothing of her back.
	if _, err := l.UndoLast(l.ctx()); college.AsRefusal(err) == nil && err != nil {
		t.Error(err)
	}
	if found := l.found(); len(found) > 0 {
		t.Errorf("undoing brought back %q", found)
	}
	breaks, _, err := l.VerifyAudit(l.ctx(), nil)
	if err != nil || len(breaks) > 0 {
		t.Errorf("the audit is broken: %v %v", breaks, err)
	}
}

func TestErasingAgainIsHarmless(t *testing.T) {
	l := annLived(t)
	must(l.Erase(l.ctx(), "ann"))
	before := l.dump()
	done, err := l.Erase(l.ctx(), "ann")
	fine(t, err)
	if done.People != 0 || len(done.Rows) != 0 {
		t.Errorf("again did %+v", done)
	}
	unchanged(t, before, l.dump())
}

func TestALookDoesNothing(t *testing.T) {
	l := annLived(t)
	l.put(collegeFile, college.PaperIssued{ID: "register", Kind: "register", RecordID: "sleep-1", File: "register.pdf", At: "2026-11-13T09:00:00Z"},
		college.PaperIssued{ID: "timetable", Kind: "timetable", RecordID: "t1", File: "timetable.pdf", At: "2026-11-13T09:00:00Z"})
	session := l.session("music-1")
	session.Notes = "A word with " + strings.ToUpper(annName) + ", please."
	l.put(collegeFile, session)
	_, err := l.Backup(l.ctx(), BackupHand)
	fine(t, err)
	before, history := l.dump(), l.count("SELECT count(*) FROM college.change")
	look, err := l.EraseLook(l.ctx(), "ann")
	fine(t, err)
	unchanged(t, before, l.dump())
	if n := l.count("SELECT count(*) FROM college.change"); n != history || len(l.found()) != len(l.canaries) {
		t.Error("looking took something away")
	}
	if look.PersonID != "ann" || look.Name != annName || look.People != 2 {
		t.Errorf("the look is at %s, %s and %d people", look.PersonID, look.Name, look.People)
	}
	if len(look.Papers) != 1 || look.Papers[0].File != "register.pdf" {
		t.Errorf("the papers are %+v", look.Papers)
	}
	if want := []EraseRecord{{"session", "notes", "music-1"}}; !slices.Equal(look.Mentions, want) {
		t.Errorf("the mentions are %+v", look.Mentions)
	}
	if want := (Holding{Count: 1, Newest: "2026-11-20", Until: "2027-11-01", Places: []string{}}); !reflect.DeepEqual(look.Backups, want) {
		t.Errorf("the backups are %+v, want %+v", look.Backups, want)
	}
	done, err := l.Erase(l.ctx(), "ann")
	fine(t, err)
	if !reflect.DeepEqual(done.Rows, look.Rows) || done.History != look.History {
		t.Errorf("done was\n%+v, announced\n%+v", done, look.Erased)
	}
	for _, row := range done.Rows {
		if !words.Has("erase.of." + row.Table) {
			t.Errorf("no words for %s", row.Table)
		}
	}
}

func TestWhoIsNotErased(t *testing.T) {
	cases := map[string]struct {
		make func(c *testCollege)
		id   string
		key  string
	}{
		"booked on a session to come": {func(c *testCollege) { c.book("sleep", "Ann Lee") }, "ann", "erase.booked"},
		"offered a place": {func(c *testCollege) {
			c.put(collegeFile, college.RunBooking{ID: "b", StudentID: "st-ann", RunID: "run-sleep", Status: college.BookingOffered})
		}, "ann", "erase.booked"},
		"booked on a record that was merged": {func(c *testCollege) {
			c.book("sleep", "Bo Lin")
			c.exec("UPDATE college.person SET merged_into = 'ann' WHERE id = 'bo'")
		}, "ann", "erase.booked"},
		"leads a session to come": {func(*testCollege) {}, "pat", "erase.leads"},
		"helps at a session to come": {func(c *testCollege) {
			c.put(collegeFile, college.Volunteer{ID: "vol", PersonID: "ann"})
			c.put(collegeFile, college.SessionVolunteer{ID: "helps", SessionID: "sleep-3", VolunteerID: "vol"})
		}, "ann", "erase.leads"},
		"signs in": {func(c *testCollege) {
			c.put(collegeFile, college.UserPerson{ID: "u", UserID: "nadia", PersonID: "ann"})
		}, "ann", "erase.signsIn"},
		"nobody":           {func(*testCollege) {}, "who", "store.notFound"},
		"an admin asks":    {func(c *testCollege) { c.signedIn("Amir", adminPass) }, "ann", "erase.leaderOnly"},
		"a volunteer asks": {func(c *testCollege) { c.signedIn("Vera", volunteerPass) }, "ann", "erase.leaderOnly"},
	}
	for name, x := range cases {
		t.Run(name, func(t *testing.T) {
			c := small(t, "Ann Lee", "Bo Lin")
			x.make(c)
			_, err := c.Erase(c.ctx(), x.id)
			refused(t, err, x.key)
			_, err = c.EraseLook(c.ctx(), x.id)
			refused(t, err, x.key)
			if c.whole() && c.count("SELECT count(*) FROM college.person WHERE full_name = ?", erasedName) != 0 {
				t.Error("somebody was erased")
			}
		})
	}
}

func TestPersonByNumber(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.exec("UPDATE college.person SET merged_into = 'ann' WHERE id = 'bo'")
	for number, want := range map[string]string{"S-00001": "ann", " s-00001 ": "ann", "1": "ann", "S-00002": "ann"} {
		if id, name, err := c.PersonByNumber(c.ctx(), number); err != nil || id != want || name != "Ann Lee" {
			t.Errorf("%q is %s, %s, %v", number, id, name, err)
		}
	}
	for _, number := range []string{"S-00009", "ann", "%"} {
		_, _, err := c.PersonByNumber(c.ctx(), number)
		refused(t, err, "erase.noNumber")
	}
}

func TestAgeBands(t *testing.T) {
	day := college.Date("2026-11-20")
	for name, x := range map[string]struct{ dob, kept, want string }{
		"eleven":                   {"2015-11-20", "", "11–15"},
		"ten":                      {"2015-11-21", "", ""},
		"sixteen tomorrow":         {"2010-11-21", "", "11–15"},
		"sixteen":                  {"2010-11-20", "", "16–17"},
		"twenty-four":              {"2002-11-20", "", "18–24"},
		"seventy-five":             {"1951-11-20", "", "75+"},
		"a band and no birthday":   {"", "25–34", "25–34"},
		"words instead of a band":  {"", "Ann is 30", ""},
		"a birthday before a band": {"1951-11-20", "25–34", "75+"},
	} {
		e := erasing{enrolled: map[string]college.Date{"p": day}}
		if got := e.ageBand(college.Person{ID: "p", DOB: college.Date(x.dob), AgeBandIfNoDOB: x.kept}); got != x.want {
			t.Errorf("%s is %q, want %q", name, got, x.want)
		}
	}
}

// TestEveryTraceIsWeighed holds the list of traces to naming every table that
// leads to a person, and every column of it, as kept or cleared.
func TestEveryTraceIsWeighed(t *testing.T) {
	c := empty(t)
	type link struct{ table, column, to string }
	links := must(list(c.ctx(), c.db, func(r *sql.Rows) (l link, err error) { return l, r.Scan(&l.table, &l.column, &l.to) },
		`SELECT t.name, f."from", f."table" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name, 'college') f
		WHERE t.schema = 'college' UNION SELECT t.name, x.name, 'person' FROM pragma_table_list t JOIN pragma_table_info(t.name, 'college') x
		WHERE t.schema = 'college' AND x.name = 'record_id'`))
	leads := map[string]bool{"person": true}
	for grown := true; grown; {
		grown = false
		for _, l := range links {
			// Whose partner, term or course it is says nothing of a person.
			if leads[l.to] && l.table != "person" && !leads[l.table] {
				leads[l.table], grown = true, true
			}
		}
	}
	if len(leads) < 24 {
		t.Fatalf("only %d tables lead to a person", len(leads))
	}
	for name := range leads {
		at := slices.IndexFunc(traces, func(x trace) bool { return x.table == name })
		if at < 0 {
			t.Errorf("%s leads to a person and stands in no trace", name)
			continue
		}
		for _, l := range links {
			if l.table == name && leads[l.to] && name != "person" && !slices.Contains(strings.Fields(traces[at].via), l.column) {
				t.Errorf("%s names a person by %s, which its trace does not follow", name, l.column)
			}
		}
	}
	for _, x := range append(slices.Clone(traces), venueTraces...) {
		_, noun := tableOf(x.table)
		listed := append(strings.Fields(x.kept), strings.Fields(x.cleared)...)
		var columns []string
		for _, f := range noun.fields {
			if f.column != "id" {
				columns = append(columns, f.column)
			}
		}
		if len(listed) > 0 && !slices.Equal(sorted(listed), sorted(columns)) {
			t.Errorf("%s has the columns\n%q, weighed are\n%q", x.table, sorted(columns), sorted(listed))
		}
	}
}

func TestWhatNamesSomebody(t *testing.T) {
	who := identify([]college.Person{{FullName: "Siân O’Brien", KnownAs: "Shan", SortAs: "O’Brien, Siân", Emails: []string{"Sian@Example.org"},
		Phones: []college.Phone{{Number: "+447700900123"}}}, {FullName: "Prince"}}, []college.Student{{Number: "S-00042"}})
	for text, want := range map[string]bool{
		"seen by SIAN OBRIEN today": true, "O'Brien, Sian": true, `["x","a\nSiân O’Brien"]`: true, "write to sian@example.org": true,
		"ring 07700 900 123": true, "+44 7700 900123": true, "S-00042": true,
		"Shan": false, "Prince": false, "Siân O’Briens": false, "S-000421": false, "ring 07700 900 124": false, "": false,
	} {
		if who.in(text) != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
	for name, x := range map[string]struct {
		name, phone, email string
		want               bool
	}{
		"name":   {"sian o'brien", "", "", true},
		"single": {"PRINCE", "", "", true},
		"phone":  {"Reception", "(07700) 900-123", "", true},
		"email":  {"Reception", "", " SIAN@example.org", true},
		"none":   {"Reception", "01632 960001", "hello@example.org", false},
		"empty":  {"", "", "", false},
	} {
		if who.is(x.name, x.phone, x.email) != x.want {
			t.Errorf("%s: %t", name, !x.want)
		}
	}
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
