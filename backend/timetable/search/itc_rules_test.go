package search_test

import (
	"math/bits"

	"daybook/backend/timetable/search"
)

// daysCounter counts the days that courses lack: of a course with n lectures
// placed, min(n, days asked for) less the days it is held on.
type daysCounter struct {
	of     []int32
	course []courseDays
	turn   uint32
}

type courseDays struct {
	held          [7]uint8 // lectures by day
	days, n, want int8
	turn          uint32 // the last change that looked at it
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

// Change adds the moves up; two of one course are made and taken back.
func (k *daysCounter) Change(moves []search.Move) (d int) {
	k.turn++
	for i := range moves {
		m := &moves[i]
		from, to := m.From.Pattern, m.To.Pattern
		if from == to {
			continue
		}
		c := &k.course[k.of[m.Unit]]
		if c.turn == k.turn {
			return itcOneByOne(k, moves)
		}
		c.turn = k.turn
		days := c.days
		if c.held[from] == 1 {
			days--
		}
		if c.held[to] == 0 {
			days++
		}
		if days != c.days {
			want := min(c.n, c.want)
			d += int(max(0, want-days) - max(0, want-c.days))
		}
	}
	return d
}

// itcOneByOne makes moves and takes them back.
func itcOneByOne(k search.Counter, moves []search.Move) (d int) {
	for _, m := range moves {
		d += k.Leave(m.Unit, m.From)
	}
	for _, m := range moves {
		d += k.Enter(m.Unit, m.To)
	}
	for _, m := range moves {
		k.Leave(m.Unit, m.To)
	}
	for _, m := range moves {
		k.Enter(m.Unit, m.From)
	}
	return d
}

// roomsCounter counts the rooms of a course beyond its first.
type roomsCounter struct {
	of    []int32
	rooms int
	held  []uint8 // lectures by course and room
	n     []int32 // rooms by course
	turns []uint32
	turn  uint32
}

func (in *itc) newRooms(of []int32) *roomsCounter {
	return &roomsCounter{of: of, rooms: len(in.rooms), held: make([]uint8, len(in.courses)*len(in.rooms)), n: make([]int32, len(in.courses)), turns: make([]uint32, len(in.courses))}
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

// Change adds the moves up; two of one course are made and taken back.
func (k *roomsCounter) Change(moves []search.Move) (d int) {
	k.turn++
	for i := range moves {
		m := &moves[i]
		from, to := m.From.Place, m.To.Place
		if from == to {
			continue
		}
		c := int(k.of[m.Unit])
		if k.turns[c] == k.turn {
			return itcOneByOne(k, moves)
		}
		k.turns[c] = k.turn
		held := k.held[c*k.rooms:][:k.rooms]
		if held[from] == 1 {
			d--
		}
		if held[to] == 0 {
			d++
		}
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

// Change puts the moves between two periods together: what one of them loses the
// other gains, and only the two and their neighbours are counted.
func (k *aloneCounter) Change(moves []search.Move) (n int) {
	a, b := k.start(moves[0].From), k.start(moves[0].To)
	var out, in [4]uint64
	for i := range moves {
		m := &moves[i]
		goes := &out
		switch from, to := k.start(m.From), k.start(m.To); {
		case from == a && to == b && a != b:
		case from == b && to == a && a != b:
			goes = &in
		default:
			return itcOneByOne(k, moves)
		}
		for _, mine := range k.mine[k.of[m.Unit]] {
			goes[mine.word] |= mine.bits
		}
	}
	for w := range k.words {
		if out[w] == in[w] {
			continue
		}
		here, there := k.held[a+w+2*k.words], k.held[b+w+2*k.words]
		less, more := here&^out[w]|in[w], there&^in[w]|out[w]
		n += k.lonely(a+w, less) - k.lonely(a+w, here)
		k.held[a+w+2*k.words] = less
		n += k.lonely(b+w, more) - k.lonely(b+w, there)
		k.held[a+w+2*k.words] = here
	}
	return n
}

// start is where the words around a period begin.
func (k *aloneCounter) start(p search.Placement) int {
	return int(p.Pattern)*k.day + int(p.Tick)*k.words
}

// lonely counts who is alone at a period and beside it, were these held then.
func (k *aloneCounter) lonely(start int, held uint64) int {
	w := k.words
	before, after := k.held[start+w], k.held[start+3*w]
	return bits.OnesCount64(held&^(before|after)) + bits.OnesCount64(before&^(held|k.held[start])) + bits.OnesCount64(after&^(held|k.held[start+4*w]))
}
