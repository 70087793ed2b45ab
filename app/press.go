package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/store"
	"daybook/backend/typeset"
)

// Paper is a paper that was made, and where it is.
type Paper struct {
	Path   string   `json:"path"`
	File   string   `json:"file"`
	Folder string   `json:"folder"`
	Kind   string   `json:"kind"`
	Pages  int      `json:"pages"`
	Issues []string `json:"issues"` // what could not be set as it is, in sentences
}

// press makes papers into a folder. The window and the command line each have
// their own way to choose it.
type press struct {
	door     *Door
	records  *store.Store
	folder   string
	progress func(done, total int)
}

// ready makes sure that papers can be put into the folder, before anything is
// given a number or issued for one. What a printing cut short by a power cut
// left there a day ago is swept away.
func (p press) ready() error {
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		return college.Refuse(college.Conflict, "papers.cannotWrite", "folder", p.folder)
	}
	trial, err := os.CreateTemp(p.folder, unfinished)
	if err != nil {
		return college.Refuse(college.Conflict, "papers.cannotWrite", "folder", p.folder)
	}
	old, _ := filepath.Glob(filepath.Join(p.folder, unfinished)) // the pattern is a good one
	for _, path := range old {
		if info, err := os.Lstat(path); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			takeAway(path) // the next printing tries again
		}
	}
	return errors.Join(trial.Close(), os.Remove(trial.Name()))
}

// missing are a folder and those it is in, as far as they are not there, the
// outermost first: what is deferred for each is done the other way round.
func missing(folder string) (folders []string) {
	for {
		if _, err := os.Lstat(folder); !errors.Is(err, fs.ErrNotExist) || folder == filepath.Dir(folder) {
			slices.Reverse(folders)
			return folders
		}
		folders, folder = append(folders, folder), filepath.Dir(folder)
	}
}

// takeAway deletes a file that is not to stay, if it is still there. That it
// stays is worth knowing, since papers are confidential: the log says so without
// its name.
func takeAway(path string) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		slog.Warn("an unfinished paper stays", "error", errors.Unwrap(err))
	}
}

// unfinished is the pattern of the names of papers being made.
const unfinished = ".making-*"

// newFile makes the file that a paper is painted into; tests fill the disk.
var newFile = os.CreateTemp

// free makes sure that a paper of this name can be put there: a PDF that is
// open in another program cannot be written over on Windows, a folder nowhere.
func (p press) free(name string) error {
	if info, err := os.Stat(filepath.Join(p.folder, name)); err == nil && info.IsDir() {
		return college.Refuse(college.Conflict, "papers.isFolder", "file", name, "folder", p.folder)
	}
	there, err := os.OpenFile(filepath.Join(p.folder, name), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return college.Refuse(college.Conflict, "papers.inUse", "file", name)
	}
	return there.Close()
}

// make makes what an order asks for: every file of it, or none. What was made is
// noted. Who stops it by ending ctx finds no file; certificates that had their
// numbers by then keep them, are not on paper yet, and come out as no duplicates
// when they are asked for again.
func (p press) make(ctx context.Context, o Order) (made []Paper, err error) {
	k, o, err := p.kindOf(o)
	if err != nil {
		return nil, err
	}
	for _, folder := range missing(p.folder) {
		defer func() {
			if err != nil {
				_ = os.Remove(folder) // refused while something is in it
			}
		}()
	}
	if err := p.ready(); err != nil {
		return nil, err
	}
	if k.issues { // nothing is issued for a paper that could not be put there
		if err := p.records.Rehearse(ctx, func(ctx context.Context) error { _, err := p.sheets(ctx, k, o); return err }); err != nil {
			return nil, err
		}
	}
	sheets, err := p.sheets(ctx, k, o)
	if err != nil {
		return nil, err
	}
	if made, err = p.paintAll(ctx, o, sheets); err != nil {
		return nil, err
	}
	return made, p.note(context.WithoutCancel(ctx), o, sheets)
}

// preview sets the main paper of an order without side effects: no row is
// numbered, no certificate issued, nothing noted. notes are what else to know.
func (p press) preview(ctx context.Context, o Order) (document *typeset.Document, notes []string, err error) {
	k, o, err := p.kindOf(o)
	if err != nil {
		return nil, nil, err
	}
	sheets, face, err := p.rehearsed(ctx, k, o)
	if err != nil {
		return nil, nil, err
	}
	return sheets[0].set(p.printing(o, face)), sheets[0].notes, nil
}

// rehearsed reads what an order is set from, and takes back whatever reading it
// gave a number to.
func (p press) rehearsed(ctx context.Context, k kind, o Order) (sheets []sheet, face college.Face, err error) {
	err = p.records.Rehearse(ctx, func(ctx context.Context) (err error) {
		if sheets, err = k.read(p, ctx, o); err == nil {
			face, err = p.records.Face(ctx)
		}
		return err
	})
	return sheets, face, err
}

// sheets reads what an order is set from, and makes sure that each file can be
// put where it belongs.
func (p press) sheets(ctx context.Context, k kind, o Order) ([]sheet, error) {
	sheets, err := k.read(p, ctx, o)
	for _, s := range sheets {
		err = firstOf(err, p.free(s.name(o)))
	}
	return sheets, err
}

// note writes down that papers were made: they lie in the folder by now.
func (p press) note(ctx context.Context, o Order, sheets []sheet) error {
	for _, s := range sheets {
		if s.printed != nil {
			if err := s.printed(ctx); err != nil {
				return err
			}
		}
		if err := p.noteOne(ctx, string(s.kind), s.record, s.name(o)); err != nil {
			return err
		}
	}
	return nil
}

