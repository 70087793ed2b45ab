package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

func anID(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) }

// DraftWorkerNamed is who would work in a drafted session.
type DraftWorkerNamed struct {
	PersonID string       `json:"personId"`
	Name     string       `json:"name"`
	As       college.Role `json:"as"`
	Part     string       `json:"part"`
}

// Stand is where a session is at a time: as people say it, with the ids.
type Stand struct {
	Date          college.Date       `json:"date"` // "" = nowhere yet
	Start         college.Clock      `json:"start"`
	End           college.Clock      `json:"end"`
	Place         string             `json:"place"`
	RoomID        string             `json:"roomId"`
	VirtualRoomID string             `json:"virtualRoomId"`
	Workers       []DraftWorkerNamed `json:"workers"`
}

// DraftSession is one session of a term as its draft has it.
type DraftSession struct {
	SessionID string       `json:"sessionId"`
	RunID     string       `json:"runId"`
	Reference string       `json:"reference"`
	Title     string       `json:"title"`
	Number    int          `json:"number"`
	Of        int          `json:"of"`
	Stand     Stand        `json:"stand"`
	Was       Stand        `json:"was"`       // as the session itself stands
	Published bool         `json:"published"` // people were told of Was
	Changed   bool         `json:"changed"`   // Stand differs from Was
	Stays     bool         `json:"stays"`     // has a mark, was delivered or is cancelled: nothing moves it
	Status    string       `json:"status"`
	PinWhen   bool         `json:"pinWhen"`
	PinWhere  bool         `json:"pinWhere"`
	PinWho    bool         `json:"pinWho"`
	Arm       college.Arm  `json:"arm"`
	Mode      college.Mode `json:"mode"`
}

// TermDraft is the draft of a term: every session of it, by run and number.
type TermDraft struct {
	Term     college.Term     `json:"term"`
	Made     bool             `json:"made"` // false: there is no draft, and all stand as they are
	MadeAt   college.Instant  `json:"madeAt"`
	Sessions []DraftSession   `json:"sessions"`
	Cost     int              `json:"cost"` // of the plan it was kept from, in tenths of a point
	Parts    []timetable.Part `json:"parts"`
}

// TermDraft is the draft of a term.
func (s *Store) TermDraft(ctx context.Context, termID string) (d TermDraft, err error) {
	p, err := plansOf(ctx, s.db, termID)
	if err != nil {
		return d, InWords(err)
	}
	titles, err := byID(ctx, s.db, func(c college.Course) string { return c.ID }, "")
	if err != nil {
		return d, InWords(err)
	}
	notes, err := p.notes()
	d = TermDraft{Term: p.term, Made: p.draft.ID != "", MadeAt: p.draft.MadeAt, Sessions: []DraftSession{},
		Cost: notes.Cost, Parts: notes.Parts}
	of := map[string]int{}
	for _, m := range p.meetings {
		of[m.RunID]++
	}
	for _, m := range p.inOrder() {
		row, at, was := p.drafted[m.SessionID], p.standing(m), placementOf(m)
		d.Sessions = append(d.Sessions, DraftSession{SessionID: m.SessionID, RunID: m.RunID, Reference: p.runs[m.RunID].Reference,
			Title: titles[m.CourseID].Title, Number: m.Number, Of: of[m.RunID], Stand: p.stand(at), Was: p.stand(was),
			Published: p.published(m), Changed: !sameStand(at, was) || !sameTeam(at, was), Stays: p.stays[m.SessionID], Status: m.Status,
			PinWhen: row.PinWhen, PinWhere: row.PinWhere, PinWho: row.PinWho, Arm: m.Arm, Mode: m.Mode})
	}
	return d, InWords(err)
}

// LeftOut are the series that a term's draft leaves out, as the plan it was
// kept from explained it.
func (s *Store) LeftOut(ctx context.Context, termID string) ([]timetable.Unplaced, error) {
	p, err := plansOf(ctx, s.db, termID)
	if err != nil {
		return nil, InWords(err)
	}
	notes, err := p.notes()
	return notes.Unplaced, InWords(err)
}

// notes are what the draft remembers of its plan; what stands by now is no
// longer left out.
func (p *termPlan) notes() (notes leftOver, err error) {
	if p.draft.Notes != "" {
		err = json.Unmarshal([]byte(p.draft.Notes), &notes)
	}
	notes.Unplaced = slices.DeleteFunc(notes.Unplaced, func(u timetable.Unplaced) bool {
		return !slices.ContainsFunc(u.Sessions, func(id string) bool {
			m := p.meetings[id]
			return m != nil && p.standing(m).Date == ""
		})
	})
	notes.Unplaced, notes.Parts = append([]timetable.Unplaced{}, notes.Unplaced...), append([]timetable.Part{}, notes.Parts...)
	return notes, err
}

// stand is a placement in words.
func (p *termPlan) stand(at timetable.Placement) Stand {
	st := Stand{Date: at.Date, Start: at.Start, End: at.End, RoomID: at.RoomID, VirtualRoomID: at.VirtualRoomID,
		Place: p.placeName(at), Workers: []DraftWorkerNamed{}}
	for _, w := range at.Workers {
		st.Workers = append(st.Workers, DraftWorkerNamed{w.PersonID, w.Name, w.As, w.Part})
	}
	return st
}

