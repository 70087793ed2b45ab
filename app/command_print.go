package app

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"

	"github.com/spf13/cobra"
)

// printing is what every printing command may be told.
type printing struct {
	line  *commandLine
	to    string
	large bool
	order Order // how it shall look; each command adds what it is about
	html  bool
}

// printCommand prints papers.
func (l *commandLine) printCommand() *cobra.Command {
	h := &printing{line: l}
	command := &cobra.Command{Use: "print COMMAND", Short: say("cmd.print"), Long: say("cmd.print.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	flags := command.PersistentFlags()
	flags.StringVar(&h.to, "to", "", say("cmd.flag.to"))
	flags.BoolVar(&h.large, "large", false, say("cmd.flag.large"))
	flags.Float64Var(&h.order.Body, "body", 0, say("cmd.flag.body"))
	flags.StringVar(&h.order.Sheet, "paper", "", say("cmd.flag.paper"))
	flags.BoolVar(&h.order.BothSides, "both-sides", false, say("cmd.flag.bothSides"))
	flags.BoolVar(&h.html, "html", false, say("cmd.flag.html"))
	command.AddCommand(h.registers(), h.register(), h.courseRegister(), h.certificates(), h.timetable(), h.prospectus(), h.doorSigns(), h.poster(),
		h.badges(), h.labels(), h.pack(), h.contacts(), h.venue(), h.letter(), h.plan(), h.all())
	return command
}

// about is what a command's words and options ask for, once the college is open.
type about func(ctx context.Context, door *Door, o *Order) error

// make opens the college and makes an order of one kind. Ctrl+C stops it, and
// leaves no file.
func (h *printing) make(c *cobra.Command, kind papers.Kind, what about) error {
	return h.press(c, func(ctx context.Context, p press) ([]Paper, error) {
		order := h.order
		order.Kind = string(kind)
		if what != nil {
			if err := what(ctx, p.door, &order); err != nil {
				return nil, err
			}
		}
		return p.make(ctx, order)
	})
}

// press opens the college and does fn with a press into the folder that --to
// says; then it tells what was made.
func (h *printing) press(c *cobra.Command, fn func(context.Context, press) ([]Paper, error)) error {
	if err := h.understood(c); err != nil {
		return err
	}
	return h.line.open(c, func(door *Door) error {
		made, err := ask(door, c.CommandPath(), func(ctx context.Context) ([]Paper, error) {
			folder := h.to
			if folder == "" {
				folder = filepath.Join(door.folder, "papers")
			}
			folder, err := filepath.Abs(folder)
			if err != nil {
				return nil, err
			}
			ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
			defer stop()
			made, err := fn(ctx, press{door: door, records: door.store, folder: folder,
				progress: func(done, total int) { h.line.progress(say("cmd.print.pages"), done, total) }})
			return made, plainly(err)
		})
		for i := range made {
			h.told(&made[i])
		}
		return err
	})
}

// plainly says on one line what a form would say beside its field, and that a
// printing was stopped.
func plainly(err error) error {
	refusal := college.AsRefusal(err)
	switch {
	case errors.Is(err, context.Canceled):
		return college.Refuse(college.Conflict, "print.stopped")
	case refusal != nil && refusal.Key == "form.invalid" && len(refusal.Fields) == 1:
		return &college.Refusal{Code: refusal.Code, Key: refusal.Fields[0].Key, Values: refusal.Fields[0].Values}
	}
	return err
}

// understood checks what stands after the common options.
func (h *printing) understood(c *cobra.Command) error {
	if c.Flags().Changed("to") && strings.TrimSpace(h.to) == "" {
		return misuse("cmd.noFolder", "flag", "--to")
	}
	if c.Flags().Changed("paper") {
		h.order.Sheet = strings.ToUpper(h.order.Sheet)
		if _, known := sheetSizes[h.order.Sheet]; !known {
			return misuse("cmd.paper")
		}
	}
	if h.large && h.order.Body == 0 {
		h.order.Body = papers.LargePrint
	}
	if h.html {
		h.order.Format = formatHTML
	}
	return nil
}

func (h *printing) told(p *Paper) {
	sentence := say("cmd.print.done", "kind", say("paperKind."+p.Kind), "count", strconv.Itoa(p.Pages), "path", p.Path)
	for _, issue := range p.Issues {
		sentence += "\n  " + issue
	}
	h.line.tell(result{Result: "paper", Paper: p}, sentence)
}

// day checks a date of an option; "" stays "".
func day(flag string) (string, error) {
	if flag != "" && !college.Date(flag).Valid() {
		return "", misuse("cmd.date", "date", flag)
	}
	return flag, nil
}

// theRun finds a run by its reference, and one of its sessions by its number.
func theRun(ctx context.Context, door *Door, o *Order, reference string, session int) error {
	run, err := door.store.RunByReference(ctx, reference)
	o.Run = run.ID
	if err == nil && session != 0 {
		o.Session, err = door.store.SessionOf(ctx, reference, session)
	}
	return err
}

// theOne finds the student, tutor, volunteer, venue or room that words mean: the
// only one they find, or the one that is called so or has that number. Otherwise
// it refuses, and names those they may mean.
func theOne(ctx context.Context, door *Door, kind, words string) (id string, err error) {
	found, err := door.store.ChoicesFor(ctx, kind, words)
	if err != nil {
		return "", err
	}
	same := slices.DeleteFunc(slices.Clone(found), func(c college.ChoiceOf) bool {
		return college.Fold(c.Text) != college.Fold(words) && college.Fold(c.Fact) != college.Fold(words)
	})
	switch {
	case len(same) == 1:
		return same[0].ID, nil
	case len(found) == 1:
		return found[0].ID, nil
	case len(found) == 0:
		return "", college.Refuse(college.NotFound, "cmd.print.nobody", "words", words)
	}
	names := []string{}
	for _, c := range found[:min(5, len(found))] {
		names = append(names, strings.TrimSpace(c.Text+" "+c.Fact))
	}
	return "", college.Refuse(college.Invalid, "cmd.print.which", "words", words, "fields", strings.Join(names, "; "))
}
