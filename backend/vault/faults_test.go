package vault

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var errDisk = errors.New("the disk says no")

// faultRun counts what came of one run in which the disk failed.
type faultRun struct {
	hit          bool // the fault was reached
	failed       int  // statements that said so
	acknowledged int  // rows whose INSERT returned well
}

// underFault runs the set workload with every step from the k-th on failing, or
// that one only.
func underFault(path string, k int, forGood bool, fault error) (r faultRun) {
	n := 0
	stop := Watch(func(Op) error {
		if n++; n == k || forGood && n > k {
			r.hit = true
			return fault
		}
		return nil
	})
	defer stop()
	db, err := openMain(sealedDSN(path), "PRAGMA wal_autocheckpoint = 12")
	if err != nil {
		r.failed++
		return r
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE log(n INTEGER PRIMARY KEY, body TEXT)"); err != nil {
		r.failed++
		return r
	}
	for i := 1; i <= 12; i++ {
		if _, err := db.Exec("INSERT INTO log VALUES(?, ?)", i, strings.Repeat("z", 3000)); err != nil {
			r.failed++
		} else {
			r.acknowledged++
		}
	}
	return r
}

// afterFault opens the file again on a disk that is well.
func afterFault(path string, r faultRun) error {
	db, err := openMain(sealedDSN(path))
	if err != nil {
		return err
	}
	defer db.Close()
	var said string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		return fmt.Errorf("integrity %s: %w", said, err)
	}
	var rows int
	if err := db.QueryRow("SELECT count(*) FROM log").Scan(&rows); err != nil && r.acknowledged > 0 {
		return err
	}
	if rows < r.acknowledged {
		return fmt.Errorf("%d rows of %d acknowledged", rows, r.acknowledged)
	}
	return nil
}

// everyFault fails step 1, 1+stride, 1+2·stride … until a run ends unharmed.
func everyFault(t *testing.T, stride int, fault error) (runs, failed int) {
	key := NewFileKey()
	for _, forGood := range []bool{false, true} {
		for k := 1; ; k += stride {
			path := made(t, t.TempDir(), key)
			r := underFault(path, k, forGood, fault)
			if err := afterFault(path, r); err != nil {
				t.Fatalf("step %d, for good %v: %v", k, forGood, err)
			}
			if _, met := DamageIn(path); met {
				t.Fatalf("step %d, for good %v: a fault was taken for damage", k, forGood)
			}
			runs, failed = runs+1, failed+r.failed
			if !r.hit {
				break
			}
		}
	}
	return runs, failed
}

func TestNoStepThatFailsLosesARow(t *testing.T) {
	for name, fault := range map[string]error{"broken": errDisk, "full": ErrFull} {
		t.Run(name, func(t *testing.T) {
			if runs, failed := everyFault(t, 9, fault); runs < 30 || failed < 30 {
				t.Errorf("only %d runs with %d refused statements", runs, failed)
			}
		})
	}
}

// hurt damages an image in one of five ways.
func hurt(b []byte, r *rand.Rand) []byte {
	if len(b) == 0 {
		return b
	}
	switch r.IntN(5) {
	case 0:
		b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
	case 1:
		b = b[:r.IntN(len(b))]
	case 2:
		from := r.IntN(len(b))
		for i := from; i < min(len(b), from+512); i++ {
			b[i] = byte(r.Uint32())
		}
	case 3:
		if pages := len(b) / PageSize; pages >= 3 {
			one, other := r.IntN(pages)*PageSize, r.IntN(pages)*PageSize
			kept := append([]byte{}, b[one:one+PageSize]...)
			copy(b[one:], b[other:other+PageSize])
			copy(b[other:], kept)
		}
	case 4:
		b = append(b, make([]byte, r.IntN(9000))...)
	}
	return b
}

// damagedImages opens n damaged files, two thirds of them with a live log: each
// gives a correct prefix of its rows or an error.
func damagedImages(t *testing.T, n int) (opened, refused, wrong int) {
	key := fixedKey(9)
	whole := ofRows(t, 200)
	r := rand.New(rand.NewPCG(8, 8))
	path := filepath.Join(t.TempDir(), "college.daybook")
	hold(t, path, key)
	for i := range n {
		m, l := bytes.Clone(whole.main), bytes.Clone(whole.log)
		switch {
		case i%3 == 2:
			m, l = hurt(bytes.Clone(whole.closed), r), nil
		case r.IntN(3) > 0:
			l = hurt(l, r)
		default:
			m = hurt(m, r)
		}
		os.Remove(path + logSuffix)
		write(t, path, m)
		if l != nil {
			write(t, path+logSuffix, l)
		}
		_, bad, err := rowsOf(path)
		if bad > 0 {
			wrong++
		}
		if err != nil {
			refused++
		} else {
			opened++
		}
	}
	return opened, refused, wrong
}

