package termfile

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// checker gathers what makes no sense, each by its path in the file.
type checker struct{ wrong []college.FieldError }

// wrongMost are so many mistakes that somebody can mend at one sitting; the rest
// are counted only.
const wrongMost = 20

// What a term may be: in these years, and so many days.
const (
	firstYear = 1990
	lastYear  = 2200
	termMost  = 400
)

// check looks at the meaning of a file that could be read.
func (f *file) check() error {
	c := &checker{}
	f.checkTerm(c)
	f.checkPlaces(c)
	f.checkPeople(c)
	f.checkCourses(c)
	f.checkRuns(c)
	f.checkBrief(c)
	return c.refusal()
}

func (c *checker) that(good bool, at where, key string, pairs ...string) {
	if !good {
		c.wrong = append(c.wrong, college.FieldError{Field: at.String(), Key: key, Values: college.Refuse(college.Invalid, key, pairs...).Values})
	}
}

func (c *checker) number(n, least, most int, at where) {
	if n < least || n > most {
		c.that(false, at, "termFile.number", "least", strconv.Itoa(least), "most", strconv.Itoa(most))
	}
}

func (c *checker) option(value string, at where, options ...string) {
	if !slices.Contains(options, value) {
		named := slices.DeleteFunc(slices.Clone(options), func(o string) bool { return o == "" })
		c.that(false, at, "termFile.option", "options", strings.Join(named, ", "))
	}
}

// spans: real days in order.
func (c *checker) days(from, to college.Date, at where) {
	c.day(from, at.field("from"))
	c.day(to, at.field("to"))
	c.that(!from.Valid() || !to.Valid() || from <= to, at.field("to"), "termFile.daysInOrder")
}

// day: a real one, in years that a college can plan.
func (c *checker) day(d college.Date, at where) {
	good := d.Valid() && firstYear <= d.Year() && d.Year() <= lastYear
	if !good {
		c.that(false, at, "termFile.date", "first", strconv.Itoa(firstYear), "last", strconv.Itoa(lastYear))
	}
}

// date is a day that may be left out.
func (c *checker) date(d college.Date, at where) {
	if d != "" {
		c.day(d, at)
	}
}

// clock: a time of day.
func (c *checker) clock(t college.Clock, at where) { c.that(t.Valid(), at, "termFile.clock") }

// times: two times of day in order; both may be left out where open is set.
func (c *checker) times(from, to college.Clock, open bool, at where, fromName, toName string) {
	if open && from == "" && to == "" {
		return
	}
	c.clock(from, at.field(fromName))
	c.clock(to, at.field(toName))
	c.that(!from.Valid() || !to.Valid() || from < to, at.field(toName), "termFile.timesInOrder")
}

func (c *checker) known(ids map[string]bool, id string, at where) {
	if id == "" {
		c.that(false, at, "termFile.needed")
	} else if !ids[id] {
		c.that(false, at, "termFile.unknownId", "id", id)
	}
}

func idsOf[T any](c *checker, list []T, name string, id func(*T) string) map[string]bool {
	ids := make(map[string]bool, len(list))
	for i := range list {
		one, path := id(&list[i]), in(name, i).field("id")
		c.that(one != "", path, "termFile.needed")
		c.that(one == plain(one), path, "termFile.idMarks")
		c.that(one == "" || !ids[one], path, "termFile.twice", "id", one)
		ids[one] = true
	}
	return ids
}

func (f *file) venueIDs(c *checker) map[string]bool {
	return idsOf(c, f.Venues, "venues", func(v *venue) string { return v.ID })
}

func (f *file) checkTerm(c *checker) {
	c.day(f.Term.Start, named("term").field("start"))
	c.day(f.Term.End, named("term").field("end"))
	if f.Term.Start.Valid() && f.Term.End.Valid() {
		c.that(f.Term.Start <= f.Term.End, named("term").field("end"), "termFile.daysInOrder")
		if f.Term.End.DaysSince(f.Term.Start) >= termMost {
			c.that(false, named("term").field("end"), "termFile.termTooLong", "most", strconv.Itoa(termMost))
		}
	}
	for i, b := range f.Term.Breaks {
		c.days(b.From, b.To, named("term").item("breaks", i))
	}
	for i, b := range f.Closures {
		c.days(b.From, b.To, in("closures", i))
	}
}

