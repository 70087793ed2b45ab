package college

import (
	"testing"
	"time"
)

var adultRun = CourseRun{ID: "r", Arm: Adult}
var sleep = Course{ID: "c", Code: "UMH01", OutsideTitle: "Sleep"}

func TestI03AgeOnEachSessionDate(t *testing.T) {
	rules := []AgeRule{{Arm: Adult, Min: 18, From: "2014-01-01"}, {Arm: Adult, Min: 16, From: "2022-09-01"}, {Arm: Youth, Min: 11, Max: 18, From: "2022-09-01"}}
	for name, c := range map[string]struct {
		dob    Date
		rules  []AgeRule
		course Course
		run    CourseRun
		days   []Date
		want   []string
	}{
		"16 on the day":                    {"2009-03-01", rules, sleep, adultRun, []Date{"2025-03-01"}, nil},
		"16 on the day after":              {"2009-03-01", rules, sleep, adultRun, []Date{"2025-02-28"}, []string{"reason I-03 rule.tooYoung"}},
		"only the first session too early": {"2009-03-01", rules, sleep, adultRun, []Date{"2025-02-28", "2025-03-07"}, []string{"reason I-03 rule.tooYoung"}},
		"the rule of that date":            {"2005-03-01", rules, sleep, adultRun, []Date{"2022-08-31"}, []string{"reason I-03 rule.tooYoung"}},
		"the rule since":                   {"2005-03-01", rules, sleep, adultRun, []Date{"2022-09-01"}, nil},
		"the course asks for more":         {"2005-03-01", rules, Course{MinAge: 18}, adultRun, []Date{"2022-09-01"}, []string{"reason I-03 rule.tooYoung"}},
		"too old for the youth arm":        {"2006-03-01", rules, sleep, CourseRun{Arm: Youth}, []Date{"2025-03-01"}, []string{"reason I-03 rule.tooOld"}},
		"18 is in the youth arm still":     {"2006-03-02", rules, sleep, CourseRun{Arm: Youth}, []Date{"2025-03-01"}, nil},
		"the run is for 65 and over":       {"1990-03-02", rules, sleep, CourseRun{Eligibility: Eligibility{Mode: EligibleAll, AgeMin: 65}}, []Date{"2025-03-01"}, []string{"reason I-03 rule.tooYoung"}},
		"for information only":             {"1990-03-02", rules, sleep, CourseRun{Eligibility: Eligibility{Mode: EligibleInformation, AgeMin: 65}}, []Date{"2025-03-01"}, nil},
		"birthday not known":               {"", rules, sleep, adultRun, []Date{"2025-03-01", "2025-03-08"}, []string{"concern I-03 rule.ageUnknown"}},
		"birthday not known, not asked":    {"", nil, sleep, adultRun, []Date{"2025-03-01"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if c.course.Code == "" {
				c.course.Code = "UMH01"
			}
			p := Person{ID: "p", FullName: "Sam", DOB: c.dob}
			same(t, broken(t, CheckAges(p, c.rules, c.course, c.run, c.days)), c.want...)
		})
	}
}

func TestI04OneOpenBooking(t *testing.T) {
	for status, want := range map[string][]string{
		BookingBooked: {"block I-04 rule.bookedAlready"}, BookingWaitlisted: {"block I-04 rule.bookedAlready"}, BookingOffered: {"block I-04 rule.bookedAlready"},
		BookingCancelledByStudent: nil, BookingExpired: nil, BookingDeclined: nil,
	} {
		a := Applying{Person: Person{ID: "p", FullName: "Sam"}, Bookings: []RunBooking{{ID: "b", RunID: "r", Status: status}, {ID: "x", RunID: "another", Status: BookingBooked}}}
		same(t, broken(t, CheckStanding(a, adultRun, sleep, "2026-09-07", "2026-09-01")), want...)
	}
}

