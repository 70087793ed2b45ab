// Package app is the doors of Daybook: what the window and the command line may
// ask for. It asks, delegates and guards; it owns dialogs and opening files.
package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"os/user"
	"reflect"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/words"
)

// Door stands in front of everything that can be asked. Every bound method and
// every command goes through ask.
type Door struct {
	store   *store.Store
	folder  string
	user    string
	now     func() time.Time
	words   words.Catalogue
	ready   chan struct{} // closed when the college is open, or cannot be
	problem error         // why it cannot
}

// newDoor opens the college of a folder in the background; whoever asks first
// waits for it.
func newDoor(folder string, now func() time.Time) *Door {
	d := &Door{folder: folder, user: whoever(), now: now, ready: make(chan struct{})}
	go func() {
		defer close(d.ready)
		defer func() {
			if fault := recover(); fault != nil {
				d.problem = fmt.Errorf("opening: %v", fault)
			}
		}()
		if d.store, d.problem = store.Open(context.Background(), store.Options{Folder: folder, Now: now}); d.problem != nil {
			return
		}
		if card, err := d.store.Card(context.Background()); err == nil {
			d.words = words.Catalogue{Own: card.OwnWords}
		}
	}()
	return d
}

// Close lets go of the college.
func (d *Door) Close() error {
	<-d.ready
	if d.store == nil {
		return nil
	}
	return d.store.Close()
}

// whoever is the name the computer knows its user by, for history; the keyring
// takes its place.
func whoever() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "somebody"
}

// ask is the one wrapper in front: act says in words what is asked, for the
// log. It waits until the college is open, turns panics and faults into one
// apology, refuses results that cannot be shown, and gives every error as a
// Told.
func ask[T any](d *Door, act string, fn func(context.Context) (T, error)) (answer T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			slog.Error("panic", "act", act, "fault", fault, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in %s", act)
		}
		if err != nil {
			answer, err = *new(T), d.tell(act, err)
		}
	}()
	<-d.ready
	if d.problem != nil {
		return answer, d.problem
	}
	answer, err = fn(store.As(context.Background(), d.user))
	if err == nil && !finite(reflect.ValueOf(answer)) {
		err = fmt.Errorf("%s gave a number that is none", act)
	}
	return answer, err
}

// Told is an error as a person reads it. Over the bridge it travels as JSON.
type Told struct {
	Code     college.Code `json:"code"`
	Key      string       `json:"key"`
	Sentence string       `json:"sentence"`
	Fields   []ToldField  `json:"fields"`
}

// ToldField is what is wrong with one field, in a sentence.
type ToldField struct {
	Field    string `json:"field"`
	Sentence string `json:"sentence"`
}

// Error is the whole of it as JSON text, which the page reads.
func (t *Told) Error() string {
	text, err := json.Marshal(t)
	if err != nil {
		return t.Sentence
	}
	return string(text)
}

// tell puts an error into sentences. A fault is logged, once and here, and
// becomes the standing apology.
func (d *Door) tell(act string, err error) error {
	refusal := college.AsRefusal(err)
	if refusal == nil {
		slog.Error("fault", "act", act, "error", err)
		return &Told{Code: college.Internal, Key: "fault", Sentence: d.say("fault", nil), Fields: []ToldField{}}
	}
	told := &Told{Code: refusal.Code, Key: refusal.Key, Sentence: d.say(refusal.Key, refusal.Values), Fields: []ToldField{}}
	for _, f := range refusal.Fields {
		told.Fields = append(told.Fields, ToldField{f.Field, d.say(f.Key, f.Values)})
	}
	return told
}

var isoDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// say fills a sentence; a value that is a date is said as people say dates, and
// one that is itself a key as its sentence.
func (d *Door) say(key string, values college.Values) string {
	said := map[string]string{}
	for name, value := range values {
		switch {
		case isoDate.MatchString(value) && college.Date(value).Valid():
			value = words.DayMonthYear(value)
		case name == "because":
			value = d.words.Say(value, nil)
		case !slices.Contains(lists, name):
			value = readable(value)
		}
		said[name] = value
	}
	return d.words.Say(key, said)
}

// lists are values that Daybook itself put together; they may be long.
var lists = []string{"fields", "kinds", "terms"}

// readable is a value as it may stand in a sentence: on one line, without the
// signs that turn a line's direction, and not so long that the sentence is lost.
func readable(value string) string {
	value = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r), unicode.IsControl(r):
			return ' '
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, "\ufffd"))
	value = strings.Join(strings.Fields(value), " ")
	if letters := []rune(value); len(letters) > 300 {
		value = string(letters[:200]) + " … " + string(letters[len(letters)-60:])
	}
	return value
}

// sayFindings puts what the rules found into sentences.
func (d *Door) sayFindings(findings []college.Finding) {
	for i := range findings {
		findings[i].Sentence = d.say(findings[i].Key, findings[i].Values)
	}
}

// finite tells whether every number in a value can be written as JSON: one that
// cannot would end the whole program.
func finite(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		return !math.IsNaN(v.Float()) && !math.IsInf(v.Float(), 0)
	case reflect.Struct:
		for i := range v.NumField() {
			if !finite(v.Field(i)) {
				return false
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if !finite(v.Index(i)) {
				return false
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if !finite(v.MapIndex(key)) {
				return false
			}
		}
	case reflect.Pointer, reflect.Interface:
		return v.IsNil() || finite(v.Elem())
	}
	return true
}
