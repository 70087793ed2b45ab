package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// withFiles gives the staff two sealed files, and one that was never finished.
func withFiles(t testing.TB) staff {
	t.Helper()
	s := newStaff(t)
	for _, c := range Files {
		noErr(t, Make(filePath(s.data, c), s.leader.Keys(c)[0]))
	}
	noErr(t, os.WriteFile(filepath.Join(s.data, temporary+"1"), nil, 0o600))
	return s
}

// opens says whether a key opens a file, every page of it.
func opens(path string, key FileKey) bool {
	return proveSealed(context.Background(), path, key) == nil
}

// died makes every physical step fail from step n on, as if the process had ended
// there, and says whether it came so far.
func died(n int, act func()) (hit bool) {
	steps := 0
	defer Watch(func(Op) error {
		if steps++; steps > n {
			hit = true
			return errors.New("dead")
		}
		return nil
	})()
	act()
	return hit
}

// TestARotationCutShortAnywhere ends a rotation at each of its physical steps and
// the finishing of it at some step again.
func TestARotationCutShortAnywhere(t *testing.T) {
	committed, undone := 0, 0
	for n := 0; ; n++ {
		s := withFiles(t)
		oldKeys := map[Compartment]FileKey{Venues: s.leader.Keys(Venues)[0], College: s.leader.Keys(College)[0]}
		hit := died(n, func() { _, _, _ = s.leader.Rotate(context.Background(), s.data, s.admin.ID, noon) })
		out := load(t, s.data).find(s.admin.ID) == nil
		died(n%7, func() { _ = unlock(t, s.data, "Ada Lovett", leaderPass).Settle(s.data) })
		checkRotated(t, fmt.Sprintf("cut at step %d", n), s, out, oldKeys)
		if out {
			committed++
		} else {
			undone++
		}
		if !hit {
			break
		}
	}
	if committed < 3 || undone < 10 {
		t.Errorf("%d cuts after the commit, %d before: the test missed a side", committed, undone)
	}
}

// checkRotated signs everybody in anew and wants exactly the old or the new keys.
func checkRotated(t testing.TB, at string, s staff, out bool, oldKeys map[Compartment]FileKey) {
	t.Helper()
	volunteer := unlock(t, s.data, "Cara Singh", volunteerPass)
	noErr(t, volunteer.Settle(s.data))
	if !opens(filePath(s.data, Venues), volunteer.Keys(Venues)[0]) {
		t.Errorf("%s: the volunteer's key does not open the venues", at)
	}
	leader := unlock(t, s.data, "Ada Lovett", leaderPass)
	if leader.Tampered() {
		t.Errorf("%s: tampered", at)
	}
	noErr(t, leader.Settle(s.data))
	noErr(t, leader.Settle(s.data))
	for _, c := range Files {
		if !opens(filePath(s.data, c), leader.Keys(c)[0]) {
			t.Errorf("%s: the leader's key does not open %s", at, c)
		}
		if opens(filePath(s.data, c), oldKeys[c]) == out {
			t.Errorf("%s: the leaver is out: %v, yet the old key of %s says otherwise", at, out, c)
		}
		if len(leader.ring.contents.Pairs[c]) != 1 {
			t.Errorf("%s: %d pairs of %s are left", at, len(leader.ring.contents.Pairs[c]), c)
		}
	}
	if _, err := load(t, s.data).Unlock("Ben Okoro", adminPass, noon); (err == nil) == out {
		t.Errorf("%s: the leaver is out: %v, yet signing in gives %v", at, out, err)
	}
	entries, err := os.ReadDir(s.data)
	noErr(t, err)
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".next") || strings.HasPrefix(entry.Name(), temporary) {
			t.Errorf("%s: %s was left behind", at, entry.Name())
		}
	}
}

