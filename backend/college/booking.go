package college

// Statuses of a run booking.
const (
	BookingRequested          = "requested"
	BookingBooked             = "booked"
	BookingWaitlisted         = "waitlisted"
	BookingOffered            = "offered"
	BookingDeclined           = "declined"
	BookingDeclinedOffer      = "declinedOffer"
	BookingExpired            = "expired"
	BookingCancelledByStudent = "cancelledByStudent"
	BookingCancelledByCollege = "cancelledByCollege"
	BookingWithdrawn          = "withdrawn"
	BookingCompleted          = "completed"
)

// BookingMoves says which status a run booking may take next.
var BookingMoves = map[string][]string{
	BookingRequested:          {BookingBooked, BookingWaitlisted, BookingDeclined},
	BookingWaitlisted:         {BookingOffered, BookingBooked, BookingDeclined},
	BookingOffered:            {BookingBooked, BookingExpired, BookingDeclinedOffer},
	BookingBooked:             {BookingCancelledByStudent, BookingCancelledByCollege, BookingWithdrawn, BookingCompleted},
	BookingDeclined:           {},
	BookingDeclinedOffer:      {},
	BookingExpired:            {},
	BookingCancelledByStudent: {},
	BookingCancelledByCollege: {},
	BookingWithdrawn:          {},
	BookingCompleted:          {},
}

// OpenBooking tells whether a booking of this status still holds, or wants, a
// place: I-04 allows one a student and run.
func OpenBooking(status string) bool {
	switch status {
	case BookingRequested, BookingBooked, BookingWaitlisted, BookingOffered, BookingCompleted:
		return true
	}
	return false
}

// TakesPlace tells whether a booking of this status counts against capacity (I-01).
func TakesPlace(status string) bool {
	return status == BookingBooked || status == BookingOffered || status == BookingCompleted
}

// RunBooking is one student's booking of a run: for all its sessions, or for
// those it has places in.
type RunBooking struct {
	ID              string  `json:"id"`
	StudentID       string  `json:"studentId"`
	RunID           string  `json:"runId"`
	Status          string  `json:"status"`
	RequestedOn     Date    `json:"requestedOn"`
	Source          string  `json:"source"` // phone, form, inPerson, partner, walkIn
	BookedOn        Date    `json:"bookedOn"`
	Companion       bool    `json:"companion"`
	CancelledOn     Date    `json:"cancelledOn"`
	CancelledReason string  `json:"cancelledReason"`
	OfferExpiresAt  Instant `json:"offerExpiresAt"`
	RowNo           int     `json:"rowNo"` // on paper; 0 until first printed, then never again another's
	MadeByImport    string  `json:"madeByImport"`
}

// SessionPlace is one student × one dated session, and its attendance mark.
type SessionPlace struct {
	ID            string     `json:"id"`
	BookingID     string     `json:"bookingId"`
	SessionID     string     `json:"sessionId"`
	Attendance    Attendance `json:"attendance"`
	MinutesOnline int        `json:"minutesOnline"`
	Reason        string     `json:"reason"`
	MarkedBy      string     `json:"markedBy"`
	MarkedAt      Instant    `json:"markedAt"`
}

// Attendance is what became of a place.
type Attendance string

const (
	NotMarked          Attendance = "booked"
	Attended           Attendance = "attended"
	AttendedLate       Attendance = "attendedLate"
	LeftEarly          Attendance = "leftEarly"
	TurnedAway         Attendance = "turnedAway"
	AbsentNotified     Attendance = "absentNotified"
	DidNotAttend       Attendance = "dna"
	CancelledByStudent Attendance = "cancelledByStudent"
	CancelledByCollege Attendance = "cancelledByCollege"
)

// Mark is a value of attendance as it stands in domain/operations 1.6: the one
// key for paper, screen and keyboard, the NHS code for the same idea, and what
// it counts as.
type Mark struct {
	Attendance Attendance
	Letter     string
	NHS        string
	Counts     bool // as attended
	Expected   bool
}

// Marks are all values of attendance in the order of the key at the foot of a
// register. Those without a letter come from cancelling and are never marked.
var Marks = []Mark{
	{Attended, "P", "5", true, true},
	{AttendedLate, "L", "6", true, true},
	{LeftEarly, "E", "5", true, true},
	{AbsentNotified, "A", "2", false, true},
	{DidNotAttend, "N", "3", false, true},
	{TurnedAway, "T", "7", false, true},
	{NotMarked, "–", "0", false, false},
	{CancelledByStudent, "", "2", false, false},
	{CancelledByCollege, "", "4", false, false},
}

// MarkOf is the row of the table of marks for a value.
func MarkOf(a Attendance) Mark {
	for _, m := range Marks {
		if m.Attendance == a {
			return m
		}
	}
	return Mark{Attendance: a}
}

// ReadMark finds the value for a letter typed or printed; "-" stands for –.
func ReadMark(letter string) (Attendance, bool) {
	if letter == "-" {
		letter = "–"
	}
	for _, m := range Marks {
		if m.Letter != "" && Fold(m.Letter) == Fold(letter) && (Fold(letter) != "" || m.Letter == letter) {
			return m.Attendance, true
		}
	}
	return "", false
}

// Markable tells whether someone may write this value on a register.
func Markable(a Attendance) bool { return MarkOf(a).Letter != "" }

// OnRegister tells whether a place with this value still stands on the register.
func OnRegister(a Attendance) bool { return a != CancelledByStudent && a != CancelledByCollege }

// WaitingEntry is a request for a run, or for one session of it, that is full.
// The order is RequestedAt, then Sequence (I-18).
type WaitingEntry struct {
	ID           string  `json:"id"`
	RunID        string  `json:"runId"`
	SessionID    string  `json:"sessionId"` // "" = every session of the run
	StudentID    string  `json:"studentId"`
	RequestedAt  Instant `json:"requestedAt"`
	Sequence     int     `json:"sequence"`
	OfferedAt    Instant `json:"offeredAt"`
	ExpiresAt    Instant `json:"expiresAt"`
	Result       string  `json:"result"` // "" open, booked, declined, expired, removed, runCancelled
	MadeByImport string  `json:"madeByImport"`
}

// Before is the order of the waiting list.
func (w WaitingEntry) Before(o WaitingEntry) bool {
	if w.RequestedAt != o.RequestedAt {
		return w.RequestedAt < o.RequestedAt
	}
	return w.Sequence < o.Sequence
}
