//go:build crash

package vault

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A power cut keeps of each file what was synced. Of what was written later any
// sector may be on the disk, be missing, or be garbage.
const sector = 512 // bytes

// stepped is a step of the disk and how many commits had been acknowledged then.
type stepped struct {
	Op
	acknowledged int
}

// recording is all a workload did to a file, which began as the image.
type recording struct {
	image []byte
	steps []stepped
}

// record lets 400 commits write to a file, with a cache so small and checkpoints
// so frequent that both happen within transactions.
func record(t *testing.T, path, address, synchronous string) (rec recording) {
	t.Helper()
	db := must[*sql.DB](t)(attachAt(address))
	if err := found(db); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rec.image = read(t, path)
	db = must[*sql.DB](t)(attachAt(address, "PRAGMA wal_autocheckpoint = 40", "PRAGMA college.synchronous = "+synchronous))
	defer db.Close()
	acknowledged := 0
	stop := Watch(func(op Op) error {
		if op.Kind == Write || op.Kind == Sync || op.Kind == Truncate {
			op.Bytes = bytes.Clone(op.Bytes)
			rec.steps = append(rec.steps, stepped{op, acknowledged})
		}
		return nil
	})
	defer stop()
	r := rand.New(rand.NewPCG(99, 4))
	for n := 1; n <= 400; n++ {
		beside := ""
		if r.IntN(20) == 0 {
			beside = fmt.Sprintf("UPDATE college.log SET body = body || 'y' WHERE n > %d", n-150)
		}
		if err := commit(db, r, n, beside); err != nil {
			t.Fatal(err)
		}
		acknowledged = n
	}
	return rec
}

// cut is what is on the disk after a power cut before step at.
func (rec recording) cut(at int, r *rand.Rand) (main, log []byte) {
	disk := map[bool][]byte{false: bytes.Clone(rec.image)}
	synced := map[bool]int{}
	for i, s := range rec.steps[:at] {
		if s.Kind == Sync {
			synced[ofLog(s.Op)] = i
		}
	}
	keep := []float64{0, 0.2, 0.5, 0.9, 1}[r.IntN(5)]
	garbage := r.IntN(3) == 0
	for i, s := range rec.steps[:at] {
		file := ofLog(s.Op)
		certain := i < synced[file]
		switch s.Kind {
		case Write:
			disk[file] = tear(disk[file], s.Op, r, func() bool { return certain || r.Float64() < keep }, garbage)
		case Truncate:
			if (certain || r.Float64() < keep) && int(s.Offset) <= len(disk[file]) {
				disk[file] = disk[file][:s.Offset]
			}
		}
	}
	return disk[false], disk[true]
}

func ofLog(op Op) bool { return strings.HasSuffix(op.File, logSuffix) }

// tear writes those sectors that are kept. Those that are not leave what was
// there, make the file longer or not, and are now and then garbage.
func tear(disk []byte, op Op, r *rand.Rand, kept func() bool, garbage bool) []byte {
	for from := 0; from < len(op.Bytes); {
		place := int(op.Offset) + from
		to := min(len(op.Bytes), from+sector-place%sector)
		end := int(op.Offset) + to
		keep := kept()
		if len(disk) < end && (keep || r.IntN(2) == 0) {
			disk = append(disk, make([]byte, end-len(disk))...)
		}
		switch {
		case keep:
			copy(disk[place:end], op.Bytes[from:to])
		case garbage && len(disk) >= end && r.IntN(4) == 0:
			for i := place; i < end; i++ {
				disk[i] = byte(r.Uint32())
			}
		}
		from = to
	}
	return disk
}

// cuts is what came of cutting the power at many places.
type cuts struct{ count, steps, inconsistent, lost, furthest, damaged int }

func cutPower(t *testing.T, rec recording, path, address string, count int) cuts {
	t.Helper()
	c := cuts{count: count, steps: len(rec.steps)}
	r := rand.New(rand.NewPCG(seed(7), uint64(count)))
	for i := range count {
		at := 1 + r.IntN(len(rec.steps)-1)
		main, log := rec.cut(at, r)
		os.Remove(path + logSuffix)
		write(t, path, main)
		write(t, path+logSuffix, log)
		last, err := recoverFrom(address)
		if _, told := DamageIn(path); told {
			c.damaged++
		}
		switch back := rec.steps[at].acknowledged - last; {
		case err != nil:
			c.inconsistent++
			if c.inconsistent < 4 {
				t.Logf("cut %d at step %d: %v", i, at, err)
			}
		case back > 0:
			c.lost++
			c.furthest = max(c.furthest, back)
		}
	}
	return c
}

func recoverFrom(address string) (int, error) {
	db, err := attachAt(address)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return consult(db)
}

func (c cuts) String() string {
	return fmt.Sprintf("%d cuts over %d steps: %d inconsistent, %d lost an acknowledged commit (at most %d back), %d taken for damage",
		c.count, c.steps, c.inconsistent, c.lost, c.furthest, c.damaged)
}

func TestCrashPowerCut(t *testing.T) {
	folder := quick(t)
	path := made(t, folder, fixedKey(9))
	image := filepath.Join(folder, "image.daybook")
	hold(t, image, fixedKey(9))
	full := cutPower(t, record(t, path, sealedDSN(path), "FULL"), image, sealedDSN(image), 5000)
	figure(t, "power cut, sealed, FULL", "≥ 5,000 cuts, 0 inconsistent, 0 lost, 0 taken for damage",
		full.count >= 5000 && full.inconsistent == 0 && full.lost == 0 && full.damaged == 0, "%s", full)

	image = filepath.Join(folder, "image.db")
	for _, control := range []struct {
		synchronous, wanted string
		met                 func(cuts) bool
	}{
		{"FULL", "500 cuts, 0 inconsistent, 0 lost", func(c cuts) bool { return c.inconsistent == 0 && c.lost == 0 }},
		{"NORMAL", "500 cuts that lose commits, or the cuts are blind", func(c cuts) bool { return c.inconsistent == 0 && c.lost > 50 }},
	} {
		path := plain(t, t.TempDir())
		c := cutPower(t, record(t, path, watchedDSN(path), control.synchronous), image, dsn(image, ""), 500)
		figure(t, "power cut, plain, "+control.synchronous, control.wanted, control.met(c), "%s", c)
	}
}
