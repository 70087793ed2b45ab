package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"slices"
)

// A backup is a ZIP so that anybody can look into it, but no ZIP reader is
// needed to trust it: nothing is compressed, and once the names, lengths and
// checksums of its members are known every byte around them follows. Writing
// lays those bytes down, reading compares them, and so there is no room for a
// second member of the same name, a path, a link, a bomb or anything before,
// between or after.

// member is one file inside a backup.
type member struct {
	Name string
	Size int64
	CRC  uint32
}

// zipFrame is a run of the ZIP's own bytes: a local header, or the directory.
type zipFrame struct {
	at    int64
	bytes []byte
}

// layout is where everything in a backup lies: frames[i] stands before member i,
// and the last frame is the directory.
type layout struct {
	frames []zipFrame
	at     []int64 // of each member's first byte
	size   int64
}

const (
	localSize = 30 // bytes of a local header before the name
	maxBackup = 1<<32 - 1
)

// layOut says where members lie in this order.
func layOut(members []member) (l layout) {
	var directory []byte
	for _, m := range members {
		head := append([]byte("PK\x03\x04"), fields(m)...)
		head = append(binary.LittleEndian.AppendUint16(head, 0), m.Name...)

		directory = append(directory, "PK\x01\x02\x0a\x00"...)
		directory = append(directory, fields(m)...)
		directory = append(directory, make([]byte, 12)...) // no extra, no comment, disk 0, no attributes
		directory = binary.LittleEndian.AppendUint32(directory, uint32(l.size))
		directory = append(directory, m.Name...)

		l.frames = append(l.frames, zipFrame{l.size, head})
		l.at = append(l.at, l.size+int64(len(head)))
		l.size += int64(len(head)) + m.Size
	}
	end := append(directory, "PK\x05\x06\x00\x00\x00\x00"...)
	end = binary.LittleEndian.AppendUint16(end, uint16(len(members)))
	end = binary.LittleEndian.AppendUint16(end, uint16(len(members)))
	end = binary.LittleEndian.AppendUint32(end, uint32(len(directory)))
	end = binary.LittleEndian.AppendUint32(end, uint32(l.size))
	end = append(end, 0, 0)
	l.frames = append(l.frames, zipFrame{l.size, end})
	l.size += int64(len(end))
	return l
}

// fields are what a local header and a directory entry have in common: version
// 1.0, no flags, stored, 1 January 1980, checksum, both lengths, length of the name.
func fields(m member) []byte {
	b := []byte{10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0}
	b = binary.LittleEndian.AppendUint32(b, m.CRC)
	b = binary.LittleEndian.AppendUint32(b, uint32(m.Size))
	b = binary.LittleEndian.AppendUint32(b, uint32(m.Size))
	return binary.LittleEndian.AppendUint16(b, uint16(len(m.Name)))
}

// compare holds a file of this size to the layout: nil, HalfCopied or Damaged,
// or an error of the disk.
func (l layout) compare(r io.ReaderAt, size int64) error {
	if size < l.size {
		return HalfCopied
	}
	if size > l.size {
		return Damaged
	}
	for i, f := range slices.Backward(l.frames) {
		there := make([]byte, len(f.bytes))
		if _, err := r.ReadAt(there, f.at); err != nil {
			return err
		}
		if isLast := i == len(l.frames)-1; isLast && len(bytes.Trim(there, "\x00")) == 0 {
			return HalfCopied // Windows gives a copy its full length first
		}
		if !bytes.Equal(there, f.bytes) {
			return Damaged
		}
	}
	return nil
}

// firstMember reads the member that a backup begins with, which must have this
// name and at most limit bytes.
func firstMember(r io.ReaderAt, size int64, name string, limit int64) ([]byte, error) {
	start := make([]byte, min(size, int64(localSize+len(name))))
	if _, err := r.ReadAt(start, 0); err != nil {
		return nil, err
	}
	if len(bytes.Trim(start, "\x00")) == 0 {
		return nil, HalfCopied
	}
	if magic := "PK\x03\x04"; !bytes.HasPrefix(start, []byte(magic[:min(len(magic), len(start))])) {
		return nil, Damaged
	}
	if len(start) < localSize+len(name) {
		return nil, HalfCopied
	}
	length := int64(binary.LittleEndian.Uint32(start[18:]))
	if length > limit || string(start[localSize:]) != name {
		return nil, Damaged
	}
	if size < int64(len(start))+length {
		return nil, HalfCopied
	}
	whole := make([]byte, length)
	_, err := r.ReadAt(whole, int64(len(start)))
	return whole, err
}

// writeBundle packs a manifest and what it speaks of, in the order of its members.
func writeBundle(ctx context.Context, path string, m manifest, contents []io.Reader) error {
	encoded, err := json.Marshal(m)
	if err != nil {
		return err
	}
	contents = append([]io.Reader{bytes.NewReader(encoded)}, contents...)
	l := layOut(m.members(encoded))
	return whole(path, func(f *os.File) error {
		to := watchedFile{path, f}
		for i, frame := range l.frames {
			if _, err := to.Write(frame.bytes); err != nil {
				return err
			}
			if i == len(contents) {
				return nil
			}
			if _, err := io.Copy(to, steady{ctx, contents[i]}); err != nil {
				return err
			}
		}
		return nil
	})
}

// watchedFile asks the watcher before each write.
type watchedFile struct {
	path string
	file *os.File
}

func (s watchedFile) Write(p []byte) (int, error) {
	if err := step(Op{File: s.path, Kind: Write, Bytes: p}); err != nil {
		n, _ := s.file.Write(p[:len(p)/2])
		return n, err
	}
	return s.file.Write(p)
}

// steady reads until the context ends.
type steady struct {
	ctx context.Context
	io.Reader
}

func (s steady) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(p)
}

// checksum is the length and both checksums of what is written to it.
type checksum struct {
	bytes int64
	crc   hash.Hash32
	sha   hash.Hash
}

func newChecksum() *checksum { return &checksum{crc: crc32.NewIEEE(), sha: sha256.New()} }

func (s *checksum) Write(p []byte) (int, error) {
	s.bytes += int64(len(p))
	s.crc.Write(p)
	return s.sha.Write(p)
}

func (s *checksum) piece() piece {
	return piece{s.bytes, s.crc.Sum32(), hex.EncodeToString(s.sha.Sum(nil))}
}

func pieceOf(b []byte) piece {
	s := newChecksum()
	s.Write(b)
	return s.piece()
}
