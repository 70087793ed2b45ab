package store

import (
	"strings"
	"testing"

	"daybook/backend/college"
)

// places is a college with venues of which different things are known.
func places(t *testing.T) *testCollege {
	t.Helper()
	c := small(t)
	c.put(venuesFile, college.Venue{ID: "x", Name: "Éire Hall", Town: "Testwick", Code: "EH7", Active: true},
		college.Venue{ID: "old", Name: "Old Mill", Town: "Testwick"},
		college.Venue{ID: "twin", Name: "Abbey Library (twin)", Active: true, MergedInto: "w"},
		college.Room{ID: "shut", VenueID: "v", Name: "Attic"},
		college.AccessFact{ID: "f1", VenueID: "v", Item: college.FactStepFree, Answer: "yes"},
		college.AccessFact{ID: "f2", VenueID: "v", RoomID: "hall", Item: college.FactStepFree, Answer: "no", Note: "two steps"},
		college.AccessFact{ID: "f3", VenueID: "w", Item: college.FactHearingLoop, Answer: "no"},
		college.AccessFact{ID: "f4", VenueID: "x", Item: college.FactStepFree, Answer: "yes"})
	return c
}

func TestVenuesInUseAreFound(t *testing.T) {
	c := places(t)
	const all = "Abbey Library (Testwick, 1 rooms, unknown); Castleby Community Centre (Castleby, 2 rooms, no); Éire Hall (Testwick, 0 rooms, yes)"
	for query, want := range map[string]string{
		"":           all,
		"%":          all, // signs are no words
		"testwick":   "Abbey Library (Testwick, 1 rooms, unknown); Éire Hall (Testwick, 0 rooms, yes)",
		"EIRE":       "Éire Hall (Testwick, 0 rooms, yes)",
		"eh7":        "Éire Hall (Testwick, 0 rooms, yes)",
		"abbey test": "Abbey Library (Testwick, 1 rooms, unknown)",
		"mill":       "",
		"' OR 1=1":   "",
	} {
		var lines []string
		for _, l := range must(c.Venues(c.ctx(), query)) {
			lines = append(lines, l.Name+" ("+l.Town+", "+count(l.Rooms)+" rooms, "+l.StepFree+")")
		}
		if got := strings.Join(lines, "; "); got != want {
			t.Errorf("%q found\n%s, want\n%s", query, got, want)
		}
	}
}

func TestStepFreeIsTheWorstAnswer(t *testing.T) {
	for answers, want := range map[string]string{"": "unknown", "yes": "yes", "no": "no", "yes,no": "no", "no,yes": "no", "yes,unknown": "unknown",
		"unknown,yes": "unknown", "unknown,no": "no", "no,unknown,yes": "no", "notApplicable": "unknown", "yes,notApplicable": "yes"} {
		if got := stepFree(strings.Split(answers, ",")); got != want {
			t.Errorf("%q is %s, want %s", answers, got, want)
		}
	}
}

func TestAVenueIsShownWithItsRoomsAndFacts(t *testing.T) {
	c := places(t)
	c.exec("UPDATE venues.access_fact SET archived_at = '2026-11-01T10:00:00Z' WHERE id = 'f1'")
	page := must(c.Venue(c.ctx(), "v"))
	if page.Venue.Name != "Castleby Community Centre" || len(page.Rooms) != 2 || page.Rooms[0].Name != "Main Hall" || len(page.Facts) != 1 || page.Facts[0].Note != "two steps" {
		t.Errorf("the venue is %+v", page)
	}
	bare := must(c.Venue(c.ctx(), "x"))
	if bare.Rooms == nil || len(bare.Rooms) != 0 || len(bare.Facts) != 1 {
		t.Errorf("a venue without rooms is %+v", bare)
	}
	_, err := c.Venue(c.ctx(), "nowhere")
	refused(t, err, "store.notFound")
}

func TestAFactIsPutRight(t *testing.T) {
	c := places(t)
	venue, err := c.CorrectFact(c.ctx(), "f2", "yes", "  a ramp since May ", "Vera")
	fine(t, err)
	fact := must(get[college.AccessFact](c.ctx(), c.db, "f2"))
	want := college.AccessFact{ID: "f2", VenueID: "v", RoomID: "hall", Item: college.FactStepFree, Answer: "yes", Note: "a ramp since May", CheckedBy: "Vera", CheckedOn: "2026-11-20"}
	if fact != want || venue != "v" {
		t.Errorf("the fact of %s is %+v, want %+v", venue, fact, want)
	}
	before := c.dump()
	for name, x := range map[string]struct{ id, answer, note, key string }{
		"an answer that is none": {"f2", "maybe", "", "fact.invalid"},
		"no answer":              {"f2", "", "", "fact.invalid"},
		"a novel":                {"f2", "no", strings.Repeat("step ", 100), "fact.invalid"},
		"no such fact":           {"f9", "no", "", "store.notFound"},
	} {
		_, err := c.CorrectFact(c.ctx(), x.id, x.answer, x.note, "Vera")
		if r := college.AsRefusal(err); r == nil || r.Key != x.key {
			t.Errorf("%s: %v, want %s", name, err, x.key)
		}
	}
	unchanged(t, before, c.dump())
	c.undo(must(lastAct(c.ctx(), c.db, venuesFile)))
	if fact := must(get[college.AccessFact](c.ctx(), c.db, "f2")); fact.Answer != "no" || fact.CheckedBy != "" {
		t.Errorf("taken back, the fact is %+v", fact)
	}
}

func TestTheIdleMinutes(t *testing.T) {
	c := small(t)
	for minutes, taken := range map[int]bool{-1: false, 0: false, 1: true, 5: true, 15: true, 16: false, 1 << 40: false} {
		before := must(c.Card(c.ctx())).IdleMinutes
		err := c.SetIdle(c.ctx(), minutes)
		if now := must(c.Card(c.ctx())).IdleMinutes; taken && (err != nil || now != minutes) || !taken && now != before {
			t.Errorf("%d minutes: %v, kept are %d", minutes, err, now)
		}
		if !taken {
			refused(t, err, "idle.minutes")
		}
	}
}
