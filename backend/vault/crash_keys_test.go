//go:build crash

package vault

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What the child does for ever, where, and the number it begins with.
const (
	keysChild  = "DAYBOOK_CRASH_KEYS"
	keysFolder = "DAYBOOK_CRASH_KEYS_FOLDER"
	keysNumber = "DAYBOOK_CRASH_KEYS_NUMBER"
	keysSheet  = "DAYBOOK_CRASH_KEYS_SHEET"
	keyKills   = 120
)

func numbered(n int) string { return fmt.Sprintf("passphrase number %d", n) }

// TestCrashKeysChild is the process that is killed; alone it does nothing.
func TestCrashKeysChild(t *testing.T) {
	act := map[string]func(*testing.T, string, int){"passphrase": changeOn, "rotation": rotateOn, "recovery": recoverOn}[os.Getenv(keysChild)]
	if act == nil {
		t.Skip("only as another test's child")
	}
	number, err := strconv.Atoi(os.Getenv(keysNumber))
	noErr(t, err)
	fmt.Println("ready 0")
	for n := number; ; n++ {
		act(t, os.Getenv(keysFolder), n)
	}
}

func changeOn(t *testing.T, data string, n int) {
	a := unlock(t, data, "Ben Okoro", numbered(n))
	noErr(t, a.Change(numbered(n), numbered(n+1), noon))
	noErr(t, a.Save(data))
	fmt.Println("done", n+1)
}

func recoverOn(t *testing.T, data string, n int) {
	a, err := load(t, data).Recover(os.Getenv(keysSheet), noon)
	noErr(t, err)
	noErr(t, a.Reset(a.ring.contents.Users[0].ID, numbered(n+1), noon))
	noErr(t, a.Save(data))
	fmt.Println("done", n+1)
}

func rotateOn(t *testing.T, data string, n int) {
	a := unlock(t, data, "Ada Lovett", leaderPass)
	noErr(t, a.Settle(data))
	u, err := a.Add(User{Name: fmt.Sprint("Leaver ", n), Role: []Role{Volunteer, Admin, Leader}[n%3]}, numbered(n), noon)
	noErr(t, err)
	noErr(t, a.Save(data))
	fmt.Println("in", n)
	_, _, err = a.Rotate(context.Background(), data, u.ID, noon)
	noErr(t, err)
	fmt.Println("done", n+1)
}

// killed lets a child act and kills it at a random moment. It gives the last
// number each word was said with.
func killed(t *testing.T, dice *rand.Rand, act, data, sheet string, from int) map[string]int {
	t.Helper()
	self, err := os.Executable()
	noErr(t, err)
	child := exec.Command(self, "-test.run", "^TestCrashKeysChild$")
	child.Env = append(os.Environ(), keysChild+"="+act, keysFolder+"="+data, keysSheet+"="+sheet, keysNumber+"="+strconv.Itoa(from))
	out, err := child.StdoutPipe()
	noErr(t, err)
	noErr(t, child.Start())
	said := map[string]int{"done": from, "in": -1}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		word, number, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("the child says %q", lines.Text())
		}
		if word == "ready" {
			time.AfterFunc(time.Duration(dice.IntN(60_000))*time.Microsecond, func() { child.Process.Kill() })
		}
		said[word] = n
	}
	_ = child.Wait()
	return said
}

// TestCrashPassphraseChange kills a user who changes their passphrase again and
// again: exactly the last one said to be done, or the next, must work.
func TestCrashPassphraseChange(t *testing.T) {
	crashPassphrases(t, "passphrase", "Ben Okoro", func(s staff) error {
		a := unlock(t, s.data, "Ben Okoro", adminPass)
		noErr(t, a.Change(adminPass, numbered(0), noon))
		return a.Save(s.data)
	})
}

// TestCrashRecovery does the same to somebody who resets the leader's passphrase
// with the recovery sheet.
func TestCrashRecovery(t *testing.T) {
	crashPassphrases(t, "recovery", "Ada Lovett", func(s staff) error {
		noErr(t, s.leader.Reset(s.leaders.ID, numbered(0), noon))
		return s.leader.Save(s.data)
	})
}

func crashPassphrases(t *testing.T, act, user string, start func(staff) error) {
	s, dice := newStaff(t), rand.New(rand.NewPCG(7, 7))
	noErr(t, start(s))
	sheet := strings.Join(groups(s.sheet), "")
	number, half, lost := 0, 0, 0
	for range keyKills {
		said := killed(t, dice, act, s.data, sheet, number)
		unfinished, _ := filepath.Glob(filepath.Join(s.data, temporary+"*"))
		for _, path := range unfinished {
			half++
			noErr(t, os.Remove(path))
		}
		r := load(t, s.data)
		_, old := r.Unlock(user, numbered(said["done"]), noon)
		_, fresh := r.Unlock(user, numbered(said["done"]+1), noon)
		if (old == nil) == (fresh == nil) {
			lost++
			t.Fatalf("after %d: the old passphrase says %v, the new one %v", said["done"], old, fresh)
		}
		if number = said["done"]; fresh == nil {
			number++
		}
		if user != "Ada Lovett" && unlock(t, s.data, "Ada Lovett", leaderPass).Tampered() {
			t.Fatal("tampered")
		}
		noErr(t, os.Remove(missesPath(s.data)))
	}
	figure(t, act+" killed", "≥ 100 kills, always exactly one of old and new", lost == 0 && number > 0,
		"%d kills, %d changes, %d of them cut off while a file was being written, %d lost", keyKills, number, half, lost)
}

