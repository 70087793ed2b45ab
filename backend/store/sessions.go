package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"daybook/backend/college"
)

// separator parts values that SQL has joined; Fold and every form drop it from
// what people type.
const separator = "\x1f"

// onRegister is the place that stands on a register: its booking holds and it
// was not cancelled. p and b are the place and its booking.
const onRegister = `b.status IN ('booked', 'completed', 'withdrawn') AND p.attendance NOT IN ('cancelledByStudent', 'cancelledByCollege')`

// headQuery reads SessionHead; what follows chooses and orders the sessions,
// with s the session, r its run, v its venue.
const headQuery = `
SELECT s.id, r.id, r.reference, c.code, c.title, c.outside_title, t.code, t.colour, r.arm, r.mode,
	s.number, (SELECT count(*) FROM college.session x WHERE x.run_id = r.id),
	s.date, s.start, s."end", s.status,
	coalesce(v.name, CASE WHEN vr.id IS NULL THEN s.place_name END), rm.name, v.address, v.town, v.postcode, coalesce(vr.platform, vr.name),
	(SELECT group_concat(called, char(31)) FROM (
		SELECT coalesce(tp.known_as, tp.full_name) AS called FROM college.session_tutor st
		JOIN college.tutor tu ON tu.id = st.tutor_id JOIN college.person tp ON tp.id = tu.person_id
		WHERE st.session_id = s.id AND coalesce(st.part, '') <> 'shadow'
		ORDER BY CASE st.part WHEN 'lead' THEN 0 WHEN 'coLead' THEN 1 ELSE 2 END, tp.folded)),
	r.capacity,
	(SELECT count(*) FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id WHERE p.session_id = s.id AND ` + onRegister + `),
	(SELECT count(*) FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id WHERE p.session_id = s.id AND ` + onRegister + ` AND p.attendance <> 'booked'),
	(SELECT count(*) FROM college.waiting_entry w WHERE w.run_id = r.id AND w.result IS NULL AND (w.session_id IS NULL OR w.session_id = s.id))
FROM college.session s
JOIN college.course_run r ON r.id = s.run_id
JOIN college.course c ON c.id = r.course_id
LEFT JOIN college.topic t ON t.id = c.topic_id
LEFT JOIN venues.room rm ON rm.id = s.room_id
LEFT JOIN venues.venue v0 ON v0.id = rm.venue_id
LEFT JOIN venues.venue v ON v.id = coalesce(v0.merged_into, v0.id)
LEFT JOIN college.virtual_room vr ON vr.id = s.virtual_room_id
`

func heads(ctx context.Context, q querier, tail string, args ...any) ([]college.SessionHead, error) {
	return list(ctx, q, scanHead, headQuery+tail, args...)
}

func scanHead(rows *sql.Rows) (college.SessionHead, error) {
	var h college.SessionHead
	var outside, topic, arm, mode, date, start, end, venue, room, address, town, postcode, online, tutors sql.NullString
	var colour sql.NullInt64
	err := rows.Scan(&h.SessionID, &h.RunID, &h.Reference, &h.CourseCode, &h.CourseTitle, &outside, &topic, &colour, &arm, &mode,
		&h.Number, &h.Of, &date, &start, &end, &h.Status, &venue, &room, &address, &town, &postcode, &online, &tutors,
		&h.Capacity, &h.Booked, &h.Marked, &h.Waiting)
	h.OutsideTitle = college.Course{Code: h.CourseCode, OutsideTitle: outside.String}.Outside()
	h.TopicCode, h.TopicColour = topic.String, int(colour.Int64)
	h.Arm, h.Mode = college.Arm(arm.String), college.Mode(mode.String)
	h.Date, h.Start, h.End = college.Date(date.String), college.Clock(start.String), college.Clock(end.String)
	h.Place = college.Place{Venue: venue.String, Room: room.String, Address: address.String, Town: town.String, Postcode: postcode.String, Online: online.String}
	h.LedBy = []string{}
	if tutors.String != "" {
		h.LedBy = strings.Split(tutors.String, separator)
	}
	return h, err
}

func head(ctx context.Context, q querier, sessionID string) (college.SessionHead, error) {
	found, err := heads(ctx, q, "WHERE s.id = ?", sessionID)
	if err != nil {
		return college.SessionHead{}, err
	}
	if len(found) == 0 {
		return college.SessionHead{}, college.Refuse(college.NotFound, "register.noSession")
	}
	return found[0], nil
}

