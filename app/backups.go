package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
	"daybook/backend/words"
)

// Backups are the sealed copies.
type Backups struct {
	door    *Door
	dialogs dialogs
}

// BackupLine is one backup in the list.
type BackupLine struct {
	Name     string `json:"name"`
	Made     string `json:"made"` // 2026-11-20 17:15, London
	Why      string `json:"why"`  // in words
	Whole    bool   `json:"whole"`
	Bytes    int64  `json:"bytes"`
	Students int    `json:"students"`
	Sessions int    `json:"sessions"`
	Bookings int    `json:"bookings"`
	Venues   int    `json:"venues"`
	Problem  string `json:"problem"` // a sentence; "" is fine
}

// BackupsView is the page of backups.
type BackupsView struct {
	Backups      []BackupLine `json:"backups"` // newest first
	Folder       string       `json:"folder"`
	SecondFolder string       `json:"secondFolder"`
	SecondLast   string       `json:"secondLast"` // date of the last copy there
	SecondDue    bool         `json:"secondDue"`
	LastDrill    string       `json:"lastDrill"` // date of the last restore drill
	MayRestore   bool         `json:"mayRestore"`
	Sentence     string       `json:"sentence"` // what was just done, "" when only looked at
}

// CountLine is one count, in the backup and today.
type CountLine struct {
	What string `json:"what"`
	Was  int    `json:"was"`
	Now  int    `json:"now"` // -1: not known, the living records do not open
}

// RestoreLook is what a restore would bring, before it does.
type RestoreLook struct {
	Backup   BackupLine  `json:"backup"`
	Counts   []CountLine `json:"counts"`
	Warnings []string    `json:"warnings"`
}

// Restored is what a restore did.
type Restored struct {
	Sentences []string    `json:"sentences"`
	Counts    []CountLine `json:"counts"`
}

// moment is a time of day in the United Kingdom as lists show it.
func moment(t time.Time) string { return college.London(t).Format("2006-01-02 15:04") }

// spoken is the same as people say it.
func spoken(t time.Time) string {
	there := college.London(t)
	return words.DayMonthYear(string(college.DateOf(there))) + ", " + there.Format("15:04")
}

// View is the list of backups.
func (b *Backups) View() (BackupsView, error) {
	return ask(b.door, "Backups.View", func(ctx context.Context) (BackupsView, error) { return b.door.backups(ctx, "") })
}

func (d *Door) backups(ctx context.Context, sentence string) (BackupsView, error) {
	view := BackupsView{Backups: []BackupLine{}, Folder: d.home.Backups(), MayRestore: d.access.User.Role == vault.Leader, Sentence: sentence}
	all, err := d.access.Backups(d.home.Backups(), store.Schemas())
	if err != nil {
		return view, err
	}
	for _, one := range all {
		view.Backups = append(view.Backups, d.backupLine(one))
	}
	places, err := vault.Places(d.home.Backups())
	if errors.Is(err, vault.ErrPlacesDamaged) {
		view.Sentence = strings.TrimSpace(view.Sentence + " " + d.say("backup.placesDamaged", nil))
		err = nil // the backups themselves are well
	}
	if err != nil {
		return view, err
	}
	view.SecondDue = vault.CopyDue(places, d.clock.now())
	for _, p := range places {
		view.SecondFolder = p.Folder
		if !p.Last.IsZero() {
			view.SecondLast = string(college.DateOf(college.London(p.Last)))
		}
	}
	if d.store != nil {
		drill, err := d.store.LastDrill(ctx)
		if view.LastDrill = string(drill); err != nil {
			return view, err
		}
	}
	return view, nil
}

func (d *Door) backupLine(b vault.Backup) BackupLine {
	line := BackupLine{Name: b.Name, Made: moment(b.Made), Whole: b.Whole, Bytes: b.Size, Why: b.Why}
	if words.Has("backup.why." + b.Why) {
		line.Why = d.say("backup.why."+b.Why, nil)
	}
	counts := countsOf(b)
	line.Students, line.Sessions, line.Bookings, line.Venues = counts["student"], counts["session"], counts["run_booking"], counts["venue"]
	if b.Problem != "" {
		line.Problem = d.say(string(b.Problem), college.Values{"file": b.Name})
	}
	return line
}

