package store

import (
	"context"

	"daybook/backend/college"
)

// Letter is a letter to a student, by the student's id. Thanks may also go to a
// tutor, volunteer or partner, by the id of the person, of their record or of the
// partner. LetterPlaces tells the sessions to come that they hold a place in, of
// one run where one is given; LetterCertificate needs the run whose certificate
// goes with it. The address may be missing: letters are handed over too. Nobody
// who died or asked not to be contacted is written to.
func (s *Store) Letter(ctx context.Context, kind college.LetterKind, id, runID string) (letter college.Letter, err error) {
	defer func() { err = InWords(err) }()
	letter = college.Letter{Kind: kind, Sessions: []college.SessionHead{}}
	if runID != "" {
		if letter.CourseTitle, err = s.titleOf(ctx, runID); err != nil {
			return letter, err
		}
	}
	if kind == college.LetterThanks {
		partners, err := find[college.Partner](ctx, s.db, "WHERE id = ?", id)
		if err != nil {
			return letter, err
		}
		if len(partners) > 0 {
			toPartner(&letter, partners[0])
			return letter, nil
		}
	}
	people, err := peopleOf(ctx, s.db, id)
	if err != nil {
		return letter, err
	}
	to := people[0]
	switch noPost(to) {
	case "label.deceased":
		return letter, college.Refuse(college.Conflict, "letter.deceased")
	case "label.doNotContact":
		return letter, college.Refuse(college.Conflict, "letter.doNotContact")
	}
	student, err := studentOf(ctx, s.db, people)
	if kind == college.LetterThanks && college.AsRefusal(err) != nil {
		err = nil // whom we thank need not be a student
	}
	if err != nil {
		return letter, err
	}
	letter.To, letter.Called, letter.StudentNumber, letter.Format = addressed(to, student.Number), to.Called(), student.Number, to.OwnFormat()
	switch kind {
	case college.LetterPlaces:
		err = s.placesToCome(ctx, &letter, people, runID)
	case college.LetterCertificate:
		err = s.withCertificate(ctx, &letter, people, runID)
	case college.LetterWelcome, college.LetterThanks, college.LetterOwn:
	default:
		err = college.Refuse(college.Invalid, "letter.kind")
	}
	return letter, err
}

func toPartner(letter *college.Letter, p college.Partner) {
	letter.To = college.AddressLabel{Name: p.Name, Lines: []string{}, Subject: p.Code}
	letter.Called = p.Name
	if c, known := mainContact(p); known {
		letter.To.Name, letter.To.Lines, letter.Called = c.Name, []string{p.Name}, c.Name
	}
}

func (s *Store) titleOf(ctx context.Context, runID string) (string, error) {
	run, err := get[college.CourseRun](ctx, s.db, runID)
	if err != nil {
		return "", err
	}
	course, err := get[college.Course](ctx, s.db, run.CourseID)
	return course.Title, err
}

func (s *Store) placesToCome(ctx context.Context, letter *college.Letter, people []college.Person, runID string) (err error) {
	letter.Sessions, err = heads(ctx, s.db, "WHERE s.id IN ("+heldPlaces+") AND s.date >= ?2 AND s.status <> 'cancelled' AND ?3 IN ('', r.id)"+byTime,
		asList(idsOf(people)), string(s.Today()), runID)
	if err == nil && len(letter.Sessions) == 0 {
		err = college.Refuse(college.Conflict, "letter.noPlaces", "student", letter.StudentNumber)
	}
	return err
}

func (s *Store) withCertificate(ctx context.Context, letter *college.Letter, people []college.Person, runID string) error {
	issued, err := find[college.Certificate](ctx, s.db, `WHERE run_id = ?2 AND voided_on IS NULL AND student_id IN
		(SELECT id FROM college.student WHERE person_id IN (SELECT value FROM json_each(?1))) ORDER BY kind, number`, asList(idsOf(people)), runID)
	if err != nil {
		return err
	}
	if len(issued) == 0 {
		return college.Refuse(college.Conflict, "letter.noCertificate", "student", letter.StudentNumber)
	}
	letter.CourseTitle = issued[0].Course
	return nil
}

// PlanCopy is a student's own copy of their latest learning plan. It is refused
// while there is none.
func (s *Store) PlanCopy(ctx context.Context, studentID string) (c college.PlanCopy, err error) {
	defer func() { err = InWords(err) }()
	people, err := peopleOf(ctx, s.db, studentID)
	if err != nil {
		return c, err
	}
	student, err := studentOf(ctx, s.db, people)
	if err != nil {
		return c, err
	}
	plans, err := find[college.LearningPlan](ctx, s.db, `WHERE student_id IN (SELECT id FROM college.student WHERE person_id IN (SELECT value FROM json_each(?)))
		ORDER BY date DESC, id DESC LIMIT 1`, asList(idsOf(people)))
	if err != nil {
		return c, err
	}
	if len(plans) == 0 {
		return c, college.Refuse(college.NotFound, "plan.none", "student", student.Number)
	}
	p := people[0]
	c = college.PlanCopy{Called: p.Called(), FullName: p.FullName, StudentNumber: student.Number, Plan: plans[0], WhatHelps: p.WhatHelps, Format: p.OwnFormat()}
	var errs [2]error
	c.Goals, errs[0] = find[college.Goal](ctx, s.db, "WHERE plan_id = ? ORDER BY started, id", plans[0].ID)
	c.Reviews, errs[1] = find[college.PlanReview](ctx, s.db, "WHERE plan_id = ? ORDER BY date, id", plans[0].ID)
	return c, firstError(errs[:]...)
}
