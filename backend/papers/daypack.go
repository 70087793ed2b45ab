package papers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// DayPack sets what staff take along for a day, as one document: the cover
// sheet, then the sign-in sheets, then the facilitators' copies, in the order
// given. Printed on both sides, the cover and each session begin on a sheet of
// their own.
//
// The cover is confidential: whom to ring, and how to get in. Keys and codes
// stand there and on no other paper.
func DayPack(p Printing, d college.DayPack, extras ...Extra) *typeset.Document {
	for _, s := range d.Sessions {
		p = p.of(s.Register.College, s.Register.Sample)
	}
	p.stack = true
	b := p.book(p.Face.College, p.say("title.dayPack", "date", p.long(d.Date)))
	p.packCover(b, d)
	for _, s := range d.Sessions {
		p.signIn(b, s.Register)
	}
	for _, s := range d.Sessions {
		p.facilitatorCopy(b, s.Register, slices.Contains(extras, EmergencyContacts))
	}
	return b.Document()
}

func (p Printing) packCover(b *typeset.Book, d college.DayPack) {
	e, title := p.portrait(), p.say("pack.title", "date", p.long(d.Date))
	running := p.say("pack.title", "date", p.short(d.Date))
	confidential := p.say("facilitator.confidential")
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: confidential, Bold: true}, typeset.Foot{Left: p.say("pack.shred")}),
	})
	p.masthead(f, e)
	f.Para(typeset.Strong(confidential))
	f.Heading(1, typeset.Para{Text: title})
	f.Para(typeset.Said(p.count("pack.count", len(d.Sessions))))
	f.Space(2)
	if len(d.Sessions) > 1 {
		f.Table(p.packTable(e, d.Sessions))
	}
	for from := 0; from < len(d.Sessions); {
		to := from + 1
		for to < len(d.Sessions) && samePlace(d.Sessions[from], d.Sessions[to]) {
			to++
		}
		p.packPlace(f, e, d.Sessions[from:to])
		from = to
	}
}

// samePlace tells whether two sessions have one way in.
func samePlace(a, b college.PackSession) bool {
	return a.Register.Head.Place == b.Register.Head.Place && !isOnline(a.Register.Head) && a.Register.Head.Place.Venue != "" &&
		a.Opening == b.Opening && slices.Equal(a.Facts, b.Facts) && slices.Equal(a.Contacts, b.Contacts) && slices.Equal(a.Secrets, b.Secrets)
}

// packTable is the day at a glance, by time. In large print what, when and where
// stand below each other: narrow columns would break words.
func (p Printing) packTable(e typeset.Edition, sessions []college.PackSession) typeset.Table {
	when, booked := p.say("col.time"), p.say("col.booked")
	byTime := slices.Clone(sessions)
	slices.SortStableFunc(byTime, func(a, b college.PackSession) int {
		return cmp.Compare(a.Register.Head.Start, b.Register.Head.Start)
	})
	var rows []typeset.Row
	for _, s := range byTime {
		h := s.Register.Head
		where := p.known(p.placeOf(h, h.Place.Venue, h.Place.Room))
		cells := typeset.Cells(p.times(h), h.CourseTitle, where, fmt.Sprint(len(s.Register.Rows)))
		for i := range cells {
			cells[i].Paras[0].Subject = h.Reference
		}
		if isLarge(e) {
			cells[0].Paras[0].Bold = true
			cells[0].Paras = slices.Concat(cells[0].Paras, cells[1].Paras, cells[2].Paras)
			cells = []typeset.Cell{cells[0], cells[3]}
		}
		rows = append(rows, typeset.Row{Cells: cells})
	}
	columns := []typeset.Column{
		{Title: when, Width: max(column(e, 28, when), typeset.Width(p.say("times", "start", "00:00", "end", "00:00"), e.BodySize(), false)+cellPad(e))},
		{Title: p.say("col.course"), Names: true},
		{Title: p.say("col.where")},
		{Title: booked, Width: column(e, 20, booked), Align: typeset.Right},
	}
	if isLarge(e) {
		columns = []typeset.Column{{Title: p.say("col.session"), Names: true}, columns[3]}
	}
	return typeset.Table{Columns: columns, Rows: rows, HeadHeight: e.Pt(8), RowHeight: e.Pt(7.5), Top: true, MinLast: 1, KeepFirst: 1}
}

