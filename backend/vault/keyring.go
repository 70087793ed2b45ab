package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
)

// What Load says when there is no keyring it could use.
var (
	ErrNoRing      = errors.New("vault: no keyring here")
	ErrRingDamaged = errors.New("vault: neither copy of the keyring can be read")
	ErrRingNewer   = errors.New("vault: the keyring is of a later format")
	ErrRingForeign = errors.New("vault: the keyring belongs to other files")
)

// What loading and unlocking may find; keys of the caller's catalogue.
const (
	noticeRepaired   = "ring.copyRepaired" // one copy was missing, behind or damaged, and is made anew
	noticeUnrepaired = "ring.copyDamaged"  // the same, but it could not be written
	noticeDamaged    = "ring.damaged"      // both copies are damaged; what could be read of them is used
	noticeOlder      = "ring.older"        // an older keyring was put back
	noticeSlot       = "ring.slotDamaged"  // somebody's own entry is damaged; a leader resets their passphrase
	noticeGrant      = "ring.grantRefused" // a role's key was not granted to the one who signed in
	noticePair       = "ring.pairDamaged"  // the key of a file does not unwrap
	noticeUnanchored = "ring.unanchored"   // anchors.json does not say how new the keyring has to be
	noticeNotRotated = "ring.notRotated"   // a rotation's new file was gone, the old one stays in use
	ringFormat       = 1                   // of keyring.json
	ringLimit        = 16 << 20            // bytes; a larger file is not read
)

// Ring is the keyring of a college: who may sign in, and every key, each sealed
// for those whose role opens it. It holds no open key itself.
type Ring struct {
	contents contents
	folder   string // "" until it was loaded or saved
	floor    Cost
	notices  []string
	misses   misses
	saved    []byte     // what stands in keyring.json
	guess    sync.Mutex // one guess at a time, or the delay could be got round
}

// contents are what stands in keyring.json. Byte slices are base64.
type contents struct {
	College    string                 `json:"college"`
	Label      string                 `json:"label"`
	Generation int64                  `json:"generation"` // counts what leaders changed; under the MAC
	Saves      int64                  `json:"saves"`      // counts every writing; tells the newer copy
	Users      []*slot                `json:"users"`
	Sheet      *slot                  `json:"sheet,omitempty"`
	Left       []gone                 `json:"left,omitempty"`
	Pairs      map[Compartment][]pair `json:"pairs"`
	// Former are the compartment keys before each rotation whose backups wait to
	// be resealed, newest first, sealed under the present ones.
	Former []map[Compartment][]byte `json:"former,omitempty"`
	MAC    []byte                   `json:"mac"`
}

// pair is the key of one file. The first pair of a compartment is that of its
// living file, a second one that of the file a rotation is replacing. The ID is
// plain so that a rotation can be finished for a file one cannot open.
type pair struct {
	ID  []byte `json:"id"`
	Key []byte `json:"key"` // the FileKey, wrapped under the compartment's key
}

type gone struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Role  Role      `json:"role"`
	Since time.Time `json:"since"`
	Left  string    `json:"left"`
}

func ringPath(folder string) string  { return filepath.Join(folder, "keyring.json") }
func sparePath(folder string) string { return ringPath(folder) + ".bak" }

// Load reads both copies of the keyring in folder data, mends the worse from the
// better and says so in Notices. floor is the least cost of a passphrase that is
// accepted, and the cost of those chosen from now on.
// Errors: ErrNoRing, ErrRingDamaged, ErrRingNewer, ErrRingForeign.
func Load(data string, floor Cost) (*Ring, error) {
	main, spare := readCopy(ringPath(data)), readCopy(sparePath(data))
	if err := setAside(data, &main, &spare); err != nil {
		return nil, err
	}
	r := &Ring{folder: data, floor: floor, misses: readMisses(data)}
	switch {
	case main.whole && spare.whole && spare.contents.Saves > main.contents.Saves:
		r.take(spare, noticeOlder)
		r.mend(ringPath(data))
	case main.whole:
		r.take(main)
		if !bytes.Equal(main.raw, spare.raw) {
			r.mend(sparePath(data))
		}
	case errors.Is(main.err, ErrRingNewer):
		return nil, ErrRingNewer
	case spare.whole:
		r.take(spare)
		r.mend(ringPath(data))
	case errors.Is(spare.err, ErrRingNewer):
		return nil, ErrRingNewer
	case main.contents != nil:
		main.contents.borrow(spare.contents)
		r.take(main, noticeDamaged)
	case spare.contents != nil:
		r.take(spare, noticeDamaged)
	case errors.Is(main.err, os.ErrNotExist) && errors.Is(spare.err, os.ErrNotExist):
		return nil, ErrNoRing
	default:
		return nil, ErrRingDamaged
	}
	r.inspect()
	return r, nil
}

