package store

import (
	"context"
	"slices"

	"daybook/backend/college"
)

// places is act 1 of a term plan: the venues and rooms that are not there yet.
// A retired one that an import had made is taken into use again, and one that a
// file left behind half-way is now this file's. Only the rows in placed get
// theirs; nil is all of them.
func (in *importing) places(ctx context.Context, placed map[int]bool) error {
	venues, err := find[college.Venue](ctx, in.Tx, "ORDER BY id")
	if err != nil {
		return err
	}
	rooms, err := find[college.Room](ctx, in.Tx, "ORDER BY id")
	if err != nil {
		return err
	}
	batches, err := byID(ctx, in.Tx, func(b college.ImportBatch) string { return b.ID }, "")
	if err != nil {
		return err
	}
	p := &planning{importing: in, venues: venues, rooms: rooms, batches: batches}
	for _, row := range in.file.Plan {
		if len(row.Wrong) > 0 || row.Mode == college.Online || row.Venue == "" || placed != nil && !placed[row.Number] {
			continue
		}
		if _, known := in.known[row.Hash]; known {
			continue
		}
		if err := p.place(ctx, row); err != nil {
			return err
		}
	}
	for _, kind := range []string{"venue", "room"} {
		if m := in.made[kind]; m != nil {
			in.report.Made = append(in.report.Made, *m)
			delete(in.made, kind)
		}
	}
	return nil
}

func (p *planning) place(ctx context.Context, row college.PlanRow) error {
	at := slices.IndexFunc(p.venues, func(v college.Venue) bool { return college.Fold(v.Name) == college.Fold(row.Venue) })
	if at < 0 {
		p.venues = append(p.venues, college.Venue{ID: p.newID(), Name: row.Venue, Active: true, MadeByImport: p.batch.ID})
		at = len(p.venues) - 1
		p.make("venue", row.Venue)
		if err := p.put(ctx, p.venues[at]); err != nil {
			return err
		}
	} else if v := &p.venues[at]; v.MadeByImport != "" && (!v.Active || p.leftBehind(v.MadeByImport)) {
		v.Active, v.MadeByImport = true, p.batch.ID
		if err := p.put(ctx, *v); err != nil {
			return err
		}
	}
	if here, found := p.room(row); found {
		if !p.leftBehind(here.MadeByImport) {
			return nil
		}
		here.MadeByImport = p.batch.ID
		p.rooms[slices.IndexFunc(p.rooms, func(r college.Room) bool { return r.ID == here.ID })] = here
		return p.put(ctx, here)
	}
	room := college.Room{ID: p.newID(), VenueID: p.venues[at].ID, Name: roomName(row), Active: true, MadeByImport: p.batch.ID}
	if retired := slices.IndexFunc(p.rooms, func(r college.Room) bool {
		return r.VenueID == room.VenueID && college.Fold(r.Name) == college.Fold(room.Name)
	}); retired >= 0 {
		room = p.rooms[retired]
		room.Active, room.MadeByImport = true, p.batch.ID
		p.rooms[retired] = room
	} else {
		p.rooms = append(p.rooms, room)
	}
	p.make("room", row.Venue+", "+room.Name)
	return p.put(ctx, room)
}

// leftBehind tells whether a place was made by a file that was not taken in
// after all.
func (p *planning) leftBehind(batch string) bool {
	_, taken := p.batches[batch]
	return batch != "" && batch != p.batch.ID && !taken
}

func roomName(row college.PlanRow) string {
	if row.Room == "" {
		return college.MainRoom
	}
	return row.Room
}

// room finds the active room of a row: by its name, or, when the row names
// none, the only room of the venue.
func (p *planning) room(row college.PlanRow) (college.Room, bool) {
	var inVenue []college.Room
	for _, v := range p.venues {
		if college.Fold(v.Name) != college.Fold(row.Venue) {
			continue
		}
		for _, r := range p.rooms {
			if r.VenueID == v.ID && r.Active {
				inVenue = append(inVenue, r)
			}
		}
	}
	for _, r := range inVenue {
		if college.Fold(r.Name) == college.Fold(roomName(row)) {
			return r, true
		}
	}
	if row.Room == "" && len(inVenue) == 1 {
		return inVenue[0], true
	}
	return college.Room{}, false
}
