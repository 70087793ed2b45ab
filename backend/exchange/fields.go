package exchange

import (
	"slices"
	"strings"

	"daybook/backend/college"
)

// Field is something a column may be mapped to.
type Field struct {
	Name   string `json:"name"`   // JSON name, as on a form and in a FieldError
	Key    string `json:"key"`    // its words: "import.field.<kind>.<name>"
	Needed bool   `json:"needed"` // Apply refuses a file without it
	Many   bool   `json:"many"`   // more than one column may feed it

	date     bool     // its column is judged for day-first or month-first
	headings []string // folded, without lead-ins such as "what is your"
}

// Fields lists what columns of a kind of file may be mapped to, in the order a
// form would ask. An unknown kind has none.
func Fields(kind string) []Field {
	return slices.Clone(fields[kind])
}

// Kinds of file, in the order in which a tie between them is decided.
var kinds = []string{college.ImportTermPlan, college.ImportBookings, college.ImportEnrolments, college.ImportTimes}

var fields = withKeys(map[string][]Field{
	college.ImportEnrolments: {
		{Name: "fullName", Needed: true, headings: list("name, full name, name in full, full legal name, student, learner, participant, applicant, first and last name")},
		{Name: "givenName", headings: list("first name, first names, given name, given names, forename, forenames")},
		{Name: "familyName", headings: list("last name, surname, family name")},
		{Name: "knownAs", headings: list("preferred name, known as, likes to be called, name you like to be called, nickname, preferred first name, what would you like us to call you, what would you like to be called, what do you like to be called, what should we call you")},
		{Name: "pronouns", headings: list("pronouns, preferred pronouns, what are your pronouns")},
		{Name: "dob", date: true, headings: list("date of birth, dob, d o b, birthday, birth date, birthdate, when were you born")},
		{Name: "phones", Many: true, headings: list("phone, phone number, mobile, mobile number, mobile phone, mobile phone number, telephone, telephone number, tel, tel no, mobile no, phone no, contact number, contact telephone number, contact phone number, home phone, home telephone, landline, daytime phone, mobile or landline")},
		{Name: "emails", Many: true, headings: list("e mail, email, e mail address, email address, personal email, contact email, personal e mail")},
		{Name: "address", Many: true, headings: list("address, home address, postal address, address line 1, address line 2, address line 3, address line 4, street")},
		{Name: "area", headings: list("town, area, city, town or village, where do you live")},
		{Name: "postcode", headings: list("postcode, post code, home postcode, postal code")},
		{Name: "preferredContact", headings: list("preferred contact, preferred contact method, preferred method of contact, how should we contact you, how would you like us to contact you, best way to contact you, how do you prefer to be contacted")},
		{Name: "preferredFormat", headings: list("preferred format, format, how would you like to receive information, how would you like information")},
		{Name: "language", headings: list("language, first language, preferred language, main language")},
		{Name: "primaryIdentity", headings: list("which of these best describes you, which best describes you, what best describes you, are you, i am, about you")},
		{Name: "heardAbout", Many: true, headings: list("how did you hear about us, how did you find us, how did you find out about us, how did you hear about the college, where did you hear about us, heard about us, how did you hear about this course, how did you hear of us")},
		{Name: "serviceContact", headings: list("which services are you in touch with, services you are in touch with, services, are you in touch with services, are you in touch with any services, are you using mental health services, contact with services")},
		{Name: "accessNeeds", Many: true, headings: list("access needs, access requirements, support needs, additional needs, accessibility, reasonable adjustments, is there anything that would help you take part, anything that would help you take part, do you have any access needs, do you have any support needs, what would help you take part")},
		{Name: "emergencyContacts", headings: list("emergency contact, emergency contact details, next of kin, emergency contact name relationship number")},
		{Name: "emergencyName", headings: list("emergency contact name, name of emergency contact, emergency name")},
		{Name: "emergencyRelationship", headings: list("emergency contact relationship, relationship, relationship to you, emergency relationship")},
		{Name: "emergencyPhone", headings: list("emergency contact number, emergency contact phone, emergency contact phone number, emergency contact telephone, emergency number, emergency phone")},
		{Name: "gpPractice", headings: list("gp, gp practice, gp surgery, doctor, doctors surgery")},
		{Name: "ethnicity", headings: list("ethnic group, ethnicity, ethnic origin, ethnic background")},
		{Name: "privacyRead", headings: list("i have read the privacy notice, i have read and understood the privacy notice, privacy notice, privacy, have you read the privacy notice, have you read our privacy notice, i have read your privacy notice")},
		{Name: "notes", Many: true, headings: list("notes, comments, anything else, anything else you would like to tell us, is there anything else you would like to tell us, other information")},
		{Name: "submittedOn", date: true, headings: list("timestamp, completion time, submitted, submitted on, date submitted, submission date, enrolled on, date of enrolment, enrolment date")},
	},
	college.ImportTermPlan: {
		{Name: "title", Needed: true, headings: list("course, course title, course name, title, workshop, class, activity, name of course")},
		{Name: "topic", headings: list("topic, topic area, subject, subject area, category, theme, strand")},
		{Name: "session", headings: list("session, session number, session no, week, week number, part, sessions")},
		{Name: "date", Needed: true, date: true, headings: list("date, session date, day, day and date, date of session")},
		{Name: "start", Needed: true, headings: list("start, start time, starts, from, time from, begins, starts at, time start")},
		{Name: "end", Needed: true, headings: list("finish, finish time, finishes, end, end time, ends, to, until, time to, ends at, time end")},
		{Name: "mode", headings: list("mode, online in person, online or in person, in person online, in person or online, delivery, delivery method, delivery mode, format, how, type")},
		{Name: "venue", headings: list("venue, location, place, where, site, building")},
		{Name: "room", headings: list("room, space, room name")},
		{Name: "tutors", Many: true, headings: list("tutor, tutors, facilitator, facilitators, trainer, trainers, led by, delivered by, lead tutor, co tutor, second tutor, tutor 1, tutor 2, tutor 3")},
		{Name: "places", headings: list("places, capacity, max, maximum, spaces, seats, number of places, max places, maximum places")},
		{Name: "priority", headings: list("priority, importance, how important, rank")},
		{Name: "note", Many: true, headings: list("note, notes, comment, comments, remarks")},
	},
	college.ImportBookings: {
		{Name: "name", Needed: true, headings: list("student, name, full name, learner, participant, who")},
		{Name: "email", headings: list("e mail, email, e mail address, email address")},
		{Name: "mobile", headings: list("mobile, mobile number, mobile phone, phone, phone number, telephone, contact number")},
		{Name: "title", Needed: true, headings: list("course, course title, course name, title, workshop, class, which course would you like to book")},
		{Name: "bookedOn", date: true, headings: list("date booked, booked on, booking date, booked, date of booking, requested on, date requested, date, timestamp, completion time")},
		{Name: "source", headings: list("how, how booked, booked by, booked through, source, method")},
		{Name: "waiting", headings: list("place, status, booking status, booked or waiting, booked or waiting list, place or waiting list")},
	},
	college.ImportTimes: {
		{Name: "person", Needed: true, headings: list("name, full name, tutor, person, facilitator, volunteer, member of staff, who")},
		{Name: "email", headings: list("e mail, email, e mail address, email address")},
		{Name: "weekday", Needed: true, headings: list("weekday, day of the week, day, available on")},
		{Name: "start", headings: list("from, start, start time, time from, available from")},
		{Name: "end", headings: list("to, until, finish, end, end time, time to, available to, available until")},
		{Name: "kind", headings: list("kind, preference, how, availability, can work")},
		{Name: "awayFrom", date: true, headings: list("away from, leave from, leave start, leave starts, first day away, first day of leave, on leave from")},
		{Name: "awayTo", date: true, headings: list("away to, away until, leave to, leave until, leave end, leave ends, last day away, last day of leave, on leave until")},
		{Name: "sessionsWeek", headings: list("sessions a week, sessions per week, most sessions a week, maximum sessions a week, max sessions per week")},
		{Name: "hoursADay", headings: list("hours a day, hours per day, most hours a day, maximum hours a day, max hours per day")},
	},
})

