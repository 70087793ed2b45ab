//go:build crash

package store

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// These tests end programs and fill disks for real, or nearly so, and print the
// figures they reach. A program to be ended is this test program once more, told
// what to do through its environment.

const (
	crashDoes   = "DAYBOOK_CRASH"        // act, restore or day
	crashFolder = "DAYBOOK_CRASH_FOLDER" // of the college
	crashStep   = "DAYBOOK_CRASH_STEP"   // at which it ends itself; 0 = its parent does
	crashBackup = "DAYBOOK_CRASH_BACKUP" // its name
)

// figure prints one line for the table of figures.
func figure(name, wanted, format string, args ...any) {
	fmt.Printf("FIGURE|%s|%s|%s\n", name, wanted, fmt.Sprintf(format, args...))
}

// TestCrashChild is the program that is ended.
func TestCrashChild(t *testing.T) {
	folder := os.Getenv(crashFolder)
	if folder == "" {
		t.Skip("only as a child")
	}
	if step, _ := strconv.Atoi(os.Getenv(crashStep)); step > 0 {
		done := 0
		defer vault.Watch(func(op vault.Op) error {
			if op.Kind != vault.Read {
				if done++; done == step {
					end(os.Getpid())
				}
			}
			return nil
		})()
	}
	switch os.Getenv(crashDoes) {
	case "restore":
		r := restorableCollege{t: t, backup: os.Getenv(crashBackup)}
		fmt.Println("ready")
		fine(t, r.run(folder))
	case "act":
		actForEver(openedAt(t, folder))
	case "day":
		canaryDay(openedAt(t, folder))
		fmt.Println("ready")
		time.Sleep(time.Hour)
	}
}

// end is kill -9.
func end(pid int) {
	if process, err := os.FindProcess(pid); err == nil {
		_ = process.Kill()
	}
	time.Sleep(time.Minute) // until it arrives
}

// child starts one, and gives what it prints.
func child(t *testing.T, does, folder string, more ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	program := exec.Command(must(os.Executable()), "-test.run=^TestCrashChild$", "-test.timeout=10m")
	program.Env = append(append(os.Environ(), crashDoes+"="+does, crashFolder+"="+folder), more...)
	out := must(program.StdoutPipe())
	fine(t, program.Start())
	return program, bufio.NewScanner(out)
}

// actForEver does acts one after another and prints, after each, the lines of the
// audits as they then are.
func actForEver(c *testCollege) {
	chance, out := rand.New(rand.NewPCG(uint64(os.Getpid()), 5)), os.Stdout
	for i := 0; ; i++ {
		student := fmt.Sprint("st-learner", chance.IntN(40))
		var err error
		switch chance.IntN(6) {
		case 0, 1:
			_, err = c.Book(c.ctx(), BookingRequest{StudentID: student, RunID: "run-sleep", Source: "phone"})
		case 2:
			err = c.AddWalkIn(c.ctx(), "sleep-2", fmt.Sprintf("Walker %d", i))
		case 3:
			var places []college.SessionPlace
			if places, err = find[college.SessionPlace](c.ctx(), c.db, "WHERE session_id = 'sleep-1' LIMIT 20"); err == nil {
				var marks []PlaceMark
				for _, p := range places {
					marks = append(marks, PlaceMark{PlaceID: p.ID, Attendance: college.Attended})
				}
				err = c.MarkAttendance(c.ctx(), "sleep-1", marks)
			}
		case 4:
			_, err = c.UndoLast(c.ctx())
		case 5:
			_, err = c.CorrectFact(c.ctx(), "fact", []string{"yes", "no"}[chance.IntN(2)], "again", "Nadia")
		}
		if college.AsRefusal(err) != nil {
			continue
		}
		if err != nil {
			fmt.Fprintln(out, "fault", err)
			return
		}
		heads := must(c.Heads(c.ctx()))
		fmt.Fprintf(out, "did %d %d\n", heads[vault.College].Sequence, heads[vault.Venues].Sequence)
	}
}

