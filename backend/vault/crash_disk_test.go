//go:build crash

package vault

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestCrashEveryStepFails(t *testing.T) {
	broken, refused := everyFault(t, 1, errDisk)
	full, more := everyFault(t, 1, ErrFull)
	figure(t, "every step fails, once and for good", "≥ 300 runs, 0 lost, opens after each", broken+full >= 300 && refused > broken,
		"%d runs on a broken disk and %d on a full one, %d statements refused, 0 lost, opened after each", broken, full, refused+more)
}

func TestCrashDamagedImages(t *testing.T) {
	opened, refused, wrong := damagedImages(t, 1500)
	figure(t, "damaged images", "1,500 images, 0 wrong rows", wrong == 0 && opened+refused == 1500,
		"%d opened with a correct prefix of the rows, %d refused, %d with wrong rows", opened, refused, wrong)
}

func TestCrashDifferential(t *testing.T) {
	w, r := newTwins(t, 3000), rand.New(rand.NewPCG(2, 9))
	for range 6000 {
		w.step(r)
	}
	said := text(t, w.sealed, "PRAGMA integrity_check")
	figure(t, "differential", "6,000 random steps answered like a plain file", said == "ok", "6000 steps, every answer and error the same, integrity %s", said)
}

// flips is what came of changing one byte at a time.
type flips struct{ refused, harmless, told, last, silent, wrong int }

func (f flips) String() string {
	return fmt.Sprintf("%d refused, %d without effect, %d opened up to the damage and said so, %d gave up the last commit or two as after a power cut, %d silent, %d wrong",
		f.refused, f.harmless, f.told, f.last, f.silent, f.wrong)
}

// flip changes one random byte of the file, or of its log, and reads everything.
func flip(t *testing.T, path string, whole images, inLog bool, rows int, r *rand.Rand, f *flips) {
	t.Helper()
	main, log := bytes.Clone(whole.main), bytes.Clone(whole.log)
	hit := main
	if inLog {
		hit = log
	}
	hit[r.IntN(len(hit))] ^= byte(1 + r.IntN(255))
	os.Remove(path + logSuffix)
	write(t, path, main)
	if log != nil {
		write(t, path+logSuffix, log)
	}
	found, wrong, err := rowsOf(path)
	_, told := DamageIn(path)
	switch {
	case wrong > 0:
		f.wrong++
	case err != nil:
		f.refused++
	case found == rows:
		f.harmless++
	case told:
		f.told++
	case found >= rows-2:
		f.last++
	default:
		f.silent++
	}
}

func TestCrashFlips(t *testing.T) {
	key := fixedKey(9)
	rows := ofRows(t, 200)
	path := filepath.Join(quick(t), "college.daybook")
	hold(t, path, key)
	r := rand.New(rand.NewPCG(seed(3), 3))
	var file, live flips
	for range 700 {
		flip(t, path, images{main: rows.closed}, false, 200, r, &file)
		flip(t, path, rows, true, 200, r, &live)
	}
	figure(t, "flipped bytes of the main file", "700 flips, refused or harmless, 0 silent, 0 wrong",
		file.silent+file.wrong+file.last+file.told == 0, "%s", file)
	figure(t, "flipped bytes of the log", "700 flips, refused, told or harmless, 0 silent, 0 wrong",
		live.silent+live.wrong == 0 && live.last < 20, "%s", live)
}

// fullDisk makes writes past a number of bytes in the file and its log fail.
type fullDisk struct {
	free  int64
	sizes map[string]int64
}

func (d *fullDisk) step(op Op) error {
	end := op.Offset + int64(len(op.Bytes))
	switch {
	case op.Kind == Truncate:
		d.sizes[op.File] = op.Offset
	case op.Kind == Removal:
		d.sizes[op.File] = 0
	case op.Kind == Write && end > d.sizes[op.File]:
		var used int64
		for _, n := range d.sizes {
			used += n
		}
		if d.free > 0 && used+end-d.sizes[op.File] > d.free {
			return ErrFull
		}
		d.sizes[op.File] = end
	}
	return nil
}

