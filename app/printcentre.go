package app

import (
	"bytes"
	"context"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// PrintCentre is where any paper is chosen, looked at, made and found again.
type PrintCentre struct {
	door    *Door
	dialogs dialogs
}

// Kinds are the papers that whoever signed in may have.
func (c *PrintCentre) Kinds() ([]PaperKind, error) {
	return ask(c.door, "PrintCentre.Kinds", func(context.Context) ([]PaperKind, error) {
		all := []PaperKind{}
		for _, k := range allKinds {
			if c.door.mayPrint(k) == nil {
				all = append(all, c.door.paperKind(k))
			}
		}
		return all, nil
	})
}

// Find is what an order may name for one of its needs: term, run, session,
// student, tutor, volunteer, venue or room, those with the words of query in
// their names, references or days.
func (c *PrintCentre) Find(needs, query string) ([]Choice, error) {
	return ask(c.door, "PrintCentre.Find", func(ctx context.Context) ([]Choice, error) {
		if !c.door.opensCollege() && needs != "venue" {
			return nil, college.Refuse(college.Forbidden, "print.forbiddenFind")
		}
		found, err := c.door.store.ChoicesFor(ctx, needs, query)
		all := []Choice{}
		for _, f := range found {
			all = append(all, Choice(f))
		}
		return all, err
	})
}

// press is that of the window: into the folder the user chose.
func (c *PrintCentre) press(ctx context.Context) (press, error) {
	return (&Papers{c.door, c.dialogs}).press(ctx)
}

// Preview sets a paper as it would be printed. Nothing is numbered, issued or
// noted by it, and no file is written: the page fetches it from memory, while the
// gate is open. It is always pages, also of an order for reading by ear.
func (c *PrintCentre) Preview(order Order) (Preview, error) {
	return askAbout(c.door, "PrintCentre.Preview", order.subject(), func(ctx context.Context) (Preview, error) {
		p, err := c.press(ctx)
		if err != nil {
			return Preview{}, err
		}
		order.Format = ""
		document, notes, err := p.preview(ctx, order)
		if err != nil {
			return Preview{}, err
		}
		var pdf bytes.Buffer
		result, err := typeset.Render(ctx, &pdf, document, nil)
		if err != nil {
			return Preview{}, err
		}
		kind := papers.Kind(order.Kind)
		id := c.door.previews.keep(pdf.Bytes())
		return Preview{URL: previewsAt + id, Pages: result.Pages, Headline: p.headline(kind, result.Issues), Issues: append(p.issues(kind, result.Issues), notes...)}, nil
	})
}

// subject is the id of what an order is about, for the audit.
func (o Order) subject() string {
	return firstText(o.Person, o.Session, o.Run, o.Room, o.Venue)
}

// Make starts making a paper and answers at once; Progress tells how far it is.
func (c *PrintCentre) Make(order Order) (Job, error) {
	return ask(c.door, "PrintCentre.Make", func(ctx context.Context) (Job, error) {
		p, err := c.press(ctx)
		if err != nil {
			return Job{}, err
		}
		if _, order, err = p.kindOf(order); err != nil { // at once, beside the form
			return Job{}, err
		}
		return c.door.jobs.begin(c.door, p, order)
	})
}

// Progress is how far a job is, or how it ended.
func (c *PrintCentre) Progress(id string) (Job, error) {
	return ask(c.door, "PrintCentre.Progress", func(context.Context) (Job, error) { return c.door.jobs.look(id) })
}

// Cancel stops a job, at the latest after the page in hand. No file of it stays,
// and one that was there before is as it was. Certificates that had their numbers
// by then keep them; printed later they are no duplicates.
func (c *PrintCentre) Cancel(id string) error {
	_, err := ask(c.door, "PrintCentre.Cancel", func(context.Context) (bool, error) { return true, c.door.jobs.cancel(id) })
	return err
}

// Void takes a certificate’s validity away for good, for a reason; its number is
// not given again.
func (c *PrintCentre) Void(number, reason string) error {
	_, err := ask(c.door, "PrintCentre.Void", func(ctx context.Context) (bool, error) {
		return true, c.door.store.VoidCertificate(ctx, number, reason)
	})
	return err
}

// CheckCertificate tells what is on record of a certificate somebody shows: by
// its code, and the name that is printed on it when it is given.
func (c *PrintCentre) CheckCertificate(code, name string) (college.CertificateCheck, error) {
	return ask(c.door, "PrintCentre.CheckCertificate", func(ctx context.Context) (college.CertificateCheck, error) {
		return c.door.store.CheckCertificate(ctx, code, name)
	})
}
