package papers

import (
	"slices"
	"strings"
	"time"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// A cell of the grid shows so many sessions; of more, one fewer and how many
// are left to the list. Sessions from five o'clock stand in a column of their
// own.
const (
	gridMost    = 8
	eveningFrom = college.Clock("17:00")
)

// TimetableGrid sets a term at a glance, A4 or A3 on its side: weeks down,
// Monday to Friday across, and Saturday, Sunday and evenings where they are
// used (§1.3 E2). A session is its time, its place in initials, and its title;
// a legend above spells
// the initials out.
func TimetableGrid(p Printing, t college.TermTimetable) *typeset.Document {
	title := p.say("title.timetableGrid", "reference", t.Term.Code, "date", p.long(college.DateOf(p.At)))
	p = p.of(t.College, t.Sample)
	b := p.book(p.Face.College, title)
	e := p.landscape()
	if e.Paper != typeset.A3 {
		e.Paper = typeset.A4
	}
	f := b.Flow(e, p.timetableFrame(e, t))
	p.timetableHead(f, e, t)
	p.otherFormats(f, e)
	f.Space(2)
	weeks, unplaced := weeksOf(t)
	g := grid{Printing: p, edition: e, initials: initialsOf(t.Sessions), days: gridDays(t.Sessions)}
	g.legend(f)
	if len(weeks) > 0 {
		f.Table(g.table(weeks, f.Width()))
	}
	if len(unplaced) > 0 {
		f.Space(2)
		f.Para(said(p.say("labelled", "label", p.say("timetable.unplaced"), "value", p.count("grid.more", len(unplaced)))))
	}
	d := finished(b)
	drawScreens(d)
	return d
}

// grid is the timetable at a glance with its columns settled.
type grid struct {
	Printing
	edition  typeset.Edition
	days     []time.Weekday // evening is the last, when used
	initials map[string]string
	room     float64 // mm of a day's column
}

// evening stands in for a day of the week: the column of evening sessions.
const evening = time.Weekday(7)

// gridDays are the columns in use: Monday to Friday always.
func gridDays(sessions []college.SessionHead) []time.Weekday {
	days := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	used := map[time.Weekday]bool{}
	for _, s := range sessions {
		if s.Date.Valid() {
			used[columnOf(s)] = true
		}
	}
	for _, day := range []time.Weekday{time.Saturday, time.Sunday, evening} {
		if used[day] {
			days = append(days, day)
		}
	}
	return days
}

func columnOf(s college.SessionHead) time.Weekday {
	if s.Start >= eveningFrom {
		return evening
	}
	return s.Date.Weekday()
}

// dayOf is the date of a column of a week; "" for the evenings.
func dayOf(w week, column time.Weekday) college.Date {
	if column == evening {
		return ""
	}
	return w.monday.AddDays((int(column) + 6) % 7)
}

func (g *grid) table(weeks []week, width float64) typeset.Table {
	first := g.say("col.week")
	columns := []typeset.Column{{Title: first, Width: column(g.edition, 22, first), Bold: true, Names: true}}
	g.room = (width - columns[0].Width) / float64(len(g.days))
	names, short := make([]string, len(g.days)), false
	for i, day := range g.days {
		names[i] = g.dayName(day, words.Weekday)
		short = short || column(g.edition, 0, names[i]) > g.room
	}
	for i, day := range g.days {
		if short {
			names[i] = g.dayName(day, weekdayShort)
		}
		columns = append(columns, typeset.Column{Title: names[i], Width: g.room, Min: g.least()})
	}
	var rows []typeset.Row
	for _, w := range weeks {
		rows = append(rows, g.row(w))
	}
	return typeset.Table{
		Columns: columns, Rows: rows, HeadHeight: g.edition.Pt(7), RowHeight: g.edition.Pt(7),
		MinLast: 1, KeepFirst: 1, Top: true,
	}
}

// least is the smallest type for a word too long for its column: 12 pt, and 16
// in large print (§1.2).
func (g grid) least() float64 {
	if g.edition.BodySize() >= 16 {
		return 16
	}
	return 12
}

func (g grid) dayName(day time.Weekday, name func(string) string) string {
	if day == evening {
		return g.say("col.evening")
	}
	aMonday := college.Date("2024-01-01")
	return name(string(aMonday.AddDays((int(day) + 6) % 7)))
}

// weekdayShort is "Mon" of a date.
func weekdayShort(iso string) string {
	short, _, _ := strings.Cut(words.ShortDate(iso), " ")
	return short
}

func (g grid) row(w week) typeset.Row {
	cells := typeset.Cells(words.DayMonth(string(w.monday)))
	if gap, off := w.off(); off {
		ground := typeset.Tint
		line := strong(g.say("timetable.gap", "name", g.gapName(gap)))
		return typeset.Row{Cells: append(cells, typeset.Cell{Paras: []typeset.Para{line}, Fill: &ground, Span: len(g.days)})}
	}
	for _, day := range g.days {
		cells = append(cells, g.cell(w, day))
	}
	return typeset.Row{Cells: cells}
}

func (g grid) cell(w week, day time.Weekday) typeset.Cell {
	var cell typeset.Cell
	if date := dayOf(w, day); date != "" {
		for _, gap := range w.on(date) {
			ground := typeset.Tint
			cell.Fill = &ground
			cell.Paras = append(cell.Paras, strong(g.gapName(gap)))
		}
	}
	var sessions []college.SessionHead
	for _, s := range w.sessions {
		if columnOf(s) == day {
			sessions = append(sessions, s)
		}
	}
	shown := len(sessions)
	if shown > gridMost {
		shown = gridMost - 1
	}
	for _, s := range sessions[:shown] {
		if len(cell.Paras) > 0 {
			// An empty line of small type parts one session from the next.
			cell.Paras = append(cell.Paras, typeset.Para{Size: 2})
		}
		cell.Paras = append(cell.Paras, g.entry(s)...)
	}
	if rest := len(sessions) - shown; rest > 0 {
		cell.Paras = append(cell.Paras, strong(g.count("grid.more", rest)))
	}
	return cell
}

// entry is one session: time and place in bold, then the title.
func (g grid) entry(s college.SessionHead) []typeset.Para {
	when := g.known(string(s.Start))
	if columnOf(s) == evening {
		when = weekdayShort(string(s.Date)) + " " + when
	}
	paras := g.timeAndPlace(s, when)
	if s.Status == college.SessionCancelled {
		paras = append(paras, strong(g.say("timetable.cancelled")))
	}
	return append(paras, typeset.Para{Text: bound(s.CourseTitle), Subject: s.Reference, MaxLines: 4})
}

// timeAndPlace is "10:00 WCL", or "10:00 Online" on two lines where the column
// has no room for both and the symbol.
func (g grid) timeAndPlace(s college.SessionHead, when string) []typeset.Para {
	if !isOnline(s) {
		return []typeset.Para{strong(g.say("grid.timePlace", "time", when, "initials", g.initials[placeKey(s)])).About(s.Reference)}
	}
	both := g.say("grid.timePlace", "time", when, "initials", g.say("online"))
	symbol := (screenGap + screenWide) * g.edition.BodySize() * 25.4 / 72
	if typeset.Width(both, g.edition.BodySize(), true)+symbol+cellPad(g.edition) <= g.room {
		return []typeset.Para{strong(both).About(onlineMark)}
	}
	return []typeset.Para{strong(when), strong(g.say("online")).About(onlineMark)}
}

// legend spells out the initials, in one paragraph: height is dear.
func (g grid) legend(f *typeset.Flow) {
	var places []string
	for key, initials := range g.initials {
		places = append(places, unbroken(g.say("grid.place", "initials", initials, "place", ""))+g.known(key))
	}
	if len(places) == 0 {
		return
	}
	slices.Sort(places)
	f.Para(said(g.say("labelled", "label", g.say("grid.legend"), "value", strings.Join(places, "; "))))
	f.Space(2)
}
