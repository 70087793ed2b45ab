package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daybook/backend/college"
)

// fullCollege has n students and five bookings of each, with a place for each, on
// forty runs of five sessions; on one more run nobody is booked yet.
func fullCollege(b *testing.B, n, bookings int) *testCollege {
	b.Helper()
	book, records := smallRecords()
	for i := range 41 {
		run := records.Runs[0]
		run.ID, run.Reference, run.Capacity = fmt.Sprintf("r%02d", i), fmt.Sprintf("UMH01-AUT26-%d", i+2), n
		records.Runs = append(records.Runs, run)
		for k := range 5 {
			records.Sessions = append(records.Sessions, college.Session{ID: fmt.Sprintf("%s-%d", run.ID, k), RunID: run.ID, Number: k + 1,
				Date: college.Date("2026-11-23").AddDays(k + 7*(i%3)), Start: college.Clock("08:00").Add(i * 15), End: college.Clock("08:10").Add(i * 15), RoomID: "hall", Status: college.SessionConfirmed})
		}
	}
	for i, row := range manyForms(n).Enrolments {
		p := row.Person
		p.ID, p.WhatHelps = fmt.Sprintf("p%05d", i), "A seat by the door, and to be told beforehand when anything changes."
		student := fmt.Sprintf("s%05d", i)
		records.People = append(records.People, p)
		records.Students = append(records.Students, college.Student{ID: student, PersonID: p.ID, Number: fmt.Sprintf("S-%05d", i+1), EnrolledOn: "2026-09-01"})
		records.RoleSpans = append(records.RoleSpans, college.RoleSpan{ID: "r" + p.ID, PersonID: p.ID, Role: college.RoleStudent, Status: "enrolled", From: "2026-09-01"})
		for k := range bookings {
			booking := college.RunBooking{ID: fmt.Sprintf("b%05d-%d", i, k), StudentID: student, RunID: fmt.Sprintf("r%02d", (i+k)%40), Status: college.BookingBooked, BookedOn: "2026-11-01"}
			records.RunBookings = append(records.RunBookings, booking)
			records.SessionPlaces = append(records.SessionPlaces, college.SessionPlace{ID: "p" + booking.ID, BookingID: booking.ID, SessionID: fmt.Sprintf("%s-%d", booking.RunID, k%5), Attendance: college.NotMarked})
		}
	}
	return opened(b, book, records)
}

// sizes are the colleges that backups are measured with: students, bookings of each.
var sizes = [][2]int{{4_000, 5}, {20_000, 10}}

// BenchmarkBackup makes a whole backup: copied, opened, checked, counted, packed,
// read back.
func BenchmarkBackup(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size[0]), func(b *testing.B) {
			c := fullCollege(b, size[0], size[1])
			for b.Loop() {
				c.now = c.now.Add(time.Minute)
				if _, err := c.Backup(c.ctx(), BackupHand); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.listed()[0].Size)/1e6, "MB")
		})
	}
}

// BenchmarkDrill restores a backup into a scratch folder and throws it away.
func BenchmarkDrill(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size[0]), func(b *testing.B) {
			c := fullCollege(b, size[0], size[1])
			backup := must(c.Backup(c.ctx(), BackupHand))
			for b.Loop() {
				done, err := Drill(c.ctx(), Restoring{Home: c.home, Access: c.access, Backup: backup.Path, Open: c.Store, Now: c.options.Now})
				if err != nil || done.Counts["student"] != size[0] {
					b.Fatal(done.Counts["student"], err)
				}
			}
		})
	}
}