// setAside takes a copy that belongs to other files for none: it must neither be
// used nor mend the one that is ours.
func setAside(data string, copies ...*ringCopy) error {
	foreign := 0
	for _, c := range copies {
		if c.contents != nil && !c.contents.fits(data) {
			*c = ringCopy{err: ErrRingDamaged}
			foreign++
		}
	}
	for _, c := range copies {
		if c.contents != nil || foreign == 0 {
			return nil
		}
	}
	return ErrRingForeign
}

// fits says whether a keyring knows any of the files in a folder, by the ids in
// their headers. Where none can be read nobody can tell, and it does.
func (c *contents) fits(data string) bool {
	met := false
	for _, file := range Files {
		id, _, err := Header(filePath(data, file))
		if err != nil {
			continue
		}
		met = true
		for _, p := range slices.Concat(c.Pairs[Venues], c.Pairs[College]) { // files may have been swapped
			if bytes.Equal(p.ID, id[:]) {
				return true
			}
		}
	}
	return !met
}

// parseRing reads a keyring from elsewhere than its folder, a backup for one.
// There is no second copy, so a damaged one is refused.
func parseRing(raw []byte, floor Cost) (*Ring, error) {
	one := decode(raw)
	if !one.whole {
		return nil, one.err
	}
	r := &Ring{floor: floor, misses: misses{}}
	r.take(one)
	r.inspect()
	return r, nil
}

// marshal gives the keyring as it was last loaded or saved.
func (r *Ring) marshal() ([]byte, error) {
	if r.saved == nil {
		return nil, ErrNoRing
	}
	return bytes.Clone(r.saved), nil
}

// ID tells one college's keyring from another's. It never changes.
func (r *Ring) ID() string { return r.contents.College }

// Label is the college's name, shown before anybody signs in.
func (r *Ring) Label() string { return r.contents.Label }

// Version counts what leaders changed in the keyring. Kept inside a sealed file
// too, it shows that an older keyring was put back together with its anchors.
func (r *Ring) Version() int64 { return r.contents.Generation }

// Users are those who may sign in, by name.
func (r *Ring) Users() []User {
	users := make([]User, 0, len(r.contents.Users))
	for _, s := range r.contents.Users {
		users = append(users, s.user())
	}
	slices.SortFunc(users, func(a, b User) int { return strings.Compare(fold(a.Name), fold(b.Name)) })
	return users
}

// Name is what a user is or was called; "" is nobody's.
func (r *Ring) Name(userID string) string {
	if s := r.find(userID); s != nil {
		return s.Name
	}
	for _, g := range r.contents.Left {
		if g.ID == userID {
			return g.Name
		}
	}
	return ""
}

// Gone are those who could sign in once, in the order they left.
func (r *Ring) Gone() []User {
	var all []User
	for _, g := range r.contents.Left {
		all = append(all, User{ID: g.ID, Name: g.Name, Role: g.Role, Since: g.Since, Left: g.Left})
	}
	return all
}

// Notices are keys of sentences: what loading and unlocking found.
func (r *Ring) Notices() []string { return slices.Clone(r.notices) }

// HasSheet says whether there is a recovery sheet.
func (r *Ring) HasSheet() bool { return r.contents.Sheet != nil }

