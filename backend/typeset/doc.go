// Package typeset turns text and boxes into PDF pages; the only room that
// knows gofpdf.
//
// A Book gathers pages; Book.Document gives the display list, plain data that
// tests can read (Document.Words, Check) and Render paints. All lengths are mm
// from the top left, sizes of type are pt, text is any string at all: it is
// cleaned, and what the font cannot set becomes a visible box and an Issue.
//
// # Flowing pages
//
//	ed := typeset.Edition{Body: 12, Duplex: true}
//	book := typeset.NewBook(typeset.Meta{Title: "Register UMH01", Author: "Wexmoor", Created: printed})
//	flow := book.Flow(ed, typeset.Frame{
//		Head: func(at typeset.Place) string { return "Sleep well · 7 September 2026" },
//		Foot: func(at typeset.Place) []typeset.Foot {
//			return []typeset.Foot{{Left: "Confidential", Right: fmt.Sprintf("Page %d of %d", at.Page, at.Pages)}}
//		},
//	})
//	flow.Heading(1, typeset.Para{Text: title, MaxLines: 3})
//	flow.Para(typeset.Said("Monday 7 September 2026, 10:00–12:00"))
//	flow.Space(3)
//	flow.Table(typeset.Table{
//		Columns: []typeset.Column{
//			{Title: "No.", Width: 11, Align: typeset.Right},
//			{Title: "Name", Width: 74, Size: ed.Pt(13), Min: 11, Names: true},
//			{Title: "Signature"}, // takes the rest
//		},
//		HeadHeight: 8, RowHeight: 9, Tight: 8.2,
//		Rows: []typeset.Row{{Cells: []typeset.Cell{
//			{Paras: []typeset.Para{typeset.Said("1")}},
//			{Paras: []typeset.Para{typeset.Said(name).About("student S-00012")}},
//			{},
//		}}},
//	})
//	flow.Keep(func() { … })                              // one block, never parted
//	flow.Draw(20, func(c *typeset.Canvas) { c.Line(0, 15, 80, 15, 0.3) })
//
// Each Book.Flow is a section with page numbers of its own (Place.Page of
// Place.Pages; FilePage and FilePages count the whole file). Its margins are
// Bound unless the Frame says otherwise. A cell may hold several paragraphs, a
// ground (Fill) and span columns; Para.Tick draws a tick box.
//
// # Fixed places
//
//	ed := typeset.Edition{Landscape: true}
//	c := book.Sheet(ed, typeset.Unbound)
//	c.Frame(typeset.Box{X: 10, Y: 10, W: 277, H: 190}, 0.6)
//	y := c.Text(30, 87, 237, typeset.Para{
//		Text: name, Subject: "student S-00012", Bold: true, Align: typeset.Centre,
//		Size: 32, Min: 22, ShrinkFirst: true, MaxLines: 2, Leading: 1.2,
//	})
//	c.Text(30, y+15, 237, typeset.Para{Text: "who took part in", Size: 16, Align: typeset.Centre})
//
// # Paper
//
//	doc := book.Document()
//	result, err := typeset.Render(ctx, w, doc, func(done, total int) { … })
//
// result.Issues says which texts had to be shrunk, split, cut or boxed, each
// under the Subject its Para was given. A document without pages is an error.
//
// # Measuring and testing
//
// Para.Height, Width, Flow.Width and Flow.Room tell how much fits, for layouts
// that must choose ("+2 more"). In a test, Check(doc) must be empty, whatever
// the names, and doc.Words() is compared with a golden file.
package typeset
