package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"daybook/backend/college"
)

// ContactSheet is whom staff ring about the sessions of some days: tutors,
// volunteers, contacts of the venues and of the partners. Sessions that were
// cancelled and drafts are left out.
func (s *Store) ContactSheet(ctx context.Context, from, to college.Date) (sheet college.ContactSheet, err error) {
	defer func() { err = InWords(err) }()
	if !from.Valid() || !to.Valid() || to < from {
		return sheet, college.Refuse(college.Invalid, "contacts.days")
	}
	sheet = college.ContactSheet{From: from, To: to, Groups: []college.ContactGroup{}}
	sessions, err := heads(ctx, s.db, "WHERE s.date BETWEEN ? AND ? AND s.status <> 'cancelled' AND r.status <> 'draft'"+byTime, string(from), string(to))
	if err != nil {
		return sheet, err
	}
	var ids []string
	for _, h := range sessions {
		ids = append(ids, h.SessionID)
	}
	b, err := s.pack(ctx, ids)
	if err != nil {
		return sheet, err
	}
	o, err := s.readOffer(ctx)
	sheet.Groups = []college.ContactGroup{
		{Kind: "tutors", Lines: teamLines(b.tutors, sessions)},
		{Kind: "volunteers", Lines: teamLines(b.helpers, sessions)},
		{Kind: "venues", Lines: b.venueLines(sessions)},
		{Kind: "partners", Lines: o.partnerLines(sessions)},
	}
	return sheet, err
}

// teamLines are people with the courses they have a part in, by name.
func teamLines(team []member, sessions []college.SessionHead) []college.ContactLine {
	courses, people := map[string][]string{}, map[string]college.Person{}
	for _, h := range sessions {
		for _, m := range team {
			if m.session == h.SessionID && !slices.Contains(courses[m.person.ID], h.CourseTitle) {
				courses[m.person.ID], people[m.person.ID] = append(courses[m.person.ID], h.CourseTitle), m.person
			}
		}
	}
	lines := []college.ContactLine{}
	for id, p := range people {
		lines = append(lines, college.ContactLine{Name: p.FullName, What: strings.Join(courses[id], ", "), Phone: toRing(p), Email: strings.Join(p.Emails[:min(1, len(p.Emails))], "")})
	}
	return inOrder(lines)
}

func (b packing) venueLines(sessions []college.SessionHead) []college.ContactLine {
	lines, seen := []college.ContactLine{}, map[string]bool{}
	for _, h := range sessions {
		spot, inRoom := b.spots[h.SessionID]
		if !inRoom || seen[spot.now] {
			continue
		}
		seen[spot.now] = true
		known := len(lines)
		for _, c := range b.contacts {
			if c.VenueID == spot.venue || c.VenueID == spot.now {
				lines = append(lines, college.ContactLine{Name: c.Name, What: h.Place.Venue, Phone: c.Phone, Email: c.Email})
			}
		}
		if len(lines) == known {
			lines = append(lines, college.ContactLine{Name: h.Place.Venue}) // nobody to ring is worth knowing
		}
	}
	return inOrder(lines)
}

// partnerLines are the partners of the sessions' runs and courses, each with
// whom to ring: the main contact, else the first.
func (o offer) partnerLines(sessions []college.SessionHead) []college.ContactLine {
	lines := []college.ContactLine{}
	var named []string
	for _, h := range sessions {
		named = o.partnersOf(named, h.RunID)
	}
	for _, p := range o.partners {
		if !slices.Contains(named, p.Name) {
			continue
		}
		line := college.ContactLine{Name: p.Name}
		if c, known := mainContact(p); known {
			line = college.ContactLine{Name: c.Name, What: p.Name, Phone: c.Phone, Email: c.Email}
		}
		lines = append(lines, line)
	}
	return inOrder(lines)
}

func mainContact(p college.Partner) (college.PartnerContact, bool) {
	for _, c := range p.Contacts {
		if c.Main {
			return c, true
		}
	}
	if len(p.Contacts) == 0 {
		return college.PartnerContact{}, false
	}
	return p.Contacts[0], true
}

func inOrder(lines []college.ContactLine) []college.ContactLine {
	slices.SortFunc(lines, func(a, b college.ContactLine) int {
		return cmp.Or(strings.Compare(college.Fold(a.Name), college.Fold(b.Name)), strings.Compare(a.What, b.What), strings.Compare(a.Phone, b.Phone))
	})
	return lines
}
