package college

// Role is what a person does at the college. It is not the app role of whoever
// signs in, which no record holds.
type Role string

const (
	RoleStudent   Role = "student"
	RoleTutor     Role = "tutor"
	RoleVolunteer Role = "volunteer"
	RoleStaff     Role = "staff"
)

// RoleSpan is one stretch of a role with one status, from – to, and its
// reason. Spans of one person and role do not overlap; the current status is
// the span that holds on the day.
type RoleSpan struct {
	ID       string  `json:"id"`
	PersonID string  `json:"personId"`
	Role     Role    `json:"role"`
	Status   string  `json:"status"`
	From     Date    `json:"from"`
	To       Date    `json:"to"` // "" = still
	Reason   string  `json:"reason"`
	WTE      float64 `json:"wte"` // staff only, 0.01–1.00
	Arm      Arm     `json:"arm"` // students only
}

// Statuses of each role, in the order of their pathway.
var Statuses = map[Role][]string{
	RoleStudent:   {"enquiry", "enrolled", "active", "dormant", "graduated", "left", "excluded", "erased"},
	RoleVolunteer: {"enquiry", "formReceived", "chat", "referencesChecks", "induction", "shadowing", "active", "paused", "left", "declined"},
	RoleTutor:     {"prospective", "checks", "training", "coProducing", "active", "paused", "left"},
	RoleStaff:     {"inPost", "left"},
}

// Validate: a known role and status, a first day, an order of days, and WTE
// and arm only where they belong.
func (s RoleSpan) Validate() error {
	var c checks
	c.that(s.PersonID != "", "personId", "field.needed")
	statuses, known := Statuses[s.Role]
	c.that(known, "role", "field.notAnOption")
	if known {
		c.that(s.Status != "", "status", "field.needed")
		c.oneOf(s.Status, "status", statuses)
	}
	c.that(s.From.Valid(), "from", "field.date")
	c.date(s.To, "to")
	c.that(s.To == "" || s.To >= s.From, "to", "field.endAfterStart")
	c.that(s.WTE == 0 || s.Role == RoleStaff && s.WTE >= 0.01 && s.WTE <= 1, "wte", "role.wte")
	c.that(s.Arm == "" || s.Role == RoleStudent, "arm", "role.arm")
	return c.err("role.invalid")
}

// StatusOn is the span of the role that holds on the day, or ok = false.
func StatusOn(spans []RoleSpan, role Role, day Date) (RoleSpan, bool) {
	for _, s := range spans {
		if s.Role == role && s.From != "" && day.Between(s.From, s.To) {
			return s, true
		}
	}
	return RoleSpan{}, false
}

// SpansOverlap tells whether two spans of one role share a day.
func SpansOverlap(spans []RoleSpan) bool {
	for i, a := range spans {
		for _, b := range spans[i+1:] {
			if a.Role == b.Role && a.PersonID == b.PersonID &&
				(b.To == "" || a.From <= b.To) && (a.To == "" || b.From <= a.To) {
				return true
			}
		}
	}
	return false
}

// WTEOn sums whole-time equivalents over the staff spans that hold on the day.
func WTEOn(spans []RoleSpan, day Date) float64 {
	hundredths := 0.0
	for _, s := range spans {
		if s.Role == RoleStaff && s.Status == "inPost" && day.Between(s.From, s.To) {
			hundredths += s.WTE * 100
		}
	}
	return float64(int(hundredths+0.5)) / 100
}

// Arm of the college: the strict under-18 rules bind runs of the youth arm.
type Arm string

const (
	Adult Arm = "adult"
	Youth Arm = "youth"
)

// AgeRule is a dated age limit of an arm; a change adds a row, never rewrites one.
type AgeRule struct {
	ID   string `json:"id"`
	Arm  Arm    `json:"arm"`
	Min  int    `json:"min"` // 0 = none
	Max  int    `json:"max"` // 0 = none
	From Date   `json:"from"`
}

// AgeRuleOn is the rule of the arm in force on the day, or ok = false.
func AgeRuleOn(rules []AgeRule, arm Arm, day Date) (AgeRule, bool) {
	var best AgeRule
	found := false
	for _, r := range rules {
		if r.Arm == arm && r.From <= day && (!found || r.From > best.From) {
			best, found = r, true
		}
	}
	return best, found
}

