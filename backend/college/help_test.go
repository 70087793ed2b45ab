package college

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"
)

// fields are the wrong fields of a refusal, each once, in order.
func fields(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	r := AsRefusal(err)
	if r == nil {
		t.Fatalf("a fault, not a refusal: %v", err)
	}
	var names []string
	for _, f := range r.Fields {
		if !slices.Contains(names, f.Field) {
			names = append(names, f.Field)
		}
	}
	slices.Sort(names)
	return names
}

// broken says findings as "severity rule key" and checks that each one's
// sentence exists and that every {name} in it has a value.
func broken(t *testing.T, found []Finding) []string {
	t.Helper()
	var said []string
	for _, f := range found {
		said = append(said, string(f.Severity)+" "+f.Rule+" "+f.Key)
		sentence := sentenceOf(t, f.Key)
		for _, name := range regexp.MustCompile(`\{([a-z][A-Za-z]*)\}`).FindAllStringSubmatch(sentence, -1) {
			if f.Values[name[1]] == "" {
				t.Errorf("%s has no value for {%s}", f.Key, name[1])
			}
		}
	}
	return said
}

func sentenceOf(t *testing.T, key string) string {
	t.Helper()
	sentences := map[string]string{}
	data, err := os.ReadFile("../words/en.json")
	if err == nil {
		err = json.Unmarshal(data, &sentences)
	}
	if err != nil {
		t.Fatal(err)
	}
	text := firstOf(sentences[key], sentences[key+"_other"])
	if text == "" {
		t.Errorf("the catalogue has no sentence %q", key)
	}
	return text
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
