package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"sync"

	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// font is one face of one weight: which letters it has, how wide its glyphs
// are, where their ink is and what they look like. Lengths are thousandths of
// the size, whatever the font's own units. It may be used by many at once.
type font struct {
	name string
	// data is a whole TrueType file, to be cut down and embedded; nil where
	// the outlines are of another kind or the maker forbids embedding: then
	// glyphs are drawn as outlines. It is never handed to a PDF engine as it
	// is: engines write into it.
	data    []byte
	scale   float64 // thousandths a unit
	letters gofont.Cmap
	widths  []int // of each glyph
	boxes   glyphBoxes

	// parsed reads the tables for shaping, once they are needed: most papers
	// are of simple letters and need none.
	parsed func() (*gofont.Font, error)

	alone sync.Mutex   // of drawn, which remembers what it read
	drawn *gofont.Face // opened for the first glyph that is asked for
	inks  map[uint32]ink
}

// ink is the box a glyph blackens, with y upwards from the baseline. The zero
// value is a glyph without ink.
type ink struct{ x1, y1, x2, y2 int }

// segment is one piece of a glyph's outline: 'm' moves, 'l' draws a line, 'q'
// and 'c' curves with one and two control points, 'h' closes. Lengths are
// thousandths of the em, y upwards.
type segment struct {
	op   byte
	x, y [3]float64
}

// newFont reads one face of a font file; whole is the file, if it holds no
// other.
func newFont(name string, face *opentype.Loader, whole []byte) (f *font, err error) {
	defer func() {
		if err != nil {
			f, err = nil, fmt.Errorf("font %s: %w", name, err)
		}
	}()
	f = &font{name: name, inks: map[uint32]ink{}}
	f.parsed = sync.OnceValues(func() (*gofont.Font, error) { return gofont.NewFont(face) })
	head, err := face.RawTable(opentype.MustNewTag("head"))
	if err != nil || len(head) < 54 || u16(head, 18) == 0 {
		return nil, fmt.Errorf("no head")
	}
	f.scale = 1000 / float64(u16(head, 18))
	if err := f.readLetters(face); err != nil {
		return nil, err
	}
	if err := f.readWidths(face); err != nil {
		return nil, err
	}
	f.boxes = boxesOf(face, u16(head, 50) == 1)
	if f.boxes.glyf == nil && !face.HasTable(opentype.MustNewTag("CFF ")) && !face.HasTable(opentype.MustNewTag("CFF2")) {
		return nil, fmt.Errorf("no outlines")
	}
	if mayEmbed(face) {
		if f.data = whole; whole == nil {
			f.data = wholeFile(face)
		}
	}
	return f, nil
}

// readLetters reads which glyph each letter has.
func (f *font) readLetters(face *opentype.Loader) error {
	raw, err := face.RawTable(opentype.MustNewTag("cmap"))
	if err != nil {
		return err
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return err
	}
	f.letters, _, err = gofont.ProcessCmap(table, tables.FPNone)
	return err
}

// glyphBoxes are the tables loca and glyf of a TrueType font, which say where the
// ink of each glyph is; empty of another font.
type glyphBoxes struct {
	loca, glyf []byte
	long       bool
}

func boxesOf(face *opentype.Loader, long bool) glyphBoxes {
	loca, err1 := face.RawTable(opentype.MustNewTag("loca"))
	glyf, err2 := face.RawTable(opentype.MustNewTag("glyf"))
	if err1 != nil || err2 != nil {
		return glyphBoxes{}
	}
	return glyphBoxes{loca, glyf, long}
}

// of gives the box of a glyph in the font's units; ok is false where the tables
// do not tell.
func (b glyphBoxes) of(id int) (x1, y1, x2, y2 int, ok bool) {
	at := func(i int) int {
		switch {
		case b.long && 4*i+4 <= len(b.loca):
			return int(u32(b.loca, 4*i))
		case !b.long && 2*i+2 <= len(b.loca):
			return 2 * int(u16(b.loca, 2*i))
		}
		return -1
	}
	from, to := at(id), at(id+1)
	switch {
	case from < 0 || to < 0:
		return 0, 0, 0, 0, false
	case from == to:
		return 0, 0, 0, 0, true // a blank
	case from+10 > len(b.glyf):
		return 0, 0, 0, 0, false
	}
	box := b.glyf[from:]
	return i16(box, 2), i16(box, 4), i16(box, 6), i16(box, 8), true
}

// mayEmbed says whether a font's glyphs are TrueType outlines and its maker
// lets them be embedded (bit 1 of fsType in the table OS/2 alone forbids it).
func mayEmbed(face *opentype.Loader) bool {
	if _, err := face.RawTable(opentype.MustNewTag("glyf")); err != nil {
		return false
	}
	os2, err := face.RawTable(opentype.MustNewTag("OS/2"))
	return err == nil && len(os2) > 9 && u16(os2, 8)&0xF != 2
}

