package vault

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hurtBackup writes a changed backup into a folder of its own.
func hurtBackup(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "2026-11-21T091500Z"+suffix)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// flipped tries backups with one bit of a byte changed, each stride-th byte, and
// gives how many it tried. None may be taken for good, by anybody.
func flipped(t *testing.T, stride int) (tried int) {
	t.Helper()
	k := keep(t)
	whole, err := os.ReadFile(k.whole(t, saturday).Path)
	if err != nil {
		t.Fatal(err)
	}
	path := hurtBackup(t, whole)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for at := 0; at < len(whole); at += stride {
		bit := []byte{0x20, 1, 0x80}[at/stride%3] // 0x20: the case of letters
		if _, err := file.WriteAt([]byte{whole[at] ^ bit}, int64(at)); err != nil {
			t.Fatal(err)
		}
		for who, a := range map[string]*Access{"leader": k.leader, "volunteer": k.volunteer} {
			tried++
			b, err := a.Check(t.Context(), path, knowsTwo)
			if err == nil || b.Problem == "" || b.Openable {
				t.Errorf("byte %d changed: the %s finds %+v, %v", at, who, b, err)
			}
			target := filepath.Join(t.TempDir(), "venues")
			if err := a.Unpack(t.Context(), path, map[Compartment]Target{Venues: {target, NewFileKey()}}, knowsTwo); err == nil {
				t.Errorf("byte %d changed: the %s unpacks it", at, who)
			}
		}
		if _, err := file.WriteAt(whole[at:at+1], int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := k.leader.Check(t.Context(), path, knowsTwo); err != nil {
		t.Errorf("with every byte put back: %v", err)
	}
	return tried
}

func TestFlippedBackups(t *testing.T) {
	if tried := flipped(t, 37); tried < 600 {
		t.Errorf("only %d were tried", tried)
	}
}

func TestHalfCopiedBackups(t *testing.T) {
	k := keep(t)
	whole, err := os.ReadFile(k.whole(t, saturday).Path)
	if err != nil {
		t.Fatal(err)
	}
	for length := 0; length < len(whole); length += 97 {
		path := hurtBackup(t, whole[:length])
		all, err := k.leader.Backups(filepath.Dir(path), knowsTwo)
		if err != nil || len(all) != 1 || all[0].Problem != HalfCopied || all[0].Openable || !all[0].Made.Equal(saturday) {
			t.Fatalf("cut to %d bytes: %+v, %v", length, all, err)
		}
	}
	full := make([]byte, len(whole)) // a copy that was given its length first
	copy(full, whole[:len(whole)-5*PageSize/2])
	if b, err := k.leader.Check(t.Context(), hurtBackup(t, full), knowsTwo); b.Problem != HalfCopied {
		t.Errorf("cut and filled with zeros: %v, %v", b.Problem, err)
	}
	if b, err := k.leader.Check(t.Context(), hurtBackup(t, make([]byte, 1<<20)), knowsTwo); b.Problem != HalfCopied {
		t.Errorf("nothing but zeros: %v, %v", b.Problem, err)
	}
}

// membersByName are the contents of a backup, by name.
type membersByName map[string][]byte

func takeApart(t *testing.T, whole []byte) membersByName {
	t.Helper()
	members := membersByName{}
	reader, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range reader.File {
		if members[f.Name], err = fs.ReadFile(reader, f.Name); err != nil {
			t.Fatal(err)
		}
	}
	return members
}

// packed is a backup by another hand: other members, or other ways to hold them.
func (m membersByName) packed(t *testing.T, change func(*zip.FileHeader), names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		header := &zip.FileHeader{Name: name, Method: zip.Store}
		change(header)
		member, err := w.CreateHeader(header)
		if err == nil {
			_, err = member.Write(m[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// respelt is a whole backup whose manifest says the same in other words.
func (m membersByName) respelt(t *testing.T, old, fresh string) []byte {
	t.Helper()
	said, err := decodeManifest(m[manifestName])
	text := bytes.Replace(m[manifestName], []byte(old), []byte(fresh), 1)
	if err != nil || bytes.Equal(text, m[manifestName]) {
		t.Fatalf("no %s in it, %v", old, err)
	}
	var out []byte
	for i, frame := range layOut(said.members(text)).frames {
		out = append(out, frame.bytes...)
		out = append(out, [][]byte{text, m[ringName], m["venues.daybook"], m["college.daybook"], nil}[i]...)
	}
	return out
}

func TestHostileBackups(t *testing.T) {
	k := keep(t)
	whole, err := os.ReadFile(k.whole(t, saturday).Path)
	if err != nil {
		t.Fatal(err)
	}
	m, usual, same := takeApart(t, whole), []string{manifestName, ringName, "venues.daybook", "college.daybook"}, func(*zip.FileHeader) {}
	m["../../evil"], m["bomb"] = []byte("out"), make([]byte, 64<<20)
	for name, content := range map[string][]byte{
		"a space in the manifest":   m.respelt(t, `{"format":`, `{ "format":`),
		"a field spelt otherwise":   m.respelt(t, `"made"`, `"Made"`),
		"a field more":              m.respelt(t, `{"format":`, `{"note":"x","format":`),
		"something after it":        append(bytes.Clone(whole), 0),
		"something before it":       append([]byte("#!/bin/sh\n"), whole...),
		"packed by another hand":    m.packed(t, same, usual...),
		"the same name twice":       m.packed(t, same, append(usual, "venues.daybook")...),
		"a path":                    m.packed(t, same, append(usual, "../../evil")...),
		"a bomb":                    m.packed(t, func(h *zip.FileHeader) { h.Method = zip.Deflate }, append(usual, "bomb")...),
		"a bomb for a manifest":     m.packed(t, func(h *zip.FileHeader) { h.Name, h.Method = manifestName, zip.Deflate }, "bomb"),
		"links":                     m.packed(t, func(h *zip.FileHeader) { h.SetMode(os.ModeSymlink | 0o777) }, usual...),
		"another order":             m.packed(t, same, ringName, manifestName, "venues.daybook", "college.daybook"),
		"no manifest":               m.packed(t, same, usual[1:]...),
		"a manifest of a gigabyte":  append(layOut([]member{{manifestName, 1 << 30, 0}}).frames[0].bytes, make([]byte, 4096)...),
		"a manifest that is a list": append(layOut([]member{{manifestName, 2, 0}}).frames[0].bytes, "[]"...),
		"no ZIP":                    bytes.Repeat([]byte("ordinary text. "), 500),
	} {
		path := hurtBackup(t, content)
		if b, err := k.leader.Check(t.Context(), path, knowsTwo); !errors.Is(err, Damaged) || b.Problem != Damaged || b.Openable {
			t.Errorf("%s: found %+v, %v", name, b, err)
		}
		if _, _, err := ForeignRing(path, Cost{8, 1}); err == nil {
			t.Errorf("%s: its keyring was read", name)
		}
	}
}

// What is neither a file of its own nor called a backup is not looked at.
func TestOnlyBackupsAreListed(t *testing.T) {
	k, folder := keep(t), t.TempDir()
	b := k.whole(t, saturday)
	err := errors.Join(os.Mkdir(filepath.Join(folder, "folder"+suffix), 0o700), os.WriteFile(filepath.Join(folder, "notes.txt"), nil, 0o600),
		os.Symlink(b.Path, filepath.Join(folder, "link"+suffix)))
	if all, listErr := k.leader.Backups(folder, knowsTwo); err != nil || listErr != nil || len(all) != 0 {
		t.Errorf("listed %+v, %v, %v", all, err, listErr)
	}
	if all, err := k.leader.Backups(filepath.Join(folder, "none"), knowsTwo); err != nil || len(all) != 0 {
		t.Errorf("of no folder: %+v, %v", all, err)
	}
}

// repacked is a backup with another manifest, sealed as far as this access can
// (not at all when it is nil) and framed as it should be.
func repacked(t *testing.T, a *Access, from string, change func(*manifest)) string {
	t.Helper()
	whole, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := firstMember(bytes.NewReader(whole), int64(len(whole)), manifestName, maxManifest)
	if err != nil {
		t.Fatal(err)
	}
	m, err := decodeManifest(encoded)
	if err != nil {
		t.Fatal(err)
	}
	change(&m)
	for i := len(m.Parts) - 1; i >= 0 && a != nil; i-- {
		plain, err := json.Marshal(detailsOf[Files[i]])
		if err != nil {
			t.Fatal(err)
		}
		if sealed, err := a.Seal(m.Parts[i].Compartment, m.sealedAs(i), plain); err == nil {
			m.Parts[i].Sealed = sealed
		}
	}
	b, err := openBundle(from)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	path := hurtBackup(t, nil)
	contents := []io.Reader{b.member(0)}
	for i := range b.Parts {
		contents = append(contents, b.member(i+1))
	}
	if err := writeBundle(t.Context(), path, m, contents); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachProblemHasItsName(t *testing.T) {
	k, other := keep(t), keep(t)
	good := k.whole(t, saturday).Path
	for name, c := range map[string]struct {
		path     string
		who      *Access
		want     Problem
		openable bool
	}{
		"good":                            {repacked(t, k.leader, good, func(*manifest) {}), k.leader, "", true},
		"another college's":               {good, other.leader, OtherCollege, false},
		"of a later form":                 {repacked(t, k.leader, good, func(m *manifest) { m.Format = 2 }), k.leader, Newer, false},
		"of a later schema":               {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Schema = 3 }), k.leader, NewerSchema, true},
		"of an earlier schema":            {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Schema = 1 }), k.leader, "", true},
		"under a key that is gone":        {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Under = "0011223344556677" }), k.leader, BeforeRotation, false},
		"for one who lacks that key":      {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Under = "0011223344556677" }), k.volunteer, "", true},
		"a part named after another file": {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Compartment = Control }), k.leader, Damaged, false},
		"two of the same part":            {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Compartment = Venues }), k.leader, Damaged, false},
		"a key of another part":           {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Key = m.Parts[0].Key }), k.leader, Damaged, false},
		"a reason that says something":    {repacked(t, k.leader, good, func(m *manifest) { m.Why = "for Lee" }), k.leader, Damaged, false},
		"half a page":                     {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Bytes -= 100 }), k.leader, Damaged, false},
		"a keyring beyond all measure":    {repacked(t, k.leader, good, func(m *manifest) { m.Keyring.Bytes = ringLimit + 1 }), k.leader, Damaged, false},
		"more than a ZIP can hold":        {repacked(t, k.leader, good, func(m *manifest) { m.Parts[1].Bytes = 1 << 32 }), k.leader, Damaged, false},
	} {
		all, err := c.who.Backups(filepath.Dir(c.path), knowsTwo)
		if err != nil || len(all) != 1 || all[0].Problem != c.want || all[0].Openable != c.openable {
			t.Errorf("%s: listed as %+v, %v", name, all, err)
		}
		b, err := c.who.Check(t.Context(), c.path, knowsTwo)
		if b.Problem != c.want || b.Openable != c.openable || c.want != "" && !errors.Is(err, c.want) {
			t.Errorf("%s: checked as %+v, %v", name, b, err)
		}
	}
}

