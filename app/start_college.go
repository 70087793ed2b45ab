package app

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/sample"
	"daybook/backend/store"
	"daybook/backend/typeset"
	"daybook/backend/vault"
)

// Start is the first run: a new college, the sample, or a backup brought back.
type Start struct {
	door    *Door
	dialogs dialogs
}

// StartForm is what a new college begins with.
type StartForm struct {
	College    string `json:"college"`
	Leader     string `json:"leader"`
	Passphrase string `json:"passphrase"`
}

// SheetAsked is a recovery sheet that was printed, and which of its groups have to be typed back (1 to 8).
type SheetAsked struct {
	Path string `json:"path"`
	File string `json:"file"`
	Ask  []int  `json:"ask"`
}

// StartBackup is a backup to bring back where no college is; Path is "" when the person thought better of it.
type StartBackup struct {
	Path    string       `json:"path"`
	File    string       `json:"file"`
	College string       `json:"college"`
	Made    string       `json:"made"` // 2026-11-20 17:15
	People  []GatePerson `json:"people"`
}

// beginning is a college that is ready to be made once its sheet is typed back.
type beginning struct {
	form   StartForm
	access *vault.Access
}

// Begin prints the recovery sheet of a new college; there is no college yet.
func (s *Start) Begin(form StartForm) (SheetAsked, error) {
	return ask(s.door, "Start.Begin", func(ctx context.Context) (SheetAsked, error) { return s.door.begin(form) })
}

func (d *Door) begin(form StartForm) (SheetAsked, error) {
	if !d.empty() {
		return SheetAsked{}, d.taken()
	}
	if err := store.Suits(d.folder); err != nil {
		return SheetAsked{}, err
	}
	form.College, form.Leader = strings.TrimSpace(form.College), strings.TrimSpace(form.Leader)
	switch {
	case !sayable(form.College, 120):
		return SheetAsked{}, wrongField("college", "cmd.new.name")
	case !sayable(form.Leader, 60):
		return SheetAsked{}, wrongField("leader", "access.nameNeeded")
	}
	if err := strong("passphrase", form.Passphrase, form.College, form.Leader); err != nil {
		return SheetAsked{}, err
	}
	access, err := vault.Found(form.College, vault.User{Name: form.Leader}, form.Passphrase, d.cost, d.clock.now())
	if err != nil {
		return SheetAsked{}, err
	}
	d.begun = &beginning{form, access}
	d.begun.form.Passphrase = ""
	return d.newSheet(form.College)
}

// taken is why no college can be begun in the folder.
func (d *Door) taken() error {
	if d.problem != nil {
		return d.problem
	}
	return college.Refuse(college.Conflict, "store.alreadyThere", "folder", d.folder)
}

// sayable is a name that can be printed and shown.
func sayable(name string, longest int) bool {
	hidden := func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) } // such as those that turn a line round
	return name != "" && utf8.ValidString(name) && utf8.RuneCountInString(name) <= longest && !strings.ContainsFunc(name, hidden)
}

// Finish makes the college once the groups asked for are typed back, in that
// order; its leader is signed in.
func (s *Start) Finish(groups []string) (Gate, error) {
	return ask(s.door, "Start.Finish", func(ctx context.Context) (Gate, error) {
		if err := s.door.finish(ctx, groups); err != nil {
			return Gate{}, err
		}
		return s.door.gate(), nil
	})
}

func (d *Door) finish(ctx context.Context, groups []string) error {
	if d.begun == nil || d.sheet == nil || !d.empty() {
		return college.Refuse(college.Conflict, "start.notBegun")
	}
	if err := d.typedBack(groups); err != nil {
		return err
	}
	access := d.begun.access
	if err := access.UseSheet(*d.sheet); err != nil {
		return err
	}
	if err := makeCollege(ctx, d.folder, d.begun.form.College, access, d.clock); err != nil {
		return err
	}
	d.begun, d.sheet = nil, nil
	sweepSheets(d.folder)
	if err := d.settleIn(); err != nil {
		return err
	}
	return d.open(ctx, access)
}

// settleIn takes the folder in hand that a college was just made in.
func (d *Door) settleIn() error {
	d.problem = d.arrive()
	return d.problem
}

