package termfile

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// Pins of a session, as the file has them.
const (
	pinWhen  = "when"
	pinWhere = "where"
	pinWho   = "who"
)

func (f *file) peopleIDs() map[string]bool {
	return setOf(f.People, func(p *person) string { return p.ID })
}

func (f *file) checkCourses(c *checker) {
	people := f.peopleIDs()
	courses := idsOf(c, f.Courses, "courses", func(k *course) string { return k.ID })
	items := idsOf(c, f.Kit, "kit", func(k *kit) string { return k.ID })
	for i, k := range f.Kit {
		c.number(k.Count, 0, 1000, in("kit", i).field("count"))
	}
	needs := f.needs()
	for i, k := range f.Courses {
		path := in("courses", i)
		c.people(people, k.Lived, path.field("lived"))
		c.people(people, k.Subject, path.field("subject"))
		for j, need := range k.Needs {
			c.option(need, path.item("needs", j), needs...)
		}
		for j, a := range k.Approvals {
			at := path.item("approvals", j)
			c.known(people, a.Person, at.field("person"))
			c.option(a.Part, at.field("part"), "", college.PartLived, college.PartSubject)
			c.date(a.From, at.field("from"))
			c.date(a.Until, at.field("until"))
		}
		for j, k := range k.Kit {
			c.known(items, k.Item, path.item("kit", j).field("item"))
			c.number(k.Count, 1, 1000, path.item("kit", j).field("count"))
		}
		if k.Builds != "" {
			c.known(courses, k.Builds, path.field("buildsOn"))
		}
	}
	f.checkCircles(c)
	f.checkPromises(c, courses)
}

