package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// few keeps planning in tests short; the plan it gives is the same everywhere.
const few = "4000"

func TestATermIsPlannedLockedRepairedAndPublished(t *testing.T) {
	folder := wexmoor(t)
	does := func(args ...string) string {
		t.Helper()
		code, out, errs := run(t, folder, append([]string{"term"}, args...)...)
		if code != exitDone || errs != "" {
			t.Fatalf("%v: exit %d, %s", args, code, errs)
		}
		return out
	}
	if out := does("show", "T5"); !strings.Contains(out, "has no draft") || !strings.Contains(out, "Series by series:") {
		t.Errorf("before planning: %.200s", out)
	}
	planned := does("plan", "Term 5", "--steps", few, "--seed", "7")
	if !strings.HasPrefix(planned, "Term 5: ") || !strings.Contains(planned, " sessions have a place") {
		t.Errorf("%.200s", planned)
	}
	has(t, does("lock", "T5", "UMH03-T5-1/1", "--when", "--who"), "UMH03-T5-1/1", "(locked: when, who)")
	has(t, does("lock", "T5", "UMH03-T5-1/1", "--who", "--unlock"), "(locked: when)")
	shown := does("show", "T5")
	has(t, shown, "as its draft of", "(locked: when)")

	door := openDoor(t, folder, clock)
	_, brief, err := door.store.Brief(t.Context(), termOf(t, door, "T5"))
	must(t, err)
	must(t, door.Close())
	worker := brief.Published[0].Workers[0]
	out := does("away", "T5", worker.PersonID, "--from", string(brief.Published[0].Date), "--to", string(brief.Published[0].Date))
	has(t, out, "Term 5: ")
	door = openDoor(t, folder, clock)
	draft, err := door.store.TermDraft(t.Context(), termOf(t, door, "T5"))
	must(t, err)
	for _, s := range draft.Sessions {
		for _, w := range s.Stand.Workers {
			if w.PersonID == worker.PersonID && s.Stand.Date == brief.Published[0].Date {
				t.Errorf("%s works in %s on a day away", w.Name, s.Reference)
			}
		}
	}
	must(t, door.Close())

	code, out, errs := run(t, folder, append([]string{"term", "publish", "T5"}, reasonsFor("I-09", "I-12", "I-13", "I-14", "I-15", "H5", "I-07")...)...)
	if code != exitDone {
		t.Fatalf("exit %d, %s", code, errs)
	}
	has(t, out, "Term 5 is published: ", "People to tell:")
	told := does("tell", "T5")
	if strings.Count(told, "\n") != strings.Count(out[strings.Index(out, "People to tell:"):], "\n")-1 {
		t.Errorf("published told of others than “tell” does:\n%s\n%s", out, told)
	}
	if code, _, errs := run(t, folder, "term", "publish", "T5"); code != exitConflict || errs == "" {
		t.Errorf("publishing again: exit %d, %s", code, errs)
	}
	noLeftovers(t, folder)
}

func reasonsFor(rules ...string) (flags []string) {
	for _, r := range rules {
		flags = append(flags, "--reason", r+"=Agreed by phone")
	}
	return flags
}

func termOf(t *testing.T, door *Door, words string) string {
	t.Helper()
	term, err := door.store.Term(t.Context(), words)
	must(t, err)
	return term.ID
}

func TestWhatTermCommandsRefuse(t *testing.T) {
	folder := wexmoor(t)
	broken := write(t, "broken.json", "{\n \"daybookTerm\": 1,,\n}")
	for name, test := range map[string]struct {
		code int
		says string
		args string
	}{
		"no such term":        {exitNotFound, "T77", "check T77"},
		"keep too much":       {exitInvalid, "0, improve freely, to 100", "plan T5 --keep 101"},
		"steps below none":    {exitInvalid, "whole numbers", "plan T5 --steps -1"},
		"no draft":            {exitNotFound, "no draft of Term 5", "publish T5"},
		"nothing to forget":   {exitNotFound, "no draft of Term 5", "drop T5"},
		"a reason for naught": {exitInvalid, "I-09=", "publish T5 --reason I-09"},
		"of another term":     {exitNotFound, "is not one of Term 5", "lock T5 UMH06-T4-1/1"},
		"no such session":     {exitNotFound, "UMH03-T5-1", "lock T5 UMH03-T5-1/99"},
		"a mark holds it":     {exitConflict, "stays as it is", "lock T4 SH01-T4-1/1"},
		"several people":      {exitInvalid, "several people", "away T5 noble --from 2027-01-18 --to 2027-01-19"},
		"nobody":              {exitNotFound, "zzzz", "away T5 zzzz --from 2027-01-18 --to 2027-01-19"},
		"no day":              {exitInvalid, "2026-11-20", "away T5 noble --from soon --to 2027-01-19"},
		"ends before":         {exitInvalid, "13:00-17:00", "away T5 noble --from 2027-01-18 --to 2027-01-19 --times 17:00-13:00"},
		"no file":             {exitNotFound, "nowhere.fet", "from-fet T5 nowhere.fet"},
		"a broken file":       {exitInvalid, "line 2", "plan-file " + broken + " " + filepath.Join(folder, "out.json")},
		"no folder for it":    {exitConflict, "cannot be written", "to-fet T5 " + filepath.Join(folder, "nowhere", "out.fet")},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := run(t, folder, append([]string{"term"}, strings.Fields(test.args)...)...)
			if code != test.code || !strings.Contains(told1(t, out, errs), test.says) {
				t.Errorf("exit %d, %s", code, errs)
			}
		})
	}
	noLeftovers(t, folder)
}

