package search

import (
	"cmp"
	"slices"
)

// ground is a problem made ready: everything about it that no search changes,
// shared by all of them.
type ground struct {
	p           *Problem
	days, weeks int
	week        []int
	pdays       [][]int16 // days of every pattern
	on          []bool    // [pattern][day]
	masks       []uint64  // of every unit, its ticks at tick 0
	starts      [][]uint64
	share       []int
	after       []int
	shut        []uint64 // [place][day]
	groups      [][]int16
	plain       []bool // units of places and groups alone
	allowed     [][]bool
	windows     [][2][]window // [unit][role][person]
	before      [][]int16     // units that come after a unit
	apart       bool
	whens       [][]when // of every unit, when it may start

	conflict       []uint64 // [unit][unit]: a bit where two share an audience
	words          int      // of a row of conflict
	counted, meets []int    // rules, by kind
	placeCost      []int32
	whenCost       [][]int32
	whenAt         [][]int32
	looks          []Aspect // of the rules that count
	weight         []int
	byTime         []int // of them, those that look at the time alone
	byPlace        []int // at the place alone
	byMore         []int // at more

	grid *grid // nil where starts overlap, or people are needed
}

type when struct{ pattern, tick int16 }

// window is the days on which a candidate may take a role; none when from > to.
type window struct{ from, to int16 }

func lay(p *Problem) *ground {
	g := &ground{p: p, days: p.Days, week: p.Week, on: make([]bool, len(p.Patterns)*p.Days)}
	if g.week == nil {
		for d := range p.Days {
			g.week = append(g.week, d/7)
		}
	}
	for _, w := range g.week {
		g.weeks = max(g.weeks, w+1)
	}
	for i, pattern := range p.Patterns {
		var days []int16
		for _, d := range pattern {
			days = append(days, int16(d))
			g.on[i*p.Days+d] = true
		}
		g.pdays = append(g.pdays, days)
	}
	for _, pl := range p.Places {
		g.share = append(g.share, pl.Shares)
		g.after = append(g.after, pl.After)
		for _, open := range pl.Open {
			g.shut = append(g.shut, ^open)
		}
	}
	g.before = make([][]int16, len(p.Units))
	for u := range p.Units {
		g.layUnit(u)
	}
	g.layConflicts()
	g.layRules()
	g.layGrid()
	return g
}

// layConflicts finds who shares an audience.
func (g *ground) layConflicts() {
	n := len(g.p.Units)
	g.words = (n + 63) / 64
	g.conflict = make([]uint64, n*g.words)
	members := make([][]int, g.p.Groups)
	for u := range g.p.Units {
		for _, x := range g.p.Units[u].Groups {
			members[x] = append(members[x], u)
		}
	}
	for _, group := range members {
		for _, u := range group {
			for _, v := range group {
				g.conflict[u*g.words+v>>6] |= 1 << (v & 63)
			}
		}
	}
}

func (g *ground) layUnit(u int) {
	p, un := g.p, &g.p.Units[u]
	g.masks = append(g.masks, ticks(un.Length))
	g.starts = append(g.starts, un.Starts)
	var groups []int16
	for _, x := range un.Groups {
		groups = append(groups, int16(x))
	}
	g.groups = append(g.groups, groups)
	allowed := make([]bool, len(p.Places))
	for _, place := range un.Places {
		allowed[place] = true
	}
	g.allowed = append(g.allowed, allowed)
	var windows [2][]window
	for r, role := range un.Roles {
		windows[r] = make([]window, len(p.People))
		for x := range windows[r] {
			windows[r][x] = window{1, 0}
		}
		for _, c := range role {
			windows[r][c.Person] = window{int16(c.From), int16(c.To)}
		}
	}
	g.windows = append(g.windows, windows)
	for _, v := range un.After {
		g.before[v] = append(g.before[v], int16(u))
	}
	g.apart = g.apart || un.Arm == YouthArm
	var whens []when
	for pattern, starts := range un.Starts {
		for t := range TicksPerDay {
			if starts>>t&1 != 0 {
				whens = append(whens, when{int16(pattern), int16(t)})
			}
		}
	}
	g.whens = append(g.whens, whens)
	g.plain = append(g.plain, len(un.Roles)+len(un.With)+len(un.Kit)+len(un.After) == 0)
}

func (g *ground) layRules() {
	for u := range g.p.Units { // before is known only now
		g.plain[u] = g.plain[u] && len(g.before[u]) == 0 && !g.apart
	}
	for r := range g.p.Rules {
		rule := &g.p.Rules[r]
		if rule.Count != nil {
			g.layCounted(r)
		}
		if rule.Meets != nil {
			g.meets = append(g.meets, r)
		}
		if rule.Place != nil {
			g.layPlaceCost(rule)
		}
		if rule.When != nil {
			g.layWhenCost(rule)
		}
	}
}

// layCounted notes a rule that counts, by what it looks at.
func (g *ground) layCounted(r int) {
	i, looks := len(g.counted), g.p.Rules[r].Looks
	switch looks {
	case 0:
		looks = AtTime | AtPlace | AtWho
		g.byMore = append(g.byMore, i)
	case AtTime:
		g.byTime = append(g.byTime, i)
	case AtPlace:
		g.byPlace = append(g.byPlace, i)
	default:
		g.byMore = append(g.byMore, i)
	}
	g.counted, g.looks, g.weight = append(g.counted, r), append(g.looks, looks), append(g.weight, g.p.Rules[r].Weight)
}

