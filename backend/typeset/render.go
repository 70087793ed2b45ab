package typeset

import (
	"context"
	"fmt"
	"io"
)

// Result is what Render made.
type Result struct {
	Pages  int
	Bytes  int64
	Issues []Issue // what to tell before printing; see Document.Issues
}

// Render writes a document as PDF. It stops between two pages when ctx ends,
// with ctx's error, and tells progress, if not nil, after each page. The same
// document gives the same bytes. No text makes it panic; a fault in the PDF
// library becomes an error that names the page. Nothing is written before the
// last page is painted, but a failing writer may have taken a part.
func Render(ctx context.Context, w io.Writer, d *Document, progress func(done, total int)) (Result, error) {
	return render(ctx, newGofpdfEngine(), w, d, progress)
}

func render(ctx context.Context, e engine, w io.Writer, d *Document, progress func(done, total int)) (Result, error) {
	if len(d.Pages) == 0 {
		return Result{}, fmt.Errorf("typeset: a document without pages")
	}
	if err := guarded("beginning", func() error { e.begin(d.Meta); return e.err() }); err != nil {
		return Result{}, err
	}
	for i := range d.Pages {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		paint := func() error { paintPage(e, &d.Pages[i]); return e.err() }
		if err := guarded(fmt.Sprintf("page %d", i+1), paint); err != nil {
			return Result{}, err
		}
		if progress != nil {
			progress(i+1, len(d.Pages))
		}
	}
	out := &counter{w: w}
	if err := guarded("ending", func() error { return e.end(out) }); err != nil {
		return Result{}, err
	}
	return Result{Pages: len(d.Pages), Bytes: out.n, Issues: d.Issues()}, nil
}

// guarded runs a step and turns a panic into an error that names it.
func guarded(step string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("typeset: %s: %v", step, p)
		}
	}()
	if err := do(); err != nil {
		return fmt.Errorf("typeset: %s: %w", step, err)
	}
	return nil
}

func paintPage(e engine, p *Page) {
	e.page(p.Size)
	for _, op := range p.Ops {
		switch op := op.(type) {
		case Text:
			paintText(e, op)
		case Line:
			e.line(op)
		case Rect:
			e.rect(op)
		case Image:
			e.image(op)
		}
	}
}

// paintText paints the pieces of a text, and a box for each cluster that the
// font cannot set. It cleans again: a display list may be made by hand.
func paintText(e engine, t Text) {
	em := mm(t.Size) / 1000
	set := face(t.Bold).shape(Clean(t.String))
	for _, p := range set.pieces {
		e.text(t.X+em*float64(p.dx), t.Y-em*float64(p.dy), t.Size, t.Bold, t.Colour, p.s)
	}
	colour := t.Colour
	for _, x := range set.boxes {
		box := Box{t.X + em*float64(x+missingLeft), t.Y - em*capHeight, em * (missingWidth - missingLeft), em * capHeight}
		e.rect(Rect{Box: box, Stroke: &colour, Width: 0.05 * mm(t.Size)})
	}
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
