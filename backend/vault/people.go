package vault

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// What changes of users are refused with.
var (
	ErrNameTaken  = errors.New("vault: another user has that name")
	ErrNoName     = errors.New("vault: a user needs a name")
	ErrNoUser     = errors.New("vault: no such user")
	ErrNoRole     = errors.New("vault: no such role")
	ErrLastLeader = errors.New("vault: a college keeps at least one leader")
)

// Add makes a user; an empty ID is filled in, Since is now, and OneTime asks them
// for a passphrase of their own at their first sign-in. It does not judge the
// passphrase: see Weak. Nothing is on the disk before Save. Errors: ErrNotLeader,
// ErrTampered, ErrNameTaken, ErrNoName, ErrNoRole.
func (a *Access) Add(u User, passphrase string, now time.Time) (User, error) {
	if err := a.lead(); err != nil {
		return User{}, err
	}
	if u.ID == "" {
		u.ID = uuid.NewString()
	}
	u.Name, u.Since, u.Left = strings.TrimSpace(u.Name), stamp(now), ""
	if err := a.newSlot(u, passphrase); err != nil {
		return User{}, err
	}
	a.sign()
	return u, nil
}

func (a *Access) newSlot(u User, passphrase string) error {
	r := a.ring
	switch {
	case fold(u.Name) == "" || !utf8.ValidString(u.Name):
		return ErrNoName // what JSON would write otherwise than it was signed
	case r.find(u.Name) != nil:
		return ErrNameTaken
	case u.Role.Opens() == nil:
		return ErrNoRole
	}
	s := &slot{ID: u.ID, Name: u.Name, Role: u.Role, Since: u.Since, OneTime: u.OneTime}
	private := s.newPair()
	defer clear(private)
	s.keep(r.contents.College, private, passphrase, r.floor)
	if err := s.grant(r.contents.College, a.keys); err != nil {
		return err
	}
	r.contents.Users = append(r.contents.Users, s)
	return nil
}

// Reset gives a user who forgot theirs a one-time passphrase, a new key pair and
// new grants; the old passphrase opens nothing. A leader's own access and one by
// the recovery sheet may do it. Nothing is on the disk before Save.
// Errors: ErrNotLeader, ErrTampered, ErrNoUser.
func (a *Access) Reset(userID, passphrase string, _ time.Time) error {
	return a.change(userID, func(s *slot) error {
		s.OneTime = true
		private := s.newPair()
		defer clear(private)
		s.keep(a.ring.contents.College, private, passphrase, a.ring.floor)
		return nil
	})
}

// SetRole gives a user another role and its grants. Whoever comes down has known
// the keys they lose until these are rotated: Rotate for everybody, or for them
// when they leave. Nothing is on the disk before Save.
// Errors: ErrNotLeader, ErrTampered, ErrNoUser, ErrNoRole, ErrLastLeader.
func (a *Access) SetRole(userID string, role Role) error {
	return a.change(userID, func(s *slot) error {
		if role.Opens() == nil {
			return ErrNoRole
		}
		if s.Role == Leader && role != Leader && a.ring.leaders() == 1 {
			return ErrLastLeader
		}
		s.Known, s.Role = s.held(), role
		return nil
	})
}

// change lets fn change one user's slot as a leader may, and grants and signs
// anew.
func (a *Access) change(userID string, fn func(*slot) error) error {
	if err := a.lead(); err != nil {
		return err
	}
	r := a.ring
	i := slices.IndexFunc(r.contents.Users, func(s *slot) bool { return s.ID == userID })
	if i < 0 {
		return ErrNoUser
	}
	fresh := *r.contents.Users[i]
	if err := fn(&fresh); err != nil {
		return err
	}
	if err := fresh.grant(r.contents.College, a.keys); err != nil {
		return err
	}
	r.contents.Users[i] = &fresh
	a.sign()
	if userID == a.User.ID {
		a.becomes(fresh.user())
	}
	return nil
}

