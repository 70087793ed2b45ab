package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// What a sheet has at least: blank lines for walk-ins, and lines in all, so
// that an empty session still takes ten people by hand (§1.3 A, §1.4).
const (
	blankRows  = 3
	fewestRows = 10
)

// bookedLast is how many booked rows the last page of a large print has.
const bookedLast = 3

// SignIn sets the sheet that goes round the room, one section a session, in
// the order given: a day's by venue, then time.
//
// It says who is on the register and nothing else about them: no phone, need,
// age or pronoun (§1.3 A). Rows carry the number given at their first
// printing; walk-in lines take the next free ones (D7). An online session has
// no sheet to sign and gets a list for the tutor to tick.
func SignIn(p Printing, registers []college.Register) *typeset.Document {
	p = p.of(collegeOf(registers), false)
	b := p.book(p.Face.College, p.registersTitle("register", "registers", registers))
	for _, r := range registers {
		p.signIn(b, r)
	}
	if len(registers) == 0 {
		p.nothing(b, p.say("nothing"))
	}
	return b.Document()
}

func (p Printing) signIn(b *typeset.Book, r college.Register) {
	p = p.of(r.College, r.Sample)
	e, online := p.portrait(), isOnline(r.Head)
	own := []typeset.Foot{{Left: p.say("signIn.keep"), Right: r.Head.Reference}}
	if !online {
		own = append(p.fire(e), own...)
	}
	running := p.runningHead(e, r.Head)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, false, own...),
	})
	p.head(f, e, r.Head)
	if online {
		f.Para(typeset.Said(p.say("signIn.online")))
		f.Space(1)
	}
	if len(r.Rows) == 0 {
		f.Para(typeset.Strong(p.say("noBookings")))
		f.Space(1)
	}
	f.Table(typeset.Table{
		Columns:    p.signInColumns(e, online),
		Rows:       p.signInRows(e, r, online),
		HeadHeight: e.Pt(8), RowHeight: e.Pt(9), Tight: e.Pt(8.2),
		MinLast: lastRows(e, r),
	})
}

// fire is what to do with the sheet in a fire, and how many to count: on a line
// of its own in large print, where both do not fit on one.
func (p Printing) fire(e typeset.Edition) []typeset.Foot {
	if !isLarge(e) {
		return []typeset.Foot{{Left: p.say("signIn.fire"), Bold: true}}
	}
	return []typeset.Foot{
		{Left: p.say("signIn.fireTake"), Bold: true},
		{Left: p.say("signIn.present"), Bold: true},
	}
}

// lastRows is how many rows a last page has at least: in large print, where
// pages are many, some with names. Short lists are not pulled off their first
// page for it.
func lastRows(e typeset.Edition, r college.Register) int {
	if !isLarge(e) || len(r.Rows) < 2*bookedLast {
		return 0
	}
	return bookedLast + len(freeNumbers(r))
}

// signInColumns are 11 | 74 | 57 | 18 | 18 mm at 12 pt; larger editions take
// from the signature, down to 40 mm.
func (p Printing) signInColumns(e typeset.Edition, online bool) []typeset.Column {
	name := typeset.Column{Title: p.say("col.name"), Width: 74, Size: e.Pt(13), Min: e.BodySize(), Names: true}
	in, out := p.say("col.in"), p.say("col.out")
	times := []typeset.Column{
		{Title: in, Width: column(e, 18, in)},
		{Title: out, Width: column(e, 18, out)},
	}
	if online {
		name.Width = 0
		here := p.say("col.here")
		return append([]typeset.Column{p.numberColumn(e, 11), name,
			{Title: here, Width: column(e, 18, here), Align: typeset.Centre}}, times...)
	}
	return append([]typeset.Column{p.numberColumn(e, 11), name, {Title: p.say("col.signature")}}, times...)
}

func (p Printing) signInRows(e typeset.Edition, r college.Register, online bool) []typeset.Row {
	tick := e.Pt(16) // large enough for a pen
	row := func(n int, name typeset.Para) typeset.Row {
		cells := typeset.Cells(number(n))
		cells = append(cells, typeset.Cell{Paras: []typeset.Para{name}})
		if online {
			cells = append(cells, typeset.Cell{Paras: []typeset.Para{{Tick: typeset.TickEmpty, Size: tick}}})
		}
		return typeset.Row{Cells: cells}
	}
	var rows []typeset.Row
	for _, place := range r.Rows {
		rows = append(rows, row(place.RowNo, typeset.Said(r.OnSheet(place)).About(p.student(place.StudentNumber))))
	}
	for _, n := range freeNumbers(r) {
		rows = append(rows, row(n, typeset.Para{}))
	}
	return rows
}

// freeNumbers are the numbers of the blank lines: never one that a row has.
func freeNumbers(r college.Register) []int {
	next := max(r.NextNo, 1)
	for _, row := range r.Rows {
		next = max(next, row.RowNo+1)
	}
	numbers := make([]int, max(blankRows, fewestRows-len(r.Rows)))
	for i := range numbers {
		numbers[i] = next + i
	}
	return numbers
}

// registersTitle is a file's title: of one session's paper by its reference,
// of several by their day.
func (p Printing) registersTitle(one, many string, registers []college.Register) string {
	if len(registers) == 0 {
		return p.say("title."+many, "date", p.long(college.DateOf(p.At)))
	}
	head := registers[0].Head
	if len(registers) == 1 {
		return p.say("title."+one, "reference", head.Reference, "date", p.long(head.Date))
	}
	last := registers[len(registers)-1].Head
	if head.Date != last.Date {
		return p.say("title."+many, "date", fmt.Sprintf("%s – %s", p.long(head.Date), p.long(last.Date)))
	}
	return p.say("title."+many, "date", p.long(head.Date))
}

func collegeOf(registers []college.Register) string {
	if len(registers) == 0 {
		return ""
	}
	return registers[0].College
}
