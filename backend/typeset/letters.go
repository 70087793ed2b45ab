package typeset

import (
	"strconv"
	"strings"
)

// This file paints text: as codes of the document's synthetic fonts, as
// outlines where a font cannot be put into a file, as boxes where there is none.

// text paints a line. A line that was wrapped at a space ends with one, so that
// words are not joined when the element is read aloud.
func (p *painter) text(t Text, rest []Op) {
	set := p.set(wordingOf(t))
	if set.said == "" {
		return
	}
	p.mark(t.Element)
	p.fill(t.Colour)
	p.notes.text(p, t, set.said)
	x, soft := t.X, false
	if p.doc.tagged(t.Element) && sameElement(t, rest) {
		soft = t.Hyphen
		if !t.NoSpace {
			width := set.width
			set.shaped = face(t.Bold).shape(set.said+" ", t.way())
			if t.RTL { // its end is on the left
				x -= mm(t.Size) / 1000 * float64(set.width-width)
			}
		}
	}
	p.runs(x*points, p.up(t.Y), t.Size, set.runs, soft)
}

// set cleans and shapes a text, once in a document.
func (p *painter) set(w wording) setting {
	s, known := p.shapes[w]
	if !known {
		s.said = Clean(w.s)
		s.shaped = face(w.bold).shape(s.said, w.way)
		p.shapes[w] = s
	}
	return s
}

// missing gives the words of a painted text that hold what no font can set.
func (p *painter) missing(t Text) string {
	if len(p.set(wordingOf(t)).missing) == 0 {
		return ""
	}
	return t.missing()
}

// sameElement says that the text that follows on the page goes on with the
// same element; a line that is drawn between them does not part them.
func sameElement(t Text, rest []Op) bool {
	for _, op := range rest {
		if next, isText := op.(Text); isText {
			return next.Element == t.Element
		}
	}
	return false
}

// runs paints shaped runs from a place in points; soft says that the last
// letter is a hyphen that only the line's end put there.
func (p *painter) runs(x, y, size float64, runs []run, soft bool) {
	em := size / 1000
	inText, from := false, 0.0
	end := func() {
		if inText {
			p.out = append(p.out, "ET\n"...)
		}
		inText = false
	}
	for i := range runs {
		r := &runs[i]
		at := x + em*float64(r.x)
		switch {
		case r.font == nil:
			end()
			p.box(at, y, size, r)
			continue
		case r.font.data == nil:
			end()
			p.outlines(at, y, size, r)
			continue
		case !inText:
			p.out = append(p.out, "BT\n"...)
			p.out = append(numbers(p.out, at, y), "Td\n"...)
		default:
			p.out = append(numbers(p.out, at-from, 0), "Td\n"...)
		}
		inText, from = true, at
		switch last := soft && i == len(runs)-1; {
		case !r.plain:
			p.glyphs(r, size)
		case last && strings.HasSuffix(r.text, "-") && p.codes.softens(r.font):
			p.plain(r.font, r.text[:len(r.text)-1], size)
			hyphen, _ := r.font.nominal('-')
			p.glyphs(&run{font: r.font, glyphs: []glyph{{id: hyphen, advance: r.font.advance(hyphen), text: breakHyphen}}}, size)
		default:
			p.plain(r.font, r.text, size)
		}
	}
	end()
}

// softens says that a font has a hyphen to be given another meaning.
func (c *codebook) softens(f *font) bool { _, ok := f.nominal('-'); return ok }

// choose selects a synthetic font.
func (p *painter) choose(s *synthetic, size float64) {
	if p.paint.font == s.index && p.paint.size == size {
		return
	}
	p.out = append(strconv.AppendInt(append(p.out, "/F"...), int64(s.index), 10), ' ')
	p.out = append(number(p.out, size), " Tf\n"...)
	p.paint.font, p.paint.size = s.index, size
}

// plain paints letters that stand one after another under their own codes.
func (p *painter) plain(f *font, s string, size float64) {
	if s == "" {
		return
	}
	book := p.codes.book(f)
	for _, r := range s {
		if !book.letter(r) {
			p.glyphs(spelled(f, s), size)
			return
		}
	}
	p.choose(book.first, size)
	p.out = append(p.out, '(')
	for _, r := range s {
		p.out = escaped(escaped(p.out, byte(r>>8)), byte(r))
	}
	p.out = append(p.out, ")Tj\n"...)
}

