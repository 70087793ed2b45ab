package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/timetable"
	"daybook/backend/vault"
)

// PlanJob is a term being planned, and how that ended.
type PlanJob struct {
	ID       string  `json:"id"`
	TermID   string  `json:"termId"`
	State    string  `json:"state"` // making, done, cancelled (the best so far was kept), failed
	Done     int     `json:"done"`  // of Steps
	Steps    int     `json:"steps"`
	Unplaced int     `json:"unplaced"` // series left out in the best plan so far
	Cost     int     `json:"cost"`     // its cost in tenths of a point
	Why      string  `json:"why"`      // it failed
	Planned  Planned `json:"planned"`  // when it is done, or was cancelled
}

// plans is the plan being made in the background, one at a time; the last one
// is remembered until the next begins.
type plans struct {
	mutex   sync.Mutex
	job     PlanJob
	halt    context.CancelCauseFunc
	dropped bool // whoever asked has left: nothing of it is kept
}

// errLeaving is why a plan is stopped of which nothing is kept.
var errLeaving = errors.New("whoever asked has left")

// begin starts planning, unless a plan is being made.
func (p *plans) begin(d *Door, termID string, plan func(context.Context, func(timetable.Progress)) (Planned, error)) (PlanJob, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.job.State == jobMaking {
		return PlanJob{}, college.Refuse(college.Conflict, "plan.busy")
	}
	ctx, halt := context.WithCancelCause(store.As(context.Background(), d.user()))
	p.job, p.halt, p.dropped = PlanJob{ID: rand.Text(), TermID: termID, State: jobMaking, Planned: nothingPlanned(store.TermDraft{Sessions: []store.DraftSession{}, Parts: []timetable.Part{}})}, halt, false
	go p.run(ctx, d, d.access, d.store, plan)
	return p.job, nil
}

// run plans, holding the records like any call, so that nobody closes them
// meanwhile; whoever wants to stops it first. When somebody else is in by the
// time it has them, or nobody, there is nothing to be planned.
func (p *plans) run(ctx context.Context, d *Door, access *vault.Access, records *store.Store, plan func(context.Context, func(timetable.Progress)) (Planned, error)) {
	var planned Planned
	err := context.Canceled
	d.records.RLock()
	defer d.records.RUnlock()
	defer func() {
		if fault := recover(); fault != nil {
			slog.Error("panic", "act", "plan a term", "fault", kindOf(fault), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in planning")
		}
		p.end(d, planned, err)
	}()
	if !p.leaving() && d.access == access && d.store == records {
		planned, err = plan(ctx, p.report)
	}
}

func (p *plans) report(now timetable.Progress) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.job.Done, p.job.Steps, p.job.Unplaced, p.job.Cost = now.Done, now.Steps, now.Unplaced, now.Cost
}

func (p *plans) leaving() bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.dropped
}

func (p *plans) end(d *Door, planned Planned, err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.halt(nil)
	switch {
	case p.dropped, errors.Is(err, context.Canceled):
		p.job.State = jobCancelled
	case err != nil:
		p.job.State, p.job.Why = jobFailed, d.tell("Timetable.Plan", err).(*Told).Sentence
	case planned.Stopped:
		p.job.State, p.job.Planned = jobCancelled, planned
	default:
		p.job.State, p.job.Planned = jobDone, planned
	}
}

func (p *plans) look(id string) (PlanJob, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if id == "" || p.job.ID != id {
		return PlanJob{}, college.Refuse(college.NotFound, "plan.noJob")
	}
	return p.job, nil
}

// cancel stops a plan and does not wait for it; one that has ended stays as it
// ended.
func (p *plans) cancel(id string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if id == "" || p.job.ID != id {
		return college.Refuse(college.NotFound, "plan.noJob")
	}
	p.halt(nil)
	return nil
}

// stop ends planning before somebody takes the records alone to close them;
// forget forgets what was planned.
func (p *plans) stop() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.job.State == jobMaking {
		p.dropped = true
		p.halt(errLeaving)
	}
}

func (p *plans) forget() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.job.State != jobMaking {
		p.job = PlanJob{}
	}
}
