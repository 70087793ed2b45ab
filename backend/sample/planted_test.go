package sample

import (
	"slices"
	"testing"

	"daybook/backend/college"
)

// broken counts, for one day's college, the sessions on which a check does not
// hold, by rule and term code; sessions holds which.
type broken struct {
	count    map[string]int
	sessions map[string][]college.Session
}

// check looks at every session not cancelled: checks of its tutors and
// volunteers, papers of its partner, the assessment of its place, step-free
// access for whoever is booked (I-12 to I-15, I-17).
func (w *world) check() broken {
	f := broken{map[string]int{}, map[string][]college.Session{}}
	for _, s := range w.rec.Sessions {
		run := w.run[s.RunID]
		found := func(rule string, holds bool) {
			if !holds {
				key := rule + " " + w.term[run.TermID].Code
				f.count[key]++
				f.sessions[key] = append(f.sessions[key], s)
			}
		}
		for _, tutor := range w.tutors[s.ID] {
			found("I-12", w.cleared(tutor.PersonID, s.Date, false))
			found("I-13", w.trained(tutor.PersonID, "safeguardingAdults", s.Date))
		}
		for _, v := range w.helpers[s.ID] {
			found("I-12", w.cleared(v.PersonID, s.Date, false))
			found("I-13", w.trained(v.PersonID, "safeguardingAdults", s.Date))
		}
		found("I-14 agreement", slices.ContainsFunc(w.rec.Agreements, func(a college.Agreement) bool { return a.PartnerID == run.PartnerID && a.ActiveOn(s.Date) }))
		found("I-14 insurance", slices.ContainsFunc(w.rec.PartnerInsurances, func(i college.PartnerInsurance) bool {
			return i.PartnerID == run.PartnerID && s.Date.Between(i.From, i.To)
		}))
		if s.RoomID != "" {
			venue := w.room[s.RoomID].VenueID
			found("I-15", slices.ContainsFunc(w.book.RiskAssessments, func(a college.RiskAssessment) bool {
				return a.VenueID == venue && a.DoneOn <= s.Date && s.Date < a.NextDue && a.Outcome != "notSuitable"
			}))
			facts := college.FactsOf(w.book.AccessFacts, venue, s.RoomID)
			if s.Status != college.SessionCancelled {
				unmet, _ := college.AccessUnmet([]string{"wheelchair"}, facts)
				found("I-17", len(unmet) == 0 || !w.wheelchairIn(run.ID))
			}
		}
	}
	return f
}

// wheelchairIn tells whether somebody who uses one is booked.
func (w *world) wheelchairIn(run string) bool {
	return slices.ContainsFunc(w.rec.RunBookings, func(b college.RunBooking) bool {
		return b.RunID == run && college.TakesPlace(b.Status) && slices.Contains(w.person[w.student[b.StudentID].PersonID].AccessNeeds, "wheelchair")
	})
}

// only checks that the sessions a rule finds in Term 5 are those wanted.
func (f broken) only(t *testing.T, w *world, rule string, wanted func(college.Session, college.CourseRun) bool) {
	t.Helper()
	found := map[string]bool{}
	for _, s := range f.sessions[rule+" T5"] {
		found[s.ID] = true
	}
	n := 0
	for _, s := range w.rec.Sessions {
		run := w.run[s.RunID]
		if w.term[run.TermID].Code != "T5" {
			continue
		}
		want := wanted(s, run)
		if want != found[s.ID] {
			t.Errorf("%s: %s on %s found %v, want %v", rule, run.Reference, s.Date, found[s.ID], want)
		}
		if want {
			n++
			if !slices.ContainsFunc(w.rec.Overrides, func(o college.Override) bool { return o.RecordID == s.ID && o.Rule == rule[:4] && o.Reason != "" }) {
				t.Errorf("%s: %s on %s has no reason", rule, run.Reference, s.Date)
			}
		}
	}
	if n == 0 {
		t.Errorf("%s is not planted", rule)
	}
}

// TestPlantedWarnings: Term 5 carries the warnings of 6.2, each with a leader's
// reason where the rule table asks for one, and they are nowhere else.
func TestPlantedWarnings(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		f := w.check()
		for _, term := range []string{"T1", "T2", "T3", "T4", "T5"} {
			for _, rule := range []string{"I-12", "I-13", "I-14 agreement", "I-14 insurance", "I-15"} {
				if n := f.count[rule+" "+term]; n > 0 && (term != "T5" || rule == "I-13") {
					t.Errorf("%s does not hold on %d sessions of %s", rule, n, term)
				}
			}
		}
		partner := index(w.rec.Partners, func(p college.Partner) string { return p.ID })
		code := func(r college.CourseRun) string { return w.course[r.CourseID].Code }
		f.only(t, w, "I-12", func(_ college.Session, r college.CourseRun) bool { return code(r) == lateTutorRun })
		f.only(t, w, "I-14 agreement", func(_ college.Session, r college.CourseRun) bool {
			return slices.Contains(expiredPartners, partner[r.PartnerID].Code)
		})
		f.only(t, w, "I-14 insurance", func(_ college.Session, r college.CourseRun) bool { return partner[r.PartnerID].Code == lapsingPartner })
		f.only(t, w, "I-15", func(s college.Session, _ college.CourseRun) bool { return w.room[s.RoomID].Code == assessmentLate })
		if !slices.ContainsFunc(f.sessions["I-17 T5"], func(s college.Session) bool { return w.room[s.RoomID].Code == noRamp }) {
			t.Error("no wheelchair user is booked in V23")
		}
		w.checkLatePapers(t)
		w.checkRunsOfNextTerm(t)
	})
}

