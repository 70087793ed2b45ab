package typeset

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"github.com/rivo/uniseg"
	"golang.org/x/image/math/fixed"
)

// A box drawn in place of what no font can set, in thousandths of the size: as
// wide as a broad capital, as high as capitals are.
const (
	missingLeft    = 60  // where the box begins,
	missingWidth   = 600 // where it ends,
	missingAdvance = 660 // and where the next letter begins
	capHeight      = 714
)

// shaped is a cleaned string set in one line: its runs from left to right.
type shaped struct {
	runs    []run
	width   int      // the whole advance, in thousandths of the size
	ink     ink      // what it blackens
	missing []string // the grapheme clusters that no font can set
}

// reading is the direction a text runs as a whole.
type reading int8

// The directions: by its own first letter that has one, or as the text it is a
// line of.
const (
	byItself reading = iota
	leftToRight
	rightToLeft
)

// runsLeft says that a text runs from right to left as a whole: its first
// letter that has a direction does.
func runsLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, leftwards...)
		}
	}
	return false
}

// leftwards are the scripts in use that are written from right to left.
var leftwards = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam,
	unicode.Samaritan, unicode.Mandaic, unicode.Hanifi_Rohingya}

// shapesKept is how many shaped strings are remembered.
const shapesKept = 20_000

// shapeCache remembers strings that took work to shape.
type shapeCache struct {
	mutex sync.RWMutex
	known map[shapeKey]*shaped
}

type shapeKey struct {
	text string
	way  reading
}

// shape sets a cleaned string in one line.
func (f *family) shape(s string, way reading) shaped {
	if way != rightToLeft {
		if out, all := f.shapeSimply(s); all {
			return out
		}
	}
	key := shapeKey{s, way}
	f.shapes.mutex.RLock()
	known := f.shapes.known[key]
	f.shapes.mutex.RUnlock()
	if known == nil {
		known = f.shapeFully(s, way)
		f.shapes.mutex.Lock()
		if len(f.shapes.known) >= shapesKept || f.shapes.known == nil {
			f.shapes.known = map[shapeKey]*shaped{}
		}
		f.shapes.known[key] = known
		f.shapes.mutex.Unlock()
	}
	return *known
}

// shapeSimply is shape for a string of simple letters, as most are; it says
// whether the string is one.
func (f *family) shapeSimply(s string) (shaped, bool) {
	var out shaped
	for _, r := range s {
		if r >= simpleEnd || f.letters[r].id == 0 {
			return out, false
		}
		l := &f.letters[r]
		out.blacken(l.ink, out.width, 0)
		out.width += l.width
	}
	if s != "" {
		out.runs = []run{{font: f.main, width: out.width, text: s, plain: true}}
	}
	return out, true
}

// shaper is what shaping needs and only one may use at a time.
type shaper struct {
	harfbuzz shaping.HarfbuzzShaper
	bidi     bidi.Paragraph
	faces    map[*font]*gofont.Face
}

var shapers = sync.Pool{New: func() any {
	s := &shaper{faces: map[*font]*gofont.Face{}}
	s.harfbuzz.SetFontCacheSize(64)
	return s
}}

// stretch is a part of a text in one direction, script and font.
type stretch struct {
	from, to int // letters
	level    bidi.Level
	script   language.Script
	font     *font
}

func (f *family) shapeFully(s string, way reading) *shaped {
	text := []rune(s)
	h := shapers.Get().(*shaper)
	defer shapers.Put(h)
	out := &shaped{}
	for _, part := range inSight(f.stretches(h, text, way)) {
		if part.font == nil {
			out.box(text[part.from:part.to], part.level)
			continue
		}
		h.set(out, text, part)
	}
	return out
}

// stretches cuts a text where direction, script or font changes.
func (f *family) stretches(h *shaper, text []rune, way reading) []stretch {
	direction := bidi.LeftToRight
	if way == rightToLeft || way == byItself && runsLeft(string(text)) {
		direction = bidi.RightToLeft
	}
	fonts, scripts := f.fontsFor(text), scriptsOf(text)
	runs := h.bidi.Segment(text, direction)
	var out []stretch
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for at := r.Start; at < r.End; at++ {
			last := len(out) - 1
			if at > r.Start && out[last].font == fonts[at] && out[last].script == scripts[at] {
				out[last].to = at + 1
				continue
			}
			out = append(out, stretch{at, at + 1, r.Level, scripts[at], fonts[at]})
		}
	}
	return out
}

// scriptsOf gives each letter's script; what belongs to many, like spaces and
// marks, takes that of the letter before it, or of the first that has one.
func scriptsOf(text []rune) []language.Script {
	scripts := make([]language.Script, len(text))
	last := language.Latin
	for _, r := range text {
		if s := language.LookupScript(r); s.Strong() && s != language.Unknown {
			last = s
			break
		}
	}
	for i, r := range text {
		if s := language.LookupScript(r); s.Strong() && s != language.Unknown {
			last = s
		}
		scripts[i] = last
	}
	return scripts
}

// inSight puts stretches into the order they are seen in, from left to right:
// rule L2 of Unicode's bidirectional algorithm.
func inSight(parts []stretch) []stretch {
	var highest bidi.Level
	for _, p := range parts {
		highest = max(highest, p.level)
	}
	for level := highest; level > 0; level-- {
		for from := 0; from < len(parts); {
			to := from
			for to < len(parts) && parts[to].level >= level {
				to++
			}
			slices.Reverse(parts[from:to])
			from = max(to, from+1)
		}
	}
	return parts
}

