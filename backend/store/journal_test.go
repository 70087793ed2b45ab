package store

import (
	"slices"
	"testing"
	"time"

	"daybook/backend/college"
)

func (c *testCollege) undo(act string) string {
	c.t.Helper()
	fine(c.t, c.Undo(c.ctx(), act))
	return must(one[string](c.ctx(), c.db, `SELECT id FROM (SELECT id, undoes FROM college.act UNION ALL SELECT id, undoes FROM venues.venue_act) WHERE undoes = ?`, act))
}

func TestUndoIsTheInverse(t *testing.T) {
	ann := college.Person{ID: "ann", FullName: "Siân O’Brien", Emails: []string{"sian@example.org"}, Interpreter: true}
	renamed := ann
	renamed.FullName, renamed.Emails, renamed.Interpreter = "Siân Davies", nil, false
	for name, change := range map[string]func(c *testCollege) string{
		"of a new row":     func(c *testCollege) string { return c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"}) },
		"of a changed row": func(c *testCollege) string { return c.put(collegeFile, renamed) },
		"of two changes to one row": func(c *testCollege) string {
			again := renamed
			again.Pronouns = "she/her"
			return c.put(collegeFile, renamed, again)
		},
		"of a row made and changed at once": func(c *testCollege) string {
			return c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"}, college.Person{ID: "bo", FullName: "Bo Li"}, college.Person{ID: "bo", FullName: "Bo Lee"})
		},
		"of several rows that name each other": func(c *testCollege) string {
			return c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"}, college.Student{ID: "st-bo", PersonID: "bo", Number: "S-00009"}, renamed)
		},
		"of the venue book": func(c *testCollege) string {
			return c.put(venuesFile, college.AccessFact{ID: "f", VenueID: "v", Item: "stepFree", Answer: "no"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := small(t)
			c.put(collegeFile, ann)
			without := []string{"row_version", "updated_at"}
			before := c.dump(without...)
			act := change(c)
			after := c.dump(without...)
			undone := c.undo(act)
			unchanged(t, before, c.dump(without...))
			refused(t, c.Undo(c.ctx(), act), "undo.already")
			c.undo(undone)
			unchanged(t, after, c.dump(without...))
			refused(t, c.Undo(c.ctx(), undone), "undo.already")
		})
	}
}

func TestUndoIsRefusedWhenARowHasMovedOn(t *testing.T) {
	c := small(t, "Ann Lee")
	bo := college.Person{ID: "bo", FullName: "Bo"}
	made := c.put(collegeFile, bo)
	bo.FullName = "Bo Li"
	renamed := c.put(collegeFile, bo)
	refused(t, c.Undo(c.ctx(), made), "undo.movedOn")
	c.undo(renamed)

	student := c.put(collegeFile, college.Student{ID: "st-bo", PersonID: "bo", Number: "S-00007"})
	before := c.dump()
	refused(t, c.Undo(c.ctx(), made), "undo.movedOn") // a student names the person now
	unchanged(t, before, c.dump())
	refused(t, c.Undo(c.ctx(), "no such act"), "undo.gone")
	gone := c.undo(student)
	c.put(collegeFile, college.Student{ID: "st-bo", PersonID: "bo", Number: "S-00008"})
	refused(t, c.Undo(c.ctx(), gone), "undo.movedOn") // the row is there again
}

// TestPlacesAreRetiredNotDeleted: sessions name rooms across the two files, so
// taking back the act that made one never removes it.
func TestPlacesAreRetiredNotDeleted(t *testing.T) {
	c := small(t)
	made := c.put(venuesFile, college.Venue{ID: "x", Name: "Mill", Active: true}, college.Room{ID: "loft", VenueID: "x", Name: "Loft", Active: true})
	moved := c.session("sleep-3")
	moved.RoomID = "loft"
	used := c.put(collegeFile, moved)
	refused(t, c.Undo(c.ctx(), made), "undo.movedOn")
	c.undo(used)
	c.undo(made)
	room, venue := must(get[college.Room](c.ctx(), c.db, "loft")), must(get[college.Venue](c.ctx(), c.db, "x"))
	if room.Active || venue.Active {
		t.Errorf("after undo the room and the venue are active: %t, %t", room.Active, venue.Active)
	}
}

func TestUndoLastIsPerUser(t *testing.T) {
	c := small(t)
	nadia, sam := As(t.Context(), "nadia"), As(t.Context(), "sam")
	_, err := c.UndoLast(nadia)
	refused(t, err, "undo.nothing") // making the college was nobody's act
	fine(t, c.SavePreferences(nadia, "nadia", map[string]string{"textSize": "large"}))
	c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"})
	fine(t, c.SavePreferences(sam, "sam", map[string]string{"textSize": "huge"}))

	for _, want := range []string{"act.test", "act.preferences"} {
		if undone := must(c.UndoLast(nadia)); undone.Verb != want {
			t.Errorf("undone is %s, want %s", undone.Verb, want)
		}
	}
	_, err = c.UndoLast(nadia)
	refused(t, err, "undo.nothing")
	if len(must(c.Preferences(nadia, "nadia"))) != 0 || must(c.Preferences(sam, "sam"))["textSize"] != "huge" {
		t.Error("the wrong person's act was undone")
	}
}

// TestWhatWasPrintedIsNotUndone: numbers on paper stay those of the same
// bookings and certificates, whatever is undone afterwards.
func TestWhatWasPrintedIsNotUndone(t *testing.T) {
	c := small(t, "Cy Low", "Di May")
	fine(t, c.SavePreferences(c.ctx(), "nadia", map[string]string{"font": "system"}))
	c.exec("UPDATE college.session SET date = '2026-11-27' WHERE id = 'music-1'")
	c.book("sleep", "Cy Low", "Di May")
	before := must(c.Register(c.ctx(), "sleep-2"))
	fine(t, c.NotePaper(c.ctx(), "register", "sleep-2", "x.pdf"))
	printed := must(one[string](c.ctx(), c.db, "SELECT id FROM college.act WHERE verb = 'act.printRegister'"))
	refused(t, c.Undo(c.ctx(), printed), "undo.printed")
	if _, err := c.UndoLast(c.ctx()); college.AsRefusal(err) == nil {
		t.Error("a booking that has its number on paper was undone")
	}
	after := must(c.Register(c.ctx(), "sleep-2"))
	if before.Rows[0].RowNo != 1 || after.Rows[0].StudentID != before.Rows[0].StudentID || after.Rows[0].RowNo != 1 {
		t.Errorf("the numbers on paper changed: %+v, then %+v", before.Rows[0], after.Rows[0])
	}
}

func TestHistoryNamesFieldsNotValues(t *testing.T) {
	c := small(t, "Ann Lee")
	ann := must(get[college.Person](c.ctx(), c.db, "ann"))
	ann.FullName, ann.WhatHelps = "Ann Secret", "quiet corners"
	act := c.put(collegeFile, ann)
	c.now = c.now.Add(time.Minute)
	c.undo(act)
	lines := must(c.History(c.ctx(), "person", "ann"))
	if len(lines) != 2 || lines[0].Verb != "act.undo" || lines[1].Verb != "act.test" {
		t.Fatalf("history is %+v, want the undo, then the change", lines)
	}
	for _, l := range lines {
		if !slices.Equal(l.Fields, []string{"full_name", "what_helps"}) {
			t.Errorf("%s altered %v", l.Verb, l.Fields)
		}
	}
	if !lines[1].Undone || lines[0].Undone || lines[1].By != "nadia" || lines[1].At != "2026-11-20T12:00:00Z" {
		t.Errorf("who and when: %+v", lines[1])
	}
	if got := must(c.History(c.ctx(), "person", "nobody")); got == nil || len(got) != 0 {
		t.Errorf("nobody's history is %v", got)
	}
}

func TestHistoryIsKeptThirtyDays(t *testing.T) {
	c := small(t, "Ann Lee")
	fact := college.AccessFact{ID: "f", VenueID: "v", Item: "stepFree", Answer: "no"}
	c.put(venuesFile, fact)
	act := c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"})
	c.put(venuesFile, college.Venue{ID: "x", Name: "Mill"})
	c.put(collegeFile, college.ImportBatch{ID: "b", Kind: "enrolments", FileHash: "h", At: "2026-11-20T12:00:00Z"},
		college.ImportRow{ID: "r", BatchID: "b", Number: 2, Hash: "h2", Outcome: "created", Raw: []string{"Siân", "secret"}})

	again := func(days int) {
		c.close()
		c.now = noon.AddDate(0, 0, days)
		c.open()
	}
	again(30)
	if len(must(c.History(c.ctx(), "person", "bo"))) != 1 || len(must(get[college.ImportRow](c.ctx(), c.db, "r")).Raw) != 2 {
		t.Error("on the 30th day the history is still kept")
	}
	again(31)
	if got := must(c.History(c.ctx(), "person", "bo")); len(got) != 0 {
		t.Errorf("after 30 days the history is %v", got)
	}
	if got := must(c.History(c.ctx(), "venue", "x")); len(got) != 0 {
		t.Errorf("after 30 days the venue's history is %v", got)
	}
	if got := must(c.History(c.ctx(), "access_fact", "f")); len(got) != 1 {
		t.Errorf("the history of access facts has to be kept, and is %v", got)
	}
	row := must(get[college.ImportRow](c.ctx(), c.db, "r"))
	if len(row.Raw) != 0 || row.Hash != "h2" {
		t.Errorf("after 30 days the row says %v, hash %q", row.Raw, row.Hash)
	}
	refused(t, c.Undo(c.ctx(), act), "undo.gone")
}

// TestPanicLetsGoOfTheRecords: what went wrong in one act must not stop the next.
func TestPanicLetsGoOfTheRecords(t *testing.T) {
	c := small(t)
	before := c.dump()
	func() {
		defer func() { _ = recover() }()
		_, _ = c.do(c.ctx(), collegeFile, "act.test", func(a *act) error {
			fine(t, a.put(c.ctx(), college.Person{ID: "bo", FullName: "Bo"}))
			panic("on purpose")
		})
	}()
	unchanged(t, before, c.dump())
	act := c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"})
	c.undo(act)
}

// TestAForgottenErrorFailsTheAct: what could not be saved stops the act even
// when whoever wrote it did not look.
func TestAForgottenErrorFailsTheAct(t *testing.T) {
	c := small(t)
	before := c.dump()
	_, err := c.do(c.ctx(), collegeFile, "act.test", func(a *act) error {
		_ = a.put(c.ctx(), college.Student{ID: "s", PersonID: "nobody", Number: "S-00009"})
		_ = a.put(c.ctx(), college.Person{ID: "bo", FullName: "Bo"})
		return nil
	})
	if !isReferred(err) {
		t.Errorf("the act gave %v", err)
	}
	unchanged(t, before, c.dump())
}
