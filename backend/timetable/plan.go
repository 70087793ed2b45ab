package timetable

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// How much a search does where the brief does not say: by the units that move.
const (
	planSeeds    = 4
	planSteps    = 20000 // of each seed
	stepsPerUnit = 2000
)

// plan searches and writes down what was found.
func (b *Board) plan(ctx context.Context) (Plan, error) {
	if len(b.series) == 0 {
		return b.settle(b.write(search.Solution{})), nil
	}
	so, err := search.Solve(ctx, b.problem, b.budget())
	if err != nil {
		return Plan{}, err
	}
	return b.reasoned(ctx, so)
}

// mostReasons is how many series that are left out a plan explains by itself:
// whoever left out more wants the first reasons soon. WhyNot has the others.
const mostReasons = 25

// reasoned is a solution as a plan, with the reasons of what is left out. A
// search that was stopped is not kept waiting for them.
func (b *Board) reasoned(ctx context.Context, so search.Solution) (Plan, error) {
	plan := b.settle(b.write(so))
	for i, u := range so.Unplaced {
		if i == mostReasons || ctx.Err() != nil {
			break
		}
		left, err := b.explain(so.At, []int{u})
		if err != nil {
			return Plan{}, err
		}
		left[0].Stays = plan.Unplaced[i].Stays
		plan.Unplaced[i] = left[0]
	}
	return plan, nil
}

// settle adds to a plan what is left to be settled by hand.
func (b *Board) settle(plan Plan) Plan {
	told := b.told()
	for i := range plan.Unplaced {
		plan.Unplaced[i].Stays = slices.ContainsFunc(plan.Unplaced[i].Sessions, func(id string) bool { return told[id].Date != "" })
	}
	plan.Unsettled = b.unsettled(plan)
	return plan
}

// budget is how much a search of the board does, and from where it begins.
func (b *Board) budget() search.Budget {
	moving := 0
	for u := range b.series {
		if !b.series[u].fixed && len(b.series[u].stuck) == 0 {
			moving++
		}
	}
	seeds := cmp.Or(b.brief.Seeds, planSeeds)
	budget := search.Budget{Seeds: seeds, Steps: cmp.Or(b.brief.Steps, seeds*(planSteps+stepsPerUnit*moving)), Seed: b.brief.Seed}
	budget.Home = b.homes
	if !b.brief.FromNothing {
		budget.Start = b.starts
	}
	if tell := b.brief.Report; tell != nil {
		budget.Report = func(p search.Progress) {
			tell(Progress{Done: p.Done, Steps: p.Steps, Unplaced: p.Unplaced, Cost: p.Cost + b.baseCost()})
		}
	}
	return budget
}

// baseCost is what the soft rules cost of a plan in which nothing stands: the
// engine counts from there.
func (c *compiled) baseCost() int {
	cost := 0
	for _, base := range c.base {
		cost += base
	}
	return cost
}

// write is a solution as a plan.
func (b *Board) write(so search.Solution) Plan {
	plan := Plan{Placements: b.placements(so.At), Unplaced: []Unplaced{}, Parts: []Part{}, Unsettled: []college.Finding{}, Missing: so.Missing, Stopped: so.Stopped}
	for _, u := range so.Unplaced {
		s := &b.series[u]
		left := Unplaced{RunID: s.run.id, Label: s.first.Label, Reasons: []Reason{}, Relaxed: []Relaxation{}}
		for _, one := range s.sessions {
			left.Sessions = append(left.Sessions, one.SessionID)
		}
		plan.Unplaced = append(plan.Unplaced, left)
	}
	costs := slices.Clone(b.base)
	if len(so.At) > 0 {
		for _, parts := range search.Parts(b.problem, so.At) {
			for r, cost := range parts {
				costs[r] += cost
			}
		}
	}
	for r, row := range b.soft {
		plan.Parts = append(plan.Parts, Part{Rule: row.ID, Asks: row.Asks, Cost: costs[r]})
		plan.Cost += costs[r]
	}
	return plan
}