// needs are those that a course may have of its room, in order: facts of access
// and what any room of the file has.
func (f *file) needs() []string {
	known := slices.Concat(college.AccessNeedCodes, accessItems)
	for i := range f.Rooms {
		known = append(known, f.Rooms[i].Facilities...)
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// checkCircles looks for courses that come before themselves. A circle is told
// once, at the first of its courses.
func (f *file) checkCircles(c *checker) {
	before := make(map[string]string, len(f.Courses))
	for i := range f.Courses {
		before[f.Courses[i].ID] = f.Courses[i].Builds
	}
	done := map[string]bool{}
	for i := range f.Courses {
		var way []string
		for id := f.Courses[i].ID; id != "" && !done[id]; id = before[id] {
			done[id] = true
			way = append(way, id)
			if next := slices.Index(way, before[id]); next >= 0 {
				first := slices.IndexFunc(f.Courses, func(k course) bool { return slices.Contains(way[next:], k.ID) })
				c.that(false, in("courses", first).field("buildsOn"), "termFile.circle", "courses", strings.Join(append(way[next:], way[next]), " → "))
			}
		}
	}
}

func (f *file) checkPromises(c *checker, courses map[string]bool) {
	venues := setOf(f.Venues, func(v *venue) string { return v.ID })
	for i, p := range f.Promises {
		path := in("promises", i)
		c.that(p.Partner != "", path.field("partner"), "termFile.needed")
		c.option(p.Kind, path.field("kind"), college.PromiseDays, college.PromiseDates, college.PromiseQuota)
		c.date(p.From, path.field("from"))
		c.date(p.To, path.field("to"))
		switch p.Kind {
		case college.PromiseDays:
			c.known(venues, p.Venue, path.field("venue"))
			c.that(len(p.Weekdays) > 0, path.field("weekdays"), "termFile.needed")
			c.times(p.Start, p.End, true, path, "start", "end")
		case college.PromiseDates:
			c.known(courses, p.Course, path.field("course"))
			c.that(len(p.Dates) > 0, path.field("dates"), "termFile.needed")
		case college.PromiseQuota:
			c.number(p.Sessions, 1, 500, path.field("sessions"))
		}
		for j, day := range p.Weekdays {
			c.number(day, 1, 7, path.item("weekdays", j))
		}
		for j, d := range p.Dates {
			c.day(d, path.item("dates", j))
		}
	}
}

func (c *checker) people(known map[string]bool, ids []string, at where) {
	for i, id := range ids {
		c.known(known, id, at.nth(i))
		c.that(!slices.Contains(ids[:i], id), at.nth(i), "termFile.personTwice", "id", id)
	}
}

func (c *checker) pins(pins []string, at where) {
	for i, pin := range pins {
		c.option(pin, at.nth(i), pinWhen, pinWhere, pinWho)
	}
}

// places are what runs may refer to.
type places struct{ people, courses, rooms, virtual map[string]bool }

func (f *file) checkRuns(c *checker) {
	known := places{
		people:  f.peopleIDs(),
		courses: setOf(f.Courses, func(k *course) string { return k.ID }),
		rooms:   setOf(f.Rooms, func(r *room) string { return r.ID }),
		virtual: setOf(f.VirtualRooms, func(v *virtualRoom) string { return v.ID }),
	}
	idsOf(c, f.Runs, "runs", func(r *run) string { return r.ID })
	sessions := 0
	for i := range f.Runs {
		r, path := &f.Runs[i], in("runs", i)
		c.known(known.courses, r.Course, path.field("course"))
		c.number(r.Sessions, 1, 60, path.field("sessions"))
		c.number(r.Minutes, 15, 480, path.field("minutes"))
		c.number(r.Places, 0, 500, path.field("places"))
		if r.Priority != nil {
			c.number(*r.Priority, 1, 5, path.field("priority"))
		}
		c.option(string(r.Mode), path.field("mode"), "", string(college.InPerson), string(college.Online), string(college.Hybrid))
		c.option(string(r.Arm), path.field("arm"), "", string(college.Adult), string(college.Youth))
		c.people(known.people, r.Tutors, path.field("tutors"))
		c.pins(r.Pins, path.field("pins"))
		c.that(len(r.At) == 0 || len(r.At) == r.Sessions, path.field("at"), "termFile.oneForEach", "sessions", strconv.Itoa(r.Sessions))
		for j := range r.At {
			c.standing(&r.At[j], known, path.item("at", j))
			c.length(&r.At[j], r.Minutes, path.item("at", j))
			f.checkPin(c, r, &r.At[j], path.item("at", j))
		}
		sessions += max(r.Sessions, 0)
	}
	c.that(sessions <= sessionsMost, named("runs"), "termFile.tooMany", "most", strconv.Itoa(sessionsMost))
}

func (c *checker) standing(s *standing, known places, at where) {
	c.date(s.Date, at.field("date"))
	c.that(s.Date == "" || s.Start != "", at.field("start"), "termFile.needed")
	c.that(s.Date != "" || s.Start == "" && s.End == "", at.field("date"), "termFile.needed")
	if s.Start != "" {
		c.clock(s.Start, at.field("start"))
	}
	if s.End != "" {
		c.clock(s.End, at.field("end"))
	}
	if s.Room != "" {
		c.known(known.rooms, s.Room, at.field("room"))
	}
	if s.VirtualRoom != "" {
		c.known(known.virtual, s.VirtualRoom, at.field("virtualRoom"))
	}
	c.people(known.people, s.Tutors, at.field("tutors"))
	c.pins(s.Pins, at.field("pins"))
}

// length: a session that stands is as long as its run says, within the day.
func (c *checker) length(s *standing, minutes int, at where) {
	if !s.Start.Valid() || s.End != "" && !s.End.Valid() || minutes <= 0 {
		return // said elsewhere
	}
	end := s.Start.Add(minutes)
	if end == "" {
		c.that(false, at.field("start"), "termFile.pastMidnight", "minutes", strconv.Itoa(minutes))
	} else if s.End != "" && s.End != end {
		c.that(false, at.field("end"), "termFile.otherEnd", "minutes", strconv.Itoa(minutes), "end", string(end))
	}
}

// checkPin: what is locked to a day is locked to one of the term's.
func (f *file) checkPin(c *checker, r *run, s *standing, at where) {
	pins := s.Pins
	if len(pins) == 0 {
		pins = r.Pins
	}
	isTerm := f.Term.Start.Valid() && f.Term.End.Valid() && f.Term.Start <= f.Term.End
	if isTerm && slices.Contains(pins, pinWhen) && s.Date.Valid() && !s.Date.Between(f.Term.Start, f.Term.End) {
		c.that(false, at.field("date"), "termFile.outsideTerm", "start", string(f.Term.Start), "end", string(f.Term.End))
	}
}

// hardRules may be switched off; each of them is asked by the planner.
var hardRules = []string{"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H11", "H12", "I-12", "I-13", "I-14", "I-15"}

// weightMost is the heaviest that a soft rule may weigh, in tenths of a point.
const weightMost = 100_000

func (f *file) checkRules(c *checker) {
	var soft []string
	for _, rule := range timetable.Soft {
		soft = append(soft, rule.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(f.Brief.Weights)) {
		at := named("brief.weights").field(id)
		c.option(id, at, soft...)
		c.number(f.Brief.Weights[id], 0, weightMost, at)
	}
	for i, id := range f.Brief.Off {
		c.option(id, named("brief.off").nth(i), hardRules...)
	}
}

func (f *file) checkBrief(c *checker) {
	b, people := &f.Brief, f.peopleIDs()
	f.checkRules(c)
	c.date(b.Today, named(("brief.today")))
	if b.Keep != nil {
		c.number(*b.Keep, 0, 100, named(("brief.keep")))
	}
	c.number(b.Steps, 0, 2_000_000_000, named(("brief.steps")))
	c.number(b.Seeds, 0, 64, named(("brief.seeds")))
	for i, l := range b.Away {
		c.known(people, l.Person, in("brief.away", i).field("person"))
		c.leave(l, in("brief.away", i))
	}
}
