package typeset

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

var printed = time.Date(2026, 9, 7, 9, 0, 0, 0, time.UTC)

// numbered is a frame with a running head and page numbers.
var numbered = Frame{
	Head: func(Place) string { return "Running head" },
	Foot: func(at Place) []Foot {
		return []Foot{
			{Left: "Confidential", Right: fmt.Sprintf("Page %d of %d", at.Page, at.Pages)},
			{Left: fmt.Sprintf("File %d of %d", at.FilePage, at.FilePages)},
		}
	},
}

// textsOn gives the texts of a page in order.
func textsOn(d *Document, page int) []string {
	var texts []string
	for _, op := range d.Pages[page].Ops {
		if t, isText := op.(Text); isText {
			texts = append(texts, t.String)
		}
	}
	return texts
}

// find gives the first text that reads so, and its page from 0.
func find(t *testing.T, d *Document, s string) (Text, int) {
	t.Helper()
	for n, page := range d.Pages {
		for _, op := range page.Ops {
			if text, isText := op.(Text); isText && text.String == s {
				return text, n
			}
		}
	}
	t.Fatalf("%q is on no page", s)
	return Text{}, 0
}

// sound fails the test for every fault of the layout.
func sound(t *testing.T, d *Document) {
	t.Helper()
	for _, fault := range Check(d) {
		t.Errorf("page %d: %s: %q %q", fault.Page, fault.Kind, fault.Text, fault.With)
	}
}

func TestFramesKnowTheRealPageCount(t *testing.T) {
	book := NewBook(Meta{})
	for range 2 {
		flow := book.Flow(Edition{}, numbered)
		for i := range 120 {
			flow.Para(Said(fmt.Sprintf("Paragraph %d", i)))
		}
	}
	doc := book.Document()
	sound(t, doc)
	if len(doc.Pages) != 6 {
		t.Fatalf("%d pages, want 6", len(doc.Pages))
	}
	for i := range doc.Pages {
		texts := textsOn(doc, i)
		for _, want := range []string{fmt.Sprintf("Page %d of 3", i%3+1), fmt.Sprintf("File %d of 6", i+1)} {
			if !slices.Contains(texts, want) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
		if headed := slices.Contains(texts, "Running head"); headed != (i%3 > 0) {
			t.Errorf("page %d has a running head: %v", i+1, headed)
		}
	}
}

func TestLongHeadAndFootStayInPlace(t *testing.T) {
	long := strings.Repeat("A course with a very long title ", 9)
	for _, body := range []float64{12, 18, 24} {
		book := NewBook(Meta{})
		flow := book.Flow(Edition{Body: body}, Frame{
			Head: func(Place) string { return long },
			Foot: func(at Place) []Foot {
				return []Foot{{Left: long, Right: fmt.Sprintf("Page %d of %d", at.Page, at.Pages)}, {Left: long, Bold: true}}
			},
		})
		for i := range 60 {
			flow.Para(Said(fmt.Sprintf("Paragraph %d", i)))
		}
		doc := book.Document()
		sound(t, doc)
		if issues := doc.Issues(); len(issues) != 1 || issues[0].Kind != Truncated || issues[0].Page != 2 {
			t.Errorf("body %g: issues %v, want the head cut on page 2", body, issues)
		}
	}
}

func TestMargins(t *testing.T) {
	cases := map[string]struct {
		edition Edition
		frame   Frame
		lefts   []float64
		width   float64
	}{
		"bound":                         {Edition{}, Frame{}, []float64{20, 20, 20}, 178},
		"mirrored":                      {Edition{Duplex: true}, Frame{}, []float64{20, 12, 20}, 178},
		"unbound":                       {Edition{Landscape: true}, Frame{Margins: Unbound}, []float64{12, 12, 12}, 273},
		"facilitator's landscape sheet": {Edition{Landscape: true}, Frame{}, []float64{20, 20, 20}, 265},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			flow := book.Flow(c.edition, c.frame)
			if flow.Width() != c.width {
				t.Errorf("width %g mm, want %g", flow.Width(), c.width)
			}
			for i := range c.lefts {
				if i > 0 {
					flow.NewPage()
				}
				flow.Para(Said(fmt.Sprintf("Page %d", i)))
			}
			doc := book.Document()
			sound(t, doc)
			for i, left := range c.lefts {
				text, page := find(t, doc, fmt.Sprintf("Page %d", i))
				if page != i || text.X != left {
					t.Errorf("text %d is on page %d at %g mm, want page %d at %g", i, page, text.X, i, left)
				}
			}
		})
	}
}

