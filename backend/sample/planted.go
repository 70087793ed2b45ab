package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// Where Term 5 carries the warnings of 6.2.
const (
	lateTutorRun   = "SH13"  // a tutor whose DBS review is overdue
	noRampRun      = "UPH07" // in V23, three steps and no ramp, with a wheelchair user
	belowMinimum   = "UPH10"
	fullWithQueue  = "SH12"
	queueLength    = 6
	womenOnlyRun   = "UMH24"
	placesTooFew   = 2
	noRamp         = "V23"
	assessmentLate = "V25"
)

// leaveRuns are those of which a tutor has leave on the day of the second session.
var leaveRuns = []string{"SH02", "UMH20"}

// makeNextTerm lays out Term 5, for which booking has opened, with the planted
// warnings; where a rule asks for a reason, the leader gave one (6.1, 6.2).
func (m *maker) makeNextTerm() error {
	for _, t := range m.tutors {
		t.runs = 0
	}
	t := m.next()
	runs := m.addRuns(t, nextRuns)
	of := func(code string) *run {
		return runs[slices.IndexFunc(runs, func(r *run) bool { return r.course.code == code })]
	}
	of(womenOnlyRun).women = true
	of(lateTutorRun).needing = m.lateReviews().teaches
	p := m.placer("session " + t.Code)
	if !p.place(of(noRampRun), pin{room: noRamp}, 6000) {
		return fmt.Errorf("%s found no time in %s", noRampRun, noRamp)
	}
	if err := p.placeAll(runs); err != nil {
		return err
	}
	m.approvePairs(runs)
	m.writeRuns(runs)
	r := m.stream("runBooking " + t.Code)
	if err := m.fillNext(r, runs, of); err != nil {
		return err
	}
	m.writeBookings(runs)
	m.giveReasons(runs, of)
	return nil
}

// fillNext books about half of each run's places, but for the planted ones.
func (m *maker) fillNext(r *rand.Rand, runs []*run, of func(string) *run) error {
	for _, run := range byRef(runs) {
		run.places = max(run.course.minPlaces+1, int(float64(run.course.capacity)*(0.35+0.35*r.Float64())))
		switch run {
		case of(belowMinimum):
			run.places = placesTooFew
		case of(fullWithQueue):
			run.places = run.course.capacity
		case of(noRampRun):
			whole := run.places
			run.places = 1
			m.fill(r, run, func(s *student) bool { return s.wheelchair })
			run.places = whole
			if len(run.bookings) == 0 {
				return fmt.Errorf("no wheelchair user can book %s", run.ref)
			}
		}
		m.fill(r, run, nil)
	}
	return m.wait(r, of(fullWithQueue), queueLength)
}

// giveReasons writes the overrides: a DBS review, agreements, an insurance and
// a risk assessment that do not hold on the sessions' dates (I-12, I-14, I-15).
func (m *maker) giveReasons(runs []*run, of func(string) *run) {
	at := instant(m.today.AddDays(-2), "11:00")
	give := func(rule, session, reason string) {
		m.rec.Overrides = append(m.rec.Overrides, college.Override{ID: m.id("override"), Rule: rule, RecordID: session, Reason: reason, By: leader, At: at})
	}
	for _, session := range of(lateTutorRun).sessions {
		give("I-12", session, "The new certificate is on its way; never alone with students until it is here")
	}
	for _, run := range runs {
		partner := run.course.partner.code
		for _, session := range run.sessions {
			switch {
			case slices.Contains(expiredPartners, partner):
				give("I-14", session, "The new agreement is with the partner for signing")
			case partner == lapsingPartner:
				give("I-14", session, "The partner renews its public liability every year and sends the new certificate")
			}
			if !run.online && run.room.code == assessmentLate {
				give("I-15", session, "The visit is in the diary for next week")
			}
		}
	}
}
