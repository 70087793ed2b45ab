package typeset

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font/opentype"
)

func TestFontsAreWhole(t *testing.T) {
	for name, f := range map[string]*family{"regular": regular(), "bold": bold()} {
		if f.letters['A'].id == 0 || f.letters['A'].width == 0 {
			t.Errorf("%s has no A", name)
		}
		if top := f.letters['H'].ink.y2; top != capHeight {
			t.Errorf("%s: capitals are %d high, not %d", name, top, capHeight)
		}
		if _, has := f.main.nominal('王'); has {
			t.Errorf("%s claims letters it cannot have", name)
		}
		for _, script := range scriptFonts {
			if own := f.packed("NotoSans" + script); own.data == nil {
				t.Errorf("%s cannot be embedded", own.name)
			}
		}
	}
	if regular().measure("Ann") >= bold().measure("Ann") {
		t.Error("bold is not wider than regular")
	}
}

func TestFontsHaveEveryEuropeanLetter(t *testing.T) {
	ranges := map[string]struct{ from, to rune }{
		"Latin-1":             {0x20, 0xFF},
		"Latin Extended":      {0x100, 0x24F},
		"Greek":               {0x370, 0x3E1},
		"Cyrillic":            {0x400, 0x52F},
		"Welsh to Vietnamese": {0x1E00, 0x1EFF},
		"old Greek":           {0x1F00, 0x1FFF},
	}
	for name, r := range ranges {
		t.Run(name, func(t *testing.T) {
			for letter := r.from; letter <= r.to; letter++ {
				if !unicode.In(letter, unicode.L, unicode.N, unicode.P, unicode.S) {
					continue
				}
				for _, f := range []*family{regular(), bold()} {
					if len(f.shape(Clean(string(letter)), byItself).missing) > 0 {
						t.Errorf("%U %c cannot be set", letter, letter)
					}
				}
			}
		})
	}
}

func TestNewFontRefuses(t *testing.T) {
	good := regular().main.data
	cases := map[string][]byte{
		"nothing": nil, "text": []byte("this is not a font at all"), "half": bytes.Clone(good[:len(good)/2]),
		"a head alone": bytes.Clone(good[:12+16*13]),
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			loader, err := opentype.NewLoader(bytes.NewReader(data))
			if err == nil {
				_, err = newFont(name, loader, data)
			}
			if err == nil {
				t.Error("no error")
			}
		})
	}
}

// seen gives what a shaped text shows from left to right: its runs' clusters,
// "|" where the font changes, "□" for a box.
func seen(s shaped) string {
	var out []string
	for _, r := range s.runs {
		if r.font == nil {
			out = append(out, "□")
			continue
		}
		if r.plain {
			out = append(out, r.text)
			continue
		}
		var clusters strings.Builder
		for _, g := range r.glyphs {
			clusters.WriteString(g.text)
		}
		out = append(out, clusters.String())
	}
	return strings.Join(out, "|")
}

func TestShape(t *testing.T) {
	cases := map[string]struct {
		text    string
		way     reading
		want    string
		missing string
	}{
		"plain":                       {text: "Ann", want: "Ann"},
		"nothing":                     {},
		"Polish":                      {text: "Łukasz Żółć", want: "Łukasz Żółć"},
		"Yoruba":                      {text: "\u1ecd\u0300b", want: "\u1ecd\u0300b"},
		"two marks":                   {text: "x\u0301\u0302", want: "x\u0301\u0302"},
		"emoji":                       {text: "Rose 🌻!", want: "Rose |🌻|!"},
		"family is one picture":       {text: "👨\u200d👩\u200d👧", want: "👨\u200d👩\u200d👧"},
		"no font has it":              {text: "a\ue000 b", want: "a|□| b", missing: "\ue000"},
		"private letters are none":    {text: "\ue000", want: "□", missing: "\ue000"},
		"Hebrew is seen backwards":    {text: "אבג", want: "גבא"},
		"points stay on their letter": {text: "שָׁב", want: "בשָׁ"},
		"Arabic between":              {text: "Amina محمد (Mina)", want: "Amina |دمحم| (|Mina)"},
		// Rule L2: the number stands between the words, in its own order.
		"number within Arabic":       {text: "محمد 42 علي", want: "يلع| |42| |دمحم"},
		"the same as a Latin line's": {text: "a محمد 42 علي", way: leftToRight, want: "a |يلع| |42| |دمحم"},
		// Seen from the left the closing bracket comes first, drawn as its mirror.
		"brackets turn with the line":  {text: "علي (x)", want: ")|x|( |يلع"},
		"Latin line of an Arabic text": {text: "x!", way: rightToLeft, want: "!|x"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := regular().shape(Clean(c.text), c.way)
			if s := seen(got); s != c.want {
				t.Errorf("seen %+q, want %+q (%s)", s, c.want, s)
			}
			if s := strings.Join(got.missing, ""); s != c.missing {
				t.Errorf("missing %+q, want %+q", s, c.missing)
			}
		})
	}
}

// Every name must be set whole, with the words in one font each. Chinese,
// Japanese and Korean need a font of the computer's.
func TestSampleNamesAreSet(t *testing.T) {
	names, scripts := sampleNames(t)
	for i, name := range names {
		for _, f := range []*family{regular(), bold()} {
			got := f.shape(Clean(name), byItself)
			if len(got.missing) == 0 {
				continue
			}
			switch scripts[i] {
			case "Chinese", "Japanese", "Korean":
				t.Logf("this computer has no font for %s", scripts[i])
			default:
				t.Errorf("%s (%s): no font has %q", name, scripts[i], got.missing)
			}
		}
	}
}

