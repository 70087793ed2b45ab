package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// drillFolder is where a backup is restored to be counted and thrown away.
const drillFolder = "drill.new"

// Restoring is what a restore works with. Nothing in the folder may be open.
type Restoring struct {
	Home   *Home
	Access *vault.Access // today's; or, where the living keyring is lost, that of the backup
	Backup string        // path
	Open   *Store        // the living records, where a drill leaves them open
	Now    func() time.Time
}

// Restored says what a restore did.
type Restored struct {
	Backup   vault.Backup
	Counts   map[string]int // what is there now, by table
	Erased   int            // people who had been erased since, and were again
	Orphans  int            // references to places that are not there
	Carried  int            // audit lines younger than the backup that were kept
	AuditCut bool           // the living audit could not be read: its youngest lines are gone
	Kept     string         // where the set from before is
	Access   *vault.Access  // to go on with: the one given opens what was there before
}

// Restore brings the records of a backup back under today's keyring: passwords,
// users and the recovery sheet stay as they are. All of it is built beside and
// swapped in as a whole; the set from before is kept. Whoever was erased since
// is erased again, and the living audit goes on from where it was. A backup of
// the venue book alone leaves the college's file as it is.
func Restore(ctx context.Context, r Restoring) (done Restored, err error) {
	defer func() { err = InWords(err) }()
	fresh := r.Home.fresh()
	done, set, err := r.rebuild(ctx, fresh)
	if err == nil {
		done.Access, err = r.Access.Restored(fresh, set.keys)
	}
	if err == nil {
		err = done.Access.Anchor(fresh, set.heads)
	}
	if err != nil {
		return done, errors.Join(err, os.RemoveAll(fresh))
	}
	if done.Kept, err = r.Home.swap(r.Now()); err != nil {
		return done, err
	}
	return done, done.Access.Save(r.Home.Data())
}

// Drill does all that Restore does, in a scratch folder, counts, and throws it
// away: proof that the backup would come back.
func Drill(ctx context.Context, r Restoring) (done Restored, err error) {
	defer func() { err = InWords(err) }()
	scratch := filepath.Join(r.Home.Folder, drillFolder)
	done, _, err = r.rebuild(ctx, scratch)
	return done, errors.Join(err, os.RemoveAll(scratch))
}

// rebuilt is what the keyring of a rebuilt folder has to say.
type rebuilt struct {
	keys  map[vault.Compartment]vault.FileKey
	heads map[vault.Compartment]vault.Head
}

// rebuild makes a data folder of a backup, whole but for the keyring.
func (r Restoring) rebuild(ctx context.Context, folder string) (done Restored, set rebuilt, err error) {
	done.Backup, err = r.Access.Check(ctx, r.Backup, Schemas())
	if problem := done.Backup.Problem; problem != "" {
		return done, set, college.Refuse(college.Conflict, string(problem), "file", done.Backup.Name)
	}
	if err != nil {
		return done, set, err
	}
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(folder, 0o700)); err != nil {
		return done, set, err
	}
	living := r.readLiving(ctx) // which also puts away the log of a program that was killed
	set.keys, err = r.unpack(ctx, folder, done.Backup)
	if err != nil {
		return done, set, err
	}
	for c, key := range set.keys {
		if err := vault.Hold(file(folder, string(c)), key); err != nil {
			return done, set, err
		}
	}
	defer release(folder)
	for _, name := range files {
		if err := migrate(ctx, file(folder, name), name, false); err != nil {
			return done, set, err
		}
	}
	set.heads, err = r.bringToToday(ctx, folder, living, &done)
	return done, set, err
}

// unpack puts the backup's parts into a folder under new file keys, and the
// living file of what the backup does not have: the living college stays whose
// venue book alone is brought back.
func (r Restoring) unpack(ctx context.Context, folder string, b vault.Backup) (map[vault.Compartment]vault.FileKey, error) {
	keys, targets := map[vault.Compartment]vault.FileKey{}, map[vault.Compartment]vault.Target{}
	for _, c := range vault.Files {
		key := vault.NewFileKey()
		path := file(folder, string(c))
		keys[c] = key
		if part(b, string(c)) != nil {
			targets[c] = vault.Target{Path: path, Key: key}
			continue
		}
		if err := r.keep(ctx, c, path, key); err != nil {
			return nil, err
		}
	}
	return keys, r.Access.Unpack(ctx, r.Backup, targets, Schemas())
}

// keep copies a living file into the folder being built, under a new key.
func (r Restoring) keep(ctx context.Context, c vault.Compartment, path string, key vault.FileKey) error {
	if r.Open != nil {
		if err := vault.Hold(path, key); err != nil {
			return err
		}
		defer vault.Release(path)
		_, err := r.Open.copyInto(ctx, string(c), path)
		return err
	}
	living := r.Access.Keys(c)
	if len(living) == 0 {
		return college.Refuse(college.Conflict, "backup.venuesOnly")
	}
	return vault.Reseal(ctx, file(r.Home.Data(), string(c)), living[0], path, key)
}

