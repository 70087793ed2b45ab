package app

import (
	"context"
	"os"
	"os/signal"

	"daybook/backend/college"
	"daybook/backend/timetable"

	"github.com/spf13/cobra"
)

// termCommand plans, checks and publishes the timetable of a term.
func (l *commandLine) termCommand() *cobra.Command {
	command := &cobra.Command{Use: "term", Short: say("cmd.term"), Long: say("cmd.term.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	command.AddCommand(l.termCheck(), l.termPlan(), l.termShow(), l.termLock(), l.termAway(), l.termBack(), l.termPublish(), l.termTell(), l.termDrop(),
		l.planFile(), l.toFET(), l.fromFET())
	return command
}

// ofTerm opens the college and finds the term that the first word names.
func (l *commandLine) ofTerm(c *cobra.Command, words string, fn func(ctx context.Context, door *Door, term college.Term) error) error {
	return l.open(c, func(door *Door) error {
		_, err := ask(door, c.CommandPath(), func(ctx context.Context) (bool, error) {
			term, err := door.store.Term(ctx, words)
			if err != nil {
				return false, err
			}
			return true, fn(ctx, door, term)
		})
		return err
	})
}

// termCheck says what the rules find about a term; what stands in the way of
// publishing makes the command fail.
func (l *commandLine) termCheck() *cobra.Command {
	return &cobra.Command{Use: "check TERM", Short: say("cmd.term.check"), Long: say("cmd.term.check.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			blocks := 0
			err := l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				found, err := door.checkTerm(ctx, term.ID)
				for i := range found {
					if found[i].Severity == college.Block {
						blocks++
					}
					l.tellFinding(door, &found[i])
				}
				if err == nil && len(found) == 0 {
					l.sayPlain(door, "cmd.term.check.fine", "term", term.Name)
				}
				return err
			})
			if err == nil && blocks > 0 {
				err = errDoesNotHold
			}
			return err
		}}
}

func (l *commandLine) tellFinding(door *Door, f *college.Finding) {
	l.tell(result{Result: "finding", Finding: f}, door.say("cmd.term.finding."+string(f.Severity), college.Values{"rule": f.Rule})+" "+f.Sentence)
}

// sayPlain says a sentence that has nothing to it for a program to read.
func (l *commandLine) sayPlain(door *Door, key string, pairs ...string) {
	if l.asJSON {
		return
	}
	l.tell(result{}, door.say(key, valuesOf(pairs)))
}

func valuesOf(pairs []string) college.Values {
	values := college.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return values
}

// termPlan plans a term into its draft.
func (l *commandLine) termPlan() *cobra.Command {
	var request PlanRequest
	command := &cobra.Command{Use: "plan TERM", Short: say("cmd.term.plan"), Long: say("cmd.term.plan.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				request.TermID = term.ID
				return l.planning(ctx, door, term, func(ctx context.Context) (Planned, error) {
					return door.planTerm(ctx, request, func(p timetable.Progress) { l.planProgress(say("cmd.term.planning", "term", term.Name), p) })
				})
			})
		}}
	command.Flags().BoolVar(&request.FromNothing, "from-nothing", false, say("cmd.flag.fromNothing"))
	command.Flags().IntVar(&request.Keep, "keep", 50, say("cmd.flag.keep"))
	command.Flags().IntVar(&request.Seed, "seed", 0, say("cmd.flag.seed"))
	command.Flags().IntVar(&request.Steps, "steps", 0, say("cmd.flag.steps"))
	command.Flags().BoolVar(&request.Why, "why", false, say("cmd.flag.why"))
	command.Flags().BoolVar(&request.NeedsHard, "needs", false, say("cmd.flag.needs"))
	return command
}

// termShow shows a term's draft by day and by series.
func (l *commandLine) termShow() *cobra.Command {
	return &cobra.Command{Use: "show TERM", Short: say("cmd.term.show"), Long: say("cmd.term.show.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				planned, err := door.planned(ctx, term.ID)
				if err == nil {
					l.tell(result{Result: "plan", Plan: &planned}, draftText(door, planned))
				}
				return err
			})
		}}
}

