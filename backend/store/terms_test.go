package store

import (
	"fmt"
	"testing"

	"daybook/backend/college"
)

// withTerms is the small college with a term before and one after.
func withTerms(t *testing.T) *testCollege {
	t.Helper()
	book, records := smallRecords("Ann Lee")
	records.Terms = append(records.Terms,
		college.Term{ID: "t0", YearID: "year", Name: "Summer 2026", Code: "SUM26", Start: "2026-04-20", End: "2026-07-17"},
		college.Term{ID: "t2", YearID: "year", Name: "Spring 2027", Code: "SPR27", Start: "2027-01-11", End: "2027-04-09"})
	return opened(t, book, records)
}

func TestTheTermThatIsMeant(t *testing.T) {
	c := withTerms(t)
	for wanted, id := range map[string]string{"": "t1", "t2": "t2", "spr27": "t2", "  summer   2026 ": "t0", "AUTUMN 2026": "t1"} {
		if got, err := c.Term(c.ctx(), wanted); err != nil || got.ID != id {
			t.Errorf("%q is the term %s, %v; want %s", wanted, got.ID, err, id)
		}
	}
	for now, id := range map[college.Date]string{"2026-01-01": "t0", "2026-07-17": "t0", "2026-07-18": "t1", "2026-12-19": "t2", "2030-01-01": "t2"} {
		c.now = now.At("12:00")
		if got := must(c.Term(c.ctx(), "")).ID; got != id {
			t.Errorf("on %s the term is %s, want %s", now, got, id)
		}
	}
	_, err := c.Term(c.ctx(), "T9")
	refused(t, err, "term.notFound")
	if said := college.AsRefusal(err).Values["terms"]; said != "SUM26, AUT26, SPR27" {
		t.Errorf("the terms to choose from are %s", said)
	}
	_, err = empty(t).Term(c.ctx(), "")
	refused(t, err, "term.none")
}

func TestTimetableSaysWhenNothingMeets(t *testing.T) {
	c := withTerms(t)
	c.put(collegeFile,
		college.TermBreak{ID: "half", TermID: "t2", Name: "Half-term", From: "2027-02-15", To: "2027-02-19"},
		college.TermBreak{ID: "other", TermID: "t1", Name: "Another term's", From: "2026-10-26", To: "2026-10-30"},
		college.Closure{ID: "move", From: "2027-04-05", To: "2027-04-30", Reason: "Moving house"},
		college.Closure{ID: "past", From: "2026-01-01", To: "2026-01-02", Reason: "Long ago"})
	got := []string{}
	for _, g := range must(c.TermTimetable(c.ctx(), "SPR27")).Gaps {
		got = append(got, fmt.Sprint(g.From, " ", g.To, " ", g.Name, g.NameKey))
	}
	is(t, "the gaps", got, []string{"2027-02-15 2027-02-19 Half-term", "2027-03-26 2027-03-26 holiday.goodFriday",
		"2027-03-29 2027-03-29 holiday.easterMonday", "2027-04-05 2027-04-09 Moving house"})
}

func TestTimetableLeavesOutDrafts(t *testing.T) {
	c := withTerms(t)
	listed := func() []string {
		ids := []string{}
		for _, h := range must(c.TermTimetable(c.ctx(), "t1")).Sessions {
			ids = append(ids, h.SessionID)
		}
		return ids
	}
	is(t, "in order of time", listed(), []string{"sleep-1", "sleep-2", "music-1", "sleep-3"})
	c.exec("UPDATE college.session SET date = NULL, start = NULL, \"end\" = NULL WHERE id = 'sleep-3'")
	c.exec("UPDATE college.course_run SET status = 'draft' WHERE id = 'run-music'")
	is(t, "without what has no date, and drafts", listed(), []string{"sleep-1", "sleep-2"})
	timetable := must(c.TermTimetable(c.ctx(), "t1"))
	if timetable.College != "Testwick College" || timetable.Contact != "01632 960001 · hello@example.org" || timetable.Sample {
		t.Errorf("the head says %q, %q", timetable.College, timetable.Contact)
	}
	c.exec("UPDATE venues.card SET email = NULL, sample = 1")
	if timetable := must(c.TermTimetable(c.ctx(), "t1")); timetable.Contact != "01632 960001" || !timetable.Sample {
		t.Errorf("without an e-mail the contact is %q", timetable.Contact)
	}
}

