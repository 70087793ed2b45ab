package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// Paper is a PDF that was made, and where it is.
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
	folder   string
	edition  typeset.Edition
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
			_ = os.Remove(path) // the next printing tries again
		}
	}
	return errors.Join(trial.Close(), os.Remove(trial.Name()))
}

// unfinished is the pattern of the names of papers being made.
const unfinished = ".making-*.pdf"

// free makes sure that a paper of this name can be put there: a PDF that is
// open in another program cannot be written over on Windows.
func (p press) free(name string) error {
	there, err := os.OpenFile(filepath.Join(p.folder, name), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return college.Refuse(college.Conflict, "papers.inUse", "file", name)
	}
	return there.Close()
}

// print makes a paper and notes that it was made.
func (p press) print(ctx context.Context, kind papers.Kind, recordID, name string, set func(papers.Printing) *typeset.Document) (Paper, error) {
	paper, err := p.paint(ctx, kind, name, set)
	if err != nil {
		return Paper{}, err
	}
	return paper, p.door.store.NotePaper(ctx, string(kind), recordID, name)
}

// paint sets a document, paints it into a file beside its place and moves it
// there: there is a whole paper or none.
func (p press) paint(ctx context.Context, kind papers.Kind, name string, set func(papers.Printing) *typeset.Document) (paper Paper, err error) {
	if err := p.free(name); err != nil {
		return paper, err
	}
	temporary, err := os.CreateTemp(p.folder, unfinished)
	if err != nil {
		return paper, college.Refuse(college.Conflict, "papers.cannotWrite", "folder", p.folder)
	}
	defer os.Remove(temporary.Name())
	document := set(papers.Printing{At: college.London(p.door.clock.now()), By: p.door.userName(), Edition: p.edition, Words: p.door.words})
	result, err := typeset.Render(ctx, temporary, document, p.progress)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return paper, noRoom(err, p.folder)
	}
	path := filepath.Join(p.folder, name)
	if err := os.Rename(temporary.Name(), path); err != nil {
		return paper, college.Refuse(college.Conflict, "papers.inUse", "file", name)
	}
	return Paper{Path: path, File: name, Folder: p.folder, Kind: string(kind), Pages: result.Pages, Issues: p.issues(result.Issues)}, nil
}

// noRoom turns a failed writing of a file into a sentence.
func noRoom(err error, folder string) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return college.Refuse(college.Conflict, "papers.noRoom", "folder", folder)
	}
	return err
}

// issues says what was done to texts, those about one person together.
func (p press) issues(all []typeset.Issue) []string {
	said, seen := []string{}, map[string]bool{}
	for _, issue := range all {
		if issue.Subject == "" {
			issue.Subject = say("papers.issue.aLine")
		}
		sentence := p.door.say("papers.issue."+string(issue.Kind), college.Values{
			"subject": issue.Subject, "detail": issue.Detail, "page": fmt.Sprint(issue.Page)})
		if !seen[sentence] {
			seen[sentence], said = true, append(said, sentence)
		}
	}
	return said
}

// name is a paper's file name; an edition that is not the usual one says so, so
// that the two can lie side by side.
func (p press) name(kind papers.Kind, date college.Date, reference string) string {
	name := strings.TrimSuffix(papers.FileName(kind, date, reference), ".pdf")
	if p.edition.BodySize() >= papers.LargePrint {
		name += " large print"
	}
	if p.edition.Paper == typeset.A3 {
		name += " A3"
	}
	return name + ".pdf"
}

// day prints the sign-in sheets of a day, or its facilitators' copies.
func (p press) day(ctx context.Context, date college.Date, facilitators bool) (Paper, error) {
	if date == "" {
		date = p.door.store.Today()
	}
	day, err := p.door.store.DayRegisters(ctx, date)
	if err != nil {
		return Paper{}, err
	}
	if len(day.Registers) == 0 {
		next, err := p.door.store.NextDayWithSessions(ctx, date)
		if err != nil || next == "" {
			return Paper{}, firstOf(err, college.Refuse(college.NotFound, "papers.noSessions", "date", string(date)))
		}
		return Paper{}, college.Refuse(college.NotFound, "papers.noSessionsNext", "date", string(date), "next", string(next))
	}
	kind, set := papers.KindDayRegisters, papers.SignIn
	if facilitators {
		kind = papers.KindDayFacilitatorCopies
		set = func(how papers.Printing, registers []college.Register) *typeset.Document {
			return papers.FacilitatorCopy(how, registers)
		}
	}
	return p.print(ctx, kind, string(date), p.name(kind, date, ""), func(how papers.Printing) *typeset.Document {
		return set(how, day.Registers)
	})
}

// session prints one session's sign-in sheet, or its facilitator's copy.
func (p press) session(ctx context.Context, sessionID string, facilitator bool) (Paper, error) {
	register, err := p.door.store.Register(ctx, sessionID)
	if err != nil {
		return Paper{}, err
	}
	kind := papers.KindRegister
	if facilitator {
		kind = papers.KindFacilitatorCopy
	}
	name := p.name(kind, register.Head.Date, register.Head.Reference)
	return p.print(ctx, kind, sessionID, name, func(how papers.Printing) *typeset.Document {
		if facilitator {
			return papers.FacilitatorCopy(how, []college.Register{register})
		}
		return papers.SignIn(how, []college.Register{register})
	})
}