// termLock locks sessions in the draft, or lets them go.
func (l *commandLine) termLock() *cobra.Command {
	var pin timetable.Pin
	var unlock bool
	command := &cobra.Command{Use: "lock TERM SESSION…", Short: say("cmd.term.lock"), Long: say("cmd.term.lock.long"), Args: takes(2, -1),
		RunE: func(c *cobra.Command, args []string) error {
			if pin == (timetable.Pin{}) {
				pin = timetable.Pin{When: true, Where: true, Who: true}
			}
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				ids, err := door.store.SessionsNamed(ctx, args[1:])
				if err != nil {
					return err
				}
				planned, err := door.planned(ctx, term.ID)
				if err != nil {
					return err
				}
				if err := lockAll(ctx, door, term, planned, ids, pin, unlock); err != nil {
					return err
				}
				if planned, err = door.planned(ctx, term.ID); err != nil {
					return err
				}
				for i := range planned.Draft.Sessions {
					if s := &planned.Draft.Sessions[i]; contains(ids, s.SessionID) {
						l.tell(result{Result: "session", Session: s}, sessionText(door, s, s.Stand))
					}
				}
				return nil
			})
		}}
	command.Flags().BoolVar(&pin.When, "when", false, say("cmd.flag.lockWhen"))
	command.Flags().BoolVar(&pin.Where, "where", false, say("cmd.flag.lockWhere"))
	command.Flags().BoolVar(&pin.Who, "who", false, say("cmd.flag.lockWho"))
	command.Flags().BoolVar(&unlock, "unlock", false, say("cmd.flag.unlock"))
	return command
}

// lockAll turns the locks given on, or off, and leaves the others.
func lockAll(ctx context.Context, door *Door, term college.Term, planned Planned, ids []string, pin timetable.Pin, unlock bool) error {
	byPin := map[timetable.Pin][]string{}
	known := 0
	for _, s := range planned.Draft.Sessions {
		if !contains(ids, s.SessionID) {
			continue
		}
		known++
		now := timetable.Pin{When: s.PinWhen, Where: s.PinWhere, Who: s.PinWho}
		if unlock {
			now = timetable.Pin{When: now.When && !pin.When, Where: now.Where && !pin.Where, Who: now.Who && !pin.Who}
		} else {
			now = timetable.Pin{When: now.When || pin.When, Where: now.Where || pin.Where, Who: now.Who || pin.Who}
		}
		byPin[now] = append(byPin[now], s.SessionID)
	}
	if known < len(ids) {
		return college.Refuse(college.NotFound, "draft.notOfTerm", "term", term.Name)
	}
	for p, sessions := range byPin {
		if err := door.store.PinPlacement(ctx, sessions, p.When, p.Where, p.Who); err != nil {
			return err
		}
	}
	return nil
}

// planning plans a term and tells what that changed and what it left out. Ctrl+C
// ends it at once; the best plan so far is kept, and that is said.
func (l *commandLine) planning(ctx context.Context, door *Door, term college.Term, plan func(context.Context) (Planned, error)) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	planned, err := plan(ctx)
	switch {
	case err != nil && ctx.Err() != nil && college.AsRefusal(err) == nil:
		return college.Refuse(college.Conflict, "plan.stoppedEarly")
	case err != nil:
		return err
	}
	l.tell(result{Result: "plan", Plan: &planned}, plannedText(door, planned))
	if planned.Stopped {
		return college.Refuse(college.Conflict, "plan.stopped", "term", term.Name)
	}
	return nil
}

// termDrop forgets a draft.
func (l *commandLine) termDrop() *cobra.Command {
	return &cobra.Command{Use: "drop TERM", Short: say("cmd.term.drop"), Long: say("cmd.term.drop.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				err := door.store.DropDraft(ctx, term.ID)
				if err == nil {
					l.tell(result{Result: "done"}, door.say("cmd.term.dropped", college.Values{"term": term.Name}))
				}
				return err
			})
		}}
}
