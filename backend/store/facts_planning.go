package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// standing leaves out what was put away.
const standing = "WHERE archived_at IS NULL"

// planningFacts fills what planning asks beside the rules: who may be asked to
// teach, and which courses share their students.
func planningFacts(ctx context.Context, q querier, f *timetable.Facts) (err error) {
	if f.Tutors, err = activeTutors(ctx, q, *f); err != nil {
		return err
	}
	f.CoBooked, err = coBooked(ctx, q)
	return err
}

func fillStanding[T any](ctx context.Context, q querier, into *[]T) (err error) {
	*into, err = find[T](ctx, q, standing+" ORDER BY id")
	return err
}

// fillCourseKit leaves out the kit of items that were put away.
func fillCourseKit(ctx context.Context, q querier, into *[]college.CourseKit) (err error) {
	*into, err = find[college.CourseKit](ctx, q, standing+" AND kit_item_id IN (SELECT id FROM college.kit_item "+standing+") ORDER BY id")
	return err
}

// activeTutors are those whose tutor role is active at some time in the terms of
// the meetings, whether they teach in them or not.
func activeTutors(ctx context.Context, q querier, f timetable.Facts) ([]timetable.Worker, error) {
	wanted := map[string]bool{}
	for _, m := range f.Meetings {
		wanted[m.TermID] = true
	}
	from, to := college.Date(""), college.Date("")
	for _, t := range f.Terms {
		if wanted[t.ID] {
			if from == "" || t.Start < from {
				from = t.Start
			}
			to = max(to, t.End)
		}
	}
	return list(ctx, q, func(rows *sql.Rows) (timetable.Worker, error) {
		w := timetable.Worker{As: college.RoleTutor}
		var kinds, dob sql.NullString
		err := rows.Scan(&w.PersonID, &w.Name, &kinds, &dob)
		w.DOB = college.Date(dob.String)
		if kinds.Valid {
			err = firstError(err, json.Unmarshal([]byte(kinds.String), &w.Kinds))
		}
		return w, err
	}, `SELECT pe.id, coalesce(pe.known_as, pe.full_name), tu.kinds, pe.dob FROM college.tutor tu JOIN college.person pe ON pe.id = tu.person_id
		WHERE pe.merged_into IS NULL AND tu.archived_at IS NULL AND EXISTS (SELECT 1 FROM college.role_span rs WHERE rs.person_id = pe.id
			AND rs.role = 'tutor' AND rs.status = 'active' AND rs."from" <= ?2 AND (rs."to" IS NULL OR rs."to" >= ?1))
		ORDER BY pe.id`, string(from), string(to))
}

// fewBoth is how many students two courses must have had both before it says
// something about them.
const fewBoth = 3

// coBooked counts, of every two courses, the students who took a place on both,
// in whatever term: those of fewBoth and more, lower id first.
func coBooked(ctx context.Context, q querier) (map[[2]string]int, error) {
	type place struct{ student, course string }
	places, err := list(ctx, q, func(rows *sql.Rows) (p place, err error) { return p, rows.Scan(&p.student, &p.course) },
		`SELECT DISTINCT b.student_id, r.course_id FROM college.run_booking b JOIN college.course_run r ON r.id = b.run_id
		WHERE b.status IN ('booked', 'offered', 'completed', 'withdrawn') ORDER BY b.student_id, r.course_id`)
	both := map[[2]string]int{}
	for i, a := range places {
		for _, b := range places[i+1:] {
			if b.student != a.student {
				break
			}
			both[[2]string{a.course, b.course}]++
		}
	}
	for pair, students := range both {
		if students < fewBoth {
			delete(both, pair)
		}
	}
	return both, err
}
