package timetable

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// why is a set of rules that stand in the way: a bit each, first those of the
// engine (search.Clashing.Bit), then those by which a term was laid.
type why uint32

const (
	closedDay why = 1 << (16 + iota)
	notPromised
	notCovered
	retired
	tooSmall
	needsUnmet
	facilityMissed
	bookedUnmet
	accountKept
	notLent
	notSafe
	notApproved
	notCheckedYet
	notTrainedYet
	notGrownUp
	onLeave // beside search.Away: whoever is on leave is not asked to come
)

// ways are all the ways to place a series by itself: every start in the hours
// in which the college teaches, at every place of its kind, with every two
// people approved for the course, as far as nothing of it is locked.
type ways struct {
	*compiled
	p       *search.Problem // of hard rules only, with everybody who may be asked
	u       int
	s       *series
	starts  []uint64 // by pattern
	count   int      // of starts
	day     []why    // by pattern
	places  []int
	place   []why
	shut    [][3][]uint64 // of every place, by day: open by its hours, lent, assessed
	people  [2][]int
	ids     [2][]string
	barred  [2][][]why    // by person and day
	leave   [2][][]uint64 // by person and day, when they are on leave; nil for those without
	same    []int         // of everyone in the first role, where in the second; -1
	roles   int
	gone    []Worker // who could take a role if they were not on leave throughout
	sharing int      // pairs of one person with themselves
}

// bare is the problem without soft rules, and with everybody who may be asked;
// extra says who is none of its people otherwise.
func (c *compiled) bare() (p *search.Problem, extra map[string]int) {
	copied := *c.problem
	copied.Rules, extra = nil, map[string]int{}
	copied.People = slices.Clone(copied.People)
	for _, id := range c.asked {
		if _, known := c.handOf[id]; !known {
			extra[id] = len(copied.People)
			copied.People = append(copied.People, c.personOf(c.known.person(id)))
		}
	}
	return &copied, extra
}

func (c *compiled) waysOf(p *search.Problem, extra map[string]int, u int) *ways {
	w := &ways{compiled: c, p: p, u: u, s: &c.series[u], starts: make([]uint64, len(p.Patterns)), day: make([]why, len(p.Patterns))}
	w.findStarts()
	w.findPlaces()
	w.roles = len(p.Units[u].Roles)
	for r := range w.roles {
		w.findPeople(r, extra)
	}
	w.same = make([]int, len(w.people[0]))
	for i, x := range w.people[0] {
		if w.same[i] = slices.Index(w.people[1], x); w.same[i] >= 0 {
			w.sharing++
		}
	}
	return w
}

func (w *ways) findStarts() {
	var patterns []int
	if !w.s.pin.When {
		patterns = slices.Clone(w.weeklyOf(w.s.course, len(w.s.sessions)))
	}
	if at := w.s.pattern; at != search.None && !slices.Contains(patterns, at) {
		patterns = append(patterns, at)
	}
	mask := w.startsOf(w.s)
	for _, pattern := range patterns {
		w.starts[pattern] = mask
		for t := mask; t != 0; t &= t - 1 {
			w.count++
		}
		for _, d := range w.problem.Patterns[pattern] {
			if rule, may := w.dayFor(w.s, d); !may {
				w.day[pattern] |= map[string]why{"H3": closedDay, "H12": notPromised, "I-14": notCovered}[rule]
			}
		}
	}
}

func (w *ways) findPlaces() {
	s := w.s
	online := s.first.Mode == college.Online
	if online && len(w.facts.VirtualRooms) == 0 {
		return
	}
	bits := map[string]why{"": retired, "H4": tooSmall, "H5": needsUnmet, "H6": facilityMissed, "I-17": bookedUnmet, "H11": accountKept}
	pinned, isPinned := search.None, false
	if id := s.first.at.RoomID + s.first.at.VirtualRoomID; s.pin.Where && id != "" {
		pinned, isPinned = w.spotAt(&s.first.at)
	}
	for base := range w.spots {
		if sp := w.spots[base]; sp.base != base || (sp.room == nil) != online || isPinned && base != pinned {
			continue
		}
		var found why
		for _, rule := range w.refuses(s, base) {
			found |= bits[rule]
		}
		if found == retired {
			continue // nobody thinks of a room that is given up
		}
		index := base
		if twin, is := w.twins[[3]int{0, w.u, base}]; is {
			index = twin
		}
		w.places, w.place = append(w.places, index), append(w.place, found)
	}
	w.shut = make([][3][]uint64, len(w.places))
}

// findPeople finds who is thought of for a role: those approved for the course
// as that half at any time, or where nobody is, or all of them are on leave
// throughout, everybody who could be.
func (w *ways) findPeople(r int, extra map[string]int) {
	s := w.s
	now := s.cast.inRole(r, w.roles)
	add := func(id string, worker Worker) {
		x, known := w.handOf[id]
		if twin, is := w.twins[[3]int{1, w.u, x}]; known && is {
			x = twin
		}
		if !known {
			x = extra[id]
		}
		if slices.Contains(w.p.Units[w.u].With, x) || slices.Contains(w.people[r], x) {
			return
		}
		w.people[r], w.ids[r] = append(w.people[r], x), append(w.ids[r], id)
		w.barred[r] = append(w.barred[r], w.barredOn(&worker, r))
		w.leave[r] = append(w.leave[r], w.leaveOf(id))
	}
	if s.pin.Who && now != nil {
		add(now.PersonID, *now)
		return
	}
	for _, all := range []bool{false, true} {
		for _, id := range w.asked {
			worker := w.workers[id]
			isNow := now != nil && now.PersonID == id
			if isNow || (all || len(s.course.approvals[id]) > 0) && (w.off("H7") || worker.canBe(r)) {
				add(id, worker)
			}
		}
		if slices.ContainsFunc(w.leave[r], w.everThere) {
			return
		}
		if !all {
			for _, id := range w.ids[r] {
				w.gone = append(w.gone, w.workers[id])
			}
		}
	}
}

