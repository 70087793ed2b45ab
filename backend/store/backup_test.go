package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// listed are the backups of the open college, newest first.
func (c *testCollege) listed() []vault.Backup {
	c.t.Helper()
	return must(c.access.Backups(c.home.Backups(), Schemas()))
}

// unpacked puts the college's part of a backup under a key that is held, and
// gives its path.
func (c *testCollege) unpacked(backup vault.Backup) string {
	c.t.Helper()
	target := vault.Target{Path: filepath.Join(c.t.TempDir(), "college.daybook"), Key: vault.NewFileKey()}
	fine(c.t, c.access.Unpack(c.ctx(), backup.Path, map[vault.Compartment]vault.Target{vault.College: target}, Schemas()))
	fine(c.t, vault.Hold(target.Path, target.Key))
	c.t.Cleanup(func() { vault.Release(target.Path) })
	return target.Path
}

func TestABackupHoldsWhatTheFilesDo(t *testing.T) {
	c, backup, _ := backedUp(t)
	checked, err := c.access.Check(c.ctx(), backup.Path, Schemas())
	fine(t, err)
	if backup.Name != "2026-11-20T120000Z.daybook-backup" || !backup.Whole || backup.Why != BackupHand || backup.Problem != "" || !backup.Openable || checked.Name != backup.Name {
		t.Errorf("the backup is %+v", backup)
	}
	for _, p := range checked.Parts {
		details, schema, err := part(backup, string(p.Compartment)), p.Schema, error(nil)
		if err != nil || details.Details == nil || schema != Schemas()[p.Compartment] {
			t.Errorf("the part %s is %+v", p.Compartment, p)
		}
	}
	records, places := part(backup, collegeFile).Details, part(backup, venuesFile).Details
	if records.Counts["run_booking"] != 1 || records.Counts["person"] != 6 || places.Counts["room"] != 3 || records.Head.Sequence != 2 || records.LastAct == "" {
		t.Errorf("the details are %+v and %+v", records, places)
	}
	if names := c.folderOf("backups"); !slices.Equal(names, []string{backup.Name}) {
		t.Errorf("beside it there are %q", names)
	}
	details, _, err := inspect(c.ctx(), collegeFile, c.unpacked(backup))
	if err != nil || details.LastAct != records.LastAct || fmt.Sprint(details.Counts) != fmt.Sprint(records.Counts) {
		t.Errorf("unpacked it holds %+v, %v", details, err)
	}
}

// folderOf are the names in a folder of the college.
func (c *testCollege) folderOf(name string) (names []string) {
	entries, _ := os.ReadDir(filepath.Join(c.options.Folder, name))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestAVolunteersBackupIsOfTheVenueBook(t *testing.T) {
	c, whole, _ := backedUp(t)
	c.signedIn("Vera", volunteerPass)
	venues := must(c.Backup(c.ctx(), BackupClose))
	if venues.Whole || len(venues.Parts) != 1 || !strings.Contains(venues.Name, ".venues.") {
		t.Errorf("a volunteer's backup is %+v", venues)
	}
	if all := c.listed(); len(all) != 2 || all[1].Name != whole.Name || part(all[1], collegeFile).Details != nil {
		t.Errorf("a volunteer sees %+v", all)
	}
	if c.count("SELECT count(*) FROM venues.room") != 3 {
		t.Error("the store is not usable")
	}
}

// TestACopyThatDiffersIsRefused spoils the copy, or what was counted, between
// copying and proving.
func TestACopyThatDiffersIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(ctx context.Context, path string, c *copied) error{
		"a count is another": func(_ context.Context, _ string, c *copied) error { c.counts["person"]++; return nil },
		"a table is missing": func(_ context.Context, _ string, c *copied) error { delete(c.counts, "person"); return nil },
		"another head":       func(_ context.Context, _ string, c *copied) error { c.head.MAC = []byte("x"); return nil },
		"a row less": func(ctx context.Context, path string, _ *copied) error {
			return altered(ctx, path, "DELETE FROM main.typing_draft")
		},
		"a line of the audit less": func(ctx context.Context, path string, _ *copied) error {
			return altered(ctx, path, "DELETE FROM main.audit WHERE sequence = (SELECT max(sequence) FROM main.audit)")
		},
		"a damaged page": func(_ context.Context, path string, _ *copied) error { return spoilPage(path, 5) },
		"an empty file":  func(_ context.Context, path string, _ *copied) error { return os.Truncate(path, 0) },
		"no file":        func(_ context.Context, path string, _ *copied) error { return os.Remove(path) },
		"an index that is lost": func(ctx context.Context, path string, _ *copied) error {
			db, err := sql.Open("sqlite", fileDSN(path))
			fine(t, err)
			db.SetMaxOpenConns(1)
			for _, statement := range []string{"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA writable_schema = 1", "DELETE FROM sqlite_schema WHERE name = 'person_by_sort_key'"} {
				_, failed := db.ExecContext(ctx, statement)
				err = errors.Join(err, failed)
			}
			return errors.Join(err, db.Close())
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, before, _ := backedUp(t)
			fine(t, c.KeepDraft(c.ctx(), "x", "y"))
			_, err := c.backup(c.ctx(), BackupHand, func(ctx context.Context, file, path string) (copied, error) {
				taken, err := c.copyInto(ctx, file, path)
				fine(t, err)
				if file == collegeFile {
					fine(t, spoil(ctx, path, &taken))
				}
				return taken, nil
			})
			if err == nil {
				t.Error("the copy was taken for a backup")
			}
			if names := c.folderOf("backups"); !slices.Equal(names, []string{before.Name}) {
				t.Errorf("left are %q", names)
			}
			c.usable(t)
		})
	}
}

