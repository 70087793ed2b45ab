package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"daybook/backend/college"
)

// registerRows reads a session's places in the order of the paper: by row
// number where one was given, then by the name people use.
func registerRows(ctx context.Context, q querier, h college.SessionHead) ([]college.RegisterRow, error) {
	rows, err := list(ctx, q, func(r *sql.Rows) (college.RegisterRow, error) { return scanRegisterRow(r, h.Date) }, `
		SELECT b.row_no, p.id, b.id, st.id, st.number, pe.full_name, pe.known_as, pe.sort_as, pe.pronouns, p.attendance, p.reason,
			pe.access_needs, pe.access_note, pe.emergency_contacts, pe.ask_team_leader, b.companion, pe.dob,
			coalesce(b.source, '') = 'walkIn',
			EXISTS (SELECT 1 FROM college.consent k WHERE k.person_id = pe.id AND k.kind = 'photo' AND k.given_on <= ?1
				AND (k.withdrawn_on IS NULL OR k.withdrawn_on > ?1))
		FROM college.session_place p
		JOIN college.run_booking b ON b.id = p.booking_id
		JOIN college.student st ON st.id = b.student_id
		JOIN college.person pe0 ON pe0.id = st.person_id
		JOIN college.person pe ON pe.id = coalesce(pe0.merged_into, pe0.id)
		WHERE p.session_id = ?2 AND `+onRegister, string(h.Date), h.SessionID)
	slices.SortStableFunc(rows, func(a, b college.RegisterRow) int { return byNumberThenName(a, b) })
	return rows, err
}

func scanRegisterRow(r *sql.Rows, day college.Date) (college.RegisterRow, error) {
	var row college.RegisterRow
	var known, sortAs, pronouns, reason, needs, note, contacts, dob sql.NullString
	err := r.Scan(&row.RowNo, &row.PlaceID, &row.BookingID, &row.StudentID, &row.StudentNumber, &row.FullName, &known, &sortAs, &pronouns,
		&row.Attendance, &reason, &needs, &note, &contacts, &row.AskTeamLeader, &row.Companion, &dob, &row.WalkIn, &row.PhotoConsent)
	if err != nil {
		return row, err
	}
	row.KnownAs, row.SortAs, row.Pronouns, row.Reason, row.AccessNote = known.String, sortAs.String, pronouns.String, reason.String, note.String
	row.AccessNeeds, row.EmergencyContacts = []string{}, []college.EmergencyContact{}
	if needs.Valid {
		err = json.Unmarshal([]byte(needs.String), &row.AccessNeeds)
	}
	if contacts.Valid && err == nil {
		err = json.Unmarshal([]byte(contacts.String), &row.EmergencyContacts)
	}
	age := college.Date(dob.String).AgeOn(day)
	row.Under18 = age >= 0 && age < 18
	return row, err
}

// byNumberThenName: numbered rows first, in order; then by the name people use.
func byNumberThenName(a, b college.RegisterRow) int {
	switch {
	case a.RowNo > 0 && b.RowNo > 0:
		return a.RowNo - b.RowNo
	case a.RowNo > 0:
		return -1
	case b.RowNo > 0:
		return 1
	}
	return strings.Compare(usedName(a.SortAs, a.KnownAs, a.FullName)+a.StudentNumber, usedName(b.SortAs, b.KnownAs, b.FullName)+b.StudentNumber)
}

// usedName is what a register is sorted by at its first printing.
func usedName(sortAs, knownAs, fullName string) string {
	for _, name := range []string{sortAs, knownAs, fullName} {
		if folded := college.Fold(name); folded != "" {
			return folded + "\x00"
		}
	}
	return fullName + "\x00"
}

// Register is one session's register, ready to print. The first printing gives
// everyone booked on the run a row number, for good; later names get the next
// ones (D7).
func (s *Store) Register(ctx context.Context, sessionID string) (college.Register, error) {
	registers, err := s.registers(ctx, "WHERE s.id = ?", sessionID)
	if err != nil {
		return college.Register{}, err
	}
	if len(registers) == 0 {
		return college.Register{}, college.Refuse(college.NotFound, "register.noSession")
	}
	if registers[0].Head.Status == college.SessionCancelled {
		return college.Register{}, college.Refuse(college.Conflict, "register.cancelled")
	}
	return registers[0], nil
}

// DayRegisters are the registers of all sessions of a day that are not
// cancelled, by venue, then time.
func (s *Store) DayRegisters(ctx context.Context, date college.Date) (college.DayRegisters, error) {
	if !date.Valid() {
		return college.DayRegisters{}, college.Refuse(college.Invalid, "day.invalid")
	}
	registers, err := s.registers(ctx, "WHERE s.date = ? AND s.status <> 'cancelled'"+byPlaceThenTime, string(date))
	return college.DayRegisters{Date: date, Registers: registers}, err
}

func (s *Store) registers(ctx context.Context, tail string, args ...any) (registers []college.Register, err error) {
	defer func() { err = InWords(err) }()
	all, err := heads(ctx, s.db, tail, args...)
	if err != nil {
		return nil, err
	}
	if err := s.numberRows(ctx, all); err != nil {
		return nil, err
	}
	name, isSample, err := s.names(ctx)
	if err != nil {
		return nil, err
	}
	settings, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	registers = []college.Register{}
	for _, h := range all {
		r := college.Register{College: name, Sample: isSample, Head: h, CrisisText: settings.CrisisText,
			SafeguardingLead: settings.SafeguardingLead, SafeguardingPhone: settings.SafeguardingPhone}
		if r.Rows, err = registerRows(ctx, s.db, h); err != nil {
			return nil, err
		}
		if r.NextNo, err = nextRowNo(ctx, s.db, h.RunID); err != nil {
			return nil, err
		}
		registers = append(registers, r)
	}
	return registers, nil
}

