package exchange

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestGuess: headings as colleges write them.
func TestGuess(t *testing.T) {
	for name, c := range map[string]struct{ headings, kind, fields string }{
		"first and last name":  {"First name,Surname,Date of birth,Contact number", "enrolments", "givenName,familyName,dob,phones"},
		"questions":            {"What is your full name?,What is your date of birth? (DD/MM/YYYY),What's your postcode?,Please enter your mobile number", "enrolments", "fullName,dob,postcode,phones"},
		"shouted and spaced":   {"  FULL   NAME ,D.O.B.,E-MAIL\u00a0ADDRESS", "enrolments", "fullName,dob,emails"},
		"two phones":           {"Name,Mobile,Home phone,Postcode", "enrolments", "fullName,phones,phones,postcode"},
		"two names":            {"Full name,Name,Mobile", "enrolments", "fullName,,phones"},
		"emergency in columns": {"Name,Mobile,Emergency contact name,Emergency contact number,Relationship", "enrolments", "fullName,phones,emergencyName,emergencyPhone,emergencyRelationship"},
		"repeated question":    {"Name,Phone,How did you find us?,How did you find us?2", "enrolments", "fullName,phones,heardAbout,heardAbout"},
		"a plan":               {"Workshop,Date,From,To,Location,Facilitator(s),Capacity", "termPlan", "title,date,start,end,venue,tutors,places"},
		"a plan with gaps":     {"Workshop,Date,Location", "termPlan", "title,date,venue"},
		"bookings":             {"Student name,Course title,Status,Phone", "bookings", "name,title,waiting,mobile"},
		"nothing we know":      {"a,b,c", "", ",,"},
		"Forms, signed in":     {"ID,Start time,Completion time,Email,Name,Full name,Phone", "enrolments", ",,submittedOn,emails,,fullName,phones"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Read("a.csv", strings.NewReader(c.headings+"\nx,x,x,x,x,x,x\n"), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			m := Guess(s)
			var got []string
			for i, h := range s.Headings {
				if i < len(strings.Split(c.headings, ",")) {
					got = append(got, m.Columns[h])
				}
			}
			if m.Kind != c.kind || strings.Join(got, ",") != c.fields {
				t.Errorf("%s %s", m.Kind, strings.Join(got, ","))
			}
		})
	}
}