// countsOf is how many rows each table of a backup has, as far as it opens.
func countsOf(b vault.Backup) map[string]int {
	counts := map[string]int{}
	for _, part := range b.Parts {
		if part.Details != nil {
			for table, n := range part.Details.Counts {
				counts[table] = n
			}
		}
	}
	return counts
}

// Make makes, proves and lists a backup.
func (b *Backups) Make() (BackupsView, error) {
	return ask(b.door, "Backups.Make", func(ctx context.Context) (BackupsView, error) {
		made, err := b.door.store.Backup(ctx, store.BackupHand)
		if err != nil {
			return BackupsView{}, err
		}
		return b.door.backups(ctx, b.door.say("backups.madeNow", college.Values{"file": made.Name}))
	})
}

// path is where a listed backup is; a name that is none is refused.
func (d *Door) backupPath(name string) (string, error) {
	all, err := d.access.Backups(d.home.Backups(), store.Schemas())
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(all, func(b vault.Backup) bool { return b.Name == name })
	if at < 0 {
		return "", college.Refuse(college.NotFound, "backup.notThere", "file", filepath.Base(name))
	}
	return all[at].Path, nil
}

// Check reads a backup from end to end and says whether it holds.
func (b *Backups) Check(name string) (BackupsView, error) {
	return ask(b.door, "Backups.Check", func(ctx context.Context) (BackupsView, error) {
		path, err := b.door.backupPath(name)
		if err != nil {
			return BackupsView{}, err
		}
		checked, err := b.door.check(ctx, path)
		if err != nil {
			return BackupsView{}, err
		}
		return b.door.backups(ctx, b.door.say("backups.checked", college.Values{"file": checked.Name}))
	})
}

// check refuses, in words, a backup that does not hold.
func (d *Door) check(ctx context.Context, path string) (vault.Backup, error) {
	checked, err := d.access.Check(ctx, path, store.Schemas())
	if checked.Problem != "" { // which the error says too, without the file
		err = college.Refuse(college.Conflict, string(checked.Problem), "file", filepath.Base(path))
	}
	return checked, err
}

// shown are the tables whose counts people know, in the order they are shown.
var shown = []struct{ table, key string }{
	{"student", "count.students"}, {"tutor", "count.tutors"}, {"volunteer", "count.volunteers"}, {"partner", "count.partners"},
	{"venue", "count.venues"}, {"course", "count.courses"}, {"session", "count.sessions"}, {"run_booking", "count.bookings"},
	{"certificate", "count.certificates"},
}

func (d *Door) countLines(then, now map[string]int) []CountLine {
	lines := []CountLine{}
	for _, s := range shown {
		line := CountLine{What: d.say(s.key, nil), Was: then[s.table], Now: -1}
		if now != nil {
			line.Now = now[s.table]
		}
		lines = append(lines, line)
	}
	return lines
}

// countsNow are today's counts, or nil when the living records do not open.
func (d *Door) countsNow(ctx context.Context) (map[string]int, error) {
	if d.store == nil {
		return nil, nil
	}
	counts, err := d.store.Counts(ctx)
	if mendable(err) {
		return nil, nil
	}
	return counts, err
}

// Look shows what a backup holds beside what is there today.
func (b *Backups) Look(name string) (RestoreLook, error) {
	return ask(b.door, "Backups.Look", func(ctx context.Context) (RestoreLook, error) {
		path, err := b.door.backupPath(name)
		if err != nil {
			return RestoreLook{}, err
		}
		return b.door.lookAt(ctx, path)
	})
}

func (d *Door) lookAt(ctx context.Context, path string) (look RestoreLook, err error) {
	checked, err := d.check(ctx, path)
	if err != nil {
		return look, err
	}
	now, err := d.countsNow(ctx)
	if err != nil {
		return look, err
	}
	look = RestoreLook{Backup: d.backupLine(checked), Counts: d.countLines(countsOf(checked), now), Warnings: []string{}}
	date := college.DateOf(college.London(checked.Made))
	look.Warnings = append(look.Warnings, d.say("restore.warn.since", college.Values{"date": string(date)}))
	if !checked.Whole {
		look.Warnings = append(look.Warnings, d.say("restore.warn.venuesOnly", nil))
	}
	return look, nil
}

// Restore brings a backup's records back; what is there now is kept, as a backup
// and as it is.
func (b *Backups) Restore(name string) (Restored, error) {
	return ask(b.door, "Backups.Restore", func(ctx context.Context) (Restored, error) {
		path, err := b.door.backupPath(name)
		if err != nil {
			return Restored{}, err
		}
		return b.door.restore(ctx, path)
	})
}

