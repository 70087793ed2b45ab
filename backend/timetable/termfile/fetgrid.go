package termfile

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// FET holds at most so many days in a file.
const fetDaysMost = 105

// Times of a term in which nobody's hours are known.
const (
	usualStart = college.Clock("09:00")
	usualEnd   = college.Clock("17:00")
)

// grid is a term cut into FET's days and hours. Its weeks all have the same
// weekdays, so that a week is always as many days; a week that is wholly closed
// is left out.
type grid struct {
	timetable.Facts
	brief  timetable.Brief
	days   []college.Date
	closed []bool // of every day
	stride int    // days in a week
	first  int    // minutes since midnight of the first hour
	slot   int    // minutes of an hour of FET's: 60, 30 or 15
	hours  int
	names  map[string]map[string]string // of a list, by id: unique in it
}

func newGrid(facts timetable.Facts, b timetable.Brief) (*grid, error) {
	g := &grid{Facts: facts, brief: b}
	g.Meetings = slices.DeleteFunc(slices.Clone(facts.Meetings), func(m timetable.Meeting) bool {
		return m.TermID != b.TermID || m.Status == college.SessionCancelled
	})
	g.standAsDrafted()
	at := slices.IndexFunc(facts.Terms, func(t college.Term) bool { return t.ID == b.TermID })
	if at < 0 {
		return nil, college.Refuse(college.NotFound, "fet.noTerm")
	}
	g.layDays(facts.Terms[at])
	if len(g.days) > fetDaysMost {
		return nil, college.Refuse(college.Invalid, "fet.tooLong", "days", strconv.Itoa(len(g.days)), "most", strconv.Itoa(fetDaysMost))
	}
	g.layHours()
	g.names = map[string]map[string]string{
		"people":  unique(g.Tutors, func(w timetable.Worker) (string, string) { return w.PersonID, w.Name }),
		"venues":  unique(g.Venues, func(v college.Venue) (string, string) { return v.ID, v.Name }),
		"courses": unique(g.Courses, func(c college.Course) (string, string) { return c.ID, c.Outside() }),
	}
	rooms := slices.Clone(g.Rooms) // FET has one list of rooms
	for _, v := range g.VirtualRooms {
		rooms = append(rooms, college.Room{ID: v.ID, Name: v.Name})
	}
	g.names["rooms"] = unique(rooms, func(r college.Room) (string, string) { return r.ID, r.Name })
	return g, nil
}

// standAsDrafted puts the sessions where the draft has them, with the people they
// have there: whoever stands in for somebody on leave is given to FET too.
func (g *grid) standAsDrafted() {
	drafted := make(map[string]timetable.Placement, len(g.brief.Standing))
	for _, p := range g.brief.Standing {
		drafted[p.SessionID] = p
	}
	for i := range g.Meetings {
		m := &g.Meetings[i]
		p, is := drafted[m.SessionID]
		if !is {
			continue
		}
		m.Minutes = minutes(*m)
		m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID = p.Date, p.Start, p.End, p.RoomID, p.VirtualRoomID
		if p.Date != "" { // what is left out keeps the people of its run
			m.Workers = p.Workers
		}
	}
}

// unique gives every record of a list a name of its own: its name, or with a
// number where an earlier one has that already.
func unique[T any](list []T, of func(T) (id, name string)) map[string]string {
	names, used := make(map[string]string, len(list)), map[string]bool{}
	for _, each := range list {
		id, name := of(each)
		name = strings.Join(strings.Fields(name), " ")
		if name == "" {
			name = id
		}
		one := name
		for n := 2; used[one]; n++ {
			one = name + " (" + strconv.Itoa(n) + ")"
		}
		used[one] = true
		names[id] = one
	}
	return names
}

func (g *grid) layDays(t college.Term) {
	weekdays := []int{1, 2, 3, 4, 5}
	for _, weekend := range []int{6, 7} {
		if slices.ContainsFunc(g.Availabilities, func(a college.Availability) bool { return a.Weekday == weekend }) {
			weekdays = append(weekdays, weekend)
		}
	}
	g.stride = len(weekdays)
	for monday := t.Start.Monday(); monday <= t.End; monday = monday.AddDays(7) {
		var days []college.Date
		var closed []bool
		for _, weekday := range weekdays {
			day := monday.AddDays(weekday - 1)
			days, closed = append(days, day), append(closed, !g.openOn(t, day))
		}
		if slices.Contains(closed, false) {
			g.days, g.closed = append(g.days, days...), append(g.closed, closed...)
		}
	}
}

