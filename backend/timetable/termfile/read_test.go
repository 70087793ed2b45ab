package termfile_test

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
	"daybook/backend/timetable/termfile"
	"daybook/backend/words"
)

// handbook is the example of docs/handbook/term-file.md.
func handbook(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../../docs/handbook/term-file.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```json\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("the handbook has no example")
	}
	return example
}

func read(t *testing.T, text string) (timetable.Facts, timetable.Brief) {
	t.Helper()
	facts, brief, err := termfile.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(sentences(err))
	}
	return facts, brief
}

// sentences are a refusal as people read it, its fields after it.
func sentences(err error) string {
	r := college.AsRefusal(err)
	if r == nil {
		return err.Error()
	}
	said := words.Say(r.Key, r.Values)
	for _, f := range r.Fields {
		said += " | " + f.Field + ": " + words.Say(f.Key, f.Values)
	}
	return said
}

func TestTheHandbooksExampleIsRead(t *testing.T) {
	f, b := read(t, handbook(t))
	if len(f.Meetings) != 5 || len(f.Rooms) != 2 || len(f.Tutors) != 3 || len(f.CourseTutors) != 5 || len(f.KitItems) != 1 || len(f.Promises) != 1 {
		t.Errorf("%d sessions, %d rooms, %d people, %d approvals, %d kinds of kit, %d promises", len(f.Meetings), len(f.Rooms), len(f.Tutors), len(f.CourseTutors), len(f.KitItems), len(f.Promises))
	}
	first, later := f.Meetings[0], f.Meetings[4]
	if first.SessionID != "sleep-1-1" || first.Minutes != 120 || first.Label != "Sleep well" || first.Date != "" || len(first.Workers) != 2 || first.Workers[0].Name != "Ben" || first.Workers[0].Part != "lead" {
		t.Errorf("the first session is %+v", first)
	}
	if later.Date != "2026-11-11" || later.End != "11:30" || later.Mode != college.Online || later.Number != 2 {
		t.Errorf("the last session is %+v", later)
	}
	if b.Pins["sleep-1-3"] != (timetable.Pin{Who: true}) || b.Pins["further-1-1"] != (timetable.Pin{When: true}) {
		t.Errorf("pins are %v", b.Pins)
	}
	if b.Today != "2026-09-07" || b.Keep != 50 || b.Weights["travel"] != 2 || b.Seed != 1 {
		t.Errorf("the brief is %+v", b)
	}
	if l := f.Leaves[1]; l.PersonID != "ben" || l.Start != "09:00" {
		t.Errorf("the second leave is %+v", l)
	}
}

// TestWhatIsDescribedIsReadAgain goes both ways round: nothing that a term file
// can say is lost.
func TestWhatIsDescribedIsReadAgain(t *testing.T) {
	cases := map[string]func(*testing.T) (timetable.Facts, timetable.Brief){
		"the handbook's": func(t *testing.T) (timetable.Facts, timetable.Brief) { return read(t, handbook(t)) },
		"stands, is published, and someone is away": func(t *testing.T) (timetable.Facts, timetable.Brief) {
			text := strings.Replace(handbook(t), `"keep": 50`, `"keep": 80, "published": true, "off": ["H5"], "needsHard": true, "steps": 9, "seeds": 2,
				"away": [{ "person": "ben", "from": "2026-11-02", "to": "2026-11-06" }]`, 1)
			text = strings.Replace(text, `"start": "10:00" }, {`, `"start": "10:00", "virtualRoom": "video", "tutors": ["cass"], "pins": ["where", "when"], "marked": true }, {`, 1)
			return read(t, text)
		},
		"a planted one": func(t *testing.T) (timetable.Facts, timetable.Brief) {
			term, err := planted.Grow(planted.Shapes[0], 1, true)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := termfile.Describe(&out, planted.Laid(term.Facts, term.Plan), term.Brief); err != nil {
				t.Fatal(err)
			}
			return read(t, out.String())
		},
	}
	for name, from := range cases {
		t.Run(name, func(t *testing.T) {
			facts, brief := from(t)
			var out bytes.Buffer
			if err := termfile.Describe(&out, facts, brief); err != nil {
				t.Fatal(err)
			}
			again, briefAgain := read(t, out.String())
			one, two := reflect.ValueOf(facts), reflect.ValueOf(again)
			for i := range one.NumField() {
				if !reflect.DeepEqual(one.Field(i).Interface(), two.Field(i).Interface()) {
					t.Errorf("%s: %+v\nbecame %+v", one.Type().Field(i).Name, one.Field(i), two.Field(i))
				}
			}
			if !reflect.DeepEqual(brief, briefAgain) {
				t.Errorf("the brief %+v\nbecame %+v", brief, briefAgain)
			}
		})
	}
}

// TestAPlantedTermKeepsItsPlan: described and read again, what was planted
// still clashes with nothing.
func TestAPlantedTermKeepsItsPlan(t *testing.T) {
	term, err := planted.Grow(planted.Shapes[4], 5, true)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := termfile.Describe(&out, term.Facts, term.Brief); err != nil {
		t.Fatal(err)
	}
	facts, brief := read(t, out.String())
	if !brief.FromNothing || len(brief.Pins) != len(term.Plan) {
		t.Errorf("the brief has %d pins, from nothing: %v", len(brief.Pins), brief.FromNothing)
	}
	for _, f := range timetable.CheckAll(planted.Laid(facts, term.Plan)) {
		t.Errorf("%s %s %v", f.Rule, f.Key, f.Values)
	}
}

func TestWhatCannotBeIsRefusedWithItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string // what to change in the example
		want     string // part of what is said
	}{
		"a comma too many":              {`"kit": [{ "id": "projector", "name": "Projector", "count": 2 }],`, `"kit": [],,`, "line 28, column 13"},
		"a quote that is not closed":    {`"name": "Half-term"`, `"name": "Half-term`, "line 5, column 39"},
		"cut short":                     {`"brief": { "keep": 50, "weights": { "travel": 2 }, "seed": 1 }` + "\n}\n", `"brief": {`, "The file ends too early, at line 43, column 13"},
		"something after the end":       {`"seed": 1 }` + "\n}\n", `"seed": 1 }` + "\n}\n{}", "line 45, column 1"},
		"text for a number":             {`"sessions": 3`, `"sessions": "3"`, `“runs.sessions” must be a whole number`},
		"a number that is not whole":    {`"sessions": 3`, `"sessions": 3.5`, `Line 37, column 5`},
		"a number for text":             {`"title": "Sleep well"`, `"title": 7`, `“courses.title” must be text`},
		"text for a list":               {`"kinds": ["peer"]`, `"kinds": "peer"`, `“people.kinds” must be a list`},
		"text for fields":               {`"limits": { "restsAfter": true }`, `"limits": "few"`, `must be fields in curly brackets`},
		"text for true or false":        {`"restsAfter": true`, `"restsAfter": "yes"`, `must be true or false`},
		"a field that is not there":     {`"priority": 5`, `"prioritty": 5`, "runs[0].prioritty: There is no such field"},
		"a field in the wrong place":    {`"seed": 1`, `"rooms": 1`, "brief.rooms: There is no such field"},
		"another version":               {`"daybookTerm": 1`, `"daybookTerm": 2`, "“daybookTerm”: 1"},
		"an unknown course":             {`"course": "more-sleep"`, `"course": "less-sleep"`, "runs[1].course: Nothing of that kind in the file has the id “less-sleep”"},
		"an unknown tutor":              {`"tutors": ["ben", "asha"]`, `"tutors": ["ben", "ash"]`, "runs[0].tutors[1]"},
		"an unknown venue":              {`"venue": "centre", "name": "Main Hall"`, `"venue": "center", "name": "Main Hall"`, "rooms[0].venue"},
		"an unknown room":               {`"start": "10:00" }, {`, `"start": "10:00", "room": "loft" }, {`, "runs[1].at[0].room"},
		"an id twice":                   {`"id": "cass", "name"`, `"id": "ben", "name"`, "people[2].id: Two have the id “ben”"},
		"no id":                         {`"id": "reading"`, `"id": ""`, "rooms[1].id"},
		"a day that does not exist":     {`"from": "2026-09-14"`, `"from": "2026-09-31"`, "people[1].leave[0].from: Enter a date that exists"},
		"an end before the start":       {`"end": "2026-11-27"`, `"end": "2026-08-27"`, "term.end: The end is before the start"},
		"a term of years":               {`"end": "2026-11-27"`, `"end": "2029-11-27"`, "term.end"},
		"a time that is none":           {`"end": "13:00"`, `"end": "1 pm"`, "people[0].availability[0].end"},
		"no sessions":                   {`"sessions": 3`, `"sessions": 0`, "runs[0].sessions: Enter a whole number from 1 to 60"},
		"an entry for some only":        {`, { "date": "2026-11-11", "start": "10:00" }`, ``, "runs[1].at: Give one entry for each of the 2 sessions"},
		"a pin that is none":            {`"pins": ["who"]`, `"pins": ["whom"]`, "runs[0].pins[0]: Use one of: when, where, who"},
		"a weekday that is none":        {`"weekdays": [2, 3]`, `"weekdays": [2, 8]`, "promises[0].weekdays[1]"},
		"an answer that is none":        {`"stepFree": "no"`, `"stepFree": "maybe"`, "rooms[1].access.stepFree"},
		"more kit than could be":        {`"item": "projector", "count": 1`, `"item": "projector", "count": 0`, "courses[0].kit[0].count"},
		"leave of somebody not known":   {`"seed": 1`, `"away": [{ "person": "x", "from": "2026-09-07", "to": "2026-09-07" }]`, "brief.away[0].person"},
		"a slider beyond its end":       {`"keep": 50`, `"keep": 101`, "brief.keep"},
		"a year far away":               {`"start": "2026-09-07", "end": "2026-11-27"`, `"start": "9999-12-01", "end": "9999-12-31"`, "term.start: Enter a date that exists, written as 2026-09-07, in a year from 1990 to 2200"},
		"401 days":                      {`"end": "2026-11-27"`, `"end": "2027-10-12"`, "term.end: A term has 400 days at most"},
		"a weight of no rule":           {`"travel": 2`, `"foo": 2`, "brief.weights.foo: Use one of: venueCost, travel"},
		"a weight below nothing":        {`"travel": 2`, `"travel": -2`, "brief.weights.travel: Enter a whole number from 0"},
		"a hard rule that is none":      {`"seed": 1`, `"off": ["H3", "H99"]`, "brief.off[1]: Use one of: H1, H2"},
		"no minutes":                    {`"minutes": 120, `, ``, "runs[0].minutes: This must be there"},
		"null for a list":               {`"kinds": ["staff"]`, `"kinds": null`, "people[1].kinds: This is null"},
		"null for text":                 {`"name": "Cass"`, `"name": null`, "people[2].name: This is null"},
		"priority 0":                    {`"priority": 5`, `"priority": 0`, "runs[0].priority: Enter a whole number from 1 to 5"},
		"priority 6":                    {`"priority": 5`, `"priority": 6`, "runs[0].priority: Enter a whole number from 1 to 5"},
		"a tutor twice":                 {`"tutors": ["ben", "asha"]`, `"tutors": ["ben", "ben"]`, "runs[0].tutors[1]: “ben” is in the list twice"},
		"an end that does not fit":      {`"date": "2026-11-11", "start": "10:00"`, `"date": "2026-11-11", "start": "10:00", "end": "12:00"`, "runs[1].at[1].end: The sessions of this run last 90 minutes, so this one ends at 11:30"},
		"a session past midnight":       {`"date": "2026-11-11", "start": "10:00"`, `"date": "2026-11-11", "start": "23:00"`, "runs[1].at[1].start: A session of 90 minutes does not end"},
		"an end without a day":          {`{ "date": "2026-11-11", "start": "10:00" }`, `{ "end": "10:00" }`, "runs[1].at[1].date: This must be there"},
		"another spelling":              {`"runs":`, `"Runs":`, "Runs: Write it “runs”, with these capitals. | runs: This must be there"},
		"a field twice":                 {`"priority": 5`, `"priority": 5, "priority": 4`, "runs[0].priority: This is there twice"},
		"a letter in another coding":    {`Castleby`, "Castl\xe9by", "Line 9, column 37 is not UTF-8"},
		"half a letter":                 {`Castleby`, `Castl\ud800by`, "venues[0].name: A letter here was lost"},
		"a need that is none":           {`"needs": ["stepFree", "screen"]`, `"needs": ["stepFree", "moat"]`, "courses[0].needs[1]: Use one of: "},
		"locked to a day after the end": {`"date": "2026-11-11"`, `"date": "2026-12-11"`, "runs[1].at[1].date: What is locked must be within the term, from 2026-09-07 to 2026-11-27"},
		"a course before itself":        {`"buildsOn": "sleep"`, `"buildsOn": "more-sleep"`, "courses[1].buildsOn: A course cannot come before itself: more-sleep → more-sleep"},
		"a circle of courses":           {`"title": "Sleep well",`, `"title": "Sleep well", "buildsOn": "more-sleep",`, "courses[0].buildsOn: A course cannot come before itself: sleep → more-sleep → sleep"},
		"midnight":                      {`"end": "13:00"`, `"end": "24:00"`, "people[0].availability[0].end: Enter a time of day, written as 09:30, from 00:00 to 23:59"},
		"61 sessions":                   {`"sessions": 3`, `"sessions": 61`, "One place in the file is wrong. Correct it and try again. | runs[0].sessions: Enter a whole number from 1 to 60"},
		"an id with hidden marks":       {`"id": "reading"`, `"id": "read\u202eing"`, "rooms[1].id: This id has hidden marks"},
		"a mode that is none":           {`"mode": "online"`, `"mode": "phone"`, "runs[1].mode: Use one of: inPerson, online, hybrid."},
		"no course":                     {`"course": "more-sleep"`, `"course": ""`, "runs[1].course: This must be there"},
		"two mistakes are told at once": {`"minutes": 120, "places": 12`, `"minutes": 5, "places": -1`, "2 places in the file are wrong. Correct them and try again. | runs[0].minutes: Enter a whole number from 15 to 480. | runs[0].places"},
	} {
		t.Run(name, func(t *testing.T) {
			example := handbook(t)
			if strings.Count(example, c.old) != 1 {
				t.Fatalf("the example has %q %d times", c.old, strings.Count(example, c.old))
			}
			_, _, err := termfile.Read(strings.NewReader(strings.Replace(example, c.old, c.new, 1)))
			if err == nil {
				t.Fatal("it was read")
			}
			if said := sentences(err); !strings.Contains(said, c.want) || strings.Contains(said, "{") {
				t.Errorf("got %q, want %q", said, c.want)
			}
		})
	}
}

