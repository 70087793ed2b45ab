package search

import (
	"context"
	"slices"
)

// growths is how many times a repair takes in the neighbours of what it could
// not place.
const growths = 3

// Mend repairs a plan, b.Start, with as few changes as it can. What does not
// fit any more is placed anew and nothing else moves: with other people at the
// same time and place if that will do, else in another place, else at another
// time. Only if something is left out by that may its neighbours move, those
// that stand in its way, and theirs; those who need not have moved go back.
// Units that Start leaves out stay out. b.Only, where given, are the units that
// may move at all.
func Mend(ctx context.Context, p *Problem, b Budget) (Solution, error) {
	if err := p.Check(); err != nil {
		return Solution{}, err
	}
	g := lay(p)
	s, broken := standing(g, b.Start)
	left := s.gently(broken, b.Only, b.Start)
	so := s.solution()
	if ctx.Err() != nil {
		so.Stopped = true
		return so, nil
	}
	moving := make([]bool, len(p.Units))
	for _, u := range broken {
		moving[u] = b.Only == nil || b.Only[u]
	}
	for range growths {
		if len(left) == 0 || so.Stopped {
			break
		}
		for _, v := range s.inTheWay(left, moving) {
			moving[v] = b.Only == nil || b.Only[v]
		}
		tried, err := Solve(ctx, p, Budget{Steps: max(b.Steps, 1), Seeds: b.Seeds, Seed: b.Seed, FirstClean: true, Only: mayMove(p, moving, b.Start), Start: b.Start})
		if err != nil {
			return Solution{}, err
		}
		tried.Steps += so.Steps
		if tried.Missing < so.Missing {
			s, _ = standing(g, tried.At)
			s.goBack(b.Start, moving)
			stopped, steps := tried.Stopped, tried.Steps
			so = s.solution()
			so.Stopped, so.Steps = stopped, steps
		} else {
			so.Stopped, so.Steps = tried.Stopped, tried.Steps
		}
		left = slices.DeleteFunc(slices.Clone(broken), func(u int) bool { return so.At[u].Placed() })
	}
	return so, nil
}

// standing lays out a plan. What does not fit, those dearest to leave out having
// come first, is told.
func standing(g *ground, at []Placement) (*State, []int) {
	s := newState(g)
	var order, broken []int
	for u := range at {
		if !g.p.Units[u].Fixed && at[u].Placed() {
			order = append(order, u)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return g.p.Units[b].Unplaced - g.p.Units[a].Unplaced })
	for _, u := range order {
		if !s.Put(u, at[u]) {
			broken = append(broken, u)
		}
	}
	return s, broken
}

// mayMove are the units a search may move: those that are moving and stood
// somewhere before.
func mayMove(p *Problem, moving []bool, start []Placement) []bool {
	may := make([]bool, len(p.Units))
	for u := range may {
		may[u] = moving[u] && start[u].Placed()
	}
	return may
}

// gently places what is broken, each where that changes least, and tells what
// is left.
func (s *State) gently(broken []int, only []bool, was []Placement) (left []int) {
	for _, u := range broken {
		to := Nowhere
		if only == nil || only[u] {
			to = s.nearest(u, was[u])
		}
		if !to.Placed() || !s.Put(u, to) {
			left = append(left, u)
		}
	}
	return left
}

// nearest is the cheapest placement that fits a unit of those that change least
// of what was: the people, else the place too, else the time.
func (s *State) nearest(u int, was Placement) Placement {
	now := make([]uint64, len(s.p.Patterns))
	now[was.Pattern] = s.p.Units[u].Starts[was.Pattern] & (1 << was.Tick)
	if was.Place >= 0 {
		if to := s.cheapest(u, now, []int{int(was.Place)}); to.Placed() {
			return to
		}
	}
	if to := s.cheapest(u, now, s.p.Units[u].Places); to.Placed() {
		return to
	}
	return s.cheapest(u, s.p.Units[u].Starts, s.p.Units[u].Places)
}

// Cheapest is the placement of a unit that fits and adds least, Nowhere if none
// does.
func (s *State) Cheapest(u int) Placement {
	return s.cheapest(u, s.p.Units[u].Starts, s.p.Units[u].Places)
}

// pairsTried is how many pairs of people are weighed for one start and place.
const pairsTried = 12

func (s *State) cheapest(u int, starts []uint64, places []int) Placement {
	best, cost := Nowhere, 0
	s.EachFit(u, starts, places, pairsTried, func(pl Placement) bool {
		if adds := s.Adds(u, pl); !best.Placed() || adds < cost {
			best, cost = pl, adds
		}
		return true
	})
	return best
}

