package app

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestNew: “new” asks for two groups of the sheet it prints, which no test can
// read (TestFirstRun goes on from there); until then there is no college.
func TestNew(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a b", "Our “College” 100%")
	name := []string{"new", "--name", "  Our O’Brien College ", "--leader", "Siân"}
	code, out, errs := typed(t, folder, []string{"crayon-walnut-thistle-mitten", "AAAAA", "BBBBB"}, name...)
	if code != exitInvalid || !strings.HasPrefix(out, "The recovery sheet is in "+filepath.Join(folder, "papers")) ||
		strings.Count(errs, say("start.groupWrong")) != 2 {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if left := everyFile(t, folder); len(left) != 0 {
		t.Errorf("a college that was not finished left %v", left)
	}
	for what, c := range map[string]struct {
		lines, args []string
		says        string
	}{
		"no groups":       {[]string{"crayon-walnut-thistle-mitten"}, name, "of the sheet"},
		"one group":       {[]string{"crayon-walnut-thistle-mitten", "AAAAA"}, name, "of the sheet"},
		"nobody leads":    {[]string{"crayon-walnut-thistle-mitten"}, name[:3], "at most 60 letters"},
		"no name":         {[]string{"crayon-walnut-thistle-mitten"}, []string{"new", "--leader", "Siân"}, "Give the college a name"},
		"a blank name":    {[]string{"crayon-walnut-thistle-mitten"}, []string{"new", "--leader", "Siân", "--name", "  "}, "Give the college a name"},
		"a long name":     {[]string{"crayon-walnut-thistle-mitten"}, []string{"new", "--leader", "Siân", "--name", strings.Repeat("x", 5000)}, "Give the college a name"},
		"no letters":      {[]string{"crayon-walnut-thistle-mitten"}, []string{"new", "--leader", "Siân", "--name", "a\x00b"}, "Give the college a name"},
		"a long leader":   {[]string{"crayon-walnut-thistle-mitten"}, []string{"new", "--name", "Ours", "--leader", strings.Repeat("x", 61)}, "at most 60 letters"},
		"no passphrase":   {nil, name, "passphrase"},
		"a weak one":      {[]string{"password123456"}, name, say("passphrase.common")},
		"a short one":     {[]string{"crayon"}, name, say("passphrase.short")},
		"a published one": {[]string{people[0].Passphrase}, name, say("passphrase.sample")},
		"the college’s":   {[]string{"our-o’brien-college"}, name, say("passphrase.name")},
		"the same again":  {[]string{"SiânSiânSiân"}, name, say("passphrase.common")},
	} {
		t.Run(what, func(t *testing.T) {
			code, _, errs := typed(t, folder, c.lines, c.args...)
			if code != exitInvalid || !strings.Contains(errs, c.says) {
				t.Errorf("exit %d, %q", code, errs)
			}
			if left := everyFile(t, folder); len(left) != 0 {
				t.Errorf("it left %v", left)
			}
		})
	}
	plain := write(t, "plain", "a file")
	code, out, errs = typed(t, filepath.Join(plain, "below"), []string{"crayon-walnut-thistle-mitten"}, name...)
	if code != exitConflict || !strings.Contains(told1(t, out, errs), "cannot be written to") {
		t.Errorf("below a file: exit %d %s", code, errs)
	}
	there := empty(t)
	before := everyFile(t, there)
	code, out, errs = typed(t, there, []string{"crayon-walnut-thistle-mitten"}, name...)
	if code != exitConflict || !strings.Contains(told1(t, out, errs), "already a college") {
		t.Errorf("a second college: exit %d", code)
	}
	same(t, before, everyFile(t, there))
}

func TestSampleIsMadeOnceAndThenLeftAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder := filepath.Join(t.TempDir(), "wexmoor")
	code, made := lines(t, folder, "sample")
	if code != exitDone || len(made) != 1 || field(made[0], "made") != true || field(made[0], "name") != "Wexmoor Recovery and Wellbeing College" {
		t.Fatalf("exit %d, %v", code, made)
	}
	before := everyFile(t, folder)
	code, out, errs := run(t, folder, "sample")
	if code != exitDone || errs != "" || out != "There is a college in "+folder+" already. It was left as it is.\n" {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if code, made = lines(t, folder, "sample"); code != exitDone || field(made[0], "made") != false {
		t.Errorf("exit %d, %v", code, made)
	}
	same(t, before, everyFile(t, folder))
	noLeftovers(t, folder)
}

func TestFind(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "find", "obrien")
	if code != exitDone || errs != "" || !strings.Contains(out, "O’Brien") || !strings.Contains(out, "Student: ") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	code, hits := lines(t, folder, "find", "obrien")
	if code != exitDone || len(hits) != strings.Count(out, "\n") {
		t.Errorf("exit %d, %d hits in JSON, in words %s", code, len(hits), out)
	}
	for _, hit := range hits {
		for _, name := range []string{"kind", "id", "text", "fact"} {
			if _, there := field(hit, name).(string); !there || hit["result"] != "hit" {
				t.Errorf("%s is not in %v", name, hit)
			}
		}
	}
	if code, out, _ = run(t, folder, "find", "zzzzzz"); code != exitDone || out != say("cmd.find.nothing")+"\n" {
		t.Errorf("nothing: exit %d, %q", code, out)
	}
	if code, hits = lines(t, folder, "find", "zzzzzz"); code != exitDone || len(hits) != 0 {
		t.Errorf("nothing: exit %d, %v", code, hits)
	}
}

