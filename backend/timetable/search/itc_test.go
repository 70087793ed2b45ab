package search_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/backend/timetable/search"
)

// itcSmall is one course of two lectures on two days, and one it must not meet.
const itcSmall = `Name: small
Courses: 2 Rooms: 2 Days: 2 Periods_per_day: 3 Curricula: 1 Constraints: 1
COURSES:
a ann 2 2 30
b bob 1 1 10
ROOMS:
R	20
S	40
CURRICULA:
q 2 a b
UNAVAILABILITY_CONSTRAINTS:
b 0 0
END.
`

func TestITCCheck(t *testing.T) {
	for name, test := range map[string]struct {
		plan string
		want itcVerdict
	}{
		"nothing wrong":             {"a S 0 0\na S 1 1\nb R 0 1", itcVerdict{compactness: 2}},
		"a room too small":          {"a R 0 0\na R 1 1\nb S 0 1", itcVerdict{capacity: 20, compactness: 2}},
		"two rooms, one day":        {"a R 0 0\na S 0 1\nb S 0 2", itcVerdict{capacity: 10, minDays: 5, stability: 1}},
		"all alone":                 {"a S 0 0\na S 1 0\nb R 1 2", itcVerdict{compactness: 6}},
		"a curriculum meets itself": {"a S 0 1\na S 1 1\nb R 0 1", itcVerdict{conflicts: 1, compactness: 4}},
		"a room twice":              {"a S 0 1\na S 1 1\nb S 0 1", itcVerdict{conflicts: 1, doubled: 1, compactness: 4}},
		"a period closed":           {"a S 0 1\na S 1 1\nb R 0 0", itcVerdict{closed: 1, compactness: 2}},
		"a period there is not":     {"a S 0 1\na S 1 3\nb R 0 2", itcVerdict{closed: 1, compactness: 2}},
		"one period for both":       {"a S 0 1\na R 0 1\nb R 0 2", itcVerdict{lectures: 1, capacity: 10, minDays: 5, stability: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := readITC(strings.NewReader(itcSmall))
			if err != nil {
				t.Fatal(err)
			}
			plan, err := in.readPlan(strings.NewReader(test.plan))
			if err != nil {
				t.Fatal(err)
			}
			if got := in.check(plan); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
			if got := in.check(plan[:2]); got.lectures < 1 {
				t.Errorf("a lecture is missing, and nothing says so: %+v", got)
			}
		})
	}
}

func TestITCReadRefuses(t *testing.T) {
	for name, change := range map[string][2]string{
		"an unknown course":  {"q 2 a b", "q 2 a c"},
		"a word for a count": {"a ann 2 2 30", "a ann two 2 30"},
		"a block missing":    {"ROOMS:\n", ""},
		"an early end":       {"b 0 0\nEND.\n", "b 0"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readITC(strings.NewReader(strings.Replace(itcSmall, change[0], change[1], 1))); err == nil {
				t.Error("read without a murmur")
			}
		})
	}
}

// The published solutions have known costs: the independent validator, the
// engine's rules and the file format must all agree on them.
var itcPublished = map[string]int{"comp01": 5, "comp02": 36, "comp03": 66, "comp04": 37, "comp05": 305, "comp06": 40, "comp07": 14}

