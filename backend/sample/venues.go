package sample

import (
	"encoding/base64"
	"fmt"
	"strings"

	"daybook/backend/college"
)

// makeVenues fills the venue book: 25 rooms in 22 venues, split from their
// names at " – ", and what is known of each (6.7). Codes stand for rooms.
func (m *maker) makeVenues() error {
	picture, err := logo()
	if err != nil {
		return err
	}
	m.book.Cards = []college.Card{{ID: m.id("card"), Name: Name,
		Strapline: "Learning together – an invented college for trying Daybook out", Phone: "08081 570100", Email: "hello@example.org",
		Website: "wexmoor.example.org", Colour: brand, OwnWords: map[string]string{}, Sample: true,
		Logos: []college.Logo{{Picture: base64.StdEncoding.EncodeToString(picture), Alt: "A lantern in an archway"}}}}
	rows, err := table("venues.csv")
	if err != nil {
		return err
	}
	partners, err := table("partners.csv")
	if err != nil {
		return err
	}
	owners := map[string]string{}
	for _, p := range partners {
		owners[p["code"]] = p["name"]
	}
	venues := map[string]string{}
	for i, r := range rows {
		venue, name, found := strings.Cut(r["name"], " – ")
		if !found {
			name = college.MainRoom
		}
		if venues[venue] == "" {
			venues[venue] = m.addVenue(r, venue, owners[r["partner"]], i)
		}
		m.addRoom(r, venues[venue], name)
	}
	m.addTravel()
	m.addSecrets()
	m.book.VenueClosures = []college.VenueClosure{
		{ID: m.id("venueClosure"), VenueID: m.room("V05").venueID, From: "2025-08-04", To: "2025-08-15", Reason: "New floor"},
		{ID: m.id("venueClosure"), VenueID: m.room("V01").venueID, RoomID: m.room("V02").id, From: "2024-12-23", To: "2025-01-03", Reason: "Library closed"},
	}
	m.virtual = m.id("virtualRoom")
	m.rec.VirtualRooms = []college.VirtualRoom{{ID: m.virtual, Name: onlinePlace, Platform: "Microsoft Teams",
		JoinLink: "https://meet.example.org/wexmoor", Account: "college@example.org", Capacity: 100}}
	return nil
}

const onlinePlace = "Online – Microsoft Teams"

// towns of Wexmoor District: their postcode districts, and how many minutes
// east and north of the city they are, for travelling.
var towns = map[string]struct {
	districts   []string
	east, north int
}{
	"Wexmoor":         {[]string{"KD1", "KD2", "KD3", "KD4"}, 0, 0},
	"Castleby":        {[]string{"KD5"}, 14, 6},
	"Pitsworth":       {[]string{"KD6"}, 18, -8},
	"Hemslow":         {[]string{"KD7"}, -12, -16},
	"Ossingham":       {[]string{"KD8"}, -16, 4},
	"Stanfold":        {[]string{"KD9"}, 4, 18},
	"Crofthall":       {[]string{"KD10"}, 6, -14},
	"Southbeck":       {[]string{"KD11"}, 2, -24},
	"Ackerby":         {[]string{"KD12"}, 24, -16},
	"Thornley Bridge": {[]string{"KD13"}, -20, 18},
	"Norbrook Green":  {[]string{"KD14"}, -28, -10},
}

// postcode is an invented one: KD is no postcode area (6.1).
func postcode(district string, n int) string {
	const letters = "ABDEFGHJLNPQRSTUWXYZ"
	return fmt.Sprintf("%s %d%c%c", district, n%10, letters[n/10%20], letters[n/200%20])
}

func (m *maker) addVenue(r row, name, owner string, n int) string {
	town := towns[r["town"]]
	id := m.id("venue")
	v := college.Venue{ID: id, Name: name, OwnerName: owner, Type: r["type"], Town: r["town"],
		Address:  fmt.Sprintf("%d %s", 3+n*7%88, streets[n%len(streets)]),
		Postcode: postcode(town.districts[n%len(town.districts)], 400+n*13),
		Opening:  opening[r["type"]], Parking: "No parking at the venue", Bus: "No bus stop near by", Active: true}
	if r.yes("parking") {
		v.Parking = "Parking at the venue"
	}
	if r.yes("bus") {
		v.Bus = "Bus stop within five minutes’ walk"
	}
	switch r["code"] {
	case "V19":
		v.Parking, v.HouseRules = "Permit parking: ask at reception", "Sign in at the main reception"
	case "V13":
		v.Bus = "Two-hourly bus from the city"
	case "V14":
		v.HouseRules = "Not on home match days"
	case "V20":
		v.HouseRules = "Closed on Mondays"
	case "V21":
		v.HouseRules = "Use by under-18s has priority"
	case "V22":
		v.HouseRules = "A food hygiene certificate is needed to use the kitchen"
	}
	m.book.Venues = append(m.book.Venues, v)
	m.addFacts(r, id)
	random := m.stream("venueContact " + r["code"])
	m.book.VenueContacts = append(m.book.VenueContacts, college.VenueContact{ID: m.id("venueContact"), VenueID: id,
		Name: pick(random, venueNames), Role: "Bookings", Phone: fmt.Sprintf("+44306999%04d", 100+n), Email: fmt.Sprintf("venue%02d@example.org", n+1)})
	return id
}