func TestRuns(t *testing.T) {
	folder := wexmoor(t)
	code, out, errs := run(t, folder, "runs")
	if code != exitDone || errs != "" || strings.Count(out, "\n") < 20 || !strings.Contains(out, "UMH06-T4-1  Building Self-Esteem, from ") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if strings.Contains(out, "-T1-") || strings.Contains(out, "runStatus.") {
		t.Errorf("not only the term under way, or not in words: %s", out)
	}
	code, runs := lines(t, folder, "runs", "T1")
	if code != exitDone || len(runs) == 0 {
		t.Fatalf("exit %d, %v", code, runs)
	}
	for _, name := range []string{"reference", "title", "termCode", "status", "first", "last", "sessions", "booked", "capacity", "waiting"} {
		if field(runs[0], name) == nil {
			t.Errorf("%s is not in %v", name, runs[0])
		}
	}
	if field(runs[0], "termCode") != "T1" {
		t.Errorf("another term: %v", runs[0])
	}
	code, out, errs = run(t, folder, "runs", "T77")
	has(t, told1(t, out, errs), "There is no term T77.", "T1, T2, T3, T4, T5")
	if code != exitNotFound {
		t.Errorf("exit %d", code)
	}
	code, out, errs = run(t, empty(t), "runs")
	if has(t, told1(t, out, errs), "no terms yet"); code != exitNotFound {
		t.Errorf("exit %d", code)
	}
}

