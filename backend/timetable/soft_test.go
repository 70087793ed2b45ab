package timetable

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// whensOf are the starts of every unit; a fixed one that stands has none.
func whensOf(c *compiled) [][]search.Placement {
	whens := make([][]search.Placement, len(c.series))
	for u := range whens {
		for pattern, starts := range c.problem.Units[u].Starts {
			for tick := range search.TicksPerDay {
				if starts>>tick&1 != 0 {
					whens[u] = append(whens[u], search.Placement{Pattern: int16(pattern), Tick: int16(tick)})
				}
			}
		}
		if len(whens[u]) == 0 && !c.problem.Units[u].Fixed {
			c.problem.Units[u].At = search.Nowhere
		}
	}
	return whens
}

// chance is any placement of a unit that an engine might try; few of them fit,
// but counters must count right whatever they are told.
func chance(r *rand.Rand, c *compiled, u int, whens []search.Placement) search.Placement {
	un := &c.problem.Units[u]
	if un.Fixed || len(whens) == 0 {
		return un.At
	}
	at := whens[r.IntN(len(whens))]
	at.Place, at.Who = search.None, [2]int16{search.None, search.None}
	if len(un.Places) > 0 {
		at.Place = int16(un.Places[r.IntN(len(un.Places))])
	}
	for role, list := range un.Roles {
		if len(list) == 0 {
			return search.Nowhere
		}
		at.Who[role] = int16(list[r.IntN(len(list))].Person)
	}
	return at
}

// Whatever comes and goes, in any order, a counter's sum is what a fresh one
// says of what is there; and taking all out gives back all.
func TestCountersLeaveAsTheyEnter(t *testing.T) {
	c, err := compile(crowded(12, 3), Brief{TermID: "t1", Today: "2026-09-20"})
	if err != nil {
		t.Fatal(err)
	}
	r, whens := rand.New(rand.NewPCG(5, 5)), whensOf(c)
	var counted []*search.Rule
	for i := range c.problem.Rules {
		if c.problem.Rules[i].Count != nil {
			counted = append(counted, &c.problem.Rules[i])
		}
	}
	sums, counters := make([]int, len(counted)), make([]search.Counter, len(counted))
	for i, rule := range counted {
		counters[i] = rule.Count()
	}
	at := slices.Repeat([]search.Placement{search.Nowhere}, len(c.series))
	fresh := func(i int) (sum int) {
		counter := counted[i].Count()
		for u, p := range at {
			if p.Placed() {
				sum += counter.Enter(u, p)
			}
		}
		return sum
	}
	for move := range 100_000 {
		u := r.IntN(len(at))
		to := search.Nowhere
		if next := chance(r, c, u, whens[u]); !at[u].Placed() {
			to = next
		} else if next.Placed() {
			shifts(t, counted, counters, u, at[u], next)
		}
		for i := range counted {
			if at[u].Placed() {
				sums[i] += counters[i].Leave(u, at[u])
			} else if to.Placed() {
				sums[i] += counters[i].Enter(u, to)
			}
		}
		at[u] = to
		if i := move % len(counted); move/len(counted)%8 == 0 && sums[i] != fresh(i) {
			t.Fatalf("move %d: %s says %d, afresh %d", move, counted[i].ID, sums[i], fresh(i))
		}
	}
	for u, p := range at {
		for i := range counted {
			if p.Placed() {
				sums[i] += counters[i].Leave(u, p)
			}
		}
	}
	for i, sum := range sums {
		if sum != 0 {
			t.Errorf("%s says %d of nothing", counted[i].ID, sum)
		}
	}
}

// shifts holds the quick way to the long one, from some of a placement to
// another: a new place alone, new people alone, all of it.
func shifts(t *testing.T, counted []*search.Rule, counters []search.Counter, u int, from, next search.Placement) {
	t.Helper()
	place, people := from, from
	place.Place, people.Who = next.Place, next.Who
	for _, to := range []search.Placement{place, people, next} {
		for i, rule := range counted {
			quick, is := counters[i].(search.Shifter)
			if !is {
				continue
			}
			told := quick.Shift(u, from, to)
			if did := counters[i].Leave(u, from) + counters[i].Enter(u, to); told != did {
				t.Fatalf("%s tells %d of a move that costs %d", rule.ID, told, did)
			}
			counters[i].Leave(u, to)
			counters[i].Enter(u, from)
		}
	}
}

// weighed lays a term that stands as it is told and gives the cost of one rule
// in it, in tenths of a point. Nothing is moved.
func weighed(t *testing.T, id string, f Facts, b Brief) int {
	t.Helper()
	b.TermID = "t1"
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	for u := range board.series {
		if !board.placement(u).Placed() {
			t.Fatalf("%s does not stand", board.series[u].first.SessionID)
		}
	}
	for _, part := range board.write(search.Solution{At: board.stands}).Parts {
		if part.Rule == id {
			return part.Cost
		}
	}
	t.Fatalf("no rule %s", id)
	return 0
}

