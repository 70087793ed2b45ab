package typeset

import "time"

// Document is a display list: what stands where, on which page, and what it
// means. It is plain data; the same values render to the same bytes.
type Document struct {
	Meta  Meta
	Pages []Page
	// Elements is the structure tree, parents before children. Element 0 is
	// Artifact and element 1 the document itself.
	Elements []Element
}

// Meta is what a viewer shows about the file.
type Meta struct {
	Title, Author, Subject string
	Lang                   string    // language tag; "" takes the first section's edition
	Created                time.Time // printed into the file; nothing here reads a clock
	Duplex                 bool      // the print dialogue offers both sides; set by the first section
}

// Page is one side of a sheet. Inside is the box its margins leave. Backdrop,
// if not nil, lies under it; it is stored once, however many pages share it.
type Page struct {
	Size     Size
	Inside   Box
	Ops      []Op
	Backdrop *Backdrop
}

// Backdrop is decoration that many pages share, such as a certificate's frame:
// lines, rectangles, shapes and pictures, all artifacts, no text.
type Backdrop struct{ Ops []Op }

// PageOf gives the page of the file, from 1, on which an element, or one within
// it, first stands; 0 when it stands nowhere.
func (d *Document) PageOf(e ElementID) int {
	for n, page := range d.Pages {
		for _, op := range page.Ops {
			if t, isText := op.(Text); isText && e > Artifact && d.within(t.Element, e) {
				return n + 1
			}
		}
	}
	return 0
}

// within says that an element is another or stands within it.
func (d *Document) within(inner, outer ElementID) bool {
	for d.tagged(inner) && inner > outer {
		inner = d.parent(inner)
	}
	return inner == outer
}

// Box is a rectangle in mm from the page's top left corner.
type Box struct{ X, Y, W, H float64 }

// Right and Bottom give the far edges in mm.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom gives the lower edge in mm.
func (b Box) Bottom() float64 { return b.Y + b.H }

// Inset gives the box made smaller by d mm on each side.
func (b Box) Inset(d float64) Box { return Box{b.X + d, b.Y + d, b.W - 2*d, b.H - 2*d} }

// ElementID points into Document.Elements. The zero value is an artifact:
// page furniture that a screen reader skips.
type ElementID int

// Artifact and Root are the two elements every document has.
const (
	Artifact ElementID = 0
	Root     ElementID = 1
)

// Role says what a piece of a document is, in PDF's own standard names.
type Role string

// The roles in use.
const (
	RoleArtifact Role = "Artifact"
	RoleDocument Role = "Document"
	RoleSect     Role = "Sect"
	RoleH1       Role = "H1"
	RoleH2       Role = "H2"
	RoleH3       Role = "H3"
	RoleP        Role = "P"
	RoleTable    Role = "Table"
	RoleTHead    Role = "THead"
	RoleTBody    Role = "TBody"
	RoleTR       Role = "TR"
	RoleTH       Role = "TH"
	RoleTD       Role = "TD"
	RoleL        Role = "L"
	RoleLI       Role = "LI"
	RoleLbl      Role = "Lbl"
	RoleLBody    Role = "LBody"
	RoleLink     Role = "Link"
	RoleFigure   Role = "Figure"
)

// Scope says which cells a TH heads.
type Scope string

// The scopes of a TH.
const (
	ScopeColumn Scope = "Column"
	ScopeRow    Scope = "Row"
)

// Element is one node of the structure tree.
type Element struct {
	Role   Role
	Parent ElementID
	Scope  Scope  // of a TH
	Span   int    // columns that a TH or TD covers; 0 is 1
	Alt    string // of a Figure: what it shows, in words
}

// Colour is red, green and blue, 0 to 255. The zero value is black.
type Colour struct{ R, G, B uint8 }

// The inks in use: black, and greys that survive photocopying. Tint is 8 %.
var (
	Black = Colour{}
	Grey  = Colour{90, 90, 90}
	Tint  = Colour{235, 235, 235}
)

// Op is one thing drawn: a Text, Line, Rect, Shape or Image.
type Op interface{ moved(dx, dy float64) Op }

// Text is one line of text on one baseline.
type Text struct {
	X, Y    float64 // mm; left end of the baseline
	Size    float64 // pt
	Bold    bool
	Colour  Colour
	String  string // as Clean gives it
	Element ElementID
	Subject string    // whom or what Issues are reported about; set by the caller
	Cell    Box       // where the ink must stay; the zero value is the page's inside
	Fit     Fit       // what had to be done to fit, once a Para
	Full    string    // the whole text, where String was cut
	NoSpace bool      // the next line of the same text goes on without a space between
	Hyphen  bool      // its last letter is a hyphen that the text does not have
	RTL     bool      // it is a line of a text that runs from right to left
	Link    string    // address the reader is led to, "https://…", "mailto:…" or "tel:…"; its Element is a Link
	To      ElementID // or the element of this document the reader is led to
}

// Line is a stroke from one point to another; all in mm.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Colour         Colour
	Element        ElementID
}

// Rect is a rectangle; a nil Fill or Stroke is not painted.
type Rect struct {
	Box     Box
	Fill    *Colour
	Stroke  *Colour
	Width   float64 // of the stroke, mm
	Element ElementID
}

// Point is a place in mm from the page's top left corner.
type Point struct{ X, Y float64 }

// Shape is a set of filled polygons, each closed: an arrow, a bar, the dark
// squares of a QR code.
type Shape struct {
	Polygons [][]Point
	Fill     Colour
	Element  ElementID
}

// Image is a picture drawn to fill its box.
type Image struct {
	Box     Box
	Picture *Picture
	Element ElementID
}

func (t Text) moved(dx, dy float64) Op {
	t.X, t.Y = t.X+dx, t.Y+dy
	if t.Cell != (Box{}) {
		t.Cell.X, t.Cell.Y = t.Cell.X+dx, t.Cell.Y+dy
	}
	return t
}

func (l Line) moved(dx, dy float64) Op {
	l.X1, l.X2, l.Y1, l.Y2 = l.X1+dx, l.X2+dx, l.Y1+dy, l.Y2+dy
	return l
}

func (r Rect) moved(dx, dy float64) Op {
	r.Box.X, r.Box.Y = r.Box.X+dx, r.Box.Y+dy
	return r
}

func (i Image) moved(dx, dy float64) Op {
	i.Box.X, i.Box.Y = i.Box.X+dx, i.Box.Y+dy
	return i
}

func (s Shape) moved(dx, dy float64) Op {
	polygons := make([][]Point, len(s.Polygons))
	for i, polygon := range s.Polygons {
		polygons[i] = make([]Point, len(polygon))
		for j, p := range polygon {
			polygons[i][j] = Point{p.X + dx, p.Y + dy}
		}
	}
	s.Polygons = polygons
	return s
}
