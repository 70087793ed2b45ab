package timetable

import (
	"slices"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// Heat is where one series may go: every start at every room.
type Heat struct {
	RunID    string      `json:"runId"`
	Label    string      `json:"label"`
	Sessions []string    `json:"sessions"`
	Places   []HeatPlace `json:"places"`
	Starts   []HeatStart `json:"starts"`
	Whys     []HeatWhy   `json:"whys"` // what stands in the way, most telling rule
}

// HeatPlace is a room, or a virtual room; none of both = online without one.
type HeatPlace struct {
	RoomID        string `json:"roomId"`
	VirtualRoomID string `json:"virtualRoomId"`
	Name          string `json:"name"`
}

// HeatStart is one start, by the date of the first session, and what it is like
// at every place.
type HeatStart struct {
	Date  college.Date  `json:"date"`
	Until college.Date  `json:"until"` // of the last session
	Start college.Clock `json:"start"`
	End   college.Clock `json:"end"`
	Cells []HeatCell    `json:"cells"` // by place
}

// HeatCell is one start at one place with the people who do it best: those who
// have it now where they can, else the first who can.
type HeatCell struct {
	Why    int `json:"why"`    // index of Heat.Whys; -1 = it is free
	Change int `json:"change"` // of the soft cost where it is free, tenths of a point
}

// HeatWhy is a rule in the way.
type HeatWhy struct {
	Rule   string         `json:"rule"`
	Key    string         `json:"key"`
	Values college.Values `json:"values,omitempty"`
}

// Heat says of one series of a run where it may go. Of a run that moves in
// several parts it is the one that is left out, else the longest.
func (b *Board) Heat(runID string) (Heat, error) {
	units, err := b.movable(runID)
	if err != nil {
		return Heat{}, err
	}
	u, s := units[0], b.laid
	p, extra := b.bare()
	w := b.waysOf(p, extra, u)
	h := Heat{RunID: runID, Label: w.s.first.Label, Sessions: []string{}, Places: []HeatPlace{}, Starts: []HeatStart{}, Whys: []HeatWhy{}}
	for _, one := range w.s.sessions {
		h.Sessions = append(h.Sessions, one.SessionID)
	}
	for _, index := range w.places {
		place := HeatPlace{Name: b.spotName(index), VirtualRoomID: b.spots[index].link}
		if room := b.spots[index].room; room != nil {
			place.RoomID = room.ID
		}
		h.Places = append(h.Places, place)
	}
	if len(w.places) == 0 {
		h.Places = append(h.Places, HeatPlace{})
	}
	hw := heater{ways: w, state: s, heat: &h, known: map[why]int{}}
	for r := range w.people {
		w.knownOnly(r, len(b.problem.People))
	}
	hw.ways.same = make([]int, len(w.people[0]))
	for i, x := range w.people[0] {
		hw.ways.same[i] = slices.Index(w.people[1], x)
	}
	hw.order = w.firstChoice(s)
	at, cost := s.At(u), s.Cost()
	s.Take(u) // out of it, each cell costs half the work
	hw.saved = cost - s.Cost()
	w.survey(s, hw.look)
	if at.Placed() {
		s.Put(u, at)
	}
	return h, nil
}

// knownOnly leaves out those who are none of the problem's people: they cannot
// be asked without a change, which Heat does not look into.
func (w *ways) knownOnly(r, people int) {
	var keep []int
	for j, x := range w.people[r] {
		if x < people {
			keep = append(keep, j)
		}
	}
	if len(keep) == 0 {
		w.people[r], w.ids[r], w.barred[r] = nil, nil, nil
		return
	}
	for i, j := range keep {
		w.people[r][i], w.ids[r][i], w.barred[r][i] = w.people[r][j], w.ids[r][j], w.barred[r][j]
	}
	w.people[r], w.ids[r], w.barred[r] = w.people[r][:len(keep)], w.ids[r][:len(keep)], w.barred[r][:len(keep)]
}

// heater fills a heat-map.
type heater struct {
	*ways
	state *search.State
	heat  *Heat
	order [2][]int // of each role, the people in the order they are asked
	known map[why]int
	saved int // what the series costs where it is
}

// firstChoice is the order in which people are asked: who has the role now,
// then as they are listed.
func (w *ways) firstChoice(s *search.State) (order [2][]int) {
	for r := range w.people {
		at := slices.Index(w.people[r], int(s.At(w.u).Who[r]))
		if at >= 0 {
			order[r] = append(order[r], at)
		}
		for j := range w.people[r] {
			if j != at {
				order[r] = append(order[r], j)
			}
		}
	}
	return order
}

func (h *heater) look(r *row) bool {
	days := h.p.Patterns[r.Pattern]
	start := HeatStart{Date: h.days[days[0]].date, Until: h.days[days[len(days)-1]].date, Start: h.startAt(h.u, r.Tick), Cells: make([]HeatCell, len(h.heat.Places))}
	start.End = start.Start.Add(h.s.minutes)
	var held why // what keeps people from this start, if nobody can
	any, free := h.pair(r, -1)
	if !free {
		held = h.heldBack(r)
	}
	for j := range start.Cells {
		cell := &start.Cells[j]
		rules, place := r.common, -1
		if len(h.places) > 0 {
			place = j
			rules |= r.places[j]
		}
		who, ok := any, free
		if rules == 0 && free && place >= 0 {
			if who, ok = h.pair(r, place); !ok {
				rules = why(search.Travelling.Bit())
			}
		}
		if rules |= held; rules != 0 || !ok {
			cell.Why = h.telling(rules)
			continue
		}
		cell.Why = -1
		cell.Change = h.state.Adds(h.u, h.placement(r, place, who)) - h.saved
	}
	h.heat.Starts = append(h.heat.Starts, start)
	return true
}

// pair is the first pair who can work then; at a place, -1 = wherever it is.
func (h *heater) pair(r *row, place int) (who [2]int, ok bool) {
	if h.nobody() {
		return who, false
	}
	can := func(role, j int) bool {
		return r.who[role][j] == 0 && (place < 0 || !r.Near[role][j] ||
			!h.state.Far(h.u, h.people[role][j], search.Placement{Pattern: int16(r.Pattern), Tick: int16(r.Tick), Place: int16(h.places[place])}))
	}
	if h.roles == 0 {
		return who, true
	}
	for _, a := range h.order[0] {
		if !can(0, a) {
			continue
		}
		if who[0] = a; h.roles == 1 {
			return who, true
		}
		for _, b := range h.order[1] {
			if h.people[1][b] != h.people[0][a] && can(1, b) {
				who[1] = b
				return who, true
			}
		}
	}
	return who, false
}

// heldBack is the rule that keeps most people of the role that nobody can take.
func (h *heater) heldBack(r *row) why {
	most, rule := 0, notApproved
	for i := range h.roles {
		if slices.Contains(r.who[i], 0) {
			continue
		}
		for _, row := range telling {
			if n := countOf(r.who[i], row.bit); n > most {
				most, rule = n, row.bit
			}
		}
	}
	return rule
}

// telling is the index of the most telling of some rules.
func (h *heater) telling(rules why) int {
	for _, row := range telling {
		if rules&row.bit == 0 {
			continue
		}
		at, known := h.known[row.bit]
		if !known {
			at = len(h.heat.Whys)
			h.known[row.bit] = at
			h.heat.Whys = append(h.heat.Whys, HeatWhy{Rule: row.rule, Key: "heat" + row.key[len("whyNot"):],
				Values: college.Values{"course": h.s.first.Label, "places": strconv.Itoa(h.s.capacity)}})
		}
		return at
	}
	return -1
}
