package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Role is what a user is in the college, and so which compartments they open.
type Role string

// The roles.
const (
	Leader    Role = "leader"
	Admin     Role = "admin"
	Volunteer Role = "volunteer"
)

// Opens are the compartments of a role; none for a role that is not known.
func (r Role) Opens() []Compartment {
	switch r {
	case Leader:
		return []Compartment{Venues, College, Control}
	case Admin:
		return []Compartment{Venues, College}
	case Volunteer:
		return []Compartment{Venues}
	}
	return nil
}

// Cost is what Argon2id, in one lane, spends on one passphrase.
type Cost struct {
	MemoryKiB uint32 `json:"memoryKiB"`
	Passes    uint32 `json:"passes"`
}

// Standard is the product's cost: 64 MiB in three passes.
var Standard = Cost{64 << 10, 3}

// ceiling is where a damaged figure is told from a careful college.
var ceiling = Cost{1 << 20, 20}

func (c Cost) accepted(floor Cost) bool {
	return c.MemoryKiB >= floor.MemoryKiB && c.Passes >= floor.Passes &&
		c.MemoryKiB <= ceiling.MemoryKiB && c.Passes <= ceiling.Passes
}

// User is somebody who may sign in, or once did.
type User struct {
	ID, Name string
	Role     Role
	Since    time.Time // UTC, whole seconds
	OneTime  bool      // must choose a passphrase of their own first
	Left     string    // date, for those who have gone
}

// slot is one user's entry. Grants are made for the public key, so a leader can
// make them without knowing anybody's passphrase.
type slot struct {
	ID      string                 `json:"id"`
	Name    string                 `json:"name"`
	Role    Role                   `json:"role"`
	Since   time.Time              `json:"since"`
	OneTime bool                   `json:"oneTime,omitempty"`
	Cost    Cost                   `json:"cost"`
	Salt    []byte                 `json:"salt"`
	Public  []byte                 `json:"public"`
	Private []byte                 `json:"private"` // sealed by the passphrase
	Grants  map[Compartment][]byte `json:"grants"`
	Known   []Compartment          `json:"known,omitempty"` // of an earlier role, and not rotated since
	Sum     []byte                 `json:"sum"`             // of all above: tells chance damage, not an attacker's
}

func (s *slot) user() User {
	return User{ID: s.ID, Name: s.Name, Role: s.Role, Since: s.Since, OneTime: s.OneTime}
}

// newPair gives the slot an X25519 key pair of its own and returns the private
// half; every grant made before is dead.
func (s *slot) newPair() []byte {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	s.Public, s.Grants = private.PublicKey().Bytes(), map[Compartment][]byte{}
	return private.Bytes()
}

// keep seals the private key by a passphrase.
func (s *slot) keep(college string, private []byte, passphrase string, cost Cost) {
	s.Cost, s.Salt = cost, random(16)
	s.Private = seal(stretch(passphrase, s.Salt, cost), private, s.bound(college))
	s.Sum = s.sum()
}

// keepBy seals the private key by a recovery sheet, whose 160 random bits need no
// stretching.
func (s *slot) keepBy(college string, private []byte, sheet Sheet) {
	s.Cost, s.Salt = Cost{}, random(16)
	s.Private = seal(sheet.key(s.Salt), private, s.bound(college))
	s.Sum = s.sum()
}

// open gives the private key. A slot of nobody, or of a cost that is not
// accepted, takes the same time and stays shut.
func (s *slot) open(college, passphrase string, floor Cost) ([]byte, bool) {
	if s == nil || !s.Cost.accepted(floor) {
		stretch(passphrase, make([]byte, 16), floor)
		return nil, false
	}
	return unseal(stretch(passphrase, s.Salt, s.Cost), s.Private, s.bound(college))
}

// openBy is open for the recovery sheet's slot.
func (s *slot) openBy(college string, sheet Sheet) ([]byte, bool) {
	return unseal(sheet.key(s.Salt), s.Private, s.bound(college))
}

