package app

import (
	"sync/atomic"
	"time"
)

// clocks are the time of day, and how long the program has been awake. Both come
// from the computer; tests give their own.
type clocks struct {
	now   func() time.Time
	awake func() time.Duration // does not go on while the computer sleeps, and never back
}

// computersClock reads the computer's clocks.
var computersClock = clocks{now: now, awake: awake}

// How long nobody may be there before the window locks by itself, in minutes.
const (
	usualIdle    = 5
	shortestIdle = 1
	longestIdle  = 15
)

// slept is how far the time of day and the time awake may part before it counts
// as having slept: the clock itself is put right by less.
const slept = time.Minute

// idle tells when somebody was last there. The times are kept in nanoseconds;
// zero is never.
type idle struct {
	minutes atomic.Int64
	awakeAt atomic.Int64
	wallAt  atomic.Int64
}

// begin starts the clock, at sign-in.
func (i *idle) begin(c clocks, minutes int) {
	if minutes < shortestIdle || minutes > longestIdle {
		minutes = usualIdle
	}
	i.minutes.Store(int64(minutes))
	i.touch(c)
}

// touch says that somebody is there.
func (i *idle) touch(c clocks) {
	i.awakeAt.Store(int64(c.awake()))
	i.wallAt.Store(c.now().UnixNano())
}

// over tells why it is time to lock, or "": nobody was there for too long
// (idle), or the computer slept (waking). A clock put back or forward by hand
// looks like sleep too: the passphrase is asked for once more, no harm is done.
func (i *idle) over(c clocks) string {
	if i.minutes.Load() == 0 {
		return ""
	}
	here := c.awake() - time.Duration(i.awakeAt.Load())
	wall := time.Duration(c.now().UnixNano() - i.wallAt.Load())
	switch {
	case (wall - here).Abs() > slept:
		return "waking"
	case here > time.Duration(i.minutes.Load())*time.Minute:
		return "idle"
	}
	return ""
}
