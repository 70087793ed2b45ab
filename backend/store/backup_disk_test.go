package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// backupSteps are how many times a backup comes to the disk, in the folder of
// backups, reading left out or not.
func (c *testCollege) backupSteps(reading bool) (steps int) {
	c.t.Helper()
	stop := vault.Watch(func(op vault.Op) error {
		if strings.HasPrefix(op.File, c.home.Backups()) && (reading || op.Kind != vault.Read) {
			steps++
		}
		return nil
	})
	_, err := c.Backup(c.ctx(), BackupHand)
	stop()
	fine(c.t, err)
	return steps
}

// spread are up to n numbers from 1 to last, with both ends.
func spread(last, n int) (all []int) {
	for i := range n {
		all = append(all, 1+i*(last-1)/(n-1))
	}
	return slices.Compact(all)
}

// TestABackupOnAFullDisk lets the disk be full at a step of a backup, at that
// step only or from then on: nothing is listed, it is said in words, and there is
// nothing in the way of the next.
func TestABackupOnAFullDisk(t *testing.T) {
	c := small(t, "Ann Lee")
	last := c.backupSteps(false)
	refusals := 0
	for _, forGood := range []bool{false, true} {
		for _, at := range spread(last, 30) {
			c.now = c.now.Add(60e9)
			before, n := c.names(), 0
			stop := vault.Watch(func(op vault.Op) error {
				if strings.HasPrefix(op.File, c.home.Backups()) && op.Kind != vault.Read {
					if n++; n == at || forGood && n > at {
						return vault.ErrFull
					}
				}
				return nil
			})
			made, err := c.Backup(c.ctx(), BackupHand)
			stop()
			after := c.names()
			switch {
			case err == nil:
				if _, err := c.access.Check(c.ctx(), made.Path, Schemas()); err != nil || !slices.Contains(after, made.Name) {
					t.Errorf("full at step %d (%t): %s was made, and is %v", at, forGood, made.Name, err)
				}
			case !slices.Equal(before, after):
				t.Errorf("full at step %d (%t): %v, and listed are %q", at, forGood, err, after)
			default:
				refusals++
				if r := college.AsRefusal(err); r == nil || !slices.Contains([]string{"store.diskFull", "store.cannotWriteHere"}, r.Key) {
					t.Errorf("full at step %d (%t): %v", at, forGood, err)
				}
			}
			if c.count("SELECT count(*) FROM college.person") == 0 {
				t.Errorf("full at step %d: the store cannot be read", at)
			}
		}
	}
	if refusals < 30 {
		t.Errorf("only %d backups met the full disk", refusals)
	}
	c.usable(t)
	if names := c.folderOf("backups"); slices.ContainsFunc(names, func(n string) bool { return !strings.HasSuffix(n, ".daybook-backup") }) {
		t.Errorf("left are %q", names)
	}
}

// names are those of the backups listed.
func (c *testCollege) names() (names []string) {
	for _, b := range c.listed() {
		names = append(names, b.Name)
	}
	return names
}

// TestABackupGivenUp ends its context at a step: what does not count yet is gone
// and the store is free at once.
func TestABackupGivenUp(t *testing.T) {
	c := small(t, "Ann Lee")
	last := c.backupSteps(true)
	givenUp := 0
	for _, at := range spread(last, 25) {
		c.now = c.now.Add(60e9)
		ctx, giveUp := context.WithCancel(c.ctx())
		before, n := c.names(), 0
		stop := vault.Watch(func(op vault.Op) error {
			if strings.HasPrefix(op.File, c.home.Backups()) {
				if n++; n == at {
					giveUp()
				}
			}
			return nil
		})
		made, err := c.Backup(ctx, BackupHand)
		stop()
		giveUp()
		if err != nil {
			givenUp++
			if after := c.names(); !slices.Equal(before, after) {
				t.Errorf("given up at step %d, listed are %q", at, after)
			}
			if names := c.folderOf("backups"); slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, ".") }) {
				t.Errorf("given up at step %d, left are %q", at, names)
			}
		} else if _, err := c.access.Check(c.ctx(), made.Path, Schemas()); err != nil {
			t.Errorf("finished although given up at step %d, it is %v", at, err)
		}
		if _, err := c.db.Exec("ATTACH 'file::memory:' AS third"); err == nil || !strings.Contains(err.Error(), "too many attached") {
			t.Errorf("given up at step %d: attaching a third file gave %v", at, err)
		}
	}
	if givenUp < 15 {
		t.Errorf("only %d of the backups were given up", givenUp)
	}
	c.usable(t)
}

// TestABackupGivenUpBeforeItBegan does nothing at all.
func TestABackupGivenUpBeforeItBegan(t *testing.T) {
	c := small(t)
	ctx, giveUp := context.WithCancel(c.ctx())
	giveUp()
	if _, err := c.Backup(ctx, BackupHourly); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	if names := c.folderOf("backups"); len(names) > 0 {
		t.Errorf("left are %q", names)
	}
	c.usable(t)
}

// TestADamagedPageIsNotBackedUp: copying reads every page, also those nobody has
// asked for in a year.
func TestADamagedPageIsNotBackedUp(t *testing.T) {
	c := small(t, "Ann Lee")
	page := c.count("SELECT rootpage FROM college.sqlite_schema WHERE name = 'plan_review'")
	c.close()
	fine(t, spoilPage(file(filepath.Join(c.options.Folder, "data"), collegeFile), page))
	c.open()
	_, err := c.Backup(c.ctx(), BackupHand)
	refused(t, err, "store.damagedPage")
	if values := college.AsRefusal(err).Values; values["page"] != count(page) || values["file"] != "college.daybook" {
		t.Errorf("named is %v, want page %d", values, page)
	}
	if names := c.folderOf("backups"); len(names) > 0 {
		t.Errorf("left are %q", names)
	}
	if _, err := c.db.Exec("ATTACH 'file::memory:' AS third"); err == nil {
		t.Error("a third file can be attached")
	}
}
