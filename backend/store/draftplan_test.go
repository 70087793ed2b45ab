package store

import (
	"maps"
	"slices"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// toPlan is small with a third course in draft: two sessions without a date
// that nobody has been told of, and three students booked on sleep.
func toPlan(t *testing.T) *testCollege {
	t.Helper()
	book, records := smallRecords("Sam Booked", "Rae Booked", "Dee Gone")
	records.Courses = append(records.Courses, college.Course{ID: "walk", Code: "WB01", Title: "Walking", TopicID: "umh", ApprovedHow: college.ApprovedBefore, Status: college.CourseLive})
	records.CourseVersions = append(records.CourseVersions, college.CourseVersion{ID: "walk-v1", CourseID: "walk", Number: 1, Title: "Walking", Outcomes: []string{"Know more"}})
	records.Runs = append(records.Runs, college.CourseRun{ID: "run-walk", CourseID: "walk", CourseVersionID: "walk-v1", TermID: "t1", Reference: "WB01-AUT26-1",
		Arm: college.Adult, Mode: college.InPerson, Capacity: 8, Status: college.RunDraft})
	for i, id := range []string{"walk-1", "walk-2"} {
		records.Sessions = append(records.Sessions, college.Session{ID: id, RunID: "run-walk", Number: i + 1, Status: college.SessionPlanned})
	}
	c := opened(t, book, records)
	c.bookEarly("sleep", "Sam", "Rae", "Dee")
	sam, gone := must(get[college.Person](c.ctx(), c.db, "sam")), must(get[college.Person](c.ctx(), c.db, "dee"))
	sam.PreferredContact, gone.DeceasedOn = "text", "2026-11-18"
	c.put(collegeFile, sam, gone)
	return c
}

// standsAt is a placement with Pip leading and Oz beside.
func standsAt(session string, day college.Date, start, end college.Clock, room string) timetable.Placement {
	return timetable.Placement{SessionID: session, Date: day, Start: start, End: end, RoomID: room, Workers: []timetable.Worker{
		{PersonID: "pip", As: college.RoleTutor, Part: "lead"}, {PersonID: "oz", As: college.RoleTutor, Part: "coLead"}}}
}

var walks = []timetable.Placement{standsAt("walk-1", "2026-11-24", "10:00", "12:00", "hall"), standsAt("walk-2", "2026-12-01", "10:00", "12:00", "hall")}

// allowed are reasons for what the small college has no papers for.
var allowed = map[string]string{"I-12": "Seen, not entered", "I-13": "Seen, not entered", "I-15": "The visit is booked", "I-09": "Agreed", "I-07": "A shared hall"}

func (c *testCollege) publish() (Publication, error) { return c.PublishDraft(c.ctx(), "t1", allowed) }

func TestADraftIsKeptBesideTheSessions(t *testing.T) {
	c := toPlan(t)
	before := c.session("walk-1")
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: walks, Unplaced: []timetable.Unplaced{{RunID: "run-walk", Label: "WB01", Sessions: []string{"walk-1"}}}}))
	if after := c.session("walk-1"); after != before {
		t.Errorf("planning wrote the session: %+v", after)
	}
	d := must(c.TermDraft(c.ctx(), "t1"))
	i := slices.IndexFunc(d.Sessions, func(s DraftSession) bool { return s.SessionID == "walk-1" })
	s := d.Sessions[i]
	if !d.Made || s.Stand.Date != "2026-11-24" || s.Stand.Place != "Castleby Community Centre, Main Hall" || s.Was.Date != "" || !s.Changed || s.Published || s.Of != 2 {
		t.Errorf("%+v", s)
	}
	if out := must(c.LeftOut(c.ctx(), "t1")); len(out) != 0 {
		t.Errorf("what has a place is still told as left out: %+v", out)
	}
	if n := c.count("SELECT count(*) FROM college.draft_placement"); n != 2 {
		t.Errorf("%d placements are kept; only two differ", n)
	}
	fine(t, c.PinPlacement(c.ctx(), []string{"walk-1"}, true, false, false))
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{standsAt("walk-2", "2026-12-02", "10:00", "12:00", "hall")}}))
	_, brief, err := c.Brief(c.ctx(), "t1")
	fine(t, err)
	if brief.Pins["walk-1"] != (timetable.Pin{When: true}) || len(brief.Pins) != 1 || brief.Today != "2026-11-20" {
		t.Errorf("%+v", brief.Pins)
	}
	if len(brief.Published) != 4 || slices.ContainsFunc(brief.Published, func(p timetable.Placement) bool { return p.SessionID == "walk-1" }) {
		t.Errorf("published: %+v", brief.Published)
	}
	if j := slices.IndexFunc(brief.Standing, func(p timetable.Placement) bool { return p.SessionID == "walk-2" }); j < 0 || brief.Standing[j].Date != "2026-12-02" {
		t.Errorf("standing: %+v", brief.Standing)
	}
	fine(t, c.DropDraft(c.ctx(), "t1"))
	if d := must(c.TermDraft(c.ctx(), "t1")); d.Made {
		t.Error("the draft is still there")
	}
	refused(t, c.DropDraft(c.ctx(), "t1"), "draft.nothingToForget")
	must(c.UndoLast(c.ctx()))
	if d := must(c.TermDraft(c.ctx(), "t1")); !d.Made {
		t.Error("the draft did not come back")
	}
}

