package store

import (
	"fmt"
	"strings"
	"testing"

	"daybook/backend/college"
)

// enrolmentFile is a file of answered forms; row 2 is the first.
func enrolmentFile(people ...college.Person) college.ImportFile {
	file := college.ImportFile{Kind: college.ImportEnrolments, FileName: "forms.xlsx", FileHash: "f", Fingerprint: "forms", Columns: map[string]string{"Name": "fullName"}}
	for i, p := range people {
		file.Enrolments = append(file.Enrolments, college.EnrolmentRow{
			RowSource: source(i+2, p.FullName, p.Emails, p.DOB, p.Phones), Person: p, SubmittedOn: "2026-09-20", PrivacyRead: true, Ethnicity: "A"})
	}
	return file
}

func source(number int, said ...any) college.RowSource {
	return college.RowSource{Number: number, Hash: fmt.Sprint(said...), Raw: []string{fmt.Sprint(said...)}}
}

func somebody(name, email string, dob college.Date) college.Person {
	return college.Person{FullName: name, Emails: []string{email}, DOB: dob}
}

// planFile is a term plan; a row is "course session date start-end venue, room tutors".
func planFile(rows ...string) college.ImportFile {
	file := college.ImportFile{Kind: college.ImportTermPlan, FileName: "plan.xlsx", FileHash: "p", SheetName: "Autumn 2026", Fingerprint: "plan"}
	for i, text := range rows {
		part := strings.Split(text, "|")
		row := college.PlanRow{RowSource: source(i+2, text), Title: part[0], Topic: "Understanding mental health", Date: college.Date(part[2]),
			Start: college.Clock(part[3][:5]), End: college.Clock(part[3][6:]), Mode: college.InPerson, Places: 8}
		fmt.Sscan(part[1], &row.Session)
		row.Venue, row.Room, _ = strings.Cut(part[4], ", ")
		if row.Venue == "Zoom" {
			row.Mode = college.Online
		}
		if part[5] != "" {
			row.Tutors = strings.Split(part[5], "; ")
		}
		file.Plan = append(file.Plan, row)
	}
	return file
}

// bookingFile is a bookings list; a row is "name|email|title|booked on|waiting".
func bookingFile(rows ...string) college.ImportFile {
	file := college.ImportFile{Kind: college.ImportBookings, FileName: "bookings.csv", FileHash: "b", Fingerprint: "bookings"}
	for i, text := range rows {
		part := strings.Split(text, "|")
		file.Bookings = append(file.Bookings, college.BookingRow{RowSource: source(i+2, text), Name: part[0], Email: part[1], Title: part[2],
			BookedOn: college.Date(part[3]), Source: "phone", Waiting: part[4] == "waiting"})
	}
	return file
}

func (c *testCollege) takes(file college.ImportFile, taking Taking) college.ImportReport {
	c.t.Helper()
	report, err := c.TakeImport(c.ctx(), file, taking)
	if err != nil {
		c.t.Fatalf("take %s: %v", file.FileName, err)
	}
	return report
}

// outcomes are a report's rows as "number outcome keys".
func outcomes(t *testing.T, report college.ImportReport) []string {
	t.Helper()
	explained(t, report)
	lines := []string{}
	for _, row := range report.Rows {
		line := fmt.Sprint(row.Number, " ", row.Outcome)
		for _, r := range row.Reasons {
			line += " " + r.Key
		}
		lines = append(lines, line)
	}
	return lines
}

func TestEnrolmentMakesAWholeStudent(t *testing.T) {
	c := empty(t)
	report := c.takes(enrolmentFile(somebody("Siân Davies", "sian@example.org", "1980-05-01")), Taking{})
	p := must(first[college.Person](c.ctx(), c.db, ""))
	s := must(first[college.Student](c.ctx(), c.db, "WHERE person_id = ?", p.ID))
	span, enrolment := must(first[college.RoleSpan](c.ctx(), c.db, "")), must(first[college.Enrolment](c.ctx(), c.db, ""))
	consent, answers := must(first[college.Consent](c.ctx(), c.db, "")), must(first[college.Equality](c.ctx(), c.db, ""))
	if s.Number != "S-00001" || s.EnrolledOn != "2026-09-20" || span.Status != "enrolled" || span.From != s.EnrolledOn || enrolment.StudentID != s.ID ||
		consent.Kind != "privacyRead" || consent.PersonID != p.ID || answers.Ethnicity != "A" {
		t.Errorf("made were %+v %+v %+v %+v %+v", s, span, enrolment, consent, answers)
	}
	row := must(first[college.ImportRow](c.ctx(), c.db, ""))
	if row.RecordID != s.ID || row.Outcome != college.RowCreated || len(row.Raw) != 1 || row.BatchID != report.BatchID {
		t.Errorf("kept of the row is %+v", row)
	}
	batches := must(c.Imports(c.ctx()))
	if len(batches) != 1 || batches[0].FileName != "forms.xlsx" || batches[0].By != "nadia" || batches[0].Created != 1 {
		t.Errorf("batches are %+v", batches)
	}
	if kind, columns, err := c.Mapping(c.ctx(), "forms"); err != nil || kind != college.ImportEnrolments || columns["Name"] != "fullName" {
		t.Errorf("the mapping remembered is %s %v, %v", kind, columns, err)
	}
	if kind, _, err := c.Mapping(c.ctx(), "others"); err != nil || kind != "" {
		t.Errorf("a mapping nobody made is %s, %v", kind, err)
	}
}

