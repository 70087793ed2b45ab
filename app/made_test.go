package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFilesThatWereMade: what Daybook made more than a week ago is deleted when
// asked, and nothing else.
func TestFilesThatWereMade(t *testing.T) {
	folder := wexmoor(t)
	h := at(friday)
	door := openAs(t, folder, people[0], h)
	c, place := centre(door), &Papers{door, folderDialogs{}}
	old, err := place.PrintTimetable("")
	must(t, err)
	both, err := place.PrintDay("2026-11-20")
	must(t, err)
	theirs := filepath.Join(old.Folder, "2026-11-20 letter.pdf")
	put(t, theirs, "%PDF- of somebody")
	changed := filepath.Join(old.Folder, both.File)
	long := friday.Add(-time.Hour)
	for _, path := range []string{old.Path, theirs, changed} {
		must(t, os.Chtimes(path, long, long))
	}
	list, err := c.Made(1)
	if err != nil || len(list.Papers) < 2 || list.Old != 0 || list.Papers[0].By != people[0].Name || list.Papers[0].Path != both.Path || list.Papers[0].Name == "" {
		t.Fatalf("%+v, %v", list, err)
	}
	h.pass(8 * 24 * time.Hour)
	later := friday.Add(8 * 24 * time.Hour)
	must(t, os.Chtimes(changed, later, later)) // somebody wrote into it since
	if list, err = c.Made(1); err != nil || list.Old != 1 || !list.Papers[1].Old || list.Papers[0].Old {
		t.Errorf("%+v, %v", list, err)
	}
	if n, err := c.DeleteOld(); err != nil || n != 1 {
		t.Errorf("%d deleted, %v", n, err)
	}
	left := listing(t, old.Folder)
	if strings.Contains(left, old.File) || !strings.Contains(left, "letter.pdf") || !strings.Contains(left, both.File) {
		t.Errorf("left: %s", left)
	}
	for _, path := range []string{theirs, old.Path, "/etc/passwd", filepath.Join(folder, "data", "college.daybook"), old.Folder, "", "../x.pdf"} {
		if told := refusal(t, c.Delete(path)); told.Key != "papers.gone" {
			t.Errorf("%s: %+v", path, told)
		}
	}
	must(t, c.Delete(both.Path))
	if list, err = c.Made(1); err != nil || list.Papers[0].Path != "" || list.Papers[1].Path != "" {
		t.Errorf("the list has paths of what is gone: %+v, %v", list, err)
	}
}
