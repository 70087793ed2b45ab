package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// A draft keeps only what differs from the sessions themselves or was pinned by
// hand: a session without a placement in it is where it stands. So what is done
// to a session meanwhile is never hidden behind an old draft of it.

// termPlan is a term with what planning it asks: its facts, its draft, and
// which of its sessions stay whatever anybody plans.
type termPlan struct {
	term     college.Term
	facts    timetable.Facts
	runs     map[string]college.CourseRun
	draft    college.Draft // no id = there is none
	drafted  map[string]college.DraftPlacement
	stays    map[string]bool // has a mark, was delivered or is cancelled
	marked   map[string]bool
	meetings map[string]*timetable.Meeting // of the term, by session
	team     []timetable.Worker            // tutors who would work in the draft
}

// inDaysOf chooses the sessions of a term, and those of other terms that stand
// within its days: they are in the same rooms. Sessions of runs that were
// cancelled are in nobody's way.
const inDaysOf = `(r.term_id = ? OR s.date BETWEEN ? AND ?) AND r.status <> 'cancelled'`

// plansOf reads all that planning a term asks.
func plansOf(ctx context.Context, q querier, termID string) (p termPlan, err error) {
	defer wrap(&err, "plan of a term")
	if p.term, err = get[college.Term](ctx, q, termID); err != nil {
		return p, err
	}
	if p.facts, err = facts(ctx, q, inDaysOf, p.term.ID, string(p.term.Start), string(p.term.End)); err != nil {
		return p, err
	}
	if err = calledInPlanning(ctx, q, p.facts.Meetings); err != nil {
		return p, err
	}
	if p.runs, err = byID(ctx, q, func(r college.CourseRun) string { return r.ID }, "WHERE term_id = ?", p.term.ID); err != nil {
		return p, err
	}
	if err = p.readDraft(ctx, q); err != nil {
		return p, err
	}
	marked, err := list(ctx, q, anID, `SELECT s.id FROM college.session s JOIN college.course_run r ON r.id = s.run_id
		WHERE r.term_id = ? AND (s.register_taken_at IS NOT NULL OR EXISTS (SELECT 1 FROM college.session_place p WHERE p.session_id = s.id
			AND p.attendance NOT IN ('booked', 'cancelledByStudent', 'cancelledByCollege')))`, p.term.ID)
	p.marked, p.stays, p.meetings = map[string]bool{}, map[string]bool{}, map[string]*timetable.Meeting{}
	for _, id := range marked {
		p.marked[id], p.stays[id] = true, true
	}
	for i := range p.facts.Meetings {
		m := &p.facts.Meetings[i]
		if m.TermID != p.term.ID {
			continue
		}
		p.meetings[m.SessionID] = m
		if m.Status == college.SessionDelivered || m.Status == college.SessionCancelled {
			p.stays[m.SessionID] = true
		}
	}
	return p, err
}

// calledInPlanning calls every meeting by title and reference, "Cooking (UMH20-T5-1)":
// whoever plans tells runs of one course apart. Outside titles are for what goes out.
func calledInPlanning(ctx context.Context, q querier, meetings []timetable.Meeting) error {
	type called struct{ run, name string }
	all, err := list(ctx, q, func(r *sql.Rows) (c called, err error) { return c, r.Scan(&c.run, &c.name) },
		"SELECT r.id, c.title || ' (' || r.reference || ')' FROM college.course_run r JOIN college.course c ON c.id = r.course_id")
	names := map[string]string{}
	for _, c := range all {
		names[c.run] = c.name
	}
	for i := range meetings {
		meetings[i].Label = cmp.Or(names[meetings[i].RunID], meetings[i].Label)
	}
	return err
}

func (p *termPlan) readDraft(ctx context.Context, q querier) error {
	drafts, err := find[college.Draft](ctx, q, "WHERE term_id = ?", p.term.ID)
	if err != nil || len(drafts) == 0 {
		return err
	}
	p.draft = drafts[0]
	if p.drafted, err = byID(ctx, q, func(d college.DraftPlacement) string { return d.SessionID }, "WHERE draft_id = ?", p.draft.ID); err != nil {
		return err
	}
	p.team, err = teamOf(ctx, q, p.draft.ID)
	return err
}

