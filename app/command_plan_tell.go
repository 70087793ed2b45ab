package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/words"

	"github.com/spf13/cobra"
)

// termTell lists whom to tell, or notes that they were told.
func (l *commandLine) termTell() *cobra.Command {
	var told bool
	command := &cobra.Command{Use: "tell TERM [PERSON…]", Short: say("cmd.term.tell"), Long: say("cmd.term.tell.long"), Args: takes(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return l.ofTerm(c, args[0], func(ctx context.Context, door *Door, term college.Term) error {
				all, err := door.store.ToTell(ctx, term.ID)
				if err != nil {
					return err
				}
				ids, err := tellingsNamed(all, args[1:])
				if err != nil {
					return err
				}
				if len(ids) > 0 {
					all = slices.DeleteFunc(all, func(t store.Telling) bool { return !contains(ids, t.PersonID) })
				}
				switch {
				case len(all) == 0:
					l.tell(result{Result: "done"}, door.say("cmd.term.tell.nobody", college.Values{"term": term.Name}))
					return nil
				case told:
					return l.noteTold(ctx, door, term, ids)
				}
				l.tellTellings(door, all)
				return nil
			})
		}}
	command.Flags().BoolVar(&told, "told", false, say("cmd.flag.told"))
	return command
}

// noteTold notes that people were told; nobody named is everybody.
func (l *commandLine) noteTold(ctx context.Context, door *Door, term college.Term, ids []string) error {
	done, err := door.store.TellDone(ctx, term.ID, ids...)
	if err != nil {
		return err
	}
	people := map[string]bool{}
	for _, t := range done {
		people[t.PersonID] = true
	}
	l.tell(result{Result: "done"}, door.say("cmd.term.told", college.Values{"count": strconv.Itoa(len(people))}))
	return nil
}

// tellTellings tells whom to tell: a line for each person and run where the same
// happens to several sessions, and as JSON each session by itself.
func (l *commandLine) tellTellings(door *Door, all []store.Telling) {
	if !l.asJSON {
		l.tell(result{}, strings.Join(tellingsText(door, all), "\n"))
		return
	}
	for i := range all {
		l.tell(result{Result: "telling", Telling: &all[i]}, "")
	}
}

// tellingsNamed are the ids of the people named among those to be told.
func tellingsNamed(all []store.Telling, names []string) (ids []string, err error) {
	for _, name := range names {
		key, same, near := college.Fold(name), map[string]string{}, map[string]string{}
		for _, t := range all {
			switch folded := college.Fold(t.Name); {
			case t.PersonID == strings.TrimSpace(name), folded == key:
				same[t.PersonID] = t.Name
			case key != "" && strings.Contains(folded, key):
				near[t.PersonID] = t.Name
			}
		}
		if len(same) == 0 {
			same = near
		}
		switch len(same) {
		case 0:
			return nil, college.Refuse(college.NotFound, "tell.nobody", "words", name)
		case 1:
		default:
			refusal := &college.Refusal{Code: college.Invalid, Key: "tell.which", Values: college.Values{"words": name}}
			for id, called := range same {
				refusal.Fields = append(refusal.Fields, college.FieldError{Field: id, Key: "tell.choice", Values: college.Values{"name": called}})
			}
			slices.SortFunc(refusal.Fields, func(a, b college.FieldError) int { return strings.Compare(a.Field, b.Field) })
			return nil, refusal
		}
		for id := range same {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// tellingsText says what happens to whom: the same in several sessions of a run
// on one line.
func tellingsText(door *Door, all []store.Telling) (lines []string) {
	at := map[string]int{}
	var groups [][]*store.Telling
	for i := range all {
		t := &all[i]
		key := strings.Join([]string{t.PersonID, t.Reference, t.What, strconv.FormatBool(t.When), string(t.Was.Start + t.Was.End), t.Was.Place,
			string(t.Is.Start + t.Is.End), t.Is.Place}, "|")
		if _, known := at[key]; !known {
			at[key] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[key]] = append(groups[at[key]], t)
	}
	for _, group := range groups {
		lines = append(lines, tellingText(door, group))
	}
	return lines
}

// tellingText says only what changed: who hears of another room hears of no time.
func tellingText(door *Door, group []*store.Telling) string {
	first := group[0]
	run := fmt.Sprintf("%s (%s)", first.Title, first.Reference)
	var numbers []string
	var was, is []store.Stand
	for _, t := range group {
		numbers, was, is = append(numbers, strconv.Itoa(t.Number)), append(was, t.Was), append(is, t.Is)
	}
	course := fmt.Sprintf("%s (%s/%d)", first.Title, first.Reference, first.Number)
	if len(group) > 1 {
		course = door.say("cmd.term.sessions", college.Values{"run": run, "numbers": door.andText(numbers)})
	}
	what, places := first.What, true
	if what == store.TellMoved {
		places = first.Where
		what = map[bool]string{true: "when", false: "where"}[first.When]
	}
	how := "cmd.term.how.unknown"
	if first.How != "" {
		how = "cmd.term.how." + first.How
	}
	return door.say("cmd.term.telling."+what, college.Values{"name": first.Name, "course": course, "was": standsText(door, was, places), "is": standsText(door, is, places),
		"dates": datesText(door, is), "place": placeText(door, first.Is), "wasPlace": placeText(door, first.Was)}) + " " + door.say(how, nil)
}

// standsText is when sessions of one time of day are, and with places where.
func standsText(door *Door, all []store.Stand, places bool) string {
	first := all[0]
	if first.Date == "" {
		return door.say("cmd.term.nowhere", nil)
	}
	text := datesText(door, all) + ", " + string(first.Start) + "–" + string(first.End)
	if places {
		text += ", " + placeText(door, first)
	}
	return text
}

// datesText are the days of sessions: one in full, several in short.
func datesText(door *Door, all []store.Stand) string {
	if len(all) == 1 {
		return words.LongDate(string(all[0].Date))
	}
	var days []string
	for _, at := range all {
		days = append(days, words.ShortDate(string(at.Date)))
	}
	return door.andText(days)
}

func publishedText(door *Door, done store.Publication) string {
	what := door.say("cmd.term.published.sessions", college.Values{"count": strconv.Itoa(len(done.Changes))})
	if len(done.Runs) > 0 {
		runs := door.say("cmd.term.published.runs", college.Values{"count": strconv.Itoa(len(done.Runs))})
		what = door.say("cmd.term.published.and", college.Values{"runs": runs, "sessions": what})
	}
	lines := []string{door.say("cmd.term.published", college.Values{"term": done.Term.Name, "what": what})}
	for i, s := range done.LeftOut {
		if i == 0 || done.LeftOut[i-1].RunID != s.RunID {
			lines = append(lines, door.say("cmd.term.stillOut", college.Values{"run": s.Reference, "title": s.Title}))
		}
	}
	if len(done.Findings) > 0 {
		lines = append(lines, "", door.say("cmd.term.toKnow", nil))
		for _, f := range done.Findings {
			lines = append(lines, "  "+f.Sentence)
		}
	}
	if len(done.Tell) > 0 {
		lines = append(lines, "", door.say("cmd.term.toTell", nil))
		for _, line := range tellingsText(door, done.Tell) {
			lines = append(lines, "  "+line)
		}
	}
	return strings.Join(lines, "\n")
}
