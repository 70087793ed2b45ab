package timetable

import (
	"testing"

	"daybook/backend/college"
)

// The first session of Sleep is on Monday 7 September 2026 from 10:00 to 12:00,
// by Pat and Ola, in the Main Hall.

func TestH3TutorsAreAvailable(t *testing.T) {
	week := func(weekday int, start, end college.Clock, kind string) college.Availability {
		return college.Availability{PersonID: "pat", Weekday: weekday, Start: start, End: end, Kind: kind}
	}
	mondays := week(1, "09:00", "17:00", college.AvailableThen)
	until := mondays
	until.To = "2026-09-06"
	from := mondays
	from.From = "2026-09-07"
	no := []string{"concern H3 rule.notAvailable"}
	for name, c := range map[string]struct {
		weekly []college.Availability
		want   []string
	}{
		"was not asked":                 {nil, nil},
		"all Monday":                    {[]college.Availability{mondays}, nil},
		"would rather not, and can":     {[]college.Availability{week(1, "10:00", "12:00", college.RatherNotThen)}, nil},
		"on Tuesdays only":              {[]college.Availability{week(2, "09:00", "17:00", college.AvailableThen)}, no},
		"from half past ten":            {[]college.Availability{week(1, "10:30", "17:00", college.AvailableThen)}, no},
		"until a minute before the end": {[]college.Availability{week(1, "09:00", "11:59", college.PrefersThen)}, no},
		"two parts that meet":           {[]college.Availability{week(1, "11:00", "17:00", college.PrefersThen), week(1, "09:00", "11:00", college.AvailableThen)}, nil},
		"two parts with a gap":          {[]college.Availability{week(1, "11:05", "17:00", college.PrefersThen), week(1, "09:00", "11:00", college.AvailableThen)}, no},
		"no longer":                     {[]college.Availability{until}, no},
		"from that day on":              {[]college.Availability{from}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(func(f *Facts) { f.Availabilities = c.weekly })
			found := Check(f, f.Meetings[0])
			same(t, said(t, found), c.want...)
			if len(found) > 0 && found[0].About[1] != "pat" {
				t.Errorf("it is about %v", found[0].About)
			}
		})
	}
}

