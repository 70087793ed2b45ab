package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/sample"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// personNamed is somebody in the list of people with access.
func personNamed(t *testing.T, view AccessView, name string) AccessPerson {
	t.Helper()
	i := slices.IndexFunc(view.People, func(p AccessPerson) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("%s is not among %+v", name, view.People)
	}
	return view.People[i]
}

func TestGivingAccess(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	access := &Access{door: door}
	view, err := access.People()
	if you := personNamed(t, view, "Nadia"); err != nil || len(view.People) != 3 || !you.You || you.Role != "leader" || you.Since != "2026-11-20" || view.HasSheet || view.IdleMinutes != usualIdle {
		t.Errorf("%+v, %v", view, err)
	}
	before := everyFile(t, folder)
	for what, c := range map[string]struct{ name, role, field, key string }{
		"no name":       {"  ", "admin", "name", "access.nameNeeded"},
		"a long one":    {strings.Repeat("x", 61), "admin", "name", "access.nameNeeded"},
		"signs":         {"a\nb", "admin", "name", "access.nameNeeded"},
		"taken":         {"Amir", "admin", "name", "access.nameTaken"},
		"taken, folded": {" aMIR ", "volunteer", "name", "access.nameTaken"},
		"no role":       {"Zoë", "", "", "access.noRole"},
		"another role":  {"Zoë", "owner", "", "access.noRole"},
		"LEADER":        {"Zoë", "LEADER", "", "access.noRole"},
	} {
		given, err := access.Add(c.name, c.role)
		told := refusal(t, err)
		if given.Passphrase != "" || c.field == "" && told.Key != c.key || c.field != "" && (told.Fields[0].Field != c.field || told.Fields[0].Sentence != say(c.key)) {
			t.Errorf("%s: %+v, %+v", what, given, told)
		}
	}
	refused := map[string]func() error{
		"access.ownReset":   func() error { return just(access.Reset(people[0].ID)) },
		"access.ownRole":    func() error { return just(access.SetRole(people[0].ID, "admin")) },
		"access.ownLeave":   func() error { return just(access.Leave(people[0].ID)) },
		"access.noUser":     func() error { return just(access.Leave("nobody")) },
		"access.noRole":     func() error { return just(access.SetRole(people[1].ID, "")) },
		"start.notBegun":    func() error { return just(access.ConfirmSheet([]string{"", ""})) },
		"access.noUser two": func() error { return just(access.Reset("nobody")) },
		"access.noUser 3":   func() error { return just(access.SetRole("nobody", "admin")) },
		"access.noUser 4":   func() error { return just(access.Reset(vault.Recovery)) },
		"access.noUser 5":   func() error { return just(access.Leave("Amir")) }, // a name is no id
	}
	for key, fn := range refused {
		if told := refusal(t, fn()); told.Key != strings.Fields(key)[0] {
			t.Errorf("%s: %+v", key, told)
		}
	}
	same(t, before, everyFile(t, folder))
	given, err := access.Add("Zoë", "volunteer")
	if p := personNamed(t, given.View, "Zoë"); err != nil || !p.OneTime || p.Role != "volunteer" || p.You || p.ID == "" {
		t.Errorf("%+v, %v", given, err)
	}
	again, err := access.Reset(personNamed(t, given.View, "Zoë").ID)
	if err != nil || again.Passphrase == given.Passphrase || again.Name != "Zoë" {
		t.Errorf("%+v, %v", again, err)
	}
	must(t, door.signOut())
	_, err = (&Guard{door}).SignIn("Zoë", given.Passphrase)
	refusal(t, err)
	_, err = (&Guard{door}).SignIn("Zoë", again.Passphrase)
	must(t, err)
}

// fileIDs are the ids in the headers of the sealed files: they are other ones
// after the keys were changed.
func fileIDs(t *testing.T, folder string) map[string][8]byte {
	t.Helper()
	ids := map[string][8]byte{}
	for _, name := range []string{"venues", "college"} {
		id, _, err := vault.Header(in(theData(folder), name))
		must(t, err)
		ids[name] = id
	}
	return ids
}

// TestChangingRoles: more is given at once; who may open less has known the keys
// they lose, so these are changed.
func TestChangingRoles(t *testing.T) {
	for name, c := range map[string]struct {
		who      int
		role     string
		changes  bool
		lines    int64
		students bool
	}{
		"up":          {2, "admin", false, 1, true},
		"to a leader": {1, "leader", false, 1, true},
		"the same":    {1, "admin", false, 1, true},
		"down":        {1, "volunteer", true, 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			folder := empty(t)
			door := openAs(t, folder, people[0], at(friday))
			before, lines := fileIDs(t, folder), auditLines(t, door)
			view, err := (&Access{door: door}).SetRole(people[c.who].ID, c.role)
			if p := personNamed(t, view, people[c.who].Name); err != nil || p.Role != c.role {
				t.Errorf("%+v, %v", view, err)
			}
			if after := fileIDs(t, folder); (before["college"] != after["college"]) != c.changes {
				t.Errorf("keys changed: %t, want %t", !c.changes, c.changes)
			}
			if got := auditLines(t, door) - lines; got != c.lines {
				t.Errorf("%d lines, want %d", got, c.lines)
			}
			must(t, door.signOut())
			signedIn(t, door, people[c.who])
			_, err = (&Today{door}).View("")
			if (err == nil) != c.students {
				t.Errorf("as a %s: %v", c.role, err)
			}
		})
	}
}

