package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"daybook/backend/college"

	"github.com/spf13/cobra"
)

// auditCommand lists, checks and prints who did what.
func (l *commandLine) auditCommand() *cobra.Command {
	filter := AuditFilter{}
	command := &cobra.Command{Use: "audit", Short: say("cmd.audit"), Long: say("cmd.audit.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				wanted, err := l.auditFilter(door, filter)
				if err != nil {
					return err
				}
				page, err := (&Audit{door: door}).Page(wanted)
				for i := range page.Lines {
					line := &page.Lines[i]
					l.tell(result{Result: "line", Line: line}, auditText(line))
				}
				if err == nil && page.Total == 0 && !l.asJSON {
					fmt.Fprintln(l.out, say("cmd.audit.nothing"))
				}
				if err == nil && page.Pages > 1 && !l.asJSON {
					fmt.Fprintln(l.out, say("cmd.audit.page", "page", strconv.Itoa(page.Page), "pages", strconv.Itoa(page.Pages)))
				}
				return err
			})
		}}
	flags := command.PersistentFlags()
	flags.StringVar(&filter.UserID, "by", "", say("cmd.flag.by"))
	flags.StringVar(&filter.From, "from", "", say("cmd.flag.from"))
	flags.StringVar(&filter.To, "until", "", say("cmd.flag.until"))
	command.Flags().IntVar(&filter.Page, "page", 1, say("cmd.flag.page"))
	command.AddCommand(
		&cobra.Command{Use: "verify", Short: say("cmd.audit.verify"), Long: say("cmd.audit.verify.long"), Args: takes(0, 0),
			RunE: func(c *cobra.Command, _ []string) error {
				return l.open(c, func(door *Door) error {
					check, err := (&Audit{door: door}).Check()
					if err == nil && !check.Whole {
						err = college.Refuse(college.Conflict, "cmd.audit.notWhole")
					}
					if check.Sentence != "" {
						l.tell(result{Result: "chain", Chain: &check}, strings.Join(append([]string{check.Sentence}, check.Findings...), "\n"))
					}
					return err
				})
			}},
		&cobra.Command{Use: "print", Short: say("cmd.audit.print"), Args: takes(0, 0),
			RunE: func(c *cobra.Command, _ []string) error {
				return l.open(c, func(door *Door) error {
					wanted, err := l.auditFilter(door, filter)
					if err != nil {
						return err
					}
					paper, err := (&Audit{door: door}).Print(wanted)
					if err == nil {
						(&printing{line: l}).told(&paper)
					}
					return err
				})
			}})
	return command
}

// auditFilter turns the name of --by into a user.
func (l *commandLine) auditFilter(door *Door, filter AuditFilter) (AuditFilter, error) {
	if filter.UserID == "" {
		return filter, nil
	}
	for _, left := range door.ring.Gone() {
		if strings.EqualFold(left.Name, filter.UserID) {
			filter.UserID = left.ID
			return filter, nil
		}
	}
	id, err := userNamed(door, filter.UserID)
	filter.UserID = id
	return filter, err
}

func auditText(l *AuditLine) string {
	text := say("cmd.audit.line", "at", l.At, "by", l.By, "did", l.Did, "subject", l.Subject)
	if len(l.Fields) > 0 {
		text += " (" + strings.Join(l.Fields, ", ") + ")"
	}
	return strings.TrimSpace(text)
}

// venuesCommand lists the venues in use.
func (l *commandLine) venuesCommand() *cobra.Command {
	return &cobra.Command{Use: "venues [TEXT…]", Short: say("cmd.venues"), Long: say("cmd.venues.long"), Args: takes(0, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				lines, err := (&Venues{door}).List(strings.Join(args, " "))
				if err != nil {
					return err
				}
				for _, line := range lines {
					venue, err := (&Venues{door}).View(line.ID)
					if err != nil {
						return err
					}
					l.tell(result{Result: "venue", Venue: &venue}, venueText(line, venue))
				}
				return nil
			})
		}}
}

// correctCommand puts an access fact right.
func (l *commandLine) correctCommand() *cobra.Command {
	correction := FactCorrection{}
	command := &cobra.Command{Use: "correct FACT", Short: say("cmd.venues.correct"), Long: say("cmd.venues.correct.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				correction.ID = args[0]
				venue, err := (&Venues{door}).CorrectFact(correction)
				if err == nil {
					l.tell(result{Result: "venue", Venue: &venue}, say("cmd.venues.corrected", "name", venue.Name))
				}
				return err
			})
		}}
	command.Flags().StringVar(&correction.Answer, "answer", "", say("cmd.flag.answer"))
	command.Flags().StringVar(&correction.Note, "note", "", say("cmd.flag.note"))
	return command
}

func venueText(line VenueLine, venue VenueView) string {
	text := []string{say("cmd.venues.line", "name", line.Name, "town", line.Town, "count", strconv.Itoa(line.Rooms))}
	for _, f := range venue.Facts {
		place := f.Room
		if place == "" {
			place = say("venues.wholeVenue")
		}
		text = append(text, "  "+say("cmd.venues.fact", "id", f.ID, "place", place, "item", f.Item, "answer", say("factAnswer."+f.Answer), "note", f.Note))
	}
	return strings.Join(text, "\n")
}

// Erasing is what erasing somebody would do, or did.
type Erasing struct {
	Number    string   `json:"number"`
	Done      bool     `json:"done"`
	Sentences []string `json:"sentences"`
}

// eraseCommand erases a student, after saying what goes and what stays.
func (l *commandLine) eraseCommand() *cobra.Command {
	var yes bool
	command := &cobra.Command{Use: "erase STUDENT", Short: say("cmd.erase"), Long: say("cmd.erase.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				look, err := ask(door, c.CommandPath(), func(ctx context.Context) (Erasing, error) { return door.lookAtErasing(ctx, args[0]) })
				if err != nil {
					return err
				}
				l.tell(result{Result: "erasing", Erasing: &look}, strings.Join(look.Sentences, "\n"))
				if !yes && !l.agrees("cmd.erase") {
					return nil
				}
				done, err := ask(door, c.CommandPath(), func(ctx context.Context) (Erasing, error) { return door.erase(ctx, args[0]) })
				if err == nil {
					l.tell(result{Result: "erasing", Erasing: &done}, strings.Join(done.Sentences, "\n"))
				}
				return err
			})
		}}
	command.Flags().BoolVar(&yes, "yes", false, say("cmd.flag.eraseYes"))
	return command
}
