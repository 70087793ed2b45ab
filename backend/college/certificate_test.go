package college

import "testing"

func TestCertificateRule(t *testing.T) {
	for name, c := range map[string]struct {
		rule                CertificateRule
		attended, delivered int
		want                bool
	}{
		"4 of 6":                        {DefaultCertificateRule, 4, 6, false},
		"5 of 6":                        {DefaultCertificateRule, 5, 6, true},
		"2 of 3":                        {DefaultCertificateRule, 2, 3, false},
		"7 of 10 is 70 %":               {DefaultCertificateRule, 7, 10, true},
		"6 planned, 1 cancelled by us":  {DefaultCertificateRule, 4, 5, true},
		"no rule is the default":        {CertificateRule{}, 4, 6, false},
		"a number of sessions":          {CertificateRule{Sessions: 4}, 4, 6, true},
		"a number of sessions, missed":  {CertificateRule{Sessions: 4}, 3, 3, false},
		"the number wins over a share":  {CertificateRule{Share: 100, Sessions: 1}, 1, 6, true},
		"nobody qualifies for nothing":  {CertificateRule{Share: 1}, 0, 6, false},
		"nor where none was delivered":  {DefaultCertificateRule, 0, 0, false},
		"a one-off workshop, attended":  {DefaultCertificateRule, 1, 1, true},
		"every session":                 {CertificateRule{Share: 100}, 5, 6, false},
		"every session, and came to it": {CertificateRule{Share: 100}, 6, 6, true},
	} {
		if got := c.rule.Qualifies(c.attended, c.delivered); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for delivered, want := range map[int]int{6: 5, 3: 3, 10: 7, 5: 4, 1: 1} {
		if got := DefaultCertificateRule.Needed(delivered); got != want {
			t.Errorf("of %d sessions %d are needed, want %d", delivered, got, want)
		}
	}
}

func TestWhatACertificateSaidIsSealed(t *testing.T) {
	a := PrintedHash("Siân Lee", "Sleep", 4, 480, "2026-09-07", "1")
	if a != PrintedHash("Siân Lee", "Sleep", 4, 480, "2026-09-07", "1") || len(a) != 64 {
		t.Error("the same words have the same hash")
	}
	if a == PrintedHash("Siân Lee", "Sleep", 5, 480, "2026-09-07", "1") || a == PrintedHash("Siân Law", "Sleep", 4, 480, "2026-09-07", "1") {
		t.Error("other words have the same hash")
	}
}

func TestReadCode(t *testing.T) {
	for typed, want := range map[string]string{
		"ABCDEFGHJK": "ABCDEFGHJK", " abcde fghjk ": "ABCDEFGHJK", "AbC-dEf–GhJ\u00a0k": "ABCDEFGHJK", "ABCDE\u200bFGHJK": "ABCDEFGHJK",
		"": "", "ABCDEFGHJ": "", "ABCDEFGHJKL": "", "ABCDEFGHIJ": "", "ABCDEFGHJ0": "", "ABCDEFGHJÄ": "",
	} {
		if code, ok := ReadCode(typed); ok != (want != "") || ok && code != want {
			t.Errorf("%q is read as %q, %t", typed, code, ok)
		}
	}
}
