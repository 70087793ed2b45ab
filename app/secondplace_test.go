package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A second place is elsewhere, and a damaged list of places hides no backup.
func TestSecondPlaces(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	backups := &Backups{door, nil}
	if _, err := backups.Make(); err != nil {
		t.Fatal(err)
	}
	for _, inside := range []string{folder, filepath.Join(folder, "data"), filepath.Join(folder, "backups", "x")} {
		if _, err := door.copyTo(t.Context(), inside); err == nil || !strings.Contains(door.tell("test", err).Error(), say("backup.samePlace")) {
			t.Errorf("%s was taken for a second place: %v", inside, err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "backups", "elsewhere.json"), []byte(`{"x":[`), 0o600); err != nil {
		t.Fatal(err)
	}
	view, err := backups.View()
	if err != nil || len(view.Backups) == 0 || !strings.Contains(view.Sentence, say("backup.placesDamaged")) {
		t.Errorf("with a damaged list of places: %+v, %v", view, err)
	}
	if changed, err := (&Access{door: door}).Rotate(); err != nil || len(changed.OutOfReach) == 0 {
		t.Errorf("changing the keys with a damaged list of places: %+v, %v", changed, err)
	}
}

// Whoever writes the passphrase where it does not belong does not see it again.
func TestAPassphraseInAnArgumentIsNotRepeated(t *testing.T) {
	_, out, errs := run(t, wexmoor(t), "runs", "--passphrase-stdin=plum-secret-words")
	if strings.Contains(out+errs, "plum-secret") || errs == "" {
		t.Errorf("%q %q", out, errs)
	}
}
