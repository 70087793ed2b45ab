package store

import (
	"context"
	"strings"

	"daybook/backend/college"
)

// PlaceMark is a mark to write on one place.
type PlaceMark struct {
	PlaceID    string             `json:"placeId"`
	Attendance college.Attendance `json:"attendance"`
	Reason     string             `json:"reason"`
}

// MarkAttendance writes marks on one session's register, from 30 minutes before
// it starts (I-19). When nobody is left unmarked the session is delivered and
// the register taken. A mark can be changed again; the journal keeps what it was.
func (s *Store) MarkAttendance(ctx context.Context, sessionID string, marks []PlaceMark) error {
	_, err := s.do(ctx, collegeFile, "act.mark", func(a *act) error {
		if _, err := a.markable(ctx, sessionID); err != nil {
			return err
		}
		for _, m := range marks {
			if err := a.mark(ctx, sessionID, m); err != nil {
				return err
			}
		}
		return a.takeRegister(ctx, sessionID)
	})
	return err
}

// markable reads a session whose register may be marked now, or refuses (I-19).
func (a *act) markable(ctx context.Context, sessionID string) (college.SessionHead, error) {
	h, err := head(ctx, a.Tx, sessionID)
	if err != nil {
		return h, err
	}
	session, err := get[college.Session](ctx, a.Tx, sessionID)
	if err != nil {
		return h, err
	}
	return h, college.Refused(college.CheckMarking(session, a.store.options.Now()), "")
}

func (a *act) mark(ctx context.Context, sessionID string, m PlaceMark) error {
	if !college.Markable(m.Attendance) {
		return college.Refuse(college.Invalid, "mark.unknown", "mark", string(m.Attendance))
	}
	place, err := get[college.SessionPlace](ctx, a.Tx, m.PlaceID)
	if err != nil {
		return err
	}
	if place.SessionID != sessionID || !college.OnRegister(place.Attendance) {
		return college.Refuse(college.Conflict, "mark.notOnRegister")
	}
	place.Attendance, place.Reason = m.Attendance, strings.TrimSpace(m.Reason)
	place.MarkedBy, place.MarkedAt = a.by, a.at
	if m.Attendance == college.NotMarked {
		place.MarkedBy, place.MarkedAt = "", ""
	}
	return a.put(ctx, place)
}

// takeRegister makes a session delivered once every place on it is marked.
func (a *act) takeRegister(ctx context.Context, sessionID string) error {
	left, err := one[int](ctx, a.Tx, `SELECT count(*) FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
		WHERE p.session_id = ? AND p.attendance = 'booked' AND `+onRegister, sessionID)
	if err != nil || left > 0 {
		return err
	}
	session, err := get[college.Session](ctx, a.Tx, sessionID)
	if err != nil || session.Status == college.SessionDelivered {
		return err
	}
	session.Status, session.RegisterTakenBy, session.RegisterTakenAt = college.SessionDelivered, a.by, a.at
	return a.put(ctx, session)
}

// AddWalkIn puts somebody who came without a booking on a session's register:
// a person by name alone, a student at the stage of an enquiry, counted as
// attended, to be finished later (D6).
func (s *Store) AddWalkIn(ctx context.Context, sessionID, name string) error {
	_, err := s.do(ctx, collegeFile, "act.walkIn", func(a *act) error {
		h, err := a.markable(ctx, sessionID)
		if err != nil {
			return err
		}
		today := s.Today()
		person := college.Person{ID: a.newID(), FullName: strings.TrimSpace(name), NoContactReason: college.WalkIn}
		if err := person.Validate(today); err != nil {
			return err
		}
		student, err := a.newStudent(ctx, person, college.Student{EnrolledOn: today, Source: college.WalkIn}, "enquiry", h.Arm)
		if err != nil {
			return err
		}
		number, err := nextRowNo(ctx, a.Tx, h.RunID)
		if err != nil {
			return err
		}
		booking := college.RunBooking{ID: a.newID(), StudentID: student.ID, RunID: h.RunID, Status: college.BookingBooked,
			RequestedOn: today, BookedOn: today, Source: "walkIn", RowNo: number}
		place := college.SessionPlace{ID: a.newID(), BookingID: booking.ID, SessionID: sessionID,
			Attendance: college.Attended, MarkedBy: a.by, MarkedAt: a.at}
		return firstError(a.put(ctx, booking), a.put(ctx, place), a.takeRegister(ctx, sessionID))
	})
	return err
}
