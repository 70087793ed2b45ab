package sample

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// wantedRuns is how many runs the 812 book, from one to nine (6.2).
var wantedRuns = []int{181, 207, 167, 93, 63, 50, 23, 15, 13}

// mostWanted is the most any student books.
const mostWanted = 9

// smallFrom is from when new students are given one or two runs only (6.9).
const smallFrom = college.Date("2025-05-01")

// sharing gives students their runs. seats are places still open, by run.
type sharing struct {
	r        *rand.Rand
	students []*student
	runs     []*run
	seats    []int
	clash    [][]bool
	can      map[*student][]bool
}

// makeEnrolments gives every booker the runs they wanted and every run its
// bookings: late joiners first, then those who want most, into the runs with
// the most room; then swaps until nothing is left over (6.8, 5; 6.9).
func (m *maker) makeEnrolments() error {
	if err := m.makeDemand(); err != nil {
		return err
	}
	g := &sharing{r: m.stream("runBooking"), runs: m.runs, can: map[*student][]bool{}}
	for _, s := range m.students {
		if s.books {
			g.students = append(g.students, s)
		}
	}
	g.look()
	if err := g.wishes(); err != nil {
		return err
	}
	for k, r := range g.runs {
		if r.youth() {
			g.fillYouth(k)
		}
	}
	g.firstPass()
	return g.repair()
}

// look works out once who may book what and which runs meet at the same time.
func (g *sharing) look() {
	g.seats, g.clash = make([]int, len(g.runs)), make([][]bool, len(g.runs))
	for k, r := range g.runs {
		g.seats[k] = r.places
		g.clash[k] = make([]bool, len(g.runs))
		for j, o := range g.runs {
			g.clash[k][j] = r.course == o.course || r.overlaps(o)
		}
	}
	for _, s := range g.students {
		g.can[s] = make([]bool, len(g.runs))
		for k, r := range g.runs {
			g.can[s][k] = eligible(s, r)
		}
	}
}

// wishes deals out how many runs each wants: the more, the earlier they came,
// with some luck; from May on one or two.
func (g *sharing) wishes() error {
	var counts []int
	for i, n := range wantedRuns {
		counts = append(counts, slices.Repeat([]int{i + 1}, n)...)
	}
	left := 0
	for _, r := range g.runs {
		left += r.places
	}
	for _, n := range counts {
		left -= n
	}
	for tries := 0; left != 0; tries++ {
		i := g.r.IntN(len(counts))
		switch {
		case tries > 1_000_000:
			return fmt.Errorf("the runs students want miss those there are by %d", left)
		case left > 0 && counts[i] >= 2 && counts[i] < mostWanted:
			counts[i], left = counts[i]+1, left-1
		case left < 0 && counts[i] > 1:
			counts[i], left = counts[i]-1, left+1
		}
	}
	slices.Sort(counts)
	luck := map[*student]int{}
	for _, s := range g.students {
		luck[s] = s.joined.DaysSince(yearStart.AddMonths(-24)) + between(g.r, -120, 120)
		if s.away {
			luck[s] += 400 // fewer runs are online
		}
	}
	order := slices.Clone(g.students)
	slices.SortStableFunc(order, func(a, b *student) int { return cmp.Compare(luck[b], luck[a]) })
	for i, s := range order {
		s.wants = counts[i]
	}
	g.keepLateSmall()
	return nil
}

// keepLateSmall swaps the wishes of late joiners for small ones of others.
func (g *sharing) keepLateSmall() {
	var small []*student
	for _, s := range shuffled(g.r, g.students) {
		if s.joined < smallFrom && s.wants <= 2 {
			small = append(small, s)
		}
	}
	for _, s := range g.students {
		if s.joined >= smallFrom && s.wants > 2 && len(small) > 0 {
			s.wants, small[0].wants = small[0].wants, s.wants
			small = small[1:]
		}
	}
}

// fits tells whether a student may take run k beside those they have.
func (g *sharing) fits(s *student, k int) bool {
	if !g.can[s][k] {
		return false
	}
	for _, r := range s.runs {
		if g.clash[k][r.index] {
			return false
		}
	}
	return true
}

func (g *sharing) give(s *student, k int) {
	g.seats[k]--
	s.runs = append(s.runs, g.runs[k])
	g.runs[k].students = append(g.runs[k].students, s)
}

func (g *sharing) take(s *student, k int) {
	g.seats[k]++
	s.runs = slices.DeleteFunc(s.runs, func(r *run) bool { return r.index == k })
	g.runs[k].students = slices.DeleteFunc(g.runs[k].students, func(o *student) bool { return o == s })
}

// fillYouth comes before everything else, since so few are of the age.
func (g *sharing) fillYouth(k int) {
	for _, s := range shuffled(g.r, g.students) {
		if g.seats[k] > 0 && len(s.runs) < s.wants && g.fits(s, k) {
			g.give(s, k)
		}
	}
}

func (g *sharing) firstPass() {
	order := slices.Clone(g.students)
	late := func(s *student) int {
		if s.joined >= "2025-04-01" {
			return -s.joined.DaysSince(yearStart)
		}
		return 0
	}
	slices.SortStableFunc(order, func(a, b *student) int { return cmp.Or(cmp.Compare(late(a), late(b)), cmp.Compare(b.wants, a.wants)) })
	for _, s := range order {
		for len(s.runs) < s.wants {
			k := g.roomiest(s)
			if k < 0 {
				break
			}
			g.give(s, k)
		}
	}
}

// roomiest is one of the runs with the largest share of open places that the
// student may take, or -1.
func (g *sharing) roomiest(s *student) int {
	var found []int
	share := func(k int) float64 { return float64(g.seats[k]) / float64(g.runs[k].places) }
	most := 0.0
	for k := range g.runs {
		if g.seats[k] > 0 && g.fits(s, k) {
			found, most = append(found, k), max(most, share(k))
		}
	}
	found = slices.DeleteFunc(found, func(k int) bool { return share(k) < most-0.12 })
	if len(found) == 0 {
		return -1
	}
	return pick(g.r, found)
}

// repair: a student who could take an open place leaves a run that a short
// student can take instead, until no place is open (6.9).
func (g *sharing) repair() error {
	for range 400_000 {
		open, short := g.left()
		if len(open) == 0 {
			return nil
		}
		if len(short) == 0 {
			break
		}
		k := pick(g.r, open)
		if s := g.taker(short, k); s != nil {
			g.give(s, k)
			continue
		}
		mover := pick(g.r, g.students)
		if len(mover.runs) == 0 {
			continue
		}
		from := pick(g.r, mover.runs).index
		g.take(mover, from)
		if !g.fits(mover, k) {
			g.give(mover, from)
			continue
		}
		g.give(mover, k)
		if s := g.taker(short, from); s != nil {
			g.give(s, from)
		}
	}
	open, short := g.left()
	return fmt.Errorf("%d runs have open places and %d students too few runs after all swaps", len(open), len(short))
}

func (g *sharing) taker(short []*student, k int) *student {
	for _, i := range g.r.Perm(len(short)) {
		if g.fits(short[i], k) {
			return short[i]
		}
	}
	return nil
}

// left is what is still open: runs with places, students with wishes.
func (g *sharing) left() (open []int, short []*student) {
	for k := range g.runs {
		if g.seats[k] > 0 {
			open = append(open, k)
		}
	}
	for _, s := range g.students {
		if len(s.runs) < s.wants {
			short = append(short, s)
		}
	}
	return open, short
}
