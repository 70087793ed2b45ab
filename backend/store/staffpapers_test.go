package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

func TestDayPack(t *testing.T) {
	c := staffed(t)
	pack := must(c.DayPack(c.ctx(), "2026-11-20"))
	if len(pack.Sessions) != 2 || pack.Sessions[0].Register.Head.SessionID != "music-1" { // Abbey Library comes first
		t.Fatalf("the pack has %+v", pack.Sessions)
	}
	p := pack.Sessions[1]
	if p.Register.Rows[0].RowNo != 1 || p.Register.Rows[0].KnownAs != "Annie" {
		t.Errorf("the register is not numbered: %+v", p.Register.Rows)
	}
	if want := []college.PackPerson{{Called: "Patsy", Full: "Pat Tutor", Phone: "+447700900001", Part: "lead"}, {Called: "Ola Tutor", Full: "Ola Tutor", Part: "coLead"}}; !slices.Equal(p.Tutors, want) {
		t.Errorf("the tutors are %+v", p.Tutors)
	}
	if want := []college.PackPerson{{Called: "Bo Lin", Full: "Bo Lin", Part: "sessionBuddy"}}; !slices.Equal(p.Helpers, want) {
		t.Errorf("the helpers are %+v", p.Helpers)
	}
	if len(p.Contacts) != 1 || p.Contacts[0].Name != "Jo Desk" || len(p.Secrets) != 1 || p.Secrets[0].Text != "Under the pot" || p.Opening != "Daily" || p.Bring != "Handouts, Pens" || p.SetUp != 15 {
		t.Errorf("the session is %+v", p)
	}
	var facts []string
	for _, f := range p.Facts {
		facts = append(facts, f.Item+" "+f.Answer)
	}
	is(t, "facts", sorted(facts), []string{"hearingLoop no", "stepFree yes"})
	if again := must(c.DayRegisters(c.ctx(), "2026-11-20")); again.Registers[1].Rows[0].RowNo != 1 {
		t.Error("the registers of the day have other numbers")
	}
	if empty := must(c.DayPack(c.ctx(), "2026-11-21")); len(empty.Sessions) != 0 || empty.Sessions == nil {
		t.Errorf("a day without sessions is %+v", empty)
	}
	_, err := c.DayPack(c.ctx(), "2026-11-31")
	refused(t, err, "day.invalid")
}

func TestVenueSecrets(t *testing.T) {
	c := staffed(t)
	c.put(venuesFile, college.Venue{ID: "old", Name: "Castleby Hall", Active: true, MergedInto: "v"})
	fine(t, c.SaveVenueSecret(c.ctx(), college.VenueSecret{VenueID: "old", Kind: "code", Text: " 2580 "}))
	texts := func() (all string) {
		for _, s := range must(c.VenueSecrets(c.ctx(), "old")) {
			all += s.Kind + " " + s.Text + "; "
		}
		return all
	}
	if got := texts(); got != "code 2580; key Under the pot; " {
		t.Errorf("the secrets are %s", got)
	}
	fine(t, c.SaveVenueSecret(c.ctx(), college.VenueSecret{ID: "s1", VenueID: "v", Kind: "key", Text: "With Jo"}))
	if got := texts(); got != "code 2580; key With Jo; " {
		t.Errorf("changed they are %s", got)
	}
	fine(t, c.SaveVenueSecret(c.ctx(), college.VenueSecret{ID: "s1", VenueID: "v", Kind: "key"}))
	if got := texts(); got != "code 2580; " {
		t.Errorf("after one was taken away they are %s", got)
	}
	for name, x := range map[string]struct {
		secret college.VenueSecret
		key    string
	}{
		"no text":    {college.VenueSecret{VenueID: "v", Kind: "key", Text: " "}, "secret.textNeeded"},
		"no kind":    {college.VenueSecret{VenueID: "v", Text: "x"}, "secret.invalid"},
		"other kind": {college.VenueSecret{VenueID: "v", Kind: "rumour", Text: "x"}, "secret.invalid"},
		"no venue":   {college.VenueSecret{Kind: "key", Text: "x"}, "secret.invalid"},
		"not there":  {college.VenueSecret{VenueID: "x", Kind: "key", Text: "x"}, "store.notFound"},
		"long":       {college.VenueSecret{VenueID: "v", Kind: "key", Text: strings.Repeat("x", 301)}, "secret.invalid"},
		"no such id": {college.VenueSecret{ID: "s9", VenueID: "v", Kind: "key", Text: "x"}, "store.notFound"},
	} {
		if r := college.AsRefusal(c.SaveVenueSecret(c.ctx(), x.secret)); r == nil || r.Key != x.key {
			t.Errorf("%s: %v", name, r)
		}
	}
	c.signedIn("Amir", adminPass)
	if got := texts(); got != "code 2580; " {
		t.Errorf("an admin sees %s", got)
	}
	refused(t, c.SaveVenueSecret(c.ctx(), college.VenueSecret{VenueID: "v", Kind: "key", Text: "x"}), "store.leaderOnly")
}