// Student is the record of someone enrolled with the college. Status, arm,
// graduation and leaving are role spans.
type Student struct {
	ID              string   `json:"id"`
	PersonID        string   `json:"personId"`
	Number          string   `json:"number"` // S-01877; no meaning is encoded in it
	EnrolledOn      Date     `json:"enrolledOn"`
	PrimaryIdentity string   `json:"primaryIdentity"`
	HeardAbout      []string `json:"heardAbout"`
	ServiceContact  string   `json:"serviceContact"`
	ExcludedUntil   Date     `json:"excludedUntil"`
	Source          string   `json:"source"` // form, paper, phone, walk-in
	FormVersion     string   `json:"formVersion"`
	District        string   `json:"district"`
	Notes           string   `json:"notes"`
}

// Option lists of an enrolment.
var (
	PrimaryIdentities = []string{"public", "secondaryService", "primaryCare", "carer", "professional", "nhsStaff", "linkWorker", "jobcentreHousing", "notSaid"}
	HeardAbouts       = []string{"google", "friendFamily", "gpLeaflet", "socialMedia", "mentalHealthWorker", "partner", "libraryHub", "eventStall", "jobcentreHousing", "other"}
	ServiceContacts   = []string{"secondary", "primary", "none", "notSaid"}
)

// Enrolment is the dated act of becoming a student, once, or of renewing it.
type Enrolment struct {
	ID        string `json:"id"`
	StudentID string `json:"studentId"`
	Date      Date   `json:"date"`
	Kind      string `json:"kind"` // new, renewal, reEnrol
	Source    string `json:"source"`
}

// Equality holds the answers to equality questions, apart from the person and
// never in a list with names.
type Equality struct {
	ID                string   `json:"id"`
	PersonID          string   `json:"personId"`
	Ethnicity         string   `json:"ethnicity"`
	EthnicitySystem   string   `json:"ethnicitySystem"` // nhs2001, census2021
	Gender            string   `json:"gender"`
	SameAsBirth       string   `json:"sameAsBirth"`
	SexualOrientation string   `json:"sexualOrientation"`
	Religion          string   `json:"religion"`
	Disabilities      []string `json:"disabilities"`
	Employment        string   `json:"employment"`
	Accommodation     string   `json:"accommodation"`
	Carer             string   `json:"carer"`
	CollectedOn       Date     `json:"collectedOn"`
	Declined          bool     `json:"declined"`
}

// Consent is what somebody agreed to, when and how, and its withdrawal.
type Consent struct {
	ID              string `json:"id"`
	PersonID        string `json:"personId"`
	Kind            string `json:"kind"`
	GivenOn         Date   `json:"givenOn"`
	Method          string `json:"method"` // paper, onlineForm, verbal
	DocumentVersion string `json:"documentVersion"`
	GivenBy         string `json:"givenBy"` // self, parent, carer
	WithdrawnOn     Date   `json:"withdrawnOn"`
	Evidence        string `json:"evidence"`
}

// ConsentKinds is the option list of Consent.Kind.
var ConsentKinds = []string{"privacyRead", "charter", "photo", "newsletter", "researchContact", "shareWithPartner", "shareWhatHelpsWithTutors", "story", "parentCarer", "contactGp"}

// Validate: kind and day known, not withdrawn before it was given.
func (k Consent) Validate() error {
	var c checks
	c.that(k.Kind != "", "kind", "field.needed")
	c.oneOf(k.Kind, "kind", ConsentKinds)
	c.that(k.GivenOn.Valid(), "givenOn", "field.date")
	c.oneOf(k.Method, "method", []string{"paper", "onlineForm", "verbal"})
	c.oneOf(k.GivenBy, "givenBy", []string{"self", "parent", "carer"})
	c.that(k.WithdrawnOn == "" || k.WithdrawnOn >= k.GivenOn, "withdrawnOn", "field.endAfterStart")
	return c.err("consent.invalid")
}

// HoldsOn tells whether the consent is in force on the day.
func (k Consent) HoldsOn(day Date) bool {
	return k.GivenOn != "" && k.GivenOn <= day && (k.WithdrawnOn == "" || day < k.WithdrawnOn)
}

// LearningPlan is what a student wants from the college, in their own words.
type LearningPlan struct {
	ID        string `json:"id"`
	StudentID string `json:"studentId"`
	Date      Date   `json:"date"`
	Method    string `json:"method"`
	WhyICame  string `json:"whyICame"`
	Strengths string `json:"strengths"`
	Support   string `json:"support"`
	Status    string `json:"status"` // draft, agreed, reviewDue, reviewed, closed
	ReviewDue Date   `json:"reviewDue"`
}

