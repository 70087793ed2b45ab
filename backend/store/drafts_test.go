package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daybook/backend/college"
)

// TestDraftsAreTheirUsers: each has their own, by place, newest first; a volunteer's
// are in the venue book, a leader's and an admin's in the college.
func TestDraftsAreTheirUsers(t *testing.T) {
	c := small(t, "Ann Lee")
	drafts := func(ctx context.Context) (text []string) {
		for _, d := range must(c.Drafts(ctx)) {
			text = append(text, d.Place+": "+d.Text+" at "+string(d.At))
		}
		return text
	}
	is(t, "the first drafts", drafts(c.ctx()), []string{})
	keep := func(ctx context.Context, place, text string) {
		c.now = c.now.Add(time.Minute)
		fine(t, c.KeepDraft(ctx, place, text))
	}
	amir := As(context.Background(), "amir")
	keep(c.ctx(), "student/st-ann", "She says")
	keep(c.ctx(), "venue/v", "Two steps")
	keep(amir, "student/st-ann", "Amir's")
	keep(c.ctx(), "student/st-ann", "She says hello")
	is(t, "Nadia's", drafts(c.ctx()), []string{"student/st-ann: She says hello at 2026-11-20T12:04:00Z", "venue/v: Two steps at 2026-11-20T12:02:00Z"})
	is(t, "Amir's", drafts(amir), []string{"student/st-ann: Amir's at 2026-11-20T12:03:00Z"})
	keep(c.ctx(), "venue/v", "")
	keep(c.ctx(), "never", "")
	is(t, "Nadia's, one dropped", drafts(c.ctx()), []string{"student/st-ann: She says hello at 2026-11-20T12:04:00Z"})

	c.signedIn("Vera", volunteerPass)
	vera := As(context.Background(), c.access.User.ID)
	is(t, "what a volunteer sees", drafts(c.ctx()), []string{}) // as whoever they say they are
	keep(vera, "venue/v", "A ramp")
	c.signedIn("Nadia", leaderPass)
	is(t, "Nadia's after signing in", drafts(c.ctx()), []string{"student/st-ann: She says hello at 2026-11-20T12:04:00Z"})
	for table, want := range map[string]int{"college.typing_draft": 2, "venues.venue_typing_draft": 1} {
		if n := c.count("SELECT count(*) FROM " + table); n != want {
			t.Errorf("%s has %d drafts, want %d", table, n, want)
		}
	}
}

// TestDraftsLeaveNoTrace: what is being typed is in no journal and no audit, in no
// file in the clear, and gone once it is dropped.
func TestDraftsLeaveNoTrace(t *testing.T) {
	const typed = "Zanzibar is what she told me in confidence"
	c := small(t, "Ann Lee")
	acts, heads := len(c.actIDs()), must(c.Heads(c.ctx()))
	fine(t, c.KeepDraft(c.ctx(), "student/st-ann", typed))
	if len(c.actIDs()) != acts || c.count("SELECT count(*) FROM college.change") != 0 {
		t.Error("a draft is in the journal")
	}
	for file, head := range must(c.Heads(c.ctx())) {
		if head.Sequence != heads[file].Sequence {
			t.Errorf("a draft is in the audit of %s", file)
		}
	}
	inTheClear := func(when string) {
		fine(t, filepath.WalkDir(c.options.Folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && bytes.Contains(must(os.ReadFile(path)), []byte("Zanzibar")) {
				t.Errorf("%s, %s holds it in the clear", when, path)
			}
			return err
		}))
	}
	inTheClear("open")
	c.close()
	inTheClear("closed")
	c.open()
	fine(t, c.KeepDraft(c.ctx(), "student/st-ann", ""))
	for _, page := range must(list(c.ctx(), c.db, scanText, "SELECT CAST(data AS TEXT) FROM sqlite_dbpage WHERE schema = 'college'")) {
		if bytes.Contains([]byte(page), []byte("Zanzibar")) {
			t.Error("dropped, it is still in a page")
		}
	}
}

// TestADraftOutlivesAnAbruptEnd: that is what it is for.
func TestADraftOutlivesAnAbruptEnd(t *testing.T) {
	c := small(t, "Ann Lee")
	fine(t, c.KeepDraft(c.ctx(), "student/st-ann", "half a sen"))
	c.endedHere()
	c.open()
	if got := must(c.Drafts(c.ctx())); len(got) != 1 || got[0] != (college.TypingDraft{Place: "student/st-ann", Text: "half a sen", At: "2026-11-20T12:00:00Z"}) {
		t.Errorf("after an abrupt end the drafts are %+v", got)
	}
}
