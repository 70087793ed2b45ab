package papers

import (
	"daybook/backend/college"
	"daybook/backend/typeset"
)

// The type of an address, in pt, and what a label leaves empty at its edge, in
// mm.
const (
	labelType, labelLeast = 14.0, 12.0
	labelPadX, labelPadY  = 3.0, 2.0
	labelLeading          = 1.3
)

// Labels sets addresses on a sheet of stock, in the order given: 14 pt, or 12
// where an address is long (§1.3 J). Lines that still do not fit share one; the
// name and the last line, which has the postcode, are never cut.
func Labels(p Printing, labels []college.AddressLabel, stock Stock, at Placement) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.labels", "date", p.long(college.DateOf(p.At))))
	e := stock.edition(p.Edition)
	p.onStock(b, stock, at, len(labels), func(c *typeset.Canvas, box typeset.Box, n int) {
		setAddress(c, e, stock.printable(box, labelPadX, labelPadY), labels[n])
	})
	return finished(b)
}

// setAddress sets an address from the top of a box down, in the largest type
// in which it fits.
func setAddress(c *typeset.Canvas, e typeset.Edition, box typeset.Box, of college.AddressLabel) {
	lines := []string{}
	for _, line := range append([]string{of.Name}, of.Lines...) {
		if joined(line) != "" {
			lines = append(lines, line)
		}
	}
	set := addressParas(lines, of.Subject, labelLeast)
	for size := max(labelType, e.BodySize()); size >= labelLeast; size -= 0.5 {
		if paras := addressParas(lines, of.Subject, size); heightOf(paras, e, box.W) <= box.H {
			set = paras
			break
		}
	}
	if heightOf(set, e, box.W) > box.H && len(lines) > 3 {
		last := len(lines) - 1
		set = addressParas([]string{lines[0], joined(lines[1:last]...), lines[last]}, of.Subject, labelLeast)
	}
	y := box.Y
	for i, para := range set {
		// What comes after keeps at least a line each.
		after := heightOf(addressParas(make([]string, len(set)-1-i), "", para.Size), e, box.W)
		para.MaxLines = max(1, int((box.Bottom()-y-after)/lineHeight(para)+0.01))
		y = setLine(c, e, box, y, para)
	}
}

// addressParas are the lines of an address in a size.
func addressParas(lines []string, subject string, size float64) []typeset.Para {
	paras := make([]typeset.Para, len(lines))
	for i, line := range lines {
		paras[i] = typeset.Para{Text: bound(line), Subject: subject, Size: size, Leading: labelLeading}
	}
	return paras
}

// setLine sets a text from a height down across a box, and gives where it
// ends. Marks above letters may reach into what the box leaves empty.
func setLine(c *typeset.Canvas, e typeset.Edition, box typeset.Box, y float64, para typeset.Para) float64 {
	c.Text(box.X, y+firstBaseline(para), box.W, para)
	return y + para.Height(e, box.W)
}

// firstBaseline is how far below its top a text that tells its size and leading
// stands, in mm: in the middle of its line.
func firstBaseline(para typeset.Para) float64 {
	const midToBase = 0.405 // of the size
	return lineHeight(para)/2 + midToBase*para.Size*25.4/72
}

// lineHeight is the mm that a line takes of a text that tells its size and
// leading.
func lineHeight(para typeset.Para) float64 { return para.Size * 25.4 / 72 * para.Leading }

// heightOf is the mm that texts take below one another.
func heightOf(paras []typeset.Para, e typeset.Edition, width float64) float64 {
	height := 0.0
	for _, para := range paras {
		height += para.Height(e, width)
	}
	return height
}
