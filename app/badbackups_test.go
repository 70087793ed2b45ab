package app

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// rezipped is a backup with its manifest changed.
func rezipped(t *testing.T, path string, change func([]byte) []byte) []byte {
	t.Helper()
	from, err := zip.OpenReader(path)
	must(t, err)
	defer from.Close()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, file := range from.File {
		r, err := file.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		if file.Name == "manifest.json" {
			text = change(text)
		}
		w, err := to.CreateRaw(&zip.FileHeader{Name: file.Name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(text),
			CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))})
		must(t, err)
		_, err = w.Write(text)
		must(t, err)
	}
	must(t, to.Close())
	return out.Bytes()
}

// TestBadBackups puts files beside the backups that no restore may use: the list
// says what is wrong with each, and so does every attempt.
func TestBadBackups(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, backup, _ := backedUp(t)
	whole, err := os.ReadFile(backup)
	must(t, err)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	another := openAs(t, empty(t), people[0], at(friday))
	made, err := (&Backups{door: another}).Make()
	must(t, err)
	theirs, err := os.ReadFile(filepath.Join(made.Folder, made.Backups[0].Name))
	must(t, err)
	newer := func(text []byte) []byte { return formatOf.ReplaceAll(text, []byte("${1}99")) }
	for name, c := range map[string]struct {
		bytes []byte
		key   string
	}{
		"half copied":    {whole[:len(whole)/2], "backup.halfCopied"},
		"a few bytes":    {whole[:100], "backup.halfCopied"},
		"nothing":        {nil, "backup.halfCopied"},
		"a flipped bit":  {flipped, "backup.damaged"},
		"a letter":       {[]byte(strings.Repeat("Dear Siân, ", 900)), "backup.damaged"},
		"of another":     {theirs, "backup.otherCollege"},
		"a newer format": {rezipped(t, backup, newer), "backup.newer"},
		"other counts": {rezipped(t, backup, func(text []byte) []byte {
			return bytes.Replace(text, []byte(`"why":"hand"`), []byte(`"why":"hour"`), 1)
		}), "backup.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			file := "2026-11-01T080000Z.daybook-backup"
			path := filepath.Join(filepath.Dir(backup), file)
			must(t, os.WriteFile(path, c.bytes, 0o600))
			defer os.Remove(path)
			before := theRecords(everyFile(t, folder))
			door := openDoor(t, folder, clock)
			defer door.Close()
			backups := &Backups{door: door}
			view, err := backups.View()
			must(t, err)
			at := slices.IndexFunc(view.Backups, func(b BackupLine) bool { return b.Name == file })
			said := view.Backups[at].Problem
			if want := say(c.key, "file", file); said != want && name != "a flipped bit" {
				t.Errorf("the list says %q, want %q", said, want)
			}
			for what, fn := range map[string]func(string) error{
				"check":   func(n string) error { return just(backups.Check(n)) },
				"look":    func(n string) error { return just(backups.Look(n)) },
				"drill":   func(n string) error { return just(backups.Drill(n)) },
				"restore": func(n string) error { return just(backups.Restore(n)) },
			} {
				if told := refusal(t, fn(file)); told.Key != c.key || !strings.Contains(told.Sentence, file) {
					t.Errorf("%s: %+v", what, told)
				}
			}
			must(t, door.Close())
			same(t, before, theRecords(everyFile(t, folder)))
			fresh := closedDoor(filepath.Join(t.TempDir(), "new"), clock)
			defer fresh.Close()
			start := &Start{door: fresh}
			if c.key == "backup.otherCollege" || name == "other counts" || name == "a flipped bit" {
				return // without a keyring to compare with it is a backup like any other, or shows itself later
			}
			_, err = start.Restore(path, people[0].ID, people[0].Passphrase)
			if told := refusal(t, err); told.Key != c.key {
				t.Errorf("first run: %+v", told)
			}
		})
	}
}

// TestFolderMovedWhileOpen: what was written goes with the folder, and is there
// at the next start.
func TestFolderMovedWhileOpen(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder := wexmoor(t)
	door := openDoor(t, folder, func() time.Time { return friday.Add(10 * time.Hour) })
	session := sessionOf(t, door)
	moved := filepath.Join(t.TempDir(), "elsewhere")
	must(t, os.Rename(folder, moved))
	_, writing := (&Sessions{door}).AddWalkIn(session, "Kim the Newcomer")
	if writing != nil {
		checkSentence(t, refusal(t, writing).Sentence)
	}
	_, err := (&Backups{door: door}).Make()
	if err != nil {
		checkSentence(t, refusal(t, err).Sentence)
	}
	_ = door.Close()
	next := openAs(t, moved, people[0], at(friday))
	hits, err := (&Search{next}).Everything("Kim the Newcomer")
	if err != nil || (len(hits) == 1) != (writing == nil) {
		t.Errorf("%+v, %v; writing said %v", hits, err, writing)
	}
}
