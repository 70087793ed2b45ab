package vault

import (
	"bytes"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

var (
	cheap = Cost{8, 1}
	noon  = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
)

// staff is a college with one user of each role, saved in a folder.
type staff struct {
	data                      string
	leader                    *Access
	leaders, admin, volunteer User
	sheet                     Sheet
}

const (
	leaderPass    = "leader's own passphrase"
	adminPass     = "admin's own passphrase"
	volunteerPass = "volunteer's own passphrase"
)

func newStaff(t testing.TB) staff {
	t.Helper()
	s := staff{data: t.TempDir(), sheet: NewSheet()}
	a, err := Found("Rivermead Recovery College", User{Name: "Ada Lovett"}, leaderPass, cheap, noon)
	noErr(t, err)
	s.leader, s.leaders = a, a.User
	s.admin, err = a.Add(User{Name: "Ben Okoro", Role: Admin}, adminPass, noon)
	noErr(t, err)
	s.volunteer, err = a.Add(User{Name: "Cara Singh", Role: Volunteer}, volunteerPass, noon)
	noErr(t, err)
	noErr(t, a.UseSheet(s.sheet))
	noErr(t, a.Save(s.data))
	return s
}

func noErr(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, data string) *Ring {
	t.Helper()
	r, err := Load(data, cheap)
	noErr(t, err)
	return r
}

func unlock(t testing.TB, data, user, passphrase string) *Access {
	t.Helper()
	a, err := load(t, data).Unlock(user, passphrase, noon)
	noErr(t, err)
	return a
}

func denied(t testing.TB, data, user, passphrase string) {
	t.Helper()
	if _, err := load(t, data).Unlock(user, passphrase, noon); !errors.Is(err, ErrDenied) {
		t.Errorf("%s: %v, want ErrDenied", user, err)
	}
}

func TestEachRoleOpensItsCompartmentsAndNoOther(t *testing.T) {
	s := newStaff(t)
	for name, want := range map[string]struct {
		user, passphrase string
		opens            []Compartment
	}{
		"leader, by name":           {"Ada Lovett", leaderPass, []Compartment{Venues, College, Control}},
		"admin, in small letters":   {" ben  okoro ", adminPass, []Compartment{Venues, College}},
		"volunteer, by id":          {s.volunteer.ID, volunteerPass, []Compartment{Venues}},
		"passphrase in other signs": {"Cara Singh", "  ｖolunteer's own passphrase ", []Compartment{Venues}},
	} {
		t.Run(name, func(t *testing.T) {
			a := unlock(t, s.data, want.user, want.passphrase)
			for _, c := range []Compartment{Venues, College, Control} {
				may := slices.Contains(want.opens, c)
				if a.May(c) != may {
					t.Errorf("May(%s) = %v", c, !may)
				}
				if c != Control && (len(a.Keys(c)) == 1) != may {
					t.Errorf("Keys(%s) = %d keys", c, len(a.Keys(c)))
				}
				if _, err := a.Seal(c, "x", nil); (err == nil) != may {
					t.Errorf("Seal(%s): %v", c, err)
				}
				if may && c != Control && a.Keys(c)[0] != s.leader.Keys(c)[0] {
					t.Errorf("%s: another key than the leader's", c)
				}
			}
			if a.Tampered() || len(a.Ring().Notices()) > 0 {
				t.Errorf("tampered %v, notices %v", a.Tampered(), a.Ring().Notices())
			}
			a.Close()
			if a.May(Venues) || a.Keys(Venues) != nil {
				t.Error("a closed access still opens")
			}
		})
	}
	denied(t, s.data, "Ada Lovett", adminPass)
	denied(t, s.data, "Nobody", leaderPass)
	denied(t, s.data, "", leaderPass)
}

func TestUsersAreListedByName(t *testing.T) {
	s := newStaff(t)
	r := load(t, s.data)
	users := r.Users()
	if len(users) != 3 || users[0] != s.leaders || users[1] != s.admin || users[2] != s.volunteer {
		t.Errorf("users are %+v", users)
	}
	if r.Label() != "Rivermead Recovery College" || !r.HasSheet() || r.Name(s.admin.ID) != "Ben Okoro" || r.Name("x") != "" {
		t.Error("label, sheet or names are not as saved")
	}
}

func TestWhatIsSealedOpensOnlyAsWhatItWas(t *testing.T) {
	s := newStaff(t)
	admin, other := unlock(t, s.data, "Ben Okoro", adminPass), newStaff(t).leader
	sealed, err := admin.Seal(College, "draft 1", []byte("words"))
	noErr(t, err)
	if plain, err := s.leader.Open(College, "draft 1", sealed); err != nil || string(plain) != "words" {
		t.Errorf("opened as %q, %v", plain, err)
	}
	key := NewFileKey()
	wrapped, err := admin.WrapKey(College, "backup 1", key)
	noErr(t, err)
	if got, err := s.leader.UnwrapKey(College, "backup 1", wrapped); err != nil || got != key {
		t.Errorf("unwrapped %v, %v", got, err)
	}
	for name, open := range map[string]func() error{
		"other purpose":     func() error { _, err := s.leader.Open(College, "draft 2", sealed); return err },
		"other compartment": func() error { _, err := s.leader.Open(Venues, "draft 1", sealed); return err },
		"other college":     func() error { _, err := other.Open(College, "draft 1", sealed); return err },
		"a key for a word":  func() error { _, err := s.leader.UnwrapKey(College, "draft 1", sealed); return err },
		"other backup":      func() error { _, err := s.leader.UnwrapKey(College, "backup 2", wrapped); return err },
		"cut short":         func() error { _, err := s.leader.Open(College, "draft 1", sealed[:5]); return err },
	} {
		if err := open(); !errors.Is(err, ErrNotYours) {
			t.Errorf("%s: %v, want ErrNotYours", name, err)
		}
	}
	if _, err := unlock(t, s.data, "Cara Singh", volunteerPass).Open(College, "draft 1", sealed); !errors.Is(err, ErrNoGrant) {
		t.Errorf("volunteer: %v, want ErrNoGrant", err)
	}
}

func TestLoadMendsOneCopyFromTheOther(t *testing.T) {
	for name, hurt := range map[string]func(path string) error{
		"gone":       os.Remove,
		"empty":      func(path string) error { return os.Truncate(path, 0) },
		"half":       func(path string) error { return os.Truncate(path, 900) },
		"other file": func(path string) error { return os.WriteFile(path, []byte(`{"format": 1}`), 0o600) },
	} {
		for _, copy := range []string{"keyring.json", "keyring.json.bak"} {
			t.Run(name+" "+copy, func(t *testing.T) {
				s := newStaff(t)
				path := filepath.Join(s.data, copy)
				before, err := os.ReadFile(path)
				noErr(t, err)
				noErr(t, hurt(path))
				if r := load(t, s.data); !slices.Contains(r.Notices(), noticeRepaired) {
					t.Errorf("notices are %v", r.Notices())
				}
				if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
					t.Error("the copy was not repaired")
				}
				if notices := load(t, s.data).Notices(); len(notices) > 0 {
					t.Errorf("repaired, but the next start says %v", notices)
				}
			})
		}
	}
}

