package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// tries is how many placements that fit are weighed against each other for one
// unit while a plan is built.
const tries = 24

// construct places what is not placed, the unit with the fewest ways first. Of
// the next few by that measure, the one is taken whose ways have become fewest
// by now: the one that would regret waiting most.
func (w *worker) construct() {
	var queue []int
	ways := make([]int, len(w.at))
	for _, u := range w.movable {
		if !w.at[u].Placed() && len(w.whens[u]) > 0 {
			queue = append(queue, u)
			ways[u] = w.ways(u)
		}
	}
	slices.SortStableFunc(queue, func(a, b int) int { return cmp.Compare(w.ease(a, ways[a]), w.ease(b, ways[b])) })
	for len(queue) > 0 && !w.stopped {
		const look = 3
		pick := 0
		for i := range min(look, len(queue)) {
			if ways[queue[i]] < 2000 { // only where it is tight is it worth asking again
				ways[queue[i]] = w.ways(queue[i])
			}
			if w.ease(queue[i], ways[queue[i]]) < w.ease(queue[pick], ways[queue[pick]]) {
				pick = i
			}
		}
		u := queue[pick]
		queue = slices.Delete(queue, pick, pick+1)
		w.settle(u)
		w.stopped = w.stopped || w.ctx.Err() != nil
	}
}

// ease is how easily a unit is placed: long series have fewer ways than they
// seem to have, since every one of their days must stay free.
func (w *worker) ease(u, ways int) int {
	un := &w.p.Units[u]
	return ways / (un.Sessions * un.Length)
}

// ways counts the starts at which there is some place and, for each role,
// somebody, each by itself.
func (w *worker) ways(u int) int {
	n := 0
	for i := range w.p.Patterns {
		if w.starts[u][i] == 0 {
			continue
		}
		free := w.freeStarts(u, i)
		if free == 0 {
			continue
		}
		var place uint64
		places := 0
		for _, x := range w.p.Units[u].Places {
			m := free & w.placeStarts(u, i, x)
			place |= m
			places += bits.OnesCount64(m)
		}
		if len(w.p.Units[u].Places) == 0 {
			place, places = free, bits.OnesCount64(free)
		}
		for r := range w.p.Units[u].Roles {
			var some uint64
			for _, c := range w.p.Units[u].Roles[r] {
				if some |= w.personStarts(u, i, c); some&place == place {
					break
				}
			}
			place &= some
		}
		if place != 0 {
			n += places
		}
	}
	return n
}

// freeStarts are the ticks of a pattern at which the audiences of a unit, and
// those always there, are free.
func (w *worker) freeStarts(u, pattern int) uint64 {
	taken := uint64(0)
	for _, d := range w.pdays[pattern] {
		for _, g := range w.groups[u] {
			taken |= w.group[int(g)*w.days+int(d)]
		}
		for _, x := range w.p.Units[u].With {
			taken |= w.busy[x*w.days+int(d)]
		}
	}
	return w.starts[u][pattern] & roomFor(^taken, w.p.Units[u].Length)
}

func (w *worker) placeStarts(u, pattern, place int) uint64 {
	shut, taken := uint64(0), uint64(0)
	for _, d := range w.pdays[pattern] {
		shut |= w.shut[place*w.days+int(d)]
		taken |= w.taken[w.share[place]*w.days+int(d)]
	}
	n := w.p.Units[u].Length
	if after := w.after[place]; after > 0 {
		return roomFor(^shut, n) & roomFor(^taken, n+after)
	}
	return roomFor(^(shut | taken), n)
}

func (w *worker) personStarts(u, pattern int, c Candidate) uint64 {
	days := w.pdays[pattern]
	if int(days[0]) < c.From || int(days[len(days)-1]) > c.To {
		return 0
	}
	busy := uint64(0)
	for _, d := range days {
		busy |= w.busy[c.Person*w.days+int(d)]
	}
	return roomFor(^busy, w.p.Units[u].Length)
}