func TestDuplexSectionsStartOnTheRight(t *testing.T) {
	for name, c := range map[string]struct {
		duplex bool
		pages  []int
	}{"one side": {false, []int{0, 1, 2}}, "both sides": {true, []int{0, 2, 4}}} {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			for i := range c.pages {
				book.Flow(Edition{Duplex: c.duplex}, numbered).Para(Said(fmt.Sprintf("Section %d", i)))
			}
			doc := book.Document()
			for i, want := range c.pages {
				if _, page := find(t, doc, fmt.Sprintf("Section %d", i)); page != want {
					t.Errorf("section %d starts on page %d, want %d", i, page+1, want+1)
				}
			}
			for i := range doc.Pages {
				if !slices.Contains(c.pages, i) && len(doc.Pages[i].Ops) > 0 {
					t.Errorf("page %d is not blank", i+1)
				}
			}
		})
	}
}

func TestHeadingStaysWithItsText(t *testing.T) {
	for filler := range 60 {
		book := NewBook(Meta{})
		flow := book.Flow(Edition{}, numbered)
		for range filler {
			flow.Para(Said("Filler"))
		}
		flow.Heading(2, Para{Text: "The heading"})
		flow.Space(2)
		flow.Para(Said("What it heads"))
		doc := book.Document()
		_, heading := find(t, doc, "The heading")
		if _, text := find(t, doc, "What it heads"); text != heading {
			t.Fatalf("after %d lines the heading is on page %d and its text on %d", filler, heading+1, text+1)
		}
	}
}

func TestParagraphsKeepTwoLinesTogether(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 80)) // five or six lines
	for filler := range 50 {
		book := NewBook(Meta{})
		flow := book.Flow(Edition{}, Frame{})
		for range filler {
			flow.Para(Said("Filler"))
		}
		flow.Para(Said(text))
		doc := book.Document()
		sound(t, doc)
		for i := range doc.Pages {
			lines := 0
			for _, s := range textsOn(doc, i) {
				if strings.HasPrefix(s, "word") {
					lines++
				}
			}
			if lines == 1 {
				t.Fatalf("after %d lines page %d has one line of the paragraph", filler, i+1)
			}
		}
	}
}

func TestKeep(t *testing.T) {
	for filler := range 50 {
		book := NewBook(Meta{})
		flow := book.Flow(Edition{}, Frame{})
		for range filler {
			flow.Para(Said("Filler"))
		}
		flow.Keep(func() {
			for i := range 5 {
				flow.Para(Said(fmt.Sprintf("Kept %d", i)))
				flow.Space(4)
			}
			flow.Keep(func() { flow.Para(Said("Kept inside")) })
		})
		doc := book.Document()
		sound(t, doc)
		_, first := find(t, doc, "Kept 0")
		if _, last := find(t, doc, "Kept inside"); first != last {
			t.Fatalf("after %d lines the block runs from page %d to %d", filler, first+1, last+1)
		}
	}
}

func TestKeepOfMoreThanAPageRunsOn(t *testing.T) {
	book := NewBook(Meta{})
	flow := book.Flow(Edition{}, numbered)
	flow.Para(Said("Before"))
	flow.Keep(func() {
		for i := range 100 {
			flow.Para(Said(fmt.Sprintf("Kept %d", i)))
		}
	})
	doc := book.Document()
	sound(t, doc)
	if _, page := find(t, doc, "Kept 0"); page != 0 {
		t.Errorf("the block starts on page %d", page+1)
	}
	if len(doc.Pages) != 3 {
		t.Errorf("%d pages, want 3", len(doc.Pages))
	}
}

