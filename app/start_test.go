package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/backend/sample"
	"daybook/backend/store"
)

// checkAsked looks at a sheet that was printed and at what is asked of it.
func checkAsked(t *testing.T, printed SheetAsked) {
	t.Helper()
	if len(printed.Ask) != groupsAsked || !slices.IsSorted(printed.Ask) || printed.Ask[0] < 1 || printed.Ask[1] > groupsOf || printed.Ask[0] == printed.Ask[1] {
		t.Errorf("asked are %v", printed.Ask)
	}
	checkPDF(t, Paper{Path: printed.Path, File: printed.File, Folder: filepath.Dir(printed.Path), Pages: 1, Issues: []string{}})
}

// firstRun is a door to a folder without a college.
func firstRun(t *testing.T) (folder string, door *Door, start *Start) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "Our college")
	door = newDoor(folder, at(friday).clocks(), cheap)
	return folder, door, &Start{door, folderDialogs{t.TempDir()}}
}

var beginning1 = StartForm{College: " Our O’Brien College ", Leader: " Siân ", Passphrase: ours}

func TestFirstRun(t *testing.T) {
	folder, door, start := firstRun(t)
	if gate := gateOf(t, door); gate.State != gateStart || gate.Folder != folder || gate.People == nil || len(gate.People) > 0 {
		t.Errorf("%+v", gate)
	}
	_, err := start.Finish([]string{"AAAAA", "AAAAA"})
	if told := refusal(t, err); told.Key != "start.notBegun" {
		t.Errorf("%+v", told)
	}
	refusal(t, start.OpenSheet(filepath.Join(folder, "papers", "x.pdf")))
	first, err := start.Begin(beginning1)
	must(t, err)
	checkAsked(t, first)
	before := asked(door)
	printed, err := start.Begin(beginning1) // “I cannot find it – make another”
	must(t, err)
	if left := everyFile(t, folder); len(left) != 1 || left["/papers/"+printed.File] == "" || store.Exists(folder) {
		t.Errorf("before the end there is %v", left)
	}
	for _, groups := range [][]string{nil, {}, {asked(door)[0]}, before, {asked(door)[1], asked(door)[0]}, {"", asked(door)[1]}, {"AAAAA", "AAAAA"}} {
		_, err := start.Finish(groups)
		told := refusal(t, err)
		if told.Key != "form.invalid" || len(told.Fields) == 0 || told.Fields[0].Sentence != say("start.groupWrong") || store.Exists(folder) {
			t.Errorf("%v: %+v", groups, told)
		}
		for i, f := range told.Fields {
			if want := []string{"group1", "group2"}; f.Field != want[i] && f.Field != want[1] {
				t.Errorf("%v: %+v", groups, f)
			}
		}
	}
	marks := programs(t, "")
	must(t, start.OpenSheet(printed.Path))
	if text, err := os.ReadFile(marks); err != nil || !strings.Contains(string(text), printed.Path) {
		t.Errorf("%s, %v", text, err)
	}
	sheet := door.sheet.Groups()
	gate, err := start.Finish([]string{" " + asked(door)[0], strings.ToUpper(asked(door)[1]) + "\n"})
	if err != nil || gate.State != gateOpen || gate.User.Name != "Siân" || gate.User.Role != "leader" || gate.College != "Our O’Brien College" ||
		!gate.HasSheet || len(gate.Published) > 0 || len(gate.Notices) > 0 {
		t.Fatalf("%+v, %v", gate, err)
	}
	for path := range everyFile(t, folder) {
		if strings.HasSuffix(path, ".pdf") {
			t.Errorf("%s is still there", path)
		}
	}
	about, err := (&Program{door, ""}).About()
	if err != nil || about.College != "Our O’Brien College" || about.Sample || about.User != "Siân" || about.Role != "leader" || about.Problem != "" {
		t.Errorf("%+v, %v", about, err)
	}
	_, err = start.Begin(beginning1)
	if told := refusal(t, err); told.Key != "store.alreadyThere" {
		t.Errorf("%+v", told)
	}
	_, err = start.Sample()
	refusal(t, err)
	must(t, door.Close())
	again := newDoor(folder, at(friday).clocks(), cheap)
	closing(t, again)
	if _, err := (&Guard{again}).Recover(strings.Join(sheet[:], ""), gate.User.ID, "teapot-marble-crocus-ladder"); err != nil {
		t.Errorf("its sheet: %v", err)
	}
}

func TestFirstRunRefusals(t *testing.T) {
	folder, door, start := firstRun(t)
	closing(t, door)
	for what, c := range map[string]struct {
		form  StartForm
		field string
	}{
		"nothing":          {StartForm{}, "college"},
		"a blank college":  {StartForm{"  ", "Siân", ours}, "college"},
		"a long college":   {StartForm{strings.Repeat("x", 121), "Siân", ours}, "college"},
		"signs":            {StartForm{"a\x00b", "Siân", ours}, "college"},
		"two lines":        {StartForm{"a\nb", "Siân", ours}, "college"},
		"no leader":        {StartForm{"Ours", " ", ours}, "leader"},
		"a long leader":    {StartForm{"Ours", strings.Repeat("x", 61), ours}, "leader"},
		"no passphrase":    {StartForm{"Ours", "Siân", ""}, "passphrase"},
		"a weak one":       {StartForm{"Ours", "Siân", "aaaaaaaaaaaaaaaa"}, "passphrase"},
		"a published one":  {StartForm{"Ours", "Siân", people[1].Passphrase}, "passphrase"},
		"the college’s":    {StartForm{"Wrexlow Recovery", "Siân", "wrexlowrecovery"}, "passphrase"},
		"the leader’s own": {StartForm{"Ours", "Bartholomew", "bartholomew12"}, "passphrase"},
	} {
		_, err := start.Begin(c.form)
		if said := fieldOf(t, err, c.field); said == "" || len(everyFile(t, filepath.Dir(folder))) > 0 {
			t.Errorf("%s: %q", what, said)
		}
	}
}

