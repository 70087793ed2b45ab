package store

import (
	"slices"
	"testing"

	"daybook/backend/college"
)

var growing = []string{
	"Growing things|1|2026-09-14|10:00-12:00|Mill Barn, Loft|Pat Tutor; Ivy Green",
	"Growing things|2|2026-09-21|10:00-12:00|Mill Barn, Loft|Pat Tutor",
	"Growing things|3|2026-09-28|10:00-12:00|Mill Barn, Loft|",
}

// changed is the plan with one row written anew.
func changed(at int, row string) college.ImportFile {
	rows := slices.Clone(growing)
	rows[at] = row
	return planFile(rows...)
}

func TestPlanMakesARun(t *testing.T) {
	c := small(t)
	report := c.takes(planFile(growing...), Taking{})
	if got := counted(report); got != "3 created, 0 matched, 0 look, 0 refused: 1 venue, 1 room, 1 course, 1 tutor, 1 run, 3 session" {
		t.Errorf("made were %s", got)
	}
	run := must(c.RunByReference(c.ctx(), "umh02-aut26-1"))
	course := must(get[college.Course](c.ctx(), c.db, run.CourseID))
	if run.Status != college.RunPublished || run.Capacity != 8 || run.TermID != "t1" || course.Code != "UMH-02" || course.ApprovedHow != college.ApprovedBefore || course.Status != college.CourseLive {
		t.Errorf("the run is %+v of %+v", run, course)
	}
	view := must(c.SessionView(c.ctx(), must(c.SessionOf(c.ctx(), "UMH02-AUT26-1", 1))))
	if !slices.Equal(view.Head.LedBy, []string{"Pat Tutor", "Ivy Green"}) || view.Head.Place.Room != "Loft" || view.Head.Of != 3 {
		t.Errorf("the first session is %+v", view.Head)
	}
	if n := c.count("SELECT count(*) FROM college.person WHERE full_name = 'Pat Tutor'"); n != 1 {
		t.Error("a tutor known by name was made again")
	}
	session := c.session(view.Head.SessionID)
	if session.PlaceName != "Mill Barn, Loft" || session.Status != college.SessionConfirmed {
		t.Errorf("the place kept as it was is %q, the status %s", session.PlaceName, session.Status)
	}
	for _, wrong := range []struct {
		reference string
		number    int
		key       string
	}{{"UMH02-AUT26-9", 1, "run.notFound"}, {"UMH02-AUT26-1", 4, "run.noSuchSession"}} {
		_, err := c.SessionOf(c.ctx(), wrong.reference, wrong.number)
		refused(t, err, wrong.key)
	}
}

// TestAChangedPlan takes a plan again with one row changed: what is there stays
// as it is, and the row asks to be looked at.
func TestAChangedPlan(t *testing.T) {
	for name, again := range map[string]struct {
		at   int
		row  string
		want string
	}{
		"a later start":                    {1, "Growing things|2|2026-09-21|13:00-15:00|Mill Barn, Loft|Pat Tutor", "3 look import.sessionDiffers"},
		"another day":                      {1, "Growing things|2|2026-09-23|10:00-12:00|Mill Barn, Loft|Pat Tutor", "3 look import.sessionDiffers"},
		"the first one, later":             {0, "Growing things|1|2026-09-14|13:00-15:00|Mill Barn, Loft|Pat Tutor; Ivy Green", "2 look import.sessionDiffers"},
		"the first one, on another day":    {0, "Growing things|1|2026-09-10|10:00-12:00|Mill Barn, Loft|Pat Tutor; Ivy Green", "2 look import.sessionDiffers"},
		"the last one, earlier":            {2, "Growing things|3|2026-09-24|10:00-12:00|Mill Barn, Loft|", "4 look import.sessionDiffers"},
		"the last one, after all the rest": {2, "Growing things|3|2026-10-05|10:00-12:00|Mill Barn, Loft|", "4 look import.sessionDiffers"},
		"only a note, or the tutors":       {1, "Growing things|2|2026-09-21|10:00-12:00|Mill Barn, Loft|Ivy Green", "3 matched import.sessionHere"},
	} {
		t.Run(name, func(t *testing.T) {
			c := small(t)
			c.takes(planFile(growing...), Taking{})
			kinds := []string{"session", "course_run", "course", "tutor", "session_tutor"}
			before := map[string]int{}
			for _, k := range kinds {
				before[k] = c.count("SELECT count(*) FROM college." + k)
			}
			got := outcomes(t, c.takes(changed(again.at, again.row), Taking{}))
			if len(got) != 3 || got[again.at] != again.want {
				t.Errorf("the rows are %q, want %q", got, again.want)
			}
			for _, k := range kinds {
				if n := c.count("SELECT count(*) FROM college." + k); n != before[k] {
					t.Errorf("%d rows of %s, before %d", n, k, before[k])
				}
			}
		})
	}
}

