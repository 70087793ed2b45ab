package timetable

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// overbooked is I-01: booked and offered places are at most the run's
// capacity, in every session.
func overbooked(_ *view, m *sitting) []college.Finding {
	if m.Capacity == 0 || len(m.Booked) <= m.Capacity {
		return nil
	}
	return []college.Finding{m.finding("I-01", college.Reason, "rule.overbooked",
		"booked", strconv.Itoa(len(m.Booked)), "places", strconv.Itoa(m.Capacity))}
}

// tooFewSeats is I-02 (H4): the run has at most as many places as the room has
// seats in the session's layout. Staff are not counted.
func tooFewSeats(_ *view, m *sitting) []college.Finding {
	if m.place == nil {
		return nil
	}
	have := m.place.seatsIn(m.Layout)
	if have > 0 && m.Capacity > 0 && m.Capacity <= have {
		return nil
	}
	room, _ := m.where()
	switch {
	case have == 0:
		return []college.Finding{m.finding("I-02", college.ConcernLevel, "rule.seatsUnknown", "room", room)}
	case m.Capacity == 0:
		return []college.Finding{m.finding("I-02", college.ConcernLevel, "rule.placesUnknown")}
	}
	return []college.Finding{m.finding("I-02", college.Block, "rule.tooFewSeats",
		"room", room, "seats", strconv.Itoa(have), "places", strconv.Itoa(m.Capacity))}
}

// roomTwice is I-07 (H1): a room has one session at a time, with its set-up
// minutes in between.
func roomTwice(_ *view, m, other *sitting) []college.Finding {
	if m.place == nil || m.place != other.place || !m.overlaps(other, m.place.SetUpMinutes) {
		return nil
	}
	key := "rule.roomTwice"
	if !m.overlaps(other, 0) {
		key = "rule.roomSetUp"
	}
	room, _ := m.where()
	return []college.Finding{m.against(other, "I-07", college.Reason, key, "room", room, "minutes", strconv.Itoa(m.place.SetUpMinutes))}
}

// accountTwice is H11: one online account holds one meeting at a time. A
// virtual room without an account named counts as an account of its own.
func accountTwice(_ *view, m, other *sitting) []college.Finding {
	if m.VirtualRoomID == "" || other.VirtualRoomID == "" || !m.overlaps(other, 0) {
		return nil
	}
	if m.VirtualRoomID != other.VirtualRoomID && (m.account == "" || m.account != other.account) {
		return nil
	}
	return []college.Finding{m.against(other, "H11", college.Block, "rule.accountTwice")}
}

// youthWithAdults is I-31 (H12): while the youth arm meets on the premises, no
// session of the adult arm does.
func youthWithAdults(_ *view, m, other *sitting) []college.Finding {
	young, otherYoung := m.Arm == college.Youth, other.Arm == college.Youth
	if young == otherYoung || m.place == nil || other.place == nil ||
		m.place.VenueID == "" || m.place.VenueID != other.place.VenueID || !m.overlaps(other, 0) {
		return nil
	}
	_, venue := m.where()
	return []college.Finding{m.against(other, "I-31", college.Block, "rule.youthWithAdults", "venue", venue)}
}

// courseNeedsUnmet is H5: the room meets what the course needs of it. What
// nobody has checked is a concern.
func courseNeedsUnmet(_ *view, m *sitting) []college.Finding {
	if m.fit == nil || len(m.fit.unmet)+len(m.fit.unknown) == 0 {
		return nil
	}
	room, _ := m.where()
	var found []college.Finding
	for _, need := range m.course.RoomNeeds { // in its order
		if slices.Contains(m.fit.unmet, need) {
			found = append(found, m.finding("H5", college.Reason, "rule.courseNeedUnmet."+need, "room", room))
		}
		if slices.Contains(m.fit.unknown, need) {
			found = append(found, m.finding("H5", college.ConcernLevel, "rule.courseNeedUnknown."+need, "room", room))
		}
	}
	return found
}

// facilityMissing is H6: what else the course needs of a room (a kitchen, a
// screen …) is among its facilities.
func facilityMissing(_ *view, m *sitting) []college.Finding {
	if m.fit == nil || len(m.fit.missing) == 0 {
		return nil
	}
	room, _ := m.where()
	var found []college.Finding
	for _, facility := range m.fit.missing {
		found = append(found, m.finding("H6", college.ConcernLevel, "rule.facilityMissing", "room", room, "facility", facility))
	}
	return found
}

// personNeedsUnmet is I-17: what booked people need of the room, and it has
// not, or nobody knows: one concern a need, with the names.
func personNeedsUnmet(_ *view, m *sitting) []college.Finding {
	if m.place == nil {
		return nil
	}
	var asked needs
	for _, p := range m.needy {
		asked |= p.needs
	}
	if asked&(m.place.unmet|m.place.unknown) == 0 {
		return nil
	}
	room, _ := m.where()
	var found []college.Finding
	for i, need := range college.AccessNeedCodes { // in its order, so that the list repeats
		var names []string
		for _, p := range m.needy {
			if p.needs&(1<<i) != 0 {
				names = append(names, p.name())
			}
		}
		switch {
		case len(names) == 0:
		case m.place.unmet&(1<<i) != 0:
			found = append(found, m.finding("I-17", college.ConcernLevel, "rule.needUnmet."+need, "room", room, "names", inWords(names)))
		case m.place.unknown&(1<<i) != 0:
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
