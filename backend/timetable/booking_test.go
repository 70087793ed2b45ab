package timetable

import (
	"testing"

	"daybook/backend/college"
)

// booking is Ann asking for all of Sleep, with nothing in the way.
func booking() Booking {
	return Booking{
		Applying: college.Applying{
			Person: college.Person{ID: "ann", FullName: "Ann Lee", KnownAs: "Ann", DOB: "1980-01-02", Postcode: "KD7 0EH"},
			Spans:  []college.RoleSpan{{Role: college.RoleStudent, Status: "active", From: "2025-01-01"}},
		},
		Run:   college.CourseRun{ID: "run-sleep", CourseID: "sleep", Arm: college.Adult, Capacity: 8},
		Today: "2026-09-01",
	}
}

func TestABookingWithNothingInTheWay(t *testing.T) {
	same(t, said(t, CheckBooking(term(), booking())))
}

func TestI01APlaceInEverySession(t *testing.T) {
	for name, c := range map[string]struct {
		booked []string // in the second session, of two places
		chosen []string
		want   []string
	}{
		"one place left":                {[]string{"bo"}, nil, nil},
		"full":                          {[]string{"bo", "cy"}, nil, []string{"reason I-01 rule.full"}},
		"full, but not a chosen one":    {[]string{"bo", "cy"}, []string{"sleep-1", "sleep-3"}, nil},
		"full with her own place":       {[]string{"ann", "cy"}, nil, nil},
		"over already, with her own":    {[]string{"ann", "bo", "cy"}, nil, []string{"reason I-01 rule.full"}},
		"offers take places as well, 2": {[]string{"cy", "di"}, []string{"sleep-2"}, []string{"reason I-01 rule.full"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			for i := range f.Meetings {
				f.Meetings[i].Capacity = 2
			}
			f.Meetings[1].Booked = c.booked
			b := booking()
			b.SessionIDs = c.chosen
			found := CheckBooking(f, b)
			same(t, said(t, found), c.want...)
			if len(found) == 1 && found[0].Values["date"] != "2026-09-14" {
				t.Errorf("the full session is named: %v", found[0].Values)
			}
		})
	}
}

func TestI02ASeatForOneMore(t *testing.T) {
	for name, c := range map[string]struct {
		seats int
		want  []string
	}{
		"a seat free":     {3, nil},
		"every seat":      {2, []string{"block I-02 rule.noSeat"}},
		"seats not known": {0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Rooms[0].Seats = c.seats
			for i := range f.Meetings {
				f.Meetings[i].Capacity = 0
				f.Meetings[i].Booked = []string{"bo", "cy"}
			}
			same(t, said(t, CheckBooking(f, booking())), c.want...)
		})
	}
}

func TestI03AgeOfABooking(t *testing.T) {
	for dob, want := range map[college.Date][]string{
		"2010-09-07": {"concern I-21 rule.under18"}, // 16 on the first day
		"2010-09-14": {"reason I-03 rule.tooYoung", "concern I-21 rule.under18"},
		"2008-09-07": nil,
		"":           {"concern I-03 rule.ageUnknown"},
	} {
		b := booking()
		b.Person.DOB = dob
		b.Consents = []college.Consent{{Kind: "charter", GivenOn: "2026-09-01", GivenBy: "self"}}
		same(t, said(t, CheckBooking(term(), b)), want...)
	}
	late := booking() // 16 only on the second day, and comes from then on
	late.Person.DOB, late.SessionIDs = "2010-09-14", []string{"sleep-3", "sleep-2"}
	late.Consents = []college.Consent{{Kind: "charter", GivenOn: "2026-09-01"}}
	same(t, said(t, CheckBooking(term(), late)), "concern I-21 rule.under18")
}

func TestI04I22I25AreAskedOfABooking(t *testing.T) {
	b := booking()
	b.Bookings = []college.RunBooking{{ID: "b1", RunID: "run-sleep", Status: college.BookingWaitlisted}}
	b.Student.ExcludedUntil = "2027-01-01"
	b.Spans[0].Status = "graduated"
	same(t, said(t, CheckBooking(term(), b)), "block I-04 rule.bookedAlready", "block I-22 rule.excludedUntil", "concern I-25 rule.enrolAgain")
}

