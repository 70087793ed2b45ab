package store

import (
	"context"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// What a person is told of a session that was changed after it was published.
const (
	TellMoved  = "moved"  // when or where
	TellJoins  = "joins"  // works in it now, and did not
	TellLeaves = "leaves" // worked in it, and does not now
)

// Telling is one person to be told of one session that changed after it was
// published, and how the person likes to be told.
type Telling struct {
	PersonID  string       `json:"personId"`
	Name      string       `json:"name"`
	As        college.Role `json:"as"`
	How       string       `json:"how"` // text, email, call, post; "" = not known
	What      string       `json:"what"`
	SessionID string       `json:"sessionId"`
	Reference string       `json:"reference"`
	Number    int          `json:"number"`
	Title     string       `json:"title"`
	When      bool         `json:"when"`  // moved to another day or time
	Where     bool         `json:"where"` // moved to another place
	Was       Stand        `json:"was"`
	Is        Stand        `json:"is"`
}

// ToTell is whom to tell of the changes made in a term since it was published,
// by name: booked students, tutors and volunteers of a session that is no
// longer where it was when each of them was last told. Nobody who died or asked
// not to be contacted is among them. A notice about the session and the person
// takes them off the list, and so does the session going back.
func (s *Store) ToTell(ctx context.Context, termID string) ([]Telling, error) {
	all, err := s.toTell(ctx, termID)
	return all, InWords(err)
}

// TellDone notes that people were told of all that ToTell says of them, and
// gives what that was; without ids, that everybody was. Undo puts them back on
// the list.
func (s *Store) TellDone(ctx context.Context, termID string, personIDs ...string) ([]Telling, error) {
	all, err := s.ToTell(ctx, termID)
	if err != nil {
		return nil, err
	}
	if len(personIDs) > 0 {
		all = slices.DeleteFunc(all, func(t Telling) bool { return !slices.Contains(personIDs, t.PersonID) })
	}
	if len(all) == 0 {
		return nil, college.Refuse(college.NotFound, "tell.nothing")
	}
	_, err = s.do(ctx, collegeFile, "act.toldChanges", func(a *act) error {
		for _, t := range all {
			notice := college.Notice{ID: a.newID(), About: "session", RecordID: t.SessionID, PersonID: t.PersonID, Why: t.What, How: t.How, At: a.at, By: a.by}
			if err := a.put(ctx, notice); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

func (s *Store) toTell(ctx context.Context, termID string) ([]Telling, error) {
	p, err := plansOf(ctx, s.db, termID)
	if err != nil {
		return nil, err
	}
	moves, err := find[college.SessionMove](ctx, s.db, `WHERE session_id IN (SELECT s.id FROM college.session s
		JOIN college.course_run r ON r.id = s.run_id WHERE r.term_id = ?) ORDER BY at, id`, termID)
	if err != nil {
		return nil, err
	}
	told, err := s.lastTold(ctx)
	if err != nil {
		return nil, err
	}
	people, err := s.reachable(ctx)
	if err != nil {
		return nil, err
	}
	titles, err := byID(ctx, s.db, func(c college.Course) string { return c.ID }, "")
	all := []Telling{}
	for _, m := range p.inOrder() {
		mine := slices.DeleteFunc(slices.Clone(moves), func(v college.SessionMove) bool { return v.SessionID != m.SessionID })
		if len(mine) == 0 || m.Status == college.SessionCancelled {
			continue // of a cancellation people are told as such
		}
		for _, t := range p.tellOf(m, mine, told) {
			person, reached := people[t.PersonID]
			if !reached {
				continue
			}
			t.Name, t.How, t.Title = person.Called(), person.PreferredContact, titles[m.CourseID].Title
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b Telling) int { return strings.Compare(college.Fold(a.Name), college.Fold(b.Name)) })
	return all, err
}

// lastTold is when each person was last told of each session.
func (s *Store) lastTold(ctx context.Context) (map[[2]string]college.Instant, error) {
	notices, err := find[college.Notice](ctx, s.db, "WHERE about = 'session' ORDER BY at")
	told := map[[2]string]college.Instant{}
	for _, n := range notices {
		told[[2]string{n.RecordID, n.PersonID}] = n.At
	}
	return told, err
}

// reachable are the people who may be told something.
func (s *Store) reachable(ctx context.Context) (map[string]college.Person, error) {
	return byID(ctx, s.db, func(p college.Person) string { return p.ID }, "WHERE deceased_on IS NULL AND do_not_contact = 0 AND full_name <> ?", erasedName)
}

// tellOf is who is to be told of one session: each from what it was when they
// were last told.
func (p *termPlan) tellOf(m *timetable.Meeting, moves []college.SessionMove, told map[[2]string]college.Instant) (all []Telling) {
	is := p.stand(placementOf(m))
	seen := map[string]bool{}
	consider := func(id string, as college.Role) {
		if seen[id] {
			return
		}
		seen[id] = true
		from := slices.IndexFunc(moves, func(v college.SessionMove) bool { return v.At > told[[2]string{m.SessionID, id}] })
		if from < 0 {
			return
		}
		was := moves[from]
		t := Telling{PersonID: id, As: as, SessionID: m.SessionID, Reference: p.runs[m.RunID].Reference, Number: m.Number,
			Was: Stand{Date: was.Date, Start: was.Start, End: was.End, Place: was.PlaceName, Workers: []DraftWorkerNamed{}}, Is: is}
		t.When = t.Was.Date != is.Date || t.Was.Start != is.Start || t.Was.End != is.End
		t.Where = t.Was.Place != is.Place
		worked := slices.ContainsFunc(was.Workers, func(w college.DraftWorker) bool { return w.PersonID == id })
		works := slices.ContainsFunc(m.Workers, func(w timetable.Worker) bool { return w.PersonID == id })
		switch {
		case as != college.RoleStudent && works && !worked:
			t.What = TellJoins
		case as != college.RoleStudent && worked && !works:
			t.What = TellLeaves
		case t.When || t.Where:
			t.What = TellMoved
		default:
			return
		}
		all = append(all, t)
	}
	for _, w := range m.Workers {
		consider(w.PersonID, w.As)
	}
	for _, v := range moves {
		for _, w := range v.Workers {
			consider(w.PersonID, w.As)
		}
	}
	for _, id := range m.Booked {
		consider(id, college.RoleStudent)
	}
	return all
}

// SessionsNamed finds sessions by run reference and number, UMH01-AUT24-1/3; a
// reference alone is all of its sessions.
func (s *Store) SessionsNamed(ctx context.Context, names []string) (ids []string, err error) {
	for _, name := range names {
		reference, number, one := strings.Cut(name, "/")
		run, err := s.RunByReference(ctx, reference)
		if err != nil {
			return nil, err
		}
		where, args := "SELECT id FROM college.session WHERE run_id = ?", []any{run.ID}
		if one {
			where, args = where+" AND CAST(number AS TEXT) = ?", append(args, strings.TrimSpace(number))
		}
		found, err := list(ctx, s.db, anID, where+" ORDER BY number", args...)
		if err != nil {
			return nil, InWords(err)
		}
		if len(found) == 0 {
			return nil, college.Refuse(college.NotFound, "run.noSuchSession", "run", run.Reference, "session", number)
		}
		ids = append(ids, found...)
	}
	return ids, nil
}
