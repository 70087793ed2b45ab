package papers

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// mostOutcomes is how many of the things to be learned a course tells.
const mostOutcomes = 4

// short tells whether a course takes less than keptWhole of a page: it is set
// once by itself to find out.
func (s *prospectus) short(c college.ProspectusCourse) bool {
	b := s.book("", "")
	f := b.Flow(s.edition, s.frame())
	room := f.Room()
	s.course(f, c)
	used := room - f.Room()
	return len(b.Document().Pages) == 1 && used < keptWhole*room
}

// course sets one course: its code, what it is, who made it, for whom, what one
// learns, when and where.
func (s *prospectus) course(f *typeset.Flow, c college.ProspectusCourse) {
	f.Keep(func() {
		s.heading(f, s.known(c.Title), c.Code)
		f.Para(typeset.Said(s.say("prospectus.code", "code", s.known(c.Code))).About(c.Code))
		s.text(f, c, c.Blurb)
	})
	switch partners := s.list(c.Partners); {
	case partners != "":
		f.Para(typeset.Said(s.say("prospectus.coProduced", "partners", partners)).About(c.Code))
	case c.CoProduced:
		f.Para(typeset.Said(s.say("prospectus.together")))
	}
	s.under(f, c, "prospectus.forWhom", c.ForWhom)
	s.learned(f, c)
	s.under(f, c, "prospectus.before", c.Prerequisite)
	s.under(f, c, "prospectus.note", c.ContentNote)
	s.small(f, s.say("prospectus.dates"))
	for _, r := range c.Runs {
		s.run(f, c, r)
	}
	if len(c.Runs) == 0 {
		f.Para(typeset.Said(s.say("unknown")))
	}
	f.Space(s.edition.Pt(3))
}

// learned is what one learns, on one page.
func (s *prospectus) learned(f *typeset.Flow, c college.ProspectusCourse) {
	var learned []typeset.Para
	for _, outcome := range c.Outcomes {
		if outcome = joined(outcome); outcome != "" && len(learned) < mostOutcomes {
			learned = append(learned, typeset.Said(outcome).About(c.Code))
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

// under sets a text under a small heading; nothing where there is none.
func (s *prospectus) under(f *typeset.Flow, c college.ProspectusCourse, key, text string) {
	if joined(text) != "" {
		f.Keep(func() {
			s.small(f, s.say(key))
			s.text(f, c, text)
		})
	}
}

func (s *prospectus) text(f *typeset.Flow, c college.ProspectusCourse, text string) {
	if joined(text) != "" {
		f.Para(typeset.Said(text).About(c.Code))
	}
}

// run sets when a run meets: its place once, above, where all its sessions are
// there, else beside each. Then access, and how to ask for it.
func (s *prospectus) run(f *typeset.Flow, c college.ProspectusCourse, r college.ProspectusRun) {
	f.Table(s.runTable(r))
	f.Space(s.edition.Pt(1))
	f.Keep(func() {
		if access := s.accessOf(r.Access); access != "" {
			f.Para(typeset.Said(s.say("prospectus.access", "items", access)).About(c.Code))
		}
		if r.Full {
			f.Para(typeset.Strong(s.say("prospectus.full")))
		}
		f.Para(typeset.Said(s.say("prospectus.reference", "reference", s.known(r.Reference))).About(c.Code))
	})
	f.Space(s.edition.Pt(2))
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
		return s.where(h)
	}
	place := s.placeOf(h, h.Place.Venue, h.Place.Address, h.Place.Town, h.Place.Postcode)
	return []typeset.Para{typeset.Said(s.known(place)).About(h.Reference)}
}

// runTable is Date | Time under a line with the place, or When | Where.
func (s *prospectus) runTable(r college.ProspectusRun) typeset.Table {
	e, least, one := s.edition, leastType(s.edition), onePlace(r.Sessions)
	times := typeset.Width(s.say("times", "start", "00:00", "end", "00:00"), e.BodySize(), false) + cellPad(e)
	t := typeset.Table{
		HeadHeight: e.Pt(6.5), RowHeight: e.Pt(6.5), Rules: typeset.RowLines, MinLast: 2, KeepFirst: 3, Top: true,
		Columns: []typeset.Column{{Title: s.say("col.date"), Names: true, Min: least}, {Title: s.say("col.time"), Width: times, Min: least}},
	}
	if one {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Paras: s.runPlace(r.Sessions[0]), Span: 2}}})
	} else {
		day := typeset.Width("Wed 30 May", e.BodySize(), false) + cellPad(e)
		t.Columns = []typeset.Column{{Title: s.say("col.when"), Names: true, Width: max(times, day)}, {Title: s.say("col.where"), Min: least}}
	}
	for _, h := range r.Sessions {
		day := []typeset.Para{typeset.Said(s.known(s.day(h.Date, one)))}
		if h.Status == college.SessionCancelled {
			day = append([]typeset.Para{typeset.Strong(s.say("timetable.cancelled"))}, day...)
		}
		time := typeset.Said(s.times(h))
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
				s.otherFormats(f, s.edition)
			})
		case s.say("prospectus.crisis"):
			f.Keep(func() {
				s.heading(f, title, "")
				f.Para(typeset.Said(s.Face.CrisisText))
			})
		default:
			f.Keep(func() {
				s.heading(f, title, "")
				f.Space(s.edition.Pt(1))
				f.Table(s.pages(s.indexRows()))
			})
		}
	}
}

// promises is one side of the agreement: its sentences are numbered in the
// catalogue.
func (s *prospectus) promises(f *typeset.Flow, key, stem string) {
	s.small(f, s.say(key))
	var lines []typeset.Para
	for _, n := range []string{"1", "2", "3", "4"} {
		lines = append(lines, typeset.Said(s.say(stem+n)))
	}
	f.List(lines...)
}

// indexRows are the courses under their topics, topics by name.
func (s *prospectus) indexRows() []typeset.Row {
	firstCourse := 2 // after how to book and contents
	byTopic := map[string][]int{}
	var topics []string
	for i, c := range s.of.Courses {
		topic := joined(c.Topic)
		if byTopic[topic] == nil {
			topics = append(topics, topic)
		}
		byTopic[topic] = append(byTopic[topic], i)
	}
	slices.Sort(topics)
	ground := typeset.Tint
	var rows []typeset.Row
	for _, topic := range topics {
		name := topic
		if name == "" {
			name = s.say("prospectus.otherTopics")
		}
		rows = append(rows, typeset.Row{KeepNext: true, Cells: []typeset.Cell{{Paras: []typeset.Para{typeset.Strong(name)}, Fill: &ground, Span: 2}}})
		for _, i := range byTopic[topic] {
			c := s.of.Courses[i]
			rows = append(rows, s.leads(part{title: s.known(c.Title), subject: c.Code}, firstCourse+i))
		}
	}
	return rows
}
