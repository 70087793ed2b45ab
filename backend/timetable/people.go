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
func personTwice(v *view, m, other *sitting) []college.Finding {
	if !m.overlaps(other, 0) {
		return nil
	}
	var found []college.Finding
	for _, w := range inBoth(m, other) {
		f := m.against(other, "I-06", college.Block, "rule.personTwice", "name", w.Name)
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// tooLittleTravel is I-06 (H2): between two sessions someone has the time to
// get from one place to the other.
func tooLittleTravel(v *view, m, other *sitting) []college.Finding {
	if m.day != other.day {
		return nil
	}
	first, second := m, other
	if inOrder(other, m) < 0 {
		first, second = other, m
	}
	gap := second.start - first.end
	if gap < 0 {
		return nil
	}
	both := inBoth(m, other)
	if len(both) == 0 {
		return nil
	}
	needed := v.minutesTo(first.place, second.place)
	if gap >= needed {
		return nil
	}
	var found []college.Finding
	for _, w := range both {
		f := m.against(other, "I-06", college.ConcernLevel, "rule.tooLittleTravel", "name", w.Name, "minutes", strconv.Itoa(gap), "needed", strconv.Itoa(needed))
		f.About = append(f.About, w.PersonID)
		found = append(found, f)
	}
	return found
}

// inBoth are the people in both meetings who work in at least one of them.
func inBoth(m, other *sitting) []Worker {
	var both []Worker
	for i := range m.workers {
		if w := &m.workers[i]; !w.again && (other.worker(w.person) != nil || other.hasBooked(w.person)) {
			both = append(both, w.Worker)
		}
	}
	for i := range other.workers {
		if w := &other.workers[i]; !w.again && m.worker(w.person) == nil && m.hasBooked(w.person) {
			both = append(both, w.Worker)
		}
	}
	slices.SortFunc(both, func(a, b Worker) int { return compare(a.PersonID, b.PersonID) })
	return both
}

// studentTwice is I-05: nobody is booked in two sessions at once: one concern
// a pair of sessions, with the names. Those who work in either are I-06's.
func studentTwice(v *view, m, other *sitting) []college.Finding {
	if !m.overlaps(other, 0) || !shareNumber(m.booked, other.booked) {
		return nil
	}
	var names, about []string
	for _, id := range m.Booked {
		p := v.person(id)
		if other.hasBooked(p) && m.worker(p) == nil && other.worker(p) == nil {
			names, about = append(names, p.name()), append(about, id)
		}
	}
	if len(names) == 0 {
		return nil
	}
	f := m.against(other, "I-05", college.ConcernLevel, "rule.studentTwice", "names", inWords(names))
	f.About = append(f.About, about...)
	return []college.Finding{f}
}

// shareNumber tells whether two ascending lists have a number in common.
func shareNumber(a, b []int32) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			return true
		}
	}
	return false
}

// noTutor is I-11: every session has a tutor; a block at publishing, until then
// a concern.
func noTutor(v *view, m *sitting) []college.Finding {
	if len(m.tutors) > 0 {
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
func notAPair(_ *view, m *sitting) []college.Finding {
	if len(m.tutors) == 0 {
		return nil // said already
	}
	for _, peer := range m.tutors {
		if !slices.Contains(peer.Kinds, college.KindPeer) || !approvedFor(peer.approvals, m.day, college.PartLived) {
			continue
		}
		for _, o := range m.tutors {
			notPeer := slices.ContainsFunc(o.Kinds, func(k string) bool { return k != college.KindPeer })
			if o.person != peer.person && notPeer && approvedFor(o.approvals, m.day, college.PartSubject) {
				return nil
			}
		}
	}
	return []college.Finding{m.finding("I-11", college.ConcernLevel, "rule.notAPair")}
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
