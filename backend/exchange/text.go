package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readText reads a text file with separators: its encoding, then its
// separator, then its rows (imports.md 3.2, rules 1 and 2).
func readText(name string, data []byte) (*grid, error) {
	s, err := decode(data)
	if err != nil {
		return nil, refuse("import.file.binary", "file", name)
	}
	if strings.TrimSpace(s) == "" {
		return nil, refuse("import.file.empty", "file", name)
	}
	separator, told := toldSeparator(s)
	if !told {
		separator = voteSeparator(s)
	}
	rows, open := splitRows(s, separator)
	if open > 0 {
		return nil, refuse("import.file.quotes", "file", name, "row", itoa(open))
	}
	if told {
		rows = rows[1:]
	}
	return &grid{rows: rows}, nil
}

// decode: a byte order mark, else the NULs of UTF-16 without one, else strict
// UTF-8, else Windows-1252, in which every byte is a letter.
func decode(data []byte) (string, error) {
	var enc encoding.Encoding
	switch order := utf16Order(data); {
	case order != nil:
		enc = order
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), nil
	default:
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(data)
	return strings.TrimPrefix(string(out), "\ufeff"), err
}

// utf16Order is the decoder for UTF-16 text, or nil when it is not that.
// Without a mark, most of one half of the byte pairs must be NUL and hardly
// any of the other: text in English, or with headings in it.
func utf16Order(data []byte) encoding.Encoding {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return little
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return big
	}
	head := data[:min(len(data), 4096)&^1]
	first, second := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			first++
		}
		if head[i+1] == 0 {
			second++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs >= 4 && second*10 >= pairs*7 && first*20 <= pairs:
		return little
	case pairs >= 4 && first*10 >= pairs*7 && second*20 <= pairs:
		return big
	}
	return nil
}

// toldSeparator reads the line "sep=;" that Excel understands at the very top.
func toldSeparator(s string) (rune, bool) {
	line, _, _ := strings.Cut(s, "\n")
	rest, found := strings.CutPrefix(strings.ToLower(strings.TrimRight(line, "\r")), "sep=")
	if r, size := utf8.DecodeRuneInString(rest); found && size > 0 && size == len(rest) {
		return r, true
	}
	return 0, false
}

// voteSeparator lets the headings decide: the separator under which one of the
// first rows has most headings we know wins, then the one with most cells.
func voteSeparator(s string) rune {
	if len(s) > 64<<10 {
		s = s[:64<<10]
	}
	best, known, cells := ',', -1, -1
	for _, separator := range []rune{'\t', ',', ';'} {
		rows, _ := splitRows(s, separator)
		at := headingRow(rows)
		if at < 0 {
			continue
		}
		k, c := knownHeadings(rows[at].cells), len(rows[at].cells)
		if c < 2 {
			continue // nothing was separated
		}
		if k > known || k == known && c > cells {
			best, known, cells = separator, k, c
		}
	}
	return best
}

// splitRows splits text as a spreadsheet would: a quoted cell may hold
// separators, line breaks and doubled quotes; a quote inside a cell that did
// not begin with one is a letter like any other. A line counts as a row even
// when it is empty, a line break inside quotes does not. open is the row whose
// quote never closes, or 0.
func splitRows(s string, separator rune) (rows []gridRow, open int) {
	var cells []string
	var cell strings.Builder
	number, quoted, begun := 1, false, false
	endCell := func() {
		cells = append(cells, strings.Trim(plainText(cell.String()), "\x1a"))
		cell.Reset()
		begun = false
	}
	endRow := func() {
		endCell()
		rows = append(rows, gridRow{number: number, cells: cells})
		cells = nil
		number++
	}
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		next := s[i+size:]
		switch {
		case quoted && r == '"' && strings.HasPrefix(next, `"`):
			cell.WriteByte('"')
			size++
		case quoted && r == '"' && endsCell(next, separator):
			quoted = false
		case quoted:
			cell.WriteRune(r)
		case r == '"' && !begun && strings.TrimSpace(cell.String()) == "":
			cell.Reset()
			quoted, begun = true, true
		case r == separator:
			endCell()
		case r == '\r' && strings.HasPrefix(next, "\n"):
		case r == '\n', r == '\r':
			endRow()
		default:
			cell.WriteRune(r)
		}
	}
	if quoted {
		return rows, number
	}
	if cell.Len() > 0 || len(cells) > 0 || begun {
		endRow()
	}
	return rows, 0
}

// endsCell tells whether a quote that next follows closes its cell. Someone's
// own quotation marks inside a quoted cell do not.
func endsCell(next string, separator rune) bool {
	next = strings.TrimLeft(next, " ")
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	return r == separator || r == '\n' || r == '\r'
}

// plainText drops control characters that came along and evens line breaks.
func plainText(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 }) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == '\f':
			return '\n'
		case r < 0x20 && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, s)
}
