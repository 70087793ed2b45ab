package papers

import (
	"fmt"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// This file says what papers say about a session, a place and a name.

// headLeadingTight is the least line pitch at which capitals with two marks, as
// in Vietnamese, stay clear of the line above.
const headLeadingTight = 1.3

// head sets the head of a session's paper: the college, the course's title,
// then when, where and who (§1.3 A). Titles stop at three lines.
func (p Printing) head(f *typeset.Flow, e typeset.Edition, h college.SessionHead) {
	title := typeset.Para{Text: h.CourseTitle, Subject: h.Reference, Min: e.Pt(13), MaxLines: 3}
	lines := []string{p.whenSession(h), p.place(h), p.ledBy(h)}
	leading, below := 0.0, 2.5
	named := p.say("facts", "one", lines[2], "other", p.Face.College)
	switch {
	case isLarge(e) && !e.Landscape:
		p.masthead(f, e)
		p.Face.Logos = nil // it stands there
	case p.Face.College == "":
	case e.Landscape || typeset.Width(named, e.BodySize(), false) <= p.besideLogo(f.Width()):
		lines[2] = named // height is dear
	default:
		// Lines stand close, so that twenty rows and three blank ones still fit.
		leading, below = headLeadingTight, 1.4
		f.Para(typeset.Para{Text: p.Face.College, MaxLines: 1, Leading: leading})
	}
	if e.Landscape {
		lines = []string{p.say("facts", "one", lines[0], "other", lines[1]), lines[2]}
	}
	f.Heading(1, title)
	paras := make([]typeset.Para, len(lines))
	for i, line := range lines {
		paras[i] = typeset.Para{Text: line, Subject: h.Reference, MaxLines: 6, Leading: leading}
		if e.Landscape { // the table shall begin on this page
			paras[i].Size = min(e.BodySize(), LargePrint)
		}
	}
	p.beside(f, e, paras...)
	f.Space(below)
}

// runningHead is the line at the head of a session's later pages.
func (p Printing) runningHead(e typeset.Edition, h college.SessionHead) string {
	return p.runningLine(e, h.CourseTitle, p.short(h.Date))
}

// runningLine is a title and what tells one paper from the next, such as its
// date, in one line of a page bound at one side: the title gives way, never the
// date.
func (p Printing) runningLine(e typeset.Edition, title, date string) string {
	room := e.Size().W - typeset.Bound.Inner - typeset.Bound.Outer
	whole := p.say("runningHead", "title", title, "date", date)
	some := strings.Fields(title)
	for typeset.Width(whole, e.BodySize(), false) > room && len(some) > 1 {
		some = some[:len(some)-1]
		cut := strings.TrimRight(strings.Join(some, " "), ".,:;–-") + "…"
		whole = p.say("runningHead", "title", cut, "date", date)
	}
	return whole
}

// short is "Mon 7 Sep 2026", or that the date is not known yet.
func (p Printing) short(d college.Date) string {
	if day := words.ShortDate(string(d)); day != "" {
		return fmt.Sprintf("%s %d", day, d.Year())
	}
	return p.known("")
}

// long is "Monday 7 September 2026", or that the date is not known yet.
func (p Printing) long(d college.Date) string { return p.known(words.LongDate(string(d))) }

// known is the text, or "To be confirmed": never a blank.
func (p Printing) known(text string) string {
	if strings.TrimSpace(text) == "" {
		return p.say("unknown")
	}
	return text
}

// times is "10:00–12:00"; the start alone where the end is not known.
func (p Printing) times(h college.SessionHead) string {
	if h.Start == "" || h.End == "" {
		return p.known(string(h.Start))
	}
	return p.say("times", "start", string(h.Start), "end", string(h.End))
}

// whenSession is "Monday 7 September 2026, 10:00–12:00 (session 2 of 6)".
func (p Printing) whenSession(h college.SessionHead) string {
	when := p.long(h.Date)
	if h.Date != "" {
		when = p.say("when", "date", when, "time", p.times(h))
	}
	session := p.say("sessionOf", "number", fmt.Sprint(h.Number), "of", fmt.Sprint(max(h.Of, h.Number)))
	return p.say("whenSession", "when", when, "session", session)
}

// place is venue, room and postcode, or the online platform, or both.
func (p Printing) place(h college.SessionHead) string {
	text := p.placeOf(h, h.Place.Venue, h.Place.Room, unbroken(h.Place.Postcode))
	if text == "" {
		return p.say("labelled", "label", p.say("place"), "value", p.say("unknown"))
	}
	return text
}

// placeOf joins the parts of a place that are known, and says so when it is
// online; "" when nothing is known.
func (p Printing) placeOf(h college.SessionHead, parts ...string) string {
	text := joined(parts...)
	switch {
	case text != "" && h.Place.Online != "":
		return p.say("andOnline", "place", text)
	case text != "":
		return text
	case h.Place.Online != "" && !strings.EqualFold(h.Place.Online, p.say("online")):
		return p.say("onlineWith", "platform", h.Place.Online)
	case isOnline(h):
		return p.say("online")
	}
	return ""
}

// isOnline tells whether nobody meets in a room.
func isOnline(h college.SessionHead) bool {
	return h.Place.Venue == "" && h.Place.Room == "" && (h.Mode == college.Online || h.Place.Online != "")
}

// ledBy names the tutors as they are called.
func (p Printing) ledBy(h college.SessionHead) string {
	names := p.list(h.LedBy)
	if names == "" {
		return p.say("ledByUnknown", "unknown", p.say("unknown"))
	}
	return p.say("ledBy", "names", names)
}

// list is "A, B and C" of the texts that are not empty.
func (p Printing) list(texts []string) string {
	var some []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			some = append(some, t)
		}
	}
	if len(some) < 2 {
		return strings.Join(some, "")
	}
	last := len(some) - 1
	return p.say("and", "some", strings.Join(some[:last], ", "), "last", some[last])
}

