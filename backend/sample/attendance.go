package sample

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// What became of the 4,039 places in delivered sessions (6.2).
const (
	placesLate      = 132
	placesLeftEarly = 60
	placesDNA       = 748
	placesAbsent    = 320
	placesCancelled = 479
)

// Repeat non-attenders: 9 % of bookers, 40 % of those who did not attend (6.3).
const (
	repeaters   = 73
	repeatedDNA = 299
)

// reasons for not coming or giving a place back (operations 1.7).
var reasons = []option{{"physical illness", 18}, {"mental health or anxiety", 20}, {"other commitment/life event", 16}, {"caring", 8}, {"work", 7},
	{"travel/location", 7}, {"time or date did not suit", 8}, {"forgot", 5}, {"bereavement", 2}, {"no reason given", 9}}

// place is one place that still stands on a register.
type place struct {
	*college.SessionPlace
	booking *booking
	number  int // of the session in its run, from 0
}

func (p place) date() college.Date { return p.booking.run.dates[p.number] }

// makeAttendance deals the outcomes over the year's places: the numbers are
// exact, their spread over people, modes and days follows 6.3.
func (m *maker) makeAttendance() error {
	r := m.stream("sessionPlace")
	if err := m.giveBack(r); err != nil {
		return err
	}
	open := m.standing()
	if want := 4039 - placesCancelled; len(open) != want {
		return fmt.Errorf("%d places stand in delivered sessions, want %d", len(open), want)
	}
	open = m.markRepeaters(r, open)
	open = mark(r, open, placesDNA-repeatedDNA, college.DidNotAttend)
	open = mark(r, open, placesAbsent, college.AbsentNotified)
	for i, p := range shuffled(r, open) {
		switch {
		case i < placesLate:
			p.Attendance = college.AttendedLate
		case i < placesLate+placesLeftEarly:
			p.Attendance = college.LeftEarly
		default:
			p.Attendance = college.Attended
		}
	}
	m.signOff(r, m.runs)
	m.writeBookings(m.runs)
	return nil
}

// giveBack cancels places until 479 are: those that made room for the waiting
// list are cancelled already; the others are whole bookings or single sessions
// of runs nobody waited for.
func (m *maker) giveBack(r *rand.Rand) error {
	left := placesCancelled
	var others []*booking
	for _, run := range m.runs {
		for _, b := range run.bookings {
			switch {
			case run.cancelled:
				for i := range b.places {
					b.places[i].Attendance = college.CancelledByCollege
				}
				b.CancelledOn, b.CancelledReason = run.first().AddDays(-2), m.whyCancelled(run)
				m.tell(run, b)
			case b.allCancelled():
				left -= len(b.places)
			case run.converts == 0 && !run.youth():
				others = append(others, b)
			}
		}
	}
	if left < 0 {
		return fmt.Errorf("the waiting list alone cancels %d places too many", -left)
	}
	for _, b := range shuffled(r, others) {
		if left > 0 {
			left -= m.giveUp(r, b, left)
		}
	}
	if left > 0 {
		return fmt.Errorf("%d places are left to cancel", left)
	}
	return nil
}

// tell notes that a student was told of a cancelled session.
func (m *maker) tell(run *run, b *booking) {
	how := m.rec.People[b.student.person].PreferredContact
	m.rec.Notices = append(m.rec.Notices, college.Notice{ID: m.id("notice"), About: "cancellation", RecordID: run.sessions[0], PersonID: b.student.personID,
		Why: b.CancelledReason, How: how, At: instant(b.CancelledOn, "14:30"), By: admin})
}

// giveUp cancels one session of a booking, or all of it, and says how many
// places that are.
func (m *maker) giveUp(r *rand.Rand, b *booking, most int) int {
	reason := oneOf(r, reasons)
	n := len(b.places)
	if n > 1 && (n > most || chance(r, 0.7)) {
		p := &b.places[r.IntN(n)]
		p.Attendance, p.Reason = college.CancelledByStudent, reason
		return 1
	}
	for i := range b.places {
		b.places[i].Attendance, b.places[i].Reason = college.CancelledByStudent, reason
	}
	b.CancelledOn, b.CancelledReason = dayBetween(r, b.BookedOn, b.run.first().AddDays(-1)), reason
	return n
}

