package typeset

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// Noto Sans 2.013, regular and bold, by the Noto Project Authors; see
// fonts/OFL.txt.
//
//go:embed fonts/NotoSans-Regular.ttf.gz fonts/NotoSans-Bold.ttf.gz fonts/OFL.txt
var fontFiles embed.FS

// font is what must be known of a TrueType file before anything is painted:
// which letters it has, how wide they are and where their ink is. All lengths
// are in thousandths of the size.
type font struct {
	data   []byte // never handed to a PDF engine: engines write into it
	glyphs [1 << 16]uint16
	widths []int
	inks   []ink
}

// ink is the box a glyph blackens, with y upwards from the baseline. The zero
// value is a glyph without ink.
type ink struct{ x1, y1, x2, y2 int }

var regular, bold = sync.OnceValue(openFont("NotoSans-Regular")), sync.OnceValue(openFont("NotoSans-Bold"))

// face gives the font of a weight, read once in the life of the program.
func face(isBold bool) *font {
	if isBold {
		return bold()
	}
	return regular()
}

// openFont gives a function that reads an embedded font. A fault in a file
// that is part of the program is a fault of the build: it panics, and Render
// turns that into an error.
func openFont(name string) func() *font {
	return func() *font {
		packed, err := fontFiles.ReadFile("fonts/" + name + ".ttf.gz")
		if err != nil {
			panic(err)
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic(fmt.Errorf("font %s: %w", name, err))
		}
		data, err := io.ReadAll(unpacked)
		if err != nil {
			panic(fmt.Errorf("font %s: %w", name, err))
		}
		f, err := parseFont(data)
		if err != nil {
			panic(fmt.Errorf("font %s: %w", name, err))
		}
		return f
	}
}

// parseFont reads the tables cmap (format 4), hmtx, loca and glyf of a
// TrueType file of 1,000 units to the em.
func parseFont(data []byte) (f *font, err error) {
	defer func() {
		if recover() != nil {
			f, err = nil, fmt.Errorf("not a TrueType font that can be read")
		}
	}()
	tables := map[string][]byte{}
	for i := range int(u16(data, 4)) {
		entry := data[12+16*i:]
		from, size := u32(entry, 8), u32(entry, 12)
		tables[string(entry[:4])] = data[from : from+size]
	}
	if em := u16(tables["head"], 18); em != 1000 {
		return nil, fmt.Errorf("%d units to the em, not 1,000", em)
	}
	f = &font{data: data}
	f.readWidths(tables["hmtx"], int(u16(tables["hhea"], 34)), int(u16(tables["maxp"], 4)))
	f.readInks(tables["loca"], tables["glyf"], u16(tables["head"], 50) == 1)
	return f, f.readLetters(tables["cmap"])
}

func (f *font) readWidths(hmtx []byte, metrics, glyphs int) {
	f.widths = make([]int, glyphs)
	for g := range glyphs {
		// Glyphs beyond the last metric share it.
		f.widths[g] = int(u16(hmtx, 4*min(g, metrics-1)))
	}
}

func (f *font) readInks(loca, glyf []byte, long bool) {
	f.inks = make([]ink, len(f.widths))
	at := func(g int) int {
		if long {
			return int(u32(loca, 4*g))
		}
		return 2 * int(u16(loca, 2*g))
	}
	for g := range f.inks {
		if from := at(g); from < at(g+1) {
			box := glyf[from:]
			f.inks[g] = ink{i16(box, 2), i16(box, 4), i16(box, 6), i16(box, 8)}
		}
	}
}

// readLetters reads the Windows Unicode map of the basic plane.
func (f *font) readLetters(cmap []byte) error {
	for i := range int(u16(cmap, 2)) {
		record := cmap[4+8*i:]
		if u16(record, 0) != 3 || u16(record, 2) != 1 {
			continue
		}
		table := cmap[u32(record, 4):]
		if format := u16(table, 0); format != 4 {
			return fmt.Errorf("letter map of format %d, not 4", format)
		}
		segments := int(u16(table, 6)) / 2
		ends, starts := table[14:], table[16+2*segments:]
		deltas, offsets := table[16+4*segments:], table[16+6*segments:]
		for s := range segments {
			for r := int(u16(starts, 2*s)); r <= int(u16(ends, 2*s)) && r < 0xFFFF; r++ {
				f.glyphs[r] = glyphOf(r, s, starts, deltas, offsets)
			}
		}
		return nil
	}
	return fmt.Errorf("no Unicode letter map")
}

func glyphOf(r, segment int, starts, deltas, offsets []byte) uint16 {
	delta := u16(deltas, 2*segment)
	offset := int(u16(offsets, 2*segment))
	if offset == 0 {
		return uint16(r) + delta
	}
	glyph := u16(offsets, 2*segment+offset+2*(r-int(u16(starts, 2*segment))))
	if glyph == 0 {
		return 0
	}
	return glyph + delta
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(u16(b, at))) }
