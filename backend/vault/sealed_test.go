package vault

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"modernc.org/sqlite"
)

func TestMain(m *testing.M) {
	sqlite.StrictPragmas(true)
	_, _ = sqlite.OFDLocking(true) // locks of the open file, as the product has them
	os.Exit(m.Run())
}

// setUp runs statements in order on each new connection, as the product does.
type setUp struct {
	driver.Connector
	statements []string
}

func (s setUp) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	for _, statement := range s.statements {
		if _, err := conn.(driver.ExecerContext).ExecContext(ctx, statement, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", statement, err), conn.Close())
		}
	}
	return conn, nil
}

var exclusive = []string{"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA temp_store = MEMORY"}

// connect opens main with the statements run on its only connection.
func connect(main string, statements ...string) (*sql.DB, error) {
	base, err := sqlite.NewConnector(main)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(setUp{base, statements})
	db.SetMaxOpenConns(1)
	if err := db.Ping(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// address of a sealed or a plain file for SQLite.
func dsn(path, options string) string {
	slashed := filepath.ToSlash(path)
	if runtime.GOOS == "windows" {
		slashed = "/" + slashed
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath() + options
}

func sealedDSN(path string) string { return dsn(path, "?vfs="+VFS) }

// openMain opens a file alone, as it is migrated, and sets it up for being written.
func openMain(address string, statements ...string) (*sql.DB, error) {
	all := append(append([]string{}, exclusive...), "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
	return connect(address, append(all, statements...)...)
}

// attach opens a file beside a main in memory, as a session has it.
func attach(path string, statements ...string) (*sql.DB, error) {
	return attachAt(sealedDSN(path), statements...)
}

func attachAt(address string, statements ...string) (*sql.DB, error) {
	all := append(append([]string{}, exclusive...),
		"ATTACH '"+address+"' AS college",
		"PRAGMA college.journal_mode = WAL", "PRAGMA college.synchronous = FULL",
		"PRAGMA college.cache_size = -200", "PRAGMA college.secure_delete = FAST", "PRAGMA cell_size_check = 1")
	return connect("file::memory:", append(all, statements...)...)
}

// fixedKey is the same in each run.
func fixedKey(seed byte) (k FileKey) {
	for i := range k.Key {
		k.Key[i] = seed + byte(i)
	}
	for i := range k.Salt {
		k.Salt[i] = seed ^ byte(0x50+i)
	}
	for i := range k.ID {
		k.ID[i] = seed ^ byte(0xa0+i)
	}
	return k
}

// made is a new sealed file that is held.
func made(t testing.TB, folder string, key FileKey) string {
	t.Helper()
	path := filepath.Join(folder, "college.daybook")
	if err := Make(path, key); err != nil {
		t.Fatal(err)
	}
	hold(t, path, key)
	return path
}

func hold(t testing.TB, path string, keys ...FileKey) {
	t.Helper()
	if err := Hold(path, keys...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { Release(path) })
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func run(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%.60s: %v", statement, err)
	}
}

func text(t testing.TB, db *sql.DB, query string, args ...any) (s string) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&s); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s
}

// codeOf is what SQLite said.
func codeOf(err error) int {
	if said := (*sqlite.Error)(nil); errors.As(err, &said) {
		return said.Code()
	}
	return 0
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// images are a file of rows 1…n: as a kill would leave it, the first half of the
// rows in the main file and the second half in the log, and after a clean close.
type images struct{ main, log, closed []byte }

// ofRows makes the images once for each n, under fixedKey(9).
func ofRows(t testing.TB, n int) images {
	t.Helper()
	if made, done := imagesOfRows[n]; done {
		return made
	}
	path := made(t, t.TempDir(), fixedKey(9))
	db := must[*sql.DB](t)(attach(path, "PRAGMA wal_autocheckpoint = 0", "PRAGMA college.synchronous = OFF"))
	run(t, db, "CREATE TABLE college.log(n INTEGER PRIMARY KEY, body TEXT)")
	for i := 1; i <= n; i++ {
		run(t, db, "INSERT INTO college.log VALUES(?, ?)", i, fmt.Sprint("row ", i))
		if i == n/2 {
			run(t, db, "PRAGMA college.wal_checkpoint(TRUNCATE)")
		}
	}
	made := images{main: read(t, path), log: read(t, path+logSuffix)}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	made.closed = read(t, path)
	imagesOfRows[n] = made
	return made
}

var imagesOfRows = map[int]images{}

// rowsOf opens an image and counts its rows; wrong are those that never were.
func rowsOf(path string) (rows, wrong int, err error) {
	db, err := attach(path)
	if err != nil {
		return 0, 0, err
	}
	defer db.Close()
	found, err := db.Query("SELECT n, body FROM college.log ORDER BY n")
	if err != nil {
		return 0, 0, err
	}
	defer found.Close()
	for found.Next() {
		var n int
		var body string
		if err := found.Scan(&n, &body); err != nil {
			return rows, wrong, err
		}
		if rows++; n != rows || body != fmt.Sprint("row ", n) {
			wrong++
		}
	}
	return rows, wrong, found.Err()
}
