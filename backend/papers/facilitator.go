package papers

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// Extra is a column of the facilitator's copy that is printed only when asked
// for.
type Extra int

// EmergencyContacts adds whom to ring, as each student named them.
const EmergencyContacts Extra = iota + 1

// FacilitatorCopy sets the confidential copy for the tutor of each session,
// landscape, one section a session (§1.3 B).
//
// Support is what was agreed to be done, never why. Emergency contacts are
// left out unless asked for. Only here, and only where someone under 18 is
// booked, stands whom to ring about safeguarding.
func FacilitatorCopy(p Printing, registers []college.Register, extras ...Extra) *typeset.Document {
	p = p.of(collegeOf(registers), false)
	b := p.book(p.Face.College, p.registersTitle("facilitatorCopy", "facilitatorCopies", registers))
	for _, r := range registers {
		p.facilitatorCopy(b, r, slices.Contains(extras, EmergencyContacts))
	}
	if len(registers) == 0 {
		p.nothing(b, p.say("nothing"))
	}
	return b.Document()
}

func (p Printing) facilitatorCopy(b *typeset.Book, r college.Register, emergency bool) {
	p = p.of(r.College, r.Sample)
	e, confidential := p.landscape(), p.say("facilitator.confidential")
	running := p.runningHead(e, r.Head)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: confidential, Right: r.Head.Reference, Bold: true}),
	})
	if !isLarge(e) { // in large print a line is dear, and the foot says it
		f.Para(typeset.Strong(confidential))
		f.Space(1)
	}
	p.head(f, e, r.Head)
	for _, line := range p.help(r) {
		f.Para(typeset.Para{Text: line, Size: min(e.BodySize(), LargePrint), Leading: headLeadingTight})
	}
	f.Space(1.5)
	p.safeguarding(f, r)
	if len(r.Rows) == 0 {
		f.Para(typeset.Strong(p.say("noBookings")))
		f.Space(1)
	}
	last := 0
	if len(r.Rows) >= 2*bookedLast { // blank lines alone would be a page for nothing
		last = bookedLast + len(freeNumbers(r))
	}
	f.Table(typeset.Table{
		Columns:    p.facilitatorColumns(e, emergency),
		Rows:       p.facilitatorRows(e, r, emergency),
		HeadHeight: e.Pt(8), RowHeight: e.Pt(8.5), Tight: e.Pt(7.2), KeepFirst: 1, MinLast: last,
	})
}

// help is what a tutor looks up: the marks' letters, and whom to ring at once.
// It stands once, under the head of the first page, where a tutor looks first.
func (p Printing) help(r college.Register) []string {
	lines := []string{p.markKey()}
	if strings.TrimSpace(r.CrisisText) != "" {
		lines = append(lines, p.say("facilitator.crisis", "text", r.CrisisText))
	}
	return lines
}

// safeguarding adds the line for someone under 18.
func (p Printing) safeguarding(f *typeset.Flow, r college.Register) {
	var rows []string
	for _, row := range r.Rows {
		if row.Under18 {
			rows = append(rows, p.known(number(row.RowNo)))
		}
	}
	if len(rows) == 0 {
		return
	}
	key := "facilitator.under18_other"
	if len(rows) == 1 {
		key = "facilitator.under18_one"
	}
	f.Para(typeset.Strong(p.say(key, "rows", p.list(rows),
		"name", p.known(r.SafeguardingLead), "phone", p.known(phone(r.SafeguardingPhone)))))
	f.Space(2)
}

// facilitatorColumns are 10 | 58 | 16 | 92 | 62 | 27 mm at 12 pt; without
// emergency contacts the agreed support has their room.
func (p Printing) facilitatorColumns(e typeset.Edition, emergency bool) []typeset.Column {
	mark, consent := p.say("col.mark"), p.say("col.consent")
	name, support := p.say("col.calledAndFull"), p.say("col.support")
	if isLarge(e) { // heads of one line
		name, support = p.say("col.name"), p.say("col.supportShort")
	}
	columns := []typeset.Column{
		p.numberColumn(e, 10),
		{Title: name, Width: facilitatorNameWidth(e), Names: true},
		{Title: mark, Width: column(e, 16, mark), Align: typeset.Centre},
		{Title: support},
	}
	if emergency {
		columns = append(columns, typeset.Column{Title: p.say("col.emergency"), Width: 62})
	}
	return append(columns, typeset.Column{Title: consent, Width: column(e, 27, consent)})
}