func TestATermGoesToFETAndAFileIsPlannedWithoutACollege(t *testing.T) {
	folder := wexmoor(t)
	fet := filepath.Join(t.TempDir(), "term.fet")
	if code, _, errs := run(t, folder, "term", "to-fet", "T5", fet); code != exitDone {
		t.Fatalf("exit %d, %s", code, errs)
	}
	if text, err := os.ReadFile(fet); err != nil || !strings.Contains(string(text), "<fet ") {
		t.Errorf("%v, %.100s", err, text)
	}
	handbook, err := os.ReadFile(filepath.Join("..", "docs", "handbook", "term-file.md"))
	if err != nil {
		t.Skip("the handbook has no page on the term file yet")
	}
	_, rest, _ := strings.Cut(string(handbook), "```json\n")
	example, _, _ := strings.Cut(rest, "```")
	in, out := write(t, "in.json", example), filepath.Join(t.TempDir(), "out.json")
	code, said, errs := run(t, filepath.Join(t.TempDir(), "nowhere"), "term", "plan-file", in, out, "--steps", few)
	if code != exitDone || !strings.Contains(said, "sessions have a place") {
		t.Fatalf("exit %d, %s", code, errs)
	}
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), `"daybookPlan":1`) {
		t.Errorf("%v, %.100s", err, text)
	}
}

func TestPlanningIsCancelledAtOnceAndKeepsItsBest(t *testing.T) {
	door := doorTo(t, wexmoor(t))
	place := &Timetable{door}
	term := termOf(t, door, "T5")
	job, err := place.Plan(PlanRequest{TermID: term, FromNothing: true, Keep: 50, Steps: 500_000_000})
	must(t, err)
	if _, err := place.Plan(PlanRequest{TermID: term}); err == nil {
		t.Error("two plans at once")
	}
	for deadline := time.Now().Add(20 * time.Second); job.Done == 0 && job.State == jobMaking && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
		job, err = place.Progress(job.ID)
		must(t, err)
	}
	began := time.Now()
	must(t, place.Cancel(job.ID))
	if took := time.Since(began); took > 50*time.Millisecond {
		t.Errorf("cancelling answered after %v", took)
	}
	for deadline := time.Now().Add(20 * time.Second); job.State == jobMaking && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
		job, err = place.Progress(job.ID)
		must(t, err)
	}
	if job.State != jobCancelled || !job.Planned.Stopped || !job.Planned.Draft.Made {
		t.Errorf("%s %s, draft %t", job.State, job.Why, job.Planned.Draft.Made)
	}
	if _, err := place.Progress("another"); err == nil {
		t.Error("a plan that never was is known")
	}
}

func TestTheTimetableInTheWindow(t *testing.T) {
	door := doorTo(t, wexmoor(t))
	place := &Timetable{door}
	term := termOf(t, door, "T5")
	now, err := place.Draft(term)
	must(t, err)
	s := now.Draft.Sessions[0]
	at := timetable.Placement{SessionID: s.SessionID, Date: "2027-01-16", Start: "07:00", End: "08:00", RoomID: s.Stand.RoomID, VirtualRoomID: s.Stand.VirtualRoomID}
	found, err := place.Move(at) // a Saturday before the term, and nobody to teach
	must(t, err)
	if len(found) == 0 || found[0].Sentence == "" {
		t.Errorf("%+v", found)
	}
	must(t, place.Pin(PinRequest{SessionIDs: []string{s.SessionID}, When: true}))
	changes, err := place.Diff(term)
	must(t, err)
	if len(changes) == 0 || !strings.Contains(changes[0].Sentence, "16 January 2027") || len(changes[0].SessionIDs) != 1 {
		t.Errorf("%+v", changes)
	}
	all, err := place.Check(term)
	must(t, err)
	if !containsAbout(all, s.SessionID) {
		t.Error("the check does not see the draft")
	}
	look, err := place.LookAtPublishing(term)
	must(t, err)
	if len(look.Changes) != 1 || len(look.Findings) == 0 {
		t.Errorf("%+v", look)
	}
	if _, err := place.Publish(PublishRequest{TermID: term}); err == nil {
		t.Error("it was published")
	}
	must(t, place.Drop(term))
	if now, err = place.Draft(term); err != nil || now.Draft.Made {
		t.Errorf("the draft is still there, %v", err)
	}
}

func containsAbout(found []college.Finding, id string) bool {
	for _, f := range found {
		for _, about := range f.About {
			if about == id {
				return true
			}
		}
	}
	return false
}
