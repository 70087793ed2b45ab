package app

import (
	"context"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"

	"github.com/spf13/cobra"
)

// all prints one of each kind of paper that fits the college, for looking round;
// with --editions an album of every edition.
func (h *printing) all() *cobra.Command {
	var editions bool
	command := &cobra.Command{Use: "all", Short: say("cmd.print.all"), Long: say("cmd.print.all.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return h.press(c, func(ctx context.Context, p press) ([]Paper, error) {
				tell := func(paper Paper) { h.told(&paper) } // each at once: a later one may fail
				if editions {
					return nil, p.album(ctx, tell)
				}
				left, err := p.everything(ctx, h.order, tell)
				if left != "" && !h.line.asJSON {
					h.line.tell(result{}, say("cmd.print.left", "file", left))
				}
				return nil, err
			})
		}}
	command.Flags().BoolVar(&editions, "editions", false, say("cmd.flag.editions"))
	return command
}

// everything prints one of each kind of paper that fits the college, on the sheet
// and in the format it shall have where the kind is to be had so. Certificates
// that are in the folder already are left alone, since printing them again would
// make duplicates; left is their file.
func (p press) everything(ctx context.Context, look Order, tell func(Paper)) (left string, err error) {
	orders, err := p.oneOfEach(ctx)
	if err != nil {
		return "", err
	}
	for _, o := range orders {
		if o.Kind == string(papers.KindCertificateList) {
			continue // it comes with the certificates
		}
		o, notes := p.looking(o, look)
		if err := p.ifItFits(ctx, o, noting(notes, tell)); err != nil {
			return "", err
		}
	}
	return p.lastCertificates(ctx, look, tell)
}

// looking is an order that looks as another says, as far as its kind can, with a
// note where it cannot be read by ear.
func (p press) looking(o, look Order) (Order, []string) {
	k := kindNamed(o.Kind)
	o.Body, o.BothSides = look.Body, look.BothSides
	if slices.Contains(k.sheets, look.Sheet) {
		o.Sheet = look.Sheet
	}
	if look.Format == formatHTML && !k.html {
		return o, []string{p.door.say("print.pdfOnly", nil)}
	}
	o.Format = look.Format
	return o, nil
}

// noting tells papers with some more notes.
func noting(notes []string, tell func(Paper)) func(Paper) {
	return func(paper Paper) {
		paper.Issues = append(paper.Issues, notes...)
		tell(paper)
	}
}

// ifItFits makes an order that a college may have nothing for: then it is left
// out.
func (p press) ifItFits(ctx context.Context, o Order, tell func(Paper)) error {
	made, err := p.make(ctx, o)
	if refusal := college.AsRefusal(err); refusal != nil && (refusal.Code == college.NotFound || refusal.Code == college.Conflict && !strings.HasPrefix(refusal.Key, "papers.")) {
		return nil
	}
	for _, paper := range made {
		tell(paper)
	}
	return err
}

// oneOfEach orders one of each kind of paper but certificates: about the busiest
// of the next days and its first session, the longest run under way, and people
// and places that have sessions.
func (p press) oneOfEach(ctx context.Context) (orders []Order, err error) {
	runs, err := p.records.Runs(ctx, "")
	if err != nil {
		return nil, err
	}
	about := Order{}
	if run, found := longest(runs); found {
		about.Run = run.RunID
	}
	day, err := p.busyDay(ctx)
	if err != nil {
		return nil, err
	}
	if about.Date = string(day.Date); len(day.Sessions) > 0 {
		about.Session = day.Sessions[0].SessionID
	}
	face, err := p.records.Face(ctx)
	if err != nil {
		return nil, err
	}
	about.Link = face.Website
	for _, k := range allKinds {
		variants := k.choices
		if len(variants) == 0 {
			variants = []choice{{}}
		}
		for _, variant := range variants {
			if k.issues {
				continue
			}
			o, fits, err := p.fill(ctx, k, variant, about)
			if err != nil {
				return nil, err
			}
			if fits {
				orders = append(orders, o)
			}
			if k.field != "for" || k.name != papers.KindTimetableView {
				break // the first variant stands for the kind, but of timetables
			}
		}
	}
	return orders, nil
}

