package sample

import (
	"fmt"
	"math/rand/v2"

	"daybook/backend/college"
)

// post is one member of staff: eight people, 6.61 WTE (6.7).
type post struct {
	title    string
	wte      float64
	teaches  bool
	since    college.Date
	before   float64 // WTE until a change on changed
	changed  college.Date
	personID string
	name     string
}

func eightPosts() []post {
	return []post{
		{title: "Team leader", wte: 1, since: "2017-04-03"},
		{title: "Coordinator", wte: 1, teaches: true, since: "2018-09-03"},
		{title: "Coordinator", wte: 0.8, teaches: true, since: "2021-02-01"},
		{title: "Learning adviser", wte: 1, teaches: true, since: "2019-10-07"},
		{title: "Learning adviser", wte: 0.8, teaches: true, since: "2020-01-06", before: 0.6, changed: "2023-04-03"},
		{title: "Administrator", wte: 0.8, since: "2016-06-06"},
		{title: "Engagement worker", wte: 0.61, teaches: true, since: "2022-05-02"},
		{title: "Digital and volunteering lead", wte: 0.6, teaches: true, since: "2021-11-01"},
	}
}

// helper is a volunteer who may help at sessions.
type helper struct{ id, personID string }

// worker makes the person of someone who works with the college.
func (m *maker) worker(r *rand.Rand, youngest, oldest int) college.Person {
	gender := oneOf(r, []option{{"female", 64}, {"male", 36}})
	n := m.names.name(r, oneOf(r, mostly), gender)
	area := oneOf(r, residences[:len(residences)-1])
	p := college.Person{ID: m.id("person"), FullName: n.full, Language: "English", Area: area,
		DOB:     dayBetween(r, college.NewDate(2024-oldest, 1, 1), college.NewDate(2024-youngest, 1, 1)),
		Address: []string{fmt.Sprintf("%d %s", between(r, 1, 180), pick(r, streets)), area}, Postcode: postcode(pick(r, towns[area].districts), r.IntN(4000)),
		Phones: []college.Phone{workPhone(len(m.rec.People))}, Emails: []string{email(n.full, m.homes.taken)},
		PreferredContact: "email", PreferredFormat: college.FormatStandard,
		EmergencyContacts: []college.EmergencyContact{{Name: m.names.name(r, oneOf(r, mostly), "").full, Phone: fmt.Sprintf("+441632960%03d", r.IntN(1000)), Relationship: "partner"}}}
	if n.called != "" && chance(r, 0.12) {
		p.KnownAs = n.called
	}
	m.rec.People = append(m.rec.People, p)
	return p
}

func (m *maker) span(personID string, role college.Role, status string, from, to college.Date, reason string) {
	m.rec.RoleSpans = append(m.rec.RoleSpans, college.RoleSpan{ID: m.id("roleSpan"), PersonID: personID, Role: role, Status: status, From: from, To: to, Reason: reason})
}

func (m *maker) makeStaff() {
	r := m.stream("staff")
	m.posts = eightPosts()
	for i := range m.posts {
		p := &m.posts[i]
		person := m.worker(r, 28, 62)
		p.personID, p.name = person.ID, person.FullName
		m.rec.Staff = append(m.rec.Staff, college.Staff{ID: m.id("staff"), PersonID: person.ID, JobTitle: p.title, Employer: host})
		from := p.since
		if p.changed != "" {
			m.staffSpan(p, from, p.changed.AddDays(-1), p.before)
			from = p.changed
		}
		m.staffSpan(p, from, "", p.wte)
	}
	m.rec.UserPeople = append(m.rec.UserPeople,
		college.UserPerson{ID: m.id("userPerson"), UserID: leader, PersonID: m.posts[0].personID},
		college.UserPerson{ID: m.id("userPerson"), UserID: admin, PersonID: m.posts[5].personID})
}

const host = "Northmoor Partnership NHS Foundation Trust"

func (m *maker) staffSpan(p *post, from, to college.Date, wte float64) {
	reason := ""
	if from != p.since {
		reason = "change of hours"
	}
	m.rec.RoleSpans = append(m.rec.RoleSpans, college.RoleSpan{ID: m.id("roleSpan"), PersonID: p.personID, Role: college.RoleStaff, Status: "inPost", From: from, To: to, Reason: reason, WTE: wte})
}

// Tutors by kind: 117, of whom 18 are of the trust or freelance and six are
// college staff (6.2).
var tutorKinds = []struct {
	kind  string
	count int
}{{college.KindPeer, 41}, {college.KindPartner, 52}, {college.KindTrust, 15}, {college.KindFreelance, 3}}

