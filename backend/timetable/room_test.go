package timetable

import (
	"testing"

	"daybook/backend/college"
)

func TestATermWithNothingWrong(t *testing.T) {
	same(t, said(t, CheckAll(term())))
	same(t, said(t, CheckAll(Facts{})))
}

func TestI01BookedAndOfferedWithinCapacity(t *testing.T) {
	for name, c := range map[string]struct {
		capacity int
		booked   []string
		want     []string
	}{
		"all places taken":  {2, []string{"ann", "bo"}, nil},
		"one too many":      {2, []string{"ann", "bo", "cy"}, []string{"reason I-01 rule.overbooked"}},
		"places not known":  {0, []string{"ann", "bo", "cy"}, nil},
		"nobody booked yet": {2, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := term().Meetings[0]
			m.Capacity, m.Booked = c.capacity, c.booked
			same(t, said(t, rule(Check(term(), m), "I-01")), c.want...)
		})
	}
}

func TestI02PlacesWithinSeats(t *testing.T) {
	for name, c := range map[string]struct {
		places int
		room   college.Room
		layout string
		want   []string
	}{
		"as many as seats":    {20, college.Room{Seats: 20}, "", nil},
		"one more than seats": {21, college.Room{Seats: 20}, "", []string{"block I-02 rule.tooFewSeats"}},
		"seats not known":     {8, college.Room{}, "", []string{"concern I-02 rule.seatsUnknown"}},
		"places not known":    {0, college.Room{Seats: 20}, "", []string{"concern I-02 rule.placesUnknown"}},
		"set out in a circle": {12, college.Room{Seats: 20, SeatsByLayout: []college.Layout{{Name: "circle", Seats: 10}}}, "circle", []string{"block I-02 rule.tooFewSeats"}},
		"as usual":            {12, college.Room{Seats: 20, SeatsByLayout: []college.Layout{{Name: "circle", Seats: 10}}}, "", nil},
		"staff not counted":   {20, college.Room{Seats: 20}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			c.room.ID, c.room.VenueID, c.room.Name = "hall", "v", "Main Hall"
			f.Rooms[0] = c.room
			m := f.Meetings[0]
			m.Capacity, m.Layout = c.places, c.layout
			same(t, said(t, rule(Check(f, m), "I-02")), c.want...)
		})
	}
	online := term().Meetings[0]
	online.RoomID, online.VirtualRoomID, online.Capacity = "", "zoom", 100
	same(t, said(t, Check(term(), online)))
	unheardOf := term().Meetings[0]
	unheardOf.RoomID, unheardOf.PlaceName = "cellar", "The old cellar"
	same(t, said(t, rule(Check(term(), unheardOf), "I-02")), "concern I-02 rule.seatsUnknown")
}

func TestI07RoomUsedTwice(t *testing.T) {
	for name, c := range map[string]struct {
		start, end college.Clock
		room       string
		setUp      int
		want       []string
	}{
		"from 12:00, no set-up":        {"12:00", "14:00", "hall", 0, nil},
		"from 12:00, 15 minutes":       {"12:00", "14:00", "hall", 15, []string{"reason I-07 rule.roomSetUp"}},
		"from 12:15, 15 minutes":       {"12:15", "14:00", "hall", 15, nil},
		"until 10:00, 15 minutes":      {"08:00", "10:00", "hall", 15, []string{"reason I-07 rule.roomSetUp"}},
		"from 11:59":                   {"11:59", "14:00", "hall", 0, []string{"reason I-07 rule.roomTwice"}},
		"inside the other":             {"10:30", "11:00", "hall", 0, []string{"reason I-07 rule.roomTwice"}},
		"around the other":             {"09:00", "13:00", "hall", 0, []string{"reason I-07 rule.roomTwice"}},
		"another room of the building": {"10:00", "12:00", "snug", 15, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Rooms[0].SetUpMinutes = c.setUp
			found := Check(f, music(c.start, c.end, c.room))
			same(t, said(t, found), c.want...)
			if len(found) == 1 {
				v := found[0].Values
				if v["room"] != "Main Hall, Castleby Community Centre" || v["other"] != "Sleep" || v["otherStart"] != "10:00" || v["date"] != "2026-09-07" {
					t.Errorf("values %v", v)
				}
			}
		})
	}
}