func TestAPlanGrowsByASession(t *testing.T) {
	c := small(t)
	c.takes(planFile(growing...), Taking{})
	longer := planFile(append(slices.Clone(growing), "Growing things|4|2026-10-05|10:00-12:00|Mill Barn, Loft|Pat Tutor")...)
	report := c.takes(longer, Taking{})
	is(t, "the rows", outcomes(t, report), []string{"2 matched import.rowKnown", "3 matched import.rowKnown", "4 matched import.rowKnown", "5 created import.newSession"})
	if n := c.count("SELECT count(*) FROM college.course_run WHERE reference LIKE 'UMH02%'"); n != 1 {
		t.Errorf("the course has %d runs", n)
	}
	fine(t, c.UndoImport(c.ctx(), report.BatchID)) // the room stays: the run still meets there
	if c.count("SELECT count(*) FROM venues.room WHERE name = 'Loft' AND active = 1") != 1 {
		t.Error("a room in use was retired")
	}
}

// TestASecondRun: the same titles from session 1 again are another run.
func TestASecondRun(t *testing.T) {
	c := small(t)
	c.takes(planFile(growing...), Taking{})
	spring := planFile("Growing things|1|2026-11-02|10:00-12:00|Mill Barn, Loft|Pat Tutor", "Growing things|2|2026-11-09|10:00-12:00|Mill Barn, Loft|Pat Tutor")
	report := c.takes(spring, Taking{})
	if got := counted(report); got != "2 created, 0 matched, 0 look, 0 refused: 1 run, 2 session" {
		t.Errorf("made were %s", got)
	}
	if must(c.RunByReference(c.ctx(), "UMH02-AUT26-2")).ID == "" {
		t.Error("the second run has no reference")
	}
}

// TestARowThatIsNotTakenLeavesNothing: a refused or doubtful row makes no
// course, tutor, term or online room either.
func TestARowThatIsNotTakenLeavesNothing(t *testing.T) {
	c := small(t)
	for row, want := range map[string]string{
		"Brand new|1|2026-09-15|10:00-10:05|Zoom, |New Tutor":              "2 refused session.length",
		"Brand new|1|2027-04-05|10:00-12:00|Zoom, |New Tutor; Pat Tutor":   "", // a bank holiday, next term: taken
		"Brand new|1|2026-11-20|11:00-12:30|Zoom, |Newer Tutor; Pat Tutor": "2 refused rule.personTwice",
	} {
		file := planFile(row)
		before := c.dump()
		report := must(c.PreviewImport(c.ctx(), file, Taking{}))
		unchanged(t, before, c.dump())
		if want == "" {
			if report.Created != 1 {
				t.Errorf("%s: %q", row, outcomes(t, report))
			}
			continue
		}
		report = c.takes(file, Taking{})
		is(t, row, outcomes(t, report), []string{want})
		unchanged(t, before, c.dump())
		if len(report.Made) != 0 || report.BatchID != "" {
			t.Errorf("%s: it says it made %+v in batch %q", row, report.Made, report.BatchID)
		}
	}
}

// TestTheNextRowOfARefusedOne: the run then starts with the row that is good.
func TestTheNextRowOfARefusedOne(t *testing.T) {
	c := small(t)
	file := planFile("Brand new|1|2026-09-15|10:00-10:05|Mill Barn, Loft|New Tutor", "Brand new|2|2026-09-22|10:00-12:00|Mill Barn, Loft|New Tutor",
		"Sleeping well|1|2026-09-16|10:00-10:05|Mill Barn, Loft|Pat Tutor", "Sleeping well|2|2026-09-23|10:00-12:00|Mill Barn, Loft|Pat Tutor")
	report := c.takes(file, Taking{})
	is(t, "the rows", outcomes(t, report), []string{"2 refused session.length", "3 created import.newSession", "4 refused session.length", "5 created import.newSession"})
	if got := counted(report); got != "2 created, 0 matched, 0 look, 2 refused: 1 venue, 1 room, 1 course, 1 tutor, 2 run, 2 session" {
		t.Errorf("made were %s", got)
	}
	if c.session(must(c.SessionOf(c.ctx(), "UMH01-AUT26-2", 2))).Date != "2026-09-23" {
		t.Error("the second row went to another run")
	}
	is(t, "taken again", outcomes(t, c.takes(file, Taking{})), []string{"2 refused session.length", "3 matched import.rowKnown", "4 refused session.length", "5 matched import.rowKnown"})
}

