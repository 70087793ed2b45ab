package app

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/papers"
)

// TestEachPaperHasItsCommand prints each kind by its command.
func TestEachPaperHasItsCommand(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	number := registerOf(t, folder, h.SessionID)[0].StudentNumber
	for args, want := range map[string]string{
		"print timetable --student " + number:                       " " + number,
		"print timetable --day 2026-11-20":                          "2026-11-20 ",
		"print prospectus --paper A4":                               "T4 A4.pdf",
		"print door-signs --date 2026-11-20":                        "2026-11-20 ",
		"print door-signs " + h.Reference:                           h.Reference,
		"print poster " + h.Reference + " --link https://x.org/":    h.Reference,
		"print badges " + h.Reference + " --start 3 --nudge-x -1.5": h.Reference,
		"print labels --test --nudge-y 2":                           "T4",
		"print badges --term T4":                                    "name badges T4.pdf",
		"print pack --date 2026-11-20":                              "2026-11-20 ",
		"print contacts --date 2026-11-20":                          "2026-11-20 ",
		"print contacts --term T4 --body 24":                        "T4 large print 24.pdf",
		"print letter " + number:                                    " " + number,
		"print letter " + number + " --about own --text Hello":      " " + number,
		"print course-register " + h.Reference + " --html":          h.Reference + ".html",
	} {
		code, all := lines(t, folder, strings.Fields(args)...)
		if code != exitDone || len(all) != 1 || !strings.Contains(field(all[0], "file").(string), want) || isPaper(field(all[0], "path").(string)) != nil {
			t.Errorf("%s: exit %d, %v", args, code, all)
		}
	}
	noLeftovers(t, folder)
}

// TestPrintAVenue: a volunteer prints a venue's sheet and nothing else.
func TestPrintAVenue(t *testing.T) {
	folder := wexmoor(t)
	venue := ""
	door := openAs(t, folder, people[2], at(friday))
	found, err := (&PrintCentre{door: door}).Find("venue", "")
	must(t, err)
	for _, c := range found {
		venue = c.Text
	}
	last := found[len(found)-1].ID
	tail := last[len(last)-6:]
	must(t, door.Close())
	code, out, errs := runAs(t, people[2], folder, nil, "print", "venue", venue)
	if code != exitDone || !strings.Contains(out, "Venue sheet") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	for _, words := range []string{tail, "venue-" + tail} {
		if code, out, errs := runAs(t, people[2], folder, nil, "print", "venue", words, "--json"); code != exitDone {
			t.Errorf("%s: exit %d: %s%s", words, code, out, errs)
		}
	}
	if code, _, errs = runAs(t, people[2], folder, nil, "print", "venue", "Atlantis"); code != exitNotFound || !strings.Contains(errs, "Atlantis") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// TestCertificatesFromTheCommandLine issues, checks and voids one.
func TestCertificatesFromTheCommandLine(t *testing.T) {
	folder := wexmoor(t)
	made := printed(t, folder, "print", "certificates", "SH01-T4-1", "--each")
	if len(made) < 4 {
		t.Fatalf("%v", namesOf(made))
	}
	door := openDoor(t, folder, clock)
	run1, err := door.store.RunByReference(door.as(), "SH01-T4-1")
	must(t, err)
	sheet, err := door.store.Certificates(door.as(), run1.ID)
	must(t, err)
	must(t, door.Close())
	code, number := "", ""
	for _, c := range sheet.Candidates {
		if c.Issued != nil {
			code, number = c.Issued.Code, c.Issued.Number
		}
	}
	check := func(exit int, says string, args ...string) {
		t.Helper()
		got, out, errs := run(t, folder, append([]string{"certificate"}, args...)...)
		if got != exit || !strings.Contains(out+errs, says) {
			t.Errorf("%v: exit %d: %s%s", args, got, out, errs)
		}
	}
	check(exitDone, "as it was issued", "check", strings.ToLower(code))
	check(exitNo, "not the one it was issued to", "check", code, "--name", "Somebody Else")
	check(exitNo, "No certificate", "check", "ABCDEFGHJK")
	check(exitInvalid, "", "void", number)
	check(exitDone, number, "void", strings.ToLower(number), "--reason", "printed twice")
	check(exitNo, "printed twice", "check", code)
	check(exitConflict, "", "void", number, "--reason", "again")
}

// TestTheFaceOfTheCollege changes what papers say, and leaves the rest.
func TestTheFaceOfTheCollege(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "face", "--website", "wexmoor.example", "--colour", "#1f5f8b", "--word", "student=learner")
	if code != exitDone || !strings.Contains(out, "Website: wexmoor.example") || !strings.Contains(out, "student = learner") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	_, again, _ := run(t, folder, "face")
	if out != again {
		t.Errorf("not kept: %s", again)
	}
	_, out, _ = run(t, folder, "face", "--website", "", "--word", "student=")
	if strings.Contains(out, "wexmoor.example") || strings.Contains(out, "learner") || !strings.Contains(out, "#1f5f8b") {
		t.Errorf("not taken away: %s", out)
	}
	for args, exit := range map[string]int{"face --logo gone.png=us": exitNotFound, "face --word student": exitInvalid, "face --word patron=x": exitInvalid,
		"face --colour blue": exitInvalid, "face --phone 1 --word student=person": exitInvalid, "face --logo " + t.TempDir() + "=us": exitNotFound,
		"face --logo " + write(t, "empty.png", "") + "=Nothing": exitInvalid, "face --signature " + write(t, "empty.png", ""): exitInvalid, "face --logo " + write(t, "logo.png", "no picture") + "=us": exitInvalid} {
		if code, out, errs := run(t, folder, strings.Fields(args)...); code != exit || out != "" || errs == "" {
			t.Errorf("%s: exit %d: %s%s", args, code, out, errs)
		}
	}
	_, now, _ := run(t, folder, "face")
	if now != out {
		t.Errorf("what was refused changed it to %s", now)
	}
	_, out, _ = run(t, folder, "face", "--word", "tutor=trainer")
	has(t, out, "tutors = trainers")
	_, out, _ = run(t, folder, "face", "--help")
	for _, term := range college.OwnTerms {
		has(t, out, term)
	}
}

