package typeset

import (
	"context"
	"fmt"
	"io"
	"testing"
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

func BenchmarkThousandCertificates(b *testing.B) {
	benchmark(b, 1000, func(book *Book) {
		for i := range 1000 {
			certificate(book, fmt.Sprintf("Łukasz Wąsik-Żółciński the %dth", i), "Understanding sleep: what helps and what does not")
		}
	})
}

func BenchmarkRegisters(b *testing.B) {
	benchmark(b, 74, func(book *Book) {
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
	})
}

func BenchmarkOneSheet(b *testing.B) {
	benchmark(b, 1, func(book *Book) { book.Flow(Edition{}, numbered).Table(signIn(20)) })
}

func BenchmarkOpenFont(b *testing.B) {
	for b.Loop() {
		openFont("NotoSans-Regular")()
	}
}
