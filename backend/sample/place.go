package sample

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"daybook/backend/college"
)

// Minutes kept free: between two sessions in a room, and around those of a
// tutor at the same place and at another (I-06, I-07; 6.9).
const (
	setUp      = 15
	sameVenue  = 15
	otherVenue = 45
)

// diary is what stands on a day for a room or a person, by their id.
type diary map[diaryKey][]slot

type diaryKey struct {
	id  string
	day college.Date
}

type slot struct {
	from, to int
	where    string
	youth    bool
}

func (d diary) add(id string, day college.Date, s slot) {
	d[diaryKey{id, day}] = append(d[diaryKey{id, day}], s)
}

// roomFree: half-open intervals with the set-up minutes between (I-07).
func (d diary) roomFree(id string, day college.Date, s slot) bool {
	for _, o := range d[diaryKey{id, day}] {
		if s.from < o.to+setUp && o.from < s.to+setUp {
			return false
		}
	}
	return true
}

// personFree leaves time to get from one place to the next (I-06).
func (d diary) personFree(id string, day college.Date, s slot) bool {
	for _, o := range d[diaryKey{id, day}] {
		gap := otherVenue
		if o.where == s.where {
			gap = sameVenue
		}
		if s.from < o.to+gap && o.from < s.to+gap {
			return false
		}
	}
	return true
}

// apart: the youth arm is never on the premises with adults; here it has the
// building to itself all day (I-31).
func (d diary) apart(venue string, day college.Date, youth bool) bool {
	for _, o := range d[diaryKey{venue, day}] {
		if youth || o.youth {
			return false
		}
	}
	return true
}

// placer puts runs into their terms at random times until one breaks no rule.
type placer struct {
	m    *maker
	r    *rand.Rand
	free college.Date  // a day that ordinary runs keep off: today
	used map[*room]int // runs placed in a room
	days [6]float64    // sessions placed, by weekday from Monday
}

func (m *maker) placer(table string) *placer {
	return &placer{m: m, r: m.stream(table), used: map[*room]int{}}
}

// pin says where and when a run must be; what is empty is left to chance.
type pin struct {
	room    string
	start   college.Clock
	session int          // this session …
	day     college.Date // … falls on this day
}

// placeAll places the longest runs first, of those the ones that few rooms
// suit, then the largest (6.8, 3).
func (p *placer) placeAll(runs []*run) error {
	inOrder := slices.Clone(runs)
	slices.SortStableFunc(inOrder, func(a, b *run) int {
		return cmp.Or(cmp.Compare(b.course.sessions, a.course.sessions), cmp.Compare(len(b.course.needs), len(a.course.needs)), cmp.Compare(b.course.capacity, a.course.capacity))
	})
	for _, r := range inOrder {
		if r.dates != nil {
			continue // pinned before
		}
		if !p.place(r, pin{}, 6000) {
			return fmt.Errorf("no room, time and tutors found for %s", r.ref)
		}
	}
	return nil
}

// place tries a number of times and enters the run in the diary, or leaves all
// as it was.
func (p *placer) place(r *run, fixed pin, tries int) bool {
	for range tries {
		dates := p.dates(r, fixed)
		r.start = fixed.start
		if r.start == "" {
			r.start = p.startTime(r, dates)
		}
		if r.start == "" || !p.open(r, dates) {
			continue
		}
		r.room = nil
		if !r.online {
			if r.room = p.aRoom(r, dates, fixed.room); r.room == nil {
				continue
			}
		}
		if tutors := p.aPair(r, dates); tutors != nil {
			p.enter(r, dates, tutors)
			return true
		}
	}
	r.start, r.room = "", nil
	return false
}

// weekdays are the shares of 6.4, Monday to Friday.
var weekdays = []float64{17, 23, 24, 23, 12}

// weekday draws one, the likelier the further it is behind its share: a run of
// six puts six sessions on one day, and the shares would drift (6.9).
func (p *placer) weekday() int {
	placed, behind := 30.0, make([]option, len(weekdays))
	for _, n := range p.days {
		placed += n
	}
	for i, share := range weekdays {
		behind[i] = option{strconv.Itoa(i), max(0.5, share*placed/100-p.days[i])}
	}
	day, _ := strconv.Atoi(oneOf(p.r, behind))
	return day
}

// dates are the run's days: weekly, skipping the break (6.4).
func (p *placer) dates(r *run, fixed pin) []college.Date {
	weeks := r.term.weeks
	weekday := p.weekday()
	from := p.r.IntN(len(weeks) - r.course.sessions + 1)
	if fixed.day != "" {
		weekday = fixed.day.DaysSince(fixed.day.Monday())
		from = slices.Index(weeks, fixed.day.Monday()) - fixed.session + 1
	} else if r.course.code == "PA10" && chance(p.r, 0.3) {
		weekday = 5 // the woodland meets on a Saturday now and then
	}
	var dates []college.Date
	for i := range r.course.sessions {
		if from+i < 0 || from+i >= len(weeks) {
			return nil
		}
		dates = append(dates, weeks[from+i].AddDays(weekday))
	}
	return dates
}

// startTime follows 6.4; no evening on a Friday, nothing in person after half
// past four.
func (p *placer) startTime(r *run, dates []college.Date) college.Clock {
	if !r.online {
		start := college.Clock(oneOf(p.r, []option{{"10:00", 40}, {"10:30", 12}, {"13:00", 14}, {"13:30", 34}}))
		if start.Minutes()+r.course.minutes > 16*60+30 {
			return ""
		}
		return start
	}
	times := []option{{"10:00", 30}, {"13:30", 30}, {"18:30", 30}}
	if r.course.minutes <= 90 {
		times = append(times, option{"12:15", 20})
	}
	start := college.Clock(oneOf(p.r, times))
	if len(dates) > 0 && start == "18:30" && dates[0].Weekday() == 5 {
		return ""
	}
	return start
}

