package words

import (
	"regexp"
	"strings"
	"testing"
)

func TestSayFillsASentence(t *testing.T) {
	cases := map[string]struct {
		key    string
		values map[string]string
		want   string
	}{
		"a value":                {"term.notFound", map[string]string{"term": "T9", "terms": "T1, T2"}, "There is no term T9. The terms are: T1, T2."},
		"one":                    {"certificate.toCome", map[string]string{"count": "1"}, "This run has one session still to come. Certificates can be printed when it has been delivered."},
		"several":                {"certificate.toCome", map[string]string{"count": "3"}, "This run has 3 sessions still to come. Certificates can be printed when they have been delivered."},
		"a missing value":        {"term.notFound", nil, "There is no term . The terms are: ."},
		"an unknown key is seen": {"no.such.key", nil, "no.such.key"},
		"braces in a value stay": {"run.notFound", map[string]string{"run": "{run}"}, "There is no run {run}. Its reference stands on the timetable, such as UMH01-T4-1."},
	}
	for name, c := range cases {
		if got := Say(c.key, c.values); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestACollegeSaysItsOwnWords(t *testing.T) {
	sentence := "Every {$student} has a place."
	if got := (Catalogue{}).fill(sentence, nil); got != "Every student has a place." {
		t.Errorf("without own words: %q", got)
	}
	if got := (Catalogue{Own: map[string]string{"course": "événement"}}).fill("{$Course}s, {$Tutor}s", nil); got != "Événements, Tutors" {
		t.Errorf("with a capital: %q", got)
	}
	if got := (Catalogue{Own: map[string]string{"student": "learner"}}).fill(sentence, nil); got != "Every learner has a place." {
		t.Errorf("with own words: %q", got)
	}
}

func TestDatesAreSaidAsPeopleSayThem(t *testing.T) {
	cases := map[string][2]string{
		"long":     {LongDate("2026-09-07"), "Monday 7 September 2026"},
		"short":    {ShortDate("2026-09-07"), "Mon 7 Sep"},
		"day":      {DayMonth("2026-09-07"), "7 Sep"},
		"sentence": {DayMonthYear("2026-09-07"), "7 September 2026"},
		"month":    {MonthShort("2026-09-07"), "Sep"},
		"weekday":  {Weekday("2026-09-06"), "Sunday"},
		"leap day": {LongDate("2028-02-29"), "Tuesday 29 February 2028"},
		"no day":   {LongDate("2026-02-31"), ""},
		"nothing":  {ShortDate(""), ""},
	}
	for name, c := range cases {
		if c[0] != c[1] {
			t.Errorf("%s: %q, want %q", name, c[0], c[1])
		}
	}
}

// TestTheCatalogueIsWhole: a plural has both its forms, every brace closes,
// every term exists, no sentence is empty or has space at its ends.
func TestTheCatalogueIsWhole(t *testing.T) {
	term := regexp.MustCompile(`\{\$([A-Za-z]+)\}`)
	for _, key := range Keys() {
		text := sentences[key]
		for one, two := range map[string]string{"_one": "_other", "_other": "_one"} {
			if base, plural := strings.CutSuffix(key, one); plural && sentences[base+two] == "" {
				t.Errorf("%s has no %s", key, two)
			}
		}
		if strings.TrimSpace(text) != text || text == "" {
			t.Errorf("%s is empty or has space at an end: %q", key, text)
		}
		if strings.Count(text, "{") != strings.Count(text, "}") {
			t.Errorf("%s has a brace that does not close: %q", key, text)
		}
		for _, m := range term.FindAllStringSubmatch(text, -1) {
			if sentences["term."+strings.ToLower(m[1])] == "" {
				t.Errorf("%s names the term %q, which the catalogue does not have", key, m[1])
			}
		}
	}
}

// TestNoUnkindWord holds the catalogue to the words we avoid (docs/glossary.md).
func TestNoUnkindWord(t *testing.T) {
	avoided := regexp.MustCompile(`(?i)\b(patients?|clients?|service users?|diagnos\w+|referr\w+|therap(y|ies)|treatments?|caseloads?|absent|failed to attend|discharged|dropped out|instructors?|teachers?|vulnerable|non-compliant|enrollments?|programs|oops)\b|\bDNA\b|!`)
	allowed := map[string]bool{
		"import.field.enrolments.serviceContact": true, // quotes what people answer
	}
	for _, key := range Keys() {
		if found := avoided.FindString(sentences[key]); found != "" && !allowed[key] {
			t.Errorf("%s says %q: %q", key, found, sentences[key])
		}
	}
}
