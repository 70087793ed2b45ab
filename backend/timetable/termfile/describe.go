package termfile

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// Describe writes the term of a brief as a term file that Read reads. Students,
// helpers and paperwork are left out: the file has no place for them.
func Describe(w io.Writer, facts timetable.Facts, b timetable.Brief) error {
	f := file{Version: version, Brief: briefOf(b)}
	for _, t := range facts.Terms {
		if t.ID == b.TermID {
			f.Term = term{Name: t.Name, Start: t.Start, End: t.End}
		}
	}
	for _, each := range facts.Breaks {
		if each.TermID == b.TermID {
			f.Term.Breaks = append(f.Term.Breaks, span{each.Name, each.From, each.To})
		}
	}
	for _, c := range facts.Closures {
		if c.BlocksSessions {
			f.Closures = append(f.Closures, span{c.Reason, c.From, c.To})
		}
	}
	f.describePlaces(facts)
	f.describePeople(facts)
	f.describeCourses(facts)
	for _, p := range facts.Promises {
		f.Promises = append(f.Promises, promise{
			Partner: p.PartnerID, Kind: p.Kind, Venue: p.VenueID, Course: p.CourseID, Weekdays: p.Weekdays,
			Start: p.Start, End: p.End, Dates: p.Dates, Sessions: p.Sessions, From: p.From, To: p.To,
		})
	}
	f.describeRuns(facts, b)
	return writeLines(w, f)
}

// lineDepth is how deep the brackets are that begin a line: a line for each
// field of the file and for each record of its lists.
const lineDepth = 2

// writeLines writes a value as JSON that people can read and compare line by
// line, without a line for every number of a list.
func writeLines(w io.Writer, value any) error {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	if err := to.Encode(value); err != nil {
		return err
	}
	lines := make([]byte, 0, out.Len()+out.Len()/8)
	depth, quoted := 0, false
	for i, c := range out.Bytes() {
		lines = append(lines, c)
		switch {
		case c == '"' && !escaped(out.Bytes()[:i]):
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth <= lineDepth {
				lines = append(lines, '\n')
			}
		case c == '}' || c == ']':
			depth--
		case c == ',' && depth <= lineDepth:
			lines = append(lines, '\n')
		}
	}
	_, err := w.Write(lines)
	return err
}

