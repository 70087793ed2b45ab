package papers

import (
	"strings"
	"testing"

	"daybook/backend/typeset"
)

// TestBound: "_" stands for what holds a line together, and "~" for a hyphen
// that does.
func TestBound(t *testing.T) {
	for text, want := range map[string]string{
		"Wexmoor, KD1 0AD":          "Wexmoor, KD1_0AD",
		"from 9 pm to 10.30 am":     "from 9_pm to 10.30_am",
		"Ring 116 123 at once":      "Ring 116_123 at once",
		"01632 960 100":             "01632_960_100",
		"Friday 18 December 2026":   "Friday 18_December 2026",
		"Fri 18 Dec":                "Fri 18_Dec",
		"say PA02-T4-1, please":     "say PA02~T4~1, please",
		"Co-produced, step-free":    "Co-produced, step-free",
		"12 Market Street":          "12 Market Street",
		"5 sessions, 16–18":         "5 sessions, 16–18",
		"In the Woods of May Day":   "In the Woods of May Day",
		"Being Heard: a first hour": "Being Heard: a first hour",
	} {
		if got := strings.NewReplacer("\u00a0", "_", stuckHyphen, "~").Replace(bound(text)); got != want {
			t.Errorf("%q is bound as %q, want %q", text, got, want)
		}
	}
}

// TestBoundStaysWhole: a reference is never parted over two lines, however
// narrow the column, and is printed with plain hyphens as wide as it was set.
func TestBoundStaysWhole(t *testing.T) {
	const reference = "PA02-T4-1"
	if typeset.Width(bound(reference), 12, false) != typeset.Width(reference, 12, false) {
		t.Error("a hyphen that holds is not as wide as a plain one")
	}
	for words := range 24 {
		b := standard().book("", "")
		b.Flow(standard().portrait(), typeset.Frame{}).Para(said(strings.Repeat("to book, ", words) + reference))
		d := finished(b)
		found := false
		for _, op := range d.Pages[0].Ops {
			text, is := op.(typeset.Text)
			found = found || is && strings.HasSuffix(text.String, reference)
		}
		if !found {
			t.Errorf("after %d times two words, the reference is parted", words)
		}
	}
}

// TestNoSessionsNoTable: breaks stand among sessions; a view without any has no
// table.
func TestNoSessionsNoTable(t *testing.T) {
	for _, body := range []float64{0, 18} {
		v := aView("student", 0)
		said, _ := textsOf(TimetableOf(plainFace(largePrint(body)), v))
		if strings.Contains(said, "Half-term") || !strings.Contains(said, standard().say("timetable.none")) {
			t.Errorf("%g pt: a timetable without sessions says %s", body, said)
		}
	}
}