// TestPapersThatAreNotAskedForRight says what is wrong, and what to do.
func TestPapersThatAreNotAskedForRight(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	number := registerOf(t, folder, h.SessionID)[0].StudentNumber
	for args, says := range map[string]string{
		"badges " + h.Reference + " --stock A6 --start 5":                              "This sheet has 4 labels.",
		"badges " + h.Reference + " --start 0":                                         "This sheet has 10 labels.",
		"labels --stock 3x7 --start 22":                                                "This sheet has 21 labels.",
		"labels --stock 3x7 --start -1":                                                "This sheet has 21 labels.",
		"labels --session 2":                                                           "Name the run too",
		"door-signs --session 2":                                                       "Name the run too",
		"door-signs " + h.Reference + " --date 2026-11-20":                             "RUN, --date",
		"contacts --date 2026-11-20 --term T4":                                         "--date, --term",
		"certificates " + h.Reference + " --tutor x":                                   "Choose only one of these: RUN",
		"certificates --tutor x --session 1":                                           "Name the run too",
		"certificates":                                                                 "Something is missing",
		"letter " + number + " --about nonsense":                                       "places, welcome, certificate, thanks, own",
		"letter " + number + " --about certificate":                                    "--run",
		"poster " + h.Reference + " --link javascript:alert(1)":                        "not the address of a website",
		"poster " + h.Reference + " --link ftp://example.org/":                         "not the address of a website",
		"poster " + h.Reference + " --link https://x.org/" + strings.Repeat("a", 3000): "more than a code to scan holds",
		"door-signs --date 2026-11-21":                                                 "There are no sessions on",
	} {
		code, out, errs := run(t, folder, append([]string{"print"}, strings.Fields(args)...)...)
		if sentence := told1(t, out, errs); !strings.Contains(sentence, says) || code != exitInvalid && code != exitNotFound {
			t.Errorf("%s: exit %d: %s", args, code, sentence)
		}
	}
	if code, out, errs := run(t, folder, "print", "poster", h.Reference, "--link", "example.org/a b"); code != exitInvalid || out != "" || !strings.Contains(errs, "spaces") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
}

// TestAnAlbum makes one of each paper in each edition, by which nothing of the
// college is changed, and an index page that leads to each.
func TestAnAlbum(t *testing.T) {
	if testing.Short() {
		t.Skip("some hundred papers")
	}
	folder, out := wexmoor(t), filepath.Join(t.TempDir(), "not", "there yet")
	p := pressOf(t, openAs(t, folder, people[0], at(friday)))
	p.folder = out
	before := theRecords(everyFile(t, folder))
	kinds, files := map[string]bool{}, 0
	must(t, p.album(p.door.as(), func(paper Paper) { kinds[paper.Kind] = true; files++ }))
	same(t, before, theRecords(everyFile(t, folder)))
	index, err := os.ReadFile(filepath.Join(out, "index.html"))
	must(t, err)
	if strings.Count(string(index), "<a href") != files || files != len(everyFile(t, out))-1 {
		t.Errorf("%d papers, %d files, %d links", files, len(everyFile(t, out))-1, strings.Count(string(index), "<a href"))
	}
	for _, k := range allKinds {
		if !kinds[string(k.name)] {
			t.Errorf("no %s", k.name)
		}
	}
	for _, certificate := range []string{"course", "session", "tutor"} {
		if found, _ := filepath.Glob(filepath.Join(out, "*", certificate+" *"+string(papers.KindCertificates)+"*.pdf")); len(found) != 3 {
			t.Errorf("%s certificates in %d editions", certificate, len(found))
		}
	}
	noLeftovers(t, out)
}

// TestInterruptedPrinting stops the program itself with Ctrl+C while it prints.
func TestInterruptedPrinting(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a test cannot press Ctrl+C there")
	}
	folder, out := wexmoor(t), t.TempDir()
	program, err := os.Executable()
	must(t, err)
	command := exec.Command(program, "--college", folder, "--user", people[0].Name, "--passphrase-stdin", "print", "all", "--editions", "--to", out)
	command.Env = append(os.Environ(), asProgram+"=1")
	command.Stdin = strings.NewReader(people[0].Passphrase + "\n")
	told, err := command.StdoutPipe()
	must(t, err)
	var errs strings.Builder
	command.Stderr = &errs
	must(t, command.Start())
	if _, err := bufio.NewReader(told).ReadString('\n'); err != nil { // the first paper is there
		t.Fatalf("%v: %s", err, errs.String())
	}
	must(t, command.Process.Signal(os.Interrupt))
	_, _ = io.Copy(io.Discard, told)
	_ = command.Wait()
	if command.ProcessState.ExitCode() != exitConflict || !strings.HasPrefix(errs.String(), "Stopped.") {
		t.Errorf("exit %d: %s", command.ProcessState.ExitCode(), errs.String())
	}
	if _, err := os.Stat(filepath.Join(out, "index.html")); err == nil {
		t.Error("it went on")
	}
	noLeftovers(t, out)
}
