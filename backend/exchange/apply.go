package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"daybook/backend/college"
)

// Options of a reading.
type Options struct {
	DateOrder string       // OrderAuto (or ""), DayFirst, MonthFirst
	Today     college.Date // judges birthdays; "" = the computer's date
}

// Apply reads the rows of a sheet as a kind of file. kind "" takes the guess;
// columns (heading → field, "" for "not used") is laid over the guess, so it
// may be one correction or a whole remembered mapping. Headings are compared
// without case, accents, punctuation or line breaks.
func Apply(s *Sheet, kind string, columns map[string]string, opts Options) (college.ImportFile, error) {
	if opts.DateOrder != "" && !slices.Contains([]string{OrderAuto, DayFirst, MonthFirst}, opts.DateOrder) {
		return college.ImportFile{}, refuse("import.map.unknownOrder", "order", opts.DateOrder)
	}
	if opts.Today == "" {
		opts.Today = college.DateOf(time.Now())
	}
	if kind == "" {
		if kind = Guess(s).Kind; kind == "" {
			return college.ImportFile{}, unknownFile(s)
		}
	}
	m, err := overlay(s, kind, columns)
	if err != nil {
		return college.ImportFile{}, err
	}
	file := college.ImportFile{Kind: kind, FileName: s.FileName, FileHash: s.FileHash, SheetName: s.Name,
		Fingerprint: Fingerprint(s.Headings), Columns: m.Columns,
		Enrolments: []college.EnrolmentRow{}, Plan: []college.PlanRow{}, Bookings: []college.BookingRow{}, Times: []college.TimesRow{}}
	r := newReader(s, m, opts)
	switch kind {
	case college.ImportEnrolments:
		for _, row := range s.Rows {
			file.Enrolments = append(file.Enrolments, r.line(row).enrolment())
		}
	case college.ImportTermPlan:
		file.Plan = r.plan()
	case college.ImportBookings:
		for _, row := range s.Rows {
			file.Bookings = append(file.Bookings, r.line(row).booking())
		}
	case college.ImportTimes:
		for _, row := range s.Rows {
			file.Times = append(file.Times, r.line(row).times())
		}
	}
	return file, nil
}

func unknownFile(s *Sheet) error {
	key := "import.map.unknownHeadings"
	if othersReport(s) {
		key = "import.map.attendance"
	}
	return refuse(key, "file", s.FileName)
}

// reader reads rows under one mapping.
type reader struct {
	sheet   *Sheet
	mapping Mapping
	fields  []string // of each column, "" when not used
	headed  int      // columns up to the last that has a heading
	orders  map[string]order
	opts    Options
}

func newReader(s *Sheet, m Mapping, opts Options) *reader {
	r := &reader{sheet: s, mapping: m, opts: opts, headed: lastHeaded(s.Headings), orders: map[string]order{}}
	for _, h := range s.Headings {
		r.fields = append(r.fields, m.Columns[h])
	}
	for i, name := range r.fields {
		if f, _ := fieldOf(m.Kind, name); !f.date {
			continue
		}
		var dates []written
		for _, row := range s.Rows {
			if w, key := readWritten(clean(row.Cells[i]), s.Date1904); key == "" {
				dates = append(dates, w)
			}
		}
		hint := ""
		if name == "submittedOn" && microsoftForms(s.Headings) {
			hint = MonthFirst // Forms writes its own times so in a CSV (imports.md 3.1)
		}
		r.orders[name] = columnOrder(dates, askedOrder(opts.DateOrder, s.Headings[i]), hint)
	}
	return r
}

// askedOrder is what the person chose, else what the form asked people to
// write, "Date of birth (dd/mm/yyyy)".
func askedOrder(chosen, heading string) string {
	h := compare(heading)
	switch {
	case chosen == DayFirst || chosen == MonthFirst:
		return chosen
	case strings.Contains(h, "dd mm"):
		return DayFirst
	case strings.Contains(h, "mm dd"):
		return MonthFirst
	}
	return OrderAuto
}

