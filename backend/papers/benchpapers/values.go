//go:build linux

package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// The values below are those of an invented college; nobody in them exists.
// They are made in code, so that every run sets the same papers.

const collegeName = "Wexmoor Recovery and Wellbeing College"

var (
	givenNames = []string{
		"Amara", "Łukasz", "Siân", "Priya", "Tomos", "Adébáyọ̀", "Gülşah", "Bea", "Yusuf", "Zofia", "Mary-Anne", "Ioan", "Olena",
		"Thị Ánh", "Γιώργος", "Siobhán", "Callum", "Noor", "Harriet", "Ana María", "Kwame", "Zoë", "Ioana", "Rhys", "Олександр",
		"Grace", "Mihai", "Fatima", "Dylan", "Agnieszka", "Jo", "Chidi", "Ffion", "Leïla", "Marek", "Ruth", "Søren", "Beatriz", "Imran", "Ĵana",
	}
	familyNames = []string{
		"Okafor", "Wąsik", "O’Brien", "Kaur", "ap Llŷr", "Ọlọ́runtọ́ba", "İğdır", "Hughes-Nwachukwu", "Rahman", "Żółcińska",
		"Featherstonehaugh", "Щербань", "Nguyễn", "Παπαδόπουλος", "Evans", "Mac Giolla", "Popescu", "Ali", "Saint-Just", "Bąk",
		"Walker", "Mensah", "Østergård", "de la Cruz", "Thomas",
	}
	courses = []string{
		"Understanding Psychosis and Hearing Voices", "Sleep Well, Live Well", "Cutting Down: Alcohol and Wellbeing",
		"Type 2 Diabetes: Taking Charge", "Nature Connection in the Woods", "Getting Online with Confidence", "Creative Writing",
	}
	rooms = []college.Place{
		{Venue: "Wexmoor Central Library", Room: "Learning Room", Town: "Wexmoor", Postcode: "KD1 1AA"},
		{Venue: "Castleby Community Centre", Room: "Main Hall", Town: "Castleby", Postcode: "KD4 2BL"},
		{Venue: "Crofthall Education Centre", Room: "Seminar Room 2", Town: "Crofthall", Postcode: "KD7 3QT"},
		{Venue: "Castleby Civic Centre", Room: "Room 4", Town: "Castleby", Postcode: "KD4 1HH"},
		{Venue: "St Brannoc’s Parish Rooms", Room: "Long Room", Town: "Wexmoor", Postcode: "KD2 8JE"},
	}
	starts = []college.Clock{"10:00", "13:30", "10:30", "18:30"}
)

const termStart college.Date = "2026-09-07"

// name gives one of a thousand different names.
func name(i int) string {
	return givenNames[i%len(givenNames)] + " " + familyNames[(i/len(givenNames)+i*7)%len(familyNames)]
}

func printing() papers.Printing {
	return papers.Printing{
		At: time.Date(2026, time.September, 4, 8, 45, 0, 0, time.UTC), By: "Nadia Rahman",
		Face: college.Face{College: collegeName, ShortName: "Wexmoor"},
	}
}

// session gives one of a term's sessions: 74 over 12 weeks.
func session(i int) college.SessionHead {
	start := starts[i%len(starts)]
	return college.SessionHead{
		SessionID: fmt.Sprint("s", i), RunID: fmt.Sprint("r", i%25), Reference: fmt.Sprintf("UMH%02d-T4-%d", i%25+1, i/25+1),
		CourseCode: fmt.Sprintf("UMH%02d", i%25+1), CourseTitle: courses[i%len(courses)], OutsideTitle: "College group",
		Mode: college.InPerson, Number: i/25 + 1, Of: 3, Status: college.SessionConfirmed, Capacity: 20,
		Date: termStart.AddDays(7*(i*12/sessionsOfTerm) + (i*2+i/5)%5), Start: start, End: start.Add(120),
		Place: rooms[i%len(rooms)], LedBy: []string{givenNames[i%len(givenNames)] + " K", givenNames[(i+9)%len(givenNames)] + " M"},
	}
}

const (
	sessionsOfTerm = 74
	sessionsOfDay  = 12
	studentsBooked = 20
)