// TestTwoDamagedCopiesHelpEachOther damages another user's entry in each.
func TestTwoDamagedCopiesHelpEachOther(t *testing.T) {
	s := newStaff(t)
	good, err := os.ReadFile(ringPath(s.data))
	noErr(t, err)
	c := decode(good).contents
	for path, user := range map[string]int{ringPath(s.data): 1, sparePath(s.data): 2} {
		salt := []byte(base64.StdEncoding.EncodeToString(c.Users[user].Salt))
		bad := bytes.Replace(good, salt, append([]byte("AAAA"), salt[4:]...), 1)
		noErr(t, os.WriteFile(path, bad, 0o600))
	}
	for user, passphrase := range map[string]string{"Ada Lovett": leaderPass, "Ben Okoro": adminPass, "Cara Singh": volunteerPass} {
		unlock(t, s.data, user, passphrase)
	}
	r := load(t, s.data)
	if !slices.Equal(r.Notices(), []string{noticeDamaged}) {
		t.Errorf("notices are %v", r.Notices())
	}
	a, err := r.Unlock("Ada Lovett", leaderPass, noon)
	noErr(t, err)
	noErr(t, a.Save(s.data))
	if notices := load(t, s.data).Notices(); a.Tampered() || len(notices) > 0 {
		t.Errorf("saved by a leader: tampered %v, notices %v", a.Tampered(), notices)
	}
}

