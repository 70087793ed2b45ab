package app

import (
	"context"
	"errors"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/timetable"
)

// Timetable is where a term is planned: in a draft, which a leader publishes.
type Timetable struct{ door *Door }

// PlanRequest asks for a plan of a term.
type PlanRequest struct {
	TermID      string `json:"termId"`
	FromNothing bool   `json:"fromNothing"` // forget where sessions stand, but for pins and marks
	Keep        int    `json:"keep"`        // 0 improves freely … 100 keeps all it can; 50 is as the rules weigh it
	Seed        int    `json:"seed"`
	Steps       int    `json:"steps"` // 0 = as the size of the term asks
	NeedsHard   bool   `json:"needsHard"`
}

// AwayRequest says that somebody is away: whole days, or from one time to
// another on each of them.
type AwayRequest struct {
	TermID   string        `json:"termId"`
	PersonID string        `json:"personId"`
	From     college.Date  `json:"from"`
	To       college.Date  `json:"to"`
	Start    college.Clock `json:"start"`
	End      college.Clock `json:"end"`
}

// PinRequest locks sessions in the draft, or lets them go.
type PinRequest struct {
	SessionIDs []string `json:"sessionIds"`
	When       bool     `json:"when"`
	Where      bool     `json:"where"`
	Who        bool     `json:"who"`
}

// PublishRequest publishes the draft of a term.
type PublishRequest struct {
	TermID  string            `json:"termId"`
	Reasons map[string]string `json:"reasons"` // by id of the rule
}

// ToldChange is one change in words.
type ToldChange struct {
	Sentence   string   `json:"sentence"`
	SessionIDs []string `json:"sessionIds"`
	RunID      string   `json:"runId"`
}

// Planned is what planning gave: the draft, and what it changed.
type Planned struct {
	Draft   store.TermDraft `json:"draft"`
	LeftOut []ToldLeftOut   `json:"leftOut"`
	Changes []ToldChange    `json:"changes"`
	Stopped bool            `json:"stopped"`
}

// ToldLeftOut is a series that found no place, in words.
type ToldLeftOut struct {
	RunID   string   `json:"runId"`
	Label   string   `json:"label"`
	Reasons []string `json:"reasons"`
	Helps   []string `json:"helps"` // each by itself would let it in
}

// Check is what the rules find about every session of a term, as the draft has
// it.
func (t *Timetable) Check(termID string) ([]college.Finding, error) {
	return ask(t.door, "Timetable.Check", func(ctx context.Context) ([]college.Finding, error) {
		return t.door.checkTerm(ctx, termID)
	})
}

// Draft is the draft of a term.
func (t *Timetable) Draft(termID string) (Planned, error) {
	return ask(t.door, "Timetable.Draft", func(ctx context.Context) (Planned, error) { return t.door.planned(ctx, termID) })
}

// Diff is what the draft of a term changes about what is published, in words.
func (t *Timetable) Diff(termID string) ([]ToldChange, error) {
	return ask(t.door, "Timetable.Diff", func(ctx context.Context) ([]ToldChange, error) {
		f, b, err := t.door.store.Brief(ctx, termID)
		if err != nil {
			return nil, err
		}
		draft, err := t.door.store.TermDraft(ctx, termID)
		return t.door.toldChanges(timetable.Diff(f, b.Published, placementsOf(draft))), err
	})
}

// Plan begins to plan a term; Progress tells how far it is, and its end.
func (t *Timetable) Plan(request PlanRequest) (PlanJob, error) {
	return ask(t.door, "Timetable.Plan", func(context.Context) (PlanJob, error) {
		return t.door.plans.begin(t.door, request.TermID, func(ctx context.Context, report func(timetable.Progress)) (Planned, error) {
			return t.door.planTerm(ctx, request, report)
		})
	})
}

// Away begins to plan around somebody's leave, with the fewest changes; the
// leave is kept with the draft.
func (t *Timetable) Away(request AwayRequest) (PlanJob, error) {
	return ask(t.door, "Timetable.Away", func(context.Context) (PlanJob, error) {
		return t.door.plans.begin(t.door, request.TermID, func(ctx context.Context, _ func(timetable.Progress)) (Planned, error) {
			return t.door.planAway(ctx, request)
		})
	})
}

// Progress is how far a plan is.
func (t *Timetable) Progress(id string) (PlanJob, error) {
	return ask(t.door, "Timetable.Progress", func(context.Context) (PlanJob, error) { return t.door.plans.look(id) })
}