// Capacity 12, all booked; W1 asked at 09:00, W2 at 09:05 (figures.md).
func TestI18WaitingOrder(t *testing.T) {
	any := func(WaitingEntry) bool { return true }
	w1 := WaitingEntry{ID: "w1", RequestedAt: "2026-09-01T09:00:00Z", Sequence: 7}
	w2 := WaitingEntry{ID: "w2", RequestedAt: "2026-09-01T09:05:00Z", Sequence: 2}
	w3 := WaitingEntry{ID: "w3", RequestedAt: "2026-09-01T09:05:00Z", Sequence: 3}
	list := []WaitingEntry{w3, w2, w1}
	if next, ok := NextWaiting(list, any); !ok || next.ID != "w1" {
		t.Errorf("first in line is %q", next.ID)
	}
	same(t, broken(t, CheckWaitingOrder(list, w1, any)))
	same(t, broken(t, CheckWaitingOrder(list, w3, any)), "reason I-18 rule.waitingOrder")
	if n := CheckWaitingOrder(list, w3, any)[0].Values["count"]; n != "2" {
		t.Errorf("%s have waited longer", n)
	}

	w1.OfferedAt, w1.Result = "2026-09-07T09:00:00Z", "expired"
	list = []WaitingEntry{w1, w2, w3}
	if next, _ := NextWaiting(list, any); next.ID != "w2" {
		t.Errorf("after w1 expired comes %q", next.ID)
	}
	same(t, broken(t, CheckWaitingOrder(list, w2, any)))

	w2.OfferedAt = "2026-09-09T09:00:00Z" // has an offer, and thinks about it
	list = []WaitingEntry{w1, w2, w3}
	if next, _ := NextWaiting(list, any); next.ID != "w3" {
		t.Errorf("while w2 thinks about an offer comes %q", next.ID)
	}
	w2.OfferedAt = ""
	list[1] = w2

	onlyTwo := func(w WaitingEntry) bool { return w.ID != "w2" } // w2 waits for every session, one place is free
	if next, _ := NextWaiting(list, onlyTwo); next.ID != "w3" {
		t.Errorf("a place that does not suit w2 goes to %q", next.ID)
	}
	same(t, broken(t, CheckWaitingOrder(list, w3, onlyTwo)))
	if _, ok := NextWaiting(nil, any); ok {
		t.Error("somebody waits on an empty list")
	}
}

