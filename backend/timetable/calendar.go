package timetable

import (
	"slices"

	"daybook/backend/college"
)

// venueClosed is I-09 (H3): the venue and the room are open on the day: not in
// a closure of either, and not on a weekday on which the room is shut.
func venueClosed(v *view, m *Meeting) []college.Finding {
	r, inRoom := v.room(m)
	if !inRoom {
		return nil
	}
	room, venue := v.place(m)
	for _, c := range v.VenueClosures {
		if c.VenueID == r.VenueID && (c.RoomID == "" || c.RoomID == r.ID) && m.Date.Between(c.From, c.To) {
			place := venue
			if c.RoomID != "" {
				place = room
			}
			return []college.Finding{m.finding("I-09", college.Reason, "rule.venueClosed", "room", place, "from", string(c.From), "to", string(c.To))}
		}
	}
	weekday := (int(m.Date.Weekday())+6)%7 + 1
	if slices.Contains(r.ClosedWeekdays, weekday) {
		return []college.Finding{m.finding("I-09", college.Reason, "rule.notOpen", "room", room)}
	}
	return nil
}

// outsideTerm is I-09: the day lies inside the run's term, not in a break of
// it, and the college is not closed.
func outsideTerm(v *view, m *Meeting) []college.Finding {
	var found []college.Finding
	if t, known := v.terms[m.TermID]; known && !m.Date.Between(t.Start, t.End) {
		found = append(found, m.finding("I-09", college.Reason, "rule.outsideTerm", "term", t.Name, "from", string(t.Start), "to", string(t.End)))
	}
	for _, b := range v.Breaks {
		if b.TermID == m.TermID && m.Date.Between(b.From, b.To) {
			found = append(found, m.finding("I-09", college.Reason, "rule.inBreak", "break", b.Name, "from", string(b.From), "to", string(b.To)))
		}
	}
	for _, c := range v.Closures {
		if c.BlocksSessions && m.Date.Between(c.From, c.To) {
			found = append(found, m.finding("I-09", college.Reason, "rule.collegeClosed", "from", string(c.From), "to", string(c.To)))
		}
	}
	return found
}

// onBankHoliday is I-10: the day is no bank holiday of England and Wales.
func onBankHoliday(_ *view, m *Meeting) []college.Finding {
	if _, is := college.IsBankHoliday(m.Date); !is {
		return nil
	}
	return []college.Finding{m.finding("I-10", college.ConcernLevel, "rule.bankHoliday")}
}

// outOfOrder is I-33 (H8): the numbers of a run's sessions follow their dates.
// Only neighbours by number are compared, so that one session out of place is
// said once or twice, not against every other one.
func outOfOrder(v *view, m, other *Meeting) []college.Finding {
	run := v.runs[m.RunID]
	i, j := slices.Index(run, m), slices.Index(run, other)
	if m.RunID != other.RunID || i-j != 1 && j-i != 1 {
		return nil
	}
	first, second := m, other
	if j < i {
		first, second = other, m
	}
	if first.Date < second.Date || first.Date == second.Date && first.Start < second.Start {
		return nil
	}
	return []college.Finding{m.against(other, "I-33", college.ConcernLevel, "rule.outOfOrder",
		"number", number(m.Number), "otherNumber", number(other.Number))}
}

// prerequisiteLater is I-33 (H8): a course that builds on another starts after
// a run of that one has ended. Nothing is said while no run of it is planned:
// it may have been taken in an earlier term.
func prerequisiteLater(v *view, m *Meeting) []college.Finding {
	before := v.courses[m.CourseID].PrerequisiteID
	if before == "" || v.runs[m.RunID][0] != m {
		return nil
	}
	ends := map[string]college.Date{}
	for _, o := range v.byCourse[before] {
		ends[o.RunID] = max(ends[o.RunID], o.Date)
	}
	if len(ends) == 0 {
		return nil
	}
	for _, end := range ends {
		if end < m.Date {
			return nil
		}
	}
	return []college.Finding{m.finding("I-33", college.ConcernLevel, "rule.prerequisiteLater", "other", v.courses[before].Outside())}
}
