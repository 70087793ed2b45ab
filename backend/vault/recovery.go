package vault

import (
	"encoding/binary"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// A log that was not closed is recovered by SQLite up to the first frame that does
// not fit, in silence: after a power cut that is where it was being written. But
// a commit is synced before anything is written after it. If a commit stands
// behind the frame that does not fit, and the next transaction behind that, the
// frame was whole once and has been damaged since; then commits are lost that the
// program had confirmed, and DamageIn says so.

// highFirst begins a log whose checksums take words of the high byte first, as
// machines of that kind write them.
const highFirst = 0x377f0683

// logWalk follows a log by SQLite's own marks: salts, and a running checksum.
type logWalk struct {
	order binary.ByteOrder
	salts [8]byte
	sums  [2]uint32
}

// begin reads the log's header, and reports whether it is whole. Else SQLite
// takes the log for empty.
func (w *logWalk) begin(header []byte) bool {
	w.order = binary.LittleEndian
	if binary.BigEndian.Uint32(header) == highFirst {
		w.order = binary.BigEndian
	}
	w.salts = [8]byte(header[16:24])
	w.add(header[:24])
	return w.sums == sumsOf(header[24:])
}

// follows tells whether an opened frame was written after the one before it.
func (w *logWalk) follows(frame []byte) bool {
	w.add(frame[:8])
	w.add(frame[frameHeaderSize:])
	fits := w.sums == sumsOf(frame[16:])
	w.sums = sumsOf(frame[16:])
	return fits
}

// isOf tells whether a frame was written in this round of the log.
func (w *logWalk) isOf(frame []byte) bool { return [8]byte(frame[8:16]) == w.salts }

func (w *logWalk) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		w.sums[0] += w.order.Uint32(b) + w.sums[1]
		w.sums[1] += w.order.Uint32(b[4:]) + w.sums[0]
	}
}

func sumsOf(b []byte) [2]uint32 {
	return [2]uint32{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

// damaged finds the page of the frame at which a log is cut short although more
// was committed; 0 when its header is broken. Frames are given opened, with
// whether their page was whole.
func (w *logWalk) damaged(broken bool, frames int64, frame func(int64) (opened []byte, whole bool)) (number uint32, is bool) {
	afterCommit := false
	for i := range frames {
		opened, whole := frame(i)
		if opened == nil {
			return 0, false
		}
		fits := w.follows(opened) && whole
		if fits && broken && afterCommit {
			return number, true
		}
		if !fits && !broken {
			broken, number = true, binary.BigEndian.Uint32(opened)
		}
		isCommit := binary.BigEndian.Uint32(opened[4:]) != 0 && (fits || inOneSector(i))
		afterCommit = broken && isCommit && w.isOf(opened)
	}
	return 0, false
}

// inOneSector tells whether a frame's header is written whole or not at all. One
// that crosses from sector to sector can begin as the header of an earlier round,
// and look like a commit that never was.
func inOneSector(frame int64) bool {
	const sector = 512
	return (logHeaderSize+frame*frameSize)%sector <= sector-frameHeaderSize
}

// lookThrough remembers damage in a log before SQLite recovers it.
func (f *file) lookThrough(tls *libc.TLS, owner string) {
	size, rc := f.size(tls)
	if rc != sqlite3.SQLITE_OK || size < logHeaderSize+frameSize || f.fetch(tls, f.buffer, logHeaderSize, 0) != sqlite3.SQLITE_OK {
		return
	}
	walk := logWalk{}
	broken := !walk.begin(memory(f.buffer, logHeaderSize))
	number, damaged := walk.damaged(broken, (size-logHeaderSize)/frameSize, func(i int64) ([]byte, bool) {
		offset := logHeaderSize + i*frameSize
		if f.fetch(tls, f.buffer, frameSize, offset) != sqlite3.SQLITE_OK {
			return nil, false
		}
		frame := memory(f.buffer, frameSize)
		f.sealer.openFrameHeader(frame[:frameHeaderSize], offset)
		return frame, f.sealer.open(frame[frameHeaderSize:], binary.BigEndian.Uint32(frame))
	})
	if damaged {
		remember(Damage{Path: owner, Page: number, InLog: true})
	}
}
