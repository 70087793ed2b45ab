package vault

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// rotated is an access after a rotation of these compartments, which still has
// their former keys.
func rotated(a *Access, compartments ...Compartment) *Access {
	after := &Access{User: a.User, ring: a.ring, keys: maps.Clone(a.keys), former: []map[Compartment][]byte{{}}}
	for _, c := range compartments {
		after.keys[c], after.former[0][c] = random(32), a.keys[c]
	}
	after.former = append(after.former, a.former...)
	return after
}

// opensWholly says which backups of a folder an access opens wholly.
func opensWholly(t *testing.T, a *Access, folder string) (names []string) {
	t.Helper()
	all, err := a.Backups(folder, knowsTwo)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if _, err := a.Check(t.Context(), b.Path, knowsTwo); err == nil {
			names = append(names, b.Name)
		}
	}
	return names
}

// without former keys: what somebody has who did not take part in the rotation.
func (k kept) today(after *Access) *Access {
	bare := *after
	bare.former = nil
	return &bare
}

func TestRotationReachesEveryBackup(t *testing.T) {
	for name, gone := range map[string][]Compartment{"a volunteer leaves": {Venues}, "a leader leaves": {Venues, College, Control}} {
		t.Run(name, func(t *testing.T) {
			k, shelf := keep(t), Place{Folder: t.TempDir(), Label: "shelf"}
			whole := k.whole(t, saturday)
			venues, err := k.backUp(k.volunteer, saturday, Venues)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := k.leader.CopyTo(t.Context(), k.backups, shelf, saturday, knowsTwo); err != nil {
				t.Fatal(err)
			}
			after := rotated(rotated(k.leader, gone...), Venues) // and again, before the backups were reached
			if got := opensWholly(t, after, k.backups); len(got) != 2 {
				t.Errorf("with the former keys %v opens", got)
			}
			if got := opensWholly(t, k.today(after), k.backups); len(got) != 0 {
				t.Errorf("without them %v opens", got)
			}
			done, err := after.ResealBackups(t.Context(), k.backups)
			if err != nil || len(done.Resealed) != 4 || len(done.Deleted)+len(done.Left) != 0 {
				t.Fatalf("resealed %+v, %v", done, err)
			}
			for _, folder := range []string{k.backups, shelf.Folder} {
				if got := opensWholly(t, k.today(after), folder); len(got) != 2 {
					t.Errorf("afterwards %v opens", got)
				}
				all, err := k.leader.Backups(folder, knowsTwo) // with the leaver's keys
				for _, b := range all {
					if err != nil || b.Openable || b.Problem != BeforeRotation {
						t.Errorf("the leaver finds %+v, %v", b, err)
					}
					if ring, _, err := ForeignRing(b.Path, Cost{8, 1}); err != nil || ring.ID() != after.Ring().ID() {
						t.Errorf("the keyring inside: %v", err)
					}
				}
			}
			again, err := after.look(whole.Path, knowsTwo)
			if err != nil || !again.Made.Equal(whole.Made) || again.Why != whole.Why || again.Parts[1].Details.Counts["student"] != 4321 || again.Parts[1].SHA256 == whole.Parts[1].SHA256 {
				t.Errorf("it has become %+v, %v", again, err)
			}
			if done, err := after.ResealBackups(t.Context(), k.backups); err != nil || len(done.Resealed)+len(done.Deleted)+len(done.Left) != 0 {
				t.Errorf("once more: %+v, %v", done, err)
			}
			if _, err := os.Stat(venues.Path); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhatCannotBeResealed(t *testing.T) {
	k, other := keep(t), keep(t)
	damaged, good := k.whole(t, saturday), k.whole(t, saturday.Add(time.Minute))
	cut, gone := k.whole(t, saturday.Add(2*time.Minute)), k.whole(t, saturday.Add(3*time.Minute))
	put := func(name string, content []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(k.backups, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(path string) []byte {
		t.Helper()
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	flip := read(damaged.Path)
	flip[len(flip)-PageSize] ^= 1
	put(damaged.Name, flip)
	put(cut.Name, read(cut.Path)[:9000])
	put(gone.Name, read(repacked(t, k.leader, gone.Path, func(m *manifest) { m.Parts[1].Under = "0011223344556677" })))
	put("other"+suffix, read(other.whole(t, saturday).Path))
	put("text"+suffix, []byte("no backup at all"))
	put("later"+suffix, read(repacked(t, k.leader, good.Path, func(m *manifest) { m.Format = 2 })))

	after := rotated(k.leader, Files...)
	done, err := after.ResealBackups(t.Context(), k.backups)
	at := func(names ...string) (paths []string) {
		for _, name := range names {
			paths = append(paths, filepath.Join(k.backups, name))
		}
		return paths
	}
	slices.Sort(done.Deleted)
	if err != nil || !slices.Equal(done.Resealed, at(good.Name)) || !slices.Equal(done.Deleted, at(damaged.Name, cut.Name, gone.Name)) || !slices.Equal(done.Left, at("later"+suffix, "text"+suffix)) {
		t.Errorf("became %+v, %v", done, err)
	}
	for _, path := range done.Deleted {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := other.leader.Check(t.Context(), at("other" + suffix)[0], knowsTwo); err != nil {
		t.Errorf("the other college's: %v", err)
	}
}

// Lost keys must not end in an empty folder.
func TestNothingIsDeletedBeforeThereIsAGoodOne(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	after := k.today(rotated(k.leader, Files...))
	if done, err := after.ResealBackups(t.Context(), k.backups); err != nil || !slices.Equal(done.Left, []string{b.Path}) || len(done.Deleted) != 0 {
		t.Errorf("became %+v, %v", done, err)
	}
	now := k
	now.leader = after
	now.whole(t, saturday.Add(time.Hour))
	if done, err := after.ResealBackups(t.Context(), k.backups); err != nil || !slices.Equal(done.Deleted, []string{b.Path}) {
		t.Errorf("with a good one: %+v, %v", done, err)
	}
	if _, err := k.volunteer.ResealBackups(t.Context(), k.backups); !errors.Is(err, ErrNoGrant) {
		t.Errorf("by a volunteer: %v", err)
	}
}

func TestResealingKilledAtAnyStep(t *testing.T) {
	k := keep(t)
	k.whole(t, saturday)
	if _, err := k.backUp(k.leader, saturday, Venues); err != nil {
		t.Fatal(err)
	}
	for _, forGood := range []bool{true, false} {
		after := rotated(k.leader, Files...)
		steps := every(t, forGood, func() error { _, err := after.ResealBackups(t.Context(), k.backups); return err }, func(step int, err error) {
			if got := opensWholly(t, after, k.backups); len(got) != 2 {
				t.Fatalf("at step %d (for good: %v): only %v opens, %v", step, forGood, got, err)
			}
		})
		if got := opensWholly(t, k.today(after), k.backups); steps < 20 || len(got) != 2 {
			t.Errorf("after %d steps %v opens", steps, got)
		}
		for _, name := range namesIn(k.backups) {
			if filepath.Ext(name) != suffix {
				t.Errorf("%s was left", name)
			}
		}
		k.leader = after
	}
}

// The same with a rotation as it is: whoever left tries their keys, and what the
// keyrings inside hold, on every backup.
func TestWhoLeftOpensNoBackup(t *testing.T) {
	k := keep(t)
	for _, c := range Files {
		if err := Make(filepath.Join(k.data, partName(c)), k.leader.Keys(c)[0]); err != nil {
			t.Fatal(err)
		}
	}
	k.whole(t, saturday)
	leaver := k.unlock(t, "Val")
	after, _, err := k.leader.Rotate(t.Context(), k.data, leaver.User.ID, saturday)
	if err != nil {
		t.Fatal(err)
	}
	if got := opensWholly(t, leaver, k.backups); len(got) != 1 {
		t.Errorf("before it is re-sealed the leaver opens %v", got)
	}
	if done, err := after.ResealBackups(t.Context(), k.backups); err != nil || len(done.Resealed) != 1 {
		t.Fatalf("became %+v, %v", done, err)
	}
	if err := after.DropFormer(k.data); err != nil {
		t.Fatal(err)
	}
	if got := opensWholly(t, after, k.backups); len(got) != 1 {
		t.Errorf("the leader opens %v", got)
	}
	paths, err := backupsIn(k.backups)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if b, err := leaver.Check(t.Context(), path, knowsTwo); err == nil {
			t.Errorf("the leaver opens %+v", b)
		}
		ring, _, err := ForeignRing(path, Cost{8, 1})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ring.Unlock("Val", theirPassphrase, saturday); !errors.Is(err, ErrDenied) {
			t.Errorf("the leaver signs in to the keyring inside: %v", err)
		}
	}
}
