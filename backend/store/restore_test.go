package store

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// bringBack restores a backup and opens the college. After an error it stays
// closed.
func (c *testCollege) bringBack(backup string) (Restored, error) {
	c.t.Helper()
	c.close()
	home, err := Enter(c.options.Folder)
	if err != nil {
		return Restored{}, err
	}
	c.now = c.now.Add(time.Minute)
	done, err := Restore(c.ctx(), Restoring{Home: home, Access: c.options.Access, Backup: backup, Now: c.options.Now})
	fine(c.t, home.Leave())
	if err == nil {
		c.options.Access = done.Access
		c.open()
	}
	return done, err
}

// openedAt opens the college in a folder for Nadia, as the program does: the
// folder is put in order first, then the keyring is read.
func openedAt(t testing.TB, folder string) *testCollege {
	t.Helper()
	c := &testCollege{t: t, now: noon}
	home, err := Enter(folder)
	fine(t, err)
	ring, err := vault.Load(home.Data(), cheap)
	fine(t, err)
	access, err := ring.Unlock("Nadia", leaderPass, noon)
	fine(t, errors.Join(err, home.Leave()))
	c.options = Options{Folder: folder, Now: func() time.Time { return c.now }, Access: access}
	c.open()
	t.Cleanup(c.close)
	return c
}

// backedUp is a college with Ann booked, a backup of it, and Bo booked since.
func backedUp(t testing.TB) (c *testCollege, backup vault.Backup, before []string) {
	t.Helper()
	c = small(t, "Ann Lee", "Bo Lin")
	c.put(venuesFile, college.AccessFact{ID: "fact", VenueID: "v", Item: college.FactStepFree, Answer: "unknown"})
	c.bookEarly("sleep", "Ann Lee")
	before = c.dump()
	backup = must(c.Backup(c.ctx(), BackupHand))
	c.now = noon.Add(time.Minute)
	c.book("music", "Bo Lin")
	fine(t, given(c.CorrectFact(c.ctx(), "fact", "no", "two steps", "Nadia")))
	fine(t, c.Note(c.ctx(), "read.student", "student", "st-ann"))
	return c, backup, before
}

func TestRestoreBringsBackTheRecordsAlone(t *testing.T) {
	c, backup, before := backedUp(t)
	access := c.options.Access
	fine(t, access.Change(leaderPass, "a-new-one-since-then", c.now))
	must(access.Add(vault.User{Name: "Olga", Role: vault.Admin}, "olga-came-only-today", c.now))
	fine(t, access.Save(c.home.Data()))
	heads := must(c.Heads(c.ctx()))

	done, err := c.bringBack(backup.Path)
	fine(t, err)
	unchanged(t, before, c.dump())
	want := must(c.Counts(c.ctx()))
	delete(want, "venue_audit_copy") // opening takes in more
	delete(done.Counts, "venue_audit_copy")
	if !maps.Equal(done.Counts, want) || done.Counts["run_booking"] != 1 {
		t.Errorf("counted were %v, there are %v", done.Counts, want)
	}
	if done.Backup.Name != backup.Name || done.Erased != 0 || done.Orphans != 0 || done.AuditCut {
		t.Errorf("done was %+v", done)
	}
	// The audit goes on: what was done since is in it, then that it was restored.
	if done.Carried != 3 {
		t.Errorf("%d lines were carried, want those of a booking, a correction and a reading", done.Carried)
	}
	for file, head := range must(c.Heads(c.ctx())) {
		verb := must(one[string](c.ctx(), c.db, "SELECT verb FROM "+auditTable(string(file))+" WHERE sequence = ?", head.Sequence))
		if head.Sequence != heads[file].Sequence+1 || verb != "act.restore" {
			t.Errorf("the audit of %s ends at line %d (%s), was at %d", file, head.Sequence, verb, heads[file].Sequence)
		}
	}
	anchors := map[vault.Compartment][]vault.Head{}
	for file, head := range heads {
		anchors[file] = []vault.Head{head, part(backup, string(file)).Details.Head}
	}
	breaks, _, err := c.VerifyAudit(c.ctx(), anchors)
	if err != nil || len(breaks) > 0 || len(c.Notices()) > 0 {
		t.Errorf("the audit: %v %v, notices %+v", breaks, err, c.Notices())
	}
	// The keyring is today's.
	c.close()
	ring := must(vault.Load(filepath.Join(c.options.Folder, "data"), cheap))
	if _, err := ring.Unlock("Nadia", leaderPass, c.now); !errors.Is(err, vault.ErrDenied) {
		t.Errorf("the passphrase of the backup's day gave %v", err)
	}
	c.options.Access = must(ring.Unlock("Nadia", "a-new-one-since-then", c.now.Add(time.Hour)))
	must(ring.Unlock("Olga", "olga-came-only-today", c.now))
	if len(ring.Notices()) > 0 || c.options.Access.Tampered() {
		t.Errorf("the keyring says %v", ring.Notices())
	}
	c.open()
	unchanged(t, before, c.dump())
}

