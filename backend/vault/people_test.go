package vault

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestOnlyALeaderChangesTheKeyring(t *testing.T) {
	for name, change := range map[string]func(staff, *Access) error{
		"Add": func(_ staff, a *Access) error {
			_, err := a.Add(User{Name: "Dee Marsh", Role: Admin, OneTime: true}, "x", noon)
			return err
		},
		"Reset":      func(s staff, a *Access) error { return a.Reset(s.volunteer.ID, "x", noon) },
		"SetRole":    func(s staff, a *Access) error { return a.SetRole(s.volunteer.ID, Admin) },
		"Rename":     func(s staff, a *Access) error { return a.Rename(s.volunteer.ID, "Cara Lake") },
		"SetLabel":   func(_ staff, a *Access) error { return a.SetLabel("x") },
		"UseSheet":   func(_ staff, a *Access) error { return a.UseSheet(NewSheet()) },
		"Restored":   func(_ staff, a *Access) error { _, err := a.Restored(t.TempDir(), nil); return err },
		"DropFormer": func(s staff, a *Access) error { return a.DropFormer(s.data) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStaff(t)
			for _, who := range []struct{ user, passphrase string }{{"Ben Okoro", adminPass}, {"Cara Singh", volunteerPass}} {
				if err := change(s, unlock(t, s.data, who.user, who.passphrase)); !errors.Is(err, ErrNotLeader) {
					t.Errorf("%s: %v, want ErrNotLeader", who.user, err)
				}
			}
			leader := unlock(t, s.data, "Ada Lovett", leaderPass)
			leader.ring.find(s.admin.ID).Role = Leader
			if err := change(s, leader); !errors.Is(err, ErrTampered) {
				t.Errorf("after tampering: %v, want ErrTampered", err)
			}
			leader = unlock(t, s.data, "Ada Lovett", leaderPass)
			if err := change(s, leader); err != nil || leader.Tampered() {
				t.Errorf("a leader: %v, tampered %v", err, leader.Tampered())
			}
			noErr(t, leader.Save(s.data))
			if leader = unlock(t, s.data, "Ada Lovett", leaderPass); leader.Tampered() || len(leader.Ring().Notices()) > 0 {
				t.Errorf("afterwards tampered %v, notices %v", leader.Tampered(), leader.Ring().Notices())
			}
		})
	}
}

func TestAddRefuses(t *testing.T) {
	s := newStaff(t)
	for name, want := range map[string]struct {
		name string
		role Role
		err  error
	}{
		"a name that is taken":   {"BEN  okoro", Admin, ErrNameTaken},
		"another's id as a name": {s.admin.ID, Admin, ErrNameTaken},
		"no name":                {"  ", Admin, ErrNoName},
		"no such role":           {"Dee Marsh", "owner", ErrNoRole},
	} {
		if _, err := s.leader.Add(User{Name: want.name, Role: want.role, OneTime: true}, "x", noon); !errors.Is(err, want.err) {
			t.Errorf("%s: %v, want %v", name, err, want.err)
		}
	}
	if len(s.leader.Ring().Users()) != 3 || s.leader.Tampered() {
		t.Error("a refusal left something behind")
	}
}

func TestResetMakesTheOldPassphraseWorthless(t *testing.T) {
	s := newStaff(t)
	noErr(t, s.leader.Reset(s.admin.ID, "one-time passphrase", noon))
	noErr(t, s.leader.Save(s.data))
	denied(t, s.data, "Ben Okoro", adminPass)
	a := unlock(t, s.data, "Ben Okoro", "one-time passphrase")
	if !a.User.OneTime || !a.May(College) || a.May(Control) {
		t.Errorf("after the reset: %+v", a.User)
	}
	noErr(t, a.Change("one-time passphrase", "a passphrase of his own", noon))
	noErr(t, a.Save(s.data))
	denied(t, s.data, "Ben Okoro", "one-time passphrase")
	if a = unlock(t, s.data, "Ben Okoro", "a passphrase of his own"); a.User.OneTime || !a.May(College) {
		t.Errorf("after the change: %+v", a.User)
	}
	if unlock(t, s.data, "Ada Lovett", leaderPass).Tampered() {
		t.Error("a user's own change of passphrase looks like tampering")
	}
	if err := s.leader.Reset("x", "y", noon); !errors.Is(err, ErrNoUser) {
		t.Errorf("nobody's reset: %v", err)
	}
}

