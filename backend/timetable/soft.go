package timetable

import (
	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// SoftRule is one row of the soft rules: what the planner weighs once the hard
// rules hold and all is placed that can be.
type SoftRule struct {
	ID     string // key of Brief.Weights
	Asks   string // key of the sentence that says what the rule asks
	Weight int    // tenths of a point for each point of the rule; 10 = as the table has it

	// lay makes the rule for a term; base is what the empty plan costs.
	lay func(c *compiled, weight int) (rule search.Rule, base int)
}

// Soft are the soft rules with their starting weights. £1 is a point.
var Soft = []SoftRule{
	{ID: "venueCost", Asks: "soft.venueCost", Weight: 10, lay: venueCost},
	{ID: "travel", Asks: "soft.travel", Weight: 1, lay: travelled},
	{ID: "spread", Asks: "soft.spread", Weight: 10, lay: spread},
	{ID: "load", Asks: "soft.load", Weight: 5, lay: load},
	{ID: "likes", Asks: "soft.likes", Weight: 10, lay: likes},
	{ID: "roomChange", Asks: "soft.roomChange", Weight: 150, lay: roomChange},
	{ID: "tutorChange", Asks: "soft.tutorChange", Weight: 200, lay: tutorChange},
	{ID: "rhythm", Asks: "soft.rhythm", Weight: 10, lay: rhythm},
	{ID: "tooBig", Asks: "soft.tooBig", Weight: 10, lay: tooBig},
	{ID: "needs", Asks: "soft.needs", Weight: 10, lay: needsOfBooked},
	{ID: "audience", Asks: "soft.audience", Weight: 100, lay: sameAudience},
	{ID: "localities", Asks: "soft.localities", Weight: 250, lay: localities},
	{ID: "hours", Asks: "soft.hours", Weight: 10, lay: studentHours},
	{ID: "quota", Asks: "soft.quota", Weight: 300, lay: quotas},
	{ID: "changed", Asks: "soft.changed", Weight: 10, lay: changed},
}

// laySoft lays the soft rules that weigh anything.
func (c *compiled) laySoft() {
	for _, row := range Soft {
		weight := row.Weight
		if own, is := c.brief.Weights[row.ID]; is {
			weight = max(own, 0)
		}
		if weight == 0 {
			continue
		}
		rule, base := row.lay(c, weight)
		rule.ID = row.ID
		c.soft = append(c.soft, row)
		c.base = append(c.base, base)
		c.problem.Rules = append(c.problem.Rules, rule)
	}
}

// calm is a counter that stays as it is when a move keeps what it looks at.
type calm struct {
	search.Counter
	same func(from, to search.Placement) bool
}

// Shift is what Leave and Enter would change together.
func (k calm) Shift(u int, from, to search.Placement) int {
	if k.same(from, to) {
		return 0
	}
	change := k.Leave(u, from) + k.Enter(u, to)
	k.Leave(u, to)
	k.Enter(u, from)
	return change
}

func samePattern(from, to search.Placement) bool { return from.Pattern == to.Pattern }
func samePlace(from, to search.Placement) bool   { return from.Place == to.Place }
func samePeople(from, to search.Placement) bool  { return from.Who == to.Who }

// crew are the people in a unit as it is placed, by the index each has of
// their own; it may fill what is given.
func (c *compiled) crew(u int, p search.Placement, into []int) []int {
	if c.series[u].fixed {
		return c.series[u].works
	}
	into = into[:0]
	for _, x := range c.problem.Units[u].With {
		into = append(into, c.hands[x].base)
	}
	for _, x := range p.Who {
		if x >= 0 {
			into = append(into, c.hands[x].base)
		}
	}
	return into
}

// mask is the ticks that a unit takes at a tick.
func (c *compiled) mask(u, tick int) uint64 {
	return (allTicks >> (search.TicksPerDay - c.problem.Units[u].Length)) << tick
}

// ofTerm tells whether a unit is the term's own, not one that stands beside it.
func (c *compiled) ofTerm(u int) bool { return c.series[u].run.no >= 0 }

// penceOf is how many pence a room costs for a series.
func (c *compiled) penceOf(u, place int) int {
	p := c.spots[place].room
	if p == nil {
		return 0
	}
	s := &c.series[u]
	return p.PricePerHour * s.minutes * len(s.sessions) / 60
}

// venueCost: £1 is a point.
func venueCost(c *compiled, weight int) (search.Rule, int) {
	return search.Rule{Weight: 1, Place: func(u, place int) int { return weight * c.penceOf(u, place) / 100 }}, 0
}

// tooBig: a point for every ten seats nobody can have, each session.
func tooBig(c *compiled, weight int) (search.Rule, int) {
	return search.Rule{Weight: weight, Place: func(u, place int) int {
		s, p := &c.series[u], c.spots[place].room
		if p == nil || s.capacity == 0 {
			return 0
		}
		return max(p.seatsIn(s.first.Layout)-s.capacity, 0) / 10 * len(s.sessions)
	}}, 0
}

// What it costs that a room does not meet the needs of a booked person, or that
// nobody knows whether it does: for each of them and each session. The course's
// own needs count once a session where nobody knows.
const (
	needUnmet   = 200
	needUnknown = 20
)

func needsOfBooked(c *compiled, weight int) (search.Rule, int) {
	return search.Rule{Weight: weight, Place: func(u, place int) int {
		s, p := &c.series[u], c.spots[place].room
		if p == nil {
			return 0
		}
		cost := 0
		for _, n := range s.needing {
			switch {
			case n.needs&p.unmet != 0:
				cost += needUnmet * n.count
			case n.needs&p.unknown != 0:
				cost += needUnknown * n.count
			}
		}
		if len(s.course.fitsIn(p).unknown) > 0 {
			cost += needUnknown * len(s.sessions)
		}
		return cost
	}}, 0
}

// Students like to come between these hours.
const (
	likedFrom = 10 * 60
	likedTo   = 15 * 60
)

// Points for a session outside the hours students like, and for one that does
// not start on the hour or the half hour, which is harder to remember.
const (
	outsideHours = 3
	oddStart     = 1
)

// studentHours: sessions are when students like them, at times they remember.
func studentHours(c *compiled, weight int) (search.Rule, int) {
	return search.Rule{Weight: weight, When: func(u, _, tick int) int {
		s := &c.series[u]
		from := firstMinute + tick*tickMinutes
		if tick == s.tick && s.first.placed() {
			from = s.first.at.Start.Minutes()
		}
		points := 0
		if from < likedFrom || from+s.minutes > likedTo {
			points = outsideHours
		}
		if from%30 != 0 {
			points += oddStart
		}
		return points * len(s.sessions)
	}}, 0
}

// Points for a session at a time that somebody would rather not work, or that
// is not among those they prefer.
const (
	ratherNot    = 5
	notPreferred = 2
)

// tastes are the ticks of every day that somebody prefers or would rather not.
type tastes struct {
	prefers     bool
	rather, not []uint64
}

func likes(c *compiled, weight int) (search.Rule, int) {
	all := make([]*tastes, len(c.hands))
	for x := range c.hands {
		if c.hands[x].base == x {
			all[x] = c.tastesOf(c.hands[x].person)
		}
	}
	return search.Rule{Weight: weight, Meets: func(u int, p search.Placement) int {
		var some [16]int
		mask, cost := c.mask(u, int(p.Tick)), 0
		for _, x := range c.crew(u, p, some[:]) {
			t := all[x]
			if t == nil {
				continue
			}
			for _, d := range c.problem.Patterns[p.Pattern] {
				switch {
				case t.not[d]&mask != 0:
					cost += ratherNot
				case t.prefers && mask&^t.rather[d] != 0:
					cost += notPreferred
				}
			}
		}
		return cost
	}}, 0
}

// tastesOf is nil for somebody to whom every time is as good.
func (c *compiled) tastesOf(x *person) *tastes {
	var t *tastes
	for _, a := range x.weekly {
		if a.Kind != college.PrefersThen && a.Kind != college.RatherNotThen {
			continue
		}
		if t == nil {
			t = &tastes{rather: make([]uint64, len(c.days)), not: make([]uint64, len(c.days))}
		}
		of := t.not
		if a.Kind == college.PrefersThen {
			of, t.prefers = t.rather, true
		}
		mask := ticksIn([]span{{a.Start.Minutes(), a.End.Minutes()}})
		for i, d := range c.days {
			if d.weekday == a.Weekday && d.date.Between(a.From, a.To) {
				of[i] |= mask
			}
		}
	}
	return t
}
