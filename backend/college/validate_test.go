package college

import (
	"strings"
	"testing"
)

func TestPersonReportsEveryWrongFieldAtOnce(t *testing.T) {
	err := Person{
		FullName: " ", DOB: "2026-12-01", Pronouns: strings.Repeat("x", 41),
		Phones: []Phone{{Number: "07700 900123"}}, Emails: []string{"nobody"},
		PreferredContact: "pigeon", PreferredFormat: "song", ContactGPPermission: "perhaps",
		AccessNeeds: []string{"chandelier"}, EmergencyContacts: []EmergencyContact{{Name: "Kim"}},
	}.Validate("2026-11-20")
	same(t, fields(t, err), "accessNeeds", "contactGpPermission", "dob", "emails", "emergencyContacts", "fullName", "phones", "preferredContact", "preferredFormat", "pronouns")
	for _, f := range AsRefusal(err).Fields {
		sentenceOf(t, f.Key)
	}
	if strings.Contains(err.Error(), "nobody") {
		t.Error("an error for logs holds what somebody typed")
	}
}

func TestPersonNeedsLittle(t *testing.T) {
	for name, c := range map[string]struct {
		person Person
		wrong  []string
	}{
		"a name and a reason":     {Person{FullName: "Sam", NoContactReason: WalkIn}, nil},
		"a name and a mobile":     {Person{FullName: "Sam", Phones: []Phone{{Number: "+447700900123"}}}, nil},
		"a name alone":            {Person{FullName: "Sam"}, []string{"phones"}},
		"110 years old":           {Person{FullName: "Sam", NoContactReason: "none", DOB: "1916-01-01"}, nil},
		"111 years old":           {Person{FullName: "Sam", NoContactReason: "none", DOB: "1915-01-01"}, []string{"dob"}},
		"born today":              {Person{FullName: "Sam", NoContactReason: "none", DOB: "2026-11-20"}, nil},
		"31 February":             {Person{FullName: "Sam", NoContactReason: "none", DOB: "1980-02-31"}, []string{"dob"}},
		"a name of 201 letters":   {Person{FullName: strings.Repeat("ł", 201), NoContactReason: "none"}, []string{"fullName"}},
		"a name of 200 letters":   {Person{FullName: strings.Repeat("ł", 200), NoContactReason: "none"}, nil},
		"a script not our own":    {Person{FullName: "মিতা", NoContactReason: "none"}, nil},
		"a mobile not yet tidied": {Person{FullName: "Sam", Phones: []Phone{{Number: "07700900123"}}}, []string{"phones"}},
	} {
		t.Run(name, func(t *testing.T) { same(t, fields(t, c.person.Validate("2026-11-20")), c.wrong...) })
	}
}

func TestGapsAreListedNotRefused(t *testing.T) {
	walkIn := Person{FullName: "Sam", NoContactReason: WalkIn}
	same(t, walkIn.Gaps(), "dob", "phones", "postcode", "preferredContact", "emergencyContacts")
	whole := Person{FullName: "Sam", AgeBandIfNoDOB: "25–34", Emails: []string{"s@example.org"}, NoFixedAddress: true, PreferredContact: "email", EmergencyContacts: []EmergencyContact{{"Kim", "+447700900123", "sister"}}}
	same(t, whole.Gaps())
}

func TestNamesAreNeverSplit(t *testing.T) {
	p := Person{FullName: "Siân O’Brien", KnownAs: "Shan", SortAs: "O’Brien, Siân"}
	if p.Called() != "Shan" || p.Sorted() != "O’Brien, Siân" || p.OnCertificate() != "Siân O’Brien" {
		t.Error(p.Called(), p.Sorted(), p.OnCertificate())
	}
	if q := (Person{FullName: "Suharto", KnownAs: " "}); q.Called() != "Suharto" || q.Sorted() != "Suharto" {
		t.Error("a blank known-as is none")
	}
}