// packPlace sets a place, how to get into it, and its sessions one by one.
func (p Printing) packPlace(f *typeset.Flow, e typeset.Edition, sessions []college.PackSession) {
	first := sessions[0]
	h := first.Register.Head
	f.Space(e.Pt(5))
	f.Heading(2, typeset.Para{Text: p.known(p.placeOf(h, h.Place.Venue, h.Place.Room)), Subject: h.Reference, MaxLines: 4})
	f.Space(1)
	var secrets, facts []string
	for _, s := range first.Secrets {
		secrets = append(secrets, p.say("labelled", "label", p.word("paper.pack.secret.", s.Kind), "value", s.Text))
	}
	if !isOnline(h) && h.Place.Venue != "" {
		for _, fact := range factsByItem(first.Facts, roomOf(first.Facts)) {
			facts = append(facts, p.factLine(fact))
		}
	}
	p.pairs(f, e,
		told(p.say("place.address"), h.Reference, joined(h.Place.Address, h.Place.Town, h.Place.Postcode)),
		told(p.say("pack.getIn"), h.Reference, secrets...).bold(),
		told(p.say("place.opening"), h.Reference, first.Opening),
		told(p.say("place.contacts"), h.Reference, p.venueContacts(first.Contacts)...),
		told(p.say("place.access"), h.Reference, facts...),
	)
	for _, s := range sessions {
		f.Keep(func() { p.packSession(f, e, s) })
	}
}

// roomOf is the one room that facts of a room and its venue are about.
func roomOf(facts []college.AccessFact) string {
	for _, f := range facts {
		if f.RoomID != "" {
			return f.RoomID
		}
	}
	return ""
}

func (p Printing) packSession(f *typeset.Flow, e typeset.Edition, s college.PackSession) {
	h := s.Register.Head
	title := p.say("facts", "one", p.times(h), "other", h.CourseTitle)
	f.Space(e.Pt(3.5))
	f.Heading(3, typeset.Para{Text: title, Subject: h.Reference, MaxLines: 4})
	f.Space(1)
	session := p.say("sessionOf", "number", fmt.Sprint(h.Number), "of", fmt.Sprint(max(h.Of, h.Number)))
	tutors := p.packPeople(s.Tutors)
	if len(tutors) == 0 {
		tutors = []string{p.known("")}
	}
	setUp := ""
	if s.SetUp > 0 {
		setUp = p.hours(s.SetUp)
		if h.Start != "" {
			setUp = p.say("pack.setUpFrom", "minutes", setUp, "time", string(h.Start.Add(-s.SetUp)))
		}
	}
	p.pairs(f, e,
		told(p.say("pack.session"), h.Reference, p.say("facts", "one", h.Reference, "other", session)),
		told(p.say("pack.booked"), h.Reference, p.count("pack.places", len(s.Register.Rows))),
		told(p.say("pack.tutors"), h.Reference, tutors...),
		told(p.say("pack.helpers"), h.Reference, p.packPeople(s.Helpers)...),
		told(p.say("pack.setUp"), h.Reference, setUp),
		told(p.say("pack.bring"), h.Reference, s.Bring),
	)
}

// packPeople are those to ring, each with number and part.
func (p Printing) packPeople(people []college.PackPerson) []string {
	var lines []string
	for _, one := range people {
		name := p.bothNames(one.Called, one.Full)
		if one.Part != "" {
			name = p.say("facts", "one", name, "other", p.word("paper.pack.part.", one.Part))
		}
		lines = append(lines, p.say("labelled", "label", name, "value", p.phoneOrNone(one.Phone)))
	}
	return lines
}

// phoneOrNone is a number to ring, or that none is known.
func (p Printing) phoneOrNone(number string) string {
	if strings.TrimSpace(number) == "" {
		return p.say("noPhone")
	}
	return phone(number)
}

// venueContacts are whom to ring about a venue, those for evenings and weekends
// marked.
func (p Printing) venueContacts(contacts []college.VenueContact) []string {
	var lines []string
	for _, c := range contacts {
		who := joined(c.Name, c.Role)
		if c.OutOfHours {
			who = joined(who, p.say("place.outOfHours"))
		}
		lines = append(lines, p.say("labelled", "label", p.known(who), "value", joined(p.phoneOrNone(c.Phone), c.Email)))
	}
	return lines
}