// Cancel stops planning at once: the best plan so far becomes the draft.
func (t *Timetable) Cancel(id string) error {
	_, err := ask(t.door, "Timetable.Cancel", func(context.Context) (bool, error) { return true, t.door.plans.cancel(id) })
	return err
}

// Pin locks when, where and who of sessions, each on its own.
func (t *Timetable) Pin(request PinRequest) error {
	_, err := ask(t.door, "Timetable.Pin", func(ctx context.Context) (bool, error) {
		return true, t.door.store.PinPlacement(ctx, request.SessionIDs, request.When, request.Where, request.Who)
	})
	return err
}

// Move places a session in the draft by hand, and says what the rules find
// about it there. No date takes it out.
func (t *Timetable) Move(at timetable.Placement) ([]college.Finding, error) {
	return ask(t.door, "Timetable.Move", func(ctx context.Context) ([]college.Finding, error) {
		found, err := t.door.store.PlaceInDraft(ctx, at)
		t.door.sayFindings(found)
		return found, err
	})
}

// Drop forgets the draft of a term.
func (t *Timetable) Drop(termID string) error {
	_, err := ask(t.door, "Timetable.Drop", func(ctx context.Context) (bool, error) { return true, t.door.store.DropDraft(ctx, termID) })
	return err
}

// LookAtPublishing says what publishing would change and what stands in its way.
func (t *Timetable) LookAtPublishing(termID string) (store.Publication, error) {
	return ask(t.door, "Timetable.LookAtPublishing", func(ctx context.Context) (store.Publication, error) {
		look, err := t.door.store.LookAtPublishing(ctx, termID)
		t.door.sayFindings(look.Findings)
		return look, err
	})
}

// Publish makes the draft what everybody is told, and says whom to tell.
func (t *Timetable) Publish(request PublishRequest) (store.Publication, error) {
	return ask(t.door, "Timetable.Publish", func(ctx context.Context) (store.Publication, error) {
		done, err := t.door.store.PublishDraft(ctx, request.TermID, request.Reasons)
		t.door.sayFindings(done.Findings)
		return done, err
	})
}

// ToTell is whom to tell of changes since the term was published.
func (t *Timetable) ToTell(termID string) ([]store.Telling, error) {
	return ask(t.door, "Timetable.ToTell", func(ctx context.Context) ([]store.Telling, error) { return t.door.store.ToTell(ctx, termID) })
}

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
	return d.planInto(ctx, request.TermID, nil, func(f timetable.Facts, b timetable.Brief) (timetable.Plan, error) {
		b.FromNothing, b.Keep, b.Seed, b.Steps, b.NeedsHard, b.Report = request.FromNothing, request.Keep, uint64(request.Seed), request.Steps, request.NeedsHard, report
		board, err := timetable.Lay(f, b)
		if err != nil {
			return timetable.Plan{}, err
		}
		return board.Plan(ctx)
	})
}

// planAway plans a term around somebody's leave.
func (d *Door) planAway(ctx context.Context, request AwayRequest) (Planned, error) {
	leave := college.Leave{PersonID: request.PersonID, From: request.From, To: request.To, Start: request.Start, End: request.End}
	if err := leave.Validate(); err != nil {
		return Planned{}, err
	}
	return d.planInto(ctx, request.TermID, []college.Leave{leave}, func(f timetable.Facts, b timetable.Brief) (timetable.Plan, error) {
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
	planned.Changes, planned.Stopped = d.toldChanges(timetable.Diff(f, placementsOf(before), placementsOf(planned.Draft))), made.Stopped
	return planned, err
}

// planned is the draft of a term, with what it leaves out in words.
func (d *Door) planned(ctx context.Context, termID string) (Planned, error) {
	draft, err := d.store.TermDraft(ctx, termID)
	told := Planned{Draft: draft, LeftOut: []ToldLeftOut{}, Changes: []ToldChange{}}
	if err != nil {
		return told, err
	}
	out, err := d.store.LeftOut(ctx, termID)
	for _, u := range out {
		left := ToldLeftOut{RunID: u.RunID, Label: u.Label, Reasons: []string{}, Helps: []string{}}
		for _, r := range u.Reasons {
			left.Reasons = append(left.Reasons, d.say(r.Key, r.Values))
		}
		for _, r := range u.Relaxed {
			left.Helps = append(left.Helps, d.say(r.Key, r.Values))
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
