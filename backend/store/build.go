package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"reflect"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// Create makes a new college in options.Folder with the records given, and the
// keyring of options.Access, which must open everything. It is not an act: all
// of it is built in data.new and renamed into place as a whole, so that there is
// either a complete college or none. A folder that already holds one is refused
// and not touched.
func Create(ctx context.Context, options Options, book college.VenueBook, records college.Records) (err error) {
	defer func() { err = InWords(err) }()
	options = options.withDefaults()
	if there(options.Folder) == nil || Exists(options.Folder) {
		return college.Refuse(college.Conflict, "store.alreadyThere", "folder", options.Folder)
	}
	home := options.Home
	if home == nil {
		if home, err = EnterNew(options.Folder); err != nil {
			return err
		}
		defer home.Leave()
	}
	if err := home.beginFresh(); err != nil {
		return err
	}
	if err := build(ctx, home.fresh(), options, book, records); err != nil {
		return errors.Join(err, os.RemoveAll(home.fresh()))
	}
	if err := os.Remove(home.Data()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return errors.Join(college.Refuse(college.Conflict, "store.folderTaken", "folder", home.Data()), os.RemoveAll(home.fresh()))
	}
	if _, err := home.swap(options.Now()); err != nil {
		return err
	}
	return options.Access.Save(home.Data())
}

// beginFresh makes an empty data.new.
func (h *Home) beginFresh() error {
	if err := os.RemoveAll(h.fresh()); err != nil {
		return err
	}
	return os.Mkdir(h.fresh(), 0o700)
}

func build(ctx context.Context, folder string, options Options, book college.VenueBook, records college.Records) (err error) {
	for _, c := range vault.Files {
		if err := vault.Make(file(folder, string(c)), options.Access.Keys(c)[0]); err != nil {
			return err
		}
	}
	if _, err := hold(folder, options.Access); err != nil {
		return err
	}
	defer release(folder)
	for _, name := range files {
		if err := migrate(ctx, file(folder, name), name, true); err != nil {
			return err
		}
	}
	for i := range records.Settings {
		records.Settings[i].FoldVersion = college.FoldVersion
	}
	s := &Store{options: options, files: files, access: options.Access, journal: &journal{}}
	if s.db, err = attach(ctx, folder, files, nil); err != nil {
		return err
	}
	err = s.fill(ctx, venuesFile, book)
	if err == nil {
		err = s.fill(ctx, collegeFile, records)
	}
	if err = errors.Join(err, s.db.Close()); err != nil {
		return err
	}
	return options.Access.Save(folder)
}

// fill puts every row of a struct of slices into one file, in one transaction.
func (s *Store) fill(ctx context.Context, file string, rows any) error {
	_, err := s.do(ctx, file, "act.create", func(a *act) error {
		if err := beginChain(ctx, a, file); err != nil {
			return err
		}
		if err := addLine(ctx, a.Tx, file, college.AuditLine{At: a.at, By: a.by, Verb: a.verb}); err != nil {
			return err
		}
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

// tidy is what opening does to a college: columns folded by an older rule are
// folded again, and what is kept for 30 days goes.
func (s *Store) tidy(ctx context.Context) error {
	if !s.whole() {
		return s.forget(ctx) // how names are folded is kept in the college's file
	}
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
	for _, file := range s.files {
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
	statements := map[string][]string{
		collegeFile: {
			`DELETE FROM college.change WHERE act_id IN (SELECT id FROM college.act WHERE at < ?)`,
			`UPDATE college.import_row SET raw = NULL WHERE raw IS NOT NULL AND created_at < ?`,
		},
		venuesFile: {
			`DELETE FROM venues.venue_change WHERE "table" <> 'access_fact' AND act_id IN (SELECT id FROM venues.venue_act WHERE at < ?)`,
		},
	}
	for _, file := range s.files {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return fmt.Errorf("forget in %s: %w", file, err)
		}
		for _, statement := range statements[file] {
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
