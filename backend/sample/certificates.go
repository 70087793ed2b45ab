package sample

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"
)

// issuedShare is how many completed runs of the reference year have had their
// certificates; the others are left, so that printing them can be tried.
const issuedShare = 0.7

// makeCertificates issues those of a share of the year's runs to everyone who
// met the rule, numbered as they were issued (decisions D10).
func (m *maker) makeCertificates() error {
	r := m.stream("certificate")
	codes := map[string]bool{}
	inOrder := slices.Clone(m.runs)
	slices.SortStableFunc(inOrder, func(a, b *run) int { return cmp.Compare(a.last(), b.last()) })
	for _, run := range inOrder {
		if run.cancelled || !chance(r, issuedShare) {
			continue
		}
		for _, b := range run.bookings {
			attended := 0
			for _, p := range b.places {
				if college.MarkOf(p.Attendance).Counts {
					attended++
				}
			}
			if college.DefaultCertificateRule.Qualifies(attended, len(run.dates)) {
				m.certify(r, run, b, attended, codes)
			}
		}
	}
	return nil
}

func (m *maker) certify(r *rand.Rand, run *run, b *booking, attended int, codes map[string]bool) {
	c := college.Certificate{ID: m.id("certificate"), StudentID: b.StudentID, RunID: run.id, IssuedOn: run.last().AddDays(3), Kind: college.CertificateCourse,
		Number: fmt.Sprintf("C-%05d", len(m.rec.Certificates)+1), Sessions: attended, Minutes: attended * run.course.minutes, Printings: 1}
	for c.Code == "" || codes[c.Code] {
		letters := make([]byte, 10)
		for i := range letters {
			letters[i] = college.CertificateLetters[r.IntN(len(college.CertificateLetters))]
		}
		c.Code = string(letters)
	}
	codes[c.Code] = true
	c.Name, c.Course = m.rec.People[b.student.person].OnCertificate(), run.course.title
	c.Fields = college.PrintedHash(c.Name, c.Course, c.Sessions, c.Minutes, c.IssuedOn, c.Number)
	m.rec.Certificates = append(m.rec.Certificates, c)
}
