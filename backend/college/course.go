package college

import (
	"regexp"
	"strings"
)

// Topic is an area of the prospectus. Its code starts course codes; its colour
// and letter mark it on timetables, never colour alone.
type Topic struct {
	ID     string `json:"id"`
	Code   string `json:"code"` // UMH
	Name   string `json:"name"`
	Colour int    `json:"colour"` // 0–3, an entry of the palette
	Order  int    `json:"order"`
	Active bool   `json:"active"`
}

// Course is titled content that can be run many times.
type Course struct {
	ID              string      `json:"id"`
	Code            string      `json:"code"`
	Title           string      `json:"title"`
	OutsideTitle    string      `json:"outsideTitle"` // for doors, texts, file names and calendars
	Blurb           string      `json:"blurb"`
	TopicID         string      `json:"topicId"`
	Kind            string      `json:"kind"` // workshop, course, dropIn, eLearning, podcast
	SessionsDefault int         `json:"sessionsDefault"`
	MinutesDefault  int         `json:"minutesDefault"`
	Modes           []Mode      `json:"modes"`
	MinAge          int         `json:"minAge"`
	MaxAge          int         `json:"maxAge"` // 0 = none
	MinPlaces       int         `json:"minPlaces"`
	MaxPlaces       int         `json:"maxPlaces"`
	Eligibility     Eligibility `json:"eligibility"`
	RoomNeeds       []string    `json:"roomNeeds"`
	Outcomes        []string    `json:"outcomes"`
	ContentNote     string      `json:"contentNote"`
	Materials       []string    `json:"materials"`
	PrerequisiteID  string      `json:"prerequisiteId"`
	PartnerID       string      `json:"partnerId"`
	Status          string      `json:"status"`
	ApprovedHow     string      `json:"approvedHow"`
	MadeByImport    string      `json:"madeByImport"`
}

// How a course came to be approved.
const (
	ApprovedByPanel  = "panel"
	ApprovedBefore   = "beforeDaybook"
	ApprovedNotYet   = "notYet"
	CourseLive       = "live"
	CoursePaused     = "paused"
	CourseRetired    = "retired"
	CourseApproved   = "approved"
	CourseIdea       = "idea"
	CourseCoProduced = "coProduction"
	CoursePanel      = "panelReview"
	CourseChanges    = "changesRequested"
	CourseDeclined   = "declined"
)

// CourseMoves says which status a course may take next.
var CourseMoves = map[string][]string{
	CourseIdea:       {CourseCoProduced},
	CourseCoProduced: {CoursePanel},
	CoursePanel:      {CourseApproved, CourseChanges, CourseDeclined},
	CourseChanges:    {CoursePanel, CourseApproved},
	CourseApproved:   {CourseLive},
	CourseLive:       {CoursePaused, CourseRetired},
	CoursePaused:     {CourseLive, CourseRetired},
	CourseDeclined:   {CourseIdea},
	CourseRetired:    {CourseIdea},
}

var courseCode = regexp.MustCompile(`^[A-Z]{2,4}-?\d{2,3}$`)

// CodeKey is a course code without its hyphen: UMH-01 and UMH01 are one code.
func CodeKey(code string) string { return strings.ReplaceAll(strings.ToUpper(code), "-", "") }

// Validate reports every wrong field of a course at once.
func (k Course) Validate() error {
	var c checks
	c.that(courseCode.MatchString(k.Code), "code", "course.code")
	c.that(strings.TrimSpace(k.Title) != "", "title", "course.titleNeeded")
	c.text(k.Title, "title", 80)
	c.text(k.OutsideTitle, "outsideTitle", 80)
	c.text(k.Blurb, "blurb", 400)
	c.oneOf(k.Kind, "kind", []string{"workshop", "course", "dropIn", "eLearning", "podcast"})
	c.that(k.SessionsDefault >= 0 && k.SessionsDefault <= 60, "sessionsDefault", "course.sessions")
	c.that(k.MinutesDefault == 0 || k.MinutesDefault >= 15 && k.MinutesDefault <= 480, "minutesDefault", "course.minutes")
	c.that(k.MaxAge == 0 || k.MaxAge >= k.MinAge, "maxAge", "course.ages")
	c.that(k.MinAge >= 0 && k.MinAge <= 110, "minAge", "course.ages")
	c.that(k.MaxPlaces >= 0 && k.MaxPlaces <= 500, "maxPlaces", "run.capacity")
	c.that(k.MaxPlaces == 0 || k.MinPlaces <= k.MaxPlaces, "minPlaces", "course.places")
	for _, m := range k.Modes {
		c.oneOf(string(m), "modes", modes)
	}
	_, known := CourseMoves[k.Status]
	c.that(k.Status == "" || known, "status", "field.notAnOption")
	c.oneOf(k.ApprovedHow, "approvedHow", []string{ApprovedByPanel, ApprovedBefore, ApprovedNotYet})
	return c.err("course.invalid")
}

// Approved is I-16: the panel passed it, or it is older than Daybook.
func (k Course) Approved() bool {
	return k.ApprovedHow == ApprovedByPanel || k.ApprovedHow == ApprovedBefore
}

// Outside is the title that may stand on a door; the code while there is none.
func (k Course) Outside() string { return firstOf(k.OutsideTitle, k.Code) }

// DefaultArm: a course whose upper age is 18 or less belongs to the youth arm.
func (k Course) DefaultArm() Arm {
	if k.MaxAge > 0 && k.MaxAge <= 18 {
		return Youth
	}
	return Adult
}

// CourseVersion is the content of a course as it stood when approved.
type CourseVersion struct {
	ID              string   `json:"id"`
	CourseID        string   `json:"courseId"`
	Number          int      `json:"number"`
	Title           string   `json:"title"`
	Blurb           string   `json:"blurb"`
	Outcomes        []string `json:"outcomes"`
	ApprovedOn      Date     `json:"approvedOn"`
	ApprovedByPanel bool     `json:"approvedByPanel"`
}

// Parts of a teaching pair.
const (
	PartLived   = "lived"
	PartSubject = "subject"
)

// CourseTutor says who may teach what, and as which half of the pair.
type CourseTutor struct {
	ID         string `json:"id"`
	CourseID   string `json:"courseId"`
	PersonID   string `json:"personId"`
	Part       string `json:"part"` // lived, subject
	ApprovedOn Date   `json:"approvedOn"`
	Until      Date   `json:"until"`
}
