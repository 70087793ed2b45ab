package timetable

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// lay compiles a term or fails.
func lay(t *testing.T, f Facts, b Brief) *Board {
	t.Helper()
	b.TermID = "t1"
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	if err := board.problem.Check(); err != nil {
		t.Fatal(err)
	}
	return board
}

// divided writes how a term is divided: units in order, a fixed one in brackets.
func divided(b *Board) string {
	var all []string
	for u := range b.series {
		var ids []string
		for _, one := range b.series[u].sessions {
			ids = append(ids, one.SessionID[strings.LastIndex(one.SessionID, "-")+1:])
		}
		unit := strings.Join(ids, "+")
		if b.series[u].fixed {
			unit = "[" + unit + "]"
		}
		all = append(all, unit)
	}
	return strings.Join(all, " ")
}

// togetherCases are a run of six weeks with one thing changed, and the units it
// is divided into.
var togetherCases = map[string]struct {
	change func(f *Facts, b *Brief)
	want   string
}{
	"a run of six weeks":         {func(*Facts, *Brief) {}, "1+2+3+4+5+6"},
	"two weeks are past":         {func(_ *Facts, b *Brief) { b.Today = "2026-09-16" }, "[1] [2] 3+4+5+6"},
	"today's may still move":     {func(_ *Facts, b *Brief) { b.Today = "2026-09-14" }, "[1] 2+3+4+5+6"},
	"the third has a mark":       {func(f *Facts, _ *Brief) { f.Meetings[2].Marked = true }, "1+2 [3] 4+5+6"},
	"a mark the brief knows of":  {func(_ *Facts, b *Brief) { b.Marked = map[string]bool{"sleep-1": true} }, "[1] 2+3+4+5+6"},
	"one was delivered":          {func(f *Facts, _ *Brief) { f.Meetings[0].Status = college.SessionDelivered }, "[1] 2+3+4+5+6"},
	"one is cancelled":           {func(f *Facts, _ *Brief) { f.Meetings[3].Status = college.SessionCancelled }, "1+2+3+5+6"},
	"the fourth is on a Tuesday": {func(f *Facts, _ *Brief) { f.Meetings[3].Date = "2026-09-29" }, "1+2+3 4 5+6"},
	"the last is elsewhere":      {func(f *Facts, _ *Brief) { f.Meetings[5].RoomID = "lib" }, "1+2+3+4+5 6"},
	"the draft has it elsewhere": {func(f *Facts, b *Brief) {
		p := placementOf(&f.Meetings[5])
		p.RoomID = "lib"
		b.Standing = []Placement{p}
	}, "1+2+3+4+5 6"},
	"the first is longer":         {func(f *Facts, _ *Brief) { f.Meetings[0].End = "13:00" }, "1 2+3+4+5+6"},
	"somebody else in the second": {func(f *Facts, _ *Brief) { f.Meetings[1].Workers = []Worker{tutor("pip", college.KindPeer)} }, "1 2 3+4+5+6"},
	"the first two are pinned":    {func(_ *Facts, b *Brief) { b.Pins = pinned("t", "sleep-1", "sleep-2") }, "1+2 3+4+5+6"},
	"the second in all it has":    {func(_ *Facts, b *Brief) { b.Pins = pinned("tpw", "sleep-2") }, "1 [2] 3+4+5+6"},
	"a week is left out":          {func(f *Facts, _ *Brief) { f.Meetings[5].Date = "2026-10-19" }, "1+2+3+4+5+6"},
	"two have no day yet":         {func(f *Facts, _ *Brief) { f.Meetings[4].Date, f.Meetings[5].Date = "", "" }, "1+2+3+4 5+6"},
	"from nothing":                {func(f *Facts, b *Brief) { f.Meetings[3].Date = "2026-09-29"; b.FromNothing = true }, "1+2+3+4+5+6"},
	"from nothing but a pin":      {func(_ *Facts, b *Brief) { b.FromNothing, b.Pins = true, pinned("p", "sleep-3") }, "1+2 3 4+5+6"},
	"a tutor is away for two weeks": {func(_ *Facts, b *Brief) {
		b.Away = []college.Leave{{PersonID: "ola", From: "2026-09-20", To: "2026-10-01"}}
	}, "1+2 3+4 5+6"},
	"another term's run in the days": {func(f *Facts, _ *Brief) {
		m := music("10:00", "12:00", "lib")
		m.TermID = "t0"
		f.Meetings = append(f.Meetings, m)
	}, "1+2+3+4+5+6 [1]"},
	"another term's on another day": {func(f *Facts, _ *Brief) {
		m := music("10:00", "12:00", "lib")
		m.TermID, m.Date = "t0", "2026-08-31"
		f.Meetings = append(f.Meetings, m)
	}, "1+2+3+4+5+6"},
}

