package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Erasing somebody is never deleting them (I-29): what says who they were, or
// what they or others wrote about them, goes; what counts are made of stays –
// dates, statuses, marks, kinds, equality answers, the district and an age band.

// What stands where something has to: never a word of the catalogue, as it is
// kept in the records.
const (
	erasedName = "Erased person"
	erasedText = "–"
)

// erasing is an erasure on its way.
type erasing struct {
	*act
	who      identity
	ids      map[string]bool // of the people, then of all their rows
	people   []college.Person
	enrolled map[string]college.Date // by person
	ledger   map[string]string       // of what is erased: hash → day
	done     Erased
}

// erase does it in one act on the venue book and then one on the college, for
// the people given and for rows of the venue book that the ledger holds. Half of
// it is a valid state, and doing it again is harmless. With end, both acts do
// all of it and are taken back.
func (s *Store) erase(ctx context.Context, people []string, ledger map[string]string, end error) (*erasing, error) {
	e := &erasing{ids: map[string]bool{}, enrolled: map[string]college.Date{}, ledger: maps.Clone(ledger)}
	e.done = Erased{People: len(people), Rows: []ErasedRows{}, Venues: []string{}}
	if err := e.meet(ctx, s.db, people); err != nil {
		return e, err
	}
	for _, half := range []struct {
		file string
		fn   func(context.Context) error
	}{{venuesFile, e.venueBook}, {collegeFile, e.records}} {
		_, err := s.do(ctx, half.file, "act.erase", func(a *act) error {
			a.untold, e.act = true, a
			return firstError(half.fn(ctx), end)
		})
		if err != nil && !errors.Is(err, end) {
			return e, err
		}
	}
	return e, nil
}

// meet reads who is to be erased, before nothing tells any more.
func (e *erasing) meet(ctx context.Context, q querier, ids []string) (err error) {
	condition, args := inList("id", ids)
	if e.people, err = find[college.Person](ctx, q, "WHERE "+condition+" ORDER BY merged_into IS NOT NULL, id", args...); err != nil {
		return err
	}
	condition, args = inList("person_id", ids)
	students, err := find[college.Student](ctx, q, "WHERE "+condition, args...)
	for _, s := range students {
		e.enrolled[s.PersonID] = s.EnrolledOn
	}
	for _, p := range e.people {
		e.ids[p.ID] = true
	}
	e.who = identify(e.people, students)
	return err
}

// day is when a person was, or is being, erased.
func (e *erasing) day(personID string) college.Date { return college.Date(e.ledger[hashOf(personID)]) }

func (e *erasing) venueBook(ctx context.Context) error {
	known, err := erasures(ctx, e.Tx, ledgerTable(venuesFile))
	if err != nil {
		return err
	}
	found, err := venueNames(ctx, e.Tx, e.who, without(e.ledger, known))
	if err != nil {
		return err
	}
	rows, entries := map[string]bool{}, map[string]string{}
	for _, f := range found {
		rows[f.id], entries[hashOf(f.id)] = true, f.day
		if f.day == "" {
			entries[hashOf(f.id)] = string(e.store.Today())
		}
		if !slices.Contains(e.done.Venues, f.venue) {
			e.done.Venues = append(e.done.Venues, f.venue)
		}
	}
	maps.Copy(e.ledger, entries)
	return firstError(e.walk(ctx, venueTraces, rows), e.purge(ctx, venuesFile, rows), e.dropDrafts(ctx, venuesFile), e.enter(ctx, venuesFile, entries))
}

func (e *erasing) records(ctx context.Context) error {
	if err := e.addLoose(ctx); err != nil {
		return err
	}
	if err := e.walk(ctx, traces, e.ids); err != nil {
		return err
	}
	for _, p := range e.people {
		if err := firstError(e.leave(ctx, p.ID), e.close(ctx, p.ID)); err != nil {
			return err
		}
	}
	return firstError(e.partnerContacts(ctx), e.purge(ctx, collegeFile, e.ids), e.dropDrafts(ctx, collegeFile),
		e.enter(ctx, collegeFile, e.ledger), e.tell(ctx))
}

