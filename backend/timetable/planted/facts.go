package planted

import (
	"strconv"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// termID and firstMonday are of every planted term; no bank holiday falls into
// its twelve weeks.
const (
	termID      = "term"
	firstMonday = college.Date("2026-09-07")
	longAgo     = college.Date("2025-01-10")
	nextYear    = college.Date("2027-12-31")
	firstHour   = 9
)

// term writes the world as the rules and the planner read it.
func (w *world) term(given bool) Term {
	t := Term{Brief: timetable.Brief{TermID: termID, Today: firstMonday, FromNothing: true, Pins: map[string]timetable.Pin{}}}
	f := &t.Facts
	f.Terms = []college.Term{{ID: termID, Name: "Planted term", Code: "P", Start: firstMonday, End: firstMonday.AddDays(7*weeks - 3)}}
	w.addPlaces(f)
	for i := range w.people {
		w.tell(f, i)
	}
	for i := range w.courses {
		w.run(&t, i, given)
	}
	return t
}

func (w *world) addPlaces(f *timetable.Facts) {
	for i := range w.travel {
		id := venueID(i)
		f.Venues = append(f.Venues, college.Venue{ID: id, Name: "Venue " + strconv.Itoa(i+1), Active: true})
		f.RiskAssessments = append(f.RiskAssessments, college.RiskAssessment{VenueID: id, DoneOn: longAgo, NextDue: nextYear, Outcome: "ok"})
		for j := range i {
			f.Travel = append(f.Travel, college.VenueTravel{FromID: venueID(j), ToID: id, Minutes: w.travel[j][i]})
		}
	}
	for i, r := range w.rooms {
		if r.site == online {
			id := roomID(i)
			f.VirtualRooms = append(f.VirtualRooms, college.VirtualRoom{ID: id, Name: "Online " + id, Account: "account-" + id, Capacity: r.seats})
			continue
		}
		f.Rooms = append(f.Rooms, w.asRoom(i))
		for _, n := range needs {
			if !n.facility {
				f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: venueID(r.site), RoomID: roomID(i), Item: factOf(n.code), Answer: yesOrNo(r.has[n.code])})
			}
		}
	}
}

func (w *world) asRoom(i int) college.Room {
	r := w.rooms[i]
	room := college.Room{ID: roomID(i), VenueID: venueID(r.site), Name: "Room " + strconv.Itoa(i+1), Seats: r.seats, PricePerHour: 100 * r.price, ClosedWeekdays: []int{6, 7}, Active: true}
	for _, n := range needs {
		if n.facility && r.has[n.code] {
			room.Facilities = append(room.Facilities, n.code)
		}
	}
	closes := hoursADay - 1
	if r.evening {
		closes = hoursADay
	}
	for day := range daysAWeek {
		if r.open[day*hoursADay] {
			room.Hours = append(room.Hours, college.OpenHours{Weekday: day + 1, From: clock(0), To: clock(closes)})
		} else {
			room.ClosedWeekdays = append(room.ClosedWeekdays, day+1)
		}
	}
	return room
}

// tell adds a person with everything that is asked of one who teaches.
func (w *world) tell(f *timetable.Facts, i int) {
	p, worker := &w.people[i], w.worker(i)
	f.Tutors = append(f.Tutors, worker)
	id := worker.PersonID
	for day := range daysAWeek {
		morning, afternoon := p.free[day*hoursADay], p.free[day*hoursADay+hoursADay/2]
		from, to := 0, hoursADay
		if !morning {
			from = hoursADay / 2
		}
		if !afternoon {
			to = hoursADay / 2
		}
		if from < to {
			f.Availabilities = append(f.Availabilities, college.Availability{ID: id + "-" + strconv.Itoa(day+1), PersonID: id, Weekday: day + 1, Start: clock(from), End: clock(to), Kind: college.AvailableThen})
		}
	}
	for week := range weeks {
		if p.away[week] {
			monday := firstMonday.AddDays(7 * week)
			f.Leaves = append(f.Leaves, college.Leave{ID: id + "-w" + strconv.Itoa(week+1), PersonID: id, From: monday, To: monday.AddDays(6)})
		}
	}
	f.Limits = append(f.Limits, college.WorkLimit{ID: id, PersonID: id, HoursADay: hoursMost, SessionsWeek: p.most, BaseVenueID: venueID(p.home)})
	f.Clearances = append(f.Clearances, college.Clearance{ID: id, PersonID: id, Cleared: true, IssuedOn: longAgo, ReviewDue: nextYear})
	f.Trainings = append(f.Trainings,
		college.Training{ID: id + "-s", PersonID: id, Kind: "safeguardingAdults", CompletedOn: longAgo},
		college.Training{ID: id + "-i", PersonID: id, Kind: "induction", CompletedOn: longAgo})
}