func TestPublishingWritesSessionsAndIsUndone(t *testing.T) {
	c := toPlan(t)
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: walks}))
	before := c.dump("row_version", "updated_at")
	done, err := c.publish()
	fine(t, err)
	if !slices.Equal(done.Runs, []string{"WB01-AUT26-1"}) || len(done.Changes) != 2 || len(done.LeftOut) != 0 || len(done.Tell) != 0 {
		t.Errorf("%+v", done)
	}
	s := c.session("walk-1")
	if s.Date != "2026-11-24" || s.RoomID != "hall" || s.PlaceName != "Castleby Community Centre, Main Hall" {
		t.Errorf("%+v", s)
	}
	if run := must(c.RunByReference(c.ctx(), "WB01-AUT26-1")); run.Status != college.RunPublished {
		t.Errorf("the run is %s", run.Status)
	}
	if n := c.count("SELECT count(*) FROM college.session_tutor WHERE session_id = 'walk-1'"); n != 2 {
		t.Errorf("%d tutors", n)
	}
	if n := c.count("SELECT count(*) FROM college.session_move"); n != 0 {
		t.Errorf("%d moves of sessions nobody had been told of", n)
	}
	if n := c.count("SELECT count(*) FROM college.override WHERE record_id = 'walk-1'"); n == 0 {
		t.Error("no reason was kept")
	}
	_, err = c.publish()
	refused(t, err, "draft.nothingToPublish")
	must(c.UndoLast(c.ctx()))
	unchanged(t, before, c.dump("row_version", "updated_at"))
}

func TestWhatStandsInTheWayOfPublishing(t *testing.T) {
	for name, test := range map[string]struct {
		plan    timetable.Plan
		reasons map[string]string
		rule    string
	}{
		"a person in two places": {timetable.Plan{Placements: []timetable.Placement{standsAt("walk-1", "2026-11-20", "14:00", "16:00", "hall"), walks[1]}}, allowed, "I-06"},
		"too few seats":          {timetable.Plan{Placements: []timetable.Placement{standsAt("walk-1", "2026-11-24", "10:00", "12:00", "snug"), walks[1]}}, allowed, "I-02"},
		"a reason not given":     {timetable.Plan{Placements: walks}, nil, "I-12"},
		"nobody to teach":        {timetable.Plan{Placements: []timetable.Placement{{SessionID: "walk-1", Date: "2026-11-24", Start: "10:00", End: "12:00", RoomID: "hall"}, walks[1]}}, allowed, "I-11"},
	} {
		t.Run(name, func(t *testing.T) {
			c := toPlan(t)
			fine(t, c.KeepPlan(c.ctx(), "t1", test.plan))
			before := c.dump()
			_, err := c.PublishDraft(c.ctx(), "t1", test.reasons)
			refused(t, err, "draft.cannotPublish")
			fields := college.AsRefusal(err).Fields
			if !slices.ContainsFunc(fields, func(f college.FieldError) bool { return f.Field == test.rule }) {
				t.Errorf("%s is not among %+v", test.rule, fields)
			}
			unchanged(t, before, c.dump())
		})
	}
}

