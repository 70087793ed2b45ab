package typeset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// register is a document with every kind of thing on it.
func register(names []string) *Document {
	book := NewBook(Meta{Title: "Register 🌻 Łódź", Author: "Wexmoor \xff", Subject: "UMH01", Created: printed})
	flow := book.Flow(Edition{Duplex: true}, numbered)
	flow.Heading(1, Para{Text: "Understanding sleep", MaxLines: 3})
	table := signIn(0)
	for i, name := range names {
		table.Rows = append(table.Rows, Row{Cells: []Cell{
			{Paras: []Para{Said(fmt.Sprint(i + 1))}},
			{Paras: []Para{Said(name).About(fmt.Sprintf("student %d", i+1))}},
			{Paras: []Para{{Text: "Consent", Tick: TickDone, Colour: Grey}}},
		}})
	}
	flow.Table(table)
	c := book.Sheet(Edition{Landscape: true}, Unbound)
	c.Fill(Box{20, 20, 50, 20}, Tint)
	c.Frame(Box{20, 20, 50, 20}, 0.5)
	c.Picture(Box{20, 50, 45, 18}, logo(), "The college's logo")
	c.Picture(Box{80, 50, 45, 18}, logo(), "")
	return book.Document()
}

func TestRenderIsTheSameTwice(t *testing.T) {
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		result, err := Render(context.Background(), out, register(hostileNames()), nil)
		if err != nil {
			t.Fatal(err)
		}
		if result.Bytes != int64(out.Len()) {
			t.Errorf("says %d bytes, wrote %d", result.Bytes, out.Len())
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same document gives different bytes")
	}
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) {
		t.Errorf("not a PDF: %q", first.Bytes()[:20])
	}
}

func TestRenderWithoutADateLooksAtNoClock(t *testing.T) {
	doc := register([]string{"Ann"})
	doc.Meta.Created = time.Time{}
	var out bytes.Buffer
	if _, err := Render(context.Background(), &out, doc, nil); err != nil {
		t.Fatal(err)
	}
	for _, date := range []string{"<xmp:CreateDate>2000-01-01T00:00:00Z</", "<xmp:ModifyDate>2000-01-01T00:00:00Z</"} {
		if !bytes.Contains(out.Bytes(), []byte(date)) {
			t.Errorf("the file lacks %s", date)
		}
	}
}

func TestRenderSurvivesEveryName(t *testing.T) {
	sound(t, register(hostileNames()))
	doc := register(append(hostileNames(), randomNames(1000)...))
	if _, err := Render(context.Background(), io.Discard, doc, nil); err != nil {
		t.Fatal(err)
	}
}

func TestRenderSurvivesADisplayListMadeByHand(t *testing.T) {
	doc := &Document{Elements: []Element{{}, {}}}
	for _, s := range append(hostileNames(), randomNames(1000)...) {
		doc.Pages = append(doc.Pages, Page{Size: Size{210, 297}, Ops: []Op{Text{X: 20, Y: 20, Size: 12, String: s}}})
	}
	if _, err := Render(context.Background(), io.Discard, doc, nil); err != nil {
		t.Error(err)
	}
}

func TestSampleNames(t *testing.T) {
	names, scripts := sampleNames(t)
	if len(names) != 32 {
		t.Fatalf("%d names", len(names))
	}
	doc := register(names)
	sound(t, doc)
	missing := map[string]bool{}
	for _, issue := range doc.Issues() {
		if issue.Kind == MissingGlyph {
			missing[issue.Subject] = true
		}
	}
	for i, script := range scripts {
		switch script {
		case "Chinese", "Japanese", "Korean": // the computer's own fonts may set them
		default:
			if missing[fmt.Sprintf("student %d", i+1)] {
				t.Errorf("%s (%s) cannot be set", names[i], script)
			}
		}
	}
}

