package timetable

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// layPlaces lays rooms and virtual rooms, in order of their ids.
func (c *compiled) layPlaces() {
	var rooms, links []string
	for i := range c.facts.Rooms {
		rooms = append(rooms, c.facts.Rooms[i].ID)
	}
	for i := range c.facts.VirtualRooms {
		links = append(links, c.facts.VirtualRooms[i].ID)
	}
	slices.Sort(rooms)
	slices.Sort(links)
	for _, id := range rooms {
		c.addRoom(id)
	}
	for _, id := range links {
		c.addLink(id)
	}
}

// addRoom lays a room; one that is not on record is laid empty.
func (c *compiled) addRoom(id string) int {
	p := c.known.place(id)
	site := "venue " + c.venueOf(p)
	if p.VenueID == "" {
		site = "room " + id
	}
	if _, known := c.sites[site]; !known {
		c.sites[site] = len(c.sites)
	}
	at := len(c.spots)
	c.spotOf[id] = at
	c.spots = append(c.spots, spot{room: p, base: at, site: c.sites[site]})
	place := search.Place{Site: c.sites[site], Shares: at, Open: c.openTicks(p, !c.off("I-15"))}
	if !c.off("H1") {
		place.After = (p.SetUpMinutes + tickMinutes - 1) / tickMinutes
	}
	c.problem.Places = append(c.problem.Places, place)
	return at
}

// venueOf is the venue of a room, or the one that it was merged into.
func (c *compiled) venueOf(p *place) string {
	id := p.VenueID
	for range 8 {
		at := slices.IndexFunc(c.facts.Venues, func(v college.Venue) bool { return v.ID == id && v.MergedInto != "" })
		if at < 0 {
			break
		}
		id = c.facts.Venues[at].MergedInto
	}
	return id
}

// openTicks is when a room may be used: hours and closures (H3), the days its
// venue is lent (H12), and, where that is asked, the days its risk assessment
// holds (I-15).
func (c *compiled) openTicks(p *place, assessedOnly bool) []uint64 {
	open := make([]uint64, len(c.days))
	var byHours [8]uint64
	for weekday := range byHours {
		byHours[weekday] = allTicks
		if weekday > 0 && !c.off("H3") {
			byHours[weekday] = ticksIn(p.openOn(&day{weekday: weekday}))
		}
	}
	for i, d := range c.days {
		open[i] = byHours[d.weekday]
		if _, closed := p.closedOn(d); closed && !c.off("H3") {
			open[i] = 0
		}
		if len(p.lent) > 0 && !c.off("H12") {
			open[i] &= p.lentMask(d)
		}
		if stands, _ := p.assessedOn(d); stands != assessed && assessedOnly {
			open[i] = 0
		}
	}
	return open
}

// addLink lays a virtual room. Those of one account share its diary (H11).
func (c *compiled) addLink(id string) int {
	at := len(c.spots)
	shares := at
	if account := c.known.accounts[id]; account != "" {
		for i, s := range c.spots {
			if s.link != "" && c.known.accounts[s.link] == account {
				shares = c.problem.Places[i].Shares
				break
			}
		}
	}
	c.spotOf[id] = at
	c.spots = append(c.spots, spot{link: id, base: at, site: search.None})
	open := make([]uint64, len(c.days))
	for d := range open {
		open[d] = allTicks
	}
	c.problem.Places = append(c.problem.Places, search.Place{Site: search.None, Shares: shares, Open: open})
	return at
}

// spotAt is the place of a placement: its room, else its virtual room.
func (c *compiled) spotAt(at *Placement) (base int, placed bool) {
	id, lay := at.RoomID, c.addRoom
	if id == "" {
		id, lay = at.VirtualRoomID, c.addLink
	}
	if id == "" {
		return search.None, false
	}
	if base, known := c.spotOf[id]; known {
		return base, true
	}
	return lay(id), true
}

// spotFor is the place as a unit sees it: the place itself; its own twin of it
// where the rule that keeps two units apart in it is switched off.
func (c *compiled) spotFor(u, base int) int {
	if rule := "H1"; c.spots[base].room != nil && !c.off(rule) || c.spots[base].room == nil && !c.off("H11") {
		return c.spotDespite(u, base)
	}
	key := [3]int{0, u, base}
	if twin, known := c.twins[key]; known {
		return twin
	}
	at := len(c.spots)
	c.twins[key] = at
	c.spots = append(c.spots, c.spots[base])
	twin := c.problem.Places[base]
	twin.Shares = at
	c.problem.Places = append(c.problem.Places, twin)
	return at
}

// spotDespite is the place where a series stands now, as a leader allowed it: in
// use by others too (I-07), or without its risk assessment (I-15).
func (c *compiled) spotDespite(u, at int) int {
	s, p := &c.series[u], c.spots[at].room
	shared, unassessed := c.allowed(s, "I-07"), c.allowed(s, "I-15")
	if p == nil || s.first.at.RoomID != p.ID || !shared && !unassessed {
		return at
	}
	key := [3]int{2, u, at}
	if twin, known := c.twins[key]; known {
		return twin
	}
	c.twins[key] = len(c.spots)
	twin := c.problem.Places[at]
	if unassessed {
		twin.Open = c.openTicks(p, false)
	}
	if shared {
		twin.Shares = len(c.spots)
	}
	c.spots = append(c.spots, c.spots[at])
	c.problem.Places = append(c.problem.Places, twin)
	return len(c.spots) - 1
}

