package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// What a rotation is refused with.
var (
	ErrSelf       = errors.New("vault: nobody takes themself out")
	ErrInUse      = errors.New("vault: a sealed file was not closed")
	ErrUnfinished = errors.New("vault: only a leader can finish this rotation")
)

// Rotated is what a rotation did.
type Rotated struct {
	Compartments []Compartment // whose keys are new
	Left         User          // who is out; nobody's ID when nobody left
}

// Rotate gives every compartment a leaver holds or once held (all of them when leaver, a user
// id, is "") a new key, seals its file anew under a new file key, and takes the
// leaver out: whatever they knew opens nothing that is written from now on. The
// files must be closed.
//
// The commit is the rename of keyring.json: until then the old keys open the old
// files, from then on the new ones the new files, whenever it is cut short. The
// access given back takes the place of this one, which is closed. It is given
// together with an error when the rotation holds but Settle has yet to finish it.
// Errors: ErrNotLeader, ErrTampered, ErrNoUser, ErrSelf, ErrLastLeader, ErrInUse,
// those of Reseal, the disk and ctx.
func (a *Access) Rotate(ctx context.Context, data, leaver string, now time.Time) (*Access, Rotated, error) {
	rotated, err := a.rotation(leaver, now)
	if err != nil {
		return nil, Rotated{}, err
	}
	if err := a.Settle(data); err != nil {
		return nil, Rotated{}, err
	}
	next := a.twin()
	if err := a.succeed(ctx, data, next, rotated); err != nil {
		for _, c := range Files {
			_ = Remove(nextPath(data, c)) // else the next Settle does
		}
		next.Close()
		return nil, Rotated{}, err
	}
	a.Close()
	return next, rotated, next.Settle(data)
}

// rotation judges what is asked and says what it means.
func (a *Access) rotation(leaver string, now time.Time) (Rotated, error) {
	if err := a.lead(); err != nil {
		return Rotated{}, err
	}
	if leaver == "" {
		return Rotated{Compartments: Leader.Opens()}, nil
	}
	for _, s := range a.ring.contents.Users {
		switch {
		case s.ID != leaver:
		case s.ID == a.User.ID:
			return Rotated{}, ErrSelf
		case s.Role == Leader && a.ring.leaders() == 1:
			return Rotated{}, ErrLastLeader
		default:
			left := s.user()
			left.Left = now.Format(time.DateOnly)
			return Rotated{Compartments: s.held(), Left: left}, nil
		}
	}
	return Rotated{}, ErrNoUser
}

// twin is an access of its own, with a keyring of its own, that begins as this
// one is.
func (a *Access) twin() *Access {
	r := a.ring
	ring := &Ring{contents: r.contents.copied(), folder: r.folder, floor: r.floor, notices: r.Notices(), misses: r.misses, saved: r.saved}
	twin := &Access{User: a.User, ring: ring, keys: cloned(a.keys)}
	for _, keys := range a.former {
		twin.former = append(twin.former, cloned(keys))
	}
	return twin
}

func cloned(keys map[Compartment][]byte) map[Compartment][]byte {
	own := map[Compartment][]byte{}
	for c, key := range keys {
		own[c] = bytes.Clone(key)
	}
	return own
}

// succeed makes next the access after a rotation, and commits it.
func (a *Access) succeed(ctx context.Context, data string, next *Access, rotated Rotated) error {
	old := map[Compartment][]byte{}
	for _, c := range rotated.Compartments {
		next.keys[c] = random(32)
		if slices.Contains(Files, c) {
			old[c] = bytes.Clone(a.keys[c])
		}
	}
	next.former = slices.Insert(next.former, 0, old)
	if err := next.sealFormer(); err != nil {
		return err
	}
	for c := range old {
		if err := a.resealTo(ctx, data, c, next); err != nil {
			return fmt.Errorf("%s: %w", c, err)
		}
	}
	next.ring.without(rotated.Left)
	for _, s := range next.ring.contents.Users {
		s.Known = slices.DeleteFunc(s.Known, func(c Compartment) bool { return slices.Contains(rotated.Compartments, c) })
	}
	if err := next.grantAll(); err != nil {
		return err
	}
	next.sign()
	return next.Save(data)
}

// resealTo seals the file of a compartment anew, beside it, and lists both keys.
func (a *Access) resealTo(ctx context.Context, data string, c Compartment, next *Access) error {
	keys := a.Keys(c)
	if keys == nil {
		return ErrNotYours
	}
	path, beside, fresh := filePath(data, c), nextPath(data, c), NewFileKey()
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return ErrInUse
	}
	if err := Reseal(ctx, path, keys[0], beside, fresh); err != nil {
		return err
	}
	if err := proveSealed(ctx, beside, fresh); err != nil {
		return err
	}
	return next.setPairs(c, fresh, keys[0])
}

// proveSealed reads every page of a closed file.
func proveSealed(ctx context.Context, path string, key FileKey) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	s, err := newSealer(key)
	if err != nil {
		return err
	}
	return eachPage(ctx, f, info.Size(), s, func([]byte, uint32) error { return nil })
}

