package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"daybook/backend/college"
)

// told opens a closed college and gives the keys of its notices.
func (c *testCollege) told() (keys []string) {
	c.t.Helper()
	c.open()
	for _, n := range c.Notices() {
		says(c.t, n.Key, n.Values)
		keys = append(keys, n.Key)
	}
	return keys
}

// TestWhatSigningInTells does something to a closed college and looks at what
// whoever opens it next is told; the time after, nothing.
func TestWhatSigningInTells(t *testing.T) {
	older := map[string][]byte{} // the files as they were before the last lines
	for name, x := range map[string]struct {
		spoil func(t *testing.T, c *testCollege, data string)
		want  []string
	}{
		"nothing": {func(*testing.T, *testCollege, string) {}, []string{}},
		"the college's file of before was put back": {func(t *testing.T, _ *testCollege, data string) {
			fine(t, os.WriteFile(file(data, collegeFile), older[collegeFile], 0o600))
		}, []string{"notice.older"}},
		"the venue book of before was put back": {func(t *testing.T, _ *testCollege, data string) {
			fine(t, os.WriteFile(file(data, venuesFile), older[venuesFile], 0o600))
		}, []string{"notice.older"}},
		"anchors.json was edited": {func(t *testing.T, _ *testCollege, data string) {
			path := filepath.Join(data, "anchors.json")
			text := must(os.ReadFile(path))
			changed := bytes.Replace(text, []byte(`"sequence": 8`), []byte(`"sequence": 5`), 1)
			if bytes.Equal(text, changed) {
				t.Fatalf("no line 8 in %s", text)
			}
			fine(t, os.WriteFile(path, changed, 0o600))
		}, []string{"notice.anchors"}},
		"anchors.json is garbage": {func(t *testing.T, _ *testCollege, data string) {
			fine(t, os.WriteFile(filepath.Join(data, "anchors.json"), []byte("{"), 0o600))
		}, []string{"notice.anchors"}},
		"the last line was rewritten": {func(t *testing.T, c *testCollege, data string) {
			alter(t, file(data, collegeFile), "UPDATE main.audit SET mac = randomblob(32) WHERE sequence = 8")
		}, []string{"notice.auditChanged"}},
		"the last line was taken out": {func(t *testing.T, c *testCollege, data string) {
			alter(t, file(data, collegeFile), "DELETE FROM main.audit WHERE sequence = 8")
		}, []string{"notice.older"}},
		"a room is gone": {func(t *testing.T, c *testCollege, data string) {
			alter(t, file(data, collegeFile), "UPDATE main.session SET room_id = 'gone' WHERE id IN ('sleep-1', 'sleep-2')")
		}, []string{"notice.orphans"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := audited(t)
			data := c.home.Data()
			c.close()
			for _, name := range files {
				older[name] = must(os.ReadFile(file(data, name)))
			}
			c.open()
			fine(t, c.Note(c.ctx(), "read.student", "student", "st-bo"))
			fine(t, given(c.CorrectFact(c.ctx(), "fact", "yes", "", "")))
			c.close()
			held = c.options.Access
			x.spoil(t, c, data)
			is(t, "told", c.told(), x.want)
			c.close()
			if again := c.told(); len(again) > 0 && name != "a room is gone" {
				t.Errorf("told once more: %v", again)
			}
		})
	}
}

// TestVenueLinesAreTakenIn: a leader's and an admin's signing in copy the venue
// book's lines into the college, where a volunteer's key does not reach.
func TestVenueLinesAreTakenIn(t *testing.T) {
	for name, x := range map[string]struct{ user, pass string }{"a leader": {"Nadia", leaderPass}, "an admin": {"Amir", adminPass}} {
		t.Run(name, func(t *testing.T) {
			c := audited(t)
			c.signedIn("Vera", volunteerPass)
			vera := As(context.Background(), c.access.User.ID)
			fine(t, correct("yes")(vera, c))
			fine(t, c.Note(vera, "read.venues", "", ""))
			c.signedIn(x.user, x.pass)
			if n := c.count("SELECT count(*) FROM college.venue_audit_copy"); n != 6 || len(c.Notices()) > 0 {
				t.Errorf("%d lines were taken in, the notices are %+v", n, c.Notices())
			}
			if n := c.count(`SELECT count(*) FROM college.venue_audit_copy c JOIN venues.venue_audit a USING (sequence, at, "by", verb, kind, subject, fields, mac)`); n != 6 {
				t.Errorf("%d lines are as they were", n)
			}
			fine(t, c.Note(c.ctx(), "read.venues", "", "")) // in the college's own
			c.close()
			c.open()
			if n := c.count("SELECT count(*) FROM college.venue_audit_copy"); n != 6 {
				t.Errorf("signing in again left %d lines", n)
			}
		})
	}
}

