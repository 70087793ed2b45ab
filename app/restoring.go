package app

import (
	"context"
	"errors"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

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

// backAsItWas opens the records again after a restore that was not done, and
// gives why it was not, and why they do not open if they do not.
func (d *Door) backAsItWas(ctx context.Context, err error) error {
	if d.broken != nil {
		return err
	}
	return errors.Join(err, d.reopen(ctx, d.access))
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