// roomFor are the ticks from which n free ones follow. What lies after the last
// tick of the day counts as free.
func roomFor(free uint64, n int) uint64 {
	have := 1
	for have < n {
		by := min(have, n-have)
		free &= free>>by | ^uint64(0)<<(TicksPerDay-by)
		have += by
	}
	return free
}

// settle places one unit where it costs least, of some placements that fit.
func (w *worker) settle(u int) bool {
	best, cost := Nowhere, 0
	for range 3 * tries {
		w.steps++
		pl, ok := w.somewhere(u)
		if !ok {
			continue
		}
		before := w.cost
		w.enter(u, pl)
		if change := w.cost - before; !best.Placed() || change < cost {
			best, cost = pl, change
		}
		w.leave(u)
	}
	if !best.Placed() {
		if best = w.anywhere(u); !best.Placed() {
			return false
		}
	}
	w.enter(u, best)
	return true
}

// somewhere draws a start, and fills it.
func (w *worker) somewhere(u int) (Placement, bool) {
	if len(w.whens[u]) == 0 {
		return Nowhere, false
	}
	at := w.whens[u][w.below(len(w.whens[u]))]
	return w.fill(u, at)
}

// fill finds a place and people for an unplaced unit at a start: the first that
// fit, from a place in the lists that is drawn.
func (w *worker) fill(u int, at when) (Placement, bool) { return w.keep(u, Nowhere, at) }

// keep fills as fill does, but for the place and the people that the unit had
// and that fit again.
func (w *worker) keep(u int, had Placement, at when) (Placement, bool) {
	un := &w.p.Units[u]
	pl := Placement{Pattern: at.pattern, Tick: at.tick, Place: None, Who: [2]int16{None, None}}
	bit := uint64(1) << at.tick
	if w.freeStarts(u, int(at.pattern))&bit == 0 {
		return pl, false
	}
	if n := len(un.Places); n > 0 {
		from := w.below(n)
		if had.Place >= 0 && w.placeStarts(u, int(at.pattern), int(had.Place))&bit != 0 {
			pl.Place = had.Place
		}
		for i := 0; i < n && pl.Place == None; i++ {
			if place := un.Places[(from+i)%n]; w.placeStarts(u, int(at.pattern), place)&bit != 0 {
				pl.Place = int16(place)
			}
		}
		if pl.Place == None {
			return pl, false
		}
	}
	mask := w.masks[u] << at.tick
	for r, role := range un.Roles {
		if len(role) == 0 {
			return pl, false
		}
		if x := had.Who[r]; x >= 0 && !w.worksIn(u, int(x), pl) && w.personFits(u, int(x), &pl, mask) {
			if pl.Who[r] = x; !w.roleAllowed(u, r, pl) {
				pl.Who[r] = None
			}
		}
		from := w.below(len(role))
		for i := 0; i < len(role) && pl.Who[r] == None; i++ {
			c := role[(from+i)%len(role)]
			if w.personStarts(u, int(at.pattern), c)&bit != 0 && !w.worksIn(u, c.Person, pl) && w.personFits(u, c.Person, &pl, mask) {
				pl.Who[r] = int16(c.Person)
			}
		}
		if pl.Who[r] == None {
			return pl, false
		}
	}
	return pl, w.fits(u, &pl)
}

// anywhere looks through all starts of an unplaced unit, from one that is
// drawn, and gives the first placement that fits; Nowhere when none was found.
func (w *worker) anywhere(u int) Placement {
	n := len(w.whens[u])
	if n == 0 {
		return Nowhere
	}
	from := w.below(n)
	for i := range n {
		if i&63 == 0 && w.ctx.Err() != nil {
			break
		}
		w.steps++
		if pl, ok := w.fill(u, w.whens[u][(from+i)%n]); ok {
			return pl
		}
	}
	return Nowhere
}
