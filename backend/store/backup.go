package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// Why a backup is made.
const (
	BackupClose   = "close"
	BackupHourly  = "hourly"
	BackupImport  = "import"
	BackupErasure = "erasure"
	BackupHand    = "hand"
	BackupRestore = "restore"
	BackupRotate  = "rotation"
)

// Backup copies the open files through SQLite, sealed under fresh keys, opens
// the copies, checks and counts them, and only then lists the backup; older
// ones go by the rule of vault.Thin. When ctx ends before the copying does,
// nothing is left of it.
func (s *Store) Backup(ctx context.Context, why string) (vault.Backup, error) {
	made, err := s.backup(ctx, why, s.copyInto)
	return made, InWords(err)
}

// Changed tells whether an act was done since there was a backup of all that is
// open here.
func (s *Store) Changed(ctx context.Context) (bool, error) {
	backups, err := s.access.Backups(s.home.Backups(), Schemas())
	if err != nil {
		return false, err
	}
	acts := map[string]string{}
	for _, name := range s.files {
		if acts[name], err = lastDone(ctx, s.db, name, name); err != nil {
			return false, InWords(err)
		}
	}
	return !slices.ContainsFunc(backups, func(b vault.Backup) bool { return b.Problem == "" && holds(b, acts) }), nil
}

// holds tells whether a backup ends with these acts.
func holds(b vault.Backup, acts map[string]string) bool {
	for name, act := range acts {
		if kept := part(b, name); kept == nil || kept.Details == nil || kept.Details.LastAct != act {
			return false
		}
	}
	return true
}

func part(b vault.Backup, name string) *vault.Part {
	for i := range b.Parts {
		if string(b.Parts[i].Compartment) == name {
			return &b.Parts[i]
		}
	}
	return nil
}

// copied is what the living file held when it was copied.
type copied struct {
	counts map[string]int
	head   vault.Head
}

func (s *Store) backup(ctx context.Context, why string, copyFile func(context.Context, string, string) (copied, error)) (made vault.Backup, err error) {
	defer wrap(&err, "backup")
	var compartments []vault.Compartment
	for _, name := range s.files {
		compartments = append(compartments, vault.Compartment(name))
	}
	making, err := s.access.NewBackup(s.home.Backups(), why, compartments, s.options.Now())
	if err != nil {
		return made, err
	}
	defer making.Abandon()
	taken := map[vault.Compartment]copied{}
	for _, c := range compartments {
		if taken[c], err = copyFile(ctx, string(c), making.Target(c)); err != nil {
			return made, err
		}
	}
	made, err = making.Finish(ctx, func(c vault.Compartment, path string) (vault.Details, int, error) {
		details, schema, err := inspect(ctx, string(c), path)
		if err == nil && (!maps.Equal(details.Counts, taken[c].counts) || !slices.Equal(details.Head.MAC, taken[c].head.MAC)) {
			err = fmt.Errorf("the copy of %s does not hold what the file does", c)
		}
		return details, schema, err
	})
	if err != nil {
		return made, err
	}
	if why == BackupRestore {
		return made, nil // the one about to be restored may be the next to go
	}
	if backups, err := s.access.Backups(s.home.Backups(), Schemas()); err == nil {
		for _, old := range vault.Thin(backups, s.options.Now()) {
			err = errors.Join(err, vault.Remove(old.Path))
		}
		return made, err
	}
	return made, nil
}

// copyInto copies an open file. No act is done meanwhile, so that what is
// counted is what was copied.
func (s *Store) copyInto(ctx context.Context, name, path string) (c copied, err error) {
	s.acts.Lock()
	defer s.acts.Unlock()
	if err := limitAttached(ctx, s.db.DB, len(s.files)+1); err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, limitAttached(context.WithoutCancel(ctx), s.db.DB, len(s.files))) }()
	if _, err := s.db.ExecContext(ctx, "VACUUM "+name+" INTO ?", fileDSN(path)); err != nil {
		return c, err
	}
	return look(ctx, s.db, name, name)
}