// TestNoCollegeHere: in a folder that a service copies nothing is begun, and no
// sheet is printed into it.
func TestNoCollegeHere(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Dropbox", "college")
	must(t, os.MkdirAll(folder, 0o700))
	door := newDoor(folder, at(friday).clocks(), cheap)
	closing(t, door)
	for what, fn := range map[string]func() error{
		"begin":  func() error { return just((&Start{door: door}).Begin(beginning1)) },
		"sample": func() error { return just((&Start{door: door}).Sample()) },
	} {
		if told := refusal(t, fn()); told.Key != "place.syncFolder" || !strings.Contains(told.Sentence, "Dropbox") || len(everyFile(t, folder)) > 0 {
			t.Errorf("%s: %+v, %v", what, told, everyFile(t, folder))
		}
	}
}

// TestGivenUp: whoever stops halfway leaves no college, no sheet and no keys,
// even where the program had no time to tidy.
func TestGivenUp(t *testing.T) {
	folder, door, start := firstRun(t)
	printed, err := start.Begin(beginning1)
	must(t, err)
	must(t, door.Close())
	if left := everyFile(t, folder); len(left) > 0 {
		t.Errorf("%v was left", left)
	}
	put(t, printed.Path, "%PDF- of a program that was killed")
	next := newDoor(folder, at(friday).clocks(), cheap)
	if gate := gateOf(t, next); gate.State != gateStart || len(everyFile(t, folder)) > 0 {
		t.Errorf("%+v, %v", gate, everyFile(t, folder))
	}
	_, err = (&Start{door: next}).Finish([]string{"AAAAA", "AAAAA"})
	refusal(t, err)
	must(t, next.Close())
}

func TestSampleFromTheWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	_, door, start := firstRun(t)
	closing(t, door)
	gate, err := start.Sample()
	if err != nil || gate.State != gateSignIn || gate.College != sample.Name || len(gate.Published) != 3 {
		t.Fatalf("%+v, %v", gate, err)
	}
	gate, err = (&Guard{door}).SignIn(people[2].ID, gate.Published[2].Passphrase)
	if err != nil || gate.State != gateOpen || gate.User.Role != "volunteer" {
		t.Errorf("%+v, %v", gate, err)
	}
}

// TestBringingBack: from a backup alone, into a folder where no college is, and
// where only the keyring is lost.
func TestBringingBack(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	from := wexmoor(t)
	door := openAs(t, from, people[0], at(friday))
	view, err := (&Backups{door: door}).Make()
	must(t, err)
	backup := filepath.Join(view.Folder, view.Backups[0].Name)
	lost := wexmoor(t)
	for _, name := range []string{"keyring.json", "keyring.json.bak"} {
		must(t, os.Remove(filepath.Join(theData(lost), name)))
	}
	hurt := wexmoor(t)
	for _, name := range []string{"keyring.json", "keyring.json.bak"} {
		put(t, filepath.Join(theData(hurt), name), "{")
	}
	for name, folder := range map[string]string{"no college": filepath.Join(t.TempDir(), "new"), "no keyring": lost, "a keyring that is none": hurt} {
		t.Run(name, func(t *testing.T) {
			door := newDoor(folder, at(friday).clocks(), cheap)
			closing(t, door)
			start := &Start{door, folderDialogs{filepath.Dir(backup)}}
			found, err := start.ChooseBackup()
			if err != nil || !strings.HasSuffix(found.Path, ".daybook-backup") || found.College != sample.Name || len(found.People) != 3 || found.Made == "" {
				t.Fatalf("%+v, %v", found, err)
			}
			before := gateOf(t, door).State
			for what, c := range map[string]struct{ path, user, passphrase, key string }{
				"a wrong passphrase": {backup, people[0].ID, ours, "gate.denied"},
				"an admin":           {backup, people[1].ID, people[1].Passphrase, "start.leaderNeeded"},
				"a volunteer":        {backup, people[2].ID, people[2].Passphrase, "start.leaderNeeded"},
				"no backup":          {filepath.Join(theData(from), "college.daybook"), people[0].ID, people[0].Passphrase, "backup.damaged"},
				"nothing":            {"", people[0].ID, people[0].Passphrase, "backup.damaged"},
			} {
				_, err := start.Restore(c.path, c.user, c.passphrase)
				if told := refusal(t, err); told.Key != c.key || gateOf(t, door).State != before {
					t.Errorf("%s: %+v", what, told)
				}
			}
			gate, err := start.Restore(backup, people[0].ID, people[0].Passphrase)
			if err != nil || gate.State != gateOpen || gate.User.ID != people[0].ID || gate.College != sample.Name || gate.HasSheet {
				t.Fatalf("%+v, %v", gate, err)
			}
			if about, err := (&Program{door, ""}).About(); err != nil || about.Problem != "" || !about.Sample {
				t.Errorf("%+v, %v", about, err)
			}
			noLeftovers(t, folder)
		})
	}
	_, err = (&Start{door: door}).Restore(backup, people[0].ID, people[0].Passphrase)
	if told := refusal(t, err); told.Key != "store.alreadyThere" {
		t.Errorf("over a college that is well: %+v", told)
	}
}
