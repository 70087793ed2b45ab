//go:build crash

package vault

import (
	"bufio"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// What a child of the harness is told by its surroundings.
const (
	childFile = "DAYBOOK_CRASH_FILE"
	childRole = "DAYBOOK_CRASH_ROLE"
)

// TestChild is not a test: it is what the harness starts and kills.
func TestChild(t *testing.T) {
	path := os.Getenv(childFile)
	if path == "" {
		t.Skip("the crash harness starts this")
	}
	hold(t, path, fixedKey(9))
	if os.Getenv(childRole) == "second" {
		tryToOpen(path)
		return
	}
	db := must[*sql.DB](t)(attach(path, "PRAGMA wal_autocheckpoint = 60"))
	if err := found(db); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.QueryRow("SELECT v FROM college.counter").Scan(&n); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(n), 5))
	for {
		n++
		beside := fmt.Sprintf("DELETE FROM college.log WHERE n < %d", n-400)
		if r.IntN(40) == 0 {
			beside = fmt.Sprintf("UPDATE college.log SET body = body || 'y' WHERE n > %d", n-200)
		}
		if err := commit(db, r, n, beside); err != nil {
			t.Fatal(err)
		}
		fmt.Println("committed", n)
	}
}

// kills is what came of killing a child again and again.
type kills struct {
	count, commits, lost, extra, inconsistent int
	slowest                                   time.Duration
}

// killAgainAndAgain starts the child on the same file, kills it at a random
// moment and asks the oracle.
func killAgainAndAgain(t *testing.T, path string, count int, child func() *exec.Cmd) (k kills) {
	acknowledged := 0
	for k.count < count {
		before := acknowledged
		acknowledged = max(acknowledged, untilKilled(t, child()))
		k.commits += acknowledged - before
		k.count++
		db, took, err := reopen(path)
		if err != nil {
			t.Fatalf("kill %d: %v", k.count, err)
		}
		k.slowest = max(k.slowest, took)
		last, err := consult(db)
		if err != nil {
			t.Logf("kill %d: %v", k.count, err)
			k.inconsistent++
		}
		if last < acknowledged {
			t.Logf("kill %d: %d of %d", k.count, last, acknowledged)
			k.lost++
		}
		if last > acknowledged {
			k.extra++
		}
		acknowledged = last
		if err := db.Close(); err != nil && k.count%2 == 0 {
			t.Fatal(err)
		}
	}
	return k
}

