package papers

import (
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

func TestTimetableOfSays(t *testing.T) {
	p := plainFace(standard())
	cases := map[string]struct {
		of       college.TimetableFor
		says     []string
		saysNot  []string
		smallest float64
	}{
		"student": {college.ForStudent, []string{
			"Timetable for Siân Okafor-Hughes", "12 Market Street", "How to cancel", "01632 960100", "Cancelled", "Online\n", "Zoom",
			"Half-term: no sessions from 26 to 30 October 2026", "Summer bank holiday: no sessions", "Week of 7 September 2026", "For student S-00012", "Other formats: large print",
		}, []string{"Nadia Rahman", "Tuesday group"}, 14},
		"tutor":     {college.ForTutor, []string{"Leading the session", "Learning alongside", "greets people", "12 Market Street"}, []string{"How to cancel"}, 14},
		"volunteer": {college.ForVolunteer, []string{"Supporting"}, []string{"How to cancel"}, 14},
		"venue":     {college.ForVenue, []string{"Sessions at Wexmoor Central Library", "Studio 2", "Tuesday group", "Led by Priya K and Ali M"}, []string{"Psychosis", "Diabetes"}, 14},
		"room":      {college.ForRoom, []string{"Sessions in Learning Room", "Tuesday group", "Priya K and Ali M"}, []string{"Psychosis", "Diabetes"}, 14},
		"day":       {college.ForDay, []string{"Sessions on Tuesday 8 September 2026", "For staff only.", "by Nadia Rahman", "7 of 20", "1 waiting"}, []string{"Okafor"}, 12},
	}
	for name, c := range cases {
		d := TimetableOf(p, aView(c.of, 30))
		said, _ := textsOf(d)
		said = strings.ReplaceAll(said, "\u00a0", " ")
		for _, text := range c.says {
			if !strings.Contains(said, text) {
				t.Errorf("%s: does not say %q", name, text)
			}
		}
		for _, text := range c.saysNot {
			if strings.Contains(said, text) {
				t.Errorf("%s: says %q", name, text)
			}
		}
		for _, page := range d.Pages {
			for _, op := range page.Ops {
				if text, is := op.(typeset.Text); is && text.Size < c.smallest {
					t.Errorf("%s: %q is set in %g pt", name, text.String, text.Size)
				}
			}
		}
	}
}

// TestOwnFormat: a person's own format holds unless whoever prints chose a size.
func TestOwnFormat(t *testing.T) {
	cases := map[string]struct {
		format string
		body   float64
		want   float64
	}{
		"none": {"", 0, 14}, "large": {"largePrint", 0, 18}, "larger": {"largerPrint", 0, 24}, "easy read": {"easyRead", 0, 14}, "a size was chosen": {"largePrint", 24, 24},
	}
	for name, c := range cases {
		v := aView(college.ForStudent, 3)
		v.Format = c.format
		if got := find(t, TimetableOf(plainFace(largePrint(c.body)), v), "Week of 7 September 2026").Size; got != c.want {
			t.Errorf("%s: set in %g pt, want %g", name, got, c.want)
		}
	}
}

func TestDaySheetOrder(t *testing.T) {
	at := func(venue string, start college.Clock) college.SessionHead {
		return college.SessionHead{Date: "2026-09-08", Start: start, Mode: college.InPerson, Place: college.Place{Venue: venue}}
	}
	var got []string
	for _, group := range byVenue([]college.SessionHead{
		{Start: "08:00", Place: college.Place{Online: "Zoom"}}, at("", "09:00"), at("Town Hall", "10:00"), at("Library", "13:00"), at("Library", "09:30"),
	}) {
		for _, s := range group {
			got = append(got, joined(s.Place.Venue, string(s.Start)))
		}
		got = append(got, "|")
	}
	if want := "Library, 09:30 Library, 13:00 | Town Hall, 10:00 | 08:00 | 09:00 |"; strings.Join(got, " ") != want {
		t.Errorf("the order is %q, want %q", got, want)
	}
}
