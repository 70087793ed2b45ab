package app

import (
	"log/slog"
	"time"
)

// lock ends the process that holds the keys and begins a fresh one at the
// sign-in page: closing the records would leave what was shown in memory. It
// makes no backup: whoever locks is on their way out.
func (d *Door) lock(why string) {
	d.interrupt()
	d.jobs.stop()
	d.plans.stop()
	d.records.Lock()
	defer d.records.Unlock()
	if d.access == nil || d.again == nil {
		return
	}
	if err := d.leave(); err != nil {
		slog.Error("locking", "error", err) // ended all the same
	}
	d.again(why)
}

// watch locks by itself when nobody was there for too long, and makes the hourly
// backup when nobody is typing.
func (d *Door) watch() {
	<-d.ready
	for range time.Tick(time.Second) {
		d.records.RLock()
		open, why := d.access != nil, ""
		if open {
			why = d.idle.over(d.clock)
		}
		d.records.RUnlock()
		switch {
		case why != "":
			d.lock(why)
		case open:
			d.backUpHourly()
		}
	}
}
