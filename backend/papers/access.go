package papers

import (
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/words"
)

// This file says what is known of getting in and about, and what is not.

// accessItems are the items that papers always name, checked or not.
var accessItems = []string{
	college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop,
	college.FactQuietSpace, college.FactParking, college.FactBus,
}

// factsByItem gives an answer for every item that papers name, then for the
// others in the order given: a room's own over its venue's, and one that says
// nothing where nobody has looked.
func factsByItem(facts []college.AccessFact, roomID string) []college.AccessFact {
	known, items := map[string]college.AccessFact{}, slices.Clone(accessItems)
	for _, f := range facts {
		if f.RoomID != "" && f.RoomID != roomID {
			continue
		}
		if before, is := known[f.Item]; !is || before.RoomID == "" {
			known[f.Item] = f
		}
		if !slices.Contains(items, f.Item) {
			items = append(items, f.Item)
		}
	}
	all := make([]college.AccessFact, len(items))
	for i, item := range items {
		all[i] = known[item]
		all[i].Item = item
	}
	return all
}

// item is what an access fact is about, in words.
func (p Printing) item(f college.AccessFact) string { return p.word("fact.", f.Item) }

// answer is what an access fact answers, in words.
func (p Printing) answer(f college.AccessFact) string {
	if f.Answer == "" {
		return p.say("access.unknown")
	}
	return p.word("paper.access.", f.Answer)
}

// checked is who checked a fact and when, or that nobody has.
func (p Printing) checked(f college.AccessFact) string {
	date := words.DayMonthYear(string(f.CheckedOn))
	switch {
	case date == "" || f.Answer == "" || f.Answer == "unknown":
		return p.say("access.notChecked")
	case strings.TrimSpace(f.CheckedBy) == "":
		return date
	}
	return p.say("access.checked", "date", date, "by", f.CheckedBy)
}

// factLine is a fact in one line: "Hearing loop: not known (not checked yet)".
func (p Printing) factLine(f college.AccessFact) string {
	text := p.answer(f)
	if strings.TrimSpace(f.Note) != "" {
		text = p.say("facts", "one", text, "other", f.Note)
	}
	text = p.say("labelled", "label", p.item(f), "value", text)
	if checked := p.checked(f); checked == p.say("access.notChecked") {
		text = p.say("access.aside", "text", text, "aside", checked)
	}
	return text
}

// word is the word of the catalogue for one of a list of keys; a key that it
// does not know stands as it was written.
func (p Printing) word(stem, key string) string {
	if !words.Has(stem + key) {
		return key
	}
	return p.Words.Say(stem+key, nil)
}
