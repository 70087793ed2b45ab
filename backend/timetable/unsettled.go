package timetable

import (
	"slices"

	"daybook/backend/college"
)

// plannedAs is the row of the planner's hard rules that a rule by hand belongs
// to: its id in Brief.Off. What is not among them the planner only weighs.
var plannedAs = map[string]string{
	"I-02": "H4", "I-06": "H2", "I-07": "H1", "I-08": "H6", "I-09": "H3", "I-10": "H3", "I-11": "H7", "I-12": "I-12", "I-13": "I-13",
	"I-14": "I-14", "I-15": "I-15", "I-31": "H12", "I-33": "H8",
	"H3": "H3", "H5": "H5", "H6": "H6", "H9": "H9", "H11": "H11", "H12": "H12",
}

// unsettled is what the rules by hand still find in a plan of those that the
// planner holds to: what it could not or may not mend, since sessions are past
// planning, locked, or stay where people were told. What a leader allowed with
// a reason is settled, and so is what is past.
func (b *Board) unsettled(plan Plan) []college.Finding {
	found := []college.Finding{}
	f, ahead := b.asPlanned(plan)
	for _, finding := range CheckAll(f) {
		row, planned := plannedAs[finding.Rule]
		hard := planned && !b.off(row) || finding.Rule == "I-17" && b.brief.NeedsHard
		about := slices.ContainsFunc(finding.About, func(id string) bool { return ahead[id] })
		if hard && about && finding.Values["allowed"] == "" {
			found = append(found, finding)
		}
	}
	return found
}

// asPlanned is the facts with the sessions where a plan has them, and which of
// them are ahead. A published one that is left out stays where people were told.
func (b *Board) asPlanned(plan Plan) (f Facts, ahead map[string]bool) {
	f, ahead = b.facts, map[string]bool{}
	byID := keyed(plan.Placements, func(p Placement) string { return p.SessionID })
	told := b.told()
	f.Meetings = slices.Clone(f.Meetings)
	for i := range f.Meetings {
		m := &f.Meetings[i]
		p, planned := byID[m.SessionID]
		if !planned {
			continue
		}
		if was, is := told[m.SessionID]; is && p.Date == "" {
			p = was
		}
		m.Date, m.Start, m.End, m.RoomID, m.VirtualRoomID, m.Workers = p.Date, p.Start, p.End, p.RoomID, p.VirtualRoomID, b.whole(p.Workers)
		ahead[m.SessionID] = m.Date >= b.brief.Today && m.Status != college.SessionDelivered
	}
	return f, ahead
}

// told are the sessions that people were told of, and where.
func (b *Board) told() map[string]Placement {
	return keyed(b.brief.Published, func(p Placement) string { return p.SessionID })
}

// whole are workers with what is known of them, where a placement has ids only.
func (b *Board) whole(workers []Worker) []Worker {
	all := slices.Clone(workers)
	for i := range all {
		if known, is := b.workers[all[i].PersonID]; is && len(all[i].Kinds) == 0 {
			all[i].Name, all[i].Kinds, all[i].DOB = known.Name, known.Kinds, known.DOB
		}
	}
	return all
}
