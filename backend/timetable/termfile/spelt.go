package termfile

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// speller goes through a file as it is spelt, along the types that it is read
// into: what the reader of JSON lets pass in silence is found here.
type speller struct {
	checker
	*json.Decoder
	types map[reflect.Type][]spelling
}

// spelling is a field as the file must have it.
type spelling struct {
	name   string
	kind   reflect.Type
	needed bool
}

// spelt refuses fields that there are not, that are in other capitals, doubled,
// null or missing, and text in which a letter was lost. The file is JSON and fits
// its types.
func spelt(data []byte) error {
	s := &speller{Decoder: json.NewDecoder(bytes.NewReader(data)), types: map[reflect.Type][]spelling{}}
	s.UseNumber()
	if err := s.value(reflect.TypeFor[file](), where{}); err != nil {
		return err
	}
	return s.refusal()
}

func (s *speller) value(kind reflect.Type, at where) error {
	token, err := s.Token()
	if err != nil {
		return err
	}
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch token := token.(type) {
	case nil:
		s.that(false, at, "termFile.null")
	case string:
		s.that(!strings.ContainsRune(token, unicode.ReplacementChar), at, "termFile.letters")
	case json.Delim:
		if token == '{' {
			err = s.fields(kind, at)
		} else {
			err = s.list(kind.Elem(), at)
		}
		if err == nil {
			_, err = s.Token() // the bracket that closes
		}
	}
	return err
}

func (s *speller) list(kind reflect.Type, at where) error {
	for i := 0; s.More(); i++ {
		if err := s.value(kind, at.nth(i)); err != nil {
			return err
		}
	}
	return nil
}

func (s *speller) fields(kind reflect.Type, at where) error {
	known, seen := s.spellings(kind), map[string]bool{}
	for s.More() {
		token, err := s.Token()
		if err != nil {
			return err
		}
		name := token.(string)
		path := at.field(name)
		s.that(!seen[name], path, "termFile.doubled")
		seen[name] = true
		of := s.spelling(kind, known, name, path)
		if of == nil {
			var skipped json.RawMessage
			err = s.Decode(&skipped)
		} else {
			err = s.value(of, path)
		}
		if err != nil {
			return err
		}
	}
	for _, k := range known {
		s.that(!k.needed || seen[k.name], at.field(k.name), "termFile.needed")
	}
	return nil
}

// spelling is the type of a field; nil where there is no such field.
func (s *speller) spelling(kind reflect.Type, known []spelling, name string, path where) reflect.Type {
	if kind.Kind() == reflect.Map {
		return kind.Elem()
	}
	var names []string
	for _, k := range known {
		switch {
		case k.name == name:
			return k.kind
		case strings.EqualFold(k.name, name):
			s.that(false, path, "termFile.capitals", "name", k.name)
			return nil
		}
		names = append(names, k.name)
	}
	s.that(false, path, "termFile.unknownField", "options", strings.Join(names, ", "))
	return nil
}

func (s *speller) spellings(kind reflect.Type) []spelling {
	if kind.Kind() != reflect.Struct {
		return nil
	}
	known, done := s.types[kind]
	if !done {
		for field := range kind.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			known = append(known, spelling{name, field.Type, field.Tag.Get("file") == "needed"})
		}
		s.types[kind] = known
	}
	return known
}

// clean takes out of names what is no letter and changes how a line is read, and
// calls what has no name by its id.
func (f *file) clean() {
	name := func(name *string, id string) {
		if *name = plain(*name); *name == "" {
			*name = id
		}
	}
	spans := func(list []span) {
		for i := range list {
			name(&list[i].Name, "")
		}
	}
	name(&f.Term.Name, "")
	spans(f.Term.Breaks)
	spans(f.Closures)
	for i := range f.Venues {
		name(&f.Venues[i].Name, f.Venues[i].ID)
		spans(f.Venues[i].Closures)
	}
	for i := range f.Rooms {
		name(&f.Rooms[i].Name, f.Rooms[i].ID)
		spans(f.Rooms[i].Closures)
	}
	for i := range f.VirtualRooms {
		name(&f.VirtualRooms[i].Name, f.VirtualRooms[i].ID)
	}
	for i := range f.People {
		name(&f.People[i].Name, f.People[i].ID)
	}
	for i := range f.Kit {
		name(&f.Kit[i].Name, f.Kit[i].ID)
	}
	f.label(name)
}

// label calls the runs of a course by its title; where it has more than one, by
// their ids too.
func (f *file) label(name func(name *string, id string)) {
	titles, runs := map[string]string{}, map[string]int{}
	for i := range f.Courses {
		name(&f.Courses[i].Title, f.Courses[i].ID)
		titles[f.Courses[i].ID] = f.Courses[i].Title
	}
	for i := range f.Runs {
		runs[f.Runs[i].Course]++
	}
	for i := range f.Runs {
		r := &f.Runs[i]
		usual := titles[r.Course]
		if runs[r.Course] > 1 {
			usual += " (" + r.ID + ")"
		}
		name(&r.Label, usual)
	}
}

// plain is a text without control characters and without marks that turn the
// direction of reading.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s))
}

// refusal is what was gathered; nil = nothing.
func (c *checker) refusal() error {
	if len(c.wrong) == 0 {
		return nil
	}
	refusal := college.Refuse(college.Invalid, "termFile.wrong", "count", strconv.Itoa(len(c.wrong)))
	refusal.Fields = c.wrong[:min(len(c.wrong), wrongMost)]
	return refusal
}
