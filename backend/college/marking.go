package college

import "time"

// markAhead is how long before its start a session may be marked.
const markAhead = 30 * time.Minute

// correctDays is how many days after the session anyone who may mark registers
// may still correct it.
const correctDays = 7

// MarkFrom is when marking a session opens: 30 minutes before its start in
// Europe/London, whatever the season; the zero time while it is not placed.
func MarkFrom(s Session) time.Time {
	start := s.Date.At(s.Start)
	if start.IsZero() {
		return start
	}
	return start.Add(-markAhead)
}

// CheckMarking is I-19: attendance is marked from 30 minutes before the start,
// and never for a session that is cancelled or has no date.
func CheckMarking(s Session, now time.Time) []Finding {
	from := MarkFrom(s)
	about := []string{s.ID}
	switch {
	case s.Status == SessionCancelled:
		return []Finding{Found("I-19", Block, "rule.markCancelled", about, "date", string(s.Date))}
	case from.IsZero():
		return []Finding{Found("I-19", Block, "rule.markNoDate", about)}
	case now.Before(from):
		local := London(from)
		return []Finding{Found("I-19", Block, "rule.markTooEarly", about, "start", string(ClockOf(local)), "date", string(DateOf(local)))}
	}
	return nil
}

// CheckRegisterComplete is I-20: no certificate of a run while places in its
// delivered sessions are not marked. unmarked counts them.
func CheckRegisterComplete(runID string, unmarked int) []Finding {
	if unmarked == 0 {
		return nil
	}
	return []Finding{Found("I-20", Block, "rule.registerIncomplete", []string{runID}, "count", itoa(unmarked))}
}

// CheckDelivered is I-28: the places of a delivered session change only by
// correcting its register, for 7 days after the session by anyone who marks
// registers, then by a leader.
func CheckDelivered(s Session, correcting, leader bool, today Date) []Finding {
	about := []string{s.ID}
	switch {
	case s.Status != SessionDelivered:
		return nil
	case !correcting:
		return []Finding{Found("I-28", Block, "rule.delivered", about, "date", string(s.Date))}
	case !leader && today > s.Date.AddDays(correctDays):
		return []Finding{Found("I-28", Block, "rule.correctLate", about, "date", string(s.Date.AddDays(correctDays)))}
	}
	return nil
}
