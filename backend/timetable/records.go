package timetable

import (
	"slices"

	"daybook/backend/college"
)

// records are Facts without their sessions, each looked up once and tied to
// those it has to do with, so that rules follow pointers. Whoever or whatever
// is named and not on record is made up empty: each rule says what is missing.
type records struct {
	places    map[string]*place
	people    map[string]*person
	fresh     []person // made ahead, for there are thousands
	courses   map[string]*course
	terms     map[string]*termTime
	partners  map[string]*partner
	accounts  map[string]string // virtual room → the account it runs on
	days      map[college.Date]*day
	travel    map[[2]string]int // between venues, in minutes
	farthest  int               // the longest of them
	closures  []college.Closure // those that block sessions
	overrides map[[2]string]college.Override
}

// place is a room with what is known of it and of its venue.
type place struct {
	college.Room
	known    bool
	name     string // as sentences call it: room and venue, or the venue alone where it has but one room
	venue    string
	hours    [8][]span // open on weekdays 1 Monday … 7 Sunday, where hours are known
	closures []college.VenueClosure
	risks    []college.RiskAssessment
	lent     []college.Promise // the days on which a partner lends the venue
	answers  map[string]string // its access facts
	unmet    needs             // of what booked people may need
	unknown  needs
}

// person is somebody who works in sessions or is booked in them.
type person struct {
	id         string
	no         int32
	student    *Student // nil = not one of those given
	needs      needs
	clearances []college.Clearance
	trainings  []college.Training
	weekly     []college.Availability // none = was not asked
	parts      []span                 // of each of them, when on the day
	leaves     []college.Leave
	limit      *college.WorkLimit // never nil
	at         []*sitting         // where the person works, in order
}

var noLimit college.WorkLimit

// course is a course with who may teach it and what goes along.
type course struct {
	college.Course
	known     bool
	approvals map[string][]college.CourseTutor // by person
	kit       []kitUse
	promises  []college.Promise // of its dates
	before    *course           // which it builds on; nil = none
	fits      map[*place]*fit
	meetings  []*sitting // of all its runs, in order
}

// kitUse is what every session of a course takes along of one kind of kit.
type kitUse struct {
	item  *college.KitItem
	count int
}

// termTime is a term with its breaks.
type termTime struct {
	college.Term
	breaks []college.TermBreak
}

// partner is what a partner showed: agreements and insurance.
type partner struct {
	agreements []college.Agreement
	insurances []college.PartnerInsurance
}

// day is a date, worked out once.
type day struct {
	date        college.Date
	no          int // days since a Monday: no/7 is its calendar week
	weekday     int // 1 Monday … 7 Sunday
	bankHoliday bool
	meetings    []*sitting // in order
	lastEnd     []int      // of each of them, the latest end up to it, in minutes
}

// needs is a set of access needs: a bit for each of college.AccessNeedCodes.
type needs uint32

func needsOf(codes []string) (set needs) {
	for i, code := range college.AccessNeedCodes {
		if slices.Contains(codes, code) {
			set |= 1 << i
		}
	}
	return set
}

// aMonday is where days are counted from, long before any session.
const aMonday = college.Date("1900-01-01")

// record looks the facts through.
func record(f Facts) *records {
	r := &records{
		places: map[string]*place{}, people: make(map[string]*person, len(f.Students)), courses: map[string]*course{},
		terms: map[string]*termTime{}, partners: map[string]*partner{}, accounts: map[string]string{},
		days: map[college.Date]*day{}, travel: map[[2]string]int{},
		overrides: keyed(f.Overrides, func(o college.Override) [2]string { return [2]string{o.Rule, o.RecordID} }),
	}
	r.recordPlaces(f)
	r.recordPeople(f)
	r.recordCourses(f)
	for _, t := range f.Terms {
		r.term(t.ID).Term = t
	}
	for _, b := range f.Breaks {
		t := r.term(b.TermID)
		t.breaks = append(t.breaks, b)
	}
	for _, c := range f.Closures {
		if c.BlocksSessions {
			r.closures = append(r.closures, c)
		}
	}
	for _, a := range f.Agreements {
		p := r.partner(a.PartnerID)
		p.agreements = append(p.agreements, a)
	}
	for _, i := range f.Insurances {
		p := r.partner(i.PartnerID)
		p.insurances = append(p.insurances, i)
	}
	return r
}

