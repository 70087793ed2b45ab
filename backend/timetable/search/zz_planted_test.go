package search_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"daybook/backend/timetable/search"
)

type pj struct {
	Weeks, D, H int
	Rooms       []struct {
		Site, Cap, Cost, Online int
		Open                    []int
	}
	People []struct {
		Peer, Maxwk, Home int
		Avail, Hol        []int
		Topics            []string
	}
	Courses []struct {
		K, Dur, Size, Online int
		Topic                string
		Rooms, Plant         []int
	}
	Travel [][]int
}

type loadC struct {
	p *search.Problem
	n []int
}

func (l *loadC) each(u int, at search.Placement, d int) int {
	c := 0
	k := l.p.Units[u].Sessions * d
	for _, x := range at.Who {
		a := l.n[x]
		l.n[x] += k
		c += 5 * (l.n[x]*l.n[x] - a*a)
	}
	return c
}
func (l *loadC) Enter(u int, at search.Placement) int { return l.each(u, at, 1) }
func (l *loadC) Leave(u int, at search.Placement) int { return l.each(u, at, -1) }

func pproblem(file string, fixed bool) *search.Problem {
	b, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	var j pj
	if err := json.Unmarshal(b, &j); err != nil {
		panic(err)
	}
	p := &search.Problem{Days: j.Weeks * 7, Evening: 99, Morning: 0}
	for _, row := range j.Travel {
		var t []int
		for range row {
			t = append(t, 1)
		}
		t[len(p.Travel)] = 0
		p.Travel = append(p.Travel, t)
	}
	mk := func(av []int, hol []int) []uint64 {
		out := make([]uint64, p.Days)
		for w := range j.Weeks {
			skip := false
			for _, h := range hol {
				skip = skip || h == w
			}
			if skip {
				continue
			}
			for d := range j.D {
				for h := range j.H {
					if av[d*j.H+h] == 1 {
						out[w*7+d] |= 1 << h
					}
				}
			}
		}
		return out
	}
	for i, r := range j.Rooms {
		p.Places = append(p.Places, search.Place{Site: r.Site, Shares: i, Open: mk(r.Open, nil)})
	}
	for _, x := range j.People {
		p.People = append(p.People, search.Person{Free: mk(x.Avail, x.Hol), PerDay: 4, PerWeek: x.Maxwk})
	}
	for k := 1; k <= 8; k++ {
		for w := 0; w+k <= j.Weeks; w++ {
			for d := range j.D {
				var pt []int
				for x := range k {
					pt = append(pt, (w+x)*7+d)
				}
				p.Patterns = append(p.Patterns, pt)
			}
		}
	}
	for _, c := range j.Courses {
		un := search.Unit{Sessions: c.K, Length: c.Dur, Places: c.Rooms, Unplaced: 3000}
		for _, pt := range p.Patterns {
			m := uint64(0)
			if len(pt) == c.K {
				m = 1<<(j.H-c.Dur+1) - 1
			}
			un.Starts = append(un.Starts, m)
		}
		un.Roles = make([][]search.Candidate, 2)
		for i, x := range j.People {
			ok := strings.Contains(strings.Join(x.Topics, " "), c.Topic)
			if fixed {
				ok = i == c.Plant[0] || i == c.Plant[1]
			}
			if ok {
				un.Roles[x.Peer] = append(un.Roles[x.Peer], search.Candidate{Person: i, To: p.Days - 1})
			}
		}
		p.Units = append(p.Units, un)
	}
	p.Rules = []search.Rule{
		{ID: "venue", Weight: 10, Place: func(u, pl int) int { return j.Rooms[pl].Cost * j.Courses[u].K }},
		{ID: "travel", Weight: 1, Meets: func(u int, at search.Placement) int {
			s := j.Rooms[at.Place].Site
			if s < 0 {
				return 0
			}
			return j.Courses[u].K * (j.Travel[j.People[at.Who[0]].Home][s] + j.Travel[j.People[at.Who[1]].Home][s])
		}},
		{ID: "spread", Weight: 10, Count: func() search.Counter { return &spread{p: p, week: make([]int, p.Days/7+1)} }},
		{ID: "load", Weight: 1, Count: func() search.Counter { return &loadC{p, make([]int, len(p.People))} }},
	}
	return p
}
func pcpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
func TestPlanted(t *testing.T) {
	files, _ := filepath.Glob("/tmp/planted/" + os.Getenv("PAT") + "*.json")
	for _, f := range files {
		for _, fixed := range []bool{true, false} {
			p := pproblem(f, fixed)
			c := pcpu()
			so, err := search.Solve(context.Background(), p, search.Budget{Steps: 3_000_000, Seed: 1, FirstClean: true})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Printf("%s fixed=%v units=%d first: left=%v cpu=%.0fms steps=%d cost=%d", filepath.Base(f), fixed, len(p.Units), so.Unplaced, 1000*(pcpu()-c), so.Steps, so.Cost)
			if os.Getenv("LONG") != "" {
				for _, st := range []int{100_000, 500_000, 2_000_000, 10_000_000} {
					c := pcpu()
					so, _ := search.Solve(context.Background(), p, search.Budget{Steps: st, Seed: 1})
					fmt.Printf(" | %d: %d %v %.2fs", st, so.Cost, so.Unplaced, pcpu()-c)
				}
			}
			fmt.Println()
		}
	}
}
