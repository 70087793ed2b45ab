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
	Stopped  bool       `json:"stopped,omitempty"`
}

type placed struct {
	Session     string        `json:"session"`
	Date        college.Date  `json:"date,omitempty"` // none = left out
	Start       college.Clock `json:"start,omitempty"`
	End         college.Clock `json:"end,omitempty"`
	Room        string        `json:"room,omitempty"`
	VirtualRoom string        `json:"virtualRoom,omitempty"`
	Tutors      []string      `json:"tutors,omitempty"`
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
// costs, rule by rule. say puts a key of the catalogue into a sentence.
func Write(w io.Writer, plan timetable.Plan, say func(key string, values college.Values) string) error {
	a := answer{Version: version, Sessions: standings(plan.Placements), LeftOut: []leftOut{}, Missing: plan.Missing, Cost: plan.Cost, Parts: []costPart{}, Stopped: plan.Stopped}
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
	return writeLines(w, a)
}

func standings(list []timetable.Placement) []placed {
	all := []placed{}
	for _, p := range list {
		one := placed{Session: p.SessionID, Date: p.Date, Start: p.Start, End: p.End, Room: p.RoomID, VirtualRoom: p.VirtualRoomID}
		for _, w := range p.Workers {
			one.Tutors = append(one.Tutors, w.PersonID)
		}
		all = append(all, one)
	}
	return all
}