// TestFamiliesAndDuplicates: one mailbox is not one person, one row twice is.
func TestFamiliesAndDuplicates(t *testing.T) {
	c := empty(t)
	file := enrolmentFile(
		somebody("Ann Lee", "home@example.org", "1980-01-01"),
		somebody("Bo Lee", "home@example.org", "2004-02-02"),  // shares the mailbox
		somebody("Ann Lee", "home@example.org", "1980-01-01"), // the same row again
		somebody("ANN LEE", "home@example.org", "1980-01-01"), // sent twice, typed anew
		somebody("Lee Ann", "other@example.org", "1980-01-01"),
		somebody("Ann Lee", "home@example.org", "1999-09-09"), // a daughter of the same name
		somebody("Ann Marie Lee", "x@example.org", ""),
		somebody("Rados?aw Kot", "r@example.org", "1990-01-01"))
	is(t, "the rows", outcomes(t, c.takes(file, Taking{})), []string{
		"2 created import.newStudent", "3 look match.sameMailbox", "4 matched import.rowKnown", "5 matched match.emailAndName import.alreadyHere",
		"6 matched match.birthdayAndName import.alreadyHere", "7 look match.otherBirthday", "8 look match.nameContained", "9 look import.damagedName"})
	if n := c.count("SELECT count(*) FROM college.person"); n != 1 {
		t.Errorf("%d people were made", n)
	}
}

func TestDecisionsSettleRows(t *testing.T) {
	file := enrolmentFile(somebody("Ann Lee", "home@example.org", "1980-01-01"), somebody("Bo Lee", "home@example.org", "2004-02-02"),
		somebody("Ann Lee", "home@example.org", "1999-09-09"), somebody("?nn Lee", "home@example.org", ""), somebody("Cy Low", "cy@example.org", ""))
	c := empty(t)
	_, err := c.TakeImport(c.ctx(), file, Taking{Decisions: map[int]string{6: "S-99999"}})
	refused(t, err, "import.noSuchStudent")
	if n := c.count("SELECT count(*) FROM college.person"); n != 0 {
		t.Errorf("%d people were made beside a decision that names nobody", n)
	}
	decided := Taking{Decisions: map[int]string{3: AsNew, 4: " s-00001 ", 5: AsNew}}
	is(t, "decided", outcomes(t, c.takes(file, decided)), []string{
		"2 created import.newStudent", "3 created import.newStudent", "4 matched import.decided", "5 look import.damagedName match.damagedName match.damagedName", "6 created import.newStudent"})
	is(t, "taken again without decisions", outcomes(t, c.takes(file, Taking{})), []string{
		"2 matched import.rowKnown", "3 matched import.rowKnown", "4 matched import.rowKnown", "5 look import.damagedName match.damagedName match.damagedName", "6 matched import.rowKnown"})
	is(t, "a damaged name is who somebody says it is", outcomes(t, c.takes(file, Taking{Decisions: map[int]string{5: "S-00001"}}))[3:4], []string{"5 matched import.decided"})
}

// TestARecordIsNeverOverwritten: a form of somebody already here changes
// nothing, and says where it differs.
func TestARecordIsNeverOverwritten(t *testing.T) {
	c := empty(t)
	ann := somebody("Ann Lee", "ann@example.org", "1980-01-01")
	c.takes(enrolmentFile(ann), Taking{})
	before := must(find[college.Person](c.ctx(), c.db, ""))
	ann.KnownAs, ann.Postcode, ann.FullName = "Annie", "KD1 2AB", "Ann LEE"
	is(t, "the rows", outcomes(t, c.takes(enrolmentFile(ann), Taking{})), []string{"2 matched match.emailAndName import.alreadyHere import.differs"})
	if after := must(find[college.Person](c.ctx(), c.db, "")); after[0].KnownAs != before[0].KnownAs || after[0].Postcode != "" || after[0].FullName != "Ann Lee" {
		t.Errorf("the record is now %+v", after[0])
	}
}

