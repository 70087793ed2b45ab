package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/exchange"
	"daybook/backend/store"

	"github.com/spf13/cobra"
)

// taking is how a file shall be taken in.
type taking struct {
	line      *commandLine
	kind      string
	columns   []string
	dateOrder string
	asNew     []int
	same      []string
	reason    string
	yes       bool
	preview   bool
	all       bool
}

// kindsOfFile are what --as may say.
var kindsOfFile = map[string]string{"": "", "enrolments": college.ImportEnrolments, "term-plan": college.ImportTermPlan, "bookings": college.ImportBookings,
	"availability": college.ImportTimes}

// importing is the row of the table of permissions for all of an import.
const importing = "daybook import"

// importCommand takes files in, after showing what they would do.
func (l *commandLine) importCommand() *cobra.Command {
	t := &taking{line: l}
	command := &cobra.Command{Use: "import FILE…", Short: say("cmd.import"), Long: say("cmd.import.long") + "\n\n" + fieldsHelp(), Args: takes(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			decisions, err := t.decisions()
			if _, known := kindsOfFile[t.kind]; !known {
				err = misuse("cmd.import.as", "kind", t.kind)
			}
			if err == nil && len(decisions) > 0 && len(args) > 1 {
				err = misuse("cmd.import.oneFile")
			}
			if err != nil {
				return err
			}
			return l.open(c, func(door *Door) error {
				for _, path := range args {
					if err := t.take(door, path, decisions); err != nil {
						return err
					}
				}
				return nil
			})
		}}
	flags := command.Flags()
	flags.StringVar(&t.kind, "as", "", say("cmd.flag.as"))
	flags.StringArrayVar(&t.columns, "map", nil, say("cmd.flag.map"))
	flags.StringVar(&t.dateOrder, "dates", "auto", say("cmd.flag.dates"))
	flags.IntSliceVar(&t.asNew, "new", nil, say("cmd.flag.new"))
	flags.StringArrayVar(&t.same, "same", nil, say("cmd.flag.same"))
	flags.StringVar(&t.reason, "reason", "", say("cmd.flag.reason"))
	flags.BoolVar(&t.yes, "yes", false, say("cmd.flag.yes"))
	flags.BoolVar(&t.preview, "preview", false, say("cmd.flag.preview"))
	flags.BoolVar(&t.all, "rows", false, say("cmd.flag.rows"))
	return command
}

// take reads a file, shows what it would do, and takes it in when told to.
func (t *taking) take(door *Door, path string, decisions map[int]string) error {
	file, err := ask(door, importing, func(ctx context.Context) (college.ImportFile, error) { return t.read(ctx, door, path) })
	if err != nil {
		return err
	}
	if err := hasRows(file, decisions); err != nil {
		return err
	}
	how := store.Taking{Decisions: decisions, Reason: t.reason}
	if !t.yes || t.preview {
		report, err := ask(door, importing, func(ctx context.Context) (college.ImportReport, error) {
			return door.store.PreviewImport(ctx, file, how)
		})
		if err != nil {
			return err
		}
		t.show(door, report)
		if t.preview || !t.agreed(report, decisions) {
			return nil
		}
	}
	report, err := ask(door, importing, func(ctx context.Context) (college.ImportReport, error) {
		return door.store.TakeImport(ctx, file, how)
	})
	if err == nil {
		t.show(door, report)
	}
	return err
}

// read opens a file and maps its columns: as told, else as remembered for the
// same headings, else as guessed.
func (t *taking) read(ctx context.Context, door *Door, path string) (college.ImportFile, error) {
	sheet, err := exchange.Open(path, exchange.Ordinary)
	if err != nil {
		return college.ImportFile{}, err
	}
	wanted := kindsOfFile[t.kind]
	kind, columns, err := door.store.Mapping(ctx, exchange.Fingerprint(sheet.Headings))
	if err != nil {
		return college.ImportFile{}, err
	}
	if kind == "" || wanted != "" && wanted != kind {
		kind, columns = wanted, nil // Apply guesses them
		if kind == "" {
			kind = exchange.Guess(sheet).Kind
		}
	}
	if columns, err = t.over(kind, columns, sheet.Headings); err != nil {
		return college.ImportFile{}, err
	}
	return exchange.Apply(sheet, kind, columns, exchange.Options{DateOrder: t.dateOrder, Today: door.store.Today()})
}

