package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// chosen are dialogs in which somebody chose these paths, or thought better of it.
type chosen struct {
	file, folder string
	err          error
	asked        *string // the name or folder that was proposed
}

func (c chosen) saveFile(_, name string) (string, error) { *c.asked = name; return c.file, c.err }
func (c chosen) chooseFolder(_, now string) (string, error) {
	*c.asked = now
	return c.folder, c.err
}
func (c chosen) openFile(_, _ string) (string, error) { return c.file, c.err }

// refusal is what an error tells, which must be a sentence and no apology.
func refusal(t *testing.T, err error) Told {
	t.Helper()
	var told *Told
	if !errors.As(err, &told) {
		t.Fatalf("not refused: %v", err)
	}
	checkSentence(t, told.Sentence)
	return *told
}

func TestChoosingWherePapersGo(t *testing.T) {
	folder, asked := wexmoor(t), ""
	door := openDoor(t, folder, clock)
	elsewhere := filepath.Join(t.TempDir(), "my papers")
	beside := filepath.Join(folder, "papers")
	places := func(d chosen) *Papers { d.asked = &asked; return &Papers{door, d} }
	if got, err := places(chosen{}).Folder(); err != nil || got != beside {
		t.Errorf("at first %s, %v", got, err)
	}
	if got, err := places(chosen{folder: ""}).ChooseFolder(); err != nil || got != beside || asked != beside {
		t.Errorf("thought better of it: %s, %v, proposed %s", got, err, asked)
	}
	if got, err := places(chosen{folder: elsewhere}).ChooseFolder(); err != nil || got != elsewhere {
		t.Errorf("chosen: %s, %v", got, err)
	}
	put(t, filepath.Join(folder, "plain"), "x")
	_, err := places(chosen{folder: filepath.Join(folder, "plain", "below")}).ChooseFolder()
	if told := refusal(t, err); told.Key != "papers.cannotWrite" {
		t.Errorf("below a file: %+v", told)
	}
	paper, err := places(chosen{}).PrintDay("")
	if err != nil || paper.Folder != elsewhere {
		t.Fatalf("printed into %s, %v", paper.Folder, err)
	}
	checkPDF(t, paper)
	must(t, door.Close())
	again := openDoor(t, folder, clock)
	defer again.Close()
	if got, err := (&Papers{again, chosen{}}).Folder(); err != nil || got != elsewhere {
		t.Errorf("not remembered: %s, %v", got, err)
	}
}

func TestSavingElsewhere(t *testing.T) {
	folder, asked, to := wexmoor(t), "", t.TempDir()
	door := doorTo(t, folder)
	places := func(file string, err error) *Papers {
		return &Papers{door, chosen{file: file, err: err, asked: &asked}}
	}
	paper, err := places("", nil).PrintTimetable("")
	must(t, err)
	want, err := os.ReadFile(paper.Path)
	must(t, err)
	for chosen, expected := range map[string]string{"a b.pdf": "a b.pdf", "no ending": "no ending.pdf", "LOUD.PDF": "LOUD.PDF", "term.2026": "term.2026.pdf"} {
		saved, err := places(filepath.Join(to, chosen), nil).SaveElsewhere(paper.Path)
		must(t, err)
		got, err := os.ReadFile(filepath.Join(to, expected))
		if err != nil || string(got) != string(want) || saved.Path != filepath.Join(to, expected) || saved.File != expected || saved.Folder != to || asked != paper.File {
			t.Errorf("%s: %+v, %v, proposed %s", chosen, saved, err, asked)
		}
	}
	if saved, err := places("", nil).SaveElsewhere(paper.Path); err != nil || saved.Path != "" || saved.Issues == nil {
		t.Errorf("thought better of it: %+v, %v", saved, err)
	}
	if saved, err := places(paper.Path, nil).SaveElsewhere(paper.Path); err != nil || saved.Path != paper.Path {
		t.Errorf("onto itself: %+v, %v", saved, err)
	}
	must(t, os.Mkdir(filepath.Join(to, "folder.pdf"), 0o700))
	for _, nowhere := range []string{filepath.Join(to, "folder.pdf"), filepath.Join(to, "not", "there", "x.pdf"), filepath.Join(to, "a b.pdf", "x.pdf"), filepath.Join(to, strings.Repeat("x", 5000))} {
		_, err := places(nowhere, nil).SaveElsewhere(paper.Path)
		if told := refusal(t, err); told.Key != "papers.cannotWrite" {
			t.Errorf("%.60s: %+v", nowhere, told)
		}
	}
	noLeftovers(t, to)
	if _, err := os.Stat(paper.Path); err != nil {
		t.Error("the paper itself is gone")
	}
}

// notPapers are paths the page has no business with.
func notPapers(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	put(t, filepath.Join(folder, "letter.txt"), "%PDF-")
	put(t, filepath.Join(folder, "fake.pdf"), "#!/bin/sh\n")
	put(t, filepath.Join(folder, "empty.pdf"), "")
	must(t, os.Mkdir(filepath.Join(folder, "folder.pdf"), 0o700))
	_ = os.Symlink("/etc/passwd", filepath.Join(folder, "link.pdf")) // where there are none it is one more that is missing
	return []string{"", "/etc/passwd", "x.pdf", "../x.pdf", "--help", "file:///etc/passwd", "https://example.org/x.pdf", "\x00.pdf",
		folder, filepath.Join(folder, "gone.pdf"), filepath.Join(folder, "letter.txt"), filepath.Join(folder, "fake.pdf"),
		filepath.Join(folder, "empty.pdf"), filepath.Join(folder, "folder.pdf"), filepath.Join(folder, "link.pdf"), strings.Repeat("/x", 3000) + ".pdf"}
}

