package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const ellipsis = "…"

// wrapped is a text broken into lines.
type wrapped struct {
	lines  []string
	starts []int // where each line begins in the text, in bytes
	wide   bool  // a word is wider than the limit and was left whole
	ends   []lineEnd
}

// lineEnd is what a line of a wrapped text ends with.
type lineEnd struct {
	noSpace bool // the next line goes on without a space between
	within  bool // it ends within a word, which was too wide for a line
	hyphen  bool // its last letter is a hyphen that the text does not have
}

// wrap breaks a cleaned text by Unicode's rules into lines no wider than
// limit, in thousandths of the size. A word that is wider stays whole, unless
// words may be split: then it goes on after a hyphen. No text is one empty
// line.
func (f *family) wrap(text string, limit int, split bool) wrapped {
	if f.measure(text) <= limit { // as most texts are
		return wrapped{lines: []string{text}, starts: []int{0}, ends: make([]lineEnd, 1)}
	}
	var w wrapped
	_, apart := f.shapeSimply(text)
	line, width, start := "", 0, 0
	end := func(within, hyphen bool) {
		last := lineEnd{!strings.HasSuffix(line, " "), within, hyphen}
		line = strings.TrimRight(line, " ")
		if hyphen {
			line += "-"
		}
		w.lines, w.starts, w.ends = append(w.lines, line), append(w.starts, start), append(w.ends, last)
		start, line, width = start+len(line), "", 0
	}
	rest, state, at := text, -1, 0
	for rest != "" {
		var word string
		word, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		size, bare := f.measure(word), f.measure(strings.TrimRight(word, " "))
		with := width + bare
		if !apart { // letters that join, or change fonts, are not as wide as their sum
			with = f.measure(line + strings.TrimRight(word, " "))
		}
		if line != "" && with > limit {
			end(false, false)
		}
		if line == "" {
			start = at
		}
		for split && bare > limit {
			head := f.headOf(word, limit)
			line = word[:head]
			within := head < len(word) && !endsWithMark(line)
			last, _ := utf8.DecodeLastRuneInString(line)
			end(within, within && !unicode.In(last, unhyphenated...))
			word, at = word[head:], at+head
			start = at
			size, bare = f.measure(word), f.measure(strings.TrimRight(word, " "))
		}
		w.wide = w.wide || bare > limit
		line, width, at = line+word, width+size, at+len(word)
	}
	if line != "" || len(w.lines) == 0 {
		end(false, false)
	}
	return w
}

// headOf gives how many bytes of a word fit with a hyphen: whole grapheme
// clusters, one at least.
func (f *family) headOf(word string, limit int) int {
	limit -= f.measure("-")
	head, width, state := 0, 0, -1
	for rest := word; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		// Letters that join are wider or narrower together than apart.
		if width = f.measure(word[:head+len(cluster)]); head > 0 && width > limit {
			break
		}
		head += len(cluster)
	}
	return head
}

// endsWithMark says that a line ends with a mark that words are parted at.
func endsWithMark(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune("-‐–—/ ", last)
}

// unhyphenated are scripts that break a line without a mark.
var unhyphenated = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Ethiopic, unicode.Arabic, unicode.Hebrew}

// cut shortens a text to the limit, with an ellipsis, at a grapheme cluster.
func (f *family) cut(text string, limit int) string {
	if f.measure(text) <= limit {
		return text
	}
	limit -= f.measure(ellipsis)
	head, state := 0, -1
	for rest := text; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if f.measure(text[:head+len(cluster)]) > limit {
			break
		}
		head += len(cluster)
	}
	return strings.TrimRight(text[:head], " ") + ellipsis
}
