package typeset

import (
	"bytes"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// engine makes the raw file: the one seam to a PDF library. What it gives ends
// with one page too many, the roll call, which names each font and picture by
// the library's own names, in order; finish takes it out.
type engine interface {
	begin()
	picture(*Picture) int // its number, from 0, in the order of first use
	page(Size, []byte)    // its content packed
	err() error
	end(fonts []rawFont) ([]byte, error)
}

// rawFont is a TrueType file, the letters by which its glyphs are known to the
// library, in order from the one after .notdef, and its number of each glyph of
// the font it was made of. The library keeps these numbers, since every glyph
// is used.
type rawFont struct {
	file    []byte
	letters []rune
	glyphs  map[int]int
}

// contentMark comes before a page's content, which is packed already.
const contentMark = "%content\n"

// undated stands in for a missing date, since a library would look at the
// clock and the same input must give the same bytes.
var undated = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// gofpdfEngine writes with gofpdf, using only calls that are safe: none that
// measures, wraps or breaks pages.
type gofpdfEngine struct {
	pdf      *gofpdf.Fpdf
	size     int // of all content so far, in bytes
	pictures map[*Picture]int
	byBytes  map[string]int // pictures of equal bytes are stored once
}

func newGofpdfEngine() *gofpdfEngine {
	return &gofpdfEngine{pictures: map[*Picture]int{}, byBytes: map[string]int{}}
}

func (g *gofpdfEngine) begin() {
	g.pdf = gofpdf.New("P", "pt", "A4", "")
	g.pdf.SetCompression(false) // finish does, on all cores
	g.pdf.SetAutoPageBreak(false, 0)
	g.pdf.SetCatalogSort(true)
	g.pdf.SetCreationDate(undated)
	g.pdf.SetModificationDate(undated)
}

func (g *gofpdfEngine) page(s Size, content []byte) {
	g.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: s.W * points, Ht: s.H * points})
	g.pdf.RawWriteStr(contentMark + string(content))
	g.size += len(content)
}

var asPNG = gofpdf.ImageOptions{ImageType: "PNG"}

func (g *gofpdfEngine) picture(p *Picture) int {
	n, known := g.pictures[p]
	if !known {
		if n, known = g.byBytes[string(p.png)]; !known {
			n = len(g.byBytes)
			g.byBytes[string(p.png)] = n
			g.pdf.RegisterImageOptionsReader(pictureName(n), asPNG, bytes.NewReader(p.png))
		}
		g.pictures[p] = n
	}
	return n
}

func pictureName(n int) string { return fmt.Sprintf("picture%03d", n) }

func (g *gofpdfEngine) err() error { return g.pdf.Error() }

// end registers the fonts, now that their letters are known, calls the roll
// and gives the file. Text is the one call that makes gofpdf keep a letter.
func (g *gofpdfEngine) end(fonts []rawFont) ([]byte, error) {
	g.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: 100, Ht: 100})
	for i, f := range fonts {
		name := fmt.Sprintf("f%04d", i)
		g.pdf.AddUTF8FontFromBytes(name, "", f.file)
		g.pdf.SetFont(name, "", 1)
		g.pdf.Text(0, 0, string(f.letters))
	}
	for n := range len(g.byBytes) {
		g.pdf.ImageOptions(pictureName(n), 0, 0, 1, 1, false, asPNG, 0, "")
	}
	var out bytes.Buffer
	out.Grow(g.size + g.size/2 + 1<<16)
	err := g.pdf.Output(&out)
	return out.Bytes(), err
}