func TestChangeAsksForTheCurrentPassphrase(t *testing.T) {
	s := newStaff(t)
	a := unlock(t, s.data, "Cara Singh", volunteerPass)
	if err := a.Change("wrong", "another", noon); !errors.Is(err, ErrDenied) {
		t.Errorf("%v, want ErrDenied", err)
	}
	noErr(t, a.Save(s.data))
	unlock(t, s.data, "Cara Singh", volunteerPass)
}

// TestAPassphraseChangeCutShortAnywhere wants exactly the old or the new one, and
// an error only while it is the old.
func TestAPassphraseChangeCutShortAnywhere(t *testing.T) {
	changed := 0
	for n, hit := 0, true; hit; n++ {
		s := newStaff(t)
		a := unlock(t, s.data, "Ben Okoro", adminPass)
		noErr(t, a.Change(adminPass, "another passphrase", noon))
		var err error
		hit = died(n, func() { err = a.Save(s.data) })
		_, old := load(t, s.data).Unlock("Ben Okoro", adminPass, noon)
		_, fresh := load(t, s.data).Unlock("Ben Okoro", "another passphrase", noon)
		if (old == nil) == (fresh == nil) || (err == nil) != (fresh == nil) {
			t.Errorf("cut at step %d: old %v, new %v, Save said %v", n, old, fresh, err)
		}
		if _, here := a.ring.find(a.User.ID).open(a.ring.contents.College, adminPass, cheap); here != (old == nil) {
			t.Errorf("cut at step %d: memory and disk differ", n)
		}
		if fresh == nil {
			changed++
		}
	}
	if changed < 2 {
		t.Errorf("%d cuts after the commit", changed)
	}
}

func TestRolesComeWithTheirKeys(t *testing.T) {
	s := newStaff(t)
	noErr(t, s.leader.SetRole(s.volunteer.ID, Leader))
	noErr(t, s.leader.Save(s.data))
	second := unlock(t, s.data, "Cara Singh", volunteerPass)
	if !second.May(Control) || second.User.Role != Leader {
		t.Error("the new leader has not got the keys")
	}
	noErr(t, second.SetRole(s.leaders.ID, Volunteer))
	noErr(t, second.Save(s.data))
	if first := unlock(t, s.data, "Ada Lovett", leaderPass); first.May(College) || first.May(Control) || !first.May(Venues) {
		t.Error("the former leader kept keys")
	}
	if err := second.SetRole(s.volunteer.ID, Admin); !errors.Is(err, ErrLastLeader) {
		t.Errorf("the last leader comes down: %v", err)
	}
	noErr(t, second.SetRole(s.admin.ID, Leader))
	noErr(t, second.SetRole(s.volunteer.ID, Admin))
	if second.May(Control) || !second.May(College) || second.User.Role != Admin {
		t.Error("who came down kept the right to change the keyring")
	}
}

func TestAFailedSaveTakesTheChangeBack(t *testing.T) {
	s := newStaff(t)
	_, err := s.leader.Add(User{Name: "Dee Marsh", Role: Admin, OneTime: true}, "x", noon)
	noErr(t, err)
	stop := Watch(func(Op) error { return ErrFull })
	err = s.leader.Save(s.data)
	stop()
	if !errors.Is(err, ErrFull) || s.leader.ring.find("Dee Marsh") != nil || s.leader.Tampered() {
		t.Errorf("%v; the change is still there: %v", err, s.leader.ring.find("Dee Marsh") != nil)
	}
	noErr(t, s.leader.Save(s.data))
	if len(load(t, s.data).Users()) != 3 {
		t.Error("the change that failed came back")
	}
}

// TestAnUnknownNameCostsAsMuch counts the memory the stretching takes, which
// unlike time does not depend on the machine.
func TestAnUnknownNameCostsAsMuch(t *testing.T) {
	cost := Cost{16 << 10, 1}
	a, err := Found("x", User{Name: "Ada"}, "right", cost, noon)
	noErr(t, err)
	taken := func(user string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := a.ring.Unlock(user, "wrong", noon); !errors.Is(err, ErrDenied) {
			t.Errorf("%s: %v", user, err)
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) >> 20
	}
	if known, unknown := taken("Ada"), taken("Nobody"); known != unknown || unknown < 16 {
		t.Errorf("%d MiB for a known name, %d for an unknown one", known, unknown)
	}
}

