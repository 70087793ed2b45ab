package termfile

import (
	"cmp"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strconv"

	"daybook/backend/timetable"
)

// WriteFET writes the term of a brief as a file of FET 6.8.5. Its days are the
// teaching days of the term, its hours 60, 30 or 15 minutes. Every session is an
// activity with the people given to its run; those of a series stand a week
// apart, at one hour, in one room. What is pinned is locked;
// where the rest stands, in the draft or as published, is in the file too, but
// does not count until somebody makes it active in FET.
//
// FET knows no prices, no weekly limits, no countable kit, no set-up time and no
// order of courses, and one gap stands for all journeys: a longest one. It does
// not choose people either: who is not given is not asked for.
func WriteFET(w io.Writer, facts timetable.Facts, b timetable.Brief) error {
	g, err := newGrid(facts, b)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	x := &tree{Encoder: xml.NewEncoder(w)}
	x.Indent("", " ")
	x.open(xml.StartElement{Name: xml.Name{Local: "fet"}, Attr: []xml.Attr{{Name: xml.Name{Local: "version"}, Value: "6.8.5"}}}, func() {
		x.leaf("Institution_Name", "")
		x.leaf("Comments", "")
		g.writeLists(x)
		series := g.writeActivities(x)
		g.writePlaces(x)
		x.in("Time_Constraints_List", func() { g.writeTimes(x, series) })
		x.in("Space_Constraints_List", func() { err = g.writeSpace(x, series) })
	})
	return cmp.Or(err, x.err, x.Close())
}

// tree writes elements; after an error it writes nothing more.
type tree struct {
	*xml.Encoder
	err error
}

func (x *tree) token(t xml.Token) {
	if x.err == nil {
		x.err = x.EncodeToken(t)
	}
}

func (x *tree) open(start xml.StartElement, inside func()) {
	x.token(start)
	inside()
	x.token(start.End())
}

func (x *tree) in(name string, inside func()) {
	x.open(xml.StartElement{Name: xml.Name{Local: name}}, inside)
}

func (x *tree) leaf(name, text string) {
	x.in(name, func() { x.token(xml.CharData(text)) })
}

func (x *tree) number(name string, n int) { x.leaf(name, strconv.Itoa(n)) }

// rule is one constraint, asked without exception.
func (x *tree) rule(name string, inside func()) { x.ruleIf(true, name, inside) }

// ruleIf is a constraint that counts, or is only there to be seen in FET.
func (x *tree) ruleIf(active bool, name string, inside func()) {
	x.in("Constraint"+name, func() {
		x.leaf("Weight_Percentage", "100")
		inside()
		x.leaf("Active", strconv.FormatBool(active))
		x.leaf("Comments", "")
	})
}

// named writes a list of named things.
func (x *tree) named(list, each string, names []string, more func(name string)) {
	x.in(list, func() {
		for _, name := range names {
			x.in(each, func() {
				x.leaf("Name", name)
				if more != nil {
					more(name)
				}
				x.leaf("Comments", "")
			})
		}
	})
}

func (g *grid) writeLists(x *tree) {
	x.in("Days_List", func() {
		x.number("Number_of_Days", len(g.days))
		for _, d := range g.days {
			x.in("Day", func() { x.leaf("Name", string(d)) })
		}
	})
	x.in("Hours_List", func() {
		x.number("Number_of_Hours", g.hours)
		for h := range g.hours {
			x.in("Hour", func() { x.leaf("Name", g.hourName(h)) })
		}
	})
	x.named("Subjects_List", "Subject", slices.Sorted(maps.Values(g.names["courses"])), nil)
	x.in("Activity_Tags_List", func() {})
	var teachers []string
	for _, id := range g.given() {
		teachers = append(teachers, g.names["people"][id])
	}
	x.named("Teachers_List", "Teacher", teachers, func(string) {
		x.leaf("Target_Number_of_Hours", "0")
		x.in("Qualified_Subjects", func() {})
	})
	x.in("Students_List", func() {})
}

