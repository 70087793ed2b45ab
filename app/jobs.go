package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// States of a job.
const (
	jobMaking    = "making"
	jobDone      = "done"
	jobCancelled = "cancelled"
	jobFailed    = "failed"
)

// mostJobs is how many jobs are remembered, so that the page can read their end.
const mostJobs = 20

// jobs are the papers being made in the background, one at a time, and how the
// last ones ended.
type jobs struct {
	mutex sync.Mutex
	all   []*job // the oldest first
}

// job is one of them. Its fields are under the mutex of jobs.
type job struct {
	Job
	ctx  context.Context
	stop context.CancelFunc
}

// begin starts a job, unless another is under way.
func (j *jobs) begin(d *Door, p press, o Order) (Job, error) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if slices.ContainsFunc(j.all, func(one *job) bool { return one.State == jobMaking }) {
		return Job{}, college.Refuse(college.Conflict, "print.busy")
	}
	ctx, stop := context.WithCancel(store.As(context.Background(), d.user()))
	begun := &job{Job: Job{ID: rand.Text(), Kind: o.Kind, State: jobMaking, Made: []Paper{}}, ctx: ctx, stop: stop}
	if j.all = append(j.all, begun); len(j.all) > mostJobs {
		j.all = slices.Clone(j.all[len(j.all)-mostJobs:])
	}
	p.progress = func(done, total int) {
		j.mutex.Lock()
		defer j.mutex.Unlock()
		begun.Done, begun.Total = done, total
	}
	go j.run(d, p, o, begun, d.access)
	return begun.Job, nil
}

// run makes a job's paper. It holds the records like any call, so that nobody
// closes them meanwhile; whoever wants to cancels it first. When somebody else
// is in by the time it has them, or nobody, there is nothing to be made.
func (j *jobs) run(d *Door, p press, o Order, begun *job, access *vault.Access) {
	var made []Paper
	err := context.Canceled
	d.records.RLock()
	defer d.records.RUnlock()
	defer func() {
		if fault := recover(); fault != nil {
			slog.Error("panic", "act", "make a paper", "fault", kindOf(fault), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in making %s", o.Kind)
		}
		j.end(d, begun, made, err)
	}()
	if begun.ctx.Err() == nil && d.access == access && d.store == p.records {
		made, err = p.make(begun.ctx, o)
	}
}

// end keeps how a job ended.
func (j *jobs) end(d *Door, begun *job, made []Paper, err error) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	begun.stop()
	switch {
	case errors.Is(err, context.Canceled):
		begun.State = jobCancelled
	case err != nil:
		begun.State, begun.Why = jobFailed, d.tell("PrintCentre.Make", err).(*Told).Sentence
	default:
		begun.State, begun.Made = jobDone, made
	}
}

func (j *jobs) find(id string) (*job, error) {
	if i := slices.IndexFunc(j.all, func(one *job) bool { return one.ID == id }); i >= 0 {
		return j.all[i], nil
	}
	return nil, college.Refuse(college.NotFound, "print.noJob")
}

func (j *jobs) look(id string) (Job, error) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	found, err := j.find(id)
	if err != nil {
		return Job{}, err
	}
	return found.Job, nil
}

// cancel stops a job; one that has ended stays as it ended.
func (j *jobs) cancel(id string) error {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	found, err := j.find(id)
	if err == nil {
		found.stop()
	}
	return err
}

// stop stops whatever is being made, before somebody takes the records alone to
// close them.
func (j *jobs) stop() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	for _, one := range j.all {
		one.stop()
	}
}

// forget forgets the jobs that have ended: what they made is no longer told.
func (j *jobs) forget() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.all = slices.DeleteFunc(j.all, func(one *job) bool { return one.State != jobMaking })
}
