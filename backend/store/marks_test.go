package store

import (
	"testing"
	"time"

	"daybook/backend/college"
)

// place is where somebody stands on a session's register.
func (c *testCollege) place(session, name string) college.SessionPlace {
	c.t.Helper()
	return must(first[college.SessionPlace](c.ctx(), c.db, `WHERE session_id = ? AND booking_id IN (
		SELECT b.id FROM college.run_booking b JOIN college.student s ON s.id = b.student_id WHERE s.person_id = ?)`, session, keyOf(name)))
}

func (c *testCollege) mark(session, name string, mark college.Attendance) error {
	return c.MarkAttendance(c.ctx(), session, []PlaceMark{{PlaceID: c.place(session, name).ID, Attendance: mark}})
}

// TestI19MarkingOpensHalfAnHourBefore: sleep-2 starts at ten.
func TestI19MarkingOpensHalfAnHourBefore(t *testing.T) {
	for before, open := range map[time.Duration]bool{31 * time.Minute: false, 30*time.Minute + time.Second: false, 30 * time.Minute: true, 29 * time.Minute: true, -48 * time.Hour: true} {
		c := small(t, "Ann Lee")
		c.bookEarly("sleep", "Ann Lee")
		c.now = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC).Add(-before)
		view := must(c.SessionView(c.ctx(), "sleep-2"))
		if view.CanMark != open || view.MarkFrom != "2026-11-20 09:30" {
			t.Errorf("%s before the start the view says %t, from %s", before, view.CanMark, view.MarkFrom)
		}
		marking, walking := c.mark("sleep-2", "Ann Lee", college.Attended), c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker")
		if open {
			fine(t, firstError(marking, walking))
			continue
		}
		refused(t, marking, "rule.markTooEarly")
		refused(t, walking, "rule.markTooEarly")
	}
}

