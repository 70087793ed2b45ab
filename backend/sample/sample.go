// Package sample makes the sample college, Wexmoor Recovery and Wellbeing
// College, which is invented from end to end. It lays out its own terms, never
// by the planner, so that the sample does not change when the planner improves.
//
// Everything comes from one seed: the reference year 2024/25, whose totals are
// fixed to the last place (domain/sample-college 6.2 to 6.7), and after it two
// terms laid out by the day they are made on (6.1, decisions F).
package sample

import (
	"context"
	"fmt"
	"time"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// Seed is the seed of the college everybody gets.
const Seed uint64 = 20250630

// Wexmoor makes all records of the sample college as they stand on the morning
// of today. The same seed and day give the same rows, ids and all; another day
// changes only what comes after the reference year. It fails, naming the total,
// rather than give a college that is not as 6.2 says; and when today is so
// early that the current term would reach into the reference year.
func Wexmoor(seed uint64, today college.Date) (college.VenueBook, college.Records, error) {
	m, err := made(seed, today, func(string, int, int) {})
	if err != nil {
		return college.VenueBook{}, college.Records{}, err
	}
	return m.book, m.rec, nil
}

// Make makes the sample college in folder, as store.Create does: complete or
// not at all, with a keyring of its own for People. Only the day is taken from
// the clock now; everything is recorded as of six in the morning of it, with ids
// that repeat. Trying a passphrase of it costs cost. progress is told each step
// before it begins, and once more at the end; it may be nil.
func Make(ctx context.Context, folder string, now func() time.Time, cost vault.Cost, progress func(step string, done, total int)) error {
	if progress == nil {
		progress = func(string, int, int) {}
	}
	m, err := made(Seed, college.DateOf(now()), func(step string, done, total int) { progress(step, done, total+1) })
	if err != nil {
		return err
	}
	total := len(m.steps()) + 1
	progress("files", total-1, total)
	access, err := Keyring(cost, now())
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	defer access.Close()
	acts := m.idsOf("act")
	err = store.Create(ctx, store.Options{
		Folder: folder,
		Access: access,
		Now:    func() time.Time { return morning(m.today) },
		NewID:  acts.next,
	}, m.book, m.rec)
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	progress("done", total, total)
	return nil
}

func morning(day college.Date) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 6, 0, 0, 0, time.UTC)
}

// step is one part of the making; later ones build on what earlier ones made.
type step struct {
	name string
	do   func() error
}

func (m *maker) steps() []step {
	return []step{
		{"terms", m.makeCalendar},
		{"venues", m.makeVenues},
		{"partners", m.makePartners},
		{"courses", m.makeCourses},
		{"people", m.makePeople},
		{"timetable", m.makeTimetable},
		{"enrolments", m.makeEnrolments},
		{"bookings", m.makeBookings},
		{"attendance", m.makeAttendance},
		{"certificates", m.makeCertificates},
		{"current term", m.makeCurrentTerm},
		{"next term", m.makeNextTerm},
		{"checks", m.makeChecks},
		{"planning", m.makePlanning},
		{"totals", m.checkTotals},
	}
}

func made(seed uint64, today college.Date, progress func(step string, done, total int)) (*maker, error) {
	m := newMaker(seed, today)
	steps := m.steps()
	for i, s := range steps {
		progress(s.name, i, len(steps))
		if err := s.do(); err != nil {
			return nil, fmt.Errorf("sample: %s: %w", s.name, err)
		}
	}
	return m, nil
}
