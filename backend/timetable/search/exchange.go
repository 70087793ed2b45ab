package search

import "math/bits"

// exchange is what two slots of a grid exchange: who goes where, and on which
// side each of them was.
type exchange struct {
	slot  [2]int
	kinds [2][]uint64
	moves []Move
	sides []uint8
}

func (w *worker) newExchange() *exchange {
	x := &exchange{}
	for i := range x.kinds {
		x.kinds[i] = make([]uint64, w.grid.words)
	}
	return x
}

// moveOnGrid tries one move of a grid: to another place at the same time, or to
// another time, together with all who are in the way.
func (w *worker) moveOnGrid(u, dare int) {
	draw := w.draw()
	share, turn, k := int(draw&255), int(draw>>8&0xffff), w.grid.kind[u]
	places, goals := w.grid.places[k], w.grid.goals[k]
	if share < placeShare {
		w.tradePlaces(u, int(places[turn*len(places)>>16]), dare)
		return
	}
	place := None
	if share < placeShare+spotShare {
		place = int(places[turn*len(places)>>16])
	}
	w.exchange(u, int(goals[int(draw>>24&0xffff)*len(goals)>>16]), place, dare)
}

// tradePlaces moves a unit to another place at the same time; whoever has it
// takes the one that is left.
func (w *worker) tradePlaces(u, place, dare int) bool {
	from := w.at[u]
	slot := int(w.sheet.at[u])
	if int(from.Place) == place || w.grid.open[slot]>>place&1 == 0 {
		return false
	}
	to := from
	to.Place = int16(place)
	x := w.swaps
	x.moves = append(x.moves[:0], Move{u, from, to})
	if v := int(w.sheet.spot[slot*gridPlaces+place]); v >= 0 {
		if !w.moving[v] || w.grid.fit[w.grid.kind[v]]>>from.Place&1 == 0 {
			return false
		}
		x.moves = append(x.moves, Move{v, w.at[v], Placement{from.Pattern, from.Tick, from.Place, w.at[v].Who}})
	}
	if w.restChange(x.moves) > dare {
		return false
	}
	w.commit(x.moves)
	w.note()
	return true
}

// exchange moves a unit to another slot, to a place if one is asked for, and
// whoever is in its way the other way, and so on, unless that costs more than is
// dared.
func (w *worker) exchange(u, goal, place, dare int) bool {
	d, s, x := w.grid, w.sheet, w.swaps
	here, k := int(s.at[u]), int(d.kind[u])
	if here == goal || s.kinds[goal*d.words+k>>6]>>(k&63)&1 != 0 || w.blocked(k, here, goal) {
		return false
	}
	x.slot = [2]int{here, goal}
	x.moves, x.sides = x.moves[:0], x.sides[:0]
	for i := range x.kinds[0] {
		x.kinds[0][i], x.kinds[1][i] = 0, 0
	}
	w.join(0, u, k)
	if place >= 0 {
		if v := int(s.spot[goal*gridPlaces+place]); v >= 0 {
			if k := int(d.kind[v]); !d.mayStart(k, here) || !w.join(1, v, k) {
				return false
			}
		}
	}
	if !w.gather() {
		return false
	}
	change := w.timesChange(x.moves)
	if change > dare || !w.house(0, place) || !w.house(1, None) {
		return false
	}
	if change+w.restChange(x.moves) > dare {
		return false
	}
	w.commit(x.moves)
	w.note()
	return true
}

// blocked tells whether somebody in the way of a kind at a slot may not make way
// to another.
func (w *worker) blocked(k, here, goal int) bool {
	d := w.grid
	standing, barred := w.sheet.kinds[goal*d.words:][:d.words], d.barred[here*d.words:][:d.words]
	for i, row := range d.apart[k*d.words:][:d.words] {
		if row&standing[i]&barred[i] != 0 {
			return true
		}
	}
	return false
}

// join takes a unit into the exchange, with the place it has; house finds those
// who cannot keep theirs another one.
func (w *worker) join(side uint8, u, kind int) bool {
	if !w.moving[u] {
		return false
	}
	x := w.swaps
	x.kinds[side][kind>>6] |= 1 << (kind & 63)
	from, to := &w.at[u], w.grid.slots[x.slot[1-side]]
	x.moves = append(x.moves, Move{u, *from, Placement{to.pattern, to.tick, from.Place, from.Who}})
	x.sides = append(x.sides, side)
	return true
}

// gather takes in all that must go too. Where two of one kind would only change
// with each other, it gives up: that is no exchange.
func (w *worker) gather() bool {
	d, x := w.grid, w.swaps
	for n := 0; n < len(x.moves); n++ {
		k, side := int(d.kind[x.moves[n].Unit]), x.sides[n]^1
		in, there, here := x.kinds[side], x.slot[side], x.slot[1-side]
		standing, barred := w.sheet.kinds[there*d.words:][:len(in)], d.barred[here*d.words:][:len(in)]
		for i, row := range d.apart[k*d.words:][:len(in)] {
			m := row & standing[i] &^ in[i]
			if m&barred[i] != 0 {
				return false
			}
			for ; m != 0; m &= m - 1 {
				k := i<<6 + bits.TrailingZeros64(m)
				if !w.join(side, int(w.sheet.who[there*d.kinds+k]), k) {
					return false
				}
			}
		}
	}
	for i, in := range x.kinds[0] {
		if in&x.kinds[1][i] != 0 {
			return false
		}
	}
	return true
}

// house finds places in the other slot for one side of the exchange: the one
// that is asked for, for the first; else their own where it is free; else the
// cheapest that is.
func (w *worker) house(side uint8, place int) bool {
	d, x := w.grid, w.swaps
	there := x.slot[1-side]
	free := d.open[there] &^ w.sheet.full[there]
	for i := range x.moves {
		if x.sides[i] != side {
			free |= 1 << x.moves[i].From.Place & d.open[there]
		}
	}
	first := 0
	if place >= 0 {
		if free>>place&1 == 0 {
			return false
		}
		free &^= 1 << place
		x.moves[0].To.Place = int16(place)
		first = 1
	}
	without := 0
	for i := first; i < len(x.moves); i++ {
		if x.sides[i] != side {
			continue
		}
		if at := x.moves[i].From.Place; free>>at&1 != 0 {
			free &^= 1 << at
		} else {
			x.moves[i].To.Place = None
			without++
		}
	}
	for i := first; without > 0; i++ {
		m := &x.moves[i]
		if m.To.Place != None {
			continue
		}
		if !w.cheapest(x.moves[i:i+1], free&d.fit[d.kind[m.Unit]]) {
			return false
		}
		free &^= 1 << m.To.Place
		without--
	}
	return true
}

// cheapest sends one move to the cheapest of some places, by what looks at
// places alone; of several, to one that is drawn.
func (w *worker) cheapest(move []Move, free uint64) bool {
	best, least := int16(None), 0
	chance := w.draw()
	for ; free != 0; free &= free - 1 {
		place := int16(bits.TrailingZeros64(free))
		move[0].To.Place = place
		cost := w.placesChange(move)<<3 + int(chance&7)
		chance = chance>>3 | chance<<61
		if best == None || cost < least {
			best, least = place, cost
		}
	}
	move[0].To.Place = best
	return best != None
}
