package papers

import (
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// TestRunningLine: whatever the title, the date stands whole and in one line.
func TestRunningLine(t *testing.T) {
	for name, c := range map[string]struct {
		title, want string
		body        float64
	}{
		"short":       {"Food and Mood", "Food and Mood · Mon 14 Sep 2026", 12},
		"long, large": {"Understanding Psychosis and Hearing Voices", "Understanding… · Mon 14 Sep 2026", 24},
	} {
		e := typeset.Edition{Body: c.body}
		if got := standard().runningLine(e, c.title, standard().short("2026-09-14")); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestEmailIsNeverHyphenated: an address too wide for its column keeps all its
// letters and gets no other.
func TestEmailIsNeverHyphenated(t *testing.T) {
	e := typeset.Edition{Body: 24}
	for _, address := range []string{"a@b.org", "chukwuemeka.okonkwo@example.org", strings.Repeat("w", 60) + "@" + strings.Repeat("example.", 9) + "org"} {
		var all strings.Builder
		for _, para := range emailParas(address, e, 60, "") {
			if typeset.Width(para.Text, 24, false) > 60 {
				t.Errorf("%q is wider than its column", para.Text)
			}
			all.WriteString(para.Text)
		}
		if all.String() != address {
			t.Errorf("%q became %q", address, all.String())
		}
	}
}

func TestAuditFields(t *testing.T) {
	many := strings.Fields("a b c d e f g h i j k l m n")
	for name, c := range map[string]struct {
		fields []string
		want   string
	}{
		"a paper":      {[]string{"paper_issued.at", "paper_issued.by", "paper_issued.file", "paper_issued.kind"}, "file and kind"},
		"an import":    {[]string{"import_batch.name", "import_row.values"}, ""},
		"in words":     {[]string{"person.full_name", "student.updated_at", "student.person_id", "person.post_code"}, "full name and post code"},
		"each once":    {[]string{"booking.kind", "act.kind"}, "kind"},
		"two too many": {many, "a, b, c, d, e, f, g, h, i, j, k, l and 2 more"},
	} {
		if got := standard().auditFields(c.fields); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestCertificateListWaits: while printing would refuse, the list says why and
// promises nothing.
func TestCertificateListWaits(t *testing.T) {
	for name, c := range map[string]struct {
		toCome, unmarked int
		says             string
		issue            bool
	}{
		"ready":    {0, 0, "This run asks for", true},
		"to come":  {5, 0, "5 sessions of this run are still to come.", false},
		"unmarked": {0, 2, "2 places are not marked yet.", false},
	} {
		r := someCertificates(6)
		for i := range r.Candidates {
			r.Candidates[i].Issued, r.Candidates[i].Qualifies = nil, true
		}
		r.ToCome, r.Unmarked = c.toCome, c.unmarked
		said, _ := textsOf(CertificateList(standard(), r))
		if !strings.Contains(said, c.says) || strings.Contains(said, "Can be issued\n") != c.issue {
			t.Errorf("%s: it does not say %q, or promises too much, in\n%s", name, c.says, said)
		}
	}
}

func TestPlanReviewThatIsPast(t *testing.T) {
	for due, want := range map[college.Date]string{
		"2027-01-20": "We look at it together again on Wednesday 20 January 2027.",
		"2025-07-16": "We meant to look at it together on Wednesday 16 July 2025.",
	} {
		said, _ := textsOf(PlanCopy(standard(), college.PlanCopy{Called: "Bea", Plan: college.LearningPlan{ReviewDue: due}}))
		if !strings.Contains(strings.ReplaceAll(said, "\n", " "), want) {
			t.Errorf("%s: %q is not said in\n%s", due, want, said)
		}
	}
}
