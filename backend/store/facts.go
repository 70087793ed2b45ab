package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// facts fills what the rules of the timetable look at and all that planning asks
// beside them, for the sessions that the condition chooses (s is the session, r
// its run).
func facts(ctx context.Context, q querier, condition string, args ...any) (timetable.Facts, error) {
	f, err := ruleFacts(ctx, q, condition, args...)
	if err == nil {
		err = planningFacts(ctx, q, &f)
	}
	return f, err
}

// ruleFacts fills what the rules alone look at: enough to judge sessions that
// stand, and quick enough for every look at a day.
func ruleFacts(ctx context.Context, q querier, condition string, args ...any) (f timetable.Facts, err error) {
	defer wrap(&err, "facts")
	if f.Meetings, err = meetings(ctx, q, condition, args...); err != nil {
		return f, err
	}
	if f.Students, err = bookedStudents(ctx, q, condition, args...); err != nil {
		return f, err
	}
	return f, firstError(
		fillFacts(ctx, q, &f.Courses), fillFacts(ctx, q, &f.CourseTutors), fillFacts(ctx, q, &f.AgeRules),
		fillFacts(ctx, q, &f.Terms), fillFacts(ctx, q, &f.Breaks), fillFacts(ctx, q, &f.Closures),
		fillFacts(ctx, q, &f.Venues), fillFacts(ctx, q, &f.Rooms), fillFacts(ctx, q, &f.VirtualRooms),
		fillFacts(ctx, q, &f.VenueClosures), fillFacts(ctx, q, &f.Travel), fillFacts(ctx, q, &f.AccessFacts),
		fillFacts(ctx, q, &f.RiskAssessments), fillFacts(ctx, q, &f.Clearances), fillFacts(ctx, q, &f.Trainings),
		fillFacts(ctx, q, &f.Agreements), fillFacts(ctx, q, &f.Insurances), fillFacts(ctx, q, &f.Overrides),
		fillStanding(ctx, q, &f.Availabilities), fillStanding(ctx, q, &f.Leaves), fillStanding(ctx, q, &f.Limits),
		fillStanding(ctx, q, &f.KitItems), fillStanding(ctx, q, &f.Promises), fillCourseKit(ctx, q, &f.CourseKit),
	)
}

func fillFacts[T any](ctx context.Context, q querier, into *[]T) (err error) {
	*into, err = find[T](ctx, q, "")
	return err
}

// takesPlace is a place that counts against capacity (I-01).
const takesPlace = `b.status IN ('booked', 'offered', 'completed') AND p.attendance NOT IN ('cancelledByStudent', 'cancelledByCollege')`

func meetings(ctx context.Context, q querier, condition string, args ...any) ([]timetable.Meeting, error) {
	all, err := list(ctx, q, scanMeeting, `
		SELECT s.id, r.id, r.course_id, r.term_id, r.partner_id, coalesce(c.outside_title, c.code), r.arm, r.mode, s.status, s.number, r.capacity,
			s.date, s.start, s."end", s.room_id, s.virtual_room_id, s.place_name, s.made_by_import IS NOT NULL,
			coalesce(c.minutes_default, 0), r.priority, EXISTS (SELECT 1 FROM college.session_place p WHERE p.session_id = s.id
				AND p.attendance NOT IN ('booked', 'cancelledByStudent', 'cancelledByCollege')),
			(SELECT json_group_array(st.person_id) FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
				JOIN college.student st ON st.id = b.student_id WHERE p.session_id = s.id AND `+takesPlace+`)
		FROM college.session s JOIN college.course_run r ON r.id = s.run_id JOIN college.course c ON c.id = r.course_id
		WHERE `+condition, args...)
	if err != nil {
		return nil, err
	}
	workers, err := workersOf(ctx, q, condition, args...)
	for i := range all {
		all[i].Workers = workers[all[i].SessionID]
	}
	return all, err
}

func scanMeeting(rows *sql.Rows) (timetable.Meeting, error) {
	var m timetable.Meeting
	var partner, arm, mode, date, start, end, room, virtual, place sql.NullString
	var booked string
	err := rows.Scan(&m.SessionID, &m.RunID, &m.CourseID, &m.TermID, &partner, &m.Label, &arm, &mode, &m.Status, &m.Number, &m.Capacity,
		&date, &start, &end, &room, &virtual, &place, &m.Imported, &m.Minutes, &m.Priority, &m.Marked, &booked)
	m.PartnerID, m.Arm, m.Mode = partner.String, college.Arm(arm.String), college.Mode(mode.String)
	m.Date, m.Start, m.End = college.Date(date.String), college.Clock(start.String), college.Clock(end.String)
	m.RoomID, m.VirtualRoomID, m.PlaceName = room.String, virtual.String, place.String
	if m.Start.Valid() && m.End.Valid() {
		m.Minutes = 0 // it has its times
	}
	return m, firstError(err, json.Unmarshal([]byte(booked), &m.Booked))
}

