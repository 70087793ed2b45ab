package store

import (
	"fmt"
	"slices"
	"testing"

	"daybook/backend/college"
)

// TestEveryActCanBeUndone does each act, takes it back, and does it again by
// taking that back: but for what is on paper, and for places, which are retired.
func TestEveryActCanBeUndone(t *testing.T) {
	for name, act := range acts {
		t.Run(name, func(t *testing.T) {
			c := busy(t)
			look := func() []string { return slices.DeleteFunc(c.dump("row_version", "updated_at"), retiredPlace) }
			old := c.actIDs()
			before := look()
			fine(t, act(c.ctx(), c))
			after := look()
			made := slices.DeleteFunc(c.actIDs(), func(id string) bool { return slices.Contains(old, id) })
			id := made[len(made)-1] // of two files the college's comes last
			verb := must(one[string](c.ctx(), c.db, "SELECT verb FROM (SELECT id, verb FROM college.act UNION ALL SELECT id, verb FROM venues.venue_act) WHERE id = ?", id))
			says(t, verb, nil)
			if slices.Contains(printed, verb) {
				refused(t, c.Undo(c.ctx(), id), "undo.printed")
				unchanged(t, after, look())
				return
			}
			undone := c.undo(id)
			unchanged(t, before, look())
			fine(t, c.Undo(c.ctx(), undone))
			unchanged(t, after, look())
		})
	}
}

// actIDs are all acts of both files, oldest first.
func (c *testCollege) actIDs() []string {
	return must(list(c.ctx(), c.db, scanText, "SELECT id FROM college.act UNION ALL SELECT id FROM venues.venue_act ORDER BY id"))
}

// TestJournalTellsTheWholeAct: an act's changes are those rows it touched, in
// order, with what they were.
func TestJournalTellsTheWholeAct(t *testing.T) {
	c := small(t, "Ann Lee")
	booking := c.bookEarly("sleep", "Ann Lee")[0]
	fine(t, c.CancelBooking(c.ctx(), booking, false, "ill"))
	lines := must(list(c.ctx(), c.db, scanText, `SELECT "table" || ' ' || coalesce(json_extract(before, '$.attendance'), json_extract(before, '$.status'), '–') || ' ' ||
		coalesce(json_extract(after, '$.attendance'), json_extract(after, '$.status')) FROM college.change
		WHERE act_id = (SELECT id FROM college.act WHERE verb = 'act.cancelBooking') ORDER BY sequence`))
	is(t, "what cancelling changed", lines, []string{"session_place booked cancelledByStudent", "session_place booked cancelledByStudent", "run_booking booked withdrawn"})
	if n := c.count(`SELECT count(*) FROM college.change WHERE after LIKE '%"created_by"%' AND before IS NOT NULL`); n != 0 {
		t.Errorf("%d changes keep columns that did not change", n)
	}
	if by := must(one[string](c.ctx(), c.db, `SELECT "by" FROM college.act WHERE verb = 'act.cancelBooking'`)); by != "nadia" {
		t.Errorf("done by %s", by)
	}
}

// TestActsThatChangeNothingAreNone: nothing is written down where nothing was
// done, and a refusal leaves no trace.
func TestActsThatChangeNothingAreNone(t *testing.T) {
	c := busy(t)
	before := c.actIDs()
	fine(t, c.SavePreferences(c.ctx(), "nadia", nil))
	_, err := c.asks("Ann Lee", nil)
	refused(t, err, "rule.bookedAlready")
	refused(t, c.mark("sleep-2", "Ann Lee", "asleep"), "mark.unknown")
	if after := c.actIDs(); !slices.Equal(before, after) {
		t.Errorf("%d acts, before %d", len(after), len(before))
	}
}

// TestIDsAndTheClockAreGiven: a college made with a clock and ids of its own is
// the same every time.
func TestIDsAndTheClockAreGiven(t *testing.T) {
	var dumps [2][]string
	for i := range dumps {
		n := 0
		c := small(t, "Ann Lee")
		c.Store.options.NewID = func() string { n++; return fmt.Sprintf("id-%03d", n) }
		c.book("sleep", "Ann Lee")
		must(c.Register(c.ctx(), "sleep-2"))
		fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"))
		must(c.TakeImport(c.ctx(), planFile(growing...), Taking{}))
		dumps[i] = append(c.dump(), c.actIDs()...)
	}
	unchanged(t, dumps[0], dumps[1])
	if !slices.Contains(dumps[0], "id-001") {
		t.Error("the ids given are not used")
	}
}