// spelled gives a plain text glyph by glyph, for letters that cannot have
// their own code.
func spelled(f *font, s string) *run {
	r := &run{font: f, text: s}
	for _, letter := range s {
		id, _ := f.nominal(letter)
		r.glyphs = append(r.glyphs, glyph{id: id, advance: f.advance(id), text: string(letter)})
	}
	return r
}

// glyphs paints placed glyphs: one array of strings and moves, a new one where
// a glyph is raised or stands in another synthetic font.
func (p *painter) glyphs(r *run, size float64) {
	pen, want, rise := 0, 0, 0
	inArray, inString := false, false
	endString := func() {
		if inString {
			p.out = append(p.out, ')')
		}
		inString = false
	}
	endArray := func() {
		endString()
		if inArray {
			p.out = append(p.out, "]TJ\n"...)
		}
		inArray = false
	}
	for _, g := range r.glyphs {
		s := p.codes.seat(r.font, pair{g.id, g.text})
		if p.paint.font != s.in.index || p.paint.size != size || g.dy != rise {
			endArray()
			p.choose(s.in, size)
		}
		if g.dy != rise {
			p.out = append(numbers(p.out, float64(g.dy)*size/1000), "Ts\n"...)
			rise = g.dy
		}
		if !inArray {
			p.out, inArray = append(p.out, '['), true
		}
		if at := want + g.dx; at != pen {
			endString()
			p.out = append(strconv.AppendInt(p.out, int64(pen-at), 10), ' ')
			pen = at
		}
		if !inString {
			p.out, inString = append(p.out, '('), true
		}
		p.out = escaped(escaped(p.out, byte(s.code>>8)), byte(s.code))
		pen += r.font.advance(g.id)
		want += g.advance
	}
	endArray()
	if rise != 0 {
		p.out = append(p.out, "0 Ts\n"...)
	}
}

// box draws what stands for letters that no font has, and says which.
func (p *painter) box(x, y, size float64, r *run) {
	em := size / 1000
	p.says(r.text)
	p.stroke(p.paint.fill, 0.05*mm(size))
	p.out = append(numbers(p.out, x+em*missingLeft, y, em*(missingWidth-missingLeft), em*capHeight), "re S\nEMC\n"...)
}

// outlines paints a run as filled paths, and says what they spell.
func (p *painter) outlines(x, y, size float64, r *run) {
	em := size / 1000
	p.says(r.text)
	list := r.glyphs
	if r.plain {
		list = spelled(r.font, r.text).glyphs
	}
	pen := 0
	for _, g := range list {
		segments := r.font.outline(g.id)
		if len(segments) > 0 {
			p.out = append(p.out, "q "...)
			p.out = strconv.AppendFloat(p.out, em, 'f', 5, 64)
			p.out = strconv.AppendFloat(append(p.out, " 0 0 "...), em, 'f', 5, 64)
			p.out = append(numbers(append(p.out, ' '), x+em*float64(pen+g.dx), y+em*float64(g.dy)), "cm\n"...)
			p.path(segments)
			p.out = append(p.out, "f Q\n"...)
		}
		pen += g.advance
	}
	p.out = append(p.out, "EMC\n"...)
}

// path writes an outline; PDF has no curves of the second degree, so these are
// raised to the third.
func (p *painter) path(segments []segment) {
	var x, y float64
	for _, s := range segments {
		switch s.op {
		case 'm', 'l':
			x, y = s.x[0], s.y[0]
			p.out = append(numbers(p.out, x, y), s.op, '\n')
		case 'q':
			p.out = numbers(p.out, x+2*(s.x[0]-x)/3, y+2*(s.y[0]-y)/3, s.x[1]+2*(s.x[0]-s.x[1])/3, s.y[1]+2*(s.y[0]-s.y[1])/3)
			x, y = s.x[1], s.y[1]
			p.out = append(numbers(p.out, x, y), "c\n"...)
		case 'c':
			x, y = s.x[2], s.y[2]
			p.out = append(numbers(p.out, s.x[0], s.y[0], s.x[1], s.y[1], x, y), "c\n"...)
		case 'h':
			p.out = append(p.out, "h\n"...)
		}
	}
}

// says begins content whose meaning is given in words.
func (p *painter) says(text string) {
	p.out = append(spoken(append(p.out, "/Span<</ActualText"...), text), ">>BDC\n"...)
}