// makeCollege makes a college with a name, the four topic areas most colleges
// begin with, and the rules a new one has.
func makeCollege(ctx context.Context, folder, name string, access *vault.Access, clock clocks) error {
	book := college.VenueBook{Cards: []college.Card{{ID: "card", Name: name}}}
	records := college.Records{
		Settings: []college.Settings{{ID: "settings", ShortName: name, TermsPerYear: 3, CertificateShare: college.DefaultCertificateRule.Share,
			OfferHours: 48, DBSMonths: 36}},
		AgeRules: []college.AgeRule{{ID: "age-adult", Arm: college.Adult, Min: 16, From: "2000-01-01"}},
	}
	for i, t := range []struct{ code, key string }{{"UMH", "topic.mentalHealth"}, {"UPH", "topic.physicalHealth"}, {"PA", "topic.activity"}, {"SH", "topic.skills"}} {
		records.Topics = append(records.Topics, college.Topic{ID: "topic-" + strings.ToLower(t.code), Code: t.code, Name: say(t.key), Colour: i, Order: i + 1, Active: true})
	}
	return store.Create(ctx, store.Options{Folder: folder, Access: access, Now: clock.now}, book, records)
}

// groupsAsked is how many groups of a sheet are typed back, of how many.
const (
	groupsAsked = 2
	groupsOf    = 8
)

// newSheet makes a recovery sheet, prints it into the private folder, and
// chooses which of its groups are to be typed back.
func (d *Door) newSheet(label string) (SheetAsked, error) {
	sweepSheets(d.folder)
	sheet := vault.NewSheet()
	folder := filepath.Join(d.folder, "papers")
	if err := (press{folder: folder}).ready(); err != nil {
		return SheetAsked{}, err
	}
	made := d.clock.now()
	name := papers.FileName(papers.KindRecoverySheet, college.DateOf(college.London(made)), "")
	values := papers.Recovery{College: label, Sample: label == sample.Name, Groups: sheet.Groups(), Made: made}
	_, err := press{door: d, folder: folder}.makeOne(context.Background(), papers.KindRecoverySheet, name,
		func(how papers.Printing) *typeset.Document { return papers.RecoverySheet(how, values) })
	if err != nil {
		return SheetAsked{}, err
	}
	d.sheet, d.asked = &sheet, twoOf(groupsOf)
	asked := SheetAsked{Path: filepath.Join(folder, name), File: name}
	for _, n := range d.asked {
		asked.Ask = append(asked.Ask, n+1)
	}
	return asked, nil
}

// twoOf chooses two groups at random, in order.
func twoOf(n int) []int {
	chosen := []int{}
	for len(chosen) < groupsAsked {
		if i := randomBelow(n); !slices.Contains(chosen, i) {
			chosen = append(chosen, i)
		}
	}
	slices.Sort(chosen)
	return chosen
}

func randomBelow(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // crypto/rand does not fail
	}
	return int(i.Int64())
}

// typedBack refuses groups that are not the ones asked for, by their fields.
func (d *Door) typedBack(groups []string) error {
	refusal := college.Refuse(college.Invalid, "form.invalid")
	for i, n := range d.asked {
		if i >= len(groups) || !d.sheet.Is(n, groups[i]) {
			refusal.Fields = append(refusal.Fields, college.FieldError{Field: "group" + string(rune('1'+i)), Key: "start.groupWrong"})
		}
	}
	if len(refusal.Fields) > 0 {
		return refusal
	}
	return nil
}

// sweepSheets removes recovery sheets that were printed: they have been typed
// back, or the setting up was given up.
func sweepSheets(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, "papers", "*"+sheetEnding()))
	for _, path := range left {
		_ = os.Remove(path) // the next start tries again
	}
}

// sheetEnding is how the names of recovery sheets end, after their date.
func sheetEnding() string {
	const day = college.Date("2026-01-01")
	return strings.TrimPrefix(papers.FileName(papers.KindRecoverySheet, day, ""), string(day))
}

// OpenSheet shows the recovery sheet that was just printed.
func (s *Start) OpenSheet(path string) error {
	_, err := ask(s.door, "Start.OpenSheet", func(context.Context) (bool, error) {
		if s.door.sheet == nil || !strings.HasSuffix(path, sheetEnding()) {
			return false, college.Refuse(college.NotFound, "papers.gone", "file", filepath.Base(path))
		}
		return true, openPaper(path)
	})
	return err
}

