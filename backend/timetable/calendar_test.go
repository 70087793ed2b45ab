package timetable

import (
	"testing"

	"daybook/backend/college"
)

func TestI09VenueOpen(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Facts)
		want   []string
	}{
		"venue closed that day":         {func(f *Facts) { closeVenue(f, "v", "", "2026-09-07", "2026-09-07") }, []string{"reason I-09 rule.venueClosed"}},
		"venue closed until the day":    {func(f *Facts) { closeVenue(f, "v", "", "2026-09-01", "2026-09-07") }, []string{"reason I-09 rule.venueClosed"}},
		"open again that day":           {func(f *Facts) { closeVenue(f, "v", "", "2026-09-01", "2026-09-06") }, nil},
		"this room closed":              {func(f *Facts) { closeVenue(f, "v", "hall", "2026-09-07", "2026-09-07") }, []string{"reason I-09 rule.venueClosed"}},
		"another room closed":           {func(f *Facts) { closeVenue(f, "v", "snug", "2026-09-07", "2026-09-07") }, nil},
		"another venue closed":          {func(f *Facts) { closeVenue(f, "w", "", "2026-09-07", "2026-09-07") }, nil},
		"not open on Mondays":           {func(f *Facts) { f.Rooms[0].ClosedWeekdays = []int{1} }, []string{"reason I-09 rule.notOpen"}},
		"not open at the weekend":       {func(f *Facts) { f.Rooms[0].ClosedWeekdays = []int{6, 7} }, nil},
		"closed, and not open, is once": {func(f *Facts) { f.Rooms[0].ClosedWeekdays = []int{1}; closeVenue(f, "v", "", "2026-09-07", "") }, []string{"reason I-09 rule.venueClosed"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(c.change)
			for i := range f.VenueClosures {
				f.VenueClosures[i].To = max(f.VenueClosures[i].To, f.VenueClosures[i].From)
			}
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
}

func closeVenue(f *Facts, venue, room string, from, to college.Date) {
	f.VenueClosures = append(f.VenueClosures, college.VenueClosure{VenueID: venue, RoomID: room, From: from, To: to})
}

func TestI09InsideTheTerm(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Facts)
		want   []string
	}{
		"first day of term":        {func(f *Facts) { f.Terms[0].Start = "2026-09-07" }, nil},
		"last day of term":         {func(f *Facts) { f.Terms[0].End = "2026-09-07" }, nil},
		"a day before term":        {func(f *Facts) { f.Terms[0].Start = "2026-09-08" }, []string{"reason I-09 rule.outsideTerm"}},
		"a day after term":         {func(f *Facts) { f.Terms[0].End = "2026-09-06" }, []string{"reason I-09 rule.outsideTerm"}},
		"a term nobody knows":      {func(f *Facts) { f.Terms = nil }, nil},
		"in a break":               {func(f *Facts) { takeBreak(f, "t1", "2026-09-07") }, []string{"reason I-09 rule.inBreak"}},
		"the break of another":     {func(f *Facts) { takeBreak(f, "t2", "2026-09-07") }, nil},
		"the day after a break":    {func(f *Facts) { takeBreak(f, "t1", "2026-09-06") }, nil},
		"college closed":           {func(f *Facts) { closeCollege(f, true) }, []string{"reason I-09 rule.collegeClosed"}},
		"school holiday, no block": {func(f *Facts) { closeCollege(f, false) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(c.change)
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
}

func takeBreak(f *Facts, term string, to college.Date) {
	f.Breaks = []college.TermBreak{{TermID: term, Name: "half-term", From: "2026-09-01", To: to}}
}

func closeCollege(f *Facts, blocks bool) {
	f.Closures = []college.Closure{{From: "2026-09-07", To: "2026-09-07", BlocksSessions: blocks}}
}

func TestI10NotOnABankHoliday(t *testing.T) {
	for day, want := range map[college.Date][]string{
		"2026-12-28": {"concern I-10 rule.bankHoliday"}, "2026-12-26": nil, "2026-08-31": {"concern I-10 rule.bankHoliday"}, "2026-09-07": nil,
	} {
		m := term().Meetings[0]
		m.Date = day
		same(t, said(t, rule(Check(term(), m), "I-10")), want...)
	}
}

func TestI33NumbersFollowDates(t *testing.T) {
	for name, c := range map[string]struct {
		session int
		day     college.Date
		start   college.Clock
		want    int
	}{
		"in its place":                  {1, "2026-09-14", "10:00", 0},
		"after the third":               {1, "2026-09-28", "10:00", 1},
		"before the first":              {1, "2026-08-31", "10:00", 1},
		"the first after all others":    {0, "2026-09-28", "10:00", 1},
		"the third before all others":   {2, "2026-08-31", "10:00", 1},
		"the same day, afternoon":       {1, "2026-09-07", "14:00", 0},
		"the same day, in the morning":  {1, "2026-09-07", "08:00", 1},
		"the same moment as the others": {1, "2026-09-07", "10:00", 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			m := f.Meetings[c.session]
			m.Date, m.Start, m.End = c.day, c.start, c.start.Add(60)
			found := rule(Check(f, m), "I-33")
			if len(said(t, found)) != c.want {
				t.Errorf("%v", found)
			}
			f.Meetings[c.session] = m
			if n := len(said(t, rule(CheckAll(f), "I-33"))); n != c.want {
				t.Errorf("%d in the whole term", n)
			}
		})
	}
}

func TestI33APrerequisiteComesFirst(t *testing.T) {
	for name, c := range map[string]struct {
		day  college.Date
		want []string
	}{
		"before Sleep ends": {"2026-09-21", []string{"concern I-33 rule.prerequisiteLater"}},
		"after Sleep ended": {"2026-09-22", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(func(f *Facts) { f.Courses[1].PrerequisiteID = "sleep" })
			m := music("14:00", "16:00", "hall")
			m.Date = c.day
			same(t, said(t, Check(f, m)), c.want...)
			f.Meetings = nil // taken in an earlier term, perhaps
			same(t, said(t, Check(f, m)))
		})
	}
	f := with(func(f *Facts) { f.Courses[1].PrerequisiteID = "sleep" })
	early := meeting("early", "2026-09-02", "10:00", "12:00", "hall")
	early.RunID = "another-run-of-sleep"
	f.Meetings = append(f.Meetings, early)
	m := music("14:00", "16:00", "hall")
	same(t, said(t, rule(Check(f, m), "I-33"))) // one run that ended is enough
}
