package college

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// LogosMost is how many logos papers carry.
const LogosMost = 3

// OwnTerms are the words of the catalogue that a college may have its own for,
// "student" → "learner": each stands in sentences as {$student}.
var OwnTerms = []string{"course", "student", "students", "tutor", "tutors"}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Validate reports every wrong field at once: a name; a colour "#rrggbb" in
// small letters, or none; an e-mail that is one; LogosMost logos at most, each
// with words for who cannot see it. The pictures themselves are looked at when
// they are saved.
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
			c.wrong(term, "words.noSuchTerm", "term", term)
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
