package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"daybook/backend/college"
)

// TestARehearsalGivesNothingAway: what fn sees is as if it were done, and
// afterwards it never was.
func TestARehearsalGivesNothingAway(t *testing.T) {
	c := busy(t)
	before, heads, acts := c.dump(), must(c.Heads(c.ctx())), c.count("SELECT count(*) FROM college.act")
	var register college.Register
	var sheet college.RunCertificates
	err := c.Rehearse(c.ctx(), func(ctx context.Context) error {
		var err1, err2, err3 error
		register, err1 = c.Register(ctx, "sleep-2")
		sheet, err2 = c.IssueCertificates(ctx, "run-five")
		if _, err := c.IssueCertificates(ctx, "run-none"); college.AsRefusal(err) == nil {
			t.Errorf("a refused act gave %v", err)
		}
		seen := must(c.Certificates(ctx, "run-five"))
		if seen.Candidates[0].Issued == nil || seen.Candidates[0].Issued.Number != sheet.Candidates[0].Issued.Number {
			t.Error("a read does not see what was issued before it")
		}
		err3 = c.NotePaper(ctx, "certificates", "run-five", "x.pdf")
		return firstError(err1, err2, err3, c.Note(ctx, "read.student", "student", "st-ann"), c.KeepDraft(ctx, "student", "hm"))
	})
	fine(t, err)
	if register.Rows[0].RowNo != 1 || sheet.Candidates[0].Issued.Number != "C-00001" {
		t.Errorf("the rehearsal gave %+v and %+v", register.Rows[0], sheet.Candidates[0].Issued)
	}
	unchanged(t, before, c.dump())
	for file, head := range must(c.Heads(c.ctx())) {
		if head.Sequence != heads[file].Sequence {
			t.Errorf("the audit of %s has a line more", file)
		}
	}
	if c.count("SELECT count(*) FROM college.act") != acts || len(must(c.Drafts(c.ctx()))) != 0 {
		t.Error("the journal or the drafts have more")
	}
	// The numbers are still free, and are given as ever.
	if got := must(c.IssueCertificates(c.ctx(), "run-five")).Candidates[0].Issued.Number; got != "C-00001" {
		t.Errorf("the first certificate has the number %s", got)
	}
}

func TestARehearsalEndsHoweverItEnds(t *testing.T) {
	c := busy(t)
	before := c.dump()
	wrong := errors.New("wrong")
	if err := c.Rehearse(c.ctx(), func(ctx context.Context) error {
		must(c.Register(ctx, "sleep-2"))
		return wrong
	}); err != wrong {
		t.Errorf("fn's error came back as %v", err)
	}
	func() {
		defer func() { recover() }()
		c.Rehearse(c.ctx(), func(ctx context.Context) error { must(c.Register(ctx, "sleep-2")); panic("oh") })
	}()
	// One within another is taken back alone.
	fine(t, c.Rehearse(c.ctx(), func(ctx context.Context) error {
		must(c.IssueCertificates(ctx, "run-five"))
		fine(t, c.Rehearse(ctx, func(ctx context.Context) error { return given(c.Register(ctx, "sleep-2")) }))
		if n := must(one[int](ctx, c.db, "SELECT count(*) FROM college.run_booking WHERE row_no > 0")); n != 0 {
			t.Errorf("%d rows are numbered", n)
		}
		if n := must(one[int](ctx, c.db, "SELECT count(*) FROM college.certificate")); n != 1 {
			t.Errorf("%d certificates are issued", n)
		}
		return nil
	}))
	unchanged(t, before, c.dump())
	if register := must(c.Register(c.ctx(), "sleep-2")); register.Rows[0].RowNo != 1 {
		t.Error("afterwards a register is not printed as ever")
	}
}

// Whoever stops a rehearsal is told that it was stopped, whatever question was
// the next.
func TestAStoppedRehearsalSaysSo(t *testing.T) {
	c := busy(t)
	for round := range 30 {
		ctx, stop := context.WithCancel(c.ctx())
		err := c.Rehearse(ctx, func(ctx context.Context) error {
			stop()
			time.Sleep(time.Duration(round%3) * time.Millisecond) // the transaction ends by itself meanwhile
			_, err := c.IssueCertificates(ctx, "run-five")
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	fine(t, c.Rehearse(c.ctx(), func(ctx context.Context) error { _, err := c.Register(ctx, "sleep-2"); return err }))
}
