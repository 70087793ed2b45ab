package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// ErasedRows are what an erasure does to the rows of one table: those that stay
// as they are, those that stay without some of what they said, and those gone.
type ErasedRows struct {
	Table   string `json:"table"` // its words are erase.of.<table>
	Kept    int    `json:"kept"`
	Blanked int    `json:"blanked"`
	Gone    int    `json:"gone"`
}

// Erased says what an erasure did, or would do.
type Erased struct {
	People  int          `json:"people"` // the person and whoever was merged into them; 0 = erased before
	Rows    []ErasedRows `json:"rows"`
	Venues  []string     `json:"venues"`  // by name, where they stood in the venue book
	History int          `json:"history"` // lines of the histories of both files that go
	Backups Holding      `json:"backups"`
}

// Holding says which backups may still hold somebody: those beside the records
// that were made before, and in which month the last of them goes by the rule of
// twelve monthly ones, if backups go on being made; and where copies lie.
type Holding struct {
	Count  int          `json:"count"`
	Newest college.Date `json:"newest"` // "" = none
	Until  college.Date `json:"until"`  // the first of that month
	Places []string     `json:"places"` // what people call the second places with copies
}

// ErasePreview is what there is to know before somebody is erased.
type ErasePreview struct {
	Erased
	PersonID string        `json:"personId"`
	Name     string        `json:"name"`
	Papers   []ErasePaper  `json:"papers"`   // printed lists they may stand on
	Mentions []EraseRecord `json:"mentions"` // free texts of other records that name them: they stay, and want a look
}

// ErasePaper is a paper that was printed.
type ErasePaper struct {
	Kind string          `json:"kind"`
	File string          `json:"file"`
	At   college.Instant `json:"at"`
}

// EraseRecord is a field of a record.
type EraseRecord struct {
	Table    string `json:"table"`
	Field    string `json:"field"`
	RecordID string `json:"recordId"`
}

// EraseLook says what erasing somebody would take away and what would stay, by
// doing it and taking it back. It is refused where Erase is.
func (s *Store) EraseLook(ctx context.Context, personID string) (p ErasePreview, err error) {
	defer func() { err = InWords(err) }()
	people, err := s.erasable(ctx, personID)
	if err != nil {
		return p, err
	}
	p.PersonID, p.Name = people[0].ID, people[0].FullName
	rehearsed, err := s.erase(ctx, idsOf(people), s.entries(people), errRehearsal)
	if err != nil {
		return p, err
	}
	p.Erased = rehearsed.done
	if p.Backups, err = s.holding(); err != nil {
		return p, err
	}
	if p.Papers, err = s.papersOf(ctx, people); err != nil {
		return p, err
	}
	p.Mentions, err = s.mentions(ctx, rehearsed)
	return p, err
}

// Erase takes away, for good, who somebody was: what names them, what was
// written about them, and the histories of it, in both files. The counts stay.
// Only a leader may, and nobody who is still expected at a session or signs in is
// erased. Then the files are written anew, so that nothing is left in their
// unused parts, the ledger of erasures keeps that it was done, so that a backup
// from before loses them again when it is brought back, and the sets of records
// that were kept from before a restore go. Ended in the middle, it is done again,
// or goes on when the college is opened.
func (s *Store) Erase(ctx context.Context, personID string) (done Erased, err error) {
	defer func() { err = InWords(err) }()
	people, err := s.erasable(ctx, personID)
	if err != nil {
		return done, err
	}
	known, err := erasures(ctx, s.db, ledgerTable(collegeFile))
	if err != nil {
		return done, err
	}
	done = Erased{Rows: []ErasedRows{}, Venues: []string{}}
	if len(without(s.entries(people), known)) > 0 {
		e, err := s.erase(ctx, idsOf(people), s.entries(people), nil)
		if err != nil {
			return done, err
		}
		done = e.done
	}
	if err := errors.Join(s.finishErasing(ctx), s.home.thinKept(0)); err != nil {
		return done, err
	}
	done.Backups, err = s.holding()
	return done, err
}

