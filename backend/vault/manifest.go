package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// manifest is the first member of a backup. All of it is plain but each part's
// Sealed, so it holds nothing about anybody: no counts, no names. Nobody can
// change the plain rest either: what seals a part is bound to the whole manifest
// but the seals of this part and those before it. Whoever opens the first part
// has therefore proved every byte.
type manifest struct {
	Format  int            `json:"format"`
	College string         `json:"college"` // Ring.ID
	Made    string         `json:"made"`    // stampLayout
	Why     string         `json:"why"`
	Keyring piece          `json:"keyring"`
	Parts   []manifestPart `json:"parts"` // in the order of Files, the venue book first
}

// piece is what proves the bytes of a member.
type piece struct {
	Bytes  int64  `json:"bytes"`
	CRC    uint32 `json:"crc32"`
	SHA256 string `json:"sha256"`
}

type manifestPart struct {
	Compartment Compartment `json:"compartment"`
	Schema      int         `json:"schema"`
	piece
	Under  string `json:"under"`  // Access.keyName when it was made: a rotation changes it
	Key    []byte `json:"key"`    // the file key, wrapped
	Sealed []byte `json:"sealed"` // Details
}

const (
	backupFormat = 1
	manifestName = "manifest.json"
	ringName     = "keyring.json"
	maxManifest  = 1 << 20
	fileKeyOf    = "backup file key"
)

// stampLayout is the time of a backup in its manifest and in its name.
const stampLayout = "2006-01-02T150405Z"

var (
	whyShape  = regexp.MustCompile(`^[a-z]{1,20}$`)
	hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// decodeManifest reads a manifest that is well formed in every byte: Damaged or
// Newer otherwise. Whether it is true is another question: see unseal.
func decodeManifest(encoded []byte) (m manifest, err error) {
	var version struct {
		Format int `json:"format"`
	}
	if json.Unmarshal(encoded, &version) != nil {
		return m, Damaged
	}
	if version.Format > backupFormat {
		return m, Newer
	}
	if json.Unmarshal(encoded, &m) != nil || m.check() != nil {
		return manifest{}, Damaged
	}
	// There is one way to write a manifest: no second spelling, no field unread.
	if again, err := json.Marshal(m); err != nil || !bytes.Equal(again, encoded) {
		return manifest{}, Damaged
	}
	return m, nil
}

// check says what a manifest cannot be.
func (m manifest) check() error {
	if _, err := time.Parse(stampLayout, m.Made); err != nil {
		return err
	}
	if m.Format != backupFormat || !whyShape.MatchString(m.Why) {
		return fmt.Errorf("vault: format %d or reason of a backup", m.Format)
	}
	var held []Compartment
	total, pieces := int64(maxManifest), []piece{m.Keyring}
	for _, p := range m.Parts {
		held = append(held, p.Compartment)
		pieces = append(pieces, p.piece)
	}
	if !slices.Equal(held, Files[:1]) && !slices.Equal(held, Files) {
		return fmt.Errorf("vault: a backup of %v", held)
	}
	if m.Keyring.Bytes > ringLimit {
		return fmt.Errorf("vault: a keyring of %d bytes", m.Keyring.Bytes)
	}
	for _, p := range pieces {
		if total += p.Bytes; p.Bytes <= 0 || p.Bytes > maxBackup || !hashShape.MatchString(p.SHA256) {
			return fmt.Errorf("vault: a member of %d bytes", p.Bytes)
		}
	}
	if total > maxBackup {
		return ErrTooLarge
	}
	return nil
}

// members are what the backup must consist of, this manifest, written so, first.
func (m manifest) members(encoded []byte) []member {
	all := []member{
		{manifestName, int64(len(encoded)), pieceOf(encoded).CRC},
		{ringName, m.Keyring.Bytes, m.Keyring.CRC},
	}
	for _, p := range m.Parts {
		all = append(all, member{partName(p.Compartment), p.Bytes, p.CRC})
	}
	return all
}

// partName is a file's name inside a backup.
func partName(c Compartment) string { return string(c) + ".daybook" }

// whole is whether both files are in it.
func (m manifest) whole() bool { return len(m.Parts) == len(Files) }

// fileName is what a backup is called: its time, and "venues" when that is all.
func (m manifest) fileName() string {
	if m.whole() {
		return m.Made + suffix
	}
	return m.Made + "." + string(Venues) + suffix
}

// sealedAs names what part i's details are sealed as, which binds them to the
// manifest without the seals up to and of this part.
func (m manifest) sealedAs(i int) string {
	m.Parts = slices.Clone(m.Parts)
	for k := range m.Parts[:i+1] {
		m.Parts[k].Sealed = nil
	}
	encoded, _ := json.Marshal(m) // texts, numbers and bytes: cannot fail
	sum := sha256.Sum256(encoded)
	return "backup details " + hex.EncodeToString(sum[:])
}

// seal seals the details of every part, the last first.
func (m *manifest) seal(a *Access, details map[Compartment]Details) error {
	for i := len(m.Parts) - 1; i >= 0; i-- {
		c := m.Parts[i].Compartment
		plain, err := json.Marshal(details[c])
		if err != nil {
			return err
		}
		if m.Parts[i].Sealed, err = a.Seal(c, m.sealedAs(i), plain); err != nil {
			return err
		}
	}
	return nil
}

// unseal is the other way round: the details and file keys of the parts that
// this access opens. OtherCollege, BeforeRotation (the keys are former ones), or
// Damaged when the keys fit and what they seal does not.
func (m manifest) unseal(a *Access) (map[Compartment]Details, map[Compartment]FileKey, error) {
	if m.College != a.Ring().ID() {
		return nil, nil, OtherCollege
	}
	details, keys := map[Compartment]Details{}, map[Compartment]FileKey{}
	for i, p := range m.Parts {
		if !a.May(p.Compartment) {
			continue
		}
		holder := a.holding(p)
		if holder == nil {
			return nil, nil, BeforeRotation
		}
		plain, err := holder.Open(p.Compartment, m.sealedAs(i), p.Sealed)
		if err != nil {
			return nil, nil, Damaged
		}
		var d Details
		if json.Unmarshal(plain, &d) != nil {
			return nil, nil, Damaged
		}
		key, err := holder.UnwrapKey(p.Compartment, fileKeyOf, p.Key)
		if err != nil {
			return nil, nil, Damaged
		}
		details[p.Compartment], keys[p.Compartment] = d, key
	}
	return details, keys, nil
}

// holding is the access whose key the part is sealed under: today's, or one from
// before a rotation whose backups still wait; nil for none of them.
func (a *Access) holding(p manifestPart) *Access {
	for ; a != nil; a = a.before() {
		if a.keyName(p.Compartment) == p.Under {
			return a
		}
	}
	return nil
}
