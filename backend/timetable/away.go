package timetable

import (
	"context"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// mendSteps is how much a repair searches at most, in steps for each of its
// attempts: a repair is wanted while somebody is on the phone.
const mendSteps = 20000

// Away is the plan if somebody is away. Only what that touches changes: other
// people first, then another place, then another time; only if that is not
// enough do neighbours move. What cannot be repaired is left out, with reasons.
// Series that were left out before stay so, and what clashed before for another
// reason stays exactly where it is.
func (b *Board) Away(ctx context.Context, leave college.Leave) (Plan, error) {
	if err := leave.Validate(); err != nil {
		return Plan{}, err
	}
	brief := b.brief
	brief.Away, brief.FromNothing, brief.still = append(slices.Clone(brief.Away), leave), false, map[string]bool{}
	away, err := Lay(b.before(), brief)
	for err == nil {
		var more bool
		if more, err = away.leaveAlone(brief.still); err != nil || !more {
			break
		}
		away, err = Lay(b.before(), brief)
	}
	if err != nil {
		return Plan{}, err
	}
	so, err := search.Mend(ctx, away.problem, search.Budget{Steps: mendSteps, Seeds: 1, Seed: brief.Seed, Start: away.starts})
	if err != nil {
		return Plan{}, err
	}
	plan, err := away.reasoned(ctx, so)
	plan.Unsettled, plan.Before = away.concerned(plan.Unsettled, leave)
	return plan, err
}

// touched tells whether the leave asked about last takes somebody from a series.
func (b *Board) touched(u int) bool {
	return b.ofTerm(u) && slices.ContainsFunc(b.series[u].sessions, b.misses)
}

// misses tells whether the leave asked about last takes somebody from a session.
func (b *Board) misses(one *held) bool {
	return one.placed() && slices.ContainsFunc(one.at.Workers, func(w Worker) bool { return b.isNews(w.PersonID, one) })
}

// leaveAlone adds the sessions that are to stay exactly as they are: those of
// series that the leave does not touch and that the planner would change for
// another reason, and those it touches where who works in them is locked. It
// tells whether there were any: then the term is to be laid anew.
func (b *Board) leaveAlone(still map[string]bool) (more bool, err error) {
	s, err := search.NewState(b.problem)
	if err != nil {
		return false, err
	}
	others := slices.Clone(b.starts)
	for u := range others {
		if b.series[u].fixed || b.touched(u) {
			others[u] = search.Nowhere
		}
	}
	fill(s, b.problem, others)
	for u := range b.series {
		if b.series[u].fixed || !b.ofTerm(u) {
			continue
		}
		alone := b.series[u].pin.Who
		if !b.touched(u) {
			alone = !s.At(u).Placed() || !b.asItIs(u, s.At(u))
		}
		for _, one := range b.series[u].sessions {
			if alone && one.placed() && !still[one.SessionID] {
				still[one.SessionID], more = true, true
			}
		}
	}
	return more, nil
}

// asItIs tells whether a placement of a unit changes nothing of its sessions.
func (b *Board) asItIs(u int, pl search.Placement) bool {
	for i, p := range b.place(u, pl) {
		was := b.series[u].sessions[i].at
		if p.Date != was.Date || p.Start != was.Start || p.End != was.End || p.RoomID != was.RoomID || p.VirtualRoomID != was.VirtualRoomID || ids(p) != ids(was) {
			return false
		}
	}
	return true
}

// concerned parts findings into those that have to do with a leave, by the
// person or by a session that misses them, and the others.
func (b *Board) concerned(found []college.Finding, leave college.Leave) (with, others []college.Finding) {
	with, others = []college.Finding{}, []college.Finding{}
	missing := map[string]bool{leave.PersonID: true}
	for u := range b.series {
		for _, one := range b.series[u].sessions {
			if b.ofTerm(u) && b.misses(one) {
				missing[one.SessionID] = true
			}
		}
	}
	for _, f := range found {
		if slices.ContainsFunc(f.About, func(id string) bool { return missing[id] }) {
			with = append(with, f)
		} else {
			others = append(others, f)
		}
	}
	return with, others
}

// before is the facts as they were given, without what the brief added.
func (b *Board) before() Facts {
	f := b.facts
	f.Leaves = f.Leaves[:len(f.Leaves)-len(b.brief.Away)]
	return f
}
