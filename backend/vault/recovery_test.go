package vault

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// TestADamagedLogIsTold: a log that ends where it was being written opens in
// silence; one that is damaged before commits it had confirmed does not.
func TestADamagedLogIsTold(t *testing.T) {
	rows := ofRows(t, 200)
	frames := (len(rows.log) - logHeaderSize) / frameSize
	at := func(frame, offset int) func([]byte) []byte {
		return func(b []byte) []byte {
			b[logHeaderSize+frame*frameSize+offset] ^= 1
			return b
		}
	}
	cases := map[string]struct {
		hurt func([]byte) []byte
		told bool
	}{
		"as it was":                    {func(b []byte) []byte { return b }, false},
		"the last frame torn":          {at(frames-1, 2000), false},
		"ends within a frame":          {func(b []byte) []byte { return b[:len(b)-3000] }, false},
		"a page in the middle":         {at(frames/2, 2000), true},
		"a frame header's size":        {at(frames/2, 7), true},
		"a frame header's page":        {at(frames/2, 3), true},
		"a frame header's checksum":    {at(frames/2, 20), true},
		"the log's header":             {func(b []byte) []byte { b[13] ^= 1; return b }, true},
		"that header's checksum":       {func(b []byte) []byte { b[26] ^= 1; return b }, true},
		"the first frame":              {at(0, 99), true},
		"the last frame but one":       {at(frames-2, 2000), true},
		"two frames, one of them last": {func(b []byte) []byte { return at(frames-1, 9)(at(frames/2, 9)(b)) }, true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "college.daybook")
			write(t, path, rows.main)
			write(t, path+logSuffix, c.hurt(bytes.Clone(rows.log)))
			hold(t, path, fixedKey(9))
			found, wrong, err := rowsOf(path)
			if err != nil || wrong > 0 {
				t.Fatalf("%d wrong, %v", wrong, err)
			}
			if damage, told := DamageIn(path); told != c.told || told && (!damage.InLog || found == 200) {
				t.Errorf("%d rows, told %v, %+v", found, told, damage)
			}
		})
	}
}

// TestAnEarlierRoundOfTheLogIsNotDamage: behind the end of a log that has begun
// anew stand the frames of the round before, whole and of no account.
func TestAnEarlierRoundOfTheLogIsNotDamage(t *testing.T) {
	key, whole := NewFileKey(), filepath.Join(t.TempDir(), "copied.daybook")
	path := made(t, t.TempDir(), key)
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	run(t, db, "CREATE TABLE college.log(n INTEGER PRIMARY KEY, body TEXT)")
	for n := 1; n <= 20; n++ {
		run(t, db, "INSERT INTO college.log VALUES(?, 'row ' || ?)", n, n)
		if n == 18 {
			run(t, db, "PRAGMA college.wal_checkpoint(FULL)")
		}
	}
	write(t, whole, read(t, path))
	write(t, whole+logSuffix, read(t, path+logSuffix))
	hold(t, whole, key)
	if rows, wrong, err := rowsOf(whole); rows != 20 || wrong > 0 || err != nil {
		t.Errorf("%d rows, %d wrong, %v", rows, wrong, err)
	}
	if damage, told := DamageIn(whole); told {
		t.Errorf("%+v", damage)
	}
}

