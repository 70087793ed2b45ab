//go:build crash

package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// TestCrashDiskFull lets the disk be full after so many bytes of real acts, then
// makes room again.
func TestCrashDiskFull(t *testing.T) {
	const sizes = 60
	template := many(t)
	template.book("sleep", "Learner1 Smith")
	template.close()
	met, losses, unsaid := 0, 0, 0
	for i := range sizes {
		folder := filepath.Join(t.TempDir(), "college")
		fine(t, os.CopyFS(folder, os.DirFS(template.options.Folder)))
		c := openedAt(t, folder)
		room, full := 1000+i*9000, true
		stop := vault.Watch(func(op vault.Op) error {
			if op.Kind == vault.Write {
				if room -= len(op.Bytes); full && room < 0 {
					return vault.ErrFull
				}
			}
			return nil
		})
		acts := append([]string{}, "book", "walk", "fact", "backup", "import")
		done, before := 0, 0
		for n := 0; n < 40; n++ {
			before = len(c.actIDs())
			err := c.dayAct(acts[n%len(acts)], n)
			if err == nil {
				done++
				continue
			}
			met++
			if r := college.AsRefusal(err); r == nil || r.Key != "store.diskFull" {
				unsaid++
				t.Errorf("%d bytes, %s: %v", 1000+i*9000, acts[n%len(acts)], err)
			}
			if after := len(c.actIDs()); after != before {
				losses++
				t.Errorf("%d bytes, %s: a refused act left %d acts", 1000+i*9000, acts[n%len(acts)], after-before)
			}
			full = false // somebody made room
			if err := c.dayAct(acts[n%len(acts)], n); err != nil {
				losses++
				t.Errorf("%d bytes, %s, with room again: %v", 1000+i*9000, acts[n%len(acts)], err)
			}
			break
		}
		stop()
		ids := c.actIDs()
		c.close()
		c = openedAt(t, folder)
		if why := c.unsound(); why != "" || !slices.Equal(ids, c.actIDs()) {
			losses++
			t.Errorf("%d bytes: %s, %d acts of %d", 1000+i*9000, why, len(c.actIDs()), len(ids))
		}
		c.close()
	}
	figure("disk full", "≥ 50 sizes, 0 losses, said in words, goes on with room", "%d sizes, met %d times, %d losses, %d not in words", sizes, met, losses, unsaid)
}

// dayAct is one of the things done on a day.
func (c *testCollege) dayAct(name string, n int) error {
	switch name {
	case "book":
		return given(c.Book(c.ctx(), BookingRequest{StudentID: fmt.Sprint("st-learner", 2+n), RunID: "run-sleep", Source: "phone"}))
	case "walk":
		return c.AddWalkIn(c.ctx(), "sleep-2", fmt.Sprintf("Walker %d", n))
	case "fact":
		return given(c.CorrectFact(c.ctx(), "fact", []string{"yes", "no"}[n/5%2], fmt.Sprint("note ", n), "Nadia"))
	case "backup":
		return given(c.Backup(c.ctx(), BackupHand))
	case "import":
		return given(c.TakeImport(c.ctx(), enrolmentFile(somebody(fmt.Sprintf("New Face%d", n), fmt.Sprintf("new%d@example.org", n), "1980-01-01")), Taking{}))
	}
	return errors.New(name)
}

// canaries are what names or tells of fifty people in the day below.
func canaries() (all []string) {
	for i := range 50 {
		all = append(all, fmt.Sprintf("Zyxcanary%02d", i), fmt.Sprintf("qwxcanary%02d", i))
	}
	return all
}

