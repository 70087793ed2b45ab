package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// marksInARow is how many combining marks one letter keeps of those that any
// script may use: spellings need two, and a tower of them runs into the lines
// around it.
const marksInARow = 3

// Clean makes any string fit to be set: valid UTF-8 in NFC; no control, bidi
// or zero-width characters; every white space one plain space and none at the
// ends (a no-break space stays); a mark without a letter gets a dotted circle to
// stand on. What cannot be read becomes "?".
func Clean(s string) string {
	if plain(s) {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "?"))
	runes := []rune(s)
	out := make([]rune, 0, len(runes))
	marks := 0
	for i, r := range runes {
		switch {
		case r == '\u00a0' || r == '\u202f':
			r = '\u00a0'
		case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
			if len(out) == 0 || out[len(out)-1] == ' ' {
				continue
			}
			r = ' '
		case r == unicode.ReplacementChar:
			r = '?'
		case isJoiner(r):
			if !joins(runes, i) {
				continue
			}
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
			continue
		}
		if unicode.Is(unicode.Mn, r) && (len(out) == 0 || out[len(out)-1] == ' ') {
			out = append(out, '\u25cc') // a mark without a letter stands on a dotted circle, as in Unicode's own tables
		}
		if unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) {
			if marks++; marks > marksInARow {
				continue
			}
		} else {
			marks = 0
		}
		out = append(out, r)
	}
	// Dropping a character may have brought a letter and its mark together.
	return norm.NFC.String(strings.TrimRight(string(out), " "))
}

// plain says that a string is of letters that stay as they are, with single
// spaces: most are, and need no work.
func plain(s string) bool {
	last := ' '
	for _, r := range s {
		switch {
		case r == ' ' && last == ' ':
			return false
		case r >= ' ' && r <= '~', r > 0xA0 && r < 0x250 && r != 0xAD, r >= 0x2010 && r < simpleEnd: // none of them decomposes
		default:
			return false
		}
		last = r
	}
	return last != ' ' || s == ""
}

func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// joins says whether the zero-width joiner at i means something: between two
// characters of a script that is spelled with joiners, or of an emoji.
func joins(runes []rune, i int) bool {
	if i == 0 || i == len(runes)-1 {
		return false
	}
	spelled := func(r rune) bool {
		return r > unicode.MaxLatin1 && !unicode.IsSpace(r) && !unicode.In(r, unicode.Cc, unicode.Cf) &&
			!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
	}
	before := runes[i-1]
	if i > 1 && unicode.Is(unicode.Variation_Selector, before) {
		before = runes[i-2]
	}
	return spelled(before) && spelled(runes[i+1])
}
