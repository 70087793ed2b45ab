package timetable

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// The two halves of a pair, as roles of a unit, in this order.
var halves = [2]string{college.PartLived, college.PartSubject}

// cast is who works in a series now: the pair by half, nil where there is
// nobody, and all others.
type cast struct {
	pair [2]*Worker
	with []Worker
}

// castOf finds the pair among those who work in a session: somebody of kind
// peer and somebody else of another kind. Who delivers alone takes the half
// that fits.
func castOf(workers []Worker) (k cast) {
	m := Meeting{Workers: workers}
	tutors := m.tutors()
	for i := range tutors {
		for j := range tutors {
			if k.pair[0] == nil && i != j && tutors[i].PersonID != tutors[j].PersonID && tutors[i].canBe(0) && tutors[j].canBe(1) {
				k.pair = [2]*Worker{&tutors[i], &tutors[j]}
			}
		}
	}
	if k.pair[0] == nil && len(tutors) > 0 {
		half := 1
		if !tutors[0].canBe(1) && tutors[0].canBe(0) {
			half = 0
		}
		k.pair[half] = &tutors[0]
	}
	seen := map[string]bool{}
	for _, w := range k.pair {
		if w != nil {
			seen[w.PersonID] = true
		}
	}
	for _, w := range workers {
		if !seen[w.PersonID] {
			seen[w.PersonID] = true
			k.with = append(k.with, w)
		}
	}
	return k
}

// canBe tells whether somebody is of a kind that may be a half of a pair.
func (w *Worker) canBe(half int) bool {
	if half == 0 {
		return slices.Contains(w.Kinds, college.KindPeer)
	}
	return slices.ContainsFunc(w.Kinds, func(kind string) bool { return kind != college.KindPeer })
}

// inRole is who stands in a role of a unit with so many roles; nil = nobody.
func (k *cast) inRole(r, roles int) *Worker {
	if roles == 1 && k.pair[0] == nil {
		return k.pair[1]
	}
	return k.pair[r]
}

// meetWorkers gets to know everybody who works, and who may be asked to teach:
// the tutors on record, or where there are none those who teach already.
func (c *compiled) meetWorkers() {
	for i := range c.facts.Meetings {
		for _, w := range c.facts.Meetings[i].Workers {
			c.workers[w.PersonID] = w
		}
	}
	for _, p := range c.brief.Standing {
		if c.brief.FromNothing && !c.brief.Pins[p.SessionID].Who {
			continue
		}
		for _, w := range p.Workers {
			if _, known := c.workers[w.PersonID]; !known {
				c.workers[w.PersonID] = w
			}
		}
	}
	for _, w := range c.facts.Tutors {
		c.workers[w.PersonID] = w
		c.asked = append(c.asked, w.PersonID)
	}
	if len(c.asked) == 0 {
		for id := range c.workers {
			c.asked = append(c.asked, id)
		}
	}
	slices.Sort(c.asked)
	c.asked = slices.Compact(c.asked)
}

// handFor is the index of a person as a unit sees them: themselves; their own
// twin where nobody's diary is kept (H2 is off), so that caps and rest have
// nothing to count either.
func (c *compiled) handFor(u int, personID string) int {
	base, known := c.handOf[personID]
	if !known {
		base = len(c.hands)
		c.handOf[personID] = base
		c.hands = append(c.hands, hand{c.known.person(personID), base})
		c.problem.People = append(c.problem.People, c.personOf(c.known.person(personID)))
	}
	if !c.off("H2") {
		return base
	}
	key := [3]int{1, u, base}
	if twin, known := c.twins[key]; known {
		return twin
	}
	c.twins[key] = len(c.hands)
	c.hands = append(c.hands, c.hands[base])
	c.problem.People = append(c.problem.People, c.problem.People[base])
	return c.twins[key]
}

// personOf is when somebody is free (H3) and what was agreed with them (H9).
func (c *compiled) personOf(x *person) search.Person {
	p := search.Person{Free: make([]uint64, len(c.days))}
	dated := slices.ContainsFunc(x.weekly, func(a college.Availability) bool { return a.From != "" || a.To != "" })
	var usual [8]*uint64 // by weekday, where nothing of the week is dated
	for i, d := range c.days {
		away, allDay := false, false
		for l := range x.leaves {
			if leave := &x.leaves[l]; leave.From <= d.date && d.date <= leave.To {
				away, allDay = true, allDay || leave.Start == ""
			}
		}
		switch {
		case allDay && !c.off("H3"):
		case c.off("H3") || len(x.weekly) == 0 && !away:
			p.Free[i] = allTicks
		case dated || away:
			p.Free[i] = x.freeMask(d)
		case usual[d.weekday] == nil:
			p.Free[i] = x.freeMask(d)
			usual[d.weekday] = &p.Free[i]
		default:
			p.Free[i] = *usual[d.weekday]
		}
	}
	if !c.off("H9") {
		p.PerDay = x.limit.HoursADay * 60 / tickMinutes
		p.PerWeek = x.limit.SessionsWeek
		p.Rests = x.limit.RestsAfter
	}
	return p
}

