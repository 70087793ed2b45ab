package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// rooms are the active rooms of a venue, in order.
func (c *testCollege) rooms(venue string) string {
	names := []string{}
	for _, r := range must(find[college.Room](c.ctx(), c.db, "WHERE active = 1 AND venue_id IN (SELECT id FROM venues.venue WHERE name = ?) ORDER BY name", venue)) {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// TestPlacesOfAPlan: a venue is found by its name however it is written, a room
// within it; a venue with one room needs no room named.
func TestPlacesOfAPlan(t *testing.T) {
	c := small(t)
	report := c.takes(planFile(
		"One|1|2026-09-14|10:00-12:00|castleby community centre, MAIN HALL|",
		"Two|1|2026-09-15|10:00-12:00|Castleby Community Centre, Annexe|",
		"Three|1|2026-09-16|10:00-12:00|Abbey Library, |",
		"Four|1|2026-09-17|10:00-12:00|Brand New Barn, |",
		"Five|1|2026-09-18|10:00-12:00|, |",
		"Six|1|2026-09-21|10:00-12:00|Zoom, |",
		"Seven|1|2026-09-22|10:00-12:00|Zoom, |"), Taking{})
	if report.Created != 7 {
		t.Fatalf("the rows are %q", outcomes(t, report))
	}
	for venue, want := range map[string]string{"Castleby Community Centre": "Annexe, Main Hall, Snug", "Abbey Library": college.MainRoom, "Brand New Barn": college.MainRoom} {
		if got := c.rooms(venue); got != want {
			t.Errorf("%s has %s, want %s", venue, got, want)
		}
	}
	meets := must(list(c.ctx(), c.db, scanText, `SELECT c.title || ': ' || coalesce(s.room_id, v.name, '–') || ', ' || coalesce(s.place_name, '–') FROM college.session s
		JOIN college.course_run r ON r.id = s.run_id JOIN college.course c ON c.id = r.course_id LEFT JOIN college.virtual_room v ON v.id = s.virtual_room_id
		WHERE s.made_by_import IS NOT NULL AND c.title IN ('One', 'Three', 'Five', 'Six', 'Seven') ORDER BY s.date`))
	is(t, "they meet in", meets, []string{"One: hall, castleby community centre, Main Hall", "Three: lib, Abbey Library, Main room", "Five: –, –", "Six: Zoom, Zoom", "Seven: Zoom, Zoom"})
	if n := c.count("SELECT count(*) FROM college.virtual_room"); n != 1 {
		t.Errorf("%d online rooms were made", n)
	}
}

// TestAPlaceComesBack: a plan taken back and taken again finds the rooms it had
// made, and never makes a second of the same name.
func TestAPlaceComesBack(t *testing.T) {
	c := small(t)
	for range 3 {
		report := c.takes(planFile(growing...), Taking{})
		if got := c.rooms("Mill Barn"); got != "Loft" {
			t.Errorf("taken, the barn has %q", got)
		}
		fine(t, c.UndoImport(c.ctx(), report.BatchID))
		if got := c.rooms("Mill Barn"); got != "" || c.count("SELECT active FROM venues.venue WHERE name = 'Mill Barn'") != 0 {
			t.Errorf("taken back, the barn has %q", got)
		}
	}
	if n := c.count("SELECT count(*) FROM venues.room WHERE name = 'Loft'"); n != 1 {
		t.Errorf("there are %d lofts", n)
	}
}

// TestRoomsInUseStay: only what nothing refers to is retired with an import.
func TestRoomsInUseStay(t *testing.T) {
	c := small(t)
	report := c.takes(planFile(append([]string{"Other|1|2026-10-01|10:00-12:00|Mill Barn, Cellar|"}, growing...)...), Taking{})
	loft := must(one[string](c.ctx(), c.db, "SELECT id FROM venues.room WHERE name = 'Loft'"))
	moved := c.session("music-1")
	moved.RoomID = loft
	c.put(collegeFile, moved)
	fine(t, c.UndoImport(c.ctx(), report.BatchID))
	if got := c.rooms("Mill Barn"); got != "Loft" {
		t.Errorf("the barn has %q, want the loft in which music is made", got)
	}
	refused(t, c.UndoImport(c.ctx(), report.BatchID), "import.notFound")
}

// TestAnImportInUseIsNotUndone: when something made from the file has been
// used, nothing of it goes.
func TestAnImportInUseIsNotUndone(t *testing.T) {
	c := small(t, "Ann Lee")
	report := c.takes(planFile("Growing things|1|2026-12-01|10:00-12:00|Mill Barn, Loft|Pat Tutor"), Taking{})
	run := must(c.RunByReference(c.ctx(), "UMH02-AUT26-1"))
	must(c.Book(c.ctx(), BookingRequest{StudentID: "st-ann", RunID: run.ID}))
	before := c.dump()
	refused(t, c.UndoImport(c.ctx(), report.BatchID), "undo.movedOn")
	unchanged(t, before, c.dump())
}

// TestCodesOfNewCourses: the letters of the topic, then the next number, with
// or without hyphens in those that are there.
func TestCodesOfNewCourses(t *testing.T) {
	c := small(t)
	topics := []string{"Understanding mental health", "understanding MENTAL health", "umh", "Arts and crafts", "Art classes", "The garden", "", "Écriture", "学院", "A"}
	file := planFile()
	for i, topic := range topics {
		f := planFile(fmt.Sprintf("Course %d|1|%s|10:00-12:00|, |", i, college.Date("2026-09-14").AddDays(i)))
		f.Plan[0].Topic, f.Plan[0].Number = topic, i+2
		file.Plan = append(file.Plan, f.Plan[0])
	}
	report := c.takes(file, Taking{})
	if report.Created != len(topics) {
		t.Fatalf("the rows are %q", outcomes(t, report))
	}
	codes := must(list(c.ctx(), c.db, scanText, "SELECT c.code FROM college.course c WHERE made_by_import IS NOT NULL ORDER BY title"))
	is(t, "the codes", codes, []string{"UMH-02", "UMH-03", "UMH-04", "AC-01", "ACA-01", "GA-01", "GE-01", "EC-01", "XX-01", "AX-01"})
	for _, m := range report.Made {
		if m.Kind == "course" && (m.Count != len(topics) || m.Names[0] != "UMH-02 Course 0") {
			t.Errorf("the report names %+v", m)
		}
	}
	for _, code := range codes {
		course := must(first[college.Course](c.ctx(), c.db, "WHERE code = ?", code))
		fine(t, course.Validate())
	}
}

// TestYearsAndTermsFitBetweenOthers: what a plan makes ends where others begin.
func TestYearsAndTermsFitBetweenOthers(t *testing.T) {
	c := empty(t)
	c.put(collegeFile, college.AcademicYear{ID: "y", Label: "2026/27", Start: "2026-10-01", End: "2027-06-30"},
		college.Term{ID: "t", YearID: "y", Name: "Autumn", Code: "AUT26", Start: "2026-10-01", End: "2026-12-18"})
	file := planFile("Early|1|2026-09-23|10:00-12:00|, |", "Late|1|2027-07-05|10:00-12:00|, |")
	file.SheetName = "Plan (2)"
	if report := c.takes(file, Taking{}); report.Created != 2 {
		t.Fatalf("the rows are %q", outcomes(t, report))
	}
	years := must(list(c.ctx(), c.db, scanText, `SELECT label || ' ' || start || ' ' || "end" FROM college.academic_year ORDER BY start`))
	terms := must(find[college.Term](c.ctx(), c.db, "ORDER BY start"))
	for i, term := range terms {
		fine(t, term.Validate())
		year := must(get[college.AcademicYear](c.ctx(), c.db, term.YearID))
		if found := college.TermsOverlap(term, year, terms); len(found) != 0 {
			t.Errorf("term %d of %d, %+v in %+v: %v", i, len(terms), term, year, found)
		}
	}
	if len(terms) != 3 || len(years) < 2 {
		t.Errorf("the terms are %+v, the years %q", terms, years)
	}
}

// TestAFullDiskStopsAPlanBeforeItBegins: the rehearsal finds out, so not even a
// room is made.
func TestAFullDiskStopsAPlanBeforeItBegins(t *testing.T) {
	c := small(t)
	file := planFile(growing...)
	file.Plan[2].Note = strings.Repeat("bring gloves ", 20_000)
	before := c.dump()
	c.exec(fmt.Sprintf("PRAGMA college.max_page_count = %d", c.count("PRAGMA college.page_count")+8))
	_, err := c.TakeImport(c.ctx(), file, Taking{})
	refused(t, err, "store.diskFull")
	unchanged(t, before, c.dump())
}

// TestAPlanWithNothingToTakeMakesNoRooms: venues come with the rows that use them.
func TestAPlanWithNothingToTakeMakesNoRooms(t *testing.T) {
	c := small(t)
	before := c.dump()
	file := planFile("Kites|1|2026-09-23|10:00-10:05|Mill Barn, Loft|")
	if report := c.takes(file, Taking{}); report.Created != 0 || len(report.Made) != 0 {
		t.Errorf("taken: %+v", report)
	}
	unchanged(t, before, c.dump())
}

// TestAPlanTakenHalfWay: the rooms of a term plan are made, everything else is
// not; the refusal says so, and taking the file again finds them.
func TestAPlanTakenHalfWay(t *testing.T) {
	c := small(t)
	file := planFile(growing...)
	before := slices.DeleteFunc(c.dump(), retiredPlace)
	made, newID := 0, c.Store.options.NewID
	c.Store.options.NewID = func() string { made++; return newID() }
	must(c.PreviewImport(c.ctx(), file, Taking{}))
	// Taking uses an id for its batch, as many as the rehearsal, three for the
	// act with its venue and room; a few later somebody gives up.
	giveUp := made + 1 + made + 3 + 4
	ctx, cancel := context.WithCancel(c.ctx())
	defer cancel()
	c.Store.options.NewID = func() string {
		if made++; made == giveUp {
			cancel()
		}
		return newID()
	}
	report, err := c.TakeImport(ctx, file, Taking{})
	refused(t, err, "import.halfWay")
	if because := college.AsRefusal(err).Values["because"]; because != "fault" || report.Taken || report.BatchID != "" {
		t.Errorf("because of %s; the report says %t", because, report.Taken)
	}
	unchanged(t, before, slices.DeleteFunc(c.dump(), retiredPlace))
	if places := must(c.UnusedPlaces(c.ctx())); len(places) != 1 {
		t.Errorf("%d unused rooms, want 1", len(places))
	}

	report = c.takes(file, Taking{})
	if got := counted(report); got != "3 created, 0 matched, 0 look, 0 refused: 1 course, 1 tutor, 1 run, 3 session" {
		t.Errorf("taken again: %s", got)
	}
	if c.count("SELECT count(*) FROM venues.room WHERE name = 'Loft'") != 1 || len(must(c.UnusedPlaces(c.ctx()))) != 0 {
		t.Error("taken again, the room was not found")
	}
	fine(t, c.UndoImport(c.ctx(), report.BatchID))
	unchanged(t, before, slices.DeleteFunc(c.dump(), retiredPlace))
	if got := c.rooms("Mill Barn"); got != "" || c.count("SELECT active FROM venues.venue WHERE name = 'Mill Barn'") != 0 {
		t.Errorf("after undo the half-way barn still has %q", got)
	}
}

// TestUndoLastTakesAWholeFileBack: one step back is enough for both acts.
func TestUndoLastTakesAWholeFileBack(t *testing.T) {
	c := small(t)
	c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"})
	c.takes(planFile(growing...), Taking{})
	if undone := must(c.UndoLast(c.ctx())); undone.Verb != "act.import" {
		t.Errorf("undone is %s", undone.Verb)
	}
	if got := c.rooms("Mill Barn"); got != "" {
		t.Errorf("the barn has %q left in use", got)
	}
	if undone := must(c.UndoLast(c.ctx())); undone.Verb != "act.test" {
		t.Errorf("the step before is %s", undone.Verb)
	}
}
