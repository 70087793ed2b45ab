package papers

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// mostOutcomes is how many of the things to be learned a course tells.
const mostOutcomes = 4

// fits tells whether one page holds a course: it is set once by itself, below a
// running head, to find out.
func (s *prospectus) fits(c college.ProspectusCourse) bool {
	b := s.book("", "")
	f := b.Flow(s.edition, s.frame())
	f.Rule(1)
	f.NewPage()
	s.course(f, c)
	return len(b.Document().Pages) == 2
}

// course sets one course: what it is, who made it, for whom, what one
// learns, when and where.
func (s *prospectus) course(f *typeset.Flow, c college.ProspectusCourse) {
	f.Keep(func() {
		s.headed(f, s.known(c.Title), c.Code)
		s.text(f, c, c.Blurb)
	})
	switch partners := s.list(c.Partners); {
	case partners != "":
		f.Para(said(s.say("prospectus.coProduced", "partners", partners)).About(c.Code))
	case c.CoProduced:
		f.Para(said(s.say("prospectus.together")))
	}
	s.line(f, c, "prospectus.forWhom", capital(joined(c.ForWhom)))
	s.learned(f, c)
	s.line(f, c, "prospectus.before", c.Prerequisite)
	s.line(f, c, "prospectus.note", c.ContentNote)
	for _, r := range c.Runs {
		f.Space(s.edition.Pt(1.2))
		s.run(f, c, r)
	}
	if len(c.Runs) == 0 {
		f.Para(strong(s.say("prospectus.dates")))
		f.Para(said(s.say("unknown")))
	}
}

// learned is what one learns, on one page.
func (s *prospectus) learned(f *typeset.Flow, c college.ProspectusCourse) {
	var learned []typeset.Para
	for _, outcome := range c.Outcomes {
		if outcome = joined(outcome); outcome != "" && len(learned) < mostOutcomes {
			learned = append(learned, said(outcome).About(c.Code))
		}
	}
	if len(learned) > 0 {
		f.Keep(func() {
			s.small(f, s.say("prospectus.learn"))
			f.List(learned...)
		})
	}
}

// small is a heading inside a course.
func (s *prospectus) small(f *typeset.Flow, text string) {
	f.Space(s.edition.Pt(1.2))
	f.Heading(3, typeset.Para{Text: text})
}

// line sets a text after the words that tell what it is; nothing where there is
// none.
func (s *prospectus) line(f *typeset.Flow, c college.ProspectusCourse, key, text string) {
	if joined(text) != "" {
		s.text(f, c, s.say(key, "text", text))
	}
}

func (s *prospectus) text(f *typeset.Flow, c college.ProspectusCourse, text string) {
	if joined(text) != "" {
		f.Para(said(text).About(c.Code))
	}
}

// run sets when a run meets: its place once, above, where all its sessions are
// there, else beside each. Then access, and how to ask for it.
func (s *prospectus) run(f *typeset.Flow, c college.ProspectusCourse, r college.ProspectusRun) {
	f.Table(s.runTable(r))
	f.Space(s.edition.Pt(1))
	f.Keep(func() {
		if access := s.accessOf(r.Access); access != "" {
			f.Para(said(s.say("prospectus.access", "items", access)).About(c.Code))
		}
		if r.Full {
			f.Para(strong(s.say("prospectus.full")))
		}
		f.Para(said(s.say("prospectus.reference", "reference", s.known(r.Reference))).About(c.Code))
	})
}

// onePlace tells whether all sessions meet at one place.
func onePlace(sessions []college.SessionHead) bool {
	return len(sessions) > 0 && !slices.ContainsFunc(sessions, func(h college.SessionHead) bool {
		return h.Place != sessions[0].Place || isOnline(h) != isOnline(sessions[0])
	})
}

// runPlace is where a run meets, with the address.
func (s *prospectus) runPlace(h college.SessionHead) []typeset.Para {
	if isOnline(h) {
		return []typeset.Para{said(s.placeOf(h)).About(onlineMark)}
	}
	place := s.placeOf(h, h.Place.Venue, h.Place.Address, h.Place.Town, h.Place.Postcode)
	return []typeset.Para{said(s.known(place)).About(h.Reference)}
}

