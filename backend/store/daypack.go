package store

import (
	"cmp"
	"context"
	"strings"

	"daybook/backend/college"
)

// DayPack is what staff take along for a day: the registers, numbered as
// DayRegisters does, with whom to ring, how to get in and what to bring. It holds
// keys, codes and phones: for leaders and admins alone.
func (s *Store) DayPack(ctx context.Context, date college.Date) (pack college.DayPack, err error) {
	defer func() { err = InWords(err) }()
	day, err := s.DayRegisters(ctx, date)
	if err != nil {
		return pack, err
	}
	pack = college.DayPack{Date: date, Sessions: []college.PackSession{}}
	var ids []string
	for _, r := range day.Registers {
		ids = append(ids, r.Head.SessionID)
	}
	b, err := s.pack(ctx, ids)
	if err != nil {
		return pack, err
	}
	for _, r := range day.Registers {
		pack.Sessions = append(pack.Sessions, b.session(r))
	}
	return pack, nil
}

// packing is what the sessions of a day may need.
type packing struct {
	tutors, helpers []member
	spots           map[string]spot
	rooms           map[string]college.Room
	venues          map[string]college.Venue
	contacts        []college.VenueContact
	facts           []college.AccessFact
	secrets         []college.VenueSecret
	materials       map[string][]string // by run
}

func (s *Store) pack(ctx context.Context, sessions []string) (b packing, err error) {
	q, ids := s.db, asList(sessions)
	const these = "SELECT value FROM json_each(?)"
	var errs [9]error
	b.tutors, errs[0] = s.teamOf(ctx, college.RoleTutor, "SELECT value FROM json_each(?1)", ids)
	b.helpers, errs[1] = s.teamOf(ctx, college.RoleVolunteer, "SELECT value FROM json_each(?1)", ids)
	b.spots, errs[2] = spotsOf(ctx, q, sessions)
	b.rooms, errs[3] = byID(ctx, q, func(r college.Room) string { return r.ID }, "")
	b.venues, errs[4] = byID(ctx, q, func(v college.Venue) string { return v.ID }, "")
	b.contacts, errs[5] = find[college.VenueContact](ctx, q, "WHERE archived_at IS NULL ORDER BY out_of_hours, name, id")
	b.facts, errs[6] = find[college.AccessFact](ctx, q, "WHERE archived_at IS NULL ORDER BY item, id")
	b.secrets, errs[7] = find[college.VenueSecret](ctx, q, "WHERE text IS NOT NULL ORDER BY kind, id")
	courses, err := find[college.Course](ctx, q, "")
	byCourse := map[string][]string{}
	for _, c := range courses {
		byCourse[c.ID] = c.Materials
	}
	runs, err2 := find[college.CourseRun](ctx, q, "WHERE id IN (SELECT run_id FROM college.session WHERE id IN ("+these+"))", ids)
	b.materials = map[string][]string{}
	for _, r := range runs {
		b.materials[r.ID] = byCourse[r.CourseID]
	}
	return b, firstError(append(errs[:], err, err2)...)
}

func (b packing) session(r college.Register) college.PackSession {
	id := r.Head.SessionID
	p := college.PackSession{Register: r, Tutors: onDay(b.tutors, id), Helpers: onDay(b.helpers, id), Contacts: []college.VenueContact{},
		Facts: []college.AccessFact{}, Secrets: []college.VenueSecret{}, Bring: strings.Join(b.materials[r.Head.RunID], ", ")}
	spot, inRoom := b.spots[id]
	if !inRoom {
		return p
	}
	room := b.rooms[spot.room]
	p.Opening, p.SetUp = b.venues[spot.now].Opening, room.SetUpMinutes
	p.Facts = spot.facts(b.facts)
	for _, c := range b.contacts {
		if c.VenueID == spot.venue || c.VenueID == spot.now {
			p.Contacts = append(p.Contacts, c)
		}
	}
	for _, x := range b.secrets {
		if x.VenueID == spot.venue || x.VenueID == spot.now {
			p.Secrets = append(p.Secrets, x)
		}
	}
	return p
}

// onDay are the people of one session, with a number to ring.
func onDay(team []member, session string) []college.PackPerson {
	people := []college.PackPerson{}
	for _, m := range team {
		if m.session == session {
			people = append(people, college.PackPerson{Called: m.person.Called(), Full: m.person.FullName, Phone: toRing(m.person), Part: m.part})
		}
	}
	return people
}

// toRing is the number somebody is rung on: the mobile, else the first there is.
func toRing(p college.Person) string {
	if len(p.Phones) == 0 {
		return ""
	}
	return cmp.Or(p.Mobile(), p.Phones[0].Number)
}

// SaveVenueSecret keeps how to get into a venue. Only a leader may. One with an
// id takes the place of what was said before; with an empty text it holds no
// longer.
func (s *Store) SaveVenueSecret(ctx context.Context, secret college.VenueSecret) error {
	secret.Text = strings.TrimSpace(secret.Text)
	if err := firstError(s.leaderOnly(), secret.Validate()); err != nil {
		return err
	}
	_, err := s.do(ctx, collegeFile, "act.venueSecret", func(a *act) error {
		venue, err := venueNow(ctx, a.Tx, secret.VenueID)
		if err != nil {
			return err
		}
		secret.VenueID = venue.ID
		if secret.ID == "" {
			if secret.Text == "" {
				return college.Refuse(college.Invalid, "secret.textNeeded")
			}
			secret.ID = a.newID()
		} else if _, err := get[college.VenueSecret](ctx, a.Tx, secret.ID); err != nil {
			return err
		}
		return a.put(ctx, secret)
	})
	return err
}

// VenueSecrets are the ways into a venue that hold, for leaders and admins alone.
func (s *Store) VenueSecrets(ctx context.Context, venueID string) (secrets []college.VenueSecret, err error) {
	defer func() { err = InWords(err) }()
	venue, err := venueNow(ctx, s.db, venueID)
	if err != nil {
		return nil, err
	}
	return find[college.VenueSecret](ctx, s.db, `WHERE text IS NOT NULL AND venue_id IN
		(SELECT id FROM venues.venue WHERE id = ?1 OR merged_into = ?1) ORDER BY kind, id`, venue.ID)
}

// VenueSheet is everything about a venue that may be handed out, from the venue
// book alone: no keys and no codes.
func (s *Store) VenueSheet(ctx context.Context, venueID string) (sheet college.VenueSheet, err error) {
	defer func() { err = InWords(err) }()
	if sheet.Venue, err = venueNow(ctx, s.db, venueID); err != nil {
		return sheet, err
	}
	const its = `venue_id IN (SELECT id FROM venues.venue WHERE id = ?1 OR merged_into = ?1) AND `
	id := sheet.Venue.ID
	var errs [4]error
	sheet.Rooms, errs[0] = find[college.Room](ctx, s.db, "WHERE "+its+"active = 1 ORDER BY name, id", id)
	sheet.Facts, errs[1] = find[college.AccessFact](ctx, s.db, "WHERE "+its+"archived_at IS NULL ORDER BY room_id IS NOT NULL, room_id, item, id", id)
	sheet.Contacts, errs[2] = find[college.VenueContact](ctx, s.db, "WHERE "+its+"archived_at IS NULL ORDER BY out_of_hours, name, id", id)
	sheet.Closures, errs[3] = find[college.VenueClosure](ctx, s.db, "WHERE "+its+`archived_at IS NULL AND "to" >= ?2 ORDER BY "from", id`, id, string(s.Today()))
	return sheet, firstError(errs[:]...)
}