var (
	streets    = []string{"Mill Street", "Station Road", "High Street", "Church Lane", "Market Place", "Bridge Street", "Park Road", "Victoria Street", "Chapel Hill", "Canal Side", "Northgate", "Westgate", "Queen Street", "Albert Road", "Moor Lane", "School Lane", "The Green", "Springfield Avenue", "Oak Drive", "Beck Side"}
	venueNames = []string{"Jo Armitage", "Priya Desai", "Tom Heaton", "Karen Lumb", "Imran Shah", "Beth Naylor", "Marek Nowak", "Sandra Pickles"}
)

// opening is when a venue of a type is open, as people say it.
var opening = map[string]string{
	"library": "Monday to Friday 9 am to 7 pm, Saturday 9 am to 1 pm", "health centre": "Monday to Friday 8 am to 6 pm",
	"college": "Monday to Friday 8 am to 9 pm", "community centre": "Daily 9 am to 9 pm", "leisure centre": "Daily 7 am to 10 pm",
	"museum": "Tuesday to Sunday 10 am to 5 pm", "arts centre": "Daily 10 am to 10 pm", "youth centre": "Weekdays 10 am to 9 pm",
}

// roomHours are on which weekdays, 1 Monday, and when a room of a venue of a type may be
// used: those of opening, and of others as was agreed.
var roomHours = map[string]struct {
	days     []int
	from, to college.Clock
}{
	"library": {weekdaysOnly, "09:00", "19:00"}, "health centre": {weekdaysOnly, "08:00", "18:00"}, "college": {weekdaysOnly, "08:00", "21:00"},
	"community centre": {everyDay, "09:00", "21:00"}, "leisure centre": {everyDay, "07:00", "22:00"}, "museum": {[]int{2, 3, 4, 5, 6, 7}, "10:00", "17:00"},
	"arts centre": {everyDay, "10:00", "22:00"}, "youth centre": {weekdaysOnly, "10:00", "21:00"}, "social club": {weekdaysOnly, "09:00", "18:00"},
	"family hub": {weekdaysOnly, "09:00", "18:00"}, "church hall": {[]int{1, 2, 3, 4, 5, 6}, "09:00", "21:00"}, "outdoor": {everyDay, "09:00", "18:00"},
	"village hall": {everyDay, "09:00", "22:00"}, "sports club": {weekdaysOnly, "09:00", "21:00"}, "outdoor base": {[]int{1, 2, 3, 4, 5, 6}, "09:00", "17:00"},
	"NHS site": {weekdaysOnly, "08:00", "18:00"}, "kitchen": {weekdaysOnly, "09:00", "17:00"},
}

var weekdaysOnly, everyDay = []int{1, 2, 3, 4, 5}, []int{1, 2, 3, 4, 5, 6, 7}

func openHours(kind string) []college.OpenHours {
	var hours []college.OpenHours
	for _, day := range roomHours[kind].days {
		hours = append(hours, college.OpenHours{Weekday: day, From: roomHours[kind].from, To: roomHours[kind].to})
	}
	if kind == "library" {
		hours = append(hours, college.OpenHours{Weekday: 6, From: "09:00", To: "13:00"})
	}
	return hours
}

// secrets are how to get into a few venues, by the code of a room of theirs. They
// open nothing: the venues are invented.
var secrets = []struct{ room, kind, text string }{
	{"V05", "key", "Two keys, on the blue tag in the college’s key cupboard; back in by five"},
	{"V05", "alarm", "Panel behind the door: 2580, then Enter, within 30 seconds"},
	{"V10", "code", "Gate padlock 4179"},
	{"V15", "key", "From the caretaker next door, number 14"},
	{"V22", "code", "Kitchen door C1938Z"},
	{"V25", "other", "Ring the warden ten minutes before: the gate is opened by hand"},
}

