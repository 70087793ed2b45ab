package timetable

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// How many single changes are told, and how many candidates are looked into.
const (
	relaxationsTold  = 4
	relaxationsTried = 12
	swapsLookedInto  = 400
)

// taken are the rules by which another series is in the way.
var taken = why(search.PlaceTaken.Bit() | search.PersonTaken.Bit() | search.Travelling.Bit() | search.DayFull.Bit() | search.WeekFull.Bit() |
	search.NoRest.Bit() | search.KitShort.Bit() | search.OutOfOrder.Bit() | search.ArmsMeet.Bit() | search.GroupTaken.Bit())

// hitch is one rule in the way of a placement at one of its resources.
type hitch struct {
	bit      why
	resource int // of a place or a person, their index; -1 for neither
	place    bool
	role     int
}

// wish is a placement with what would have to give for it.
type wish struct {
	hitches []hitch
	at      search.Placement
	ask     int // how much that is
	out     int // a series that would have to make way; search.None = none
	relaxed Relaxation
}

// relaxations are what would let a series in, cheapest first, each tried: the
// series was placed with it in the plan at, from which nothing else was taken.
func (w *ways) relaxations(s *search.State, at []search.Placement) ([]Relaxation, error) {
	singles, fewest := w.wishes(s)
	singles = append(singles, w.swaps(s)...)
	slices.SortStableFunc(singles, func(a, b wish) int { return cmp.Compare(a.ask, b.ask) })
	found := []Relaxation{}
	for _, one := range singles[:min(len(singles), relaxationsTried)] {
		if len(found) == relaxationsTold {
			break
		}
		if w.try(s, &one, at) {
			found = append(found, one.relaxed)
		}
	}
	for _, other := range []func([]search.Placement) (Relaxation, bool, error){w.anyRoom, w.unlocked, w.shorter, w.fewer} {
		if len(found) > 1 {
			break
		}
		r, works, err := other(at)
		if err != nil {
			return nil, err
		}
		if works {
			found = append(found, r)
		}
	}
	if len(found) == 0 && fewest != nil {
		if w.try(s, fewest, at) {
			found = append(found, fewest.relaxed)
		}
	}
	slices.SortStableFunc(found, func(a, b Relaxation) int { return cmp.Compare(a.Cost, b.Cost) })
	return found, nil
}

// wishes are the placements that one rule at one resource keeps the series
// from, the least of each; and the one that the fewest keep it from.
func (w *ways) wishes(s *search.State) (singles []wish, fewest *wish) {
	least := map[hitch]wish{}
	w.survey(s, func(r *row) bool {
		for place := range max(len(w.places), 1) {
			one, ok := w.nearestWish(s, r, place)
			if !ok {
				continue
			}
			if fewest == nil || len(one.hitches) < len(fewest.hitches) || len(one.hitches) == len(fewest.hitches) && one.ask < fewest.ask {
				fewest = &one
			}
			if len(one.hitches) == 1 {
				if old, known := least[one.hitches[0]]; !known || one.ask < old.ask {
					least[one.hitches[0]] = one
				}
			}
		}
		return true
	})
	for _, one := range least {
		singles = append(singles, one)
	}
	slices.SortFunc(singles, func(a, b wish) int {
		x, y := a.hitches[0], b.hitches[0]
		return cmp.Or(cmp.Compare(a.ask, b.ask), cmp.Compare(x.bit, y.bit), cmp.Compare(x.resource, y.resource), cmp.Compare(x.role, y.role))
	})
	return singles, fewest
}

// nearestWish is the way at a start and a place that asks least.
func (w *ways) nearestWish(s *search.State, r *row, place int) (one wish, ok bool) {
	if w.nobody() || w.roomless() {
		return one, false
	}
	index := -1
	found := r.common
	if len(w.places) > 0 {
		index = place
		found |= r.places[place]
	}
	if bits.OnesCount32(uint32(found)) > 2 {
		return one, false
	}
	who, ok := w.easiest(s, r, index)
	if !ok {
		return one, false
	}
	one = wish{at: w.placement(r, index, who), out: search.None}
	add := func(rules why, h hitch) {
		for b := rules; b != 0; b &= b - 1 {
			h.bit = b & -b
			one.hitches = append(one.hitches, h)
			one.ask += w.asks(h, one.at)
		}
	}
	add(r.common, hitch{resource: -1})
	if index >= 0 {
		add(r.places[index], hitch{resource: w.places[index], place: true})
	}
	for i := range w.roles {
		x := w.people[i][who[i]]
		rules := r.who[i][who[i]]
		if rules&onLeave != 0 {
			return one, false
		}
		if index >= 0 && r.Near[i][who[i]] && s.Far(w.u, x, one.at) {
			rules |= why(search.Travelling.Bit())
		}
		add(rules, hitch{resource: x, role: i})
	}
	return one, true
}