// PersonByNumber finds who has a student number, S-01877 or 1877; whoever was
// merged is who they are now.
func (s *Store) PersonByNumber(ctx context.Context, number string) (personID, name string, err error) {
	wanted := strings.ToUpper(strings.TrimSpace(number))
	if digits := strings.TrimLeft(wanted, "0123456789"); digits == "" {
		wanted = fmt.Sprintf("S-%05s", wanted)
	}
	student, err := first[college.Student](ctx, s.db, "WHERE number = ?", wanted)
	if college.AsRefusal(err) != nil {
		return "", "", college.Refuse(college.NotFound, "erase.noNumber", "number", number)
	}
	if err != nil {
		return "", "", InWords(err)
	}
	people, err := together(ctx, s.db, student.PersonID)
	if err != nil {
		return "", "", InWords(err)
	}
	return people[0].ID, people[0].FullName, nil
}

// together is a person, as whom they are now, and everybody merged into them.
func together(ctx context.Context, q querier, personID string) ([]college.Person, error) {
	people, err := find[college.Person](ctx, q, `WHERE id IN (
		WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT merged_into FROM college.person JOIN up USING (id) WHERE merged_into IS NOT NULL),
			down (id) AS (SELECT id FROM up UNION SELECT p.id FROM college.person p JOIN down ON p.merged_into = down.id)
		SELECT id FROM down) ORDER BY merged_into IS NOT NULL, id`, personID)
	if err == nil && len(people) == 0 {
		err = college.Refuse(college.NotFound, "store.notFound", "what", "person")
	}
	return people, err
}

func idsOf(people []college.Person) (ids []string) {
	for _, p := range people {
		ids = append(ids, p.ID)
	}
	return ids
}

// entries are what the ledger says of people who are erased today.
func (s *Store) entries(people []college.Person) map[string]string {
	ledger := map[string]string{}
	for _, p := range people {
		ledger[hashOf(p.ID)] = string(s.Today())
	}
	return ledger
}

// openBookings are the bookings of a person by which they are, or may be,
// expected on a day or later.
const openBookings = `SELECT b.id FROM college.run_booking b JOIN college.student st ON st.id = b.student_id
	JOIN college.course_run r ON r.id = b.run_id
	WHERE st.person_id = ?1 AND (b.status IN ('requested', 'waitlisted', 'offered') AND r.status IN ('draft', 'published', 'running')
		OR b.status IN ('requested', 'waitlisted', 'offered', 'booked', 'completed') AND EXISTS (
			SELECT 1 FROM college.session_place p JOIN college.session s ON s.id = p.session_id
			WHERE p.booking_id = b.id AND p.attendance = 'booked' AND s.status NOT IN ('cancelled', 'delivered') AND (s.date IS NULL OR s.date >= ?2)))`

// toLead are the sessions to come that a person has a part in.
const toLead = `SELECT s.id FROM college.session s WHERE s.status NOT IN ('cancelled', 'delivered') AND (s.date IS NULL OR s.date >= ?2)
	AND (s.id IN (SELECT x.session_id FROM college.session_tutor x JOIN college.tutor t ON t.id = x.tutor_id WHERE t.person_id = ?1)
		OR s.id IN (SELECT x.session_id FROM college.session_volunteer x JOIN college.volunteer v ON v.id = x.volunteer_id WHERE v.person_id = ?1))`

// erasable is who would be erased with a person, themself first, or why they
// may not be now.
func (s *Store) erasable(ctx context.Context, personID string) ([]college.Person, error) {
	if !s.leads() {
		return nil, college.Refuse(college.Forbidden, "erase.leaderOnly")
	}
	people, err := together(ctx, s.db, personID)
	if err != nil {
		return nil, err
	}
	booked, leads := 0, 0
	for _, p := range people {
		n, err1 := one[int](ctx, s.db, "SELECT count(*) FROM ("+openBookings+")", p.ID, string(s.Today()))
		m, err2 := one[int](ctx, s.db, "SELECT count(*) FROM ("+toLead+")", p.ID, string(s.Today()))
		if err := firstError(err1, err2); err != nil {
			return nil, err
		}
		booked, leads = booked+n, leads+m
	}
	switch {
	case booked > 0:
		return nil, college.Refuse(college.Conflict, "erase.booked", "count", count(booked))
	case leads > 0:
		return nil, college.Refuse(college.Conflict, "erase.leads", "count", count(leads))
	}
	condition, args := inList("person_id", idsOf(people))
	links, err := find[college.UserPerson](ctx, s.db, "WHERE "+condition, args...)
	for _, link := range links {
		if slices.ContainsFunc(s.access.Ring().Users(), func(u vault.User) bool { return u.ID == link.UserID }) {
			return nil, college.Refuse(college.Conflict, "erase.signsIn", "name", s.access.Ring().Name(link.UserID))
		}
	}
	return people, err
}

