package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// VACUUM INTO writes a file without a log, for which SQLite wants a journal to
// roll back by. What is in a file that was empty need not be kept: this journal
// takes everything and holds nothing. A copy that fails is thrown away.

// openJournal opens that journal beside a new file, and none beside any other.
func openJournal(owner string, handle uintptr) int32 {
	h := holdingOf(owner)
	if h == nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	if _, isNew := h.found(); !isNew {
		return sqlite3.SQLITE_CANTOPEN
	}
	at[fileHandle](handle).FpMethods = journal
	return sqlite3.SQLITE_OK
}

func journalTable() fileTable {
	one := address[handleFunc](func(*libc.TLS, uintptr) int32 { return sqlite3.SQLITE_OK })
	flag := address[flagFunc](func(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK })
	answer := address[answerFunc](func(_ *libc.TLS, _, out uintptr) int32 {
		*at[int64](out) = 0
		return sqlite3.SQLITE_OK
	})
	return fileTable{
		FiVersion: 1,
		FxClose:   one,
		FxRead: address[carryFunc](func(_ *libc.TLS, _, to uintptr, n int32, _ int64) int32 {
			clear(memory(to, int(n)))
			return sqlite3.SQLITE_IOERR_SHORT_READ
		}),
		FxWrite:    address[carryFunc](func(*libc.TLS, uintptr, uintptr, int32, int64) int32 { return sqlite3.SQLITE_OK }),
		FxTruncate: address[lengthFunc](func(*libc.TLS, uintptr, int64) int32 { return sqlite3.SQLITE_OK }),
		FxSync:     flag,
		FxFileSize: answer,
		FxLock:     flag,
		FxUnlock:   flag,
		FxCheckReservedLock: address[answerFunc](func(_ *libc.TLS, _, out uintptr) int32 {
			*at[int32](out) = 0
			return sqlite3.SQLITE_OK
		}),
		FxFileControl:           address[controlFunc](func(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }),
		FxSectorSize:            one,
		FxDeviceCharacteristics: one,
	}
}
