package sample

import (
	"sync"
	"testing"

	"daybook/backend/college"
)

// world is a sample college with its rows by id, for tests to look around in.
type world struct {
	today    college.Date
	book     college.VenueBook
	rec      college.Records
	person   map[string]college.Person
	student  map[string]college.Student
	tutor    map[string]college.Tutor
	helper   map[string]college.Volunteer
	course   map[string]college.Course
	run      map[string]college.CourseRun
	term     map[string]college.Term
	session  map[string]college.Session
	booking  map[string]college.RunBooking
	room     map[string]college.Room
	sessions map[string][]college.Session      // by run
	places   map[string][]college.SessionPlace // by booking
	tutors   map[string][]college.Tutor        // by session
	helpers  map[string][]college.Volunteer    // by session
}

func index[T any](rows []T, id func(T) string) map[string]T {
	m := make(map[string]T, len(rows))
	for _, row := range rows {
		m[id(row)] = row
	}
	return m
}

func newWorld(today college.Date, book college.VenueBook, rec college.Records) *world {
	w := &world{today: today, book: book, rec: rec,
		person:   index(rec.People, func(p college.Person) string { return p.ID }),
		student:  index(rec.Students, func(s college.Student) string { return s.ID }),
		tutor:    index(rec.Tutors, func(t college.Tutor) string { return t.ID }),
		helper:   index(rec.Volunteers, func(v college.Volunteer) string { return v.ID }),
		course:   index(rec.Courses, func(c college.Course) string { return c.ID }),
		run:      index(rec.Runs, func(r college.CourseRun) string { return r.ID }),
		term:     index(rec.Terms, func(t college.Term) string { return t.ID }),
		session:  index(rec.Sessions, func(s college.Session) string { return s.ID }),
		booking:  index(rec.RunBookings, func(b college.RunBooking) string { return b.ID }),
		room:     index(book.Rooms, func(r college.Room) string { return r.ID }),
		sessions: map[string][]college.Session{}, places: map[string][]college.SessionPlace{},
		tutors: map[string][]college.Tutor{}, helpers: map[string][]college.Volunteer{}}
	for _, s := range rec.Sessions {
		w.sessions[s.RunID] = append(w.sessions[s.RunID], s)
	}
	for _, p := range rec.SessionPlaces {
		w.places[p.BookingID] = append(w.places[p.BookingID], p)
	}
	for _, t := range rec.SessionTutors {
		w.tutors[t.SessionID] = append(w.tutors[t.SessionID], w.tutor[t.TutorID])
	}
	for _, v := range rec.SessionVolunteers {
		w.helpers[v.SessionID] = append(w.helpers[v.SessionID], w.helper[v.VolunteerID])
	}
	return w
}

// friday is an ordinary day; the college on it is made once.
const friday = college.Date("2026-11-20")

var onFriday = sync.OnceValues(func() (*world, error) { return makeWorld(friday) })

func makeWorld(today college.Date) (*world, error) {
	book, rec, err := Wexmoor(Seed, today)
	if err != nil {
		return nil, err
	}
	return newWorld(today, book, rec), nil
}

// wexmoor is the college of the ordinary day. Tests only read it.
func wexmoor(t testing.TB) *world {
	t.Helper()
	w, err := onFriday()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// todays are days on which laying out the terms is not easy: ends of weeks,
// 29 February, weeks full of bank holidays, the first day that can be, and one
// when all students are grown up.
var todays = map[string]college.Date{
	"Monday":                "2026-11-16",
	"Friday":                friday,
	"Sunday":                "2026-11-22",
	"29 February":           "2028-02-29",
	"Christmas Eve":         "2026-12-24",
	"Christmas Day":         "2026-12-25",
	"before New Year":       "2025-12-31",
	"Good Friday":           "2027-03-26",
	"between two Mondays":   "2026-05-11",
	"early May Monday":      "2026-05-04",
	"first possible":        "2025-10-13",
	"everybody is grown up": "2029-09-12",
}

// eachToday runs a test on the college of each of todays.
func eachToday(t *testing.T, test func(t *testing.T, w *world)) {
	for name, today := range todays {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := worldOf(today)
			if err != nil {
				t.Fatal(err)
			}
			test(t, w)
		})
	}
}

var worlds sync.Map

// worldOf makes the college of a day once for all tests.
func worldOf(today college.Date) (*world, error) {
	made, _ := worlds.LoadOrStore(today, sync.OnceValues(func() (*world, error) { return makeWorld(today) }))
	return made.(func() (*world, error))()
}

// open tells whether a booking held a place on the day: from the day it was
// made to the day it was cancelled, both included.
func open(b college.RunBooking, day college.Date) bool {
	return b.BookedOn != "" && b.BookedOn <= day && (b.CancelledOn == "" || day <= b.CancelledOn)
}

// reference tells whether a run is of the reference year.
func (w *world) reference(r college.CourseRun) bool { return w.term[r.TermID].End <= yearEnd }
