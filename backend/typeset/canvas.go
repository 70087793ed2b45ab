package typeset

// Canvas is a page, or a block of one, to draw on at fixed places. Its
// coordinates are mm from its top left corner.
type Canvas struct {
	book    *Book
	edition Edition
	parent  ElementID
	inside  Box
	put     func(...Op)
}

// Inside gives the box that the margins leave.
func (c *Canvas) Inside() Box { return c.inside }

// Text sets a text between x and x+width with its first baseline at the given
// height, and gives the baseline of its last line.
func (c *Canvas) Text(x, baseline, width float64, p Para) float64 {
	f := p.fitIn(c.edition, width, 0)
	c.put(f.opsAt(x, baseline, width, c.element(p), Box{})...)
	return baseline + float64(len(f.lines)-1)*f.pitch()
}

// Block sets a text from the top of a box down, made to fit its width and its
// height, and gives the mm of height it took.
func (c *Canvas) Block(box Box, p Para) float64 {
	f := p.fitIn(c.edition, box.W, box.H)
	c.put(f.ops(box.X, box.Y, box.W, c.element(p), box)...)
	return f.height()
}

// Line draws a stroke; width in mm.
func (c *Canvas) Line(x1, y1, x2, y2, width float64) {
	c.put(Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: width})
}

// Frame draws the outline of a box; width in mm.
func (c *Canvas) Frame(box Box, width float64) {
	ink := Black
	c.put(Rect{Box: box, Stroke: &ink, Width: width})
}

// Fill paints a box.
func (c *Canvas) Fill(box Box, colour Colour) {
	c.put(Rect{Box: box, Fill: &colour})
}

// Picture draws a picture as large as its box allows, in its middle. Alt says
// in words what it shows; "" makes it decoration.
func (c *Canvas) Picture(box Box, p *Picture, alt string) {
	element := Artifact
	if alt != "" {
		element = c.book.element(Element{Role: RoleFigure, Parent: c.parent, Alt: Clean(alt)})
	}
	c.put(Image{Box: p.within(box), Picture: p, Element: element})
}

// Shape fills polygons. Alt says in words what they show; "" makes them
// decoration.
func (c *Canvas) Shape(polygons [][]Point, fill Colour, alt string) {
	element := Artifact
	if alt != "" {
		element = c.book.element(Element{Role: RoleFigure, Parent: c.parent, Alt: Clean(alt)})
	}
	c.put(Shape{Polygons: polygons, Fill: fill, Element: element})
}

// Modules draws a square pattern, such as a QR code's, dark where dark says,
// as large as its box allows; alt says in words what it is.
func (c *Canvas) Modules(box Box, side int, dark func(x, y int) bool, alt string) {
	size := min(box.W, box.H) / float64(side)
	var squares [][]Point
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for x < side && dark(x, y) {
				x++
			}
			if x > from { // a row's neighbours are one polygon: fewer bytes, no hair lines
				x1, x2, y1 := box.X+float64(from)*size, box.X+float64(x)*size, box.Y+float64(y)*size
				squares = append(squares, []Point{{x1, y1}, {x2, y1}, {x2, y1 + size}, {x1, y1 + size}})
			}
		}
	}
	c.Shape(squares, Black, alt)
}

// Under lays decoration under the page, stored once for all pages that share
// it.
func (c *Canvas) Under(b *Backdrop) { c.book.doc.Pages[len(c.book.doc.Pages)-1].Backdrop = b }

// NewBackdrop draws what pages share. Its texts are dropped: words belong to
// the page they are read on.
func NewBackdrop(e Edition, draw func(*Canvas)) *Backdrop {
	b := &Backdrop{}
	book := NewBook(Meta{})
	draw(&Canvas{book: book, edition: e, parent: Root, inside: Box{W: e.Size().W, H: e.Size().H}, put: func(ops ...Op) {
		for _, op := range ops {
			if _, isText := op.(Text); !isText {
				b.Ops = append(b.Ops, op)
			}
		}
	}})
	b.Ops = asArtifacts(b.Ops)
	return b
}

func (c *Canvas) element(p Para) ElementID {
	role := p.Role
	switch role {
	case RoleArtifact:
		return Artifact
	case "":
		role = RoleP
	}
	return c.book.linked(p, c.book.element(Element{Role: role, Parent: c.parent}))
}
