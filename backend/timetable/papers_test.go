package timetable

import (
	"testing"

	"daybook/backend/college"
)

// Issued on 10 January 2023 under a policy of 36 months: valid through 9
// January 2026 (figures.md).
func TestI12DBSOnTheDay(t *testing.T) {
	check := college.Clearance{PersonID: "pat", Cleared: true, ChildBarredList: true, IssuedOn: "2023-01-10", ReviewDue: college.Date("2023-01-10").AddMonths(36)}
	for name, c := range map[string]struct {
		day    college.Date
		arm    college.Arm
		change func(*college.Clearance)
		want   []string
	}{
		"its last day":               {"2026-01-09", college.Adult, nil, nil},
		"the day it is due":          {"2026-01-10", college.Adult, nil, []string{"reason I-12 rule.dbsLate"}},
		"the day it is due, youth":   {"2026-01-10", college.Youth, nil, []string{"block I-12 rule.dbsLate"}},
		"before it was issued":       {"2023-01-09", college.Adult, nil, []string{"reason I-12 rule.dbsLate"}},
		"seen but not cleared":       {"2025-01-10", college.Adult, func(c *college.Clearance) { c.Cleared = false }, []string{"reason I-12 rule.dbsLate"}},
		"employer's confirmation":    {"2027-01-10", college.Adult, func(c *college.Clearance) { *c = college.Clearance{PersonID: "pat", EmployerConfirmation: "NHS trust"} }, nil},
		"the same, in the youth arm": {"2027-01-10", college.Youth, func(c *college.Clearance) { *c = college.Clearance{PersonID: "pat", EmployerConfirmation: "NHS trust"} }, []string{"block I-12 rule.dbsChildList"}},
		"no child list, adults":      {"2025-01-10", college.Adult, func(c *college.Clearance) { c.ChildBarredList = false }, nil},
		"no child list, youth":       {"2025-01-10", college.Youth, func(c *college.Clearance) { c.ChildBarredList = false }, []string{"block I-12 rule.dbsChildList"}},
		"somebody else's":            {"2025-01-10", college.Adult, func(c *college.Clearance) { c.PersonID = "oz" }, []string{"reason I-12 rule.dbsMissing"}},
	} {
		t.Run(name, func(t *testing.T) {
			mine := check
			if c.change != nil {
				c.change(&mine)
			}
			f := Facts{Clearances: []college.Clearance{mine}}
			m := meeting("s", c.day, "10:00", "12:00", "")
			m.Arm, m.Workers = c.arm, []Worker{tutor("pat", "peer")}
			same(t, said(t, rule(Check(f, m), "I-12")), c.want...)
		})
	}
}

func TestI12WhoIsAsked(t *testing.T) {
	m := meeting("s", "2026-09-07", "10:00", "12:00", "")
	m.Workers = []Worker{{PersonID: "a", Name: "A", As: college.RoleStaff}, {PersonID: "b", Name: "B", As: college.RoleVolunteer}, tutor("c", "peer"), tutor("c", "peer")}
	if n := len(rule(Check(Facts{}, m), "I-12")); n != 2 {
		t.Errorf("%d are asked in the adult arm: the volunteer and the tutor, once each", n)
	}
	m.Arm = college.Youth
	if n := len(rule(Check(Facts{}, m), "I-12")); n != 3 {
		t.Errorf("%d are asked in the youth arm: everyone there", n)
	}
}

