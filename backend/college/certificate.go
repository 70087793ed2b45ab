package college

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// CertificateRule is what a run asks for: a number of sessions when Sessions is
// set, else a share of the delivered ones in per cent (70 by default).
type CertificateRule struct {
	Share    int `json:"share"`
	Sessions int `json:"sessions"`
}

// DefaultCertificateRule is 70 % of the delivered sessions.
var DefaultCertificateRule = CertificateRule{Share: 70}

// Qualifies tells whether attended of delivered sessions meet the rule. Shares
// are compared in whole numbers, so 7 of 10 is 70 %, and yes. Nobody qualifies
// for nothing: no session attended, or none delivered, is a no.
func (r CertificateRule) Qualifies(attended, delivered int) bool {
	if attended <= 0 || delivered <= 0 {
		return false
	}
	if r.Sessions > 0 {
		return attended >= r.Sessions
	}
	share := r.Share
	if share == 0 {
		share = DefaultCertificateRule.Share
	}
	return attended*100 >= share*delivered
}

// Needed is how many of delivered sessions the rule asks for.
func (r CertificateRule) Needed(delivered int) int {
	for n := 1; n <= delivered; n++ {
		if r.Qualifies(n, delivered) {
			return n
		}
	}
	return max(r.Sessions, 1)
}

// Certificate was issued to a student for a run. What it said is hashed, so
// that it can be checked years later even when the person was erased.
type Certificate struct {
	ID           string `json:"id"`
	StudentID    string `json:"studentId"`
	RunID        string `json:"runId"`
	IssuedOn     Date   `json:"issuedOn"`
	Kind         string `json:"kind"` // attendance
	Number       string `json:"number"`
	Code         string `json:"code"`   // ten random letters
	Fields       string `json:"fields"` // hash of the printed fields
	Sessions     int    `json:"sessions"`
	Minutes      int    `json:"minutes"`
	Printings    int    `json:"printings"` // how often it was printed: one printed before is a duplicate
	VoidedOn     Date   `json:"voidedOn"`
	VoidedReason string `json:"voidedReason"`
}

// CertificateLetters are those of verification codes: none that is read for
// another one.
const CertificateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ"

// PrintedHash seals what a certificate said: name, course, sessions, minutes,
// day and number, each on a line of its own.
func PrintedHash(name, course string, sessions, minutes int, issued Date, number string) string {
	text := strings.Join([]string{name, course, itoa(sessions), itoa(minutes), string(issued), number}, "\n")
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// PaperIssued notes what was printed, about what and by whom.
type PaperIssued struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"` // register, facilitatorCopy, courseRegister, certificates, timetable
	RecordID  string  `json:"recordId"`
	PlaceName string  `json:"placeName"`
	File      string  `json:"file"`
	By        string  `json:"by"`
	At        Instant `json:"at"`
}
