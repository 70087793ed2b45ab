package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"daybook/backend/vault"
)

// TestAVenuesOnlyBackupAfterAnAbruptEnd: the college's log still holds changes,
// and they are in the records afterwards.
func TestAVenuesOnlyBackupAfterAnAbruptEnd(t *testing.T) {
	c, _, _ := backedUp(t)
	c.signedIn("Vera", volunteerPass)
	backup := must(c.Backup(c.ctx(), BackupClose))
	c.signedIn("Nadia", leaderPass)
	c.book("sleep", "Bo Lin")
	before := c.dump()
	c.endedHere()
	if _, err := c.bringBack(backup.Path); err != nil {
		t.Fatal(err)
	}
	unchanged(t, before, c.dump())
}

// endedHere goes on with a copy of the folder as it is now, as after an end of
// the program without closing.
func (c *testCollege) endedHere() {
	c.t.Helper()
	image := filepath.Join(c.t.TempDir(), "image")
	fine(c.t, os.CopyFS(image, os.DirFS(c.options.Folder)))
	c.close()
	c.options.Folder = image
}

// TestRestoreWhenTheRecordsAreLost: what is asked for most is asked for when the
// living files do not open.
func TestRestoreWhenTheRecordsAreLost(t *testing.T) {
	for name, lose := range map[string]func(data string) error{
		"a page of the college is damaged": func(data string) error { return spoilPage(file(data, collegeFile), 1) },
		"both are garbage": func(data string) error {
			return errors.Join(os.WriteFile(file(data, collegeFile), []byte("garbage"), 0o600), os.WriteFile(file(data, venuesFile), nil, 0o600))
		},
		"the college's file is lost": func(data string) error { return os.Remove(file(data, collegeFile)) },
		"both are lost": func(data string) error {
			return errors.Join(os.Remove(file(data, collegeFile)), os.Remove(file(data, venuesFile)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, backup, before := backedUp(t)
			c.close()
			fine(t, lose(filepath.Join(c.options.Folder, "data")))
			done, err := c.bringBack(backup.Path)
			fine(t, err)
			if !done.AuditCut {
				t.Error("nobody is told that the youngest lines of the audit are gone")
			}
			unchanged(t, before, c.dump())
			if breaks, _, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 {
				t.Errorf("the audit is broken: %v %v", breaks, err)
			}
		})
	}
}

// spoilPage turns a byte in the middle of a page.
func spoilPage(path string, page int) error {
	bytes, err := os.ReadFile(path)
	if err == nil {
		bytes[(page-1)*vault.PageSize+1000] ^= 1
		err = os.WriteFile(path, bytes, 0o600)
	}
	return err
}

// TestAHurtAuditIsNotCarriedInSilence: where the living audit does not go on from
// the backup's, its younger lines cannot be kept, and it says so.
func TestAHurtAuditIsNotCarriedInSilence(t *testing.T) {
	for name, hurt := range map[string]string{
		"a line was taken out":     "DELETE FROM main.audit WHERE sequence = 1",
		"the head was rewritten":   "UPDATE main.audit SET mac = x'00' WHERE sequence = (SELECT max(sequence) - 2 FROM main.audit)",
		"all were taken out":       "DELETE FROM main.audit",
		"its tail was cut":         "DELETE FROM main.audit WHERE sequence >= (SELECT max(sequence) - 1 FROM main.audit)",
		"a younger line was taken": "DELETE FROM main.audit WHERE sequence = (SELECT max(sequence) - 1 FROM main.audit)",
	} {
		t.Run(name, func(t *testing.T) {
			c, backup, _ := backedUp(t)
			c.close()
			held = c.options.Access
			alter(t, file(filepath.Join(c.options.Folder, "data"), collegeFile), hurt)
			done, err := c.bringBack(backup.Path)
			fine(t, err)
			breaks, _, err := c.VerifyAudit(c.ctx(), nil)
			fine(t, err)
			if !done.AuditCut && len(breaks) == 0 {
				t.Error("nobody is told that lines of the audit are gone")
			}
		})
	}
}

func TestBackupsThatAreNotRestored(t *testing.T) {
	for name, x := range map[string]struct {
		spoil func(t *testing.T, c *testCollege, path string)
		key   string
	}{
		"half copied": {func(t *testing.T, _ *testCollege, path string) {
			fine(t, os.Truncate(path, must(os.Stat(path)).Size()/2))
		}, "backup.halfCopied"},
		"damaged": {func(t *testing.T, _ *testCollege, path string) { fine(t, spoilPage(path, 9)) }, "backup.damaged"},
		"no backup": {func(t *testing.T, _ *testCollege, path string) {
			fine(t, os.WriteFile(path, []byte("a letter"), 0o600))
		}, "backup.damaged"},
		"another college's": {func(t *testing.T, _ *testCollege, path string) {
			other := small(t)
			fine(t, vault.CopyWhole(must(other.Backup(other.ctx(), BackupHand)).Path, path))
		}, "backup.otherCollege"},
		"a newer schema": {func(t *testing.T, c *testCollege, path string) {
			newer := must(c.backup(c.ctx(), BackupHand, func(ctx context.Context, name, to string) (copied, error) {
				taken, err := c.copyInto(ctx, name, to)
				return taken, errors.Join(err, altered(ctx, to, "PRAGMA main.user_version = 99"))
			}))
			fine(t, vault.CopyWhole(newer.Path, path))
		}, "backup.newerSchema"},
		"before a rotation": {func(t *testing.T, c *testCollege, _ string) {
			c.close()
			data := filepath.Join(c.options.Folder, "data")
			next, _, err := c.options.Access.Rotate(t.Context(), data, "", noon)
			fine(t, err)
			fine(t, next.DropFormer(data))
			c.options.Access = next
		}, "backup.beforeRotation"},
	} {
		t.Run(name, func(t *testing.T) {
			c, backup, _ := backedUp(t)
			before := c.dump()
			x.spoil(t, c, backup.Path)
			_, err := c.bringBack(backup.Path)
			refused(t, err, x.key)
			if _, err := os.Stat(filepath.Join(c.options.Folder, "data.new")); err == nil {
				t.Error("a refused restore left data.new behind")
			}
			c.open()
			unchanged(t, before, c.dump())
			_, err = Drill(c.ctx(), Restoring{Home: c.home, Access: c.access, Backup: backup.Path, Open: c.Store, Now: c.options.Now})
			refused(t, err, x.key)
		})
	}
}

// altered changes a file that is held past every act.
func altered(ctx context.Context, path, statement string) error {
	db, err := openAlone(ctx, path)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statement)
	return errors.Join(err, db.Close())
}