func register(i int) college.Register {
	r := college.Register{
		College: collegeName, Head: session(i), NextNo: studentsBooked + 1,
		SafeguardingLead: "Ruth Pryce", SafeguardingPhone: "+441632960001", CrisisText: "ring 999, or NHS 111 and choose option 2.",
	}
	for n := range studentsBooked {
		who := i*studentsBooked + n
		row := college.RegisterRow{
			RowNo: n + 1, PlaceID: fmt.Sprint("p", who), StudentNumber: fmt.Sprintf("S-%05d", who+1),
			FullName: name(who % 1000), Attendance: college.NotMarked, PhotoConsent: n%3 == 0,
		}
		if n%5 == 2 {
			row.AccessNeeds, row.AccessNote = []string{"sitNearDoor", "largePrint"}, "Likes to have a break after the first hour."
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func registers(count int) []college.Register {
	all := make([]college.Register, count)
	for i := range all {
		all[i] = register(i)
	}
	return all
}

func certificates(count int) college.RunCertificates {
	r := college.RunCertificates{
		College: collegeName, Head: session(1), FirstDate: "2026-09-07", LastDate: "2026-10-12", Delivered: 6,
		Rule: college.DefaultCertificateRule, Partners: []string{"Wexmoor Libraries", "Age Friendly Wexmoor"},
		SignatoryName: "Nadia Rahman", SignatoryRole: "College manager",
	}
	for i := range count {
		r.Candidates = append(r.Candidates, college.CertificateCandidate{
			StudentNumber: fmt.Sprintf("S-%05d", i+1), Name: name(i), Attended: 6, Minutes: 720, Qualifies: true,
			Issued: &college.Certificate{
				IssuedOn: "2026-10-13", Number: fmt.Sprintf("C-2026-%05d", i+1), Code: code(i), Sessions: 6, Minutes: 720,
			},
		})
	}
	return r
}

// code gives ten letters that differ from certificate to certificate.
func code(i int) string {
	letters := make([]byte, 10)
	for n := range letters {
		i = (i*1103515245 + 12345) & 0x7fffffff
		letters[n] = 'A' + byte(i>>16)%26
	}
	return string(letters)
}

func timetable() college.TermTimetable {
	t := college.TermTimetable{
		College: collegeName, Contact: "01632 960100 or hello@example.org",
		Term: college.Term{Name: "Term 4", Code: "T4", Start: termStart, End: "2026-11-27"},
	}
	for i := range sessionsOfTerm {
		t.Sessions = append(t.Sessions, session(i))
	}
	slices.SortStableFunc(t.Sessions, func(a, b college.SessionHead) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start))
	})
	return t
}

// day is a day's pack: twelve sessions of one day, each with its register.
func day() college.DayPack {
	pack := college.DayPack{Date: termStart}
	for i := range sessionsOfDay {
		r := register(i)
		r.Head.Date = termStart
		pack.Sessions = append(pack.Sessions, college.PackSession{
			Register: r,
			Tutors: []college.PackPerson{
				{Called: r.Head.LedBy[0], Full: name(i), Phone: "+447700900123", Part: "lead"},
				{Called: r.Head.LedBy[1], Full: name(i + 40), Phone: "+447700900124", Part: "coLead"},
			},
			Contacts: []college.VenueContact{{Name: name(i + 80), Role: "Caretaker", Phone: "+441632960010"}},
			Facts:    []college.AccessFact{{Item: college.FactStepFree, Answer: "yes"}, {Item: college.FactHearingLoop, Answer: "no", Note: "A portable one may be borrowed."}},
			Secrets:  []college.VenueSecret{{Kind: "key", Text: "At the desk of the library, from 9:00."}},
			Opening:  "9:00 to 17:00", Bring: "Handouts, pens, name badges", SetUp: 20,
		})
	}
	return pack
}

// paper is one of the papers that are set.
type paper struct {
	key, title string
	set        func() *typeset.Document
}

// all are the papers of the table, in its order.
var all = []paper{
	{"certificates", "1,000 certificates", func() *typeset.Document {
		return papers.Certificates(printing(), certificates(1000), papers.CertificateLook{})
	}},
	{"registers", "74 registers of 20", func() *typeset.Document { return papers.SignIn(printing(), registers(sessionsOfTerm)) }},
	{"timetable", "a term of 74 sessions", func() *typeset.Document { return papers.TimetableList(printing(), timetable()) }},
	{"pack", "a day's pack of 12 sessions", func() *typeset.Document { return papers.DayPack(printing(), day()) }},
}

func paperOf(key string) (paper, error) {
	for _, p := range all {
		if p.key == key {
			return p, nil
		}
	}
	return paper{}, fmt.Errorf("there is no paper %q", key)
}
