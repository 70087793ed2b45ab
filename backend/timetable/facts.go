package timetable

import "daybook/backend/college"

// Facts is all that the rules look at: the sessions of a term, or of as many
// terms as wanted, and what is known about their places, people and partners.
// Lists may be in any order; what is missing is "not known", never "fine".
type Facts struct {
	Meetings []Meeting
	Students []Student // those booked, or about to be

	Courses      []college.Course
	CourseTutors []college.CourseTutor
	AgeRules     []college.AgeRule

	Terms    []college.Term
	Breaks   []college.TermBreak
	Closures []college.Closure // of the college

	Venues          []college.Venue
	Rooms           []college.Room
	VirtualRooms    []college.VirtualRoom
	VenueClosures   []college.VenueClosure
	Travel          []college.VenueTravel
	AccessFacts     []college.AccessFact
	RiskAssessments []college.RiskAssessment

	Clearances []college.Clearance
	Trainings  []college.Training
	Agreements []college.Agreement
	Insurances []college.PartnerInsurance

	Availabilities []college.Availability
	Leaves         []college.Leave
	Limits         []college.WorkLimit
	KitItems       []college.KitItem
	CourseKit      []college.CourseKit
	Promises       []college.Promise
	Tutors         []Worker          // everybody who may be asked to teach, with kinds
	CoBooked       map[[2]string]int // pairs of course ids, lower first: students booked on both before

	// Overrides are the reasons leaders gave already: what they allowed stays
	// in sight as a concern and stops nothing again.
	Overrides []college.Override
}

// Meeting is one session with its place and people, as the rules see it. A
// session that is cancelled or has no date and times yet clashes with nothing.
type Meeting struct {
	SessionID string
	RunID     string
	CourseID  string
	TermID    string
	PartnerID string // who leads it, when a partner does
	Label     string // outside title or code: what sentences call it

	Arm      college.Arm
	Mode     college.Mode
	Status   string // a status of sessions
	Number   int    // 1..n in the run
	Minutes  int    // how long it is meant to be, while it has no times
	Priority int    // of the run: 1 may wait … 5 must be; 0 = 3
	Marked   bool   // its register has a mark
	Capacity int    // places of the run; 0 = not known

	Date          college.Date
	Start         college.Clock
	End           college.Clock
	RoomID        string
	Layout        string // how the room is set out; "" = as usual
	VirtualRoomID string
	PlaceName     string // as it was when published, for a room that is no longer known

	Workers []Worker
	Booked  []string // person ids of the open places: booked and offered (I-01)

	// Imported sessions came from a file and have not been changed by hand:
	// what a file does not bring is a concern for them (D4).
	Imported bool
}

// Worker is a person with a working role in a session.
type Worker struct {
	PersonID string
	Name     string
	As       college.Role // tutor, volunteer or staff
	Part     string       // of a tutor: lead, coLead, support, shadow
	Kinds    []string     // of a tutor: peer, staff, partner …
	DOB      college.Date // where known: someone under 18 is not one of two adults
}

// Student is what the rules ask of a booked person.
type Student struct {
	PersonID  string
	Name      string // as the person is called
	DOB       college.Date
	District  string
	Needs     []string // codes of college.AccessNeedCodes
	Audiences []string // groups the person is known to belong to
}

// stands tells whether the meeting takes place at a known time.
func (m *Meeting) stands() bool {
	return m.Status != college.SessionCancelled && m.Date.Valid() && m.Start.Valid() && m.End.Valid()
}

// tutors are those who deliver the meeting; someone who shadows is there to
// learn how.
func (m *Meeting) tutors() []Worker {
	var tutors []Worker
	for _, w := range m.Workers {
		if w.delivers() {
			tutors = append(tutors, w)
		}
	}
	return tutors
}

func (w Worker) delivers() bool { return w.As == college.RoleTutor && w.Part != "shadow" }