// TestTodayIsOneOfLondon: late on a summer's evening it is tomorrow already.
func TestTodayIsOneOfLondon(t *testing.T) {
	c := empty(t)
	for instant, today := range map[college.Instant]college.Date{"2026-07-01T22:59:59Z": "2026-07-01", "2026-07-01T23:00:00Z": "2026-07-02", "2026-12-31T23:59:59Z": "2026-12-31"} {
		c.now = instant.Time()
		if c.Today() != today || c.instant() != instant {
			t.Errorf("at %s it is %s", instant, c.Today())
		}
	}
}

// TestTheRunABookingMeans: by title, outside title or code; of several runs the
// first that begins on or after the day it was booked.
func TestTheRunABookingMeans(t *testing.T) {
	book, records := smallRecords("Ann Lee", "Bo Lin", "Cy Low", "Di May", "Eve Rue")
	records.Courses[0].OutsideTitle = "Rest"
	for i, day := range []college.Date{"2026-12-01", "2026-12-15"} {
		run := records.Runs[0]
		run.ID, run.Reference = fmt.Sprint("later-", i), fmt.Sprintf("UMH01-AUT26-%d", i+2)
		records.Runs = append(records.Runs, run)
		records.Sessions = append(records.Sessions, college.Session{ID: fmt.Sprint("later-s-", i), RunID: run.ID, Number: 1, Date: day, Start: "10:00", End: "12:00", Status: college.SessionConfirmed})
	}
	off := records.Runs[0]
	off.ID, off.Reference, off.Status, off.CancellationReason = "off", "UMH01-AUT26-9", college.RunCancelled, "nobody"
	records.Runs = append(records.Runs, off)
	c := opened(t, book, records)
	report := c.takes(bookingFile(
		"Ann Lee|ann@example.org|Rest|2026-11-01|",
		"Bo Lin|bo@example.org|Sleeping well|2026-11-14|",
		"Cy Low|cy@example.org|UMH01|2026-12-01|",
		"Di May|di@example.org|umh-01|2026-12-02|",
		"Eve Rue|eve@example.org|Rest|2026-12-16|",
		"Eve Rue|eve@example.org|Rest||"), Taking{})
	got := []string{}
	for _, row := range report.Rows {
		got = append(got, row.Outcome+" "+row.Reasons[len(row.Reasons)-1].Values["run"])
	}
	is(t, "the runs", got, []string{"created UMH01-AUT26-1", "created UMH01-AUT26-2", "created UMH01-AUT26-2", "created UMH01-AUT26-3", "refused ", "created UMH01-AUT26-1"})
	if key := report.Rows[4].Reasons[0].Key; key != "import.noRunAfter" {
		t.Errorf("the reason is %s", key)
	}
}

// TestWhoABookingMeans: a name with a mailbox or a mobile is somebody; a name
// alone, a shared mailbox or a tutor is not.
func TestWhoABookingMeans(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lee", "Łukasz Nowak")
	c.put(collegeFile,
		college.Person{ID: "bo", FullName: "Bo Lee", Emails: []string{"ann@example.org"}, Phones: []college.Phone{{Number: "+447700900123", Kind: "mobile"}}, DOB: "1990-01-01"},
		college.Person{ID: "pat", FullName: "Pat Tutor", Emails: []string{"pat@example.org"}})
	file := bookingFile(
		"ann lee|ANN@example.org|Making music|2026-10-01|",
		"Bo Lee||Making music|2026-10-01|",
		"Lukasz Nowak|lukasz@example.org|Making music|2026-10-01|",
		"Pat Tutor|pat@example.org|Making music|2026-10-01|",
		"Cy Lee|ann@example.org|Making music|2026-10-01|",
		"Ann Lee||Making music|2026-10-02|",
		"?ukasz Nowak|lukasz@example.org|Making music|2026-10-03|")
	file.Bookings[1].Mobile = "+447700900123"
	is(t, "the rows", outcomes(t, c.takes(file, Taking{})), []string{
		"2 created import.newBooking", "3 created import.newBooking", "4 created import.newBooking", "5 refused import.unknownStudent",
		"6 look match.sameMailbox match.sameMailbox", "7 look match.sameName", "8 look match.damagedName"})
	_, err := c.TakeImport(c.ctx(), file, Taking{Decisions: map[int]string{6: "S-00009"}})
	refused(t, err, "import.noSuchStudent")
	decided := outcomes(t, c.takes(file, Taking{Decisions: map[int]string{7: "S-00001", 8: "s-00003"}}))
	is(t, "decided", decided[5:], []string{"7 matched import.bookedAlready", "8 matched import.bookedAlready"})
}
