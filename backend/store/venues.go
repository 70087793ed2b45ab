package store

import (
	"context"
	"database/sql"
	"strings"

	"daybook/backend/college"
)

// Venues are the venues in use whose name, town or code has every word.
func (s *Store) Venues(ctx context.Context, query string) (all []college.VenueLine, err error) {
	defer func() { err = InWords(err) }()
	where, args := matching(folded(query), "v.folded")
	return list(ctx, s.db, func(r *sql.Rows) (l college.VenueLine, err error) {
		var town, answers sql.NullString
		if err := r.Scan(&l.ID, &l.Name, &town, &l.Rooms, &answers); err != nil {
			return l, err
		}
		l.Town = town.String
		l.StepFree = stepFree(strings.Split(answers.String, ","))
		return l, nil
	}, `SELECT v.id, v.name, v.town, (SELECT count(*) FROM venues.room r WHERE r.venue_id = v.id AND r.active = 1),
			(SELECT group_concat(f.answer) FROM venues.access_fact f WHERE f.venue_id = v.id AND f.item = ? AND f.archived_at IS NULL)
		FROM venues.venue v WHERE v.active = 1 AND v.merged_into IS NULL AND `+where+" ORDER BY v.name, v.id",
		append([]any{college.FactStepFree}, args...)...)
}

// stepFree is the worst answer about a venue and its rooms: who comes with a
// wheelchair must not be promised more.
func stepFree(answers []string) string {
	worst := ""
	for _, a := range answers {
		switch {
		case a == "no" || worst == "no":
			worst = "no"
		case a == "unknown" || worst == "unknown":
			worst = "unknown"
		case a == "yes":
			worst = "yes"
		}
	}
	if worst == "" {
		return "unknown"
	}
	return worst
}

// Venue is one venue with its rooms in use and all that is known about access.
func (s *Store) Venue(ctx context.Context, id string) (v college.VenuePage, err error) {
	defer func() { err = InWords(err) }()
	if v.Venue, err = get[college.Venue](ctx, s.db, id); err != nil {
		return v, err
	}
	if v.Rooms, err = find[college.Room](ctx, s.db, "WHERE venue_id = ? AND active = 1 ORDER BY name, id", id); err != nil {
		return v, err
	}
	v.Facts, err = find[college.AccessFact](ctx, s.db, "WHERE venue_id = ? AND archived_at IS NULL ORDER BY room_id IS NOT NULL, room_id, item, id", id)
	return v, err
}

// CorrectFact puts an access fact right: the answer, the note, and who checked
// it, today. It gives the venue's id.
func (s *Store) CorrectFact(ctx context.Context, id, answer, note, by string) (venueID string, err error) {
	_, err = s.do(ctx, venuesFile, "act.correctFact", func(a *act) error {
		fact, err := get[college.AccessFact](ctx, a.Tx, id)
		if err != nil {
			return err
		}
		venueID = fact.VenueID
		fact.Answer, fact.Note, fact.CheckedBy, fact.CheckedOn = answer, strings.TrimSpace(note), by, s.Today()
		if err := fact.Validate(); err != nil {
			return err
		}
		return a.put(ctx, fact)
	})
	return venueID, err
}

// SetIdle says after how many minutes without anybody the window locks.
func (s *Store) SetIdle(ctx context.Context, minutes int) error {
	if minutes < 1 || minutes > 15 {
		return college.Refuse(college.Invalid, "idle.minutes")
	}
	_, err := s.do(ctx, venuesFile, "act.idle", func(a *act) error {
		cards, err := find[college.Card](ctx, a.Tx, "LIMIT 1")
		if err != nil || len(cards) == 0 {
			return err
		}
		cards[0].IdleMinutes = minutes
		return a.put(ctx, cards[0])
	})
	return err
}
