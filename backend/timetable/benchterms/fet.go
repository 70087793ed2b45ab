//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
	"daybook/backend/timetable/termfile"
)

// used is what a child process took: user time, as FET is measured, and the
// greatest memory in kB.
type used struct {
	user   time.Duration
	memory int
}

func runChild(name string, args ...string) (used, error) {
	child := exec.Command(name, args...)
	child.Env = append(os.Environ(), "GOMAXPROCS=1")
	var said bytes.Buffer
	child.Stdout, child.Stderr = &said, &said
	if err := child.Start(); err != nil {
		return used{}, err
	}
	ended, watched := make(chan struct{}), make(chan int)
	go func() { watched <- watch(child.Process.Pid, ended) }()
	err := child.Wait()
	close(ended)
	peak := <-watched
	if err != nil {
		return used{}, fmt.Errorf("%s: %w: %s", filepath.Base(name), err, said.Bytes())
	}
	u := child.ProcessState.SysUsage().(*syscall.Rusage)
	return used{time.Duration(u.Utime.Nano()), peak}, nil
}

// watch reads the greatest memory of a process until it ends. What the system
// tells after its end cannot be used: it counts the parent's share before the
// program was loaded.
func watch(pid int, ended <-chan struct{}) (peak int) {
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // gone when it has ended
		if _, rest, found := bytes.Cut(status, []byte("VmHWM:")); found {
			kB, _, _ := bytes.Cut(bytes.TrimSpace(rest), []byte(" "))
			n, _ := strconv.Atoi(string(kB))
			peak = max(peak, n)
		}
		select {
		case <-ended:
			return peak
		case <-time.After(time.Millisecond):
		}
	}
}

// least runs a child some times and takes the least of each.
func least(rounds int, name string, args ...string) (used, error) {
	best := used{math.MaxInt64, math.MaxInt}
	for range rounds {
		u, err := runChild(name, args...)
		if err != nil {
			return used{}, err
		}
		best = used{min(best.user, u.user), min(best.memory, max(u.memory, 1))}
	}
	return best, nil
}

// plainFET keeps FET from writing what nobody reads here, so that its time is
// that of reading and planning.
func plainFET(file, folder string) []string {
	args := []string{"--inputfile=" + file, "--outputdir=" + folder, "--htmllevel=0", "--timelimitseconds=300"}
	for _, seed := range []string{"10", "11", "12", "20", "21", "22"} {
		args = append(args, "--randomseeds"+seed+"="+seed) // the same plan every time
	}
	for _, paper := range strings.Fields("dayshorizontal daysvertical timehorizontal timevertical subgroups groups years teachers teachersfreeperiods rooms subjects activitytags activities") {
		args = append(args, "--writetimetables"+paper+"=false")
	}
	return args
}

// bothFiles writes a term for both programs.
func bothFiles(folder, name string, t planted.Term) (ours, fets string, err error) {
	ours, fets = filepath.Join(folder, name+".json"), filepath.Join(folder, name+".fet")
	for path, write := range map[string]func(io.Writer, timetable.Facts, timetable.Brief) error{ours: termfile.Describe, fets: termfile.WriteFET} {
		file, err := os.Create(path)
		if err != nil {
			return "", "", err
		}
		if err := write(file, t.Facts, t.Brief); err != nil {
			_ = file.Close() // the first mistake is the one to tell
			return "", "", err
		}
		if err := file.Close(); err != nil {
			return "", "", err
		}
	}
	return ours, fets, nil
}

// fetRounds are the runs of each program, of which the least counts.
const fetRounds = 3

