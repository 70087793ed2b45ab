package app

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
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
	has(t, does("tell", "T5", "--told"), " off the list")
	has(t, does("tell", "T5"), "nobody is left to tell")
	if out := does("tell", "T5", "--json"); out != `{"result":"done"}`+"\n" {
		t.Errorf("nobody to tell is %q", out)
	}
	has(t, does("back", "T5", worker.PersonID), "is no longer away")
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
		"no such term":         {exitNotFound, "T77", "check T77"},
		"keep too much":        {exitInvalid, "0, improve freely, to 100", "plan T5 --keep 101"},
		"steps below none":     {exitInvalid, "whole numbers", "plan T5 --steps -1"},
		"no draft":             {exitNotFound, "no draft of Term 5", "publish T5"},
		"nothing to forget":    {exitNotFound, "no draft of Term 5", "drop T5"},
		"a reason for naught":  {exitInvalid, "I-09=", "publish T5 --reason I-09"},
		"of another term":      {exitNotFound, "is not one of Term 5", "lock T5 UMH06-T4-1/1"},
		"no such session":      {exitNotFound, "UMH03-T5-1", "lock T5 UMH03-T5-1/99"},
		"a mark holds it":      {exitConflict, "stays as it is", "lock T4 SH01-T4-1/1"},
		"no last day":          {exitInvalid, "--to", "away T5 zzzz --from 2027-01-18"},
		"no first day":         {exitInvalid, "--from", "away T5 zzzz --to 2027-01-18"},
		"not in the term":      {exitInvalid, "18 January 2027", "away T5 Amy\u00a0Noble --from 2026-01-18 --to 2026-01-19"},
		"not away":             {exitNotFound, "No leave of Amy Noble", "back T5 Amy\u00a0Noble"},
		"back on no day":       {exitInvalid, "2026-11-20", "back T5 noble --from soon"},
		"it is over":           {exitConflict, "ended on", "plan T3"},
		"no such rule":         {exitInvalid, "X-1", "publish T5 --reason X-1=yes"},
		"two reasons":          {exitInvalid, "two reasons", "publish T5 --reason I-09=yes --reason i-09=no"},
		"told, and nothing is": {exitNotFound, "zzzz", "tell T5 zzzz --told"},
		"nobody":               {exitNotFound, "zzzz", "away T5 zzzz --from 2027-01-18 --to 2027-01-19"},
		"no day":               {exitInvalid, "2026-11-20", "away T5 noble --from soon --to 2027-01-19"},
		"ends before":          {exitInvalid, "13:00-17:00", "away T5 noble --from 2027-01-18 --to 2027-01-19 --times 17:00-13:00"},
		"no file":              {exitNotFound, "nowhere.fet", "from-fet T5 nowhere.fet"},
		"a broken file":        {exitInvalid, "line 2", "plan-file " + broken + " " + filepath.Join(folder, "out.json")},
		"no folder for it":     {exitConflict, "cannot be written", "to-fet T5 " + filepath.Join(folder, "nowhere", "out.fet")},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := run(t, folder, append([]string{"term"}, strings.Split(test.args, " ")...)...)
			if code != test.code || !strings.Contains(told1(t, out, errs), test.says) {
				t.Errorf("exit %d, %s", code, errs)
			}
		})
	}
	noLeftovers(t, folder)
}

func TestWhoMayBeMeantIsListed(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "term", "away", "T5", "noble", "--from", "2027-01-18", "--to", "2027-01-19")
	if code != exitInvalid || out != "" {
		t.Fatalf("exit %d, %s", code, out)
	}
	has(t, errs, "several people", ": Amy Noble, ", ": Craig Noble, ", "works in this term")
	for _, line := range strings.Split(strings.TrimSpace(errs), "\n")[1:] {
		id, name, _ := strings.Cut(strings.TrimSpace(line), ": ")
		name, _, _ = strings.Cut(name, ",")
		for _, words := range []string{id, name} { // what is printed is taken
			if code, _, errs := run(t, folder, "term", "back", "T5", words); code != exitNotFound || !strings.HasPrefix(errs, "No leave of") {
				t.Errorf("%s: exit %d, %s", words, code, errs)
			}
		}
	}
}

func TestAPlanSaysWhatItCostsAndWhatItsStepsGain(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "term", "plan", "T5", "--why")
	if code != exitDone {
		t.Fatalf("exit %d, %s", code, errs)
	}
	has(t, out, "(saves ", "What that costs, dearest first, in points:", say("soft.load"))
	if strings.Contains(out, "Lime course") {
		t.Error("a course is called by what it is called outside")
	}
	code, out, _ = run(t, folder, "term", "show", "T5", "--json")
	var line struct{ Plan Planned }
	if err := json.Unmarshal([]byte(out), &line); err != nil || code != exitDone {
		t.Fatalf("exit %d, %v", code, err)
	}
	sum := 0
	for _, part := range line.Plan.Draft.Parts {
		sum += part.Cost
	}
	if sum != line.Plan.Draft.Cost || sum == 0 {
		t.Errorf("the parts come to %d, the cost is %d", sum, line.Plan.Draft.Cost)
	}
	_, shown, _ := run(t, folder, "term", "show", "T5")
	last := math.Inf(1)
	_, costs, _ := strings.Cut(shown, "in points:\n")
	for _, row := range strings.Split(strings.TrimSpace(costs), "\n") {
		cost, err := strconv.ParseFloat(strings.Fields(row)[0], 64)
		if err != nil || cost == 0 || cost > last {
			t.Errorf("after %v comes %q, %v", last, row, err)
		}
		last = cost
	}
}

