package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

// headingsWithin is how many filled rows at the top may hold the headings.
const headingsWithin = 30

// grid is a table before its headings are found.
type grid struct {
	name     string
	others   []string
	date1904 bool
	rows     []gridRow
	merged   []area
}

type gridRow struct {
	number  int
	cells   []string
	noValue []int
}

// area is a merged area of more than one row: its rows, and the column that
// keeps its value.
type area struct{ first, last, column int }

func (g *grid) merge(m excelize.MergeCell) {
	column, first, err := excelize.CellNameToCoordinates(m.GetStartAxis())
	_, last, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
	if err == nil && err2 == nil && last > first {
		g.merged = append(g.merged, area{first: first, last: last, column: column - 1})
	}
}

// headingRow is the index of the row that holds the headings, or -1: the row
// near the top with most headings we know (two or more), else the first with
// three filled cells, else the first that is filled at all. Titles and blocks
// of particulars above it are passed over.
func headingRow(rows []gridRow) int {
	best, known := -1, 1
	wide, filled, seen := -1, -1, 0
	for i, r := range rows {
		if blank(r.cells) {
			continue
		}
		if k := knownHeadings(r.cells); k > known {
			best, known = i, k
		}
		if wide < 0 && countFilled(r.cells) >= 3 {
			wide = i
		}
		if filled < 0 {
			filled = i
		}
		if seen++; seen == headingsWithin {
			break
		}
	}
	switch {
	case best >= 0:
		return best
	case wide >= 0:
		return wide
	}
	return filled
}

// sheet finds the headings and lays the rows below them out.
func (g *grid) sheet(file string, limits Limits) (*Sheet, error) {
	at := headingRow(g.rows)
	if at < 0 {
		return nil, refuse("import.file.empty", "file", file)
	}
	head, body := g.rows[at], g.rows[at+1:]
	g.spread(head.number, body)
	body = slices.DeleteFunc(body, func(r gridRow) bool { return blank(r.cells) && len(r.noValue) == 0 })
	if len(body) == 0 {
		key := "import.file.headingsOnly"
		if knownHeadings(head.cells) == 0 {
			key = "import.file.noTable"
		}
		return nil, refuse(key, "file", file)
	}
	if len(body) > limits.Rows {
		return nil, refuse("import.file.tooManyRows", "file", file, "most", grouped(limits.Rows))
	}
	width := lastFilled(head.cells)
	for _, r := range body {
		width = max(width, lastFilled(r.cells))
	}
	if width > limits.Columns {
		return nil, refuse("import.file.tooManyColumns", "file", file, "most", grouped(limits.Columns))
	}
	s := &Sheet{FileName: file, Name: g.name, OtherSheets: g.others, HeadingRow: head.number, Date1904: g.date1904,
		Headings: uniqueHeadings(head.cells, width), Rows: make([]Row, 0, len(body))}
	for _, r := range body {
		row := Row{Number: r.number, Cells: make([]string, width), NoValue: r.noValue}
		copy(row.Cells, r.cells)
		for i, c := range row.Cells {
			if len(c) > limits.Letters && utf8.RuneCountInString(c) > limits.Letters {
				return nil, refuse("import.file.longCell", "file", file, "row", itoa(r.number), "column", columnName(i), "most", grouped(limits.Letters))
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s, nil
}

// spread repeats the value of a merged area in each of its rows: a coordinator
// merges a course's title over its sessions. Areas that begin in or above the
// headings are decoration.
func (g *grid) spread(headings int, body []gridRow) {
	for _, a := range g.merged {
		if a.first <= headings {
			continue
		}
		from, _ := slices.BinarySearchFunc(body, a.first, func(r gridRow, n int) int { return r.number - n })
		value := ""
		for i := from; i < len(body) && body[i].number <= a.last; i++ {
			r := &body[i]
			if r.number == a.first && a.column < len(r.cells) {
				value = r.cells[a.column]
			}
			if value == "" {
				break
			}
			for len(r.cells) <= a.column {
				r.cells = append(r.cells, "")
			}
			r.cells[a.column] = value
		}
	}
}

// uniqueHeadings keeps headings as written, names a column without one after
// its letter, and tells two alike apart in the same way.
func uniqueHeadings(cells []string, width int) []string {
	out := make([]string, width)
	taken := map[string]bool{}
	for i := range out {
		if i < len(cells) {
			out[i] = cells[i]
		}
		if clean(out[i]) == "" {
			out[i] = "(" + columnName(i) + ")"
		} else if taken[compare(out[i])] {
			out[i] += " (" + columnName(i) + ")"
		}
		taken[compare(out[i])] = true
	}
	return out
}

// lastHeaded counts the columns up to the last that has a heading of its own:
// those beyond it are cells of rows longer than the headings.
func lastHeaded(headings []string) int {
	n := len(headings)
	for n > 0 && headings[n-1] == "("+columnName(n-1)+")" {
		n--
	}
	return n
}

func columnName(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		return itoa(i + 1) // beyond Excel's last column
	}
	return name
}

// compare is a heading as it is compared: without case, accents, punctuation,
// no-break spaces or line breaks.
func compare(heading string) string { return college.Fold(heading) }

// Fingerprint identifies a set of headings, whatever their order and case, so
// that a mapping can be remembered for the next file like it. A stray cell
// beside the table makes no other set.
func Fingerprint(headings []string) string {
	keys := make([]string, 0, len(headings))
	for _, h := range headings {
		if !unheaded(h) {
			keys = append(keys, compare(h))
		}
	}
	slices.Sort(keys)
	sum := sha256.Sum256([]byte(strings.Join(keys, "\n")))
	return hex.EncodeToString(sum[:])
}

// clean is a cell's text with every kind and run of white space one space, and
// none at its ends.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\ufeff' {
			return -1 // spaces of no width, pasted from web pages
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

func blank(cells []string) bool { return lastFilled(cells) == 0 }

func lastFilled(cells []string) int {
	for i := len(cells); i > 0; i-- {
		if clean(cells[i-1]) != "" {
			return i
		}
	}
	return 0
}

func countFilled(cells []string) int {
	n := 0
	for _, c := range cells {
		if clean(c) != "" {
			n++
		}
	}
	return n
}
