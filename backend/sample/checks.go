package sample

import (
	"fmt"
	"slices"

	"daybook/backend/college"
)

// dbsMonths is after how many months a DBS check is looked at again.
const dbsMonths = 36

// overdue are the three people whose DBS review is late (6.2): the tutor who
// still teaches in Term 5, another tutor, and a volunteer.
type overdue struct {
	teaches, rests *tutor
	helps          *helper
}

// lateReviews picks them by place, so that the terms can leave them out.
func (m *maker) lateReviews() overdue {
	return overdue{m.tutors[tutorKinds[0].count], m.tutors[tutorKinds[0].count+1], m.helpers[len(m.helpers)-2]}
}

// makeChecks gives every tutor and volunteer the DBS check and training that
// the reference year asks for, then what was renewed since, so that both hold
// to the end of the last term, but for the three planted.
func (m *maker) makeChecks() error {
	late := m.lateReviews()
	lateOnes := []string{late.teaches.personID, late.rests.personID, late.helps.personID}
	people := m.checked()
	youth := map[string]bool{}
	for t := range m.course("UMH23").approved {
		youth[t.personID] = true
	}
	var due []college.Date
	var trained []college.Date
	for _, id := range people {
		due = append(due, m.firstClearance(id, slices.Contains(lateOnes, id), youth[id]))
		trained = append(trained, m.firstTraining(id))
	}
	for i, id := range people {
		if slices.Contains(lateOnes, id) {
			m.lateClearance(id, due[i])
		} else {
			m.renewClearance(id, due[i], youth[id])
		}
		m.renewTraining(id, trained[i])
	}
	m.childTraining(people, youth)
	m.makeRiskAssessments()
	return nil
}

// checked lists the people of every tutor and registered volunteer once, in
// the order of the records.
func (m *maker) checked() []string {
	var people []string
	for _, t := range m.tutors {
		people = append(people, t.personID)
	}
	for _, v := range m.rec.Volunteers {
		if v.RegisteredOn != "" && !slices.Contains(people, v.PersonID) {
			people = append(people, v.PersonID)
		}
	}
	return people
}

// firstClearance covers the reference year and says when it is due for review.
func (m *maker) firstClearance(personID string, late, youth bool) college.Date {
	r := m.stream("clearance " + personID)
	issued := dayBetween(r, "2022-09-12", "2024-07-31")
	if late {
		issued = dayBetween(r, "2022-08-01", "2022-08-19") // due after the year's last session
	}
	m.clear(personID, issued, youth)
	return issued.AddMonths(dbsMonths)
}

func (m *maker) clear(personID string, issued college.Date, youth bool) {
	r := m.stream("clearance " + personID + string(issued))
	m.rec.Clearances = append(m.rec.Clearances, college.Clearance{ID: m.id("clearance"), PersonID: personID, Level: "enhancedBarred", ChildBarredList: youth,
		CertificateNo: fmt.Sprintf("00%010d", r.IntN(1_000_000_000)), IssuedOn: issued, SeenBy: m.posts[5].name, SeenOn: issued.AddDays(between(r, 3, 12)),
		ReviewDue: issued.AddMonths(dbsMonths), Cleared: true})
}

// renewClearance adds checks until one holds beyond the last term.
func (m *maker) renewClearance(personID string, due college.Date, youth bool) {
	for due <= m.lastDay() {
		issued := min(due.AddDays(-10), m.today.AddDays(-15))
		m.clear(personID, issued, youth)
		due = issued.AddMonths(dbsMonths)
	}
}

// lateClearance adds the check whose review is three weeks late today, when
// the first one has not only just run out.
func (m *maker) lateClearance(personID string, due college.Date) {
	if issued := m.today.AddDays(-21).AddMonths(-dbsMonths); issued > due.AddMonths(-dbsMonths).AddDays(30) {
		m.clear(personID, issued, false)
	}
}

// firstTraining is safeguarding adults, renewed every three years, and what
// everyone does once.
func (m *maker) firstTraining(personID string) college.Date {
	r := m.stream("training " + personID)
	done := dayBetween(r, "2022-09-12", "2024-08-12")
	m.train(personID, "introduction", dayBetween(r, "2019-01-07", "2022-06-30"), 0)
	return m.train(personID, "safeguardingAdults", done, 36)
}

func (m *maker) renewTraining(personID string, expires college.Date) {
	for expires <= m.lastDay() {
		expires = m.train(personID, "safeguardingAdults", min(expires.AddDays(-20), m.today.AddDays(-12)), 36)
	}
}

// childTraining is for those who teach the youth arm.
func (m *maker) childTraining(people []string, youth map[string]bool) {
	for _, id := range people {
		if !youth[id] {
			continue
		}
		expires := m.train(id, "safeguardingChildren", "2024-06-10", 36)
		for expires <= m.lastDay() {
			expires = m.train(id, "safeguardingChildren", min(expires.AddDays(-20), m.today.AddDays(-12)), 36)
		}
	}
}

func (m *maker) train(personID, kind string, done college.Date, months int) college.Date {
	row := college.Training{ID: m.id("training"), PersonID: personID, Kind: kind, CompletedOn: done, Evidence: "Certificate seen"}
	if months > 0 {
		row.ExpiresOn = done.AddMonths(months)
	}
	m.rec.Trainings = append(m.rec.Trainings, row)
	return row.ExpiresOn
}

// makeRiskAssessments gives every venue one a year, from before the reference
// year to beyond the last term; that of V25 has been due for three days (6.2).
func (m *maker) makeRiskAssessments() {
	for _, v := range m.book.Venues {
		r := m.stream("riskAssessment " + v.Name)
		due := m.today.AddDays(-between(r, 5, 110)).AddMonths(12)
		if v.ID == m.room("V25").venueID {
			due = m.today.AddDays(-3)
		}
		var rows []college.RiskAssessment
		for due >= yearStart {
			done := due.AddMonths(-12)
			rows = append(rows, college.RiskAssessment{ID: m.id("riskAssessment"), VenueID: v.ID, DoneOn: done, By: "Coordinator", NextDue: due,
				Outcome: oneOf(r, []option{{"ok", 7}, {"okWithActions", 3}})})
			due = done.AddDays(8) // looked at again a week before it was due
		}
		slices.Reverse(rows)
		m.book.RiskAssessments = append(m.book.RiskAssessments, rows...)
	}
}

func (m *maker) room(code string) *room {
	for _, r := range m.rooms {
		if r.code == code {
			return r
		}
	}
	return nil
}
