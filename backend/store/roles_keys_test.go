package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"daybook/backend/vault"
)

// TestTheVolunteersKeyOpensNothingElse tries what a volunteer holds – every key
// of the venue book that can be got at – on every file, slot and backup.
func TestTheVolunteersKeyOpensNothingElse(t *testing.T) {
	c := roomy(t)
	whole := must(c.Backup(c.ctx(), BackupHand))
	fine(t, given(c.Erase(c.ctx(), "di")))
	must(c.bringBack(whole.Path)) // so that there is a kept set
	c.signedIn("Vera", volunteerPass)
	must(c.Backup(c.ctx(), BackupClose))
	access := c.access
	if access.May(vault.College) || access.May(vault.Control) || access.Keys(vault.College) != nil || len(access.Keys(vault.Venues)) != 1 {
		t.Fatal("the volunteer's access has more than the venue book")
	}
	c.close()

	keys := c.volunteersKeys(access)
	tried := 0
	fine(t, filepath.WalkDir(c.options.Folder, func(path string, _ os.DirEntry, err error) error {
		if err == nil && filepath.Base(path) == "college.daybook" {
			tried++
			opensNone(t, path, keys)
		}
		return err
	}))
	if tried != 2 { // the living file, and the one kept from before
		t.Errorf("only %d files of the college were tried", tried)
	}
	for _, b := range must(access.Backups(filepath.Join(c.options.Folder, "backups"), nil)) {
		tried++
		for _, p := range b.Parts {
			if p.Compartment == vault.College && p.Details != nil {
				t.Errorf("%s tells a volunteer what is in the college", b.Name)
			}
		}
		target := filepath.Join(t.TempDir(), "taken.daybook")
		err := access.Unpack(t.Context(), b.Path, map[vault.Compartment]vault.Target{vault.College: {Path: target, Key: vault.NewFileKey()}}, nil)
		if _, there := os.Stat(target); err == nil || there == nil {
			t.Errorf("%s gave a volunteer the college: %v", b.Name, err)
		}
	}
	if tried < 4 {
		t.Errorf("only %d files and backups were tried", tried)
	}
	sealed := must(os.ReadFile(filepath.Join(c.options.Folder, "backups", ledgerName)))
	for _, compartment := range []vault.Compartment{vault.College, vault.Venues, vault.Control} {
		if _, err := access.Open(compartment, ledgerName, sealed); err == nil {
			t.Errorf("the ledger opened under %s", compartment)
		}
	}
	if _, err := access.Add(vault.User{Name: "Mole", Role: vault.Leader}, "a-new-leader-of-mine", noon); !errors.Is(err, vault.ErrNotLeader) {
		t.Errorf("a volunteer added a leader: %v", err)
	}
}

// TestAVolunteersSlotOpensNoGrantOfOthers: with a leader's grants, or their role,
// put into it from outside.
func TestAVolunteersSlotOpensNoGrantOfOthers(t *testing.T) {
	for name, edit := range map[string]func(vera, nadia map[string]any){
		"a leader's grants": func(vera, nadia map[string]any) { vera["grants"] = nadia["grants"] },
		"a leader's role":   func(vera, _ map[string]any) { vera["role"] = "leader" },
		"both":              func(vera, nadia map[string]any) { vera["grants"], vera["role"] = nadia["grants"], "leader" },
		"all but the passphrase": func(vera, nadia map[string]any) {
			vera["grants"], vera["role"], vera["public"] = nadia["grants"], "leader", nadia["public"]
		},
		"a leader's private key": func(vera, nadia map[string]any) { vera["private"] = nadia["private"] },
		"a leader's id and grants": func(vera, nadia map[string]any) {
			vera["id"], vera["grants"], vera["role"] = nadia["id"], nadia["grants"], "leader"
		},
		"the venues grant elsewhere": func(vera, _ map[string]any) {
			grants := vera["grants"].(map[string]any)
			grants["college"], grants["control"], vera["role"] = grants["venues"], grants["venues"], "leader"
		},
	} {
		t.Run(name, func(t *testing.T) {
			access := founded(t)
			data := t.TempDir()
			fine(t, access.Save(data))
			for _, copied := range []string{"keyring.json", "keyring.json.bak"} {
				path := filepath.Join(data, copied)
				var ring map[string]any
				fine(t, json.Unmarshal(must(os.ReadFile(path)), &ring))
				slots := map[string]map[string]any{}
				for _, user := range ring["ring"].(map[string]any)["users"].([]any) {
					slot := user.(map[string]any)
					slots[slot["name"].(string)] = slot
				}
				edit(slots["Vera"], slots["Nadia"])
				fine(t, os.WriteFile(path, must(json.Marshal(ring)), 0o600))
			}
			ring, err := vault.Load(data, cheap)
			fine(t, err)
			if vera, err := ring.Unlock("Vera", volunteerPass, noon); err == nil && (vera.May(vault.College) || vera.May(vault.Control)) {
				t.Error("a volunteer got keys of the college")
			}
			if len(ring.Notices()) == 0 {
				t.Error("nobody is told of the edited keyring")
			}
		})
	}
}

// volunteersKeys are the keys of the venue book's file, living and kept.
func (c *testCollege) volunteersKeys(access *vault.Access) []vault.FileKey {
	keys := access.Keys(vault.Venues)
	for _, set := range must(os.ReadDir(filepath.Join(c.options.Folder, "kept"))) {
		ring := must(vault.Load(filepath.Join(c.options.Folder, "kept", set.Name()), cheap))
		keys = append(keys, must(ring.Unlock("Vera", volunteerPass, c.now)).Keys(vault.Venues)...)
	}
	return keys
}

// opensNone tries keys, also under the file's own id and salt, on a file.
func opensNone(t *testing.T, path string, keys []vault.FileKey) {
	t.Helper()
	id, salt, err := vault.Header(path)
	fine(t, err)
	for i, key := range keys {
		disguised := key
		disguised.ID, disguised.Salt = id, salt
		for _, k := range []vault.FileKey{key, disguised} {
			to := filepath.Join(t.TempDir(), fmt.Sprint(i))
			if err := vault.Reseal(t.Context(), path, k, to, k); !errors.Is(err, vault.ErrWrongKey) {
				t.Errorf("a volunteer's key on %s gave %v", path, err)
			}
			fine(t, vault.Hold(path, k))
			db, err := openAlone(t.Context(), path)
			if err == nil {
				_, err = one[int](t.Context(), db, "SELECT count(*) FROM main.person")
				db.Close()
			}
			vault.Release(path)
			if err == nil {
				t.Errorf("a volunteer's key read people out of %s", path)
			}
		}
	}
}
