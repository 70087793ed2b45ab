package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/timetable"
	"daybook/backend/words"
)

func contains(ids []string, id string) bool { return slices.Contains(ids, id) }

// sessionName is how commands name a session: UMH01-T5-1/3.
func sessionName(s *store.DraftSession) string { return fmt.Sprintf("%s/%d", s.Reference, s.Number) }

// standText is a place and time: Friday 20 November 2026, 10:00–12:00, Main Hall.
func standText(door *Door, at store.Stand) string {
	if at.Date == "" {
		return door.say("cmd.term.nowhere", nil)
	}
	return standsText(door, []store.Stand{at}, true)
}

func placeText(door *Door, at store.Stand) string {
	if at.Place == "" {
		return door.say("cmd.term.noPlace", nil)
	}
	return at.Place
}

// namesText are those who work in a session.
func namesText(door *Door, at store.Stand) string {
	var names []string
	for _, w := range at.Workers {
		names = append(names, w.Name)
	}
	return door.andText(names)
}

// sessionText is one session on one line, with its locks.
func sessionText(door *Door, s *store.DraftSession, at store.Stand) string {
	text := sessionName(s) + "  " + standText(door, at)
	if names := namesText(door, at); names != "" {
		text += ", " + names
	}
	return text + locksText(door, s)
}

func locksText(door *Door, s *store.DraftSession) string {
	var locked []string
	for _, lock := range []struct {
		on  bool
		key string
	}{{s.PinWhen, "cmd.term.locked.when"}, {s.PinWhere, "cmd.term.locked.where"}, {s.PinWho, "cmd.term.locked.who"}} {
		if lock.on {
			locked = append(locked, door.say(lock.key, nil))
		}
	}
	switch {
	case s.Stays:
		return " (" + door.say("cmd.term.stays", nil) + ")"
	case len(locked) > 0:
		return " (" + door.say("cmd.term.locked", college.Values{"fields": strings.Join(locked, ", ")}) + ")"
	}
	return ""
}

// plannedText is what planning gave: what changed, what that costs, what is left
// out and why.
func plannedText(door *Door, planned Planned) string {
	lines := []string{headText(door, planned)}
	stepped := map[string]bool{}
	for _, step := range planned.Steps {
		lines = append(lines, stepText(door, step))
		for _, sentence := range step.Sentences {
			stepped[sentence] = true
		}
	}
	for _, change := range planned.Changes {
		if !stepped[change.Sentence] {
			lines = append(lines, "  "+change.Sentence)
		}
	}
	lines = append(lines, costText(door, planned.Draft)...)
	return strings.Join(append(append(lines, unsettledText(door, planned)...), leftOutText(door, planned)...), "\n")
}

// stepText is a step on the way to a plan with what it gains.
func stepText(door *Door, step ToldStep) string {
	text := "  " + strings.Join(step.Sentences, " ")
	switch {
	case step.Gain > 0:
		text += " " + door.say("cmd.term.gain.saves", college.Values{"count": tenthsText(step.Gain)})
	case step.Gain < 0:
		text += " " + door.say("cmd.term.gain.costs", college.Values{"count": tenthsText(-step.Gain)})
	}
	return text
}

func headText(door *Door, planned Planned) string {
	stand, all := 0, 0
	for _, s := range planned.Draft.Sessions {
		if s.Status == college.SessionCancelled {
			continue
		}
		all++
		if s.Stand.Date != "" {
			stand++
		}
	}
	changes := door.say("cmd.term.changes", college.Values{"count": strconv.Itoa(len(planned.Changes))})
	return door.say("cmd.term.head", college.Values{"term": planned.Draft.Term.Name, "placed": strconv.Itoa(stand), "count": strconv.Itoa(all),
		"changes": changes, "points": pointsText(planned.Draft.Cost)})
}

// pointsText is a cost in points, from tenths of one.
func pointsText(tenths int) string { return say("cmd.term.points", "count", tenthsText(tenths)) }

func tenthsText(tenths int) string {
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64)
}

