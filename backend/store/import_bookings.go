package store

import (
	"context"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// bookingList is a bookings list on its way in.
type bookingList struct {
	*importing
	people  *peopleIndex
	courses []college.Course
	runs    []college.CourseRun
	first   map[string]college.Date // run → its first date
	facts   timetable.Facts
}

// bookings takes in a bookings list in its own order, which is also the order
// of the waiting lists. A row whose student or course is not here is refused,
// with a reason for each thing wrong with it.
func (in *importing) bookings(ctx context.Context) error {
	l := &bookingList{importing: in}
	if err := l.read(ctx); err != nil {
		return err
	}
	for _, row := range in.file.Bookings {
		if err := l.row(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

func (l *bookingList) read(ctx context.Context) (err error) {
	if l.people, err = indexPeople(ctx, l.Tx); err != nil {
		return err
	}
	if err := firstError(fillFacts(ctx, l.Tx, &l.courses), fillFacts(ctx, l.Tx, &l.runs)); err != nil {
		return err
	}
	wanted := []string{}
	for _, row := range l.file.Bookings {
		for _, run := range l.runsOf(row.Title) {
			if !slices.Contains(wanted, run.ID) {
				wanted = append(wanted, run.ID)
			}
		}
	}
	condition, args := inList("s.run_id", wanted)
	if l.facts, err = ruleFacts(ctx, l.Tx, condition, args...); err != nil {
		return err
	}
	l.first = map[string]college.Date{}
	for _, m := range l.facts.Meetings {
		if day, seen := l.first[m.RunID]; !seen || m.Date < day {
			l.first[m.RunID] = m.Date
		}
	}
	return nil
}

// runsOf are the runs of a course, by its title, outside title or code, that
// can still be booked.
func (l *bookingList) runsOf(title string) []college.CourseRun {
	var runs []college.CourseRun
	for _, c := range l.courses {
		if f := college.Fold(title); f != college.Fold(c.Title) && f != college.Fold(c.OutsideTitle) && college.CodeKey(title) != college.CodeKey(c.Code) {
			continue
		}
		for _, r := range l.runs {
			if r.CourseID == c.ID && r.Status != college.RunCancelled {
				runs = append(runs, r)
			}
		}
	}
	return runs
}

// run chooses the run a row means: the only one, or the first that begins on or
// after the day it was booked.
func (l *bookingList) run(row college.BookingRow) (run college.CourseRun, found bool) {
	for _, r := range l.runsOf(row.Title) {
		day := l.first[r.ID]
		if day == "" || row.BookedOn != "" && day < row.BookedOn {
			continue
		}
		if !found || day < l.first[run.ID] {
			run, found = r, true
		}
	}
	if runs := l.runsOf(row.Title); !found && len(runs) == 1 {
		return runs[0], true
	}
	return run, found
}

func (l *bookingList) row(ctx context.Context, row college.BookingRow) error {
	if record, known := l.known[row.Hash]; known && len(row.Wrong) == 0 {
		l.outcome(row.RowSource, college.RowMatched, record, row.Name, reading("import.rowKnown"))
		return nil
	}
	if decision := l.taking.Decisions[row.Number]; decision != "" && decision != AsNew {
		if _, found := l.people.decided(decision); !found { // what a person decided is done, or nothing is
			return college.Refuse(college.NotFound, "import.noSuchStudent", "number", decision)
		}
	}
	reasons := faults(row.Wrong)
	student, look, why := l.student(row)
	if student.ID == "" {
		reasons = append(reasons, why...)
	}
	run, found := l.run(row)
	if !found {
		key := "import.unknownCourse"
		if len(l.runsOf(row.Title)) > 0 {
			key = "import.noRunAfter"
		}
		reasons = append(reasons, reading(key, "course", row.Title, "date", string(row.BookedOn)))
	}
	switch {
	case len(row.Wrong) > 0 || !found || student.ID == "" && !look:
		l.outcome(row.RowSource, college.RowRefused, "", row.Name, reasons...)
		return nil
	case student.ID == "":
		l.outcome(row.RowSource, college.RowLook, "", row.Name, reasons...)
		return nil
	case row.Waiting:
		return l.waits(ctx, row, student, run)
	}
	return l.books(ctx, row, student, run)
}

// student finds who a row is about. look tells that somebody looks like them.
func (l *bookingList) student(row college.BookingRow) (student college.Student, look bool, why []college.Reading) {
	if decision := l.taking.Decisions[row.Number]; decision != "" && decision != AsNew {
		student, _ := l.people.decided(decision)
		return student, false, nil
	}
	asked := college.Person{FullName: row.Name}
	if row.Email != "" {
		asked.Emails = []string{row.Email}
	}
	if row.Mobile != "" {
		asked.Phones = []college.Phone{{Number: row.Mobile, Kind: "mobile"}}
	}
	same, alike := l.people.find(asked)
	same = slices.DeleteFunc(same, func(x likeness) bool { return x.student.ID == "" })
	alike = slices.DeleteFunc(alike, func(x likeness) bool { return x.student.ID == "" })
	switch {
	case len(same) == 1:
		return same[0].student, false, nil
	case len(same)+len(alike) > 0:
		return student, true, looks(append(same, alike...))
	}
	return student, false, []college.Reading{reading("import.unknownStudent", "name", row.Name)}
}

func (l *bookingList) books(ctx context.Context, row college.BookingRow, student college.Student, run college.CourseRun) error {
	bookings, err := find[college.RunBooking](ctx, l.Tx, "WHERE student_id = ? AND run_id = ?", student.ID, run.ID)
	if err != nil {
		return err
	}
	for _, b := range bookings {
		if college.OpenBooking(b.Status) {
			l.outcome(row.RowSource, college.RowMatched, b.ID, row.Name, reading("import.bookedAlready", "run", run.Reference))
			return nil
		}
	}
	booking := college.RunBooking{ID: l.newID(), StudentID: student.ID, RunID: run.ID, Status: college.BookingBooked,
		RequestedOn: row.BookedOn, BookedOn: row.BookedOn, Source: row.Source, MadeByImport: l.batch.ID}
	sessions, err := l.bookable(ctx, booking, nil)
	if err != nil {
		return err
	}
	if len(sessions) == 0 {
		l.outcome(row.RowSource, college.RowRefused, "", row.Name, reading("booking.noSessions"))
		return nil
	}
	found, err := l.checkBooking(ctx, l.facts, student, run, sessions)
	if err != nil {
		return err
	}
	if outcome, reasons := l.stopped(found); outcome != "" {
		l.outcome(row.RowSource, outcome, "", row.Name, reasons...)
		return nil
	}
	if err := l.saveBooking(ctx, booking, sessions); err != nil {
		return err
	}
	for i := range l.facts.Meetings {
		if m := &l.facts.Meetings[i]; slices.Contains(sessions, m.SessionID) {
			m.Booked = append(m.Booked, student.PersonID)
		}
	}
	l.make("booking", "")
	reasons := append(row.Notes, reading("import.newBooking", "run", run.Reference))
	for _, f := range concernsIn(found) {
		reasons = append(reasons, college.Reading{Key: f.Key, Values: f.Values})
	}
	l.outcome(row.RowSource, college.RowCreated, booking.ID, row.Name, reasons...)
	return l.overrides(ctx, found, l.taking.Reason, booking.ID)
}

func (l *bookingList) waits(ctx context.Context, row college.BookingRow, student college.Student, run college.CourseRun) error {
	entries, err := find[college.WaitingEntry](ctx, l.Tx, "WHERE run_id = ? AND student_id = ? AND result IS NULL", run.ID, student.ID)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		l.outcome(row.RowSource, college.RowMatched, entries[0].ID, row.Name, reading("import.waitsAlready", "run", run.Reference))
		return nil
	}
	requested := college.InstantOf(row.BookedOn.At("00:00"))
	if row.BookedOn == "" {
		requested = l.at
	}
	entry := college.WaitingEntry{ID: l.newID(), RunID: run.ID, StudentID: student.ID, RequestedAt: requested, MadeByImport: l.batch.ID}
	if err := l.wait(ctx, entry); err != nil {
		return err
	}
	l.make("waiting", "")
	l.outcome(row.RowSource, college.RowCreated, entry.ID, row.Name, append(row.Notes, reading("import.newWaiting", "run", run.Reference))...)
	return nil
}
