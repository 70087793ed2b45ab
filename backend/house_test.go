package backend_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook/backend/words"
)

// rooms is the table of the house: which package may import which of ours.
var rooms = map[string][]string{
	"college":       {},
	"words":         {},
	"vault":         {},
	"store":         {"college", "vault", "timetable"},
	"timetable":     {"college", "timetable/search"},
	"typeset":       {},
	"typeset/pdfua": {}, // for tests: reads what typeset wrote
	"papers":        {"college", "typeset", "words"},
	"figures":       {"college"},
	"exchange":      {"college"},
	"sample":        {"college", "store", "vault"},

	"timetable/search":   {},                       // the engine alone: numbers, no college
	"timetable/termfile": {"college", "timetable"}, // a term as one file: JSON, FET
	"timetable/planted":  {"college", "timetable"}, // invented terms, for tests and figures

	"papers/benchpapers":   {"college", "papers", "typeset"},                                    // a program, never shipped
	"timetable/benchterms": {"college", "timetable", "timetable/planted", "timetable/termfile"}, // a program, never shipped
}

// keepers say which of our packages alone know something from outside.
var keepers = map[string][]string{
	"github.com/jung-kurt/gofpdf":    {"typeset"},
	"github.com/pdfcpu":              {"typeset/pdfua"},
	"modernc.org/":                   {"store", "vault"},
	"database/sql":                   {"store", "vault"},
	"github.com/gofrs/flock":         {"store", "vault"},
	"github.com/xuri/excelize":       {"exchange"},
	"github.com/wailsapp/wails":      {"app"},
	"github.com/spf13/cobra":         {"app"},
	"golang.org/x/text/unicode/norm": {"college", "typeset", "vault"},
	"unsafe":                         {"vault"},
}

// whole are the packages of which everything they import from outside is named.
var whole = map[string][]string{
	"college":          {"golang.org/x/text/unicode/norm"},
	"words":            {},
	"timetable":        {},
	"timetable/search": {},
	"papers":           {"rsc.io/qr"},
}

type built struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

// packages are ours and what they import, tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "daybook/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	found := map[string][]string{}
	for all := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p built
		if err := all.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "daybook/"), "backend/")
		found[name] = p.Imports
	}
}

// TestRoomsOpenOneWay holds every package to the table of the house.
func TestRoomsOpenOneWay(t *testing.T) {
	found := packages(t)
	if len(found["store"]) == 0 || len(found["app"]) == 0 {
		t.Fatalf("go list found only %d packages", len(found))
	}
	for name, imports := range found {
		for _, path := range imports {
			ours, isOurs := strings.CutPrefix(path, "daybook/")
			if !isOurs {
				continue
			}
			room, isBackend := strings.CutPrefix(ours, "backend/")
			allowed, listed := rooms[name]
			switch {
			case name == "daybook" && ours == "app", name == "app" && isBackend, listed && isBackend && slices.Contains(allowed, room):
			default:
				t.Errorf("%s imports %s, which the table of the house does not allow", name, ours)
			}
		}
		if _, listed := rooms[name]; !listed && !slices.Contains([]string{"daybook", "app", "backend"}, name) {
			t.Errorf("package %s stands in no table", name)
		}
	}
}

// TestOutsideIsKeptOutside: what comes from elsewhere is known in one room.
func TestOutsideIsKeptOutside(t *testing.T) {
	for name, imports := range packages(t) {
		for _, path := range imports {
			for outside, keepers := range keepers {
				if strings.HasPrefix(path, outside) && !slices.Contains(keepers, name) {
					t.Errorf("%s imports %s, which only %s may", name, path, strings.Join(keepers, " and "))
				}
			}
			named, isWhole := whole[name]
			domain, _, _ := strings.Cut(path, "/")
			if isWhole && strings.Contains(domain, ".") && !slices.Contains(named, path) {
				t.Errorf("%s imports %s from outside", name, path)
			}
		}
	}
}

var (
	keyShape  = regexp.MustCompile(`^[a-z][A-Za-z]*(\.[A-Za-z0-9]+)+$`)
	stemShape = regexp.MustCompile(`^[a-z][A-Za-z]*(\.[A-Za-z0-9]+)*\.$`)
)

// TestUnsafeIsInOneFile: what goes round Go's types is read in one place.
func TestUnsafeIsInOneFile(t *testing.T) {
	found := []string{}
	for _, root := range []string{".", "../app"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, each := range file.Imports {
				if each.Path.Value == `"unsafe"` {
					found = append(found, filepath.ToSlash(path))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(found, []string{"vault/vfs.go"}) {
		t.Errorf("unsafe is in %q", found)
	}
}

// TestEveryKeyHasItsSentence: whatever in the source looks like a key of the
// catalogue is one, and whatever looks like the start of keys starts some. The
// papers leave out the "paper." that all of theirs begin with.
func TestEveryKeyHasItsSentence(t *testing.T) {
	families := map[string]bool{}
	for _, key := range words.Keys() {
		family, _, _ := strings.Cut(key, ".")
		families[family] = true
	}
	looked := 0
	eachLiteral(t, func(where token.Position, text string) {
		family, _, _ := strings.Cut(text, ".")
		if !families[family] {
			return
		}
		isStem := stemShape.MatchString(text)
		switch {
		case strings.HasSuffix(text, ".csv"): // a file of the sample
		case keyShape.MatchString(text):
			looked++
			onPaper := strings.HasPrefix(where.Filename, "papers"+string(filepath.Separator)) && words.Has("paper."+text)
			if !words.Has(text) && !onPaper {
				t.Errorf("%s: the catalogue has no sentence %q", where, text)
			}
		case isStem && !slices.ContainsFunc(words.Keys(), func(key string) bool { return strings.HasPrefix(key, text) }):
			t.Errorf("%s: no sentence of the catalogue starts with %q", where, text)
		}
	})
	if looked < 250 {
		t.Errorf("only %d keys were looked at", looked)
	}
}

// eachLiteral gives every string literal of app and backend, tests left out.
func eachLiteral(t *testing.T, look func(where token.Position, text string)) {
	t.Helper()
	files := token.NewFileSet()
	for _, root := range []string{".", filepath.Join("..", "app")} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(source, func(n ast.Node) bool {
				if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
					if text, err := strconv.Unquote(literal.Value); err == nil {
						look(files.Position(literal.Pos()), text)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// avoided are the words of glossary 4.2 that no sentence may hold. Those that
// also have a good use ("suitable" of a place, "program" of a computer) are left
// to whoever writes.
var avoided = regexp.MustCompile(`(?i)\b(patients?|clients?|service users?|diagnos\w+|illness\w*|referr\w+|caseloads?|therap\w+|treatments?|` +
	`absent|failed to attend|discharged?|dropped out|course sessions?|instructors?|teachers?|vulnerable|high risk|non-compliant|` +
	`suffer\w*|mentally ill|enrollments?|programs of|centers?)\b`)

// avoidedLetters are short forms that no sentence may hold as they stand.
var avoidedLetters = regexp.MustCompile(`\b(DNA|WRAP)\b`)

func TestNoSentenceUsesAWordToAvoid(t *testing.T) {
	for _, key := range words.Keys() {
		text := words.Say(key, nil)
		for _, found := range []string{avoided.FindString(text), avoidedLetters.FindString(text)} {
			if found != "" {
				t.Errorf("%s says %q: %s", key, found, text)
			}
		}
	}
}