// EachFit tells the placements of a unit that fit, among these starts and
// places, with at most so many pairs of people for each start and place, until
// tell says no.
func (s *State) EachFit(u int, starts []uint64, places []int, pairs int, tell func(Placement) bool) {
	un := &s.p.Units[u]
	if len(places) == 0 && len(un.Places) > 0 {
		return
	}
	var people [2][]int
	for r, role := range un.Roles {
		for _, c := range role {
			people[r] = append(people[r], c.Person)
		}
	}
	s.Survey(u, starts, places, people, func(row *Row) bool {
		if row.Common != 0 {
			return true
		}
		pl := Placement{Pattern: int16(row.Pattern), Tick: int16(row.Tick), Place: None, Who: [2]int16{None, None}}
		if len(places) == 0 {
			return s.eachPair(u, row, people, pl, pairs, tell)
		}
		for j, place := range places {
			if pl.Place = int16(place); row.Places[j] == 0 && !s.eachPair(u, row, people, pl, pairs, tell) {
				return false
			}
		}
		return true
	})
}

// eachPair tells a placement with each of the pairs who can do it.
func (s *State) eachPair(u int, row *Row, people [2][]int, pl Placement, most int, tell func(Placement) bool) bool {
	roles := len(s.p.Units[u].Roles)
	can := func(r, j int) bool {
		x := people[r][j]
		pl.Who[r] = int16(x)
		return row.Who[r][j] == 0 && s.roleAllowed(u, r, pl) && !(row.Near[r][j] && s.Far(u, x, pl))
	}
	if roles == 0 {
		return tell(pl)
	}
	told := 0
	for a := range people[0] {
		pl.Who[0], pl.Who[1] = None, None
		if !can(0, a) {
			continue
		}
		if roles == 1 {
			if told++; !tell(pl) {
				return false
			}
			if told == most {
				break
			}
			continue
		}
		for b := range people[1] {
			if people[1][b] == people[0][a] || !can(1, b) {
				continue
			}
			if told++; !tell(pl) {
				return false
			}
			if told == most {
				return true
			}
		}
	}
	return true
}

// inTheWay are the units in the way of what is left, wherever that might go;
// those that may move already are not told again.
func (s *State) inTheWay(left []int, moving []bool) (found []int) {
	seen := make([]bool, len(s.at))
	for _, u := range left {
		un := &s.p.Units[u]
		pl := Nowhere
		for i := range un.Starts {
			for t := range TicksPerDay {
				if un.Starts[i]>>t&1 == 0 {
					continue
				}
				pl.Pattern, pl.Tick = int16(i), int16(t)
				s.neighbours(u, pl, seen)
			}
		}
	}
	for v := range seen {
		if seen[v] && !moving[v] && !s.p.Units[v].Fixed {
			found = append(found, v)
		}
	}
	return found
}

// neighbours marks who meets at the time of a placement in a place, or with a
// person, that a unit may have.
func (s *State) neighbours(u int, pl Placement, seen []bool) {
	un := &s.p.Units[u]
	mask := s.masks[u] << pl.Tick
	for v := range s.at {
		at := s.at[v]
		if seen[v] || v == u || !at.Placed() || !s.meetOn(pl.Pattern, at.Pattern) {
			continue
		}
		sameTime := s.masks[v]<<at.Tick&mask != 0
		takes := sameTime && at.Place >= 0 && s.allowed[u][at.Place]
		for r := range un.Roles {
			for _, x := range at.Who {
				takes = takes || x >= 0 && s.windows[u][r][x].to >= s.windows[u][r][x].from
			}
		}
		seen[v] = takes
	}
}

func (s *State) meetOn(a, b int16) bool {
	for _, d := range s.pdays[a] {
		if s.on[int(b)*s.days+int(d)] {
			return true
		}
	}
	return false
}

// goBack puts units that moved to where they were before, as far as they fit.
func (s *State) goBack(was []Placement, moving []bool) {
	for again := true; again; {
		again = false
		for u := range was {
			if moving[u] && was[u].Placed() && s.at[u].Placed() && s.at[u] != was[u] && s.Put(u, was[u]) {
				again = true
			}
		}
	}
}

// solution is the plan as it stands.
func (s *State) solution() Solution {
	so := Solution{At: slices.Clone(s.at), Missing: s.missing, Cost: s.cost}
	for u := range so.At {
		if !so.At[u].Placed() {
			so.Unplaced = append(so.Unplaced, u)
		}
	}
	return so
}
