package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// TimetableOf sets the sessions of one student, tutor, volunteer, venue or
// room for whom they concern: upright, 14 pt at least, in one table by week
// (§1.3 E3, E4). A day's is DaySheet.
//
// A student's has the addresses and how to cancel, in the student's own
// format. What goes to a venue names courses by their outside title (D11).
// Breaks stand in their place; what is cancelled stays and says so.
func TimetableOf(p Printing, v college.TimetableView) *typeset.Document {
	if v.For == college.ForDay {
		return DaySheet(p, v)
	}
	v.Gaps = between(v.Gaps, v.Sessions)
	b := p.book(p.Face.College, p.viewTitle(v))
	e := forStudents(editionFor(p.portrait(), v.Format))
	f := b.Flow(e, p.viewFrame(e, v))
	p.masthead(f, e)
	p.viewHead(f, e, v)
	if rows := p.viewRows(e, v); len(rows) > 0 {
		f.Space(e.Pt(2))
		f.Table(p.viewTable(e, v, rows))
	}
	d := finished(b)
	drawScreens(d)
	return d
}

// viewTitle is the file's title: whose, by a reference or by kind, never by name.
func (p Printing) viewTitle(v college.TimetableView) string {
	date := p.long(college.DateOf(p.At))
	if v.Reference != "" {
		return p.say("title.timetableOf", "reference", v.Reference, "date", date)
	}
	period := p.dates(v.From, v.To)
	switch v.For {
	case college.ForTutor:
		return p.say("title.timetableTutor", "period", period, "date", date)
	case college.ForVolunteer:
		return p.say("title.timetableVolunteer", "period", period, "date", date)
	case college.ForVenue:
		return p.say("title.timetableVenue", "period", period, "date", date)
	case college.ForRoom:
		return p.say("title.timetableRoom", "period", period, "date", date)
	}
	return p.say("title.timetables", "date", date)
}

// between gives the gaps that fall among sessions: none before the first or
// after the last, and none where there is no session.
func between(gaps []college.Gap, sessions []college.SessionHead) []college.Gap {
	var first, last college.Date
	for _, s := range sessions {
		if s.Date.Valid() && (first == "" || s.Date < first) {
			first = s.Date
		}
		last = max(last, s.Date)
	}
	var some []college.Gap
	for _, g := range gaps {
		if first != "" && g.To >= first && g.From <= last {
			some = append(some, g)
		}
	}
	return some
}

// viewHead says whose timetable it is, of when, where, and how to reach us.
func (p Printing) viewHead(f *typeset.Flow, e typeset.Edition, v college.TimetableView) {
	subject := v.Reference
	if v.For == college.ForStudent {
		subject = p.student(v.Reference)
	}
	text := p.say("view.of", "name", p.known(v.Name))
	switch v.For {
	case college.ForVenue:
		text = p.say("view.at", "name", p.known(v.Name))
	case college.ForRoom:
		text = p.say("view.in", "name", p.known(v.Name))
	}
	f.Heading(1, typeset.Para{Text: bound(text), Subject: subject, Min: e.Pt(13), MaxLines: 3})
	if dates := p.dates(v.From, v.To); dates != "" {
		f.Para(said(dates))
	}
	if at := viewAddress(v); at != "" {
		f.Para(said(at).About(subject))
	}
	if len(v.Sessions) == 0 {
		f.Para(strong(p.say("timetable.none")))
	}
	if contact := p.contact(); contact != "" {
		key := "view.ask"
		if v.For == college.ForStudent {
			key = "view.cancel"
		}
		f.Space(e.Pt(1))
		f.Para(said(p.say(key, "contact", contact)))
	}
	if v.For == college.ForStudent {
		f.Space(e.Pt(1))
		p.otherFormats(f, e)
	}
}

// viewAddress is where a venue's or a room's sessions all are.
func viewAddress(v college.TimetableView) string {
	if len(v.Sessions) == 0 {
		return ""
	}
	at := v.Sessions[0].Place
	switch v.For {
	case college.ForVenue:
		return joined(at.Address, at.Town, at.Postcode)
	case college.ForRoom:
		return joined(at.Venue, at.Address, at.Town, at.Postcode)
	}
	return ""
}

// contact is the college's phone and e-mail; "" when it has told neither.
func (p Printing) contact() string {
	number, mail := "", p.Face.Email
	if p.Face.Phone != "" {
		number = phone(p.Face.Phone)
	}
	switch {
	case number == "":
		return mail
	case mail == "":
		return number
	}
	return p.say("or", "one", number, "other", mail)
}

func (p Printing) viewFrame(e typeset.Edition, v college.TimetableView) typeset.Frame {
	running := p.runningHeadIn(e, typeset.Unbound, p.say("view.short"), p.dates(v.From, v.To))
	var own []typeset.Foot
	if v.For == college.ForStudent {
		own = append(own, typeset.Foot{Left: p.say("view.for", "whom", p.student(v.Reference))})
	}
	return typeset.Frame{
		Margins: typeset.Unbound,
		Head:    func(typeset.Place) string { return running },
		Foot:    p.foot(p.Face.Sample, false, own...),
	}
}

// leastType is the smallest type for a word too long for its column: 12 pt,
// and 16 in large print (§1.2).
func leastType(e typeset.Edition) float64 {
	if isLarge(e) {
		return 16
	}
	return 12
}