// BenchmarkHoldUp reports how long a call waits that interrupts an hourly backup.
func BenchmarkHoldUp(b *testing.B) {
	c := fullCollege(b, 4_000, 5)
	whole := time.Now()
	fine(b, given(c.Backup(c.ctx(), BackupHourly)))
	takes, chance := time.Since(whole), rand.New(rand.NewPCG(1, 2))
	var waits []time.Duration
	interrupted := 0
	for b.Loop() {
		c.now = c.now.Add(time.Minute)
		ctx, giveUp := context.WithCancel(c.ctx())
		done := make(chan error)
		go func() { done <- given(c.Backup(ctx, BackupHourly)) }()
		time.Sleep(time.Duration(chance.Int64N(int64(takes))))
		began := time.Now()
		giveUp()
		if _, err := c.TodayView(c.ctx(), ""); err != nil {
			b.Fatal(err)
		}
		waits = append(waits, time.Since(began))
		if <-done != nil {
			interrupted++
		}
	}
	slices.Sort(waits)
	b.ReportMetric(inMS(waits[len(waits)/2]), "p50-ms")
	b.ReportMetric(inMS(waits[len(waits)-1]), "max-ms")
	b.ReportMetric(100*float64(interrupted)/float64(len(waits)), "%interrupted")
}

func inMS(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// plainTwin is the same college on files that are not sealed, with the same
// statements on the same kind of connection.
func (c *testCollege) plainTwin(b *testing.B) *testCollege {
	b.Helper()
	folder := b.TempDir()
	fine(b, limitAttached(c.ctx(), c.db.DB, len(files)+1))
	setUp := slices.Clone(common)
	for _, name := range files {
		path := "file:" + filepath.ToSlash(filepath.Join(folder, name+".db"))
		c.exec("VACUUM "+name+" INTO ?", path)
		setUp = append(append(setUp, fmt.Sprintf("ATTACH '%s' AS %s", quote(path), name)), perFile(name)...)
	}
	fine(b, limitAttached(c.ctx(), c.db.DB, len(files)))
	s := &Store{options: c.options.withDefaults(), home: c.home, access: c.access, files: files, journal: &journal{}}
	var err error
	s.db.DB, err = openFiles(c.ctx(), "file::memory:?", append(setUp, safety...), s.journal.note)
	fine(b, err)
	b.Cleanup(func() { s.db.Close() })
	fine(b, s.journal.learn(c.ctx(), s.db, files))
	return &testCollege{Store: s, t: b, now: c.now, options: c.options}
}

// BenchmarkSealedVersusPlain runs the store's main calls on sealed files and on
// plain ones in turn, and reports the medians and how they compare.
func BenchmarkSealedVersusPlain(b *testing.B) {
	const students = 4_000
	sealed := fullCollege(b, students, 5)
	plain := sealed.plainTwin(b)
	for name, call := range map[string]func(c *testCollege, i int) error{
		"book and cancel": func(c *testCollege, i int) error {
			booked, err := c.Book(c.ctx(), BookingRequest{StudentID: fmt.Sprintf("s%05d", i%students), RunID: "r40", Source: "phone"})
			return firstError(err, c.CancelBooking(c.ctx(), booked.BookingID, false, "ill"))
		},
		"search": func(c *testCollege, i int) error {
			return given(c.Students(c.ctx(), college.StudentFilter{Query: []string{"sian", "obrien", "S-00123", "l"}[i%4]}))
		},
		"a day": func(c *testCollege, _ int) error { return given(c.TodayView(c.ctx(), "2026-11-23")) },
		"all students": func(c *testCollege, _ int) error {
			return given(find[college.Person](c.ctx(), c.db, "ORDER BY sort_key"))
		},
		"fill 500": func(c *testCollege, i int) error {
			return given(c.do(c.ctx(), collegeFile, "act.test", func(a *act) error {
				for k := range 500 {
					if err := a.put(c.ctx(), college.Person{ID: fmt.Sprintf("fill-%d-%d", i, k), FullName: "Filled In"}); err != nil {
						return err
					}
				}
				return nil
			}))
		},
	} {
		b.Run(name, func(b *testing.B) {
			times := map[*testCollege][]time.Duration{}
			for i := 0; b.Loop(); i++ {
				for _, c := range []*testCollege{sealed, plain} {
					began := time.Now()
					if err := call(c, i); err != nil {
						b.Fatal(err)
					}
					times[c] = append(times[c], time.Since(began))
				}
			}
			median := func(c *testCollege) float64 {
				slices.Sort(times[c])
				return inMS(times[c][len(times[c])/2])
			}
			b.ReportMetric(median(sealed), "sealed-ms")
			b.ReportMetric(median(plain), "plain-ms")
			b.ReportMetric(median(sealed)/median(plain), "ratio")
		})
	}
}
