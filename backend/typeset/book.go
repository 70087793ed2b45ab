package typeset

// Book gathers pages into one Document: flowing sections and single sheets,
// in the order they are asked for.
type Book struct {
	doc   Document
	flows []*Flow
}

// NewBook begins a document.
func NewBook(meta Meta) *Book {
	return &Book{doc: Document{Meta: meta, Elements: []Element{
		Artifact: {Role: RoleArtifact},
		Root:     {Role: RoleDocument},
	}}}
}

// Document ends the last section, fills in heads and feet now that the number
// of pages is known, and gives the whole.
func (b *Book) Document() *Document {
	b.endFlow()
	for _, f := range b.flows {
		f.drawFrames()
	}
	b.flows = nil
	doc := b.doc
	return &doc
}

// Sheet adds a page to draw on; its margins only tell Check what to allow.
func (b *Book) Sheet(e Edition, margins Margins) *Canvas {
	b.endFlow()
	page := b.addPage(e, margins)
	return &Canvas{
		book: b, edition: e, inside: b.doc.Pages[page].Inside,
		parent: b.element(Element{Role: RoleSect, Parent: Root}),
		put:    func(ops ...Op) { b.draw(page, ops) },
	}
}

// RightHand adds a blank page if the next page would be a left-hand one, so
// that what follows starts on a sheet of its own when printed on both sides.
func (b *Book) RightHand(e Edition) {
	b.endFlow()
	if len(b.doc.Pages)%2 == 1 {
		b.addPage(e, Unbound)
	}
}

// addPage adds an empty page and gives its index.
func (b *Book) addPage(e Edition, margins Margins) int {
	if b.doc.Meta.Lang == "" {
		b.doc.Meta.Lang = e.Language()
	}
	if len(b.doc.Pages) == 0 {
		b.doc.Meta.Duplex = e.Duplex
	}
	n := len(b.doc.Pages)
	b.doc.Pages = append(b.doc.Pages, Page{Size: e.Size(), Inside: margins.inside(e, n+1)})
	return n
}

// draw adds to a page by its index.
func (b *Book) draw(page int, ops []Op) {
	b.doc.Pages[page].Ops = append(b.doc.Pages[page].Ops, ops...)
}

// element adds a node to the structure tree.
func (b *Book) element(e Element) ElementID {
	b.doc.Elements = append(b.doc.Elements, e)
	return ElementID(len(b.doc.Elements) - 1)
}

// linked gives the element that a paragraph's text belongs to: a Link within the
// paragraph's own where it leads somewhere.
func (b *Book) linked(p Para, own ElementID) ElementID {
	if p.Link == "" && p.To == Artifact || own == Artifact {
		return own
	}
	return b.element(Element{Role: RoleLink, Parent: own})
}

// endFlow lays out what the open section still holds back.
func (b *Book) endFlow() {
	if n := len(b.flows); n > 0 {
		b.flows[n-1].end()
	}
}
