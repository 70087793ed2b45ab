package sample

import (
	"slices"
	"testing"

	"daybook/backend/college"
)

// TestWeeks holds every tutor's week to every session they teach, whatever the
// term, and nobody's to overlapping itself.
func TestWeeks(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		weeks := map[string][]college.Availability{}
		for _, a := range w.rec.Availabilities {
			if err := a.Validate(); err != nil {
				t.Errorf("%+v: %v", a, err)
			}
			for _, o := range weeks[a.PersonID] {
				if o.Weekday == a.Weekday && a.Start < o.End && o.Start < a.End {
					t.Errorf("%s says two things of one time", w.person[a.PersonID].FullName)
				}
			}
			weeks[a.PersonID] = append(weeks[a.PersonID], a)
		}
		if len(weeks) != 117 {
			t.Errorf("%d of 117 tutors were asked for their week", len(weeks))
		}
		for _, s := range w.rec.Sessions {
			for _, tutor := range w.tutors[s.ID] {
				if !within(weeks[tutor.PersonID], s) {
					t.Errorf("%s is not available on %s, %s to %s", w.person[tutor.PersonID].FullName, s.Date, s.Start, s.End)
				}
			}
		}
	})
}

// within tells whether parts of a week that follow on each other hold a session.
func within(week []college.Availability, s college.Session) bool {
	at := s.Start
	for found := true; found && at < s.End; {
		found = false
		for _, a := range week {
			if a.Weekday == weekdayOf(s.Date) && a.Start <= at && at < a.End {
				at, found = a.End, true
			}
		}
	}
	return at >= s.End
}

// TestLimits holds what was agreed with people to what they do.
func TestLimits(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		type key struct{ person, when string }
		days, weeks, terms := map[key]int{}, map[key]int{}, map[key]int{}
		for _, s := range w.rec.Sessions {
			for _, tutor := range w.tutors[s.ID] {
				days[key{tutor.PersonID, string(s.Date)}] += s.Minutes()
				weeks[key{tutor.PersonID, string(s.Date.Monday())}]++
				terms[key{tutor.PersonID, w.run[s.RunID].TermID}]++
			}
		}
		limits := index(w.rec.WorkLimits, func(l college.WorkLimit) string { return l.PersonID })
		over := func(done map[key]int, what string, most func(college.WorkLimit) int) {
			for k, n := range done {
				if agreed := most(limits[k.person]); agreed > 0 && n > agreed {
					t.Errorf("%s does %d %s, %d were agreed", w.person[k.person].FullName, n, what, agreed)
				}
			}
		}
		over(days, "minutes a day", func(l college.WorkLimit) int { return 60 * l.HoursADay })
		over(weeks, "sessions a week", func(l college.WorkLimit) int { return l.SessionsWeek })
		over(terms, "sessions a term", func(l college.WorkLimit) int { return l.SessionsTerm })
		based := 0
		for _, l := range w.rec.WorkLimits {
			if err := l.Validate(); err != nil {
				t.Errorf("%+v: %v", l, err)
			}
			if l.BaseVenueID != "" {
				based++
			}
		}
		if len(limits) != 117 || based < 50 {
			t.Errorf("%d limits, %d with a base", len(limits), based)
		}
	})
}

// TestLeave: leave collides with two sessions of Term 5, one of each run it is
// planted in, and with nothing else.
func TestLeave(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		var hit []string
		for _, l := range w.rec.Leaves {
			if err := l.Validate(); err != nil || l.From <= w.today {
				t.Errorf("%+v: %v", l, err)
			}
			for _, s := range w.rec.Sessions {
				if s.Date.Between(l.From, l.To) && slices.ContainsFunc(w.tutors[s.ID], func(x college.Tutor) bool { return x.PersonID == l.PersonID }) {
					hit = append(hit, w.run[s.RunID].Reference)
				}
			}
		}
		slices.Sort(hit)
		if want := []string{"SH02-T5-1", "UMH20-T5-1"}; !slices.Equal(hit, want) || len(w.rec.Leaves) != leaves+2 {
			t.Errorf("%d times of leave hit %v, want %v", len(w.rec.Leaves), hit, want)
		}
	})
}

// TestKit: there is enough of everything at every moment, and most of what
// courses would like they get.
func TestKit(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		takes := map[string][]college.CourseKit{}
		for _, k := range w.rec.CourseKit {
			if err := k.Validate(); err != nil {
				t.Errorf("%+v: %v", k, err)
			}
			takes[k.CourseID] = append(takes[k.CourseID], k)
		}
		have := index(w.rec.KitItems, func(k college.KitItem) string { return k.ID })
		for _, s := range w.rec.Sessions {
			taken := map[string]int{}
			for _, o := range w.rec.Sessions {
				if o.Date == s.Date && o.Start <= s.Start && s.Start < o.End {
					for _, k := range takes[w.run[o.RunID].CourseID] {
						taken[k.KitItemID] += k.Count
					}
				}
			}
			for id, n := range taken {
				if n > have[id].Count {
					t.Errorf("%s %s: %d of %s are taken, there are %d", s.Date, s.Start, n, have[id].Name, have[id].Count)
				}
			}
		}
		if len(have) != len(kit) || len(w.rec.CourseKit) < 10 {
			t.Errorf("%d kinds of kit, %d courses take some", len(have), len(w.rec.CourseKit))
		}
	})
}