// costText says what the plan of a draft costs, by what the rules ask, dearest
// first; what costs nothing is not said.
func costText(door *Door, draft store.TermDraft) (lines []string) {
	parts := slices.DeleteFunc(slices.Clone(draft.Parts), func(p timetable.Part) bool { return p.Cost == 0 })
	slices.SortStableFunc(parts, func(a, b timetable.Part) int { return b.Cost - a.Cost })
	for i, p := range parts {
		if i == 0 {
			lines = append(lines, "", door.say("cmd.term.cost", nil))
		}
		lines = append(lines, fmt.Sprintf("  %7s  %s", tenthsText(p.Cost), door.say(p.Asks, nil)))
	}
	return lines
}

// unsettledText says what a plan could not settle, and what was there before it.
func unsettledText(door *Door, planned Planned) (lines []string) {
	for _, list := range []struct {
		head     string
		findings []college.Finding
	}{{"cmd.term.unsettled", planned.Unsettled}, {"cmd.term.before", planned.Before}} {
		for i, f := range list.findings {
			if i == 0 {
				lines = append(lines, "", door.say(list.head, nil))
			}
			lines = append(lines, "  "+f.Sentence)
		}
	}
	return lines
}

// leftOutText says what was left out, why, and what would help.
func leftOutText(door *Door, planned Planned) (lines []string) {
	for _, left := range planned.LeftOut {
		lines = append(lines, "", door.say("cmd.term.leftOut", college.Values{"course": left.Label}))
		for _, reason := range left.Reasons {
			lines = append(lines, "  "+reason)
		}
		if len(left.Helps) > 0 {
			lines = append(lines, "  "+door.say("cmd.term.helps", nil))
		}
		for _, help := range left.Helps {
			lines = append(lines, "    "+help)
		}
		for _, together := range left.Together {
			lines = append(lines, "  "+together.Sentence)
			for _, one := range together.All {
				lines = append(lines, "    "+one)
			}
		}
	}
	return lines
}

// draftText is a whole draft: day by day, then series by series, then what was
// left out.
func draftText(door *Door, planned Planned) string {
	draft := planned.Draft
	head := "cmd.term.show.none"
	if draft.Made {
		head = "cmd.term.show.made"
	}
	lines := []string{door.say(head, college.Values{"term": draft.Term.Name, "at": words.LongDate(string(draft.MadeAt[:min(10, len(draft.MadeAt))]))}), ""}
	lines = append(lines, daysText(door, draft)...)
	lines = append(lines, "", door.say("cmd.term.show.series", nil))
	lines = append(lines, seriesText(door, draft)...)
	lines = append(lines, costText(door, draft)...)
	return strings.Join(append(lines, leftOutText(door, planned)...), "\n")
}

func daysText(door *Door, draft store.TermDraft) (lines []string) {
	placed := slices.DeleteFunc(slices.Clone(draft.Sessions), func(s store.DraftSession) bool { return s.Stand.Date == "" || s.Status == college.SessionCancelled })
	slices.SortStableFunc(placed, func(a, b store.DraftSession) int {
		return strings.Compare(string(a.Stand.Date)+string(a.Stand.Start), string(b.Stand.Date)+string(b.Stand.Start))
	})
	day := college.Date("")
	for i := range placed {
		s := &placed[i]
		if s.Stand.Date != day {
			day = s.Stand.Date
			lines = append(lines, words.LongDate(string(day)))
		}
		line := fmt.Sprintf("  %s–%s  %s (%s), %s", s.Stand.Start, s.Stand.End, s.Title, sessionName(s), placeText(door, s.Stand))
		if names := namesText(door, s.Stand); names != "" {
			line += ", " + names
		}
		lines = append(lines, line+locksText(door, s))
	}
	return lines
}

func seriesText(door *Door, draft store.TermDraft) (lines []string) {
	run := ""
	for i := range draft.Sessions {
		s := &draft.Sessions[i]
		if s.RunID != run {
			run = s.RunID
			lines = append(lines, s.Reference+"  "+s.Title)
		}
		lines = append(lines, "  "+strconv.Itoa(s.Number)+"  "+standText(door, s.Stand)+locksText(door, s))
	}
	return lines
}