func (p Printing) facilitatorRows(e typeset.Edition, r college.Register, emergency bool) []typeset.Row {
	var rows []typeset.Row
	for _, place := range r.Rows {
		about := p.student(place.StudentNumber)
		cells := typeset.Cells(number(place.RowNo))
		cells = append(cells,
			typeset.Cell{Paras: p.facilitatorName(e, place, about)},
			typeset.Cell{Paras: []typeset.Para{typeset.Strong(markLetter(place.Attendance))}},
			typeset.Cell{Paras: p.support(place, about)})
		if emergency {
			cells = append(cells, typeset.Cell{Paras: p.emergency(place, about)})
		}
		rows = append(rows, typeset.Row{Cells: append(cells, typeset.Cell{Paras: []typeset.Para{typeset.Said(p.photos(place))}})})
	}
	for _, n := range freeNumbers(r) {
		rows = append(rows, typeset.Row{Cells: typeset.Cells(number(n))})
	}
	return rows
}

// facilitatorNameWidth is the width in mm of the column of names.
func facilitatorNameWidth(e typeset.Edition) float64 { return min(58*e.BodySize()/12, 72) }

// facilitatorName is what the student is called, the full name where it differs,
// and pronouns: after them where that is one line, for a line of their own would
// double every row.
func (p Printing) facilitatorName(e typeset.Edition, row college.RegisterRow, about string) []typeset.Para {
	name := p.bothNames(row.KnownAs, row.FullName)
	if strings.TrimSpace(row.Pronouns) == "" {
		return []typeset.Para{typeset.Said(name).About(about)}
	}
	both := p.say("facts", "one", name, "other", row.Pronouns)
	if typeset.Width(both, e.BodySize(), false) <= facilitatorNameWidth(e)-cellPad(e) {
		return []typeset.Para{typeset.Said(both).About(about)}
	}
	return []typeset.Para{typeset.Said(name).About(about), typeset.Said(row.Pronouns).About(about)}
}

// support is what was agreed: whom to speak to, what to do, and the note.
func (p Printing) support(row college.RegisterRow, about string) []typeset.Para {
	var paras []typeset.Para
	if row.AskTeamLeader {
		paras = append(paras, typeset.Strong(p.say("facilitator.askLeader")))
	}
	var actions []string
	for _, need := range row.AccessNeeds {
		actions = append(actions, p.Words.Say("support."+need, nil)+".")
	}
	if row.Companion {
		actions = append(actions, p.say("facilitator.companion"))
	}
	for _, text := range []string{strings.Join(actions, " "), row.AccessNote} {
		if strings.TrimSpace(text) != "" {
			paras = append(paras, typeset.Said(text).About(about))
		}
	}
	return paras
}

func (p Printing) emergency(row college.RegisterRow, about string) []typeset.Para {
	var paras []typeset.Para
	for _, c := range row.EmergencyContacts {
		name := c.Name
		if c.Relationship != "" {
			name = p.say("facilitator.contact", "name", c.Name, "relationship", c.Relationship)
		}
		// The number stands on a line of its own.
		paras = append(paras, typeset.Said(name).About(about), typeset.Said(phone(c.Phone)).About(about))
	}
	return paras
}

func (p Printing) photos(row college.RegisterRow) string {
	if row.PhotoConsent {
		return p.say("facilitator.photoYes")
	}
	return p.say("facilitator.photoNo")
}

// markLetter is a mark already made; a place not marked yet is left to write in.
func markLetter(a college.Attendance) string {
	if a == "" || a == college.NotMarked {
		return ""
	}
	return college.MarkOf(a).Letter
}

// markKey says what each letter means: the same on paper, screen and keyboard (D8).
func (p Printing) markKey() string {
	var parts []string
	for _, m := range college.Marks {
		if m.Letter != "" {
			word := p.Words.Say("mark."+string(m.Attendance), nil)
			parts = append(parts, unbroken(p.say("courseRegister.key", "letter", m.Letter, "word", word)))
		}
	}
	return strings.Join(parts, "\u00a0· ")
}