// TestPromises: one venue is lent on two weekdays, two partners were promised
// sessions, one course has its dates, and all are kept in Term 5 by what stands.
func TestPromises(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		kinds := map[string]int{}
		for _, p := range w.rec.Promises {
			kinds[p.Kind]++
			if err := p.Validate(); err != nil {
				t.Errorf("%+v: %v", p, err)
			}
			for _, s := range w.rec.Sessions {
				if !s.Date.Between(p.From, p.To) {
					continue
				}
				if p.Kind == college.PromiseDays && w.room[s.RoomID].VenueID == p.VenueID && (!slices.Contains(p.Weekdays, weekdayOf(s.Date)) || s.Start < p.Start || s.End > p.End) {
					t.Errorf("%s is used on %s at %s", s.PlaceName, s.Date, s.Start)
				}
				if p.Kind == college.PromiseDates && w.run[s.RunID].CourseID == p.CourseID && !slices.Contains(p.Dates, s.Date) {
					t.Errorf("%s is on %s", w.run[s.RunID].Reference, s.Date)
				}
			}
		}
		if kinds[college.PromiseDays] != 1 || kinds[college.PromiseQuota] != 2 || kinds[college.PromiseDates] != 1 {
			t.Errorf("promises are %v", kinds)
		}
	})
}

// TestHours: every room has its hours, and every session is within them.
func TestHours(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		for _, r := range w.book.Rooms {
			if len(r.Hours) == 0 {
				t.Errorf("%s has no hours", r.Code)
			}
		}
		for _, s := range w.rec.Sessions {
			if s.RoomID != "" && !slices.ContainsFunc(w.room[s.RoomID].Hours, func(h college.OpenHours) bool {
				return h.Weekday == weekdayOf(s.Date) && h.From <= s.Start && s.End <= h.To
			}) {
				t.Errorf("%s is not open on %s at %s", s.PlaceName, s.Date, s.Start)
			}
		}
	})
}

// TestMoreApproved: every course has peers and others to choose from, approved
// once each, with what the youth arm asks; and some runs matter more.
func TestMoreApproved(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		parts, twice := map[string]int{}, map[string]bool{}
		tutors := index(w.rec.Tutors, func(x college.Tutor) string { return x.PersonID })
		for _, a := range w.rec.CourseTutors {
			parts[a.CourseID+a.Part]++
			if twice[a.CourseID+a.PersonID] {
				t.Errorf("%s is approved twice for %s", w.person[a.PersonID].FullName, w.course[a.CourseID].Code)
			}
			twice[a.CourseID+a.PersonID] = true
			if peer := slices.Contains(tutors[a.PersonID].Kinds, college.KindPeer); peer != (a.Part == college.PartLived) || a.ApprovedOn >= w.rec.Terms[4].Start {
				t.Errorf("%s is approved for %s on %s", w.person[a.PersonID].FullName, a.Part, a.ApprovedOn)
			}
			if w.course[a.CourseID].MaxAge == 18 && (!w.cleared(a.PersonID, w.today, true) || !w.trained(a.PersonID, "safeguardingChildren", w.today)) {
				t.Errorf("%s lacks a check for the youth arm", w.person[a.PersonID].FullName)
			}
		}
		for _, c := range w.rec.Courses {
			taught := slices.ContainsFunc(w.rec.Runs, func(r college.CourseRun) bool { return r.CourseID == c.ID })
			if lived, subject := parts[c.ID+college.PartLived], parts[c.ID+college.PartSubject]; taught && (lived < mayTeach || subject < mayTeach) {
				t.Errorf("%s has %d peers and %d others", c.Code, lived, subject)
			}
		}
		given := map[int]int{}
		for _, r := range w.rec.Runs {
			if given[r.Priority]++; r.Priority > 0 && w.term[r.TermID].Code != "T5" {
				t.Errorf("%s has a priority", r.Reference)
			}
		}
		if given[5] == 0 || given[1] == 0 || given[0] < 100 {
			t.Errorf("priorities are %v", given)
		}
	})
}

// TestTravelIsWhole: it is known how long every journey takes, both ways alike.
func TestTravelIsWhole(t *testing.T) {
	w := wexmoor(t)
	minutes := map[[2]string]int{}
	for _, v := range w.book.VenueTravel {
		minutes[[2]string{v.FromID, v.ToID}] = v.Minutes
	}
	for pair, n := range minutes {
		if n < 10 || n > longestDrive || n != minutes[[2]string{pair[1], pair[0]}] {
			t.Errorf("a journey takes %d minutes there and %d back", n, minutes[[2]string{pair[1], pair[0]}])
		}
	}
	if len(minutes) != 22*21 {
		t.Errorf("%d journeys are known", len(minutes))
	}
}