// TestCrashRotation kills a leader who lets people in and rotates them out again:
// every file must open with the keys of those who are in, and be as it was.
func TestCrashRotation(t *testing.T) {
	s, dice := withFiles(t), rand.New(rand.NewPCG(8, 8))
	for _, c := range Files {
		fillNotes(t, filePath(s.data, c), s.leader.Keys(c)[0])
	}
	number, before, between := 0, 0, 0
	for range keyKills {
		said := killed(t, dice, "rotation", s.data, "", number)
		r := load(t, s.data)
		if left, _ := filepath.Glob(filepath.Join(s.data, "*.next")); r.rotating() {
			between++
		} else if len(left) > 0 {
			before++
		}
		if n := said["in"]; n >= 0 {
			leaver, err := r.Unlock(fmt.Sprint("Leaver ", n), numbered(n), noon)
			if out := said["done"] > n; out && err == nil {
				t.Fatalf("leaver %d still opens the keyring", n)
			} else if err == nil {
				_, _, err = headerOf(s.data, leaver)
				noErr(t, err)
			}
			number = n + 1
		}
		volunteer := unlock(t, s.data, "Cara Singh", volunteerPass)
		noErr(t, volunteer.Settle(s.data))
		leader := unlock(t, s.data, "Ada Lovett", leaderPass)
		noErr(t, leader.Settle(s.data))
		if leader.Tampered() || volunteer.Keys(Venues)[0] != leader.Keys(Venues)[0] {
			t.Fatalf("tampered %v, or two keys for one file", leader.Tampered())
		}
		for _, c := range Files {
			checkNotes(t, filePath(s.data, c), leader.Keys(c)[0])
		}
		for _, u := range leader.ring.Users() {
			if strings.HasPrefix(u.Name, "Leaver") {
				next, _, err := leader.Rotate(context.Background(), s.data, u.ID, noon)
				noErr(t, err)
				leader = next
			}
		}
		noErr(t, leader.DropFormer(s.data))
		_ = os.Remove(missesPath(s.data))
	}
	figure(t, "rotation killed", "≥ 100 kills, always openable with exactly the old or the new keys", number > 0,
		"%d kills in %d rotations: %d before the commit with a new file beside, %d between commit and end; 0 lost, 0 leavers in",
		keyKills, number, before, between)
}

// headerOf wants that somebody who is in opens the file that lies there, unless a
// rotation is about to be finished.
func headerOf(data string, a *Access) (id [8]byte, salt [16]byte, err error) {
	id, salt, err = Header(filePath(data, Venues))
	if err == nil && id != a.Keys(Venues)[0].ID && !a.ring.rotating() {
		err = fmt.Errorf("the file's key is %x, the keyring's %x", id, a.Keys(Venues)[0].ID)
	}
	return id, salt, err
}

func fillNotes(t *testing.T, path string, key FileKey) {
	t.Helper()
	noErr(t, Hold(path, key))
	defer Release(path)
	db, err := openMain(sealedDSN(path))
	noErr(t, err)
	defer db.Close()
	run(t, db, "CREATE TABLE note(n INTEGER PRIMARY KEY, body TEXT)")
	run(t, db, "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 300) INSERT INTO note SELECT n, hex(randomblob(500)) FROM s")
}

func checkNotes(t *testing.T, path string, key FileKey) {
	t.Helper()
	noErr(t, Hold(path, key))
	defer Release(path)
	db, err := openMain(sealedDSN(path))
	noErr(t, err)
	defer db.Close()
	if got := text(t, db, "SELECT count(*) || ' ' || sum(length(body)) FROM note"); got != "300 300000" {
		t.Fatalf("%s holds %s", filepath.Base(path), got)
	}
	if got := text(t, db, "PRAGMA integrity_check"); got != "ok" {
		t.Fatalf("%s: %s", filepath.Base(path), got)
	}
}

// TestCrashKeyringBits changes one bit of one copy, of the other, or of both.
func TestCrashKeyringBits(t *testing.T) {
	tally := changeBits(t, 3000, rand.New(rand.NewPCG(9, 9)))
	figure(t, "keyring bits changed", "≥ 3,000, all noticed", !t.Failed(),
		"3,000 changes: %d repaired from the other copy, %d refused, %d noticed, %d without effect, 0 unnoticed",
		tally.repaired, tally.refused, tally.noticed, tally.without)
}
