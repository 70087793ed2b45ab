package sample

import (
	"cmp"
	"fmt"
	"slices"

	"daybook/backend/college"
)

// cancelledOneOffs are announced, booked and then cancelled, beside the 114
// runs (6.5).
var cancelledOneOffs = []struct {
	code   string
	term   int
	online bool
	booked int
	reason string
}{
	{"UMH08", 0, false, 16, "tutor ill"}, {"UMH12", 0, true, 28, "technical"},
	{"UPH07", 1, false, 16, "venue unavailable"}, {"UPH04", 1, true, 28, "tutor unavailable"},
	{"PA03", 2, false, 16, "venue unavailable"}, {"SH10", 2, false, 16, "partner withdrew"},
}

// makeTimetable expands the year's runs, deals them to the terms and places
// every session (6.8, 1 to 3).
func (m *maker) makeTimetable() error {
	m.dealRuns()
	p := m.placer("session")
	if err := p.placeAll(m.runs); err != nil {
		return err
	}
	m.tieTutors(m.runs)
	m.writeTutors()
	m.approvePairs(m.runs)
	m.writeRuns(m.runs)
	return nil
}

// dealRuns gives each term 20, 9, 6 and 3 runs of one, two, three and six
// sessions: those of one length, by course, go to the terms in turn.
func (m *maker) dealRuns() {
	dealt := map[int]int{}
	for _, length := range []int{1, 2, 3, 6} {
		for _, c := range m.catalogue {
			for i := range c.runsAYear {
				if c.sessions == length {
					m.addRun(c, m.terms[dealt[length]%3], i < c.onlineRuns)
					dealt[length]++
				}
			}
		}
	}
	for _, c := range cancelledOneOffs {
		r := m.addRun(m.course(c.code), m.terms[c.term], c.online)
		r.cancelled, r.places, r.lead = true, c.booked, 8
	}
}

func (m *maker) addRun(c *course, t *term, online bool) *run {
	number := 1
	for _, r := range m.runs {
		if r.course == c && r.term == t {
			number++
		}
	}
	r := &run{index: len(m.runs), course: c, term: t, online: online, lead: 1,
		id: m.id("courseRun"), ref: fmt.Sprintf("%s-%s-%d", c.code, t.Code, number)}
	m.runs = append(m.runs, r)
	return r
}

// tieTutors gives each partner tutor the partner of the first run they teach.
func (m *maker) tieTutors(runs []*run) {
	inOrder := slices.Clone(runs)
	slices.SortStableFunc(inOrder, func(a, b *run) int { return cmp.Compare(a.first(), b.first()) })
	for _, r := range inOrder {
		for _, t := range r.tutors {
			if t.kind == college.KindPartner && t.partner == nil {
				t.partner = r.course.partner
			}
		}
	}
}

// approvePairs writes who may teach what, for every pair that does (I-11).
func (m *maker) approvePairs(runs []*run) {
	random := m.stream("courseTutor " + runs[0].term.Code)
	for _, r := range runs {
		for _, t := range r.tutors {
			t.taught = append(t.taught, r)
			if r.course.approved[t] {
				continue
			}
			r.course.approved[t] = true
			part := college.PartSubject
			if t.kind == college.KindPeer {
				part = college.PartLived
			}
			m.rec.CourseTutors = append(m.rec.CourseTutors, college.CourseTutor{ID: m.id("courseTutor"), CourseID: r.course.id, PersonID: t.personID,
				Part: part, ApprovedOn: r.term.Start.AddDays(-between(random, 40, 120))})
		}
	}
}

// writeRuns writes the runs and sessions as they stand today: what is before
// today is delivered, what is from today on is still to come.
func (m *maker) writeRuns(runs []*run) {
	for _, r := range runs {
		row := college.CourseRun{ID: r.id, CourseID: r.course.id, CourseVersionID: r.course.versionID, TermID: r.term.ID, Reference: r.ref,
			Arm: college.Adult, Mode: college.InPerson, Capacity: r.course.capacity, WaitingList: true, BookingOpens: r.term.BookingOpens,
			BookingCloses: r.first(), Eligibility: m.eligibility(r), PartnerID: r.course.partner.id, Status: m.runStatus(r),
			MustAttendFirst: r.course.sessions == 6, CertificateRule: college.DefaultCertificateRule}
		if r.online {
			row.Mode = college.Online
		}
		if r.youth() {
			row.Arm = college.Youth
		}
		if r.cancelled {
			row.CancellationReason = m.whyCancelled(r)
		}
		m.rec.Runs = append(m.rec.Runs, row)
		for i := range r.dates {
			m.writeSession(r, i, row.CancellationReason)
		}
	}
}

func (m *maker) eligibility(r *run) college.Eligibility {
	if r.women {
		return college.Eligibility{Mode: "all", Audience: "women only", Source: "A run for women: lawful where a single-sex group is needed"}
	}
	for _, row := range m.rec.Courses {
		if row.ID == r.course.id {
			return row.Eligibility
		}
	}
	return college.Eligibility{Mode: "none"}
}

func (m *maker) whyCancelled(r *run) string {
	for _, c := range cancelledOneOffs {
		if c.code == r.course.code && c.online == r.online {
			return c.reason
		}
	}
	return "other"
}

func (m *maker) runStatus(r *run) string {
	switch {
	case r.cancelled:
		return college.RunCancelled
	case r.last() < m.today:
		return college.RunCompleted
	case r.first() <= m.today:
		return college.RunRunning
	}
	return college.RunPublished
}

func (m *maker) writeSession(r *run, i int, cancelled string) {
	s := college.Session{ID: m.id("session"), RunID: r.id, Number: i + 1, Date: r.dates[i], Start: r.start, End: r.end(), Status: college.SessionConfirmed}
	if r.online {
		s.VirtualRoomID, s.PlaceName = m.virtual, onlinePlace
	} else {
		s.RoomID, s.PlaceName = r.room.id, r.room.place
	}
	switch {
	case r.cancelled:
		s.Status, s.CancelledOn, s.CancelledReason = college.SessionCancelled, r.dates[i].AddDays(-2), cancelled
	case r.dates[i] < m.today:
		s.Status, s.RegisterTakenBy, s.RegisterTakenAt = college.SessionDelivered, admin, instant(r.dates[i], r.end().Add(20))
	case r.term == m.next():
		s.Status = college.SessionPlanned
	}
	r.sessions = append(r.sessions, s.ID)
	m.rec.Sessions = append(m.rec.Sessions, s)
	for n, t := range r.tutors {
		m.rec.SessionTutors = append(m.rec.SessionTutors, college.SessionTutor{ID: m.id("sessionTutor"), SessionID: s.ID, TutorID: t.id, Part: []string{"lead", "coLead"}[n]})
	}
	if r.helper != nil && s.Status != college.SessionCancelled {
		m.rec.SessionVolunteers = append(m.rec.SessionVolunteers, college.SessionVolunteer{ID: m.id("sessionVolunteer"), SessionID: s.ID, VolunteerID: r.helper.id, Part: "sessionBuddy"})
	}
}
