package papers

import (
	"cmp"
	"fmt"
	"slices"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// DaySheet sets a day for staff: A4 on its side, upright in large print, a heading for each
// venue and its sessions by time, with room, tutors and how many places are booked
// (§1.3 E4). It names no student.
func DaySheet(p Printing, v college.TimetableView) *typeset.Document {
	day := v.From
	b := p.book(p.Face.College, p.say("title.daySheet", "date", p.long(day)))
	e := p.landscape()
	if isLarge(e) {
		e = p.portrait()
	}
	running := p.runningHeadIn(e, typeset.Unbound, p.say("day.short"), p.long(day))
	f := b.Flow(e, typeset.Frame{
		Margins: typeset.Unbound,
		Head:    func(typeset.Place) string { return running },
		Foot:    p.foot(p.Face.Sample, true, typeset.Foot{Left: p.say("day.keep")}),
	})
	p.masthead(f, e)
	f.Heading(1, typeset.Para{Text: bound(p.say("day.title", "date", p.long(day)))})
	for _, g := range v.Gaps {
		f.Para(strong(p.gapLine(g)))
	}
	if len(v.Sessions) == 0 {
		f.Para(said(p.say("timetable.none")))
	}
	for _, at := range byVenue(v.Sessions) {
		f.Space(e.Pt(3))
		p.dayVenue(f, e, at)
	}
	d := finished(b)
	drawScreens(d)
	return d
}

// byVenue parts sessions by where they are: venues by name, each in order of
// time; then what is online, then what has no place yet.
func byVenue(sessions []college.SessionHead) [][]college.SessionHead {
	rank := func(s college.SessionHead) int {
		switch {
		case isOnline(s):
			return 1
		case s.Place.Venue == "":
			return 2
		}
		return 0
	}
	sorted := slices.Clone(sessions)
	slices.SortStableFunc(sorted, func(a, b college.SessionHead) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Place.Venue, b.Place.Venue), cmp.Compare(a.Start, b.Start))
	})
	var groups [][]college.SessionHead
	for i, s := range sorted {
		if i == 0 || rank(s) != rank(sorted[i-1]) || s.Place.Venue != sorted[i-1].Place.Venue {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], s)
	}
	return groups
}

func (p Printing) dayVenue(f *typeset.Flow, e typeset.Edition, sessions []college.SessionHead) {
	first := sessions[0]
	name, address := first.Place.Venue, joined(first.Place.Address, first.Place.Town, first.Place.Postcode)
	if isOnline(first) {
		name, address = p.say("online"), ""
	}
	f.Heading(2, typeset.Para{Text: bound(joined(p.known(name), address)), Subject: first.Reference, MaxLines: 3})
	f.Space(e.Pt(1))
	f.Table(p.dayTable(e, sessions))
}

// dayTable is Time 26 | Room 40 | Course | Led by 58 | Booked 24 mm at 12 pt; in
// large print time and booked share a column, and all else another.
func (p Printing) dayTable(e typeset.Edition, sessions []college.SessionHead) typeset.Table {
	time, booked := p.say("times", "start", "00:00", "end", "00:00"), p.say("col.booked")
	room := p.say("col.room")
	if isOnline(sessions[0]) {
		room = p.say("online")
	}
	t := typeset.Table{
		Columns: []typeset.Column{
			{Title: p.say("col.time"), Width: typeset.Width(time, e.BodySize(), false) + cellPad(e)},
			{Title: room, Width: e.Pt(40), Min: leastType(e)},
			{Title: p.say("col.course"), Names: true, Min: leastType(e)},
			{Title: p.say("col.ledBy"), Width: e.Pt(58), Min: leastType(e)},
			{Title: booked, Width: column(e, 24, booked, p.say("day.waiting", "waiting", "88"))},
		},
		HeadHeight: e.Pt(7), RowHeight: e.Pt(7), Rules: typeset.RowLines, MinLast: 1, KeepFirst: 1, Top: true,
	}
	if isLarge(e) {
		both := func(one, other string) string { return p.say("facts", "one", one, "other", other) }
		t.Columns = []typeset.Column{
			{Title: p.say("col.time"), Width: t.Columns[0].Width},
			{Title: both(p.say("col.course"), both(room, p.say("col.ledBy"))), Names: true, Min: leastType(e)},
			{Title: booked, Width: t.Columns[4].Width},
		}
	}
	for _, s := range sessions {
		t.Rows = append(t.Rows, p.dayRow(e, s))
	}
	return t
}

func (p Printing) dayRow(e typeset.Edition, s college.SessionHead) typeset.Row {
	course := append(p.viewCourse(college.ForDay, s, ""), said(s.Reference))
	where := said(p.known(s.Place.Room))
	if isOnline(s) {
		where = said(p.known(s.Place.Online))
	}
	booked := []typeset.Para{said(fmt.Sprint(s.Booked))}
	if s.Capacity > 0 {
		booked[0] = said(p.say("day.booked", "booked", fmt.Sprint(s.Booked), "capacity", fmt.Sprint(s.Capacity)))
	}
	if s.Waiting > 0 {
		booked = append(booked, said(p.say("day.waiting", "waiting", fmt.Sprint(s.Waiting))))
	}
	where = where.About(s.Reference)
	ledBy := said(p.known(p.list(s.LedBy))).About(s.Reference)
	cells := [][]typeset.Para{{said(p.times(s))}, {where}, course, {ledBy}, booked}
	if isLarge(e) {
		cells = [][]typeset.Para{{said(p.times(s))}, append(course, where, ledBy), booked}
	}
	row := typeset.Row{Cells: make([]typeset.Cell, len(cells))}
	for i, paras := range cells {
		row.Cells[i].Paras = paras
	}
	return row
}
