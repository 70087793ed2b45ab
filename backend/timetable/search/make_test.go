package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/timetable/search"
)

// term makes a small problem with every hard rule in it: six weeks of five
// days, places on three sites with one shared account, people with caps and
// rest, kit, an order and two arms.
func term(r *rand.Rand, units int) *search.Problem {
	p := &search.Problem{Days: 42, Groups: 4, Kit: []int{2, 1}, Evening: 44, Morning: 12,
		Travel: [][]int{{1, 3, 5}, {4, 1, 2}, {5, 1, 1}}}
	for i := range 7 {
		place := search.Place{Site: i % 3, Shares: i, After: r.IntN(3), Open: week(p.Days, ticksFrom(8, 52))}
		if i > 4 {
			place.Site, place.Shares, place.After = search.None, 5, 0
		}
		place.Open[r.IntN(p.Days)] = 0
		p.Places = append(p.Places, place)
	}
	for range 12 {
		person := search.Person{Free: week(p.Days, ticksFrom(4+r.IntN(12), 40+r.IntN(20))), PerDay: 12 + r.IntN(20), PerWeek: 2 + r.IntN(4), Rests: r.IntN(2) == 0}
		for range 4 {
			person.Free[r.IntN(p.Days)] = 0
		}
		p.People = append(p.People, person)
	}
	for k := 1; k <= 3; k++ {
		for start := 0; start+7*(k-1) < p.Days; start++ {
			var days []int
			for j := range k {
				days = append(days, start+7*j)
			}
			p.Patterns = append(p.Patterns, days)
		}
	}
	for u := range units {
		un := search.Unit{Sessions: 1 + r.IntN(3), Length: 4 + 2*r.IntN(3), Unplaced: 1000 * (1 + r.IntN(5))}
		for _, days := range p.Patterns {
			starts := uint64(0)
			if len(days) == un.Sessions {
				starts = ticksFrom(8, 52-un.Length) & 0x5555555555555555
			}
			un.Starts = append(un.Starts, starts)
		}
		for i := range p.Places {
			if r.IntN(3) > 0 {
				un.Places = append(un.Places, i)
			}
		}
		roles := r.Perm(len(p.People))
		for _, half := range [][]int{roles[:5], roles[5:10]} {
			var role []search.Candidate
			for _, x := range half {
				role = append(role, search.Candidate{Person: x, From: 0, To: p.Days - 1 - r.IntN(8)})
			}
			un.Roles = append(un.Roles, role)
		}
		if r.IntN(5) == 0 {
			un.With = []int{roles[10]}
		}
		if r.IntN(3) == 0 {
			un.Groups = []int{r.IntN(p.Groups)}
		}
		if r.IntN(4) == 0 {
			un.Kit = []search.KitUse{{Kind: r.IntN(2), Count: 1}}
		}
		if u > 0 && r.IntN(8) == 0 {
			un.After = []int{r.IntN(u)}
		}
		un.Arm = []int{search.NoArm, search.AdultArm, search.AdultArm, search.YouthArm}[r.IntN(4)]
		p.Units = append(p.Units, un)
	}
	p.Rules = softRules(p)
	return p
}

func week(days int, open uint64) []uint64 {
	all := make([]uint64, days)
	for d := range all {
		if d%7 < 5 {
			all[d] = open
		}
	}
	return all
}

func ticksFrom(from, to int) uint64 {
	m := uint64(0)
	for t := from; t < to; t++ {
		m |= 1 << t
	}
	return m
}

// softRules are one of each kind.
func softRules(p *search.Problem) []search.Rule {
	return []search.Rule{
		{ID: "place", Weight: 3, Place: func(u, place int) int { return (u*7 + place*5) % 11 }},
		{ID: "when", Weight: 2, When: func(u, pattern, tick int) int { return (u + pattern + tick) % 7 }},
		{ID: "meets", Weight: 1, Meets: func(u int, at search.Placement) int { return int(at.Who[0]+at.Who[1]+2) % 5 }},
		{ID: "spread", Weight: 1, Count: func() search.Counter { return &spread{p: p, week: make([]int, p.Days/7+1)} }},
	}
}

// spread costs the square of the sessions of every week.
type spread struct {
	p    *search.Problem
	week []int
}

func (s *spread) Enter(u int, at search.Placement) int {
	change := 0
	for _, d := range s.p.Patterns[at.Pattern] {
		change += 2*s.week[d/7] + 1
		s.week[d/7]++
	}
	return change
}

func (s *spread) Leave(u int, at search.Placement) int {
	change := 0
	for _, d := range s.p.Patterns[at.Pattern] {
		s.week[d/7]--
		change -= 2*s.week[d/7] + 1
	}
	return change
}

// meeting is one session of a plan, for the validator.
type meeting struct {
	unit, day, start, end, place int
	people                       []int
}

