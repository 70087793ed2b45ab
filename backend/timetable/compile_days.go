package timetable

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// A college teaches from Monday to Friday between these hours, and whenever
// else a session of the term stands already or somebody has said to be free.
const (
	earliest = 9 * 60
	latest   = 21 * 60
)

// weeklyKey names the weekly patterns of so many sessions; course is "" where
// no promise of dates makes its calendar another one.
type weeklyKey struct {
	sessions int
	course   string
}

// layDays lays the calendar: every day of the term, in calendar weeks.
func (c *compiled) layDays() error {
	at := slices.IndexFunc(c.facts.Terms, func(t college.Term) bool { return t.ID == c.brief.TermID })
	if at < 0 {
		return college.Refuse(college.NotFound, "plan.noTerm")
	}
	t := c.facts.Terms[at]
	if !t.Start.Valid() || !t.End.Valid() || t.End < t.Start || t.End.DaysSince(t.Start) > 400 {
		return college.Refuse(college.Invalid, "plan.termDays", "term", t.Name)
	}
	c.term = c.known.term(t.ID)
	for date := t.Start; date <= t.End; date = date.AddDays(1) {
		d := c.known.day(date)
		c.days = append(c.days, d)
		c.problem.Week = append(c.problem.Week, d.no/7-c.days[0].no/7)
	}
	c.problem.Days = len(c.days)
	if c.brief.Today > t.Start {
		c.first = min(c.brief.Today.DaysSince(t.Start), len(c.days))
	}
	c.layHours()
	return nil
}

// layHours finds on which weekdays and in which ticks the college teaches.
func (c *compiled) layHours() {
	from, to := earliest, latest
	for weekday := 1; weekday <= 5; weekday++ {
		c.weekdays[weekday] = true
	}
	for _, a := range c.facts.Availabilities {
		c.weekdays[a.Weekday&7] = true
		from, to = min(from, a.Start.Minutes()), max(to, a.End.Minutes())
	}
	for i := range c.facts.Meetings {
		if m := &c.facts.Meetings[i]; m.TermID == c.brief.TermID && m.stands() {
			c.weekdays[c.known.day(m.Date).weekday] = true
			from, to = min(from, m.Start.Minutes()), max(to, m.End.Minutes())
		}
	}
	c.hours = ticksIn([]span{{from, to}})
}

// indexOf is the index of a day; false outside the term.
func (c *compiled) indexOf(date college.Date) (int, bool) {
	if !date.Valid() || !date.Between(c.days[0].date, c.days[len(c.days)-1].date) {
		return 0, false
	}
	return c.known.day(date).no - c.days[0].no, true
}

// teaches tells whether the course may meet on a day, by the calendar alone:
// term, breaks, closures, bank holidays, and the dates a partner was promised.
// rule is the one that stands in the way.
func (c *compiled) teaches(k *course, d int) (rule string, does bool) {
	if !c.off("H3") && !c.known.teachingOn(c.term, c.days[d]) {
		return "H3", false
	}
	if !c.off("H12") && !k.promisedOn(c.days[d]) {
		return "H12", false
	}
	return "", true
}

// allowed tells whether a leader gave a reason why a series may go past a rule:
// one of its sessions was allowed to.
func (c *compiled) allowed(s *series, rule string) bool {
	return len(c.known.overrides) > 0 && slices.ContainsFunc(s.sessions, func(one *held) bool {
		_, given := c.known.overrides[[2]string{rule, one.SessionID}]
		return given
	})
}

// covered tells whether a partner who leads the run showed what is asked on a
// day (I-14).
func (c *compiled) covered(partnerID string, d int) bool {
	if partnerID == "" || c.off("I-14") {
		return true
	}
	p := c.known.partner(partnerID)
	return p.agreedOn(c.days[d]) && p.insuredOn(c.days[d])
}

