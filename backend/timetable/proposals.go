package timetable

import (
	"context"
	"slices"
	"strings"

	"daybook/backend/timetable/search"
)

// Proposal is one step on the way to a better plan: it may be taken once those
// before it are. Series that can only move together, such as two that exchange
// their rooms, are one step.
type Proposal struct {
	To      []Placement `json:"to"`      // the sessions it moves
	Changes []Change    `json:"changes"` // in words
	Gain    int         `json:"gain"`    // of the soft cost, tenths of a point; the gains add up to all there is
	Placed  int         `json:"placed"`  // series that were left out and now stand; below 0 = the other way
	Parts   []Part      `json:"parts"`   // the gain by rule; they add up to Gain
}

// Proposals is the way from where everything stands to a plan of the same
// board, best steps first. What ctx cuts short is the way as far as it is known.
func (b *Board) Proposals(ctx context.Context, plan Plan) ([]Proposal, error) {
	s, err := b.now()
	if err != nil {
		return nil, err
	}
	s, err = layOut(b.problem, b.standing(s))
	if err != nil {
		return nil, err
	}
	goal := b.goals(plan, s)
	var open []int
	for u := range goal {
		if goal[u] != s.At(u) {
			open = append(open, u)
		}
	}
	steps := []Proposal{}
	for len(open) > 0 && ctx.Err() == nil {
		step := b.nextStep(s, goal, open)
		steps = append(steps, b.take(s, goal, step))
		open = slices.DeleteFunc(open, func(u int) bool { return slices.Contains(step, u) })
	}
	return steps, nil
}

// goals are the placements of a plan by unit. Where a plan has a series that
// this board cannot place so, it stays.
func (b *Board) goals(plan Plan, s *search.State) []search.Placement {
	at := keyed(plan.Placements, func(p Placement) string { return p.SessionID })
	goal := b.standing(s)
	for u := range b.series {
		if one := &b.series[u]; !one.fixed && b.ofTerm(u) {
			if pl, ok := b.readBack(u, at); ok {
				goal[u] = pl
			}
		}
	}
	return goal
}

// readBack is place the other way round: the placement of a unit from those of
// its sessions.
func (b *Board) readBack(u int, at map[string]Placement) (search.Placement, bool) {
	s, un := &b.series[u], &b.problem.Units[u]
	var days []byte
	for _, one := range s.sessions {
		p, known := at[one.SessionID]
		d, inTerm := b.indexOf(p.Date)
		switch {
		case !known:
			return search.Nowhere, false
		case p.Date == "":
			return search.Nowhere, true
		case !inTerm:
			return search.Nowhere, false
		}
		days = append(days, byte(d), byte(d>>8))
	}
	pattern, known := b.patterns[string(days)]
	if !known {
		return search.Nowhere, false
	}
	first := at[s.first.SessionID]
	tick := (first.Start.Minutes() - firstMinute) / tickMinutes
	pl := search.Placement{Pattern: int16(pattern), Tick: int16(tick), Place: search.None, Who: [2]int16{search.None, search.None}}
	for _, place := range un.Places {
		if spot := b.spots[place]; spot.room != nil && spot.room.ID == first.RoomID || spot.room == nil && spot.link == first.VirtualRoomID {
			pl.Place = int16(place)
		}
	}
	for r, role := range un.Roles {
		for _, c := range role {
			id := b.hands[c.Person].id
			if slices.ContainsFunc(first.Workers, func(w Worker) bool { return w.PersonID == id }) && int(pl.Who[0]) != c.Person && pl.Who[r] < 0 {
				pl.Who[r] = int16(c.Person)
			}
		}
	}
	return pl, true
}

// nextStep is the series, or those that only go together, that gain most of
// what fits. A series that the plan places comes before one that only moves,
// and one that it leaves out goes last, or when it is in the way.
func (b *Board) nextStep(s *search.State, goal []search.Placement, open []int) []int {
	best, gain := search.None, 0
	for _, u := range open {
		if !goal[u].Placed() || s.Fits(u, goal[u]).Rule != search.Clean {
			continue
		}
		g := -s.Adds(u, goal[u])
		if !s.At(u).Placed() {
			g += 1 << 30
		}
		if best == search.None || g > gain {
			best, gain = u, g
		}
	}
	if best != search.None {
		return []int{best}
	}
	var shortest []int
	for _, u := range open {
		if group := together(s, goal, open, u); shortest == nil || len(group) < len(shortest) {
			shortest = group
		}
	}
	return shortest
}

// together is a series with those that have to go first, and those before them.
func together(s *search.State, goal []search.Placement, open []int, u int) []int {
	group := []int{u}
	for i := 0; i < len(group); i++ {
		if !goal[group[i]].Placed() {
			continue
		}
		for _, c := range s.Clashes(group[i], goal[group[i]]) {
			if c.Unit != search.None && slices.Contains(open, c.Unit) && !slices.Contains(group, c.Unit) {
				group = append(group, c.Unit)
			}
		}
	}
	return group
}

// take takes a step and words it.
func (b *Board) take(s *search.State, goal []search.Placement, step []int) Proposal {
	p := Proposal{To: []Placement{}, Changes: []Change{}, Parts: []Part{}}
	was, before := s.CostByRule(), s.Cost()
	var old []Placement
	for _, u := range step {
		if s.At(u).Placed() {
			p.Placed--
		}
		old = append(old, b.place(u, s.At(u))...)
		s.Take(u)
	}
	for _, u := range step {
		if goal[u].Placed() && s.Put(u, goal[u]) {
			p.Placed++
		}
		p.To = append(p.To, b.place(u, s.At(u))...)
	}
	p.Gain, p.Parts = before-s.Cost(), b.gains(was, s.CostByRule())
	slices.SortStableFunc(p.To, func(x, y Placement) int { return strings.Compare(x.SessionID, y.SessionID) })
	p.Changes = Diff(b.facts, old, p.To)
	return p
}