// open tells whether the college meets on all these days: inside the term, no
// bank holiday, and not the day that is kept free (I-09, I-10).
func (p *placer) open(r *run, dates []college.Date) bool {
	for _, day := range dates {
		if _, holiday := college.IsBankHoliday(day); holiday || !day.Between(r.term.Start, r.term.End) || day == p.free {
			return false
		}
		if r.online && !p.m.diary.roomFree(p.m.virtual, day, p.slot(r)) {
			return false
		}
	}
	return len(dates) > 0
}

func (p *placer) slot(r *run) slot {
	return slot{from: r.start.Minutes(), to: r.end().Minutes(), where: r.where(), youth: r.youth()}
}

// aRoom is one that suits the course and is free on all days; now and then the
// one used least, so that the rooms share the work.
func (p *placer) aRoom(r *run, dates []college.Date, code string) *room {
	var found []*room
	for _, room := range p.m.rooms {
		r.room = room
		if (code == "" || room.code == code) && suits(room, r.course) && p.roomOpen(r, dates) {
			found = append(found, room)
		}
	}
	if len(found) == 0 {
		return nil
	}
	found = shuffled(p.r, found)
	if chance(p.r, 0.5) {
		slices.SortStableFunc(found, func(a, b *room) int { return p.used[a] - p.used[b] })
	}
	return found[0]
}

// suits: enough seats for the run's places (staff are not counted), what the
// course asks for, and the rooms that are good for one thing alone left to
// those who ask (I-02, 6.9).
func suits(room *room, c *course) bool {
	for _, need := range c.needs {
		if !slices.Contains(room.facilities, need) {
			return false
		}
	}
	special := slices.Contains([]string{"V10", "V18", "V22", "V25"}, room.code)
	return room.seats >= c.capacity && (len(c.needs) > 0 || !special)
}

// roomOpen looks at r.room on the days: closed weekdays, the diary, the youth
// arm apart, and no match day.
func (p *placer) roomOpen(r *run, dates []college.Date) bool {
	for _, day := range dates {
		weekday := day.DaysSince(day.Monday()) + 1
		if slices.Contains(r.room.closed, weekday) || r.room.code == "V14" && weekday == 6 ||
			!p.m.diary.roomFree(r.room.id, day, p.slot(r)) || !p.m.diary.apart(r.room.venueID, day, r.youth()) {
			return false
		}
	}
	return true
}

// mostRuns is how many runs a tutor teaches at most in what is being laid out.
const mostRuns = 3

// aPair is one peer tutor and one other (I-11): those who have taught nothing
// yet first, then for the other half those of the run's own partner.
func (p *placer) aPair(r *run, dates []college.Date) []*tutor {
	peer := p.aTutor(r, dates, func(t *tutor) bool { return t.kind == college.KindPeer })
	if peer == nil {
		return nil
	}
	other := p.aTutor(r, dates, func(t *tutor) bool {
		return t.kind != college.KindPeer && (r.needing == nil || t == r.needing)
	})
	if other == nil {
		return nil
	}
	return []*tutor{peer, other}
}

func (p *placer) aTutor(r *run, dates []college.Date, suits func(*tutor) bool) *tutor {
	var best *tutor
	bestRank, bestDraw := 0, 0.0
	for _, t := range p.m.tutors {
		draw := p.r.Float64()
		if !suits(t) || t.runs >= mostRuns || t.off && t != r.needing || !p.tutorFree(r, dates, t) {
			continue
		}
		rank := 10 + t.runs
		switch {
		case r.youth() && len(r.course.approved) > 0 && !r.course.approved[t]:
			continue // who teaches the youth arm has the checks it asks for
		case t.runs == 0 && t.taught == nil:
			rank = 0
		case t.partner != nil && t.partner == r.course.partner || r.course.approved[t]:
			rank = 1 + t.runs
		}
		if best == nil || rank < bestRank || rank == bestRank && draw < bestDraw {
			best, bestRank, bestDraw = t, rank, draw
		}
	}
	return best
}

func (p *placer) tutorFree(r *run, dates []college.Date, t *tutor) bool {
	for _, day := range dates {
		if !p.m.diary.personFree(t.personID, day, p.slot(r)) {
			return false
		}
	}
	return true
}

func (p *placer) enter(r *run, dates []college.Date, tutors []*tutor) {
	r.dates, r.tutors = dates, tutors
	r.limit(r.lead)
	if r.course.sessions == 6 {
		r.helper = p.aHelper(r)
	}
	p.used[r.room]++
	for _, day := range dates {
		p.days[day.DaysSince(day.Monday())]++
		place := p.m.virtual
		if !r.online {
			place = r.room.id
			p.m.diary.add(r.room.venueID, day, p.slot(r))
		}
		p.m.diary.add(place, day, p.slot(r))
		for _, t := range tutors {
			p.m.diary.add(t.personID, day, p.slot(r))
		}
		if r.helper != nil {
			p.m.diary.add(r.helper.personID, day, p.slot(r))
		}
	}
	for _, t := range tutors {
		t.runs++
	}
}

// aHelper is a volunteer who is free; the longest runs have one.
func (p *placer) aHelper(r *run) *helper {
	late := p.m.lateReviews().helps
	for _, h := range shuffled(p.r, p.m.helpers) {
		free := h != late
		for _, day := range r.dates {
			free = free && p.m.diary.personFree(h.personID, day, p.slot(r))
		}
		if free {
			return h
		}
	}
	return nil
}
