package store

import (
	"errors"
	"os"

	"daybook/backend/college"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// inWords turns the faults a person can do something about – a full disk, a
// folder that cannot be written, a damaged or locked file – into refusals, by
// SQLite's error code and never by its text. Other errors stay faults.
func inWords(err error) error {
	if err == nil || college.AsRefusal(err) != nil {
		return err
	}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		switch {
		case isDiskFull(err):
			return college.Refuse(college.Conflict, "store.diskFull")
		case errors.Is(err, os.ErrPermission):
			return college.Refuse(college.Conflict, "store.cannotWriteHere")
		}
		return err
	}
	switch fault.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return college.Refuse(college.Conflict, "store.diskFull")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return college.Refuse(college.Conflict, "store.inUse")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return college.Refuse(college.Conflict, "store.cannotWriteHere")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return college.Refuse(college.Conflict, "store.damaged")
	case sqlite3.SQLITE_IOERR:
		return college.Refuse(college.Conflict, "store.disk")
	}
	return err
}

// broken tells which wall of the schema an act ran into, by error code.
func broken(err error, code int) bool {
	var fault *sqlite.Error
	return errors.As(err, &fault) && fault.Code() == code
}

// isReferred: a row that others name, or one that names a row not there.
func isReferred(err error) bool { return broken(err, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY) }
