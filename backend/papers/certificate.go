package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// CertificateLook is what may be asked of certificates besides.
type CertificateLook struct {
	Outcomes bool // a second page: what the course was about
	OfAll    bool // "4 of 6 sessions" where it says "4 sessions" (D10)
}

// Certificates sets a certificate of attendance, one A4 page, for each student
// of a run who was issued one that still stands; in the order given. It is of
// the run or, where Certificate.Kind says so, of the one session of Head. A
// second printing says "Duplicate". With large type it stays one page: what is
// small grows to 18 pt, and the big lines are big already.
//
// It says what was attended, and of how many only when asked to (D10), and
// what it says is what was issued and sealed: Certificate.Sessions and Minutes.
// Its own words tell nothing of health, so that it can be shown to an employer.
// The name is the student's own choice; who prints it stands nowhere.
func Certificates(p Printing, r college.RunCertificates, look CertificateLook) *typeset.Document {
	p = p.of(r.College, r.Sample)
	if r.SignatoryName == "" && r.SignatoryRole == "" {
		r.SignatoryName, r.SignatoryRole = p.Face.Signatory, p.Face.Role
	}
	var all []award
	for _, c := range r.Candidates {
		if stands(c) {
			all = append(all, p.attendance(r, c, look))
		}
	}
	return p.awards(r.Head.Reference, all)
}

// PersonCertificates sets certificates that are of a person and not of a run:
// of graduating, volunteering or leading courses. They look like Certificates.
func PersonCertificates(p Printing, of []college.PersonCertificate) *typeset.Document {
	var all []award
	for _, c := range of {
		if c.Issued != nil && c.Issued.VoidedOn == "" {
			all = append(all, p.personal(c))
		}
	}
	reference := ""
	if len(of) == 1 {
		reference = of[0].Reference
	}
	return p.awards(reference, all)
}

// award is what one certificate says.
type award struct {
	issued  college.Certificate
	subject string // whom issues name
	title   string
	name    string
	forWhat string // "who took part in"
	what    typeset.Para
	facts   string // how much and when; "" leaves it out
	further typeset.Para
	signed  string   // who signs, or for whom
	learned []string // a page more, when not empty
}

func (p Printing) attendance(r college.RunCertificates, c college.CertificateCandidate, look CertificateLook) award {
	sessions, dates := p.count("sessions", c.Issued.Sessions), p.dates(r.FirstDate, r.LastDate)
	switch {
	case c.Issued.Kind == college.CertificateSession:
		dates = p.dates(r.Head.Date, r.Head.Date)
	case look.OfAll && r.Delivered >= c.Issued.Sessions:
		sessions = p.say("certificate.ofAll", "attended", fmt.Sprint(c.Issued.Sessions), "delivered", p.count("sessions", r.Delivered))
	}
	a := award{
		issued: *c.Issued, subject: p.student(c.StudentNumber), name: c.Name,
		title: p.say("certificate.title"), forWhat: p.say("certificate.tookPart"),
		what:   typeset.Para{Text: issuedTitle(r, c), Subject: r.Head.Reference},
		facts:  p.say("certificate.learning", "sessions", sessions, "hours", p.hours(c.Issued.Minutes), "dates", dates),
		signed: p.signatory(r.SignatoryName, r.SignatoryRole),
	}
	if partners := p.list(r.Partners); partners != "" {
		a.further = typeset.Para{Text: p.say("certificate.coProduced", "partners", partners), Subject: r.Head.Reference}
	}
	if look.Outcomes {
		a.learned = r.Outcomes
	}
	return a
}

// issuedTitle is the course's title as it was when the certificate was issued.
func issuedTitle(r college.RunCertificates, c college.CertificateCandidate) string {
	if c.Issued.Course != "" {
		return c.Issued.Course
	}
	return r.Head.CourseTitle
}

// personal is the certificate of somebody who graduated, gave time or led
// courses. The college's name stands above it, and not once more below.
func (p Printing) personal(c college.PersonCertificate) award {
	kind := "certificate." + c.Kind
	if !words.Has("paper." + kind + ".title") {
		kind = "certificate." + college.CertificateGraduation
	}
	subject := c.Issued.Number
	if c.Reference != "" {
		subject = p.student(c.Reference)
	}
	if c.SignatoryName == "" && c.SignatoryRole == "" {
		c.SignatoryName, c.SignatoryRole = p.Face.Signatory, p.Face.Role
	}
	a := award{
		issued: *c.Issued, subject: subject, name: c.Name,
		title:  p.say(kind + ".title"),
		what:   typeset.Para{Text: p.say(kind + ".who")},
		signed: p.signatory(c.SignatoryName, c.SignatoryRole),
	}
	var facts []string
	if c.Sessions > 0 {
		facts = append(facts, p.count("sessions", c.Sessions))
	}
	if c.Minutes > 0 {
		facts = append(facts, p.hours(c.Minutes))
	}
	if dates := p.dates(c.From, c.To); dates != "" {
		facts = append(facts, dates)
	}
	for _, fact := range facts {
		if a.facts != "" {
			fact = p.say("facts", "one", a.facts, "other", fact)
		}
		a.facts = fact
	}
	if what := p.list(p.didWhat(c)); what != "" {
		a.further = typeset.Para{Text: p.say(kind+".what", "what", what), Subject: subject}
	}
	return a
}

// didWhat is the parts a volunteer plays, or the courses somebody attended or
// led.
func (p Printing) didWhat(c college.PersonCertificate) []string {
	if c.Kind != college.CertificateVolunteer {
		return c.Courses
	}
	parts := make([]string, len(c.Roles))
	for i, part := range c.Roles {
		parts[i] = p.word("paper.volunteerRole.", part)
	}
	return parts
}

// signatory is who signs, or that the college does.
func (p Printing) signatory(name, role string) string {
	if who := joined(name, role); who != "" {
		return who
	}
	return p.say("certificate.for", "college", p.Face.College)
}