// line is one row being read: its values by field, and what was wrong or
// doubtful so far.
type line struct {
	*reader
	row    Row
	values map[string][]string // filled ones only, clean, in the order of the columns
	wrong  []college.FieldError
	notes  []college.Reading
}

func (r *reader) line(row Row) *line {
	l := &line{reader: r, row: row, values: map[string][]string{}, wrong: []college.FieldError{}, notes: []college.Reading{}}
	extra := 0
	for i, name := range r.fields {
		value := clean(row.Cells[i])
		switch {
		case name == "" && i >= r.headed && value != "":
			extra++
		case name == "":
		case slices.Contains(row.NoValue, i):
			l.bad(name, "import.cell.formula", "column", columnName(i))
		case spreadsheetError(value):
			l.bad(name, "import.cell.error", "column", columnName(i), "text", value)
		case value != "":
			l.values[name] = append(l.values[name], keepLines(row.Cells[i], value))
		}
	}
	if extra > 0 {
		l.note("import.note.extraCells", "count", itoa(extra))
	}
	return l
}

// keepLines keeps the line breaks of a list typed into one cell.
func keepLines(raw, value string) string {
	if !strings.Contains(raw, "\n") {
		return value
	}
	return strings.Join(splitAny(raw, "\n"), "\n")
}

func spreadsheetError(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

func (l *line) bad(field, key string, pairs ...string) {
	l.wrong = append(l.wrong, college.FieldError{Field: field, Key: key, Values: values(pairs)})
}

func (l *line) note(key string, pairs ...string) {
	l.notes = append(l.notes, college.Reading{Key: key, Values: values(pairs)})
}

func values(pairs []string) college.Values {
	if len(pairs) == 0 {
		return nil
	}
	v := college.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i]] = pairs[i+1]
	}
	return v
}

// text is a field's value on one line of text, "" when there is none.
func (l *line) text(field string) string { return clean(strings.Join(l.values[field], " ")) }

// needs is text, wrong when empty; a cell that could not be read has said so.
func (l *line) needs(field string) string {
	s := l.text(field)
	if s == "" && !l.isWrong(field) {
		l.bad(field, "import.row.needed."+field)
	}
	return s
}

func (l *line) isWrong(field string) bool {
	return slices.ContainsFunc(l.wrong, func(w college.FieldError) bool { return w.Field == field })
}

// date reads a date under its column's order; "" when empty or wrong.
func (l *line) date(field string) college.Date {
	s := l.text(field)
	if s == "" {
		return ""
	}
	w, key := readWritten(s, l.sheet.Date1904)
	if key != "" {
		l.bad(field, key, "text", s)
		return ""
	}
	how := l.orders[field]
	d, key := w.date(how.order, field == "dob", l.opts.Today)
	if key != "" {
		l.bad(field, key, "text", s)
		return ""
	}
	if how.noteOn != "" && w.ambiguous() {
		l.note(how.noteOn, "text", s)
	}
	return d
}

// choice reads one answer from a list; an answer not in it leaves a note and "".
func (l *line) choice(field string, known answers) string {
	said := l.text(field)
	if said == "" {
		return ""
	}
	code, ok := known.code(strings.Trim(said, "; "))
	if !ok {
		l.note("import.note.unknownAnswer."+field, "text", said)
	}
	return code
}

// source is where the row stands and what it said. Its identity is a hash of
// what the used columns say, whatever their order, and never of a form's row
// number or of when it was sent (decisions D12), so that the same answers
// exported again are the same row.
func (l *line) source() college.RowSource {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", l.mapping.Kind)
	for _, name := range slices.Sorted(maps.Keys(l.values)) {
		if name == "submittedOn" {
			continue
		}
		said := slices.Clone(l.values[name])
		slices.Sort(said)
		for _, v := range said {
			fmt.Fprintf(h, "%s=%q\n", name, clean(v))
		}
	}
	return college.RowSource{Number: l.row.Number, Hash: hex.EncodeToString(h.Sum(nil)), Raw: l.row.Cells, Wrong: l.wrong}
}