// Someone with the venue book's key alone can change nothing that a leader takes
// for true.
func TestVolunteerForgesNothingOfTheCollege(t *testing.T) {
	k := keep(t)
	good := k.whole(t, saturday).Path
	for name, change := range map[string]func(*manifest){
		"the time":           func(m *manifest) { m.Made = "2026-12-01T000000Z" },
		"the college's hash": func(m *manifest) { m.Parts[1].SHA256 = strings.Repeat("0", 64) },
		"the schema":         func(m *manifest) { m.Parts[1].Schema = 1 },
	} {
		path := repacked(t, k.volunteer, good, change)
		if b, err := k.leader.Check(t.Context(), path, knowsTwo); b.Problem != Damaged {
			t.Errorf("%s: the leader finds %+v, %v", name, b, err)
		}
	}
	// Nor can anybody touch the college's part unseen by a volunteer.
	for name, change := range map[string]func(*manifest){
		"the details": func(m *manifest) { m.Parts[1].Sealed[20] ^= 1 },
		"the key":     func(m *manifest) { m.Parts[1].Key[20] ^= 1 },
	} {
		path := repacked(t, nil, good, change)
		if b, err := k.volunteer.Check(t.Context(), path, knowsTwo); b.Problem != Damaged {
			t.Errorf("%s: the volunteer finds %+v, %v", name, b, err)
		}
	}
}
