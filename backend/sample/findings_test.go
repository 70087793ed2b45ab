package sample

import (
	"maps"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// facts are the college as the rules of the timetable see it, but for students.
func (w *world) facts() timetable.Facts {
	f := timetable.Facts{Courses: w.rec.Courses, CourseTutors: w.rec.CourseTutors, AgeRules: w.rec.AgeRules,
		Terms: w.rec.Terms, Breaks: w.rec.TermBreaks, Closures: w.rec.Closures, Venues: w.book.Venues, Rooms: w.book.Rooms,
		VirtualRooms: w.rec.VirtualRooms, VenueClosures: w.book.VenueClosures, Travel: w.book.VenueTravel, AccessFacts: w.book.AccessFacts,
		RiskAssessments: w.book.RiskAssessments, Clearances: w.rec.Clearances, Trainings: w.rec.Trainings, Agreements: w.rec.Agreements,
		Insurances: w.rec.PartnerInsurances, Availabilities: w.rec.Availabilities, Leaves: w.rec.Leaves, Limits: w.rec.WorkLimits,
		KitItems: w.rec.KitItems, CourseKit: w.rec.CourseKit, Promises: w.rec.Promises, Overrides: w.rec.Overrides}
	for _, s := range w.rec.Sessions {
		r := w.run[s.RunID]
		m := timetable.Meeting{SessionID: s.ID, RunID: r.ID, CourseID: r.CourseID, TermID: r.TermID, PartnerID: r.PartnerID, Label: r.Reference,
			Arm: r.Arm, Mode: r.Mode, Status: s.Status, Number: s.Number, Capacity: r.Capacity, Date: s.Date, Start: s.Start, End: s.End,
			RoomID: s.RoomID, VirtualRoomID: s.VirtualRoomID, PlaceName: s.PlaceName}
		for _, t := range w.tutors[s.ID] {
			m.Workers = append(m.Workers, timetable.Worker{PersonID: t.PersonID, Name: w.person[t.PersonID].Called(), As: college.RoleTutor, Kinds: t.Kinds, DOB: w.person[t.PersonID].DOB})
		}
		for _, v := range w.helpers[s.ID] {
			m.Workers = append(m.Workers, timetable.Worker{PersonID: v.PersonID, Name: w.person[v.PersonID].Called(), As: college.RoleVolunteer, DOB: w.person[v.PersonID].DOB})
		}
		f.Meetings = append(f.Meetings, m)
	}
	return f
}

// TestRulesFindThePlantedAlone asks every rule about every session of all terms:
// what is found is what is planted in Term 5, and only the leave is new beside
// the papers that 6.2 plants.
func TestRulesFindThePlantedAlone(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		found := map[string]bool{}
		leave := 0
		for _, f := range timetable.CheckAll(w.facts()) {
			run := w.run[w.session[f.About[0]].RunID]
			found[f.Rule+" "+w.term[run.TermID].Code] = true
			if f.Rule == "H3" {
				leave++
			}
		}
		want := map[string]bool{"I-12 T5": true, "I-14 T5": true, "I-15 T5": true, "H3 T5": true}
		if !maps.Equal(found, want) || leave != len(leaveRuns) {
			t.Errorf("found are %v, %d times leave", found, leave)
		}
	})
}
