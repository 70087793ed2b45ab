package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
)

// hexadecimal is bytes in testdata.
type hexadecimal []byte

func (h *hexadecimal) UnmarshalText(text []byte) (err error) {
	*h, err = hex.DecodeString(string(text))
	return err
}

// TestPagesAreSealedAsDocumented holds the cipher to vectors that another
// implementation made.
func TestPagesAreSealedAsDocumented(t *testing.T) {
	var vectors struct {
		Key, ID, Salt hexadecimal
		Pages         []struct {
			Number                                                   uint32
			Nonce, PlainSHA256, SealedStart, SealedEnd, SealedSHA256 hexadecimal
		}
		Frames []struct {
			Offset        int64
			Plain, Sealed hexadecimal
		}
	}
	if err := json.Unmarshal(read(t, "testdata/pages.json"), &vectors); err != nil {
		t.Fatal(err)
	}
	s := must[*sealer](t)(newSealer(FileKey{ID: [8]byte(vectors.ID), Salt: [16]byte(vectors.Salt), Key: [32]byte(vectors.Key)}))
	if len(vectors.Pages) < 4 || len(vectors.Frames) < 3 {
		t.Fatal("there are too few vectors")
	}
	for _, v := range vectors.Pages {
		t.Run(fmt.Sprint("page ", v.Number), func(t *testing.T) {
			page := pattern(v.Number)
			if hash := sha256.Sum256(page); !bytes.Equal(hash[:], v.PlainSHA256) {
				t.Fatal("the plain page is another one")
			}
			copy(page[PageSize-nonceSize:], v.Nonce)
			s.sealUnder(page, v.Number)
			hash := sha256.Sum256(page)
			if !bytes.HasPrefix(page, v.SealedStart) || !bytes.HasSuffix(page, v.SealedEnd) || !bytes.Equal(hash[:], v.SealedSHA256) {
				t.Errorf("sealed as %x … %x", page[:64], page[PageSize-64:])
			}
			if !s.open(page, v.Number) || !bytes.Equal(page, pattern(v.Number)) {
				t.Error("does not open as it was")
			}
		})
	}
	for _, v := range vectors.Frames {
		header := bytes.Clone(v.Plain)
		s.sealFrameHeader(header, v.Offset)
		if !bytes.Equal(header, v.Sealed) {
			t.Errorf("frame header at %d is %x", v.Offset, header)
		}
		s.openFrameHeader(header, v.Offset)
		if !bytes.Equal(header, v.Plain) {
			t.Errorf("frame header at %d opens as %x", v.Offset, header)
		}
	}
}

// pattern is the plain page of the vectors: byte i is (7i + number) mod 251, the
// reserved bytes are zero, and page 1 begins as the format says.
func pattern(number uint32) []byte {
	page := make([]byte, PageSize)
	for i := range bodySize {
		page[i] = byte((uint64(i)*7 + uint64(number)) % 251)
	}
	if number == 1 {
		copy(page, constants[:])
	}
	return page
}

// TestEveryBitOfAPageCounts: a sealed page with any byte changed does not open,
// nor at another place, nor in another file.
func TestEveryBitOfAPageCounts(t *testing.T) {
	key := fixedKey(3)
	s, other := must[*sealer](t)(newSealer(key)), must[*sealer](t)(newSealer(FileKey{ID: [8]byte{1}, Salt: key.Salt, Key: key.Key}))
	r := rand.New(rand.NewPCG(4, 4))
	for _, number := range []uint32{1, 2, 77} {
		sealed := pattern(number)
		s.seal(sealed, number)
		again := pattern(number)
		if s.seal(again, number); bytes.Equal(again[headerSize:], sealed[headerSize:]) {
			t.Error("the same page was sealed to the same bytes")
		}
		for i := range PageSize {
			page := bytes.Clone(sealed)
			page[i] ^= byte(1 << r.IntN(8))
			if s.open(page, number) {
				t.Fatalf("page %d opens with byte %d changed", number, i)
			}
		}
		if s.open(bytes.Clone(sealed), number+1) {
			t.Errorf("page %d opens as the next", number)
		}
		if other.open(bytes.Clone(sealed), number) {
			t.Errorf("page %d opens in another file", number)
		}
	}
}

func TestWhatWouldComeBackChangedIsNotSealed(t *testing.T) {
	for name, c := range map[string]struct {
		number uint32
		at     int
		want   bool
	}{
		"the first page":         {1, 24, true},
		"its page size":          {1, 16, false},
		"its reserve":            {1, 20, false},
		"another page":           {2, 16, true},
		"reserved bytes":         {2, bodySize, false},
		"the last reserved byte": {1, PageSize - 1, false},
	} {
		page := pattern(c.number)
		page[c.at]++
		if got := sealable(page, c.number); got != c.want {
			t.Errorf("%s changed: %v", name, got)
		}
	}
}

// FuzzOpen: no bytes open that were not sealed, and none make it panic.
func FuzzOpen(f *testing.F) {
	s, err := newSealer(fixedKey(3))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(make([]byte, PageSize), uint32(1))
	f.Add(bytes.Repeat([]byte{7}, PageSize), uint32(9))
	f.Fuzz(func(t *testing.T, b []byte, number uint32) {
		page := make([]byte, PageSize)
		copy(page, b)
		if s.open(page, number) {
			t.Errorf("page %d opened", number)
		}
	})
}

func TestTheHeaderSaysWhatAFileIs(t *testing.T) {
	key := fixedKey(5)
	s := must[*sealer](t)(newSealer(key))
	later, older := bytes.Clone(s.header[:]), bytes.Clone(s.header[:])
	later[len(magic)]++
	older[len(magic)] = 0
	for name, c := range map[string]struct {
		bytes []byte
		want  error
	}{
		"sealed":       {s.header[:], nil},
		"plain":        {emptyPage(), ErrPlain},
		"later format": {later, ErrNewer},
		"no format":    {older, ErrNotSealed},
		"a picture":    {bytes.Repeat([]byte{0x89}, 99), ErrNotSealed},
		"too short":    {s.header[:31], ErrNotSealed},
		"empty":        {nil, ErrNotSealed},
	} {
		t.Run(name, func(t *testing.T) {
			path := t.TempDir() + "/file"
			write(t, path, c.bytes)
			id, salt, err := Header(path)
			if err != c.want || err == nil && (id != key.ID || salt != key.Salt) {
				t.Errorf("%x %x %v", id, salt, err)
			}
		})
	}
	if _, _, err := Header(t.TempDir() + "/none"); !os.IsNotExist(err) {
		t.Error(err)
	}
}
