package termfile

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// theTerm is the id of the one term of a file.
const theTerm = "term"

// Days far enough away: what the file does not speak of is in order then.
const (
	longAgo = college.Date("2000-01-01")
	forEver = college.Date("9999-12-31")
)

// facts writes the file as the rules and the planner read a term.
func (f *file) facts() timetable.Facts {
	facts := timetable.Facts{
		Terms: []college.Term{{ID: theTerm, Name: f.Term.Name, Code: "T", Start: f.Term.Start, End: f.Term.End}},
	}
	for i, b := range f.Term.Breaks {
		facts.Breaks = append(facts.Breaks, college.TermBreak{ID: strconv.Itoa(i + 1), TermID: theTerm, Name: b.Name, From: b.From, To: b.To})
	}
	for i, s := range f.Closures {
		facts.Closures = append(facts.Closures, college.Closure{ID: strconv.Itoa(i + 1), From: s.From, To: s.To, Reason: s.Name, BlocksSessions: true})
	}
	f.tellPlaces(&facts)
	for i := range f.People {
		f.People[i].tell(&facts)
	}
	f.tellCourses(&facts)
	f.tellPromises(&facts)
	workers := map[string]timetable.Worker{}
	for _, w := range facts.Tutors {
		workers[w.PersonID] = w
	}
	for i := range f.Runs {
		facts.Meetings = append(facts.Meetings, f.Runs[i].meetings(workers)...)
	}
	return facts
}

func (f *file) tellPlaces(facts *timetable.Facts) {
	for _, v := range f.Venues {
		facts.Venues = append(facts.Venues, college.Venue{ID: v.ID, Name: v.Name, Active: true})
		facts.RiskAssessments = append(facts.RiskAssessments, college.RiskAssessment{VenueID: v.ID, DoneOn: longAgo, Outcome: "ok"})
		tellPlace(facts, v.ID, "", v.Access, v.Closures)
	}
	for _, r := range f.Rooms {
		facts.Rooms = append(facts.Rooms, college.Room{
			ID: r.ID, VenueID: r.Venue, Name: r.Name, Seats: r.Seats, SeatsByLayout: r.Layouts, SetUpMinutes: r.SetUpMinutes,
			Facilities: r.Facilities, PricePerHour: r.PricePerHour, ClosedWeekdays: r.ClosedWeekdays, Hours: r.Hours, Active: true,
		})
		tellPlace(facts, r.Venue, r.ID, r.Access, r.Closures)
	}
	for _, v := range f.VirtualRooms {
		facts.VirtualRooms = append(facts.VirtualRooms, college.VirtualRoom{ID: v.ID, Name: v.Name, Account: v.Account, Capacity: v.Capacity})
	}
	for _, t := range f.Travel {
		facts.Travel = append(facts.Travel, college.VenueTravel{FromID: t.From, ToID: t.To, Minutes: t.Minutes})
	}
}

// accessItems are those that a file answers, in the order they are told.
var accessItems = []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace, college.FactParking, college.FactBus}

func tellPlace(facts *timetable.Facts, venue, room string, access map[string]string, closures []span) {
	for _, item := range accessItems {
		if answer := access[item]; answer != "" {
			facts.AccessFacts = append(facts.AccessFacts, college.AccessFact{VenueID: venue, RoomID: room, Item: item, Answer: answer})
		}
	}
	for _, s := range closures {
		facts.VenueClosures = append(facts.VenueClosures, college.VenueClosure{VenueID: venue, RoomID: room, From: s.From, To: s.To, Reason: s.Name})
	}
}

