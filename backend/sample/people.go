package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// makePeople makes everyone the college knows: students first, then those who
// work with it, then the people an import made twice.
func (m *maker) makePeople() error {
	names, err := readNames()
	if err != nil {
		return err
	}
	m.names = names
	m.rec.AgeRules = []college.AgeRule{
		{ID: m.id("ageRule"), Arm: college.Adult, Min: 18, From: "2014-09-01"},
		{ID: m.id("ageRule"), Arm: college.Adult, Min: 16, From: sixteenFrom},
		{ID: m.id("ageRule"), Arm: college.Youth, Min: 16, Max: 18, From: sixteenFrom},
	}
	if err := m.joinStudents(); err != nil {
		return err
	}
	m.enrolStudents()
	m.makePlans()
	m.makeStaff()
	m.makeTutors()
	m.makeVolunteers()
	m.makeDuplicates()
	m.makeSettings()
	return nil
}

// enrolStudents writes the rows of the 1,877: person, student, enrolment,
// equality, consents and status.
func (m *maker) enrolStudents() {
	n := len(m.students)
	r := m.stream("equality")
	gender, ethnicity, disability := spread(r, n, genders), spread(r, n, ethnicities), spread(r, n, disabilities)
	identity := m.primaryIdentities()
	service, heardOf, needs := m.serviceContacts(identity), m.heardAbout(n), m.accessNeeds(n)
	m.homes = &homes{
		areas: spread(m.stream("person area"), n, residences), prefers: spread(m.stream("person preferredContact"), n, preferences),
		knownAs: spread(m.stream("person knownAs"), n, []option{{"yes", 12}, {"", 88}}), taken: map[string]int{},
		// Text-safe 93 % (6.3): everyone who prefers texts is, and a few have a
		// mobile that others may read.
		unsafe: int(float64(parts(n, preferences)[0])*7/93 + 0.5),
	}
	whole := m.wholeNames(ethnicity, gender)
	for i, s := range m.students {
		s.gender, s.away = gender[i], m.homes.areas[i] == outside
		s.wheelchair = slices.Contains(needs[i], "wheelchair")
		m.rec.People = append(m.rec.People, m.studentPerson(s, whole[i], needs[i]))
		m.rec.Students = append(m.rec.Students, college.Student{ID: s.id, PersonID: s.personID, Number: s.number, EnrolledOn: s.joined,
			PrimaryIdentity: identity[i], HeardAbout: heardOf[i], ServiceContact: service[i],
			Source: m.source(s), FormVersion: formVersion(s.joined), District: college.District(m.rec.People[i].Postcode)})
		m.rec.Enrolments = append(m.rec.Enrolments, college.Enrolment{ID: m.id("enrolment"), StudentID: s.id, Date: s.joined, Kind: "new", Source: m.rec.Students[i].Source})
		m.rec.Equality = append(m.rec.Equality, m.equality(s, gender[i], ethnicity[i], disability[i]))
		m.consent(s, m.rec.People[i])
		m.statusSpans(s)
	}
}

// primaryIdentities are those of 6.2: exact for the year's new students, in the
// same shares for everyone before.
func (m *maker) primaryIdentities() []string {
	r := m.stream("student primaryIdentity")
	before := 0
	for _, s := range m.students {
		if s.joined < yearStart {
			before++
		}
	}
	return append(spread(r, before, identities), spread(r, len(m.students)-before, identities)...)
}

// wholeNames draws the students' names by ethnic group and gender; a few have
// one name only, or write theirs in another script (under 1 %).
func (m *maker) wholeNames(ethnicity, gender []string) []name {
	r := m.stream("person fullName")
	all := make([]name, len(ethnicity))
	var elsewhere []int
	for i := range all {
		all[i] = m.names.name(r, oneOf(r, origins[ethnicity[i]]), gender[i])
		if slices.Contains([]string{"C", "H", "J", "K", "L", "N", "P", "R", "S"}, ethnicity[i]) {
			elsewhere = append(elsewhere, i)
		}
	}
	elsewhere = shuffled(r, elsewhere)
	for _, origin := range []string{"mononym", "script"} {
		for _, full := range m.names[origin+" any"] {
			all[elsewhere[0]] = name{full: full, called: full}
			elsewhere = elsewhere[1:]
		}
	}
	return all
}

func (m *maker) source(s *student) string {
	return oneOf(m.stream("student source "+s.number), []option{{"form", 61}, {"phone", 22}, {"paper", 17}})
}

func formVersion(day college.Date) string {
	switch {
	case day < "2019-09-01":
		return "1"
	case day < sixteenFrom:
		return "2"
	}
	return "3"
}

// homes is where students live and how they like to be reached, dealt out
// before anyone is written.
type homes struct {
	areas, prefers, knownAs []string
	taken                   map[string]int
	unsafe                  int // mobiles that are not safe to text, still to give
}

