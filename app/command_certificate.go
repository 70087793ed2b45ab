package app

import (
	"errors"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/words"

	"github.com/spf13/cobra"
)

// certificateCommand checks certificates that somebody shows, and voids them.
func (l *commandLine) certificateCommand() *cobra.Command {
	command := &cobra.Command{Use: "certificate COMMAND", Short: say("cmd.certificate"), Long: say("cmd.certificate.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	var name, reason string
	check := &cobra.Command{Use: "check CODE", Short: say("cmd.certificate.check"), Long: say("cmd.certificate.check.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				found, err := (&PrintCentre{door: door}).CheckCertificate(args[0], name)
				if err != nil {
					return err
				}
				text := say("cmd.certificate.unknown", "code", args[0])
				if found.Known {
					text = checkText(found, name != "")
				}
				l.tell(result{Result: "certificate", Certificate: &found}, text)
				if !found.Agrees || found.VoidedOn != "" {
					return errDoesNotHold
				}
				return nil
			})
		}}
	check.Flags().StringVar(&name, "name", "", say("cmd.flag.certificateName"))
	void := &cobra.Command{Use: "void NUMBER", Short: say("cmd.certificate.void"), Long: say("cmd.certificate.void.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				err := (&PrintCentre{door: door}).Void(args[0], reason)
				if err == nil {
					l.tell(result{Result: "done"}, say("cmd.certificate.voided", "number", strings.ToUpper(strings.TrimSpace(args[0]))))
				}
				return err
			})
		}}
	void.Flags().StringVar(&reason, "reason", "", say("cmd.flag.voidReason"))
	command.AddCommand(check, void)
	return command
}

// errDoesNotHold ends a check of what is no good certificate: the result has
// said why.
var errDoesNotHold = errors.New("the certificate does not hold")

// checkText says what is on record of a certificate. Whether a name agrees is
// said where one was typed, or is still on record.
func checkText(c college.CertificateCheck, named bool) string {
	pairs := []string{"number", c.Number, "kind", say("paperChoice.certificate." + c.Kind), "date", words.DayMonthYear(string(c.IssuedOn)),
		"name", c.Name, "course", c.Course, "sessions", strconv.Itoa(c.Sessions)}
	text := say("cmd.certificate.known", pairs...)
	if c.Name != "" {
		text += "\n  " + say("cmd.certificate.says", pairs...)
	}
	switch {
	case c.VoidedOn != "":
		text += "\n  " + say("cmd.certificate.isVoid", "date", words.DayMonthYear(string(c.VoidedOn)), "reason", c.VoidedReason)
	case c.Agrees:
		text += "\n  " + say("cmd.certificate.agrees")
	case c.Erased && !named:
		text += "\n  " + say("cmd.certificate.erased")
	default:
		text += "\n  " + say("cmd.certificate.disagrees")
	}
	return text
}