// becomes drops the keys the user's new role does not open.
func (a *Access) becomes(u User) {
	a.User = u
	for c, key := range a.keys {
		if !slices.Contains(u.Role.Opens(), c) {
			clear(key)
			delete(a.keys, c)
		}
	}
}

// Rename gives a user another name. Nothing is on the disk before Save.
// Errors: ErrNotLeader, ErrTampered, ErrNoUser, ErrNoName, ErrNameTaken.
func (a *Access) Rename(userID, name string) error {
	return a.change(userID, func(s *slot) error {
		if fold(name) == "" || !utf8.ValidString(name) {
			return ErrNoName
		}
		if other := a.ring.find(name); other != nil && other.ID != userID {
			return ErrNameTaken
		}
		s.Name = strings.TrimSpace(name)
		return nil
	})
}

// Change gives the user who is signed in a passphrase of their own choice. Their
// key pair and grants stay, so it takes no leader. It does not judge the fresh
// one: see Weak. Nothing is on the disk before Save.
// Errors: ErrDenied and *Wait, as Unlock's.
func (a *Access) Change(current, fresh string, now time.Time) error {
	r := a.ring
	i := slices.IndexFunc(r.contents.Users, func(s *slot) bool { return s.ID == a.User.ID })
	if i < 0 {
		return ErrNoUser // the recovery sheet has no passphrase
	}
	s := *r.contents.Users[i]
	private, err := r.guessed(s.ID, now, func() ([]byte, bool) { return s.open(r.contents.College, current, r.floor) })
	if err != nil {
		return err
	}
	defer clear(private)
	s.OneTime, a.User.OneTime = false, false
	s.keep(r.contents.College, private, fresh, r.floor)
	r.contents.Users[i] = &s
	return nil
}

// SetLabel changes the college's name as the sign-in page shows it. Nothing is on
// the disk before Save. Errors: ErrNotLeader, ErrTampered.
func (a *Access) SetLabel(label string) error {
	if err := a.lead(); err != nil {
		return err
	}
	a.ring.contents.Label = label
	a.sign()
	return nil
}

// UseSheet makes this the college's recovery sheet; an older one is dead. Nothing
// is on the disk before Save. Errors: ErrNotLeader, ErrTampered.
func (a *Access) UseSheet(sheet Sheet) error {
	if err := a.lead(); err != nil {
		return err
	}
	s := &slot{ID: Recovery, Role: Leader}
	private := s.newPair()
	defer clear(private)
	s.keepBy(a.ring.contents.College, private, sheet)
	if err := s.grant(a.ring.contents.College, a.keys); err != nil {
		return err
	}
	a.ring.contents.Sheet = s
	a.sign()
	return nil
}

// Reclaim is the way out of a keyring that was tampered with: it keeps what the
// one who signed in has proved to be theirs, and nobody else. The others are
// listed among those who left and are added again one by one; there is no
// recovery sheet until a new one is made. Someone may hold what the others held,
// so Rotate should follow. Nothing is on the disk before Save.
// Errors: ErrNotLeader, also for the recovery sheet's access.
func (a *Access) Reclaim(now time.Time) error {
	r := a.ring
	i := slices.IndexFunc(r.contents.Users, func(s *slot) bool { return s.ID == a.User.ID })
	if !a.May(Control) || i < 0 {
		return ErrNotLeader
	}
	own := *r.contents.Users[i]
	for _, s := range r.contents.Users {
		if s.ID != own.ID {
			r.contents.Left = append(r.contents.Left, s.leaves(now))
		}
	}
	if err := own.grant(r.contents.College, a.keys); err != nil {
		return err
	}
	r.contents.Users, r.contents.Sheet, a.older = []*slot{&own}, nil, false
	r.contents.Generation = max(r.contents.Generation, a.anchoredVersion())
	a.sign()
	return nil
}

func (s *slot) leaves(now time.Time) gone {
	return gone{ID: s.ID, Name: s.Name, Role: s.Role, Since: s.Since, Left: now.Format(time.DateOnly)}
}

func (r *Ring) leaders() (n int) {
	for _, s := range r.contents.Users {
		if s.Role == Leader {
			n++
		}
	}
	return n
}
