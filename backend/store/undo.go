package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Undone says which act was taken back.
type Undone struct {
	ActID string `json:"actId"`
	Verb  string `json:"verb"`
}

// printed are the acts whose numbers are on paper in somebody's hands, those of
// rows (D7) and of certificates: they are never given again, so nothing takes
// these acts back, nor that one was void. A note that something was printed is
// not worth taking back.
var printed = []string{"act.printRegister", "act.certificates", "act.certificatesPrinted", "act.voidCertificate", "act.paper"}

// UndoLast takes back the last act of whoever is acting, if it can still be
// taken back. It is itself an act, and can be undone.
func (s *Store) UndoLast(ctx context.Context) (Undone, error) {
	onPaper, args := inList("verb", printed)
	var acts []string
	for _, file := range s.files {
		acts = append(acts, fmt.Sprintf(`SELECT id, verb, at, "by", undone_by, undoes FROM %s.%sact`, file, journalPrefix(file)))
	}
	rows, err := list(ctx, s.db, func(r *sql.Rows) (Undone, error) {
		var u Undone
		return u, r.Scan(&u.ActID, &u.Verb)
	}, `SELECT id, verb FROM (`+strings.Join(acts, " UNION ALL ")+`)
		WHERE "by" = ? AND undone_by IS NULL AND undoes IS NULL AND NOT `+onPaper+`
		ORDER BY at DESC, id DESC LIMIT 1`, append([]any{actor(ctx)}, args...)...)
	if err != nil {
		return Undone{}, InWords(err)
	}
	if len(rows) == 0 {
		return Undone{}, college.Refuse(college.NotFound, "undo.nothing")
	}
	return rows[0], s.Undo(ctx, rows[0].ActID)
}

// Undo takes back one act: the inverse of each of its changes, last first, in
// one act of the same file. It is refused in words when a row has moved on
// since, or when something newer refers to a row it would take away. Where the
// act took in a file, the venues and rooms made for it are then retired.
func (s *Store) Undo(ctx context.Context, actID string) error {
	file, err := s.fileOf(ctx, actID)
	if err != nil {
		return err
	}
	var batches []college.ImportBatch
	if s.whole() {
		if batches, err = find[college.ImportBatch](ctx, s.db, "WHERE act_id = ?", actID); err != nil {
			return InWords(err)
		}
	}
	_, err = s.do(ctx, file, "act.undo", func(a *act) error {
		return a.undo(ctx, file, actID)
	})
	if err != nil || len(batches) == 0 {
		return err
	}
	_, err = s.do(ctx, venuesFile, "act.retirePlaces", func(a *act) error { return a.retireUnused(ctx, batches[0].ID) })
	return err
}

func (s *Store) fileOf(ctx context.Context, actID string) (string, error) {
	for _, file := range s.files {
		n, err := one[int](ctx, s.db, fmt.Sprintf("SELECT count(*) FROM %s.%sact WHERE id = ?", file, journalPrefix(file)), actID)
		if err != nil {
			return "", InWords(err)
		}
		if n > 0 {
			return file, nil
		}
	}
	return "", college.Refuse(college.NotFound, "undo.gone")
}

func (a *act) undo(ctx context.Context, file, actID string) error {
	changes, err := keptChanges(ctx, a.Tx, file, actID)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return college.Refuse(college.NotFound, "undo.gone")
	}
	var verb string
	var already bool
	row := a.QueryRowContext(ctx, fmt.Sprintf("SELECT verb, undone_by IS NOT NULL FROM %s.%sact WHERE id = ?", file, journalPrefix(file)), actID)
	if err := row.Scan(&verb, &already); err != nil {
		return err
	}
	switch {
	case already:
		return college.Refuse(college.Conflict, "undo.already")
	case slices.Contains(printed, verb):
		return college.Refuse(college.Conflict, "undo.printed")
	}
	for i := len(changes) - 1; i >= 0; i-- {
		if err := a.invert(ctx, changes[i]); err != nil {
			if isReferred(err) {
				return college.Refuse(college.Conflict, "undo.movedOn")
			}
			return err
		}
	}
	a.undoes = actID
	return nil
}