// joined is the parts that are not empty, with commas.
func joined(parts ...string) string {
	var some []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, ", ")
}

// bothNames is the name a person is called by and, where it differs, the full
// one (D1); only for papers that stay with staff.
func (p Printing) bothNames(called, full string) string {
	if strings.TrimSpace(called) == "" || called == full {
		return full
	}
	return p.say("calledAndFull", "called", called, "full", full)
}

// student is whom issues name: "student S-00012", never a name.
func (p Printing) student(number string) string { return p.say("subject", "number", number) }

// number is a row's number, "" while it has none.
func number(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// dates is "7 to 21 September 2026" or "7 September to 12 October 2026": each
// part said once.
func (p Printing) dates(from, to college.Date) string {
	if from == "" || from == to {
		return words.DayMonthYear(string(to))
	}
	if to == "" {
		return words.DayMonthYear(string(from))
	}
	first := words.DayMonthYear(string(from))
	if from.Year() == to.Year() {
		first = strings.TrimSuffix(first, fmt.Sprintf(" %d", from.Year()))
		if from.Month() == to.Month() {
			first = fmt.Sprint(from.Day())
		}
	}
	return p.say("dates", "from", first, "to", words.DayMonthYear(string(to)))
}

// hours is a length of time in words, "8 hours" or "1 hour 30 minutes".
func (p Printing) hours(minutes int) string {
	hours, rest := p.count("hours", minutes/60), p.count("minutes", minutes%60)
	switch {
	case minutes%60 == 0:
		return hours
	case minutes < 60:
		return rest
	}
	return p.say("hoursAndMinutes", "hours", hours, "minutes", rest)
}

// unbroken keeps a text on one line.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// phone is a number as people read it, on one line.
func phone(number string) string { return unbroken(college.ShowPhone(number)) }
