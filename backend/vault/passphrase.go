package vault

import (
	"crypto/rand"
	_ "embed"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WeakReason says why a passphrase will not do; "" is none. Keys of the caller's
// catalogue.
type WeakReason string

// The reasons, in the order they are looked for.
const (
	Fine   WeakReason = ""
	Short  WeakReason = "short"  // fewer than 12 characters
	Long   WeakReason = "long"   // more than 200
	Sample WeakReason = "sample" // published with the sample college
	Common WeakReason = "common" // little else than what everybody tries: see common.txt
	Named  WeakReason = "name"   // little else than names anybody here knows
)

const (
	fewest  = 12  // characters of a passphrase
	most    = 200 // characters
	fewLeft = 8   // letters that must be left without what everybody tries
)

// SamplePassphrases are those of the sample college's leader, admin and
// volunteer: published, so refused everywhere else.
var SamplePassphrases = []string{
	"lantern-orchard-violin-harbour",
	"pebble-marigold-teacup-railway",
	"bluebell-compass-pancake-meadow",
}

var (
	//go:embed words.txt
	wordList string
	words    = strings.Fields(wordList)

	//go:embed common.txt
	commonList string
	common     = longestFirst(strings.Fields(commonList))
)

// Suggest makes a passphrase of four words of 4,028: 48 random bits, which with
// Standard's cost are some thousand years of one large graphics card.
func Suggest() string {
	for {
		var chosen [4]string
		for i := range chosen {
			n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
			if err != nil {
				panic(err) // crypto/rand never fails
			}
			chosen[i] = words[n.Int64()]
		}
		if s := strings.Join(chosen[:], "-"); Weak(s, "") == Fine {
			return s
		}
	}
}

// Weak says why a passphrase will not do. label is the college's name; names are
// others that anybody here knows, above all the user's own.
func Weak(passphrase, label string, names ...string) WeakReason {
	p := normal(passphrase)
	length := utf8.RuneCountInString(p)
	same := func(sample string) bool { return strings.EqualFold(sample, p) }
	known := nameWords(slices.Concat(names, []string{label}))
	switch {
	case length < fewest:
		return Short
	case length > most:
		return Long
	case slices.ContainsFunc(SamplePassphrases, same):
		return Sample
	case little(p, known) && !little(p, nil):
		return Named
	case little(p, common):
		return Common
	case little(p, slices.Concat(known, common)):
		return Named
	}
	return Fine
}

// little says whether hardly anything is left of a passphrase when known words,
// digits, runs of the keyboard and repetitions are taken out. It is judged with
// digits as digits and as the letters they stand for in "pa55w0rd".
func little(passphrase string, known []string) bool {
	p := squashed(passphrase)
	return fewLetters(p, known) || fewLetters(standsFor.Replace(p), known)
}

func fewLetters(p string, known []string) bool {
	p = strike(once(withoutRuns(p)), known)
	distinct := map[rune]bool{}
	letters := 0
	for _, r := range p {
		if unicode.IsLetter(r) {
			distinct[r] = true
			letters++
		}
	}
	return letters < fewLeft || len(distinct) < fewLeft/2+1
}

// squashed keeps small letters, digits and the signs that stand for letters.
func squashed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("@$!", r) {
			return unicode.ToLower(r)
		}
		return -1
	}, normal(s))
}

var standsFor = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// strike takes the known words out, the longest first.
func strike(s string, known []string) string {
	for _, word := range known {
		s = strings.ReplaceAll(s, word, " ") // a space, so that no word arises from two halves
	}
	return s
}

// nameWords are the words of names, and each name in one word.
func nameWords(names []string) []string {
	var all []string
	for _, name := range names {
		for _, word := range append(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }), name) {
			if word = squashed(word); utf8.RuneCountInString(word) >= 3 {
				all = append(all, word)
			}
		}
	}
	return longestFirst(all)
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// runs are what a hand does on a keyboard, or a mind with an alphabet.
var runs = both("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1234567890",
	"abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p")

func both(rows ...string) []string {
	for _, row := range slices.Clone(rows) {
		back := []byte(row)
		slices.Reverse(back)
		rows = append(rows, string(back))
	}
	return rows
}

// withoutRuns takes out every run of four or more keys, and of three or more of
// the same.
func withoutRuns(s string) string {
	var kept strings.Builder
	for s != "" {
		n := runLength(s)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
			kept.WriteString(s[:n])
		}
		s = s[n:]
	}
	return kept.String()
}

func runLength(s string) int {
	same := len(s) - len(strings.TrimLeft(s, s[:1]))
	if same >= 3 && s[0] < utf8.RuneSelf {
		return same
	}
	n := 4
	onARow := func(row string) bool { return n <= len(s) && strings.Contains(row, s[:n]) }
	if !slices.ContainsFunc(runs, onARow) {
		return 0
	}
	for slices.ContainsFunc(runs, onARow) {
		n++
	}
	return n - 1
}

// once gives the unit of which a string is the repetition.
func once(s string) string {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && strings.Repeat(s[:n], len(s)/n) == s {
			return s[:n]
		}
	}
	return s
}
