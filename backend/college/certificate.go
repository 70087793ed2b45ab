package college

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
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

// Kinds of certificate.
const (
	CertificateCourse     = "course"     // of a run's sessions
	CertificateSession    = "session"    // of one session
	CertificateGraduation = "graduation" // of a student who graduated
	CertificateVolunteer  = "volunteer"
	CertificateTutor      = "tutor"
)

// Certificate was issued to a student for a run or a session, or to a person
// for what they are or did. It keeps what was printed, whatever is renamed
// later: a reprint says the same. That is hashed too, so that it can be checked
// years later even when the person was erased and the name is gone.
type Certificate struct {
	ID           string `json:"id"`
	Kind         string `json:"kind"`      // one of CertificateKinds
	StudentID    string `json:"studentId"` // of course, session and graduation
	PersonID     string `json:"personId"`  // of volunteer and tutor
	RunID        string `json:"runId"`     // of course and session
	SessionID    string `json:"sessionId"` // of session
	IssuedOn     Date   `json:"issuedOn"`
	Number       string `json:"number"` // C-00042; never given twice
	Code         string `json:"code"`   // ten random letters
	Fields       string `json:"fields"` // hash of the printed fields
	Name         string `json:"name"`   // as it was printed; "" once the person was erased
	Course       string `json:"course"` // the course's title as it was printed; "" of the kinds without
	Sessions     int    `json:"sessions"`
	Minutes      int    `json:"minutes"`
	Printings    int    `json:"printings"` // how often it was printed: one printed before is a duplicate
	VoidedOn     Date   `json:"voidedOn"`
	VoidedBy     string `json:"voidedBy"` // the user's id in the keyring
	VoidedReason string `json:"voidedReason"`
}

// CertificateKinds are all of them.
var CertificateKinds = []string{CertificateCourse, CertificateSession, CertificateGraduation, CertificateVolunteer, CertificateTutor}

// CertificateLetters are those of verification codes: none that is read for
// another one.
const CertificateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ"

// ReadCode reads a verification code as people type it: capitals, spaces and
// hyphens do not matter. ok is false unless it is ten of CertificateLetters.
func ReadCode(typed string) (code string, ok bool) {
	code = strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, typed))
	strange := strings.Trim(code, CertificateLetters)
	return code, len(code) == 10 && strange == ""
}

// PrintedHash seals what a certificate said: name, course, sessions, minutes,
// day and number, each on a line of its own. The name is folded, so that who
// types it from the paper need not find its accents and apostrophes.
func PrintedHash(name, course string, sessions, minutes int, issued Date, number string) string {
	text := strings.Join([]string{firstOf(Fold(name), name), course, itoa(sessions), itoa(minutes), string(issued), number}, "\n")
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// PaperIssued notes what was printed, about what and by whom.
type PaperIssued struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"` // a papers.Kind
	RecordID  string  `json:"recordId"`
	PlaceName string  `json:"placeName"`
	File      string  `json:"file"`
	By        string  `json:"by"`
	At        Instant `json:"at"`
}
