package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// planning is a term plan on its way in: what is there already, and what the
// plan has made so far.
type planning struct {
	*importing
	topics  []college.Topic
	courses []college.Course
	terms   []college.Term
	years   []college.AcademicYear
	runs    []college.CourseRun
	facts   timetable.Facts
	venues  []college.Venue
	rooms   []college.Room
	online  []college.VirtualRoom
	tutors  map[string]tutorHere // by name key
	batches map[string]college.ImportBatch
	now     *planRun
	rest    []college.PlanRow // this row and those below it
	hopes   []hope            // what this row needs, made only if it is taken
}

// hope is a new record that waits for its row to be taken: what it is counted
// as, when that is worth telling, and its name there.
type hope struct {
	row        any
	kind, name string
}

type tutorHere struct {
	college.Tutor
	name string
}

// planRun is the run that rows are being added to.
type planRun struct {
	run    college.CourseRun
	course college.Course
	term   college.Term
	last   int // number of its last session
	isNew  bool
}

// plan is act 2 of a term plan: topics, courses, runs, sessions and tutors.
func (in *importing) plan(ctx context.Context) error {
	p := &planning{importing: in}
	if err := p.read(ctx); err != nil {
		return err
	}
	rows := inRuns(in.file.Plan)
	for i, row := range rows {
		p.rest = rows[i:]
		if err := p.row(ctx, row); err != nil {
			return err
		}
	}
	slices.SortStableFunc(in.report.Rows, func(a, b college.RowResult) int { return a.Number - b.Number })
	in.report.Concerns = p.concerns()
	return nil
}

func (p *planning) read(ctx context.Context) (err error) {
	from, to := p.span()
	if p.facts, err = ruleFacts(ctx, p.Tx, "s.date BETWEEN ? AND ?", string(from), string(to)); err != nil {
		return err
	}
	p.courses, p.terms = p.facts.Courses, p.facts.Terms
	p.venues, p.rooms, p.online = p.facts.Venues, p.facts.Rooms, p.facts.VirtualRooms
	err = firstError(fillFacts(ctx, p.Tx, &p.topics), fillFacts(ctx, p.Tx, &p.years), fillFacts(ctx, p.Tx, &p.runs))
	if err != nil {
		return err
	}
	p.tutors = map[string]tutorHere{}
	tutors, err := find[college.Tutor](ctx, p.Tx, "ORDER BY id")
	if err != nil {
		return err
	}
	people, err := byID(ctx, p.Tx, func(x college.Person) string { return x.ID }, "WHERE id IN (SELECT person_id FROM college.tutor)")
	for _, t := range tutors {
		key := college.NameKey(people[t.PersonID].FullName)
		if _, twice := p.tutors[key]; !twice {
			p.tutors[key] = tutorHere{t, people[t.PersonID].Called()}
		}
	}
	return err
}

// span is the first and the last date of the plan.
func (p *planning) span() (from, to college.Date) {
	for _, row := range p.file.Plan {
		if row.Date != "" && len(row.Wrong) == 0 {
			if from == "" || row.Date < from {
				from = row.Date
			}
			to = max(to, row.Date)
		}
	}
	return from, to
}

// row takes in one session of the plan.
func (p *planning) row(ctx context.Context, row college.PlanRow) error {
	name := strings.TrimSpace(fmt.Sprintf("%s %d", row.Title, row.Session))
	if len(row.Wrong) > 0 {
		p.outcome(row.RowSource, college.RowRefused, "", name, faults(row.Wrong)...)
		return nil
	}
	if record, known := p.known[row.Hash]; known {
		p.outcome(row.RowSource, college.RowMatched, record, name, reading("import.rowKnown"))
		return p.follow(ctx, record, row)
	}
	back := p.remember()
	if p.now == nil || college.Fold(p.now.course.Title) != college.Fold(row.Title) || row.Session <= p.now.last {
		if err := p.begin(ctx, row); err != nil {
			return err
		}
	}
	planned, err := p.planned(ctx, row)
	if err != nil {
		return err
	}
	if planned.ID != "" {
		if planned.Date == row.Date && planned.Start == row.Start {
			p.outcome(row.RowSource, college.RowMatched, planned.ID, name, reading("import.sessionHere"))
		} else {
			p.outcome(row.RowSource, college.RowLook, "", name, reading("import.sessionDiffers", "date", string(planned.Date), "start", string(planned.Start)))
		}
		p.now.last = row.Session
		return nil
	}
	taken, err := p.session(ctx, row, name)
	if err == nil && !taken {
		back()
	}
	return err
}

// remember gives a way back to before a row, which leaves no course, term or
// tutor behind when it is not taken. A run that was to begin with it begins with
// the next.
func (p *planning) remember() (back func()) {
	before := *p
	before.years, before.tutors = slices.Clone(p.years), maps.Clone(p.tutors)
	return func() {
		now := p.now
		*p = before
		if p.now = now; now.isNew {
			p.now = nil
		}
	}
}

// hoped notes a record to make if the row is taken.
func (p *planning) hoped(row any, kind, name string) {
	p.hopes = append(p.hopes, hope{row, kind, name})
}

// fulfil makes what the row was waiting for.
func (p *planning) fulfil(ctx context.Context) error {
	for _, h := range p.hopes {
		if err := p.put(ctx, h.row); err != nil {
			return err
		}
		if h.kind != "" {
			p.make(h.kind, h.name)
		}
	}
	p.hopes = nil
	return nil
}

