package search_test

import (
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
		{ID: "min days", Weight: 5, Looks: search.AtTime, Count: func() search.Counter { return in.newDays(of) }},
		{ID: "compactness", Weight: 2, Looks: search.AtTime, Count: func() search.Counter { return in.newAlone(of) }},
		{ID: "stability", Weight: 1, Looks: search.AtPlace, Count: func() search.Counter { return in.newRooms(of) }},
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
