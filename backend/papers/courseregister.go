package papers

import (
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// The widths in mm of the course register's columns (§1.3 C).
const (
	registerName     = 62.0
	registerNameMost = 120.0
	registerMark     = 14.5
	registerMarkMost = 29.0 // in a run of few sessions
	registerTotal    = 19.0
	registerBlock    = 12 // sessions side by side, at most
	// Digits and month names carry no marks above: their lines may stand close.
	headLeading = 1.2
)

// CourseRegister sets a run's register over all its sessions, landscape: a
// line a student, a column a session, and the marks made so far.
//
// More sessions than fit side by side go on in a second block of columns on
// the next page, with the names again. A cancelled session's column is tinted
// and lettered "No class"; so, without letters, are the cells of sessions that
// a student has no place in. The total is printed once nothing is left to mark
// in the line, and left to write in before.
func CourseRegister(p Printing, r college.CourseRegister) *typeset.Document {
	title := p.say("title.courseRegister", "reference", r.Head.Reference, "date", p.long(college.DateOf(p.At)))
	p = p.of(r.College, r.Sample)
	b := p.book(p.Face.College, title)
	e := p.landscape()
	running := p.runningLine(e, r.Head.CourseTitle, r.Head.Reference)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: p.say("signIn.keep"), Right: r.Head.Reference}),
	})
	p.courseRegisterHead(f, e, r)
	g := p.registerGrid(e, r, f.Width())
	for i, block := range g.blocks {
		if i > 0 {
			f.NewPage()
		}
		if len(g.blocks) > 1 {
			f.Para(typeset.Said(p.say("courseRegister.block", "from", fmt.Sprint(block.from+1),
				"to", fmt.Sprint(block.to), "of", fmt.Sprint(len(r.Sessions)))))
			f.Space(1)
		}
		f.Table(g.table(p, r, block))
	}
	return b.Document()
}

func (p Printing) courseRegisterHead(f *typeset.Flow, e typeset.Edition, r college.CourseRegister) {
	f.Heading(1, typeset.Para{Text: r.Head.CourseTitle, Subject: r.Head.Reference, Min: e.Pt(13), MaxLines: 3})
	about := p.say("facts", "one", p.say("facts", "one", r.Head.Reference, "other", p.place(r.Head)), "other", p.ledBy(r.Head))
	if p.Face.College != "" {
		about = p.say("facts", "one", p.Face.College, "other", about)
	}
	p.beside(f, e, typeset.Para{Text: about, Subject: r.Head.Reference, MaxLines: 6})
	if allCancelled(r.Sessions) {
		f.Para(typeset.Strong(p.say("courseRegister.cancelled")))
	}
	if len(r.Rows) == 0 {
		f.Para(typeset.Strong(p.say("noBookings")))
	}
	f.Para(typeset.Para{Text: p.markKey(), Size: min(e.BodySize(), LargePrint), Leading: headLeadingTight})
	f.Space(1.5)
}

// allCancelled tells whether there were sessions and none is left.
func allCancelled(sessions []college.SessionHead) bool {
	return len(sessions) > 0 && !slices.ContainsFunc(sessions, func(s college.SessionHead) bool {
		return s.Status != college.SessionCancelled
	})
}

// span is a half-open stretch of sessions, and whether the total follows it.
type span struct {
	from, to int
	last     bool
}

// registerGrid is the course register's columns with their widths settled.
type registerGrid struct {
	edition     typeset.Edition
	width       float64 // of the text
	mark, total float64
	blocks      []span
}

// registerGrid shares the sessions out evenly: 13 are 7 and 6, not 12 and 1.
func (p Printing) registerGrid(e typeset.Edition, r college.CourseRegister, width float64) registerGrid {
	g := registerGrid{edition: e, width: width, mark: registerMark}
	for _, s := range r.Sessions {
		for _, para := range p.sessionColumn(e, false, s) {
			g.mark = column(e, g.mark, strings.Fields(para.Text)...)
		}
	}
	g.total = column(e, registerTotal, p.say("col.total"))
	room := width - p.numberColumn(e, 10).Width - registerName - g.total
	n := len(r.Sessions)
	most := min(max(int((room+0.01)/g.mark), 1), registerBlock)
	blocks := max((n+most-1)/most, 1)
	from := 0
	for i := range blocks {
		to := from + (n-from+blocks-i-1)/(blocks-i)
		g.blocks = append(g.blocks, span{from, to, i == blocks-1})
		from = to
	}
	if widest := g.blocks[0].to; widest > 0 {
		g.mark = min(max(g.mark, room/float64(widest)), max(registerMarkMost, g.mark))
	}
	return g
}

func (g registerGrid) table(p Printing, r college.CourseRegister, block span) typeset.Table {
	number := p.numberColumn(g.edition, 10)
	name := typeset.Column{Title: p.say("col.name"), Names: true}
	name.Width = g.width - number.Width - g.mark*float64(block.to-block.from)
	if block.last {
		name.Width -= g.total
	}
	name.Width = min(name.Width, registerNameMost)
	columns := []typeset.Column{number, name}
	for _, head := range p.sessionHeads(g, r.Sessions[block.from:block.to]) {
		columns = append(columns, typeset.Column{Head: head, Width: g.mark, Align: typeset.Centre})
	}
	if block.last {
		columns = append(columns, typeset.Column{Title: p.say("col.total"), Width: g.total, Align: typeset.Centre})
	}
	return typeset.Table{Columns: columns, Rows: g.rows(p, r, block), RowHeight: g.edition.Pt(7)}
}