func TestRotationTurnsTheKeysTheLeaverHeld(t *testing.T) {
	for name, want := range map[string]struct {
		leaver  func(staff) string
		rotated []Compartment
	}{
		"a volunteer": {func(s staff) string { return s.volunteer.ID }, []Compartment{Venues}},
		"an admin":    {func(s staff) string { return s.admin.ID }, []Compartment{Venues, College}},
		"nobody":      {func(staff) string { return "" }, []Compartment{Venues, College, Control}},
	} {
		t.Run(name, func(t *testing.T) {
			s := withFiles(t)
			noErr(t, s.leader.Anchor(s.data, map[Compartment]Head{Venues: {Sequence: 3}, College: {Sequence: 9}}))
			old := s.leader.twin()
			draft, err := s.leader.Seal(Venues, "draft", []byte("words"))
			noErr(t, err)
			next, rotated, err := s.leader.Rotate(context.Background(), s.data, want.leaver(s), noon)
			noErr(t, err)
			if !slices.Equal(rotated.Compartments, want.rotated) {
				t.Errorf("rotated %v, want %v", rotated.Compartments, want.rotated)
			}
			if s.leader.May(Venues) {
				t.Error("the access before the rotation was not closed")
			}
			for _, c := range Leader.Opens() {
				turned := slices.Contains(want.rotated, c)
				if same := string(old.keys[c]) == string(next.keys[c]); same == turned {
					t.Errorf("%s: the key is the same: %v", c, same)
				}
			}
			if _, err := old.Open(Venues, formerKey, next.ring.contents.Former[0][Venues]); !errors.Is(err, ErrNotYours) {
				t.Errorf("the old key opens the new keyring: %v", err)
			}
			if _, err := old.UnwrapKey(Venues, living, next.ring.contents.Pairs[Venues][0].Key); !errors.Is(err, ErrNotYours) {
				t.Errorf("the old key opens the new file's: %v", err)
			}
			if heads, err := next.Anchors(s.data); err != nil || heads[Venues].Sequence != 3 || heads[College].Sequence != 9 {
				t.Errorf("anchors are %v, %v", heads, err)
			}
			if plain, err := next.before().Open(Venues, "draft", draft); err != nil || string(plain) != "words" {
				t.Errorf("what waits to be sealed anew does not open: %v", err)
			}
			if want.leaver(s) == "" {
				return
			}
			if next.Ring().Name(want.leaver(s)) == "" {
				t.Error("the leaver's name is forgotten")
			}
		})
	}
}

func TestRotationsAreKeptOneBehindTheOther(t *testing.T) {
	s := withFiles(t)
	first, err := s.leader.Seal(College, "x", []byte("first"))
	noErr(t, err)
	a, _, err := s.leader.Rotate(context.Background(), s.data, s.admin.ID, noon)
	noErr(t, err)
	second, err := a.Seal(Venues, "x", []byte("second"))
	noErr(t, err)
	a, _, err = a.Rotate(context.Background(), s.data, s.volunteer.ID, noon)
	noErr(t, err)
	if got := a.Former(); !slices.Equal(got, Files) {
		t.Errorf("former keys of %v", got)
	}
	a = unlock(t, s.data, "Ada Lovett", leaderPass)
	if plain, err := a.before().Open(Venues, "x", second); err != nil || string(plain) != "second" {
		t.Errorf("one rotation back: %q, %v", plain, err)
	}
	if plain, err := a.before().before().Open(College, "x", first); err != nil || string(plain) != "first" {
		t.Errorf("two rotations back: %q, %v", plain, err)
	}
	if a.before().before().before() != nil {
		t.Error("there was no third rotation")
	}
	noErr(t, a.DropFormer(s.data))
	if a = unlock(t, s.data, "Ada Lovett", leaderPass); a.before() != nil || len(a.Former()) > 0 || a.Tampered() {
		t.Error("the former keys are still there")
	}
	if b, err := a.ring.Recover(strings.Join(groups(s.sheet), " "), noon); err != nil || !b.May(Control) || len(b.Keys(College)) != 1 {
		t.Errorf("the recovery sheet after two rotations: %v", err)
	}
}

