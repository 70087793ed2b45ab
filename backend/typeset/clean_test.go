package typeset

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	cases := map[string]struct{ in, want string }{
		"plain":                      {"Ann Smith", "Ann Smith"},
		"nothing":                    {"", ""},
		"only space":                 {" \t\n ", ""},
		"NUL":                        {"An\x00n", "Ann"},
		"tab":                        {"Ann\tSmith", "Ann Smith"},
		"newlines":                   {"Ann\r\nSmith\n", "Ann Smith"},
		"line separator":             {"Ann\u2028Smith", "Ann Smith"},
		"spaces at the ends":         {"  Ann  Smith ", "Ann Smith"},
		"ideographic space":          {"王\u3000小明", "王 小明"},
		"no-break space stays":       {"10\u00a0am", "10\u00a0am"},
		"narrow no-break space":      {"10\u202fam", "10\u00a0am"},
		"escape and delete":          {"A\x1b[31m\x7fnn", "A[31mnn"},
		"C1 control":                 {"A\u0085\u0090nn", "A nn"},
		"zero-width space":           {"An\u200bn", "Ann"},
		"byte order mark":            {"\ufeffAnn", "Ann"},
		"soft hyphen":                {"An\u00adn", "Ann"},
		"right-to-left override":     {"Ann\u202egnp.exe", "Anngnp.exe"},
		"isolates":                   {"\u2067Ann\u2069", "Ann"},
		"direction marks":            {"\u200eAnn\u200f", "Ann"},
		"truncated UTF-8":            {"Jos\xc3", "Jos?"},
		"Latin-1 byte":               {"Jos\xe9 Smith", "Jos? Smith"},
		"surrogate":                  {"A\xed\xa0\x80n", "A?n"},
		"replacement character":      {"Jos\ufffd", "Jos?"},
		"NFD becomes NFC":            {"Siobha\u0301n", "Siobh\u00e1n"},
		"mark behind a dropped rune": {"Siobha\u200b\u0301n", "Siobh\u00e1n"},
		"Yoruba keeps its mark":      {"o\u0323\u0300", "\u1ecd\u0300"},
		"a tower of marks":           {"x" + strings.Repeat("\u0301", 40), "x\u0301\u0301\u0301"},
		"a mark alone":               {"\u0301", "\u25cc\u0301"},
		"a mark behind a space":      {"Ann \u0301x", "Ann \u25cc\u0301x"},
		"joiner in Latin":            {"An\u200dn", "Ann"},
		"joiner in Persian":          {"می\u200cخواهم", "می\u200cخواهم"},
		"joiner at the end":          {"می\u200c", "می"},
		"family emoji":               {"👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		"joiner after a selector":    {"❤\ufe0f\u200d🔥", "❤\u200d🔥"},
		"variation selector":         {"❤\ufe0f", "❤"},
		"private use stays, as box":  {"\ue000", "\ue000"},
		"PDF escapes stay":           {`a(b)c\d`, `a(b)c\d`},
		"formula stays":              {"=1+1", "=1+1"},
		"apostrophes stay":           {"O'Brien O’Brien", "O'Brien O’Brien"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%+q) = %+q, want %+q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanMakesTwinsAlike(t *testing.T) {
	for _, name := range []string{"Siobhán", "Nguyễn Thị Ánh", "Ọlọ́runtọ́ba", "Ŵyn Llŷr", "Ἀλέξανδρος", "Їжак"} {
		if composed, decomposed := Clean(norm.NFC.String(name)), Clean(norm.NFD.String(name)); composed != decomposed {
			t.Errorf("%q is set as %+q and as %+q", name, composed, decomposed)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, name := range hostileNames() {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Fatalf("Clean(%+q) = %+q is not valid NFC", s, got)
		}
		if again := Clean(got); again != got {
			t.Fatalf("Clean(%+q) = %+q, and again %+q", s, got, again)
		}
		for _, r := range got {
			if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
				t.Fatalf("Clean(%+q) = %+q keeps %U", s, got, r)
			}
		}
	})
}
