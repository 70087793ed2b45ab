package timetable

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"daybook/backend/college"
)

// plannable is the small term with rooms in use and tutors to ask.
func plannable() Facts {
	f := term()
	for i := range f.Rooms {
		f.Rooms[i].Active = true
	}
	f.Tutors = []Worker{tutor("pat", college.KindPeer), tutor("pip", college.KindPeer), tutor("ola", college.KindStaff), tutor("oz", college.KindFreelance)}
	return f
}

// draft plans a term and returns the plan.
func draft(t *testing.T, f Facts, b Brief) Plan {
	t.Helper()
	b.TermID = "t1"
	if b.Steps == 0 {
		b.Steps, b.Seeds = 4000, 1
	}
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := board.Plan(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// pinned locks what is named of sessions: when, where, who by their letters.
func pinned(what string, sessions ...string) map[string]Pin {
	pins := map[string]Pin{}
	for _, id := range sessions {
		pins[id] = Pin{When: strings.Contains(what, "t"), Where: strings.Contains(what, "p"), Who: strings.Contains(what, "w")}
	}
	return pins
}

func join(all ...map[string]Pin) map[string]Pin {
	pins := map[string]Pin{}
	for _, some := range all {
		for id, pin := range some {
			pins[id] = pin
		}
	}
	return pins
}

// sleeping are the three sessions of Sleep.
var sleeping = []string{"sleep-1", "sleep-2", "sleep-3"}

// crowded is a term of n runs with something of everything: rooms with prices
// and hours, an account, people with habits, limits and bases, topics, needs,
// promises, kit, runs that stand, runs that do not, and runs that stand in part.
func crowded(n int, seed uint64) Facts {
	r := rand.New(rand.NewPCG(seed, 7))
	f := Facts{
		Terms:        []college.Term{{ID: "t1", Name: "Term 1", Start: "2026-09-07", End: "2026-11-29"}, {ID: "t0", Name: "Term 0", Start: "2026-05-01", End: "2026-09-06"}},
		Breaks:       []college.TermBreak{{TermID: "t1", Name: "Half term", From: "2026-10-26", To: "2026-10-30"}},
		VirtualRooms: []college.VirtualRoom{{ID: "teams", Account: "office"}, {ID: "zoom", Account: "office"}, {ID: "meet"}},
		KitItems:     []college.KitItem{{ID: "projector", Name: "Projector", Count: 3}},
		CoBooked:     map[[2]string]int{{"c0", "c1"}: 4, {"c2", "c5"}: 1},
		Promises:     []college.Promise{{PartnerID: "hub", Kind: college.PromiseQuota, VenueID: "v1", Sessions: 12}, {PartnerID: "hub", Kind: college.PromiseDays, VenueID: "v2", Weekdays: []int{2, 3, 4}}},
	}
	for i := range 8 {
		id := "v" + number(i)
		f.Venues = append(f.Venues, college.Venue{ID: id, Name: "Venue " + number(i), Town: "Town " + number(i/3), Active: true})
		f.RiskAssessments = append(f.RiskAssessments, college.RiskAssessment{VenueID: id, DoneOn: "2026-01-10", NextDue: "2027-01-10", Outcome: "ok"})
		f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: id, Item: college.FactStepFree, Answer: []string{"yes", "no", "unknown"}[i%3]})
		f.Travel = append(f.Travel, college.VenueTravel{FromID: id, ToID: "v" + number((i+3)%8), Minutes: 10 + 7*i})
		for j := range 1 + n/20 {
			f.Rooms = append(f.Rooms, college.Room{ID: fmt.Sprintf("r%d-%d", i, j), VenueID: id, Name: "Room", Seats: 10 + 5*r.IntN(8), SetUpMinutes: 15 * r.IntN(3), PricePerHour: 250 * r.IntN(8), ClosedWeekdays: []int{6, 7}, Active: true})
		}
	}
	for i := range 20 + 3*n/2 {
		f.addTutor(r, i)
	}
	for i := range 1 + n/2 {
		k := college.Course{ID: "c" + number(i), Code: "UMH01", OutsideTitle: "Course " + number(i), TopicID: "topic " + number(i%4), ApprovedHow: college.ApprovedBefore, Status: college.CourseLive}
		if i%5 == 0 {
			k.RoomNeeds = []string{"stepFree"}
			f.CourseKit = append(f.CourseKit, college.CourseKit{CourseID: k.ID, KitItemID: "projector", Count: 1})
		}
		f.Courses = append(f.Courses, k)
		for range 12 {
			x := f.Tutors[r.IntN(len(f.Tutors))]
			f.CourseTutors = append(f.CourseTutors, college.CourseTutor{CourseID: k.ID, PersonID: x.PersonID, ApprovedOn: "2025-01-10"})
		}
	}
	for i := range 4 * n {
		s := Student{PersonID: "s" + number(i), Name: "Student " + number(i)}
		if i%6 == 0 {
			s.Needs = []string{"stepFree"}
		}
		f.Students = append(f.Students, s)
	}
	for i := range n {
		f.addRun(r, i)
	}
	return f
}