// placeName is how papers call a placement's place: venue and room, the venue
// alone where it has but one, else the virtual room.
func (p *termPlan) placeName(at timetable.Placement) string {
	for _, r := range p.facts.Rooms {
		if r.ID != at.RoomID {
			continue
		}
		for _, v := range p.facts.Venues {
			switch {
			case v.ID != r.VenueID:
			case r.Name == college.MainRoom || r.Name == "":
				return v.Name
			default:
				return v.Name + ", " + r.Name
			}
		}
		return r.Name
	}
	for _, v := range p.facts.VirtualRooms {
		if v.ID == at.VirtualRoomID {
			return v.Name
		}
	}
	if m := p.meetings[at.SessionID]; m != nil && m.RoomID == at.RoomID {
		return m.PlaceName
	}
	return ""
}

// PinPlacement locks when, where and who of sessions of one term, each on its
// own, or lets them go: they are as given afterwards. What a session does not
// have yet cannot be locked.
func (s *Store) PinPlacement(ctx context.Context, sessionIDs []string, when, where, who bool) error {
	_, err := s.do(ctx, collegeFile, "act.pinDraft", func(a *act) error {
		for _, id := range sessionIDs {
			p, m, err := a.draftWith(ctx, id)
			if err != nil {
				return err
			}
			at := p.standing(m)
			if when && at.Date == "" || where && at.RoomID+at.VirtualRoomID == "" || who && !slices.ContainsFunc(at.Workers, func(w timetable.Worker) bool { return w.As == college.RoleTutor && w.Part != "shadow" }) {
				return college.Refuse(college.Conflict, "draft.nothingToLock", "run", p.runs[m.RunID].Reference, "session", count(m.Number))
			}
			row := asDrafted(at, p.drafted[id])
			row.PinWhen, row.PinWhere, row.PinWho = when, where, who
			if row.ID == "" {
				row.ID, row.DraftID = a.newID(), p.draft.ID
			}
			if err := a.put(ctx, row); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// draftWith reads the draft that a session is in, and makes one where there is
// none. A session that nothing moves is refused.
func (a *act) draftWith(ctx context.Context, sessionID string) (p termPlan, m *timetable.Meeting, err error) {
	term, err := one[string](ctx, a.Tx, `SELECT coalesce((SELECT r.term_id FROM college.session s JOIN college.course_run r ON r.id = s.run_id WHERE s.id = ?), '')`, sessionID)
	if err != nil {
		return p, nil, err
	}
	if term == "" {
		return p, nil, college.Refuse(college.NotFound, "register.noSession")
	}
	if p, err = plansOf(ctx, a.Tx, term); err != nil {
		return p, nil, err
	}
	m = p.meetings[sessionID]
	switch {
	case m == nil:
		return p, nil, college.Refuse(college.Conflict, "draft.runCancelled")
	case p.stays[sessionID]:
		return p, nil, college.Refuse(college.Conflict, "draft.stays", "run", p.runs[m.RunID].Reference, "session", count(m.Number))
	}
	if p.draft.ID == "" {
		err = a.draft(ctx, &p, "")
	}
	return p, m, err
}

// PlaceInDraft moves one session in the draft by hand, or takes it out where
// the placement has no date, and says what the rules find about it there. A
// draft may hold clashes; publishing it may not.
func (s *Store) PlaceInDraft(ctx context.Context, at timetable.Placement) (found []college.Finding, err error) {
	_, err = s.do(ctx, collegeFile, "act.placeInDraft", func(a *act) error {
		p, m, err := a.draftWith(ctx, at.SessionID)
		if err != nil {
			return err
		}
		if err := p.placeable(at); err != nil {
			return err
		}
		if err := a.place(ctx, &p, at); err != nil {
			return err
		}
		would := *m
		stands(&would, p.placed(asDrafted(at, college.DraftPlacement{})))
		found = timetable.Check(p.asPlanned(), would)
		return nil
	})
	return slices.Concat([]college.Finding{}, found), err
}

// placeable refuses a placement that could not be written into a session.
func (p *termPlan) placeable(at timetable.Placement) error {
	if at.Date == "" {
		return nil
	}
	if !at.Date.Valid() || !at.Start.Valid() || !at.End.Valid() || at.End <= at.Start {
		return college.Refuse(college.Invalid, "draft.when")
	}
	roomKnown := at.RoomID == "" || slices.ContainsFunc(p.facts.Rooms, func(r college.Room) bool { return r.ID == at.RoomID })
	onlineKnown := at.VirtualRoomID == "" || slices.ContainsFunc(p.facts.VirtualRooms, func(v college.VirtualRoom) bool { return v.ID == at.VirtualRoomID })
	if !roomKnown || !onlineKnown || at.RoomID+at.VirtualRoomID == "" {
		return college.Refuse(college.Invalid, "draft.where")
	}
	return nil
}

// asPlanned are the facts with every session where the draft has it.
func (p *termPlan) asPlanned() timetable.Facts {
	f := p.facts
	f.Meetings = slices.Clone(f.Meetings)
	for i := range f.Meetings {
		if m := &f.Meetings[i]; p.meetings[m.SessionID] != nil {
			stands(m, p.standing(p.meetings[m.SessionID]))
		}
	}
	return f
}

// stands puts a meeting where a placement is, with its team.
func stands(m *timetable.Meeting, at timetable.Placement) {
	m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID = at.Date, at.Start, at.End, at.RoomID, at.VirtualRoomID
	m.Workers = slices.Clone(at.Workers)
}

// CheckDraft is what the rules find about a term as its draft has it.
func (s *Store) CheckDraft(ctx context.Context, termID string) ([]college.Finding, error) {
	p, err := plansOf(ctx, s.db, termID)
	found := []college.Finding{}
	for _, f := range timetable.CheckAll(p.asPlanned()) {
		if slices.ContainsFunc(f.About, func(id string) bool { return p.meetings[id] != nil }) {
			found = append(found, f)
		}
	}
	return found, InWords(err)
}
