// Package words holds every sentence the program says, once, in one catalogue.
//
// A sentence has a key and may hold {names} to fill, "{count} sessions", and
// {$terms} that a college may have words of its own for, "{$student}", or with
// a capital, "{$Student}", where a line begins with one. A key
// with two forms is stored as key_one and key_other and chosen by the value
// "count". The same file is read by the front end.
package words

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

//go:embed en.json
var english []byte

var sentences = func() map[string]string {
	m := map[string]string{}
	if err := json.Unmarshal(english, &m); err != nil {
		panic("words: en.json is not a catalogue: " + err.Error()) // a broken build, not a broken run
	}
	return m
}()

// Catalogue says sentences in a college's own words. The zero value says them
// in the words of the glossary.
type Catalogue struct {
	Own map[string]string // term → the college's word, "student" → "learner"
}

// Say is Catalogue.Say in the words of the glossary.
func Say(key string, values map[string]string) string { return Catalogue{}.Say(key, values) }

// Has tells whether the catalogue knows the key, in one form or two.
func Has(key string) bool {
	_, one := sentences[key]
	_, two := sentences[key+"_other"]
	return one || two
}

// Keys lists every key of the catalogue in order.
func Keys() []string { return slices.Sorted(maps.Keys(sentences)) }

// Say fills the sentence of a key. An unknown key is said as it stands, so
// that a missing sentence is seen and a test can find it.
func (c Catalogue) Say(key string, values map[string]string) string {
	text, ok := sentences[key]
	if !ok {
		text, ok = sentences[key+plural(values["count"])]
	}
	if !ok {
		return key
	}
	return c.fill(text, values)
}

func (c Catalogue) fill(text string, values map[string]string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(c.value(name, values))
		text = after
	}
}

func (c Catalogue) value(name string, values map[string]string) string {
	term, isTerm := strings.CutPrefix(name, "$")
	if !isTerm {
		return values[name]
	}
	small := strings.ToLower(term[:min(1, len(term))]) + term[min(1, len(term)):]
	word := c.Own[small]
	if word == "" {
		word = sentences["term."+small]
	}
	if small != term {
		first, size := utf8.DecodeRuneInString(word)
		word = string(unicode.ToTitle(first)) + word[size:]
	}
	return word
}

func plural(count string) string {
	if count == "1" {
		return "_one"
	}
	return "_other"
}

// LongDate is a date in a heading, "Monday 7 September 2026", from "2026-09-07";
// a date that is not one gives "".
func LongDate(iso string) string { return say(iso, "{weekday} {day} {month} {year}", "", "") }

// ShortDate is a date in a list, "Mon 7 Sep".
func ShortDate(iso string) string { return say(iso, "{weekday} {day} {month}", ".short", ".short") }

// DayMonth is a date in a grid, "7 Sep".
func DayMonth(iso string) string { return say(iso, "{day} {month}", ".short", ".short") }

// DayMonthYear is a date in a sentence, "7 September 2026".
func DayMonthYear(iso string) string { return say(iso, "{day} {month} {year}", "", "") }

// MonthShort is the month of a date in a grid, "Sep".
func MonthShort(iso string) string { return say(iso, "{month}", "", ".short") }

// Weekday is the name of a date's day, "Monday".
func Weekday(iso string) string { return say(iso, "{weekday}", "", "") }

func say(iso, form, weekdayStyle, monthStyle string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return ""
	}
	return Catalogue{}.fill(form, map[string]string{
		"weekday": sentences[fmt.Sprintf("weekday%s.%d", weekdayStyle, (int(t.Weekday())+6)%7+1)],
		"month":   sentences[fmt.Sprintf("month%s.%d", monthStyle, int(t.Month()))],
		"day":     fmt.Sprint(t.Day()),
		"year":    fmt.Sprint(t.Year()),
	})
}
