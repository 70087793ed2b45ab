package app

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// madeBackedUp is a college with one record that the sample has not, with its
// backup; and, beside it, the records from before. Made once.
var madeBackedUp = sync.OnceValues(func() (string, error) {
	template, err := madeSample()
	if err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp("", "daybook-backed-up-")
	if err != nil {
		return "", err
	}
	madeFolders = append(madeFolders, folder)
	here := filepath.Join(folder, "here")
	err = os.CopyFS(theData(here), os.DirFS(theData(template)))
	for _, fn := range []func(*Door) error{
		func(*Door) error { return nil }, // the audit of the venue book is taken in
		func(*Door) error { return os.CopyFS(filepath.Join(folder, "older"), os.DirFS(theData(here))) },
		func(door *Door) error {
			day, err := door.store.DayRegisters(context.Background(), "2026-11-20")
			if err == nil {
				_, err = (&Sessions{door}).AddWalkIn(day.Registers[0].Head.SessionID, "Kim the Newcomer")
			}
			return errors.Join(err, just((&Backups{door: door}).Make()))
		},
	} {
		door := newDoor(here, at(friday.Add(10*time.Hour)).clocks(), cheap)
		_, signing := (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase)
		err = errors.Join(err, signing, fn(door), door.leave())
	}
	return folder, err
})

// backedUp is a copy of that of a test's own: its folder, its backup, and the
// records from before the newcomer.
func backedUp(t *testing.T) (folder, backup, older string) {
	t.Helper()
	template, err := madeBackedUp()
	must(t, err)
	folder = filepath.Join(t.TempDir(), "backed up")
	must(t, os.CopyFS(folder, os.DirFS(filepath.Join(template, "here"))))
	made, err := filepath.Glob(filepath.Join(folder, "backups", "*.daybook-backup"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v, %v", made, err)
	}
	return folder, made[0], filepath.Join(template, "older")
}

// sessionOf is a session of the day, from a door that stays open.
func sessionOf(t *testing.T, door *Door) string {
	t.Helper()
	day, err := door.store.DayRegisters(t.Context(), "2026-11-20")
	must(t, err)
	return day.Registers[0].Head.SessionID
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	bytes, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, bytes, 0o600))
}

// TestBrokenRecords: when the records do not open, a leader gets as far as the
// backups, proves and restores one, and is in; everybody else is told why not.
func TestBrokenRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, data string)
		says  string
		whole bool // also for who opens the venue book alone
	}{
		"no college file":      {remove("college"), "lost its file college.daybook", true},
		"no venue book":        {remove("venues"), "lost its file venues.daybook", false},
		"neither":              {func(t *testing.T, data string) { remove("college")(t, data); remove("venues")(t, data) }, "lost its file venues.daybook", false},
		"garbage":              {content("college", strings.Repeat("Dear Siân, ", 900)), "damaged", true},
		"half of it":           {cut("college", 2), "damaged", true},
		"a damaged header":     {over("college", 0, 32), "", true},
		"damaged pages":        {over("venues", 4096, 40_960), "damaged", false},
		"a plain database":     {another("college", "CREATE TABLE song (title TEXT)"), "not sealed", true},
		"of another college":   {func(t *testing.T, data string) { copyFile(t, in(theData(empty(t)), "college"), in(data, "college")) }, "does not belong to this keyring", true},
		"the venues of others": {func(t *testing.T, data string) { copyFile(t, in(theData(empty(t)), "venues"), in(data, "venues")) }, "does not belong to this keyring", false},
	} {
		t.Run(name, func(t *testing.T) {
			folder, backup, _ := backedUp(t)
			c.spoil(t, theData(folder))
			for i, p := range people[1:] {
				door := newDoor(folder, at(friday).clocks(), cheap)
				_, err := (&Guard{door}).SignIn(p.ID, p.Passphrase)
				if i == 1 && c.whole { // a volunteer has no use for the college's file
					must(t, err)
				} else if c.says != "" {
					has(t, refusal(t, err).Sentence, c.says)
				}
				must(t, door.Close())
			}
			door := openAs(t, folder, people[0], at(friday.Add(11*time.Hour)))
			if name == "a damaged header" && gateOf(t, door).State == gateOpen {
				return // the keyring keeps what stands there
			}
			checkBroken(t, door, c.says)
			bringBack(t, door, filepath.Base(backup))
			noLeftovers(t, folder)
		})
	}
}

