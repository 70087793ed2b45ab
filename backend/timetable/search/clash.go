package search

// Clashing says which hard rule stands in the way of a placement.
type Clashing int

// The hard rules of the engine, in the order they are asked.
const (
	Clean       Clashing = iota
	NotThen              // the unit may not start then
	NotThere             // the place is not one it may have
	NotThem              // somebody is no candidate for the role, or not on those dates
	PlaceClosed          // the place is not open
	PlaceTaken           // another unit has the place, or clears it up
	GroupTaken           // an audience of the unit is in another one
	Away                 // somebody is not free
	PersonTaken          // somebody is in another unit
	Travelling           // somebody has not the time to get there
	DayFull              // somebody works enough that day
	WeekFull             // somebody works enough that week
	NoRest               // somebody has not rested after an evening
	KitShort             // there is not enough of a kind of kit
	OutOfOrder           // it is not before, or after, what it should be
	ArmsMeet             // the other arm is on the premises
)

// Clash is one reason why a placement does not fit. With is the index of the
// place, person, group or kind of kit it is about; Unit the unit in the way,
// None where nobody is (the place is shut, the person away); Day the day.
type Clash struct {
	Rule            Clashing
	With, Unit, Day int
}

// Fits tells whether a unit fits somewhere: Clean, or the first clash found. What
// the unit holds itself is looked through.
func (s *State) Fits(u int, pl Placement) Clash {
	var why Clash
	s.look(u)
	s.ask(u, pl, func(c Clash) bool { why = c; return false })
	s.unlook(u)
	return why
}

// Clashes are all reasons why a unit does not fit somewhere.
func (s *State) Clashes(u int, pl Placement) []Clash {
	var all []Clash
	s.look(u)
	s.ask(u, pl, func(c Clash) bool { all = append(all, c); return true })
	s.unlook(u)
	return all
}

// ask goes through the hard rules at leisure and tells every clash until told
// to stop. It finds what fits finds, and says who is in the way.
func (s *State) ask(u int, pl Placement, tell func(Clash) bool) {
	un := &s.p.Units[u]
	more := true
	say := func(rule Clashing, with, unit, day int) {
		if more {
			more = tell(Clash{rule, with, unit, day})
		}
	}
	if !pl.Placed() || un.Starts[pl.Pattern]>>pl.Tick&1 == 0 {
		say(NotThen, None, None, None)
		return
	}
	if !s.placeAllowed(u, int(pl.Place)) {
		say(NotThere, int(pl.Place), None, None)
	}
	for r := range un.Roles {
		if !s.roleAllowed(u, r, pl) {
			say(NotThem, int(pl.Who[r]), None, None)
		}
	}
	if len(un.Roles) == 2 && pl.Who[0] == pl.Who[1] {
		say(NotThem, int(pl.Who[0]), None, None)
	}
	if !more {
		return
	}
	for _, d := range s.p.Patterns[pl.Pattern] {
		s.askDay(u, pl, d, say)
	}
	s.askWeeks(u, pl, say)
	for _, v := range un.After {
		if s.at[v].Placed() && s.lastDay(v) >= s.p.Patterns[pl.Pattern][0] {
			say(OutOfOrder, None, v, None)
		}
	}
	for _, v := range s.before[u] {
		if s.at[v].Placed() && s.firstDay(int(v)) <= last(s.p.Patterns[pl.Pattern]) {
			say(OutOfOrder, None, int(v), None)
		}
	}
}

// askDay asks what stands in the way of one session of a unit.
func (s *State) askDay(u int, pl Placement, d int, say func(Clashing, int, int, int)) {
	un, mask := &s.p.Units[u], s.masks[u]<<pl.Tick
	if pl.Place >= 0 {
		s.askPlace(u, pl, d, mask, say)
	}
	for _, g := range un.Groups {
		if s.group[g*s.days+d]&^s.own[d]&mask != 0 {
			s.each(u, d, mask, func(v int) bool { return shares(s.p.Units[v].Groups, g) }, func(v int) { say(GroupTaken, g, v, d) })
		}
	}
	for _, x := range un.With {
		s.askPerson(u, x, pl, d, mask, say)
	}
	for r := range un.Roles {
		s.askPerson(u, int(pl.Who[r]), pl, d, mask, say)
	}
	for _, k := range un.Kit {
		if !s.kitShort(u, k, d, mask) {
			continue
		}
		found := false
		s.each(u, d, mask, func(v int) bool { return s.uses(v, k.Kind) }, func(v int) { found = true; say(KitShort, k.Kind, v, d) })
		if !found {
			say(KitShort, k.Kind, None, d)
		}
	}
}