// teamOf are those who would work in a draft: what is known of each as a tutor.
func teamOf(ctx context.Context, q querier, draftID string) ([]timetable.Worker, error) {
	return list(ctx, q, func(r *sql.Rows) (timetable.Worker, error) {
		w := timetable.Worker{As: college.RoleTutor}
		var kinds, dob sql.NullString
		err := r.Scan(&w.PersonID, &w.Name, &kinds, &dob)
		if w.DOB = college.Date(dob.String); kinds.Valid {
			err = firstError(err, json.Unmarshal([]byte(kinds.String), &w.Kinds))
		}
		return w, err
	}, `SELECT p.id, coalesce(p.known_as, p.full_name), t.kinds, p.dob FROM college.tutor t JOIN college.person p ON p.id = t.person_id
		WHERE p.id IN (SELECT w.value ->> 'personId' FROM college.draft_placement d, json_each(d.workers) w WHERE d.draft_id = ?)`, draftID)
}

// brief is what the planner is asked, before anybody's wishes.
func (p *termPlan) brief(today college.Date) timetable.Brief {
	b := timetable.Brief{TermID: p.term.ID, Today: today, Pins: map[string]timetable.Pin{}, Marked: p.marked, Keep: 50,
		Standing: []timetable.Placement{}, Published: []timetable.Placement{}}
	for _, m := range p.inOrder() {
		if p.published(m) {
			b.Published = append(b.Published, placementOf(m))
		}
		d, drafted := p.drafted[m.SessionID]
		if !drafted || p.stays[m.SessionID] {
			continue
		}
		b.Standing = append(b.Standing, p.placed(d))
		if pin := (timetable.Pin{When: d.PinWhen, Where: d.PinWhere, Who: d.PinWho}); pin != (timetable.Pin{}) {
			b.Pins[m.SessionID] = pin
		}
	}
	return b
}

// inOrder are the term's meetings by run and number.
func (p *termPlan) inOrder() (all []*timetable.Meeting) {
	for i := range p.facts.Meetings {
		if m := &p.facts.Meetings[i]; m.TermID == p.term.ID {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b *timetable.Meeting) int {
		if x, y := p.runs[a.RunID].Reference, p.runs[b.RunID].Reference; x != y {
			return strings.Compare(x, y)
		}
		return a.Number - b.Number
	})
	return all
}

// published tells whether people were told where the meeting is.
func (p *termPlan) published(m *timetable.Meeting) bool {
	return p.runs[m.RunID].Status != college.RunDraft && m.Date != "" && m.Status != college.SessionCancelled
}

// standing is where a meeting is in the draft, else where it stands.
func (p *termPlan) standing(m *timetable.Meeting) timetable.Placement {
	d, drafted := p.drafted[m.SessionID]
	if !drafted || p.stays[m.SessionID] {
		return placementOf(m)
	}
	at := p.placed(d)
	if at.Date == "" && len(at.Workers) == 0 {
		at.Workers = slices.Clone(m.Workers) // it has lost its time, not its people
	}
	return at
}

func placementOf(m *timetable.Meeting) timetable.Placement {
	return timetable.Placement{SessionID: m.SessionID, Date: m.Date, Start: m.Start, End: m.End,
		RoomID: m.RoomID, VirtualRoomID: m.VirtualRoomID, Workers: slices.Clone(m.Workers)}
}

// placed is a drafted placement with what is known of its workers.
func (p *termPlan) placed(d college.DraftPlacement) timetable.Placement {
	at := timetable.Placement{SessionID: d.SessionID, Date: d.Date, Start: d.Start, End: d.End,
		RoomID: d.RoomID, VirtualRoomID: d.VirtualRoomID, Workers: []timetable.Worker{}}
	for _, w := range d.Workers {
		at.Workers = append(at.Workers, p.worker(w, d.SessionID))
	}
	return at
}

// worker finds name and kinds of a drafted worker: among those of the session,
// else among all who may be asked.
func (p *termPlan) worker(w college.DraftWorker, sessionID string) timetable.Worker {
	known := append(slices.Clone(p.team), p.facts.Tutors...)
	if m := p.meetings[sessionID]; m != nil {
		known = append(slices.Clone(m.Workers), known...)
	}
	for _, k := range known {
		if k.PersonID == w.PersonID && k.As == w.As {
			k.Part = w.Part
			return k
		}
	}
	return timetable.Worker{PersonID: w.PersonID, As: w.As, Part: w.Part}
}

// asDrafted is a placement as a draft keeps it.
func asDrafted(at timetable.Placement, into college.DraftPlacement) college.DraftPlacement {
	into.SessionID, into.Date, into.Start, into.End = at.SessionID, at.Date, at.Start, at.End
	into.RoomID, into.VirtualRoomID, into.Workers = at.RoomID, at.VirtualRoomID, []college.DraftWorker{}
	for _, w := range at.Workers {
		into.Workers = append(into.Workers, college.DraftWorker{PersonID: w.PersonID, As: w.As, Part: w.Part})
	}
	return into
}