// TestI19InSummer: the half hour is one of clocks in London.
func TestI19InSummer(t *testing.T) {
	c := small(t)
	c.exec("UPDATE college.session SET date = '2026-07-10' WHERE id = 'sleep-2'")
	c.now = time.Date(2026, 7, 10, 8, 29, 0, 0, time.UTC) // 9.29 on the wall
	refused(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"), "rule.markTooEarly")
	c.now = c.now.Add(time.Minute)
	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"))
}

func TestMarksThatAreRefusedWriteNothing(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	bookings := c.bookEarly("sleep", "Ann Lee", "Bo Lin")
	fine(t, c.CancelBooking(c.ctx(), bookings[1], true, "full"))
	good := PlaceMark{PlaceID: c.place("sleep-2", "Ann Lee").ID, Attendance: college.Attended}
	before := c.dump()
	for key, bad := range map[string]PlaceMark{
		"mark.unknown":       {PlaceID: good.PlaceID, Attendance: "asleep"},
		"store.notFound":     {PlaceID: "nothing", Attendance: college.Attended},
		"mark.notOnRegister": {PlaceID: c.place("sleep-1", "Ann Lee").ID, Attendance: college.Attended}, // of another session
	} {
		refused(t, c.MarkAttendance(c.ctx(), "sleep-2", []PlaceMark{good, bad}), key)
		unchanged(t, before, c.dump())
	}
	refused(t, c.mark("sleep-2", "Bo Lin", college.Attended), "mark.notOnRegister") // cancelled
	refused(t, c.mark("sleep-2", "Ann Lee", college.CancelledByStudent), "mark.unknown")
	refused(t, c.MarkAttendance(c.ctx(), "nothing", nil), "register.noSession")
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'sleep-2'")
	refused(t, c.mark("sleep-2", "Ann Lee", college.Attended), "rule.markCancelled")
	c.exec("UPDATE college.session SET status = 'planned', date = NULL WHERE id = 'sleep-2'")
	refused(t, c.mark("sleep-2", "Ann Lee", college.Attended), "rule.markNoDate")
}

func TestRegisterIsTakenWhenNobodyIsLeft(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low")
	bookings := c.bookEarly("sleep", "Ann Lee", "Bo Lin", "Cy Low")
	fine(t, c.CancelBooking(c.ctx(), bookings[2], false, "ill")) // nobody waits for this mark
	fine(t, c.mark("sleep-2", "Ann Lee", college.AttendedLate))
	if s := c.session("sleep-2"); s.Status != college.SessionConfirmed || s.RegisterTakenAt != "" {
		t.Errorf("with one place left the session is %s", s.Status)
	}
	fine(t, c.mark("sleep-2", "Bo Lin", college.AbsentNotified))
	s := c.session("sleep-2")
	if s.Status != college.SessionDelivered || s.RegisterTakenBy != "nadia" || s.RegisterTakenAt != "2026-11-20T12:00:00Z" {
		t.Errorf("with all marked the session is %s, taken by %q at %q", s.Status, s.RegisterTakenBy, s.RegisterTakenAt)
	}
	if p := c.place("sleep-2", "Bo Lin"); p.MarkedBy != "nadia" || p.MarkedAt != "2026-11-20T12:00:00Z" {
		t.Errorf("marked by %q at %q", p.MarkedBy, p.MarkedAt)
	}

	c.now = noon.AddDate(0, 0, 2) // a correction keeps who took the register, and when
	fine(t, c.MarkAttendance(As(t.Context(), "sam"), "sleep-2", []PlaceMark{{PlaceID: c.place("sleep-2", "Bo Lin").ID, Attendance: college.Attended, Reason: "  came after all "}}))
	if p, s := c.place("sleep-2", "Bo Lin"), c.session("sleep-2"); p.Attendance != college.Attended || p.Reason != "came after all" || p.MarkedBy != "sam" || s.RegisterTakenBy != "nadia" {
		t.Errorf("corrected: %+v, %+v", p, s)
	}
	fine(t, c.mark("sleep-2", "Bo Lin", college.NotMarked))
	if p := c.place("sleep-2", "Bo Lin"); p.MarkedBy != "" || p.MarkedAt != "" {
		t.Errorf("a mark taken away was made by %q", p.MarkedBy)
	}
}

// TestWalkIns is D6: a person by name alone, an enquiry, counted as attended.
func TestWalkIns(t *testing.T) {
	c := small(t, "Ann Lee")
	c.bookEarly("sleep", "Ann Lee")
	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "  Wanda Walker "))
	p := must(first[college.Person](c.ctx(), c.db, "WHERE full_name = 'Wanda Walker'"))
	s := must(first[college.Student](c.ctx(), c.db, "WHERE person_id = ?", p.ID))
	span := must(first[college.RoleSpan](c.ctx(), c.db, "WHERE person_id = ?", p.ID))
	if p.NoContactReason != college.WalkIn || s.Number != "S-00002" || s.Source != college.WalkIn || span.Status != "enquiry" || span.From != "2026-11-20" {
		t.Errorf("made were %+v, %+v, %+v", p, s, span)
	}
	row := must(c.SessionView(c.ctx(), "sleep-2")).Rows[0]
	if !row.WalkIn || row.Attendance != college.Attended || row.RowNo != 1 {
		t.Errorf("on the register: %+v", row)
	}
	if got := c.session("sleep-2").Status; got != college.SessionConfirmed {
		t.Errorf("with Ann still to mark the session is %s", got)
	}
	refused(t, c.AddWalkIn(c.ctx(), "sleep-2", " "), "person.invalid")
	refused(t, c.AddWalkIn(c.ctx(), "nothing", "Wanda"), "register.noSession")

	c.now = c.now.Add(time.Hour)
	fine(t, c.AddWalkIn(c.ctx(), "music-1", "Drop Inn")) // nobody is booked: with the one walk-in all are marked
	if got := c.session("music-1").Status; got != college.SessionDelivered {
		t.Errorf("a drop-in whose people all have their mark is %s", got)
	}
	undone := must(c.UndoLast(c.ctx()))
	if undone.Verb != "act.walkIn" || c.count("SELECT count(*) FROM college.person WHERE full_name = 'Drop Inn'") != 0 || c.session("music-1").Status != college.SessionConfirmed {
		t.Errorf("undone was %s, and something of the walk-in is left", undone.Verb)
	}
}
