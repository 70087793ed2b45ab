package store

import (
	"context"
	"slices"
	"strings"

	"daybook/backend/college"
)

// peopleIndex finds who a form may be about without comparing everybody with
// everybody, also where thousands share a mailbox or a word of their names.
type peopleIndex struct {
	all     []college.Person
	student map[string]college.Student // by person
	same    map[string][]int           // what makes two records one person
	alike   map[string][]int           // what makes them look alike
}

// manyAlike is how many people who only look like a row are worth naming.
const manyAlike = 20

// likeness is one person a row may be about.
type likeness struct {
	person  college.Person
	student college.Student
	college.Matching
}

func indexPeople(ctx context.Context, q querier) (*peopleIndex, error) {
	people, err := find[college.Person](ctx, q, "WHERE merged_into IS NULL ORDER BY id")
	if err != nil {
		return nil, err
	}
	students, err := byID(ctx, q, func(s college.Student) string { return s.PersonID }, "")
	if err != nil {
		return nil, err
	}
	index := newPeopleIndex(students)
	for _, p := range people {
		index.add(p)
	}
	return index, nil
}

func newPeopleIndex(students map[string]college.Student) *peopleIndex {
	return &peopleIndex{student: students, same: map[string][]int{}, alike: map[string][]int{}}
}

// add makes a person findable, so that later rows of a file match earlier ones.
func (x *peopleIndex) add(p college.Person) {
	at := len(x.all)
	x.all = append(x.all, p)
	for _, key := range sameKeys(p) {
		x.same[key] = append(x.same[key], at)
	}
	keys := append(contactKeys(p), "name "+college.NameKey(p.FullName), lengthKey(p.FullName))
	for _, part := range partsOf(p.FullName) {
		keys = append(keys, "part "+part)
	}
	for _, key := range keys {
		x.alike[key] = append(x.alike[key], at)
	}
}

// sameKeys are what two records of one person have in common (college.Match):
// a mailbox or a mobile with the name, or the birthday with its words.
func sameKeys(p college.Person) []string {
	var keys []string
	for _, contact := range contactKeys(p) {
		keys = append(keys, contact+" "+college.Fold(p.FullName))
	}
	if p.DOB != "" {
		keys = append(keys, "born "+string(p.DOB)+" "+college.NameKey(p.FullName))
	}
	return keys
}

func contactKeys(p college.Person) []string {
	var keys []string
	for _, e := range p.Emails {
		keys = append(keys, "email "+strings.ToLower(e))
	}
	for _, ph := range p.Phones {
		if ph.Kind == "mobile" {
			keys = append(keys, "mobile "+ph.Number)
		}
	}
	return keys
}

// lengthKey brings names with lost letters to those they may stand for.
func lengthKey(name string) string { return "length " + count(college.LetterCount(name)) }

// partsOf are the names that a name of three words or more has inside it: two
// or more of its words, in the order of NameKey. Of very long names the first
// six words count.
func partsOf(name string) []string {
	words := strings.Fields(college.NameKey(name))
	words = words[:min(len(words), 6)]
	var parts []string
	for chosen := 1; chosen < 1<<len(words)-1; chosen++ {
		var part []string
		for i, word := range words {
			if chosen&(1<<i) != 0 {
				part = append(part, word)
			}
		}
		if len(part) >= 2 {
			parts = append(parts, strings.Join(part, " "))
		}
	}
	return parts
}

// find gives the people that p is, and some of those that look like p, in the
// order they were added.
func (x *peopleIndex) find(p college.Person) (same, alike []likeness) {
	for _, at := range x.candidates(x.same, sameKeys(p), len(x.all)) {
		if found := x.compare(p, at); found.Likeness == college.Same {
			same = append(same, found)
		}
	}
	keys := append(contactKeys(p), "name "+college.NameKey(p.FullName), "part "+college.NameKey(p.FullName))
	for _, part := range partsOf(p.FullName) {
		keys = append(keys, "name "+part)
	}
	if college.Damaged(p.FullName) {
		keys = append(keys, lengthKey(p.FullName))
	}
	for _, at := range x.candidates(x.alike, keys, 10*manyAlike) {
		if found := x.compare(p, at); found.Likeness == college.Alike && len(alike) < manyAlike {
			alike = append(alike, found)
		}
	}
	return same, alike
}

// candidates are the people under any of the keys, each once, in the order they
// were added; of each key as many as wanted.
func (x *peopleIndex) candidates(by map[string][]int, keys []string, wanted int) []int {
	var all []int
	for _, key := range keys {
		found := by[key]
		if !strings.HasPrefix(key, "length ") {
			found = found[:min(len(found), wanted)]
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (x *peopleIndex) compare(p college.Person, at int) likeness {
	other := x.all[at]
	return likeness{person: other, student: x.student[other.ID], Matching: college.Match(p, other)}
}

// shown is how a row's reason names a person on record: the student number,
// else that they are no student.
func (l likeness) shown() string {
	if l.student.Number != "" {
		return l.student.Number
	}
	return l.person.FullName
}

// decided finds the student with a number that a person chose for a row.
func (x *peopleIndex) decided(number string) (college.Student, bool) {
	for _, s := range x.student {
		if strings.EqualFold(s.Number, strings.TrimSpace(number)) {
			return s, true
		}
	}
	return college.Student{}, false
}
