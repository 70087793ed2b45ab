package papers

import (
	"strings"
	"unicode/utf8"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// ContactSheet sets whom staff ring about the sessions of some days: tutors,
// volunteers, venues and partners, a table each. It is confidential. The sheet
// lies as the edition says; upright, number and address stand below each other,
// and in large print so do a name and what it stands for.
func ContactSheet(p Printing, s college.ContactSheet) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.contactSheet", "date", p.long(college.DateOf(p.At))))
	e := p.Edition
	title, confidential := p.say("contacts.title"), p.say("facilitator.confidential")
	running := title
	if dates := p.contactDates(s); dates != "" {
		running = p.runningLine(e, title, dates)
	}
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: confidential, Bold: true}),
	})
	p.masthead(f, e)
	f.Para(typeset.Strong(confidential))
	f.Heading(1, typeset.Para{Text: title})
	if dates := p.dates(s.From, s.To); dates != "" {
		f.Para(typeset.Said(dates))
	}
	some := false
	for _, g := range s.Groups {
		if len(g.Lines) > 0 {
			under(f, e, p.word("paper.contacts.", g.Kind))
			f.Table(p.contactTable(e, f.Width(), g))
			some = true
		}
	}
	if !some {
		f.Space(e.Pt(4))
		f.Para(typeset.Said(p.say("contacts.none")))
	}
	return b.Document()
}

func (p Printing) contactTable(e typeset.Edition, width float64, g college.ContactGroup) typeset.Table {
	apart := e.Landscape && !isLarge(e)
	mail := min(e.Pt(82), width*0.46)
	if isLarge(e) {
		mail = min(e.Pt(82), width*0.55)
	}
	var rows []typeset.Row
	for i, line := range g.Lines {
		about := p.say("contacts.line", "kind", p.word("paper.contacts.", g.Kind), "number", number(i+1))
		ring := []typeset.Para{typeset.Said(p.phoneOrNone(line.Phone)).About(about)}
		letters := emailParas(line.Email, e, mail-cellPad(e), about)
		name, what := typeset.Said(p.known(line.Name)).About(about), typeset.Said(line.What).About(about)
		var cells [][]typeset.Para
		switch {
		case isLarge(e):
			name.Bold = true
			cells = [][]typeset.Para{{name, what}, append(ring, letters...)}
		case apart:
			cells = [][]typeset.Para{{name}, {what}, ring, letters}
		default:
			cells = [][]typeset.Para{{name}, {what}, append(ring, letters...)}
		}
		var row typeset.Row
		for _, paras := range cells {
			row.Cells = append(row.Cells, typeset.Cell{Paras: paras})
		}
		rows = append(rows, row)
	}
	columns := []typeset.Column{{Title: p.say("col.name"), Names: true, Min: min(e.BodySize(), largeFrom)}}
	if !isLarge(e) {
		columns = append(columns, typeset.Column{Title: p.say("col.about")})
	}
	if apart {
		ring := p.say("col.phone")
		columns = append(columns,
			typeset.Column{Title: ring, Width: column(e, 40, ring)}, typeset.Column{Title: p.say("col.email"), Width: mail})
	} else {
		columns = append(columns, typeset.Column{Title: p.say("col.reach"), Width: mail})
	}
	return typeset.Table{Columns: columns, Rows: rows, HeadHeight: e.Pt(8), RowHeight: e.Pt(7.5), Top: true, MinLast: 1, KeepFirst: 1}
}

// emailParas are an e-mail address, in lines of their own where one is too
// narrow: a hyphen would become part of it.
func emailParas(address string, e typeset.Edition, width float64, about string) []typeset.Para {
	address = strings.TrimSpace(address)
	if address == "" {
		return nil
	}
	fits := func(text string) bool { return typeset.Width(text, e.BodySize(), false) <= width }
	if fits(address) {
		return []typeset.Para{typeset.Said(address).About(about)}
	}
	lines := []string{address}
	if who, where, both := strings.Cut(address, "@"); both {
		lines = []string{who, "@" + where}
	}
	var paras []typeset.Para
	for _, line := range lines {
		for line != "" {
			n := addressBreak(line, fits)
			paras = append(paras, typeset.Said(line[:n]).About(about))
			line = line[n:]
		}
	}
	return paras
}

// addressBreak is how many bytes of an address stand on one line: all where they
// fit, else up to the last dot, dash or underline that fits, else as many letters
// as do; one at least.
func addressBreak(line string, fits func(string) bool) int {
	if fits(line) {
		return len(line)
	}
	letters, marks := 0, 0
	for i, letter := range line {
		end := i + utf8.RuneLen(letter)
		if letters > 0 && !fits(line[:end]) {
			break
		}
		if letters = end; i > 0 && strings.ContainsRune(".-_", letter) {
			marks = end
		}
	}
	if marks > 0 {
		return marks
	}
	return letters
}

// contactDates are the days of a sheet, of one alone in short: the running head
// of large print has no room for more.
func (p Printing) contactDates(s college.ContactSheet) string {
	if one := firstText(string(s.From), string(s.To)); s.From == s.To || s.From == "" || s.To == "" {
		if !college.Date(one).Valid() {
			return ""
		}
		return p.short(college.Date(one))
	}
	return p.dates(s.From, s.To)
}
