package papers

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// TestTheCertificateBearsTheStudentsNameNotTheOperators: a college's earlier
// program printed the name of whoever was signed in.
func TestTheCertificateBearsTheStudentsNameNotTheOperators(t *testing.T) {
	p := plainFace(standard())
	p.By = "Operator Oona"
	r := someCertificates(6)
	r.Outcomes = []string{"how to rest"}
	for i := range r.Candidates {
		r.Candidates[i].Name = fmt.Sprint("Chosen Name ", i)
	}
	people := somePersonCertificates()
	for name, d := range map[string]*typeset.Document{
		"of a run":  Certificates(p, r, CertificateLook{Outcomes: true, OfAll: true}),
		"of people": PersonCertificates(p, people),
	} {
		if said, _ := textsOf(d); strings.Contains(said, "Oona") || strings.Contains(fmt.Sprint(d.Meta, d.Elements), "Oona") {
			t.Errorf("a certificate %s names who printed it", name)
		}
	}
	said, _ := textsOf(Certificates(p, r, CertificateLook{}))
	for _, c := range r.Candidates {
		if got := strings.Contains(said, c.Name+"\n"); got != stands(c) {
			t.Errorf("%s stands on a certificate: %v", c.Name, got)
		}
	}
	said, _ = textsOf(PersonCertificates(p, people))
	for _, c := range people {
		if !strings.Contains(said, c.Name+"\n") {
			t.Errorf("%s has no certificate", c.Name)
		}
	}
}

// TestCertificatesTellNothingOfHealth: one can be shown to an employer.
func TestCertificatesTellNothingOfHealth(t *testing.T) {
	health := regexp.MustCompile(`(?i)\b(nhs|health\w*|recover\w*|wellbeing|mental\w*|ill\w*|support\w*|care(r|rs)|patient\w*|crisis)\b`)
	for _, key := range words.Keys() {
		if strings.HasPrefix(key, "paper.certificate.") {
			if found := health.FindString(words.Say(key, nil)); found != "" {
				t.Errorf("%s says %q", key, found)
			}
		}
	}
}

func TestCertificateKinds(t *testing.T) {
	r := someCertificates(3)
	r.Candidates = r.Candidates[2:]
	r.Candidates[0].Issued = &college.Certificate{IssuedOn: "2026-10-13", Number: "C-7", Code: "ABCDEFGHJK", Sessions: 3, Minutes: 360}
	one := r
	one.Candidates = []college.CertificateCandidate{r.Candidates[0]}
	one.Candidates[0].Issued = &college.Certificate{Kind: college.CertificateSession, Sessions: 1, Minutes: 120}
	voided := somePersonCertificates()
	for i := range voided {
		voided[i].Issued.VoidedOn = "2026-11-20"
	}
	unsigned := plainFace(standard())
	unsigned.Face.Signatory, unsigned.Face.Role = "", ""
	for name, c := range map[string]struct {
		d    *typeset.Document
		says string
		want bool
	}{
		"a run":                  {Certificates(standard(), r, CertificateLook{}), "3 sessions · 6 hours of learning · 7 September to 12 October 2026\n", true},
		"three of six":           {Certificates(standard(), r, CertificateLook{OfAll: true}), "3 of 6 sessions · 6 hours of learning", true},
		"a session":              {Certificates(standard(), one, CertificateLook{OfAll: true}), "1 session · 2 hours of learning · 14 September 2026\n", true},
		"graduation":             {PersonCertificates(plainFace(standard()), somePersonCertificates()[:1]), "31 sessions · 62 hours · 2 September 2024 to 13 November 2026\n", true},
		"volunteering":           {PersonCertificates(plainFace(standard()), somePersonCertificates()[1:2]), "by welcoming people and looking after a venue\n", true},
		"leading, once more":     {PersonCertificates(plainFace(standard()), somePersonCertificates()[2:]), "Duplicate\n", true},
		"leading, for the first": {PersonCertificates(plainFace(standard()), somePersonCertificates()[:1]), "Duplicate\n", false},
		"nobody to sign":         {PersonCertificates(unsigned, somePersonCertificates()[:1]), "For Wexmoor Recovery and Wellbeing College\n", true},
		"voided":                 {PersonCertificates(standard(), voided), "Amara", false},
	} {
		if said, _ := textsOf(c.d); strings.Contains(said, c.says) != c.want {
			t.Errorf("%s: %q said is %v in\n%s", name, c.says, !c.want, said)
		}
	}
}

// TestOutcomesStandBehindTheirCertificate also when both sides are printed.
func TestOutcomesStandBehindTheirCertificate(t *testing.T) {
	p := plainFace(standard())
	p.Edition.Duplex = true
	r := someCertificates(2)
	r.Outcomes = []string{"how to rest", " "}
	pages := pagesOf(Certificates(p, r, CertificateLook{Outcomes: true}))
	if len(pages) != 4 {
		t.Fatalf("%d pages, want 4", len(pages))
	}
	for i, page := range pages {
		if strings.Contains(page, "how to rest\n") != (i%2 == 1) || !strings.Contains(page, r.Candidates[i/2].Issued.Number) {
			t.Errorf("page %d is not what it should be:\n%s", i+1, page)
		}
	}
	if n := len(Certificates(p, someCertificates(1), CertificateLook{Outcomes: true}).Pages); n != 1 {
		t.Errorf("a course without outcomes: %d pages", n)
	}
}

