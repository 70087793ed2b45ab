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
