package typeset

import (
	"math"
	"strings"
	"testing"
)

// certificate draws a certificate to the measures of the real one.
func certificate(book *Book, name, course string) {
	c := book.Sheet(Edition{Landscape: true}, Margins{12.5, 12.5, 12.5, 12.5})
	c.Frame(Box{10, 10, 277, 190}, 0.6)
	c.Frame(Box{12.5, 12.5, 272, 185}, 0.2)
	line := func(y, size float64, text string) {
		c.Text(30, y, 237, Para{Text: text, Size: size, Align: Centre})
	}
	c.Text(30, 32, 237, Para{Text: "Wexmoor Recovery College", Size: 18, Bold: true, Align: Centre})
	c.Text(30, 52, 237, Para{Text: "Certificate of attendance", Size: 34, Align: Centre, Role: RoleH1})
	line(70, 16, "awarded to")
	y := c.Text(30, 87, 237, Para{
		Text: name, Subject: "student S-00012", Bold: true, Align: Centre,
		Size: 32, Min: 22, ShrinkFirst: true, MaxLines: 2, Leading: 1.3,
	})
	line(y+15, 16, "who took part in")
	y = c.Text(30, y+28, 237, Para{Text: course, Size: 22, Min: 18, Align: Centre, MaxLines: 3, Leading: 1.3})
	line(y+13, 14, "4 sessions, 8 hours · 7 September to 12 October 2026")
	c.Line(40, 172, 120, 172, 0.3)
	c.Block(Box{40, 173, 80, 12}, Para{Text: "Facilitator", Align: Centre})
	line(192, 12, "7 September 2026 · 2026-0042 · QJZKWMPABX")
}

func TestCertificatesOfEveryKind(t *testing.T) {
	names := append(hostileNames(), "Ann Smith", strings.Repeat("Alexandrina-Margaretha ", 6), "NGUYỄN THỊ ẨN "+strings.Repeat("ẪỔỄ ", 12))
	courses := []string{
		"Sleep", strings.Repeat("Understanding sleep and rest ", 5), strings.Repeat("X", 300), strings.Repeat("?!", 150),
		"محمد and the course", "Sleep: what helps -",
	}
	for _, name := range names {
		book := NewBook(Meta{})
		for _, course := range courses {
			certificate(book, name, course)
		}
		sound(t, book.Document())
	}
}

func TestBigTextShrinksBeforeItWraps(t *testing.T) {
	cases := map[string]struct {
		name  string
		size  float64
		lines int
	}{
		"short":      {"Ann Smith", 32, 1},
		"longer":     {"Alexandrina Margaretha Nwachukwu-Papadopoulos", 25.5, 1},
		"two lines":  {"Alexandrina Margaretha Nwachukwu-Papadopoulos of Wexmoor Bay in Somerset", 22, 2},
		"hopelessly": {strings.Repeat("Alexandrina ", 20), 22, 2},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			certificate(book, c.name, "Sleep")
			lines := 0
			for _, op := range book.Document().Pages[0].Ops {
				if text, isText := op.(Text); isText && text.Subject != "" {
					lines++
					if text.Size != c.size {
						t.Errorf("set at %g pt, want %g", text.Size, c.size)
					}
				}
			}
			if lines != c.lines {
				t.Errorf("%d lines, want %d", lines, c.lines)
			}
		})
	}
}

func TestCanvasTextTellsItsLastBaseline(t *testing.T) {
	book := NewBook(Meta{})
	c := book.Sheet(Edition{}, Unbound)
	if y := c.Text(20, 40, 100, Said("Ann")); y != 40 {
		t.Errorf("one line ends at %g mm", y)
	}
	if y := c.Text(20, 60, 20, Said("Ann Smith of Wexmoor")); math.Abs(y-(60+2*mm(12)*leading)) > 0.01 {
		t.Errorf("three lines end at %g mm", y)
	}
	if h := c.Block(Box{20, 100, 50, 30}, Said("Ann")); math.Abs(h-mm(12)*leading) > 0.01 {
		t.Errorf("a line in a box takes %g mm", h)
	}
}

func TestCanvasStructure(t *testing.T) {
	book := NewBook(Meta{})
	c := book.Sheet(Edition{}, Unbound)
	c.Text(20, 40, 100, Para{Text: "Title", Role: RoleH1})
	c.Text(20, 60, 100, Said("Text"))
	c.Text(20, 80, 100, Para{Text: "Furniture", Role: RoleArtifact})
	c.Picture(Box{20, 100, 45, 18}, logo(), "The college's\u202e logo")
	c.Picture(Box{20, 150, 45, 18}, logo(), "")
	doc := book.Document()
	for s, want := range map[string]string{"Title": "Document Sect H1", "Text": "Document Sect P", "Furniture": "Artifact"} {
		text, _ := find(t, doc, s)
		if got := path(doc, text.Element); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	var alts []string
	for _, op := range doc.Pages[0].Ops {
		if image, isImage := op.(Image); isImage {
			alts = append(alts, string(doc.Elements[image.Element].Role)+":"+doc.Elements[image.Element].Alt)
		}
	}
	if got := strings.Join(alts, ", "); got != "Figure:The college's logo, Artifact:" {
		t.Errorf("pictures are %q", got)
	}
}

func TestRightHand(t *testing.T) {
	book := NewBook(Meta{})
	book.RightHand(Edition{})
	book.Sheet(Edition{}, Unbound)
	book.RightHand(Edition{})
	book.RightHand(Edition{})
	book.Sheet(Edition{}, Unbound).Text(20, 40, 100, Said("Next"))
	if _, page := find(t, book.Document(), "Next"); page != 2 {
		t.Errorf("it begins on page %d, want 3", page+1)
	}
}
