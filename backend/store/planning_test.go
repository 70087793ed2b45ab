package store

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// plans are one call of everything that keeps what planning asks. Pat is a tutor,
// Ann is a student alone.
var plans = map[string]call{
	"a week": func(ctx context.Context, c *testCollege) error {
		return given(c.SaveAvailability(ctx, college.Availability{PersonID: "pat", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.PrefersThen}))
	},
	"a leave": func(ctx context.Context, c *testCollege) error {
		return given(c.SaveLeave(ctx, college.Leave{PersonID: "pat", From: "2026-12-01", To: "2026-12-04"}))
	},
	"a limit": func(ctx context.Context, c *testCollege) error {
		return given(c.SaveLimit(ctx, college.WorkLimit{PersonID: "pat", SessionsWeek: 3, BaseVenueID: "w"}))
	},
	"kit": func(ctx context.Context, c *testCollege) error {
		return given(c.SaveKitItem(ctx, college.KitItem{Name: " Projector ", Count: 2}))
	},
	"kit of a course": func(ctx context.Context, c *testCollege) error {
		item, err := first[college.KitItem](ctx, c.db, "")
		return firstError(err, given(c.SaveCourseKit(ctx, college.CourseKit{CourseID: "sleep", KitItemID: item.ID, Count: 1})))
	},
	"partner": func(_ context.Context, c *testCollege) error {
		c.put(collegeFile, college.Partner{ID: "hub", Name: "Community Hub"})
		return nil
	},
	"a promise": func(ctx context.Context, c *testCollege) error {
		return given(c.SavePromise(ctx, college.Promise{PartnerID: "hub", Kind: college.PromiseDays, VenueID: "w", Weekdays: []int{2, 4}}))
	},
	"put away": func(ctx context.Context, c *testCollege) error {
		item, err := first[college.KitItem](ctx, c.db, "")
		return firstError(err, c.ArchivePlanned(ctx, "kitItem", item.ID))
	},
	"week of":  func(ctx context.Context, c *testCollege) error { return given(c.AvailabilityOf(ctx, "pat")) },
	"all kit":  func(ctx context.Context, c *testCollege) error { return given(c.Kit(ctx)) },
	"promises": func(ctx context.Context, c *testCollege) error { return given(c.Promises(ctx, "")) },
}

