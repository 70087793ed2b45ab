package app

import (
	"errors"
	"strings"

	"daybook/backend/college"

	"github.com/spf13/cobra"
)

// misuse is a command that was not understood, as a sentence.
func misuse(key string, pairs ...string) error { return college.Refuse(college.Invalid, key, pairs...) }

// misusedFlag says what is wrong with an option. The errors come from the
// library's own flags; only what they carry is read, never their words.
func misusedFlag(c *cobra.Command, err error) error {
	help := c.CommandPath() + " --help"
	var value interface{ GetValue() string }
	var name interface{ GetSpecifiedName() string }
	flag, known := flagOf(c.Flags().Lookup, err)
	switch {
	case known && errors.As(err, &value):
		if key := "cmd.badValue." + flag.Value.Type(); flag.Value.Type() != "string" {
			said := value.GetValue()
			if flag.Name == passphraseFlag {
				said = "…" // somebody may have put the passphrase there
			}
			return misuse(key, "flag", "--"+flag.Name, "value", said)
		}
	case known:
		return misuse("cmd.noValue", "flag", "--"+flag.Name, "help", help)
	case errors.As(err, &name):
		dashes := "--"
		if len(name.GetSpecifiedName()) == 1 {
			dashes = "-"
		}
		return misuse("cmd.noFlag", "flag", dashes+name.GetSpecifiedName(), "help", help)
	}
	return misuse("cmd.usage", "help", help)
}

// flagOf is the flag an error is about. Its type belongs to a package we use
// through the command library only, so it is taken from a look-up.
func flagOf[F any](_ func(string) F, err error) (flag F, known bool) {
	var about interface{ GetFlag() F }
	if known = errors.As(err, &about); known {
		flag = about.GetFlag()
	}
	return flag, known
}

// takes says how many words a command takes after its name; one that is blank
// counts as missing. Without a limit most is -1.
func takes(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		filled := 0
		for _, arg := range args {
			if strings.TrimSpace(arg) != "" {
				filled++
			}
		}
		switch use := useOf(c); {
		case len(args) > 0 && c.HasSubCommands():
			return noCommand(c, args[0])
		case filled < least || filled < len(args):
			return misuse("cmd.missing", "command", c.CommandPath(), "use", use)
		case most >= 0 && len(args) > most:
			return misuse("cmd.tooMany", "extra", args[most], "use", use)
		}
		return nil
	}
}

// noCommand says that a command is not there, and which one may be meant.
func noCommand(c *cobra.Command, name string) error {
	help := c.CommandPath() + " --help"
	if c.SuggestionsMinimumDistance <= 0 {
		c.SuggestionsMinimumDistance = 2
	}
	if near := c.SuggestionsFor(name); len(near) > 0 {
		return misuse("cmd.noCommandNear", "command", name, "near", c.CommandPath()+" "+near[0], "help", help)
	}
	return misuse("cmd.noCommand", "command", name, "help", help)
}
