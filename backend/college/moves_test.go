package college

import (
	"slices"
	"testing"
)

// Every state of a machine is a key of it, and the moves of model 5.3 are
// exactly those allowed.
func TestStateMachines(t *testing.T) {
	for name, c := range map[string]struct {
		moves    map[string][]string
		yes, no  [][2]string
		terminal []string
	}{
		"course": {CourseMoves,
			[][2]string{{CourseIdea, CourseCoProduced}, {CourseCoProduced, CoursePanel}, {CoursePanel, CourseApproved}, {CoursePanel, CourseDeclined}, {CourseChanges, CoursePanel}, {CourseApproved, CourseLive}, {CourseLive, CoursePaused}, {CoursePaused, CourseLive}, {CourseRetired, CourseIdea}, {CourseDeclined, CourseIdea}},
			[][2]string{{CourseIdea, CourseLive}, {CourseIdea, CourseApproved}, {CoursePanel, CourseLive}, {CourseRetired, CourseLive}, {CourseDeclined, CourseApproved}},
			nil},
		"run": {RunMoves,
			[][2]string{{RunDraft, RunPublished}, {RunPublished, RunRunning}, {RunRunning, RunCompleted}, {RunDraft, RunCancelled}, {RunPublished, RunCancelled}, {RunRunning, RunCancelled}},
			[][2]string{{RunDraft, RunRunning}, {RunCompleted, RunCancelled}, {RunCancelled, RunDraft}, {RunPublished, RunDraft}},
			[]string{RunCompleted, RunCancelled}},
		"session": {SessionMoves,
			[][2]string{{SessionPlanned, SessionConfirmed}, {SessionConfirmed, SessionDelivered}, {SessionPlanned, SessionCancelled}, {SessionConfirmed, SessionCancelled}, {SessionDelivered, SessionConfirmed}},
			[][2]string{{SessionDelivered, SessionCancelled}, {SessionCancelled, SessionPlanned}, {SessionConfirmed, SessionPlanned}},
			[]string{SessionCancelled}},
		"booking": {BookingMoves,
			[][2]string{{BookingRequested, BookingBooked}, {BookingRequested, BookingWaitlisted}, {BookingRequested, BookingDeclined}, {BookingWaitlisted, BookingOffered}, {BookingOffered, BookingBooked}, {BookingOffered, BookingExpired}, {BookingOffered, BookingDeclinedOffer}, {BookingBooked, BookingCancelledByStudent}, {BookingBooked, BookingWithdrawn}, {BookingBooked, BookingCompleted}},
			[][2]string{{BookingRequested, BookingCompleted}, {BookingBooked, BookingWaitlisted}, {BookingExpired, BookingBooked}, {BookingCancelledByStudent, BookingBooked}},
			[]string{BookingDeclined, BookingDeclinedOffer, BookingExpired, BookingCancelledByStudent, BookingCancelledByCollege, BookingWithdrawn, BookingCompleted}},
	} {
		for _, m := range c.yes {
			if !CanBecome(c.moves, m[0], m[1]) {
				t.Errorf("%s: %s cannot become %s", name, m[0], m[1])
			}
		}
		for _, m := range c.no {
			if CanBecome(c.moves, m[0], m[1]) {
				t.Errorf("%s: %s may become %s", name, m[0], m[1])
			}
		}
		for state, next := range c.moves {
			if slices.Contains(c.terminal, state) != (len(next) == 0) {
				t.Errorf("%s: %s leads to %v", name, state, next)
			}
			for _, n := range next {
				if _, known := c.moves[n]; !known || n == state {
					t.Errorf("%s: %s leads to %s", name, state, n)
				}
			}
		}
	}
}

func TestWhichBookingsAreOpen(t *testing.T) {
	for status := range BookingMoves {
		if TakesPlace(status) && !OpenBooking(status) {
			t.Errorf("%s takes a place and is not open", status)
		}
	}
	if TakesPlace(BookingWaitlisted) || !TakesPlace(BookingOffered) {
		t.Error("an offer takes a place (I-01), waiting does not")
	}
}