// unkerned switches kerning and ligatures off: where letters stand apart,
// words come back whole when a text is copied or read aloud.
var unkerned = []shaping.FontFeature{{Tag: opentype.MustNewTag("kern")}, {Tag: opentype.MustNewTag("liga")}, {Tag: opentype.MustNewTag("clig")}}

func unkernedScript(s language.Script) bool {
	return s == language.Latin || s == language.Greek || s == language.Cyrillic
}

// No mark rises above markTop nor hangs below markBottom, in thousandths of the
// size: a tower of them would run into the lines around it.
const (
	markTop    = 1060
	markBottom = -400
)

// withinLine gives how far a mark is raised at most.
func withinLine(i ink, dy int) int {
	switch {
	case dy > 0 && i.y2+dy > markTop:
		return max(0, markTop-i.y2)
	case dy < 0 && i.y1+dy < markBottom:
		return min(0, markBottom-i.y1)
	}
	return dy
}

// set shapes a stretch and adds it as a run; a cluster that its font cannot set
// after all becomes a box.
func (h *shaper) set(out *shaped, text []rune, part stretch) {
	face := h.faces[part.font]
	if face == nil {
		parsed, err := part.font.parsed()
		if err != nil {
			out.box(text[part.from:part.to], part.level)
			return
		}
		face = gofont.NewFace(parsed)
		h.faces[part.font] = face
	}
	in := shaping.Input{Text: text, RunStart: part.from, RunEnd: part.to, Face: face, Script: part.script,
		Direction: di.DirectionLTR, Size: fixed.I(1000), Language: language.NewLanguage("en")}
	if part.level%2 == 1 {
		in.Direction = di.DirectionRTL
	}
	if unkernedScript(part.script) {
		in.FontFeatures = unkerned
	}
	glyphs := h.harfbuzz.ShapeNoExtents(in).Glyphs
	r := run{font: part.font, x: out.width, text: string(text[part.from:part.to])}
	for i, g := range glyphs {
		if g.GlyphID == 0 {
			out.width = r.x + r.width
			out.add(r)
			if i == 0 || glyphs[i-1].GlyphID != 0 || glyphs[i-1].TextIndex() != g.TextIndex() {
				out.box(text[g.TextIndex():g.TextIndex()+g.RunesCount()], part.level)
			}
			r = run{font: part.font, x: out.width}
			continue
		}
		next := glyph{id: uint32(g.GlyphID), advance: g.Advance.Round(), dx: g.XOffset.Round(), dy: g.YOffset.Round()}
		if unkernedScript(part.script) {
			next.dy = withinLine(part.font.inkOf(next.id), next.dy)
		}
		if i == 0 || glyphs[i-1].TextIndex() != g.TextIndex() {
			next.text = string(text[g.TextIndex() : g.TextIndex()+g.RunesCount()])
		}
		out.blacken(part.font.inkOf(next.id), r.x+r.width+next.dx, next.dy)
		r.glyphs, r.width = append(r.glyphs, next), r.width+next.advance
	}
	out.width = r.x + r.width
	out.add(r)
}

func (s *shaped) add(r run) {
	if len(r.glyphs) > 0 {
		s.runs = append(s.runs, r)
	}
}

// box stands for letters that no font has: one for each grapheme cluster.
func (s *shaped) box(text []rune, level bidi.Level) {
	var clusters []string
	for from := 0; from < len(text); {
		to := clusterEnd(text, from)
		clusters = append(clusters, string(text[from:to]))
		from = to
	}
	s.missing = append(s.missing, clusters...)
	if level%2 == 1 {
		slices.Reverse(clusters)
	}
	for _, cluster := range clusters {
		s.blacken(ink{missingLeft, 0, missingWidth, capHeight}, s.width, 0)
		s.runs = append(s.runs, run{x: s.width, width: missingAdvance, text: cluster})
		s.width += missingAdvance
	}
}

// clusterEnd gives where the grapheme cluster ends that begins at from.
func clusterEnd(text []rune, from int) int {
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(string(text[from:]), -1)
	return from + max(1, utf8.RuneCountInString(cluster))
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

// measure gives the advance of a cleaned string in thousandths of its size. It
// is shape without the runs, quick for the strings that need none.
func (f *family) measure(s string) int {
	width := 0
	for _, r := range s {
		if r >= simpleEnd || f.letters[r].id == 0 {
			return f.shape(s, byItself).width
		}
		width += f.letters[r].width
	}
	return width
}

// simpleEnd is beyond the last simple letter.
const simpleEnd = 0x2027

// simple says that a letter is drawn as the font's own glyph of it wherever it
// stands, unless a mark follows, which is not simple.
func simple(r rune) bool {
	switch {
	case r < 0x2B0: // Latin
		return true
	case r >= 0x370 && r < 0x483, r >= 0x48A && r < 0x530: // Greek, Cyrillic
		return true
	case r >= 0x1E00 && r < 0x2000: // Vietnamese, Yoruba, old Greek
		return true
	case r >= 0x2010 && r < simpleEnd: // dashes, quotation marks, …
		return true
	}
	return false
}

// shaped sets a text of a display list; it cleans again, since a list may be
// made by hand.
func (t Text) shaped() shaped { return face(t.Bold).shape(Clean(t.String), t.way()) }

func (t Text) way() reading {
	if t.RTL {
		return rightToLeft
	}
	return leftToRight
}

// Width gives the advance of a text in mm, at a size in pt.
func Width(text string, size float64, isBold bool) float64 {
	return mm(size) * float64(face(isBold).measure(Clean(text))) / 1000
}