// many is a college with forty learners.
func many(t *testing.T) *testCollege {
	t.Helper()
	var names []string
	for i := range 40 {
		names = append(names, fmt.Sprintf("Learner%d Smith", i))
	}
	book, records := smallRecords(names...)
	records.Runs[0].Capacity, book.Rooms[0].Seats = 1000, 1000
	c := opened(t, book, records)
	c.put(venuesFile, college.AccessFact{ID: "fact", VenueID: "v", Item: college.FactStepFree, Answer: "unknown"})
	return c
}

// TestCrashKilledWhileActing kills a program at its acts, again and again on the
// same college.
func TestCrashKilledWhileActing(t *testing.T) {
	const kills = 60
	c := many(t)
	c.close()
	folder, chance := c.options.Folder, rand.New(rand.NewPCG(3, 4))
	acked, lost, broken, slowest := 0, 0, 0, time.Duration(0)
	for range kills {
		program, lines := child(t, "act", folder)
		var ending *time.Timer
		var records, places int64
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "fault") {
				t.Error(lines.Text())
			}
			if n, _ := fmt.Sscanf(lines.Text(), "did %d %d", &records, &places); n < 2 {
				continue
			}
			acked++
			if ending == nil {
				ending = time.AfterFunc(time.Duration(20+chance.IntN(130))*time.Millisecond, func() { _ = program.Process.Kill() })
			}
		}
		_ = program.Wait()
		began := time.Now()
		c := openedAt(t, folder)
		slowest = max(slowest, time.Since(began))
		heads := must(c.Heads(c.ctx()))
		if heads[vault.College].Sequence < records || heads[vault.Venues].Sequence < places {
			lost++
			t.Errorf("of %d and %d lines there are %d and %d", records, places, heads[vault.College].Sequence, heads[vault.Venues].Sequence)
		}
		if why := c.unsound(); why != "" {
			broken++
			t.Error(why)
		}
		c.close()
	}
	if acked < kills {
		t.Errorf("only %d acts in %d kills", acked, kills)
	}
	figure("store killed at its acts", "≥ 50 kills, 0 lost, 0 inconsistent, reopened < 1 s", "%d kills, %d acts, %d lost, %d inconsistent, slowest %d ms", kills, acked, lost, broken, slowest.Milliseconds())
}

// unsound is what is wrong with an open college: its pages, its audit, acts and
// lines that do not match, references that lead nowhere.
func (c *testCollege) unsound() string {
	for _, name := range files {
		if verdict, err := one[string](c.ctx(), c.db, "PRAGMA "+name+".integrity_check"); err != nil || verdict != "ok" {
			return fmt.Sprintf("%s: %s %v", name, verdict, err)
		}
		acts, err := one[int](c.ctx(), c.db, "SELECT count(*) FROM "+name+"."+journalPrefix(name)+"act")
		lines, err2 := one[int](c.ctx(), c.db, "SELECT count(*) FROM "+auditTable(name)+" WHERE verb <> 'act.create'")
		if acts != lines || err != nil || err2 != nil {
			return fmt.Sprintf("%s: %d acts and %d lines, %v %v", name, acts, lines, err, err2)
		}
	}
	if breaks, _, err := c.VerifyAudit(c.ctx(), c.anchors()); err != nil || len(breaks) > 0 {
		return fmt.Sprintf("the audit: %v %v", breaks, err)
	}
	if n, err := orphans(c.ctx(), c.db); n > 0 || err != nil {
		return fmt.Sprintf("%d orphans, %v", n, err)
	}
	return ""
}

