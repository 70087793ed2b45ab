package app

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

// lines runs a command with --json and gives what each line of its result
// says. Every line must be JSON with a result.
func lines(t *testing.T, folder string, args ...string) (code int, all []map[string]any) {
	t.Helper()
	code, out, errs := run(t, folder, append([]string{"--json"}, args...)...)
	if errs != "" {
		t.Errorf("%v said beside its JSON: %s", args, errs)
	}
	return code, jsonLines(t, out)
}

// jsonLines reads what --json gives: every line is JSON with a result.
func jsonLines(t *testing.T, out string) (all []map[string]any) {
	t.Helper()
	for text := range strings.Lines(out) {
		line := map[string]any{}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		if line["result"] == nil || line["result"] == "" {
			t.Errorf("no result in %q", text)
		}
		all = append(all, line)
	}
	return all
}

// field is a field of a line's own object: result "paper" has it in "paper".
func field(line map[string]any, name string) any {
	object, _ := line[fmt.Sprint(line["result"])].(map[string]any)
	return object[name]
}

// printed runs a command that prints and gives the papers it made.
func printed(t *testing.T, folder string, args ...string) []Paper {
	t.Helper()
	code, out, errs := run(t, folder, append(args, "--json")...)
	if code != exitDone {
		t.Fatalf("%v: exit %d: %s%s", args, code, out, errs)
	}
	var made []Paper
	for _, text := range strings.Split(strings.TrimSpace(out), "\n") {
		var line result
		if err := json.Unmarshal([]byte(text), &line); err != nil || line.Paper == nil {
			t.Fatalf("%v: %v in %q", args, err, text)
		}
		checkPDF(t, *line.Paper)
		made = append(made, *line.Paper)
	}
	return made
}

// checkPDF holds a paper to what is on the disk.
func checkPDF(t *testing.T, paper Paper) {
	t.Helper()
	bytes, err := os.ReadFile(paper.Path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(bytes), "%PDF-") || !strings.Contains(string(bytes[len(bytes)-16:]), "%%EOF") {
		t.Errorf("%s is not a whole PDF", paper.File)
	}
	if found, err := api.PageCountFile(paper.Path); err != nil || paper.Pages < 1 || found != paper.Pages {
		t.Errorf("%s says %d pages and has %d, %v", paper.File, paper.Pages, found, err)
	}
	if paper.Path != filepath.Join(paper.Folder, paper.File) || !filepath.IsAbs(paper.Path) || paper.Issues == nil {
		t.Errorf("where %s is does not fit together: %+v", paper.File, paper)
	}
	info, err := os.Stat(paper.Path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read %s: %v", paper.File, info.Mode())
	}
}

// told1 checks that a refused command said one sentence a person understands,
// and gives it.
func told1(t *testing.T, out, errs string) string {
	t.Helper()
	if out != "" {
		t.Errorf("a refusal came with results: %q", out)
	}
	sentence, rest, ended := strings.Cut(errs, "\n")
	if !ended || rest != "" {
		t.Errorf("not one line: %q", errs)
	}
	checkSentence(t, sentence)
	return sentence
}

var notForPeople = regexp.MustCompile(`(?i)panic|goroutine|sqlite|\bsql\b|select |insert |constraint|syscall|strconv|errno|no such file|<nil>|%!|\{[a-z]+\}|\.go:|\b0x[0-9a-f]+|arg\(s\)`)

// checkSentence refuses what no person should read, and the standing apology:
// nobody made the program fail.
func checkSentence(t *testing.T, sentence string) {
	t.Helper()
	switch {
	case strings.HasPrefix(sentence, say("fault")):
		t.Errorf("it only apologised")
	case notForPeople.MatchString(sentence):
		t.Errorf("not for people: %q", sentence)
	case len(sentence) < 14 || len([]rune(sentence)) > 1200 || strings.ContainsAny(sentence, "\x00\x1b\u202e"):
		t.Errorf("not a sentence: %q", sentence)
	}
}

var quick = crc32.MakeTable(crc32.Castagnoli)

// everyFile is a hash of each file below a folder, by its path.
func everyFile(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "app.lock" {
			return err
		}
		bytes, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, folder)] = fmt.Sprint(len(bytes), crc32.Checksum(bytes, quick))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// theRecords are, of all files, those of the records, without the backups.
func theRecords(files map[string]string) map[string]string {
	records := maps.Clone(files)
	maps.DeleteFunc(records, func(path, _ string) bool { return !strings.HasPrefix(path, "/data/") })
	return records
}

// noLeftovers finds what an unfinished printing or saving would leave.
func noLeftovers(t *testing.T, folder string) {
	t.Helper()
	for path := range everyFile(t, folder) {
		if name := filepath.Base(path); strings.HasPrefix(name, ".making-") || strings.HasPrefix(name, ".saving-") || strings.HasPrefix(path, "/data.new") {
			t.Errorf("%s was left", path)
		}
	}
}

// samples is the folder of real files, or skips the test.
func samples(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("DAYBOOK_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	folder := filepath.Join(shared, "samples")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the sample files are not here")
	}
	return folder
}

// write makes a file for a test and gives its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// empty is a new college without records; those of the sample sign in.
func empty(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "college")
	must(t, makeEmpty(folder))
	return folder
}

func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %q", part, text)
		}
	}
}

// same fails when files were changed, made or lost.
func same(t *testing.T, before, after map[string]string) {
	t.Helper()
	for path, sum := range after {
		if before[path] != sum {
			t.Errorf("%s was changed or made", path)
		}
	}
	for path := range before {
		if after[path] == "" {
			t.Errorf("%s is gone", path)
		}
	}
}

func namesOf(papers []Paper) (names []string) {
	for _, p := range papers {
		names = append(names, p.File)
	}
	slices.Sort(names)
	return names
}
