package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"daybook/backend/college"
)

// Create makes a new college in options.Folder with the records given. It is
// not an act: both files are built in Folder/data.new and renamed into place
// as a whole, so that there is either a complete college or none. A folder that
// already holds one is refused and not touched.
func Create(ctx context.Context, options Options, book college.VenueBook, records college.Records) (err error) {
	defer func() { err = inWords(err) }()
	options = options.withDefaults()
	if Exists(options.Folder) {
		return college.Refuse(college.Conflict, "store.alreadyThere", "folder", options.Folder)
	}
	fresh, data := filepath.Join(options.Folder, "data.new"), filepath.Join(options.Folder, "data")
	if err := os.MkdirAll(options.Folder, 0o700); err != nil {
		return college.Refuse(college.Conflict, "store.cannotWrite", "folder", options.Folder)
	}
	lock, err := takeLock(options.Folder)
	if err != nil {
		return err
	}
	defer lock.Unlock()
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := os.Mkdir(fresh, 0o700); err != nil {
		return err
	}
	err = build(ctx, fresh, options, book, records)
	if err == nil {
		err = putInPlace(fresh, data)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	return nil
}

func build(ctx context.Context, folder string, options Options, book college.VenueBook, records college.Records) error {
	for _, name := range files {
		if err := migrate(ctx, filepath.Join(folder, name+".daybook"), name, true); err != nil {
			return err
		}
	}
	for i := range records.Settings {
		records.Settings[i].FoldVersion = college.FoldVersion
	}
	db, err := attach(ctx, folder, nil)
	if err != nil {
		return err
	}
	s := &Store{options: options, db: db, journal: &journal{}}
	err = s.fill(ctx, venuesFile, book)
	if err == nil {
		err = s.fill(ctx, collegeFile, records)
	}
	return errors.Join(err, db.Close())
}

// fill puts every row of a struct of slices into one file, in one transaction.
func (s *Store) fill(ctx context.Context, file string, rows any) error {
	_, err := s.do(ctx, file, "act.create", func(a *act) error {
		all := reflect.ValueOf(rows)
		for i := range all.NumField() {
			for j := range all.Field(i).Len() {
				if err := a.put(ctx, all.Field(i).Index(j).Interface()); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return err
}

// putInPlace moves the finished folder where the college is looked for. An
// empty data folder, as an interrupted hand may leave, is in nobody's way.
func putInPlace(fresh, data string) error {
	for _, name := range files {
		if err := syncPath(filepath.Join(fresh, name+".daybook")); err != nil {
			return err
		}
	}
	if err := os.Remove(data); err != nil && !errors.Is(err, os.ErrNotExist) {
		return college.Refuse(college.Conflict, "store.folderTaken", "folder", data)
	}
	if err := os.Rename(fresh, data); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(data))
}

func syncPath(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// tidy is what opening does to a college: columns folded by an older rule are
// folded again, and what is kept for 30 days goes.
func (s *Store) tidy(ctx context.Context) error {
	settings, err := find[college.Settings](ctx, s.db, "LIMIT 1")
	if err != nil {
		return err
	}
	if len(settings) == 1 && settings[0].FoldVersion != college.FoldVersion {
		if err := s.foldAgain(ctx, settings[0]); err != nil {
			return err
		}
	}
	return s.forget(ctx)
}

// foldAgain saves every row that has folded columns. It is not an act: nothing
// a person wrote changes.
func (s *Store) foldAgain(ctx context.Context, settings college.Settings) error {
	for _, file := range files {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if file == venuesFile {
			err = foldTable[college.Venue](ctx, tx)
		} else {
			err = firstError(foldTable[college.Person](ctx, tx), foldTable[college.Student](ctx, tx), foldTable[college.Course](ctx, tx))
			if err == nil {
				_, err = tx.ExecContext(ctx, "UPDATE college.settings SET fold_version = ? WHERE id = ?", college.FoldVersion, settings.ID)
			}
		}
		if err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func foldTable[T any](ctx context.Context, tx *sql.Tx) error {
	t := tables[reflect.TypeFor[T]()]
	rows, err := find[T](ctx, tx, "")
	if err != nil {
		return err
	}
	for _, row := range rows {
		for i, value := range t.folds(row) {
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("UPDATE %s.%s SET %s = ? WHERE id = ?", t.file, t.name, t.foldNames[i]),
				value, reflect.ValueOf(row).FieldByName("ID").String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// keptDays is how long histories and the raw rows of imports are kept.
const keptDays = 30

// forget drops what is older than keptDays: changes (but not those of access
// facts, whose history is kept), and what the rows of imported files said.
func (s *Store) forget(ctx context.Context) error {
	limit := string(college.DateOf(s.options.Now().UTC()).AddDays(-keptDays))
	for file, statements := range map[string][]string{
		collegeFile: {
			`DELETE FROM college.change WHERE act_id IN (SELECT id FROM college.act WHERE at < ?)`,
			`UPDATE college.import_row SET raw = NULL WHERE raw IS NOT NULL AND created_at < ?`,
		},
		venuesFile: {
			`DELETE FROM venues.venue_change WHERE "table" <> 'access_fact' AND act_id IN (SELECT id FROM venues.venue_act WHERE at < ?)`,
		},
	} {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return fmt.Errorf("forget in %s: %w", file, err)
		}
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement, limit); err != nil {
				return errors.Join(err, tx.Rollback())
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}
