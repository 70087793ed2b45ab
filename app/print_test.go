package app

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// sessionsOf are the sessions of the sample's day, from a door that is then shut.
func sessionsOf(t *testing.T, folder string, date college.Date) []college.SessionHead {
	t.Helper()
	door := openDoor(t, folder, clock)
	defer door.Close()
	registers, err := door.store.DayRegisters(context.Background(), date)
	must(t, err)
	var all []college.SessionHead
	for _, r := range registers.Registers {
		all = append(all, r.Head)
	}
	return all
}

func TestPrintRegisters(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "print", "registers")
	path := filepath.Join(folder, "papers", "2026-11-20 registers.pdf")
	if code != exitDone || errs != "" || !strings.HasPrefix(out, "The day’s registers, ") || !strings.Contains(out, " pages: "+path+"\n") {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	sessions := sessionsOf(t, folder, "2026-11-20")
	if len(sessions) == 0 || !slices.IsSortedFunc(sessions, func(a, b college.SessionHead) int {
		place := func(h college.SessionHead) string { return cmp.Or(h.Place.Venue, "~ online, last") + string(h.Start) }
		return strings.Compare(place(a), place(b))
	}) {
		t.Errorf("not by venue, then time: %+v", sessions)
	}
	first, err := os.ReadFile(path)
	must(t, err)
	papers := printed(t, folder, "print", "registers", "--date", "2026-11-20")
	if len(papers) != 1 || papers[0].Path != path || papers[0].Kind != "dayRegisters" || papers[0].Pages < len(sessions) {
		t.Errorf("%d sessions: %+v", len(sessions), papers)
	}
	again, err := os.ReadFile(path)
	must(t, err)
	if string(first) != string(again) {
		t.Error("the same paper has other bytes")
	}
	other := printed(t, folder, "print", "registers", "--facilitators")
	if len(other) != 1 || other[0].File != "2026-11-20 facilitator copies.pdf" || other[0].Pages < len(sessions) {
		t.Errorf("%+v", other)
	}
	both := printed(t, folder, "print", "registers", "--both-sides", "--to", filepath.Join(folder, "both"))
	if both[0].Pages < 2*len(sessions)-1 {
		t.Errorf("on both sides %d pages for %d sessions", both[0].Pages, len(sessions))
	}
	large := printed(t, folder, "print", "registers", "--large", "--to", filepath.Join(folder, "large"))
	if large[0].Pages <= papers[0].Pages {
		t.Errorf("large print has %d pages, ordinary %d", large[0].Pages, papers[0].Pages)
	}
	noLeftovers(t, folder)
}

func TestPrintOneRun(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	session := " --session " + strconv.Itoa(h.Number)
	for _, c := range []struct {
		args string
		file string
		kind string
	}{
		{"print register " + h.Reference + session, "2026-11-20 register " + h.Reference + ".pdf", "register"},
		{"print register " + strings.ToLower(strings.ReplaceAll(h.Reference, "-", "")) + " --facilitator" + session, "2026-11-20 facilitator copy " + h.Reference + ".pdf", "facilitatorCopy"},
		{"print course-register " + h.Reference, " course register " + h.Reference + ".pdf", "courseRegister"},
		{"print timetable", "2026-10-12 timetable T4.pdf", "timetable"},
		{"print timetable T4 --at-a-glance", "2026-10-12 timetable at a glance T4.pdf", "timetableGrid"},
		{"print timetable T4 --at-a-glance --paper A4", "2026-10-12 timetable at a glance T4 A4.pdf", "timetableGrid"},
		{"print timetable T1", " timetable T1.pdf", "timetable"},
		{"print timetable T4 --at-a-glance --large", "2026-10-12 timetable at a glance T4 large print.pdf", "timetableGrid"},
	} {
		made := printed(t, folder, strings.Fields(c.args)...)
		if len(made) != 1 || !strings.HasSuffix(made[0].File, c.file) || made[0].Kind != c.kind {
			t.Errorf("%s: %+v", c.args, made)
		}
	}
	noLeftovers(t, folder)
}