// escaped tells whether what follows a piece of JSON is escaped in it.
func escaped(before []byte) bool {
	return (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1
}

func briefOf(b timetable.Brief) brief {
	d := brief{
		Today: b.Today, FromNothing: b.FromNothing, Published: len(b.Published) > 0, Keep: &b.Keep, Steps: b.Steps, Seeds: b.Seeds,
		Seed: b.Seed, Weights: b.Weights, NeedsHard: b.NeedsHard,
	}
	for id, off := range b.Off {
		if off {
			d.Off = append(d.Off, id)
		}
	}
	slices.Sort(d.Off)
	for _, l := range b.Away {
		d.Away = append(d.Away, leave{l.PersonID, l.From, l.To, l.Start, l.End})
	}
	return d
}

func (f *file) describePlaces(facts timetable.Facts) {
	access := func(venueID, roomID string) map[string]string {
		var answers map[string]string
		for _, a := range facts.AccessFacts {
			if a.VenueID == venueID && a.RoomID == roomID {
				if answers == nil {
					answers = map[string]string{}
				}
				answers[a.Item] = a.Answer
			}
		}
		return answers
	}
	closures := func(venueID, roomID string) []span {
		var list []span
		for _, c := range facts.VenueClosures {
			if c.VenueID == venueID && c.RoomID == roomID {
				list = append(list, span{c.Reason, c.From, c.To})
			}
		}
		return list
	}
	for _, v := range facts.Venues {
		f.Venues = append(f.Venues, venue{v.ID, v.Name, access(v.ID, ""), closures(v.ID, "")})
	}
	for _, r := range facts.Rooms {
		f.Rooms = append(f.Rooms, room{
			ID: r.ID, Venue: r.VenueID, Name: r.Name, Seats: r.Seats, Layouts: r.SeatsByLayout, SetUpMinutes: r.SetUpMinutes,
			Facilities: r.Facilities, PricePerHour: r.PricePerHour, Hours: r.Hours, ClosedWeekdays: r.ClosedWeekdays,
			Access: access(r.VenueID, r.ID), Closures: closures(r.VenueID, r.ID),
		})
	}
	for _, v := range facts.VirtualRooms {
		f.VirtualRooms = append(f.VirtualRooms, virtualRoom{v.ID, v.Name, v.Account, v.Capacity})
	}
	for _, t := range facts.Travel {
		f.Travel = append(f.Travel, travel{t.FromID, t.ToID, t.Minutes})
	}
}

func (f *file) describePeople(facts timetable.Facts) {
	at := map[string]int{}
	for _, w := range facts.Tutors {
		at[w.PersonID] = len(f.People)
		f.People = append(f.People, person{ID: w.PersonID, Name: w.Name, Kinds: w.Kinds})
	}
	for _, a := range facts.Availabilities {
		if i, known := at[a.PersonID]; known {
			kind := a.Kind
			if kind == college.AvailableThen {
				kind = ""
			}
			f.People[i].Availability = append(f.People[i].Availability, availability{a.Weekday, a.Start, a.End, kind, a.From, a.To})
		}
	}
	for _, l := range facts.Leaves {
		if i, known := at[l.PersonID]; known {
			f.People[i].Leave = append(f.People[i].Leave, leave{"", l.From, l.To, l.Start, l.End})
		}
	}
	for _, l := range facts.Limits {
		if i, known := at[l.PersonID]; known {
			f.People[i].Base = l.BaseVenueID
			if agreed := (limits{l.HoursADay, l.SessionsWeek, l.SessionsTerm, l.RestsAfter}); agreed != (limits{}) {
				f.People[i].Limits = &agreed
			}
		}
	}
}

func (f *file) describeCourses(facts timetable.Facts) {
	for _, k := range facts.KitItems {
		f.Kit = append(f.Kit, kit(k))
	}
	at := map[string]int{}
	for _, c := range facts.Courses {
		at[c.ID] = len(f.Courses)
		f.Courses = append(f.Courses, course{ID: c.ID, Title: c.Outside(), Topic: c.TopicID, Needs: c.RoomNeeds, Builds: c.PrerequisiteID})
	}
	start, end := f.Term.Start, f.Term.End
	for _, a := range facts.CourseTutors {
		i, known := at[a.CourseID]
		whole := a.ApprovedOn != "" && a.ApprovedOn <= start && (a.Until == "" || a.Until >= end)
		switch {
		case !known || a.ApprovedOn == "": // never approved
		case whole && a.Part == college.PartLived:
			f.Courses[i].Lived = append(f.Courses[i].Lived, a.PersonID)
		case whole && a.Part == college.PartSubject:
			f.Courses[i].Subject = append(f.Courses[i].Subject, a.PersonID)
		default:
			f.Courses[i].Approvals = append(f.Courses[i].Approvals, approval{a.PersonID, a.Part, a.ApprovedOn, a.Until})
		}
	}
	for _, k := range facts.CourseKit {
		if i, known := at[k.CourseID]; known {
			f.Courses[i].Kit = append(f.Courses[i].Kit, taken{k.KitItemID, k.Count})
		}
	}
}

// describeRuns gathers the sessions of every run. What the first session says
// of its run holds for all; people and pins stand at the run where all agree,
// else at each session.
func (f *file) describeRuns(facts timetable.Facts, b timetable.Brief) {
	var order []string
	runs := map[string][]timetable.Meeting{}
	for _, m := range facts.Meetings {
		if m.TermID != b.TermID || m.Status == college.SessionCancelled {
			continue
		}
		if len(runs[m.RunID]) == 0 {
			order = append(order, m.RunID)
		}
		runs[m.RunID] = append(runs[m.RunID], m)
	}
	for _, id := range order {
		sessions := runs[id]
		slices.SortStableFunc(sessions, func(a, b timetable.Meeting) int { return a.Number - b.Number })
		f.Runs = append(f.Runs, runOf(sessions, b))
	}
}

func runOf(sessions []timetable.Meeting, b timetable.Brief) run {
	first := sessions[0]
	r := run{
		ID: first.RunID, Course: first.CourseID, Label: first.Label, Sessions: len(sessions), Minutes: minutes(first),
		Mode: first.Mode, Places: first.Capacity, Layout: first.Layout, Partner: first.PartnerID,
		Tutors: tutors(first), Pins: pins(b.Pins[first.SessionID]),
	}
	if first.Priority != 0 {
		r.Priority = &first.Priority
	}
	if first.Arm == college.Youth {
		r.Arm = first.Arm
	}
	for _, m := range sessions {
		if !slices.Equal(tutors(m), r.Tutors) {
			r.Tutors = nil
		}
		if !slices.Equal(pins(b.Pins[m.SessionID]), r.Pins) {
			r.Pins = nil
		}
	}
	alike := true
	for _, m := range sessions {
		s := standing{Date: m.Date, Start: m.Start, End: m.End, Room: m.RoomID, VirtualRoom: m.VirtualRoomID, Marked: m.Marked || b.Marked[m.SessionID]}
		if r.Tutors == nil {
			s.Tutors = tutors(m)
		}
		if r.Pins == nil {
			s.Pins = pins(b.Pins[m.SessionID])
		}
		alike = alike && s.Date == "" && s.Room == "" && s.VirtualRoom == "" && !s.Marked && s.Tutors == nil && s.Pins == nil
		r.At = append(r.At, s)
	}
	if alike {
		r.At = nil
	}
	return r
}

func minutes(m timetable.Meeting) int {
	if m.Minutes == 0 && m.Start != "" {
		return m.End.Minutes() - m.Start.Minutes()
	}
	return m.Minutes
}

func tutors(m timetable.Meeting) []string {
	var ids []string
	for _, w := range m.Workers {
		if w.As == college.RoleTutor {
			ids = append(ids, w.PersonID)
		}
	}
	return ids
}

func pins(p timetable.Pin) []string {
	var list []string
	for name, set := range map[string]bool{pinWhen: p.When, pinWhere: p.Where, pinWho: p.Who} {
		if set {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