func meetings(p *search.Problem, at []search.Placement) []meeting {
	var all []meeting
	for u, pl := range at {
		if !pl.Placed() {
			continue
		}
		who := slices.Clone(p.Units[u].With)
		for r := range p.Units[u].Roles {
			who = append(who, int(pl.Who[r]))
		}
		for _, d := range p.Patterns[pl.Pattern] {
			all = append(all, meeting{u, d, int(pl.Tick), int(pl.Tick) + p.Units[u].Length, int(pl.Place), who})
		}
	}
	return all
}

// broken is the validator: it reads a plan session by session, with none of the
// engine's masks and counts, and says what breaks a hard rule.
func broken(p *search.Problem, at []search.Placement) []string {
	var wrong []string
	say := func(format string, values ...any) { wrong = append(wrong, fmt.Sprintf(format, values...)) }
	all := meetings(p, at)
	for i, a := range all {
		un := &p.Units[a.unit]
		if un.Starts[at[a.unit].Pattern]>>a.start&1 == 0 || !slices.Contains(un.Places, a.place) {
			say("unit %d starts or lies where it may not", a.unit)
		}
		for t := a.start; t < a.end; t++ {
			if p.Places[a.place].Open[a.day]>>t&1 == 0 {
				say("place %d is shut on %d", a.place, a.day)
			}
			for _, x := range a.people {
				if p.People[x].Free[a.day]>>t&1 == 0 {
					say("person %d is away on %d", x, a.day)
				}
			}
			for kind, have := range p.Kit {
				used := 0
				for _, b := range all {
					for _, k := range p.Units[b.unit].Kit {
						if b.day == a.day && b.start <= t && t < b.end && k.Kind == kind {
							used += k.Count
						}
					}
				}
				if used > have {
					say("kit %d is used %d times on %d", kind, used, a.day)
				}
			}
		}
		for r, role := range un.Roles {
			if !slices.ContainsFunc(role, func(c search.Candidate) bool {
				return c.Person == int(at[a.unit].Who[r]) && c.From <= a.day && a.day <= c.To
			}) {
				say("unit %d role %d is taken by %d", a.unit, r, at[a.unit].Who[r])
			}
		}
		for j, x := range a.people {
			if slices.Contains(a.people[:j], x) {
				say("person %d twice in unit %d", x, a.unit)
			}
			work, sessions := 0, 0
			for _, b := range all {
				if slices.Contains(b.people, x) {
					if b.day == a.day {
						work += b.end - b.start
					}
					if b.day/7 == a.day/7 {
						sessions++
					}
					if b.day == a.day+1 && a.end > p.Evening && b.start < p.Morning && p.People[x].Rests {
						say("person %d has no rest after %d", x, a.day)
					}
				}
			}
			if work > p.People[x].PerDay || sessions > p.People[x].PerWeek {
				say("person %d works too much on %d", x, a.day)
			}
		}
		for _, v := range un.After {
			for _, b := range all {
				if b.unit == v && b.day >= a.day {
					say("unit %d is not after %d", a.unit, v)
				}
			}
		}
		for _, b := range all[i+1:] {
			wrong = append(wrong, together(p, a, b)...)
		}
	}
	return wrong
}

// together says what breaks between two sessions.
func together(p *search.Problem, a, b meeting) []string {
	if a.day != b.day {
		return nil
	}
	if b.start < a.start {
		a, b = b, a
	}
	var wrong []string
	say := func(what string) {
		wrong = append(wrong, fmt.Sprintf("%s: units %d and %d on %d", what, a.unit, b.unit, a.day))
	}
	one, two := p.Places[a.place], p.Places[b.place]
	overlap := b.start < a.end
	if one.Shares == two.Shares && (b.start < a.end+one.After || a.start < b.end && overlap) {
		say("place")
	}
	ua, ub := p.Units[a.unit], p.Units[b.unit]
	for _, g := range ua.Groups {
		if overlap && slices.Contains(ub.Groups, g) {
			say("group")
		}
	}
	if overlap && one.Site >= 0 && one.Site == two.Site && ua.Arm != ub.Arm && ua.Arm != search.NoArm && ub.Arm != search.NoArm {
		say("arms")
	}
	for _, x := range a.people {
		if !slices.Contains(b.people, x) {
			continue
		}
		need := 0
		if one.Site >= 0 && two.Site >= 0 && a.place != b.place {
			need = p.Travel[one.Site][two.Site]
		}
		if b.start < a.end+need {
			say("person or travel")
		}
	}
	return wrong
}

// costOf works out the soft cost anew, and what is left out.
func costOf(p *search.Problem, at []search.Placement) (cost, missing int) {
	for _, parts := range search.Parts(p, at) {
		for _, c := range parts {
			cost += c
		}
	}
	for u := range at {
		if !at[u].Placed() {
			missing += p.Units[u].Unplaced
		}
	}
	return cost, missing
}