// leadIns are dropped from the front of a heading before it is looked up.
var leadIns = []string{
	"what is your ", "whats your ", "what is the ", "please enter your ", "please give your ", "please tell us your ",
	"please give us your ", "please provide your ", "enter your ", "your ", "student ", "students ", "learner ", "participant ",
}

func list(s string) []string { return strings.Split(s, ", ") }

func withKeys(all map[string][]Field) map[string][]Field {
	for kind, fs := range all {
		for i := range fs {
			fs[i].Key = "import.field." + kind + "." + fs[i].Name
		}
	}
	return all
}

// synonyms is kind → folded heading → field.
var synonyms = func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for kind, fs := range fields {
		all[kind] = map[string]string{}
		for _, f := range fs {
			all[kind][compare(f.Name)] = f.Name
			for _, h := range f.headings {
				all[kind][h] = f.Name
			}
		}
	}
	return all
}()

func fieldOf(kind, name string) (Field, bool) {
	for _, f := range fields[kind] {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// lookUp finds the field a heading means, trying it whole, without what stands
// in brackets, without the number a form adds to a repeated question, and
// without a lead-in.
func lookUp(kind, heading string) string {
	for _, h := range []string{compare(heading), compare(withoutBrackets(heading))} {
		for _, h := range []string{h, strings.TrimRight(h, "0123456789 ")} {
			if f := synonyms[kind][h]; f != "" {
				return f
			}
			for _, lead := range leadIns {
				if rest, cut := strings.CutPrefix(h, lead); cut && synonyms[kind][rest] != "" {
					return synonyms[kind][rest]
				}
			}
		}
	}
	return ""
}

func withoutBrackets(s string) string {
	before, rest, found := strings.Cut(s, "(")
	if !found {
		return s
	}
	_, after, _ := strings.Cut(rest, ")")
	return before + " " + after
}

// knownHeadings counts the different fields of the kind of file that knows
// most of these headings.
func knownHeadings(cells []string) int {
	most := 0
	for _, kind := range kinds {
		found := map[string]bool{}
		for _, c := range cells {
			if len(c) > 200 { // a question may be long, but none we know is
				continue
			}
			if f := lookUp(kind, c); f != "" {
				found[f] = true
			}
		}
		most = max(most, len(found))
	}
	return most
}
