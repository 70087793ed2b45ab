package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// The audit says who did what, when, to which fields: one line for every act
// and every reading of a full record, never a value, for good. Each line's mac
// is HMAC-SHA-256, under the chain's own key, of the mac before it and the
// line: a line edited, taken out, put in or moved is found at its place. A tail
// that was cut is found against an anchor: the head of the chain as it was
// written down elsewhere.

// cutVerb is the line that says that the audit was found shorter, or other, than
// it had been when it was last closed.
const cutVerb = "audit.found"

// mostFields is how many names of fields one line lists.
const mostFields = 60

// auditTable is the audit of a file.
func auditTable(file string) string { return file + "." + journalPrefix(file) + "audit" }

// beginChain makes the key of a new file's chain.
func beginChain(ctx context.Context, db execer, file string) error {
	key := make([]byte, 32)
	rand.Read(key)
	_, err := db.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s.%saudit_chain (id, key) VALUES (1, ?)", file, journalPrefix(file)), key)
	return err
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func chainKey(ctx context.Context, q querier, file string) ([]byte, error) {
	return one[[]byte](ctx, q, fmt.Sprintf("SELECT key FROM %s.%saudit_chain", file, journalPrefix(file)))
}

// auditRow is one line as it is kept.
type auditRow struct {
	college.AuditLine
	mac []byte
}

// seal works out a line's mac.
func (r auditRow) seal(key, before []byte) []byte {
	line, err := json.Marshal([]any{r.Sequence, r.At, r.By, r.Verb, r.Kind, r.Subject, r.Fields})
	if err != nil {
		panic(err) // texts and numbers always can
	}
	sum := hmac.New(sha256.New, key)
	sum.Write(before)
	sum.Write(line)
	return sum.Sum(nil)
}

// addLine puts a line at the end of a file's audit, in the act's transaction.
func addLine(ctx context.Context, tx *sql.Tx, file string, line college.AuditLine) error {
	last, err := headOf(ctx, tx, file)
	if err != nil {
		return err
	}
	key, err := chainKey(ctx, tx, file)
	if err != nil {
		return err
	}
	row := auditRow{AuditLine: line}
	row.Sequence = last.Sequence + 1
	if row.Fields == nil {
		row.Fields = []string{}
	}
	return insertLine(ctx, tx, auditTable(file), row, row.seal(key, last.MAC))
}

func insertLine(ctx context.Context, tx *sql.Tx, table string, r auditRow, mac []byte) error {
	fields, err := json.Marshal(r.Fields)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO "+table+` (sequence, at, "by", verb, kind, subject, fields, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		r.Sequence, string(r.At), r.By, r.Verb, r.Kind, r.Subject, string(fields), mac)
	return err
}

// headOf is the last line of a file's audit; an empty chain has the head 0.
func headOf(ctx context.Context, q querier, file string) (h vault.Head, err error) {
	err = q.QueryRowContext(ctx, "SELECT sequence, mac, at FROM "+auditTable(file)+" ORDER BY sequence DESC LIMIT 1").Scan(&h.Sequence, &h.MAC, &h.At)
	if errors.Is(err, sql.ErrNoRows) {
		return vault.Head{}, nil
	}
	return h, err
}

// Heads are the last lines of the audits of every file that is open.
func (s *Store) Heads(ctx context.Context) (map[vault.Compartment]vault.Head, error) {
	all := map[vault.Compartment]vault.Head{}
	for _, name := range s.files {
		head, err := headOf(ctx, s.db, name)
		if err != nil {
			return nil, err
		}
		all[vault.Compartment(name)] = head
	}
	return all, nil
}

// lineOf is what an act's changes come to in the audit.
func (j *journal) lineOf(a actRow) college.AuditLine {
	line := college.AuditLine{At: a.at, By: a.by, Verb: a.verb}
	names := map[string]bool{}
	for _, c := range j.changes {
		if line.Kind == "" {
			line.Kind, line.Subject = c.table, c.rowID
		}
		for _, name := range changedFields(c.before, firstMap(c.after, c.before)) {
			names[c.table+"."+name] = true
		}
	}
	line.Fields = slices.Sorted(maps.Keys(names))
	if len(line.Fields) > mostFields {
		line.Fields = append(line.Fields[:mostFields], "…")
	}
	return line
}

// Note adds a line for what changes no record here: that somebody saw a whole
// record or a list, or changed who may open what.
func (s *Store) Note(ctx context.Context, verb, kind, subject string) (err error) {
	defer func() { err = InWords(err) }()
	file := s.ownFile()
	tx, commit, leave, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if err := addLine(ctx, tx, file, college.AuditLine{At: s.instant(), By: actor(ctx), Verb: verb, Kind: kind, Subject: subject}); err != nil {
		return err
	}
	return commit()
}

// ownFile is where what belongs to the user goes: the college file, or the venue
// book for those who open no other.
func (s *Store) ownFile() string { return s.files[len(s.files)-1] }

// ChainBreak is one place where an audit is not as it was written.
type ChainBreak struct {
	File     string
	Sequence int64
	Key      string // audit.broken.line, .gap, .tail, .copy
}

// VerifyAudit goes through the chains of the open files, and holds them against
// the anchors given and the venue lines taken in. It gives every break: a line
// whose mac does not fit (edited, put in or moved), a gap, a cut tail.
func (s *Store) VerifyAudit(ctx context.Context, anchors map[vault.Compartment][]vault.Head) (breaks []ChainBreak, lines int64, err error) {
	defer func() { err = InWords(err) }()
	for _, name := range s.files {
		found, n, err := verifyChain(ctx, s.db, name, anchors[vault.Compartment(name)])
		if err != nil {
			return nil, 0, err
		}
		breaks, lines = append(breaks, found...), lines+n
	}
	if !s.whole() {
		return breaks, lines, nil
	}
	differing, err := list(ctx, s.db, func(r *sql.Rows) (b ChainBreak, err error) {
		b = ChainBreak{File: venuesFile, Key: "audit.broken.copy"}
		return b, r.Scan(&b.Sequence)
	}, `SELECT c.sequence FROM college.venue_audit_copy c LEFT JOIN venues.venue_audit a ON a.sequence = c.sequence
		WHERE a.mac IS NOT c.mac ORDER BY c.sequence LIMIT 100`)
	return append(breaks, differing...), lines, err
}

// verifyChain reads one chain from its beginning. After a break it goes on from
// the mac that stands there, so that one hurt line is one break.
func verifyChain(ctx context.Context, q querier, file string, anchors []vault.Head) (breaks []ChainBreak, lines int64, err error) {
	key, err := chainKey(ctx, q, file)
	if err != nil {
		return nil, 0, err
	}
	at := map[int64][]byte{}
	for _, a := range anchors {
		at[a.Sequence] = a.MAC
	}
	rows, err := q.QueryContext(ctx, `SELECT sequence, at, "by", verb, kind, subject, fields, mac FROM `+auditTable(file)+" ORDER BY sequence")
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	var before []byte
	for rows.Next() {
		r, err := scanLine(rows)
		if err != nil {
			return nil, 0, err
		}
		switch {
		case r.Sequence != lines+1:
			breaks = append(breaks, ChainBreak{file, lines + 1, "audit.broken.gap"})
		case !hmac.Equal(r.seal(key, before), r.mac):
			breaks = append(breaks, ChainBreak{file, r.Sequence, "audit.broken.line"})
		case at[r.Sequence] != nil && !hmac.Equal(at[r.Sequence], r.mac):
			breaks = append(breaks, ChainBreak{file, r.Sequence, "audit.broken.anchor"})
		}
		if r.Verb == cutVerb {
			breaks = append(breaks, ChainBreak{file, r.Sequence, "audit.broken.noticed"})
		}
		before, lines = r.mac, r.Sequence
		if len(breaks) >= 100 {
			return breaks, lines, nil
		}
	}
	for _, a := range anchors {
		if a.Sequence > lines {
			breaks = append(breaks, ChainBreak{file, lines, "audit.broken.tail"})
			break
		}
	}
	return breaks, lines, rows.Err()
}

func scanLine(rows *sql.Rows) (r auditRow, err error) {
	var fields string
	if err := rows.Scan(&r.Sequence, &r.At, &r.By, &r.Verb, &r.Kind, &r.Subject, &fields, &r.mac); err != nil {
		return r, err
	}
	if json.Unmarshal([]byte(fields), &r.Fields) != nil {
		r.Fields = []string{fields} // hurt: its mac will not fit
	}
	return r, nil
}

// AuditLines is one page of the audit of all open files, newest first; page 0
// gives them all, oldest first.
func (s *Store) AuditLines(ctx context.Context, filter college.AuditFilter) (page college.AuditPage, err error) {
	defer func() { err = InWords(err) }()
	var parts []string
	var args []any
	for _, name := range s.files {
		parts = append(parts, fmt.Sprintf(`SELECT '%s' AS file, sequence, at, "by", verb, kind, subject, fields, mac FROM %s
			WHERE (?1 = '' OR "by" = ?1) AND (?2 = '' OR at >= ?2) AND (?3 = '' OR at < ?3)`, name, auditTable(name)))
	}
	until := ""
	if filter.To != "" {
		until = string(college.InstantOf(filter.To.AddDays(1).At("00:00")))
	}
	from := ""
	if filter.From != "" {
		from = string(college.InstantOf(filter.From.At("00:00")))
	}
	args = append(args, filter.UserID, from, until)
	union := strings.Join(parts, " UNION ALL ")
	if page.Total, err = one[int](ctx, s.db, "SELECT count(*) FROM ("+union+")", args...); err != nil {
		return page, err
	}
	page.Pages = max(1, (page.Total+college.AuditPageLines-1)/college.AuditPageLines)
	page.Page = min(max(filter.Page, 1), page.Pages)
	order := " ORDER BY at DESC, file, sequence DESC LIMIT ?4 OFFSET ?5"
	most, skip := college.AuditPageLines, (page.Page-1)*college.AuditPageLines
	if filter.Page == 0 {
		order, most, skip = " ORDER BY at, file, sequence LIMIT ?4 OFFSET ?5", -1, 0
	}
	page.Lines, err = list(ctx, s.db, func(rows *sql.Rows) (college.AuditLine, error) {
		var l college.AuditLine
		var fields string
		var mac []byte
		err := rows.Scan(&l.File, &l.Sequence, &l.At, &l.By, &l.Verb, &l.Kind, &l.Subject, &fields, &mac)
		if json.Unmarshal([]byte(fields), &l.Fields) != nil || l.Fields == nil {
			l.Fields = []string{}
		}
		return l, err
	}, "SELECT * FROM ("+union+")"+order, append(args, most, skip)...)
	for i := range page.Lines {
		if err == nil {
			page.Lines[i].Reference, err = s.reference(ctx, page.Lines[i])
		}
	}
	return page, err
}

// called is how people call a record, by the kind a line has.
var called = map[string]string{
	"person":       "SELECT number FROM college.student WHERE person_id = ?",
	"student":      "SELECT number FROM college.student WHERE id = ?",
	"session":      "SELECT r.reference || '/' || s.number FROM college.session s JOIN college.course_run r ON r.id = s.run_id WHERE s.id = ?",
	"register":     "SELECT r.reference || '/' || s.number FROM college.session s JOIN college.course_run r ON r.id = s.run_id WHERE s.id = ?",
	"course_run":   "SELECT reference FROM college.course_run WHERE id = ?",
	"certificates": "SELECT reference FROM college.course_run WHERE id = ?",
	"run_booking": `SELECT r.reference || ', ' || st.number FROM college.run_booking b JOIN college.course_run r ON r.id = b.run_id
		JOIN college.student st ON st.id = b.student_id WHERE b.id = ?`,
	"session_place": `SELECT r.reference || '/' || s.number || ', ' || st.number FROM college.session_place p JOIN college.session s ON s.id = p.session_id
		JOIN college.course_run r ON r.id = s.run_id JOIN college.run_booking b ON b.id = p.booking_id JOIN college.student st ON st.id = b.student_id WHERE p.id = ?`,
	"certificate": "SELECT number FROM college.certificate WHERE id = ?",
	"access_fact": "SELECT v.name FROM venues.access_fact f JOIN venues.venue v ON v.id = f.venue_id WHERE f.id = ?",
	"venue":       "SELECT name FROM venues.venue WHERE id = ?",
}

func (s *Store) reference(ctx context.Context, l college.AuditLine) (string, error) {
	query, known := called[l.Kind]
	if !known || !s.whole() {
		return "", nil
	}
	reference, err := one[string](ctx, s.db, query, l.Subject)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return reference, err
}