// holding looks through the backups beside the records, and the list of places.
func (s *Store) holding() (Holding, error) {
	h := Holding{Places: []string{}}
	backups, err := s.access.Backups(s.home.Backups(), Schemas())
	for _, b := range backups {
		if b.Problem == "" && part(b, collegeFile) == nil {
			continue // of the venue book alone
		}
		h.Count++
		h.Newest = max(h.Newest, college.DateOf(b.Made))
	}
	if h.Newest != "" {
		h.Until = college.NewDate(h.Newest.Year(), h.Newest.Month(), 1).AddMonths(12)
	}
	places, damaged := vault.Places(s.home.Backups())
	for _, p := range places {
		if len(p.Names) > 0 {
			h.Places = append(h.Places, p.Label)
		}
	}
	return h, errors.Join(err, damaged)
}

// papersOf are the printed papers of the runs, sessions and days that people
// were booked on.
func (s *Store) papersOf(ctx context.Context, people []college.Person) ([]ErasePaper, error) {
	condition, args := inList("st.person_id", idsOf(people))
	return list(ctx, s.db, func(r *sql.Rows) (p ErasePaper, err error) {
		var file sql.NullString
		err = r.Scan(&p.Kind, &file, &p.At)
		p.File = file.String
		return p, err
	}, `WITH theirs AS (SELECT st.id AS student, b.id AS booking, b.run_id, p.session_id, s.date FROM college.student st
			LEFT JOIN college.run_booking b ON b.student_id = st.id LEFT JOIN college.session_place p ON p.booking_id = b.id
			LEFT JOIN college.session s ON s.id = p.session_id WHERE `+condition+`)
		SELECT kind, file, at FROM college.paper_issued WHERE record_id IN
			(SELECT student FROM theirs UNION SELECT booking FROM theirs UNION SELECT run_id FROM theirs
			UNION SELECT session_id FROM theirs UNION SELECT date FROM theirs) ORDER BY at DESC, id`, args...)
}

// texts are the free texts in which anybody may be named.
var texts = []struct{ table, column string }{
	{"session", "notes"}, {"session", "cancelled_reason"}, {"session_move", "why"}, {"course_run", "cancellation_reason"},
	{"person", "emergency_contacts"}, {"person", "access_note"}, {"person", "what_helps"}, {"person", "care_coordinator"},
	{"student", "notes"}, {"role_span", "reason"}, {"run_booking", "cancelled_reason"}, {"session_place", "reason"}, {"override", "reason"},
	{"venue_secret", "text"}, {"certificate", "voided_reason"},
	{"plan_review", "summary"}, {"tutor", "bio"}, {"partner", "notes"}, {"settings", "signatory_name"}, {"settings", "safeguarding_lead"},
	{"venue", "note"}, {"venue", "directions"}, {"room", "note"}, {"access_fact", "note"},
}

// mentions are the texts in which somebody is named in rows that are not theirs.
func (s *Store) mentions(ctx context.Context, e *erasing) ([]EraseRecord, error) {
	found := []EraseRecord{}
	for _, t := range texts {
		_, noun := tableOf(t.table)
		type text struct{ id, text string }
		all, err := list(ctx, s.db, func(r *sql.Rows) (x text, err error) { return x, r.Scan(&x.id, &x.text) },
			fmt.Sprintf("SELECT id, %[1]s FROM %[2]s.%[3]s WHERE %[1]s IS NOT NULL", t.column, noun.file, t.table))
		if err != nil {
			return nil, err
		}
		for _, x := range all {
			if !e.ids[x.id] && e.who.in(x.text) {
				found = append(found, EraseRecord{Table: t.table, Field: t.column, RecordID: x.id})
			}
		}
	}
	return found, nil
}
