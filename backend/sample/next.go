package sample

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"daybook/backend/college"
)

// The runs of the two terms after the reference year, in the shape of a
// reference term: 20, 9, 6 and 3. "+" is online. What Term 5 plants must not be
// in Term 4 already: the partners whose papers end, and the room that is due.
const (
	currentRuns = `UMH03+ UMH07+ UMH08 UMH09+ UMH12+ UMH16+ UMH22+ UMH23 UPH03 UPH04+ UPH07 UPH09+ UPH11+ PA03 PA06+ SH08 SH09+ SH10 SH12 SH13+
		UMH01 UMH02+ UMH14+ UMH18+ UMH19 UPH06+ PA10 SH05 SH06
		UMH06 UMH10 UMH15+ PA07 SH03 UPH08
		UMH05 SH01+ PA02`
	nextRuns = `UMH03+ UMH07+ UMH08 UMH09+ UMH12+ UMH16+ UMH22+ UPH03+ UPH04+ UPH07 UPH09+ UPH12+ UPH11+ PA03 PA05 SH08 SH09+ SH10 SH12 SH13+
		UMH01+ UMH11+ UMH17+ UMH21+ UPH05 UPH10 PA09 SH05 SH11+
		UMH24 UMH20 PA08+ SH04 SH14 UMH06+
		PA01 UPH01 SH02`
)

// todayRuns meet on today when the college does, two of them in one room; the
// sixth is for days when the weekly ones cannot, because of a bank holiday.
var todayRuns = []struct {
	code, room string
	start      college.Clock
}{
	{"UMH01", "V01", "10:00"}, {"UPH07", "V01", "13:30"}, {"PA02", "V05", "10:30"}, {"UMH08", "V24", "13:00"}, {"SH09", "", "10:00"}, {"UMH03", "", "13:30"},
}

// todayMost is how many sessions today has at most.
const todayMost = 5

// addRuns adds the runs of one of the lists. UMH23 has nobody to go to it once
// the sample's students are all over 18; then there is an online workshop more.
func (m *maker) addRuns(t *term, list string) []*run {
	var runs []*run
	for _, word := range strings.Fields(list) {
		code, online := strings.CutSuffix(word, "+")
		c := m.course(code)
		if c.maxAge == 18 && m.youngOn(t.End, c) < c.minPlaces+4 {
			c, online = m.course("SH13"), true
		}
		runs = append(runs, m.addRun(c, t, online))
	}
	return runs
}

// youngOn counts the active students of 16 to 18 on a day who have not done
// the course.
func (m *maker) youngOn(day college.Date, c *course) int {
	n := 0
	for _, s := range m.students {
		done := slices.ContainsFunc(s.runs, func(r *run) bool { return r.course == c })
		if age := s.dob.AgeOn(day); s.status == "active" && age >= 16 && age <= 18 && !done {
			n++
		}
	}
	return n
}

// makeCurrentTerm lays out Term 4 with today in its sixth week: sessions before
// today are delivered and marked, later ones booked (6.1).
func (m *maker) makeCurrentTerm() error {
	late := m.lateReviews()
	for _, t := range m.tutors {
		t.runs, t.off = 0, t == late.teaches || t == late.rests
	}
	t := m.current()
	runs := m.addRuns(t, currentRuns)
	p := m.placer("session " + t.Code)
	if err := m.placeToday(p, runs); err != nil {
		return err
	}
	p.free = m.today
	if err := p.placeAll(runs); err != nil {
		return err
	}
	m.approvePairs(runs)
	m.writeRuns(runs)
	r := m.stream("runBooking " + t.Code)
	full := m.fullRun(runs)
	for _, run := range byRef(runs) {
		run.places = max(run.course.minPlaces+1, int(float64(run.course.capacity)*(0.72+0.26*r.Float64())))
		if run == full {
			run.places = run.course.capacity
		}
		m.fill(r, run, nil)
	}
	m.makeUnder18(r, runs)
	if err := m.wait(r, full, 3); err != nil {
		return err
	}
	m.liveMarks(r, runs, full)
	m.writeBookings(runs)
	return nil
}

// placeToday puts four to five sessions on today, if the college meets on it.
func (m *maker) placeToday(p *placer, runs []*run) error {
	weekday := m.today.DaysSince(m.today.Monday())
	if _, holiday := college.IsBankHoliday(m.today); holiday || weekday > 4 {
		return nil
	}
	placed := 0
	for _, w := range todayRuns {
		i := slices.IndexFunc(runs, func(r *run) bool { return r.course.code == w.code })
		if placed == todayMost {
			break
		}
		// A weekly run has its second session today where it can, else whichever
		// keeps it off bank holidays.
		for _, session := range []int{2, 1, 3, 4, 5, 6} {
			if session <= runs[i].course.sessions && runs[i].dates == nil &&
				p.place(runs[i], pin{room: w.room, start: w.start, session: session, day: m.today}, 300) {
				placed++
			}
		}
	}
	if placed < todayMost-1 {
		return fmt.Errorf("only %d sessions found a place today", placed)
	}
	return nil
}