// standing are the places of delivered sessions that nobody cancelled.
func (m *maker) standing() []place {
	var open []place
	for _, run := range m.runs {
		for _, b := range run.bookings {
			for i := range b.places {
				if b.places[i].Attendance == college.NotMarked {
					open = append(open, place{&b.places[i], b, i})
				}
			}
		}
	}
	return open
}

// markRepeaters lets a few students with many places miss most of them, and
// returns the places of all others.
func (m *maker) markRepeaters(r *rand.Rand, open []place) []place {
	byStudent := map[*student][]place{}
	for _, p := range open {
		byStudent[p.booking.student] = append(byStudent[p.booking.student], p)
	}
	chosen := m.choose(r, repeaters, func(s *student) bool { return len(byStudent[s]) >= 6 })
	missed := map[*college.SessionPlace]bool{}
	left := repeatedDNA
	for round := 0; left > 0 && round < 6; round++ {
		for _, s := range chosen {
			if left == 0 {
				break
			}
			if round == 0 {
				byStudent[s] = shuffled(r, byStudent[s])
			}
			p := byStudent[s][round]
			p.Attendance = college.DidNotAttend
			missed[p.SessionPlace] = true
			left--
		}
	}
	repeat := map[*student]bool{}
	for _, s := range chosen {
		repeat[s] = true
	}
	var others []place
	for _, p := range open {
		switch {
		case missed[p.SessionPlace]:
		case repeat[p.booking.student]:
			p.Attendance = college.Attended // their count is full; late and early are dealt to others
		default:
			others = append(others, p)
		}
	}
	return others
}

// absence weighs how likely a place is missed: online more than in person,
// Mondays and Fridays more than other days, later sessions more than the first
// (6.3).
func (p place) absence() float64 {
	weight := 22.0 // more apart than the shares, since repeaters miss both alike
	if p.booking.run.online {
		weight = 40
	}
	byDay := map[int]float64{1: 32, 2: 28, 3: 28, 4: 30, 5: 34, 6: 28}[int(p.date().Weekday())]
	return weight * byDay * (27.5 + 3*float64(p.number))
}

// mark gives n places an outcome, drawn without replacement by how likely they
// are missed, and returns the rest.
func mark(r *rand.Rand, open []place, n int, outcome college.Attendance) []place {
	type drawn struct {
		place
		key float64
	}
	draws := make([]drawn, len(open))
	for i, p := range open {
		draws[i] = drawn{p, math.Log(1-r.Float64()) / p.absence()}
	}
	slices.SortStableFunc(draws, func(a, b drawn) int { return cmp.Compare(b.key, a.key) })
	rest := make([]place, 0, len(open)-n)
	for i, d := range draws {
		if i < n {
			d.Attendance = outcome
		} else {
			rest = append(rest, d.place)
		}
	}
	return rest
}

// signOff says who marked each place and when, and how long people were online.
func (m *maker) signOff(r *rand.Rand, runs []*run) {
	for _, run := range runs {
		for _, b := range run.bookings {
			for i := range b.places {
				p := &b.places[i]
				if !college.Markable(p.Attendance) || p.Attendance == college.NotMarked {
					continue
				}
				p.MarkedBy, p.MarkedAt = admin, instant(run.dates[i], run.end().Add(20))
				if p.Attendance == college.AbsentNotified {
					p.Reason = oneOf(r, reasons)
				}
				if run.online && college.MarkOf(p.Attendance).Counts {
					p.MinutesOnline = run.course.minutes - r.IntN(15)
					if p.Attendance != college.Attended {
						p.MinutesOnline -= 15 + r.IntN(20)
					}
				}
			}
		}
	}
}
