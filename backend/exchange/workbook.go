package exchange

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// readWorkbook reads one sheet of an .xlsx: the first in which headings are
// known, else the first that is not empty. Sheets that can be seen come before
// hidden ones.
func readWorkbook(name string, data []byte, limits Limits) (g *grid, err error) {
	formulas, err := checkZip(name, data, limits)
	if err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // excelize panics on some broken parts
			g, err = nil, refuse("import.file.damaged", "file", name)
		}
	}()
	// One limit for both: nothing is spilled into temporary files.
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: limits.InflatedBytes, UnzipXMLSizeLimit: limits.InflatedBytes, RawCellValue: true,
	})
	if err != nil {
		return nil, refuse("import.file.damaged", "file", name)
	}
	defer book.Close()
	sheets := sheetsInOrder(book)
	sheet := chooseSheet(book, sheets)
	if sheet == "" {
		return nil, refuse("import.file.empty", "file", name)
	}
	b := &bookReader{book: book, sheet: sheet, file: name, formulas: formulas, dateStyles: map[int]bool{}}
	if g, err = b.read(limits); err != nil {
		return nil, err
	}
	for _, other := range sheets {
		if other != sheet {
			g.others = append(g.others, other)
		}
	}
	return g, nil
}

func sheetsInOrder(book *excelize.File) []string {
	var seen, hidden []string
	for _, s := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(s); err == nil && !visible {
			hidden = append(hidden, s)
		} else {
			seen = append(seen, s)
		}
	}
	return append(seen, hidden...)
}

func chooseSheet(book *excelize.File, sheets []string) string {
	filled := ""
	for _, s := range sheets {
		rows, err := book.Rows(s)
		if err != nil {
			continue // a chart on a sheet of its own
		}
		var head []gridRow
		for n := 1; len(head) < headingsWithin && rows.Next(); n++ {
			if cells, err := rows.Columns(); err == nil && !blank(cells) {
				head = append(head, gridRow{number: n, cells: cells})
			}
		}
		rows.Close()
		if at := headingRow(head); at >= 0 && knownHeadings(head[at].cells) >= 2 {
			return s
		}
		if filled == "" && len(head) > 0 {
			filled = s
		}
	}
	return filled
}

type bookReader struct {
	book       *excelize.File
	sheet      string
	file       string
	formulas   bool
	date1904   bool
	dateStyles map[int]bool
}

// read streams the raw values first, which is cheap and holds the limits, and
// only then lets excelize build the sheet in memory for its styles, formulas
// and merged cells. That second reading also notices broken XML, at which the
// stream ends without a word.
func (b *bookReader) read(limits Limits) (*grid, error) {
	rows, err := b.book.Rows(b.sheet)
	if err != nil {
		return nil, refuse("import.file.damaged", "file", b.file)
	}
	defer rows.Close()
	g := &grid{name: b.sheet}
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, refuse("import.file.damaged", "file", b.file)
		}
		if blank(cells) && !(b.formulas && len(cells) > 0) { // formulas may stand there without results
			continue
		}
		if len(g.rows) > limits.Rows+headingsWithin {
			return nil, refuse("import.file.tooManyRows", "file", b.file, "most", grouped(limits.Rows))
		}
		g.rows = append(g.rows, gridRow{number: n, cells: cells})
	}
	if rows.Error() != nil {
		return nil, refuse("import.file.damaged", "file", b.file)
	}
	if props, err := b.book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		g.date1904, b.date1904 = *props.Date1904, *props.Date1904
	}
	merged, err := b.book.GetMergeCells(b.sheet, true)
	if err != nil {
		return nil, refuse("import.file.damaged", "file", b.file)
	}
	for i := range g.rows {
		b.finish(&g.rows[i])
	}
	for _, m := range merged {
		g.merge(m)
	}
	return g, nil
}

// finish turns serial numbers into dates by their cells' formats and notes the
// formulas whose result was never kept.
func (b *bookReader) finish(row *gridRow) {
	for i, raw := range row.cells {
		at, err := excelize.CoordinatesToCellName(i+1, row.number)
		if err != nil {
			continue
		}
		if raw == "" {
			if formula, err := b.book.GetCellFormula(b.sheet, at); b.formulas && err == nil && formula != "" {
				row.noValue = append(row.noValue, i)
			}
			continue
		}
		number, numeric := asNumber(raw)
		if !numeric {
			row.cells[i] = plainText(raw)
			continue
		}
		style, err := b.book.GetCellStyle(b.sheet, at)
		switch {
		case err == nil && b.isDate(style) && b.holdsNumber(at):
			row.cells[i] = serialText(number, b.date1904)
		case strings.ContainsAny(raw, "eE") && b.holdsNumber(at):
			row.cells[i] = strconv.FormatFloat(number, 'f', -1, 64) // a long phone number
		}
	}
}

// holdsNumber tells a number from digits typed as text.
func (b *bookReader) holdsNumber(at string) bool {
	kind, err := b.book.GetCellType(b.sheet, at)
	return err == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber)
}

func asNumber(raw string) (float64, bool) {
	if raw[0] != '-' && (raw[0] < '0' || raw[0] > '9') {
		return 0, false
	}
	n, err := strconv.ParseFloat(raw, 64)
	return n, err == nil
}

// serialText writes Excel's number of days as a date, a time of day, or both.
// Seconds are rounded: 10:00 is kept as 0.416666…
func serialText(serial float64, date1904 bool) string {
	t, ok := serialTime(serial, date1904)
	switch {
	case !ok:
		return strconv.FormatFloat(serial, 'f', -1, 64)
	case serial < 1:
		return clockText(t)
	case t.Hour()+t.Minute()+t.Second() == 0:
		return t.Format("2006-01-02")
	default:
		return t.Format("2006-01-02 15:04:05")
	}
}

func clockText(t time.Time) string {
	if t.Second() == 0 {
		return t.Format("15:04")
	}
	return t.Format("15:04:05")
}

func serialTime(serial float64, date1904 bool) (time.Time, bool) {
	t, err := excelize.ExcelDateToTime(serial, date1904)
	if err != nil || serial < 0 || t.Year() > 9999 {
		return time.Time{}, false
	}
	return t.Round(time.Second), true
}

// isDate tells whether a cell style shows its number as a date or a time.
func (b *bookReader) isDate(style int) bool {
	known, ok := b.dateStyles[style]
	if !ok {
		s, err := b.book.GetStyle(style)
		known = err == nil && (dateFormat(s.NumFmt) || s.CustomNumFmt != nil && dateCode(*s.CustomNumFmt))
		b.dateStyles[style] = known
	}
	return known
}

// dateFormat knows the built-in formats for dates and times, those of East
// Asian editions included (ECMA-376 part 1, 18.8.30).
func dateFormat(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// dateCode finds a letter for year, month, day, hour or second in a format
// code, outside quoted text, escapes and brackets other than [h], [m], [s].
func dateCode(code string) bool {
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			if strings.Trim(code[i+1:i+end], "hms") == "" {
				return true
			}
			i += end
		case 'y', 'm', 'd', 'h', 's':
			return true
		case 'g': // "General", the only word without quotes
			if strings.HasPrefix(code[i:], "general") {
				i += len("general") - 1
			}
		}
	}
	return false
}
