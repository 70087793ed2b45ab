package timetable

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// telling are the rules by which a way may be closed: the id in the rule table
// and the key of the sentence that counts them, the most telling first.
var telling = []struct {
	bit       why
	rule, key string
}{
	{closedDay, "H3", "whyNot.closedDay"},
	{notPromised, "H12", "whyNot.notPromised"},
	{notCovered, "I-14", "whyNot.notCovered"},
	{tooSmall, "H4", "whyNot.tooSmall"},
	{needsUnmet, "H5", "whyNot.needsUnmet"},
	{bookedUnmet, "I-17", "whyNot.bookedUnmet"},
	{facilityMissed, "H6", "whyNot.facility"},
	{accountKept, "H11", "whyNot.account"},
	{retired, "H1", "whyNot.retired"},
	{notApproved, "H7", "whyNot.notApproved"},
	{notCheckedYet, "I-12", "whyNot.notChecked"},
	{notTrainedYet, "I-13", "whyNot.notTrained"},
	{notGrownUp, "H12", "whyNot.notGrownUp"},
	{why(search.PlaceClosed.Bit()), "H3", "whyNot.placeClosed"},
	{notLent, "H12", "whyNot.notLent"},
	{notSafe, "I-15", "whyNot.notSafe"},
	{why(search.Away.Bit()), "H3", "whyNot.away"},
	{why(search.PersonTaken.Bit()), "H2", "whyNot.personTaken"},
	{why(search.PlaceTaken.Bit()), "H1", "whyNot.placeTaken"},
	{why(search.Travelling.Bit()), "H2", "whyNot.travelling"},
	{why(search.DayFull.Bit()), "H9", "whyNot.dayFull"},
	{why(search.WeekFull.Bit()), "H9", "whyNot.weekFull"},
	{why(search.NoRest.Bit()), "H9", "whyNot.noRest"},
	{why(search.KitShort.Bit()), "H6", "whyNot.kitShort"},
	{why(search.OutOfOrder.Bit()), "H8", "whyNot.outOfOrder"},
	{why(search.ArmsMeet.Bit()), "H12", "whyNot.armsMeet"},
	{why(search.GroupTaken.Bit()), "I-05", "whyNot.groupTaken"},
}

// toll counts, over all ways to place a series, which rule takes away how many.
// A way that two rules take away counts for both.
type toll struct {
	of, free int
	by       [32]int
	people   map[string]*[32]int // of everybody, starts at which they cannot
}

// count counts by factors: a rule on the place alone takes away so many places
// times all pairs of people, one on people alone all places times the pairs in
// which somebody is held back, at each start by itself; only travel asks about
// place and person together. So no pair is gone through singly.
func (w *ways) tallyUp(s *search.State) *toll {
	t := &toll{people: map[string]*[32]int{}}
	places, pairs := max(len(w.places), 1), w.pairs(nil)
	t.of = w.count * places * pairs
	w.survey(s, func(r *row) bool {
		t.each(r.common, places*pairs)
		var any why
		for _, found := range r.places {
			any |= found
		}
		for b := any; b != 0; b &= b - 1 {
			bit := b & -b
			t.each(bit, pairs*countOf(r.places, bit))
		}
		any = 0
		for i := range w.people {
			for j, found := range r.who[i] {
				any |= found
				w.note(t, i, j, found)
			}
		}
		for b := any; b != 0; b &= b - 1 {
			bit := b & -b
			t.each(bit, places*(pairs-w.pairs(func(i, j int) bool { return r.who[i][j]&bit == 0 })))
		}
		w.tallyTravel(s, t, r, pairs)
		return true
	})
	return t
}

// tallyTravel counts the ways that travel takes away at a start, and those that
// are free.
func (w *ways) tallyTravel(s *search.State, t *toll, r *row, pairs int) {
	near := slices.Contains(r.Near[0], true) || slices.Contains(r.Near[1], true)
	far := [2][]bool{make([]bool, len(w.people[0])), make([]bool, len(w.people[1]))}
	for place := range max(len(w.places), 1) {
		clear := r.common == 0 && (len(w.places) == 0 || r.places[place] == 0)
		if !near && !clear || len(w.places) == 0 && !clear {
			continue
		}
		if near && len(w.places) > 0 {
			for i := range w.people {
				for j, x := range w.people[i] {
					far[i][j] = r.Near[i][j] && s.Far(w.u, x, search.Placement{Pattern: int16(r.Pattern), Tick: int16(r.Tick), Place: int16(w.places[place])})
				}
			}
			t.each(why(search.Travelling.Bit()), pairs-w.pairs(func(i, j int) bool { return !far[i][j] }))
		}
		if clear && !w.nobody() && !w.roomless() {
			t.free += w.pairs(func(i, j int) bool { return r.who[i][j] == 0 && !far[i][j] })
		}
	}
}

func (t *toll) each(rules why, ways int) {
	for b := rules; b != 0; b &= b - 1 {
		t.by[bits.TrailingZeros32(uint32(b))] += ways
	}
}

// note remembers how often somebody cannot.
func (w *ways) note(t *toll, r, j int, rules why) {
	if rules == 0 {
		return
	}
	id := w.ids[r][j]
	if t.people[id] == nil {
		t.people[id] = &[32]int{}
	}
	for b := rules; b != 0; b &= b - 1 {
		t.people[id][bits.TrailingZeros32(uint32(b))]++
	}
}

func countOf(found []why, bit why) (n int) {
	for _, rules := range found {
		if rules&bit != 0 {
			n++
		}
	}
	return n
}