func TestRoleSpansKeepHistory(t *testing.T) {
	spans := []RoleSpan{
		{PersonID: "p", Role: RoleStudent, Status: "enrolled", From: "2024-09-01", To: "2024-10-01"},
		{PersonID: "p", Role: RoleStudent, Status: "active", From: "2024-10-02"},
		{PersonID: "p", Role: RoleTutor, Status: "training", From: "2024-09-15"},
	}
	for day, want := range map[Date]string{"2024-08-31": "", "2024-10-01": "enrolled", "2024-10-02": "active", "2030-01-01": "active"} {
		if got, _ := StatusOn(spans, RoleStudent, day); got.Status != want {
			t.Errorf("on %s %q, want %q", day, got.Status, want)
		}
	}
	if SpansOverlap(spans) {
		t.Error("two roles at once do not overlap")
	}
	if !SpansOverlap(append(spans, RoleSpan{PersonID: "p", Role: RoleStudent, Status: "left", From: "2025-01-01"})) {
		t.Error("two open spans of one role overlap")
	}
}

// The eight people of figures.md make 6.61 whole-time equivalents.
func TestWTEIsASumOverSpans(t *testing.T) {
	var spans []RoleSpan
	for _, wte := range []float64{1, 1, 0.8, 1, 0.8, 0.8, 0.61, 0.6} {
		spans = append(spans, RoleSpan{Role: RoleStaff, Status: "inPost", From: "2024-01-01", WTE: wte})
	}
	spans = append(spans, RoleSpan{Role: RoleStaff, Status: "left", From: "2024-01-01", WTE: 1})
	if got := WTEOn(spans, "2025-06-01"); got != 6.61 {
		t.Errorf("WTE %v", got)
	}
	if got := WTEOn(spans, "2023-06-01"); got != 0 {
		t.Errorf("WTE %v before anybody came", got)
	}
}

func TestAgeRulesAreDated(t *testing.T) {
	rules := []AgeRule{{Arm: Adult, Min: 18, From: "2014-01-01"}, {Arm: Adult, Min: 16, From: "2022-09-01"}, {Arm: Youth, Min: 11, Max: 18, From: "2022-09-01"}}
	for day, want := range map[Date]int{"2014-01-01": 18, "2022-08-31": 18, "2022-09-01": 16, "2026-01-01": 16} {
		if rule, ok := AgeRuleOn(rules, Adult, day); !ok || rule.Min != want {
			t.Errorf("on %s from %d, want %d", day, rule.Min, want)
		}
	}
	if _, ok := AgeRuleOn(rules, Adult, "2013-12-31"); ok {
		t.Error("a rule before the first")
	}
}

func TestMarksHaveOneSetOfKeys(t *testing.T) {
	for letter, want := range map[string]Attendance{
		"P": Attended, "p": Attended, "L": AttendedLate, "E": LeftEarly, "A": AbsentNotified, "N": DidNotAttend, "T": TurnedAway, "–": NotMarked, "-": NotMarked,
	} {
		if got, ok := ReadMark(letter); !ok || got != want {
			t.Errorf("%q reads as %q", letter, got)
		}
	}
	for _, letter := range []string{"", "X", "?", "PP", " "} {
		if got, ok := ReadMark(letter); ok {
			t.Errorf("%q reads as %q", letter, got)
		}
	}
	counts := map[Attendance][2]bool{Attended: {true, true}, AttendedLate: {true, true}, LeftEarly: {true, true}, TurnedAway: {false, true}, AbsentNotified: {false, true}, DidNotAttend: {false, true}, NotMarked: {}, CancelledByStudent: {}, CancelledByCollege: {}}
	for a, want := range counts {
		if m := MarkOf(a); m.Counts != want[0] || m.Expected != want[1] {
			t.Errorf("%s counts %v, expected %v", a, m.Counts, m.Expected)
		}
		sentenceOf(t, "mark."+string(a))
	}
	if len(counts) != len(Marks) || Markable(CancelledByCollege) || !Markable(NotMarked) || OnRegister(CancelledByStudent) {
		t.Error("two values come from cancelling: they are never marked and not on the register")
	}
}