// pattern is the index of a list of days.
func (c *compiled) pattern(days []int) int {
	key := make([]byte, 0, 2*len(days))
	for _, d := range days {
		key = append(key, byte(d), byte(d>>8))
	}
	if at, known := c.patterns[string(key)]; known {
		return at
	}
	c.patterns[string(key)] = len(c.problem.Patterns)
	c.problem.Patterns = append(c.problem.Patterns, slices.Clone(days))
	return len(c.problem.Patterns) - 1
}

// weeklyOf are the patterns of so many sessions of a course: one weekday in
// consecutive teaching weeks. Weeks in which the day is closed are skipped.
func (c *compiled) weeklyOf(k *course, sessions int) []int {
	key := weeklyKey{sessions: sessions}
	if len(k.promises) > 0 && !c.off("H12") {
		key.course = k.ID
	}
	if made, known := c.weekly[key]; known {
		return made
	}
	var made []int
	for weekday := 1; weekday <= 7; weekday++ {
		var open []int
		for d := c.first; d < len(c.days); d++ {
			if c.days[d].weekday != weekday || !c.weekdays[weekday] {
				continue
			}
			if _, does := c.teaches(k, d); does {
				open = append(open, d)
			}
		}
		for i := 0; i+sessions <= len(open); i++ {
			made = append(made, c.pattern(open[i:i+sessions]))
		}
	}
	c.weekly[key] = made
	return made
}

// spreadStarts says of every unit when it may start: every half hour of the
// hours in which the college teaches, and the quarter hour at which it stands.
func (c *compiled) spreadStarts() {
	mine := make([][]int, len(c.series))
	for u := range c.series {
		mine[u] = c.patternsOf(&c.series[u])
	}
	none := make([]uint64, len(c.problem.Patterns))
	for u := range c.series {
		s, un := &c.series[u], &c.problem.Units[u]
		if un.Starts = none; s.fixed || len(s.stuck) > 0 {
			continue
		}
		un.Starts = make([]uint64, len(c.problem.Patterns))
		for _, pattern := range mine[u] {
			un.Starts[pattern] = c.startsOf(s)
		}
		if s.pattern != search.None && slices.Contains(mine[u], s.pattern) {
			un.Starts[s.pattern] |= 1 << s.tick
		}
	}
}

// patternsOf are the patterns on which a series may stand. None is left for one
// that is pinned to a day that is closed: that is said in stuck.
func (c *compiled) patternsOf(s *series) []int {
	if s.fixed {
		return nil
	}
	var all []int
	if !s.pin.When {
		all = slices.Clone(c.weeklyOf(s.course, len(s.sessions)))
	}
	if s.pattern != search.None && !slices.Contains(all, s.pattern) {
		all = append(all, s.pattern)
	}
	why := "H3"
	all = slices.DeleteFunc(all, func(pattern int) bool {
		return slices.ContainsFunc(c.problem.Patterns[pattern], func(d int) bool {
			rule, does := c.dayFor(s, d)
			if !does {
				why = rule
			}
			return !does
		})
	})
	if len(all) == 0 {
		s.stuck = append(s.stuck, why)
	}
	return all
}

// dayFor tells whether a series may meet on a day whatever the place and the
// people, and else by which rule not.
func (c *compiled) dayFor(s *series, d int) (rule string, may bool) {
	if d < c.first {
		return "H3", false
	}
	if rule, does := c.teaches(s.course, d); !does {
		return rule, false
	}
	if !c.covered(s.first.PartnerID, d) && !c.allowed(s, "I-14") {
		return "I-14", false
	}
	return "", true
}

// startsOf are the ticks at which a series may start on any day.
func (c *compiled) startsOf(s *series) uint64 {
	standing := uint64(0)
	if s.tick >= 0 {
		standing = 1 << s.tick
	}
	if s.pin.When {
		return standing
	}
	fits := allTicks
	for t := range s.length {
		fits &= c.hours >> t
	}
	return (fits | standing) & lastStart(s.length)
}

// lastStart are the ticks at which a session of a length ends within the day.
func lastStart(length int) uint64 { return allTicks >> (length - 1) }
