package college

import (
	"slices"
	"strings"
)

// Kinds of an availability.
const (
	AvailableThen = "available" // can work
	PrefersThen   = "preferred" // can work, and likes to
	RatherNotThen = "ratherNot" // can work, and would rather not
)

// Availability is a part of somebody's week: on that weekday, between those
// times, from one day to another where given. Who has none has not been asked:
// any time may do, and nothing is said. Who has any is not available outside
// them.
type Availability struct {
	ID       string `json:"id"`
	PersonID string `json:"personId"`
	Weekday  int    `json:"weekday"` // 1 Monday … 7 Sunday
	Start    Clock  `json:"start"`
	End      Clock  `json:"end"`
	Kind     string `json:"kind"`
	From     Date   `json:"from"` // "" = always was
	To       Date   `json:"to"`   // "" = until further notice
}

// Validate reports every wrong field at once.
func (a Availability) Validate() error {
	var c checks
	c.that(a.PersonID != "", "personId", "field.needed")
	c.that(a.Weekday >= 1 && a.Weekday <= 7, "weekday", "field.notAnOption")
	c.that(a.Start.Valid(), "start", "field.clock")
	c.that(a.End.Valid(), "end", "field.clock")
	c.that(!a.Start.Valid() || !a.End.Valid() || a.End > a.Start, "end", "session.endAfterStart")
	c.oneOf(a.Kind, "kind", []string{AvailableThen, PrefersThen, RatherNotThen})
	c.date(a.From, "from")
	c.date(a.To, "to")
	c.that(a.To == "" || a.To >= a.From, "to", "field.endAfterStart")
	return c.err("availability.invalid")
}

// Leave is a time away: whole days, or on each of them from one time to
// another. Why somebody is away is nobody's business and is not kept.
type Leave struct {
	ID       string `json:"id"`
	PersonID string `json:"personId"`
	From     Date   `json:"from"`
	To       Date   `json:"to"`
	Start    Clock  `json:"start"` // "" = the whole day
	End      Clock  `json:"end"`
}

// Validate reports every wrong field at once.
func (l Leave) Validate() error {
	var c checks
	c.that(l.PersonID != "", "personId", "field.needed")
	c.date(l.From, "from")
	c.that(l.From != "", "from", "field.needed")
	c.date(l.To, "to")
	c.that(l.To >= l.From, "to", "field.endAfterStart")
	c.times(l.Start, l.End)
	return c.err("leave.invalid")
}

// WorkLimit is what was agreed with somebody who works in sessions. 0 is "no
// limit was agreed".
type WorkLimit struct {
	ID           string `json:"id"`
	PersonID     string `json:"personId"`
	HoursADay    int    `json:"hoursADay"`
	SessionsWeek int    `json:"sessionsWeek"` // in a calendar week
	SessionsTerm int    `json:"sessionsTerm"` // the agreed share of a term
	RestsAfter   bool   `json:"restsAfter"`   // after an evening, not before 10:00 the next day
	BaseVenueID  string `json:"baseVenueId"`  // in the venue book: where travel is counted from
}

// Validate reports every wrong field at once.
func (w WorkLimit) Validate() error {
	var c checks
	c.that(w.PersonID != "", "personId", "field.needed")
	c.that(w.HoursADay >= 0 && w.HoursADay <= 16, "hoursADay", "limit.hours")
	c.that(w.SessionsWeek >= 0 && w.SessionsWeek <= 50, "sessionsWeek", "limit.sessions")
	c.that(w.SessionsTerm >= 0 && w.SessionsTerm <= 500, "sessionsTerm", "limit.sessions")
	return c.err("limit.invalid")
}

// KitItem is a kind of countable kit: two projectors are one item with count 2.
type KitItem struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Validate reports every wrong field at once.
func (k KitItem) Validate() error {
	var c checks
	c.that(strings.TrimSpace(k.Name) != "", "name", "field.needed")
	c.that(k.Count >= 0 && k.Count <= 1000, "count", "kit.count")
	return c.err("kit.invalid")
}

// CourseKit says how many of a kit item every session of a course takes along.
type CourseKit struct {
	ID        string `json:"id"`
	CourseID  string `json:"courseId"`
	KitItemID string `json:"kitItemId"`
	Count     int    `json:"count"`
}

// Validate reports every wrong field at once.
func (k CourseKit) Validate() error {
	var c checks
	c.that(k.CourseID != "", "courseId", "field.needed")
	c.that(k.KitItemID != "", "kitItemId", "field.needed")
	c.that(k.Count >= 1 && k.Count <= 1000, "count", "kit.taken")
	return c.err("kit.invalid")
}

