package planted

import (
	"math"
	"math/rand/v2"
)

// A term is twelve weeks of five days of six hours, from 09:00.
const (
	weeks        = 12
	daysAWeek    = 5
	hoursADay    = 6
	slotsAWeek   = daysAWeek * hoursADay
	hoursMost    = 4 // somebody works on one day
	tutorsWeek   = 4 // sessions of a tutor in a week
	peersWeek    = 3
	onlineRooms  = 3
	onlineSeats  = 60
	online       = -1 // the site of an online room
	longestDrive = 60 // minutes between any two venues at most
)

// needs are what a course may ask of its room: how often one does, and how
// often a room has it.
var needs = []struct {
	code         string
	asked, given float64
	facility     bool // else it is a fact about access
}{
	{"stepFree", 0.6, 0.85, false},
	{"hearingLoop", 0.15, 0.5, false},
	{"screen", 0.5, 0.5, true},
	{"kitchen", 0.06, 0.5, true},
	{"quietRoom", 0.15, 0.5, false},
	{"parking", 0.2, 0.5, false},
}

var topics = []string{"understanding", "wellbeing", "life", "creative"}

type room struct {
	site, seats int
	has         map[string]bool
	price       int // pounds an hour
	open        [slotsAWeek]bool
	evening     bool
	taken       map[int]bool // slots of the term
}

type person struct {
	peer    bool
	free    [slotsAWeek]bool
	away    map[int]bool // weeks
	topics  map[string]bool
	most    int // sessions a week
	home    int
	inWeek  [weeks]int
	inDiary [weeks * daysAWeek][]stint
}

// stint is a piece of somebody's day.
type stint struct{ from, to, room int }

// course is a course with its one run and where that was planted.
type course struct {
	sessions, hours, places int
	online                  bool
	needs                   []string
	topic                   string
	at                      spot
}

type spot struct{ tutor, peer, week, day, hour, room int }

// world is a college without a timetable, and then with one.
type world struct {
	*rand.Rand
	travel  [][]int // minutes between sites
	rooms   []room
	people  []person
	courses []course
}

func newWorld(s Shape, seed, attempt uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, attempt))}
	w.layRoads(s.Venues)
	for i := range s.Rooms {
		w.addRoom(i, s.Venues)
	}
	for range onlineRooms {
		r := room{site: online, seats: onlineSeats, taken: map[int]bool{}}
		for i := range r.open {
			r.open[i] = true
		}
		w.rooms = append(w.rooms, r)
	}
	for range s.Tutors {
		w.addPerson(false, s.TutorsFree, s.Venues)
	}
	for range s.Peers {
		w.addPerson(true, s.PeersFree, s.Venues)
	}
	return w
}

func (w *world) chance(p float64) bool { return w.Float64() < p }

func pick[T any](w *world, list ...T) T { return list[w.IntN(len(list))] }

// layRoads puts the venues into a district of 25 km by 25 km.
func (w *world) layRoads(venues int) {
	x, y := make([]float64, venues), make([]float64, venues)
	for i := range venues {
		x[i], y[i] = 25*w.Float64(), 25*w.Float64()
	}
	w.travel = make([][]int, venues)
	for i := range venues {
		w.travel[i] = make([]int, venues)
		for j := range venues {
			if i != j {
				w.travel[i][j] = min(longestDrive, int(math.Round(8+2*math.Hypot(x[i]-x[j], y[i]-y[j]))))
			}
		}
	}
}

func (w *world) addRoom(i, venues int) {
	r := room{site: i, has: map[string]bool{}, taken: map[int]bool{}}
	if i >= venues {
		r.site = w.IntN(venues)
	}
	r.seats = pick(w, 8, 10, 12, 12, 15, 16, 20, 25, 30, 40)
	for _, n := range needs {
		r.has[n.code] = w.chance(n.given)
	}
	var days [daysAWeek]bool
	any := false
	for d := range days {
		days[d] = w.chance(0.7)
		any = any || days[d]
	}
	if !any {
		days[w.IntN(daysAWeek)] = true
	}
	r.evening = w.chance(0.3)
	for slot := range r.open {
		r.open[slot] = days[slot/hoursADay] && (slot%hoursADay < hoursADay-1 || r.evening)
	}
	if !w.chance(0.6) {
		r.price = pick(w, 15, 25, 30, 40, 60)
	}
	w.rooms = append(w.rooms, r)
}

func (w *world) addPerson(peer bool, free float64, venues int) {
	p := person{peer: peer, away: map[int]bool{}, topics: map[string]bool{}, most: tutorsWeek}
	any := false
	for half := range daysAWeek * 2 {
		if w.chance(free) {
			p.freeOn(half)
			any = true
		}
	}
	if !any {
		p.freeOn(w.IntN(daysAWeek * 2))
	}
	for week := range weeks {
		p.away[week] = w.chance(0.1)
	}
	count := pick(w, 1, 1, 2, 3)
	if peer {
		p.most, count = peersWeek, pick(w, 2, 3, 4)
	}
	for _, i := range w.Perm(len(topics))[:count] {
		p.topics[topics[i]] = true
	}
	p.home = w.IntN(venues)
	w.people = append(w.people, p)
}

// freeOn makes a half-day of the week free: 0 is Monday morning.
func (p *person) freeOn(half int) {
	for hour := range hoursADay / 2 {
		p.free[half*hoursADay/2+hour] = true
	}
}