// Sample makes the sample college; its passphrases are on the sign-in page.
func (s *Start) Sample() (Gate, error) {
	return ask(s.door, "Start.Sample", func(ctx context.Context) (Gate, error) {
		if !s.door.empty() {
			return Gate{}, college.Refuse(college.Conflict, "store.alreadyThere", "folder", s.door.folder)
		}
		if err := sample.Make(ctx, s.door.folder, s.door.clock.now, s.door.cost, nil); err != nil {
			return Gate{}, err
		}
		err := s.door.settleIn()
		return s.door.gate(), err
	})
}

// ChooseBackup asks for a backup file; who could sign in on its day.
func (s *Start) ChooseBackup() (StartBackup, error) {
	return ask(s.door, "Start.ChooseBackup", func(context.Context) (StartBackup, error) {
		path, err := s.dialogs.openFile(s.door.say("start.chooseBackup.title", nil), "*.daybook-backup")
		if err != nil || path == "" {
			return StartBackup{People: []GatePerson{}}, err
		}
		return s.door.foreign(path)
	})
}

// foreign is what a backup says of itself without any key.
func (d *Door) foreign(path string) (StartBackup, error) {
	found := StartBackup{Path: path, File: filepath.Base(path), People: []GatePerson{}}
	ring, made, err := foreignRing(path, d.cost)
	if err != nil {
		return found, err
	}
	found.College, found.Made = ring.Label(), moment(made)
	for _, u := range ring.Users() {
		found.People = append(found.People, GatePerson{u.ID, u.Name, string(u.Role)})
	}
	return found, nil
}

// foreignRing is the keyring in a backup and when that was made, or why there is
// none, in words.
func foreignRing(path string, cost vault.Cost) (*vault.Ring, time.Time, error) {
	ring, made, err := vault.ForeignRing(path, cost)
	if err == nil {
		return ring, made, nil
	}
	problem := vault.Damaged
	if other := vault.Problem(""); errors.As(err, &other) {
		problem = other
	}
	return nil, made, college.Refuse(college.Conflict, string(problem), "file", filepath.Base(path))
}

// Restore brings a college back from a backup, with the keyring of its day: a
// leader's passphrase of that day, or its recovery sheet, opens it.
func (s *Start) Restore(path, userID, passphrase string) (Gate, error) {
	return ask(s.door, "Start.Restore", func(ctx context.Context) (Gate, error) {
		if err := s.door.restoreLost(ctx, path, userID, passphrase); err != nil {
			return Gate{}, err
		}
		return s.door.gate(), nil
	})
}

// keyringLost tells whether nobody can sign in because the keyring is gone.
func (d *Door) keyringLost() bool {
	return errors.Is(d.problem, vault.ErrNoRing) || errors.Is(d.problem, vault.ErrRingDamaged) || errors.Is(d.problem, vault.ErrRingForeign)
}

// ofThatDay opens the keyring of a backup with a passphrase of its day, or with
// the eight groups of its recovery sheet.
func ofThatDay(ring *vault.Ring, userID, typed string, now time.Time) (*vault.Access, error) {
	if vault.IsSheet(typed) {
		return ring.Recover(typed, now)
	}
	return ring.Unlock(userID, typed, now)
}

// restoreLost restores where no college is, or one whose keyring is lost.
func (d *Door) restoreLost(ctx context.Context, path, userID, passphrase string) (err error) {
	if !d.empty() && !d.keyringLost() {
		return college.Refuse(college.Conflict, "store.alreadyThere", "folder", d.folder)
	}
	ring, _, err := foreignRing(path, d.cost)
	if err != nil {
		return err
	}
	access, err := ofThatDay(ring, userID, passphrase, d.clock.now())
	if err != nil {
		return err
	}
	defer access.Close()
	if access.User.Role != vault.Leader {
		return college.Refuse(college.Forbidden, "start.leaderNeeded")
	}
	home := d.home
	if home == nil {
		if home, err = store.EnterNew(d.folder); err != nil {
			return err
		}
	}
	done, err := store.Restore(ctx, store.Restoring{Home: home, Access: access, Backup: path, Now: d.clock.now})
	if err != nil {
		if d.home == nil {
			err = errors.Join(err, home.Leave())
		}
		return err
	}
	if err := home.Leave(); err != nil {
		return err
	}
	d.home = nil
	if err := d.settleIn(); err != nil {
		return err
	}
	if done.Access.User.ID == vault.Recovery {
		done.Access.Close() // the sheet lets a leader choose a new passphrase, at the sign-in page
		return nil
	}
	return d.open(ctx, done.Access)
}