func TestH3TutorsAreNotOnLeave(t *testing.T) {
	away := []string{"concern H3 rule.onLeave"}
	for name, c := range map[string]struct {
		leave college.Leave
		want  []string
	}{
		"that day":                {college.Leave{From: "2026-09-07", To: "2026-09-07"}, away},
		"the week before":         {college.Leave{From: "2026-08-31", To: "2026-09-06"}, nil},
		"from the day after":      {college.Leave{From: "2026-09-08", To: "2026-09-09"}, nil},
		"an hour of it":           {college.Leave{From: "2026-09-01", To: "2026-09-30", Start: "11:00", End: "13:00"}, away},
		"afterwards on each day":  {college.Leave{From: "2026-09-01", To: "2026-09-30", Start: "12:00", End: "13:00"}, nil},
		"beforehand on each day":  {college.Leave{From: "2026-09-01", To: "2026-09-30", Start: "08:00", End: "10:00"}, nil},
		"of somebody else's team": {college.Leave{PersonID: "oz", From: "2026-09-07", To: "2026-09-07"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if c.leave.PersonID == "" {
				c.leave.PersonID = "pat"
			}
			f := with(func(f *Facts) { f.Leaves = []college.Leave{c.leave} })
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
	f := with(func(f *Facts) { // said once, and leave before availability
		f.Leaves = []college.Leave{{PersonID: "pat", From: "2026-09-07", To: "2026-09-07"}}
		f.Availabilities = []college.Availability{{PersonID: "pat", Weekday: 2, Start: "09:00", End: "17:00"}}
		f.Meetings[0].Workers = append(f.Meetings[0].Workers, Worker{PersonID: "pat", Name: "Pat", As: college.RoleVolunteer})
	})
	same(t, said(t, Check(f, f.Meetings[0])), away...)
}

func TestH9CapsOfADayAndOfAWeek(t *testing.T) {
	for name, c := range map[string]struct {
		limit college.WorkLimit
		day   college.Date // of a session of Music by Pat, 14:00 to 16:30
		want  []string
	}{
		"nothing agreed":                {college.WorkLimit{}, "2026-09-07", nil},
		"four and a half of five hours": {college.WorkLimit{HoursADay: 5}, "2026-09-07", nil},
		"four and a half of four hours": {college.WorkLimit{HoursADay: 4}, "2026-09-07", []string{"concern H9 rule.hoursADay"}},
		"on two days":                   {college.WorkLimit{HoursADay: 4}, "2026-09-08", nil},
		"two of two sessions":           {college.WorkLimit{SessionsWeek: 2}, "2026-09-07", nil},
		"two of one session":            {college.WorkLimit{SessionsWeek: 1}, "2026-09-13", []string{"concern H9 rule.sessionsWeek"}},
		"the Sunday before":             {college.WorkLimit{SessionsWeek: 1}, "2026-09-06", nil},
		"another week":                  {college.WorkLimit{SessionsWeek: 1}, "2026-09-30", nil},
		"both":                          {college.WorkLimit{SessionsWeek: 1, HoursADay: 4}, "2026-09-07", []string{"concern H9 rule.hoursADay", "concern H9 rule.sessionsWeek"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			c.limit.PersonID = "pat"
			f.Limits = []college.WorkLimit{c.limit}
			m := music("14:00", "16:30", "hall")
			m.Date = c.day
			m.Workers = []Worker{tutor("pat", "peer"), tutor("oz", "staff")}
			same(t, said(t, rule(Check(f, m), "H9")), c.want...)
			f.Meetings = append(f.Meetings, m)
			same(t, said(t, rule(CheckAll(f), "H9")), c.want...)
			same(t, said(t, rule(Check(f, f.Meetings[0]), "H9")), c.want...) // from the other side
		})
	}
}

func TestH9RestAfterAnEvening(t *testing.T) {
	for name, c := range map[string]struct {
		rests        bool
		end, morning college.Clock
		day          college.Date
		want         int
	}{
		"late and early":           {true, "18:01", "09:59", "2026-09-08", 1},
		"until six is no evening":  {true, "18:00", "09:59", "2026-09-08", 0},
		"at ten is late enough":    {true, "18:01", "10:00", "2026-09-08", 0},
		"a day between":            {true, "18:01", "09:00", "2026-09-09", 0},
		"early on the same day":    {true, "18:01", "09:00", "2026-09-07", 0},
		"somebody who does not":    {false, "18:01", "09:00", "2026-09-08", 0},
		"early on the day before":  {true, "18:01", "09:00", "2026-09-06", 0},
		"evening after evening is": {true, "20:00", "19:00", "2026-09-08", 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Limits = []college.WorkLimit{{PersonID: "pat", RestsAfter: c.rests}}
			f.Meetings[0].Start, f.Meetings[0].End = "16:00", c.end
			m := music(c.morning, c.morning.Add(60), "hall")
			m.Date, m.Workers = c.day, f.Meetings[0].Workers
			f.Meetings = append(f.Meetings, m)
			for side, found := range map[string][]college.Finding{"all": CheckAll(f), "evening": Check(f, f.Meetings[0]), "morning": Check(f, m)} {
				if found = rule(found, "H9"); len(said(t, found)) != c.want || c.want > 0 && found[0].Values["evening"] != "Sleep" {
					t.Errorf("%s: %v", side, found)
				}
			}
		})
	}
}

func TestH9NobodyWorksAlone(t *testing.T) {
	one := []string{"concern H9 rule.worksAlone"}
	for name, c := range map[string]struct {
		workers []Worker
		room    string
		want    []string
	}{
		"two tutors":                 {[]Worker{tutor("pat"), tutor("ola")}, "hall", nil},
		"one tutor":                  {[]Worker{tutor("pat")}, "hall", one},
		"a tutor and a volunteer":    {[]Worker{tutor("pat"), {PersonID: "vi", As: college.RoleVolunteer}}, "hall", nil},
		"one in two roles":           {[]Worker{tutor("pat"), {PersonID: "pat", As: college.RoleVolunteer}}, "hall", one},
		"one tutor online":           {[]Worker{tutor("pat")}, "", nil},
		"nobody, which is said else": {nil, "hall", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			m := f.Meetings[0]
			m.Workers, m.RoomID = c.workers, c.room
			same(t, said(t, rule(Check(f, m), "H9")), c.want...)
		})
	}
}

func TestI08KitIsNotUsedTwice(t *testing.T) {
	block := []string{"block I-08 rule.kitTwice"}
	for name, c := range map[string]struct {
		have, sleep, music int
		start              college.Clock
		want               []string
	}{
		"one for two at once":      {1, 1, 1, "11:00", block},
		"two for two at once":      {2, 1, 1, "11:00", nil},
		"one after the other":      {1, 1, 1, "12:00", nil},
		"two of three, and two":    {3, 2, 2, "11:00", block},
		"only one takes it":        {1, 1, 0, "11:00", nil},
		"more than there is":       {1, 1, 2, "14:00", []string{"block I-08 rule.kitTooFew"}},
		"more than there is, also": {1, 0, 2, "11:00", []string{"block I-08 rule.kitTooFew"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.KitItems = []college.KitItem{{ID: "k", Name: "projector", Count: c.have}, {ID: "other", Name: "urn", Count: 1}}
			f.CourseKit = []college.CourseKit{{CourseID: "sleep", KitItemID: "k", Count: c.sleep}, {CourseID: "music", KitItemID: "k", Count: c.music}, {CourseID: "sleep", KitItemID: "other", Count: 1}}
			m := music(c.start, "15:00", "lib")
			same(t, said(t, rule(Check(f, m), "I-08")), c.want...)
			f.Meetings = append(f.Meetings, m)
			same(t, said(t, rule(CheckAll(f), "I-08")), c.want...)
		})
	}
}

// Three that overlap in a chain never take three at once; a fourth may.
func TestI08KitIsCountedMomentByMoment(t *testing.T) {
	f := with(func(f *Facts) {
		f.KitItems = []college.KitItem{{ID: "k", Name: "projector", Count: 2}}
		f.CourseKit = []college.CourseKit{{CourseID: "sleep", KitItemID: "k", Count: 1}, {CourseID: "music", KitItemID: "k", Count: 1}}
	})
	for i, times := range [][2]college.Clock{{"08:00", "10:00"}, {"09:00", "11:00"}, {"12:00", "14:00"}} { // beside Sleep, 10:00 to 12:00
		m := music(times[0], times[1], "lib")
		m.SessionID, m.RunID = "music-"+number(i), "run-music-"+number(i)
		f.Meetings = append(f.Meetings, m)
	}
	same(t, said(t, rule(CheckAll(f), "I-08")))
	late := music("10:30", "12:30", "snug")
	late.SessionID, late.RunID = "late", "run-late"
	found := rule(Check(f, late), "I-08")
	same(t, said(t, found), "block I-08 rule.kitTwice")
	same(t, found[0].About, "late", "music-1", "sleep-1", "k")
	if found[0].Values["needed"] != "3" || found[0].Values["others"] != "Music, Sleep" {
		t.Errorf("%v", found[0].Values)
	}
	f.Meetings = append(f.Meetings, late)
	same(t, said(t, rule(CheckAll(f), "I-08")), "block I-08 rule.kitTwice") // the peak is said once
}

func TestH12PromisesAreKept(t *testing.T) {
	days := func(weekdays []int, start, end college.Clock) college.Promise {
		return college.Promise{PartnerID: "pa", Kind: college.PromiseDays, VenueID: "v", Weekdays: weekdays, Start: start, End: end}
	}
	dates := func(days ...college.Date) college.Promise {
		return college.Promise{PartnerID: "pa", Kind: college.PromiseDates, CourseID: "sleep", Dates: days}
	}
	over := days([]int{2}, "", "")
	over.To = "2026-09-06"
	elsewhere := days([]int{2}, "", "")
	elsewhere.VenueID = "w"
	notThen, notOn := []string{"concern H12 rule.promisedDays"}, []string{"concern H12 rule.promisedDates"}
	for name, c := range map[string]struct {
		promises []college.Promise
		want     []string
	}{
		"lent on Mondays":               {[]college.Promise{days([]int{1, 3}, "", "")}, nil},
		"lent on Tuesdays":              {[]college.Promise{days([]int{2}, "", "")}, notThen},
		"lent on Monday mornings":       {[]college.Promise{days([]int{1}, "09:00", "12:00")}, nil},
		"lent until half past eleven":   {[]college.Promise{days([]int{1}, "09:00", "11:30")}, notThen},
		"lent from ten on":              {[]college.Promise{days([]int{1}, "10:00", "")}, nil},
		"one of two promises holds":     {[]college.Promise{days([]int{2}, "", ""), days([]int{1}, "", "")}, nil},
		"a promise that is over":        {[]college.Promise{over}, nil},
		"of another venue":              {[]college.Promise{elsewhere}, nil},
		"one of the dates":              {[]college.Promise{dates("2026-09-07", "2026-09-14")}, nil},
		"none of the dates":             {[]college.Promise{dates("2026-09-08")}, notOn},
		"one of the dates of another":   {[]college.Promise{dates("2026-09-08"), dates("2026-09-07")}, nil},
		"a quota is not for one by one": {[]college.Promise{{PartnerID: "pa", Kind: college.PromiseQuota, Sessions: 3}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(func(f *Facts) { f.Promises = c.promises })
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
}

func TestI09WithinTheHoursOfTheRoom(t *testing.T) {
	open := func(weekday int, from, to college.Clock) college.OpenHours {
		return college.OpenHours{Weekday: weekday, From: from, To: to}
	}
	for name, c := range map[string]struct {
		hours []college.OpenHours
		shut  []int
		want  []string
	}{
		"not known":             {nil, nil, nil},
		"just so":               {[]college.OpenHours{open(1, "10:00", "12:00")}, nil, nil},
		"opens too late":        {[]college.OpenHours{open(1, "10:15", "17:00")}, nil, []string{"reason I-09 rule.notOpenThen"}},
		"closes for lunch":      {[]college.OpenHours{open(1, "08:00", "11:00"), open(1, "12:00", "17:00")}, nil, []string{"reason I-09 rule.notOpenThen"}},
		"two spans that meet":   {[]college.OpenHours{open(1, "11:00", "17:00"), open(1, "08:00", "11:00")}, nil, nil},
		"not on Mondays":        {[]college.OpenHours{open(2, "08:00", "17:00")}, nil, []string{"reason I-09 rule.notOpen"}},
		"shut on Mondays, once": {[]college.OpenHours{open(1, "11:00", "17:00")}, []int{1}, []string{"reason I-09 rule.notOpen"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := with(func(f *Facts) { f.Rooms[0].Hours, f.Rooms[0].ClosedWeekdays = c.hours, c.shut })
			same(t, said(t, Check(f, f.Meetings[0])), c.want...)
		})
	}
}
