package timetable

import (
	"cmp"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// localities: a point for each topic that is not offered in two localities, and
// one where it is not offered both in the daytime and in the evening or online.
// A college with rooms in one locality alone is not asked for two.
func localities(c *compiled, weight int) (search.Rule, int) {
	topics, towns := map[string]int{}, map[string]int{}
	topic := make([]int, len(c.series))
	for u := range c.series {
		topic[u] = search.None
		if id := c.series[u].course.TopicID; id != "" && c.ofTerm(u) {
			topic[u] = numbered(topics, id)
		}
	}
	venues := keyed(c.facts.Venues, func(v college.Venue) string { return v.ID })
	town := make([]int, len(c.spots))
	for at, s := range c.spots {
		town[at] = search.None
		if s.room != nil {
			id := c.venueOf(s.room)
			town[at] = numbered(towns, cmp.Or(college.Fold(venues[id].Town), "venue "+id))
		}
	}
	return search.Rule{Weight: weight, Count: func() search.Counter {
		n := &localityCount{c: c, topic: topic, town: town, asks: len(towns) > 1,
			towns: make([]tally, len(topics)), parts: make([][2]int, len(topics))}
		return calm{n, func(from, to search.Placement) bool { return from.Tick == to.Tick && from.Place == to.Place }}
	}}, 0
}

// numbered is the number of a name, given in order of first use.
func numbered(names map[string]int, name string) int {
	if _, known := names[name]; !known {
		names[name] = len(names)
	}
	return names[name]
}

type localityCount struct {
	c           *compiled
	topic, town []int
	asks        bool // for two localities
	towns       []tally
	parts       [][2]int // of every topic, units in the daytime, and in the evening or online
}

func (n *localityCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *localityCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *localityCount) change(u int, p search.Placement, by int) int {
	topic := n.topic[u]
	if topic < 0 {
		return 0
	}
	was := n.cost(topic)
	part := 0
	if n.c.series[u].first.Mode != college.InPerson && n.c.series[u].first.Mode != "" || n.evening(u, int(p.Tick)) {
		part = 1
	}
	n.parts[topic][part] += by
	if p.Place >= 0 && n.town[p.Place] >= 0 {
		n.towns[topic].add(n.town[p.Place], int32(by))
	}
	return n.cost(topic) - was
}

func (n *localityCount) evening(u, tick int) bool {
	return firstMinute+(tick+n.c.problem.Units[u].Length)*tickMinutes > eveningFrom
}

func (n *localityCount) cost(topic int) int {
	cost, parts := 0, n.parts[topic]
	if parts == [2]int{} {
		return 0
	}
	if parts[0] == 0 || parts[1] == 0 {
		cost++
	}
	if n.asks && len(n.towns[topic]) < 2 {
		cost++
	}
	return cost
}

// quotas: a point for each session short of what was promised to a partner in
// return for a venue: sessions the partner leads, or that meet in that venue.
func quotas(c *compiled, weight int) (search.Rule, int) {
	var asked []quota
	base := 0
	for _, p := range c.facts.Promises {
		last := c.days[len(c.days)-1].date
		if p.Kind == college.PromiseQuota && (p.From == "" || p.From <= last) && (p.To == "" || p.To >= c.days[0].date) {
			q := quota{partner: p.PartnerID, site: search.None, sessions: p.Sessions}
			if site, known := c.sites["venue "+p.VenueID]; known && p.VenueID != "" {
				q.site = site
			}
			asked = append(asked, q)
			base += weight * p.Sessions
		}
	}
	return search.Rule{Weight: weight, Count: func() search.Counter {
		return calm{&quotaCount{c: c, asked: asked, held: make([]int, len(asked))}, samePlace}
	}}, base
}

// quota is so many sessions for a partner.
type quota struct {
	partner  string
	site     int
	sessions int
}

type quotaCount struct {
	c     *compiled
	asked []quota
	held  []int
}

func (n *quotaCount) Enter(u int, p search.Placement) int { return n.change(u, p, 1) }
func (n *quotaCount) Leave(u int, p search.Placement) int { return n.change(u, p, -1) }

func (n *quotaCount) change(u int, p search.Placement, sign int) int {
	cost := 0
	if !n.c.ofTerm(u) {
		return 0
	}
	for i, q := range n.asked {
		s := &n.c.series[u]
		there := p.Place >= 0 && q.site >= 0 && n.c.spots[p.Place].site == q.site
		if !there && cmp.Or(s.first.PartnerID, s.course.PartnerID) != q.partner {
			continue
		}
		cost -= max(q.sessions-n.held[i], 0)
		n.held[i] += sign * len(s.sessions)
		cost += max(q.sessions-n.held[i], 0)
	}
	return cost
}

// What a change from what was published costs, in points for each session.
const (
	changedTime  = 60
	changedPlace = 30
	changedTutor = 10
	shortNotice  = 14 // days before a session in which a change counts twice
)

// change is what is told of a session's change from what was published.
type change struct {
	was   Placement
	price int // of one point, in tenths of a point
}

// changed: points for every session that is elsewhere than was published, more
// the more people are booked, and as Brief.Keep has it: at 0 nothing, at 50 as
// the table, at 100 ten times that.
func changed(c *compiled, weight int) (search.Rule, int) {
	published := keyed(c.brief.Published, func(p Placement) string { return p.SessionID })
	keep := 2 * c.brief.Keep
	if c.brief.Keep > 50 {
		keep = 100 + 18*(c.brief.Keep-50)
	}
	told := make([][]change, len(c.series)) // by unit and session; nil where nothing was published
	for u := range c.series {
		s := &c.series[u]
		for i, one := range s.sessions {
			was, is := published[one.SessionID]
			if !is || !was.Date.Valid() || !c.ofTerm(u) {
				continue
			}
			if told[u] == nil {
				told[u] = make([]change, len(s.sessions))
			}
			price := weight * (10 + s.booked[i]) * keep
			if c.brief.Today != "" && was.Date.DaysSince(c.brief.Today) < shortNotice {
				price *= 2
			}
			told[u][i] = change{was, price}
		}
	}
	tell := func(u, points int, differs func(i int, was *Placement) bool) int {
		cost := 0
		for i := range told[u] {
			if t := &told[u][i]; t.price > 0 && differs(i, &t.was) {
				cost += points * t.price / 1000
			}
		}
		return cost
	}
	return search.Rule{
		Weight: 1,
		When: func(u, pattern, tick int) int {
			if told[u] == nil {
				return 0
			}
			start := c.startAt(u, tick)
			days := c.problem.Patterns[pattern]
			return tell(u, changedTime, func(i int, was *Placement) bool { return was.Date != c.days[days[i]].date || was.Start != start })
		},
		Place: func(u, at int) int {
			room, link := c.spots[at].room, c.spots[at].link
			return tell(u, changedPlace, func(_ int, was *Placement) bool {
				if room != nil {
					return was.RoomID != room.ID
				}
				return was.VirtualRoomID != link
			})
		},
		Meets: tutorsChanged(c, told),
	}, 0
}

// tutorsChanged is the part of changed that looks at who teaches: each session
// in which one of the pair was not there before.
func tutorsChanged(c *compiled, told [][]change) func(int, search.Placement) int {
	there := make([][][]int, len(told)) // by unit and session, who was there
	for u := range told {
		there[u] = make([][]int, len(told[u]))
		for i := range told[u] {
			for _, w := range told[u][i].was.Workers {
				if x, known := c.handOf[w.PersonID]; known {
					there[u][i] = append(there[u][i], x)
				}
			}
		}
	}
	return func(u int, p search.Placement) int {
		cost := 0
		for i := range told[u] {
			if told[u][i].price == 0 {
				continue
			}
			for _, x := range p.Who {
				if x >= 0 && !has(there[u][i], c.hands[x].base) {
					cost += changedTutor * told[u][i].price / 1000
				}
			}
		}
		return cost
	}
}

func has(list []int, x int) bool {
	for _, one := range list {
		if one == x {
			return true
		}
	}
	return false
}
