package typeset

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

// benchmark lays out and renders what make gives, once a round.
func benchmark(b *testing.B, pages int, fill func(*Book)) {
	b.ReportAllocs()
	for b.Loop() {
		book := NewBook(Meta{Title: "Bench", Created: printed})
		fill(book)
		result, err := Render(context.Background(), io.Discard, book.Document(), nil)
		if err != nil {
			b.Fatal(err)
		}
		if result.Pages != pages {
			b.Fatalf("%d pages, want %d", result.Pages, pages)
		}
		b.ReportMetric(float64(result.Bytes)/1000, "kB")
	}
}

func thousandCertificates(book *Book) {
	for i := range 1000 {
		certificate(book, fmt.Sprintf("Łukasz Wąsik-Żółciński the %dth", i), "Understanding sleep: what helps and what does not")
	}
}

func BenchmarkCertificates(b *testing.B) { benchmark(b, 1000, thousandCertificates) }

func BenchmarkRegisters(b *testing.B) { benchmark(b, 74, registers) }

func registers(book *Book) {
	for range 74 {
		flow := book.Flow(Edition{Landscape: true, Body: 10}, numbered)
		flow.Para(Strong("Understanding sleep"))
		table := Table{RowHeight: 6, Columns: []Column{
			{Title: "No.", Width: 11}, {Title: "Name"}, {Title: "Mark", Width: 20}, {Title: "Signature", Width: 57},
			{Title: "In", Width: 18}, {Title: "Out", Width: 18}, {Title: "Notes", Width: 40},
		}}
		for i := range 24 {
			row := Row{Cells: Cells(fmt.Sprint(i + 1))}
			if i < 20 {
				row.Cells = Cells(fmt.Sprint(i+1), "Siobhán O’Brien-Nwachukwu", "P", "", "10:00", "12:00", "")
			}
			table.Rows = append(table.Rows, row)
		}
		flow.Table(table)
	}
}

// term is a timetable of 12 weeks and 74 sessions.
func term(book *Book) {
	flow := book.Flow(Edition{Body: 14}, numbered)
	flow.Heading(1, Said("Autumn term 2026"))
	for week := range 12 {
		flow.Heading(2, Said(fmt.Sprintf("Week %d, from Monday %d September", week+1, week+1)))
		table := Table{Columns: []Column{{Title: "When", Width: 34}, {Title: "Time", Width: 26}, {Title: "Course"}, {Title: "Where", Width: 54}}}
		for i := range 6 + (week+5)/12*2 {
			table.Rows = append(table.Rows, Row{Cells: Cells("Mon 7 Sep", "10:00–12:00", fmt.Sprintf("Understanding sleep %d", i), "Castleby Community Centre, Main Hall")})
		}
		flow.Table(table)
	}
}

func BenchmarkTimetable(b *testing.B) { benchmark(b, 7, term) }

// plainly paints a document with the library alone: as it comes, without tags,
// shaping or a share of anything. Only what needs no shaping comes out right.
func plainly(d *Document, w io.Writer) error {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(printed)
	pdf.SetModificationDate(printed)
	pdf.AddUTF8FontFromBytes("noto", "", bytes.Clone(regular().main.data))
	pdf.AddUTF8FontFromBytes("noto", "B", bytes.Clone(bold().main.data))
	for _, page := range d.Pages {
		pdf.AddPageFormat("P", gofpdf.SizeType{Wd: page.Size.W, Ht: page.Size.H})
		for _, op := range page.Ops {
			switch op := op.(type) {
			case Text:
				style := ""
				if op.Bold {
					style = "B"
				}
				pdf.SetFont("noto", style, op.Size)
				pdf.Text(op.X, op.Y, op.String)
			case Line:
				pdf.SetLineWidth(op.Width)
				pdf.Line(op.X1, op.Y1, op.X2, op.Y2)
			case Rect:
				style := "D"
				if op.Fill != nil {
					style = "F"
					pdf.SetFillColor(int(op.Fill.R), int(op.Fill.G), int(op.Fill.B))
				}
				pdf.SetLineWidth(op.Width)
				pdf.Rect(op.Box.X, op.Box.Y, op.Box.W, op.Box.H, style)
			}
		}
	}
	return pdf.Output(w)
}

// benchmarkPlain is what the same pages cost the library alone, their layout
// given: tagged papers may take 1.2 times as long.
func benchmarkPlain(b *testing.B, fill func(*Book)) {
	b.ReportAllocs()
	for b.Loop() {
		book := NewBook(Meta{Title: "Bench", Created: printed})
		fill(book)
		var out bytes.Buffer
		if err := plainly(book.Document(), &out); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/1000, "kB")
	}
}

func BenchmarkPlainGofpdfCertificates(b *testing.B) { benchmarkPlain(b, thousandCertificates) }

func BenchmarkPlainGofpdfRegisters(b *testing.B) { benchmarkPlain(b, registers) }

func BenchmarkPlainGofpdfTimetable(b *testing.B) { benchmarkPlain(b, term) }

// benchmarkFloor is what no way of making the file can undercut: packing its
// page streams, with one writer used again, and writing them.
func benchmarkFloor(b *testing.B, fill func(*Book)) {
	book := NewBook(Meta{Title: "Bench", Created: printed})
	fill(book)
	doc := book.Document()
	e := newGofpdfEngine()
	e.begin()
	p := newPainter(doc, e)
	streams := make([][]byte, len(doc.Pages))
	for i := range doc.Pages {
		content, err := p.paintPage(i)
		if err != nil {
			b.Fatal(err)
		}
		streams[i] = bytes.Clone(content)
	}
	z, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		for _, stream := range streams {
			z.Reset(&out)
			z.Write(stream)
			z.Close()
		}
		if err := os.WriteFile(filepath.Join(b.TempDir(), "floor.pdf"), out.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len())/1000, "kB")
}

func BenchmarkFloorCertificates(b *testing.B) { benchmarkFloor(b, thousandCertificates) }

func BenchmarkFloorRegisters(b *testing.B) { benchmarkFloor(b, registers) }

func BenchmarkFloorTimetable(b *testing.B) { benchmarkFloor(b, term) }

// benchmarkRender leaves the layout out.
func benchmarkRender(b *testing.B, fill func(*Book)) {
	book := NewBook(Meta{Title: "Bench", Created: printed})
	fill(book)
	doc := book.Document()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render(context.Background(), io.Discard, doc, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRenderCertificates(b *testing.B) { benchmarkRender(b, thousandCertificates) }

func BenchmarkRenderRegisters(b *testing.B) { benchmarkRender(b, registers) }

func BenchmarkRenderTimetable(b *testing.B) { benchmarkRender(b, term) }

func BenchmarkOneSheet(b *testing.B) {
	benchmark(b, 1, func(book *Book) { book.Flow(Edition{}, numbered).Table(signIn(20)) })
}

func BenchmarkOpenFamily(b *testing.B) {
	for b.Loop() {
		openFamily(false)()
	}
}
