package papers

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// longestTerm bounds the weeks of a term whose dates are a slip of the pen;
// weeks with sessions are always printed.
const longestTerm = 60

// week is a term's sessions and gaps from one Monday to the next.
type week struct {
	monday   college.Date
	sessions []college.SessionHead
	gaps     []college.Gap
}

// off is the gap that takes all of the week's Monday to Friday, where nothing
// meets, if there is one.
func (w week) off() (college.Gap, bool) {
	for _, g := range w.gaps {
		if g.From <= w.monday && g.To >= w.monday.AddDays(4) && len(w.sessions) == 0 {
			return g, true
		}
	}
	return college.Gap{}, false
}

// on gives the gaps that take a day.
func (w week) on(day college.Date) []college.Gap {
	var gaps []college.Gap
	for _, g := range w.gaps {
		if day.Between(g.From, g.To) {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// weeksOf parts a term into its weeks, and gives the sessions without a date.
// Sessions keep their order; weeks of the term with nothing are there too.
func weeksOf(t college.TermTimetable) (weeks []week, unplaced []college.SessionHead) {
	byMonday := map[college.Date]*week{}
	at := func(d college.Date) *week {
		monday := d.Monday()
		if byMonday[monday] == nil {
			byMonday[monday] = &week{monday: monday}
		}
		return byMonday[monday]
	}
	if t.Term.Start.Valid() && t.Term.End.Valid() {
		for d, n := t.Term.Start.Monday(), 0; d <= t.Term.End && n < longestTerm; d, n = d.AddDays(7), n+1 {
			at(d)
		}
	}
	for _, s := range t.Sessions {
		if !s.Date.Valid() {
			unplaced = append(unplaced, s)
			continue
		}
		w := at(s.Date)
		w.sessions = append(w.sessions, s)
	}
	for _, w := range byMonday {
		for _, g := range t.Gaps {
			if g.From <= w.monday.AddDays(6) && g.To >= w.monday {
				w.gaps = append(w.gaps, g)
			}
		}
		weeks = append(weeks, *w)
	}
	slices.SortFunc(weeks, func(a, b week) int { return a.monday.DaysSince(b.monday) })
	return weeks, unplaced
}

// gapName is what a gap is called; a bank holiday by the catalogue.
func (p Printing) gapName(g college.Gap) string {
	switch {
	case g.NameKey != "":
		return p.Words.Say(g.NameKey, nil)
	case g.Name != "":
		return g.Name
	}
	return p.say("timetable.closed")
}

// timetableHead is what a timetable begins with: whose it is, of which term, of
// when, and how to book.
func (p Printing) timetableHead(f *typeset.Flow, e typeset.Edition, t college.TermTimetable) {
	f.Heading(1, typeset.Para{Text: p.say("timetable.title", "term", t.Term.Name), MaxLines: 3})
	lines := []string{p.Face.College, p.dates(t.Term.Start, t.Term.End)}
	if t.Contact != "" {
		lines = append(lines, p.say("timetable.contact", "contact", t.Contact))
	}
	if e.Landscape {
		// Height is dear on its side.
		lines = []string{strings.Join(lines, " · ")}
	}
	paras := make([]typeset.Para, len(lines))
	for i, line := range lines {
		paras[i] = said(line)
	}
	p.beside(f, e, paras...)
	if len(t.Sessions) == 0 {
		f.Para(typeset.Strong(p.say("timetable.none")))
	}
}

// otherFormats says that there are some, itself in 16 pt (§1.2).
func (p Printing) otherFormats(f *typeset.Flow, e typeset.Edition) {
	f.Para(typeset.Para{Text: p.say("timetable.formats"), Size: max(16, e.BodySize())})
}

// timetableFrame is what surrounds both timetables.
func (p Printing) timetableFrame(e typeset.Edition, t college.TermTimetable) typeset.Frame {
	running := p.runningHeadIn(e, typeset.Unbound, p.say("timetable.title", "term", t.Term.Name), p.dates(t.Term.Start, t.Term.End))
	return typeset.Frame{
		Margins: typeset.Unbound,
		Head:    func(typeset.Place) string { return running },
		Foot:    p.foot(p.Face.Sample, false),
	}
}

// shortDay is a date in a timetable, "Mon 7 Sep".
func shortDay(d college.Date) string { return words.ShortDate(string(d)) }

// onlineMark is the subject of the texts that a symbol of a screen follows.
const onlineMark = "online"

// The symbol's width and its distance from the word, in ems.
const (
	screenGap  = 0.45
	screenWide = 1.05
)

// drawScreens draws a small screen after each text that says "online", so that
// it is told by word and by shape. Cells hold texts only, so the symbol joins
// the finished display list; it is decoration, for the word says it all.
func drawScreens(d *typeset.Document) {
	ink := typeset.Black
	for n := range d.Pages {
		for _, op := range d.Pages[n].Ops {
			t, isText := op.(typeset.Text)
			if !isText || t.Subject != onlineMark {
				continue
			}
			em := t.Size * 25.4 / 72
			x := t.X + typeset.Width(t.String, t.Size, t.Bold) + screenGap*em
			wide, middle := screenWide*em, x+screenWide*em/2
			d.Pages[n].Ops = append(d.Pages[n].Ops,
				typeset.Rect{Box: typeset.Box{X: x, Y: t.Y - 0.75*em, W: wide, H: 0.58 * em}, Stroke: &ink, Width: 0.3},
				typeset.Line{X1: middle, Y1: t.Y - 0.17*em, X2: middle, Y2: t.Y, Width: 0.3},
				typeset.Line{X1: middle - 0.28*em, Y1: t.Y, X2: middle + 0.28*em, Y2: t.Y, Width: 0.3})
		}
	}
}
