package typeset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/typeset/pdfua"
)

// laid gives the file of one page of runs, painted as they are.
func laid(t *testing.T, soft bool, runs ...run) []byte {
	t.Helper()
	book := NewBook(Meta{Title: "Runs"})
	book.Sheet(Edition{}, Unbound).Text(20, 40, 100, Said("x"))
	doc := book.Document()
	text := doc.Pages[0].Ops[0].(Text)
	e := newGofpdfEngine()
	e.begin()
	p := newPainter(doc, e)
	p.begin(doc.Pages[0].Size, 0)
	p.mark(text.Element)
	p.runs(60, 700, 12, runs, soft)
	p.close()
	e.page(doc.Pages[0].Size, pressed(p.out))
	file, err := p.file()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// pressed gives a page's content packed.
func pressed(content []byte) []byte {
	p := newPress(1)
	p.add(0, content)
	p.end()
	return p.pages[0]
}

// soundFile says that a file keeps the rules.
func soundFile(t *testing.T, file []byte) {
	t.Helper()
	if faults, err := pdfua.Check(file); err != nil || len(faults) > 0 {
		t.Errorf("error %v, faults:\n%s", err, strings.Join(faults, "\n"))
	}
}

func TestSevenThousandClusters(t *testing.T) {
	f := regular().main
	r := run{font: f}
	for i := range 7000 {
		id, _ := f.nominal(rune('a' + i%26))
		r.glyphs = append(r.glyphs, glyph{id: id, advance: 5, text: fmt.Sprintf("%c%d", 'a'+i%26, i)})
	}
	file := laid(t, false, r)
	soundFile(t, file)
	if fonts := dictsOf(opened(t, file), "Subtype", "Type0"); len(fonts) != 2 {
		t.Errorf("%d fonts, want 2: one has 6,400 private codes", len(fonts))
	}
	said := asks(t, file, "pdftotext", "-raw", "PDF", "-")
	for _, want := range []string{"a0b1c2", "d6399e6400", "f6999"} {
		if !strings.Contains(strings.ReplaceAll(said, "\n", ""), want) {
			t.Errorf("%s cannot be read back", want)
		}
	}
}

func TestCodesSayWhatGlyphsStandFor(t *testing.T) {
	f := regular().main
	id := func(r rune) uint32 {
		n, ok := f.nominal(r)
		if !ok {
			t.Fatalf("no %c", r)
		}
		return n
	}
	a, i := id('a'), id('i')
	cases := map[string]struct {
		run  run
		soft bool
		want string
	}{
		"plain":             {run: run{plain: true, text: "Ann (a) \\b ĊĨ"}, want: "Ann (a) \\b ĊĨ"},
		"as it is":          {run: run{glyphs: []glyph{{id: a, text: "a"}, {id: i, text: "i"}}}, want: "ai"},
		"one for two":       {run: run{glyphs: []glyph{{id: a, text: "fi"}, {id: i, text: "i"}}}, want: "fii"},
		"two for one":       {run: run{glyphs: []glyph{{id: a, text: "b"}, {id: i}}}, want: "b"},
		"moved and raised":  {run: run{glyphs: []glyph{{id: a, text: "a", advance: 500}, {id: i, text: "x", dx: -200, dy: 300}, {id: a, text: "a", advance: 700}}}, want: "axa"},
		"a break's hyphen":  {run: run{plain: true, text: "Llan-"}, soft: true, want: "Llan"},
		"an emoji's letter": {run: run{glyphs: []glyph{{id: a, text: "🌻"}}}, want: "🌻"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.run.font = f
			file := laid(t, c.soft, c.run)
			soundFile(t, file)
			said := strings.TrimSpace(asks(t, file, "pdfinfo", "-struct-text", "PDF"))
			if said = strings.ReplaceAll(said, goesOn, ""); !strings.Contains(said, `"`+c.want+`"`) {
				t.Errorf("it says %s, want %q", said, c.want)
			}
		})
	}
}

