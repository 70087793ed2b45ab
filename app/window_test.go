package app

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
)

// TestBoundMethods calls everything the page may call with what is there, what
// is not, and nonsense, each method many times from one seed. No answer is a
// panic or the standing apology, and none holds what the page cannot read.
func TestBoundMethods(t *testing.T) {
	folder := wexmoor(t)
	times := 200
	if testing.Short() {
		times = 25
	}
	programs(t, "")
	texts := textsOf(t, folder)
	door := openDoor(t, folder, func() time.Time { return friday.Add(10 * time.Hour) }) // when registers can be marked
	defer door.Close()
	random := rand.New(rand.NewPCG(2026, 11))
	for _, place := range bound(door, "test", folderDialogs{filepath.Join(t.TempDir(), "saved")}) {
		value := reflect.ValueOf(place)
		for i := range value.NumMethod() {
			name := value.Elem().Type().Name() + "." + value.Type().Method(i).Name
			t.Run(name, func(t *testing.T) {
				method, answered := value.Method(i), 0
				for round := range times {
					args := make([]reflect.Value, method.Type().NumIn())
					for j := range args {
						args[j] = reflect.New(method.Type().In(j)).Elem()
						if round > 0 { // first with nothing at all
							fillIn(args[j], texts, random)
						}
					}
					if call(t, method, args) {
						answered++
					}
					if method.Type().NumIn() == 0 && round > 2 {
						break
					}
				}
				if answered == 0 && !slices.Contains(seldom, name) && !testing.Short() {
					t.Error("nothing was ever answered, so nothing of an answer was checked")
				}
			})
		}
	}
	noLeftovers(t, folder)
}

// seldom are the methods that nonsense hardly ever gets an answer from: their
// own tests do.
var seldom = []string{"Papers.Open", "Papers.ShowInFolder", "Papers.SaveElsewhere", "Papers.PrintCertificates", "Preferences.Save",
	"Guard.SignIn", "Guard.Recover", "Guard.ChangePassphrase", "Start.Begin", "Start.Finish", "Start.OpenSheet", "Start.Sample",
	"Start.Restore", "Access.ConfirmSheet", "Access.Add", "Access.Reset", "Access.SetRole", "Access.Leave", "Backups.Check", "Backups.Look",
	"Backups.Drill", "Backups.Restore", "Backups.CopySecond", "Venues.CorrectFact",
	"PrintCentre.Preview", "PrintCentre.Make", "PrintCentre.Progress", "PrintCentre.Cancel", "PrintCentre.Delete", "PrintCentre.Void",
	"Timetable.Progress", "Timetable.Cancel", "Timetable.Pin", "Timetable.Move", "Timetable.Away", "Timetable.Back", "Timetable.Drop", "Timetable.Publish", "Timetable.Told"}

// textsOf is what a page might send: ids that are there, and nonsense.
func textsOf(t *testing.T, folder string) []string {
	t.Helper()
	h := sessionsOf(t, folder, "2026-11-20")[0]
	row := registerOf(t, folder, h.SessionID)[0]
	door := openDoor(t, folder, clock)
	defer door.Close()
	venues, err := (&Venues{door}).List("")
	must(t, err)
	facts, err := (&Venues{door}).View(venues[0].ID)
	must(t, err)
	return []string{venues[0].ID, facts.Facts[0].ID, termOf(t, door, "T5"), "yes", "admin", "register", "venueSheet", "run", "venue", "ABCDEFGHJK", h.SessionID, h.SessionID, h.RunID, h.RunID, row.PlaceID, row.StudentID, "2026-11-20", "T4", "2026-11-21", "2026-02-31", "0000-00-00",
		"tomorrow", "attended", "attendedLate", "notMarked", "normal", "light", "active", "sian", "O'Brien", "", " ", "\x00", "\xff\xfe", "🌻", "محمد",
		"\u202e\u2028", "'; DROP TABLE student; --", "%", "_", "../../x", "00000000-0000-0000-0000-000000000000",
		strings.Repeat("x", 5000), strings.Repeat("🌻", 5000), "<script>alert(1)</script>", "{0} %d", "NaN"}
}

func fillIn(v reflect.Value, texts []string, random *rand.Rand) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts[random.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 0)
	case reflect.Int:
		v.SetInt([]int64{0, 1, 2, -1, 50, 1 << 40, -1 << 62, 1<<63 - 1}[random.IntN(8)])
	case reflect.Float64:
		v.SetFloat([]float64{0, 12, 18, -1, 0.5, 1e300, math.NaN(), math.Inf(1)}[random.IntN(8)])
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Field(i), texts, random)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), random.IntN(4), 4))
		for i := range v.Len() {
			fillIn(v.Index(i), texts, random)
		}
	}
}

// call calls a bound method and looks at what comes back; it tells whether that
// is an answer.
func call(t *testing.T, method reflect.Value, args []reflect.Value) bool {
	t.Helper()
	outs := method.Call(args)
	if err, _ := outs[len(outs)-1].Interface().(error); err != nil {
		var told *Told
		if !errors.As(err, &told) || !json.Valid([]byte(err.Error())) {
			t.Errorf("%.200v: not for the page: %v", args, err)
			return false
		}
		if told.Key == "fault" || told.Fields == nil || told.Sentence == told.Key {
			t.Errorf("%.200v: %+v", args, told)
		}
		checkSentence(t, told.Sentence)
		for _, f := range told.Fields {
			if f.Field == "" || f.Sentence == "" || strings.HasPrefix(f.Sentence, "field.") {
				t.Errorf("%.200v: field %+v", args, f)
			}
		}
		return false
	}
	if len(outs) == 2 {
		if _, err := json.Marshal(outs[0].Interface()); err != nil {
			t.Errorf("%.200v: %v", args, err)
		}
		if path := nilList(outs[0], ""); path != "" {
			t.Errorf("%.200v: %s is null, not []", args, path)
		}
	}
	return true
}