// softCases are the small term with one thing changed, and what one rule says
// of it as it stands.
var softCases = map[string]struct {
	rule   string
	change func(f *Facts)
	brief  Brief
	want   int
}{
	"a hall at £12.50 for three times two hours": {rule: "venueCost", want: 750, change: func(f *Facts) { f.Rooms[0].PricePerHour = 1250 }},
	"both from the library, twenty minutes away": {rule: "travel", want: 2 * 3 * 20, change: func(f *Facts) {
		f.Travel = []college.VenueTravel{{FromID: "v", ToID: "w", Minutes: 20}}
		f.Limits = []college.WorkLimit{{PersonID: "pat", BaseVenueID: "w"}, {PersonID: "ola", BaseVenueID: "w"}, {PersonID: "oz", BaseVenueID: "v"}}
	}},
	"one from the hall to the library on a day": {rule: "travel", want: 45, change: func(f *Facts) {
		second("14:00", "16:00", "lib")(f)
		f.Meetings[3].Workers[1] = tutor("ola", college.KindStaff)
	}},
	"one session in each of three weeks": {rule: "spread", want: 3 * 10, change: func(*Facts) {}},
	"two sessions in one week":           {rule: "spread", want: (4 + 1 + 1) * 10, change: second("14:00", "16:00", "hall")},
	"two people, three sessions each":    {rule: "load", want: 2 * 9 * 5, change: func(*Facts) {}},
	"one was to have five, one exactly three": {rule: "load", want: 4 * 5, change: func(f *Facts) {
		f.Limits = []college.WorkLimit{{PersonID: "pat", SessionsTerm: 5}, {PersonID: "ola", SessionsTerm: 3}}
	}},
	"rather not on Monday mornings":     {rule: "likes", want: 3 * 50, change: habit("09:00", "12:00", college.RatherNotThen)},
	"likes the afternoon":               {rule: "likes", want: 3 * 20, change: habit("12:00", "17:00", college.PrefersThen)},
	"likes the morning":                 {rule: "likes", want: 0, change: habit("09:00", "12:00", college.PrefersThen)},
	"the second session in the library": {rule: "roomChange", want: 150, change: func(f *Facts) { f.Meetings[1].RoomID = "lib" }},
	"three rooms":                       {rule: "roomChange", want: 300, change: func(f *Facts) { f.Meetings[1].RoomID, f.Meetings[2].RoomID = "lib", "snug" }},
	"another peer in the last": {rule: "tutorChange", want: 200, change: func(f *Facts) {
		f.Meetings[2].Workers = []Worker{tutor("pip", college.KindPeer), tutor("ola", college.KindStaff)}
	}},
	"the second session an hour later":                {rule: "rhythm", want: 60, change: func(f *Facts) { f.Meetings[1].Start, f.Meetings[1].End = "11:00", "13:00" }},
	"a week left out before the last, on another day": {rule: "rhythm", want: 130, change: func(f *Facts) { f.Meetings[2].Date = f.Meetings[2].Date.AddDays(8) }},
	"12 seats too many":                               {rule: "tooBig", want: 3 * 10, change: func(*Facts) {}},
	"a wheelchair and no step-free way":               {rule: "needs", want: 2000, change: needing("no")},
	"a wheelchair and nobody knows":                   {rule: "needs", want: 200, change: needing("unknown")},
	"a wheelchair and a step-free way":                {rule: "needs", want: 0, change: needing("yes")},
	"one topic at once": {rule: "audience", want: 100, change: func(f *Facts) {
		second("11:00", "13:00", "lib")(f)
		f.Courses[0].TopicID, f.Courses[1].TopicID = "umh", "umh"
	}},
	"booked together before": {rule: "audience", want: 100, change: func(f *Facts) {
		second("11:00", "13:00", "lib")(f)
		f.CoBooked = map[[2]string]int{{"music", "sleep"}: 2}
	}},
	"one after the other": {rule: "audience", want: 0, change: func(f *Facts) {
		second("12:00", "13:00", "lib")(f)
		f.Courses[0].TopicID, f.Courses[1].TopicID = "umh", "umh"
	}},
	"a tutor who is booked elsewhere at once": {rule: "audience", want: 10000, change: func(f *Facts) { second("11:00", "13:00", "lib")(f); f.Meetings[3].Booked = []string{"ola"} }},
	"one locality, daytime only":              {rule: "localities", want: 500, change: func(f *Facts) { f.Courses[0].TopicID = "umh" }},
	"two localities, daytime and evening": {rule: "localities", want: 0, change: func(f *Facts) {
		second("18:00", "20:00", "lib")(f)
		f.Courses[0].TopicID, f.Courses[1].TopicID = "umh", "umh"
	}},
	"half past nine to half past eleven": {rule: "hours", want: 3 * 30, change: at("09:30", "11:30")},
	"one to three":                       {rule: "hours", want: 0, change: at("13:00", "15:00")},
	"ten past one to ten past three":     {rule: "hours", want: 3 * 40, change: at("13:10", "15:10")},
	"five were promised, three are in the hall": {rule: "quota", want: 2 * 300, change: func(f *Facts) {
		f.Promises = []college.Promise{{PartnerID: "hub", Kind: college.PromiseQuota, VenueID: "v", Sessions: 5}}
	}},
	"three were promised and are led": {rule: "quota", want: 0, change: func(f *Facts) {
		f.Promises = []college.Promise{{PartnerID: "hub", Kind: college.PromiseQuota, Sessions: 3}}
		for i := range f.Meetings {
			f.Meetings[i].PartnerID = "hub"
		}
	}},
	"a day later, ten booked":                {rule: "changed", want: 600 * 2, brief: published(50, "2026-08-01", func(p *Placement) { p.Date = "2026-09-08" }), change: booked(10)},
	"in the next 14 days":                    {rule: "changed", want: 600 * 2, brief: published(50, "2026-09-01", func(p *Placement) { p.Start = "11:00" }), change: func(*Facts) {}},
	"another room, keep half as much":        {rule: "changed", want: 150, brief: published(25, "2026-08-01", func(p *Placement) { p.RoomID = "snug" }), change: func(*Facts) {}},
	"another tutor, keep all there is":       {rule: "changed", want: 1000, brief: published(100, "2026-08-01", func(p *Placement) { p.Workers = []Worker{tutor("pip"), tutor("ola")} }), change: func(*Facts) {}},
	"another day, but nothing is to be kept": {rule: "changed", want: 0, brief: published(0, "2026-08-01", func(p *Placement) { p.Date = "2026-09-08" }), change: func(*Facts) {}},
}

