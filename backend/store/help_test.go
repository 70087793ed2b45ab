package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
	"daybook/backend/words"
)

// noon is when the tests happen: a Friday in the eleventh week of the term.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// testCollege is an open college with a clock that tests move.
type testCollege struct {
	*Store
	t       testing.TB
	now     time.Time
	options Options
}

// empty is a new college without records.
func empty(t testing.TB) *testCollege {
	return opened(t, college.VenueBook{Cards: []college.Card{{ID: "card", Name: "Testwick College"}}},
		college.Records{Settings: []college.Settings{{ID: "settings"}}})
}

// opened makes a college of the records given and opens it.
func opened(t testing.TB, book college.VenueBook, records college.Records) *testCollege {
	t.Helper()
	c := &testCollege{t: t, now: noon}
	c.options = Options{Folder: t.TempDir(), Now: func() time.Time { return c.now }, Access: founded(t)}
	if err := Create(t.Context(), c.options, book, records); err != nil {
		t.Fatalf("create: %v", err)
	}
	c.open()
	t.Cleanup(c.close)
	return c
}

func (c *testCollege) open() {
	c.t.Helper()
	s, err := Open(context.Background(), c.options)
	if err != nil {
		c.t.Fatalf("open: %v", err)
	}
	c.Store = s
}

func (c *testCollege) close() {
	c.t.Helper()
	if c.Store == nil {
		return
	}
	if err := c.Store.Close(); err != nil {
		c.t.Errorf("close: %v", err)
	}
	c.Store = nil
}

// cheap is what trying a passphrase costs in tests.
var cheap = vault.Cost{MemoryKiB: 8, Passes: 1}

// Passphrases of the tests' users.
const leaderPass, adminPass, volunteerPass = "nadia-keeps-the-keys", "amir-prints-at-eight", "vera-knows-the-ramps"

// founded is the access of Nadia, a leader; the keyring has an admin and a
// volunteer too.
func founded(t testing.TB) *vault.Access {
	t.Helper()
	access, err := vault.Found("Testwick College", vault.User{ID: "nadia", Name: "Nadia"}, leaderPass, cheap, noon)
	fine(t, err)
	_, err = access.Add(vault.User{Name: "Amir", Role: vault.Admin}, adminPass, noon)
	fine(t, err)
	_, err = access.Add(vault.User{Name: "Vera", Role: vault.Volunteer}, volunteerPass, noon)
	fine(t, err)
	return access
}

// signedIn opens the college for another of its users; the one before is out.
func (c *testCollege) signedIn(name, passphrase string) {
	c.t.Helper()
	c.close()
	ring, err := vault.Load(filepath.Join(c.options.Folder, "data"), cheap)
	fine(c.t, err)
	c.options.Access, err = ring.Unlock(name, passphrase, c.now)
	fine(c.t, err)
	c.open()
}

// small is a college with nothing wrong in it, which tests change by hand: two
// venues, three rooms, a course of three Fridays (sleep-1 last week, sleep-2
// today at ten, sleep-3 next week) and an afternoon of music today, with a pair
// of tutors for each. Nobody is booked.
func small(t testing.TB, students ...string) *testCollege {
	t.Helper()
	book, records := smallRecords(students...)
	return opened(t, book, records)
}