func TestRowsThatCannotBe(t *testing.T) {
	c := empty(t)
	bad := enrolmentFile(somebody("Ann Lee", "ann@example.org", "1980-01-01"), somebody(strings.Repeat("Long ", 50), "l@example.org", ""), somebody("Cy Low", "cy@example.org", "2027-01-01"))
	bad.Enrolments[0].Wrong = []college.FieldError{{Field: "dob", Key: "import.date.noSuchDay", Values: college.Values{"text": "31/02/2026"}}}
	is(t, "the rows", outcomes(t, c.takes(bad, Taking{})), []string{"2 refused import.date.noSuchDay", "3 refused field.tooLong", "4 refused person.dobFuture"})
	if n := c.count("SELECT count(*) FROM college.act WHERE verb = 'act.import'"); n != 0 {
		t.Error("a file of refused rows was an act")
	}
	_, err := c.TakeImport(c.ctx(), college.ImportFile{Kind: "poems"}, Taking{})
	refused(t, err, "import.kind")
	refused(t, c.UndoImport(c.ctx(), "nothing"), "import.notFound")
}

// TestATutorMayEnrol: somebody known by another role becomes a student, once.
func TestATutorMayEnrol(t *testing.T) {
	c := small(t)
	c.put(collegeFile, college.Person{ID: "pat", FullName: "Pat Tutor", Emails: []string{"pat@example.org"}, DOB: "1970-01-01"})
	file := enrolmentFile(somebody("Pat Tutor", "pat@example.org", "1970-01-01"))
	is(t, "the rows", outcomes(t, c.takes(file, Taking{})), []string{"2 created import.newStudent"})
	if s := must(first[college.Student](c.ctx(), c.db, "")); s.PersonID != "pat" || c.count("SELECT count(*) FROM college.person WHERE full_name = 'Pat Tutor'") != 1 {
		t.Errorf("made was %+v", s)
	}
}

func TestBookingsInTheOrderOfTheFile(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low", "Di May", "Abe West")
	c.exec("UPDATE college.course_run SET capacity = 1 WHERE id = 'run-sleep'")
	file := bookingFile(
		"Ann Lee|ann@example.org|Sleeping well|2026-10-01|",
		"Ann Lee|ann@example.org|UMH-01|2026-10-02|",      // the same run by its code
		"Bo Lin|bo@example.org|sleeping WELL|2026-10-03|", // full
		"Cy Low|cy@example.org|Sleeping well|2026-10-02|waiting",
		"Di May|di@example.org|Sleeping well|2026-10-01|waiting", // asked first
		"Cy Low|cy@example.org|Sleeping well|2026-10-04|waiting",
		"Ann Lee||Making music|2026-10-01|", // a name alone
		"Nobody Here|n@example.org|Making music|2026-10-01|",
		"Abe West|abe@example.org|Making tea|2026-10-01|",
		"Abe West|abe@example.org|Making music|2026-12-24|") // after the run: still the only one, and over by then
	is(t, "the rows", outcomes(t, c.takes(file, Taking{})), []string{
		"2 created import.newBooking", "3 matched import.bookedAlready", "4 look rule.full", "5 created import.newWaiting", "6 created import.newWaiting",
		"7 matched import.waitsAlready", "8 look match.sameName", "9 refused import.unknownStudent", "10 refused import.unknownCourse", "11 refused booking.noSessions"})
	line := []string{}
	for _, w := range college.InLine(must(find[college.WaitingEntry](c.ctx(), c.db, ""))) {
		line = append(line, w.StudentID)
	}
	is(t, "the waiting list", line, []string{"st-di", "st-cy"})
	if places := c.count("SELECT count(*) FROM college.session_place"); places != 3 {
		t.Errorf("%d places were made, want the three of one run", places)
	}

	with := outcomes(t, c.takes(file, Taking{Reason: "two share a chair", Decisions: map[int]string{8: "S-00001"}}))
	is(t, "with a reason and a decision", []string{with[2], with[6]}, []string{"4 created import.newBooking", "8 created import.newBooking"})
	if n := c.count("SELECT count(*) FROM college.override WHERE rule = 'I-01' AND reason = 'two share a chair'"); n != 1 {
		t.Errorf("%d reasons were kept", n)
	}
}