func (r *records) recordPlaces(f Facts) {
	for _, v := range f.VirtualRooms {
		r.accounts[v.ID] = college.Fold(v.Account)
	}
	for _, t := range f.Travel {
		r.travel[[2]string{t.FromID, t.ToID}] = t.Minutes
		r.farthest = max(r.farthest, t.Minutes)
	}
	venues := keyed(f.Venues, func(v college.Venue) string { return v.ID })
	for _, room := range f.Rooms {
		r.places[room.ID] = &place{Room: room, known: true}
	}
	inVenue := map[string][]*place{}
	for _, p := range r.places {
		inVenue[p.VenueID] = append(inVenue[p.VenueID], p)
		p.callIt(venues[p.VenueID].Name)
		for _, h := range p.Hours {
			if h.Weekday >= 1 && h.Weekday <= 7 {
				p.hours[h.Weekday] = joined(append(p.hours[h.Weekday], span{h.From.Minutes(), h.To.Minutes()}))
			}
		}
	}
	facts := grouped(f.AccessFacts, func(a college.AccessFact) string { return a.VenueID })
	for _, p := range r.places {
		p.know(college.FactsOf(facts[p.VenueID], p.VenueID, p.ID))
	}
	each := func(venue, room string, take func(*place)) {
		for _, p := range inVenue[venue] {
			if room == "" || room == p.ID {
				take(p)
			}
		}
	}
	for _, c := range f.VenueClosures {
		each(c.VenueID, c.RoomID, func(p *place) { p.closures = append(p.closures, c) })
	}
	for _, a := range f.RiskAssessments {
		if !a.DoneOn.Valid() {
			continue
		}
		each(a.VenueID, a.RoomID, func(p *place) { p.risks = append(p.risks, a) })
	}
	for _, promise := range f.Promises {
		if promise.Kind == college.PromiseDays {
			each(promise.VenueID, "", func(p *place) { p.lent = append(p.lent, promise) })
		}
	}
}

func (p *place) callIt(venue string) {
	p.venue = venue
	switch {
	case p.Name == college.MainRoom || p.Name == "":
		p.name = venue
	case venue == "":
		p.name, p.venue = p.Name, p.Name
	default:
		p.name = p.Name + ", " + venue
	}
}

func (p *place) know(answers map[string]string) {
	p.answers = answers
	unmet, unknown := college.AccessUnmet(college.AccessNeedCodes, answers)
	p.unmet, p.unknown = needsOf(unmet), needsOf(unknown)
}

func (r *records) recordPeople(f Facts) {
	for i := range f.Students {
		p := r.person(f.Students[i].PersonID)
		p.student, p.needs = &f.Students[i], 0
		if len(p.student.Needs) > 0 {
			p.needs = needsOf(p.student.Needs)
		}
	}
	for _, c := range f.Clearances {
		p := r.person(c.PersonID)
		p.clearances = append(p.clearances, c)
	}
	for _, t := range f.Trainings {
		p := r.person(t.PersonID)
		p.trainings = append(p.trainings, t)
	}
	for _, a := range f.Availabilities {
		p := r.person(a.PersonID)
		p.weekly, p.parts = append(p.weekly, a), append(p.parts, span{a.Start.Minutes(), a.End.Minutes()})
	}
	for _, l := range f.Leaves {
		p := r.person(l.PersonID)
		p.leaves = append(p.leaves, l)
	}
	for i := range f.Limits {
		r.person(f.Limits[i].PersonID).limit = &f.Limits[i]
	}
}

func (r *records) recordCourses(f Facts) {
	for _, c := range f.Courses {
		k := r.course(c.ID)
		k.Course, k.known = c, true
		if c.PrerequisiteID != "" {
			k.before = r.course(c.PrerequisiteID)
		}
	}
	for _, a := range f.CourseTutors {
		k := r.course(a.CourseID)
		k.approvals[a.PersonID] = append(k.approvals[a.PersonID], a)
	}
	items := map[string]*college.KitItem{}
	for i := range f.KitItems {
		items[f.KitItems[i].ID] = &f.KitItems[i]
	}
	for _, use := range f.CourseKit {
		if item := items[use.KitItemID]; item != nil && use.Count > 0 {
			k := r.course(use.CourseID)
			k.kit = append(k.kit, kitUse{item, use.Count})
		}
	}
	for _, p := range f.Promises {
		if p.Kind == college.PromiseDates {
			k := r.course(p.CourseID)
			k.promises = append(k.promises, p)
		}
	}
}

// place is the room with the id; nil for "", which is online only.
func (r *records) place(id string) *place {
	if id == "" {
		return nil
	}
	return known(r.places, id, func() *place {
		p := &place{Room: college.Room{ID: id}}
		p.know(nil)
		return p
	})
}

func (r *records) person(id string) *person {
	return known(r.people, id, func() *person {
		if len(r.fresh) == 0 {
			r.fresh = make([]person, 256)
		}
		p := &r.fresh[0]
		r.fresh = r.fresh[1:]
		p.id, p.no, p.limit = id, int32(len(r.people)), &noLimit
		return p
	})
}

func (r *records) course(id string) *course {
	return known(r.courses, id, func() *course {
		return &course{Course: college.Course{ID: id}, approvals: map[string][]college.CourseTutor{}, fits: map[*place]*fit{}}
	})
}

func (r *records) term(id string) *termTime {
	return known(r.terms, id, func() *termTime { return &termTime{} })
}

func (r *records) partner(id string) *partner {
	return known(r.partners, id, func() *partner { return &partner{} })
}

func (r *records) day(date college.Date) *day {
	return known(r.days, date, func() *day {
		_, holiday := college.IsBankHoliday(date)
		no := date.DaysSince(aMonday)
		return &day{date: date, no: no, weekday: no%7 + 1, bankHoliday: holiday}
	})
}

// known finds the record with the key, and makes it where there is none.
func known[K comparable, T any](all map[K]*T, key K, fresh func() *T) *T {
	found, ok := all[key]
	if !ok {
		found = fresh()
		all[key] = found
	}
	return found
}
