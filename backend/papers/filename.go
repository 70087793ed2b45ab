package papers

import (
	"strings"

	"daybook/backend/college"
	"daybook/backend/words"
)

// Kind is a kind of paper, as file names and the record of what was printed
// tell it.
type Kind string

// The kinds of paper.
const (
	KindRegister             Kind = "register"
	KindDayRegisters         Kind = "dayRegisters"
	KindFacilitatorCopy      Kind = "facilitatorCopy"
	KindDayFacilitatorCopies Kind = "dayFacilitatorCopies"
	KindCourseRegister       Kind = "courseRegister"
	KindCertificates         Kind = "certificates"
	KindCertificateList      Kind = "certificateList"
	KindTimetable            Kind = "timetable"
	KindTimetableGrid        Kind = "timetableGrid"
	KindRecoverySheet        Kind = "recoverySheet"
	KindAudit                Kind = "audit"
	KindTimetableView        Kind = "timetableView" // of one student, tutor, volunteer, venue, room or day
	KindProspectus           Kind = "prospectus"
	KindDoorSign             Kind = "doorSign"
	KindPoster               Kind = "poster"
	KindBadges               Kind = "badges"
	KindLabels               Kind = "labels"
	KindDayPack              Kind = "dayPack"
	KindVenueSheet           Kind = "venueSheet"
	KindLetter               Kind = "letter"
	KindPlanCopy             Kind = "planCopy"
	KindContactSheet         Kind = "contactSheet"
)

// longestReference is what a file name takes of a reference, in letters.
const longestReference = 40

// FileName names a paper's file by date, kind and the reference of a run or
// term, "2026-09-07 register UMH01-AUT24-1.pdf"; a whole day has no reference.
// A file's name is seen by others: it never holds a person or a title (D11),
// and only letters, digits and "-" of a reference, which any disk can hold.
func FileName(kind Kind, date college.Date, reference string) string {
	var parts []string
	if date.Valid() {
		parts = append(parts, string(date))
	}
	parts = append(parts, words.Say("paper.file."+string(kind), nil))
	if safe := safeReference(reference); safe != "" {
		parts = append(parts, safe)
	}
	return strings.Join(parts, " ") + ".pdf"
}

func safeReference(reference string) string {
	safe := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, reference)
	if len(safe) > longestReference {
		safe = safe[:longestReference]
	}
	return strings.Trim(safe, "-")
}
