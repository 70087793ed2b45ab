package search_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"
	"time"

	"daybook/backend/timetable/search"
)

// TestMovesAddUp makes 10⁵ random moves: what fits is what the validator takes,
// and the cost kept on the way is the cost worked out anew.
func TestMovesAddUp(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine does it all, and the race detector would take minutes")
	}
	const moves = 100_000
	r := rand.New(rand.NewPCG(5, 6))
	fitted, refused := 0, 0
	for round := range 10 {
		p := term(r, 14)
		s, err := search.NewState(p)
		if err != nil {
			t.Fatal(err)
		}
		at := make([]search.Placement, len(p.Units))
		for u := range at {
			at[u] = search.Nowhere
		}
		for i := range moves / 10 {
			u := r.IntN(len(p.Units))
			pl := drawn(r, p, u, at[u])
			before := s.Cost()
			was := at[u]
			shift := 0
			if was.Placed() {
				shift = s.Shift(u, pl)
			}
			fits := s.Fits(u, pl).Rule == search.Clean
			if i%10 == 0 {
				at[u] = pl
				if found := broken(p, at); fits != (len(found) == 0) {
					t.Fatalf("round %d move %d: fits is %v (%+v), the validator finds %v", round, i, fits, s.Clashes(u, pl), found)
				}
				at[u] = was
			}
			if put := s.Put(u, pl); put != fits {
				t.Fatalf("Fits says %v, Put %v: %+v", fits, put, s.Clashes(u, pl))
			}
			if !fits {
				refused++
				if r.IntN(40) == 0 {
					s.Take(u)
					at[u] = search.Nowhere
				}
				continue
			}
			fitted++
			at[u] = pl
			if was.Placed() && s.Cost()-before != shift {
				t.Fatalf("Shift said %d, it was %d", shift, s.Cost()-before)
			}
			if i%10 == 0 {
				if cost, missing := costOf(p, at); cost != s.Cost() || missing != s.Missing() {
					t.Fatalf("kept %d and %d, worked out %d and %d", s.Cost(), s.Missing(), cost, missing)
				}
			}
		}
	}
	if fitted < moves/50 || refused < moves/50 {
		t.Fatalf("%d moves fitted and %d were refused: the test sees only one side", fitted, refused)
	}
}

// drawn is a random placement near enough to what is asked to fit now and then.
func drawn(r *rand.Rand, p *search.Problem, u int, from search.Placement) search.Placement {
	un := &p.Units[u]
	pl := from
	if !from.Placed() || r.IntN(2) == 0 {
		var patterns []int
		for i, starts := range un.Starts {
			if starts != 0 {
				patterns = append(patterns, i)
			}
		}
		pl.Pattern, pl.Tick = int16(patterns[r.IntN(len(patterns))]), int16(8+2*r.IntN(20))
	}
	if !from.Placed() || r.IntN(2) == 0 {
		pl.Place = int16(un.Places[r.IntN(len(un.Places))])
	}
	for i := range un.Roles {
		if !from.Placed() || r.IntN(2) == 0 {
			pl.Who[i] = int16(un.Roles[i][r.IntN(len(un.Roles[i]))].Person)
		}
	}
	return pl
}

// TestPlansKeepTheRules solves small terms and lets the validator read them.
func TestPlansKeepTheRules(t *testing.T) {
	for seed := range uint64(6) {
		p := term(rand.New(rand.NewPCG(seed, 1)), 24)
		so, err := search.Solve(context.Background(), p, search.Budget{Steps: 60_000, Seeds: 2, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if found := broken(p, so.At); len(found) > 0 {
			t.Errorf("seed %d: %v", seed, found)
		}
		if cost, missing := costOf(p, so.At); cost != so.Cost || missing != so.Missing {
			t.Errorf("seed %d: said %d and %d, worked out %d and %d", seed, so.Cost, so.Missing, cost, missing)
		}
		if len(so.Unplaced) > 4 {
			t.Errorf("seed %d: %d of 24 left out", seed, len(so.Unplaced))
		}
	}
}

// TestSamePlan: the plan hangs on the problem and the seed, not on the cores.
func TestSamePlan(t *testing.T) {
	p := term(rand.New(rand.NewPCG(3, 1)), 24)
	solve := func(cores int) search.Solution {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		so, err := search.Solve(context.Background(), p, search.Budget{Steps: 40_000, Seeds: 4, Seed: 9})
		if err != nil {
			t.Fatal(err)
		}
		return so
	}
	if one, eight := solve(1), solve(8); !reflect.DeepEqual(one, eight) {
		t.Errorf("one core gives cost %d, eight give %d", one.Cost, eight.Cost)
	}
}

// TestStopping: a search that is stopped soon gives a plan that keeps the rules.
func TestStopping(t *testing.T) {
	p := term(rand.New(rand.NewPCG(4, 1)), 24)
	ctx, stop := context.WithCancel(context.Background())
	asked := time.Time{}
	so, err := search.Solve(ctx, p, search.Budget{Steps: 1 << 40, Seeds: 4, Report: func(search.Progress) {
		if asked.IsZero() {
			asked = time.Now()
			stop()
		}
	}})
	if err != nil || !so.Stopped {
		t.Fatalf("stopped %v, %v", so.Stopped, err)
	}
	if found := broken(p, so.At); len(found) > 0 {
		t.Error(found)
	}
}
