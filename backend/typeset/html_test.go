package typeset

import (
	"strings"
	"testing"
)

// The twin says what the paper says, in its order, and its marks are those a
// screen reader goes by.
func TestHTML(t *testing.T) {
	book := NewBook(Meta{Title: "Register <UMH01>", Author: "Wexmoor"})
	flow := book.Flow(Edition{}, Frame{Foot: func(Place) []Foot { return []Foot{{Left: "Confidential"}} }})
	flow.Heading(1, Para{Text: "Sleep & rest"})
	flow.Para(Para{Text: "Ring us", Link: "tel:01632960123"})
	flow.Para(Said("محمد عبد الرحمن"))
	flow.Para(Para{Text: strings.Repeat("wide words wrap ", 20)})
	flow.List(Said("first"), Said("second"))
	flow.Table(Table{Columns: []Column{{Title: "Name", Names: true}, {Title: "Signature"}}, Rows: []Row{{Cells: Cells("O’Brien <b>")}}})
	var out strings.Builder
	if err := HTML(&out, book.Document()); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for name, want := range map[string]string{
		"language":      `<html lang="en-GB">`,
		"title":         "<title>Register &lt;UMH01&gt;</title>",
		"heading":       ">Sleep &amp; rest</h1>",
		"link":          `<a href="tel:01632960123">Ring us</a>`,
		"direction":     `<p dir="rtl">محمد عبد الرحمن</p>`,
		"lines joined":  "<p>" + strings.TrimSpace(strings.Repeat("wide words wrap ", 20)) + "</p>",
		"column head":   `<th scope="col">Signature</th>`,
		"row head":      `<th scope="row">O’Brien &lt;b&gt;</th>`,
		"an empty cell": "<td></td>",
		"list item":     "second",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: no %s in\n%s", name, want, page)
		}
	}
	if strings.Contains(page, "Confidential") {
		t.Error("the foot of a page is no part of the text")
	}
}

// A name that had to be broken or cut on paper is whole in the twin.
func TestHTMLKeepsWordsWhole(t *testing.T) {
	for name, p := range map[string]Para{
		"split":     {Text: strings.Repeat("wexmoor", 30)},
		"truncated": {Text: strings.Repeat("Wexmoor ", 100), MaxLines: 1},
		"hyphened":  {Text: strings.Repeat("Smith-", 60) + "Jones"},
	} {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			book.Flow(Edition{}, Frame{}).Para(p)
			var out strings.Builder
			if err := HTML(&out, book.Document()); err != nil {
				t.Fatal(err)
			}
			if want := strings.TrimSpace(p.Text); !strings.Contains(out.String(), ">"+want+"<") {
				t.Errorf("no %q in %s", want, out.String())
			}
		})
	}
}
