//go:build linux

package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"daybook/backend/typeset"
)

// This file reads a paper back from its display list as paragraphs, tables and
// frames, so that every rival is given the same pages, the same texts and the
// same rows, in the form it sets best. Pictures and symbols are left out: a
// rival has less to do, never more.

// sheet is one page.
type sheet struct {
	size   typeset.Size
	inside typeset.Box
	blocks []block        // from the top down
	frames []typeset.Rect // outlines around the page
}

// block is a paragraph, a table or a rule.
type block struct {
	top, bottom float64 // mm from the top of the page
	para        *paragraph
	table       *table
	rule        *typeset.Line
}

// paragraph is a text that the rival breaks into lines itself.
type paragraph struct {
	text, right string  // right stands at the right end of the same line
	size, pitch float64 // pt and mm
	bold        bool
	align       typeset.Align
	level       int // of a heading; 0 is none
	element     typeset.ElementID
	baseline    float64
	lines       int
}

type table struct {
	left   float64
	widths []float64
	rows   []row
	grid   bool
}

type row struct {
	height float64
	head   bool
	cells  []cell
}

type cell struct {
	span  int
	paras []paragraph
}

const (
	near      = 0.06                // mm within which two edges are one
	ptInMM    = 25.4 / 72           // mm of one pt
	lineInEm  = 1.362               // Noto Sans: height of a line
	midToBase = (1.069 - 0.293) / 2 // Noto Sans: from the middle of a line to its baseline
	cellPad   = 1.3                 // mm at both sides of a cell's text
)

func sheetsOf(d *typeset.Document) []sheet {
	sheets := make([]sheet, len(d.Pages))
	for i := range d.Pages {
		sheets[i] = sheetOf(d, &d.Pages[i])
	}
	return sheets
}

func sheetOf(d *typeset.Document, page *typeset.Page) sheet {
	s := sheet{size: page.Size, inside: page.Inside}
	ops := page.Ops
	if page.Backdrop != nil {
		ops = slices.Concat(page.Backdrop.Ops, ops)
	}
	var inCells, free []typeset.Text
	var lines []typeset.Line
	for _, op := range ops {
		switch op := op.(type) {
		case typeset.Text:
			if op.Cell != (typeset.Box{}) && inTable(d, op.Element) {
				inCells = append(inCells, op)
			} else {
				free = append(free, op)
			}
		case typeset.Line:
			lines = append(lines, op)
		case typeset.Rect:
			if op.Fill == nil && op.Box.W > page.Size.W/2 && op.Box.H > page.Size.H/2 {
				s.frames = append(s.frames, op)
			}
		}
	}
	for _, p := range paragraphs(d, page, free) {
		top := p.baseline - p.pitch/2 - p.size*ptInMM*midToBase
		s.blocks = append(s.blocks, block{top: top, bottom: top + p.pitch*float64(p.lines), para: &p})
	}
	tables := tablesOf(d, inCells, lines)
	s.blocks = append(s.blocks, tables...)
	for _, l := range lines {
		inside := func(b block) bool { return l.Y1 > b.top-near && l.Y1 < b.bottom+near }
		if l.Y1 == l.Y2 && !slices.ContainsFunc(tables, inside) {
			s.blocks = append(s.blocks, block{top: l.Y1, bottom: l.Y1, rule: &l})
		}
	}
	slices.SortStableFunc(s.blocks, func(a, b block) int { return cmp.Compare(a.top, b.top) })
	return s
}

// inTable tells whether an element is part of a table, or the head of one that
// stands again on a later page.
func inTable(d *typeset.Document, e typeset.ElementID) bool {
	for e > typeset.Root {
		if d.Elements[e].Role == typeset.RoleTable {
			return true
		}
		e = d.Elements[e].Parent
	}
	return e == typeset.Artifact
}

// paragraphs gathers the lines of each element; two short ones on one baseline
// are one line with a left and a right end.
func paragraphs(d *typeset.Document, page *typeset.Page, texts []typeset.Text) []paragraph {
	var all []paragraph
	for _, t := range texts {
		if n := len(all) - 1; n >= 0 && t.Element != typeset.Artifact && all[n].element == t.Element {
			p := &all[n]
			p.text += " " + t.String
			p.pitch = (t.Y - p.baseline) / float64(p.lines)
			p.lines++
			continue
		}
		p := paragraphOf(t, page.Inside)
		p.level = max(0, slices.Index([]typeset.Role{"", typeset.RoleH1, typeset.RoleH2, typeset.RoleH3}, d.Elements[t.Element].Role))
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b paragraph) int { return cmp.Compare(a.baseline, b.baseline) })
	merged := all[:0]
	for _, p := range all {
		if n := len(merged) - 1; n >= 0 && math.Abs(merged[n].baseline-p.baseline) < near && merged[n].lines == 1 {
			merged[n].right, merged[n].align = p.text, typeset.Left
			continue
		}
		merged = append(merged, p)
	}
	return merged
}