func alike(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

func (c *testCollege) facts() timetable.Facts {
	c.t.Helper()
	return must(facts(c.ctx(), c.db, "1"))
}

// TestPlanningIsKept: what is kept is in the facts and in the reads, and what is
// put away is in neither until it is taken back.
func TestPlanningIsKept(t *testing.T) {
	c := small(t, "Ann Lee")
	for _, name := range []string{"a week", "a leave", "a limit", "kit", "kit of a course", "partner", "a promise"} {
		fine(t, plans[name](c.ctx(), c))
	}
	f, times, kit := c.facts(), must(c.AvailabilityOf(c.ctx(), "pat")), must(c.Kit(c.ctx()))
	alike(t, "parts of the week", times.Week, f.Availabilities)
	alike(t, "leave", times.Leaves, f.Leaves)
	alike(t, "limits", []college.WorkLimit{times.Limit}, f.Limits)
	alike(t, "kit", kit, college.KitList{Items: f.KitItems, Courses: f.CourseKit})
	alike(t, "promises", must(c.Promises(c.ctx(), "hub")), f.Promises)
	alike(t, "of nobody", len(must(c.Promises(c.ctx(), "nobody"))), 0)
	if len(times.Week) != 1 || len(times.Leaves) != 1 || times.Limit.SessionsWeek != 3 || len(kit.Items) != 1 || kit.Items[0].Name != "Projector" || len(kit.Courses) != 1 || len(f.Promises) != 1 {
		t.Fatalf("kept are %+v and %+v", times, kit)
	}
	for what, id := range map[string]string{"availability": times.Week[0].ID, "leave": times.Leaves[0].ID, "promise": f.Promises[0].ID, "kitItem": kit.Items[0].ID} {
		fine(t, c.ArchivePlanned(c.ctx(), what, id))
		refused(t, c.ArchivePlanned(c.ctx(), what, id), "store.notFound")
	}
	away := c.facts()
	alike(t, "left", len(away.Availabilities)+len(away.Leaves)+len(away.Promises)+len(away.KitItems)+len(away.CourseKit), 0)
	for range 4 {
		must(c.UndoLast(c.ctx()))
	}
	if got := c.facts(); len(got.Availabilities)+len(got.Leaves)+len(got.Promises)+len(got.KitItems)+len(got.CourseKit) != 5 {
		t.Errorf("taken back are %+v", got)
	}
}

// TestOneOfAKind: a limit of a person, a kit item of a name and the kit of a
// course are one row, however often they are said.
func TestOneOfAKind(t *testing.T) {
	c := small(t)
	a := must(c.SaveLimit(c.ctx(), college.WorkLimit{PersonID: "pat", SessionsWeek: 3}))
	b := must(c.SaveLimit(c.ctx(), college.WorkLimit{PersonID: "pat", HoursADay: 5}))
	alike(t, "limits", c.facts().Limits, []college.WorkLimit{{ID: a.ID, PersonID: "pat", HoursADay: 5}})
	alike(t, "its id", b.ID, a.ID)
	one, two := must(c.SaveKitItem(c.ctx(), college.KitItem{Name: "Projector", Count: 2})), must(c.SaveKitItem(c.ctx(), college.KitItem{Name: "Loop", Count: 1}))
	_, err := c.SaveKitItem(c.ctx(), college.KitItem{ID: two.ID, Name: "Projector", Count: 1})
	refused(t, err, "planning.twice")
	fine(t, c.ArchivePlanned(c.ctx(), "kitItem", one.ID))
	alike(t, "again", must(c.SaveKitItem(c.ctx(), college.KitItem{Name: "Projector", Count: 3})).ID, one.ID)
	alike(t, "kit", must(c.Kit(c.ctx())).Items, []college.KitItem{{ID: two.ID, Name: "Loop", Count: 1}, {ID: one.ID, Name: "Projector", Count: 3}})
}

func TestPlanningRefused(t *testing.T) {
	c := small(t, "Ann Lee")
	c.put(collegeFile, college.Partner{ID: "hub", Name: "Community Hub"})
	week := college.Availability{PersonID: "pat", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.AvailableThen}
	with := func(change func(*college.Availability)) func() error {
		return func() error {
			part := week
			change(&part)
			return given(c.SaveAvailability(c.ctx(), part))
		}
	}
	before := c.dump()
	for name, x := range map[string]struct {
		do  func() error
		key string
	}{
		"no weekday":        {with(func(a *college.Availability) { a.Weekday = 0 }), "availability.invalid"},
		"ends before":       {with(func(a *college.Availability) { a.End = "08:00" }), "availability.invalid"},
		"a date of nowhere": {with(func(a *college.Availability) { a.From = "2026-02-31" }), "availability.invalid"},
		"a student":         {with(func(a *college.Availability) { a.PersonID = "ann" }), "planning.noWorker"},
		"nobody":            {with(func(a *college.Availability) { a.PersonID = "nobody" }), "store.notFound"},
		"one that is gone":  {with(func(a *college.Availability) { a.ID = "gone" }), "store.notFound"},
		"a leave of a bit": {func() error {
			return given(c.SaveLeave(c.ctx(), college.Leave{PersonID: "pat", From: "2026-12-01", To: "2026-12-01", Start: "10:00"}))
		}, "leave.invalid"},
		"17 hours":           {func() error { return given(c.SaveLimit(c.ctx(), college.WorkLimit{PersonID: "pat", HoursADay: 17})) }, "limit.invalid"},
		"a base of nowhere":  {func() error { return given(c.SaveLimit(c.ctx(), college.WorkLimit{PersonID: "pat", BaseVenueID: "x"})) }, "store.notFound"},
		"kit without a name": {func() error { return given(c.SaveKitItem(c.ctx(), college.KitItem{Name: " ", Count: 1})) }, "kit.invalid"},
		"none of a kit": {func() error {
			return given(c.SaveCourseKit(c.ctx(), college.CourseKit{CourseID: "sleep", KitItemID: "x"}))
		}, "kit.invalid"},
		"an eighth day": {func() error {
			return given(c.SavePromise(c.ctx(), college.Promise{PartnerID: "hub", Kind: college.PromiseDays, VenueID: "w", Weekdays: []int{8}}))
		}, "promise.invalid"},
		"nobody's promise": {func() error {
			return given(c.SavePromise(c.ctx(), college.Promise{PartnerID: "x", Kind: college.PromiseQuota, Sessions: 3}))
		}, "store.notFound"},
		"put what away": {func() error { return c.ArchivePlanned(c.ctx(), "session", "sleep-1") }, "planning.what"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, x.do(), x.key) })
	}
	unchanged(t, before, c.dump())
}

