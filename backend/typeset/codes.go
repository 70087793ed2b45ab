package typeset

// This file gives every glyph of a document a code. A PDF shows text as codes
// of fonts that hold no more than the document's own glyphs, and says of each
// code which letters it stands for, so that text can be searched and read aloud.

const (
	privateFirst = 0xE000 // Unicode's private letters: codes that mean no letter of their own
	privateLast  = 0xF8FF
	goesOn       = "\u200b" // what a glyph says that goes on with a cluster: nothing
	breakHyphen  = "\u00ad" // what a hyphen says that only a line's end put there
)

// pair is what has a code of its own: a glyph and the letters it stands for.
// The same glyph may stand for other letters elsewhere.
type pair struct {
	glyph uint32
	text  string
}

// coded is one code of a synthetic font.
type coded struct {
	code  uint16
	glyph uint32
	text  string
}

// synthetic is a font made for one document: the glyphs it uses of one font,
// under codes of two bytes.
type synthetic struct {
	font  *font
	index int // names it in page streams: /F0, /F1, …
	codes []coded
	own   [1 << 10]uint64 // which letters have their own code point as code
	next  rune            // the next private code
}

// seat is where a pair was given its code.
type seat struct {
	in   *synthetic
	code uint16
}

// codebook holds the synthetic fonts of a document in the order of their first
// use, which makes the same document give the same bytes.
type codebook struct {
	fonts []*synthetic
	of    map[*font]*bookOf
}

// bookOf is what the codebook knows of one font: its first synthetic font,
// which holds all letters under their own codes, the last, and the seats.
type bookOf struct {
	first, last *synthetic
	seats       map[pair]seat
}

func newCodebook() *codebook { return &codebook{of: map[*font]*bookOf{}} }

func (c *codebook) book(f *font) *bookOf {
	b := c.of[f]
	if b == nil {
		s := c.begin(f)
		b = &bookOf{first: s, last: s, seats: map[pair]seat{}}
		c.of[f] = b
	}
	return b
}

func (c *codebook) begin(f *font) *synthetic {
	s := &synthetic{font: f, index: len(c.fonts), next: privateFirst}
	c.fonts = append(c.fonts, s)
	return s
}

// letter says that a letter's own code point is its code in a font's first
// synthetic font, where it always means the font's nominal glyph of it; false
// when it can have none: beyond the basic plane, or private itself.
func (b *bookOf) letter(r rune) bool {
	if r < ' ' || r >= 0xFFFE || r == 0xFEFF || r >= 0xD800 && r <= privateLast {
		return false
	}
	s, word, bit := b.first, r>>6, uint64(1)<<(r&63)
	if s.own[word]&bit != 0 {
		return true
	}
	id, ok := s.font.nominal(r)
	if !ok {
		return false
	}
	s.own[word] |= bit
	s.codes = append(s.codes, coded{uint16(r), id, string(r)})
	return true
}

// seat gives the code of a glyph that stands for a text. When the private
// codes of a synthetic font are used up, another begins.
func (c *codebook) seat(f *font, p pair) seat {
	b := c.book(f)
	if r, single := onlyRune(p.text); single {
		if id, ok := f.nominal(r); ok && id == p.glyph && b.letter(r) {
			return seat{b.first, uint16(r)}
		}
	}
	if p.text == "" {
		p.text = goesOn
	}
	if s, known := b.seats[p]; known {
		return s
	}
	if b.last.next > privateLast {
		b.last = c.begin(f)
	}
	s := seat{b.last, uint16(b.last.next)}
	b.last.next++
	b.last.codes = append(b.last.codes, coded{s.code, p.glyph, p.text})
	b.seats[p] = s
	return s
}

// onlyRune gives the one letter of a text that has just one.
func onlyRune(s string) (rune, bool) {
	for i, r := range s {
		if i > 0 {
			return 0, false
		}
		if len(s) == len(string(r)) {
			return r, true
		}
	}
	return 0, false
}
