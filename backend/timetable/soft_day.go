package timetable

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// travelled: the minutes from somebody's base venue to every session, and
// between two venues on one day.
func travelled(c *compiled, weight int) (search.Rule, int) {
	way := c.minutesBetweenSites()
	home := make([][]int, len(c.hands)) // by person and site; nil = no base
	for x := range c.hands {
		if base := c.hands[x].limit.BaseVenueID; base != "" && c.hands[x].base == x {
			home[x] = c.minutesFrom(base)
		}
	}
	return search.Rule{
		Weight: weight,
		Meets: func(u int, p search.Placement) int {
			if p.Place < 0 || c.spots[p.Place].site < 0 {
				return 0
			}
			var some [16]int
			minutes := 0
			for _, x := range c.crew(u, p, some[:]) {
				if home[x] != nil {
					minutes += home[x][c.spots[p.Place].site]
				}
			}
			return minutes * c.problem.Units[u].Sessions
		},
		Count: func() search.Counter {
			return &travelCount{c: c, way: way, visits: make([][]visit, len(c.hands)*len(c.days))}
		},
	}, 0
}

// minutesBetweenSites are those between venues; none within one.
func (c *compiled) minutesBetweenSites() [][]int {
	venue := make([]string, len(c.sites))
	for name, site := range c.sites {
		venue[site] = strings.TrimPrefix(name, "venue ")
	}
	way := make([][]int, len(venue))
	for a := range venue {
		way[a] = c.minutesFrom(venue[a])
	}
	return way
}

// minutesFrom are the minutes from a venue to every site.
func (c *compiled) minutesFrom(venueID string) []int {
	from := &place{}
	from.VenueID = venueID
	minutes := make([]int, len(c.sites))
	for name, site := range c.sites {
		to := &place{}
		to.VenueID = strings.TrimPrefix(name, "venue ")
		if to.VenueID != venueID {
			minutes[site] = c.known.minutesTo(from, to)
		}
	}
	return minutes
}

// travelCount keeps where everybody is on every day, in order of time.
type travelCount struct {
	c      *compiled
	way    [][]int
	visits [][]visit // by person and day
}

type visit struct{ tick, unit, site int32 }

func (v visit) compare(o visit) int {
	if v.tick != o.tick {
		return int(v.tick - o.tick)
	}
	return int(v.unit - o.unit)
}

func (n *travelCount) Enter(u int, p search.Placement) int { return n.change(u, p, true) }
func (n *travelCount) Leave(u int, p search.Placement) int { return n.change(u, p, false) }

func (n *travelCount) change(u int, p search.Placement, enters bool) int {
	if p.Place < 0 || n.c.spots[p.Place].site < 0 {
		return 0
	}
	var some [16]int
	here, cost := visit{int32(p.Tick), int32(u), int32(n.c.spots[p.Place].site)}, 0
	for _, x := range n.c.crew(u, p, some[:]) {
		for _, d := range n.c.problem.Patterns[p.Pattern] {
			day := &n.visits[x*len(n.c.days)+d]
			at, there := slices.BinarySearchFunc(*day, here, visit.compare)
			switch {
			case enters:
				cost += n.detour(*day, at, at, here)
				*day = slices.Insert(*day, at, here)
			case there:
				cost -= n.detour(*day, at, at+1, here)
				*day = slices.Delete(*day, at, at+1)
			}
		}
	}
	return cost
}

// detour is how many minutes longer a day is with a visit between those before
// from and from next on.
func (n *travelCount) detour(day []visit, from, next int, here visit) int {
	minutes := 0
	if from > 0 {
		minutes += n.way[day[from-1].site][here.site]
	}
	if next < len(day) {
		minutes += n.way[here.site][day[next].site]
	}
	if from > 0 && next < len(day) {
		minutes -= n.way[day[from-1].site][day[next].site]
	}
	return minutes
}