// usable holds the open college to being as ready as it was: it reads, acts,
// backs up, and no third file can be attached.
func (c *testCollege) usable(t *testing.T) {
	t.Helper()
	if _, err := c.db.Exec("ATTACH 'file::memory:' AS third"); err == nil || !strings.Contains(err.Error(), "too many attached") {
		t.Errorf("attaching a third file gave %v", err)
	}
	c.put(collegeFile, college.Person{ID: "later", FullName: "Somebody Later"})
	c.now = c.now.Add(time.Second)
	fine(t, given(c.Backup(c.ctx(), BackupHand)))
}

func TestChangedSinceTheNewestBackup(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	changed := func(when string, want bool) {
		t.Helper()
		if got, err := c.Changed(c.ctx()); err != nil || got != want {
			t.Errorf("%s: %t, %v", when, got, err)
		}
	}
	backUp := func() {
		t.Helper()
		c.now = c.now.Add(time.Minute)
		fine(t, given(c.Backup(c.ctx(), BackupHand)))
		changed("after a backup", false)
	}
	changed("without a backup", true)
	backUp()
	fine(t, c.Note(c.ctx(), "read.student", "student", "st-ann"))
	fine(t, c.KeepDraft(c.ctx(), "x", "y"))
	changed("after a reading", false)
	c.close()
	c.open()
	changed("after closing and opening", false)
	c.book("sleep", "Ann Lee")
	changed("after an act on the college", true)
	backUp()
	fine(t, c.SetIdle(c.ctx(), 7))
	changed("after an act on the venue book", true)
	backUp()
	fine(t, given(c.UndoLast(c.ctx())))
	changed("after an undo", true)
	backUp()
	fine(t, given(c.Erase(c.ctx(), "bo")))
	changed("after an erasure", true)
	backUp()
	c.signedIn("Vera", volunteerPass)
	changed("for a volunteer, to whom a whole backup does", false)
	fine(t, c.SetIdle(c.ctx(), 9))
	changed("for a volunteer after an act", true)
	backUp()
	c.signedIn("Nadia", leaderPass)
	changed("after a volunteer's act and their backup", true)
	backUp()
	latest := c.listed()[0]
	fine(t, os.Truncate(latest.Path, latest.Size/2))
	c.SetIdle(c.ctx(), 9)
	changed("when the newest backup is only half there", true)
}

// TestChangedWithTheClockSetBack: ids that begin with the time sort before those
// of acts done while the clock was ahead.
func TestChangedWithTheClockSetBack(t *testing.T) {
	c := small(t, "Ann Lee")
	ids := 0
	c.close()
	c.options.NewID = func() string { ids++; return fmt.Sprintf("%d-%04d", c.now.UnixMilli(), ids) }
	c.open()
	fine(t, c.SetIdle(c.ctx(), 7))
	c.book("sleep", "Ann Lee")
	fine(t, given(c.Backup(c.ctx(), BackupHand)))
	c.now = noon.AddDate(-1, 0, 0)
	fine(t, c.SavePreferences(c.ctx(), "nadia", map[string]string{"font": "system"}))
	c.put(collegeFile, college.Person{ID: "later", FullName: "Somebody Later"})
	if changed, err := c.Changed(c.ctx()); err != nil || !changed {
		t.Errorf("acts of a year ago: %t, %v", changed, err)
	}
}

