package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"daybook/backend/college"
)

// someWorker is a tutor or volunteer as somebody may name them.
type someWorker struct {
	id, name, knownAs, area string
	inTerm                  bool // works in the term, or would in its draft
}

// called is how lists of choices call a worker: every name there is.
func (w someWorker) called() string {
	name := w.name
	if w.knownAs != "" && w.knownAs != w.name {
		name += " (" + w.knownAs + ")"
	}
	if w.area != "" {
		name += ", " + w.area
	}
	return name
}

// someWorkers are all who may be named, those who work in the term first.
func (s *Store) someWorkers(ctx context.Context, termID string) ([]someWorker, error) {
	return list(ctx, s.db, func(r *sql.Rows) (w someWorker, err error) {
		return w, r.Scan(&w.id, &w.name, &w.knownAs, &w.area, &w.inTerm)
	}, `WITH working AS (
			SELECT t.person_id FROM college.session_tutor x JOIN college.tutor t ON t.id = x.tutor_id
				JOIN college.session s ON s.id = x.session_id JOIN college.course_run r ON r.id = s.run_id WHERE r.term_id = ?1
			UNION SELECT v.person_id FROM college.session_volunteer x JOIN college.volunteer v ON v.id = x.volunteer_id
				JOIN college.session s ON s.id = x.session_id JOIN college.course_run r ON r.id = s.run_id WHERE r.term_id = ?1
			UNION SELECT w.value ->> 'personId' FROM college.draft d JOIN college.draft_placement p ON p.draft_id = d.id, json_each(p.workers) w WHERE d.term_id = ?1)
		SELECT p.id, p.full_name, coalesce(p.known_as, ''), coalesce(p.area, ''), p.id IN (SELECT person_id FROM working) AS at_work
		FROM college.person p WHERE p.merged_into IS NULL
		AND (p.id IN (SELECT person_id FROM college.tutor) OR p.id IN (SELECT person_id FROM college.volunteer))
		ORDER BY at_work DESC, p.sort_key, p.id`, termID)
}

// mostChoices is how many people a refusal lists.
const mostChoices = 6

// WorkerNamed is the id of the tutor or volunteer with that name, the one they
// are known by, or that id. A whole name comes before part of one. What may be
// several people is refused with the choices, those in the term first.
func (s *Store) WorkerNamed(ctx context.Context, termID, words string) (string, error) {
	all, err := s.someWorkers(ctx, termID)
	if err != nil {
		return "", InWords(err)
	}
	key := college.Fold(words)
	var same, near []someWorker
	for _, w := range all {
		full, known := college.Fold(w.name), college.Fold(w.knownAs)
		switch {
		case w.id == strings.TrimSpace(words):
			return w.id, nil
		case key == "":
		case full == key, known == key:
			same = append(same, w)
		case strings.Contains(full, key), strings.Contains(known, key):
			near = append(near, w)
		}
	}
	if len(same) == 0 {
		same = near
	}
	switch len(same) {
	case 0:
		return "", college.Refuse(college.NotFound, "plan.nobody", "words", words)
	case 1:
		return same[0].id, nil
	}
	refusal := &college.Refusal{Code: college.Invalid, Key: "plan.which", Values: college.Values{"words": words}}
	for _, w := range same[:min(mostChoices, len(same))] {
		key := "plan.choice.notInTerm"
		if w.inTerm {
			key = "plan.choice.inTerm"
		}
		refusal.Fields = append(refusal.Fields, college.FieldError{Field: w.id, Key: key, Values: college.Values{"name": w.called()}})
	}
	return "", refusal
}

// EndLeave puts away the leave of somebody that touches a term, and gives it:
// nothing is planned around it any more. Given days choose the leave that lies
// within them, and are needed where there is more than one. Undo brings it back.
func (s *Store) EndLeave(ctx context.Context, termID, personID string, from, to college.Date) ([]college.Leave, error) {
	term, err := s.Term(ctx, termID)
	if err != nil {
		return nil, err
	}
	times, err := s.AvailabilityOf(ctx, personID)
	if err != nil {
		return nil, err
	}
	chosen := from != "" || to != ""
	ended := slices.DeleteFunc(times.Leaves, func(l college.Leave) bool {
		return l.To < term.Start || l.From > term.End || from != "" && l.From < from || to != "" && l.To > to
	})
	switch {
	case len(ended) == 0:
		return nil, college.Refuse(college.NotFound, "plan.notAway", "name", times.Name, "term", term.Name)
	case len(ended) > 1 && !chosen:
		refusal := &college.Refusal{Code: college.Invalid, Key: "plan.whichLeave", Values: college.Values{"name": times.Name, "term": term.Name}}
		for _, l := range ended {
			refusal.Fields = append(refusal.Fields, college.FieldError{Field: string(l.From), Key: "plan.leave", Values: college.Values{"from": string(l.From), "to": string(l.To)}})
		}
		return nil, refusal
	}
	_, err = s.do(ctx, collegeFile, "act.endLeave", func(a *act) error {
		for _, l := range ended {
			if err := putAway[college.Leave](ctx, a, l.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return ended, err
}