// checkBroken looks at a door behind which the records do not open.
func checkBroken(t *testing.T, door *Door, says string) {
	t.Helper()
	gate := gateOf(t, door)
	if gate.State != gateBroken || !strings.Contains(gate.Problem, says) || gate.User.ID != people[0].ID {
		t.Fatalf("%+v", gate)
	}
	checkSentence(t, gate.Problem)
	_, err := (&Today{door}).View("")
	has(t, refusal(t, err).Sentence, says)
	about, err := (&Program{door, ""}).About()
	if err != nil || !strings.Contains(about.Problem, says) {
		t.Errorf("%+v, %v", about, err)
	}
}

// bringBack looks at a backup, proves it and restores it, as a leader does whose
// records do not open; and finds the newcomer.
func bringBack(t *testing.T, door *Door, name string) {
	t.Helper()
	backups := &Backups{door: door}
	view, err := backups.View()
	if err != nil || len(view.Backups) == 0 || !view.MayRestore {
		t.Fatalf("%+v, %v", view, err)
	}
	_, err = backups.Check(name)
	must(t, err)
	look, err := backups.Look(name)
	if err != nil || look.Counts[0].Now != -1 || look.Counts[0].Was < 1000 || len(look.Warnings) != 1 {
		t.Errorf("%+v, %v", look, err)
	}
	drill, err := backups.Drill(name)
	must(t, err)
	checkCounts(t, drill.Counts, look.Counts)
	done, err := backups.Restore(name)
	must(t, err)
	checkCounts(t, done.Counts, look.Counts)
	for _, sentence := range append(done.Sentences, drill.Sentences...) {
		checkSentence(t, sentence)
	}
	if gate := gateOf(t, door); gate.State != gateOpen || gate.Problem != "" {
		t.Errorf("%+v", gate)
	}
	if hits, err := (&Search{door}).Everything("Kim the Newcomer"); err != nil || len(hits) != 1 {
		t.Errorf("%+v, %v", hits, err)
	}
}

