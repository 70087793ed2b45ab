package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// Publication is what publishing a draft does, or would do.
type Publication struct {
	Term     college.Term      `json:"term"`
	Runs     []string          `json:"runs"`    // references of those that are published by it
	Changes  []DraftSession    `json:"changes"` // what moves or gets a place: Was and Stand
	LeftOut  []DraftSession    `json:"leftOut"` // have no place in the draft: each stays as it was
	Findings []college.Finding `json:"findings"`
	Tell     []Telling         `json:"tell"` // whom to tell, once it is published
}

// publishing is a publication being worked out.
type publishing struct {
	termPlan
	opens   map[string]bool // runs that are published by it
	changes map[string]bool // sessions written by it
}

// LookAtPublishing says what publishing the term's draft would change, and what
// the rules find about it. Nothing is written.
func (s *Store) LookAtPublishing(ctx context.Context, termID string) (Publication, error) {
	p, err := plansOf(ctx, s.db, termID)
	if err != nil {
		return Publication{}, InWords(err)
	}
	draft, err := s.TermDraft(ctx, termID)
	if err != nil {
		return Publication{}, err
	}
	w := p.publishing()
	look := w.publication(draft)
	look.Findings = w.findings()
	return look, nil
}

// publishing works out what a draft changes. A draft run is published once
// every session of it has a place; until then its sessions stay in the draft.
// A published session that the draft leaves out stays where people were told.
func (p termPlan) publishing() publishing {
	w := publishing{termPlan: p, opens: map[string]bool{}, changes: map[string]bool{}}
	for id, run := range p.runs {
		w.opens[id] = run.Status == college.RunDraft
	}
	inRun := map[string]bool{}
	for id, m := range p.meetings {
		inRun[m.RunID] = true
		if p.standing(m).Date == "" && m.Status != college.SessionCancelled {
			w.opens[m.RunID] = false
			delete(w.drafted, id)
		}
	}
	for id := range w.opens {
		w.opens[id] = w.opens[id] && inRun[id]
	}
	for id, m := range p.meetings {
		at, was := p.standing(m), placementOf(m)
		closed := p.runs[m.RunID].Status == college.RunDraft && !w.opens[m.RunID]
		if closed {
			delete(w.drafted, id)
			continue
		}
		w.changes[id] = !sameStand(at, was) || !sameTeam(at, was)
	}
	return w
}

// findings are what the rules find about the sessions that publishing changes
// or tells people of for the first time.
func (w *publishing) findings() []college.Finding {
	f := w.asPlanned()
	found := []college.Finding{}
	for _, id := range w.runIDs() {
		for _, one := range timetable.Publish(f, id) {
			if slices.ContainsFunc(one.About, func(about string) bool {
				m := w.meetings[about]
				return w.changes[about] || m != nil && w.opens[m.RunID]
			}) {
				found = append(found, one)
			}
		}
	}
	return college.Worst(once(found))
}

// once says of two sessions that came up against each other what was found once,
// not again from the side of the other.
func once(found []college.Finding) []college.Finding {
	said := map[string]bool{}
	return slices.DeleteFunc(found, func(f college.Finding) bool {
		if len(f.About) != 2 {
			return false
		}
		key := f.Rule + " " + f.Key + " "
		said[key+f.About[0]+" "+f.About[1]] = true
		return said[key+f.About[1]+" "+f.About[0]]
	})
}

// runIDs are the runs with sessions that publishing touches, by reference.
func (w *publishing) runIDs() (ids []string) {
	for id, m := range w.meetings {
		if (w.changes[id] || w.opens[m.RunID]) && !slices.Contains(ids, m.RunID) {
			ids = append(ids, m.RunID)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return strings.Compare(w.runs[a].Reference, w.runs[b].Reference) })
	return ids
}

// publication tells a draft's sessions that change or are left out.
func (w *publishing) publication(draft TermDraft) Publication {
	look := Publication{Term: w.term, Runs: []string{}, Changes: []DraftSession{}, LeftOut: []DraftSession{}, Findings: []college.Finding{}, Tell: []Telling{}}
	for id := range w.opens {
		if w.opens[id] {
			look.Runs = append(look.Runs, w.runs[id].Reference)
		}
	}
	slices.Sort(look.Runs)
	for _, d := range draft.Sessions {
		switch {
		case w.changes[d.SessionID]:
			look.Changes = append(look.Changes, d)
		case d.Stand.Date == "" && d.Status != college.SessionCancelled:
			look.LeftOut = append(look.LeftOut, d)
		}
	}
	return look
}