func TestI07SaysEachPairOnce(t *testing.T) {
	f := term()
	f.Meetings = append(f.Meetings, music("11:00", "13:00", "hall"))
	found := CheckAll(f)
	same(t, said(t, found), "reason I-07 rule.roomTwice")
	same(t, found[0].About, "music-1", "sleep-1")
	moved := f.Meetings[3]
	moved.Start, moved.End = "13:00", "15:00"
	same(t, said(t, Check(f, moved)))
	gone := f.Meetings[0]
	gone.Status = college.SessionCancelled
	f.Meetings[0] = gone
	same(t, said(t, CheckAll(f)))
	same(t, said(t, Check(f, gone)))
}

func TestH11OneOnlineAccountAtATime(t *testing.T) {
	rooms := []college.VirtualRoom{{ID: "zoom-a", Account: "Teach1@example.org"}, {ID: "zoom-b", Account: "teach1@example.org"}, {ID: "teams", Account: "teach2@example.org"}, {ID: "bare-a"}, {ID: "bare-b"}}
	for name, c := range map[string]struct {
		mine, other string
		start       college.Clock
		want        []string
	}{
		"the same room":           {"zoom-a", "zoom-a", "11:00", []string{"block H11 rule.accountTwice"}},
		"two rooms, one account":  {"zoom-a", "zoom-b", "11:00", []string{"block H11 rule.accountTwice"}},
		"two accounts":            {"zoom-a", "teams", "11:00", nil},
		"one after the other":     {"zoom-a", "zoom-a", "12:00", nil},
		"two without an account":  {"bare-a", "bare-b", "11:00", nil},
		"the same, no account":    {"bare-a", "bare-a", "11:00", []string{"block H11 rule.accountTwice"}},
		"the other is in person":  {"zoom-a", "", "11:00", nil},
		"a room nobody knows of":  {"gone", "gone", "11:00", []string{"block H11 rule.accountTwice"}},
		"two rooms nobody knows ": {"gone", "lost", "11:00", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.VirtualRooms = rooms
			f.Meetings[0].RoomID, f.Meetings[0].VirtualRoomID = "", c.other
			m := music(c.start, "13:00", "")
			m.VirtualRoomID = c.mine
			same(t, said(t, rule(Check(f, m), "H11")), c.want...)
		})
	}
}

func TestI31YouthApartFromAdults(t *testing.T) {
	for name, c := range map[string]struct {
		start college.Clock
		room  string
		arm   college.Arm
		want  []string
	}{
		"another room of the building": {"11:00", "snug", college.Youth, []string{"block I-31 rule.youthWithAdults"}},
		"after the adults left":        {"12:00", "snug", college.Youth, nil},
		"another venue":                {"11:00", "lib", college.Youth, nil},
		"adults beside adults":         {"11:00", "snug", college.Adult, nil},
		"online":                       {"11:00", "", college.Youth, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := music(c.start, "13:00", c.room)
			m.Arm = c.arm
			same(t, said(t, rule(Check(term(), m), "I-31")), c.want...)
		})
	}
	f := term()
	for i := range f.Meetings {
		f.Meetings[i].Arm = college.Youth
	}
	same(t, said(t, rule(Check(f, music("11:00", "13:00", "snug")), "I-31")), "block I-31 rule.youthWithAdults")
}

func TestH5NeedsOfTheCourse(t *testing.T) {
	for name, c := range map[string]struct {
		needs  []string
		answer string
		want   []string
	}{
		"step-free, and it is":            {[]string{"stepFree"}, "yes", nil},
		"step-free, and it is not":        {[]string{"stepFree"}, "no", []string{"reason H5 rule.courseNeedUnmet.stepFree"}},
		"step-free, nobody knows":         {[]string{"stepFree"}, "unknown", []string{"concern H5 rule.courseNeedUnknown.stepFree"}},
		"parking, never asked":            {[]string{"parking"}, "yes", []string{"concern H5 rule.courseNeedUnknown.parking"}},
		"needs nothing":                   {nil, "no", nil},
		"a kitchen is a facility, see H6": {[]string{"kitchen"}, "no", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Courses[0].RoomNeeds = c.needs
			f.AccessFacts[0].Answer = c.answer
			same(t, said(t, rule(Check(f, f.Meetings[0]), "H5")), c.want...)
		})
	}
}