// restore closes the records, brings the backup's back and opens those.
func (d *Door) restore(ctx context.Context, path string) (Restored, error) {
	if _, err := d.check(ctx, path); err != nil {
		return Restored{}, err
	}
	if d.store != nil {
		if _, err := d.store.Backup(ctx, store.BackupRestore); err != nil && !mendable(err) { // a damaged set is kept as it is
			return Restored{}, err
		}
		if err := d.store.Close(); err != nil {
			return Restored{}, err
		}
		d.store = nil
	}
	done, err := store.Restore(ctx, store.Restoring{Home: d.home, Access: d.access, Backup: path, Now: d.clock.now})
	if err != nil {
		return Restored{}, d.backAsItWas(ctx, err)
	}
	d.access.Close()
	if err := d.reopen(ctx, done.Access); err != nil {
		return Restored{}, err
	}
	report := Restored{Counts: d.countLines(countsOf(done.Backup), done.Counts), Sentences: []string{
		d.say("restore.done", college.Values{"date": spoken(done.Backup.Made)})}}
	if done.Kept != "" {
		report.Sentences = append(report.Sentences, d.say("restore.kept", college.Values{"folder": done.Kept}))
	}
	report.Sentences = append(report.Sentences, d.restoreFacts(done)...)
	return report, nil
}

// backAsItWas opens the records again after a restore that was not done.
func (d *Door) backAsItWas(ctx context.Context, err error) error {
	if d.broken == nil {
		_ = d.reopen(ctx, d.access) // kept as broken
	}
	return err
}

// reopen opens the records again after they were swapped or sealed anew. When
// they do not open, the access stays, so that a backup can be restored.
func (d *Door) reopen(ctx context.Context, access *vault.Access) error {
	d.broken = nil
	err := d.openStore(ctx, access)
	if err != nil {
		d.access, d.ring, d.broken = access, access.Ring(), err
	}
	return err
}

// restoreFacts is what else a restore or a drill found, in sentences.
func (d *Door) restoreFacts(done store.Restored) []string {
	said := []string{}
	for _, fact := range []struct {
		n   int
		key string
	}{{done.Erased, "restore.erased"}, {done.Orphans, "notice.orphans"}} {
		if fact.n > 0 {
			said = append(said, d.say(fact.key, college.Values{"count": strconv.Itoa(fact.n)}))
		}
	}
	if done.AuditCut {
		said = append(said, d.say("restore.auditCut", nil))
	}
	return said
}

// Drill restores a backup into a scratch folder, counts, and throws it away.
func (b *Backups) Drill(name string) (Restored, error) {
	return ask(b.door, "Backups.Drill", func(ctx context.Context) (Restored, error) {
		path, err := b.door.backupPath(name)
		if err != nil {
			return Restored{}, err
		}
		return b.door.drill(ctx, path)
	})
}

func (d *Door) drill(ctx context.Context, path string) (Restored, error) {
	now, err := d.countsNow(ctx)
	if err != nil {
		return Restored{}, err
	}
	done, err := store.Drill(ctx, store.Restoring{Home: d.home, Access: d.access, Backup: path, Now: d.clock.now, Open: d.store})
	if err != nil {
		return Restored{}, err
	}
	if d.store != nil {
		if err := d.store.NoteDrill(ctx); err != nil {
			return Restored{}, err
		}
	}
	report := Restored{Counts: d.countLines(done.Counts, now), Sentences: []string{
		d.say("restore.proved", college.Values{"date": spoken(done.Backup.Made)})}}
	report.Sentences = append(report.Sentences, d.restoreFacts(done)...)
	return report, nil
}

// ChooseSecond asks for the second place and copies there.
func (b *Backups) ChooseSecond() (BackupsView, error) {
	return ask(b.door, "Backups.ChooseSecond", func(ctx context.Context) (BackupsView, error) {
		places, err := vault.Places(b.door.home.Backups())
		if err != nil {
			return BackupsView{}, err
		}
		now := ""
		if len(places) > 0 {
			now = places[len(places)-1].Folder
		}
		chosen, err := b.dialogs.chooseFolder(b.door.say("backups.chooseSecond", nil), now)
		if err != nil {
			return BackupsView{}, err
		}
		if chosen == "" {
			return b.door.backups(ctx, "")
		}
		return b.door.copyTo(ctx, chosen)
	})
}

