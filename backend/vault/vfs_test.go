package vault

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// canary stands in rows, and must stand in no file.
const canary = "canary: Ottoline Pemberton-Fforde needs a quiet room"

func TestWhatIsWrittenIsReadAgainHotAndClosed(t *testing.T) {
	key, folder := NewFileKey(), t.TempDir()
	path := made(t, folder, key)
	db := must[*sql.DB](t)(attach(path))
	run(t, db, "CREATE TABLE college.student(id INTEGER PRIMARY KEY, note TEXT)")
	for range 300 {
		run(t, db, "INSERT INTO college.student(note) VALUES(? || hex(randomblob(300)))", canary)
	}

	copied := filepath.Join(t.TempDir(), "copied.daybook")
	write(t, copied, read(t, path))
	write(t, copied+logSuffix, read(t, path+logSuffix))
	noCanary(t, folder, path, path+logSuffix)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	noCanary(t, folder, path)

	hold(t, copied, key)
	for name, where := range map[string]string{"closed": path, "copied while open": copied} {
		t.Run(name, func(t *testing.T) {
			db := must[*sql.DB](t)(openMain(sealedDSN(where)))
			defer db.Close()
			if n := text(t, db, "SELECT count(*) FROM student WHERE note LIKE ? || '%'", canary); n != "300" {
				t.Errorf("found %s of 300 rows", n)
			}
			if said := text(t, db, "PRAGMA integrity_check"); said != "ok" {
				t.Error(said)
			}
		})
	}
}

// noCanary: the folder holds exactly these files, and nothing of what is in them
// can be read.
func noCanary(t *testing.T, folder string, files ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != len(files) {
		t.Errorf("the folder holds %v, wanted %v (%v)", entries, files, err)
	}
	for _, path := range files {
		for _, word := range []string{canary, "Pemberton", "SQLite format", "CREATE TABLE", "student"} {
			if bytes.Contains(read(t, path), []byte(word)) {
				t.Errorf("%q stands in %s", word, filepath.Base(path))
			}
		}
	}
}

func TestVacuumKeepsAndCopiesUnderAnotherKey(t *testing.T) {
	folder := t.TempDir()
	path, copied := made(t, folder, NewFileKey()), filepath.Join(folder, "copy of it's.daybook")
	other := NewFileKey()
	hold(t, copied, other)
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	run(t, db, "CREATE TABLE college.student(id INTEGER PRIMARY KEY, note TEXT)")
	run(t, db, "CREATE INDEX college.by_note ON student(note)")
	for range 400 {
		run(t, db, "INSERT INTO college.student(note) VALUES(? || hex(randomblob(700)))", canary)
	}
	run(t, db, "DELETE FROM college.student WHERE id % 2 = 0")
	run(t, db, "VACUUM college")
	run(t, db, "VACUUM college INTO '"+strings.ReplaceAll(sealedDSN(copied), "'", "''")+"'")
	noCanary(t, folder, path, path+logSuffix, copied)
	if id, salt, err := Header(copied); err != nil || id != other.ID || salt != other.Salt {
		t.Errorf("the copy's header is %x %x (%v)", id, salt, err)
	}
	if _, err := db.Exec("VACUUM college INTO '" + strings.ReplaceAll(sealedDSN(copied), "'", "''") + "'"); err == nil {
		t.Error("a copy was written over another")
	}
	twin := must[*sql.DB](t)(openMain(sealedDSN(copied)))
	defer twin.Close()
	for _, db := range []*sql.DB{db, twin} {
		if n := text(t, db, "SELECT count(*) FROM student"); n != "200" {
			t.Errorf("%s rows of 200", n)
		}
		if said := text(t, db, "PRAGMA integrity_check"); said != "ok" {
			t.Error(said)
		}
	}
	if mode := text(t, twin, "PRAGMA journal_mode"); mode != "wal" {
		t.Errorf("the copy is in journal mode %s", mode)
	}
}

