package app

import (
	"context"

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
	Why         bool   `json:"why"` // tell the way to the plan step by step
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

// BackRequest says that somebody is not away after all: the leave that touches
// the term, or that within the days given.
type BackRequest struct {
	TermID   string       `json:"termId"`
	PersonID string       `json:"personId"`
	From     college.Date `json:"from"`
	To       college.Date `json:"to"`
}

// ToldRequest says who was told of the changes; nobody named is everybody.
type ToldRequest struct {
	TermID    string   `json:"termId"`
	PersonIDs []string `json:"personIds"`
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

// ToldStep is a step on the way to a plan, in words: each may be taken once those
// before it are.
type ToldStep struct {
	Sentences []string `json:"sentences"`
	Gain      int      `json:"gain"` // of the cost, tenths of a point
}

// Planned is what planning gave: the draft, and what it changed.
type Planned struct {
	Draft   store.TermDraft `json:"draft"`
	LeftOut []ToldLeftOut   `json:"leftOut"`
	Changes []ToldChange    `json:"changes"`
	Steps   []ToldStep      `json:"steps"` // where they were asked for
	Stopped bool            `json:"stopped"`
	// Unsettled is what the rules still find that the planner may not mend;
	// Before, of a repair, what was there before and was left alone.
	Unsettled []college.Finding `json:"unsettled"`
	Before    []college.Finding `json:"before"`
}

// ToldLeftOut is a series that found no place, in words.
type ToldLeftOut struct {
	RunID   string   `json:"runId"`
	Label   string   `json:"label"`
	Reasons []string `json:"reasons"`
	Helps   []string `json:"helps"` // each by itself would let it in
	// Together are changes that only let it in all at once.
	Together []ToldTogether `json:"together"`
}

// ToldTogether are changes that it takes together, in words.
type ToldTogether struct {
	Sentence string   `json:"sentence"` // says that it takes all of them
	All      []string `json:"all"`
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

// Back ends somebody's leave, and gives it; the draft stays as it is.
func (t *Timetable) Back(request BackRequest) ([]college.Leave, error) {
	return ask(t.door, "Timetable.Back", func(ctx context.Context) ([]college.Leave, error) {
		return t.door.store.EndLeave(ctx, request.TermID, request.PersonID, request.From, request.To)
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

// Told notes who was told of the changes, and gives what they were told.
func (t *Timetable) Told(request ToldRequest) ([]store.Telling, error) {
	return ask(t.door, "Timetable.Told", func(ctx context.Context) ([]store.Telling, error) {
		return t.door.store.TellDone(ctx, request.TermID, request.PersonIDs...)
	})
}
