package exchange

import (
	"strconv"
	"strings"

	"daybook/backend/college"
)

// times reads one line of when people can work. A week needs its day and both
// times, a leave its first day; a line that says none of what a file may bring is
// wrong.
func (l *line) times() college.TimesRow {
	t := college.TimesRow{Name: l.needs("person")}
	if email := l.text("email"); !nothing(email) {
		tidy, ok := college.ReadEmail(email)
		if ok {
			t.Email = tidy
		} else {
			l.note("import.note.email", "text", email)
		}
	}
	l.week(&t)
	t.AwayFrom, t.AwayTo = l.date("awayFrom"), l.date("awayTo")
	switch {
	case t.AwayFrom == "" && t.AwayTo != "" && !l.isWrong("awayFrom"):
		l.bad("awayFrom", "import.row.needed.awayFrom")
	case t.AwayTo == "" && !l.isWrong("awayTo"):
		t.AwayTo = t.AwayFrom
	case t.AwayTo != "" && t.AwayTo < t.AwayFrom:
		l.bad("awayTo", "import.away.endBeforeStart", "from", string(t.AwayFrom), "to", string(t.AwayTo))
	}
	t.SessionsWeek = l.number("sessionsWeek", 1, 50, "import.sessionsWeek.unread")
	t.HoursADay = l.number("hoursADay", 1, 16, "import.hoursADay.unread")
	if len(l.wrong) == 0 && t.Weekday == 0 && t.AwayFrom == "" && t.SessionsWeek == 0 && t.HoursADay == 0 {
		l.bad("weekday", "import.row.needed.weekday")
	}
	t.Notes, t.RowSource = l.notes, l.source()
	return t
}

// week reads a part of a week, when the line has any of it.
func (l *line) week(t *college.TimesRow) {
	day := l.text("weekday")
	if day == "" && l.text("start") == "" && l.text("end") == "" {
		return
	}
	if code, known := weekdayAnswers.code(strings.TrimSuffix(day, ".")); known {
		t.Weekday, _ = strconv.Atoi(code)
	} else if l.needs("weekday") != "" {
		l.bad("weekday", "import.weekday.unread", "text", day)
	}
	t.Start, t.End = l.clock("start"), l.clock("end")
	if t.Start != "" && t.End != "" && t.End <= t.Start {
		l.bad("end", "import.time.endBeforeStart", "start", string(t.Start), "end", string(t.End))
	}
	t.Kind = college.AvailableThen
	if said := l.text("kind"); said != "" {
		code, known := whenAnswers.code(said)
		if !known {
			l.bad("kind", "import.when.unknown", "text", said)
		}
		t.Kind = code
	}
}