// castUnit says who may take the roles of a unit and who is always there.
// Without H7 one person will do, but where two are asked for by H9 (nobody
// works alone) or H12 (two adults with the youth arm).
func (c *compiled) castUnit(u int) {
	s, un := &c.series[u], &c.problem.Units[u]
	for i := range s.cast.with {
		if w := &s.cast.with[i]; !c.isGone(s, w.PersonID) {
			un.With = append(un.With, c.handFor(u, w.PersonID))
		}
	}
	roles := 2
	if c.off("H7") {
		both := s.cast.pair[0] != nil && s.cast.pair[1] != nil
		if two := !c.off("H9") && len(un.With) == 0 || !c.off("H12") && s.arm == college.Youth; !two && !both {
			roles = 1
		}
	}
	for r := range roles {
		list := c.candidatesOf(u, r, roles)
		if len(list) == 0 && c.off("H7") {
			continue // nobody is known who could: it is placed without
		}
		if len(list) == 0 {
			s.stuck = append(s.stuck, "H7")
		}
		un.Roles = append(un.Roles, list)
	}
	if len(un.Roles) == 2 && len(un.Roles[0]) == 1 && len(un.Roles[1]) == 1 && un.Roles[0][0].Person == un.Roles[1][0].Person {
		if c.off("H7") {
			un.Roles = un.Roles[:1]
		} else {
			s.stuck = append(s.stuck, "H7")
		}
	}
}

// isGone tells whether somebody who helps is away from a session of the series
// as it stands: it does not wait for them, unless who works in it is locked.
func (c *compiled) isGone(s *series, personID string) bool {
	return !s.pin.Who && slices.ContainsFunc(s.sessions, func(one *held) bool { return one.placed() && c.isAway(personID, one) })
}

// castingKey names the candidates for a role in the sessions of a course.
type castingKey struct {
	course string
	arm    college.Arm
	role   int // -1 = either half
}

// candidatesOf are those who may take a role in a unit: the people approved for
// the course as that half of the pair, and whoever has the role now. A pin
// leaves only the latter.
func (c *compiled) candidatesOf(u, role, roles int) []search.Candidate {
	s := &c.series[u]
	now := s.cast.inRole(role, roles)
	pinned := s.pin.Who && now != nil
	key := castingKey{s.course.ID, s.arm, role}
	if c.off("H7") {
		key.role = -1
	}
	list := slices.Clone(c.casting(key, s.course))
	if pinned {
		list = slices.DeleteFunc(list, func(x search.Candidate) bool { return c.hands[x.Person].id != now.PersonID })
	}
	if now != nil && (now.canBe(role) || c.off("H7")) {
		stands := c.handFor(u, now.PersonID)
		is := func(x search.Candidate) bool { return c.hands[x.Person].base == c.hands[stands].base }
		window, may := c.window(s.course, now, key, true)
		if c.allowed(s, "I-12") || c.allowed(s, "I-13") {
			list = slices.DeleteFunc(list, is) // a leader allowed them, whatever their papers
			window, may = search.Candidate{From: c.first, To: len(c.days) - 1}, true
		}
		if may && !slices.ContainsFunc(list, is) {
			window.Person = c.hands[stands].base
			list = append(list, window)
		}
	}
	for i := range list {
		list[i].Person = c.handFor(u, c.hands[list[i].Person].id)
	}
	return slices.DeleteFunc(list, func(x search.Candidate) bool { return slices.Contains(c.problem.Units[u].With, x.Person) })
}

// casting are the approved candidates for a role in the sessions of a course.
func (c *compiled) casting(key castingKey, k *course) []search.Candidate {
	if list, known := c.castings[key]; known {
		return list
	}
	var list []search.Candidate
	for _, id := range c.asked {
		if len(k.approvals[id]) == 0 {
			continue
		}
		w := c.workers[id]
		if key.role >= 0 && !w.canBe(key.role) {
			continue
		}
		if window, may := c.window(k, &w, key, false); may {
			window.Person = c.hands[c.handFor(0, id)].base
			list = append(list, window)
		}
	}
	c.castings[key] = list
	return list
}

