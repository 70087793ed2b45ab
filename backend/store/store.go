// Package store keeps the records of a college; each exported method is one
// whole act.
//
// A college is a folder with two files, data/venues.daybook and
// data/college.daybook. They are attached under the names venues and college to
// a connection whose main is in memory, so that a query may join across both
// while an act writes to one: every statement that changes something names its
// file. An act is one transaction; who did it is in the context (As), what it
// altered is in the file's journal.
//
// Errors a person can do something about are *college.Refusal; everything else
// is a fault.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"daybook/backend/college"

	"github.com/gofrs/flock"
	"github.com/google/uuid"
)

// Names of the two files, under which they are also attached.
const (
	venuesFile  = "venues"
	collegeFile = "college"
)

var files = []string{venuesFile, collegeFile}

// Options say where a college is and how it tells the time and makes ids.
type Options struct {
	Folder string           // of the college; its records are in Folder/data
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

// Store is one open college. It is safe for use by several goroutines; they
// take turns on its one connection.
type Store struct {
	options Options
	db      *sql.DB
	lock    *flock.Flock
	acts    sync.Mutex // held for a whole act
	journal *journal
}

// Exists tells whether there is a college in the folder.
func Exists(folder string) bool {
	for _, name := range files {
		if info, err := os.Stat(filepath.Join(folder, "data", name+".daybook")); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}

// there refuses, in words, a folder that has no college, half of one, or one
// that this user may not read or write.
func there(folder string) error {
	missing := ""
	for _, name := range files {
		_, err := os.Stat(filepath.Join(folder, "data", name+".daybook"))
		if errors.Is(err, os.ErrPermission) {
			return college.Refuse(college.Conflict, "store.cannotRead", "folder", folder)
		}
		if err != nil {
			missing = name + ".daybook"
		}
	}
	for _, name := range files {
		if _, err := os.Stat(filepath.Join(folder, "data", name+".daybook")); err == nil && missing != "" {
			return college.Refuse(college.Conflict, "store.halfThere", "folder", folder, "file", missing)
		}
	}
	if !Exists(folder) {
		return college.Refuse(college.NotFound, "store.noCollege", "folder", folder)
	}
	probe, err := os.CreateTemp(filepath.Join(folder, "data"), ".writable-*")
	if err != nil {
		return inWords(err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// Open opens the college in options.Folder, bringing older files up to date. It
// refuses, in words, a folder without a college, a college that another program
// has open, a damaged file and one made by a newer Daybook.
func Open(ctx context.Context, options Options) (*Store, error) {
	options = options.withDefaults()
	if err := there(options.Folder); err != nil {
		return nil, err
	}
	lock, err := takeLock(options.Folder)
	if err != nil {
		return nil, err
	}
	s := &Store{options: options, lock: lock, journal: &journal{}}
	if err := s.open(ctx); err != nil {
		s.Close()
		return nil, inWords(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	data := filepath.Join(s.options.Folder, "data")
	for _, name := range files {
		if err := migrate(ctx, filepath.Join(data, name+".daybook"), name, false); err != nil {
			return err
		}
	}
	db, err := attach(ctx, data, s.journal.note)
	if err != nil {
		return err
	}
	s.db = db
	if err := s.journal.learn(ctx, db); err != nil {
		return err
	}
	return s.tidy(ctx)
}

// Close checkpoints and closes both files and lets go of the college.
func (s *Store) Close() error {
	var err error
	if s.db != nil {
		err = s.db.Close()
	}
	if unlock := s.lock.Unlock(); err == nil {
		err = unlock
	}
	return err
}

// Today is the date in the United Kingdom on the store's clock.
func (s *Store) Today() college.Date { return college.DateOf(college.London(s.options.Now())) }

// instant is now, as it is recorded.
func (s *Store) instant() college.Instant { return college.InstantOf(s.options.Now()) }

// takeLock makes sure that one program at a time has the college. The lock is
// a file of its own beside the records, since opening and closing a database
// file by any other means can drop SQLite's own locks.
func takeLock(folder string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(folder, "app.lock"))
	got, err := lock.TryLock()
	if err != nil {
		return nil, college.Refuse(college.Conflict, "store.cannotWrite", "folder", folder)
	}
	if !got {
		return nil, college.Refuse(college.Conflict, "store.inUse", "folder", folder)
	}
	return lock, nil
}

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