func TestPrintCertificates(t *testing.T) {
	folder := wexmoor(t)
	certificates := func() (before int) {
		door := openDoor(t, folder, clock)
		defer door.Close()
		run, err := door.store.RunByReference(context.Background(), "SH01-T4-1")
		must(t, err)
		sheet, err := door.store.Certificates(context.Background(), run.ID)
		must(t, err)
		for _, c := range sheet.Candidates {
			if c.Issued != nil {
				before += 1 + 1000*c.Issued.Printings
			}
		}
		return before
	}
	blocked := filepath.Join(folder, "blocked")
	must(t, os.MkdirAll(filepath.Join(blocked, "2026-11-17 certificates SH01-T4-1.pdf"), 0o700))
	issued := certificates()
	for _, to := range []string{blocked, filepath.Join(folder, "data", "college.daybook")} {
		code, out, errs := run(t, folder, "print", "certificates", "SH01-T4-1", "--to", to)
		if told1(t, out, errs); code != exitConflict || certificates() != issued {
			t.Errorf("a printing that failed issued certificates: exit %d, %d now, %d before", code, certificates(), issued)
		}
	}
	made := printed(t, folder, "print", "certificates", "SH01-T4-1")
	if want := []string{"2026-11-17 certificate list SH01-T4-1.pdf", "2026-11-17 certificates SH01-T4-1.pdf"}; !slices.Equal(namesOf(made), want) {
		t.Errorf("%v", namesOf(made))
	}
	if now := certificates(); now%1000 == 0 || now%1000 != made[0].Pages {
		t.Errorf("%d certificates on %d pages", now%1000, made[0].Pages)
	}
	first := certificates()
	printed(t, folder, "print", "certificates", "SH01-T4-1")
	if again := certificates(); again <= first || again%1000 != first%1000 {
		t.Errorf("a second printing is no duplicate: %d, then %d", first, again)
	}
	noLeftovers(t, folder)
}

// TestNoCertificatesYet follows a run from before its sessions to a register
// on which nobody came: each time certificates are refused for another reason.
func TestNoCertificatesYet(t *testing.T) {
	folder := wexmoor(t)
	heads := sessionsOf(t, folder, "2026-11-20")
	h := heads[slices.IndexFunc(heads, func(h college.SessionHead) bool { return h.Of == 1 })]
	tomorrow := func() time.Time { return friday.AddDate(0, 0, 1) }
	refused := func(says string) {
		t.Helper()
		code, out, errs := runAt(t, tomorrow, folder, "print", "certificates", h.Reference)
		if has(t, told1(t, out, errs), says); code != exitConflict {
			t.Errorf("exit %d", code)
		}
	}
	code, _, errs := run(t, folder, "print", "certificates", h.Reference)
	if has(t, errs, "one session still to come"); code != exitConflict {
		t.Errorf("exit %d", code)
	}
	refused("places on this run’s registers are not marked yet")
	mark := func(rows []college.RegisterRow) {
		t.Helper()
		door := openDoor(t, folder, tomorrow)
		defer door.Close()
		var marks []PlaceMark
		for _, row := range rows {
			marks = append(marks, PlaceMark{PlaceID: row.PlaceID, Attendance: string(college.DidNotAttend)})
		}
		_, err := (&Sessions{door}).Mark(h.SessionID, marks)
		must(t, err)
	}
	rows := registerOf(t, folder, h.SessionID)
	mark(rows[:len(rows)-1])
	refused("One place on this run’s registers is not marked yet")
	mark(rows[len(rows)-1:])
	refused("Nobody meets this run’s rule")
	noLeftovers(t, folder)
}

func registerOf(t *testing.T, folder, session string) []college.RegisterRow {
	t.Helper()
	door := openDoor(t, folder, clock)
	defer door.Close()
	register, err := door.store.Register(context.Background(), session)
	must(t, err)
	return register.Rows
}

func TestPrintAll(t *testing.T) {
	folder := wexmoor(t)
	out := filepath.Join(t.TempDir(), "not", "there yet")
	made := printed(t, folder, "print", "all", "--to", out)
	kinds := map[string]bool{}
	for _, p := range made {
		kinds[p.Kind] = true
		if p.Folder != out {
			t.Errorf("%+v", p)
		}
		for _, issue := range p.Issues {
			if strings.Contains(issue, "no font") || strings.Contains(issue, "cut short") {
				t.Errorf("%s: %s", p.File, issue)
			}
		}
	}
	for _, k := range allKinds {
		if !kinds[string(k.name)] {
			t.Errorf("no %s", k.name)
		}
	}
	again := printed(t, folder, "print", "all", "--to", out)
	for _, p := range again {
		if strings.HasPrefix(p.Kind, "certificate") {
			t.Error("certificates that are there are printed again")
		}
	}
	noLeftovers(t, out)
}

// TestPrintAllAnotherWay: what cannot be had by ear comes as a PDF and says so,
// and what cannot be had on a sheet comes on its own.
func TestPrintAllAnotherWay(t *testing.T) {
	folder := wexmoor(t)
	endings := func(args ...string) (files []string, notes map[string]bool) {
		code, all := lines(t, folder, append([]string{"print", "all", "--to", t.TempDir()}, args...)...)
		if code != exitDone {
			t.Fatalf("%v: exit %d", args, code)
		}
		notes = map[string]bool{}
		for _, line := range all {
			files = append(files, field(line, "file").(string))
			for _, issue := range field(line, "issues").([]any) {
				notes[field(line, "kind").(string)+": "+issue.(string)] = true
			}
		}
		return files, notes
	}
	files, notes := endings("--html")
	html := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".html") {
			html++
		}
	}
	if html != len(files)-2 || !notes["badges: "+say("print.pdfOnly")] || !notes["labels: "+say("print.pdfOnly")] {
		t.Errorf("%d of %d by ear, %v", html, len(files), notes)
	}
	files, _ = endings("--paper", "A3")
	on := strings.Join(files, "\n")
	if strings.Count(on, " A3.pdf") != 2 || !strings.Contains(on, "poster") || strings.Contains(on, "at a glance T4 A3") {
		t.Errorf("on A3 there are %s", on)
	}
}

