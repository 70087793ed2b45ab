package college

import (
	"fmt"
	"strconv"
	"time"
)

// Date is a civil date as text, "2026-03-29"; "" means not known. Dates of the
// same era compare as text.
type Date string

// Clock is a time of day as text, "10:00", 24 hours; "" means not known.
type Clock string

// Instant says when something was recorded: UTC, "2026-11-20T08:45:00Z".
type Instant string

const isoDate = "2006-01-02"

// DateOf is the civil date of t in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(isoDate)) }

// NewDate makes a date from its parts; a day that does not exist gives "".
func NewDate(year int, month time.Month, day int) Date {
	d := Date(fmt.Sprintf("%04d-%02d-%02d", year, int(month), day))
	if !d.Valid() {
		return ""
	}
	return d
}

// Valid tells whether d is a real day of the years 1 to 9999.
func (d Date) Valid() bool {
	_, err := time.Parse(isoDate, string(d))
	return err == nil
}

func (d Date) time() time.Time {
	t, _ := time.Parse(isoDate, string(d)) // the zero day for "", which no caller compares with
	return t
}

// Year, Month and Day are the parts of d; zero parts for "".
func (d Date) Year() int         { return d.time().Year() }
func (d Date) Month() time.Month { return d.time().Month() }
func (d Date) Day() int          { return d.time().Day() }

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// AddDays is d moved by n days, also backwards.
func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// AddMonths is d moved by n months; the 31st becomes the last day of a shorter
// month, as a review date would.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return NewDate(first.Year(), first.Month(), min(d.Day(), last))
}

// Monday is the Monday on or before d.
func (d Date) Monday() Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// DaysSince counts the days from e to d; negative when d comes first.
func (d Date) DaysSince(e Date) int { return int(d.time().Sub(e.time()).Hours()) / 24 }

// Between tells whether from ≤ d ≤ to; an empty end is open.
func (d Date) Between(from, to Date) bool {
	return (from == "" || d >= from) && (to == "" || d <= to)
}

// AgeOn is the number of years completed on day; someone born on 29 February
// has their birthday on 1 March of other years. Not known (-1) without a birthday.
func (d Date) AgeOn(day Date) int {
	if !d.Valid() || !day.Valid() {
		return -1
	}
	age := day.Year() - d.Year()
	if day.Month() < d.Month() || day.Month() == d.Month() && day.Day() < d.Day() {
		age--
	}
	return age
}

// NewClock makes a time of day; one that does not exist gives "".
func NewClock(hour, minute int) Clock {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return ""
	}
	return Clock(fmt.Sprintf("%02d:%02d", hour, minute))
}

// Valid tells whether c is a time of day.
func (c Clock) Valid() bool {
	_, err := time.Parse("15:04", string(c))
	return err == nil && len(c) == 5
}

// Minutes since midnight; 0 for "".
func (c Clock) Minutes() int {
	t, err := time.Parse("15:04", string(c))
	if err != nil {
		return 0
	}
	return t.Hour()*60 + t.Minute()
}

// Add is c moved by minutes within the day; past midnight gives "".
func (c Clock) Add(minutes int) Clock {
	m := c.Minutes() + minutes
	if m < 0 || m >= 24*60 {
		return ""
	}
	return NewClock(m/60, m%60)
}

func itoa(n int) string { return strconv.Itoa(n) }
