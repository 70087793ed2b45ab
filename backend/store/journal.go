package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"daybook/backend/college"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// journal gathers what an act alters, in the one place every row passes: the
// driver's pre-update hook. The act writes it down before it commits.
type journal struct {
	columns map[string][]string // "file.table" → its columns in order
	open    bool
	changes []change
	err     error
}

// change is one row before and after; only the columns that differ, and always
// id and row_version, so that an undo can tell whether the row has moved on.
type change struct {
	file, table, rowID string
	before, after      map[string]any
}

// learn reads the columns of every table of the open files, which the hook gives
// by position only.
func (j *journal) learn(ctx context.Context, q querier, open []string) error {
	j.columns = map[string][]string{}
	for _, t := range tables {
		if !slices.Contains(open, t.file) {
			continue
		}
		names, err := list(ctx, q, func(r *sql.Rows) (string, error) {
			var name string
			return name, r.Scan(&name)
		}, "SELECT name FROM pragma_table_info(?, ?)", t.name, t.file)
		if err != nil {
			return err
		}
		j.columns[t.file+"."+t.name] = names
	}
	return nil
}

// note is the hook. It never fails the write it sees; a fault is kept and fails
// the act before it commits.
func (j *journal) note(d sqlite.SQLitePreUpdateData) {
	columns, kept := j.columns[d.DatabaseName+"."+d.TableName]
	if !j.open || !kept {
		return
	}
	c := change{file: d.DatabaseName, table: d.TableName}
	if d.Op != sqlite3.SQLITE_INSERT {
		c.before = j.row(columns, d.Old)
	}
	if d.Op != sqlite3.SQLITE_DELETE {
		c.after = j.row(columns, d.New)
	}
	c.rowID, _ = firstMap(c.before, c.after)["id"].(string)
	if c.before != nil && c.after != nil {
		for _, name := range columns {
			if name != "id" && name != "row_version" && c.before[name] == c.after[name] {
				delete(c.before, name)
				delete(c.after, name)
			}
		}
	}
	j.changes = append(j.changes, c)
}

func (j *journal) row(columns []string, read func(...any) error) map[string]any {
	values := make([]any, len(columns))
	if err := read(values...); err != nil && j.err == nil {
		j.err = fmt.Errorf("journal: %w", err)
	}
	row := make(map[string]any, len(columns))
	for i, name := range columns {
		if text, isBytes := values[i].([]byte); isBytes {
			values[i] = string(text)
		}
		row[name] = values[i]
	}
	return row
}

// inOneFile holds an act to having written the one file it said it would.
func (j *journal) inOneFile(file, verb string) error {
	for _, c := range j.changes {
		if c.file != file {
			return fmt.Errorf("act %q of %s wrote %s.%s", verb, file, c.file, c.table)
		}
	}
	return nil
}

