package app

import (
	"cmp"
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/termfile"

	"github.com/spf13/cobra"
)

// termPublish makes a draft what everybody is told.
func (l *commandLine) termPublish() *cobra.Command {
	var given []string
	command := &cobra.Command{Use: "publish TERM", Short: say("cmd.term.publish"), Long: say("cmd.term.publish.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			reasons, err := reasonsOf(given)
			if err != nil {
				return err
			}
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				done, err := door.store.PublishDraft(ctx, term.ID, reasons)
				if err != nil {
					return err
				}
				door.sayFindings(done.Findings)
				l.tell(result{Result: "published", Published: &done}, publishedText(door, done))
				return nil
			})
		}}
	command.Flags().StringArrayVar(&given, "reason", nil, say("cmd.flag.publishReason"))
	return command
}

// reasonsOf reads --reason I-09=because, one for each rule.
func reasonsOf(given []string) (map[string]string, error) {
	reasons := map[string]string{}
	for _, one := range given {
		rule, reason, parted := strings.Cut(one, "=")
		rule, reason = strings.ToUpper(strings.TrimSpace(rule)), strings.TrimSpace(reason)
		switch {
		case !parted || rule == "" || reason == "":
			return nil, misuse("cmd.term.reason", "reason", one)
		case !slices.ContainsFunc(timetable.Rules, func(r timetable.Rule) bool { return r.ID == rule }):
			return nil, misuse("cmd.term.reasonRule", "rule", rule)
		case reasons[rule] != "":
			return nil, misuse("cmd.term.reasonTwice", "rule", rule)
		}
		reasons[rule] = reason
	}
	return reasons, nil
}

// planFile plans a term that a file describes; no college is opened.
func (l *commandLine) planFile() *cobra.Command {
	var steps, seed int
	command := &cobra.Command{Use: "plan-file IN.json OUT.json", Short: say("cmd.term.planFile"), Long: say("cmd.term.planFile.long"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if steps < 0 || seed < 0 {
				return misuse("plan.numbers")
			}
			var f timetable.Facts
			var b timetable.Brief
			err := reading(args[0], func(r io.Reader) (err error) { f, b, err = termfile.Read(r); return err })
			if err != nil {
				return err
			}
			b.Steps = cmp.Or(steps, b.Steps)
			if seed > 0 {
				b.Seed = uint64(seed)
			}
			b.Report = func(p timetable.Progress) { l.planProgress(say("cmd.term.planningFile"), p) }
			board, err := timetable.Lay(f, b)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt)
			defer stop()
			plan, err := board.Plan(ctx)
			if err != nil {
				return err
			}
			words := (&Door{}).say
			if err := writing(args[1], func(w io.Writer) error { return termfile.Write(w, plan, words) }); err != nil {
				return err
			}
			l.tell(result{Result: "file", File: args[1]}, say("cmd.term.planFile.done", "file", args[1],
				"count", strconv.Itoa(standing(plan.Placements)), "left", strconv.Itoa(len(plan.Unplaced))))
			if plan.Stopped {
				return college.Refuse(college.Conflict, "cmd.term.planFile.stopped", "file", args[1])
			}
			return nil
		}}
	command.Flags().IntVar(&steps, "steps", 0, say("cmd.flag.steps"))
	command.Flags().IntVar(&seed, "seed", 0, say("cmd.flag.seed"))
	return command
}

// toFET writes a term for FET.
func (l *commandLine) toFET() *cobra.Command {
	return &cobra.Command{Use: "to-fet TERM OUT.fet", Short: say("cmd.term.toFet"), Long: say("cmd.term.toFet.long"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				f, b, err := door.store.Brief(ctx, term.ID)
				if err != nil {
					return err
				}
				if err := writing(args[1], func(w io.Writer) error { return termfile.WriteFET(w, f, b) }); err != nil {
					return err
				}
				l.tell(result{Result: "file", File: args[1]}, door.say("cmd.term.toFet.done", college.Values{"term": term.Name, "file": args[1]}))
				return nil
			})
		}}
}

// fromFET takes FET's result into the draft.
func (l *commandLine) fromFET() *cobra.Command {
	return &cobra.Command{Use: "from-fet TERM IN.fet", Short: say("cmd.term.fromFet"), Long: say("cmd.term.fromFet.long"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				return l.planning(ctx, door, term, func(ctx context.Context) (Planned, error) {
					return door.planInto(ctx, term.ID, nil, func(f timetable.Facts, b timetable.Brief) (plan timetable.Plan, err error) {
						err = reading(args[1], func(r io.Reader) (err error) { plan.Placements, err = termfile.ReadFET(r, f, b); return err })
						return plan, err
					})
				})
			})
		}}
}

// reading reads a file that somebody named.
func reading(path string, fn func(io.Reader) error) error {
	file, err := os.Open(path)
	if err != nil {
		return college.Refuse(college.NotFound, "cmd.term.noFile", "file", path)
	}
	defer file.Close()
	return fn(file)
}

// writing writes a file that somebody named: whole, or not at all.
func writing(path string, fn func(io.Writer) error) (err error) {
	made, err := os.CreateTemp(filepath.Dir(path), ".daybook-*")
	if err != nil {
		return college.Refuse(college.Conflict, "cmd.term.cannotWrite", "file", path)
	}
	defer os.Remove(made.Name()) // not there any more once it has its name
	err = fn(made)
	if closing := made.Close(); err == nil {
		err = closing
	}
	if err == nil && os.Rename(made.Name(), path) != nil {
		err = college.Refuse(college.Conflict, "cmd.term.cannotWrite", "file", path)
	}
	return err
}

func standing(all []timetable.Placement) (n int) {
	for _, p := range all {
		if p.Date != "" {
			n++
		}
	}
	return n
}

// timesOf reads --times, 13:00-17:00.
func timesOf(text string) (start, end college.Clock, err error) {
	if text == "" {
		return "", "", nil
	}
	from, to, _ := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	start, end = college.Clock(strings.TrimSpace(from)), college.Clock(strings.TrimSpace(to))
	if !start.Valid() || !end.Valid() || end <= start {
		return "", "", misuse("cmd.term.times", "times", text)
	}
	return start, end, nil
}
