package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Backup is what one file of a backup folder is found to be.
type Backup struct {
	Name, Path string
	Made       time.Time // UTC, whole seconds; of a file that does not tell, by its name, else when it was last written
	Why        string    // what it was made for: the caller's word, such as "close" or "hourly"
	Whole      bool      // both files; false: the venue book alone
	Size       int64     // bytes of the file
	Parts      []Part
	Openable   bool    // everything in it that this access has a key for opens with it
	Problem    Problem // "" when it is good
}

// Part is one sealed file in a backup.
type Part struct {
	Compartment Compartment
	Schema      int // its user_version
	Bytes       int64
	SHA256      string
	Details     *Details // nil without the key
}

// Details are what a backup's contents were found to be when it was proved.
// They are sealed: nobody learns from a backup how many people a college has.
type Details struct {
	Counts  map[string]int `json:"counts"` // table → rows
	Head    Head           `json:"head"`   // of the audit
	LastAct string         `json:"lastAct"`
}

// Problem is why a backup is no good; its text is the key of a sentence.
type Problem string

// The problems a backup can have.
const (
	HalfCopied     Problem = "backup.halfCopied"     // it is shorter than it says: still being copied, or interrupted
	Damaged        Problem = "backup.damaged"        // bytes differ from those that were written, or it never was a backup
	Newer          Problem = "backup.newer"          // of a form that a later version made
	NewerSchema    Problem = "backup.newerSchema"    // it opens, but what is in it a later version made
	OtherCollege   Problem = "backup.otherCollege"   // it belongs to another college
	Unreadable     Problem = "backup.unreadable"     // the disk, or the rights on it, do not let it be read now
	BeforeRotation Problem = "backup.beforeRotation" // its keys are gone from the keyring: only its own keyring opens it (ForeignRing)
)

func (p Problem) Error() string { return "vault: " + string(p) }

// Schemas are the highest user_version of each file that the caller can read;
// nil: any.
type Schemas map[Compartment]int

var (
	// ErrNotInBackup says that a compartment was asked for that the backup does not hold.
	ErrNotInBackup = errors.New("vault: the backup does not hold this compartment")
	// ErrTooLarge says that a backup would be 4 GiB or more.
	ErrTooLarge = errors.New("vault: larger than a backup can be")
	// ErrNotProved says that a copy changed while it was proved, or is no copy.
	ErrNotProved = errors.New("vault: the copy was not left as it was proved")
)

const (
	suffix      = ".daybook-backup"
	makingStart = ".making-"
)

// Making is a backup that does not count yet. Whoever has one calls Finish or
// Abandon; one that neither reached is cleared away by the next NewBackup.
type Making struct {
	access *Access
	folder string // of the backups
	own    string // of this making, inside it
	why    string
	now    time.Time
	keys   map[Compartment]FileKey
}

// NewBackup begins a backup of these compartments in a folder of backups, which
// is made if need be. The venue book is always part of it. why is one lower-case
// word; it stands in plain. One at a time in a folder: a second clears the first
// away.
func (a *Access) NewBackup(folder, why string, compartments []Compartment, now time.Time) (*Making, error) {
	if !slices.Equal(compartments, Files[:1]) && !slices.Equal(compartments, Files) || !whyShape.MatchString(why) {
		return nil, fmt.Errorf("vault: no backup can be of %v for %q", compartments, why)
	}
	for _, c := range compartments {
		if !a.May(c) {
			return nil, ErrNoGrant
		}
	}
	own, err := newMaking(folder)
	if err != nil {
		return nil, err
	}
	m := &Making{access: a, folder: folder, own: own, why: why, now: now.UTC(), keys: map[Compartment]FileKey{}}
	for _, c := range compartments {
		m.keys[c] = NewFileKey()
		if err := Hold(m.Target(c), m.keys[c]); err != nil {
			m.Abandon()
			return nil, err
		}
	}
	return m, nil
}

// newMaking clears away what a killed making left in a folder of backups and
// makes a folder for the next one.
func newMaking(folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if err := clearUnfinished(folder); err != nil {
		return "", err
	}
	if err := step(Op{File: folder, Kind: Create}); err != nil {
		return "", err
	}
	return os.MkdirTemp(folder, makingStart+"*")
}