// everThere tells whether somebody's leave lets them into a pattern at all.
func (w *ways) everThere(leave []uint64) bool {
	for pattern, starts := range w.starts {
		away := func(d int) bool { return leave != nil && leave[d] == allTicks }
		if starts != 0 && !slices.ContainsFunc(w.p.Patterns[pattern], away) {
			return true
		}
	}
	return false
}

// leaveOf are the ticks of each day in which somebody is on leave.
func (c *compiled) leaveOf(id string) []uint64 {
	x := person{leaves: c.known.person(id).leaves}
	if len(x.leaves) == 0 || c.off("H3") {
		return nil
	}
	away := make([]uint64, len(c.days))
	for i, d := range c.days {
		away[i] = ^x.freeMask(d)
	}
	return away
}

// barredOn is what keeps somebody from a role on each day: approval, checks,
// age beside the youth arm.
func (w *ways) barredOn(worker *Worker, r int) []why {
	var window search.Candidate
	half := castingKey{w.s.course.ID, w.s.arm, r}
	now := w.s.cast.inRole(r, w.roles)
	stands := now != nil && now.PersonID == worker.PersonID
	window, may := w.window(w.s.course, worker, half, stands)
	x, found := w.known.person(worker.PersonID), make([]why, len(w.days))
	for i, d := range w.days {
		if may && i >= window.From && i <= window.To {
			continue
		}
		exempt := worker.As == college.RoleStaff && w.s.arm != college.Youth
		if !w.off("H7") && !w.s.course.mayTeach(worker.PersonID, d, halves[r]) {
			found[i] |= notApproved
		}
		if !exempt && !w.off("I-12") && !x.clearedOn(d, w.s.arm) {
			found[i] |= notCheckedYet
		}
		if !exempt && !w.off("I-13") && !x.trainedOn(d, w.s.arm) {
			found[i] |= notTrainedYet
		}
		if age := worker.DOB.AgeOn(d.date); w.s.arm == college.Youth && !w.off("H12") && age >= 0 && age < 18 {
			found[i] |= notGrownUp
		}
		if found[i] == 0 {
			found[i] = notApproved // another stretch of days than the one that counts
		}
	}
	return found
}

// row is what stands in the way at one start, all rules told apart.
type row struct {
	*search.Row
	common why
	places []why
	who    [2][]why
}

// survey goes through all starts.
func (w *ways) survey(s *search.State, look func(*row) bool) {
	r := &row{places: make([]why, len(w.places))}
	for i := range w.people {
		r.who[i] = make([]why, len(w.people[i]))
	}
	s.Survey(w.u, w.starts, w.places, w.people, func(found *search.Row) bool {
		r.Row = found
		r.common = why(found.Common) | w.day[found.Pattern]
		mask := w.mask(w.u, found.Tick)
		for j, rules := range found.Places {
			r.places[j] = why(rules) | w.place[j]
			if closed := why(search.PlaceClosed.Bit()); r.places[j]&closed != 0 {
				r.places[j] = r.places[j]&^closed | w.closedBy(j, found.Pattern, found.Tick)
			}
		}
		for i := range w.people {
			for j, rules := range found.Who[i] {
				r.who[i][j] = why(rules)
				for _, d := range w.p.Patterns[found.Pattern] {
					r.who[i][j] |= w.barred[i][j][d]
					if leave := w.leave[i][j]; leave != nil && leave[d]&mask != 0 {
						r.who[i][j] |= onLeave
					}
				}
			}
		}
		return look(r)
	})
}

// closedBy tells apart why a place is not open: its hours and closures, the
// days it is lent, its risk assessment.
func (w *ways) closedBy(j, pattern, tick int) (found why) {
	p := w.spots[w.places[j]].room
	if w.shut[j][0] == nil {
		for i := range w.shut[j] {
			w.shut[j][i] = make([]uint64, len(w.days))
		}
		var hours [8]uint64
		for weekday := 1; weekday <= 7; weekday++ {
			hours[weekday] = ticksIn(p.openOn(&day{weekday: weekday}))
		}
		for i, d := range w.days {
			w.shut[j][0][i], w.shut[j][1][i] = hours[d.weekday], allTicks
			if _, closed := p.closedOn(d); closed {
				w.shut[j][0][i] = 0
			}
			if len(p.lent) > 0 {
				w.shut[j][1][i] = p.lentMask(d)
			}
			if stands, _ := p.assessedOn(d); stands == assessed {
				w.shut[j][2][i] = allTicks
			}
		}
	}
	mask := w.mask(w.u, tick)
	for i, bit := range [3]why{why(search.PlaceClosed.Bit()), notLent, notSafe} {
		if w.off([3]string{"H3", "H12", "I-15"}[i]) {
			continue
		}
		for _, d := range w.p.Patterns[pattern] {
			if ^w.shut[j][i][d]&mask != 0 {
				found |= bit
			}
		}
	}
	return found
}

// placement is one way.
func (w *ways) placement(r *row, place int, who [2]int) search.Placement {
	pl := search.Placement{Pattern: int16(r.Pattern), Tick: int16(r.Tick), Place: search.None, Who: [2]int16{search.None, search.None}}
	if place >= 0 {
		pl.Place = int16(w.places[place])
	}
	for i := range w.roles {
		pl.Who[i] = int16(w.people[i][who[i]])
	}
	return pl
}
