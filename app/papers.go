package app

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"
)

// folderPreference is where a user wants papers to go.
const folderPreference = "papersFolder"

// Papers makes papers and shows where they are.
type Papers struct {
	door    *Door
	dialogs dialogs
}

// press prints into the folder the user chose, else into the private one beside
// the records: never Documents, which is often copied to the internet.
func (p *Papers) press(ctx context.Context) (press, error) {
	folder, err := p.folder(ctx)
	return press{door: p.door, records: p.door.store, folder: folder}, err
}

func (p *Papers) folder(ctx context.Context) (string, error) {
	chosen, err := p.door.store.Preferences(ctx, p.door.user())
	if folder := chosen[folderPreference]; folder != "" {
		return folder, err
	}
	return filepath.Join(p.door.folder, "papers"), err
}

// order makes an order at once, and gives its main paper.
func (p *Papers) order(act string, order Order) (Paper, error) {
	return ask(p.door, act, func(ctx context.Context) (Paper, error) {
		press, err := p.press(ctx)
		if err != nil {
			return Paper{}, err
		}
		made, err := press.make(ctx, order)
		if err != nil {
			return Paper{}, err
		}
		return made[0], nil
	})
}

// PrintDay prints all registers of a day into one PDF, by venue, then time; ""
// is today.
func (p *Papers) PrintDay(date string) (Paper, error) {
	return p.order("Papers.PrintDay", Order{Kind: string(papers.KindDayRegisters), Date: date})
}

// PrintRegister prints one session's sign-in sheet.
func (p *Papers) PrintRegister(sessionID string) (Paper, error) {
	return p.order("Papers.PrintRegister", Order{Kind: string(papers.KindRegister), Session: sessionID})
}

// PrintFacilitatorCopy prints one session's confidential copy for its tutor.
func (p *Papers) PrintFacilitatorCopy(sessionID string) (Paper, error) {
	return p.order("Papers.PrintFacilitatorCopy", Order{Kind: string(papers.KindFacilitatorCopy), Session: sessionID})
}

// PrintCourseRegister prints a run's register over all its sessions.
func (p *Papers) PrintCourseRegister(runID string) (Paper, error) {
	return p.order("Papers.PrintCourseRegister", Order{Kind: string(papers.KindCourseRegister), Run: runID})
}

// Certificates is who may have a certificate of a run, and who not and why.
func (p *Papers) Certificates(runID string) (college.RunCertificates, error) {
	return askAbout(p.door, "Papers.Certificates", runID, func(ctx context.Context) (college.RunCertificates, error) {
		return p.door.store.Certificates(ctx, runID)
	})
}

// PrintCertificates issues and prints the certificates of a run.
func (p *Papers) PrintCertificates(runID string) (Paper, error) {
	return p.order("Papers.PrintCertificates", Order{Kind: string(papers.KindCertificates), Run: runID})
}

// PrintTimetable prints a term's timetable; "" is the term that holds today.
func (p *Papers) PrintTimetable(term string) (Paper, error) {
	return p.order("Papers.PrintTimetable", Order{Kind: string(papers.KindTimetable), Term: term})
}

// Folder is where papers go.
func (p *Papers) Folder() (string, error) {
	return ask(p.door, "Papers.Folder", p.folder)
}

// ChooseFolder asks where papers shall go from now on; it gives the folder in
// use, which stays when the person thinks better of it.
func (p *Papers) ChooseFolder() (string, error) {
	return ask(p.door, "Papers.ChooseFolder", func(ctx context.Context) (string, error) {
		now, err := p.folder(ctx)
		if err != nil {
			return "", err
		}
		chosen, err := p.dialogs.chooseFolder(p.door.say("papers.chooseFolder", nil), now)
		if err != nil || chosen == "" {
			return now, err
		}
		if err := (press{folder: chosen}).ready(); err != nil {
			return now, err
		}
		return chosen, p.door.store.SavePreferences(ctx, p.door.user(), map[string]string{folderPreference: chosen})
	})
}

// Open shows a paper in the program the computer uses for it.
func (p *Papers) Open(path string) error {
	_, err := ask(p.door, "Papers.Open", func(ctx context.Context) (bool, error) {
		return true, openPaper(path)
	})
	return err
}

// openPaper shows a paper in the program the computer uses for it.
func openPaper(path string) error {
	if err := isPaper(path); err != nil {
		return err
	}
	if err := openFile(path); err != nil {
		return college.Refuse(college.Conflict, "papers.cannotOpen", "file", filepath.Base(path), "folder", filepath.Dir(path))
	}
	return nil
}

// ShowInFolder shows the folder a paper is in.
func (p *Papers) ShowInFolder(path string) error {
	_, err := ask(p.door, "Papers.ShowInFolder", func(ctx context.Context) (bool, error) {
		if err := isPaper(path); err != nil {
			return false, err
		}
		if err := showInFolder(path); err != nil {
			return false, college.Refuse(college.Conflict, "papers.cannotShow", "folder", filepath.Dir(path))
		}
		return true, nil
	})
	return err
}

// SaveElsewhere asks where and puts a copy of a paper there; an empty path in
// the answer means that the person thought better of it.
func (p *Papers) SaveElsewhere(path string) (Paper, error) {
	return ask(p.door, "Papers.SaveElsewhere", func(ctx context.Context) (Paper, error) {
		if err := isPaper(path); err != nil {
			return Paper{}, err
		}
		target, err := p.dialogs.saveFile(p.door.say("papers.saveElsewhere", nil), filepath.Base(path))
		if err != nil || target == "" {
			return Paper{Issues: []string{}}, err
		}
		if ending := strings.ToLower(filepath.Ext(path)); !strings.EqualFold(filepath.Ext(target), ending) {
			target += ending // the dialog of Linux does not add it
		}
		if err := copyWhole(path, target); err != nil {
			return Paper{}, college.Refuse(college.Conflict, "papers.cannotWrite", "folder", filepath.Dir(target))
		}
		return Paper{Path: target, File: filepath.Base(target), Folder: filepath.Dir(target), Issues: []string{}}, nil
	})
}

// paperMarks are how the files of papers begin, by their ending.
var paperMarks = map[string]string{".pdf": "%PDF-", ".html": "<!doctype html>"}

// isPaper refuses any path that is not a PDF, or its twin for reading by ear,
// that is there: the page may ask to open papers and nothing else.
func isPaper(path string) error {
	gone := college.Refuse(college.NotFound, "papers.gone", "file", filepath.Base(path))
	mark := paperMarks[strings.ToLower(filepath.Ext(path))]
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || mark == "" || !filepath.IsAbs(path) {
		return gone
	}
	file, err := os.Open(path)
	if err != nil {
		return gone
	}
	defer file.Close()
	first := make([]byte, len(mark))
	if _, err := io.ReadFull(file, first); err != nil || !strings.EqualFold(string(first), mark) {
		return gone
	}
	return nil
}

// copyWhole copies a file beside its target and moves it there.
func copyWhole(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	temporary, err := os.CreateTemp(filepath.Dir(to), ".saving-*.part")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = io.Copy(temporary, source)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), to)
}
