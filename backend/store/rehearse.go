package store

import (
	"context"
	"database/sql"
	"errors"
)

// records is the store's one connection. Within a rehearsal what is read comes
// from the rehearsal's transaction, where its acts have left it.
type records struct{ *sql.DB }

func (r records) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if tx := rehearsing(ctx); tx != nil {
		return tx.QueryContext(ctx, query, args...)
	}
	return r.DB.QueryContext(ctx, query, args...)
}

func (r records) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if tx := rehearsing(ctx); tx != nil {
		return tx.QueryRowContext(ctx, query, args...)
	}
	return r.DB.QueryRowContext(ctx, query, args...)
}

func (r records) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if tx := rehearsing(ctx); tx != nil {
		return tx.ExecContext(ctx, query, args...)
	}
	return r.DB.ExecContext(ctx, query, args...)
}

type rehearsalKey struct{}

// rehearsing is the transaction of the rehearsal that a call belongs to, or nil.
func rehearsing(ctx context.Context) *sql.Tx {
	tx, _ := ctx.Value(rehearsalKey{}).(*sql.Tx)
	return tx
}

// Rehearse runs fn, whose reads and acts see each other as ever, and takes all
// of it back: row numbers that a first printing gives, certificates, notes,
// lines of the audit. So a paper can be looked at before it is printed.
//
// Everything fn asks the store for must be asked with the context it is given;
// with another one it would wait for itself. Others wait until fn has returned:
// it reads, and sets no type. A rehearsal in a rehearsal is taken back alone.
// The error is fn's own.
func (s *Store) Rehearse(ctx context.Context, fn func(ctx context.Context) error) error {
	tx, _, leave, err := s.begin(ctx)
	if err != nil {
		return InWords(err)
	}
	defer leave()
	return ended(ctx, fn(context.WithValue(ctx, rehearsalKey{}, tx)))
}

// ended says why a transaction is over: whoever waited may have stopped it
// between two questions, and the second only hears that there is none.
func ended(ctx context.Context, err error) error {
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// begin takes turns with other acts and begins one: a transaction, or within a
// rehearsal a part of its own. leave takes back what was not committed, and must
// be called whatever happens.
func (s *Store) begin(ctx context.Context) (tx *sql.Tx, commit func() error, leave func(), err error) {
	if tx = rehearsing(ctx); tx != nil {
		return s.beginPart(ctx, tx)
	}
	s.acts.Lock()
	if tx, err = s.db.BeginTx(ctx, nil); err != nil {
		s.acts.Unlock()
		return nil, nil, nil, err
	}
	return tx, tx.Commit, func() {
		tx.Rollback()
		s.acts.Unlock()
	}, nil
}

func (s *Store) beginPart(ctx context.Context, tx *sql.Tx) (_ *sql.Tx, commit func() error, leave func(), err error) {
	run := func(statement string) error {
		_, err := tx.ExecContext(context.WithoutCancel(ctx), statement)
		return err
	}
	if err := run("SAVEPOINT part"); err != nil {
		return nil, nil, nil, err
	}
	committed := false
	commit = func() error {
		committed = true
		return run("RELEASE part")
	}
	leave = func() {
		if !committed {
			errors.Join(run("ROLLBACK TO part"), run("RELEASE part")) // where this fails the whole rehearsal is gone, as it will be
		}
	}
	return tx, commit, leave, nil
}
