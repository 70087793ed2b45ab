package sample

import (
	"fmt"
	"slices"

	"daybook/backend/college"
)

// students: how many, when they joined, who they said they were and what they
// are at the year's end (6.2).
func (l *ledger) students() []total {
	years, months, identity, status := newTally("joined"), newTally("new in month"), newTally("identity of the new:"), newTally("students")
	student := map[string]college.Student{}
	for _, s := range l.rec.Students {
		student[s.ID] = s
	}
	for _, e := range l.rec.Enrolments {
		if e.Kind != "new" {
			continue
		}
		autumn := e.Date.AddMonths(-8).Year()
		years.counts[fmt.Sprint(autumn)]++
		if autumn == 2024 {
			months.counts[fmt.Sprint(int(e.Date.Month()))]++
			identity.counts[student[e.StudentID].PrimaryIdentity]++
		}
	}
	for _, s := range l.rec.RoleSpans {
		if s.Role == college.RoleStudent && yearEnd.Between(s.From, s.To) {
			status.counts[s.Status]++
		}
	}
	var byYear, byMonth []option
	for i, n := range append(slices.Clone(joinedAYear), 600) {
		byYear = append(byYear, option{fmt.Sprint(2014 + i), float64(n)})
	}
	for i, n := range joinedAMonth {
		byMonth = append(byMonth, option{fmt.Sprint((8+i)%12 + 1), float64(n)})
	}
	return slices.Concat([]total{exactly("students", 1877, len(l.rec.Students))}, years.exact(byYear), months.exact(byMonth), identity.exact(identities),
		status.exact([]option{{"active", 872}, {"graduated", 402}, {"dormant", 603}}))
}

// answers: age, gender, ethnicity and disability as at 31 August 2025 (6.3).
func (l *ledger) answers() []total {
	age, gender, ethnicity, disability := newTally("age"), newTally("gender"), newTally("ethnicity"), newTally("disability")
	for _, s := range l.rec.Students {
		age.counts[band(l.person[s.PersonID].DOB.AgeOn(yearEnd))]++
	}
	for _, e := range l.rec.Equality {
		gender.counts[e.Gender]++
		ethnicity.counts[e.Ethnicity]++
		switch {
		case slices.Contains(e.Disabilities, "none"):
			disability.counts["no"]++
		case slices.Contains(e.Disabilities, "notStated"):
			disability.counts["notStated"]++
		default:
			disability.counts["yes"]++
		}
	}
	bands := []option{{"not stated", float64(noBirthday)}}
	for _, a := range ages {
		bands = append(bands, option{band(a.from), float64(a.count)})
	}
	return slices.Concat(age.exact(bands), gender.exact(genders), ethnicity.exact(ethnicities), disability.exact(disabilities))
}

// band names the ages of 6.3.
func band(age int) string {
	for _, a := range ages {
		switch {
		case age >= 75:
			return "75+"
		case age >= a.from && age <= a.to:
			return fmt.Sprintf("%d–%d", a.from, a.to)
		}
	}
	return "not stated"
}

// shares are met within two points (6.3).
func (l *ledger) shares() []total {
	n := len(l.rec.Students)
	service, heardOf, prefers, area, needs := newTally("service contact"), newTally("heard by"), newTally("prefers"), newTally("lives in"), newTally("need")
	safe, mobiles := 0, 0
	for _, s := range l.rec.Students {
		p := l.person[s.PersonID]
		service.counts[s.ServiceContact]++
		prefers.counts[p.PreferredContact]++
		area.counts[p.Area]++
		for _, h := range s.HeardAbout {
			heardOf.counts[h]++
		}
		for _, phone := range p.Phones {
			if phone.Kind == "mobile" {
				mobiles++
				if phone.SafeToText {
					safe++
				}
			}
		}
		if len(p.AccessNeeds) > 0 {
			needs.counts["any"]++
		}
		for _, g := range needGroups {
			if slices.ContainsFunc(p.AccessNeeds, func(need string) bool { return slices.Contains(g.codes, need) }) {
				needs.counts[g.group]++
			}
		}
	}
	groups := []option{{"any", 100 * withNeeds}}
	for _, g := range needGroups {
		groups = append(groups, option{g.group, 100 * g.share})
	}
	return slices.Concat(service.shared(n, contacts), heardOf.shared(n, heard), prefers.shared(n, preferences), area.shared(n, residences), needs.shared(n, groups),
		[]total{{name: "mobiles safe to text %", want: 93, got: 100 * float64(safe) / float64(max(mobiles, 1)), within: 2}})
}

// people who work with the college, and its partners' papers (6.2, 6.6), as on
// the year's last day.
func (l *ledger) people() []total {
	kinds, volunteers, agreements, templates, relations, sectors := newTally("tutors"), newTally("volunteers"), newTally("agreements"), newTally("agreement"), newTally("partners"), newTally("partners of")
	tutors, staff, both := map[string]bool{}, map[string]bool{}, 0
	for _, t := range l.rec.Tutors {
		kind := t.Kinds[0]
		if kind == college.KindFreelance {
			kind = college.KindTrust // "trust clinicians and others"
		}
		kinds.counts[kind]++
		tutors[t.PersonID] = kind == college.KindPeer
	}
	for _, s := range l.rec.RoleSpans {
		switch {
		case !yearEnd.Between(s.From, s.To):
		case s.Role == college.RoleStaff:
			staff[s.PersonID] = true
		case s.Role == college.RoleVolunteer:
			volunteers.counts[s.Status]++
			if tutors[s.PersonID] && s.Status == "active" {
				both++
			}
		}
	}
	for _, a := range l.rec.Agreements {
		agreements.counts[a.Status]++
		templates.counts[a.Template]++
	}
	for _, p := range l.rec.Partners {
		relations.counts[p.RelationshipTypes[0]]++
		sectors.counts[p.Sector]++
	}
	return slices.Concat([]total{exactly("staff", 8, len(staff)), {name: "WTE", want: 6.61, got: college.WTEOn(l.rec.RoleSpans, yearEnd)},
		exactly("tutors", 117, len(l.rec.Tutors)), exactly("peer tutors who are volunteers", 14, both), exactly("partners", 58, len(l.rec.Partners))},
		kinds.exact([]option{{college.KindPeer, 41}, {college.KindPartner, 52}, {college.KindTrust, 18}, {college.KindStaff, 6}}),
		volunteers.exact([]option{{"active", 24}, {"paused", 6}, {"enquiry", 4}, {"formReceived", 2}, {"referencesChecks", 2}, {"induction", 1}, {"left", 12}}),
		agreements.exact([]option{{"active", 49}, {"dueReview", 4}, {"expired", 2}, {"draft", 1}, {"informal", 2}}),
		templates.exact([]option{{"co_delivery", 32}, {"venue_use", 12}, {"joint_working", 6}, {"signposting", 4}, {"mou", 2}, {"none_informal", 2}}),
		relations.exact([]option{{"co_produce", 25}, {"venue", 13}, {"serve_group", 7}, {"shared_goal", 6}, {"signposting", 5}, {"whole_college", 2}}),
		sectors.exact([]option{{"VCSE non-health", 12}, {"VCSE mental health", 8}, {"VCSE physical health", 7}, {"Local authority", 6}, {"Community group", 5},
			{"NHS primary or community", 4}, {"Sports club", 3}, {"Education", 3}, {"Local business", 3}, {"NHS secondary mental health", 2},
			{"Residents' association", 2}, {"Faith organisation", 2}, {"DWP", 1}}))
}