// TestTheBackupBeforeAnUpdate is copied from files that are not open yet, and is
// as good as any.
func TestTheBackupBeforeAnUpdate(t *testing.T) {
	c, _, _ := backedUp(t)
	counts := must(c.Counts(c.ctx()))
	c.close()
	home := must(Enter(c.options.Folder))
	s := &Store{options: c.options.withDefaults(), home: home, access: c.options.Access, journal: &journal{}}
	s.files = must(hold(home.Data(), s.access))
	made, err := s.backup(t.Context(), "migration", s.copyAlone)
	release(home.Data())
	fine(t, errors.Join(err, home.Leave()))
	c.open()
	if got := part(made, collegeFile).Details.Counts["session_place"]; got != counts["session_place"] || made.Why != "migration" {
		t.Errorf("it has %d places, want %d: %+v", got, counts["session_place"], made)
	}
	if listed := c.listed(); len(listed) != 2 || listed[0].Name != made.Name {
		t.Errorf("listed are %+v", listed)
	}
}

// TestOldBackupsGo: the newest ten stay, and of each day before the last one.
func TestOldBackupsGo(t *testing.T) {
	c := small(t)
	for _, day := range []int{-3, -2, -1, 0} {
		for i := range 4 {
			c.now = noon.AddDate(0, 0, day).Add(time.Duration(i) * time.Hour)
			fine(t, given(c.Backup(c.ctx(), BackupHourly)))
		}
	}
	var left []string
	for _, b := range c.listed() {
		left = append(left, b.Made.Format("02T15"))
	}
	want := []string{"20T15", "20T14", "20T13", "20T12", "19T15", "19T14", "19T13", "19T12", "18T15", "18T14", "17T15"}
	is(t, "left", left, want)
}

// TestActsGoOnDuringABackup: each backup is of one moment, whatever is done
// meanwhile, and nothing that is done is lost.
func TestActsGoOnDuringABackup(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.bookEarly("sleep", "Ann Lee", "Bo Lin")
	place := c.place("sleep-2", "Ann Lee").ID
	stop := make(chan struct{})
	var all sync.WaitGroup
	for g := range 3 {
		all.Go(func() {
			who := fmt.Sprint("user", g)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := c.oneOfMany(As(context.Background(), who), g, i, who, place); err != nil {
					t.Errorf("%s, call %d: %v", who, i, err)
					return
				}
			}
		})
	}
	var backups []vault.Backup
	for range 4 {
		made, err := c.Backup(context.Background(), BackupHand)
		if err != nil {
			t.Error(err)
		}
		backups = append(backups, made)
	}
	close(stop)
	all.Wait()
	most := 0
	for _, b := range backups {
		db, err := openAlone(c.ctx(), c.unpacked(b))
		fine(t, err)
		people, acts := must(one[int](c.ctx(), db, "SELECT count(*) FROM main.person WHERE id LIKE 'user%'")), must(one[int](c.ctx(), db, "SELECT count(*) FROM main.act WHERE verb = 'act.test'"))
		lines := must(one[int](c.ctx(), db, "SELECT count(*) FROM main.audit WHERE verb = 'act.test'"))
		fine(t, db.Close())
		if people != 2*acts || lines != acts {
			t.Errorf("a backup has %d people of %d acts and %d lines", people, acts, lines)
		}
		most = max(most, acts)
	}
	if most == 0 {
		t.Error("nothing was done during the backups")
	}
	if breaks, _, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 {
		t.Errorf("the audit is broken: %v %v", breaks, err)
	}
}

// TestNoSecondProgramDuringABackup looks from inside it.
func TestNoSecondProgramDuringABackup(t *testing.T) {
	c := small(t)
	var once sync.Once
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind == vault.Write && strings.HasPrefix(op.File, c.home.Backups()) {
			once.Do(func() {
				if _, err := Enter(c.options.Folder); err == nil {
					t.Error("the folder was entered")
				}
				if got := secondProgram(t, c.options.Folder); got != "store.inUse" {
					t.Errorf("a second program got %s", got)
				}
			})
		}
		return nil
	})
	_, err := c.Backup(c.ctx(), BackupHand)
	stop()
	once.Do(func() { t.Error("the backup wrote nothing") })
	fine(t, err)
}
