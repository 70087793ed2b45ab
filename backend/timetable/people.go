package timetable

import (
	"slices"
	"strconv"

	"daybook/backend/college"
)

// Minutes between two places whose travel time nobody has entered (I-06).
const (
	sameVenueMinutes  = 15
	otherVenueMinutes = 45
)

// personTwice is I-06 (H2): someone with a working role is in one place at a
// time, whatever they are in the other session, a student too.
func personTwice(v *view, m, other *Meeting) []college.Finding {
	if !m.overlaps(other, 0) {
		return nil
	}
	var found []college.Finding
	for _, w := range v.inBoth(m, other) {
		f := m.against(other, "I-06", college.Block, "rule.personTwice", "name", w.Name)
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// tooLittleTravel is I-06 (H2): between two sessions someone has the time to
// get from one place to the other.
func tooLittleTravel(v *view, m, other *Meeting) []college.Finding {
	first, second := m, other
	if other.before(m) {
		first, second = other, m
	}
	gap := second.Start.Minutes() - first.End.Minutes()
	needed := v.minutesBetween(first, second)
	if m.Date != other.Date || gap < 0 || gap >= needed {
		return nil
	}
	var found []college.Finding
	for _, w := range v.inBoth(m, other) {
		f := m.against(other, "I-06", college.ConcernLevel, "rule.tooLittleTravel", "name", w.Name, "minutes", strconv.Itoa(gap), "needed", strconv.Itoa(needed))
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// minutesBetween is the travel time between the places of two meetings: the
// table's minutes, else 15 in one venue and 45 to another. The same room takes
// none; nor does going online, since nobody knows where from.
func (v *view) minutesBetween(first, second *Meeting) int {
	a, inA := v.room(first)
	b, inB := v.room(second)
	switch {
	case !inA || !inB || a.ID == b.ID:
		return 0
	case a.VenueID == b.VenueID && a.VenueID != "":
		return sameVenueMinutes
	}
	for _, way := range [][2]string{{a.VenueID, b.VenueID}, {b.VenueID, a.VenueID}} {
		if minutes, known := v.travel[way]; known {
			return minutes
		}
	}
	return otherVenueMinutes
}

// inBoth are the people in both meetings who work in at least one of them.
func (v *view) inBoth(m, other *Meeting) []Worker {
	var both []Worker
	for _, w := range m.Workers {
		if _, works := other.worker(w.PersonID); works || v.isBooked(other, w.PersonID) {
			both = append(both, w)
		}
	}
	for _, w := range other.Workers {
		if _, works := m.worker(w.PersonID); !works && v.isBooked(m, w.PersonID) {
			both = append(both, w)
		}
	}
	slices.SortStableFunc(both, func(a, b Worker) int { return compare(a.PersonID, b.PersonID) })
	return slices.CompactFunc(both, func(a, b Worker) bool { return a.PersonID == b.PersonID }) // two roles in one session
}

// studentTwice is I-05: nobody is booked in two sessions at once: one concern
// a pair of sessions, with the names. Those who work in either are I-06's.
func studentTwice(v *view, m, other *Meeting) []college.Finding {
	if !m.overlaps(other, 0) {
		return nil
	}
	var names, about []string
	for _, id := range m.Booked {
		_, here := m.worker(id)
		_, there := other.worker(id)
		if !here && !there && v.isBooked(other, id) {
			names, about = append(names, v.name(id)), append(about, id)
		}
	}
	if len(names) == 0 {
		return nil
	}
	f := m.against(other, "I-05", college.ConcernLevel, "rule.studentTwice", "names", inWords(names))
	f.About = append(f.About, about...)
	return []college.Finding{f}
}

// noTutor is I-11: every session has a tutor; a block at publishing, until then
// a concern.
func noTutor(v *view, m *Meeting) []college.Finding {
	if len(m.tutors()) > 0 {
		return nil
	}
	severity := college.ConcernLevel
	if v.publishing {
		severity = college.Block
	}
	return []college.Finding{m.finding("I-11", severity, "rule.noTutor")}
}

// notAPair is I-11 (H7): two people deliver, one of kind peer and the other of
// a kind other than peer, each approved for the course on the day: the peer as
// the lived half of the pair, the other as the subject half.
func notAPair(v *view, m *Meeting) []college.Finding {
	tutors := m.tutors()
	if len(tutors) == 0 {
		return nil // said already
	}
	for _, peer := range tutors {
		if !slices.Contains(peer.Kinds, college.KindPeer) || !v.approved(m, peer.PersonID, college.PartLived) {
			continue
		}
		for _, o := range tutors {
			notPeer := slices.ContainsFunc(o.Kinds, func(k string) bool { return k != college.KindPeer })
			if o.PersonID != peer.PersonID && notPeer && v.approved(m, o.PersonID, college.PartSubject) {
				return nil
			}
		}
	}
	return []college.Finding{m.finding("I-11", college.ConcernLevel, "rule.notAPair")}
}

// approved tells whether a person may teach the meeting's course on its day as
// that half of the pair; an approval that names no half is for either.
func (v *view) approved(m *Meeting, personID, part string) bool {
	return slices.ContainsFunc(v.approvals[m.CourseID], func(a college.CourseTutor) bool {
		return a.PersonID == personID && (a.Part == "" || a.Part == part) &&
			a.ApprovedOn != "" && m.Date.Between(a.ApprovedOn, a.Until)
	})
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func number(n int) string { return strconv.Itoa(n) }