func TestI05ABookingBesideAnother(t *testing.T) {
	f := term()
	other := music("11:00", "13:00", "lib")
	other.Booked = []string{"ann", "bo"}
	f.Meetings[0].Booked = []string{"bo"} // Bo's matter is not Ann's
	f.Meetings = append(f.Meetings, other)
	found := CheckBooking(f, booking())
	same(t, said(t, found), "concern I-05 rule.studentTwice")
	if found[0].Values["names"] != "Ann" {
		t.Errorf("%v", found[0].Values)
	}
	b := booking()
	b.SessionIDs = []string{"sleep-2"}
	same(t, said(t, CheckBooking(f, b)))
}

func TestI06ABookingBesideWork(t *testing.T) {
	f := term()
	other := music("11:00", "13:00", "lib")
	other.Workers = append(other.Workers, tutor("ann", "peer"))
	f.Meetings = append(f.Meetings, other)
	same(t, said(t, CheckBooking(f, booking())), "block I-06 rule.personTwice")
}

func TestI17ABookingAndTheRoom(t *testing.T) {
	f := term()
	f.AccessFacts[0].Answer = "no" // step-free
	f.Students[1].Needs = []string{"wheelchair"}
	f.Meetings[0].Booked = []string{"bo"}
	b := booking()
	b.Person.AccessNeeds = []string{"wheelchair", "breaks"}
	found := CheckBooking(f, b)
	same(t, said(t, found), "concern I-17 rule.needUnmet.wheelchair") // once for three sessions in one room
	if found[0].Values["names"] != "Ann" {
		t.Errorf("%v", found[0].Values)
	}
}

func TestEligibilityOfABooking(t *testing.T) {
	all := college.Eligibility{Mode: college.EligibleAll, Districts: []string{"KD9"}}
	b := booking()
	b.Run.Eligibility = all
	same(t, said(t, CheckBooking(term(), b)), "reason 5.4 rule.notFor.district")
	f := with(func(f *Facts) { f.Courses[0].Eligibility = all })
	same(t, said(t, CheckBooking(f, booking())), "reason 5.4 rule.notFor.district")
	b.Run.Eligibility = college.Eligibility{Mode: college.EligibleAll, Districts: []string{"KD7"}} // the run's own holds over the course's
	same(t, said(t, CheckBooking(f, b)))
	b.Run.Eligibility = college.Eligibility{Mode: college.EligibleInformation, Audience: "carers"}
	same(t, said(t, CheckBooking(f, b)), "concern 5.4 rule.askWhether.audience")
	b.Audiences = []string{"carers"}
	same(t, said(t, CheckBooking(f, b)))
}

// Four of twelve places are for people from KD7 (model 5.4).
func TestQuotaOfABooking(t *testing.T) {
	for name, c := range map[string]struct {
		here, away int // booked so far
		postcode   string
		want       []string
	}{
		"the fourth from KD7":        {3, 8, "KD7 0EH", nil},
		"three so far":               {2, 5, "KD7 0EH", []string{"concern 5.4 rule.quotaSoFar"}},
		"the last place, from away":  {3, 8, "WX1 1AA", []string{"concern 5.4 rule.quotaLastPlaces"}},
		"the last two, from nowhere": {2, 8, "", []string{"concern 5.4 rule.quotaLastPlaces"}},
		"plenty of places":           {3, 5, "WX1 1AA", []string{"concern 5.4 rule.quotaSoFar"}},
		"met already":                {4, 7, "WX1 1AA", nil},
		"full and not met":           {3, 9, "WX1 1AA", []string{"reason I-01 rule.full", "concern 5.4 rule.quotaLastPlaces"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			var booked []string
			for i := range c.here + c.away {
				s := Student{PersonID: "s" + number(i), Name: "S", District: "WX1"}
				if i < c.here {
					s.District = "KD7"
				}
				f.Students, booked = append(f.Students, s), append(booked, s.PersonID)
			}
			for i := range f.Meetings {
				f.Meetings[i].Capacity, f.Meetings[i].Booked = 12, booked
			}
			b := booking()
			b.Person.Postcode = c.postcode
			b.Run.Eligibility = college.Eligibility{Mode: college.EligibleQuota, Quota: 4, Districts: []string{"KD7"}}
			same(t, said(t, CheckBooking(f, b)), c.want...)
		})
	}
}

func TestABookingOfARunWithoutSessions(t *testing.T) {
	f := term()
	f.Meetings = nil
	same(t, said(t, CheckBooking(f, booking())))
}
