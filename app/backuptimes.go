package app

import (
	"context"
	"log/slog"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

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

// afterFailing is how long to wait when a backup that nobody asked for failed, as
// on a full disk.
const afterFailing = 5 * time.Minute

// backUpHourly makes the hourly backup when somebody changed something and
// nobody has asked for anything for a while. The next call interrupts it, and it
// is tried again.
func (d *Door) backUpHourly() {
	awake := d.clock.awake()
	if awake-time.Duration(d.idle.awakeAt.Load()) < quiet || int64(awake) < d.notBefore.Load() {
		return
	}
	d.records.RLock()
	due := d.store != nil && d.backupDue()
	d.records.RUnlock()
	if due {
		d.hourly()
	}
}

// hourly makes a backup that a call may interrupt. One that fails is tried again
// later, at closing too; the next sign-in tells of it.
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
	changed, err := d.store.Changed(ctx)
	if err == nil && changed {
		_, err = d.store.Backup(ctx, store.BackupHourly)
	}
	if err != nil && ctx.Err() == nil { // not merely interrupted
		slog.Error("hourly backup", "error", err)
		d.notBefore.Store(int64(d.clock.awake() + afterFailing))
	}
}

// interrupt ends a backup that runs on its own account: a person comes first.
func (d *Door) interrupt() {
	if cancel := d.copying.Load(); cancel != nil {
		(*cancel)()
	}
}

// remindOfBackup tells whoever may make one that the newest is from another day
// though something changed since: those made by themselves have failed.
func (d *Door) remindOfBackup(ctx context.Context) {
	newest, err := d.newestBackup()
	if d.again == nil || err != nil || d.clock.now().Sub(newest.Made) < 24*time.Hour {
		return
	}
	if changed, err := d.store.Changed(ctx); err == nil && changed {
		d.notices = append(d.notices, d.say("notice.backupOld", college.Values{"date": spoken(newest.Made)}))
	}
}
