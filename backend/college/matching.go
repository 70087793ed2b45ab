package college

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Likeness says whether two records are of one person.
type Likeness string

const (
	Same      Likeness = "same"      // a match
	Alike     Likeness = "alike"     // a person must look; never merged, never made anew silently
	Different Likeness = "different" // two people
)

// Matching is a likeness and the key of the sentence that says why; "" where
// the two are different people.
type Matching struct {
	Likeness Likeness `json:"likeness"`
	Key      string   `json:"key"`
}

// Match is the rule of matching (D2). Two records are of one person when they
// share an e-mail or a mobile, their folded names agree and their birthdays do
// not contradict; or when they share the birthday and the folded name, or the
// words of it in any order. Whatever else looks alike needs a look: families
// share mailboxes. A name that lost letters is never a match.
func Match(a, b Person) Matching {
	ev := evidenceOf(a, b)
	switch {
	case ev.damaged:
		return ev.damagedMatch(a, b)
	case (ev.email || ev.mobile) && ev.fold && !ev.birthdayDiffers:
		if ev.email {
			return Matching{Same, "match.emailAndName"}
		}
		return Matching{Same, "match.mobileAndName"}
	case ev.birthday && ev.words:
		return Matching{Same, "match.birthdayAndName"}
	case ev.words && ev.birthdayDiffers:
		return Matching{Alike, "match.otherBirthday"}
	case ev.words && (ev.email || ev.mobile):
		return Matching{Alike, "match.otherOrder"}
	case ev.words:
		return Matching{Alike, "match.sameName"}
	case ev.email:
		return Matching{Alike, "match.sameMailbox"}
	case ev.mobile:
		return Matching{Alike, "match.sameMobile"}
	case ev.contained && !ev.birthdayDiffers:
		return Matching{Alike, "match.nameContained"}
	}
	return Matching{Likeness: Different}
}

// evidence is what two records have in common.
type evidence struct {
	email, mobile   bool
	fold            bool // the folded names agree, word for word
	words           bool // the same words, in any order
	contained       bool // two or more words of one name are all the words of the other
	birthday        bool // the same one
	birthdayDiffers bool // both known, and not the same
	damaged         bool // one of the names lost letters
}

func evidenceOf(a, b Person) evidence {
	return evidence{
		email:           shareEmail(a, b),
		mobile:          shareMobile(a, b),
		fold:            Fold(a.FullName) != "" && Fold(a.FullName) == Fold(b.FullName),
		words:           SameName(a.FullName, b.FullName),
		contained:       contained(a.FullName, b.FullName),
		birthday:        a.DOB != "" && a.DOB == b.DOB,
		birthdayDiffers: a.DOB != "" && b.DOB != "" && a.DOB != b.DOB,
		damaged:         Damaged(a.FullName) || Damaged(b.FullName),
	}
}

func (ev evidence) damagedMatch(a, b Person) Matching {
	if ev.email || ev.mobile || ev.words || !ev.birthdayDiffers && fitsDamaged(a.FullName, b.FullName) {
		return Matching{Alike, "match.damagedName"}
	}
	return Matching{Likeness: Different}
}

func shareEmail(a, b Person) bool {
	return slices.ContainsFunc(a.Emails, func(e string) bool {
		return slices.ContainsFunc(b.Emails, func(f string) bool { return e != "" && strings.EqualFold(e, f) })
	})
}

func shareMobile(a, b Person) bool {
	for _, p := range a.Phones {
		for _, q := range b.Phones {
			if p.Kind == "mobile" && q.Kind == "mobile" && p.Number != "" && p.Number == q.Number {
				return true
			}
		}
	}
	return false
}

// contained tells whether one name is the other with words added, "Ann Smith"
// and "Ann Marie Smith". One word alone says too little.
func contained(a, b string) bool {
	short, long := strings.Fields(NameKey(a)), strings.Fields(NameKey(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < 2 || len(short) == len(long) {
		return false
	}
	for _, word := range short {
		if !slices.Contains(long, word) {
			return false
		}
	}
	return true
}

// fitsDamaged tells whether two names agree when each lost letter of one
// stands for any one letter of the other: "Rados?aw" fits "Radosław".
func fitsDamaged(a, b string) bool {
	x, y := []rune(lettersOf(a)), []rune(lettersOf(b))
	if len(x) != len(y) {
		return false
	}
	known := 0
	for i := range x {
		if x[i] == '?' || y[i] == '?' {
			continue
		}
		if x[i] != y[i] {
			return false
		}
		known++
	}
	return known > 0
}

// LetterCount is how long a name is, its lost letters included: a name that lost
// letters can stand only for names of the same length.
func LetterCount(name string) int { return len([]rune(lettersOf(name))) }

// lettersOf is a name in lower case, each letter one rune where Unicode has
// one, with every lost letter a question mark.
func lettersOf(name string) string {
	name = strings.ReplaceAll(name, string(unicode.ReplacementChar), "?")
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
}
