package timetable

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"daybook/backend/college"
)

// term is a small term with nothing wrong in it: one run of three sessions in
// the Main Hall of a community centre on Mondays from 7 September 2026, taught
// by a peer and another tutor who may; tests break one thing at a time.
func term() Facts {
	f := Facts{
		Courses: []college.Course{
			{ID: "sleep", Code: "UMH01", OutsideTitle: "Sleep", ApprovedHow: college.ApprovedBefore, Status: college.CourseLive},
			{ID: "music", Code: "PA01", OutsideTitle: "Music", ApprovedHow: college.ApprovedByPanel, Status: college.CourseLive},
		},
		Terms:    []college.Term{{ID: "t1", Name: "Term 1", Start: "2026-09-01", End: "2026-12-18"}},
		Venues:   []college.Venue{{ID: "v", Name: "Castleby Community Centre"}, {ID: "w", Name: "Library"}},
		Rooms:    []college.Room{{ID: "hall", VenueID: "v", Name: "Main Hall", Seats: 20}, {ID: "snug", VenueID: "v", Name: "Snug", Seats: 8}, {ID: "lib", VenueID: "w", Name: college.MainRoom, Seats: 12}},
		AgeRules: []college.AgeRule{{Arm: college.Adult, Min: 16, From: "2022-09-01"}, {Arm: college.Youth, Min: 11, Max: 18, From: "2022-09-01"}},
	}
	for _, venue := range []string{"v", "w"} {
		f.RiskAssessments = append(f.RiskAssessments, college.RiskAssessment{VenueID: venue, DoneOn: "2026-01-10", NextDue: "2027-01-10", Outcome: "ok"})
		for _, item := range []string{college.FactStepFree, college.FactAccessibleToilet, college.FactHearingLoop, college.FactQuietSpace} {
			f.AccessFacts = append(f.AccessFacts, college.AccessFact{VenueID: venue, Item: item, Answer: "yes"})
		}
	}
	for _, id := range []string{"pat", "ola", "pip", "oz"} {
		f.Clearances = append(f.Clearances, college.Clearance{PersonID: id, Cleared: true, ChildBarredList: true, IssuedOn: "2025-01-10", ReviewDue: "2028-01-10"})
		f.Trainings = append(f.Trainings, college.Training{PersonID: id, Kind: "safeguardingChildren", CompletedOn: "2025-01-10"})
		part := college.PartSubject
		if id[0] == 'p' {
			part = college.PartLived
		}
		for _, course := range []string{"sleep", "music"} {
			f.CourseTutors = append(f.CourseTutors, college.CourseTutor{CourseID: course, PersonID: id, Part: part, ApprovedOn: "2025-01-10"})
		}
	}
	for i, day := range []college.Date{"2026-09-07", "2026-09-14", "2026-09-21"} {
		m := meeting("sleep-"+number(i+1), day, "10:00", "12:00", "hall")
		m.Number = i + 1
		f.Meetings = append(f.Meetings, m)
	}
	for _, id := range []string{"ann", "bo", "cy", "di"} {
		f.Students = append(f.Students, Student{PersonID: id, Name: map[string]string{"ann": "Ann", "bo": "Bo", "cy": "Cy", "di": "Di"}[id], DOB: "1980-01-02", District: "KD7"})
	}
	return f
}

// meeting is a session of Sleep with a good pair of tutors.
func meeting(id string, day college.Date, start, end college.Clock, room string) Meeting {
	return Meeting{
		SessionID: id, RunID: "run-sleep", CourseID: "sleep", TermID: "t1", Label: "Sleep",
		Arm: college.Adult, Mode: college.InPerson, Status: college.SessionPlanned, Number: 1, Capacity: 8,
		Date: day, Start: start, End: end, RoomID: room,
		Workers: []Worker{tutor("pat", college.KindPeer), tutor("ola", college.KindStaff)},
	}
}

// music is a session of another run, by other tutors, beside the first one of
// Sleep.
func music(start, end college.Clock, room string) Meeting {
	m := meeting("music-1", "2026-09-07", start, end, room)
	m.RunID, m.CourseID, m.Label = "run-music", "music", "Music"
	m.Workers = []Worker{tutor("pip", college.KindPeer), tutor("oz", college.KindFreelance)}
	return m
}

func tutor(id string, kinds ...string) Worker {
	return Worker{PersonID: id, Name: "Tutor " + id, As: college.RoleTutor, Part: "lead", Kinds: kinds}
}

// with changes the facts of the term, for a case in a table.
func with(change func(*Facts)) Facts {
	f := term()
	change(&f)
	return f
}

var catalogue = func() map[string]string {
	sentences := map[string]string{}
	data, err := os.ReadFile("../words/en.json")
	if err == nil {
		err = json.Unmarshal(data, &sentences)
	}
	if err != nil {
		panic(err)
	}
	return sentences
}()

var blank = regexp.MustCompile(`\{([a-z][A-Za-z]*)\}`)

// said writes findings as "severity rule key", and holds each to its sentence:
// it exists, and every {name} in it has a value.
func said(t *testing.T, found []college.Finding) []string {
	t.Helper()
	var list []string
	for _, f := range found {
		list = append(list, string(f.Severity)+" "+f.Rule+" "+f.Key)
		text, known := catalogue[f.Key]
		if !known {
			text, known = catalogue[f.Key+"_other"]
		}
		if !known {
			t.Errorf("the catalogue has no sentence %q", f.Key)
		}
		for _, name := range blank.FindAllStringSubmatch(text, -1) {
			if f.Values[name[1]] == "" {
				t.Errorf("%s has no value for {%s}", f.Key, name[1])
			}
		}
		if len(f.About) == 0 {
			t.Errorf("%s is about nothing", f.Key)
		}
	}
	return list
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// rule keeps the findings of one rule.
func rule(found []college.Finding, id string) []college.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f college.Finding) bool { return f.Rule != id })
}
