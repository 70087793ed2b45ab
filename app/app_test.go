package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

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
	madeFolders = append(madeFolders, folder)
	if err := sample.Make(context.Background(), folder, clock, cheap, nil); err != nil {
		return "", err
	}
	door := newDoor(folder, at(friday).clocks(), cheap) // its first day is behind it: closing made a backup
	_, err = (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase)
	return folder, errors.Join(err, door.Close())
})

// madeFolders are removed after the last test.
var madeFolders []string

// asProgram, in the environment, makes the test program be Daybook itself.
const asProgram = "DAYBOOK_TEST_AS_PROGRAM"

// holdFolder makes it hold the college of a folder until it is ended.
const holdFolder = "DAYBOOK_TEST_HOLD"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		line := &commandLine{in: os.Stdin, out: os.Stdout, errs: os.Stderr, clock: at(friday).clocks(), cost: cheap}
		os.Exit(line.do(nil, "test", os.Args[1:]))
	}
	if folder := os.Getenv(holdFolder); folder != "" {
		hold(folder)
		os.Exit(0)
	}
	slog.SetDefault(slog.New(slog.DiscardHandler)) // faults are provoked here
	code := m.Run()
	for _, folder := range madeFolders {
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
	for _, part := range []string{"data", "backups"} {
		must(t, os.CopyFS(filepath.Join(folder, part), os.DirFS(filepath.Join(template, part))))
	}
	return folder
}

// neverBackedUp is a copy of it without its backup.
func neverBackedUp(t *testing.T) string {
	t.Helper()
	folder := wexmoor(t)
	must(t, os.RemoveAll(filepath.Join(folder, "backups")))
	return folder
}

// doorTo opens a door to a college for its leader, until the test ends.
func doorTo(t *testing.T, folder string) *Door {
	t.Helper()
	door := openDoor(t, folder, clock)
	closing(t, door)
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
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64: // finite ones: see the wrapper
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

// run does one command on a college as its leader and gives its exit code and
// what it said.
func run(t *testing.T, folder string, args ...string) (code int, out, errs string) {
	t.Helper()
	return runAt(t, clock, folder, args...)
}

// runAt is run at another time.
func runAt(t *testing.T, now func() time.Time, folder string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	line := &commandLine{in: strings.NewReader(people[0].Passphrase + "\n"), out: &o, errs: &e, clock: clocks{now, still}, cost: cheap}
	code = line.do(nil, "test", append([]string{"--college", folder, "--user", people[0].Name, "--passphrase-stdin"}, args...))
	return code, o.String(), e.String()
}
