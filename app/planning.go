package app

import (
	"context"
	"errors"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/timetable"
)

// checkTerm checks a term as its draft has it; findings are about sessions of
// the term, in words.
func (d *Door) checkTerm(ctx context.Context, termID string) ([]college.Finding, error) {
	found, err := d.store.CheckDraft(ctx, termID)
	d.sayFindings(found)
	return found, err
}

// planTerm plans a term and keeps the plan as its draft.
func (d *Door) planTerm(ctx context.Context, request PlanRequest, report func(timetable.Progress)) (Planned, error) {
	if request.Keep < 0 || request.Keep > 100 {
		return Planned{}, college.Refuse(college.Invalid, "plan.keep")
	}
	if request.Steps < 0 || request.Seed < 0 {
		return Planned{}, college.Refuse(college.Invalid, "plan.numbers")
	}
	var steps []ToldStep
	planned, err := d.planInto(ctx, request.TermID, nil, func(f timetable.Facts, b timetable.Brief) (timetable.Plan, error) {
		stands := b
		b.FromNothing, b.Keep, b.Seed, b.Steps, b.NeedsHard, b.Report = request.FromNothing, request.Keep, uint64(request.Seed), request.Steps, request.NeedsHard, report
		board, err := timetable.Lay(f, b)
		if err != nil {
			return timetable.Plan{}, err
		}
		plan, err := board.Plan(ctx)
		if err == nil && request.Why {
			steps, err = d.stepsTo(ctx, f, stands, plan)
		}
		return plan, err
	})
	planned.Steps = append([]ToldStep{}, steps...)
	return planned, err
}

// stepsTo is the way to a plan from where everything stands, in words.
func (d *Door) stepsTo(ctx context.Context, f timetable.Facts, b timetable.Brief, plan timetable.Plan) (steps []ToldStep, err error) {
	board, err := timetable.Lay(f, b)
	if err != nil {
		return nil, err
	}
	way, err := board.Proposals(ctx, plan)
	for _, one := range way {
		step := ToldStep{Sentences: []string{}, Gain: one.Gain}
		for _, change := range d.toldChanges(one.Changes) {
			step.Sentences = append(step.Sentences, change.Sentence)
		}
		steps = append(steps, step)
	}
	return steps, err
}

// planAway plans a term around somebody's leave.
func (d *Door) planAway(ctx context.Context, request AwayRequest) (Planned, error) {
	leave := college.Leave{PersonID: request.PersonID, From: request.From, To: request.To, Start: request.Start, End: request.End}
	if err := leave.Validate(); err != nil {
		return Planned{}, err
	}
	return d.planInto(ctx, request.TermID, []college.Leave{leave}, func(f timetable.Facts, b timetable.Brief) (timetable.Plan, error) {
		if term := termIn(f, request.TermID); leave.To < term.Start || leave.From > term.End {
			return timetable.Plan{}, college.Refuse(college.Invalid, "plan.awayOutside", "term", term.Name, "start", string(term.Start), "end", string(term.End))
		}
		board, err := timetable.Lay(f, b)
		if err != nil {
			return timetable.Plan{}, err
		}
		return board.Away(ctx, leave)
	})
}

// planInto plans a term and keeps the plan as its draft: also one that was
// stopped, whose best so far is a plan like any other.
func (d *Door) planInto(ctx context.Context, termID string, away []college.Leave, plan func(timetable.Facts, timetable.Brief) (timetable.Plan, error)) (Planned, error) {
	f, b, err := d.store.Brief(ctx, termID)
	if err != nil {
		return Planned{}, err
	}
	if term := termIn(f, termID); term.End != "" && term.End < b.Today {
		return Planned{}, college.Refuse(college.Conflict, "plan.over", "term", term.Name, "date", string(term.End))
	}
	before, err := d.store.TermDraft(ctx, termID)
	if err != nil {
		return Planned{}, err
	}
	made, err := plan(f, b)
	if err == nil && errors.Is(context.Cause(ctx), errLeaving) {
		err = context.Canceled
	}
	if err != nil {
		return Planned{}, err
	}
	keeping := context.WithoutCancel(ctx)
	if err := d.store.KeepPlan(keeping, termID, made, away...); err != nil {
		return Planned{}, err
	}
	planned, err := d.planned(keeping, termID)
	planned.Changes, planned.Stopped = d.toldChanges(timetable.Diff(f, placementsOf(before), placementsOf(planned.Draft), away...)), made.Stopped
	planned.Unsettled, planned.Before = append(planned.Unsettled, made.Unsettled...), append(planned.Before, made.Before...)
	d.sayFindings(planned.Unsettled)
	d.sayFindings(planned.Before)
	return planned, err
}

func termIn(f timetable.Facts, id string) college.Term {
	for _, t := range f.Terms {
		if t.ID == id {
			return t
		}
	}
	return college.Term{}
}

// nothingPlanned is a draft of which nothing is told yet.
func nothingPlanned(draft store.TermDraft) Planned {
	return Planned{Draft: draft, LeftOut: []ToldLeftOut{}, Changes: []ToldChange{}, Steps: []ToldStep{},
		Unsettled: []college.Finding{}, Before: []college.Finding{}}
}

// planned is the draft of a term, with what it leaves out in words.
func (d *Door) planned(ctx context.Context, termID string) (Planned, error) {
	draft, err := d.store.TermDraft(ctx, termID)
	told := nothingPlanned(draft)
	if err != nil {
		return told, err
	}
	out, err := d.store.LeftOut(ctx, termID)
	for _, u := range out {
		left := ToldLeftOut{RunID: u.RunID, Label: u.Label, Reasons: []string{}, Helps: []string{}, Together: []ToldTogether{}}
		for _, r := range u.Reasons {
			left.Reasons = append(left.Reasons, d.say(r.Key, r.Values))
		}
		for _, r := range u.Relaxed {
			if len(r.With) == 0 {
				left.Helps = append(left.Helps, d.say(r.Key, r.Values))
				continue
			}
			together := ToldTogether{Sentence: d.say(r.Key, r.Values), All: []string{}}
			for _, one := range r.With {
				together.All = append(together.All, d.say(one.Key, one.Values))
			}
			left.Together = append(left.Together, together)
		}
		told.LeftOut = append(told.LeftOut, left)
	}
	return told, err
}

func (d *Door) toldChanges(changes []timetable.Change) []ToldChange {
	told := []ToldChange{}
	for _, c := range changes {
		told = append(told, ToldChange{Sentence: d.say(c.Key, c.Values), SessionIDs: append([]string{}, c.Sessions...), RunID: c.RunID})
	}
	return told
}

// placementsOf are where a draft has the sessions of its term.
func placementsOf(draft store.TermDraft) (all []timetable.Placement) {
	for _, s := range draft.Sessions {
		at := timetable.Placement{SessionID: s.SessionID, Date: s.Stand.Date, Start: s.Stand.Start, End: s.Stand.End, RoomID: s.Stand.RoomID, VirtualRoomID: s.Stand.VirtualRoomID}
		for _, w := range s.Stand.Workers {
			at.Workers = append(at.Workers, timetable.Worker{PersonID: w.PersonID, Name: w.Name, As: w.As, Part: w.Part})
		}
		all = append(all, at)
	}
	return all
}
