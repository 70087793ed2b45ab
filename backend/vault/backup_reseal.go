package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Resealing is what became of the backups after a rotation, by path.
type Resealing struct {
	Resealed []string
	Deleted  []string // of this college, but no key opens them, so they could not be re-sealed
	Left     []string // cannot be read, so nobody knows whose they are; or to be deleted while there is no good one
}

// ResealBackups seals every backup of this college anew, in a folder of backups
// and in those of its second places that can be reached: fresh file keys under
// today's keys, today's keyring inside. Afterwards the keys of before, and the
// old keyrings that stood in the backups, open none of them. One that cannot be
// opened is deleted, but never before there is one that can.
//
// Each is replaced by one rename. Doing it again is harmless and goes on with the
// rest; OutOfReach names what is left. With an error of a disk nothing is deleted
// that could not be read, and the former keys must be kept for another time.
func (a *Access) ResealBackups(ctx context.Context, folder string) (done Resealing, err error) {
	for _, c := range Files {
		if !a.May(c) {
			return done, ErrNoGrant
		}
	}
	folders := []string{folder}
	places, err := Places(folder)
	for _, p := range places {
		if reachable(folder, p.Folder) == nil {
			folders = append(folders, p.Folder)
		}
	}
	var lost []string
	for _, folder := range folders {
		paths, listErr := backupsIn(folder)
		err = errors.Join(err, listErr, clearUnfinished(folder))
		for _, path := range paths {
			one := a.reseal(ctx, path)
			switch {
			case ctx.Err() != nil:
				return done, ctx.Err()
			case one == nil:
				done.Resealed = append(done.Resealed, path)
			case errors.Is(one, errAsItShould), errors.Is(one, OtherCollege):
			case errors.Is(one, errLost):
				lost = append(lost, path)
			case errors.As(one, new(Problem)):
				done.Left = append(done.Left, path)
			default:
				done.Left = append(done.Left, path)
				err = errors.Join(err, one)
			}
		}
	}
	if !a.hasGood(folder) {
		done.Left = append(done.Left, lost...)
		return done, err
	}
	for _, path := range lost {
		if one := Remove(path); one != nil {
			err = errors.Join(err, one)
			continue
		}
		done.Deleted = append(done.Deleted, path)
	}
	return done, err
}

// How reseal ends, beside well and with what the disk says.
var (
	errAsItShould = errors.New("vault: sealed under today's keys already")
	errLost       = errors.New("vault: of this college, and cannot be opened")
)

// reseal replaces one backup by the same under today's keys.
func (a *Access) reseal(ctx context.Context, path string) error {
	f, err := a.inspect(path, nil)
	if f.bundle != nil {
		defer f.Close()
	}
	switch {
	case err != nil:
		return err
	case f.Problem == "":
	case f.bundle != nil && f.College == a.Ring().ID():
		return errLost
	default:
		return f.Problem
	}
	if !slices.ContainsFunc(f.manifest.Parts, func(p manifestPart) bool { return a.keyName(p.Compartment) != p.Under }) {
		return errAsItShould
	}
	if err := f.prove(ctx); errors.Is(err, Damaged) {
		return errLost
	} else if err != nil {
		return err
	}
	own, err := newMaking(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer removeFolder(own) // else the next making does
	return a.resealInto(ctx, own, f)
}

// resealInto does it in the folder of a making.
func (a *Access) resealInto(ctx context.Context, own string, f inspection) error {
	fresh := manifest{Format: backupFormat, College: f.College, Made: f.manifest.Made, Why: f.manifest.Why}
	details, targets := map[Compartment]Details{}, map[Compartment]Target{}
	for i, p := range f.manifest.Parts {
		c, key := p.Compartment, NewFileKey()
		wrapped, err := a.WrapKey(c, fileKeyOf, key)
		if err != nil {
			return err
		}
		fresh.Parts = append(fresh.Parts, manifestPart{Compartment: c, Schema: p.Schema, Under: a.keyName(c), Key: wrapped})
		details[c] = *f.Backup.Parts[i].Details
		targets[c] = Target{filepath.Join(own, partName(c)), key}
	}
	if err := f.unpack(ctx, targets); err != nil {
		return err
	}
	f.Close() // Windows replaces no open file
	_, err := a.pack(ctx, own, fresh, details, f.Path)
	return err
}

// hasGood is whether a folder has a backup that opens.
func (a *Access) hasGood(folder string) bool {
	paths, _ := backupsIn(folder)
	return slices.ContainsFunc(paths, func(path string) bool {
		b, err := a.look(path, nil)
		return err == nil && b.Problem == ""
	})
}

// backupsIn are the paths of what is called a backup in a folder; none in one
// that is not there.
func backupsIn(folder string) (paths []string, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		if entry.Type().IsRegular() && strings.HasSuffix(entry.Name(), suffix) {
			paths = append(paths, filepath.Join(folder, entry.Name()))
		}
	}
	return paths, err
}
