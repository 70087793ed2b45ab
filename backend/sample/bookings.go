package sample

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// makeBookings makes the year's run bookings and their places, and the waiting
// list (6.2).
func (m *maker) makeBookings() error {
	for _, r := range m.runs {
		if r.converts > 0 {
			if err := m.queueUp(r); err != nil {
				return err
			}
			continue
		}
		random := m.stream("runBooking " + r.ref)
		for _, s := range r.students {
			m.bookRun(random, r, s)
		}
	}
	return nil
}

var bookedBy = []option{{"form", 46}, {"phone", 34}, {"inPerson", 10}, {"partner", 10}}

// add makes a booking with a place in every session.
func (m *maker) add(r *rand.Rand, run *run, s *student, day college.Date) *booking {
	b := &booking{run: run, student: s, RunBooking: college.RunBooking{StudentID: s.id, RunID: run.id, Status: college.BookingBooked,
		RequestedOn: day, BookedOn: day, Source: oneOf(r, bookedBy), Companion: m.rec.People[s.person].CompanionComesAlong}}
	for _, session := range run.sessions {
		b.places = append(b.places, college.SessionPlace{SessionID: session, Attendance: college.NotMarked})
	}
	run.bookings = append(run.bookings, b)
	return b
}

// bookRun books a run on a day drawn after 6.3: some the day before, many in
// the fortnight after the prospectus (together with the runs that were full a
// month ahead), a new student's first run soon after enrolling, the rest a week
// or two ahead; never before enrolling, or before booking opens.
func (m *maker) bookRun(r *rand.Rand, run *run, s *student) *booking {
	last := run.lastBefore(m.today)
	first := min(max(run.term.BookingOpens, s.joined), last)
	day := last.AddDays(-int(9 * r.ExpFloat64()))
	switch draw := r.Float64(); {
	case draw < 0.05:
		day = last
	case draw < 0.3 && s.joined < run.term.BookingOpens:
		day = run.term.BookingOpens.AddDays(r.IntN(14))
	case s.joined > run.term.BookingOpens && s.earliest() == run:
		day = s.joined.AddDays(int(17 * r.ExpFloat64()))
	}
	return m.add(r, run, s, min(max(day, first), last))
}

// earliest is the student's first run.
func (s *student) earliest() *run {
	return slices.MinFunc(s.runs, func(a, b *run) int { return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.index, b.index)) })
}

// writeBookings gives the bookings of some runs their ids and final status, and
// writes them with their places, in the order in which they were made.
func (m *maker) writeBookings(runs []*run) {
	for _, r := range runs {
		slices.SortStableFunc(r.bookings, func(a, b *booking) int {
			return cmp.Or(cmp.Compare(a.BookedOn, b.BookedOn), cmp.Compare(a.student.number, b.student.number))
		})
		m.numberRows(r)
		for _, b := range r.bookings {
			b.ID = m.id("runBooking")
			b.Status = m.bookingStatus(b)
			m.rec.RunBookings = append(m.rec.RunBookings, b.RunBooking)
			for _, p := range b.places {
				p.ID, p.BookingID = m.id("sessionPlace"), b.ID
				m.rec.SessionPlaces = append(m.rec.SessionPlaces, p)
			}
		}
	}
}

func (m *maker) bookingStatus(b *booking) string {
	switch {
	case b.run.cancelled:
		return college.BookingCancelledByCollege
	case b.allCancelled():
		return college.BookingCancelledByStudent
	case b.run.last() < m.today:
		return college.BookingCompleted
	}
	return college.BookingBooked
}

// numberRows gives the row numbers of the first printed register, by name, to
// those who stood on it: runs that have begun, without the places given back
// before (decisions D7).
func (m *maker) numberRows(r *run) {
	if r.cancelled || r.first() >= m.today {
		return
	}
	inOrder := slices.Clone(r.bookings)
	slices.SortStableFunc(inOrder, byName(m.rec.People))
	row := 0
	for _, b := range inOrder {
		if !b.allCancelled() {
			row++
			b.RowNo = row
		}
	}
}