func (r *Ring) notice(key string) {
	if !slices.Contains(r.notices, key) {
		r.notices = append(r.notices, key)
	}
}

// find looks for a user by id, then by name.
func (r *Ring) find(user string) *slot {
	for _, s := range r.contents.Users {
		if s.ID == user {
			return s
		}
	}
	for _, s := range r.contents.Users {
		if fold(s.Name) == fold(user) {
			return s
		}
	}
	return nil
}

func (r *Ring) take(c ringCopy, notices ...string) {
	r.contents, r.saved = *c.contents, c.raw
	r.notices = append(r.notices, notices...)
}

// mend writes the copy at path anew from what was taken.
func (r *Ring) mend(path string) {
	if WriteWhole(path, r.saved) == nil {
		r.notice(noticeRepaired)
	} else {
		r.notice(noticeUnrepaired)
	}
}

// inspect says whose entry is damaged.
func (r *Ring) inspect() {
	for _, s := range r.contents.Users {
		if !s.intact() || !s.Cost.accepted(r.floor) {
			r.notice(noticeSlot)
		}
	}
	if r.contents.Sheet != nil && !r.contents.Sheet.intact() {
		r.notice(noticeSlot)
	}
}

// ringCopy is one of the two files as it was met. contents are nil when nothing
// of it can be read; whole means its checksum fits.
type ringCopy struct {
	contents *contents
	raw      []byte
	whole    bool
	err      error
}

// envelope is what every later format keeps, so that a newer keyring can be told
// from a damaged one.
type envelope struct {
	Format int             `json:"format"`
	Sum    string          `json:"sum"`
	Ring   json.RawMessage `json:"ring"`
}

func readCopy(path string) ringCopy {
	f, err := os.Open(path)
	if err != nil {
		return ringCopy{err: err}
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, ringLimit))
	if err != nil {
		return ringCopy{err: err}
	}
	return decode(raw)
}

func decode(raw []byte) ringCopy {
	damaged := ringCopy{raw: raw, err: ErrRingDamaged}
	var e envelope
	if json.Unmarshal(raw, &e) != nil {
		return damaged
	}
	fits := e.Sum == ringSum(e.Format, e.Ring)
	if fits && e.Format > ringFormat {
		return ringCopy{raw: raw, err: ErrRingNewer}
	}
	var c contents
	if json.Unmarshal(e.Ring, &c) != nil || len(c.Users) == 0 || slices.Contains(c.Users, nil) {
		return damaged
	}
	if !fits || e.Format != ringFormat {
		return ringCopy{contents: &c, raw: raw, err: ErrRingDamaged}
	}
	return ringCopy{contents: &c, raw: raw, whole: true}
}

func (c *contents) encode() []byte {
	ring, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		panic(err) // of these types nothing can fail
	}
	return fmt.Appendf(nil, "{\"format\": %d, \"sum\": %q,\n\"ring\": %s}\n", ringFormat, ringSum(ringFormat, ring), ring)
}

// copied gives contents of their own, which can be changed without these.
func (c *contents) copied() contents { return *decode(c.encode()).contents }

func ringSum(format int, ring []byte) string {
	sum := sha256.Sum256(bind(fmt.Sprintf("daybook keyring %d", format), string(ring)))
	return hex.EncodeToString(sum[:])
}

// borrow takes entries that are damaged here and whole in the other copy.
func (c *contents) borrow(other *contents) {
	if other == nil {
		return
	}
	better := func(mine *slot, theirs []*slot) *slot {
		for _, t := range theirs {
			if !mine.intact() && t.ID == mine.ID && t.intact() {
				return t
			}
		}
		return mine
	}
	for i, s := range c.Users {
		c.Users[i] = better(s, other.Users)
	}
	if c.Sheet != nil && other.Sheet != nil {
		c.Sheet = better(c.Sheet, []*slot{other.Sheet})
	}
}

// fold makes two ways of writing a name alike.
func fold(name string) string {
	return strings.ToLower(norm.NFKC.String(strings.Join(strings.Fields(name), " ")))
}
