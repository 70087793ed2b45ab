package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const ellipsis = "…"

// wrapped is a text broken into lines.
type wrapped struct {
	lines  []string
	starts []int // where each line begins in the text, in bytes
	wide   bool  // a word is wider than the limit and was left whole
	broken []bool
}

// wrap breaks a cleaned text by Unicode's rules into lines no wider than
// limit, in thousandths of the size. A word that is wider stays whole, unless
// words may be split: then it goes on after a hyphen. No text is one empty
// line.
func (f *font) wrap(text string, limit int, split bool) wrapped {
	var w wrapped
	line, width, start := "", 0, 0
	end := func(hyphen bool) {
		line = strings.TrimRight(line, " ")
		if hyphen {
			line += "-"
		}
		w.lines, w.starts, w.broken = append(w.lines, line), append(w.starts, start), append(w.broken, hyphen)
		start, line, width = start+len(line), "", 0
	}
	rest, state, at := text, -1, 0
	for rest != "" {
		var word string
		word, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		size, bare := f.measure(word), f.measure(strings.TrimRight(word, " "))
		if line != "" && width+bare > limit {
			end(false)
		}
		if line == "" {
			start = at
		}
		for split && bare > limit {
			head := f.headOf(word, limit)
			line = word[:head]
			end(head < len(word) && needsHyphen(line))
			word, at = word[head:], at+head
			start = at
			size, bare = f.measure(word), f.measure(strings.TrimRight(word, " "))
		}
		w.wide = w.wide || bare > limit
		line, width, at = line+word, width+size, at+len(word)
	}
	if line != "" || len(w.lines) == 0 {
		end(false)
	}
	return w
}

// headOf gives how many bytes of a word fit with a hyphen: whole grapheme
// clusters, one at least.
func (f *font) headOf(word string, limit int) int {
	limit -= f.measure("-")
	head, width, state := 0, 0, -1
	for rest := word; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		width += f.measure(cluster)
		if head > 0 && width > limit {
			break
		}
		head += len(cluster)
	}
	return head
}

// needsHyphen says whether a split after this text would otherwise look like
// the end of a word.
func needsHyphen(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return !strings.ContainsRune("-‐–—/ ", last)
}

// cut shortens a text to the limit, with an ellipsis, at a grapheme cluster.
func (f *font) cut(text string, limit int) string {
	if f.measure(text) <= limit {
		return text
	}
	limit -= f.measure(ellipsis)
	head, width, state := 0, 0, -1
	for rest := text; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if width += f.measure(cluster); width > limit {
			break
		}
		head += len(cluster)
	}
	return strings.TrimRight(text[:head], " ") + ellipsis
}