// placements are those of every session of the term, in order of run and
// number.
func (b *Board) placements(at []search.Placement) []Placement {
	type numbered struct {
		run    string
		number int
		Placement
	}
	var all []numbered
	for _, s := range b.left {
		all = append(all, numbered{s.RunID, s.Number, s.at})
	}
	for u, pl := range at {
		if s := &b.series[u]; b.ofTerm(u) {
			for i, p := range b.place(u, pl) {
				all = append(all, numbered{s.run.id, s.sessions[i].Number, p})
			}
		}
	}
	slices.SortFunc(all, func(a, b numbered) int {
		return cmp.Or(strings.Compare(a.run, b.run), a.number-b.number, strings.Compare(a.SessionID, b.SessionID))
	})
	placed := make([]Placement, len(all))
	for i := range all {
		placed[i] = all[i].Placement
		if placed[i].Workers == nil {
			placed[i].Workers = []Worker{}
		}
	}
	return placed
}

// placement is where a unit stands now, search.Nowhere where that is open.
func (b *Board) placement(u int) search.Placement { return b.stands[u] }

// place says of every session of a unit where it is in a placement. One that is
// left out has no date, place nor workers.
func (b *Board) place(u int, pl search.Placement) []Placement {
	s := &b.series[u]
	var all []Placement
	for i, one := range s.sessions {
		p := Placement{SessionID: one.SessionID, Workers: []Worker{}}
		switch {
		case s.fixed:
			p = one.at
		case pl.Placed():
			p.Date = b.days[b.problem.Patterns[pl.Pattern][i]].date
			p.Start = b.startAt(u, int(pl.Tick))
			p.End = p.Start.Add(s.minutes)
			p.RoomID, p.VirtualRoomID = b.placeOf(s, pl)
			p.Workers = b.workersOf(u, one, pl)
		}
		all = append(all, p)
	}
	return all
}

// startAt is when a unit starts at a tick: to the minute where it stands there.
func (c *compiled) startAt(u, tick int) college.Clock {
	if s := &c.series[u]; tick == s.tick && s.first.placed() {
		return s.first.at.Start
	}
	minute := firstMinute + tick*tickMinutes
	return college.NewClock(minute/60, minute%60)
}

// placeOf is the room and the virtual room of a placement. A hybrid series
// keeps its virtual room whatever its room.
func (c *compiled) placeOf(s *series, pl search.Placement) (room, link string) {
	if pl.Place >= 0 {
		if at := c.spots[pl.Place]; at.room != nil {
			room = at.room.ID
		} else {
			link = at.link
		}
	}
	if s.first.Mode == college.Hybrid && len(c.facts.VirtualRooms) > 0 {
		link = c.spots[c.linkOf(s)].link
	}
	return room, link
}

// workersOf is who works in a session of a unit. Whoever takes a role takes the
// part of the one who had it.
func (c *compiled) workersOf(u int, one *held, pl search.Placement) []Worker {
	s, un := &c.series[u], &c.problem.Units[u]
	workers := []Worker{}
	for r := range un.Roles {
		if pl.Who[r] < 0 {
			continue
		}
		w := c.workers[c.hands[pl.Who[r]].id]
		w.As, w.Part = college.RoleTutor, "lead"
		if r == 0 && len(un.Roles) == 2 {
			w.Part = "coLead"
		}
		if was := s.cast.inRole(r, len(un.Roles)); was != nil {
			w.Part = was.Part
		}
		workers = append(workers, w)
	}
	for _, w := range one.at.Workers {
		known := slices.ContainsFunc(workers, func(o Worker) bool { return o.PersonID == w.PersonID })
		stays := slices.ContainsFunc(un.With, func(x int) bool { return c.hands[x].id == w.PersonID })
		if !known && (stays || len(un.Roles) == 0 && !c.isGone(s, w.PersonID)) {
			workers = append(workers, w)
		}
	}
	return workers
}