func TestARunWithoutAllItsPlacesStaysADraft(t *testing.T) {
	c := toPlan(t)
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{walks[0], standsAt("sleep-3", "2026-11-26", "10:00", "12:00", "hall")}}))
	done, err := c.publish()
	fine(t, err)
	if len(done.Runs) != 0 || len(done.Changes) != 1 || len(done.LeftOut) != 1 || done.LeftOut[0].SessionID != "walk-2" {
		t.Errorf("%+v", done)
	}
	if s := c.session("walk-1"); s.Date != "" {
		t.Errorf("half a run was published: %+v", s)
	}
	if d := must(c.TermDraft(c.ctx(), "t1")); !slices.ContainsFunc(d.Sessions, func(s DraftSession) bool { return s.SessionID == "walk-1" && s.Stand.Date == "2026-11-24" }) {
		t.Error("its draft was forgotten")
	}
}

func TestNothingMovesASessionWithAMark(t *testing.T) {
	c := toPlan(t)
	place := must(first[college.SessionPlace](c.ctx(), c.db, "WHERE session_id = 'sleep-2' ORDER BY id"))
	fine(t, c.MarkAttendance(c.ctx(), "sleep-2", []PlaceMark{{PlaceID: place.ID, Attendance: college.Attended}}))
	before := c.session("sleep-2")
	elsewhere := standsAt("sleep-2", "2026-11-25", "10:00", "12:00", "lib")
	_, err := c.PlaceInDraft(c.ctx(), elsewhere)
	refused(t, err, "draft.stays")
	refused(t, c.PinPlacement(c.ctx(), []string{"sleep-2"}, true, true, true), "draft.stays")
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: append([]timetable.Placement{elsewhere}, walks...)}))
	_, brief, err := c.Brief(c.ctx(), "t1")
	fine(t, err)
	if !brief.Marked["sleep-2"] || len(brief.Marked) != 1 {
		t.Errorf("marked: %v", brief.Marked)
	}
	_, err = c.publish()
	fine(t, err)
	if after := c.session("sleep-2"); after != before {
		t.Errorf("it moved: %+v", after)
	}

	// A mark that came after the draft holds it just as well.
	c = toPlan(t)
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: append([]timetable.Placement{elsewhere}, walks...)}))
	place = must(first[college.SessionPlace](c.ctx(), c.db, "WHERE session_id = 'sleep-2' ORDER BY id"))
	fine(t, c.MarkAttendance(c.ctx(), "sleep-2", []PlaceMark{{PlaceID: place.ID, Attendance: college.Attended}}))
	before = c.session("sleep-2")
	_, err = c.publish()
	fine(t, err)
	if after := c.session("sleep-2"); after != before {
		t.Errorf("it moved: %+v", after)
	}
}

func TestWhoIsToldOfAMove(t *testing.T) {
	c := toPlan(t)
	moved := standsAt("sleep-3", "2026-11-26", "10:00", "12:00", "hall") // Pip and Oz for Pat and Ola
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{moved}}))
	done, err := c.publish()
	fine(t, err)
	told := map[string]string{}
	for _, one := range done.Tell {
		told[one.PersonID] = one.What + " " + one.How
		if one.Was.Date != "2026-11-27" || one.Is.Date != "2026-11-26" || one.Title != "Sleeping well" || one.Number != 3 {
			t.Errorf("%+v", one)
		}
	}
	want := map[string]string{"sam": "moved text", "rae": "moved ", "pip": "joins ", "oz": "joins ", "pat": "leaves ", "ola": "leaves "}
	for id, what := range want {
		if told[id] != what {
			t.Errorf("%s is told %q, want %q", id, told[id], what)
		}
	}
	if len(told) != len(want) {
		t.Errorf("told: %v", told)
	}
	move := must(first[college.SessionMove](c.ctx(), c.db, ""))
	if move.Date != "2026-11-27" || move.Why == "" || len(move.Workers) != 2 {
		t.Errorf("%+v", move)
	}
	says(t, move.Why, nil)

	// Who has a notice of it has been told; a move after that is told again.
	c.put(collegeFile, college.Notice{ID: "n", About: "session", RecordID: "sleep-3", PersonID: "sam", How: "text", At: college.InstantOf(c.now)})
	has := func(id string) bool {
		return slices.ContainsFunc(must(c.ToTell(c.ctx(), "t1")), func(one Telling) bool { return one.PersonID == id })
	}
	if has("sam") || !has("rae") {
		t.Error("a notice does not take exactly its person off the list")
	}
	c.now = c.now.Add(60e9)
	back := moved
	back.Date, back.Workers = "2026-11-27", []timetable.Worker{{PersonID: "pat", As: college.RoleTutor, Part: "lead"}, {PersonID: "ola", As: college.RoleTutor, Part: "coLead"}}
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{back}}))
	_, err = c.publish()
	fine(t, err)
	if !has("sam") || has("rae") || has("pip") || has("pat") {
		t.Errorf("it went back: only Sam was told something else: %+v", must(c.ToTell(c.ctx(), "t1")))
	}
}

