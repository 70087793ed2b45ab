// Package papers sets each document from plain values; same values, same bytes.
//
// One file a document. Each is a pure function: no database, no clock, no
// path. The measurements are those of docs/papers.md.
// Texts that cannot be set as they are come back as issues under a subject
// that names nobody: a student number, or a run's reference.
package papers

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// Printing is what one printing of any paper needs to know.
type Printing struct {
	At      time.Time // local wall time, printed at the foot
	By      string    // who prints; "" leaves it out. Only staff papers say it.
	Edition typeset.Edition
	Words   words.Catalogue
	Face    college.Face // the college's name, logo, colour and own facts

	stack bool // pages also say how many the whole file has
}

// LargePrint is the body size of a large print edition, in pt (UKAAF: 16 at
// least, 18 for choice).
const LargePrint = 18

// largeFrom is the body size in pt from which a paper is set as large print:
// what would crowd the foot of every page stands elsewhere.
const largeFrom = 16

func isLarge(e typeset.Edition) bool { return e.BodySize() >= largeFrom }

// studentBody is the body size of papers that students read, in pt.
const studentBody = 14

// largerPrint is the body size of the largest edition, in pt.
const largerPrint = 24

// editionFor honours a person's own format where nobody chose a size: large
// print is set in 18 pt, larger print in 24.
func editionFor(e typeset.Edition, format string) typeset.Edition {
	if e.Body > 0 {
		return e
	}
	switch format {
	case college.FormatLargePrint:
		e.Body = LargePrint
	case "largerPrint":
		e.Body = largerPrint
	}
	return e
}

// cellPad is what a table leaves empty at both sides of a cell, in mm, and a
// hair for rounding.
func cellPad(e typeset.Edition) float64 { return 2*typeset.CellPad(e) + 0.1 }

// say fills a sentence of the catalogue under "paper."; pairs are names and
// values.
func (p Printing) say(key string, pairs ...string) string {
	values := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return p.Words.Say("paper."+key, values)
}

// count fills a sentence that has two forms.
func (p Printing) count(key string, n int) string { return p.say(key, "count", fmt.Sprint(n)) }

// landscape is the edition turned.
func (p Printing) landscape() typeset.Edition {
	e := p.Edition
	e.Landscape = true
	return e
}

// portrait is the edition upright.
func (p Printing) portrait() typeset.Edition {
	e := p.Edition
	e.Landscape = false
	return e
}

// forStudents is an edition of 14 pt at least (§1.2).
func forStudents(e typeset.Edition) typeset.Edition {
	e.Body = max(e.BodySize(), studentBody)
	return e
}

// book begins a paper. Its title is its file name in words, so that a viewer's
// title bar tells no more than the file's name does (D11).
func (p Printing) book(collegeName, title string) *typeset.Book {
	return typeset.NewBook(typeset.Meta{Title: title, Author: collegeName, Created: p.At})
}

// foot gives what every page ends with: that the college is a sample, the
// paper's own lines, when it was printed and the page's number.
func (p Printing) foot(sample, staff bool, own ...typeset.Foot) func(typeset.Place) []typeset.Foot {
	var feet []typeset.Foot
	if sample {
		feet = append(feet, typeset.Foot{Left: p.say("sample"), Bold: true})
	}
	feet = append(feet, own...)
	printed := p.printed(staff)
	return func(at typeset.Place) []typeset.Foot {
		page := p.say("page", "page", fmt.Sprint(at.Page), "pages", fmt.Sprint(at.Pages))
		all := feet[:len(feet):len(feet)]
		if p.stack {
			of := p.say("pageOfFile", "page", fmt.Sprint(at.FilePage), "pages", fmt.Sprint(at.FilePages))
			if isLarge(p.Edition) { // both have no room on one line
				all = append(all, typeset.Foot{Left: of})
			} else {
				page = p.say("facts", "one", page, "other", of)
			}
		}
		return append(all, typeset.Foot{Left: printed, Right: page})
	}
}

// printed says when, and on staff papers by whom.
func (p Printing) printed(staff bool) string {
	date, clock := words.LongDate(string(college.DateOf(p.At))), p.At.Format("15:04")
	if staff && p.By != "" {
		return p.say("printedBy", "date", date, "time", clock, "by", p.By)
	}
	return p.say("printed", "date", date, "time", clock)
}

