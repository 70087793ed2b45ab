package papers

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// The values below are those of an invented college; nobody in them exists.

var printedAt = time.Date(2026, time.November, 20, 8, 45, 0, 0, time.UTC)

func standard() Printing { return Printing{At: printedAt, By: "Nadia Rahman"} }

func largePrint(body float64) Printing {
	p := standard()
	p.Edition.Body = body
	return p
}

var givenNames = []string{"Amara", "Łukasz", "Siân", "Priya", "Tomos", "Adébáyọ̀", "Gülşah", "Bea", "Yusuf", "Zofia", "Mary-Anne", "Ioan", "Olena", "Thị Ánh", "Γιώργος"}
var familyNames = []string{"Okafor", "Wąsik", "O’Brien", "Kaur", "ap Llŷr", "Ọlọ́runtọ́ba", "İğdır", "Hughes-Nwachukwu", "Rahman", "Żółcińska", "Featherstonehaugh", "Щербань"}

func nameOf(i int) string {
	return givenNames[i%len(givenNames)] + " " + familyNames[(i*7+3)%len(familyNames)]
}

func aHead() college.SessionHead {
	return college.SessionHead{
		SessionID: "s1", RunID: "r1", Reference: "UMH01-T1-1", CourseCode: "UMH01",
		CourseTitle: "Sleep Well, Live Well", OutsideTitle: "Tuesday group", Mode: college.InPerson,
		Number: 2, Of: 6, Date: "2026-09-14", Start: "10:00", End: "12:00", Status: college.SessionConfirmed,
		Place: college.Place{Venue: "Wexmoor Central Library", Room: "Learning Room", Town: "Wexmoor", Postcode: "KD1 1AA"},
		LedBy: []string{"Priya K", "Ali M"}, Capacity: 20,
	}
}

