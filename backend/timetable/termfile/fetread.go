package termfile

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// Parts of FET's file with its timetable that hold where activities stand.
type (
	fetActivity struct {
		ID      int    `xml:"Id"`
		Session string `xml:"Comments"`
		Active  string `xml:"Active"`
	}
	fetTime struct {
		Activity int    `xml:"Activity_Id"`
		Active   string `xml:"Active"`
		Day      string `xml:"Preferred_Day"`
		Hour     string `xml:"Preferred_Hour"`
	}
	fetRoom struct {
		Activity int    `xml:"Activity_Id"`
		Active   string `xml:"Active"`
		Room     string `xml:"Room"`
	}
)

// notActive is how FET marks what does not count.
const notActive = "false"

// fetReader reads placements from FET's file with its timetable.
type fetReader struct {
	*xml.Decoder
	grid     *grid
	rooms    map[string]timetable.Placement // by FET's name: the room alone
	at       map[string]int                 // session → its index in found
	sessions map[int]string                 // activity → session
	found    []timetable.Placement
}

// ReadFET reads the timetable that FET made of a term, its file that ends in
// _data_and_timetable.fet, back onto the sessions: day, start and room, with
// the people that were given. The sessions of a run are taken in order of time.
// A session that is not in the file has no date. What cannot be read is refused
// with its line; so is a file in which an activity has no time yet.
func ReadFET(r io.Reader, facts timetable.Facts, b timetable.Brief) ([]timetable.Placement, error) {
	g, err := newGrid(facts, b)
	if err != nil {
		return nil, err
	}
	f := &fetReader{Decoder: xml.NewDecoder(r), grid: g, rooms: map[string]timetable.Placement{}, at: map[string]int{}, sessions: map[int]string{}}
	for _, r := range g.Rooms {
		f.rooms[g.names["rooms"][r.ID]] = timetable.Placement{RoomID: r.ID}
	}
	for _, v := range g.VirtualRooms {
		f.rooms[g.names["rooms"][v.ID]] = timetable.Placement{VirtualRoomID: v.ID}
	}
	for i, m := range g.Meetings {
		f.at[m.SessionID] = i
		f.found = append(f.found, timetable.Placement{SessionID: m.SessionID, Workers: m.Workers})
	}
	if err := f.read(); err != nil {
		return nil, err
	}
	if len(f.sessions) == 0 {
		return nil, college.Refuse(college.Invalid, "fet.noTimetable")
	}
	if !f.timed() {
		return nil, college.Refuse(college.Invalid, "fet.notSolved")
	}
	f.inOrder()
	return f.found, nil
}

// timed tells whether every activity has a time: a file in which only those do
// that were locked is what FET was asked, not its timetable.
func (f *fetReader) timed() bool {
	for _, session := range f.sessions {
		if f.found[f.at[session]].Date == "" {
			return false
		}
	}
	return true
}

func (f *fetReader) read() error {
	for isFET := false; ; {
		token, err := f.Token()
		switch {
		case errors.Is(err, io.EOF) && isFET:
			return nil
		case err != nil || !isFET && isOther(token):
			return f.wrong("fet.syntax")
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		isFET = true
		switch start.Name.Local {
		case "Activity":
			err = take(f, start, f.activity)
		case "ConstraintActivityPreferredStartingTime":
			err = take(f, start, f.time)
		case "ConstraintActivityPreferredRoom":
			err = take(f, start, f.room)
		}
		if err != nil {
			return err
		}
	}
}

// isOther tells whether a file begins with something that is not FET's.
func isOther(token xml.Token) bool {
	start, is := token.(xml.StartElement)
	return is && start.Name.Local != "fet"
}

// take reads one element and hands it on. What is wrong in it is told with the
// line on which it begins.
func take[T any](f *fetReader, start xml.StartElement, use func(T) *college.Refusal) error {
	line, _ := f.InputPos()
	var each T
	if err := f.DecodeElement(&each, &start); err != nil {
		if _, syntax := errors.AsType[*xml.SyntaxError](err); syntax {
			return f.wrong("fet.syntax")
		}
		return college.Refuse(college.Invalid, "fet.syntax", "line", strconv.Itoa(line))
	}
	if refusal := use(each); refusal != nil {
		refusal.Values["line"] = strconv.Itoa(line)
		return refusal
	}
	return nil
}

// wrong is a refusal at the line that was read last.
func (f *fetReader) wrong(key string) error {
	line, _ := f.InputPos()
	return college.Refuse(college.Invalid, key, "line", strconv.Itoa(line))
}

// activity remembers which session an activity is: they come before the times.
func (f *fetReader) activity(a fetActivity) *college.Refusal {
	if _, known := f.at[a.Session]; !known {
		return college.Refuse(college.Invalid, "fet.unknownSession", "session", a.Session)
	}
	if a.Active != notActive {
		f.sessions[a.ID] = a.Session
	}
	return nil
}

// place is where a session of an activity is being put.
func (f *fetReader) place(activity int) (*timetable.Placement, *college.Refusal) {
	session, known := f.sessions[activity]
	if !known {
		return nil, college.Refuse(college.Invalid, "fet.unknownActivity", "activity", strconv.Itoa(activity))
	}
	return &f.found[f.at[session]], nil
}

func (f *fetReader) time(t fetTime) *college.Refusal {
	if t.Active == notActive {
		return nil
	}
	p, refusal := f.place(t.Activity)
	if refusal != nil {
		return refusal
	}
	day, start := college.Date(t.Day), college.Clock(t.Hour)
	end := start.Add(minutes(f.grid.Meetings[f.at[p.SessionID]]))
	if !slices.Contains(f.grid.days, day) || !start.Valid() || end == "" {
		return college.Refuse(college.Invalid, "fet.unknownTime", "day", t.Day, "hour", t.Hour)
	}
	p.Date, p.Start, p.End = day, start, end
	return nil
}

func (f *fetReader) room(r fetRoom) *college.Refusal {
	if r.Active == notActive {
		return nil
	}
	p, refusal := f.place(r.Activity)
	if refusal != nil {
		return refusal
	}
	at, known := f.rooms[r.Room]
	if !known {
		return college.Refuse(college.Invalid, "fet.unknownRoom", "room", r.Room)
	}
	p.RoomID, p.VirtualRoomID = at.RoomID, at.VirtualRoomID
	return nil
}

// inOrder gives the sessions of each run their places in order of time: FET
// knows only that they are a week apart. The people of a place, whom FET held
// to be free then, go with it.
func (f *fetReader) inOrder() {
	runs := map[string][]int{}
	for i, m := range f.grid.Meetings {
		if f.found[i].Date != "" {
			runs[m.RunID] = append(runs[m.RunID], i)
		}
	}
	for _, run := range runs {
		slices.SortStableFunc(run, func(a, b int) int { return f.grid.Meetings[a].Number - f.grid.Meetings[b].Number })
		var places []timetable.Placement
		for _, i := range run {
			places = append(places, f.found[i])
		}
		slices.SortStableFunc(places, func(a, b timetable.Placement) int {
			return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start))
		})
		for k, i := range run {
			p := places[k]
			p.SessionID = f.found[i].SessionID
			f.found[i] = p
		}
	}
}
