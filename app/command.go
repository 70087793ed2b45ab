package app

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/timetable"
	"daybook/backend/vault"
	"daybook/backend/words"

	"github.com/spf13/cobra"
)

// Exit codes of the commands.
const (
	exitDone     = 0
	exitNo       = 1 // what was checked does not hold
	exitFault    = 1 // something went wrong inside
	exitInvalid  = 2 // the words of the command, or a value, are not right
	exitNotFound = 3 // what was asked for is not there
	exitConflict = 4 // the records or the computer do not allow it
)

// Main picks the door: without a command it opens the window.
func Main(pages fs.FS, version string, args []string) int {
	if generating {
		if missing := unlisted(bound(&Door{}, version, nil)); len(missing) > 0 {
			fmt.Fprintln(os.Stderr, "no row in the table of permissions:", strings.Join(missing, ", "))
			return exitFault
		}
		if err := openWindow(pages, version, ""); err != nil {
			return exitFault
		}
		return exitDone
	}
	keepPrivate()
	return Command(pages, version, args, os.Stdin, os.Stdout, os.Stderr)
}

// Command does one act of the command line and gives its exit code. Results go
// to out, in words or as lines of JSON; progress and refusals go to errs.
func Command(pages fs.FS, version string, args []string, in io.Reader, out, errs io.Writer) int {
	line := &commandLine{in: in, out: out, errs: errs, clock: computersClock, cost: vault.Standard}
	return line.do(pages, version, args)
}

// commandLine is what all commands share.
type commandLine struct {
	in         io.Reader
	out, errs  io.Writer
	folder     string
	user       string
	fromInput  bool   // passphrases are lines of the input
	typed      string // the passphrase somebody signed in with, which changing it asks for
	asJSON     bool
	clock      clocks
	cost       vault.Cost
	lines      *bufio.Reader // of the input, once something was read from it
	progressed bool
}

// do does what the words of a command line ask and gives the exit code.
func (l *commandLine) do(pages fs.FS, version string, args []string) int {
	root := l.root(pages, version)
	root.SetArgs(args)
	root.SetIn(l.in)
	root.SetOut(l.out)
	root.SetErr(l.errs)
	l.asJSON = slices.Contains(args, "--json") // what is not understood may stand before it
	return l.report(root.Execute())
}

func (l *commandLine) root(pages fs.FS, version string) *cobra.Command {
	cobra.MousetrapHelpText = "" // started from the Explorer it opens the window like anywhere else
	root := &cobra.Command{
		Use: "daybook", Version: version, Short: say("cmd.root"), Long: say("cmd.root.long"),
		Args: takes(0, 0), SilenceErrors: true, SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			folder, err := l.place()
			if err == nil && noScreen() {
				err = college.Refuse(college.Conflict, "cmd.noScreen")
			}
			if err != nil {
				return err
			}
			return openWindow(pages, version, folder)
		},
	}
	folder := defaultFolder()
	root.PersistentFlags().StringVar(&l.folder, "college", folder, say("cmd.flag.college", "folder", folder))
	root.PersistentFlags().BoolVar(&l.asJSON, "json", false, say("cmd.flag.json"))
	root.PersistentFlags().StringVar(&l.user, "user", os.Getenv(envUser), say("cmd.flag.user"))
	root.PersistentFlags().BoolVar(&l.fromInput, passphraseFlag, false, say("cmd.flag.passphraseStdin"))
	root.Flags().Bool("version", false, say("cmd.flag.version"))
	root.SetFlagErrorFunc(misusedFlag)
	root.SetHelpFunc(help)
	root.SetHelpCommand(helpCommand())
	root.SetVersionTemplate("Daybook {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(l.newCommand(), l.sampleCommand(), l.importCommand(), l.importsCommand(), l.printCommand(), l.certificateCommand(), l.faceCommand(), l.findCommand(), l.runsCommand(), l.termCommand(),
		l.venuesCommand(), l.correctCommand(), l.accessCommand(), l.passphraseCommand(), l.recoveryCommand(), l.rotateCommand(),
		l.backupCommand(), l.backupsCommand(), l.verifyCommand(), l.restoreCommand(), l.auditCommand(), l.eraseCommand())
	return root
}

// defaultFolder is where a college is looked for when nobody says.
func defaultFolder() string {
	if folder := os.Getenv(envCollege); folder != "" {
		return folder
	}
	base := os.Getenv("XDG_DATA_HOME")
	if runtime.GOOS == "windows" {
		base = os.Getenv("LOCALAPPDATA")
		return filepath.Join(base, "Daybook-data", "college")
	}
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			home = "."
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "daybook-data", "college")
}

func say(key string, pairs ...string) string {
	values := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return words.Say(key, values)
}

