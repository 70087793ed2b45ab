package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// TestIdle turns the clocks of a college that is open and asks for something:
// it is answered, or the window is locked first and why.
func TestIdle(t *testing.T) {
	type turn func(h *hands, door *Door)
	pass := func(d time.Duration) turn { return func(h *hands, _ *Door) { h.pass(d) } }
	clock := func(d time.Duration) turn { return func(h *hands, _ *Door) { h.turn(d) } }
	touched := func(h *hands, door *Door) {
		for range 20 {
			h.pass(4 * time.Minute)
			must(t, (&Guard{door}).Touch())
		}
	}
	folder := empty(t)
	for name, c := range map[string]struct {
		minutes int
		turn    turn
		why     string
	}{
		"just now":                          {0, pass(time.Second), ""},
		"five minutes":                      {0, pass(5 * time.Minute), ""},
		"a moment more":                     {0, pass(5*time.Minute + time.Millisecond), "idle"},
		"two days":                          {0, pass(48 * time.Hour), "idle"},
		"touched all along":                 {0, touched, ""},
		"one minute":                        {1, pass(time.Minute), ""},
		"a moment more than one":            {1, pass(time.Minute + time.Millisecond), "idle"},
		"fifteen minutes":                   {15, pass(15 * time.Minute), ""},
		"a moment more than fifteen":        {15, pass(15*time.Minute + time.Millisecond), "idle"},
		"asleep":                            {0, clock(time.Hour), "waking"},
		"asleep for long":                   {15, clock(30 * 24 * time.Hour), "waking"},
		"asleep for a moment":               {0, clock(time.Minute), ""},
		"the clock put right":               {0, clock(-59 * time.Second), ""},
		"the clock set back by more":        {0, clock(-61 * time.Second), "waking"},
		"the clock set back a year":         {0, clock(-365 * 24 * time.Hour), "waking"},
		"the clock set on a year":           {0, clock(365 * 24 * time.Hour), "waking"},
		"away, then asleep, then back":      {0, func(h *hands, _ *Door) { h.pass(4 * time.Minute); h.turn(61 * time.Second) }, "waking"},
		"a minute by steps, touched":        {0, func(h *hands, d *Door) { h.turn(40 * time.Second); _ = (&Guard{d}).Touch(); h.turn(40 * time.Second) }, ""},
		"a minute by steps, nobody touched": {0, func(h *hands, _ *Door) { h.turn(40 * time.Second); h.turn(40 * time.Second) }, "waking"},
	} {
		t.Run(name, func(t *testing.T) {
			h := at(friday)
			door := openAs(t, folder, people[0], h)
			locked := make(chan string, 8)
			door.again = func(why string) { locked <- why }
			minutes := c.minutes
			if minutes == 0 {
				minutes = usualIdle // whatever the one before left
			}
			_, err := (&Access{door: door}).SetIdle(minutes)
			must(t, err)
			c.turn(h, door)
			_, err = (&Venues{door}).List("")
			if c.why == "" {
				must(t, err)
				return
			}
			if told := refusal(t, err); told.Key != "gate.locked" || told.Code != college.Forbidden {
				t.Errorf("%+v", told)
			}
			if why := <-locked; why != c.why {
				t.Errorf("locked because %s", why)
			}
			shut(t, door, folder)
		})
	}
}

