package typeset

import "strings"

// Fit says what had to be done to a text so that it fits.
type Fit uint8

// What may have been done; several may hold at once.
const (
	FitShrunk Fit = 1 << iota
	FitSplit
	FitTruncated
)

// IssueKind names what a reader of the paper might notice.
type IssueKind string

// The kinds of issue.
const (
	MissingGlyph IssueKind = "missing_glyph" // drawn as boxes: no font has it
	Shrunk       IssueKind = "shrunk"        // set smaller than asked
	SplitWord    IssueKind = "split_word"    // a word broken with a hyphen
	Truncated    IssueKind = "truncated"     // cut short with an ellipsis
)

// Issue is one thing to tell before printing.
type Issue struct {
	Kind    IssueKind
	Page    int    // the first page of the file it happens on, from 1
	Subject string // as the caller set it, for example "student S-00012"
	Detail  string // the text concerned; for a missing glyph the words that hold one
}

// Issues gives everything that had to be done to the document's texts, in
// page order: each kind once for a subject and detail.
func (d *Document) Issues() []Issue { return d.issues(Text.missing) }

// issues is Issues, with a way to tell which words of a text are missing.
func (d *Document) issues(missing func(Text) string) []Issue {
	type key struct {
		kind            IssueKind
		subject, detail string
	}
	seen := map[key]bool{}
	issues := []Issue{}
	add := func(i Issue) {
		k := key{i.Kind, i.Subject, i.Detail}
		if !seen[k] {
			seen[k] = true
			issues = append(issues, i)
		}
	}
	for n, page := range d.Pages {
		for _, op := range page.Ops {
			t, isText := op.(Text)
			if !isText {
				continue
			}
			if words := missing(t); words != "" {
				add(Issue{MissingGlyph, n + 1, t.Subject, words})
			}
			for _, f := range []struct {
				fit  Fit
				kind IssueKind
			}{{FitShrunk, Shrunk}, {FitSplit, SplitWord}, {FitTruncated, Truncated}} {
				if t.Fit&f.fit != 0 {
					add(Issue{f.kind, n + 1, t.Subject, t.Full})
				}
			}
		}
	}
	return issues
}

// missing gives the words of a text that hold what no font can set.
func (t Text) missing() string {
	if plain(t.String) {
		return ""
	}
	var words []string
	for word := range strings.FieldsSeq(Clean(t.String)) {
		if len(face(t.Bold).shape(word, byItself).missing) > 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}
