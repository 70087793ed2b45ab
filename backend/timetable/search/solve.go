package search

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Budget is how much work a search does, never how long: the plan must not
// depend on how quick a machine is.
type Budget struct {
	Steps int    // moves tried by all seeds together
	Seeds int    // searches from different seeds, the best of which wins; 0 = 1
	Seed  uint64 // of the first
	// FirstClean stops as soon as every unit that can be placed stands.
	FirstClean bool
	// Only, where not nil, are the units that may move; all others stay where
	// Start has them.
	Only []bool
	// Start is where to begin: of every unit, its placement. What does not fit
	// is taken out and placed anew. nil = from nothing.
	Start []Placement
	// Home, where not nil, is of every unit a placement that is worth trying
	// again, such as where it stood when people were told; Nowhere = none.
	Home []Placement
	// Report, where not nil, is told now and then how far the search is. It is
	// called from one goroutine at a time.
	Report func(Progress)
}

// Progress is how far a search is.
type Progress struct {
	Done, Steps int // moves tried, and to be tried, by all seeds
	Unplaced    int // units of the best plan so far that are not placed
	Cost        int // its soft cost
}

// Solution is a plan: no two placements in it break a hard rule.
type Solution struct {
	At       []Placement // of every unit
	Unplaced []int       // units left out, in order
	Missing  int         // what leaving them out costs
	Cost     int         // soft
	Steps    int         // moves tried
	Stopped  bool        // the context ended it: the best so far
}

// Solve searches until its steps are done or ctx ends, which it notices within
// some hundreds of moves, and gives the best plan it saw. Where there are
// several seeds, each has its share of the first half of the steps, and the one
// that came furthest has the second half to itself: a large term gains more
// from one long search than from four short ones.
func Solve(ctx context.Context, p *Problem, b Budget) (Solution, error) {
	if err := p.Check(); err != nil {
		return Solution{}, err
	}
	g := lay(p)
	b.Seeds = max(b.Seeds, 1)
	workers := make([]*worker, b.Seeds)
	var done atomic.Int64
	tell := reporter(&b, &done)
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range workers {
		all.Add(1)
		free <- struct{}{}
		go func() {
			defer all.Done()
			w := newWorker(ctx, g, &b, b.Seed+uint64(i))
			w.allowed, w.done, w.tell = scouting(&b)/b.Seeds, &done, tell
			w.run()
			workers[i] = w
			<-free
		}()
	}
	all.Wait()
	if won := furthest(workers); scouting(&b) < b.Steps && !won.stopped {
		won.allowed = won.steps + b.Steps - scouting(&b)
		won.goOn()
	}
	return best(workers), nil
}

// scouting is how many of the steps all seeds share.
func scouting(b *Budget) int {
	if b.Seeds == 1 || b.FirstClean {
		return b.Steps
	}
	return b.Steps / 2
}

// reporter tells of progress, one at a time: the best of what any search has.
func reporter(b *Budget, done *atomic.Int64) func(w *worker) {
	if b.Report == nil {
		return nil
	}
	var turn sync.Mutex
	var so Progress
	first := true
	return func(w *worker) {
		left := 0
		for _, at := range w.best {
			if !at.Placed() {
				left++
			}
		}
		turn.Lock()
		defer turn.Unlock()
		if first || left < so.Unplaced || left == so.Unplaced && w.bestCost < so.Cost {
			so.Unplaced, so.Cost, first = left, w.bestCost, false
		}
		so.Done, so.Steps = min(int(done.Load()), b.Steps), b.Steps
		b.Report(so)
	}
}

// furthest is the search whose plan leaves out least, then costs least, then has
// the lowest seed.
func furthest(workers []*worker) (won *worker) {
	for _, w := range workers {
		if won == nil || w.bestMissing < won.bestMissing || w.bestMissing == won.bestMissing && w.bestCost < won.bestCost {
			won = w
		}
	}
	return won
}

// best is the plan of the search that came furthest.
func best(workers []*worker) Solution {
	won := furthest(workers)
	so := Solution{At: won.best, Missing: won.bestMissing, Cost: won.bestCost}
	for _, w := range workers {
		so.Steps += w.steps
		so.Stopped = so.Stopped || w.stopped
	}
	for u := range so.At {
		if !so.At[u].Placed() {
			so.Unplaced = append(so.Unplaced, u)
		}
	}
	return so
}
