package college

// VenueBook is everything in the venue book, in an order in which no row names
// one that comes later.
type VenueBook struct {
	Cards           []Card
	Venues          []Venue
	Rooms           []Room
	AccessFacts     []AccessFact
	VenueContacts   []VenueContact
	VenueClosures   []VenueClosure
	RiskAssessments []RiskAssessment
	VenueTravel     []VenueTravel
	Preferences     []Preference
}

// Records are everything in the college's own file, in an order in which no
// row names one that comes later.
type Records struct {
	Settings          []Settings
	AgeRules          []AgeRule
	AcademicYears     []AcademicYear
	Terms             []Term
	TermBreaks        []TermBreak
	Closures          []Closure
	Topics            []Topic
	Partners          []Partner
	PartnerVenues     []PartnerVenue
	VenueSecrets      []VenueSecret
	Agreements        []Agreement
	PartnerInsurances []PartnerInsurance
	People            []Person
	UserPeople        []UserPerson
	RoleSpans         []RoleSpan
	Equality          []Equality
	Consents          []Consent
	Students          []Student
	Enrolments        []Enrolment
	LearningPlans     []LearningPlan
	Goals             []Goal
	PlanReviews       []PlanReview
	Staff             []Staff
	Tutors            []Tutor
	Volunteers        []Volunteer
	Clearances        []Clearance
	Trainings         []Training
	Courses           []Course
	CourseVersions    []CourseVersion
	CourseTutors      []CourseTutor
	VirtualRooms      []VirtualRoom
	Runs              []CourseRun
	Sessions          []Session
	SessionMoves      []SessionMove
	SessionTutors     []SessionTutor
	SessionVolunteers []SessionVolunteer
	RunBookings       []RunBooking
	SessionPlaces     []SessionPlace
	WaitingEntries    []WaitingEntry
	Notices           []Notice
	Overrides         []Override
	Certificates      []Certificate
	PapersIssued      []PaperIssued
	Availabilities    []Availability
	Leaves            []Leave
	WorkLimits        []WorkLimit
	KitItems          []KitItem
	CourseKit         []CourseKit
	Promises          []Promise
	Drafts            []Draft
	DraftPlacements   []DraftPlacement
}
