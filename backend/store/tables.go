package store

import (
	"strings"

	"daybook/backend/college"
)

// Every table of the two files, by its noun.
func init() {
	keepVenueBook()
	keepCalendarAndPartners()
	keepPeople()
	keepCoursesAndRuns()
	keepBookingsAndPapers()
	keepPlanning()
}

func keepPlanning() {
	keep[college.Availability](collegeFile, "availability")
	keep[college.Leave](collegeFile, "leave")
	keep[college.WorkLimit](collegeFile, "work_limit")
	keep[college.KitItem](collegeFile, "kit_item")
	keep[college.CourseKit](collegeFile, "course_kit")
	keep[college.Promise](collegeFile, "promise")
	keep[college.Draft](collegeFile, "draft")
	keep[college.DraftPlacement](collegeFile, "draft_placement")
}

func keepVenueBook() {
	keep[college.Card](venuesFile, "card")
	keepFolded(venuesFile, "venue", []string{"folded"}, func(v college.Venue) []any {
		return []any{foldAll(v.Name, v.Town, v.Code)}
	})
	keep[college.Room](venuesFile, "room")
	keep[college.AccessFact](venuesFile, "access_fact")
	keep[college.VenueContact](venuesFile, "venue_contact")
	keep[college.VenueClosure](venuesFile, "venue_closure")
	keep[college.RiskAssessment](venuesFile, "risk_assessment")
	keep[college.VenueTravel](venuesFile, "venue_travel")
	keep[college.Preference](venuesFile, "preference")
}

func keepCalendarAndPartners() {
	keep[college.Settings](collegeFile, "settings")
	keep[college.AgeRule](collegeFile, "age_rule")
	keep[college.AcademicYear](collegeFile, "academic_year")
	keep[college.Term](collegeFile, "term")
	keep[college.TermBreak](collegeFile, "term_break")
	keep[college.Closure](collegeFile, "closure")
	keep[college.Topic](collegeFile, "topic")
	keep[college.Partner](collegeFile, "partner")
	keep[college.PartnerVenue](collegeFile, "partner_venue")
	keep[college.VenueSecret](collegeFile, "venue_secret")
	keep[college.Agreement](collegeFile, "agreement")
	keep[college.PartnerInsurance](collegeFile, "partner_insurance")
}

func keepPeople() {
	keepFolded(collegeFile, "person", []string{"folded", "name_key", "sort_key"}, func(p college.Person) []any {
		return []any{foldAll(p.FullName, p.KnownAs, p.SortAs, p.CertificateName), college.NameKey(p.FullName), college.Fold(p.Sorted())}
	})
	keep[college.UserPerson](collegeFile, "user_person")
	keep[college.RoleSpan](collegeFile, "role_span")
	keep[college.Equality](collegeFile, "equality")
	keep[college.Consent](collegeFile, "consent")
	keepFolded(collegeFile, "student", []string{"folded"}, func(s college.Student) []any {
		return []any{foldAll(s.Number)}
	})
	keep[college.Enrolment](collegeFile, "enrolment")
	keep[college.LearningPlan](collegeFile, "learning_plan")
	keep[college.Goal](collegeFile, "goal")
	keep[college.PlanReview](collegeFile, "plan_review")
	keep[college.Staff](collegeFile, "staff")
	keep[college.Tutor](collegeFile, "tutor")
	keep[college.Volunteer](collegeFile, "volunteer")
	keep[college.Clearance](collegeFile, "clearance")
	keep[college.Training](collegeFile, "training")
}

func keepCoursesAndRuns() {
	keepFolded(collegeFile, "course", []string{"folded"}, func(c college.Course) []any {
		return []any{foldAll(c.Title, c.OutsideTitle, c.Code, college.CodeKey(c.Code))}
	})
	keep[college.CourseVersion](collegeFile, "course_version")
	keep[college.CourseTutor](collegeFile, "course_tutor")
	keep[college.VirtualRoom](collegeFile, "virtual_room")
	keep[college.CourseRun](collegeFile, "course_run")
	keep[college.Session](collegeFile, "session")
	keep[college.SessionMove](collegeFile, "session_move")
	keep[college.SessionTutor](collegeFile, "session_tutor")
	keep[college.SessionVolunteer](collegeFile, "session_volunteer")
}

func keepBookingsAndPapers() {
	keep[college.RunBooking](collegeFile, "run_booking")
	keep[college.SessionPlace](collegeFile, "session_place")
	keep[college.WaitingEntry](collegeFile, "waiting_entry")
	keep[college.Notice](collegeFile, "notice")
	keep[college.Override](collegeFile, "override")
	keep[college.Certificate](collegeFile, "certificate")
	keep[college.PaperIssued](collegeFile, "paper_issued")
	keep[college.ImportBatch](collegeFile, "import_batch")
	keep[college.ImportRow](collegeFile, "import_row")
	keep[college.ImportMapping](collegeFile, "import_mapping")
}

// foldAll is the searchable text of several values, each folded once.
func foldAll(values ...string) string {
	var folded []string
	for _, v := range values {
		if f := college.Fold(v); f != "" {
			folded = append(folded, f)
		}
	}
	return strings.Join(folded, " ")
}