// TestDayPackInOrder: the cover, the sign-in sheets, the facilitators' copies;
// printed on both sides each begins on a right-hand page.
func TestDayPackInOrder(t *testing.T) {
	p := plainFace(standard())
	p.Edition.Duplex = true
	d := DayPack(p, aDayPack(3))
	var kinds []string
	for i, page := range pagesOf(d) {
		kind := ""
		switch {
		case !strings.Contains(page, "Page 1 of"):
			continue
		case strings.Contains(page, "The day’s pack: "):
			kind = "cover"
		case strings.Contains(page, "Signature\n") || strings.Contains(page, "Here\n"):
			kind = "sign-in"
		case strings.Contains(page, "CONFIDENTIAL"):
			kind = "copy"
		}
		kinds = append(kinds, kind)
		if i%2 == 1 {
			t.Errorf("a %s begins on page %d, a left-hand one", kind, i+1)
		}
	}
	if got, want := strings.Join(kinds, " "), "cover sign-in sign-in sign-in copy copy copy"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDayPackCoverSays(t *testing.T) {
	d := DayPack(plainFace(standard()), aDayPack(2))
	cover := pagesOf(d)[0] + pagesOf(d)[1]
	for _, text := range []string{
		"Priya K (Priya Kaur) · leads: 07700 900456", "Ali Mahmood · leads too: no phone number noted", "Key: Key safe by the side door: 4711",
		"Step-free from the street: no · Two steps into the room (not checked yet)", "Quiet space: not known (not checked yet)", "Hearing loop: no\n",
		"15 minutes: be there from 09:45", "Caretaker, also evenings and weekends: 07700 900999", "Keep it with you, and shred it after the day.",
	} {
		if !strings.Contains(strings.ReplaceAll(cover, "\u00a0", " "), text) {
			t.Errorf("the cover does not say %q", text)
		}
	}
	said := strings.Join(pagesOf(d), "")
	if strings.Count(said, "4711") != 1 {
		t.Errorf("the key of one way in stands in %d places", strings.Count(said, "4711"))
	}
}

func TestVenueSheetSaysWhatIsNotKnown(t *testing.T) {
	said, _ := textsOf(VenueSheet(plainFace(standard()), aVenueSheet()))
	for _, text := range []string{
		"Circle: 20", "Rows: 40", "wi-fi, screen, kitchen", "good light, piano", "3 May 2025, Volunteer", "Ramp at the side", "Bus stop near by\nNot known\nNot checked yet",
		"24 December 2026 to 4 January 2027 · Christmas", "Studio: 30 November 2026", "The lift is out of order",
	} {
		if !strings.Contains(said, text) {
			t.Errorf("the sheet does not say %q in\n%s", text, said)
		}
	}
}

// TestTheAddressStandsInTheWindow: wholly, wherever the window of the envelope
// is, and nothing else does.
func TestTheAddressStandsInTheWindow(t *testing.T) {
	shown := typeset.Box{X: 20, Y: 50, W: 90, H: 30} // 35 mm high, its top at 45 to 50 mm
	seen := typeset.Box{X: 20, Y: 45, W: 90, H: 40}
	for _, p := range []Printing{faced(standard()), faced(largePrint(18)), faced(largePrint(24))} {
		for i, l := range append(someLetters(), hostileLetters()...) {
			d := Letters(p, []college.Letter{l})
			lines := 0
			for _, op := range d.Pages[0].Ops {
				text, is := op.(typeset.Text)
				ink := typeset.Box{}
				if is {
					ink = text.Ink()
				}
				if ink.W == 0 || ink.X > seen.Right() || ink.Right() < seen.X || ink.Y > seen.Bottom() || ink.Bottom() < seen.Y {
					continue
				}
				lines++
				if ink.X < shown.X || ink.Right() > shown.Right() || ink.Y < shown.Y || ink.Bottom() > shown.Bottom() {
					t.Errorf("letter %d at %g pt: %q is not wholly in the window: %v", i, p.Edition.BodySize(), text.String, ink)
				}
			}
			if lines > mostAddress || lines == 0 {
				t.Errorf("letter %d: %d lines in the window", i, lines)
			}
		}
	}
}

func TestAddressLinesJoin(t *testing.T) {
	l := someLetters()[1]
	l.To.Lines = []string{"Flat 2", "Mill House", "14 Mill Street", "Northgate", "Wexmoor", "KD1 4AB"}
	d := Letters(plainFace(standard()), []college.Letter{l})
	find(t, d, "KD1 4AB")
	for _, issue := range d.Issues() {
		t.Errorf("six lines of address: %+v", issue)
	}
	said, _ := textsOf(d)
	for _, part := range l.To.Lines {
		if !strings.Contains(said, part) {
			t.Errorf("the address lost %q", part)
		}
	}
}

// TestLettersHonourTheReader: each in its own size, and named nowhere but in it.
func TestLettersHonourTheReader(t *testing.T) {
	letter := someLetters()[1]
	for format, want := range map[string]float64{"": 14, "largePrint": 18, "largerPrint": 24} {
		letter.Format = format
		if got := find(t, Letters(plainFace(standard()), []college.Letter{letter}), "Dear Amara,").Size; got != want {
			t.Errorf("%q: set in %g pt, want %g", format, got, want)
		}
		d := Letters(plainFace(standard()), []college.Letter{letter})
		formats := 0.0
		for _, op := range d.Pages[len(d.Pages)-1].Ops {
			if text, is := op.(typeset.Text); is && strings.HasPrefix(text.String, "Other formats") {
				formats = text.Size
			}
		}
		if formats < 16 {
			t.Errorf("%q: other formats are offered in %g pt", format, formats)
		}
	}
	letter.Format = "largePrint"
	if got := find(t, Letters(plainFace(largePrint(24)), []college.Letter{letter}), "Dear Amara,").Size; got != 24 {
		t.Errorf("chosen larger: %g pt", got)
	}
	p := plainFace(standard())
	p.Edition.Duplex = true
	for i, page := range pagesOf(Letters(p, someLetters())) {
		if strings.Contains(page, "Dear ") && i%2 == 1 {
			t.Errorf("a letter begins on page %d, a left-hand one", i+1)
		}
	}
}

// TestPlanCopySaysItInWords: no rating, no share.
func TestPlanCopySaysItInWords(t *testing.T) {
	c := aPlan()
	said, _ := textsOf(PlanCopy(plainFace(standard()), c))
	for _, text := range []string{
		"I feel a good deal further along than when I began.", "It feels harder just now than when I began, and that is all right.", "I have got there.",
		"It is about being with others.", "A seat near the door, and a break after an hour.", "We look at it together again on Thursday 11 February 2027.",
	} {
		if !strings.Contains(said, text+"\n") {
			t.Errorf("the plan does not say %q", text)
		}
	}
	if found := regexp.MustCompile(`%|\b\d+ ?/ ?\d+\b|\b\d+ of 10\b`).FindString(strings.Split(said, "Printed")[0]); found != "" {
		t.Errorf("the plan has a number in it: %q", found)
	}
	c.Format = "largePrint"
	if size := find(t, PlanCopy(plainFace(standard()), c), "To meet people who get it").Size; size != 18 {
		t.Errorf("their own format: %g pt", size)
	}
	c.Reviews = append(c.Reviews, college.PlanReview{Date: "2027-02-11", Kind: "exit", Summary: "A good end."})
	if said, _ := textsOf(PlanCopy(plainFace(standard()), c)); strings.Contains(said, "We look at it together again") {
		t.Error("a plan that is closed is to be looked at again")
	}
}

func TestContactSheetKeepsAddressesWhole(t *testing.T) {
	upright, turned := plainFace(standard()), plainFace(standard())
	turned.Edition.Landscape = true
	for name, p := range map[string]Printing{"upright": upright, "turned": turned, "large": plainFace(largePrint(18)), "24 pt": plainFace(largePrint(24))} {
		d := ContactSheet(p, aContactSheet(3))
		for _, issue := range d.Issues() {
			if strings.Contains(issue.Detail, "@") || strings.HasPrefix(issue.Detail, "person.") {
				t.Errorf("%s: %+v", name, issue)
			}
		}
		if !strings.Contains(pagesOf(d)[0], "CONFIDENTIAL") {
			t.Errorf("%s does not say it is confidential", name)
		}
	}
}

// TestTitlesAndFilesNameNobody (D11).
func TestTitlesAndFilesNameNobody(t *testing.T) {
	for name, d := range papersOf(plainFace(standard())) {
		if found := regexp.MustCompile(`Amara|Okafor|Priya|Kaur|Sleep Well|Castleby`).FindString(d.Meta.Title + d.Meta.Subject); found != "" {
			t.Errorf("%s: its title says %q", name, found)
		}
		if d.Meta.Title == "" || strings.Contains(d.Meta.Title, "paper.") {
			t.Errorf("%s: its title is %q", name, d.Meta.Title)
		}
	}
	for kind, want := range map[Kind]string{
		KindDayPack: "2026-09-14 day pack.pdf", KindVenueSheet: "2026-09-14 venue sheet V17.pdf", KindLetter: "2026-09-14 letter V17.pdf",
		KindPlanCopy: "2026-09-14 learning plan V17.pdf", KindContactSheet: "2026-09-14 contact sheet.pdf",
	} {
		reference := "V17"
		if kind == KindDayPack || kind == KindContactSheet {
			reference = ""
		}
		if got := FileName(kind, "2026-09-14", reference); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