func checkCounts(t *testing.T, got, want []CountLine) {
	t.Helper()
	for i := range want {
		if got[i].What != want[i].What || got[i].Was != want[i].Was {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}

// TestDamageDeepInside: a page that opening does not read is damaged. What needs
// it is refused and names it; the leader looks, proves and restores all the same.
func TestDamageDeepInside(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	for _, part := range []int64{1, 2, 3, 5, 7} {
		folder, backup, _ := backedUp(t)
		path := in(theData(folder), "college")
		info, err := os.Stat(path)
		must(t, err)
		over("college", int(info.Size()*part/8/4096*4096), 40_960)(t, theData(folder))
		door := openAs(t, folder, people[0], at(friday.Add(11*time.Hour)))
		_, err = (&Backups{door: door}).Make()
		has(t, refusal(t, err).Sentence, "damaged")
		drill, err := (&Backups{door: door}).Drill(filepath.Base(backup))
		if err != nil || drill.Counts[0].Was < 1000 {
			t.Errorf("%+v, %v", drill, err)
		}
		_, err = (&Backups{door: door}).Look(filepath.Base(backup))
		must(t, err)
		_, err = (&Backups{door: door}).Restore(filepath.Base(backup))
		must(t, err)
		hits, err := (&Search{door}).Everything("Kim the Newcomer")
		if _, making := (&Backups{door: door}).Make(); err != nil || len(hits) != 1 || making != nil {
			t.Errorf("%+v, %v, %v", hits, err, making)
		}
	}
}

// TestOlderThanTheOther: a file that was put back from another day opens, and
// whoever signs in is told.
func TestOlderThanTheOther(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	for name, c := range map[string]struct {
		file, says string
	}{
		"the college’s": {"college", "college.daybook is older than it was"},
		"the venues’":   {"venues", "venues.daybook is older than it was"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, _, older := backedUp(t)
			door := openDoor(t, folder, clock)
			facts, err := (&Venues{door}).List("")
			must(t, err)
			view, err := (&Venues{door}).View(facts[0].ID)
			must(t, err)
			_, err = (&Venues{door}).CorrectFact(FactCorrection{ID: view.Facts[0].ID, Answer: "no"})
			must(t, err)
			must(t, door.Close())
			copyFile(t, in(older, c.file), in(theData(folder), c.file))
			told := strings.Join(gateOf(t, openAs(t, folder, people[0], at(friday.Add(24*time.Hour)))).Notices, "\n")
			has(t, told, c.says)
		})
	}
}

// TestLostKeyrings: without a keyring nobody gets in; each way of losing it has
// a sentence that says what to do.
func TestLostKeyrings(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	both := func(fn func(t *testing.T, path string)) func(*testing.T, string) {
		return func(t *testing.T, data string) {
			fn(t, filepath.Join(data, "keyring.json"))
			fn(t, filepath.Join(data, "keyring.json.bak"))
		}
	}
	ofAnother := func(t *testing.T, path string) { copyFile(t, filepath.Join(theData(empty(t)), "keyring.json"), path) }
	for name, c := range map[string]struct {
		spoil func(t *testing.T, data string)
		state string
		says  string
	}{
		"none":          {both(func(t *testing.T, path string) { must(t, os.Remove(path)) }), gateLost, "Put it back, or bring the college back from a backup"},
		"empty":         {both(func(t *testing.T, path string) { put(t, path, "") }), gateLost, "Bring the college back from a backup"},
		"half":          {both(halve), gateLost, "Bring the college back from a backup"},
		"newer":         {both(newerRing), gateProblem, "Install the newer Daybook"},
		"of another":    {both(ofAnother), gateLost, "belongs to another college"},
		"one copy gone": {func(t *testing.T, data string) { must(t, os.Remove(filepath.Join(data, "keyring.json"))) }, gateOpen, ""},
		"a folder there": {func(t *testing.T, data string) {
			both(func(t *testing.T, path string) { must(t, os.Remove(path)); must(t, os.Mkdir(path, 0o700)) })(t, data)
		}, gateLost, ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := wexmoor(t)
			run(t, folder, "imports")
			c.spoil(t, theData(folder))
			door := newDoor(folder, at(friday).clocks(), cheap)
			closing(t, door)
			gate, err := (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase)
			if err != nil {
				has(t, refusal(t, err).Sentence, c.says)
				gate = gateOf(t, door)
			}
			if gate.State != c.state || !strings.Contains(gate.Problem, c.says) {
				t.Errorf("%+v, %v", gate, err)
			}
			if name == "one copy gone" && !strings.Contains(strings.Join(gate.Notices, " "), "made anew from the other") {
				t.Errorf("told are %q", gate.Notices)
			}
		})
	}
}

func halve(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	must(t, os.Truncate(path, info.Size()/2))
}

var formatOf = regexp.MustCompile(`("format": ?)\d+`)

// newerRing makes a keyring one of a later format, whole in its own way.
func newerRing(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	var now struct {
		Format int
		Sum    string
		Ring   json.RawMessage
	}
	must(t, json.Unmarshal(text, &now))
	sum := sha256.New()
	for _, part := range []string{"daybook keyring 99", string(now.Ring)} {
		sum.Write(binary.BigEndian.AppendUint32(nil, uint32(len(part))))
		sum.Write([]byte(part))
	}
	put(t, path, fmt.Sprintf("{\"format\": 99, \"sum\": \"%x\",\n\"ring\": %s}\n", sum.Sum(nil), now.Ring))
}
