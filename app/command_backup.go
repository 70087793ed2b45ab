package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/store"

	"github.com/spf13/cobra"
)

// backupCommand makes and proves a backup.
func (l *commandLine) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup", Short: say("cmd.backup"), Long: say("cmd.backup.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				line, err := ask(door, c.CommandPath(), func(ctx context.Context) (BackupLine, error) {
					made, err := door.store.Backup(ctx, store.BackupHand)
					return door.backupLine(made), err
				})
				if err != nil {
					return err
				}
				l.backupLine(door, &line)
				return nil
			})
		}}
}

func (l *commandLine) backupLine(door *Door, b *BackupLine) {
	sentence := say("cmd.backup.line", "file", b.Name, "made", b.Made, "why", b.Why, "students", strconv.Itoa(b.Students),
		"sessions", strconv.Itoa(b.Sessions), "bookings", strconv.Itoa(b.Bookings), "venues", strconv.Itoa(b.Venues), "folder", door.home.Backups())
	if b.Problem != "" {
		sentence = b.Name + ": " + b.Problem
	}
	l.tell(result{Result: "backup", Backup: b}, sentence)
}

// backupsCommand lists the backups, and copies them to a second place.
func (l *commandLine) backupsCommand() *cobra.Command {
	command := &cobra.Command{Use: "backups", Short: say("cmd.backups"), Long: say("cmd.backups.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				view, err := (&Backups{door: door}).View()
				for i := range view.Backups {
					l.backupLine(door, &view.Backups[i])
				}
				if err == nil && !l.asJSON {
					l.backupNotes(view)
				}
				return err
			})
		}}
	command.AddCommand(&cobra.Command{Use: "copy FOLDER", Short: say("cmd.backups.copy"), Long: say("cmd.backups.copy.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				folder, err := filepath.Abs(args[0])
				if err != nil {
					return err
				}
				view, err := ask(door, c.CommandPath(), func(ctx context.Context) (BackupsView, error) { return door.copyTo(ctx, folder) })
				if err == nil {
					l.tell(result{Result: "done"}, view.Sentence)
				}
				return err
			})
		}})
	return command
}

func (l *commandLine) backupNotes(view BackupsView) {
	if len(view.Backups) == 0 {
		fmt.Fprintln(l.out, say("backup.none"))
	}
	if view.SecondDue {
		fmt.Fprintln(l.out, say("cmd.backups.secondDue"))
	}
}

// backupAt is the path of a backup: one of the list by its name, any file by its
// path, or the newest good one when none is named.
func (l *commandLine) backupAt(door *Door, args []string) (string, error) {
	if len(args) == 0 {
		newest, err := door.newestBackup()
		return newest.Path, err
	}
	if path, err := door.backupPath(args[0]); err == nil {
		return path, nil
	}
	path, err := filepath.Abs(args[0])
	if err == nil && !isFile(path) {
		err = college.Refuse(college.NotFound, "backup.notThere", "file", filepath.Base(args[0]))
	}
	return path, err
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// verifyCommand reads a backup from end to end, restores it into a scratch folder
// and counts; and goes through the audit.
func (l *commandLine) verifyCommand() *cobra.Command {
	return &cobra.Command{Use: "verify [BACKUP]", Short: say("cmd.verify"), Long: say("cmd.verify.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				report, err := ask(door, c.CommandPath(), func(ctx context.Context) (Restored, error) {
					path, err := l.backupAt(door, args)
					if err != nil {
						return Restored{}, err
					}
					return door.drill(ctx, path)
				})
				if err == nil {
					l.restored(report)
				}
				return err
			})
		}}
}

// restored tells what came back, with the counts of then and now.
func (l *commandLine) restored(report Restored) {
	l.tell(result{Result: "restored", Restored: &report}, strings.Join(append(report.Sentences, l.counts(report.Counts)...), "\n"))
}

func (l *commandLine) counts(counts []CountLine) (lines []string) {
	for _, c := range counts {
		if c.Now < 0 {
			lines = append(lines, say("cmd.count.then", "what", c.What, "then", strconv.Itoa(c.Was)))
			continue
		}
		lines = append(lines, say("cmd.count", "what", c.What, "then", strconv.Itoa(c.Was), "now", strconv.Itoa(c.Now)))
	}
	return lines
}

// restoreCommand brings a backup back, after showing what it holds.
func (l *commandLine) restoreCommand() *cobra.Command {
	var yes bool
	command := &cobra.Command{Use: "restore [BACKUP]", Short: say("cmd.restore"), Long: say("cmd.restore.long"), Args: takes(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if lost, err := l.lost(); err != nil || lost {
				if err == nil {
					err = l.restoreLost(args, yes)
				}
				return err
			}
			return l.open(c, func(door *Door) error {
				path, err := l.backupAt(door, args)
				if err != nil {
					return err
				}
				look, err := ask(door, c.CommandPath(), func(ctx context.Context) (RestoreLook, error) { return door.lookAt(ctx, path) })
				if err != nil {
					return err
				}
				l.tell(result{Result: "look", Look: &look}, strings.Join(append(l.counts(look.Counts), look.Warnings...), "\n"))
				if !yes && !l.agrees("cmd.restore") {
					return nil
				}
				report, err := ask(door, "Backups.Restore", func(ctx context.Context) (Restored, error) { return door.restore(ctx, path) })
				if err == nil {
					l.restored(report)
				}
				return err
			})
		}}
	command.Flags().BoolVar(&yes, "yes", false, say("cmd.flag.restoreYes"))
	return command
}

// agrees asks on a terminal; without one nobody agreed, and the answer says how to.
func (l *commandLine) agrees(key string) bool {
	if !isTerminal(l.in) {
		if !l.asJSON {
			fmt.Fprintln(l.out, say(key+".yes"))
		}
		return false
	}
	fmt.Fprint(l.errs, say(key+".ask")+" ")
	answer, _ := l.read() // no answer is no
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y")
}

// lost tells whether there is no keyring to sign in with: none, or no college.
func (l *commandLine) lost() (bool, error) {
	door, err := l.emptyDoor()
	if err != nil {
		return false, err
	}
	gate, err := (&Guard{door}).State()
	if err == nil {
		err = door.Close()
	}
	return gate.State == gateStart || door.keyringLost(), err
}

// restoreLost brings a college back with the keyring of its backup.
func (l *commandLine) restoreLost(args []string, yes bool) error {
	if len(args) == 0 {
		return misuse("cmd.restore.which")
	}
	if !yes && !l.agrees("cmd.restore") {
		return nil
	}
	door, err := l.emptyDoor()
	if err != nil {
		return err
	}
	defer door.Close()
	path, err := filepath.Abs(args[0])
	if err != nil {
		return err
	}
	if listed := filepath.Join(door.folder, "backups", filepath.Base(args[0])); !isFile(path) {
		path = listed
	}
	if !isFile(path) {
		return college.Refuse(college.NotFound, "backup.notThere", "file", filepath.Base(path))
	}
	found, err := ask(door, "Start.ChooseBackup", func(context.Context) (StartBackup, error) { return door.foreign(path) })
	if err != nil {
		return err
	}
	user, err := l.who(Gate{People: found.People})
	if err != nil {
		return err
	}
	passphrase, err := l.secret(say("cmd.ask.passphraseThen", "name", user))
	if err != nil {
		return err
	}
	if _, err := (&Start{door: door}).Restore(path, user, passphrase); err != nil {
		return err
	}
	l.tell(result{Result: "done"}, door.say("start.restored", college.Values{"folder": door.folder}))
	return nil
}
