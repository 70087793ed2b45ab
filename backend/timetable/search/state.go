package search

// State is a plan being looked at or worked on: where every unit stands, and
// what that takes up. No two placements in it break a hard rule, but for what
// is fixed. It is for one goroutine.
type State struct {
	*ground
	at      []Placement
	own     []uint64 // by day, what the unit that is looked at holds itself
	ownExt  []uint64 // the same with its clearing up
	taken   []uint64 // [place or what it shares][day]
	group   []uint64 // [group][day]
	busy    []uint64 // [person][day]: at work, or not free
	diary   []diary  // [person][day]
	weekly  []uint8  // [person][week]: sessions
	kit     []uint8  // [kind][day][tick]: taken
	site    []diary  // [site][day], only where arms are to be kept apart
	head    []int16  // [pattern][tick]: the first unit that stands there
	next    []int16  // of every unit, the next one there
	prev    []int16
	count   []Counter // of the rules that count, fresh for this state
	shifter []Shifter // the same, where they can; else nil
	mover   []Mover
	sheet   *sheet // where the problem is a grid
	cost    int
	missing int
}

// diary is the sessions of a person, or of a site, on one day.
type diary struct {
	n       int8
	entries [daily]entry
}

// daily is how many sessions a diary holds: nobody works in more on one day.
const daily = 8

type entry struct {
	unit, place int16
	start, end  int8
}

// NewState lays out a problem with its fixed units in place and nothing else.
func NewState(p *Problem) (*State, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	return newState(lay(p)), nil
}

func newState(g *ground) *State {
	p := g.p
	s := &State{ground: g,
		at: make([]Placement, len(p.Units)), own: make([]uint64, p.Days), ownExt: make([]uint64, p.Days),
		taken: make([]uint64, len(p.Places)*p.Days), group: make([]uint64, p.Groups*p.Days),
		busy: make([]uint64, len(p.People)*p.Days), diary: make([]diary, len(p.People)*p.Days),
		weekly: make([]uint8, len(p.People)*g.weeks), kit: make([]uint8, len(p.Kit)*p.Days*TicksPerDay),
		head: make([]int16, len(p.Patterns)*TicksPerDay), next: make([]int16, len(p.Units)), prev: make([]int16, len(p.Units)),
	}
	if g.apart {
		s.site = make([]diary, len(p.Travel)*p.Days)
	}
	for i := range s.head {
		s.head[i] = None
	}
	for x := range p.People {
		for d, free := range p.People[x].Free {
			s.busy[x*p.Days+d] = ^free
		}
	}
	for _, r := range g.counted {
		counter := p.Rules[r].Count()
		shifter, _ := counter.(Shifter)
		mover, _ := counter.(Mover)
		s.count, s.shifter, s.mover = append(s.count, counter), append(s.shifter, shifter), append(s.mover, mover)
	}
	if g.grid != nil {
		s.sheet = newSheet(g)
	}
	for u := range p.Units {
		s.at[u] = Nowhere
		s.missing += p.Units[u].Unplaced
	}
	for u := range p.Units {
		if p.Units[u].Fixed && p.Units[u].At.Placed() {
			s.enter(u, p.Units[u].At)
		}
	}
	return s
}

// At is where a unit stands.
func (s *State) At(u int) Placement { return s.at[u] }

// Cost is the soft cost of the whole plan.
func (s *State) Cost() int { return s.cost }

// Missing is what the units cost that are not placed.
func (s *State) Missing() int { return s.missing }

// Put places a unit, wherever it stood before; false, and nothing done, when it
// does not fit.
func (s *State) Put(u int, pl Placement) bool {
	if s.p.Units[u].Fixed || !s.canGo(u, pl) {
		return false
	}
	s.Take(u)
	s.enter(u, pl)
	return true
}

// Take takes a unit out; a fixed one stays.
func (s *State) Take(u int) {
	if s.at[u].Placed() && !s.p.Units[u].Fixed {
		s.leave(u)
	}
}

// canGo tells whether a unit fits, looking through what it holds itself.
func (s *State) canGo(u int, pl Placement) bool {
	s.look(u)
	ok := s.fits(u, &pl)
	s.unlook(u)
	return ok
}

// look remembers what a unit holds, so that fits looks through it.
func (s *State) look(u int) {
	at := s.at[u]
	if !at.Placed() {
		return
	}
	own, ext := s.masks[u]<<at.Tick, uint64(0)
	if at.Place >= 0 {
		ext = s.extended(u, int(at.Place)) << at.Tick
	}
	for _, d := range s.pdays[at.Pattern] {
		s.own[d], s.ownExt[d] = own, ext
	}
}

func (s *State) unlook(u int) {
	if at := s.at[u]; at.Placed() {
		for _, d := range s.pdays[at.Pattern] {
			s.own[d], s.ownExt[d] = 0, 0
		}
	}
}

// fits tells whether a unit fits, in the order in which most is refused
// soonest. look(u) has been called.
func (s *State) fits(u int, pl *Placement) bool {
	if pl.Pattern < 0 || s.starts[u][pl.Pattern]>>pl.Tick&1 == 0 {
		return false
	}
	days, n := s.pdays[pl.Pattern], s.days
	mask := s.masks[u] << pl.Tick
	if pl.Place >= 0 {
		place := int(pl.Place)
		ext, taken := s.extended(u, place)<<pl.Tick, s.share[place]*n
		shut := s.shut[place*n : place*n+n]
		if s.sharesOwn(u, place) {
			for _, d := range days {
				if shut[d]&mask|s.taken[taken+int(d)]&^s.ownExt[d]&ext != 0 {
					return false
				}
			}
		} else {
			for _, d := range days {
				if shut[d]&mask|s.taken[taken+int(d)]&ext != 0 {
					return false
				}
			}
		}
	}
	if !s.placeAllowed(u, int(pl.Place)) {
		return false
	}
	for _, g := range s.groups[u] {
		base := int(g) * n
		for _, d := range days {
			if s.group[base+int(d)]&^s.own[d]&mask != 0 {
				return false
			}
		}
	}
	return s.plain[u] || s.fitsPeople(u, pl, mask)
}

