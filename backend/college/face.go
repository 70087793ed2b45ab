package college

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// LogosMost is how many logos papers carry.
const LogosMost = 3

// OwnTerms are the words of the catalogue that a college may have its own for,
// "student" → "learner": each stands in sentences as {$student}.
var OwnTerms = []string{"course", "student", "students", "tutor", "tutors", "volunteer", "volunteers"}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Validate reports every wrong field at once: a name; a colour "#rrggbb" in
// small letters, or none; an e-mail that is one; LogosMost logos at most, none
// of them empty, each with words for who cannot see it. The pictures themselves
// are looked at when they are saved.
func (f Face) Validate() error {
	var c checks
	c.that(strings.TrimSpace(f.College) != "", "college", "face.nameNeeded")
	for _, t := range []struct {
		value, field string
		longest      int
	}{{f.College, "college", 120}, {f.ShortName, "shortName", 40}, {f.Strapline, "strapline", 160}, {f.Phone, "phone", 60}, {f.Email, "email", 320},
		{f.Website, "website", 120}, {f.Address, "address", 300}, {f.Signatory, "signatory", 120}, {f.Role, "role", 120}, {f.CrisisText, "crisisText", 600}} {
		c.text(t.value, t.field, t.longest)
	}
	c.that(f.Colour == "" || hexColour.MatchString(f.Colour), "colour", "face.colour")
	if f.Email != "" {
		_, good := ReadEmail(f.Email)
		c.that(good, "email", "person.email", "email", f.Email)
	}
	c.that(len(f.Logos) <= LogosMost, "logos", "face.tooManyLogos", "most", itoa(LogosMost))
	for i := range f.Logos {
		c.that(len(f.Logos[i]) > 0, "logos", "picture.notOne")
		if i >= len(f.LogoAlts) || strings.TrimSpace(f.LogoAlts[i]) == "" {
			c.wrong("logoAlts", "face.altNeeded", "logo", itoa(i+1))
		}
	}
	return c.err("face.invalid")
}

// CheckOwnWords tidies a college's own words: spaces at the ends go, and a word
// left empty is the usual one. It refuses terms that are none of OwnTerms, and
// words that are no words: of more than 30 letters, without any, or with braces.
func CheckOwnWords(own map[string]string) (tidy map[string]string, err error) {
	var c checks
	tidy = map[string]string{}
	for term, word := range own {
		word = strings.Join(strings.Fields(word), " ")
		if !slices.Contains(OwnTerms, term) {
			c.wrong(term, "words.noSuchTerm", "term", term, "terms", strings.Join(OwnTerms, ", "))
			continue
		}
		if word == "" {
			continue
		}
		c.text(word, term, 30)
		good := strings.ContainsFunc(word, unicode.IsLetter) && !strings.ContainsAny(word, "{}") && !strings.ContainsFunc(word, unicode.IsControl)
		c.that(good, term, "words.notAWord")
		tidy[term] = word
	}
	c.sortFields()
	return tidy, c.err("words.invalid")
}

// WithSaidWords are a college's own words, now that some more were said of it. A
// word for one student is also one for several, by adding an s, unless theirs is
// said too; taken away, it takes theirs with it. It refuses a word whose plural
// is not regular while there is none.
func WithSaidWords(own, said map[string]string) (map[string]string, error) {
	all := maps.Clone(own)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, said)
	for term, word := range said {
		several := term + "s"
		if _, saidToo := said[several]; saidToo || !slices.Contains(OwnTerms, several) {
			continue
		}
		plural, regular := pluralOf(strings.TrimSpace(word))
		switch {
		case regular:
			all[several] = plural
		case all[several] == "":
			return nil, Refuse(Invalid, "words.pluralNeeded", "word", strings.TrimSpace(word), "term", several)
		}
	}
	return all, nil
}

// irregular are the ends of English words whose plural has no s.
var irregular = []string{"man", "person", "child", "people", "folk", "s"}

// pluralOf is the regular English plural of a word, "" of none. A word that ends
// in no small English letter, or is known to go another way, has none.
func pluralOf(word string) (plural string, regular bool) {
	if word == "" {
		return "", true
	}
	last := word[len(word)-1]
	if last < 'a' || last > 'z' || slices.ContainsFunc(irregular, func(end string) bool { return strings.HasSuffix(strings.ToLower(word), end) }) {
		return "", false
	}
	switch before := word[:len(word)-1]; {
	case last == 'y' && before != "" && !strings.ContainsAny(before[len(before)-1:], "aeiou"):
		return before + "ies", true
	case last == 'x' || last == 'z' || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh"):
		return word + "es", true
	}
	return word + "s", true
}

// secretKinds are the ways into a venue.
var secretKinds = []string{"key", "alarm", "code", "other"}

// Validate: a venue, a kind there is, and a text of 300 letters at most.
func (s VenueSecret) Validate() error {
	var c checks
	c.that(s.VenueID != "", "venueId", "field.needed")
	c.that(s.Kind != "", "kind", "field.needed")
	c.oneOf(s.Kind, "kind", secretKinds)
	c.text(s.Text, "text", 300)
	return c.err("secret.invalid")
}