// TestAPlanIsJudged: what a leader might allow is a concern of a session that
// came by import; what nobody may is refused.
func TestAPlanIsJudged(t *testing.T) {
	c := small(t)
	report := c.takes(planFile("Brand new|1|2026-11-20|11:00-12:30|Castleby Community Centre, Main Hall|New Tutor"), Taking{})
	is(t, "a room used twice", outcomes(t, report), []string{"2 created import.newSession"})
	if !slices.ContainsFunc(report.Concerns, func(f college.Finding) bool { return f.Key == "rule.roomTwice" && f.Severity == college.ConcernLevel }) {
		t.Errorf("the concerns are %+v", report.Concerns)
	}
	crowd := planFile("Too many|1|2026-11-26|11:00-12:30|Castleby Community Centre, Snug|New Tutor")
	report = c.takes(crowd, Taking{Reason: "they can stand"})
	is(t, "more places than seats", outcomes(t, report), []string{"2 refused rule.tooFewSeats"})
}

// TestPlanMakesItsCalendar: terms and years that are not there are made, and
// never overlap those that are.
func TestPlanMakesItsCalendar(t *testing.T) {
	c := empty(t)
	c.takes(planFile(growing...), Taking{})
	later := planFile("Growing things|1|2027-01-11|10:00-12:00|Mill Barn, Loft|Pat Tutor", "Growing things|2|2027-10-04|10:00-12:00|Mill Barn, Loft|Pat Tutor")
	later.SheetName = "Sheet1"
	report := c.takes(later, Taking{})
	if report.Created != 2 {
		t.Fatalf("the rows are %q", outcomes(t, report))
	}
	fine(t, c.UndoImport(c.ctx(), report.BatchID))
	terms := must(c.Terms(c.ctx()))
	if len(terms) != 1 || terms[0].Name != "Autumn 2026" || terms[0].Code != "AUT26" || terms[0].Start != "2026-09-14" || terms[0].End != "2026-10-04" {
		t.Errorf("the terms are %+v", terms)
	}
	if must(c.Term(c.ctx(), "aut26")).ID != terms[0].ID || must(c.Term(c.ctx(), "")).ID != terms[0].ID {
		t.Error("the term is not found")
	}
	_, err := c.Term(c.ctx(), "spring")
	refused(t, err, "term.notFound")
	timetable := must(c.TermTimetable(c.ctx(), ""))
	if len(timetable.Sessions) != 3 || timetable.Gaps == nil {
		t.Errorf("the timetable is %+v", timetable)
	}
	lines := must(c.Runs(c.ctx(), terms[0].ID))
	if len(lines) != 1 || lines[0].Sessions != 3 || lines[0].First != "2026-09-14" || lines[0].Last != "2026-09-28" {
		t.Errorf("the runs are %+v", lines)
	}
}

// TestAPlanInTheOrderOfDates: the sessions of several courses may stand in turn, and
// one course may run twice at once.
func TestAPlanInTheOrderOfDates(t *testing.T) {
	c := small(t)
	report := c.takes(planFile(
		"Kites|1|2026-09-22|10:00-12:00|, |", "Paper birds|1|2026-09-23|10:00-12:00|, |", "Kites|1|2026-09-24|14:00-16:00|, |",
		"Kites|2|2026-09-29|10:00-12:00|, |", "Paper birds|2|2026-09-30|10:00-12:00|, |", "Kites|2|2026-10-01|14:00-16:00|, |"), Taking{})
	for i, row := range report.Rows {
		if row.Outcome != college.RowCreated || row.Number != i+2 {
			t.Errorf("row %d is %s", row.Number, row.Outcome)
		}
	}
	runs := must(list(c.ctx(), c.db, scanText, `SELECT group_concat(date, ' ') FROM (SELECT s.run_id, s.date FROM college.session s
		JOIN college.course_run r ON r.id = s.run_id WHERE r.made_by_import IS NOT NULL ORDER BY s.run_id, s.number) GROUP BY run_id ORDER BY 1`))
	is(t, "the runs", runs, []string{"2026-09-22 2026-09-29", "2026-09-23 2026-09-30", "2026-09-24 2026-10-01"})
}
