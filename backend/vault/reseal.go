package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Make writes a new sealed database without tables, of one page, and syncs it. It
// never writes over a file.
func Make(path string, key FileKey) error {
	s, err := newSealer(key)
	if err != nil {
		return err
	}
	return create(path, func(f *os.File) error {
		page := emptyPage()
		s.seal(page, 1)
		return writeAt(f, page, 0)
	})
}

// create makes a file that was not there, whole and synced, or none.
func create(path string, fill func(*os.File) error) (err error) {
	if err := step(Op{File: path, Kind: Create}); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // once more does no harm
			os.Remove(path)
		}
	}()
	if err := fill(f); err != nil {
		return err
	}
	if err := step(Op{File: path, Kind: Sync}); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

func writeAt(f *os.File, b []byte, offset int64) error {
	if err := step(Op{File: f.Name(), Kind: Write, Offset: offset, Bytes: b}); err != nil {
		_, _ = f.WriteAt(b[:len(b)/2], offset)
		return err
	}
	_, err := f.WriteAt(b, offset)
	return err
}

// Header reads what a closed file says of itself: the ID and salt of its key. It
// is ErrPlain for a database that is not sealed, ErrNewer for a later format and
// ErrNotSealed for anything else; what the disk says it passes on.
func Header(path string) (id [8]byte, salt [16]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return id, salt, err
	}
	defer f.Close()
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(f, header); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return id, salt, ErrNotSealed
	} else if err != nil {
		return id, salt, err
	}
	return readHeader(header)
}

func readHeader(header []byte) (id [8]byte, salt [16]byte, err error) {
	switch said := header[len(magic)]; {
	case bytes.HasPrefix(header, constants[:16]):
		return id, salt, ErrPlain
	case !bytes.HasPrefix(header, []byte(magic)), said == 0:
		return id, salt, ErrNotSealed
	case said > format:
		return id, salt, ErrNewer
	}
	return [8]byte(header[8:16]), [16]byte(header[16:32]), nil
}

// Reseal copies a closed file page by page to a new one under another key, and
// syncs it. Every page is authenticated: a Damage names the first that is not as
// it was sealed. A file whose log still holds changes is refused.
func Reseal(ctx context.Context, from string, old FileKey, to string, fresh FileKey) error {
	if log, err := os.Stat(from + logSuffix); err == nil && log.Size() > 0 {
		return fmt.Errorf("vault: %s was not closed: its log holds changes", filepath.Base(from))
	}
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	err = ResealFrom(ctx, f, info.Size(), old, to, fresh)
	if d := (Damage{}); errors.As(err, &d) {
		d.Path = from
		return d
	}
	return err
}

// ResealFrom does the same with size bytes of a reader, such as a part of a ZIP.
func ResealFrom(ctx context.Context, from io.ReaderAt, size int64, old FileKey, to string, fresh FileKey) error {
	opener, err := newSealer(old)
	if err != nil {
		return err
	}
	closer, err := newSealer(fresh)
	if err != nil {
		return err
	}
	return create(to, func(f *os.File) error {
		return eachPage(ctx, from, size, opener, func(page []byte, number uint32) error {
			if number != lockPage {
				closer.seal(page, number)
			}
			return writeAt(f, page, int64(number-1)*PageSize)
		})
	})
}

// eachPage opens every page of a file in turn. The page is use's to change.
func eachPage(ctx context.Context, from io.ReaderAt, size int64, s *sealer, use func(page []byte, number uint32) error) error {
	page := make([]byte, PageSize)
	defer clear(page)
	for offset := int64(0); offset == 0 || offset < size; offset += PageSize {
		if err := ctx.Err(); err != nil {
			return err
		}
		number := uint32(offset/PageSize) + 1
		if offset+PageSize > size {
			return Damage{Page: number}
		}
		if err := readAt(from, page, offset); err != nil {
			return err
		}
		whole := s.open(page, number)
		if number == lockPage {
			clear(page)
		} else if !whole {
			return unopened(from, size, s, number)
		}
		if err := use(page, number); err != nil {
			return err
		}
	}
	return nil
}

// unopened tells damage from a wrong key: that opens nothing at all.
func unopened(from io.ReaderAt, size int64, s *sealer, number uint32) error {
	if number > 1 {
		return Damage{Page: number}
	}
	page := make([]byte, PageSize)
	for n := uint32(2); n <= tries && int64(n)*PageSize <= size; n++ {
		if err := readAt(from, page, int64(n-1)*PageSize); err != nil {
			return err
		}
		if s.open(page, n) {
			return Damage{Page: number}
		}
	}
	return ErrWrongKey
}

func readAt(from io.ReaderAt, b []byte, offset int64) error {
	if f, isFile := from.(*os.File); isFile {
		if err := step(Op{File: f.Name(), Kind: Read, Offset: offset}); err != nil {
			return err
		}
	}
	n, err := from.ReadAt(b, offset)
	if n == len(b) {
		return nil
	}
	return err
}

// opensFrame tells whether any of the first frames of a log opens.
func opensFrame(log io.ReaderAt, s *sealer) bool {
	frame := make([]byte, frameSize)
	for i := int64(0); i < tries; i++ {
		if _, err := log.ReadAt(frame, logHeaderSize+i*frameSize); err != nil {
			return false
		}
		if s.open(frame[frameHeaderSize:], binary.BigEndian.Uint32(frame)) {
			return true
		}
	}
	return false
}
