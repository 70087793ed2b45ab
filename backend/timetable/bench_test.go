package timetable

import (
	"math/rand/v2"
	"testing"

	"daybook/backend/college"
)

// wide is a term as a large college has it: 75 runs of 8 sessions, five side by
// side, in 25 rooms, with 9,000 places for 4,000 students and all that the
// rules ask for on record. One run in every ten has something wrong with it.
func wide() Facts {
	r := rand.New(rand.NewPCG(1, 2))
	f := Facts{
		Terms:     []college.Term{{ID: "t", Name: "Term 1", Start: "2026-09-07", End: "2026-12-18"}},
		Breaks:    []college.TermBreak{{TermID: "t", Name: "half-term", From: "2026-11-23", To: "2026-11-27"}},
		Closures:  []college.Closure{{From: "2026-12-17", To: "2026-12-18", BlocksSessions: true}},
		KitItems:  []college.KitItem{{ID: "projector", Name: "projector", Count: 2}},
		CourseKit: []college.CourseKit{{CourseID: "c0", KitItemID: "projector", Count: 1}, {CourseID: "c1", KitItemID: "projector", Count: 1}},
		Promises:  []college.Promise{{PartnerID: "pa", Kind: college.PromiseDays, VenueID: "venue0", Weekdays: []int{1, 2, 3, 4, 5}}},
	}
	for i := range 25 {
		venue := "venue" + number(i/2)
		room := college.Room{ID: "room" + number(i), VenueID: venue, Name: "Room " + number(i), Seats: 20, SetUpMinutes: 15 * (i % 2), Facilities: []string{"wifi", "screen"}}
		for weekday := 1; weekday <= 5; weekday++ {
			room.Hours = append(room.Hours, college.OpenHours{Weekday: weekday, From: "09:00", To: "21:00"})
		}
		f.Rooms = append(f.Rooms, room)
		if i%2 == 0 {
			f.Venues = append(f.Venues, college.Venue{ID: venue, Name: "Venue " + number(i/2)})
			f.RiskAssessments = append(f.RiskAssessments, college.RiskAssessment{VenueID: venue, DoneOn: "2026-01-10", NextDue: "2027-01-10", Outcome: "ok"})
			for _, item := range []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace} {
				f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: venue, Item: item, Answer: "yes"})
			}
		}
	}
	for i := range 4000 {
		s := Student{PersonID: "student" + number(i), Name: "Student " + number(i), DOB: "1980-01-02"}
		if r.IntN(10) == 0 {
			s.Needs = []string{"stepFree", "largePrint"}
		}
		f.Students = append(f.Students, s)
	}
	for i := range 40 {
		course := college.Course{ID: "c" + number(i), Code: "C" + number(i), OutsideTitle: "Course " + number(i), ApprovedHow: college.ApprovedByPanel, Status: college.CourseLive, RoomNeeds: []string{"stepFree", "wifi"}}
		f.Courses = append(f.Courses, course)
	}
	for i := range 30 {
		for _, id := range []string{"peer" + number(i), "other" + number(i)} {
			f.Clearances = append(f.Clearances, college.Clearance{PersonID: id, Cleared: true, IssuedOn: "2025-01-10", ReviewDue: "2028-01-10"})
			f.Trainings = append(f.Trainings, college.Training{PersonID: id, Kind: "safeguardingAdults", CompletedOn: "2025-01-10"})
			f.Limits = append(f.Limits, college.WorkLimit{PersonID: id, HoursADay: 8, SessionsWeek: 12, RestsAfter: true})
			f.Leaves = append(f.Leaves, college.Leave{PersonID: id, From: "2026-12-14", To: "2026-12-18"})
			for weekday := 1; weekday <= 5; weekday++ {
				f.Availabilities = append(f.Availabilities, college.Availability{PersonID: id, Weekday: weekday, Start: "09:00", End: "18:00", Kind: college.AvailableThen})
			}
			for _, c := range f.Courses {
				f.CourseTutors = append(f.CourseTutors, college.CourseTutor{CourseID: c.ID, PersonID: id, ApprovedOn: "2025-01-10"})
			}
		}
	}
	for run := range 75 {
		f.Meetings = append(f.Meetings, wideRun(run, r)...)
	}
	return f
}

// wideRun is one weekly run: 15 times a week, and five runs side by side.
func wideRun(i int, r *rand.Rand) (run []Meeting) {
	beside, weekday, slot := i/15, i%5, i/5%3
	start := []college.Clock{"09:30", "12:30", "15:30"}[slot]
	for week := range 8 {
		m := Meeting{
			SessionID: "s" + number(i) + "." + number(week), RunID: "run" + number(i), CourseID: "c" + number(i%40), TermID: "t", Label: "Course " + number(i%40),
			Arm: college.Adult, Mode: college.InPerson, Status: college.SessionPlanned, Number: week + 1, Capacity: 16,
			Date: college.Date("2026-09-07").AddDays(7*week + weekday), Start: start, End: start.Add(120), RoomID: "room" + number(beside+5*weekday),
		}
		if i%10 == 9 && week == 3 { // in the room beside
			m.RoomID = "room" + number((beside+1)%5+5*weekday)
		}
		pair := number(beside + 5*slot)
		m.Workers = []Worker{tutor("peer"+pair, college.KindPeer), tutor("other"+pair, college.KindStaff)}
		for len(m.Booked) < 15 {
			m.Booked = append(m.Booked, "student"+number(beside+5*r.IntN(800)))
		}
		run = append(run, m)
	}
	return run
}

func TestTheWideTermHasLittleWrong(t *testing.T) {
	f := wide()
	places := 0
	for _, m := range f.Meetings {
		places += len(m.Booked)
	}
	found := CheckAll(f)
	said(t, found)
	if len(f.Meetings) != 600 || places != 9000 || len(found) < 5 || len(found) > 60 {
		t.Errorf("%d sessions, %d places, %d findings", len(f.Meetings), places, len(found))
	}
}

// The whole of a term made ready is judged within a millisecond.
func BenchmarkCheckerAll(b *testing.B) {
	c := NewChecker(wide())
	b.ReportAllocs()
	for b.Loop() {
		c.All()
	}
}

func BenchmarkNewChecker(b *testing.B) {
	f := wide()
	b.ReportAllocs()
	for b.Loop() {
		NewChecker(f)
	}
}

// One edit is judged within 50 microseconds.
func BenchmarkCheckerOne(b *testing.B) {
	f := wide()
	c := NewChecker(f)
	m := f.Meetings[300]
	m.Start, m.End = "11:00", "13:00"
	b.ReportAllocs()
	for b.Loop() {
		c.One(m)
	}
}

func BenchmarkCheckerSet(b *testing.B) {
	f := wide()
	c := NewChecker(f)
	moved := f.Meetings[300]
	moved.Date = moved.Date.AddDays(1)
	for b.Loop() {
		c.Set(moved)
		c.Set(f.Meetings[300])
	}
}

// A term with clashes all over takes longer: there are thousands to be said.
func BenchmarkCheckAll(b *testing.B) {
	f := crowd(600, 4000, 1)
	for b.Loop() {
		CheckAll(f)
	}
}

func BenchmarkCheck(b *testing.B) {
	f := crowd(600, 4000, 1)
	for b.Loop() {
		Check(f, f.Meetings[300])
	}
}
