package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daybook/backend/vault"
)

// TestRestoreEndedAtAnyStep takes an image of the folder before steps of a
// restore, as it would be found had the program ended there. Each opens, whole,
// with the records from before or with those of the backup.
func TestRestoreEndedAtAnyStep(t *testing.T) {
	r := restorable(t)
	images := r.images(func(step int, op vault.Op) bool { return op.Kind != vault.Write || step%16 == 0 })
	if len(images) < 30 {
		t.Fatalf("a restore gave only %d images", len(images))
	}
	r.eachIsOneOfTwo(t, images)
}

// TestRestoreOnADyingDisk: from a step on nothing can be written any more.
func TestRestoreOnADyingDisk(t *testing.T) {
	r := restorable(t)
	steps := 0
	r.images(func(int, vault.Op) bool { steps++; return false })
	var images []string
	for _, at := range cuts(steps) {
		image := filepath.Join(t.TempDir(), "college")
		fine(t, os.CopyFS(image, os.DirFS(r.folder)))
		done, dead := 0, errors.New("dead")
		stop := vault.Watch(func(op vault.Op) error {
			if op.Kind == vault.Read {
				return nil
			}
			if done++; done >= at {
				return dead
			}
			return nil
		})
		err := r.run(image)
		stop()
		if err == nil && at <= steps-8 { // the last ones are the second copy of the keyring and its anchor, which are made good later
			t.Errorf("step %d of %d failed, and the restore did not", at, steps)
		}
		images = append(images, image)
	}
	r.eachIsOneOfTwo(t, images)
}

// restorableCollege is a closed college with a backup in its folder, and what
// both hold.
type restorableCollege struct {
	t          testing.TB
	folder     string
	backup     string // its name
	old, fresh []string
}

func restorable(t testing.TB) restorableCollege {
	t.Helper()
	c, backup, fresh := backedUp(t)
	old := c.dump()
	c.close()
	return restorableCollege{t, c.options.Folder, backup.Name, old, fresh}
}

// run restores in a folder like this college's.
func (r restorableCollege) run(folder string) error {
	r.t.Helper()
	home, err := Enter(folder)
	if err != nil {
		return err
	}
	ring, err := vault.Load(home.Data(), cheap)
	if err != nil {
		return errors.Join(err, home.Leave())
	}
	access, err := ring.Unlock("Nadia", leaderPass, noon)
	if err == nil {
		_, err = Restore(r.t.Context(), Restoring{Home: home, Access: access, Backup: filepath.Join(home.Backups(), r.backup), Now: func() time.Time { return noon.Add(time.Hour) }})
	}
	return errors.Join(err, home.Leave())
}

// images restores in a copy and keeps an image of it before each step wanted.
func (r restorableCollege) images(want func(step int, op vault.Op) bool) (images []string) {
	r.t.Helper()
	folder := filepath.Join(r.t.TempDir(), "college")
	fine(r.t, os.CopyFS(folder, os.DirFS(r.folder)))
	steps, all := 0, r.t.TempDir()
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind == vault.Read {
			return nil
		}
		if steps++; want(steps, op) {
			image := filepath.Join(all, string(op.Kind)+"-"+count(steps))
			fine(r.t, os.CopyFS(image, os.DirFS(folder)))
			images = append(images, image)
		}
		return nil
	})
	err := r.run(folder)
	stop()
	fine(r.t, err)
	return append(images, folder)
}

// eachIsOneOfTwo opens every image.
func (r restorableCollege) eachIsOneOfTwo(t *testing.T, images []string) {
	t.Helper()
	olds, freshs := 0, 0
	for _, image := range images {
		c := openedAt(t, image)
		switch now := c.dump(); {
		case slices.Equal(now, r.old):
			olds++
		case slices.Equal(now, r.fresh):
			freshs++
		default:
			t.Errorf("%s holds neither of the two", filepath.Base(image))
		}
		breaks, _, err := c.VerifyAudit(c.ctx(), nil)
		if err != nil || len(breaks) > 0 || len(c.Notices()) > 0 || must(orphans(c.ctx(), c.db)) > 0 {
			t.Errorf("%s: the audit %v %v, notices %+v", filepath.Base(image), breaks, err, c.Notices())
		}
		for _, left := range []string{"data.new", drillFolder} {
			if _, err := os.Stat(filepath.Join(image, left)); err == nil {
				t.Errorf("%s still has %s", filepath.Base(image), left)
			}
		}
		if _, err := os.Stat(filepath.Join(image, "data", readyFile)); err == nil {
			t.Errorf("%s still has %s", filepath.Base(image), readyFile)
		}
		c.close()
		fine(t, os.RemoveAll(image))
	}
	if olds == 0 || freshs == 0 {
		t.Errorf("the old records were found %d times, the new ones %d: all on one side", olds, freshs)
	}
	t.Logf("%d images: %d old, %d new", len(images), olds, freshs)
}