// paragraphOf is a line as a paragraph; how it is aligned is seen from where
// it stands within a box.
func paragraphOf(t typeset.Text, within typeset.Box) paragraph {
	p := paragraph{
		text: t.String, size: t.Size, pitch: t.Size * ptInMM * lineInEm, bold: t.Bold,
		element: t.Element, baseline: t.Y, lines: 1, level: 0,
	}
	before, after := t.X-within.X, within.Right()-t.X-typeset.Width(t.String, t.Size, t.Bold)
	switch {
	case before < cellPad+near:
	case math.Abs(before-after) < 0.5:
		p.align = typeset.Centre
	case after < cellPad+0.5:
		p.align = typeset.Right
	}
	return p
}

// tablesOf gathers cells into rows and rows into tables, from where their
// boxes stand.
func tablesOf(d *typeset.Document, texts []typeset.Text, lines []typeset.Line) []block {
	byBox := map[typeset.Box][]typeset.Text{}
	for _, t := range texts {
		byBox[t.Cell] = append(byBox[t.Cell], t)
	}
	boxes := make([]typeset.Box, 0, len(byBox))
	for box := range byBox {
		boxes = append(boxes, box)
	}
	slices.SortFunc(boxes, func(a, b typeset.Box) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	var blocks []block
	for len(boxes) > 0 {
		n := 1 // boxes of this table: each begins in a row before or right below it
		for n < len(boxes) && boxes[n].Y < boxes[n-1].Bottom()+near {
			n++
		}
		blocks = append(blocks, tableOf(d, boxes[:n], byBox, lines))
		boxes = boxes[n:]
	}
	return blocks
}

func tableOf(d *typeset.Document, boxes []typeset.Box, texts map[typeset.Box][]typeset.Text, lines []typeset.Line) block {
	edges := edgesOf(boxes)
	t := &table{left: edges[0]}
	for i, edge := range edges[1:] {
		t.widths = append(t.widths, edge-edges[i])
	}
	top := boxes[0].Y
	for len(boxes) > 0 {
		n := 1
		for n < len(boxes) && boxes[n].Y < boxes[0].Y+near {
			n++
		}
		role := d.Elements[texts[boxes[0]][0].Element]
		r := row{height: boxes[0].H, head: role.Role == typeset.RoleArtifact || role.Scope == typeset.ScopeColumn}
		for column := 0; column < len(t.widths); {
			c := cell{span: 1}
			for _, box := range boxes[:n] {
				if math.Abs(box.X-edges[column]) < near {
					for column+c.span < len(t.widths) && edges[column+c.span] < box.Right()-near {
						c.span++
					}
					c.paras = cellParas(texts[box])
				}
			}
			r.cells = append(r.cells, c)
			column += c.span
		}
		t.rows = append(t.rows, r)
		boxes = boxes[n:]
	}
	bottom := top
	for _, r := range t.rows {
		bottom += r.height
	}
	// A line as high as the first row parts its cells.
	t.grid = slices.ContainsFunc(lines, func(l typeset.Line) bool {
		return l.X1 == l.X2 && math.Abs(l.Y1-top) < near && math.Abs(l.Y2-l.Y1-t.rows[0].height) < near
	})
	return block{top: top, bottom: bottom, table: t}
}

// edgesOf gives the left edges of all columns and the right edge of the last.
func edgesOf(boxes []typeset.Box) []float64 {
	var edges []float64
	for _, box := range boxes {
		edges = append(edges, box.X, box.Right())
	}
	slices.Sort(edges)
	return slices.CompactFunc(edges, func(a, b float64) bool { return math.Abs(b-a) < near })
}

// cellParas puts lines together again that were one paragraph: the line above
// had no room for the first word of the line below.
func cellParas(texts []typeset.Text) []paragraph {
	var paras []paragraph
	for i, t := range texts {
		if i > 0 && texts[i-1].Bold == t.Bold {
			above := texts[i-1]
			word, _, _ := strings.Cut(t.String, " ")
			if typeset.Width(above.String+" "+word, t.Size, t.Bold) > t.Cell.W-2*cellPad {
				p := &paras[len(paras)-1]
				p.text, p.lines = p.text+" "+t.String, p.lines+1
				continue
			}
		}
		p := paragraphOf(t, t.Cell)
		p.pitch = t.Size * ptInMM * 1.2
		paras = append(paras, p)
	}
	return paras
}
