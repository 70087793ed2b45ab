package timetable

import "daybook/backend/timetable/search"

// Points of a run that falls apart: for each week more, or fewer, than one
// between two sessions that follow each other, and for another weekday or hour.
const (
	offWeek = 10
	offHour = 3
)

// rhythm: a run whose sessions do not all move together still meets once a week
// at its own hour. Whoever comes has arranged a life around it.
func rhythm(c *compiled, weight int) (search.Rule, int) {
	split := c.split()
	return search.Rule{Weight: weight, Count: func() search.Counter {
		at := make([]search.Placement, len(c.series))
		for u := range at {
			at[u] = search.Nowhere
		}
		return calm{&rhythmCount{c: c, split: split, at: at}, sameTime}
	}}, 0
}

func sameTime(from, to search.Placement) bool {
	return from.Pattern == to.Pattern && from.Tick == to.Tick
}

// rhythmCount remembers where the units of the runs stand that have several.
type rhythmCount struct {
	c     *compiled
	split []bool
	at    []search.Placement
}

func (n *rhythmCount) Enter(u int, p search.Placement) int { return n.change(u, p) }
func (n *rhythmCount) Leave(u int, _ search.Placement) int { return n.change(u, search.Nowhere) }

func (n *rhythmCount) change(u int, p search.Placement) int {
	run := n.c.series[u].run
	if run.no < 0 || !n.split[run.no] {
		return 0
	}
	before := n.cost(run)
	n.at[u] = p
	return n.cost(run) - before
}

// cost is the points of a run, unit by unit in the order of its sessions.
func (n *rhythmCount) cost(r *run) (points int) {
	earlier := search.Nowhere
	for _, u := range r.units {
		at := n.at[u]
		if !at.Placed() {
			continue
		}
		if earlier.Placed() {
			days := n.c.problem.Patterns[earlier.Pattern]
			from, to := days[len(days)-1], n.c.problem.Patterns[at.Pattern][0]
			weeks := n.c.problem.Week[to] - n.c.problem.Week[from] - 1
			points += offWeek * max(weeks, -weeks)
			if n.c.days[from].weekday != n.c.days[to].weekday || earlier.Tick != at.Tick {
				points += offHour
			}
		}
		earlier = at
	}
	return points
}