// reopen is how long a start takes once the locks are gone: Wine's server drops
// those of a killed program a moment after it died.
func reopen(path string) (db *sql.DB, took time.Duration, err error) {
	for range 100 {
		start := time.Now()
		if db, err = attach(path); err == nil {
			_, err = db.Exec("SELECT count(*) FROM college.log")
			return db, time.Since(start), err
		}
		if codeOf(err)&0xff != sqlite3.SQLITE_BUSY {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil, 0, err
}

// untilKilled lets a child work for a while after its first commit, kills it, and
// is the last commit it told of.
func untilKilled(t *testing.T, child *exec.Cmd) (last int) {
	t.Helper()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	ownGroup(child)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var others []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, isCommit := strings.CutPrefix(strings.TrimSpace(lines.Text()), "committed ")
		if !isCommit {
			others = append(others, lines.Text())
			continue
		}
		if last == 0 {
			time.AfterFunc(time.Duration(rand.IntN(130))*time.Millisecond, func() { killGroup(child) })
		}
		if number, err := strconv.Atoi(n); err == nil {
			last = number
		}
	}
	child.Wait()
	if last == 0 {
		t.Fatalf("the child told of no commit: %s", strings.Join(others, "\n"))
	}
	return last
}

func (k kills) report(t *testing.T, name string, wanted int) {
	t.Helper()
	figure(t, name, fmt.Sprintf("≥ %d kills, 0 lost, 0 inconsistent, reopened in < 1 s", wanted),
		k.count >= wanted && k.lost == 0 && k.inconsistent == 0 && k.slowest < time.Second,
		"%d kills, %d commits, %d lost, %d inconsistent, %d with the commit in flight kept, slowest reopen %d ms",
		k.count, k.commits, k.lost, k.inconsistent, k.extra, k.slowest.Milliseconds())
}

func TestCrashKill(t *testing.T) {
	path := made(t, t.TempDir(), fixedKey(9))
	killAgainAndAgain(t, path, 460, func() *exec.Cmd { return childOf(os.Args[0], path) }).report(t, "kill -9", 460)
}

// childOf runs TestChild of a test program.
func childOf(program, path string, before ...string) *exec.Cmd {
	words := append(before, program, "-test.run", "^TestChild$", "-test.timeout", "0")
	child := exec.Command(words[0], words[1:]...)
	child.Env = append(os.Environ(), childFile+"="+path)
	return child
}

// TestCrashKillWindows kills the Windows build under Wine, and asks the oracle here.
func TestCrashKillWindows(t *testing.T) {
	wine, err := exec.LookPath("wine")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("there is no Wine here: the Windows build was not killed")
	}
	prefix := os.Getenv("WINEPREFIX")
	if prefix == "" {
		prefix = must[string](t)(filepath.Abs("../../build/wine"))
	}
	if _, err := os.Stat(filepath.Join(prefix, "drive_c/windows/system32/bcryptprimitives.dll")); err != nil {
		t.Skip("Wine is not set up: tools/wine.sh does that; the Windows build was not killed")
	}
	folder := t.TempDir()
	program := filepath.Join(folder, "vault.test.exe")
	build := exec.Command("go", "test", "-c", "-tags", "crash", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	path := made(t, folder, fixedKey(9))
	k := killAgainAndAgain(t, path, 50, func() *exec.Cmd {
		child := childOf(program, `Z:`+strings.ReplaceAll(path, "/", `\`), wine)
		child.Env = append(child.Env, "WINEPREFIX="+prefix, "WINEDEBUG=-all")
		return child
	})
	k.report(t, "kill -9 of the Windows build under Wine", 50)
}

// tryToOpen is a second program that wants the file 100 times.
func tryToOpen(path string) {
	refused := 0
	for range 100 {
		db, err := attach(path)
		if err == nil {
			_, err = db.Exec("CREATE TABLE college.second(id)")
			db.Close()
		}
		if codeOf(err)&0xff == sqlite3.SQLITE_BUSY {
			refused++
		}
		time.Sleep(time.Millisecond) // so that copies are made meanwhile
	}
	fmt.Println("refused", refused)
}

func TestCrashSecondInstance(t *testing.T) {
	folder := t.TempDir()
	path, copied := made(t, folder, fixedKey(9)), filepath.Join(folder, "copy.daybook")
	hold(t, copied, fixedKey(8))
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	if err := found(db); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil { // must not drop the locks
		f.Close()
	}
	second := childOf(os.Args[0], path)
	second.Env = append(second.Env, childRole+"=second")
	out, err := second.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	answer := make(chan string)
	go func() {
		said := ""
		for lines := bufio.NewScanner(out); lines.Scan(); {
			said += lines.Text() + "\n"
		}
		answer <- said
	}()
	for n, said := 1, ""; ; n++ {
		if err := commit(db, rand.New(rand.NewPCG(1, 1)), n, ""); err != nil {
			t.Fatal(err)
		}
		if n%5 == 0 { // also while a copy is made
			os.Remove(copied)
			run(t, db, "VACUUM college INTO '"+sealedDSN(copied)+"'")
		}
		select {
		case said = <-answer:
		default:
			continue
		}
		second.Wait()
		figure(t, "second instance", "refused 100 of 100", n >= 5 && strings.Contains(said, "refused 100\n"),
			"%s, while %d commits and %d copies were made, %d ms each", strings.SplitN(said, "\n", 2)[0], n, n/5, time.Since(start).Milliseconds()/100)
		return
	}
}