func TestSpaceVanishesAtTheTop(t *testing.T) {
	book := NewBook(Meta{})
	flow := book.Flow(Edition{}, Frame{})
	flow.Space(50)
	flow.Para(Said("First"))
	flow.Space(500)
	flow.Para(Said("Second"))
	flow.NewPage()
	flow.NewPage()
	flow.Space(50)
	flow.Para(Said("Third"))
	doc := book.Document()
	first, _ := find(t, doc, "First")
	for i, s := range []string{"First", "Second", "Third"} {
		if text, page := find(t, doc, s); page != i || math.Abs(text.Y-first.Y) > 0.01 {
			t.Errorf("%s is on page %d at %g mm, want page %d at %g", s, page+1, text.Y, i+1, first.Y)
		}
	}
}

func TestRoom(t *testing.T) {
	book := NewBook(Meta{})
	flow := book.Flow(Edition{}, Frame{})
	if room := flow.Room(); math.Abs(room-273) > 0.01 {
		t.Errorf("an empty page has %g mm", room)
	}
	flow.Draw(100, func(*Canvas) {})
	flow.Heading(1, Para{Text: "Pending"})
	before := flow.Room()
	flow.Keep(func() {
		flow.Draw(10, func(*Canvas) {})
		if room := flow.Room(); math.Abs(room-(before-10)) > 0.01 {
			t.Errorf("within a kept block %g mm are left, want %g", room, before-10)
		}
	})
}

func TestDrawIsPlacedWhole(t *testing.T) {
	book := NewBook(Meta{})
	flow := book.Flow(Edition{}, Frame{})
	flow.Draw(200, func(*Canvas) {})
	flow.Draw(100, func(c *Canvas) {
		if c.Inside() != (Box{0, 0, 178, 100}) {
			t.Errorf("the strip is %v", c.Inside())
		}
		c.Text(10, 50, 100, Said("In the strip"))
		c.Block(Box{20, 60, 50, 20}, Said("In a box"))
		c.Line(0, 99, 178, 99, 0.3)
	})
	doc := book.Document()
	sound(t, doc)
	text, page := find(t, doc, "In the strip")
	if page != 1 || text.X != 30 || text.Y != 62 {
		t.Errorf("drawn on page %d at %g, %g", page+1, text.X, text.Y)
	}
	if boxed, _ := find(t, doc, "In a box"); boxed.Cell != (Box{40, 72, 50, 20}) {
		t.Errorf("the box moved to %v", boxed.Cell)
	}
}

func TestStructure(t *testing.T) {
	book := NewBook(Meta{})
	flow := book.Flow(Edition{Lang: "cy"}, numbered)
	flow.Heading(1, Para{Text: "Title"})
	flow.Para(Said("Text"))
	flow.List(Said("Point"))
	flow.Rule(0.3)
	doc := book.Document()
	paths := map[string]string{
		"Title": "Document Sect H1", "Text": "Document Sect P", "Point": "Document Sect L LI LBody",
		"•": "Document Sect L LI Lbl", "Confidential": "Artifact",
	}
	for s, want := range paths {
		text, _ := find(t, doc, s)
		if got := path(doc, text.Element); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	if doc.Meta.Lang != "cy" {
		t.Errorf("the language is %q", doc.Meta.Lang)
	}
}

// path gives the roles from the root down to an element.
func path(d *Document, id ElementID) string {
	e := d.Elements[id]
	if id == Artifact || id == Root {
		return string(e.Role)
	}
	return path(d, e.Parent) + " " + string(e.Role)
}

func TestHeadingLevels(t *testing.T) {
	for level, want := range map[int]struct {
		role Role
		size float64
	}{0: {RoleH1, 17}, 1: {RoleH1, 17}, 2: {RoleH2, 14}, 3: {RoleH3, 12}, 9: {RoleH3, 12}} {
		book := NewBook(Meta{})
		book.Flow(Edition{}, Frame{}).Heading(level, Para{Text: "Title"})
		doc := book.Document()
		text, _ := find(t, doc, "Title")
		if role := doc.Elements[text.Element].Role; role != want.role || text.Size != want.size || !text.Bold {
			t.Errorf("level %d is %s of %g pt, bold %v", level, role, text.Size, text.Bold)
		}
	}
}
