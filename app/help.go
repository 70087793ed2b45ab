package app

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"daybook/backend/words"

	"github.com/spf13/cobra"
)

// helpWidth is how long a line of help may be.
const helpWidth = 80

// help tells what a command does and how it is written.
func help(c *cobra.Command, _ []string) {
	out := c.OutOrStdout()
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	fmt.Fprintln(out, wrapped(text, 0))
	fmt.Fprintf(out, "\n%s\n", say("cmd.help.use"))
	for _, use := range uses(c) {
		fmt.Fprintf(out, "  %s\n", use)
	}
	var commands, options []entry
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			commands = append(commands, entry{sub.Name(), sub.Short})
		}
	}
	for each := c; each.HasParent(); each = each.Parent() {
		options = append(options, optionsOf(each, each != c)...)
	}
	list(out, say("cmd.help.commands"), commands)
	list(out, say("cmd.help.options"), options)
	list(out, say("cmd.help.everywhere"), append(optionsOf(c.Root(), c.HasParent()), entry{"--help", say("cmd.flag.help")}))
	if len(commands) > 0 {
		fmt.Fprintf(out, "\n%s\n", wrapped(say("cmd.help.more", "command", c.CommandPath()), 0))
	}
}

// uses are the ways to write a command.
func uses(c *cobra.Command) []string {
	own := useOf(c)
	if c.HasAvailableSubCommands() && !strings.Contains(c.Use, " ") {
		return []string{own, own + " " + say("cmd.help.command")}
	}
	return []string{own}
}

// useOf is a command as it is written, with what stands after its name.
func useOf(c *cobra.Command) string { return c.CommandPath() + strings.TrimPrefix(c.Use, c.Name()) }

// entry is one line of a list: a name and what it is.
type entry struct{ name, what string }

// list writes entries under a heading, their explanations in one column.
func list(out io.Writer, heading string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	widest := 0
	for _, e := range entries {
		widest = max(widest, len([]rune(e.name)))
	}
	fmt.Fprintf(out, "\n%s\n", heading)
	for _, e := range entries {
		fmt.Fprintf(out, "  %-*s  %s\n", widest, e.name, strings.TrimLeft(wrapped(e.what, widest+4), " "))
	}
}

// optionsOf are a command's options with what each of them takes: its own, or
// those that its commands have as well.
func optionsOf(c *cobra.Command, lasting bool) []entry {
	flags := c.PersistentFlags()
	if !lasting {
		flags = c.LocalFlags()
	}
	var entries []entry
	for _, line := range strings.Split(flags.FlagUsages(), "\n") {
		_, name, _ := strings.Cut(line, "--")
		name, _, _ = strings.Cut(name, " ")
		flag := flags.Lookup(name)
		if flag == nil || name == "help" {
			continue
		}
		if own := flag.Annotations[ownValue]; len(own) > 0 {
			name += " " + say(own[0])
		} else if key := "cmd.value." + name; words.Has(key) {
			name += " " + say(key)
		}
		entries = append(entries, entry{"--" + name, flag.Usage})
	}
	return entries
}

// wrapped breaks each paragraph at helpWidth, below its first line indented.
// Lines that begin with a space, such as examples, stay as they are.
func wrapped(text string, indent int) string {
	lines := []string{}
	for _, paragraph := range strings.Split(text, "\n") {
		if strings.HasPrefix(paragraph, " ") {
			lines = append(lines, paragraph)
			continue
		}
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if line != "" && indent+len([]rune(line+" "+word)) > helpWidth {
				lines, line = append(lines, line), ""
			}
			line = strings.TrimPrefix(line+" "+word, " ")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}

// helpCommand is “daybook help print”, for those who write it so.
func helpCommand() *cobra.Command {
	return &cobra.Command{Use: "help [COMMAND]", Short: say("cmd.help"), Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			args = slices.DeleteFunc(args, func(arg string) bool { return strings.TrimSpace(arg) == "" })
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(found, args[len(args)-len(rest)])
			}
			return found.Help()
		}}
}

// ownValue, on an option, is the key of what its value is called where another
// command's option of that name takes something else.
const ownValue = "value"