func TestDamagedFilesGiveRightRowsOrAnError(t *testing.T) {
	opened, refused, wrong := damagedImages(t, 150)
	if wrong > 0 || opened < 30 || refused < 30 {
		t.Errorf("%d opened, %d refused, %d with wrong rows", opened, refused, wrong)
	}
}

// twins are a sealed file and a plain one that are told the same.
type twins struct {
	t             *testing.T
	sealed, plain *sql.DB
	rows          int // keys there are
}

func (w twins) run(statement string, args ...any) {
	w.t.Helper()
	_, one := w.sealed.Exec(statement, args...)
	_, other := w.plain.Exec(statement, args...)
	if fmt.Sprint(one) != fmt.Sprint(other) {
		w.t.Fatalf("%s: %v, but plain %v", statement, one, other)
	}
}

func (w twins) ask(query string, args ...any) {
	w.t.Helper()
	var answers [2]struct {
		count, length int
		most          string
	}
	for i, db := range []*sql.DB{w.sealed, w.plain} {
		if err := db.QueryRow(query, args...).Scan(&answers[i].count, &answers[i].length, &answers[i].most); err != nil {
			w.t.Fatal(err)
		}
	}
	if answers[0] != answers[1] {
		w.t.Fatalf("%v, but plain %v", answers[0], answers[1])
	}
}

// step does one random thing to both.
func (w twins) step(r *rand.Rand) {
	w.t.Helper()
	insert := func() {
		w.run("INSERT OR REPLACE INTO t VALUES(?, ?, ?)", r.IntN(w.rows), fmt.Sprint(r.IntN(500)), strings.Repeat("b", r.IntN(9000)))
	}
	switch r.IntN(12) {
	default:
		insert()
	case 6, 7:
		w.run("DELETE FROM t WHERE k = ?", r.IntN(w.rows))
	case 8:
		w.run("UPDATE t SET a = a || 'x' WHERE k BETWEEN ? AND ?", r.IntN(w.rows), r.IntN(w.rows))
	case 9:
		w.run("BEGIN")
		for range r.IntN(60) {
			insert()
		}
		if r.IntN(2) == 0 {
			w.run("SAVEPOINT s")
			w.run("DELETE FROM t WHERE k % 7 = ?", r.IntN(7))
			w.run("ROLLBACK TO s")
		}
		w.run([]string{"COMMIT", "ROLLBACK"}[r.IntN(2)])
	case 10:
		switch r.IntN(20) {
		case 0:
			w.run("VACUUM")
		case 1:
			w.run("PRAGMA wal_checkpoint(TRUNCATE)")
		}
	case 11:
		w.ask("SELECT count(*), coalesce(sum(length(b)), 0), coalesce(max(a), '') FROM t WHERE a >= ?", fmt.Sprint(r.IntN(500)))
	}
}

func newTwins(t *testing.T, rows int) twins {
	settings := []string{"PRAGMA cache_size = 10", "PRAGMA synchronous = OFF"} // what they answer, not what lasts
	w := twins{t,
		must[*sql.DB](t)(openMain(sealedDSN(made(t, t.TempDir(), NewFileKey())), settings...)),
		must[*sql.DB](t)(openMain(dsn(filepath.Join(t.TempDir(), "plain.db"), ""), settings...)), rows}
	t.Cleanup(func() { w.sealed.Close(); w.plain.Close() })
	w.run("CREATE TABLE t(k INTEGER PRIMARY KEY, a TEXT, b BLOB)")
	w.run("CREATE INDEX ta ON t(a)")
	return w
}

// TestASealedFileAnswersLikeAPlainOne: the same random statements, the same
// answers and the same errors, with a cache that spills.
func TestASealedFileAnswersLikeAPlainOne(t *testing.T) {
	w, r := newTwins(t, 300), rand.New(rand.NewPCG(2, 9))
	for range 2000 {
		w.step(r)
	}
	if said := text(t, w.sealed, "PRAGMA integrity_check"); said != "ok" {
		t.Error(said)
	}
}
