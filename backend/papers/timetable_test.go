package papers

import (
	"maps"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

func TestTimetableListSays(t *testing.T) {
	term := aTimetable(74)
	term.Sessions[70].Date = ""
	d := TimetableList(standard(), term)
	said, _ := textsOf(d)
	said = strings.ReplaceAll(said, "\u00a0", " ")
	for _, text := range []string{
		"Timetable: Term 4", "Week of Monday 7 September 2026", "Half-term: no sessions from 26 to 30 October 2026",
		"Summer bank holiday: no sessions", "Cancelled", "Online\n", "Zoom", "Dates to be confirmed",
		"Other formats: large print",
	} {
		if !strings.Contains(said, text) {
			t.Errorf("the timetable does not say %q", text)
		}
	}
	if find(t, d, "Other formats: large print, easy read or a file. Please ask us.").Size < 16 {
		t.Error("the line about other formats is below 16 pt")
	}
	if size := find(t, d, "Mon 7 Sep").Size; size != 14 {
		t.Errorf("students read %g pt, want 14", size)
	}
}

// TestOnlineHasItsSymbol: a screen is drawn beside each "Online", inside its cell.
func TestOnlineHasItsSymbol(t *testing.T) {
	for name, d := range map[string]*typeset.Document{
		"list": TimetableList(standard(), aTimetable(74)), "grid": TimetableGrid(standard(), aTimetable(74)),
		"large grid": TimetableGrid(largePrint(18), aTimetable(74)),
	} {
		words, screens := 0, 0
		for _, page := range d.Pages {
			for _, op := range page.Ops {
				switch op := op.(type) {
				case typeset.Text:
					if op.Subject == onlineMark {
						words++
						em := op.Size * 25.4 / 72
						if right := op.X + typeset.Width(op.String, op.Size, op.Bold) + 1.5*em; right > op.Cell.Right() {
							t.Errorf("%s: the symbol after %q leaves its cell", name, op.String)
						}
					}
				case typeset.Rect:
					if op.Stroke != nil {
						screens++
					}
				}
			}
		}
		if words == 0 || words != screens {
			t.Errorf("%s: %d words and %d symbols", name, words, screens)
		}
	}
}

func TestGridOverflow(t *testing.T) {
	term := aTimetable(10)
	for i := range term.Sessions {
		term.Sessions[i].Date, term.Sessions[i].Start = "2026-09-09", "10:00"
	}
	said, _ := textsOf(TimetableGrid(standard(), term))
	if !strings.Contains(said, "+3 more, see list") || strings.Contains(said, "Evenings") || strings.Contains(said, "Saturday") {
		t.Errorf("a day of ten says %s", said)
	}
	term.Sessions[0].Date, term.Sessions[1].Start = "2026-09-12", "18:30"
	said, _ = textsOf(TimetableGrid(standard(), term))
	if !strings.Contains(said, "Evenings") || !strings.Contains(said, "Saturday") || !strings.Contains(said, "Wed 18:30") {
		t.Errorf("Saturday or the evening has no column: %s", said)
	}
}

func TestWeeks(t *testing.T) {
	term := aTimetable(74)
	weeks, unplaced := weeksOf(term)
	if len(weeks) != 12 || len(unplaced) != 0 || weeks[0].monday != "2026-09-07" || weeks[11].monday != "2026-11-23" {
		t.Errorf("%d weeks from %s", len(weeks), weeks[0].monday)
	}
	if gap, off := weeks[7].off(); !off || gap.Name != "Half-term" {
		t.Error("half-term is no week off")
	}
	term.Term.Start, term.Term.End = "2026-01-01", "9999-12-31"
	if weeks, _ := weeksOf(term); len(weeks) > longestTerm+1 {
		t.Errorf("a slip of the pen makes %d weeks", len(weeks))
	}
}

func TestInitials(t *testing.T) {
	at := func(venue, town string) college.SessionHead {
		return college.SessionHead{Date: "2026-09-07", Mode: college.InPerson, Place: college.Place{Venue: venue, Town: town}}
	}
	got := initialsOf([]college.SessionHead{
		at("Wexmoor Central Library", ""), at("St Brannoc’s Parish Rooms", ""), at("Castleby Civic Centre", ""),
		at("Castleby Community Centre", ""), at("Library", ""), at("", ""), at("14–16 Market Street", ""),
		at("The Old Fire Station Arts Centre", ""), at("Castleby Civic Centre", ""),
	})
	want := map[string]string{
		"Wexmoor Central Library": "WCL", "St Brannoc’s Parish Rooms": "SBPR", "Castleby Civic Centre": "CCC",
		"Castleby Community Centre": "CCC2", "Library": "Li", "": "?", "14–16 Market Street": "11MS",
		"The Old Fire Station Arts Centre": "TOFS",
	}
	if !maps.Equal(got, want) {
		t.Errorf("initials are %v", got)
	}
}
