package timetable

import (
	"cmp"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// compiled is a term as the engine sees it, and the way back: what every index
// of the problem stands for.
//
//	unit    → series: the run, its sessions, what they are now
//	place   → spots: a room, or a virtual room
//	person  → hands: who it is
//	pattern → problem.Patterns: indexes of days
//	day     → days: the date
//	rule    → soft: the row of Soft
type compiled struct {
	brief   Brief
	facts   Facts // with Brief.Away among its leaves
	known   *records
	term    *termTime
	problem *search.Problem
	series  []series           // by unit
	homes   []search.Placement // of every unit, where it stands, whether or not that is to be forgotten
	stands  []search.Placement // of every unit, where it stands now; search.Nowhere where something of it is open
	starts  []search.Placement // where the search begins: the same, with others for those who are away or missing
	left    []*held            // sessions of the term that are no unit: cancelled, or held outside its days
	days    []*day
	spots   []spot
	hands   []hand
	soft    []SoftRule // by rule
	base    []int      // by rule, what the empty plan costs; see Plan.Cost

	first    int // the first day that may be planned
	weekdays [8]bool
	hours    uint64 // the ticks in which a college teaches
	sites    map[string]int
	spotOf   map[string]int // room or virtual room
	handOf   map[string]int
	workers  map[string]Worker // everybody known to work, by person
	asked    []string          // those who may be asked to teach, in order
	twins    map[[3]int]int    // see spotFor and handFor
	patterns map[string]int
	weekly   map[weeklyKey][]int
	papers   map[paperKey]*checks
	castings map[castingKey][]search.Candidate
	kits     map[string]int // kit item, or "account " and an online account
}

// series is one unit of the problem: sessions of one run that move together.
type series struct {
	run      *run
	unit     int
	sessions []*held // in order of number
	first    *held
	course   *course
	arm      college.Arm
	pin      Pin
	fixed    bool
	minutes  int     // of one session
	length   int     // in ticks, with the minutes before and after that a tick is cut by
	tick     int     // at which it stands; -1 = nowhere
	pattern  int     // on which it stands; search.None = nowhere
	cast     cast    // who works in it now
	capacity int     // places, the most of its sessions
	needing  []needy // what its booked people need, counted over its sessions
	booked   []int   // of every session, its open places
	works    []int   // of a fixed one, who works in it: people
	attends  []int   // people who work elsewhere and are booked in it
	// Stuck are the hard rules that leave it no way at all, whatever else
	// stands: of them it cannot be placed.
	stuck []string
}

// held is one session and where it stands now: by the draft where there is
// one, else as on record.
type held struct {
	*Meeting
	at  Placement
	pin Pin
}

// run is the sessions of one run in the term.
type run struct {
	id       string
	no       int // in order
	sessions []*held
	units    []int // in order of number
}

// spot is a place of the problem.
type spot struct {
	room *place // nil = online
	link string // of a virtual room
	base int    // the index of the place it is a twin of; its own
	site int
}

// hand is a person of the problem.
type hand struct {
	*person
	base int // the index of the person it is a twin of; its own
}

// needy is how many booked people have a set of needs.
type needy struct {
	needs needs
	count int
}

// compile makes the problem of a term. It refuses a term that is not on record
// or has no days.
func compile(f Facts, b Brief) (*compiled, error) {
	f.Leaves = append(slices.Clone(f.Leaves), b.Away...)
	c := &compiled{
		brief: b, facts: f, known: record(f), problem: &search.Problem{},
		sites: map[string]int{}, spotOf: map[string]int{}, handOf: map[string]int{}, workers: map[string]Worker{},
		twins: map[[3]int]int{}, patterns: map[string]int{}, weekly: map[weeklyKey][]int{}, papers: map[paperKey]*checks{},
		castings: map[castingKey][]search.Candidate{}, kits: map[string]int{},
	}
	if err := c.layDays(); err != nil {
		return nil, err
	}
	c.meetWorkers()
	c.layPlaces()
	c.layKit()
	c.splitRuns()
	c.takeOthers()
	c.shareAccounts()
	for u := range c.series {
		c.layUnit(u)
	}
	c.spreadStarts()
	c.standIn()
	c.order()
	c.layTravel()
	c.layRest()
	c.laySoft()
	return c, nil
}

// off tells whether a hard rule is switched off. Pins (H10) cannot be.
func (c *compiled) off(rule string) bool { return c.brief.Off[rule] }

// layRest lays when an evening ends and a morning begins (H9).
func (c *compiled) layRest() {
	c.problem.Evening = (eveningFrom - firstMinute) / tickMinutes
	c.problem.Morning = (morningTo - firstMinute) / tickMinutes
}

// layUnit fills the unit of a series, all but its starts and its order.
func (c *compiled) layUnit(u int) {
	s, un := &c.series[u], &c.problem.Units[u]
	un.Sessions, un.Length, un.Fixed = len(s.sessions), s.length, s.fixed
	un.Unplaced = 1000 * cmp.Or(s.first.Priority, 3)
	if !c.off("H12") {
		un.Arm = search.AdultArm
		if s.arm == college.Youth {
			un.Arm = search.YouthArm
		}
	}
	un.Kit = append(un.Kit, c.kitOf(s)...)
	c.attend(u)
	if s.fixed {
		c.standStill(u)
		return
	}
	un.Places = c.placesOf(u)
	c.castUnit(u)
	home := c.standsAt(u)
	c.homes = append(c.homes, home)
	if c.brief.FromNothing {
		home = search.Nowhere
	}
	c.stands = append(c.stands, home)
}

// attend finds who works elsewhere and is booked in a series: in a fixed one
// they are there (H2), in one that moves they are minded by the audience rule,
// since a student's own hours are not those of their work.
func (c *compiled) attend(u int) {
	s := &c.series[u]
	for _, one := range s.sessions {
		for _, id := range one.Booked {
			if _, works := c.workers[id]; works {
				if x := c.hands[c.handFor(u, id)].base; !slices.Contains(s.attends, x) {
					s.attends = append(s.attends, x)
				}
			}
		}
	}
}

// standStill lays a fixed unit where it stands, with everybody in it.
func (c *compiled) standStill(u int) {
	s, un := &c.series[u], &c.problem.Units[u]
	for _, w := range s.first.at.Workers {
		if x := c.handFor(u, w.PersonID); !slices.Contains(un.With, x) {
			un.With = append(un.With, x)
			s.works = append(s.works, c.hands[x].base)
		}
	}
	for _, base := range s.attends {
		if x := c.handFor(u, c.hands[base].id); !slices.Contains(un.With, x) {
			un.With = append(un.With, x)
		}
	}
	un.At = search.Placement{Pattern: int16(s.pattern), Tick: int16(s.tick), Place: search.None, Who: [2]int16{search.None, search.None}}
	if base, placed := c.spotAt(&s.first.at); placed {
		un.At.Place = int16(c.spotFor(u, base))
	}
	c.stands = append(c.stands, un.At)
	c.homes = append(c.homes, un.At)
}

// standsAt is where a unit that may move stands now; search.Nowhere where
// something of it is open.
func (c *compiled) standsAt(u int) search.Placement {
	s, un := &c.series[u], &c.problem.Units[u]
	if s.pattern == search.None {
		return search.Nowhere
	}
	at := c.placeNow(u)
	if len(un.Places) > 0 && at.Place == search.None {
		return search.Nowhere
	}
	for r := range un.Roles {
		if at.Who[r] == search.None {
			return search.Nowhere
		}
	}
	return at
}

// placeNow is as much as is known of where a unit that may move stands now.
func (c *compiled) placeNow(u int) search.Placement {
	s, un := &c.series[u], &c.problem.Units[u]
	at := search.Placement{Pattern: int16(s.pattern), Tick: int16(s.tick), Place: search.None, Who: [2]int16{search.None, search.None}}
	if base, placed := c.spotAt(&s.first.at); placed && len(un.Places) > 0 {
		at.Place = int16(c.spotFor(u, base))
	}
	for r := range un.Roles {
		if w := s.cast.inRole(r, len(un.Roles)); w != nil {
			at.Who[r] = int16(c.handFor(u, w.PersonID))
		}
	}
	return at
}

// standIn says where the search begins: where units stand, but that somebody
// who is free takes the role of whoever is away or missing, so that a repair
// starts with the smallest change.
func (c *compiled) standIn() {
	for u := range c.series {
		c.starts = append(c.starts, c.stands[u])
		if s := &c.series[u]; s.fixed || s.pattern == search.None || c.brief.FromNothing || len(s.stuck) > 0 {
			continue
		}
		at, un := c.placeNow(u), &c.problem.Units[u]
		if len(un.Places) > 0 && at.Place == search.None {
			continue
		}
		whole := true
		for r, list := range un.Roles {
			if at.Who[r] != search.None && c.isFree(u, int(at.Who[r]), at) {
				continue
			}
			i := slices.IndexFunc(list, func(x search.Candidate) bool {
				days := c.problem.Patterns[at.Pattern]
				return int16(x.Person) != at.Who[0] && int16(x.Person) != at.Who[1] && x.From <= days[0] && days[len(days)-1] <= x.To &&
					c.isFree(u, x.Person, at) && !c.isBusy(u, x.Person, at)
			})
			if whole = whole && i >= 0; i >= 0 {
				at.Who[r] = int16(list[i].Person)
			}
		}
		if whole {
			c.starts[u] = at
		}
	}
}

// isFree tells whether somebody can work in all of a placement.
func (c *compiled) isFree(u, x int, at search.Placement) bool {
	mask := c.mask(u, int(at.Tick))
	return !slices.ContainsFunc(c.problem.Patterns[at.Pattern], func(d int) bool { return mask&^c.problem.People[x].Free[d] != 0 })
}

// isBusy tells whether somebody works in another unit then, as all stand now.
func (c *compiled) isBusy(u, x int, at search.Placement) bool {
	var some [16]int
	mask := c.mask(u, int(at.Tick))
	for v := range c.stands {
		there := c.stands[v]
		if v == u || !there.Placed() || c.mask(v, int(there.Tick))&mask == 0 || !has(c.crew(v, there, some[:]), c.hands[x].base) {
			continue
		}
		for _, d := range c.problem.Patterns[there.Pattern] {
			if has(c.problem.Patterns[at.Pattern], d) {
				return true
			}
		}
	}
	return false
}
