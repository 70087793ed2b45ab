package planted

import "slices"

// How hard planting tries: for one course, and for the term.
const (
	triesACourse = 300
	failuresMost = 3000
)

// plant adds courses until the term has its sessions, each where it clashes
// with nothing. It fails where the term is full before.
func (w *world) plant(sessions int) bool {
	for planted, failures := 0, 0; planted < sessions; {
		c := w.newCourse(sessions - planted)
		if !w.settle(&c) {
			if failures++; failures > failuresMost {
				return false
			}
			continue
		}
		w.enter(c)
		w.courses = append(w.courses, c)
		planted += c.sessions
	}
	return true
}

func (w *world) newCourse(most int) course {
	c := course{
		sessions: min(most, pick(w, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 4, 6, 6, 6, 8)),
		hours:    pick(w, 1, 1, 1, 2),
		places:   pick(w, 6, 8, 10, 10, 12, 12, 15, 20),
		online:   w.chance(0.4),
		topic:    pick(w, topics...),
	}
	for _, n := range needs {
		if !c.online && w.chance(n.asked) {
			c.needs = append(c.needs, n.code)
		}
	}
	return c
}

// settle looks for a spot of a course by drawing.
func (w *world) settle(c *course) bool {
	var places, tutors, peers []int
	for i, r := range w.rooms {
		lacks := slices.ContainsFunc(c.needs, func(need string) bool { return !r.has[need] })
		if (r.site == online) == c.online && r.seats >= c.places && !lacks {
			places = append(places, i)
		}
	}
	for i, p := range w.people {
		switch {
		case !p.topics[c.topic]:
		case p.peer:
			peers = append(peers, i)
		default:
			tutors = append(tutors, i)
		}
	}
	if len(places) == 0 || len(tutors) == 0 || len(peers) == 0 {
		return false
	}
	for range triesACourse {
		c.at = spot{
			tutor: pick(w, tutors...), peer: pick(w, peers...),
			week: w.IntN(weeks - c.sessions + 1), day: w.IntN(daysAWeek), hour: w.IntN(hoursADay - c.hours + 1),
			room: pick(w, places...),
		}
		if w.fits(*c) {
			return true
		}
	}
	return false
}

// fits tells whether a course may stand at its spot beside those that do.
func (w *world) fits(c course) bool {
	r := &w.rooms[c.at.room]
	for session := range c.sessions {
		week := c.at.week + session
		for hour := c.at.hour; hour < c.at.hour+c.hours; hour++ {
			slot := c.at.day*hoursADay + hour
			if !r.open[slot] || r.taken[week*slotsAWeek+slot] {
				return false
			}
		}
		for _, who := range []int{c.at.tutor, c.at.peer} {
			if !w.can(&w.people[who], c, week) {
				return false
			}
		}
	}
	return true
}

// can tells whether somebody has the time for a course in a week: free and not
// away, within their caps, on one site a day, and with an hour to spare
// between two rooms.
func (w *world) can(p *person, c course, week int) bool {
	from, to := c.at.hour, c.at.hour+c.hours
	if p.away[week] || p.inWeek[week] >= p.most {
		return false
	}
	for hour := from; hour < to; hour++ {
		if !p.free[c.at.day*hoursADay+hour] {
			return false
		}
	}
	hours := c.hours
	for _, s := range p.inDiary[week*daysAWeek+c.at.day] {
		hours += s.to - s.from
		gap := 1
		if s.room == c.at.room {
			gap = 0
		}
		if w.rooms[s.room].site != w.rooms[c.at.room].site || from < s.to+gap && s.from < to+gap {
			return false
		}
	}
	return hours <= hoursMost
}

// enter writes a course into the diaries of its room and people.
func (w *world) enter(c course) {
	for session := range c.sessions {
		week := c.at.week + session
		for hour := c.at.hour; hour < c.at.hour+c.hours; hour++ {
			w.rooms[c.at.room].taken[week*slotsAWeek+c.at.day*hoursADay+hour] = true
		}
		for _, who := range []int{c.at.tutor, c.at.peer} {
			p := &w.people[who]
			p.inWeek[week]++
			day := week*daysAWeek + c.at.day
			p.inDiary[day] = append(p.inDiary[day], stint{c.at.hour, c.at.hour + c.hours, c.at.room})
		}
	}
}