// runTable is Date | Time under a line with the place, or When | Where.
func (s *prospectus) runTable(r college.ProspectusRun) typeset.Table {
	e, least, one := s.edition, leastType(s.edition), onePlace(r.Sessions)
	times := typeset.Width(s.say("times", "start", "00:00", "end", "00:00"), e.BodySize(), false) + cellPad(e)
	t := typeset.Table{
		HeadHeight: e.Pt(6.5), RowHeight: e.Pt(6.5), Rules: typeset.RowLines, MinLast: 2, KeepFirst: 3, Top: true,
		Columns: []typeset.Column{{Title: s.say("prospectus.dates"), Names: true, Min: least}, {Title: s.say("col.time"), Width: times, Min: least}},
	}
	if one {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Paras: s.runPlace(r.Sessions[0]), Span: 2}}})
	} else {
		day := typeset.Width("Wed 30 May", e.BodySize(), false) + cellPad(e)
		t.Columns = []typeset.Column{{Title: s.say("col.when"), Names: true, Width: max(times, day)}, {Title: s.say("col.where"), Min: least}}
	}
	for _, h := range r.Sessions {
		day := []typeset.Para{said(s.known(s.day(h.Date, one)))}
		if h.Status == college.SessionCancelled {
			day = append([]typeset.Para{strong(s.say("timetable.cancelled"))}, day...)
		}
		time := said(s.times(h))
		cells := []typeset.Cell{{Paras: day}, {Paras: []typeset.Para{time}}}
		if !one {
			cells = []typeset.Cell{{Paras: append(day, time)}, {Paras: s.where(h)}}
		}
		t.Rows = append(t.Rows, typeset.Row{Cells: cells})
	}
	if len(r.Sessions) == 0 {
		t.Rows = []typeset.Row{{Cells: typeset.Cells(s.say("unknown"), s.say("unknown"))}}
	}
	return t
}

// day is "Monday 7 September" where there is room for it, else "Mon 7 Sep".
func (s *prospectus) day(d college.Date, room bool) string {
	if room && !isLarge(s.edition) && d.Valid() {
		return s.say("prospectus.day", "weekday", words.Weekday(string(d)), "date", words.DayMonth(string(d)))
	}
	return shortDay(d)
}

// accessOf is what is known of a place's access, in words.
func (p Printing) accessOf(items []string) string {
	var said []string
	for _, item := range items {
		if words.Has("paper.access." + item) {
			said = append(said, p.say("access."+item))
		}
	}
	return p.list(said)
}

// backTitles are the parts after the courses, in their order.
func (s *prospectus) backTitles() []string {
	titles := []string{s.say("prospectus.agreement"), s.say("prospectus.formats")}
	if s.Face.CrisisText != "" {
		titles = append(titles, s.say("prospectus.crisis"))
	}
	return append(titles, s.say("prospectus.index"))
}

// back is what stands after the courses.
func (s *prospectus) back(f *typeset.Flow) {
	for _, title := range s.backTitles() {
		switch title {
		case s.say("prospectus.agreement"):
			f.NewPage()
			s.heading(f, title, "")
			s.promises(f, "prospectus.we", "prospectus.we.")
			s.promises(f, "prospectus.you", "prospectus.you.")
		case s.say("prospectus.formats"):
			f.Keep(func() {
				s.heading(f, title, "")
				f.Para(typeset.Para{Text: s.say("prospectus.formatsText"), Size: max(16, s.edition.BodySize())})
			})
		case s.say("prospectus.crisis"):
			f.Keep(func() {
				s.heading(f, title, "")
				f.Para(said(s.Face.CrisisText))
			})
		default:
			s.heading(f, title, "")
			f.Space(s.edition.Pt(1))
			f.Table(s.pages(s.indexRows()))
		}
	}
}

// promises is one side of the agreement: its sentences are numbered in the
// catalogue.
func (s *prospectus) promises(f *typeset.Flow, key, stem string) {
	s.small(f, s.say(key))
	var lines []typeset.Para
	for _, n := range []string{"1", "2", "3", "4"} {
		lines = append(lines, said(s.say(stem+n)))
	}
	f.List(lines...)
}

// indexRows are the courses by title.
func (s *prospectus) indexRows() []typeset.Row {
	const firstCourse = 2 // after how to book and contents
	order := make([]int, len(s.of.Courses))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Compare(strings.ToLower(s.of.Courses[a].Title), strings.ToLower(s.of.Courses[b].Title))
	})
	rows := make([]typeset.Row, len(order))
	for n, i := range order {
		c := s.of.Courses[i]
		rows[n] = s.leads(part{title: s.known(c.Title), subject: c.Code}, firstCourse+i)
	}
	return rows
}
