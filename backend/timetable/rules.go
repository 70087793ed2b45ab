package timetable

import (
	"slices"

	"daybook/backend/college"
)

// Rule is one row of the one rule table (decisions E, model 5.5).
type Rule struct {
	ID   string // in the table: I-07, H5
	Asks string // key of the sentence that says what the rule asks

	// paperwork marks a rule that asks for something a file of sessions does
	// not bring, such as a DBS check: for imported ones it never blocks (D4).
	paperwork bool

	// One of the three is set. alone looks at a meeting by itself; pair looks
	// at two meetings of one day, or of one run where inRun is set, and its
	// sentence is about m, and other is what m comes up against; among looks at
	// m with as many others as it takes, those that the scope lets in.
	alone func(v *view, m *sitting) []college.Finding
	pair  func(v *view, m, other *sitting) []college.Finding
	inRun bool
	among func(v *view, m *sitting, s scope) []college.Finding
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
	{ID: "I-08", Asks: "rules.kitOnce", among: kitTwice},
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
	{ID: "H3", Asks: "rules.available", alone: notAvailable},
	{ID: "H5", Asks: "rules.courseNeeds", alone: courseNeedsUnmet},
	{ID: "H6", Asks: "rules.facilities", alone: facilityMissing},
	{ID: "H9", Asks: "rules.hoursADay", among: tooManyHours},
	{ID: "H9", Asks: "rules.sessionsWeek", among: tooManySessions},
	{ID: "H9", Asks: "rules.rest", among: noRest},
	{ID: "H9", Asks: "rules.notAlone", alone: worksAlone},
	{ID: "H11", Asks: "rules.account", pair: accountTwice},
	{ID: "H12", Asks: "rules.promised", alone: promiseBroken},
}

// Check judges one session, as it would be, against all the others, worst
// findings first. Whoever asks more than once keeps a Checker.
func Check(f Facts, m Meeting) []college.Finding { return NewChecker(f).One(m) }

// Publish judges a run that is about to be published: every one of its
// sessions, where a session without a tutor is now a block.
func Publish(f Facts, runID string) []college.Finding {
	v := look(f)
	v.publishing = true
	r, known := v.runs[runID]
	if !known {
		return nil
	}
	return v.checkEach(r.meetings, scope{run: r})
}

// CheckAll judges every session of the facts, each pair of them once: the
// later of two is the one that comes up against the earlier.
func CheckAll(f Facts) []college.Finding { return NewChecker(f).All() }

// scope says which others a meeting is held against.
type scope struct {
	all bool      // every other; else the earlier ones, so that each pair is said once
	run *sequence // and every one that is not of this run
}

func (s scope) lets(m, other *sitting) bool {
	return s.all || s.run != nil && other.run != s.run || inOrder(other, m) < 0
}

// letsAll tells whether m speaks for a group: it is let in against all others.
func (s scope) letsAll(m *sitting, group []*sitting) bool {
	return !slices.ContainsFunc(group, func(o *sitting) bool { return o != m && !s.lets(m, o) })
}

func (v *view) checkEach(meetings []*sitting, s scope) []college.Finding {
	var found []college.Finding
	for _, m := range meetings {
		found = v.check(found, m, s)
	}
	return college.Worst(found)
}

// check adds what every rule finds about m. Sessions are paired with those near
// them on the day, or beside them in the run: a term of 600 is some thousands
// of pairs, not 180,000.
func (v *view) check(found []college.Finding, m *sitting, s scope) []college.Finding {
	day := v.others[:0]
	for _, other := range v.near(m) {
		if other != m && s.lets(m, other) {
			day = append(day, other)
		}
	}
	beside := day[len(day):]
	for _, other := range m.run.meetings[max(0, m.at-1):min(len(m.run.meetings), m.at+2)] {
		if other != m && s.lets(m, other) {
			beside = append(beside, other)
		}
	}
	v.others = day
	for i := range Rules {
		rule := &Rules[i]
		switch {
		case rule.alone != nil:
			found = v.take(found, rule, rule.alone(v, m), m.Imported)
		case rule.among != nil:
			found = v.take(found, rule, rule.among(v, m, s), m.Imported)
		case rule.inRun:
			for _, other := range beside {
				found = v.take(found, rule, rule.pair(v, m, other), m.Imported)
			}
		default:
			for _, other := range day {
				found = v.take(found, rule, rule.pair(v, m, other), m.Imported)
			}
		}
	}
	return found
}

func (v *view) take(found []college.Finding, rule *Rule, more []college.Finding, imported bool) []college.Finding {
	if len(more) == 0 {
		return found
	}
	return append(found, v.settle(rule, more, imported)...)
}

// settle gives findings their final weight: what a leader allowed already is a
// concern that carries the reason, and so is what is asked of imported
// sessions.
func (v *view) settle(rule *Rule, found []college.Finding, imported bool) []college.Finding {
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
func (m *Meeting) against(other *sitting, rule string, severity college.Severity, key string, pairs ...string) college.Finding {
	pairs = append(pairs, "other", other.Label, "otherDate", string(other.Date), "otherStart", string(other.Start), "otherEnd", string(other.End))
	return m.findingWith(rule, severity, key, []string{m.SessionID, other.SessionID}, pairs...)
}

func (m *Meeting) findingWith(rule string, severity college.Severity, key string, about []string, pairs ...string) college.Finding {
	pairs = append([]string{"course", m.Label, "date", string(m.Date), "start", string(m.Start), "end", string(m.End)}, pairs...)
	return college.Found(rule, severity, key, about, pairs...)
}
