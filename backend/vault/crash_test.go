//go:build crash

package vault

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// The crash harness: what is promised about kills, power cuts, broken disks and
// damaged files, tried at full size. It is no part of the daily tests:
//
//	go test -tags crash -run Crash ./backend/vault -v -timeout 60m

// figure prints one line of the report, and fails the test when it is not met.
func figure(t *testing.T, name, wanted string, met bool, measured string, args ...any) {
	t.Helper()
	line := fmt.Sprintf("FIGURE|%s|%s|%s", name, wanted, fmt.Sprintf(measured, args...))
	fmt.Println(line)
	if !met {
		t.Error(line)
	}
}

// seed is the usual one, or DAYBOOK_CRASH_SEED to try others.
func seed(usual uint64) uint64 {
	if other, err := strconv.ParseUint(os.Getenv("DAYBOOK_CRASH_SEED"), 10, 64); err == nil {
		return other
	}
	return usual
}

// quick is a folder on a disk of memory where there is one.
func quick(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("/dev/shm", "daybook-crash-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// found starts the oracle: rows of a log and a counter that are always written
// together.
func found(db *sql.DB) error {
	for _, statement := range []string{
		"CREATE TABLE IF NOT EXISTS college.log(n INTEGER PRIMARY KEY, body TEXT)",
		"CREATE TABLE IF NOT EXISTS college.counter(k INTEGER PRIMARY KEY, v INTEGER)",
		"INSERT OR IGNORE INTO college.counter VALUES(1, 0)",
	} {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// commit writes row n; beside is one more statement of the same transaction.
func commit(db *sql.DB, r *rand.Rand, n int, beside string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("INSERT INTO college.log VALUES(?, ?)", n, strings.Repeat("z", r.IntN(6000))); err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE college.counter SET v = ? WHERE k = 1", n); err != nil {
		return err
	}
	if beside != "" {
		if _, err := tx.Exec(beside); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// consult asks the oracle of a file for its last commit; an error is a file that
// does not open or does not agree with itself.
func consult(db *sql.DB) (last int, err error) {
	var counter int
	var said string
	if err := db.QueryRow("SELECT coalesce(max(n), 0) FROM college.log").Scan(&last); err != nil {
		return 0, err
	}
	if err := db.QueryRow("SELECT v FROM college.counter").Scan(&counter); err != nil {
		return 0, err
	}
	if err := db.QueryRow("PRAGMA college.integrity_check").Scan(&said); err != nil {
		return 0, err
	}
	if said != "ok" || counter != last {
		return 0, fmt.Errorf("integrity %q, counter %d, last row %d", said, counter, last)
	}
	return last, nil
}
