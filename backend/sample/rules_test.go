package sample

import (
	"slices"
	"testing"

	"daybook/backend/college"
)

// meeting is a session as somebody or some room has it in the diary.
type meeting struct {
	college.Session
	where string
}

func (w *world) meeting(s college.Session) meeting {
	if s.RoomID == "" {
		return meeting{s, s.VirtualRoomID}
	}
	return meeting{s, w.room[s.RoomID].VenueID}
}

// tooClose tells whether two sessions of a day leave less than gap minutes.
func tooClose(a, b college.Session, gap int) bool {
	return a.Date == b.Date && a.Start.Minutes() < b.End.Minutes()+gap && b.Start.Minutes() < a.End.Minutes()+gap
}

// pairs calls found with every two meetings of one key.
func pairs(by map[string][]meeting, found func(key string, a, b meeting)) {
	for key, list := range by {
		for i, a := range list {
			for _, b := range list[i+1:] {
				found(key, a, b)
			}
		}
	}
}

// TestNoClash holds rooms to their set-up time, tutors and volunteers to their
// travel, students to one session at a time, and the online account to one
// meeting at a time (I-05, I-06, I-07, H11), in every term.
func TestNoClash(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		rooms, workers, students := map[string][]meeting{}, map[string][]meeting{}, map[string][]meeting{}
		for _, s := range w.rec.Sessions {
			m := w.meeting(s)
			rooms[s.RoomID+s.VirtualRoomID] = append(rooms[s.RoomID+s.VirtualRoomID], m)
			for _, tutor := range w.tutors[s.ID] {
				workers[tutor.PersonID] = append(workers[tutor.PersonID], m)
			}
			for _, v := range w.helpers[s.ID] {
				workers[v.PersonID] = append(workers[v.PersonID], m)
			}
		}
		for _, b := range w.rec.RunBookings {
			for _, p := range w.places[b.ID] {
				students[b.StudentID] = append(students[b.StudentID], w.meeting(w.session[p.SessionID]))
			}
		}
		pairs(rooms, func(room string, a, b meeting) {
			if tooClose(a.Session, b.Session, 15) {
				t.Errorf("%s has %s and %s on %s", a.PlaceName, w.run[a.RunID].Reference, w.run[b.RunID].Reference, a.Date)
			}
		})
		pairs(workers, func(person string, a, b meeting) {
			gap := 45
			if a.where == b.where {
				gap = 15
			}
			if tooClose(a.Session, b.Session, gap) {
				t.Errorf("%s cannot get from %s to %s on %s", w.person[person].FullName, a.PlaceName, b.PlaceName, a.Date)
			}
		})
		pairs(students, func(student string, a, b meeting) {
			if tooClose(a.Session, b.Session, 0) {
				t.Errorf("student %s sits in %s and %s at once", w.student[student].Number, w.run[a.RunID].Reference, w.run[b.RunID].Reference)
			}
		})
		for _, v := range w.book.VenueTravel {
			if v.Minutes > 45 {
				t.Errorf("travel of %d minutes is more than the tutors were given", v.Minutes)
			}
		}
	})
}

// TestDays holds every session to its term, and off breaks, bank holidays,
// closures and closed weekdays (I-09, I-10), and its numbers to the order of
// the dates (I-33).
func TestDays(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		for _, s := range w.rec.Sessions {
			run := w.run[s.RunID]
			term := w.term[run.TermID]
			if !s.Date.Between(term.Start, term.End) {
				t.Errorf("%s %d on %s lies outside %s", run.Reference, s.Number, s.Date, term.Name)
			}
			if key, holiday := college.IsBankHoliday(s.Date); holiday {
				t.Errorf("%s meets on %s, %s", run.Reference, s.Date, key)
			}
			for _, b := range w.rec.TermBreaks {
				if s.Date.Between(b.From, b.To) {
					t.Errorf("%s meets in the break, %s", run.Reference, s.Date)
				}
			}
			for _, c := range w.rec.Closures {
				if s.Date.Between(c.From, c.To) {
					t.Errorf("%s meets while the college is closed, %s", run.Reference, s.Date)
				}
			}
			if weekday := (int(s.Date.Weekday())+6)%7 + 1; slices.Contains(w.room[s.RoomID].ClosedWeekdays, weekday) || weekday == 7 {
				t.Errorf("%s meets on a %s at %s", run.Reference, s.Date.Weekday(), s.PlaceName)
			}
			if s.Number > 1 && w.sessions[s.RunID][s.Number-2].Date >= s.Date {
				t.Errorf("%s: session %d is not after the one before", run.Reference, s.Number)
			}
			if s.Minutes() != w.course[run.CourseID].MinutesDefault {
				t.Errorf("%s lasts %d minutes", run.Reference, s.Minutes())
			}
		}
	})
}