// run adds a course, who may teach it, its one run, and where that was planted.
func (w *world) run(t *Term, i int, given bool) {
	c, f := w.courses[i], &t.Facts
	id, title := "C"+strconv.Itoa(i+1), "Course "+strconv.Itoa(i+1)
	f.Courses = append(f.Courses, college.Course{ID: id, Code: id, Title: title, OutsideTitle: title, TopicID: c.topic, RoomNeeds: c.needs, Status: college.CourseLive, ApprovedHow: college.ApprovedBefore})
	for who, p := range w.people {
		if p.topics[c.topic] {
			part := college.PartSubject
			if p.peer {
				part = college.PartLived
			}
			person := w.worker(who).PersonID
			f.CourseTutors = append(f.CourseTutors, college.CourseTutor{ID: id + "-" + person, CourseID: id, PersonID: person, Part: part, ApprovedOn: longAgo})
		}
	}
	pair := []timetable.Worker{w.worker(c.at.tutor), w.worker(c.at.peer)}
	for n := range c.sessions {
		m := timetable.Meeting{
			SessionID: id + "-" + strconv.Itoa(n+1), RunID: id, CourseID: id, TermID: termID, Label: title,
			Arm: college.Adult, Mode: college.InPerson, Status: college.SessionPlanned,
			Number: n + 1, Minutes: 60 * c.hours, Priority: 3, Capacity: c.places,
		}
		if c.online {
			m.Mode = college.Online
		}
		if given {
			m.Workers = pair
			t.Brief.Pins[m.SessionID] = timetable.Pin{Who: true}
		}
		f.Meetings = append(f.Meetings, m)
		t.Plan = append(t.Plan, w.placement(c, n, m.SessionID, pair))
	}
}

func (w *world) placement(c course, n int, session string, pair []timetable.Worker) timetable.Placement {
	p := timetable.Placement{
		SessionID: session, Date: firstMonday.AddDays(7*(c.at.week+n) + c.at.day),
		Start: clock(c.at.hour), End: clock(c.at.hour + c.hours), RoomID: roomID(c.at.room), Workers: pair,
	}
	if c.online {
		p.RoomID, p.VirtualRoomID = "", p.RoomID
	}
	return p
}

func (w *world) worker(i int) timetable.Worker {
	n := strconv.Itoa(i + 1)
	if w.people[i].peer {
		return timetable.Worker{PersonID: "P" + n, Name: "Peer " + n, As: college.RoleTutor, Part: "coLead", Kinds: []string{college.KindPeer}}
	}
	return timetable.Worker{PersonID: "T" + n, Name: "Tutor " + n, As: college.RoleTutor, Part: "lead", Kinds: []string{college.KindFreelance}}
}

// factOf is the access fact that answers a need.
func factOf(need string) string {
	if need == "quietRoom" {
		return college.FactQuietSpace
	}
	return need // the others are called as the fact is
}

func yesOrNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func venueID(i int) string         { return "V" + strconv.Itoa(i+1) }
func roomID(i int) string          { return "R" + strconv.Itoa(i+1) }
func clock(slot int) college.Clock { return college.NewClock(firstHour+slot, 0) }
