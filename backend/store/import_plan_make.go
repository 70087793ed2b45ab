package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// course finds a row's course by its title, or makes it with the next code of
// its topic: live, and approved before Daybook.
func (p *planning) course(row college.PlanRow) college.Course {
	for _, c := range p.courses {
		if college.Fold(c.Title) == college.Fold(row.Title) {
			return c
		}
	}
	topic := p.topic(row.Topic)
	course := college.Course{ID: p.newID(), Code: p.nextCode(topic.Code), Title: row.Title, TopicID: topic.ID, Kind: "course",
		SessionsDefault: row.Of, MinutesDefault: row.End.Minutes() - row.Start.Minutes(), Modes: []college.Mode{row.Mode}, MaxPlaces: row.Places,
		Status: college.CourseLive, ApprovedHow: college.ApprovedBefore, MadeByImport: p.batch.ID}
	if row.Of == 1 {
		course.Kind = "workshop"
	}
	version := college.CourseVersion{ID: p.newID(), CourseID: course.ID, Number: 1, Title: course.Title, ApprovedOn: row.Date}
	p.courses = append(p.courses, course)
	p.facts.Courses = p.courses
	p.hoped(course, "course", course.Code+" "+course.Title)
	p.hoped(version, "", "")
	return course
}

// nextCode is UMH-01, UMH-02 … after the highest number in use, with or
// without its hyphen.
func (p *planning) nextCode(topic string) string {
	highest := 0
	for _, c := range p.courses {
		var n int
		if rest, ok := strings.CutPrefix(college.CodeKey(c.Code), topic); ok {
			if _, err := fmt.Sscanf(rest, "%d", &n); err == nil {
				highest = max(highest, n)
			}
		}
	}
	return fmt.Sprintf("%s-%02d", topic, highest+1)
}

// topic finds an area by its name or code, or makes it with a code of the
// first letters of its words.
func (p *planning) topic(name string) college.Topic {
	if name == "" {
		name = "General"
	}
	for _, t := range p.topics {
		if college.Fold(t.Name) == college.Fold(name) || college.Fold(t.Code) == college.Fold(name) {
			return t
		}
	}
	topic := college.Topic{ID: p.newID(), Code: p.topicCode(name), Name: name, Colour: len(p.topics) % 4, Order: len(p.topics) + 1, Active: true}
	p.topics = append(p.topics, topic)
	p.hoped(topic, "topic", topic.Code+" "+topic.Name)
	return topic
}

var smallWords = []string{"and", "of", "the", "for", "in", "to", "a"}

// topicCode is two to four capital letters that no other area has.
func (p *planning) topicCode(name string) string {
	var code []rune
	spare := college.Fold(name)
	for _, word := range strings.Fields(spare) {
		if r := []rune(word)[0]; !slices.Contains(smallWords, word) && r < unicode.MaxASCII && unicode.IsLetter(r) {
			code, spare = append(code, unicode.ToUpper(r)), word[1:]
		}
	}
	for _, r := range spare {
		if len(code) >= 2 {
			break
		}
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			code = append(code, unicode.ToUpper(r))
		}
	}
	for len(code) < 2 {
		code = append(code, 'X')
	}
	code = code[:min(len(code), 3)]
	taken := func(c string) bool {
		return slices.ContainsFunc(p.topics, func(t college.Topic) bool { return t.Code == c })
	}
	if !taken(string(code)) {
		return string(code)
	}
	for extra := 'A'; extra <= 'Z'; extra++ {
		if c := string(code) + string(extra); !taken(c) {
			return c
		}
	}
	return string(code) + "Z"
}

// term finds the term a date falls in, or makes one for the plan: as long as
// the plan, in whole weeks, without running into the terms around it.
func (p *planning) term(date college.Date) college.Term {
	for _, t := range p.terms {
		if date.Between(t.Start, t.End) {
			return t
		}
	}
	from, to := p.span()
	from, to = from.Monday(), to.Monday().AddDays(6)
	for _, t := range p.terms {
		if t.End < date {
			from = max(from, t.End.AddDays(1))
		}
		if t.Start > date {
			to = min(to, t.Start.AddDays(-1))
		}
	}
	name, code := termName(p.file.SheetName, from)
	year := p.year(from, to)
	for n := 2; slices.ContainsFunc(p.terms, func(t college.Term) bool { return t.Code == code }); n++ {
		code = fmt.Sprintf("%.5s-%d", code, n)
	}
	term := college.Term{ID: p.newID(), YearID: year.ID, Name: name, Code: code, Start: from, End: to}
	p.terms = append(p.terms, term)
	p.facts.Terms = p.terms
	p.hoped(term, "term", name)
	return term
}

var sheetTerm = regexp.MustCompile(`(?i)^(spring|summer|autumn|winter|term \d)\s*(?:term\s*)?(?:20)?(\d\d)?$`)

