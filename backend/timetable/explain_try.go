package timetable

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// given are the sentences for a rule that would give way.
var given = map[why]string{
	closedDay: "if.closedDay", notPromised: "if.promised", notCovered: "if.covered", tooSmall: "if.seats", needsUnmet: "if.needs",
	facilityMissed: "if.facility", bookedUnmet: "if.bookedNeeds", accountKept: "if.account", retired: "if.inUse", notApproved: "if.approved",
	notCheckedYet: "if.checked", notTrainedYet: "if.trained", notLent: "if.lent", notSafe: "if.assessed", notGrownUp: "if.grownUp",
	why(search.PlaceClosed.Bit()): "if.open", why(search.Away.Bit()): "if.free", why(search.DayFull.Bit()): "if.longerDay",
	why(search.WeekFull.Bit()): "if.fullerWeek", why(search.NoRest.Bit()): "if.noRest", why(search.KitShort.Bit()): "if.moreKit",
}

// try places the series as wished, in a plan in which just that gives way which
// the wish asks for, and words it if that works.
func (w *ways) try(s *search.State, one *wish, at []search.Placement) (works bool) {
	p := *w.p
	p.Units = slices.Clone(p.Units)
	w.allow(&p, one)
	for _, h := range one.hitches {
		if given[h.bit] == "" || !w.giveWay(&p, h, one.at) {
			return false
		}
	}
	others := slices.Clone(at)
	if one.out != search.None {
		others[one.out] = search.Nowhere
	}
	then := s.Variant(&p, w.u)
	fill(then, &p, others)
	if !then.Put(w.u, one.at) {
		return false
	}
	w.word(one, then)
	return true
}

// allow lets the unit stand where it is wished as far as its own lists go; each
// rule by which they left that out is one of the hitches.
func (w *ways) allow(p *search.Problem, one *wish) {
	un := &p.Units[w.u]
	if un.Starts[one.at.Pattern]>>one.at.Tick&1 == 0 {
		un.Starts = slices.Clone(un.Starts)
		un.Starts[one.at.Pattern] |= 1 << one.at.Tick
	}
	if place := int(one.at.Place); place >= 0 && !slices.Contains(un.Places, place) {
		un.Places = append(slices.Clone(un.Places), place)
	}
	un.Roles = slices.Clone(un.Roles)
	for r := range un.Roles {
		x := int(one.at.Who[r])
		barred := slices.ContainsFunc(one.hitches, func(h hitch) bool {
			return h.resource == x && !h.place && h.bit&(notApproved|notCheckedYet|notTrainedYet|notGrownUp) != 0
		})
		if barred {
			un.Roles[r] = append(slices.DeleteFunc(slices.Clone(un.Roles[r]), func(c search.Candidate) bool { return c.Person == x }),
				search.Candidate{Person: x, From: 0, To: p.Days - 1})
		}
	}
}

// giveWay changes the problem so that one rule gives way at one resource, on
// the days and at the time of the wish only.
func (w *ways) giveWay(p *search.Problem, h hitch, at search.Placement) bool {
	mask, days := w.mask(w.u, int(at.Tick)), p.Patterns[at.Pattern]
	person := func(change func(*search.Person)) {
		p.People = slices.Clone(p.People)
		change(&p.People[h.resource])
	}
	switch h.bit {
	case why(search.Away.Bit()):
		person(func(x *search.Person) {
			x.Free = slices.Clone(x.Free)
			for _, d := range days {
				x.Free[d] |= mask
			}
		})
	case why(search.DayFull.Bit()):
		person(func(x *search.Person) { x.PerDay = 0 })
	case why(search.WeekFull.Bit()):
		person(func(x *search.Person) { x.PerWeek = 0 })
	case why(search.NoRest.Bit()):
		person(func(x *search.Person) { x.Rests = false })
	case why(search.PlaceClosed.Bit()), notLent, notSafe:
		p.Places = slices.Clone(p.Places)
		open := slices.Clone(p.Places[h.resource].Open)
		for _, d := range days {
			open[d] |= mask
		}
		p.Places[h.resource].Open = open
	case why(search.KitShort.Bit()):
		p.Kit = slices.Clone(p.Kit)
		for _, use := range p.Units[w.u].Kit {
			p.Kit[use.Kind] += use.Count
		}
	}
	return true // the others are lists of the unit alone, see allow
}

// word says what would have to give way, and where the series stands then.
func (w *ways) word(one *wish, s *search.State) {
	then := w.then(one.at)
	switch {
	case one.out != search.None:
		one.relaxed = w.wordSwap(one, s, then)
	case len(one.hitches) == 1:
		one.relaxed = w.wordHitch(one.hitches[0], one.at, then)
	default:
		all := Relaxation{Key: "if.together", Values: w.words(then, "changes", strconv.Itoa(len(one.hitches))), Then: then}
		for _, h := range one.hitches {
			part := w.wordHitch(h, one.at, then)
			part.Key = "ask." + strings.TrimPrefix(part.Key, "if.") // alone it is not enough
			all.With = append(all.With, part)
			all.Cost += w.asks(h, one.at)
		}
		one.relaxed = all
	}
}

func (w *ways) wordHitch(h hitch, at search.Placement, then []Placement) Relaxation {
	r := Relaxation{Key: given[h.bit], Cost: w.asks(h, at), Then: then}
	for _, row := range telling {
		if row.bit == h.bit {
			r.Rule = row.rule
		}
	}
	pairs := []string{"name", ""}
	if h.resource >= 0 && !h.place {
		pairs = []string{"name", w.nameOf(h.resource)}
	}
	r.Values = w.words(then, pairs...)
	return r
}