// over lays what --map says over remembered columns. The column that fed a
// field of one before gives it up.
func (t *taking) over(kind string, remembered map[string]string, headings []string) (map[string]string, error) {
	columns, said := map[string]string{}, map[string]string{}
	maps.Copy(columns, remembered)
	for _, pair := range t.columns {
		at := strings.LastIndex(pair, "=") // a heading may hold one too
		if at < 0 {
			return nil, misuse("cmd.import.map", "map", pair)
		}
		heading, field := meant(pair[:at], headings), strings.TrimSpace(pair[at+1:])
		if heading == "" {
			return nil, misuse("import.map.unknownHeading", "heading", pair[:at])
		}
		if before, twice := said[heading]; twice && before != field {
			return nil, misuse("cmd.import.mapTwice", "heading", heading)
		}
		said[heading] = field
	}
	many := map[string]bool{"": true}
	for _, f := range exchange.Fields(kind) {
		many[f.Name] = f.Many
	}
	for old, field := range remembered {
		for heading, wanted := range said {
			switch {
			case college.Fold(old) == college.Fold(heading):
				delete(columns, old) // the same heading, perhaps spaced otherwise
			case field == wanted && !many[field]:
				columns[old] = ""
			}
		}
	}
	maps.Copy(columns, said)
	return columns, nil
}

// meant is the heading of a file that is meant, however its spaces, line breaks
// and capitals are typed; "" when there is none.
func meant(typed string, headings []string) string {
	for _, heading := range headings {
		if college.Fold(heading) == college.Fold(typed) {
			return heading
		}
	}
	return ""
}

// hasRows refuses a decision about a row that a file does not have.
func hasRows(file college.ImportFile, decisions map[int]string) error {
	rows := map[int]bool{}
	for _, r := range file.Enrolments {
		rows[r.Number] = true
	}
	for _, r := range file.Bookings {
		rows[r.Number] = true
	}
	for _, row := range slices.Sorted(maps.Keys(decisions)) {
		if !rows[row] {
			return misuse("cmd.import.noRow", "row", strconv.Itoa(row), "file", file.FileName)
		}
	}
	return nil
}

// decisions settle rows that need a look: --new 14, --same 16=S-00012.
func (t *taking) decisions() (map[int]string, error) {
	decisions := map[int]string{}
	for _, row := range t.asNew {
		decisions[row] = store.AsNew
	}
	for _, pair := range t.same {
		row, number, found := strings.Cut(pair, "=")
		n, err := strconv.Atoi(strings.TrimSpace(row))
		if number = strings.TrimSpace(number); !found || err != nil || number == "" {
			return nil, misuse("cmd.import.same", "same", pair)
		}
		if _, twice := decisions[n]; twice {
			return nil, misuse("cmd.import.twice", "row", strconv.Itoa(n))
		}
		decisions[n] = number
	}
	return decisions, nil
}

// agreed asks on a terminal; without one, only --yes takes a file in.
func (t *taking) agreed(report college.ImportReport, decisions map[int]string) bool {
	if report.Created == 0 && len(decisions) == 0 {
		if !t.line.asJSON {
			fmt.Fprintln(t.line.out, say("cmd.import.nothing"))
		}
		return false
	}
	if !isTerminal(t.line.in) || t.line.asJSON {
		if !t.line.asJSON {
			fmt.Fprintln(t.line.out, say("cmd.import.yes"))
		}
		return false
	}
	fmt.Fprint(t.line.out, say("cmd.import.ask")+" ")
	answer, _ := t.line.read() // no answer is no
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y")
}

