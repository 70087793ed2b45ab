package search

// enter places a unit that is not placed: what it takes up, and its cost.
func (s *State) enter(u int, pl Placement) {
	s.occupy(u, pl)
	s.cost += s.plainCost(u, pl)
	for i, r := range s.counted {
		s.cost += s.count[i].Enter(u, pl) * s.p.Rules[r].Weight
	}
}

// leave takes a placed unit out.
func (s *State) leave(u int) {
	pl := s.at[u]
	for i, r := range s.counted {
		s.cost += s.count[i].Leave(u, pl) * s.p.Rules[r].Weight
	}
	s.cost -= s.plainCost(u, pl)
	s.vacate(u)
}

// Shift is what moving a placed unit would change in the soft cost; nothing is
// changed.
func (s *State) Shift(u int, to Placement) int {
	from := s.at[u]
	change, differ := s.plainCost(u, to)-s.plainCost(u, from), differ(from, to)
	for i, r := range s.counted {
		if s.looks[i]&differ != 0 {
			change += s.shiftOne(i, u, from, to) * s.p.Rules[r].Weight
		}
	}
	return change
}

// differ is what two placements differ in.
func differ(a, b Placement) (parts Aspect) {
	if a.Pattern != b.Pattern || a.Tick != b.Tick {
		parts |= AtTime
	}
	if a.Place != b.Place {
		parts |= AtPlace
	}
	if a.Who != b.Who {
		parts |= AtWho
	}
	return parts
}

func (s *State) shiftOne(i, u int, from, to Placement) int {
	if s.shifter[i] != nil {
		return s.shifter[i].Shift(u, from, to)
	}
	c := s.count[i]
	change := c.Leave(u, from) + c.Enter(u, to)
	c.Leave(u, to)
	c.Enter(u, from)
	return change
}

// changeOf is what moves made together would change of one rule's count.
func (s *State) changeOf(i int, moves []Move) int {
	if s.mover[i] != nil {
		return s.mover[i].Change(moves)
	}
	if len(moves) == 1 {
		return s.shiftOne(i, moves[0].Unit, moves[0].From, moves[0].To)
	}
	c, change := s.count[i], 0
	for _, m := range moves {
		change += c.Leave(m.Unit, m.From)
	}
	for _, m := range moves {
		change += c.Enter(m.Unit, m.To)
	}
	for _, m := range moves {
		c.Leave(m.Unit, m.To)
	}
	for _, m := range moves {
		c.Enter(m.Unit, m.From)
	}
	return change
}

// timesChange is what moves change of all that looks at the time alone.
func (s *State) timesChange(moves []Move) int {
	change := 0
	if s.whenCost != nil {
		for i := range moves {
			change += s.whenPrice(moves[i].Unit, moves[i].To) - s.whenPrice(moves[i].Unit, moves[i].From)
		}
	}
	for _, i := range s.byTime {
		change += s.changeOf(i, moves) * s.weight[i]
	}
	return change
}

// restChange is what moves change of all the rest.
func (s *State) restChange(moves []Move) int {
	change, elsewhere := 0, false
	for i := range moves {
		m := &moves[i]
		if from, to := m.From.Place, m.To.Place; from != to {
			elsewhere = true
			if s.placeCost != nil {
				row := s.placeCost[m.Unit*len(s.p.Places):]
				change += int(row[to] - row[from])
			}
		}
		for _, r := range s.meets {
			change += (s.p.Rules[r].Meets(m.Unit, m.To) - s.p.Rules[r].Meets(m.Unit, m.From)) * s.p.Rules[r].Weight
		}
	}
	if elsewhere {
		for _, i := range s.byPlace {
			change += s.changeOf(i, moves) * s.weight[i]
		}
	}
	for _, i := range s.byMore {
		change += s.changeOf(i, moves) * s.weight[i]
	}
	return change
}

// placesChange is what moves change of all that looks at places alone.
func (s *State) placesChange(moves []Move) int {
	change := 0
	if s.placeCost != nil {
		for i := range moves {
			row := s.placeCost[moves[i].Unit*len(s.p.Places):]
			change += int(row[moves[i].To.Place] - row[moves[i].From.Place])
		}
	}
	for _, i := range s.byPlace {
		change += s.changeOf(i, moves) * s.weight[i]
	}
	return change
}

// commit makes moves that are known to fit.
func (s *State) commit(moves []Move) {
	for i := range moves {
		s.leave(moves[i].Unit)
	}
	for i := range moves {
		s.enter(moves[i].Unit, moves[i].To)
	}
}

func (s *State) whenPrice(u int, pl Placement) int {
	return int(s.whenCost[u][int(s.whenAt[u][pl.Pattern])+int(pl.Tick)])
}

// plainCost is what the rules cost that look at one placement by itself.
func (s *State) plainCost(u int, pl Placement) int {
	cost := 0
	if pl.Place >= 0 && s.placeCost != nil {
		cost = int(s.placeCost[u*len(s.p.Places)+int(pl.Place)])
	}
	if s.whenCost != nil {
		cost += s.whenPrice(u, pl)
	}
	for _, r := range s.meets {
		cost += s.p.Rules[r].Meets(u, pl) * s.p.Rules[r].Weight
	}
	return cost
}