// TestTheSetFromBeforeIsKept: two of them, the newest, and they open.
func TestTheSetFromBeforeIsKept(t *testing.T) {
	c, backup, _ := backedUp(t)
	var kept []string
	for range 3 {
		done, err := c.bringBack(backup.Path)
		fine(t, err)
		kept = append(kept, done.Kept)
	}
	var there []string
	for _, e := range must(os.ReadDir(filepath.Join(c.options.Folder, "kept"))) {
		there = append(there, filepath.Join(c.options.Folder, "kept", e.Name()))
	}
	if !slices.Equal(there, kept[1:]) {
		t.Errorf("kept are %q, want the last two of %q", there, kept)
	}
	ring := must(vault.Load(kept[2], cheap))
	access := must(ring.Unlock("Nadia", leaderPass, noon))
	for _, compartment := range vault.Files {
		path := file(kept[2], string(compartment))
		fine(t, vault.Hold(path, access.Keys(compartment)...))
		if _, _, err := inspect(c.ctx(), string(compartment), path); err != nil {
			t.Errorf("%s that was kept: %v", compartment, err)
		}
		vault.Release(path)
	}
	c.close()
	home := must(Enter(c.options.Folder))
	fine(t, errors.Join(home.ForgetKept(), home.Leave()))
	if _, err := os.Stat(filepath.Dir(kept[2])); !os.IsNotExist(err) {
		t.Error("forgotten sets are still there")
	}
}

// TestTheSetFromBeforeIsKeptWhateverTheClockSays: one that is set back must not
// make the newest set the oldest.
func TestTheSetFromBeforeIsKeptWhateverTheClockSays(t *testing.T) {
	c, backup, _ := backedUp(t)
	for range 2 {
		fine(t, given(c.bringBack(backup.Path)))
	}
	c.now = noon.AddDate(-1, 0, 0)
	done, err := c.bringBack(backup.Path)
	fine(t, err)
	if _, err := os.Stat(file(done.Kept, collegeFile)); err != nil {
		t.Errorf("what was there before is not kept: %v", err)
	}
}

// TestOnlyALeaderRestores: the keyring of the restored files can be written by
// nobody else, and nothing is touched.
func TestOnlyALeaderRestores(t *testing.T) {
	c, backup, _ := backedUp(t)
	before := c.dump()
	for user, pass := range map[string]string{"Amir": adminPass, "Vera": volunteerPass} {
		c.signedIn(user, pass)
		if _, err := c.bringBack(backup.Path); err == nil {
			t.Errorf("%s restored", user)
		}
		if names := c.folderOf(""); slices.Contains(names, "data.new") || slices.Contains(names, "kept") {
			t.Errorf("%s left %q", user, names)
		}
	}
	c.signedIn("Nadia", leaderPass)
	unchanged(t, before, c.dump())
}

// TestRestoreOntoANewMachine: nothing is left but a backup, whose own keyring
// opens with a passphrase of its day.
func TestRestoreOntoANewMachine(t *testing.T) {
	c, backup, before := backedUp(t)
	fine(t, c.options.Access.Change(leaderPass, "a-new-one-since-then", c.now))
	fine(t, c.options.Access.Save(c.home.Data()))
	c.close()
	c.options.Folder = filepath.Join(t.TempDir(), "new")
	home := must(EnterNew(c.options.Folder))
	ring, _, err := vault.ForeignRing(backup.Path, cheap)
	fine(t, err)
	access := must(ring.Unlock("Nadia", leaderPass, noon))
	done, err := Restore(t.Context(), Restoring{Home: home, Access: access, Backup: backup.Path, Now: c.options.Now})
	fine(t, errors.Join(err, home.Leave()))
	if done.Kept != "" || done.Carried != 0 || !done.AuditCut {
		t.Errorf("done was %+v", done)
	}
	c = openedAt(t, c.options.Folder)
	unchanged(t, before, c.dump())
	if breaks, _, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 || len(c.Notices()) > 0 {
		t.Errorf("the audit: %v %v, notices %+v", breaks, err, c.Notices())
	}
	c.book("sleep", "Bo Lin")
}