// Settings are the college's own choices; empty ones while none are saved.
func (s *Store) Settings(ctx context.Context) (college.Settings, error) {
	settings, err := first[college.Settings](ctx, s.db, "")
	if college.AsRefusal(err) != nil {
		err = nil
	}
	return settings, InWords(err)
}

// nextRowNo is the lowest number never used in a run.
func nextRowNo(ctx context.Context, q querier, runID string) (int, error) {
	return one[int](ctx, q, "SELECT coalesce(max(row_no), 0) + 1 FROM college.run_booking WHERE run_id = ?", runID)
}

// numberRows gives row numbers to the bookings of the sessions' runs that have
// none yet, in the order of the names people use. Where all have theirs it
// writes nothing.
func (s *Store) numberRows(ctx context.Context, all []college.SessionHead) error {
	var runs []string
	for _, h := range all {
		if h.Status != college.SessionCancelled && !slices.Contains(runs, h.RunID) {
			runs = append(runs, h.RunID)
		}
	}
	if len(runs) == 0 {
		return nil
	}
	_, err := s.do(ctx, collegeFile, "act.printRegister", func(a *act) error {
		for _, run := range runs {
			if err := a.numberRun(ctx, run); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (a *act) numberRun(ctx context.Context, runID string) error {
	type waiting struct{ booking, sortBy string }
	unnumbered, err := list(ctx, a.Tx, func(r *sql.Rows) (waiting, error) {
		var w waiting
		var sortAs, knownAs sql.NullString
		var fullName, number string
		err := r.Scan(&w.booking, &sortAs, &knownAs, &fullName, &number)
		w.sortBy = usedName(sortAs.String, knownAs.String, fullName) + number
		return w, err
	}, `SELECT b.id, pe.sort_as, pe.known_as, pe.full_name, st.number FROM college.run_booking b
		JOIN college.student st ON st.id = b.student_id
		JOIN college.person pe0 ON pe0.id = st.person_id JOIN college.person pe ON pe.id = coalesce(pe0.merged_into, pe0.id)
		WHERE b.run_id = ? AND b.row_no = 0 AND b.status IN ('booked', 'completed', 'withdrawn')`, runID)
	if err != nil || len(unnumbered) == 0 {
		return err
	}
	slices.SortFunc(unnumbered, func(x, y waiting) int { return strings.Compare(x.sortBy, y.sortBy) })
	next, err := nextRowNo(ctx, a.Tx, runID)
	if err != nil {
		return err
	}
	for i, w := range unnumbered {
		if _, err := a.ExecContext(ctx, "UPDATE college.run_booking SET row_no = ?, row_version = row_version + 1 WHERE id = ?", next+i, w.booking); err != nil {
			return err
		}
	}
	return nil
}

// CourseRegister is a run's register over all its sessions, with the same row
// numbers as its sign-in sheets.
func (s *Store) CourseRegister(ctx context.Context, runID string) (register college.CourseRegister, err error) {
	defer func() { err = InWords(err) }()
	sessions, err := heads(ctx, s.db, "WHERE s.run_id = ? ORDER BY s.number", runID)
	if err != nil {
		return register, err
	}
	if len(sessions) == 0 {
		return register, college.Refuse(college.NotFound, "run.noSessions")
	}
	if err := s.numberRows(ctx, sessions); err != nil {
		return register, err
	}
	if register.College, register.Sample, err = s.names(ctx); err != nil {
		return register, err
	}
	register.Head, register.Sessions = sessions[0], sessions
	register.Rows, err = s.courseRows(ctx, sessions)
	return register, err
}

func (s *Store) courseRows(ctx context.Context, sessions []college.SessionHead) ([]college.CourseRegisterRow, error) {
	column := map[string]int{}
	for i, h := range sessions {
		column[h.SessionID] = i
	}
	type cell struct {
		college.CourseRegisterRow
		booking, session string
		mark             college.Attendance
	}
	cells, err := list(ctx, s.db, func(r *sql.Rows) (cell, error) {
		var c cell
		var known, sortAs sql.NullString
		err := r.Scan(&c.booking, &c.session, &c.mark, &c.RowNo, &c.StudentID, &c.StudentNumber, &c.FullName, &known, &sortAs, &c.Cancelled)
		c.KnownAs, c.SortAs = known.String, sortAs.String
		return c, err
	}, `SELECT b.id, p.session_id, p.attendance, b.row_no, b.student_id, st.number, pe.full_name, pe.known_as, pe.sort_as,
			b.status NOT IN ('booked', 'completed', 'withdrawn')
		FROM college.run_booking b
		JOIN college.session_place p ON p.booking_id = b.id
		JOIN college.student st ON st.id = b.student_id
		JOIN college.person pe0 ON pe0.id = st.person_id JOIN college.person pe ON pe.id = coalesce(pe0.merged_into, pe0.id)
		WHERE b.run_id = ? AND b.row_no > 0 ORDER BY b.row_no`, sessions[0].RunID)
	if err != nil {
		return nil, err
	}
	rows, at := []college.CourseRegisterRow{}, map[string]int{}
	for _, c := range cells {
		i, known := at[c.booking]
		if !known {
			i = len(rows)
			at[c.booking] = i
			c.Marks = make([]college.Attendance, len(sessions))
			rows = append(rows, c.CourseRegisterRow)
		}
		rows[i].Marks[column[c.session]] = c.mark
	}
	return rows, nil
}
