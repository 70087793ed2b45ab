package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"daybook/backend/college"
)

// theirSessions are the sessions that count for a certificate of a person: ?1 is
// a JSON list of person ids.
var theirSessions = map[string]string{
	college.CertificateGraduation: `SELECT p.session_id FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
		JOIN college.session s ON s.id = p.session_id JOIN college.student st ON st.id = b.student_id WHERE ` + attended + ` AND b.status IN ('booked', 'completed', 'withdrawn')
		AND st.person_id IN (SELECT value FROM json_each(?1))`,
	college.CertificateVolunteer: `SELECT x.session_id FROM college.session_volunteer x JOIN college.volunteer v ON v.id = x.volunteer_id
		WHERE v.person_id IN (SELECT value FROM json_each(?1))`,
	college.CertificateTutor: `SELECT x.session_id FROM college.session_tutor x JOIN college.tutor t ON t.id = x.tutor_id
		WHERE coalesce(x.part, '') <> 'shadow' AND t.person_id IN (SELECT value FROM json_each(?1))`,
}

// PersonCertificate is the certificate of somebody who graduated, volunteers or
// has led sessions: kind is CertificateGraduation, CertificateVolunteer or
// CertificateTutor, id that of the person or of their student, volunteer or tutor
// record. It counts delivered sessions; once issued it stays as it was issued.
func (s *Store) PersonCertificate(ctx context.Context, kind, id string) (certificate college.PersonCertificate, err error) {
	defer func() { err = InWords(err) }()
	return s.personCertificate(ctx, s.db, kind, id)
}

func (s *Store) personCertificate(ctx context.Context, q querier, kind, id string) (c college.PersonCertificate, err error) {
	if theirSessions[kind] == "" {
		return c, college.Refuse(college.Invalid, "certificate.kind")
	}
	people, err := peopleOf(ctx, q, id)
	if err != nil {
		return c, err
	}
	c = college.PersonCertificate{Kind: kind, PersonID: people[0].ID, Name: people[0].OnCertificate(), Roles: []string{}, Courses: []string{}}
	settings, err := first[college.Settings](ctx, q, "")
	if err != nil && college.AsRefusal(err) == nil {
		return c, err
	}
	c.SignatoryName, c.SignatoryRole = settings.SignatoryName, settings.SignatoryRole
	if c.College, c.Sample, err = names(ctx, q); err != nil {
		return c, err
	}
	if err := s.qualify(ctx, q, &c, idsOf(people)); err != nil {
		return c, err
	}
	issued, err := find[college.Certificate](ctx, q, "WHERE kind = ? AND coalesce(student_id, person_id) = ? AND voided_on IS NULL", kind, cmp.Or(c.StudentID, c.PersonID))
	if err != nil {
		return c, err
	}
	until := college.Date("")
	if len(issued) > 0 {
		c.Issued, c.Name, until = &issued[0], issued[0].Name, issued[0].IssuedOn
	}
	if err := s.countTheirs(ctx, q, &c, people, until); err != nil {
		return c, err
	}
	if kind == college.CertificateTutor && c.Sessions == 0 {
		c.Qualifies, c.WhyKey = false, "certificate.ledNothing"
	}
	return c, nil
}

// peopleOf finds whom an id is of – a person, or a student, tutor or volunteer –
// with everybody merged into them, themself first. Whoever was erased is nobody.
func peopleOf(ctx context.Context, q querier, id string) ([]college.Person, error) {
	person, err := first[college.Person](ctx, q, `WHERE id = ?1 OR id IN (SELECT person_id FROM college.student WHERE id = ?1
		UNION SELECT person_id FROM college.tutor WHERE id = ?1 UNION SELECT person_id FROM college.volunteer WHERE id = ?1)`, id)
	if err != nil {
		return nil, err
	}
	people, err := together(ctx, q, person.ID)
	if err == nil && people[0].FullName == erasedName {
		err = college.Refuse(college.NotFound, "store.notFound", "what", "person")
	}
	return people, err
}