func TestWhatIsNotOpened(t *testing.T) {
	key := fixedKey(1)
	wrong := key
	wrong.Key[0] ^= 1
	cases := map[string]struct {
		hurt func(t *testing.T, path string)
		keys []FileKey
		want int
	}{
		"not held":           {nil, nil, sqlite3.SQLITE_CANTOPEN},
		"another file key":   {nil, []FileKey{NewFileKey()}, sqlite3.SQLITE_NOTADB},
		"one bit of the key": {nil, []FileKey{wrong}, sqlite3.SQLITE_NOTADB},
		"two wrong keys":     {nil, []FileKey{NewFileKey(), NewFileKey()}, sqlite3.SQLITE_NOTADB},
		"a plain file": {func(t *testing.T, path string) {
			os.Remove(path)
			plain := must[*sql.DB](t)(connect(dsn(path, "")))
			run(t, plain, "CREATE TABLE student(id)")
			plain.Close()
		}, []FileKey{key}, sqlite3.SQLITE_NOTADB},
		"half a page": {func(t *testing.T, path string) { write(t, path, read(t, path)[:2000]) }, []FileKey{key}, sqlite3.SQLITE_NOTADB},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := made(t, t.TempDir(), key)
			Release(path)
			if c.hurt != nil {
				c.hurt(t, path)
			}
			if c.keys != nil {
				hold(t, path, c.keys...)
			}
			before := read(t, path)
			for way, open := range map[string]func() (*sql.DB, error){
				"as main":  func() (*sql.DB, error) { return openMain(sealedDSN(path)) },
				"attached": func() (*sql.DB, error) { return attach(path) },
			} {
				if _, err := open(); codeOf(err) != c.want {
					t.Errorf("%s: %v, wanted %d", way, err, c.want)
				}
			}
			if !bytes.Equal(before, read(t, path)) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestTheRightKeyOfSeveralIsFound(t *testing.T) {
	old, fresh := NewFileKey(), fixedKey(9)
	rows := ofRows(t, 400)
	torn := bytes.Clone(rows.main)
	copy(torn, make([]byte, 512))
	for name, image := range map[string][]byte{"by its header": rows.main, "by its log": torn} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "college.daybook")
			write(t, path, image)
			write(t, path+logSuffix, rows.log)
			hold(t, path, old, fresh)
			if found, wrong, err := rowsOf(path); found != 400 || wrong != 0 || err != nil {
				t.Errorf("%d rows, %d wrong, %v", found, wrong, err)
			}
		})
	}
}

func TestDamageIsToldFromAWrongKey(t *testing.T) {
	key, whole := fixedKey(9), ofRows(t, 400)
	main, log, closed := whole.main, whole.log, whole.closed
	flip := func(b []byte, at int) []byte {
		b = append([]byte{}, b...)
		b[at] ^= 4
		return b
	}
	cases := map[string]struct {
		main, log []byte
		want      *Damage
	}{
		"page 1 torn, whole in the log": {flip(main, 50), log, nil},
		"header gone, whole in the log": {append(make([]byte, 512), main[512:]...), log, nil},
		"page 1":                        {flip(closed, 2000), nil, &Damage{Page: 1}},
		"the header":                    {flip(closed, 9), nil, &Damage{Page: 1}},
		"unused bytes":                  {flip(closed, PageSize-nonceSize-1), nil, &Damage{Page: 1}},
		"unused bytes of page 3":        {flip(closed, 3*PageSize-nonceSize-1), nil, &Damage{Page: 3}},
		"page 3":                        {flip(closed, 2*PageSize+7), nil, &Damage{Page: 3}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "college.daybook")
			write(t, path, c.main)
			if c.log != nil {
				write(t, path+logSuffix, c.log)
			}
			hold(t, path, key)
			rows, wrong, err := rowsOf(path)
			damage, met := DamageIn(path)
			if c.want == nil {
				if rows != 400 || wrong > 0 || err != nil || met {
					t.Errorf("%d rows, %d wrong, %v, %v", rows, wrong, err, damage)
				}
				return
			}
			if codeOf(err) != sqlite3.SQLITE_IOERR_DATA || damage.Page != c.want.Page || damage.InLog || filepath.Base(damage.Path) != "college.daybook" {
				t.Errorf("%v, %+v", err, damage)
			}
			if _, again := DamageIn(path); again {
				t.Error("the damage was not forgotten")
			}
		})
	}
}

func TestAFileIsHeldUnderAnyOfItsNames(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(folder, link); err != nil {
		t.Skipf("no links are to be had: %v", err)
	}
	if canonical(link) != canonical(folder) {
		t.Skip("links are made but not followed here, as under Wine")
	}
	path := made(t, folder, NewFileKey())
	Release(path)
	for name, c := range map[string]struct{ held, opened string }{
		"held by the link":   {filepath.Join(link, "college.daybook"), path},
		"opened by the link": {path, filepath.Join(link, "college.daybook")},
		"by a way round":     {folder + "/./x/../college.daybook", path},
	} {
		t.Run(name, func(t *testing.T) {
			hold(t, c.held, FileKey{})
			if _, err := attach(c.opened); codeOf(err) != sqlite3.SQLITE_NOTADB {
				t.Errorf("another key: %v", err)
			}
		})
	}
}

func TestReleasedStaysOpenAndOpensNoMore(t *testing.T) {
	path := made(t, t.TempDir(), NewFileKey())
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	Release(path)
	run(t, db, "CREATE TABLE college.student(id)")
	if _, err := attach(path); codeOf(err) != sqlite3.SQLITE_CANTOPEN {
		t.Error(err)
	}
	if err := Hold(path); err == nil {
		t.Error("held without a key")
	}
}