// report says an error in a sentence and gives the exit code.
func (l *commandLine) report(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDoesNotHold):
		return exitNo
	}
	var told *Told
	if !errors.As(err, &told) {
		told = (&Door{}).tell("command", err).(*Told) // a refusal before any door was there
	}
	l.endProgress()
	if l.asJSON {
		l.line(result{Result: "refused", Refused: told})
	} else {
		fmt.Fprintln(l.errs, told.Sentence)
		for _, f := range told.Fields {
			if !strings.Contains(told.Sentence, f.Field) {
				fmt.Fprintf(l.errs, "  %s: %s\n", f.Field, f.Sentence)
			}
		}
	}
	return map[college.Code]int{college.Invalid: exitInvalid, college.NotFound: exitNotFound,
		college.Conflict: exitConflict, college.Forbidden: exitConflict}[told.Code] + map[bool]int{true: exitFault}[told.Code == college.Internal]
}

// result is the one line of JSON for each result; docs/handbook/commands.md
// documents it.
type result struct {
	Result      string                    `json:"result"` // the name of the field that is filled, or done, undone
	College     *madeCollege              `json:"college,omitempty"`
	Paper       *Paper                    `json:"paper,omitempty"`
	Certificate *college.CertificateCheck `json:"certificate,omitempty"`
	Face        *shownFace                `json:"face,omitempty"`
	Import      *college.ImportReport     `json:"import,omitempty"`
	Imported    *college.ImportBatch      `json:"imported,omitempty"`
	Hit         *college.Hit              `json:"hit,omitempty"`
	Run         *college.RunLine          `json:"run,omitempty"`
	Access      *AccessView               `json:"access,omitempty"`
	OneTime     *OneTime                  `json:"oneTime,omitempty"`
	Keys        *KeysChanged              `json:"keys,omitempty"`
	Sheet       *SheetAsked               `json:"sheet,omitempty"`
	Backup      *BackupLine               `json:"backup,omitempty"`
	Look        *RestoreLook              `json:"look,omitempty"`
	Restored    *Restored                 `json:"restored,omitempty"`
	Line        *AuditLine                `json:"line,omitempty"`
	Chain       *AuditCheck               `json:"chain,omitempty"`
	Erasing     *Erasing                  `json:"erasing,omitempty"`
	Venue       *VenueView                `json:"venue,omitempty"`
	Finding     *college.Finding          `json:"finding,omitempty"`
	Plan        *Planned                  `json:"plan,omitempty"`
	Session     *store.DraftSession       `json:"session,omitempty"`
	Published   *store.Publication        `json:"published,omitempty"`
	Telling     *store.Telling            `json:"telling,omitempty"`
	Leave       *college.Leave            `json:"leave,omitempty"`
	File        string                    `json:"file,omitempty"`
	Refused     *Told                     `json:"refused,omitempty"`
}

// madeCollege is a college that was made, or was there.
type madeCollege struct {
	Folder string `json:"folder"`
	Name   string `json:"name"`
	Made   bool   `json:"made"` // false: it was there and was left alone
}

func (l *commandLine) line(r result) {
	text, err := json.Marshal(r)
	if err != nil {
		fmt.Fprintln(l.errs, say("fault"))
		return
	}
	fmt.Fprintln(l.out, string(text))
}

// tell gives one result, in words or as JSON.
func (l *commandLine) tell(r result, sentence string) {
	l.endProgress()
	if l.asJSON {
		l.line(r)
		return
	}
	fmt.Fprintln(l.out, sentence)
}

// progress shows how far a long job is, on a terminal's one line.
func (l *commandLine) progress(what string, done, total int) {
	if l.asJSON || !isTerminal(l.errs) {
		return
	}
	fmt.Fprintf(l.errs, "\r\033[K%s, %d of %d", what, done, total)
	l.progressed = true
}

// planProgress shows how far a plan is, and how good the best so far.
func (l *commandLine) planProgress(what string, p timetable.Progress) {
	if l.asJSON || !isTerminal(l.errs) || p.Steps == 0 {
		return
	}
	fmt.Fprint(l.errs, "\r\033[K"+say("cmd.term.progress", "what", what, "percent", strconv.Itoa(100*p.Done/p.Steps),
		"left", strconv.Itoa(p.Unplaced), "points", pointsText(p.Cost)))
	l.progressed = true
}

func (l *commandLine) endProgress() {
	if l.progressed {
		fmt.Fprint(l.errs, "\r\033[K")
		l.progressed = false
	}
}

// isTerminal tells a terminal from a file, a pipe and nowhere (/dev/null, which
// is a device like a terminal).
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nowhere, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, nowhere)
}

// place is the folder of the college.
func (l *commandLine) place() (string, error) {
	if strings.TrimSpace(l.folder) == "" {
		return "", misuse("cmd.noFolder", "flag", "--college")
	}
	return filepath.Abs(l.folder)
}

// open lets whoever runs the command in and, when their role may run it, does fn;
// then the college is closed.
func (l *commandLine) open(c *cobra.Command, fn func(*Door) error) (err error) {
	folder, err := l.place()
	if err != nil {
		return err
	}
	door := newDoor(folder, l.clock, l.cost)
	defer func() {
		if closing := door.Close(); err == nil {
			err = closing
		}
	}()
	if err := l.signIn(door); err != nil {
		return err
	}
	if _, err := ask(door, c.CommandPath(), func(context.Context) (bool, error) { return true, nil }); err != nil {
		return err
	}
	return fn(door)
}
