package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// staffed is the small college with bookings, somebody who helps, and what is
// known of the places: Ann and Bo sleep, Cy makes music, Bo helps at sleep-2.
func staffed(t *testing.T) *testCollege {
	t.Helper()
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low", "Di May")
	c.put(venuesFile,
		college.Venue{ID: "v", Code: "V1", Name: "Castleby Community Centre", Town: "Castleby", Address: "1 Mill Street", Postcode: "KD5 1AA", Opening: "Daily", Active: true},
		college.Room{ID: "hall", Code: "V1H", VenueID: "v", Name: "Main Hall", Seats: 20, SetUpMinutes: 15, Active: true},
		college.AccessFact{ID: "f1", VenueID: "v", Item: college.FactStepFree, Answer: "yes"},
		college.AccessFact{ID: "f2", VenueID: "v", Item: college.FactHearingLoop, Answer: "yes"},
		college.AccessFact{ID: "f3", VenueID: "v", RoomID: "hall", Item: college.FactHearingLoop, Answer: "no"},
		college.AccessFact{ID: "f4", VenueID: "v", RoomID: "snug", Item: college.FactStepFree, Answer: "no"},
		college.VenueContact{ID: "desk", VenueID: "v", Name: "Jo Desk", Phone: "+441632960002"},
		college.VenueClosure{ID: "past", VenueID: "v", From: "2026-01-01", To: "2026-01-02"},
		college.VenueClosure{ID: "soon", VenueID: "v", From: "2026-11-19", To: "2026-11-20", Reason: "New floor"})
	c.put(collegeFile,
		college.Partner{ID: "wool", Code: "P1", Name: "Wool Shop", Contacts: []college.PartnerContact{{Name: "Not Him"}, {Name: "Wilma Wool", Phone: "+441632960003", Email: "w@example.org", Main: true}}},
		college.Volunteer{ID: "vol", PersonID: "bo", Roles: []string{"sessionBuddy"}},
		college.SessionVolunteer{ID: "helps", SessionID: "sleep-2", VolunteerID: "vol", Part: "sessionBuddy"},
		college.Person{ID: "pat", FullName: "Pat Tutor", KnownAs: "Patsy", Pronouns: "she/her", Phones: []college.Phone{{Number: "+441632960004", Kind: "landline"}, {Number: "+447700900001", Kind: "mobile"}}, Emails: []string{"pat@example.org"}},
		college.Person{ID: "ann", FullName: "Ann Lee", KnownAs: "Annie", Address: []string{"2 Lane", "Castleby"}, Postcode: "KD5 2BB", PreferredFormat: college.FormatLargePrint, Emails: []string{"ann@example.org"}},
		college.VenueSecret{ID: "s1", VenueID: "v", Kind: "key", Text: "Under the pot"})
	c.exec(`UPDATE college.course SET partner_id = 'wool', materials = '["Handouts","Pens"]', blurb = 'All about sleep' WHERE id = 'sleep'`)
	c.bookEarly("sleep", "Ann Lee", "Bo Lin")
	c.bookEarly("music", "Cy Low")
	return c
}

func referencesOf(sessions []college.SessionHead) string {
	var all []string
	for _, h := range sessions {
		all = append(all, h.SessionID)
	}
	return strings.Join(all, " ")
}