func readPublished(t testing.TB, in *itc, name string) []itcLecture {
	file, err := os.Open(filepath.Join(itcFolder(t), "solutions-published", name+".sol"))
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	plan, err := in.readPlan(file)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestITCPublished(t *testing.T) {
	for name, want := range itcPublished {
		t.Run(name, func(t *testing.T) {
			in := openITC(t, name)
			plan := readPublished(t, in, name)
			if v := in.check(plan); v.hard() != 0 || v.cost() != want {
				t.Errorf("the validator counts %d broken and costs %d, want %d: %+v", v.hard(), v.cost(), want, v)
			}
			if got := in.newITCTally().enter(in.placements(plan)) + in.floor(); got != want {
				t.Errorf("the rules cost %d, want %d", got, want)
			}
			state, err := search.NewState(in.problem())
			if err != nil {
				t.Fatal(err)
			}
			for u, pl := range in.placements(plan) {
				if !state.Put(u, pl) {
					t.Errorf("lecture %d does not fit at %v: %+v", u, pl, state.Fits(u, pl))
				}
			}
			if got := state.Cost() + in.floor(); got != want || state.Missing() != 0 {
				t.Errorf("the engine's plan costs %d and misses %d, want %d", got, state.Missing(), want)
			}
			var file bytes.Buffer
			if err := in.writePlan(&file, in.plan(in.placements(plan))); err != nil {
				t.Fatal(err)
			}
			again, err := in.readPlan(&file)
			if err != nil {
				t.Fatal(err)
			}
			if v := in.check(again); v.hard() != 0 || v.cost() != want {
				t.Errorf("written and read again it costs %d: %+v", v.cost(), v)
			}
		})
	}
}

// itcTally adds the rules up as the engine does.
type itcTally struct {
	rules    []search.Rule
	counters []search.Counter
}

func (in *itc) newITCTally() *itcTally {
	k := &itcTally{rules: in.rules()}
	for _, r := range k.rules {
		var counter search.Counter
		if r.Count != nil {
			counter = r.Count()
		}
		k.counters = append(k.counters, counter)
	}
	return k
}

func (k *itcTally) each(place func(r search.Rule) int, count func(search.Counter) int) (sum int) {
	for i, r := range k.rules {
		if r.Place != nil {
			sum += r.Weight * place(r)
		} else {
			sum += r.Weight * count(k.counters[i])
		}
	}
	return sum
}

func (k *itcTally) enter(at []search.Placement) (sum int) {
	for u, pl := range at {
		sum += k.each(func(r search.Rule) int { return r.Place(u, int(pl.Place)) },
			func(c search.Counter) int { return c.Enter(u, pl) })
	}
	return sum
}

func (k *itcTally) shift(u int, from, to search.Placement) int {
	return k.each(func(r search.Rule) int { return r.Place(u, int(to.Place)) - r.Place(u, int(from.Place)) },
		func(c search.Counter) int { return c.(search.Shifter).Shift(u, from, to) })
}

func (k *itcTally) move(u int, from, to search.Placement) (left, sum int) {
	left = k.each(func(r search.Rule) int { return -r.Place(u, int(from.Place)) },
		func(c search.Counter) int { return c.Leave(u, from) })
	return left, left + k.each(func(r search.Rule) int { return r.Place(u, int(to.Place)) },
		func(c search.Counter) int { return c.Enter(u, to) })
}

// Over long random walks through plans in which no audience meets itself, the
// rules' own accounts agree with each other and with the validator.
func TestITCCounters(t *testing.T) {
	for name := range itcPublished {
		t.Run(name, func(t *testing.T) {
			in := openITC(t, name)
			at := in.placements(readPublished(t, in, name))
			tally := in.newITCTally()
			cost := tally.enter(at)
			together, of := in.together(), in.courseOf()
			rng := rand.New(rand.NewPCG(1, 2007))
			for step := range 20000 {
				u := rng.IntN(len(at))
				from, to := at[u], at[u]
				to.Pattern, to.Tick = int16(rng.IntN(in.days)), int16(rng.IntN(in.periods))
				to.Place = int16(rng.IntN(len(in.rooms)))
				if inTheWay(at, u, to, of, together) {
					continue
				}
				shift := tally.shift(u, from, to)
				left, moved := tally.move(u, from, to)
				if shift != moved {
					t.Fatalf("step %d: unit %d from %v to %v shifts by %d and moves by %d", step, u, from, to, shift, moved)
				}
				if rng.IntN(4) == 0 { // back again: leaving undoes entering
					if _, back := tally.move(u, to, from); back != -moved {
						t.Fatalf("step %d: there %d, back %d", step, moved, back)
					}
					if again, _ := tally.move(u, from, to); again != left {
						t.Fatalf("step %d: leaving cost %d, then %d", step, left, again)
					}
				}
				at[u] = to
				cost += moved
				if step%20 == 0 {
					if want := in.check(in.plan(at)).cost(); cost+in.floor() != want {
						t.Fatalf("step %d: the rules cost %d, the validator %d", step, cost+in.floor(), want)
					}
				}
			}
		})
	}
}

// What counters say of several moves together is what making them one after the
// other says: two whole periods change places, over and over.
func TestITCChange(t *testing.T) {
	for name := range itcPublished {
		t.Run(name, func(t *testing.T) {
			in := openITC(t, name)
			at := in.placements(readPublished(t, in, name))
			tally := in.newITCTally()
			tally.enter(at)
			rng := rand.New(rand.NewPCG(2, 2007))
			for step := range 300 {
				a := search.Placement{Pattern: int16(rng.IntN(in.days)), Tick: int16(rng.IntN(in.periods))}
				b := search.Placement{Pattern: int16(rng.IntN(in.days)), Tick: int16(rng.IntN(in.periods))}
				moves := in.exchanged(at, a, b, int16(step%2))
				for i, counter := range tally.counters {
					if counter == nil || len(moves) == 0 {
						continue
					}
					said := counter.(search.Mover).Change(moves)
					again := counter.(search.Mover).Change(moves)
					sum := 0
					for _, m := range moves {
						sum += counter.Leave(m.Unit, m.From)
					}
					for _, m := range moves {
						sum += counter.Enter(m.Unit, m.To)
					}
					if said != sum || again != said {
						t.Fatalf("step %d: %d moves change %s by %d, then %d; one by one %d", step, len(moves), tally.rules[i].ID, said, again, sum)
					}
				}
				for _, m := range moves {
					at[m.Unit] = m.To
				}
			}
		})
	}
}

// exchanged lists the moves by which all lectures of two periods change places;
// each takes the room some further on.
func (in *itc) exchanged(at []search.Placement, a, b search.Placement, on int16) (moves []search.Move) {
	for u, from := range at {
		to := from
		to.Place = (from.Place + on) % int16(len(in.rooms))
		switch {
		case from.Pattern == a.Pattern && from.Tick == a.Tick:
			to.Pattern, to.Tick = b.Pattern, b.Tick
		case from.Pattern == b.Pattern && from.Tick == b.Tick:
			to.Pattern, to.Tick = a.Pattern, a.Tick
		default:
			continue
		}
		moves = append(moves, search.Move{Unit: u, From: from, To: to})
	}
	return moves
}

// inTheWay tells whether another lecture the unit must not meet is held then.
func inTheWay(at []search.Placement, unit int, to search.Placement, of []int32, together map[[2]int]bool) bool {
	for v, pl := range at {
		if v != unit && pl.Pattern == to.Pattern && pl.Tick == to.Tick && together[[2]int{int(of[unit]), int(of[v])}] {
			return true
		}
	}
	return false
}

// The engine plans real university weeks: nothing broken, its own cost the
// validator's, and near the best known within about two seconds of work.
func TestITCSolve(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds of search")
	}
	for name, test := range map[string]struct{ steps, atMost int }{
		"comp01": {10_000_000, 20},
		"comp04": {10_000_000, 60},
		"comp11": {10_000_000, 10},
		"comp14": {10_000_000, 85},
	} {
		t.Run(name, func(t *testing.T) {
			in := openITC(t, name)
			got := solveITC(t, in, search.Budget{Steps: test.steps, Seed: 1})
			if got > test.atMost {
				t.Errorf("costs %d, more than %d", got, test.atMost)
			}
		})
	}
}

// solveITC plans an instance and lets the validator judge the plan.
func solveITC(t testing.TB, in *itc, b search.Budget) int {
	got, _ := solvedITC(t, in, b)
	return got
}

func solvedITC(t testing.TB, in *itc, b search.Budget) (int, []itcLecture) {
	s, err := search.Solve(context.Background(), in.problem(), b)
	if err != nil {
		t.Fatal(err)
	}
	plan := in.plan(s.At)
	v := in.check(plan)
	if v.hard() != 0 {
		t.Errorf("%s, seed %d: hard rules broken: %+v", in.name, b.Seed, v)
	}
	if v.cost() != s.Cost+in.floor() {
		t.Errorf("%s, seed %d: the engine says %d, the validator %d", in.name, b.Seed, s.Cost+in.floor(), v.cost())
	}
	return v.cost(), plan
}
