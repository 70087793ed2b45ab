package college

// Mode is how a run meets.
type Mode string

const (
	InPerson Mode = "inPerson"
	Online   Mode = "online"
	Hybrid   Mode = "hybrid"
)

var modes = []string{string(InPerson), string(Online), string(Hybrid)}

// Statuses of a run.
const (
	RunDraft     = "draft"
	RunPublished = "published"
	RunRunning   = "running"
	RunCompleted = "completed"
	RunCancelled = "cancelled"
)

// RunMoves says which status a run may take next.
var RunMoves = map[string][]string{
	RunDraft:     {RunPublished, RunCancelled},
	RunPublished: {RunRunning, RunCancelled},
	RunRunning:   {RunCompleted, RunCancelled},
	RunCompleted: {},
	RunCancelled: {},
}

// CourseRun is one delivery of a course in a term.
type CourseRun struct {
	ID                 string          `json:"id"`
	CourseID           string          `json:"courseId"`
	CourseVersionID    string          `json:"courseVersionId"`
	TermID             string          `json:"termId"`
	Reference          string          `json:"reference"` // UMH01-AUT24-1
	Arm                Arm             `json:"arm"`
	Mode               Mode            `json:"mode"`
	Capacity           int             `json:"capacity"` // 0 = not known yet
	Priority           int             `json:"priority"` // when a term is planned: 1 may wait … 5 must be; 0 = 3
	WaitingList        bool            `json:"waitingList"`
	BookingOpens       Date            `json:"bookingOpens"`
	BookingCloses      Date            `json:"bookingCloses"`
	Eligibility        Eligibility     `json:"eligibility"`
	PartnerID          string          `json:"partnerId"`
	Status             string          `json:"status"`
	CancellationReason string          `json:"cancellationReason"`
	MustAttendFirst    bool            `json:"mustAttendFirst"`
	CertificateRule    CertificateRule `json:"certificateRule"`
	MadeByImport       string          `json:"madeByImport"`
}

// Validate reports every wrong field of a run at once.
func (r CourseRun) Validate() error {
	var c checks
	c.that(r.CourseID != "", "courseId", "field.needed")
	c.that(r.TermID != "", "termId", "field.needed")
	c.that(r.Reference != "", "reference", "field.needed")
	c.oneOf(string(r.Mode), "mode", modes)
	c.oneOf(string(r.Arm), "arm", []string{string(Adult), string(Youth)})
	c.that(r.Capacity >= 0 && r.Capacity <= 500, "capacity", "run.capacity")
	_, known := RunMoves[r.Status]
	c.that(r.Status == "" || known, "status", "field.notAnOption")
	c.that(r.Status != RunCancelled || r.CancellationReason != "", "cancellationReason", "run.reasonNeeded")
	c.that(r.BookingCloses == "" || r.BookingCloses >= r.BookingOpens, "bookingCloses", "field.endAfterStart")
	return c.err("run.invalid")
}

// Statuses of a session. A move is not a status.
const (
	SessionPlanned   = "planned"
	SessionConfirmed = "confirmed"
	SessionDelivered = "delivered"
	SessionCancelled = "cancelled"
)

// SessionMoves says which status a session may take next; delivered goes back
// to confirmed only by a leader.
var SessionMoves = map[string][]string{
	SessionPlanned:   {SessionConfirmed, SessionDelivered, SessionCancelled},
	SessionConfirmed: {SessionDelivered, SessionCancelled},
	SessionDelivered: {SessionConfirmed},
	SessionCancelled: {},
}

// CanBecome tells whether a state machine allows from → to.
func CanBecome(moves map[string][]string, from, to string) bool {
	for _, next := range moves[from] {
		if next == to {
			return true
		}
	}
	return false
}

