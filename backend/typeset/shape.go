package typeset

import (
	"unicode"

	"github.com/rivo/uniseg"
)

// A box drawn in place of what the font cannot set, in thousandths of the
// size: as wide as a broad capital, as high as capitals are.
const (
	missingLeft    = 60  // where the box begins,
	missingWidth   = 600 // where it ends,
	missingAdvance = 660 // and where the next letter begins
	capHeight      = 714
	xHeight        = 536
	markGap        = 60   // between a letter and its mark, or two marks
	markTop        = 1060 // no mark rises above, nor falls below: a tower of
	markBottom     = -400 // marks would run into the lines around it
)

// piece is a string painted in one go, moved from the pen by dx and dy (y
// upwards), in thousandths of the size.
type piece struct {
	s      string
	dx, dy int
}

// shaped is a string ready for painting.
type shaped struct {
	pieces  []piece
	boxes   []int    // where boxes stand for what is missing
	missing []string // the grapheme clusters behind the boxes
	width   int      // the whole advance
	ink     ink
}

// shape sets a cleaned string in one line. This is the seam for full
// shaping: everything else asks only for pieces, boxes, width and ink.
func (f *font) shape(s string) shaped {
	if out, all := f.shapeSimply(s); all {
		return out
	}
	var out shaped
	var run []rune
	start := 0
	flush := func() {
		if len(run) > 0 {
			out.pieces = append(out.pieces, piece{s: string(run), dx: start})
		}
		run = run[:0]
	}
	state := -1
	for s != "" {
		var cluster string
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		letters := []rune(cluster)
		switch {
		case !f.canSet(letters):
			flush()
			out.missing = append(out.missing, cluster)
			out.boxes = append(out.boxes, out.width)
			out.blacken(ink{missingLeft, 0, missingWidth, capHeight}, out.width, 0)
			out.width += missingAdvance
			start = out.width
		case len(letters) == 1 && !unicode.Is(unicode.M, letters[0]):
			if len(run) == 0 {
				start = out.width
			}
			run = append(run, letters[0])
			glyph := f.glyphs[letters[0]]
			out.blacken(f.inks[glyph], out.width, 0)
			out.width += f.widths[glyph]
		default:
			flush()
			f.placeMarks(&out, letters)
			start = out.width
		}
	}
	flush()
	return out
}

// shapeSimply is shape for a string of simple letters, as most are; it says
// whether the string is one.
func (f *font) shapeSimply(s string) (shaped, bool) {
	var out shaped
	for _, r := range s {
		if !simple(r) || f.glyphs[r] == 0 {
			return out, false
		}
		glyph := f.glyphs[r]
		out.blacken(f.inks[glyph], out.width, 0)
		out.width += f.widths[glyph]
	}
	if s != "" {
		out.pieces = []piece{{s: s}}
	}
	return out, true
}

// canSet says that the font has every letter of a cluster and that they come
// out right one after another.
func (f *font) canSet(cluster []rune) bool {
	for _, r := range cluster {
		if r > 0xFFFF || f.glyphs[r] == 0 || !unicode.In(r, settable...) {
			return false
		}
	}
	return true
}

// placeMarks sets a letter and the marks that have no letter of their own
// with it: each over or under the middle of the letter's ink, clear of the
// ink that is there.
func (f *font) placeMarks(out *shaped, cluster []rune) {
	pen := out.width
	baseGlyph := f.glyphs[cluster[0]]
	base, marks := f.inks[baseGlyph], cluster[1:]
	out.pieces = append(out.pieces, piece{s: string(cluster[:1]), dx: pen})
	advance := f.widths[baseGlyph]
	if unicode.Is(unicode.M, cluster[0]) {
		// A mark without a letter stands by itself.
		out.pieces[len(out.pieces)-1].dx -= base.x1
		base.x1, base.x2 = 0, base.x2-base.x1
		advance = max(advance, base.x2)
	}
	out.blacken(base, pen, 0)
	if base == (ink{}) {
		base = ink{0, 0, advance, xHeight}
	}
	top, bottom := base.y2, base.y1
	for _, r := range marks {
		mark := f.inks[f.glyphs[r]]
		dx := (base.x1+base.x2)/2 - (mark.x1+mark.x2)/2
		dy := 0
		switch {
		case mark.y1 >= xHeight/2: // above
			// At a letter of x-height a mark stands as drawn.
			dy = max(0, top+markGap-mark.y1)
			if top <= xHeight+20 {
				dy = 0
			}
			dy = min(dy, markTop-mark.y2)
			top = mark.y2 + dy
		case mark.y2 <= xHeight/4: // below
			dy = min(0, bottom-markGap-mark.y2)
			dy = max(dy, markBottom-mark.y1)
			bottom = mark.y1 + dy
		}
		out.pieces = append(out.pieces, piece{s: string(r), dx: pen + dx, dy: dy})
		out.blacken(mark, pen+dx, dy)
	}
	out.width += advance
}

// blacken adds a glyph's ink, moved, to the ink of the whole.
func (s *shaped) blacken(i ink, dx, dy int) {
	if i == (ink{}) {
		return
	}
	i = ink{i.x1 + dx, i.y1 + dy, i.x2 + dx, i.y2 + dy}
	if s.ink == (ink{}) {
		s.ink = i
		return
	}
	s.ink = ink{min(s.ink.x1, i.x1), min(s.ink.y1, i.y1), max(s.ink.x2, i.x2), max(s.ink.y2, i.y2)}
}

// measure gives the advance of a cleaned string in thousandths of its size.
// It is shape without the pieces, quick for the strings that need none.
func (f *font) measure(s string) int {
	width := 0
	for _, r := range s {
		if !simple(r) || f.glyphs[r] == 0 {
			return f.shape(s).width
		}
		width += f.widths[f.glyphs[r]]
	}
	return width
}

// simple says that a letter is a cluster of its own in a settable script,
// unless a mark follows, which is not simple.
func simple(r rune) bool {
	switch {
	case r < 0x2B0: // Latin
		return true
	case r >= 0x370 && r < 0x483, r >= 0x48A && r < 0x530: // Greek, Cyrillic
		return true
	case r >= 0x1E00 && r < 0x2000: // Vietnamese, Yoruba, old Greek
		return true
	case r >= 0x2010 && r <= 0x2026: // dashes, quotation marks, …
		return true
	}
	return false
}

// Width gives the advance of a text in mm, at a size in pt.
func Width(text string, size float64, isBold bool) float64 {
	return mm(size) * float64(face(isBold).measure(Clean(text))) / 1000
}