// nobody tells whether there is nobody at all for one of the roles.
func (w *ways) nobody() bool {
	return w.roles > 0 && len(w.people[0]) == 0 || w.roles > 1 && len(w.people[1]) == 0
}

// pairs counts the pairs of two different people whom keep lets in; nil = all.
// With nobody for a role it is 1: nobody.
func (w *ways) pairs(keep func(role, person int) bool) int {
	if w.roles == 0 || w.nobody() {
		return 1
	}
	var n [2]int
	both := 0
	for i := range w.people {
		for j := range w.people[i] {
			if keep == nil || keep(i, j) {
				n[i]++
				if i == 0 && w.same[j] >= 0 && (keep == nil || keep(1, w.same[j])) {
					both++
				}
			}
		}
	}
	if w.roles == 1 {
		return n[0]
	}
	return n[0]*n[1] - both
}

// WhyNot says of every series of a run that is not placed why not, and what
// would let it in: one change that was tried and works, cheapest first, and if
// no single one does, the fewest that do together. A run that stands has none.
func (b *Board) WhyNot(runID string) ([]Unplaced, error) {
	units, err := b.movable(runID)
	if err != nil {
		return nil, err
	}
	at := b.standing(b.laid)
	var open []int
	for _, u := range units {
		if !at[u].Placed() {
			open = append(open, u)
		}
	}
	return b.explain(at, open)
}

// explain is WhyNot for units that a plan leaves out.
func (b *Board) explain(at []search.Placement, open []int) ([]Unplaced, error) {
	all := []Unplaced{}
	if len(open) == 0 {
		return all, nil
	}
	p, extra := b.bare()
	s, err := layOut(p, at)
	if err != nil {
		return nil, err
	}
	for _, u := range open {
		w := b.waysOf(p, extra, u)
		left := Unplaced{RunID: w.s.run.id, Label: w.s.first.Label, Reasons: w.reasons(w.tallyUp(s)), Relaxed: []Relaxation{}}
		for _, one := range w.s.sessions {
			left.Sessions = append(left.Sessions, one.SessionID)
		}
		told := (&Board{brief: w.brief}).told()
		left.Stays = slices.ContainsFunc(left.Sessions, func(id string) bool { return told[id].Date != "" })
		relaxed, err := w.relaxations(s, at)
		if err != nil {
			return nil, err
		}
		left.Relaxed = append(left.Relaxed, relaxed...)
		all = append(all, left)
	}
	return all, nil
}

// reasons are the rules that took ways away, most first.
func (w *ways) reasons(t *toll) []Reason {
	reasons := []Reason{}
	base := func(pairs ...string) college.Values {
		v := college.Values{"course": w.s.first.Label, "sessions": strconv.Itoa(len(w.s.sessions))}
		for i := 0; i+1 < len(pairs); i += 2 {
			v[pairs[i]] = pairs[i+1]
		}
		return v
	}
	switch {
	case w.s.pin.When && w.s.pattern == search.None, w.count == 0:
		return append(reasons, Reason{Rule: "H3", Key: "whyNot.termTooShort", Values: base()})
	case w.roomless():
		reasons = append(reasons, Reason{Rule: "H1", Key: "whyNot.noRoom", Values: base(), Ways: t.of, Of: t.of})
	}
	if w.nobody() {
		reasons = append(reasons, Reason{Rule: "H7", Key: "whyNot.nobody", Values: base(), Ways: t.of, Of: t.of})
	}
	if len(w.gone) > 0 && w.count > 0 {
		reasons = append(reasons, Reason{Rule: "H3", Key: "whyNot.onLeave", Values: base("names", namesOf(w.gone)), Ways: t.of, Of: t.of})
	}
	most, seatsCount := w.largest()
	for _, row := range telling {
		at := bits.TrailingZeros32(uint32(row.bit))
		n, key := t.by[at], row.key
		if n == 0 || row.bit == tooSmall && !seatsCount {
			continue
		}
		if n == t.of {
			key = "never." + strings.TrimPrefix(key, "whyNot.")
		}
		tenths := min(max((10*n+t.of/2)/t.of, 1), 9)
		reasons = append(reasons, Reason{Rule: row.rule, Key: key, Ways: n, Of: t.of,
			Values: base("tenths", strconv.Itoa(tenths), "names", w.most(t, at), "places", strconv.Itoa(w.s.capacity), "most", strconv.Itoa(most))})
	}
	if t.free > 0 {
		reasons = append(reasons, Reason{Key: "whyNot.free", Values: base(), Of: t.of})
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.Ways, a.Ways) })
	return reasons
}

// most are the people whom a rule holds back most often, up to three.
func (w *ways) most(t *toll, rule int) string {
	var ids []string
	for id, counts := range t.people {
		if counts[rule] > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(t.people[b][rule]-t.people[a][rule], strings.Compare(w.workers[a].Name, w.workers[b].Name), strings.Compare(a, b))
	})
	var names []string
	for _, id := range ids[:min(len(ids), 3)] {
		names = append(names, w.workers[id].Name)
	}
	return strings.Join(names, ", ")
}

// largest is how many the largest room seats that has all else the series
// needs, and whether seats are a reason at all: not where such a room is large
// enough, nor where none has what is needed.
func (w *ways) largest() (most int, counts bool) {
	for j, index := range w.places {
		if p := w.spots[index].room; p != nil && w.place[j]&^tooSmall == 0 {
			if w.place[j] == 0 {
				return 0, false
			}
			most = max(most, p.seatsIn(w.s.first.Layout))
		}
	}
	return most, most > 0
}
