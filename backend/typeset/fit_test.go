package typeset

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// ems gives the width in mm of so many ems at 10 pt.
func ems(n float64) float64 { return mm(10) * n }

func TestFitOrder(t *testing.T) {
	long := strings.Repeat("a", 58)
	cases := map[string]struct {
		para  Para
		width float64
		lines []string // nil: not compared
		count int      // 0: not compared
		size  float64
		fit   Fit
	}{
		"as it is": {
			para: Para{Text: "Ann Smith"}, width: 50, lines: []string{"Ann Smith"}, size: 10,
		},
		"nothing is one empty line": {para: Para{}, width: 50, lines: []string{""}, size: 10},
		"wrapped at a space": {
			para: Para{Text: "Ann Margaret Smith", Min: 6}, width: ems(8), lines: []string{"Ann Margaret", "Smith"}, size: 10,
		},
		"wrapped after a hyphen": {
			para: Para{Text: "Smith-Nwachukwu"}, width: ems(6), lines: []string{"Smith-", "Nwachukwu"}, size: 10,
		},
		"never at a no-break space": {
			para: Para{Text: "ten 10\u00a0am"}, width: ems(4), lines: []string{"ten", "10\u00a0am"}, size: 10,
		},
		"shrunk for one long word": {
			para: Para{Text: "Nwachukwu", Min: 6}, width: ems(5), lines: []string{"Nwachukwu"}, size: 8.5, fit: FitShrunk,
		},
		"shrunk to keep to its lines": {
			para: Para{Text: "Ann Margaret Smith", Min: 6, MaxLines: 1}, width: ems(8), lines: []string{"Ann Margaret Smith"}, size: 8, fit: FitShrunk,
		},
		"shrunk before a second line": {
			para: Para{Text: "Ann Margaret Smith", Min: 6, ShrinkFirst: true}, width: ems(8), lines: []string{"Ann Margaret Smith"}, size: 8,
		},
		"a second line at the least size": {
			para: Para{Text: "Ann Margaret Smith", Min: 9, ShrinkFirst: true}, width: ems(7.5), lines: []string{"Ann Margaret", "Smith"}, size: 9, fit: FitShrunk,
		},
		"split with a hyphen": {
			para: Para{Text: "Nwachukwu"}, width: ems(4), lines: []string{"Nwach-", "ukwu"}, size: 10, fit: FitSplit,
		},
		"shrunk and split": {
			para: Para{Text: long, Min: 8}, width: ems(10), size: 8, fit: FitShrunk | FitSplit,
		},
		"cut": {
			para: Para{Text: "Ann Margaret Smith", MaxLines: 1}, width: ems(5), lines: []string{"Ann Mar…"}, size: 10, fit: FitTruncated,
		},
		"cut on its second line": {
			para: Para{Text: "Ann Margaret Smith of Wexmoor", MaxLines: 2}, width: ems(7), lines: []string{"Ann Margaret", "Smith of We…"}, size: 10, fit: FitTruncated,
		},
		"split and cut": {
			para: Para{Text: long, MaxLines: 2}, width: ems(5), count: 2, size: 10, fit: FitSplit | FitTruncated,
		},
		"no hyphen where a hyphen is": {
			para: Para{Text: "aaaa--------------"}, width: ems(3), size: 10, count: 3,
		},
		"no room at all": {para: Para{Text: "Ann"}, width: -3, lines: []string{"A-", "n-", "n"}, size: 10, fit: FitSplit},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.para.Size = 10
			got := c.para.fitIn(Edition{}, c.width, 0)
			if c.lines != nil && !slices.Equal(got.lines, c.lines) {
				t.Errorf("lines %q, want %q", got.lines, c.lines)
			}
			if c.count > 0 && len(got.lines) != c.count {
				t.Errorf("%d lines %q, want %d", len(got.lines), got.lines, c.count)
			}
			if got.size != c.size {
				t.Errorf("size %g, want %g", got.size, c.size)
			}
			if got.fit != c.fit {
				t.Errorf("fit %b, want %b", got.fit, c.fit)
			}
			if c.fit&FitTruncated != 0 && got.full != Clean(c.para.Text) {
				t.Errorf("a cut text remembers %q", got.full)
			}
		})
	}
}

func TestFitInHeight(t *testing.T) {
	para := Para{Text: strings.Repeat("word ", 40), Size: 12, Min: 6}
	roomy := para.fitIn(Edition{}, 60, 0)
	tight := para.fitIn(Edition{}, 60, 20)
	if roomy.size != 12 || roomy.fit != 0 {
		t.Errorf("without a height: %g pt, fit %b", roomy.size, roomy.fit)
	}
	if tight.height() > 20.01 || tight.size >= 12 || tight.fit != FitShrunk {
		t.Errorf("in 20 mm: %g mm high at %g pt, fit %b", tight.height(), tight.size, tight.fit)
	}
	hopeless := para.fitIn(Edition{}, 60, 1)
	if len(hopeless.lines) != 1 || hopeless.fit&FitTruncated == 0 {
		t.Errorf("in 1 mm: %d lines, fit %b", len(hopeless.lines), hopeless.fit)
	}
}

