package timetable

import (
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// SessionCost is what one session adds to the soft cost of a plan, by rule.
// SessionID "" is what the term as a whole costs, wherever its sessions stand.
type SessionCost struct {
	SessionID string     `json:"sessionId"`
	RunID     string     `json:"runId"`
	Cost      int        `json:"cost"` // tenths of a point; the sum of Parts
	Parts     []CostPart `json:"parts"`
}

// CostPart is what one soft rule adds, and its sentence. Below 0 it is a gain.
type CostPart struct {
	Rule   string         `json:"rule"` // id of a soft rule
	Key    string         `json:"key"`
	Values college.Values `json:"values,omitempty"`
	Cost   int            `json:"cost"` // tenths of a point
}

// Costs are the parts of what the sessions of a run cost where they stand; with
// runID "" of every session, and then they add up exactly to Plan.Cost. What a
// series costs as a whole is shared out evenly, the remainder to its first
// session. Each series is charged with what it adds to those before it, in
// order of day.
func (b *Board) Costs(runID string) ([]SessionCost, error) {
	s, err := b.now()
	if err != nil {
		return nil, err
	}
	at := b.standing(s)
	costs := []SessionCost{}
	parts := search.Parts(b.problem, at)
	for u := range b.series {
		if run := b.series[u].run.id; at[u].Placed() && (runID == "" || run == runID) {
			costs = append(costs, b.shared(u, at[u], parts[u])...)
		}
	}
	if runID == "" {
		whole := SessionCost{Parts: []CostPart{}}
		for r, cost := range b.base {
			whole.add(CostPart{Rule: b.soft[r].ID, Key: b.soft[r].Asks, Cost: cost})
		}
		costs = append(costs, whole)
	}
	return costs, nil
}

func (c *SessionCost) add(p CostPart) {
	if p.Cost != 0 {
		c.Cost += p.Cost
		c.Parts = append(c.Parts, p)
	}
}

// shared shares out what a series costs over its sessions.
func (b *Board) shared(u int, pl search.Placement, byRule []int) []SessionCost {
	var all []SessionCost
	sessions := b.place(u, pl)
	for i, p := range sessions {
		one := SessionCost{SessionID: p.SessionID, RunID: b.series[u].run.id, Parts: []CostPart{}}
		for r, cost := range byRule {
			part := cost / len(sessions)
			if i == 0 {
				part += cost % len(sessions)
			}
			one.add(CostPart{Rule: b.soft[r].ID, Key: "cost." + b.soft[r].ID, Cost: part, Values: b.values(u, p, "points", points(part))})
		}
		all = append(all, one)
	}
	return all
}

// values are what a sentence on a placed session may use.
func (b *Board) values(u int, p Placement, pairs ...string) college.Values {
	v := college.Values{
		"course": b.series[u].first.Label, "date": string(p.Date), "start": string(p.Start), "end": string(p.End),
		"room": b.roomName(p.RoomID, p.VirtualRoomID), "names": namesOf(p.Workers), "weekday": b.weekday(p.Date),
		"count": strconv.Itoa(len(b.series[u].sessions)),
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i]] = pairs[i+1]
	}
	return v
}

// weekday is the key of the name of a date's day.
func (c *compiled) weekday(date college.Date) string {
	if !date.Valid() {
		return ""
	}
	return "weekday." + strconv.Itoa(c.known.day(date).weekday)
}

// roomName is how sentences call a room, or the virtual room without one; the
// key of how they call it where neither is on record.
func (c *compiled) roomName(room, link string) string {
	if p := c.known.place(room); p != nil {
		return p.name
	}
	for _, v := range c.facts.VirtualRooms {
		if v.ID == link {
			return v.Name
		}
	}
	return "plan.online"
}

func (c *compiled) spotName(place int) string {
	if place < 0 {
		return ""
	}
	s := c.spots[place]
	if s.room != nil {
		return s.room.name
	}
	return c.roomName("", s.link)
}

// namesOf are people in a sentence.
func namesOf(workers []Worker) string {
	var names []string
	for _, w := range workers {
		names = append(names, w.Name)
	}
	return strings.Join(names, ", ")
}

// points writes tenths of a point: "12", "-0.5".
func points(tenths int) string {
	text := strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64)
	return strings.TrimSuffix(text, ".0")
}

// now is where everything stands that fits together, dearest to leave out
// first; it is laid when it is first asked for.
func (b *Board) now() (*search.State, error) {
	if b.laid == nil {
		s, err := layOut(b.problem, b.starts)
		if err != nil {
			return nil, err
		}
		b.laid = s
	}
	return b.laid, nil
}

// layOut lays out a plan, as far as it holds together.
func layOut(p *search.Problem, at []search.Placement) (*search.State, error) {
	s, err := search.NewState(p)
	if err != nil {
		return nil, err
	}
	fill(s, p, at)
	return s, nil
}

// fill enters a plan into a state, what is dearest to leave out first.
func fill(s *search.State, p *search.Problem, at []search.Placement) {
	order := make([]int, 0, len(at))
	for u := range at {
		if at[u].Placed() && !p.Units[u].Fixed {
			order = append(order, u)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return p.Units[b].Unplaced - p.Units[a].Unplaced
	})
	for _, u := range order {
		s.Put(u, at[u])
	}
}

// standing is where every unit is in a state.
func (b *Board) standing(s *search.State) []search.Placement {
	at := make([]search.Placement, len(b.series))
	for u := range at {
		at[u] = s.At(u)
	}
	return at
}

// movable are the units of a run that may move; those that are left out come
// first, then those with most sessions.
func (b *Board) movable(runID string) ([]int, error) {
	s, err := b.now()
	if err != nil {
		return nil, err
	}
	var units []int
	found := false
	for u := range b.series {
		if b.ofTerm(u) && b.series[u].run.id == runID {
			found = true
			if !b.series[u].fixed {
				units = append(units, u)
			}
		}
	}
	switch {
	case !found:
		return nil, college.Refuse(college.NotFound, "plan.noRun")
	case len(units) == 0:
		return nil, college.Refuse(college.Conflict, "plan.staysWhereItIs")
	}
	slices.SortStableFunc(units, func(x, y int) int {
		if s.At(x).Placed() != s.At(y).Placed() {
			return map[bool]int{true: 1, false: -1}[s.At(x).Placed()]
		}
		return len(b.series[y].sessions) - len(b.series[x].sessions)
	})
	return units, nil
}
