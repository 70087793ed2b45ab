package sample

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"daybook/backend/college"
)

// total is one number of domain/sample-college: what it must be and what the
// records hold. Within is how far it may be off: 0 but for shares, which are
// met within two points.
type total struct {
	name      string
	want, got float64
	within    float64
}

func (t total) met() bool { return math.Abs(t.got-t.want) <= t.within }

// checkTotals fails with the name of every total that is not met (6.8, 8).
func (m *maker) checkTotals() error {
	var missed []error
	for _, t := range totals(m.book, m.rec) {
		if !t.met() {
			missed = append(missed, fmt.Errorf("%s: want %v, got %v", t.name, t.want, t.got))
		}
	}
	return errors.Join(missed...)
}

// totals counts everything that 6.2, 6.3 and 6.5 to 6.7 fix, from the records
// alone: what the reference year holds, and what is as on its last day.
func totals(book college.VenueBook, rec college.Records) []total {
	l := newLedger(book, rec)
	return slices.Concat(l.students(), l.answers(), l.shares(), l.delivery(), l.bookings(), l.people(), l.places())
}

// ledger finds its way from one record to another.
type ledger struct {
	book       college.VenueBook
	rec        college.Records
	topic      map[string]string            // code, by course id
	run        map[string]college.CourseRun // of the reference year, by id
	session    map[string]college.Session   // of the reference year, by id
	place      map[string][]college.SessionPlace
	of         map[string]college.RunBooking // of the reference year, by id
	person     map[string]college.Person
	termNumber map[string]int
}

func newLedger(book college.VenueBook, rec college.Records) *ledger {
	l := &ledger{book: book, rec: rec, topic: map[string]string{}, run: map[string]college.CourseRun{}, session: map[string]college.Session{},
		place: map[string][]college.SessionPlace{}, of: map[string]college.RunBooking{}, person: map[string]college.Person{}, termNumber: map[string]int{}}
	codes := map[string]string{}
	for _, t := range rec.Topics {
		codes[t.ID] = t.Code
	}
	for _, c := range rec.Courses {
		l.topic[c.ID] = codes[c.TopicID]
	}
	for i, t := range rec.Terms {
		if t.End <= yearEnd {
			l.termNumber[t.ID] = i + 1
		}
	}
	for _, r := range rec.Runs {
		if l.termNumber[r.TermID] > 0 {
			l.run[r.ID] = r
		}
	}
	for _, s := range rec.Sessions {
		if _, there := l.run[s.RunID]; there {
			l.session[s.ID] = s
		}
	}
	for _, b := range rec.RunBookings {
		if _, there := l.run[b.RunID]; there {
			l.of[b.ID] = b
		}
	}
	for _, p := range rec.SessionPlaces {
		l.place[p.BookingID] = append(l.place[p.BookingID], p)
	}
	for _, p := range rec.People {
		l.person[p.ID] = p
	}
	return l
}

// tally counts by name and remembers what was wanted, in order.
type tally struct {
	what   string
	counts map[string]int
}

func newTally(what string) *tally { return &tally{what, map[string]int{}} }

// exact gives a total for each option.
func (t *tally) exact(options []option) []total {
	var list []total
	for _, o := range options {
		list = append(list, total{name: t.what + " " + o.name, want: o.weight, got: float64(t.counts[o.name])})
	}
	return list
}

// shared gives a share of n for each option, in per cent.
func (t *tally) shared(n int, options []option) []total {
	var list []total
	for _, o := range options {
		list = append(list, total{name: t.what + " " + o.name + " %", want: o.weight, got: 100 * float64(t.counts[o.name]) / float64(n), within: 2})
	}
	return list
}

func exactly(name string, want, got int) total {
	return total{name: name, want: float64(want), got: float64(got)}
}
