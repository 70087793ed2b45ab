package papers

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// The values of the papers for staff, of certificates and of letters.

// aLogo is a picture of so many dots, a disc on a ground.
func aLogo(w, h int, ground color.Color) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := min(w, h) * 2 / 5
	for y := range h {
		for x := range w {
			img.Set(x, y, ground)
			if dx, dy := x-w/2, y-h/2; dx*dx+dy*dy < r*r {
				img.Set(x, y, color.White)
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// aSignature is a wave, as a scanner would see it.
func aSignature() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 400, 80))
	for x := range 400 {
		for thick := range 5 {
			img.Set(x, 40+thick+(x%53-26)*(x%31)/30, color.RGBA{20, 20, 90, 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func aFace() college.Face {
	return college.Face{
		College: "Wexmoor Recovery and Wellbeing College", ShortName: "Wexmoor", Strapline: "Learning together, at your own pace", Phone: "+441632960100", Email: "hello@example.org",
		Website: "www.example.org", Address: "Market House, 1 Market Place, Wexmoor, KD1 1AA", Colour: "#1f5f8b",
		Logos: [][]byte{aLogo(450, 180, color.RGBA{0x1f, 0x5f, 0x8b, 255})}, LogoAlts: []string{"Wexmoor Recovery and Wellbeing College"},
		Signatory: "Nadia Rahman", Role: "College manager",
		CrisisText: "Ring 999, or NHS 111 and choose option 2.", Sample: true,
	}
}

// faced is a printing with a college's whole face: wild logos and a signature.
func faced(p Printing) Printing {
	p.Face = aFace()
	p.Face.Logos = append(p.Face.Logos, aLogo(900, 20, color.RGBA{0xb0, 0x4a, 0, 255}), aLogo(60, 600, color.RGBA{0x2e, 0x7d, 0x32, 255}))
	p.Face.LogoAlts = append(p.Face.LogoAlts, "Wexmoor Libraries")
	p.Face.Signature = aSignature()
	return p
}

func plainFace(p Printing) Printing {
	p.Face = aFace()
	return p
}

func somePersonCertificates() []college.PersonCertificate {
	issued := func(n, printings int) *college.Certificate {
		return &college.Certificate{IssuedOn: "2026-11-20", Number: fmt.Sprintf("C-2026-%05d", n), Code: "ABCDEFGHJK", Printings: printings}
	}
	return []college.PersonCertificate{
		{Kind: college.CertificateGraduation, Reference: "S-00012", Name: "Amara Okafor", Courses: []string{"Sleep Well, Live Well", "Creative Writing", "Nature Connection in the Woods"},
			From: "2024-09-02", To: "2026-11-13", Sessions: 31, Minutes: 31 * 120, Issued: issued(41, 0)},
		{Kind: college.CertificateVolunteer, Name: "Tomos ap Llŷr", Roles: []string{"meetAndGreet", "venueLiaison"}, From: "2025-01-06", To: "2026-11-13",
			Sessions: 20, Minutes: 2400, Issued: issued(42, 0)},
		{Kind: college.CertificateTutor, Name: "Priya Kaur", Courses: []string{"Sleep Well, Live Well"}, From: "2025-01-06", To: "2026-11-13", Issued: issued(43, 1),
			SignatoryName: "Ruth Pryce", SignatoryRole: "Head of learning, Wexmoor Recovery and Wellbeing College"},
	}
}

func aDayPack(sessions int) college.DayPack {
	d := college.DayPack{Date: "2026-09-14"}
	for i := range sessions {
		r := aRegister(6 + i%9)
		r.Head.CourseTitle, r.Head.Place = courseTitles[i%len(courseTitles)], venues[i/2%len(venues)]
		r.Head.Reference = fmt.Sprintf("UMH%02d-T1-1", i+1)
		if r.Head.Place.Venue != "" {
			r.Head.Place.Address, r.Head.Place.Postcode = "14 Lower Market Street", "KD1 1AA"
		} else {
			r.Head.Mode = college.Online
		}
		s := college.PackSession{Register: r, SetUp: 15, Bring: "Handouts, pens, name badges", Opening: "Monday to Friday, 8:30 to 17:00",
			Tutors:   []college.PackPerson{{Called: "Priya K", Full: "Priya Kaur", Phone: "+447700900456", Part: "lead"}, {Full: "Ali Mahmood", Part: "coLead"}},
			Helpers:  []college.PackPerson{{Called: "Tom", Full: "Tomos ap Llŷr", Phone: "+447700900457", Part: "sessionBuddy"}},
			Contacts: []college.VenueContact{{Name: "Jo Armitage", Role: "Bookings", Phone: "+441632960555"}, {Name: "Caretaker", Phone: "+447700900999", OutOfHours: true}},
			Facts: []college.AccessFact{
				{Item: college.FactStepFree, Answer: "yes", Note: "Lift; the door is 1.0 m wide", CheckedBy: "Volunteer", CheckedOn: "2025-05-03"},
				{Item: college.FactHearingLoop, Answer: "no", CheckedBy: "Coordinator", CheckedOn: "2025-05-03"},
				{Item: college.FactStepFree, RoomID: "r1", Answer: "no", Note: "Two steps into the room"},
			},
			Secrets: []college.VenueSecret{{Kind: "key", Text: "Key safe by the side door: 4711"}, {Kind: "alarm", Text: "1234 within 30 seconds"}},
		}
		if r.Head.Place.Venue == "" {
			s.Contacts, s.Facts, s.Secrets, s.Opening = nil, nil, nil, ""
		}
		d.Sessions = append(d.Sessions, s)
	}
	return d
}

func hostilePack() college.DayPack {
	d := aDayPack(3)
	for i := range d.Sessions {
		s := &d.Sessions[i]
		s.Register = hostileRegister()
		s.Tutors = nil
		for _, name := range hostileNames {
			s.Helpers = append(s.Helpers, college.PackPerson{Called: name, Full: strings.Repeat(name, 2), Phone: "not a number", Part: longTitle(60)})
		}
		s.Bring, s.Opening = longTitle(300), strings.Repeat("Unbreakable", 12)
		s.Secrets = []college.VenueSecret{{Kind: "other", Text: longTitle(300)}, {Kind: "", Text: ""}}
		s.Contacts = []college.VenueContact{{}, {Name: strings.Repeat("Llanfair", 12), Email: strings.Repeat("x", 90) + "@example.org"}}
		s.Facts = []college.AccessFact{{Item: "ramp", Answer: "perhaps", Note: longTitle(300)}}
	}
	d.Sessions[1].Register.Rows = nil
	return d
}

func aVenueSheet() college.VenueSheet {
	return college.VenueSheet{
		Venue: college.Venue{ID: "v1", Code: "V17", Name: "Castleby Community Centre", Address: "14 Lower Market Street", Town: "Castleby", Postcode: "KD3 2AB",
			Directions: "Behind the covered market. From the station turn left and follow the river.\nThe way in is by the blue door.",
			Bus:        "Bus stop within five minutes’ walk", Parking: "Permit parking: ask at reception", HouseRules: "Sign in at the main reception",
			Opening: "Monday to Friday, 8:30 to 17:00", Active: true},
		Rooms: []college.Room{
			{ID: "r1", Name: "Main Hall", Seats: 40, SeatsByLayout: []college.Layout{{Name: "circle", Seats: 20}, {Name: "theatre", Seats: 40}}, Facilities: []string{"wifi", "screen", "kitchen"}, Floor: "Ground"},
			{ID: "r2", Name: "Studio", Seats: 12, Facilities: []string{"goodLight", "piano"}, Floor: "1", LiftNeeded: true},
			{ID: "r3", Name: "Snug"},
		},
		Facts: []college.AccessFact{
			{VenueID: "v1", Item: college.FactStepFree, Answer: "yes", Note: "Ramp at the side", CheckedBy: "Volunteer", CheckedOn: "2025-05-03"},
			{VenueID: "v1", Item: college.FactHearingLoop, Answer: "no", CheckedBy: "Coordinator", CheckedOn: "2025-05-03"},
			{VenueID: "v1", Item: college.FactParking, Answer: "unknown"},
			{VenueID: "v1", RoomID: "r2", Item: college.FactStepFree, Answer: "no", Note: "The lift is out of order", CheckedOn: "2026-10-03"},
		},
		Contacts: []college.VenueContact{{Name: "Jo Armitage", Role: "Bookings", Phone: "+441632960555", Email: "bookings@example.org"}},
		Closures: []college.VenueClosure{{From: "2026-12-24", To: "2027-01-04", Reason: "Christmas"}, {RoomID: "r2", From: "2026-11-30", To: "2026-11-30"}},
	}
}

func hostileVenue() college.VenueSheet {
	v := aVenueSheet()
	v.Venue.Name, v.Venue.Directions = longTitle(300), strings.Repeat("Unbreakable", 40)
	v.Venue.Address, v.Venue.HouseRules = "The Old Fire Station\nArts and Community Centre\n14–16 Lower Market Street\nBehind the covered market\nCastleby\nKD3 2AB", longTitle(300)
	for i := range 30 {
		v.Rooms = append(v.Rooms, college.Room{ID: fmt.Sprint("x", i), Name: hostileNames[i%len(hostileNames)], Facilities: []string{longTitle(200)}, SeatsByLayout: []college.Layout{{Name: longTitle(80), Seats: 3}}})
		v.Facts = append(v.Facts, college.AccessFact{RoomID: fmt.Sprint("x", i), Item: "bus", Answer: "yes", Note: longTitle(300), CheckedBy: hostileNames[i%len(hostileNames)], CheckedOn: "2026-01-01"})
	}
	return v
}

func someLetters() []college.Letter {
	to := college.AddressLabel{Name: "Amara Okafor", Lines: []string{"Flat 2", "14 Mill Street", "Wexmoor", "KD1 4AB"}, Subject: "student S-00012"}
	sessions := aTimetable(5).Sessions
	sessions[0].Place.Address, sessions[0].Place.Postcode = "14 Lower Market Street", "KD1 1AA"
	return []college.Letter{
		{Kind: college.LetterPlaces, To: to, Called: "Amara", StudentNumber: "S-00012", Sessions: sessions},
		{Kind: college.LetterWelcome, To: to, Called: "Amara", StudentNumber: "S-00012"},
		{Kind: college.LetterCertificate, To: to, Called: "Amara", StudentNumber: "S-00012", CourseTitle: "Sleep Well, Live Well"},
		{Kind: college.LetterThanks, To: college.AddressLabel{Name: "Wexmoor Libraries", Lines: []string{"1 High Street", "Wexmoor"}, Subject: "a partner"}, Called: "friends"},
		{Kind: college.LetterOwn, To: to, Called: "Amara", StudentNumber: "S-00012", Subject: "Our summer fair", Body: "Please come to our summer fair.\n\nIt is on 7 July.\nThere is cake.", Format: "largePrint"},
	}
}

func hostileLetters() []college.Letter {
	var letters []college.Letter
	for i, name := range hostileNames {
		letters = append(letters, college.Letter{
			Kind:   []college.LetterKind{college.LetterPlaces, college.LetterWelcome, college.LetterCertificate, college.LetterThanks, college.LetterOwn, "new"}[i%6],
			To:     college.AddressLabel{Name: name, Lines: []string{"c/o " + name, "The Old Fire Station, Flat 14", "Arts and Community Centre", "14–16 Lower Market Street", "Behind the covered market", "Castleby", strings.Repeat("Northmoor", i%9+1), "KD14 9ZZ"}},
			Called: name, Sessions: aTimetable(i % 40).Sessions, CourseTitle: longTitle(300), Subject: longTitle(300), Body: strings.Repeat(longTitle(300)+"\n\n", i%5*3),
			Format: []string{"", "largePrint", "largerPrint", "easyRead"}[i%4],
		})
	}
	return letters
}

func aPlan() college.PlanCopy {
	return college.PlanCopy{
		Called: "Amara", FullName: "Amara Okafor", StudentNumber: "S-00012", WhatHelps: "A seat near the door, and a break after an hour.",
		Plan: college.LearningPlan{Date: "2026-09-10", WhyICame: "To meet people who get it", Strengths: "I keep going", Support: "Slides in large print beforehand", Status: "reviewed", ReviewDue: "2026-12-10"},
		Goals: []college.Goal{
			{Text: "Talk to someone new each week", Theme: "connectedness", TargetDate: "2026-12-10", Status: "partly", RatingStart: 2, RatingNow: 6},
			{Text: "Sleep better", Theme: "", TargetDate: "2026-12-10", Status: "open", RatingStart: 4, RatingNow: 3},
			{Text: "Cook for myself", Theme: "empowerment", Status: "achieved", RatingStart: 3, RatingNow: 9},
		},
		Reviews: []college.PlanReview{{Date: "2026-11-12", Kind: "review", Summary: "Amara comes every week and has made a friend.", NextReview: "2027-02-11"}},
	}
}

func hostilePlan() college.PlanCopy {
	c := aPlan()
	c.FullName, c.Plan.WhyICame, c.WhatHelps = hostileNames[15], strings.Repeat("Unbreakable", 30), strings.Repeat(longTitle(300)+"\n\n", 12)
	for _, name := range hostileNames {
		c.Goals = append(c.Goals, college.Goal{Text: name, Theme: name, Status: name})
		c.Reviews = append(c.Reviews, college.PlanReview{Summary: longTitle(300)})
	}
	return c
}

func aContactSheet(lines int) college.ContactSheet {
	s := college.ContactSheet{From: "2026-09-07", To: "2026-11-27"}
	for _, kind := range []string{"tutors", "volunteers", "venues", "partners"} {
		g := college.ContactGroup{Kind: kind}
		for i := range lines {
			line := college.ContactLine{Name: nameOf(i), What: courseTitles[i%len(courseTitles)], Phone: "+447700900123", Email: fmt.Sprintf("person.with.a.name%02d@example.org", i)}
			if i%4 == 3 {
				line.Phone = ""
			}
			g.Lines = append(g.Lines, line)
		}
		s.Groups = append(s.Groups, g)
	}
	return s
}

func hostileContacts() college.ContactSheet {
	s := aContactSheet(1)
	for _, name := range hostileNames {
		s.Groups[0].Lines = append(s.Groups[0].Lines, college.ContactLine{Name: name, What: longTitle(300), Phone: longTitle(50), Email: strings.Repeat("long", 20) + "@" + strings.Repeat("long", 20)})
	}
	s.Groups = append(s.Groups, college.ContactGroup{Kind: "new", Lines: []college.ContactLine{{}}})
	return s
}

// staffPapersOf makes the papers of this room that papersOf leaves to it.
func staffPapersOf(p Printing) map[string]*typeset.Document {
	lone := someCertificates(1)
	lone.Candidates[0].Issued.Kind, lone.Candidates[0].Issued.Sessions, lone.Candidates[0].Issued.Minutes = college.CertificateSession, 1, 120
	learned := someCertificates(2)
	learned.Outcomes = []string{"what helps people sleep", "how to plan an evening", "ways to rest when sleep does not come"}
	full := plainFace(p)
	turned := full
	turned.Edition.Landscape = true
	return map[string]*typeset.Document{
		"certificates-three-logos": Certificates(faced(p), learned, CertificateLook{Outcomes: true, OfAll: true}),
		"certificates-one-logo":    Certificates(full, someCertificates(2), CertificateLook{}),
		"certificate-session":      Certificates(p, lone, CertificateLook{}),
		"person-certificates":      PersonCertificates(full, somePersonCertificates()),
		"sign-in-faced":            SignIn(full, []college.Register{aRegister(20)}),
		"facilitator-faced":        FacilitatorCopy(full, []college.Register{aRegister(12)}),
		"course-register-faced":    CourseRegister(full, aCourseRegister(20, 12)),
		"certificate-list-faced":   CertificateList(full, someCertificates(14)),
		"timetable-list-faced":     TimetableList(full, aTimetable(74)),
		"timetable-grid-faced":     TimetableGrid(full, aTimetable(74)),
		"recovery-sheet-faced":     RecoverySheet(full, aRecovery()),
		"audit-faced":              AuditReport(full, anAudit(40)),
		"day-pack":                 DayPack(full, aDayPack(3)),
		"venue-sheet":              VenueSheet(full, aVenueSheet()),
		"letters":                  Letters(full, someLetters()),
		"plan-copy":                PlanCopy(full, aPlan()),
		"contact-sheet":            ContactSheet(full, aContactSheet(9)),
		"contact-sheet-turned":     ContactSheet(turned, aContactSheet(9)),
	}
}

func staffHardCases(p Printing) map[string]*typeset.Document {
	full := faced(p)
	certs := someCertificates(len(hostileNames))
	certs.Head, certs.Outcomes = hostileRegister().Head, []string{longTitle(300), strings.Repeat("Unbreakable", 20), "", longTitle(300), longTitle(300), longTitle(300), longTitle(300)}
	certs.SignatoryName, certs.SignatoryRole = "Konstantynopolitańczykowianeczka Featherstonehaugh-Nwachukwu", "Head of Learning and Co-production"
	people := somePersonCertificates()
	for i, name := range hostileNames {
		certs.Candidates[i].Name = name
		certs.Candidates[i].Issued = &college.Certificate{IssuedOn: "2026-10-13", Number: "C-2026-00001", Code: "ABCDEFGHJK", Sessions: 3, Minutes: 90, Printings: 1}
		people = append(people, college.PersonCertificate{Kind: "new", Name: name, Courses: []string{longTitle(300)}, Issued: &college.Certificate{Printings: 1}})
	}
	long := full
	long.Face.College = "The Northmoor and Wexmoor District Partnership College for Recovery, Wellbeing and Lifelong Learning Together"
	long.Face.Address = strings.Repeat("14 Lower Market Street, ", 8)
	return map[string]*typeset.Document{
		"hostile certificates, faced":         Certificates(full, certs, CertificateLook{Outcomes: true, OfAll: true}),
		"hostile person certificates":         PersonCertificates(full, people),
		"no person certificate":               PersonCertificates(p, nil),
		"hostile sign-in, faced":              SignIn(long, []college.Register{hostileRegister()}),
		"hostile facilitator copy, faced":     FacilitatorCopy(long, []college.Register{hostileRegister()}, EmergencyContacts),
		"recovery sheet, long name and logos": RecoverySheet(full, hostileRecovery()),
		"day pack of twelve":                  DayPack(full, aDayPack(12)),
		"day pack of none":                    DayPack(p, college.DayPack{}),
		"hostile day pack":                    DayPack(long, hostilePack(), EmergencyContacts),
		"hostile venue":                       VenueSheet(long, hostileVenue()),
		"empty venue":                         VenueSheet(p, college.VenueSheet{}),
		"hostile letters":                     Letters(long, hostileLetters()),
		"no letters":                          Letters(p, nil),
		"empty letter":                        Letters(p, []college.Letter{{}}),
		"hostile plan":                        PlanCopy(long, hostilePlan()),
		"empty plan":                          PlanCopy(p, college.PlanCopy{}),
		"hostile contacts":                    ContactSheet(long, hostileContacts()),
		"empty contacts":                      ContactSheet(p, college.ContactSheet{}),
	}
}
