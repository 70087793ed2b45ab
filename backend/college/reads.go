package college

// The read models below are what screens and papers are set from: plain values
// of one moment, with nothing left to look up.

// SessionHead is what a paper or a list says about one session.
type SessionHead struct {
	SessionID    string   `json:"sessionId"`
	RunID        string   `json:"runId"`
	Reference    string   `json:"reference"`
	CourseCode   string   `json:"courseCode"`
	CourseTitle  string   `json:"courseTitle"`
	OutsideTitle string   `json:"outsideTitle"`
	TopicCode    string   `json:"topicCode"`
	TopicColour  int      `json:"topicColour"`
	Arm          Arm      `json:"arm"`
	Mode         Mode     `json:"mode"`
	Number       int      `json:"number"`
	Of           int      `json:"of"`
	Date         Date     `json:"date"`
	Start        Clock    `json:"start"`
	End          Clock    `json:"end"`
	Status       string   `json:"status"`
	Place        Place    `json:"place"`
	LedBy        []string `json:"ledBy"` // as the tutors are called
	Capacity     int      `json:"capacity"`
	Booked       int      `json:"booked"` // places that stand on the register
	Marked       int      `json:"marked"`
	Waiting      int      `json:"waiting"`
}

// Place is where a session meets, as paper says it: venue and room, or the
// online platform. All "" means to be confirmed.
type Place struct {
	Venue    string `json:"venue"`
	Room     string `json:"room"`
	Address  string `json:"address"`
	Town     string `json:"town"`
	Postcode string `json:"postcode"`
	Online   string `json:"online"` // platform, when online or hybrid
}

// Register is everything on one session's sign-in sheet and facilitator's copy.
type Register struct {
	College string        `json:"college"`
	Sample  bool          `json:"sample"`
	Head    SessionHead   `json:"head"`
	Rows    []RegisterRow `json:"rows"`
	NextNo  int           `json:"nextNo"` // the number the first blank walk-in line takes
	// SafeguardingLead and its phone stand on the facilitator's copy alone, and
	// only where someone under 18 is booked.
	SafeguardingLead  string `json:"safeguardingLead"`
	SafeguardingPhone string `json:"safeguardingPhone"`
	CrisisText        string `json:"crisisText"`
}

// RegisterRow is one place on a register.
type RegisterRow struct {
	RowNo             int                `json:"rowNo"`
	PlaceID           string             `json:"placeId"`
	BookingID         string             `json:"bookingId"`
	StudentID         string             `json:"studentId"`
	StudentNumber     string             `json:"studentNumber"`
	FullName          string             `json:"fullName"`
	KnownAs           string             `json:"knownAs"`
	SortAs            string             `json:"sortAs"`
	Pronouns          string             `json:"pronouns"`
	Attendance        Attendance         `json:"attendance"`
	Reason            string             `json:"reason"`
	AccessNeeds       []string           `json:"accessNeeds"`
	AccessNote        string             `json:"accessNote"`
	EmergencyContacts []EmergencyContact `json:"emergencyContacts"`
	PhotoConsent      bool               `json:"photoConsent"`
	AskTeamLeader     bool               `json:"askTeamLeader"`
	Companion         bool               `json:"companion"`
	Under18           bool               `json:"under18"`
	WalkIn            bool               `json:"walkIn"`
}

// OnSheet is the name the sheet that goes round the room prints: known as
// where given, else the full name; and the full name too where two of the rows
// would read alike (D1).
func (r Register) OnSheet(row RegisterRow) string {
	called := firstOf(row.KnownAs, row.FullName)
	folded := Fold(called)
	if folded == Fold(row.FullName) {
		return called // there is no fuller name to add
	}
	for _, other := range r.Rows {
		if other.PlaceID != row.PlaceID && Fold(firstOf(other.KnownAs, other.FullName)) == folded {
			return called + " (" + row.FullName + ")"
		}
	}
	return called
}

// DayRegisters are all registers of a day, by venue, then time.
type DayRegisters struct {
	Date      Date       `json:"date"`
	Registers []Register `json:"registers"`
}

// CourseRegister is a run's register over all its sessions.
type CourseRegister struct {
	College  string              `json:"college"`
	Sample   bool                `json:"sample"`
	Head     SessionHead         `json:"head"` // of the run's first session
	Sessions []SessionHead       `json:"sessions"`
	Rows     []CourseRegisterRow `json:"rows"`
}

// CourseRegisterRow is one student's line: a mark for each session in order,
// "" where they have no place in it.
type CourseRegisterRow struct {
	RowNo         int          `json:"rowNo"`
	StudentID     string       `json:"studentId"`
	StudentNumber string       `json:"studentNumber"`
	FullName      string       `json:"fullName"`
	KnownAs       string       `json:"knownAs"`
	SortAs        string       `json:"sortAs"`
	Marks         []Attendance `json:"marks"`
	Cancelled     bool         `json:"cancelled"`
}

