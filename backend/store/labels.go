package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"daybook/backend/college"
)

// studentsFor are the students that badges and labels are made for, by what
// they are of: ?1 is its id.
var studentsFor = map[string]string{
	"run": `SELECT b.student_id FROM college.run_booking b WHERE b.run_id = ?1 AND b.status IN ('booked', 'completed')`,
	"session": `SELECT b.student_id FROM college.session_place p JOIN college.run_booking b ON b.id = p.booking_id
		WHERE p.session_id = ?1 AND ` + onRegister,
	"term": `SELECT b.student_id FROM college.run_booking b JOIN college.course_run r ON r.id = b.run_id
		WHERE r.term_id = ?1 AND b.status IN ('booked', 'completed')`,
	"student": `SELECT ?1`,
}

// learner is a student with the person they are now.
type learner struct {
	college.Student
	person college.Person
}

// learners are the students of a query by name, each person once; nobody who
// was erased.
func learners(ctx context.Context, q querier, students string, args ...any) ([]learner, error) {
	rows, err := find[college.Student](ctx, q, "WHERE id IN ("+students+") AND number NOT LIKE 'E-%' ORDER BY number", args...)
	if err != nil {
		return nil, err
	}
	people, err := personsNow(ctx, q, `SELECT st.person_id FROM college.student st WHERE st.id IN (`+students+`)`, args...)
	if err != nil {
		return nil, err
	}
	all, seen := []learner{}, map[string]bool{}
	for _, st := range rows {
		person := people[st.PersonID]
		if !seen[person.ID] {
			all = append(all, learner{st, person})
		}
		seen[person.ID] = true
	}
	slices.SortStableFunc(all, func(a, b learner) int {
		return strings.Compare(college.Fold(a.person.Sorted()), college.Fold(b.person.Sorted()))
	})
	return all, nil
}

// personsNow are people by the ids of a query, each as whom they were merged into.
func personsNow(ctx context.Context, q querier, ids string, args ...any) (map[string]college.Person, error) {
	people, err := byID(ctx, q, func(p college.Person) string { return p.ID },
		"WHERE id IN ("+ids+") OR id IN (SELECT merged_into FROM college.person WHERE id IN ("+ids+"))", args...)
	for id, p := range people {
		if now, merged := people[p.MergedInto]; merged {
			people[id] = now
		}
	}
	return people, err
}

// scopeThere refuses what badges and labels cannot be of, and what is not there;
// a term may be given by its code, and gives its id.
func (s *Store) scopeThere(ctx context.Context, of, id string, among ...string) (string, error) {
	if !slices.Contains(among, of) {
		return id, college.Refuse(college.Invalid, "labels.ofWhat")
	}
	var err error
	switch of {
	case "run":
		_, err = get[college.CourseRun](ctx, s.db, id)
	case "session":
		_, err = head(ctx, s.db, id)
	case "student":
		_, err = get[college.Student](ctx, s.db, id)
	case "term":
		var term college.Term
		term, err = s.Term(ctx, id)
		id = term.ID
	}
	return id, err
}

// sessionsFor are the sessions whose team gets badges, by what they are of: ?1
// is its id.
var sessionsFor = map[string]string{
	"run":     "SELECT id FROM college.session WHERE status <> 'cancelled' AND run_id = ?1",
	"session": "SELECT id FROM college.session WHERE status <> 'cancelled' AND id = ?1",
	"term": `SELECT s.id FROM college.session s JOIN college.course_run r ON r.id = s.run_id
		WHERE s.status <> 'cancelled' AND r.status NOT IN ('draft', 'cancelled') AND r.term_id = ?1`,
}