// tell gives everybody erased a line in the audit; whoever was first has that of
// the act.
func (e *erasing) tell(ctx context.Context) error {
	for _, p := range e.people {
		if changes := e.store.journal.changes; len(changes) > 0 && changes[0].rowID == p.ID {
			continue
		}
		line := college.AuditLine{At: e.at, By: e.by, Verb: e.verb, Kind: "person", Subject: p.ID}
		if err := addLine(ctx, e.Tx, collegeFile, line); err != nil {
			return err
		}
	}
	return nil
}

// addLoose finds the rows about something else whose texts name the person.
func (e *erasing) addLoose(ctx context.Context) error {
	type text struct{ id, text string }
	for _, l := range loose {
		all, err := list(ctx, e.Tx, func(r *sql.Rows) (t text, err error) { return t, r.Scan(&t.id, &t.text) },
			fmt.Sprintf("SELECT id, %[1]s FROM college.%[2]s WHERE %[1]s IS NOT NULL", l.column, l.table))
		if err != nil {
			return err
		}
		for _, t := range all {
			if e.who.in(t.text) {
				e.ids[t.id] = true
			}
		}
	}
	return nil
}

// walk follows the traces, adding the id of every row to ids.
func (e *erasing) walk(ctx context.Context, traces []trace, ids map[string]bool) error {
	for _, t := range traces {
		kind, noun := tableOf(t.table)
		rows, err := noun.naming(ctx, e.Tx, kind, t.via, ids)
		if err != nil {
			return err
		}
		count := ErasedRows{Table: t.table}
		for _, row := range rows {
			id := row.FieldByName("ID").String()
			ids[id] = true
			if t.kept == "" && t.cleared == "" {
				err = e.remove(ctx, noun.file, noun.name, id)
				count.Gone++
			} else if e.blank(noun, row, t.cleared) {
				err = firstError(e.number(ctx, row), e.put(ctx, row.Interface()))
				count.Blanked++
			} else {
				count.Kept++
			}
			if err != nil {
				return err
			}
		}
		if len(rows) > 0 {
			e.done.Rows = append(e.done.Rows, count)
		}
	}
	return nil
}

// blank clears a row's columns, and tells whether there was anything in them.
func (e *erasing) blank(noun *table, row reflect.Value, cleared string) (changed bool) {
	if p, is := row.Interface().(college.Person); is {
		row.FieldByName("AgeBandIfNoDOB").SetString(e.ageBand(p))
	}
	columns := strings.Fields(cleared)
	for _, f := range noun.fields {
		field := row.FieldByIndex(f.index)
		if slices.Contains(columns, f.column) && !field.IsZero() && (field.Kind() != reflect.Slice || field.Len() > 0) {
			field.SetZero()
			changed = true
		}
	}
	switch r := row.Addr().Interface().(type) {
	case *college.Person:
		r.FullName = erasedName
	case *college.Goal:
		r.Text = erasedText
	case *college.Override:
		r.Reason = erasedText
	}
	return changed
}

// number gives a student a number that is nobody's and that no student is given.
func (e *erasing) number(ctx context.Context, row reflect.Value) error {
	student, is := row.Addr().Interface().(*college.Student)
	if !is {
		return nil
	}
	erased, err := one[int](ctx, e.Tx, "SELECT coalesce(max(CAST(substr(number, 3) AS INTEGER)), 0) FROM college.student WHERE number LIKE 'E-%'")
	if err != nil {
		return err
	}
	was := student.Number
	student.Number = fmt.Sprintf("E-%05d", erased+1)
	// The number stands on papers and is never given again.
	_, err = e.ExecContext(ctx, "UPDATE college.settings SET numbers_to = max(numbers_to, CAST(substr(?, 3) AS INTEGER))", was)
	return err
}

// ageBands are those that reports use, each by its greatest age.
var ageBands = []struct {
	most int
	name string
}{{15, "11–15"}, {17, "16–17"}, {24, "18–24"}, {34, "25–34"}, {44, "35–44"}, {54, "45–54"}, {64, "55–64"}, {74, "65–74"}, {120, "75+"}}