// TestOverrides: a person's choice wins over the guess, and is refused in
// words when it cannot be followed.
func TestOverrides(t *testing.T) {
	path := keep(t, "a.csv", []byte("Who is it,Course,When,Name\nSam,Yoga,17/09/2026,Jo\n"))
	for name, c := range map[string]struct {
		kind    string
		columns map[string]string
		opts    Options
		want    string
		who     string
	}{
		"guess":                 {"", nil, Options{}, "", "Jo"},
		"another column":        {"", map[string]string{"who is IT ": "name"}, Options{}, "", "Sam"},
		"several":               {"bookings", map[string]string{"Who is it": "name", "When": "bookedOn", "Name": ""}, Options{}, "", "Sam"},
		"remembered, not there": {"", map[string]string{"Shoe size": ""}, Options{}, "", "Jo"},
		"not used":              {"bookings", map[string]string{"Name": ""}, Options{}, "import.map.missing", ""},
		"unknown heading":       {"", map[string]string{"Whom": "name"}, Options{}, "import.map.unknownHeading", ""},
		"unknown field":         {"", map[string]string{"When": "moment"}, Options{}, "import.map.unknownField", ""},
		"field of another":      {"", map[string]string{"When": "dob"}, Options{}, "import.map.unknownField", ""},
		"two for one":           {"", map[string]string{"Who is it": "name", "Name": "name"}, Options{}, "import.map.twice", ""},
		"unknown kind":          {"invoices", nil, Options{}, "import.map.unknownKind", ""},
		"another kind":          {"termPlan", nil, Options{}, "import.map.missing", ""},
		"unknown date order":    {"", nil, Options{DateOrder: "ymd"}, "import.map.unknownOrder", ""},
	} {
		t.Run(name, func(t *testing.T) {
			said, file := verdict(path, c.kind, c.columns, c.opts)
			if said != c.want {
				t.Fatalf("%q, want %q", said, c.want)
			}
			if c.want == "" && file.Bookings[0].Name != c.who {
				t.Errorf("%+v", file.Bookings[0])
			}
		})
	}
	s, err := Open(path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Apply(s, "termPlan", nil, Options{})
	if r := college.AsRefusal(err); r == nil || len(r.Fields) != 3 || r.Values["fields"] != "date, start, end" {
		t.Errorf("a refusal names what is missing: %+v", r)
	}
}

// TestDateOrderAsked: a person settles a column of two readings.
func TestDateOrderAsked(t *testing.T) {
	path := keep(t, "a.csv", []byte("Student,Course,Date booked\nSam,Yoga,03/04/2026\nJo,Yoga,13/04/2026\n"))
	for asked, want := range map[string]string{
		OrderAuto: "2026-04-03 ", DayFirst: "2026-04-03 ", MonthFirst: "2026-03-04 3 bookedOn=import.date.onlyDayFirst",
	} {
		said, file := verdict(path, "", nil, Options{DateOrder: asked})
		if got := string(file.Bookings[0].BookedOn) + " " + said; got != want {
			t.Errorf("%s: %q, want %q", asked, got, want)
		}
	}
}

// TestHeadingSaysOrder: a form that asks for dd/mm/yyyy leaves no doubt.
func TestHeadingSaysOrder(t *testing.T) {
	for heading, want := range map[string]string{
		"Date of birth": "1978-04-03 2 import.date.readDayFirst", "Date of birth (dd/mm/yyyy)": "1978-04-03 ",
		"Date of birth (MM/DD/YYYY)": "1978-03-04 ",
	} {
		said, file := verdict(keep(t, "a.csv", []byte("Full name,Phone,"+heading+"\nSam,07700 900000,03/04/1978\n")), "", nil, Options{})
		if got := string(file.Enrolments[0].Person.DOB) + " " + said; got != want {
			t.Errorf("%s: %q, want %q", heading, got, want)
		}
	}
}

func TestFormsTimesAreAmerican(t *testing.T) {
	text := "ID,Start time,Completion time,Email,Name,Full name,Phone\n1,9/7/26 10:12:33,9/7/26 10:20:00,anonymous,,Sam,07700 900000\n"
	said, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
	if r := file.Enrolments[0]; said != "" || r.SubmittedOn != "2026-09-07" || len(r.Person.Emails) != 0 {
		t.Errorf("%q %+v", said, r)
	}
}

// TestIdentity: extra columns, another order of columns, row numbers and the
// time a form was sent do not make another row; another answer does.
func TestIdentity(t *testing.T) {
	hash := func(text string) string {
		_, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
		return file.Enrolments[0].Hash
	}
	one := hash("ID,Timestamp,Full name,Phone,Postcode\n1,27/09/2026 09:13,Sam  Lee ,07700 900000,\n")
	for name, text := range map[string]string{
		"order":      "Phone,Full name\n07700 900000,Sam Lee\n",
		"number":     "ID,Timestamp,Full name,Phone\n7,28/09/2026 10:00,Sam\u00a0Lee,07700 900000\n",
		"more":       "Full name,Phone,Shoe size\nSam Lee,07700 900000,41\n",
		"semicolons": "Full name;Phone\nSam Lee;07700 900000\n",
	} {
		if hash(text) != one {
			t.Errorf("%s makes another row", name)
		}
	}
	if hash("Full name,Phone\nSam Leigh,07700 900000\n") == one {
		t.Error("another name is another row")
	}
}

func TestFingerprint(t *testing.T) {
	a := Fingerprint([]string{"Full name ", "E-mail\naddress"})
	if a != Fingerprint([]string{"e-mail address", "FULL\u00a0NAME"}) {
		t.Error("order, case and spaces do not count")
	}
	if a != Fingerprint([]string{"Full name", "E-mail address", "(C)"}) {
		t.Error("a column without a heading is not of the set")
	}
	if a == Fingerprint([]string{"Full name", "E-mail address", "Phone"}) {
		t.Error("one more heading is another set")
	}
}

// TestReadingOfNames: never split; two columns are joined and kept apart too.
func TestReadingOfNames(t *testing.T) {
	_, file := verdict(keep(t, "a.csv", []byte("First name,Last name,Phone\nAna María,van der Berg,07700 900000\nMadhu,,07700 900001\n")), "", nil, Options{})
	a, b := file.Enrolments[0].Person, file.Enrolments[1].Person
	if a.FullName != "Ana María van der Berg" || a.GivenName != "Ana María" || a.FamilyName != "van der Berg" || b.FullName != "Madhu" || b.FamilyName != "" {
		t.Errorf("%+v %+v", a, b)
	}
	_, file = verdict(keep(t, "a.csv", []byte("Name,Phone,Address\nO'Neill,07700 900000 or 01632 960000,\"1 High St\nCastleby\"\n")), "", nil, Options{})
	p := file.Enrolments[0].Person
	if p.FullName != "O'Neill" || p.FamilyName != "" || len(p.Phones) != 2 || p.Phones[1].Kind != "landline" || !slices.Equal(p.Address, []string{"1 High St", "Castleby"}) {
		t.Errorf("%+v", p)
	}
}

// TestEncodingsAndSeparators: one table, however it was saved.
func TestEncodingsAndSeparators(t *testing.T) {
	table := "Student,Course,Place\nSiân O’Brien,Café – “Sleep”,Booked\nJo,Yoga,Booked\n"
	swap := func(by string) []byte { return []byte(strings.ReplaceAll(table, ",", by)) }
	ansi := []byte("Student,Course,Place\nSi\xe2n O\x92Brien,Caf\xe9 \x96 \x93Sleep\x94,Booked\nJo,Yoga,Booked\n")
	for name, data := range map[string][]byte{
		"UTF-8":              []byte(table),
		"UTF-8 with mark":    []byte("\ufeff" + table),
		"Windows-1252":       ansi,
		"UTF-16 little":      wide(table, true, true),
		"UTF-16 big":         wide(table, false, true),
		"UTF-16 unmarked":    wide(table, true, false),
		"UTF-16 big, no one": wide(table, false, false),
		"tabs":               swap("\t"),
		"semicolons":         swap(";"),
		"told":               append([]byte("sep=|\r\n"), swap("|")...),
		"CR LF":              []byte(strings.ReplaceAll(table, "\n", "\r\n")),
		"old Mac":            []byte(strings.ReplaceAll(table, "\n", "\r")),
		"Ctrl-Z at the end":  []byte(table + "\x1a"),
	} {
		t.Run(name, func(t *testing.T) {
			said, file := verdict(keep(t, "a.txt", data), "", nil, Options{})
			if said != "" || len(file.Bookings) != 2 || file.Bookings[0].Name != "Siân O’Brien" || file.Bookings[0].Title != "Café – “Sleep”" {
				t.Errorf("%q %+v", said, file.Bookings)
			}
		})
	}
}

// TestRowNumbers: as a spreadsheet shows them, empty lines counted, line
// breaks inside a cell not.
func TestRowNumbers(t *testing.T) {
	text := "Bookings of the autumn\n\n\"Student\n(full name)\",Course,\"Place\"\n\nSam,\"Yoga\nfor \"\"all\"\"\",Booked\n\nJo,The \"best\" course,Booked"
	_, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
	if len(file.Bookings) != 2 || file.Bookings[0].Number != 5 || file.Bookings[1].Number != 7 ||
		file.Bookings[0].Title != `Yoga for "all"` || file.Bookings[1].Title != `The "best" course` {
		t.Errorf("%+v", file.Bookings)
	}
}

func TestHeadingsAreUnique(t *testing.T) {
	s, err := Read("a.csv", strings.NewReader("Student,Course,Notes,Notes,\nSam,Yoga,a,b,c\n"), Limits{})
	if err != nil || !slices.Equal(s.Headings, []string{"Student", "Course", "Notes", "Notes (D)", "(E)"}) {
		t.Errorf("%v %v", s, err)
	}
}

// TestEveryKeyHasASentence reads the source for keys and the catalogue for
// their sentences.
func TestEveryKeyHasASentence(t *testing.T) {
	data, err := os.ReadFile("../words/en.json")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, kind := range kinds {
		for _, f := range Fields(kind) {
			keys[f.Key] = true
		}
	}
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		source, _ := os.ReadFile(e.Name())
		for _, m := range regexp.MustCompile(`"((?:import|person)\.[A-Za-z.]*[A-Za-z])"`).FindAllStringSubmatch(string(source), -1) {
			keys[m[1]] = true
		}
	}
	for _, end := range []string{"row.needed.title", "row.needed.date", "row.needed.start", "row.needed.end", "row.needed.name",
		"note.unknownAnswer.preferredContact", "note.unknownAnswer.preferredFormat", "note.unknownAnswer.serviceContact", "note.unknownAnswer.primaryIdentity"} {
		keys["import."+end] = true
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if words[k] == "" && words[k+"_other"] == "" {
			t.Errorf("%s has no sentence", k)
		}
	}
}
