package search

import "fmt"

// TicksPerDay is how finely a day is cut: one bit of a uint64 for each tick.
// How long a tick is, is the caller's affair (a college takes 15 minutes from
// 07:00 to 23:00, a benchmark one teaching period).
const TicksPerDay = 64

// None stands for no place, no person, or, as a pattern, "not placed".
const None = -1

// Problem is all the engine looks at. People, places, patterns, groups, kit and
// units are known by their index. It is read only: many searches may share one.
type Problem struct {
	Days int   // calendar days, one after the other, weekends included
	Week []int // of every day, its calendar week; nil = days/7

	Places   []Place
	People   []Person
	Patterns []Pattern
	Groups   int   // audiences; two units of one group are never at the same time
	Kit      []int // of every kind of kit, how many there are
	// Travel is how many ticks lie between two sites, [from][to]; on its
	// diagonal, between two places of one site. A place without a site is
	// reached in no time.
	Travel [][]int

	Units []Unit
	Rules []Rule

	// Rest: whoever rests after an evening (Person.Rests) and ends after tick
	// Evening does not start before tick Morning on the day that follows.
	Evening, Morning int
}

// Place is where a unit meets: a room, or an online account.
type Place struct {
	Site int // premises it lies on; None = online
	Open []uint64
	// Shares is the index of the place whose diary this one uses too (one
	// online account behind two virtual rooms); its own index if none.
	Shares int
	After  int // ticks it is taken up after a session: clearing and setting up
}

// Person is somebody who may work in a session.
type Person struct {
	Free    []uint64 // of every day, the ticks the person can work
	PerDay  int      // ticks of work a day at most; 0 = any
	PerWeek int      // sessions a calendar week at most; 0 = any
	Rests   bool
}

// Pattern is the days of a series: one day for each of its sessions, ascending.
type Pattern []int

// Arms keep apart: units of two arms are never on one site at the same time. A
// unit of no arm may be beside any.
const (
	NoArm = iota
	AdultArm
	YouthArm
)

// Unit is one series of sessions that meets at the same tick in the same place
// with the same people.
type Unit struct {
	Sessions int
	Length   int // ticks of one session
	// Starts says when it may start: of every pattern of the problem, a bit
	// for each tick. A pattern of another number of sessions has none.
	Starts []uint64
	Places []int // where it may meet; empty = it needs no place
	// Roles are one or two lists of people; a different person takes each.
	Roles [][]Candidate
	With  []int // people who are always there
	// Groups are the audiences it is for.
	Groups []int
	Kit    []KitUse
	After  []int // units that have ended on an earlier day than it begins
	Arm    int
	// Unplaced is what it costs to leave it out, on a level of its own between
	// the hard rules and the soft ones; at least 1.
	Unplaced int
	// Fixed units stand as they are, even against hard rules: others keep
	// clear of them. Their placement may be any.
	Fixed bool
	At    Placement // of a fixed unit
}

// Candidate may take a role on the days from From to To, both included.
type Candidate struct{ Person, From, To int }

// KitUse is how many of a kind of kit a unit takes.
type KitUse struct{ Kind, Count int }

// Placement is where a unit stands. A unit that is not placed has the pattern
// None, see Nowhere.
type Placement struct {
	Pattern, Tick, Place int16
	Who                  [2]int16 // by role; None where there is none
}

// Nowhere is the placement of a unit that is left out.
var Nowhere = Placement{Pattern: None, Tick: 0, Place: None, Who: [2]int16{None, None}}

// Placed tells whether the placement is somewhere.
func (p Placement) Placed() bool { return p.Pattern != None }

// Rule is one soft rule: what a placement costs. Costs are whole numbers in a
// unit of the caller's choice and are multiplied by Weight. A rule sets those
// of its functions it needs; they are pure, and asked often before the search
// starts (Place, When) or during it (Meets).
type Rule struct {
	ID     string
	Weight int

	Place func(unit, place int) int         // by the place alone, for the whole unit
	When  func(unit, pattern, tick int) int // by the time alone, for the whole unit
	Meets func(unit int, p Placement) int   // by the placement as a whole
	Count func() Counter                    // by the plan as a whole: a fresh, empty counter
	// Looks is what of a placement its counter looks at; 0 = everything. What
	// changes nothing of it is not counted anew: a speed, never another answer.
	Looks Aspect
}

// Aspect is a part of a placement, or some of them.
type Aspect uint8

// The parts of a placement.
const (
	AtTime Aspect = 1 << iota
	AtPlace
	AtWho
)

// Counter keeps what a rule needs to know about the plan. Enter takes a unit in
// and Leave takes it out; each says by how much the cost of the whole plan
// changed. Leave undoes Enter exactly.
type Counter interface {
	Enter(unit int, p Placement) int
	Leave(unit int, p Placement) int
}

// Shifter is a counter that can say what Leave(from) and Enter(to) would change
// together, without changing anything: a speed, never another answer.
type Shifter interface {
	Shift(unit int, from, to Placement) int
}

// Move is one unit's way from one placement to another.
type Move struct {
	Unit     int
	From, To Placement
}

// Mover is a counter that can say what several moves would change together,
// without changing anything: Leave of all of them, then Enter of all of them.
type Mover interface {
	Change(moves []Move) int
}

// Check tells what is wrong with a problem: the mistake of whoever built it.
func (p *Problem) Check() error {
	for i, pl := range p.Places {
		if len(pl.Open) != p.Days || pl.Shares < 0 || pl.Shares >= len(p.Places) || pl.Site >= len(p.Travel) {
			return fmt.Errorf("place %d: %d days open, shares %d, site %d", i, len(pl.Open), pl.Shares, pl.Site)
		}
	}
	for i, pe := range p.People {
		if len(pe.Free) != p.Days {
			return fmt.Errorf("person %d: %d days free of %d", i, len(pe.Free), p.Days)
		}
	}
	for i := range p.Units {
		if err := p.checkUnit(&p.Units[i]); err != nil {
			return fmt.Errorf("unit %d: %w", i, err)
		}
	}
	return nil
}

func (p *Problem) checkUnit(u *Unit) error {
	switch {
	case u.Sessions < 1 || u.Length < 1 || u.Length > TicksPerDay:
		return fmt.Errorf("%d sessions of %d ticks", u.Sessions, u.Length)
	case len(u.Starts) != len(p.Patterns):
		return fmt.Errorf("starts for %d patterns of %d", len(u.Starts), len(p.Patterns))
	case len(u.Roles) > 2:
		return fmt.Errorf("%d roles", len(u.Roles))
	case u.Unplaced < 1:
		return fmt.Errorf("costs %d to leave out", u.Unplaced)
	}
	for i, starts := range u.Starts {
		if starts != 0 && len(p.Patterns[i]) != u.Sessions {
			return fmt.Errorf("pattern %d has %d days for %d sessions", i, len(p.Patterns[i]), u.Sessions)
		}
		if u.Length > 1 && starts>>(TicksPerDay-u.Length+1) != 0 {
			return fmt.Errorf("pattern %d ends after the day", i)
		}
	}
	return nil
}
