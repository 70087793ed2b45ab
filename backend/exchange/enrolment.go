package exchange

import (
	"strings"

	"daybook/backend/college"
)

// enrolment reads one answered enrolment form. Names are never split: a full
// name stands as written, and given and family name are joined to one
// (decisions D1). Only a missing name, a birthday that is no day, and contact
// particulars that cannot be read while there are no others, are wrong.
func (l *line) enrolment() college.EnrolmentRow {
	row := college.EnrolmentRow{SubmittedOn: l.date("submittedOn")}
	p := &row.Person
	*p = college.Person{
		GivenName: l.text("givenName"), FamilyName: l.text("familyName"),
		KnownAs: l.text("knownAs"), Pronouns: l.text("pronouns"),
		Area: l.text("area"), Language: l.text("language"), GPPractice: l.text("gpPractice"),
		PreferredContact: l.choice("preferredContact", contactAnswers),
		PreferredFormat:  l.choice("preferredFormat", formatAnswers),
		Phones:           []college.Phone{}, Emails: []string{}, Address: []string{},
		AccessNeeds: []string{}, EmergencyContacts: []college.EmergencyContact{},
	}
	p.FullName = l.text("fullName")
	if p.FullName == "" {
		p.FullName = clean(p.GivenName + " " + p.FamilyName)
	}
	if p.FullName == "" && !l.isWrong("fullName") {
		l.bad("fullName", "person.nameNeeded")
	}
	p.DOB = l.birthday()
	l.contact(p)
	l.emergency(p)
	l.needsOf(p)
	row.Student = l.student(p.Postcode)
	row.Ethnicity = l.ethnicity()
	row.PrivacyRead = l.privacy()
	row.Notes, row.RowSource = l.notes, l.source()
	return row
}

func (l *line) birthday() college.Date {
	d := l.date("dob")
	switch {
	case d == "":
	case d > l.opts.Today:
		l.bad("dob", "person.dobFuture")
	case d.AgeOn(l.opts.Today) > 110:
		l.bad("dob", "person.dobTooOld")
	default:
		return d
	}
	return ""
}

// contact fills phones, e-mails and address. One that cannot be read is left
// out with a note while another way to the person remains, else it is wrong.
func (l *line) contact(p *college.Person) {
	for _, v := range l.values["address"] {
		p.Address = append(p.Address, splitAny(v, "\n")...)
	}
	if code := l.text("postcode"); !nothing(code) {
		known := false
		if p.Postcode, known = college.ReadPostcode(code); !known {
			l.note("import.note.postcode", "text", code)
		}
	}
	type unread struct{ field, key, name, text string }
	var unreads []unread
	for _, v := range l.values["phones"] {
		if phones, ok := readPhones(v); ok {
			p.Phones = append(p.Phones, phones...)
		} else {
			unreads = append(unreads, unread{"phones", "person.phone", "phone", clean(v)})
		}
	}
	for _, v := range l.values["emails"] {
		if nothing(v) {
			continue
		}
		if email, ok := college.ReadEmail(v); ok {
			p.Emails = append(p.Emails, email)
		} else {
			unreads = append(unreads, unread{"emails", "person.email", "email", clean(v)})
		}
	}
	for _, u := range unreads {
		if p.Reachable() {
			l.note(map[string]string{"phones": "import.note.phone", "emails": "import.note.email"}[u.field], "text", u.text)
		} else {
			l.bad(u.field, u.key, u.name, u.text)
		}
	}
	if !p.Reachable() && len(unreads) == 0 {
		p.NoContactReason = "notGiven"
		l.note("import.note.noContact")
	}
}

// readPhones reads the numbers in one cell, "07700 900123 or 01632 960000".
func readPhones(s string) ([]college.Phone, bool) {
	if nothing(s) {
		return nil, true
	}
	if number, mobile, ok := college.ReadPhone(s); ok {
		return []college.Phone{phone(number, mobile)}, true
	}
	var phones []college.Phone
	for _, part := range splitAny(strings.ReplaceAll(s, " or ", ";"), ";,/\n") {
		number, mobile, ok := college.ReadPhone(part)
		if !ok {
			return nil, false
		}
		phones = append(phones, phone(number, mobile))
	}
	return phones, len(phones) > 0
}