func TestAFileIsNotMapped(t *testing.T) {
	db := must[*sql.DB](t)(openMain(sealedDSN(made(t, t.TempDir(), NewFileKey()))))
	defer db.Close()
	var size int
	if err := db.QueryRow("PRAGMA mmap_size = 1000000").Scan(&size); err == nil && size != 0 {
		t.Errorf("%d bytes are mapped", size)
	}
}

func TestASecondOpenerIsRefused(t *testing.T) {
	path := made(t, t.TempDir(), NewFileKey())
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	run(t, db, "CREATE TABLE college.log(n)")
	for i := range 5 {
		if _, err := attach(path); codeOf(err)&0xff != sqlite3.SQLITE_BUSY {
			t.Fatalf("opener %d: %v", i, err)
		}
	}
}

func TestWithoutExclusiveNothingIsShared(t *testing.T) {
	folder := t.TempDir()
	path := made(t, folder, NewFileKey())
	db, err := connect(sealedDSN(path))
	if err == nil {
		defer db.Close()
		_, err = db.Exec("CREATE TABLE student(id)")
	}
	if codeOf(err) != sqlite3.SQLITE_CANTOPEN {
		t.Errorf("%v", err)
	}
	noCanary(t, folder, path)
}

func TestNoOtherWayOfWriting(t *testing.T) {
	for name, statements := range map[string][]string{
		"a rollback journal":     {"PRAGMA journal_mode = DELETE", "CREATE TABLE student(id)"},
		"another page size":      {"PRAGMA page_size = 8192", "PRAGMA journal_mode = DELETE", "VACUUM"},
		"a new file attached":    {"ATTACH 'NEW' AS other", "CREATE TABLE other.student(id)"},
		"a shared super-journal": {"PRAGMA journal_mode = DELETE", "BEGIN", "CREATE TABLE a(id)", "COMMIT"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path, fresh := made(t, folder, NewFileKey()), filepath.Join(folder, "new.daybook")
			hold(t, fresh, NewFileKey())
			db := must[*sql.DB](t)(openMain(sealedDSN(path)))
			defer db.Close()
			var err error
			for _, statement := range statements {
				if _, err = db.Exec(strings.ReplaceAll(statement, "NEW", sealedDSN(fresh))); err != nil {
					break
				}
			}
			if err == nil {
				t.Error("nothing was refused")
			}
			if found, _ := filepath.Glob(filepath.Join(folder, "*-journal")); len(found) > 0 {
				t.Error(found)
			}
		})
	}
}

func TestAJournalPutBesideIsNotPlayedBack(t *testing.T) {
	path := made(t, t.TempDir(), NewFileKey())
	write(t, path+journalSuffix, bytes.Repeat([]byte{0xd9}, 9000))
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	run(t, db, "CREATE TABLE college.student(id)")
}

// TestNoTemporaryFileIsOpened lets SQLite do what makes it want one: sort, keep a
// statement's changes for taking back, build indexes, vacuum.
func TestNoTemporaryFileIsOpened(t *testing.T) {
	path := made(t, t.TempDir(), NewFileKey())
	opened, steps := map[string]bool{}, 0
	stop := Watch(func(op Op) error {
		if op.Kind == Create {
			opened[filepath.Base(op.File)] = true
		}
		if steps++; steps%40 > 0 {
			return nil
		}
		links, _ := filepath.Glob("/proc/self/fd/*")
		for _, link := range links {
			if to, _ := os.Readlink(link); strings.Contains(to, "etilqs") {
				opened[to] = true
			}
		}
		return nil
	})
	defer stop()
	db := must[*sql.DB](t)(attach(path, "PRAGMA college.cache_size = 5"))
	defer db.Close()
	run(t, db, "CREATE TABLE college.student(id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB)")
	run(t, db, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1500)
		INSERT INTO college.student SELECT i, hex(randomblob(40)), randomblob(900) FROM n`)
	run(t, db, "CREATE INDEX college.by_b ON student(b)")
	run(t, db, "BEGIN")
	run(t, db, "SAVEPOINT one")
	run(t, db, "UPDATE college.student SET b = randomblob(1100)")
	if _, err := db.Exec("UPDATE college.student SET a = CASE WHEN id > 1400 THEN 'same' ELSE a || 'x' END"); err == nil {
		t.Error("a UNIQUE column took the same value twice")
	}
	run(t, db, "ROLLBACK TO one")
	run(t, db, "COMMIT")
	if n := text(t, db, "SELECT count(*) FROM (SELECT DISTINCT b, a FROM college.student ORDER BY a, b)"); n != "1500" {
		t.Errorf("%s rows", n)
	}
	run(t, db, "VACUUM college")
	for name := range opened {
		if name != "college.daybook" && name != "college.daybook-wal" {
			t.Errorf("SQLite opened %q", name)
		}
	}
	if len(opened) != 2 {
		t.Errorf("%v were seen", opened)
	}
}