func TestVenueSheet(t *testing.T) {
	c := staffed(t)
	c.signedIn("Vera", volunteerPass) // it needs the venue book alone
	sheet := must(c.VenueSheet(c.ctx(), "v"))
	if sheet.Venue.Name != "Castleby Community Centre" || len(sheet.Rooms) != 2 || len(sheet.Facts) != 4 || sheet.Facts[0].RoomID != "" || len(sheet.Contacts) != 1 {
		t.Errorf("the sheet is %+v", sheet)
	}
	if len(sheet.Closures) != 1 || sheet.Closures[0].ID != "soon" {
		t.Errorf("closed are %+v", sheet.Closures)
	}
	if strings.Contains(fmt.Sprintf("%+v", sheet), "pot") {
		t.Error("a sheet to be handed out says where the key is")
	}
	_, err := c.VenueSheet(c.ctx(), "none")
	refused(t, err, "store.notFound")
}

func TestLetters(t *testing.T) {
	c := staffed(t)
	places := must(c.Letter(c.ctx(), college.LetterPlaces, "st-ann", ""))
	if places.To.Name != "Ann Lee" || len(places.To.Lines) != 3 || places.Called != "Annie" || places.StudentNumber != "S-00001" || places.Format != college.FormatLargePrint || referencesOf(places.Sessions) != "sleep-2 sleep-3" {
		t.Errorf("the letter is %+v", places)
	}
	if letter := must(c.Letter(c.ctx(), college.LetterOwn, "st-di", "run-music")); letter.CourseTitle != "Making music" || len(letter.To.Lines) != 0 {
		t.Errorf("a letter to be handed over is %+v", letter)
	}
	for id, want := range map[string]string{"tu-pat": "Pat Tutor, Patsy", "vol": "Bo Lin, Bo Lin", "ola": "Ola Tutor, Ola Tutor", "wool": "Wilma Wool, Wilma Wool"} {
		letter := must(c.Letter(c.ctx(), college.LetterThanks, id, ""))
		if got := letter.To.Name + ", " + letter.Called; got != want {
			t.Errorf("thanks to %s go to %s", id, got)
		}
	}
	c.put(collegeFile, college.Certificate{ID: "cert", Kind: college.CertificateCourse, StudentID: "st-ann", RunID: "run-music", IssuedOn: "2026-11-14", Number: "C-00001", Code: "ABCDEFGHJK", Fields: "x", Name: "Ann Lee", Course: "Music as it was"})
	if letter := must(c.Letter(c.ctx(), college.LetterCertificate, "st-ann", "run-music")); letter.CourseTitle != "Music as it was" {
		t.Errorf("with a certificate goes %+v", letter)
	}
	c.exec("UPDATE college.person SET do_not_contact = 1 WHERE id = 'cy'")
	c.exec("UPDATE college.person SET deceased_on = '2026-11-01' WHERE id = 'bo'")
	for name, x := range map[string]struct {
		kind    college.LetterKind
		id, run string
		key     string
	}{
		"no place to come":  {college.LetterPlaces, "st-di", "", "letter.noPlaces"},
		"none in that run":  {college.LetterPlaces, "st-ann", "run-music", "letter.noPlaces"},
		"no certificate":    {college.LetterCertificate, "st-di", "run-music", "letter.noCertificate"},
		"no run":            {college.LetterCertificate, "st-ann", "", "letter.noCertificate"},
		"no such run":       {college.LetterWelcome, "st-ann", "x", "store.notFound"},
		"asked for none":    {college.LetterOwn, "st-cy", "", "letter.doNotContact"},
		"who died":          {college.LetterThanks, "vol", "", "letter.deceased"},
		"no student":        {college.LetterWelcome, "tu-pat", "", "store.notFound"},
		"nobody":            {college.LetterThanks, "who", "", "store.notFound"},
		"no kind of letter": {"love", "st-ann", "", "letter.kind"},
	} {
		_, err := c.Letter(c.ctx(), x.kind, x.id, x.run)
		if r := college.AsRefusal(err); r == nil || r.Key != x.key {
			t.Errorf("%s: %v", name, err)
		} else {
			says(t, r.Key, r.Values)
		}
	}
}

