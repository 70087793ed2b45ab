package college

// The read models of papers that are not registers or certificates. Like all
// read models they are plain values of one moment, with nothing left to look up.

// Face is what every paper shows of the college, from its card and settings.
type Face struct {
	College    string   `json:"college"`
	ShortName  string   `json:"shortName"`
	Strapline  string   `json:"strapline"`
	Phone      string   `json:"phone"`
	Email      string   `json:"email"`
	Website    string   `json:"website"`
	Address    string   `json:"address"`
	Colour     string   `json:"colour"` // "#1f5f8b", for rules and bars, never for text alone; "" = black
	Logos      [][]byte `json:"-"`      // PNG or JPEG, three at most; the first stands on every paper
	LogoAlts   []string `json:"-"`      // what each shows, in words
	Signature  []byte   `json:"-"`      // scanned signature for certificates, PNG or JPEG; nil = none
	Signatory  string   `json:"signatory"`
	Role       string   `json:"role"` // of the signatory
	CrisisText string   `json:"crisisText"`
	Sample     bool     `json:"sample"`
}

// TimetableFor says whose or what a timetable is for.
type TimetableFor string

// The views of a timetable.
const (
	ForStudent   TimetableFor = "student"
	ForTutor     TimetableFor = "tutor"
	ForVolunteer TimetableFor = "volunteer"
	ForVenue     TimetableFor = "venue"
	ForRoom      TimetableFor = "room"
	ForDay       TimetableFor = "day"
)

// TimetableView is the sessions of one student, tutor, volunteer, venue, room
// or day, in order of date and time.
type TimetableView struct {
	For       TimetableFor  `json:"for"`
	ID        string        `json:"id"`
	Name      string        `json:"name"`      // as it is printed; of a day ""
	Reference string        `json:"reference"` // student number or venue code, for file names; "" = none
	From      Date          `json:"from"`
	To        Date          `json:"to"`
	Sessions  []SessionHead `json:"sessions"`
	Parts     []string      `json:"parts"` // beside each session: the part a tutor or volunteer has in it; "" else
	Gaps      []Gap         `json:"gaps"`
	Format    string        `json:"format"` // the person's own: "", largePrint, largerPrint, easyRead …
}

// Prospectus is what a term offers.
type Prospectus struct {
	Term    Term               `json:"term"`
	Courses []ProspectusCourse `json:"courses"` // by topic, then title
	Gaps    []Gap              `json:"gaps"`
}

// ProspectusCourse is one course with its runs in the term.
type ProspectusCourse struct {
	Code         string          `json:"code"`
	Title        string          `json:"title"`
	Topic        string          `json:"topic"`
	Blurb        string          `json:"blurb"`
	ForWhom      string          `json:"forWhom"`
	MinAge       int             `json:"minAge"` // 0 = the college's
	MaxAge       int             `json:"maxAge"` // 0 = none
	ContentNote  string          `json:"contentNote"`
	Outcomes     []string        `json:"outcomes"`
	Partners     []string        `json:"partners"`
	CoProduced   bool            `json:"coProduced"` // a peer and another made it
	Prerequisite string          `json:"prerequisite"`
	Runs         []ProspectusRun `json:"runs"`
}

// ProspectusRun is one run of a course: when and where it meets, and what is
// known of getting in.
type ProspectusRun struct {
	Reference string        `json:"reference"`
	Mode      Mode          `json:"mode"`
	Sessions  []SessionHead `json:"sessions"`
	Access    []string      `json:"access"` // items of access answered yes at the place of all its sessions: FactStepFree …
	Full      bool          `json:"full"`
}

// RunPoster is what a poster says of a run.
type RunPoster struct {
	Head     SessionHead   `json:"head"` // of its first session still to come, else its first
	Sessions []SessionHead `json:"sessions"`
	Blurb    string        `json:"blurb"`
	Partners []string      `json:"partners"`
	Access   []string      `json:"access"`
}

// Badge is one name badge.
type Badge struct {
	Called        string `json:"called"` // known as, else full name
	FullName      string `json:"fullName"`
	Role          string `json:"role"`     // key of a word: student, tutor, volunteer, staff
	Pronouns      string `json:"pronouns"` // "" unless given for badges
	StudentNumber string `json:"studentNumber"`
}

// AddressLabel is one address for a label or a window envelope.
type AddressLabel struct {
	Name    string   `json:"name"`
	Lines   []string `json:"lines"` // address and postcode, each a line
	Subject string   `json:"subject"`
}

// LeftOut is a student for whom no label is made, and why: the key of a
// sentence.
type LeftOut struct {
	StudentNumber string `json:"studentNumber"`
	WhyKey        string `json:"whyKey"`
}

// DayPack is what staff take along for a day: a cover sheet, then registers.
type DayPack struct {
	Date     Date          `json:"date"`
	Sessions []PackSession `json:"sessions"` // by venue, then time
}

// PackSession is one session on the cover sheet, with its register.
type PackSession struct {
	Register Register       `json:"register"`
	Tutors   []PackPerson   `json:"tutors"`
	Helpers  []PackPerson   `json:"helpers"` // volunteers
	Contacts []VenueContact `json:"contacts"`
	Facts    []AccessFact   `json:"facts"` // of the room over the venue's
	Secrets  []VenueSecret  `json:"secrets"`
	Opening  string         `json:"opening"`
	Bring    string         `json:"bring"` // the course's materials
	SetUp    int            `json:"setUp"` // minutes
}

// PackPerson is somebody to ring on the day.
type PackPerson struct {
	Called string `json:"called"`
	Full   string `json:"full"`
	Phone  string `json:"phone"`
	Part   string `json:"part"`
}

