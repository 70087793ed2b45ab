package termfile

import (
	"slices"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// Minutes between places whose travel nobody has entered, as in the rules.
const (
	sameVenueMinutes  = 15
	otherVenueMinutes = 45
)

// writeSpace writes when rooms are closed, which of them a run may have, and
// how long it takes from one to another.
func (g *grid) writeSpace(x *tree, series [][]activity) error {
	x.rule("BasicCompulsorySpace", func() {})
	for _, r := range g.Rooms {
		g.writeNot(x, "RoomNotAvailableTimes", "Room", g.names["rooms"][r.ID], g.without(g.roomFree(r)))
	}
	for _, run := range series {
		rooms := g.roomsFor(run[0].Meeting)
		if len(rooms) == 0 {
			return college.Refuse(college.Conflict, "fet.noRoom", "course", run[0].Label)
		}
		for _, a := range run {
			own := rooms
			at := g.names["rooms"][a.RoomID+a.VirtualRoomID]
			switch {
			case at == "":
			case g.brief.Pins[a.SessionID].Where || g.brief.Marked[a.SessionID]:
				own = []string{at}
			default:
				x.room(false, a.id, at)
			}
			x.rooms(a.id, own)
		}
		if len(run) > 1 {
			x.rule("ActivitiesOccupyMaxDifferentRooms", func() {
				x.activities(run)
				x.number("Max_Number_of_Different_Rooms", 1)
			})
		}
	}
	if len(g.Venues) > 1 {
		x.rule("TeachersMinGapsBetweenBuildingChanges", func() { x.number("Min_Gaps_Between_Building_Changes", g.slots(g.longestJourney())) })
	}
	x.rule("TeachersMinGapsBetweenRoomChanges", func() { x.number("Min_Gaps_Between_Room_Changes", g.slots(sameVenueMinutes)) })
	return nil
}

// rooms says where an activity may be. FET has another rule where it is one
// room only.
func (x *tree) rooms(id int, names []string) {
	if len(names) == 1 {
		x.room(true, id, names[0])
		return
	}
	x.rule("ActivityPreferredRooms", func() {
		x.number("Activity_Id", id)
		x.number("Number_of_Preferred_Rooms", len(names))
		for _, name := range names {
			x.leaf("Preferred_Room", name)
		}
	})
}

// room is the one room of an activity: locked, or only there to be seen.
func (x *tree) room(locked bool, id int, name string) {
	x.ruleIf(locked, "ActivityPreferredRoom", func() {
		x.number("Activity_Id", id)
		x.leaf("Room", name)
		x.leaf("Permanently_Locked", strconv.FormatBool(locked))
	})
}

// longestJourney is the minutes of the longest way between two venues: that of
// the table, or the usual one where a pair is not in it.
func (g *grid) longestJourney() int {
	ways := map[[2]string]bool{}
	longest := 0
	for _, t := range g.Travel {
		ways[[2]string{min(t.FromID, t.ToID), max(t.FromID, t.ToID)}] = true
		longest = max(longest, t.Minutes)
	}
	if len(ways) < len(g.Venues)*(len(g.Venues)-1)/2 {
		longest = max(longest, otherVenueMinutes)
	}
	return longest
}

// roomsFor are the names of the rooms that hold a run and have what its course
// needs. Of virtual rooms with one account, the first stands for all.
func (g *grid) roomsFor(m timetable.Meeting) []string {
	var names []string
	if m.Mode == college.Online {
		accounts := map[string]bool{}
		for _, v := range g.VirtualRooms {
			account := college.Fold(v.Account)
			if (v.Capacity == 0 || v.Capacity >= m.Capacity) && (account == "" || !accounts[account]) {
				names = append(names, g.names["rooms"][v.ID])
			}
			accounts[account] = true
		}
		return names
	}
	var needs []string
	if at := slices.IndexFunc(g.Courses, func(c college.Course) bool { return c.ID == m.CourseID }); at >= 0 {
		needs = g.Courses[at].RoomNeeds
	}
	for _, r := range g.Rooms {
		seats := r.Seats
		for _, l := range r.SeatsByLayout {
			if m.Layout != "" && l.Name == m.Layout {
				seats = l.Seats
			}
		}
		if (seats == 0 || seats >= m.Capacity) && g.has(r, needs) {
			names = append(names, g.names["rooms"][r.ID])
		}
	}
	return names
}

// has tells whether a room has what is needed of it, as far as is known.
func (g *grid) has(r college.Room, needs []string) bool {
	facts := college.FactsOf(g.AccessFacts, r.VenueID, r.ID)
	for _, need := range needs {
		unmet, _ := college.AccessUnmet([]string{need}, facts)
		_, ofAccess := college.AccessUnmet([]string{need}, nil) // with nothing known, it asks
		if len(unmet) > 0 || len(ofAccess) == 0 && !slices.Contains(r.Facilities, need) {
			return false
		}
	}
	return true
}
