package vault

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func listOf(t *testing.T, a *Access, folder string) (list []string) {
	t.Helper()
	all, err := a.Backups(folder, knowsTwo)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if _, err := a.Check(t.Context(), b.Path, knowsTwo); err != nil {
			t.Errorf("%s: %v", b.Name, err)
		}
	}
	return backupNames(all)
}

func TestSecondPlace(t *testing.T) {
	k, stick := keep(t), Place{Folder: t.TempDir(), Label: "blue stick"}
	first := k.whole(t, saturday)
	later := k.whole(t, saturday.Add(time.Hour))
	if places, err := Places(k.backups); err != nil || len(places) != 0 || !CopyDue(places, saturday) {
		t.Errorf("before any copy: %v, %v", places, err)
	}
	copied, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday, knowsTwo)
	// later is from after this now: a wrong clock's is copied all the same
	if err != nil || !slices.Equal(copied, []string{later.Name, first.Name}) || len(listOf(t, k.leader, stick.Folder)) != 2 {
		t.Fatalf("copied %v, %v", copied, err)
	}
	if copied, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday.Add(time.Hour), knowsTwo); err != nil || len(copied) != 0 {
		t.Errorf("copied again: %v, %v", copied, err)
	}
	places, err := Places(k.backups)
	if err != nil || len(places) != 1 || places[0].Label != "blue stick" || !slices.Equal(places[0].Names, []string{first.Name, later.Name}) || !places[0].Last.Equal(saturday.Add(time.Hour)) {
		t.Fatalf("noted: %+v, %v", places, err)
	}
	for name, c := range map[string]struct {
		now time.Time
		due bool
	}{
		"at once":                 {places[0].Last, false},
		"within a week":           {places[0].Last.Add(copyEvery - time.Second), false},
		"after a week":            {places[0].Last.Add(copyEvery), true},
		"with the clock set back": {places[0].Last.AddDate(-1, 0, 0), true},
	} {
		if CopyDue(places, c.now) != c.due {
			t.Errorf("%s it is due: %v", name, !c.due)
		}
	}
	if err := ForgetPlace(k.backups, stick.Folder); err != nil {
		t.Fatal(err)
	}
	if places, err := Places(k.backups); err != nil || len(places) != 0 {
		t.Errorf("forgotten, and still %v, %v", places, err)
	}
}

