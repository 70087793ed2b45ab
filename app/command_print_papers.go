package app

import (
	"context"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"

	"github.com/spf13/cobra"
)

// timetable of a term; or of one student, tutor, volunteer, venue, room or day.
func (h *printing) timetable() *cobra.Command {
	var atAGlance bool
	whose := []string{"student", "tutor", "volunteer", "venue", "room", "day"}
	named := map[string]*string{}
	command := &cobra.Command{Use: "timetable [TERM]", Short: say("cmd.print.timetable"), Long: say("cmd.print.timetable.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			of := chosenFlags(c, whose...)
			if len(of) > 1 || len(of) == 1 && atAGlance {
				return misuse("cmd.print.oneOf", "flags", "--student, --tutor, --volunteer, --venue, --room, --day, --at-a-glance")
			}
			kind := papers.KindTimetable
			if atAGlance {
				kind = papers.KindTimetableGrid
			}
			if len(of) == 1 {
				kind = papers.KindTimetableView
			}
			return h.make(c, kind, func(ctx context.Context, door *Door, o *Order) error {
				if len(args) == 1 {
					o.Term = args[0]
				}
				if len(of) == 0 {
					return nil
				}
				return theView(ctx, door, o, of[0], *named[of[0]])
			})
		}}
	command.Flags().BoolVar(&atAGlance, "at-a-glance", false, say("cmd.flag.atAGlance"))
	for _, name := range whose {
		named[name] = command.Flags().String(name, "", say("cmd.flag.timetable."+name))
	}
	return command
}

// theView is whose or what a timetable is for.
func theView(ctx context.Context, door *Door, o *Order, of, words string) (err error) {
	o.For = of
	switch of {
	case "day":
		if words == "" {
			return misuse("cmd.date", "date", words)
		}
		o.Date, err = day(words)
	case "venue":
		o.Venue, err = theOne(ctx, door, of, words)
	case "room":
		o.Room, err = theOne(ctx, door, of, words)
	default:
		o.Person, err = theOne(ctx, door, of, words)
	}
	return err
}

func (h *printing) prospectus() *cobra.Command {
	return &cobra.Command{Use: "prospectus [TERM]", Short: say("cmd.print.prospectus"), Long: say("cmd.print.prospectus.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindProspectus, func(_ context.Context, _ *Door, o *Order) error {
				if len(args) == 1 {
					o.Term = args[0]
				}
				return nil
			})
		}}
}

func (h *printing) doorSigns() *cobra.Command {
	var run, date string
	var session int
	command := &cobra.Command{Use: "door-signs [RUN]", Short: say("cmd.print.doorSigns"), Long: say("cmd.print.doorSigns.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				if err := onlyWithRun(c, "session"); err != nil {
					return err
				}
			case c.Flags().Changed("date"):
				return misuse("cmd.print.oneOf", "flags", "RUN, --date")
			default:
				run = args[0]
			}
			return h.make(c, papers.KindDoorSign, func(ctx context.Context, door *Door, o *Order) (err error) {
				if o.For = "day"; run == "" {
					o.Date, err = day(date)
					return err
				}
				if o.For = "run"; session != 0 {
					o.For = "session"
				}
				return theRun(ctx, door, o, run, session)
			})
		}}
	command.Flags().StringVar(&date, "date", "", say("cmd.flag.date"))
	command.Flags().IntVar(&session, "session", 0, say("cmd.flag.onlySession"))
	return command
}

func (h *printing) poster() *cobra.Command {
	var link string
	command := &cobra.Command{Use: "poster RUN", Short: say("cmd.print.poster"), Long: say("cmd.print.poster.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindPoster, func(ctx context.Context, door *Door, o *Order) error {
				o.Link = link
				return theRun(ctx, door, o, args[0], 0)
			})
		}}
	command.Flags().StringVar(&link, "link", "", say("cmd.flag.link"))
	return command
}

func (h *printing) badges() *cobra.Command {
	return h.onStock("badges [RUN]", papers.KindBadges, "cmd.print.badges")
}

func (h *printing) labels() *cobra.Command {
	return h.onStock("labels [RUN]", papers.KindLabels, "cmd.print.labels")
}

