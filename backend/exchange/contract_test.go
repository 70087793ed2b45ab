package exchange

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// jsonNames are the JSON names of a struct's fields, embedded ones included.
func jsonNames(values ...any) []string {
	var names []string
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		for f := range t.Fields() {
			if f.Anonymous {
				walk(f.Type)
				continue
			}
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			names = append(names, name)
		}
	}
	for _, v := range values {
		walk(reflect.TypeOf(v))
	}
	return names
}

// TestFieldsAreOfTheContract: a field is called what its value is called in
// JSON, so that a FieldError finds its place on a form.
func TestFieldsAreOfTheContract(t *testing.T) {
	parts := []string{"emergencyName", "emergencyRelationship", "emergencyPhone"} // of emergencyContacts
	for kind, names := range map[string][]string{
		college.ImportEnrolments: append(jsonNames(college.EnrolmentRow{}, college.Person{}, college.Student{}), parts...),
		college.ImportTermPlan:   jsonNames(college.PlanRow{}),
		college.ImportBookings:   jsonNames(college.BookingRow{}),
	} {
		if len(Fields(kind)) == 0 {
			t.Errorf("%s has no fields", kind)
		}
		for _, f := range Fields(kind) {
			if !slices.Contains(names, f.Name) {
				t.Errorf("%s: no value is called %s", kind, f.Name)
			}
			if f.Key != "import.field."+kind+"."+f.Name {
				t.Errorf("%s: key %s", f.Name, f.Key)
			}
		}
	}
	if Fields("invoices") != nil {
		t.Error("an unknown kind has no fields")
	}
}

// TestSynonyms: a heading means one thing in one kind of file, and is written
// in the table as it is compared.
func TestSynonyms(t *testing.T) {
	for kind, fs := range fields {
		means := map[string]string{}
		for _, f := range fs {
			for _, h := range f.headings {
				if compare(h) != h {
					t.Errorf("%s %s: %q is compared as %q", kind, f.Name, h, compare(h))
				}
				if other := means[h]; other != "" {
					t.Errorf("%s: %q means %s and %s", kind, h, other, f.Name)
				}
				means[h] = f.Name
				if got := lookUp(kind, strings.ToUpper(h)+"?\u00a0\n(choose one)"); got != f.Name {
					t.Errorf("%s: %q is taken for %q, want %s", kind, h, got, f.Name)
				}
			}
			if lookUp(kind, f.Name) != f.Name {
				t.Errorf("%s: the name %s is not known", kind, f.Name)
			}
		}
	}
}

// TestAnswersAreOfTheLists: every code given is one the college knows.
func TestAnswersAreOfTheLists(t *testing.T) {
	for name, c := range map[string]struct {
		table answers
		codes []string
	}{
		"identity": {identityAnswers, college.PrimaryIdentities},
		"heard":    {heardAnswers, college.HeardAbouts},
		"service":  {serviceAnswers, college.ServiceContacts},
		"need":     {needAnswers, college.AccessNeedCodes},
		"contact":  {contactAnswers, college.PreferredContacts},
		"format":   {formatAnswers, college.Formats},
		"source":   {sourceAnswers, []string{"phone", "form", "inPerson", "partner", "walkIn"}},
		"mode":     {modeAnswers, []string{string(college.InPerson), string(college.Online), string(college.Hybrid)}},
		"place":    {placeAnswers, []string{"booked", "waiting"}},
		"ethnic":   {ethnicAnswers, strings.Split("ABCDEFGHJKLMNPRSZ", "")},
	} {
		given := map[string]bool{}
		for said, code := range c.table {
			given[code] = true
			if !slices.Contains(c.codes, code) {
				t.Errorf("%s: %q gives %q", name, said, code)
			}
			if said == "" {
				t.Errorf("%s: no answer is an answer", name)
			}
		}
		for _, code := range c.codes {
			if !given[code] {
				t.Errorf("%s: nothing gives %s", name, code)
			}
		}
	}
}

// TestNoNilSlices: what crosses the bridge has empty lists, never null.
func TestNoNilSlices(t *testing.T) {
	for name, text := range map[string]string{
		"enrolment": "Full name,Phone,Postcode\nSam,07700 900000,\n",
		"plan":      planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,9\n",
		"booking":   goodCSV,
	} {
		_, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
		out, err := json.Marshal(file)
		if err != nil || strings.Contains(string(out), "null") {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
	s, err := Read("a.csv", strings.NewReader(goodCSV), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if out, _ := json.Marshal(Guess(s)); strings.Contains(string(out), "null") {
		t.Errorf("guess: %s", out)
	}
}