// checkLatePapers: the insurance that ends in three weeks, three DBS reviews,
// four people twice, nine without a birthday.
func (w *world) checkLatePapers(t *testing.T) {
	t.Helper()
	if !slices.ContainsFunc(w.rec.PartnerInsurances, func(i college.PartnerInsurance) bool { return i.To == w.today.AddDays(21) }) {
		t.Error("no insurance ends in three weeks")
	}
	late := 0
	for _, id := range w.workers() {
		if !w.cleared(id, w.today, false) {
			late++
		}
	}
	if late != 3 {
		t.Errorf("%d DBS reviews are overdue", late)
	}
	names := map[string]int{}
	for _, p := range w.rec.People {
		if len(p.Emails) > 0 {
			names[college.NameKey(p.FullName)+p.Emails[0]+string(p.DOB)]++
		}
	}
	twice, noDOB, under18 := 0, 0, 0
	for _, n := range names {
		if n == 2 {
			twice++
		}
	}
	for _, s := range w.rec.Students {
		dob := w.person[s.PersonID].DOB
		if dob == "" {
			noDOB++
		} else if dob.AgeOn(w.today) < 18 {
			under18++
		}
	}
	if twice != 4 || noDOB != 9 {
		t.Errorf("%d people stand there twice, %d have no birthday", twice, noDOB)
	}
	if under18 > 0 && !w.booked("T4", func(b college.RunBooking, r college.CourseRun) bool {
		return r.Arm == college.Adult && w.person[w.student[b.StudentID].PersonID].DOB.AgeOn(w.sessions[r.ID][0].Date) < 18
	}) {
		t.Error("nobody under 18 is booked in an adult run of Term 4")
	}
}

// workers are the people of tutors and registered volunteers.
func (w *world) workers() []string {
	seen := map[string]bool{}
	var list []string
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	for _, t := range w.rec.Tutors {
		add(t.PersonID)
	}
	for _, s := range w.rec.RoleSpans {
		if s.Role == college.RoleVolunteer && (s.Status == "active" || s.Status == "paused") && w.today.Between(s.From, s.To) {
			add(s.PersonID)
		}
	}
	return list
}

func (w *world) booked(term string, like func(college.RunBooking, college.CourseRun) bool) bool {
	return slices.ContainsFunc(w.rec.RunBookings, func(b college.RunBooking) bool {
		r := w.run[b.RunID]
		return w.term[r.TermID].Code == term && like(b, r)
	})
}

// checkRunsOfNextTerm: one run below its minimum, one full with six waiting, a
// women-only run booked by women; and in Term 4 a full run with a line, a
// cancelled place, and a wheelchair user in a room.
func (w *world) checkRunsOfNextTerm(t *testing.T) {
	t.Helper()
	taken, waiting := map[string]int{}, map[string]int{}
	for _, b := range w.rec.RunBookings {
		if college.TakesPlace(b.Status) {
			taken[b.RunID]++
		}
		if w.run[b.RunID].Eligibility.Audience == "women only" && !w.female(w.student[b.StudentID].PersonID) {
			t.Error("a run for women is booked by somebody else")
		}
	}
	for _, e := range w.rec.WaitingEntries {
		if e.Result == "" {
			waiting[e.RunID]++
		}
	}
	below, full, short := 0, map[string]int{}, 0
	for _, r := range w.rec.Runs {
		code := w.term[r.TermID].Code
		if code == "T5" && taken[r.ID] < w.course[r.CourseID].MinPlaces {
			below++
		}
		if code == "T4" && taken[r.ID] < w.course[r.CourseID].MinPlaces && w.sessions[r.ID][0].Date > w.today {
			short++
		}
		if waiting[r.ID] > 0 && taken[r.ID] == r.Capacity {
			full[code] = waiting[r.ID]
		}
	}
	if below != 1 || short != 0 || full["T5"] != 6 || full["T4"] != 3 || len(waiting) != 2 {
		t.Errorf("below minimum %d and %d, full with a line %v", below, short, full)
	}
	if !w.booked("T4", func(b college.RunBooking, _ college.CourseRun) bool {
		return slices.ContainsFunc(w.places[b.ID], func(p college.SessionPlace) bool { return p.Attendance == college.CancelledByStudent })
	}) {
		t.Error("no place of Term 4 was cancelled")
	}
	if !w.booked("T4", func(b college.RunBooking, r college.CourseRun) bool {
		return r.Mode == college.InPerson && w.wheelchairIn(r.ID)
	}) {
		t.Error("no wheelchair user is booked in a room in Term 4")
	}
}

func (w *world) female(person string) bool {
	return slices.ContainsFunc(w.rec.Equality, func(e college.Equality) bool { return e.PersonID == person && e.Gender == "female" })
}
