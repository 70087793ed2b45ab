package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"

	"daybook/backend/college"
	"daybook/backend/vault"
)

//go:embed migrations
var migrations embed.FS

// applicationID marks our files: "DBK" and a number for each.
var applicationID = map[string]int{venuesFile: 0x44424B01, collegeFile: 0x44424B02}

// series are the numbered migrations of a file, in order.
func series(name string) ([]string, error) {
	entries, err := migrations.ReadDir(path.Join("migrations", name))
	if err != nil {
		return nil, err
	}
	var all []string
	for _, e := range entries {
		all = append(all, path.Join("migrations", name, e.Name()))
	}
	slices.Sort(all)
	return all, nil
}

// migrate brings one file up to date, alone on a connection where it is main.
// Each step is a transaction of its own; a file of a newer Daybook, or of
// another program, is refused in words and not touched. Only a fresh file may be
// empty: an empty one found where a college was is a damaged one.
func migrate(ctx context.Context, file, name string, fresh bool) (err error) {
	defer wrap(&err, "migrate %s", name)
	steps, err := series(name)
	if err != nil {
		return err
	}
	db, err := openAlone(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := recognise(ctx, db, name, fresh, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	if err := ready(ctx, db); err != nil {
		return err
	}
	for i := version; i < len(steps); i++ {
		if err := step(ctx, db, steps[i], i+1, applicationID[name]); err != nil {
			return err
		}
	}
	return nil
}

// recognise reads a file's version, or refuses a file that is not one of ours,
// of this name and of no later version than the latest.
func recognise(ctx context.Context, db *sql.DB, name string, fresh bool, latest int) (version int, err error) {
	if version, err = one[int](ctx, db, "PRAGMA main.user_version"); err != nil {
		return 0, err
	}
	id, err := one[int](ctx, db, "PRAGMA main.application_id")
	if err != nil {
		return 0, err
	}
	held, err := one[int](ctx, db, "SELECT count(*) FROM main.sqlite_schema")
	blank := version == 0 && id == 0 && held == 0
	switch {
	case err != nil:
		return 0, err
	case blank && fresh:
		return 0, nil
	case blank:
		return 0, college.Refuse(college.Conflict, "store.damaged")
	case id != applicationID[name]:
		return 0, college.Refuse(college.Conflict, "store.notOurs", "file", name+".daybook")
	case version > latest:
		return 0, college.Refuse(college.Conflict, "store.newer", "file", name+".daybook")
	}
	return version, nil
}

func step(ctx context.Context, db *sql.DB, file string, version, id int) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, statement := range []string{
		string(text),
		fmt.Sprintf("PRAGMA main.application_id = %d", id),
		fmt.Sprintf("PRAGMA main.user_version = %d", version),
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return tx.Commit()
}

// upToDate brings the open files to their latest versions, each alone; when one
// of them is to change, a proved backup is made first.
func (s *Store) upToDate(ctx context.Context) error {
	older := false
	for _, name := range s.files {
		version, latest, err := versionOf(ctx, file(s.home.Data(), name), name)
		if err != nil {
			return err
		}
		older = older || version < latest
	}
	if !older {
		return nil
	}
	if _, err := s.backup(ctx, "migration", s.copyAlone); err != nil {
		return err
	}
	for _, name := range s.files {
		if err := migrate(ctx, file(s.home.Data(), name), name, false); err != nil {
			return err
		}
	}
	return nil
}

// versionOf reads the version of a file, and the latest there is.
func versionOf(ctx context.Context, path, name string) (version, latest int, err error) {
	steps, err := series(name)
	if err != nil {
		return 0, 0, err
	}
	db, err := openAlone(ctx, path)
	if err != nil {
		return 0, 0, err
	}
	version, err = recognise(ctx, db, name, false, len(steps))
	return version, len(steps), errors.Join(err, db.Close())
}

// Schemas are the latest versions there are: a backup of a later one is refused.
func Schemas() vault.Schemas {
	latest := vault.Schemas{}
	for _, name := range files {
		steps, err := series(name)
		if err != nil {
			panic(err) // the migrations are in the program
		}
		latest[vault.Compartment(name)] = len(steps)
	}
	return latest
}
