package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/sample"
)

// friday is a day in the sixth week of the sample's current term.
var friday = time.Date(2026, 11, 20, 8, 45, 0, 0, time.UTC)

func clock() time.Time { return friday }

// madeSample is the sample college, made once for all tests of this package.
var madeSample = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "daybook-sample-")
	if err != nil {
		return "", err
	}
	return folder, sample.Make(context.Background(), folder, clock, func(string, int, int) {})
})

// asProgram, in the environment, makes the test program be Daybook itself.
const asProgram = "DAYBOOK_TEST_AS_PROGRAM"

// holdFolder makes it hold the college of a folder until it is ended.
const holdFolder = "DAYBOOK_TEST_HOLD"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main(nil, "test", os.Args[1:]))
	}
	if folder := os.Getenv(holdFolder); folder != "" {
		hold(folder)
		os.Exit(0)
	}
	slog.SetDefault(slog.New(slog.DiscardHandler)) // faults are provoked here
	code := m.Run()
	if folder, err := madeSample(); err == nil {
		os.RemoveAll(folder)
	}
	os.Exit(code)
}

// wexmoor is a copy of the sample college of a test's own.
func wexmoor(t *testing.T) string {
	t.Helper()
	template, err := madeSample()
	if err != nil {
		t.Fatalf("sample: %v", err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "data"), os.DirFS(filepath.Join(template, "data"))); err != nil {
		t.Fatal(err)
	}
	return folder
}

// doorTo opens a door to a copy of the sample.
func doorTo(t *testing.T, folder string) *Door {
	t.Helper()
	door := newDoor(folder, clock)
	t.Cleanup(func() {
		if err := door.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	<-door.ready
	if door.problem != nil {
		t.Fatalf("open: %v", door.problem)
	}
	return door
}

// TestBridge holds the bound structs to what the bridge can carry.
func TestBridge(t *testing.T) {
	for _, place := range bound(&Door{}, "test", folderDialogs{}) {
		kind := reflect.TypeOf(place)
		if kind.NumMethod() == 0 {
			t.Errorf("%v has no methods", kind)
		}
		for i := range kind.NumMethod() {
			method := kind.Method(i)
			name := kind.Elem().Name() + "." + method.Name
			for j := 1; j < method.Type.NumIn(); j++ {
				carried(t, name, method.Type.In(j), true)
			}
			outs := method.Type.NumOut()
			if outs == 0 || outs > 2 || method.Type.Out(outs-1) != reflect.TypeFor[error]() {
				t.Errorf("%s must give an error, or a value and an error", name)
				continue
			}
			if outs == 2 {
				carried(t, name, method.Type.Out(0), false)
			}
		}
	}
}

// carried fails for types that the bridge loses: times, bytes, pointers at the
// top, anything untyped.
func carried(t *testing.T, where string, kind reflect.Type, top bool) {
	t.Helper()
	switch kind.Kind() {
	case reflect.String, reflect.Bool, reflect.Int:
	case reflect.Pointer:
		if top {
			t.Errorf("%s takes a pointer", where)
			return
		}
		carried(t, where, kind.Elem(), false)
	case reflect.Slice:
		if kind.Elem().Kind() == reflect.Uint8 {
			t.Errorf("%s carries bytes", where)
			return
		}
		carried(t, where, kind.Elem(), false)
	case reflect.Map:
		if kind.Key().Kind() != reflect.String || kind.Elem().Kind() != reflect.String {
			t.Errorf("%s carries %v", where, kind)
		}
	case reflect.Struct:
		if kind == reflect.TypeFor[time.Time]() {
			t.Errorf("%s carries a time", where)
			return
		}
		for i := range kind.NumField() {
			carried(t, where+"."+kind.Field(i).Name, kind.Field(i).Type, false)
		}
	default:
		t.Errorf("%s carries %v", where, kind)
	}
}

// TestEveryMethodGoesThroughTheDoor calls every bound method on a college that
// cannot be opened: each must answer with that, so none goes past the door.
func TestEveryMethodGoesThroughTheDoor(t *testing.T) {
	problem := college.Refuse(college.Conflict, "store.damaged")
	door := &Door{problem: problem, now: clock, ready: make(chan struct{})}
	close(door.ready)
	for _, place := range bound(door, "test", folderDialogs{}) {
		value := reflect.ValueOf(place)
		for i := range value.NumMethod() {
			name := value.Elem().Type().Name() + "." + value.Type().Method(i).Name
			var args []reflect.Value
			for j := range value.Method(i).Type().NumIn() {
				args = append(args, reflect.Zero(value.Method(i).Type().In(j)))
			}
			outs := value.Method(i).Call(args)
			if name == "Program.About" {
				if about := outs[0].Interface().(About); !strings.Contains(about.Problem, "store.damaged") {
					t.Errorf("About says %q", about.Problem)
				}
				continue
			}
			var told *Told
			if err, _ := outs[len(outs)-1].Interface().(error); !errors.As(err, &told) || told.Key != "store.damaged" {
				t.Errorf("%s went past the door: %v", name, err)
			}
		}
	}
}

func TestAskTurnsPanicsAndFaultsIntoAnApology(t *testing.T) {
	door := closedDoor(t.TempDir(), clock)
	for name, fn := range map[string]func(context.Context) (float64, error){
		"panic":        func(context.Context) (float64, error) { panic("lost") },
		"fault":        func(context.Context) (float64, error) { return 0, errors.New("broken pipe") },
		"not a number": func(context.Context) (float64, error) { return math.NaN(), nil },
		"infinite":     func(context.Context) (float64, error) { return math.Inf(1), nil },
	} {
		_, err := ask(door, "test", fn)
		var told *Told
		if !errors.As(err, &told) || told.Key != "fault" || strings.Contains(told.Sentence, "pipe") {
			t.Errorf("%s: %v", name, err)
		}
		if !json.Valid([]byte(err.Error())) {
			t.Errorf("%s does not travel as JSON: %s", name, err)
		}
	}
}

// run does one command on a college and gives its exit code and what it said.
func run(t *testing.T, folder string, args ...string) (code int, out, errs string) {
	t.Helper()
	return runAt(t, clock, folder, args...)
}

// runAt is run at another time.
func runAt(t *testing.T, now func() time.Time, folder string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	line := &commandLine{in: strings.NewReader(""), out: &o, errs: &e, now: now}
	code = line.do(nil, "test", append([]string{"--college", folder}, args...))
	return code, o.String(), e.String()
}
