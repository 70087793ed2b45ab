package sample

import (
	"cmp"

	"daybook/backend/college"
)

// maker carries what the steps of making hand on to each other, and the rows
// they have made so far.
type maker struct {
	seed     uint64
	today    college.Date
	idMakers map[string]*ids
	book     college.VenueBook
	rec      college.Records

	names     namePool
	terms     []*term // of the reference year, then the current and the next one
	rooms     []*room
	virtual   string // id of the virtual room
	partners  []*partner
	catalogue []*course
	phones    phoneBook
	homes     *homes
	students  []*student
	tutors    []*tutor
	posts     []post
	helpers   []*helper
	runs      []*run
	diary     diary
}

func newMaker(seed uint64, today college.Date) *maker {
	return &maker{seed: seed, today: today, idMakers: map[string]*ids{}, diary: diary{}}
}

// Ends of the reference year: what counts as at its end counts on yearEnd.
const (
	yearStart = college.Date("2024-09-01")
	yearEnd   = college.Date("2025-08-31")
)

// term is a term and the Mondays of its teaching weeks.
type term struct {
	college.Term
	weeks []college.Date
}

// room is one row of venues.csv.
type room struct {
	id, venueID, code string
	place             string // venue and room, as on paper
	seats             int
	facilities        []string
	closed            []int // weekdays, 1 Monday
}

// partner is one row of partners.csv.
type partner struct{ id, code, name, sector, relationship, agreement string }

// course is one row of courses.csv.
type course struct {
	id, versionID, code, title, topic string
	sessions, minutes                 int
	minAge, maxAge                    int
	capacity, minPlaces               int
	runsAYear, onlineRuns             int
	needs                             []string
	partner                           *partner
	approved                          map[*tutor]bool
}

// tutor is one of the 117; a tutor of a partner gets the partner of the first
// run they teach.
type tutor struct {
	id, personID, kind string
	partner            *partner
	runs               int // in the term or year being laid out
	taught             []*run
	off                bool // not asked in the term being laid out
}

// student is one of the 1,877.
type student struct {
	id, personID, number string
	person               int // index among the people
	joined               college.Date
	dob                  college.Date
	gender               string
	status               string // at the end of the reference year
	until                college.Date
	books                bool // one of the 812
	away                 bool // lives outside the district: online only
	wheelchair           bool
	wants                int
	runs                 []*run
}

// run is a delivery of a course and everything placed for it.
type run struct {
	index     int
	course    *course
	term      *term
	id, ref   string
	online    bool
	cancelled bool
	women     bool // for women only
	needing   *tutor
	lead      int // days between enrolling and the first session, at least
	limits    limits
	places    int // bookings ever made
	converts  int // of those, from the waiting list
	missed    []string
	room      *room
	start     college.Clock
	dates     []college.Date
	sessions  []string
	tutors    []*tutor
	helper    *helper
	students  []*student
	bookings  []*booking
}

func (r *run) first() college.Date { return r.dates[0] }
func (r *run) last() college.Date  { return r.dates[len(r.dates)-1] }
func (r *run) end() college.Clock  { return r.start.Add(r.course.minutes) }
func (r *run) youth() bool         { return r.course.maxAge == 18 }

// where is the venue, for travelling; all online meetings are one place.
func (r *run) where() string {
	if r.online {
		return "online"
	}
	return r.room.venueID
}

// overlaps tells whether two runs meet at the same time on any day.
func (r *run) overlaps(o *run) bool {
	for _, a := range r.dates {
		for _, b := range o.dates {
			if a == b {
				return r.start < o.end() && o.start < r.end()
			}
		}
	}
	return false
}

// limits are what a student must keep to for a run, worked out once: enrolled
// by a day, born by a day and after another.
type limits struct{ joinedBy, bornBy, bornAfter college.Date }

// limit sets the limits of a run that has its dates: the ages of its course,
// and how long before it students have enrolled.
func (r *run) limit(lead int) {
	r.limits = limits{joinedBy: r.first().AddDays(-lead), bornBy: r.first().AddMonths(-12 * max(r.course.minAge, 16))}
	if r.course.maxAge > 0 {
		r.limits.bornAfter = r.last().AddMonths(-12 * (r.course.maxAge + 1))
	}
}

// booking is a run booking and its places, one a session.
type booking struct {
	college.RunBooking
	run     *run
	student *student
	places  []college.SessionPlace
}

// allCancelled tells whether the student gave back every place.
func (b *booking) allCancelled() bool {
	for _, p := range b.places {
		if p.Attendance != college.CancelledByStudent {
			return false
		}
	}
	return true
}

// byName orders as a register is at its first printing: by the name people use,
// then by student number.
func byName(people []college.Person) func(a, b *booking) int {
	return func(a, b *booking) int {
		return cmp.Or(
			cmp.Compare(usedName(people[a.student.person]), usedName(people[b.student.person])),
			cmp.Compare(a.student.number, b.student.number))
	}
}

func usedName(p college.Person) string {
	for _, name := range []string{p.SortAs, p.KnownAs, p.FullName} {
		if folded := college.Fold(name); folded != "" {
			return folded
		}
	}
	return p.FullName
}