func (s *slot) bound(college string) []byte {
	return bind("daybook private key", college, s.ID, strconv.FormatBool(s.OneTime))
}

// grant gives the slot the keys of its role, and takes any other away.
func (s *slot) grant(college string, keys map[Compartment][]byte) error {
	public, err := kem.NewPublicKey(s.Public)
	if err != nil {
		return err
	}
	grants := map[Compartment][]byte{}
	for _, c := range s.Role.Opens() {
		grants[c], err = hpke.Seal(public, hpke.HKDFSHA256(), hpke.AES256GCM(), s.granted(college, c), keys[c])
		if err != nil {
			return err
		}
	}
	s.Grants = grants
	s.Sum = s.sum()
	return nil
}

// grantedKey opens one grant; the role is part of it, so that neither can a grant be
// moved nor a role be edited.
func (s *slot) grantedKey(college string, c Compartment, private []byte) ([]byte, error) {
	key, err := kem.NewPrivateKey(private)
	if err != nil {
		return nil, err
	}
	return hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), s.granted(college, c), s.Grants[c])
}

func (s *slot) granted(college string, c Compartment) []byte {
	return bind("daybook grant", college, s.ID, string(s.Role), string(c))
}

// signed are the parts under the keyring's MAC: not the passphrase's, which
// everybody changes for themselves.
func (s *slot) signed() []string {
	parts := []string{s.ID, s.Name, string(s.Role), s.Since.UTC().Format(time.RFC3339), string(s.Public)}
	for _, c := range Leader.Opens() {
		parts = append(parts, string(s.Grants[c]), strconv.FormatBool(slices.Contains(s.Known, c)))
	}
	return parts
}

// held are the compartments whose keys the user has or had.
func (s *slot) held() []Compartment {
	return slices.DeleteFunc(Leader.Opens(), func(c Compartment) bool {
		return !slices.Contains(s.Role.Opens(), c) && !slices.Contains(s.Known, c)
	})
}

func (s *slot) sum() []byte {
	parts := append(s.signed(), strconv.FormatBool(s.OneTime), strconv.Itoa(int(s.Cost.MemoryKiB)),
		strconv.Itoa(int(s.Cost.Passes)), string(s.Salt), string(s.Private))
	sum := sha256.Sum256(bind(parts...))
	return sum[:8]
}

func (s *slot) intact() bool { return bytes.Equal(s.Sum, s.sum()) }

var kem = hpke.DHKEM(ecdh.X25519())

// stretch makes a key of a passphrase, written in any way that looks the same.
func stretch(passphrase string, salt []byte, cost Cost) []byte {
	return argon2.IDKey([]byte(normal(passphrase)), salt, cost.Passes, cost.MemoryKiB, 1, 32)
}

func normal(passphrase string) string { return strings.TrimSpace(norm.NFKC.String(passphrase)) }

// subkey gives a key of one purpose from a longer-lived one.
func subkey(key []byte, college, purpose string) []byte {
	derived, err := hkdf.Key(sha256.New, key, []byte(college), "daybook 1 "+purpose, 32)
	if err != nil {
		panic(err) // only for lengths HKDF does not have
	}
	return derived
}

func mac(key, message []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	return h.Sum(nil)
}

// seal is AES-256-GCM under a random nonce, which stands in front.
func seal(key, plain, bound []byte) []byte { return gcm(key).Seal(nil, nil, plain, bound) }

func unseal(key, sealed, bound []byte) ([]byte, bool) {
	plain, err := gcm(key).Open(nil, nil, sealed, bound)
	return plain, err == nil
}

func gcm(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // keys are 32 bytes
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// bind joins parts so that no two lists of parts look alike: each is led by its
// length in four bytes.
func bind(parts ...string) []byte {
	var all []byte
	for _, part := range parts {
		all = binary.BigEndian.AppendUint32(all, uint32(len(part)))
		all = append(all, part...)
	}
	return all
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}
