package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// changeSomething does an act that every role may.
func changeSomething(t *testing.T, door *Door, answer string) {
	t.Helper()
	lines, err := (&Venues{door}).List("")
	must(t, err)
	view, err := (&Venues{door}).View(lines[0].ID)
	must(t, err)
	_, err = (&Venues{door}).CorrectFact(FactCorrection{ID: view.Facts[0].ID, Answer: answer, Note: "seen " + answer})
	must(t, err)
}

// madeIn are the names of the backups of a college.
func madeIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "backups", "*.daybook-backup"))
	must(t, err)
	for _, path := range all {
		names = append(names, filepath.Base(path))
	}
	return names
}

// TestHourlyBackups turns the clocks: one is made when the last is an hour old,
// something was changed and nobody has asked for anything for half a minute.
func TestHourlyBackups(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, h := neverBackedUp(t), at(friday)
	door := openAs(t, folder, people[0], h)
	step := func(what string, wait time.Duration, want int) {
		t.Helper()
		h.pass(wait)
		door.backUpHourly()
		if made := madeIn(t, folder); len(made) != want {
			t.Errorf("%s: %v", what, made)
		}
	}
	changeSomething(t, door, "no")
	step("somebody is typing", 29*time.Second, 0)
	step("nobody is", 2*time.Second, 1)
	changeSomething(t, door, "yes")
	step("within the hour", 59*time.Minute, 1)
	step("after it", time.Minute, 2)
	step("nothing was changed", 2*time.Hour, 2)
	_, err := (&Students{door}).Page(college.StudentFilter{})
	must(t, err)
	step("only looked at", time.Minute, 2)
	h.turn(-365 * 24 * time.Hour)
	changeSomething(t, door, "unknown")
	step("a year ago, and changed", time.Minute, 3)
	for range 3 {
		step("a year ago, nothing changed", time.Minute, 3)
	}
	view, err := (&Backups{door: door}).View()
	if err != nil || len(view.Backups) != 3 || view.Backups[0].Why != say("backup.why.hourly") {
		t.Errorf("%+v, %v", view, err)
	}
}

// TestABackupGivesWay: a call in the middle of an hourly backup is answered,
// nothing of the backup is left, and it is made later.
func TestABackupGivesWay(t *testing.T) {
	folder, h := neverBackedUp(t), at(friday)
	door := openAs(t, folder, people[0], h)
	changeSomething(t, door, "no")
	h.pass(time.Minute)
	interrupted, answered, calls := make(chan bool), make(chan error, 1), 0
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind != vault.Write || !strings.Contains(op.File, ".making-") || calls > 0 {
			return nil
		}
		calls++
		cancel := door.copying.Load()
		var heard context.CancelFunc = func() { (*cancel)(); close(interrupted) }
		door.copying.Store(&heard)
		go func() { answered <- just((&Venues{door}).List("")) }()
		select {
		case <-interrupted:
		case <-time.After(20 * time.Second):
			t.Error("the backup was not told to give way")
		}
		return nil
	})
	door.backUpHourly()
	stop()
	if err := <-answered; err != nil || calls != 1 {
		t.Errorf("the call: %v, %d", err, calls)
	}
	if left := listing(t, filepath.Join(folder, "backups")); left != "" {
		t.Errorf("it left %s", left)
	}
	h.pass(time.Minute)
	door.backUpHourly()
	if made := madeIn(t, folder); len(made) != 1 {
		t.Errorf("later there is %v", made)
	}
}

// TestBackupAtClosing: the window makes one when something was changed; of
// commands, which follow each other, the first, and then one an hour.
func TestBackupAtClosing(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	for name, c := range map[string]struct {
		window bool
		who    int
		wait   time.Duration
		change bool
		more   int
	}{
		"nothing changed":         {true, 0, 2 * time.Hour, false, 0},
		"changed":                 {true, 0, time.Minute, true, 1},
		"a volunteer":             {true, 2, time.Minute, true, 1},
		"a command soon after":    {false, 0, 59 * time.Minute, true, 0},
		"a command later":         {false, 0, 61 * time.Minute, true, 1},
		"a command that looked":   {false, 0, 61 * time.Minute, false, 0},
		"the clock set back":      {true, 0, -365 * 24 * time.Hour, true, 1},
		"a command, set back":     {false, 0, -365 * 24 * time.Hour, true, 1},
		"set back and not change": {true, 0, -365 * 24 * time.Hour, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			folder, h := empty(t), at(friday)
			must(t, openAsUntil(t, folder, 0, h, func(door *Door) { door.again = func(string) {} }))
			before := madeIn(t, folder)
			if len(before) != 1 {
				t.Fatalf("the first closing made %v", before)
			}
			h.turn(c.wait)
			must(t, openAsUntil(t, folder, c.who, h, func(door *Door) {
				if c.window {
					door.again = func(string) {}
				}
				if c.change {
					_, err := (&Preferences{door}).Save(Look{TextSize: "large", Font: "system", Colours: "dark"})
					must(t, err)
				}
			}))
			if made := madeIn(t, folder); len(made) != 1+c.more {
				t.Errorf("there is %v", made)
			} else if c.who == 2 && !slices.ContainsFunc(made, func(n string) bool { return strings.HasSuffix(n, ".venues.daybook-backup") }) {
				t.Errorf("a volunteer made %v", made)
			}
		})
	}
}

