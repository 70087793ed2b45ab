package timetable

import (
	"context"
	"slices"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// fits tells whether the placements of a plan hold together, laid anew.
func fits(t *testing.T, f Facts, b Brief, plan []Placement) bool {
	t.Helper()
	b.TermID, b.Standing, b.FromNothing = "t1", plan, false
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	s := must(board.now())
	for u := range board.series {
		if !board.series[u].fixed && board.series[u].first.placed() && !s.At(u).Placed() {
			return false
		}
	}
	return true
}

func TestAwayChangesOnlyWhatItTouches(t *testing.T) {
	repaired := 0
	for seed := range uint64(6) {
		f := crowded(16, seed)
		b, plan := drafted(t, f, Brief{}, 4000)
		busy := map[string]int{}
		for _, p := range plan.Placements {
			for _, w := range p.Workers {
				busy[w.PersonID]++
			}
		}
		who := ""
		for id, n := range busy {
			if who == "" || n > busy[who] || n == busy[who] && id < who {
				who = id
			}
		}
		leave := college.Leave{PersonID: who, From: "2026-09-28", To: "2026-10-11"}
		away, err := b.Away(context.Background(), leave)
		if err != nil {
			t.Fatal(err)
		}
		affected, open := map[string]bool{}, map[string]bool{}
		for _, p := range plan.Placements {
			if p.Date.Between(leave.From, leave.To) && slices.ContainsFunc(p.Workers, func(w Worker) bool { return w.PersonID == who }) {
				affected[p.SessionID] = true
			}
		}
		changes := Diff(f, plan.Placements, away.Placements)
		sessions, people := ToTell(changes)
		for _, c := range changes {
			open[c.RunID] = open[c.RunID] || c.Kind == ChangeLeftOut
			worded(t, c.Key, c.Values)
		}
		if !slices.Contains(people, who) && len(affected) > 0 {
			t.Errorf("seed %d: whoever is away is not told", seed)
		}
		for id := range affected {
			if !slices.Contains(sessions, id) {
				t.Errorf("seed %d: %s is not repaired", seed, id)
			}
		}
		if len(open) == 0 || !slices.Contains(leftOut(changes), true) {
			repaired++
			if len(sessions) != len(affected) {
				t.Errorf("seed %d: %d sessions change, %d are touched", seed, len(sessions), len(affected))
			}
		}
		if !fits(t, f, Brief{Away: []college.Leave{leave}}, away.Placements) {
			t.Errorf("seed %d: the repaired plan does not hold together", seed)
		}
		for _, left := range away.Unplaced {
			was := slices.ContainsFunc(plan.Unplaced, func(u Unplaced) bool { return u.RunID == left.RunID })
			if !was && (len(left.Reasons) == 0 || len(left.Relaxed) == 0) {
				t.Errorf("seed %d: %s is left out without a word", seed, left.RunID)
			}
		}
	}
	if repaired < 3 {
		t.Errorf("only %d of the terms could be repaired", repaired)
	}
}

func leftOut(changes []Change) (out []bool) {
	for _, c := range changes {
		out = append(out, c.Kind == ChangeLeftOut)
	}
	return out
}

func TestProposalsApplyOneByOne(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine does it all, and the race detector would take minutes")
	}
	for seed := range uint64(4) {
		f := crowded(14, seed)
		b, plan := drafted(t, f, Brief{}, 200)
		was := b.write(search.Solution{At: b.standing(must(b.now()))}).Cost
		b.brief.Steps = 30000
		better := must(b.Plan(context.Background()))
		steps := must(b.Proposals(context.Background(), better))
		now, gain, placed := plan.Placements, 0, 0
		for i, step := range steps {
			now, gain, placed = replaced(slices.Clone(now), step.To), gain+step.Gain, placed+step.Placed
			if !fits(t, f, Brief{}, now) {
				t.Fatalf("seed %d: after step %d of %d the plan does not hold together", seed, i+1, len(steps))
			}
			total := 0
			for _, p := range step.Parts {
				total += p.Cost
			}
			if total != step.Gain {
				t.Errorf("the parts of a step add up to %d, not %d", total, step.Gain)
			}
			if len(step.Changes) == 0 {
				t.Errorf("step %d has no words", i+1)
			}
			for _, c := range step.Changes {
				worded(t, c.Key, c.Values)
			}
		}
		if gain != was-better.Cost || placed != len(plan.Unplaced)-len(better.Unplaced) {
			t.Errorf("seed %d: steps gain %d and place %d, the plan %d and %d", seed, gain, placed, was-better.Cost, len(plan.Unplaced)-len(better.Unplaced))
		}
		if d := Diff(f, now, better.Placements); len(d) > 0 {
			t.Errorf("seed %d: after all steps %d things are not as in the plan", seed, len(d))
		}
	}
}

