package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// at makes a folder as an interrupted program may leave it: files by their path.
func at(t *testing.T, paths ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range paths {
		path = filepath.Join(folder, path)
		fine(t, os.MkdirAll(filepath.Dir(path), 0o700))
		fine(t, os.WriteFile(path, []byte(filepath.Base(filepath.Dir(path))), 0o600))
	}
	return folder
}

// TestEnteringPutsTheFolderInOrder: whatever a program that was ended in the
// middle of a swap left, there is one set of records afterwards.
func TestEnteringPutsTheFolderInOrder(t *testing.T) {
	for name, x := range map[string]struct {
		left []string // before
		data string   // which set is in data afterwards
		kept int
	}{
		"nothing to do":           {[]string{"data/college.daybook"}, "data", 0},
		"half a new set":          {[]string{"data/college.daybook", "data.new/college.daybook"}, "data", 0},
		"a new set, not swapped":  {[]string{"data/college.daybook", "data.new/college.daybook", "data.new/ready"}, "data", 0},
		"a new set, half swapped": {[]string{"data.new/college.daybook", "data.new/ready", "kept/1/college.daybook"}, "data.new", 1},
		"swapped, not tidied":     {[]string{"data/college.daybook", "data/ready", "kept/1/college.daybook"}, "data", 1},
		"a drill":                 {[]string{"data/college.daybook", "drill.new/college.daybook"}, "data", 0},
		"kept once too often":     {[]string{"data/college.daybook", "kept/1/x", "kept/2/x", "kept/3/x"}, "data", 2},
		"only a keyring":          {[]string{"data/keyring.json"}, "data", 0},
	} {
		t.Run(name, func(t *testing.T) {
			folder := at(t, x.left...)
			home, err := Enter(folder)
			fine(t, err)
			defer home.Leave()
			set := must(filepath.Glob(filepath.Join(home.Data(), "*")))
			if len(set) != 1 || string(must(os.ReadFile(set[0]))) != x.data {
				t.Errorf("data holds %q", set)
			}
			for _, gone := range []string{"data.new", drillFolder} {
				if _, err := os.Stat(filepath.Join(folder, gone)); err == nil {
					t.Errorf("%s is still there", gone)
				}
			}
			kept := must(filepath.Glob(filepath.Join(folder, "kept", "*")))
			if len(kept) != x.kept || x.kept == 2 && filepath.Base(kept[0]) != "2" {
				t.Errorf("kept are %q", kept)
			}
		})
	}
}

func TestFoldersThatAreNotEntered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	fine(t, os.WriteFile(file, nil, 0o600))
	synced := filepath.Join(t.TempDir(), "OneDrive", "Daybook")
	fine(t, os.MkdirAll(filepath.Join(synced, "data"), 0o700))
	fine(t, os.WriteFile(filepath.Join(synced, "data", "keyring.json"), nil, 0o600))
	t.Setenv("OneDrive", filepath.Dir(synced))
	for name, x := range map[string]struct{ folder, key string }{
		"nothing there":                 {t.TempDir(), "store.noCollege"},
		"not even a folder":             {filepath.Join(t.TempDir(), "none"), "store.noCollege"},
		"below a file":                  {filepath.Join(file, "college"), "store.noCollege"},
		"a folder without records":      {at(t, "papers/x"), "store.noCollege"},
		"half a new set and no old one": {at(t, "data.new/college.daybook"), "store.noCollege"},
		"a sync folder":                 {synced, "place.syncFolder"},
	} {
		t.Run(name, func(t *testing.T) {
			home, err := Enter(x.folder)
			if err == nil {
				home.Leave()
			}
			refused(t, err, x.key)
		})
	}
	_, err := EnterNew(filepath.Join(file, "college"))
	refused(t, err, "place.readOnly")
	refused(t, Create(t.Context(), Options{Folder: filepath.Join(filepath.Dir(synced), "new"), Access: founded(t)}, college.VenueBook{}, college.Records{}), "place.syncFolder")
}

// TestAFolderIsInOneHand: of the same program or another.
func TestAFolderIsInOneHand(t *testing.T) {
	folder := at(t, "data/college.daybook")
	home := must(Enter(folder))
	for name, enter := range map[string]func(string) (*Home, error){"Enter": Enter, "EnterNew": EnterNew} {
		if _, err := enter(folder); err == nil {
			t.Errorf("%s took a folder that is taken", name)
		} else {
			refused(t, err, "store.inUse")
		}
	}
	fine(t, home.Leave())
	fine(t, must(EnterNew(folder)).Leave())
}

// TestAHomeOutlivesItsStores: whoever holds the folder opens and closes the
// college in it and keeps it; keys are forgotten with each closing.
func TestAHomeOutlivesItsStores(t *testing.T) {
	c := small(t)
	c.close()
	home := must(Enter(c.options.Folder))
	options := c.options
	options.Home = home
	for range 2 {
		s := must(Open(t.Context(), options))
		_, err := Enter(c.options.Folder)
		refused(t, err, "store.inUse")
		fine(t, s.Close())
		_, err = Enter(c.options.Folder)
		refused(t, err, "store.inUse")
		for _, name := range files {
			if _, err := openAlone(t.Context(), file(home.Data(), name)); err == nil {
				t.Errorf("%s is still held", name)
			}
		}
	}
	fine(t, home.Leave())
	c.open()
}

// TestAnOpeningThatFailsLetsGo: whatever it is that fails.
func TestAnOpeningThatFailsLetsGo(t *testing.T) {
	c := small(t)
	c.close()
	steps := 0
	stop := vault.Watch(func(vault.Op) error { steps++; return nil })
	c.open()
	stop()
	c.close()
	failed := 0
	for at := 1; at <= steps; at++ {
		n := 0
		stop := vault.Watch(func(vault.Op) error {
			if n++; n == at {
				return errors.New("once")
			}
			return nil
		})
		s, err := Open(t.Context(), c.options)
		if err == nil {
			err = s.Close()
		} else {
			failed++
		}
		stop()
		home, entered := Enter(c.options.Folder)
		if entered != nil {
			t.Fatalf("step %d of %d failed (%v), and the folder is still taken", at, steps, err)
		}
		fine(t, home.Leave())
	}
	if failed < 5 {
		t.Errorf("only %d of %d steps failed the opening", failed, steps)
	}
	c.open()
}