func (g *grid) openOn(t college.Term, day college.Date) bool {
	_, holiday := college.IsBankHoliday(day)
	inBreak := slices.ContainsFunc(g.Breaks, func(b college.TermBreak) bool { return b.TermID == t.ID && day.Between(b.From, b.To) })
	closure := slices.ContainsFunc(g.Closures, func(c college.Closure) bool { return c.BlocksSessions && day.Between(c.From, c.To) })
	return day.Between(t.Start, t.End) && !holiday && !inBreak && !closure
}

// layHours chooses the longest hour into which all lengths and all limits of
// times go without a rest; else a quarter of an hour.
func (g *grid) layHours() {
	earliest, latest := 24*60, 0
	var times []int
	span := func(from, to college.Clock) {
		earliest, latest = min(earliest, from.Minutes()), max(latest, to.Minutes())
		times = append(times, from.Minutes(), to.Minutes())
	}
	for _, a := range g.Availabilities {
		span(a.Start, a.End)
	}
	for _, r := range g.Rooms {
		for _, h := range r.Hours {
			span(h.From, h.To)
		}
	}
	for _, m := range g.Meetings {
		times = append(times, minutes(m))
		if m.Start != "" {
			span(m.Start, m.End)
		}
	}
	if earliest >= latest {
		span(usualStart, usualEnd)
	}
	for _, g.slot = range []int{60, 30, 15} {
		if !slices.ContainsFunc(times, func(t int) bool { return t%g.slot != 0 }) {
			break
		}
	}
	g.first = earliest / g.slot * g.slot
	g.hours = g.slots(latest - g.first)
}

// slots is how many of FET's hours so many minutes take.
func (g *grid) slots(minutes int) int { return (minutes + g.slot - 1) / g.slot }

func (g *grid) hourName(i int) string { return string(college.NewClock(0, 0).Add(g.first + i*g.slot)) }

func weekday(d college.Date) int { return (int(d.Weekday())+6)%7 + 1 }

// moment is one hour of the grid: a day, and minutes from and to.
type moment struct {
	day      college.Date
	from, to int
	index    int // of the day
	hour     int
}

// without lists the hours that a test does not let pass; closed days are kept
// out for all and are not in it.
func (g *grid) without(free func(moment) bool) []moment {
	var not []moment
	for i, day := range g.days {
		if g.closed[i] {
			continue
		}
		for h := range g.hours {
			m := moment{day, g.first + h*g.slot, g.first + (h+1)*g.slot, i, h}
			if !free(m) {
				not = append(not, m)
			}
		}
	}
	return not
}

// covered tells whether spans of minutes hold all of a moment.
func (m moment) covered(spans [][2]int) bool {
	for at := m.from; at < m.to; {
		next := at
		for _, s := range spans {
			if s[0] <= at {
				next = max(next, s[1])
			}
		}
		if next == at {
			return false
		}
		at = next
	}
	return true
}

// personFree tells when somebody can work: within the hours on record, if any
// are, and not away.
func (g *grid) personFree(id string) func(moment) bool {
	var hours []college.Availability
	for _, a := range g.Availabilities {
		if a.PersonID == id {
			hours = append(hours, a)
		}
	}
	var away []college.Leave
	for _, l := range slices.Concat(g.Leaves, g.brief.Away) {
		if l.PersonID == id {
			away = append(away, l)
		}
	}
	return func(m moment) bool {
		for _, l := range away {
			if m.day.Between(l.From, l.To) && (l.Start == "" || l.Start.Minutes() < m.to && m.from < l.End.Minutes()) {
				return false
			}
		}
		var spans [][2]int
		for _, a := range hours {
			if a.Weekday == weekday(m.day) && m.day.Between(a.From, a.To) {
				spans = append(spans, [2]int{a.Start.Minutes(), a.End.Minutes()})
			}
		}
		return len(hours) == 0 || m.covered(spans)
	}
}

// roomFree tells when a room may be used: its hours, closures and what its
// owner promised.
func (g *grid) roomFree(r college.Room) func(moment) bool {
	return func(m moment) bool {
		for _, c := range g.VenueClosures {
			if c.VenueID == r.VenueID && (c.RoomID == "" || c.RoomID == r.ID) && m.day.Between(c.From, c.To) {
				return false
			}
		}
		for _, p := range g.Promises {
			if p.Kind != college.PromiseDays || p.VenueID != r.VenueID || !m.day.Between(p.From, p.To) {
				continue
			}
			if !slices.Contains(p.Weekdays, weekday(m.day)) || p.Start != "" && (m.from < p.Start.Minutes() || m.to > p.End.Minutes()) {
				return false
			}
		}
		var spans [][2]int
		for _, h := range r.Hours {
			if h.Weekday == weekday(m.day) {
				spans = append(spans, [2]int{h.From.Minutes(), h.To.Minutes()})
			}
		}
		return !slices.Contains(r.ClosedWeekdays, weekday(m.day)) && (len(r.Hours) == 0 || m.covered(spans))
	}
}
