package vault

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// dated is a good backup, whole or of the venue book, made then.
func dated(at string, whole bool) Backup {
	made, err := time.Parse(stampLayout, at)
	if err != nil {
		panic(err)
	}
	b := Backup{Name: at, Path: at, Made: made, Whole: whole, Openable: true, Parts: []Part{{Compartment: Venues, Details: &Details{}}}}
	if whole {
		b.Parts = append(b.Parts, Part{Compartment: College, Details: &Details{}})
	} else {
		b.Path += ".venues"
	}
	return b
}

// hourly are backups at every full hour before a moment, newest first.
func hourly(before string, count int, whole bool) (all []Backup) {
	from := dated(before, whole).Made
	for i := range count {
		all = append(all, dated(from.Add(-time.Duration(i)*time.Hour).Format(stampLayout), whole))
	}
	return all
}

func TestThin(t *testing.T) {
	now := time.Date(2026, 11, 21, 18, 0, 0, 0, time.UTC)
	tenToday := hourly("2026-11-21T170000Z", 10, true)
	month := func(months ...string) (all []Backup) {
		for _, m := range months {
			all = append(all, dated(m+"-15T120000Z", true))
		}
		return all
	}
	damaged, foreign := dated("2026-11-21T010000Z", true), dated("2026-11-21T020000Z", true)
	damaged.Problem, damaged.Openable, foreign.Problem = HalfCopied, false, OtherCollege
	forVolunteer := dated("2026-11-21T030000Z", true)
	forVolunteer.Parts[1].Details = nil
	for name, c := range map[string]struct {
		backups []Backup
		drop    []string // their times
	}{
		"nothing":                    {nil, nil},
		"the only one, years old":    {[]Backup{dated("2019-01-01T000000Z", true)}, nil},
		"ten of one day":             {tenToday, nil},
		"the eleventh of a day goes": {append(slices.Clone(tenToday), dated("2026-11-21T060000Z", true)), []string{"2026-11-21T060000Z"}},
		"a day's last stays, its first goes": {append(slices.Clone(tenToday), dated("2026-11-20T170000Z", true), dated("2026-11-20T080000Z", true)),
			[]string{"2026-11-20T080000Z"}},
		// 21 (ten), 20 … 15 are seven days; weeks end on 15, 8 and 1; the 14th is no week's last, and 25 October is its month's
		"seven days, then weeks": {append(slices.Clone(tenToday), dated("2026-11-20T120000Z", true), dated("2026-11-19T120000Z", true), dated("2026-11-18T120000Z", true),
			dated("2026-11-17T120000Z", true), dated("2026-11-16T120000Z", true), dated("2026-11-15T120000Z", true), dated("2026-11-14T120000Z", true),
			dated("2026-11-08T120000Z", true), dated("2026-11-07T120000Z", true), dated("2026-11-01T120000Z", true), dated("2026-10-25T120000Z", true), dated("2026-10-18T120000Z", true)),
			[]string{"2026-11-14T120000Z", "2026-11-07T120000Z", "2026-10-18T120000Z"}},
		"days without work do not count": {append(slices.Clone(tenToday), month("2026-08", "2026-07", "2026-06", "2026-05", "2026-04", "2026-03")...), nil},
		"the thirteenth month goes": {append(slices.Clone(tenToday), month("2026-10", "2026-09", "2026-08", "2026-07", "2026-06", "2026-05", "2026-04", "2026-03", "2026-02", "2026-01", "2025-12", "2025-11", "2025-10")...),
			[]string{"2025-11-15T120000Z", "2025-10-15T120000Z"}},
		"the week across New Year is one":  {append(hourly("2027-01-03T170000Z", 10, true), dated("2027-01-02T170000Z", true)), nil},
		"the venue book is counted apart":  {append(slices.Clone(tenToday), hourly("2026-11-21T170000Z", 12, false)...), []string{"2026-11-21T070000Z", "2026-11-21T060000Z"}},
		"the bad ones stay":                {append(slices.Clone(tenToday), damaged, foreign, dated("2026-11-21T060000Z", true)), []string{"2026-11-21T060000Z"}},
		"what a volunteer cannot open":     {append(slices.Clone(tenToday), forVolunteer), nil},
		"made after now, by a wrong clock": {append(hourly("2030-01-01T170000Z", 20, true), dated("2026-11-20T060000Z", true)), nil},
	} {
		t.Run(name, func(t *testing.T) {
			at := now
			if strings.HasPrefix(name, "the week across") {
				at = time.Date(2027, 1, 4, 0, 0, 0, 0, time.UTC)
			}
			for _, order := range []string{"newest first", "oldest first"} {
				var drop []string
				for _, b := range Thin(c.backups, at) {
					drop = append(drop, b.Made.Format(stampLayout))
				}
				slices.Sort(drop)
				slices.Sort(c.drop)
				if !slices.Equal(drop, c.drop) {
					t.Errorf("%s: dropped %v, want %v", order, drop, c.drop)
				}
				slices.Reverse(c.backups)
			}
		})
	}
}

// A year of work: at no time is there less than the rule promises, nor more.
func TestThinDayByDay(t *testing.T) {
	var kept []Backup
	for day := range 400 {
		for hour := 9; hour <= 17; hour += 2 {
			now := time.Date(2026, 1, 1+day, hour, 0, 0, 0, time.UTC)
			kept = append(kept, dated(now.Format(stampLayout), true))
			kept = leftOut(kept, Thin(kept, now))
			if newest := kept[len(kept)-1]; !newest.Made.Equal(now) {
				t.Fatalf("on %v the newest is %v", now, newest.Made)
			}
		}
	}
	months := map[string]bool{}
	for _, b := range kept {
		months[b.Made.Format("2006-01")] = true
	}
	if len(months) != 12 || len(kept) < 10+12 || len(kept) > 10+7+4+12 {
		t.Errorf("after 400 days %d are kept, of %d months", len(kept), len(months))
	}
}
