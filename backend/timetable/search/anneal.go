package search

import "slices"

// Shares of the moves, in 1/256.
const (
	placeShare = 40
	whoShare   = 60 // only of units with roles
	kempeShare = 40
	freshShare = 30
	homeShare  = 16 // where there is a home
	spotShare  = 20 // of a grid: to a place that is drawn
)

// Temperatures at the start and the end, in what a small step costs.
const (
	hot  = 2.8
	cold = 0.028
)

// anneal improves the plan by moves drawn at random: those that make it worse
// are taken the more seldom the cooler it is. It cools by the number of steps,
// from a temperature that melts the plan, or from one that leaves most as it is.
func (w *worker) anneal(melt bool) {
	if len(w.movable) == 0 || w.steps >= w.allowed {
		return
	}
	typical := w.typical()
	from, to := typical*hot, typical*cold
	if !melt {
		from /= 3
	}
	way, all := evenly(from, to), w.allowed-w.steps
	if w.grid != nil && melt && all >= scouted {
		way = way.slower(w.cool(way, w.steps+all/scouts))
	}
	w.cool(way, w.allowed)
	w.note()
}

// cool anneals along a way of cooling until so many steps are done, and tells
// what the plan cost on average on each stretch of it.
func (w *worker) cool(way cooling, until int) (costs [stretches]float64) {
	first, all := w.steps, until-w.steps
	var seen [stretches]float64
	for w.step() && w.steps < until {
		done := w.steps - first
		if done&255 != 1 {
			w.move(w.heat)
			continue
		}
		part := float64(done) / float64(all)
		w.heat = int64(way.at(part) * (1 << heatBits))
		i := int(part * stretches)
		costs[i] += float64(w.cost)
		seen[i]++
		if w.missing > 0 && done&8191 == 1 {
			w.chainAll(20)
		}
		if w.budget.FirstClean && w.clean() {
			break
		}
	}
	for i := range costs {
		costs[i] /= max(seen[i], 1)
	}
	return costs
}

// typical is what a small step costs: of moves that make the plan worse, what
// the cheapest third cost on average. The mean of all would not do: it is ruled
// by the few that cost so much that they are never taken.
func (w *worker) typical() float64 {
	var worse []int
	for range 2000 {
		u := w.movable[w.below(len(w.movable))]
		if !w.at[u].Placed() {
			continue
		}
		to := w.otherwise(u)
		if to == w.at[u] || !w.canGo(u, to) {
			continue
		}
		if change := w.Shift(u, to); change > 0 {
			worse = append(worse, change)
		}
	}
	if len(worse) == 0 {
		return 1
	}
	slices.Sort(worse)
	sum, n := 0, (len(worse)+2)/3
	for _, change := range worse[:n] {
		sum += change
	}
	return float64(sum) / float64(n)
}

// otherwise draws another placement for a unit: another time, and another place.
func (w *worker) otherwise(u int) Placement {
	to := w.at[u]
	at := w.whens[u][w.below(len(w.whens[u]))]
	to.Pattern, to.Tick = at.pattern, at.tick
	if n := len(w.p.Units[u].Places); n > 0 {
		to.Place = int16(w.p.Units[u].Places[w.below(n)])
	}
	return to
}

// move tries one move at a temperature.
func (w *worker) move(heat int64) {
	u := w.movable[w.below(len(w.movable))]
	if w.missing > 0 && !w.at[u].Placed() {
		if pl, ok := w.somewhere(u); ok {
			w.enter(u, pl)
			w.note()
		}
		return
	}
	if w.grid != nil {
		w.moveOnGrid(u, w.most(heat))
		return
	}
	un := &w.p.Units[u]
	kind := int(w.draw() & 255)
	if w.budget.Home != nil && w.below(256) < homeShare {
		w.homeward(u, heat)
		return
	}
	to := w.at[u]
	if kind -= placeShare; kind < 0 {
		if len(un.Places) < 2 {
			return
		}
		to.Place = int16(un.Places[w.below(len(un.Places))])
		w.goOrSwap(u, to, heat)
		return
	}
	if len(un.Roles) > 0 {
		if kind -= whoShare; kind < 0 {
			w.changeWho(u, heat)
			return
		}
		if kind -= freshShare; kind < 0 {
			w.afresh(u, heat)
			return
		}
	}
	if kind -= kempeShare; kind < 0 {
		w.kempe(u, w.whens[u][w.below(len(w.whens[u]))], heat)
		return
	}
	if len(un.Roles) > 0 && kind&3 != 0 {
		w.refit(u, w.whens[u][w.below(len(w.whens[u]))], heat)
		return
	}
	w.goOrSwap(u, w.otherwise(u), heat)
}

// draw is a word of chance; State has a next of its own.
func (w *worker) draw() uint64 { return w.chance.next() >> 17 }

