package typeset

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// engine paints: the one seam to a PDF library. Lengths are mm from the top
// left, sizes pt. Text is only what the font has letters for.
type engine interface {
	begin(Meta)
	page(Size)
	text(x, y, size float64, isBold bool, colour Colour, s string)
	line(Line)
	rect(Rect)
	image(Image)
	err() error
	end(io.Writer) error
}

const family = "noto"

// undated stands in for a missing date, since the library would look at the
// clock and the same input must give the same bytes.
var undated = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// gofpdfEngine paints with gofpdf, using only calls that are safe: none that
// measures, wraps or breaks pages.
type gofpdfEngine struct {
	pdf      *gofpdf.Fpdf
	font     string // what is selected on this page
	ink      Colour
	pen      Colour // of strokes, with its width in mm
	penWidth float64
	pictures map[*Picture]string
	byBytes  map[string]string // pictures of equal bytes are stored once
}

func newGofpdfEngine() *gofpdfEngine {
	return &gofpdfEngine{pictures: map[*Picture]string{}, byBytes: map[string]string{}}
}

func (g *gofpdfEngine) begin(m Meta) {
	g.pdf = gofpdf.New("P", "mm", "A4", "")
	g.pdf.SetCompression(true)
	g.pdf.SetAutoPageBreak(false, 0)
	g.pdf.SetCatalogSort(true)
	if m.Created.IsZero() {
		m.Created = undated
	}
	g.pdf.SetCreationDate(m.Created)
	g.pdf.SetModificationDate(m.Created)
	g.pdf.SetTitle(basic(m.Title), true)
	g.pdf.SetAuthor(basic(m.Author), true)
	g.pdf.SetSubject(basic(m.Subject), true)
	// The library writes into the bytes it is given.
	g.pdf.AddUTF8FontFromBytes(family, "", bytes.Clone(regular().data))
	g.pdf.AddUTF8FontFromBytes(family, "B", bytes.Clone(bold().data))
}

// basic gives a text in characters of the basic plane, the only ones that the
// library can encode.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '□'
		}
		return r
	}, Clean(s))
}

func (g *gofpdfEngine) page(s Size) {
	g.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: s.W, Ht: s.H})
	g.font = ""
}

func (g *gofpdfEngine) text(x, y, size float64, isBold bool, colour Colour, s string) {
	style := ""
	if isBold {
		style = "B"
	}
	if font := fmt.Sprintf("%s %.2f", style, size); font != g.font {
		g.pdf.SetFont(family, style, size)
		g.font = font
	}
	if colour != g.ink {
		g.pdf.SetTextColor(int(colour.R), int(colour.G), int(colour.B))
		g.ink = colour
	}
	g.pdf.Text(x, y, s)
}

func (g *gofpdfEngine) line(l Line) {
	g.stroke(l.Colour, l.Width)
	g.pdf.Line(l.X1, l.Y1, l.X2, l.Y2)
}

func (g *gofpdfEngine) rect(r Rect) {
	if r.Fill != nil {
		g.pdf.SetFillColor(int(r.Fill.R), int(r.Fill.G), int(r.Fill.B))
		g.pdf.Rect(r.Box.X, r.Box.Y, r.Box.W, r.Box.H, "F")
		// Text in the fill's colour costs the fewest bytes.
		g.pdf.SetFillColor(int(g.ink.R), int(g.ink.G), int(g.ink.B))
	}
	if r.Stroke != nil {
		g.stroke(*r.Stroke, r.Width)
		g.pdf.Rect(r.Box.X, r.Box.Y, r.Box.W, r.Box.H, "D")
	}
}

// stroke chooses the pen. The library carries it from page to page, and each
// change costs bytes.
func (g *gofpdfEngine) stroke(c Colour, width float64) {
	if c != g.pen {
		g.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
		g.pen = c
	}
	if width != g.penWidth {
		g.pdf.SetLineWidth(width)
		g.penWidth = width
	}
}

func (g *gofpdfEngine) image(i Image) {
	options := gofpdf.ImageOptions{ImageType: "PNG"}
	name, known := g.pictures[i.Picture]
	if !known {
		if name, known = g.byBytes[string(i.Picture.png)]; !known {
			name = fmt.Sprintf("picture%03d", len(g.byBytes))
			g.byBytes[string(i.Picture.png)] = name
			g.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(i.Picture.png))
		}
		g.pictures[i.Picture] = name
	}
	g.pdf.ImageOptions(name, i.Box.X, i.Box.Y, i.Box.W, i.Box.H, false, options, 0, "")
}

func (g *gofpdfEngine) err() error { return g.pdf.Error() }

func (g *gofpdfEngine) end(w io.Writer) error { return g.pdf.Output(w) }