// workersOf are the tutors and volunteers of the chosen sessions.
func workersOf(ctx context.Context, q querier, condition string, args ...any) (map[string][]timetable.Worker, error) {
	type at struct {
		session string
		timetable.Worker
	}
	all, err := list(ctx, q, func(rows *sql.Rows) (at, error) {
		var w at
		var part, kinds, dob sql.NullString
		err := rows.Scan(&w.session, &w.PersonID, &w.Name, &w.As, &part, &kinds, &dob)
		w.Part, w.DOB = part.String, college.Date(dob.String)
		if kinds.Valid {
			err = firstError(err, json.Unmarshal([]byte(kinds.String), &w.Kinds))
		}
		return w, err
	}, `SELECT s.id, pe.id, coalesce(pe.known_as, pe.full_name), 'tutor', x.part, tu.kinds, pe.dob
			FROM college.session s JOIN college.course_run r ON r.id = s.run_id JOIN college.session_tutor x ON x.session_id = s.id
			JOIN college.tutor tu ON tu.id = x.tutor_id JOIN college.person pe ON pe.id = tu.person_id WHERE `+condition+`
		UNION ALL SELECT s.id, pe.id, coalesce(pe.known_as, pe.full_name), 'volunteer', x.part, NULL, pe.dob
			FROM college.session s JOIN college.course_run r ON r.id = s.run_id JOIN college.session_volunteer x ON x.session_id = s.id
			JOIN college.volunteer vo ON vo.id = x.volunteer_id JOIN college.person pe ON pe.id = vo.person_id WHERE `+condition,
		append(append([]any{}, args...), args...)...)
	workers := map[string][]timetable.Worker{}
	for _, w := range all {
		workers[w.session] = append(workers[w.session], w.Worker)
	}
	return workers, err
}

func bookedStudents(ctx context.Context, q querier, condition string, args ...any) ([]timetable.Student, error) {
	return list(ctx, q, func(rows *sql.Rows) (timetable.Student, error) {
		var st timetable.Student
		var dob, district, needs sql.NullString
		err := rows.Scan(&st.PersonID, &st.Name, &dob, &district, &needs)
		st.DOB, st.District = college.Date(dob.String), district.String
		if needs.Valid {
			err = firstError(err, json.Unmarshal([]byte(needs.String), &st.Needs))
		}
		return st, err
	}, `SELECT DISTINCT pe.id, coalesce(pe.known_as, pe.full_name), pe.dob, st.district, pe.access_needs
		FROM college.session s JOIN college.course_run r ON r.id = s.run_id
		JOIN college.session_place p ON p.session_id = s.id JOIN college.run_booking b ON b.id = p.booking_id
		JOIN college.student st ON st.id = b.student_id JOIN college.person pe ON pe.id = st.person_id
		WHERE `+takesPlace+` AND (`+condition+`)`, args...)
}

// concernsOf is what the rules find about the sessions given, judged beside
// everything else on their days and in their runs. It writes nothing and blocks
// nothing: whatever the rule's severity, here it is something to know.
func (s *Store) concernsOf(ctx context.Context, sessions []college.SessionHead) ([]college.Finding, error) {
	concerns := []college.Finding{}
	if len(sessions) == 0 {
		return concerns, nil
	}
	var days, runs []string
	asked := map[string]bool{}
	for _, h := range sessions {
		asked[h.SessionID] = true
		days, runs = append(days, string(h.Date)), append(runs, h.RunID)
	}
	condition, args := inList("s.date", days)
	runCondition, runArgs := inList("s.run_id", runs)
	f, err := ruleFacts(ctx, s.db, "("+condition+" OR "+runCondition+")", append(args, runArgs...)...)
	if err != nil {
		return nil, err
	}
	for _, finding := range timetable.CheckAll(f) {
		for _, id := range finding.About {
			if asked[id] {
				concerns = append(concerns, finding)
				break
			}
		}
	}
	return college.Worst(concerns), nil
}

// inList is the condition that a column holds one of the values.
func inList(column string, values []string) (condition string, args []any) {
	if len(values) == 0 {
		return "0", nil
	}
	for _, v := range values {
		args = append(args, v)
	}
	return column + " IN (?" + strings.Repeat(", ?", len(values)-1) + ")", args
}
