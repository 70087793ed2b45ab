package college

import "strings"

// Applying is one student who asks for a place: who they are, and how they
// stand with the college.
type Applying struct {
	Person   Person
	Student  Student
	Spans    []RoleSpan
	Consents []Consent
	Bookings []RunBooking // the student's other bookings
}

// CheckStanding gathers what the student's own record says against, or about,
// a booking made today for a run whose first chosen session is on first:
// I-04, I-21, I-22 and I-25.
func CheckStanding(a Applying, run CourseRun, course Course, first, today Date) []Finding {
	found := checkOneBooking(a, run, course)
	found = append(found, checkExcluded(a, today)...)
	found = append(found, checkReturning(a, today)...)
	return append(found, checkUnder18(a, run, first)...)
}

// checkOneBooking is I-04: a student has one open booking of a run.
func checkOneBooking(a Applying, run CourseRun, course Course) []Finding {
	for _, b := range a.Bookings {
		if b.RunID == run.ID && OpenBooking(b.Status) {
			return []Finding{Found("I-04", Block, "rule.bookedAlready", []string{b.ID, run.ID}, "name", a.Person.Called(), "course", course.Outside())}
		}
	}
	return nil
}

// checkExcluded is I-22: nobody is booked while they are excluded, until the
// day given or, where there is none, until the status changes.
func checkExcluded(a Applying, today Date) []Finding {
	status, _ := StatusOn(a.Spans, RoleStudent, today)
	about := []string{a.Person.ID}
	switch {
	case a.Student.ExcludedUntil > today:
		return []Finding{Found("I-22", Block, "rule.excludedUntil", about, "name", a.Person.Called(), "date", string(a.Student.ExcludedUntil))}
	case status.Status == "excluded" && a.Student.ExcludedUntil == "":
		return []Finding{Found("I-22", Block, "rule.excluded", about, "name", a.Person.Called())}
	}
	return nil
}

// checkReturning is I-25: who graduated or left is welcome back, by enrolling
// again.
func checkReturning(a Applying, today Date) []Finding {
	status, _ := StatusOn(a.Spans, RoleStudent, today)
	if status.Status != "graduated" && status.Status != "left" {
		return nil
	}
	return []Finding{Found("I-25", ConcernLevel, "rule.enrolAgain", []string{a.Person.ID}, "name", a.Person.Called())}
}

// checkUnder18 is I-21: someone under 18 has a consent on record before their
// first session, and in the youth arm a parent's or carer's contact too. In
// the adult arm their own consent is enough, and a concern reminds.
func checkUnder18(a Applying, run CourseRun, first Date) []Finding {
	age := a.Person.DOB.AgeOn(first)
	if age < 0 || age >= 18 {
		return nil
	}
	var found []Finding
	about := []string{a.Person.ID, run.ID}
	name := a.Person.Called()
	if !consentHolds(a.Consents, first) {
		found = append(found, Found("I-21", Block, "rule.consentNeeded", about, "name", name, "date", string(first)))
	}
	if armOf(run) == Adult {
		return append(found, Found("I-21", ConcernLevel, "rule.under18", about, "name", name, "age", itoa(age), "date", string(first)))
	}
	if !hasParent(a.Person) {
		found = append(found, Found("I-21", Block, "rule.parentNeeded", about, "name", name))
	}
	return found
}

// consentHolds looks for a consent to being a student, whoever gave it: the
// privacy notice, the charter, or a parent's or carer's.
func consentHolds(consents []Consent, day Date) bool {
	for _, c := range consents {
		switch c.Kind {
		case "privacyRead", "charter", "parentCarer":
			if c.HoldsOn(day) {
				return true
			}
		}
	}
	return false
}

// parents are the words by which people name a parent or carer on a form.
var parents = []string{"parent", "mother", "father", "mum", "mom", "mam", "dad", "carer", "guardian"}

func hasParent(p Person) bool {
	for _, e := range p.EmergencyContacts {
		relationship := Fold(e.Relationship)
		for _, word := range parents {
			if e.Phone != "" && strings.Contains(relationship, word) {
				return true
			}
		}
	}
	return false
}
