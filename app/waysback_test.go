package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/backend/vault"
)

// The recovery sheet of its day brings a backup back where nothing else is left;
// the leader then chooses a new passphrase with it.
func TestABackupComesBackByItsSheet(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	if _, err := (&Access{door: door}).NewSheet(); err != nil {
		t.Fatal(err)
	}
	groups := door.sheet.Groups()
	typed := []string{groups[door.asked[0]], groups[door.asked[1]]}
	if _, err := (&Access{door: door}).ConfirmSheet(typed); err != nil {
		t.Fatal(err)
	}
	made, err := door.store.Backup(t.Context(), "hand")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := newDoor(filepath.Join(t.TempDir(), "new"), at(friday.Add(time.Hour)).clocks(), cheap)
	closing(t, elsewhere)
	sheet := strings.Join(groups[:], " ")
	gate, err := (&Start{door: elsewhere}).Restore(made.Path, people[0].ID, sheet)
	if err != nil || gate.State != gateSignIn {
		t.Fatalf("%+v, %v", gate, err)
	}
	gate, err = (&Guard{elsewhere}).Recover(sheet, people[0].ID, "tulip anchor mustard lighthouse")
	if err != nil || gate.State != gateOpen {
		t.Errorf("%+v, %v", gate, err)
	}
	old := vault.NewSheet().Groups()
	third := newDoor(filepath.Join(t.TempDir(), "third"), at(friday).clocks(), cheap)
	closing(t, third)
	if _, err := (&Start{door: third}).Restore(made.Path, people[0].ID, strings.Join(old[:], " ")); refusal(t, err).Key != "gate.denied" {
		t.Errorf("another sheet: %v", err)
	}
}

// The list of backups that somebody may bring back says the day from inside the
// backup: a copy to another computer is younger than what it holds.
func TestABackupSaysItsOwnDay(t *testing.T) {
	door := openAs(t, wexmoor(t), people[0], at(friday))
	made, err := door.store.Backup(t.Context(), "hand")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(made.Path, time.Now(), time.Now().AddDate(0, 0, 3)); err != nil {
		t.Fatal(err)
	}
	if found, err := door.foreign(made.Path); err != nil || found.Made != moment(made.Made) {
		t.Errorf("%+v, %v", found, err)
	}
}

// A keyring that was changed from outside has a way out: changing all keys keeps
// the leader who signed in and nobody else.
func TestATamperedKeyringIsReclaimed(t *testing.T) {
	folder := wexmoor(t)
	run(t, folder, "imports")
	for _, name := range []string{"keyring.json", "keyring.json.bak"} {
		path := filepath.Join(theData(folder), name)
		text, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, []byte(strings.ReplaceAll(string(text), `"role": "volunteer"`, `"role": "leader"`)), 0o600))
	}
	door := openAs(t, folder, people[0], at(friday))
	access := &Access{door: door}
	if _, err := access.Add("Zoe", "admin"); refusal(t, err).Key != "ring.tampered" {
		t.Fatalf("access was given all the same: %v", err)
	}
	changed, err := access.Rotate()
	if err != nil || !strings.Contains(changed.Sentence, say("access.reclaimed")) {
		t.Fatalf("%+v, %v", changed, err)
	}
	if users := door.ring.Users(); len(users) != 1 || users[0].ID != people[0].ID || door.access.Tampered() {
		t.Errorf("who may sign in now: %+v", users)
	}
	if _, err := access.Add("Zoe", "admin"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// After a sleep nothing is answered before the window is locked, not even who is
// at the gate.
func TestTheGateLocksFirstToo(t *testing.T) {
	h := at(friday)
	door := openAs(t, wexmoor(t), people[0], h)
	locked := make(chan string, 8)
	door.again = func(why string) { locked <- why }
	h.turn(time.Hour)
	if _, err := (&Guard{door}).State(); refusal(t, err).Key != "gate.locked" {
		t.Errorf("it answered: %v", err)
	}
	if why := <-locked; why != "waking" {
		t.Errorf("locked because %s", why)
	}
}

// An hourly backup that fails is not tried again every second, and is told of at
// a sign-in of a later day.
func TestAFailingHourlyBackupWaits(t *testing.T) {
	h := at(friday)
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], h)
	if _, err := (&Backups{door: door}).Make(); err != nil {
		t.Fatal(err)
	}
	changeSomething(t, door, "no")
	h.pass(2 * time.Minute)
	h.turn(2 * time.Hour)
	before, err := (&Backups{door: door}).View()
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind == vault.Create && strings.Contains(op.File, "backups") {
			tries++
			return vault.ErrFull
		}
		return nil
	})
	for range 100 {
		h.pass(time.Second)
		door.backUpHourly()
	}
	stop()
	if tries != 1 {
		t.Errorf("%d tries in 100 seconds", tries)
	}
	h.pass(afterFailing)
	door.backUpHourly()
	if view, err := (&Backups{door: door}).View(); err != nil || len(view.Backups) != len(before.Backups)+1 {
		t.Errorf("%d backups after %d, %v", len(view.Backups), len(before.Backups), err)
	}
}
