package app

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"

	"github.com/spf13/cobra"
)

// printing is what every printing command may be told.
type printing struct {
	line  *commandLine
	to    string
	large bool
	both  bool
	paper string
}

// printCommand prints papers.
func (l *commandLine) printCommand() *cobra.Command {
	how := &printing{line: l}
	command := &cobra.Command{Use: "print COMMAND", Short: say("cmd.print"), Long: say("cmd.print.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	command.PersistentFlags().StringVar(&how.to, "to", "", say("cmd.flag.to"))
	command.PersistentFlags().BoolVar(&how.large, "large", false, say("cmd.flag.large"))
	command.PersistentFlags().BoolVar(&how.both, "both-sides", false, say("cmd.flag.bothSides"))
	command.AddCommand(how.registers(), how.register(), how.courseRegister(), how.certificates(), how.timetable(), how.all())
	return command
}

// make opens the college and prints through one press.
func (h *printing) make(c *cobra.Command, fn func(context.Context, *Door, press) ([]Paper, error)) error {
	if c.Flags().Changed("to") && strings.TrimSpace(h.to) == "" {
		return misuse("cmd.noFolder", "flag", "--to")
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
			edition := typeset.Edition{Duplex: h.both}
			if h.large {
				edition.Body = 18
			}
			if h.paper == "A3" {
				edition.Paper = typeset.A3
			}
			p := press{door: door, folder: folder, edition: edition,
				progress: func(done, total int) { h.line.progress(say("cmd.print.pages"), done, total) }}
			if err := p.ready(); err != nil {
				return nil, err
			}
			return fn(ctx, door, p)
		})
		for i := range made {
			h.told(&made[i])
		}
		return err
	})
}

func (h *printing) told(p *Paper) {
	sentence := say("cmd.print.done", "kind", say("paperKind."+p.Kind), "count", strconv.Itoa(p.Pages), "path", p.Path)
	for _, issue := range p.Issues {
		sentence += "\n  " + issue
	}
	h.line.tell(result{Result: "paper", Paper: p}, sentence)
}

func one(p Paper, err error) ([]Paper, error) {
	if err != nil {
		return nil, err
	}
	return []Paper{p}, nil
}

func (h *printing) registers() *cobra.Command {
	var date string
	var facilitators bool
	command := &cobra.Command{Use: "registers", Short: say("cmd.print.registers"), Long: say("cmd.print.registers.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("date") && !college.Date(date).Valid() {
				return misuse("cmd.date", "date", date)
			}
			return h.make(c, func(ctx context.Context, _ *Door, p press) ([]Paper, error) {
				return one(p.day(ctx, college.Date(date), facilitators))
			})
		}}
	command.Flags().StringVar(&date, "date", "", say("cmd.flag.date"))
	command.Flags().BoolVar(&facilitators, "facilitators", false, say("cmd.flag.facilitators"))
	return command
}

func (h *printing) register() *cobra.Command {
	var facilitator bool
	number := 1
	command := &cobra.Command{Use: "register RUN", Short: say("cmd.print.register"), Long: say("cmd.print.register.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, func(ctx context.Context, door *Door, p press) ([]Paper, error) {
				session, err := door.store.SessionOf(ctx, args[0], number)
				if err != nil {
					return nil, err
				}
				return one(p.session(ctx, session, facilitator))
			})
		}}
	command.Flags().IntVar(&number, "session", 1, say("cmd.flag.session"))
	command.Flags().BoolVar(&facilitator, "facilitator", false, say("cmd.flag.facilitator"))
	return command
}

func (h *printing) courseRegister() *cobra.Command {
	return &cobra.Command{Use: "course-register RUN", Short: say("cmd.print.courseRegister"), Long: say("cmd.print.courseRegister.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, func(ctx context.Context, door *Door, p press) ([]Paper, error) {
				run, err := door.store.RunByReference(ctx, args[0])
				if err != nil {
					return nil, err
				}
				return one(p.courseRegister(ctx, run.ID))
			})
		}}
}

func (h *printing) certificates() *cobra.Command {
	return &cobra.Command{Use: "certificates RUN", Short: say("cmd.print.certificates"), Long: say("cmd.print.certificates.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, func(ctx context.Context, door *Door, p press) ([]Paper, error) {
				run, err := door.store.RunByReference(ctx, args[0])
				if err != nil {
					return nil, err
				}
				certificates, staffList, err := p.certificates(ctx, run.ID)
				if err != nil {
					return nil, err
				}
				return []Paper{certificates, staffList}, nil
			})
		}}
}

func (h *printing) timetable() *cobra.Command {
	var atAGlance bool
	command := &cobra.Command{Use: "timetable [TERM]", Short: say("cmd.print.timetable"), Long: say("cmd.print.timetable.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if h.paper != "A4" && h.paper != "A3" {
				return misuse("cmd.paper")
			}
			return h.make(c, func(ctx context.Context, _ *Door, p press) ([]Paper, error) {
				term := ""
				if len(args) == 1 {
					term = args[0]
				}
				return one(p.timetable(ctx, term, atAGlance))
			})
		}}
	command.Flags().BoolVar(&atAGlance, "at-a-glance", false, say("cmd.flag.atAGlance"))
	command.Flags().StringVar(&h.paper, "paper", "A4", say("cmd.flag.paper"))
	return command
}

func (h *printing) all() *cobra.Command {
	return &cobra.Command{Use: "all", Short: say("cmd.print.all"), Long: say("cmd.print.all.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return h.make(c, func(ctx context.Context, _ *Door, p press) ([]Paper, error) {
				left, err := p.everything(ctx, func(paper Paper) { h.told(&paper) }) // each at once: a later one may fail
				if left != "" && !h.line.asJSON {
					h.line.tell(result{}, say("cmd.print.left", "file", left))
				}
				return nil, err
			})
		}}
}
