//go:build linux

// Command benchterms measures the planner on planted terms, where a plan
// without a clash is certain to be: the figures of docs/benchmarks.md. All
// times are processor time of one thread.
//
//	benchterms [-terms N] [-only TABLE,…]   prints the tables
//	benchterms first FILE                   plans a term file until it is clash-free
//
// The tables are sizes, success, fet, away and memory. A table of FET is left
// out where fet-cl is not installed.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

func main() {
	runtime.GOMAXPROCS(1)
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchterms:", err)
		os.Exit(1)
	}
}

// tables in the order they are printed.
var tables = []struct {
	name  string
	print func(w io.Writer, o options) error
}{
	{"sizes", sizes},
	{"success", success},
	{"fet", againstFET},
	{"away", oneAway},
	{"memory", memory},
}

// options are what a run was asked for.
type options struct{ terms int }

func run(w io.Writer, args []string) error {
	if len(args) == 2 && args[0] == "first" {
		return first(w, args[1])
	}
	flags := flag.NewFlagSet("benchterms", flag.ContinueOnError)
	terms := flags.Int("terms", 210, "how many planted terms the table of success counts, at least")
	only := flags.String("only", "", "tables to print, with commas; none = all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	wanted := strings.Split(*only, ",")
	if err := calibrate(w); err != nil {
		return err
	}
	for _, t := range tables {
		if *only != "" && !slices.Contains(wanted, t.name) {
			continue
		}
		if err := t.print(w, options{terms: *terms}); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

// table prints a heading, and rows as they come.
type table struct{ io.Writer }

func newTable(w io.Writer, title string, columns ...string) table {
	fmt.Fprintf(w, "\n## %s\n\n| %s |\n|%s\n", title, strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
	return table{w}
}

func (t table) row(cells ...any) {
	for _, c := range cells {
		fmt.Fprintf(t, "| %v ", c)
	}
	fmt.Fprintln(t, "|")
}

// holds says whether a goal is met.
func holds(met bool) string {
	if met {
		return "yes"
	}
	return "NO"
}
