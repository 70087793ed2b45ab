// Package app is the doors of Daybook: what the window and the command line may
// ask for. It asks, delegates and guards; it owns dialogs and opening files.
package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
	"daybook/backend/words"
)

// Door stands in front of everything that can be asked. Every bound method and
// every command goes through ask, which knows who has signed in, what their role
// may do (permissions), how long nobody was there, and the audit.
type Door struct {
	folder string
	clock  clocks
	cost   vault.Cost // the least a passphrase may cost to try
	words  words.Catalogue
	ready  chan struct{}    // closed when it is known what is in the folder
	again  func(why string) // ends this process for a fresh one; nil on the command line
	locked string           // why the last one was ended

	records  sync.RWMutex // held by every call; alone by those that open, close or swap the records
	problem  error        // why nobody can sign in
	broken   error        // why the records of a leader who has signed in do not open
	home     *store.Home
	ring     *vault.Ring
	access   *vault.Access
	store    *store.Store
	begun    *beginning   // a first run whose sheet was not typed back yet
	sheet    *vault.Sheet // a new sheet that was not typed back yet
	asked    []int        // which of its groups, from 0
	seen     sync.Map     // lists that were shown since the sign-in
	jobs     jobs         // papers being made
	plans    plans        // terms being planned
	previews previews     // papers looked at last
	notices  []string
	idle     idle
	copying  atomic.Pointer[context.CancelFunc] // a backup that a call may interrupt
	// notBefore is when, by the time awake, a backup that failed is tried again.
	notBefore atomic.Int64
}

// newDoor looks into the folder of a college in the background; whoever asks
// first waits for it. Nothing of the records is open before somebody signs in.
func newDoor(folder string, clock clocks, cost vault.Cost) *Door {
	d := &Door{folder: folder, clock: clock, cost: cost, ready: make(chan struct{})}
	go func() {
		defer close(d.ready)
		defer func() {
			if fault := recover(); fault != nil {
				d.problem = fmt.Errorf("opening: %v", fault)
			}
		}()
		d.problem = d.arrive()
	}()
	return d
}

// arrive takes the folder in hand and reads the keyring.
func (d *Door) arrive() (err error) {
	sweepSheets(d.folder)
	if d.home, err = store.Enter(d.folder); err != nil {
		return err
	}
	d.ring, err = vault.Load(d.home.Data(), d.cost)
	return err
}

// empty tells whether there is no college yet: then a first run may begin.
func (d *Door) empty() bool {
	refusal := college.AsRefusal(d.problem)
	return refusal != nil && refusal.Key == "store.noCollege"
}

// Close lets go of the college, after a backup where one is due.
func (d *Door) Close() error {
	<-d.ready
	d.jobs.stop()
	d.plans.stop()
	d.records.Lock()
	defer d.records.Unlock()
	sweepSheets(d.folder)
	err := d.backUpAtClose()
	return errors.Join(err, d.leave())
}

// leave closes what is open and lets go of the folder.
func (d *Door) leave() error {
	err := d.signOut()
	if d.home != nil {
		err = errors.Join(err, d.home.Leave())
		d.home = nil
	}
	return err
}

// signOut closes the records and clears the keys.
func (d *Door) signOut() (err error) {
	if d.store != nil {
		err = d.store.Close()
	}
	if d.access != nil {
		d.access.Close()
	}
	d.store, d.access, d.notices = nil, nil, nil
	d.seen.Clear()
	d.previews.drop()
	d.jobs.forget()
	d.plans.forget()
	return err
}

// user is the id of whoever has signed in.
func (d *Door) user() string {
	if d.access == nil {
		return ""
	}
	return d.access.User.ID
}

// userName is their name.
func (d *Door) userName() string {
	if d.access == nil {
		return ""
	}
	return d.access.User.Name
}

