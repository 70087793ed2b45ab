package timetable

import (
	"slices"

	"daybook/backend/college"
)

// view is Facts made ready for looking things up. Rules read it and never
// change it.
type view struct {
	Facts
	meetings   []*Meeting // those that stand, in order
	days       map[college.Date][]*Meeting
	runs       map[string][]*Meeting // in order of number
	byCourse   map[string][]*Meeting
	booked     map[*Meeting]map[string]bool
	students   map[string]Student
	courses    map[string]college.Course
	terms      map[string]college.Term
	rooms      map[string]college.Room
	venues     map[string]college.Venue
	accounts   map[string]string // virtual room → the account it runs on
	travel     map[[2]string]int
	access     map[string][]college.AccessFact // by venue
	risks      map[string][]college.RiskAssessment
	clearances map[string][]college.Clearance
	trainings  map[string][]college.Training
	agreements map[string][]college.Agreement
	insurances map[string][]college.PartnerInsurance
	approvals  map[string][]college.CourseTutor // by course
	overrides  map[[2]string]college.Override   // by rule and record
	publishing bool
}

// look makes a view. A meeting given beside the facts takes the place of the
// one with its id: what it would be, not what it was.
func look(f Facts, instead ...Meeting) *view {
	v := &view{
		Facts:      f,
		days:       map[college.Date][]*Meeting{},
		booked:     map[*Meeting]map[string]bool{},
		students:   keyed(f.Students, func(s Student) string { return s.PersonID }),
		courses:    keyed(f.Courses, func(c college.Course) string { return c.ID }),
		terms:      keyed(f.Terms, func(t college.Term) string { return t.ID }),
		rooms:      keyed(f.Rooms, func(r college.Room) string { return r.ID }),
		venues:     keyed(f.Venues, func(v college.Venue) string { return v.ID }),
		access:     grouped(f.AccessFacts, func(a college.AccessFact) string { return a.VenueID }),
		risks:      grouped(f.RiskAssessments, func(r college.RiskAssessment) string { return r.VenueID }),
		clearances: grouped(f.Clearances, func(c college.Clearance) string { return c.PersonID }),
		trainings:  grouped(f.Trainings, func(t college.Training) string { return t.PersonID }),
		agreements: grouped(f.Agreements, func(a college.Agreement) string { return a.PartnerID }),
		insurances: grouped(f.Insurances, func(i college.PartnerInsurance) string { return i.PartnerID }),
		approvals:  grouped(f.CourseTutors, func(c college.CourseTutor) string { return c.CourseID }),
		overrides:  keyed(f.Overrides, func(o college.Override) [2]string { return [2]string{o.Rule, o.RecordID} }),
		accounts:   map[string]string{},
		travel:     map[[2]string]int{},
	}
	for _, r := range f.VirtualRooms {
		v.accounts[r.ID] = college.Fold(r.Account)
	}
	for _, t := range f.Travel {
		v.travel[[2]string{t.FromID, t.ToID}] = t.Minutes
	}
	v.takeMeetings(f.Meetings, instead)
	return v
}

func (v *view) takeMeetings(all, instead []Meeting) {
	replaced := keyed(instead, func(m Meeting) string { return m.SessionID })
	for i := range all {
		if _, gone := replaced[all[i].SessionID]; !gone && all[i].stands() {
			v.meetings = append(v.meetings, &all[i])
		}
	}
	for i := range instead {
		if instead[i].stands() {
			v.meetings = append(v.meetings, &instead[i])
		}
	}
	slices.SortFunc(v.meetings, func(a, b *Meeting) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	for _, m := range v.meetings {
		v.days[m.Date] = append(v.days[m.Date], m)
	}
	v.runs = grouped(v.meetings, func(m *Meeting) string { return m.RunID })
	v.byCourse = grouped(v.meetings, func(m *Meeting) string { return m.CourseID })
	for _, run := range v.runs {
		slices.SortStableFunc(run, func(a, b *Meeting) int { return a.Number - b.Number })
	}
}

// meeting finds the one with an id, or nil when it does not stand.
func (v *view) meeting(sessionID string) *Meeting {
	for _, m := range v.meetings {
		if m.SessionID == sessionID {
			return m
		}
	}
	return nil
}

// isBooked tells whether a person has an open place in the meeting.
func (v *view) isBooked(m *Meeting, personID string) bool {
	set, ok := v.booked[m]
	if !ok {
		set = make(map[string]bool, len(m.Booked))
		for _, id := range m.Booked {
			set[id] = true
		}
		v.booked[m] = set
	}
	return set[personID]
}

// room is the meeting's room; ok is false for one that is only online.
func (v *view) room(m *Meeting) (college.Room, bool) {
	if m.RoomID == "" {
		return college.Room{}, false
	}
	r, known := v.rooms[m.RoomID]
	if !known {
		r.ID = m.RoomID // nothing is known of it, and each rule says so
	}
	return r, true
}

// place is how sentences call the meeting's room: room and venue, or the venue
// alone where it has but one room.
func (v *view) place(m *Meeting) (room, venue string) {
	r, known := v.rooms[m.RoomID]
	if !known {
		return m.PlaceName, m.PlaceName
	}
	venue = v.venues[r.VenueID].Name
	if r.Name == college.MainRoom || r.Name == "" {
		return venue, venue
	}
	if venue == "" {
		return r.Name, r.Name
	}
	return r.Name + ", " + venue, venue
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
func (v *view) name(personID string) string { return v.students[personID].Name }

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