func (g *ground) layPlaceCost(rule *Rule) {
	n := len(g.p.Places)
	if g.placeCost == nil {
		g.placeCost = make([]int32, len(g.p.Units)*n)
	}
	for u := range g.p.Units {
		for place := range n {
			if g.allowed[u][place] || g.p.Units[u].Fixed && int(g.p.Units[u].At.Place) == place {
				g.placeCost[u*n+place] += int32(rule.Place(u, place) * rule.Weight)
			}
		}
	}
}

// layWhenCost keeps what a rule costs at every start; only for the patterns a
// unit has starts in.
func (g *ground) layWhenCost(rule *Rule) {
	if g.whenCost == nil {
		g.whenCost, g.whenAt = make([][]int32, len(g.p.Units)), make([][]int32, len(g.p.Units))
		for u := range g.p.Units {
			un := &g.p.Units[u]
			g.whenAt[u] = make([]int32, len(g.p.Patterns))
			n := 0
			for i := range un.Starts {
				if un.Starts[i] != 0 || un.Fixed && int(un.At.Pattern) == i {
					g.whenAt[u][i] = int32(n)
					n += TicksPerDay
				}
			}
			g.whenCost[u] = make([]int32, n)
		}
	}
	for u := range g.p.Units {
		un := &g.p.Units[u]
		for i := range un.Starts {
			for t := range TicksPerDay {
				if un.Starts[i]>>t&1 != 0 || un.Fixed && int(un.At.Pattern) == i && int(un.At.Tick) == t {
					g.whenCost[u][int(g.whenAt[u][i])+t] += int32(rule.When(u, i, t) * rule.Weight)
				}
			}
		}
	}
}

// ticks is a mask of n ticks from tick 0.
func ticks(n int) uint64 {
	if n >= TicksPerDay {
		return ^uint64(0)
	}
	return 1<<n - 1
}

// extended is the ticks a unit takes of a place, at tick 0: clearing up counts.
func (g *ground) extended(u, place int) uint64 {
	if g.after[place] == 0 {
		return g.masks[u]
	}
	return ticks(g.p.Units[u].Length + g.after[place])
}

func (g *ground) placeAllowed(u, place int) bool {
	if place < 0 {
		return len(g.p.Units[u].Places) == 0
	}
	return g.allowed[u][place]
}

func (g *ground) roleAllowed(u, r int, pl Placement) bool {
	if pl.Who[r] < 0 {
		return false
	}
	w, days := g.windows[u][r][pl.Who[r]], g.pdays[pl.Pattern]
	return w.from <= days[0] && days[len(days)-1] <= w.to
}

// tooClose tells whether somebody who is in a session cannot be in another one,
// at a place and between two ticks, as well: they overlap, or leave no time for
// the way, which may be longer there than back.
func (g *ground) tooClose(e *entry, place, start, end int) bool {
	return start < int(e.end)+g.travelTicks(int(e.place), place) && int(e.start) < end+g.travelTicks(place, int(e.place))
}

// travelTicks is how long it takes from one place to another; none where one
// is online or both are the same.
func (g *ground) travelTicks(a, b int) int {
	if a < 0 || b < 0 || a == b {
		return 0
	}
	from, to := g.p.Places[a].Site, g.p.Places[b].Site
	if from < 0 || to < 0 {
		return 0
	}
	return g.p.Travel[from][to]
}

func (s *State) sharesOwn(u, place int) bool {
	at := s.at[u]
	return at.Pattern >= 0 && at.Place >= 0 && s.share[at.Place] == s.share[place]
}

// worksIn tells whether somebody works in a unit as it is placed.
func (g *ground) worksIn(u, x int, pl Placement) bool {
	if int(pl.Who[0]) == x || int(pl.Who[1]) == x {
		return true
	}
	return slices.Contains(g.p.Units[u].With, x)
}

// people are all who work in a unit as it is placed.
func (g *ground) people(u int, pl Placement) []int {
	all := slices.Clone(g.p.Units[u].With)
	for r := range g.p.Units[u].Roles {
		all = append(all, int(pl.Who[r]))
	}
	return all
}

func (s *State) otherArm(u, v, place int) bool {
	at := s.at[v]
	return at.Place >= 0 && s.p.Places[at.Place].Site == s.p.Places[place].Site &&
		s.p.Units[v].Arm != NoArm && s.p.Units[v].Arm != s.p.Units[u].Arm
}

func (s *State) firstDay(u int) int { return int(s.pdays[s.at[u].Pattern][0]) }
func (s *State) lastDay(u int) int  { return last(s.p.Patterns[s.at[u].Pattern]) }

func last(days []int) int { return days[len(days)-1] }

// Parts shares out the soft cost of a plan: of every unit, by rule, what it adds
// to those before it, in order of day, tick and index. Over all units they add
// up exactly to the cost of the plan.
func Parts(p *Problem, at []Placement) [][]int {
	order := make([]int, 0, len(at))
	for u := range at {
		if at[u].Placed() {
			order = append(order, u)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.Patterns[at[a].Pattern][0], p.Patterns[at[b].Pattern][0]), cmp.Compare(at[a].Tick, at[b].Tick))
	})
	parts := make([][]int, len(at))
	for u := range parts {
		parts[u] = make([]int, len(p.Rules))
	}
	for r := range p.Rules {
		rule := &p.Rules[r]
		var counter Counter
		if rule.Count != nil {
			counter = rule.Count()
		}
		for _, u := range order {
			cost := 0
			if rule.Place != nil && at[u].Place >= 0 {
				cost += rule.Place(u, int(at[u].Place))
			}
			if rule.When != nil {
				cost += rule.When(u, int(at[u].Pattern), int(at[u].Tick))
			}
			if rule.Meets != nil {
				cost += rule.Meets(u, at[u])
			}
			if counter != nil {
				cost += counter.Enter(u, at[u])
			}
			parts[u][r] = cost * rule.Weight
		}
	}
	return parts
}
