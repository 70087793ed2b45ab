package termfile

import "daybook/backend/college"

// version is the one this program reads and writes.
const version = 1

// file is a term file as it is written. Names of fields are the file's own; a
// field with file:"needed" must be there.
type file struct {
	Version      int           `json:"daybookTerm" file:"needed"`
	Term         term          `json:"term" file:"needed"`
	Closures     []span        `json:"closures,omitempty"`
	Venues       []venue       `json:"venues,omitempty"`
	Rooms        []room        `json:"rooms,omitempty"`
	VirtualRooms []virtualRoom `json:"virtualRooms,omitempty"`
	Travel       []travel      `json:"travel,omitempty"`
	People       []person      `json:"people,omitempty"`
	Kit          []kit         `json:"kit,omitempty"`
	Courses      []course      `json:"courses,omitempty"`
	Promises     []promise     `json:"promises,omitempty"`
	Runs         []run         `json:"runs" file:"needed"`
	Brief        brief         `json:"brief" file:"needed"`
}

type term struct {
	Name   string       `json:"name"`
	Start  college.Date `json:"start" file:"needed"`
	End    college.Date `json:"end" file:"needed"`
	Breaks []span       `json:"breaks,omitempty"`
}

// span is a stretch of days, both ends included.
type span struct {
	Name string       `json:"name,omitempty"`
	From college.Date `json:"from" file:"needed"`
	To   college.Date `json:"to" file:"needed"`
}

type venue struct {
	ID       string            `json:"id" file:"needed"`
	Name     string            `json:"name"`
	Access   map[string]string `json:"access,omitempty"` // item → yes, no, notApplicable
	Closures []span            `json:"closures,omitempty"`
}

type room struct {
	ID             string              `json:"id" file:"needed"`
	Venue          string              `json:"venue" file:"needed"`
	Name           string              `json:"name"`
	Seats          int                 `json:"seats,omitempty"`
	Layouts        []college.Layout    `json:"layouts,omitempty"`
	SetUpMinutes   int                 `json:"setUpMinutes,omitempty"`
	Facilities     []string            `json:"facilities,omitempty"`
	PricePerHour   int                 `json:"pricePerHour,omitempty"` // pence
	Hours          []college.OpenHours `json:"hours,omitempty"`
	ClosedWeekdays []int               `json:"closedWeekdays,omitempty"`
	Access         map[string]string   `json:"access,omitempty"`
	Closures       []span              `json:"closures,omitempty"`
}

type virtualRoom struct {
	ID       string `json:"id" file:"needed"`
	Name     string `json:"name"`
	Account  string `json:"account,omitempty"`
	Capacity int    `json:"capacity,omitempty"`
}

type travel struct {
	From    string `json:"from" file:"needed"`
	To      string `json:"to" file:"needed"`
	Minutes int    `json:"minutes"`
}

type person struct {
	ID           string         `json:"id" file:"needed"`
	Name         string         `json:"name"`
	Kinds        []string       `json:"kinds" file:"needed"`
	Base         string         `json:"base,omitempty"`
	Availability []availability `json:"availability,omitempty"`
	Leave        []leave        `json:"leave,omitempty"`
	Limits       *limits        `json:"limits,omitempty"`
}

type availability struct {
	Weekday int           `json:"weekday" file:"needed"`
	Start   college.Clock `json:"start" file:"needed"`
	End     college.Clock `json:"end" file:"needed"`
	Kind    string        `json:"kind,omitempty"`
	From    college.Date  `json:"from,omitempty"`
	To      college.Date  `json:"to,omitempty"`
}

type leave struct {
	Person string        `json:"person,omitempty"` // in the brief
	From   college.Date  `json:"from" file:"needed"`
	To     college.Date  `json:"to" file:"needed"`
	Start  college.Clock `json:"start,omitempty"`
	End    college.Clock `json:"end,omitempty"`
}

