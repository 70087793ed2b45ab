package sample

import (
	"fmt"

	"daybook/backend/college"
)

// makeCalendar lays out the academic years, terms and breaks of 6.1. The terms
// after the reference year have a year of their own, so that no calendar date
// can cut one in two.
func (m *maker) makeCalendar() error {
	if err := m.makeReferenceYear(); err != nil {
		return err
	}
	start := m.today.Monday().AddDays(-5 * 7) // today is in the sixth week
	if start < yearEnd.AddDays(8) {
		return fmt.Errorf("on %s the current term would start on %s, inside the reference year or just after it; the sample needs a day from %s on",
			m.today, start, yearEnd.AddDays(8+6).Monday().AddDays(5*7))
	}
	end := start.AddDays(11*7 + 4)
	nextStart := end.Monday().AddDays(3 * 7) // the third Monday after the current term
	nextEnd := nextStart.AddDays(10*7 + 4)
	year := college.AcademicYear{ID: m.id("academicYear"), Label: yearLabel(start, nextEnd), Start: start, End: nextEnd}
	m.rec.AcademicYears = append(m.rec.AcademicYears, year)
	m.addTerm(year, college.Term{Name: "Term 4", Code: "T4", Start: start, End: end,
		BookingOpens: max(start.AddDays(-28), yearEnd.AddDays(1)), ProspectusDate: start.AddDays(-35)}, college.TermBreak{})
	m.addTerm(year, college.Term{Name: "Term 5", Code: "T5", Start: nextStart, End: nextEnd,
		BookingOpens: m.today.Monday().AddDays(-14), ProspectusDate: m.today.Monday().AddDays(-21)}, college.TermBreak{})
	return nil
}

func (m *maker) makeReferenceYear() error {
	year := college.AcademicYear{ID: m.id("academicYear"), Label: "2024/25", Start: yearStart, End: yearEnd}
	m.rec.AcademicYears = append(m.rec.AcademicYears, year)
	m.addTerm(year, college.Term{Name: "Term 1", Code: "T1", Start: "2024-09-16", End: "2024-12-13", BookingOpens: "2024-08-19", ProspectusDate: "2024-08-12"},
		college.TermBreak{From: "2024-10-28", To: "2024-11-01"})
	m.addTerm(year, college.Term{Name: "Term 2", Code: "T2", Start: "2025-01-13", End: "2025-04-04", BookingOpens: "2024-12-02", ProspectusDate: "2024-11-25"},
		college.TermBreak{From: "2025-02-17", To: "2025-02-21"})
	m.addTerm(year, college.Term{Name: "Term 3", Code: "T3", Start: "2025-04-28", End: "2025-07-18", BookingOpens: "2025-03-24", ProspectusDate: "2025-03-17"},
		college.TermBreak{From: "2025-05-26", To: "2025-05-30"})
	m.rec.Closures = append(m.rec.Closures,
		college.Closure{ID: m.id("closure"), From: "2024-12-16", To: "2025-01-03", Reason: "College closed for the winter holiday", BlocksSessions: true},
		college.Closure{ID: m.id("closure"), From: "2025-07-28", To: "2025-08-08", Reason: "Summer closure: calls and e-mails are answered from 11 August", BlocksSessions: true})
	for i, weeks := range []int{12, 11, 11} {
		if got := len(m.terms[i].weeks); got != weeks {
			return fmt.Errorf("term %d has %d teaching weeks, want %d", i+1, got, weeks)
		}
	}
	return nil
}

func (m *maker) addTerm(year college.AcademicYear, row college.Term, off college.TermBreak) {
	row.ID, row.YearID = m.id("term"), year.ID
	t := &term{Term: row}
	for week := row.Start; week <= row.End; week = week.AddDays(7) {
		if off.From == "" || !week.Between(off.From, off.To) {
			t.weeks = append(t.weeks, week)
		}
	}
	if off.From != "" {
		off.ID, off.TermID, off.Name = m.id("termBreak"), row.ID, "Half-term break"
		m.rec.TermBreaks = append(m.rec.TermBreaks, off)
	}
	m.terms = append(m.terms, t)
	m.rec.Terms = append(m.rec.Terms, row)
}

// yearLabel is 2026/27 for a year across New Year, else 2026.
func yearLabel(from, to college.Date) string {
	if from.Year() == to.Year() {
		return fmt.Sprint(from.Year())
	}
	return fmt.Sprintf("%d/%02d", from.Year(), to.Year()%100)
}

// current and next are the two terms after the reference year.
func (m *maker) current() *term { return m.terms[3] }
func (m *maker) next() *term    { return m.terms[4] }

// lastDay is the last day of the last term: checks are renewed beyond it.
func (m *maker) lastDay() college.Date { return m.next().End }
