//go:build unix

package search_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"daybook/backend/timetable/search"
)

// itcRecord is what an instance has been solved to by others: M10 is the best of
// ten runs of the competition's winner, known the best plan known to anybody.
type itcRecord struct {
	name       string
	m10, known int
}

var itcRecords = []itcRecord{
	{"comp01", 5, 5}, {"comp02", 51, 24}, {"comp03", 84, 64}, {"comp04", 37, 35}, {"comp05", 330, 284},
	{"comp06", 48, 27}, {"comp07", 20, 6}, {"comp08", 41, 37}, {"comp09", 109, 96}, {"comp10", 16, 4},
	{"comp11", 0, 0}, {"comp12", 333, 294}, {"comp13", 66, 59}, {"comp14", 59, 51}, {"comp15", 84, 62},
	{"comp16", 34, 18}, {"comp17", 83, 56}, {"comp18", 83, 61}, {"comp19", 62, 57}, {"comp20", 27, 4},
	{"comp21", 103, 74},
}

// cpuSeconds is what this process has used of the processor so far.
func cpuSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// itcSteps finds how many steps an instance takes in so many seconds of one
// processor, by a short run. A search counts steps, never seconds.
func itcSteps(t *testing.T, in *itc, seconds float64) int {
	for steps := 1 << 16; ; steps *= 2 {
		start := cpuSeconds()
		if _, err := search.Solve(context.Background(), in.problem(), search.Budget{Steps: steps, Seed: 99}); err != nil {
			t.Fatal(err)
		}
		if used := cpuSeconds() - start; used >= min(0.7, seconds/3) {
			return int(float64(steps) * seconds / used)
		}
	}
}

func itcSetting(name string, otherwise float64) float64 {
	value, err := strconv.ParseFloat(os.Getenv(name), 64)
	if err != nil {
		return otherwise
	}
	return value
}

// TestITCTable is the benchmark, run by hand: DAYBOOK_ITC_SECONDS of one
// processor for each plan, DAYBOOK_ITC_SEEDS plans of each instance (5),
// DAYBOOK_ITC_ONLY some of them (comp01,comp02), DAYBOOK_ITC_OUT a folder for
// the plans in the official format.
func TestITCTable(t *testing.T) {
	seconds := itcSetting("DAYBOOK_ITC_SECONDS", 0)
	if seconds <= 0 {
		t.Skip("a benchmark, run by hand with DAYBOOK_ITC_SECONDS")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	seeds, out, only := int(itcSetting("DAYBOOK_ITC_SEEDS", 5)), os.Getenv("DAYBOOK_ITC_OUT"), os.Getenv("DAYBOOK_ITC_ONLY")
	folder := itcFolder(t)
	var rows []string
	var mean, best, m10, known float64
	for _, record := range itcRecords {
		if _, err := os.Stat(filepath.Join(folder, record.name+".ctt")); err != nil || only != "" && !slices.Contains(strings.Split(only, ","), record.name) {
			continue
		}
		in := openITC(t, record.name)
		steps := itcSteps(t, in, seconds)
		start, costs, sum := cpuSeconds(), []int{}, 0
		for seed := 1; seed <= seeds; seed++ {
			cost, plan := solvedITC(t, in, search.Budget{Steps: steps, Seed: uint64(seed)})
			costs, sum = append(costs, cost), sum+cost
			if out != "" {
				keepITC(t, in, filepath.Join(out, fmt.Sprintf("%s-%d.sol", record.name, seed)), plan)
			}
		}
		used := (cpuSeconds() - start) / float64(seeds)
		average := float64(sum) / float64(seeds)
		mean, best, m10, known = mean+average, best+float64(slices.Min(costs)), m10+float64(record.m10), known+float64(record.known)
		mark := ""
		if slices.Min(costs) > record.m10 {
			mark = "  best above the winner's"
		}
		fmt.Printf("%s: %d steps, %.1f CPU-s each, costs %v\n", record.name, steps, used, costs)
		rows = append(rows, fmt.Sprintf("%-8s %9d %7.1f %8.1f %6d %6d %6d  %v%s", record.name, steps/1000, used, average, slices.Min(costs), record.m10, record.known, costs, mark))
	}
	fmt.Printf("\nITC-2007 track 3: %g CPU-s, one thread, %d seeds\n%-8s %9s %7s %8s %6s %6s %6s  each seed\n", seconds, seeds,
		"", "k steps", "CPU-s", "mean", "best", "M10", "known")
	fmt.Printf("%s\n%-26s %8.1f %6.0f %6.0f %6.0f\n", strings.Join(rows, "\n"), "sum", mean, best, m10, known)
}

func keepITC(t *testing.T, in *itc, path string, plan []itcLecture) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := in.writePlan(file, plan); err != nil {
		t.Fatal(err)
	}
}