// sameStand tells whether two placements are at one time and in one place.
func sameStand(a, b timetable.Placement) bool {
	return a.Date == b.Date && a.Start == b.Start && a.End == b.End && a.RoomID == b.RoomID && a.VirtualRoomID == b.VirtualRoomID
}

// post is somebody in a working role.
type post struct {
	personID string
	as       college.Role
}

// sameTeam tells whether the same people work in two placements, in the same
// parts. A placement names everybody who works in it, volunteers too.
func sameTeam(a, b timetable.Placement) bool { return maps.Equal(postsOf(a), postsOf(b)) }

// postsOf is the part of everybody who works in a placement.
func postsOf(p timetable.Placement) map[post]string {
	parts := map[post]string{}
	for _, w := range p.Workers {
		parts[post{w.PersonID, w.As}] = w.Part
	}
	return parts
}

// Brief is all that planning a term asks: the facts of its sessions and of
// those of other terms within its days, and what the draft, its pins, the marks
// and the published sessions say. Wishes are for the caller to add.
func (s *Store) Brief(ctx context.Context, termID string) (timetable.Facts, timetable.Brief, error) {
	p, err := plansOf(ctx, s.db, termID)
	if err != nil {
		return timetable.Facts{}, timetable.Brief{}, InWords(err)
	}
	return p.facts, p.brief(s.Today()), nil
}

// leftOver is what a draft remembers of the plan it was kept from.
type leftOver struct {
	Cost     int                  `json:"cost"` // soft, in tenths of a point
	Parts    []timetable.Part     `json:"parts"`
	Unplaced []timetable.Unplaced `json:"unplaced"`
	Stopped  bool                 `json:"stopped"`
}

// KeepPlan makes a plan the term's draft, beside the pins that are there. A
// session that was marked, delivered or cancelled stays as it is. Leave given
// with it is kept in the same act: what was planned around it stays so.
func (s *Store) KeepPlan(ctx context.Context, termID string, plan timetable.Plan, away ...college.Leave) error {
	_, err := s.do(ctx, collegeFile, "act.keepDraft", func(a *act) error {
		p, err := plansOf(ctx, a.Tx, termID)
		if err != nil {
			return err
		}
		for _, leave := range away {
			leave.ID = a.newID()
			if err := firstError(leave.Validate(), a.put(ctx, leave)); err != nil {
				return err
			}
		}
		notes, err := json.Marshal(leftOver{plan.Cost, plan.Parts, plan.Unplaced, plan.Stopped})
		if err != nil {
			return err
		}
		if err := a.draft(ctx, &p, string(notes)); err != nil {
			return err
		}
		for _, at := range plan.Placements {
			if err := a.place(ctx, &p, at); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// draft saves the draft of a term: the one there is, or a new one.
func (a *act) draft(ctx context.Context, p *termPlan, notes string) error {
	if p.draft.ID == "" {
		p.draft = college.Draft{ID: a.newID(), TermID: p.term.ID, Name: p.term.Name}
		p.drafted = map[string]college.DraftPlacement{}
	}
	p.draft.MadeAt, p.draft.Notes = a.at, notes
	return a.put(ctx, p.draft)
}

// place writes where a session is in the draft, where that differs.
func (a *act) place(ctx context.Context, p *termPlan, at timetable.Placement) error {
	m := p.meetings[at.SessionID]
	if m == nil {
		return college.Refuse(college.NotFound, "draft.notOfTerm", "term", p.term.Name)
	}
	now := p.standing(m)
	if p.stays[at.SessionID] || sameStand(now, at) && sameTeam(now, at) {
		return nil
	}
	row := asDrafted(at, p.drafted[at.SessionID])
	if row.ID == "" {
		row.ID, row.DraftID = a.newID(), p.draft.ID
	}
	p.drafted[at.SessionID] = row
	return a.put(ctx, row)
}

// DropDraft forgets the draft of a term, its pins with it; the sessions stay
// where they stand.
func (s *Store) DropDraft(ctx context.Context, termID string) error {
	_, err := s.do(ctx, collegeFile, "act.dropDraft", func(a *act) error {
		p, err := plansOf(ctx, a.Tx, termID)
		if err != nil {
			return err
		}
		if p.draft.ID == "" {
			return college.Refuse(college.NotFound, "draft.nothingToForget", "term", p.term.Name)
		}
		for _, row := range p.drafted {
			if err := a.remove(ctx, collegeFile, "draft_placement", row.ID); err != nil {
				return err
			}
		}
		return a.remove(ctx, collegeFile, "draft", p.draft.ID)
	})
	return err
}