func TestI13SafeguardingTraining(t *testing.T) {
	for name, c := range map[string]struct {
		training college.Training
		arm      college.Arm
		want     []string
	}{
		"valid":                     {college.Training{Kind: "safeguardingAdults", CompletedOn: "2025-01-01", ExpiresOn: "2026-09-07"}, college.Adult, nil},
		"expired the day before":    {college.Training{Kind: "safeguardingAdults", CompletedOn: "2025-01-01", ExpiresOn: "2026-09-06"}, college.Adult, []string{"reason I-13 rule.notTrained"}},
		"of children, with adults":  {college.Training{Kind: "safeguardingChildren", CompletedOn: "2025-01-01"}, college.Adult, nil},
		"of adults, with children":  {college.Training{Kind: "safeguardingAdults", CompletedOn: "2025-01-01"}, college.Youth, []string{"block I-13 rule.notTrainedChildren"}},
		"of children":               {college.Training{Kind: "safeguardingChildren", CompletedOn: "2025-01-01"}, college.Youth, nil},
		"only after the session":    {college.Training{Kind: "safeguardingAdults", CompletedOn: "2026-09-08"}, college.Adult, []string{"reason I-13 rule.notTrained"}},
		"fire safety is not enough": {college.Training{Kind: "fire", CompletedOn: "2025-01-01"}, college.Adult, []string{"reason I-13 rule.notTrained"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.training.PersonID = "pat"
			m := meeting("s", "2026-09-07", "10:00", "12:00", "")
			m.Arm, m.Workers = c.arm, []Worker{tutor("pat", "peer")}
			same(t, said(t, rule(Check(Facts{Trainings: []college.Training{c.training}}, m), "I-13")), c.want...)
		})
	}
}

func TestI14PartnersAgreementAndInsurance(t *testing.T) {
	agreed := college.Agreement{PartnerID: "p", Status: "active", SignedOn: "2025-01-01", StartsOn: "2025-01-01", EndsOn: "2026-09-07"}
	insured := college.PartnerInsurance{PartnerID: "p", Kind: "publicLiability", From: "2025-01-01", To: "2026-09-07"}
	none := []string{"reason I-14 rule.noAgreement", "reason I-14 rule.noLiability"}
	for name, c := range map[string]struct {
		partner string
		change  func(*college.Agreement, *college.PartnerInsurance)
		want    []string
	}{
		"both, on their last day":   {"p", func(*college.Agreement, *college.PartnerInsurance) {}, nil},
		"agreement ended before":    {"p", func(a *college.Agreement, _ *college.PartnerInsurance) { a.EndsOn = "2026-09-06" }, none[:1]},
		"insurance ended before":    {"p", func(_ *college.Agreement, i *college.PartnerInsurance) { i.To = "2026-09-06" }, none[1:]},
		"insurance without an end":  {"p", func(_ *college.Agreement, i *college.PartnerInsurance) { i.To = "" }, none[1:]},
		"another kind of insurance": {"p", func(_ *college.Agreement, i *college.PartnerInsurance) { i.Kind = "professional" }, none[1:]},
		"another partner's":         {"q", func(*college.Agreement, *college.PartnerInsurance) {}, none},
		"nobody but the college":    {"", func(a *college.Agreement, _ *college.PartnerInsurance) { a.EndsOn = "2026-09-06" }, nil},
		"informal, with an insurance": {"p", func(a *college.Agreement, _ *college.PartnerInsurance) {
			*a = college.Agreement{PartnerID: "p", Status: "informal"}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a, i := agreed, insured
			c.change(&a, &i)
			f := term()
			f.Agreements, f.Insurances = []college.Agreement{a}, []college.PartnerInsurance{i}
			m := f.Meetings[0]
			m.PartnerID = c.partner
			same(t, said(t, Check(f, m)), c.want...)
		})
	}
}

