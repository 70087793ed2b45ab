//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file prints tables in Markdown, and says of each goal whether it holds.

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f s", d.Seconds()) }

func megabytes(bytes int64) string { return fmt.Sprintf("%.0f MB", float64(bytes)/1e6) }

// goal says whether a figure is what was asked: "≤" or "≥".
func goal(what string, figure float64, relation string, asked float64, unit string) {
	holds := figure >= asked
	if relation == "≤" {
		holds = figure <= asked
	}
	verdict := "holds"
	if !holds {
		verdict = "DOES NOT HOLD"
	}
	fmt.Printf("- %s: %.4g%s (%s %g%s): %s\n", what, figure, unit, relation, asked, unit, verdict)
}

// ratio is how many times more a rival takes.
func ratio[T int64 | time.Duration](rival, ours T) float64 {
	return float64(rival) / float64(max(ours, 1))
}

// printRace prints the table and the goals against the rivals. The first lap of
// each paper is Daybook's.
func printRace(laps []lap) {
	fmt.Println("| paper | program | wall | CPU | memory | size | pages | CPU ÷ Daybook | memory ÷ Daybook |\n|---|---|---|---|---|---|---|---|---|")
	ours := map[string]lap{}
	for _, l := range laps {
		if l.program.format == "" {
			ours[l.paper.key] = l
		}
		own := ours[l.paper.key]
		fmt.Printf("| %s | %s | %s | %s | %s | %.0f kB | %d | %.1f | %.1f |\n", l.paper.title, l.program.name, seconds(l.best.wall), seconds(l.best.cpu),
			megabytes(l.best.memory), float64(l.bytes)/1000, l.pages, ratio(l.best.cpu, own.best.cpu), ratio(l.best.memory, own.best.memory))
	}
	fmt.Println()
	for _, l := range laps {
		own := ours[l.paper.key]
		if l.program.format == "" {
			continue
		}
		if l.pages != own.pages {
			fmt.Printf("- %s, %s: %d pages where Daybook has %d\n", l.paper.title, l.program.name, l.pages, own.pages)
		}
		asked := othersAsked
		if l.paper.key == "certificates" {
			asked = l.program.asked
		}
		goal(fmt.Sprintf("CPU, %s, %s ÷ Daybook", l.paper.title, l.program.name), ratio(l.best.cpu, own.best.cpu), "≥", asked, " ×")
		goal(fmt.Sprintf("memory, %s, %s ÷ Daybook", l.paper.title, l.program.name), ratio(l.best.memory, own.best.memory), "≥", memoryAsked, " ×")
	}
}

// plainAsked and floorAsked are how many times as long as untagged gofpdf, and
// as the floor, setting a paper may take.
const (
	plainAsked = 1.2
	floorAsked = 3.0
)

// against reads what go test -bench said of backend/typeset, and prints how
// setting compares with untagged gofpdf (BenchmarkPlainGofpdf…) and with the
// floor (BenchmarkFloor…: deflate of the same page streams, and the write),
// paper by paper.
func against(said io.Reader) error {
	best, err := benchmarks(said)
	if err != nil {
		return err
	}
	fmt.Printf("\n| in process, best of the runs | Daybook, tagged | gofpdf, untagged | the floor |\n|---|---|---|---|\n")
	var goals []func()
	for _, paper := range []string{"Certificates", "Registers", "Timetable"} {
		plain, floor, tagged := find(best, "PlainGofpdf", paper), find(best, "Floor", paper), find(best, "", paper)
		fmt.Printf("| %s | %s | %s | %s |\n", strings.ToLower(paper), milliseconds(tagged), milliseconds(plain), milliseconds(floor))
		for _, g := range []struct {
			what         string
			other, asked float64
		}{{"tagged ÷ untagged gofpdf", plain, plainAsked}, {"tagged ÷ the floor", floor, floorAsked}} {
			what := strings.ToLower(paper) + ", " + g.what
			if tagged == 0 || g.other == 0 {
				goals = append(goals, func() { fmt.Printf("- %s: not measured, there is no such benchmark\n", what) })
				continue
			}
			goals = append(goals, func() { goal(what, tagged/g.other, "≤", g.asked, " ×") })
		}
	}
	fmt.Println()
	for _, say := range goals {
		say()
	}
	return nil
}

// benchmarks gives the best time in ms of each benchmark of go test's output.
func benchmarks(said io.Reader) (map[string]float64, error) {
	best := map[string]float64{}
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		at := slices.Index(fields, "ns/op")
		if at < 2 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		ns, err := strconv.ParseFloat(fields[at-1], 64)
		if err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(fields[0], "Benchmark"), "-")
		if known, seen := best[name]; !seen || ns/1e6 < known {
			best[name] = ns / 1e6
		}
	}
	return best, lines.Err()
}

// find gives the time of the benchmark whose name begins so and tells of a
// paper; 0 when there is none.
func find(best map[string]float64, prefix, paper string) float64 {
	for _, name := range slices.Sorted(maps.Keys(best)) {
		isOther := strings.HasPrefix(name, "PlainGofpdf") || strings.HasPrefix(name, "Floor")
		if strings.Contains(name, paper) && strings.HasPrefix(name, prefix) && isOther == (prefix != "") {
			return best[name]
		}
	}
	return 0
}

// milliseconds is a time in words; 0 was not measured.
func milliseconds(ms float64) string {
	if ms == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f ms", ms)
}
