package vault

import (
	"fmt"
	"slices"
	"time"
)

// rules say which backups stay: of the newest so many periods that have any, the
// newest of each. Periods are those of UTC, so that none comes twice or not at
// all when the clocks change.
var rules = []struct {
	count  int
	period func(time.Time) string
}{
	{10, func(t time.Time) string { return t.Format(stampLayout) }}, // the last ten
	{7, func(t time.Time) string { return t.Format(time.DateOnly) }},
	{4, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, " ", week) }},
	{12, func(t time.Time) string { return t.Format("2006-01") }},
}

// Thin says which backups may go: all but the last 10 and the newest each of the
// last 7 days, 4 ISO weeks and 12 months that have one. Days on which nobody
// worked do not count, so that a long summer loses nothing. Those of the venue
// book alone are counted apart.
//
// Only what this access has read wholly goes or counts: one with a Problem is
// for a person to look at, and a volunteer does not decide over the college's.
// Nor does one from after now: that clock was wrong, and what was made then must
// not push out what is made today.
func Thin(backups []Backup, now time.Time) (drop []Backup) {
	for _, whole := range []bool{true, false} {
		var some []Backup
		for _, b := range backups {
			if b.Whole == whole && b.understood() && !b.Made.After(now) {
				some = append(some, b)
			}
		}
		slices.SortStableFunc(some, func(x, y Backup) int { return y.Made.Compare(x.Made) })
		stays := make([]bool, len(some))
		for _, rule := range rules {
			seen := map[string]bool{}
			for i, b := range some {
				period := rule.period(b.Made.UTC())
				if !seen[period] && len(seen) < rule.count {
					seen[period], stays[i] = true, true
				}
			}
		}
		for i, b := range some {
			if !stays[i] {
				drop = append(drop, b)
			}
		}
	}
	return drop
}

// understood is whether a backup is good and everything in it was opened.
func (b Backup) understood() bool {
	return b.Problem == "" && !slices.ContainsFunc(b.Parts, func(p Part) bool { return p.Details == nil })
}