// write puts an act and its changes into the file they were made in.
func (j *journal) write(ctx context.Context, tx *sql.Tx, file string, a actRow) error {
	prefix := journalPrefix(file)
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %s.%sact (id, at, "by", verb, undoes) VALUES (?, ?, ?, ?, ?)`, file, prefix),
		a.id, string(a.at), a.by, a.verb, nullText(a.undoes)); err != nil {
		return err
	}
	if a.undoes != "" {
		// The act taken back is marked; when that was itself an undo, what it
		// had taken back stands again.
		mark := fmt.Sprintf("UPDATE %s.%sact SET undone_by = ?1 WHERE id = ?2", file, prefix)
		again := fmt.Sprintf("UPDATE %[1]s.%[2]sact SET undone_by = NULL WHERE id = (SELECT undoes FROM %[1]s.%[2]sact WHERE id = ?1)", file, prefix)
		if _, err := tx.ExecContext(ctx, mark, a.id, a.undoes); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, again, a.undoes); err != nil {
			return err
		}
	}
	insert, err := tx.PrepareContext(ctx, fmt.Sprintf(`INSERT INTO %s.%schange (act_id, sequence, "table", row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)`, file, prefix))
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, c := range j.changes {
		before, after := asJSON(c.before), asJSON(c.after)
		if _, err := insert.ExecContext(ctx, a.id, i+1, c.table, c.rowID, before, after); err != nil {
			return err
		}
	}
	return nil
}

func journalPrefix(file string) string {
	if file == venuesFile {
		return "venue_"
	}
	return ""
}

func asJSON(row map[string]any) any {
	if row == nil {
		return nil
	}
	text, err := json.Marshal(row)
	if err != nil {
		return nil // cannot be: columns are text, numbers and NULL
	}
	return string(text)
}

func firstMap(maps ...map[string]any) map[string]any {
	for _, m := range maps {
		if m != nil {
			return m
		}
	}
	return nil
}

func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// actRow is one line of the act journal.
type actRow struct {
	id, by, verb, undoes string
	at                   college.Instant
}

// act is one whole thing done: everything in it happens, or nothing does.
type act struct {
	*sql.Tx
	store *Store
	actRow
	puts    map[reflect.Type]*sql.Stmt
	highest int   // student number given, once one was asked for
	failed  error // the first row that could not be saved: nothing is saved after it
	untold  bool  // its values must not be kept: the journal has none of it, only the audit
}

// do runs one act on one file. verb is the key of its sentence in the
// catalogue. When fn refuses, or the disk does, nothing has happened.
func (s *Store) do(ctx context.Context, file, verb string, fn func(*act) error) (actID string, err error) {
	defer func() { err = InWords(ended(ctx, err)) }()
	tx, commit, leave, err := s.begin(ctx) // its turn: the hook writes into the one journal for as long as fn runs
	if err != nil {
		return "", err
	}
	defer leave() // takes back whatever was not committed, also when fn panics
	a := &act{Tx: tx, store: s, puts: map[reflect.Type]*sql.Stmt{},
		actRow: actRow{id: s.options.NewID(), by: actor(ctx), verb: verb, at: s.instant()}}
	s.journal.open, s.journal.changes, s.journal.err = true, nil, nil
	defer func() { s.journal.open, s.journal.changes = false, nil }()
	err = fn(a)
	err = firstError(err, a.failed, s.journal.err)
	s.journal.open = false
	if err == nil {
		err = s.journal.inOneFile(file, verb)
	}
	if err == nil && len(s.journal.changes) > 0 && !a.untold {
		err = s.journal.write(ctx, tx, file, a.actRow)
	}
	if err == nil && len(s.journal.changes) > 0 {
		err = addLine(ctx, tx, file, s.journal.lineOf(a.actRow))
	}
	if err != nil {
		return "", err
	}
	return a.id, commit()
}

// put saves a noun: a new row, or the row with its id; when is the act's. Once
// a row could not be saved no other is: SQLite ends a transaction by itself when
// the disk is full, and what came after it would stay.
func (a *act) put(ctx context.Context, row any) error {
	if a.failed == nil {
		a.failed = a.save(ctx, row)
	}
	return a.failed
}

func (a *act) save(ctx context.Context, row any) error {
	value := reflect.ValueOf(row)
	t, ok := tables[value.Type()]
	if !ok {
		return fmt.Errorf("put: %T has no table", row)
	}
	values, err := t.values(value)
	if err != nil {
		return err
	}
	statement, ok := a.puts[value.Type()]
	if !ok {
		if statement, err = a.PrepareContext(ctx, t.put); err != nil {
			return err
		}
		a.puts[value.Type()] = statement
	}
	if _, err := statement.ExecContext(ctx, append(values, string(a.at), string(a.at), a.by)...); err != nil {
		return fmt.Errorf("put %s: %w", t.name, err)
	}
	return nil
}

// newID makes an id inside an act.
func (a *act) newID() string { return a.store.options.NewID() }

// remove takes a row away: only an undo may, and what changes the team or the
// draft of a session.
func (a *act) remove(ctx context.Context, file, name, id string) error {
	_, err := a.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s.%s WHERE id = ?", file, name), id)
	return err
}

// sets writes columns of one row as the journal kept them.
func (a *act) sets(ctx context.Context, file, name, id string, columns map[string]any) error {
	var parts []string
	var args []any
	for _, column := range a.store.journal.columns[file+"."+name] {
		if value, changed := columns[column]; changed && column != "id" && column != "row_version" {
			parts, args = append(parts, quoted(column)+" = ?"), append(args, value)
		}
	}
	parts = append(parts, "row_version = row_version + 1")
	_, err := a.ExecContext(ctx, fmt.Sprintf("UPDATE %s.%s SET %s WHERE id = ?", file, name, strings.Join(parts, ", ")), append(args, id)...)
	return err
}

// inserts puts a row back as the journal kept it.
func (a *act) inserts(ctx context.Context, file, name string, columns map[string]any) error {
	var names, marks []string
	var args []any
	for _, column := range a.store.journal.columns[file+"."+name] {
		if value, there := columns[column]; there {
			names, marks, args = append(names, quoted(column)), append(marks, "?"), append(args, value)
		}
	}
	_, err := a.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s.%s (%s) VALUES (%s)", file, name, strings.Join(names, ", "), strings.Join(marks, ", ")), args...)
	return err
}
