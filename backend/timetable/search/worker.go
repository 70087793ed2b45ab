package search

import (
	"context"
	"slices"
	"sync/atomic"
)

// worker is one search from one seed.
type worker struct {
	*State
	chance
	ctx     context.Context
	budget  *Budget
	steps   int // done
	allowed int // steps it may do
	until   int // steps at which pushing ends
	told    int // steps it has reported
	done    *atomic.Int64
	tell    func(w *worker)

	moving  []bool // units that may move
	movable []int  // their indices
	hurt    []int  // how often a unit was pushed out: whoever is pushed often is hard to place

	best        []Placement
	bestMissing int
	bestCost    int
	stopped     bool
	heat        int64

	swaps  *exchange // on a grid
	chain  []int16   // of a Kempe chain
	inward []bool
	was    []Placement
}

func newWorker(ctx context.Context, g *ground, b *Budget, seed uint64) *worker {
	w := &worker{State: newState(g), chance: newChance(seed), ctx: ctx, budget: b,
		moving: make([]bool, len(g.p.Units)), hurt: make([]int, len(g.p.Units)), inward: make([]bool, len(g.p.Units))}
	for u := range g.p.Units {
		if !g.p.Units[u].Fixed && (b.Only == nil || b.Only[u]) {
			w.moving[u] = true
			w.movable = append(w.movable, u)
		}
	}
	if g.grid != nil {
		w.swaps = w.newExchange()
	}
	w.load()
	w.best, w.bestMissing, w.bestCost = slices.Clone(w.at), w.missing, w.cost
	return w
}

// load enters the plan to start from: first those that may not move, then the
// others, dearest to leave out first. What does not fit stays out.
func (w *worker) load() {
	if w.budget.Start == nil {
		return
	}
	var order []int
	for u := range w.at {
		if !w.p.Units[u].Fixed && w.budget.Start[u].Placed() {
			order = append(order, u)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case w.moving[a] != w.moving[b]:
			if w.moving[b] {
				return -1
			}
			return 1
		}
		return w.p.Units[b].Unplaced - w.p.Units[a].Unplaced
	})
	for _, u := range order {
		w.Put(u, w.budget.Start[u])
	}
}

// note keeps the plan when it is the best so far.
func (w *worker) note() bool {
	if w.missing > w.bestMissing || w.missing == w.bestMissing && w.cost >= w.bestCost {
		return false
	}
	copy(w.best, w.at)
	w.bestMissing, w.bestCost = w.missing, w.cost
	return true
}

// rewind goes back to the best plan so far.
func (w *worker) rewind() {
	for _, u := range w.movable {
		if w.at[u] != w.best[u] {
			w.Take(u)
		}
	}
	for _, u := range w.movable {
		if w.at[u] != w.best[u] && w.best[u].Placed() {
			w.enter(u, w.best[u])
		}
	}
}

// step counts one move tried and tells whether to go on. It looks at the
// context now and then only.
func (w *worker) step() bool {
	w.steps++
	if w.steps&63 == 0 && w.ctx.Err() != nil {
		w.stopped = true
	}
	if w.steps-w.told >= 1<<14 {
		w.report()
	}
	return !w.stopped && w.steps < w.allowed
}

func (w *worker) report() {
	w.done.Add(int64(w.steps - w.told))
	w.told = w.steps
	if w.tell != nil {
		w.tell(w)
	}
}

// run is the whole search of one seed.
func (w *worker) run() {
	w.construct()
	w.note()
	if w.missing > 0 && !w.stopped {
		w.chainAll(w.pushes())
	}
	w.note()
	w.rewind()
	w.report() // whoever waits for a first plan has it now
	if !w.clean() || !w.budget.FirstClean {
		w.anneal(w.budget.Start == nil)
		w.rewind()
	}
	w.report()
}

// goOn searches on from the best plan, with the steps it has now.
func (w *worker) goOn() {
	w.anneal(false)
	w.rewind()
	w.report()
}

// clean tells whether everything that may move is placed.
func (w *worker) clean() bool {
	for _, u := range w.movable {
		if !w.at[u].Placed() {
			return false
		}
	}
	return true
}

// pushes is how many times units may be pushed out before the search gives up
// placing the rest by force: more where many are to be placed.
func (w *worker) pushes() int { return 200 + 20*len(w.movable) }