func (m *maker) addSecrets() {
	for _, s := range secrets {
		m.rec.VenueSecrets = append(m.rec.VenueSecrets, college.VenueSecret{ID: m.id("venueSecret"), VenueID: m.room(s.room).venueID, Kind: s.kind, Text: s.text})
	}
}

// addFacts writes what was checked of a building. Nobody has looked for a
// quiet space in most, so that is unknown there.
func (m *maker) addFacts(r row, venueID string) {
	random := m.stream("accessFact " + r["code"])
	by, on := pick(random, []string{"Coordinator", "Engagement worker", "Volunteer"}), dayBetween(random, "2024-05-01", "2025-07-31")
	fact := func(item string, yes bool, note string) {
		answer := "no"
		if yes {
			answer = "yes"
		}
		m.book.AccessFacts = append(m.book.AccessFacts, college.AccessFact{ID: m.id("accessFact"), VenueID: venueID,
			Item: item, Answer: answer, Note: note, CheckedBy: by, CheckedOn: on})
	}
	way := map[string]string{"V10": "Uneven ground", "V17": "Lift; the door is 1.0 m wide", "V23": "Three steps, no ramp"}[r["code"]]
	toilet := map[string]string{"V10": "Compost toilet only"}[r["code"]]
	fact(college.FactStepFree, r.yes("step_free"), way)
	fact(college.FactAccessibleToilet, r.yes("accessible_toilet"), toilet)
	fact(college.FactHearingLoop, r.yes("hearing_loop"), "")
	fact(college.FactParking, r.yes("parking"), "")
	fact(college.FactBus, r.yes("bus"), "")
	if r["type"] == "library" || r["type"] == "health centre" || r["type"] == "college" {
		fact(college.FactQuietSpace, true, "Ask at the desk")
	}
}

// only is what a few rooms alone are good for; courses ask for it (6.9).
var only = map[string][]string{
	"V03": {"floorSpace", "goodLight", "workTables"}, "V05": {"floorSpace"}, "V07": {"floorSpace"}, "V08": {"workTables"},
	"V10": {"allotment"}, "V11": {"floorSpace"}, "V15": {"craftRoom", "workTables"}, "V16": {"computers"}, "V17": {"goodLight"},
	"V18": {"countryPark", "paths"}, "V20": {"goodLight"}, "V21": {"youthSpace"}, "V22": {"teachingKitchen"},
	"V24": {"workTables", "goodLight"}, "V25": {"water", "paths"},
}

func (m *maker) addRoom(r row, venueID, name string) {
	code := r["code"]
	var has []string
	for _, facility := range []string{"wifi", "kitchen", "screen"} {
		if r.yes(facility) {
			has = append(has, facility)
		}
	}
	has = append(has, only[code]...)
	row := college.Room{ID: m.id("room"), Code: code, VenueID: venueID, Name: name, Seats: r.number("capacity"),
		SetUpMinutes: setUp, Facilities: has, PricePerHour: r.pence("cost_per_hour"), Note: r["note"], Active: true,
		Hours: openHours(r["type"]), LiftNeeded: code == "V17"}
	switch code {
	case "V20":
		row.ClosedWeekdays = []int{1}
	case "V17":
		row.Floor = "First floor"
	default:
		row.Floor = "Ground floor"
	}
	m.book.Rooms = append(m.book.Rooms, row)
	m.rooms = append(m.rooms, &room{id: row.ID, venueID: venueID, code: code, place: r["name"],
		seats: row.Seats, facilities: has, closed: row.ClosedWeekdays})
}

// addTravel writes the minutes between every two venues, the short journeys
// first: at most the 45 that are taken for granted otherwise (rule table, I-06).
func (m *maker) addTravel() {
	m.addJourneys(0, 30)
	m.addJourneys(31, longestDrive)
}

// longestDrive is as long as anybody needs within the district, in minutes.
const longestDrive = 45

// addJourneys writes those that take from so many minutes to so many.
func (m *maker) addJourneys(from, to int) {
	for _, a := range m.book.Venues {
		for _, b := range m.book.Venues {
			if minutes := travel(a.Town, b.Town); a.ID != b.ID && minutes >= from && minutes <= to {
				m.book.VenueTravel = append(m.book.VenueTravel, college.VenueTravel{ID: m.id("venueTravel"), FromID: a.ID, ToID: b.ID, Minutes: minutes})
			}
		}
	}
}

func travel(from, to string) int {
	a, b := towns[from], towns[to]
	far := func(n int) int { return max(n, -n) }
	return min(longestDrive, (10+far(a.east-b.east)+far(a.north-b.north)+4)/5*5) // to the next five minutes
}