func TestCourseReportsEveryWrongFieldAtOnce(t *testing.T) {
	err := Course{Code: "umh1", Title: "", OutsideTitle: strings.Repeat("x", 81), Kind: "seminar", SessionsDefault: 61, MinutesDefault: 10,
		Modes: []Mode{"telepathy"}, MinAge: 18, MaxAge: 16, MinPlaces: 9, MaxPlaces: 8, Status: "new", ApprovedHow: "maybe"}.Validate()
	same(t, fields(t, err), "approvedHow", "code", "kind", "maxAge", "minPlaces", "minutesDefault", "modes", "outsideTitle", "sessionsDefault", "status", "title")
	for _, f := range AsRefusal(err).Fields {
		sentenceOf(t, f.Key)
	}
	for code, good := range map[string]bool{"UMH01": true, "UMH-01": true, "SH123": true, "ABCD99": true, "U01": false, "UMH1": false, "UMH-1234": false, "ABCDE01": false} {
		if (fields(t, Course{Code: code, Title: "T"}.Validate()) == nil) != good {
			t.Errorf("code %s: want good %v", code, good)
		}
	}
	if CodeKey("UMH-01") != CodeKey("umh01") {
		t.Error("UMH-01 and UMH01 are one code")
	}
}

func TestWhatDoorsSay(t *testing.T) {
	if got := (Course{Code: "UMH01", Title: "Living with Voices", OutsideTitle: "Quiet Hours"}).Outside(); got != "Quiet Hours" {
		t.Error(got)
	}
	if got := (Course{Code: "UMH01", Title: "Living with Voices"}).Outside(); got != "UMH01" {
		t.Errorf("without an outside title doors carry %q, not the code", got)
	}
}

func TestDefaultArm(t *testing.T) {
	for most, want := range map[int]Arm{0: Adult, 17: Youth, 18: Youth, 19: Adult, 65: Adult} {
		if got := (Course{MaxAge: most}).DefaultArm(); got != want {
			t.Errorf("up to %d: %s", most, got)
		}
	}
}

func TestRunReportsEveryWrongFieldAtOnce(t *testing.T) {
	err := CourseRun{Mode: "post", Arm: "left", Capacity: 501, Status: RunCancelled, BookingOpens: "2026-09-02", BookingCloses: "2026-09-01"}.Validate()
	same(t, fields(t, err), "arm", "bookingCloses", "cancellationReason", "capacity", "courseId", "mode", "reference", "termId")
}

// I-32: between 15 minutes and 8 hours, on one day.
func TestI32SessionLength(t *testing.T) {
	for name, c := range map[string]struct {
		start, end Clock
		wrong      []string
	}{
		"15 minutes":        {"10:00", "10:15", nil},
		"14 minutes":        {"10:00", "10:14", []string{"end"}},
		"8 hours":           {"09:00", "17:00", nil},
		"8 hours 1 minute":  {"09:00", "17:01", []string{"end"}},
		"end before start":  {"12:00", "10:00", []string{"end"}},
		"no time at all":    {"12:00", "12:00", []string{"end"}},
		"past midnight":     {"23:00", "00:30", []string{"end"}},
		"not placed yet":    {"", "", nil},
		"times that cannot": {"25:00", "10:61", []string{"end", "start"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := Session{RunID: "r", Number: 1, Start: c.start, End: c.end}
			same(t, fields(t, s.Validate(InPerson)), c.wrong...)
		})
	}
}

func TestSessionHasOnePlaceUnlessHybrid(t *testing.T) {
	s := Session{RunID: "r", Number: 1, RoomID: "room", VirtualRoomID: "zoom", Hybrid: true}
	same(t, fields(t, s.Validate(Hybrid)))
	same(t, fields(t, s.Validate(InPerson)), "virtualRoomId")
	same(t, fields(t, Session{Number: 0, Date: "2026-02-31", Status: SessionCancelled}.Validate(Online)), "cancelledReason", "date", "number", "runId")
	if (Session{Date: "2026-09-07", Start: "10:00", End: "12:30"}).Minutes() != 150 || (Session{Start: "10:00", End: "12:00"}).Minutes() != 0 {
		t.Error("minutes count only what is placed")
	}
}

func TestOtherNounsReportEveryWrongFieldAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"year":     {AcademicYear{Start: "2026-09-01", End: "2026-09-01"}.Validate(), []string{"end", "label"}},
		"term":     {Term{Code: "TOO-LONG-1", Start: "2026-02-31", End: "2026-01-01", BookingOpens: "soon"}.Validate(), []string{"bookingOpens", "code", "end", "name", "start"}},
		"closure":  {Closure{From: "2026-02-02", To: "2026-02-01"}.Validate(), []string{"to"}},
		"one day":  {Closure{From: "2026-02-02", To: "2026-02-02"}.Validate(), nil},
		"no code":  {Term{Name: "T", Start: "2026-01-01", End: "2026-02-01"}.Validate(), []string{"code"}},
		"venue":    {Venue{Name: " ", Note: strings.Repeat("x", 2001)}.Validate(), []string{"name", "note"}},
		"room":     {Room{Seats: 501, SetUpMinutes: -1, PricePerHour: -5}.Validate(), []string{"name", "pricePerHour", "seats", "setUpMinutes", "venueId"}},
		"partner":  {Partner{RelationshipTypes: []string{"friend"}, Status: "gone"}.Validate(), []string{"name", "relationshipTypes", "status"}},
		"consent":  {Consent{GivenOn: "2026-01-02", WithdrawnOn: "2026-01-01", Method: "wink", GivenBy: "cat"}.Validate(), []string{"givenBy", "kind", "method", "withdrawnOn"}},
		"tutor":    {Tutor{Kinds: []string{"partner", "wizard"}}.Validate(), []string{"kinds", "partnerId"}},
		"no kinds": {Tutor{}.Validate(), []string{"kinds"}},
		"role":     {RoleSpan{Role: RoleTutor, Status: "inPost", From: "x", WTE: 0.5, Arm: Youth}.Validate(), []string{"arm", "from", "personId", "status", "wte"}},
		"staff":    {RoleSpan{PersonID: "p", Role: RoleStaff, Status: "inPost", From: "2026-01-02", To: "2026-01-01", WTE: 1.01}.Validate(), []string{"to", "wte"}},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, fields(t, c.err), c.want...)
			if c.err == nil {
				return
			}
			sentenceOf(t, AsRefusal(c.err).Key)
			for _, f := range AsRefusal(c.err).Fields {
				sentenceOf(t, f.Key)
			}
		})
	}
}

func TestI26AgreementDates(t *testing.T) {
	for name, c := range map[string]struct {
		start, review, end Date
		wrong              []string
	}{
		"in order":              {"2025-01-01", "2026-01-01", "2027-01-01", nil},
		"all on one day":        {"2025-01-01", "2025-01-01", "2025-01-01", nil},
		"no end":                {"2025-01-01", "2026-01-01", "", nil},
		"review before start":   {"2025-01-01", "2024-12-31", "", []string{"reviewDue"}},
		"end before review":     {"2025-01-01", "2026-01-01", "2025-12-31", []string{"endsOn"}},
		"end before start only": {"2025-01-01", "", "2024-12-31", []string{"endsOn"}},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, fields(t, Agreement{StartsOn: c.start, ReviewDue: c.review, EndsOn: c.end}.Validate()), c.wrong...)
		})
	}
}

func TestI27TermsDoNotOverlap(t *testing.T) {
	year := AcademicYear{ID: "y", Label: "2026/27", Start: "2026-09-01", End: "2027-08-31"}
	autumn := Term{ID: "t1", Name: "Term 1", Start: "2026-09-07", End: "2026-12-18"}
	for name, c := range map[string]struct {
		start, end Date
		want       []string
	}{
		"the day after":        {"2026-12-19", "2027-03-26", nil},
		"a day shared":         {"2026-12-18", "2027-03-26", []string{"block I-27 term.overlaps"}},
		"inside the other":     {"2026-10-01", "2026-11-01", []string{"block I-27 term.overlaps"}},
		"to the year's end":    {"2026-12-19", "2027-08-31", nil},
		"outside the year":     {"2027-06-01", "2027-09-01", []string{"block I-27 term.outsideYear"}},
		"outside and over it":  {"2026-08-31", "2026-09-07", []string{"block I-27 term.outsideYear", "block I-27 term.overlaps"}},
		"itself is no other  ": {"", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			term := Term{ID: "t2", Name: "Term 2", Start: c.start, End: c.end}
			if c.start == "" {
				term = autumn
			}
			same(t, broken(t, TermsOverlap(term, year, []Term{autumn})), c.want...)
		})
	}
}
