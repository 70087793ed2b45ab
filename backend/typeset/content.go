package typeset

import "strconv"

// painter writes the content of pages in PDF's own operators, and notes what
// was marked as what on the way. Everything painted stands inside a marked
// piece of content: of an element, or an artifact.
type painter struct {
	doc    *Document
	codes  *codebook
	shapes map[wording]setting
	forms  []form
	fonts  []rawFont // once all pages are painted
	engine engine

	out    []byte // the page so far
	page   int
	height float64 // of the page, in pt
	paint  pens    // what is chosen on this page
	open   ElementID
	isOpen bool

	marks [][]ElementID // of each page, the element of each MCID
	notes notes
}

// wording is a string in one weight and direction.
type wording struct {
	s    string
	bold bool
	way  reading
}

func wordingOf(t Text) wording { return wording{t.String, t.Bold, t.way()} }

// setting is a string cleaned and shaped.
type setting struct {
	said string
	shaped
}

// pens is the state of the page's pens and letters.
type pens struct {
	fill, stroke Colour
	width        float64 // of strokes, mm
	font         int     // of letters; -1: none chosen
	size         float64
}

// form is a Backdrop as it lies under pages of one size.
type form struct {
	backdrop *Backdrop
	size     Size
	content  []byte
	pictures []int
}

func newPainter(d *Document, e engine) *painter {
	return &painter{
		doc: d, engine: e, codes: newCodebook(), shapes: map[wording]setting{},
		marks: make([][]ElementID, len(d.Pages)), notes: newNotes(d),
	}
}

// paintPage gives the content of a page, good until the next call.
func (p *painter) paintPage(n int) ([]byte, error) {
	page := &p.doc.Pages[n]
	p.begin(page.Size, n)
	if page.Backdrop != nil {
		i, err := p.form(page.Backdrop, page.Size)
		if err != nil {
			return nil, err
		}
		p.begin(page.Size, n)
		p.mark(Artifact)
		p.out = append(strconv.AppendInt(append(p.out, "/B"...), int64(i), 10), " Do\n"...)
	}
	for i, op := range page.Ops {
		if err := p.op(op, page.Ops[i+1:]); err != nil {
			return nil, err
		}
	}
	p.close()
	return p.out, nil
}

func (p *painter) begin(size Size, n int) {
	p.out, p.page, p.height = p.out[:0], n, size.H*points
	p.paint = pens{font: -1, width: -1}
	p.isOpen = false
}

// form gives the number of a backdrop, painted the first time.
func (p *painter) form(b *Backdrop, size Size) (int, error) {
	for i, f := range p.forms {
		if f.backdrop == b && f.size == size {
			return i, nil
		}
	}
	f := form{backdrop: b, size: size}
	// The whole form is an artifact on the page that shows it.
	p.isOpen, p.open = true, Artifact
	for _, op := range asArtifacts(b.Ops) {
		if _, isText := op.(Text); isText {
			continue // words belong to the page they are read on
		}
		if i, isImage := op.(Image); isImage {
			f.pictures = append(f.pictures, p.engine.picture(i.Picture))
		}
		if err := p.op(op, nil); err != nil {
			return 0, err
		}
	}
	f.content = append(f.content, p.out...)
	p.forms = append(p.forms, f)
	return len(p.forms) - 1, nil
}

// op paints one thing; rest is what follows on the page.
func (p *painter) op(op Op, rest []Op) error {
	switch op := op.(type) {
	case Text:
		p.text(op, rest)
	case Line:
		p.mark(op.Element)
		p.figure(op.Element, Box{min(op.X1, op.X2), min(op.Y1, op.Y2), max(op.X1, op.X2) - min(op.X1, op.X2), max(op.Y1, op.Y2) - min(op.Y1, op.Y2)})
		p.stroke(op.Colour, op.Width)
		p.out = append(numbers(p.out, op.X1*points, p.up(op.Y1)), "m "...)
		p.out = append(numbers(p.out, op.X2*points, p.up(op.Y2)), "l S\n"...)
	case Rect:
		p.rect(op)
	case Shape:
		p.shape(op)
	case Image:
		p.mark(op.Element)
		n := p.engine.picture(op.Picture)
		b := op.Box
		p.figure(op.Element, b)
		p.out = append(p.out, "q "...)
		p.out = append(numbers(p.out, b.W*points, 0, 0, b.H*points, b.X*points, p.up(b.Bottom())), "cm /I"...)
		p.out = append(strconv.AppendInt(p.out, int64(n), 10), " Do Q\n"...)
		return p.engine.err()
	}
	return nil
}

