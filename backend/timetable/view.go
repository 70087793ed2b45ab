package timetable

import (
	"slices"
	"strings"

	"daybook/backend/college"
)

// view is Facts made ready for judging: every session tied to its place, its
// people and its course, and in order beside those of its day and of its run.
// Rules read it and never change it.
type view struct {
	*records
	ageRules   []college.AgeRule
	meetings   []*sitting // those that stand, in order
	byID       map[string]*sitting
	runs       map[string]*sequence
	reach      int // minutes beyond which two meetings of a day have nothing to do with each other
	publishing bool
	others     []*sitting // those a meeting is held against, used again for the next one
}

// sitting is a meeting that stands, with all it names looked up.
type sitting struct {
	*Meeting
	day        *day
	start, end int    // in minutes
	place      *place // nil = only online
	account    string // of its virtual room, "" = one of its own
	course     *course
	term       *termTime
	partner    *partner // nil = the college leads
	fit        *fit     // of the course in the place
	run        *sequence
	at         int // which it is in the run, from 0

	workers []presence  // its workers, as they are listed
	tutors  []*presence // those who deliver
	checked []*presence // those whose checks are asked for, each person once
	booked  []int32     // numbers of those booked, ascending
	needy   []*person   // those booked who need something of a room
}

// presence is a worker of one meeting.
type presence struct {
	Worker
	person    *person
	approvals []college.CourseTutor // for the course of the meeting
	again     bool                  // the same person stands before, in another role
}

// sequence is the sessions of one run that stand, in order of number.
type sequence struct{ meetings []*sitting }

// look makes a view of the facts.
func look(f Facts) *view {
	v := &view{
		records:  record(f),
		ageRules: f.AgeRules,
		byID:     make(map[string]*sitting, len(f.Meetings)),
		runs:     map[string]*sequence{},
	}
	v.reach = max(otherVenueMinutes, v.farthest)
	for _, p := range v.places {
		v.reach = max(v.reach, p.SetUpMinutes)
	}
	for i := range f.Meetings {
		if f.Meetings[i].stands() {
			v.meetings = append(v.meetings, v.sit(&f.Meetings[i]))
		}
	}
	slices.SortFunc(v.meetings, inOrder)
	for _, m := range v.meetings {
		v.byID[m.SessionID] = m
		m.day.meetings = append(m.day.meetings, m)
		m.run.meetings = append(m.run.meetings, m)
		m.course.meetings = append(m.course.meetings, m)
		m.eachWorker(func(w *presence) { w.person.at = append(w.person.at, m) })
	}
	for _, d := range v.days {
		d.count()
	}
	for _, r := range v.runs {
		slices.SortFunc(r.meetings, byNumber)
		r.count()
	}
	return v
}

// sit looks up what a meeting names. It is not among the others yet.
func (v *view) sit(m *Meeting) *sitting {
	s := &sitting{
		Meeting: m, day: v.day(m.Date), start: m.Start.Minutes(), end: m.End.Minutes(),
		place: v.place(m.RoomID), account: v.accounts[m.VirtualRoomID],
		course: v.course(m.CourseID), term: v.term(m.TermID),
		run: known(v.runs, m.RunID, func() *sequence { return &sequence{} }),
	}
	if m.PartnerID != "" {
		s.partner = v.partner(m.PartnerID)
	}
	if s.place != nil {
		s.fit = s.course.fitsIn(s.place)
	}
	s.workers = make([]presence, len(m.Workers))
	for i, w := range m.Workers {
		again := slices.ContainsFunc(m.Workers[:i], func(o Worker) bool { return o.PersonID == w.PersonID })
		s.workers[i] = presence{Worker: w, person: v.person(w.PersonID), approvals: s.course.approvals[w.PersonID], again: again}
	}
	for i := range s.workers {
		w := &s.workers[i]
		if w.delivers() {
			s.tutors = append(s.tutors, w)
		}
		known := slices.ContainsFunc(s.checked, func(c *presence) bool { return c.person == w.person })
		if !known && (w.As != college.RoleStaff || m.Arm == college.Youth) {
			s.checked = append(s.checked, w)
		}
	}
	s.booked = make([]int32, len(m.Booked))
	for i, id := range m.Booked {
		p := v.person(id)
		s.booked[i] = p.no
		if p.needs != 0 {
			s.needy = append(s.needy, p)
		}
	}
	slices.Sort(s.booked)
	return s
}

// put takes a meeting in, instead of the one with its id: what it would be, not
// what it was. It gives back what stood there; nil for nothing.
func (v *view) put(m *Meeting) (was *sitting) {
	was = v.byID[m.SessionID]
	if was != nil {
		v.leave(was)
	}
	if m.stands() {
		v.enter(v.sit(m))
	}
	return was
}

