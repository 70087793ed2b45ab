package timetable

import "daybook/backend/college"

// byArm is how DBS and training act: a leader may give a reason in the adult
// arm, nobody in the youth arm.
func (m *Meeting) byArm() college.Severity {
	if m.Arm == college.Youth {
		return college.Block
	}
	return college.Reason
}

// notCleared is I-12: each tutor and volunteer holds a cleared DBS with issued
// ≤ date < review due, or their employer's confirmation; in the youth arm with
// the child barred list.
func notCleared(_ *view, m *sitting) []college.Finding {
	var found []college.Finding
	for _, w := range m.checked {
		if w.person.clearedOn(m.day, m.Arm) {
			continue
		}
		key := "rule.dbsLate"
		switch {
		case len(w.person.clearances) == 0:
			key = "rule.dbsMissing"
		case m.Arm == college.Youth && w.person.clearedOn(m.day, college.Adult):
			key = "rule.dbsChildList"
		}
		f := m.finding("I-12", m.byArm(), key, "name", w.Name)
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// notTrained is I-13: each of them has safeguarding training that holds on the
// day, in the youth arm that of children.
func notTrained(_ *view, m *sitting) []college.Finding {
	key := "rule.notTrained"
	if m.Arm == college.Youth {
		key = "rule.notTrainedChildren"
	}
	var found []college.Finding
	for _, w := range m.checked {
		if !w.person.trainedOn(m.day, m.Arm) {
			f := m.finding("I-13", m.byArm(), key, "name", w.Name)
			f.About = append(f.About, w.PersonID)
			found = append(found, f)
		}
	}
	return found
}

// partnerNotCovered is I-14: where a partner leads the run, its agreement is
// active and its public liability insurance valid on every day of it.
func partnerNotCovered(_ *view, m *sitting) []college.Finding {
	if m.partner == nil {
		return nil
	}
	var found []college.Finding
	if !m.partner.agreedOn(m.day) {
		found = append(found, m.finding("I-14", college.Reason, "rule.noAgreement"))
	}
	if !m.partner.insuredOn(m.day) {
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
func placeNotAssessed(_ *view, m *sitting) []college.Finding {
	if m.place == nil {
		return nil
	}
	stands, due := m.place.assessedOn(m.day)
	if stands == assessed {
		return nil
	}
	room, _ := m.where()
	switch stands {
	case notSuitable:
		return []college.Finding{m.finding("I-15", college.Block, "rule.placeNotSuitable", "room", room)}
	case notAssessed:
		return []college.Finding{m.finding("I-15", college.Reason, "rule.riskMissing", "room", room)}
	}
	return []college.Finding{m.finding("I-15", college.Reason, "rule.riskLate", "room", room, "due", string(due))}
}

// courseNotApproved is I-16: the panel passed the course, or it is older than
// Daybook. To publish it must also be approved or live now, not paused.
func courseNotApproved(v *view, m *sitting) []college.Finding {
	c := m.course
	switch {
	case !c.known || !c.Approved():
		return []college.Finding{m.finding("I-16", college.Block, "rule.notApproved")}
	case v.publishing && c.Status != "" && c.Status != college.CourseApproved && c.Status != college.CourseLive:
		return []college.Finding{m.finding("I-16", college.Block, "rule.courseNotLive")}
	}
	return nil
}

// tooFewAdults is I-31: a session of the youth arm has two adults who are
// cleared to work with children.
func tooFewAdults(_ *view, m *sitting) []college.Finding {
	if m.Arm != college.Youth {
		return nil
	}
	adults := 0
	for _, w := range m.checked {
		age := w.DOB.AgeOn(m.Date)
		if (age < 0 || age >= 18) && w.person.clearedOn(m.day, college.Youth) {
			adults++
		}
	}
	if adults >= 2 {
		return nil
	}
	return []college.Finding{m.finding("I-31", college.Block, "rule.twoAdults", "count", number(adults))}
}