// easiest are two different people with the fewest rules against them.
func (w *ways) easiest(s *search.State, r *row, index int) (who [2]int, ok bool) {
	var order [2][2]int // of each role the two best
	for i := range w.roles {
		order[i] = [2]int{-1, -1}
		score := [2]int{99, 99}
		for j, rules := range r.who[i] {
			n := bits.OnesCount32(uint32(rules))
			if n >= score[1] {
				continue
			}
			if n < score[0] && r.Near[i][j] && index >= 0 {
				if s.Far(w.u, w.people[i][j], search.Placement{Pattern: int16(r.Pattern), Tick: int16(r.Tick), Place: int16(w.places[index])}) {
					n++
				}
			}
			if n < score[0] {
				order[i], score = [2]int{j, order[i][0]}, [2]int{n, score[0]}
			} else if n < score[1] {
				order[i][1], score[1] = j, n
			}
		}
		who[i] = order[i][0]
	}
	if w.roles == 2 && w.people[0][who[0]] == w.people[1][who[1]] {
		switch {
		case order[1][1] >= 0:
			who[1] = order[1][1]
		case order[0][1] >= 0:
			who[0] = order[0][1]
		default:
			return who, false
		}
	}
	return who, true
}

// asks is how much it is to ask for one rule to give way: the order in which
// changes are told. An hour of somebody's time is less than a room's, and that
// less than moving another series.
func (w *ways) asks(h hitch, at search.Placement) int {
	n := 0
	mask := w.mask(w.u, int(at.Tick))
	switch h.bit {
	case why(search.Away.Bit()):
		for _, d := range w.p.Patterns[at.Pattern] {
			n += bits.OnesCount64(^w.p.People[h.resource].Free[d] & mask)
		}
		return 10 + n
	case why(search.PlaceClosed.Bit()), notLent:
		for _, d := range w.p.Patterns[at.Pattern] {
			if ^w.p.Places[h.resource].Open[d]&mask != 0 {
				n++
			}
		}
		return 30 + 3*n
	case tooSmall:
		return 20 + 2*max(w.s.capacity-w.holds(h.resource, w.s.first.Layout), 0)
	case why(search.WeekFull.Bit()), why(search.DayFull.Bit()), why(search.NoRest.Bit()):
		return 25
	case notApproved, notTrainedYet:
		return 40
	case notCheckedYet, notSafe, facilityMissed, why(search.KitShort.Bit()):
		return 50
	case retired, needsUnmet, bookedUnmet, notCovered, notPromised, accountKept, notGrownUp, closedDay:
		return 80
	}
	return 100 // another series has to make way
}

// swaps are placements that a single other series keeps this one from.
func (w *ways) swaps(s *search.State) []wish {
	looked, byUnit := 0, map[int]wish{}
	w.survey(s, func(r *row) bool {
		if r.common&^taken != 0 {
			return true
		}
		for place := range max(len(w.places), 1) {
			index := -1
			if len(w.places) > 0 {
				if index = place; r.places[place]&^taken != 0 {
					continue
				}
			}
			if w.nobody() || w.roomless() {
				return false
			}
			who, ok := w.easiest(s, r, index)
			if !ok {
				continue
			}
			for i := range w.roles {
				ok = ok && r.who[i][who[i]]&^taken == 0
			}
			pl := w.placement(r, index, who)
			if looked++; !ok || looked > swapsLookedInto {
				continue
			}
			if v := onlyOne(s.Clashes(w.u, pl)); v != search.None && !w.series[v].fixed {
				if _, known := byUnit[v]; !known {
					byUnit[v] = wish{at: pl, out: v, ask: 100 + w.p.Units[v].Unplaced/100}
				}
			}
		}
		return looked <= swapsLookedInto
	})
	var all []wish
	for _, v := range slices.Sorted(maps.Keys(byUnit)) {
		all = append(all, byUnit[v])
	}
	return all
}

// onlyOne is the one unit that all clashes are with; search.None where there are
// several, or something else is in the way.
func onlyOne(clashes []search.Clash) int {
	v := search.None
	for _, c := range clashes {
		if c.Unit == search.None || v != search.None && c.Unit != v {
			return search.None
		}
		v = c.Unit
	}
	return v
}

// then says where the series stands in a placement, with people who are none of
// the problem's.
func (w *ways) then(pl search.Placement) []Placement {
	plain := pl
	for r, x := range pl.Who {
		if int(x) >= len(w.hands) {
			plain.Who[r] = search.None
		}
	}
	b := &Board{brief: w.brief, compiled: w.compiled}
	all := b.place(w.u, plain)
	for r, x := range pl.Who {
		if int(x) < len(w.hands) {
			continue
		}
		for j, index := range w.people[r] {
			if index == int(x) {
				for i := range all {
					all[i].Workers = append(all[i].Workers, w.workers[w.ids[r][j]])
				}
			}
		}
	}
	return all
}

func (w *ways) nameOf(x int) string {
	if x < len(w.hands) {
		return w.workers[w.hands[x].id].Name
	}
	for r := range w.people {
		if j := slices.Index(w.people[r], x); j >= 0 {
			return w.workers[w.ids[r][j]].Name
		}
	}
	return ""
}

// words are what a sentence on a change may use.
func (w *ways) words(then []Placement, pairs ...string) college.Values {
	b := &Board{brief: w.brief, compiled: w.compiled}
	v := b.values(w.u, then[0], "places", strconv.Itoa(w.s.capacity))
	v["until"] = string(then[len(then)-1].Date)
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i]] = pairs[i+1]
	}
	return v
}
