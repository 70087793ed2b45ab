package papers

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// TestStocks: labels lie on their sheet, side by side, and columns are centred
// as makers cut them.
func TestStocks(t *testing.T) {
	for _, s := range Stocks() {
		sheet := typeset.Edition{Paper: s.Sheet}.Size()
		last := s.box(s.each()-1, Placement{})
		if s.Across < s.Width || s.Down < s.Height {
			t.Errorf("%s: labels lie over one another", s.Name)
		}
		if over := sheet.W - last.Right() - s.Left; over < -0.05 || over > 0.05 {
			t.Errorf("%s: the columns are %.2f mm off the middle", s.Name, over)
		}
		if last.Bottom() > sheet.H+0.01 {
			t.Errorf("%s: the last row ends at %.2f mm", s.Name, last.Bottom())
		}
	}
}

func TestStockNamed(t *testing.T) {
	cases := map[string]struct {
		name  string
		badge bool
		want  string
	}{
		"a name": {"A6", false, "A6"}, "badges by default": {"", true, "badge54x90"}, "labels by default": {"", false, "3x7"}, "unknown": {"L9999", true, ""},
	}
	for name, c := range cases {
		s, err := StockNamed(c.name, c.badge)
		if s.Name != c.want {
			t.Errorf("%s: got %q, want %q", name, s.Name, c.want)
		}
		var refusal *college.Refusal
		if refused := errors.As(err, &refusal); refused != (c.want == "") || refused && (refusal.Code != college.Invalid || !strings.Contains(fmt.Sprint(refusal.Values), "3x7, 2x7")) {
			t.Errorf("%s: refused with %v", name, err)
		}
	}
}

// TestPlacement: labels begin at the one asked for, go on over sheets, and move
// no more than 5 mm.
func TestPlacement(t *testing.T) {
	cases := map[string]struct {
		at    Placement
		count int
		pages int
		x, y  float64 // of the first label's text, from the sheet's label 1
	}{
		"from the first":       {Placement{}, 21, 1, 0, 0},
		"one":                  {Placement{Start: 1}, 1, 1, 0, 0},
		"start at 7":           {Placement{Start: 7}, 15, 1, 0, 2 * 38.1},
		"start at 7, one more": {Placement{Start: 7}, 16, 2, 0, 2 * 38.1},
		"sixty-one":            {Placement{Start: 2}, 61, 3, 66.04, 0},
		"after the last":       {Placement{Start: 99}, 1, 1, 2 * 66.04, 6 * 38.1},
		"moved":                {Placement{NudgeX: 2, NudgeY: -3}, 1, 1, 2, -3},
		"moved too far":        {Placement{NudgeX: 50, NudgeY: 50}, 1, 1, 5, 5},
	}
	s := stockOf("3x7")
	for name, c := range cases {
		d := Labels(standard(), someLabels(c.count), s, c.at)
		if len(d.Pages) != c.pages {
			t.Errorf("%s: %d sheets, want %d", name, len(d.Pages), c.pages)
		}
		first := find(t, d, "Amara Kaur")
		at := typeset.Point{X: first.X - s.Left - labelPadX - c.x, Y: first.Y - s.Top - labelPadY - c.y}
		if at.X < -0.01 || at.X > 0.01 || at.Y < 2 || at.Y > 6 {
			t.Errorf("%s: the first label is %v off its place", name, at)
		}
	}
}

// TestBadges: one line of 36 to 60 pt; a longer name breaks between its words
// and is reported; nothing is told that was not given for badges.
func TestBadges(t *testing.T) {
	badge := func(called, full, pronouns string, at Placement, stock string) *typeset.Document {
		b := college.Badge{Called: called, FullName: full, Pronouns: pronouns, Role: "student", StudentNumber: "S-00012"}
		return Badges(plainFace(standard()), []college.Badge{b}, stockOf(stock), at)
	}
	d := badge("Łukasz", "Łukasz Wąsik", "", Placement{}, "badge54x90")
	if size := find(t, d, "Łukasz").Size; size != 60 || len(d.Issues()) != 0 {
		t.Errorf("a short name is set in %g pt with %v", size, d.Issues())
	}
	if said, _ := textsOf(d); strings.Contains(said, "Wąsik") || strings.Contains(said, "·") || !strings.Contains(said, "Student\n") {
		t.Errorf("the badge says %q", said)
	}
	d = badge("Łukasz", "Łukasz Wąsik", "he/him", Placement{FullNames: true}, "badge54x90")
	find(t, d, "Łukasz Wąsik")
	find(t, d, "Student · he/him")
	if size := find(t, badge("Priya Okafor", "", "", Placement{}, "badge54x90"), "Priya Okafor").Size; size < 36 || size >= 60 {
		t.Errorf("two words are set in %g pt", size)
	}
	long := badge("Thị Ánh Featherstonehaugh", "", "", Placement{}, "badge54x90")
	find(t, long, "Thị Ánh")
	find(t, long, "Featherstonehaugh")
	if issues := long.Issues(); len(issues) != 1 || issues[0].Kind != typeset.Shrunk || issues[0].Subject != "student S-00012" {
		t.Errorf("a long name is reported as %v", issues)
	}
	own := plainFace(standard())
	own.Words.Own = map[string]string{"student": "learner"}
	find(t, Badges(own, someBadges(1), stockOf(""), Placement{}), "Learner")
}

// TestLabelsKeepThePostcode: whatever an address is, its name and last line
// stand whole in 12 pt at least.
func TestLabelsKeepThePostcode(t *testing.T) {
	for _, s := range Stocks() {
		for n := range 14 {
			lines := make([]string, n, n+1)
			for i := range lines {
				lines[i] = longTitle(40)
			}
			label := college.AddressLabel{Name: "Siân Okafor", Lines: append(lines, "KD1 1AA"), Subject: "student S-00012"}
			d := Labels(standard(), []college.AddressLabel{label}, s, Placement{})
			good(t, fmt.Sprint(s.Name, " with ", n, " lines"), d)
			find(t, d, "Siân Okafor")
			find(t, d, "KD1 1AA")
		}
	}
}

// TestCheckStart: labels are counted from 1 to as many as the sheet has.
func TestCheckStart(t *testing.T) {
	for label, there := range map[int]bool{-1: false, 0: false, 1: true, 21: true, 22: false, 1000: false} {
		err := stockOf("3x7").CheckStart(label)
		if (err == nil) != there || err != nil && college.AsRefusal(err).Values["most"] != "21" {
			t.Errorf("label %d: %v", label, err)
		}
	}
}

func TestTestPage(t *testing.T) {
	for _, s := range Stocks() {
		d := Badges(standard(), someBadges(3), s, Placement{TestPage: true})
		frames := 0
		for _, op := range d.Pages[0].Ops {
			if r, is := op.(typeset.Rect); is && r.Stroke != nil {
				frames++
			}
		}
		if len(d.Pages) != 1 || frames != s.each() {
			t.Errorf("%s: %d pages, %d outlines, want %d", s.Name, len(d.Pages), frames, s.each())
		}
		find(t, d, fmt.Sprint(s.each()))
	}
}