// bringToToday opens the rebuilt folder, checks it, erases again, carries the
// audit on and counts.
func (r Restoring) bringToToday(ctx context.Context, folder string, living livingRecords, done *Restored) (heads map[vault.Compartment]vault.Head, err error) {
	done.AuditCut = !living.read
	s := &Store{options: Options{Now: r.Now}.withDefaults(), files: files, access: r.Access, home: r.Home, journal: &journal{}}
	if s.db, err = attach(ctx, folder, files, s.journal.note); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if err := s.journal.learn(ctx, s.db, s.files); err != nil {
		return nil, err
	}
	for _, name := range files {
		if verdict, err := one[string](ctx, s.db, "PRAGMA "+name+".integrity_check"); err != nil || verdict != "ok" {
			return nil, errors.Join(err, college.Refuse(college.Conflict, "backup.damaged", "file", done.Backup.Name))
		}
		carried, whole, err := s.carryAudit(ctx, name, living.lines[name])
		if err != nil {
			return nil, err
		}
		done.Carried += carried
		done.AuditCut = done.AuditCut || !whole
	}
	if done.Erased, err = s.eraseAgain(ctx, living.erased); err != nil {
		return nil, err
	}
	if err := s.noteRestore(ctx); err != nil {
		return nil, err
	}
	if done.Orphans, err = orphans(ctx, s.db); err != nil {
		return nil, err
	}
	if done.Counts, err = s.Counts(ctx); err != nil {
		return nil, err
	}
	return s.Heads(ctx)
}

// noteRestore is the audit's line, in each file, that it was brought back.
func (s *Store) noteRestore(ctx context.Context) error {
	for _, name := range files {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		err = addLine(ctx, tx, name, college.AuditLine{At: s.instant(), By: s.access.User.ID, Verb: "act.restore"})
		if err = errors.Join(err, finish(tx, err)); err != nil {
			return err
		}
	}
	return nil
}

// finish commits, or rolls back when there was an error.
func finish(tx *sql.Tx, err error) error {
	if err != nil {
		return tx.Rollback()
	}
	return tx.Commit()
}

// livingRecords is what a restore takes over from the set it replaces.
type livingRecords struct {
	read   bool // all of it
	lines  map[string][]auditRow
	erased map[string]string // hash of the id → day
}

// readLiving reads the living audits and ledgers as far as they open: a restore
// is often asked for because they do not.
func (r Restoring) readLiving(ctx context.Context) livingRecords {
	living := livingRecords{read: true, lines: map[string][]auditRow{}, erased: map[string]string{}}
	if side, err := ReadLedger(r.Access, r.Home.Backups()); err == nil {
		maps.Copy(living.erased, side)
	}
	for _, c := range vault.Files {
		if err := r.readFile(ctx, string(c), &living); err != nil {
			living.read = false
		}
	}
	return living
}

func (r Restoring) readFile(ctx context.Context, name string, living *livingRecords) (err error) {
	if r.Open != nil {
		return living.add(ctx, r.Open.db, name, name)
	}
	path := file(r.Home.Data(), name)
	if err := vault.Hold(path, r.Access.Keys(vault.Compartment(name))...); err != nil {
		return err
	}
	defer vault.Release(path)
	db, err := openAlone(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return living.add(ctx, db, "main", name)
}

// add reads one file, which is attached under the name as.
func (l *livingRecords) add(ctx context.Context, q querier, as, name string) error {
	table := as + "." + journalPrefix(name)
	lines, err := list(ctx, q, scanLine, `SELECT sequence, at, "by", verb, kind, subject, fields, mac FROM `+table+"audit ORDER BY sequence")
	if err != nil {
		return err
	}
	l.lines[name] = lines
	erased, err := erasures(ctx, q, table+"erasure")
	maps.Copy(l.erased, erased)
	return err
}

// carryAudit puts the living lines after the backup's head at the end of the
// restored audit: it is for good. Whole is false when they do not go on from
// there, or end before their anchor, so that lines are lost.
func (s *Store) carryAudit(ctx context.Context, name string, living []auditRow) (carried int, whole bool, err error) {
	head, err := headOf(ctx, s.db, name)
	if err != nil {
		return 0, false, err
	}
	anchors, _ := s.access.Anchors(s.home.Data()) // one that does not fit is told at sign-in
	whole = int64(len(living)) >= anchors[vault.Compartment(name)].Sequence
	switch {
	case int64(len(living)) < head.Sequence:
		return 0, false, nil
	case head.Sequence > 0 && !bytes.Equal(living[head.Sequence-1].mac, head.MAC):
		return 0, false, nil
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, false, err
	}
	for _, line := range living[head.Sequence:] {
		if err := insertLine(ctx, tx, auditTable(name), line, line.mac); err != nil {
			return 0, false, errors.Join(err, tx.Rollback())
		}
		carried++
	}
	return carried, whole, tx.Commit()
}
