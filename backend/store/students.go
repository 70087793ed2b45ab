package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// A search looks for so many words, of so many bytes each: more than any name
// has, and less than SQLite minds when somebody pastes a letter.
const (
	searchWords = 20
	searchBytes = 400
)

// folded parts a query into folded words; each has to be found.
func folded(query string) []string {
	if len(query) > searchWords*searchBytes {
		query = query[:searchWords*searchBytes]
	}
	words := strings.Fields(college.Fold(query))
	words = words[:min(len(words), searchWords)]
	for i, w := range words {
		words[i] = strings.ToValidUTF8(w[:min(len(w), searchBytes)], "")
	}
	return words
}

// matching is the condition that every word stands in one of the columns.
func matching(words []string, columns ...string) (condition string, args []any) {
	parts := []string{"1"}
	for _, w := range words {
		var any []string
		for _, c := range columns {
			any, args = append(any, c+" LIKE ?"), append(args, "%"+w+"%")
		}
		parts = append(parts, "("+strings.Join(any, " OR ")+")")
	}
	return strings.Join(parts, " AND "), args
}

// matchingStudents is the condition that every word stands in a student's names;
// one with a digit may also stand in the reference.
func matchingStudents(words []string) (condition string, args []any) {
	var names, references []string
	for _, w := range words {
		if strings.ContainsFunc(w, unicode.IsDigit) || w == "s" {
			references = append(references, w)
		} else {
			names = append(names, w)
		}
	}
	condition, args = matching(names, "p.folded")
	either, more := matching(references, "p.folded", "st.folded")
	return condition + " AND " + either, append(args, more...)
}

// Students is one page of students by name, whatever accents, apostrophes and
// capitals the query has or lacks. It says the reference, the name, the area
// and the next session, and nothing else about a person (D11).
func (s *Store) Students(ctx context.Context, filter college.StudentFilter) (page college.StudentPage, err error) {
	defer func() { err = InWords(err) }()
	statuses := college.Statuses[college.RoleStudent]
	if filter.Status != "" && !slices.Contains(statuses, filter.Status) {
		return page, college.Refuse(college.Invalid, "students.noStatus")
	}
	where, args := matchingStudents(folded(filter.Query))
	where += " AND p.merged_into IS NULL AND st.archived_at IS NULL AND st.number NOT LIKE 'E-%'" // those erased are nobody any more
	today := string(s.Today())
	if filter.Status != "" {
		where += ` AND EXISTS (SELECT 1 FROM college.role_span rs WHERE rs.person_id = p.id AND rs.role = 'student'
			AND rs.status = ? AND rs."from" <= ? AND (rs."to" IS NULL OR rs."to" >= ?))`
		args = append(args, filter.Status, today, today)
	}
	// People come first: their names are read in order from one small index,
	// and only those found are looked up among the students.
	const from = ` FROM college.person p CROSS JOIN college.student st ON st.person_id = p.id WHERE `
	if page.Total, err = one[int](ctx, s.db, "SELECT count(*)"+from+where, args...); err != nil {
		return page, err
	}
	page.Pages = max(1, (page.Total+college.StudentsAPage-1)/college.StudentsAPage)
	page.Page = min(max(1, filter.Page), page.Pages)
	args = append(args, college.StudentsAPage, (page.Page-1)*college.StudentsAPage)
	page.Students, err = list(ctx, s.db, scanStudentLine, "SELECT st.id, st.number, p.full_name, p.known_as, p.area"+from+where+
		" ORDER BY p.sort_key, st.number LIMIT ? OFFSET ?", args...)
	if err != nil {
		return page, err
	}
	return page, s.addNextSessions(ctx, page.Students)
}

func scanStudentLine(rows *sql.Rows) (college.StudentLine, error) {
	var l college.StudentLine
	var known, area sql.NullString
	err := rows.Scan(&l.StudentID, &l.Number, &l.FullName, &known, &area)
	l.KnownAs, l.Area = known.String, area.String
	return l, err
}

// addNextSessions fills in what each student of a page comes to next.
func (s *Store) addNextSessions(ctx context.Context, lines []college.StudentLine) error {
	type next struct {
		student, title string
		date           college.Date
		start          college.Clock
	}
	marks := make([]string, len(lines))
	args := []any{string(s.Today())}
	for i, l := range lines {
		marks[i], args = "?", append(args, l.StudentID)
	}
	found, err := list(ctx, s.db, func(rows *sql.Rows) (next, error) {
		var n next
		var outside sql.NullString
		var code string
		err := rows.Scan(&n.student, &outside, &code, &n.date, &n.start)
		n.title = college.Course{Code: code, OutsideTitle: outside.String}.Outside()
		return n, err
	}, `SELECT b.student_id, c.outside_title, c.code, s.date, s.start FROM college.run_booking b
		JOIN college.session_place p ON p.booking_id = b.id JOIN college.session s ON s.id = p.session_id
		JOIN college.course_run r ON r.id = s.run_id JOIN college.course c ON c.id = r.course_id
		WHERE s.date >= ? AND s.status <> 'cancelled' AND `+onRegister+`
		AND b.student_id IN (`+strings.Join(marks, ", ")+`) ORDER BY s.date DESC, s.start DESC`, args...)
	if err != nil {
		return err
	}
	byStudent := map[string]next{}
	for _, n := range found {
		byStudent[n.student] = n // the last written is the soonest
	}
	for i := range lines {
		n := byStudent[lines[i].StudentID]
		lines[i].NextSession, lines[i].NextDate, lines[i].NextStart = n.title, n.date, n.start
	}
	return nil
}

// hitsOfAKind is how many of each kind the search over everything shows.
const hitsOfAKind = 8

// searched is one kind of record that Search looks through.
type searched struct {
	name, columns, from string
	folded              []string
}

// Search finds students, tutors, courses and venues by any part of their names.
func (s *Store) Search(ctx context.Context, query string) (hits []college.Hit, err error) {
	defer func() { err = InWords(err) }()
	words := folded(query)
	hits = []college.Hit{}
	if len(words) == 0 {
		return hits, nil
	}
	kinds := []searched{
		{"student", "st.id, coalesce(p.known_as || CASE WHEN p.known_as <> p.full_name THEN ' (' || p.full_name || ')' ELSE '' END, p.full_name), st.number",
			"college.student st JOIN college.person p ON p.id = st.person_id AND p.merged_into IS NULL AND st.number NOT LIKE 'E-%'", []string{"p.folded", "st.folded"}},
		{"tutor", "tu.id, p.full_name, ''", "college.tutor tu JOIN college.person p ON p.id = tu.person_id AND p.merged_into IS NULL", []string{"p.folded"}},
		{"course", "p.id, p.title, p.code", "college.course p", []string{"p.folded"}},
		{"venue", "p.id, p.name, coalesce(p.town, '')", "venues.venue p", []string{"p.folded"}},
	}
	if !s.whole() {
		kinds = kinds[len(kinds)-1:] // the venue book's half
	}
	for _, kind := range kinds {
		where, args := matching(words, kind.folded...)
		found, err := list(ctx, s.db, func(rows *sql.Rows) (college.Hit, error) {
			h := college.Hit{Kind: kind.name}
			return h, rows.Scan(&h.ID, &h.Text, &h.Fact)
		}, "SELECT "+kind.columns+" FROM "+kind.from+" WHERE "+where+" ORDER BY p.folded LIKE ? DESC, p.folded LIMIT ?",
			append(args, words[0]+"%", hitsOfAKind)...)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return hits, nil
}