// Session is one dated meeting of a run. Date, times and place are "" until it
// is first placed; then they are the published truth.
type Session struct {
	ID              string  `json:"id"`
	RunID           string  `json:"runId"`
	Number          int     `json:"number"` // 1..n in the run
	Date            Date    `json:"date"`
	Start           Clock   `json:"start"`
	End             Clock   `json:"end"`
	RoomID          string  `json:"roomId"`
	VirtualRoomID   string  `json:"virtualRoomId"`
	Hybrid          bool    `json:"hybrid"`    // meets in a room and online at once
	PlaceName       string  `json:"placeName"` // as it was when published
	Title           string  `json:"title"`     // topic of the day
	Kind            string  `json:"kind"`      // "" or dropIn
	Status          string  `json:"status"`
	CancelledOn     Date    `json:"cancelledOn"`
	CancelledReason string  `json:"cancelledReason"`
	RegisterTakenBy string  `json:"registerTakenBy"`
	RegisterTakenAt Instant `json:"registerTakenAt"`
	Headcount       int     `json:"headcount"`
	Notes           string  `json:"notes"`
	MadeByImport    string  `json:"madeByImport"`
}

// Placed tells whether the session has its date and times.
func (s Session) Placed() bool { return s.Date != "" && s.Start != "" && s.End != "" }

// Minutes is the length of the session; 0 while it is not placed.
func (s Session) Minutes() int {
	if !s.Placed() {
		return 0
	}
	return s.End.Minutes() - s.Start.Minutes()
}

// Validate reports every wrong field at once; mode is the run's. I-32: a
// session lasts between 15 minutes and 8 hours and does not cross midnight.
func (s Session) Validate(mode Mode) error {
	var c checks
	c.that(s.RunID != "", "runId", "field.needed")
	c.that(s.Number >= 1, "number", "session.number")
	c.date(s.Date, "date")
	c.that(s.Start == "" || s.Start.Valid(), "start", "field.clock")
	c.that(s.End == "" || s.End.Valid(), "end", "field.clock")
	if s.Start.Valid() && s.End.Valid() {
		length := s.End.Minutes() - s.Start.Minutes()
		c.that(length > 0, "end", "session.endAfterStart")
		c.that(length <= 0 || length >= 15 && length <= 480, "end", "session.length")
	}
	if s.RoomID != "" && s.VirtualRoomID != "" {
		c.that(mode == Hybrid && s.Hybrid, "virtualRoomId", "session.onePlace")
	}
	_, known := SessionMoves[s.Status]
	c.that(s.Status == "" || known, "status", "field.notAnOption")
	c.that(s.Status != SessionCancelled || s.CancelledReason != "", "cancelledReason", "run.reasonNeeded")
	return c.err("session.invalid")
}

// SessionMove is what a session was before it moved, and why.
type SessionMove struct {
	ID        string  `json:"id"`
	SessionID string  `json:"sessionId"`
	At        Instant `json:"at"`
	By        string  `json:"by"`
	Date      Date    `json:"date"`
	Start     Clock   `json:"start"`
	End       Clock   `json:"end"`
	PlaceName string  `json:"placeName"`
	Why       string  `json:"why"`

	Workers []DraftWorker `json:"workers"` // who worked in it then
}

// SessionTutor is a tutor of a session and in which part.
type SessionTutor struct {
	ID        string `json:"id"`
	SessionID string `json:"sessionId"`
	TutorID   string `json:"tutorId"`
	Part      string `json:"part"` // lead, coLead, support, shadow
}

// SessionVolunteer is a volunteer who helps at a session.
type SessionVolunteer struct {
	ID          string `json:"id"`
	SessionID   string `json:"sessionId"`
	VolunteerID string `json:"volunteerId"`
	Part        string `json:"part"`
}

// VirtualRoom is an online meeting place; its join link is out of a
// volunteer's reach.
type VirtualRoom struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Platform string `json:"platform"`
	JoinLink string `json:"joinLink"`
	Account  string `json:"account"`
	Capacity int    `json:"capacity"`
}

// Notice says who was told of a move, an offer or a cancellation, and how.
type Notice struct {
	ID       string  `json:"id"`
	About    string  `json:"about"` // session, offer, cancellation
	RecordID string  `json:"recordId"`
	PersonID string  `json:"personId"`
	Why      string  `json:"why"`
	How      string  `json:"how"`
	At       Instant `json:"at"`
	By       string  `json:"by"`
}

// Override is the reason a leader gave for going past a rule.
type Override struct {
	ID       string  `json:"id"`
	Rule     string  `json:"rule"`
	RecordID string  `json:"recordId"`
	Reason   string  `json:"reason"`
	By       string  `json:"by"`
	At       Instant `json:"at"`
}
