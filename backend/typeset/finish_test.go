package typeset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// linked is a document of several pages, with headings and links.
func linked() *Document {
	book := NewBook(Meta{Title: "Prospectus", Author: "Wexmoor", Subject: "Autumn", Created: printed})
	flow := book.Flow(Edition{Body: 14, Duplex: true}, numbered)
	flow.Heading(1, Said("Prospectus"))
	flow.Para(Said("Write to us"))
	flow.List(Said("Sleep well"), Said("Nowhere"))
	var last ElementID
	for i := range 3 {
		flow.NewPage()
		last = flow.Heading(2, Said(fmt.Sprintf("Course %d", i+1)))
		flow.Para(Said("What you will learn"))
		flow.Heading(3, Said("Dates"))
		flow.Table(Table{Columns: []Column{{Title: "When", Names: true}, {Title: "Where"}}})
	}
	doc := book.Document()
	for i, op := range doc.Pages[0].Ops {
		text, isText := op.(Text)
		if !isText {
			continue
		}
		switch text.String {
		case "Write to us":
			text.Link = "mailto:hello@wexmoor.example?subject=Help (më)"
		case "Sleep well":
			text.To = last
		case "Nowhere":
			text.To = doc.Elements[last].Parent + 1<<20
		default:
			continue
		}
		doc.Elements = append(doc.Elements, Element{Role: RoleLink, Parent: text.Element})
		text.Element = ElementID(len(doc.Elements) - 1)
		doc.Pages[0].Ops[i] = text
	}
	return doc
}

// backed is a document whose pages share a backdrop.
func backed(pages int) *Document {
	book := NewBook(Meta{Title: "Certificates"})
	back := NewBackdrop(Edition{}, func(c *Canvas) {
		c.Frame(Box{10, 10, 190, 277}, 0.6)
		c.Picture(Box{20, 20, 45, 18}, logo(), "dropped")
		c.Text(20, 60, 100, Said("dropped too"))
	})
	for i := range pages {
		c := book.Sheet(Edition{}, Unbound)
		c.Under(back)
		c.Text(20, 40, 100, Para{Text: fmt.Sprintf("Certificate %d", i+1), Role: RoleH1})
		c.Picture(Box{20, 100, 45, 18}, logo(), "The college's logo")
		c.Modules(Box{100, 100, 30, 30}, 3, func(x, y int) bool { return (x+y)%2 == 0 }, "A code to scan")
	}
	return book.Document()
}

// opened reads a file with another library.
func opened(t *testing.T, pdf []byte) *model.Context {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadContext(bytes.NewReader(pdf), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

// dictsOf gives the dictionaries with a value, in the order of objects.
func dictsOf(ctx *model.Context, key, value string) (list []types.Dict) {
	for n := 1; n < *ctx.Size; n++ {
		o, err := ctx.Dereference(*types.NewIndirectRef(n, 0))
		if err != nil {
			continue
		}
		d, isDict := o.(types.Dict)
		if s, isStream := o.(types.StreamDict); isStream {
			d, isDict = s.Dict, true
		}
		if name, isName := d[key].(types.Name); isDict && isName && string(name) == value {
			list = append(list, d)
		}
	}
	return list
}

func TestOutlineFollowsTheHeadings(t *testing.T) {
	ctx := opened(t, rendered(t, linked()))
	catalog, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		for d, _ := ctx.DereferenceDict(o); d != nil; d, _ = ctx.DereferenceDict(d["Next"]) {
			title, err := ctx.DereferenceText(d["Title"])
			if err != nil {
				t.Fatal(err)
			}
			dest, _ := ctx.DereferenceArray(d["Dest"])
			if len(dest) != 5 {
				t.Fatalf("%q leads to %v", title, dest)
			}
			lines = append(lines, strings.Repeat(">", depth)+title)
			walk(d["First"], depth+1)
		}
	}
	outlines, _ := ctx.DereferenceDict(catalog["Outlines"])
	walk(outlines["First"], 0)
	want := "Prospectus|>Course 1|>>Dates|>Course 2|>>Dates|>Course 3|>>Dates"
	if got := strings.Join(lines, "|"); got != want {
		t.Errorf("the outline is %s, want %s", got, want)
	}
}

func TestDocumentsWithoutAnOutline(t *testing.T) {
	same := NewBook(Meta{})
	certificate(same, "Ann", "Sleep")
	certificate(same, "Ben", "Sleep")
	one := NewBook(Meta{})
	flow := one.Flow(Edition{}, numbered)
	flow.Heading(1, Said("One"))
	flow.Heading(2, Said("Two"))
	for name, doc := range map[string]*Document{"headings that say the same": same.Document(), "one page": one.Document()} {
		catalog, err := opened(t, rendered(t, doc)).Catalog()
		if err != nil || catalog["Outlines"] != nil {
			t.Errorf("%s: error %v, outlines %v", name, err, catalog["Outlines"])
		}
	}
}

func TestLinks(t *testing.T) {
	ctx := opened(t, rendered(t, linked()))
	links := dictsOf(ctx, "Subtype", "Link")
	if len(links) != 2 {
		t.Fatalf("%d links, want 2: one leads nowhere", len(links))
	}
	action, err := ctx.DereferenceDict(links[0]["A"])
	if err != nil {
		t.Fatal(err)
	}
	uri, err := types.Unescape(string(action["URI"].(types.StringLiteral)))
	if err != nil || string(uri) != "mailto:hello@wexmoor.example?subject=Help%20(m%C3%AB)" {
		t.Errorf("the address is %q, error %v", uri, err)
	}
	dest, err := ctx.DereferenceArray(links[1]["Dest"])
	if err != nil || len(dest) == 0 {
		t.Fatalf("the link leads to %v, error %v", dest, err)
	}
	page := dest[0].(types.IndirectRef)
	if fourth, err := ctx.PageDictIndRef(4); err != nil || fourth.ObjectNumber != page.ObjectNumber {
		t.Errorf("the link leads to %v, page 4 is %v, error %v", page, fourth, err)
	}
	if spans := dictsOf(ctx, "S", "Span"); len(spans) != 1 {
		t.Errorf("%d spans, want the one link that leads nowhere", len(spans))
	}
}

func TestABackdropIsStoredOnce(t *testing.T) {
	ctx := opened(t, rendered(t, backed(50)))
	if forms := dictsOf(ctx, "Subtype", "Form"); len(forms) != 1 {
		t.Errorf("%d forms", len(forms))
	}
	if images := dictsOf(ctx, "Subtype", "Image"); len(images) != 1 {
		t.Errorf("%d pictures", len(images))
	}
	few, many := len(rendered(t, backed(2))), len(rendered(t, backed(102)))
	if perPage := (many - few) / 100; perPage > 900 {
		t.Errorf("%d bytes a page", perPage)
	}
}

func TestPrintersAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		edition Edition
		want    string
	}{
		"one side":   {Edition{}, ""},
		"both sides": {Edition{Duplex: true}, "DuplexFlipLongEdge"},
		"landscape":  {Edition{Duplex: true, Landscape: true}, "DuplexFlipShortEdge"},
	} {
		book := NewBook(Meta{})
		book.Sheet(c.edition, Unbound)
		catalog, err := opened(t, rendered(t, book.Document())).Catalog()
		if err != nil {
			t.Fatal(err)
		}
		preferences := catalog.DictEntry("ViewerPreferences")
		if duplex, _ := preferences["Duplex"].(types.Name); string(duplex) != c.want || preferences["PrintScaling"] != types.Name("None") {
			t.Errorf("%s: %v", name, preferences)
		}
	}
}

