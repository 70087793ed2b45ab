package sample

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"daybook/backend/college"
)

// A run on whose waiting list somebody moves up is full a month before it
// begins; then people give their places back one after the other, and each
// place is offered to the next in the line, for 48 hours, until somebody takes
// it. So open bookings and offers never pass the capacity (I-01, 6.2).
const (
	offerHours  = 48
	convertLead = 34 // who books such a run enrolled this long before it
	fullBefore  = 31 // days before the first session
)

// Minutes in an hour and in a day.
const (
	perHour = 60
	perDay  = 24 * perHour
)

// moment is minutes before (negative) or after the first session's midnight.
type moment int

func (r *run) dayOf(t moment) college.Date {
	days := int(t) / perDay
	if t < 0 && int(t)%perDay != 0 {
		days--
	}
	return r.first().AddDays(days)
}

func (r *run) instantOf(t moment) college.Instant {
	minute := (int(t)%perDay + perDay) % perDay
	return instant(r.dayOf(t), college.NewClock(minute/perHour, minute%perHour))
}

// later is a moment some hours on, also across a change of the clocks.
func later(at college.Instant, by time.Duration) college.Instant {
	t, _ := time.Parse(time.RFC3339, string(at)) // one of our own
	return college.Instant(t.Add(by).Format(time.RFC3339))
}

// queueUp makes the bookings and the waiting list of a run that was full.
func (m *maker) queueUp(r *run) error {
	random := m.stream("waitingEntry " + r.ref)
	students := shuffled(random, r.students)
	early, late := students[:r.course.capacity], students[r.course.capacity:]
	full := moment(-fullBefore * perDay)
	for _, s := range early {
		first := max(r.term.BookingOpens, s.joined)
		m.add(random, r, s, dayBetween(random, first, r.dayOf(full).AddDays(-1)))
	}
	for range 200 {
		q := newQueue(random, r, full)
		if q.run(random, r) {
			return m.settle(random, r, q, late)
		}
	}
	return fmt.Errorf("the waiting list of %s does not come to an end before it begins", r.ref)
}

// queue is one trial of a waiting list.
type queue struct {
	results []string // what became of each entry, in the order of the line
	asked   []moment
	offered []moment
	taken   []moment // when the place was booked; 0 when it was not
	freed   []moment // places given back, in order of time
}

// newQueue draws who asks when and who gives back a place when. There are as
// many places given back as conversions, and one more when the line ends with
// offers that nobody took.
func newQueue(r *rand.Rand, run *run, full moment) *queue {
	q := &queue{results: shuffled(r, append(slices.Repeat([]string{"booked"}, run.converts), run.missed...))}
	n := len(q.results)
	q.offered, q.taken = make([]moment, n), make([]moment, n)
	for range n {
		q.asked = append(q.asked, full+moment(between(r, 0, 2)*perDay+between(r, 9*perHour, 19*perHour)))
	}
	slices.Sort(q.asked)
	places := run.converts
	if q.results[n-1] != "booked" {
		places++
	}
	for range places {
		q.freed = append(q.freed, full+moment(between(r, 4, 15)*perDay+between(r, 9*perHour, 17*perHour)))
	}
	slices.Sort(q.freed)
	return q
}

// run offers each free place to the next in line; false when an answer would
// come too late (offers lapse a day before the start).
func (q *queue) run(r *rand.Rand, line *run) bool {
	free := slices.Clone(q.freed)
	last := moment(-1 << 30)
	for i, result := range q.results {
		if len(free) == 0 {
			return false
		}
		slices.SortFunc(free, func(a, b moment) int { return cmp.Compare(a, b) })
		at := line.nextMorning(free[0]) + moment(r.IntN(3*perHour))
		at = max(at, last+1)
		last, free = at, free[1:]
		q.offered[i] = at
		answer := at + moment(between(r, 30, 40*perHour))
		switch result {
		case "booked":
			q.taken[i] = answer
		case "declined":
			free = append(free, answer)
		case "expired":
			answer = at + offerHours*perHour
			free = append(free, answer)
		}
		if answer > -perDay {
			return false
		}
	}
	return true
}

// nextMorning is nine o'clock on the next day after t on which the office is open.
func (r *run) nextMorning(t moment) moment {
	days := r.dayOf(t).DaysSince(r.first())
	for {
		days++
		on := r.first().AddDays(days)
		if _, holiday := college.IsBankHoliday(on); !holiday && on.DaysSince(on.Monday()) < 5 {
			return moment(days*perDay + 9*perHour)
		}
	}
}

// settle writes the waiting entries, books those who took their place and
// cancels the bookings that made room.
func (m *maker) settle(r *rand.Rand, run *run, q *queue, late []*student) error {
	for i, b := range shuffled(r, run.bookings)[:len(q.freed)] {
		b.CancelledOn, b.CancelledReason = run.dayOf(q.freed[i]), oneOf(r, reasons)
		for p := range b.places {
			b.places[p].Attendance, b.places[p].Reason = college.CancelledByStudent, b.CancelledReason
		}
	}
	others := m.waiters(r, run, len(run.missed))
	if len(others) < len(run.missed) {
		return fmt.Errorf("too few students wait for %s", run.ref)
	}
	for i, result := range q.results {
		entry := college.WaitingEntry{ID: m.id("waitingEntry"), RunID: run.id, RequestedAt: run.instantOf(q.asked[i]), Sequence: i + 1,
			OfferedAt: run.instantOf(q.offered[i]), ExpiresAt: later(run.instantOf(q.offered[i]), offerHours*time.Hour), Result: result}
		if result == "booked" {
			entry.StudentID = late[0].id
			b := m.add(r, run, late[0], run.dayOf(q.taken[i]))
			b.RequestedOn, b.OfferExpiresAt = run.dayOf(q.asked[i]), entry.ExpiresAt
			late = late[1:]
		} else {
			entry.StudentID = others[0].id
			others = others[1:]
		}
		m.rec.WaitingEntries = append(m.rec.WaitingEntries, entry)
	}
	return nil
}

// waiters are students who may book the run and have not.
func (m *maker) waiters(r *rand.Rand, wanted *run, n int) []*student {
	return m.choose(r, n, func(s *student) bool {
		return s.books && eligible(s, wanted) && !slices.ContainsFunc(s.runs, func(o *run) bool { return o.course == wanted.course })
	})
}
