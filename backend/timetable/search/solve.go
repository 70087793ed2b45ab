package search

import "context"

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
// some hundreds of moves, and gives the best plan it saw.
func Solve(ctx context.Context, p *Problem, b Budget) (Solution, error) {
	panic("search")
}
