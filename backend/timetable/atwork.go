package timetable

import (
	"slices"
	"strconv"

	"daybook/backend/college"
)

// An evening ends after 18:00; who rests after one does not start before 10:00
// on the day that follows (H9).
const (
	eveningFrom = 18 * 60
	morningTo   = 10 * 60
)

// atWork is a finding about one of the meeting's workers.
func (m *Meeting) atWork(w *presence, rule, key string, pairs ...string) college.Finding {
	f := m.finding(rule, college.ConcernLevel, key, append([]string{"name", w.Name}, pairs...)...)
	f.About = append(f.About, w.PersonID)
	return f
}

// notAvailable is H3: everyone who works in the session can work then by their
// week, and is not on leave. Of someone whose week nobody has asked for nothing
// is said.
func notAvailable(_ *view, m *sitting) (found []college.Finding) {
	for i := range m.workers {
		w := &m.workers[i]
		if w.again {
			continue
		}
		if w.person.awayOn(m.day, m.start, m.end) {
			found = append(found, m.atWork(w, "H3", "rule.onLeave"))
		} else if !w.person.availableFor(m.day, m.start, m.end) {
			found = append(found, m.atWork(w, "H3", "rule.notAvailable"))
		}
	}
	return found
}

// worksAlone is H9: in a room at least two people work, whatever their roles.
// A session that has no tutor yet is said to have none, and online nobody is
// alone.
func worksAlone(_ *view, m *sitting) []college.Finding {
	if m.place == nil || len(m.tutors) == 0 {
		return nil
	}
	for i := range m.workers {
		if i > 0 && !m.workers[i].again {
			return nil
		}
	}
	return []college.Finding{m.atWork(&m.workers[0], "H9", "rule.worksAlone")}
}

// tooManyHours is H9: nobody works more hours a day than was agreed. It is said
// once a person and day.
func tooManyHours(_ *view, m *sitting, s scope) (found []college.Finding) {
	for i := range m.workers {
		w := &m.workers[i]
		most := w.person.limit.HoursADay
		if w.again || most == 0 {
			continue
		}
		day, minutes := w.person.atFrom(m.day.no, m.day.no), 0
		for _, o := range day {
			minutes += o.end - o.start
		}
		if minutes > 60*most && s.letsAll(m, day) {
			hours := strconv.FormatFloat(float64(minutes)/60, 'g', 3, 64)
			found = append(found, m.overLimit(w, "rule.hoursADay", day, hours, most))
		}
	}
	return found
}

// tooManySessions is H9: nobody works in more sessions of a calendar week than
// was agreed. It is said once a person and week.
func tooManySessions(_ *view, m *sitting, s scope) (found []college.Finding) {
	monday := m.day.no - m.day.weekday + 1
	for i := range m.workers {
		w := &m.workers[i]
		most := w.person.limit.SessionsWeek
		if w.again || most == 0 {
			continue
		}
		if week := w.person.atFrom(monday, monday+6); len(week) > most && s.letsAll(m, week) {
			found = append(found, m.overLimit(w, "rule.sessionsWeek", week, number(len(week)), most))
		}
	}
	return found
}

func (m *sitting) overLimit(w *presence, key string, worked []*sitting, much string, most int) college.Finding {
	f := m.atWork(w, "H9", key, "worked", much, "agreed", number(most))
	f.About = append(f.About, idsBut(worked, m)...)
	return f
}

// atFrom are the sessions that the person works in on the days from first to
// last, by their numbers.
func (x *person) atFrom(first, last int) []*sitting {
	byDay := func(m *sitting, no int) int { return m.day.no - no }
	from, _ := slices.BinarySearchFunc(x.at, first, byDay)
	to := from
	for to < len(x.at) && x.at[to].day.no <= last {
		to++
	}
	return x.at[from:to]
}

