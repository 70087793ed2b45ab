package papers

import (
	"strings"
	"testing"

	"daybook/backend/college"
)

func TestCertificatesAreOfTheIssued(t *testing.T) {
	r := someCertificates(10)
	r.Candidates[1].Issued.VoidedOn = "2026-11-01"
	said, _ := textsOf(Certificates(standard(), r, CertificateLook{}))
	for i, c := range r.Candidates {
		want := c.Issued != nil && c.Issued.VoidedOn == ""
		if got := strings.Contains(said, c.Name+"\n"); got != want {
			t.Errorf("candidate %d has a certificate: %v, want %v", i, got, want)
		}
	}
}

func TestCertificateSays(t *testing.T) {
	r := someCertificates(1)
	r.Candidates[0].Issued = &college.Certificate{IssuedOn: "2026-10-13", Number: "C-7", Code: "ABCDEFGHJK", Sessions: 4, Minutes: 450}
	d := Certificates(standard(), r, CertificateLook{})
	for text, baseline := range map[string]float64{
		r.College: 32, "Certificate of attendance": 52, "awarded to": 70, "Amara Kaur": 87, "who took part in": 102,
		"Sleep Well, Live Well": 115,
		"4 sessions · 7 hours 30 minutes of learning · 7 September to 12 October 2026": 128,
		"Co-produced with Wexmoor Libraries and Age Friendly Wexmoor":                  137,
		"Nadia Rahman, College manager":                                                178,
		"Issued 13 October 2026 · Certificate C-7 · Verification code ABCDEFGHJK":      192,
	} {
		if got := find(t, d, text); got.Y < baseline-0.01 || got.Y > baseline+0.01 {
			t.Errorf("%q stands at %.1f mm, want %g", text, got.Y, baseline)
		}
	}
	said, _ := textsOf(d)
	if strings.Contains(said, "4 of") || strings.Contains(said, "of 6") || strings.Contains(said, "Duplicate") {
		t.Error("a first certificate says of how many, or that it is a duplicate")
	}
	r.Candidates[0].Issued.Printings = 1
	find(t, Certificates(standard(), r, CertificateLook{}), "Duplicate")
	r.SignatoryName, r.SignatoryRole = "", ""
	find(t, Certificates(standard(), r, CertificateLook{}), "For "+r.College)
}

func TestCertificateList(t *testing.T) {
	r := someCertificates(5)
	r.Unmarked = 1
	r.Candidates[4].WhyKey, r.Candidates[4].WhyValues = "field.tooLong", college.Values{"longest": "5"}
	said, _ := textsOf(CertificateList(standard(), r))
	for _, text := range []string{
		"This run asks for 5 of the 6 sessions delivered.", "Certificate (2)", "No certificate (3)",
		"1 place is not marked yet.", "Make this shorter: at most 5 letters.", "C-2026-00001, issued 13 October 2026",
	} {
		if !strings.Contains(said, text) {
			t.Errorf("the list does not say %q", text)
		}
	}
}

func TestTimesInWords(t *testing.T) {
	p := standard()
	for minutes, want := range map[int]string{60: "1 hour", 480: "8 hours", 45: "45 minutes", 90: "1 hour 30 minutes", 121: "2 hours 1 minute"} {
		if got := p.hours(minutes); got != want {
			t.Errorf("%d minutes: %q, want %q", minutes, got, want)
		}
	}
	for want, got := range map[string]string{
		"7 September to 12 October 2026":    p.dates("2026-09-07", "2026-10-12"),
		"7 to 21 September 2026":            p.dates("2026-09-07", "2026-09-21"),
		"7 September 2026":                  p.dates("2026-09-07", "2026-09-07"),
		"7 December 2026 to 4 January 2027": p.dates("2026-12-07", "2027-01-04"),
		"":                                  p.dates("", ""),
	} {
		if got != want {
			t.Errorf("dates %q, want %q", got, want)
		}
	}
}
