package store

import (
	"context"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// BookingRequest asks for places for one student in a run: in the sessions
// named, or in all of them.
type BookingRequest struct {
	StudentID  string   `json:"studentId"`
	RunID      string   `json:"runId"`
	SessionIDs []string `json:"sessionIds"`
	Source     string   `json:"source"` // phone, form, inPerson, partner
	Companion  bool     `json:"companion"`
	Reason     string   `json:"reason"` // a leader's, where the rule table asks for one
}

// Booked is a booking made, with what somebody should know about it.
type Booked struct {
	BookingID string            `json:"bookingId"`
	Concerns  []college.Finding `json:"concerns"`
}

// Book gives a student places in a run, if the rule table lets it: a place free
// in every chosen session, of the right age, not booked already, not excluded …
// What a leader may allow needs a reason, which is kept.
func (s *Store) Book(ctx context.Context, request BookingRequest) (booked Booked, err error) {
	_, err = s.do(ctx, collegeFile, "act.book", func(a *act) error {
		run, err := get[college.CourseRun](ctx, a.Tx, request.RunID)
		if err != nil {
			return err
		}
		student, err := get[college.Student](ctx, a.Tx, request.StudentID)
		if err != nil {
			return err
		}
		booking := college.RunBooking{ID: a.newID(), StudentID: student.ID, RunID: run.ID, Status: college.BookingBooked,
			RequestedOn: s.Today(), BookedOn: s.Today(), Source: request.Source, Companion: request.Companion}
		sessions, err := a.bookable(ctx, booking, request.SessionIDs)
		if err != nil {
			return err
		}
		if len(sessions) == 0 {
			return college.Refuse(college.Conflict, "booking.noSessions")
		}
		f, err := factsForBooking(ctx, a.Tx, student.PersonID, run.ID)
		if err != nil {
			return err
		}
		found, err := a.checkBooking(ctx, f, student, run, sessions)
		if err != nil {
			return err
		}
		if err := college.Refused(found, request.Reason); err != nil {
			return err
		}
		if err := a.saveBooking(ctx, booking, sessions); err != nil {
			return err
		}
		booked = Booked{BookingID: booking.ID, Concerns: concernsIn(found)}
		return a.overrides(ctx, found, request.Reason, booking.ID)
	})
	return booked, err
}

// factsForBooking are the run's sessions and everything the person comes to.
func factsForBooking(ctx context.Context, q querier, personID, runID string) (timetable.Facts, error) {
	return ruleFacts(ctx, q, `s.run_id = ? OR s.id IN (SELECT p.session_id FROM college.session_place p
		JOIN college.run_booking b ON b.id = p.booking_id JOIN college.student st ON st.id = b.student_id
		WHERE st.person_id = ? AND `+takesPlace+`)`, runID, personID)
}

// checkBooking asks the rule table about a booking made today.
func (a *act) checkBooking(ctx context.Context, f timetable.Facts, student college.Student, run college.CourseRun, sessions []string) ([]college.Finding, error) {
	person, err := get[college.Person](ctx, a.Tx, student.PersonID)
	if err != nil {
		return nil, err
	}
	spans, err := find[college.RoleSpan](ctx, a.Tx, "WHERE person_id = ?", person.ID)
	if err != nil {
		return nil, err
	}
	consents, err := find[college.Consent](ctx, a.Tx, "WHERE person_id = ?", person.ID)
	if err != nil {
		return nil, err
	}
	bookings, err := find[college.RunBooking](ctx, a.Tx, "WHERE student_id = ?", student.ID)
	if err != nil {
		return nil, err
	}
	return timetable.CheckBooking(f, timetable.Booking{
		Applying: college.Applying{Person: person, Student: student, Spans: spans, Consents: consents, Bookings: bookings},
		Run:      run, SessionIDs: sessions, Today: a.store.Today(),
	}), nil
}

// bookable are the sessions a booking gets places in: the chosen ones that
// stand, else all of the run from the day it was booked. The places of a
// session that was delivered are settled (I-28).
func (a *act) bookable(ctx context.Context, booking college.RunBooking, chosen []string) ([]string, error) {
	sessions, err := find[college.Session](ctx, a.Tx, "WHERE run_id = ? AND status NOT IN ('cancelled', 'delivered') ORDER BY number", booking.RunID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range sessions {
		wanted := s.Date == "" || s.Date >= booking.BookedOn
		if len(chosen) > 0 {
			wanted = slices.Contains(chosen, s.ID)
		}
		if wanted {
			ids = append(ids, s.ID)
		}
	}
	return ids, nil
}

// saveBooking saves a booking with a place in each of the sessions.
func (a *act) saveBooking(ctx context.Context, booking college.RunBooking, sessions []string) error {
	if err := a.put(ctx, booking); err != nil {
		return err
	}
	for _, id := range sessions {
		place := college.SessionPlace{ID: a.newID(), BookingID: booking.ID, SessionID: id, Attendance: college.NotMarked}
		if err := a.put(ctx, place); err != nil {
			return err
		}
	}
	return nil
}

func concernsIn(found []college.Finding) []college.Finding {
	concerns := []college.Finding{}
	for _, f := range found {
		if f.Severity == college.ConcernLevel {
			concerns = append(concerns, f)
		}
	}
	return concerns
}

// overrides keeps the reason a leader gave for each finding that asked for one.
func (a *act) overrides(ctx context.Context, found []college.Finding, reason, recordID string) error {
	for _, f := range found {
		if f.Severity != college.Reason {
			continue
		}
		override := college.Override{ID: a.newID(), Rule: f.Rule, RecordID: recordID, Reason: reason, By: a.by, At: a.at}
		if err := a.put(ctx, override); err != nil {
			return err
		}
	}
	return nil
}

// CancelBooking ends a booking, by the student or by the college. Places that
// are marked already keep their marks, and those of days gone by stay to be
// marked; those to come are freed. A booking whose first session is over has
// been left, not cancelled: it is withdrawn.
func (s *Store) CancelBooking(ctx context.Context, bookingID string, byCollege bool, reason string) error {
	_, err := s.do(ctx, collegeFile, "act.cancelBooking", func(a *act) error {
		booking, err := get[college.RunBooking](ctx, a.Tx, bookingID)
		if err != nil {
			return err
		}
		places, err := find[college.SessionPlace](ctx, a.Tx, "WHERE booking_id = ?", bookingID)
		if err != nil {
			return err
		}
		status, mark := college.BookingCancelledByStudent, college.CancelledByStudent
		if byCollege {
			status, mark = college.BookingCancelledByCollege, college.CancelledByCollege
		}
		over, err := byID(ctx, a.Tx, func(s college.Session) string { return s.ID }, "WHERE run_id = ? AND date < ?", booking.RunID, string(s.Today()))
		if err != nil {
			return err
		}
		for _, place := range places {
			if _, past := over[place.SessionID]; past || place.Attendance != college.NotMarked {
				status = college.BookingWithdrawn
				continue
			}
			place.Attendance = mark
			if err := a.put(ctx, place); err != nil {
				return err
			}
		}
		if !college.CanBecome(college.BookingMoves, booking.Status, status) {
			return college.Refuse(college.Conflict, "booking.cannotCancel")
		}
		booking.Status, booking.CancelledOn, booking.CancelledReason = status, s.Today(), reason
		return a.put(ctx, booking)
	})
	return err
}

// JoinWaitingList puts a student at the end of a run's waiting list, for the
// whole run or one session of it.
func (s *Store) JoinWaitingList(ctx context.Context, studentID, runID, sessionID string) error {
	_, err := s.do(ctx, collegeFile, "act.wait", func(a *act) error {
		_, noRun := get[college.CourseRun](ctx, a.Tx, runID)
		_, nobody := get[college.Student](ctx, a.Tx, studentID)
		if err := firstError(noRun, nobody); err != nil {
			return err
		}
		if sessionID != "" {
			if _, err := first[college.Session](ctx, a.Tx, "WHERE id = ? AND run_id = ?", sessionID, runID); err != nil {
				return err
			}
		}
		return a.wait(ctx, college.WaitingEntry{ID: a.newID(), StudentID: studentID, RunID: runID, SessionID: sessionID, RequestedAt: a.at})
	})
	return err
}

// wait saves a waiting entry as the last of its run.
func (a *act) wait(ctx context.Context, entry college.WaitingEntry) error {
	open, err := one[int](ctx, a.Tx, `SELECT count(*) FROM college.waiting_entry WHERE run_id = ? AND student_id = ? AND result IS NULL
		AND coalesce(session_id, '') = ?`, entry.RunID, entry.StudentID, entry.SessionID)
	if err != nil {
		return err
	}
	if open > 0 {
		return college.Refuse(college.Conflict, "waiting.already")
	}
	if entry.Sequence, err = one[int](ctx, a.Tx, "SELECT coalesce(max(sequence), 0) + 1 FROM college.waiting_entry WHERE run_id = ?", entry.RunID); err != nil {
		return err
	}
	return a.put(ctx, entry)
}