// onStock is a command for badges or labels, of a run, one of its sessions, or a
// term.
func (h *printing) onStock(use string, kind papers.Kind, key string) *cobra.Command {
	var term string
	var session int
	var order Order
	command := &cobra.Command{Use: use, Short: say(key), Long: say(key + ".long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && term != "" {
				return misuse("cmd.print.oneOf", "flags", "RUN, --term")
			}
			if len(args) == 0 {
				if err := onlyWithRun(c, "session"); err != nil {
					return err
				}
			}
			return h.make(c, kind, func(ctx context.Context, door *Door, o *Order) error {
				if order.StartAt == 0 { // of an order it is the first; who types it is told how to count
					if err := order.startsOnSheet(kindNamed(string(kind))); err != nil {
						return err
					}
				}
				o.Stock, o.StartAt, o.NudgeX, o.NudgeY, o.TestPage, o.FullNames = order.Stock, order.StartAt, order.NudgeX, order.NudgeY, order.TestPage, order.FullNames
				if o.For, o.Term = "term", term; len(args) == 0 {
					return nil
				}
				if o.For = "run"; session != 0 {
					o.For = "session"
				}
				return theRun(ctx, door, o, args[0], session)
			})
		}}
	flags := command.Flags()
	flags.StringVar(&term, "term", "", say("cmd.flag.term"))
	flags.IntVar(&session, "session", 0, say("cmd.flag.onlySession"))
	flags.StringVar(&order.Stock, "stock", "", say("cmd.flag.stock"))
	flags.IntVar(&order.StartAt, "start", 1, say("cmd.flag.start"))
	flags.Float64Var(&order.NudgeX, "nudge-x", 0, say("cmd.flag.nudgeX"))
	flags.Float64Var(&order.NudgeY, "nudge-y", 0, say("cmd.flag.nudgeY"))
	flags.BoolVar(&order.TestPage, "test", false, say("cmd.flag.testPage"))
	if kind == papers.KindBadges {
		flags.BoolVar(&order.FullNames, "full-names", false, say("cmd.flag.fullNames"))
	}
	return command
}

func (h *printing) contacts() *cobra.Command {
	var term string
	command := h.ofDay("contacts", papers.KindContactSheet, "cmd.print.contacts", func(_ context.Context, _ *Door, o *Order) error {
		if o.For, o.Term = "day", term; term != "" {
			o.For = "term"
		}
		if term != "" && o.Date != "" {
			return misuse("cmd.print.oneOf", "flags", "--date, --term")
		}
		return nil
	})
	command.Flags().StringVar(&term, "term", "", say("cmd.flag.contactsTerm"))
	return command
}

func (h *printing) venue() *cobra.Command {
	return &cobra.Command{Use: "venue VENUE", Short: say("cmd.print.venue"), Long: say("cmd.print.venue.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindVenueSheet, func(ctx context.Context, door *Door, o *Order) (err error) {
				o.Venue, err = theOne(ctx, door, "venue", args[0])
				return err
			})
		}}
}

func (h *printing) plan() *cobra.Command {
	return &cobra.Command{Use: "plan STUDENT", Short: say("cmd.print.plan"), Long: say("cmd.print.plan.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return h.make(c, papers.KindPlanCopy, func(ctx context.Context, door *Door, o *Order) (err error) {
				o.Person, err = theOne(ctx, door, "student", args[0])
				return err
			})
		}}
}

func (h *printing) letter() *cobra.Command {
	var run string
	var order Order
	command := &cobra.Command{Use: "letter STUDENT", Short: say("cmd.print.letter"), Long: say("cmd.print.letter.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := letterAsked(order.Letter, run); err != nil {
				return err
			}
			return h.make(c, papers.KindLetter, func(ctx context.Context, door *Door, o *Order) (err error) {
				o.Letter, o.Heading, o.Text = order.Letter, order.Heading, order.Text
				if o.Person, err = theOne(ctx, door, "student", args[0]); err == nil && run != "" {
					err = theRun(ctx, door, o, run, 0)
				}
				return err
			})
		}}
	command.Flags().StringVar(&order.Letter, "about", string(college.LetterPlaces), say("cmd.flag.about"))
	command.Flags().StringVar(&run, "run", "", say("cmd.flag.letterRun"))
	command.Flags().StringVar(&order.Heading, "heading", "", say("cmd.flag.heading"))
	command.Flags().StringVar(&order.Text, "text", "", say("cmd.flag.text"))
	return command
}

// letterAsked refuses a letter there is not, and one that has to name a run and
// does not.
func letterAsked(about, run string) error {
	k := kindNamed(string(papers.KindLetter))
	if k.choice(about) == nil {
		var all []string
		for _, c := range k.choices {
			all = append(all, c.value)
		}
		return misuse("cmd.print.noLetter", "about", about, "options", strings.Join(all, ", "))
	}
	if run == "" && slices.Contains(k.needing(about), "run") {
		return misuse("cmd.print.letterRun", "about", about)
	}
	return nil
}