func TestAVenuesOnlyBackupBringsBackTheVenueBook(t *testing.T) {
	c, _, _ := backedUp(t)
	c.signedIn("Vera", volunteerPass)
	backup := must(c.Backup(c.ctx(), BackupClose))
	fine(t, given(c.CorrectFact(c.ctx(), "fact", "yes", "a ramp", "Vera")))
	c.signedIn("Nadia", leaderPass)
	records := func() []string {
		return slices.DeleteFunc(c.dump(), func(l string) bool { return strings.HasPrefix(l, "access_fact") })
	}
	before := records()
	if _, err := c.bringBack(backup.Path); err != nil {
		t.Fatal(err)
	}
	unchanged(t, before, records())
	if fact := must(get[college.AccessFact](c.ctx(), c.db, "fact")); fact.Answer != "no" {
		t.Errorf("the fact says %s, want what the backup had", fact.Answer)
	}
	if breaks, _, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 || len(c.Notices()) > 0 {
		t.Errorf("the audit: %v %v, notices %+v", breaks, err, c.Notices())
	}
}

func TestAnOlderSchemaIsBroughtUpToDate(t *testing.T) {
	if len(must(series(collegeFile))) < 2 && len(must(series(venuesFile))) < 2 {
		t.Skip("there is one version of each file: no older one can be made")
	}
	t.Fatal("there is an older schema now: keep a sample backup of it and restore it here")
}

// TestFilesOfTwoDays: a venue book older than the records lacks a room they name.
func TestFilesOfTwoDays(t *testing.T) {
	c, _, _ := backedUp(t)
	c.signedIn("Vera", volunteerPass)
	backup := must(c.Backup(c.ctx(), BackupClose))
	c.signedIn("Nadia", leaderPass)
	c.put(venuesFile, college.Room{ID: "new", VenueID: "v", Name: "New", Seats: 9, Active: true})
	moved := c.session("sleep-3")
	moved.RoomID = "new"
	c.put(collegeFile, moved)
	done, err := c.bringBack(backup.Path)
	fine(t, err)
	if done.Orphans != 1 || !noticed(c, "notice.orphans") {
		t.Errorf("%d orphans were counted, the notices are %+v", done.Orphans, c.Notices())
	}
}

func noticed(c *testCollege, key string) bool {
	return slices.ContainsFunc(c.Notices(), func(f college.Finding) bool { return f.Key == key })
}

// TestADrillLeavesNothingBehind: with the college open, and of either kind.
func TestADrillLeavesNothingBehind(t *testing.T) {
	c, whole, _ := backedUp(t)
	c.signedIn("Vera", volunteerPass)
	venues := must(c.Backup(c.ctx(), BackupClose))
	c.signedIn("Nadia", leaderPass)
	c.book("sleep", "Bo Lin")
	before, tree, heads := c.dump(), treeOf(t, c.options.Folder), must(c.Heads(c.ctx()))
	for name, x := range map[string]struct {
		backup   vault.Backup
		bookings int
	}{"whole": {whole, 1}, "venues only": {venues, 3}} {
		done, err := Drill(c.ctx(), Restoring{Home: c.home, Access: c.access, Backup: x.backup.Path, Open: c.Store, Now: c.options.Now})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if done.Counts["run_booking"] != x.bookings || done.Counts["venue"] != 2 || done.Kept != "" {
			t.Errorf("%s: the drill did %+v", name, done)
		}
	}
	unchanged(t, before, c.dump())
	if after := treeOf(t, c.options.Folder); !slices.Equal(tree, after) {
		t.Errorf("the folder held\n%q, holds\n%q", tree, after)
	}
	for file, head := range must(c.Heads(c.ctx())) {
		if head.Sequence != heads[file].Sequence {
			t.Errorf("a drill left a line in the audit of %s", file)
		}
	}
	c.book("music", "Ann Lee")
}

// treeOf are the files in a folder with their sizes.
func treeOf(t testing.TB, folder string) (tree []string) {
	t.Helper()
	fine(t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		size := int64(0)
		if err == nil && !entry.IsDir() {
			size = must(entry.Info()).Size()
		}
		tree = append(tree, fmt.Sprint(strings.TrimPrefix(path, folder), " ", size))
		return err
	}))
	return tree
}

// The backup made before a restore must not push out the one being restored.
func TestTheBackupBeforeARestorePushesNoneOut(t *testing.T) {
	c := small(t)
	for range 10 {
		c.now = c.now.Add(time.Minute)
		must(c.Backup(c.ctx(), BackupHand))
	}
	c.now = c.now.Add(time.Minute)
	must(c.Backup(c.ctx(), BackupRestore))
	if all := must(c.access.Backups(c.home.Backups(), Schemas())); len(all) != 11 {
		t.Errorf("%d of 11 backups are left", len(all))
	}
	c.now = c.now.Add(time.Minute)
	must(c.Backup(c.ctx(), BackupHand))
	if all := must(c.access.Backups(c.home.Backups(), Schemas())); len(all) != 10 {
		t.Errorf("%d backups are kept of a day", len(all))
	}
}
