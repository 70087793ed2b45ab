package vault

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// This file stands between SQLite and the disk, and is the only one of ours that
// uses unsafe. It copies SQLite's own way to the disk, replaces the steps that
// carry pages and leaves the rest, the locks above all, as they are: each open
// file is SQLite's own structure with a table of methods in which ours stand.

// What SQLite adds to a file's name.
const (
	logSuffix     = "-wal"
	journalSuffix = "-journal"
)

type (
	vfsTable    = sqlite3.Tsqlite3_vfs
	fileTable   = sqlite3.Tsqlite3_io_methods
	fileHandle  = sqlite3.Tsqlite3_file
	openFunc    = func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32
	accessFunc  = func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32
	deleteFunc  = func(*libc.TLS, uintptr, uintptr, int32) int32
	handleFunc  = func(*libc.TLS, uintptr) int32
	flagFunc    = func(*libc.TLS, uintptr, int32) int32
	answerFunc  = func(*libc.TLS, uintptr, uintptr) int32
	lengthFunc  = func(*libc.TLS, uintptr, int64) int32
	carryFunc   = func(*libc.TLS, uintptr, uintptr, int32, int64) int32
	controlFunc = func(*libc.TLS, uintptr, int32, uintptr) int32
)

// address is of a Go function as SQLite keeps one, and function is the way back.
func address[F any](f F) uintptr     { return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f})) }
func function[F any](p uintptr) F    { return *(*F)(unsafe.Pointer(&struct{ uintptr }{p})) }
func at[T any](p uintptr) *T         { return (*T)(pointer(p)) }
func memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(pointer(p)), n) }

// pointer is to SQLite's memory, which the collector neither owns nor moves.
//
//go:noinline
func pointer(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// base is SQLite's own way to the disk, and methods are the tables made from
// those of its files, by where those stand.
var (
	base    uintptr
	journal uintptr
	methods = struct {
		sync.Mutex
		from map[uintptr]uintptr
	}{from: map[uintptr]uintptr{}}
)

// register makes the VFS known to SQLite, once.
var register = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_initialize(tls); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("vault: SQLite does not start (%d)", rc)
	}
	base = sqlite3.Xsqlite3_vfs_find(tls, 0)
	name, err := libc.CString(VFS)
	if base == 0 || err != nil {
		return errors.Join(errors.New("vault: SQLite has no way to the disk"), err)
	}
	vfs := *at[vfsTable](base)
	vfs.FpNext, vfs.FzName = 0, name
	vfs.FxOpen = address[openFunc](openFile)
	vfs.FxAccess = address[accessFunc](accessFile)
	vfs.FxDelete = address[deleteFunc](deleteFile)
	ours := place(tls, vfs)
	journal = place(tls, journalTable())
	if ours == 0 || journal == 0 {
		return errors.New("vault: no memory for SQLite")
	}
	if rc := sqlite3.Xsqlite3_vfs_register(tls, ours, 0); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("vault: SQLite refuses the sealed files (%d)", rc)
	}
	return nil
})

// place keeps a value in SQLite's memory for good; 0 when there is none left.
func place[T any](tls *libc.TLS, value T) uintptr {
	p := sqlite3.Xsqlite3_malloc(tls, int32(unsafe.Sizeof(value)))
	if p != 0 {
		*at[T](p) = value
	}
	return p
}

// sealedTable is SQLite's table of a file with our steps in it. Version 1 knows
// neither shared memory nor mapped files: a connection has to be EXCLUSIVE.
func sealedTable(tls *libc.TLS, real uintptr) uintptr {
	methods.Lock()
	defer methods.Unlock()
	if methods.from[real] == 0 {
		table := *at[fileTable](real)
		table.FiVersion = 1
		table.FxClose = address[handleFunc](closeFile)
		table.FxRead = address[carryFunc](readFile)
		table.FxWrite = address[carryFunc](writeFile)
		table.FxTruncate = address[lengthFunc](truncateFile)
		table.FxSync = address[flagFunc](syncFile)
		table.FxDeviceCharacteristics = address[handleFunc](abilities)
		methods.from[real] = place(tls, table)
	}
	return methods.from[real]
}

// accessFile knows no rollback journals: one put beside a file is not played back.
func accessFile(tls *libc.TLS, _, name uintptr, flags int32, out uintptr) int32 {
	if strings.HasSuffix(libc.GoString(name), journalSuffix) {
		*at[int32](out) = 0
		return sqlite3.SQLITE_OK
	}
	return function[accessFunc](at[vfsTable](base).FxAccess)(tls, base, name, flags, out)
}

func deleteFile(tls *libc.TLS, _, name uintptr, syncFolder int32) int32 {
	path := libc.GoString(name)
	if strings.HasSuffix(path, journalSuffix) {
		return sqlite3.SQLITE_OK
	}
	if err := step(Op{File: path, Kind: Removal}); err != nil {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	return function[deleteFunc](at[vfsTable](base).FxDelete)(tls, base, name, syncFolder)
}
