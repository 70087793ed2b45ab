package store

import (
	"context"
	"database/sql"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// chosen is how one kind of thing is looked for: id, text and fact, from where,
// the columns a word may stand in, and the order.
type chosen struct {
	columns, from string
	folded        []string
	where, order  string
	today         bool // the order asks for today's date
}

const notErased = "p.merged_into IS NULL AND p.full_name <> '" + erasedName + "'"

var choosing = map[string]chosen{
	"run": {columns: "r.id, c.title, r.reference", from: "college.course_run r JOIN college.course c ON c.id = r.course_id JOIN college.term t ON t.id = r.term_id",
		folded: []string{"c.folded", "lower(r.reference)"}, where: "r.status NOT IN ('draft', 'cancelled')", order: "t.start DESC, r.reference"},
	"session": {columns: "s.id, c.title, s.date || ' ' || coalesce(s.start, '') || ' · ' || r.reference",
		from:   "college.session s JOIN college.course_run r ON r.id = s.run_id JOIN college.course c ON c.id = r.course_id",
		folded: []string{"c.folded", "lower(r.reference)", "s.date"}, where: "s.date IS NOT NULL AND r.status <> 'draft'",
		order: "abs(julianday(s.date) - julianday(?)), s.date, s.start, r.reference", today: true},
	"student": {columns: "st.id, coalesce(p.known_as || CASE WHEN p.known_as <> p.full_name THEN ' (' || p.full_name || ')' ELSE '' END, p.full_name), st.number",
		from: "college.student st JOIN college.person p ON p.id = st.person_id", where: notErased + " AND st.archived_at IS NULL", order: "p.sort_key, st.number"},
	"tutor": {columns: "w.id, p.full_name, coalesce(p.area, '')", from: "college.tutor w JOIN college.person p ON p.id = w.person_id",
		folded: []string{"p.folded"}, where: notErased, order: "p.sort_key, w.id"},
	"volunteer": {columns: "w.id, p.full_name, coalesce(p.area, '')", from: "college.volunteer w JOIN college.person p ON p.id = w.person_id",
		folded: []string{"p.folded"}, where: notErased, order: "p.sort_key, w.id"},
	"venue": {columns: "v.id, v.name, coalesce(v.town, '')", from: "venues.venue v", folded: []string{"v.folded"},
		where: "v.active = 1 AND v.merged_into IS NULL", order: "v.folded, v.id"},
	"room": {columns: "rm.id, v.name || ' – ' || rm.name, coalesce(v.town, '')", from: "venues.room rm JOIN venues.venue v ON v.id = rm.venue_id",
		folded: []string{"v.folded", "lower(rm.name)"}, where: "rm.active = 1 AND v.active = 1", order: "v.folded, rm.name, rm.id"},
	"term": {columns: "t.id, t.name, t.code", from: "college.term t", folded: []string{"lower(t.name)", "lower(t.code)"}, where: "1", order: "t.start DESC"},
}

// ChoicesFor are the things of a kind that a paper may be about – run, session,
// student, tutor, volunteer, venue, room, term – in which every word of the query
// is found; ChoicesMost at most. Sessions nearest to today come first. The fact
// is a reference, a number, a day or a town, and never a need (D11). The six
// letters by which file names tell people and places apart find theirs too.
func (s *Store) ChoicesFor(ctx context.Context, kind, query string) (choices []college.ChoiceOf, err error) {
	defer func() { err = InWords(err) }()
	c, known := choosing[kind]
	if !known {
		return nil, college.Refuse(college.Invalid, "choices.kind")
	}
	words := folded(query)
	where, args := matching(words, c.folded...)
	if kind == "student" {
		where, args = matchingStudents(words)
	}
	if tail := tailOf(kind, query); tail != "" {
		id, _, _ := strings.Cut(c.columns, ",")
		where, args = "(("+where+") OR substr("+id+", -6) = ?)", append(args, tail)
	}
	if c.today {
		args = append(args, string(s.Today()))
	}
	return list(ctx, s.db, func(r *sql.Rows) (o college.ChoiceOf, err error) {
		err = r.Scan(&o.ID, &o.Text, &o.Fact)
		o.Fact = strings.TrimSpace(o.Fact)
		return o, err
	}, "SELECT "+c.columns+" FROM "+c.from+" WHERE "+where+" AND "+c.where+" ORDER BY "+c.order+" LIMIT ?", append(args, college.ChoicesMost)...)
}

// tailOf is the end of an id that a query may be, "fd11ed", "venue fd11ed" or
// "venue-fd11ed", or "".
func tailOf(kind, query string) string {
	tail := strings.ToLower(strings.TrimSpace(query))
	tail = strings.TrimLeft(strings.TrimPrefix(tail, kind), "- ")
	if len(tail) != 6 || strings.ContainsFunc(tail, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) }) {
		return ""
	}
	return tail
}

// PapersMade is one page of the papers that were made, newest first; pages count
// from 1. By is a user's id in the keyring.
func (s *Store) PapersMade(ctx context.Context, page int) (p college.PapersPage, err error) {
	defer func() { err = InWords(err) }()
	const made = "WHERE file IS NOT NULL"
	if p.Total, err = one[int](ctx, s.db, "SELECT count(*) FROM college.paper_issued "+made); err != nil {
		return p, err
	}
	p.Pages = max(1, (p.Total+college.PapersAPage-1)/college.PapersAPage)
	p.Page = min(max(1, page), p.Pages)
	p.Papers, err = find[college.PaperIssued](ctx, s.db, made+" ORDER BY at DESC, id DESC LIMIT ? OFFSET ?", college.PapersAPage, (p.Page-1)*college.PapersAPage)
	return p, err
}
