package vault

import (
	"bytes"
	"crypto/hmac"
	"encoding/hex"
	"errors"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// What the keyring says no with.
var (
	ErrDenied    = errors.New("vault: no such name, or not their passphrase")
	ErrTampered  = errors.New("vault: the keyring is not as the last leader left it")
	ErrNotLeader = errors.New("vault: only a leader can do this")
	ErrNoGrant   = errors.New("vault: this access has no key to that")
	ErrNotYours  = errors.New("vault: sealed under another key, or changed since")
)

// Access is what somebody holds who has signed in: the keys of their role. It is
// not for use by several goroutines at once.
type Access struct {
	User   User
	ring   *Ring
	keys   map[Compartment][]byte   // by compartment, as granted
	former []map[Compartment][]byte // those before each rotation not yet done with, newest first
	older  bool                     // the anchors know a newer keyring
}

// Recovery is the id of the user an access has that a recovery sheet gave.
const Recovery = "recovery"

// Found makes the keyring of a new college in memory, with one leader (an empty
// ID is filled in) and the keys of both files. It does not judge the passphrase:
// see Weak.
func Found(label string, leader User, passphrase string, cost Cost, now time.Time) (*Access, error) {
	if leader.ID == "" {
		leader.ID = uuid.NewString()
	}
	leader.Role, leader.Since, leader.Left = Leader, stamp(now), ""
	r := &Ring{floor: cost, misses: misses{}}
	r.contents.College, r.contents.Label, r.contents.Pairs = uuid.NewString(), strings.ToValidUTF8(label, "\ufffd"), map[Compartment][]pair{}
	a := &Access{User: leader, ring: r, keys: map[Compartment][]byte{}}
	for _, c := range Leader.Opens() {
		a.keys[c] = random(32)
	}
	for _, c := range Files {
		if err := a.setPairs(c, NewFileKey()); err != nil {
			return nil, err
		}
	}
	if err := a.newSlot(leader, passphrase); err != nil {
		return nil, err
	}
	a.sign()
	return a, nil
}

// Unlock signs somebody in by id or name, the case of letters set aside.
// Errors: ErrDenied, after the same time for names that are not there; *Wait
// after too many misses; ErrTampered when the passphrase is right but nothing of
// what the role says was granted.
func (r *Ring) Unlock(user, passphrase string, now time.Time) (*Access, error) {
	s := r.find(user)
	private, err := r.guessed(s.id(), now, func() ([]byte, bool) {
		return s.open(r.contents.College, passphrase, r.floor)
	})
	if err != nil {
		return nil, err
	}
	return r.admit(s, private)
}

// Recover gives access with every key to the holder of the recovery sheet, as
// the leader with the id Recovery, whose one task is to Reset a leader.
// Errors: ErrDenied, *Wait, and *SheetTypo when a check letter does not fit.
func (r *Ring) Recover(typed string, now time.Time) (*Access, error) {
	sheet, err := readSheet(typed)
	if err != nil {
		return nil, err
	}
	if r.contents.Sheet == nil {
		return nil, ErrDenied
	}
	private, err := r.guessed(Recovery, now, func() ([]byte, bool) { return r.contents.Sheet.openBy(r.contents.College, sheet) })
	if err != nil {
		return nil, err
	}
	return r.admit(r.contents.Sheet, private)
}

// admit collects the keys granted to a slot.
func (r *Ring) admit(s *slot, private []byte) (*Access, error) {
	defer clear(private)
	a := &Access{User: s.user(), ring: r, keys: map[Compartment][]byte{}}
	for _, c := range s.Role.Opens() {
		key, err := s.grantedKey(r.contents.College, c, private)
		if err != nil {
			r.notice(noticeGrant)
			continue
		}
		a.keys[c] = key
	}
	if len(a.keys) == 0 {
		return nil, ErrTampered
	}
	r.own(s, private)
	for _, c := range Files {
		if a.May(c) && a.Keys(c) == nil {
			r.notice(noticePair)
		}
	}
	a.openFormer()
	if err := a.compareVersion(); err != nil {
		r.notice(noticeUnanchored)
	}
	return a, nil
}

// own puts back the public key that belongs to a private one: grants made for
// another's, put there from outside, would go to them.
func (r *Ring) own(s *slot, private []byte) {
	key, err := kem.NewPrivateKey(private)
	if err != nil || bytes.Equal(key.PublicKey().Bytes(), s.Public) {
		return
	}
	s.Public = key.PublicKey().Bytes()
	r.notice(noticeSlot)
}

// Ring is the keyring this access came from.
func (a *Access) Ring() *Ring { return a.ring }

// May says whether the access has the key of a compartment.
func (a *Access) May(c Compartment) bool { return a.keys[c] != nil }

// Keys are the keys of a compartment's living file: one. While a rotation is
// unfinished it is that of the new file, so that nothing can be written to the
// old one. None without the grant, or when it does not unwrap.
func (a *Access) Keys(c Compartment) []FileKey {
	pairs := a.ring.contents.Pairs[c]
	if len(pairs) == 0 {
		return nil
	}
	key, err := a.UnwrapKey(c, living, pairs[0].Key)
	if err != nil || !bytes.Equal(key.ID[:], pairs[0].ID) {
		return nil
	}
	return []FileKey{key}
}

// living is what the key of a living file is wrapped as.
const living = "living"

// setPairs makes these the keys of the compartment's living file, first the one
// in use.
func (a *Access) setPairs(c Compartment, keys ...FileKey) error {
	var pairs []pair
	for _, key := range keys {
		wrapped, err := a.WrapKey(c, living, key)
		if err != nil {
			return err
		}
		pairs = append(pairs, pair{ID: bytes.Clone(key.ID[:]), Key: wrapped})
	}
	a.ring.contents.Pairs[c] = pairs
	return nil
}

// Tampered says whether users, roles, public keys, grants, pairs or the label are
// other than the last leader left them, or all of it older. Only a leader's
// access can tell.
func (a *Access) Tampered() bool {
	return a.May(Control) && (a.older || !hmac.Equal(a.ring.contents.MAC, a.ringMAC()))
}

// lead stands before everything that only leaders do: whoever edited the keyring
// from outside must never be handed a key by it.
func (a *Access) lead() error {
	switch {
	case !a.May(Control):
		return ErrNotLeader
	case a.Tampered():
		return ErrTampered
	}
	return nil
}

// sign ends every change by a leader.
func (a *Access) sign() {
	a.ring.contents.Generation++
	a.ring.contents.MAC = a.ringMAC()
}

func (a *Access) ringMAC() []byte {
	return mac(subkey(a.keys[Control], a.ring.contents.College, "keyring"), a.ring.contents.signed())
}

// signed is what the MAC covers: everything but what users change for themselves.
func (c *contents) signed() []byte {
	count := func(n int) string { return strconv.Itoa(n) }
	parts := []string{"daybook keyring 1", c.College, c.Label, strconv.FormatInt(c.Generation, 10), count(len(c.Users))}
	for _, s := range c.Users {
		parts = append(parts, s.signed()...)
	}
	if c.Sheet != nil {
		parts = append(parts, c.Sheet.signed()...)
	}
	parts = append(parts, count(len(c.Left)))
	for _, g := range c.Left {
		parts = append(parts, g.ID, g.Name, string(g.Role), g.Since.UTC().Format(time.RFC3339), g.Left)
	}
	for _, file := range Files {
		parts = append(parts, count(len(c.Pairs[file])))
		for _, p := range c.Pairs[file] {
			parts = append(parts, string(p.ID), string(p.Key))
		}
	}
	parts = append(parts, count(len(c.Former)))
	for _, keys := range c.Former {
		for _, compartment := range Leader.Opens() {
			parts = append(parts, string(keys[compartment]))
		}
	}
	return bind(parts...)
}

// Save writes the keyring into folder data and stays with that folder. The rename
// of keyring.json is the commit: before it nothing has changed, on the disk or
// here, and the error says so; what follows it (the second copy, the anchor) is
// made good by the next Load or Save if it fails. A closed access saves nothing:
// ErrNoGrant.
func (a *Access) Save(data string) error {
	r := a.ring
	if len(a.keys) == 0 {
		return ErrNoGrant // closed: its keyring may be that before a rotation
	}
	r.contents.Saves++
	fresh := r.contents.encode()
	if err := WriteWhole(ringPath(data), fresh); err != nil {
		if there, _ := os.ReadFile(ringPath(data)); !bytes.Equal(there, fresh) {
			r.rollBack()
			return err
		}
	}
	r.saved, r.folder = fresh, data
	if WriteWhole(sparePath(data), fresh) != nil {
		r.notice(noticeUnrepaired)
	}
	if a.May(Control) && a.anchorVersion(data) != nil {
		r.notice(noticeUnanchored)
	}
	return nil
}

// rollBack takes the keyring back to what was saved last.
func (r *Ring) rollBack() {
	if r.saved != nil {
		r.contents = *decode(r.saved).contents
	}
}

// Seal keeps a few bytes for whoever opens the compartment. what says what they
// are and must be given again to Open.
func (a *Access) Seal(c Compartment, what string, plain []byte) ([]byte, error) {
	if !a.May(c) {
		return nil, ErrNoGrant
	}
	return seal(a.derived(c, "seal"), plain, a.bound(c, what)), nil
}

// Open opens what Seal sealed. Errors: ErrNoGrant, ErrNotYours.
func (a *Access) Open(c Compartment, what string, sealed []byte) ([]byte, error) {
	if !a.May(c) {
		return nil, ErrNoGrant
	}
	plain, fits := unseal(a.derived(c, "seal"), sealed, a.bound(c, what))
	if !fits {
		return nil, ErrNotYours
	}
	return plain, nil
}

// WrapKey seals the key of a file under its compartment's key.
func (a *Access) WrapKey(c Compartment, what string, k FileKey) ([]byte, error) {
	if !a.May(c) {
		return nil, ErrNoGrant
	}
	plain := slices.Concat(k.ID[:], k.Salt[:], k.Key[:])
	defer clear(plain)
	return seal(a.derived(c, "wrap"), plain, a.bound(c, what)), nil
}

// UnwrapKey opens what WrapKey sealed. Errors: ErrNoGrant, ErrNotYours.
func (a *Access) UnwrapKey(c Compartment, what string, sealed []byte) (k FileKey, err error) {
	if !a.May(c) {
		return k, ErrNoGrant
	}
	plain, fits := unseal(a.derived(c, "wrap"), sealed, a.bound(c, what))
	if !fits || len(plain) != len(k.ID)+len(k.Salt)+len(k.Key) {
		return k, ErrNotYours
	}
	defer clear(plain)
	n := copy(k.ID[:], plain)
	n += copy(k.Salt[:], plain[n:])
	copy(k.Key[:], plain[n:])
	return k, nil
}

// keyName names a compartment's key without telling anything of it, so that a
// backup can say under which key it was made.
func (a *Access) keyName(c Compartment) string {
	if !a.May(c) {
		return ""
	}
	return hex.EncodeToString(a.derived(c, "name")[:8])
}

func (a *Access) derived(c Compartment, purpose string) []byte {
	return subkey(a.keys[c], a.ring.contents.College, purpose)
}

func (a *Access) bound(c Compartment, what string) []byte {
	return bind("daybook sealed", a.ring.contents.College, string(c), what)
}

// Close clears every key. The access opens nothing afterwards.
func (a *Access) Close() {
	for _, keys := range append(a.former, a.keys) {
		for _, key := range keys {
			clear(key)
		}
	}
	clear(a.keys)
	a.former = nil
}

// before is the same access with the compartment keys as they were before the
// last rotation whose backups still wait, or nil.
func (a *Access) before() *Access {
	if len(a.former) == 0 {
		return nil
	}
	keys := maps.Clone(a.keys)
	maps.Copy(keys, a.former[0])
	return &Access{User: a.User, ring: a.ring, keys: keys, former: a.former[1:]}
}

// openFormer opens the former keys of the compartments this access has.
func (a *Access) openFormer() {
	a.former = nil
	for _, sealed := range a.ring.contents.Former {
		keys := map[Compartment][]byte{}
		for c, s := range sealed {
			if key, err := a.Open(c, formerKey, s); err == nil {
				keys[c] = key
			}
		}
		if len(keys) > 0 {
			a.former = append(a.former, keys)
		}
	}
}

const formerKey = "former key"

// stamp is a moment as the keyring keeps it.
func stamp(now time.Time) time.Time { return now.UTC().Truncate(time.Second) }
