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

func (c *Canvas) element(p Para) ElementID {
	role := p.Role
	switch role {
	case RoleArtifact:
		return Artifact
	case "":
		role = RoleP
	}
	return c.book.element(Element{Role: role, Parent: c.parent})
}
