package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/vault"
)

// TestTheAudit: who did what, by whom and when, newest first; filters; and a
// line of it changed from outside is found.
func TestTheAudit(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, h := wexmoor(t), at(friday)
	for i := range people {
		must(t, openAsUntil(t, folder, i, h, func(door *Door) {
			changeSomething(t, door, []string{"no", "yes", "unknown"}[i])
		}))
		h.turn(24 * time.Hour)
	}
	door := openAs(t, folder, people[0], h)
	audit := &Audit{door: door}
	for what, c := range map[string]struct {
		filter AuditFilter
		fits   func(AuditLine) bool
		least  int
	}{
		"all":        {AuditFilter{}, func(AuditLine) bool { return true }, 4},
		"Vera":       {AuditFilter{UserID: people[2].ID}, func(l AuditLine) bool { return l.By == "Vera" && l.Book == "venues" }, 1},
		"Saturday":   {AuditFilter{From: "2026-11-21", To: "2026-11-21"}, func(l AuditLine) bool { return strings.HasPrefix(l.At, "2026-11-21 ") }, 1},
		"since":      {AuditFilter{From: "2026-11-22"}, func(l AuditLine) bool { return l.At > "2026-11-22" }, 1},
		"until":      {AuditFilter{To: "2026-11-20"}, func(l AuditLine) bool { return l.At < "2026-11-21" }, 1},
		"no such":    {AuditFilter{UserID: "nobody"}, func(AuditLine) bool { return false }, 0},
		"page 9,000": {AuditFilter{Page: 9000}, func(AuditLine) bool { return true }, 1},
	} {
		page, err := audit.Page(c.filter)
		if err != nil || len(page.Lines) < c.least || page.Page < 1 || page.Page > page.Pages || len(page.People) != 3 {
			t.Errorf("%s: %+v, %v", what, page, err)
		}
		if !slices.IsSortedFunc(page.Lines, func(a, b AuditLine) int { return strings.Compare(b.At, a.At) }) {
			t.Errorf("%s: not the newest first", what)
		}
		for _, l := range page.Lines {
			if !c.fits(l) || l.Did == "" || strings.HasPrefix(l.Did, "act.") || l.Fields == nil {
				t.Errorf("%s: %+v", what, l)
			}
		}
	}
	for field, filter := range map[string]AuditFilter{"from": {From: "2026-02-31"}, "to": {To: "tomorrow"}} {
		_, err := audit.Page(filter)
		fieldOf(t, err, field)
		_, err = audit.Print(filter)
		fieldOf(t, err, field)
	}
	check, err := audit.Check()
	if err != nil || !check.Whole || check.Findings == nil || len(check.Findings) > 0 {
		t.Errorf("%+v, %v", check, err)
	}
	paper, err := audit.Print(AuditFilter{UserID: people[2].ID, From: "2026-11-01"})
	must(t, err)
	checkPDF(t, paper)
	must(t, door.Close())
	sealed(t, theData(folder), "venues", "PRAGMA locking_mode = EXCLUSIVE; UPDATE venue_audit SET \"by\" = 'sample-volunteer' WHERE sequence = (SELECT max(sequence) - 1 FROM venue_audit)")
	door = openAs(t, folder, people[0], h)
	if check, err = (&Audit{door: door}).Check(); err != nil || check.Whole || len(check.Findings) == 0 {
		t.Errorf("%+v, %v", check, err)
	}
	for _, sentence := range append(check.Findings, check.Sentence) {
		checkSentence(t, sentence)
	}
}

// TestATornTail: the end of an audit is missing; what was written down at
// closing tells, at sign-in, and in every check from then on.
func TestATornTail(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder := wexmoor(t)
	must(t, openAsUntil(t, folder, 0, at(friday), func(door *Door) { changeSomething(t, door, "no") }))
	sealed(t, theData(folder), "venues", "PRAGMA locking_mode = EXCLUSIVE; DELETE FROM venue_audit WHERE sequence = (SELECT max(sequence) FROM venue_audit)")
	door := openAs(t, folder, people[0], at(friday))
	has(t, strings.Join(gateOf(t, door).Notices, "\n"), "venues.daybook is older than it was")
	check, err := (&Audit{door: door}).Check()
	if err != nil || check.Whole || !strings.Contains(strings.Join(check.Findings, "\n"), "an older or another file was put back") {
		t.Errorf("%+v, %v", check, err)
	}
}

