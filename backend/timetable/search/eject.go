package search

// pushTries is how many placements are weighed for a unit that only fits where
// others stand.
const pushTries = 60

// leastPushing is how many steps a chain of pushes may do whatever the budget:
// a plan that is whole is worth more than one that is quick.
const leastPushing = 20_000

// chainAll places what is left by ejection chains: a unit takes the placement
// that pushes out least, those pushed out are placed in turn. Whoever is pushed
// out often weighs more the next time, so that the chain does not go in a
// circle. It ends with everything placed, or after so many pushes; the best
// plan on the way is noted.
func (w *worker) chainAll(pushes int) {
	w.until = max(w.allowed, w.steps+leastPushing)
	var queue []int
	for _, u := range w.movable {
		if !w.at[u].Placed() && len(w.whens[u]) > 0 {
			queue = append(queue, u)
		}
	}
	for len(queue) > 0 && pushes > 0 && !w.spent() {
		u := queue[0]
		queue = queue[1:]
		if w.settle(u) {
			w.note()
			continue
		}
		pushes--
		out, ok := w.push(u)
		if !ok {
			continue // nothing can make way: it stays out
		}
		queue = append(queue, out...)
		w.note()
	}
}

// spent tells whether the search is stopped or has done its steps, and some more
// if it had few. Looking for
// who is in the way takes the longer the more units there are, and counts so.
func (w *worker) spent() bool {
	if w.ctx.Err() != nil {
		w.stopped = true
	}
	return w.stopped || w.steps >= w.until
}

// push places a unit where it pushes out the least, and says whom.
func (w *worker) push(u int) ([]int, bool) {
	best, cost := Nowhere, 1<<40
	var out []int
	for range pushTries {
		if w.spent() {
			break
		}
		pl := w.drawn(u)
		var moved []int
		price, ok := w.clear(u, pl, cost, &moved)
		for _, v := range moved {
			w.enter(v, w.was[v])
		}
		if ok && price < cost {
			best, cost, out = pl, price, moved
		}
	}
	if !best.Placed() {
		return nil, false
	}
	for _, v := range out {
		w.hurt[v]++
		w.leave(v)
	}
	w.enter(u, best)
	return out, true
}

// drawn is any placement of a unit's domain, whoever stands there.
func (w *worker) drawn(u int) Placement {
	un := &w.p.Units[u]
	at := w.whens[u][w.below(len(w.whens[u]))]
	pl := Placement{Pattern: at.pattern, Tick: at.tick, Place: None, Who: [2]int16{None, None}}
	if n := len(un.Places); n > 0 {
		pl.Place = int16(un.Places[w.below(n)])
	}
	for r, role := range un.Roles {
		if len(role) > 0 {
			from := w.below(len(role))
			for i := range role { // somebody who is free then, if anybody is
				c := role[(from+i)%len(role)]
				if pl.Who[r] == None || w.isFree(u, c, pl) {
					pl.Who[r] = int16(c.Person)
				}
				if w.isFree(u, c, pl) {
					break
				}
			}
		}
	}
	return pl
}

// isFree tells whether somebody could work then, were nobody else to need them.
func (w *worker) isFree(u int, c Candidate, pl Placement) bool {
	mask := w.masks[u] << pl.Tick
	days := w.pdays[pl.Pattern]
	if int(days[0]) < c.From || int(days[len(days)-1]) > c.To || int(pl.Who[0]) == c.Person {
		return false
	}
	for _, d := range days {
		if ^w.p.People[c.Person].Free[d]&mask != 0 {
			return false
		}
	}
	return true
}

// clear takes out whoever stands in the way of a placement, while that costs
// less than most; it says what it cost. Where they stood is in was.
func (w *worker) clear(u int, pl Placement, most int, out *[]int) (price int, ok bool) {
	if w.was == nil {
		w.was = make([]Placement, len(w.at))
	}
	for {
		w.steps += 1 + len(w.at)/64
		clash := w.Fits(u, pl)
		if clash.Rule == Clean {
			return price, true
		}
		v := clash.Unit
		if v == None || !w.moving[v] {
			return price, false
		}
		price += w.p.Units[v].Sessions * (1 + w.hurt[v])
		if price >= most {
			return price, false
		}
		w.was[v] = w.at[v]
		w.leave(v)
		*out = append(*out, v)
	}
}
