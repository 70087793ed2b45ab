package timetable

import (
	"cmp"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// sameness is what two neighbouring sessions of a run have in common where they
// move together. What is to be planned from nothing is left empty.
type sameness struct {
	minutes    int
	pin        Pin
	placed     bool
	away       string // who of those who work in it is away, and whether that is news
	weekday    int
	start      college.Clock
	room, link string
	workers    string
}

// splitRuns makes the series of the term: of every run, in order of number, the
// stretches of sessions that move together. What stays is a series of its own.
func (c *compiled) splitRuns() {
	drafted := keyed(c.brief.Standing, func(p Placement) string { return p.SessionID })
	runs := map[string]*run{}
	var ids []string
	for i := range c.facts.Meetings {
		m := &c.facts.Meetings[i]
		if m.TermID != c.brief.TermID {
			continue
		}
		s := &held{Meeting: m, at: placementOf(m), pin: c.brief.Pins[m.SessionID]}
		if p, is := drafted[m.SessionID]; is {
			s.at = c.kept(s, p)
		}
		if runs[m.RunID] == nil {
			runs[m.RunID] = &run{id: m.RunID}
			ids = append(ids, m.RunID)
		}
		runs[m.RunID].sessions = append(runs[m.RunID].sessions, s)
	}
	slices.Sort(ids)
	for no, id := range ids {
		r := runs[id]
		r.no = no
		slices.SortFunc(r.sessions, func(a, b *held) int {
			return cmp.Or(a.Number-b.Number, strings.Compare(a.SessionID, b.SessionID))
		})
		c.splitRun(r)
	}
}

// kept is what counts of where a draft has a session: all of it, or from
// nothing what is locked.
func (c *compiled) kept(s *held, drafted Placement) Placement {
	if !c.brief.FromNothing {
		return drafted
	}
	at := s.at
	if s.pin.When {
		at.Date, at.Start, at.End = drafted.Date, drafted.Start, drafted.End
	}
	if s.pin.Where {
		at.RoomID, at.VirtualRoomID = drafted.RoomID, drafted.VirtualRoomID
	}
	if s.pin.Who {
		at.Workers = drafted.Workers
	}
	return at
}

func placementOf(m *Meeting) Placement {
	return Placement{SessionID: m.SessionID, Date: m.Date, Start: m.Start, End: m.End,
		RoomID: m.RoomID, VirtualRoomID: m.VirtualRoomID, Workers: m.Workers}
}

func (c *compiled) splitRun(r *run) {
	var together []*held
	var common sameness
	flush := func() {
		if len(together) > 0 {
			c.addSeries(r, together, false)
		}
		together = nil
	}
	for _, s := range r.sessions {
		switch {
		case s.Status == college.SessionCancelled:
			c.left = append(c.left, s)
		case c.stays(s):
			flush()
			if _, inTerm := c.indexOf(s.at.Date); !inTerm || !s.placed() {
				c.left = append(c.left, s)
				continue
			}
			c.addSeries(r, []*held{s}, true)
		default:
			if is := c.likeness(s); len(together) == 0 || is != common || !c.follows(s, together[len(together)-1]) {
				flush()
				common = is
			}
			together = append(together, s)
		}
	}
	flush()
}

// placed tells whether the session has a day and times.
func (s *held) placed() bool {
	return s.at.Date.Valid() && s.at.Start.Valid() && s.at.End.Valid() && s.at.End > s.at.Start
}

// stays tells whether a session is not to be moved: it is marked, delivered or
// past, or pinned in all that it has.
func (c *compiled) stays(s *held) bool {
	pinned := s.pin.When && s.pin.Where && s.pin.Who
	return s.Marked || c.brief.Marked[s.SessionID] || s.Status == college.SessionDelivered ||
		s.placed() && (s.at.Date < c.brief.Today || pinned || c.brief.still[s.SessionID])
}

// likeness is what a session shares with those it moves with.
func (c *compiled) likeness(s *held) sameness {
	is := sameness{minutes: c.minutesOf(s), pin: s.pin}
	keeps := !c.brief.FromNothing
	if s.placed() && (keeps || s.pin.When) {
		is.placed, is.weekday, is.start = true, c.known.day(s.at.Date).weekday, s.at.Start
	}
	if keeps || s.pin.Where {
		is.room, is.link = s.at.RoomID, s.at.VirtualRoomID
	}
	if keeps || s.pin.Who {
		var ids []string
		for _, w := range s.at.Workers {
			ids = append(ids, w.PersonID)
			if s.placed() && c.isAway(w.PersonID, s) {
				is.away += " " + w.PersonID
				if c.isNews(w.PersonID, s) {
					is.away += "!"
				}
			}
		}
		slices.Sort(ids)
		is.workers = strings.Join(ids, " ")
	}
	return is
}

// isAway tells whether a leave of somebody falls into a session as it stands.
func (c *compiled) isAway(personID string, s *held) bool {
	x := c.known.person(personID)
	return len(x.leaves) > 0 && x.awayOn(c.known.day(s.at.Date), s.at.Start.Minutes(), s.at.End.Minutes())
}

// isNews tells whether somebody is away from a session by the leave that was
// asked about last, beside the leave on record.
func (c *compiled) isNews(personID string, s *held) bool {
	n := len(c.brief.Away)
	if n == 0 || c.brief.Away[n-1].PersonID != personID {
		return false
	}
	x := person{leaves: c.brief.Away[n-1:]}
	return x.awayOn(c.known.day(s.at.Date), s.at.Start.Minutes(), s.at.End.Minutes())
}

// follows tells whether a session comes on a later day than the one before it,
// as far as both stand.
func (c *compiled) follows(s, before *held) bool {
	return c.brief.FromNothing && !s.pin.When || !s.placed() || !before.placed() || s.at.Date > before.at.Date
}

// minutesOf is how long a session is: as it stands, else as it is meant to be,
// else as the course has it, else two hours.
func (c *compiled) minutesOf(s *held) int {
	if s.placed() {
		return s.at.End.Minutes() - s.at.Start.Minutes()
	}
	return cmp.Or(s.Minutes, c.known.course(s.CourseID).MinutesDefault, 120)
}

// addSeries makes a series of sessions.
func (c *compiled) addSeries(r *run, sessions []*held, fixed bool) {
	first := sessions[0]
	s := series{
		run: r, unit: len(c.series), sessions: sessions, first: first, course: c.known.course(first.CourseID), arm: first.Arm,
		pin: first.pin, fixed: fixed, minutes: c.minutesOf(first), tick: -1, pattern: search.None, cast: castOf(first.at.Workers),
	}
	counts := map[needs]int{}
	for _, one := range sessions {
		s.capacity = max(s.capacity, one.Capacity, len(one.Booked))
		s.booked = append(s.booked, len(one.Booked))
		for _, id := range one.Booked {
			if x, known := c.known.people[id]; known && x.needs != 0 {
				counts[x.needs]++
			}
		}
	}
	for set, count := range counts {
		s.needing = append(s.needing, needy{set, count})
	}
	slices.SortFunc(s.needing, func(a, b needy) int { return cmp.Compare(a.needs, b.needs) })
	c.findStanding(&s)
	r.units = append(r.units, len(c.series))
	c.series = append(c.series, s)
	c.problem.Units = append(c.problem.Units, search.Unit{})
}

// findStanding finds the ticks of a series and where on the grid it stands.
func (c *compiled) findStanding(s *series) {
	ticks := func(minutes int) int { return max((minutes+tickMinutes-1)/tickMinutes, 1) }
	s.length = min(ticks(s.minutes), search.TicksPerDay)
	if !s.first.placed() {
		return
	}
	from := max(s.first.at.Start.Minutes()-firstMinute, 0)
	tick := min(from/tickMinutes, search.TicksPerDay-1)
	s.tick, s.length = tick, min(ticks(from%tickMinutes+s.minutes), search.TicksPerDay-tick)
	var days []int
	for _, one := range s.sessions {
		d, inTerm := c.indexOf(one.at.Date)
		if !inTerm || !one.placed() || len(days) > 0 && d <= days[len(days)-1] {
			return
		}
		days = append(days, d)
	}
	s.pattern = c.pattern(days)
}

// takeOthers lays sessions of other terms that fall into the days of this one:
// they stand, and others keep clear of them.
func (c *compiled) takeOthers() {
	for i := range c.facts.Meetings {
		m := &c.facts.Meetings[i]
		if m.TermID == c.brief.TermID || !m.stands() || m.End <= m.Start {
			continue
		}
		if _, inside := c.indexOf(m.Date); inside {
			c.addSeries(&run{id: m.RunID, no: -1}, []*held{{Meeting: m, at: placementOf(m)}}, true)
		}
	}
}
