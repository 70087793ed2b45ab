package timetable

import (
	"context"
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// mendSteps is how much a repair searches at most, in steps for each of its
// attempts: a repair is wanted while somebody is on the phone.
const mendSteps = 20000

// Away is the plan if somebody is away. Only what that touches changes: other
// people first, then another place, then another time; only if that is not
// enough do neighbours move. What cannot be repaired is left out, with reasons.
// Series that were left out before stay so.
func (b *Board) Away(ctx context.Context, leave college.Leave) (Plan, error) {
	if err := leave.Validate(); err != nil {
		return Plan{}, err
	}
	brief := b.brief
	brief.Away = append(slices.Clone(brief.Away), leave)
	away, err := Lay(b.before(), brief)
	if err != nil {
		return Plan{}, err
	}
	so, err := search.Mend(ctx, away.problem, search.Budget{Steps: mendSteps, Seeds: 1, Seed: brief.Seed, Start: away.starts})
	if err != nil {
		return Plan{}, err
	}
	return away.reasoned(ctx, so)
}

// before is the facts as they were given, without what the brief added.
func (b *Board) before() Facts {
	f := b.facts
	f.Leaves = f.Leaves[:len(f.Leaves)-len(b.brief.Away)]
	return f
}
