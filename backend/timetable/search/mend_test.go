package search

import (
	"context"
	"slices"
	"testing"
)

// week is a problem of one day and some half-day starts in two places with three
// people, each unit two ticks long.
func week(units ...Unit) *Problem {
	p := &Problem{Days: 1, Patterns: []Pattern{{0}}, Travel: [][]int{{0}}}
	for i := range 2 {
		p.Places = append(p.Places, Place{Site: 0, Open: []uint64{0xff}, Shares: i})
	}
	for range 3 {
		p.People = append(p.People, Person{Free: []uint64{0xff}})
	}
	for _, un := range units {
		un.Sessions, un.Length, un.Unplaced = 1, 2, 1000
		p.Units = append(p.Units, un)
	}
	return p
}

// by is a unit that may start at these ticks in either place, by one of these.
func by(starts uint64, people ...int) Unit {
	un := Unit{Starts: []uint64{starts}, Places: []int{0, 1}, Roles: [][]Candidate{nil}}
	for _, x := range people {
		un.Roles[0] = append(un.Roles[0], Candidate{x, 0, 0})
	}
	return un
}

func at(tick, place, who int) Placement {
	return Placement{Pattern: 0, Tick: int16(tick), Place: int16(place), Who: [2]int16{int16(who), None}}
}

func TestMendChangesAsLittleAsItCan(t *testing.T) {
	cases := map[string]struct {
		problem *Problem
		change  func(*Problem)
		start   []Placement
		want    []Placement
	}{
		"nothing is broken": {week(by(0x55, 0, 1)), func(*Problem) {}, []Placement{at(0, 0, 0)}, []Placement{at(0, 0, 0)}},
		"other people will do": {week(by(0x55, 0, 1), by(0x55, 2)), func(p *Problem) { p.People[0].Free[0] = 0 },
			[]Placement{at(0, 0, 0), at(0, 1, 2)}, []Placement{at(0, 0, 1), at(0, 1, 2)}},
		"another place": {week(by(0x55, 0)), func(p *Problem) { p.Places[0].Open[0] = 0 },
			[]Placement{at(2, 0, 0)}, []Placement{at(2, 1, 0)}},
		"another time": {week(by(0x5, 0), by(0x5, 2)), func(p *Problem) { p.People[0].Free[0] = 0xfc },
			[]Placement{at(0, 0, 0), at(0, 1, 2)}, []Placement{at(2, 0, 0), at(0, 1, 2)}},
		"a neighbour has to move": {week(by(0x1, 0, 1), by(0x5, 1)), func(p *Problem) { p.People[0].Free[0] = 0 },
			[]Placement{at(0, 0, 0), at(0, 1, 1)}, []Placement{at(0, 0, 1), at(2, 1, 1)}},
		"nothing helps": {week(by(0x1, 0), by(0x5, 1)), func(p *Problem) { p.People[0].Free[0] = 0 },
			[]Placement{at(0, 0, 0), at(0, 1, 1)}, []Placement{Nowhere, at(0, 1, 1)}},
		"what was left out stays so": {week(by(0x55, 0), by(0x55, 1)), func(*Problem) {},
			[]Placement{Nowhere, at(0, 1, 1)}, []Placement{Nowhere, at(0, 1, 1)}},
	}
	for name, c := range cases {
		c.change(c.problem)
		so, err := Mend(context.Background(), c.problem, Budget{Steps: 500, Start: c.start})
		if err != nil {
			t.Fatal(err)
		}
		for u := range so.At {
			same := so.At[u] == c.want[u]
			if name == "a neighbour has to move" { // where to is its own affair, but for the time
				same = so.At[u].Tick == c.want[u].Tick && so.At[u].Who == c.want[u].Who
			}
			if !same {
				t.Errorf("%s: unit %d is at %v, want %v", name, u, so.At[u], c.want[u])
			}
		}
	}
}

func TestSurveyFindsWhatClashesFind(t *testing.T) {
	p := week(by(0x55, 0, 1), by(0x55, 1, 2), by(0x55, 0, 2))
	p.People[2].Free[0] = 0x0f
	s, err := NewState(p)
	if err != nil {
		t.Fatal(err)
	}
	s.Put(1, at(2, 0, 1))
	s.Put(2, at(4, 1, 0))
	var fit, found []Placement
	s.EachFit(0, p.Units[0].Starts, []int{0, 1}, 9, func(pl Placement) bool { found = append(found, pl); return true })
	for tick := range 8 {
		for place := range 2 {
			for who := range 2 {
				if pl := at(tick, place, who); s.Fits(0, pl).Rule == Clean {
					fit = append(fit, pl)
				}
			}
		}
	}
	if len(fit) == 0 || !slices.Equal(fit, found) {
		t.Errorf("EachFit finds %v, Fits lets in %v", found, fit)
	}
	cheapest := s.Cheapest(0)
	if s.Fits(0, cheapest).Rule != Clean {
		t.Errorf("the cheapest, %v, does not fit", cheapest)
	}
}