// termName takes a sheet's name where it names a term, "Autumn 2026", else the
// season of the first day; the code is AUT26.
func termName(sheet string, from college.Date) (name, code string) {
	seasons := []string{"Winter", "Spring", "Spring", "Spring", "Spring", "Summer", "Summer", "Summer", "Autumn", "Autumn", "Autumn", "Autumn"}
	season := seasons[from.Month()-1]
	if m := sheetTerm.FindStringSubmatch(strings.TrimSpace(sheet)); m != nil {
		season = strings.ToUpper(m[1][:1]) + strings.ToLower(m[1][1:])
	}
	short := strings.ToUpper(strings.ReplaceAll(season, " ", ""))
	return fmt.Sprintf("%s %d", season, from.Year()), fmt.Sprintf("%.3s%02d", short, from.Year()%100)
}

// year finds the academic year that holds the days of a term, or makes it:
// September to August, cut where other years begin or end.
func (p *planning) year(from, to college.Date) college.AcademicYear {
	for i, y := range p.years {
		if from.Between(y.Start, y.End) {
			if to > y.End {
				p.years[i].End = to
				p.hoped(p.years[i], "", "")
			}
			return p.years[i]
		}
	}
	first := from.Year()
	if from.Month() < 9 {
		first--
	}
	year := college.AcademicYear{ID: p.newID(), Label: fmt.Sprintf("%d/%02d", first, (first+1)%100),
		Start: college.NewDate(first, 9, 1), End: max(college.NewDate(first+1, 8, 31), to)}
	for _, y := range p.years {
		if y.End < from {
			year.Start = max(year.Start, y.End.AddDays(1))
		}
		if y.Start > from {
			year.End = max(to, min(year.End, y.Start.AddDays(-1)))
		}
		if y.Label == year.Label {
			year.Label += " plan"
		}
	}
	p.years = append(p.years, year)
	p.hoped(year, "", "")
	return year
}

// newRun prepares the run a row begins; it is saved with its first session.
func (p *planning) newRun(row college.PlanRow) {
	now := p.now
	if now.run.ID != "" {
		return
	}
	now.run = college.CourseRun{ID: p.newID(), CourseID: now.course.ID, TermID: now.term.ID, Reference: p.reference(now.course, now.term),
		Arm: now.course.DefaultArm(), Mode: row.Mode, Capacity: row.Places, Priority: row.Priority, WaitingList: true, Status: college.RunPublished,
		CertificateRule: college.DefaultCertificateRule, MadeByImport: p.batch.ID}
}

// reference is UMH01-AUT26-1: course, term, and the next number.
func (p *planning) reference(course college.Course, term college.Term) string {
	for n := 1; ; n++ {
		reference := fmt.Sprintf("%s-%s-%d", college.CodeKey(course.Code), term.Code, n)
		if !slices.ContainsFunc(p.runs, func(r college.CourseRun) bool { return r.Reference == reference }) {
			return reference
		}
	}
}

// saveRun saves the current run once.
func (p *planning) saveRun(ctx context.Context) error {
	now := p.now
	if !now.isNew {
		return nil
	}
	version, err := first[college.CourseVersion](ctx, p.Tx, "WHERE course_id = ? ORDER BY number DESC", now.course.ID)
	if err != nil {
		return err
	}
	now.run.CourseVersionID, now.isNew = version.ID, false
	p.runs = append(p.runs, now.run)
	p.make("run", now.run.Reference)
	return p.put(ctx, now.run)
}

// meets gives a session its place: the room act 1 made sure of, or an online room.
func (p *planning) meets(session *college.Session, row college.PlanRow) {
	if row.Mode != college.Online {
		if room, found := p.room(row); found {
			session.RoomID, session.PlaceName = room.ID, strings.Trim(row.Venue+", "+room.Name, ", ")
		}
		return
	}
	name := row.Venue
	if name == "" {
		name = "Online"
	}
	for _, v := range p.online {
		if college.Fold(v.Platform) == college.Fold(name) || college.Fold(v.Name) == college.Fold(name) {
			session.VirtualRoomID, session.PlaceName = v.ID, v.Name
			return
		}
	}
	v := college.VirtualRoom{ID: p.newID(), Name: name, Platform: name}
	p.online = append(p.online, v)
	p.facts.VirtualRooms = p.online
	session.VirtualRoomID, session.PlaceName = v.ID, v.Name
	p.hoped(v, "", "")
}

// tutorsOf finds a row's tutors by name, or makes them: a person, a tutor whose
// kind is still to be filled in, and the first stretch of the role.
func (p *planning) tutorsOf(row college.PlanRow) []tutorHere {
	var all []tutorHere
	for _, name := range row.Tutors {
		key := college.NameKey(name)
		if key == "" || college.Damaged(name) {
			continue
		}
		tutor, known := p.tutors[key]
		if !known {
			person := college.Person{ID: p.newID(), FullName: name, NoContactReason: "notGiven"}
			tutor = tutorHere{college.Tutor{ID: p.newID(), PersonID: person.ID}, name}
			span := college.RoleSpan{ID: p.newID(), PersonID: person.ID, Role: college.RoleTutor, Status: "active", From: row.Date}
			p.hoped(person, "tutor", name)
			p.hoped(tutor.Tutor, "", "")
			p.hoped(span, "", "")
			p.tutors[key] = tutor
		}
		if !slices.ContainsFunc(all, func(t tutorHere) bool { return t.ID == tutor.ID }) {
			all = append(all, tutor)
		}
	}
	return all
}