// VenueSecret is how to get into a venue: kept with the college's records, out
// of a volunteer's reach.
type VenueSecret struct {
	ID      string `json:"id"`
	VenueID string `json:"venueId"` // in the venue book
	Kind    string `json:"kind"`    // key, alarm, code, other
	Text    string `json:"text"`
}

// VenueSheet is everything about a venue that may be handed out.
type VenueSheet struct {
	Venue    Venue          `json:"venue"`
	Rooms    []Room         `json:"rooms"`
	Facts    []AccessFact   `json:"facts"`
	Contacts []VenueContact `json:"contacts"`
	Closures []VenueClosure `json:"closures"` // from today on
}

// LetterKind is what a letter is about.
type LetterKind string

// The kinds of letter.
const (
	LetterPlaces      LetterKind = "places"      // your places, with dates and how to get there
	LetterWelcome     LetterKind = "welcome"     // after enrolling
	LetterCertificate LetterKind = "certificate" // goes with a certificate
	LetterThanks      LetterKind = "thanks"      // to a tutor, volunteer or partner
	LetterOwn         LetterKind = "own"         // own words
)

// Letter is one letter to one person.
type Letter struct {
	Kind          LetterKind    `json:"kind"`
	To            AddressLabel  `json:"to"`
	Called        string        `json:"called"` // how the letter greets
	StudentNumber string        `json:"studentNumber"`
	Sessions      []SessionHead `json:"sessions"` // of LetterPlaces: those to come
	CourseTitle   string        `json:"courseTitle"`
	Subject       string        `json:"subject"` // of LetterOwn: its heading
	Body          string        `json:"body"`    // of LetterOwn: paragraphs parted by an empty line
	Format        string        `json:"format"`  // the person's own, as in TimetableView
}

// PlanCopy is a student's own copy of a learning plan.
type PlanCopy struct {
	Called        string       `json:"called"`
	FullName      string       `json:"fullName"`
	StudentNumber string       `json:"studentNumber"`
	Plan          LearningPlan `json:"plan"`
	Goals         []Goal       `json:"goals"`
	Reviews       []PlanReview `json:"reviews"`
	WhatHelps     string       `json:"whatHelps"`
	Format        string       `json:"format"`
}

// ContactSheet is whom staff ring about a day's or a term's sessions.
type ContactSheet struct {
	From   Date           `json:"from"`
	To     Date           `json:"to"`
	Groups []ContactGroup `json:"groups"` // tutors, volunteers, venues, partners
}

// ContactGroup is the lines of one kind.
type ContactGroup struct {
	Kind  string        `json:"kind"` // tutors, volunteers, venues, partners
	Lines []ContactLine `json:"lines"`
}

// ContactLine is one person or organisation.
type ContactLine struct {
	Name  string `json:"name"`
	What  string `json:"what"` // courses, venue, organisation
	Phone string `json:"phone"`
	Email string `json:"email"`
}

// PersonCertificate is one person's certificate of graduating, volunteering or
// tutoring: what it says, whether they may have it, and the one that stands.
type PersonCertificate struct {
	Kind          string       `json:"kind"` // CertificateGraduation, CertificateVolunteer or CertificateTutor
	PersonID      string       `json:"personId"`
	StudentID     string       `json:"studentId"` // of graduation
	Reference     string       `json:"reference"` // student number; "" = none
	College       string       `json:"college"`
	Sample        bool         `json:"sample"`
	Name          string       `json:"name"`     // as it is printed: certificate name, else full name
	Roles         []string     `json:"roles"`    // of a volunteer: as recorded, keys of words
	Courses       []string     `json:"courses"`  // titles, of what was attended, helped at or led
	From          Date         `json:"from"`     // of the first of the sessions counted
	To            Date         `json:"to"`       // of the last
	Sessions      int          `json:"sessions"` // delivered ones: attended, helped at or led
	Minutes       int          `json:"minutes"`
	SignatoryName string       `json:"signatoryName"`
	SignatoryRole string       `json:"signatoryRole"`
	Qualifies     bool         `json:"qualifies"`
	WhyKey        string       `json:"whyKey"` // a sentence of the catalogue when not
	Issued        *Certificate `json:"issued,omitempty"`
}

// PapersPage is one page of the papers that were made, newest first.
type PapersPage struct {
	Papers []PaperIssued `json:"papers"`
	Total  int           `json:"total"`
	Page   int           `json:"page"`
	Pages  int           `json:"pages"`
}

// PapersAPage is how many papers a page lists.
const PapersAPage = 50

// ChoiceOf is one thing a paper may be about: its id, what it is called, and
// one fact that tells it from others.
type ChoiceOf struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Fact string `json:"fact"`
}

// ChoicesMost is how many are offered at once.
const ChoicesMost = 20

// CertificateCheck is what Daybook knows of a certificate somebody shows.
type CertificateCheck struct {
	Known        bool   `json:"known"`
	Number       string `json:"number"`
	Kind         string `json:"kind"`
	IssuedOn     Date   `json:"issuedOn"`
	VoidedOn     Date   `json:"voidedOn"`
	VoidedReason string `json:"voidedReason"`
	Name         string `json:"name"` // as it is printed; "" when the person was erased
	Course       string `json:"course"`
	Sessions     int    `json:"sessions"`
	Minutes      int    `json:"minutes"`
	// Agrees tells whether what is on record still gives the printed fields'
	// seal; it is checked against a name typed from the paper when one is given.
	// Accents, capitals and apostrophes of the name do not matter. Of somebody
	// erased it is false until the name is typed.
	Agrees bool `json:"agrees"`
	Erased bool `json:"erased"`
}
