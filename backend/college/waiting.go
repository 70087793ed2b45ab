package college

import (
	"slices"
	"time"
)

// Open tells whether the entry still waits; one that has an offer does not.
func (w WaitingEntry) Open() bool { return w.Result == "" && w.OfferedAt == "" }

// InLine is the list of those who still wait, in their order (I-18).
func InLine(list []WaitingEntry) []WaitingEntry {
	var open []WaitingEntry
	for _, w := range list {
		if w.Open() {
			open = append(open, w)
		}
	}
	slices.SortFunc(open, func(a, b WaitingEntry) int {
		switch {
		case a.Before(b):
			return -1
		case b.Before(a):
			return 1
		}
		return 0
	})
	return open
}

// NextWaiting is the first entry in line that the free places suit: a place in
// one session does not suit someone who waits for all of them.
func NextWaiting(list []WaitingEntry, suits func(WaitingEntry) bool) (WaitingEntry, bool) {
	for _, w := range InLine(list) {
		if suits(w) {
			return w, true
		}
	}
	return WaitingEntry{}, false
}

// CheckWaitingOrder is I-18: a free place goes to the first entry in line that
// it suits. Offering it to a later one asks for a reason.
func CheckWaitingOrder(list []WaitingEntry, chosen WaitingEntry, suits func(WaitingEntry) bool) []Finding {
	before := 0
	for _, w := range InLine(list) {
		if w.ID != chosen.ID && w.Before(chosen) && suits(w) {
			before++
		}
	}
	if before == 0 {
		return nil
	}
	return []Finding{Found("I-18", Reason, "rule.waitingOrder", []string{chosen.ID, chosen.RunID}, "count", itoa(before))}
}

// offerNotice is how long before the session an offer lapses at the latest, so
// that the place can still go to somebody else.
const offerNotice = 24 * time.Hour

// OfferUntil is when an offer made at a moment lapses: after so many hours, or
// 24 hours before the session starts if that is earlier. Near the session it
// may be past already: then the place is offered by a call, not by a wait.
func OfferUntil(at time.Time, hours int, s Session) time.Time {
	until := at.Add(time.Duration(hours) * time.Hour)
	if start := s.Date.At(s.Start); !start.IsZero() && start.Add(-offerNotice).Before(until) {
		return start.Add(-offerNotice)
	}
	return until
}
