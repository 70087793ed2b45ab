package timetable

import (
	"slices"

	"daybook/backend/college"
)

// Checker holds the sessions of a term ready for judging, so that one edit is
// judged as it is typed. It is safe for one goroutine at a time.
type Checker struct{ v *view }

// NewChecker makes the facts ready. The sessions are its own from then on, and
// change by Set; the rest must not change while it is in use.
func NewChecker(f Facts) *Checker {
	f.Meetings = slices.Clone(f.Meetings)
	return &Checker{look(f)}
}

// All judges every session, each pair of them once: the later of two is the one
// that comes up against the earlier. Worst findings come first.
func (c *Checker) All() []college.Finding { return c.v.checkEach(c.v.meetings, scope{}) }

// One judges one session, as it would be, against all the others, worst
// findings first. Nothing changes.
func (c *Checker) One(m Meeting) []college.Finding {
	was := c.v.put(&m)
	var found []college.Finding
	now := c.v.byID[m.SessionID]
	if now != nil {
		found = college.Worst(c.v.check(nil, now, scope{all: true}))
		c.v.leave(now)
	}
	if was != nil {
		c.v.enter(was)
	}
	return found
}

// Set takes an edit over: the session as it is now, instead of the one with its
// id; or a new one.
func (c *Checker) Set(m Meeting) { c.v.put(&m) }