func TestH5HasASentenceForEveryNeed(t *testing.T) {
	f := term()
	f.Courses[0].RoomNeeds = []string{"stepFree", "wheelchair", "hearingLoop", "quietRoom", "quietSpace", "accessibleToilet", "parking", "bus"}
	f.AccessFacts = nil
	if n := len(said(t, rule(Check(f, f.Meetings[0]), "H5"))); n != 8 {
		t.Errorf("%d of 8 needs", n)
	}
	for _, item := range []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace, college.FactParking, college.FactBus} {
		f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: "v", Item: item, Answer: "no"})
	}
	found := rule(Check(f, f.Meetings[0]), "H5")
	if n := len(said(t, found)); n != 8 || found[0].Severity != college.Reason {
		t.Errorf("%d of 8 needs", n)
	}
}

func TestH6FacilitiesOfTheRoom(t *testing.T) {
	f := term()
	f.Courses[0].RoomNeeds = []string{"kitchen", "screen"}
	f.Rooms[0].Facilities = []string{"screen", "wifi"}
	found := rule(Check(f, f.Meetings[0]), "H6")
	same(t, said(t, found), "concern H6 rule.facilityMissing")
	if found[0].Values["facility"] != "kitchen" {
		t.Errorf("%v", found[0].Values)
	}
}

func TestI17NeedsOfThoseBooked(t *testing.T) {
	for name, c := range map[string]struct {
		answer string
		needs  map[string][]string
		want   []string
		names  string
	}{
		"wheelchair and steps":      {"no", map[string][]string{"bo": {"wheelchair"}, "ann": {"wheelchair", "largePrint"}}, []string{"concern I-17 rule.needUnmet.wheelchair"}, "Ann, Bo"},
		"wheelchair, nobody knows":  {"unknown", map[string][]string{"ann": {"wheelchair"}}, []string{"concern I-17 rule.needUnknown.wheelchair"}, "Ann"},
		"wheelchair and step-free":  {"yes", map[string][]string{"ann": {"wheelchair"}}, nil, ""},
		"two needs, each said once": {"no", map[string][]string{"ann": {"stepFree"}, "bo": {"wheelchair"}, "cy": {"stepFree"}}, []string{"concern I-17 rule.needUnmet.stepFree", "concern I-17 rule.needUnmet.wheelchair"}, "Ann, Cy"},
		"a need no room meets":      {"no", map[string][]string{"ann": {"breaks"}}, nil, ""},
		"someone not booked":        {"no", map[string][]string{"di": {"wheelchair"}}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.AccessFacts[0].Answer = c.answer
			for i, s := range f.Students {
				f.Students[i].Needs = c.needs[s.PersonID]
			}
			m := f.Meetings[0]
			m.Booked = []string{"bo", "ann", "cy"}
			found := Check(f, m)
			same(t, said(t, found), c.want...)
			if len(found) > 0 && found[0].Values["names"] != c.names {
				t.Errorf("names %q", found[0].Values["names"])
			}
		})
	}
}

func TestI17HasASentenceForEveryNeed(t *testing.T) {
	f := term()
	f.Students[0].Needs = college.AccessNeedCodes
	m := f.Meetings[0]
	m.Booked = []string{"ann"}
	f.AccessFacts = nil
	if n := len(said(t, Check(f, m))); n != 4 {
		t.Errorf("%d of 4 needs not known", n)
	}
	for _, item := range []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace} {
		f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: "v", Item: item, Answer: "no"})
	}
	if n := len(said(t, Check(f, m))); n != 4 {
		t.Errorf("%d of 4 needs not met", n)
	}
}

func TestAVenueWithOneRoomIsCalledByItsName(t *testing.T) {
	f := term()
	f.Meetings[0].RoomID = "lib"
	found := Check(f, music("11:00", "13:00", "lib"))
	if len(found) != 1 || found[0].Values["room"] != "Library" {
		t.Errorf("%v", found)
	}
}
