package search_test

import (
	"math/bits"
	"slices"

	"daybook/backend/timetable/search"
)

// problem says an instance in the engine's own terms: a lecture is a unit of one
// session one tick long, a period a tick, a day a pattern; teachers and curricula
// are audiences, and what the competition counts are soft rules from outside.
func (in *itc) problem() *search.Problem {
	p := &search.Problem{Days: in.days}
	for d := range in.days {
		p.Patterns = append(p.Patterns, search.Pattern{d})
	}
	rooms := make([]int, len(in.rooms))
	for i := range in.rooms {
		rooms[i] = i
		p.Places = append(p.Places, search.Place{Site: search.None, Shares: i, Open: slices.Repeat([]uint64{1<<in.periods - 1}, in.days)})
	}
	// The lectures of a course have its teacher in common, who keeps them apart.
	teachers := map[string]int{}
	groups := make([][]int, len(in.courses))
	for c, course := range in.courses {
		if _, known := teachers[course.teacher]; !known {
			teachers[course.teacher] = len(teachers)
		}
		groups[c] = []int{teachers[course.teacher]}
	}
	for q, members := range in.curricula {
		for _, c := range members {
			groups[c] = append(groups[c], len(teachers)+q)
		}
	}
	p.Groups = len(teachers) + len(in.curricula)
	for c, course := range in.courses {
		starts := slices.Repeat([]uint64{1<<in.periods - 1}, in.days)
		for slot := range course.closed {
			starts[slot[0]] &^= 1 << slot[1]
		}
		for range course.lectures {
			p.Units = append(p.Units, search.Unit{Sessions: 1, Length: 1, Starts: starts, Places: rooms, Groups: groups[c], Unplaced: 1})
		}
	}
	p.Rules = in.rules()
	return p
}

// rules are the four penalties of UD2.
func (in *itc) rules() []search.Rule {
	of := in.courseOf()
	return []search.Rule{
		{ID: "capacity", Weight: 1, Place: func(unit, place int) int {
			return max(0, in.courses[of[unit]].students-in.rooms[place].capacity)
		}},
		{ID: "min days", Weight: 5, Count: func() search.Counter { return in.newDays(of) }},
		{ID: "compactness", Weight: 2, Count: func() search.Counter { return in.newAlone(of) }},
		{ID: "stability", Weight: 1, Count: func() search.Counter { return in.newRooms(of) }},
	}
}

// courseOf says of every unit which course it is a lecture of.
func (in *itc) courseOf() (of []int32) {
	for c, course := range in.courses {
		of = append(of, slices.Repeat([]int32{int32(c)}, course.lectures)...)
	}
	return of
}

// floor is what every complete plan costs: courses of fewer lectures than days
// asked for. The engine's counters start from nothing and do not see it.
func (in *itc) floor() (n int) {
	for _, c := range in.courses {
		n += 5 * max(0, c.minDays-c.lectures)
	}
	return n
}

// plan reads the engine's placements as lectures; those left out are missing.
func (in *itc) plan(at []search.Placement) (plan []itcLecture) {
	of := in.courseOf()
	for u, pl := range at {
		if pl.Placed() {
			plan = append(plan, itcLecture{int(of[u]), int(pl.Place), int(pl.Pattern), int(pl.Tick)})
		}
	}
	return plan
}

// placements is the way back: of every unit, where a plan has it.
func (in *itc) placements(plan []itcLecture) []search.Placement {
	next := make([]int, len(in.courses))
	for c := 1; c < len(next); c++ {
		next[c] = next[c-1] + in.courses[c-1].lectures
	}
	at := slices.Repeat([]search.Placement{search.Nowhere}, in.lectures())
	for _, l := range plan {
		at[next[l.course]] = search.Placement{Pattern: int16(l.day), Tick: int16(l.period), Place: int16(l.room), Who: search.Nowhere.Who}
		next[l.course]++
	}
	return at
}

// daysCounter counts the days that courses lack: of a course with n lectures
// placed, min(n, days asked for) less the days it is held on.
type daysCounter struct {
	of     []int32
	course []courseDays
}

type courseDays struct {
	held          [7]uint8 // lectures by day
	days, n, want int8
}

func (in *itc) newDays(of []int32) *daysCounter {
	k := &daysCounter{of: of, course: make([]courseDays, len(in.courses))}
	for c, course := range in.courses {
		k.course[c].want = int8(course.minDays)
	}
	return k
}

func (c *courseDays) lack() int { return int(max(0, min(c.n, c.want)-c.days)) }

func (k *daysCounter) Enter(unit int, p search.Placement) int {
	c := &k.course[k.of[unit]]
	before := c.lack()
	if c.held[p.Pattern] == 0 {
		c.days++
	}
	c.held[p.Pattern]++
	c.n++
	return c.lack() - before
}

func (k *daysCounter) Leave(unit int, p search.Placement) int {
	c := &k.course[k.of[unit]]
	before := c.lack()
	c.held[p.Pattern]--
	c.n--
	if c.held[p.Pattern] == 0 {
		c.days--
	}
	return c.lack() - before
}

