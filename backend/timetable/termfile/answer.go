package termfile

import (
	"io"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// answer is the plan of a term file. Costs are in tenths of a point; one point
// is worth a pound.
type answer struct {
	Version  int        `json:"daybookPlan"`
	Sessions []placed   `json:"sessions"`
	LeftOut  []leftOut  `json:"leftOut"`
	Missing  int        `json:"missing"` // what leaving those out costs, by their priorities
	Cost     int        `json:"cost"`
	Parts    []costPart `json:"parts"` // they add up to the cost
	// Unsettled is what the rules find in the plan and could not be mended.
	Unsettled []finding  `json:"unsettled"`
	Whole     []costPart `json:"wholeTerm,omitempty"` // what no one session costs
	Stopped   bool       `json:"stopped,omitempty"`
}

type finding struct {
	Rule     string   `json:"rule"`
	Severity string   `json:"severity"`
	Sentence string   `json:"sentence"`
	About    []string `json:"about,omitempty"` // ids
}

type placed struct {
	Session     string        `json:"session"`
	Run         string        `json:"run"`
	Date        college.Date  `json:"date,omitempty"` // none = left out
	Start       college.Clock `json:"start,omitempty"`
	End         college.Clock `json:"end,omitempty"`
	Room        string        `json:"room,omitempty"`
	VirtualRoom string        `json:"virtualRoom,omitempty"`
	Tutors      []string      `json:"tutors,omitempty"`
	Cost        *int          `json:"cost,omitempty"` // what the session costs, where it is asked for
	Parts       []costPart    `json:"parts,omitempty"`
}

type leftOut struct {
	Run      string   `json:"run"`
	Label    string   `json:"label"`
	Sessions []string `json:"sessions"`
	Because  []reason `json:"because"`
	Unless   []change `json:"unless"` // each by itself would let it in, cheapest first
}

type reason struct {
	Rule     string `json:"rule"`
	Sentence string `json:"sentence"`
	Ways     int    `json:"ways"` // that the rule took away, of so many
	Of       int    `json:"of"`
}

type change struct {
	Rule     string   `json:"rule"`
	Sentence string   `json:"sentence"`
	Then     []placed `json:"then"`
}

type costPart struct {
	Rule string `json:"rule"`
	Asks string `json:"asks"`
	Cost int    `json:"cost"`
}

// Write writes a plan as JSON: where every session stands, what was left out
// with reasons and single changes that would let it in, and what the plan
// costs, rule by rule. say puts a key of the catalogue into a sentence. With
// costs, those of Board.Costs for all runs, each session says what it costs.
func Write(w io.Writer, plan timetable.Plan, say func(key string, values college.Values) string, costs ...timetable.SessionCost) error {
	a := answer{Version: version, Sessions: standings(plan.Placements), LeftOut: []leftOut{}, Missing: plan.Missing, Cost: plan.Cost, Parts: []costPart{}, Unsettled: []finding{}, Stopped: plan.Stopped}
	for _, f := range plan.Unsettled {
		a.Unsettled = append(a.Unsettled, finding{f.Rule, string(f.Severity), say(f.Key, f.Values), f.About})
	}
	for _, u := range plan.Unplaced {
		l := leftOut{Run: u.RunID, Label: u.Label, Sessions: u.Sessions, Because: []reason{}, Unless: []change{}}
		for _, r := range u.Reasons {
			l.Because = append(l.Because, reason{r.Rule, say(r.Key, r.Values), r.Ways, r.Of})
		}
		for _, r := range u.Relaxed {
			l.Unless = append(l.Unless, change{r.Rule, say(r.Key, r.Values), standings(r.Then)})
		}
		a.LeftOut = append(a.LeftOut, l)
	}
	for _, p := range plan.Parts {
		a.Parts = append(a.Parts, costPart{p.Rule, say(p.Asks, nil), p.Cost})
	}
	a.charge(costs, say)
	return writeLines(w, a)
}

// charge tells each session what it costs, and the term what is left.
func (a *answer) charge(costs []timetable.SessionCost, say func(key string, values college.Values) string) {
	at := make(map[string]int, len(a.Sessions))
	for i, s := range a.Sessions {
		at[s.Session] = i
	}
	for _, c := range costs {
		var parts []costPart
		for _, p := range c.Parts {
			parts = append(parts, costPart{p.Rule, say(p.Key, p.Values), p.Cost})
		}
		if i, known := at[c.SessionID]; known {
			a.Sessions[i].Cost, a.Sessions[i].Parts = &c.Cost, parts
		} else {
			a.Whole = append(a.Whole, parts...)
		}
	}
}

func standings(list []timetable.Placement) []placed {
	all := []placed{}
	for _, p := range list {
		one := placed{Session: p.SessionID, Run: runID(p.SessionID), Date: p.Date, Start: p.Start, End: p.End, Room: p.RoomID, VirtualRoom: p.VirtualRoomID}
		for _, w := range p.Workers {
			one.Tutors = append(one.Tutors, w.PersonID)
		}
		all = append(all, one)
	}
	return all
}