// CopySecond copies to the second place now.
func (b *Backups) CopySecond() (BackupsView, error) {
	return ask(b.door, "Backups.CopySecond", func(ctx context.Context) (BackupsView, error) {
		places, err := vault.Places(b.door.home.Backups())
		if err != nil {
			return BackupsView{}, err
		}
		if len(places) == 0 {
			return BackupsView{}, college.Refuse(college.NotFound, "backups.noSecond")
		}
		return b.door.copyTo(ctx, places[len(places)-1].Folder)
	})
}

func (d *Door) copyTo(ctx context.Context, folder string) (BackupsView, error) {
	if inside, err := filepath.Rel(d.folder, folder); err == nil && filepath.IsLocal(inside) {
		return BackupsView{}, college.Refuse(college.Invalid, "backup.samePlace")
	}
	copied, err := d.access.CopyTo(ctx, d.home.Backups(), vault.Place{Folder: folder}, d.clock.now(), store.Schemas())
	if errors.Is(err, os.ErrPermission) {
		err = college.Refuse(college.Conflict, "papers.cannotWrite", "folder", folder)
	}
	if err != nil {
		return BackupsView{}, err
	}
	return d.backups(ctx, d.say("backups.copied", college.Values{"count": strconv.Itoa(len(copied)), "folder": folder}))
}

// How long a backup may be old before the next is due, and for how long nobody
// may have been typing before it is made.
const (
	backupEvery = time.Hour
	quiet       = 30 * time.Second
)

// backUpAtClose makes a backup when something changed. A command, of which many
// may follow each other, makes one only when the last is an hour old.
func (d *Door) backUpAtClose() error {
	if d.store == nil || d.again == nil && !d.backupDue() {
		return nil
	}
	ctx := store.As(context.Background(), d.user())
	changed, err := d.store.Changed(ctx)
	if err != nil || !changed {
		return err
	}
	_, err = d.store.Backup(ctx, store.BackupClose)
	return err
}

// backupDue tells whether the newest good backup is an hour old.
func (d *Door) backupDue() bool {
	all, err := d.access.Backups(d.home.Backups(), store.Schemas())
	if err != nil {
		return true
	}
	now, newest := d.clock.now(), time.Time{}
	for _, b := range all {
		counts := b.Problem == "" && (b.Whole || !d.access.May(vault.College)) && !b.Made.After(now) // a clock may have been set back
		if counts && b.Made.After(newest) {
			newest = b.Made
		}
	}
	return now.Sub(newest) >= backupEvery
}

// backUpHourly makes the hourly backup when somebody changed something and
// nobody has asked for anything for a while. The next call interrupts it, and it
// is tried again.
func (d *Door) backUpHourly() {
	if d.clock.awake()-time.Duration(d.idle.awakeAt.Load()) < quiet {
		return
	}
	d.records.RLock()
	due := d.store != nil && d.backupDue()
	d.records.RUnlock()
	if due {
		d.hourly()
	}
}

// hourly makes a backup that a call may interrupt.
func (d *Door) hourly() {
	d.records.RLock()
	defer d.records.RUnlock()
	if d.store == nil {
		return
	}
	ctx, cancel := context.WithCancel(store.As(context.Background(), d.user()))
	defer cancel()
	d.copying.Store(&cancel)
	defer d.copying.Store(nil)
	if changed, err := d.store.Changed(ctx); err != nil || changed {
		_, _ = d.store.Backup(ctx, store.BackupHourly) // tried again in a second, and at close
	}
}

// interrupt ends a backup that runs on its own account: a person comes first.
func (d *Door) interrupt() {
	if cancel := d.copying.Load(); cancel != nil {
		(*cancel)()
	}
}

// newestBackup is the newest good backup, for commands that name none.
func (d *Door) newestBackup() (vault.Backup, error) {
	all, err := d.access.Backups(d.home.Backups(), store.Schemas())
	if err != nil {
		return vault.Backup{}, err
	}
	all = slices.DeleteFunc(all, func(b vault.Backup) bool { return b.Problem != "" })
	if len(all) == 0 {
		return vault.Backup{}, college.Refuse(college.NotFound, "backup.none")
	}
	return slices.MaxFunc(all, func(a, b vault.Backup) int { return cmp.Compare(a.Made.UnixNano(), b.Made.UnixNano()) }), nil
}