// canaryDay is a day of a college whose fifty people are canaries.
func canaryDay(c *testCollege) {
	ctx := c.ctx()
	var people []college.Person
	for i := range 50 {
		p := somebody(fmt.Sprintf("Zyxcanary%02d Person", i), fmt.Sprintf("qwxcanary%02d@example.org", i), "1980-01-01")
		p.WhatHelps = fmt.Sprintf("Zyxcanary%02d likes qwxcanary%02d", i, i)
		people = append(people, p)
	}
	fine(c.t, given(c.TakeImport(ctx, enrolmentFile(people...), Taking{})))
	students := must(find[college.Student](ctx, c.db, "WHERE source IS NOT NULL OR form_version IS NOT NULL OR id NOT LIKE 'st-%' ORDER BY number"))
	for i, s := range students[:20] {
		fine(c.t, given(c.Book(ctx, BookingRequest{StudentID: s.ID, RunID: "run-sleep", Source: "phone"})))
		fine(c.t, c.KeepDraft(ctx, "student/"+s.ID, fmt.Sprintf("Zyxcanary%02d said in confidence", i)))
	}
	fine(c.t, c.AddWalkIn(ctx, "sleep-2", "Zyxcanary49 Walker"))
	fine(c.t, given(c.Register(ctx, "sleep-3")))
	fine(c.t, given(c.CorrectFact(ctx, "fact", "no", "qwxcanary00 says so", "Zyxcanary01 Person")))
	fine(c.t, given(c.Students(ctx, college.StudentFilter{Query: "zyxcanary"})))
	fine(c.t, given(c.UndoLast(ctx)))
	fine(c.t, given(c.Erase(ctx, students[40].PersonID)))
	fine(c.t, given(c.Backup(ctx, BackupHand)))
	backup := c.listed()[0]
	_, err := Drill(ctx, Restoring{Home: c.home, Access: c.access, Backup: backup.Path, Open: c.Store, Now: c.options.Now})
	fine(c.t, err)
	fine(c.t, given(c.Book(ctx, BookingRequest{StudentID: students[30].ID, RunID: "run-sleep", Source: "phone"})))
}

// TestCrashCanaries looks for the fifty in every byte of every file that a day
// leaves, while the program runs, after it was killed, and after closing.
func TestCrashCanaries(t *testing.T) {
	c := many(t)
	c.close()
	folder, temporary := c.options.Folder, t.TempDir()
	marks := canaries()
	hits, scanned := 0, 0
	look := func(when string) {
		for _, root := range []string{folder, temporary} {
			fine(t, filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				f, err := os.Open(path) // of another program: no lock of ours can be dropped
				fine(t, err)
				defer f.Close()
				text := bytes.ToLower(must(io.ReadAll(f)))
				scanned += len(text)
				for _, mark := range append(marks, "SQLite format 3", "CREATE TABLE") {
					if bytes.Contains(text, []byte(strings.ToLower(mark))) {
						hits++
						t.Errorf("%s, %s holds %s", when, path, mark)
					}
				}
				return nil
			}))
		}
	}
	program, lines := child(t, "day", folder, "TMPDIR="+temporary, "SQLITE_TMPDIR="+temporary)
	said := ""
	for said != "ready" && lines.Scan() {
		if said = lines.Text(); said != "ready" {
			t.Log(said)
		}
	}
	if said != "ready" {
		t.Fatal("the day did not come to its end")
	}
	look("running")
	_ = program.Process.Kill()
	_ = program.Wait()
	look("killed")
	c = openedAt(t, folder)
	there := 0
	pages := strings.ToLower(strings.Join(must(list(c.ctx(), c.db, scanText, "SELECT CAST(data AS TEXT) FROM sqlite_dbpage WHERE schema = 'college'")), ""))
	for i := range 50 {
		if strings.Contains(pages, fmt.Sprintf("zyxcanary%02d", i)) {
			there++
		}
	}
	if there < 49 { // one of them was erased
		t.Errorf("only %d of the people are in the records: the look is blind", there)
	}
	c.close()
	look("closed")
	figure("canaries", "0 hits in every file a day leaves: running, killed, closed", "%d hits in %d MB", hits, scanned/1_000_000)
}
