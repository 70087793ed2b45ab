package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// TimetableList sets a term for students to read: upright, 14 pt at least, a
// heading for each week and a line for each session (§1.3 E1).
//
// Breaks, closures and bank holidays stand in their place among the sessions.
// What is cancelled stays and says so. "Online" is told by word and symbol.
func TimetableList(p Printing, t college.TermTimetable) *typeset.Document {
	title := p.say("title.timetable", "reference", t.Term.Code, "date", p.long(college.DateOf(p.At)))
	p = p.of(t.College, t.Sample)
	b := p.book(p.Face.College, title)
	e := forStudents(p.portrait())
	f := b.Flow(e, p.timetableFrame(t))
	p.timetableHead(f, e, t)
	p.otherFormats(f, e)
	f.Space(3)
	weeks, unplaced := weeksOf(t)
	for _, w := range weeks {
		p.listWeek(f, e, w)
	}
	if len(unplaced) > 0 {
		f.Heading(2, typeset.Para{Text: p.say("timetable.unplaced")})
		f.Space(1)
		f.Table(p.listTable(e, p.listRows(unplaced, week{})))
	}
	d := b.Document()
	drawScreens(d)
	return d
}

func (p Printing) listWeek(f *typeset.Flow, e typeset.Edition, w week) {
	heading := typeset.Para{Text: p.say("timetable.week", "date", p.long(w.monday))}
	gap, off := w.off()
	switch {
	case off:
		f.Keep(func() {
			f.Heading(2, heading)
			f.Para(typeset.Said(p.gapLine(gap)))
			f.Space(5)
		})
	case len(w.sessions) == 0 && len(w.gaps) == 0:
		f.Keep(func() {
			f.Heading(2, heading)
			f.Para(typeset.Said(p.say("timetable.emptyWeek")))
			f.Space(5)
		})
	default:
		f.Heading(2, heading)
		f.Space(1)
		f.Table(p.listTable(e, p.listRows(w.sessions, w)))
		f.Space(6)
	}
}

// gapLine is a break in words: "Half-term: no sessions from 26 to 30 October".
func (p Printing) gapLine(g college.Gap) string {
	if g.To > g.From {
		return p.say("timetable.gapDates", "name", p.gapName(g), "dates", p.dates(g.From, g.To))
	}
	return p.say("timetable.gap", "name", p.gapName(g))
}

// listTable is When 34 | Time 31 | Course | Where 54 mm at 14 pt. The time
// needs 5 mm more than the 26 of §1.3: "10:00–12:00" is 27.7 mm wide at 14 pt.
func (p Printing) listTable(e typeset.Edition, rows []typeset.Row) typeset.Table {
	regular := func(atLeast float64, text string) float64 {
		return max(atLeast, typeset.Width(text, e.BodySize(), false)+cellPad(e))
	}
	return typeset.Table{
		Columns: []typeset.Column{
			{Title: p.say("col.when"), Width: regular(34, "Wed 30 May")},
			{Title: p.say("col.time"), Width: regular(26, p.say("times", "start", "00:00", "end", "00:00"))},
			{Title: p.say("col.course"), Names: true},
			{Title: p.say("col.where"), Width: 54},
		},
		Rows: rows, HeadHeight: e.Pt(7), RowHeight: e.Pt(7), Rules: typeset.RowLines, MinLast: 2, Top: true,
	}
}

// listRows are a week's sessions with its gaps before the first session that
// comes after they begin.
func (p Printing) listRows(sessions []college.SessionHead, w week) []typeset.Row {
	var rows []typeset.Row
	gaps := w.gaps
	before := func(d college.Date) {
		for len(gaps) > 0 && (d == "" || gaps[0].From <= d) {
			rows = append(rows, p.gapRow(gaps[0], w))
			gaps = gaps[1:]
		}
	}
	for _, s := range sessions {
		before(s.Date)
		rows = append(rows, p.sessionRow(s))
	}
	before("")
	return rows
}

// gapRow is a gap of some of a week's days, tinted across the table.
func (p Printing) gapRow(g college.Gap, w week) typeset.Row {
	ground := typeset.Tint
	from, to := max(g.From, w.monday), min(g.To, w.monday.AddDays(6))
	when := shortDay(from)
	if to > from {
		when = p.say("dates", "from", when, "to", shortDay(to))
	}
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{typeset.Said(when)}, Fill: &ground},
		{Paras: []typeset.Para{typeset.Said(p.say("timetable.gap", "name", p.gapName(g)))}, Fill: &ground, Span: 3},
	}}
}

func (p Printing) sessionRow(s college.SessionHead) typeset.Row {
	cancelled := s.Status == college.SessionCancelled
	course := []typeset.Para{{Text: s.CourseTitle, Subject: s.Reference, Bold: !cancelled}}
	if s.Of > 1 {
		course = append(course, typeset.Said(p.say("timetable.session", "number", fmt.Sprint(s.Number), "of", fmt.Sprint(s.Of))))
	}
	if cancelled {
		course = append([]typeset.Para{typeset.Strong(p.say("timetable.cancelled"))}, course...)
	}
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{typeset.Said(p.known(shortDay(s.Date)))}},
		{Paras: []typeset.Para{typeset.Said(p.times(s))}},
		{Paras: course},
		{Paras: p.where(s)},
	}}
}

// where is venue and town, or online with its symbol and platform.
func (p Printing) where(s college.SessionHead) []typeset.Para {
	if isOnline(s) {
		paras := []typeset.Para{typeset.Said(p.say("online")).About(onlineMark)}
		if s.Place.Online != "" && s.Place.Online != p.say("online") {
			paras = append(paras, typeset.Said(s.Place.Online).About(s.Reference))
		}
		return paras
	}
	paras := []typeset.Para{typeset.Said(p.known(joined(s.Place.Venue, s.Place.Town))).About(s.Reference)}
	if s.Place.Online != "" {
		paras = append(paras, typeset.Said(p.say("timetable.alsoOnline")).About(onlineMark))
	}
	return paras
}
