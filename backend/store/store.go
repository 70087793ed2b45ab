// Package store keeps the records of a college; each exported method is one
// whole act.
//
// A college is a folder with two sealed files, data/venues.daybook and
// data/college.daybook, and the keyring that says who may open which. They are
// attached under the names venues and college to a connection whose main is in
// memory, so that a query may join across both while an act writes to one:
// every statement that changes something names its file. A volunteer's
// connection has the venue book alone. An act is one transaction; who did it is
// in the context (As), what it altered is in the file's journal and, without
// values, in its audit.
//
// Errors a person can do something about are *college.Refusal; everything else
// is a fault.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"

	"github.com/google/uuid"
)

// Names of the two files, under which they are also attached.
const (
	venuesFile  = "venues"
	collegeFile = "college"
)

var files = []string{venuesFile, collegeFile}

// Options say where a college is, what whoever opens it may open, and how it
// tells the time and makes ids.
type Options struct {
	Folder string           // of the college
	Home   *Home            // the folder, where it is in hand already; nil = Open takes it, and Close lets go
	Access *vault.Access    // what is opened is what it may open
	Now    func() time.Time // nil = the computer's clock
	NewID  func() string    // nil = UUID version 7
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = func() string { return uuid.Must(uuid.NewV7()).String() }
	}
	return o
}

// Store is one open college, as far as its access reaches. It is safe for use
// by several goroutines; they take turns on its one connection.
type Store struct {
	options Options
	home    *Home
	access  *vault.Access
	files   []string // those that are open
	db      records
	acts    sync.Mutex // held for a whole act
	journal *journal
	notices []college.Finding
}

// Open opens the college in options.Folder, bringing older files up to date. It
// refuses, in words, a folder without a college, a college that another program
// has open, a file that is not sealed, damaged or of another keyring, and one
// made by a newer Daybook.
func Open(ctx context.Context, options Options) (*Store, error) {
	options = options.withDefaults()
	home := options.Home
	if home == nil {
		var err error
		if home, err = Enter(options.Folder); err != nil {
			return nil, err
		}
	}
	s := &Store{options: options, home: home, access: options.Access, journal: &journal{}}
	if err := s.open(ctx); err != nil {
		s.Close()
		return nil, InWords(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if err := s.access.Settle(s.home.Data()); err != nil {
		return err
	}
	if err := s.home.missing(opens(s.access)); err != nil {
		return err
	}
	if s.files, err = hold(s.home.Data(), s.access); err != nil {
		return err
	}
	if err := s.upToDate(ctx); err != nil {
		return err
	}
	if s.db, err = attach(ctx, s.home.Data(), s.files, s.journal.note); err != nil {
		return err
	}
	if err := s.journal.learn(ctx, s.db, s.files); err != nil {
		return err
	}
	if err := s.tidy(ctx); err != nil {
		return err
	}
	return s.signIn(ctx)
}

// opens names the files that an access opens.
func opens(access *vault.Access) (names []string) {
	for _, c := range vault.Files {
		if access.May(c) {
			names = append(names, string(c))
		}
	}
	return names
}

// hold makes the files that an access opens readable, and names them.
func hold(data string, access *vault.Access) (names []string, err error) {
	for _, name := range opens(access) {
		c := vault.Compartment(name)
		if err := ours(file(data, string(c)), access.Keys(c)); err != nil {
			return nil, err
		}
		if err := vault.Hold(file(data, string(c)), access.Keys(c)...); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// ours refuses, in words, a file that is not sealed, or not with one of these
// keys. A header that a power cut tore says nothing: whether the pages open does.
func ours(path string, keys []vault.FileKey) error {
	id, _, err := vault.Header(path)
	name := filepath.Base(path)
	switch {
	case errors.Is(err, vault.ErrPlain):
		return college.Refuse(college.Conflict, "store.plain", "file", name)
	case errors.Is(err, vault.ErrNewer):
		return college.Refuse(college.Conflict, "store.newerSeal", "file", name)
	case errors.Is(err, vault.ErrNotSealed):
		return nil
	case err != nil:
		return err
	}
	for _, key := range keys {
		if key.ID == id {
			return nil
		}
	}
	return college.Refuse(college.Conflict, "store.otherKeyring", "file", name)
}

// release forgets the keys of the files in a data folder.
func release(data string) {
	for _, name := range files {
		vault.Release(file(data, name))
	}
}

// Close writes down the heads of the audits, checkpoints and closes the files,
// and lets go of the folder if Open took it.
func (s *Store) Close() error {
	var err error
	if s.db.DB != nil {
		heads, reading := s.Heads(context.Background())
		if err = reading; err == nil {
			err = s.access.Anchor(s.home.Data(), heads)
		}
		err = errors.Join(err, s.db.Close())
	}
	release(s.home.Data())
	if s.options.Home == nil {
		err = errors.Join(err, s.home.Leave())
	}
	return err
}

// whole tells whether both files are open.
func (s *Store) whole() bool { return len(s.files) == len(files) }

// leads tells whether a leader opened the college.
func (s *Store) leads() bool { return s.access.User.Role == vault.Leader }

// leaderOnly refuses everybody but a leader.
func (s *Store) leaderOnly() error {
	if !s.leads() {
		return college.Refuse(college.Forbidden, "store.leaderOnly")
	}
	return nil
}

// Today is the date in the United Kingdom on the store's clock.
func (s *Store) Today() college.Date { return college.DateOf(college.London(s.options.Now())) }

// instant is now, as it is recorded.
func (s *Store) instant() college.Instant { return college.InstantOf(s.options.Now()) }

type actorKey struct{}

// As says who is acting, by the user id that history and created_by keep.
func As(ctx context.Context, user string) context.Context {
	return context.WithValue(ctx, actorKey{}, user)
}

// actor is who is acting; the program itself when nobody is named.
func actor(ctx context.Context) string {
	if user, ok := ctx.Value(actorKey{}).(string); ok && user != "" {
		return user
	}
	return "daybook"
}

// querier reads: the database, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// list reads all rows of a query, closes it, and never returns nil. Everything
// is read before it returns: with one connection a second query inside an open
// one would wait for ever.
func list[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) (_ []T, err error) {
	defer wrap(&err, "read %T", *new(T))
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// one reads a single value, such as a count.
func one[T any](ctx context.Context, q querier, query string, args ...any) (value T, err error) {
	err = q.QueryRowContext(ctx, query, args...).Scan(&value)
	return value, err
}

// wrap puts what was being done before an error; refusals stay as they are.
func wrap(err *error, format string, args ...any) {
	if *err != nil && college.AsRefusal(*err) == nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}