// TestALeaverTakesTheKeysOfEveryRoleAlong rotates out somebody who came down
// before.
func TestALeaverTakesTheKeysOfEveryRoleAlong(t *testing.T) {
	s := withFiles(t)
	noErr(t, s.leader.SetRole(s.admin.ID, Volunteer))
	noErr(t, s.leader.SetRole(s.volunteer.ID, Admin))
	noErr(t, s.leader.SetRole(s.volunteer.ID, Volunteer))
	noErr(t, s.leader.Save(s.data))
	a := unlock(t, s.data, "Ada Lovett", leaderPass)
	a, rotated, err := a.Rotate(context.Background(), s.data, s.admin.ID, noon)
	if err != nil || !slices.Equal(rotated.Compartments, Files) {
		t.Errorf("the former admin: %v, %v", rotated.Compartments, err)
	}
	if _, rotated, err = a.Rotate(context.Background(), s.data, s.volunteer.ID, noon); err != nil || !slices.Equal(rotated.Compartments, []Compartment{Venues}) {
		t.Errorf("somebody whose former keys were rotated since: %v, %v", rotated.Compartments, err)
	}
}

func TestAClosedAccessSavesNothing(t *testing.T) {
	s := withFiles(t)
	_, _, err := s.leader.Rotate(context.Background(), s.data, s.volunteer.ID, noon)
	noErr(t, err)
	if err := s.leader.Save(s.data); !errors.Is(err, ErrNoGrant) || len(load(t, s.data).Users()) != 2 {
		t.Errorf("the keyring before the rotation was written: %v", err)
	}
}

func TestRotationRefuses(t *testing.T) {
	s := withFiles(t)
	admin := unlock(t, s.data, "Ben Okoro", adminPass)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, want := range map[string]struct {
		ctx    context.Context
		access *Access
		leaver string
		err    error
	}{
		"an admin":       {context.Background(), admin, s.volunteer.ID, ErrNotLeader},
		"oneself":        {context.Background(), s.leader, s.leaders.ID, ErrSelf},
		"nobody's id":    {context.Background(), s.leader, "x", ErrNoUser},
		"a cancelled go": {cancelled, s.leader, s.volunteer.ID, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := want.access.Rotate(want.ctx, s.data, want.leaver, noon); !errors.Is(err, want.err) {
				t.Errorf("%v, want %v", err, want.err)
			}
			checkRotated(t, name, s, false, map[Compartment]FileKey{Venues: s.leader.Keys(Venues)[0], College: s.leader.Keys(College)[0]})
		})
	}
	noErr(t, os.WriteFile(filePath(s.data, Venues)+"-wal", []byte("changes"), 0o600))
	if _, _, err := s.leader.Rotate(context.Background(), s.data, s.volunteer.ID, noon); !errors.Is(err, ErrInUse) {
		t.Errorf("with a log: %v", err)
	}
	sheet, err := load(t, s.data).Recover(strings.Join(groups(s.sheet), " "), noon)
	noErr(t, err)
	if _, _, err := sheet.Rotate(context.Background(), s.data, s.leaders.ID, noon); !errors.Is(err, ErrLastLeader) {
		t.Errorf("the last leader: %v", err)
	}
}

// TestSettleWithoutTheNewFile takes the new file of an unfinished rotation away.
func TestSettleWithoutTheNewFile(t *testing.T) {
	s := withFiles(t)
	for n := 0; !load(t, s.data).rotating(); n++ {
		died(n, func() { _, _, _ = s.leader.Rotate(context.Background(), s.data, s.admin.ID, noon) })
		s.leader = unlock(t, s.data, "Ada Lovett", leaderPass)
	}
	noErr(t, os.Remove(nextPath(s.data, Venues)))
	if err := unlock(t, s.data, "Cara Singh", volunteerPass).Settle(s.data); !errors.Is(err, ErrUnfinished) {
		t.Errorf("a volunteer's Settle: %v, want ErrUnfinished", err)
	}
	leader := unlock(t, s.data, "Ada Lovett", leaderPass)
	noErr(t, leader.Settle(s.data))
	if !slices.Contains(leader.Ring().Notices(), noticeNotRotated) {
		t.Errorf("notices are %v", leader.Ring().Notices())
	}
	for _, c := range Files {
		if !opens(filePath(s.data, c), leader.Keys(c)[0]) {
			t.Errorf("%s does not open", c)
		}
	}
}

