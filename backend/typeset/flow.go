package typeset

// Frame is what surrounds the text of a section on each of its pages.
type Frame struct {
	Margins Margins // the zero value is Bound
	// Head gives the running head, one line, from the section's second page
	// on. Nil or "" draws none.
	Head func(Place) string
	// Foot gives the lines at the foot of each page. It is asked more than
	// once, and must give as many lines for every place.
	Foot func(Place) []Foot
}

// Place is a page and the real number of pages, in the section and the file.
type Place struct{ Page, Pages, FilePage, FilePages int }

// Foot is one line at the foot of the page. Right stands as it is, for page
// numbers; Left wraps in what Right leaves.
type Foot struct {
	Left, Right string
	Bold        bool
}

// widest stands in for page numbers not known yet.
var widest = Place{Page: 88, Pages: 88, FilePage: 888, FilePages: 888}

const (
	footGap   = 3.0 // mm between text and foot
	headGap   = 3.0 // mm between running head and text
	tolerance = 0.01
)

// Flow is a section that runs from page to page. Each call adds below what
// was added before; pages begin by themselves.
type Flow struct {
	book    *Book
	edition Edition
	frame   Frame
	sect    ElementID
	pages   []int // indexes into the document's pages
	inside  Box
	y, top  float64
	bottom  float64
	pending []slab   // waiting for what must follow on the same page
	holding [][]slab // the blocks of Keep, the innermost last
	ended   bool
}

// slab is a strip as wide as the text that stays whole. Its operations are
// placed relative to its top left corner.
type slab struct {
	height   float64
	ops      []Op
	keepNext bool  // the next slab stands on the same page
	gap      bool  // white space: vanishes at the top of a page
	repeat   *slab // stands again above this one when it begins a page
}

// Flow begins a section on a new page: on a right-hand one when the edition
// is duplex.
func (b *Book) Flow(e Edition, frame Frame) *Flow {
	b.endFlow()
	if e.Duplex {
		b.RightHand(e)
	}
	if frame.Margins == (Margins{}) {
		frame.Margins = Bound
	}
	f := &Flow{book: b, edition: e, frame: frame, sect: b.element(Element{Role: RoleSect, Parent: Root})}
	b.flows = append(b.flows, f)
	f.turn()
	return f
}

// Width gives the width of the text in mm.
func (f *Flow) Width() float64 { return f.inside.W }

// Room gives the mm left on the page that the next thing would start on.
func (f *Flow) Room() float64 {
	room := f.bottom - f.y - heightOf(f.pending)
	for _, held := range f.holding {
		room -= heightOf(held)
	}
	return room
}

// NewPage goes on at the top of a new page.
func (f *Flow) NewPage() {
	f.flush()
	if f.y > f.top {
		f.turn()
	}
}

// Space leaves so many mm free, unless a page begins here.
func (f *Flow) Space(height float64) {
	f.add(slab{height: height, gap: true, keepNext: f.chained()})
}

// chained says that what was added last stays with what follows.
func (f *Flow) chained() bool {
	last := f.pending
	if n := len(f.holding); n > 0 {
		last = f.holding[n-1]
	}
	return len(last) > 0 && last[len(last)-1].keepNext
}

// Heading sets a heading of level 1 to 3 that stays with what follows. A size
// of 0 is 17, 14 or 12 pt for a 12 pt body. Text, Subject and limits are as in
// any Para. It gives the heading's element, for Para.To and Document.PageOf.
func (f *Flow) Heading(level int, p Para) ElementID {
	level = min(max(level, 1), 3)
	p.Bold = true
	p.Role = []Role{RoleH1, RoleH2, RoleH3}[level-1]
	if p.Size <= 0 {
		p.Size = f.edition.Pt([]float64{17, 14, 12}[level-1])
	}
	if p.Leading <= 0 {
		p.Leading = tightLeading
	}
	return f.paragraph(p, f.sect, 0, true)
}

// Para sets a paragraph. Its first and last two lines are never parted.
func (f *Flow) Para(p Para) { f.paragraph(p, f.sect, 0, false) }

// List sets paragraphs as a list with bullets.
func (f *Flow) List(items ...Para) {
	list := f.book.element(Element{Role: RoleL, Parent: f.sect})
	for _, item := range items {
		if item.Size <= 0 {
			item.Size = f.edition.BodySize()
		}
		item.Role = RoleLBody
		f.paragraph(item, list, mm(item.Size), false)
	}
}

// paragraph adds a text as one slab a line. An indent leaves room for a
// bullet.
func (f *Flow) paragraph(p Para, parent ElementID, indent float64, keepNext bool) ElementID {
	role := p.Role
	if role == "" {
		role = RoleP
	}
	label := Artifact
	if role == RoleLBody {
		parent = f.book.element(Element{Role: RoleLI, Parent: parent})
		label = f.book.element(Element{Role: RoleLbl, Parent: parent})
	}
	whole := f.book.element(Element{Role: role, Parent: parent})
	element := f.book.linked(p, whole)
	width := f.inside.W - indent
	fit := p.fitIn(f.edition, width, 0)
	last := len(fit.lines) - 1
	for i := range fit.lines {
		s := slab{
			height: fit.pitch(), keepNext: keepNext || i == 0 && last > 0 || i == last-1,
			ops: fit.line(i, indent, fit.firstBaseline(), width, element, Box{}),
		}
		if i == 0 && indent > 0 {
			bullet := fitted{para: Para{Colour: p.Colour}, lines: []string{"•"}, size: fit.size}
			s.ops = append(bullet.ops(0, 0, indent, label, Box{}), s.ops...)
		}
		f.add(s)
	}
	return whole
}

// Rule draws a line across the text; width in mm.
func (f *Flow) Rule(width float64) {
	f.add(slab{height: width, ops: []Op{Line{0, width / 2, f.inside.W, width / 2, width, Black, Artifact}}})
}

// Draw adds a strip of the given height in mm to draw on; it stays whole.
func (f *Flow) Draw(height float64, draw func(*Canvas)) {
	s := slab{height: height}
	draw(&Canvas{
		book: f.book, edition: f.edition, parent: f.sect, inside: Box{0, 0, f.inside.W, height},
		put: func(ops ...Op) { s.ops = append(s.ops, ops...) },
	})
	f.add(s)
}

// Keep lays out what is added within on one page, if a page can hold it.
func (f *Flow) Keep(add func()) {
	f.holding = append(f.holding, nil)
	add()
	last := len(f.holding) - 1
	held := f.holding[last]
	f.holding = f.holding[:last]
	for i, s := range held {
		s.keepNext = s.keepNext || i < len(held)-1
		f.add(s)
	}
}
