package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"

	"github.com/gofrs/flock"
)

// Home is the folder of one college, in the hands of this program alone:
//
//	app.lock   one program at a time
//	data/      the records, the keyring, the anchors; swapped only as a whole
//	kept/      what was in data/ before a restore
//	backups/   papers/
type Home struct {
	Folder string
	lock   *flock.Flock
}

// Enter takes a folder in hand, and finishes or clears away what a program that
// was ended in the middle left. It refuses, in words, a folder without a
// college, one that another program has, and a place where none may live.
func Enter(folder string) (*Home, error) {
	if _, err := os.Stat(filepath.Join(folder, "data.new", readyFile)); err != nil {
		if err := there(folder); err != nil {
			return nil, err
		}
	}
	h, err := EnterNew(folder)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(h.finishSwap(), there(folder)); err != nil {
		return nil, errors.Join(InWords(err), h.Leave())
	}
	return h, nil
}

// EnterNew takes a folder in hand that may have no college yet.
func EnterNew(folder string) (*Home, error) {
	if err := Suits(folder); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, college.Refuse(college.Conflict, "store.cannotWrite", "folder", folder)
	}
	// The lock is a file of its own beside the records, since opening and closing
	// a database file by any other means can drop SQLite's own locks.
	lock := flock.New(filepath.Join(folder, "app.lock"))
	got, err := lock.TryLock()
	if err != nil {
		return nil, college.Refuse(college.Conflict, "store.cannotWrite", "folder", folder)
	}
	if !got {
		return nil, college.Refuse(college.Conflict, "store.inUse", "folder", folder)
	}
	return &Home{Folder: folder, lock: lock}, nil
}

// missing refuses a college of which a file is not there.
func (h *Home) missing(names []string) error {
	for _, name := range names {
		if info, err := os.Stat(file(h.Data(), name)); err != nil || info.IsDir() {
			return college.Refuse(college.Conflict, "store.halfThere", "folder", h.Folder, "file", name+".daybook")
		}
	}
	return nil
}

// Suits refuses, in words, a place where a college may not live.
func Suits(folder string) error {
	if unsuited := vault.Judge(folder); unsuited != nil {
		return college.Refuse(college.Conflict, string(unsuited.Kind), "folder", folder, "name", unsuited.Name)
	}
	return nil
}

// Leave lets go of the folder.
func (h *Home) Leave() error { return h.lock.Unlock() }

// Data holds the records and the keyring.
func (h *Home) Data() string { return filepath.Join(h.Folder, "data") }

// Backups holds the sealed copies.
func (h *Home) Backups() string { return filepath.Join(h.Folder, "backups") }

// Papers holds what is printed.
func (h *Home) Papers() string { return filepath.Join(h.Folder, "papers") }

func (h *Home) fresh() string { return filepath.Join(h.Folder, "data.new") }
func (h *Home) kept() string  { return filepath.Join(h.Folder, "kept") }

// file is where the records of a compartment are, in a data folder.
func file(data, name string) string { return filepath.Join(data, name+".daybook") }

// readyFile stands in a data.new that is complete: from then on it counts.
const readyFile = "ready"

// keptSets is how many sets of records from before a restore are kept.
const keptSets = 2

// swap puts the finished data.new in the place of data, which is kept. At every
// moment a start finds either the old set or the new one.
func (h *Home) swap(now time.Time) (kept string, err error) {
	if err := vault.WriteWhole(filepath.Join(h.fresh(), readyFile), []byte("ready\n")); err != nil {
		return "", err
	}
	if _, err := os.Stat(h.Data()); err == nil {
		if err := os.MkdirAll(h.kept(), 0o700); err != nil {
			return "", err
		}
		name := now.UTC().Format("2006-01-02T150405.000Z")
		if sets, err := os.ReadDir(h.kept()); err == nil && len(sets) > 0 {
			name = max(name, sets[len(sets)-1].Name()+"+") // with the clock set back it is still the newest
		}
		kept = filepath.Join(h.kept(), name)
		if err := vault.Rename(h.Data(), kept); err != nil {
			return "", err
		}
	}
	return kept, h.finishSwap()
}

// finishSwap brings a folder into order: a complete data.new takes its place,
// an incomplete one goes, and so do the oldest of the kept sets.
func (h *Home) finishSwap() error {
	_, complete := os.Stat(filepath.Join(h.fresh(), readyFile))
	_, living := os.Stat(h.Data())
	if complete == nil && living != nil {
		if err := vault.Rename(h.fresh(), h.Data()); err != nil {
			return err
		}
	}
	return errors.Join(vault.Remove(filepath.Join(h.Data(), readyFile)), os.RemoveAll(h.fresh()),
		os.RemoveAll(filepath.Join(h.Folder, drillFolder)), h.thinKept(keptSets))
}

// ForgetKept removes every set from before a restore: after the keys were
// changed, the old ones must open nothing here.
func (h *Home) ForgetKept() error { return os.RemoveAll(h.kept()) }

// thinKept keeps only the newest sets.
func (h *Home) thinKept(most int) error {
	sets, err := os.ReadDir(h.kept())
	if err != nil {
		return nil // nothing was kept yet
	}
	slices.Reverse(sets) // names are dates: the newest first
	for _, set := range sets[min(most, len(sets)):] {
		if err := os.RemoveAll(filepath.Join(h.kept(), set.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Exists tells whether there is a college in the folder.
func Exists(folder string) bool {
	for _, name := range files {
		if info, err := os.Stat(file(filepath.Join(folder, "data"), name)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}

// there refuses, in words, a folder that has nothing of a college, or one that
// this user may not read or write.
func there(folder string) error {
	data := filepath.Join(folder, "data")
	found := 0
	for _, name := range []string{"keyring.json", venuesFile + ".daybook", collegeFile + ".daybook"} {
		info, err := os.Stat(filepath.Join(data, name))
		switch {
		case errors.Is(err, os.ErrPermission):
			return college.Refuse(college.Conflict, "store.cannotRead", "folder", folder)
		case err == nil && !info.IsDir():
			found++
		}
	}
	if found == 0 {
		return college.Refuse(college.NotFound, "store.noCollege", "folder", folder)
	}
	probe, err := os.CreateTemp(data, ".writable-*")
	if err != nil {
		return InWords(err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}