// busyDay is the one of the next three days with sessions that has the most.
func (p press) busyDay(ctx context.Context) (busiest college.Today, err error) {
	from := p.records.Today()
	for range 3 {
		next, err := p.records.NextDayWithSessions(ctx, from)
		if err != nil || next == "" {
			return busiest, err
		}
		day, err := p.records.TodayView(ctx, next)
		if err != nil {
			return busiest, err
		}
		if len(day.Sessions) > len(busiest.Sessions) {
			busiest = day
		}
		from = next.AddDays(1)
	}
	return busiest, nil
}

// atWork is the first of some people or places that has sessions this term, else
// the first; the student is one of a session's.
func (p press) atWork(ctx context.Context, need, session string) (id string, err error) {
	if need == "student" && session != "" {
		view, err := p.records.SessionView(ctx, session)
		if err == nil && len(view.Rows) > 0 {
			return view.Rows[0].StudentID, nil
		}
	}
	found, err := p.records.ChoicesFor(ctx, need, "")
	if err != nil || len(found) == 0 {
		return "", err
	}
	for _, one := range found {
		view, err := p.records.TimetableView(ctx, college.TimetableFor(need), one.ID, "", "")
		if err != nil {
			return "", err
		}
		if len(view.Sessions) > 0 {
			return one.ID, nil
		}
	}
	return found[0].ID, nil
}

// fill fills in what an order of a kind needs; fits is false where the college
// has none of it.
func (p press) fill(ctx context.Context, k kind, variant choice, about Order) (o Order, fits bool, err error) {
	o = Order{Kind: string(k.name), Date: about.Date}
	if slices.Contains(k.options, "link") {
		o.Link, _ = papers.ReadLink(about.Link) // what is no address has no code
	}
	switch k.field {
	case "for":
		o.For = variant.value
	case "certificate":
		o.Certificate = variant.value
	case "letter":
		o.Letter = variant.value
	}
	for _, need := range k.needing(variant.value) {
		switch need {
		case "term", "date": // this one, and the next with sessions
		case "run":
			o.Run = about.Run
		case "session":
			o.Run, o.Session = "", about.Session
		default:
			id, err := p.atWork(ctx, need, about.Session)
			if err != nil || id == "" {
				return o, false, err
			}
			switch need {
			case "venue":
				o.Venue = id
			case "room":
				o.Room = id
			default:
				o.Person = id
			}
		}
	}
	return o, o.validate(k) == nil, nil
}

// longest is the run under way with the most sessions.
func longest(runs []college.RunLine) (best college.RunLine, found bool) {
	for _, r := range runs {
		if r.Status == college.RunRunning && r.Sessions > best.Sessions {
			best, found = r, true
		}
	}
	return best, found
}

// completed are the runs that are over, the one that ended last first.
func (p press) completed(ctx context.Context) ([]college.RunLine, error) {
	runs, err := p.records.Runs(ctx, "")
	runs = slices.DeleteFunc(runs, func(r college.RunLine) bool { return r.Status != college.RunCompleted })
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].Last > runs[j].Last })
	return runs, err
}

// lastCertificates prints the certificates of the completed run that ended last
// and has given none yet; left is the file when they are printed already.
func (p press) lastCertificates(ctx context.Context, look Order, tell func(Paper)) (left string, err error) {
	runs, err := p.completed(ctx)
	if err != nil {
		return "", err
	}
	for _, r := range runs {
		list, err := p.records.Certificates(ctx, r.RunID)
		if err != nil {
			return "", err
		}
		o, _ := p.looking(Order{Kind: string(papers.KindCertificates), Run: r.RunID}, look)
		for _, edition := range []Order{o, {}} {
			name := sheet{kind: papers.KindCertificates, date: list.LastDate, ref: r.Reference}.name(edition)
			if isPaper(filepath.Join(p.folder, name)) == nil {
				return name, nil
			}
		}
		if slices.ContainsFunc(list.Candidates, func(c college.CertificateCandidate) bool { return c.Issued != nil }) {
			continue
		}
		made, err := p.make(ctx, o)
		if refusal := college.AsRefusal(err); refusal != nil && strings.HasPrefix(refusal.Key, "certificate.") {
			continue
		}
		for _, paper := range made {
			tell(paper)
		}
		return "", err
	}
	return "", nil
}