type limits struct {
	HoursADay    int  `json:"hoursADay,omitempty"`
	SessionsWeek int  `json:"sessionsWeek,omitempty"`
	SessionsTerm int  `json:"sessionsTerm,omitempty"`
	RestsAfter   bool `json:"restsAfter,omitempty"`
}

type kit struct {
	ID    string `json:"id" file:"needed"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

type course struct {
	ID        string     `json:"id" file:"needed"`
	Title     string     `json:"title"`
	Topic     string     `json:"topic,omitempty"`
	Needs     []string   `json:"needs,omitempty"`
	Kit       []taken    `json:"kit,omitempty"`
	Lived     []string   `json:"lived,omitempty"`
	Subject   []string   `json:"subject,omitempty"`
	Approvals []approval `json:"approvals,omitempty"`
	Builds    string     `json:"buildsOn,omitempty"`
}

// taken is how many of a kind of kit every session takes along.
type taken struct {
	Item  string `json:"item" file:"needed"`
	Count int    `json:"count" file:"needed"`
}

// approval is one that is not simply for the whole term.
type approval struct {
	Person string       `json:"person" file:"needed"`
	Part   string       `json:"part,omitempty"`
	From   college.Date `json:"from,omitempty"`
	Until  college.Date `json:"until,omitempty"`
}

type promise struct {
	Partner  string         `json:"partner" file:"needed"`
	Kind     string         `json:"kind" file:"needed"`
	Venue    string         `json:"venue,omitempty"`
	Course   string         `json:"course,omitempty"`
	Weekdays []int          `json:"weekdays,omitempty"`
	Start    college.Clock  `json:"start,omitempty"`
	End      college.Clock  `json:"end,omitempty"`
	Dates    []college.Date `json:"dates,omitempty"`
	Sessions int            `json:"sessions,omitempty"`
	From     college.Date   `json:"from,omitempty"`
	To       college.Date   `json:"to,omitempty"`
}

type run struct {
	ID       string       `json:"id" file:"needed"`
	Course   string       `json:"course" file:"needed"`
	Label    string       `json:"label,omitempty"`
	Sessions int          `json:"sessions" file:"needed"`
	Minutes  int          `json:"minutes" file:"needed"`
	Mode     college.Mode `json:"mode,omitempty"`
	Places   int          `json:"places,omitempty"`
	Priority *int         `json:"priority,omitempty"` // none = as usual
	Arm      college.Arm  `json:"arm,omitempty"`
	Layout   string       `json:"layout,omitempty"`
	Partner  string       `json:"partner,omitempty"`
	Tutors   []string     `json:"tutors,omitempty"`
	Pins     []string     `json:"pins,omitempty"`
	At       []standing   `json:"at,omitempty"` // one for each session, or none
}

// standing is where one session stands; people and pins only where they are
// not those of the run.
type standing struct {
	Date        college.Date  `json:"date,omitempty"`
	Start       college.Clock `json:"start,omitempty"`
	End         college.Clock `json:"end,omitempty"`
	Room        string        `json:"room,omitempty"`
	VirtualRoom string        `json:"virtualRoom,omitempty"`
	Tutors      []string      `json:"tutors,omitempty"`
	Pins        []string      `json:"pins,omitempty"`
	Marked      bool          `json:"marked,omitempty"`
}

type brief struct {
	Today       college.Date   `json:"today,omitempty"`
	FromNothing bool           `json:"fromNothing,omitempty"`
	Published   bool           `json:"published,omitempty"`
	Keep        *int           `json:"keep,omitempty"`
	Steps       int            `json:"steps,omitempty"`
	Seeds       int            `json:"seeds,omitempty"`
	Seed        uint64         `json:"seed,omitempty"`
	Weights     map[string]int `json:"weights,omitempty"`
	Off         []string       `json:"off,omitempty"`
	NeedsHard   bool           `json:"needsHard,omitempty"`
	Away        []leave        `json:"away,omitempty"`
}
