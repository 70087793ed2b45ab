package college

import (
	"regexp"
	"strings"
	"unicode"
)

// Phone is a number in international form, "+447700900123", with what the
// person allows on it.
type Phone struct {
	Number          string `json:"number"`
	Kind            string `json:"kind"` // mobile, landline
	SafeToText      bool   `json:"safeToText"`
	SafeToVoicemail bool   `json:"safeToVoicemail"`
}

// EmergencyContact is whom to ring, as the student named them.
type EmergencyContact struct {
	Name         string `json:"name"`
	Phone        string `json:"phone"`
	Relationship string `json:"relationship"`
}

// ReadPhone turns what people type into "+44…" and says whether it is a
// mobile. Spaces, brackets, dots and dashes do not matter. UK mobiles have ten
// digits from a 7 (the rule GOV.UK Notify uses), landlines nine or ten; any
// other country needs its +. ok is false when it is none of these.
func ReadPhone(s string) (number string, mobile, ok bool) {
	var b strings.Builder
	for i, r := range strings.TrimSpace(s) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && i == 0, unicode.IsSpace(r), strings.ContainsRune("()-./ ‑–", r), unicode.Is(unicode.Cf, r):
		default:
			return "", false, false
		}
	}
	digits := b.String()
	abroad := strings.HasPrefix(strings.TrimSpace(s), "+") || strings.HasPrefix(digits, "00")
	digits = strings.TrimLeft(digits, "0")
	if strings.HasPrefix(digits, "44") {
		digits = strings.TrimLeft(digits[2:], "0")
	} else if abroad {
		return "+" + digits, false, len(digits) >= 7 && len(digits) <= 15
	}
	if strings.HasPrefix(digits, "7") && len(digits) == 10 {
		return "+44" + digits, true, true
	}
	landline := len(digits) == 9 || len(digits) == 10
	return "+44" + digits, false, landline && strings.ContainsRune("12389", rune(digits[0]))
}

// ShowPhone is how a number is printed: "07700 900123" at home, "+353…" abroad.
func ShowPhone(number string) string {
	if home, uk := strings.CutPrefix(number, "+44"); uk && len(home) >= 9 {
		home = "0" + home
		return home[:5] + " " + home[5:]
	}
	return number
}

var domainLabel = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`)

// ReadEmail trims and lower-cases the domain; ok is false unless it is
// local@domain with at most 320 letters, no "..", and a domain of two or more
// labels of at most 63 letters each.
func ReadEmail(s string) (string, bool) {
	s = strings.TrimSpace(s)
	local, domain, found := strings.Cut(s, "@")
	domain = strings.ToLower(domain)
	good := found && local != "" && len(s) <= 320 && len(domain) <= 253 &&
		!strings.Contains(s, "..") && !strings.ContainsFunc(s, unicode.IsSpace) && !strings.Contains(domain, "@")
	labels := strings.Split(domain, ".")
	good = good && len(labels) >= 2
	for _, l := range labels {
		good = good && len(l) <= 63 && domainLabel.MatchString(l)
	}
	return local + "@" + domain, good
}

var postcode = regexp.MustCompile(`^(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[A-Z])?|[0-9][A-Z]) [0-9][ABD-HJLNP-UW-Z]{2})$`)

// ReadPostcode writes a postcode in capitals with its one space. known is false
// when it has none of the six British shapes, which is worth a concern and
// never a refusal: new codes and other countries exist.
func ReadPostcode(s string) (tidy string, known bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) >= 5 && len(s) <= 7 {
		s = s[:len(s)-3] + " " + s[len(s)-3:]
	}
	return s, postcode.MatchString(s)
}

// District is the outward half of a postcode, "KD7" of "KD7 0EH".
func District(code string) string {
	out, _, found := strings.Cut(code, " ")
	if !found {
		return ""
	}
	return out
}