func TestTimetableViews(t *testing.T) {
	c := staffed(t)
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'sleep-3'")
	c.exec("UPDATE college.session_place SET attendance = 'cancelledByStudent' WHERE session_id = 'sleep-1' AND booking_id = (SELECT id FROM college.run_booking WHERE student_id = 'st-bo')")
	for name, x := range map[string]struct {
		of                            college.TimetableFor
		id                            string
		day                           college.Date
		called, reference, want, part string
	}{
		"a student":                  {college.ForStudent, "st-ann", "", "Ann Lee", "S-00001", "sleep-1 sleep-2", ""},
		"who gave back a place":      {college.ForStudent, "st-bo", "", "Bo Lin", "S-00002", "sleep-2", ""},
		"who has none":               {college.ForStudent, "st-di", "", "Di May", "S-00004", "", ""},
		"a tutor sees what is off":   {college.ForTutor, "tu-pat", "", "Pat Tutor", "", "sleep-1 sleep-2 sleep-3", "lead"},
		"a volunteer":                {college.ForVolunteer, "vol", "", "Bo Lin", "", "sleep-2", "sessionBuddy"},
		"a venue":                    {college.ForVenue, "v", "", "Castleby Community Centre", "V1", "sleep-1 sleep-2 sleep-3", ""},
		"a room":                     {college.ForRoom, "hall", "", "Castleby Community Centre – Main Hall", "V1H", "sleep-1 sleep-2 sleep-3", ""},
		"a room nobody is in":        {college.ForRoom, "snug", "", "Castleby Community Centre – Snug", "", "", ""},
		"today":                      {college.ForDay, "", "", "", "", "sleep-2 music-1", ""},
		"a day":                      {college.ForDay, "", "2026-11-27", "", "", "sleep-3", ""},
		"a day of no term with none": {college.ForDay, "", "2027-12-25", "", "", "", ""},
	} {
		view := must(c.TimetableView(c.ctx(), x.of, x.id, "", x.day))
		if got := referencesOf(view.Sessions); got != x.want || view.Name != x.called || view.Reference != x.reference {
			t.Errorf("%s: %q of %q %q, want %q", name, got, view.Name, view.Reference, x.want)
		}
		if len(view.Parts) != len(view.Sessions) || x.part != "" && view.Parts[0] != x.part {
			t.Errorf("%s has the parts %q", name, view.Parts)
		}
		if x.of == college.ForDay && view.From != view.To || x.of != college.ForDay && (view.From != "2026-09-07" || view.To != "2026-12-18") {
			t.Errorf("%s is from %s to %s", name, view.From, view.To)
		}
	}
	ann := must(c.TimetableView(c.ctx(), college.ForStudent, "st-ann", "AUT26", ""))
	if ann.Format != college.FormatLargePrint || ann.Sessions[0].Place.Address != "1 Mill Street" || ann.Sessions[0].Place.Postcode != "KD5 1AA" {
		t.Errorf("Ann's timetable is %+v", ann)
	}
	if gaps := must(c.TimetableView(c.ctx(), college.ForDay, "", "", "2027-12-27")).Gaps; len(gaps) != 1 || gaps[0].NameKey != "holiday.christmas" {
		t.Errorf("the gaps of a bank holiday are %+v", gaps)
	}
	for name, x := range map[string]struct {
		of       college.TimetableFor
		id, term string
		day      college.Date
		key      string
	}{
		"of nothing": {"", "st-ann", "", "", "timetable.ofWhat"}, "nobody": {college.ForStudent, "st-who", "", "", "store.notFound"},
		"a tutor as a student": {college.ForStudent, "tu-pat", "", "", "store.notFound"}, "no venue": {college.ForVenue, "x", "", "", "store.notFound"},
		"no term": {college.ForStudent, "st-ann", "T99", "", "term.notFound"}, "no day": {college.ForDay, "", "", "2026-02-30", "day.invalid"},
	} {
		_, err := c.TimetableView(c.ctx(), x.of, x.id, x.term, x.day)
		if r := college.AsRefusal(err); r == nil || r.Key != x.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPersonsOwnFormat(t *testing.T) {
	for want, people := range map[string][]college.Person{
		"":            {{}, {PreferredFormat: college.FormatStandard}, {AccessNeeds: []string{"breaks"}}},
		"largePrint":  {{PreferredFormat: "largePrint"}, {PreferredFormat: college.FormatStandard, AccessNeeds: []string{"breaks", "largePrint"}}},
		"largerPrint": {{PreferredFormat: college.FormatLargerPrint, AccessNeeds: []string{"largePrint"}}},
		"easyRead":    {{PreferredFormat: "easyRead"}, {AccessNeeds: []string{"easyRead"}}},
		"file":        {{PreferredFormat: college.FormatFile}},
	} {
		for _, p := range people {
			if got := p.OwnFormat(); got != want {
				t.Errorf("%+v is %q, want %q", p, got, want)
			}
		}
	}
}

func TestProspectus(t *testing.T) {
	c := staffed(t)
	c.put(collegeFile, college.CourseTutor{ID: "ct1", CourseID: "sleep", PersonID: "pat", Part: college.PartLived},
		college.CourseTutor{ID: "ct2", CourseID: "sleep", PersonID: "ola", Part: college.PartSubject},
		college.CourseTutor{ID: "ct3", CourseID: "music", PersonID: "pip", Part: college.PartLived})
	c.exec("UPDATE college.topic SET \"order\" = 2 WHERE id = 'umh'")
	c.exec("UPDATE college.course SET prerequisite_id = 'sleep', content_note = 'Loud' WHERE id = 'music'")
	c.exec("UPDATE college.course_run SET capacity = 1 WHERE id = 'run-music'")
	p := must(c.Prospectus(c.ctx(), ""))
	if len(p.Courses) != 2 || p.Courses[0].Code != "PA01" || p.Courses[1].Code != "UMH01" { // by topic
		t.Fatalf("the courses are %+v", p.Courses)
	}
	music, sleep := p.Courses[0], p.Courses[1]
	if music.Prerequisite != "Sleeping well" || music.ContentNote != "Loud" || music.CoProduced || !music.Runs[0].Full || len(music.Runs[0].Access) != 0 || len(music.Partners) != 0 {
		t.Errorf("music is %+v", music)
	}
	if sleep.Blurb != "All about sleep" || !sleep.CoProduced || sleep.Runs[0].Full || !slices.Equal(sleep.Partners, []string{"Wool Shop"}) || sleep.Outcomes[0] != "Know more" {
		t.Errorf("sleep is %+v", sleep)
	}
	// The hall's own answer goes before the venue's.
	if got := sleep.Runs[0]; !slices.Equal(got.Access, []string{college.FactStepFree}) || referencesOf(got.Sessions) != "sleep-1 sleep-2 sleep-3" {
		t.Errorf("its run is %+v", got)
	}
	c.exec("UPDATE college.session SET room_id = 'snug' WHERE id = 'sleep-3'")
	c.exec("UPDATE college.course_run SET status = 'draft' WHERE id = 'run-music'")
	p = must(c.Prospectus(c.ctx(), "AUT26"))
	if len(p.Courses) != 1 || !slices.Equal(p.Courses[0].Runs[0].Access, []string{}) {
		t.Errorf("where one room has steps the prospectus says %+v", p.Courses)
	}
	_, err := c.Prospectus(c.ctx(), "T99")
	refused(t, err, "term.notFound")
}

func TestPosterOfARun(t *testing.T) {
	c := staffed(t)
	p := must(c.RunPoster(c.ctx(), "run-sleep"))
	if p.Head.SessionID != "sleep-2" || len(p.Sessions) != 3 || p.Blurb != "All about sleep" || !slices.Equal(p.Partners, []string{"Wool Shop"}) || !slices.Equal(p.Access, []string{college.FactStepFree}) {
		t.Errorf("the poster is %+v", p)
	}
	c.now = noon.AddDate(0, 1, 0)
	if p := must(c.RunPoster(c.ctx(), "run-sleep")); p.Head.SessionID != "sleep-1" {
		t.Errorf("when all is over the head is %s", p.Head.SessionID)
	}
	for change, key := range map[string]string{"status = 'draft'": "poster.draft", "status = 'cancelled', cancellation_reason = 'x'": "poster.cancelled"} {
		c.exec("UPDATE college.course_run SET " + change + " WHERE id = 'run-sleep'")
		_, err := c.RunPoster(c.ctx(), "run-sleep")
		refused(t, err, key)
	}
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'music-1'")
	_, err := c.RunPoster(c.ctx(), "run-music")
	refused(t, err, "poster.noDate")
	_, err = c.RunPoster(c.ctx(), "none")
	refused(t, err, "store.notFound")
}

func TestBadges(t *testing.T) {
	c := staffed(t)
	says := func(badges []college.Badge) string {
		var all []string
		for _, b := range badges {
			all = append(all, strings.TrimSpace(fmt.Sprint(b.Role, " ", b.Called, " ", b.Pronouns, b.StudentNumber)))
		}
		return strings.Join(all, "; ")
	}
	const want = "tutor Ola Tutor; tutor Patsy she/her; volunteer Bo Lin; student Annie S-00001; student Bo Lin S-00002"
	for of, id := range map[string]string{"run": "run-sleep", "session": "sleep-2"} {
		if got := says(must(c.Badges(c.ctx(), of, id))); got != want {
			t.Errorf("the badges of a %s are\n%s, want\n%s", of, got, want)
		}
	}
	if got := says(must(c.Badges(c.ctx(), "session", "sleep-1"))); strings.Contains(got, "volunteer") {
		t.Errorf("who helps another day has a badge: %s", got)
	}
	if got := says(must(c.Badges(c.ctx(), "term", "t1"))); !strings.HasPrefix(got, "tutor ") || strings.Count(got, "Ola Tutor") != 1 || strings.Count(got, "S-00001") != 1 {
		t.Errorf("the badges of a term are %s", got)
	}
	_, err := c.Badges(c.ctx(), "student", "st-ann")
	refused(t, err, "labels.ofWhat")
	_, err = c.Badges(c.ctx(), "session", "none")
	refused(t, err, "register.noSession")
}

// TestLabelsGoToNobodyWhoGetsNoPost: the dead, who asked for none, who has no
// address.
func TestLabelsGoToNobodyWhoGetsNoPost(t *testing.T) {
	c := staffed(t)
	c.bookEarly("music", "Ann Lee", "Bo Lin", "Di May")
	c.exec("UPDATE college.person SET deceased_on = '2026-11-01', address = '[\"3 Lane\"]' WHERE id = 'bo'")
	c.exec("UPDATE college.person SET do_not_contact = 1, address = '[\"3 Lane\"]' WHERE id = 'cy'")
	c.exec("UPDATE college.person SET postcode = 'KD5 3CC' WHERE id = 'di'")
	labels, left, err := c.AddressLabels(c.ctx(), "term", "AUT26")
	fine(t, err)
	if len(labels) != 1 || labels[0].Name != "Ann Lee" || !slices.Equal(labels[0].Lines, []string{"2 Lane", "Castleby", "KD5 2BB"}) || labels[0].Subject != "S-00001" {
		t.Errorf("the labels are %+v", labels)
	}
	if want := []college.LeftOut{{StudentNumber: "S-00002", WhyKey: "label.deceased"}, {StudentNumber: "S-00003", WhyKey: "label.doNotContact"}, {StudentNumber: "S-00004", WhyKey: "label.noAddress"}}; !slices.Equal(left, want) {
		t.Errorf("left out are %+v", left)
	}
	for _, l := range left {
		says(t, l.WhyKey, nil)
	}
	c.exec("UPDATE college.person SET no_fixed_address = 1 WHERE id = 'ann'")
	for of, id := range map[string]string{"run": "run-sleep", "session": "sleep-2", "student": "st-ann", "term": ""} {
		labels, left, err := c.AddressLabels(c.ctx(), of, id)
		if err != nil || len(labels) != 0 || len(left) == 0 || left[0] != (college.LeftOut{StudentNumber: "S-00001", WhyKey: "label.noAddress"}) {
			t.Errorf("of a %s: %+v, %+v, %v", of, labels, left, err)
		}
	}
	_, _, err = c.AddressLabels(c.ctx(), "venue", "v")
	refused(t, err, "labels.ofWhat")
	_, _, err = c.AddressLabels(c.ctx(), "run", "none")
	refused(t, err, "store.notFound")
}

// TestChoicesByTheEndOfAnID: file names tell people and places apart by the last
// six letters of their ids, and these find them again.
func TestChoicesByTheEndOfAnID(t *testing.T) {
	c := staffed(t)
	c.put(venuesFile, college.Venue{ID: "0190-aafd11ed", Name: "Far Hall", Active: true})
	for query, want := range map[string]int{"fd11ed": 1, "venue-fd11ed": 1, " Venue FD11ED ": 1, "venue-fd11e": 0, "d11ed": 0, "tutor-fd11ed": 0} {
		if got := must(c.ChoicesFor(c.ctx(), "venue", query)); len(got) != want || want == 1 && got[0].Text != "Far Hall" {
			t.Errorf("%q finds %v", query, got)
		}
	}
}
