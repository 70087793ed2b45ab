package papers

import (
	"bytes"
	"context"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// The figures of docs/benchmarks.md: laid out and rendered from plain values, in
// process.

func bench(b *testing.B, paper func() *typeset.Document) {
	b.Helper()
	b.ReportAllocs()
	var out bytes.Buffer
	pages := 0
	for b.Loop() {
		out.Reset()
		result, err := typeset.Render(context.Background(), &out, paper(), nil)
		if err != nil {
			b.Fatal(err)
		}
		pages = result.Pages
	}
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(out.Len())/1000, "kB")
}

func BenchmarkCertificates1000(b *testing.B) {
	r := someCertificates(1000)
	for i := range r.Candidates {
		r.Candidates[i].Issued = r.Candidates[0].Issued
	}
	bench(b, func() *typeset.Document { return Certificates(standard(), r, CertificateLook{}) })
}

func BenchmarkRegisters74(b *testing.B) {
	registers := make([]college.Register, 74)
	for i := range registers {
		registers[i] = aRegister(20)
	}
	bench(b, func() *typeset.Document { return SignIn(standard(), registers) })
}

// BenchmarkPack12 is the whole pack of a day of twelve sessions (asked: 100 ms
// at most).
func BenchmarkPack12(b *testing.B) {
	pack := college.DayPack{Date: "2026-09-14"}
	for range 12 {
		pack.Sessions = append(pack.Sessions, college.PackSession{
			Register: aRegister(20),
			Tutors:   []college.PackPerson{{Called: "Priya", Full: "Priya Kaur", Phone: "+447700900123", Part: "lead"}},
			Contacts: []college.VenueContact{{Name: "Sam Evans", Role: "Caretaker", Phone: "+441632960010"}},
			Facts:    []college.AccessFact{{Item: college.FactStepFree, Answer: "yes"}},
			Secrets:  []college.VenueSecret{{Kind: "key", Text: "At the desk of the library."}},
			Opening:  "9:00 to 17:00", Bring: "Handouts, pens, name badges", SetUp: 20,
		})
	}
	bench(b, func() *typeset.Document { return DayPack(standard(), pack) })
}

func BenchmarkTimetable74(b *testing.B) {
	t := aTimetable(74)
	bench(b, func() *typeset.Document { return TimetableList(standard(), t) })
}

func BenchmarkTimetableGrid74(b *testing.B) {
	t := aTimetable(74)
	bench(b, func() *typeset.Document { return TimetableGrid(standard(), t) })
}

func BenchmarkAudit10000(b *testing.B) {
	a := anAudit(10_000)
	bench(b, func() *typeset.Document { return AuditReport(standard(), a) })
}
