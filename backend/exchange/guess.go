package exchange

import (
	"maps"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Mapping says which column is which.
type Mapping struct {
	Kind    string            `json:"kind"`    // "" when the headings say too little
	Columns map[string]string `json:"columns"` // every heading → its field, or "" when not used
	Ignored []string          `json:"ignored"` // headings not used, in the order of the columns
	Missing []string          `json:"missing"` // needed fields without a column
}

// Guess tells the kind of file and its columns from the headings. The kind is
// the one that finds all it needs, and then most of its fields; a file of
// another program that we know but do not take has none.
func Guess(s *Sheet) Mapping {
	best, score := Mapping{Columns: map[string]string{}}, 1
	for _, whole := range []bool{true, false} {
		for _, kind := range kinds {
			m := GuessAs(s, kind)
			if n := m.used(); n > score && (len(m.Missing) == 0) == whole {
				best, score = m, n
			}
		}
		if best.Kind != "" {
			break
		}
	}
	if best.Kind == "" || othersReport(s) {
		best = Mapping{Columns: map[string]string{}, Ignored: slices.Clone(s.Headings), Missing: []string{}}
		for _, h := range s.Headings {
			best.Columns[h] = ""
		}
	}
	return best
}

// GuessAs tells the columns of a file known to be of a kind.
func GuessAs(s *Sheet, kind string) Mapping {
	columns := map[string]string{}
	claims := map[string][]int{}
	for i, h := range s.Headings {
		columns[h] = ""
		if f := lookUp(kind, h); f != "" && !unheaded(h) {
			claims[f] = append(claims[f], i)
		}
	}
	system := formsColumns(s)
	for name, claimed := range claims {
		f, _ := fieldOf(kind, name)
		for _, i := range s.strongest(claimed, system, f.Many) {
			columns[s.Headings[i]] = name
		}
	}
	return mapping(s, kind, columns)
}

// strongest chooses among the columns that could feed one field: a question
// before a form's own column, a filled one before an empty one, the first
// before the second. A field of many takes all of the strongest sort.
func (s *Sheet) strongest(claimed []int, system map[int]bool, many bool) []int {
	rank := func(i int) int {
		switch {
		case system[i] && s.anonymous(i):
			return 3
		case s.empty(i):
			return 1
		case system[i]:
			return 2
		}
		return 0
	}
	best := 3
	for _, i := range claimed {
		best = min(best, rank(i))
	}
	var out []int
	for _, i := range claimed {
		if r := rank(i); r == best && r < 3 || many && r < 2 {
			out = append(out, i)
		}
	}
	if len(out) > 1 && !many {
		out = out[:1]
	}
	return out
}

// mapping completes a mapping: what is not used, and what is missing.
func mapping(s *Sheet, kind string, columns map[string]string) Mapping {
	m := Mapping{Kind: kind, Columns: columns, Ignored: []string{}, Missing: []string{}}
	have := map[string]bool{}
	for _, h := range s.Headings {
		if columns[h] == "" {
			m.Ignored = append(m.Ignored, h)
		}
		have[columns[h]] = true
	}
	have["fullName"] = have["fullName"] || have["givenName"] || have["familyName"]
	// Of somebody's times a file may bring any: their week, leave, what was agreed.
	have["weekday"] = have["weekday"] || have["awayFrom"] || have["sessionsWeek"] || have["hoursADay"]
	for _, f := range fields[kind] {
		if f.Needed && !have[f.Name] {
			m.Missing = append(m.Missing, f.Name)
		}
	}
	return m
}

func (m Mapping) used() int {
	found := map[string]bool{}
	for _, f := range m.Columns {
		if f != "" {
			found[f] = true
		}
	}
	return len(found)
}

// formsColumns are the columns Microsoft Forms adds of itself. Its Email is
// the word "anonymous", or whoever was signed in, and its Name likewise:
// neither is an answer (imports.md 3.1).
func formsColumns(s *Sheet) map[int]bool {
	if !microsoftForms(s.Headings) {
		return nil
	}
	system := map[int]bool{}
	for i, h := range s.Headings {
		switch compare(h) {
		case "email", "name":
			system[i] = true
		}
	}
	return system
}

func microsoftForms(headings []string) bool {
	start, completion := false, false
	for _, h := range headings {
		start = start || compare(h) == "start time"
		completion = completion || compare(h) == "completion time"
	}
	return start && completion
}

// unheaded tells the names uniqueHeadings gave columns without a heading.
func unheaded(h string) bool { return strings.HasPrefix(h, "(") && strings.HasSuffix(h, ")") }

func (s *Sheet) empty(column int) bool {
	for _, r := range s.Rows {
		if clean(r.Cells[column]) != "" {
			return false
		}
	}
	return true
}

func (s *Sheet) anonymous(column int) bool {
	for _, r := range s.Rows {
		if c := compare(r.Cells[column]); c != "" && c != "anonymous" {
			return false
		}
	}
	return true
}

// othersReport knows attendance reports of Teams and Zoom and attendee lists
// of Eventbrite by a heading nothing else has. They name people too, and must
// never be taken for enrolments (imports.md 3.3).
func othersReport(s *Sheet) bool {
	marks := []string{"join time", "first join", "last leave", "in meeting duration", "duration minutes", "meeting id", "participants", "attendee", "attendee status", "order"}
	hits := 0
	for _, h := range s.Headings {
		if slices.Contains(marks, compare(h)) {
			hits++
		}
	}
	return hits >= 2
}

// overlay puts a person's choice of columns over the guess. A column chosen
// for a field of one takes it from the column guessed.
func overlay(s *Sheet, kind string, chosen map[string]string) (Mapping, error) {
	if _, known := fields[kind]; !known {
		return Mapping{}, refuse("import.map.unknownKind", "kind", kind, "kinds", strings.Join(kinds, ", "))
	}
	columns := GuessAs(s, kind).Columns
	at := map[string]string{} // as compared → as written
	for _, h := range s.Headings {
		at[compare(h)] = h
	}
	fed := map[string]string{} // field of one → heading chosen
	for _, asked := range slices.Sorted(maps.Keys(chosen)) {
		name := chosen[asked]
		heading, known := at[compare(asked)]
		switch {
		case !known && name == "":
			continue // remembered as not used, and not there this time
		case !known:
			return Mapping{}, refuse("import.map.unknownHeading", "heading", asked)
		}
		f, known := fieldOf(kind, name)
		if name != "" && !known {
			return Mapping{}, refuse("import.map.unknownField", "field", name, "fields", fieldNames(kind))
		}
		if other, taken := fed[name]; name != "" && !f.Many && taken && other != heading {
			return Mapping{}, refuse("import.map.twice", "field", name, "first", other, "second", heading)
		}
		fed[name] = heading
		columns[heading] = name
	}
	for heading, name := range columns {
		if f, _ := fieldOf(kind, name); name != "" && !f.Many && fed[name] != "" && fed[name] != heading {
			columns[heading] = ""
		}
	}
	m := mapping(s, kind, columns)
	if len(m.Missing) > 0 {
		r := college.Refuse(college.Invalid, "import.map.missing", "fields", strings.Join(m.Missing, ", "))
		for _, name := range m.Missing {
			r.Fields = append(r.Fields, college.FieldError{Field: name, Key: "import.map.needed"})
		}
		return m, r
	}
	return m, nil
}

func fieldNames(kind string) string {
	var names []string
	for _, f := range fields[kind] {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