// wholeFile gives what is drawn and measured of one face as a file of its own: a
// collection holds several.
func wholeFile(face *opentype.Loader) []byte {
	var tags []opentype.Tag
	var parts [][]byte
	for _, name := range []string{"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"} {
		tag := opentype.MustNewTag(name)
		if table, err := face.RawTable(tag); err == nil {
			tags, parts = append(tags, tag), append(parts, table)
		}
	}
	var head, body bytes.Buffer
	big := binary.BigEndian
	head.Write([]byte{0, 1, 0, 0})
	head.Write(big.AppendUint16(nil, uint16(len(tags))))
	head.Write(make([]byte, 6))
	for i, tag := range tags {
		head.Write(big.AppendUint32(nil, uint32(tag)))
		head.Write(make([]byte, 4))
		head.Write(big.AppendUint32(nil, uint32(12+16*len(tags)+body.Len())))
		head.Write(big.AppendUint32(nil, uint32(len(parts[i]))))
		body.Write(parts[i])
		body.Write(make([]byte, -body.Len()&3))
	}
	return append(head.Bytes(), body.Bytes()...)
}

// readWidths reads the table hmtx; glyphs beyond the last metric share it.
func (f *font) readWidths(face *opentype.Loader) error {
	maxp, err1 := face.RawTable(opentype.MustNewTag("maxp"))
	hhea, err2 := face.RawTable(opentype.MustNewTag("hhea"))
	hmtx, err3 := face.RawTable(opentype.MustNewTag("hmtx"))
	if err1 != nil || err2 != nil || err3 != nil || len(maxp) < 6 || len(hhea) < 36 {
		return fmt.Errorf("no widths")
	}
	metrics := int(binary.BigEndian.Uint16(hhea[34:]))
	if metrics == 0 || len(hmtx) < 4*metrics {
		return fmt.Errorf("widths that end early")
	}
	f.widths = make([]int, binary.BigEndian.Uint16(maxp[4:]))
	for g := range f.widths {
		f.widths[g] = f.thousandths(float64(binary.BigEndian.Uint16(hmtx[4*min(g, metrics-1):])))
	}
	return nil
}

func (f *font) thousandths(units float64) int { return int(math.Round(units * f.scale)) }

// nominal gives the glyph of a letter that stands alone.
func (f *font) nominal(r rune) (id uint32, has bool) {
	glyph, has := f.letters.Lookup(r)
	return uint32(glyph), has && glyph != 0
}

// advance gives how wide a glyph is by itself.
func (f *font) advance(id uint32) int {
	if int(id) >= len(f.widths) {
		return 0
	}
	return f.widths[id]
}

// inkOf gives the box a glyph blackens.
func (f *font) inkOf(id uint32) ink {
	if x1, y1, x2, y2, told := f.boxes.of(int(id)); told {
		at := func(units int) int { return f.thousandths(float64(units)) }
		return ink{at(x1), at(y1), at(x2), at(y2)}
	}
	f.alone.Lock()
	defer f.alone.Unlock()
	if i, known := f.inks[id]; known {
		return i
	}
	var i ink
	if face := f.face(); face != nil {
		if e, has := face.GlyphExtents(gofont.GID(id)); has && e.Width > 0 {
			i = ink{
				f.thousandths(float64(e.XBearing)), f.thousandths(float64(e.YBearing + e.Height)),
				f.thousandths(float64(e.XBearing + e.Width)), f.thousandths(float64(e.YBearing)),
			}
		}
	}
	f.inks[id] = i
	return i
}

// face gives what draws the font's glyphs, nil of a font that cannot be read.
func (f *font) face() *gofont.Face {
	if f.drawn == nil {
		if parsed, err := f.parsed(); err == nil {
			f.drawn = gofont.NewFace(parsed)
		}
	}
	return f.drawn
}

// outline gives what a glyph looks like; nil for a blank and for a glyph that
// is a picture.
func (f *font) outline(id uint32) []segment {
	f.alone.Lock()
	defer f.alone.Unlock()
	face := f.face()
	if face == nil {
		return nil
	}
	drawn, has := face.GlyphDataOutline(gofont.GID(id))
	if !has {
		return nil
	}
	var out []segment
	for i, s := range drawn.Segments {
		next := segment{op: map[opentype.SegmentOp]byte{opentype.SegmentOpMoveTo: 'm', opentype.SegmentOpLineTo: 'l',
			opentype.SegmentOpQuadTo: 'q', opentype.SegmentOpCubeTo: 'c'}[s.Op]}
		for j, p := range s.Args {
			next.x[j], next.y[j] = float64(p.X)*f.scale, float64(p.Y)*f.scale
		}
		if next.op == 'm' && i > 0 {
			out = append(out, segment{op: 'h'})
		}
		out = append(out, next)
	}
	if len(out) > 0 {
		out = append(out, segment{op: 'h'})
	}
	return out
}

// covers says that the font has every letter of a text. What is never drawn,
// like a joiner, need not be there.
func (f *font) covers(text []rune) bool {
	for _, r := range text {
		if _, has := f.nominal(r); !has && !unseen(r) {
			return false
		}
	}
	return true
}
