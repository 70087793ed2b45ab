package planted_test

import (
	"reflect"
	"slices"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
)

func grow(t *testing.T, shape planted.Shape, seed uint64, given bool) planted.Term {
	t.Helper()
	term, err := planted.Grow(shape, seed, given)
	if err != nil {
		t.Fatal(err)
	}
	return term
}

// TestWhatWasPlantedClashesWithNothing is what every figure of the planner
// rests on.
func TestWhatWasPlantedClashesWithNothing(t *testing.T) {
	for _, shape := range planted.Shapes {
		t.Run(shape.Name, func(t *testing.T) {
			for _, seed := range []uint64{shape.Seed, 11, 12} {
				term := grow(t, shape, seed, true)
				if len(term.Plan) != shape.Sessions || len(term.Facts.Meetings) != shape.Sessions {
					t.Fatalf("seed %d: %d placements for %d sessions, %d wanted", seed, len(term.Plan), len(term.Facts.Meetings), shape.Sessions)
				}
				for _, f := range timetable.CheckAll(planted.Laid(term.Facts, term.Plan)) {
					t.Errorf("seed %d: %s %s %v", seed, f.Rule, f.Key, f.Values)
				}
			}
		})
	}
}

// TestAMovedSessionIsFound makes sure that the check above looks.
func TestAMovedSessionIsFound(t *testing.T) {
	term := grow(t, planted.Shapes[6], 7, true)
	moved := slices.Clone(term.Plan)
	for i := range moved { // everything on one day
		moved[i].Date, moved[i].Start, moved[i].End = "2026-09-07", "09:00", "10:00"
	}
	if found := timetable.CheckAll(planted.Laid(term.Facts, moved)); len(found) < len(moved) {
		t.Errorf("only %d findings with %d sessions at the same time", len(found), len(moved))
	}
}

// TestASeriesMeetsWeekly holds the planted plan to what a series is: the same
// weekday, time, place and people, a week apart, by those who may.
func TestASeriesMeetsWeekly(t *testing.T) {
	term := grow(t, planted.Shapes[1], 2, false)
	may := map[[2]string]bool{}
	for _, a := range term.Facts.CourseTutors {
		may[[2]string{a.CourseID, a.PersonID}] = true
	}
	for i, m := range term.Facts.Meetings {
		at := term.Plan[i]
		for _, w := range at.Workers {
			if !may[[2]string{m.CourseID, w.PersonID}] {
				t.Errorf("%s may not teach %s", w.PersonID, m.CourseID)
			}
		}
		if m.Number == 1 {
			continue
		}
		last := term.Plan[i-1]
		last.Date, last.SessionID = last.Date.AddDays(7), at.SessionID
		if !reflect.DeepEqual(last, at) {
			t.Errorf("%s is at %v, a week after the one before would be %v", m.SessionID, at, last)
		}
	}
}

func TestTheSameSeedGrowsTheSameTerm(t *testing.T) {
	first, again := grow(t, planted.Shapes[4], 3, true), grow(t, planted.Shapes[4], 3, true)
	other := grow(t, planted.Shapes[4], 4, true)
	if !reflect.DeepEqual(first, again) {
		t.Error("one seed grew two terms")
	}
	if reflect.DeepEqual(first.Plan, other.Plan) {
		t.Error("two seeds grew one term")
	}
}

func TestPeopleAreGivenOrFree(t *testing.T) {
	for name, given := range map[string]bool{"given": true, "free": false} {
		t.Run(name, func(t *testing.T) {
			term := grow(t, planted.Shapes[0], 1, given)
			for _, m := range term.Facts.Meetings {
				if (len(m.Workers) == 2) != given || term.Brief.Pins[m.SessionID] != (timetable.Pin{Who: given}) {
					t.Fatalf("%s has %d people and the pins %+v", m.SessionID, len(m.Workers), term.Brief.Pins[m.SessionID])
				}
				if m.Date != college.Date("") {
					t.Fatalf("%s has a date before it is planned", m.SessionID)
				}
			}
		})
	}
}

func TestAShapeThatHoldsNoSuchTermIsSaid(t *testing.T) {
	if _, err := planted.Grow(planted.Shape{Name: "none", Sessions: 3, Tutors: 0, Peers: 1, Rooms: 1, Venues: 1}, 1, false); err == nil {
		t.Error("a term grew without tutors")
	}
}
