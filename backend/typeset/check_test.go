package typeset

import (
	"strings"
	"testing"
)

func TestCheckFindsFaults(t *testing.T) {
	at := func(x, y float64, s string) Text { return Text{X: x, Y: y, Size: 12, String: s} }
	inCell := func(text Text, cell Box) Text { text.Cell = cell; return text }
	cases := map[string]struct {
		ops  []Op
		want []FaultKind
	}{
		"nothing":                  {nil, nil},
		"one text":                 {[]Op{at(20, 20, "Ann")}, nil},
		"one below the other":      {[]Op{at(20, 20, "Ann"), at(20, 26, "Ann")}, nil},
		"side by side":             {[]Op{at(20, 20, "Ann"), at(40, 20, "Ann")}, nil},
		"one upon the other":       {[]Op{at(20, 20, "Ann"), at(21, 21, "Bob")}, []FaultKind{Overlap}},
		"marks meet the line over": {[]Op{at(20, 20, "gg"), at(20, 23.6, "Ẹ̀")}, []FaultKind{Overlap}},
		"spaces never meet":        {[]Op{at(20, 20, "\u00a0\u00a0"), at(20, 20, "Ann")}, nil},
		"boxes count as ink":       {[]Op{at(20, 20, "王"), at(21, 20, "Ann")}, []FaultKind{Overlap}},
		"off the page's left":      {[]Op{at(8, 20, "Ann")}, []FaultKind{OutOfPage}},
		"off its bottom":           {[]Op{at(20, 285, "gap")}, []FaultKind{OutOfPage}},
		"within its cell":          {[]Op{inCell(at(20, 20, "Ann"), Box{19, 15, 20, 8})}, nil},
		"wider than its cell":      {[]Op{inCell(at(20, 20, "Annabel"), Box{19, 15, 10, 8})}, []FaultKind{OutOfCell}},
		"below its cell":           {[]Op{inCell(at(20, 20, "gap"), Box{19, 10, 20, 10.5})}, []FaultKind{OutOfCell}},
		"three in a heap": {
			[]Op{at(20, 20, "Ann"), at(20, 20, "Ann"), at(20, 20, "Ann")}, []FaultKind{Overlap, Overlap, Overlap},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			faults := Check(&Document{Pages: []Page{{Size: Size{210, 297}, Inside: Unbound.inside(Edition{}, 1), Ops: c.ops}}})
			if len(faults) != len(c.want) {
				t.Fatalf("faults %v, want %v", faults, c.want)
			}
			for i, fault := range faults {
				if fault.Kind != c.want[i] || fault.Page != 1 {
					t.Errorf("fault %v, want %s on page 1", fault, c.want[i])
				}
			}
		})
	}
	if faults := Check(&Document{}); len(faults) != 1 || faults[0].Kind != EmptyPaper {
		t.Errorf("a document without pages: %v", faults)
	}
}

func TestWords(t *testing.T) {
	book := NewBook(Meta{})
	c := book.Sheet(Edition{Landscape: true}, Unbound)
	c.Text(30, 52, 237, Para{Text: "Certificate", Size: 34, Bold: true, Role: RoleH1})
	c.Text(30, 87.25, 237, Para{Text: "Łukasz", Role: RoleArtifact})
	want := strings.Join([]string{
		"page 1  297 x 210 mm",
		"  1   30.0   52.0  34.0b H1       Certificate",
		"  1   30.0   87.2  12.0  Artifact Łukasz",
		"",
	}, "\n")
	if got := book.Document().Words(); got != want {
		t.Errorf("words\n%s\nwant\n%s", got, want)
	}
}

// TestATailedLetterIsNoFault: a J reaches to the left of where it stands.
func TestATailedLetterIsNoFault(t *testing.T) {
	book := NewBook(Meta{Title: "J"})
	book.Flow(Edition{}, Frame{}).Heading(1, Para{Text: "Journalling for Wellbeing"})
	if faults := Check(book.Document()); len(faults) > 0 {
		t.Errorf("faults: %+v", faults)
	}
}
