package papers

import (
	"slices"
	"strings"
	"testing"

	"rsc.io/qr"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

func shapesOf(page typeset.Page) (shapes []typeset.Shape) {
	for _, op := range page.Ops {
		if s, is := op.(typeset.Shape); is {
			shapes = append(shapes, s)
		}
	}
	return shapes
}

// TestDoorSigns: an outside title in 40 to 80 pt, an arrow, and nobody.
func TestDoorSigns(t *testing.T) {
	heads := aView(college.ForStudent, 7).Sessions
	inRooms := 0
	for i := range heads {
		heads[i].Status = college.SessionConfirmed
		if !isOnline(heads[i]) {
			inRooms++
		}
	}
	heads[0].Status, heads[0].OutsideTitle = college.SessionCancelled, ""
	d := DoorSigns(plainFace(standard()), heads)
	said, _ := textsOf(d)
	if len(d.Pages) != inRooms || inRooms == len(heads) {
		t.Errorf("%d signs for %d sessions in rooms of %d", len(d.Pages), inRooms, len(heads))
	}
	for _, secret := range []string{"Priya", "Ali M", "Psychosis", "Diabetes", "Sleep"} {
		if strings.Contains(said, secret) {
			t.Errorf("a door says %q", secret)
		}
	}
	if size := find(t, d, "Tuesday group").Size; size != 80 {
		t.Errorf("the title is set in %g pt", size)
	}
	find(t, d, "Welcome")
	find(t, d, "UMH01") // the code, where there is no outside title
	find(t, d, "Cancelled")
	if len(shapesOf(d.Pages[0])) != 0 || len(shapesOf(d.Pages[1])) != 1 {
		t.Error("an arrow leads to a cancelled session, or to none that is held")
	}
}

// TestPosterCode: the squares are those of the link's code; without a link
// there are none.
func TestPosterCode(t *testing.T) {
	const link = "https://www.example.org/college/book?run=UMH03-T4-1"
	p := plainFace(standard())
	d := Poster(p, aPoster(), link)
	shapes := shapesOf(d.Pages[0])
	if len(d.Pages) != 1 || len(shapes) != 1 {
		t.Fatalf("%d pages, %d codes", len(d.Pages), len(shapes))
	}
	want, err := qr.Encode(link, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	left, top, right := 1e9, 1e9, 0.0
	for _, square := range shapes[0].Polygons {
		for _, at := range square {
			left, top, right = min(left, at.X), min(top, at.Y), max(right, at.X)
		}
	}
	module := (right - left) / float64(want.Size)
	if module < 0.8 {
		t.Errorf("a module is %.2f mm wide: too small for a phone", module)
	}
	dark := func(x, y int) bool {
		at := typeset.Point{X: left + (float64(x)+0.5)*module, Y: top + (float64(y)+0.5)*module}
		return slices.ContainsFunc(shapes[0].Polygons, func(g []typeset.Point) bool {
			return g[0].X <= at.X && at.X <= g[1].X && g[0].Y <= at.Y && at.Y <= g[2].Y
		})
	}
	for y := range want.Size {
		for x := range want.Size {
			if dark(x, y) != want.Black(x, y) {
				t.Fatalf("module %d, %d is wrong", x, y)
			}
		}
	}
	find(t, d, "www.example.org/college/book?run=UMH03-T4-1")
	if none := Poster(p, aPoster(), ""); len(shapesOf(none.Pages[0])) != 0 {
		t.Error("a code leads nowhere")
	}
}

func TestPosterSays(t *testing.T) {
	for body := range map[float64]bool{0: true, 18: true, 24: true} {
		d := Poster(plainFace(largePrint(body)), aPoster(), "https://example.org/book")
		said, _ := textsOf(d)
		said = strings.NewReplacer("\n", " ", "\u00a0", " ").Replace(said)
		for _, text := range []string{"Sleep Well, Live Well", "Mondays, 10:00–12:00, 7 September to 12 October 2026 (5 sessions)", "Wexmoor Central Library, Learning Room, 12 Market Street", "It is free.", "How to book", "Say UMH03-T4-1.", "hearing loop", "Age Friendly"} {
			if !strings.Contains(said, text) {
				t.Errorf("%g pt: the poster does not say %q in %s", body, text, said)
			}
		}
		if issues := d.Issues(); len(issues) > 0 {
			t.Errorf("%g pt: %v", body, issues)
		}
	}
}

// TestReadLink: a code leads to a website, or is refused.
func TestReadLink(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		" https://example.org/book ":  "https://example.org/book",
		"HTTP://example.org":          "http://example.org",
		"www.example.org/b?run=U-1#x": "https://www.example.org/b?run=U-1#x",
		"example.org:8080/b":          "https://example.org:8080/b",
		"https://köln.example/größe":  "https://köln.example/größe",
	} {
		if got, err := ReadLink(text); got != want || err != nil {
			t.Errorf("%q gives %q, %v", text, got, err)
		}
	}
	for text, key := range map[string]string{
		"javascript:alert(1)": "link", "JavaScript://example.org/%0a": "link", "mailto:a@example.org": "link", "tel:01632": "link", "ftp://example.org": "link", "https://": "link",
		"https://a..b/": "link", "nonsense": "link", "https://u:p@example.org/": "link", "file:///etc/x": "link", "data:text/html.x,y": "link",
		"example.org/a b": "linkSpaces", "https://example.org/\x00": "linkSpaces", "two\nlines.org": "linkSpaces",
		"https://example.org/" + strings.Repeat("a", 2400): "linkLong",
	} {
		if got, err := ReadLink(text); college.AsRefusal(err) == nil || college.AsRefusal(err).Key != "print.wrong."+key {
			t.Errorf("%.40q gives %q, %v", text, got, err)
		}
	}
	longest := "https://example.org/" + strings.Repeat("a", 2300)
	if _, err := ReadLink(longest); err != nil {
		t.Errorf("a code holds 2,320 letters: %v", err)
	}
}
