package timetable

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// drafted is a board on which the plan of a term stands.
func drafted(t testing.TB, f Facts, b Brief, steps int) (*Board, Plan) {
	t.Helper()
	b.TermID, b.Steps, b.Seeds = "t1", steps, 1
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := board.Plan(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b.FromNothing, b.Standing = false, plan.Placements
	if board, err = Lay(f, b); err != nil {
		t.Fatal(err)
	}
	return board, plan
}

// worded holds a key to its sentence: it exists, and every {name} in it has a
// value.
func worded(t *testing.T, key string, values college.Values) string {
	t.Helper()
	text, known := catalogue[key]
	if !known {
		text, known = catalogue[key+map[bool]string{true: "_one", false: "_other"}[values["count"] == "1"]]
	}
	if !known {
		t.Errorf("the catalogue has no sentence %q", key)
	}
	for _, name := range blank.FindAllStringSubmatch(text, -1) {
		value, given := values[name[1]]
		if !given {
			t.Errorf("%s has no value for {%s}", key, name[1])
		}
		if said, is := catalogue[value]; is {
			value = said
		}
		text = strings.ReplaceAll(text, "{"+name[1]+"}", value)
	}
	return text
}

func TestCostsAddUpToThePlan(t *testing.T) {
	for seed := range uint64(4) {
		b, _ := drafted(t, crowded(12, seed), Brief{}, 4000)
		r := rand.New(rand.NewPCG(seed, 1))
		s, err := b.now()
		if err != nil {
			t.Fatal(err)
		}
		for range 30 {
			u := r.IntN(len(b.series))
			pick, n := search.Nowhere, 0
			if !b.series[u].fixed {
				s.EachFit(u, b.problem.Units[u].Starts, b.problem.Units[u].Places, 2, func(pl search.Placement) bool {
					if n++; r.IntN(n) == 0 {
						pick = pl
					}
					return n < 300
				})
			}
			if pick.Placed() && !s.Put(u, pick) {
				t.Fatalf("a placement that was said to fit did not: %v", s.Fits(u, pick))
			}
			costs, err := b.Costs("")
			if err != nil {
				t.Fatal(err)
			}
			total := 0
			for _, one := range costs {
				parts := 0
				for _, p := range one.Parts {
					parts += p.Cost
					if p.Values != nil {
						worded(t, p.Key, p.Values)
					}
				}
				if parts != one.Cost {
					t.Fatalf("the parts of a session add up to %d, not to %d", parts, one.Cost)
				}
				total += one.Cost
			}
			if want := b.write(search.Solution{At: b.standing(s)}).Cost; total != want {
				t.Fatalf("seed %d: all sessions cost %d, the plan %d", seed, total, want)
			}
		}
	}
}

func TestHeatShowsWhatFits(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine does it all, and the race detector would take minutes")
	}
	b, _ := drafted(t, crowded(20, 3), Brief{}, 4000)
	runs := map[string]bool{}
	for u := range b.series {
		run := b.series[u].run.id
		units, err := b.movable(run)
		if runs[run] || err != nil {
			continue
		}
		runs[run] = true
		h, err := b.Heat(run)
		if err != nil {
			t.Fatal(err)
		}
		shown := map[[3]string]bool{}
		for _, start := range h.Starts {
			for j, cell := range start.Cells {
				if cell.Why < 0 {
					shown[[3]string{string(start.Date), string(start.Start), h.Places[j].Name}] = true
				} else {
					worded(t, h.Whys[cell.Why].Key, h.Whys[cell.Why].Values)
				}
			}
		}
		fits := map[[3]string]bool{}
		un := &b.problem.Units[units[0]]
		b.laid.EachFit(units[0], un.Starts, un.Places, 1, func(pl search.Placement) bool {
			p := b.place(units[0], pl)[0]
			fits[[3]string{string(p.Date), string(p.Start), b.spotName(int(pl.Place))}] = true
			return true
		})
		if len(shown) != len(fits) {
			t.Errorf("%s: %d free cells, %d that fit", run, len(shown), len(fits))
		}
		for at := range fits {
			if !shown[at] {
				t.Errorf("%s: %v fits and is not shown", run, at)
			}
		}
	}
	if len(runs) < 5 {
		t.Errorf("only %d runs were looked at", len(runs))
	}
}