// Goal is one hope of a learning plan, rated 0–10 by the student.
type Goal struct {
	ID          string `json:"id"`
	PlanID      string `json:"planId"`
	Text        string `json:"text"`
	Theme       string `json:"theme"` // one of CHIME, or ""
	Started     Date   `json:"started"`
	TargetDate  Date   `json:"targetDate"`
	Status      string `json:"status"` // open, partly, achieved, changed, dropped
	RatingStart int    `json:"ratingStart"`
	RatingNow   int    `json:"ratingNow"`
}

// PlanReview is a dated look back at a learning plan.
type PlanReview struct {
	ID         string `json:"id"`
	PlanID     string `json:"planId"`
	Date       Date   `json:"date"`
	Kind       string `json:"kind"` // review, exit
	Summary    string `json:"summary"`
	NextReview Date   `json:"nextReview"`
}

// Staff is a post held at the college; WTE and dates are role spans.
type Staff struct {
	ID       string `json:"id"`
	PersonID string `json:"personId"`
	JobTitle string `json:"jobTitle"`
	Employer string `json:"employer"`
}

// Kinds of tutor.
const (
	KindPeer      = "peer"
	KindStaff     = "staff"
	KindPartner   = "partner"
	KindTrust     = "trustStaff"
	KindFreelance = "freelance"
)

// Tutor is anyone who delivers courses; a tutor may be of several kinds.
type Tutor struct {
	ID                    string   `json:"id"`
	PersonID              string   `json:"personId"`
	Kinds                 []string `json:"kinds"`
	PartnerID             string   `json:"partnerId"`
	LivedExperienceShared bool     `json:"livedExperienceShared"`
	Bio                   string   `json:"bio"`
}

// Validate: at least one kind, and a partner where the kind says so.
func (t Tutor) Validate() error {
	var c checks
	c.that(len(t.Kinds) > 0, "kinds", "tutor.kindNeeded")
	for _, k := range t.Kinds {
		c.oneOf(k, "kinds", []string{KindPeer, KindStaff, KindPartner, KindTrust, KindFreelance})
		c.that(k != KindPartner || t.PartnerID != "", "partnerId", "tutor.partnerNeeded")
	}
	return c.err("tutor.invalid")
}

// Volunteer is someone who gives time on the volunteer pathway.
type Volunteer struct {
	ID           string   `json:"id"`
	PersonID     string   `json:"personId"`
	Roles        []string `json:"roles"`
	Interests    string   `json:"interests"`
	RegisteredOn Date     `json:"registeredOn"`
	ReviewDue    Date     `json:"reviewDue"`
}

// Clearance is a DBS check: that it was seen and by whom, never what it says.
type Clearance struct {
	ID                   string `json:"id"`
	PersonID             string `json:"personId"`
	Level                string `json:"level"` // basic, standard, enhanced, enhancedBarred
	ChildBarredList      bool   `json:"childBarredList"`
	CertificateNo        string `json:"certificateNo"`
	IssuedOn             Date   `json:"issuedOn"`
	SeenBy               string `json:"seenBy"`
	SeenOn               Date   `json:"seenOn"`
	ReviewDue            Date   `json:"reviewDue"`
	EmployerConfirmation string `json:"employerConfirmation"`
	Cleared              bool   `json:"cleared"`
}

// HoldsOn: cleared, and issued ≤ day < review due; or confirmed by the employer.
func (d Clearance) HoldsOn(day Date, childBarredList bool) bool {
	if childBarredList && !d.ChildBarredList {
		return false
	}
	if d.EmployerConfirmation != "" {
		return true
	}
	return d.Cleared && d.IssuedOn != "" && d.IssuedOn <= day && (d.ReviewDue == "" || day < d.ReviewDue)
}

// Training is a course a tutor or volunteer completed, with its renewal day.
type Training struct {
	ID          string `json:"id"`
	PersonID    string `json:"personId"`
	Kind        string `json:"kind"` // safeguardingAdults, safeguardingChildren …
	CompletedOn Date   `json:"completedOn"`
	ExpiresOn   Date   `json:"expiresOn"`
	Evidence    string `json:"evidence"`
}

// HoldsOn: completed by the day and not expired on it.
func (t Training) HoldsOn(day Date) bool {
	return t.CompletedOn != "" && t.CompletedOn <= day && (t.ExpiresOn == "" || day <= t.ExpiresOn)
}

// UserPerson ties a user of the keyring to a person.
type UserPerson struct {
	ID       string `json:"id"`
	UserID   string `json:"userId"`
	PersonID string `json:"personId"`
}
