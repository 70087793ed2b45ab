package sample

import (
	"daybook/backend/college"
)

// consent writes what a student agreed to at enrolment. Someone under 18 gave
// their own consent, which is enough in the adult arm (I-21, decisions D9).
func (m *maker) consent(s *student, p college.Person) {
	r := m.stream("consent " + s.number)
	method := oneOf(r, []option{{"onlineForm", 61}, {"paper", 20}, {"verbal", 19}})
	give := func(kind, version, evidence string) {
		m.rec.Consents = append(m.rec.Consents, college.Consent{ID: m.id("consent"), PersonID: s.personID, Kind: kind, GivenOn: s.joined,
			Method: method, DocumentVersion: version, GivenBy: "self", Evidence: evidence})
	}
	give("privacyRead", formVersion(s.joined), "")
	give("charter", formVersion(s.joined), "")
	if s.dob != "" && s.dob.AgeOn(s.joined) < 18 {
		give("parentCarer", formVersion(s.joined), "Own consent: understands what the college is for and what joining means")
	}
	if chance(r, 0.55) {
		give("photo", formVersion(s.joined), "")
	}
	if chance(r, 0.3) {
		give("newsletter", "", "")
	}
	if p.WhatHelps != "" && chance(r, 0.8) {
		give("shareWhatHelpsWithTutors", "", "")
	}
	if p.ContactGPPermission == "yes" {
		give("contactGp", "", "")
	}
}

var (
	whyICame  = []string{"To get out of the house more", "To understand my moods", "To meet people who get it", "My nurse suggested it", "To learn something new", "To feel ready for work again"}
	strengths = []string{"Patient", "Good with my hands", "I keep going", "A good listener", "Funny on a good day", "Organised"}
	goals     = []option{{"Come to one course and see it through", 5}, {"Talk to someone new each week", 4}, {"Sleep better", 4}, {"Get out twice a week", 4},
		{"Cook for myself", 2}, {"Try volunteering", 2}, {"Feel ready to look for work", 2}, {"Be kinder to myself", 3}}
	themes = []option{{"connectedness", 5}, {"hope", 3}, {"identity", 2}, {"meaning", 3}, {"empowerment", 3}, {"", 2}}
)

// planShare is how many of the active students have a learning plan.
const planShare = 0.45

// makePlans gives a share of the active students a learning plan with goals in
// their own words, and those of a while ago a review (operations 1.4).
func (m *maker) makePlans() {
	r := m.stream("learningPlan")
	for _, s := range m.students {
		if s.status != "active" || !chance(r, planShare) {
			continue
		}
		day := dayBetween(r, max(s.joined, "2023-09-01"), min(max(s.joined, "2023-09-01").AddDays(40), yearEnd))
		plan := college.LearningPlan{ID: m.id("learningPlan"), StudentID: s.id, Date: day, Method: oneOf(r, []option{{"phone", 60}, {"faceToFace", 30}, {"video", 10}}),
			WhyICame: pick(r, whyICame), Strengths: pick(r, strengths), Status: "agreed", ReviewDue: day.AddMonths(3)}
		reviewed := plan.ReviewDue.AddDays(10) <= yearEnd && chance(r, 0.7)
		switch {
		case reviewed:
			plan.Status = "reviewed"
		case plan.ReviewDue <= yearEnd:
			plan.Status = "reviewDue"
		}
		m.rec.LearningPlans = append(m.rec.LearningPlans, plan)
		said := map[string]bool{}
		for range between(r, 1, 3) {
			text := oneOf(r, goals)
			if said[text] {
				continue
			}
			said[text] = true
			goal := college.Goal{ID: m.id("goal"), PlanID: plan.ID, Text: text, Theme: oneOf(r, themes), Started: day, TargetDate: day.AddMonths(3),
				Status: "open", RatingStart: between(r, 1, 5)}
			goal.RatingNow = goal.RatingStart
			if reviewed {
				goal.Status = oneOf(r, []option{{"partly", 5}, {"achieved", 3}, {"open", 2}, {"changed", 1}})
				goal.RatingNow = min(10, goal.RatingStart+between(r, 0, 5))
			}
			m.rec.Goals = append(m.rec.Goals, goal)
		}
		if reviewed {
			m.rec.PlanReviews = append(m.rec.PlanReviews, college.PlanReview{ID: m.id("planReview"), PlanID: plan.ID, Date: plan.ReviewDue.AddDays(between(r, 0, 10)),
				Kind: "review", Summary: pick(r, []string{"Going well", "A harder term; smaller steps agreed", "Two goals kept, one changed"}), NextReview: plan.ReviewDue.AddMonths(6)})
		}
	}
}
