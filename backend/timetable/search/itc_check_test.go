package search_test

// itcVerdict is what a plan is worth by the competition's own definitions. It is
// worked out from the file and the plan alone and shares nothing with the engine.
type itcVerdict struct {
	// Hard: how often each is broken.
	lectures, conflicts, closed, doubled int
	// Soft: the penalties.
	capacity, minDays, compactness, stability int
}

func (v itcVerdict) hard() int { return v.lectures + v.conflicts + v.closed + v.doubled }
func (v itcVerdict) cost() int { return v.capacity + v.minDays + v.compactness + v.stability }

// check validates a plan: of formulation UD2, with its penalties 1 (a student
// without a seat), 5 (a day too few), 2 (a lecture alone) and 1 (a further room).
func (in *itc) check(plan []itcLecture) (v itcVerdict) {
	perCourse := make([][]itcLecture, len(in.courses))
	perSlot := map[[2]int][]itcLecture{}
	for _, l := range plan {
		perCourse[l.course] = append(perCourse[l.course], l)
		slot := [2]int{l.day, l.period}
		perSlot[slot] = append(perSlot[slot], l)
		if l.day < 0 || l.day >= in.days || l.period < 0 || l.period >= in.periods || in.courses[l.course].closed[slot] {
			v.closed++
		}
		v.capacity += max(0, in.courses[l.course].students-in.rooms[l.room].capacity)
	}
	for c, held := range perCourse {
		v.courseOf(in.courses[c], held)
	}
	together := in.together()
	for _, held := range perSlot {
		for i, a := range held {
			for _, b := range held[:i] {
				if a.room == b.room {
					v.doubled++
				}
				if a.course != b.course && together[[2]int{a.course, b.course}] {
					v.conflicts++
				}
			}
		}
	}
	for _, members := range in.curricula {
		v.compactness += 2 * in.alone(members, perCourse)
	}
	return v
}

// courseOf counts the lectures of one course, their days and their rooms.
func (v *itcVerdict) courseOf(c itcCourse, held []itcLecture) {
	slots, days, rooms := map[[2]int]bool{}, map[int]bool{}, map[int]bool{}
	for _, l := range held {
		slots[[2]int{l.day, l.period}] = true
		days[l.day] = true
		rooms[l.room] = true
	}
	// A course that has two lectures in one period has held but one of them.
	v.lectures += max(c.lectures-len(slots), len(held)-len(slots))
	v.minDays += 5 * max(0, c.minDays-len(days))
	v.stability += max(0, len(rooms)-1)
}

// together tells which two courses must not share a period: those of one teacher
// or of one curriculum.
func (in *itc) together() map[[2]int]bool {
	pairs := map[[2]int]bool{}
	for a := range in.courses {
		for b := range in.courses {
			if in.courses[a].teacher == in.courses[b].teacher {
				pairs[[2]int{a, b}] = true
			}
		}
	}
	for _, members := range in.curricula {
		for _, a := range members {
			for _, b := range members {
				pairs[[2]int{a, b}] = true
			}
		}
	}
	return pairs
}

// alone counts the periods of a curriculum that have no neighbour of the same
// curriculum on their day.
func (in *itc) alone(members []int, perCourse [][]itcLecture) (n int) {
	held := map[[2]int]bool{}
	for _, c := range members {
		for _, l := range perCourse[c] {
			held[[2]int{l.day, l.period}] = true
		}
	}
	for slot := range held {
		if !held[[2]int{slot[0], slot[1] - 1}] && !held[[2]int{slot[0], slot[1] + 1}] {
			n++
		}
	}
	return n
}