func (m *maker) studentPerson(s *student, n name, needs []string) college.Person {
	r := m.stream("person " + s.number)
	p := college.Person{ID: s.personID, FullName: n.full, DOB: s.dob, Language: "English",
		AccessNeeds: needs, PreferredFormat: college.FormatStandard, ContactGPPermission: oneOf(r, []option{{"yes", 58}, {"no", 12}, {"notAsked", 30}})}
	if m.homes.knownAs[s.person] != "" {
		p.KnownAs = n.called
		if n.last != "" && chance(r, 0.15) {
			p.CertificateName = n.called + " " + n.last
		}
	}
	if chance(r, 0.15) {
		p.Pronouns = map[string]string{"female": "she/her", "male": "he/him", "nonBinary": "they/them"}[s.gender]
	}
	m.home(r, &p, s)
	m.reach(r, &p, s)
	m.support(r, &p, s)
	return p
}

// home is the address; those outside the district join online only.
func (m *maker) home(r *rand.Rand, p *college.Person, s *student) {
	p.Area = m.homes.areas[s.person]
	districts := []string{"KD20", "KD21", "KD22"}
	if town, inside := towns[p.Area]; inside {
		districts = town.districts
	}
	p.Postcode = postcode(pick(r, districts), r.IntN(4000))
	if p.NoFixedAddress = chance(r, 0.01); p.NoFixedAddress {
		p.Postcode = ""
		return
	}
	p.Address = []string{fmt.Sprintf("%d %s", between(r, 1, 180), pick(r, streets)), p.Area}
	if s.away {
		p.Address = p.Address[:1]
	}
}

// reach is how the student may be contacted, by what they prefer (6.1, 6.3).
func (m *maker) reach(r *rand.Rand, p *college.Person, s *student) {
	p.PreferredContact = m.homes.prefers[s.person]
	mail := chance(r, 0.8)
	switch p.PreferredContact {
	case "text":
		p.Phones = append(p.Phones, m.phones.mobile(true))
	case "call":
		p.Phones = append(p.Phones, m.phones.landline())
		mail = chance(r, 0.4)
	case "email":
		mail = true
		if chance(r, 0.5) {
			p.Phones = append(p.Phones, m.phones.landline())
		}
	case "post":
		mail = chance(r, 0.1)
	}
	if p.PreferredContact != "text" && m.homes.unsafe > 0 && chance(r, 0.15) {
		m.homes.unsafe--
		p.Phones = append(p.Phones, m.phones.mobile(false))
	}
	if mail {
		p.Emails = []string{email(p.FullName, m.homes.taken)}
	}
}

// support is what helps the student take part and whom to ring.
func (m *maker) support(r *rand.Rand, p *college.Person, s *student) {
	switch {
	case slices.Contains(p.AccessNeeds, "largePrint"):
		p.PreferredFormat = college.FormatLargePrint
	case slices.Contains(p.AccessNeeds, "emailAsText"):
		p.PreferredFormat = college.FormatFile
	case slices.Contains(p.AccessNeeds, "readerWriter"):
		p.PreferredFormat = college.FormatEasyRead
	}
	if slices.Contains(p.AccessNeeds, "interpreter") {
		p.Interpreter, p.Language = true, pick(r, []string{"Polish", "Urdu", "Arabic", "Romanian", "Farsi"})
	}
	if len(p.AccessNeeds) > 0 && chance(r, 0.2) {
		p.AccessNote = pick(r, []string{"Please ask me on the day", "Agreed by phone at enrolment", "Some days I need this more than others"})
	}
	if chance(r, 0.08) {
		p.WhatHelps = pick(r, []string{"A quiet moment outside", "Being told what comes next", "Please do not ask me to read aloud", "A glass of water and a few minutes"})
	}
	if chance(r, 0.7) {
		p.GPPractice = pick(r, []string{"Moorside Surgery", "Castleby Health Centre", "Pitsworth Medical Practice", "The Beck Surgery", "Northgate Surgery"})
	}
	p.AskTeamLeader = chance(r, 0.015)
	p.CompanionComesAlong = s.wheelchair && chance(r, 0.3)
	under18 := s.dob != "" && s.dob.AgeOn(yearEnd) < 18
	if under18 || chance(r, 0.92) {
		relation := oneOf(r, []option{{"partner", 30}, {"parent", 22}, {"friend", 20}, {"sister", 10}, {"brother", 7}, {"daughter", 6}, {"son", 5}})
		if under18 {
			relation = "parent"
		}
		contact := m.names.name(r, oneOf(r, mostly), "")
		p.EmergencyContacts = []college.EmergencyContact{{Name: contact.full, Phone: fmt.Sprintf("+441632960%03d", r.IntN(1000)), Relationship: relation}}
	}
}

// makeDuplicates makes the four people to merge: made again by a form import,
// without a student record (6.2).
func (m *maker) makeDuplicates() {
	r := m.stream("person duplicate")
	for _, s := range m.choose(r, 4, func(s *student) bool { return s.books && s.dob != "" && len(m.rec.People[s.person].Emails) > 0 }) {
		p := m.rec.People[s.person]
		m.rec.People = append(m.rec.People, college.Person{ID: m.id("person"), FullName: p.FullName, DOB: p.DOB, Emails: p.Emails,
			Postcode: p.Postcode, Area: p.Area, PreferredContact: "email"})
	}
}