// TestTamperedVenueLinesAreNotTakenIn: from the first line on whose chain does
// not hold none is taken in, and it is told at which.
func TestTamperedVenueLinesAreNotTakenIn(t *testing.T) {
	for name, x := range map[string]struct {
		tamper string
		line   string // told at signing in; "" = only checking the audit finds it
		taken  int
	}{
		"a new line edited":     {`UPDATE venues.venue_audit SET "by" = 'nadia' WHERE sequence = 6`, "6", 5},
		"a new line taken out":  {`DELETE FROM venues.venue_audit WHERE sequence = 5`, "6", 4},
		"an old line taken out": {`DELETE FROM venues.venue_audit WHERE sequence = 2`, "", 6},
		"an old line edited":    {`UPDATE venues.venue_audit SET mac = randomblob(32) WHERE sequence = 2`, "", 6},
		"the last taken in cut": {`DELETE FROM venues.venue_audit WHERE sequence >= 4`, "4", 4},
		"the key replaced":      {`UPDATE venues.venue_audit_chain SET key = randomblob(32)`, "5", 4},
	} {
		t.Run(name, func(t *testing.T) {
			c := audited(t)
			c.close()
			c.open() // four lines are taken in
			c.signedIn("Vera", volunteerPass)
			vera := As(context.Background(), c.access.User.ID)
			fine(t, correct("yes")(vera, c))
			fine(t, correct("no")(vera, c))
			c.exec(x.tamper)
			c.signedIn("Nadia", leaderPass)
			if n := c.count("SELECT count(*) FROM college.venue_audit_copy"); n != x.taken {
				t.Errorf("%d lines are in the copy, want %d", n, x.taken)
			}
			found := ""
			for _, n := range c.Notices() {
				if n.Key == "notice.venueAudit" {
					found = n.Values["line"]
					says(t, n.Key, n.Values)
				}
			}
			breaks, _, err := c.VerifyAudit(c.ctx(), nil)
			fine(t, err)
			if found != x.line {
				t.Errorf("told at signing in is line %q, want %q", found, x.line)
			}
			if len(breaks) == 0 {
				t.Error("checking the audit finds nothing")
			}
		})
	}
}

// TestAVolunteerDoesNotHideAnOlderVenueBook: who put one back and signs in first
// writes the anchor of the venue book anew; the leader is told all the same.
func TestAVolunteerDoesNotHideAnOlderVenueBook(t *testing.T) {
	c := audited(t)
	path := file(c.home.Data(), venuesFile)
	c.close()
	older := must(os.ReadFile(path))
	c.open()
	fine(t, given(c.CorrectFact(c.ctx(), "fact", "yes", "", "Nadia")))
	c.close()
	c.open() // taken in
	c.close()
	fine(t, os.WriteFile(path, older, 0o600))
	c.signedIn("Vera", volunteerPass)
	if !noticed(c, "notice.older") {
		t.Errorf("the volunteer is told %+v", c.Notices())
	}
	c.signedIn("Nadia", leaderPass)
	if len(c.Notices()) == 0 {
		t.Error("the leader is told nothing")
	}
}

// TestOrphansOfEitherKind: a room of a session and a venue of a partner.
func TestOrphansOfEitherKind(t *testing.T) {
	c := small(t)
	c.put(collegeFile, college.Partner{ID: "p", Name: "Wool Shop"}, college.PartnerVenue{ID: "pv", PartnerID: "p", VenueID: "v"},
		college.PartnerVenue{ID: "pw", PartnerID: "p", VenueID: "gone"})
	moved := c.session("sleep-3")
	moved.RoomID = "gone"
	c.put(collegeFile, moved)
	if n := must(orphans(c.ctx(), c.db)); n != 2 {
		t.Errorf("%d orphans, want 2", n)
	}
	c.close()
	is(t, "told", c.told(), []string{"notice.orphans"})
	c.signedIn("Vera", volunteerPass)
	if len(c.Notices()) > 0 {
		t.Errorf("a volunteer, who has one file, is told %+v", c.Notices())
	}
}