func TestOnlyALeaderPublishes(t *testing.T) {
	c := toPlan(t)
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: walks}))
	c.signedIn("Amir", adminPass)
	_, err := c.publish()
	refused(t, err, "store.leaderOnly")
	if look := must(c.LookAtPublishing(c.ctx(), "t1")); len(look.Changes) != 2 || len(look.Findings) == 0 {
		t.Errorf("%+v", look)
	}
}

func TestPlacingByHand(t *testing.T) {
	c := toPlan(t)
	for name, test := range map[string]struct {
		at  timetable.Placement
		key string
	}{
		"no such session":  {standsAt("nowhere", "2026-11-24", "10:00", "12:00", "hall"), "register.noSession"},
		"ends before":      {standsAt("walk-1", "2026-11-24", "12:00", "10:00", "hall"), "draft.when"},
		"no day":           {standsAt("walk-1", "24/11/2026", "10:00", "12:00", "hall"), "draft.when"},
		"no such room":     {standsAt("walk-1", "2026-11-24", "10:00", "12:00", "attic"), "draft.where"},
		"no place at all":  {standsAt("walk-1", "2026-11-24", "10:00", "12:00", ""), "draft.where"},
		"of nobody's term": {standsAt("", "2026-11-24", "10:00", "12:00", "hall"), "register.noSession"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.PlaceInDraft(c.ctx(), test.at)
			refused(t, err, test.key)
		})
	}
	refused(t, c.PinPlacement(c.ctx(), []string{"walk-1"}, true, false, false), "draft.nothingToLock")
	found, err := c.PlaceInDraft(c.ctx(), standsAt("walk-1", "2026-11-20", "10:30", "12:30", "hall"))
	fine(t, err)
	if !slices.ContainsFunc(found, func(f college.Finding) bool { return f.Rule == "I-07" }) {
		t.Errorf("the hall is taken, and nobody says so: %+v", found)
	}
	if all := must(c.CheckDraft(c.ctx(), "t1")); !slices.ContainsFunc(all, func(f college.Finding) bool { return f.Rule == "I-07" }) {
		t.Errorf("the draft is not what is checked: %+v", all)
	}
	_, err = c.PlaceInDraft(c.ctx(), timetable.Placement{SessionID: "walk-1"})
	fine(t, err)
	if d := must(c.TermDraft(c.ctx(), "t1")); slices.ContainsFunc(d.Sessions, func(s DraftSession) bool { return s.SessionID == "walk-1" && s.Stand.Date != "" }) {
		t.Error("it was not taken out")
	}
}

func TestNamesOfSessionsAndWorkers(t *testing.T) {
	c := toPlan(t)
	for words, want := range map[string]int{"UMH01-AUT26-1/2": 1, "umh01aut261": 3} {
		if ids := must(c.SessionsNamed(c.ctx(), []string{words})); len(ids) != want {
			t.Errorf("%s: %v", words, ids)
		}
	}
	_, err := c.SessionsNamed(c.ctx(), []string{"UMH01-AUT26-1/9"})
	refused(t, err, "run.noSuchSession")
	for words, want := range map[string]string{"Pat Tutor": "pat", "pat": "pat", "oz": "oz"} {
		if id, err := c.WorkerNamed(c.ctx(), "t1", words); id != want || err != nil {
			t.Errorf("%s is %q, %v", words, id, err)
		}
	}
	_, err = c.WorkerNamed(c.ctx(), "t1", "tutor")
	refused(t, err, "plan.which")
	_, err = c.WorkerNamed(c.ctx(), "t1", "Sam Booked") // a student, no worker
	refused(t, err, "plan.nobody")
}