// sessionHeads are the heads of the session columns, made equally long so that
// the numbers stand on one line.
func (p Printing) sessionHeads(g registerGrid, sessions []college.SessionHead) [][]typeset.Para {
	heads, longest, inOne := make([][]typeset.Para, len(sessions)), 0, true
	for _, s := range sessions {
		inOne = inOne && typeset.Width(dayAndMonth(s), g.edition.BodySize(), true)+cellPad(g.edition) <= g.mark
	}
	for i, s := range sessions {
		heads[i] = p.sessionColumn(g.edition, inOne, s)
		longest = max(longest, len(heads[i]))
	}
	for i := range heads {
		for len(heads[i]) < longest {
			heads[i] = append(heads[i], typeset.Para{Leading: headLeading})
		}
	}
	return heads
}

// dayAndMonth is "14 Sep", on one line.
func dayAndMonth(s college.SessionHead) string { return unbroken(words.DayMonth(string(s.Date))) }

// sessionColumn is the head of a session's column: its number bold, then its day.
// Where days do not stand in one line, since "14 Sep" is wider than the column,
// the day stands over the month, and in large print, where lines are dear, they
// are "14/9".
func (p Printing) sessionColumn(e typeset.Edition, inOne bool, s college.SessionHead) []typeset.Para {
	lines := []string{p.say("courseRegister.noDate")}
	if s.Date.Valid() {
		switch {
		case inOne:
			lines = []string{dayAndMonth(s)}
		case isLarge(e):
			lines = []string{fmt.Sprintf("%d/%d", s.Date.Day(), s.Date.Month())}
		default:
			lines = []string{fmt.Sprint(s.Date.Day()), words.MonthShort(string(s.Date))}
		}
	}
	head := []typeset.Para{{Text: fmt.Sprint(s.Number), Bold: true}}
	if s.Status == college.SessionCancelled {
		lines = append(lines, strings.Fields(p.say("courseRegister.noClass"))...)
	}
	for _, line := range lines {
		head = append(head, typeset.Said(line))
	}
	for i := range head {
		head[i].Leading, head[i].Align = headLeading, typeset.Centre
	}
	return head
}

func (g registerGrid) rows(p Printing, r college.CourseRegister, block span) []typeset.Row {
	var rows []typeset.Row
	for _, student := range r.Rows {
		about := p.student(student.StudentNumber)
		cells := typeset.Cells(number(student.RowNo))
		name := typeset.Said(p.bothNames(student.KnownAs, student.FullName)).About(about)
		cells = append(cells, typeset.Cell{Paras: []typeset.Para{name}})
		for i := block.from; i < block.to; i++ {
			cells = append(cells, markCell(r, student, i))
		}
		if block.last {
			cells = append(cells, typeset.Cell{Paras: []typeset.Para{typeset.Said(total(r, student))}})
		}
		rows = append(rows, typeset.Row{Cells: cells})
	}
	for len(r.Rows) == 0 && len(rows) < fewestRows {
		row := typeset.Row{Cells: typeset.Cells("", "")}
		for i := block.from; i < block.to; i++ {
			row.Cells = append(row.Cells, blankMark(r.Sessions[i]))
		}
		rows = append(rows, row)
	}
	return rows
}

// markCell is a student's mark of a session; tinted where there is nothing to
// mark.
func markCell(r college.CourseRegister, student college.CourseRegisterRow, i int) typeset.Cell {
	cell := blankMark(r.Sessions[i])
	mark := markOf(student, i)
	if mark == "" || !college.OnRegister(mark) {
		ground := typeset.Tint
		cell.Fill = &ground
		return cell
	}
	if letter := markLetter(mark); letter != "" {
		cell.Paras = []typeset.Para{typeset.Strong(letter)}
	}
	return cell
}

func blankMark(s college.SessionHead) typeset.Cell {
	if s.Status != college.SessionCancelled {
		return typeset.Cell{}
	}
	ground := typeset.Tint
	return typeset.Cell{Fill: &ground}
}

func markOf(student college.CourseRegisterRow, i int) college.Attendance {
	if i < len(student.Marks) {
		return student.Marks[i]
	}
	return ""
}

// total counts what was attended (operations 1.6), or is "" while a session of
// the student's is still to be marked.
func total(r college.CourseRegister, student college.CourseRegisterRow) string {
	attended, marked := 0, 0
	for i, s := range r.Sessions {
		mark := markOf(student, i)
		if mark == "" || !college.OnRegister(mark) || s.Status == college.SessionCancelled {
			continue
		}
		if mark == college.NotMarked {
			return ""
		}
		marked++
		if college.MarkOf(mark).Counts {
			attended++
		}
	}
	if marked == 0 {
		return ""
	}
	return fmt.Sprint(attended)
}