func (s *State) askPlace(u int, pl Placement, d int, mask uint64, say func(Clashing, int, int, int)) {
	place := int(pl.Place)
	if s.shut[place*s.days+d]&mask != 0 {
		say(PlaceClosed, place, None, d)
	}
	ext := s.extended(u, place) << pl.Tick
	taken := s.taken[s.share[place]*s.days+d]
	if s.sharesOwn(u, place) {
		taken &^= s.ownExt[d]
	}
	if taken&ext != 0 {
		s.each(u, d, ^uint64(0), func(v int) bool {
			at := s.at[v]
			return at.Place >= 0 && s.share[at.Place] == s.share[place] && s.extended(v, int(at.Place))<<at.Tick&ext != 0
		}, func(v int) { say(PlaceTaken, place, v, d) })
	}
	if s.apart && s.p.Units[u].Arm != NoArm && s.p.Places[place].Site >= 0 {
		s.each(u, d, mask, func(v int) bool { return s.otherArm(u, v, place) }, func(v int) { say(ArmsMeet, place, v, d) })
	}
}

func (s *State) askPerson(u, x int, pl Placement, d int, mask uint64, say func(Clashing, int, int, int)) {
	i := x*s.days + d
	if ^s.p.People[x].Free[d]&mask != 0 {
		say(Away, x, None, d)
	}
	day := &s.diary[i]
	start, end := int(pl.Tick), int(pl.Tick)+s.p.Units[u].Length
	work := 0
	for _, e := range day.entries[:day.n] {
		if int(e.unit) == u {
			continue
		}
		work += int(e.end - e.start)
		switch {
		case start < int(e.end) && int(e.start) < end:
			say(PersonTaken, x, int(e.unit), d)
		case s.tooClose(&e, int(pl.Place), start, end):
			say(Travelling, x, int(e.unit), d)
		}
	}
	if most := s.p.People[x].PerDay; most > 0 && work+end-start > most {
		s.inDiary(x, d, u, func(v int) { say(DayFull, x, v, d) }, func() { say(DayFull, x, None, d) })
	}
	if !s.rested(u, x, d, start, end) {
		found := false
		for _, near := range []int{d - 1, d + 1} {
			if near >= 0 && near < s.days {
				s.inDiary(x, near, u, func(v int) { found = true; say(NoRest, x, v, d) }, func() {})
			}
		}
		if !found {
			say(NoRest, x, None, d)
		}
	}
}

// inDiary tells the units, other than u, in a person's day; or that there is
// none.
func (s *State) inDiary(x, d, u int, tell func(v int), none func()) {
	found := false
	day := s.diary[x*s.days+d]
	for _, e := range day.entries[:day.n] {
		if int(e.unit) != u {
			found = true
			tell(int(e.unit))
		}
	}
	if !found {
		none()
	}
}

func (s *State) askWeeks(u int, pl Placement, say func(Clashing, int, int, int)) {
	for _, x := range s.people(u, pl) {
		if s.p.People[x].PerWeek == 0 || s.weekFits(u, x, pl) {
			continue
		}
		told := map[int]bool{}
		for _, d := range s.p.Patterns[pl.Pattern] {
			for near := range s.days {
				if s.week[near] == s.week[d] {
					s.inDiary(x, near, u, func(v int) {
						if !told[v] {
							told[v] = true
							say(WeekFull, x, v, d)
						}
					}, func() {})
				}
			}
		}
		if len(told) == 0 {
			say(WeekFull, x, None, s.p.Patterns[pl.Pattern][0])
		}
	}
}

// each tells the placed units other than u that meet on a day within the ticks
// of mask and are chosen.
func (s *State) each(u, d int, mask uint64, chosen func(v int) bool, tell func(v int)) {
	for v := range s.at {
		at := s.at[v]
		if v != u && at.Placed() && s.on[int(at.Pattern)*s.days+d] && (mask == ^uint64(0) || s.masks[v]<<at.Tick&mask != 0) && chosen(v) {
			tell(v)
		}
	}
}

func (s *State) uses(v, kind int) bool {
	for _, k := range s.p.Units[v].Kit {
		if k.Kind == kind {
			return true
		}
	}
	return false
}

func shares(groups []int, g int) bool {
	for _, x := range groups {
		if x == g {
			return true
		}
	}
	return false
}
