package app

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode"

	"daybook/backend/college"
	"daybook/backend/sample"
	"daybook/backend/store"

	"github.com/spf13/cobra"
)

// newCommand makes an empty college.
func (l *commandLine) newCommand() *cobra.Command {
	var name string
	command := &cobra.Command{Use: "new", Short: say("cmd.new"), Long: say("cmd.new.long"), Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			folder, err := l.place()
			if err != nil {
				return err
			}
			name := strings.TrimSpace(name)
			_, err = ask(closedDoor(folder, l.now), "make a college", func(ctx context.Context) (bool, error) {
				return true, makeCollege(ctx, folder, name, l.now)
			})
			if err == nil {
				l.tell(result{Result: "college", College: &madeCollege{folder, name, true}}, say("cmd.new.done", "name", name, "folder", folder))
			}
			return err
		}}
	command.Flags().StringVar(&name, "name", "", say("cmd.flag.name"))
	return command
}

// closedDoor is a door without a college behind it, for making one.
func closedDoor(folder string, now func() time.Time) *Door {
	d := &Door{folder: folder, user: whoever(), now: now, ready: make(chan struct{})}
	close(d.ready)
	return d
}

// makeCollege makes a college with a name, the four topic areas most colleges
// begin with, and the rules a new one has.
func makeCollege(ctx context.Context, folder, name string, now func() time.Time) error {
	if name == "" || len([]rune(name)) > 120 || strings.ContainsFunc(name, unicode.IsControl) {
		return college.Refuse(college.Invalid, "cmd.new.name")
	}
	options := store.Options{Folder: folder, Now: now}
	book := college.VenueBook{Cards: []college.Card{{ID: "card", Name: name}}}
	records := college.Records{
		Settings: []college.Settings{{ID: "settings", ShortName: name, TermsPerYear: 3, CertificateShare: college.DefaultCertificateRule.Share,
			OfferHours: 48, DBSMonths: 36}},
		AgeRules: []college.AgeRule{{ID: "age-adult", Arm: college.Adult, Min: 16, From: "2000-01-01"}},
	}
	for i, t := range []struct{ code, key string }{{"UMH", "topic.mentalHealth"}, {"UPH", "topic.physicalHealth"}, {"PA", "topic.activity"}, {"SH", "topic.skills"}} {
		records.Topics = append(records.Topics, college.Topic{ID: "topic-" + strings.ToLower(t.code), Code: t.code, Name: say(t.key), Colour: i, Order: i + 1, Active: true})
	}
	return store.Create(ctx, options, book, records)
}

// sampleCommand makes the invented sample college.
func (l *commandLine) sampleCommand() *cobra.Command {
	return &cobra.Command{Use: "sample", Short: say("cmd.sample"), Long: say("cmd.sample.long"), Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			folder, err := l.place()
			if err != nil {
				return err
			}
			if store.Exists(folder) {
				l.tell(result{Result: "college", College: &madeCollege{Folder: folder}}, say("cmd.sample.there", "folder", folder))
				return nil
			}
			began := time.Now()
			_, err = ask(closedDoor(folder, l.now), "make the sample college", func(ctx context.Context) (bool, error) {
				return true, sample.Make(ctx, folder, l.now, func(step string, done, total int) {
					l.progress(say("cmd.sample.step", "step", step), done, total)
				})
			})
			l.endProgress()
			if err != nil {
				return err
			}
			return l.open(func(door *Door) error {
				card, err := ask(door, "name the college", func(ctx context.Context) (college.Card, error) { return door.store.Card(ctx) })
				if err == nil {
					seconds := strconv.FormatFloat(time.Since(began).Seconds(), 'f', 1, 64)
					l.tell(result{Result: "college", College: &madeCollege{folder, card.Name, true}},
						say("cmd.sample.done", "name", card.Name, "folder", folder, "seconds", seconds))
				}
				return err
			})
		}}
}

// findCommand finds students, tutors, courses and venues.
func (l *commandLine) findCommand() *cobra.Command {
	return &cobra.Command{Use: "find TEXT…", Short: say("cmd.find"), Long: say("cmd.find.long"), Args: takes(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			return l.open(func(door *Door) error {
				if college.Fold(strings.Join(args, "")) == "" {
					return misuse("cmd.find.empty")
				}
				hits, err := (&Search{door}).Everything(strings.Join(args, " "))
				if err != nil {
					return err
				}
				for i := range hits {
					h := &hits[i]
					l.tell(result{Result: "hit", Hit: h}, strings.TrimRight(say("cmd.find.line", "kind", say("kind."+h.Kind), "text", h.Text, "fact", h.Fact), " "))
				}
				if len(hits) == 0 && !l.asJSON {
					l.tell(result{}, say("cmd.find.nothing"))
				}
				return nil
			})
		}}
}

// runsCommand lists the runs of a term.
func (l *commandLine) runsCommand() *cobra.Command {
	return &cobra.Command{Use: "runs [TERM]", Short: say("cmd.runs"), Long: say("cmd.runs.long"), Args: takes(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			return l.open(func(door *Door) error {
				runs, err := ask(door, "list runs", func(ctx context.Context) ([]college.RunLine, error) {
					term, err := door.store.Term(ctx, strings.Join(args, " "))
					if err != nil {
						return nil, err
					}
					return door.store.Runs(ctx, term.ID)
				})
				for i := range runs {
					r := &runs[i]
					l.tell(result{Result: "run", Run: r}, door.say("cmd.runs.line", college.Values{"run": r.Reference, "title": r.Title, "first": string(r.First),
						"sessions": strconv.Itoa(r.Sessions), "booked": strconv.Itoa(r.Booked), "capacity": strconv.Itoa(r.Capacity), "status": say("runStatus." + r.Status)}))
				}
				return err
			})
		}}
}
