package vault

import (
	"encoding/binary"
	"os"
	"strings"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Here pages are sealed on their way to the disk and opened on their way back.

func readFile(tls *libc.TLS, handle, to uintptr, n int32, offset int64) int32 {
	f := fileOf(handle)
	if f.isLog {
		return f.readLog(tls, to, n, offset)
	}
	return f.readMain(tls, to, n, offset)
}

// readMain reads a page or, as SQLite does with the first one, a part of it.
func (f *file) readMain(tls *libc.TLS, to uintptr, n int32, offset int64) int32 {
	number, within := uint32(offset/PageSize)+1, int(offset%PageSize)
	out := memory(to, int(n))
	if within+len(out) > PageSize {
		return sqlite3.SQLITE_IOERR_READ
	}
	page := f.buffer
	if n == PageSize {
		page = to
	}
	rc := f.readPage(tls, page, number)
	switch {
	case rc == sqlite3.SQLITE_IOERR_DATA && offset == 0 && n < PageSize:
		// SQLite asks for the header before it looks into the log, where page 1
		// may stand whole although it was torn here. It needs from the header
		// what the format fixes.
		if !f.opens(tls, f.sealer) {
			return sqlite3.SQLITE_NOTADB
		}
		clear(out)
		copy(out, constants[:])
		return sqlite3.SQLITE_OK
	case rc == sqlite3.SQLITE_IOERR_DATA:
		clear(out)
		remember(Damage{Path: f.name, Page: number})
	case rc != sqlite3.SQLITE_OK:
		clear(out)
	case page != to:
		copy(out, memory(page, PageSize)[within:])
	}
	return rc
}

// readPage reads and opens a page. Only of a file that is still empty SQLite may
// read past the end: elsewhere it would take what is cut off for zeros.
func (f *file) readPage(tls *libc.TLS, to uintptr, number uint32) int32 {
	rc := f.fetch(tls, to, PageSize, int64(number-1)*PageSize)
	if rc == sqlite3.SQLITE_IOERR_SHORT_READ {
		size, failed := f.size(tls)
		switch {
		case failed != sqlite3.SQLITE_OK:
			return failed
		case size > 0:
			return sqlite3.SQLITE_IOERR_DATA
		}
		return rc
	}
	if rc == sqlite3.SQLITE_OK && !f.sealer.open(memory(to, PageSize), number) {
		return sqlite3.SQLITE_IOERR_DATA
	}
	return rc
}

// tries is how many pages have to fail until a key is called wrong.
const tries = 64

// opens tells whether a key opens any page of the file or of its log: if one,
// the key is right and what does not open is damaged.
func (f *file) opens(tls *libc.TLS, s *sealer) bool {
	for number := uint32(1); number <= tries; number++ {
		if f.fetch(tls, f.buffer, PageSize, int64(number-1)*PageSize) != sqlite3.SQLITE_OK {
			break
		}
		if s.open(memory(f.buffer, PageSize), number) {
			return true
		}
	}
	if f.isLog || step(Op{File: f.name + logSuffix, Kind: Read}) != nil {
		return false
	}
	log, err := os.Open(f.name + logSuffix) // has no locks that closing could drop
	if err != nil {
		return false
	}
	defer log.Close()
	return opensFrame(log, s)
}

// readLog reads the log's header, a piece of a frame's header, a page out of a
// frame or, when the log is recovered, a whole frame.
func (f *file) readLog(tls *libc.TLS, to uintptr, n int32, offset int64) int32 {
	if offset+int64(n) <= logHeaderSize {
		return f.fetch(tls, to, n, offset)
	}
	out, frame := memory(to, int(n)), memory(f.buffer, frameSize)
	within := int((offset - logHeaderSize) % frameSize)
	start, need := offset-int64(within), int32(frameSize)
	if offset < logHeaderSize || within+len(out) > frameSize {
		return sqlite3.SQLITE_IOERR_READ
	}
	if within+len(out) <= frameHeaderSize {
		need = frameHeaderSize
	}
	if rc := f.fetch(tls, f.buffer, need, start); rc != sqlite3.SQLITE_OK {
		clear(out)
		return rc
	}
	f.sealer.openFrameHeader(frame[:frameHeaderSize], start)
	number := binary.BigEndian.Uint32(frame)
	if need == frameSize && !f.sealer.open(frame[frameHeaderSize:], number) {
		clear(out)
		if within > 0 || f.written {
			remember(Damage{Path: strings.TrimSuffix(f.name, logSuffix), Page: number, InLog: true})
			return sqlite3.SQLITE_IOERR_DATA
		}
		// Recovery meets a frame that a power cut tore or an earlier round left:
		// one of zeros is none to SQLite, and the log ends before it.
		return sqlite3.SQLITE_OK
	}
	copy(out, frame[within:])
	return sqlite3.SQLITE_OK
}

func writeFile(tls *libc.TLS, handle, from uintptr, n int32, offset int64) int32 {
	f := fileOf(handle)
	if f.isLog {
		return f.writeLog(tls, from, n, offset)
	}
	if n != PageSize || offset%PageSize != 0 {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	page, number := memory(f.buffer, PageSize), uint32(offset/PageSize)+1
	copy(page, memory(from, PageSize))
	if number == 1 && page[18] == 1 && page[19] == 1 {
		page[18], page[19] = 2, 2 // VACUUM INTO makes files without a log; sealed ones always have one
	}
	if !sealable(page, number) {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	f.sealer.seal(page, number)
	return f.put(tls, f.buffer, PageSize, offset)
}

// writeLog writes the log's header, a frame's header or the page that follows it.
func (f *file) writeLog(tls *libc.TLS, from uintptr, n int32, offset int64) int32 {
	if offset+int64(n) <= logHeaderSize {
		return f.put(tls, from, n, offset)
	}
	f.written = true
	buffer := memory(f.buffer, int(min(n, frameSize)))
	switch within := (offset - logHeaderSize) % frameSize; {
	case offset >= logHeaderSize && within == 0 && n == frameHeaderSize:
		copy(buffer, memory(from, int(n)))
		number := binary.BigEndian.Uint32(buffer)
		f.sealer.sealFrameHeader(buffer, offset)
		rc := f.put(tls, f.buffer, n, offset)
		if rc == sqlite3.SQLITE_OK {
			f.header, f.number = offset, number
		}
		return rc
	case within == frameHeaderSize && n == PageSize:
		number, rc := f.frameNumber(tls, offset-frameHeaderSize)
		if rc != sqlite3.SQLITE_OK {
			return rc
		}
		copy(buffer, memory(from, PageSize))
		if !sealable(buffer, number) {
			return sqlite3.SQLITE_IOERR_WRITE
		}
		f.sealer.seal(buffer, number)
		return f.put(tls, f.buffer, PageSize, offset)
	}
	return sqlite3.SQLITE_IOERR_WRITE
}

// frameNumber is the page a frame is of. A page that changes again after it was
// spilled is written over its frame without a new header, so that the number has
// to be read back.
func (f *file) frameNumber(tls *libc.TLS, frame int64) (uint32, int32) {
	if f.header == frame {
		return f.number, sqlite3.SQLITE_OK
	}
	rc := f.fetch(tls, f.buffer, 4, frame)
	return binary.BigEndian.Uint32(memory(f.buffer, 4)), rc
}
