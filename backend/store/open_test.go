package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// openFolder names, in the environment, a college that the test program opens
// instead of running tests: the second program on one college.
const openFolder = "DAYBOOK_TEST_OPEN"

func TestMain(m *testing.M) {
	if folder := os.Getenv(openFolder); folder != "" {
		s, err := openAs(folder)
		if err != nil {
			fmt.Print(college.AsRefusal(err).Key)
			os.Exit(0)
		}
		fmt.Print("opened")
		_ = s.Close()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// openAs opens a college for Nadia.
func openAs(folder string) (*Store, error) {
	home, err := Enter(folder)
	if err != nil {
		return nil, err
	}
	ring, err := vault.Load(home.Data(), cheap)
	if err != nil {
		return nil, errors.Join(err, home.Leave())
	}
	access, err := ring.Unlock("nadia", leaderPass, noon)
	if err != nil {
		return nil, errors.Join(err, home.Leave())
	}
	if err := home.Leave(); err != nil {
		return nil, err
	}
	return Open(context.Background(), Options{Folder: folder, Access: access})
}

func TestEachFileSaysWhoseItIs(t *testing.T) {
	c := empty(t)
	for name, id := range applicationID {
		if got := c.count("PRAGMA " + name + ".application_id"); got != id {
			t.Errorf("%s has application id %x, want %x", name, got, id)
		}
		if got, want := c.count("PRAGMA "+name+".user_version"), len(must(series(name))); got != want || want < 1 {
			t.Errorf("%s is of version %d, want %d", name, got, want)
		}
	}
}

func TestTablesAreStrictAndUniqueAcrossFiles(t *testing.T) {
	c := empty(t)
	seen := map[string]string{}
	for _, file := range files {
		for _, name := range must(list(c.ctx(), c.db, scanText, "SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite_%'", file)) {
			if other := seen[name]; other != "" {
				t.Errorf("table %s is in both %s and %s", name, other, file)
			}
			seen[name] = file
			if c.count("SELECT strict FROM pragma_table_list WHERE schema = ? AND name = ?", file, name) != 1 {
				t.Errorf("table %s.%s is not STRICT", file, name)
			}
		}
	}
	if seen["venue_act"] != venuesFile || seen["act"] != collegeFile {
		t.Errorf("each file needs its own journal: %v", seen)
	}
}

func scanText(r *sql.Rows) (text string, err error) { return text, r.Scan(&text) }

func TestFilesBesideTheRecords(t *testing.T) {
	c := small(t, "Ann Lee")
	c.book("sleep", "Ann Lee")
	beside := func() string {
		var names []string
		for _, e := range must(os.ReadDir(filepath.Join(c.options.Folder, "data"))) {
			names = append(names, e.Name())
		}
		return strings.Join(names, " ")
	}
	if got := beside(); strings.Contains(got, "-shm") || !strings.Contains(got, "college.daybook-wal") {
		t.Errorf("while open there are %s; want a -wal and no -shm", got)
	}
	c.close()
	if got := beside(); got != "anchors.json college.daybook keyring.json keyring.json.bak venues.daybook" {
		t.Errorf("after closing there are %s", got)
	}
}

func TestPragmasAreReallySet(t *testing.T) {
	c := empty(t)
	want := map[string]string{"PRAGMA foreign_keys": "1", "PRAGMA cell_size_check": "1", "PRAGMA trusted_schema": "0", "PRAGMA temp_store": "2"}
	for _, file := range files {
		for pragma, value := range map[string]string{"journal_mode": "wal", "synchronous": "2", "locking_mode": "exclusive", "secure_delete": "2", "cache_size": "-32000"} {
			want["PRAGMA "+file+"."+pragma] = value
		}
	}
	for pragma, value := range want {
		if got := must(one[string](c.ctx(), c.db, pragma)); got != value {
			t.Errorf("%s is %s, want %s", pragma, got, value)
		}
	}
}

func TestNoThirdFileCanBeAttached(t *testing.T) {
	c := empty(t)
	other := filepath.Join(t.TempDir(), "other.db")
	if _, err := c.db.Exec("ATTACH ? AS third", other); err == nil || !strings.Contains(err.Error(), "too many attached") {
		t.Errorf("attaching a third file gave %v", err)
	}
	if _, err := os.Stat(other); err == nil {
		t.Error("the third file was made")
	}
}

// TestSpoiltFiles holds every damaged or foreign file to one refusal, and to
// being left as it was.
func TestSpoiltFiles(t *testing.T) {
	for name, spoilt := range map[string]struct {
		spoil func(t *testing.T, path string)
		key   string
	}{
		"newer":                   {func(t *testing.T, path string) { alter(t, path, "PRAGMA user_version = 99") }, "store.newer"},
		"of another program":      {func(t *testing.T, path string) { alter(t, path, "PRAGMA application_id = 7") }, "store.notOurs"},
		"a plain SQLite file":     {plain("CREATE TABLE notes (text)"), "store.plain"},
		"a foreign one, versions": {plain("PRAGMA user_version = 1"), "store.plain"},
		"the other one of ours":   {swapped, "store.otherKeyring"},
		"empty":                   {func(t *testing.T, path string) { fine(t, os.Truncate(path, 0)) }, "store.damaged"},
		"cut to half":             {func(t *testing.T, path string) { fine(t, os.Truncate(path, must(os.Stat(path)).Size()/2)) }, "store.damaged"},
		"cut within a page":       {func(t *testing.T, path string) { fine(t, os.Truncate(path, 700)) }, "store.damaged"},
		"garbage": {func(t *testing.T, path string) {
			fine(t, os.WriteFile(path, bytes.Repeat([]byte("noise "), 9000), 0o600))
		}, "store.damaged"},
		"a directory": {func(t *testing.T, path string) { fine(t, os.Remove(path)); fine(t, os.Mkdir(path, 0o700)) }, "store.halfThere"},
		"missing":     {func(t *testing.T, path string) { fine(t, os.Remove(path)) }, "store.halfThere"},
	} {
		t.Run(name, func(t *testing.T) {
			c := empty(t)
			c.close()
			path := filepath.Join(c.options.Folder, "data", "college.daybook")
			held = c.options.Access
			spoilt.spoil(t, path)
			before, _ := os.ReadFile(path)
			_, err := Open(t.Context(), c.options)
			refused(t, err, spoilt.key)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if _, err := os.Stat(path + "-wal"); err == nil {
				t.Error("a -wal was left behind")
			}
			if again := must(EnterNew(c.options.Folder)); again.Leave() != nil {
				t.Error("the lock was kept")
			}
		})
	}
}

// held is the access of the college being spoilt.
var held *vault.Access

// alter changes a closed sealed file past every act.
func alter(t *testing.T, path, statement string) {
	t.Helper()
	fine(t, vault.Hold(path, held.Keys(vault.College)...))
	defer vault.Release(path)
	db, err := openAlone(t.Context(), path)
	fine(t, err)
	_, err = db.Exec(statement)
	fine(t, errors.Join(err, db.Close()))
}

// plain puts an unsealed file in the place.
func plain(statement string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		fine(t, os.Remove(path))
		db, err := sql.Open("sqlite", path)
		fine(t, err)
		_, err = db.Exec(statement)
		fine(t, errors.Join(err, db.Close()))
	}
}

// swapped puts the venue book in the college's place.
func swapped(t *testing.T, path string) {
	fine(t, os.WriteFile(path, must(os.ReadFile(filepath.Join(filepath.Dir(path), "venues.daybook"))), 0o600))
}

func TestOneProgramAtATime(t *testing.T) {
	c := empty(t)
	_, err := Open(t.Context(), c.options)
	refused(t, err, "store.inUse")
	if got := secondProgram(t, c.options.Folder); got != "store.inUse" {
		t.Errorf("a second program got %s", got)
	}
	c.close()
	if got := secondProgram(t, c.options.Folder); got != "opened" {
		t.Errorf("once it is closed a second program got %s", got)
	}
}

func secondProgram(t *testing.T, folder string) string {
	t.Helper()
	program := exec.Command(must(os.Executable()))
	program.Env = append(os.Environ(), openFolder+"="+folder)
	out, err := program.Output()
	fine(t, err)
	return string(out)
}

func TestFoldersThatCannotHoldACollege(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plain")
	fine(t, os.WriteFile(file, nil, 0o600))
	below := Options{Folder: filepath.Join(file, "college"), Access: founded(t)}
	refused(t, Create(t.Context(), below, college.VenueBook{}, college.Records{}), "place.readOnly")
	_, err := Open(t.Context(), below)
	refused(t, err, "store.noCollege")
	_, err = Open(t.Context(), Options{Folder: t.TempDir()})
	refused(t, err, "store.noCollege")

	taken := Options{Folder: t.TempDir(), Access: founded(t)}
	letter := filepath.Join(taken.Folder, "data", "letter.txt")
	fine(t, os.Mkdir(filepath.Dir(letter), 0o700))
	fine(t, os.WriteFile(letter, []byte("mine"), 0o600))
	refused(t, Create(t.Context(), taken, college.VenueBook{}, college.Records{}), "store.folderTaken")
	if string(must(os.ReadFile(letter))) != "mine" {
		t.Error("what stood in the folder was changed")
	}
	if _, err := os.Stat(filepath.Join(taken.Folder, "data.new")); err == nil {
		t.Error("a failed making left data.new behind")
	}
}

func TestFaultsOfTheDiskAreSaidInWords(t *testing.T) {
	for key, fault := range map[string]error{
		"store.diskFull":        &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC},
		"store.cannotWriteHere": &os.PathError{Op: "open", Path: "x", Err: syscall.EACCES},
	} {
		refused(t, InWords(fmt.Errorf("while saving: %w", fault)), key)
	}
	if err := errors.New("nobody knows"); InWords(err) != err || InWords(nil) != nil {
		t.Error("another fault has to stay one")
	}
}