// againstFET: the same terms with the same people given, from a file to the
// first plan without a clash; then both plans by one scorer.
func againstFET(w io.Writer, _ options) error {
	program, err := exec.LookPath("fet-cl")
	if err != nil {
		fmt.Fprintln(w, "\nFET is not installed (apt-get install fet): its table is left out.")
		return nil
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "benchterms")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	t := newTable(w, "Against FET: the same term, the same people given; whole processes, loading included",
		"term", "FET, user ms", "ours, user ms", "FET ÷ ours", "goal met", "FET venue £", "ours at 0.25 s", "≤ 15 %", "FET travel min", "ours", "≤ 75 %", "memory FET / ours, MB")
	for _, s := range planted.Shapes {
		term, err := planted.Grow(s, s.Seed, true)
		if err != nil {
			return err
		}
		ours, fets, err := bothFiles(folder, s.Name, term)
		if err != nil {
			return err
		}
		fet, err := least(fetRounds, program, plainFET(fets, folder)...)
		if err != nil {
			return err
		}
		we, err := least(fetRounds, self, "first", ours)
		if err != nil {
			return err
		}
		fetPlan, err := fetsPlan(filepath.Join(folder, "timetables", s.Name, s.Name+"_data_and_timetable.fet"), term)
		if err != nil {
			return err
		}
		p, err := paceOf(term)
		if err != nil {
			return err
		}
		plan, err := planned(term.Facts, term.Brief, p.steps(0.25))
		if err != nil {
			return err
		}
		theirs, mine := scoreOf(term.Facts, fetPlan), scoreOf(term.Facts, plan.Placements)
		ratio, asked := float64(fet.user)/float64(max(we.user, 1)), 10.0
		if s.Sessions > 300 {
			asked = 8
		}
		t.row(s.Name, ms(fet.user), ms(we.user), fmt.Sprintf("%.1f", ratio), fmt.Sprintf("≥ %.0f: %s", asked, holds(ratio >= asked)),
			theirs.pounds, mine.pounds, holds(mine.pounds*100 <= theirs.pounds*15), theirs.minutes, mine.minutes, holds(mine.minutes*100 <= theirs.minutes*75),
			fmt.Sprintf("%d / %d", fet.memory>>10, we.memory>>10))
	}
	return nil
}

func fetsPlan(path string, t planted.Term) ([]timetable.Placement, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() // only read
	return termfile.ReadFET(file, t.Facts, t.Brief)
}

// score is what a plan costs in rooms, and the minutes that everybody who
// teaches has from their base to each session.
type score struct{ pounds, minutes int }

func scoreOf(f timetable.Facts, plan []timetable.Placement) score {
	price, venue, base, way := map[string]int{}, map[string]string{}, map[string]string{}, map[[2]string]int{}
	for _, r := range f.Rooms {
		price[r.ID], venue[r.ID] = r.PricePerHour, r.VenueID
	}
	for _, l := range f.Limits {
		base[l.PersonID] = l.BaseVenueID
	}
	for _, t := range f.Travel {
		way[[2]string{t.FromID, t.ToID}], way[[2]string{t.ToID, t.FromID}] = t.Minutes, t.Minutes
	}
	pence, minutes := 0, 0
	for _, p := range plan {
		if p.RoomID == "" {
			continue
		}
		pence += price[p.RoomID] * (p.End.Minutes() - p.Start.Minutes()) / 60
		for _, w := range p.Workers {
			minutes += way[[2]string{base[w.PersonID], venue[p.RoomID]}]
		}
	}
	return score{pence / 100, minutes}
}

// memory: the greatest of a whole process that reads and plans the largest
// term; and the check of a whole term by the rules by hand.
func memory(w io.Writer, _ options) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "benchterms")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	t := newTable(w, "Memory and the full check", "term", "whole process, MB", "< 50 MB", "full check, CPU ms", "≤ 1 ms")
	for _, s := range planted.Shapes[:4] {
		term, err := planted.Grow(s, s.Seed, false)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, s.Name+".json")
		file, err := os.Create(path)
		if err != nil {
			return err
		}
		if err := termfile.Describe(file, term.Facts, term.Brief); err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
		u, err := least(1, self, "first", path)
		if err != nil {
			return err
		}
		check := fullCheck(planted.Laid(term.Facts, term.Plan))
		t.row(s.Name, u.memory>>10, holds(u.memory>>10 < 50), ms(check), holds(check <= time.Millisecond))
	}
	return nil
}

// fullCheck is the time of one full check, taken over many.
func fullCheck(f timetable.Facts) time.Duration {
	const rounds = 50
	began := cpu()
	for range rounds {
		timetable.CheckAll(f)
	}
	return (cpu() - began) / rounds
}
