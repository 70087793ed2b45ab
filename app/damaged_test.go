package app

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/backend/vault"
)

// TestDamagedColleges hands the commands colleges that cannot be opened. Each
// is refused in one sentence, and not a byte of what is there is touched.
func TestDamagedColleges(t *testing.T) {
	whole := empty(t)
	run(t, whole, "imports") // closing writes down where the audit ends
	for name, c := range map[string]struct {
		spoil func(t *testing.T, data string)
		code  int
		says  string
	}{
		"no data":                {func(t *testing.T, data string) { must(t, os.RemoveAll(data)) }, exitNotFound, "no college in"},
		"data is a file":         {func(t *testing.T, data string) { must(t, os.RemoveAll(data)); put(t, data, "x") }, exitNotFound, "no college in"},
		"no venues":              {remove("venues"), exitConflict, "lost its file venues.daybook"},
		"no college":             {remove("college"), exitConflict, "lost its file college.daybook"},
		"a folder for a file":    {folderFor("college"), exitConflict, "lost its file college.daybook"},
		"an empty college":       {content("college", ""), exitConflict, "damaged"},
		"an empty venue book":    {content("venues", ""), exitConflict, "damaged"},
		"a letter":               {content("college", strings.Repeat("Dear Siân, ", 900)), exitConflict, "damaged"},
		"noughts":                {content("college", strings.Repeat("\x00", 40_960)), exitConflict, "damaged"},
		"half":                   {cut("college", 2), exitConflict, "damaged"},
		"half a venue book":      {cut("venues", 2), exitConflict, "damaged"},
		"a few bytes":            {cut("college", 1000), exitConflict, "damaged"},
		"a head of noughts":      {over("college", 0, 100), exitConflict, "damaged"},
		"another program's file": {another("college", "CREATE TABLE song (title TEXT)"), exitConflict, "is not sealed"},
		"a newer college":        {version("college", 99), exitConflict, "made by a newer Daybook"},
		"a newer venue book":     {version("venues", 99), exitConflict, "made by a newer Daybook"},
		"the two the wrong way":  {swapped, exitConflict, "venues.daybook does not belong to this keyring"},
		"a lock that cannot be one": {func(t *testing.T, data string) {
			lock := filepath.Join(filepath.Dir(data), "app.lock")
			must(t, os.Remove(lock))
			must(t, os.Mkdir(lock, 0o700))
		}, exitConflict, "cannot write"},
		"the pages after the first": {over("college", 4096, 40_960), exitConflict, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			must(t, os.CopyFS(folder, os.DirFS(whole)))
			c.spoil(t, filepath.Join(folder, "data"))
			before := everyFile(t, folder)
			for _, args := range []string{"runs", "print registers", "imports", "find anybody"} {
				code, out, errs := run(t, folder, strings.Fields(args)...)
				if sentence := told1(t, out, errs); code != c.code || !strings.Contains(sentence, c.says) {
					t.Errorf("%s: exit %d, want %d: %q", args, code, c.code, sentence)
				}
			}
			same(t, before, everyFile(t, folder))
			checkAbout(t, folder)
		})
	}
}