// follow makes the run of a row taken before the one that new rows go on with.
func (p *planning) follow(ctx context.Context, sessionID string, row college.PlanRow) error {
	session, err := get[college.Session](ctx, p.Tx, sessionID)
	if college.AsRefusal(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	return p.goOn(session.RunID, row.Session)
}

func (p *planning) goOn(runID string, last int) error {
	run := p.runs[slices.IndexFunc(p.runs, func(r college.CourseRun) bool { return r.ID == runID })]
	course := p.courses[slices.IndexFunc(p.courses, func(c college.Course) bool { return c.ID == run.CourseID })]
	p.now = &planRun{run: run, course: course, last: last}
	return nil
}

// begin finds or makes the run that a row starts: the one in which any of its
// rows is a session already, else a new one.
func (p *planning) begin(ctx context.Context, row college.PlanRow) error {
	course := p.course(row)
	for _, r := range p.together() {
		run, err := p.runWith(ctx, course, r)
		if err != nil {
			return err
		}
		if run != "" {
			return p.goOn(run, row.Session-1)
		}
	}
	p.now = &planRun{course: course, term: p.term(row.Date), isNew: true, last: row.Session - 1}
	return nil
}

// together are the rows from this one on that are of one run: of one course, in
// the order of their numbers.
func (p *planning) together() []college.PlanRow {
	n := 1
	for ; n < len(p.rest); n++ {
		if college.Fold(p.rest[n].Title) != college.Fold(p.rest[0].Title) || p.rest[n].Session <= p.rest[n-1].Session {
			break
		}
	}
	return p.rest[:n]
}

// runWith is the run of the course in which a row is a session already: one
// taken in before, or one that meets just then; "" where there is none.
func (p *planning) runWith(ctx context.Context, course college.Course, row college.PlanRow) (string, error) {
	if len(row.Wrong) > 0 {
		return "", nil
	}
	for _, m := range p.facts.Meetings {
		if m.CourseID == course.ID && m.Number == row.Session && m.Date == row.Date && m.Start == row.Start {
			return m.RunID, nil
		}
	}
	session, err := first[college.Session](ctx, p.Tx, "WHERE id = ? AND run_id IN (SELECT id FROM college.course_run WHERE course_id = ?)", p.known[row.Hash], course.ID)
	if college.AsRefusal(err) != nil {
		return "", nil
	}
	return session.RunID, err
}

// planned is the session of the current run that a row stands for, if it is
// there, on whatever day.
func (p *planning) planned(ctx context.Context, row college.PlanRow) (college.Session, error) {
	session, err := first[college.Session](ctx, p.Tx, "WHERE run_id = ? AND number = ?", p.now.run.ID, row.Session)
	if college.AsRefusal(err) != nil {
		return session, nil
	}
	return session, err
}

// session makes one session, if the rule table lets it.
func (p *planning) session(ctx context.Context, row college.PlanRow, name string) (taken bool, err error) {
	now := p.now
	session := college.Session{ID: p.newID(), Number: row.Session, Date: row.Date, Start: row.Start, End: row.End,
		Status: college.SessionConfirmed, Notes: row.Note, MadeByImport: p.batch.ID}
	if now.isNew {
		p.newRun(row)
	}
	session.RunID = now.run.ID
	p.meets(&session, row)
	if err := session.Validate(now.run.Mode); err != nil {
		p.outcome(row.RowSource, college.RowRefused, "", name, faults(college.AsRefusal(err).Fields)...)
		return false, nil
	}
	tutors := p.tutorsOf(row)
	meeting := p.meeting(session, tutors)
	found := timetable.Check(p.facts, meeting)
	if outcome, reasons := p.stopped(found); outcome != "" {
		p.outcome(row.RowSource, outcome, "", name, reasons...)
		now.last = row.Session
		return false, nil
	}
	if err := p.fulfil(ctx); err != nil {
		return false, err
	}
	if err := p.saveRun(ctx); err != nil {
		return false, err
	}
	if err := p.put(ctx, session); err != nil {
		return false, err
	}
	for i, t := range tutors {
		part := "coLead"
		if i == 0 {
			part = "lead"
		}
		if err := p.put(ctx, college.SessionTutor{ID: p.newID(), SessionID: session.ID, TutorID: t.ID, Part: part}); err != nil {
			return false, err
		}
	}
	p.facts.Meetings = append(p.facts.Meetings, meeting)
	now.last = row.Session
	p.make("session", "")
	p.outcome(row.RowSource, college.RowCreated, session.ID, name, append(row.Notes, reading("import.newSession", "run", now.run.Reference))...)
	return true, p.overrides(ctx, found, p.taking.Reason, session.ID)
}

// concerns is everything the rules find about the sessions this plan made.
func (p *planning) concerns() []college.Finding {
	concerns := []college.Finding{}
	mine := map[string]bool{}
	for _, row := range p.rows {
		mine[row.RecordID] = true
	}
	for _, f := range timetable.CheckAll(p.facts) {
		if slices.ContainsFunc(f.About, func(id string) bool { return mine[id] }) {
			concerns = append(concerns, f)
		}
	}
	return concerns
}

func (p *planning) meeting(s college.Session, tutors []tutorHere) timetable.Meeting {
	run := p.now.run
	m := timetable.Meeting{SessionID: s.ID, RunID: run.ID, CourseID: run.CourseID, TermID: run.TermID, Label: p.now.course.Outside(),
		Arm: run.Arm, Mode: run.Mode, Status: s.Status, Number: s.Number, Priority: run.Priority, Capacity: run.Capacity,
		Date: s.Date, Start: s.Start, End: s.End, RoomID: s.RoomID, VirtualRoomID: s.VirtualRoomID, PlaceName: s.PlaceName, Imported: true}
	for i, t := range tutors {
		part := "coLead"
		if i == 0 {
			part = "lead"
		}
		m.Workers = append(m.Workers, timetable.Worker{PersonID: t.PersonID, Name: t.name, As: college.RoleTutor, Part: part, Kinds: t.Kinds})
	}
	return m
}