func TestFitKeepsEveryLetter(t *testing.T) {
	names := append(hostileNames(), randomNames(1000)...)
	for _, name := range names {
		text := Clean(name)
		for _, width := range []float64{ems(30), ems(6), ems(1.2)} {
			got := Para{Text: name, Size: 10, Min: 8}.fitIn(Edition{}, width, 0)
			joined := strings.NewReplacer(" ", "", "-", "").Replace(strings.Join(got.lines, ""))
			if want := strings.NewReplacer(" ", "", "-", "").Replace(text); joined != want {
				t.Fatalf("%+q in %g mm became %+q", text, width, got.lines)
			}
			for _, line := range got.lines {
				if first, _ := utf8.DecodeRuneInString(line); unicode.Is(unicode.Mn, first) {
					continue // a mark that glues letters together, and gets a circle where a line begins with it
				}
				if advance := Width(line, got.size, false); advance > width+mm(1) && uniseg.GraphemeClusterCount(line) > 2 {
					t.Fatalf("%+q: the line %+q is %g mm wide in %g mm", text, line, advance, width)
				}
			}
		}
	}
}

func TestCut(t *testing.T) {
	f := regular()
	cases := map[string]struct {
		text  string
		limit int
		want  string
	}{
		"fits":                   {"Ann", 9000, "Ann"},
		"cut":                    {"Annabel", 2750, "Ann…"},
		"no space before":        {"Ann Bel", 2900, "Ann…"},
		"nothing fits":           {"Annabel", 10, "…"},
		"never inside a cluster": {"x\u0301\u0302x\u0301\u0302x\u0301\u0302", 1500, "x\u0301\u0302…"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := f.cut(c.text, c.limit); got != c.want {
				t.Errorf("cut(%+q, %d) = %+q, want %+q", c.text, c.limit, got, c.want)
			}
		})
	}
}

func TestAlignment(t *testing.T) {
	width := 100.0
	advance := Width("Ann", 12, false)
	cases := map[string]struct {
		para Para
		x    float64
	}{
		"left":            {Para{Text: "Ann"}, 20},
		"centre":          {Para{Text: "Ann", Align: Centre}, 20 + (width-advance)/2},
		"right":           {Para{Text: "Ann", Align: Right}, 20 + width - advance},
		"left, ticked":    {Para{Text: "Ann", Tick: TickEmpty}, 20 + mm(12)*tickAdvance},
		"right, ticked":   {Para{Text: "Ann", Tick: TickDone, Align: Right}, 20 + width - advance},
		"larger edition":  {Para{Text: "Ann", Size: 12}, 20},
		"empty has no op": {Para{}, math.NaN()},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			found := false
			for _, op := range c.para.fitIn(Edition{}, width, 0).ops(20, 30, width, Root, Box{}) {
				text, isText := op.(Text)
				if !isText {
					continue
				}
				found = true
				if math.Abs(text.X-c.x) > 0.01 {
					t.Errorf("x is %g, want %g", text.X, c.x)
				}
				if text.Y <= 30 || text.Y >= 30+c.para.pitch(12) {
					t.Errorf("baseline %g is outside its line", text.Y)
				}
			}
			if found == math.IsNaN(c.x) {
				t.Errorf("a text was set: %v", found)
			}
		})
	}
}

func TestEditionScalesEverything(t *testing.T) {
	ordinary, large := Edition{}, Edition{Body: 18}
	if got := large.Pt(16); got != 24 {
		t.Errorf("16 pt is %g pt in large print", got)
	}
	small, big := Said("Ann").Height(ordinary, 50), Said("Ann").Height(large, 50)
	if math.Abs(big-1.5*small) > 0.001 {
		t.Errorf("a line is %g mm, and %g mm in large print", small, big)
	}
}

func TestEditionSize(t *testing.T) {
	cases := map[string]struct {
		edition Edition
		want    Size
	}{
		"A4":              {Edition{}, Size{210, 297}},
		"A4 landscape":    {Edition{Landscape: true}, Size{297, 210}},
		"A3":              {Edition{Paper: A3}, Size{297, 420}},
		"A5 landscape":    {Edition{Paper: A5, Landscape: true}, Size{210, 148}},
		"an unknown size": {Edition{Paper: 99}, Size{210, 297}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := c.edition.Size(); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func FuzzFit(f *testing.F) {
	for _, name := range hostileNames() {
		f.Add(name, 40.0, 12.0, 2)
	}
	f.Fuzz(func(t *testing.T, s string, width, size float64, lines int) {
		if !(width > -100 && width < 500 && size >= 0 && size < 200) {
			t.Skip()
		}
		got := Para{Text: s, Size: size, Min: size / 2, MaxLines: lines % 5}.fitIn(Edition{}, width, 0)
		if len(got.lines) == 0 {
			t.Fatalf("%+q has no line", s)
		}
		if most := lines % 5; most > 0 && len(got.lines) > most {
			t.Fatalf("%+q has %d lines, allowed were %d", s, len(got.lines), most)
		}
	})
}