func TestCostsOutsideTheLimitsAreNotSpent(t *testing.T) {
	for name, cost := range map[string]Cost{
		"too cheap":        {4, 1},
		"no passes":        {8, 0},
		"too much memory":  {1<<20 + 1, 1},
		"too many passes":  {8, 21},
		"all of the above": {1 << 31, 1 << 31},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStaff(t)
			tamper(t, s.data, func(c *contents) {
				slot := c.Users[1]
				slot.Cost = cost
				slot.Sum = slot.sum()
			})
			r := load(t, s.data)
			if !slices.Contains(r.Notices(), noticeSlot) {
				t.Errorf("notices are %v", r.Notices())
			}
			if _, err := r.Unlock("Ben Okoro", adminPass, noon); !errors.Is(err, ErrDenied) {
				t.Errorf("%v, want ErrDenied", err)
			}
		})
	}
}

// tamper changes both copies as somebody would who knows how they are made.
func tamper(t testing.TB, data string, change func(*contents)) {
	t.Helper()
	raw, err := os.ReadFile(ringPath(data))
	noErr(t, err)
	c := decode(raw).contents
	change(c)
	for _, path := range []string{ringPath(data), sparePath(data)} {
		noErr(t, os.WriteFile(path, c.encode(), 0o600))
	}
}

func TestTamperingIsRefusedAndSeen(t *testing.T) {
	type attempt struct {
		change func(*contents)
		admin  error // what the admin's unlock says
	}
	leader, admin, volunteer := 0, 1, 2
	other := newStaff(t)
	for name, want := range map[string]attempt{
		"a role raised":           {func(c *contents) { c.Users[volunteer].Role = Leader }, nil},
		"the admin's role raised": {func(c *contents) { c.Users[admin].Role = Leader }, ErrTampered},
		"a grant moved":           {func(c *contents) { c.Users[volunteer].Grants[College] = c.Users[admin].Grants[College] }, nil},
		"a grant and a role moved": {func(c *contents) {
			c.Users[volunteer].Role = Admin
			c.Users[volunteer].Grants = c.Users[admin].Grants
		}, nil},
		"two entries swapped": {func(c *contents) {
			a, v := c.Users[admin], c.Users[volunteer]
			a.ID, v.ID = v.ID, a.ID
		}, ErrDenied},
		"a passphrase moved": {func(c *contents) {
			a, v := c.Users[admin], c.Users[volunteer]
			a.Private, a.Salt, a.Public, a.Grants = v.Private, v.Salt, v.Public, v.Grants
		}, ErrDenied},
		"a public key exchanged": {func(c *contents) { c.Users[volunteer].Public = other.leader.ring.contents.Users[0].Public }, nil},
		"a user added":           {func(c *contents) { c.Users = append(c.Users, other.leader.ring.contents.Users[0]) }, nil},
		"a user taken away":      {func(c *contents) { c.Users = c.Users[:volunteer] }, nil},
		"a name changed":         {func(c *contents) { c.Users[volunteer].Name = "Someone Else" }, nil},
		"the label changed":      {func(c *contents) { c.Label = "Another College" }, nil},
		"the sheet taken away":   {func(c *contents) { c.Sheet = nil }, nil},
		"another's sheet":        {func(c *contents) { c.Sheet = other.leader.ring.contents.Sheet }, nil},
		"a key of a file moved":  {func(c *contents) { c.Pairs[Venues] = c.Pairs[College] }, nil},
		"a newer version said":   {func(c *contents) { c.Generation += 5 }, nil},
		"someone made to leave":  {func(c *contents) { c.Left = append(c.Left, gone{ID: "x", Name: "y"}) }, nil},
		"another MAC":            {func(c *contents) { c.MAC = other.leader.ring.contents.MAC }, nil},
		"the college's id":       {func(c *contents) { c.College = other.leader.ring.contents.College }, ErrDenied},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStaff(t)
			tamper(t, s.data, func(c *contents) {
				want.change(c)
				for _, slot := range c.Users {
					slot.Sum = slot.sum()
				}
			})
			if _, err := load(t, s.data).Unlock(s.admin.ID, adminPass, noon); !errors.Is(err, want.admin) {
				t.Errorf("the admin: %v, want %v", err, want.admin)
			}
			if a, err := load(t, s.data).Unlock(s.volunteer.ID, volunteerPass, noon); err == nil && (a.May(College) || a.May(Control)) {
				t.Error("the volunteer got a key that is not theirs")
			}
			a, err := load(t, s.data).Unlock(s.leaders.ID, leaderPass, noon)
			if err != nil {
				if name != "the college's id" {
					t.Fatalf("the leader: %v", err)
				}
				return
			}
			if !a.Tampered() {
				t.Error("the leader does not see it")
			}
			if _, err := a.Add(User{Name: "Dee Marsh", Role: Admin, OneTime: true}, "x", noon); !errors.Is(err, ErrTampered) {
				t.Errorf("Add: %v, want ErrTampered", err)
			}
			if a.User.ID != s.leaders.ID || a.ring.contents.Users[leader].ID != s.leaders.ID {
				t.Error("the leader is not the leader")
			}
		})
	}
}