func TestAWorkerIsFoundByEveryNameThereIs(t *testing.T) {
	c := toPlan(t)
	pat := must(get[college.Person](c.ctx(), c.db, "pat"))
	pat.FullName, pat.KnownAs, pat.Area = "Patricia Tutor", "Pat Tutor", "Castleby"
	// Another begins like the name Pat is known by.
	c.put(collegeFile, pat, college.Person{ID: "ial", FullName: "Pat Tutorial"}, college.Tutor{ID: "ial-t", PersonID: "ial", Kinds: []string{"staff"}})
	for _, words := range []string{"Pat Tutor", "pat tutor", "Patricia Tutor", "patricia"} {
		if id, err := c.WorkerNamed(c.ctx(), "t1", words); id != "pat" || err != nil {
			t.Errorf("%s is %q, %v", words, id, err)
		}
	}
	_, err := c.WorkerNamed(c.ctx(), "t1", "pat tu")
	refused(t, err, "plan.which")
	choices := map[string]string{}
	for _, f := range college.AsRefusal(err).Fields {
		choices[f.Field] = f.Key + ": " + f.Values["name"]
	}
	want := map[string]string{"pat": "plan.choice.inTerm: Patricia Tutor (Pat Tutor), Castleby", "ial": "plan.choice.notInTerm: Pat Tutorial"}
	if !maps.Equal(choices, want) {
		t.Errorf("%v, want %v", choices, want)
	}
}

func TestWhoWasToldIsOffTheList(t *testing.T) {
	c := toPlan(t)
	_, err := c.TellDone(c.ctx(), "t1")
	refused(t, err, "tell.nothing")
	fine(t, keepPlan(c.ctx(), c))
	_, err = c.publish()
	fine(t, err)
	all := must(c.ToTell(c.ctx(), "t1"))
	for _, one := range all {
		if one.What == TellMoved && (!one.When || one.Where) {
			t.Errorf("another day in the same place: %+v", one)
		}
	}
	done := must(c.TellDone(c.ctx(), "t1", "sam"))
	left := must(c.ToTell(c.ctx(), "t1"))
	if len(done) != 1 || len(left) != len(all)-1 || slices.ContainsFunc(left, func(one Telling) bool { return one.PersonID == "sam" }) {
		t.Errorf("%d were told, %d of %d are left", len(done), len(left), len(all))
	}
	must(c.TellDone(c.ctx(), "t1"))
	if left := must(c.ToTell(c.ctx(), "t1")); len(left) != 0 {
		t.Errorf("still to be told: %+v", left)
	}
	must(c.UndoLast(c.ctx()))
	if again := must(c.ToTell(c.ctx(), "t1")); len(again) != len(left) {
		t.Errorf("undone, and %d are to be told", len(again))
	}
	c.signedIn("Amir", adminPass)
	must(c.TellDone(c.ctx(), "t1"))
}

func TestLeaveIsEnded(t *testing.T) {
	c := toPlan(t)
	leave := func(from, to college.Date) {
		_, err := c.SaveLeave(c.ctx(), college.Leave{PersonID: "pat", From: from, To: to})
		fine(t, err)
	}
	_, err := c.EndLeave(c.ctx(), "t1", "pat", "", "")
	refused(t, err, "plan.notAway")
	leave("2026-11-30", "2026-12-01")
	leave("2028-01-03", "2028-01-04") // another year
	if ended := must(c.EndLeave(c.ctx(), "t1", "pat", "", "")); len(ended) != 1 || ended[0].From != "2026-11-30" {
		t.Errorf("%+v", ended)
	}
	must(c.UndoLast(c.ctx()))
	leave("2026-12-07", "2026-12-08")
	_, err = c.EndLeave(c.ctx(), "t1", "pat", "", "")
	refused(t, err, "plan.whichLeave")
	if ended := must(c.EndLeave(c.ctx(), "t1", "pat", "2026-12-07", "")); len(ended) != 1 || ended[0].From != "2026-12-07" {
		t.Errorf("%+v", ended)
	}
	if left := must(c.AvailabilityOf(c.ctx(), "pat")).Leaves; len(left) != 2 {
		t.Errorf("%+v are left", left)
	}
}

