//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// This file measures other programs with all the processes they begin.

// cost is what one run of a program took.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes: the peak of the PSS of all its processes together
}

// longest is how long a program may take.
const longest = 10 * time.Minute

// adoptOrphans makes this process the parent of processes whose own parent
// ended, so that none of a rival's time is lost.
func adoptOrphans() error {
	const prSetChildSubreaper = 36
	if _, _, failed := syscall.RawSyscall(syscall.SYS_PRCTL, prSetChildSubreaper, 1, 0); failed != 0 {
		return failed
	}
	return nil
}

// measured runs a command to its end and gives what it took. Memory is only
// looked at when asked for, since looking takes time too.
func measured(command []string, input string, memory bool) (cost, error) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.Stdin = strings.NewReader(input)
	// A file, not a pipe: what a process left behind keeps open is not waited for.
	said, err := os.CreateTemp("", "benchpapers")
	if err != nil {
		return cost{}, err
	}
	defer os.Remove(said.Name())
	defer said.Close()
	c.Stdout, c.Stderr = said, said

	before, started := childrenTime(), time.Now()
	if err := c.Start(); err != nil {
		return cost{}, err
	}
	peak := make(chan int64, 1)
	ended := make(chan struct{})
	if memory {
		go func() { peak <- watched(ended) }()
	} else {
		peak <- 0
	}
	err = c.Wait()
	took := cost{wall: time.Since(started)}
	close(ended)
	took.memory = <-peak
	if err := errors.Join(err, reapOrphans()); err != nil {
		words, _ := os.ReadFile(said.Name())
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, words)
	}
	took.cpu = childrenTime() - before
	if memory {
		// A short run may end between two looks. Its own greatest resident set is
		// never less than its PSS.
		if own, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok && took.memory < own.Maxrss*1024 {
			took.memory = own.Maxrss * 1024
		}
	}
	return took, nil
}

// childrenTime is the processor time of all processes that ended below this one.
func childrenTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		panic(err) // only a wrong argument fails
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// reapOrphans waits for what a program left behind, and ends what will not end.
func reapOrphans() error {
	for patience := time.Now().Add(5 * time.Second); ; {
		pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		switch {
		case errors.Is(err, syscall.ECHILD):
			return nil
		case err != nil && !errors.Is(err, syscall.EINTR):
			return err
		case pid == 0 && time.Now().After(patience):
			for child := range descendants() {
				if err := syscall.Kill(child, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
					return err
				}
			}
		}
		if pid <= 0 {
			time.Sleep(time.Millisecond)
		}
	}
}

// watched gives the greatest PSS, in bytes, of all processes below this one
// until they have ended.
func watched(ended <-chan struct{}) int64 {
	peak := int64(0)
	for {
		sum, looked := int64(0), time.Now()
		for pid := range descendants() {
			sum += pss(pid)
		}
		peak = max(peak, sum)
		select {
		case <-ended:
			return peak
		case <-time.After(max(2*time.Millisecond, 2*time.Since(looked))): // looking must not slow what is looked at
		}
	}
}

// descendants is every process below this one.
func descendants() map[int]bool {
	parents := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is sound
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// "12 (a name) S 1 …": a name may hold anything.
		_, rest, _ := strings.Cut(string(stat[strings.LastIndexByte(string(stat), ')'):]), " ")
		if fields := strings.Fields(rest); len(fields) > 1 {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			parents[pid], _ = strconv.Atoi(fields[1])
		}
	}
	below := map[int]bool{}
	for pid := range parents {
		for up := parents[pid]; up > 1; up = parents[up] {
			if up == os.Getpid() {
				below[pid] = true
			}
		}
	}
	return below
}

// pss is the proportional set size of a process in bytes; 0 once it has ended.
func pss(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, "Pss:"); found {
			kilobytes, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kilobytes * 1024
		}
	}
	return 0
}