// goOrSwap moves a unit, or lets it change with the one that stands exactly
// there.
func (w *worker) goOrSwap(u int, to Placement, heat int64) {
	from := w.at[u]
	if to == from {
		return
	}
	if to.Place >= 0 {
		if v := w.standing(to); v >= 0 && v != u {
			w.swap(u, v, heat)
			return
		}
	}
	w.goTo(u, to, heat)
}

// standing is the unit that starts exactly then and there, or None.
func (w *worker) standing(at Placement) int {
	for v := w.head[int(at.Pattern)*TicksPerDay+int(at.Tick)]; v >= 0; v = w.State.next[v] {
		if w.at[v].Place == at.Place {
			return int(v)
		}
	}
	return None
}

// goTo moves one unit if it fits and the change is taken.
func (w *worker) goTo(u int, to Placement, heat int64) bool {
	w.look(u)
	ok := w.fits(u, &to)
	w.unlook(u)
	if !ok {
		return false
	}
	change := w.Shift(u, to)
	if change > 0 && change > w.most(heat) {
		return false
	}
	w.leave(u)
	w.enter(u, to)
	if change < 0 {
		w.note()
	}
	return true
}

// swap lets two units change time and place; each keeps its people.
func (w *worker) swap(u, v int, heat int64) bool {
	a, b := w.at[u], w.at[v]
	if !w.moving[v] || w.starts[u][b.Pattern]>>b.Tick&1 == 0 || w.starts[v][a.Pattern]>>a.Tick&1 == 0 ||
		!w.placeAllowed(u, int(b.Place)) || !w.placeAllowed(v, int(a.Place)) {
		return false
	}
	return w.trade(u, v, Placement{b.Pattern, b.Tick, b.Place, a.Who}, Placement{a.Pattern, a.Tick, a.Place, b.Who}, heat)
}

// trade moves two units at once.
func (w *worker) trade(u, v int, toU, toV Placement, heat int64) bool {
	a, b, before := w.at[u], w.at[v], w.cost
	w.vacate(u)
	w.vacate(v)
	ok := w.fits(u, &toU)
	if ok {
		w.occupy(u, toU)
		ok = w.fits(v, &toV)
		w.vacate(u)
	}
	w.occupy(u, a)
	w.occupy(v, b)
	if !ok {
		return false
	}
	w.leave(u)
	w.leave(v)
	w.enter(u, toU)
	w.enter(v, toV)
	if change := w.cost - before; change > 0 && change > w.most(heat) {
		w.leave(u)
		w.leave(v)
		w.enter(u, a)
		w.enter(v, b)
		return false
	}
	w.note()
	return true
}

// changeWho gives a role to somebody else, or lets two units change the people
// of a role.
func (w *worker) changeWho(u int, heat int64) {
	roles := w.p.Units[u].Roles
	r := w.below(len(roles))
	if len(roles[r]) == 0 {
		return
	}
	to := w.at[u]
	to.Who[r] = int16(roles[r][w.below(len(roles[r]))].Person)
	if to == w.at[u] {
		return
	}
	if w.goTo(u, to, heat) || w.below(4) > 0 {
		return
	}
	// whoever has them then may take ours
	day := &w.diary[int(to.Who[r])*w.days+w.firstDay(u)]
	for _, e := range day.entries[:day.n] {
		v := int(e.unit)
		if !w.moving[v] || v == u {
			continue
		}
		for q := range w.p.Units[v].Roles {
			if w.at[v].Who[q] == to.Who[r] {
				toV := w.at[v]
				toV.Who[q] = w.at[u].Who[r]
				w.trade(u, v, to, toV, heat)
				return
			}
		}
	}
}

// refit moves a unit to another start with as much as can stay: its place and
// its people where they are free then, else others who are.
func (w *worker) refit(u int, at when, heat int64) {
	from, before := w.at[u], w.cost
	w.leave(u)
	pl, ok := w.keep(u, from, at)
	if ok {
		w.enter(u, pl)
		if change := w.cost - before; change <= 0 || change <= w.most(heat) {
			w.note()
			return
		}
		w.leave(u)
	}
	w.enter(u, from)
}

// homeward moves a unit back to where its home is, or to its home's time, place
// or people alone.
func (w *worker) homeward(u int, heat int64) {
	home, to := w.budget.Home[u], w.at[u]
	if !home.Placed() {
		return
	}
	switch w.below(4) {
	case 0:
		to = home
	case 1:
		w.refit(u, when{home.Pattern, home.Tick}, heat)
		return
	case 2:
		to.Place = home.Place
	case 3:
		to.Who = home.Who
	}
	if to != w.at[u] {
		w.goTo(u, to, heat)
	}
}

// afresh draws a unit's whole placement anew.
func (w *worker) afresh(u int, heat int64) {
	from, before := w.at[u], w.cost
	w.leave(u)
	pl, ok := w.somewhere(u)
	if ok {
		w.enter(u, pl)
		if change := w.cost - before; change <= 0 || change <= w.most(heat) {
			w.note()
			return
		}
		w.leave(u)
	}
	w.enter(u, from)
}