// tell adds a person, with papers in order.
func (p *person) tell(facts *timetable.Facts) {
	part := "lead"
	if slices.Contains(p.Kinds, college.KindPeer) {
		part = "coLead"
	}
	facts.Tutors = append(facts.Tutors, timetable.Worker{PersonID: p.ID, Name: p.Name, As: college.RoleTutor, Part: part, Kinds: p.Kinds})
	for i, a := range p.Availability {
		kind := a.Kind
		if kind == "" {
			kind = college.AvailableThen
		}
		facts.Availabilities = append(facts.Availabilities, college.Availability{
			ID: p.ID + "-" + strconv.Itoa(i+1), PersonID: p.ID, Weekday: a.Weekday, Start: a.Start, End: a.End, Kind: kind, From: a.From, To: a.To})
	}
	for _, l := range p.Leave {
		facts.Leaves = append(facts.Leaves, l.asRecord(p.ID))
	}
	limit := college.WorkLimit{ID: p.ID, PersonID: p.ID, BaseVenueID: p.Base}
	if l := p.Limits; l != nil {
		limit.HoursADay, limit.SessionsWeek, limit.SessionsTerm, limit.RestsAfter = l.HoursADay, l.SessionsWeek, l.SessionsTerm, l.RestsAfter
	}
	facts.Limits = append(facts.Limits, limit)
	facts.Clearances = append(facts.Clearances, college.Clearance{PersonID: p.ID, ChildBarredList: true, Cleared: true, IssuedOn: longAgo})
	for _, kind := range []string{"induction", "safeguardingAdults", "safeguardingChildren"} {
		facts.Trainings = append(facts.Trainings, college.Training{PersonID: p.ID, Kind: kind, CompletedOn: longAgo})
	}
}

func (l leave) asRecord(person string) college.Leave {
	return college.Leave{PersonID: person, From: l.From, To: l.To, Start: l.Start, End: l.End}
}

func (f *file) tellCourses(facts *timetable.Facts) {
	for _, k := range f.Kit {
		facts.KitItems = append(facts.KitItems, college.KitItem(k))
	}
	approvals := 0
	for _, c := range f.Courses {
		approvals += len(c.Lived) + len(c.Subject) + len(c.Approvals)
	}
	facts.CourseTutors = slices.Grow(facts.CourseTutors, approvals) // by far the longest list
	for i := range f.Courses {
		c := &f.Courses[i]
		facts.Courses = append(facts.Courses, college.Course{
			ID: c.ID, Code: c.ID, Title: c.Title, OutsideTitle: c.Title, TopicID: c.Topic, RoomNeeds: c.Needs, PrerequisiteID: c.Builds,
			Status: college.CourseLive, ApprovedHow: college.ApprovedBefore,
		})
		for _, k := range c.Kit {
			facts.CourseKit = append(facts.CourseKit, college.CourseKit{CourseID: c.ID, KitItemID: k.Item, Count: k.Count})
		}
		may := func(person, part string, from, until college.Date) {
			facts.CourseTutors = append(facts.CourseTutors, college.CourseTutor{CourseID: c.ID, PersonID: person, Part: part, ApprovedOn: from, Until: until})
		}
		for _, p := range c.Lived {
			may(p, college.PartLived, longAgo, "")
		}
		for _, p := range c.Subject {
			may(p, college.PartSubject, longAgo, "")
		}
		for _, a := range c.Approvals {
			may(a.Person, a.Part, max(a.From, longAgo), a.Until)
		}
	}
}

func (f *file) tellPromises(facts *timetable.Facts) {
	partners := map[string]bool{}
	for i, p := range f.Promises {
		partners[p.Partner] = true
		facts.Promises = append(facts.Promises, college.Promise{
			ID: strconv.Itoa(i + 1), PartnerID: p.Partner, Kind: p.Kind, VenueID: p.Venue, CourseID: p.Course, Weekdays: p.Weekdays,
			Start: p.Start, End: p.End, Dates: p.Dates, Sessions: p.Sessions, From: p.From, To: p.To,
		})
	}
	for _, r := range f.Runs {
		if r.Partner != "" {
			partners[r.Partner] = true
		}
	}
	names := make([]string, 0, len(partners))
	for p := range partners {
		names = append(names, p)
	}
	slices.Sort(names)
	for _, p := range names {
		facts.Agreements = append(facts.Agreements, college.Agreement{PartnerID: p, Status: "informal"})
		facts.Insurances = append(facts.Insurances, college.PartnerInsurance{PartnerID: p, Kind: "publicLiability", From: longAgo, To: forEver})
	}
}

