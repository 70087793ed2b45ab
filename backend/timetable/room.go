package timetable

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// overbooked is I-01: booked and offered places are at most the run's
// capacity, in every session.
func overbooked(_ *view, m *Meeting) []college.Finding {
	if m.Capacity == 0 || len(m.Booked) <= m.Capacity {
		return nil
	}
	return []college.Finding{m.finding("I-01", college.Reason, "rule.overbooked",
		"booked", strconv.Itoa(len(m.Booked)), "places", strconv.Itoa(m.Capacity))}
}

// tooFewSeats is I-02 (H4): the run has at most as many places as the room has
// seats in the session's layout. Staff are not counted.
func tooFewSeats(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	room, _ := v.place(m)
	have := seats(r, m.Layout)
	switch {
	case have == 0:
		return []college.Finding{m.finding("I-02", college.ConcernLevel, "rule.seatsUnknown", "room", room)}
	case m.Capacity == 0:
		return []college.Finding{m.finding("I-02", college.ConcernLevel, "rule.placesUnknown")}
	case m.Capacity > have:
		return []college.Finding{m.finding("I-02", college.Block, "rule.tooFewSeats",
			"room", room, "seats", strconv.Itoa(have), "places", strconv.Itoa(m.Capacity))}
	}
	return nil
}

// roomTwice is I-07 (H1): a room has one session at a time, with its set-up
// minutes in between.
func roomTwice(v *view, m, other *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom || m.RoomID != other.RoomID || !m.overlaps(other, r.SetUpMinutes) {
		return nil
	}
	key := "rule.roomTwice"
	if !m.overlaps(other, 0) {
		key = "rule.roomSetUp"
	}
	room, _ := v.place(m)
	return []college.Finding{m.against(other, "I-07", college.Reason, key, "room", room, "minutes", strconv.Itoa(r.SetUpMinutes))}
}

// accountTwice is H11: one online account holds one meeting at a time. A
// virtual room without an account named counts as an account of its own.
func accountTwice(v *view, m, other *Meeting) []college.Finding {
	if m.VirtualRoomID == "" || other.VirtualRoomID == "" || !m.overlaps(other, 0) {
		return nil
	}
	account := v.accounts[m.VirtualRoomID]
	if m.VirtualRoomID != other.VirtualRoomID && (account == "" || account != v.accounts[other.VirtualRoomID]) {
		return nil
	}
	return []college.Finding{m.against(other, "H11", college.Block, "rule.accountTwice")}
}

// youthWithAdults is I-31 (H12): while the youth arm meets on the premises, no
// session of the adult arm does.
func youthWithAdults(v *view, m, other *Meeting) []college.Finding {
	a, inA := v.room(m)
	b, inB := v.room(other)
	young, otherYoung := m.Arm == college.Youth, other.Arm == college.Youth
	if !inA || !inB || young == otherYoung || a.VenueID == "" || a.VenueID != b.VenueID || !m.overlaps(other, 0) {
		return nil
	}
	_, venue := v.place(m)
	return []college.Finding{m.against(other, "I-31", college.Block, "rule.youthWithAdults", "venue", venue)}
}

// courseNeedsUnmet is H5: the room meets what the course needs of it. What
// nobody has checked is a concern.
func courseNeedsUnmet(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	facts := college.FactsOf(v.access[r.VenueID], r.VenueID, r.ID)
	room, _ := v.place(m)
	var found []college.Finding
	for _, need := range v.courses[m.CourseID].RoomNeeds {
		if !isAccess(need) {
			continue
		}
		unmet, unknown := college.AccessUnmet([]string{need}, facts)
		if len(unmet) > 0 {
			found = append(found, m.finding("H5", college.Reason, "rule.courseNeedUnmet."+need, "room", room))
		}
		if len(unknown) > 0 {
			found = append(found, m.finding("H5", college.ConcernLevel, "rule.courseNeedUnknown."+need, "room", room))
		}
	}
	return found
}

// facilityMissing is H6: what else the course needs of a room (a kitchen, a
// screen …) is among its facilities.
func facilityMissing(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	room, _ := v.place(m)
	var found []college.Finding
	for _, need := range v.courses[m.CourseID].RoomNeeds {
		if !isAccess(need) && !slices.Contains(r.Facilities, need) {
			found = append(found, m.finding("H6", college.ConcernLevel, "rule.facilityMissing", "room", room, "facility", need))
		}
	}
	return found
}

// personNeedsUnmet is I-17: what booked people need of the room, and it has
// not, or nobody knows: one concern a need, with the names.
func personNeedsUnmet(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	facts := college.FactsOf(v.access[r.VenueID], r.VenueID, r.ID)
	unmet, unknown := map[string][]string{}, map[string][]string{}
	for _, id := range m.Booked {
		no, notKnown := college.AccessUnmet(v.students[id].Needs, facts)
		for _, need := range no {
			unmet[need] = append(unmet[need], v.name(id))
		}
		for _, need := range notKnown {
			unknown[need] = append(unknown[need], v.name(id))
		}
	}
	room, _ := v.place(m)
	var found []college.Finding
	for _, need := range college.AccessNeedCodes { // in its order, so that the list repeats
		if names := unmet[need]; len(names) > 0 {
			found = append(found, m.finding("I-17", college.ConcernLevel, "rule.needUnmet."+need, "room", room, "names", inWords(names)))
		}
		if names := unknown[need]; len(names) > 0 {
			found = append(found, m.finding("I-17", college.ConcernLevel, "rule.needUnknown."+need, "room", room, "names", inWords(names)))
		}
	}
	return found
}

// isAccess tells whether a need is answered by access facts; else it is a
// facility of the room.
func isAccess(need string) bool {
	_, unknown := college.AccessUnmet([]string{need}, nil)
	return len(unknown) > 0
}

// inWords lists names in order of the alphabet, with commas between them.
func inWords(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
