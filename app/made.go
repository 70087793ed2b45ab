package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"daybook/backend/college"
	"daybook/backend/words"
)

// keptFor is how long a file that was made may lie in the folder before deleting
// it is offered.
const keptFor = 7 * 24 * time.Hour

// Made is a page of the papers that were made, newest first; the first is 1.
func (c *PrintCentre) Made(page int) (MadePapers, error) {
	return ask(c.door, "PrintCentre.Made", func(ctx context.Context) (MadePapers, error) {
		folder, err := (&Papers{c.door, c.dialogs}).folder(ctx)
		if err != nil {
			return MadePapers{}, err
		}
		return c.door.made(ctx, folder, page)
	})
}

func (d *Door) made(ctx context.Context, folder string, page int) (MadePapers, error) {
	noted, err := d.store.PapersMade(ctx, max(1, page))
	if err != nil {
		return MadePapers{}, err
	}
	old, err := d.oldPapers(ctx, folder)
	told := MadePapers{Papers: []MadePaper{}, Page: noted.Page, Pages: noted.Pages, Old: len(old)}
	for _, n := range noted.Papers {
		line := MadePaper{Kind: n.Kind, Name: d.paperName(n.Kind), File: n.File, By: d.nameOf(n.By), At: n.At}
		if path := filepath.Join(folder, n.File); isPaper(path) == nil {
			line.Path, line.Old = path, slices.Contains(old, path)
		}
		told.Papers = append(told.Papers, line)
	}
	return told, err
}

func (d *Door) paperName(kind string) string {
	if words.Has("paperKind." + kind) {
		return d.say("paperKind."+kind, nil)
	}
	return kind
}

// notedPapers are the files that Daybook made and that still lie in the folder,
// by path, with when they were made last.
func (d *Door) notedPapers(ctx context.Context, folder string) (map[string]time.Time, error) {
	noted := map[string]time.Time{}
	for page := 1; ; page++ {
		found, err := d.store.PapersMade(ctx, page)
		if err != nil {
			return nil, err
		}
		for _, n := range found.Papers {
			path := filepath.Join(folder, n.File)
			if !filepath.IsLocal(n.File) || isPaper(path) != nil {
				continue
			}
			if at := n.At.Time(); at.After(noted[path]) {
				noted[path] = at
			}
		}
		if page >= found.Pages {
			return noted, nil
		}
	}
}

// oldPapers are, of those, the ones older than a week: what was printed again
// since is not, nor is a file that somebody put there under the same name since.
func (d *Door) oldPapers(ctx context.Context, folder string) (paths []string, err error) {
	noted, err := d.notedPapers(ctx, folder)
	if err != nil {
		return nil, err
	}
	before := d.clock.now().Add(-keptFor)
	for path, at := range noted {
		if info, err := os.Stat(path); err == nil && at.Before(before) && !info.ModTime().After(before) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths, nil
}

// DeleteOld deletes the files that Daybook made more than 7 days ago from the
// papers folder, and tells how many they were. What it did not make, or somebody
// changed since, stays; so does the list.
func (c *PrintCentre) DeleteOld() (int, error) {
	return ask(c.door, "PrintCentre.DeleteOld", func(ctx context.Context) (int, error) {
		folder, err := (&Papers{c.door, c.dialogs}).folder(ctx)
		if err != nil {
			return 0, err
		}
		old, err := c.door.oldPapers(ctx, folder)
		if err != nil {
			return 0, err
		}
		deleted := 0
		for _, path := range old {
			if err := deletePaper(folder, path); err != nil {
				return deleted, err
			}
			deleted++
		}
		return deleted, nil
	})
}

// Delete deletes one file that Daybook made from the papers folder.
func (c *PrintCentre) Delete(path string) error {
	_, err := ask(c.door, "PrintCentre.Delete", func(ctx context.Context) (bool, error) {
		folder, err := (&Papers{c.door, c.dialogs}).folder(ctx)
		if err != nil {
			return false, err
		}
		noted, err := c.door.notedPapers(ctx, folder)
		if err != nil {
			return false, err
		}
		if _, ours := noted[filepath.Clean(path)]; !ours {
			return false, college.Refuse(college.NotFound, "papers.gone", "file", filepath.Base(path))
		}
		return true, deletePaper(folder, filepath.Clean(path))
	})
	return err
}

// deletePaper deletes a file, and the folder of single certificates it was the
// last of.
func deletePaper(folder, path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return college.Refuse(college.Conflict, "papers.inUse", "file", filepath.Base(path))
	}
	if below := filepath.Dir(path); below != folder {
		_ = os.Remove(below) // refused while something is in it
	}
	return nil
}