// Kinds of a promise.
const (
	PromiseDays  = "days"  // the venue is lent on these weekdays and times only
	PromiseDates = "dates" // sessions of the course are on these dates only
	PromiseQuota = "quota" // so many sessions a term for the partner, in return for the venue
)

// Promise is what was agreed with a partner about when, where and how often.
type Promise struct {
	ID        string `json:"id"`
	PartnerID string `json:"partnerId"`
	Kind      string `json:"kind"`
	VenueID   string `json:"venueId"`  // in the venue book; of days
	CourseID  string `json:"courseId"` // of dates
	Weekdays  []int  `json:"weekdays"` // 1 Monday … 7 Sunday; of days
	Start     Clock  `json:"start"`    // "" = all day; of days
	End       Clock  `json:"end"`
	Dates     []Date `json:"dates"`    // of dates
	Sessions  int    `json:"sessions"` // of quota: led by or for the partner, in a term
	From      Date   `json:"from"`
	To        Date   `json:"to"`
}

// Validate reports every wrong field at once.
func (p Promise) Validate() error {
	var c checks
	c.that(p.PartnerID != "", "partnerId", "field.needed")
	c.oneOf(p.Kind, "kind", []string{PromiseDays, PromiseDates, PromiseQuota})
	c.that(p.Kind != PromiseDays || p.VenueID != "", "venueId", "field.needed")
	c.that(p.Kind != PromiseDays || len(p.Weekdays) > 0, "weekdays", "field.needed")
	c.that(!slices.ContainsFunc(p.Weekdays, func(day int) bool { return day < 1 || day > 7 }), "weekdays", "field.notAnOption")
	c.times(p.Start, p.End)
	for _, day := range p.Dates {
		c.date(day, "dates")
	}
	c.date(p.From, "from")
	c.date(p.To, "to")
	c.that(p.Kind != PromiseDates || p.CourseID != "" && len(p.Dates) > 0, "dates", "field.needed")
	c.that(p.Kind != PromiseQuota || p.Sessions > 0, "sessions", "limit.sessions")
	c.that(p.To == "" || p.To >= p.From, "to", "field.endAfterStart")
	return c.err("promise.invalid")
}

// times holds two times of a day to being both there, the earlier first, or both
// left out.
func (c *checks) times(start, end Clock) {
	c.that((start == "") == (end == ""), "end", "field.needed")
	c.that(start == "" || start.Valid(), "start", "field.clock")
	c.that(end == "" || end.Valid(), "end", "field.clock")
	c.that(!start.Valid() || !end.Valid() || end > start, "end", "session.endAfterStart")
}

// WorkTimes are when somebody who works in sessions can, and what was agreed.
type WorkTimes struct {
	PersonID string         `json:"personId"`
	Name     string         `json:"name"`
	Week     []Availability `json:"week"` // none = was not asked
	Leaves   []Leave        `json:"leaves"`
	Limit    WorkLimit      `json:"limit"`
}

// KitList is the countable kit, and which courses take how much of it along.
type KitList struct {
	Items   []KitItem   `json:"items"`
	Courses []CourseKit `json:"courses"`
}

// OpenHours is when a room may be used on a weekday.
type OpenHours struct {
	Weekday int   `json:"weekday"` // 1 Monday … 7 Sunday
	From    Clock `json:"from"`
	To      Clock `json:"to"`
}

// Draft is a plan of a term that is not published: where each session would
// go and who would teach it. A term has one draft at a time.
type Draft struct {
	ID     string  `json:"id"`
	TermID string  `json:"termId"`
	Name   string  `json:"name"`
	MadeAt Instant `json:"madeAt"`
	Notes  string  `json:"notes"` // JSON the program wrote: what was left out, and why
}

// DraftPlacement is one session of a draft. A session with no date is left
// out. Pins are set by a person and are kept apart from what is published:
// what is pinned the planner never moves.
type DraftPlacement struct {
	ID            string        `json:"id"`
	DraftID       string        `json:"draftId"`
	SessionID     string        `json:"sessionId"`
	Date          Date          `json:"date"`
	Start         Clock         `json:"start"`
	End           Clock         `json:"end"`
	RoomID        string        `json:"roomId"` // in the venue book
	VirtualRoomID string        `json:"virtualRoomId"`
	Workers       []DraftWorker `json:"workers"`
	PinWhen       bool          `json:"pinWhen"`
	PinWhere      bool          `json:"pinWhere"`
	PinWho        bool          `json:"pinWho"`
}

// DraftWorker is who would work in a drafted session, as what.
type DraftWorker struct {
	PersonID string `json:"personId"`
	As       Role   `json:"as"`
	Part     string `json:"part"` // of a tutor: lead, coLead, support, shadow
}
