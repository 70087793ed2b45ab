package search

import (
	"fmt"
	"slices"
)

// grid is a second view of a problem whose starts do not touch: any two of them
// are the same or apart, as the periods of a week are, and its units need
// nobody and no kit. There, whoever is in the way of a unit stands exactly where
// it wants to go, and a set of bits finds them all at once.
type grid struct {
	slots []when
	slot  []int16 // [pattern][tick]: the index of a slot, or None
	// Units of the same audiences, starts and places are of one kind, of which
	// no two meet; a unit of no audience is a kind by itself.
	kind   []int16   // of every unit
	goals  [][]int16 // of every kind, the slots it may start at
	places [][]int16 // and the places it may have
	fit    []uint64  // the same, a bit for each
	kinds  int
	words  int      // of a set of kinds
	apart  []uint64 // [kind][kind]: a bit where two share an audience
	barred []uint64 // [slot][kind]: a bit where it may not start
	open   []uint64 // of every slot, the places that are open
}

// gridPlaces is how many places a grid has at most: one bit each.
const gridPlaces = 64

// layGrid finds the grid, if the problem is one.
func (g *ground) layGrid() {
	p := g.p
	if len(p.Units) == 0 || len(p.Places) > gridPlaces {
		return
	}
	length := p.Units[0].Length
	for u := range p.Units {
		if un := &p.Units[u]; !g.plain[u] || un.Fixed || un.Length != length || len(un.Places) == 0 {
			return
		}
	}
	for i := range p.Places {
		if g.after[i] > 0 || g.share[i] != i {
			return
		}
	}
	d := &grid{slot: make([]int16, len(p.Patterns)*TicksPerDay)}
	if !d.layStarts(g, length) {
		return
	}
	d.layKinds(g)
	g.grid = d
}

// layStarts lists the starts; false when two of them overlap, or a place is open
// for some of one.
func (d *grid) layStarts(g *ground, length int) bool {
	used := make([]uint64, len(g.p.Patterns))
	for u := range g.p.Units {
		for i, starts := range g.starts[u] {
			used[i] |= starts
		}
	}
	busy := make([]uint64, g.days)
	for i, starts := range used {
		for t := range TicksPerDay {
			d.slot[i*TicksPerDay+t] = None
			if starts>>t&1 == 0 {
				continue
			}
			d.slot[i*TicksPerDay+t] = int16(len(d.slots))
			d.slots = append(d.slots, when{int16(i), int16(t)})
			mask := ticks(length) << t
			open := uint64(0)
			for _, day := range g.pdays[i] {
				if busy[day]&mask != 0 {
					return false
				}
				busy[day] |= mask
			}
			for place := range g.p.Places {
				if g.isOpen(place, i, mask) {
					open |= 1 << place
				}
			}
			d.open = append(d.open, open)
		}
	}
	return true
}

func (g *ground) isOpen(place, pattern int, mask uint64) bool {
	for _, day := range g.pdays[pattern] {
		if g.shut[place*g.days+int(day)]&mask != 0 {
			return false
		}
	}
	return true
}

// layKinds sorts the units by their audiences, starts and places.
func (d *grid) layKinds(g *ground) {
	of := map[string]int16{}
	var first []int // of every kind, a unit
	for u := range g.p.Units {
		name := fmt.Sprint(g.groups[u], g.starts[u], g.p.Units[u].Places)
		if len(g.groups[u]) == 0 {
			name = fmt.Sprint(u)
		}
		if _, known := of[name]; !known {
			of[name] = int16(len(first))
			first = append(first, u)
		}
		d.kind = append(d.kind, of[name])
	}
	d.kinds = len(first)
	d.words = (d.kinds + 63) / 64
	d.apart = make([]uint64, d.kinds*d.words)
	d.barred = slices.Repeat([]uint64{^uint64(0)}, len(d.slots)*d.words)
	for a, u := range first {
		for b, v := range first {
			if g.conflict[u*g.words+v>>6]>>(v&63)&1 != 0 {
				d.apart[a*d.words+b>>6] |= 1 << (b & 63)
			}
		}
		var goals, places []int16
		fit := uint64(0)
		for _, at := range g.whens[u] {
			slot := d.slot[int(at.pattern)*TicksPerDay+int(at.tick)]
			goals = append(goals, slot)
			d.barred[int(slot)*d.words+a>>6] &^= 1 << (a & 63)
		}
		for _, place := range g.p.Units[u].Places {
			places = append(places, int16(place))
			fit |= 1 << place
		}
		d.goals, d.places, d.fit = append(d.goals, goals), append(d.places, places), append(d.fit, fit)
	}
}

// mayStart tells whether a kind may start at a slot.
func (d *grid) mayStart(kind, slot int) bool {
	return d.barred[slot*d.words+kind>>6]>>(kind&63)&1 == 0
}

// sheet is what stands on a grid.
type sheet struct {
	at    []int16  // of every unit, its slot
	kinds []uint64 // [slot][kind]: a bit where one of them stands
	who   []int16  // [slot][kind]: which
	spot  []int16  // [slot][place]: the unit there, or None
	full  []uint64 // of every slot, the places taken
}

func newSheet(g *ground) *sheet {
	d := g.grid
	s := &sheet{at: make([]int16, len(g.p.Units)), kinds: make([]uint64, len(d.slots)*d.words), who: make([]int16, len(d.slots)*d.kinds),
		spot: make([]int16, len(d.slots)*gridPlaces), full: make([]uint64, len(d.slots))}
	for i := range s.spot {
		s.spot[i] = None
	}
	return s
}

// put notes a unit on the sheet.
func (s *State) put(u int, pl Placement) {
	d, slot, place := s.grid, int(s.grid.slot[int(pl.Pattern)*TicksPerDay+int(pl.Tick)]), int(pl.Place)
	s.sheet.at[u] = int16(slot)
	s.sheet.spot[slot*gridPlaces+place] = int16(u)
	s.sheet.full[slot] |= 1 << place
	k := int(d.kind[u])
	s.sheet.kinds[slot*d.words+k>>6] |= 1 << (k & 63)
	s.sheet.who[slot*d.kinds+k] = int16(u)
}

// wipe takes a unit off the sheet.
func (s *State) wipe(u int, pl Placement) {
	d, slot, place := s.grid, int(s.sheet.at[u]), int(pl.Place)
	s.sheet.spot[slot*gridPlaces+place] = None
	s.sheet.full[slot] &^= 1 << place
	k := int(d.kind[u])
	s.sheet.kinds[slot*d.words+k>>6] &^= 1 << (k & 63)
}
