package college

// Kinds of file that can be taken in.
const (
	ImportEnrolments = "enrolments"
	ImportTermPlan   = "termPlan"
	ImportBookings   = "bookings"
	ImportTimes      = "availability"
)

// RowSource says where in a file a row stands and what it said.
type RowSource struct {
	Number int          `json:"number"` // as the spreadsheet counts: the heading is row 1
	Hash   string       `json:"hash"`   // identity: a hash of its normalised content
	Raw    []string     `json:"raw"`
	Wrong  []FieldError `json:"wrong"` // what could not be read; such a row is refused
}

// EnrolmentRow is one answered enrolment form.
type EnrolmentRow struct {
	RowSource
	Person      Person    `json:"person"`
	Student     Student   `json:"student"`
	SubmittedOn Date      `json:"submittedOn"`
	Ethnicity   string    `json:"ethnicity"`
	PrivacyRead bool      `json:"privacyRead"`
	Notes       []Reading `json:"notes"` // how something doubtful was read
}

// PlanRow is one session of a term plan.
type PlanRow struct {
	RowSource
	Title   string    `json:"title"`
	Topic   string    `json:"topic"`
	Session int       `json:"session"`
	Of      int       `json:"of"`
	Date    Date      `json:"date"`
	Start   Clock     `json:"start"`
	End     Clock     `json:"end"`
	Mode    Mode      `json:"mode"`
	Venue   string    `json:"venue"`
	Room    string    `json:"room"`
	Tutors  []string  `json:"tutors"`
	Places  int       `json:"places"`
	Note    string    `json:"note"`
	Notes   []Reading `json:"notes"`

	Priority int `json:"priority"` // of the run: 1 may wait … 5 must be; 0 = not said
}

// BookingRow is one line of a bookings list.
type BookingRow struct {
	RowSource
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	Mobile   string    `json:"mobile"`
	Title    string    `json:"title"`
	BookedOn Date      `json:"bookedOn"`
	Source   string    `json:"source"`
	Waiting  bool      `json:"waiting"`
	Notes    []Reading `json:"notes"`
}

// TimesRow is one line of when people can work: a part of somebody's week, a time
// away, or what was agreed with them; of each what the line says.
type TimesRow struct {
	RowSource
	Name         string    `json:"name"`
	Email        string    `json:"email"`
	Weekday      int       `json:"weekday"` // 1 Monday … 7 Sunday; 0 = nothing of a week
	Start        Clock     `json:"start"`
	End          Clock     `json:"end"`
	Kind         string    `json:"kind"`
	AwayFrom     Date      `json:"awayFrom"` // "" = nothing of leave
	AwayTo       Date      `json:"awayTo"`
	SessionsWeek int       `json:"sessionsWeek"` // 0 = not said
	HoursADay    int       `json:"hoursADay"`
	Notes        []Reading `json:"notes"`
}

// Reading is a sentence of the catalogue with its values.
type Reading struct {
	Key      string `json:"key"`
	Values   Values `json:"values,omitempty"`
	Sentence string `json:"sentence,omitempty"` // filled in by the door, for those who read JSON
}

// ImportFile is a file read and mapped: one of the four lists is filled.
type ImportFile struct {
	Kind        string            `json:"kind"`
	FileName    string            `json:"fileName"`
	FileHash    string            `json:"fileHash"`
	SheetName   string            `json:"sheetName"`
	Fingerprint string            `json:"fingerprint"` // of the set of headings
	Columns     map[string]string `json:"columns"`     // heading → field, as used
	Enrolments  []EnrolmentRow    `json:"enrolments"`
	Plan        []PlanRow         `json:"plan"`
	Bookings    []BookingRow      `json:"bookings"`
	Times       []TimesRow        `json:"times"`
}

// Outcomes of a row.
const (
	RowCreated = "created"
	RowMatched = "matched"
	RowLook    = "look"
	RowRefused = "refused"
)

// RowResult is what becomes, or became, of one row, with its reasons in words.
type RowResult struct {
	Number  int       `json:"number"`
	Outcome string    `json:"outcome"`
	Name    string    `json:"name"` // what the row is about, for the person who looks
	Reasons []Reading `json:"reasons"`
}

// ImportReport is a preview, or after taking the file the report of it.
type ImportReport struct {
	Kind     string            `json:"kind"`
	FileName string            `json:"fileName"`
	Columns  map[string]string `json:"columns"`
	BatchID  string            `json:"batchId"` // "" in a preview, and when nothing was new
	Taken    bool              `json:"taken"`
	Created  int               `json:"created"`
	Matched  int               `json:"matched"`
	Look     int               `json:"look"`
	Refused  int               `json:"refused"`
	Made     []Made            `json:"made"` // new courses, rooms, students …
	Rows     []RowResult       `json:"rows"`
	Concerns []Finding         `json:"concerns"`
}

// Made counts new records of one kind and names those a person should see,
// such as the codes given to new courses.
type Made struct {
	Kind  string   `json:"kind"`
	Count int      `json:"count"`
	Names []string `json:"names"`
}

// Count adds a row's result to the report.
func (r *ImportReport) Count(row RowResult) {
	switch row.Outcome {
	case RowCreated:
		r.Created++
	case RowMatched:
		r.Matched++
	case RowLook:
		r.Look++
	default:
		r.Refused++
	}
	r.Rows = append(r.Rows, row)
}