func phone(number string, mobile bool) college.Phone {
	if mobile {
		return college.Phone{Number: number, Kind: "mobile"}
	}
	return college.Phone{Number: number, Kind: "landline"}
}

// emergency reads "Sam, partner, 01632 960000", or the same in columns of its
// own. Without a number that can be read it is a note, never a refusal.
func (l *line) emergency(p *college.Person) {
	said := l.text("emergencyContacts")
	e := college.EmergencyContact{Name: l.text("emergencyName"), Relationship: l.text("emergencyRelationship")}
	number := l.text("emergencyPhone")
	for _, part := range splitAny(said, ",;") {
		_, _, isPhone := college.ReadPhone(part)
		switch {
		case isPhone && number == "":
			number = part
		case e.Name == "":
			e.Name = part
		case e.Relationship == "":
			e.Relationship = part
		}
	}
	if nothing(e.Name) && number == "" {
		return
	}
	read, _, ok := college.ReadPhone(number)
	if !ok || e.Name == "" {
		l.note("import.note.emergencyContact", "text", clean(strings.Join([]string{said, l.text("emergencyName"), l.text("emergencyPhone")}, " ")))
		return
	}
	e.Phone = read
	p.EmergencyContacts = append(p.EmergencyContacts, e)
}

// needsOf reads access needs. Large print is also the format to send things
// in, unless the form asked for that by itself.
func (l *line) needsOf(p *college.Person) {
	codes, unknown := l.many("accessNeeds", needAnswers)
	for _, text := range unknown {
		codes = addNew(codes, "other")
		p.AccessNote = strings.TrimPrefix(p.AccessNote+"; "+text, "; ")
		l.note("import.note.unknownAnswer.accessNeeds", "text", text)
	}
	p.AccessNeeds = append(p.AccessNeeds, codes...)
	for _, c := range codes {
		switch {
		case c == "largePrint" && p.PreferredFormat == "":
			p.PreferredFormat = college.FormatLargePrint
		case c == "easyRead" && p.PreferredFormat == "":
			p.PreferredFormat = college.FormatEasyRead
		case c == "interpreter":
			p.Interpreter = true
		}
	}
}

func (l *line) student(postcode string) college.Student {
	s := college.Student{
		Source: "form", District: college.District(postcode), Notes: strings.Join(l.values["notes"], "\n"),
		PrimaryIdentity: l.choice("primaryIdentity", identityAnswers),
		ServiceContact:  l.choice("serviceContact", serviceAnswers),
	}
	heard, unknown := l.many("heardAbout", heardAnswers)
	for _, text := range unknown {
		heard = addNew(heard, "other")
		l.note("import.note.unknownAnswer.heardAbout", "text", text)
	}
	s.HeardAbout = append([]string{}, heard...)
	return s
}

// many reads the answers to a question of many, from all its columns.
func (l *line) many(field string, known answers) (codes, unknown []string) {
	for _, v := range l.values[field] {
		for _, said := range known.choices(v) {
			if code, ok := known.code(said); ok {
				codes = addNew(codes, code)
			} else if !nothing(said) {
				unknown = append(unknown, said)
			}
		}
	}
	return codes, unknown
}

// ethnicity is an NHS 2001 code. An answer outside the list is noted without
// saying what it was: equality answers are not shown beside names (I-30).
func (l *line) ethnicity() string {
	said := l.text("ethnicity")
	if said == "" {
		return ""
	}
	code, ok := ethnicAnswers.code(said)
	if !ok {
		l.note("import.note.unknownAnswer.ethnicity")
	}
	return code
}

func (l *line) privacy() bool {
	said := strings.Trim(l.text("privacyRead"), "; ")
	code, known := yesNo.code(said)
	// A tick has no letters; "I have read …" is the whole sentence of a form.
	if !known && said != "" && (college.Fold(said) == "" || strings.HasPrefix(college.Fold(said), "i have read")) {
		code = "yes"
	}
	if said != "" && code != "yes" {
		l.note("import.note.privacy", "text", said)
	}
	return code == "yes"
}

func addNew(codes []string, code string) []string {
	for _, c := range codes {
		if c == code {
			return codes
		}
	}
	return append(codes, code)
}
