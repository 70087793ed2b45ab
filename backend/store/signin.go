package store

import (
	"context"
	"crypto/hmac"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// Notices are what whoever opened the college should know: a file older than it
// was, an audit that was changed, sessions in a room that is not there.
func (s *Store) Notices() []college.Finding { return s.notices }

// signIn is what happens each time a college is opened: the heads of the audits
// are held against their anchors, and whoever opens both files takes in the
// venue book's lines and looks for references that lead nowhere.
func (s *Store) signIn(ctx context.Context) error {
	for _, name := range s.files {
		if damage, met := vault.DamageIn(file(s.home.Data(), name)); met && damage.InLog {
			s.notice("notice.logDamaged", "file", name+".daybook")
		}
	}
	if err := s.compareAnchors(ctx); err != nil {
		return err
	}
	if !s.whole() {
		return nil
	}
	if err := errors.Join(s.settleErasures(ctx), s.compareRing(ctx), s.takeInVenueAudit(ctx)); err != nil {
		return err
	}
	orphans, err := orphans(ctx, s.db)
	if orphans > 0 {
		s.notice("notice.orphans", "count", strconv.Itoa(orphans))
	}
	return err
}

func (s *Store) notice(key string, pairs ...string) {
	refusal := college.Refuse(college.Conflict, key, pairs...)
	s.notices = append(s.notices, college.Finding{Severity: college.ConcernLevel, Key: refusal.Key, Values: refusal.Values})
}

// compareAnchors tells of a file that ends before its anchor, as an older copy
// put back does, and of one that has another line there.
func (s *Store) compareAnchors(ctx context.Context) error {
	anchors, err := s.access.Anchors(s.home.Data())
	if errors.Is(err, vault.ErrAnchor) {
		s.notice("notice.anchors")
		err = nil
	}
	if err != nil {
		return err
	}
	for _, name := range s.files {
		anchor, kept := anchors[vault.Compartment(name)]
		if !kept || anchor.Sequence == 0 {
			continue
		}
		mac, err := one[[]byte](ctx, s.db, "SELECT mac FROM "+auditTable(name)+" WHERE sequence = ?", anchor.Sequence)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			s.notice("notice.older", "file", name+".daybook", "date", anchor.At)
			if err := s.noteCut(ctx, name); err != nil {
				return err
			}
		case err != nil:
			return err
		case !hmac.Equal(mac, anchor.MAC):
			s.notice("notice.auditChanged", "file", name+".daybook")
			if err := s.noteCut(ctx, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteCut writes into the audit itself that it is not as it was: the anchor is
// written anew at closing, and whoever signs in first need not be a leader.
func (s *Store) noteCut(ctx context.Context, file string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = addLine(ctx, tx, file, college.AuditLine{At: s.instant(), By: "daybook", Verb: cutVerb})
	return errors.Join(err, finish(tx, err))
}

// compareRing tells of a keyring that is older than the newest seen here: one put
// back together with its anchors.json has nothing else that knows.
func (s *Store) compareRing(ctx context.Context) error {
	seen, err := one[int64](ctx, s.db, "SELECT coalesce(max(version), 0) FROM college.keyring_seen")
	if err != nil {
		return err
	}
	version := s.access.Ring().Version()
	if version < seen {
		s.notice("ring.older")
	}
	if version > seen {
		_, err = s.db.ExecContext(ctx, "INSERT INTO college.keyring_seen (id, version) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version", version)
	}
	return err
}

// takeInVenueAudit copies the venue book's new audit lines into the college's
// file, where a volunteer's key cannot reach them; lines whose chain does not
// hold are not taken in.
func (s *Store) takeInVenueAudit(ctx context.Context) error {
	key, err := chainKey(ctx, s.db, venuesFile)
	if err != nil {
		return err
	}
	last := struct {
		sequence int64
		mac      []byte
	}{}
	err = s.db.QueryRowContext(ctx, "SELECT sequence, mac FROM college.venue_audit_copy ORDER BY sequence DESC LIMIT 1").Scan(&last.sequence, &last.mac)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if last.sequence > 0 {
		// A volunteer may put back an older venue book, and the anchor with it.
		mac, err := one[[]byte](ctx, s.db, "SELECT mac FROM venues.venue_audit WHERE sequence = ?", last.sequence)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if !hmac.Equal(mac, last.mac) {
			s.notice("notice.venueAudit", "line", strconv.FormatInt(last.sequence, 10))
			return nil
		}
	}
	fresh, err := list(ctx, s.db, scanLine, `SELECT sequence, at, "by", verb, kind, subject, fields, mac
		FROM venues.venue_audit WHERE sequence > ? ORDER BY sequence`, last.sequence)
	if err != nil || len(fresh) == 0 {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, line := range fresh {
		if line.Sequence != last.sequence+1 || !hmac.Equal(line.seal(key, last.mac), line.mac) {
			s.notice("notice.venueAudit", "line", strconv.FormatInt(line.Sequence, 10))
			break
		}
		if err := insertLine(ctx, tx, "college.venue_audit_copy", line, line.mac); err != nil {
			return err
		}
		last.sequence, last.mac = line.Sequence, line.mac
	}
	return tx.Commit()
}

// references lead from the college's file to places in the venue book, where no
// foreign key reaches.
var references = []struct{ table, column, place string }{
	{"session", "room_id", "room"},
	{"partner_venue", "venue_id", "venue"},
	{"venue_secret", "venue_id", "venue"},
}

// orphans counts references to places that are not there, as two files of
// different days may have.
func orphans(ctx context.Context, q querier) (total int, err error) {
	for _, r := range references {
		n, err := one[int](ctx, q, fmt.Sprintf(`SELECT count(*) FROM college.%[1]s WHERE %[2]s IS NOT NULL
			AND %[2]s NOT IN (SELECT id FROM venues.%[3]s)`, r.table, r.column, r.place))
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
