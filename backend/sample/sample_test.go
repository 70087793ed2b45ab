package sample

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// TestTotals: every number of 6.2, 6.3 and 6.5 to 6.7, on several days.
func TestTotals(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		for _, total := range totals(w.book, w.rec) {
			t.Run(total.name, func(t *testing.T) {
				if !total.met() {
					t.Errorf("want %v, got %v", total.want, total.got)
				}
			})
		}
	})
}

// TestTotalsByHand counts the headlines a second time, in the plainest way, so
// that a slip in the counting of totals cannot hide one in the sample.
func TestTotalsByHand(t *testing.T) {
	w := wexmoor(t)
	got := map[string]int{"students": len(w.rec.Students), "tutors": len(w.rec.Tutors), "partners": len(w.rec.Partners), "venues": len(w.book.Venues)}
	year := func(day college.Date) bool { return day.Between(yearStart, yearEnd) }
	for _, s := range w.rec.Sessions {
		if !year(s.Date) {
			continue
		}
		got["scheduled"]++
		if s.Status == college.SessionDelivered {
			got["delivered"]++
			if s.RoomID == "" {
				got["online"]++
			}
		}
	}
	booked, cancelled := map[string]bool{}, map[string]bool{}
	for _, p := range w.rec.SessionPlaces {
		if !year(w.session[p.SessionID].Date) {
			continue
		}
		got["places"]++
		got[string(p.Attendance)]++
		booked[w.booking[p.BookingID].StudentID] = true
		if p.Attendance == college.CancelledByCollege {
			cancelled[p.SessionID] = true
			if w.session[p.SessionID].Status != college.SessionCancelled {
				t.Error("a place was cancelled by the college in a session that was not")
			}
		}
	}
	got["booking"], got["cancelled sessions"] = len(booked), len(cancelled)
	want := map[string]int{"students": 1877, "tutors": 117, "partners": 58, "venues": 22, "scheduled": 228, "delivered": 222, "online": 89, "places": 4159,
		"attended": 2300, "attendedLate": 132, "leftEarly": 60, "dna": 748, "absentNotified": 320, "cancelledByStudent": 479, "cancelledByCollege": 120,
		"booking": 812, "cancelled sessions": 6}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// TestTotalMissed: a college that misses a total is refused by the total's name.
func TestTotalMissed(t *testing.T) {
	w := wexmoor(t)
	m := &maker{book: w.book, rec: w.rec}
	m.rec.SessionPlaces = slices.Clone(m.rec.SessionPlaces)
	i := slices.IndexFunc(m.rec.SessionPlaces, func(p college.SessionPlace) bool { return p.Attendance == college.DidNotAttend })
	m.rec.SessionPlaces[i].Attendance = college.Attended
	err := m.checkTotals()
	if err == nil || !strings.Contains(err.Error(), "places dna: want 748, got 747") || !strings.Contains(err.Error(), "places attended: want 2300, got 2301") {
		t.Errorf("got %v", err)
	}
}

// dump is every row of a college, table by table.
func dump(t *testing.T, tables ...any) string {
	t.Helper()
	text, err := json.Marshal(tables)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSameSeedSameContent(t *testing.T) {
	a := wexmoor(t)
	b, err := makeWorld(friday)
	if err != nil {
		t.Fatal(err)
	}
	if dump(t, a.book, a.rec) != dump(t, b.book, b.rec) {
		t.Error("the same seed and day gave two colleges")
	}
	_, other, err := Wexmoor(Seed+1, friday)
	if err != nil {
		t.Fatal(err)
	}
	if dump(t, a.rec.People) == dump(t, other.People) {
		t.Error("two seeds gave the same people")
	}
}

// TestOtherSeeds: the making does not hang on one lucky seed.
func TestOtherSeeds(t *testing.T) {
	for seed := range uint64(6) {
		if _, _, err := Wexmoor(seed, todays["between two Mondays"]); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// TestReferenceYearUntouchedByToday: everything of the reference year, ids and
// all, is the same whatever day the sample is made on (decisions F).
func TestReferenceYearUntouchedByToday(t *testing.T) {
	want := dump(t, wexmoor(t).ofReferenceYear()...)
	eachToday(t, func(t *testing.T, w *world) {
		if dump(t, w.ofReferenceYear()...) != want {
			t.Error("the reference year differs")
		}
	})
}

// ofReferenceYear are the rows of the year, of its people, and of the venue
// book but for what is renewed since.
func (w *world) ofReferenceYear() []any {
	inRun := func(id string) bool { return w.reference(w.run[id]) }
	inSession := func(id string) bool { return inRun(w.session[id].RunID) }
	book, rec, taught := w.book, w.rec, w.taughtInYear()
	return []any{
		book.Cards, book.Venues, book.Rooms, book.AccessFacts, book.VenueContacts, book.VenueTravel,
		rec.Settings, rec.AgeRules, rec.AcademicYears[:1], rec.Terms[:3], rec.TermBreaks, rec.Closures, rec.Topics, rec.Partners, rec.PartnerVenues,
		rec.People, rec.UserPeople, rec.RoleSpans, rec.Equality, rec.Consents, rec.Students, rec.Enrolments, rec.LearningPlans, rec.Goals, rec.PlanReviews,
		rec.Staff, rec.Tutors, rec.Courses, rec.CourseVersions, rec.VirtualRooms, rec.Certificates,
		kept(rec.Runs, func(r college.CourseRun) bool { return inRun(r.ID) }),
		kept(rec.Sessions, func(s college.Session) bool { return inRun(s.RunID) }),
		kept(rec.SessionTutors, func(s college.SessionTutor) bool { return inSession(s.SessionID) }),
		kept(rec.SessionVolunteers, func(s college.SessionVolunteer) bool { return inSession(s.SessionID) }),
		kept(rec.RunBookings, func(b college.RunBooking) bool { return inRun(b.RunID) }),
		kept(rec.SessionPlaces, func(p college.SessionPlace) bool { return inSession(p.SessionID) }),
		kept(rec.WaitingEntries, func(e college.WaitingEntry) bool { return inRun(e.RunID) }),
		kept(rec.CourseTutors, func(c college.CourseTutor) bool { return taught[c.CourseID+c.PersonID] }),
		rec.Clearances[:117+16], // the first of every tutor and volunteer
	}
}

// taughtInYear are the pairs of course and person of the year's sessions.
func (w *world) taughtInYear() map[string]bool {
	pairs := map[string]bool{}
	for _, s := range w.rec.Sessions {
		if run := w.run[s.RunID]; w.reference(run) {
			for _, tutor := range w.tutors[s.ID] {
				pairs[run.CourseID+tutor.PersonID] = true
			}
		}
	}
	return pairs
}

func kept[T any](rows []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(rows), func(row T) bool { return !keep(row) })
}

// TestTodayIsInSixthWeek: the current term holds today in its sixth week, what
// is before today is delivered and marked, what is later is booked, and a
// working day has four to six sessions, two of them at one venue (6.1).
func TestTodayIsInSixthWeek(t *testing.T) {
	eachToday(t, func(t *testing.T, w *world) {
		current, next := w.rec.Terms[3], w.rec.Terms[4]
		if week := w.today.DaysSince(current.Start)/7 + 1; week != 6 || current.Start.Weekday() != time.Monday || current.End != current.Start.AddDays(11*7+4) {
			t.Errorf("today is in week %d of %s to %s", week, current.Start, current.End)
		}
		if gap := next.Start.DaysSince(current.End); gap != 17 || next.End != next.Start.AddDays(10*7+4) {
			t.Errorf("the next term starts %d days later, %s to %s", gap, next.Start, next.End)
		}
		for i, term := range w.rec.Terms {
			others := slices.Concat(w.rec.Terms[:i], w.rec.Terms[i+1:])
			year := w.rec.AcademicYears[slices.IndexFunc(w.rec.AcademicYears, func(y college.AcademicYear) bool { return y.ID == term.YearID })]
			if found := college.TermsOverlap(term, year, others); len(found) > 0 {
				t.Errorf("%s: %v", term.Name, found)
			}
		}
		w.checkShape(t, current)
		w.checkShape(t, next)
		w.checkStatus(t)
		w.checkToday(t)
	})
}

// checkShape: 20, 9, 6 and 3 runs, 74 sessions.
func (w *world) checkShape(t *testing.T, term college.Term) {
	t.Helper()
	shape, sessions := map[int]int{}, 0
	for _, r := range w.rec.Runs {
		if r.TermID == term.ID {
			shape[len(w.sessions[r.ID])]++
			sessions += len(w.sessions[r.ID])
		}
	}
	if want := map[int]int{1: 20, 2: 9, 3: 6, 6: 3}; !reflect.DeepEqual(shape, want) || sessions != 74 {
		t.Errorf("%s has %v, %d sessions", term.Name, shape, sessions)
	}
}

// checkStatus: statuses, marks, row numbers and certificates as of today.
func (w *world) checkStatus(t *testing.T) {
	t.Helper()
	for _, s := range w.rec.Sessions {
		past := s.Date < w.today
		if s.Status != college.SessionCancelled && past != (s.Status == college.SessionDelivered) || s.Status == college.SessionDelivered && s.RegisterTakenBy == "" {
			t.Errorf("%s on %s is %s", w.run[s.RunID].Reference, s.Date, s.Status)
		}
	}
	for _, p := range w.rec.SessionPlaces {
		s := w.session[p.SessionID]
		if past := s.Date < w.today; past == (p.Attendance == college.NotMarked) && p.Attendance != college.CancelledByStudent {
			t.Errorf("%s on %s: a place is %s", w.run[s.RunID].Reference, s.Date, p.Attendance)
		}
		if marked := college.Markable(p.Attendance) && p.Attendance != college.NotMarked; marked != (p.MarkedAt != "") || string(p.MarkedAt) > string(w.today) {
			t.Errorf("a place %s was marked at %q", p.Attendance, p.MarkedAt)
		}
	}
	numbers := map[string]bool{}
	for _, b := range w.rec.RunBookings {
		first := w.sessions[b.RunID][0].Date
		stood := w.run[b.RunID].Status != college.RunCancelled && b.Status != college.BookingCancelledByStudent && first < w.today
		if stood != (b.RowNo > 0) || b.RowNo > 0 && numbers[fmt.Sprint(b.RunID, b.RowNo)] {
			t.Errorf("%s: %s booking has row %d", w.run[b.RunID].Reference, b.Status, b.RowNo)
		}
		numbers[fmt.Sprint(b.RunID, b.RowNo)] = true
		if string(b.CancelledOn) >= string(w.today) || b.CancelledOn != "" && b.CancelledOn < b.BookedOn {
			t.Errorf("%s: booked %s, cancelled %s", w.run[b.RunID].Reference, b.BookedOn, b.CancelledOn)
		}
	}
}

// checkToday: what a person sees when they open the sample.
func (w *world) checkToday(t *testing.T) {
	t.Helper()
	venues, today := map[string]int{}, 0
	for _, s := range w.rec.Sessions {
		if s.Date == w.today {
			today++
			if s.RoomID != "" {
				venues[w.room[s.RoomID].VenueID]++
			}
		}
	}
	_, holiday := college.IsBankHoliday(w.today)
	if weekday := w.today.Weekday(); holiday || weekday == time.Saturday || weekday == time.Sunday {
		if holiday && today > 0 {
			t.Errorf("%d sessions on a bank holiday", today)
		}
		return
	}
	most := 0
	for _, n := range venues {
		most = max(most, n)
	}
	if today < 4 || today > 6 || most < 2 {
		t.Errorf("today has %d sessions, at most %d at one venue", today, most)
	}
}

// TestTooEarly: a day on which the current term would reach into the reference
// year is refused with the first day that is not.
func TestTooEarly(t *testing.T) {
	_, _, err := Wexmoor(Seed, "2025-10-12")
	if err == nil || !strings.Contains(err.Error(), "2025-10-13") {
		t.Errorf("got %v", err)
	}
}

// TestMake makes the folder, opens it, and is told every step once.
func TestMake(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "wexmoor")
	now := func() time.Time { return time.Date(2026, 11, 20, 15, 30, 0, 0, time.UTC) }
	var steps []string
	last := -1
	err := Make(context.Background(), folder, now, cheap, func(step string, done, total int) {
		if done <= last || total != 16 {
			t.Errorf("%s: %d of %d after %d", step, done, total, last)
		}
		steps, last = append(steps, step), done
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) != 17 || steps[16] != "done" {
		t.Errorf("steps: %v", steps)
	}
	ring, err := vault.Load(filepath.Join(folder, "data"), cheap)
	if err != nil {
		t.Fatal(err)
	}
	access, err := ring.Unlock(People[0].Name, People[0].Passphrase, now())
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Folder: folder, Access: access, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), folder, now, cheap, nil); college.AsRefusal(err) == nil {
		t.Errorf("making it twice gave %v", err)
	}
}

// cheap is what trying a passphrase costs in tests.
var cheap = vault.Cost{MemoryKiB: 8, Passes: 1}

func BenchmarkWexmoor(b *testing.B) {
	for b.Loop() {
		if _, _, err := Wexmoor(Seed, friday); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMake(b *testing.B) {
	now := func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	for i := 0; b.Loop(); i++ {
		if err := Make(b.Context(), filepath.Join(b.TempDir(), fmt.Sprint(i)), now, vault.Standard, nil); err != nil {
			b.Fatal(err)
		}
	}
}