// TestAwkwardFolders opens colleges whose paths hold what addresses and SQL
// give a meaning to.
func TestAwkwardFolders(t *testing.T) {
	for _, name := range []string{"Siân's college", "100% #1 & more?", `a "quoted" one; DROP`, "file:x?mode=ro", "学院"} {
		options := Options{Folder: filepath.Join(t.TempDir(), name), Access: founded(t)}
		fine(t, Create(t.Context(), options, college.VenueBook{}, college.Records{}))
		s, err := Open(t.Context(), options)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		fine(t, s.Close())
		if _, err := os.Stat(filepath.Join(options.Folder, "data", "venues.daybook")); err != nil {
			t.Errorf("%s: the records are elsewhere: %v", name, err)
		}
	}
}

func TestCreateNeverTouchesACollege(t *testing.T) {
	c := small(t, "Ann Lee")
	before := c.dump()
	refused(t, Create(t.Context(), c.options, college.VenueBook{}, college.Records{}), "store.alreadyThere")
	unchanged(t, before, c.dump())

	c.close()
	fine(t, os.Remove(filepath.Join(c.options.Folder, "data", "venues.daybook"))) // half a college is one too
	refused(t, Create(t.Context(), c.options, college.VenueBook{}, college.Records{}), "store.alreadyThere")
	if _, err := os.Stat(filepath.Join(c.options.Folder, "data", "college.daybook")); err != nil {
		t.Error("the half that was left is gone")
	}
}