func TestPagesAreCounted(t *testing.T) {
	for _, n := range []int{1, 2, 63, 64, 65, 201} {
		book := NewBook(Meta{})
		for range n {
			book.Sheet(Edition{}, Unbound).Text(20, 40, 100, Said("Ann"))
		}
		ctx := opened(t, rendered(t, book.Document()))
		if err := ctx.EnsurePageCount(); err != nil || ctx.PageCount != n {
			t.Errorf("%d pages, want %d, error %v", ctx.PageCount, n, err)
		}
	}
}

func TestPicturesOfOneWidthComeInOneOrder(t *testing.T) {
	var want []byte
	for range 20 {
		book := NewBook(Meta{})
		c := book.Sheet(Edition{}, Unbound)
		for i := range 6 {
			c.Picture(Box{20, 30 + 40*float64(i), 20, 20}, shade(uint8(40*i)), "")
		}
		if got := rendered(t, book.Document()); want == nil {
			want = got
		} else if !bytes.Equal(got, want) {
			t.Fatal("the same document gives different bytes")
		}
	}
}

func TestFiveHundredDocumentsAtOnce(t *testing.T) {
	want := rendered(t, register([]string{"Ann", "Łukasz"}))
	var wait sync.WaitGroup
	for range 500 {
		wait.Go(func() {
			var out bytes.Buffer
			if _, err := Render(context.Background(), &out, register([]string{"Ann", "Łukasz"}), nil); err != nil {
				t.Error(err)
			}
			if !bytes.Equal(out.Bytes(), want) {
				t.Error("documents made at once differ")
			}
		})
	}
	wait.Wait()
}

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	whole := func() []byte {
		p := newPainter(backed(1), newGofpdfEngine())
		p.engine.begin()
		content, err := p.paintPage(0)
		if err != nil {
			t.Fatal(err)
		}
		p.engine.page(Size{210, 297}, pressed(content))
		fonts := make([]rawFont, len(p.codes.fonts))
		for i, s := range p.codes.fonts {
			if fonts[i], err = s.subset(); err != nil {
				t.Fatal(err)
			}
		}
		p.fonts = fonts
		raw, err := p.engine.end(fonts)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := finish(raw, p); err != nil {
			t.Fatal(err)
		}
		return raw
	}()
	for name, raw := range map[string][]byte{
		"nothing":   nil,
		"half":      whole[:len(whole)/2],
		"no fonts":  bytes.ReplaceAll(whole, []byte(" 1.00 Tf"), []byte(" 2.00 Tf")),
		"far table": bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1),
	} {
		err := guarded("ending", func() error {
			p := newPainter(backed(1), newGofpdfEngine())
			p.engine.begin()
			if _, err := p.paintPage(0); err != nil {
				return nil
			}
			_, err := finish(raw, p)
			return err
		})
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAWriterThatFails(t *testing.T) {
	for _, left := range []int{0, 1, 1000} {
		if _, err := Render(context.Background(), &fullDisk{left: left}, linked(), nil); !errors.Is(err, errFull) {
			t.Errorf("with %d bytes left: %v", left, err)
		}
	}
	result, err := Render(context.Background(), io.Discard, linked(), nil)
	if err != nil || result.Pages != 4 {
		t.Errorf("%d pages, error %v", result.Pages, err)
	}
}

// shade is a picture of one grey; pictures of two greys differ only in bytes.
func shade(grey uint8) *Picture {
	img := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range img.Pix {
		img.Pix[i] = grey
	}
	p, err := NewPicture(pngOf(img), Size{20, 20})
	if err != nil {
		panic(err)
	}
	return p
}
