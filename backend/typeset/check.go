package typeset

import (
	"fmt"
	"sort"
	"strings"
)

// FaultKind names what is wrong with a layout.
type FaultKind string

// The faults that Check finds.
const (
	Overlap    FaultKind = "overlap"     // the ink of two texts meets
	OutOfCell  FaultKind = "out_of_cell" // ink leaves the cell it was set in
	OutOfPage  FaultKind = "out_of_page" // ink leaves the page's margins
	EmptyPaper FaultKind = "no_pages"
)

// Fault is one fault of a layout, for tests.
type Fault struct {
	Kind FaultKind
	Page int    // from 1
	Text string // and the other text, of an overlap
	With string
}

// slack is how far ink may stray, in mm, before Check speaks: less than a
// hair line.
const slack = 0.1

// overhang is how far a letter may reach to the left of where it stands, in
// ems: the tail of a J does, and is meant to.
const overhang = 0.08

// Check gives the faults of a layout: texts whose ink meets or leaves its
// cell or the margins. A good layout has none.
func Check(d *Document) []Fault {
	var faults []Fault
	if len(d.Pages) == 0 {
		faults = append(faults, Fault{Kind: EmptyPaper})
	}
	for n, page := range d.Pages {
		type inked struct {
			Text
			box Box
		}
		var texts []inked
		for _, op := range page.Ops {
			if t, isText := op.(Text); isText {
				if box := t.Ink(); box.W > 0 {
					texts = append(texts, inked{t, box})
				}
			}
		}
		sort.SliceStable(texts, func(i, j int) bool { return texts[i].box.Y < texts[j].box.Y })
		for i, t := range texts {
			if !within(t.box, page.Inside, t.Size) {
				faults = append(faults, Fault{Kind: OutOfPage, Page: n + 1, Text: t.String})
			}
			if t.Cell != (Box{}) && !within(t.box, t.Cell, t.Size) {
				faults = append(faults, Fault{Kind: OutOfCell, Page: n + 1, Text: t.String})
			}
			for _, u := range texts[i+1:] {
				if u.box.Y >= t.box.Bottom()-slack {
					break
				}
				if u.box.X < t.box.Right()-slack && t.box.X < u.box.Right()-slack {
					faults = append(faults, Fault{Overlap, n + 1, t.String, u.String})
				}
			}
		}
	}
	return faults
}

func within(b, outer Box, size float64) bool {
	return b.X >= outer.X-slack-overhang*mm(size) && b.Y >= outer.Y-slack &&
		b.Right() <= outer.Right()+slack && b.Bottom() <= outer.Bottom()+slack
}

// Ink gives the box in mm that a text blackens; of no width when it has none.
func (t Text) Ink() Box {
	em := mm(t.Size) / 1000
	i := t.shaped().ink
	return Box{t.X + em*float64(i.x1), t.Y - em*float64(i.y2), em * float64(i.x2-i.x1), em * float64(i.y2-i.y1)}
}

// Words gives the document's texts, one a line: page, x and y of the baseline
// in mm, size in pt with "b" for bold, role, text. It is made to be compared
// with what was.
func (d *Document) Words() string {
	var out strings.Builder
	for n, page := range d.Pages {
		fmt.Fprintf(&out, "page %d  %g x %g mm\n", n+1, page.Size.W, page.Size.H)
		for _, op := range page.Ops {
			if t, isText := op.(Text); isText {
				weight := " "
				if t.Bold {
					weight = "b"
				}
				role := d.Elements[t.Element].Role
				fmt.Fprintf(&out, "%3d %6.1f %6.1f %5.1f%s %-8s %s\n", n+1, t.X, t.Y, t.Size, weight, role, t.String)
			}
		}
	}
	return out.String()
}
