package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestCancelAtHalf stops certificates half way: no file of them is left, one that
// was there stays, and printing them afterwards makes no duplicates.
func TestCancelAtHalf(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	p := pressOf(t, door)
	run, err := door.store.RunByReference(context.Background(), "SH01-T4-1")
	must(t, err)
	must(t, os.MkdirAll(p.folder, 0o700))
	was := filepath.Join(p.folder, "2026-11-17 certificates SH01-T4-1.pdf")
	put(t, was, "%PDF- of before")
	ctx, stop := context.WithCancel(door.as())
	p.progress = func(done, total int) {
		if done*2 >= total {
			stop()
		}
	}
	order := Order{Kind: "certificates", Run: run.ID, EachOwnFile: true}
	if _, err := p.make(ctx, order); !errors.Is(err, context.Canceled) {
		t.Fatalf("not stopped: %v", err)
	}
	if left := listing(t, p.folder); strings.Count(left, "\n") > 1 {
		t.Errorf("left: %s", left)
	}
	text, err := os.ReadFile(was)
	if must(t, err); string(text) != "%PDF- of before" {
		t.Error("what was there before is gone")
	}
	p.progress = nil
	papersMade, err := p.make(door.as(), order)
	must(t, err)
	sheet, err := door.store.Certificates(context.Background(), run.ID)
	must(t, err)
	issued := 0
	for _, c := range sheet.Candidates {
		if c.Issued != nil {
			issued++
			own := filepath.Join(strings.TrimSuffix(was, ".pdf"), c.Issued.Number+".pdf")
			if c.Issued.Printings != 1 || isPaper(own) != nil {
				t.Errorf("%s was printed %d times", c.Issued.Number, c.Issued.Printings)
			}
		}
	}
	if issued == 0 || len(papersMade) != issued+2 || papersMade[0].Pages != issued {
		t.Errorf("%d issued, %d papers", issued, len(papersMade))
	}
	noLeftovers(t, p.folder)
}

// TestAFullDiskWhilePrinting: nothing is left half done, and certificates that
// had their numbers are no duplicates when they are printed.
func TestAFullDiskWhilePrinting(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no such device here")
	}
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	p := pressOf(t, door)
	run, err := door.store.RunByReference(context.Background(), "SH01-T4-1")
	must(t, err)
	must(t, p.ready())
	newFile = func(folder, _ string) (*os.File, error) {
		path := filepath.Join(folder, ".making-full")
		if err := os.Symlink("/dev/full", path); err != nil {
			return nil, err
		}
		return os.OpenFile(path, os.O_WRONLY, 0)
	}
	defer func() { newFile = os.CreateTemp }()
	for _, o := range []Order{{Kind: "timetable"}, {Kind: "timetable", Format: formatHTML}, {Kind: "certificates", Run: run.ID}} {
		_, err := p.make(door.as(), o)
		if refusal := college.AsRefusal(err); refusal == nil || refusal.Key != "papers.noRoom" {
			t.Errorf("%s%s: %v", o.Kind, o.Format, err)
		}
	}
	if left := listing(t, p.folder); left != "" {
		t.Errorf("left: %s", left)
	}
	newFile = os.CreateTemp
	_, err = p.make(door.as(), Order{Kind: "certificates", Run: run.ID})
	must(t, err)
	sheet, err := door.store.Certificates(context.Background(), run.ID)
	must(t, err)
	for _, c := range sheet.Candidates {
		if c.Issued != nil && c.Issued.Printings != 1 {
			t.Errorf("%s counts as printed %d times", c.Issued.Number, c.Issued.Printings)
		}
	}
}

// TestJobsEndWithTheGate: whoever locks while a paper is made finds no file, and
// one paper is made at a time.
func TestJobsEndWithTheGate(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	door.again = func(string) {}
	c := centre(door)
	begun, going := make(chan struct{}), make(chan struct{})
	newFile = func(folder, pattern string) (*os.File, error) {
		if strings.HasSuffix(folder, "papers") && begun != nil {
			select {
			case <-begun:
			default:
				close(begun)
				<-going
			}
		}
		return os.CreateTemp(folder, pattern)
	}
	defer func() { newFile = os.CreateTemp }()
	job, err := c.Make(Order{Kind: "timetable"})
	must(t, err)
	<-begun
	if _, err := c.Make(Order{Kind: "timetable"}); refusal(t, err).Key != "print.busy" {
		t.Errorf("two at once: %v", err)
	}
	locked := make(chan struct{})
	go func() { door.lock("idle"); close(locked) }()
	for stopped := false; !stopped; {
		door.jobs.mutex.Lock()
		stopped = door.jobs.all[0].ctx.Err() != nil
		door.jobs.mutex.Unlock()
	}
	close(going)
	<-locked
	door.jobs.mutex.Lock()
	left := len(door.jobs.all)
	door.jobs.mutex.Unlock()
	if _, err := os.Stat(filepath.Join(folder, "papers")); left != 0 || !os.IsNotExist(err) {
		t.Errorf("%s: %d jobs, and the folder it made: %v", job.ID, left, err)
	}
	noLeftovers(t, folder)
}

func TestCancellingAJob(t *testing.T) {
	folder := wexmoor(t)
	c := centre(openAs(t, folder, people[0], at(friday)))
	for _, err := range []error{c.Cancel("nothing"), func() error { _, err := c.Progress(""); return err }()} {
		if refusal(t, err).Key != "print.noJob" {
			t.Errorf("%v", err)
		}
	}
	waiting := make(chan struct{})
	newFile = func(folder, pattern string) (*os.File, error) {
		<-waiting
		return os.CreateTemp(folder, pattern)
	}
	defer func() { newFile = os.CreateTemp }()
	must(t, os.MkdirAll(filepath.Join(folder, "papers"), 0o700))
	job, err := c.Make(Order{Kind: "timetable"})
	must(t, err)
	must(t, c.Cancel(job.ID))
	close(waiting)
	if job = made(t, c, job); job.State != jobCancelled || len(job.Made) != 0 || job.Why != "" {
		t.Errorf("%+v", job)
	}
	must(t, c.Cancel(job.ID)) // ended already
	if left := listing(t, filepath.Join(folder, "papers")); left != "" {
		t.Errorf("left: %s", left)
	}
}
