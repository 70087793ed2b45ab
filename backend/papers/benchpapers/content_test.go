//go:build linux

package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"daybook/backend/papers"
	"daybook/backend/typeset"
)

var small = map[string]*typeset.Document{
	"certificates": papers.Certificates(printing(), certificates(3), papers.CertificateLook{}),
	"registers":    papers.SignIn(printing(), registers(2)),
	"facilitators": papers.FacilitatorCopy(printing(), registers(1)),
	"timetable":    papers.TimetableList(printing(), timetable()),
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// TestRivalsGetEveryText holds what is written for rivals to the display list:
// as many pages, every text, and rows in tables.
func TestRivalsGetEveryText(t *testing.T) {
	formats := map[string]struct {
		as        func(string, []sheet) []byte
		row, page string
	}{
		"html": {asHTML, "<tr ", "<section "},
		"fodt": {asODT, "<table:table-row ", ""},
	}
	for key, d := range small {
		for format, f := range formats {
			t.Run(key+" as "+format, func(t *testing.T) {
				sheets := sheetsOf(d)
				made := string(f.as("A title", sheets))
				_, body, _ := strings.Cut(made, "body>")
				said := plain(html.UnescapeString(tags.ReplaceAllString(body, "")))
				texts, rows := 0, 0
				for i := range d.Pages {
					for _, op := range d.Pages[i].Ops {
						if text, isText := op.(typeset.Text); isText {
							texts++
							if !strings.Contains(said, plain(text.String)) {
								t.Errorf("page %d: %q is missing", i+1, text.String)
							}
						}
					}
				}
				for _, e := range d.Elements {
					if e.Role == typeset.RoleTR {
						rows++
					}
				}
				if texts < 30 {
					t.Errorf("only %d texts were looked for", texts)
				}
				// A head that stands again is a row more.
				if got := strings.Count(made, f.row); got < rows || got > rows+len(sheets) {
					t.Errorf("%d rows, want %d", got, rows)
				}
				if got := strings.Count(made, f.page); f.page != "" && got != len(d.Pages) {
					t.Errorf("%d pages, want %d", got, len(d.Pages))
				}
			})
		}
	}
}

func plain(text string) string { return spaces.ReplaceAllString(text, "") }

func TestODTIsWellFormed(t *testing.T) {
	for key, d := range small {
		decoder := xml.NewDecoder(bytes.NewReader(asODT("A title & more", sheetsOf(d))))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", key, err)
			}
		}
	}
}

func TestAThousandNamesDiffer(t *testing.T) {
	seen := map[string]int{}
	for i := range 1000 {
		if first, twice := seen[name(i)]; twice {
			t.Fatalf("%q is number %d and %d", name(i), first, i)
		}
		seen[name(i)] = i
	}
}

// TestMeasuredCountsEveryProcess: a rival's helpers and what it leaves behind
// are part of what it takes.
func TestMeasuredCountsEveryProcess(t *testing.T) {
	if err := adoptOrphans(); err != nil {
		t.Fatal(err)
	}
	const busy = `i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done`
	tests := map[string]struct {
		script string
		cpu    time.Duration
		memory int64
	}{
		"itself":       {busy, 20 * time.Millisecond, 0},
		"a child":      {"(" + busy + "); true", 20 * time.Millisecond, 0},
		"an orphan":    {"(" + busy + ") & exit 0", 20 * time.Millisecond, 0},
		"their memory": {"(head -c 60000000 /dev/zero; sleep 0.4) | tail -c 50000000 >/dev/null; true", 0, 50_000_000},
	}
	for what, test := range tests {
		t.Run(what, func(t *testing.T) {
			took, err := measured([]string{"sh", "-c", test.script}, "", test.memory > 0)
			if err != nil {
				t.Fatal(err)
			}
			if took.cpu < test.cpu || took.memory < test.memory {
				t.Errorf("%v and %d bytes, want %v and %d at least", took.cpu, took.memory, test.cpu, test.memory)
			}
		})
	}
	if _, err := measured([]string{"sh", "-c", "echo no paper; exit 3"}, "", false); err == nil || !strings.Contains(err.Error(), "no paper") {
		t.Errorf("a program that fails: %v", err)
	}
}

func TestBenchmarksAreFound(t *testing.T) {
	best, err := benchmarks(strings.NewReader(`goos: linux
BenchmarkCertificates-2                 	       3	 300000000 ns/op
BenchmarkCertificates-2                 	       3	 200000000 ns/op	      1000 pages
BenchmarkPlainGofpdfCertificates-2      	       3	 250000000 ns/op
BenchmarkFloorCertificates-2            	      30	  50000000 ns/op
PASS
`))
	if err != nil {
		t.Fatal(err)
	}
	for prefix, want := range map[string]float64{"": 200, "PlainGofpdf": 250, "Floor": 50} {
		if got := find(best, prefix, "Certificates"); got != want {
			t.Errorf("%q: %v ms, want %v", prefix, got, want)
		}
	}
	if got := find(best, "Floor", "Registers"); got != 0 {
		t.Errorf("a benchmark that is not there took %v ms", got)
	}
}
