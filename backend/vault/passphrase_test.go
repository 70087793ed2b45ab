package vault

import (
	"slices"
	"strings"
	"testing"
)

func TestWeak(t *testing.T) {
	for name, want := range map[string]struct {
		passphrase string
		reason     WeakReason
	}{
		"four words":                {"kettle-badminton-fern-turquoise", Fine},
		"a sentence":                {"Our cat eats 4 grey socks!", Fine},
		"in Welsh":                  {"mae'r gath yn hoffi llaeth", Fine},
		"in Greek":                  {"η γάτα πίνει το γάλα", Fine},
		"random signs":              {"xK9#vTq2&LmWz", Fine},
		"eleven":                    {"kettle-fern", Short},
		"twelve with spaces around": {"  kettle-fern  ", Short},
		"nothing":                   {"", Short},
		"200 and one":               {strings.Repeat("kettle-fern-", 17), Long},
		"a sample":                  {"Lantern-Orchard-Violin-Harbour ", Sample},
		"password and digits":       {"password1234", Common},
		"its usual disguise":        {"P@55w0rd!2026", Common},
		"twice the same":            {"letmeinletmein", Common},
		"a walk":                    {"qwertyuiop[]12", Common},
		"a walk up and down":        {"1qaz2wsx3edc", Common},
		"a walk backwards":          {"lkjhgfdsa4321", Common},
		"the alphabet":              {"abcdefghijklmnop", Common},
		"digits only":               {"07700 900123 2026", Common},
		"one letter":                {"aaaaaaaaaaaaaaa", Common},
		"a few letters":             {"abbaabbaabcbabb", Common},
		"one syllable":              {"banjobanjobanjo", Common},
		"a month and a year":        {"November2026!!", Common},
		"a day and a season":        {"monday-summer-26", Common},
		"football":                  {"liverpoolfc1892", Common},
		"known words, put together": {"sunshine monkey dragon", Common},
		"what this is":              {"volunteer-register-26", Common},
		"a well-known one":          {"correct horse battery staple", Common},
		"the college":               {"Rivermead-2026-!", Named},
		"the college and a word":    {"rivermead password", Named},
		"the user":                  {"AdaLovett1815", Named},
		"the user, twice":           {"lovettlovett99", Named},
		"the user and much more":    {"Ada's kettle whistles", Fine},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Weak(want.passphrase, "Rivermead Recovery College", "Ada Lovett"); got != want.reason {
				t.Errorf("%q is %q, want %q", want.passphrase, got, want.reason)
			}
		})
	}
}

func TestSuggestionsAreFineAndDiffer(t *testing.T) {
	seen, first := map[string]bool{}, map[string]bool{}
	for range 500 {
		s := Suggest()
		parts := strings.Split(s, "-")
		if len(parts) != 4 || seen[s] || Weak(s, "", "") != Fine {
			t.Errorf("%q: %d words, seen before: %v, weak: %q", s, len(parts), seen[s], Weak(s, "", ""))
		}
		seen[s], first[parts[0]] = true, true
	}
	if len(first) < 400 {
		t.Errorf("500 suggestions begin with %d words only", len(first))
	}
}

func TestTheListOfWordsIsPlain(t *testing.T) {
	if len(words) < 4000 || !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Errorf("%d words, sorted: %v", len(words), slices.IsSorted(words))
	}
	for _, word := range words {
		if len(word) < 3 || len(word) > 8 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q is no plain word", word)
		}
	}
	for _, sample := range SamplePassphrases {
		for _, word := range strings.Split(sample, "-") {
			if !slices.Contains(words, word) {
				t.Errorf("%q of a sample is not in the list", word)
			}
		}
		if Weak(sample, "") != Sample {
			t.Errorf("the sample %q is %q", sample, Weak(sample, ""))
		}
	}
}

func FuzzWeak(f *testing.F) {
	f.Add("password1234", "Rivermead")
	f.Add("\xff\xfe aaaa", "\x80")
	f.Fuzz(func(t *testing.T, passphrase, label string) { Weak(passphrase, label) })
}
