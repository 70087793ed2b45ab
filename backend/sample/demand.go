package sample

import (
	"fmt"
	"math/rand/v2"

	"daybook/backend/college"
)

// bookingsByTopic are all bookings of the reference year, one a session, with
// those of the cancelled one-offs (6.2).
var bookingsByTopic = map[string]int{"UMH": 1789, "UPH": 690, "PA": 590, "SH": 1090}

// Waiting list of the reference year (6.2).
const (
	waitedBooked   = 141
	waitedExpired  = 70
	waitedDeclined = 26
)

// youthMost is how many each run of UMH23 takes at most: there are so few
// students of that age (6.9).
const youthMost = 13

// makeDemand says how many bookings each run gets: those on whose waiting list
// somebody moved up have had more than they have places, all others fewer, and
// each topic comes to its total (6.2; 6.8, 4).
func (m *maker) makeDemand() error {
	r := m.stream("runBooking demand")
	if err := m.chooseConverting(r); err != nil {
		return err
	}
	for _, t := range topics {
		if err := m.meetTopic(r, t.code); err != nil {
			return err
		}
	}
	return nil
}

// chooseConverting picks runs that were full a month before they began, until
// all conversions have a run, and deals the offers that came to nothing among
// them.
func (m *maker) chooseConverting(r *rand.Rand) error {
	left := waitedBooked
	var chosen []*run
	for _, run := range shuffled(r, m.runs) {
		if left == 0 {
			break
		}
		if run.cancelled || run.youth() || run.course.sessions > 3 || run.first() < run.term.BookingOpens.AddDays(40) {
			continue
		}
		run.converts = min(left, between(r, 3, 7), run.course.capacity/3)
		run.limit(convertLead)
		left -= run.converts
		chosen = append(chosen, run)
	}
	if left > 0 {
		return fmt.Errorf("%d conversions of the waiting list have no run", left)
	}
	missed := spread(r, waitedExpired+waitedDeclined, []option{{"expired", waitedExpired}, {"declined", waitedDeclined}})
	for i, result := range missed {
		run := chosen[i%len(chosen)]
		run.missed = append(run.missed, result)
	}
	return nil
}

// meetTopic draws each run's bookings in proportion to its capacity, then
// nudges run by run until the topic's total is exact. A step is worth the run's
// number of sessions, so one-session runs come in at the end.
func (m *maker) meetTopic(r *rand.Rand, topic string) error {
	left, seats := bookingsByTopic[topic], 0
	var ordinary []*run
	for _, run := range m.runs {
		switch {
		case run.course.topic != topic:
			continue
		case run.youth():
			run.places = between(r, youthMost-1, youthMost)
		case run.converts > 0:
			run.places = run.course.capacity + run.converts
		case !run.cancelled:
			ordinary = append(ordinary, run)
			seats += run.course.capacity * run.course.sessions
			continue
		}
		left -= run.places * run.course.sessions
	}
	share := float64(left) / float64(seats)
	for _, run := range ordinary {
		wanted := int(float64(run.course.capacity)*share*(0.8+0.32*r.Float64()) + 0.5)
		run.places = max(run.course.minPlaces, min(run.course.capacity, wanted))
		left -= run.places * run.course.sessions
	}
	for range 100_000 {
		if left == 0 {
			return nil
		}
		run := pick(r, ordinary)
		n := run.course.sessions
		switch {
		case left >= n && run.places < run.course.capacity:
			run.places, left = run.places+1, left-n
		case left < 0 && run.places > run.course.minPlaces && (-left >= n || n == 1):
			run.places, left = run.places-1, left+n
		}
	}
	return fmt.Errorf("bookings of %s miss %d by %d", topic, bookingsByTopic[topic], left)
}

// eligible tells whether a student may book a run at all: enrolled early
// enough, of the right age on the day, and inside the district unless the run
// is online (I-03, 6.9). Those without a birthday are left out.
func eligible(s *student, r *run) bool {
	return s.joined <= r.limits.joinedBy && s.dob != "" && s.dob <= r.limits.bornBy && s.dob > r.limits.bornAfter &&
		(r.online || !s.away) && (!r.women || s.gender == "female")
}

// lastBefore is the last day on which the run could be booked.
func (r *run) lastBefore(today college.Date) college.Date {
	last := r.first().AddDays(-1)
	if r.cancelled {
		last = r.first().AddDays(-3) // it was cancelled the day after
	}
	return min(last, today.AddDays(-1))
}
