package timetable

import (
	"slices"
	"strings"

	"daybook/backend/college"
)

// The day is cut into 64 ticks of 15 minutes, 07:00 to 23:00: one bit each of
// a uint64. Rules by hand go by exact minutes, the planner by ticks; both ask
// the same functions of this file. A tick counts as open, or as free, only if
// every minute of it is.
const (
	tickMinutes = 15
	firstMinute = 7 * 60
	allTicks    = ^uint64(0)
)

// span is a part of a day in minutes since midnight, half-open.
type span struct{ from, to int }

var wholeDay = []span{{0, 24 * 60}}

// joined puts spans in order and makes one of those that meet.
func joined(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var one []span
	for _, s := range spans {
		if last := len(one) - 1; last >= 0 && s.from <= one[last].to {
			one[last].to = max(one[last].to, s.to)
		} else if s.to > s.from {
			one = append(one, s)
		}
	}
	return one
}

// covers tells whether [from, to) lies in one of the spans, which are joined.
func covers(spans []span, from, to int) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return s.from <= from && to <= s.to })
}

// ticksIn are the ticks that lie in the spans as a whole.
func ticksIn(spans []span) (mask uint64) {
	for t := range 64 {
		from := firstMinute + t*tickMinutes
		if covers(spans, from, from+tickMinutes) {
			mask |= 1 << t
		}
	}
	return mask
}

// openOn is when the room may be used by its weekly hours: no span on a weekday
// on which it is shut, the whole day where nobody has entered hours.
func (p *place) openOn(d *day) []span {
	switch {
	case slices.Contains(p.ClosedWeekdays, d.weekday):
		return nil
	case len(p.Hours) == 0:
		return wholeDay
	}
	return p.hours[d.weekday]
}

// closedOn is the closure of the room, or of its venue, that holds on the day.
func (p *place) closedOn(d *day) (college.VenueClosure, bool) {
	for _, c := range p.closures {
		if d.date.Between(c.From, c.To) {
			return c, true
		}
	}
	return college.VenueClosure{}, false
}

// openMask is I-09 for the planner: the ticks in which the room is open.
func (p *place) openMask(d *day) uint64 {
	if _, closed := p.closedOn(d); closed {
		return 0
	}
	return ticksIn(p.openOn(d))
}

// lentOn is H12: when a partner lends the venue on that day; promised is false
// where none has said when.
func (p *place) lentOn(d *day) (spans []span, promised bool) {
	for _, promise := range p.lent {
		if !d.date.Between(promise.From, promise.To) {
			continue
		}
		promised = true
		switch {
		case !slices.Contains(promise.Weekdays, d.weekday):
		case promise.Start == "":
			return wholeDay, true
		default:
			end := promise.End.Minutes()
			if promise.End == "" {
				end = wholeDay[0].to
			}
			spans = joined(append(spans, span{promise.Start.Minutes(), end}))
		}
	}
	return spans, promised
}

// lentMask is H12 for the planner: the ticks in which the venue is lent.
func (p *place) lentMask(d *day) uint64 {
	spans, promised := p.lentOn(d)
	if !promised {
		return allTicks
	}
	return ticksIn(spans)
}

// assessment is how the risk assessments of a place stand on a day.
type assessment int

const (
	assessed assessment = iota
	notAssessed
	assessedLate
	notSuitable
)

// assessedOn is I-15: the room or its venue was assessed by the day and the
// next time is not past, and neither was last found not suitable. due is when
// the next one was.
func (p *place) assessedOn(d *day) (stands assessment, due college.Date) {
	var ofRoom, ofVenue *college.RiskAssessment
	for i := range p.risks {
		a := &p.risks[i]
		last := &ofVenue
		if a.RoomID != "" {
			last = &ofRoom
		}
		if a.DoneOn <= d.date && (*last == nil || a.DoneOn >= (*last).DoneOn) {
			*last = a
		}
	}
	stands = notAssessed
	for _, a := range [...]*college.RiskAssessment{ofRoom, ofVenue} {
		switch {
		case a == nil:
		case a.Outcome == "notSuitable":
			return notSuitable, ""
		case a.NextDue == "" || d.date <= a.NextDue:
			stands = assessed
		case stands == notAssessed:
			stands = assessedLate
		}
		if a != nil {
			due = max(due, a.NextDue)
		}
	}
	return stands, due
}

// mayBeUsed tells the planner whether the place is assessed and not closed.
func (p *place) mayBeUsed(d *day) bool {
	stands, _ := p.assessedOn(d)
	_, closed := p.closedOn(d)
	return stands == assessed && !closed
}

// seatsIn is how many the room seats in a layout ("" = as usual), 0 = not known.
func (p *place) seatsIn(layout string) int { return seats(p.Room, layout) }

// minutesTo is the travel time to another place: the table's minutes, else 15
// in one venue and 45 to another. The same room takes none; nor does going
// online, since nobody knows where from.
func (r *records) minutesTo(from, to *place) int {
	switch {
	case from == nil || to == nil || from == to:
		return 0
	case from.VenueID == to.VenueID && from.VenueID != "":
		return sameVenueMinutes
	}
	if minutes, known := r.travel[[2]string{from.VenueID, to.VenueID}]; known {
		return minutes
	}
	if minutes, known := r.travel[[2]string{to.VenueID, from.VenueID}]; known {
		return minutes
	}
	return otherVenueMinutes
}

