package vault

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// kept is a college that makes backups, and somebody of each kind who does.
type kept struct {
	data, backups     string
	leader, volunteer *Access
}

var (
	saturday        = time.Date(2026, 11, 21, 9, 15, 0, 0, time.UTC)
	knowsTwo        = Schemas{Venues: 2, College: 2}
	theirPassphrase = "four-plain-words-here"
)

func keep(t testing.TB) kept {
	t.Helper()
	k := kept{data: t.TempDir(), backups: filepath.Join(t.TempDir(), "backups")}
	leader, err := Found("North", User{Name: "Lee"}, theirPassphrase, Cost{8, 1}, saturday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = leader.Add(User{Name: "Val", Role: Volunteer}, theirPassphrase, saturday); err != nil {
		t.Fatal(err)
	}
	if err := leader.Save(k.data); err != nil {
		t.Fatal(err)
	}
	k.leader, k.volunteer = leader, k.unlock(t, "Val")
	return k
}

func (k kept) unlock(t testing.TB, who string) *Access {
	t.Helper()
	ring, err := Load(k.data, Cost{8, 1})
	if err != nil {
		t.Fatal(err)
	}
	a, err := ring.Unlock(who, theirPassphrase, saturday)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sealedPages writes a file of these many pages that begin with marks, the way the
// page format has it.
func sealedPages(path string, key FileKey, pages int, mark string) error {
	s, err := newSealer(key)
	if err != nil {
		return err
	}
	var all []byte
	for n := 1; n <= pages; n++ {
		page := make([]byte, PageSize)
		copy(page, constants[:])
		copy(page[100:], fmt.Sprint(mark, n))
		s.seal(page, uint32(n))
		all = append(all, page...)
	}
	return WriteWhole(path, all)
}

// marked opens a sealed file and says how many of its pages bear the mark.
func marked(t testing.TB, path string, key FileKey, mark string) (pages int) {
	t.Helper()
	s, err := newSealer(key)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	err = eachPage(t.Context(), f, info.Size(), s, func(page []byte, number uint32) error {
		if bytes.HasPrefix(page[100:], []byte(fmt.Sprint(mark, number))) {
			pages++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

var detailsOf = map[Compartment]Details{
	Venues:  {Counts: map[string]int{"room": 25}, Head: Head{Sequence: 7, MAC: []byte("venue head"), At: "2026-11-20"}, LastAct: "act-venues"},
	College: {Counts: map[string]int{"student": 4321}, Head: Head{Sequence: 9, MAC: []byte("college head"), At: "2026-11-20"}, LastAct: "act-college"},
}

func proved(c Compartment, path string) (Details, int, error) { return detailsOf[c], 2, nil }

// backUp makes a backup of two pages a file.
func (k kept) backUp(a *Access, now time.Time, compartments ...Compartment) (Backup, error) {
	making, err := a.NewBackup(k.backups, "close", compartments, now)
	if err != nil {
		return Backup{}, err
	}
	for _, c := range compartments {
		if err := sealedPages(making.Target(c), making.keys[c], 2, string(c)); err != nil {
			making.Abandon()
			return Backup{}, err
		}
	}
	return making.Finish(context.Background(), proved)
}

func (k kept) whole(t testing.TB, now time.Time) Backup {
	t.Helper()
	b, err := k.backUp(k.leader, now, Files...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBackupIsListedWithWhatWasProved(t *testing.T) {
	k := keep(t)
	made := k.whole(t, saturday)
	for who, a := range map[string]*Access{"leader": k.leader, "volunteer": k.volunteer} {
		all, err := a.Backups(k.backups, knowsTwo)
		if err != nil || len(all) != 1 {
			t.Fatalf("%s sees %d backups, %v", who, len(all), err)
		}
		b := all[0]
		if b.Name != "2026-11-21T091500Z.daybook-backup" || b.Path != made.Path || !b.Made.Equal(saturday) || b.Why != "close" || !b.Whole || !b.Openable || b.Problem != "" || len(b.Parts) != 2 {
			t.Errorf("%s sees %+v", who, b)
		}
		for _, p := range b.Parts {
			switch {
			case p.Bytes != 2*PageSize || p.Schema != 2 || len(p.SHA256) != 64:
				t.Errorf("%s sees the part %+v", who, p)
			case !a.May(p.Compartment) && p.Details != nil:
				t.Errorf("%s learns of %s: %+v", who, p.Compartment, p.Details)
			case a.May(p.Compartment) && (p.Details == nil || fmt.Sprint(*p.Details) != fmt.Sprint(detailsOf[p.Compartment])):
				t.Errorf("%s sees of %s: %+v", who, p.Compartment, p.Details)
			}
		}
		if _, err := a.Check(t.Context(), b.Path, knowsTwo); err != nil {
			t.Errorf("%s checks: %v", who, err)
		}
	}
	if left := namesIn(k.backups); len(left) != 1 {
		t.Errorf("in the folder lie %v", left)
	}
}

// The ZIP is our own work, so somebody else's reader is asked too.
func TestBackupIsAZipThatTellsNothing(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	reader, err := zip.OpenReader(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var found []string
	for _, f := range reader.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(content) // judges the checksum
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, f.Name)
		if ring, _ := k.leader.Ring().marshal(); f.Name == "keyring.json" && !bytes.Equal(all, ring) {
			t.Error("the keyring in it is another")
		}
		if isNamed := regexp.MustCompile(`"Lee"|"Val"|"North"|"student"|:4321\b|college head|act-(college|venues)`).Match(all); isNamed && f.Name != "keyring.json" {
			t.Errorf("%s tells something: %q", f.Name, all)
		}
	}
	if want := []string{"manifest.json", "keyring.json", "venues.daybook", "college.daybook"}; !slices.Equal(found, want) {
		t.Errorf("it holds %v", found)
	}
}

func TestVolunteerBacksUpTheVenueBookAlone(t *testing.T) {
	k := keep(t)
	if _, err := k.backUp(k.volunteer, saturday, Files...); !errors.Is(err, ErrNoGrant) {
		t.Errorf("a whole backup by a volunteer: %v", err)
	}
	b, err := k.backUp(k.volunteer, saturday, Venues)
	if err != nil || b.Whole || b.Name != "2026-11-21T091500Z.venues.daybook-backup" {
		t.Errorf("made %+v, %v", b, err)
	}
	again, err := k.backUp(k.volunteer, saturday, Venues)
	if err != nil || again.Name != "2026-11-21T091501Z.venues.daybook-backup" {
		t.Errorf("a second one in the same second is %q, %v", again.Name, err)
	}
	if b, err := k.leader.Check(t.Context(), b.Path, knowsTwo); err != nil || b.Parts[0].Details == nil {
		t.Errorf("the leader reads %+v, %v", b, err)
	}
}

func TestNoBackupOfAnythingElse(t *testing.T) {
	k := keep(t)
	for name, c := range map[string]struct {
		why          string
		compartments []Compartment
	}{
		"nothing":                   {"close", nil},
		"the college file alone":    {"close", []Compartment{College}},
		"the wrong way round":       {"close", []Compartment{College, Venues}},
		"a reason that says a name": {"for Lee", Files},
	} {
		if _, err := k.leader.NewBackup(k.backups, c.why, c.compartments, saturday); err == nil || len(namesIn(k.backups)) > 0 {
			t.Errorf("%s: %v, in the folder lie %v", name, err, namesIn(k.backups))
		}
	}
}

func TestUnpack(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	key := NewFileKey()
	to := func(a *Access, c ...Compartment) (string, error) {
		folder, targets := t.TempDir(), map[Compartment]Target{}
		for _, c := range c {
			targets[c] = Target{filepath.Join(folder, string(c)), key}
		}
		return folder, a.Unpack(t.Context(), b.Path, targets, knowsTwo)
	}
	folder, err := to(k.leader, Files...)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Files {
		if n := marked(t, filepath.Join(folder, string(c)), key, string(c)); n != 2 {
			t.Errorf("%d pages of %s are right", n, c)
		}
	}
	if folder, err = to(k.volunteer, Venues); err != nil || marked(t, filepath.Join(folder, "venues"), key, "venues") != 2 {
		t.Errorf("a volunteer unpacks the venue book: %v", err)
	}
	if folder, err = to(k.volunteer, Files...); !errors.Is(err, ErrNoGrant) || len(namesIn(folder)) > 0 {
		t.Errorf("a volunteer unpacks all: %v, %v", err, namesIn(folder))
	}
	if b, err = k.backUp(k.leader, saturday, Venues); err != nil {
		t.Fatal(err)
	}
	if _, err = to(k.leader, Files...); !errors.Is(err, ErrNotInBackup) {
		t.Errorf("what is not in it: %v", err)
	}
}

func TestUnpackThatFailsLeavesNothing(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	folder := t.TempDir()
	targets := map[Compartment]Target{Venues: {filepath.Join(folder, "v"), NewFileKey()}, College: {filepath.Join(folder, "c"), NewFileKey()}}
	steps := every(t, false, func() error { return k.leader.Unpack(t.Context(), b.Path, targets, knowsTwo) }, func(step int, err error) {
		if left := namesIn(folder); err == nil || len(left) > 0 {
			t.Fatalf("failing at step %d: %v, %v is left", step, err, left)
		}
	})
	if steps < 12 {
		t.Errorf("only %d steps were seen", steps)
	}
}

func TestForeignRing(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	ring, _, err := ForeignRing(b.Path, Cost{8, 1})
	if err != nil {
		t.Fatal(err)
	}
	a, err := ring.Unlock("Lee", theirPassphrase, saturday)
	if err != nil {
		t.Fatal(err)
	}
	if found, err := a.Check(t.Context(), b.Path, knowsTwo); err != nil || !found.Openable {
		t.Errorf("with its own keyring: %+v, %v", found, err)
	}
}

// A copy made by SQLite itself, counted on a connection of its own.
func TestBackupOfALivingFile(t *testing.T) {
	k := keep(t)
	live, key := filepath.Join(t.TempDir(), "venues.daybook"), NewFileKey()
	if err := errors.Join(Make(live, key), Hold(live, key)); err != nil {
		t.Fatal(err)
	}
	defer Release(live)
	db := openCopy(t, live)
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE room (name TEXT); INSERT INTO room SELECT hex(randomblob(500)) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) SELECT i FROM n)"); err != nil {
		t.Fatal(err)
	}
	making, err := k.leader.NewBackup(k.backups, "hand", []Compartment{Venues}, saturday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("VACUUM INTO ?", uriOf(making.Target(Venues))); err != nil {
		t.Fatal(err)
	}
	b, err := making.Finish(t.Context(), func(c Compartment, path string) (d Details, schema int, err error) {
		copied := openCopy(t, path)
		defer copied.Close()
		var rooms int
		err = copied.QueryRow("SELECT count(*) FROM room").Scan(&rooms)
		return Details{Counts: map[string]int{"room": rooms}}, 0, err
	})
	if err != nil || b.Parts[0].Details.Counts["room"] != 300 || b.Parts[0].Bytes < 300*500 {
		t.Fatalf("made %+v, %v", b, err)
	}
	restored, fresh := filepath.Join(t.TempDir(), "restored"), NewFileKey()
	if err := k.leader.Unpack(t.Context(), b.Path, map[Compartment]Target{Venues: {restored, fresh}}, knowsTwo); err != nil {
		t.Fatal(err)
	}
	if err := Hold(restored, fresh); err != nil {
		t.Fatal(err)
	}
	defer Release(restored)
	again := openCopy(t, restored)
	defer again.Close()
	var rooms int
	if err := again.QueryRow("SELECT count(DISTINCT name) FROM room").Scan(&rooms); err != nil || rooms != 300 {
		t.Errorf("restored %d rooms, %v", rooms, err)
	}
}

func uriOf(path string) string {
	return (&url.URL{Scheme: "file", Opaque: filepath.ToSlash(path), RawQuery: "vfs=" + VFS}).String()
}

func openCopy(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", uriOf(path))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY"); err != nil {
		t.Fatal(err)
	}
	return db
}

// Only the vault's part: what SQLite and the counting take comes on top.
func BenchmarkBackup(b *testing.B) {
	for _, megabytes := range []int{10, 88} {
		b.Run(fmt.Sprint(megabytes, " MB"), func(b *testing.B) {
			k := keep(b)
			for b.Loop() {
				b.StopTimer()
				making, err := k.leader.NewBackup(k.backups, "hand", Files, saturday)
				if err != nil {
					b.Fatal(err)
				}
				if err := errors.Join(sealedPages(making.Target(Venues), making.keys[Venues], 1, "x"),
					sealedPages(making.Target(College), making.keys[College], megabytes<<20/PageSize, "x")); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := making.Finish(b.Context(), proved); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
