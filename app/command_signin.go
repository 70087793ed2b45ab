package app

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/vault"

	"golang.org/x/term"
)

// envUser is where the environment may say who signs in. No environment holds a
// passphrase: other programs could read it there.
const envUser = "DAYBOOK_USER"

// passphraseFlag says that passphrases are lines of the input.
const passphraseFlag = "passphrase-stdin"

// signIn lets in whoever runs the command.
func (l *commandLine) signIn(door *Door) error {
	guard := &Guard{door}
	gate, err := guard.State()
	switch {
	case err != nil:
		return err
	case gate.State == gateStart, gate.State == gateProblem, gate.State == gateLost:
		return door.problem
	}
	user, err := l.who(gate)
	if err != nil {
		return err
	}
	passphrase, err := l.secret(say("cmd.ask.passphrase", "name", user))
	if err != nil {
		return err
	}
	l.typed = passphrase
	if gate, err = guard.SignIn(user, passphrase); err != nil {
		return err
	}
	for _, notice := range gate.Notices {
		fmt.Fprintln(l.errs, notice)
	}
	return nil
}

// who is the name of whoever signs in: as told, else asked for, else the only one
// there is.
func (l *commandLine) who(gate Gate) (string, error) {
	if name := strings.TrimSpace(l.user); name != "" {
		return name, nil
	}
	if len(gate.People) == 1 {
		return gate.People[0].Name, nil
	}
	var names []string
	for _, p := range gate.People {
		names = append(names, p.Name)
	}
	if !isTerminal(l.in) {
		return "", misuse("cmd.noUser", "names", strings.Join(names, ", "))
	}
	fmt.Fprint(l.errs, say("cmd.ask.user", "names", strings.Join(names, ", "))+" ")
	return l.read()
}

// read is the next line of the input.
func (l *commandLine) read() (string, error) {
	if l.lines == nil {
		l.lines = bufio.NewReader(l.in)
	}
	line, err := l.lines.ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	if err == io.EOF && line != "" {
		err = nil
	}
	return line, err
}

// secret asks for a passphrase on a terminal, without showing it, or reads it
// from the input when told to. It is never an argument.
func (l *commandLine) secret(question string) (string, error) {
	if l.fromInput {
		line, err := l.read()
		if err != nil {
			return "", misuse("cmd.noPassphraseLine", "question", question)
		}
		return line, nil
	}
	file, ok := l.in.(*os.File)
	if !ok || !isTerminal(l.in) {
		return "", misuse("cmd.noTerminal")
	}
	fmt.Fprint(l.errs, question+" ")
	typed, err := term.ReadPassword(int(file.Fd()))
	fmt.Fprintln(l.errs)
	if err != nil {
		return "", misuse("cmd.noTerminal")
	}
	return string(typed), nil
}

// freshPassphrase asks for a new passphrase: twice on a terminal, where it is not
// seen, and with one offered.
func (l *commandLine) freshPassphrase() (string, error) {
	if !l.fromInput && isTerminal(l.in) {
		fmt.Fprintln(l.errs, say("cmd.ask.suggest", "passphrase", vault.Suggest()))
	}
	first, err := l.secret(say("cmd.ask.fresh"))
	if err != nil || l.fromInput {
		return first, err
	}
	again, err := l.secret(say("cmd.ask.again"))
	if err == nil && again != first {
		err = college.Refuse(college.Invalid, "cmd.notTheSame")
	}
	return first, err
}

// typedGroups says where the sheet is and reads back the groups asked for.
func (l *commandLine) typedGroups(asked SheetAsked) (groups []string, err error) {
	l.tell(result{Result: "sheet", Sheet: &asked}, say("cmd.sheet.printed", "path", asked.Path))
	for _, n := range asked.Ask {
		question := say("cmd.ask.group", "number", strconv.Itoa(n))
		if !l.asJSON {
			fmt.Fprint(l.errs, question+" ")
		}
		group, err := l.read()
		if err != nil {
			return nil, misuse("cmd.noGroup", "number", strconv.Itoa(n))
		}
		groups = append(groups, group)
	}
	return groups, nil
}