func TestOnlyPapersAreOpened(t *testing.T) {
	marks := programs(t, "")
	asked := ""
	places := &Papers{doorTo(t, empty(t)), chosen{asked: &asked}}
	for _, path := range notPapers(t) {
		_, saving := places.SaveElsewhere(path)
		for what, err := range map[string]error{"open": places.Open(path), "show": places.ShowInFolder(path), "save": saving} {
			if told := refusal(t, err); told.Key != "papers.gone" {
				t.Errorf("%s %.60q: %+v", what, path, told)
			}
		}
	}
	if _, err := os.Stat(marks); err == nil || asked != "" {
		t.Error("a program was started, or a dialog shown")
	}
}

// programs puts programs of ours first on the path in place of the desktop's;
// what they are given stands, a line each, in the file whose path it returns.
func programs(t *testing.T, fails string) (marks string) {
	t.Helper()
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the desktop is asked in another way here")
	}
	folder := t.TempDir()
	marks = filepath.Join(folder, "marks")
	for _, name := range []string{"xdg-open", "dbus-send"} {
		exit := "exit 0"
		if strings.Contains(fails, name) {
			exit = "exit 3"
		}
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\nfor a in \""+name+"\" \"$@\"; do printf '%s\\n' \"$a\"; done >>'"+marks+"'\n"+exit+"\n"), 0o700))
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	return marks
}

func TestOpeningPapers(t *testing.T) {
	folder := filepath.Join(t.TempDir(), `it's "a" folder, $HOME; & 50% #1`)
	must(t, os.Mkdir(folder, 0o700))
	path := filepath.Join(folder, "a b.pdf")
	put(t, path, "%PDF-1.7\n")
	places := &Papers{door: doorTo(t, empty(t))}
	read := func(marks string) []string {
		t.Helper()
		text, err := os.ReadFile(marks)
		must(t, err)
		return strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	t.Run("opens it as one argument", func(t *testing.T) {
		marks := programs(t, "")
		must(t, places.Open(path))
		if got := read(marks); len(got) != 2 || got[0] != "xdg-open" || got[1] != path {
			t.Errorf("%q", got)
		}
	})
	t.Run("shows it in the file manager", func(t *testing.T) {
		marks := programs(t, "")
		must(t, places.ShowInFolder(path))
		got := read(marks)
		address := ""
		for _, a := range got {
			if strings.HasPrefix(a, "array:string:") {
				address = strings.TrimPrefix(a, "array:string:")
			}
		}
		if got[0] != "dbus-send" || !strings.HasPrefix(address, "file:///") || strings.ContainsAny(address, `, "#`) || !strings.HasSuffix(address, "/a%20b.pdf") {
			t.Errorf("%q", got)
		}
	})
	t.Run("else opens the folder", func(t *testing.T) {
		marks := programs(t, "dbus-send")
		must(t, places.ShowInFolder(path))
		if got := read(marks); got[len(got)-2] != "xdg-open" || got[len(got)-1] != folder {
			t.Errorf("%q", got)
		}
	})
	t.Run("says where it is when nothing opens it", func(t *testing.T) {
		programs(t, "dbus-send xdg-open")
		open, show := refusal(t, places.Open(path)), refusal(t, places.ShowInFolder(path))
		if open.Key != "papers.cannotOpen" || show.Key != "papers.cannotShow" || !strings.Contains(open.Sentence, folder) {
			t.Errorf("%+v, %+v", open, show)
		}
		t.Setenv("PATH", t.TempDir())
		if open = refusal(t, places.Open(path)); open.Key != "papers.cannotOpen" {
			t.Errorf("without a program: %+v", open)
		}
	})
}

// TestDialogsThatFail: a dialog that cannot be shown changes nothing.
func TestDialogsThatFail(t *testing.T) {
	folder, asked := empty(t), ""
	places := &Papers{doorTo(t, folder), chosen{err: errors.New("no display"), folder: "/x", file: "/x", asked: &asked}}
	if _, err := places.ChooseFolder(); err == nil || strings.Contains(err.Error(), "no display") {
		t.Errorf("%v", err)
	}
	if got, err := places.Folder(); err != nil || got != filepath.Join(folder, "papers") {
		t.Errorf("%s, %v", got, err)
	}
}

// TestPapersFromTheWindow prints each kind as the page does.
func TestPapersFromTheWindow(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	door := doorTo(t, folder)
	places := &Papers{door, folderDialogs{t.TempDir()}}
	for name, printing := range map[string]func() (Paper, error){
		"registers": func() (Paper, error) { return places.PrintDay("2026-11-20") },
		"register":  func() (Paper, error) { return places.PrintRegister(h.SessionID) },
		"copy":      func() (Paper, error) { return places.PrintFacilitatorCopy(h.SessionID) },
		"course":    func() (Paper, error) { return places.PrintCourseRegister(h.RunID) },
		"timetable": func() (Paper, error) { return places.PrintTimetable("") },
	} {
		paper, err := printing()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkPDF(t, paper)
		copied, err := places.SaveElsewhere(paper.Path)
		if err != nil || copied.File != paper.File {
			t.Errorf("%s: %+v, %v", name, copied, err)
		}
	}
	sheet, err := places.Certificates(h.RunID)
	if err != nil || len(sheet.Candidates) == 0 {
		t.Errorf("%+v, %v", sheet, err)
	}
	if told := refusal(t, func() error { _, err := places.PrintDay("2026-11-21"); return err }()); told.Key != "papers.noSessionsNext" {
		t.Errorf("%+v", told)
	}
	noLeftovers(t, folder)
}
