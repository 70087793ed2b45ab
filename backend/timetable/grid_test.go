package timetable

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"

	"daybook/backend/college"
)

func TestTicksOfSpans(t *testing.T) {
	for name, c := range map[string]struct {
		spans []span
		want  uint64
	}{
		"nothing":                        {nil, 0},
		"the whole day":                  {wholeDay, allTicks},
		"the first hour":                 {[]span{{420, 480}}, 0b1111},
		"before the first tick":          {[]span{{300, 435}}, 0b1},
		"the last tick and after":        {[]span{{22*60 + 45, 24 * 60}}, 1 << 63},
		"a tick needs all its minutes":   {[]span{{421, 449}}, 0},
		"two that meet inside a tick":    {joined([]span{{428, 450}, {420, 428}}), 0b11},
		"two with a minute between them": {joined([]span{{429, 450}, {420, 428}}), 0b10},
	} {
		if got := ticksIn(c.spans); got != c.want {
			t.Errorf("%s: %b, want %b", name, got, c.want)
		}
	}
}

// The planner and the rules by hand hold the same to be true: a session of one
// tick is found fault with exactly where the planner's mask has no bit.
func TestTheMasksAreTheRules(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	ones := map[string]int{}
	for range 60 {
		f := uncertain(r)
		m := meeting("s", "2026-09-07", "10:00", "10:15", "hall")
		m.Date = m.Date.AddDays(r.IntN(14))
		m.Workers = []Worker{{PersonID: "pat", Name: "Pat", As: college.RoleTutor}}
		m.Arm = []college.Arm{college.Adult, college.Youth}[r.IntN(2)]
		rec := record(f)
		d, hall, pat := rec.day(m.Date), rec.place("hall"), rec.person("pat")
		masks := map[string]uint64{"open": hall.openMask(d), "lent": hall.lentMask(d), "free": pat.freeMask(d)}
		c := NewChecker(f)
		for tick := range 64 {
			minute := firstMinute + tick*tickMinutes
			m.Start, m.End = college.NewClock(minute/60, minute%60), college.NewClock((minute+tickMinutes)/60, (minute+tickMinutes)%60)
			found := map[string]bool{}
			for _, f := range c.One(m) {
				found[f.Key] = true
			}
			for name, broken := range map[string]bool{
				"open": found["rule.venueClosed"] || found["rule.notOpen"] || found["rule.notOpenThen"],
				"lent": found["rule.promisedDays"],
				"free": found["rule.onLeave"] || found["rule.notAvailable"],
			} {
				if broken == (masks[name]>>tick&1 == 1) {
					t.Fatalf("%s at %s on %s: the rule finds %v, the mask is %b", name, m.Start, m.Date, broken, masks[name])
				}
			}
			if tick > 0 {
				continue
			}
			risk := found["rule.riskMissing"] || found["rule.riskLate"] || found["rule.placeNotSuitable"] || found["rule.venueClosed"]
			paper := found["rule.dbsMissing"] || found["rule.dbsLate"] || found["rule.dbsChildList"] || found["rule.notTrained"] || found["rule.notTrainedChildren"]
			off := found["rule.outsideTerm"] || found["rule.inBreak"] || found["rule.collegeClosed"] || found["rule.bankHoliday"]
			for name, c := range map[string][2]bool{
				"place": {risk, hall.mayBeUsed(d)}, "person": {paper, pat.mayWork(d, m.Arm, college.RoleTutor)},
				"day": {off, rec.teachingOn(rec.term("t1"), d)}, "dates": {found["rule.promisedDates"], rec.course("sleep").promisedOn(d)},
			} {
				if c[0] == c[1] {
					t.Fatalf("%s on %s: the rule finds %v, and it may be: %v", name, m.Date, c[0], c[1])
				}
				ones[fmt.Sprint(name, c[1])]++
			}
		}
		for name, mask := range masks {
			ones[name+"true"] += bits.OnesCount64(mask)
			ones[name+"false"] += 64 - bits.OnesCount64(mask)
		}
	}
	for _, name := range []string{"open", "lent", "free", "place", "person", "day", "dates"} {
		if ones[name+"true"] == 0 || ones[name+"false"] == 0 {
			t.Errorf("%s was always the same: %v", name, ones)
		}
	}
}

// uncertain is the small term with hours, promises, weeks, leave and papers by
// chance.
func uncertain(r *rand.Rand) Facts {
	day := func() college.Date { return college.Date("2026-09-05").AddDays(r.IntN(14)) }
	clock := func(from int) college.Clock { return college.NewClock(from+r.IntN(5), 5*r.IntN(12)) }
	f := term()
	f.Meetings = nil
	for weekday := 1; weekday <= 7; weekday++ {
		f.Availabilities = append(f.Availabilities, college.Availability{PersonID: "pat", Weekday: weekday, Start: clock(7), End: clock(13), From: day()})
		if r.IntN(2) == 0 {
			f.Rooms[0].Hours = append(f.Rooms[0].Hours, college.OpenHours{Weekday: weekday, From: clock(7), To: clock(12)}, college.OpenHours{Weekday: weekday, From: clock(12), To: clock(17)})
		}
	}
	if r.IntN(3) == 0 {
		f.Availabilities, f.Rooms[0].Hours = nil, nil
		f.Rooms[0].ClosedWeekdays = []int{1 + r.IntN(7)}
	}
	if r.IntN(2) == 0 {
		from := day()
		f.Leaves = []college.Leave{{PersonID: "pat", From: from, To: from.AddDays(4), Start: "", End: ""}, {PersonID: "pat", From: day(), To: "2026-09-30", Start: clock(9), End: clock(14)}}
		f.VenueClosures = []college.VenueClosure{{VenueID: "v", RoomID: []string{"", "hall", "snug"}[r.IntN(3)], From: from, To: from.AddDays(2)}}
		f.Promises = []college.Promise{
			{Kind: college.PromiseDays, VenueID: "v", Weekdays: []int{1, 2, 3}, Start: clock(8), End: clock(13), From: day()},
			{Kind: college.PromiseDays, VenueID: "v", Weekdays: []int{3, 4}},
			{Kind: college.PromiseDates, CourseID: "sleep", Dates: []college.Date{day(), day(), day()}},
		}
		f.RiskAssessments[0].NextDue = day()
		f.Clearances[0].ChildBarredList = false
		f.Trainings[0].Kind, f.Trainings[0].ExpiresOn = "safeguardingAdults", day()
		f.Terms[0].Start = day()
		f.Breaks = []college.TermBreak{{TermID: "t1", From: "2026-09-10", To: day()}}
	}
	return f
}
