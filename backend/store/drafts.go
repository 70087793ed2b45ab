package store

import (
	"context"
	"database/sql"
	"fmt"

	"daybook/backend/college"
)

// KeepDraft keeps what somebody is typing at a place of the window, in the file
// that is theirs to write; an empty text forgets it. It is no act: nothing has
// been saved yet, so there is nothing to undo and nothing for the audit.
func (s *Store) KeepDraft(ctx context.Context, place, text string) (err error) {
	defer func() { err = InWords(err) }()
	table := s.draftTable()
	tx, commit, leave, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if text == "" {
		_, err = tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE user_id = ? AND place = ?", actor(ctx), place)
	} else {
		_, err = tx.ExecContext(ctx, "INSERT INTO "+table+` (user_id, place, text, at) VALUES (?, ?, ?, ?)
			ON CONFLICT (user_id, place) DO UPDATE SET text = excluded.text, at = excluded.at`, actor(ctx), place, text, string(s.instant()))
	}
	if err != nil {
		return err
	}
	return commit()
}

// Drafts is what whoever is acting was typing, newest first.
func (s *Store) Drafts(ctx context.Context) ([]college.TypingDraft, error) {
	drafts, err := list(ctx, s.db, func(r *sql.Rows) (d college.TypingDraft, err error) {
		return d, r.Scan(&d.Place, &d.Text, &d.At)
	}, "SELECT place, text, at FROM "+s.draftTable()+" WHERE user_id = ? ORDER BY at DESC, place", actor(ctx))
	return drafts, InWords(err)
}

func (s *Store) draftTable() string {
	file := s.ownFile()
	return fmt.Sprintf("%s.%styping_draft", file, journalPrefix(file))
}
