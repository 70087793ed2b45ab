package app

import (
	"context"

	"daybook/backend/college"

	"github.com/spf13/cobra"
)

// termAway plans around somebody's leave.
func (l *commandLine) termAway() *cobra.Command {
	var request AwayRequest
	var from, to, times string
	command := &cobra.Command{Use: "away TERM PERSON", Short: say("cmd.term.away"), Long: say("cmd.term.away.long"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			start, end, err := timesOf(times)
			if err != nil {
				return err
			}
			for _, day := range []struct{ flag, said string }{{"--from", from}, {"--to", to}} {
				if day.said == "" {
					return misuse("cmd.term.awayDays", "flag", day.flag)
				}
			}
			if request.From, request.To, err = daysOf(from, to); err != nil {
				return err
			}
			request.Start, request.End = start, end
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				request.TermID = term.ID
				if request.PersonID, err = door.store.WorkerNamed(ctx, term.ID, args[1]); err != nil {
					return err
				}
				return l.planning(ctx, door, term, func(ctx context.Context) (Planned, error) { return door.planAway(ctx, request) })
			})
		}}
	command.Flags().StringVar(&from, "from", "", say("cmd.flag.awayFrom"))
	command.Flags().StringVar(&to, "to", "", say("cmd.flag.awayTo"))
	command.Flags().Lookup("to").Annotations = map[string][]string{ownValue: {"cmd.value.awayTo"}}
	command.Flags().StringVar(&times, "times", "", say("cmd.flag.awayTimes"))
	return command
}

// termBack ends somebody's leave.
func (l *commandLine) termBack() *cobra.Command {
	var from, to string
	command := &cobra.Command{Use: "back TERM PERSON", Short: say("cmd.term.back"), Long: say("cmd.term.back.long"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			first, last, err := daysOf(from, to)
			if err != nil {
				return err
			}
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				person, err := door.store.WorkerNamed(ctx, term.ID, args[1])
				if err != nil {
					return err
				}
				ended, err := door.store.EndLeave(ctx, term.ID, person, first, last)
				if err != nil {
					return err
				}
				times, err := door.store.AvailabilityOf(ctx, person)
				for i := range ended {
					l.tell(result{Result: "leave", Leave: &ended[i]}, door.say("cmd.term.back.done", college.Values{
						"name": times.Name, "from": string(ended[i].From), "to": string(ended[i].To), "term": term.Name}))
				}
				return err
			})
		}}
	command.Flags().StringVar(&from, "from", "", say("cmd.flag.backFrom"))
	command.Flags().StringVar(&to, "to", "", say("cmd.flag.backTo"))
	command.Flags().Lookup("to").Annotations = map[string][]string{ownValue: {"cmd.value.awayTo"}}
	return command
}

// daysOf reads days; one that was not said is none.
func daysOf(from, to string) (first, last college.Date, err error) {
	for _, said := range []string{from, to} {
		if said != "" && !college.Date(said).Valid() {
			return "", "", misuse("cmd.date", "date", said)
		}
	}
	return college.Date(from), college.Date(to), nil
}
