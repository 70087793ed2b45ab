// Package planted makes college terms that can be planned: each is grown round
// a timetable without a clash, so that a planner which leaves something out has
// only itself to blame. The same shape and seed give the same term everywhere.
// Nobody and no place in it is real. Tests and the bench program use it.
package planted

import (
	"fmt"
	"slices"

	"daybook/backend/timetable"
)

// Shape says how large and how tight a term is.
type Shape struct {
	Name                  string
	Sessions              int
	Tutors, Peers         int
	Rooms, Venues         int
	TutorsFree, PeersFree float64 // chance that somebody is free on a half-day
	Seed                  uint64  // of the term that is always measured
}

// Shapes are the terms that figures are taken of: a college of the usual size,
// twice and four times as busy, a whole year put into one term; then three in
// which few people share few rooms.
var Shapes = []Shape{
	{"74", 74, 117, 30, 40, 14, 0.55, 0.4, 1},
	{"147", 147, 117, 30, 40, 14, 0.55, 0.4, 2},
	{"300", 300, 117, 30, 40, 14, 0.55, 0.4, 3},
	{"586", 586, 117, 30, 40, 14, 0.55, 0.4, 4},
	{"tightA", 147, 14, 8, 8, 4, 0.5, 0.4, 5},
	{"tightB", 220, 14, 8, 8, 4, 0.45, 0.4, 6},
	{"tightC", 147, 12, 6, 6, 4, 0.35, 0.35, 7},
}

// Term is a term that can be planned, and one way to do it.
type Term struct {
	Facts timetable.Facts
	Brief timetable.Brief
	// Plan holds a place for every session, without a clash.
	Plan []timetable.Placement
}

// attempts is how often growing a tight term may begin anew.
const attempts = 200

// Grow makes the term of a shape and a seed. Where given is set, the people of
// the planted timetable are given to every session and pinned; else they are
// the planner's to choose. It fails only for a shape into which so many
// sessions do not go.
func Grow(s Shape, seed uint64, given bool) (Term, error) {
	for attempt := range uint64(attempts) {
		w := newWorld(s, seed, attempt)
		if w.plant(s.Sessions) {
			return w.term(given), nil
		}
	}
	return Term{}, fmt.Errorf("no term of shape %q grew from seed %d in %d attempts", s.Name, seed, attempts)
}

// Laid is the facts with every session where a plan has it.
func Laid(f timetable.Facts, plan []timetable.Placement) timetable.Facts {
	at := make(map[string]timetable.Placement, len(plan))
	for _, p := range plan {
		at[p.SessionID] = p
	}
	f.Meetings = slices.Clone(f.Meetings)
	for i := range f.Meetings {
		m := &f.Meetings[i]
		if p, planned := at[m.SessionID]; planned {
			m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID, m.Workers = p.Date, p.Start, p.End, p.RoomID, p.VirtualRoomID, p.Workers
		}
	}
	return f
}