// qualify tells whether a person is what the certificate says they are.
func (s *Store) qualify(ctx context.Context, q querier, c *college.PersonCertificate, ids []string) error {
	condition, args := inList("person_id", ids)
	spans, err := find[college.RoleSpan](ctx, q, "WHERE "+condition, args...)
	if err != nil {
		return err
	}
	c.Qualifies = true
	switch c.Kind {
	case college.CertificateGraduation:
		students, err := find[college.Student](ctx, q, "WHERE "+condition+" ORDER BY person_id <> ?, number", append(args, c.PersonID)...)
		if err != nil {
			return err
		}
		if len(students) > 0 {
			c.StudentID, c.Reference = students[0].ID, students[0].Number
		}
		if span, _ := college.StatusOn(spans, college.RoleStudent, s.Today()); len(students) == 0 || span.Status != "graduated" {
			c.Qualifies, c.WhyKey = false, "certificate.notGraduated"
		}
	case college.CertificateVolunteer:
		volunteers, err := find[college.Volunteer](ctx, q, "WHERE "+condition, args...)
		if err != nil {
			return err
		}
		for _, v := range volunteers {
			c.Roles = append(c.Roles, v.Roles...)
		}
		active := func(span college.RoleSpan) bool {
			return span.Role == college.RoleVolunteer && span.Status == "active" && span.From <= s.Today()
		}
		if !slices.ContainsFunc(spans, active) {
			c.Qualifies, c.WhyKey = false, "certificate.notVolunteer"
		}
	}
	return nil
}

// countTheirs counts the delivered sessions of a person, until a day where one is
// given; what was issued says how many it said.
func (s *Store) countTheirs(ctx context.Context, q querier, c *college.PersonCertificate, people []college.Person, until college.Date) error {
	sessions, err := heads(ctx, q, "WHERE s.id IN ("+theirSessions[c.Kind]+") AND s.status = 'delivered' AND (?2 = '' OR s.date <= ?2) ORDER BY s.date, s.start",
		asList(idsOf(people)), string(until))
	if err != nil {
		return err
	}
	for _, h := range sessions {
		c.Minutes += h.End.Minutes() - h.Start.Minutes()
		if !slices.Contains(c.Courses, h.CourseTitle) {
			c.Courses = append(c.Courses, h.CourseTitle)
		}
	}
	if c.Sessions = len(sessions); c.Sessions > 0 {
		c.From, c.To = sessions[0].Date, sessions[len(sessions)-1].Date
	}
	if c.Issued != nil {
		c.Sessions, c.Minutes = c.Issued.Sessions, c.Issued.Minutes
	}
	return nil
}

// IssuePersonCertificate gives somebody the certificate that PersonCertificate
// tells of; one issued before stays as it is. It is refused, in words, when they
// may not have it.
func (s *Store) IssuePersonCertificate(ctx context.Context, kind, id string) (c college.PersonCertificate, err error) {
	_, err = s.do(ctx, collegeFile, "act.certificates", func(a *act) error {
		if c, err = s.personCertificate(ctx, a.Tx, kind, id); err != nil || c.Issued != nil {
			return err
		}
		if !c.Qualifies {
			return college.Refuse(college.Conflict, c.WhyKey)
		}
		wanted := college.Certificate{Kind: kind, StudentID: c.StudentID, Name: c.Name, Sessions: c.Sessions, Minutes: c.Minutes}
		if wanted.StudentID == "" {
			wanted.PersonID = c.PersonID
		}
		if err := a.issue(ctx, []college.Certificate{wanted}); err != nil {
			return err
		}
		c, err = s.personCertificate(ctx, a.Tx, kind, id)
		return err
	})
	return c, err
}

// asList is ids as the JSON list that json_each reads.
func asList(ids []string) string {
	text, err := json.Marshal(ids)
	if err != nil {
		return "[]" // cannot be: they are text
	}
	return string(text)
}
