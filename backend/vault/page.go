package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// The geometry of a sealed file, which is that of SQLite's own with the last
// bytes of each page reserved. docs/sealed-files.md draws it.
const (
	PageSize = 4096 // bytes of a page, sealed or not
	Reserve  = 40   // bytes at a page's end that SQLite leaves to the seal

	headerSize = 32 // the plain bytes at the start of page 1
	keptSize   = 24 // how many of them replace constants of SQLite's header
	tagSize    = 16
	nonceSize  = 12
	bodySize   = PageSize - Reserve

	logHeaderSize   = 32 // of the write-ahead log
	frameHeaderSize = 24
	frameSize       = frameHeaderSize + PageSize

	// lockPage is where SQLite keeps its locks and never a byte: at one GiB.
	lockPage = 1<<30/PageSize + 1
)

// format is the last byte of the magic; a later format counts up.
const format = 1

const magic = "DAYBOOK"

// constants are the first bytes of every database that is kept in a sealed file:
// page size 4096, write-ahead log, 40 bytes reserved.
var constants = [keptSize]byte{
	'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0,
	PageSize >> 8, PageSize & 0xff, 2, 2, Reserve, 64, 32, 32,
}

// unused is what stands in bytes that carry nothing.
var unused [Reserve]byte

// sealer seals and opens the pages of one file.
type sealer struct {
	pages  cipher.AEAD
	frames cipher.Block
	header [headerSize]byte
}

func newSealer(key FileKey) (*sealer, error) {
	s := &sealer{}
	copy(s.header[:], magic)
	s.header[len(magic)] = format
	copy(s.header[8:], key.ID[:])
	copy(s.header[16:], key.Salt[:])
	page, err := blockFor(key, "daybook sealed file 1: pages")
	if err != nil {
		return nil, err
	}
	frame, err := blockFor(key, "daybook sealed file 1: frame headers")
	if err != nil {
		return nil, err
	}
	if s.pages, err = cipher.NewGCM(page); err != nil {
		return nil, err
	}
	s.frames = frame
	return s, nil
}

// derive makes one of the two AES keys of a file.
func blockFor(key FileKey, purpose string) (cipher.Block, error) {
	secret, err := hkdf.Key(sha256.New, key.Key[:], key.Salt[:], purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("derive a key: %w", err)
	}
	defer clear(secret)
	return aes.NewCipher(secret)
}

// sealable tells whether a page is what SQLite should want written: its reserved
// bytes empty, and page 1 with the header that opening rebuilds. Anything else
// would come back changed.
func sealable(page []byte, number uint32) bool {
	return bytes.Equal(page[bodySize:], unused[:]) &&
		(number != 1 || bytes.Equal(page[:keptSize], constants[:]))
}

// seal turns a sealable page into what stands on the disk, in place.
func (s *sealer) seal(page []byte, number uint32) {
	rand.Read(page[PageSize-nonceSize:])
	s.sealUnder(page, number)
}

// sealUnder seals with the nonce that stands in the page's last bytes. Page 1
// moves down by the eight bytes its plain header is longer than what it replaces.
func (s *sealer) sealUnder(page []byte, number uint32) {
	start := 0
	if number == 1 {
		copy(page[headerSize:], page[keptSize:bodySize])
		copy(page, s.header[:])
		start = headerSize
	}
	body := page[start : bodySize+sunk(number)]
	s.pages.Seal(body[:0], page[PageSize-nonceSize:], body, s.bound(page, number))
}

// open turns what stands on the disk into the page again, in place. It reports
// false, and leaves bytes of no meaning, when not every bit is as it was sealed.
func (s *sealer) open(page []byte, number uint32) bool {
	start, end := 0, bodySize+sunk(number)+tagSize
	if number == 1 {
		start = headerSize
	}
	if between := page[end : PageSize-nonceSize]; !bytes.Equal(between, unused[:len(between)]) {
		return false
	}
	sealed := page[start:end]
	if _, err := s.pages.Open(sealed[:0], page[PageSize-nonceSize:], sealed, s.bound(page, number)); err != nil {
		return false
	}
	if number == 1 {
		copy(page[keptSize:], page[headerSize:headerSize+bodySize-keptSize])
		copy(page, constants[:])
	}
	clear(page[bodySize:])
	return true
}

// sunk is by how many bytes the body of a page lies lower when sealed.
func sunk(number uint32) int {
	if number == 1 {
		return headerSize - keptSize
	}
	return 0
}

// bound is what a seal vouches for beside the page: the format, the file, the
// page's place in it and, of page 1, the plain bytes.
func (s *sealer) bound(page []byte, number uint32) []byte {
	aad := make([]byte, 0, 1+8+4+headerSize)
	aad = append(aad, format)
	aad = append(aad, s.header[8:16]...)
	aad = binary.BigEndian.AppendUint32(aad, number)
	if number == 1 {
		aad = append(aad, page[:headerSize]...)
	}
	return aad
}

// sealFrameHeader hides the salts and the checksum of a log's frame at offset,
// in place: the checksum is one of the plain page, against which guesses could be
// tried. Page number and database size stay plain.
func (s *sealer) sealFrameHeader(header []byte, offset int64) {
	s.turn(header[8:frameHeaderSize], offset, s.frames.Encrypt)
}

func (s *sealer) openFrameHeader(header []byte, offset int64) {
	s.turn(header[8:frameHeaderSize], offset, s.frames.Decrypt)
}

// turn is a block cipher tweaked by the place (XEX), so that the same header
// looks different in each frame.
func (s *sealer) turn(block []byte, offset int64, cipher func(dst, src []byte)) {
	var tweak [aes.BlockSize]byte
	binary.BigEndian.PutUint64(tweak[:], uint64(offset))
	copy(tweak[8:], "frame at")
	s.frames.Encrypt(tweak[:], tweak[:])
	for i := range tweak {
		block[i] ^= tweak[i]
	}
	cipher(block, block)
	for i := range tweak {
		block[i] ^= tweak[i]
	}
}

// emptyPage is the first and only page of a database without tables.
func emptyPage() []byte {
	page := make([]byte, PageSize)
	copy(page, constants[:])
	for at, value := range map[int]uint32{
		24: 1, // change counter
		28: 1, // size in pages
		44: 4, // schema format
		56: 1, // UTF-8
		92: 1, // the change counter the size belongs to
	} {
		binary.BigEndian.PutUint32(page[at:], value)
	}
	page[100] = 0x0d // a leaf of the schema table
	binary.BigEndian.PutUint16(page[105:], bodySize)
	return page
}
