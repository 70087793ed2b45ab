package timetable

import (
	"strings"

	"daybook/backend/college"
)

// venueClosed is I-09 (H3): the venue and the room are open on the day: not in
// a closure of either, not on a weekday on which the room is shut, and within
// its hours where they are known.
func venueClosed(_ *view, m *sitting) []college.Finding {
	if m.place == nil {
		return nil
	}
	if c, closed := m.place.closedOn(m.day); closed {
		room, venue := m.where()
		place := venue
		if c.RoomID != "" {
			place = room
		}
		return []college.Finding{m.finding("I-09", college.Reason, "rule.venueClosed", "room", place, "from", string(c.From), "to", string(c.To))}
	}
	open := m.place.openOn(m.day)
	if covers(open, m.start, m.end) {
		return nil
	}
	room, _ := m.where()
	if len(open) == 0 {
		return []college.Finding{m.finding("I-09", college.Reason, "rule.notOpen", "room", room)}
	}
	return []college.Finding{m.finding("I-09", college.Reason, "rule.notOpenThen", "room", room, "hours", hoursOf(open))}
}

// hoursOf writes spans of a day: "09:00–12:00, 13:00–17:00".
func hoursOf(spans []span) string {
	var hours []string
	for _, s := range spans {
		hours = append(hours, string(college.NewClock(s.from/60, s.from%60))+"–"+string(college.NewClock(s.to/60, s.to%60)))
	}
	return strings.Join(hours, ", ")
}

// outsideTerm is I-09: the day lies inside the run's term, not in a break of
// it, and the college is not closed.
func outsideTerm(v *view, m *sitting) []college.Finding {
	var found []college.Finding
	if t := m.term; t.ID != "" && !m.Date.Between(t.Start, t.End) {
		found = append(found, m.finding("I-09", college.Reason, "rule.outsideTerm", "term", t.Name, "from", string(t.Start), "to", string(t.End)))
	}
	for _, b := range m.term.breaks {
		if m.Date.Between(b.From, b.To) {
			found = append(found, m.finding("I-09", college.Reason, "rule.inBreak", "break", b.Name, "from", string(b.From), "to", string(b.To)))
		}
	}
	for _, c := range v.closures {
		if m.Date.Between(c.From, c.To) {
			found = append(found, m.finding("I-09", college.Reason, "rule.collegeClosed", "from", string(c.From), "to", string(c.To)))
		}
	}
	return found
}

// onBankHoliday is I-10: the day is no bank holiday of England and Wales.
func onBankHoliday(_ *view, m *sitting) []college.Finding {
	if !m.day.bankHoliday {
		return nil
	}
	return []college.Finding{m.finding("I-10", college.ConcernLevel, "rule.bankHoliday")}
}

// outOfOrder is I-33 (H8): the numbers of a run's sessions follow their dates.
// Only neighbours by number are compared, so that one session out of place is
// said once or twice, not against every other one.
func outOfOrder(_ *view, m, other *sitting) []college.Finding {
	if m.run != other.run || m.at-other.at != 1 && other.at-m.at != 1 {
		return nil
	}
	first, second := m, other
	if other.at < m.at {
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
func prerequisiteLater(_ *view, m *sitting) []college.Finding {
	before := m.course.before
	if before == nil || m.at > 0 || len(before.meetings) == 0 {
		return nil
	}
	for _, o := range before.meetings {
		if o.run.ended() < m.Date {
			return nil
		}
	}
	return []college.Finding{m.finding("I-33", college.ConcernLevel, "rule.prerequisiteLater", "other", before.Outside())}
}