func TestLoadRefusesWhatItCannotUse(t *testing.T) {
	s := newStaff(t)
	newer := []byte(`{"format": 2, "sum": "` + ringSum(2, []byte(`{"x":1}`)) + `", "ring": {"x":1}}`)
	for name, want := range map[string]struct {
		main, spare []byte
		err         error
	}{
		"nothing there": {nil, nil, ErrNoRing},
		"two ruins":     {[]byte("{"), []byte("x"), ErrRingDamaged},
		"a ruin alone":  {[]byte("{"), nil, ErrRingDamaged},
		"no users":      {[]byte(`{"format":1,"ring":{"users":[]}}`), nil, ErrRingDamaged},
		"a null user":   {[]byte(`{"format":1,"ring":{"users":[null]}}`), nil, ErrRingDamaged},
		"newer":         {newer, newer, ErrRingNewer},
		"newer, a ruin": {[]byte("{"), newer, ErrRingNewer},
	} {
		t.Run(name, func(t *testing.T) {
			for path, content := range map[string][]byte{ringPath(s.data): want.main, sparePath(s.data): want.spare} {
				if os.Remove(path); content != nil {
					noErr(t, os.WriteFile(path, content, 0o600))
				}
			}
			if _, err := Load(s.data, cheap); !errors.Is(err, want.err) {
				t.Errorf("%v, want %v", err, want.err)
			}
		})
	}
}

// TestEveryChangedBitIsNoticed changes bits of one copy or of both at the same
// place; the same loop is run 3,000 times by the crash tests.
func TestEveryChangedBitIsNoticed(t *testing.T) {
	changeBits(t, 300, rand.New(rand.NewPCG(1, 1)))
}

type bitTally struct{ repaired, refused, noticed, without int }

func changeBits(t *testing.T, times int, dice *rand.Rand) (tally bitTally) {
	s := newStaff(t)
	good, err := os.ReadFile(ringPath(s.data))
	noErr(t, err)
	for i := range times {
		bit, which := dice.IntN(len(good)*8), i%3
		bad := bytes.Clone(good)
		bad[bit/8] ^= 1 << (bit % 8)
		for n, path := range []string{ringPath(s.data), sparePath(s.data)} {
			content := good
			if which == n || which == 2 {
				content = bad
			}
			noErr(t, os.WriteFile(path, content, 0o600))
		}
		r, err := Load(s.data, cheap)
		switch {
		case err != nil:
			tally.refused++
			if which != 2 {
				t.Errorf("bit %d of copy %d: %v", bit, which, err)
			}
			continue
		case slices.Contains(r.Notices(), noticeRepaired):
			tally.repaired++
			for _, path := range []string{ringPath(s.data), sparePath(s.data)} {
				if now, _ := os.ReadFile(path); !bytes.Equal(now, good) && !decodesAlike(now, good) {
					t.Errorf("bit %d of copy %d: not repaired", bit, which)
				}
			}
		case len(r.Notices()) > 0:
			tally.noticed++
		case decodesAlike(bad, good):
			tally.without++
		default:
			t.Errorf("bit %d of copy %d went unnoticed", bit, which)
		}
		if a, err := r.Unlock("Ada Lovett", leaderPass, noon); which != 2 && (err != nil || a.Tampered()) {
			t.Errorf("bit %d of copy %d: the leader's unlock: %v", bit, which, err)
		}
	}
	return tally
}

func decodesAlike(a, b []byte) bool {
	x, y := decode(a), decode(b)
	return x.whole && y.whole && bytes.Equal(x.contents.encode(), y.contents.encode())
}

// A keyring of another college in the place of one copy mends nothing and is
// mended; in the place of both it is told, and the files stay as they are.
func TestAForeignKeyring(t *testing.T) {
	for _, names := range [][]string{{"keyring.json"}, {"keyring.json.bak"}, {"keyring.json", "keyring.json.bak"}} {
		ours, theirs := newStaff(t), newStaff(t)
		for _, c := range Files {
			noErr(t, Make(filePath(ours.data, c), ours.leader.Keys(c)[0]))
		}
		for range 5 { // it was saved more often
			noErr(t, theirs.leader.Save(theirs.data))
		}
		for _, name := range names {
			noErr(t, CopyWhole(filepath.Join(theirs.data, "keyring.json"), filepath.Join(ours.data, name)))
		}
		r, err := Load(ours.data, cheap)
		if len(names) == 2 {
			if !errors.Is(err, ErrRingForeign) {
				t.Errorf("both: %v", err)
			}
			continue
		}
		noErr(t, err)
		if r.ID() != ours.leader.Ring().ID() || !slices.Contains(r.Notices(), noticeRepaired) {
			t.Errorf("%v: the other college's was taken, or nothing was said: %v", names, r.Notices())
		}
		noErr(t, os.Remove(filepath.Join(ours.data, "keyring.json")))
		again, err := Load(ours.data, cheap)
		noErr(t, err)
		if again.ID() != ours.leader.Ring().ID() {
			t.Errorf("%v: the spare is another's", names)
		}
	}
}
