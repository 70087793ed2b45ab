package typeset

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// signIn is a table like a sign-in sheet's, with so many rows.
func signIn(rows int) Table {
	t := Table{
		Columns: []Column{
			{Title: "No.", Width: 11, Align: Right},
			{Title: "Name", Width: 74, Size: 13, Min: 11, Names: true},
			{Title: "Signature"},
		},
		HeadHeight: 8, RowHeight: 9,
	}
	for i := range rows {
		t.Rows = append(t.Rows, Row{Cells: Cells(fmt.Sprint(i+1), fmt.Sprintf("Student %d", i+1), "")})
	}
	return t
}

// rowsOn counts the rows of signIn on each page.
func rowsOn(d *Document) []int {
	var counts []int
	for i := range d.Pages {
		n := 0
		for _, s := range textsOn(d, i) {
			if strings.HasPrefix(s, "Student ") {
				n++
			}
		}
		counts = append(counts, n)
	}
	return counts
}

func TestTablePages(t *testing.T) {
	cases := map[string]struct {
		rows  int
		tight float64
		want  []int
	}{
		"empty":                        {0, 0, []int{0}},
		"one row":                      {1, 0, []int{1}},
		"a page but one":               {28, 0, []int{28}},
		"a full page":                  {29, 0, []int{29}},
		"one row too many":             {30, 0, []int{27, 3}},
		"two rows too many":            {31, 0, []int{28, 3}},
		"three rows too many":          {32, 0, []int{29, 3}},
		"one too many, squeezed":       {30, 8.2, []int{30}},
		"two too many, squeezed":       {31, 8.2, []int{31}},
		"three too many, not squeezed": {32, 8.2, []int{29, 3}},
		"three pages":                  {61, 0, []int{29, 29, 3}},
		"two hundred":                  {200, 0, []int{29, 29, 29, 29, 29, 29, 26}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			table := signIn(c.rows)
			table.Tight = c.tight
			book.Flow(Edition{}, Frame{}).Table(table)
			doc := book.Document()
			sound(t, doc)
			if got := rowsOn(doc); fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("rows on pages %v, want %v", got, c.want)
			}
			for i := range doc.Pages {
				if textsOn(doc, i)[0] != "No." {
					t.Errorf("page %d has no head", i+1)
				}
			}
		})
	}
}

func TestTableStaysWithItsHeading(t *testing.T) {
	for filler := range 50 {
		book := NewBook(Meta{})
		flow := book.Flow(Edition{}, numbered)
		for range filler {
			flow.Para(Said("Filler"))
		}
		flow.Heading(2, Para{Text: "Week 1"})
		flow.Table(signIn(12))
		doc := book.Document()
		sound(t, doc)
		_, heading := find(t, doc, "Week 1")
		_, second := find(t, doc, "Student 2")
		if heading != second {
			t.Fatalf("after %d lines the heading is on page %d, row 2 on page %d", filler, heading+1, second+1)
		}
		_, tenth := find(t, doc, "Student 10")
		if _, last := find(t, doc, "Student 12"); last != tenth {
			t.Fatalf("after %d lines the last page has fewer than 3 rows", filler)
		}
	}
}

func TestRowsGrow(t *testing.T) {
	book := NewBook(Meta{})
	note := strings.TrimSpace(strings.Repeat("sit near the door ", 22))
	table := signIn(3)
	table.Rows[1].Cells[2].Paras = []Para{Strong("Agreed"), Said(note)}
	table.Top = true
	book.Flow(Edition{}, Frame{}).Table(table)
	doc := book.Document()
	sound(t, doc)
	second, _ := find(t, doc, "Student 2")
	third, _ := find(t, doc, "Student 3")
	if second.Cell.H < 20 || math.Abs(third.Cell.Y-second.Cell.Bottom()) > 0.01 {
		t.Errorf("the row is %g mm high, the next begins %g mm below it", second.Cell.H, third.Cell.Y-second.Cell.Bottom())
	}
	agreed, _ := find(t, doc, "Agreed")
	if !agreed.Bold || math.Abs(agreed.Y-second.Y) > 1 {
		t.Errorf("the cells of a row do not begin level: %g and %g", agreed.Y, second.Y)
	}
}

func TestRowHigherThanAPageRunsOn(t *testing.T) {
	book := NewBook(Meta{})
	table := signIn(3)
	var words []string
	for i := range 1500 {
		words = append(words, fmt.Sprintf("w%04d", i))
	}
	table.Rows[1].Cells[2].Paras = []Para{{Text: strings.Join(words[:750], " "), Tick: TickEmpty}, Said(strings.Join(words[750:], " "))}
	book.Flow(Edition{}, numbered).Table(table)
	doc := book.Document()
	sound(t, doc)
	text := doc.Words()
	for _, word := range words {
		if strings.Count(text, word) != 1 {
			t.Fatalf("%s stands %d times", word, strings.Count(text, word))
		}
	}
	if len(doc.Pages) < 3 {
		t.Errorf("%d pages", len(doc.Pages))
	}
}