// TestAnEntryIsBoundToItsPlace moves each thing a passphrase or a grant is bound to.
func TestAnEntryIsBoundToItsPlace(t *testing.T) {
	s := newStaff(t)
	r := s.leader.ring
	good := *r.find(s.admin.ID)
	private, fits := good.open(r.ID(), adminPass, cheap)
	if _, err := good.grantedKey(r.ID(), College, private); err != nil || !fits {
		t.Fatalf("the untouched entry: %v, %v", fits, err)
	}
	for name, change := range map[string]func(*slot, *string){
		"the user":          func(s *slot, _ *string) { s.ID = "x" },
		"the college":       func(_ *slot, college *string) { *college = "x" },
		"the role":          func(s *slot, _ *string) { s.Role = Leader },
		"the grant":         func(s *slot, _ *string) { s.Grants = map[Compartment][]byte{College: s.Grants[Venues]} },
		"the first sign-in": func(s *slot, _ *string) { s.OneTime = true },
	} {
		moved, college := good, r.ID()
		change(&moved, &college)
		_, opens := moved.open(college, adminPass, cheap)
		_, err := moved.grantedKey(college, College, private)
		if wantOpen, wantGrant := name == "the role" || name == "the grant", name == "the first sign-in"; opens != wantOpen || (err == nil) != wantGrant {
			t.Errorf("%s: the passphrase opens it: %v, the grant says %v", name, opens, err)
		}
	}
}

func TestOneTimeCannotBeEditedAway(t *testing.T) {
	s := newStaff(t)
	noErr(t, s.leader.Reset(s.admin.ID, "one-time passphrase", noon))
	noErr(t, s.leader.Save(s.data))
	tamper(t, s.data, func(c *contents) { c.Users[1].OneTime = false })
	denied(t, s.data, "Ben Okoro", "one-time passphrase")
}

// TestAnOlderKeyringPutBackIsSeen puts whole older copies back.
func TestAnOlderKeyringPutBackIsSeen(t *testing.T) {
	s := newStaff(t)
	old, err := os.ReadFile(ringPath(s.data))
	noErr(t, err)
	noErr(t, s.leader.SetLabel("Rivermead"))
	noErr(t, s.leader.SetRole(s.admin.ID, Volunteer))
	noErr(t, s.leader.Save(s.data))

	noErr(t, os.WriteFile(ringPath(s.data), old, 0o600))
	if r := load(t, s.data); !slices.Contains(r.Notices(), noticeOlder) || r.find(s.admin.ID).Role != Volunteer {
		t.Errorf("one copy put back: notices %v, the admin is %s", r.Notices(), r.find(s.admin.ID).Role)
	}
	for _, path := range []string{ringPath(s.data), sparePath(s.data)} {
		noErr(t, os.WriteFile(path, old, 0o600))
	}
	a := unlock(t, s.data, "Ada Lovett", leaderPass)
	if !a.Tampered() || !slices.Contains(a.Ring().Notices(), noticeOlder) {
		t.Errorf("both copies put back: tampered %v, notices %v", a.Tampered(), a.Ring().Notices())
	}
	noErr(t, a.Reclaim(noon))
	noErr(t, a.Save(s.data))
	if a = unlock(t, s.data, "Ada Lovett", leaderPass); a.Tampered() || a.Ring().Version() <= s.leader.Ring().Version() {
		t.Error("reclaimed, it still passes for older")
	}
	noErr(t, os.Remove(anchorsPath(s.data)))
	if a = unlock(t, s.data, "Ada Lovett", leaderPass); !slices.Contains(a.Ring().Notices(), noticeUnanchored) {
		t.Errorf("and the anchors taken away: notices %v", a.Ring().Notices())
	}
}

