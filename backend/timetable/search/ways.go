package search

import "slices"

// Row is what stands in the way of a unit at one start: of every place and every
// person that was asked about, looked at alone, the rules that refuse it, a bit
// each (see Clashing.Bit). 0 = nothing.
type Row struct {
	Pattern, Tick int
	Common        uint32 // whatever the place and the people
	Places        []uint32
	Who           [2][]uint32 // by role; travel is left out
	Near          [2][]bool   // the person has work that day from which travel may matter
}

// Bit is the rule's bit in a set of rules.
func (c Clashing) Bit() uint32 { return 1 << c }

// Survey goes through starts of a unit and tells what stands in the way at each
// of them, until look says no. Starts are by pattern, a bit for each tick;
// places and people need not be those the unit may have, and whether they are
// is not asked. What the unit holds itself is looked through. The row is used
// again for the next start.
func (s *State) Survey(u int, starts []uint64, places []int, people [2][]int, look func(*Row) bool) {
	row := Row{Places: make([]uint32, len(places))}
	for r := range people {
		row.Who[r], row.Near[r] = make([]uint32, len(people[r])), make([]bool, len(people[r]))
	}
	s.look(u)
	defer s.unlook(u)
	for i := range starts {
		for t := range TicksPerDay {
			if starts[i]>>t&1 == 0 {
				continue
			}
			row.Pattern, row.Tick = i, t
			pl := Placement{Pattern: int16(i), Tick: int16(t), Place: None, Who: [2]int16{None, None}}
			row.Common = s.hitches(u, &pl)
			for j, place := range places {
				pl.Place = int16(place)
				row.Places[j] = s.placeHitches(u, &pl)
			}
			for r := range people {
				for j, x := range people[r] {
					row.Who[r][j], row.Near[r][j] = s.personHitches(u, x, &pl)
				}
			}
			if !look(&row) {
				return
			}
		}
	}
}

// Far tells whether somebody could not get from other work to a placement of a
// unit in time, or from there to other work.
func (s *State) Far(u, x int, pl Placement) bool {
	start, end := int(pl.Tick), int(pl.Tick)+s.p.Units[u].Length
	for _, d := range s.pdays[pl.Pattern] {
		day := &s.diary[x*s.days+int(d)]
		for i := range day.entries[:day.n] {
			e := &day.entries[i]
			if int(e.unit) != u && s.tooClose(e, int(pl.Place), start, end) && (start >= int(e.end) || int(e.start) >= end) {
				return true
			}
		}
	}
	return false
}

// Adds is what placing a unit would add to the soft cost, wherever it stands
// now; nothing is changed.
func (s *State) Adds(u int, pl Placement) int {
	if s.at[u].Placed() {
		return s.Shift(u, pl)
	}
	cost := s.plainCost(u, pl)
	for i, r := range s.counted {
		cost += s.count[i].Enter(u, pl) * s.p.Rules[r].Weight
		s.count[i].Leave(u, pl)
	}
	return cost
}

// hitches are the rules in the way of a start whatever the place and the people.
func (s *State) hitches(u int, pl *Placement) (rules uint32) {
	un, days, mask := &s.p.Units[u], s.pdays[pl.Pattern], s.masks[u]<<pl.Tick
	for _, d := range days {
		for _, g := range un.Groups {
			if s.group[g*s.days+int(d)]&^s.own[d]&mask != 0 {
				rules |= GroupTaken.Bit()
			}
		}
		for _, k := range un.Kit {
			if s.kitShort(u, k, int(d), mask) {
				rules |= KitShort.Bit()
			}
		}
	}
	for _, v := range un.After {
		if s.at[v].Placed() && s.lastDay(v) >= int(days[0]) {
			rules |= OutOfOrder.Bit()
		}
	}
	for _, v := range s.before[u] {
		if s.at[v].Placed() && s.firstDay(int(v)) <= int(days[len(days)-1]) {
			rules |= OutOfOrder.Bit()
		}
	}
	for _, x := range un.With {
		found, _ := s.personHitches(u, x, pl)
		rules |= found
	}
	return rules
}

func (s *State) placeHitches(u int, pl *Placement) (rules uint32) {
	place, mask := int(pl.Place), s.masks[u]<<pl.Tick
	ext, own := s.extended(u, place)<<pl.Tick, s.sharesOwn(u, place)
	for _, d := range s.pdays[pl.Pattern] {
		if s.shut[place*s.days+int(d)]&mask != 0 {
			rules |= PlaceClosed.Bit()
		}
		taken := s.taken[s.share[place]*s.days+int(d)]
		if own {
			taken &^= s.ownExt[d]
		}
		if taken&ext != 0 {
			rules |= PlaceTaken.Bit()
		}
	}
	if s.apart && s.p.Units[u].Arm != NoArm && s.p.Places[place].Site >= 0 && !s.armsApart(u, pl, mask) {
		rules |= ArmsMeet.Bit()
	}
	for _, x := range s.p.Units[u].With {
		if s.Far(u, x, *pl) {
			rules |= Travelling.Bit()
		}
	}
	return rules
}

// personHitches are the rules by which somebody cannot work at a start, but for
// travel; near tells whether that is worth asking.
func (s *State) personHitches(u, x int, pl *Placement) (rules uint32, near bool) {
	cur, person := s.at[u], &s.p.People[x]
	mine := cur.Placed() && s.worksIn(u, x, cur)
	start, end := int(pl.Tick), int(pl.Tick)+s.p.Units[u].Length
	mask := s.masks[u] << pl.Tick
	for _, d := range s.pdays[pl.Pattern] {
		free := person.Free[d]
		busy := s.busy[x*s.days+int(d)]
		if mine {
			busy &^= s.own[d]
		}
		if free&mask != mask {
			rules |= Away.Bit()
		}
		if busy&free&mask != 0 {
			rules |= PersonTaken.Bit()
		}
		day := &s.diary[x*s.days+int(d)]
		work, others := end-start, day.n
		for i := range day.entries[:day.n] {
			if int(day.entries[i].unit) == u {
				others--
				continue
			}
			work += int(day.entries[i].end - day.entries[i].start)
			near = true
		}
		if person.PerDay > 0 && work > person.PerDay || others == daily {
			rules |= DayFull.Bit()
		}
		if person.Rests && !s.rested(u, x, int(d), start, end) {
			rules |= NoRest.Bit()
		}
	}
	if person.PerWeek > 0 && !s.weekFits(u, x, *pl) {
		rules |= WeekFull.Bit()
	}
	return rules, near
}

// Variant lays out a problem that differs from the state's only in one unit, in
// its people, its places and its kit, with nothing but its fixed units in
// place: much quicker than NewState. Both are problems without soft rules, and
// the unit is not fixed.
func (s *State) Variant(p *Problem, u int) *State {
	one := &ground{p: p, before: make([][]int16, len(p.Units))}
	one.layUnit(u)
	g := *s.ground
	g.p, g.shut, g.share, g.after = p, nil, nil, nil
	for _, pl := range p.Places {
		g.share, g.after = append(g.share, pl.Shares), append(g.after, pl.After)
		for _, open := range pl.Open {
			g.shut = append(g.shut, ^open)
		}
	}
	g.masks, g.starts, g.allowed = slices.Clone(g.masks), slices.Clone(g.starts), slices.Clone(g.allowed)
	g.windows, g.whens = slices.Clone(g.windows), slices.Clone(g.whens)
	g.masks[u], g.starts[u], g.allowed[u], g.windows[u], g.whens[u] = one.masks[0], one.starts[0], one.allowed[0], one.windows[0], one.whens[0]
	return newState(&g)
}
