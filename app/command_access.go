package app

import (
	"strings"

	"daybook/backend/college"

	"github.com/spf13/cobra"
)

// accessCommand lists who may open what, and changes it.
func (l *commandLine) accessCommand() *cobra.Command {
	command := &cobra.Command{Use: "access", Short: say("cmd.access"), Long: say("cmd.access.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				view, err := (&Access{door: door}).People()
				if err == nil {
					l.people(view)
				}
				return err
			})
		}}
	command.AddCommand(l.accessAdd(), l.accessReset(), l.accessRole(), l.accessLeave())
	return command
}

// people tells who may sign in, a line each.
func (l *commandLine) people(view AccessView) {
	var lines []string
	for _, p := range view.People {
		key := "cmd.access.line"
		switch {
		case p.Left != "":
			key = "cmd.access.left"
		case p.OneTime:
			key = "cmd.access.oneTime"
		}
		lines = append(lines, say(key, "name", p.Name, "role", say("role."+p.Role), "since", p.Since, "left", p.Left))
	}
	if !view.HasSheet {
		lines = append(lines, say("access.noSheet"))
	}
	l.tell(result{Result: "access", Access: &view}, strings.Join(lines, "\n"))
}

// userNamed is the id of somebody who may sign in, by their name.
func userNamed(door *Door, name string) (string, error) {
	for _, u := range door.ring.Users() {
		if college.Fold(u.Name) == college.Fold(name) || u.ID == name {
			return u.ID, nil
		}
	}
	return "", college.Refuse(college.NotFound, "access.noUserNamed", "name", name)
}

func (l *commandLine) accessAdd() *cobra.Command {
	return &cobra.Command{Use: "add NAME ROLE", Short: say("cmd.access.add"), Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				given, err := (&Access{door: door}).Add(args[0], args[1])
				return l.oneTime(given, err)
			})
		}}
}

func (l *commandLine) oneTime(given OneTime, err error) error {
	if err == nil {
		l.tell(result{Result: "oneTime", OneTime: &given}, say("cmd.access.given", "name", given.Name, "passphrase", given.Passphrase))
	}
	return err
}

func (l *commandLine) accessReset() *cobra.Command {
	return l.aboutSomebody("reset NAME", "cmd.access.reset", func(door *Door, id string, _ []string) error {
		given, err := (&Access{door: door}).Reset(id)
		return l.oneTime(given, err)
	})
}

func (l *commandLine) accessRole() *cobra.Command {
	command := l.aboutSomebody("role NAME ROLE", "cmd.access.role", func(door *Door, id string, args []string) error {
		view, err := (&Access{door: door}).SetRole(id, args[1])
		if err == nil {
			l.people(view)
		}
		return err
	})
	command.Args = takes(2, 2)
	return command
}

func (l *commandLine) accessLeave() *cobra.Command {
	return l.aboutSomebody("leave NAME", "cmd.access.leave", func(door *Door, id string, _ []string) error {
		changed, err := (&Access{door: door}).Leave(id)
		return l.keysChanged(changed, err)
	})
}

// aboutSomebody is a command about one person with access.
func (l *commandLine) aboutSomebody(use, key string, fn func(door *Door, id string, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: say(key), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.open(c, func(door *Door) error {
				id, err := userNamed(door, args[0])
				if err != nil {
					return err
				}
				return fn(door, id, args)
			})
		}}
}

// keysChanged tells what changing the keys did, and what it could not reach.
func (l *commandLine) keysChanged(changed KeysChanged, err error) error {
	if err != nil {
		return err
	}
	lines := []string{changed.Sentence}
	for _, name := range changed.Deleted {
		lines = append(lines, say("cmd.rotate.deleted", "file", name))
	}
	for _, name := range changed.OutOfReach {
		lines = append(lines, say("cmd.rotate.outOfReach", "file", name))
	}
	l.tell(result{Result: "keys", Keys: &changed}, strings.Join(lines, "\n"))
	return nil
}

// rotateCommand changes all keys.
func (l *commandLine) rotateCommand() *cobra.Command {
	return &cobra.Command{Use: "rotate", Short: say("cmd.rotate"), Long: say("cmd.rotate.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				changed, err := (&Access{door: door}).Rotate()
				return l.keysChanged(changed, err)
			})
		}}
}

// passphraseCommand changes the passphrase of whoever runs it.
func (l *commandLine) passphraseCommand() *cobra.Command {
	return &cobra.Command{Use: "passphrase", Short: say("cmd.passphrase"), Long: say("cmd.passphrase.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				fresh, err := l.freshPassphrase()
				if err != nil {
					return err
				}
				if _, err := (&Guard{door}).ChangePassphrase(l.typed, fresh); err != nil {
					return err
				}
				l.tell(result{Result: "done"}, say("cmd.passphrase.done"))
				return nil
			})
		}}
}

// recoveryCommand prints a new recovery sheet, and lets in a leader who has one.
func (l *commandLine) recoveryCommand() *cobra.Command {
	command := &cobra.Command{Use: "recovery", Short: say("cmd.recovery"), Long: say("cmd.recovery.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				access := &Access{door: door}
				asked, err := access.NewSheet()
				if err != nil {
					return err
				}
				groups, err := l.typedGroups(asked)
				if err != nil {
					return err
				}
				if _, err := access.ConfirmSheet(groups); err != nil {
					return err
				}
				l.tell(result{Result: "done"}, say("cmd.recovery.done"))
				return nil
			})
		}}
	command.AddCommand(l.recoveryUse())
	return command
}

func (l *commandLine) recoveryUse() *cobra.Command {
	return &cobra.Command{Use: "use LEADER", Short: say("cmd.recovery.use"), Long: say("cmd.recovery.use.long"), Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			door, err := l.emptyDoor()
			if err != nil {
				return err
			}
			defer func() {
				if closing := door.Close(); err == nil {
					err = closing
				}
			}()
			if _, err := (&Guard{door}).State(); err != nil {
				return err
			}
			if door.problem != nil {
				return door.problem
			}
			id, err := userNamed(door, args[0])
			if err != nil {
				return err
			}
			sheet, err := l.secret(say("cmd.ask.sheet"))
			if err != nil {
				return err
			}
			fresh, err := l.freshPassphrase()
			if err != nil {
				return err
			}
			if _, err := (&Guard{door}).Recover(sheet, id, fresh); err != nil {
				return err
			}
			l.tell(result{Result: "done"}, say("cmd.passphrase.done"))
			return nil
		}}
}