// openAsUntil opens a door, does something and closes it.
func openAsUntil(t *testing.T, folder string, who int, h *hands, fn func(*Door)) error {
	t.Helper()
	door := newDoor(folder, h.clocks(), cheap)
	signedIn(t, door, people[who])
	fn(door)
	return door.Close()
}

// TestRestoring: records of the day come back; who may sign in, and with what,
// stays as it is today, and so does the audit.
func TestRestoring(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, h := wexmoor(t), at(friday.Add(10*time.Hour))
	door := openAs(t, folder, people[0], h)
	session := sessionOf(t, door)
	_, err := (&Sessions{door}).AddWalkIn(session, "Kim from Before")
	must(t, err)
	made, err := (&Backups{door: door}).Make()
	must(t, err)
	name := made.Backups[0].Name
	h.pass(time.Minute)
	_, err = (&Sessions{door}).AddWalkIn(session, "Robin from After")
	must(t, err)
	zoe, err := (&Access{door: door}).Add("Zoë", "volunteer")
	must(t, err)
	_, err = (&Guard{door}).ChangePassphrase(people[0].Passphrase, ours)
	must(t, err)
	sheet := sheetFor(t, door)

	look, err := (&Backups{door: door}).Look(name)
	must(t, err)
	if students := look.Counts[0]; students.Now != students.Was+1 || students.What != say("count.students") {
		t.Errorf("%+v", look.Counts)
	}
	lines := auditLines(t, door)
	h.pass(time.Minute)
	done, err := (&Backups{door: door}).Restore(name)
	must(t, err)
	if done.Counts[0].Was != look.Counts[0].Was || done.Counts[0].Now != look.Counts[0].Was || len(done.Sentences) != 2 {
		t.Errorf("%+v", done)
	}
	if got := auditLines(t, door); got < lines+2 {
		t.Errorf("of %d audit lines %d are left", lines, got)
	}
	if check, err := (&Audit{door: door}).Check(); err != nil || !check.Whole {
		t.Errorf("%+v, %v", check, err)
	}
	for text, want := range map[string]int{"Kim from Before": 1, "Robin from After": 0} {
		if hits, err := (&Search{door}).Everything(text); err != nil || len(hits) != want {
			t.Errorf("%s: %+v, %v", text, hits, err)
		}
	}
	if view, err := (&Access{door: door}).People(); err != nil || len(view.People) != 4 || !view.HasSheet || !opensWith(t, folder, sheet) {
		t.Errorf("%+v, %v", view, err)
	}
	view, err := (&Backups{door: door}).View()
	if err != nil || !slices.ContainsFunc(view.Backups, func(b BackupLine) bool { return b.Why == say("backup.why.restore") }) {
		t.Errorf("%+v, %v", view, err)
	}
	must(t, door.Close())
	next := newDoor(folder, h.clocks(), cheap)
	closing(t, next)
	_, err = (&Guard{next}).SignIn(people[0].ID, people[0].Passphrase)
	refusal(t, err)
	gate, err := (&Guard{next}).SignIn("Zoë", zoe.Passphrase)
	if err != nil || gate.State != gateOwnPassphrase {
		t.Errorf("%+v, %v", gate, err)
	}
	noLeftovers(t, folder)
}

