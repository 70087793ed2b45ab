package timetable

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// Kinds of a change.
const (
	ChangePlaced  = "placed"
	ChangeLeftOut = "leftOut"
	ChangeWhen    = "when"
	ChangeWhere   = "where"
	ChangeWho     = "who"
)

// Change is one thing that became different for sessions of a run, in words.
type Change struct {
	RunID    string         `json:"runId"`
	Label    string         `json:"label"`
	Kind     string         `json:"kind"`
	Sessions []string       `json:"sessions"` // in order of number
	People   []string       `json:"people"`   // ids of those who work or are booked in them, before or after
	Key      string         `json:"key"`
	Values   college.Values `json:"values"`
}

// Diff is what changed from one plan to another, by run. Sessions of a run that
// changed alike, in their weekday, times, room or people, are one change. Leave
// that is not on record yet is said beside it, so that nobody who is away is
// called no longer needed.
func Diff(f Facts, before, after []Placement, away ...college.Leave) []Change {
	f.Leaves = append(slices.Clone(f.Leaves), away...)
	d := &differ{facts: f, known: record(f), workers: map[string]Worker{}, at: map[string]int{}, changes: []Change{}}
	for _, w := range f.Tutors {
		d.workers[w.PersonID] = w
	}
	for i := range f.Meetings {
		for _, w := range f.Meetings[i].Workers {
			d.workers[w.PersonID] = w
		}
	}
	was := keyed(before, func(p Placement) string { return p.SessionID })
	is := keyed(after, func(p Placement) string { return p.SessionID })
	meetings := make([]*Meeting, len(f.Meetings))
	for i := range f.Meetings {
		meetings[i] = &f.Meetings[i]
	}
	slices.SortStableFunc(meetings, func(a, b *Meeting) int {
		return cmp.Or(strings.Compare(a.Label, b.Label), strings.Compare(a.RunID, b.RunID), a.Number-b.Number)
	})
	for _, m := range meetings {
		old, had := was[m.SessionID]
		now, has := is[m.SessionID]
		if had || has {
			d.compare(m, old, now)
		}
	}
	return d.changes
}

// ToTell is who has to be told of changes: sessions, and the people who work or
// are booked in them, each once and in order of id.
func ToTell(changes []Change) (sessions, people []string) {
	for _, c := range changes {
		sessions, people = append(sessions, c.Sessions...), append(people, c.People...)
	}
	slices.Sort(sessions)
	slices.Sort(people)
	return slices.Compact(sessions), slices.Compact(people)
}

type differ struct {
	facts   Facts
	known   *records
	workers map[string]Worker
	at      map[string]int // changes that are alike, by what they are
	changes []Change
}

func (d *differ) compare(m *Meeting, old, now Placement) {
	stood, stands := old.Date != "", now.Date != ""
	switch {
	case !stood && !stands:
	case !stood:
		d.note(m, ChangePlaced, old, now, d.weekday(now.Date)+string(now.Start+now.End)+now.RoomID+now.VirtualRoomID+ids(now))
	case !stands:
		d.note(m, ChangeLeftOut, old, now, "")
	default:
		if old.Date != now.Date || old.Start != now.Start || old.End != now.End {
			apart := strconv.Itoa(now.Date.DaysSince(old.Date))
			d.note(m, ChangeWhen, old, now, d.weekday(old.Date)+string(old.Start)+string(now.Start+now.End)+apart)
		}
		if old.RoomID != now.RoomID || old.RoomID == "" && old.VirtualRoomID != now.VirtualRoomID {
			d.note(m, ChangeWhere, old, now, old.RoomID+">"+now.RoomID+">"+now.VirtualRoomID)
		}
		if ids(old) != ids(now) {
			d.note(m, ChangeWho, old, now, ids(old)+">"+ids(now))
		}
	}
}

// note adds a session to the change it shares, or makes a new one.
func (d *differ) note(m *Meeting, kind string, old, now Placement, alike string) {
	key := m.RunID + " " + kind + " " + alike
	at, known := d.at[key]
	if !known {
		at = len(d.changes)
		d.at[key] = at
		d.changes = append(d.changes, Change{RunID: m.RunID, Label: m.Label, Kind: kind, Key: d.sentence(kind, old, now), Values: d.values(m, old, now)})
	}
	c := &d.changes[at]
	c.Sessions = append(c.Sessions, m.SessionID)
	c.Values["count"] = strconv.Itoa(len(c.Sessions))
	for _, w := range slices.Concat(old.Workers, now.Workers) {
		c.People = append(c.People, w.PersonID)
	}
	c.People = append(c.People, m.Booked...)
	slices.Sort(c.People)
	c.People = slices.Compact(c.People)
}

// sentence is the key for a change; people who only come, or only go, have
// sentences of their own.
func (d *differ) sentence(kind string, old, now Placement) string {
	gone, come := apart(old.Workers, now.Workers), apart(now.Workers, old.Workers)
	switch {
	case kind == ChangeWho && len(gone) == 0:
		return "change.joins"
	case kind == ChangeWho && len(come) == 0 && d.onLeave(gone, now):
		return "change.away"
	case kind == ChangeWho && len(come) == 0:
		return "change.leaves"
	}
	return "change." + kind
}

// onLeave tells whether all of some people are away from a session.
func (d *differ) onLeave(gone []Worker, now Placement) bool {
	day := d.known.day(now.Date)
	return !slices.ContainsFunc(gone, func(w Worker) bool {
		return !d.known.person(w.PersonID).awayOn(day, now.Start.Minutes(), now.End.Minutes())
	})
}

func (d *differ) values(m *Meeting, old, now Placement) college.Values {
	return college.Values{
		"course": m.Label, "date": string(now.Date), "start": string(now.Start), "end": string(now.End), "room": d.room(now),
		"weekday": d.weekday(now.Date), "wasWeekday": d.weekday(old.Date), "wasDate": string(old.Date), "wasStart": string(old.Start),
		"wasEnd": string(old.End), "wasRoom": d.room(old), "names": d.names(now.Workers),
		"gone": d.names(apart(old.Workers, now.Workers)), "come": d.names(apart(now.Workers, old.Workers)),
	}
}

func (d *differ) weekday(date college.Date) string {
	if !date.Valid() {
		return ""
	}
	return "weekday." + strconv.Itoa(d.known.day(date).weekday)
}

func (d *differ) room(p Placement) string {
	return (&compiled{known: d.known, facts: d.facts}).roomName(p.RoomID, p.VirtualRoomID)
}

// names are people by name, by what the facts say where a plan has ids only.
func (d *differ) names(workers []Worker) string {
	all := slices.Clone(workers)
	for i := range all {
		if all[i].Name == "" {
			all[i].Name = d.workers[all[i].PersonID].Name
		}
	}
	return namesOf(all)
}

// apart are those of some people who are not among others.
func apart(some, others []Worker) (left []Worker) {
	for _, w := range some {
		if !slices.ContainsFunc(others, func(o Worker) bool { return o.PersonID == w.PersonID }) {
			left = append(left, w)
		}
	}
	return left
}

// ids are the people of a placement in order.
func ids(p Placement) string {
	var all []string
	for _, w := range p.Workers {
		all = append(all, w.PersonID)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}
