package store

import (
	"context"
	"strings"

	"daybook/backend/college"
)

// peopleIndex finds who a form may be about without comparing everybody with
// everybody: by mailbox, by mobile, by name, and by sharing two words of it.
type peopleIndex struct {
	all     []college.Person
	student map[string]college.Student // by person
	byKey   map[string][]int           // name key, e-mail, mobile → people
	byWord  map[string][]int
}

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
	index := &peopleIndex{student: students, byKey: map[string][]int{}, byWord: map[string][]int{}}
	for _, p := range people {
		index.add(p)
	}
	return index, nil
}

// add makes a person findable, so that later rows of a file match earlier ones.
func (x *peopleIndex) add(p college.Person) {
	at := len(x.all)
	x.all = append(x.all, p)
	for _, key := range keysOf(p) {
		x.byKey[key] = append(x.byKey[key], at)
	}
	for _, word := range strings.Fields(college.NameKey(p.FullName)) {
		x.byWord[word] = append(x.byWord[word], at)
	}
}

func keysOf(p college.Person) []string {
	keys := []string{"name " + college.NameKey(p.FullName)}
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

// find gives the people that p is, and those that look like p, in the order
// they were added.
func (x *peopleIndex) find(p college.Person) (same, alike []likeness) {
	shared := map[int]int{}
	for _, key := range keysOf(p) {
		for _, at := range x.byKey[key] {
			shared[at] += 2
		}
	}
	for _, word := range strings.Fields(college.NameKey(p.FullName)) {
		for _, at := range x.byWord[word] {
			shared[at]++
		}
	}
	damaged := college.Damaged(p.FullName)
	for at, other := range x.all {
		if shared[at] < 2 && !damaged {
			continue
		}
		m := college.Match(p, other)
		found := likeness{person: other, student: x.student[other.ID], Matching: m}
		switch m.Likeness {
		case college.Same:
			same = append(same, found)
		case college.Alike:
			alike = append(alike, found)
		}
	}
	return same, alike
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