func TestAlternativesAndWhatIfAgree(t *testing.T) {
	b, plan := drafted(t, crowded(14, 2), Brief{}, 4000)
	looked := 0
	for _, p := range plan.Placements {
		u := slices.IndexFunc(b.series, func(s series) bool { return s.first.SessionID == p.SessionID })
		if u < 0 || b.series[u].fixed || p.Date == "" || len(b.series[u].run.units) > 1 {
			continue
		}
		others := must(b.Alternatives(b.series[u].run.id, 3))
		for i, o := range others {
			worded(t, o.Key, o.Values)
			if i > 0 && o.Gain > others[i-1].Gain {
				t.Errorf("alternatives are not in order: %d after %d", o.Gain, others[i-1].Gain)
			}
			what := must(b.WhatIf(o.To))
			if !what.Fits || len(what.Displaced) > 0 {
				t.Errorf("an alternative of %s displaces %d series", p.SessionID, len(what.Displaced))
			}
			if what.Change != -o.Gain {
				t.Errorf("an alternative gains %d, and what-if says it costs %d", o.Gain, what.Change)
			}
		}
		if looked++; looked == 6 {
			break
		}
	}
	if looked < 3 {
		t.Errorf("only %d series were looked at", looked)
	}
}

func TestWhatIfNamesWhomItDisplaces(t *testing.T) {
	f := plannable()
	for i, date := range []college.Date{"2026-09-07", "2026-09-14", "2026-09-21"} {
		m := meeting("music-"+number(i+1), date, "13:00", "15:00", "hall")
		m.RunID, m.CourseID, m.Label, m.Number = "run-music", "music", "Music", i+1
		m.Workers = []Worker{tutor("pip", college.KindPeer), tutor("oz", college.KindFreelance)}
		f.Meetings = append(f.Meetings, m)
	}
	b := must(Lay(f, Brief{TermID: "t1"}))
	var to []Placement
	for _, p := range b.placements(b.starts) {
		if p.SessionID[0] == 's' {
			p.Start, p.End = "13:00", "15:00"
			to = append(to, p)
		}
	}
	what := must(b.WhatIf(to))
	if len(what.Displaced) != 1 || what.Displaced[0].RunID != "run-music" || len(what.Displaced[0].Else) != 3 {
		t.Fatalf("displaced: %+v", what.Displaced)
	}
	t.Log(worded(t, what.Displaced[0].Key, what.Displaced[0].Values))
	same(t, rules(what.Conflicts), "I-07", "I-07", "I-07")
	if _, err := b.WhatIf([]Placement{{SessionID: "nobody"}}); college.AsRefusal(err) == nil {
		t.Errorf("an unknown session was not refused: %v", err)
	}
}

func rules(found []college.Finding) (ids []string) {
	for _, f := range found {
		ids = append(ids, f.Rule)
	}
	return ids
}

func TestDiffSaysWhatChanged(t *testing.T) {
	at := func(id string, date college.Date, start, end college.Clock, room string, workers ...Worker) Placement {
		return Placement{SessionID: id, Date: date, Start: start, End: end, RoomID: room, Workers: workers}
	}
	pat, ola, oz := tutor("pat", college.KindPeer), tutor("ola", college.KindStaff), tutor("oz", college.KindFreelance)
	was := at("sleep-1", "2026-09-07", "10:00", "12:00", "hall", pat, ola)
	cases := map[string]struct {
		before, after Placement
		want          string
	}{
		"nothing":     {was, was, ""},
		"moved":       {was, at("sleep-1", "2026-09-10", "13:00", "15:00", "hall", pat, ola), "Sleep moves from Monday 2026-09-07, 10:00 to 12:00, to Thursday 2026-09-10, 13:00 to 15:00."},
		"other room":  {was, at("sleep-1", "2026-09-07", "10:00", "12:00", "lib", ola, pat), "Sleep on 2026-09-07 moves from Main Hall, Castleby Community Centre to Library."},
		"other tutor": {was, at("sleep-1", "2026-09-07", "10:00", "12:00", "hall", pat, oz), "Sleep on 2026-09-07: Tutor oz instead of Tutor ola."},
		"one more":    {was, at("sleep-1", "2026-09-07", "10:00", "12:00", "hall", pat, ola, oz), "Sleep on 2026-09-07: now also with Tutor oz."},
		"left out":    {was, Placement{SessionID: "sleep-1"}, "Sleep on 2026-09-07 from 10:00 to 12:00 is left out."},
		"placed":      {Placement{SessionID: "sleep-1"}, was, "Sleep is newly placed: Monday 2026-09-07 from 10:00 to 12:00, in Main Hall, Castleby Community Centre, with Tutor pat, Tutor ola."},
	}
	for name, c := range cases {
		got := ""
		for _, change := range Diff(plannable(), []Placement{c.before}, []Placement{c.after}) {
			got += worded(t, change.Key, change.Values)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
