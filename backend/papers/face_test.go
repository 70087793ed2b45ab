package papers

import (
	"fmt"
	"image/color"
	"regexp"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// TestTheFaceIsOnEveryPaper: name and logo stand on the first page of each, and
// the logo is told in words.
func TestTheFaceIsOnEveryPaper(t *testing.T) {
	for _, p := range []Printing{plainFace(standard()), plainFace(largePrint(18))} {
		for name, d := range staffPapersOf(p) {
			if name == "certificate-session" {
				continue // it has no logo
			}
			pictures := 0
			for _, op := range d.Pages[0].Ops {
				if image, is := op.(typeset.Image); is {
					pictures++
					if strings.HasPrefix(d.Elements[image.Element].Alt, "Signature") {
						continue
					}
					if box := image.Box; box.W > logoWide+0.01 || box.H > logoHigh+0.01 {
						t.Errorf("%s: a logo of %.1f × %.1f mm", name, box.W, box.H)
					}
					if element := d.Elements[image.Element]; element.Role != typeset.RoleFigure || element.Alt == "" {
						t.Errorf("%s: a logo that is not told in words", name)
					}
				}
			}
			if first := strings.ReplaceAll(pagesOf(d)[0], "\n", " "); pictures == 0 || !strings.Contains(first, "Wexmoor Recovery") {
				t.Errorf("%s at %g pt: %d pictures, or no name", name, p.Edition.BodySize(), pictures)
			}
		}
	}
}

// TestSignInWithALogoFitsOnePage: the face costs the rows nothing.
func TestSignInWithALogoFitsOnePage(t *testing.T) {
	for shape, size := range map[string][2]int{"its box's": {450, 180}, "banner": {900, 20}, "tower": {60, 600}, "square": {90, 90}} {
		p := plainFace(standard())
		p.Face.Logos = [][]byte{aLogo(size[0], size[1], color.Black)}
		r := plain(20)
		d := SignIn(p, []college.Register{r})
		if pitch := find(t, d, "2").Y - find(t, d, "1").Y; len(d.Pages) != 1 || pitch < 8.99 {
			t.Errorf("%s: %d pages, rows of %.2f mm", shape, len(d.Pages), pitch)
		}
	}
}

func TestInkIsSeenOnWhite(t *testing.T) {
	for colour, want := range map[string]typeset.Colour{
		"": typeset.Black, "blue": typeset.Black, "#12345": typeset.Black, "#1f5f8b": {R: 0x1f, G: 0x5f, B: 0x8b}, "#000000": typeset.Black,
	} {
		if got := inkOf(colour); got != want {
			t.Errorf("%q: %v, want %v", colour, got, want)
		}
	}
	for _, light := range []string{"#ffffff", "#ffff00", "#fafad2", "#00ff00"} {
		if got := inkOf(light); contrast(got) < leastContrast {
			t.Errorf("%s stays %v", light, got)
		}
	}
}

// TestColourIsNeverText: a college's colour is for rules and bars alone.
func TestColourIsNeverText(t *testing.T) {
	for name, d := range staffPapersOf(standard()) {
		for _, page := range d.Pages {
			for _, op := range page.Ops {
				if text, is := op.(typeset.Text); is && text.Colour != typeset.Black {
					t.Fatalf("%s: %q is %v", name, text.String, text.Colour)
				}
			}
		}
	}
}

func TestLogosThatCannotBeReadAreLeftOut(t *testing.T) {
	p := plainFace(standard())
	p.Face.Logos, p.Face.LogoAlts = [][]byte{[]byte("no picture"), nil}, nil
	for _, d := range []*typeset.Document{SignIn(p, []college.Register{aRegister(3)}), Certificates(p, someCertificates(1), CertificateLook{})} {
		for _, op := range d.Pages[0].Ops {
			if _, is := op.(typeset.Image); is {
				t.Error("something was drawn for it")
			}
		}
	}
	p.Face.Logos = [][]byte{aLogo(9, 9, color.Black)}
	d := VenueSheet(p, aVenueSheet())
	if !strings.Contains(fmt.Sprint(d.Elements), "Logo of Wexmoor Recovery and Wellbeing College") {
		t.Error("a logo without words of its own is not told at all")
	}
}

func TestEditionFor(t *testing.T) {
	for name, c := range map[string]struct {
		body   float64
		format string
		want   float64
	}{
		"nothing asked for": {0, "", 0}, "standard": {0, college.FormatStandard, 0}, "their own": {0, college.FormatLargePrint, 18},
		"larger": {0, "largerPrint", 24}, "easy read is another paper": {0, college.FormatEasyRead, 0},
		"chosen larger": {24, college.FormatLargePrint, 24}, "chosen": {14, college.FormatLargePrint, 14},
	} {
		if got := editionFor(typeset.Edition{Body: c.body}, c.format).Body; got != c.want {
			t.Errorf("%s: %g, want %g", name, got, c.want)
		}
	}
}

// TestPapersSayACollegesOwnWords: no sentence of a paper holds a word that a
// college may have its own for; names of kinds of paper are names.
func TestPapersSayACollegesOwnWords(t *testing.T) {
	settable := regexp.MustCompile(`(?i)\b(students?|tutors?|volunteers?|courses?)\b`)
	for _, key := range words.Keys() {
		if !strings.HasPrefix(key, "paper.") || strings.HasPrefix(key, "paper.file.") || strings.HasPrefix(key, "paper.title.") {
			continue
		}
		own := words.Catalogue{Own: map[string]string{}}
		for _, term := range words.Keys() {
			if short, is := strings.CutPrefix(term, "term."); is {
				own.Own[short] = "learner"
			}
		}
		if found := settable.FindString(own.Say(key, nil)); found != "" {
			t.Errorf("%s says %q whatever the college calls it", key, found)
		}
	}
	p := plainFace(standard())
	p.Words.Own = map[string]string{"student": "learner", "course": "workshop", "tutors": "trainers", "volunteers": "ambassadors"}
	said, _ := textsOf(DayPack(p, aDayPack(2)))
	for _, text := range []string{"Workshop\n", "Trainers\n", "Ambassadors\n", "agreed with the learner\n"} {
		if !strings.Contains(said, text) {
			t.Errorf("the day's pack does not say %q", text)
		}
	}
}