// TestPlanningStopsOnCtrlC stops the program itself while it plans.
func TestPlanningStopsOnCtrlC(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a test cannot press Ctrl+C there")
	}
	folder := wexmoor(t)
	program, err := os.Executable()
	must(t, err)
	command := exec.Command(program, "--college", folder, "--user", people[0].Name, "--passphrase-stdin", "term", "plan", "T5", "--from-nothing", "--steps", "2000000000")
	command.Env = append(os.Environ(), asProgram+"=1")
	command.Stdin = strings.NewReader(people[0].Passphrase + "\n")
	var out, errs strings.Builder
	command.Stdout, command.Stderr = &out, &errs
	must(t, command.Start())
	time.Sleep(4 * time.Second) // it has signed in and is planning
	must(t, command.Process.Signal(os.Interrupt))
	_ = command.Wait()
	if command.ProcessState.ExitCode() != exitConflict || errs.String() != say("plan.stopped", "term", "Term 5")+"\n" {
		t.Errorf("exit %d: %s", command.ProcessState.ExitCode(), errs.String())
	}
	has(t, out.String(), " sessions have a place")
	if _, shown, _ := run(t, folder, "term", "show", "T5"); !strings.Contains(shown, "as its draft of") {
		t.Errorf("%.200s", shown)
	}
}

func TestChangesThatTakeTwoTogetherAreSaid(t *testing.T) {
	door := doorTo(t, wexmoor(t))
	draft, err := door.planned(t.Context(), termOf(t, door, "T5"))
	must(t, err)
	ask := timetable.Relaxation{Key: "if.together", Values: college.Values{"course": "Cooking", "changes": "2"}, With: []timetable.Relaxation{
		{Key: "ask.account", Values: college.Values{"count": "1"}}, {Key: "ask.approved", Values: college.Values{"count": "1", "name": "Bríd"}}}}
	first := draft.Draft.Sessions[0]
	out := timetable.Placement{SessionID: first.SessionID, Workers: []timetable.Worker{}}
	must(t, door.store.KeepPlan(t.Context(), draft.Draft.Term.ID, timetable.Plan{Placements: []timetable.Placement{out}, Unplaced: []timetable.Unplaced{
		{RunID: first.RunID, Label: "Cooking", Sessions: []string{first.SessionID}, Relaxed: []timetable.Relaxation{ask}}}}))
	draft, err = door.planned(t.Context(), draft.Draft.Term.ID)
	must(t, err)
	left := draft.LeftOut[0]
	if len(left.Helps) != 0 || len(left.Together) != 1 || len(left.Together[0].All) != 2 {
		t.Fatalf("%+v", left)
	}
	text := draftText(door, draft)
	has(t, text, "These 2 together are:\n    The online account would have to be free for it.\n    Bríd would have to be approved to teach it.")
	if strings.Contains(text, say("cmd.term.helps")) {
		t.Error("two together stand under the heading for one")
	}
}

func TestTheSameInSeveralSessionsIsOneLine(t *testing.T) {
	hall, lib := store.Stand{Date: "2027-01-18", Start: "10:00", End: "12:00", Place: "Hall"}, store.Stand{Date: "2027-01-18", Start: "10:00", End: "12:00", Place: "Library"}
	next := func(at store.Stand) store.Stand { at.Date = at.Date.AddDays(7); return at }
	later := hall
	later.Start, later.End = "13:00", "15:00"
	telling := func(number int, what string, was, is store.Stand) store.Telling {
		return store.Telling{PersonID: "sam", Name: "Sam", What: what, Reference: "R1", Title: "Cooking", Number: number, Was: was, Is: is,
			When: was.Date != is.Date || was.Start != is.Start, Where: was.Place != is.Place}
	}
	for name, test := range map[string]struct {
		all  []store.Telling
		want []string
	}{
		"another room, twice": {[]store.Telling{telling(1, store.TellMoved, hall, lib), telling(2, store.TellMoved, next(hall), next(lib))},
			[]string{"Sam: Cooking (R1), sessions 1 and 2 on Mon 18 Jan and Mon 25 Jan: now in Library, not Hall. How is not known yet."}},
		"another time": {[]store.Telling{telling(1, store.TellMoved, hall, later)},
			[]string{"Sam: Cooking (R1/1), now on Monday 18 January 2027, 13:00–15:00, not Monday 18 January 2027, 10:00–12:00. How is not known yet."}},
		"different things": {[]store.Telling{telling(1, store.TellMoved, hall, lib), telling(2, store.TellJoins, next(hall), next(hall))},
			[]string{"Sam: Cooking (R1/1) on Monday 18 January 2027: now in Library, not Hall. How is not known yet.",
				"Sam now works in Cooking (R1/2): Monday 25 January 2027, 10:00–12:00, Hall. How is not known yet."}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tellingsText(&Door{}, test.all); !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestPlurals(t *testing.T) {
	door := &Door{}
	planned := Planned{Draft: store.TermDraft{Term: college.Term{Name: "T"}, Cost: 10, Sessions: []store.DraftSession{{Stand: store.Stand{Date: "2027-01-18"}}}}, Changes: []ToldChange{{}}}
	if got, want := headText(door, planned), "T: 1 of 1 session has a place, 1 change, cost 1 point."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for want, done := range map[string]store.Publication{
		"T is published: 1 session with a new time, place or team.":                              {Changes: make([]store.DraftSession, 1)},
		"T is published: 1 run that was a draft, and 2 sessions with a new time, place or team.": {Runs: []string{"R1"}, Changes: make([]store.DraftSession, 2)},
	} {
		done.Term.Name = "T"
		if got := publishedText(door, done); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := door.say("change.joins", college.Values{"count": "1", "course": "C", "date": "2027-01-18", "come": "Bríd, Laura, Sam"}); got != "C on 18 January 2027: now also with Bríd, Laura and Sam." {
		t.Error(got)
	}
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