// runs is a file of so many runs with 50 sessions each.
func runs(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`{"id":"r%d","course":"c","sessions":50,"minutes":60}`, i)
	}
	return `{"daybookTerm":1,"term":{"name":"T","start":"2026-09-07","end":"2026-11-27"},"courses":[{"id":"c","title":"C"}],"runs":[` +
		strings.Join(list, ",") + `],"brief":{}}`
}

func TestHowMuchAFileMayHold(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"no run at all":   {runs(0), ""},
		"5,000 sessions":  {runs(100), ""},
		"20,000 sessions": {runs(400), ""},
		"20,050 sessions": {runs(401), "more than 20000 sessions"},
		"nothing":         {"", "ends too early"},
		"not JSON":        {"Sleep, Monday 10:00", "must begin with a curly bracket"},
		"a list":          {"\n [" + runs(0) + "]", "must begin with a curly bracket, and does not at line 2, column 2"},
		"text":            {`"term"`, "must begin with a curly bracket"},
		"null":            {"null", "must begin with a curly bracket"},
		"no brief":        {strings.Replace(runs(0), `,"brief":{}`, "", 1), "brief: This must be there"},
		"no runs":         {strings.Replace(runs(0), `"runs":[],`, "", 1), "runs: This must be there"},
		"null runs":       {strings.Replace(runs(0), `"runs":[]`, `"runs":null`, 1), "runs: This is null"},
		"one day":         {strings.Replace(runs(0), "2026-11-27", "2026-09-07", 1), ""},
		"400 days":        {strings.Replace(runs(0), "2026-11-27", "2027-10-11", 1), ""},
		"a marked start":  {"\ufeff" + runs(0), ""},
		"65 MB":           {strings.Repeat(" ", 65<<20), "larger than 64 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := termfile.Read(strings.NewReader(c.text))
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %s", sentences(err))
			case c.want != "" && (err == nil || !strings.Contains(sentences(err), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestWhatHasNoNameIsCalledByItsID(t *testing.T) {
	f, _ := read(t, `{"daybookTerm":1,"term":{"start":"2026-09-07","end":"2026-09-11"},"venues":[{"id":"v"}],"rooms":[{"id":"r","venue":"v","name":" \u0000"}],
		"virtualRooms":[{"id":"web"}],"people":[{"id":"p","kinds":["peer"]},{"id":"q","kinds":["staff"],"name":"Q\u202euin\u0000n\u200e"}],"kit":[{"id":"k","count":1}],
		"courses":[{"id":"c"},{"id":"d","title":"Draw"}],"brief":{},
		"runs":[{"id":"one","course":"c","sessions":1,"minutes":60,"tutors":["p"]},{"id":"two","course":"d","sessions":1,"minutes":60},
			{"id":"three","course":"d","sessions":1,"minutes":60},{"id":"four","course":"d","label":"Life\u202e drawing","sessions":1,"minutes":60}]}`)
	got := []string{f.Venues[0].Name, f.Rooms[0].Name, f.VirtualRooms[0].Name, f.Tutors[0].Name, f.Tutors[1].Name, f.KitItems[0].Name, f.Courses[0].Outside(), f.Meetings[0].Workers[0].Name}
	for _, m := range f.Meetings {
		got = append(got, m.Label)
	}
	want := []string{"v", "r", "web", "p", "Quinn", "k", "c", "p", "c", "Draw (two)", "Draw (three)", "Life drawing"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("names are %q, want %q", got, want)
	}
}
