package app

import (
	"context"
	"strconv"
	"strings"
	"time"

	"daybook/backend/college"
	"daybook/backend/sample"
	"daybook/backend/store"

	"github.com/spf13/cobra"
)

// newCommand makes an empty college with its leader; the recovery sheet it
// prints has to be typed back in part before there is one.
func (l *commandLine) newCommand() *cobra.Command {
	var form StartForm
	command := &cobra.Command{Use: "new", Short: say("cmd.new"), Long: say("cmd.new.long"), Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			door, err := l.emptyDoor()
			if err != nil {
				return err
			}
			defer door.Close()
			if form.Passphrase, err = l.freshPassphrase(); err != nil {
				return err
			}
			start := &Start{door: door}
			asked, err := start.Begin(form)
			if err != nil {
				return err
			}
			groups, err := l.typedGroups(asked)
			if err != nil {
				return err
			}
			if _, err := start.Finish(groups); err != nil {
				return err
			}
			l.tell(result{Result: "college", College: &madeCollege{door.folder, strings.TrimSpace(form.College), true}},
				say("cmd.new.done", "name", strings.TrimSpace(form.College), "folder", door.folder))
			return nil
		}}
	command.Flags().StringVar(&form.College, "name", "", say("cmd.flag.name"))
	command.Flags().StringVar(&form.Leader, "leader", "", say("cmd.flag.leader"))
	return command
}

// emptyDoor is a door before a folder without a college.
func (l *commandLine) emptyDoor() (*Door, error) {
	folder, err := l.place()
	if err != nil {
		return nil, err
	}
	return newDoor(folder, l.clock, l.cost), nil
}

// sampleCommand makes the invented sample college.
func (l *commandLine) sampleCommand() *cobra.Command {
	return &cobra.Command{Use: "sample", Short: say("cmd.sample"), Long: say("cmd.sample.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			folder, err := l.place()
			if err != nil {
				return err
			}
			if store.Exists(folder) {
				l.tell(result{Result: "college", College: &madeCollege{Folder: folder}}, say("cmd.sample.there", "folder", folder))
				return nil
			}
			began := time.Now()
			door := newDoor(folder, l.clock, l.cost)
			defer door.Close()
			_, err = ask(door, c.CommandPath(), func(ctx context.Context) (bool, error) {
				return true, sample.Make(ctx, folder, l.clock.now, l.cost, func(step string, done, total int) {
					l.progress(say("cmd.sample.step", "step", step), done, total)
				})
			})
			l.endProgress()
			if err != nil {
				return err
			}
			seconds := strconv.FormatFloat(time.Since(began).Seconds(), 'f', 1, 64)
			l.tell(result{Result: "college", College: &madeCollege{folder, sample.Name, true}},
				say("cmd.sample.done", "name", sample.Name, "folder", folder, "seconds", seconds)+"\n"+l.publishedLines())
			return nil
		}}
}

// publishedLines are the sample's passphrases, which everybody may know.
func (l *commandLine) publishedLines() string {
	lines := []string{say("cmd.sample.passphrases")}
	for _, p := range sample.People {
		lines = append(lines, "  "+say("cmd.sample.passphrase", "name", p.Name, "role", say("role."+string(p.Role)), "passphrase", p.Passphrase))
	}
	return strings.Join(lines, "\n")
}

// findCommand finds students, tutors, courses and venues.
func (l *commandLine) findCommand() *cobra.Command {
	return &cobra.Command{Use: "find TEXT…", Short: say("cmd.find"), Long: say("cmd.find.long"), Args: takes(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				if college.Fold(strings.Join(args, "")) == "" {
					return misuse("cmd.find.empty")
				}
				hits, err := (&Search{door}).Everything(strings.Join(args, " "))
				if err != nil {
					return err
				}
				for i := range hits {
					h := &hits[i]
					l.tell(result{Result: "hit", Hit: h}, strings.TrimRight(say("cmd.find.line", "kind", say("kind."+h.Kind), "text", h.Text, "fact", h.Fact), " "))
				}
				if len(hits) == 0 && !l.asJSON {
					l.tell(result{}, say("cmd.find.nothing"))
				}
				return nil
			})
		}}
}

// runsCommand lists the runs of a term.
func (l *commandLine) runsCommand() *cobra.Command {
	return &cobra.Command{Use: "runs [TERM]", Short: say("cmd.runs"), Long: say("cmd.runs.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				runs, err := ask(door, c.CommandPath(), func(ctx context.Context) ([]college.RunLine, error) {
					term, err := door.store.Term(ctx, strings.Join(args, " "))
					if err != nil {
						return nil, err
					}
					return door.store.Runs(ctx, term.ID)
				})
				for i := range runs {
					r := &runs[i]
					l.tell(result{Result: "run", Run: r}, door.say("cmd.runs.line", college.Values{"run": r.Reference, "title": r.Title, "first": string(r.First),
						"sessions": strconv.Itoa(r.Sessions), "booked": strconv.Itoa(r.Booked), "capacity": strconv.Itoa(r.Capacity), "status": say("runStatus." + r.Status)}))
				}
				return err
			})
		}}
}