func (s *State) occupy(u int, pl Placement) {
	un := &s.p.Units[u]
	mask := s.masks[u] << pl.Tick
	days := s.pdays[pl.Pattern]
	s.at[u] = pl
	s.missing -= un.Unplaced
	if pl.Place >= 0 {
		ext, base := s.extended(u, int(pl.Place))<<pl.Tick, s.share[pl.Place]*s.days
		for _, d := range days {
			s.taken[base+int(d)] |= ext
		}
	}
	for _, g := range s.groups[u] {
		base := int(g) * s.days
		for _, d := range days {
			s.group[base+int(d)] |= mask
		}
	}
	slot := int(pl.Pattern)*TicksPerDay + int(pl.Tick)
	s.next[u], s.prev[u] = s.head[slot], None
	if s.head[slot] >= 0 {
		s.prev[s.head[slot]] = int16(u)
	}
	s.head[slot] = int16(u)
	if s.sheet != nil {
		s.put(u, pl)
	}
	if s.plain[u] {
		return
	}
	e := entry{unit: int16(u), place: pl.Place, start: int8(pl.Tick), end: int8(int(pl.Tick) + un.Length)}
	for r := range un.Roles {
		s.book(int(pl.Who[r]), e, days, mask)
	}
	for _, x := range un.With {
		s.book(x, e, days, mask)
	}
	s.takeKit(un, days, mask, 1)
	if s.apart && pl.Place >= 0 && s.p.Places[pl.Place].Site >= 0 {
		for _, d := range days {
			s.site[s.p.Places[pl.Place].Site*s.days+int(d)].add(e)
		}
	}
}

func (s *State) vacate(u int) {
	un, pl := &s.p.Units[u], s.at[u]
	mask := s.masks[u] << pl.Tick
	days := s.pdays[pl.Pattern]
	s.at[u] = Nowhere
	s.missing += un.Unplaced
	if pl.Place >= 0 {
		ext, base := s.extended(u, int(pl.Place))<<pl.Tick, s.share[pl.Place]*s.days
		for _, d := range days {
			s.taken[base+int(d)] &^= ext
		}
	}
	for _, g := range s.groups[u] {
		base := int(g) * s.days
		for _, d := range days {
			s.group[base+int(d)] &^= mask
		}
	}
	if s.sheet != nil {
		s.wipe(u, pl)
	}
	if s.prev[u] >= 0 {
		s.next[s.prev[u]] = s.next[u]
	} else {
		s.head[int(pl.Pattern)*TicksPerDay+int(pl.Tick)] = s.next[u]
	}
	if s.next[u] >= 0 {
		s.prev[s.next[u]] = s.prev[u]
	}
	if s.plain[u] {
		return
	}
	for r := range un.Roles {
		s.unbook(int(pl.Who[r]), u, days, mask)
	}
	for _, x := range un.With {
		s.unbook(x, u, days, mask)
	}
	s.takeKit(un, days, mask, -1)
	if s.apart && pl.Place >= 0 && s.p.Places[pl.Place].Site >= 0 {
		for _, d := range days {
			s.site[s.p.Places[pl.Place].Site*s.days+int(d)].remove(u)
		}
	}
}

func (s *State) book(x int, e entry, days []int16, mask uint64) {
	if x < 0 {
		return
	}
	for _, d := range days {
		s.busy[x*s.days+int(d)] |= mask
		s.diary[x*s.days+int(d)].add(e)
		s.weekly[x*s.weeks+s.week[d]]++
	}
}

func (s *State) unbook(x, u int, days []int16, mask uint64) {
	if x < 0 {
		return
	}
	for _, d := range days {
		s.busy[x*s.days+int(d)] &^= mask
		s.diary[x*s.days+int(d)].remove(u)
		s.weekly[x*s.weeks+s.week[d]]--
	}
}

func (s *State) takeKit(un *Unit, days []int16, mask uint64, sign int) {
	for _, k := range un.Kit {
		for _, d := range days {
			at := (k.Kind*s.days + int(d)) * TicksPerDay
			for t := range TicksPerDay {
				if mask>>t&1 != 0 {
					s.kit[at+t] += uint8(sign * k.Count)
				}
			}
		}
	}
}

// add notes a session; a fixed one too many for the diary is not noted, it
// still counts as busy.
func (d *diary) add(e entry) {
	if d.n < daily {
		d.entries[d.n] = e
		d.n++
	}
}

func (d *diary) remove(u int) {
	for i := range d.entries[:d.n] {
		if int(d.entries[i].unit) == u {
			d.n--
			d.entries[i] = d.entries[d.n]
			return
		}
	}
}

// CostByRule is the soft cost rule by rule, in the order of the problem's; they
// add up to Cost.
func (s *State) CostByRule() []int {
	total := make([]int, len(s.p.Rules))
	for _, parts := range Parts(s.p, s.at) {
		for r, cost := range parts {
			total[r] += cost
		}
	}
	return total
}
