package timetable

import "daybook/backend/timetable/search"

// lively is what a session more than this in one day of the college costs, so
// that the term is spread.
const (
	livelyDay   = 3
	livelyPrice = 4
)

// spread: the sessions of each calendar week, squared, and 4 for each session
// above three a day.
func spread(c *compiled, weight int) (search.Rule, int) {
	return search.Rule{Weight: weight, Count: func() search.Counter {
		return calm{&spreadCount{c: c, weeks: make([]int, len(c.days)/7+2), days: make([]int, len(c.days))}, samePattern}
	}}, 0
}

type spreadCount struct {
	c           *compiled
	weeks, days []int
}

func (n *spreadCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *spreadCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *spreadCount) change(u int, p search.Placement, by int) int {
	cost := 0
	if !n.c.ofTerm(u) {
		return 0
	}
	for _, d := range n.c.problem.Patterns[p.Pattern] {
		w := n.c.problem.Week[d]
		cost -= n.weeks[w]*n.weeks[w] + livelyPrice*max(n.days[d]-livelyDay, 0)
		n.weeks[w] += by
		n.days[d] += by
		cost += n.weeks[w]*n.weeks[w] + livelyPrice*max(n.days[d]-livelyDay, 0)
	}
	return cost
}

// load: how far everybody's sessions are from the share agreed with them,
// squared. With whom none was agreed, every session counts.
func load(c *compiled, weight int) (search.Rule, int) {
	shares, base := make([]int, len(c.hands)), 0
	for x := range c.hands {
		if c.hands[x].base == x {
			shares[x] = c.hands[x].limit.SessionsTerm
			base += weight * shares[x] * shares[x]
		}
	}
	return search.Rule{Weight: weight, Count: func() search.Counter {
		over := make([]int, len(shares))
		for x, share := range shares {
			over[x] = -share
		}
		return calm{&loadCount{c: c, over: over}, samePeople}
	}}, base
}

type loadCount struct {
	c    *compiled
	over []int // by person, sessions above the agreed share
}

func (n *loadCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *loadCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *loadCount) change(u int, p search.Placement, sign int) int {
	if !n.c.ofTerm(u) {
		return 0
	}
	var some [16]int
	by, cost := sign*n.c.problem.Units[u].Sessions, 0
	for _, x := range n.c.crew(u, p, some[:]) {
		cost += by * (2*n.over[x] + by)
		n.over[x] += by
	}
	return cost
}

// tally counts how often each of a few keys is there.
type tally []tallied

type tallied struct{ key, n int32 }

// add counts a key once more, or once less, and gives by how much the number
// of different keys above the first changed.
func (t *tally) add(key int, by int32) int {
	for i := range *t {
		if (*t)[i].key != int32(key) {
			continue
		}
		if (*t)[i].n += by; (*t)[i].n == 0 {
			last := len(*t) - 1
			(*t)[i] = (*t)[last]
			*t = (*t)[:last]
			return -min(last, 1)
		}
		return 0
	}
	*t = append(*t, tallied{int32(key), by})
	return min(len(*t)-1, 1)
}

// split tells of every run whether more than one unit is made of it.
func (c *compiled) split() []bool {
	split := make([]bool, c.runs())
	for u := range c.series {
		if r := c.series[u].run; r.no >= 0 {
			split[r.no] = len(r.units) > 1
		}
	}
	return split
}

func (c *compiled) runs() int {
	n := 0
	for u := range c.series {
		n = max(n, c.series[u].run.no+1)
	}
	return n
}

// roomChange: a point for every place of a run above the first.
func roomChange(c *compiled, weight int) (search.Rule, int) {
	split := c.split()
	return search.Rule{Weight: weight, Count: func() search.Counter {
		return calm{&roomCount{c: c, split: split, rooms: make([]tally, len(split))}, samePlace}
	}}, 0
}

type roomCount struct {
	c     *compiled
	split []bool
	rooms []tally // by run
}

func (n *roomCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *roomCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *roomCount) change(u int, p search.Placement, by int32) int {
	run := n.c.series[u].run.no
	if run < 0 || !n.split[run] || p.Place < 0 {
		return 0
	}
	return n.rooms[run].add(n.c.spots[p.Place].base, by)
}

// tutorChange: a point for every person in either half of a run's pair above
// the first.
func tutorChange(c *compiled, weight int) (search.Rule, int) {
	split := c.split()
	fixed := make([][2]int, len(c.series)) // the pair of units that stay
	for u := range c.series {
		for half, w := range c.series[u].cast.pair {
			if fixed[u][half] = search.None; w != nil && c.series[u].fixed {
				fixed[u][half] = c.handOf[w.PersonID]
			}
		}
	}
	return search.Rule{Weight: weight, Count: func() search.Counter {
		return calm{&tutorCount{c: c, split: split, fixed: fixed, who: make([][2]tally, len(split))}, samePeople}
	}}, 0
}

type tutorCount struct {
	c     *compiled
	split []bool
	fixed [][2]int
	who   [][2]tally // by run and half
}

func (n *tutorCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *tutorCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *tutorCount) change(u int, p search.Placement, by int32) int {
	s := &n.c.series[u]
	if s.run.no < 0 || !n.split[s.run.no] {
		return 0
	}
	cost := 0
	for half, x := range p.Who {
		who := n.fixed[u][half]
		if !s.fixed && x >= 0 {
			who = n.c.hands[x].base
		}
		if who >= 0 {
			cost += n.who[s.run.no][half].add(who, by)
		}
	}
	return cost
}