// noRest is H9: who rests after an evening does not start early the next day.
func noRest(_ *view, m *sitting, s scope) (found []college.Finding) {
	if m.end <= eveningFrom && m.start >= morningTo {
		return nil
	}
	for i := range m.workers {
		w := &m.workers[i]
		if w.again || !w.person.limit.RestsAfter {
			continue
		}
		for _, o := range w.person.atFrom(m.day.no-1, m.day.no+1) {
			evening, morning := o, m
			if o.day.no > m.day.no {
				evening, morning = m, o
			}
			if morning.day.no-evening.day.no == 1 && evening.end > eveningFrom && morning.start < morningTo && s.lets(m, o) {
				f := m.against(o, "H9", college.ConcernLevel, "rule.noRest", "name", w.Name,
					"evening", evening.Label, "eveningEnd", string(evening.End), "morning", morning.Label,
					"morningDate", string(morning.Date), "morningStart", string(morning.Start))
				f.About = append(f.About, w.PersonID)
				found = append(found, f)
			}
		}
	}
	return found
}

// idsBut are the sessions of a group but for m, which a finding names first.
func idsBut(group []*sitting, m *sitting) (ids []string) {
	for _, o := range group {
		if o != m {
			ids = append(ids, o.SessionID)
		}
	}
	return ids
}

// kitTwice is I-08 (H6): the sessions that run at one moment take along no more
// of a kind of kit than there is. It is said at the start of each session that
// takes more than is left, and m speaks of those that it is one of.
func kitTwice(v *view, m *sitting, s scope) (found []college.Finding) {
	for i, use := range m.course.kit {
		if slices.ContainsFunc(m.course.kit[:i], func(u kitUse) bool { return u.item == use.item }) {
			continue // counted with the first
		}
		for _, x := range v.near(m) {
			if x.course.takes(use.item) == 0 {
				continue
			}
			users, taken := v.usersAt(x, use.item)
			if taken > use.item.Count && slices.Contains(users, m) && s.letsAll(m, users) {
				found = append(found, m.kitShort(use.item, users, taken))
			}
		}
	}
	return found
}

// usersAt are the sessions that use a kind of kit when x starts, up to x in
// order, and how many they take.
func (v *view) usersAt(x *sitting, item *college.KitItem) (users []*sitting, taken int) {
	for _, o := range v.near(x) {
		if n := o.course.takes(item); n > 0 && o.end > x.start && inOrder(o, x) <= 0 {
			users, taken = append(users, o), taken+n
		}
	}
	return users, taken
}

func (k *course) takes(item *college.KitItem) (count int) {
	for _, use := range k.kit {
		if use.item == item {
			count += use.count
		}
	}
	return count
}

func (m *Meeting) kitShort(item *college.KitItem, users []*sitting, taken int) college.Finding {
	pairs := []string{"kit", item.Name, "needed", number(taken), "have", number(item.Count)}
	var others []string
	about := []string{m.SessionID}
	for _, o := range users {
		if o.Meeting != m {
			others, about = append(others, o.Label), append(about, o.SessionID)
		}
	}
	key := "rule.kitTooFew"
	if len(others) > 0 {
		key, pairs = "rule.kitTwice", append(pairs, "others", inWords(others))
	}
	return m.findingWith("I-08", college.Block, key, append(about, item.ID), pairs...)
}

// promiseBroken is H12: a venue is used only when a partner lends it, and the
// course is on the dates promised.
func promiseBroken(_ *view, m *sitting) (found []college.Finding) {
	if m.place != nil && len(m.place.lent) > 0 {
		if spans, promised := m.place.lentOn(m.day); promised && !covers(spans, m.start, m.end) {
			_, venue := m.where()
			found = append(found, m.finding("H12", college.ConcernLevel, "rule.promisedDays", "venue", venue))
		}
	}
	if !m.course.promisedOn(m.day) {
		found = append(found, m.finding("H12", college.ConcernLevel, "rule.promisedDates"))
	}
	return found
}