func (f *Facts) addTutor(r *rand.Rand, i int) {
	w := tutor("p"+number(i), []string{college.KindPeer, college.KindStaff, college.KindFreelance}[i%3])
	f.Tutors = append(f.Tutors, w)
	f.Clearances = append(f.Clearances, college.Clearance{PersonID: w.PersonID, Cleared: true, ChildBarredList: i%2 == 0, IssuedOn: "2025-01-10", ReviewDue: "2028-01-10"})
	f.Trainings = append(f.Trainings, college.Training{PersonID: w.PersonID, Kind: "safeguardingChildren", CompletedOn: "2025-01-10"})
	f.Limits = append(f.Limits, college.WorkLimit{PersonID: w.PersonID, HoursADay: 5 + i%3, SessionsWeek: 5, SessionsTerm: 6 * (i % 4), RestsAfter: i%2 == 0, BaseVenueID: "v" + number(i%9)})
	for weekday := 1; weekday <= 5; weekday++ {
		kind := []string{college.AvailableThen, college.PrefersThen, college.RatherNotThen}[r.IntN(3)]
		f.Availabilities = append(f.Availabilities, college.Availability{PersonID: w.PersonID, Weekday: weekday, Start: "09:00", End: college.NewClock(16+r.IntN(5), 0), Kind: kind})
	}
	if i%4 == 0 {
		f.Leaves = append(f.Leaves, college.Leave{PersonID: w.PersonID, From: "2026-10-05", To: "2026-10-06"})
	}
}

func (f *Facts) addRun(r *rand.Rand, i int) {
	k := f.Courses[r.IntN(len(f.Courses))]
	first, start := college.Date("2026-09-07").AddDays(r.IntN(5)+7*r.IntN(3)), college.NewClock(9+r.IntN(7), 30*r.IntN(2))
	for j := range 6 {
		m := Meeting{SessionID: fmt.Sprintf("run%03d-%d", i, j+1), RunID: fmt.Sprintf("run%03d", i), CourseID: k.ID, TermID: "t1", Label: k.OutsideTitle, Arm: college.Adult, Mode: college.InPerson,
			Status: college.SessionPlanned, Number: j + 1, Minutes: 120, Priority: 1 + i%5, Capacity: 6 + r.IntN(8)}
		if i%7 == 0 {
			m.Mode = college.Online
		}
		if i%11 == 1 {
			m.Arm = college.Youth
		}
		if i%2 == 0 || j < 2 && i%3 == 0 {
			m.Date, m.Start, m.End = first.AddDays(7*j), start, start.Add(120)
			room := f.Rooms[r.IntN(len(f.Rooms))].ID
			if m.RoomID = room; m.Mode == college.Online {
				m.RoomID, m.VirtualRoomID = "", "teams"
			}
			m.Workers = []Worker{f.Tutors[3*r.IntN(len(f.Tutors)/3)], f.Tutors[3*r.IntN(len(f.Tutors)/3)+1]}
			for _, w := range m.Workers {
				f.CourseTutors = append(f.CourseTutors, college.CourseTutor{CourseID: k.ID, PersonID: w.PersonID, ApprovedOn: "2025-01-10"})
			}
		}
		for range r.IntN(6) {
			m.Booked = append(m.Booked, f.Students[r.IntN(len(f.Students))].PersonID)
		}
		if i%5 == 0 {
			m.Booked = append(m.Booked, f.Tutors[(i/5)%len(f.Tutors)].PersonID) // tutors learn too
		}
		f.Meetings = append(f.Meetings, m)
	}
}

// Whatever the term, the rules by hand find nothing against a plan of it but
// what they are left to say of students.
func TestPlansOfCrowdedTermsAreClean(t *testing.T) {
	for seed := range uint64(4) {
		f := crowded(20, seed)
		for _, b := range []Brief{{FromNothing: true}, {Today: "2026-09-20"}} {
			plan := draft(t, f, b)
			left := map[string]bool{}
			for _, u := range plan.Unplaced {
				for _, id := range u.Sessions {
					left[id] = true
				}
			}
			if len(left) > len(f.Meetings)/3 {
				t.Errorf("seed %d: %d of %d sessions are left out", seed, len(left), len(f.Meetings))
			}
			if b.Today == "" { // what is past is as it is, clean or not
				agreed(t, f, plan)
			}
			if len(plan.Placements) != len(f.Meetings) {
				t.Errorf("%d placements for %d sessions", len(plan.Placements), len(f.Meetings))
			}
		}
	}
}

func BenchmarkCompile600(b *testing.B) {
	f := crowded(100, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile(f, Brief{TermID: "t1", Today: "2026-09-20"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompileSingles has 600 sessions that each move alone: the most there
// can be to compile.
func BenchmarkCompileSingles(b *testing.B) {
	f := crowded(100, 1)
	for i := range f.Meetings {
		f.Meetings[i].RunID += number(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile(f, Brief{TermID: "t1"}); err != nil {
			b.Fatal(err)
		}
	}
}