func TestColumnWidths(t *testing.T) {
	cases := map[string]struct {
		columns []Column
		want    []float64
	}{
		"all given":              {[]Column{{Width: 40}, {Width: 60}}, []float64{0, 40, 100}},
		"one takes the rest":     {[]Column{{Width: 40}, {}}, []float64{0, 40, 100}},
		"two share the rest":     {[]Column{{}, {Width: 40}, {}}, []float64{0, 30, 70, 100}},
		"too wide":               {[]Column{{Width: 150}, {Width: 50}}, []float64{0, 75, 100}},
		"too wide for the rest":  {[]Column{{Width: 200}, {}}, []float64{0, 87.5, 100}},
		"no columns have no row": {nil, []float64{0}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Table{Columns: c.columns}.edges(100)
			if len(got) != len(c.want) {
				t.Fatalf("edges %v, want %v", got, c.want)
			}
			for i := range got {
				if math.Abs(got[i]-c.want[i]) > 0.01 {
					t.Errorf("edges %v, want %v", got, c.want)
				}
			}
		})
	}
}

func TestCellsSpanAndRowsMayBeShort(t *testing.T) {
	book := NewBook(Meta{})
	ground := Tint
	book.Flow(Edition{}, Frame{}).Table(Table{
		Columns: []Column{{Title: "Mon", Width: 30}, {Title: "Tue", Width: 30}, {Title: "Wed", Width: 30}},
		Rows: []Row{
			{Cells: []Cell{{Paras: []Para{Said("Half-term break")}, Span: 3, Fill: &ground}}},
			{Cells: []Cell{{Paras: []Para{Said("Too far")}, Span: 9}, {Paras: []Para{Said("Beyond")}}}},
			{Cells: Cells("Short")},
			{},
		},
	})
	doc := book.Document()
	sound(t, doc)
	for s, width := range map[string]float64{"Half-term break": 90, "Too far": 90, "Short": 30} {
		if text, _ := find(t, doc, s); text.Cell.W != width {
			t.Errorf("%q is in a cell of %g mm, want %g", s, text.Cell.W, width)
		}
	}
	if strings.Contains(doc.Words(), "Beyond") {
		t.Error("a cell without a column is set")
	}
}

func TestTableStructure(t *testing.T) {
	book := NewBook(Meta{})
	book.Flow(Edition{}, Frame{}).Table(signIn(40))
	doc := book.Document()
	cases := map[string]struct {
		page  int
		path  string
		scope Scope
	}{
		"Name":       {0, "Document Sect Table THead TR TH", ScopeColumn},
		"Student 35": {1, "Document Sect Table TBody TR TH", ScopeRow},
		"35":         {1, "Document Sect Table TBody TR TD", ""},
	}
	for s, c := range cases {
		text, page := find(t, doc, s)
		if page != c.page || path(doc, text.Element) != c.path || doc.Elements[text.Element].Scope != c.scope {
			t.Errorf("%q is on page %d as %s, scope %q", s, page+1, path(doc, text.Element), doc.Elements[text.Element].Scope)
		}
	}
	for _, op := range doc.Pages[1].Ops {
		if text, isText := op.(Text); isText && text.String == "Name" && text.Element != Artifact {
			t.Error("the head that stands again is not an artifact")
		}
	}
	for id, e := range doc.Elements {
		if id > int(Root) && int(e.Parent) >= id {
			t.Fatalf("element %d comes before its parent %d", id, e.Parent)
		}
	}
}

func TestRules(t *testing.T) {
	count := func(rules Rules) (lines int) {
		book := NewBook(Meta{})
		table := signIn(2)
		table.Rules, table.Plain = rules, true
		book.Flow(Edition{}, Frame{}).Table(table)
		for _, op := range book.Document().Pages[0].Ops {
			if _, isLine := op.(Line); isLine {
				lines++
			}
		}
		return lines
	}
	for name, c := range map[string]struct {
		rules Rules
		want  int
	}{"grid": {Grid, 3 + 2*4}, "rows": {RowLines, 3}, "none": {NoRules, 0}} {
		if got := count(c.rules); got != c.want {
			t.Errorf("%s: %d lines, want %d", name, got, c.want)
		}
	}
}

func TestWeekHeadsFitTheirColumns(t *testing.T) {
	columns := []Column{{Title: "No.", Width: 10, Align: Right}, {Title: "Name", Width: 62, Names: true}}
	for week := range 12 {
		columns = append(columns, Column{Width: 14.5, Align: Centre, Head: []Para{Strong(fmt.Sprint(week + 1)), Said("14"), Said("Sep")}})
	}
	columns = append(columns, Column{Title: "Total", Width: 19, Align: Centre})
	table := Table{Columns: columns, RowHeight: 7}
	for i := range 40 {
		table.Rows = append(table.Rows, Row{Cells: append(Cells(fmt.Sprint(i+1), "Siobhán O’Brien-Nwachukwu"), Cells("P", "L", "E", "A", "N", "T", "–")...)})
	}
	book := NewBook(Meta{})
	book.Flow(Edition{Landscape: true}, numbered).Table(table)
	doc := book.Document()
	sound(t, doc)
	if issues := doc.Issues(); len(issues) > 0 {
		t.Errorf("issues: %v", issues)
	}
	if len(doc.Pages) != 2 {
		t.Errorf("40 students take %d pages", len(doc.Pages))
	}
}

func TestLargePrintTables(t *testing.T) {
	for _, body := range []float64{16, 18, 24} {
		for _, paper := range []Paper{A3, A4, A5} {
			edition := Edition{Body: body, Paper: paper, Duplex: true}
			table := signIn(24)
			table.Columns[1].Size, table.Columns[1].Min = edition.Pt(13), edition.Pt(11)
			for i, name := range hostileNames() {
				table.Rows = append(table.Rows, Row{Cells: Cells(fmt.Sprint(25+i), name, name)})
			}
			book := NewBook(Meta{})
			book.Flow(edition, numbered).Table(table)
			sound(t, book.Document())
		}
	}
}
