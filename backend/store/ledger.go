package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// The ledger of erasures says what was erased, by a hash of the row's id, and on
// which day: so that records brought back from before lose it again. It stands in
// each file and, sealed, beside the backups, where a file that is lost or put
// back does not take it along.

// ledgerName is the ledger beside the backups, and what it is sealed as.
const ledgerName = "erasures.sealed"

// hashOf is what the ledger keeps of an id: SHA-256 in hexadecimal.
func hashOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// ReadLedger reads the ledger beside the backups, hash → day; none yet is empty.
func ReadLedger(access *vault.Access, backups string) (map[string]string, error) {
	ledger := map[string]string{}
	sealed, err := os.ReadFile(filepath.Join(backups, ledgerName))
	if errors.Is(err, os.ErrNotExist) {
		return ledger, nil
	}
	if err != nil {
		return nil, err
	}
	plain, err := access.Open(vault.College, ledgerName, sealed)
	if err != nil {
		return nil, err
	}
	return ledger, json.Unmarshal(plain, &ledger)
}

// WriteLedger puts the whole ledger beside the backups, sealed under the key of
// the college's file. After that key was changed it is written anew.
func WriteLedger(access *vault.Access, backups string, ledger map[string]string) error {
	plain, err := json.Marshal(ledger)
	if err != nil {
		return err
	}
	sealed, err := access.Seal(vault.College, ledgerName, plain)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(backups, 0o700); err != nil {
		return err
	}
	return vault.WriteWhole(filepath.Join(backups, ledgerName), sealed)
}

// ledgerTable is the ledger of a file.
func ledgerTable(file string) string { return file + "." + journalPrefix(file) + "erasure" }

// erasures reads the ledger in a table, hash → day.
func erasures(ctx context.Context, q querier, table string) (map[string]string, error) {
	type entry struct{ hash, day string }
	entries, err := list(ctx, q, func(r *sql.Rows) (e entry, err error) { return e, r.Scan(&e.hash, &e.day) },
		`SELECT id_hash, "on" FROM `+table)
	ledger := map[string]string{}
	for _, e := range entries {
		ledger[e.hash] = e.day
	}
	return ledger, err
}

// enter puts entries into the ledger of the file an act writes; the first day
// stands.
func (a *act) enter(ctx context.Context, file string, ledger map[string]string) error {
	for hash, day := range ledger {
		if _, err := a.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %s.%serasure (id_hash, "on") VALUES (?, ?) ON CONFLICT DO NOTHING`,
			file, journalPrefix(file)), hash, day); err != nil {
			return err
		}
	}
	return nil
}

// without are the entries of a ledger that another does not have.
func without(ledger, known map[string]string) map[string]string {
	rest := maps.Clone(ledger)
	maps.DeleteFunc(rest, func(hash, _ string) bool { _, has := known[hash]; return has })
	return rest
}

// settleErasures finishes, when a college is opened, what was left of an erasure
// that was ended in the middle, and erases again who stands in the ledger beside
// the backups but is here, as after an older file was put back. That ledger is
// written last of all, so one that lacks an entry tells that the rest has to be
// done again.
func (s *Store) settleErasures(ctx context.Context) error {
	if !s.whole() {
		return nil
	}
	side, err := ReadLedger(s.access, s.home.Backups())
	if err != nil {
		s.notice("notice.ledger")
		side = map[string]string{}
	}
	if _, err := s.eraseAgain(ctx, side); err != nil {
		return err
	}
	kept, err := s.keptErasures(ctx)
	if err != nil || len(without(kept, side)) == 0 {
		return err
	}
	return s.finishErasing(ctx)
}

// eraseAgain erases in both files what the ledger given has and theirs have not:
// everybody whose id it holds, and rows of the venue book that named somebody. It
// gives how many people it erased.
func (s *Store) eraseAgain(ctx context.Context, erased map[string]string) (int, error) {
	known, err1 := erasures(ctx, s.db, ledgerTable(collegeFile))
	knownPlaces, err2 := erasures(ctx, s.db, ledgerTable(venuesFile))
	if err := firstError(err1, err2); err != nil {
		return 0, err
	}
	erased = maps.Clone(erased)
	maps.Copy(erased, knownPlaces)
	maps.Copy(erased, known)
	places, err := venueNames(ctx, s.db, identity{}, without(erased, knownPlaces))
	missing := without(erased, known)
	if err != nil || len(missing)+len(places) == 0 {
		return 0, err
	}
	people, err := list(ctx, s.db, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) }, "SELECT id FROM college.person")
	if err != nil {
		return 0, err
	}
	people = slices.DeleteFunc(people, func(id string) bool { return missing[hashOf(id)] == "" })
	if _, err := s.erase(ctx, people, erased, nil); err != nil {
		return 0, err
	}
	return len(people), s.finishErasing(ctx)
}

// keptErasures is the ledger of both files.
func (s *Store) keptErasures(ctx context.Context) (map[string]string, error) {
	kept := map[string]string{}
	for _, name := range s.files {
		ledger, err := erasures(ctx, s.db, ledgerTable(name))
		if err != nil {
			return nil, err
		}
		maps.Copy(kept, ledger)
	}
	return kept, nil
}

// finishErasing leaves nothing of what was erased in the unused parts of the
// files or in their logs, and then writes the ledger beside the backups.
func (s *Store) finishErasing(ctx context.Context) error {
	for _, name := range s.files {
		if err := s.clean(ctx, name); err != nil {
			return err
		}
	}
	kept, err := s.keptErasures(ctx)
	if err != nil {
		return err
	}
	side, err := ReadLedger(s.access, s.home.Backups())
	if err == nil {
		maps.Copy(kept, side)
	}
	if err == nil && maps.Equal(kept, side) {
		return nil
	}
	return WriteLedger(s.access, s.home.Backups(), kept)
}

// clean writes a file anew without its unused pages, and empties its log.
func (s *Store) clean(ctx context.Context, name string) (err error) {
	s.acts.Lock()
	defer s.acts.Unlock()
	if err := limitAttached(ctx, s.db.DB, len(s.files)+1); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "VACUUM "+name)
	if err = errors.Join(err, limitAttached(context.WithoutCancel(ctx), s.db.DB, len(s.files))); err != nil {
		return err
	}
	var busy, frames, done int
	if err := s.db.QueryRowContext(ctx, "PRAGMA "+name+".wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done); err != nil {
		return err
	}
	if busy != 0 {
		return college.Refuse(college.Conflict, "store.inUse", "folder", s.home.Folder)
	}
	return nil
}
