package app

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/sample"
	"daybook/backend/vault"

	"github.com/spf13/cobra"
)

// whoMay is the matrix of roles and nouns, written out a second time and by
// hand: v volunteers, a admins, l leaders, n also nobody; 1 also with a one-time
// passphrase, b also when the records do not open.
var whoMay = map[string]string{
	"Guard.State Guard.SignIn Guard.Recover Guard.Suggest":                              "nval1b",
	"Start.Begin Start.Finish Start.OpenSheet Start.Sample":                             "nval1b",
	"Start.ChooseBackup Start.Restore":                                                  "nval1b",
	"daybook|daybook new|daybook sample|daybook help|daybook print|daybook certificate": "nval1b",
	"daybook recovery use":                                                              "nval1b",
	"Guard.Lock Guard.Touch":                                                            "val1b",
	"Guard.ChangePassphrase daybook passphrase":                                         "val1",
	"Program.About Preferences.Load Preferences.Save":                                   "val1",
	"Acts.UndoLast Drafts.Keep Drafts.Mine Search.Everything daybook find":              "val",
	"Venues.List Venues.View Venues.CorrectFact daybook venues|daybook correct":         "val",
	"Papers.Folder Papers.ChooseFolder":                                                 "val",
	"Papers.Open Papers.ShowInFolder Papers.SaveElsewhere":                              "val",
	"Today.View Students.Page Sessions.View Sessions.Mark Sessions.AddWalkIn":           "al",
	"Papers.PrintDay Papers.PrintRegister Papers.PrintFacilitatorCopy":                  "al",
	"Papers.PrintCourseRegister Papers.Certificates Papers.PrintCertificates":           "al",
	"Papers.PrintTimetable":                                                             "al",
	"daybook import|daybook imports|daybook imports undo|daybook runs":                  "al",
	"daybook print registers|daybook print register|daybook print course-register":      "al",
	"daybook print certificates|daybook print timetable|daybook print all":              "al",
	"daybook print prospectus|daybook print door-signs|daybook print poster":            "al",
	"daybook print badges|daybook print labels|daybook print pack":                      "al",
	"daybook print contacts|daybook print letter|daybook print plan":                    "al",
	"PrintCentre.Made PrintCentre.DeleteOld PrintCentre.Delete":                         "al",
	"PrintCentre.CheckCertificate daybook certificate check":                            "al",
	"PrintCentre.Kinds PrintCentre.Find PrintCentre.Preview PrintCentre.Make":           "val",
	"PrintCentre.Progress PrintCentre.Cancel daybook print venue":                       "val",
	"PrintCentre.Void daybook certificate void|daybook face":                            "l",
	"Backups.Make Backups.ChooseSecond Backups.CopySecond":                              "al",
	"daybook backup|daybook backups copy":                                               "al",
	"Backups.View Backups.Check Backups.Drill daybook backups|daybook verify":           "alb",
	"Backups.Look Backups.Restore daybook restore":                                      "lb",
	"Access.People Access.Add Access.Reset Access.SetRole Access.Leave":                 "l",
	"Access.Rotate Access.NewSheet Access.ConfirmSheet Access.SetIdle":                  "l",
	"Audit.Page Audit.Check Audit.Print":                                                "l",
	"Timetable.Check Timetable.Draft Timetable.Diff Timetable.Plan Timetable.Away":      "al",
	"Timetable.Progress Timetable.Cancel Timetable.Pin Timetable.Move Timetable.Drop":   "al",
	"Timetable.LookAtPublishing Timetable.ToTell daybook term check|daybook term plan":  "al",
	"daybook term show|daybook term lock|daybook term away|daybook term tell":           "al",
	"daybook term drop|daybook term to-fet|daybook term from-fet":                       "al",
	"Timetable.Back Timetable.Told daybook term back":                                   "al",
	"Timetable.Publish daybook term publish":                                            "l",
	"daybook term|daybook term plan-file":                                               "nval1b",
	"daybook access|daybook access add|daybook access reset|daybook access role":        "l",
	"daybook access leave|daybook recovery|daybook rotate|daybook erase":                "l",
	"daybook audit|daybook audit verify|daybook audit print":                            "l",
}

