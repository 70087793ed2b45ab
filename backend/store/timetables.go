package store

import (
	"context"
	"database/sql"
	"slices"

	"daybook/backend/college"
)

// heldPlaces are the sessions of which students, ?1 as a JSON list of ids of people,
// hold a place that stands.
const heldPlaces = `SELECT p.session_id FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
	JOIN college.student st ON st.id = b.student_id WHERE st.person_id IN (SELECT value FROM json_each(?1)) AND ` + onRegister

// TimetableView is the timetable of a student, tutor, volunteer, venue or room
// over a term ("" is the one that holds today), or of a day ("" is today), by
// its id; a day needs none. A student's has the sessions they hold a place in,
// and none that was cancelled; what staff see tells of those too.
func (s *Store) TimetableView(ctx context.Context, of college.TimetableFor, id, term string, day college.Date) (view college.TimetableView, err error) {
	defer func() { err = InWords(err) }()
	view = college.TimetableView{For: of, ID: id, Parts: []string{}}
	if of == college.ForDay {
		err = s.dayView(ctx, &view, day)
		return view, err
	}
	during, err := s.Term(ctx, term)
	if err != nil {
		return view, err
	}
	view.From, view.To = during.Start, during.End
	if view.Gaps, err = gaps(ctx, s.db, during); err != nil {
		return view, err
	}
	const inTerm = ` AND r.term_id = ?2 AND s.date IS NOT NULL AND r.status <> 'draft'`
	switch of {
	case college.ForStudent, college.ForTutor, college.ForVolunteer:
		err = s.personView(ctx, &view, inTerm, during.ID)
	case college.ForVenue:
		err = s.venueView(ctx, &view, inTerm, during.ID)
	case college.ForRoom:
		err = s.roomView(ctx, &view, inTerm, during.ID)
	default:
		err = college.Refuse(college.Invalid, "timetable.ofWhat")
	}
	return view, err
}

func (s *Store) dayView(ctx context.Context, view *college.TimetableView, day college.Date) (err error) {
	if day == "" {
		day = s.Today()
	}
	if !day.Valid() {
		return college.Refuse(college.Invalid, "day.invalid")
	}
	view.ID, view.From, view.To = string(day), day, day
	if view.Sessions, err = heads(ctx, s.db, "WHERE s.date = ? AND r.status <> 'draft'"+byTime, string(day)); err != nil {
		return err
	}
	view.Parts = make([]string, len(view.Sessions))
	during, err := find[college.Term](ctx, s.db, `WHERE start <= ?1 AND "end" >= ?1`, string(day))
	if err != nil {
		return err
	}
	if len(during) == 0 {
		during = []college.Term{{Start: day, End: day}}
	}
	view.Gaps, err = gaps(ctx, s.db, during[0])
	view.Gaps = slices.DeleteFunc(view.Gaps, func(g college.Gap) bool { return !day.Between(g.From, g.To) })
	return err
}

func (s *Store) personView(ctx context.Context, view *college.TimetableView, inTerm, termID string) error {
	people, err := peopleOf(ctx, s.db, view.ID)
	if err != nil {
		return err
	}
	view.Name, view.Format = people[0].FullName, people[0].OwnFormat()
	sessions, parts := heldPlaces, ""
	switch view.For {
	case college.ForStudent:
		inTerm += " AND s.status <> 'cancelled'"
		if view.Reference, err = numberOf(ctx, s.db, people); err != nil {
			return err
		}
	case college.ForTutor:
		parts = `college.session_tutor x JOIN college.tutor t ON t.id = x.tutor_id WHERE t.person_id IN (SELECT value FROM json_each(?1))`
	case college.ForVolunteer:
		parts = `college.session_volunteer x JOIN college.volunteer v ON v.id = x.volunteer_id WHERE v.person_id IN (SELECT value FROM json_each(?1))`
	}
	if parts != "" {
		sessions = "SELECT x.session_id FROM " + parts
	}
	ids := asList(idsOf(people))
	if view.Sessions, err = heads(ctx, s.db, "WHERE s.id IN ("+sessions+")"+inTerm+byTime, ids, termID); err != nil {
		return err
	}
	view.Parts = make([]string, len(view.Sessions))
	if parts == "" {
		return nil
	}
	type part struct{ session, part string }
	all, err := list(ctx, s.db, func(r *sql.Rows) (p part, err error) { return p, r.Scan(&p.session, &p.part) },
		"SELECT x.session_id, coalesce(x.part, '') FROM "+parts, ids)
	for _, p := range all {
		for i, h := range view.Sessions {
			if h.SessionID == p.session {
				view.Parts[i] = p.part
			}
		}
	}
	return err
}

// numberOf is the student number of people who are one, or a refusal when they
// are no student.
func numberOf(ctx context.Context, q querier, people []college.Person) (string, error) {
	student, err := studentOf(ctx, q, people)
	return student.Number, err
}

func studentOf(ctx context.Context, q querier, people []college.Person) (college.Student, error) {
	condition, args := inList("person_id", idsOf(people))
	return first[college.Student](ctx, q, "WHERE "+condition+" ORDER BY person_id <> ?, number", append(args, people[0].ID)...)
}

func (s *Store) venueView(ctx context.Context, view *college.TimetableView, inTerm, termID string) error {
	venue, err := venueNow(ctx, s.db, view.ID)
	if err != nil {
		return err
	}
	view.ID, view.Name, view.Reference = venue.ID, venue.Name, venue.Code
	view.Sessions, err = heads(ctx, s.db, "WHERE v.id = ?1"+inTerm+byTime, venue.ID, termID)
	view.Parts = make([]string, len(view.Sessions))
	return err
}

func (s *Store) roomView(ctx context.Context, view *college.TimetableView, inTerm, termID string) error {
	room, err := get[college.Room](ctx, s.db, view.ID)
	if err != nil {
		return err
	}
	venue, err := venueNow(ctx, s.db, room.VenueID)
	if err != nil {
		return err
	}
	view.Name, view.Reference = venue.Name+" – "+room.Name, room.Code
	view.Sessions, err = heads(ctx, s.db, "WHERE rm.id = ?1"+inTerm+byTime, room.ID, termID)
	view.Parts = make([]string, len(view.Sessions))
	return err
}

// venueNow is a venue, or the one it was merged into.
func venueNow(ctx context.Context, q querier, id string) (college.Venue, error) {
	venue, err := get[college.Venue](ctx, q, id)
	if err == nil && venue.MergedInto != "" {
		return get[college.Venue](ctx, q, venue.MergedInto)
	}
	return venue, err
}
