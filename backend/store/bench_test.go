package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
)

var (
	givenNames  = []string{"Siân", "Łukasz", "Aisha", "Margaret", "Zoë", "Mohammed", "Ngũgĩ", "Óscar", "Patricia", "Wei", "Priya", "Gwen", "Ifeoma", "Søren", "José", "Hannah"}
	familyNames = []string{"Davies", "Nowak", "O’Brien", "Khan", "Taylor", "Nguyễn", "Hughes", "García", "Smith-Jones", "Okafor", "Ørsted", "Müller", "Patel", "Brown", "Evans", "Lee"}
)

// manyForms is an enrolment file of n different people, from one seed.
func manyForms(n int) college.ImportFile {
	chance := rand.New(rand.NewPCG(7, 11))
	people := make([]college.Person, n)
	for i := range people {
		middle := strings.ToUpper(string(rune('a' + i%26)))
		people[i] = college.Person{
			FullName: fmt.Sprintf("%s %s. %s%d", givenNames[chance.IntN(16)], middle, familyNames[chance.IntN(16)], i/26),
			DOB:      college.NewDate(1940+chance.IntN(66), time.Month(1+chance.IntN(12)), 1+chance.IntN(28)),
			Emails:   []string{fmt.Sprintf("student%04d@example.org", i)}, Postcode: "KD4 5BL", Area: "Castleby",
			Phones:      []college.Phone{{Number: fmt.Sprintf("+44770090%04d", i%10000), Kind: "mobile"}},
			AccessNeeds: []string{"largePrint"}, EmergencyContacts: []college.EmergencyContact{{Name: "Sam", Phone: "+441632960000", Relationship: "partner"}},
		}
	}
	return enrolmentFile(people...)
}

// BenchmarkImportEnrolments takes the forms of a whole college, 1,877 of them,
// into an empty one.
func BenchmarkImportEnrolments(b *testing.B) {
	file := manyForms(1877)
	for b.Loop() {
		b.StopTimer()
		c := empty(b)
		b.StartTimer()
		report, err := c.TakeImport(c.ctx(), file, Taking{})
		b.StopTimer()
		if err != nil || report.Created+report.Look != 1877 || report.Created < 1800 {
			b.Fatalf("%d created, %d look, %v", report.Created, report.Look, err)
		}
		b.ReportMetric(float64(report.Created), "created")
		c.close()
		b.StartTimer()
	}
}

// BenchmarkPreviewAgain previews a file in which every row is known.
func BenchmarkPreviewAgain(b *testing.B) {
	file, c := manyForms(1877), empty(b)
	c.takes(file, Taking{})
	for b.Loop() {
		if _, err := c.PreviewImport(c.ctx(), file, Taking{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch types names letter by letter, as somebody at a desk does, and
// reports the median and the 95th centile of one letter.
func BenchmarkSearch(b *testing.B) {
	typed := []string{"sian", "lukasz nowak", "obrien", "smith-jones", "S-00123", "nguyen", "priya p", "zzz"}
	for _, n := range []int{4_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := crowd(b, n)
			var times []time.Duration
			for b.Loop() {
				for _, text := range typed {
					letters := []rune(text)
					for i := range letters {
						began := time.Now()
						if _, err := c.Students(c.ctx(), college.StudentFilter{Query: string(letters[:i+1])}); err != nil {
							b.Fatal(err)
						}
						times = append(times, time.Since(began))
					}
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// crowd is a college of n students, none booked.
func crowd(b *testing.B, n int) *testCollege {
	b.Helper()
	book, records := smallRecords()
	for i, row := range manyForms(n).Enrolments {
		p := row.Person
		p.ID = fmt.Sprintf("p%05d", i)
		records.People = append(records.People, p)
		records.Students = append(records.Students, college.Student{ID: fmt.Sprintf("s%05d", i), PersonID: p.ID, Number: fmt.Sprintf("S-%05d", i+1), EnrolledOn: "2026-09-01"})
		records.RoleSpans = append(records.RoleSpans, college.RoleSpan{ID: "r" + p.ID, PersonID: p.ID, Role: college.RoleStudent, Status: "enrolled", From: "2026-09-01"})
	}
	return opened(b, book, records)
}

// BenchmarkOpenClose opens and closes a college of 4,000 students.
func BenchmarkOpenClose(b *testing.B) {
	c := crowd(b, 4_000)
	c.close()
	for b.Loop() {
		s, err := Open(b.Context(), c.options)
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMark marks a register of fifteen places, in one act.
func BenchmarkMark(b *testing.B) {
	names := []string{}
	for i := range 15 {
		names = append(names, fmt.Sprintf("N%02d Learner", i))
	}
	book, records := smallRecords(names...)
	records.Runs[0].Capacity = 15
	c := opened(b, book, records)
	c.bookEarly("sleep", names...)
	var marks []PlaceMark
	for _, name := range names {
		marks = append(marks, PlaceMark{PlaceID: c.place("sleep-2", name).ID, Attendance: college.Attended})
	}
	for b.Loop() {
		if err := c.MarkAttendance(c.ctx(), "sleep-2", marks); err != nil {
			b.Fatal(err)
		}
	}
}
