//go:build linux

package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
)

// firstRounds are the times that a first plan is made; the middle one counts.
const firstRounds = 5

// goals of the sizes: processor time to the first clash-free plan, and how near
// the cost of 10 s the plan is after 0.5 or 2 s, in per cent.
var goals = map[string]struct {
	first   time.Duration
	seconds float64
	near    float64
}{
	"74":  {10 * time.Millisecond, 0.5, 2},
	"147": {20 * time.Millisecond, 0.5, 2},
	"300": {60 * time.Millisecond, 2, 1},
	"586": {150 * time.Millisecond, 2, 1},
}

// sizes: how soon a term is clash-free, and how soon it is good.
func sizes(w io.Writer, _ options) error {
	t := newTable(w, "Planted terms, people chosen by the planner",
		"term", "series", "first clash-free, CPU ms", "goal met", "cost at 0.5 s", "2 s", "10 s", "0.5 s over 10 s", "2 s over 10 s", "goal met", "clashes found")
	for _, s := range planted.Shapes {
		term, err := planted.Grow(s, s.Seed, false)
		if err != nil {
			return err
		}
		p, err := paceOf(term)
		if err != nil {
			return err
		}
		var firsts []time.Duration
		for range firstRounds {
			runtime.GC() // what the last round left is not this one's
			took, _, err := untilClean(term.Facts, term.Brief, p.steps(2))
			if err != nil {
				return err
			}
			firsts = append(firsts, took)
		}
		slices.Sort(firsts)
		middle := firsts[firstRounds/2]
		costs, found := map[float64]int{}, 0
		for _, seconds := range []float64{0.5, 2, 10} {
			plan, err := planned(term.Facts, term.Brief, p.steps(seconds))
			if err != nil {
				return err
			}
			costs[seconds] = plan.Cost
			found += clashes(term.Facts, plan.Placements)
		}
		over := func(seconds float64) float64 { return 100 * (float64(costs[seconds])/float64(costs[10]) - 1) }
		soon, near := "–", "–"
		if g, asked := goals[s.Name]; asked {
			soon = fmt.Sprintf("≤ %s: %s", g.first, holds(middle <= g.first))
			near = fmt.Sprintf("≤ %.0f %% at %.1f s: %s", g.near, g.seconds, holds(over(g.seconds) <= g.near))
		}
		t.row(s.Name, len(term.Facts.Courses), ms(middle), soon, costs[0.5], costs[2], costs[10],
			fmt.Sprintf("%+.2f %%", over(0.5)), fmt.Sprintf("%+.2f %%", over(2)), near, found)
	}
	return nil
}

// success: every planted term can be planned, and is.
func success(w io.Writer, o options) error {
	t := newTable(w, "Planted terms that become clash-free within 2 CPU-seconds",
		"term", "people", "terms", "clash-free", "middle, CPU ms", "slowest", "clashes found", "goal met")
	seeds := (o.terms + 2*len(planted.Shapes) - 1) / (2 * len(planted.Shapes))
	all, clean := 0, 0
	for _, s := range planted.Shapes {
		for _, given := range []bool{false, true} {
			var times []time.Duration
			good, found := 0, 0
			for seed := range uint64(seeds) {
				term, err := planted.Grow(s, 100+seed, given)
				if err != nil {
					return err
				}
				p := pace{perSecond: 400_000} // enough for more than 2 s; the time below decides
				took, plan, err := untilClean(term.Facts, term.Brief, p.steps(4))
				if err != nil {
					return err
				}
				times = append(times, took)
				found += clashes(term.Facts, plan.Placements)
				if len(plan.Unplaced) == 0 && took <= 2*time.Second {
					good++
				}
			}
			slices.Sort(times)
			people := "chosen"
			if given {
				people = "given"
			}
			t.row(s.Name, people, seeds, good, ms(times[len(times)/2]), ms(times[len(times)-1]), found, holds(good == seeds))
			all, clean = all+seeds, clean+good
		}
	}
	t.row("**all**", "", all, clean, "", "", "", holds(all == clean))
	return nil
}

// oneAway: the busiest person is away from the fourth week on. What changes
// should be what that person taught, and nothing else.
func oneAway(w io.Writer, _ options) error {
	t := newTable(w, "The busiest person is away from the fourth week on",
		"term", "their sessions", "affected series", "changed series", "left out", "CPU ms", "nothing else changed", "≤ 500 ms")
	for _, s := range planted.Shapes {
		term, err := planted.Grow(s, s.Seed, false)
		if err != nil {
			return err
		}
		p, err := paceOf(term)
		if err != nil {
			return err
		}
		plan, err := planned(term.Facts, term.Brief, p.steps(0.5))
		if err != nil {
			return err
		}
		who, sessions, from := busiest(plan, term.Facts.Terms[0])
		facts := planted.Laid(term.Facts, plan.Placements)
		b := timetable.Brief{
			TermID: term.Brief.TermID, Today: from, Published: plan.Placements, Keep: keepAll,
			Away: []college.Leave{{PersonID: who, From: from, To: term.Facts.Terms[0].End}},
		}
		began := cpu()
		mended, err := planned(facts, b, p.steps(0.4))
		if err != nil {
			return err
		}
		took := cpu() - began
		affected, changed := compare(facts, plan.Placements, mended.Placements, who, from)
		only := true
		for run := range changed {
			only = only && affected[run]
		}
		t.row(s.Name, sessions, len(affected), len(changed), len(mended.Unplaced), ms(took), holds(only), holds(took <= 500*time.Millisecond))
	}
	return nil
}

// keepAll is the slider of somebody who wants the smallest change.
const keepAll = 100

// busiest is who has most sessions from the fourth week on.
func busiest(plan timetable.Plan, term college.Term) (who string, sessions int, from college.Date) {
	from = term.Start.AddDays(21)
	counts := map[string]int{}
	for _, p := range plan.Placements {
		for _, w := range p.Workers {
			if p.Date >= from {
				counts[w.PersonID]++
			}
		}
	}
	for id, n := range counts {
		if n > sessions || n == sessions && id < who {
			who, sessions = id, n
		}
	}
	return who, sessions, from
}

// compare tells which series somebody was in from a day on, and which changed.
func compare(f timetable.Facts, before, after []timetable.Placement, who string, from college.Date) (affected, changed map[string]bool) {
	runs, was := map[string]string{}, map[string]timetable.Placement{}
	for _, m := range f.Meetings {
		runs[m.SessionID] = m.RunID
	}
	affected, changed = map[string]bool{}, map[string]bool{}
	for _, p := range before {
		was[p.SessionID] = p
		if p.Date >= from && slices.Contains(people(p), who) {
			affected[runs[p.SessionID]] = true
		}
	}
	for _, p := range after {
		b := was[p.SessionID]
		if b.Date != p.Date || b.Start != p.Start || b.RoomID != p.RoomID || b.VirtualRoomID != p.VirtualRoomID || !slices.Equal(people(b), people(p)) {
			changed[runs[p.SessionID]] = true
		}
	}
	return affected, changed
}

func people(p timetable.Placement) []string {
	var ids []string
	for _, w := range p.Workers {
		ids = append(ids, w.PersonID)
	}
	slices.Sort(ids)
	return ids
}
