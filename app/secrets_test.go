package app

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPassphrasesAreNowhere goes through a college's day with passphrases of
// every kind, right and wrong, and looks for them in every file and file name
// below the folder, in the log, in what commands say, and in every answer but
// the one that hands a one-time passphrase over.
func TestPassphrasesAreNowhere(t *testing.T) {
	heard := listen(t)
	folder := filepath.Join(t.TempDir(), "college")
	h := at(friday)
	door := newDoor(folder, h.clocks(), cheap)
	start, guard, access, backups := &Start{door: door}, &Guard{door}, &Access{door: door}, &Backups{door: door}
	secrets := map[string]string{"leader’s": ours, "wrong": "teapot-marble-crocus-ladder", "next": "velvet-pigeon-anchor-sorbet", "wrong sheet": "BCDEF"}
	var said []string
	answer := func(answer any, err error) {
		t.Helper()
		text, marshalling := json.Marshal(answer)
		must(t, marshalling)
		if said = append(said, string(text)); err != nil {
			said = append(said, err.Error())
		}
	}
	begun, err := start.Begin(StartForm{"Our College", "Siân", ours})
	must(t, err)
	answer(begun, nil)
	groups := door.sheet.Groups()
	for _, group := range groups {
		secrets["sheet "+group] = group
	}
	answer(start.Finish(asked(door)))
	given, err := access.Add("Zoë", "admin")
	must(t, err)
	answer(given.View, nil)
	reset, err := access.Reset(personNamed(t, given.View, "Zoë").ID)
	must(t, err)
	secrets["one-time"], secrets["second one-time"] = given.Passphrase, reset.Passphrase
	answer(guard.ChangePassphrase(secrets["wrong"], secrets["next"]))
	answer(guard.ChangePassphrase(ours, secrets["next"]))
	answer(backups.Make())
	answer(access.Rotate())
	answer(access.People())
	answer((&Audit{door: door}).Page(AuditFilter{}))
	answer((&Audit{door: door}).Print(AuditFilter{}))
	answer(gateOf(t, door), nil)
	must(t, door.signOut())
	for range 4 {
		answer(guard.SignIn("Siân", secrets["wrong"]))
	}
	h.pass(time.Minute)
	answer(guard.Recover(strings.Replace(strings.Join(groups[:], " "), groups[1], secrets["wrong sheet"], 1), door.ring.Users()[0].ID, ours))
	answer(guard.Recover(strings.Join(groups[:], " "), door.ring.Users()[0].ID, ours))
	if gate := gateOf(t, door); gate.State != gateOpen {
		t.Fatalf("%+v", gate)
	}
	answer(ask[int](door, "Guard.State", nil)) // a panic, with all this in memory
	must(t, door.Close())
	for _, args := range [][]string{{"access"}, {"access", "--json"}, {"audit"}, {"backups", "--json"}, {"passphrase"}, {"find", "a"}} {
		_, out, errs := typed(t, folder, []string{ours, secrets["wrong"]}, append([]string{"--user", "Siân"}, args...)...)
		said = append(said, out, errs)
	}
	nowhere(t, secrets, "in the log", heard.String())
	for _, text := range said {
		nowhere(t, secrets, "in an answer", text)
	}
	files := 0
	must(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if nowhere(t, secrets, "in a file name", strings.TrimPrefix(path, folder)); err != nil || entry.IsDir() {
			return err
		}
		bytes, err := os.ReadFile(path)
		nowhere(t, secrets, "in "+path, string(bytes))
		files++
		return err
	}))
	if files < 8 || len(said) < 20 || heard.Len() == 0 {
		t.Errorf("only %d files and %d answers were looked at", files, len(said))
	}
}

// nowhere fails when a secret is in a text, also in other letters or without its
// dashes.
func nowhere(t *testing.T, secrets map[string]string, where, text string) {
	t.Helper()
	for what, secret := range secrets {
		for _, form := range []string{secret, strings.ToUpper(secret), strings.ReplaceAll(secret, "-", " "), strings.ReplaceAll(secret, "-", "")} {
			if len(form) > 5 && strings.Contains(text, form) || strings.Contains(text, " "+form+" ") {
				t.Errorf("the %s passphrase is %s", what, where)
			}
		}
	}
}
