package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// makePlanning makes what a leader plans a term by: when tutors can work, what
// was agreed with them, leave, kit, promises, who else may teach what, and which
// runs matter most. All of it is drawn last, each table from its own stream, and
// leaves room for every session that stands, but for the leave that is planted.
func (m *maker) makePlanning() error {
	m.makeWeeks()
	m.makeLimits()
	m.makeKit()
	m.approveMore()
	m.setPriorities()
	if err := m.makePromises(); err != nil {
		return err
	}
	return m.makeLeave()
}

// parts of a day in which people say whether they can work, from one to the next.
var dayParts = [...]slot{{from: 9 * 60, to: 13 * 60}, {from: 13 * 60, to: 17 * 60}, {from: 17 * 60, to: 21 * 60}}

// freeShare is how likely somebody is free in a part of a weekday: peers less
// often than others, evenings seldom.
func freeShare(kind string, part int) float64 {
	switch {
	case part == 2:
		return 0.12
	case kind == college.KindPeer:
		return 0.4
	}
	return 0.55
}

// howFree are how people feel about the times in which they can work.
var howFree = []option{{college.AvailableThen, 70}, {college.PrefersThen, 16}, {college.RatherNotThen, 14}}

// makeWeeks asks all tutors for their week: half-days by chance, and those in
// which they teach.
func (m *maker) makeWeeks() {
	r := m.stream("availability")
	for _, t := range m.tutors {
		teaches := t.teaches()
		for weekday := 1; weekday <= 6; weekday++ {
			var row college.Availability
			for part, hours := range dayParts {
				free, kind := chance(r, freeShare(t.kind, part)) && weekday < 6, oneOf(r, howFree)
				if !free && !teaches[[2]int{weekday, part}] {
					continue
				}
				from, to := clock(hours.from), clock(hours.to)
				if row.Kind == kind && row.End == from {
					row.End = to
					m.rec.Availabilities[len(m.rec.Availabilities)-1] = row
					continue
				}
				row = college.Availability{ID: m.id("availability"), PersonID: t.personID, Weekday: weekday, Start: from, End: to, Kind: kind}
				m.rec.Availabilities = append(m.rec.Availabilities, row)
			}
		}
	}
}

func clock(minutes int) college.Clock { return college.NewClock(minutes/60, minutes%60) }

// weekdayOf is 1 Monday … 7 Sunday.
func weekdayOf(day college.Date) int { return day.DaysSince(day.Monday()) + 1 }

// teaches are the parts of the week, weekday and part of the day, that the
// tutor's sessions touch.
func (t *tutor) teaches() map[[2]int]bool {
	touched := map[[2]int]bool{}
	for _, run := range t.taught {
		for _, day := range run.dates {
			for part, hours := range dayParts {
				if run.start.Minutes() < hours.to && hours.from < run.end().Minutes() {
					touched[[2]int{weekdayOf(day), part}] = true
				}
			}
		}
	}
	return touched
}

// most is the most that the tutor works: minutes in a day, sessions in a
// calendar week and in a term.
func (t *tutor) most() (day, week, term int) {
	days, weeks, terms := map[college.Date]int{}, map[college.Date]int{}, map[string]int{}
	for _, run := range t.taught {
		for _, date := range run.dates {
			days[date] += run.course.minutes
			weeks[date.Monday()]++
			terms[run.term.Code]++
			day, week, term = max(day, days[date]), max(week, weeks[date.Monday()]), max(term, terms[run.term.Code])
		}
	}
	return day, week, term
}

// makeLimits writes what was agreed with peers, and with half of the others;
// never less than they do.
func (m *maker) makeLimits() {
	r := m.stream("workLimit")
	area := map[string]string{}
	for _, p := range m.rec.People {
		area[p.ID] = p.Area
	}
	for _, t := range m.tutors {
		day, week, inTerm := t.most()
		limit := college.WorkLimit{ID: m.id("workLimit"), PersonID: t.personID, HoursADay: max(between(r, 3, 6), (day+59)/60),
			SessionsWeek: max(between(r, 2, 4), week), SessionsTerm: max(between(r, 4, 10), inTerm), RestsAfter: chance(r, 0.4)}
		if chance(r, 0.7) {
			limit.BaseVenueID = m.venueIn(area[t.personID])
		}
		if chance(r, 0.5) && t.kind != college.KindPeer {
			limit.HoursADay, limit.SessionsWeek = 0, 0
		}
		m.rec.WorkLimits = append(m.rec.WorkLimits, limit)
	}
}

// venueIn is a venue in a town, "" where there is none.
func (m *maker) venueIn(town string) string {
	for _, v := range m.book.Venues {
		if v.Town == town {
			return v.ID
		}
	}
	return ""
}

// leaves is how many tutors are away for a week of Term 5 in which they do not
// teach.
const leaves = 8

// makeLeave writes leave in Term 5: some that hurts nobody, and the two that are
// planted.
func (m *maker) makeLeave() error {
	r := m.stream("leave")
	given := 0
	for _, t := range shuffled(r, m.tutors) {
		if monday := pick(r, m.next().weeks); given < leaves && t.freeFrom(monday, monday.AddDays(6)) {
			given++
			m.away(t, monday, monday.AddDays(between(r, 2, 4)))
		}
	}
	if given < leaves {
		return fmt.Errorf("only %d tutors can take leave", given)
	}
	return m.plantLeave(r)
}

func (m *maker) away(t *tutor, from, to college.Date) {
	m.rec.Leaves = append(m.rec.Leaves, college.Leave{ID: m.id("leave"), PersonID: t.personID, From: from, To: to})
}

// freeFrom tells whether the tutor teaches on none of the days.
func (t *tutor) freeFrom(from, to college.Date) bool {
	return !slices.ContainsFunc(t.taught, func(run *run) bool {
		return slices.ContainsFunc(run.dates, func(day college.Date) bool { return day.Between(from, to) })
	})
}

// plantLeave has a tutor of each of leaveRuns away from a day on which they are
// due, to the end of that week or to before they are due again.
func (m *maker) plantLeave(r *rand.Rand) error {
	for _, code := range leaveRuns {
		run := m.nextRun(code)
		planted := false
		for _, t := range shuffled(r, run.tutors) {
			day := run.dates[1]
			if due := t.dueOn(day); planted || due != 1 {
				continue // another session that day would be hit as well
			}
			last := day
			for friday := day.Monday().AddDays(4); last < friday && t.freeFrom(last.AddDays(1), last.AddDays(1)); {
				last = last.AddDays(1)
			}
			m.away(t, day, last)
			planted = true
		}
		if !planted {
			return fmt.Errorf("nobody of %s can be away for one session alone", run.ref)
		}
	}
	return nil
}

// dueOn counts the sessions a tutor teaches on a day.
func (t *tutor) dueOn(day college.Date) (sessions int) {
	for _, run := range t.taught {
		if slices.Contains(run.dates, day) {
			sessions++
		}
	}
	return sessions
}

// nextRun is the run of a course in Term 5.
func (m *maker) nextRun(code string) *run {
	return m.runs[slices.IndexFunc(m.runs, func(r *run) bool { return r.term == m.next() && r.course.code == code })]
}
