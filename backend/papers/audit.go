package papers

import (
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// The books that keep an audit each.
const (
	VenueAudit   = "venues"
	CollegeAudit = "college"
)

// Audit is what an audit report says: who did what and when, never a value.
type Audit struct {
	College  string
	Sample   bool
	From, To college.Date // the days asked for, both included; "" is no limit
	Who      string       // the name of the one person asked for; "" is everybody
	Lines    []AuditLine  // in the order to print
	Total    int          // lines that both books have in all
	Verdict  string       // a sentence: whether both books are whole
	// The last line of each book when this was printed.
	VenueHead, CollegeHead AuditHead
}

// AuditLine is one line of a book's audit. Number and book together name it.
type AuditLine struct {
	Book     string // VenueAudit or CollegeAudit; another is printed as it stands
	Sequence int64
	At       college.Instant // said as clocks in London do; what is none is printed as it stands
	By       string          // a name
	Did      string          // in words, "Changed a student"
	Subject  string          // a reference, not a person's name
	Fields   []string        // names of the fields changed
}

// AuditHead is the last line of a book and its short mark. On paper it is an
// anchor: a book cut short later no longer has this line with this mark. A
// sequence of 0 is a book without lines.
type AuditHead struct {
	Sequence int64
	Mark     string
}

// AuditReport sets the list of what was done, landscape, and at its end the
// verdict and the heads of both books (§1.3 L).
func AuditReport(p Printing, a Audit) *typeset.Document {
	p = p.of(a.College, a.Sample)
	b := p.book(p.Face.College, p.say("title.audit", "date", p.long(college.DateOf(p.At))))
	e, asked := p.landscape(), p.auditPeriod(a)
	if a.Who != "" {
		asked = p.say("facts", "one", asked, "other", p.say("audit.only", "name", a.Who))
	}
	running := p.runningLine(e, p.say("audit.title"), asked)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: p.say("audit.keep")}),
	})
	f.Heading(1, typeset.Para{Text: p.say("audit.title")})
	p.beside(f, e, typeset.Para{Text: p.Face.College, MaxLines: 2}, typeset.Said(asked))
	f.Para(typeset.Said(p.say("audit.count", "count", fmt.Sprint(len(a.Lines)), "total", fmt.Sprint(a.Total))))
	f.Space(2)
	if len(a.Lines) > 0 {
		f.Table(typeset.Table{
			Columns: p.auditColumns(e), Rows: p.auditRows(a.Lines),
			HeadHeight: e.Pt(8), RowHeight: e.Pt(7), Top: true,
		})
	}
	f.Space(e.Pt(5))
	f.Keep(func() { p.auditEnd(f, a) })
	return b.Document()
}

// auditPeriod is the days that were asked for, in words.
func (p Printing) auditPeriod(a Audit) string {
	switch {
	case a.From == "" && a.To == "":
		return p.say("audit.always")
	case a.From == "":
		return p.say("audit.until", "date", words.DayMonthYear(string(a.To)))
	case a.To == "":
		return p.say("audit.since", "date", words.DayMonthYear(string(a.From)))
	}
	return p.dates(a.From, a.To)
}

// auditColumns are 32 | 48 | 44 | rest | 52 mm at 12 pt; what is narrow grows
// with the type only as far as one word needs.
func (p Printing) auditColumns(e typeset.Edition) []typeset.Column {
	line, when, by, about := p.say("audit.col.line"), p.say("audit.col.when"), p.say("audit.col.by"), p.say("audit.col.about")
	return []typeset.Column{
		{Title: line, Width: column(e, 32, line, p.say("audit.venues"), p.say("audit.college"), "8888888"), Names: true},
		{Title: when, Width: column(e, 48, when, "88\u00a0May\u00a08888,")},
		{Title: by, Width: column(e, 44, by)},
		{Title: p.say("audit.col.did")},
		{Title: about, Width: column(e, 52, about)},
	}
}

func (p Printing) auditRows(lines []AuditLine) []typeset.Row {
	rows := make([]typeset.Row, len(lines))
	for i, l := range lines {
		name := p.say("audit.line", "book", p.auditBook(l.Book), "number", fmt.Sprint(l.Sequence))
		did := l.Did
		if fields := p.auditFields(l.Fields); fields != "" {
			did = p.say("facts", "one", did, "other", fields)
		}
		cells := typeset.Cells(name, p.moment(l.At), l.By, did, l.Subject)
		for c := range cells {
			cells[c].Paras[0].Subject = name
		}
		rows[i] = typeset.Row{Cells: cells}
	}
	return rows
}

// mostAuditFields is how many names of fields a line lists: more would fill pages
// with what nobody reads.
const mostAuditFields = 12

// auditFields are the fields a line changed, in words and each once: without the
// table they are in, and without what the program keeps for itself. "" is none.
func (p Printing) auditFields(fields []string) string {
	var names []string
	more := 0
	for _, field := range fields {
		table, name, within := strings.Cut(field, ".")
		if !within {
			table, name = "", field
		}
		if strings.TrimSpace(name) == "" || isHousekeeping(table, name) {
			continue
		}
		if words.Has("paper.audit.field." + name) {
			name = p.word("paper.audit.field.", name)
		}
		name = strings.ReplaceAll(name, "_", " ")
		switch {
		case slices.Contains(names, name):
		case len(names) < mostAuditFields:
			names = append(names, name)
		default:
			more++
		}
	}
	if more > 0 {
		return p.say("audit.andMore", "fields", strings.Join(names, ", "), "count", fmt.Sprint(more))
	}
	return p.list(names)
}

// isHousekeeping tells fields that say nothing to people: ids, and who wrote a
// record and when, which the line says itself; and all of an import's own lists.
func isHousekeeping(table, name string) bool {
	switch {
	case table == "import_batch" || table == "import_row":
		return true
	case name == "id" || name == "at" || name == "by":
		return true
	}
	return strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "_by")
}

func (p Printing) auditBook(book string) string {
	switch book {
	case VenueAudit:
		return p.say("audit.venues")
	case CollegeAudit:
		return p.say("audit.college")
	}
	return book
}

// moment is "7 Sep 2026, 08:45:10": the date and the time each on one line.
func (p Printing) moment(at college.Instant) string {
	t := at.Time()
	if t.IsZero() {
		return string(at)
	}
	t = college.London(t)
	date := words.DayMonth(string(college.DateOf(t))) + " " + t.Format("2006")
	return p.say("when", "date", unbroken(date), "time", t.Format("15:04:05"))
}

// auditEnd is what makes the paper an anchor. It stays on one page, so that
// this page alone can be kept.
func (p Printing) auditEnd(f *typeset.Flow, a Audit) {
	f.Heading(2, typeset.Para{Text: p.say("audit.whole")})
	if strings.TrimSpace(a.Verdict) != "" {
		f.Para(typeset.Strong(a.Verdict))
	}
	f.Para(typeset.Said(p.auditHead(VenueAudit, a.VenueHead)))
	f.Para(typeset.Said(p.auditHead(CollegeAudit, a.CollegeHead)))
	f.Space(1.5)
	f.Para(typeset.Said(p.say("audit.anchor")))
}

func (p Printing) auditHead(book string, head AuditHead) string {
	if head.Sequence == 0 {
		return p.say("audit.noHead", "book", p.auditBook(book))
	}
	return p.say("audit.head", "book", p.auditBook(book), "number", fmt.Sprint(head.Sequence), "mark", unbroken(head.Mark))
}