func (c *checker) closures(list []span, at where) {
	for i, s := range list {
		c.days(s.From, s.To, at.item("closures", i))
	}
}

func (c *checker) access(answers map[string]string, at where) {
	items := make([]string, 0, len(answers))
	for item := range answers {
		items = append(items, item)
	}
	slices.Sort(items)
	for _, item := range items {
		c.option(item, at.field("access"), college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace, college.FactParking, college.FactBus)
		c.option(answers[item], at.field("access").field(item), "yes", "no", "unknown", "notApplicable")
	}
}

func (f *file) checkPlaces(c *checker) {
	venues := f.venueIDs(c)
	for i, v := range f.Venues {
		c.access(v.Access, in("venues", i))
		c.closures(v.Closures, in("venues", i))
	}
	idsOf(c, f.Rooms, "rooms", func(r *room) string { return r.ID })
	for i, r := range f.Rooms {
		path := in("rooms", i)
		c.known(venues, r.Venue, path.field("venue"))
		c.number(r.Seats, 0, 500, path.field("seats"))
		c.number(r.SetUpMinutes, 0, 240, path.field("setUpMinutes"))
		c.number(r.PricePerHour, 0, 1_000_000, path.field("pricePerHour"))
		for j, h := range r.Hours {
			c.number(h.Weekday, 1, 7, path.item("hours", j).field("weekday"))
			c.times(h.From, h.To, false, path.item("hours", j), "from", "to")
		}
		for j, day := range r.ClosedWeekdays {
			c.number(day, 1, 7, path.item("closedWeekdays", j))
		}
		c.access(r.Access, path)
		c.closures(r.Closures, path)
	}
	idsOf(c, f.VirtualRooms, "virtualRooms", func(v *virtualRoom) string { return v.ID })
	for i, t := range f.Travel {
		c.known(venues, t.From, in("travel", i).field("from"))
		c.known(venues, t.To, in("travel", i).field("to"))
		c.number(t.Minutes, 0, 600, in("travel", i).field("minutes"))
	}
}

func (f *file) checkPeople(c *checker) {
	venues := setOf(f.Venues, func(v *venue) string { return v.ID })
	idsOf(c, f.People, "people", func(p *person) string { return p.ID })
	for i, p := range f.People {
		path := in("people", i)
		c.that(len(p.Kinds) > 0, path.field("kinds"), "termFile.needed")
		for j, kind := range p.Kinds {
			c.option(kind, path.item("kinds", j), college.KindPeer, college.KindStaff, college.KindPartner, college.KindTrust, college.KindFreelance)
		}
		if p.Base != "" {
			c.known(venues, p.Base, path.field("base"))
		}
		for j, a := range p.Availability {
			at := path.item("availability", j)
			c.number(a.Weekday, 1, 7, at.field("weekday"))
			c.times(a.Start, a.End, false, at, "start", "end")
			c.date(a.From, at.field("from"))
			c.date(a.To, at.field("to"))
			if a.Kind != "" {
				c.option(a.Kind, at.field("kind"), college.AvailableThen, college.PrefersThen, college.RatherNotThen)
			}
		}
		for j, l := range p.Leave {
			c.leave(l, path.item("leave", j))
			c.that(l.Person == "" || l.Person == p.ID, path.item("leave", j).field("person"), "termFile.own", "id", p.ID)
		}
		if p.Limits != nil {
			c.number(p.Limits.HoursADay, 0, 16, path.field("limits").field("hoursADay"))
			c.number(p.Limits.SessionsWeek, 0, 50, path.field("limits").field("sessionsWeek"))
			c.number(p.Limits.SessionsTerm, 0, 500, path.field("limits").field("sessionsTerm"))
		}
	}
}

func (c *checker) leave(l leave, at where) {
	c.days(l.From, l.To, at)
	c.times(l.Start, l.End, true, at, "start", "end")
}

func setOf[T any](list []T, id func(*T) string) map[string]bool {
	return idsOf(&checker{}, list, "", id) // what is wrong was said where the list was looked at
}
