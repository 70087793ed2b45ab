//go:build linux

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// program sets a paper from what is written for it.
type program struct {
	name   string
	format string // of its input; "" sets from the values themselves
	// command gives how to set a paper; in and out are files, out's name as in
	// input.
	command func(p paper, in, out string) []string
	// asked is how many times less processor time certificates are to take.
	asked float64
}

// othersAsked and memoryAsked are how many times less processor time any other
// paper is to take than with each rival, and how many times less memory.
const (
	othersAsked = 5.0
	memoryAsked = 4.0
	packAsked   = 100.0 // ms in process
)

func programs(folder string) ([]program, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return []program{
		{name: "Daybook", command: func(p paper, _, out string) []string { return []string{self, "set", p.key, out} }},
		{name: "Chromium", format: "html", asked: 40, command: func(_ paper, in, out string) []string {
			return []string{"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
				"--user-data-dir=" + filepath.Join(folder, "chromium-profile"), "--print-to-pdf=" + out, in}
		}},
		{name: "LibreOffice", format: "fodt", asked: 10, command: func(_ paper, in, out string) []string {
			return []string{"soffice", "-env:UserInstallation=file://" + filepath.Join(folder, "libreoffice-profile"),
				"--headless", "--convert-to", "pdf", "--outdir", filepath.Dir(out), in}
		}},
		{name: "WeasyPrint", format: "html", asked: 50, command: func(_ paper, in, out string) []string {
			return []string{"weasyprint", in, out}
		}},
	}, nil
}

// lap is how a program did with a paper: the best of its rounds.
type lap struct {
	paper   paper
	program program
	best    cost
	bytes   int64
	pages   int
}

// race sets every paper with every program, in turn, and prints the table. The
// sealed command, when named, is measured beside it; its passphrase is read
// from standard input.
func race(rounds, folder string, sealed []string) error {
	times, err := strconv.Atoi(rounds)
	if err != nil || times < 1 {
		return errors.New("ROUNDS is a whole number, 1 at least")
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	if err := adoptOrphans(); err != nil {
		return err
	}
	all, err := programs(folder)
	if err != nil {
		return err
	}
	laps, err := laps(all, folder)
	if err != nil {
		return err
	}
	for round := range times {
		for i := range laps {
			if err := laps[i].run(folder, round); err != nil {
				return err
			}
		}
	}
	printRace(laps)
	if err := printInProcess(all[0], folder); err != nil {
		return err
	}
	if len(sealed) == 2 {
		return printSealed(sealed[0], sealed[1], folder, times)
	}
	return nil
}

// laps writes what each rival reads, and runs each once on the shortest paper:
// a first run makes a profile, and is no part of the race.
func laps(programs []program, folder string) ([]lap, error) {
	var laps []lap
	for _, p := range all {
		for _, by := range programs {
			l := lap{paper: p, program: by}
			in, out := l.files(folder)
			if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
				return nil, err
			}
			if by.format != "" {
				if _, err := measured([]string{programs[0].command(p, "", "")[0], by.format, p.key, in}, "", false); err != nil {
					return nil, err
				}
			}
			if p.key == "timetable" {
				if _, err := measured(by.command(p, in, out), "", false); err != nil {
					return nil, err
				}
			}
			laps = append(laps, l)
		}
	}
	return laps, nil
}

func (l *lap) files(folder string) (in, out string) {
	return filepath.Join(folder, l.paper.key+"."+l.program.format), filepath.Join(folder, l.program.name, l.paper.key+".pdf")
}

// run is one round; after the first the memory is looked at, in a run of its own.
func (l *lap) run(folder string, round int) error {
	in, out := l.files(folder)
	took, err := measured(l.program.command(l.paper, in, out), "", false)
	if err != nil {
		return err
	}
	if round > 0 {
		l.best.wall, l.best.cpu = min(l.best.wall, took.wall), min(l.best.cpu, took.cpu)
		return nil
	}
	l.best = took
	if took, err = measured(l.program.command(l.paper, in, out), "", true); err != nil {
		return err
	}
	l.best.memory = took.memory
	info, err := os.Stat(out)
	if err != nil {
		return err
	}
	l.bytes = info.Size()
	l.pages, err = pagesOf(out)
	return err
}

var pagesLine = regexp.MustCompile(`(?m)^Pages: +(\d+)$`)

// pagesOf counts the pages of a PDF.
func pagesOf(file string) (int, error) {
	out, err := exec.Command("pdfinfo", file).Output()
	if err != nil {
		return 0, fmt.Errorf("pdfinfo %s: %w", file, err)
	}
	found := pagesLine.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pdfinfo says no number of pages of %s", file)
	}
	return strconv.Atoi(string(found[1]))
}

// printInProcess says what setting alone takes, without beginning a process.
func printInProcess(daybook program, folder string) error {
	fmt.Printf("\n| in process | best of 5 |\n|---|---|\n")
	pack := 0.0
	for _, p := range all {
		out, err := exec.Command(daybook.command(p, "", "")[0], "set", p.key, filepath.Join(folder, "in-process.pdf"), "5").Output()
		if err != nil {
			return err
		}
		took, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			return err
		}
		if p.key == "pack" {
			pack = took
		}
		fmt.Printf("| %s | %.1f ms |\n", p.title, took)
	}
	fmt.Println()
	goal("a day's pack of 12 sessions in process", pack, "≤", packAsked, " ms")
	return nil
}

// sealedCommands are papers of the sample college, printed by the whole program
// with its records unlocked. Its terms go with the calendar: today is always in
// the sixth week of Term 4.
func sealedCommands() [][]string {
	day := time.Now()
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	date := day.Format(time.DateOnly)
	return [][]string{
		{"print", "registers", "--date", date},
		{"print", "pack", "--date", date},
		{"print", "timetable", "T4"},
		{"print", "certificates", "SH01-T4-1"},
		{"print", "all"},
	}
}

// printSealed measures the command that people use, from its start to its end,
// unlocking included.
func printSealed(daybook, sample, folder string, rounds int) error {
	passphrase, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	fmt.Printf("\n| the sealed command, unlocking included | wall | CPU | memory |\n|---|---|---|---|\n")
	var failed error
	for _, c := range sealedCommands() {
		command := append([]string{daybook, "--college", sample, "--user", "Nadia", "--passphrase-stdin"}, c...)
		command = append(command, "--to", filepath.Join(folder, "sealed"))
		best, err := bestOf(command, string(passphrase), rounds)
		if err != nil {
			failed = errors.Join(failed, err)
			fmt.Printf("| %s | did not run | | |\n", strings.Join(c, " "))
			continue
		}
		fmt.Printf("| %s | %s | %s | %s |\n", strings.Join(c, " "), seconds(best.wall), seconds(best.cpu), megabytes(best.memory))
	}
	return failed
}

// bestOf runs a command once for its memory, and then for its times.
func bestOf(command []string, input string, rounds int) (cost, error) {
	best, err := measured(command, input, true)
	if err != nil {
		return cost{}, err
	}
	for round := range rounds {
		took, err := measured(command, input, false)
		if err != nil {
			return cost{}, err
		}
		if round == 0 {
			best.wall, best.cpu = took.wall, took.cpu
		}
		best.wall, best.cpu = min(best.wall, took.wall), min(best.cpu, took.cpu)
	}
	return best, nil
}
