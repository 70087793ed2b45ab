package typeset

import (
	"slices"
	"strings"
)

// notes are what the end of a file tells of its pages: where elements begin,
// what headings and links say, where figures stand.
type notes struct {
	wanted  []bool               // whether an element's place is asked for
	firsts  map[ElementID]spot   // where its first text stands
	texts   map[ElementID]string // of headings and links
	figures map[ElementID]Box
	links   []link
}

// spot is a place on a page: the page from 0, and mm from its top.
type spot struct {
	page int
	x, y float64
}

// link is a place on a page that leads somewhere.
type link struct {
	page    int
	box     Box // mm
	element ElementID
	uri     string
	to      ElementID
	object  int // of its annotation, once it has one
}

func newNotes(d *Document) notes {
	n := notes{
		wanted: make([]bool, len(d.Elements)),
		firsts: map[ElementID]spot{}, texts: map[ElementID]string{}, figures: map[ElementID]Box{},
	}
	for e, element := range d.Elements {
		n.wanted[e] = element.Role.level() > 0
	}
	for _, page := range d.Pages {
		for _, op := range page.Ops {
			if t, isText := op.(Text); isText && t.To > Root && int(t.To) < len(d.Elements) {
				n.wanted[t.To] = true
			}
		}
	}
	return n
}

// level gives the level of a heading, 0 for any other role.
func (r Role) level() int { return 1 + slices.Index([]Role{RoleH1, RoleH2, RoleH3}, r) }

// parent gives the element that holds another: the root, where the document
// names none that comes before it.
func (d *Document) parent(e ElementID) ElementID {
	if p := d.Elements[e].Parent; p > Root && p < e {
		return p
	}
	return Root
}

// text notes a line.
func (n *notes) text(p *painter, t Text, said string) {
	if !p.doc.tagged(t.Element) {
		return
	}
	role := p.doc.Elements[t.Element].Role
	if role == RoleLink || role.level() > 0 {
		if t.Hyphen {
			said = strings.TrimSuffix(said, "-")
		}
		if !t.NoSpace {
			said += " "
		}
		n.texts[t.Element] += said
	}
	top := spot{p.page, t.X, t.Y - mm(t.Size)}
	for e := t.Element; e > Root; e = p.doc.parent(e) {
		if _, known := n.firsts[e]; n.wanted[e] && !known {
			n.firsts[e] = top
		}
	}
	if role == RoleLink && (t.Link != "" || t.To > Root) {
		n.links = append(n.links, link{page: p.page, element: t.Element, uri: t.Link, to: t.To, box: n.linkBox(p, t)})
	}
}

// linkBox is where a reader may click.
func (n *notes) linkBox(p *painter, t Text) Box {
	em := mm(t.Size)
	width := em / 1000 * float64(p.set(wordingOf(t)).width)
	return Box{t.X, t.Y - 0.9*em, width, 1.2 * em}
}

// figure makes a figure's box hold another.
func (n *notes) figure(e ElementID, b Box) {
	if old, known := n.figures[e]; known {
		x, y := min(old.X, b.X), min(old.Y, b.Y)
		b = Box{x, y, max(old.Right(), b.Right()) - x, max(old.Bottom(), b.Bottom()) - y}
	}
	n.figures[e] = b
}
