//go:build crash

package vault

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Every byte of a small backup changed, for a leader and for a volunteer, who
// each check and unpack it.
func TestCrashBackupFlips(t *testing.T) {
	tried := flipped(t, 1)
	figure(t, "backup: every byte changed", "≥ 1,000 changes, all refused", tried >= 1000 && !t.Failed(),
		"%d checks and as many unpackings of a backup with one byte changed, all refused: %v", tried, !t.Failed())
}

// Killed at every step, and every step failing once, of making, copying and
// re-sealing.
func TestCrashBackupSteps(t *testing.T) {
	k, shelf := keep(t), Place{Folder: t.TempDir()}
	runs, listed := 0, 0
	good := func(what string, want int) func(step int, err error) {
		return func(step int, err error) {
			runs++
			for _, folder := range []string{k.backups, shelf.Folder} {
				all, listErr := k.leader.Backups(folder, knowsTwo)
				if got := opensWholly(t, k.leader, folder); listErr != nil || len(got) != len(all) || folder == k.backups && len(got) < want {
					t.Errorf("%s, step %d (%v): of %d listed only %v open, %v", what, step, err, len(all), got, listErr)
				}
				listed += len(all)
			}
		}
	}
	for _, forGood := range []bool{true, false} {
		making, copying, resealing := 0, 0, 0
		making = every(t, forGood, func() error { _, err := k.backUp(k.leader, saturday, Files...); return err }, good("making", 0))
		copying = every(t, forGood, func() error {
			_, err := k.leader.CopyTo(t.Context(), k.backups, shelf, saturday.AddDate(1, 0, 0), knowsTwo)
			return err
		}, good("copying", 1))
		there := len(opensWholly(t, k.leader, k.backups))
		k.leader = rotated(k.leader, Files...)
		resealing = every(t, forGood, func() error { _, err := k.leader.ResealBackups(t.Context(), k.backups); return err }, good("re-sealing", there))
		k.leader = k.today(k.leader)
		if got := opensWholly(t, k.leader, k.backups); len(got) != there {
			t.Errorf("after re-sealing %d of %d open", len(got), there)
		}
		t.Logf("steps: making %d, copying %d, re-sealing %d", making, copying, resealing)
	}
	figure(t, "backup: making, copying and re-sealing cut short", "≥ 100 steps, nothing listed that does not open", runs >= 100 && !t.Failed(),
		"%d runs cut short or failing once, %d listings read whole, all good: %v", runs, listed, !t.Failed())
}

const (
	backupChild = "DAYBOOK_BACKUP_CHILD" // the folder of a college
	backupKills = 120
)

// TestBackupChild is the process that is killed: it makes and copies backups for
// ever and says how many there are.
func TestBackupChild(t *testing.T) {
	folder := os.Getenv(backupChild)
	if folder == "" {
		t.Skip("only a child of TestCrashBackupKill")
	}
	k := kept{data: filepath.Join(folder, "data"), backups: filepath.Join(folder, "backups")}
	k.leader = k.unlock(t, "Lee")
	for now := time.Now(); ; now = now.Add(time.Second) {
		if b, err := k.backUp(k.leader, now, Files...); err == nil {
			fmt.Println("made", b.Name)
		} else {
			t.Fatal(err)
		}
		if _, err := k.leader.CopyTo(context.Background(), k.backups, Place{Folder: filepath.Join(folder, "shelf")}, now.AddDate(1, 0, 0), knowsTwo); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCrashBackupKill(t *testing.T) {
	folder, k := quick(t), keep(t)
	k.backups = filepath.Join(folder, "backups")
	for _, name := range []string{"data", "shelf"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.leader.Save(filepath.Join(folder, "data")); err != nil {
		t.Fatal(err)
	}
	made, checked := 0, 0
	for range backupKills {
		acknowledged := k.untilKilled(t, folder)
		made += len(acknowledged)
		for _, place := range []string{k.backups, filepath.Join(folder, "shelf")} {
			all, err := k.leader.Backups(place, knowsTwo)
			if got := opensWholly(t, k.leader, place); err != nil || len(got) != len(all) {
				t.Errorf("of %d listed %d open, %v", len(all), len(got), err)
			}
			checked += len(all)
			for _, b := range Thin(all, time.Now().AddDate(1, 0, 0)) {
				if err := Remove(b.Path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	figure(t, "backup: kill -9 while making and copying", "≥ 100 kills, nothing listed that does not open", made > backupKills/4 && !t.Failed(),
		"%d kills, %d backups made between them, none lost, %d read whole, all good: %v", backupKills, made, checked, !t.Failed())
}

// untilKilled lets a child work for a moment and gives the backups it said it made.
func (k kept) untilKilled(t *testing.T, folder string) (made []string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestBackupChild$")
	child.Env = append(os.Environ(), backupChild+"="+folder)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Duration(20+rand.IntN(120))*time.Millisecond, func() { child.Process.Kill() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if name, is := strings.CutPrefix(lines.Text(), "made "); is {
			made = append(made, name)
		}
	}
	_ = child.Wait() // killed
	for _, name := range made {
		if _, err := os.Stat(filepath.Join(k.backups, name)); err != nil {
			t.Errorf("%s was made and is gone: %v", name, err)
		}
	}
	return made
}