// TestSecondPlace: any folder that is there and can be written; asked for after
// a week.
func TestSecondPlace(t *testing.T) {
	folder, h := empty(t), at(friday)
	door := openAs(t, folder, people[0], h)
	stick := filepath.Join(t.TempDir(), "Siân’s stick")
	must(t, os.Mkdir(stick, 0o700))
	backups := &Backups{door, chosen{asked: new(string)}}
	if view, err := backups.View(); err != nil || !view.SecondDue || view.SecondFolder != "" || view.SecondLast != "" {
		t.Errorf("%+v, %v", view, err)
	}
	_, err := backups.CopySecond()
	if told := refusal(t, err); told.Key != "backups.noSecond" {
		t.Errorf("%+v", told)
	}
	if view, err := backups.ChooseSecond(); err != nil || view.SecondFolder != "" { // thought better of it
		t.Errorf("%+v, %v", view, err)
	}
	made, err := backups.Make()
	must(t, err)
	for what, c := range map[string]struct{ folder, key string }{
		"not there":    {filepath.Join(stick, "nothing"), "backup.placeGone"},
		"a file":       {write(t, "plain", "x"), "backup.placeGone"},
		"itself":       {made.Folder, "backup.samePlace"},
		"below a file": {filepath.Join(write(t, "plain", "x"), "below"), "backup.placeGone"},
	} {
		backups.dialogs = chosen{folder: c.folder, asked: new(string)}
		_, err := backups.ChooseSecond()
		if told := refusal(t, err); told.Key != c.key {
			t.Errorf("%s: %+v", what, told)
		}
	}
	backups.dialogs = chosen{folder: stick, asked: new(string)}
	view, err := backups.ChooseSecond()
	if err != nil || view.SecondFolder != stick || view.SecondLast != "2026-11-20" || view.SecondDue || !strings.Contains(view.Sentence, stick) {
		t.Errorf("%+v, %v", view, err)
	}
	same(t, copiesIn(t, made.Folder), copiesIn(t, stick))
	h.pass(8 * 24 * time.Hour)
	if view, err := backups.View(); err != nil || !view.SecondDue {
		t.Errorf("after a week: %+v, %v", view, err)
	}
	_, err = backups.Make()
	must(t, err)
	for key, fault := range map[string]error{"store.diskFull": vault.ErrFull, "papers.cannotWrite": os.ErrPermission} {
		stop := vault.Watch(func(op vault.Op) error {
			if strings.HasPrefix(op.File, stick) && op.Kind == vault.Write {
				return fault
			}
			return nil
		})
		_, err = backups.CopySecond()
		stop()
		if told := refusal(t, err); told.Key != key || len(copiesIn(t, stick)) != 1 {
			t.Errorf("%v: %+v, there is %v", fault, told, copiesIn(t, stick))
		}
	}
	if view, err := backups.CopySecond(); err != nil || len(copiesIn(t, stick)) != 2 || view.SecondLast != "2026-11-28" {
		t.Errorf("%+v, %v", view, err)
	}
	must(t, os.RemoveAll(stick))
	_, err = backups.CopySecond()
	if told := refusal(t, err); told.Key != "backup.placeGone" {
		t.Errorf("pulled out: %+v", told)
	}
}

// copiesIn are the backups in a folder, by name.
func copiesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := everyFile(t, folder)
	for path := range all {
		if !strings.HasSuffix(path, ".daybook-backup") {
			delete(all, path)
		}
	}
	return all
}

// TestFullDisk: a backup, a restore, a rotation and an act that find the disk
// full say so, and everything is as it was.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, backup, _ := backedUp(t)
	door := openAs(t, folder, people[0], at(friday.Add(11*time.Hour)))
	access := &Access{door: door}
	for what, fn := range map[string]func() error{
		"a backup":   func() error { return just((&Backups{door: door}).Make()) },
		"a restore":  func() error { return just((&Backups{door: door}).Restore(filepath.Base(backup))) },
		"a drill":    func() error { return just((&Backups{door: door}).Drill(filepath.Base(backup))) },
		"new keys":   func() error { return just(access.Rotate()) },
		"a person":   func() error { return just(access.Add("Zoë", "admin")) },
		"a leaving":  func() error { return just(access.Leave(people[1].ID)) },
		"a setting":  func() error { return just(access.SetIdle(9)) },
		"a reading":  func() error { return just((&Sessions{door}).View(sessionOf(t, door))) },
		"own":        func() error { return just((&Guard{door}).ChangePassphrase(people[0].Passphrase, ours)) },
		"a new role": func() error { return just(access.SetRole(people[1].ID, "volunteer")) },
	} {
		stop := vault.Watch(func(op vault.Op) error {
			if op.Kind == vault.Write {
				return vault.ErrFull
			}
			return nil
		})
		err := fn()
		stop()
		if told := refusal(t, err); told.Key != "store.diskFull" {
			t.Errorf("%s: %+v", what, told)
		}
		changeSomething(t, door, "yes")
		if view, err := access.People(); err != nil || len(view.People) != 3 {
			t.Errorf("%s: then %+v, %v", what, view, err)
		}
	}
	must(t, errors.Join(just((&Backups{door: door}).Make()), just(access.Rotate())))
	noLeftovers(t, folder)
}