func aRegister(students int) college.Register {
	r := college.Register{
		College: "Wexmoor Recovery and Wellbeing College", Sample: true, Head: aHead(), NextNo: students + 1,
		SafeguardingLead: "Ruth Pryce", SafeguardingPhone: "+441632960001",
		CrisisText: "ring 999, or NHS 111 and choose option 2.",
	}
	for i := range students {
		row := college.RegisterRow{
			RowNo: i + 1, PlaceID: fmt.Sprint("p", i), StudentNumber: fmt.Sprintf("S-%05d", i+1),
			FullName: nameOf(i), Attendance: college.NotMarked, PhotoConsent: i%3 == 0,
		}
		if i%8 == 1 {
			row.KnownAs, row.Pronouns = "Lucky", "he/him"
		}
		if i%5 == 2 {
			row.AccessNeeds, row.AccessNote = []string{"sitNearDoor", "largePrint"}, "Likes to have a break after the first hour."
		}
		if i%9 == 4 {
			row.Companion, row.AskTeamLeader = true, true
		}
		if i%2 == 0 {
			row.EmergencyContacts = []college.EmergencyContact{{Name: "Sam " + familyNames[i%len(familyNames)], Phone: "+447700900123", Relationship: "sister"}}
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func aCourseRegister(students, sessions int) college.CourseRegister {
	r := college.CourseRegister{College: "Wexmoor Recovery and Wellbeing College", Sample: true, Head: aHead()}
	for i := range sessions {
		h := aHead()
		h.Number, h.Of = i+1, sessions
		h.Date = college.Date("2026-09-07").AddDays(7 * i)
		if sessions > 3 && i == 3 {
			h.Status = college.SessionCancelled
		}
		r.Sessions = append(r.Sessions, h)
	}
	for i := range students {
		row := college.CourseRegisterRow{RowNo: i + 1, StudentID: fmt.Sprint(i), StudentNumber: fmt.Sprintf("S-%05d", i+1), FullName: nameOf(i)}
		for j := range sessions {
			mark := college.Marks[(i*3+j)%6].Attendance
			switch {
			case sessions > 3 && j == 3:
				mark = college.CancelledByCollege
			case j > sessions/2:
				mark = college.NotMarked
			case i%6 == 5 && j < 2:
				mark = "" // joined in the middle
			}
			row.Marks = append(row.Marks, mark)
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func someCertificates(students int) college.RunCertificates {
	r := college.RunCertificates{
		College: "Wexmoor Recovery and Wellbeing College", Sample: true, Head: aHead(),
		FirstDate: "2026-09-07", LastDate: "2026-10-12", Delivered: 6, Rule: college.DefaultCertificateRule,
		Partners: []string{"Wexmoor Libraries", "Age Friendly Wexmoor"}, SignatoryName: "Nadia Rahman", SignatoryRole: "College manager",
	}
	for i := range students {
		attended := 6 - i%5
		c := college.CertificateCandidate{
			StudentNumber: fmt.Sprintf("S-%05d", i+1), Name: nameOf(i), Attended: attended, Minutes: attended * 120,
			Qualifies: r.Rule.Qualifies(attended, 6),
		}
		if c.Qualifies {
			c.Issued = &college.Certificate{
				IssuedOn: "2026-10-13", Number: fmt.Sprintf("C-2026-%05d", i+1), Code: "ABCDEFGHJK",
				Sessions: attended, Minutes: c.Minutes, Printings: i % 2,
			}
		} else {
			c.WhyKey = "field.needed"
		}
		r.Candidates = append(r.Candidates, c)
	}
	return r
}

var courseTitles = []string{
	"Understanding Psychosis and Hearing Voices", "Sleep Well, Live Well", "Cutting Down: Alcohol and Wellbeing",
	"Type 2 Diabetes: Taking Charge", "Nature Connection in the Woods", "Getting Online with Confidence", "Creative Writing",
}

var venues = []college.Place{
	{Venue: "Wexmoor Central Library", Room: "Learning Room", Town: "Wexmoor"},
	{Venue: "Castleby Community Centre", Room: "Main Hall", Town: "Castleby"},
	{Venue: "Crofthall Hospital Education Centre", Room: "Seminar Room 2", Town: "Crofthall"},
	{Online: "Zoom"},
	{Venue: "Castleby Civic Centre", Town: "Castleby"},
	{Venue: "St Brannoc’s Parish Rooms", Town: "Wexmoor"},
	{Online: "Microsoft Teams"},
}

func aTimetable(sessions int) college.TermTimetable {
	t := college.TermTimetable{
		College: "Wexmoor Recovery and Wellbeing College", Sample: true, Contact: "01632 960100 or hello@example.org",
		Term: college.Term{Name: "Term 4", Code: "T4", Start: "2026-09-07", End: "2026-11-27"},
		Gaps: []college.Gap{{From: "2026-10-26", To: "2026-10-30", Name: "Half-term"}, {From: "2026-09-16", To: "2026-09-16", NameKey: "holiday.summer"}},
	}
	for i := range sessions {
		week, day := i*12/max(sessions, 1), (i*2+i/5)%5
		if week == 7 {
			week = 8
		}
		h := aHead()
		h.CourseTitle = courseTitles[i%len(courseTitles)]
		h.Date = college.Date("2026-09-07").AddDays(7*week + day)
		if h.Date == "2026-09-16" {
			h.Date = "2026-09-17"
		}
		h.Start = []college.Clock{"10:00", "13:30", "10:30", "18:30"}[i%4]
		h.End = h.Start.Add(120)
		h.Place = venues[i%len(venues)]
		if isOnline(h) {
			h.Mode = college.Online
		}
		h.Number, h.Of = i%3+1, []int{1, 3, 3}[i%3]
		if i%17 == 5 {
			h.Status = college.SessionCancelled
		}
		t.Sessions = append(t.Sessions, h)
	}
	sortSessions(t.Sessions)
	return t
}

var hostileNames = []string{
	"Q", "O", "NULL", "(none)", "=1+1", `back\slash (and) brackets`, "ALL CAPS NAME", "Null\x00 and\ttab\nline",
	"\xff\xfe not UTF-8 \xc5", "\u202Eright to left", "\u200B\u200Ezero width\u200D", "Rose 🌻 (she/her)", "👩‍👩‍👧‍👦 Family 🇬🇧", "𠮷田",
	"D’Arcy O'Brien", "Jean-Luc-Marie-Pierre Saint-Just-Desmoulins-Robespierre", "é́́́́", "\u0301\u0302", "محمد عبد الرحمن الخطيب",
	strings.Repeat("Wolfeschlegelsteinhausen", 3)[:60], "Aleksandra-Magdalena Konstantynopolitańczykowianeczka-Brzęczyszczykiewicz",
	"王小明 陳大文", "Nguyễn Thị Ánh Tuyết", "   spaces   all   over   ",
}

// hostile gives the values of every paper the worst texts there are.
func hostileRegister() college.Register {
	r := aRegister(len(hostileNames))
	for i, name := range hostileNames {
		r.Rows[i].FullName, r.Rows[i].KnownAs = name, ""
		r.Rows[i].AccessNote = strings.Repeat("Agreed with the student. ", 16)
		r.Rows[i].Under18 = i < 2
		r.Rows[i].RowNo = 3*i + 1 // gaps
	}
	r.NextNo = 0
	r.Head.CourseTitle = longTitle(300)
	r.Head.LedBy = []string{"Priya K", "Ali M", "Siobhán O’Brien-Nwachukwu", "Konstantynopolitańczykowianeczka B", "Jo"}
	r.Head.Place = college.Place{Venue: "The Old Fire Station\nArts and Community Centre\n14–16 Lower Market Street\nBehind the covered market", Room: "Studio 1, second floor", Postcode: "KD14 9ZZ"}
	return r
}

func longTitle(n int) string {
	return strings.Repeat("Living Well with Long Titles: a Course in Patience, ", 6)[:n]
}

// keepPDF writes a paper where PAPERS_OUT says, to be looked at.
func keepPDF(t testing.TB, name string, d *typeset.Document) {
	dir := os.Getenv("PAPERS_OUT")
	if dir == "" {
		return
	}
	if err := os.WriteFile(dir+"/"+name+".pdf", pdf(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
}
