package college

import (
	"time"
	_ "time/tzdata" // Windows keeps no zone files that Go can read
)

// london is the zone of every civil date and time of day in Daybook.
var london = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic("college: no Europe/London: " + err.Error()) // the zones are built in, so a broken build
	}
	return zone
}()

// At is the moment at which clocks in Europe/London show c on d; the zero time
// when either is not known.
func (d Date) At(c Clock) time.Time {
	if !d.Valid() || !c.Valid() {
		return time.Time{}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, c.Minutes(), 0, 0, london)
}

// London is the moment t as clocks in Europe/London show it.
func London(t time.Time) time.Time { return t.In(london) }

// ClockOf is the time of day of t in t's own zone.
func ClockOf(t time.Time) Clock { return NewClock(t.Hour(), t.Minute()) }

// InstantOf writes a moment as records keep it: UTC, to the second.
func InstantOf(t time.Time) Instant { return Instant(t.UTC().Format(time.RFC3339)) }

// Time reads an instant back; the zero time for "" or what is none.
func (i Instant) Time() time.Time {
	t, err := time.Parse(time.RFC3339, string(i))
	if err != nil {
		return time.Time{}
	}
	return t
}