// PublishDraft makes the draft of a term what everybody is told: it writes
// places, times and tutors into the sessions, publishes the draft runs that
// have all of theirs, and notes of every session that had stood elsewhere what
// it was. What blocks refuses it; what a leader may allow needs a reason, given
// by the rule's id, which is kept. Sessions with a mark, delivered or cancelled
// are not touched. Only leaders publish.
func (s *Store) PublishDraft(ctx context.Context, termID string, reasons map[string]string) (done Publication, err error) {
	if err := s.leaderOnly(); err != nil {
		return done, err
	}
	if done, err = s.LookAtPublishing(ctx, termID); err != nil {
		return done, err
	}
	_, err = s.do(ctx, collegeFile, "act.publishDraft", func(a *act) error {
		p, err := plansOf(ctx, a.Tx, termID)
		if err != nil {
			return err
		}
		if p.draft.ID == "" {
			return college.Refuse(college.NotFound, "draft.none", "term", p.term.Name)
		}
		w := p.publishing()
		done.Findings = w.findings()
		if err := publishable(done.Findings, reasons); err != nil {
			return err
		}
		if len(w.runIDs()) == 0 {
			return college.Refuse(college.Conflict, "draft.nothingToPublish", "term", p.term.Name)
		}
		return firstError(a.writeRuns(ctx, &w), a.writeSessions(ctx, &w), a.allow(ctx, done.Findings, reasons))
	})
	if err != nil {
		return Publication{}, err
	}
	done.Tell, err = s.ToTell(ctx, termID)
	return done, err
}

// publishable refuses findings that block, and those a leader may allow where
// no reason was given for their rule; each is said once.
func publishable(found []college.Finding, reasons map[string]string) error {
	refusal := &college.Refusal{Code: college.Conflict, Key: "draft.cannotPublish", Values: college.Values{}}
	said := map[string]bool{}
	for _, f := range found {
		if f.Severity != college.Block && (f.Severity != college.Reason || strings.TrimSpace(reasons[f.Rule]) != "") {
			continue
		}
		key := fmt.Sprint(f.Rule, f.Key, f.Values)
		if !said[key] {
			said[key] = true
			refusal.Fields = append(refusal.Fields, college.FieldError{Field: f.Rule, Key: f.Key, Values: f.Values})
		}
	}
	if len(refusal.Fields) == 0 {
		return nil
	}
	refusal.Values["count"] = count(len(refusal.Fields))
	return refusal
}