// six is Sleep in six weeks.
func six() Facts {
	f := plannable()
	for i := 3; i < 6; i++ {
		m := meeting("sleep-"+number(i+1), college.Date("2026-09-07").AddDays(7*i), "10:00", "12:00", "hall")
		m.Number = i + 1
		f.Meetings = append(f.Meetings, m)
	}
	return f
}

func TestSessionsThatMoveTogether(t *testing.T) {
	for name, c := range togetherCases {
		t.Run(name, func(t *testing.T) {
			f, b := six(), Brief{}
			c.change(&f, &b)
			board := lay(t, f, b)
			if got := divided(board); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			for u := range board.series {
				if s := &board.series[u]; s.pattern != search.None && !s.fixed && !b.FromNothing && !board.placement(u).Placed() && name != "somebody else in the second" {
					t.Errorf("unit %d has lost its place", u)
				}
				for _, v := range board.problem.Units[u].After {
					if board.series[v].run != board.series[u].run || v != u-1 {
						t.Errorf("unit %d comes after %d", u, v)
					}
				}
			}
		})
	}
}

// A term that is as it should be stays as it is, to the minute, however odd the
// minutes are.
func TestWhatIsWellStays(t *testing.T) {
	f := plannable()
	at("10:10", "11:50")(&f)
	f.Meetings[2].Date = "2026-10-05" // not consecutive
	b := Brief{Keep: 100, Steps: 2000, Seeds: 1}
	for i := range f.Meetings {
		b.Published = append(b.Published, placementOf(&f.Meetings[i]))
	}
	plan := draft(t, f, b)
	for i, p := range plan.Placements {
		m := f.Meetings[i]
		if p.Date != m.Date || p.Start != m.Start || p.End != m.End || p.RoomID != m.RoomID || fmt.Sprint(p.Workers) != fmt.Sprint(m.Workers) {
			t.Errorf("%s moved to %v", m.SessionID, p)
		}
	}
}

func TestPinsHoldWhateverIsSwitchedOff(t *testing.T) {
	for what, holds := range map[string]func(p *Placement, m *Meeting) bool{
		"t": func(p *Placement, m *Meeting) bool { return p.Date == m.Date && p.Start == m.Start },
		"p": func(p *Placement, m *Meeting) bool { return p.RoomID == m.RoomID },
		"w": func(p *Placement, m *Meeting) bool {
			return p.Workers[0].PersonID == "pat" && p.Workers[1].PersonID == "ola"
		},
	} {
		f := plannable()
		f.Rooms[0].PricePerHour, f.Limits = 2500, []college.WorkLimit{{PersonID: "pip", SessionsTerm: 9}, {PersonID: "oz", SessionsTerm: 9}}
		b := Brief{FromNothing: true, Pins: pinned(what, sleeping...), Off: map[string]bool{"H10": true}, Weights: map[string]int{"hours": 300}}
		at("16:00", "18:00")(&f)
		free := draft(t, f, Brief{FromNothing: true, Weights: b.Weights})
		plan := draft(t, f, b)
		for i := range plan.Placements {
			if !holds(&plan.Placements[i], &f.Meetings[i]) {
				t.Errorf("%s: %v", what, plan.Placements[i])
			}
			if holds(&free.Placements[i], &f.Meetings[i]) {
				t.Errorf("%s: nothing draws it away", what)
			}
		}
	}
}

