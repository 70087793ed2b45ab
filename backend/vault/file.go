package vault

import (
	"errors"
	"strings"
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// file is one that SQLite has open: a database or its log.
type file struct {
	handle uintptr
	real   fileTable
	name   string
	isLog  bool
	sealer *sealer
	buffer uintptr // SQLite's memory for one frame

	header  int64  // where the last frame header was written
	number  uint32 // and of which page
	written bool   // frames have been written: what is read now is no recovery
}

var files sync.Map // of *file, by handle

func fileOf(handle uintptr) *file {
	f, _ := files.Load(handle)
	return f.(*file)
}

// openFile opens a database whose key is held, or its log. All else that SQLite
// could ask for would reach the disk in the clear.
func openFile(tls *libc.TLS, _, name, handle uintptr, flags int32, out uintptr) int32 {
	at[fileHandle](handle).FpMethods = 0
	path := ""
	if name != 0 {
		path = libc.GoString(name)
	}
	isLog := flags&sqlite3.SQLITE_OPEN_WAL != 0
	owner := path
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
	case isLog:
		owner = strings.TrimSuffix(path, logSuffix)
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		return openJournal(strings.TrimSuffix(path, journalSuffix), handle)
	default:
		return sqlite3.SQLITE_CANTOPEN
	}
	h := holdingOf(owner)
	if h == nil || step(Op{File: path, Kind: Create}) != nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	if rc := function[openFunc](at[vfsTable](base).FxOpen)(tls, base, name, handle, flags, out); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f := &file{handle: handle, name: path, isLog: isLog, header: -1}
	f.sealer, _ = h.found()
	if rc := f.take(tls, h); rc != sqlite3.SQLITE_OK {
		return rc
	}
	if isLog {
		f.lookThrough(tls, owner)
	}
	return sqlite3.SQLITE_OK
}

// take puts our methods into a file SQLite has just opened.
func (f *file) take(tls *libc.TLS, h *holding) int32 {
	real := at[fileHandle](f.handle).FpMethods
	f.real = *at[fileTable](real)
	f.buffer = sqlite3.Xsqlite3_malloc(tls, frameSize)
	table := sealedTable(tls, real)
	files.Store(f.handle, f)
	rc := int32(sqlite3.SQLITE_NOMEM)
	if f.buffer != 0 && table != 0 {
		rc = sqlite3.SQLITE_OK
		if !f.isLog {
			rc = f.choose(tls, h)
		}
	}
	if rc != sqlite3.SQLITE_OK {
		closeFile(tls, f.handle)
		at[fileHandle](f.handle).FpMethods = 0
		return rc
	}
	at[fileHandle](f.handle).FpMethods = table
	return rc
}

// choose finds which of the held keys is that of the file.
func (f *file) choose(tls *libc.TLS, h *holding) int32 {
	size, rc := f.size(tls)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	f.sealer = h.sealers[0]
	if size > 0 && len(h.sealers) > 1 {
		if rc := f.fetch(tls, f.buffer, headerSize, 0); rc != sqlite3.SQLITE_OK && rc != sqlite3.SQLITE_IOERR_SHORT_READ {
			return rc
		}
		header := [headerSize]byte(memory(f.buffer, headerSize))
		f.sealer = pick(h.sealers, header, func(s *sealer) bool { return f.opens(tls, s) })
	}
	h.settle(f.sealer, size == 0)
	return sqlite3.SQLITE_OK
}

func closeFile(tls *libc.TLS, handle uintptr) int32 {
	f := fileOf(handle)
	files.Delete(handle)
	if f.buffer != 0 {
		clear(memory(f.buffer, frameSize))
		sqlite3.Xsqlite3_free(tls, f.buffer)
	}
	return function[handleFunc](f.real.FxClose)(tls, handle)
}

func (f *file) size(tls *libc.TLS) (n int64, rc int32) {
	rc = function[answerFunc](f.real.FxFileSize)(tls, f.handle, f.buffer)
	return *at[int64](f.buffer), rc
}

// fetch reads what stands on the disk.
func (f *file) fetch(tls *libc.TLS, to uintptr, n int32, offset int64) int32 {
	if err := step(Op{File: f.name, Kind: Read, Offset: offset}); err != nil {
		return code(err, sqlite3.SQLITE_IOERR_READ)
	}
	return function[carryFunc](f.real.FxRead)(tls, f.handle, to, n, offset)
}

// put writes it. A write that is made to fail does half its work first, as a
// disk may.
func (f *file) put(tls *libc.TLS, from uintptr, n int32, offset int64) int32 {
	write := function[carryFunc](f.real.FxWrite)
	if err := step(Op{File: f.name, Kind: Write, Offset: offset, Bytes: memory(from, int(n))}); err != nil {
		if n > 1000 {
			write(tls, f.handle, from, n/2, offset)
		}
		return code(err, sqlite3.SQLITE_IOERR_WRITE)
	}
	return write(tls, f.handle, from, n, offset)
}

// code is how a watcher's error is told to SQLite.
func code(err error, otherwise int32) int32 {
	if errors.Is(err, ErrFull) {
		return sqlite3.SQLITE_FULL
	}
	return otherwise
}

func truncateFile(tls *libc.TLS, handle uintptr, size int64) int32 {
	f := fileOf(handle)
	if err := step(Op{File: f.name, Kind: Truncate, Offset: size}); err != nil {
		return code(err, sqlite3.SQLITE_IOERR_TRUNCATE)
	}
	return function[lengthFunc](f.real.FxTruncate)(tls, handle, size)
}

func syncFile(tls *libc.TLS, handle uintptr, flags int32) int32 {
	f := fileOf(handle)
	if err := step(Op{File: f.name, Kind: Sync}); err != nil {
		return code(err, sqlite3.SQLITE_IOERR_FSYNC)
	}
	return function[flagFunc](f.real.FxSync)(tls, handle, flags)
}

// abilities hides those that would let SQLite write or read less than a page.
func abilities(tls *libc.TLS, handle uintptr) int32 {
	const hidden = sqlite3.SQLITE_IOCAP_BATCH_ATOMIC | sqlite3.SQLITE_IOCAP_SUBPAGE_READ
	return function[handleFunc](fileOf(handle).real.FxDeviceCharacteristics)(tls, handle) &^ hidden
}
