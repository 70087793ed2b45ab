package vault

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Wait says that nobody is let try before so many seconds have passed.
type Wait struct{ Seconds int }

func (w *Wait) Error() string { return fmt.Sprintf("vault: wait %d seconds", w.Seconds) }

// Miss is what a leader is shown of passphrases that were wrong.
type Miss struct {
	UserID string // "" for names that are nobody's
	Name   string
	Count  int
	Last   time.Time
}

// misses counts wrong passphrases by user id, "" for names that are nobody's. It
// is kept unsigned in misses.json, since nobody is signed in when it is written:
// whoever can write the disk can empty it.
type misses map[string]miss

type miss struct {
	Count int       `json:"count"` // since a leader looked
	Row   int       `json:"row"`   // since the last right one
	Last  time.Time `json:"last"`
}

const (
	missesFree  = 3  // misses before the delay begins
	longestWait = 60 // seconds
)

// wait is 1, 2, 4 … 60 seconds from the last miss.
func (m miss) wait() time.Duration {
	if m.Row < missesFree {
		return 0
	}
	return time.Duration(min(longestWait, 1<<min(m.Row-missesFree, 10))) * time.Second
}

// left is how much of the wait is still to come. A miss from the future tells
// that the clock was set back; it counts as one made now, and moved says so.
func (m *miss) left(now time.Time) (wait time.Duration, moved bool) {
	if m.Last.After(now) {
		m.Last, moved = now, true
	}
	return max(0, m.wait()-now.Sub(m.Last)), moved
}

func missesPath(folder string) string { return filepath.Join(folder, "misses.json") }

// readMisses takes a file that is missing or damaged for an empty one: a count
// must never keep anybody out.
func readMisses(folder string) misses {
	m := misses{}
	raw, err := os.ReadFile(missesPath(folder))
	if err == nil && json.Unmarshal(raw, &m) == nil && m != nil {
		return m
	}
	return misses{}
}

// keepMisses writes the counts; that it cannot is no reason to keep anybody out.
func (r *Ring) keepMisses() error {
	if r.folder == "" {
		return nil
	}
	raw, err := json.MarshalIndent(r.misses, "", " ")
	if err != nil {
		return err
	}
	return WriteWhole(missesPath(r.folder), raw)
}

// Wait is how many seconds a user, by id or name, has still to wait.
func (r *Ring) Wait(user string, now time.Time) int {
	r.guess.Lock()
	defer r.guess.Unlock()
	who := Recovery
	if user != Recovery {
		who = r.find(user).id()
	}
	return r.wait(who, now)
}

func (r *Ring) wait(who string, now time.Time) int {
	m := r.misses[who]
	left, moved := m.left(now)
	if moved {
		r.misses[who] = m
		_ = r.keepMisses()
	}
	return int((left + time.Second - 1) / time.Second)
}

// guessed lets open try a secret, unless there is a wait, and counts.
func (r *Ring) guessed(who string, now time.Time, open func() ([]byte, bool)) ([]byte, error) {
	r.guess.Lock()
	defer r.guess.Unlock()
	if seconds := r.wait(who, now); seconds > 0 {
		return nil, &Wait{seconds}
	}
	private, fits := open()
	m := r.misses[who]
	switch {
	case !fits:
		r.misses[who] = miss{Count: m.Count + 1, Row: m.Row + 1, Last: now.UTC()}
		_ = r.keepMisses()
		return nil, ErrDenied
	case m.Row > 0:
		m.Row = 0
		r.misses[who] = m
		_ = r.keepMisses()
	}
	return private, nil
}

// id of a slot; of none, that of names that are nobody's.
func (s *slot) id() string {
	if s == nil {
		return ""
	}
	return s.ID
}

// Misses are the wrong passphrases since a leader last said ForgetMisses, latest
// first. Only a leader's access is told.
func (a *Access) Misses() []Miss {
	var all []Miss
	if !a.May(Control) {
		return all
	}
	for id, m := range a.ring.misses {
		if m.Count > 0 {
			all = append(all, Miss{UserID: id, Name: a.ring.Name(id), Count: m.Count, Last: m.Last})
		}
	}
	slices.SortFunc(all, func(a, b Miss) int {
		if order := b.Last.Compare(a.Last); order != 0 {
			return order
		}
		return strings.Compare(a.UserID, b.UserID)
	})
	return all
}

// ForgetMisses says that a leader has seen the counts; running waits stay.
// Errors: ErrNotLeader, and those of the disk.
func (a *Access) ForgetMisses() error {
	if !a.May(Control) {
		return ErrNotLeader
	}
	for id, m := range a.ring.misses {
		if m.Count = 0; m.Row == 0 {
			delete(a.ring.misses, id)
			continue
		}
		a.ring.misses[id] = m
	}
	return a.ring.keepMisses()
}