func (k *daysCounter) Shift(unit int, from, to search.Placement) int {
	if from.Pattern == to.Pattern {
		return 0
	}
	c := &k.course[k.of[unit]]
	days := c.days
	if c.held[from.Pattern] == 1 {
		days--
	}
	if c.held[to.Pattern] == 0 {
		days++
	}
	if days == c.days {
		return 0
	}
	want := min(c.n, c.want)
	return int(max(0, want-days) - max(0, want-c.days))
}

// roomsCounter counts the rooms of a course beyond its first.
type roomsCounter struct {
	of    []int32
	rooms int
	held  []uint8 // lectures by course and room
	n     []int32 // rooms by course
}

func (in *itc) newRooms(of []int32) *roomsCounter {
	return &roomsCounter{of: of, rooms: len(in.rooms), held: make([]uint8, len(in.courses)*len(in.rooms)), n: make([]int32, len(in.courses))}
}

func (k *roomsCounter) Enter(unit int, p search.Placement) int {
	c := int(k.of[unit])
	held := &k.held[c*k.rooms+int(p.Place)]
	*held++
	if *held > 1 {
		return 0
	}
	k.n[c]++
	return min(1, int(k.n[c])-1)
}

func (k *roomsCounter) Leave(unit int, p search.Placement) int {
	c := int(k.of[unit])
	held := &k.held[c*k.rooms+int(p.Place)]
	*held--
	if *held > 0 {
		return 0
	}
	k.n[c]--
	return -min(1, int(k.n[c]))
}

func (k *roomsCounter) Shift(unit int, from, to search.Placement) (d int) {
	if from.Place == to.Place {
		return 0
	}
	held := k.held[int(k.of[unit])*k.rooms:][:k.rooms]
	if held[from.Place] == 1 {
		d--
	}
	if held[to.Place] == 0 {
		d++
	}
	return d
}

// aloneCounter counts the lectures of curricula that have no neighbour. Of every
// period it keeps which curricula have a lecture then, a bit for each: those that
// gain or lose a neighbour are found for all curricula of a course at once.
type aloneCounter struct {
	of    []int32
	words int         // of 64 curricula
	day   int         // words from day to day
	mine  [][]aloneOf // by course
	held  []uint64    // by day, period and word; two empty periods lie between days
}

// aloneOf is one word of a course's curricula.
type aloneOf struct {
	word int
	bits uint64
}

func (in *itc) newAlone(of []int32) *aloneCounter {
	words := (len(in.curricula) + 63) / 64
	k := &aloneCounter{of: of, words: words, day: (in.periods + 2) * words, mine: make([][]aloneOf, len(in.courses))}
	k.held = make([]uint64, in.days*k.day+4*words)
	for q, members := range in.curricula {
		for _, c := range members {
			last := len(k.mine[c]) - 1
			if last < 0 || k.mine[c][last].word != q/64 {
				k.mine[c] = append(k.mine[c], aloneOf{word: q / 64})
				last++
			}
			k.mine[c][last].bits |= 1 << (q % 64)
		}
	}
	return k
}

// around gives the words of a period, with the two periods on either side.
func (k *aloneCounter) around(p search.Placement) []uint64 {
	return k.held[int(p.Pattern)*k.day+int(p.Tick)*k.words:][:5*k.words]
}

// alone is what a course adds to the count at a period it is not held in.
func (k *aloneCounter) alone(mine []aloneOf, at []uint64) (n int) {
	w := k.words
	for _, m := range mine {
		i := m.word
		before, after := at[i+w], at[i+3*w]
		n += bits.OnesCount64(m.bits &^ (before | after))
		n -= bits.OnesCount64(m.bits & before &^ at[i])
		n -= bits.OnesCount64(m.bits & after &^ at[i+4*w])
	}
	return n
}

// turn takes a course into a period or out of it. Two courses of one curriculum
// are never held at once, so a bit stands for one lecture.
func (k *aloneCounter) turn(mine []aloneOf, at []uint64) {
	for _, m := range mine {
		at[m.word+2*k.words] ^= m.bits
	}
}

func (k *aloneCounter) Enter(unit int, p search.Placement) int {
	mine, at := k.mine[k.of[unit]], k.around(p)
	k.turn(mine, at)
	return k.alone(mine, at)
}

func (k *aloneCounter) Leave(unit int, p search.Placement) int {
	mine, at := k.mine[k.of[unit]], k.around(p)
	k.turn(mine, at)
	return -k.alone(mine, at)
}

func (k *aloneCounter) Shift(unit int, from, to search.Placement) int {
	if from.Pattern == to.Pattern && from.Tick == to.Tick {
		return 0
	}
	mine, was, is := k.mine[k.of[unit]], k.around(from), k.around(to)
	if from.Pattern != to.Pattern {
		return k.alone(mine, is) - k.alone(mine, was)
	}
	n := -k.alone(mine, was)
	k.turn(mine, was)
	n += k.alone(mine, is)
	k.turn(mine, was)
	return n
}
