//go:build crash

package vault

import (
	"database/sql"
	"sync"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The control of the power cuts: files that are not sealed, whose steps are
// watched all the same.
const watchedVFS = "watched"

func watchedDSN(path string) string { return dsn(path, "?vfs="+watchedVFS) }

// watched are the names and methods of plain files, by handle.
var watched sync.Map

type plainFile struct {
	name string
	real fileTable
}

var registerWatched = sync.OnceFunc(func() {
	tls := libc.NewTLS()
	defer tls.Close()
	name, err := libc.CString(watchedVFS)
	if err != nil {
		panic(err)
	}
	vfs := *at[vfsTable](base)
	vfs.FpNext, vfs.FzName = 0, name
	vfs.FxOpen = address[openFunc](openWatched)
	if rc := sqlite3.Xsqlite3_vfs_register(tls, place(tls, vfs), 0); rc != sqlite3.SQLITE_OK {
		panic(rc)
	}
})

func openWatched(tls *libc.TLS, _, name, handle uintptr, flags int32, out uintptr) int32 {
	if rc := function[openFunc](at[vfsTable](base).FxOpen)(tls, base, name, handle, flags, out); rc != sqlite3.SQLITE_OK || name == 0 {
		return rc
	}
	f := plainFile{libc.GoString(name), *at[fileTable](at[fileHandle](handle).FpMethods)}
	watched.Store(handle, f)
	table := f.real
	table.FiVersion = 1
	table.FxWrite = address[carryFunc](func(tls *libc.TLS, handle, from uintptr, n int32, offset int64) int32 {
		f := plainOf(handle)
		step(Op{File: f.name, Kind: Write, Offset: offset, Bytes: memory(from, int(n))})
		return function[carryFunc](f.real.FxWrite)(tls, handle, from, n, offset)
	})
	table.FxTruncate = address[lengthFunc](func(tls *libc.TLS, handle uintptr, size int64) int32 {
		f := plainOf(handle)
		step(Op{File: f.name, Kind: Truncate, Offset: size})
		return function[lengthFunc](f.real.FxTruncate)(tls, handle, size)
	})
	table.FxSync = address[flagFunc](func(tls *libc.TLS, handle uintptr, flags int32) int32 {
		f := plainOf(handle)
		step(Op{File: f.name, Kind: Sync})
		return function[flagFunc](f.real.FxSync)(tls, handle, flags)
	})
	at[fileHandle](handle).FpMethods = place(tls, table) // never freed: it is a test
	return sqlite3.SQLITE_OK
}

func plainOf(handle uintptr) plainFile {
	f, _ := watched.Load(handle)
	return f.(plainFile)
}

// plain is an empty file that is not sealed.
func plain(t *testing.T, folder string) string {
	t.Helper()
	registerWatched()
	path := folder + "/plain.db"
	db := must[*sql.DB](t)(attachAt(dsn(path, "")))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
