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
	bench(b, func() *typeset.Document { return Certificates(standard(), r) })
}

func BenchmarkRegisters74(b *testing.B) {
	registers := make([]college.Register, 74)
	for i := range registers {
		registers[i] = aRegister(20)
	}
	bench(b, func() *typeset.Document { return SignIn(standard(), registers) })
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
