package papers

import (
	"fmt"
	"image/color"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// This file holds the values of papers that people outside the office read.

func aView(of college.TimetableFor, sessions int) college.TimetableView {
	term := aTimetable(sessions)
	v := college.TimetableView{
		For: of, ID: "x1", Name: "Siân Okafor-Hughes", Reference: "S-00012", From: term.Term.Start, To: term.Term.End,
		Sessions: term.Sessions, Gaps: term.Gaps, Parts: make([]string, len(term.Sessions)),
	}
	for i := range v.Sessions {
		s := &v.Sessions[i]
		s.SessionID, s.Booked, s.Waiting, s.Capacity = fmt.Sprint("s", i), i%21, i%4/3, 20
		if !isOnline(*s) {
			s.Place.Address, s.Place.Postcode = "12 Market Street", "KD1 1AA"
		}
		if of == college.ForTutor || of == college.ForVolunteer {
			v.Parts[i] = []string{"lead", "coLead", "support", "shadow", "greets people"}[i%5]
		}
		if of == college.ForVenue || of == college.ForRoom {
			s.Place = college.Place{Venue: "Wexmoor Central Library", Room: []string{"Learning Room", "Studio 2"}[i%2], Address: "12 Market Street", Town: "Wexmoor", Postcode: "KD1 1AA"}
			s.Mode = college.InPerson
		}
	}
	switch of {
	case college.ForTutor, college.ForVolunteer:
		v.Reference = ""
	case college.ForVenue:
		v.Name, v.Reference = "Wexmoor Central Library", "WCL"
	case college.ForRoom:
		v.Name, v.Reference = "Learning Room", "WCL"
	case college.ForDay:
		v.Name, v.Reference, v.From, v.To, v.Gaps = "", "", "2026-09-08", "2026-09-08", nil
		for i := range v.Sessions {
			v.Sessions[i].Date = v.From
		}
		sortSessions(v.Sessions)
	}
	return v
}

func aProspectus(courses int) college.Prospectus {
	o := college.Prospectus{Term: aTimetable(0).Term}
	o.Term.BookingOpens = "2026-08-03"
	for i := range courses {
		c := college.ProspectusCourse{
			Code: fmt.Sprintf("UMH%02d", i+1), Title: courseTitles[i%len(courseTitles)],
			Topic: []string{"Understanding wellbeing", "Looking after yourself", "Skills and work", "Creative and outdoors"}[i*4/max(courses, 1)],
			Blurb: "Sleep is for everybody, and for many of us it is hard to come by. We look at what helps, try some of it out between sessions and tell each other how it went.", ForWhom: "Anybody who would like to sleep better.",
			Outcomes:   []string{"what sleep does for us", "how light, food and worry change it", "three things to try at home", "where to find more help", "a fifth thing that is not told"},
			CoProduced: i%2 == 0,
		}
		if i%3 == 0 {
			c.Partners, c.ContentNote, c.Prerequisite = []string{"Wexmoor Libraries", "Age Friendly Wexmoor"}, "We talk about worry at night. You can leave the room at any time.", "Bring a cup you like."
		}
		for n := range i%2 + 1 {
			run := college.ProspectusRun{Reference: fmt.Sprintf("%s-T4-%d", c.Code, n+1), Mode: college.InPerson, Access: []string{college.FactStepFree, college.FactHearingLoop, college.FactBus}, Full: n == 1}
			for k := range []int{1, 3, 6}[i%3] {
				h := aHead()
				h.Date, h.Number, h.Of, h.Reference = college.Date("2026-09-07").AddDays(7*k+n), k+1, 6, run.Reference
				h.Place.Address = "12 Market Street"
				if i%5 == 3 {
					h.Place, h.Mode = college.Place{Online: "Zoom"}, college.Online
				}
				if i%7 == 2 {
					h.Place = venues[k%len(venues)]
				}
				if k == 4 {
					h.Status = college.SessionCancelled
				}
				run.Sessions = append(run.Sessions, h)
			}
			c.Runs = append(c.Runs, run)
		}
		o.Courses = append(o.Courses, c)
	}
	return o
}

func aPoster() college.RunPoster {
	run := aProspectus(3).Courses[2].Runs[0]
	for i := range run.Sessions {
		run.Sessions[i].Place = aHead().Place
		run.Sessions[i].Place.Address = "12 Market Street"
	}
	return college.RunPoster{
		Head: run.Sessions[0], Sessions: run.Sessions, Access: run.Access, Partners: []string{"Wexmoor Libraries", "Age Friendly Wexmoor"},
		Blurb: "Sleep is for everybody, and for many of us it is hard to come by. We look at what helps, and try some of it out.",
	}
}

func someBadges(n int) []college.Badge {
	var badges []college.Badge
	for i := range n {
		b := college.Badge{Called: givenNames[i%len(givenNames)], FullName: nameOf(i), Role: []string{"student", "tutor", "volunteer", "staff"}[i%4], StudentNumber: fmt.Sprintf("S-%05d", i+1)}
		if i%5 == 3 {
			b.Called = b.FullName
		}
		if i%3 == 1 {
			b.Pronouns = "they/them"
		}
		badges = append(badges, b)
	}
	return badges
}

func someLabels(n int) []college.AddressLabel {
	var labels []college.AddressLabel
	for i := range n {
		lines := []string{fmt.Sprint(i+1, " Market Street"), "Wexmoor", "KD1 1AA"}
		if i%4 == 1 {
			lines = []string{"Flat 12b, The Old Fire Station", "14–16 Lower Market Street", "Upper Harrowby", "Castleby", "Wexmoorshire", "KD14 9ZZ"}
		}
		labels = append(labels, college.AddressLabel{Name: nameOf(i), Lines: lines, Subject: fmt.Sprintf("student S-%05d", i+1)})
	}
	return labels
}

func stockOf(name string) Stock {
	s, err := StockNamed(name, true)
	if err != nil {
		panic(err)
	}
	return s
}

// readPapers makes every paper that people outside the office read.
func readPapers(p Printing) map[string]*typeset.Document {
	p = plainFace(p)
	booklet := p
	booklet.Edition.Paper = typeset.A5
	day := aView(college.ForDay, 9)
	heads := aView(college.ForStudent, 3).Sessions
	return map[string]*typeset.Document{
		"timetable-student":   TimetableOf(p, aView(college.ForStudent, 9)),
		"timetable-tutor":     TimetableOf(p, aView(college.ForTutor, 12)),
		"timetable-volunteer": TimetableOf(p, aView(college.ForVolunteer, 3)),
		"timetable-venue":     TimetableOf(p, aView(college.ForVenue, 30)),
		"timetable-room":      TimetableOf(p, aView(college.ForRoom, 8)),
		"day-sheet":           DaySheet(p, day),
		"prospectus":          Prospectus(booklet, aProspectus(9)),
		"door-signs":          DoorSigns(p, heads),
		"poster":              Poster(p, aPoster(), "https://www.example.org/college/book?run=UMH03-T4-1"),
		"poster-no-link":      Poster(p, aPoster(), ""),
		"badges":              Badges(p, someBadges(12), stockOf("badge54x90"), Placement{Start: 3}),
		"badges-a6":           Badges(p, someBadges(5), stockOf("A6"), Placement{FullNames: true}),
		"badges-test":         Badges(p, nil, stockOf("badge60x90"), Placement{TestPage: true, NudgeX: 1}),
		"labels":              Labels(p, someLabels(22), stockOf("3x7"), Placement{Start: 7}),
		"labels-test":         Labels(p, nil, stockOf("3x8"), Placement{TestPage: true}),
	}
}

// readHardCases are the worst of them.
func readHardCases(p Printing) map[string]*typeset.Document {
	p = plainFace(p)
	booklet := p
	booklet.Edition.Paper, booklet.Edition.Duplex = typeset.A5, true
	cases := map[string]*typeset.Document{}
	bare := p
	bare.Face = college.Face{}
	wild := p
	wild.Face.College, wild.Face.Strapline = longTitle(150), longTitle(200)
	wild.Face.Logos, wild.Face.LogoAlts = [][]byte{aLogo(3, 900, color.Black)}, nil
	wild.Face.Address, wild.Face.Website, wild.Face.Colour = longTitle(120), "https://"+strings.Repeat("unbreakable", 9)+".example.org/", "blue"
	wild.Face.Email = strings.Repeat("long", 20) + "@example.org"
	wild.Face.CrisisText = longTitle(300)
	wildBook := wild
	wildBook.Edition.Paper = typeset.A5
	for _, of := range []college.TimetableFor{college.ForStudent, college.ForTutor, college.ForVolunteer, college.ForVenue, college.ForRoom, college.ForDay} {
		for _, n := range []int{0, 1, 74, 147} {
			cases[fmt.Sprint("timetable of a ", of, " of ", n)] = TimetableOf(p, aView(of, n))
		}
		v := aView(of, 40)
		hostileSessions(v.Sessions)
		v.Parts = []string{"", longTitle(90)}
		for i, name := range hostileNames {
			v.Name = name
			if i%6 == 0 {
				cases[fmt.Sprint("hostile timetable of a ", of, " called ", i)] = TimetableOf(wild, v)
			}
		}
		cases[fmt.Sprint("empty timetable of a ", of)] = TimetableOf(bare, college.TimetableView{For: of})
	}
	for _, n := range []int{0, 1, 57} {
		cases[fmt.Sprint("prospectus of ", n)] = Prospectus(booklet, aProspectus(n))
		cases[fmt.Sprint("prospectus on A4 of ", n)] = Prospectus(p, aProspectus(n))
	}
	o := aProspectus(12)
	for i := range o.Courses {
		c := &o.Courses[i]
		c.Title = []string{longTitle(138), longTitle(300), strings.Repeat("Unbreakable", 12), "!!!", "دورة النوم"}[i%5]
		c.Blurb, c.ForWhom = strings.Repeat(longTitle(300), i), hostileNames[i]
		c.Topic, c.Outcomes = []string{"", longTitle(138)}[i%2], []string{strings.Repeat("Unbreakable", 12), "", longTitle(300)}
		for j := range c.Runs {
			hostileSessions(c.Runs[j].Sessions)
		}
	}
	o.Courses[0].Runs = nil
	o.Courses[1].Runs[0].Sessions = nil
	cases["hostile prospectus"] = Prospectus(wildBook, o)
	cases["hostile prospectus on A4"] = Prospectus(wild, o)
	cases["empty prospectus"] = Prospectus(bare, college.Prospectus{})
	heads := aView(college.ForStudent, 40).Sessions
	hostileSessions(heads)
	cases["hostile door signs"] = DoorSigns(wild, heads)
	cases["no door signs"] = DoorSigns(bare, nil)
	poster := aPoster()
	a3 := wild
	a3.Edition.Paper = typeset.A3
	for i := range 12 {
		poster.Head, poster.Blurb = heads[i], strings.Repeat(longTitle(300), i%3)
		poster.Sessions, poster.Partners = heads[:i], []string{longTitle(60), longTitle(90), longTitle(120)}
		link := "https://www.example.org/" + strings.Repeat("x", i*60)
		cases[fmt.Sprint("hostile poster ", i)] = Poster(wild, poster, link)
		cases[fmt.Sprint("hostile poster on A3 ", i)] = Poster(a3, poster, link)
	}
	cases["poster of a very long link"] = Poster(p, aPoster(), "https://www.example.org/"+strings.Repeat("a/b?", 900))
	cases["empty poster"] = Poster(bare, college.RunPoster{}, "")
	var badges []college.Badge
	var labels []college.AddressLabel
	for _, name := range hostileNames {
		badges = append(badges, college.Badge{Called: name, FullName: name + " more", Role: "student", Pronouns: name, StudentNumber: "S-00001"}, college.Badge{Called: name})
		labels = append(labels, college.AddressLabel{Name: name, Lines: []string{name, longTitle(90), name, strings.Repeat("Unbreakable", 6), "KD1 1AA"}}, college.AddressLabel{Lines: []string{name}})
	}
	for _, s := range Stocks() {
		nudged := Placement{Start: 4, NudgeX: -9, NudgeY: 9, FullNames: true}
		cases["hostile badges on "+s.Name] = Badges(wild, badges, s, nudged)
		cases["hostile labels on "+s.Name] = Labels(wild, labels, s, nudged)
		cases["test page of "+s.Name] = Labels(p, labels, s, Placement{TestPage: true, NudgeX: 9, NudgeY: -9})
	}
	cases["no badges"], cases["no labels"] = Badges(bare, nil, stockOf(""), Placement{}), Labels(bare, nil, stockOf(""), Placement{})
	return cases
}

// hostileSessions gives sessions the worst texts there are.
func hostileSessions(sessions []college.SessionHead) {
	hostile := hostileRegister().Head
	for i := range sessions {
		s := &sessions[i]
		s.CourseTitle = []string{longTitle(138), longTitle(300), strings.Repeat("Unbreakable", 12), "!!!", "دورة النوم"}[i%5]
		s.OutsideTitle = []string{longTitle(80), strings.Repeat("Unbreakable", 7), "", "دورة النوم", "Q"}[i%5]
		s.LedBy = hostile.LedBy[:i%6]
		if s.Place.Venue != "" {
			s.Place.Venue = []string{hostile.Place.Venue, strings.Repeat("Llanfairpwllgwyngyll", 4), ""}[i%3]
			s.Place.Room = []string{"", longTitle(60), strings.Repeat("Unbreakable", 4)}[i%3]
		}
		switch i % 9 {
		case 3:
			s.Date = ""
		case 4:
			s.Start = ""
		case 5:
			s.End, s.Reference, s.CourseCode = "", "", ""
		}
	}
}