// viewTable is When 34 | Time 31 | Course | Where 60 mm at 14 pt; in large
// print it has two columns.
func (p Printing) viewTable(e typeset.Edition, v college.TimetableView, rows []typeset.Row) typeset.Table {
	regular := func(text string) float64 { return typeset.Width(text, e.BodySize(), false) + cellPad(e) }
	day, time := regular("Wed 30 May"), regular(p.say("times", "start", "00:00", "end", "00:00"))
	last := p.say("col.where")
	switch v.For {
	case college.ForVenue:
		last = p.say("col.room")
	case college.ForRoom:
		last = p.say("col.ledBy")
	}
	columns := []typeset.Column{
		{Title: p.say("col.when"), Width: max(34, day)},
		{Title: p.say("col.time"), Width: time},
		{Title: p.say("col.course"), Names: true, Min: leastType(e)},
		{Title: last, Width: 60, Min: leastType(e)},
	}
	if isLarge(e) {
		return p.largeTable(e, last, rows)
	}
	return typeset.Table{
		Columns: columns, Rows: rows,
		HeadHeight: e.Pt(7), RowHeight: e.Pt(7), Rules: typeset.RowLines, MinLast: 2, Top: true,
	}
}

// viewRows are the sessions under a line for each week that has any, with the
// breaks; those without a date come last.
func (p Printing) viewRows(e typeset.Edition, v college.TimetableView) []typeset.Row {
	parts := map[string]string{}
	for i, s := range v.Sessions {
		if i < len(v.Parts) {
			parts[s.SessionID] = v.Parts[i]
		}
	}
	columns := len(p.viewTable(e, v, nil).Columns)
	across := func(para typeset.Para) typeset.Row {
		ground := typeset.Tint
		return typeset.Row{Cells: []typeset.Cell{{Paras: []typeset.Para{para}, Fill: &ground, Span: columns}}}
	}
	var rows []typeset.Row
	group := func(heading string, w week, sessions []college.SessionHead) {
		head := across(strong(heading))
		head.KeepNext = true
		rows = append(rows, head)
		gaps := w.gaps
		before := func(d college.Date) {
			for len(gaps) > 0 && (d == "" || gaps[0].From <= d) {
				rows = append(rows, across(said(p.gapLine(gaps[0]))))
				gaps = gaps[1:]
			}
		}
		for _, s := range sessions {
			before(s.Date)
			rows = append(rows, p.viewRow(e, v.For, s, parts[s.SessionID]))
		}
		before("")
	}
	weeks, unplaced := weeksOf(college.TermTimetable{Term: college.Term{Start: v.From, End: v.To}, Sessions: v.Sessions, Gaps: v.Gaps})
	for _, w := range weeks {
		if len(w.sessions) > 0 || len(w.gaps) > 0 {
			group(p.say("view.week", "date", words.DayMonthYear(string(w.monday))), w, w.sessions)
		}
	}
	if len(unplaced) > 0 {
		group(p.say("timetable.unplaced"), week{}, unplaced)
	}
	return rows
}

func (p Printing) viewRow(e typeset.Edition, of college.TimetableFor, s college.SessionHead, part string) typeset.Row {
	day, time := said(p.known(shortDay(s.Date))), said(p.times(s))
	course, where := p.viewCourse(of, s, part), p.viewWhere(of, s)
	if isLarge(e) {
		return typeset.Row{Cells: []typeset.Cell{{Paras: []typeset.Para{day, time}}, {Paras: append(course, where...)}}}
	}
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{day}}, {Paras: []typeset.Para{time}}, {Paras: course}, {Paras: where},
	}}
}

// viewCourse is the title, which session it is, the part a person has in it,
// and first that it is cancelled.
func (p Printing) viewCourse(of college.TimetableFor, s college.SessionHead, part string) []typeset.Para {
	title, cancelled := s.CourseTitle, s.Status == college.SessionCancelled
	if of == college.ForVenue || of == college.ForRoom {
		title = p.outside(s)
	}
	paras := []typeset.Para{{Text: title, Subject: s.Reference, Bold: !cancelled}}
	if cancelled {
		paras = append([]typeset.Para{strong(p.say("timetable.cancelled"))}, paras...)
	}
	if s.Of > 1 {
		paras = append(paras, said(p.say("timetable.session", "number", fmt.Sprint(s.Number), "of", fmt.Sprint(max(s.Of, s.Number)))))
	}
	if part != "" {
		paras = append(paras, said(p.part(part)).About(s.Reference))
	}
	return paras
}

// part is what somebody does in a session, in the words of the catalogue: a
// tutor's part, or a volunteer's; as it stands where it is neither.
func (p Printing) part(part string) string {
	for _, stem := range []string{"paper.part.", "paper.volunteerRole."} {
		if words.Has(stem + part) {
			return capital(p.word(stem, part))
		}
	}
	return part
}

// outside is what a course is called where others read it: never its title.
func (p Printing) outside(s college.SessionHead) string {
	if title := joined(s.OutsideTitle); title != "" {
		return title
	}
	return p.known(s.CourseCode)
}

// viewWhere is the whole address, online with its symbol, or what a venue and
// a room do not know of themselves.
func (p Printing) viewWhere(of college.TimetableFor, s college.SessionHead) []typeset.Para {
	switch {
	case of == college.ForVenue:
		return []typeset.Para{said(p.known(s.Place.Room)).About(s.Reference), said(p.ledBy(s)).About(s.Reference)}
	case of == college.ForRoom:
		return []typeset.Para{said(p.known(p.list(s.LedBy))).About(s.Reference)}
	case isOnline(s):
		return p.where(s)
	}
	var paras []typeset.Para
	for _, line := range []string{joined(s.Place.Venue, s.Place.Room), s.Place.Address, joined(s.Place.Town, s.Place.Postcode)} {
		if line != "" {
			paras = append(paras, said(line).About(s.Reference))
		}
	}
	if len(paras) == 0 {
		paras = append(paras, said(p.say("unknown")))
	}
	if s.Place.Online != "" {
		paras = append(paras, said(p.say("timetable.alsoOnline")).About(onlineMark))
	}
	return paras
}