// without takes a user out of those who may sign in.
func (r *Ring) without(u User) {
	r.contents.Users = slices.DeleteFunc(r.contents.Users, func(s *slot) bool { return s.ID == u.ID })
	if u.ID != "" {
		r.contents.Left = append(r.contents.Left, gone{ID: u.ID, Name: u.Name, Role: u.Role, Since: u.Since, Left: u.Left})
	}
}

// grantAll gives everybody, and the recovery sheet, the keys of their role.
func (a *Access) grantAll() error {
	all := a.ring.contents.Users
	if a.ring.contents.Sheet != nil {
		all = append(slices.Clip(all), a.ring.contents.Sheet)
	}
	for _, s := range all {
		if err := s.grant(a.ring.contents.College, a.keys); err != nil {
			return fmt.Errorf("grant to %s: %w", s.ID, err)
		}
	}
	return nil
}

// Settle finishes what a rotation left that was cut short. It comes after every
// Unlock, before the files are opened; again is harmless. What else was being
// written then is taken away. In a session without
// the right to change the keyring it puts the files right, and a leader's clears
// the list of keys later. Errors: ErrUnfinished, and those of the disk; the files
// must not be opened then.
func (a *Access) Settle(data string) error {
	if err := sweep(data); err != nil {
		return err
	}
	for _, c := range Files {
		if err := a.settleFile(data, c); err != nil {
			return err
		}
	}
	if !a.ring.rotating() {
		return nil
	}
	if err := a.renewAnchors(data); err != nil {
		return err
	}
	if a.lead() != nil {
		return nil
	}
	for _, c := range Files {
		a.ring.contents.Pairs[c] = a.ring.contents.Pairs[c][:1]
	}
	a.sign()
	return a.Save(data)
}

// sweep takes away what was being written when the program ended.
func sweep(data string) error {
	entries, err := os.ReadDir(data)
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), temporary) {
			err = errors.Join(err, Remove(filepath.Join(data, entry.Name())))
		}
	}
	return err
}

// settleFile brings the new file of a rotation to its place, or takes away one
// that was never committed.
func (a *Access) settleFile(data string, c Compartment) error {
	path, beside, pairs := filePath(data, c), nextPath(data, c), a.ring.contents.Pairs[c]
	if len(pairs) < 2 || isFile(path, pairs[0]) {
		return Remove(beside)
	}
	switch {
	case isFile(beside, pairs[0]):
		return Rename(beside, path)
	case !isFile(path, pairs[1]):
		return nil // a header that cannot be read: the file itself may well be the new one
	case a.lead() != nil:
		return ErrUnfinished
	}
	// Somebody took the new file away: the old one stays in use, sealed as it was.
	a.ring.notice(noticeNotRotated)
	a.ring.contents.Pairs[c] = slices.Clone(pairs[1:])
	a.sign()
	return a.Save(data)
}

func isFile(path string, p pair) bool {
	id, _, err := Header(path)
	return err == nil && bytes.Equal(id[:], p.ID)
}

// rotating says whether a rotation has been committed and not finished.
func (r *Ring) rotating() bool {
	return slices.ContainsFunc(Files, func(c Compartment) bool { return len(r.contents.Pairs[c]) > 1 })
}

// Former are the compartments whose keys before a rotation are still kept,
// because backups wait to be sealed anew.
func (a *Access) Former() []Compartment {
	var all []Compartment
	for _, c := range Files {
		if slices.ContainsFunc(a.former, func(keys map[Compartment][]byte) bool { return keys[c] != nil }) {
			all = append(all, c)
		}
	}
	return all
}

// DropFormer ends that: what is still sealed under a former key stays shut for
// good. It saves. Errors: ErrNotLeader, ErrTampered, and those of the disk.
func (a *Access) DropFormer(data string) error {
	if err := a.lead(); err != nil {
		return err
	}
	a.ring.contents.Former = nil
	a.sign()
	if err := a.Save(data); err != nil {
		return err
	}
	for _, keys := range a.former {
		for _, key := range keys {
			clear(key)
		}
	}
	a.former = nil
	return nil
}

// sealFormer lists the former keys in the keyring, sealed under the present ones.
func (a *Access) sealFormer() error {
	a.ring.contents.Former = nil
	for _, keys := range a.former {
		sealed := map[Compartment][]byte{}
		for c, key := range keys {
			var err error
			if sealed[c], err = a.Seal(c, formerKey, key); err != nil {
				return err
			}
		}
		a.ring.contents.Former = append(a.ring.contents.Former, sealed)
	}
	return nil
}

// Restored writes today's keyring into another folder, where it names these as
// the keys of the files that a restore has put there, and gives the access to go
// on with in that folder. Errors: ErrNotLeader, ErrTampered, those of the disk.
func (a *Access) Restored(data string, keys map[Compartment]FileKey) (*Access, error) {
	if err := a.lead(); err != nil {
		return nil, err
	}
	next := a.twin()
	for c, key := range keys {
		if err := next.setPairs(c, key); err != nil {
			return nil, err
		}
	}
	next.sign()
	next.ring.misses = maps.Clone(a.ring.misses)
	if err := next.Save(data); err != nil {
		return nil, err
	}
	return next, next.ring.keepMisses()
}

func filePath(data string, c Compartment) string { return filepath.Join(data, string(c)+".daybook") }
func nextPath(data string, c Compartment) string { return filePath(data, c) + ".next" }