// copyAlone copies a file that is not open yet, before it is brought up to date.
func (s *Store) copyAlone(ctx context.Context, name, path string) (c copied, err error) {
	db, err := openAlone(ctx, file(s.home.Data(), name))
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "VACUUM main INTO ?", fileDSN(path)); err != nil {
		return c, err
	}
	return look(ctx, db, "main", name)
}

// inspect opens a copy on a connection of its own, checks it from end to end
// and says what it holds.
func inspect(ctx context.Context, name, path string) (d vault.Details, schema int, err error) {
	db, err := openAlone(ctx, path)
	if err != nil {
		return d, 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if verdict, err := one[string](ctx, db, "PRAGMA main.integrity_check"); err != nil || verdict != "ok" {
		return d, 0, errors.Join(err, errors.New("the copy is not whole"))
	}
	if schema, err = one[int](ctx, db, "PRAGMA main.user_version"); err != nil {
		return d, 0, err
	}
	found, err := look(ctx, db, "main", name)
	if err != nil {
		return d, 0, err
	}
	d = vault.Details{Counts: found.counts, Head: found.head}
	d.LastAct, err = lastDone(ctx, db, "main", name)
	return d, schema, err
}

// lastDone marks the last thing that was done in a file, attached under the name
// as: the mac of the audit's last line that is an act's, "" when there is none.
// Ids of acts would not do: they follow the clock, which may be set back.
func lastDone(ctx context.Context, q querier, as, name string) (string, error) {
	mark, err := one[string](ctx, q, "SELECT hex(mac) FROM "+as+"."+journalPrefix(name)+"audit WHERE verb LIKE 'act.%' ORDER BY sequence DESC LIMIT 1")
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return mark, err
}

// look counts every table of a file, which is attached under the name as, and
// finds the head of its audit.
func look(ctx context.Context, q querier, as, name string) (c copied, err error) {
	tables, err := list(ctx, q, func(r *sql.Rows) (t string, err error) { return t, r.Scan(&t) },
		"SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", as)
	if err != nil {
		return c, err
	}
	c.counts = map[string]int{}
	for _, t := range tables {
		if c.counts[t], err = one[int](ctx, q, fmt.Sprintf("SELECT count(*) FROM %s.%s", as, quoted(t))); err != nil {
			return c, err
		}
	}
	err = q.QueryRowContext(ctx, "SELECT sequence, mac, at FROM "+as+"."+journalPrefix(name)+"audit ORDER BY sequence DESC LIMIT 1").
		Scan(&c.head.Sequence, &c.head.MAC, &c.head.At)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return c, err
}

// Counts are how many students, sessions, bookings and venues are there.
func (s *Store) Counts(ctx context.Context) (map[string]int, error) {
	all := map[string]int{}
	for _, name := range s.files {
		found, err := look(ctx, s.db, name, name)
		if err != nil {
			return nil, InWords(err)
		}
		maps.Copy(all, found.counts)
	}
	return all, nil
}

// NoteDrill keeps the day a backup was restored to prove it.
func (s *Store) NoteDrill(ctx context.Context) error {
	_, err := s.do(ctx, collegeFile, "act.drill", func(a *act) error {
		settings, err := find[college.Settings](ctx, a.Tx, "LIMIT 1")
		if err != nil || len(settings) == 0 {
			return err
		}
		settings[0].LastDrill = s.Today()
		return a.put(ctx, settings[0])
	})
	return err
}

// LastDrill is the day a backup was last restored to prove it; "" never.
func (s *Store) LastDrill(ctx context.Context) (college.Date, error) {
	if !s.whole() {
		return "", nil
	}
	settings, err := first[college.Settings](ctx, s.db, "")
	return settings.LastDrill, InWords(err)
}