func (v *view) enter(s *sitting) {
	v.byID[s.SessionID] = s
	v.meetings = insert(v.meetings, s, inOrder)
	s.day.meetings = insert(s.day.meetings, s, inOrder)
	s.run.meetings = insert(s.run.meetings, s, byNumber)
	s.course.meetings = insert(s.course.meetings, s, inOrder)
	s.eachWorker(func(w *presence) { w.person.at = insert(w.person.at, s, inOrder) })
	s.day.count()
	s.run.count()
}

func (v *view) leave(s *sitting) {
	delete(v.byID, s.SessionID)
	v.meetings = without(v.meetings, s, inOrder)
	s.day.meetings = without(s.day.meetings, s, inOrder)
	s.run.meetings = without(s.run.meetings, s, byNumber)
	s.course.meetings = without(s.course.meetings, s, inOrder)
	s.eachWorker(func(w *presence) { w.person.at = without(w.person.at, s, inOrder) })
	s.day.count()
	s.run.count()
}

// eachWorker is everybody who works in the meeting, once.
func (s *sitting) eachWorker(do func(*presence)) {
	for i := range s.workers {
		if !s.workers[i].again {
			do(&s.workers[i])
		}
	}
}

func (d *day) count() {
	d.lastEnd = d.lastEnd[:0]
	last := 0
	for _, m := range d.meetings {
		last = max(last, m.end)
		d.lastEnd = append(d.lastEnd, last)
	}
}

func (r *sequence) count() {
	for i, m := range r.meetings {
		m.at = i
	}
}

// ended is the last day of the run.
func (r *sequence) ended() (last college.Date) {
	for _, m := range r.meetings {
		last = max(last, m.Date)
	}
	return last
}

// near are the meetings of m's day that may have to do with it, m among them:
// those of a day are in order of their start, so that most are cut off.
func (v *view) near(m *sitting) []*sitting {
	d := m.day
	from, _ := slices.BinarySearchFunc(d.lastEnd, m.start-v.reach+1, func(end, least int) int { return end - least })
	to, _ := slices.BinarySearchFunc(d.meetings, m.end+v.reach, func(o *sitting, end int) int { return o.start - end })
	return d.meetings[min(from, to):to]
}

// overlaps tells whether two meetings of one day share a minute, or leave less
// than gap minutes between them. Times are half-open: [10:00, 12:00) and
// [12:00, 14:00) overlap with a gap of 15, not with 0.
func (s *sitting) overlaps(o *sitting, gap int) bool {
	return s.day == o.day && s.start < o.end+gap && o.start < s.end+gap
}

// worker finds a person's working role in the meeting, or nil.
func (s *sitting) worker(p *person) *presence {
	for i := range s.workers {
		if s.workers[i].person == p {
			return &s.workers[i]
		}
	}
	return nil
}

// hasBooked tells whether a person has an open place in the meeting.
func (s *sitting) hasBooked(p *person) bool {
	_, booked := slices.BinarySearch(s.booked, p.no)
	return booked
}

// where is how sentences call the meeting's room and its venue.
func (s *sitting) where() (room, venue string) {
	if !s.place.known {
		return s.PlaceName, s.PlaceName
	}
	return s.place.name, s.place.venue
}

// seats is how many the room seats in the meeting's layout, 0 = not known.
func seats(r college.Room, layout string) int {
	for _, l := range r.SeatsByLayout {
		if layout != "" && l.Name == layout {
			return l.Seats
		}
	}
	return r.Seats
}

// name is how a booked person is called; their id never reaches a sentence.
func (p *person) name() string {
	if p.student == nil {
		return ""
	}
	return p.student.Name
}

// inOrder is the order of meetings: date, start, then id so that it repeats.
func inOrder(a, b *sitting) int {
	switch {
	case a.day != b.day:
		return a.day.no - b.day.no
	case a.start != b.start:
		return a.start - b.start
	}
	return strings.Compare(a.SessionID, b.SessionID)
}

// byNumber is the order of a run.
func byNumber(a, b *sitting) int {
	if a.Number != b.Number {
		return a.Number - b.Number
	}
	return inOrder(a, b)
}

func insert(list []*sitting, s *sitting, order func(a, b *sitting) int) []*sitting {
	i, _ := slices.BinarySearchFunc(list, s, order)
	return slices.Insert(list, i, s)
}

func without(list []*sitting, s *sitting, order func(a, b *sitting) int) []*sitting {
	if i, there := slices.BinarySearchFunc(list, s, order); there {
		return slices.Delete(list, i, i+1)
	}
	return list
}

func keyed[K comparable, T any](list []T, key func(T) K) map[K]T {
	m := make(map[K]T, len(list))
	for _, t := range list {
		m[key(t)] = t
	}
	return m
}

func grouped[K comparable, T any](list []T, key func(T) K) map[K][]T {
	m := map[K][]T{}
	for _, t := range list {
		m[key(t)] = append(m[key(t)], t)
	}
	return m
}
