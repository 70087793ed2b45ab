package sample

import (
	"cmp"
	"fmt"
	"slices"

	"daybook/backend/college"
)

// kit is what the college has to lend itself, and the courses that would like to
// take some along, those that need it most first.
var kit = []struct {
	name    string
	count   int
	takes   int // of a session
	courses []string
}{
	{"Projector", 2, 1, []string{"UMH08", "UPH07", "UPH01", "UMH20", "UPH10", "SH14", "SH10"}},
	{"Tablet", 12, 6, []string{"SH10", "UPH02", "UMH19", "UPH03"}},
	{"Laminator", 1, 1, []string{"SH02", "SH12"}},
	{"Portable hearing loop", 3, 1, []string{"UPH10", "UPH08", "UMH10", "UPH05"}},
}

// makeKit writes the kit and shares it out: a course gets it when there is never
// too little of it in any term.
func (m *maker) makeKit() {
	for _, k := range kit {
		item := college.KitItem{ID: m.id("kitItem"), Name: k.name, Count: k.count}
		m.rec.KitItems = append(m.rec.KitItems, item)
		var users []*run
		for _, code := range k.courses {
			with := slices.Clone(users)
			for _, run := range m.runs {
				if run.course.code == code {
					with = append(with, run)
				}
			}
			if mostAtOnce(with)*k.takes <= k.count {
				users = with
				m.rec.CourseKit = append(m.rec.CourseKit, college.CourseKit{ID: m.id("courseKit"), CourseID: m.course(code).id, KitItemID: item.ID, Count: k.takes})
			}
		}
	}
}

// mostAtOnce is how many of the runs meet at the same moment at most.
func mostAtOnce(runs []*run) (most int) {
	for _, a := range runs {
		for _, day := range a.dates {
			together := 0
			for _, b := range runs {
				if slices.Contains(b.dates, day) && b.start <= a.start && a.start < b.end() {
					together++
				}
			}
			most = max(most, together)
		}
	}
	return most
}

// mayTeach is how many peers, and how many others, every course has at least.
const mayTeach = 3

// approveMore gives every course more tutors than those who teach it: peers for
// what they lived through, others for the subject, those of its partner first.
func (m *maker) approveMore() {
	r := m.stream("courseTutor more")
	late := m.lateReviews()
	for _, c := range m.catalogue {
		for _, part := range []string{college.PartLived, college.PartSubject} {
			fits := func(t *tutor) bool { return (t.kind == college.KindPeer) == (part == college.PartLived) }
			have := 0
			for t := range c.approved {
				if fits(t) {
					have++
				}
			}
			order := shuffled(r, m.tutors)
			slices.SortStableFunc(order, func(a, b *tutor) int { return cmp.Compare(apartFrom(a, c), apartFrom(b, c)) })
			for _, t := range order {
				if have >= mayTeach || !fits(t) || c.approved[t] || t == late.teaches || t == late.rests {
					continue
				}
				have++
				c.approved[t] = true
				on := m.current().Start.AddDays(-between(r, 40, 120))
				m.rec.CourseTutors = append(m.rec.CourseTutors, college.CourseTutor{ID: m.id("courseTutor"), CourseID: c.id, PersonID: t.personID, Part: part, ApprovedOn: on})
				if c.maxAge == 18 {
					m.clear(t.personID, m.today.AddDays(-30), true)
					m.train(t.personID, "safeguardingChildren", m.today.AddDays(-20), 36)
				}
			}
		}
	}
}

// apartFrom is 0 for a tutor of the partner who leads the course.
func apartFrom(t *tutor, c *course) int {
	if t.partner != nil && t.partner == c.partner {
		return 0
	}
	return 1
}

// priorities of runs, as often as they are given: most have none of their own.
var priorities = []int{0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 4, 4, 5}

// setPriorities says of the runs of Term 5 which may wait and which must be.
func (m *maker) setPriorities() {
	r := m.stream("courseRun priority")
	for i, row := range m.rec.Runs {
		if row.TermID != m.next().ID {
			continue
		}
		priority := pick(r, priorities)
		switch row.ID {
		case m.nextRun(fullWithQueue).id:
			priority = 5
		case m.nextRun(belowMinimum).id:
			priority = 1
		}
		m.rec.Runs[i].Priority = priority
	}
}

// lentOn are the weekdays on which a venue is promised: Tuesday and Thursday.
var lentOn = []int{2, 4}

// Whose promises there are: so many sessions of Term 5 led by a partner in
// return for the venue, and the course that needs the partner's boats.
var (
	quotas      = map[string]int{"P49": 2, "P50": 1}
	boatsCourse = "PA05"
)

// makePromises writes what was agreed with partners for Term 5: a venue on two
// weekdays only, sessions in return for venues, and the dates of a course.
func (m *maker) makePromises() error {
	t := m.next()
	add := func(p college.Promise) {
		p.ID, p.From, p.To = m.id("promise"), t.Start, t.End
		m.rec.Promises = append(m.rec.Promises, p)
	}
	venue, partner := m.lentVenue()
	if venue == "" {
		return fmt.Errorf("every venue is used on other days than %v", lentOn)
	}
	add(college.Promise{PartnerID: partner, Kind: college.PromiseDays, VenueID: venue, Weekdays: lentOn, Start: "09:00", End: "17:00"})
	for _, p := range m.partners {
		if sessions := quotas[p.code]; sessions > 0 {
			at := slices.IndexFunc(m.rec.PartnerVenues, func(v college.PartnerVenue) bool { return v.PartnerID == p.id })
			add(college.Promise{PartnerID: p.id, Kind: college.PromiseQuota, VenueID: m.rec.PartnerVenues[at].VenueID, Sessions: sessions})
		}
	}
	boats := m.nextRun(boatsCourse)
	dates := slices.Clone(boats.dates)
	for _, week := range t.weeks {
		if day := week.AddDays(weekdayOf(boats.first()) - 1); !slices.Contains(dates, day) && len(dates) < 4 {
			dates = append(dates, day)
		}
	}
	slices.Sort(dates)
	add(college.Promise{PartnerID: boats.course.partner.id, Kind: college.PromiseDates, CourseID: boats.course.id, Dates: dates})
	return nil
}

// lentVenue is the venue of a partner that is used on the weekdays of lentOn
// alone in Term 5: one that is used, where there is one.
func (m *maker) lentVenue() (venueID, partnerID string) {
	best := -1
	for _, v := range m.rec.PartnerVenues {
		used, fits := 0, true
		for _, run := range m.runs {
			if run.term == m.next() && run.room != nil && run.room.venueID == v.VenueID {
				used++
				fits = fits && slices.Contains(lentOn, weekdayOf(run.first()))
			}
		}
		if fits && min(used, 1) > best {
			best, venueID, partnerID = min(used, 1), v.VenueID, v.PartnerID
		}
	}
	return venueID, partnerID
}