// window is the longest stretch of days on which somebody may take a role: by
// their approvals (H7), their checks (I-12, I-13) and their age beside the
// youth arm (H12). Who has the role already and has no approval on record for
// the course, keeps it.
func (c *compiled) window(k *course, w *Worker, key castingKey, stands bool) (search.Candidate, bool) {
	papers := c.checksOf(w, key.arm)
	last := len(c.days) - 1
	best := search.Candidate{From: 0, To: -1}
	approvals := k.approvals[w.PersonID]
	asks := !c.off("H7") && !(stands && len(approvals) == 0)
	if c.first <= last && papers.always && (!asks || throughout(approvals, halves[key.role], c.days[c.first].date, c.days[last].date)) {
		return search.Candidate{From: c.first, To: last}, true
	}
	from := c.first
	for d := c.first; d <= last+1; d++ {
		if d <= last && papers.days[d] && (!asks || approvedFor(approvals, c.days[d], halves[key.role])) {
			continue
		}
		if d-from > best.To-best.From+1 {
			best.From, best.To = from, d-1
		}
		from = d + 1
	}
	return best, best.To >= best.From
}

// throughout tells whether one approval holds from one day to another.
func throughout(approvals []college.CourseTutor, part string, from, to college.Date) bool {
	return slices.ContainsFunc(approvals, func(a college.CourseTutor) bool {
		return (a.Part == "" || a.Part == part) && a.ApprovedOn != "" && from.Between(a.ApprovedOn, a.Until) && to.Between(a.ApprovedOn, a.Until)
	})
}

// checks tells on which days somebody may work.
type checks struct {
	days   []bool
	always bool
}

// paperKey names the checks of somebody in an arm.
type paperKey struct {
	person string
	arm    college.Arm
	role   college.Role
}

// checksOf tells on which days somebody's checks let them work in an arm.
func (c *compiled) checksOf(w *Worker, arm college.Arm) *checks {
	key := paperKey{w.PersonID, arm, w.As}
	if made, known := c.papers[key]; known {
		return made
	}
	x := c.known.person(w.PersonID)
	may := &checks{days: make([]bool, len(c.days)), always: true}
	for i, d := range c.days {
		exempt := w.As == college.RoleStaff && arm != college.Youth
		may.days[i] = (exempt || c.off("I-12") || x.clearedOn(d, arm)) && (exempt || c.off("I-13") || x.trainedOn(d, arm)) &&
			(arm != college.Youth || c.off("H12") || !minor(w, d))
		may.always = may.always && may.days[i]
	}
	c.papers[key] = may
	return may
}

// minor tells whether somebody is known to be under 18 on the day.
func minor(w *Worker, d *day) bool {
	age := w.DOB.AgeOn(d.date)
	return age >= 0 && age < 18
}

// order puts every unit after the one before it in its run, and the runs of a
// course after one of the course that it builds on (H8).
func (c *compiled) order() {
	if c.off("H8") {
		return
	}
	firstRun := map[string]*run{} // of a course, the run that ends first as it stands
	for u := range c.series {
		s := &c.series[u]
		for i, v := range s.run.units {
			if v == u && i > 0 {
				c.problem.Units[u].After = append(c.problem.Units[u].After, s.run.units[i-1])
			}
		}
		if old := firstRun[s.course.ID]; s.run.no >= 0 && (old == nil || s.run.ends() < old.ends()) {
			firstRun[s.course.ID] = s.run
		}
	}
	for u := range c.series {
		s := &c.series[u]
		before := s.course.before
		if s.run.no < 0 || s.run.units[0] != u || before == nil || before.leadsBackTo(s.course) {
			continue
		}
		if needed := firstRun[before.ID]; needed != nil && !c.takenBefore(before) {
			c.problem.Units[u].After = append(c.problem.Units[u].After, needed.units[len(needed.units)-1])
		}
	}
}

// ends is the last day of a run as it stands; open ones come last.
func (r *run) ends() string {
	last := r.sessions[len(r.sessions)-1]
	if !last.placed() {
		return "~" + r.id
	}
	return string(last.at.Date) + r.id
}

// leadsBackTo tells whether a course builds on another one, which no order
// could hold if that builds on it.
func (k *course) leadsBackTo(other *course) bool {
	for range 20 {
		if k == nil || k == other {
			return k == other
		}
		k = k.before
	}
	return true
}

// takenBefore tells whether a run of the course ended before the term.
func (c *compiled) takenBefore(k *course) bool {
	return slices.ContainsFunc(c.facts.Meetings, func(m Meeting) bool {
		return m.CourseID == k.ID && m.TermID != c.brief.TermID && m.stands() && m.Date < c.days[0].date
	})
}
