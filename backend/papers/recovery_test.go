package papers

import (
	"bytes"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"daybook/backend/typeset"
)

func aRecovery() Recovery {
	return Recovery{
		College: "Wexmoor Recovery and Wellbeing College", Sample: true, Made: printedAt,
		Groups: [8]string{"QX7MA", "2ZI5S", "OQG6B", "UVWYK", "L3J4T", "NHMNE", "7T2ZC", "PRFAD"},
	}
}

// hostileRecovery has the widest groups and a college with a long name.
func hostileRecovery() Recovery {
	r := aRecovery()
	r.College = longTitle(300)
	for i := range r.Groups {
		r.Groups[i] = "WWWWW"
	}
	return r
}

// TestRecoverySheetIsOnePage: of A4, in every edition, 14 pt at least, and each
// group whole, in order, in letters of 24 pt at least.
func TestRecoverySheetIsOnePage(t *testing.T) {
	a3 := largePrint(18)
	a3.Edition.Paper, a3.Edition.Landscape, a3.Edition.Duplex = typeset.A3, true, true
	for edition, p := range map[string]Printing{"standard": standard(), "large print": largePrint(18), "24 pt": largePrint(24), "A3": a3} {
		for _, r := range []Recovery{aRecovery(), hostileRecovery()} {
			d := RecoverySheet(p, r)
			if len(d.Pages) != 1 || d.Pages[0].Size != (typeset.Size{W: 210, H: 297}) {
				t.Fatalf("%s: %d pages, the first of %v", edition, len(d.Pages), d.Pages[0].Size)
			}
			_, each := textsOf(d)
			var groups []string
			for _, text := range each {
				if text.Size < 14 {
					t.Errorf("%s: %q is set in %g pt", edition, text.String, text.Size)
				}
				if text.Size >= 24 && text.String != "Recovery sheet" {
					groups = append(groups, text.String)
				}
			}
			if strings.Join(groups, " ") != strings.Join(r.Groups[:], " ") {
				t.Errorf("%s: the groups are %q", edition, groups)
			}
		}
	}
}

// TestRecoverySheetGrid holds the groups to their places: two a line, four
// lines, each beside its number.
func TestRecoverySheetGrid(t *testing.T) {
	d, r := RecoverySheet(standard(), aRecovery()), aRecovery()
	_, each := textsOf(d)
	first := find(t, d, r.Groups[0])
	for i, group := range r.Groups {
		got := find(t, d, group)
		wantX, wantY := first.X+float64(i%2)*94.5, first.Y+float64(i/2)*20
		if got.X < wantX-0.01 || got.X > wantX+0.01 || got.Y < wantY-0.01 || got.Y > wantY+0.01 {
			t.Errorf("group %d stands at %.1f, %.1f; want %.1f, %.1f", i+1, got.X, got.Y, wantX, wantY)
		}
		for j, text := range each {
			if text.String == group && (each[j-1].String != string(rune('1'+i)) || each[j-1].Y != got.Y) {
				t.Errorf("group %d stands beside %q", i+1, each[j-1].String)
			}
		}
	}
}

// TestRecoverySheetTellsNobody: no person stands on it, and its secret stands
// nowhere but in the grid: not in the title, and under no issue.
func TestRecoverySheetTellsNobody(t *testing.T) {
	p, r := standard(), hostileRecovery()
	d := RecoverySheet(p, r)
	said, _ := textsOf(d)
	if strings.Contains(said, "Nadia") {
		t.Error("the sheet says who printed it")
	}
	for _, issue := range d.Issues() {
		if strings.Contains(issue.Detail+issue.Subject, "WWWWW") {
			t.Errorf("an issue tells a group: %+v", issue)
		}
	}
	if strings.Contains(d.Meta.Title+d.Meta.Author, "WWWWW") || strings.Count(said, "WWWWW") != 8 {
		t.Error("the groups stand elsewhere than in the grid")
	}
}

// TestRecoverySheetMade: the moment is that of London's clocks, in summer too.
func TestRecoverySheetMade(t *testing.T) {
	r := aRecovery()
	r.Made = time.Date(2026, time.June, 30, 23, 5, 0, 0, time.UTC)
	find(t, RecoverySheet(standard(), r), "Made 1 July 2026, 00:05")
}

// TestRecoverySheetCanBeCopied reads the groups out of the finished file.
func TestRecoverySheetCanBeCopied(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	command := exec.Command(reader, "-layout", "-", "-")
	command.Stdin = bytes.NewReader(pdf(t, RecoverySheet(standard(), aRecovery())))
	text, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)\b[1-8] +([A-Z2-7]{5})\b`).FindAllStringSubmatch(string(text), -1)
	for i, group := range aRecovery().Groups {
		if i >= len(found) || found[i][1] != group {
			t.Fatalf("read %q, want %q", found, aRecovery().Groups)
		}
	}
}