// TestLeaving: who has left cannot sign in, and what they knew opens no file and
// no backup within reach; those out of reach are named.
func TestLeaving(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, h := neverBackedUp(t), at(friday)
	here, gone := t.TempDir(), filepath.Join(t.TempDir(), "a stick")
	must(t, os.Mkdir(gone, 0o700))
	door := openAs(t, folder, people[0], h)
	backups := &Backups{door, folderDialogs{here}}
	made, err := backups.Make()
	must(t, err)
	for _, stick := range []string{here, gone} {
		backups.dialogs = folderDialogs{stick}
		_, err = backups.ChooseSecond()
		must(t, err)
	}
	must(t, os.Rename(gone, gone+" in a pocket"))
	old := accessTo(t, folder, people[1])
	h.pass(time.Minute)
	before := fileIDs(t, folder)
	changed, err := (&Access{door: door}).Leave(people[1].ID)
	must(t, err)
	if p := personNamed(t, changed.View, people[1].Name); p.Left != "2026-11-20" {
		t.Errorf("%+v", p)
	}
	if changed.Resealed != 3 || len(changed.Deleted) > 0 || len(changed.OutOfReach) != 1 || !strings.Contains(changed.OutOfReach[0], made.Backups[0].Name) || !strings.Contains(changed.OutOfReach[0], gone) {
		t.Errorf("%+v", changed) // the one before the change, the one made by hand, and its copy
	}
	checkSentence(t, changed.Sentence)
	after := fileIDs(t, folder)
	if before["venues"] == after["venues"] || before["college"] == after["college"] {
		t.Error("a file is under its old key")
	}
	for _, place := range []string{filepath.Join(folder, "backups"), here} {
		all, err := old.Backups(place, store.Schemas())
		if err != nil || len(all) == 0 {
			t.Fatalf("%v, %v", all, err)
		}
		for _, b := range all {
			if b.Openable || b.Problem == "" {
				t.Errorf("%s opens to who has left", b.Path)
			}
			if _, _, err := vault.ForeignRing(b.Path, cheap); err != nil {
				t.Error(err)
			} else if ring, _, _ := vault.ForeignRing(b.Path, cheap); ring.Name(people[1].ID) == people[1].Name && len(ring.Users()) != 2 {
				t.Errorf("the keyring in %s still lets in %+v", b.Path, ring.Users())
			}
		}
	}
	if check, err := (&Audit{door: door}).Check(); err != nil || !check.Whole {
		t.Errorf("%+v, %v", check, err)
	}
	_, err = (&Access{door: door}).Leave(people[1].ID)
	if told := refusal(t, err); told.Key != "access.noUser" {
		t.Errorf("twice: %+v", told)
	}
	must(t, door.signOut())
	_, err = (&Guard{door}).SignIn(people[1].ID, people[1].Passphrase)
	refusal(t, err)
	signedIn(t, door, people[2])
	if lines, err := (&Venues{door}).List(""); err != nil || len(lines) == 0 {
		t.Errorf("who stays: %v, %v", lines, err)
	}
}

// accessTo is what somebody may open, from a keyring of their own: a copy kept
// from today.
func accessTo(t *testing.T, folder string, who sample.Person) *vault.Access {
	t.Helper()
	kept := t.TempDir()
	copyFile(t, filepath.Join(theData(folder), "keyring.json"), filepath.Join(kept, "keyring.json"))
	ring, err := vault.Load(kept, cheap)
	must(t, err)
	access, err := ring.Unlock(who.ID, who.Passphrase, friday)
	must(t, err)
	return access
}

// TestTheLastLeader: a leader may take another's access away, nobody their own,
// so there always is one.
func TestTheLastLeader(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	access := &Access{door: door}
	_, err := access.SetRole(people[1].ID, "leader")
	must(t, err)
	_, err = access.Leave(people[1].ID)
	must(t, err)
	for _, fn := range []func() error{
		func() error { return just(access.Leave(people[0].ID)) },
		func() error { return just(access.SetRole(people[0].ID, "volunteer")) },
	} {
		refusal(t, fn())
	}
	if view, err := access.People(); err != nil || personNamed(t, view, "Nadia").Role != "leader" {
		t.Errorf("%+v, %v", view, err)
	}
}

// TestANewSheet: the old one holds until the new one was typed back, and not a
// moment longer; its PDF is gone then.
func TestANewSheet(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	access := &Access{door: door}
	old := sheetFor(t, door)
	printed, err := access.NewSheet()
	must(t, err)
	for _, groups := range [][]string{nil, {"AAAAA", "AAAAA"}, {asked(door)[0]}} {
		_, err := access.ConfirmSheet(groups)
		refusal(t, err)
	}
	if _, err := os.Stat(printed.Path); err != nil {
		t.Error("the sheet went before it was typed back")
	}
	if !opensWith(t, folder, old) {
		t.Error("the old sheet died before the new one held")
	}
	fresh := door.sheet.Groups()
	view, err := access.ConfirmSheet(asked(door))
	if err != nil || !view.HasSheet || opensWith(t, folder, old) || !opensWith(t, folder, strings.Join(fresh[:], " ")) {
		t.Errorf("%+v, %v", view, err)
	}
	for path := range everyFile(t, folder) {
		if strings.HasSuffix(path, ".pdf") {
			t.Errorf("%s is still there", path)
		}
	}
	_, err = access.ConfirmSheet(asked(&Door{}))
	if told := refusal(t, err); told.Key != "start.notBegun" {
		t.Errorf("twice: %+v", told)
	}
}

func opensWith(t *testing.T, folder, sheet string) bool {
	t.Helper()
	ring, err := vault.Load(theData(folder), cheap)
	must(t, err)
	access, err := ring.Recover(sheet, friday.Add(time.Hour))
	if err == nil {
		access.Close()
	}
	return err == nil
}