// Badges are the name badges of a run, a session or a term (of: run, session,
// term): its tutors and volunteers, then its students by name, each person once.
// Pronouns stand on the badge of whom gave theirs.
func (s *Store) Badges(ctx context.Context, of, id string) (badges []college.Badge, err error) {
	defer func() { err = InWords(err) }()
	if id, err = s.scopeThere(ctx, of, id, "run", "session", "term"); err != nil {
		return nil, err
	}
	badges = []college.Badge{}
	for _, role := range []college.Role{college.RoleTutor, college.RoleVolunteer} {
		team, err := s.teamOf(ctx, role, sessionsFor[of], id)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(team, func(a, b member) int {
			return cmp.Or(strings.Compare(college.Fold(a.person.Sorted()), college.Fold(b.person.Sorted())), strings.Compare(a.person.ID, b.person.ID))
		})
		team = slices.CompactFunc(team, func(a, b member) bool { return a.person.ID == b.person.ID }) // of several sessions
		for _, m := range team {
			badges = append(badges, badge(m.person, string(role), ""))
		}
	}
	students, err := learners(ctx, s.db, studentsFor[of], id)
	for _, l := range students {
		badges = append(badges, badge(l.person, string(college.RoleStudent), l.Number))
	}
	return badges, err
}

func badge(p college.Person, role, number string) college.Badge {
	return college.Badge{Called: p.Called(), FullName: p.FullName, Role: role, Pronouns: p.Pronouns, StudentNumber: number}
}

// member is a tutor or volunteer of a session.
type member struct {
	session, part string
	person        college.Person
}

// teamOf are the tutors or volunteers of the sessions of a query: in each, who
// leads comes first.
func (s *Store) teamOf(ctx context.Context, role college.Role, sessions string, args ...any) ([]member, error) {
	name := string(role)
	from := "college.session_" + name + " x JOIN college." + name + " w ON w.id = x." + name + "_id WHERE x.session_id IN (" + sessions + ")"
	people, err := personsNow(ctx, s.db, "SELECT w.person_id FROM "+from, args...)
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, s.db, func(r *sql.Rows) (m member, err error) {
		var id string
		err = r.Scan(&m.session, &m.part, &id)
		m.person = people[id]
		return m, err
	}, "SELECT x.session_id, coalesce(x.part, ''), w.person_id FROM "+from, args...)
	rank := map[string]int{"lead": -2, "coLead": -1, "shadow": 1}
	slices.SortFunc(all, func(a, b member) int {
		return cmp.Or(strings.Compare(a.session, b.session), cmp.Compare(rank[a.part], rank[b.part]),
			strings.Compare(college.Fold(a.person.Sorted()), college.Fold(b.person.Sorted())))
	})
	return slices.DeleteFunc(all, func(m member) bool { return m.person.FullName == erasedName }), err
}

// AddressLabels are labels for the students of a run, a session or a term, or for
// one student (of: run, session, term, student), by name, and who is left out:
// nobody who died, asked not to be contacted or has no address gets post.
func (s *Store) AddressLabels(ctx context.Context, of, id string) (labels []college.AddressLabel, left []college.LeftOut, err error) {
	defer func() { err = InWords(err) }()
	if id, err = s.scopeThere(ctx, of, id, "run", "session", "term", "student"); err != nil {
		return nil, nil, err
	}
	students, err := learners(ctx, s.db, studentsFor[of], id)
	labels, left = []college.AddressLabel{}, []college.LeftOut{}
	for _, l := range students {
		label := addressed(l.person, l.Number)
		why := noPost(l.person)
		if why == "" && len(label.Lines) == 0 {
			why = "label.noAddress"
		}
		if why != "" {
			left = append(left, college.LeftOut{StudentNumber: l.Number, WhyKey: why})
			continue
		}
		labels = append(labels, label)
	}
	return labels, left, err
}

// noPost is the key of why nothing is sent to somebody, or "".
func noPost(p college.Person) string {
	switch {
	case p.DeceasedOn != "":
		return "label.deceased"
	case p.DoNotContact:
		return "label.doNotContact"
	}
	return ""
}

// addressed is somebody's name and address; a postcode alone is none.
func addressed(p college.Person, subject string) college.AddressLabel {
	label := college.AddressLabel{Name: p.FullName, Lines: []string{}, Subject: subject}
	if p.NoFixedAddress {
		return label
	}
	for _, line := range p.Address {
		if strings.TrimSpace(line) != "" {
			label.Lines = append(label.Lines, line)
		}
	}
	if len(label.Lines) > 0 && p.Postcode != "" {
		label.Lines = append(label.Lines, p.Postcode)
	}
	return label
}