// ageBand is what stays of a birthday: the band on the day of enrolling, else of
// erasing.
func (e *erasing) ageBand(p college.Person) string {
	day := e.enrolled[p.ID]
	if day == "" {
		day = e.day(p.ID)
	}
	age := p.DOB.AgeOn(day)
	for _, band := range ageBands {
		if age >= 11 && age <= band.most || p.DOB == "" && p.AgeBandIfNoDOB == band.name {
			return band.name
		}
	}
	return ""
}

// leave ends what a person still waits for or is booked on, as it may stand in
// records that were brought back; of whom can be erased here nothing is open.
func (e *erasing) leave(ctx context.Context, personID string) error {
	day := string(e.day(personID))
	open, err := list(ctx, e.Tx, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) }, openBookings, personID, day)
	if err != nil {
		return err
	}
	for _, id := range open {
		for _, statement := range []string{
			`UPDATE college.session_place SET attendance = 'cancelledByStudent', row_version = row_version + 1
				WHERE booking_id = ?1 AND attendance = 'booked' AND session_id IN (SELECT id FROM college.session WHERE date IS NULL OR date >= ?2)`,
			`UPDATE college.run_booking SET cancelled_on = ?2, row_version = row_version + 1, status = CASE
				WHEN status = 'completed' THEN status WHEN status <> 'booked' THEN 'declined'
				WHEN EXISTS (SELECT 1 FROM college.session_place p WHERE p.booking_id = ?1 AND p.attendance <> 'cancelledByStudent') THEN 'withdrawn' ELSE 'cancelledByStudent' END WHERE id = ?1`,
		} {
			if _, err := e.ExecContext(ctx, statement, id, day); err != nil {
				return err
			}
		}
	}
	_, err = e.ExecContext(ctx, `UPDATE college.waiting_entry SET result = 'removed', row_version = row_version + 1
		WHERE result IS NULL AND student_id IN (SELECT id FROM college.student WHERE person_id = ?)`, personID)
	return err
}

// close ends the roles of a person: whoever was a student is erased from the day
// on, whoever had another role and had not left has.
func (e *erasing) close(ctx context.Context, personID string) error {
	spans, err := find[college.RoleSpan](ctx, e.Tx, `WHERE person_id = ? ORDER BY "from", id`, personID)
	if err != nil {
		return err
	}
	day, last := e.day(personID), map[college.Role]college.RoleSpan{}
	for _, span := range spans {
		last[span.Role] = span
	}
	for _, span := range spans {
		over := span.To != "" && span.To < day
		if over || span.Role != college.RoleStudent && hasLeft(last[span.Role], day) {
			continue
		}
		if span.From >= day {
			err = e.remove(ctx, collegeFile, "role_span", span.ID)
		} else {
			span.To = day.AddDays(-1)
			err = e.put(ctx, span)
		}
		if err != nil {
			return err
		}
	}
	for _, role := range slices.Sorted(maps.Keys(last)) {
		end := college.RoleSpan{ID: e.newID(), PersonID: personID, Role: role, Status: "left", From: day, Arm: last[role].Arm}
		if role == college.RoleStudent {
			end.Status = "erased"
		} else if hasLeft(last[role], day) {
			continue
		}
		if err := e.put(ctx, end); err != nil {
			return err
		}
	}
	return nil
}

// hasLeft tells whether a role is over already, by its last span.
func hasLeft(last college.RoleSpan, day college.Date) bool {
	return last.To != "" && last.To < day || last.Status == "left" || last.Status == "declined"
}

// partnerContacts takes the person off the lists of people at partners.
func (e *erasing) partnerContacts(ctx context.Context) error {
	partners, err := find[college.Partner](ctx, e.Tx, "WHERE contacts IS NOT NULL")
	if err != nil {
		return err
	}
	for _, p := range partners {
		before := len(p.Contacts)
		p.Contacts = slices.DeleteFunc(p.Contacts, func(c college.PartnerContact) bool { return e.who.is(c.Name, c.Phone, c.Email) })
		if len(p.Contacts) == before {
			continue
		}
		e.done.Rows = append(e.done.Rows, ErasedRows{Table: "partner", Blanked: 1})
		if err := e.put(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// dropDrafts forgets what anybody was typing: nobody can tell whom it is about.
func (e *erasing) dropDrafts(ctx context.Context, file string) error {
	_, err := e.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s.%styping_draft", file, journalPrefix(file)))
	return err
}
