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
	running := p.say("facilitator.running", "date", p.long(r.Head.Date), "title", r.Head.CourseTitle)
	help := p.help(r)
	var foot []typeset.Foot
	if !isLarge(e) {
		for _, line := range help {
			foot = append(foot, typeset.Foot{Left: line})
		}
	}
	foot = append(foot, typeset.Foot{Left: confidential, Right: r.Head.Reference, Bold: true})
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, foot...),
	})
	f.Para(typeset.Strong(confidential))
	f.Space(1)
	p.head(f, e, r.Head)
	p.safeguarding(f, r)
	if len(r.Rows) == 0 {
		f.Para(typeset.Strong(p.say("noBookings")))
		f.Space(1)
	}
	f.Table(typeset.Table{
		Columns:    p.facilitatorColumns(e, emergency),
		Rows:       p.facilitatorRows(r, emergency),
		HeadHeight: e.Pt(8), RowHeight: e.Pt(8.5), Tight: e.Pt(7.2), KeepFirst: 1,
	})
	if isLarge(e) {
		f.Space(2)
		f.Keep(func() {
			for _, line := range help {
				f.Para(typeset.Said(line))
			}
		})
	}
}

// help is what a tutor looks up: the marks' letters, and whom to ring at once.
// It stands at the foot of every page; in large print, where that would be much
// of the page, once after the table.
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
	columns := []typeset.Column{
		p.numberColumn(e, 10),
		{Title: p.say("col.calledAndFull"), Width: min(58*e.BodySize()/12, 72), Names: true},
		{Title: mark, Width: column(e, 16, mark), Align: typeset.Centre},
		{Title: p.say("col.support")},
	}
	if emergency {
		columns = append(columns, typeset.Column{Title: p.say("col.emergency"), Width: 62})
	}
	return append(columns, typeset.Column{Title: consent, Width: column(e, 27, consent)})
}

func (p Printing) facilitatorRows(r college.Register, emergency bool) []typeset.Row {
	var rows []typeset.Row
	for _, place := range r.Rows {
		about := p.student(place.StudentNumber)
		cells := typeset.Cells(number(place.RowNo))
		cells = append(cells,
			typeset.Cell{Paras: p.facilitatorName(place, about)},
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

// facilitatorName is what the student is called, the full name below where it
// differs, and pronouns.
func (p Printing) facilitatorName(row college.RegisterRow, about string) []typeset.Para {
	paras := []typeset.Para{typeset.Said(p.bothNames(row.KnownAs, row.FullName)).About(about)}
	if strings.TrimSpace(row.Pronouns) != "" {
		paras = append(paras, typeset.Said(row.Pronouns).About(about))
	}
	return paras
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
