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
	f := b.Flow(e, p.timetableFrame(e, t))
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
		f.Table(p.listTable(e, p.listRows(e, unplaced, week{})))
	}
	d := finished(b)
	drawScreens(d)
	return d
}

func (p Printing) listWeek(f *typeset.Flow, e typeset.Edition, w week) {
	heading := typeset.Para{Text: bound(p.say("timetable.week", "date", p.long(w.monday)))}
	gap, off := w.off()
	switch {
	case off:
		f.Keep(func() {
			f.Heading(2, heading)
			f.Para(said(p.gapLine(gap)))
			f.Space(5)
		})
	case len(w.sessions) == 0 && len(w.gaps) == 0:
		f.Keep(func() {
			f.Heading(2, heading)
			f.Para(said(p.say("timetable.emptyWeek")))
			f.Space(5)
		})
	default:
		f.Heading(2, heading)
		f.Space(1)
		f.Table(p.listTable(e, p.listRows(e, w.sessions, w)))
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
// In large print it has two columns.
func (p Printing) listTable(e typeset.Edition, rows []typeset.Row) typeset.Table {
	regular := func(atLeast float64, text string) float64 {
		return max(atLeast, typeset.Width(text, e.BodySize(), false)+cellPad(e))
	}
	if isLarge(e) {
		return p.largeTable(e, p.say("col.where"), rows)
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

// largeTable is a timetable in large print: day and time share a column, and
// course and what the last column tells share another, so that lines stay long
// enough to be read. Its rows are high: one is enough to stay with the head.
func (p Printing) largeTable(e typeset.Edition, last string, rows []typeset.Row) typeset.Table {
	wide := 0.0
	for _, text := range []string{"Wed 30 May", p.say("times", "start", "00:00", "end", "00:00")} {
		wide = max(wide, typeset.Width(text, e.BodySize(), false)+cellPad(e))
	}
	return typeset.Table{
		Columns: []typeset.Column{
			{Title: p.say("col.when"), Width: wide},
			{Title: p.say("facts", "one", p.say("col.course"), "other", last), Names: true, Min: leastType(e)},
		},
		Rows: rows, HeadHeight: e.Pt(7), RowHeight: e.Pt(7), Rules: typeset.RowLines, MinLast: 1, KeepFirst: 1, Top: true,
	}
}

// listRows are a week's sessions with its gaps before the first session that
// comes after they begin.
func (p Printing) listRows(e typeset.Edition, sessions []college.SessionHead, w week) []typeset.Row {
	var rows []typeset.Row
	gaps := w.gaps
	before := func(d college.Date) {
		for len(gaps) > 0 && (d == "" || gaps[0].From <= d) {
			rows = append(rows, p.gapRow(e, gaps[0], w))
			gaps = gaps[1:]
		}
	}
	for _, s := range sessions {
		before(s.Date)
		rows = append(rows, p.sessionRow(e, s))
	}
	before("")
	return rows
}

// gapRow is a gap of some of a week's days, tinted across the table.
func (p Printing) gapRow(e typeset.Edition, g college.Gap, w week) typeset.Row {
	ground := typeset.Tint
	from, to := max(g.From, w.monday), min(g.To, w.monday.AddDays(6))
	when := shortDay(from)
	if to > from {
		when = p.say("dates", "from", when, "to", shortDay(to))
	}
	line := said(p.say("timetable.gap", "name", p.gapName(g)))
	if isLarge(e) {
		return typeset.Row{Cells: []typeset.Cell{{Paras: []typeset.Para{said(when), line}, Fill: &ground, Span: 2}}}
	}
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{said(when)}, Fill: &ground}, {Paras: []typeset.Para{line}, Fill: &ground, Span: 3},
	}}
}

func (p Printing) sessionRow(e typeset.Edition, s college.SessionHead) typeset.Row {
	cancelled := s.Status == college.SessionCancelled
	course := []typeset.Para{{Text: s.CourseTitle, Subject: s.Reference, Bold: !cancelled}}
	if s.Of > 1 {
		course = append(course, said(p.say("timetable.session", "number", fmt.Sprint(s.Number), "of", fmt.Sprint(s.Of))))
	}
	if cancelled {
		course = append([]typeset.Para{strong(p.say("timetable.cancelled"))}, course...)
	}
	day, time := said(p.known(shortDay(s.Date))), said(p.times(s))
	if isLarge(e) {
		return typeset.Row{Cells: []typeset.Cell{{Paras: []typeset.Para{day, time}}, {Paras: append(course, p.where(s)...)}}}
	}
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{day}},
		{Paras: []typeset.Para{time}},
		{Paras: course},
		{Paras: p.where(s)},
	}}
}

// where is venue and town, or online with its symbol and platform.
func (p Printing) where(s college.SessionHead) []typeset.Para {
	if isOnline(s) {
		paras := []typeset.Para{said(p.say("online")).About(onlineMark)}
		if s.Place.Online != "" && s.Place.Online != p.say("online") {
			paras = append(paras, said(s.Place.Online).About(s.Reference))
		}
		return paras
	}
	paras := []typeset.Para{said(p.known(joined(s.Place.Venue, s.Place.Town))).About(s.Reference)}
	if s.Place.Online != "" {
		paras = append(paras, said(p.say("timetable.alsoOnline")).About(onlineMark))
	}
	return paras
}