// noteOne notes a paper among those made; of a volunteer, who opens the venue
// book alone, the audit of that book has its line.
func (p press) noteOne(ctx context.Context, kind, recordID, name string) error {
	if kindNamed(kind).roles.has("volunteer") && !p.door.opensCollege() {
		return p.records.Note(ctx, "act.paper", "venue", recordID)
	}
	return p.records.NotePaper(ctx, kind, recordID, name)
}

// paintAll paints every file of an order beside its place, then moves them there.
func (p press) paintAll(ctx context.Context, o Order, sheets []sheet) (made []Paper, err error) {
	face, err := p.records.Face(ctx)
	if err != nil {
		return nil, err
	}
	how := p.printing(o, face)
	drying := make([]wet, 0, len(sheets))
	defer func() {
		for _, w := range drying {
			takeAway(w.temporary)
		}
	}()
	for _, s := range sheets {
		w, err := p.paint(ctx, s.kind, s.name(o), s.set(how), o.Format)
		drying = append(drying, w)
		if err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i, w := range drying {
		if err := w.place(); err != nil {
			return nil, err
		}
		w.paper.Issues = append(w.paper.Issues, sheets[i].notes...)
		made = append(made, w.paper)
	}
	return made, nil
}

// printing is how the sheets of an order are set.
func (p press) printing(o Order, face college.Face) papers.Printing {
	return papers.Printing{At: college.London(p.door.clock.now()), By: p.door.userName(), Edition: o.edition(), Words: p.door.words, Face: face}
}

// wet is a paper painted into a file beside its place.
type wet struct {
	paper     Paper
	temporary string
}

// paint paints a document into a file beside its place: there is a whole paper
// or none. The file is there also when it fails, for the caller to remove.
func (p press) paint(ctx context.Context, kind papers.Kind, name string, document *typeset.Document, format string) (w wet, err error) {
	path := filepath.Join(p.folder, name)
	temporary, err := newFile(p.folder, unfinished)
	if err != nil {
		return w, college.Refuse(college.Conflict, "papers.cannotWrite", "folder", p.folder)
	}
	w = wet{temporary: temporary.Name(), paper: Paper{Path: path, File: name, Folder: p.folder, Kind: string(kind)}}
	if format == formatHTML {
		if err = ctx.Err(); err == nil {
			err = typeset.HTML(temporary, document)
		}
		w.paper.Pages, w.paper.Issues = 1, []string{} // a page for reading shrinks, splits and cuts nothing
	} else {
		var result typeset.Result
		result, err = typeset.Render(ctx, temporary, document, p.progress)
		w.paper.Pages, w.paper.Issues = result.Pages, p.issues(kind, result.Issues)
	}
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return w, noRoom(err, p.folder)
	}
	return w, nil
}

// place moves a paper where it belongs.
func (w wet) place() error {
	if err := os.MkdirAll(filepath.Dir(w.paper.Path), 0o700); err != nil {
		return college.Refuse(college.Conflict, "papers.cannotWrite", "folder", filepath.Dir(w.paper.Path))
	}
	if err := os.Rename(w.temporary, w.paper.Path); err != nil {
		return college.Refuse(college.Conflict, "papers.inUse", "file", w.paper.File)
	}
	return nil
}

// makeOne makes a paper that no order asks for: the audit, a recovery sheet.
func (p press) makeOne(ctx context.Context, kind papers.Kind, name string, set func(papers.Printing) *typeset.Document) (Paper, error) {
	if err := p.free(name); err != nil {
		return Paper{}, err
	}
	var face college.Face
	if p.records != nil {
		var err error
		if face, err = p.records.Face(ctx); err != nil {
			return Paper{}, err
		}
	}
	w, err := p.paint(ctx, kind, name, set(p.printing(Order{}, face)), "")
	defer os.Remove(w.temporary)
	if err == nil {
		err = w.place()
	}
	if err != nil {
		return Paper{}, err
	}
	return w.paper, nil
}

// noRoom turns a failed writing of a file into a sentence.
func noRoom(err error, folder string) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return college.Refuse(college.Conflict, "papers.noRoom", "folder", folder)
	}
	return err
}

// issues says what was done to the texts of a paper, those about one person
// together.
func (p press) issues(kind papers.Kind, all []typeset.Issue) []string {
	said, seen := []string{}, map[string]bool{}
	for _, issue := range all {
		if issue.Subject == "" {
			issue.Subject = p.door.say("papers.issue.aLine", college.Values{"kind": p.door.paperName(string(kind))})
		}
		sentence := p.door.say("papers.issue."+string(issue.Kind), college.Values{
			"subject": issue.Subject, "detail": issue.Detail, "page": fmt.Sprint(issue.Page)})
		if !seen[sentence] {
			seen[sentence], said = true, append(said, sentence)
		}
	}
	return said
}

// headline sums up what to know before printing: how many names use letters that
// cannot be printed, else how many things there are; "" for none.
func (p press) headline(kind papers.Kind, all []typeset.Issue) string {
	names := map[string]bool{}
	for _, issue := range all {
		if issue.Kind == typeset.MissingGlyph {
			names[issue.Subject+"\n"+issue.Detail] = true
		}
	}
	switch {
	case len(names) > 0:
		return p.door.say("print.headline.letters", college.Values{"count": fmt.Sprint(len(names))})
	case len(all) > 0:
		return p.door.say("print.headline.fitted", college.Values{"count": fmt.Sprint(len(p.issues(kind, all)))})
	}
	return ""
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
