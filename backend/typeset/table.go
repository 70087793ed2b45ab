package typeset

// Rules says which lines a table draws.
type Rules int

// The lines of a table.
const (
	Grid     Rules = iota // around every cell
	RowLines              // under every row
	NoRules
)

// Column says how wide a column is and how its cells are set.
type Column struct {
	Title string  // its head, bold
	Head  []Para  // its head, where one bold text is not enough
	Width float64 // mm; 0 shares what is left with the other columns of width 0
	Size  float64 // pt; 0 is the edition's body
	Min   float64 // smallest size for a text that does not fit, pt; 0 never shrinks
	Bold  bool
	Align Align
	Names bool // its cells name their rows: TH with scope Row
}

// Cell is one or more paragraphs, one below the other.
type Cell struct {
	Paras []Para
	Fill  *Colour // ground of the cell; nil is paper
	Span  int     // columns it covers; 0 is 1
}

// Row is one row of cells.
type Row struct {
	Cells    []Cell
	Height   float64 // least height in mm; 0 is the table's
	KeepNext bool    // stays on one page with the row below
}

// Table is a grid with a head that stands again on every page. Rows grow with
// their text and are never clipped; one higher than a page runs on.
type Table struct {
	Columns    []Column
	Rows       []Row
	HeadHeight float64 // least height of the head in mm
	RowHeight  float64 // least height of a row in mm
	// Tight is the least height of a row, in mm, if that saves the last page:
	// 0 never tightens.
	Tight float64
	// MinLast is how many rows a last page has at least; 0 is 3.
	MinLast int
	// KeepFirst is how many rows stay with the head and with a heading above
	// it; 0 is 2.
	KeepFirst int
	Rules     Rules
	Top       bool // text at the top of its cell, not in the middle
	Plain     bool // without a head
}

// Cells makes a row's cells of plain texts.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i] = Cell{Paras: []Para{Said(text)}}
	}
	return cells
}

const (
	padY      = 0.7  // mm above and below its text
	ruleWidth = 0.25 // mm
)

// CellPad gives the mm that a table leaves empty at either side of a cell's
// text: 1.3 up to 14 pt, and more with larger type, which would touch the rules.
func CellPad(e Edition) float64 { return max(1.3, 1.3*e.BodySize()/14) }

// Table adds a table.
func (f *Flow) Table(t Table) {
	l := t.layout(f)
	table := f.book.element(Element{Role: RoleTable, Parent: f.sect})
	var head *slab
	if !t.Plain {
		l.element = f.book.element(Element{Role: RoleTHead, Parent: table})
		first := l.row(Row{Height: t.HeadHeight}, l.head, true, true)
		again := first[0]
		again.ops = asArtifacts(again.ops)
		first[0].keepNext = true
		head = &again
		f.add(first[0])
	}
	l.element = f.book.element(Element{Role: RoleTBody, Parent: table})
	room := f.Room()
	var rows []slab
	for i, row := range t.Rows {
		rows = append(rows, l.row(row, l.body[i], false, t.Plain && len(rows) == 0)...)
	}
	last := l.lastRows(rows, room, head)
	for i := range rows {
		rows[i].repeat = head
		rows[i].keepNext = rows[i].keepNext || i < t.keepFirst()-1 && i < len(rows)-1 ||
			i < len(rows)-1 && i >= len(rows)-last
	}
	if len(rows) == 0 && head != nil {
		f.flush()
	}
	for _, s := range rows {
		f.add(s)
	}
}

// lastRows gives how many rows stay together on the last page: MinLast, or half
// of those on the last two pages where MinLast would all but empty the one before.
// Room is what is left for rows on the first page, in mm.
func (l *tableLayout) lastRows(rows []slab, room float64, head *slab) int {
	full := l.flow.bottom - l.flow.inside.Y - l.flow.headHeight()
	if head != nil {
		full -= head.height
	}
	var pages []int // rows on each
	used, on := 0.0, 0
	for _, s := range rows {
		if used+s.height > room+tolerance {
			pages = append(pages, on)
			used, on, room = 0, 0, full
		}
		used, on = used+s.height, on+1
	}
	n := len(pages)
	if n == 0 || on >= l.minLast() || pages[n-1]+on >= 2*l.minLast() {
		return l.minLast()
	}
	return max((pages[n-1]+on)/2, 1)
}

func (t Table) minLast() int {
	if t.MinLast <= 0 {
		return 3
	}
	return t.MinLast
}

func (t Table) keepFirst() int {
	if t.KeepFirst <= 0 {
		return 2
	}
	return t.KeepFirst
}

// tableLayout is a table with its widths settled.
type tableLayout struct {
	Table
	flow    *Flow
	lefts   []float64 // of each column, and the right edge of the last
	element ElementID // what the next rows are parts of
	full    float64   // the height of a row that a page can hold
	head    []setCell // the texts, made to fit
	body    [][]setCell
}

func (t Table) layout(f *Flow) *tableLayout {
	l := &tableLayout{Table: t, flow: f}
	l.lefts = t.edges(f.inside.W)
	l.body = make([][]setCell, len(t.Rows))
	for i, row := range t.Rows {
		l.body[i] = l.set(row, false)
	}
	l.full = f.bottom - f.inside.Y - f.headHeight()
	if !t.Plain {
		l.head = l.set(Row{Cells: l.heads()}, true)
		l.full -= l.heightOf(Row{Height: t.HeadHeight}, l.head, true)
	}
	if t.Tight > 0 && t.Tight < t.RowHeight {
		natural := l.heightAt(t.RowHeight)
		l.RowHeight = t.RowHeight
		// Two rows too many are squeezed in; more deserve a page.
		if room := f.Room(); natural > room && natural <= room+2*t.RowHeight && l.heightAt(t.Tight) <= room {
			l.RowHeight = t.Tight
		}
	}
	return l
}

// edges gives the left edge of every column and the right edge of the last.
func (t Table) edges(width float64) []float64 {
	fixed, shares := 0.0, 0
	for _, c := range t.Columns {
		fixed += c.Width
		if c.Width <= 0 {
			shares++
		}
	}
	share, scale := 0.0, 1.0
	if shares > 0 {
		// Fixed columns that leave nothing give way.
		share = max((width-fixed)/float64(shares), width/float64(4*len(t.Columns)))
		scale = min(1, (width-share*float64(shares))/max(fixed, 1))
	} else if fixed > width {
		scale = width / fixed
	}
	edges := []float64{0}
	for i, c := range t.Columns {
		w := c.Width * scale
		if c.Width <= 0 {
			w = share
		}
		edges = append(edges, edges[i]+w)
	}
	return edges
}

// heads gives the cells of the head row.
func (l *tableLayout) heads() []Cell {
	ground := Tint
	cells := make([]Cell, len(l.Columns))
	for i, c := range l.Columns {
		cells[i] = Cell{Paras: c.Head, Fill: &ground}
		if len(c.Head) == 0 {
			cells[i].Paras = []Para{Strong(c.Title)}
		}
	}
	return cells
}

// heightAt gives the height of the whole table if rows were so high at least.
func (l *tableLayout) heightAt(rowHeight float64) float64 {
	height := 0.0
	if !l.Plain {
		height = l.heightOf(Row{Height: l.HeadHeight}, l.head, true)
	}
	for i, row := range l.Rows {
		if row.Height <= 0 {
			row.Height = rowHeight
		}
		height += l.heightOf(row, l.body[i], false)
	}
	return height
}