// matrix is whoMay, an act at a time.
func matrix(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for acts, who := range whoMay {
		for act := range strings.SplitSeq(strings.ReplaceAll(acts, " daybook", "|daybook"), "|") {
			names := []string{act}
			if !strings.HasPrefix(act, "daybook") {
				names = strings.Fields(act)
			}
			for _, name := range names {
				if all[name] != "" {
					t.Errorf("%s is twice in the matrix", name)
				}
				all[name] = who
			}
		}
	}
	return all
}

// methods are those the page may call, by name.
func methods(door *Door, dialogs dialogs) map[string]reflect.Value {
	all := map[string]reflect.Value{}
	for _, place := range bound(door, "test", dialogs) {
		value := reflect.ValueOf(place)
		for i := range value.NumMethod() {
			all[value.Elem().Type().Name()+"."+value.Type().Method(i).Name] = value.Method(i)
		}
	}
	return all
}

// commands are those that can be run, by their path.
func commands(t *testing.T) (paths []string) {
	t.Helper()
	root := (&commandLine{}).root(nil, "test")
	root.InitDefaultHelpCmd()
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Runnable() {
			paths = append(paths, c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	return paths
}

// TestEveryActHasARow holds the table of permissions to what there is, and to
// the matrix.
func TestEveryActHasARow(t *testing.T) {
	acts := map[string]bool{}
	for name := range methods(&Door{}, folderDialogs{}) {
		acts[name] = true
	}
	for _, path := range commands(t) {
		acts[path] = true
	}
	expected := matrix(t)
	for act := range acts {
		if _, listed := permissions[act]; !listed {
			t.Errorf("%s has no row", act)
		}
		if expected[act] == "" {
			t.Errorf("%s is not in the matrix", act)
		}
	}
	for act := range permissions {
		if !acts[act] {
			t.Errorf("the row %s is nobody’s", act)
		}
	}
	for act := range expected {
		if !acts[act] {
			t.Errorf("the matrix has %s, which is not there", act)
		}
	}
}

// gateKeys are how the wrapper refuses.
var gateKeys = []string{"gate.closed", "gate.locked", "gate.forbidden", "gate.ownFirst"}

// states are the seven a door can be in, with how it refuses what may not be.
var states = map[string]struct {
	letter string // what the matrix must have for the act to go through
	role   vault.Role
	change func(*Door, *hands)
	key    string
}{
	"nobody":    {letter: "n", key: "gate.closed"},
	"volunteer": {letter: "v", role: vault.Volunteer, key: "gate.forbidden"},
	"admin":     {letter: "a", role: vault.Admin, key: "gate.forbidden"},
	"leader":    {letter: "l", role: vault.Leader, key: "gate.forbidden"},
	"locked":    {letter: "n", role: vault.Leader, change: func(d *Door, _ *hands) { d.lock("asked") }, key: "gate.closed"},
	"idle":      {letter: "-", role: vault.Leader, change: func(_ *Door, h *hands) { h.pass(5*time.Minute + 1) }, key: "gate.locked"},
	"waking":    {letter: "-", role: vault.Leader, change: func(_ *Door, h *hands) { h.turn(2 * time.Minute) }, key: "gate.locked"},
	"one-time":  {letter: "1", role: vault.Leader, change: func(d *Door, _ *hands) { d.access.User.OneTime = true }, key: "gate.ownFirst"},
	"broken": {letter: "b", role: vault.Leader, key: "store.damaged",
		change: func(d *Door, _ *hands) { d.broken = college.Refuse(college.Conflict, "store.damaged") }},
}

// emptyRoom is a door with somebody signed in and nothing behind it: whatever
// gets past the wrapper to the records falls, and is told so.
func emptyRoom(t *testing.T, ring *vault.Ring, role vault.Role) (*Door, *hands) {
	t.Helper()
	h := at(friday)
	d := &Door{folder: t.TempDir(), clock: h.clocks(), cost: cheap, ring: ring, ready: make(chan struct{}), again: func(string) {}}
	close(d.ready)
	if role != "" {
		who := people[slices.IndexFunc(people, func(p sample.Person) bool { return p.Role == role })]
		access, err := ring.Unlock(who.ID, who.Passphrase, friday)
		must(t, err)
		d.access = access
		d.idle.begin(d.clock, usualIdle)
	}
	return d, h
}

// TestWhoMayWhat tries every method and every command in every state. What is
// refused is refused by the wrapper, before anything is read: there are no
// records behind the door, and nothing is done to the disk.
func TestWhoMayWhat(t *testing.T) {
	ring, err := vault.Load(theData(empty(t)), cheap)
	must(t, err)
	for act, who := range matrix(t) {
		for name, state := range states {
			d, h := emptyRoom(t, ring, state.role)
			if state.change != nil {
				state.change(d, h)
			}
			steps := 0
			stop := vault.Watch(func(vault.Op) error { steps++; return nil })
			told := attempt(t, d, act)
			stop()
			allowed := strings.Contains(who, state.letter) || strings.Contains(who, "n") && state.letter != "-" // idle and waking lock before anything
			switch {
			case allowed && (slices.Contains(gateKeys, told.Key) || told.Key == "store.damaged"):
				t.Errorf("%s, %s: refused with %s", act, name, told.Key)
			case !allowed && told.Key != state.key:
				t.Errorf("%s, %s: %+v, want %s", act, name, told, state.key)
			case !allowed && steps > 0:
				t.Errorf("%s, %s: refused after %d steps on the disk", act, name, steps)
			case !allowed && name != "broken" && told.Code != college.Forbidden:
				t.Errorf("%s, %s: the code is %s", act, name, told.Code)
			}
			if !allowed {
				checkSentence(t, told.Sentence)
			}
		}
	}
}

// attempt calls a method with nothing, or goes through the door as a command
// does, and gives what it is told.
func attempt(t *testing.T, d *Door, act string) (told Told) {
	t.Helper()
	method, is := methods(d, folderDialogs{t.TempDir()})[act]
	if !is {
		_, err := ask(d, act, func(context.Context) (bool, error) { return true, nil })
		return toldOf(t, act, err)
	}
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		args = append(args, reflect.Zero(method.Type().In(i)))
	}
	outs := method.Call(args)
	if about, is := outs[0].Interface().(About); is && about.Problem != "" {
		must(t, json.Unmarshal([]byte(about.Problem), &told))
		return told
	}
	err, _ := outs[len(outs)-1].Interface().(error)
	return toldOf(t, act, err)
}

func toldOf(t *testing.T, act string, err error) Told {
	t.Helper()
	var told *Told
	if err == nil {
		return Told{}
	}
	if !errors.As(err, &told) {
		t.Fatalf("%s: not for the page: %v", act, err)
	}
	return *told
}

// TestCommandsGoThroughTheDoor runs every command that is not for volunteers as
// one: each asks its own row.
func TestCommandsGoThroughTheDoor(t *testing.T) {
	folder := empty(t)
	words := map[string]string{"import": " good.csv", "imports undo": " x", "print register": " A", "print course-register": " A", "print certificates": " A",
		"certificate check": " ABCDEFGHJK", "certificate void": " C-00001", "print poster": " A", "print letter": " S-00001", "print plan": " S-00001",
		"access add": " Zoe admin", "access reset": " Amir", "access role": " Amir volunteer", "access leave": " Amir", "backups copy": " .", "erase": " S-00001",
		"term check": " T1", "term plan": " T1", "term show": " T1", "term drop": " T1", "term publish": " T1", "term tell": " T1",
		"term lock": " T1 A", "term away": " T1 A --from 2026-11-20 --to 2026-11-20", "term back": " T1 A", "term to-fet": " T1 a.fet", "term from-fet": " T1 a.fet"}
	tried := 0
	for _, path := range slices.Sorted(maps.Keys(matrix(t))) {
		command, is := strings.CutPrefix(path, "daybook ")
		if !is || strings.Contains(matrix(t)[path], "v") {
			continue
		}
		tried++
		code, out, errs := runAs(t, people[2], folder, nil, strings.Fields(command+words[command])...)
		if code != exitConflict || !strings.Contains(told1(t, out, errs), "does not open this") {
			t.Errorf("%s: exit %d, %q", path, code, errs)
		}
	}
	if tried < 20 {
		t.Errorf("only %d commands were tried", tried)
	}
}