// placesOf are the places where a unit may meet. Where none will do the series
// is stuck; an online series of a college without virtual rooms needs none.
func (c *compiled) placesOf(u int) []int {
	s := &c.series[u]
	online := s.first.Mode == college.Online
	if online && len(c.facts.VirtualRooms) == 0 {
		return nil
	}
	var places []int
	refused := map[string]bool{}
	pinned, isPinned := c.spotAt(&s.first.at)
	for base := range c.spots {
		sp := c.spots[base]
		if sp.base != base || (sp.room == nil) != online || s.pin.Where && isPinned && base != pinned {
			continue
		}
		if rules := c.refuses(s, base); len(rules) > 0 {
			for _, rule := range rules {
				refused[rule] = true
			}
			continue
		}
		places = append(places, base)
	}
	if len(places) == 0 {
		for _, rule := range []string{"H4", "H5", "I-17", "H6", "H11"} {
			if refused[rule] {
				s.stuck = append(s.stuck, rule)
			}
		}
		if len(refused) == 0 || refused[""] {
			s.stuck = append(s.stuck, "H1")
		}
	}
	for i, base := range places {
		places[i] = c.spotFor(u, base)
	}
	return places
}

// holds is how many a place takes: the seats of a room as it is set out, or what
// a virtual room allows; 0 = not known.
func (c *compiled) holds(at int, layout string) int {
	if p := c.spots[at].room; p != nil {
		return p.seatsIn(layout)
	}
	return c.linkHolds(c.spots[at].link)
}

// linkHolds is how many a virtual room takes; 0 = not known.
func (c *compiled) linkHolds(id string) int {
	at := slices.IndexFunc(c.facts.VirtualRooms, func(v college.VirtualRoom) bool { return v.ID == id })
	if at < 0 {
		return 0
	}
	return c.facts.VirtualRooms[at].Capacity
}

// refuses are the hard rules by which a series may not meet in a place at any
// time; "" is a room that is retired.
func (c *compiled) refuses(s *series, base int) (rules []string) {
	p := c.spots[base].room
	if p == nil {
		if have := c.linkHolds(c.spots[base].link); have > 0 && s.capacity > have && !c.off("H4") {
			return []string{"H4"}
		}
		if bound, is := c.kits["account "+c.account(base)]; is && !c.off("H11") && !s.takes(c, bound) {
			return []string{"H11"} // hybrid series have the account to themselves
		}
		return nil
	}
	if !p.Active && s.first.at.RoomID != p.ID {
		return []string{""}
	}
	for _, one := range s.sessions {
		if have := p.seatsIn(one.Layout); have > 0 && s.capacity > have && !c.off("H4") {
			rules = append(rules, "H4")
			break
		}
	}
	fits := s.course.fitsIn(p)
	if len(fits.unmet) > 0 && !c.off("H5") {
		rules = append(rules, "H5")
	}
	if len(fits.missing) > 0 && !c.off("H6") {
		rules = append(rules, "H6")
	}
	if c.brief.NeedsHard && slices.ContainsFunc(s.needing, func(n needy) bool { return n.needs&p.unmet != 0 }) {
		rules = append(rules, "I-17")
	}
	return rules
}

// account is what a virtual room's meetings run on: its account, else itself.
func (c *compiled) account(base int) string {
	link := c.spots[base].link
	if account := c.known.accounts[link]; account != "" {
		return account
	}
	return "link " + link
}

// layTravel is how many ticks lie between two sites (H2).
func (c *compiled) layTravel() {
	n := len(c.sites)
	room := make([]*place, n)
	other := make([]*place, n)
	for _, s := range c.spots {
		if s.room != nil {
			if room[s.site] == nil {
				room[s.site] = s.room
			}
			other[s.site] = s.room
		}
	}
	c.problem.Travel = make([][]int, n)
	for a := range n {
		c.problem.Travel[a] = make([]int, n)
		for b := range n {
			minutes := sameVenueMinutes
			if a != b {
				minutes = c.known.minutesTo(room[a], other[b])
			}
			if !c.off("H2") {
				c.problem.Travel[a][b] = (minutes + tickMinutes - 1) / tickMinutes
			}
		}
	}
}

// layKit lays the kinds of countable kit (H6).
func (c *compiled) layKit() {
	items := slices.Clone(c.facts.KitItems)
	slices.SortFunc(items, func(a, b college.KitItem) int { return strings.Compare(a.ID, b.ID) })
	for _, item := range items {
		c.kits[item.ID] = len(c.problem.Kit)
		c.problem.Kit = append(c.problem.Kit, item.Count)
	}
}

// kitOf is the kit that a series takes along.
func (c *compiled) kitOf(s *series) []search.KitUse {
	var uses []search.KitUse
	if c.off("H6") {
		return nil
	}
	for _, use := range s.course.kit {
		uses = append(uses, search.KitUse{Kind: c.kits[use.item.ID], Count: use.count})
	}
	return uses
}
