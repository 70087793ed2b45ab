package timetable

import (
	"cmp"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// WhatIf is what would come of placing sessions of one series somewhere.
type WhatIf struct {
	Conflicts []college.Finding `json:"conflicts"` // by the rules for work by hand, worst first
	Displaced []Displaced       `json:"displaced"` // series that could not stay where they are
	Change    int               `json:"change"`    // of the soft cost, with those displaced left out; tenths of a point
	Parts     []Part            `json:"parts"`     // the change by rule; they add up to Change
	Fits      bool              `json:"fits"`      // no hard rule of the planner stands in the way, but for those displaced
}

// Displaced is a series that would have to make way, and where it could go.
type Displaced struct {
	RunID    string         `json:"runId"`
	Label    string         `json:"label"`
	Sessions []string       `json:"sessions"`
	Key      string         `json:"key"`
	Values   college.Values `json:"values"`
	Else     []Placement    `json:"else"` // its cheapest other placement; none where it fits nowhere
	Change   int            `json:"change"`
}

// WhatIf says what would come of standing sessions of one series otherwise.
// Nothing is changed. It refuses sessions that are not of one run, or do not
// move.
func (b *Board) WhatIf(to []Placement) (WhatIf, error) {
	before, err := b.now()
	if err != nil {
		return WhatIf{}, err
	}
	runID, err := b.oneRun(to)
	if err != nil {
		return WhatIf{}, err
	}
	brief := b.brief
	brief.FromNothing = false
	brief.Standing = replaced(b.placements(b.standing(before)), to)
	then, err := Lay(b.before(), brief)
	if err != nil {
		return WhatIf{}, err
	}
	w := WhatIf{Conflicts: b.conflicts(brief.Standing, to), Displaced: []Displaced{}, Parts: []Part{}, Fits: true}
	s, err := search.NewState(then.problem)
	if err != nil {
		return WhatIf{}, err
	}
	var moved []int
	for u := range then.series {
		if then.ofTerm(u) && then.series[u].run.id == runID && touches(&then.series[u], to) {
			moved = append(moved, u)
			if then.series[u].first.placed() && !then.series[u].fixed {
				w.Fits = s.Put(u, then.starts[u]) && w.Fits
			}
		}
	}
	displaced := then.refill(s, moved)
	w.count(b, before, then, s)
	for _, v := range displaced {
		w.Displaced = append(w.Displaced, then.displaced(s, v))
	}
	return w, nil
}

// oneRun is the run that all placements are of.
func (b *Board) oneRun(to []Placement) (runID string, err error) {
	for _, p := range to {
		u := slices.IndexFunc(b.series, func(s series) bool {
			return slices.ContainsFunc(s.sessions, func(one *held) bool { return one.SessionID == p.SessionID })
		})
		switch {
		case u < 0 || runID != "" && b.series[u].run.id != runID:
			return "", college.Refuse(college.Invalid, "plan.oneSeries")
		case b.series[u].fixed:
			return "", college.Refuse(college.Conflict, "plan.staysWhereItIs")
		}
		runID = b.series[u].run.id
	}
	if runID == "" {
		return "", college.Refuse(college.Invalid, "plan.oneSeries")
	}
	return runID, nil
}

func replaced(all, to []Placement) []Placement {
	is := keyed(to, func(p Placement) string { return p.SessionID })
	for i := range all {
		if p, given := is[all[i].SessionID]; given {
			all[i] = p
		}
	}
	return all
}

func touches(s *series, to []Placement) bool {
	return slices.ContainsFunc(s.sessions, func(one *held) bool {
		return slices.ContainsFunc(to, func(p Placement) bool { return p.SessionID == one.SessionID })
	})
}

// conflicts are what the rules by hand find wrong with sessions, in a term that
// stands as planned.
func (b *Board) conflicts(standing, to []Placement) []college.Finding {
	f := b.before()
	f.Meetings = slices.Clone(f.Meetings)
	is := keyed(standing, func(p Placement) string { return p.SessionID })
	for i := range f.Meetings {
		if p, planned := is[f.Meetings[i].SessionID]; planned {
			f.Meetings[i].stand(p)
		}
	}
	found := []college.Finding{}
	for _, p := range to {
		if at := slices.IndexFunc(f.Meetings, func(m Meeting) bool { return m.SessionID == p.SessionID }); at >= 0 {
			found = append(found, Check(f, f.Meetings[at])...)
		}
	}
	return college.Worst(found)
}

// stand puts a meeting where a plan has it.
func (m *Meeting) stand(p Placement) {
	m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID, m.Workers = p.Date, p.Start, p.End, p.RoomID, p.VirtualRoomID, p.Workers
}

// refill puts all other series back where they stood and tells which cannot.
func (b *Board) refill(s *search.State, but []int) (displaced []int) {
	var order []int
	for u := range b.series {
		if !b.series[u].fixed && b.starts[u].Placed() && !slices.Contains(but, u) {
			order = append(order, u)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return b.problem.Units[y].Unplaced - b.problem.Units[x].Unplaced })
	for _, u := range order {
		if !s.Put(u, b.starts[u]) {
			displaced = append(displaced, u)
		}
	}
	return displaced
}

// count works out the change of the soft cost by rule.
func (w *WhatIf) count(b *Board, before *search.State, then *Board, after *search.State) {
	was, is := before.CostByRule(), after.CostByRule()
	for r, row := range b.soft {
		if change := is[r] + then.base[r] - was[r] - b.base[r]; change != 0 {
			w.Parts = append(w.Parts, Part{Rule: row.ID, Asks: row.Asks, Cost: change})
			w.Change += change
		}
	}
}

// displaced words a series that would have to make way, and puts it where it
// could go, so that the next one does not go there too.
func (b *Board) displaced(s *search.State, u int) Displaced {
	d := Displaced{RunID: b.series[u].run.id, Label: b.series[u].first.Label, Key: "displaced.nowhere", Else: []Placement{}}
	was := b.place(u, b.starts[u])
	d.Values = b.values(u, was[0])
	for _, p := range was {
		d.Sessions = append(d.Sessions, p.SessionID)
	}
	to := s.Cheapest(u)
	if !to.Placed() {
		return d
	}
	d.Key, d.Change, d.Else = "displaced.elsewhere", s.Adds(u, to), b.place(u, to)
	d.Values = b.values(u, d.Else[0])
	s.Put(u, to)
	return d
}

// Alternative is another placement of a series that fits.
type Alternative struct {
	To     []Placement    `json:"to"`
	Key    string         `json:"key"`
	Values college.Values `json:"values"`
	Gain   int            `json:"gain"`  // of the soft cost, tenths of a point; below 0 it costs that much more
	Parts  []Part         `json:"parts"` // the gain by rule; they add up to Gain
}

// alternativePairs is how many pairs of people are weighed for one start and
// place.
const alternativePairs = 3

// Alternatives are the n best other placements that fit a series of a run,
// cheapest first, each at another time or in another room. Nothing else moves.
func (b *Board) Alternatives(runID string, n int) ([]Alternative, error) {
	units, err := b.movable(runID)
	if err != nil {
		return nil, err
	}
	u, s := units[0], b.laid
	at := s.At(u)
	type option struct {
		to   search.Placement
		adds int
	}
	var best []option
	un := &b.problem.Units[u]
	s.EachFit(u, un.Starts, un.Places, alternativePairs, func(pl search.Placement) bool {
		if pl == at {
			return true
		}
		one := option{pl, s.Adds(u, pl)}
		same := slices.IndexFunc(best, func(o option) bool {
			return o.to.Pattern == pl.Pattern && o.to.Tick == pl.Tick && o.to.Place == pl.Place
		})
		switch {
		case same >= 0 && best[same].adds <= one.adds:
			return true
		case same >= 0:
			best = slices.Delete(best, same, same+1)
		case len(best) >= n && (n == 0 || best[n-1].adds <= one.adds):
			return true
		}
		i, _ := slices.BinarySearchFunc(best, one, func(a, b option) int { return cmp.Or(a.adds-b.adds, -1) })
		best = slices.Insert(best, i, one)
		best = best[:min(len(best), n)]
		return true
	})
	was := s.CostByRule()
	all := []Alternative{}
	for _, o := range best {
		s.Take(u)
		s.Put(u, o.to)
		to := b.place(u, o.to)
		one := Alternative{To: to, Key: "alternative.place", Gain: -o.adds, Parts: b.gains(was, s.CostByRule())}
		one.Values = b.values(u, to[0], "points", points(max(o.adds, -o.adds)))
		switch {
		case o.adds < 0:
			one.Key = "alternative.gains"
		case o.adds > 0:
			one.Key = "alternative.costs"
		}
		all = append(all, one)
		s.Take(u)
		if at.Placed() {
			s.Put(u, at)
		}
	}
	return all, nil
}

// gains are what got cheaper, by rule.
func (b *Board) gains(was, is []int) []Part {
	parts := []Part{}
	for r, row := range b.soft {
		if was[r] != is[r] {
			parts = append(parts, Part{Rule: row.ID, Asks: row.Asks, Cost: was[r] - is[r]})
		}
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Or(b.Cost-a.Cost, strings.Compare(a.Rule, b.Rule)) })
	return parts
}
