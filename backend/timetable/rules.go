package timetable

import "daybook/backend/college"

// Rule is one row of the one rule table (decisions E, model 5.5).
type Rule struct {
	ID   string // in the table: I-07, H5
	Asks string // key of the sentence that says what the rule asks

	// paperwork marks a rule that asks for something a file of sessions does
	// not bring, such as a DBS check: for imported ones it never blocks (D4).
	paperwork bool

	// One of the two is set. alone looks at a meeting by itself; pair looks at
	// two meetings of one day, or of one run where inRun is set. Its sentence
	// is about m, and other is what m comes up against.
	alone func(v *view, m *Meeting) []college.Finding
	pair  func(v *view, m, other *Meeting) []college.Finding
	inRun bool
}

// Rules are the rules on sessions, in the order of the table. The planner takes
// the same rows under the same ids.
var Rules = []Rule{
	{ID: "I-01", Asks: "rules.capacity", alone: overbooked},
	{ID: "I-02", Asks: "rules.seats", alone: tooFewSeats},
	{ID: "I-05", Asks: "rules.studentOnce", pair: studentTwice},
	{ID: "I-06", Asks: "rules.personOnce", pair: personTwice},
	{ID: "I-06", Asks: "rules.travel", pair: tooLittleTravel},
	{ID: "I-07", Asks: "rules.roomOnce", pair: roomTwice},
	{ID: "I-09", Asks: "rules.venueOpen", alone: venueClosed},
	{ID: "I-09", Asks: "rules.inTerm", alone: outsideTerm},
	{ID: "I-10", Asks: "rules.bankHoliday", alone: onBankHoliday},
	{ID: "I-11", Asks: "rules.tutor", paperwork: true, alone: noTutor},
	{ID: "I-11", Asks: "rules.pair", alone: notAPair},
	{ID: "I-12", Asks: "rules.dbs", paperwork: true, alone: notCleared},
	{ID: "I-13", Asks: "rules.training", paperwork: true, alone: notTrained},
	{ID: "I-14", Asks: "rules.partner", alone: partnerNotCovered},
	{ID: "I-15", Asks: "rules.risk", alone: placeNotAssessed},
	{ID: "I-16", Asks: "rules.approved", paperwork: true, alone: courseNotApproved},
	{ID: "I-17", Asks: "rules.personNeeds", alone: personNeedsUnmet},
	{ID: "I-31", Asks: "rules.twoAdults", paperwork: true, alone: tooFewAdults},
	{ID: "I-31", Asks: "rules.youthApart", pair: youthWithAdults},
	{ID: "I-33", Asks: "rules.order", pair: outOfOrder, inRun: true},
	{ID: "I-33", Asks: "rules.prerequisite", alone: prerequisiteLater},
	{ID: "H5", Asks: "rules.courseNeeds", alone: courseNeedsUnmet},
	{ID: "H6", Asks: "rules.facilities", alone: facilityMissing},
	{ID: "H11", Asks: "rules.account", pair: accountTwice},
}

// Check judges one session, as it would be, against all the others, worst
// findings first.
func Check(f Facts, m Meeting) []college.Finding {
	v := look(f, m)
	at := v.meeting(m.SessionID)
	if at == nil {
		return nil
	}
	return college.Worst(v.check(at, func(*Meeting) bool { return true }))
}

// Publish judges a run that is about to be published: every one of its
// sessions, where a session without a tutor is now a block.
func Publish(f Facts, runID string) []college.Finding {
	v := look(f)
	v.publishing = true
	var found []college.Finding
	for _, m := range v.runs[runID] {
		found = append(found, v.check(m, func(other *Meeting) bool { return other.RunID != runID || other.before(m) })...)
	}
	return college.Worst(found)
}

// CheckAll judges every session of the facts, each pair of them once: the
// later of two is the one that comes up against the earlier.
func CheckAll(f Facts) []college.Finding {
	v := look(f)
	var found []college.Finding
	for _, m := range v.meetings {
		found = append(found, v.check(m, func(other *Meeting) bool { return other.before(m) })...)
	}
	return college.Worst(found)
}

// check asks every rule about m, the pair rules with those others that against
// lets in. Sessions are paired within a day or a run only, so that a term of
// 600 is some thousands of pairs, not 180,000.
func (v *view) check(m *Meeting, against func(*Meeting) bool) []college.Finding {
	var found []college.Finding
	for _, rule := range Rules {
		if rule.alone != nil {
			found = append(found, v.settle(rule, rule.alone(v, m), m.Imported)...)
			continue
		}
		near := v.days[m.Date]
		if rule.inRun {
			near = v.runs[m.RunID]
		}
		for _, other := range near {
			if other != m && against(other) {
				found = append(found, v.settle(rule, rule.pair(v, m, other), m.Imported)...)
			}
		}
	}
	return found
}

// settle gives findings their final weight: what a leader allowed already is a
// concern that carries the reason, and so is what is asked of imported
// sessions.
func (v *view) settle(rule Rule, found []college.Finding, imported bool) []college.Finding {
	for i, f := range found {
		if f.Severity == college.Reason {
			for _, about := range f.About {
				if o, given := v.overrides[[2]string{f.Rule, about}]; given {
					found[i].Severity = college.ConcernLevel
					f.Values["allowed"] = o.Reason
				}
			}
		}
		if imported && (f.Severity == college.Reason || rule.paperwork) {
			found[i].Severity = college.ConcernLevel
		}
	}
	return found
}

// finding is about one meeting, with the values every sentence on it may use.
func (m *Meeting) finding(rule string, severity college.Severity, key string, pairs ...string) college.Finding {
	return m.findingWith(rule, severity, key, []string{m.SessionID}, pairs...)
}

// against is a finding about two meetings.
func (m *Meeting) against(other *Meeting, rule string, severity college.Severity, key string, pairs ...string) college.Finding {
	pairs = append(pairs, "other", other.Label, "otherDate", string(other.Date), "otherStart", string(other.Start), "otherEnd", string(other.End))
	return m.findingWith(rule, severity, key, []string{m.SessionID, other.SessionID}, pairs...)
}

func (m *Meeting) findingWith(rule string, severity college.Severity, key string, about []string, pairs ...string) college.Finding {
	pairs = append([]string{"course", m.Label, "date", string(m.Date), "start", string(m.Start), "end", string(m.End)}, pairs...)
	return college.Found(rule, severity, key, about, pairs...)
}
