package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"daybook/backend/vault"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Two seals against slips of our own: a pragma value that holds more than one
// statement is rejected, and locks belong to the open file, not to the process,
// so that reading a file elsewhere cannot drop them (Linux only).
func init() {
	sqlite.StrictPragmas(true)
	_, _ = sqlite.OFDLocking(true) // not to be had off Linux: app.lock is the guard there
}

// connector opens one kind of connection and sets it up in a fixed order. The
// order matters: EXCLUSIVE has to come before the first file is touched, or a
// shared-memory file appears beside it; a DSN would sort its pragmas.
type connector struct {
	driver.Connector
	setUp []string
	onRow func(sqlite.SQLitePreUpdateData)
}

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	for _, statement := range c.setUp {
		if _, err := conn.(driver.ExecerContext).ExecContext(ctx, statement, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("set up %q: %w", statement, err), conn.Close())
		}
	}
	if c.onRow != nil {
		conn.(interface {
			RegisterPreUpdateHook(sqlite.PreUpdateHookFn)
		}).RegisterPreUpdateHook(c.onRow)
	}
	return conn, nil
}

// openFiles is the one seam where files are opened. main is the DSN of the
// connection's main; setUp runs once, in order, on its only connection.
func openFiles(ctx context.Context, main string, setUp []string, onRow func(sqlite.SQLitePreUpdateData)) (*sql.DB, error) {
	base, err := sqlite.NewConnector(main + "&_dqs=0&_defensive=1")
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector{base, setUp, onRow})
	db.SetMaxOpenConns(1)
	db.SetConnMaxLifetime(0)
	db.SetConnMaxIdleTime(0)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// common is what every connection starts with.
var common = []string{
	"PRAGMA locking_mode = EXCLUSIVE",
	"PRAGMA temp_store = MEMORY",
}

// perFile is set for each file by its name.
func perFile(name string) []string {
	return []string{
		"PRAGMA " + name + ".journal_mode = WAL",
		"PRAGMA " + name + ".synchronous = FULL",
		"PRAGMA " + name + ".cache_size = -32000",
		"PRAGMA " + name + ".secure_delete = FAST",
	}
}

var safety = []string{
	"PRAGMA foreign_keys = 1",
	"PRAGMA trusted_schema = 0",
	"PRAGMA cell_size_check = 1",
	"PRAGMA wal_autocheckpoint = 1000",
}

// attach opens the files named under a main in memory. The number of attached
// files is then fixed, so that no statement can reach another.
func attach(ctx context.Context, data string, names []string, onRow func(sqlite.SQLitePreUpdateData)) (records, error) {
	setUp := append([]string{}, common...)
	for _, name := range names {
		setUp = append(setUp, fmt.Sprintf("ATTACH '%s' AS %s", quote(fileDSN(file(data, name))), name))
		setUp = append(setUp, perFile(name)...)
	}
	db, err := openFiles(ctx, "file::memory:?", append(setUp, safety...), onRow)
	if err != nil {
		return records{}, err
	}
	if err := limitAttached(ctx, db, len(names)); err != nil {
		return records{}, errors.Join(err, db.Close())
	}
	return records{db}, nil
}

// limitAttached says how many files a connection may have attached. VACUUM
// needs one more than there are.
func limitAttached(ctx context.Context, db *sql.DB, most int) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	_, err = sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, most)
	return errors.Join(err, conn.Close())
}

// openAlone opens one file as main, to look at, make or migrate it. Nothing in
// it is changed before ready is called: it may turn out not to be ours.
func openAlone(ctx context.Context, path string) (*sql.DB, error) {
	return openFiles(ctx, fileDSN(path), append(append([]string{}, common...), safety...), nil)
}

// ready sets up a file opened alone for being written.
func ready(ctx context.Context, db *sql.DB) error {
	for _, statement := range perFile("main") {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("set up %q: %w", statement, err)
		}
	}
	return nil
}

// fileDSN writes a path as SQLite's file: address, so that no letter of it is
// taken for an option, and says that its pages are sealed.
func fileDSN(path string) string {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath() + "?vfs=" + vault.VFS
}

func quote(text string) string {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		if r == '\'' {
			out = append(out, r)
		}
		out = append(out, r)
	}
	return string(out)
}
