package typeset

// Paper is a sheet size.
type Paper int

// The papers a college office has.
const (
	A4 Paper = iota
	A3
	A5
)

// Size is a width and a height in mm.
type Size struct{ W, H float64 }

// Edition is how one reader wants a document: it scales everything. Large
// print is nothing but Body 18 (16 at least, 24 on request).
type Edition struct {
	Body      float64 // size of running text in pt; 0 means 12
	Paper     Paper
	Landscape bool
	Duplex    bool   // printed on both sides: margins mirror, sections start on a right-hand page
	Lang      string // language tag; "" means en-GB
}

// Size gives the sheet in mm, turned when the edition is landscape.
func (e Edition) Size() Size {
	size := map[Paper]Size{A3: {297, 420}, A4: {210, 297}, A5: {148, 210}}[e.Paper]
	if size.W == 0 {
		size = Size{210, 297}
	}
	if e.Landscape {
		size.W, size.H = size.H, size.W
	}
	return size
}

// BodySize gives the size of running text in pt.
func (e Edition) BodySize() float64 {
	if e.Body <= 0 {
		return 12
	}
	return e.Body
}

// Pt scales a size written for a 12 pt body to this edition: in an edition
// of 18 pt, Pt(16) is 24.
func (e Edition) Pt(atTwelve float64) float64 { return atTwelve * e.BodySize() / 12 }

// Language gives the language tag of the edition.
func (e Edition) Language() string {
	if e.Lang == "" {
		return "en-GB"
	}
	return e.Lang
}

// Margins are in mm. Inner is the binding edge: the left of a right-hand
// page, and the right of a left-hand one when the edition is duplex.
type Margins struct{ Top, Bottom, Inner, Outer float64 }

// Bound leaves room for a punch or staple; Unbound is the least that office
// printers never clip.
var (
	Bound   = Margins{Top: 12, Bottom: 12, Inner: 20, Outer: 12}
	Unbound = Margins{Top: 12, Bottom: 12, Inner: 12, Outer: 12}
)

// inside gives the printable box of page number n (from 1) of the file.
func (m Margins) inside(e Edition, n int) Box {
	size := e.Size()
	left := m.Inner
	if e.Duplex && n%2 == 0 {
		left = m.Outer
	}
	return Box{X: left, Y: m.Top, W: size.W - m.Inner - m.Outer, H: size.H - m.Top - m.Bottom}
}

// mm gives a size in points as mm.
func mm(pt float64) float64 { return pt * 25.4 / 72 }