// removeFolder removes a folder that has no folders in it, file by file.
func removeFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	for _, entry := range entries {
		err = errors.Join(err, Remove(filepath.Join(folder, entry.Name())))
	}
	return errors.Join(err, Remove(folder))
}

// Target is where VACUUM INTO puts a compartment's copy. It is held under a key
// of its own, and does not exist yet.
func (m *Making) Target(c Compartment) string { return filepath.Join(m.own, partName(c)) }

// Abandon clears the making away. After Finish it does nothing.
func (m *Making) Abandon() {
	for c := range m.keys {
		Release(m.Target(c))
	}
	clear(m.keys)
	_ = removeFolder(m.own) // else the next making does
}

// Finish makes the copies count. prove opens each of them anew, checks and
// counts it and closes it again; then all is packed, synced, read back whole
// with every page opened, and only then given its name. Whatever goes wrong
// before leaves nothing behind.
func (m *Making) Finish(ctx context.Context, prove func(c Compartment, path string) (d Details, schema int, err error)) (Backup, error) {
	defer m.Abandon()
	draft := manifest{Format: backupFormat, College: m.access.Ring().ID(), Why: m.why}
	details := map[Compartment]Details{}
	for _, c := range Files {
		key, isPart := m.keys[c]
		if !isPart {
			continue
		}
		d, schema, err := prove(c, m.Target(c))
		if err != nil {
			return Backup{}, fmt.Errorf("prove %s: %w", c, err)
		}
		if log, err := os.Stat(m.Target(c) + "-wal"); err == nil && log.Size() > 0 {
			return Backup{}, ErrNotProved
		}
		wrapped, err := m.access.WrapKey(c, fileKeyOf, key)
		if err != nil {
			return Backup{}, err
		}
		details[c] = d
		draft.Parts = append(draft.Parts, manifestPart{Compartment: c, Schema: schema, Under: m.access.keyName(c), Key: wrapped})
	}
	made, err := m.stamp(draft)
	if err != nil {
		return Backup{}, err
	}
	draft.Made = made
	return m.access.pack(ctx, m.own, draft, details, filepath.Join(m.folder, draft.fileName()))
}

// stamp is the time of the backup, moved on by seconds until no file has it.
func (m *Making) stamp(draft manifest) (string, error) {
	for at := m.now; ; at = at.Add(time.Second) {
		draft.Made = at.Format(stampLayout)
		_, err := os.Lstat(filepath.Join(m.folder, draft.fileName()))
		if errors.Is(err, os.ErrNotExist) {
			return draft.Made, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// pack makes a backup of the part files in a making's folder, proves it by
// reading it back, and renames it to where it shall lie: that is when it counts.
func (a *Access) pack(ctx context.Context, own string, m manifest, details map[Compartment]Details, to string) (Backup, error) {
	ring, err := a.Ring().marshal()
	if err != nil {
		return Backup{}, err
	}
	m.Keyring = pieceOf(ring)
	contents := []io.Reader{bytes.NewReader(ring)}
	for i := range m.Parts {
		part := &m.Parts[i]
		file, err := os.Open(filepath.Join(own, partName(part.Compartment)))
		if err != nil {
			return Backup{}, err
		}
		defer file.Close()
		s := newChecksum()
		if _, err := io.Copy(s, steady{ctx, file}); err != nil {
			return Backup{}, err
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return Backup{}, err
		}
		part.piece = s.piece()
		contents = append(contents, file)
	}
	if err := m.check(); err != nil {
		return Backup{}, err
	}
	if err := m.seal(a, details); err != nil {
		return Backup{}, err
	}
	draft := filepath.Join(own, filepath.Base(to))
	if err := writeBundle(ctx, draft, m, contents); err != nil {
		return Backup{}, err
	}
	b, err := a.Check(ctx, draft, nil)
	if err != nil {
		return Backup{}, fmt.Errorf("read back: %w", err)
	}
	b.Path = to
	return b, Rename(draft, to)
}