// RunCertificates is who may have a certificate of a run, or of one of its
// sessions, and who may not and why. Of a session Delivered is 1 or 0.
type RunCertificates struct {
	Kind          string                 `json:"kind"` // CertificateCourse or CertificateSession
	College       string                 `json:"college"`
	Sample        bool                   `json:"sample"`
	Head          SessionHead            `json:"head"` // of the run's first delivered session
	FirstDate     Date                   `json:"firstDate"`
	LastDate      Date                   `json:"lastDate"`
	Delivered     int                    `json:"delivered"`
	Rule          CertificateRule        `json:"rule"`
	Partners      []string               `json:"partners"`
	Outcomes      []string               `json:"outcomes"`
	SignatoryName string                 `json:"signatoryName"`
	SignatoryRole string                 `json:"signatoryRole"`
	ToCome        int                    `json:"toCome"`   // sessions not delivered yet: certificates wait for them
	Unmarked      int                    `json:"unmarked"` // places not marked yet: none may be issued (I-20)
	Candidates    []CertificateCandidate `json:"candidates"`
}

// CertificateCandidate is one student of a run and whether the rule is met. Who
// was issued one stands with the name that was printed.
type CertificateCandidate struct {
	StudentID     string `json:"studentId"`
	StudentNumber string `json:"studentNumber"`
	Name          string `json:"name"` // certificate name, else full name
	SortAs        string `json:"sortAs"`
	Attended      int    `json:"attended"`
	Minutes       int    `json:"minutes"` // of the sessions attended
	Qualifies     bool   `json:"qualifies"`
	Narrowly      bool   `json:"narrowly"` // came, and one session more would have met the rule
	WhyKey        string `json:"whyKey"`   // a sentence of the catalogue when not
	WhyValues     Values `json:"whyValues,omitempty"`
	// Issued is the certificate once there is one; a reprint says "duplicate".
	Issued *Certificate `json:"issued,omitempty"`
}

// TermTimetable is a term's sessions in order of date and time, with the days
// on which nothing meets.
type TermTimetable struct {
	College  string        `json:"college"`
	Sample   bool          `json:"sample"`
	Term     Term          `json:"term"`
	Sessions []SessionHead `json:"sessions"`
	Gaps     []Gap         `json:"gaps"`
	Contact  string        `json:"contact"`
}

// Gap is a break, a closure or a bank holiday in a term. NameKey is a sentence
// of the catalogue where the program knows its name, else Name is used.
type Gap struct {
	From    Date   `json:"from"`
	To      Date   `json:"to"`
	Name    string `json:"name"`
	NameKey string `json:"nameKey"`
}

// Today is what the first screen shows.
type Today struct {
	College  string        `json:"college"`
	Sample   bool          `json:"sample"`
	Date     Date          `json:"date"`
	Sessions []SessionHead `json:"sessions"`
	Tomorrow int           `json:"tomorrow"`
	ThisWeek int           `json:"thisWeek"`
	NextDate Date          `json:"nextDate"` // the next day with a session, when today has none
	Unmarked []SessionHead `json:"unmarked"` // past sessions whose register is not taken, newest first
	ToFinish int           `json:"toFinish"` // enrolments to finish
	Concerns []Finding     `json:"concerns"` // about today's sessions
}

// StudentFilter asks for one page of students. Query is folded and every word
// of it must be found; Page counts from 1, of 50.
type StudentFilter struct {
	Query  string `json:"query"`
	Status string `json:"status"` // "" = all
	Page   int    `json:"page"`
}

// StudentsAPage is how many students a page lists.
const StudentsAPage = 50

// StudentLine is one student in a list: never identity, needs or attendance.
type StudentLine struct {
	StudentID   string `json:"studentId"`
	Number      string `json:"number"`
	FullName    string `json:"fullName"`
	KnownAs     string `json:"knownAs"`
	Area        string `json:"area"`
	NextSession string `json:"nextSession"` // outside title or code
	NextDate    Date   `json:"nextDate"`
	NextStart   Clock  `json:"nextStart"`
}

// StudentPage is a page of students.
type StudentPage struct {
	Students []StudentLine `json:"students"`
	Total    int           `json:"total"`
	Page     int           `json:"page"`
	Pages    int           `json:"pages"`
}

// SessionView is one session with its roster, for the screen.
type SessionView struct {
	Head     SessionHead   `json:"head"`
	Rows     []RegisterRow `json:"rows"`
	CanMark  bool          `json:"canMark"` // from 30 minutes before the start (I-19)
	MarkFrom string        `json:"markFrom"`
	Concerns []Finding     `json:"concerns"`
	Siblings []SessionHead `json:"siblings"` // all sessions of the run
}

// Hit is one thing found by the search over everything.
type Hit struct {
	Kind string `json:"kind"` // student, tutor, course, venue
	ID   string `json:"id"`
	Text string `json:"text"`
	Fact string `json:"fact"` // one fact that tells it from others: number, code, town
}

// HistoryLine is one act in a record's history.
type HistoryLine struct {
	ActID  string   `json:"actId"`
	At     Instant  `json:"at"`
	By     string   `json:"by"`
	Verb   string   `json:"verb"`
	Fields []string `json:"fields"`
	Undone bool     `json:"undone"`
}

// RunLine is one run in a list, for choosing.
type RunLine struct {
	RunID     string `json:"runId"`
	Reference string `json:"reference"`
	Title     string `json:"title"`
	TermCode  string `json:"termCode"`
	Status    string `json:"status"`
	First     Date   `json:"first"`
	Last      Date   `json:"last"`
	Sessions  int    `json:"sessions"`
	Booked    int    `json:"booked"`
	Capacity  int    `json:"capacity"`
	Waiting   int    `json:"waiting"`
}
