package timetable

import (
	"slices"
	"strconv"

	"daybook/backend/college"
)

// Booking is one student who asks for places in a run today.
type Booking struct {
	college.Applying
	Run        college.CourseRun
	SessionIDs []string // the chosen sessions; none = all of the run
	Today      college.Date
	Audiences  []string // groups the student is known to belong to, for eligibility
}

// BookingRule is one row of the rule table that is asked of a booking. Its
// meetings are the chosen ones that stand, in the order of their numbers.
type BookingRule struct {
	ID   string
	Asks string
	find func(v *view, b *Booking, chosen []*sitting) []college.Finding
}

// BookingRules are the rules on bookings. I-04, I-21, I-22 and I-25 are the
// student's own standing, judged by package college in one go.
var BookingRules = []BookingRule{
	{ID: "I-01", Asks: "rules.capacity", find: placeFree},
	{ID: "I-02", Asks: "rules.seats", find: seatFree},
	{ID: "I-03", Asks: "rules.ages", find: ageFits},
	{ID: "I-04", Asks: "rules.standing", find: standing},
	{ID: "I-05", Asks: "rules.studentOnce", find: elsewhere},
	{ID: "I-17", Asks: "rules.personNeeds", find: needsMet},
	{ID: "5.4", Asks: "rules.eligibility", find: eligible},
}

// CheckBooking judges one booking against the sessions of its run and the
// student's other sessions, worst findings first.
func CheckBooking(f Facts, b Booking) []college.Finding {
	f.Students = append(slices.Clip(f.Students), b.asStudent()) // as they are today
	v := look(f)
	chosen := v.chosen(&b)
	var found []college.Finding
	for _, rule := range BookingRules {
		found = append(found, v.settle(&Rule{}, rule.find(v, &b, chosen), false)...)
	}
	return college.Worst(found)
}

func (b *Booking) asStudent() Student {
	return Student{PersonID: b.Person.ID, Name: b.Person.Called(), DOB: b.Person.DOB,
		District: college.District(b.Person.Postcode), Needs: b.Person.AccessNeeds, Audiences: b.Audiences}
}

func (v *view) chosen(b *Booking) []*sitting {
	run, known := v.runs[b.Run.ID]
	switch {
	case !known:
		return nil
	case len(b.SessionIDs) == 0:
		return run.meetings
	}
	var chosen []*sitting
	for _, m := range run.meetings {
		if slices.Contains(b.SessionIDs, m.SessionID) {
			chosen = append(chosen, m)
		}
	}
	return chosen
}

// taken counts the open places of the meeting, without the student's own.
func (v *view) taken(m *sitting, b *Booking) int {
	if m.hasBooked(v.person(b.Person.ID)) {
		return len(m.Booked) - 1
	}
	return len(m.Booked)
}

// withOnly is the meeting with this student booked and those at work.
func (v *view) withOnly(m *sitting, b *Booking, at []Worker) *sitting {
	only := *m.Meeting
	only.Booked, only.Workers = []string{b.Person.ID}, at
	return v.sit(&only)
}

// placeFree is I-01: one more open place is within the run's capacity in every
// chosen session; the first that is full is named.
func placeFree(v *view, b *Booking, chosen []*sitting) []college.Finding {
	for _, m := range chosen {
		if m.Capacity > 0 && v.taken(m, b)+1 > m.Capacity {
			return []college.Finding{m.finding("I-01", college.Reason, "rule.full", "places", strconv.Itoa(m.Capacity))}
		}
	}
	return nil
}

// seatFree is I-02: a place more than the run has, or one of a run whose places
// nobody has entered, still needs a seat in the room.
func seatFree(v *view, b *Booking, chosen []*sitting) []college.Finding {
	for _, m := range chosen {
		if m.place == nil {
			continue
		}
		if have := m.place.seatsIn(m.Layout); have > 0 && v.taken(m, b)+1 > have {
			room, _ := m.where()
			return []college.Finding{m.finding("I-02", college.Block, "rule.noSeat", "room", room, "seats", strconv.Itoa(have))}
		}
	}
	return nil
}

