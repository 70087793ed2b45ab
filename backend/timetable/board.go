package timetable

import (
	"context"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// Brief is what is asked of a plan.
type Brief struct {
	TermID string
	Today  college.Date // sessions before it, and those that are marked, stay
	// Standing holds the places of sessions that a draft has: they count in
	// place of what Facts.Meetings says. Pins are by session.
	Standing []Placement
	Pins     map[string]Pin
	Marked   map[string]bool // sessions whose register has a mark: never moved

	// Published is what was published, which a change is measured from.
	Published []Placement
	// Keep is the slider: 0 improves freely, 100 keeps all it can; 50 is the
	// weights as they stand in the table.
	Keep int
	// FromNothing forgets where sessions stand, but for pins and marks.
	FromNothing bool

	Away    []college.Leave // "X is away from … to …", beside the leave on record
	Weights map[string]int  // by id of a soft rule, instead of its own; 0 = off
	Off     map[string]bool // hard rules that are switched off, by id of Hard

	// NeedsHard makes the needs of booked people hard (I-17).
	NeedsHard bool

	Steps, Seeds int // of the search; 0 = as the size of the term asks
	Seed         uint64
	Report       func(Progress)

	// still are sessions that stay exactly as they are: a repair leaves alone
	// what it has nothing to do with, even where that clashes.
	still map[string]bool
}

// Pin is what a person locked of a session: each on its own.
type Pin struct{ When, Where, Who bool }

// Placement is where one session stands and who works in it. No date = it is
// left out.
type Placement struct {
	SessionID     string        `json:"sessionId"`
	Date          college.Date  `json:"date"`
	Start         college.Clock `json:"start"`
	End           college.Clock `json:"end"`
	RoomID        string        `json:"roomId"`
	VirtualRoomID string        `json:"virtualRoomId"`
	Workers       []Worker      `json:"workers"`
}

// Progress is how far planning is.
type Progress struct {
	Done     int `json:"done"` // of Steps
	Steps    int `json:"steps"`
	Unplaced int `json:"unplaced"` // series left out in the best plan so far
	Cost     int `json:"cost"`     // its soft cost in tenths of a point
}

// Plan is the answer to a brief. Its placements hold every session of the
// term, in order of run and number.
type Plan struct {
	Placements []Placement `json:"placements"`
	Unplaced   []Unplaced  `json:"unplaced"`
	Missing    int         `json:"missing"` // what leaving those out costs, by their priorities
	Cost       int         `json:"cost"`    // soft, in tenths of a point
	Parts      []Part      `json:"parts"`   // the soft cost by rule; they add up to Cost
	Stopped    bool        `json:"stopped"` // it was stopped: this is the best so far

	// Unsettled is what the rules by hand find in the plan of those that the
	// planner holds to: what it could not mend, or may not, since sessions are
	// locked, marked or stay where people were told. After Away it is what has
	// to do with whoever is away; Before are the clashes of other sessions that
	// were there before and that Away left alone.
	Unsettled []college.Finding `json:"unsettled"`
	Before    []college.Finding `json:"before,omitempty"`
}

// Part is what one soft rule costs.
type Part struct {
	Rule string `json:"rule"` // id of a soft rule
	Asks string `json:"asks"` // key of its sentence
	Cost int    `json:"cost"` // tenths of a point
}

// Unplaced is a series that was left out, and why.
type Unplaced struct {
	RunID    string       `json:"runId"`
	Label    string       `json:"label"`
	Sessions []string     `json:"sessions"`
	Stays    bool         `json:"stays"`   // people were told of it: until then it stays where they were told
	Reasons  []Reason     `json:"reasons"` // by rule, most first
	Relaxed  []Relaxation `json:"relaxed"` // what would let it in, cheapest first
}

// Reason is how many of the ways to place a series one rule took away.
type Reason struct {
	Rule   string         `json:"rule"` // id of a hard rule
	Key    string         `json:"key"`
	Values college.Values `json:"values,omitempty"`
	Ways   int            `json:"ways"` // of Of
	Of     int            `json:"of"`
}

// Relaxation is one single change that truly lets a series in: with it, the
// series was placed and nothing else had to give way.
type Relaxation struct {
	Rule   string         `json:"rule"`
	Key    string         `json:"key"`
	Values college.Values `json:"values,omitempty"`
	Cost   int            `json:"cost"` // how much is asked: the order they are told in
	Then   []Placement    `json:"then"` // where the series stands then
	// With are the changes it takes together, where no single one is enough.
	With []Relaxation `json:"with,omitempty"`
}

// Board is a term ready to be looked at, planned and changed: the facts and
// the brief, compiled. It is safe for one goroutine at a time.
type Board struct {
	brief Brief
	*compiled
	laid *search.State // where everything stands, once it was asked about
}

// Lay compiles a term. It refuses only what cannot be read, such as a term
// that is not there; impossible wishes are the planner's to explain.
func Lay(f Facts, b Brief) (*Board, error) {
	c, err := compile(f, b)
	if err != nil {
		return nil, err
	}
	return &Board{brief: b, compiled: c}, nil
}

// Plan places what can be placed, and improves it. It ends early when ctx
// does, with the best plan so far.
func (b *Board) Plan(ctx context.Context) (Plan, error) { return b.plan(ctx) }