// byRef orders runs by reference, with the youth arm first: so few students are
// of its age.
func byRef(runs []*run) []*run {
	inOrder := slices.Clone(runs)
	slices.SortStableFunc(inOrder, func(a, b *run) int {
		return cmp.Or(cmp.Compare(b.course.maxAge, a.course.maxAge), cmp.Compare(a.ref, b.ref))
	})
	return inOrder
}

// fullRun is the run of Term 4 with a waiting list: one in person that begins
// soonest after today, and not today.
func (m *maker) fullRun(runs []*run) *run {
	var best *run
	for _, r := range runs {
		if !r.online && !r.youth() && r.first() > m.today.AddDays(2) && (best == nil || r.first() < best.first()) {
			best = r
		}
	}
	return best
}

// fill books the run for students who are free then, and have not done the
// course; those who booked much before sooner than others.
func (m *maker) fill(r *rand.Rand, run *run, among func(*student) bool) {
	open := run.places - len(run.bookings)
	var found []*student
	key := map[*student]float64{}
	for _, s := range m.students {
		key[s] = math.Log(1-r.Float64()) / float64(1+s.wants)
		if m.mayBook(s, run) && (among == nil || among(s)) {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b *student) int { return cmp.Compare(key[b], key[a]) })
	for _, s := range found[:min(max(open, 0), len(found))] {
		run.students = append(run.students, s)
		s.runs = append(s.runs, run)
		m.bookRun(r, run, s)
	}
}

// mayBook: an active student with a birthday, of the age, who has not done the
// course and is free.
func (m *maker) mayBook(s *student, wanted *run) bool {
	if s.status != "active" || s.dob == "" || !eligible(s, wanted) {
		return false
	}
	for _, o := range s.runs {
		if o.course == wanted.course || o.overlaps(wanted) {
			return false
		}
	}
	return true
}

// makeUnder18 books someone of 16 or 17 in an adult run that is still to come,
// and a wheelchair user in a step-free room, where chance has not.
func (m *maker) makeUnder18(r *rand.Rand, runs []*run) {
	for _, kind := range []func(*student, *run) bool{
		func(s *student, o *run) bool { return !o.youth() && s.dob.AgeOn(o.last()) < 18 },
		func(s *student, o *run) bool {
			return s.wheelchair && !o.online && o.room.code != "V10" && o.room.code != "V23"
		},
	} {
		there := slices.ContainsFunc(runs, func(o *run) bool {
			return o.last() >= m.today && slices.ContainsFunc(o.students, func(s *student) bool { return kind(s, o) })
		})
		for _, run := range runs {
			if !there && run.last() >= m.today && len(run.bookings) < run.course.capacity {
				before := len(run.bookings)
				run.places = before + 1
				m.fill(r, run, func(s *student) bool { return kind(s, run) })
				there = len(run.bookings) > before
			}
		}
	}
}

// wait puts students on the waiting list of a full run, with no offer yet.
func (m *maker) wait(r *rand.Rand, run *run, n int) error {
	waiting := m.choose(r, n, func(s *student) bool { return m.mayBook(s, run) })
	if run == nil || len(waiting) < n || len(run.bookings) < run.course.capacity {
		return fmt.Errorf("no full run for %d people to wait for", n)
	}
	latest := run.bookings[0].BookedOn
	for _, b := range run.bookings {
		latest = max(latest, b.BookedOn)
	}
	for i, s := range waiting {
		at := instant(latest, college.NewClock(16, 10+i*7))
		m.rec.WaitingEntries = append(m.rec.WaitingEntries, college.WaitingEntry{ID: m.id("waitingEntry"), RunID: run.id, StudentID: s.id, RequestedAt: at, Sequence: i + 1})
	}
	return nil
}

// outcomes of a place before today, about as in the reference year.
var outcomes = []option{{string(college.Attended), 57}, {string(college.AttendedLate), 3.3}, {string(college.LeftEarly), 1.5},
	{string(college.DidNotAttend), 18.5}, {string(college.AbsentNotified), 7.9}, {string(college.CancelledByStudent), 11.8}}

// liveMarks marks what is before today, and cancels a few places to come; the
// full run stays full.
func (m *maker) liveMarks(r *rand.Rand, runs []*run, full *run) {
	for _, run := range runs {
		for _, b := range run.bookings {
			if run.last() >= m.today && run.first() > m.today && run != full && run.course.capacity >= 12 && chance(r, 0.07) {
				m.giveUp(r, b, len(b.places))
				b.CancelledOn = min(b.CancelledOn, m.today.AddDays(-1))
			}
			for i := range b.places {
				if run.dates[i] < m.today && b.places[i].Attendance == college.NotMarked {
					b.places[i].Attendance = college.Attendance(oneOf(r, outcomes))
				}
			}
			if b.allCancelled() && b.CancelledOn == "" {
				b.CancelledOn = dayBetween(r, b.BookedOn, run.first().AddDays(-1))
			}
		}
	}
	m.signOff(r, runs)
}