func TestPlanCopy(t *testing.T) {
	c := staffed(t)
	_, err := c.PlanCopy(c.ctx(), "st-ann")
	refused(t, err, "plan.none")
	c.put(collegeFile, college.LearningPlan{ID: "old", StudentID: "st-ann", Date: "2026-09-01"}, college.LearningPlan{ID: "new", StudentID: "st-ann", Date: "2026-10-01", WhyICame: "To sleep"},
		college.Goal{ID: "g0", PlanID: "old", Text: "Before"}, college.Goal{ID: "g1", PlanID: "new", Text: "Sleep better"}, college.PlanReview{ID: "r", PlanID: "new", Date: "2026-11-01", Summary: "Going well"})
	c.exec("UPDATE college.person SET what_helps = 'A seat by the door' WHERE id = 'ann'")
	plan := must(c.PlanCopy(c.ctx(), "st-ann"))
	if plan.Plan.ID != "new" || len(plan.Goals) != 1 || plan.Goals[0].Text != "Sleep better" || len(plan.Reviews) != 1 || plan.WhatHelps != "A seat by the door" ||
		plan.Called != "Annie" || plan.FullName != "Ann Lee" || plan.StudentNumber != "S-00001" || plan.Format != college.FormatLargePrint {
		t.Errorf("the copy is %+v", plan)
	}
	_, err = c.PlanCopy(c.ctx(), "nobody")
	refused(t, err, "store.notFound")
}

func TestContactSheet(t *testing.T) {
	c := staffed(t)
	sheet := must(c.ContactSheet(c.ctx(), "2026-11-20", "2026-11-20"))
	var got []string
	for _, g := range sheet.Groups {
		for _, l := range g.Lines {
			got = append(got, strings.TrimRight(strings.Join([]string{g.Kind, l.Name, l.What, l.Phone, l.Email}, "|"), "|"))
		}
	}
	is(t, "lines", got, []string{"tutors|Ola Tutor|Sleeping well", "tutors|Oz Tutor|Making music", "tutors|Pat Tutor|Sleeping well|+447700900001|pat@example.org",
		"tutors|Pip Tutor|Making music", "volunteers|Bo Lin|Sleeping well||bo@example.org", "venues|Abbey Library", "venues|Jo Desk|Castleby Community Centre|+441632960002",
		"partners|Wilma Wool|Wool Shop|+441632960003|w@example.org"})
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE date = '2026-11-27'")
	for _, g := range must(c.ContactSheet(c.ctx(), "2026-11-21", "2026-12-31")).Groups {
		if len(g.Lines) != 0 {
			t.Errorf("for a cancelled session there are %+v", g)
		}
	}
	for _, days := range [][2]college.Date{{"2026-11-21", "2026-11-20"}, {"", "2026-11-20"}, {"2026-11-20", "x"}} {
		_, err := c.ContactSheet(c.ctx(), days[0], days[1])
		refused(t, err, "contacts.days")
	}
}