// show tells a report: what the columns were taken for, the counts, what is
// made, and every row that is not simply taken.
func (t *taking) show(door *Door, r college.ImportReport) {
	if t.line.asJSON {
		t.line.line(result{Result: "import", Import: told(door, r)})
		return
	}
	out := t.line.out
	key := "cmd.import.preview"
	if r.Taken {
		key = "cmd.import.taken"
	} else {
		t.showColumns(r)
	}
	fmt.Fprintln(out, door.say(key, college.Values{"file": r.FileName, "kind": say("importKind." + r.Kind),
		"created": strconv.Itoa(r.Created), "matched": strconv.Itoa(r.Matched), "look": strconv.Itoa(r.Look), "refused": strconv.Itoa(r.Refused)}))
	for _, m := range r.Made {
		line := "  " + door.say("made."+m.Kind, college.Values{"count": strconv.Itoa(m.Count)})
		if len(m.Names) > 0 {
			line += ": " + strings.Join(m.Names, "; ")
		}
		fmt.Fprintln(out, line)
	}
	for _, row := range r.Rows {
		if !t.all && (row.Outcome == college.RowCreated || row.Outcome == college.RowMatched) {
			continue
		}
		fmt.Fprintf(out, "  %s\n", door.say("cmd.import.row", college.Values{"row": strconv.Itoa(row.Number), "outcome": say("outcome." + row.Outcome), "name": row.Name}))
		for _, reason := range row.Reasons {
			fmt.Fprintf(out, "    %s\n", door.say(reason.Key, reason.Values))
		}
	}
	t.showReadings(door, r.Rows)
	t.showConcerns(door, r.Concerns)
	if r.Taken && r.BatchID != "" {
		fmt.Fprintln(out, say("cmd.import.undo", "id", r.BatchID))
	}
}

// showReadings says how doubtful cells of rows that are taken were read, such as
// a date with two readings: one of each kind, and how many more are like it.
func (t *taking) showReadings(door *Door, rows []college.RowResult) {
	if t.all {
		return // each row has said it already
	}
	var keys []string
	first, alike := map[string]string{}, map[string]int{}
	for _, row := range rows {
		for _, reason := range row.Reasons {
			if row.Outcome != college.RowCreated || !strings.HasPrefix(reason.Key, "import.date.") && !strings.HasPrefix(reason.Key, "import.note.") {
				continue
			}
			if alike[reason.Key]++; alike[reason.Key] == 1 {
				keys = append(keys, reason.Key)
				first[reason.Key] = say("cmd.import.reading", "row", strconv.Itoa(row.Number), "reading", door.say(reason.Key, reason.Values))
			}
		}
	}
	for _, key := range keys {
		line := first[key]
		if more := alike[key] - 1; more > 0 {
			line += " " + say("cmd.import.more", "count", strconv.Itoa(more))
		}
		fmt.Fprintf(t.line.out, "  %s\n", line)
	}
}

// fieldsHelp lists the fields that a column can be, for --map.
func fieldsHelp() string {
	lines := []string{say("cmd.import.fields")}
	for _, kind := range []string{college.ImportEnrolments, college.ImportTermPlan, college.ImportBookings, college.ImportTimes} {
		var names []string
		for _, f := range exchange.Fields(kind) {
			names = append(names, f.Name)
		}
		lines = append(lines, say("importKind."+kind)+": "+strings.Join(names, ", "))
	}
	return strings.Join(lines, "\n\n")
}

// showConcerns says one finding of each kind, and how many more are like it: a
// plan without checks has the same ones for every session.
func (t *taking) showConcerns(door *Door, concerns []college.Finding) {
	alike := map[string]int{}
	for _, c := range concerns {
		alike[c.Key]++
	}
	for _, c := range concerns {
		if more := alike[c.Key]; more > 0 {
			line := say("cmd.import.concern") + " " + door.say(c.Key, c.Values)
			if more > 1 {
				line += " " + say("cmd.import.more", "count", strconv.Itoa(more-1))
			}
			fmt.Fprintf(t.line.out, "  %s\n", line)
			alike[c.Key] = 0
		}
	}
}

func (t *taking) showColumns(r college.ImportReport) {
	headings := make([]string, 0, len(r.Columns))
	for heading := range r.Columns {
		headings = append(headings, heading)
	}
	sort.Strings(headings)
	fmt.Fprintln(t.line.out, say("cmd.import.columns"))
	for _, heading := range headings {
		field := r.Columns[heading]
		if field == "" {
			field = say("cmd.import.unused")
		}
		fmt.Fprintf(t.line.out, "  %s → %s\n", strings.Join(strings.Fields(heading), " "), field)
	}
}

// told puts a report's reasons and concerns into sentences, beside their keys.
func told(door *Door, r college.ImportReport) *college.ImportReport {
	for i := range r.Rows {
		for j := range r.Rows[i].Reasons {
			reason := &r.Rows[i].Reasons[j]
			reason.Sentence = door.say(reason.Key, reason.Values)
		}
	}
	door.sayFindings(r.Concerns)
	return &r
}
