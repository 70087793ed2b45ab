package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// Stock is a bought sheet of labels or badge cards: where each lies on it, all
// in mm. The first label is the one at the top left; counting goes along rows.
type Stock struct {
	Name          string // how an order names it
	Sheet         typeset.Paper
	Columns, Rows int
	Width, Height float64 // of a label
	Left, Top     float64 // from the sheet's edges to the first label
	Across, Down  float64 // from a label to its neighbour, edge to the same edge
	Cut           bool    // plain card: lines show where to cut
	Badge         bool    // made for name badges; else for addresses
}

// Stocks are the sheets Daybook knows, as their makers publish the measures:
// A4 label sheets as sold in the UK, cards for badge holders, and plain card.
func Stocks() []Stock {
	return []Stock{
		{Name: "3x7", Columns: 3, Rows: 7, Width: 63.5, Height: 38.1, Left: 7.21, Top: 15.15, Across: 66.04, Down: 38.1},
		{Name: "2x7", Columns: 2, Rows: 7, Width: 99.1, Height: 38.1, Left: 4.63, Top: 15.15, Across: 101.64, Down: 38.1},
		{Name: "3x8", Columns: 3, Rows: 8, Width: 63.5, Height: 33.9, Left: 7.21, Top: 12.9, Across: 66.04, Down: 33.9},
		{Name: "2x4", Columns: 2, Rows: 4, Width: 99.1, Height: 67.7, Left: 4.63, Top: 13.1, Across: 101.64, Down: 67.7},
		{Name: "badge54x90", Columns: 2, Rows: 5, Width: 90, Height: 54, Left: 15, Top: 12, Across: 90, Down: 54, Badge: true},
		{Name: "badge60x90", Columns: 2, Rows: 4, Width: 90, Height: 60, Left: 15, Top: 28.5, Across: 90, Down: 60, Badge: true},
		{Name: "A7", Columns: 2, Rows: 4, Width: 105, Height: 74.25, Across: 105, Down: 74.25, Cut: true, Badge: true},
		{Name: "A6", Columns: 2, Rows: 2, Width: 105, Height: 148.5, Across: 105, Down: 148.5, Cut: true, Badge: true},
	}
}

// StockNamed gives the sheet of that name; "" is the first made for badges, or
// for addresses. It refuses a name there is not.
func StockNamed(name string, badge bool) (Stock, error) {
	names := ""
	for _, s := range Stocks() {
		if s.Name == name || name == "" && s.Badge == badge {
			return s, nil
		}
		names = joined(names, s.Name)
	}
	return Stock{}, college.Refuse(college.Invalid, "paper.stock.unknown", "name", name, "names", names)
}

// CheckStart refuses a label to begin at that the sheet has not.
func (s Stock) CheckStart(label int) error {
	if label < 1 || label > s.each() {
		return college.Refuse(college.Invalid, "print.wrong.startAt", "most", fmt.Sprint(s.each()))
	}
	return nil
}

// Placement says which labels of a sheet are printed, and where a printer
// needs them moved to.
type Placement struct {
	Start          int     // first label to use, from 1; less is 1, more the last
	NudgeX, NudgeY float64 // mm to the right and down, −5 to 5
	TestPage       bool    // one page of outlines and numbers instead, to hold against a sheet
	FullNames      bool    // badges: the full name too, where it differs
}

// mostNudge is how far labels can be moved, in mm.
const mostNudge = 5

// unprinted is what printers leave white at the edges of a sheet, in mm.
const unprinted = 5

// each is how many labels a sheet has.
func (s Stock) each() int { return s.Columns * s.Rows }

// edition is the sheet as an edition of large or small type.
func (s Stock) edition(e typeset.Edition) typeset.Edition {
	return typeset.Edition{Body: e.Body, Paper: s.Sheet, Lang: e.Lang}
}

// box is the place of a label, from 0, moved as the printer needs it.
func (s Stock) box(n int, at Placement) typeset.Box {
	move := func(mm float64) float64 { return min(max(mm, -mostNudge), mostNudge) }
	return typeset.Box{
		X: s.Left + float64(n%s.Columns)*s.Across + move(at.NudgeX),
		Y: s.Top + float64(n/s.Columns)*s.Down + move(at.NudgeY),
		W: s.Width, H: s.Height,
	}
}

// printable is what of a label can be printed on: inside its padding and what
// the printer reaches.
func (s Stock) printable(box typeset.Box, padX, padY float64) typeset.Box {
	size := typeset.Edition{Paper: s.Sheet}.Size()
	left, top := max(box.X+padX, unprinted), max(box.Y+padY, unprinted)
	right, bottom := min(box.Right()-padX, size.W-unprinted), min(box.Bottom()-padY, size.H-unprinted)
	return typeset.Box{X: left, Y: top, W: right - left, H: bottom - top}
}

// onStock sets so many labels on as many sheets as they need, from the one to
// start at; or the test page.
func (p Printing) onStock(b *typeset.Book, s Stock, at Placement, count int, set func(c *typeset.Canvas, box typeset.Box, n int)) {
	e := s.edition(p.Edition)
	if at.TestPage {
		p.testPage(b.Sheet(e, typeset.Margins{}), s, at)
		return
	}
	first := min(max(at.Start, 1), s.each()) - 1
	var c *typeset.Canvas
	for n := range count {
		place := (first + n) % s.each()
		if n == 0 || place == 0 {
			c = b.Sheet(e, typeset.Margins{})
			s.cutLines(c, at)
		}
		set(c, s.box(place, at), n)
	}
	if count == 0 {
		p.nothing(b, p.say("nothing"))
	}
}

// cutLines shows where plain card is cut.
func (s Stock) cutLines(c *typeset.Canvas, at Placement) {
	if !s.Cut {
		return
	}
	sheet := c.Inside()
	last := s.box(s.each()-1, at)
	for column := 1; column < s.Columns; column++ {
		x := s.box(column, at).X
		c.Line(x, sheet.Y, x, sheet.Bottom(), 0.1)
	}
	for row := 1; row < s.Rows; row++ {
		y := s.box(row*s.Columns, at).Y
		c.Line(sheet.X, y, min(last.Right(), sheet.Right()), y, 0.1)
	}
}

// testPage draws each label's outline and number.
func (p Printing) testPage(c *typeset.Canvas, s Stock, at Placement) {
	for n := range s.each() {
		box := s.box(n, at)
		c.Frame(box, 0.2)
		in := s.printable(box, 3, 3)
		y := in.Y + c.Block(typeset.Box{X: in.X, Y: in.Y, W: in.W, H: in.H / 2}, typeset.Para{
			Text: fmt.Sprint(n + 1), Size: 24, Bold: true, Leading: 1.3, Align: typeset.Centre,
		})
		c.Block(typeset.Box{X: in.X, Y: y, W: in.W, H: in.Bottom() - y}, typeset.Para{
			Text: p.say("stock.size", "width", fmt.Sprint(s.Width), "height", fmt.Sprint(s.Height)), Align: typeset.Centre, Size: 12,
		})
	}
}