// ask is the one wrapper in front: act is its row in the table of permissions.
// It refuses before anything is read; turns panics and faults into one apology;
// refuses results that cannot be shown; and gives every error as a Told.
func ask[T any](d *Door, act string, fn func(context.Context) (T, error)) (T, error) {
	return askAbout(d, act, "", fn)
}

// askAbout is ask for what is about one record, which the audit names.
func askAbout[T any](d *Door, act, subject string, fn func(context.Context) (T, error)) (answer T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			slog.Error("panic", "act", act, "fault", kindOf(fault), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in %s", act)
		}
		if err != nil {
			answer, err = *new(T), d.tell(act, err)
		}
	}()
	<-d.ready
	rule, listed := permissions[act]
	if !listed {
		return answer, fmt.Errorf("%q has no row in the table of permissions", act)
	}
	d.interrupt()
	if rule.alone {
		d.records.Lock()
		defer d.records.Unlock()
	} else {
		d.records.RLock()
		defer d.records.RUnlock()
	}
	if err := d.may(rule); err != nil {
		return answer, err
	}
	ctx := store.As(context.Background(), d.user())
	if answer, err = fn(ctx); err != nil {
		return answer, err
	}
	if !finite(reflect.ValueOf(answer)) {
		return answer, fmt.Errorf("%s gave a number that is none", act)
	}
	return answer, d.noteReading(ctx, act, rule, subject)
}

// may refuses what this role may not do, or nobody may at this moment.
func (d *Door) may(rule permission) error {
	if d.access != nil && d.again != nil {
		if why := d.idle.over(d.clock); why != "" { // before anything is answered
			go d.lock(why) // takes the records alone, once this call has been answered
			return college.Refuse(college.Forbidden, "gate.locked")
		}
	}
	if rule.roles == anybody {
		return nil
	}
	if d.problem != nil {
		return d.problem
	}
	if d.access == nil {
		return college.Refuse(college.Forbidden, "gate.closed")
	}
	if !rule.roles.has(d.access.User.Role) {
		return college.Refuse(college.Forbidden, "gate.forbidden", "role", d.say("role."+string(d.access.User.Role), nil))
	}
	if d.access.User.OneTime && !rule.oneTime {
		return college.Refuse(college.Forbidden, "gate.ownFirst")
	}
	if d.broken != nil && !rule.unopened {
		return d.broken
	}
	d.idle.touch(d.clock)
	return nil
}

// noteReading adds the audit's line for what was shown; without it, nothing is.
func (d *Door) noteReading(ctx context.Context, act string, rule permission, subject string) error {
	if rule.reads == "" || d.store == nil {
		return nil
	}
	if _, seen := d.seen.LoadOrStore(act, true); seen && rule.once { // lists: one line a sign-in
		return nil
	}
	err := d.store.Note(ctx, "read."+rule.reads, rule.reads, subject)
	if err != nil {
		d.seen.Delete(act)
	}
	return err
}

// kindOf is what may be logged of a panic: never a value.
func kindOf(fault any) string {
	if err, is := fault.(runtime.Error); is {
		return err.Error()
	}
	return fmt.Sprintf("%T", fault)
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
	refusal := college.AsRefusal(inWords(err))
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
		case name == "because", strings.HasPrefix(value, "weekday."), value == "plan.online":
			value = d.words.Say(value, nil)
		case slices.Contains(teams, name):
			value = d.andText(strings.Split(readable(value), ", "))
		case !slices.Contains(lists, name):
			value = readable(value)
		}
		said[name] = value
	}
	return d.words.Say(key, said)
}

// lists are values that Daybook itself put together; they may be long.
var lists = []string{"fields", "kinds", "terms"}

// teams are values that list people with commas between them.
var teams = []string{"names", "gone", "come", "otherNames"}

// andText lists names as people say them: Bríd, Laura and Sam.
func (d *Door) andText(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return d.words.Say("listed.and", map[string]string{"names": strings.Join(names[:last], ", "), "last": names[last]})
}

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
