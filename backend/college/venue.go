package college

import (
	"slices"
	"strings"
)

// Venue is a place the college meets in; it has rooms. Venues are retired,
// never deleted. Keys and codes are not here: a volunteer may read this.
type Venue struct {
	ID           string `json:"id"`
	Code         string `json:"code"`
	Name         string `json:"name"`
	OwnerName    string `json:"ownerName"`
	Type         string `json:"type"`
	Address      string `json:"address"`
	Town         string `json:"town"`
	Postcode     string `json:"postcode"`
	Directions   string `json:"directions"`
	Parking      string `json:"parking"`
	Bus          string `json:"bus"`
	HouseRules   string `json:"houseRules"`
	Opening      string `json:"opening"` // as people say it; what is judged is Room.ClosedWeekdays
	Note         string `json:"note"`
	Active       bool   `json:"active"`
	MergedInto   string `json:"mergedInto"`
	MadeByImport string `json:"madeByImport"` // the import batch, "" = by hand
}

// Validate: a name; the rest completes the record.
func (v Venue) Validate() error {
	var c checks
	c.that(strings.TrimSpace(v.Name) != "", "name", "venue.nameNeeded")
	c.text(v.Name, "name", 120)
	c.text(v.Note, "note", 2000)
	return c.err("venue.invalid")
}

// Room is one bookable space of a venue.
type Room struct {
	ID             string      `json:"id"`
	Code           string      `json:"code"`
	VenueID        string      `json:"venueId"`
	Name           string      `json:"name"`
	Seats          int         `json:"seats"` // in the usual layout; 0 = not known
	SeatsByLayout  []Layout    `json:"seatsByLayout"`
	SetUpMinutes   int         `json:"setUpMinutes"`
	Facilities     []string    `json:"facilities"` // wifi, kitchen, screen, computers …
	Floor          string      `json:"floor"`
	LiftNeeded     bool        `json:"liftNeeded"`
	PricePerHour   int         `json:"pricePerHour"`   // pence; 0 = free
	ClosedWeekdays []int       `json:"closedWeekdays"` // 1 Monday … 7 Sunday
	Hours          []OpenHours `json:"hours"`          // when it may be used; none = not known, any time
	Note           string      `json:"note"`
	Active         bool        `json:"active"`
	MadeByImport   string      `json:"madeByImport"`
}

// Layout is how many seats a room has set out in one way.
type Layout struct {
	Name  string `json:"name"`
	Seats int    `json:"seats"`
}

// MainRoom is the name of the one room of a venue that was given none.
const MainRoom = "Main room"

// Validate: a name, and numbers that can be.
func (r Room) Validate() error {
	var c checks
	c.that(strings.TrimSpace(r.Name) != "", "name", "room.nameNeeded")
	c.that(r.VenueID != "", "venueId", "field.needed")
	c.that(r.Seats >= 0 && r.Seats <= 500, "seats", "room.seats")
	c.that(r.SetUpMinutes >= 0 && r.SetUpMinutes <= 240, "setUpMinutes", "room.setUp")
	c.that(r.PricePerHour >= 0, "pricePerHour", "room.price")
	return c.err("room.invalid")
}

// Items of access that a fact may answer.
const (
	FactStepFree         = "stepFree"
	FactAccessibleToilet = "accessibleToilet"
	FactHearingLoop      = "hearingLoop"
	FactQuietSpace       = "quietSpace"
	FactParking          = "parking"
	FactBus              = "bus"
)

// AccessFact is one answer about a venue, or about one of its rooms, with who
// checked it and when. What nobody has checked is "unknown".
type AccessFact struct {
	ID        string `json:"id"`
	VenueID   string `json:"venueId"`
	RoomID    string `json:"roomId"` // "" = the whole venue
	Item      string `json:"item"`
	Answer    string `json:"answer"` // yes, no, unknown, notApplicable
	Note      string `json:"note"`
	CheckedBy string `json:"checkedBy"`
	CheckedOn Date   `json:"checkedOn"`
}

// FactsOf is what is known of a room: the room's own answers over the venue's.
func FactsOf(facts []AccessFact, venueID, roomID string) map[string]string {
	known := map[string]string{}
	for _, f := range facts {
		if f.VenueID == venueID && f.RoomID == "" {
			known[f.Item] = f.Answer
		}
	}
	for _, f := range facts {
		if f.VenueID == venueID && f.RoomID == roomID && roomID != "" {
			known[f.Item] = f.Answer
		}
	}
	return known
}

// factAnswers are what an access fact may answer.
var factAnswers = []string{"yes", "no", "unknown", "notApplicable"}

// Validate: an answer there is, and a note of 300 letters at most.
func (f AccessFact) Validate() error {
	var c checks
	c.that(slices.Contains(factAnswers, f.Answer), "answer", "field.notAnOption")
	c.text(f.Note, "note", 300)
	return c.err("fact.invalid")
}

// VenueLine is one venue in the list.
type VenueLine struct {
	ID, Name, Town string
	Rooms          int
	StepFree       string // yes, no, unknown: the worst answer of the venue and its rooms
}

// VenuePage is a venue with its rooms in use and what is known about access.
type VenuePage struct {
	Venue Venue
	Rooms []Room
	Facts []AccessFact
}

// VenueContact is somebody to ring about a venue; not a Person.
type VenueContact struct {
	ID         string `json:"id"`
	VenueID    string `json:"venueId"`
	Name       string `json:"name"`
	Role       string `json:"role"`
	Phone      string `json:"phone"`
	Email      string `json:"email"`
	OutOfHours bool   `json:"outOfHours"`
}

// VenueClosure is a stretch of days on which a venue, or one room, is closed.
type VenueClosure struct {
	ID      string `json:"id"`
	VenueID string `json:"venueId"`
	RoomID  string `json:"roomId"`
	From    Date   `json:"from"`
	To      Date   `json:"to"`
	Reason  string `json:"reason"`
}

// RiskAssessment is a dated look at whether a place is safe to use.
type RiskAssessment struct {
	ID      string `json:"id"`
	VenueID string `json:"venueId"`
	RoomID  string `json:"roomId"`
	DoneOn  Date   `json:"doneOn"`
	By      string `json:"by"`
	NextDue Date   `json:"nextDue"`
	Outcome string `json:"outcome"` // ok, okWithActions, notSuitable
}

// VenueTravel is the minutes it takes from one venue to another.
type VenueTravel struct {
	ID      string `json:"id"`
	FromID  string `json:"fromId"`
	ToID    string `json:"toId"`
	Minutes int    `json:"minutes"`
}

// Card is the college's public face; it stands in the venue book so that every
// role can print it.
type Card struct {
	ID             string            `json:"id"`
	Name           string            `json:"name"`
	Strapline      string            `json:"strapline"`
	Phone          string            `json:"phone"`
	Email          string            `json:"email"`
	Colour         string            `json:"colour"`
	OwnWords       map[string]string `json:"ownWords"`
	Sample         bool              `json:"sample"` // the invented sample college
	SuggestChanges bool              `json:"suggestChanges"`
	IdleMinutes    int               `json:"idleMinutes"` // until the window locks by itself; 0 = the usual
	Website        string            `json:"website"`
	Logos          []Logo            `json:"logos"` // LogosMost at most; the first stands on every paper
}

// Logo is a picture that papers carry, and what it shows, in words.
type Logo struct {
	Picture string `json:"picture"` // a PNG in base64
	Alt     string `json:"alt"`
}

// Preference is one setting of one user of this program.
type Preference struct {
	ID     string `json:"id"`
	UserID string `json:"userId"`
	Name   string `json:"name"`
	Value  string `json:"value"`
}