// up turns mm from the top of the page into points from its foot.
func (p *painter) up(y float64) float64 { return p.height - y*points }

// mark begins the content of an element, unless it goes on.
func (p *painter) mark(e ElementID) {
	if !p.doc.tagged(e) {
		e = Artifact
	}
	if p.isOpen && p.open == e {
		return
	}
	p.close()
	p.isOpen, p.open = true, e
	if e == Artifact {
		p.out = append(p.out, "/Artifact BMC\n"...)
		return
	}
	p.out = append(append(append(p.out, '/'), p.doc.Elements[e].Role...), "<</MCID "...)
	p.out = append(strconv.AppendInt(p.out, int64(len(p.marks[p.page])), 10), ">>BDC\n"...)
	p.marks[p.page] = append(p.marks[p.page], e)
}

func (p *painter) close() {
	if p.isOpen {
		p.out = append(p.out, "EMC\n"...)
	}
	p.isOpen = false
}

// tagged says that what an element holds is read aloud: it is known, no
// artifact, and no picture without words.
func (d *Document) tagged(e ElementID) bool {
	if e <= Artifact || int(e) >= len(d.Elements) {
		return false
	}
	element := d.Elements[e]
	return element.Role != "" && element.Role != RoleArtifact && (element.Role != RoleFigure || element.Alt != "")
}

func (p *painter) rect(r Rect) {
	if r.Fill == nil && r.Stroke == nil {
		return
	}
	p.mark(r.Element)
	p.figure(r.Element, r.Box)
	if r.Fill != nil {
		p.fill(*r.Fill)
	}
	if r.Stroke != nil {
		p.stroke(*r.Stroke, r.Width)
	}
	p.out = append(numbers(p.out, r.Box.X*points, p.up(r.Box.Bottom()), r.Box.W*points, r.Box.H*points), "re "...)
	switch {
	case r.Stroke == nil:
		p.out = append(p.out, "f\n"...)
	case r.Fill == nil:
		p.out = append(p.out, "S\n"...)
	default:
		p.out = append(p.out, "B\n"...)
	}
}

func (p *painter) shape(s Shape) {
	if len(s.Polygons) == 0 {
		return
	}
	p.mark(s.Element)
	p.fill(s.Fill)
	for _, polygon := range s.Polygons {
		for i, at := range polygon {
			p.figure(s.Element, Box{at.X, at.Y, 0, 0})
			p.out = numbers(p.out, at.X*points, p.up(at.Y))
			if i == 0 {
				p.out = append(p.out, "m "...)
			} else {
				p.out = append(p.out, "l "...)
			}
		}
		p.out = append(p.out, "h\n"...)
	}
	p.out = append(p.out, "f\n"...)
}

// figure notes where a figure stands.
func (p *painter) figure(e ElementID, b Box) {
	if p.doc.tagged(e) && p.doc.Elements[e].Role == RoleFigure {
		p.notes.figure(e, b)
	}
}

func (p *painter) fill(c Colour) {
	if c != p.paint.fill {
		p.out = append(colour(p.out, c), 'g')
		if c.R != c.G || c.G != c.B {
			p.out = append(p.out[:len(p.out)-1], "rg"...)
		}
		p.out = append(p.out, '\n')
		p.paint.fill = c
	}
}

// stroke chooses the pen; the width is in mm.
func (p *painter) stroke(c Colour, width float64) {
	if c != p.paint.stroke {
		p.out = append(colour(p.out, c), 'G')
		if c.R != c.G || c.G != c.B {
			p.out = append(p.out[:len(p.out)-1], "RG"...)
		}
		p.out = append(p.out, '\n')
		p.paint.stroke = c
	}
	if width != p.paint.width {
		p.out = append(numbers(p.out, width*points), "w\n"...)
		p.paint.width = width
	}
}

// colour writes a colour's parts: one for a grey.
func colour(b []byte, c Colour) []byte {
	if c.R == c.G && c.G == c.B {
		return numbers(b, float64(c.R)/255)
	}
	return numbers(b, float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
}