func smallRecords(students ...string) (college.VenueBook, college.Records) {
	book := college.VenueBook{
		Cards: []college.Card{{ID: "card", Name: "Testwick College", Phone: "01632 960001", Email: "hello@example.org"}},
		Venues: []college.Venue{
			{ID: "v", Name: "Castleby Community Centre", Town: "Castleby", Active: true},
			{ID: "w", Name: "Abbey Library", Town: "Testwick", Active: true}},
		Rooms: []college.Room{
			{ID: "hall", VenueID: "v", Name: "Main Hall", Seats: 20, Active: true},
			{ID: "snug", VenueID: "v", Name: "Snug", Seats: 3, Active: true},
			{ID: "lib", VenueID: "w", Name: college.MainRoom, Seats: 12, Active: true}},
	}
	records := college.Records{
		Settings:      []college.Settings{{ID: "settings", CrisisText: "Ring 111", SignatoryName: "Nadia Hale", SignatoryRole: "Leader"}},
		AgeRules:      []college.AgeRule{{ID: "adults", Arm: college.Adult, Min: 16, From: "2020-09-01"}},
		AcademicYears: []college.AcademicYear{{ID: "year", Label: "2026/27", Start: "2026-09-01", End: "2027-08-31"}},
		Terms:         []college.Term{{ID: "t1", YearID: "year", Name: "Autumn 2026", Code: "AUT26", Start: "2026-09-07", End: "2026-12-18"}},
		Topics:        []college.Topic{{ID: "umh", Code: "UMH", Name: "Understanding mental health", Active: true}, {ID: "pa", Code: "PA", Name: "Performing arts", Active: true}},
	}
	for i, id := range []string{"pat", "ola", "pip", "oz"} {
		records.People = append(records.People, college.Person{ID: id, FullName: strings.ToUpper(id[:1]) + id[1:] + " Tutor", NoContactReason: "notGiven"})
		records.Tutors = append(records.Tutors, college.Tutor{ID: "tu-" + id, PersonID: id, Kinds: []string{[]string{college.KindPeer, college.KindStaff}[i%2]}})
	}
	for _, c := range []struct{ id, code, title, topic string }{{"sleep", "UMH01", "Sleeping well", "umh"}, {"music", "PA01", "Making music", "pa"}} {
		records.Courses = append(records.Courses, college.Course{ID: c.id, Code: c.code, Title: c.title, TopicID: c.topic, ApprovedHow: college.ApprovedBefore, Status: college.CourseLive})
		records.CourseVersions = append(records.CourseVersions, college.CourseVersion{ID: c.id + "-v1", CourseID: c.id, Number: 1, Title: c.title, Outcomes: []string{"Know more"}})
		records.Runs = append(records.Runs, college.CourseRun{ID: "run-" + c.id, CourseID: c.id, CourseVersionID: c.id + "-v1", TermID: "t1", Reference: c.code + "-AUT26-1",
			Arm: college.Adult, Mode: college.InPerson, Capacity: 8, WaitingList: true, Status: college.RunPublished})
	}
	for i, day := range []college.Date{"2026-11-13", "2026-11-20", "2026-11-27"} {
		records.Sessions = append(records.Sessions, college.Session{ID: fmt.Sprintf("sleep-%d", i+1), RunID: "run-sleep", Number: i + 1, Date: day,
			Start: "10:00", End: "12:00", RoomID: "hall", Status: college.SessionConfirmed})
	}
	records.Sessions = append(records.Sessions, college.Session{ID: "music-1", RunID: "run-music", Number: 1, Date: "2026-11-20", Start: "13:00", End: "15:00", RoomID: "lib", Status: college.SessionConfirmed})
	for _, s := range records.Sessions {
		pair := []string{"tu-pat", "tu-ola"}
		if s.RunID == "run-music" {
			pair = []string{"tu-pip", "tu-oz"}
		}
		records.SessionTutors = append(records.SessionTutors, college.SessionTutor{ID: s.ID + "-a", SessionID: s.ID, TutorID: pair[0], Part: "lead"},
			college.SessionTutor{ID: s.ID + "-b", SessionID: s.ID, TutorID: pair[1], Part: "coLead"})
	}
	for i, name := range students {
		addStudent(&records, i+1, name)
	}
	return book, records
}

// addStudent adds somebody enrolled: the person's id is their first name in
// lower case, the student's "st-" before it.
func addStudent(records *college.Records, number int, name string) {
	id := keyOf(name)
	records.People = append(records.People, college.Person{ID: id, FullName: name, DOB: "1980-01-02", Emails: []string{id + "@example.org"}})
	records.Students = append(records.Students, college.Student{ID: "st-" + id, PersonID: id, Number: fmt.Sprintf("S-%05d", number), EnrolledOn: "2026-09-01"})
	records.RoleSpans = append(records.RoleSpans, college.RoleSpan{ID: "span-" + id, PersonID: id, Role: college.RoleStudent, Status: "enrolled", From: "2026-09-01"})
}

func keyOf(name string) string { return strings.Fields(college.Fold(name))[0] }

// book books students on a run, all of its sessions, and gives the bookings.
func (c *testCollege) book(run string, names ...string) []string {
	c.t.Helper()
	var ids []string
	for _, name := range names {
		booked, err := c.Book(c.ctx(), BookingRequest{StudentID: "st-" + keyOf(name), RunID: "run-" + run, Source: "phone"})
		if err != nil {
			c.t.Fatalf("book %s on %s: %v", name, run, err)
		}
		ids = append(ids, booked.BookingID)
	}
	return ids
}