func TestAPrivateLetterIsNoCode(t *testing.T) {
	book := newCodebook().book(regular().main)
	for _, r := range []rune{privateFirst, privateLast, 0xFEFF, 0xFFFE, 0x1F33B, 0xD800, '\t'} {
		if book.letter(r) {
			t.Errorf("%U is its own code", r)
		}
	}
	if !book.letter('a') {
		t.Error("a is not its own code")
	}
}

// without gives a font like another, with a file of its own; nil: none.
func without(own *font, data []byte) *font {
	return &font{name: own.name, data: data, parsed: own.parsed, scale: own.scale, letters: own.letters, widths: own.widths, boxes: own.boxes, inks: map[uint32]ink{}}
}

func TestOutlinesSpeak(t *testing.T) {
	f := without(regular().main, nil)
	curved, _ := f.nominal('S')
	straight, _ := f.nominal('L')
	file := laid(t, false, run{font: f, text: "한국", glyphs: []glyph{{id: curved, advance: 900, text: "한"}, {id: straight, advance: 900, text: "국"}}}, run{font: regular().main, x: 1800, plain: true, text: "Ann"}, run{x: 4000, text: "𠮷"})
	soundFile(t, file)
	if fonts := dictsOf(opened(t, file), "Subtype", "Type0"); len(fonts) != 1 {
		t.Errorf("%d fonts", len(fonts))
	}
	content := contentOf(t, file)
	for _, want := range []string{"/Span<</ActualText<FEFFD55CAD6D>>>BDC", "/Span<</ActualText<FEFFD842DFB7>>>BDC", "0.01200 0 0 0.01200", " c\n", " l\n", "h\nf Q"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
}

// contentOf gives the first page's content.
func contentOf(t *testing.T, file []byte) string {
	t.Helper()
	ctx := opened(t, file)
	stream, _, err := ctx.DereferenceStreamDict(dictsOf(ctx, "Type", "Page")[0]["Contents"])
	if err != nil || stream.Decode() != nil {
		t.Fatal("no content", err)
	}
	return string(stream.Content)
}

func TestSubsetRefusesBrokenFonts(t *testing.T) {
	good := regular().main
	id, _ := good.nominal('Ẫ') // made of parts
	set := func(data []byte) error {
		s := &synthetic{font: without(good, data), codes: []coded{{'A', id, "A"}}}
		_, err := s.subset()
		return err
	}
	if err := set(good.data); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"nothing": {}, "half": good.data[:len(good.data)/2], "head only": good.data[:40]} {
		if set(data) == nil {
			t.Errorf("%s: no error", name)
		}
	}
	// A byte changed anywhere is an error or a font, never a panic.
	for at := 0; at < len(good.data); at += 211 {
		data := slices.Clone(good.data)
		data[at] ^= 0xFF
		if err := set(data); err != nil && !strings.Contains(err.Error(), "font ") {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	s := &synthetic{font: good, codes: []coded{{'A', 1 << 16, "A"}}}
	if _, err := s.subset(); err == nil {
		t.Error("a glyph that is not there is no error")
	}
}

func TestSubsetLeavesTheFontAlone(t *testing.T) {
	before := bytes.Clone(regular().main.data)
	rendered(t, register(hostileNames()))
	if !bytes.Equal(before, regular().main.data) {
		t.Error("the font's own bytes were changed")
	}
}

func TestNumbers(t *testing.T) {
	for want, v := range map[string]float64{"0": 0, "1": 1, "-1": -1, "0.5": 0.5, "0.05": 0.05, "-0.05": -0.05, "12.35": 12.345001, "595.28": 595.2756, "3": 2.999} {
		if got := string(number(nil, v)); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	if got := string(number(nil, -0.001)); got != "0" {
		t.Errorf("-0.001 is written %s", got)
	}
}