// With the tests' font for Chinese, Japanese and Korean there, those names too
// are whole, and may be embedded.
func TestSystemFontsSetTheRest(t *testing.T) {
	if _, err := os.Stat("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"); err != nil {
		t.Skip("fonts-wqy-zenhei is not installed")
	}
	for _, name := range []string{"王小明", "山田さくら", "김민준", "𠮷野"} {
		got := bold().shape(name, byItself)
		if name != "𠮷野" && len(got.missing) > 0 {
			t.Errorf("%s: no font has %q", name, got.missing)
		}
		for _, r := range got.runs {
			if r.font != nil && r.font.data == nil && len(r.font.outline(r.glyphs[0].id)) == 0 {
				t.Errorf("%s is set in %s, which draws nothing", name, r.font.name)
			}
		}
	}
}

func TestLettersJoin(t *testing.T) {
	for name, text := range map[string]string{"Arabic": "محمد", "Bengali": "ক্ষমা", "Hindi": "क्षितिज", "Sinhala": "ශ්\u200dරී"} {
		t.Run(name, func(t *testing.T) {
			apart := map[uint32]bool{}
			own := regular().fontOf([]rune(text))
			for _, r := range text {
				if id, has := own.nominal(r); has {
					apart[id] = true
				}
			}
			joined := 0
			for _, r := range regular().shape(Clean(text), byItself).runs {
				for _, g := range r.glyphs {
					if !apart[g.id] {
						joined++
					}
				}
			}
			if joined == 0 {
				t.Error("every letter stands as if alone")
			}
		})
	}
}

func TestMarksStandClear(t *testing.T) {
	cases := map[string]struct {
		text  string
		above bool
	}{
		"over a small letter":   {"x\u0301", true},
		"over a capital":        {"X\u0301", true},
		"under a letter":        {"x\u0323", false},
		"Cyrillic":              {"Ы\u0301", true},
		"second over the first": {"\u1ebd\u0301", true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			for _, f := range []*family{regular(), bold()} {
				letter, _ := utf8.DecodeRuneInString(c.text)
				plain, _ := f.shapeSimply(string(letter))
				set := f.shape(Clean(c.text), byItself)
				if c.above && set.ink.y2 <= plain.ink.y2+50 {
					t.Errorf("the mark ends at %d, the letter at %d", set.ink.y2, plain.ink.y2)
				}
				if !c.above && set.ink.y1 >= plain.ink.y1-50 {
					t.Errorf("the mark ends at %d, the letter at %d", set.ink.y1, plain.ink.y1)
				}
				if set.width != plain.width {
					t.Errorf("the mark made the letter %d wide, not %d", set.width, plain.width)
				}
			}
		})
	}
}

// The quick way and the full way agree on every string of simple letters.
func TestSimpleLettersNeedNoShaping(t *testing.T) {
	names, _ := sampleNames(t)
	for _, name := range append(append(names, hostileNames()...), randomNames(300)...) {
		name = Clean(name)
		quick, all := regular().shapeSimply(name)
		if !all || name == "" {
			continue
		}
		full := regular().shapeFully(name, leftToRight)
		if quick.width != full.width || quick.ink != full.ink {
			t.Errorf("%+q is %d wide and %v, in full %d and %v", name, quick.width, quick.ink, full.width, full.ink)
		}
		for _, r := range full.runs {
			for i, g := range r.glyphs {
				if g.text == "" || i+1 < len(r.glyphs) && r.glyphs[i+1].text == "" {
					continue // drawn as a letter and its mark, which looks the same
				}
				letter, size := utf8.DecodeRuneInString(g.text)
				if id, _ := regular().main.nominal(letter); size != len(g.text) || id != g.id || g.dx != 0 || g.dy != 0 {
					t.Errorf("%+q: %+q is not the font's own glyph of it", name, g.text)
				}
			}
		}
	}
}

// What is read from the glyphs is what was written, in some order: nothing is
// lost between text and paper.
func TestNoLetterIsLost(t *testing.T) {
	names, _ := sampleNames(t)
	for _, name := range append(append(names, hostileNames()...), randomNames(300)...) {
		name = Clean(name)
		var got strings.Builder
		for _, r := range regular().shape(name, byItself).runs {
			if r.plain || r.font == nil {
				got.WriteString(r.text)
			}
			for _, g := range r.glyphs {
				got.WriteString(g.text)
			}
		}
		count := func(s string) map[rune]int {
			letters := map[rune]int{}
			for _, r := range s {
				letters[r]++
			}
			return letters
		}
		if want, have := fmt.Sprint(count(name)), fmt.Sprint(count(got.String())); want != have {
			t.Errorf("%+q became %+q", name, got.String())
		}
	}
}

func TestShapingSideBySide(t *testing.T) {
	names, _ := sampleNames(t)
	want := map[string]int{}
	for _, name := range names {
		want[name] = bold().measure(Clean(name))
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, name := range names {
				if got := bold().shapeFully(Clean(name), byItself).width; got != want[name] {
					t.Errorf("%s is %d wide, then %d", name, want[name], got)
				}
			}
		})
	}
	all.Wait()
}

func TestMeasureAgreesWithShape(t *testing.T) {
	names := append(hostileNames(), randomNames(300)...)
	for _, name := range names {
		name = Clean(name)
		if quick, full := regular().measure(name), regular().shape(name, byItself).width; quick != full {
			t.Errorf("%+q measures %d, is set %d wide", name, quick, full)
		}
	}
}

func TestWidth(t *testing.T) {
	if got := Width("", 12, false); got != 0 {
		t.Errorf("nothing is %g mm wide", got)
	}
	once, twice := Width("Ann", 12, false), Width("Ann", 24, false)
	if once <= 0 || twice < 1.999*once || twice > 2.001*once {
		t.Errorf("12 pt is %g mm wide, 24 pt %g mm", once, twice)
	}
}
