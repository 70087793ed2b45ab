package timetable

import (
	"slices"
	"strings"

	"daybook/backend/college"
)

// byArm is how DBS and training act: a leader may give a reason in the adult
// arm, nobody in the youth arm.
func (m *Meeting) byArm() college.Severity {
	if m.Arm == college.Youth {
		return college.Block
	}
	return college.Reason
}

// checked are the people whose checks are asked for: tutors and volunteers,
// and in the youth arm everyone who works there.
func (m *Meeting) checked() []Worker {
	var checked []Worker
	for _, w := range m.Workers {
		known := slices.ContainsFunc(checked, func(c Worker) bool { return c.PersonID == w.PersonID })
		if !known && (w.As != college.RoleStaff || m.Arm == college.Youth) {
			checked = append(checked, w)
		}
	}
	return checked
}

// notCleared is I-12: each tutor and volunteer holds a cleared DBS with issued
// ≤ date < review due, or their employer's confirmation; in the youth arm with
// the child barred list.
func notCleared(v *view, m *Meeting) []college.Finding {
	var found []college.Finding
	for _, w := range m.checked() {
		if v.cleared(w.PersonID, m.Date, m.Arm) {
			continue
		}
		key := "rule.dbsLate"
		switch {
		case len(v.clearances[w.PersonID]) == 0:
			key = "rule.dbsMissing"
		case m.Arm == college.Youth && v.cleared(w.PersonID, m.Date, college.Adult):
			key = "rule.dbsChildList"
		}
		f := m.finding("I-12", m.byArm(), key, "name", w.Name)
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// cleared tells whether one of the person's checks holds on the day for an arm.
func (v *view) cleared(personID string, day college.Date, arm college.Arm) bool {
	return slices.ContainsFunc(v.clearances[personID], func(c college.Clearance) bool { return c.HoldsOn(day, arm == college.Youth) })
}

// notTrained is I-13: each of them has safeguarding training that holds on the
// day, in the youth arm that of children.
func notTrained(v *view, m *Meeting) []college.Finding {
	asked, key := "safeguarding", "rule.notTrained"
	if m.Arm == college.Youth {
		asked, key = "safeguardingChildren", "rule.notTrainedChildren"
	}
	var found []college.Finding
	for _, w := range m.checked() {
		holds := slices.ContainsFunc(v.trainings[w.PersonID], func(t college.Training) bool {
			return strings.HasPrefix(t.Kind, asked) && t.HoldsOn(m.Date)
		})
		if !holds {
			f := m.finding("I-13", m.byArm(), key, "name", w.Name)
			f.About = append(f.About, w.PersonID)
			found = append(found, f)
		}
	}
	return found
}

// partnerNotCovered is I-14: where a partner leads the run, its agreement is
// active and its public liability insurance valid on every day of it.
func partnerNotCovered(v *view, m *Meeting) []college.Finding {
	if m.PartnerID == "" {
		return nil
	}
	var found []college.Finding
	if !slices.ContainsFunc(v.agreements[m.PartnerID], func(a college.Agreement) bool { return a.ActiveOn(m.Date) }) {
		found = append(found, m.finding("I-14", college.Reason, "rule.noAgreement"))
	}
	if !slices.ContainsFunc(v.insurances[m.PartnerID], func(i college.PartnerInsurance) bool {
		return i.Kind == "publicLiability" && i.To != "" && m.Date.Between(i.From, i.To)
	}) {
		found = append(found, m.finding("I-14", college.Reason, "rule.noLiability"))
	}
	for i := range found {
		found[i].About = append(found[i].About, m.PartnerID)
	}
	return found
}

// placeNotAssessed is I-15: the room or its venue has a risk assessment done
// by the day and not past its next one, and neither was last found not
// suitable.
func placeNotAssessed(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	room, _ := v.place(m)
	last := map[string]college.RiskAssessment{} // of the room, and of the venue under ""
	for _, a := range v.risks[r.VenueID] {
		if (a.RoomID == r.ID || a.RoomID == "") && a.DoneOn.Valid() && a.DoneOn <= m.Date && a.DoneOn >= last[a.RoomID].DoneOn {
			last[a.RoomID] = a
		}
	}
	valid := false
	due := college.Date("")
	for _, a := range last {
		if a.Outcome == "notSuitable" {
			return []college.Finding{m.finding("I-15", college.Block, "rule.placeNotSuitable", "room", room)}
		}
		valid = valid || a.NextDue == "" || m.Date <= a.NextDue
		due = max(due, a.NextDue)
	}
	switch {
	case len(last) == 0:
		return []college.Finding{m.finding("I-15", college.Reason, "rule.riskMissing", "room", room)}
	case !valid:
		return []college.Finding{m.finding("I-15", college.Reason, "rule.riskLate", "room", room, "due", string(due))}
	}
	return nil
}

// courseNotApproved is I-16: the panel passed the course, or it is older than
// Daybook. To publish it must also be approved or live now, not paused.
func courseNotApproved(v *view, m *Meeting) []college.Finding {
	c, known := v.courses[m.CourseID]
	switch {
	case !known || !c.Approved():
		return []college.Finding{m.finding("I-16", college.Block, "rule.notApproved")}
	case v.publishing && c.Status != "" && c.Status != college.CourseApproved && c.Status != college.CourseLive:
		return []college.Finding{m.finding("I-16", college.Block, "rule.courseNotLive")}
	}
	return nil
}

// tooFewAdults is I-31: a session of the youth arm has two adults who are
// cleared to work with children.
func tooFewAdults(v *view, m *Meeting) []college.Finding {
	if m.Arm != college.Youth {
		return nil
	}
	adults := 0
	for _, w := range m.checked() {
		age := w.DOB.AgeOn(m.Date)
		if (age < 0 || age >= 18) && v.cleared(w.PersonID, m.Date, college.Youth) {
			adults++
		}
	}
	if adults >= 2 {
		return nil
	}
	return []college.Finding{m.finding("I-31", college.Block, "rule.twoAdults", "count", number(adults))}
}
