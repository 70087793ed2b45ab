package vault

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Place is a second place that backups are copied to: a stick, a share, any
// folder, since what lies there is sealed.
type Place struct {
	Folder string    `json:"folder"`
	Label  string    `json:"label"` // what people call it
	Last   time.Time `json:"last"`  // when a copy was last complete; zero: never
	// Names are the backups that were copied there and not removed again by us,
	// also those on the other stick of two that take turns.
	Names []string `json:"names"`
}

var (
	// ErrPlaceGone says that a second place is not there: not plugged in, or not connected.
	ErrPlaceGone = errors.New("vault: that place is not there")
	// ErrSamePlace says that the second place is the first.
	ErrSamePlace = errors.New("vault: the backups lie there already")
	// ErrPlacesDamaged says that the list of places cannot be read; the next CopyTo begins a new one.
	ErrPlacesDamaged = errors.New("vault: the list of second places is damaged")
	// ErrCopyDiffers says that what was read back is not what was copied.
	ErrCopyDiffers = errors.New("vault: the copy differs from the backup")
)

// elsewhereName is the list of places, beside the backups. It holds no secret.
const elsewhereName = "elsewhere.json"

// copyEvery is how old the last copy in a second place may grow.
const copyEvery = 7 * 24 * time.Hour

// Places are the second places of a folder of backups, in the order they were
// first used.
func Places(folder string) ([]Place, error) {
	places := []Place{}
	text, err := os.ReadFile(filepath.Join(folder, elsewhereName))
	if errors.Is(err, os.ErrNotExist) {
		return places, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(text, &places) != nil {
		return []Place{}, ErrPlacesDamaged
	}
	return places, nil
}

func writePlaces(folder string, places []Place) error {
	text, err := json.MarshalIndent(places, "", "  ")
	if err != nil {
		return err
	}
	return WriteWhole(filepath.Join(folder, elsewhereName), text)
}

// ForgetPlace takes a place off the list, with the names of what lies there.
func ForgetPlace(folder, place string) error {
	places, err := Places(folder)
	if err != nil {
		return err
	}
	return writePlaces(folder, slices.DeleteFunc(places, func(p Place) bool { return p.Folder == place }))
}

// CopyDue is whether it is time to ask for a copy: a week has gone since the last
// one anywhere, or there never was one. One from after now does not count.
func CopyDue(places []Place, now time.Time) bool {
	return !slices.ContainsFunc(places, func(p Place) bool {
		return !p.Last.After(now) && now.Sub(p.Last) < copyEvery
	})
}

// OutOfReach are the places that hold backups which cannot be reached now, each
// with those names only. Who leaves may still open them after a rotation.
func OutOfReach(folder string) ([]Place, error) {
	places, err := Places(folder)
	away := []Place{}
	for _, p := range places {
		p.Names = slices.DeleteFunc(p.Names, func(name string) bool {
			_, err := os.Stat(filepath.Join(p.Folder, name))
			return err == nil
		})
		if len(p.Names) > 0 {
			away = append(away, p)
		}
	}
	return away, err
}

// CopyTo brings a second place up to date: every good backup that Thin would
// keep there and that is not there yet is copied, read back and compared before
// it gets its name; then the place is thinned. Only Folder and Label of the place
// are asked for. The names copied are given also with an error, such as
// ErrPlaceGone or ErrSamePlace.
func (a *Access) CopyTo(ctx context.Context, folder string, place Place, now time.Time, known Schemas) (copied []string, err error) {
	if err := reachable(folder, place.Folder); err != nil {
		return nil, err
	}
	if err := clearUnfinished(place.Folder); err != nil {
		return nil, err
	}
	here, err := a.Backups(folder, known)
	if err != nil {
		return nil, err
	}
	there, err := a.Backups(place.Folder, known)
	if err != nil {
		return nil, err
	}
	missing := lacking(here, there)
	drop := Thin(slices.Concat(there, missing), now)
	missing = leftOut(missing, drop)
	// Noted before it is done: a rotation must know what may lie where.
	if err := note(folder, place, backupNames(slices.Concat(there, missing)), nil, time.Time{}); err != nil {
		return nil, err
	}
	for _, b := range missing {
		if err := copyProved(ctx, b.Path, filepath.Join(place.Folder, b.Name)); err != nil {
			return copied, err
		}
		copied = append(copied, b.Name)
	}
	for _, b := range drop {
		if filepath.Dir(b.Path) != filepath.Clean(place.Folder) {
			continue // of those that were missing
		}
		if err := Remove(b.Path); err != nil {
			return copied, err
		}
	}
	return copied, note(folder, place, nil, backupNames(drop), now)
}

func reachable(folder, place string) error {
	there, err := os.Stat(place)
	if err != nil || !there.IsDir() {
		return ErrPlaceGone
	}
	here, err := os.Stat(folder)
	if err == nil && os.SameFile(here, there) {
		return ErrSamePlace
	}
	return err
}

// lacking are the good backups of here that are not there, or not whole, or still
// under the keys from before a rotation. What another college keeps there under
// the same name stays.
func lacking(here, there []Backup) (missing []Backup) {
	replaced := []Problem{HalfCopied, Damaged, BeforeRotation}
	for _, b := range here {
		stands := func(t Backup) bool { return t.Name == b.Name && !slices.Contains(replaced, t.Problem) }
		if b.Problem == "" && b.Openable && !slices.ContainsFunc(there, stands) {
			missing = append(missing, b)
		}
	}
	return missing
}

func leftOut(all, some []Backup) []Backup {
	return slices.DeleteFunc(slices.Clone(all), func(b Backup) bool {
		return slices.ContainsFunc(some, func(s Backup) bool { return s.Path == b.Path })
	})
}

func backupNames(backups []Backup) (names []string) {
	for _, b := range backups {
		names = append(names, b.Name)
	}
	return names
}

// note writes down what was added to a place and what removed, and, unless it is
// zero, when all was there.
func note(folder string, place Place, added, removed []string, last time.Time) error {
	places, err := Places(folder)
	if err != nil && !errors.Is(err, ErrPlacesDamaged) {
		return err
	}
	i := slices.IndexFunc(places, func(p Place) bool { return p.Folder == place.Folder })
	if i < 0 {
		i, places = len(places), append(places, Place{Folder: place.Folder})
	}
	p := &places[i]
	p.Label = place.Label
	if !last.IsZero() {
		p.Last = last.UTC().Truncate(time.Second)
	}
	p.Names = slices.DeleteFunc(append(p.Names, added...), func(name string) bool { return slices.Contains(removed, name) })
	slices.Sort(p.Names)
	p.Names = slices.Compact(p.Names)
	return writePlaces(folder, places)
}

// copyProved copies a file under a temporary name, reads it back, and only then
// gives it its own.
func copyProved(ctx context.Context, from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	draft := filepath.Join(filepath.Dir(to), temporary+filepath.Base(to))
	defer func() {
		if err != nil {
			err = errors.Join(err, Remove(draft))
		}
	}()
	written := newChecksum()
	err = whole(draft, func(f *os.File) error {
		_, err := io.Copy(io.MultiWriter(watchedFile{draft, f}, written), steady{ctx, source})
		return err
	})
	if err != nil {
		return err
	}
	copied, err := os.Open(draft)
	if err != nil {
		return err
	}
	read := newChecksum()
	_, err = io.Copy(read, steady{ctx, copied})
	if err = errors.Join(err, copied.Close()); err != nil {
		return err
	}
	if read.piece() != written.piece() {
		return ErrCopyDiffers
	}
	return Rename(draft, to)
}

// clearUnfinished clears away, in a folder of backups, what was killed before it
// was finished.
func clearUnfinished(folder string) error {
	left, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, entry := range left {
		switch path := filepath.Join(folder, entry.Name()); {
		case entry.IsDir() && strings.HasPrefix(entry.Name(), makingStart):
			err = errors.Join(err, removeFolder(path))
		case strings.HasPrefix(entry.Name(), temporary):
			err = errors.Join(err, Remove(path))
		}
	}
	return err
}