// nothing is the page of a paper that was asked for without anything on it: a
// file with no pages is no PDF.
func (p Printing) nothing(b *typeset.Book, sentence string) {
	f := b.Flow(p.portrait(), typeset.Frame{Foot: p.foot(false, false)})
	f.Para(typeset.Said(sentence))
}

// column is the width in mm of a column that is so wide at least, and holds
// each of the words, bold, on one line: editions in large print need more.
func column(e typeset.Edition, atLeast float64, words ...string) float64 {
	for _, w := range words {
		atLeast = max(atLeast, typeset.Width(w, e.BodySize(), true)+cellPad(e))
	}
	return atLeast
}

// numberColumn holds row numbers of three digits and its own head.
func (p Printing) numberColumn(e typeset.Edition, atLeast float64) typeset.Column {
	head := p.say("col.number")
	return typeset.Column{Title: head, Width: column(e, atLeast, "888", head), Align: typeset.Right}
}

// joint is a place at which a text is not parted over two lines.
type joint struct {
	in       *regexp.Regexp
	old, new string
}

// stuckHyphen is a hyphen at which no line ends; finished makes it plain again.
const stuckHyphen = "\u2011"

// joints are those of postcodes, times, telephone numbers, days of a month and
// references.
var joints = []joint{
	{regexp.MustCompile(`\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\b`), " ", "\u00a0"},
	{regexp.MustCompile(`\b[0-9]{1,2}(?:[:.][0-9]{2})? [ap]m\b`), " ", "\u00a0"},
	{regexp.MustCompile(`\b[0-9]{3,}(?: [0-9]{3,})+\b`), " ", "\u00a0"},
	{regexp.MustCompile(`\b[0-9]{1,2} (?:` + strings.Join(monthNames(), "|") + `)\b`), " ", "\u00a0"},
	{regexp.MustCompile(`\b[A-Z]+[0-9]+(?:-[A-Z0-9]+)+\b`), "-", stuckHyphen},
}

// monthNames are the months as dates say them, long and short.
func monthNames() []string {
	var names []string
	for month := range 12 {
		first := college.Date(fmt.Sprintf("2024-%02d-01", month+1))
		_, long, _ := strings.Cut(strings.TrimSuffix(words.DayMonthYear(string(first)), " 2024"), " ")
		names = append(names, regexp.QuoteMeta(long), regexp.QuoteMeta(words.MonthShort(string(first))))
	}
	return names
}

// bound is a text whose postcodes, times, telephone numbers, days of a month
// and references each stay on one line. A paper that sets such texts ends with
// finished.
func bound(text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	for _, j := range joints {
		text = j.in.ReplaceAllStringFunc(text, func(found string) string { return strings.ReplaceAll(found, j.old, j.new) })
	}
	return text
}

// said and strong are paragraphs of bound text.
func said(text string) typeset.Para { return typeset.Said(bound(text)) }

func strong(text string) typeset.Para { return typeset.Strong(bound(text)) }

// finished is the document of a book, whose lines are settled: hyphens that held
// them are plain again, to be copied and searched.
func finished(b *typeset.Book) *typeset.Document {
	d := b.Document()
	for n := range d.Pages {
		for i, op := range d.Pages[n].Ops {
			if t, isText := op.(typeset.Text); isText && strings.Contains(t.String+t.Full, stuckHyphen) {
				t.String, t.Full = strings.ReplaceAll(t.String, stuckHyphen, "-"), strings.ReplaceAll(t.Full, stuckHyphen, "-")
				d.Pages[n].Ops[i] = t
			}
		}
	}
	return d
}

// runningHeadIn is a title with its dates, or the title alone where a page is not
// wide enough for both.
func (p Printing) runningHeadIn(e typeset.Edition, margins typeset.Margins, title, dates string) string {
	both := p.say("runningHead", "title", title, "date", dates)
	if typeset.Width(both, e.BodySize(), false) > e.Size().W-margins.Inner-margins.Outer {
		return title
	}
	return both
}

// capital is a text that begins with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