// TestDrafts: everybody has their own, the newest first; a volunteer's are in
// the venue book; a saved or emptied one is gone.
func TestDrafts(t *testing.T) {
	folder, h := empty(t), at(friday)
	for i, p := range people {
		must(t, openAsUntil(t, folder, i, h, func(door *Door) {
			drafts := &Drafts{door}
			if mine, err := drafts.Mine(); err != nil || mine == nil || len(mine) > 0 {
				t.Errorf("%s begins with %+v, %v", p.Name, mine, err)
			}
			for _, text := range []string{"K", "Ki", "Kim of " + p.Name} {
				must(t, drafts.Keep("walkIn:1", text))
				h.pass(time.Second)
			}
			must(t, drafts.Keep("fact:2", "the ramp"))
			h.pass(time.Second)
			must(t, drafts.Keep("gone:3", "x"))
			must(t, drafts.Keep("gone:3", ""))
			for _, wrong := range [][2]string{{"", "x"}, {strings.Repeat("x", 201), "x"}, {"a", strings.Repeat("x", 64<<10+1)}} {
				if told := refusal(t, drafts.Keep(wrong[0], wrong[1])); told.Key != "drafts.tooLong" {
					t.Errorf("%+v", told)
				}
			}
			must(t, drafts.Keep("long:4", strings.Repeat("x", 64<<10)))
			must(t, drafts.Keep("long:4", ""))
		}))
	}
	for i, p := range people {
		must(t, openAsUntil(t, folder, i, h, func(door *Door) {
			mine, err := (&Drafts{door}).Mine()
			if err != nil || len(mine) != 2 || mine[0].Place != "fact:2" || mine[1].Text != "Kim of "+p.Name {
				t.Errorf("%s has %+v, %v", p.Name, mine, err)
			}
		}))
	}
}

// TestVenueBook: found by any word, shown with rooms and facts, put right by
// whoever looked, and taken back.
func TestVenueBook(t *testing.T) {
	door := openAs(t, wexmoor(t), people[2], at(friday))
	venues := &Venues{door}
	all, err := venues.List("")
	if err != nil || len(all) != 22 {
		t.Fatalf("%d venues, %v", len(all), err)
	}
	some, err := venues.List(strings.ToUpper(strings.Fields(all[0].Name)[0]))
	if err != nil || len(some) == 0 || len(some) > 21 {
		t.Errorf("%+v, %v", some, err)
	}
	if none, err := venues.List("zzzzzz % _"); err != nil || none == nil || len(none) > 0 {
		t.Errorf("%+v, %v", none, err)
	}
	for _, l := range all {
		view, err := venues.View(l.ID)
		if err != nil || view.Name != l.Name || len(view.Rooms) != l.Rooms || len(view.Facts) == 0 || !slices.Contains([]string{"yes", "no", "unknown"}, l.StepFree) {
			t.Errorf("%+v, %v", view, err)
		}
		for _, f := range view.Facts {
			if f.Item == "" || strings.Contains(f.Item, "fact.") || !slices.Contains([]string{"yes", "no", "unknown", "notApplicable"}, f.Answer) {
				t.Errorf("%+v", f)
			}
		}
	}
	_, err = venues.View("nowhere")
	if told := refusal(t, err); told.Key != "store.notFound" {
		t.Errorf("%+v", told)
	}
	before, err := venues.View(all[0].ID)
	must(t, err)
	fact := before.Facts[0]
	for what, wrong := range map[string]FactCorrection{
		"no fact":     {ID: "nothing", Answer: "yes"},
		"no answer":   {ID: fact.ID},
		"another":     {ID: fact.ID, Answer: "perhaps"},
		"a long note": {ID: fact.ID, Answer: "yes", Note: strings.Repeat("x", 301)},
	} {
		_, err := venues.CorrectFact(wrong)
		if told := refusal(t, err); told.Key == "" {
			t.Errorf("%s: %+v", what, told)
		}
	}
	view, err := venues.CorrectFact(FactCorrection{ID: fact.ID, Answer: "notApplicable", Note: " there is no lift "})
	if got := view.Facts[0]; err != nil || got.Answer != "notApplicable" || got.Note != "there is no lift" || got.CheckedBy != "Vera" || got.CheckedOn != "2026-11-20" {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = (&Acts{door}).UndoLast()
	must(t, err)
	if view, err := venues.View(all[0].ID); err != nil || view.Facts[0] != fact {
		t.Errorf("%+v, %v", view.Facts[0], err)
	}
	if _, err := (&Today{door}).View(""); refusal(t, err).Key != "gate.forbidden" {
		t.Error(err)
	}
	hits, err := (&Search{door}).Everything("a")
	for _, hit := range hits {
		if hit.Kind != "venue" {
			t.Errorf("a volunteer finds %+v", hit)
		}
	}
	if err != nil || len(hits) == 0 {
		t.Errorf("%+v, %v", hits, err)
	}
	if door.access.May(vault.College) {
		t.Error("a volunteer has the key of the college’s file")
	}
}