// attendsAndWorks is how much worse than a shared audience it is that somebody
// is booked in one session and works in another at once (I-06).
const attendsAndWorks = 100

// sameAudience: a point for each pair of sessions at once that the same people
// may want: of one topic, or of two courses that were booked together before.
func sameAudience(c *compiled, weight int) (search.Rule, int) {
	classes := map[class]int32{}
	var list []class
	of, attended := make([]int32, len(c.series)), false
	for u := range c.series {
		k := class{c.series[u].course, c.series[u].arm}
		if _, known := classes[k]; !known {
			classes[k] = int32(len(list))
			list = append(list, k)
		}
		of[u] = classes[k]
		attended = attended || len(c.series[u].attends) > 0
	}
	alike := make([][]bool, len(list))
	for i, a := range list {
		alike[i] = make([]bool, len(list))
		for j, b := range list {
			alike[i][j] = c.alike(a, b)
		}
	}
	return search.Rule{Weight: weight, Count: func() search.Counter {
		n := &audienceCount{c: c, of: of, alike: alike, days: make([][]sat, len(c.days)), at: make([]search.Placement, len(c.series))}
		return calm{n, func(from, to search.Placement) bool {
			return from.Pattern == to.Pattern && from.Tick == to.Tick && (!attended || from.Who == to.Who)
		}}
	}}, 0
}

// class is who sessions are for. The two arms share no students.
type class struct {
	course *course
	arm    college.Arm
}

func (c *compiled) alike(a, b class) bool {
	pair := [2]string{min(a.course.ID, b.course.ID), max(a.course.ID, b.course.ID)}
	return a.arm == b.arm && (a.course.TopicID != "" && a.course.TopicID == b.course.TopicID || c.facts.CoBooked[pair] > 0)
}

type audienceCount struct {
	c     *compiled
	of    []int32 // by unit, its class
	alike [][]bool
	days  [][]sat
	at    []search.Placement // by unit, where those are that are in
}

// sat is a unit on a day.
type sat struct {
	mask        uint64
	unit, class int32
}

func (n *audienceCount) Enter(u int, p search.Placement) int {
	here, cost := sat{n.c.mask(u, int(p.Tick)), int32(u), n.of[u]}, 0
	n.at[u] = p
	for _, d := range n.c.problem.Patterns[p.Pattern] {
		cost += n.beside(d, here)
		n.days[d] = append(n.days[d], here)
	}
	return cost
}

func (n *audienceCount) Leave(u int, p search.Placement) int {
	here, cost := sat{n.c.mask(u, int(p.Tick)), int32(u), n.of[u]}, 0
	for _, d := range n.c.problem.Patterns[p.Pattern] {
		day := n.days[d]
		for i := range day {
			if day[i].unit == here.unit {
				day[i] = day[len(day)-1]
				n.days[d] = day[:len(day)-1]
				break
			}
		}
		cost -= n.beside(d, here)
	}
	return cost
}

// beside is how many sessions of the day are at once with the unit and for the
// same people.
func (n *audienceCount) beside(d int, here sat) int {
	count, alike, attends := 0, n.alike[here.class], len(n.c.series[here.unit].attends) > 0
	for _, o := range n.days[d] {
		if o.mask&here.mask == 0 {
			continue
		}
		if alike[o.class] {
			count++
		}
		if attends {
			count += attendsAndWorks * n.workingIn(here.unit, o.unit)
		}
		if len(n.c.series[o.unit].attends) > 0 {
			count += attendsAndWorks * n.workingIn(o.unit, here.unit)
		}
	}
	return count
}

// workingIn is how many of those who attend one unit work in another.
func (n *audienceCount) workingIn(attended, worked int32) int {
	var some [16]int
	count := 0
	for _, x := range n.c.crew(int(worked), n.at[worked], some[:]) {
		if has(n.c.series[attended].attends, x) {
			count++
		}
	}
	return count
}
