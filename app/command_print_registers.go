package app

import (
	"context"

	"daybook/backend/papers"

	"github.com/spf13/cobra"
)

func (h *printing) registers() *cobra.Command {
	var date string
	var facilitators, emergency bool
	command := &cobra.Command{Use: "registers", Short: say("cmd.print.registers"), Long: say("cmd.print.registers.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("date") && date == "" {
				return misuse("cmd.date", "date", date)
			}
			return h.make(c, papers.KindDayRegisters, func(_ context.Context, _ *Door, o *Order) (err error) {
				o.Facilitators, o.Emergency = facilitators, emergency
				o.Date, err = day(date)
				return err
			})
		}}
	command.Flags().StringVar(&date, "date", "", say("cmd.flag.date"))
	command.Flags().BoolVar(&facilitators, "facilitators", false, say("cmd.flag.facilitators"))
	command.Flags().BoolVar(&emergency, "emergency", false, say("cmd.flag.emergency"))
	return command
}

func (h *printing) register() *cobra.Command {
	var facilitator, emergency bool
	number := 1
	command := &cobra.Command{Use: "register RUN", Short: say("cmd.print.register"), Long: say("cmd.print.register.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindRegister, func(ctx context.Context, door *Door, o *Order) (err error) {
				o.Facilitators, o.Emergency = facilitator, emergency
				o.Session, err = door.store.SessionOf(ctx, args[0], number)
				return err
			})
		}}
	command.Flags().IntVar(&number, "session", 1, say("cmd.flag.session"))
	command.Flags().BoolVar(&facilitator, "facilitator", false, say("cmd.flag.facilitator"))
	command.Flags().BoolVar(&emergency, "emergency", false, say("cmd.flag.emergency"))
	return command
}

func (h *printing) courseRegister() *cobra.Command {
	return &cobra.Command{Use: "course-register RUN", Short: say("cmd.print.courseRegister"), Long: say("cmd.print.courseRegister.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindCourseRegister, func(ctx context.Context, door *Door, o *Order) error {
				return theRun(ctx, door, o, args[0], 0)
			})
		}}
}

func (h *printing) pack() *cobra.Command {
	return h.ofDay("pack", papers.KindDayPack, "cmd.print.pack", nil)
}

// ofDay is a command for a paper of one day, --date.
func (h *printing) ofDay(name string, kind papers.Kind, key string, what about) *cobra.Command {
	var date string
	command := &cobra.Command{Use: name, Short: say(key), Long: say(key + ".long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return h.make(c, kind, func(ctx context.Context, door *Door, o *Order) (err error) {
				if o.Date, err = day(date); err == nil && what != nil {
					err = what(ctx, door, o)
				}
				return err
			})
		}}
	command.Flags().StringVar(&date, "date", "", say("cmd.flag.date"))
	return command
}

// certificates of a run, of one of its sessions, or of one person.
func (h *printing) certificates() *cobra.Command {
	var session int
	var students []string
	person := map[string]*string{"graduation": new(string), "volunteer": new(string), "tutor": new(string)}
	order := Order{}
	command := &cobra.Command{Use: "certificates [RUN]", Short: say("cmd.print.certificates"), Long: say("cmd.print.certificates.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			named := chosenFlags(c, "graduation", "volunteer", "tutor")
			switch given := len(args) + len(named); {
			case given == 0:
				return misuse("cmd.missing", "command", c.CommandPath(), "use", useOf(c))
			case given > 1:
				return misuse("cmd.print.oneOf", "flags", "RUN, --graduation, --volunteer, --tutor")
			case len(args) == 0:
				if err := onlyWithRun(c, "session", "student"); err != nil {
					return err
				}
			}
			return h.make(c, papers.KindCertificates, func(ctx context.Context, door *Door, o *Order) (err error) {
				o.OfAll, o.Outcomes, o.EachOwnFile = order.OfAll, order.Outcomes, order.EachOwnFile
				if len(named) > 0 {
					of := map[string]string{"graduation": "student"}[named[0]]
					o.Certificate = named[0]
					o.Person, err = theOne(ctx, door, firstText(of, named[0]), *person[named[0]])
					return err
				}
				if session != 0 {
					o.Certificate = "session"
				}
				for _, number := range students {
					id, err := theOne(ctx, door, "student", number)
					if err != nil {
						return err
					}
					o.People = append(o.People, id)
				}
				return theRun(ctx, door, o, args[0], session)
			})
		}}
	flags := command.Flags()
	flags.IntVar(&session, "session", 0, say("cmd.flag.certificateSession"))
	flags.StringSliceVar(&students, "student", nil, say("cmd.flag.certificateStudent"))
	flags.StringVar(person["graduation"], "graduation", "", say("cmd.flag.graduation"))
	flags.StringVar(person["volunteer"], "volunteer", "", say("cmd.flag.certificateVolunteer"))
	flags.StringVar(person["tutor"], "tutor", "", say("cmd.flag.certificateTutor"))
	flags.BoolVar(&order.Outcomes, "outcomes", false, say("cmd.flag.outcomes"))
	flags.BoolVar(&order.OfAll, "of-all", false, say("cmd.flag.ofAll"))
	flags.BoolVar(&order.EachOwnFile, "each", false, say("cmd.flag.each"))
	return command
}

// onlyWithRun refuses options that choose within a run, where none is named.
func onlyWithRun(c *cobra.Command, names ...string) error {
	if given := chosenFlags(c, names...); len(given) > 0 {
		return misuse("cmd.print.onlyWithRun", "flag", "--"+given[0])
	}
	return nil
}

// chosenFlags are those of some options that were given.
func chosenFlags(c *cobra.Command, names ...string) (given []string) {
	for _, name := range names {
		if c.Flags().Changed(name) {
			given = append(given, name)
		}
	}
	return given
}