// sessionID is what a session of a file is called: its run and its number.
func sessionID(run string, number int) string { return run + "-" + strconv.Itoa(number) }

// runID is the run of a session of a file.
func runID(session string) string { return session[:max(strings.LastIndexByte(session, '-'), 0)] }

func (r *run) meetings(workers map[string]timetable.Worker) []timetable.Meeting {
	usual := timetable.Meeting{
		RunID: r.ID, CourseID: r.Course, TermID: theTerm, PartnerID: r.Partner, Label: r.Label,
		Arm: r.Arm, Mode: r.Mode, Status: college.SessionPlanned, Minutes: r.Minutes,
		Capacity: r.Places, Layout: r.Layout, Workers: people(r.Tutors, workers),
	}
	if r.Priority != nil {
		usual.Priority = *r.Priority
	}
	if usual.Arm == "" {
		usual.Arm = college.Adult
	}
	if usual.Mode == "" {
		usual.Mode = college.InPerson
	}
	list := make([]timetable.Meeting, r.Sessions)
	for n := range list {
		m := usual
		m.SessionID, m.Number = sessionID(r.ID, n+1), n+1
		if len(r.At) > 0 {
			r.At[n].stand(&m, workers)
		}
		list[n] = m
	}
	return list
}

func (s *standing) stand(m *timetable.Meeting, workers map[string]timetable.Worker) {
	m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID, m.Marked = s.Date, s.Start, s.End, s.Room, s.VirtualRoom, s.Marked
	if s.Start != "" && s.End == "" {
		m.End = s.Start.Add(m.Minutes)
	}
	if len(s.Tutors) > 0 {
		m.Workers = people(s.Tutors, workers)
	}
}

// people are workers by their ids; the first of them leads.
func people(ids []string, known map[string]timetable.Worker) []timetable.Worker {
	var list []timetable.Worker
	for i, id := range ids {
		w := known[id]
		w.Part = "coLead"
		if i == 0 {
			w.Part = "lead"
		}
		list = append(list, w)
	}
	return list
}

// usualKeep is the slider in its middle: the weights as they stand.
const usualKeep = 50

func (f *file) asBrief() timetable.Brief {
	b := timetable.Brief{
		TermID: theTerm, Today: f.Brief.Today, FromNothing: f.Brief.FromNothing, Keep: usualKeep, NeedsHard: f.Brief.NeedsHard,
		Steps: f.Brief.Steps, Seeds: f.Brief.Seeds, Seed: f.Brief.Seed, Weights: f.Brief.Weights,
		Pins: map[string]timetable.Pin{}, Marked: map[string]bool{}, Off: map[string]bool{},
	}
	if b.Today == "" {
		b.Today = f.Term.Start
	}
	if f.Brief.Keep != nil {
		b.Keep = *f.Brief.Keep
	}
	for _, id := range f.Brief.Off {
		b.Off[id] = true
	}
	for _, l := range f.Brief.Away {
		b.Away = append(b.Away, l.asRecord(l.Person))
	}
	for i := range f.Runs {
		f.Runs[i].pin(&b)
	}
	if f.Brief.Published {
		for _, m := range f.facts().Meetings {
			if m.Date != "" {
				b.Published = append(b.Published, timetable.Placement{SessionID: m.SessionID, Date: m.Date, Start: m.Start, End: m.End, RoomID: m.RoomID, VirtualRoomID: m.VirtualRoomID, Workers: m.Workers})
			}
		}
	}
	return b
}

func (r *run) pin(b *timetable.Brief) {
	for n := range r.Sessions {
		pins := r.Pins
		if len(r.At) > 0 {
			if len(r.At[n].Pins) > 0 {
				pins = r.At[n].Pins
			}
			if r.At[n].Marked {
				b.Marked[sessionID(r.ID, n+1)] = true
			}
		}
		if len(pins) > 0 {
			b.Pins[sessionID(r.ID, n+1)] = timetable.Pin{When: slices.Contains(pins, pinWhen), Where: slices.Contains(pins, pinWhere), Who: slices.Contains(pins, pinWho)}
		}
	}
}
