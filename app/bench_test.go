package app

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daybook/backend/sample"
	"daybook/backend/vault"
)

// copyOfWexmoor is wexmoor for a benchmark.
func copyOfWexmoor(b *testing.B) string {
	b.Helper()
	template, err := madeSample()
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "data"), os.DirFS(filepath.Join(template, "data"))); err != nil {
		b.Fatal(err)
	}
	return folder
}

// BenchmarkDayRegistersColdStart is all of a day's registers as a whole
// process: the program starts, opens the college with a passphrase of the usual
// cost, prints and ends.
func BenchmarkDayRegistersColdStart(b *testing.B) {
	folder := filepath.Join(b.TempDir(), "college")
	if err := sample.Make(context.Background(), folder, clock, vault.Standard, nil); err != nil {
		b.Fatal(err)
	}
	program := filepath.Join(b.TempDir(), "daybook")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, "daybook").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for b.Loop() {
		command := exec.Command(program, "--college", folder, "--user", people[0].Name, "--passphrase-stdin", "print", "registers", "--date", "2026-11-20")
		command.Stdin = strings.NewReader(people[0].Passphrase + "\n")
		out, err := command.CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
}

// BenchmarkMakeSample is the whole sample college, made and put in place.
func BenchmarkMakeSample(b *testing.B) {
	for b.Loop() {
		if err := sample.Make(context.Background(), filepath.Join(b.TempDir(), "college"), clock, cheap, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkImportEnrolments takes 1,877 answered forms into an empty college:
// opening it, reading, matching, taking in and closing.
func BenchmarkImportEnrolments(b *testing.B) {
	file := filepath.Join(b.TempDir(), "forms.csv")
	if err := os.WriteFile(file, []byte(manyForms(1877)), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		folder := filepath.Join(b.TempDir(), "college")
		if err := makeEmpty(folder); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if out := command(b, folder, "import", file, "--yes"); !bytes.Contains(out, []byte(": 1877 new")) {
			b.Fatalf("%.300s", out)
		}
	}
}

// BenchmarkDayRegisters, BenchmarkTermTimetable and BenchmarkEverything open
// the college, print and close it, in process.
func BenchmarkDayRegisters(b *testing.B)  { repeat(b, "registers", "--date", "2026-11-20") }
func BenchmarkTermTimetable(b *testing.B) { repeat(b, "timetable", "T4") }
func BenchmarkEverything(b *testing.B)    { repeat(b, "all") }

func repeat(b *testing.B, args ...string) {
	folder := copyOfWexmoor(b)
	for b.Loop() {
		command(b, folder, append([]string{"print"}, args...)...)
	}
}

// manyForms are answered forms of people who differ in name, birthday, e-mail
// and mobile.
func manyForms(people int) string {
	var text strings.Builder
	text.WriteString(form)
	given := []string{"Siân", "Sam", "Łukasz", "Noor", "Kim", "Ana María", "Tomasz", "Priya", "Callum", "Zoë", "Ioana", "Yusuf", "Harriet"}
	syllable := func(n int) string { return string("bcdfghklmnprstvwz"[n%17]) + string("aeiou"[n/17%5]) }
	for i := range people {
		fmt.Fprintf(&text, "%s %s%sson,%04d-%02d-%02d,person%d@example.org,07700 %06d,KD4 %dBL\n", given[i%13], syllable(i), syllable(i/85),
			1940+i%60, 1+i%12, 1+i%28, i, 100_000+i*37, i%10)
	}
	return text.String()
}

func command(b *testing.B, folder string, args ...string) []byte {
	b.Helper()
	var out, errs bytes.Buffer
	line := &commandLine{in: strings.NewReader(people[0].Passphrase + "\n"), out: &out, errs: &errs, clock: at(friday).clocks(), cost: cheap}
	if code := line.do(nil, "test", append([]string{"--college", folder, "--user", people[0].Name, "--passphrase-stdin"}, args...)); code != exitDone {
		b.Fatalf("%v: exit %d: %s", args, code, errs.String())
	}
	return out.Bytes()
}