// fitsPeople goes on with all that a unit with nobody, no kit and no order
// need not be asked.
func (s *State) fitsPeople(u int, pl *Placement, mask uint64) bool {
	un := &s.p.Units[u]
	for r := range un.Roles {
		if !s.roleAllowed(u, r, *pl) || !s.personFits(u, int(pl.Who[r]), pl, mask) {
			return false
		}
	}
	if len(un.Roles) == 2 && pl.Who[0] == pl.Who[1] {
		return false
	}
	for _, x := range un.With {
		if !s.personFits(u, x, pl, mask) {
			return false
		}
	}
	days := s.pdays[pl.Pattern]
	for _, k := range un.Kit {
		for _, d := range days {
			if s.kitShort(u, k, int(d), mask) {
				return false
			}
		}
	}
	for _, v := range un.After {
		if s.at[v].Placed() && s.lastDay(v) >= int(days[0]) {
			return false
		}
	}
	for _, v := range s.before[u] {
		if s.at[v].Placed() && s.firstDay(int(v)) <= int(days[len(days)-1]) {
			return false
		}
	}
	if s.apart && un.Arm != NoArm && pl.Place >= 0 && s.p.Places[pl.Place].Site >= 0 {
		return s.armsApart(u, pl, mask)
	}
	return true
}

func (s *State) armsApart(u int, pl *Placement, mask uint64) bool {
	for _, d := range s.pdays[pl.Pattern] {
		day := &s.site[s.p.Places[pl.Place].Site*s.days+int(d)]
		for _, e := range day.entries[:day.n] {
			if v := int(e.unit); v != u && s.p.Units[v].Arm != NoArm && s.p.Units[v].Arm != s.p.Units[u].Arm && s.masks[v]<<e.start&mask != 0 {
				return false
			}
		}
		if day.n == daily {
			return false
		}
	}
	return true
}

// personFits asks of one person: free, not elsewhere, in time, within what was
// agreed for a day and a week, and rested.
func (s *State) personFits(u, x int, pl *Placement, mask uint64) bool {
	cur := s.at[u]
	mine := cur.Placed() && s.worksIn(u, x, cur)
	base := x * s.days
	days := s.pdays[pl.Pattern]
	for _, d := range days {
		busy := s.busy[base+int(d)]
		if mine {
			busy &^= s.own[d]
		}
		if busy&mask != 0 {
			return false
		}
	}
	person := &s.p.People[x]
	start, end := int(pl.Tick), int(pl.Tick)+s.p.Units[u].Length
	for _, d := range days {
		day := &s.diary[base+int(d)]
		if day.n > 0 {
			work := end - start
			for i := range day.entries[:day.n] {
				e := &day.entries[i]
				if int(e.unit) == u {
					continue
				}
				work += int(e.end - e.start)
				if s.tooClose(e, int(pl.Place), start, end) {
					return false
				}
			}
			if person.PerDay > 0 && work > person.PerDay || day.n == daily && !mine {
				return false
			}
		} else if person.PerDay > 0 && end-start > person.PerDay {
			return false
		}
		if person.Rests && !s.rested(u, x, int(d), start, end) {
			return false
		}
	}
	return person.PerWeek == 0 || s.weekFits(u, x, *pl)
}

// rested tells whether somebody who rests has an evening's rest on both sides.
func (s *State) rested(u, x, d, start, end int) bool {
	if !s.p.People[x].Rests {
		return true
	}
	if d > 0 && start < s.p.Morning {
		day := &s.diary[x*s.days+d-1]
		for _, e := range day.entries[:day.n] {
			if int(e.unit) != u && int(e.end) > s.p.Evening {
				return false
			}
		}
	}
	if d+1 < s.days && end > s.p.Evening {
		day := &s.diary[x*s.days+d+1]
		for _, e := range day.entries[:day.n] {
			if int(e.unit) != u && int(e.start) < s.p.Morning {
				return false
			}
		}
	}
	return true
}

func (s *State) weekFits(u, x int, pl Placement) bool {
	cur := s.at[u]
	mine := cur.Placed() && s.worksIn(u, x, cur)
	days := s.pdays[pl.Pattern]
	for i, d := range days {
		w := s.week[d]
		if i+1 < len(days) && s.week[days[i+1]] == w {
			continue // counted with the last of the week
		}
		n := int(s.weekly[x*s.weeks+w])
		for j := i; j >= 0 && s.week[days[j]] == w; j-- {
			n++
		}
		if mine {
			for _, o := range s.pdays[cur.Pattern] {
				if s.week[o] == w {
					n--
				}
			}
		}
		if n > s.p.People[x].PerWeek {
			return false
		}
	}
	return true
}

func (s *State) kitShort(u int, k KitUse, d int, mask uint64) bool {
	at := (k.Kind*s.days + d) * TicksPerDay
	for t := range TicksPerDay {
		if mask>>t&1 == 0 {
			continue
		}
		n := int(s.kit[at+t]) + k.Count
		if s.own[d]>>t&1 != 0 {
			n -= k.Count
		}
		if n > s.p.Kit[k.Kind] {
			return true
		}
	}
	return false
}
