package sample

import (
	"slices"
	"testing"
	"time"

	"daybook/backend/college"
)

func instantOf(t *testing.T, i college.Instant) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, string(i))
	if err != nil {
		t.Error(err)
	}
	return at
}

// TestWaitingList holds the line to its order (I-18), offers to 48 hours and to
// a day before the start, conversions to bookings of their own, and runs that
// convert to as many whole bookings given back (6.2).
func TestWaitingList(t *testing.T) {
	w := wexmoor(t)
	byRun := map[string][]college.WaitingEntry{}
	for _, e := range w.rec.WaitingEntries {
		byRun[e.RunID] = append(byRun[e.RunID], e)
	}
	for id, entries := range byRun {
		run, converted := w.run[id], 0
		var bookings []college.RunBooking
		for _, b := range w.rec.RunBookings {
			if b.RunID == id {
				bookings = append(bookings, b)
			}
		}
		given := 0
		for _, b := range bookings {
			if b.Status == college.BookingCancelledByStudent {
				given++
			}
		}
		slices.SortFunc(entries, func(a, b college.WaitingEntry) int {
			if a.Before(b) {
				return -1
			}
			return 1
		})
		last := college.Instant("")
		for _, e := range entries {
			if w.reference(run) {
				checkOffer(t, w, e, bookings)
				if e.OfferedAt <= last {
					t.Errorf("%s: an offer out of order", run.Reference)
				}
				last = e.OfferedAt
			}
			if e.Result == "booked" {
				converted++
			}
			if e.Result != "booked" && slices.ContainsFunc(bookings, func(b college.RunBooking) bool { return b.StudentID == e.StudentID }) {
				t.Errorf("%s: somebody who waits is booked", run.Reference)
			}
		}
		if converted > given {
			t.Errorf("%s converted %d of its line and had %d bookings given back", run.Reference, converted, given)
		}
		if w.reference(run) && len(bookings) != run.Capacity+converted {
			t.Errorf("%s had %d bookings with %d places and %d conversions", run.Reference, len(bookings), run.Capacity, converted)
		}
		checkOffersFit(t, w, run, entries, bookings)
	}
}

func checkOffer(t *testing.T, w *world, e college.WaitingEntry, bookings []college.RunBooking) {
	t.Helper()
	run := w.run[e.RunID]
	if !(e.RequestedAt < e.OfferedAt) || instantOf(t, e.ExpiresAt).Sub(instantOf(t, e.OfferedAt)) != 48*time.Hour {
		t.Errorf("%s: asked %s, offered %s until %s", run.Reference, e.RequestedAt, e.OfferedAt, e.ExpiresAt)
	}
	if string(e.RequestedAt[:10]) < string(w.student[e.StudentID].EnrolledOn) {
		t.Errorf("%s: waited before enrolling", run.Reference)
	}
	if e.Result == "expired" && string(e.ExpiresAt[:10]) >= string(w.sessions[run.ID][0].Date) {
		t.Errorf("%s: an offer ran out after the start", run.Reference)
	}
	if e.Result != "booked" {
		return
	}
	i := slices.IndexFunc(bookings, func(b college.RunBooking) bool { return b.StudentID == e.StudentID })
	if i < 0 {
		t.Errorf("%s: a conversion without a booking", run.Reference)
		return
	}
	if on := string(bookings[i].BookedOn); on < string(e.OfferedAt[:10]) || on > string(e.ExpiresAt[:10]) {
		t.Errorf("%s: offered %s, booked %s", run.Reference, e.OfferedAt, on)
	}
}

// checkOffersFit counts bookings and open offers together at the moment of each
// offer: offers hold a place too (I-01). An offer is open until it is answered;
// a declined one until its place is offered again at the latest.
func checkOffersFit(t *testing.T, w *world, run college.CourseRun, entries []college.WaitingEntry, bookings []college.RunBooking) {
	t.Helper()
	for _, now := range entries {
		if now.OfferedAt == "" {
			continue
		}
		day, taken := college.Date(now.OfferedAt[:10]), 1
		for _, b := range bookings {
			if b.BookedOn < day && (b.CancelledOn == "" || b.CancelledOn >= day) {
				taken++
			}
		}
		for _, e := range entries {
			if e.Result == "expired" && e.OfferedAt < now.OfferedAt && e.ExpiresAt > now.OfferedAt {
				taken++
			}
		}
		if taken > run.Capacity {
			t.Errorf("%s: %d places held with the offer of %s", run.Reference, taken, now.OfferedAt)
		}
	}
}
