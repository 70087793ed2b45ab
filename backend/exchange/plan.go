package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// plan reads the sessions of a term. A title left out is that of the row
// above, and with it the topic area; across an empty row only while the
// numbers of the sessions go on. Sessions without numbers are counted last.
func (r *reader) plan() []college.PlanRow {
	out := []college.PlanRow{}
	var above college.PlanRow
	for _, row := range r.sheet.Rows {
		l := r.line(row)
		session, of := l.session()
		if l.text("title") == "" && above.Title != "" && !l.isWrong("title") {
			goesOn := session > 1 && session == above.Session+1
			if row.Number == above.Number+1 || goesOn {
				l.values["title"] = []string{above.Title}
				if l.text("topic") == "" && above.Topic != "" {
					l.values["topic"] = []string{above.Topic}
				}
				if session > 0 && !goesOn {
					l.note("import.note.titleCarried", "title", above.Title)
				}
			}
		}
		p := l.planRow(session, of)
		out = append(out, p)
		above = p
	}
	numberSessions(out)
	return out
}

// numbered is a run whose sessions are being numbered.
type numbered struct {
	last int   // number of its last session so far
	rows []int // those that came without a number
}

// numberSessions gives sessions without a number the one after the session of
// their title above them, wherever that stands. A number given is kept; one
// that does not go on begins another run. A row whose number cannot be read
// keeps its place.
func numberSessions(plan []college.PlanRow) {
	current := map[string]*numbered{}
	var runs []*numbered
	for i := range plan {
		p := &plan[i]
		key := college.Fold(p.Title)
		if key == "" {
			continue
		}
		run := current[key]
		if run == nil || p.Session > 0 && p.Session <= run.last {
			run = &numbered{}
			current[key], runs = run, append(runs, run)
		}
		unread := slices.ContainsFunc(p.Wrong, func(w college.FieldError) bool { return w.Field == "session" })
		switch {
		case p.Session > 0:
			run.last = p.Session
		case unread:
			run.last++
		default:
			run.last++
			p.Session = run.last
			run.rows = append(run.rows, i)
		}
	}
	for _, run := range runs {
		for n, i := range run.rows {
			p := &plan[i]
			p.Of = run.last
			if n == 0 {
				p.Notes = append(p.Notes, college.Reading{Key: "import.note.sessionsNumbered", Values: college.Values{"title": p.Title}})
			}
		}
	}
}

func (l *line) planRow(session, of int) college.PlanRow {
	p := college.PlanRow{
		Title: l.needs("title"), Topic: l.text("topic"), Session: session, Of: of,
		Venue: l.text("venue"), Room: l.text("room"), Note: strings.Join(l.values["note"], "\n"),
		Tutors: []string{},
	}
	if l.needs("date") != "" {
		p.Date = l.date("date")
	}
	p.Start, p.End = l.clock("start"), l.clock("end")
	if p.Start != "" && p.End != "" && p.End <= p.Start {
		l.bad("end", "import.time.endBeforeStart", "start", string(p.Start), "end", string(p.End))
	}
	p.Mode = l.mode(p.Venue)
	for _, v := range l.values["tutors"] {
		for _, name := range splitTutors(v) {
			p.Tutors = addNew(p.Tutors, name)
		}
	}
	p.Places = l.number("places", 1, 500, "import.places.unread")
	p.Priority = l.number("priority", 1, 5, "import.priority.unread")
	p.Notes, p.RowSource = l.notes, l.source()
	return p
}

func (l *line) clock(field string) college.Clock {
	s := l.needs(field)
	if s == "" {
		return ""
	}
	c, key := readClock(s)
	if key != "" {
		l.bad(field, key, "text", s)
	}
	return c
}

var sessionShape = regexp.MustCompile(`^(?:session|week|part|no\.?)? ?#?(\d{1,2})(?: ?(?:of|/) ?(\d{1,2}))?$`)

// session reads "1 of 3", "Week 2", "2/6"; 0 when not given.
func (l *line) session() (n, of int) {
	s := strings.ToLower(l.text("session"))
	if s == "" {
		return 0, 0
	}
	m := sessionShape.FindStringSubmatch(s)
	if m != nil {
		n, _ = strconv.Atoi(m[1])
		of, _ = strconv.Atoi(m[2])
	}
	if n < 1 || of != 0 && n > of {
		l.bad("session", "import.session.unread", "text", l.text("session"))
		return 0, 0
	}
	return n, of
}

// mode is what the file says, else what the venue's name says.
func (l *line) mode(venue string) college.Mode {
	said := l.text("mode")
	if said != "" {
		code, known := modeAnswers.code(said)
		if !known {
			l.bad("mode", "import.mode.unknown", "text", said)
		}
		return college.Mode(code)
	}
	if code, known := modeAnswers.code(venue); known && venue != "" {
		return college.Mode(code)
	}
	if venue == "" {
		l.note("import.note.modeAssumed")
	}
	return college.InPerson
}

var between = regexp.MustCompile(`(?i)\s*(?:[;,&/\n+]|\band\b)\s*`)

func splitTutors(s string) []string {
	var names []string
	for _, part := range between.Split(s, -1) {
		if part = clean(part); part != "" {
			names = append(names, part)
		}
	}
	return names
}

// number reads a whole number from least to most; 0 when empty or wrong.
func (l *line) number(field string, least, most int, wrong string) int {
	s := l.text(field)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	if err != nil || n < least || n > most {
		l.bad(field, wrong, "text", s)
		return 0
	}
	return n
}