func TestI15RiskAssessmentOfThePlace(t *testing.T) {
	venue := func(room string, done, due college.Date, outcome string) college.RiskAssessment {
		return college.RiskAssessment{VenueID: "v", RoomID: room, DoneOn: done, NextDue: due, Outcome: outcome}
	}
	for name, c := range map[string]struct {
		done []college.RiskAssessment
		want []string
	}{
		"of the venue":                {[]college.RiskAssessment{venue("", "2026-01-01", "2027-01-01", "ok")}, nil},
		"of the room":                 {[]college.RiskAssessment{venue("hall", "2026-01-01", "2027-01-01", "okWithActions")}, nil},
		"of another room":             {[]college.RiskAssessment{venue("snug", "2026-01-01", "2027-01-01", "ok")}, []string{"reason I-15 rule.riskMissing"}},
		"none":                        {nil, []string{"reason I-15 rule.riskMissing"}},
		"due that day":                {[]college.RiskAssessment{venue("", "2026-01-01", "2026-09-07", "ok")}, nil},
		"due the day before":          {[]college.RiskAssessment{venue("", "2026-01-01", "2026-09-06", "ok")}, []string{"reason I-15 rule.riskLate"}},
		"late for the venue only":     {[]college.RiskAssessment{venue("", "2025-01-01", "2026-01-01", "ok"), venue("hall", "2026-01-01", "2027-01-01", "ok")}, nil},
		"not suitable":                {[]college.RiskAssessment{venue("", "2026-01-01", "2027-01-01", "notSuitable")}, []string{"block I-15 rule.placeNotSuitable"}},
		"the room not, the venue is":  {[]college.RiskAssessment{venue("", "2026-02-01", "2027-01-01", "ok"), venue("hall", "2026-01-01", "2027-01-01", "notSuitable")}, []string{"block I-15 rule.placeNotSuitable"}},
		"not suitable, then repaired": {[]college.RiskAssessment{venue("", "2026-02-01", "2027-01-01", "ok"), venue("", "2026-01-01", "2027-01-01", "notSuitable")}, nil},
		"done only after the session": {[]college.RiskAssessment{venue("", "2026-09-08", "2027-01-01", "ok")}, []string{"reason I-15 rule.riskMissing"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.RiskAssessments = c.done
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
}

func TestI16CourseApproved(t *testing.T) {
	for name, c := range map[string]struct {
		how, status string
		hand        []string
		publish     int // blocks at publishing, one a session
	}{
		"by the panel":           {college.ApprovedByPanel, college.CourseApproved, nil, 0},
		"before Daybook":         {college.ApprovedBefore, college.CourseLive, nil, 0},
		"not yet":                {college.ApprovedNotYet, college.CoursePanel, []string{"block I-16 rule.notApproved"}, 3},
		"nobody said":            {"", college.CourseLive, []string{"block I-16 rule.notApproved"}, 3},
		"approved, paused since": {college.ApprovedByPanel, college.CoursePaused, nil, 3},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Courses[0].ApprovedHow, f.Courses[0].Status = c.how, c.status
			same(t, said(t, Check(f, f.Meetings[0])), c.hand...)
			if n := len(said(t, Publish(f, "run-sleep"))); n != c.publish {
				t.Errorf("%d blocks at publishing", n)
			}
		})
	}
}

func TestI31TwoClearedAdults(t *testing.T) {
	young := tutor("ola", "staff")
	young.DOB = "2009-09-07"
	grown := young
	grown.DOB = "2008-09-07"
	for name, c := range map[string]struct {
		workers []Worker
		arm     college.Arm
		want    []string
	}{
		"two":                {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, college.Youth, nil},
		"one":                {[]Worker{tutor("pat", "peer")}, college.Youth, []string{"block I-31 rule.twoAdults"}},
		"one of them twice":  {[]Worker{tutor("pat", "peer"), tutor("pat", "staff")}, college.Youth, []string{"block I-31 rule.twoAdults"}},
		"one not cleared":    {[]Worker{tutor("pat", "peer"), tutor("zed", "staff")}, college.Youth, []string{"block I-31 rule.twoAdults"}},
		"one is 17":          {[]Worker{tutor("pat", "peer"), young}, college.Youth, []string{"block I-31 rule.twoAdults"}},
		"one is 18":          {[]Worker{tutor("pat", "peer"), grown}, college.Youth, nil},
		"a volunteer counts": {[]Worker{tutor("pat", "peer"), {PersonID: "oz", Name: "Oz", As: college.RoleVolunteer}}, college.Youth, nil},
		"adults need none":   {[]Worker{tutor("pat", "peer")}, college.Adult, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := term().Meetings[0]
			m.Arm, m.Workers = c.arm, c.workers
			same(t, said(t, rule(Check(term(), m), "I-31")), c.want...)
		})
	}
}
