package app

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybook/backend/sample"
	"daybook/backend/vault"
)

// cheap is what trying a passphrase costs in tests.
var cheap = vault.Cost{MemoryKiB: 8, Passes: 1}

// people may sign in to the colleges of these tests: a leader, an admin and a
// volunteer, with the published passphrases.
var people = sample.People

// makeEmpty makes a college without records in a folder.
func makeEmpty(folder string) error {
	access, err := sample.Keyring(cheap, friday)
	if err != nil {
		return err
	}
	if err := access.SetLabel("Our College"); err != nil {
		return err
	}
	return makeCollege(context.Background(), folder, "Our College", access, at(friday).clocks())
}

// hands are clocks that a test turns.
type hands struct{ wall, awake atomic.Int64 }

// at are clocks that show a time.
func at(t time.Time) *hands {
	h := &hands{}
	h.wall.Store(t.UnixNano())
	h.awake.Store(int64(time.Hour))
	return h
}

func (h *hands) clocks() clocks {
	return clocks{now: func() time.Time { return time.Unix(0, h.wall.Load()).UTC() },
		awake: func() time.Duration { return time.Duration(h.awake.Load()) }}
}

// pass lets time go by while the computer is awake.
func (h *hands) pass(d time.Duration) {
	h.turn(d)
	h.awake.Add(int64(d))
}

// turn moves the time of day alone, as sleep does, or somebody at the clock.
func (h *hands) turn(d time.Duration) { h.wall.Add(int64(d)) }

// still is the clock of a computer that has just been started.
func still() time.Duration { return 0 }

// openDoor opens a door to a college for its leader, as far as that lets them in.
func openDoor(t testing.TB, folder string, now func() time.Time) *Door {
	t.Helper()
	door := newDoor(folder, clocks{now, still}, cheap)
	signedIn(t, door, people[0])
	return door
}

// openAs opens a door for one of the people, with clocks that can be turned,
// until the test ends.
func openAs(t testing.TB, folder string, who sample.Person, h *hands) *Door {
	t.Helper()
	door := newDoor(folder, h.clocks(), cheap)
	closing(t, door)
	signedIn(t, door, who)
	return door
}

func signedIn(t testing.TB, door *Door, who sample.Person) {
	t.Helper()
	if _, err := (&Guard{door}).SignIn(who.ID, who.Passphrase); err != nil {
		t.Fatalf("%s: %v", who.Name, err)
	}
}

// closing closes a door when the test ends.
func closing(t testing.TB, door *Door) {
	t.Cleanup(func() {
		if err := door.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
}

// closedDoor is a door behind which nothing is.
func closedDoor(folder string, now func() time.Time) *Door {
	door := newDoor(folder, clocks{now, still}, cheap)
	<-door.ready
	return door
}

// runAs does one command as somebody: their passphrase is the first line of the
// input, then come the lines given.
func runAs(t testing.TB, who sample.Person, folder string, lines []string, args ...string) (code int, out, errs string) {
	t.Helper()
	return typed(t, folder, append([]string{who.Passphrase}, lines...), append([]string{"--user", who.Name}, args...)...)
}

// typed does one command with an input of these lines.
func typed(t testing.TB, folder string, lines []string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	line := &commandLine{in: strings.NewReader(strings.Join(append(lines, ""), "\n")), out: &o, errs: &e, clock: at(friday).clocks(), cost: cheap}
	code = line.do(nil, "test", append([]string{"--college", folder, "--passphrase-stdin"}, args...))
	return code, o.String(), e.String()
}

// theData is where the records of a college are.
func theData(folder string) string { return filepath.Join(folder, "data") }
