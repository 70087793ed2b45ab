package termfile

import (
	"strconv"

	"daybook/backend/college"
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
	for i, k := range f.Courses {
		path := in("courses", i)
		c.people(people, k.Lived, path.field("lived"))
		c.people(people, k.Subject, path.field("subject"))
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
	f.checkPromises(c, courses)
}

func (f *file) checkPromises(c *checker, courses map[string]bool) {
	venues := setOf(f.Venues, func(v *venue) string { return v.ID })
	for i, p := range f.Promises {
		path := in("promises", i)
		c.that(p.Partner != "", path.field("partner"), "field.needed")
		c.option(p.Kind, path.field("kind"), college.PromiseDays, college.PromiseDates, college.PromiseQuota)
		c.date(p.From, path.field("from"))
		c.date(p.To, path.field("to"))
		switch p.Kind {
		case college.PromiseDays:
			c.known(venues, p.Venue, path.field("venue"))
			c.that(len(p.Weekdays) > 0, path.field("weekdays"), "field.needed")
			c.times(p.Start, p.End, true, path, "start", "end")
		case college.PromiseDates:
			c.known(courses, p.Course, path.field("course"))
			c.that(len(p.Dates) > 0, path.field("dates"), "field.needed")
		case college.PromiseQuota:
			c.number(p.Sessions, 1, 500, path.field("sessions"))
		}
		for j, day := range p.Weekdays {
			c.number(day, 1, 7, path.item("weekdays", j))
		}
		for j, d := range p.Dates {
			c.that(d.Valid(), path.item("dates", j), "field.date")
		}
	}
}

func (c *checker) people(known map[string]bool, ids []string, at where) {
	for i, id := range ids {
		c.known(known, id, at.nth(i))
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
		c.number(r.Priority, 0, 5, path.field("priority"))
		c.option(string(r.Mode), path.field("mode"), "", string(college.InPerson), string(college.Online), string(college.Hybrid))
		c.option(string(r.Arm), path.field("arm"), "", string(college.Adult), string(college.Youth))
		c.people(known.people, r.Tutors, path.field("tutors"))
		c.pins(r.Pins, path.field("pins"))
		c.that(len(r.At) == 0 || len(r.At) == r.Sessions, path.field("at"), "termFile.oneForEach", "sessions", strconv.Itoa(r.Sessions))
		for j := range r.At {
			c.standing(&r.At[j], known, path.item("at", j))
		}
		sessions += max(r.Sessions, 0)
	}
	c.that(sessions <= sessionsMost, named("runs"), "termFile.tooMany", "most", strconv.Itoa(sessionsMost))
}

func (c *checker) standing(s *standing, known places, at where) {
	c.date(s.Date, at.field("date"))
	c.that((s.Date == "") == (s.Start == ""), at.field("start"), "field.needed")
	c.that(s.Start == "" || s.Start.Valid(), at.field("start"), "field.clock")
	c.that(s.End == "" || s.End.Valid() && s.End > s.Start, at.field("end"), "session.endAfterStart")
	if s.Room != "" {
		c.known(known.rooms, s.Room, at.field("room"))
	}
	if s.VirtualRoom != "" {
		c.known(known.virtual, s.VirtualRoom, at.field("virtualRoom"))
	}
	c.people(known.people, s.Tutors, at.field("tutors"))
	c.pins(s.Pins, at.field("pins"))
}

func (f *file) checkBrief(c *checker) {
	b, people := &f.Brief, f.peopleIDs()
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
