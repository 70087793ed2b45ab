package timetable

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// troubled is a crowd in which every rule across sessions has something to say.
func troubled(n int, seed uint64) Facts {
	f := crowd(n, 100, seed)
	r := rand.New(rand.NewPCG(seed, 2))
	f.Courses = []college.Course{{ID: "c", Code: "C01", ApprovedHow: college.ApprovedByPanel}, {ID: "d", Code: "D01", PrerequisiteID: "c"}}
	f.KitItems = []college.KitItem{{ID: "k", Name: "projector", Count: 2}, {ID: "l", Name: "urn", Count: 1}}
	f.CourseKit = []college.CourseKit{{CourseID: "c", KitItemID: "k", Count: 1}, {CourseID: "d", KitItemID: "k", Count: 2}, {CourseID: "d", KitItemID: "l", Count: 1}}
	f.Travel = []college.VenueTravel{{FromID: "venue0", ToID: "venue1", Minutes: 90}, {FromID: "venue2", ToID: "venue1", Minutes: 5}}
	for i := range 60 {
		id := "p" + number(i)
		f.Limits = append(f.Limits, college.WorkLimit{PersonID: id, HoursADay: 1 + i%3, SessionsWeek: i % 4, RestsAfter: i%2 == 0})
		f.Leaves = append(f.Leaves, college.Leave{PersonID: id, From: college.Date("2026-09-07").AddDays(i), To: college.Date("2026-09-10").AddDays(i)})
		f.Availabilities = append(f.Availabilities, college.Availability{PersonID: id, Weekday: 1 + r.IntN(7), Start: "09:00", End: "17:00"})
	}
	for i := range f.Meetings {
		if i/6%3 == 0 {
			f.Meetings[i].CourseID = "d"
		}
	}
	return f
}

// edited is a session after one edit of some kind.
func edited(m Meeting, r *rand.Rand) Meeting {
	switch r.IntN(9) {
	case 0:
		m.Date = college.Date("2026-09-07").AddDays(r.IntN(80))
	case 1:
		m.Start = college.NewClock(9+r.IntN(9), 15*r.IntN(4))
		m.End = m.Start.Add(30 + 15*r.IntN(14))
	case 2:
		m.RoomID, m.VirtualRoomID = "room"+number(r.IntN(13)), ""
	case 3:
		m.RoomID, m.VirtualRoomID = "", "zoom"
	case 4:
		m.Workers = []Worker{tutor("p"+number(r.IntN(61)), "peer"), tutor("p"+number(r.IntN(60)), "staff")}
	case 5:
		m.Status = []string{college.SessionCancelled, college.SessionPlanned}[r.IntN(2)]
	case 6:
		m.Number = 1 + r.IntN(8)
	case 7:
		m.RunID, m.CourseID = "run"+number(r.IntN(20)), []string{"c", "d"}[r.IntN(2)]
	case 8:
		m.Booked = append([]string{"p" + number(r.IntN(200))}, m.Booked[min(len(m.Booked), 3):]...)
	}
	return m
}

// After any edits a checker finds what a new one finds, in the same order.
func TestACheckerKeepsUpWithEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine does it all, and the race detector would take minutes")
	}
	f := troubled(120, 7)
	r := rand.New(rand.NewPCG(3, 4))
	c := NewChecker(f)
	for step := range 1000 {
		i := r.IntN(len(f.Meetings))
		m := edited(f.Meetings[i], r)
		if step%100 == 99 { // a session more
			m.SessionID = "new" + number(step)
			f.Meetings = append(f.Meetings, m)
		} else {
			f.Meetings[i] = m
		}
		c.Set(m)
		fresh := NewChecker(f)
		asked := f.Meetings[r.IntN(len(f.Meetings))]
		maybe := edited(asked, r)
		for name, m := range map[string]Meeting{"the edit": m, "another": asked, "what may be": maybe} {
			if got, want := fmt.Sprint(c.One(m)), fmt.Sprint(fresh.One(m)); got != want {
				t.Fatalf("step %d, %s: %s\nnot %s", step, name, got, want)
			}
		}
		if step%20 > 0 {
			continue
		}
		if got, want := fmt.Sprint(c.All()), fmt.Sprint(fresh.All()); got != want {
			t.Fatalf("step %d: the whole is %s\nnot %s", step, got, want)
		}
	}
}

// What is found one by one is what is found of the whole.
func TestOneByOneIsTheWhole(t *testing.T) {
	said := func(f college.Finding) string {
		about := slices.Compact(slices.Sorted(slices.Values(f.About))) // a crowd books some twice
		return string(f.Severity) + " " + f.Key + " " + strings.Join(about, " ")
	}
	keys := map[string]bool{}
	for seed := range uint64(4) {
		f := troubled(240, seed)
		c := NewChecker(f)
		whole, oneByOne := map[string]bool{}, map[string]bool{}
		for _, found := range c.All() {
			if whole[said(found)] {
				t.Errorf("seed %d: twice: %s", seed, said(found))
			}
			whole[said(found)], keys[found.Key] = true, true
		}
		for _, m := range f.Meetings {
			for _, found := range c.One(m) {
				oneByOne[said(found)] = true
				if !whole[said(found)] {
					t.Errorf("seed %d: of one, not of the whole: %s", seed, said(found))
				}
			}
		}
		if len(whole) != len(oneByOne) {
			t.Errorf("seed %d: %d of the whole, %d one by one", seed, len(whole), len(oneByOne))
		}
	}
	for _, key := range []string{"rule.kitTwice", "rule.hoursADay", "rule.sessionsWeek", "rule.noRest", "rule.onLeave", "rule.notAvailable", "rule.tooLittleTravel", "rule.prerequisiteLater"} {
		if !keys[key] {
			t.Errorf("the crowds have nothing for %s", key)
		}
	}
}

// Kit is short on a day of the findings exactly if at some minute it is.
func TestKitIsShortMinuteByMinute(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine does it all, and the race detector would take minutes")
	}
	short := 0
	for seed := range uint64(4) {
		f := troubled(240, seed)
		want := map[string]bool{}
		for _, item := range f.KitItems {
			for _, m := range f.Meetings {
				for minute := m.Start.Minutes(); minute < m.End.Minutes(); minute++ {
					taken := 0
					for _, o := range f.Meetings {
						for _, use := range f.CourseKit {
							if use.KitItemID == item.ID && use.CourseID == o.CourseID && o.Date == m.Date && o.Start.Minutes() <= minute && minute < o.End.Minutes() {
								taken += use.Count
							}
						}
					}
					if taken > item.Count {
						want[item.Name+" "+string(m.Date)] = true
					}
				}
			}
		}
		got := map[string]bool{}
		for _, found := range rule(CheckAll(f), "I-08") {
			got[found.Values["kit"]+" "+found.Values["date"]] = true
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("seed %d: got %v, want %v", seed, got, want)
		}
		short += len(want)
	}
	if short == 0 {
		t.Error("kit was never short")
	}
}

func TestAskingChangesNothing(t *testing.T) {
	f := troubled(120, 5)
	c := NewChecker(f)
	before := fmt.Sprint(c.All())
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		c.One(edited(f.Meetings[r.IntN(len(f.Meetings))], r))
	}
	nobody := meeting("not yet", "2026-09-07", "10:00", "12:00", "room1")
	c.One(nobody)
	if after := fmt.Sprint(c.All()); after != before {
		t.Errorf("it was %s\nand is %s", before, after)
	}
	nobody.Date = ""
	if found := c.One(nobody); found != nil {
		t.Errorf("a session without a date clashes: %v", found)
	}
}
