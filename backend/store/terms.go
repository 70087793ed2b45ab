package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Terms are all terms, the latest first.
func (s *Store) Terms(ctx context.Context) ([]college.Term, error) {
	terms, err := find[college.Term](ctx, s.db, "ORDER BY start DESC")
	return terms, InWords(err)
}

// Term finds a term by its id, its code or its name; "" is the one that holds
// today, else the next to come, else the last.
func (s *Store) Term(ctx context.Context, wanted string) (college.Term, error) {
	terms, err := s.Terms(ctx)
	if err != nil {
		return college.Term{}, err
	}
	if wanted != "" {
		for _, t := range terms {
			if t.ID == wanted || college.Fold(t.Code) == college.Fold(wanted) || college.Fold(t.Name) == college.Fold(wanted) {
				return t, nil
			}
		}
		return college.Term{}, college.Refuse(college.NotFound, "term.notFound", "term", wanted, "terms", termCodes(terms))
	}
	if len(terms) == 0 {
		return college.Term{}, college.Refuse(college.NotFound, "term.none")
	}
	best := terms[0]
	for _, t := range terms {
		if s.Today() <= t.End {
			best = t // the earliest that has not ended
		}
	}
	return best, nil
}

func termCodes(terms []college.Term) string {
	var codes []string
	for _, t := range terms {
		codes = append(codes, t.Code)
	}
	slices.Reverse(codes)
	return strings.Join(codes, ", ")
}

// TermTimetable is a term's sessions that have a date, and the days on which
// nothing meets.
func (s *Store) TermTimetable(ctx context.Context, wanted string) (timetable college.TermTimetable, err error) {
	defer func() { err = InWords(err) }()
	if timetable.Term, err = s.Term(ctx, wanted); err != nil {
		return timetable, err
	}
	card, err := s.Card(ctx)
	if err != nil && college.AsRefusal(err) == nil {
		return timetable, err
	}
	timetable.College, timetable.Sample = card.Name, card.Sample
	timetable.Contact = strings.Trim(card.Phone+" · "+card.Email, " ·")
	timetable.Sessions, err = heads(ctx, s.db, `WHERE r.term_id = ? AND s.date IS NOT NULL AND r.status <> 'draft'`+byTime, timetable.Term.ID)
	if err != nil {
		return timetable, err
	}
	timetable.Gaps, err = gaps(ctx, s.db, timetable.Term)
	return timetable, err
}

// gaps are a term's breaks, the college's closures and the bank holidays in it,
// in order.
func gaps(ctx context.Context, q querier, term college.Term) ([]college.Gap, error) {
	all := []college.Gap{}
	breaks, err := find[college.TermBreak](ctx, q, "WHERE term_id = ?", term.ID)
	if err != nil {
		return nil, err
	}
	for _, b := range breaks {
		all = append(all, college.Gap{From: b.From, To: b.To, Name: b.Name})
	}
	closures, err := find[college.Closure](ctx, q, `WHERE "from" <= ? AND "to" >= ?`, string(term.End), string(term.Start))
	if err != nil {
		return nil, err
	}
	for _, c := range closures {
		all = append(all, college.Gap{From: max(c.From, term.Start), To: min(c.To, term.End), Name: c.Reason})
	}
	for year := term.Start.Year(); year <= term.End.Year(); year++ {
		for _, h := range college.BankHolidays(year) {
			if h.Date.Between(term.Start, term.End) {
				all = append(all, college.Gap{From: h.Date, To: h.Date, NameKey: h.Key})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b college.Gap) int { return strings.Compare(string(a.From), string(b.From)) })
	return all, nil
}

// Runs are the runs of a term, or of all terms when it is "", by their first
// date, for choosing one.
func (s *Store) Runs(ctx context.Context, termID string) ([]college.RunLine, error) {
	runs, err := list(ctx, s.db, func(r *sql.Rows) (college.RunLine, error) {
		var l college.RunLine
		var firstDate, last sql.NullString
		err := r.Scan(&l.RunID, &l.Reference, &l.Title, &l.TermCode, &l.Status, &firstDate, &last, &l.Sessions, &l.Booked, &l.Capacity, &l.Waiting)
		l.First, l.Last = college.Date(firstDate.String), college.Date(last.String)
		return l, err
	}, `SELECT r.id, r.reference, c.title, t.code, r.status, min(s.date), max(s.date), count(s.id),
			(SELECT count(*) FROM college.run_booking b WHERE b.run_id = r.id AND b.status IN ('booked', 'completed', 'withdrawn')),
			r.capacity, (SELECT count(*) FROM college.waiting_entry w WHERE w.run_id = r.id AND w.result IS NULL)
		FROM college.course_run r JOIN college.course c ON c.id = r.course_id JOIN college.term t ON t.id = r.term_id
		LEFT JOIN college.session s ON s.run_id = r.id
		WHERE ?1 = '' OR r.term_id = ?1 GROUP BY r.id ORDER BY min(s.date), r.reference`, termID)
	return runs, InWords(err)
}

// RunByReference finds a run by its reference, UMH01-T4-1, or its id; hyphens,
// spaces and capitals do not matter.
func (s *Store) RunByReference(ctx context.Context, reference string) (college.CourseRun, error) {
	key := college.CodeKey(strings.Join(strings.Fields(reference), ""))
	run, err := first[college.CourseRun](ctx, s.db, "WHERE replace(upper(reference), '-', '') = ? OR id = ?", key, reference)
	if refusal := college.AsRefusal(err); refusal != nil && refusal.Code == college.NotFound {
		err = college.Refuse(college.NotFound, "run.notFound", "run", reference)
	}
	return run, InWords(err)
}

// NotePaper writes down that a paper was made: what kind, about what, where to.
func (s *Store) NotePaper(ctx context.Context, kind, recordID, file string) error {
	_, err := s.do(ctx, collegeFile, "act.paper", func(a *act) error {
		return a.put(ctx, college.PaperIssued{ID: a.newID(), Kind: kind, RecordID: recordID, File: file, By: a.by, At: a.at})
	})
	return err
}

// SessionOf finds a session by its run's reference and its number in the run.
func (s *Store) SessionOf(ctx context.Context, reference string, number int) (string, error) {
	run, err := s.RunByReference(ctx, reference)
	if err != nil {
		return "", err
	}
	session, err := first[college.Session](ctx, s.db, "WHERE run_id = ? AND number = ?", run.ID, number)
	if refusal := college.AsRefusal(err); refusal != nil && refusal.Code == college.NotFound {
		err = college.Refuse(college.NotFound, "run.noSuchSession", "run", run.Reference, "session", count(number))
	}
	return session.ID, InWords(err)
}