// courseRegister prints a run's register over all its sessions.
func (p press) courseRegister(ctx context.Context, runID string) (Paper, error) {
	register, err := p.door.store.CourseRegister(ctx, runID)
	if err != nil {
		return Paper{}, err
	}
	name := p.name(papers.KindCourseRegister, register.Head.Date, register.Head.Reference)
	return p.print(ctx, papers.KindCourseRegister, runID, name, func(how papers.Printing) *typeset.Document {
		return papers.CourseRegister(how, register)
	})
}

// certificates issues and prints a run's certificates, and beside them the list
// of who has one and who has not and why.
func (p press) certificates(ctx context.Context, runID string) (certificates, staffList Paper, err error) {
	sheet, err := p.door.store.Certificates(ctx, runID)
	if err != nil {
		return certificates, staffList, err
	}
	name := func(kind papers.Kind) string { return p.name(kind, sheet.LastDate, sheet.Head.Reference) }
	if err := firstOf(p.free(name(papers.KindCertificates)), p.free(name(papers.KindCertificateList))); err != nil {
		return certificates, staffList, err
	}
	if sheet, err = p.door.store.IssueCertificates(ctx, runID); err != nil {
		return certificates, staffList, err
	}
	certificates, err = p.print(ctx, papers.KindCertificates, runID, name(papers.KindCertificates), func(how papers.Printing) *typeset.Document {
		return papers.Certificates(how, sheet, papers.CertificateLook{})
	})
	if err == nil {
		err = p.door.store.CertificatesPrinted(ctx, sheet)
	}
	if err != nil {
		return certificates, staffList, err
	}
	staffList, err = p.print(ctx, papers.KindCertificateList, runID, name(papers.KindCertificateList), func(how papers.Printing) *typeset.Document {
		return papers.CertificateList(how, sheet)
	})
	return certificates, staffList, err
}

// timetable prints a term's timetable as a list, or at a glance.
func (p press) timetable(ctx context.Context, term string, atAGlance bool) (Paper, error) {
	timetable, err := p.door.store.TermTimetable(ctx, term)
	if err != nil {
		return Paper{}, err
	}
	kind, set := papers.KindTimetable, papers.TimetableList
	if atAGlance {
		kind, set = papers.KindTimetableGrid, papers.TimetableGrid
		if p.edition.BodySize() >= papers.LargePrint {
			p.edition.Paper = typeset.A3 // on A4 its columns would break words
		}
	}
	name := p.name(kind, timetable.Term.Start, timetable.Term.Code)
	return p.print(ctx, kind, timetable.Term.ID, name, func(how papers.Printing) *typeset.Document { return set(how, timetable) })
}

// everything prints one of each kind of paper, as a look round a college: the
// registers of the next day with sessions, a run's register, the certificates
// of the run that ended last, and the term's timetable. Certificates that are
// in the folder already are left alone, since printing them again would make
// duplicates; left is their file.
func (p press) everything(ctx context.Context, tell func(Paper)) (left string, err error) {
	day, err := p.door.store.NextDayWithSessions(ctx, p.door.store.Today())
	if err != nil {
		return "", err
	}
	runs, err := p.door.store.Runs(ctx, "")
	if err != nil {
		return "", err
	}
	steps := []func() (Paper, error){
		func() (Paper, error) { return p.timetable(ctx, "", false) },
		func() (Paper, error) { return p.timetable(ctx, "", true) },
	}
	if run, found := longest(runs); found {
		steps = append(steps, func() (Paper, error) { return p.courseRegister(ctx, run.RunID) })
	}
	if day != "" {
		steps = append(steps,
			func() (Paper, error) { return p.day(ctx, day, false) },
			func() (Paper, error) { return p.day(ctx, day, true) })
	}
	for _, step := range steps {
		paper, err := step()
		if err != nil {
			return "", err
		}
		tell(paper)
	}
	return p.lastCertificates(ctx, runs, tell)
}

// longest is the run under way with the most sessions.
func longest(runs []college.RunLine) (best college.RunLine, found bool) {
	for _, r := range runs {
		if r.Status == college.RunRunning && r.Sessions > best.Sessions {
			best, found = r, true
		}
	}
	return best, found
}

// lastCertificates prints the certificates of the completed run that ended last
// and has given none yet; left is the file when they are printed already.
func (p press) lastCertificates(ctx context.Context, runs []college.RunLine, tell func(Paper)) (left string, err error) {
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].Last > runs[j].Last })
	for _, r := range runs {
		if r.Status != college.RunCompleted {
			continue
		}
		sheet, err := p.door.store.Certificates(ctx, r.RunID)
		if err != nil {
			return "", err
		}
		if name := p.name(papers.KindCertificates, sheet.LastDate, r.Reference); fileThere(p.folder, name) {
			return name, nil
		}
		if slices.ContainsFunc(sheet.Candidates, func(c college.CertificateCandidate) bool { return c.Issued != nil }) {
			continue
		}
		certificates, staffList, err := p.certificates(ctx, r.RunID)
		if refusal := college.AsRefusal(err); refusal != nil && strings.HasPrefix(refusal.Key, "certificate.") {
			continue
		}
		if err != nil {
			return "", err
		}
		tell(certificates)
		tell(staffList)
		return "", nil
	}
	return "", nil
}

func fileThere(folder, name string) bool {
	_, err := os.Stat(filepath.Join(folder, name))
	return err == nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
