package papers

import (
	"fmt"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// VenueSheet sets what is known of a venue, to hand out: how to get there, its
// rooms, access with who checked it and when, house rules, whom to ring, and
// the days it is closed. Keys and codes are no part of it.
func VenueSheet(p Printing, v college.VenueSheet) *typeset.Document {
	reference := firstText(v.Venue.Code, v.Venue.ID)
	b := p.book(p.Face.College, strings.ReplaceAll(p.say("title.venueSheet", "reference", v.Venue.Code, "date", p.long(college.DateOf(p.At))), " ,", ","))
	e := p.portrait()
	running := p.runningLine(e, v.Venue.Name, p.short(college.DateOf(p.At)))
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, false),
	})
	p.masthead(f, e)
	f.Heading(1, typeset.Para{Text: p.known(v.Venue.Name), Subject: reference, MaxLines: 4})
	f.Space(1)
	p.pairs(f, e,
		told(p.say("place.address"), reference, p.known(joined(v.Venue.Address, v.Venue.Town, v.Venue.Postcode))),
		told(p.say("place.directions"), reference, v.Venue.Directions),
		told(p.say("place.bus"), reference, p.known(v.Venue.Bus)),
		told(p.say("place.parking"), reference, p.known(v.Venue.Parking)),
		told(p.say("place.opening"), reference, v.Venue.Opening),
		told(p.say("place.rules"), reference, v.Venue.HouseRules),
		told(p.say("place.contacts"), reference, p.venueContacts(v.Contacts)...),
	)
	p.venueRooms(f, e, v, reference)
	p.venueAccess(f, e, v, reference)
	p.venueClosures(f, e, v, reference)
	return b.Document()
}

// under begins a part of a paper.
func under(f *typeset.Flow, e typeset.Edition, heading string) {
	f.Space(e.Pt(5))
	f.Heading(2, typeset.Para{Text: heading})
	f.Space(1)
}

func (p Printing) venueRooms(f *typeset.Flow, e typeset.Edition, v college.VenueSheet, about string) {
	under(f, e, p.say("place.rooms"))
	if len(v.Rooms) == 0 {
		f.Para(typeset.Said(p.say("place.noRooms")))
		return
	}
	var rows []typeset.Row
	for _, r := range v.Rooms {
		name := []typeset.Para{typeset.Said(p.known(r.Name)).About(about)}
		if strings.TrimSpace(r.Floor) != "" {
			name = append(name, typeset.Said(p.floor(r.Floor)).About(about))
		}
		if r.LiftNeeded {
			name = append(name, typeset.Said(p.say("place.lift")))
		}
		var has []string
		for _, facility := range r.Facilities {
			has = append(has, p.word("paper.facility.", facility))
		}
		seats, fits := p.seats(r, about), []typeset.Para{typeset.Said(strings.Join(has, ", ")).About(about)}
		rows = append(rows, threeCells(e, name, seats, fits))
	}
	f.Table(typeset.Table{
		Columns: threeColumns(e, p.say("col.room"), p.say("col.seats"), p.say("col.has")),
		Rows:    rows, HeadHeight: e.Pt(8), RowHeight: e.Pt(7.5), Top: true, MinLast: 1, KeepFirst: 1,
	})
}

// seats are how many a room has, in each way it can be set out.
func (p Printing) seats(r college.Room, about string) []typeset.Para {
	if len(r.SeatsByLayout) == 0 {
		if r.Seats <= 0 {
			return []typeset.Para{typeset.Said(p.say("access.unknown"))}
		}
		return []typeset.Para{typeset.Said(fmt.Sprint(r.Seats))}
	}
	var paras []typeset.Para
	for _, layout := range r.SeatsByLayout {
		name := p.word("paper.layout.", layout.Name)
		paras = append(paras, typeset.Said(p.say("labelled", "label", name, "value", fmt.Sprint(layout.Seats))).About(about))
	}
	return paras
}

// venueAccess lists the venue's answers, then those that a room has of its own.
func (p Printing) venueAccess(f *typeset.Flow, e typeset.Edition, v college.VenueSheet, about string) {
	under(f, e, p.say("place.access"))
	var rows []typeset.Row
	row := func(what string, fact college.AccessFact) {
		answer := []typeset.Para{typeset.Said(capital(p.answer(fact)))}
		if strings.TrimSpace(fact.Note) != "" {
			answer = append(answer, typeset.Said(fact.Note).About(about))
		}
		name, checked := typeset.Said(what).About(about), typeset.Said(capital(p.checked(fact))).About(about)
		rows = append(rows, threeCells(e, []typeset.Para{name}, answer, []typeset.Para{checked}))
	}
	for _, fact := range factsByItem(v.Facts, "") {
		row(p.item(fact), fact)
	}
	for _, r := range v.Rooms {
		for _, fact := range v.Facts {
			if fact.RoomID != "" && fact.RoomID == r.ID {
				row(p.say("labelled", "label", r.Name, "value", p.item(fact)), fact)
			}
		}
	}
	f.Table(typeset.Table{
		Columns: threeColumns(e, p.say("col.access"), p.say("col.answer"), p.say("col.checked")),
		Rows:    rows, HeadHeight: e.Pt(8), RowHeight: e.Pt(7), Top: true,
	})
}

// threeColumns are 50 | 62 mm | rest at 12 pt; in large print two, for three would
// break words: what stands in the middle follows the first.
func threeColumns(e typeset.Edition, first, middle, last string) []typeset.Column {
	if isLarge(e) {
		return []typeset.Column{{Title: joined(first, strings.ToLower(middle)), Names: true}, {Title: last}}
	}
	return []typeset.Column{{Title: first, Width: e.Pt(50), Names: true}, {Title: middle, Width: e.Pt(62)}, {Title: last}}
}

// threeCells are a row of threeColumns.
func threeCells(e typeset.Edition, first, middle, last []typeset.Para) typeset.Row {
	if isLarge(e) {
		for i := range first {
			first[i].Bold = i == 0
		}
		return typeset.Row{Cells: []typeset.Cell{{Paras: append(first, middle...)}, {Paras: last}}}
	}
	return typeset.Row{Cells: []typeset.Cell{{Paras: first}, {Paras: middle}, {Paras: last}}}
}

// floor is which floor a room is on, "Ground floor" or "Floor: 2".
func (p Printing) floor(floor string) string {
	if strings.Contains(strings.ToLower(floor), "floor") {
		return floor
	}
	return p.say("place.floor", "floor", floor)
}

func (p Printing) venueClosures(f *typeset.Flow, e typeset.Edition, v college.VenueSheet, about string) {
	if len(v.Closures) == 0 {
		return
	}
	under(f, e, p.say("place.closed"))
	rooms := map[string]string{}
	for _, r := range v.Rooms {
		rooms[r.ID] = r.Name
	}
	var list []typeset.Para
	for _, c := range v.Closures {
		text := p.dates(c.From, c.To)
		if room := rooms[c.RoomID]; room != "" {
			text = p.say("labelled", "label", room, "value", text)
		}
		if strings.TrimSpace(c.Reason) != "" {
			text = p.say("facts", "one", text, "other", c.Reason)
		}
		list = append(list, typeset.Said(text).About(about))
	}
	f.List(list...)
}

// firstText is the first text that is not empty.
func firstText(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// today is the day of printing as a letter writes it.
func (p Printing) today() string { return words.DayMonthYear(string(college.DateOf(p.At))) }
