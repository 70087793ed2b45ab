package college

import (
	"errors"
	"slices"
	"sort"
	"strings"
)

// Code says what kind of refusal this is, for exit codes and for the window.
type Code string

const (
	Invalid   Code = "invalid"   // something typed or read is not acceptable
	NotFound  Code = "not_found" // the thing asked for is not there
	Conflict  Code = "conflict"  // the records as they stand do not allow it
	Forbidden Code = "forbidden" // this person may not do it
	Internal  Code = "internal"  // a fault of the program or the computer
)

// Values fill the {names} in a sentence of the catalogue.
type Values map[string]string

// FieldError is what is wrong with one field: its JSON name and the key of a
// sentence in the catalogue of words.
type FieldError struct {
	Field  string `json:"field"`
	Key    string `json:"key"`
	Values Values `json:"values,omitempty"`
}

// Refusal is the one error type a person ever sees. Key names a whole sentence
// in the catalogue that says what to do; Fields names each wrong field. Every
// other error is a fault and is shown as one standing apology.
type Refusal struct {
	Code   Code         `json:"code"`
	Key    string       `json:"key"`
	Values Values       `json:"values,omitempty"`
	Fields []FieldError `json:"fields,omitempty"`
}

// Error is for logs and tests: code, key and field names, never a value, since
// a value may be somebody's name.
func (r *Refusal) Error() string {
	parts := []string{string(r.Code), r.Key}
	for _, f := range r.Fields {
		parts = append(parts, f.Field+"="+f.Key)
	}
	return strings.Join(parts, " ")
}

// Refuse makes a refusal; pairs are name, value, name, value …
func Refuse(code Code, key string, pairs ...string) *Refusal {
	return &Refusal{Code: code, Key: key, Values: pairsOf(pairs)}
}

// AsRefusal finds the refusal inside err, or nil when err is a fault.
func AsRefusal(err error) *Refusal {
	if r, ok := errors.AsType[*Refusal](err); ok {
		return r
	}
	return nil
}

func pairsOf(pairs []string) Values {
	if len(pairs) == 0 {
		return nil
	}
	v := Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i]] = pairs[i+1]
	}
	return v
}

// checks gathers wrong fields; ok is nil when there are none.
type checks struct{ fields []FieldError }

func (c *checks) wrong(field, key string, pairs ...string) {
	c.fields = append(c.fields, FieldError{Field: field, Key: key, Values: pairsOf(pairs)})
}

func (c *checks) that(good bool, field, key string, pairs ...string) {
	if !good {
		c.wrong(field, key, pairs...)
	}
}

func (c *checks) text(value, field string, longest int) {
	if len([]rune(value)) > longest {
		c.wrong(field, "field.tooLong", "longest", itoa(longest))
	}
}

func (c *checks) date(value Date, field string) {
	if value != "" && !value.Valid() {
		c.wrong(field, "field.date")
	}
}

func (c *checks) oneOf(value, field string, options []string) {
	if value != "" && !slices.Contains(options, value) {
		c.wrong(field, "field.notAnOption", "value", value)
	}
}

// sortFields puts the wrong fields in a repeatable order after a walk over a map.
func (c *checks) sortFields() {
	sort.SliceStable(c.fields, func(i, j int) bool { return c.fields[i].Field < c.fields[j].Field })
}

// err is a refusal of all the wrong fields in the order of their names' first
// mention, or nil.
func (c *checks) err(key string) error {
	if len(c.fields) == 0 {
		return nil
	}
	return &Refusal{Code: Invalid, Key: key, Fields: c.fields}
}

// Severity is how a rule of the one rule table acts when broken by hand.
type Severity string

const (
	Block        Severity = "block"   // refused, whoever asks
	Reason       Severity = "reason"  // refused unless a leader gives a reason
	ConcernLevel Severity = "concern" // shown, never blocks
)

// Finding is one broken rule: its id in the rule table (I-07, H5 …), how it
// acts, the sentence, and the ids of the records it is about.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Key      string   `json:"key"`
	Values   Values   `json:"values,omitempty"`
	About    []string `json:"about,omitempty"`
	Sentence string   `json:"sentence,omitempty"` // filled in by the door, for those who read JSON
}

// Found makes a finding about the records named.
func Found(rule string, severity Severity, key string, about []string, pairs ...string) Finding {
	return Finding{Rule: rule, Severity: severity, Key: key, Values: pairsOf(pairs), About: about}
}

// Worst sorts findings so that what blocks comes first, then by rule, keeping
// the given order within a rule.
func Worst(findings []Finding) []Finding {
	rank := map[Severity]int{Block: 0, Reason: 1, ConcernLevel: 2}
	sort.SliceStable(findings, func(i, j int) bool {
		a, b := findings[i], findings[j]
		if rank[a.Severity] != rank[b.Severity] {
			return rank[a.Severity] < rank[b.Severity]
		}
		return a.Rule < b.Rule
	})
	return findings
}

// Refused turns findings into a refusal when one of them stops the act: a
// block always, a reason only while none is given. Concerns never stop it.
func Refused(findings []Finding, reason string) error {
	for _, f := range Worst(findings) {
		if f.Severity == Block || f.Severity == Reason && strings.TrimSpace(reason) == "" {
			return &Refusal{Code: Conflict, Key: f.Key, Values: f.Values}
		}
	}
	return nil
}