// shut checks that a locked door keeps nothing: no keys, no records, and the
// folder is free for the next process.
func shut(t *testing.T, door *Door, folder string) {
	t.Helper()
	door.records.RLock()
	defer door.records.RUnlock()
	if door.access != nil || door.store != nil || door.home != nil || len(door.notices) > 0 {
		t.Error("something is still open")
	}
	home, err := store.Enter(folder)
	must(t, err)
	must(t, home.Leave())
	left, err := filepath.Glob(filepath.Join(folder, "data", "*-wal"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v were left, %v", left, err)
	}
}

// TestLockOnce: however often it is asked for, the process is ended once; no
// backup is made, what was typed is kept, the keys are cleared.
func TestLockOnce(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	access := door.access
	must(t, (&Drafts{door}).Keep("walkIn:1", `{"name":"Ki"}`))
	var mu sync.Mutex
	var whys []string
	done := make(chan bool, 8)
	door.again = func(why string) {
		if door.records.TryRLock() {
			t.Error("the process ends while others may read")
			door.records.RUnlock()
		}
		if door.access != nil || door.store != nil || access.May(vault.Venues) || access.Keys(vault.College) != nil {
			t.Error("the process ends before everything is closed")
		}
		mu.Lock()
		defer mu.Unlock()
		whys = append(whys, why)
		done <- true
	}
	must(t, (&Guard{door}).Lock())
	<-done
	for range 3 {
		door.lock("idle")
	}
	refusal(t, (&Guard{door}).Lock())
	if !slices.Equal(whys, []string{"asked"}) {
		t.Errorf("ended %v", whys)
	}
	shut(t, door, folder)
	if made, _ := os.ReadDir(filepath.Join(folder, "backups")); len(made) > 0 {
		t.Errorf("locking made %v", made)
	}
	next := openAs(t, folder, people[0], at(friday))
	if mine, err := (&Drafts{next}).Mine(); err != nil || len(mine) != 1 || mine[0].Place != "walkIn:1" || mine[0].Text != `{"name":"Ki"}` {
		t.Errorf("%+v, %v", mine, err)
	}
}

// TestCommandsNeverLock: a long import is nobody’s idling.
func TestCommandsNeverLock(t *testing.T) {
	h := at(friday)
	door := openAs(t, empty(t), people[0], h)
	for _, turn := range []func(time.Duration){h.pass, h.turn} {
		turn(24 * time.Hour)
		if _, err := (&Venues{door}).List(""); err != nil {
			t.Error(err)
		}
	}
}

func TestChoosingWhenToLock(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	for _, wrong := range []int{0, 16, -1, 1 << 40} {
		_, err := (&Access{door: door}).SetIdle(wrong)
		if told := refusal(t, err); told.Key != "idle.minutes" {
			t.Errorf("%d: %+v", wrong, told)
		}
	}
	if gate, err := (&Guard{door}).State(); err != nil || gate.IdleMinutes != usualIdle {
		t.Errorf("%d minutes, %v", gate.IdleMinutes, err)
	}
	view, err := (&Access{door: door}).SetIdle(15)
	if err != nil || view.IdleMinutes != 15 {
		t.Errorf("%+v, %v", view, err)
	}
	must(t, door.Close())
	next := openAs(t, folder, people[2], at(friday))
	if gate, err := (&Guard{next}).State(); err != nil || gate.IdleMinutes != 15 {
		t.Errorf("for the next: %d minutes, %v", gate.IdleMinutes, err)
	}
	for given, kept := range map[int]int64{0: 5, 1: 1, 15: 15, 16: 5, -3: 5, 1 << 40: 5} { // what an edited file may say
		i := idle{}
		if i.begin(at(friday).clocks(), given); i.minutes.Load() != kept {
			t.Errorf("%d became %d", given, i.minutes.Load())
		}
	}
}

// TestWhyItWasLocked: the next process is told in the environment, once, and
// believes only what a lock says.
func TestWhyItWasLocked(t *testing.T) {
	folder := empty(t)
	for told, why := range map[string]string{"asked": "asked", "idle": "idle", "waking": "waking", "": "", "<b>": "", "fault": ""} {
		t.Setenv(envLocked, told)
		if got := whyLocked(); got != why {
			t.Errorf("%s became %s", told, got)
		}
		if _, there := os.LookupEnv(envLocked); there {
			t.Errorf("%s is still in the environment", told)
		}
		door := closedDoor(folder, clock)
		door.locked = why
		gate, err := (&Guard{door}).State()
		if err != nil || (gate.Why == "") != (why == "") || strings.HasPrefix(gate.Why, "gate.") {
			t.Errorf("%s: %q, %v", why, gate.Why, err)
		}
		signedIn(t, door, people[0])
		if gate, err := (&Guard{door}).State(); err != nil || gate.Why != "" {
			t.Errorf("after signing in it still says %q, %v", gate.Why, err)
		}
		must(t, door.Close())
	}
}

// TestAwake: of a gap between two readings only a part counts.
func TestAwake(t *testing.T) {
	for gap, counts := range map[time.Duration]time.Duration{10 * time.Second: 10 * time.Second, time.Hour: mostOfGap, 365 * 24 * time.Hour: mostOfGap} {
		a := &awakening{begun: true, last: time.Now().Add(-gap)}
		first := a.read()
		if first < counts || first > mostOfGap {
			t.Errorf("a gap of %v counts %v", gap, first)
		}
		if second := a.read(); second < first {
			t.Errorf("it went back from %v to %v", first, second)
		}
	}
}
