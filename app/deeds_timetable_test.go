package app

import (
	"errors"
	"time"

	"daybook/backend/timetable"
)

func (s *scene) timetable() *Timetable { return &Timetable{door: s.Door} }
func (s *scene) nextTerm() string      { return termOf(s.t, s.Door, "T5") }

// planned waits for a job to end.
func (s *scene) planned(job PlanJob, err error) error {
	for err == nil && job.State == "making" {
		time.Sleep(5 * time.Millisecond)
		job, err = s.timetable().Progress(job.ID)
	}
	if err == nil && job.State == "failed" {
		err = errors.New(job.Why)
	}
	s.plan = job
	return err
}

// first is the first session of the draft that may still move.
func (s *scene) first() timetable.Placement {
	for _, one := range s.plan.Planned.Draft.Sessions {
		if !one.Stays && one.Stand.Date != "" {
			at := timetable.Placement{SessionID: one.SessionID, Date: one.Stand.Date, Start: one.Stand.Start, End: one.Stand.End,
				RoomID: one.Stand.RoomID, VirtualRoomID: one.Stand.VirtualRoomID}
			for _, w := range one.Stand.Workers {
				at.Workers = append(at.Workers, timetable.Worker{PersonID: w.PersonID, Name: w.Name, As: w.As, Part: w.Part})
			}
			return at
		}
	}
	s.t.Fatal("no session of the draft may move")
	return timetable.Placement{}
}

// inTheTimetable are what leader and admin do with a term, to its draft's end.
var inTheTimetable = []deed{
	{"Timetable.Check", 1, func(s *scene) error { return just(s.timetable().Check(s.nextTerm())) }},
	{"Timetable.Plan", 1, func(s *scene) error {
		return s.planned(s.timetable().Plan(PlanRequest{TermID: s.nextTerm(), Keep: 50, Steps: 4000}))
	}},
	{"Timetable.Progress", 0, func(s *scene) error { return just(s.timetable().Progress(s.plan.ID)) }},
	{"Timetable.Cancel", 0, func(s *scene) error { return s.timetable().Cancel(s.plan.ID) }},
	{"Timetable.Draft", 0, func(s *scene) error { return just(s.timetable().Draft(s.nextTerm())) }},
	{"Timetable.Diff", 0, func(s *scene) error { return just(s.timetable().Diff(s.nextTerm())) }},
	{"Timetable.Pin", 1, func(s *scene) error {
		return s.timetable().Pin(PinRequest{SessionIDs: []string{s.first().SessionID}, When: true})
	}},
	{"Timetable.Move", 1, func(s *scene) error {
		at := s.first()
		at.Start, at.End = at.Start.Add(30), at.End.Add(30)
		return just(s.timetable().Move(at))
	}},
	{"Timetable.Away", 1, func(s *scene) error {
		at := s.first()
		return s.planned(s.timetable().Away(AwayRequest{TermID: s.nextTerm(), PersonID: at.Workers[0].PersonID, From: at.Date, To: at.Date}))
	}},
	{"Timetable.Back", 1, func(s *scene) error {
		leaves, err := s.store.AvailabilityOf(s.t.Context(), s.first().Workers[0].PersonID)
		if err != nil {
			return err
		}
		at := leaves.Leaves[len(leaves.Leaves)-1]
		return just(s.timetable().Back(BackRequest{TermID: s.nextTerm(), PersonID: at.PersonID, From: at.From, To: at.To}))
	}},
	{"Timetable.LookAtPublishing", 0, func(s *scene) error { return just(s.timetable().LookAtPublishing(s.nextTerm())) }},
	{"Timetable.ToTell", 1, func(s *scene) error { return just(s.timetable().ToTell(s.nextTerm())) }},
	{"Timetable.Drop", 1, func(s *scene) error { return s.timetable().Drop(s.nextTerm()) }},
}

// leadersPublish is what only leaders do.
var leadersPublish = []deed{
	{"Timetable.Plan", 1, func(s *scene) error {
		return s.planned(s.timetable().Plan(PlanRequest{TermID: s.nextTerm(), Keep: 50, Steps: 4000}))
	}},
	{"Timetable.Publish", 1, func(s *scene) error {
		reasons := map[string]string{}
		for _, rule := range []string{"I-07", "I-09", "I-12", "I-13", "I-14", "I-15", "H5"} {
			reasons[rule] = "known and talked about"
		}
		return just(s.timetable().Publish(PublishRequest{TermID: s.nextTerm(), Reasons: reasons}))
	}},
	{"Timetable.Told", 1, func(s *scene) error { return just(s.timetable().Told(ToldRequest{TermID: s.nextTerm()})) }},
}
