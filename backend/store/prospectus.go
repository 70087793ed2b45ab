package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"daybook/backend/college"
)

// onOffer are the sessions that a college tells the public of.
const onOffer = ` AND s.date IS NOT NULL AND s.status <> 'cancelled' AND r.status NOT IN ('draft', 'cancelled')`

// accessItems are those that a prospectus or a poster may promise, in their order.
var accessItems = []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace, college.FactParking, college.FactBus}

// Prospectus is what a term offers ("" is the one that holds today): its courses
// with their runs that are neither drafts nor cancelled, and their sessions.
func (s *Store) Prospectus(ctx context.Context, term string) (p college.Prospectus, err error) {
	defer func() { err = InWords(err) }()
	p.Courses = []college.ProspectusCourse{}
	if p.Term, err = s.Term(ctx, term); err != nil {
		return p, err
	}
	if p.Gaps, err = gaps(ctx, s.db, p.Term); err != nil {
		return p, err
	}
	sessions, err := heads(ctx, s.db, "WHERE r.term_id = ?"+onOffer+" ORDER BY r.reference, s.number", p.Term.ID)
	if err != nil {
		return p, err
	}
	access, err := s.accessOf(ctx, sessions)
	if err != nil {
		return p, err
	}
	o, err := s.readOffer(ctx)
	if err != nil {
		return p, err
	}
	at := map[string]int{}
	for _, run := range byRun(sessions) {
		course := o.runs[run[0].RunID].CourseID
		i, known := at[course]
		if !known {
			i = len(p.Courses)
			at[course] = i
			p.Courses = append(p.Courses, o.course(run[0].RunID))
		}
		c := &p.Courses[i]
		c.Runs = append(c.Runs, college.ProspectusRun{Reference: run[0].Reference, Mode: run[0].Mode, Sessions: run,
			Access: promised(run, access), Full: s.full(run)})
		c.Partners = o.partnersOf(c.Partners, run[0].RunID)
	}
	for i := range p.Courses {
		slices.SortStableFunc(p.Courses[i].Runs, func(a, b college.ProspectusRun) int {
			return cmp.Compare(a.Sessions[0].Date+college.Date(a.Sessions[0].Start), b.Sessions[0].Date+college.Date(b.Sessions[0].Start))
		})
	}
	slices.SortFunc(p.Courses, func(a, b college.ProspectusCourse) int {
		return cmp.Or(cmp.Compare(o.order[a.Topic], o.order[b.Topic]), strings.Compare(college.Fold(a.Title), college.Fold(b.Title)), cmp.Compare(a.Code, b.Code))
	})
	return p, nil
}

// RunPoster is what a poster says of a run. A run that is a draft or cancelled,
// or that has no session with a date, is refused.
func (s *Store) RunPoster(ctx context.Context, runID string) (p college.RunPoster, err error) {
	defer func() { err = InWords(err) }()
	run, err := get[college.CourseRun](ctx, s.db, runID)
	if err != nil {
		return p, err
	}
	switch run.Status {
	case college.RunDraft:
		return p, college.Refuse(college.Conflict, "poster.draft")
	case college.RunCancelled:
		return p, college.Refuse(college.Conflict, "poster.cancelled")
	}
	if p.Sessions, err = heads(ctx, s.db, "WHERE s.run_id = ?"+onOffer+" ORDER BY s.number", runID); err != nil {
		return p, err
	}
	if len(p.Sessions) == 0 {
		return p, college.Refuse(college.Conflict, "poster.noDate")
	}
	p.Head = p.Sessions[0]
	if next := slices.IndexFunc(p.Sessions, s.toCome); next >= 0 {
		p.Head = p.Sessions[next]
	}
	access, err := s.accessOf(ctx, p.Sessions)
	if err != nil {
		return p, err
	}
	o, err := s.readOffer(ctx)
	if err != nil {
		return p, err
	}
	course := o.course(runID)
	p.Blurb, p.Partners, p.Access = course.Blurb, o.partnersOf(course.Partners, runID), promised(p.Sessions, access)
	return p, nil
}

// byRun parts sessions that are in order of their runs.
func byRun(sessions []college.SessionHead) (runs [][]college.SessionHead) {
	for _, h := range sessions {
		if last := len(runs) - 1; last >= 0 && runs[last][0].RunID == h.RunID {
			runs[last] = append(runs[last], h)
			continue
		}
		runs = append(runs, []college.SessionHead{h})
	}
	return runs
}

func (s *Store) toCome(h college.SessionHead) bool { return h.Date >= s.Today() }

// full: something is still to come, and none of it has a place free (D5).
func (s *Store) full(run []college.SessionHead) bool {
	ahead := 0
	for _, h := range run {
		if !s.toCome(h) {
			continue
		}
		if ahead++; h.Capacity == 0 || h.Booked < h.Capacity {
			return false
		}
	}
	return ahead > 0
}

// promised are the items of access that hold wherever the sessions meet; of those
// that meet online alone, and where a place is not known yet, none.
func promised(run []college.SessionHead, access map[string]map[string]string) []string {
	items := []string{}
	for _, item := range accessItems {
		inRooms, all := 0, true
		for _, h := range run {
			facts, inRoom := access[h.SessionID]
			if inRoom {
				inRooms++
			}
			all = all && (inRoom && facts[item] == "yes" || !inRoom && h.Place.Online != "")
		}
		if all && inRooms > 0 {
			items = append(items, item)
		}
	}
	return items
}

// accessOf is what is known of the rooms that sessions meet in, by session.
func (s *Store) accessOf(ctx context.Context, sessions []college.SessionHead) (map[string]map[string]string, error) {
	var ids []string
	for _, h := range sessions {
		ids = append(ids, h.SessionID)
	}
	spots, err := spotsOf(ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	facts, err := find[college.AccessFact](ctx, s.db, "WHERE archived_at IS NULL")
	access := map[string]map[string]string{}
	for id, spot := range spots {
		access[id] = map[string]string{}
		for _, f := range spot.facts(facts) {
			access[id][f.Item] = f.Answer
		}
	}
	return access, err
}

// spot is the room a session meets in, its venue, and the venue that was merged
// into.
type spot struct{ room, venue, now string }

// facts are those of the room over those of the venue.
func (s spot) facts(all []college.AccessFact) []college.AccessFact {
	known := []college.AccessFact{}
	put := func(f college.AccessFact) {
		if at := slices.IndexFunc(known, func(k college.AccessFact) bool { return k.Item == f.Item }); at >= 0 {
			known[at] = f
			return
		}
		known = append(known, f)
	}
	for _, venue := range []string{s.venue, s.now} {
		for _, f := range all {
			if f.VenueID == venue && f.RoomID == "" {
				put(f)
			}
		}
	}
	for _, f := range all {
		if f.RoomID == s.room {
			put(f)
		}
	}
	return known
}

// spotsOf are the rooms of sessions, by session; those online alone have none.
func spotsOf(ctx context.Context, q querier, sessions []string) (map[string]spot, error) {
	type line struct {
		session string
		spot
	}
	all, err := list(ctx, q, func(r *sql.Rows) (l line, err error) { return l, r.Scan(&l.session, &l.room, &l.venue, &l.now) },
		`SELECT s.id, rm.id, v.id, coalesce(v.merged_into, v.id) FROM college.session s JOIN venues.room rm ON rm.id = s.room_id
		JOIN venues.venue v ON v.id = rm.venue_id WHERE s.id IN (SELECT value FROM json_each(?))`, asList(sessions))
	spots := map[string]spot{}
	for _, l := range all {
		spots[l.session] = l.spot
	}
	return spots, err
}