func TestSecondPlaceHealsAndThins(t *testing.T) {
	k, stick := keep(t), Place{Folder: t.TempDir()}
	cut, good := k.whole(t, saturday), k.whole(t, saturday.Add(time.Minute))
	whole, err := os.ReadFile(cut.Path)
	if err != nil {
		t.Fatal(err)
	}
	other := keep(t).whole(t, saturday.Add(time.Minute)) // of the same time, at another college
	foreign, err := os.ReadFile(other.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(filepath.Join(stick.Folder, cut.Name), whole[:5000], 0o600), os.WriteFile(filepath.Join(stick.Folder, good.Name), foreign, 0o600),
		os.WriteFile(filepath.Join(stick.Folder, temporary+"x"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	copied, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday.Add(time.Hour), knowsTwo)
	if err != nil || !slices.Equal(copied, []string{cut.Name}) {
		t.Errorf("copied %v, %v", copied, err)
	}
	if now, _ := os.ReadFile(filepath.Join(stick.Folder, good.Name)); !slices.Equal(now, foreign) {
		t.Error("the other college's backup was written over")
	}
	if left := namesIn(stick.Folder); len(left) != 2 {
		t.Errorf("there lie %v", left)
	}
	for i := range 12 { // of one day
		k.whole(t, saturday.Add(time.Duration(2+i)*time.Minute))
	}
	now := saturday.Add(time.Hour)
	if copied, err := k.leader.CopyTo(t.Context(), k.backups, stick, now, knowsTwo); err != nil || len(copied) != 10 {
		t.Errorf("of fourteen of one day %v were copied, %v", copied, err)
	}
	if left := namesIn(stick.Folder); len(left) != 11 || slices.Contains(left, cut.Name) {
		t.Errorf("there lie %v", left)
	}
	if places, err := Places(k.backups); err != nil || slices.Contains(places[0].Names, cut.Name) {
		t.Errorf("noted: %v, %v", places, err)
	}
}

func TestPlacesThatWillNotDo(t *testing.T) {
	k := keep(t)
	b := k.whole(t, saturday)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(k.backups, link); err != nil {
		t.Skip("no links here:", err)
	}
	for name, c := range map[string]struct {
		folder string
		want   error
	}{
		"not there":                {filepath.Join(t.TempDir(), "stick"), ErrPlaceGone},
		"a file":                   {b.Path, ErrPlaceGone},
		"where the backups are":    {k.backups, ErrSamePlace},
		"a link to where they are": {link, ErrSamePlace},
	} {
		if _, err := k.leader.CopyTo(t.Context(), k.backups, Place{Folder: c.folder}, saturday, knowsTwo); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if places, err := Places(k.backups); err != nil || len(places) != 0 {
		t.Errorf("noted all the same: %v, %v", places, err)
	}
}

func TestDamagedListOfPlacesIsToldAndBegunAnew(t *testing.T) {
	k, stick := keep(t), Place{Folder: t.TempDir()}
	k.whole(t, saturday)
	if err := os.WriteFile(filepath.Join(k.backups, elsewhereName), []byte("[{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OutOfReach(k.backups); !errors.Is(err, ErrPlacesDamaged) {
		t.Errorf("out of reach: %v", err)
	}
	if _, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday, knowsTwo); err != nil {
		t.Error(err)
	}
	if places, err := Places(k.backups); err != nil || len(places) != 1 {
		t.Errorf("begun anew: %v, %v", places, err)
	}
}

// A stick that gives back other bytes than it was given.
func TestCopyIsReadBack(t *testing.T) {
	k, stick := keep(t), Place{Folder: t.TempDir()}
	k.whole(t, saturday)
	stop := Watch(func(op Op) error {
		if draft := filepath.Base(op.File); op.Kind != Renaming || !strings.HasPrefix(draft, temporary) {
			return nil
		}
		for _, name := range namesIn(stick.Folder) {
			f, err := os.OpenFile(filepath.Join(stick.Folder, name), os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteAt([]byte("!"), 5000)
			if err := errors.Join(err, f.Close()); err != nil {
				return err
			}
		}
		return nil
	})
	copied, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday, knowsTwo)
	stop()
	if !errors.Is(err, ErrCopyDiffers) || len(copied) != 0 || len(namesIn(stick.Folder)) != 0 {
		t.Errorf("copied %v, %v; there lie %v", copied, err, namesIn(stick.Folder))
	}
}

func TestCopyingKilledAtAnyStep(t *testing.T) {
	k, stick := keep(t), Place{Folder: t.TempDir()}
	b := k.whole(t, saturday)
	steps := every(t, true, func() error {
		_, err := k.leader.CopyTo(t.Context(), k.backups, stick, saturday, knowsTwo)
		return err
	}, func(step int, err error) {
		list := listOf(t, k.leader, stick.Folder) // checks what is listed
		if places, _ := Places(k.backups); len(list) > 0 && (len(places) != 1 || !slices.Equal(places[0].Names, []string{b.Name})) {
			t.Errorf("killed at step %d: %v lies there, noted is %v", step, list, places)
		}
	})
	if left := namesIn(stick.Folder); steps < 10 || !slices.Equal(left, []string{b.Name}) {
		t.Errorf("after %d steps there lie %v", steps, left)
	}
}

func TestOutOfReach(t *testing.T) {
	k := keep(t)
	k.whole(t, saturday)
	here, away := Place{Folder: t.TempDir(), Label: "shelf"}, Place{Folder: filepath.Join(t.TempDir(), "stick"), Label: "stick"}
	if err := os.Mkdir(away.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, p := range []Place{here, away} {
		if _, err := k.leader.CopyTo(t.Context(), k.backups, p, saturday, knowsTwo); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := OutOfReach(k.backups); err != nil || len(out) != 0 {
		t.Errorf("with everything there: %v, %v", out, err)
	}
	if err := os.Rename(away.Folder, away.Folder+" in a drawer"); err != nil {
		t.Fatal(err)
	}
	out, err := OutOfReach(k.backups)
	if err != nil || len(out) != 1 || out[0].Label != "stick" || len(out[0].Names) != 1 || !strings.HasSuffix(out[0].Names[0], suffix) {
		t.Errorf("with the stick gone: %+v, %v", out, err)
	}
}
