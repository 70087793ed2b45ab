package typeset

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

func TestFontsAreWhole(t *testing.T) {
	for name, f := range map[string]*font{"regular": regular(), "bold": bold()} {
		if f.glyphs['A'] == 0 || f.widths[f.glyphs['A']] == 0 {
			t.Errorf("%s has no A", name)
		}
		if top := f.inks[f.glyphs['H']].y2; top != capHeight {
			t.Errorf("%s: capitals are %d high, not %d", name, top, capHeight)
		}
		if f.glyphs['王'] != 0 || f.glyphs[0xFFFF] != 0 {
			t.Errorf("%s claims letters it cannot have", name)
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
				for _, f := range []*font{regular(), bold()} {
					if len(f.shape(Clean(string(letter))).missing) > 0 {
						t.Errorf("%U %c cannot be set", letter, letter)
					}
				}
			}
		})
	}
}

func TestParseFontRefuses(t *testing.T) {
	good := regular().data
	doubled := bytes.Clone(good)
	for i := range int(u16(doubled, 4)) {
		if entry := doubled[12+16*i:]; string(entry[:4]) == "head" {
			doubled[u32(entry, 8)+18] = 8 // 2,048 units and more
		}
	}
	cases := map[string][]byte{
		"nothing": nil, "text": []byte("this is not a font at all"), "half": bytes.Clone(good[:len(good)/2]),
		"other units": doubled,
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := parseFont(data); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestShape(t *testing.T) {
	cases := map[string]struct {
		text    string
		pieces  string // as painted, "|" between
		missing string
	}{
		"plain":                 {"Ann", "Ann", ""},
		"nothing":               {"", "", ""},
		"Polish":                {"Łukasz Żółć", "Łukasz Żółć", ""},
		"mark without a letter": {"\u0301", "\u0301", ""},
		"Yoruba":                {"\u1ecd\u0300b", "\u1ecd|\u0300|b", ""},
		"two marks":             {"x\u0301\u0302", "x|\u0301|\u0302", ""},
		"emoji":                 {"Rose 🌻!", "Rose |!", "🌻"},
		"family":                {"👨\u200d👩\u200d👧", "", "👨\u200d👩\u200d👧"},
		"flag":                  {"🇬🇧", "", "🇬🇧"},
		"beyond the plane":      {"𠮷", "", "𠮷"},
		"Hebrew with points":    {"שָׁ", "", "שָׁ"},
		"Arabic between":        {"Amina محمد (Mina)", "Amina | (Mina)", "محمد"},
		"the font has it, but the script needs shaping": {"क", "", "क"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := regular().shape(Clean(c.text))
			var pieces []string
			for _, p := range got.pieces {
				pieces = append(pieces, p.s)
			}
			if s := strings.Join(pieces, "|"); s != c.pieces {
				t.Errorf("pieces %+q, want %+q", s, c.pieces)
			}
			if s := strings.Join(got.missing, ""); s != c.missing {
				t.Errorf("missing %+q, want %+q", s, c.missing)
			}
			if len(got.boxes) != len(got.missing) {
				t.Errorf("%d boxes for %d missing clusters", len(got.boxes), len(got.missing))
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
		"over an ascender":      {"b\u0301", true},
		"under a letter":        {"x\u0323", false},
		"under a descender":     {"g\u0323", false},
		"over a wide letter":    {"m\u0303", true},
		"Cyrillic":              {"Ы\u0301", true},
		"second over the first": {"\u1ebd\u0301", true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			for _, f := range []*font{regular(), bold()} {
				letters := []rune(Clean(c.text))
				if len(letters) != 2 {
					t.Fatalf("%+q is not a letter and a mark", letters)
				}
				set := f.shape(string(letters))
				base, mark := f.inks[f.glyphs[letters[0]]], f.inks[f.glyphs[letters[1]]]
				p := set.pieces[1]
				if c.above && mark.y1+p.dy <= base.y2 {
					t.Errorf("the mark starts at %d, the letter ends at %d", mark.y1+p.dy, base.y2)
				}
				if !c.above && mark.y2+p.dy >= base.y1 {
					t.Errorf("the mark ends at %d, the letter starts at %d", mark.y2+p.dy, base.y1)
				}
				if middle := (mark.x1+mark.x2)/2 + p.dx; middle < base.x1 || middle > base.x2 {
					t.Errorf("the mark's middle %d is beside the letter (%d to %d)", middle, base.x1, base.x2)
				}
				if set.width != f.widths[f.glyphs[letters[0]]] {
					t.Errorf("the mark made the letter %d wide", set.width)
				}
			}
		})
	}
}

func TestMeasureAgreesWithShape(t *testing.T) {
	names := append(hostileNames(), randomNames(300)...)
	for _, name := range names {
		name = Clean(name)
		if quick, full := regular().measure(name), regular().shape(name).width; quick != full {
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

func TestPiecesAreSafeForTheEngine(t *testing.T) {
	for _, name := range append(hostileNames(), randomNames(1000)...) {
		for _, p := range regular().shape(Clean(name)).pieces {
			for _, r := range p.s {
				if r > 0xFFFF || r == unicode.ReplacementChar || r < ' ' {
					t.Fatalf("%+q lets %U through", name, r)
				}
			}
		}
	}
}