// TestARefusalLeavesNoFolder: of a printing that was refused nothing is left, of
// a folder that was there everything.
func TestARefusalLeavesNoFolder(t *testing.T) {
	folder, out := wexmoor(t), t.TempDir()
	must(t, os.Mkdir(filepath.Join(out, "there"), 0o700))
	for _, to := range []string{"new", filepath.Join("there", "new", "newer")} {
		code, _, errs := run(t, folder, "print", "pack", "--date", "2026-11-21", "--to", filepath.Join(out, to))
		if code != exitNotFound || !strings.HasPrefix(errs, "There are no sessions on ") || strings.Contains(errs, "registers") {
			t.Errorf("exit %d: %s", code, errs)
		}
	}
	if left := listing(t, out); strings.Contains(left, "new") || !strings.Contains(left, "there") {
		t.Errorf("left: %s", left)
	}
}

// TestAnIssueWithoutASubject names the kind of paper.
func TestAnIssueWithoutASubject(t *testing.T) {
	p := pressOf(t, openAs(t, wexmoor(t), people[0], at(friday)))
	said := p.issues(papers.KindPoster, []typeset.Issue{{Kind: typeset.Truncated, Page: 2}, {Kind: typeset.Truncated, Page: 1, Subject: "student S-00012"}})
	if len(said) != 2 || !strings.HasPrefix(said[0], say("paperKind.poster")) || !strings.HasPrefix(said[1], "student S-00012") {
		t.Errorf("%q", said)
	}
}

func TestWhereAPaperCannotGo(t *testing.T) {
	folder := wexmoor(t)
	blocked := filepath.Join(folder, "blocked")
	must(t, os.MkdirAll(filepath.Join(blocked, "2026-11-20 registers.pdf"), 0o700))
	code, out, errs := run(t, folder, "print", "registers", "--to", blocked)
	if has(t, told1(t, out, errs), "2026-11-20 registers.pdf is the name of a folder in "+blocked); code != exitConflict {
		t.Errorf("exit %d", code)
	}
	noLeftovers(t, folder)
	there := filepath.Join(folder, "there")
	must(t, os.MkdirAll(there, 0o700))
	put(t, filepath.Join(there, "2026-11-20 registers.pdf"), strings.Repeat("an older, longer paper ", 100_000))
	put(t, filepath.Join(there, ".making-12.pdf"), "cut short just now")
	old := filepath.Join(there, ".making-11.pdf")
	put(t, old, "cut short long ago")
	must(t, os.Chtimes(old, friday.AddDate(-5, 0, 0), friday.AddDate(-5, 0, 0)))
	printed(t, folder, "print", "registers", "--to", there)
	if left := listing(t, there); strings.Count(left, "\n") != 2 || !strings.Contains(left, ".making-12.pdf") {
		t.Errorf("in the folder there is now %s", left)
	}
}

// TestNamesThatCannotBeSet prints a register with a name that has a letter of no
// font: the paper is made, and the issue says whom it is about.
func TestNamesThatCannotBeSet(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	door := openDoor(t, folder, func() time.Time { return friday.Add(10 * time.Hour) })
	view, err := (&Sessions{door}).AddWalkIn(h.SessionID, "محمد \ue000")
	must(t, err)
	number := ""
	for _, row := range view.Rows {
		if row.FullName == "محمد \ue000" {
			number = row.StudentNumber
		}
	}
	must(t, door.Close())
	paper := printed(t, folder, "print", "registers")[0]
	if number == "" || len(paper.Issues) != 1 || !strings.HasPrefix(paper.Issues[0], "student "+number+": no font on this computer has all the letters of ") {
		t.Errorf("student %q: %q", number, paper.Issues)
	}
	_, out, _ := run(t, folder, "print", "registers")
	has(t, out, "\n  student "+number+": ")
}

// TestAFullDisk paints a paper onto a device that is always full, and turns
// what comes of it into the sentence.
func TestAFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no such device here")
	}
	defer full.Close()
	document := papers.SignIn(papers.Printing{At: friday}, []college.Register{{Head: college.SessionHead{Date: "2026-11-20", Reference: "X-T4-1"}}})
	_, err = typeset.Render(context.Background(), full, document, nil)
	if got := college.AsRefusal(noRoom(err, "/there")); got == nil || got.Key != "papers.noRoom" || got.Values["folder"] != "/there" {
		t.Errorf("%v became %v", err, noRoom(err, "/there"))
	}
}