// fill writes until the disk is full, asks whether all is still to be read, frees
// space and goes on.
func fill(path string, free func() error) error {
	db, err := attach(path, "PRAGMA wal_autocheckpoint = 30")
	if err != nil {
		return err
	}
	defer db.Close()
	r, n := rand.New(rand.NewPCG(5, 5)), 1
	for ; err == nil; n++ {
		err = commit(db, r, n, "")
	}
	n--
	if codeOf(err)&0xff != sqlite3.SQLITE_FULL {
		return fmt.Errorf("row %d: %w", n, err)
	}
	if last, err := consult(db); err != nil || last != n-1 {
		return fmt.Errorf("while full: %d of %d rows: %w", last, n-1, err)
	}
	if err := free(); err != nil {
		return err
	}
	for range 20 {
		if err := commit(db, r, n, ""); err != nil {
			return fmt.Errorf("with space again, row %d: %w", n, err)
		}
		n++
	}
	if err := db.Close(); err != nil {
		return err
	}
	if last, err := recoverFrom(sealedDSN(path)); err != nil || last != n-1 {
		return fmt.Errorf("afterwards: %d of %d rows: %w", last, n-1, err)
	}
	return nil
}

// started is a file with the oracle in it.
func started(t *testing.T, folder string) string {
	t.Helper()
	path := made(t, folder, fixedKey(9))
	db := must[*sql.DB](t)(attach(path))
	if err := found(db); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCrashDiskFull(t *testing.T) {
	sizes := 0
	for i := range 60 {
		path := started(t, t.TempDir())
		disk := &fullDisk{free: 90_000 + int64(i)*7_777, sizes: map[string]int64{path: int64(len(read(t, path)))}}
		stop := Watch(disk.step)
		err := fill(path, func() error { disk.free = 0; return nil })
		stop()
		if err != nil {
			t.Errorf("%d bytes: %v", 90_000+i*7_777, err)
			continue
		}
		sizes++
	}
	figure(t, "disk full, injected", "≥ 50 sizes, 0 lost, readable while full, goes on after", sizes >= 50,
		"%d of 60 sizes: said SQLITE_FULL, everything readable, went on, 0 lost", sizes)
}

// TestCrashPastTheLockPage: a file of more than one GiB, in which SQLite leaves a
// page unwritten, is resealed and read.
func TestCrashPastTheLockPage(t *testing.T) {
	folder := t.TempDir()
	path, to := made(t, folder, fixedKey(9)), filepath.Join(folder, "fresh.daybook")
	db := must[*sql.DB](t)(attach(path))
	run(t, db, "CREATE TABLE college.big(n INTEGER PRIMARY KEY, b BLOB)")
	const piece, pieces = 1 << 20, 1040
	for i := range pieces {
		run(t, db, "INSERT INTO college.big VALUES(?, ?)", i, bytes.Repeat([]byte{byte(i)}, piece))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Reseal(t.Context(), path, fixedKey(9), to, fixedKey(8)); err != nil {
		t.Fatal(err)
	}
	os.Remove(path)
	hold(t, to, fixedKey(8))
	db = must[*sql.DB](t)(attach(to))
	defer db.Close()
	right := 0
	for i := range pieces {
		var b []byte
		if err := db.QueryRow("SELECT b FROM college.big WHERE n = ?", i).Scan(&b); err != nil {
			t.Fatal(err)
		}
		if sha256.Sum256(b) == sha256.Sum256(bytes.Repeat([]byte{byte(i)}, piece)) {
			right++
		}
	}
	said := text(t, db, "PRAGMA quick_check")
	figure(t, "past one GiB", "resealed, every row right", right == pieces && said == "ok" && strings.HasSuffix(to, ".daybook"),
		"%d of %d pieces of 1 MiB right, quick_check %s", right, pieces, said)
}