func TestChoices(t *testing.T) {
	c := staffed(t)
	for name, x := range map[string]struct{ kind, query, want string }{
		"runs":               {"run", "", "run-music Making music PA01-AUT26-1; run-sleep Sleeping well UMH01-AUT26-1"},
		"a run by reference": {"run", "umh01-aut26-1", "run-sleep Sleeping well UMH01-AUT26-1"},
		"a session":          {"session", "sleep 2026-11-27", "sleep-3 Sleeping well 2026-11-27 10:00 · UMH01-AUT26-1"},
		"the nearest first":  {"session", "sleeping", "sleep-2 Sleeping well 2026-11-20 10:00 · UMH01-AUT26-1; sleep-1 Sleeping well 2026-11-13 10:00 · UMH01-AUT26-1; sleep-3 Sleeping well 2026-11-27 10:00 · UMH01-AUT26-1"},
		"a student":          {"student", "ÁNNIE", "st-ann Annie (Ann Lee) S-00001"},
		"by number":          {"student", "s-00002", "st-bo Bo Lin S-00002"},
		"a tutor":            {"tutor", "pat", "tu-pat Pat Tutor"},
		"a volunteer":        {"volunteer", "", "vol Bo Lin"},
		"a venue":            {"venue", "abbey", "w Abbey Library Testwick"},
		"a room":             {"room", "castleby snug", "snug Castleby Community Centre – Snug Castleby"},
		"a term":             {"term", "aut26", "t1 Autumn 2026 AUT26"},
		"nothing":            {"student", "zz", ""},
		"a sign":             {"student", "%' OR 1=1", ""},
	} {
		var got []string
		for _, o := range must(c.ChoicesFor(c.ctx(), x.kind, x.query)) {
			got = append(got, strings.TrimSpace(o.ID+" "+o.Text+" "+o.Fact))
		}
		if strings.Join(got, "; ") != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
	_, err := c.ChoicesFor(c.ctx(), "nurse", "")
	refused(t, err, "choices.kind")
	must(c.Erase(c.ctx(), "di"))
	if found := must(c.ChoicesFor(c.ctx(), "student", "erased")); len(found) != 0 {
		t.Errorf("somebody erased is offered: %+v", found)
	}
	for i := range 30 {
		c.put(collegeFile, college.Term{ID: fmt.Sprint("t", i+10), YearID: "year", Name: fmt.Sprint("Term ", i), Code: fmt.Sprint("X", i), Start: "2020-01-01", End: "2020-02-01"})
	}
	if found := must(c.ChoicesFor(c.ctx(), "term", "term")); len(found) != college.ChoicesMost {
		t.Errorf("%d are offered", len(found))
	}
}

func TestPapersMade(t *testing.T) {
	c := staffed(t)
	if page := must(c.PapersMade(c.ctx(), 0)); page.Total != 0 || page.Page != 1 || page.Pages != 1 || page.Papers == nil {
		t.Errorf("before any was made: %+v", page)
	}
	for i := range college.PapersAPage + 2 {
		c.now = c.now.Add(1e9)
		fine(t, c.NotePaper(c.ctx(), "register", "sleep-2", fmt.Sprintf("paper %02d.pdf", i)))
	}
	first, second := must(c.PapersMade(c.ctx(), 1)), must(c.PapersMade(c.ctx(), 9))
	if first.Total != college.PapersAPage+2 || first.Pages != 2 || len(first.Papers) != college.PapersAPage || first.Papers[0].File != "paper 51.pdf" || first.Papers[0].By != "nadia" || first.Papers[0].Kind != "register" {
		t.Errorf("the first page is %+v", first)
	}
	if second.Page != 2 || !slices.Equal([]string{second.Papers[0].File, second.Papers[1].File}, []string{"paper 01.pdf", "paper 00.pdf"}) {
		t.Errorf("the last page is %+v", second)
	}
}