// TestSettleLeavesAFileWhoseHeaderIsTorn hurts the new file after it came to its
// place, before a leader has cleared the list of keys.
func TestSettleLeavesAFileWhoseHeaderIsTorn(t *testing.T) {
	s := withFiles(t)
	for n := 0; !load(t, s.data).rotating(); n++ {
		died(n, func() { _, _, _ = s.leader.Rotate(context.Background(), s.data, s.admin.ID, noon) })
		s.leader = unlock(t, s.data, "Ada Lovett", leaderPass)
	}
	volunteer := unlock(t, s.data, "Cara Singh", volunteerPass)
	noErr(t, volunteer.Settle(s.data))
	f, err := os.OpenFile(filePath(s.data, Venues), os.O_WRONLY, 0)
	noErr(t, err)
	_, err = f.WriteAt(make([]byte, 512), 0)
	noErr(t, errors.Join(err, f.Close()))
	leader := unlock(t, s.data, "Ada Lovett", leaderPass)
	noErr(t, leader.Settle(s.data))
	if leader.Keys(Venues)[0] != volunteer.Keys(Venues)[0] {
		t.Error("the key of the new file was given up")
	}
}

// TestARotationProvesWhatItWrote spoils the new file after it was written.
func TestARotationProvesWhatItWrote(t *testing.T) {
	s := withFiles(t)
	spoiled := false
	stop := Watch(func(op Op) error {
		if op.Kind == Sync && op.File == nextPath(s.data, Venues) {
			spoiled = true
			return os.WriteFile(op.File, make([]byte, PageSize), 0o600)
		}
		return nil
	})
	_, _, err := s.leader.Rotate(context.Background(), s.data, s.admin.ID, noon)
	stop()
	if err == nil || !spoiled {
		t.Errorf("spoiled: %v, and the rotation says %v", spoiled, err)
	}
	checkRotated(t, "spoiled", s, false, map[Compartment]FileKey{Venues: s.leader.Keys(Venues)[0], College: s.leader.Keys(College)[0]})
}

func TestRestoredNamesTheFilesOfAnotherFolder(t *testing.T) {
	s, other := withFiles(t), t.TempDir()
	keys := map[Compartment]FileKey{Venues: NewFileKey(), College: NewFileKey()}
	for c, key := range keys {
		noErr(t, Make(filePath(other, c), key))
	}
	_, _ = s.leader.ring.Unlock("Ben Okoro", "wrong", noon)
	next, err := s.leader.Restored(other, keys)
	noErr(t, err)
	for _, a := range []*Access{next, unlock(t, other, "Ben Okoro", adminPass)} {
		for c, key := range keys {
			if got := a.Keys(c); len(got) != 1 || got[0] != key {
				t.Errorf("%s: %d keys", c, len(got))
			}
		}
	}
	if leader := unlock(t, other, "Ada Lovett", leaderPass); leader.Tampered() || len(leader.Misses()) != 1 || len(leader.Ring().Notices()) > 0 {
		t.Errorf("in the other folder: tampered %v, misses %v, notices %v", leader.Tampered(), leader.Misses(), leader.Ring().Notices())
	}
	if got := unlock(t, s.data, "Ada Lovett", leaderPass); !opens(filePath(s.data, Venues), got.Keys(Venues)[0]) {
		t.Error("the first folder was changed")
	}
}

func groups(s Sheet) []string {
	all := s.Groups()
	return all[:]
}