func TestEveryKindOfIssue(t *testing.T) {
	cases := map[string]struct {
		para Para
		want Issue
	}{
		"missing glyph": {Para{Text: "Rose \ue000 (she/her)"}, Issue{MissingGlyph, 2, "student 7", "\ue000"}},
		"shrunk":        {Para{Text: "Nwachukwu", Size: 40, Min: 20}, Issue{Shrunk, 2, "student 7", "Nwachukwu"}},
		"split word":    {Para{Text: "Nwachukwu", Size: 40}, Issue{SplitWord, 2, "student 7", "Nwachukwu"}},
		"truncated":     {Para{Text: "Ann Smith of Wexmoor", MaxLines: 1, Size: 20}, Issue{Truncated, 2, "student 7", "Ann Smith of Wexmoor"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			book := NewBook(Meta{})
			book.Sheet(Edition{}, Unbound)
			c.para.Subject = "student 7"
			for range 2 { // said once, though it is on two pages
				book.Sheet(Edition{}, Unbound).Text(20, 40, 60, c.para)
			}
			result, err := Render(context.Background(), io.Discard, book.Document(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Issues) != 1 || result.Issues[0] != c.want {
				t.Errorf("issues %v, want %v", result.Issues, c.want)
			}
		})
	}
}

func TestRenderCanBeCancelled(t *testing.T) {
	book := NewBook(Meta{})
	for range 40 {
		book.Sheet(Edition{}, Unbound)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	last := 0
	_, err := Render(ctx, &out, book.Document(), func(done, total int) {
		if total != 40 || done != last+1 {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		if last = done; done == 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || last != 20 {
		t.Errorf("error %v after page %d", err, last)
	}
	if out.Len() > 0 {
		t.Errorf("%d bytes were written", out.Len())
	}
}

// brokenEngine panics on one page.
type brokenEngine struct {
	engine
	pages int
}

func (b *brokenEngine) page(s Size, content []byte) {
	if b.pages++; b.pages == 2 {
		panic("a fault in the library")
	}
	b.engine.page(s, content)
}

// fullDisk takes some bytes and then no more.
type fullDisk struct{ left int }

var errFull = errors.New("no space left on device")

func (f *fullDisk) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return f.left, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

func TestRenderFails(t *testing.T) {
	three := NewBook(Meta{})
	for range 3 {
		three.Sheet(Edition{}, Unbound)
	}
	doc := three.Document()
	cases := map[string]struct {
		run  func() error
		want string
	}{
		"no pages": {func() error {
			_, err := Render(context.Background(), io.Discard, NewBook(Meta{}).Document(), nil)
			return err
		}, "without pages"},
		"a panic": {func() error {
			_, err := render(context.Background(), &brokenEngine{engine: newGofpdfEngine()}, io.Discard, doc, nil)
			return err
		}, "page 2: a fault in the library"},
		"a broken picture": {func() error {
			book := NewBook(Meta{})
			book.Sheet(Edition{}, Unbound).Picture(Box{20, 20, 20, 20}, &Picture{png: []byte("no"), w: 1, h: 1}, "")
			_, err := Render(context.Background(), io.Discard, book.Document(), nil)
			return err
		}, "page 1"},
		"a full disk": {func() error {
			_, err := Render(context.Background(), &fullDisk{left: 100}, doc, nil)
			return err
		}, "no space left"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if err := c.run(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestRenderInParallel(t *testing.T) {
	var want bytes.Buffer
	if _, err := Render(context.Background(), &want, register([]string{"Ann", "Łukasz"}), nil); err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var out bytes.Buffer
			if _, err := Render(context.Background(), &out, register([]string{"Ann", "Łukasz"}), nil); err != nil {
				t.Error(err)
			}
			if !bytes.Equal(out.Bytes(), want.Bytes()) {
				t.Error("documents made at once differ")
			}
		})
	}
	wait.Wait()
}

func TestPopplerReadsEveryLatinGreekAndCyrillicName(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("poppler-utils is not installed")
	}
	names := []string{"Siobhán O’Brien-Nwachukwu", "Łukasz Wąsik-Żółciński", "Ŵyn ap Llŷr Ŷstwyth", "Nguyễn Thị Ánh Tuyết", "Gülşah İğdır Çığ", "Αλέξανδρος Παπαδόπουλος", "Олександр Щербань-Їжак", `(a) \b`}
	var pdf bytes.Buffer
	if _, err := Render(context.Background(), &pdf, register(names), nil); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("pdftotext", "-layout", "-", "-")
	command.Stdin = &pdf
	text, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !strings.Contains(string(text), name) {
			t.Errorf("%q cannot be read back", name)
		}
	}
}