func TestPlanningCallsCoursesByTitleAndReference(t *testing.T) {
	c := toPlan(t)
	course := must(get[college.Course](c.ctx(), c.db, "sleep"))
	course.OutsideTitle = "Lime course"
	c.put(collegeFile, course)
	f, _, err := c.Brief(c.ctx(), "t1")
	fine(t, err)
	for _, m := range f.Meetings {
		if m.CourseID == "sleep" && m.Label != "Sleeping well (UMH01-AUT26-1)" {
			t.Errorf("%s", m.Label)
		}
	}
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{standsAt("sleep-3", "2026-11-26", "10:00", "12:00", "snug")}}))
	for _, f := range must(c.CheckDraft(c.ctx(), "t1")) {
		if f.Values["course"] == "Lime course" || f.Values["other"] == "Lime course" {
			t.Errorf("%+v", f)
		}
	}
}

func TestPairsAreToldOnce(t *testing.T) {
	c := toPlan(t)
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{
		walks[1], standsAt("walk-1", "2026-11-26", "10:00", "12:00", "hall"), standsAt("sleep-3", "2026-11-26", "10:30", "12:30", "hall")}}))
	clashes := 0
	for _, f := range must(c.LookAtPublishing(c.ctx(), "t1")).Findings {
		if f.Key == "rule.roomTwice" || f.Rule == "I-07" && len(f.About) == 2 {
			clashes++
		}
	}
	if clashes != 1 {
		t.Errorf("the room is told %d times to be taken", clashes)
	}
}

// A placement names everybody who works in it: who helps no longer is taken off
// the session when the draft is published, and told.
func TestAVolunteerWhoIsAwayLeavesTheSession(t *testing.T) {
	c := toPlan(t)
	c.put(collegeFile, college.Person{ID: "vic", FullName: "Vic Helps"}, college.Volunteer{ID: "vol-vic", PersonID: "vic"},
		college.SessionVolunteer{ID: "sv-1", SessionID: "sleep-2", VolunteerID: "vol-vic"})
	_, brief, err := c.Brief(c.ctx(), "t1")
	fine(t, err)
	at := brief.Published[slices.IndexFunc(brief.Published, func(p timetable.Placement) bool { return p.SessionID == "sleep-2" })]
	if !slices.ContainsFunc(at.Workers, func(w timetable.Worker) bool { return w.PersonID == "vic" }) {
		t.Fatalf("nobody helps: %+v", at.Workers)
	}
	at.Workers = slices.DeleteFunc(slices.Clone(at.Workers), func(w timetable.Worker) bool { return w.PersonID == "vic" })
	fine(t, c.KeepPlan(c.ctx(), "t1", timetable.Plan{Placements: []timetable.Placement{at}}))
	d := must(c.TermDraft(c.ctx(), "t1"))
	s := d.Sessions[slices.IndexFunc(d.Sessions, func(s DraftSession) bool { return s.SessionID == "sleep-2" })]
	if !s.Changed || slices.ContainsFunc(s.Stand.Workers, func(w DraftWorkerNamed) bool { return w.PersonID == "vic" }) {
		t.Errorf("the draft still has them: %+v", s)
	}
	before := c.dump("row_version", "updated_at")
	done, err := c.publish()
	fine(t, err)
	if n := c.count("SELECT count(*) FROM college.session_volunteer WHERE session_id = 'sleep-2'"); n != 0 {
		t.Errorf("%d still help", n)
	}
	if !slices.ContainsFunc(done.Tell, func(t Telling) bool { return t.PersonID == "vic" && t.SessionID == "sleep-2" }) {
		t.Errorf("Vic is not told: %+v", done.Tell)
	}
	must(c.UndoLast(c.ctx()))
	unchanged(t, before, c.dump("row_version", "updated_at"))
}