// teachingOn tells the planner whether the day lies in the term, not in a break
// of it, the college is not closed and it is no bank holiday (I-09, I-10).
func (r *records) teachingOn(t *termTime, d *day) bool {
	out := t.ID != "" && !d.date.Between(t.Start, t.End) || d.bankHoliday
	for _, b := range t.breaks {
		out = out || d.date.Between(b.From, b.To)
	}
	for _, c := range r.closures {
		out = out || d.date.Between(c.From, c.To)
	}
	return !out
}

// availableOn is when the person can work on the day, by their week alone:
// asked is false for someone who has no week on record, of whom nothing is said.
func (x *person) availableOn(d *day) (spans []span, asked bool) {
	for i, part := range x.parts {
		if x.holdsOn(i, d) {
			spans = append(spans, part)
		}
	}
	return joined(spans), len(x.weekly) > 0
}

// availableFor tells whether nothing in the person's week is against working
// from one minute of the day to another.
func (x *person) availableFor(d *day, from, to int) bool {
	for i, part := range x.parts { // most often one part of the week is enough
		if part.from <= from && to <= part.to && x.holdsOn(i, d) {
			return true
		}
	}
	spans, asked := x.availableOn(d)
	return !asked || covers(spans, from, to)
}

// holdsOn tells whether a part of the person's week is of that day.
func (x *person) holdsOn(part int, d *day) bool {
	a := &x.weekly[part]
	return a.Weekday == d.weekday && d.date.Between(a.From, a.To)
}

// awayOn tells whether a leave of the person touches [from, to) on the day.
func (x *person) awayOn(d *day, from, to int) bool {
	return slices.ContainsFunc(x.leaves, func(l college.Leave) bool {
		return d.date.Between(l.From, l.To) && (l.Start == "" || l.Start.Minutes() < to && from < l.End.Minutes())
	})
}

// freeMask is H3 for the planner: the ticks in which the person is available
// and not on leave.
func (x *person) freeMask(d *day) uint64 {
	mask := allTicks
	if spans, asked := x.availableOn(d); asked {
		mask = ticksIn(spans)
	}
	for t := range 64 {
		if from := firstMinute + t*tickMinutes; len(x.leaves) > 0 && x.awayOn(d, from, from+tickMinutes) {
			mask &^= 1 << t
		}
	}
	return mask
}

// clearedOn is I-12: one of the person's checks holds on the day, in the youth
// arm with the child barred list.
func (x *person) clearedOn(d *day, arm college.Arm) bool {
	return slices.ContainsFunc(x.clearances, func(c college.Clearance) bool { return c.HoldsOn(d.date, arm == college.Youth) })
}

// trainedOn is I-13: safeguarding training of the person holds on the day, in
// the youth arm that of children.
func (x *person) trainedOn(d *day, arm college.Arm) bool {
	asked := "safeguarding"
	if arm == college.Youth {
		asked = "safeguardingChildren"
	}
	return slices.ContainsFunc(x.trainings, func(t college.Training) bool {
		return strings.HasPrefix(t.Kind, asked) && t.HoldsOn(d.date)
	})
}

// mayWork tells the planner whether the person's checks let them work in a
// session on the day. Of staff checks are asked in the youth arm only.
func (x *person) mayWork(d *day, arm college.Arm, as college.Role) bool {
	return as == college.RoleStaff && arm != college.Youth || x.clearedOn(d, arm) && x.trainedOn(d, arm)
}

// mayTeach is H7: the person is approved for the course on the day as that half
// of the pair; an approval that names no half is for either.
func (k *course) mayTeach(personID string, d *day, part string) bool {
	return approvedFor(k.approvals[personID], d, part)
}

func approvedFor(approvals []college.CourseTutor, d *day, part string) bool {
	return slices.ContainsFunc(approvals, func(a college.CourseTutor) bool {
		return (a.Part == "" || a.Part == part) && a.ApprovedOn != "" && d.date.Between(a.ApprovedOn, a.Until)
	})
}

// fit is how a room meets what a course needs of it: access needs that are not
// met or not known (H5), and facilities that are missing (H6).
type fit struct{ unmet, unknown, missing []string }

// fitsIn is how the place meets the needs of the course.
func (k *course) fitsIn(p *place) *fit {
	return known(k.fits, p, func() *fit {
		f := &fit{}
		for _, need := range k.RoomNeeds {
			if !isAccess(need) {
				if !slices.Contains(p.Facilities, need) {
					f.missing = append(f.missing, need)
				}
				continue
			}
			unmet, unknown := college.AccessUnmet([]string{need}, p.answers)
			f.unmet, f.unknown = append(f.unmet, unmet...), append(f.unknown, unknown...)
		}
		return f
	})
}

// promisedOn is H12: the course has no promise of dates on the day, or the day
// is one of those promised.
func (k *course) promisedOn(d *day) bool {
	kept := true
	for _, p := range k.promises {
		if d.date.Between(p.From, p.To) {
			if slices.Contains(p.Dates, d.date) {
				return true
			}
			kept = false
		}
	}
	return kept
}

// agreedOn and insuredOn are I-14: an agreement of the partner is active on the
// day, and its public liability insurance valid.
func (p *partner) agreedOn(d *day) bool {
	return slices.ContainsFunc(p.agreements, func(a college.Agreement) bool { return a.ActiveOn(d.date) })
}

func (p *partner) insuredOn(d *day) bool {
	return slices.ContainsFunc(p.insurances, func(i college.PartnerInsurance) bool {
		return i.Kind == "publicLiability" && i.To != "" && d.date.Between(i.From, i.To)
	})
}