// invert puts one row back as it was before its change.
func (a *act) invert(ctx context.Context, c change) error {
	version, err := list(ctx, a.Tx, func(r *sql.Rows) (int64, error) {
		var v int64
		return v, r.Scan(&v)
	}, fmt.Sprintf("SELECT row_version FROM %s.%s WHERE id = ?", c.file, c.table), c.rowID)
	if err != nil {
		return err
	}
	if c.after == nil {
		if len(version) > 0 {
			return college.Refuse(college.Conflict, "undo.movedOn")
		}
		return a.inserts(ctx, c.file, c.table, c.before)
	}
	if len(version) == 0 || !a.sameVersion(c, version[0]) {
		return college.Refuse(college.Conflict, "undo.movedOn")
	}
	switch {
	case c.before == nil && c.file == venuesFile && (c.table == "venue" || c.table == "room"):
		return a.retire(ctx, c)
	case c.before == nil:
		return a.remove(ctx, c.file, c.table, c.rowID)
	}
	return a.sets(ctx, c.file, c.table, c.rowID, c.before)
}

// retire is the inverse of making a venue or room, which are never deleted:
// the college's sessions name rooms, and no foreign key reaches across files.
func (a *act) retire(ctx context.Context, c change) error {
	inUse := "SELECT count(*) FROM college.session WHERE room_id = ?"
	if c.table == "venue" {
		inUse = "SELECT count(*) FROM venues.room WHERE venue_id = ? AND active = 1"
	}
	if c.table == "room" && !a.store.whole() {
		return college.Refuse(college.Conflict, "undo.movedOn") // who cannot see the sessions cannot tell
	}
	n, err := one[int](ctx, a.Tx, inUse, c.rowID)
	if err != nil {
		return err
	}
	if n > 0 {
		return college.Refuse(college.Conflict, "undo.movedOn")
	}
	return a.sets(ctx, c.file, c.table, c.rowID, map[string]any{"active": 0})
}

// sameVersion: the row is as the act left it, or this undo has been at it
// already and so knows that it was.
func (a *act) sameVersion(c change, now int64) bool {
	for _, mine := range a.store.journal.changes {
		if mine.file == c.file && mine.table == c.table && mine.rowID == c.rowID {
			return true
		}
	}
	kept, _ := c.after["row_version"].(float64)
	return now == int64(kept)
}

func keptChanges(ctx context.Context, q querier, file, actID string) ([]change, error) {
	return list(ctx, q, func(r *sql.Rows) (change, error) {
		c := change{file: file}
		var before, after sql.NullString
		if err := r.Scan(&c.table, &c.rowID, &before, &after); err != nil {
			return c, err
		}
		return c, firstError(fromJSON(before, &c.before), fromJSON(after, &c.after))
	}, fmt.Sprintf(`SELECT "table", row_id, before, after FROM %s.%schange WHERE act_id = ? ORDER BY sequence`, file, journalPrefix(file)), actID)
}

func fromJSON(text sql.NullString, row *map[string]any) error {
	if !text.Valid {
		return nil
	}
	return json.Unmarshal([]byte(text.String), row)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// History is what happened to one record, newest first, as long as it is kept.
func (s *Store) History(ctx context.Context, tableName, rowID string) ([]college.HistoryLine, error) {
	var all []college.HistoryLine
	for _, file := range s.files {
		p := journalPrefix(file)
		lines, err := list(ctx, s.db, func(r *sql.Rows) (college.HistoryLine, error) {
			var l college.HistoryLine
			var after, before sql.NullString
			if err := r.Scan(&l.ActID, &l.At, &l.By, &l.Verb, &before, &after, &l.Undone); err != nil {
				return l, err
			}
			var was, is map[string]any
			err := firstError(fromJSON(before, &was), fromJSON(after, &is))
			l.Fields = changedFields(was, is)
			return l, err
		}, fmt.Sprintf(`SELECT a.id, a.at, a."by", a.verb, c.before, c.after, a.undone_by IS NOT NULL
			FROM %[1]s.%[2]schange c JOIN %[1]s.%[2]sact a ON a.id = c.act_id
			WHERE c."table" = ? AND c.row_id = ? ORDER BY a.at DESC, a.id DESC, c.sequence DESC`, file, p), tableName, rowID)
		if err != nil {
			return nil, InWords(err)
		}
		all = append(all, lines...)
	}
	return append([]college.HistoryLine{}, all...), nil
}

// changedFields names the columns an act altered, without their values.
func changedFields(was, is map[string]any) []string {
	fields := []string{}
	for name := range is {
		switch name {
		case "id", "row_version", "updated_at", "created_at", "created_by", "folded", "name_key", "sort_key":
		default:
			if was == nil && is[name] == nil {
				continue
			}
			fields = append(fields, name)
		}
	}
	slices.Sort(fields)
	return fields
}
