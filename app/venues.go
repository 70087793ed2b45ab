package app

import (
	"context"

	"daybook/backend/words"
)

// Venues is the venue book.
type Venues struct{ door *Door }

// VenueLine is one venue in the list.
type VenueLine struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Town     string `json:"town"`
	Rooms    int    `json:"rooms"`
	StepFree string `json:"stepFree"` // yes, no, unknown
}

// VenueRoom is one room of a venue.
type VenueRoom struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Seats      int      `json:"seats"`
	Floor      string   `json:"floor"`
	Facilities []string `json:"facilities"`
	Note       string   `json:"note"`
}

// VenueFact is one fact about access, of the venue or of a room.
type VenueFact struct {
	ID        string `json:"id"`
	Room      string `json:"room"` // "" the whole venue
	Item      string `json:"item"` // in words: "Step-free from the street"
	Answer    string `json:"answer"`
	Note      string `json:"note"`
	CheckedBy string `json:"checkedBy"`
	CheckedOn string `json:"checkedOn"`
}

// VenueView is one venue.
type VenueView struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Owner      string      `json:"owner"`
	Address    string      `json:"address"`
	Town       string      `json:"town"`
	Postcode   string      `json:"postcode"`
	Directions string      `json:"directions"`
	Parking    string      `json:"parking"`
	Bus        string      `json:"bus"`
	HouseRules string      `json:"houseRules"`
	Rooms      []VenueRoom `json:"rooms"`
	Facts      []VenueFact `json:"facts"`
}

// FactCorrection is an access fact put right; who and when is whoever signed in, today.
type FactCorrection struct {
	ID     string `json:"id"`
	Answer string `json:"answer"` // yes, no, unknown, notApplicable
	Note   string `json:"note"`   // at most 300 letters
}

// List is the venues in use whose name or town has the words.
func (v *Venues) List(query string) ([]VenueLine, error) {
	return ask(v.door, "Venues.List", func(ctx context.Context) ([]VenueLine, error) {
		found, err := v.door.store.Venues(ctx, query)
		lines := []VenueLine{}
		for _, l := range found {
			lines = append(lines, VenueLine(l))
		}
		return lines, err
	})
}

// View is one venue with its rooms and access facts.
func (v *Venues) View(id string) (VenueView, error) {
	return ask(v.door, "Venues.View", func(ctx context.Context) (VenueView, error) { return v.view(ctx, id) })
}

func (v *Venues) view(ctx context.Context, id string) (VenueView, error) {
	page, err := v.door.store.Venue(ctx, id)
	if err != nil {
		return VenueView{}, err
	}
	p := page.Venue
	view := VenueView{ID: p.ID, Name: p.Name, Owner: p.OwnerName, Address: p.Address, Town: p.Town, Postcode: p.Postcode,
		Directions: p.Directions, Parking: p.Parking, Bus: p.Bus, HouseRules: p.HouseRules, Rooms: []VenueRoom{}, Facts: []VenueFact{}}
	names := map[string]string{}
	for _, r := range page.Rooms {
		names[r.ID] = r.Name
		facilities := []string{}
		for _, f := range r.Facilities {
			facilities = append(facilities, v.door.word("facility.", f))
		}
		view.Rooms = append(view.Rooms, VenueRoom{ID: r.ID, Name: r.Name, Seats: r.Seats, Floor: r.Floor, Facilities: facilities, Note: r.Note})
	}
	for _, f := range page.Facts {
		view.Facts = append(view.Facts, VenueFact{ID: f.ID, Room: names[f.RoomID], Item: v.door.word("fact.", f.Item), Answer: f.Answer,
			Note: f.Note, CheckedBy: f.CheckedBy, CheckedOn: string(f.CheckedOn)})
	}
	return view, nil
}

// CorrectFact puts an access fact right.
func (v *Venues) CorrectFact(correction FactCorrection) (VenueView, error) {
	return ask(v.door, "Venues.CorrectFact", func(ctx context.Context) (VenueView, error) {
		venue, err := v.door.store.CorrectFact(ctx, correction.ID, correction.Answer, correction.Note, v.door.userName())
		if err != nil {
			return VenueView{}, err
		}
		return v.view(ctx, venue)
	})
}

// word is the word for a code, where the catalogue has one.
func (d *Door) word(prefix, code string) string {
	if words.Has(prefix + code) {
		return d.say(prefix+code, nil)
	}
	return code
}