func TestRunsForChoosing(t *testing.T) {
	c := withTerms(t)
	c.bookEarly("sleep", "Ann Lee")
	got := []string{}
	for _, r := range must(c.Runs(c.ctx(), "")) {
		got = append(got, fmt.Sprintf("%s %s %s %s–%s %d sessions, %d of %d", r.Reference, r.Title, r.TermCode, r.First, r.Last, r.Sessions, r.Booked, r.Capacity))
	}
	is(t, "the runs", got, []string{"UMH01-AUT26-1 Sleeping well AUT26 2026-11-13–2026-11-27 3 sessions, 1 of 8", "PA01-AUT26-1 Making music AUT26 2026-11-20–2026-11-20 1 sessions, 0 of 8"})
	if runs := must(c.Runs(c.ctx(), "t2")); runs == nil || len(runs) != 0 {
		t.Errorf("a term without runs has %v", runs)
	}
	for _, reference := range []string{"UMH01-AUT26-1", "umh01-aut26-1", " umh-01 aut26 1 ", "run-sleep"} {
		if run, err := c.RunByReference(c.ctx(), reference); err != nil || run.ID != "run-sleep" {
			t.Errorf("%q is %s, %v", reference, run.ID, err)
		}
	}
	_, err := c.RunByReference(c.ctx(), "UMH09")
	refused(t, err, "run.notFound")
}

// TestWhereASessionMeets: the venue's own name and address while it is known,
// the merged one's after a merging, and the place as it was when it is lost.
func TestWhereASessionMeets(t *testing.T) {
	c := withTerms(t)
	c.put(collegeFile, college.VirtualRoom{ID: "zoom", Name: "College Zoom", Platform: "Zoom"})
	where := func() string { return fmt.Sprintf("%+v", must(c.SessionView(c.ctx(), "sleep-2")).Head.Place) }
	for _, step := range []struct{ file, change, want string }{
		{"venues", "UPDATE venues.venue SET postcode = 'KD1 2AB' WHERE id = 'v'", "{Venue:Castleby Community Centre Room:Main Hall Address: Town:Castleby Postcode:KD1 2AB Online:}"},
		{"venues", "UPDATE venues.venue SET merged_into = 'w' WHERE id = 'v'", "{Venue:Abbey Library Room:Main Hall Address: Town:Testwick Postcode: Online:}"},
		{"college", "UPDATE college.session SET room_id = 'lost', place_name = 'The Old Mill' WHERE id = 'sleep-2'", "{Venue:The Old Mill Room: Address: Town: Postcode: Online:}"},
		{"college", "UPDATE college.session SET room_id = NULL, virtual_room_id = 'zoom' WHERE id = 'sleep-2'", "{Venue: Room: Address: Town: Postcode: Online:Zoom}"},
		{"college", "UPDATE college.session SET virtual_room_id = NULL, place_name = NULL WHERE id = 'sleep-2'", "{Venue: Room: Address: Town: Postcode: Online:}"},
	} {
		c.exec(step.change)
		if got := where(); got != step.want {
			t.Errorf("after %s it meets at %s, want %s", step.change, got, step.want)
		}
	}
	if len(must(c.DayRegisters(c.ctx(), "2026-11-20")).Registers) != 2 {
		t.Error("a session without a place has no register")
	}
}

// TestVenueChangesAreConcernsAtOnce: what happens in the venue book is never
// written into the college; it is seen when its sessions are looked at.
func TestVenueChangesAreConcernsAtOnce(t *testing.T) {
	c := withTerms(t)
	before := c.count("SELECT count(*) FROM college.act")
	says := func(rule, key string) bool {
		for _, f := range must(c.SessionView(c.ctx(), "sleep-3")).Concerns {
			if f.Rule == rule && f.Key == key {
				return true
			}
		}
		return false
	}
	for _, step := range []struct {
		rule, key string
		row       any
	}{
		{"I-02", "rule.tooFewSeats", college.Room{ID: "hall", VenueID: "v", Name: "Main Hall", Seats: 5, Active: true}},
		{"I-09", "rule.venueClosed", college.VenueClosure{ID: "closed", VenueID: "v", From: "2026-11-25", To: "2026-11-30", Reason: "New roof"}},
		{"I-15", "rule.placeNotSuitable", college.RiskAssessment{ID: "risk", VenueID: "v", DoneOn: "2026-11-01", Outcome: "notSuitable"}},
	} {
		if says(step.rule, step.key) {
			t.Errorf("%s is said before it is so", step.key)
		}
		c.put(venuesFile, step.row)
		if !says(step.rule, step.key) {
			t.Errorf("%s is not said: %+v", step.key, must(c.SessionView(c.ctx(), "sleep-3")).Concerns)
		}
	}
	if c.count("SELECT count(*) FROM college.act") != before {
		t.Error("a change of a venue wrote to the college")
	}
}

func TestPapersAreNoted(t *testing.T) {
	c := withTerms(t)
	fine(t, c.NotePaper(c.ctx(), "register", "sleep-2", "2026-11-20 register UMH01-AUT26-1.pdf"))
	p := must(first[college.PaperIssued](c.ctx(), c.db, ""))
	if p.Kind != "register" || p.RecordID != "sleep-2" || p.By != "nadia" || p.At != "2026-11-20T12:00:00Z" {
		t.Errorf("noted is %+v", p)
	}
}
