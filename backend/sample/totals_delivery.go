package sample

import (
	"fmt"
	"slices"

	"daybook/backend/college"
)

// delivery: sessions of the year, by term, topic and mode, and their seats
// (6.2, 6.5).
func (l *ledger) delivery() []total {
	scheduled, delivered, online, offsite := 0, 0, 0, 0
	length := map[string]int{}
	perTerm, topicSessions, topicOnline, seats := newTally("delivered sessions of term"), newTally("sessions of"), newTally("online sessions of"), newTally("seats of")
	for _, s := range l.rec.Sessions {
		if _, there := l.session[s.ID]; !there {
			continue
		}
		run := l.run[s.RunID]
		topic := l.topic[run.CourseID]
		scheduled++
		length[s.RunID]++
		if s.Status != college.SessionDelivered {
			continue
		}
		delivered++
		seats.counts[topic] += run.Capacity
		topicSessions.counts[topic]++
		perTerm.counts[fmt.Sprint(l.termNumber[run.TermID])]++
		if s.VirtualRoomID != "" {
			online++
			topicOnline.counts[topic]++
		} else {
			offsite++
		}
	}
	return slices.Concat([]total{exactly("scheduled sessions", 228, scheduled), exactly("delivered sessions", 222, delivered),
		exactly("sessions in person", 133, offsite), exactly("online sessions", 89, online)},
		perTerm.exact(eachTerm(74)), topicSessions.exact(eachTopic(90, 36, 34, 62)), topicOnline.exact(eachTopic(51, 14, 5, 19)),
		seats.exact(eachTopic(1926, 752, 616, 1176)), l.deliveries(length), l.catalogue())
}

// eachTerm and eachTopic want a number of every term, and one of each topic.
func eachTerm(n float64) []option { return []option{{"1", n}, {"2", n}, {"3", n}} }

func eachTopic(umh, uph, pa, sh float64) []option {
	return []option{{"UMH", umh}, {"UPH", uph}, {"PA", pa}, {"SH", sh}}
}

// deliveries: runs by term, length, topic and mode, and the cancelled one-offs;
// length is how many sessions each run has.
func (l *ledger) deliveries(length map[string]int) []total {
	shapes, cancelled, topics := newTally("runs in term, by sessions:"), newTally("cancelled one-offs in term"), newTally("runs of")
	runs, off, offOnline, onlineRuns := 0, 0, 0, 0
	for id, run := range l.run {
		term := l.termNumber[run.TermID]
		if run.Status == college.RunCancelled {
			off++
			cancelled.counts[fmt.Sprint(term)]++
			if run.Mode == college.Online {
				offOnline++
			}
			continue
		}
		runs++
		if run.Mode == college.Online {
			onlineRuns++
		}
		shapes.counts[fmt.Sprintf("%d/%d", term, length[id])]++
		topics.counts[l.topic[run.CourseID]]++
	}
	var shape []option
	for term := 1; term <= 3; term++ {
		for i, sessions := range []int{1, 2, 3, 6} {
			shape = append(shape, option{fmt.Sprintf("%d/%d", term, sessions), []float64{20, 9, 6, 3}[i]})
		}
	}
	return slices.Concat([]total{exactly("runs", 114, runs), exactly("online runs", 58, onlineRuns), exactly("cancelled one-offs", 6, off),
		exactly("cancelled one-offs online", 2, offOnline)},
		shapes.exact(shape), cancelled.exact(eachTerm(2)), topics.exact(eachTopic(46, 22, 15, 31)))
}

// catalogue: the courses of 6.5 and what stands beside them.
func (l *ledger) catalogue() []total {
	topic, status := newTally("courses of"), newTally("courses")
	numbered, eLearning := 0, 0
	for _, c := range l.rec.Courses {
		switch {
		case c.Kind == "eLearning":
			eLearning++
		case c.Status == college.CourseLive || c.Status == college.CoursePaused:
			numbered++
			topic.counts[l.topic[c.ID]]++
			status.counts[c.Status]++
		default:
			status.counts[c.Status]++
		}
	}
	return slices.Concat([]total{exactly("courses", 60, numbered), exactly("e-learning items", 6, eLearning)},
		topic.exact([]option{{"UMH", 24}, {"UPH", 12}, {"PA", 10}, {"SH", 14}}),
		status.exact([]option{{college.CourseLive, 59}, {college.CoursePaused, 1}, {college.CourseIdea, 3}, {college.CourseCoProduced, 2},
			{college.CoursePanel, 2}, {college.CourseChanges, 1}, {college.CourseRetired, 2}}))
}

// bookings: 4,159 of them by topic and outcome, the students who booked, and
// the waiting list (6.2).
func (l *ledger) bookings() []total {
	all, students := 0, map[string]bool{}
	topics, outcome, waiting := newTally("bookings of"), newTally("places"), newTally("waiting entries")
	for id, b := range l.of {
		for _, p := range l.place[id] {
			all++
			topics.counts[l.topic[l.run[b.RunID].CourseID]]++
			outcome.counts[string(p.Attendance)]++
			students[b.StudentID] = true
		}
	}
	expected, came := 0, 0
	for _, mark := range college.Marks {
		if mark.Expected {
			expected += outcome.counts[string(mark.Attendance)]
		}
		if mark.Counts {
			came += outcome.counts[string(mark.Attendance)]
		}
	}
	entries := 0
	for _, w := range l.rec.WaitingEntries {
		if _, there := l.run[w.RunID]; there {
			entries++
			waiting.counts[w.Result]++
		}
	}
	return slices.Concat([]total{exactly("bookings", 4159, all), exactly("students booking", 812, len(students)), exactly("waiting entries", 237, entries),
		exactly("places expected to come", 3560, expected), exactly("places that came", 2492, came)},
		topics.exact([]option{{"UMH", 1789}, {"UPH", 690}, {"PA", 590}, {"SH", 1090}}),
		outcome.exact([]option{{string(college.Attended), 2300}, {string(college.AttendedLate), placesLate}, {string(college.LeftEarly), placesLeftEarly},
			{string(college.DidNotAttend), placesDNA}, {string(college.AbsentNotified), placesAbsent}, {string(college.CancelledByStudent), placesCancelled},
			{string(college.CancelledByCollege), 120}, {string(college.NotMarked), 0}, {string(college.TurnedAway), 0}}),
		waiting.exact([]option{{"booked", waitedBooked}, {"expired", waitedExpired}, {"declined", waitedDeclined}}))
}

// places: venues and rooms (6.7).
func (l *ledger) places() []total {
	free, main := 0, 0
	for _, r := range l.book.Rooms {
		if r.PricePerHour == 0 {
			free++
		}
		if r.Name == college.MainRoom {
			main++
		}
	}
	return []total{exactly("venues", 22, len(l.book.Venues)), exactly("rooms", 25, len(l.book.Rooms)), exactly("free rooms", 14, free), exactly("main rooms", 5, main),
		exactly("venues tied to a partner", 22, len(l.rec.PartnerVenues)), exactly("virtual rooms", 1, len(l.rec.VirtualRooms))}
}