// TestHelp looks at the help of every command as a person would: nothing of the
// library's own English, no line too long, every option explained.
func TestHelp(t *testing.T) {
	for _, path := range commands(t) {
		command := strings.TrimSpace(strings.TrimPrefix(path, "daybook"))
		if command == "help" {
			continue
		}
		t.Run(path, func(t *testing.T) {
			words := strings.Fields(command)
			code, out, errs := run(t, "here", append(words, "--help")...)
			if code != exitDone || errs != "" {
				t.Fatalf("exit %d, %q", code, errs)
			}
			if first, _ := utf8.DecodeRuneInString(out); !unicode.IsUpper(first) {
				t.Errorf("no sentence: %q", out)
			}
			has(t, out, "How to write it:\n  daybook", "--college FOLDER", "--json", "Options of every command:")
			for _, strange := range []string{"Usage", "Flags", "flags", "[command]", " string ", "stringArray", " ints ", "completion", "cmd.", "help for", "{", "\x00"} {
				if strings.Contains(out, strange) {
					t.Errorf("%q is in it: %s", strange, out)
				}
			}
			for _, line := range strings.Split(out, "\n") {
				if len([]rune(line)) > helpWidth && !strings.HasPrefix(line, "  daybook") && !strings.Contains(line, "/") {
					t.Errorf("too long: %q", line)
				}
			}
			code, again, errs := run(t, "here", append([]string{"help"}, words...)...)
			if code != exitDone || errs != "" || again != out {
				t.Errorf("“daybook help %s” says something else: exit %d, %s%s", command, code, again, errs)
			}
		})
	}
	_, out, _ := run(t, "here", "--help")
	has(t, out, "\n  import ", "\n  print ", "Exit codes")
	if strings.Contains(out, "\n  help ") {
		t.Errorf("clutter: %s", out)
	}
	if code, out, _ := run(t, "here", "--version"); code != exitDone || out != "Daybook test\n" {
		t.Errorf("version: exit %d, %q", code, out)
	}
}

// alone are the options that nothing stands after.
var alone = []string{"--yes", "--preview", "--rows", "--large", "--both-sides", "--facilitator", "--facilitators", "--at-a-glance",
	"--emergency", "--html", "--outcomes", "--of-all", "--each", "--editions", "--test", "--full-names",
	"--when", "--where", "--who", "--unlock", "--from-nothing", "--needs", "--why", "--told"}

// TestEveryCommandIsInTheHandbook keeps docs/handbook/commands.md true.
func TestEveryCommandIsInTheHandbook(t *testing.T) {
	handbook, err := os.ReadFile(filepath.Join("..", "docs", "handbook", "commands.md"))
	if err != nil {
		t.Fatal(err)
	}
	root := (&commandLine{}).root(nil, "test")
	for _, path := range commands(t) {
		command, _, err := root.Find(strings.Fields(path)[1:])
		must(t, err)
		if command.Hidden || command == root {
			continue
		}
		if !strings.Contains(string(handbook), "`"+command.CommandPath()) {
			t.Errorf("%s is not in the handbook", command.CommandPath())
		}
		for _, option := range optionsOf(command, false) {
			if name := strings.Fields(option.name)[0]; !strings.Contains(string(handbook), name) {
				t.Errorf("%s of %s is not in the handbook", name, command.CommandPath())
			}
			if !strings.Contains(option.name, " ") && !slices.Contains(alone, option.name) {
				t.Errorf("%s of %s does not say what stands after it", option.name, command.CommandPath())
			}
		}
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[result]()) {
		if name := strings.Split(field.Tag.Get("json"), ",")[0]; !strings.Contains(string(handbook), "| `"+name+"` |") && name != "result" {
			t.Errorf("what --json gives as %s is not in the handbook", name)
		}
	}
}

func TestWithoutAScreenItSaysSo(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if !noScreen() {
		t.Skip("there always is one here")
	}
	code, out, errs := run(t, "here")
	if has(t, told1(t, out, errs), "no screen"); code != exitConflict {
		t.Errorf("exit %d", code)
	}
}

func TestTheFolderOfACollege(t *testing.T) {
	t.Setenv(envCollege, "")
	t.Setenv("XDG_DATA_HOME", "/data")
	t.Setenv("LOCALAPPDATA", "/data")
	if got := filepath.ToSlash(defaultFolder()); !strings.EqualFold(got, "/data/daybook-data/college") {
		t.Errorf("by default %s", got)
	}
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("HOME", "/home/sian")
	if got := defaultFolder(); runtime.GOOS == "linux" && got != "/home/sian/.local/share/daybook-data/college" {
		t.Errorf("at home %s", got)
	}
	t.Setenv(envCollege, "/elsewhere")
	if got := defaultFolder(); got != "/elsewhere" {
		t.Errorf("as told %s", got)
	}
}