// wordSwap says which other series would make way, and where it could go.
func (w *ways) wordSwap(one *wish, s *search.State, then []Placement) Relaxation {
	other := &w.series[one.out]
	r := Relaxation{Rule: "H1", Key: "if.leftOut", Cost: one.ask + 100, Then: then,
		Values: w.words(then, "other", other.first.Label, "priority", strconv.Itoa(max(other.first.Priority, 1)))}
	b := &Board{brief: w.brief, compiled: w.compiled}
	if to := s.Cheapest(one.out); to.Placed() {
		moved := b.place(one.out, to)
		r.Key, r.Cost = "if.moved", one.ask
		v := b.values(one.out, moved[0])
		r.Values["otherDate"], r.Values["otherStart"], r.Values["otherRoom"], r.Values["otherNames"] = v["date"], v["start"], v["room"], v["names"]
		r.Then = append(slices.Clone(then), moved...)
	}
	return r
}

// anyWay is the first placement that fits a unit in a plan of a problem.
func anyWay(p *search.Problem, at []search.Placement, u int) (search.Placement, bool, error) {
	s, err := layOut(p, at)
	if err != nil {
		return search.Nowhere, false, err
	}
	found := search.Nowhere
	s.EachFit(u, p.Units[u].Starts, p.Units[u].Places, 1, func(pl search.Placement) bool { found = pl; return false })
	return found, found.Placed(), nil
}

// roomless tells whether the series needs a room and there is none to think of.
func (w *ways) roomless() bool {
	return len(w.places) == 0 && w.s.first.Mode != college.Online
}

// anyRoom asks whether the series fits if there were a room.
func (w *ways) anyRoom(at []search.Placement) (r Relaxation, works bool, err error) {
	if !w.roomless() {
		return r, false, nil
	}
	p := *w.p
	p.Units = slices.Clone(p.Units)
	p.Units[w.u].Starts = slices.Clone(w.starts)
	for pattern, rules := range w.day {
		if rules != 0 {
			p.Units[w.u].Starts[pattern] = 0
		}
	}
	pl, works, err := anyWay(&p, at, w.u)
	if err != nil || !works {
		return r, false, err
	}
	then := w.then(pl)
	return Relaxation{Rule: "H1", Key: "if.anyRoom", Cost: 90, Then: then, Values: w.words(then)}, true, nil
}

// unlocked asks whether the series fits if its padlocks were opened.
func (w *ways) unlocked(at []search.Placement) (r Relaxation, works bool, err error) {
	if w.s.pin == (Pin{}) {
		return r, false, nil
	}
	brief := w.brief
	brief.Pins = maps.Clone(brief.Pins)
	for _, one := range w.s.sessions {
		delete(brief.Pins, one.SessionID)
	}
	return w.laidAnew(w.facts, brief, at, Relaxation{Rule: "H10", Key: "if.unlocked", Cost: 5})
}

// shorter asks whether sessions half an hour shorter would fit.
func (w *ways) shorter(at []search.Placement) (r Relaxation, works bool, err error) {
	if w.s.minutes <= 60 {
		return r, false, nil
	}
	return w.without(at, 30, len(w.s.sessions), Relaxation{Rule: "H3", Key: "if.shorter", Cost: 60})
}

// fewer asks whether the series fits with its last session left out.
func (w *ways) fewer(at []search.Placement) (r Relaxation, works bool, err error) {
	for n := len(w.s.sessions) - 1; n > 0; n-- {
		r, works, err = w.without(at, 0, n, Relaxation{Rule: "H3", Key: "if.fewer", Cost: 60 + 20*(len(w.s.sessions)-n)})
		if works || err != nil || w.count > 0 {
			return r, works, err
		}
	}
	return r, false, nil
}

// without lays the term with the series cut to n sessions, each so many minutes
// shorter.
func (w *ways) without(at []search.Placement, minutes, n int, r Relaxation) (Relaxation, bool, error) {
	f, cut := w.facts, map[string]bool{}
	f.Meetings = slices.Clone(f.Meetings)
	for i, one := range w.s.sessions {
		cut[one.SessionID] = i >= n
	}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		gone, mine := cut[m.SessionID]
		if gone {
			m.Status = college.SessionCancelled
		} else if mine {
			m.Minutes, m.Date, m.Start, m.End = w.s.minutes-minutes, "", "", ""
		}
	}
	return w.laidAnew(f, w.brief, at, r)
}

// laidAnew lays the term of changed facts with the rest standing as it does,
// and looks for a way.
func (w *ways) laidAnew(f Facts, brief Brief, at []search.Placement, r Relaxation) (Relaxation, bool, error) {
	b := &Board{brief: w.brief, compiled: w.compiled}
	brief.FromNothing, brief.Standing = false, slices.Clone(b.placements(at))
	first := w.s.first.SessionID
	brief.Standing = slices.DeleteFunc(brief.Standing, func(p Placement) bool {
		return slices.ContainsFunc(w.s.sessions, func(one *held) bool { return one.SessionID == p.SessionID })
	})
	c, err := compile(f, brief)
	if err != nil {
		return r, false, err
	}
	u := slices.IndexFunc(c.series, func(s series) bool { return s.first.SessionID == first })
	if u < 0 || c.series[u].fixed {
		return r, false, nil
	}
	p, _ := c.bare()
	others := slices.Clone(c.starts)
	others[u] = search.Nowhere
	pl, works, err := anyWay(p, others, u)
	if err != nil || !works {
		return r, false, err
	}
	anew := &Board{brief: brief, compiled: c}
	r.Then = anew.place(u, pl)
	r.Values = anew.values(u, r.Then[0], "count", strconv.Itoa(len(w.s.sessions)-len(r.Then)), "minutes", strconv.Itoa(c.series[u].minutes))
	return r, true, nil
}
