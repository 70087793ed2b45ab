package sample

import (
	"slices"

	"daybook/backend/college"
)

// The counts of 6.3, each summing to 1,877. Ages are as at 31 August 2025.
var (
	ages = []struct{ from, to, count int }{
		{16, 17, 28}, {18, 24, 169}, {25, 34, 357}, {35, 44, 394}, {45, 54, 404}, {55, 64, 319}, {65, 74, 150}, {75, 89, 47},
	}
	noBirthday  = 9
	genders     = []option{{"female", 1230}, {"male", 563}, {"nonBinary", 38}, {"other", 9}, {"notStated", 28}, {"notKnown", 9}}
	ethnicities = []option{{"A", 1614}, {"B", 11}, {"C", 60}, {"D", 15}, {"E", 8}, {"F", 11}, {"G", 8}, {"H", 15}, {"J", 41}, {"K", 4},
		{"L", 13}, {"M", 9}, {"N", 19}, {"P", 4}, {"R", 6}, {"S", 11}, {"Z", 19}, {"99", 9}}
	disabilities = []option{{"yes", 1051}, {"no", 657}, {"notStated", 169}}
)

// The shares of 6.3, to be met within two points.
var (
	identities = []option{{"public", 288}, {"secondaryService", 96}, {"primaryCare", 84}, {"carer", 36}, {"professional", 36}, {"nhsStaff", 30}, {"linkWorker", 18}, {"jobcentreHousing", 12}}
	contacts   = []option{{"secondary", 31}, {"primary", 24}, {"none", 41}, {"notSaid", 4}}
	heard      = []option{{"google", 27}, {"friendFamily", 18}, {"gpLeaflet", 14}, {"socialMedia", 13}, {"mentalHealthWorker", 12}, {"partner", 9},
		{"libraryHub", 7}, {"eventStall", 6}, {"jobcentreHousing", 3}, {"other", 4}}
	preferences = []option{{"text", 52}, {"email", 31}, {"call", 14}, {"post", 3}}
	residences  = []option{{"Wexmoor", 34}, {"Castleby", 13}, {"Pitsworth", 10}, {"Hemslow", 9}, {"Ossingham", 8}, {"Stanfold", 7},
		{"Crofthall", 6}, {"Southbeck", 5}, {"Ackerby", 3}, {"Thornley Bridge", 2}, {"Norbrook Green", 1}, {outside, 2}}
)

const outside = "Outside the district"

// needGroups are the access needs of 6.3: the share of all students in a group,
// and the codes that stand for it. A few students belong to two groups, so
// that 34 % have a need though the groups add up to more.
var needGroups = []struct {
	group string
	share float64
	codes []string
}{
	{"hearing", 0.05, []string{"hearingLoop", "speakClearly", "lipspeaker", "captionsOnline"}},
	{"sight", 0.03, []string{"audio", "emailAsText", "braille"}},
	{"mobility", 0.08, []string{"stepFree", "stepFree", "wheelchair", "raisedChair"}},
	{"reading", 0.07, []string{"largePrint", "largePrint", "colouredPaper", "readerWriter"}},
	{"anxiety", 0.11, []string{"sitNearDoor", "sitNearDoor", "breaks", "sitNearFront"}},
	{"interpreter", 0.015, []string{"interpreter"}},
	{"bsl", 0.004, []string{"bsl"}},
}

// withNeeds is the share of students with any access need.
const withNeeds = 0.34

// accessNeeds gives n students their needs: the groups one after the other over
// the shuffled students that may have one, going round again at the end.
func (m *maker) accessNeeds(n int) [][]string {
	r := m.stream("person accessNeeds")
	needs := make([][]string, n)
	order := r.Perm(n)[:int(float64(n)*withNeeds+0.5)]
	at := 0
	for _, g := range needGroups {
		for range int(float64(n)*g.share + 0.5) {
			who := order[at%len(order)]
			needs[who] = append(needs[who], pick(r, g.codes))
			at++
		}
	}
	return needs
}

// heardAbout gives each of n students one answer at least, so that each answer
// has its share of the students (6.3; several answers allowed).
func (m *maker) heardAbout(n int) [][]string {
	r := m.stream("student heardAbout")
	var mentions []string
	for _, o := range heard {
		mentions = append(mentions, slices.Repeat([]string{o.name}, int(float64(n)*o.weight/100+0.5))...)
	}
	mentions = shuffled(r, mentions)
	answers := make([][]string, n)
	for i, mention := range mentions {
		who := i % n
		for slices.Contains(answers[who], mention) {
			who = r.IntN(n)
		}
		answers[who] = append(answers[who], mention)
	}
	return answers
}

// serviceContacts gives the shares of 6.3, those who came as users of a service
// first.
func (m *maker) serviceContacts(identity []string) []string {
	r := m.stream("student serviceContact")
	left := map[string]int{}
	for i, count := range parts(len(identity), contacts) {
		left[contacts[i].name] = count
	}
	answers := make([]string, len(identity))
	for i, who := range identity {
		answer := map[string]string{"secondaryService": "secondary", "primaryCare": "primary"}[who]
		if left[answer] > 0 {
			answers[i] = answer
			left[answer]--
		}
	}
	var rest []string
	for _, o := range contacts {
		rest = append(rest, slices.Repeat([]string{o.name}, left[o.name])...)
	}
	rest = shuffled(r, rest)
	for i := range answers {
		if answers[i] == "" {
			answers[i], rest = rest[0], rest[1:]
		}
	}
	return answers
}

// equality is the row of one student: the three counted answers, and the rest
// drawn by plausible shares.
func (m *maker) equality(s *student, gender, ethnicity, disability string) college.Equality {
	r := m.stream("equality " + s.number)
	e := college.Equality{ID: m.id("equality"), PersonID: s.personID, Ethnicity: ethnicity, EthnicitySystem: "nhs2001", Gender: gender,
		SameAsBirth:       oneOf(r, []option{{"yes", 95}, {"no", 1}, {"notStated", 4}}),
		SexualOrientation: oneOf(r, []option{{"heterosexual", 80}, {"gayOrLesbian", 4}, {"bisexual", 5}, {"other", 1}, {"notStated", 10}}),
		Religion:          oneOf(r, []option{{"none", 48}, {"christian", 38}, {"muslim", 5}, {"sikh", 1}, {"hindu", 1}, {"buddhist", 1}, {"other", 2}, {"notStated", 4}}),
		Employment:        oneOf(r, []option{{"employed", 31}, {"unableToWork", 24}, {"unemployed", 17}, {"retired", 12}, {"caring", 6}, {"student", 6}, {"notStated", 4}}),
		Accommodation:     oneOf(r, []option{{"rentingSocial", 34}, {"owner", 36}, {"rentingPrivate", 16}, {"withFamily", 9}, {"supported", 2}, {"noFixed", 1}, {"notStated", 2}}),
		Carer:             oneOf(r, []option{{"no", 78}, {"yes", 19}, {"notStated", 3}}),
		CollectedOn:       s.joined}
	switch disability {
	case "no":
		e.Disabilities = []string{"none"}
	case "notStated":
		e.Disabilities = []string{"notStated"}
	default:
		e.Disabilities = []string{oneOf(r, []option{{"mentalHealth", 62}, {"longTermIllness", 16}, {"mobility", 10}, {"neurodivergent", 8}, {"sensory", 4}})}
		if e.Disabilities[0] != "mentalHealth" && chance(r, 0.4) {
			e.Disabilities = append(e.Disabilities, "mentalHealth")
		}
	}
	e.Declined = gender == "notStated" && ethnicity == "Z" && disability == "notStated"
	return e
}