// ageFits is I-03, see college.CheckAges.
func ageFits(v *view, b *Booking, chosen []*sitting) []college.Finding {
	var days []college.Date
	for _, m := range chosen {
		days = append(days, m.Date)
	}
	return college.CheckAges(b.Person, v.ageRules, v.course(b.Run.CourseID).Course, b.Run, days)
}

// standing is I-04, I-21, I-22 and I-25, see college.CheckStanding.
func standing(v *view, b *Booking, chosen []*sitting) []college.Finding {
	first := college.Date("")
	for _, m := range chosen {
		if first == "" || m.Date < first {
			first = m.Date
		}
	}
	return college.CheckStanding(b.Applying, b.Run, v.course(b.Run.CourseID).Course, first, b.Today)
}

// elsewhere is I-05 and I-06: the student is not in another session at the same
// time, as a student or at work.
func elsewhere(v *view, b *Booking, chosen []*sitting) []college.Finding {
	var found []college.Finding
	for _, m := range chosen {
		only := v.withOnly(m, b, nil)
		for _, other := range v.near(m) {
			if other.RunID != m.RunID {
				found = append(found, studentTwice(v, only, other)...)
				found = append(found, personTwice(v, only, other)...)
			}
		}
	}
	return found
}

// needsMet is I-17 for this student; a need that no room of the run meets is
// said once, of the first.
func needsMet(v *view, b *Booking, chosen []*sitting) []college.Finding {
	said := map[string]bool{}
	var found []college.Finding
	for _, m := range chosen {
		for _, f := range personNeedsUnmet(v, v.withOnly(m, b, m.Workers)) {
			if once := f.Key + f.Values["room"]; !said[once] {
				said[once] = true
				found = append(found, f)
			}
		}
	}
	return found
}

// eligible is 5.4: whom the run, or else its course, is for.
func eligible(v *view, b *Booking, chosen []*sitting) []college.Finding {
	course := v.course(b.Run.CourseID).Course
	e := b.Run.Eligibility
	if !e.Asks() {
		e = course.Eligibility
	}
	if len(chosen) == 0 {
		return nil
	}
	if e.Mode == college.EligibleQuota && e.Asks() {
		return v.quota(e, b, chosen[0])
	}
	who := v.applicant(b.Person.ID, chosen[0].Date)
	return college.CheckEligibility(e, who, b.Person.Called(), course.Outside(), b.Person.ID, b.Run.ID)
}

// quota says how far a quota is filled with this booking counted, and warns
// when every place left is needed for it. It never turns one person away.
func (v *view) quota(e college.Eligibility, b *Booking, m *sitting) []college.Finding {
	fits := func(id string) bool {
		unmet, unknown := e.Meets(v.applicant(id, m.Date))
		return len(unmet)+len(unknown) == 0
	}
	qualifying := 0
	for _, id := range m.Booked {
		if id != b.Person.ID && fits(id) {
			qualifying++
		}
	}
	mine := fits(b.Person.ID)
	before := e.QuotaOf(m.Capacity, v.taken(m, b), qualifying)
	if mine {
		qualifying++
	}
	after := e.QuotaOf(m.Capacity, v.taken(m, b)+1, qualifying)
	switch {
	case after.Met():
		return nil
	case !mine && m.Capacity > 0 && before.LastPlaces():
		return []college.Finding{m.finding("5.4", college.ConcernLevel, "rule.quotaLastPlaces", "count", number(before.Needed-before.SoFar), "left", number(before.Left))}
	}
	return []college.Finding{m.finding("5.4", college.ConcernLevel, "rule.quotaSoFar", "sofar", number(after.SoFar), "needed", number(after.Needed))}
}

func (v *view) applicant(id string, day college.Date) college.Applicant {
	s := v.person(id).student
	if s == nil {
		return college.Applicant{Age: -1}
	}
	return college.Applicant{Age: s.DOB.AgeOn(day), District: s.District, Audiences: s.Audiences}
}