// TestNoOverbooking holds places to capacity and capacity to seats, at every
// moment that the records can tell of (I-01, I-02), and students to one open
// booking a run (I-04).
func TestNoOverbooking(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		byRun, twice := map[string][]college.RunBooking{}, map[string]bool{}
		for _, b := range w.rec.RunBookings {
			byRun[b.RunID] = append(byRun[b.RunID], b)
			if key := b.StudentID + b.RunID; twice[key] {
				t.Errorf("a student has two bookings of %s", w.run[b.RunID].Reference)
			} else {
				twice[key] = true
			}
			if len(w.places[b.ID]) != len(w.sessions[b.RunID]) {
				t.Errorf("a booking of %s has %d places", w.run[b.RunID].Reference, len(w.places[b.ID]))
			}
		}
		for id, bookings := range byRun {
			run := w.run[id]
			for _, now := range bookings {
				taken := 0
				for _, b := range bookings {
					if open(b, now.BookedOn) {
						taken++
					}
				}
				if taken > run.Capacity {
					t.Errorf("%s held %d of %d places on %s", run.Reference, taken, run.Capacity, now.BookedOn)
				}
			}
			for _, s := range w.sessions[id] {
				if seats := w.room[s.RoomID].Seats; s.RoomID != "" && run.Capacity > seats {
					t.Errorf("%s takes %d in a room for %d", run.Reference, run.Capacity, seats)
				}
			}
		}
	})
}

// TestNoUnderage holds every booked student to the arm's rule of the day, the
// course's ages, and to having enrolled, agreed and booked before (I-03, I-21).
func TestNoUnderage(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		own := map[string]bool{}
		for _, c := range w.rec.Consents {
			if c.Kind == "parentCarer" && c.GivenBy == "self" {
				own[c.PersonID] = true
			}
		}
		for _, b := range w.rec.RunBookings {
			run, s := w.run[b.RunID], w.student[b.StudentID]
			p, course := w.person[s.PersonID], w.course[run.CourseID]
			for _, session := range w.sessions[b.RunID] {
				age := p.DOB.AgeOn(session.Date)
				rule, found := college.AgeRuleOn(w.rec.AgeRules, run.Arm, session.Date)
				if !found || age < rule.Min || rule.Max > 0 && age > rule.Max || age < course.MinAge || course.MaxAge > 0 && age > course.MaxAge {
					t.Errorf("%s: student %s is %d", run.Reference, s.Number, age)
				}
				if age < 18 && !own[s.PersonID] {
					t.Errorf("student %s is %d and gave no consent", s.Number, age)
				}
				if session.Date <= s.EnrolledOn {
					t.Errorf("%s: student %s enrolled on %s, after it began", run.Reference, s.Number, s.EnrolledOn)
				}
			}
			if b.BookedOn < s.EnrolledOn || b.BookedOn < b.RequestedOn || b.BookedOn >= w.sessions[b.RunID][0].Date || b.BookedOn >= w.today {
				t.Errorf("%s: student %s booked on %s", run.Reference, s.Number, b.BookedOn)
			}
			if w.person[s.PersonID].Area == outside && run.Mode != college.Online {
				t.Errorf("%s: student %s lives outside the district", run.Reference, s.Number)
			}
		}
		for _, s := range w.rec.Students {
			if dob := w.person[s.PersonID].DOB; dob != "" {
				if rule, _ := college.AgeRuleOn(w.rec.AgeRules, college.Adult, max(s.EnrolledOn, "2014-09-01")); dob.AgeOn(s.EnrolledOn) < rule.Min {
					t.Errorf("student %s joined at %d", s.Number, dob.AgeOn(s.EnrolledOn))
				}
			}
		}
	})
}