func TestReclaimIsTheWayOut(t *testing.T) {
	s := newStaff(t)
	stranger := newStaff(t).leader.ring.contents.Users[0]
	tamper(t, s.data, func(c *contents) {
		c.Users[1].Public, c.Users[0].Public = stranger.Public, stranger.Public
		c.Sheet.Public = stranger.Public
	})
	a := unlock(t, s.data, "Ada Lovett", leaderPass)
	if err := unlock(t, s.data, "Ben Okoro", adminPass).Reclaim(noon); !errors.Is(err, ErrNotLeader) {
		t.Errorf("an admin reclaims: %v", err)
	}
	noErr(t, a.Reclaim(noon))
	noErr(t, a.Save(s.data))
	denied(t, s.data, "Ben Okoro", adminPass)
	a = unlock(t, s.data, "Ada Lovett", leaderPass)
	if a.Tampered() || a.Ring().HasSheet() || len(a.Ring().Users()) != 1 || a.Ring().Name(s.admin.ID) != "Ben Okoro" {
		t.Errorf("reclaimed: tampered %v, users %v", a.Tampered(), a.Ring().Users())
	}
	for c := range a.ring.contents.Users[0].Grants {
		if string(a.ring.contents.Users[0].Public) == string(stranger.Public) {
			t.Errorf("the grant of %s went to the stranger", c)
		}
	}
	_, err := a.Add(User{Name: "Ben Okoro", Role: Admin, OneTime: true}, adminPass, noon)
	noErr(t, err)
}

func TestRecoveryResetsALeader(t *testing.T) {
	s := newStaff(t)
	a, err := load(t, s.data).Recover(strings.ToLower(strings.Join(groups(s.sheet), " - ")), noon)
	noErr(t, err)
	if a.User.ID != Recovery || a.User.Role != Leader || !a.May(Control) || len(a.Keys(College)) != 1 || a.Tampered() {
		t.Errorf("recovered: %+v", a.User)
	}
	noErr(t, a.Reset(s.leaders.ID, "found again passphrase", noon))
	noErr(t, a.Save(s.data))
	denied(t, s.data, "Ada Lovett", leaderPass)
	if leader := unlock(t, s.data, "Ada Lovett", "found again passphrase"); !leader.User.OneTime || leader.Tampered() {
		t.Error("the leader's reset did not hold")
	}
	if err := a.Change("x", "y", noon); !errors.Is(err, ErrNoUser) {
		t.Errorf("the sheet has no passphrase to change: %v", err)
	}
	other := NewSheet()
	noErr(t, a.UseSheet(other))
	noErr(t, a.Save(s.data))
	if _, err := load(t, s.data).Recover(strings.Join(groups(s.sheet), ""), noon); !errors.Is(err, ErrDenied) {
		t.Errorf("the old sheet: %v, want ErrDenied", err)
	}
	if _, err := load(t, s.data).Recover(strings.Join(groups(other), ""), noon); err != nil {
		t.Errorf("the new sheet: %v", err)
	}
}

func TestTheStandardCost(t *testing.T) {
	data := t.TempDir()
	a, err := Found("x", User{Name: "Ada"}, leaderPass, Standard, noon)
	noErr(t, err)
	noErr(t, a.Save(data))
	r, err := Load(data, Standard)
	noErr(t, err)
	if _, err := r.Unlock("Ada", leaderPass, noon); err != nil {
		t.Error(err)
	}
}

func BenchmarkUnlock(b *testing.B) {
	a, err := Found("x", User{Name: "Ada"}, leaderPass, Standard, noon)
	noErr(b, err)
	for b.Loop() {
		_, err := a.ring.Unlock("Ada", leaderPass, noon)
		noErr(b, err)
	}
}

func BenchmarkRecover(b *testing.B) {
	s := newStaff(b)
	typed := strings.Join(groups(s.sheet), "")
	for b.Loop() {
		_, err := s.leader.ring.Recover(typed, noon)
		noErr(b, err)
	}
}

// A name that is no text would be written otherwise than it was signed.
func TestNamesAreText(t *testing.T) {
	a := newStaff(t).leader
	if _, err := a.Add(User{Name: "\xff", Role: Admin}, "some words that are long", noon); !errors.Is(err, ErrNoName) {
		t.Errorf("a name of bytes gave %v", err)
	}
	if a.Tampered() {
		t.Error("it left the keyring as if tampered with")
	}
}
