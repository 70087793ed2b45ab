package exchange

import (
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

// TestSamples takes every sample file as it is.
func TestSamples(t *testing.T) {
	for name, want := range map[string]struct {
		kind    string
		rows    int
		verdict string
	}{
		"enrolments-microsoft-forms.xlsx":            {college.ImportEnrolments, 64, ""},
		"enrolments-microsoft-forms-windows1252.csv": {college.ImportEnrolments, 20, ""},
		"enrolments-google-forms.csv":                {college.ImportEnrolments, 30, ""},
		"autumn-term-plan.xlsx":                      {college.ImportTermPlan, 28, ""},
		"bookings.csv":                               {college.ImportBookings, 170, "171 bookedOn=import.date.noSuchDay"},
		"teams-attendance.csv":                       {"", 0, "import.map.attendance"},
		"zoom-participants.csv":                      {"", 0, "import.map.attendance"},
		"eventbrite-attendees.csv":                   {"", 0, "import.map.attendance"},
		"names.txt":                                  {"", 0, "import.map.unknownHeadings"},
	} {
		t.Run(name, func(t *testing.T) {
			said, file := verdict(sample(t, name), "", nil, Options{})
			rows := len(file.Enrolments) + len(file.Plan) + len(file.Bookings)
			if said != want.verdict || file.Kind != want.kind || rows != want.rows {
				t.Errorf("%s, %d rows, %q; want %s, %d, %q", file.Kind, rows, said, want.kind, want.rows, want.verdict)
			}
		})
	}
}

func TestMicrosoftForms(t *testing.T) {
	_, file := verdict(sample(t, "enrolments-microsoft-forms.xlsx"), "", nil, Options{})
	first := file.Enrolments[0]
	p := first.Person
	if p.FullName != "Ioana Smith-Jones" || p.GivenName != "" || p.DOB != "1978-05-17" || p.Postcode != "KD4 5BL" ||
		p.Mobile() != "+447700900000" || !slices.Equal(p.Emails, []string{"student001@example.org"}) {
		t.Errorf("first person: %+v", p)
	}
	if !slices.Equal(p.AccessNeeds, []string{"largePrint", "stepFree"}) || p.PreferredFormat != college.FormatLargePrint {
		t.Errorf("needs %v, format %q", p.AccessNeeds, p.PreferredFormat)
	}
	if want := (college.EmergencyContact{Name: "Sam", Relationship: "partner", Phone: "+441632960000"}); p.EmergencyContacts[0] != want {
		t.Errorf("emergency contact %+v", p.EmergencyContacts)
	}
	s := first.Student
	if s.PrimaryIdentity != "carer" || s.ServiceContact != "secondary" || s.District != "KD4" ||
		!slices.Equal(s.HeardAbout, []string{"google", "gpLeaflet", "libraryHub", "jobcentreHousing"}) {
		t.Errorf("first student: %+v", s)
	}
	if first.Ethnicity != "A" || !first.PrivacyRead || first.SubmittedOn != "2026-09-23" || first.Number != 2 {
		t.Errorf("first row: %+v", first)
	}
	noEmail, noPhone := 0, 0
	for _, r := range file.Enrolments {
		if len(r.Person.Emails) == 0 {
			noEmail++
		}
		if len(r.Person.Phones) == 0 {
			noPhone++
		}
		if r.Ethnicity == "" || r.Person.DOB == "" || !r.SubmittedOn.Between("2026-09-01", "2026-09-30") {
			t.Errorf("row %d: ethnicity %q, born %q, sent %q", r.Number, r.Ethnicity, r.Person.DOB, r.SubmittedOn)
		}
	}
	if noEmail != 5 || noPhone != 5 {
		t.Errorf("%d without e-mail, %d without phone", noEmail, noPhone)
	}
	if file.Columns["Email"] != "" || file.Columns["Name"] != "" || file.Columns["ID"] != "" {
		t.Errorf("the form's own columns are no answers: %v", file.Columns)
	}
}

// TestTwoExportsOneIdentity: the same form as workbook and as text gives rows
// of the same identity, but for names that lost letters.
func TestTwoExportsOneIdentity(t *testing.T) {
	_, book := verdict(sample(t, "enrolments-microsoft-forms.xlsx"), "", nil, Options{})
	_, text := verdict(sample(t, "enrolments-microsoft-forms-windows1252.csv"), "", nil, Options{})
	damaged := 0
	for i, r := range text.Enrolments {
		if college.Damaged(r.Person.FullName) {
			damaged++
			continue
		}
		if other := book.Enrolments[i]; r.Hash != other.Hash || r.SubmittedOn != other.SubmittedOn {
			t.Errorf("row %d differs: %+v %+v", r.Number, r, other)
		}
	}
	if damaged != 6 {
		t.Errorf("%d names lost letters", damaged)
	}
	if book.Fingerprint != text.Fingerprint || book.FileHash == text.FileHash {
		t.Error("one set of headings, two files")
	}
}

func TestGoogleForms(t *testing.T) {
	_, file := verdict(sample(t, "enrolments-google-forms.csv"), "", nil, Options{})
	third := file.Enrolments[2]
	if third.Student.PrimaryIdentity != "carer" || third.SubmittedOn != "2026-09-08" ||
		!slices.Equal(third.Student.HeardAbout, []string{"socialMedia", "mentalHealthWorker", "libraryHub", "jobcentreHousing"}) ||
		!slices.Equal(third.Person.AccessNeeds, []string{"hearingLoop", "stepFree"}) {
		t.Errorf("%+v", third)
	}
	if p := file.Enrolments[10].Person; !slices.Contains(p.AccessNeeds, "cameraOff") || !p.Interpreter {
		t.Errorf("%+v", p)
	}
}

func TestTermPlan(t *testing.T) {
	_, file := verdict(sample(t, "autumn-term-plan.xlsx"), "", nil, Options{})
	titles := map[string]int{}
	for _, p := range file.Plan {
		titles[p.Title]++
	}
	if len(titles) != 8 || titles["Understanding Anxiety"] != 3 || titles["Beginners' Watercolour – “Paint What You See”"] != 6 {
		t.Errorf("%v", titles)
	}
	walk := file.Plan[6]
	if walk.Number != 8 || walk.Date != "2026-09-18" || walk.Start != "13:00" || walk.End != "14:30" || walk.Session != 1 || walk.Of != 6 {
		t.Errorf("%+v", walk)
	}
	grow := file.Plan[18]
	if grow.Number != 21 || grow.Date != "2026-10-03" || grow.Mode != college.InPerson || grow.Note != "uneven ground" ||
		!slices.Equal(grow.Tutors, []string{"Tutor F", "Tutor I"}) || grow.Places != 10 {
		t.Errorf("%+v", grow)
	}
	if online := file.Plan[3]; online.Mode != college.Online || online.Venue != "Microsoft Teams" || !slices.Equal(online.Tutors, []string{"Tutor C", "Tutor D"}) {
		t.Errorf("%+v", online)
	}
}

func TestBookings(t *testing.T) {
	_, file := verdict(sample(t, "bookings.csv"), "", nil, Options{})
	waiting, sources := 0, map[string]int{}
	for _, b := range file.Bookings {
		if b.Waiting {
			waiting++
		}
		sources[b.Source]++
	}
	if waiting != 12 || sources["phone"] != 64 || sources["form"] != 50 || sources["inPerson"] != 56 {
		t.Errorf("%d waiting, %v", waiting, sources)
	}
	last := file.Bookings[169]
	if last.Name != "Somebody Unknown" || last.Title != "A Course That Is Not Planned" || last.BookedOn != "" || last.Wrong[0].Values["text"] != "31/02/2026" {
		t.Errorf("%+v", last)
	}
}

// TestAgreesWithExcelize: every cell but dates is what excelize itself reads.
func TestAgreesWithExcelize(t *testing.T) {
	for _, name := range []string{"enrolments-microsoft-forms.xlsx", "autumn-term-plan.xlsx"} {
		path := sample(t, name)
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s, err := Open(path, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				at, _ := excelize.CoordinatesToCellName(i+1, r.Number)
				want, _ := f.GetCellValue(s.Name, at)
				if _, key := readWritten(c, false); c != want && key != "" {
					t.Errorf("%s %s: %q, excelize says %q", name, at, c, want)
				}
			}
		}
	}
}