// TestYouthArm holds UMH23 to two cleared adults, to a building of its own and
// to a parent's contact (I-31, I-12, I-13).
func TestYouthArm(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		for _, s := range w.rec.Sessions {
			if w.run[s.RunID].Arm != college.Youth {
				continue
			}
			for _, o := range w.rec.Sessions {
				if o.Date == s.Date && o.RoomID != "" && w.room[o.RoomID].VenueID == w.room[s.RoomID].VenueID && o.ID != s.ID {
					t.Errorf("%s shares its building with %s on %s", w.run[s.RunID].Reference, w.run[o.RunID].Reference, s.Date)
				}
			}
			for _, tutor := range w.tutors[s.ID] {
				if !w.cleared(tutor.PersonID, s.Date, true) || !w.trained(tutor.PersonID, "safeguardingChildren", s.Date) {
					t.Errorf("%s on %s: %s lacks a check for the youth arm", w.run[s.RunID].Reference, s.Date, w.person[tutor.PersonID].FullName)
				}
			}
		}
		for _, b := range w.rec.RunBookings {
			p := w.person[w.student[b.StudentID].PersonID]
			if w.run[b.RunID].Arm == college.Youth && p.DOB.AgeOn(w.sessions[b.RunID][0].Date) < 18 && len(p.EmergencyContacts) == 0 {
				t.Errorf("nobody to ring for %s", p.ID)
			}
		}
	})
}

func (w *world) cleared(person string, day college.Date, child bool) bool {
	return slices.ContainsFunc(w.rec.Clearances, func(c college.Clearance) bool { return c.PersonID == person && c.HoldsOn(day, child) })
}

func (w *world) trained(person, kind string, day college.Date) bool {
	return slices.ContainsFunc(w.rec.Trainings, func(c college.Training) bool {
		return c.PersonID == person && c.Kind == kind && c.HoldsOn(day)
	})
}

// TestPairs holds every session to one peer tutor and one other, each active
// and approved for the course on the day (I-11, H7).
func TestPairs(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		taught, approved := map[string]bool{}, map[string]college.Date{}
		for _, a := range w.rec.CourseTutors {
			approved[a.CourseID+a.PersonID] = a.ApprovedOn
		}
		spans := map[string][]college.RoleSpan{}
		for _, s := range w.rec.RoleSpans {
			spans[s.PersonID] = append(spans[s.PersonID], s)
		}
		for _, s := range w.rec.Sessions {
			run := w.run[s.RunID]
			peers := 0
			for _, tutor := range w.tutors[s.ID] {
				taught[tutor.ID] = true
				if slices.Contains(tutor.Kinds, college.KindPeer) {
					peers++
				}
				if on := approved[run.CourseID+tutor.PersonID]; on == "" || on > s.Date {
					t.Errorf("%s: tutor %s is not approved", run.Reference, tutor.ID)
				}
				if span, _ := college.StatusOn(spans[tutor.PersonID], college.RoleTutor, s.Date); span.Status != "active" {
					t.Errorf("%s: tutor %s is %q on %s", run.Reference, tutor.ID, span.Status, s.Date)
				}
			}
			if peers != 1 || len(w.tutors[s.ID]) != 2 {
				t.Errorf("%s has %d peers of %d tutors", run.Reference, peers, len(w.tutors[s.ID]))
			}
		}
		if len(taught) != 117 {
			t.Errorf("%d of 117 tutors teach", len(taught))
		}
	})
}