// allow keeps the reasons a leader gave, one for each session and rule.
func (a *act) allow(ctx context.Context, found []college.Finding, reasons map[string]string) error {
	kept := map[[2]string]bool{}
	for _, f := range found {
		if f.Severity != college.Reason || len(f.About) == 0 || kept[[2]string{f.Rule, f.About[0]}] {
			continue
		}
		kept[[2]string{f.Rule, f.About[0]}] = true
		if err := a.overrides(ctx, []college.Finding{f}, strings.TrimSpace(reasons[f.Rule]), f.About[0]); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) writeRuns(ctx context.Context, w *publishing) error {
	for _, id := range w.runIDs() {
		if run := w.runs[id]; w.opens[id] {
			run.Status = college.RunPublished
			if err := a.put(ctx, run); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeSessions writes what changes; a placement that is published is no longer
// a draft, unless it is pinned.
func (a *act) writeSessions(ctx context.Context, w *publishing) error {
	for _, m := range w.inOrder() {
		at := w.standing(m)
		if w.changes[m.SessionID] {
			if err := a.writeSession(ctx, w, m, at); err != nil {
				return err
			}
		}
		row, drafted := w.drafted[m.SessionID]
		if drafted && !row.PinWhen && !row.PinWhere && !row.PinWho {
			if err := a.remove(ctx, collegeFile, "draft_placement", row.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *act) writeSession(ctx context.Context, w *publishing, m *timetable.Meeting, at timetable.Placement) error {
	session, err := get[college.Session](ctx, a.Tx, m.SessionID)
	if err != nil {
		return err
	}
	if w.published(m) {
		was := college.SessionMove{ID: a.newID(), SessionID: session.ID, At: a.at, By: a.by, Date: session.Date, Start: session.Start, End: session.End,
			PlaceName: cmp.Or(w.placeName(placementOf(m)), session.PlaceName), Why: "move.published", Workers: asDrafted(placementOf(m), college.DraftPlacement{}).Workers}
		if err := a.put(ctx, was); err != nil {
			return err
		}
	}
	session.Date, session.Start, session.End = at.Date, at.Start, at.End
	session.RoomID, session.VirtualRoomID = at.RoomID, at.VirtualRoomID
	session.Hybrid = at.RoomID != "" && at.VirtualRoomID != ""
	session.PlaceName = w.placeName(at)
	if err := a.put(ctx, session); err != nil {
		return err
	}
	return a.writeTeam(ctx, m, at)
}

// writeTeam gives a session those who work in a placement.
func (a *act) writeTeam(ctx context.Context, m *timetable.Meeting, at timetable.Placement) error {
	wanted := postsOf(at)
	if err := firstError(a.writeTutors(ctx, m, wanted), a.writeVolunteers(ctx, m, wanted)); err != nil {
		return err
	}
	for gone := range wanted {
		if gone.as == college.RoleTutor {
			return college.Refuse(college.Conflict, "draft.noTutor", "course", m.Label, "date", string(at.Date))
		}
	}
	return nil
}

// writeTutors writes the tutors of a session, and takes off wanted those that
// stand then.
func (a *act) writeTutors(ctx context.Context, m *timetable.Meeting, wanted map[post]string) error {
	now, err := find[college.SessionTutor](ctx, a.Tx, "WHERE session_id = ? ORDER BY id", m.SessionID)
	if err != nil {
		return err
	}
	tutors, err := byID(ctx, a.Tx, func(t college.Tutor) string { return t.ID }, "")
	if err != nil {
		return err
	}
	for _, row := range now {
		who := post{tutors[row.TutorID].PersonID, college.RoleTutor}
		part, stays := wanted[who]
		delete(wanted, who)
		switch was := row.Part; {
		case !stays:
			err = a.remove(ctx, collegeFile, "session_tutor", row.ID)
		case was != part:
			row.Part = part
			err = a.put(ctx, row)
		}
		if err != nil {
			return err
		}
	}
	for _, t := range inIDOrder(tutors, func(t college.Tutor) string { return t.ID }) {
		part, comes := wanted[post{t.PersonID, college.RoleTutor}]
		if !comes {
			continue
		}
		delete(wanted, post{t.PersonID, college.RoleTutor})
		if err := a.put(ctx, college.SessionTutor{ID: a.newID(), SessionID: m.SessionID, TutorID: t.ID, Part: part}); err != nil {
			return err
		}
	}
	return nil
}

// writeVolunteers does the same for the volunteers of a session.
func (a *act) writeVolunteers(ctx context.Context, m *timetable.Meeting, wanted map[post]string) error {
	now, err := find[college.SessionVolunteer](ctx, a.Tx, "WHERE session_id = ? ORDER BY id", m.SessionID)
	if err != nil {
		return err
	}
	volunteers, err := byID(ctx, a.Tx, func(v college.Volunteer) string { return v.ID }, "")
	if err != nil {
		return err
	}
	for _, row := range now {
		who := post{volunteers[row.VolunteerID].PersonID, college.RoleVolunteer}
		_, stays := wanted[who]
		delete(wanted, who)
		if stays {
			continue
		}
		if err := a.remove(ctx, collegeFile, "session_volunteer", row.ID); err != nil {
			return err
		}
	}
	for _, v := range inIDOrder(volunteers, func(v college.Volunteer) string { return v.ID }) {
		part, comes := wanted[post{v.PersonID, college.RoleVolunteer}]
		if !comes {
			continue
		}
		delete(wanted, post{v.PersonID, college.RoleVolunteer})
		if err := a.put(ctx, college.SessionVolunteer{ID: a.newID(), SessionID: m.SessionID, VolunteerID: v.ID, Part: part}); err != nil {
			return err
		}
	}
	return nil
}

func inIDOrder[T any](rows map[string]T, id func(T) string) []T {
	return slices.SortedFunc(maps.Values(rows), func(a, b T) int { return strings.Compare(id(a), id(b)) })
}
