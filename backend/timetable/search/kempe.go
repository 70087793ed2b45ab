package search

// kempe moves a unit to another start together with everybody who is in the
// way there, and those in their way here, and so on: the two starts exchange
// one connected part of what stands at them. Everybody keeps their place and
// people where they can; else a free place is looked for. Only series with the
// same pattern of days and the same length can be in a chain.
func (w *worker) kempe(u int, to when, heat int64) bool {
	from := when{w.at[u].Pattern, w.at[u].Tick}
	if from == to {
		return false
	}
	w.chain = append(w.chain[:0], int16(u))
	w.inward[u] = true
	ok := w.link(from, to)
	for _, v := range w.chain {
		w.inward[v] = false
	}
	return ok && w.turn(from, to, heat)
}

// longest is how many units a chain moves at most.
const longest = 48

// link finds the units of the chain that starts with the first.
func (w *worker) link(from, to when) bool {
	for i := 0; i < len(w.chain); i++ {
		u := int(w.chain[i])
		goal := to
		if w.at[u].Pattern == to.pattern && w.at[u].Tick == to.tick {
			goal = from
		}
		if w.starts[u][goal.pattern]>>goal.tick&1 == 0 {
			return false
		}
		for v := w.head[int(goal.pattern)*TicksPerDay+int(goal.tick)]; v >= 0; v = w.State.next[v] {
			if w.inward[v] || !w.collide(u, int(v)) {
				continue
			}
			if !w.moving[v] || len(w.chain) == longest || w.p.Units[v].Length != w.p.Units[u].Length {
				return false
			}
			w.inward[v] = true
			w.chain = append(w.chain, v)
		}
	}
	return true
}

// collide tells whether two units share an audience or somebody who works.
func (w *worker) collide(u, v int) bool {
	if w.conflict[u*w.words+v>>6]>>(v&63)&1 != 0 {
		return true
	}
	if w.plain[u] || w.plain[v] {
		return false
	}
	a, b := &w.at[u], &w.at[v]
	for r := range w.p.Units[u].Roles {
		if x := a.Who[r]; x >= 0 && w.worksIn(v, int(x), *b) {
			return true
		}
	}
	for _, x := range w.p.Units[u].With {
		if w.worksIn(v, x, *b) {
			return true
		}
	}
	return false
}

// turn moves the whole chain, or leaves everything as it was.
func (w *worker) turn(from, to when, heat int64) bool {
	if w.was == nil {
		w.was = make([]Placement, len(w.at))
	}
	before := w.cost
	for _, v := range w.chain {
		w.was[v] = w.at[v]
		w.leave(int(v))
	}
	n, ok := 0, true
	for ; n < len(w.chain) && ok; n++ {
		v := int(w.chain[n])
		pl := w.was[v]
		goal := to
		if pl.Pattern == to.pattern && pl.Tick == to.tick {
			goal = from
		}
		pl.Pattern, pl.Tick = goal.pattern, goal.tick
		if !w.fits(v, &pl) {
			if pl, ok = w.otherPlace(v, pl); !ok {
				break
			}
		}
		w.enter(v, pl)
	}
	if ok {
		if change := w.cost - before; change <= 0 || change <= w.most(heat) {
			w.note()
			return true
		}
	}
	for _, v := range w.chain[:n] {
		w.leave(int(v))
	}
	for _, v := range w.chain {
		w.enter(int(v), w.was[v])
	}
	return false
}

// otherPlace is the cheapest place that fits instead, by itself; where several
// are, the first from one that is drawn.
func (w *worker) otherPlace(u int, pl Placement) (Placement, bool) {
	places := w.p.Units[u].Places
	if len(places) == 0 {
		return pl, false
	}
	best, cost := Nowhere, int32(0)
	from := w.below(len(places))
	for i := range places {
		pl.Place = int16(places[(from+i)%len(places)])
		price := int32(0)
		if w.placeCost != nil {
			price = w.placeCost[u*len(w.p.Places)+int(pl.Place)]
		}
		if (!best.Placed() || price < cost) && w.fits(u, &pl) {
			best, cost = pl, price
		}
	}
	return best, best.Placed()
}