// TestWhatIsCutOffIsNotZeros: SQLite takes what it reads past the end of a file
// for zeros, and would give them for the rest of a long text.
func TestWhatIsCutOffIsNotZeros(t *testing.T) {
	key, cut := NewFileKey(), filepath.Join(t.TempDir(), "cut.daybook")
	path := made(t, t.TempDir(), key)
	db := must[*sql.DB](t)(attach(path))
	defer db.Close()
	run(t, db, "CREATE TABLE college.note(n INTEGER PRIMARY KEY, body BLOB)")
	run(t, db, "INSERT INTO college.note VALUES(1, 'short'), (2, randomblob(12000))")
	run(t, db, "PRAGMA college.wal_checkpoint(TRUNCATE)")
	run(t, db, "UPDATE college.note SET body = 'brief' WHERE n = 1") // the log knows the file's length
	main := read(t, path)
	write(t, cut, main[:len(main)-PageSize])
	write(t, cut+logSuffix, read(t, path+logSuffix))
	hold(t, cut, key)
	short := must[*sql.DB](t)(attach(cut))
	defer short.Close()
	var body []byte
	if err := short.QueryRow("SELECT body FROM college.note WHERE n = 2").Scan(&body); codeOf(err) != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

func TestADamagedFrameInUseIsAnError(t *testing.T) {
	for name, write := range map[string]bool{"recovered": false, "written": true} {
		t.Run(name, func(t *testing.T) {
			path, db := recovered(t)
			defer db.Close()
			if write {
				run(t, db, "INSERT INTO college.log VALUES(401, 'row 401')")
			}
			damageFrames(t, path)
			var n int
			if err := db.QueryRow("SELECT sum(length(body)) FROM college.log").Scan(&n); codeOf(err) != sqlite3.SQLITE_IOERR_DATA {
				t.Errorf("%v", err)
			}
			if damage, met := DamageIn(path); !met || !damage.InLog || damage.Page == 0 {
				t.Errorf("%+v", damage)
			}
		})
	}
}

// recovered is a file whose log has been recovered and whose pages are not cached.
func recovered(t *testing.T) (path string, db *sql.DB) {
	t.Helper()
	rows := ofRows(t, 400)
	path = filepath.Join(t.TempDir(), "college.daybook")
	write(t, path, rows.main)
	write(t, path+logSuffix, rows.log)
	hold(t, path, fixedKey(9))
	db = must[*sql.DB](t)(attach(path, "PRAGMA college.cache_size = 1"))
	if n := text(t, db, "SELECT max(n) FROM college.log"); n != "400" {
		t.Fatalf("%s rows", n)
	}
	return path, db
}

// damageFrames changes a bit in every page of a log.
func damageFrames(t *testing.T, path string) {
	t.Helper()
	log := read(t, path+logSuffix)
	for frame := logHeaderSize; frame+frameSize <= len(log); frame += frameSize {
		log[frame+frameHeaderSize+100] ^= 1
	}
	write(t, path+logSuffix, log)
}

// TestAFirstCheckpointMayTearTheOnlyPage: then nothing opens but the log.
func TestAFirstCheckpointMayTearTheOnlyPage(t *testing.T) {
	key, path := NewFileKey(), filepath.Join(t.TempDir(), "torn.daybook")
	whole := made(t, t.TempDir(), key)
	db := must[*sql.DB](t)(attach(whole))
	run(t, db, "CREATE TABLE college.log(n INTEGER PRIMARY KEY, body TEXT)")
	run(t, db, "INSERT INTO college.log VALUES(1, 'row 1')")
	write(t, path, bytes.Repeat([]byte{0xaa}, PageSize))
	write(t, path+logSuffix, read(t, whole+logSuffix))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	hold(t, path, key)
	if rows, wrong, err := rowsOf(path); rows != 1 || wrong > 0 || err != nil {
		t.Errorf("%d rows, %d wrong, %v", rows, wrong, err)
	}
}

// TestACommitOverDamagedFramesFails: before a commit SQLite reads again what it
// spilled and wrote over, to sum it up. Damage there must not be summed up too.
func TestACommitOverDamagedFramesFails(t *testing.T) {
	path := made(t, t.TempDir(), NewFileKey())
	db := must[*sql.DB](t)(attach(path, "PRAGMA college.cache_size = 5"))
	defer db.Close()
	run(t, db, "CREATE TABLE college.log(n INTEGER PRIMARY KEY, body TEXT)")
	run(t, db, "BEGIN")
	for range 3 { // over and over, so that spilled pages are written over
		for i := range 60 {
			run(t, db, "INSERT OR REPLACE INTO college.log VALUES(?, hex(randomblob(1200)))", i)
		}
	}
	damageFrames(t, path)
	if _, err := db.Exec("COMMIT"); codeOf(err) != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("%v", err)
	}
}
