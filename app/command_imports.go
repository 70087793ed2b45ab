package app

import (
	"context"
	"strconv"
	"time"

	"daybook/backend/college"
	"daybook/backend/words"

	"github.com/spf13/cobra"
)

// importsCommand lists the files taken in, and takes one back out.
func (l *commandLine) importsCommand() *cobra.Command {
	command := &cobra.Command{Use: "imports", Short: say("cmd.imports"), Long: say("cmd.imports.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				batches, err := ask(door, c.CommandPath(), func(ctx context.Context) ([]college.ImportBatch, error) { return door.store.Imports(ctx) })
				for i := range batches {
					b := &batches[i]
					l.tell(result{Result: "imported", Imported: b}, say("cmd.imports.line", "id", b.ID, "file", b.FileName, "at", when(b.At), "created", strconv.Itoa(b.Created)))
				}
				if err == nil && len(batches) == 0 && !l.asJSON {
					l.tell(result{}, say("cmd.imports.none"))
				}
				return err
			})
		}}
	command.AddCommand(&cobra.Command{Use: "undo ID", Short: say("cmd.imports.undo"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				_, err := ask(door, c.CommandPath(), func(ctx context.Context) (bool, error) { return true, door.store.UndoImport(ctx, args[0]) })
				if err == nil {
					l.tell(result{Result: "undone"}, say("cmd.imports.undone"))
				}
				return err
			})
		}})
	return command
}

// when is a moment as people say it, in the time of the United Kingdom.
func when(at college.Instant) string {
	moment, err := time.Parse(time.RFC3339, string(at))
	if err != nil {
		return string(at)
	}
	there := college.London(moment)
	return words.DayMonthYear(there.Format(time.DateOnly)) + ", " + there.Format("15:04")
}