// bookEarly is book on a day before the run began.
func (c *testCollege) bookEarly(run string, names ...string) []string {
	c.t.Helper()
	c.now = noon.AddDate(0, 0, -14)
	defer func() { c.now = noon }()
	return c.book(run, names...)
}

// ctx is a call by Nadia.
func (c *testCollege) ctx() context.Context { return As(context.Background(), "nadia") }

// put saves rows in one act of one file and gives the act.
func (c *testCollege) put(file string, rows ...any) string {
	c.t.Helper()
	id, err := c.do(c.ctx(), file, "act.test", func(a *act) error {
		for _, row := range rows {
			if err := a.put(c.ctx(), row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		c.t.Fatalf("put: %v", err)
	}
	return id
}

// exec runs a statement past every act, as nobody but a test may.
func (c *testCollege) exec(statement string, args ...any) {
	c.t.Helper()
	if _, err := c.db.Exec(statement, args...); err != nil {
		c.t.Fatalf("%s: %v", statement, err)
	}
}

func (c *testCollege) session(id string) college.Session {
	return must(get[college.Session](c.ctx(), c.db, id))
}

func (c *testCollege) count(query string, args ...any) int {
	c.t.Helper()
	n, err := one[int](c.ctx(), c.db, query, args...)
	if err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	return n
}

// lastAct is the id of the act a file's journal ends with.
func lastAct(ctx context.Context, q querier, file string) (string, error) {
	return one[string](ctx, q, "SELECT id FROM "+file+"."+journalPrefix(file)+"act ORDER BY rowid DESC LIMIT 1")
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var blank = regexp.MustCompile(`\{([a-z][A-Za-z]*)\}`)

// refused holds an error to being a refusal with the key, and its sentence to
// being in the catalogue with a value for each of its blanks.
func refused(t testing.TB, err error, key string) {
	t.Helper()
	r := college.AsRefusal(err)
	if r == nil || r.Key != key {
		t.Fatalf("got %v, want the refusal %s", err, key)
	}
	says(t, r.Key, r.Values)
}

// says holds a sentence to being in the catalogue, with values for its blanks.
func says(t testing.TB, key string, values college.Values) {
	t.Helper()
	if !words.Has(key) {
		t.Errorf("the catalogue has no sentence %q", key)
		return
	}
	kept := map[string]string{}
	for name := range values {
		kept[name] = "{" + name + "}"
	}
	if values["count"] != "" {
		kept["count"] = values["count"]
	}
	for _, b := range blank.FindAllStringSubmatch(words.Say(key, kept), -1) {
		if values[b[1]] == "" {
			t.Errorf("%s has no value for {%s}", key, b[1])
		}
	}
}

// dump is every row of both files but the journals, a line each; columns named
// are left out.
func (c *testCollege) dump(without ...string) []string {
	c.t.Helper()
	lines := []string{}
	for _, t := range slices.SortedFunc(maps.Values(tables), func(a, b *table) int { return strings.Compare(a.name, b.name) }) {
		var columns []string
		for _, column := range c.journal.columns[t.file+"."+t.name] {
			if !slices.Contains(without, column) {
				columns = append(columns, quoted(column))
			}
		}
		rows := must(list(c.ctx(), c.db, func(r *sql.Rows) (string, error) {
			values := make([]any, len(columns))
			into := make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			err := r.Scan(into...)
			return fmt.Sprint(t.name, values), err
		}, "SELECT "+strings.Join(columns, ", ")+" FROM "+t.file+"."+t.name+" ORDER BY id"))
		lines = append(lines, rows...)
	}
	return lines
}

// unchanged holds two dumps to being equal and names the rows that are not.
func unchanged(t testing.TB, before, after []string) {
	t.Helper()
	gone := slices.DeleteFunc(slices.Clone(before), func(l string) bool { return slices.Contains(after, l) })
	come := slices.DeleteFunc(slices.Clone(after), func(l string) bool { return slices.Contains(before, l) })
	if len(gone)+len(come) > 0 {
		t.Errorf("the records changed:\n- %s\n+ %s", strings.Join(gone[:min(5, len(gone))], "\n- "), strings.Join(come[:min(5, len(come))], "\n+ "))
	}
}

// sampleFile is the path of a file of the shared samples; the test is skipped
// where they are not there.
func sampleFile(t testing.TB, name string) string {
	t.Helper()
	shared := os.Getenv("DAYBOOK_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(shared, "samples", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared samples: %v", err)
	}
	return path
}
