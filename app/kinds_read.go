package app

import (
	"context"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// What follows reads each kind of paper, and says how it is set from what was
// read. Reading is all it does: what is given a number, or issued, is so by the
// records themselves, and not at all in a rehearsal.

func one(s sheet) []sheet { return []sheet{s} }

// readDay reads the sign-in sheets of a day, or its facilitators' copies.
func readDay(p press, ctx context.Context, o Order) ([]sheet, error) {
	date := college.Date(o.Date)
	day, err := p.records.DayRegisters(ctx, date)
	if err == nil && len(day.Registers) == 0 {
		err = p.noSessions(ctx, date)
	}
	if err != nil {
		return nil, err
	}
	return one(sheet{kind: papers.Kind(o.Kind), record: string(date), date: date, set: o.registers(day.Registers)}), nil
}

// noSessions refuses a day without sessions, and names the next that has some.
func (p press) noSessions(ctx context.Context, date college.Date) error {
	next, err := p.records.NextDayWithSessions(ctx, date)
	if err != nil || next == "" {
		return firstOf(err, college.Refuse(college.NotFound, "papers.noSessions", "date", string(date)))
	}
	return college.Refuse(college.NotFound, "papers.noSessionsNext", "date", string(date), "next", string(next))
}

// registers sets sign-in sheets, or the facilitators' copies.
func (o Order) registers(registers []college.Register) func(papers.Printing) *typeset.Document {
	return func(how papers.Printing) *typeset.Document {
		kind := papers.Kind(o.Kind)
		switch {
		case kind != papers.KindFacilitatorCopy && kind != papers.KindDayFacilitatorCopies:
			return papers.SignIn(how, registers)
		case o.Emergency:
			return papers.FacilitatorCopy(how, registers, papers.EmergencyContacts)
		}
		return papers.FacilitatorCopy(how, registers)
	}
}

// readSession reads one session's sign-in sheet, or its facilitator's copy.
func readSession(p press, ctx context.Context, o Order) ([]sheet, error) {
	register, err := p.records.Register(ctx, o.Session)
	return one(sheet{kind: papers.Kind(o.Kind), record: o.Session, date: register.Head.Date, ref: register.Head.Reference,
		set: o.registers([]college.Register{register})}), err
}

// readCourseRegister reads a run's register over all its sessions.
func readCourseRegister(p press, ctx context.Context, o Order) ([]sheet, error) {
	register, err := p.records.CourseRegister(ctx, o.Run)
	return one(sheet{kind: papers.KindCourseRegister, record: o.Run, date: register.Head.Date, ref: register.Head.Reference,
		set: func(how papers.Printing) *typeset.Document { return papers.CourseRegister(how, register) }}), err
}

// readTimetable reads a term's timetable, as a list or at a glance.
func readTimetable(p press, ctx context.Context, o Order) ([]sheet, error) {
	timetable, err := p.records.TermTimetable(ctx, o.Term)
	set := papers.TimetableList
	if papers.Kind(o.Kind) == papers.KindTimetableGrid {
		set = papers.TimetableGrid
	}
	return one(sheet{kind: papers.Kind(o.Kind), record: timetable.Term.ID, date: timetable.Term.Start, ref: timetable.Term.Code,
		set: func(how papers.Printing) *typeset.Document { return set(how, timetable) }}), err
}

// readTimetableView reads the timetable of one student, tutor, volunteer, venue,
// room or day.
func readTimetableView(p press, ctx context.Context, o Order) ([]sheet, error) {
	about := map[string]string{"venue": o.Venue, "room": o.Room, "day": ""}
	id, named := about[o.For]
	if !named {
		id = o.Person
	}
	day := college.Date("")
	if o.For == "day" {
		day = college.Date(o.Date)
	}
	view, err := p.records.TimetableView(ctx, college.TimetableFor(o.For), id, o.Term, day)
	set := papers.TimetableOf
	if o.For == "day" {
		set = papers.DaySheet
	}
	ref := view.Reference
	if ref == "" && id != "" {
		ref = o.For + " " + tail(id)
	}
	return one(sheet{kind: papers.KindTimetableView, record: id, date: view.From, ref: ref, format: view.Format,
		set: func(how papers.Printing) *typeset.Document { return set(how, view) }}), err
}

// readProspectus reads what a term offers.
func readProspectus(p press, ctx context.Context, o Order) ([]sheet, error) {
	prospectus, err := p.records.Prospectus(ctx, o.Term)
	return one(sheet{kind: papers.KindProspectus, record: prospectus.Term.ID, date: prospectus.Term.Start, ref: prospectus.Term.Code,
		set: func(how papers.Printing) *typeset.Document { return papers.Prospectus(how, prospectus) }}), err
}

// readDoorSigns reads the signs of a day, of one session, or of all of a run
// still to come.
func readDoorSigns(p press, ctx context.Context, o Order) ([]sheet, error) {
	s := sheet{kind: papers.KindDoorSign, record: firstText(o.Session, o.Run, o.Date)}
	heads := []college.SessionHead{}
	switch o.For {
	case "day":
		view, err := p.records.TimetableView(ctx, college.ForDay, "", "", college.Date(o.Date))
		if err != nil {
			return nil, err
		}
		if heads, s.date = view.Sessions, college.Date(o.Date); len(heads) == 0 {
			return nil, p.noSessions(ctx, s.date)
		}
	default:
		poster, err := p.runOf(ctx, o)
		if err != nil {
			return nil, err
		}
		for _, h := range poster.Sessions {
			if o.For == "session" && h.SessionID == o.Session || o.For == "run" && h.Date >= p.records.Today() {
				heads = append(heads, h)
			}
		}
		if len(heads) == 0 {
			return nil, college.Refuse(college.NotFound, "print.noneToCome")
		}
		s.date, s.ref = heads[0].Date, heads[0].Reference
	}
	s.set = func(how papers.Printing) *typeset.Document { return papers.DoorSigns(how, heads) }
	return one(s), nil
}

// runOf is the run of an order, or that of its session.
func (p press) runOf(ctx context.Context, o Order) (college.RunPoster, error) {
	if o.Run == "" {
		view, err := p.records.SessionView(ctx, o.Session)
		if err != nil {
			return college.RunPoster{}, err
		}
		o.Run = view.Head.RunID
	}
	return p.records.RunPoster(ctx, o.Run)
}

// readPoster reads a run's poster.
func readPoster(p press, ctx context.Context, o Order) ([]sheet, error) {
	poster, err := p.records.RunPoster(ctx, o.Run)
	return one(sheet{kind: papers.KindPoster, record: o.Run, date: poster.Head.Date, ref: poster.Head.Reference,
		set: func(how papers.Printing) *typeset.Document { return papers.Poster(how, poster, o.Link) }}), err
}

// aboutMany is what badges and labels are for: a run, a session or a term.
func (o Order) aboutMany() (id string) {
	return map[string]string{"run": o.Run, "session": o.Session, "term": o.Term}[o.For]
}

// many is a sheet about everybody of a run, a session or a term: by its date and
// the reference of the run or term.
func (p press) many(ctx context.Context, name papers.Kind, o Order) (sheet, error) {
	s := sheet{kind: name, record: o.aboutMany()}
	if o.For == "term" {
		term, err := p.records.Term(ctx, o.Term)
		s.record, s.date, s.ref = term.ID, term.Start, term.Code
		return s, err
	}
	poster, err := p.runOf(ctx, o)
	s.date, s.ref = poster.Head.Date, poster.Head.Reference
	for _, h := range poster.Sessions {
		if h.SessionID == o.Session {
			s.date = h.Date
		}
	}
	return s, err
}

// readBadges reads name badges.
func readBadges(p press, ctx context.Context, o Order) ([]sheet, error) {
	s, err := p.many(ctx, papers.KindBadges, o)
	if err != nil {
		return nil, err
	}
	stock, err := papers.StockNamed(o.Stock, true)
	if err != nil {
		return nil, err
	}
	badges, err := p.records.Badges(ctx, o.For, s.record)
	s.set = func(how papers.Printing) *typeset.Document { return papers.Badges(how, badges, stock, o.placement()) }
	return one(s), err
}

// readLabels reads address labels; who is left out, and why, is told beside them.
func readLabels(p press, ctx context.Context, o Order) ([]sheet, error) {
	s, err := p.many(ctx, papers.KindLabels, o)
	if err != nil {
		return nil, err
	}
	stock, err := papers.StockNamed(o.Stock, false)
	if err != nil {
		return nil, err
	}
	labels, leftOut, err := p.records.AddressLabels(ctx, o.For, s.record)
	if err == nil && len(labels) == 0 && !o.TestPage {
		err = college.Refuse(college.NotFound, "print.noAddresses")
	}
	for _, l := range leftOut {
		s.notes = append(s.notes, p.door.say("print.leftOut", college.Values{"number": l.StudentNumber, "because": l.WhyKey}))
	}
	s.set = func(how papers.Printing) *typeset.Document { return papers.Labels(how, labels, stock, o.placement()) }
	return one(s), err
}

// readLetter reads one letter to one student.
func readLetter(p press, ctx context.Context, o Order) ([]sheet, error) {
	letter, err := p.records.Letter(ctx, college.LetterKind(o.Letter), o.Person, o.Run)
	letter.Subject, letter.Body = o.Heading, o.Text
	if err == nil && o.Letter == string(college.LetterOwn) && o.Text == "" {
		err = wrongField("text", "print.wrong.need")
	}
	return one(sheet{kind: papers.KindLetter, record: o.Person, date: p.records.Today(), ref: letter.StudentNumber, format: letter.Format,
		set: func(how papers.Printing) *typeset.Document { return papers.Letters(how, []college.Letter{letter}) }}), err
}

// readPlanCopy reads a student's own copy of their learning plan.
func readPlanCopy(p press, ctx context.Context, o Order) ([]sheet, error) {
	plan, err := p.records.PlanCopy(ctx, o.Person)
	return one(sheet{kind: papers.KindPlanCopy, record: o.Person, date: p.records.Today(), ref: plan.StudentNumber, format: plan.Format,
		set: func(how papers.Printing) *typeset.Document { return papers.PlanCopy(how, plan) }}), err
}

// readDayPack reads what staff take along for a day.
func readDayPack(p press, ctx context.Context, o Order) ([]sheet, error) {
	date := college.Date(o.Date)
	pack, err := p.records.DayPack(ctx, date)
	if err == nil && len(pack.Sessions) == 0 {
		err = p.noSessions(ctx, date)
	}
	return one(sheet{kind: papers.KindDayPack, record: o.Date, date: date,
		set: func(how papers.Printing) *typeset.Document { return papers.DayPack(how, pack) }}), err
}

// readContactSheet reads whom staff ring, of a day or of a term.
func readContactSheet(p press, ctx context.Context, o Order) ([]sheet, error) {
	s := sheet{kind: papers.KindContactSheet, record: o.Date, date: college.Date(o.Date)}
	from, to := s.date, s.date
	if o.For == "term" {
		term, err := p.records.Term(ctx, o.Term)
		if err != nil {
			return nil, err
		}
		s.record, s.date, s.ref, from, to = term.ID, term.Start, term.Code, term.Start, term.End
	}
	contacts, err := p.records.ContactSheet(ctx, from, to)
	s.set = func(how papers.Printing) *typeset.Document { return papers.ContactSheet(how, contacts) }
	return one(s), err
}

// readVenueSheet reads everything about a venue that may be handed out.
func readVenueSheet(p press, ctx context.Context, o Order) ([]sheet, error) {
	venue, err := p.records.VenueSheet(ctx, o.Venue)
	return one(sheet{kind: papers.KindVenueSheet, record: o.Venue, date: p.records.Today(), ref: firstText(venue.Venue.Code, tail(o.Venue)),
		set: func(how papers.Printing) *typeset.Document { return papers.VenueSheet(how, venue) }}), err
}

// tail tells two papers about people or places without a reference apart in
// their file names, where no name stands (D11).
func tail(id string) string { return id[max(0, len(id)-6):] }

// firstText is the first that is not empty.
func firstText(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
