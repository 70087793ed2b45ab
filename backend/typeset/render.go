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

// Render writes a document as a tagged PDF. It stops between two pages when ctx
// ends, with ctx's error, and tells progress, if not nil, after each page. The
// same document gives the same bytes. No text makes it panic; a fault in the
// PDF library or a font becomes an error that names the page or step. Nothing
// is written before the file is whole, but a failing writer may have taken a
// part.
func Render(ctx context.Context, w io.Writer, d *Document, progress func(done, total int)) (Result, error) {
	return render(ctx, newGofpdfEngine(), w, d, progress)
}

func render(ctx context.Context, e engine, w io.Writer, d *Document, progress func(done, total int)) (Result, error) {
	if len(d.Pages) == 0 {
		return Result{}, fmt.Errorf("typeset: a document without pages")
	}
	var p *painter
	if err := guarded("beginning", func() error { e.begin(); p = newPainter(d, e); return e.err() }); err != nil {
		return Result{}, err
	}
	pages, err := p.paintAll(ctx, progress)
	if err != nil {
		return Result{}, err
	}
	for i, content := range pages {
		hand := func() error { e.page(d.Pages[i].Size, content); return e.err() }
		if err := guarded(fmt.Sprintf("page %d", i+1), hand); err != nil {
			return Result{}, err
		}
	}
	var file []byte
	if err := guarded("ending", func() (err error) { file, err = p.file(); return err }); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if _, err := w.Write(file); err != nil {
		return Result{}, fmt.Errorf("typeset: writing: %w", err)
	}
	return Result{Pages: len(d.Pages), Bytes: int64(len(file)), Issues: d.issues(p.missing)}, nil
}

// paintAll gives the content of all pages, packed.
func (p *painter) paintAll(ctx context.Context, progress func(done, total int)) ([][]byte, error) {
	total := len(p.doc.Pages)
	press := newPress(total)
	defer press.end()
	for i := range total {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		paint := func() error {
			content, err := p.paintPage(i)
			if err == nil {
				press.add(i, content)
			}
			return err
		}
		if err := guarded(fmt.Sprintf("page %d", i+1), paint); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i+1, total)
		}
	}
	return press.pages, nil
}

// file gives the finished file.
func (p *painter) file() ([]byte, error) {
	p.fonts = make([]rawFont, len(p.codes.fonts))
	for i, s := range p.codes.fonts {
		var err error
		if p.fonts[i], err = s.subset(); err != nil {
			return nil, err
		}
	}
	raw, err := p.engine.end(p.fonts)
	if err != nil {
		return nil, err
	}
	return finish(raw, p)
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
