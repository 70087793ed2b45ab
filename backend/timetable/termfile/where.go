package termfile

import (
	"strconv"
	"strings"
)

// where names a place in a file, such as runs[3].course. It is put into words
// only when something is wrong there: most of them never are.
type where struct {
	steps [5]step
	count int
}

type step struct {
	name  string
	index int // in a list; none = -1
}

// named is a field of the file, in is one of a list of the file.
func named(name string) where        { return where{}.with(step{name, -1}) }
func in(list string, i int) where    { return where{}.with(step{list, i}) }
func (p where) field(n string) where { return p.with(step{n, -1}) }
func (p where) item(list string, i int) where {
	return p.with(step{list, i})
}

func (p where) with(s step) where {
	p.steps[p.count] = s
	p.count++
	return p
}

func (p where) String() string {
	var words []string
	for _, s := range p.steps[:p.count] {
		word := s.name
		if s.index >= 0 {
			word += "[" + strconv.Itoa(s.index) + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, ".")
}

// nth is an entry of the list that the place is.
func (p where) nth(i int) where {
	p.steps[p.count-1].index = i
	return p
}
