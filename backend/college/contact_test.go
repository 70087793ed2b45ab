package college

import (
	"strings"
	"testing"
)

func TestReadPhone(t *testing.T) {
	for typed, want := range map[string]struct {
		number     string
		mobile, ok bool
	}{
		"07700 900123":            {"+447700900123", true, true},
		"+44 7700 900123":         {"+447700900123", true, true},
		"+44 (0)7700 900123":      {"+447700900123", true, true},
		"0044 7700 900 123":       {"+447700900123", true, true},
		"447700900123":            {"+447700900123", true, true},
		"7700900123":              {"+447700900123", true, true},
		"07700-900.123":           {"+447700900123", true, true},
		"\u00a007700\u2009900123": {"+447700900123", true, true},
		"\u202a07700900123\u202c": {"+447700900123", true, true},
		"01924 316 000":           {"+441924316000", false, true},
		"016977 3555":             {"+44169773555", false, true},
		"+353 1 234 5678":         {"+35312345678", false, true},
		"0770 900123":             {"+44770900123", false, false},
		"077009001234":            {"+4477009001234", false, false},
		"07700 900123 after six":  {"", false, false},
		"123":                     {"+44123", false, false},
		"":                        {"+44", false, false},
	} {
		number, mobile, ok := ReadPhone(typed)
		if ok != want.ok || ok && (number != want.number || mobile != want.mobile) {
			t.Errorf("ReadPhone(%q) = %s mobile %v ok %v", typed, number, mobile, ok)
		}
	}
	for number, want := range map[string]string{"+447700900123": "07700 900123", "+35312345678": "+35312345678", "": ""} {
		if got := ShowPhone(number); got != want {
			t.Errorf("ShowPhone(%q) = %q", number, got)
		}
	}
}

func TestReadEmail(t *testing.T) {
	long := strings.Repeat("a", 64)
	for typed, want := range map[string]bool{
		"sam@example.org": true, " Sam.O'Neil@Example.ORG ": true, "a+b@x.co.uk": true,
		"sam@" + long[:63] + ".org": true, "sam@" + long + ".org": false,
		"sam..b@example.org": false, "sam@example": false, "@example.org": false, "sam@": false, "sam": false,
		"sam@exa mple.org": false, "sam@@example.org": false, "sam@-example.org": false, "anonymous": false, "": false,
		strings.Repeat("a", 320) + "@example.org": false,
	} {
		if tidy, ok := ReadEmail(typed); ok != want {
			t.Errorf("ReadEmail(%q) = %q, %v", typed, tidy, ok)
		}
	}
	if tidy, _ := ReadEmail(" Sam@Example.ORG "); tidy != "Sam@example.org" {
		t.Errorf("tidied to %q", tidy)
	}
}

// The vectors of standards 2.5.
func TestReadPostcode(t *testing.T) {
	for _, good := range []string{"WF1 3SB", "SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA"} {
		loose := strings.ToLower(strings.ReplaceAll(good, " ", ""))
		if tidy, known := ReadPostcode(loose); tidy != good || !known {
			t.Errorf("ReadPostcode(%q) = %q, %v", loose, tidy, known)
		}
	}
	for _, odd := range []string{"QX1 1AA", "WF1 3CO", "WF1", "", "BFPO 801", "75001"} {
		if tidy, known := ReadPostcode(odd); known {
			t.Errorf("%q passed as %q", odd, tidy)
		}
	}
	if d := District("KD7 0EH"); d != "KD7" {
		t.Errorf("district %q", d)
	}
	if d := District("unknown"); d != "" {
		t.Errorf("district %q of no postcode", d)
	}
}
