package typeset

// This file sets the rows of a Table.

// setCell is a cell's text made to fit its column.
type setCell struct {
	Cell
	column      Column
	columns     int // that it covers
	left, width float64
	paras       []fitted
	from        int // how many of the cell's paragraphs stand above: in the strip before
}

// height gives the mm the cell needs.
func (c setCell) height() float64 {
	height := 2 * padY
	for _, p := range c.paras {
		height += p.height()
	}
	return height
}

// set fits the cells of a row to their columns; a row too short ends in empty
// cells.
func (l *tableLayout) set(row Row, head bool) []setCell {
	var cells []setCell
	column := 0
	for i := 0; column < len(l.Columns); i++ {
		var cell Cell
		if i < len(row.Cells) {
			cell = row.Cells[i]
		}
		span := min(max(cell.Span, 1), len(l.Columns)-column)
		c := setCell{Cell: cell, column: l.Columns[column], columns: span, left: l.lefts[column]}
		c.width = l.lefts[column+span] - c.left
		for _, p := range cell.Paras {
			c.paras = append(c.paras, l.style(p, c.column, head).fitIn(l.flow.edition, c.width-2*CellPad(l.flow.edition), 0))
		}
		cells = append(cells, c)
		column += span
	}
	return cells
}

// style gives a paragraph what its column says and it does not.
func (l *tableLayout) style(p Para, c Column, head bool) Para {
	if p.Align == Left {
		p.Align = c.Align
	}
	if p.Leading <= 0 {
		p.Leading = tightLeading
	}
	if head {
		return p
	}
	if p.Size <= 0 {
		p.Size = c.Size
	}
	if p.Min <= 0 {
		p.Min = c.Min
	}
	p.Bold = p.Bold || c.Bold
	return p
}

// heightOf gives the height in mm of a row whose cells are set.
func (l *tableLayout) heightOf(row Row, cells []setCell, head bool) float64 {
	height := row.Height
	if height <= 0 && !head {
		height = l.RowHeight
	}
	for _, c := range cells {
		height = max(height, c.height())
	}
	return height
}

// row lays out a row whose cells are set: one slab, or several when no page can hold it. The topmost
// row of a table draws the line above it too.
func (l *tableLayout) row(row Row, cells []setCell, head, topmost bool) []slab {
	tr := l.flow.book.element(Element{Role: RoleTR, Parent: l.element})
	elements := make([][]ElementID, len(cells))
	for i, c := range cells {
		elements[i] = l.paragraphs(c, l.flow.book.element(cellElement(c, tr, head)))
	}
	var slabs []slab
	for _, part := range parts(cells, l.full) {
		height := min(l.heightOf(row, part, head), max(l.full, 1))
		s := slab{height: height}
		for i, c := range part {
			s.ops = append(s.ops, l.cellOps(c, elements[i], height)...)
		}
		s.ops = append(s.ops, l.ruleOps(part, height, topmost && len(slabs) == 0)...)
		slabs = append(slabs, s)
	}
	slabs[len(slabs)-1].keepNext = row.KeepNext
	return slabs
}

func cellElement(c setCell, tr ElementID, head bool) Element {
	e := Element{Role: RoleTD, Parent: tr}
	if c.columns > 1 {
		e.Span = c.columns
	}
	switch {
	case head:
		e.Role, e.Scope = RoleTH, ScopeColumn
	case c.column.Names:
		e.Role, e.Scope = RoleTH, ScopeRow
	}
	return e
}

// paragraphs gives the element of each paragraph of a cell: the cell itself,
// where it has but one.
func (l *tableLayout) paragraphs(c setCell, cell ElementID) []ElementID {
	book := l.flow.book
	switch len(c.paras) {
	case 0:
		return []ElementID{cell}
	case 1:
		return []ElementID{book.linked(c.paras[0].para, cell)}
	}
	elements := make([]ElementID, len(c.paras))
	for i, p := range c.paras {
		elements[i] = book.linked(p.para, book.element(Element{Role: RoleP, Parent: cell}))
	}
	return elements
}

// parts cuts the cells of a row into strips no higher than a page.
func parts(cells []setCell, full float64) [][]setCell {
	var out [][]setCell
	for {
		strip, rest := make([]setCell, len(cells)), make([]setCell, len(cells))
		more := false
		for i, c := range cells {
			strip[i], rest[i] = c.cutAt(full)
			more = more || len(rest[i].paras) > 0
		}
		out = append(out, strip)
		if !more {
			return out
		}
		cells = rest
	}
}

// cutAt parts a cell's lines into those that fit a height, one at least, and
// the rest.
func (c setCell) cutAt(full float64) (fits, rest setCell) {
	fits, rest = c, c
	fits.paras, rest.paras = nil, nil
	used := 2 * padY
	for i, p := range c.paras {
		n := 0
		for n < len(p.lines) && (used+p.pitch() <= full || i == 0 && n == 0) {
			used += p.pitch()
			n++
		}
		if n == len(p.lines) {
			fits.paras = append(fits.paras, p)
			continue
		}
		if n > 0 {
			var above fitted
			above, p = p.parted(n)
			fits.paras = append(fits.paras, above)
		}
		rest.paras = append(append(rest.paras, p), c.paras[i+1:]...)
		rest.from = c.from + i
		return fits, rest
	}
	return fits, rest
}

// cellOps draws a cell's ground and text, in the middle of its height unless
// the table says top.
func (l *tableLayout) cellOps(c setCell, elements []ElementID, height float64) []Op {
	box := Box{c.left, 0, c.width, height}
	var ops []Op
	if c.Fill != nil {
		ops = append(ops, Rect{Box: box, Fill: c.Fill})
	}
	y := padY
	if !l.Top {
		y += (height - c.height()) / 2
	}
	for i, p := range c.paras {
		ops = append(ops, p.ops(c.left+CellPad(l.flow.edition), y, c.width-2*CellPad(l.flow.edition), elements[c.from+i], box)...)
		y += p.height()
	}
	return ops
}

// ruleOps draws the lines around a row.
func (l *tableLayout) ruleOps(cells []setCell, height float64, topmost bool) []Op {
	if l.Rules == NoRules {
		return nil
	}
	right := l.lefts[len(l.lefts)-1]
	across := func(y float64) Op { return Line{0, y, right, y, ruleWidth, Black, Artifact} }
	ops := []Op{across(height)}
	for _, c := range cells {
		// A ground would cover half of the line above it.
		topmost = topmost || c.Fill != nil
	}
	if topmost {
		ops = append(ops, across(0))
	}
	if l.Rules == Grid {
		for _, c := range cells {
			ops = append(ops, Line{c.left, 0, c.left, height, ruleWidth, Black, Artifact})
		}
		ops = append(ops, Line{right, 0, right, height, ruleWidth, Black, Artifact})
	}
	return ops
}

// asArtifacts gives a copy of ops that a screen reader skips: the head of a
// table, standing again.
func asArtifacts(ops []Op) []Op {
	out := make([]Op, len(ops))
	for i, op := range ops {
		switch op := op.(type) {
		case Text:
			op.Element = Artifact
			out[i] = op
		case Rect:
			op.Element = Artifact
			out[i] = op
		case Line:
			op.Element = Artifact
			out[i] = op
		case Shape:
			op.Element = Artifact
			out[i] = op
		case Image:
			op.Element = Artifact
			out[i] = op
		default:
			out[i] = op
		}
	}
	return out
}