// Whoever is away is stood in for in those sessions alone.
func TestOnePersonAway(t *testing.T) {
	f := plannable()
	b := Brief{Today: "2026-09-01", Keep: 50, Away: []college.Leave{{PersonID: "ola", From: "2026-09-14", To: "2026-09-14"}}}
	for i := range f.Meetings {
		b.Published = append(b.Published, placementOf(&f.Meetings[i]))
	}
	plan := draft(t, f, b)
	for i, p := range plan.Placements {
		who := []string{p.Workers[0].PersonID, p.Workers[1].PersonID}
		want := []string{"pat", "ola"}
		if i == 1 {
			want[1] = "oz"
		}
		if p.Date != f.Meetings[i].Date || p.RoomID != "hall" || !slices.Equal(who, want) {
			t.Errorf("%s: %s %s %v", p.SessionID, p.Date, p.RoomID, who)
		}
	}
}

func TestTermsThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Facts)
		want   string
	}{
		"not there":     {func(f *Facts) { f.Terms = nil }, "plan.noTerm"},
		"no end":        {func(f *Facts) { f.Terms[0].End = "" }, "plan.termDays"},
		"end before":    {func(f *Facts) { f.Terms[0].End = "2026-01-01" }, "plan.termDays"},
		"a century":     {func(f *Facts) { f.Terms[0].End = "2126-01-01" }, "plan.termDays"},
		"no term named": {func(f *Facts) { f.Terms[0].ID = "" }, "plan.noTerm"},
	} {
		f := plannable()
		c.change(&f)
		_, err := Lay(f, Brief{TermID: "t1"})
		if r := college.AsRefusal(err); r == nil || r.Key != c.want || catalogue[r.Key] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Terms with nothing in them, or nothing that can be done, are planned as far
// as they go.
func TestTermsThatCannotBePlanned(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Facts)
		left   int
	}{
		"no sessions":    {func(f *Facts) { f.Meetings = nil }, 0},
		"no rooms":       {func(f *Facts) { f.Rooms = nil; f.Meetings[0].RoomID = "" }, 2},
		"no tutors":      {func(f *Facts) { f.Tutors, f.CourseTutors = nil, nil; at("10:00", "12:00")(f); nobody(f) }, 1},
		"one long break": {func(f *Facts) { f.Breaks = []college.TermBreak{{TermID: "t1", From: "2026-09-01", To: "2026-12-18"}} }, 1},
		"online, no accounts": {func(f *Facts) {
			for i := range f.Meetings {
				f.Meetings[i].Mode, f.Meetings[i].RoomID = college.Online, ""
			}
		}, 0},
		"times the wrong way round":     {at("12:00", "10:00"), 0},
		"before seven and after eleven": {at("05:00", "23:45"), 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := plannable()
			c.change(&f)
			plan := draft(t, f, Brief{})
			if len(plan.Unplaced) != c.left || len(plan.Placements) != len(f.Meetings) {
				t.Errorf("left out %v of %d", plan.Unplaced, len(plan.Placements))
			}
		})
	}
}

func nobody(f *Facts) {
	for i := range f.Meetings {
		f.Meetings[i].Workers = nil
	}
}

// The same brief gives the same plan, to the letter, whatever the order of the
// facts.
func TestThePlanIsTheSameTwice(t *testing.T) {
	f := crowded(14, 2)
	b := Brief{Steps: 3000, Seeds: 2, FromNothing: true}
	first := fmt.Sprint(draft(t, f, b))
	slices.Reverse(f.Meetings)
	slices.Reverse(f.Rooms)
	slices.Reverse(f.Tutors)
	slices.Reverse(f.CourseTutors)
	if fmt.Sprint(draft(t, f, b)) != first {
		t.Error("another plan")
	}
}

func TestThePartsOfAPlanAreItsCost(t *testing.T) {
	b := lay(t, crowded(10, 1), Brief{Steps: 2000, Seeds: 1})
	so, err := search.Solve(context.Background(), b.problem, b.budget())
	if err != nil {
		t.Fatal(err)
	}
	plan, sum := b.write(so), 0
	for _, part := range plan.Parts {
		if sum += part.Cost; part.Cost < 0 {
			t.Errorf("%s costs %d", part.Rule, part.Cost)
		}
	}
	if sum != plan.Cost || plan.Cost != so.Cost+b.baseCost() {
		t.Errorf("parts %d, plan %d, search %d", sum, plan.Cost, so.Cost+b.baseCost())
	}
}