// given are the ids of those who are given to a session, in order.
func (g *grid) given() []string {
	ids := map[string]bool{}
	for i := range g.Meetings {
		for _, id := range tutors(g.Meetings[i]) {
			ids[id] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// activity is a session and its number in FET.
type activity struct {
	id int
	timetable.Meeting
}

// writeActivities numbers the sessions run by run. The comment of an activity
// is the id of its session, so that the file may be changed in FET.
func (g *grid) writeActivities(x *tree) [][]activity {
	var order []string
	runs := map[string][]activity{}
	for _, m := range g.Meetings {
		if len(runs[m.RunID]) == 0 {
			order = append(order, m.RunID)
		}
		runs[m.RunID] = append(runs[m.RunID], activity{Meeting: m})
	}
	var series [][]activity
	next := 1
	x.in("Activities_List", func() {
		for _, id := range order {
			run := runs[id]
			slices.SortStableFunc(run, func(a, b activity) int { return a.Number - b.Number })
			group, length := next, g.slots(minutes(run[0].Meeting))
			if len(run) == 1 {
				group = 0
			}
			for i := range run {
				run[i].id = next
				next++
				g.writeActivity(x, run[i], group, length, length*len(run))
			}
			series = append(series, run)
		}
	})
	return series
}

func (g *grid) writeActivity(x *tree, a activity, group, length, total int) {
	x.in("Activity", func() {
		for _, id := range tutors(a.Meeting) {
			x.leaf("Teacher", g.names["people"][id])
		}
		x.leaf("Subject", g.names["courses"][a.CourseID])
		x.number("Duration", length)
		x.number("Total_Duration", total)
		x.number("Id", a.id)
		x.number("Activity_Group_Id", group)
		x.leaf("Active", "true")
		x.leaf("Comments", a.SessionID)
	})
}

func (g *grid) writePlaces(x *tree) {
	x.named("Buildings_List", "Building", slices.Sorted(maps.Values(g.names["venues"])), nil)
	x.in("Rooms_List", func() {
		write := func(id, building string, seats int) {
			x.in("Room", func() {
				x.leaf("Name", g.names["rooms"][id])
				x.leaf("Building", building)
				x.number("Capacity", cmp.Or(seats, 30000))
				x.leaf("Virtual", "false")
				x.leaf("Comments", "")
			})
		}
		for _, r := range g.Rooms {
			write(r.ID, g.names["venues"][r.VenueID], r.Seats)
		}
		for _, v := range g.VirtualRooms {
			write(v.ID, "", v.Capacity)
		}
	})
}

// writeNot writes the hours in which somebody or something is not to be had.
func (g *grid) writeNot(x *tree, rule, of, name string, not []moment) {
	if len(not) == 0 {
		return
	}
	x.rule(rule, func() {
		if of != "" {
			x.leaf(of, name)
		}
		kind := "Not_Available_Time"
		if of == "" {
			kind = "Break_Time"
		}
		x.number("Number_of_"+kind+"s", len(not))
		for _, m := range not {
			x.in(kind, func() {
				x.leaf("Day", string(g.days[m.index]))
				x.leaf("Hour", g.hourName(m.hour))
			})
		}
	})
}

func (g *grid) writeTimes(x *tree, series [][]activity) {
	x.rule("BasicCompulsoryTime", func() {})
	var closed []moment
	for i := range g.days {
		for h := range g.hours {
			if g.closed[i] {
				closed = append(closed, moment{index: i, hour: h})
			}
		}
	}
	g.writeNot(x, "BreakTimes", "", "", closed)
	for _, id := range g.given() {
		name := g.names["people"][id]
		g.writeNot(x, "TeacherNotAvailableTimes", "Teacher", name, g.without(g.personFree(id)))
		for _, l := range g.Limits {
			if most := l.HoursADay * 60 / g.slot; l.PersonID == id && most > 0 && most < g.hours {
				x.rule("TeacherMaxHoursDaily", func() {
					x.leaf("Teacher_Name", name)
					x.number("Maximum_Hours_Daily", most)
				})
			}
		}
	}
	for _, run := range series {
		g.writeSeries(x, run)
	}
}

func (g *grid) writeSeries(x *tree, run []activity) {
	locked := false
	for _, a := range run {
		if !slices.Contains(g.days, a.Date) {
			continue
		}
		mine := g.brief.Pins[a.SessionID].When || g.brief.Marked[a.SessionID]
		locked = locked || mine
		x.ruleIf(mine, "ActivityPreferredStartingTime", func() {
			x.number("Activity_Id", a.id)
			x.leaf("Preferred_Day", string(a.Date))
			x.leaf("Preferred_Hour", g.hourName((a.Start.Minutes()-g.first)/g.slot))
			x.leaf("Permanently_Locked", strconv.FormatBool(mine))
		})
	}
	if locked || len(run) < 2 {
		return // what is locked may stand as it likes
	}
	for i := range run[1:] {
		for _, bound := range []string{"Min", "Max"} {
			x.rule(bound+"DaysBetweenActivities", func() {
				if bound == "Min" {
					x.leaf("Consecutive_If_Same_Day", "false")
				}
				x.number("Number_of_Activities", 2)
				x.number("Activity_Id", run[i].id)
				x.number("Activity_Id", run[i+1].id)
				x.number(bound+"Days", g.stride)
			})
		}
	}
	x.rule("ActivitiesSameStartingHour", func() { x.activities(run) })
}

func (x *tree) activities(run []activity) {
	x.number("Number_of_Activities", len(run))
	for _, a := range run {
		x.number("Activity_Id", a.id)
	}
}
