package store

import (
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

func (c *testCollege) asks(name string, change func(*BookingRequest)) (Booked, error) {
	request := BookingRequest{StudentID: "st-" + keyOf(name), RunID: "run-sleep", Source: "phone"}
	if change != nil {
		change(&request)
	}
	return c.Book(c.ctx(), request)
}

func because(reason string) func(*BookingRequest) {
	return func(r *BookingRequest) { r.Reason = reason }
}

func TestI01AFullRunNeedsAReason(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low")
	c.exec("UPDATE college.course_run SET capacity = 1 WHERE id = 'run-sleep'")
	first := c.bookEarly("sleep", "Ann Lee")[0]
	before := c.dump()
	for _, reason := range []string{"", "  "} {
		_, err := c.asks("Bo Lin", because(reason))
		refused(t, err, "rule.full")
		unchanged(t, before, c.dump())
	}
	booked, err := c.asks("Bo Lin", because("shares with Ann"))
	fine(t, err)
	override := must(find[college.Override](c.ctx(), c.db, "WHERE record_id = ?", booked.BookingID))
	if len(override) != 1 || override[0].Rule != "I-01" || override[0].Reason != "shares with Ann" || override[0].By != "nadia" {
		t.Errorf("kept is %+v", override)
	}

	fine(t, c.CancelBooking(c.ctx(), first, false, "")) // Ann's place to come is free again
	fine(t, c.CancelBooking(c.ctx(), booked.BookingID, true, "a mistake"))
	if _, err := c.asks("Cy Low", nil); err != nil {
		t.Errorf("with everybody gone the run still is full: %v", err)
	}
}

func TestI01CountsPlacesBySession(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.exec("UPDATE college.course_run SET capacity = 1 WHERE id = 'run-sleep'")
	chosen := func(ids ...string) func(*BookingRequest) { return func(r *BookingRequest) { r.SessionIDs = ids } }
	_, err := c.asks("Ann Lee", chosen("sleep-2"))
	fine(t, err)
	_, err = c.asks("Bo Lin", chosen("sleep-2", "sleep-3"))
	refused(t, err, "rule.full")
	booked, err := c.asks("Bo Lin", chosen("sleep-3"))
	fine(t, err)
	places := must(find[college.SessionPlace](c.ctx(), c.db, "WHERE booking_id = ?", booked.BookingID))
	if len(places) != 1 || places[0].SessionID != "sleep-3" || places[0].Attendance != college.NotMarked {
		t.Errorf("places are %+v", places)
	}
	_, err = c.asks("Bo Lin", chosen("music-1"))
	refused(t, err, "booking.noSessions") // of another run
}

func TestBookingsThatAreRefused(t *testing.T) {
	c := small(t, "Ann Lee", "Young Kim", "Old Rule", "Tiny Tim", "Ex Cluded", "Gone Girl")
	c.put(collegeFile,
		college.Person{ID: "young", FullName: "Young Kim", DOB: "2012-01-02", Emails: []string{"y@example.org"}},
		college.Person{ID: "tiny", FullName: "Tiny Tim", DOB: "2009-06-01", Emails: []string{"t@example.org"}},
		college.Student{ID: "st-ex", PersonID: "ex", Number: "S-00005", ExcludedUntil: "2027-01-31"},
		college.RoleSpan{ID: "span-gone", PersonID: "gone", Role: college.RoleStudent, Status: "graduated", From: "2026-09-01"})
	c.book("sleep", "Ann Lee")
	before := c.dump()
	for name, want := range map[string]struct{ key, withReason string }{
		"Ann Lee":   {"rule.bookedAlready", "rule.bookedAlready"}, // I-04: a block, whatever the reason
		"Young Kim": {"rule.consentNeeded", "rule.consentNeeded"},
		"Tiny Tim":  {"rule.consentNeeded", "rule.consentNeeded"},
		"Ex Cluded": {"rule.excludedUntil", "rule.excludedUntil"},
	} {
		_, err := c.asks(name, nil)
		refused(t, err, want.key)
		_, err = c.asks(name, because("a leader says so"))
		refused(t, err, want.withReason)
		unchanged(t, before, c.dump())
	}
	_, err := c.asks("Nobody", nil)
	refused(t, err, "store.notFound")
	_, err = c.asks("Old Rule", func(r *BookingRequest) { r.RunID = "nothing" })
	refused(t, err, "store.notFound")

	c.put(collegeFile, college.Consent{ID: "k", PersonID: "young", Kind: "charter", GivenOn: "2026-09-01"})
	_, err = c.asks("Young Kim", nil)
	refused(t, err, "rule.tooYoung") // I-03: fourteen in an adult run
	if _, err = c.asks("Young Kim", because("comes with a parent")); err != nil {
		t.Errorf("with a reason it is still refused: %v", err)
	}
	if booked, err := c.asks("Gone Girl", nil); err != nil || !slices.ContainsFunc(booked.Concerns, func(f college.Finding) bool { return f.Key == "rule.enrolAgain" }) {
		t.Errorf("who graduated is welcome back, with a word: %+v, %v", booked.Concerns, err)
	}
}

func TestI02NobodyStands(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low", "Di May")
	c.exec("UPDATE college.session SET room_id = 'snug' WHERE run_id = 'run-sleep'") // three seats
	c.book("sleep", "Ann Lee", "Bo Lin", "Cy Low")
	_, err := c.asks("Di May", because("she is small"))
	refused(t, err, "rule.noSeat")
}

func TestI05TwoSessionsAtOnceIsAConcern(t *testing.T) {
	c := small(t, "Ann Lee")
	c.exec("UPDATE college.session SET start = '11:00', \"end\" = '13:00' WHERE id = 'music-1'")
	c.book("sleep", "Ann Lee")
	booked, err := c.asks("Ann Lee", func(r *BookingRequest) { r.RunID = "run-music" })
	fine(t, err)
	if !slices.ContainsFunc(booked.Concerns, func(f college.Finding) bool { return f.Rule == "I-05" }) {
		t.Errorf("concerns are %+v", booked.Concerns)
	}
	for _, f := range booked.Concerns {
		says(t, f.Key, f.Values)
	}
}

// TestBookingALateComer: somebody who joins in the third week has no place in
// the weeks before, whose registers are settled.
func TestBookingALateComer(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.exec("UPDATE college.course_run SET capacity = 1 WHERE id = 'run-sleep'")
	first := c.bookEarly("sleep", "Ann Lee")[0]
	fine(t, c.mark("sleep-1", "Ann Lee", college.Attended))
	fine(t, c.mark("sleep-2", "Ann Lee", college.Attended))
	fine(t, c.CancelBooking(c.ctx(), first, false, "moved away"))
	booked, err := c.asks("Bo Lin", nil) // the sessions that were full are over
	fine(t, err)
	places := must(find[college.SessionPlace](c.ctx(), c.db, "WHERE booking_id = ?", booked.BookingID))
	if len(places) != 1 || places[0].SessionID != "sleep-3" {
		t.Errorf("places are %+v", places)
	}
	if sheet := must(c.Certificates(c.ctx(), "run-sleep")); sheet.Unmarked != 0 {
		t.Errorf("a late booking left %d marks to make in delivered sessions", sheet.Unmarked)
	}
	c.exec("UPDATE college.session SET date = '2026-11-01' WHERE id = 'sleep-3'")
	_, err = c.asks("Ann Lee", nil)
	refused(t, err, "booking.noSessions")
}

func TestCancelling(t *testing.T) {
	for name, want := range map[string]struct {
		marked    string // of sleep-1: a mark, or ""
		byCollege bool
		status    string
		places    string
	}{
		"by the student, not yet begun": {"before", false, college.BookingCancelledByStudent, "cancelledByStudent cancelledByStudent cancelledByStudent"},
		"by the college, not yet begun": {"before", true, college.BookingCancelledByCollege, "cancelledByCollege cancelledByCollege cancelledByCollege"},
		"after coming once":             {"attended", false, college.BookingWithdrawn, "attended cancelledByStudent cancelledByStudent"},
		"the register not taken yet":    {"", false, college.BookingWithdrawn, "booked cancelledByStudent cancelledByStudent"},
	} {
		t.Run(name, func(t *testing.T) {
			c := small(t, "Ann Lee")
			booking := c.bookEarly("sleep", "Ann Lee")[0]
			switch want.marked {
			case "before":
				c.now = noon.AddDate(0, 0, -10)
			case "attended":
				fine(t, c.mark("sleep-1", "Ann Lee", college.Attended))
			}
			fine(t, c.CancelBooking(c.ctx(), booking, want.byCollege, "moved away"))
			b := must(get[college.RunBooking](c.ctx(), c.db, booking))
			marks := []string{}
			for _, s := range []string{"sleep-1", "sleep-2", "sleep-3"} {
				marks = append(marks, string(c.place(s, "Ann Lee").Attendance))
			}
			if b.Status != want.status || b.CancelledReason != "moved away" || b.CancelledOn != c.Today() || strings.Join(marks, " ") != want.places {
				t.Errorf("the booking is %+v, its places %v", b, marks)
			}
			refused(t, c.CancelBooking(c.ctx(), booking, false, ""), "booking.cannotCancel")
			if want.marked == "before" {
				c.book("sleep", "Ann Lee") // and may come back
			}
		})
	}
	c := small(t)
	refused(t, c.CancelBooking(c.ctx(), "nothing", false, ""), "store.notFound")
}

func TestWaitingListKeepsItsOrder(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low")
	for _, id := range []string{"st-cy", "st-ann", "st-bo"} {
		fine(t, c.JoinWaitingList(c.ctx(), id, "run-sleep", ""))
	}
	fine(t, c.JoinWaitingList(c.ctx(), "st-ann", "run-sleep", "sleep-3")) // for one session too
	refused(t, c.JoinWaitingList(c.ctx(), "st-ann", "run-sleep", ""), "waiting.already")
	refused(t, c.JoinWaitingList(c.ctx(), "st-ann", "run-sleep", "sleep-3"), "waiting.already")
	for _, wrong := range [][3]string{{"nobody", "run-sleep", ""}, {"st-ann", "nothing", ""}, {"st-bo", "run-sleep", "music-1"}, {"st-bo", "run-sleep", "nothing"}} {
		refused(t, c.JoinWaitingList(c.ctx(), wrong[0], wrong[1], wrong[2]), "store.notFound")
	}
	order := []string{}
	for _, w := range college.InLine(must(find[college.WaitingEntry](c.ctx(), c.db, ""))) {
		order = append(order, w.StudentID+w.SessionID)
	}
	is(t, "the order", order, []string{"st-cy", "st-ann", "st-bo", "st-annsleep-3"})
	if h := must(c.SessionView(c.ctx(), "sleep-2")).Head; h.Waiting != 3 {
		t.Errorf("%d wait for the second session, want 3", h.Waiting)
	}
	if h := must(c.SessionView(c.ctx(), "sleep-3")).Head; h.Waiting != 4 {
		t.Errorf("%d wait for the third session, want 4", h.Waiting)
	}
}
