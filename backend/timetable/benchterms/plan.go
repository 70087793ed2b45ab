//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
	"daybook/backend/timetable/termfile"
)

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // only a wrong argument fails
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }

// stepsToTime are the moves that a pace is measured by.
const stepsToTime = 400_000

// pace is how quickly a term is planned on this machine: what it takes to begin,
// and moves in a second of processor time.
type pace struct {
	start     time.Duration
	perSecond float64
}

func paceOf(t planted.Term) (pace, error) {
	began := cpu()
	if _, err := planned(t.Facts, t.Brief, 1); err != nil {
		return pace{}, err
	}
	start := cpu() - began
	began = cpu()
	if _, err := planned(t.Facts, t.Brief, stepsToTime); err != nil {
		return pace{}, err
	}
	return pace{start, stepsToTime / max((cpu()-began-start).Seconds(), 0.001)}, nil
}

// steps are the moves that fit into so many seconds of processor time.
func (p pace) steps(seconds float64) int {
	return max(1, int((seconds-p.start.Seconds())*p.perSecond))
}

// calibrate prints the pace of every shape.
func calibrate(w io.Writer) error {
	t := newTable(w, "Calibration", "term", "to begin, CPU ms", "moves a CPU-second", "moves in 0.25 s", "0.5 s", "2 s", "10 s")
	for _, s := range planted.Shapes {
		term, err := planted.Grow(s, s.Seed, false)
		if err != nil {
			return err
		}
		p, err := paceOf(term)
		if err != nil {
			return err
		}
		t.row(s.Name, ms(p.start), int(p.perSecond), p.steps(0.25), p.steps(0.5), p.steps(2), p.steps(10))
	}
	return nil
}

// planned plans a term with so many moves.
func planned(f timetable.Facts, b timetable.Brief, steps int) (timetable.Plan, error) {
	b.Steps = steps
	board, err := timetable.Lay(f, b)
	if err != nil {
		return timetable.Plan{}, err
	}
	return board.Plan(context.Background())
}

// untilClean plans until nothing is left out, compiling included, and says how
// long that took. It gives up after so many moves.
func untilClean(f timetable.Facts, b timetable.Brief, steps int) (time.Duration, timetable.Plan, error) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	took, began := time.Duration(0), cpu()
	b.Steps = steps
	b.Report = func(p timetable.Progress) {
		if p.Unplaced == 0 && took == 0 {
			took = cpu() - began
			stop()
		}
	}
	board, err := timetable.Lay(f, b)
	if err != nil {
		return 0, timetable.Plan{}, err
	}
	plan, err := board.Plan(ctx)
	if took == 0 {
		took = cpu() - began
	}
	return took, plan, err
}

// clashes counts what the rules by hand find in a plan, and the sessions that
// it leaves out: another program than the one that planned.
func clashes(f timetable.Facts, plan []timetable.Placement) int {
	count := len(timetable.CheckAll(planted.Laid(f, plan)))
	for _, p := range plan {
		if p.Date == "" {
			count++
		}
	}
	return count
}

// first reads a term file and plans it until nothing is left out.
func first(w io.Writer, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close() // only read
	facts, brief, err := termfile.Read(file)
	if err != nil {
		return err
	}
	brief.Seeds = 1
	_, plan, err := untilClean(facts, brief, 100_000_000)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, len(plan.Unplaced))
	return err
}