// nilList finds a list that JSON would write as null.
func nilList(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			return path + "[]"
		}
		for i := range v.Len() {
			if found := nilList(v.Index(i), path+"[]"); found != "" {
				return found
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return nilList(v.Elem(), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if strings.Contains(field.Tag.Get("json"), "omitempty") && v.Field(i).IsZero() {
				continue
			}
			if found := nilList(v.Field(i), path+"."+field.Name); found != "" {
				return found
			}
		}
	}
	return ""
}

// TestMarkingFromTheWindow marks, adds a walk-in and takes back.
func TestMarkingFromTheWindow(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	rows := registerOf(t, folder, h.SessionID)
	door := openDoor(t, folder, clock)
	sessions, acts := &Sessions{door}, &Acts{door}
	_, err := sessions.Mark(h.SessionID, []PlaceMark{{PlaceID: rows[0].PlaceID, Attendance: "attended"}})
	refusal(t, err) // at a quarter to nine no session has begun
	must(t, door.Close())

	door = openDoor(t, folder, func() time.Time { return friday.Add(10 * time.Hour) })
	defer door.Close()
	sessions, acts = &Sessions{door}, &Acts{door}
	view, err := sessions.Mark(h.SessionID, []PlaceMark{{PlaceID: rows[0].PlaceID, Attendance: "absentNotified", Reason: " at the dentist "}})
	if row := rowOf(view, rows[0].PlaceID); err != nil || row.Attendance != college.AbsentNotified || row.Reason != "at the dentist" {
		t.Errorf("%+v, %v", row, err)
	}
	if undone, err := acts.UndoLast(); err != nil || undone.Verb == "" || strings.HasPrefix(undone.Verb, "act.") {
		t.Errorf("%+v, %v", undone, err)
	}
	view, err = sessions.View(h.SessionID)
	if row := rowOf(view, rows[0].PlaceID); err != nil || row.Attendance != rows[0].Attendance {
		t.Errorf("after the undo %+v, %v", row, err)
	}
	for _, name := range []string{"", "  ", "\x00", strings.Repeat("x", 5000)} {
		_, err := sessions.AddWalkIn(h.SessionID, name)
		refusal(t, err)
	}
	view, err = sessions.AddWalkIn(h.SessionID, "O'Brien; DROP TABLE <b>")
	if err != nil || len(view.Rows) != len(rows)+1 || view.Rows[len(rows)].FullName != "O'Brien; DROP TABLE <b>" || !view.Rows[len(rows)].WalkIn {
		t.Errorf("%d rows, %v", len(view.Rows), err)
	}
}

func rowOf(view college.SessionView, place string) (found college.RegisterRow) {
	for _, row := range view.Rows {
		if row.PlaceID == place {
			found = row
		}
	}
	return found
}

// TestPreferences: what is not a choice is named, every one of them, and
// nothing is kept.
func TestPreferences(t *testing.T) {
	places := &Preferences{doorTo(t, empty(t))}
	usual := Look{TextSize: "normal", Font: "atkinson", Colours: "auto", SingleKeys: true}
	if look, err := places.Load(); err != nil || look != usual {
		t.Errorf("%+v, %v", look, err)
	}
	_, err := places.Save(Look{TextSize: "huge", Font: "", Colours: "\x00"})
	told := refusal(t, err)
	if len(told.Fields) != 3 || told.Fields[0].Field != "colours" || told.Fields[2].Field != "textSize" || told.Code != college.Invalid {
		t.Errorf("%+v", told)
	}
	if look, err := places.Load(); err != nil || look != usual {
		t.Errorf("after a refusal %+v, %v", look, err)
	}
	want := Look{TextSize: "veryLarge", Font: "openDyslexic", Colours: "high", SingleKeys: false}
	if look, err := places.Save(want); err != nil || look != want {
		t.Errorf("%+v, %v", look, err)
	}
	if look, err := places.Load(); err != nil || look != want {
		t.Errorf("%+v, %v", look, err)
	}
}

func TestAbout(t *testing.T) {
	folder := wexmoor(t)
	about, err := (&Program{doorTo(t, folder), "1.2.3"}).About()
	if err != nil || about.College != "Wexmoor Recovery and Wellbeing College" || !about.Sample || about.Today != "2026-11-20" ||
		about.Folder != folder || about.Version != "1.2.3" || about.User == "" || about.Problem != "" {
		t.Errorf("%+v, %v", about, err)
	}
}

// TestManyAtOnce asks from several goroutines, as the page does.
func TestManyAtOnce(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	door := doorTo(t, folder)
	done := make(chan error)
	asks := []func() error{
		func() error { _, err := (&Today{door}).View(""); return err },
		func() error { _, err := (&Students{door}).Page(college.StudentFilter{Query: "an"}); return err },
		func() error { _, err := (&Search{door}).Everything("yoga"); return err },
		func() error { _, err := (&Papers{door: door}).PrintRegister(h.SessionID); return err },
		func() error { _, err := (&Papers{door: door}).PrintDay(""); return err },
		func() error { _, err := (&Sessions{door}).View(h.SessionID); return err },
		func() error { _, err := (&Program{door, ""}).About(); return err },
	}
	for range 4 {
		for _, ask := range asks {
			go func() { done <- ask() }()
		}
	}
	for range 4 * len(asks) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	noLeftovers(t, folder)
}
