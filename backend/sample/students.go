package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// New students by academic year from 2014/15, and by month of 2024/25 (6.2).
var (
	joinedAYear  = []int{24, 31, 38, 46, 60, 64, 118, 196, 318, 382}
	joinedAMonth = []int{88, 70, 58, 22, 78, 50, 46, 48, 44, 40, 30, 26}
)

// earlierBookers is how many of those who joined in a year before the reference
// year book in it, by the year's first autumn: 272 (6.2).
var earlierBookers = []struct{ year, count int }{{2018, 4}, {2019, 6}, {2020, 12}, {2021, 30}, {2022, 70}, {2023, 150}}

// notYetInJune is how many of June's new students have not booked yet; nobody
// of July and August has (6.2).
const notYetInJune = 4

// joinStudents makes the 1,877 in the order in which they enrolled, and says
// who books in the reference year and what the others are at its end.
func (m *maker) joinStudents() error {
	r := m.stream("enrolment")
	for i, day := range joiningDays(r) {
		s := &student{id: m.id("student"), personID: m.id("person"), person: i, number: fmt.Sprintf("S-%05d", i+1), joined: day, status: "active"}
		m.students = append(m.students, s)
	}
	for _, e := range earlierBookers {
		from := college.NewDate(e.year, 9, 1)
		for _, s := range m.choose(r, e.count, func(s *student) bool { return s.joined.Between(from, from.AddMonths(12).AddDays(-1)) }) {
			s.books = true
		}
	}
	var others []*student
	june := 0
	for _, s := range m.students {
		switch {
		case s.joined < yearStart && !s.books:
			others = append(others, s)
		case s.joined.Month() == 6 && s.joined > yearStart:
			june++
			s.books = june <= joinedAMonth[9]-notYetInJune
		case s.joined >= yearStart:
			s.books = s.joined < "2025-07-01"
		}
	}
	for i, s := range shuffled(r, others) {
		s.status = "dormant"
		if i < 402 {
			s.status = "graduated"
		}
		s.until = dayBetween(r, s.joined.AddDays(60), min(s.joined.AddMonths(40), "2025-08-22"))
	}
	return m.giveBirthdays()
}

func joiningDays(r *rand.Rand) []college.Date {
	var days []college.Date
	for i, count := range joinedAYear {
		from := college.NewDate(2014+i, 9, 1)
		for range count {
			days = append(days, dayBetween(r, from, from.AddMonths(12).AddDays(-1)))
		}
	}
	for i, count := range joinedAMonth {
		from := yearStart.AddMonths(i)
		for n := range count {
			to := from.AddMonths(1).AddDays(-1)
			if i == 9 && n >= notYetInJune {
				to = from.AddDays(19) // June's bookers need a session before the year's end
			}
			days = append(days, dayBetween(r, from, to))
		}
	}
	slices.Sort(days)
	return days
}

// choose draws n students among those that suit; fewer when there are not so many.
func (m *maker) choose(r *rand.Rand, n int, suits func(*student) bool) []*student {
	var found []*student
	for _, s := range m.students {
		if suits(s) {
			found = append(found, s)
		}
	}
	found = shuffled(r, found)
	return found[:min(n, len(found))]
}

// giveBirthdays meets the ages of 6.3. Nobody joined under the age rule of the
// day. The youngest, and some who are 18 at the year's end, are bookers who
// came early enough for UMH23; the nine without a birthday have not booked.
func (m *maker) giveBirthdays() error {
	r := m.stream("person dob")
	age := map[*student]int{} // index into ages
	give := func(count, band int, suits func(*student) bool) error {
		chosen := m.choose(r, count, func(s *student) bool { _, given := age[s]; return !given && suits(s) })
		if len(chosen) < count {
			return fmt.Errorf("only %d of %d students fit the ages %d to %d", len(chosen), count, ages[band].from, ages[band].to)
		}
		for _, s := range chosen {
			age[s] = band
		}
		return nil
	}
	early := func(s *student) bool { return s.books && s.joined.Between("2023-11-01", "2024-09-30") }
	const young, youngAdult, noneGiven = 0, 1, -1
	for _, err := range []error{
		give(12, young, early),
		give(12, young, func(s *student) bool { return s.books && s.joined.Between("2024-10-01", "2025-03-31") }),
		give(ages[young].count-24, young, func(s *student) bool { return s.joined >= "2025-07-01" }),
	} {
		if err != nil {
			return err
		}
	}
	for _, s := range m.choose(r, 16, func(s *student) bool { _, given := age[s]; return !given && early(s) }) {
		age[s] = youngAdult
		s.dob = dayBetween(r, "2006-10-01", "2007-08-31") // 18 or younger all year
	}
	for _, s := range m.choose(r, noBirthday, func(s *student) bool {
		_, given := age[s]
		return !given && !s.books && s.status == "active"
	}) {
		age[s] = noneGiven
	}
	if err := give(ages[youngAdult].count-16, youngAdult, func(s *student) bool { return s.joined >= "2019-09-01" }); err != nil {
		return err
	}
	for band := 2; band < len(ages); band++ {
		if err := give(ages[band].count, band, func(*student) bool { return true }); err != nil {
			return err
		}
	}
	for _, s := range m.students {
		if age[s] != noneGiven && s.dob == "" {
			s.dob = birthday(r, ages[age[s]].from, ages[age[s]].to, s.joined)
		}
	}
	return nil
}

// birthday of someone of an age from–to at the year's end, who was old enough
// when joining. The youngest are drawn late in their range, so that the sample
// keeps people under 18 as long as it can.
func birthday(r *rand.Rand, from, to int, joined college.Date) college.Date {
	least := 16
	if joined < sixteenFrom {
		least = 18
	}
	earliest, latest := college.NewDate(2025-to-1, 9, 1), min(college.NewDate(2025-from, 8, 31), joined.AddMonths(-12*least))
	dob := dayBetween(r, earliest, latest)
	if from == 16 {
		dob = max(dob, dayBetween(r, earliest, latest), dayBetween(r, earliest, latest))
	}
	return dob
}

// sixteenFrom is the day on which the adult arm opened to 16-year-olds.
const sixteenFrom = college.Date("2022-09-01")

// statusSpans writes what a student was and is. A change closes one span and
// opens the next (model 5.3).
func (m *maker) statusSpans(s *student) {
	span := func(status string, from, to college.Date, reason string) {
		m.rec.RoleSpans = append(m.rec.RoleSpans, college.RoleSpan{ID: m.id("roleSpan"), PersonID: s.personID, Role: college.RoleStudent,
			Status: status, From: from, To: to, Reason: reason, Arm: college.Adult})
	}
	if s.status == "active" {
		span("active", s.joined, "", "")
		return
	}
	span("active", s.joined, s.until.AddDays(-1), "")
	span(s.status, s.until, "", map[string]string{"graduated": "graduated/moved on", "dormant": "no contact"}[s.status])
}
