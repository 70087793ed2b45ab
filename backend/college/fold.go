package college

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldVersion is raised whenever Fold changes, so that a store folds its
// columns again.
const FoldVersion = 1

// plain holds the letters that Unicode does not decompose into a base letter
// and a mark.
var plain = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
	'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ə': "e", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y",
	'ĸ': "k", 'ŀ': "l", 'ſ': "s", 'ɛ': "e", 'ɔ': "o",
}

// Fold prepares text for comparing and searching: lower case, marks dropped,
// letters such as ł and ø made plain, apostrophes dropped, everything that is
// neither letter nor digit a single space. "Siân O’Brien-Łukasz" becomes
// "sian obrien lukasz". It is never shown.
func Fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r) && !isVowelSign(r), isApostrophe(r), unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if p, ok := plain[r]; ok {
				b.WriteString(p)
			} else {
				b.WriteRune(r)
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// isVowelSign keeps the signs that are letters in all but name: without them
// two Bengali, Hindi, Tamil or Burmese names would fold to one. Marks of the
// Latin, Greek, Cyrillic, Arabic and Hebrew scripts are dropped.
func isVowelSign(r rune) bool {
	return r >= 0x0900 && r <= 0x1CFF || r >= 0xA8E0 && r <= 0xAAFF
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', '`', '´', '＇', 'ˈ':
		return true
	}
	return false
}

// SameName tells whether two names fold alike, or are the same words in any
// order ("Begum Ioana", "Ioana Begum").
func SameName(a, b string) bool { return NameKey(a) == NameKey(b) && NameKey(a) != "" }

// NameKey is a name's folded words in alphabetical order: equal for two names
// exactly when SameName holds.
func NameKey(name string) string {
	words := strings.Fields(Fold(name))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// Damaged tells whether a name lost letters to a code page: a question mark
// stands among its letters. Such a name never creates and never overwrites.
func Damaged(name string) bool {
	return strings.ContainsRune(name, '?') || strings.ContainsRune(name, unicode.ReplacementChar)
}
