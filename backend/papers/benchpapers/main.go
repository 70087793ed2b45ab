//go:build linux

// Command benchpapers sets papers from plain values, writes the same content
// for other programs, and races them: the figures of docs/benchmarks.md.
//
//	benchpapers set PAPER FILE [TIMES]   sets a paper as PDF; says what it took
//	benchpapers html|fodt PAPER FILE     writes the same pages for a rival
//	benchpapers race ROUNDS FOLDER [DAYBOOK COLLEGE]
//	benchpapers against                  reads go test -bench from standard input
//
// PAPER is certificates, registers, timetable or pack. A race sets every paper
// with every program and prints one table.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"daybook/backend/typeset"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchpapers:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 3 && args[0] == "set":
		return setPaper(args[1], args[2], args[3:])
	case len(args) == 3 && args[0] == "html":
		return writeFor(args[1], args[2], asHTML)
	case len(args) == 3 && args[0] == "fodt":
		return writeFor(args[1], args[2], asODT)
	case len(args) >= 3 && args[0] == "race":
		return race(args[1], args[2], args[3:])
	case len(args) == 1 && args[0] == "against":
		return against(os.Stdin)
	}
	return errors.New("usage: benchpapers set PAPER FILE [TIMES] | html|fodt PAPER FILE | race ROUNDS FOLDER [DAYBOOK COLLEGE] | against")
}

// setPaper sets a paper as PDF. Told how often, it sets it so many times and
// prints the best time in ms of one setting, in process.
func setPaper(key, file string, times []string) error {
	p, err := paperOf(key)
	if err != nil {
		return err
	}
	rounds := 1
	if len(times) > 0 {
		if rounds, err = strconv.Atoi(times[0]); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	best := time.Duration(1<<63 - 1)
	for range max(rounds, 1) {
		out.Reset()
		started := time.Now()
		if _, err := typeset.Render(context.Background(), &out, p.set(), nil); err != nil {
			return err
		}
		best = min(best, time.Since(started))
	}
	if len(times) > 0 {
		fmt.Printf("%.3f\n", float64(best)/float64(time.Millisecond))
	}
	return os.WriteFile(file, out.Bytes(), 0o600)
}

// writeFor writes a paper's pages in a rival's own format.
func writeFor(key, file string, as func(string, []sheet) []byte) error {
	p, err := paperOf(key)
	if err != nil {
		return err
	}
	d := p.set()
	return os.WriteFile(file, as(d.Meta.Title, sheetsOf(d)), 0o600)
}