// impossible are terms in which Sleep has no way; each is relaxed by what is
// said.
func TestWhyNotSaysWhatStandsInTheWay(t *testing.T) {
	open := func(f *Facts) {
		for i := range f.Meetings {
			f.Meetings[i].Date, f.Meetings[i].Start, f.Meetings[i].End, f.Meetings[i].RoomID, f.Meetings[i].Minutes = "", "", "", "", 120
			f.Meetings[i].Workers = nil
		}
	}
	never := func(id string, weekday int, start, end college.Clock) college.Availability {
		return college.Availability{PersonID: id, Weekday: weekday, Start: start, End: end, Kind: college.AvailableThen}
	}
	only := func(f *Facts, keep ...string) {
		f.CourseTutors = slices.DeleteFunc(f.CourseTutors, func(a college.CourseTutor) bool { return !slices.Contains(keep, a.PersonID) })
	}
	cases := map[string]struct {
		change      func(f *Facts, b *Brief)
		reason, let string
	}{
		"no room big enough": {func(f *Facts, b *Brief) {
			for i := range f.Meetings {
				f.Meetings[i].Capacity = 24
			}
		}, "never.tooSmall", "if.seats"},
		"a tutor with no free hour": {func(f *Facts, b *Brief) {
			only(f, "pat", "ola")
			f.Leaves = append(f.Leaves, college.Leave{PersonID: "pat", From: "2026-08-01", To: "2027-01-01"})
		}, "whyNot.onLeave", "if.approved"},
		"a pair that never overlaps": {func(f *Facts, b *Brief) {
			only(f, "pat", "ola")
			f.Availabilities = append(f.Availabilities, never("pat", 1, "09:00", "13:00"), never("ola", 4, "09:00", "13:00"))
		}, "never.away", "if.free"},
		"a pair that never overlaps, one hour long enough": {func(f *Facts, b *Brief) {
			only(f, "pat", "ola")
			f.Availabilities = append(f.Availabilities, never("pat", 1, "09:00", "10:00"), never("ola", 4, "09:00", "10:00"))
		}, "never.away", "if.together"},
		"nobody is approved": {func(f *Facts, b *Brief) { only(f, "ola", "oz") }, "never.notApproved", "if.approved"},
		"no DBS check": {func(f *Facts, b *Brief) {
			only(f, "pat", "ola")
			f.Clearances = slices.DeleteFunc(f.Clearances, func(c college.Clearance) bool { return c.PersonID == "pat" })
		}, "never.notChecked", "if.checked"},
		"no room at all": {func(f *Facts, b *Brief) { f.Rooms = nil }, "whyNot.noRoom", "if.anyRoom"},
		"a term too short": {func(f *Facts, b *Brief) { f.Terms[0].Start, f.Terms[0].End = "2026-09-07", "2026-09-18" },
			"whyNot.termTooShort", "if.fewer"},
		"rooms shut": {func(f *Facts, b *Brief) {
			for i := range f.Rooms {
				f.Rooms[i].ClosedWeekdays = []int{1, 2, 3, 4, 5}
			}
		}, "never.placeClosed", "if.open"},
		"another series has the people": {func(f *Facts, b *Brief) {
			only(f, "pat", "ola")
			f.Availabilities = append(f.Availabilities, never("pat", 1, "10:00", "12:00"))
			f.Terms[0].Start, f.Terms[0].End = "2026-09-07", "2026-09-25"
			for i, date := range []college.Date{"2026-09-07", "2026-09-14", "2026-09-21"} {
				m := meeting("music-"+number(i+1), date, "10:00", "12:00", "lib")
				m.RunID, m.CourseID, m.Label, m.Number = "run-music", "music", "Music", i+1
				f.Meetings = append(f.Meetings, m)
			}
		}, "whyNot.personTaken", "if."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f, brief := plannable(), Brief{TermID: "t1"}
			open(&f)
			c.change(&f, &brief)
			b, err := Lay(f, brief)
			if err != nil {
				t.Fatal(err)
			}
			left, err := b.WhyNot("run-sleep")
			if err != nil {
				t.Fatal(err)
			}
			if len(left) != 1 {
				t.Fatalf("%d series are left out", len(left))
			}
			found := false
			for _, r := range left[0].Reasons {
				t.Log(worded(t, r.Key, r.Values))
				found = found || r.Key == c.reason
				if r.Ways > r.Of {
					t.Errorf("%s takes %d of %d ways", r.Rule, r.Ways, r.Of)
				}
			}
			if !found {
				t.Errorf("%s is not among the reasons", c.reason)
			}
			found = c.let == ""
			for _, r := range left[0].Relaxed {
				t.Log(r.Cost, worded(t, r.Key, r.Values))
				for _, one := range r.With {
					t.Log("  ", worded(t, one.Key, one.Values))
				}
				found = found || strings.HasPrefix(r.Key, c.let)
				if len(r.Then) == 0 || r.Then[0].Date == "" {
					t.Errorf("%s places nothing", r.Key)
				}
			}
			if !found {
				t.Errorf("%s is not among what would let it in", c.let)
			}
		})
	}
}