// checkAbout sees the window's first question answered all the same, with why
// the college cannot be opened.
func checkAbout(t *testing.T, folder string) {
	t.Helper()
	door := newDoor(folder, at(friday).clocks(), cheap)
	defer door.Close()
	_, _ = (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase) // it may not be possible
	about, err := (&Program{door, "1.2.3"}).About()
	if err != nil || about.Version != "1.2.3" || about.Folder != folder || about.Today != "2026-11-20" || about.College != "" {
		t.Errorf("%+v, %v", about, err)
	}
	if !strings.Contains(about.Problem, `"sentence":`) || strings.Contains(about.Problem, say("fault")) {
		t.Errorf("the problem is %q", about.Problem)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func in(data, name string) string { return filepath.Join(data, name+".daybook") }

func remove(name string) func(*testing.T, string) {
	return func(t *testing.T, data string) { must(t, os.Remove(in(data, name))) }
}

func folderFor(name string) func(*testing.T, string) {
	return func(t *testing.T, data string) { remove(name)(t, data); must(t, os.Mkdir(in(data, name), 0o700)) }
}

func content(name, text string) func(*testing.T, string) {
	return func(t *testing.T, data string) { put(t, in(data, name), text) }
}

// cut keeps one part in so many, as a copy that did not finish would.
func cut(name string, parts int64) func(*testing.T, string) {
	return func(t *testing.T, data string) {
		info, err := os.Stat(in(data, name))
		must(t, err)
		must(t, os.Truncate(in(data, name), info.Size()/parts))
	}
}

func over(name string, from, length int) func(*testing.T, string) {
	return func(t *testing.T, data string) {
		all, err := os.ReadFile(in(data, name))
		must(t, err)
		copy(all[from:], make([]byte, length))
		put(t, in(data, name), string(all))
	}
}

func sqlite(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec(statement)
	must(t, errors.Join(err, db.Close()))
}

// sealed does a statement in a sealed file of a college.
func sealed(t *testing.T, data, name, statement string) {
	t.Helper()
	ring, err := vault.Load(data, cheap)
	must(t, err)
	access, err := ring.Unlock(people[0].ID, people[0].Passphrase, friday)
	must(t, err)
	must(t, vault.Hold(in(data, name), access.Keys(vault.Compartment(name))...))
	defer vault.Release(in(data, name))
	sqlite(t, "file:"+in(data, name)+"?vfs="+vault.VFS, statement)
}

func another(name, statement string) func(*testing.T, string) {
	return func(t *testing.T, data string) { remove(name)(t, data); sqlite(t, in(data, name), statement) }
}

func version(name string, n int) func(*testing.T, string) {
	return func(t *testing.T, data string) {
		sealed(t, data, name, fmt.Sprintf("PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = %d", n))
	}
}

func swapped(t *testing.T, data string) {
	for _, move := range [][2]string{{"college", "x"}, {"venues", "college"}, {"x", "venues"}} {
		must(t, os.Rename(in(data, move[0]), in(data, move[1])))
	}
}

// TestTwoProgramsOnOneCollege starts this test program as Daybook while the
// test holds the college, and the other way round.
func TestTwoProgramsOnOneCollege(t *testing.T) {
	folder := empty(t)
	inUse := say("store.inUse") + "\n"
	other := func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		command := exec.Command(os.Args[0], append([]string{"--college", folder, "--user", people[0].Name, "--passphrase-stdin"}, args...)...)
		command.Stdin = strings.NewReader(people[0].Passphrase + "\n")
		command.Env = append(os.Environ(), asProgram+"=1")
		command.Stdout, command.Stderr = &out, &errs
		if err := command.Run(); err != nil && command.ProcessState == nil {
			t.Fatal(err)
		}
		return command.ProcessState.ExitCode(), out.String(), errs.String()
	}
	if code, out, errs := other("imports"); code != exitDone || out != say("cmd.imports.none")+"\n" || errs != "" {
		t.Fatalf("alone: exit %d, %q, %q", code, out, errs)
	}
	door := openDoor(t, folder, clock)
	before := everyFile(t, folder)
	for _, args := range [][]string{{"imports"}, {"print", "registers"}, {"print", "certificates", "X"}, {"import", "x.csv", "--yes"}} {
		if code, out, errs := other(args...); code != exitConflict || out != "" || errs != inUse {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, errs)
		}
	}
	if code, out, errs := other("new", "--name", "Ours", "--leader", "Siân"); code != exitConflict || out != "" || errs != inUse {
		t.Errorf("new: exit %d, %q, %q", code, out, errs)
	}
	if code, out, _ := other("imports", "--json"); code != exitConflict || !strings.Contains(out, `"key":"store.inUse"`) {
		t.Errorf("as JSON: exit %d, %q", code, out)
	}
	same(t, before, everyFile(t, folder))
	must(t, door.Close())
	if code, _, errs := other("imports"); code != exitDone {
		t.Errorf("afterwards: exit %d, %q", code, errs)
	}
	theOtherHasIt(t, folder)
}

// theOtherHasIt lets another process hold the college until its door is shut
// from here, and asks for it meanwhile.
func theOtherHasIt(t *testing.T, folder string) {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), holdFolder+"="+folder)
	in, err := command.StdinPipe()
	must(t, err)
	out, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	ready := make([]byte, 5)
	if _, err := io.ReadFull(out, ready); err != nil || string(ready) != "ready" {
		t.Errorf("the other said %q, %v", ready, err)
	}
	code, _, errs := run(t, folder, "imports")
	if code != exitConflict || errs != say("store.inUse")+"\n" {
		t.Errorf("while another has it: exit %d, %q", code, errs)
	}
	must(t, command.Process.Kill()) // as a power cut would end it
	_ = in.Close()
	_ = command.Wait()
	for range 50 { // the computer takes a moment to let go
		if code, _, errs = run(t, folder, "imports"); code == exitDone {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("after its end: exit %d, %q", code, errs)
}

// hold opens a college and keeps it until standard input ends.
func hold(folder string) {
	door := newDoor(folder, at(friday).clocks(), cheap)
	if _, err := (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase); err != nil {
		os.Exit(1)
	}
	_, _ = os.Stdout.WriteString("ready")
	_, _ = io.Copy(io.Discard, os.Stdin)
}
