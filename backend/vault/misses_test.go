package vault

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// miss lets a user be wrong at a moment and says what came of it.
func wrong(t testing.TB, data, user string, at time.Time) error {
	t.Helper()
	_, err := load(t, data).Unlock(user, "wrong", at)
	return err
}

func TestTheDelayGrowsAndSurvivesARestart(t *testing.T) {
	for _, user := range []string{"Cara Singh", "Nobody", "Recovery sheet"} {
		t.Run(user, func(t *testing.T) {
			s, now := newStaff(t), noon
			try := func() error { return wrong(t, s.data, user, now) }
			who := user
			if user == "Recovery sheet" {
				other := strings.Join(groups(NewSheet()), "")
				who, try = Recovery, func() error { _, err := load(t, s.data).Recover(other, now); return err }
			}
			for n, want := range []int{0, 0, 1, 2, 4, 8, 16, 32, 60, 60} {
				if err := try(); !errors.Is(err, ErrDenied) {
					t.Fatalf("miss %d: %v, want ErrDenied", n+1, err)
				}
				if got := load(t, s.data).Wait(who, now); got != want {
					t.Errorf("after miss %d one waits %d s, want %d", n+1, got, want)
				}
				if want == 0 {
					continue
				}
				now = now.Add(time.Duration(want)*time.Second - time.Millisecond)
				var wait *Wait
				if err := try(); !errors.As(err, &wait) || wait.Seconds != 1 {
					t.Errorf("a moment too early: %v", err)
				}
				now = now.Add(time.Millisecond)
			}
		})
	}
}

func TestTheRightOneEndsTheDelayAndLeavesTheCount(t *testing.T) {
	s := newStaff(t)
	for range 3 {
		_ = wrong(t, s.data, "Cara Singh", noon)
	}
	_ = wrong(t, s.data, "Nobody", noon.Add(-time.Hour))
	later := noon.Add(time.Minute)
	if _, err := load(t, s.data).Unlock("Cara Singh", volunteerPass, later); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := wrong(t, s.data, "Cara Singh", later); !errors.Is(err, ErrDenied) {
			t.Errorf("after the right one: %v", err)
		}
	}
	a := unlock(t, s.data, "Ada Lovett", leaderPass)
	got := a.Misses()
	want := []Miss{{s.volunteer.ID, "Cara Singh", 5, later}, {"", "", 1, noon.Add(-time.Hour)}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("misses are %+v, want %+v", got, want)
	}
	if unlock(t, s.data, "Ben Okoro", adminPass).Misses() != nil {
		t.Error("an admin is told of misses")
	}
	if err := unlock(t, s.data, "Ben Okoro", adminPass).ForgetMisses(); !errors.Is(err, ErrNotLeader) {
		t.Errorf("an admin forgets misses: %v", err)
	}
	noErr(t, a.ForgetMisses())
	if got := unlock(t, s.data, "Ada Lovett", leaderPass).Misses(); len(got) > 0 {
		t.Errorf("forgotten, yet %+v", got)
	}
	if err := wrong(t, s.data, "Cara Singh", later); !errors.Is(err, ErrDenied) || load(t, s.data).Wait("Cara Singh", later) != 1 {
		t.Error("forgetting the count ended a running delay")
	}
}

// TestAClockSetBackWaitsNoLonger wants the wait to run down also when each try is
// a process of its own.
func TestAClockSetBackWaitsNoLonger(t *testing.T) {
	for name, back := range map[string]time.Duration{"an hour": time.Hour, "a day": 24 * time.Hour, "a year": 365 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			s, now := newStaff(t), noon
			for range 12 {
				_ = wrong(t, s.data, "Cara Singh", now)
				now = now.Add(61 * time.Second)
			}
			now = now.Add(-back)
			if got := load(t, s.data).Wait("Cara Singh", now); got != 60 {
				t.Errorf("one waits %d s", got)
			}
			if got := load(t, s.data).Wait("Cara Singh", now.Add(59*time.Second)); got != 1 {
				t.Errorf("59 s later one waits %d s", got)
			}
			if _, err := load(t, s.data).Unlock("Cara Singh", volunteerPass, now.Add(time.Minute)); err != nil {
				t.Errorf("a minute later: %v", err)
			}
		})
	}
}

func TestMissesThatCannotBeReadKeepNobodyOut(t *testing.T) {
	for name, content := range map[string]string{"no JSON": "{", "null": "null", "another shape": `["x"]`, "nothing": "",
		"absurd": `{"x": {"count": -5, "row": 999999, "last": "9999-12-31T00:00:00Z"}}`} {
		s := newStaff(t)
		noErr(t, os.WriteFile(missesPath(s.data), []byte(content), 0o600))
		if err := wrong(t, s.data, "Cara Singh", noon); !errors.Is(err, ErrDenied) {
			t.Errorf("%s: %v", name, err)
		}
		unlock(t, s.data, "Cara Singh", volunteerPass)
	}
	s := newStaff(t)
	defer Watch(func(Op) error { return ErrFull })()
	if err := wrong(t, s.data, "Cara Singh", noon); !errors.Is(err, ErrDenied) {
		t.Errorf("disk full: %v", err)
	}
	unlock(t, s.data, "Cara Singh", volunteerPass)
}