func TestSoftRulesCostWhatTheTableSays(t *testing.T) {
	for name, c := range softCases {
		t.Run(name, func(t *testing.T) {
			f := plannable()
			if c.brief.Published != nil || strings.HasPrefix(c.rule, "ch") {
				f.Meetings = f.Meetings[:1]
			}
			c.change(&f)
			if got := weighed(t, c.rule, f, c.brief); got != c.want {
				t.Errorf("%s costs %d, want %d", c.rule, got, c.want)
			}
		})
	}
}

// second is a session of Music on the first day of Sleep.
func second(start, end college.Clock, room string) func(f *Facts) {
	return func(f *Facts) { f.Meetings = append(f.Meetings, music(start, end, room)) }
}

func habit(start, end college.Clock, kind string) func(*Facts) {
	return func(f *Facts) {
		f.Availabilities = []college.Availability{
			{PersonID: "ola", Weekday: 1, Start: "09:00", End: "17:00", Kind: college.AvailableThen},
			{PersonID: "ola", Weekday: 1, Start: start, End: end, Kind: kind},
		}
	}
}

func needing(answer string) func(*Facts) {
	return func(f *Facts) {
		f.Students[0].Needs = []string{"stepFree"}
		f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: "v", RoomID: "hall", Item: college.FactStepFree, Answer: answer})
		f.Meetings[1].Booked = []string{"ann", "bo"}
	}
}

func at(start, end college.Clock) func(*Facts) {
	return func(f *Facts) {
		for i := range f.Meetings {
			f.Meetings[i].Start, f.Meetings[i].End = start, end
		}
	}
}

func booked(n int) func(*Facts) {
	return func(f *Facts) {
		for i := range n {
			f.Meetings[0].Booked = append(f.Meetings[0].Booked, "student "+number(i))
		}
	}
}

// published is a brief in which the first session was published a little
// different from what it is now.
func published(keep int, today college.Date, change func(*Placement)) Brief {
	m := meeting("sleep-1", "2026-09-07", "10:00", "12:00", "hall")
	p := placementOf(&m)
	p.Workers = slices.Clone(p.Workers)
	change(&p)
	return Brief{Keep: keep, Today: today, Published: []Placement{p}}
}

func TestSoftRulesWeighAsTold(t *testing.T) {
	f := plannable()
	b := Brief{TermID: "t1", Weights: map[string]int{"spread": 70, "tooBig": 0}}
	if got := weighed(t, "spread", f, b); got != 3*70 {
		t.Errorf("spread costs %d", got)
	}
	board, err := Lay(f, b)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(board.problem.Rules, func(r search.Rule) bool { return r.ID == "tooBig" }) {
		t.Error("a rule that weighs nothing is asked")
	}
	for _, row := range Soft {
		if catalogue[row.Asks] == "" {
			t.Errorf("%s has no sentence", row.ID)
		}
	}
}
