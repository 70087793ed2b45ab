package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"strings"
	"sync"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// listen gives what is logged until the test ends.
func listen(t *testing.T) *bytes.Buffer {
	t.Helper()
	before, heard := slog.Default(), &bytes.Buffer{}
	slog.SetDefault(slog.New(slog.NewTextHandler(heard, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(before) })
	return heard
}

// TestFaultsBecomeAnApology: the page gets one sentence, the log the act and
// what kind of fault it was, and neither a value of anybody’s.
func TestFaultsBecomeAnApology(t *testing.T) {
	type name string
	for what, c := range map[string]struct {
		fn   func(context.Context) (any, error)
		logs string
	}{
		"a text":         {func(context.Context) (any, error) { panic("Siân O’Brien") }, "string"},
		"a type of ours": {func(context.Context) (any, error) { panic(name("Siân O’Brien")) }, "name"},
		"an error":       {func(context.Context) (any, error) { panic(errors.New("Siân O’Brien")) }, "errorString"},
		"nil":            {func(context.Context) (any, error) { var d *Door; return d.folder, nil }, "nil pointer"},
		"an index":       {func(context.Context) (any, error) { return []int{}[len("Siân O’Brien")], nil }, "index out of range"},
		"an error given": {func(context.Context) (any, error) { return 0, errors.New("broken pipe") }, "broken pipe"},
		"not a number":   {func(context.Context) (any, error) { return map[string][]float64{"a": {1, math.NaN()}}, nil }, "number that is none"},
		"infinite":       {func(context.Context) (any, error) { return &struct{ Share float64 }{math.Inf(-1)}, nil }, "number that is none"},
	} {
		t.Run(what, func(t *testing.T) {
			heard := listen(t)
			door := closedDoor(t.TempDir(), clock)
			answer, err := ask(door, "Guard.State", c.fn)
			told := toldOf(t, what, err)
			if told.Key != "fault" || told.Code != college.Internal || told.Sentence != say("fault") || answer != nil {
				t.Errorf("%v, %+v", answer, told)
			}
			if read := (Told{}); json.Unmarshal([]byte(err.Error()), &read) != nil || read.Sentence != told.Sentence || read.Fields == nil {
				t.Errorf("it does not travel as JSON: %s", err)
			}
			if strings.Contains(heard.String(), "Siân") || strings.Contains(heard.String(), "Brien") {
				t.Errorf("a value is in the log: %s", heard)
			}
			has(t, heard.String(), "act=Guard.State", c.logs)
		})
	}
}

func TestWhatHasNoRowIsRefused(t *testing.T) {
	heard := listen(t)
	ran := false
	_, err := ask(closedDoor(t.TempDir(), clock), "Guard.Nothing", func(context.Context) (bool, error) { ran = true; return true, nil })
	if told := toldOf(t, "", err); told.Key != "fault" || ran {
		t.Errorf("%+v, ran: %t", told, ran)
	}
	has(t, heard.String(), "Guard.Nothing", "no row in the table")
}

// TestAlone: what opens, closes or swaps the records runs alone; other calls run
// beside each other.
func TestAlone(t *testing.T) {
	ring, err := vault.Load(theData(empty(t)), cheap)
	must(t, err)
	door, _ := emptyRoom(t, ring, vault.Leader)
	for act, row := range permissions {
		_, err := ask(door, act, func(context.Context) (bool, error) {
			if door.records.TryRLock() {
				door.records.RUnlock()
				if row.alone {
					t.Errorf("%s lets others read beside it", act)
				}
			} else if !row.alone {
				t.Errorf("%s keeps everybody else out", act)
			}
			if door.records.TryLock() {
				door.records.Unlock()
				t.Errorf("%s lets the records be swapped under it", act)
			}
			return true, nil
		})
		must(t, err)
	}
	for _, act := range []string{"Guard.SignIn", "Guard.Recover", "Guard.ChangePassphrase", "Start.Finish", "Start.Restore", "Start.Sample",
		"Access.Leave", "Access.Rotate", "Access.SetRole", "Backups.Restore"} {
		if !permissions[act].alone {
			t.Errorf("%s must run alone", act)
		}
	}
	finished := false // without the lock the race detector, or the sum, would tell
	held, over := make(chan bool), make(chan error)
	go func() {
		_, err := ask(door, "Access.Rotate", func(context.Context) (bool, error) {
			held <- true
			<-held
			finished = true
			return true, nil
		})
		over <- err
	}()
	<-held
	go func() {
		_, err := ask(door, "Venues.List", func(context.Context) (bool, error) {
			if !finished {
				t.Error("a call did not wait")
			}
			return true, nil
		})
		over <- err
	}()
	held <- true
	must(t, errors.Join(<-over, <-over))
}

// auditLines is how many lines the audits of the open files have.
func auditLines(t *testing.T, door *Door) (lines int64) {
	t.Helper()
	heads, err := door.store.Heads(context.Background())
	must(t, err)
	for _, head := range heads {
		lines += head.Sequence
	}
	return lines
}

// TestReadingsAreNoted: a list once a sign-in, a full record each time; and
// what was refused or failed not at all.
func TestReadingsAreNoted(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	door := openDoor(t, folder, clock)
	closing(t, door)
	noted := func(what string, want int64, fn func() error) {
		t.Helper()
		before := auditLines(t, door)
		err := fn()
		if got := auditLines(t, door) - before; got != want || err != nil {
			t.Errorf("%s: %d lines, want %d; %v", what, got, want, err)
		}
	}
	page := func() error { _, err := (&Students{door}).Page(college.StudentFilter{}); return err }
	noted("students from everywhere at once", 1, func() error {
		var all sync.WaitGroup
		errs := make(chan error, 8)
		for range 8 {
			all.Go(func() { errs <- page() })
		}
		all.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				return err
			}
		}
		return nil
	})
	noted("students again", 0, page)
	register := func() error { _, err := (&Sessions{door}).View(h.SessionID); return err }
	noted("a register", 1, register)
	noted("a register again", 1, register)
	noted("a register that is not there", 0, func() error {
		_, err := (&Sessions{door}).View("nowhere")
		refusal(t, err)
		return nil
	})
	lines, err := (&Audit{door: door}).Page(AuditFilter{})
	must(t, err)
	if first := lines.Lines[0]; first.Did != say("read.register") || first.By != people[0].Name || !strings.Contains(first.Subject, h.Reference) {
		t.Errorf("%+v", first)
	}
	must(t, door.signOut())
	signedIn(t, door, people[0])
	noted("students after the next sign-in", 1, page)
}