// TestTheWaysAreCountedExactly counts every way one by one beside.
func TestTheWaysAreCountedExactly(t *testing.T) {
	b, _ := drafted(t, crowded(8, 5), Brief{}, 2000)
	p, extra := b.bare()
	at := b.standing(must(b.now()))
	checked := 0
	for u := range b.series {
		if b.series[u].fixed || !b.ofTerm(u) || len(b.problem.Units[u].Roles) != 2 {
			continue
		}
		others := slices.Clone(at)
		others[u] = search.Nowhere
		s, err := layOut(p, others)
		if err != nil {
			t.Fatal(err)
		}
		w := b.waysOf(p, extra, u)
		got := w.tallyUp(s)
		free, away, taken, of := 0, 0, 0, 0
		for pattern := range w.starts {
			for tick := range 64 {
				if w.starts[pattern]>>tick&1 == 0 {
					continue
				}
				for _, place := range w.places {
					for _, x := range w.people[0] {
						for _, y := range w.people[1] {
							if x == y {
								continue
							}
							of++
							pl := search.Placement{Pattern: int16(pattern), Tick: int16(tick), Place: int16(place), Who: [2]int16{int16(x), int16(y)}}
							mask, held, full := w.mask(u, tick), false, false
							for _, d := range p.Patterns[pattern] {
								held = held || (p.People[x].Free[d]&p.People[y].Free[d])&mask != mask
							}
							if held {
								away++
							}
							clashes := s.Clashes(u, pl)
							if len(clashes) == 0 {
								free++
							}
							for _, c := range clashes {
								full = full || c.Rule == search.PlaceTaken
							}
							if full {
								taken++
							}
						}
					}
				}
			}
		}
		if got.of != of || got.free != free || got.by[search.Away] != away {
			t.Errorf("unit %d: of %d, free %d, away %d; one by one %d, %d, %d", u, got.of, got.free, got.by[search.Away], of, free, away)
		}
		if got.by[search.PlaceTaken] < taken {
			t.Errorf("unit %d: the room is taken in %d ways, one by one in %d", u, got.by[search.PlaceTaken], taken)
		}
		if checked++; checked == 6 {
			break
		}
	}
	if checked < 3 {
		t.Errorf("only %d series were counted", checked)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func BenchmarkHeat(b *testing.B) {
	board, _ := drafted(b, crowded(100, 1), Brief{}, 20000)
	sessions := 0
	for u := range board.series {
		sessions += len(board.series[u].sessions)
	}
	run := ""
	for u := range board.series {
		if !board.series[u].fixed {
			run = board.series[u].run.id
		}
	}
	must(board.Heat(run))
	b.ReportMetric(float64(sessions), "sessions")
	for b.Loop() {
		must(board.Heat(run))
	}
}

func BenchmarkWhyNot(b *testing.B) {
	board, _ := drafted(b, crowded(100, 1), Brief{}, 20000)
	at := board.standing(must(board.now()))
	u := slices.IndexFunc(board.series, func(s series) bool { return !s.fixed })
	at[u] = search.Nowhere
	for b.Loop() {
		must(board.explain(at, []int{u}))
	}
}

// TestWhatIsAskedForIsEnough does what an explanation asks for, on record, and
// lays the term anew: the series fits where it was said to.
func TestWhatIsAskedForIsEnough(t *testing.T) {
	done := 0
	for seed := range uint64(3) {
		f := crowded(10, seed)
		for i := range f.Availabilities { // peers have an hour a day: too little
			if a := &f.Availabilities[i]; slices.ContainsFunc(f.Tutors, func(w Worker) bool { return w.PersonID == a.PersonID && w.canBe(0) }) {
				a.End = "10:00"
			}
		}
		b, plan := drafted(t, f, Brief{FromNothing: true}, 2000)
		for _, left := range plan.Unplaced {
			for _, e := range must(b.WhyNot(left.RunID)) {
				for _, r := range e.Relaxed {
					if !strings.HasPrefix(r.Key, "if.free") {
						continue
					}
					eased := f
					for _, p := range r.Then {
						for _, w := range p.Workers {
							eased.Availabilities = append(slices.Clip(eased.Availabilities), college.Availability{PersonID: w.PersonID,
								Weekday: (int(p.Date.Weekday())+6)%7 + 1, Start: p.Start, End: p.End, Kind: college.AvailableThen, From: p.Date, To: p.Date})
						}
						eased.Leaves = slices.DeleteFunc(slices.Clone(eased.Leaves), func(l college.Leave) bool { return p.Date.Between(l.From, l.To) })
					}
					now := replaced(slices.Clone(plan.Placements), r.Then)
					if done++; !fits(t, eased, Brief{}, now) {
						t.Errorf("seed %d: what was asked for %s is not enough: %s", seed, e.Label, worded(t, r.Key, r.Values))
					}
				}
			}
		}
	}
	if done < 3 {
		t.Errorf("only %d changes were done", done)
	}
}

func TestAnEmptyTermIsRefusedInWords(t *testing.T) {
	f := plannable()
	f.Meetings = nil
	b := must(Lay(f, Brief{TermID: "t1"}))
	if _, err := b.Heat("run-sleep"); college.AsRefusal(err) == nil {
		t.Errorf("heat: %v", err)
	}
	if _, err := b.WhyNot("run-sleep"); college.AsRefusal(err) == nil {
		t.Errorf("why not: %v", err)
	}
	if costs := must(b.Costs("")); len(costs) != 1 {
		t.Errorf("an empty term has %d costs", len(costs))
	}
}