// TestCrashKilledWhileRestoring kills a restore at steps all through it and at
// moments at random, and looks at every step of one by an image.
func TestCrashKilledWhileRestoring(t *testing.T) {
	r := restorable(t)
	steps := 0
	began := time.Now()
	r.images(func(int, vault.Op) bool { steps++; return false })
	takes := time.Since(began)
	chance := rand.New(rand.NewPCG(5, 6))
	var images []string
	killed := 0
	for i := range 140 {
		folder := filepath.Join(t.TempDir(), "college")
		fine(t, os.CopyFS(folder, os.DirFS(r.folder)))
		at := 0
		if i < 80 {
			at = 1 + i*steps/80
		}
		program, lines := child(t, "restore", folder, crashBackup+"="+r.backup, crashStep+"="+strconv.Itoa(at))
		for lines.Scan() {
			if lines.Text() == "ready" && at == 0 {
				time.AfterFunc(time.Duration(chance.Int64N(int64(takes))), func() { _ = program.Process.Kill() })
			}
		}
		switch err := program.Wait(); {
		case err != nil:
			killed++
		case at > 0:
			t.Errorf("a program to be ended at step %d of %d was not", at, steps)
		}
		images = append(images, folder)
	}
	if killed < 100 {
		t.Errorf("only %d restores were killed", killed)
	}
	failed := t.Failed()
	r.eachIsOneOfTwo(t, images)
	all := r.images(func(int, vault.Op) bool { return true })
	r.eachIsOneOfTwo(t, all)
	figure("restore killed", "≥ 100 points, always the old or the new", "%d kills and images of all %d steps: %s", killed, len(all), verdict(!failed && t.Failed()))
}

func verdict(failed bool) string {
	if failed {
		return "NOT always"
	}
	return "always one of the two"
}

// TestCrashDrills restores from backups that were hurt in one of forty ways, and
// onto another machine: it comes back right or is refused in words.
func TestCrashDrills(t *testing.T) {
	r := restorable(t)
	backup := filepath.Join(r.folder, "backups", r.backup)
	whole, chance := must(os.ReadFile(backup)), rand.New(rand.NewPCG(8, 9))
	right, refusals, wrong := 0, 0, 0
	for i := range 42 {
		folder := filepath.Join(t.TempDir(), "college")
		fine(t, os.CopyFS(folder, os.DirFS(r.folder)))
		hurt := bytes.Clone(whole)
		switch {
		case i < 20:
			hurt[chance.IntN(len(hurt))] ^= 1 << chance.IntN(8)
		case i < 30:
			hurt = hurt[:chance.IntN(len(hurt))]
		case i < 35:
			clear(hurt[chance.IntN(len(hurt)):])
		case i < 40:
			hurt = append(hurt, hurt[:1+chance.IntN(5000)]...)
		}
		fine(t, os.WriteFile(filepath.Join(folder, "backups", r.backup), hurt, 0o600))
		err := r.run(folder)
		c := openedAt(t, folder)
		switch now := c.dump(); {
		case err == nil && slices.Equal(now, r.fresh):
			right++
		case college.AsRefusal(err) != nil && slices.Equal(now, r.old):
			refusals++
		default:
			wrong++
			t.Errorf("way %d: %v", i, err)
		}
		c.close()
	}
	if right < 2 {
		t.Errorf("only %d came back", right)
	}
	figure("drills from hurt backups", "≥ 20, right or refused in words", "%d right, %d refused in words, %d otherwise", right, refusals, wrong)
}

// TestCrashSecondInstance starts a hundred second programs on an open college.
func TestCrashSecondInstance(t *testing.T) {
	c := small(t, "Ann Lee")
	var refusals atomic.Int32
	slowest := time.Duration(0)
	stop := make(chan struct{})
	ended := make(chan struct{})
	go func() { // the second half meets backups
		defer close(ended)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				if refusals.Load() >= 50 {
					_, _ = c.Backup(context.Background(), BackupHourly)
				}
				time.Sleep(time.Millisecond)
			}
		}
	}()
	for range 100 {
		began := time.Now()
		if got := secondProgram(t, c.options.Folder); got == "store.inUse" {
			refusals.Add(1)
		} else {
			t.Errorf("a second program got %s", got)
		}
		slowest = max(slowest, time.Since(began))
	}
	close(stop)
	<-ended
	c.book("sleep", "Ann Lee")
	figure("second instance refused", "100 of 100 in < 1 s, also during backups", "%d of 100, slowest %d ms with the start of the program", refusals.Load(), slowest.Milliseconds())
}