// byPlaceThenTime orders the sessions of a day as their registers are handed
// out: by venue, what meets online last, then by time.
const byPlaceThenTime = ` ORDER BY v.name IS NULL, v.folded, v.name, s.start, rm.name, r.reference`

// byTime orders sessions as a day goes by.
const byTime = ` ORDER BY s.date, s.start, v.folded, r.reference`

// TodayView is the day's sessions in order of time, and what needs somebody.
// An empty date is today on the store's clock.
func (s *Store) TodayView(ctx context.Context, date college.Date) (view college.Today, err error) {
	defer func() { err = InWords(err) }()
	if date == "" {
		date = s.Today()
	}
	if !date.Valid() {
		return view, college.Refuse(college.Invalid, "day.invalid")
	}
	view.Date = date
	if view.College, view.Sample, err = s.names(ctx); err != nil {
		return view, err
	}
	if view.Sessions, err = heads(ctx, s.db, "WHERE s.date = ?"+byTime, string(date)); err != nil {
		return view, err
	}
	const onDays = `SELECT count(*) FROM college.session WHERE status <> 'cancelled' AND date BETWEEN ? AND ?`
	tomorrow, monday := string(date.AddDays(1)), date.Monday()
	if view.Tomorrow, err = one[int](ctx, s.db, onDays, tomorrow, tomorrow); err != nil {
		return view, err
	}
	if view.ThisWeek, err = one[int](ctx, s.db, onDays, string(monday), string(monday.AddDays(6))); err != nil {
		return view, err
	}
	next, err := one[sql.NullString](ctx, s.db, `SELECT min(date) FROM college.session WHERE status <> 'cancelled' AND date > ?`, string(date))
	if err != nil {
		return view, err
	}
	view.NextDate = college.Date(next.String)
	view.Unmarked, err = heads(ctx, s.db, `WHERE s.date < ? AND s.status IN ('planned', 'confirmed') AND r.status <> 'draft'
		AND EXISTS (SELECT 1 FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
			WHERE p.session_id = s.id AND p.attendance = 'booked' AND `+onRegister+`)
		ORDER BY s.date DESC, s.start DESC LIMIT 20`, string(s.Today()))
	if err != nil {
		return view, err
	}
	view.ToFinish, err = one[int](ctx, s.db, `SELECT count(*) FROM college.person p JOIN college.student st ON st.person_id = p.id
		WHERE p.no_contact_reason = ? AND p.archived_at IS NULL`, college.WalkIn)
	if err != nil {
		return view, err
	}
	view.Concerns, err = s.concernsOf(ctx, view.Sessions)
	return view, err
}

// SessionView is one session with its roster.
func (s *Store) SessionView(ctx context.Context, sessionID string) (view college.SessionView, err error) {
	defer func() { err = InWords(err) }()
	if view.Head, err = head(ctx, s.db, sessionID); err != nil {
		return view, err
	}
	if view.Rows, err = registerRows(ctx, s.db, view.Head); err != nil {
		return view, err
	}
	if view.Siblings, err = heads(ctx, s.db, "WHERE s.run_id = ? ORDER BY s.number", view.Head.RunID); err != nil {
		return view, err
	}
	session, err := get[college.Session](ctx, s.db, sessionID)
	if err != nil {
		return view, err
	}
	view.CanMark = len(college.CheckMarking(session, s.options.Now())) == 0
	if opens := college.MarkFrom(session); !opens.IsZero() {
		view.MarkFrom = college.London(opens).Format("2006-01-02 15:04")
	}
	view.Concerns, err = s.concernsOf(ctx, []college.SessionHead{view.Head})
	return view, err
}

// names are the college's name and whether it is the sample.
func (s *Store) names(ctx context.Context) (name string, isSample bool, err error) {
	return names(ctx, s.db)
}

// names leaves the rest of the card, its pictures above all, where it is.
func names(ctx context.Context, q querier) (name string, isSample bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT name, sample FROM venues.card LIMIT 1").Scan(&name, &isSample)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return name, isSample, err
}

// Card is the college's public face.
func (s *Store) Card(ctx context.Context) (college.Card, error) {
	card, err := first[college.Card](ctx, s.db, "")
	return card, InWords(err)
}

// NextDayWithSessions is the first day on or after the date on which something
// meets, or "".
func (s *Store) NextDayWithSessions(ctx context.Context, from college.Date) (college.Date, error) {
	day, err := one[sql.NullString](ctx, s.db, `SELECT min(date) FROM college.session WHERE status <> 'cancelled' AND date >= ?`, string(from))
	return college.Date(day.String), InWords(err)
}
