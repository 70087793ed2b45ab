package store

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"daybook/backend/college"
	"daybook/backend/vault"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// InWords turns the faults a person can do something about – a full disk, a
// folder that cannot be written, a damaged or locked file – into refusals, by
// SQLite's error code and never by its text. Other errors stay faults.
func InWords(err error) error {
	if err == nil || college.AsRefusal(err) != nil {
		return err
	}
	var fault *sqlite.Error
	var damage vault.Damage
	var problem vault.Problem
	if !errors.As(err, &fault) {
		switch {
		case errors.As(err, &damage):
			return damaged(damage)
		case errors.As(err, &problem):
			return college.Refuse(college.Conflict, string(problem))
		case errors.Is(err, vault.ErrWrongKey):
			return college.Refuse(college.Conflict, "store.otherKeyring")
		case errors.Is(err, vault.ErrNotSealed):
			return college.Refuse(college.Conflict, "store.damaged")
		case errors.Is(err, vault.ErrTampered):
			return college.Refuse(college.Conflict, "ring.tampered")
		case errors.Is(err, vault.ErrFull):
			return college.Refuse(college.Conflict, "store.diskFull")
		case isDiskFull(err):
			return college.Refuse(college.Conflict, "store.diskFull")
		case errors.Is(err, os.ErrNotExist):
			return college.Refuse(college.Conflict, "store.gone")
		case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
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
		if fault.Code() == damagedPage {
			if damage, found := vault.LastDamage(); found {
				return damaged(damage)
			}
		}
		return college.Refuse(college.Conflict, "store.disk")
	}
	return err
}

// damagedPage is SQLITE_IOERR_DATA: a page was not what it was sealed as.
const damagedPage = sqlite3.SQLITE_IOERR | 32<<8

// damaged names the page: whoever looks after the computer may want to know.
func damaged(d vault.Damage) error {
	return college.Refuse(college.Conflict, "store.damagedPage", "page", strconv.FormatUint(uint64(d.Page), 10), "file", filepath.Base(d.Path))
}

// broken tells which wall of the schema an act ran into, by error code.
func broken(err error, code int) bool {
	var fault *sqlite.Error
	return errors.As(err, &fault) && fault.Code() == code
}

// isReferred: a row that others name, or one that names a row not there.
func isReferred(err error) bool { return broken(err, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY) }