func TestAnOfferLapses(t *testing.T) {
	monday := Date("2026-09-07").At("10:00")
	for name, c := range map[string]struct {
		session Session
		want    time.Time
	}{
		"after 48 hours":             {Session{Date: "2026-09-14", Start: "10:00"}, Date("2026-09-09").At("10:00")},
		"24 hours before the start":  {Session{Date: "2026-09-09", Start: "14:00"}, Date("2026-09-08").At("14:00")},
		"a session without a date":   {Session{}, Date("2026-09-09").At("10:00")},
		"exactly as late, both ways": {Session{Date: "2026-09-10", Start: "10:00"}, Date("2026-09-09").At("10:00")},
	} {
		if got := OfferUntil(monday, 48, c.session); !got.Equal(c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestI19MarkedFromHalfAnHourBefore(t *testing.T) {
	s := Session{ID: "s", Date: "2026-09-07", Start: "10:00", End: "12:00"} // summer time: 09:00Z
	for now, want := range map[Instant][]string{
		"2026-09-07T08:29:59Z": {"block I-19 rule.markTooEarly"},
		"2026-09-07T08:30:00Z": nil,
		"2026-12-01T00:00:00Z": nil,
		"2026-09-06T23:00:00Z": {"block I-19 rule.markTooEarly"},
	} {
		same(t, broken(t, CheckMarking(s, now.Time())), want...)
	}
	if v := CheckMarking(s, Instant("2026-09-01T08:00:00Z").Time())[0].Values; v["start"] != "09:30" || v["date"] != "2026-09-07" {
		t.Errorf("opens at %v", v)
	}
	same(t, broken(t, CheckMarking(Session{}, time.Now())), "block I-19 rule.markNoDate")
	s.Status = SessionCancelled
	same(t, broken(t, CheckMarking(s, Instant("2026-09-07T12:00:00Z").Time())), "block I-19 rule.markCancelled")
}

func TestI20RegisterCompleteBeforeCertificates(t *testing.T) {
	same(t, broken(t, CheckRegisterComplete("r", 0)))
	same(t, broken(t, CheckRegisterComplete("r", 3)), "block I-20 rule.registerIncomplete")
}

func TestI21ConsentBeforeTheFirstSession(t *testing.T) {
	own := Consent{Kind: "charter", GivenOn: "2026-09-01", GivenBy: "self"}
	mother := []EmergencyContact{{"Kim", "+447700900123", "Step-mother"}}
	for name, c := range map[string]struct {
		dob      Date
		arm      Arm
		consents []Consent
		contacts []EmergencyContact
		want     []string
	}{
		"18 today":                          {"2008-09-07", Adult, nil, nil, nil},
		"birthday not known":                {"", Adult, nil, nil, nil},
		"17, own consent, adult arm":        {"2008-09-08", Adult, []Consent{own}, nil, []string{"concern I-21 rule.under18"}},
		"17, no consent, adult arm":         {"2008-09-08", Adult, nil, nil, []string{"block I-21 rule.consentNeeded", "concern I-21 rule.under18"}},
		"17, run without an arm":            {"2008-09-08", "", []Consent{own}, nil, []string{"concern I-21 rule.under18"}},
		"consent only after the session":    {"2008-09-08", Adult, []Consent{{Kind: "charter", GivenOn: "2026-09-08"}}, nil, []string{"block I-21 rule.consentNeeded", "concern I-21 rule.under18"}},
		"consent withdrawn":                 {"2008-09-08", Adult, []Consent{{Kind: "charter", GivenOn: "2026-09-01", WithdrawnOn: "2026-09-07"}}, nil, []string{"block I-21 rule.consentNeeded", "concern I-21 rule.under18"}},
		"a photo consent is none":           {"2008-09-08", Adult, []Consent{{Kind: "photo", GivenOn: "2026-09-01"}}, nil, []string{"block I-21 rule.consentNeeded", "concern I-21 rule.under18"}},
		"youth arm, with a mother":          {"2012-01-01", Youth, []Consent{own}, mother, nil},
		"youth arm, nobody to ring":         {"2012-01-01", Youth, []Consent{own}, nil, []string{"block I-21 rule.parentNeeded"}},
		"youth arm, a friend to ring":       {"2012-01-01", Youth, []Consent{own}, []EmergencyContact{{"Lee", "+447700900124", "friend"}}, []string{"block I-21 rule.parentNeeded"}},
		"youth arm, neither":                {"2012-01-01", Youth, nil, nil, []string{"block I-21 rule.consentNeeded", "block I-21 rule.parentNeeded"}},
		"youth arm, a carer without number": {"2012-01-01", Youth, []Consent{own}, []EmergencyContact{{Name: "Lee", Relationship: "carer"}}, []string{"block I-21 rule.parentNeeded"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := Applying{Person: Person{ID: "p", FullName: "Sam", DOB: c.dob, EmergencyContacts: c.contacts}, Consents: c.consents}
			same(t, broken(t, CheckStanding(a, CourseRun{ID: "r", Arm: c.arm}, sleep, "2026-09-07", "2026-09-01")), c.want...)
		})
	}
}

func TestI22ExcludedStudentsAreNotBooked(t *testing.T) {
	excluded := []RoleSpan{{Role: RoleStudent, Status: "excluded", From: "2026-01-01"}}
	for name, c := range map[string]struct {
		until Date
		spans []RoleSpan
		want  []string
	}{
		"until tomorrow":            {"2026-09-02", excluded, []string{"block I-22 rule.excludedUntil"}},
		"until today, so no longer": {"2026-09-01", excluded, nil},
		"with no end":               {"", excluded, []string{"block I-22 rule.excluded"}},
		"never":                     {"", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := Applying{Person: Person{ID: "p", FullName: "Sam"}, Student: Student{ExcludedUntil: c.until}, Spans: c.spans}
			same(t, broken(t, CheckStanding(a, adultRun, sleep, "2026-09-07", "2026-09-01")), c.want...)
		})
	}
}

func TestI25GraduatesEnrolAgainFirst(t *testing.T) {
	for status, want := range map[string][]string{"graduated": {"concern I-25 rule.enrolAgain"}, "left": {"concern I-25 rule.enrolAgain"}, "active": nil, "dormant": nil, "enquiry": nil} {
		a := Applying{Person: Person{ID: "p", FullName: "Sam"}, Spans: []RoleSpan{{Role: RoleStudent, Status: status, From: "2026-01-01"}}}
		same(t, broken(t, CheckStanding(a, adultRun, sleep, "2026-09-07", "2026-09-01")), want...)
	}
}

func TestI28DeliveredPlacesChangeByCorrectionOnly(t *testing.T) {
	for name, c := range map[string]struct {
		status             string
		correcting, leader bool
		today              Date
		want               []string
	}{
		"not delivered yet":             {SessionConfirmed, false, false, "2026-09-08", nil},
		"delivered":                     {SessionDelivered, false, true, "2026-09-08", []string{"block I-28 rule.delivered"}},
		"corrected on the seventh day":  {SessionDelivered, true, false, "2026-09-14", nil},
		"on the eighth":                 {SessionDelivered, true, false, "2026-09-15", []string{"block I-28 rule.correctLate"}},
		"on the eighth day by a leader": {SessionDelivered, true, true, "2026-09-15", nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := Session{ID: "s", Date: "2026-09-07", Status: c.status}
			same(t, broken(t, CheckDelivered(s, c.correcting, c.leader, c.today)), c.want...)
		})
	}
}

func TestEligibilityInItsFourModes(t *testing.T) {
	kd7 := Eligibility{Districts: []string{"KD7"}, AgeMin: 60, Audience: "carers"}
	here, away, nobody := Applicant{Age: 65, District: "kd7", Audiences: []string{"Carers"}}, Applicant{Age: 30, District: "WX1", Audiences: []string{"carers"}}, Applicant{Age: -1}
	if (Eligibility{Mode: EligibleAll}).Asks() || !(Eligibility{Mode: EligibleAll, AgeMax: 25}).Asks() {
		t.Error("without a criterion nothing is asked")
	}
	for name, c := range map[string]struct {
		mode string
		who  Applicant
		want []string
	}{
		"none":                        {EligibleNone, away, nil},
		"not set":                     {"", away, nil},
		"information, fits":           {EligibleInformation, here, nil},
		"information, does not":       {EligibleInformation, away, []string{"concern 5.4 rule.meantFor.age", "concern 5.4 rule.meantFor.district"}},
		"quota never turns one away":  {EligibleQuota, away, nil},
		"all, fits":                   {EligibleAll, here, nil},
		"all, does not (age is I-03)": {EligibleAll, away, []string{"reason 5.4 rule.notFor.district"}},
		"all, nothing known":          {EligibleAll, nobody, []string{"concern 5.4 rule.askWhether.district", "concern 5.4 rule.askWhether.audience"}},
	} {
		t.Run(name, func(t *testing.T) {
			e := kd7
			e.Mode = c.mode
			same(t, broken(t, CheckEligibility(e, c.who, "Sam", "Sleep", "p")), c.want...)
		})
	}
}

func TestQuota(t *testing.T) {
	four := Eligibility{Mode: EligibleQuota, Quota: 4}
	for name, c := range map[string]struct {
		e          Eligibility
		booked     int
		qualifying int
		met, last  bool
	}{
		"12 booked, 3 of them":       {four, 12, 3, false, true},
		"4 of them":                  {four, 12, 4, true, false},
		"3 so far, plenty of places": {four, 8, 3, false, false},
		"one place, one needed":      {four, 11, 3, false, true},
		"a third, rounded up":        {Eligibility{Share: 34}, 12, 4, false, true},
		"a third, met":               {Eligibility{Share: 34}, 12, 5, true, false},
	} {
		q := c.e.QuotaOf(12, c.booked, c.qualifying)
		if q.Met() != c.met || q.LastPlaces() != c.last {
			t.Errorf("%s: %+v met %v, last %v", name, q, q.Met(), q.LastPlaces())
		}
	}
}

func TestConsentsHoldUntilWithdrawn(t *testing.T) {
	k := Consent{GivenOn: "2026-01-02", WithdrawnOn: "2026-03-01"}
	for day, want := range map[Date]bool{"2026-01-01": false, "2026-01-02": true, "2026-02-28": true, "2026-03-01": false} {
		if k.HoldsOn(day) != want {
			t.Errorf("on %s: %v", day, !want)
		}
	}
}

func TestAgreementsHoldToTheirLastDay(t *testing.T) {
	signed := Agreement{Status: "active", SignedOn: "2025-01-01", StartsOn: "2025-02-01", ReviewDue: "2025-06-01", EndsOn: "2026-01-31"}
	for name, c := range map[string]struct {
		change func(*Agreement)
		day    Date
		want   bool
	}{
		"before it starts":       {func(*Agreement) {}, "2025-01-31", false},
		"its first day":          {func(*Agreement) {}, "2025-02-01", true},
		"its last day":           {func(*Agreement) {}, "2026-01-31", true},
		"the day after":          {func(*Agreement) {}, "2026-02-01", false},
		"due for review":         {func(a *Agreement) { a.Status = "dueReview" }, "2025-07-01", true},
		"never signed":           {func(a *Agreement) { a.SignedOn = "" }, "2025-07-01", false},
		"sent":                   {func(a *Agreement) { a.Status = "sent" }, "2025-07-01", false},
		"informal":               {func(a *Agreement) { *a = Agreement{Status: "informal"} }, "2025-07-01", true},
		"ended without a day":    {func(a *Agreement) { a.Status, a.EndsOn = "ended", "" }, "2025-07-01", false},
		"ended, while it ran":    {func(a *Agreement) { a.Status = "ended" }, "2025-07-01", true},
		"active, without an end": {func(a *Agreement) { a.EndsOn = "" }, "2035-07-01", true},
	} {
		a := signed
		c.change(&a)
		if a.ActiveOn(c.day) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
}

func TestAccessUnmetKnowsTheThreeAnswers(t *testing.T) {
	facts := map[string]string{FactStepFree: "yes", FactAccessibleToilet: "no", FactHearingLoop: "unknown", FactQuietSpace: "notApplicable"}
	unmet, unknown := AccessUnmet([]string{"stepFree", "wheelchair", "hearingLoop", "quietRoom", "largePrint", FactParking}, facts)
	same(t, unmet, "wheelchair")
	same(t, unknown, "hearingLoop", FactParking)
	unmet, unknown = AccessUnmet([]string{"wheelchair"}, map[string]string{FactStepFree: "yes"})
	same(t, unmet)
	same(t, unknown, "wheelchair")
}

func TestARoomsOwnFactsStandOverTheVenues(t *testing.T) {
	facts := FactsOf([]AccessFact{
		{VenueID: "v", RoomID: "up", Item: FactStepFree, Answer: "no"}, {VenueID: "v", Item: FactStepFree, Answer: "yes"},
		{VenueID: "v", Item: FactBus, Answer: "yes"}, {VenueID: "w", Item: FactParking, Answer: "yes"},
	}, "v", "up")
	if facts[FactStepFree] != "no" || facts[FactBus] != "yes" || facts[FactParking] != "" {
		t.Error(facts)
	}
}

func TestFindingsBecomeARefusalOnlyWhenTheyStopTheAct(t *testing.T) {
	concern, reason, block := Finding{Rule: "I-10", Severity: ConcernLevel, Key: "c"}, Finding{Rule: "I-07", Severity: Reason, Key: "r"}, Finding{Rule: "I-16", Severity: Block, Key: "b"}
	for name, c := range map[string]struct {
		found  []Finding
		reason string
		want   string
	}{
		"nothing":             {nil, "", ""},
		"a concern":           {[]Finding{concern}, "", ""},
		"a reason wanted":     {[]Finding{concern, reason}, " ", "r"},
		"a reason given":      {[]Finding{concern, reason}, "the hall is shared", ""},
		"a block, whatever":   {[]Finding{concern, reason, block}, "please", "b"},
		"the worst one first": {[]Finding{reason, block}, "", "b"},
	} {
		got := ""
		if r := AsRefusal(Refused(c.found, c.reason)); r != nil {
			got = r.Key
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestOnSheetTellsTwoAlikeApart(t *testing.T) {
	r := Register{Rows: []RegisterRow{
		{PlaceID: "1", FullName: "Siân Lee", KnownAs: "Sam"}, {PlaceID: "2", FullName: "Samuel Roe", KnownAs: "SAM"}, {PlaceID: "3", FullName: "Kim Poe"},
	}}
	same(t, []string{r.OnSheet(r.Rows[0]), r.OnSheet(r.Rows[1]), r.OnSheet(r.Rows[2])}, "Sam (Siân Lee)", "SAM (Samuel Roe)", "Kim Poe")
}