func TestInterruptedCreateIsHarmless(t *testing.T) {
	options := Options{Folder: t.TempDir(), Access: founded(t)}
	left := filepath.Join(options.Folder, "data.new", "college.daybook")
	fine(t, os.Mkdir(filepath.Dir(left), 0o700))
	fine(t, os.WriteFile(left, []byte("half written"), 0o600))
	fine(t, os.Mkdir(filepath.Join(options.Folder, "data"), 0o700))
	if Exists(options.Folder) {
		t.Error("half a college counts as one")
	}
	fine(t, Create(t.Context(), options, college.VenueBook{}, college.Records{}))
	s, err := Open(t.Context(), options)
	fine(t, err)
	fine(t, s.Close())
}

func TestCreateIsWholeOrNothing(t *testing.T) {
	options := Options{Folder: t.TempDir(), Access: founded(t)}
	orphan := college.Records{Students: []college.Student{{ID: "s", PersonID: "nobody", Number: "S-00001"}}}
	if err := Create(t.Context(), options, college.VenueBook{}, orphan); err == nil {
		t.Fatal("a student without a person was taken")
	}
	names := []string{}
	for _, e := range must(os.ReadDir(options.Folder)) {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, []string{"app.lock"}) {
		t.Errorf("left behind: %v", names)
	}
}

func TestFullDiskChangesNothing(t *testing.T) {
	c := small(t, "Ann Lee")
	before := c.dump()
	pages := c.count("PRAGMA college.page_count")
	c.exec(fmt.Sprintf("PRAGMA college.max_page_count = %d", pages+8))
	long := college.Person{ID: "long", FullName: "Long Story", WhatHelps: strings.Repeat("tea and time ", 20000)}
	short := college.Person{ID: "short", FullName: "Short Story"}
	for _, rows := range [][]any{{short, long}, {long, short}} { // the row that has no room is the last, or is not
		_, err := c.do(c.ctx(), collegeFile, "act.test", func(a *act) error {
			for _, row := range rows {
				_ = a.put(c.ctx(), row) // whoever forgets to look
			}
			return nil
		})
		refused(t, err, "store.diskFull")
		unchanged(t, before, c.dump())
	}

	c.exec(fmt.Sprintf("PRAGMA college.max_page_count = %d", pages+1000))
	c.put(collegeFile, long)
	if got := must(get[college.Person](c.ctx(), c.db, "long")); got.WhatHelps != long.WhatHelps {
		t.Error("the college is not usable after a full disk")
	}
}
