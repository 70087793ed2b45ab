//go:build crash

package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daybook/backend/sample"
	"daybook/backend/vault"
)

// figure prints one line of the table of make crash, and fails when the wish was
// missed.
func figure(t *testing.T, good bool, name, wanted, measured string) {
	t.Helper()
	fmt.Printf("FIGURE|%s|%s|%s\n", name, wanted, measured)
	if !good {
		t.Errorf("%s: wanted %s, measured %s", name, wanted, measured)
	}
}

// times runs fn n times and gives how long each took, the shortest first.
func times(n int, fn func()) []time.Duration {
	var all []time.Duration
	for range n {
		began := time.Now()
		fn()
		all = append(all, time.Since(began))
	}
	slices.Sort(all)
	return all
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// TestCrashSpeed measures what people wait for, with passphrases that cost what
// they cost in the product, on the sample college.
func TestCrashSpeed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "college")
	if err := sample.Make(t.Context(), folder, clock, vault.Standard, nil); err != nil {
		t.Fatal(err)
	}
	door := newDoor(folder, clocks{clock, awake}, vault.Standard)
	t.Cleanup(func() { door.Close() })
	guard, leader := &Guard{door}, sample.People[0]
	unlock := times(7, func() {
		if _, err := guard.SignIn(leader.ID, leader.Passphrase); err != nil {
			t.Fatal(err)
		}
		if _, err := (&Today{door}).View(""); err != nil {
			t.Fatal(err)
		}
		door.records.Lock()
		_ = door.signOut()
		door.records.Unlock()
	})
	figure(t, unlock[3] <= time.Second, "unlock, to the first data", "≤ 1 s",
		fmt.Sprintf("median %s, slowest %s of 7", ms(unlock[3]), ms(unlock[6])))

	if _, err := guard.SignIn(leader.ID, leader.Passphrase); err != nil {
		t.Fatal(err)
	}
	backups := &Backups{door, nil}
	both := times(5, func() {
		view, err := backups.Make()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := backups.Check(view.Backups[0].Name); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // names are to the second
	})
	for i := range both {
		both[i] -= time.Second
	}
	figure(t, both[2] <= 2*time.Second, "backup and verify of the sample college", "≤ 2 s",
		fmt.Sprintf("median %s, slowest %s of 5", ms(both[2]), ms(both[4])))
	heldUp(t, door)
}

// heldUp asks for the day while the hourly backup runs, and holds the time
// against the same question without one.
func heldUp(t *testing.T, door *Door) {
	today := &Today{door}
	view := func() {
		if _, err := today.View(""); err != nil {
			t.Fatal(err)
		}
	}
	alone := times(30, view)
	var extra []time.Duration
	for i := range 30 {
		look := Look{TextSize: looks["textSize"][i%3], Font: "atkinson", Colours: "light"} // something changed
		if _, err := (&Preferences{door}).Save(look); err != nil {
			t.Fatal(err)
		}
		running := make(chan struct{})
		go func() {
			defer close(running)
			door.hourly()
		}()
		time.Sleep(time.Duration(3+2*i) * time.Millisecond)
		began := time.Now()
		view()
		extra = append(extra, time.Since(began)-alone[len(alone)/2])
		<-running
	}
	slices.Sort(extra)
	figure(t, extra[len(extra)-1] <= 50*time.Millisecond, "a call held up by an hourly backup", "≤ 50 ms",
		fmt.Sprintf("median %s, most %s of 30", ms(extra[len(extra)/2]), ms(extra[len(extra)-1])))
}
