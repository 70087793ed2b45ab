package college

import (
	"maps"
	"testing"
)

// TestWithSaidWords: a word for one is also one for several, where English makes
// it so and nobody says another.
func TestWithSaidWords(t *testing.T) {
	for name, c := range map[string]struct{ own, said, want map[string]string }{
		"an s":             {nil, map[string]string{"tutor": "trainer"}, map[string]string{"tutor": "trainer", "tutors": "trainers"}},
		"es":               {nil, map[string]string{"tutor": "coach"}, map[string]string{"tutor": "coach", "tutors": "coaches"}},
		"ies":              {nil, map[string]string{"student": "trainee buddy"}, map[string]string{"student": "trainee buddy", "students": "trainee buddies"}},
		"y after vowel":    {nil, map[string]string{"tutor": "key"}, map[string]string{"tutor": "key", "tutors": "keys"}},
		"both said":        {nil, map[string]string{"student": "person", "students": "people"}, map[string]string{"student": "person", "students": "people"}},
		"said before":      {map[string]string{"students": "people"}, map[string]string{"student": "person"}, map[string]string{"student": "person", "students": "people"}},
		"taken away":       {map[string]string{"tutor": "trainer", "tutors": "trainers"}, map[string]string{"tutor": ""}, map[string]string{"tutor": "", "tutors": ""}},
		"others stay":      {map[string]string{"student": "learner"}, map[string]string{"tutors": "trainers"}, map[string]string{"student": "learner", "tutors": "trainers"}},
		"has no plural":    {nil, map[string]string{"course": "workshop"}, map[string]string{"course": "workshop"}},
		"irregular":        {nil, map[string]string{"student": "person"}, nil},
		"another alphabet": {nil, map[string]string{"student": "учень"}, nil},
	} {
		got, err := WithSaidWords(c.own, c.said)
		if !maps.Equal(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if err != nil && AsRefusal(err).Key != "words.pluralNeeded" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