// TestAvailabilityFollowsAMerger: what is on either record is told of both, and
// what is added is on the one that stays.
func TestAvailabilityFollowsAMerger(t *testing.T) {
	c := small(t)
	fine(t, plans["a week"](c.ctx(), c))
	c.exec("UPDATE college.person SET merged_into = 'ola' WHERE id = 'pat'")
	fine(t, plans["a leave"](c.ctx(), c))
	for _, id := range []string{"pat", "ola"} {
		times := must(c.AvailabilityOf(c.ctx(), id))
		if times.PersonID != "ola" || len(times.Week) != 1 || len(times.Leaves) != 1 || times.Leaves[0].PersonID != "ola" {
			t.Errorf("of %s is told %+v", id, times)
		}
	}
}

// TestFactsForPlanning: sessions without a date, their lengths, priorities and
// marks; active tutors; and courses whose students are the same.
func TestFactsForPlanning(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy May")
	c.bookEarly("sleep", "Ann Lee", "Bo Lin", "Cy May")
	c.bookEarly("music", "Ann Lee", "Bo Lin")
	c.put(collegeFile,
		college.Session{ID: "sleep-4", RunID: "run-sleep", Number: 4, Status: college.SessionPlanned},
		college.RoleSpan{ID: "s1", PersonID: "pat", Role: college.RoleTutor, Status: "active", From: "2025-01-01"},
		college.RoleSpan{ID: "s2", PersonID: "ola", Role: college.RoleTutor, Status: "active", From: "2025-01-01", To: "2026-09-06"},
		college.RoleSpan{ID: "s3", PersonID: "pip", Role: college.RoleTutor, Status: "training", From: "2025-01-01"})
	c.exec("UPDATE college.course SET minutes_default = 90")
	c.exec("UPDATE college.course_run SET priority = 5 WHERE id = 'run-sleep'")
	c.exec("UPDATE college.session_place SET attendance = 'attended' WHERE session_id = 'sleep-1'")
	c.exec("UPDATE college.session_place SET attendance = 'cancelledByStudent' WHERE session_id = 'sleep-2'")
	f := c.facts()
	got := map[string]timetable.Meeting{}
	for _, m := range f.Meetings {
		got[m.SessionID] = timetable.Meeting{Minutes: m.Minutes, Priority: m.Priority, Marked: m.Marked}
	}
	want := map[string]timetable.Meeting{"sleep-1": {Priority: 5, Marked: true}, "sleep-2": {Priority: 5}, "sleep-3": {Priority: 5}, "sleep-4": {Priority: 5, Minutes: 90}, "music-1": {}}
	if !maps.EqualFunc(got, want, func(a, b timetable.Meeting) bool {
		return a.Minutes == b.Minutes && a.Priority == b.Priority && a.Marked == b.Marked
	}) {
		t.Errorf("meetings are %+v", got)
	}
	if len(f.Tutors) != 1 || f.Tutors[0].PersonID != "pat" || f.Tutors[0].As != college.RoleTutor || !slices.Contains(f.Tutors[0].Kinds, college.KindPeer) {
		t.Errorf("tutors are %+v", f.Tutors)
	}
	alike(t, "two students are few", len(f.CoBooked), 0)
	c.bookEarly("music", "Cy May")
	alike(t, "courses with the same students", c.facts().CoBooked, map[[2]string]int{{"music", "sleep"}: 3})
}