// makeTutors makes the 117. Partner tutors learn their partner when the runs
// are placed, so the rows are written by writeTutors.
func (m *maker) makeTutors() {
	r := m.stream("tutor")
	for _, k := range tutorKinds {
		for range k.count {
			p := m.worker(r, 24, 70)
			m.tutors = append(m.tutors, &tutor{id: m.id("tutor"), personID: p.ID, kind: k.kind})
			from := dayBetween(r, "2019-01-07", "2024-06-24")
			m.span(p.ID, college.RoleTutor, "training", from.AddDays(-90), from.AddDays(-1), "")
			m.span(p.ID, college.RoleTutor, "active", from, "", "")
		}
	}
	for _, p := range m.posts {
		if p.teaches {
			m.tutors = append(m.tutors, &tutor{id: m.id("tutor"), personID: p.personID, kind: college.KindStaff})
			m.span(p.personID, college.RoleTutor, "active", p.since.AddDays(60), "", "")
		}
	}
}

// writeTutors writes the tutors' rows, once each partner tutor has a partner.
func (m *maker) writeTutors() {
	r := m.stream("tutor bio")
	for _, t := range m.tutors {
		row := college.Tutor{ID: t.id, PersonID: t.personID, Kinds: []string{t.kind}}
		switch t.kind {
		case college.KindPartner:
			row.PartnerID = t.partner.id
		case college.KindPeer:
			row.LivedExperienceShared = chance(r, 0.8)
			row.Bio = pick(r, []string{"A student here first, a tutor since", "Teaches what helped them", "Brings lived experience and a sense of humour"})
		}
		m.rec.Tutors = append(m.rec.Tutors, row)
	}
}

// makeVolunteers makes 30 registered volunteers, 14 of them peer tutors too, 9
// on the way and 12 who left (6.2). Some were students here before.
func (m *maker) makeVolunteers() {
	r := m.stream("volunteer")
	add := func(personID, status string, registered bool) {
		since := dayBetween(r, "2021-01-11", "2024-05-31")
		v := college.Volunteer{ID: m.id("volunteer"), PersonID: personID, Roles: []string{pick(r, []string{"meetAndGreet", "sessionBuddy", "registerSupport", "refreshments", "venueLiaison", "admin"})},
			Interests: pick(r, []string{"Gardening, walking", "Crafts", "Cooking", "Helping at events", "Anything with people"})}
		if registered || status == "left" {
			v.RegisteredOn, v.ReviewDue = since, m.lastDay().AddDays(between(r, 10, 90))
			m.span(personID, college.RoleVolunteer, "induction", since.AddDays(-45), since.AddDays(-1), "")
		}
		switch status {
		case "paused", "left":
			until := dayBetween(r, since.AddDays(100), "2025-07-31")
			m.span(personID, college.RoleVolunteer, "active", since, until.AddDays(-1), "")
			m.span(personID, college.RoleVolunteer, status, until, "", pick(r, []string{"caring", "into employment, education or volunteering", "health"}))
		case "active":
			m.span(personID, college.RoleVolunteer, status, since, "", "")
			m.helpers = append(m.helpers, &helper{v.ID, personID})
		default:
			m.span(personID, college.RoleVolunteer, status, dayBetween(r, "2025-05-01", "2025-08-22"), "", "")
		}
		m.rec.Volunteers = append(m.rec.Volunteers, v)
	}
	for _, t := range shuffled(r, m.tutors[:tutorKinds[0].count])[:14] {
		add(t.personID, "active", true)
	}
	m.helpers = nil // peer tutors teach; only the others help at sessions
	graduates := m.choose(r, 6, func(s *student) bool { return s.status == "graduated" && s.dob != "" && s.dob < "2000-01-01" })
	for _, s := range graduates {
		add(s.personID, "active", true)
	}
	for _, part := range []struct {
		status     string
		count      int
		registered bool
	}{{"active", 4, true}, {"paused", 6, true}, {"enquiry", 4, false}, {"formReceived", 2, false}, {"referencesChecks", 2, false}, {"induction", 1, false}, {"left", 12, false}} {
		for range part.count {
			add(m.worker(r, 19, 72).ID, part.status, part.registered)
		}
	}
	m.rec.UserPeople = append(m.rec.UserPeople, college.UserPerson{ID: m.id("userPerson"), UserID: volunteer, PersonID: m.helpers[len(m.helpers)-1].personID})
}

// makeSettings writes the college's own choices; people named are staff of the
// sample.
func (m *maker) makeSettings() {
	m.rec.Settings = []college.Settings{{ID: m.id("settings"), ShortName: "Wexmoor", HostOrganisation: host, TermsPerYear: 3,
		Address:        "c/o Wexmoor Central Library, 3 Mill Street, Wexmoor",
		CrisisText:     "Wexmoor is an invented college and answers no calls. In real life: if someone is in danger, ring 999; for urgent help with mental health, ring 111 and choose the mental health option; Samaritans answer day and night on 116 123.",
		CharterVersion: "3", PrivacyVersion: "3", CertificateShare: college.DefaultCertificateRule.Share, OfferHours: offerHours, DBSMonths: dbsMonths,
		SignatoryName: m.posts[0].name, SignatoryRole: m.posts[0].title,
		SafeguardingLead: m.posts[3].name, SafeguardingPhone: "+443069990900"}}
}
