package timetable

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
)

func TestEveryRuleHasASentenceAFunctionAndATest(t *testing.T) {
	var tests strings.Builder
	for _, name := range goFiles(t, ".", true) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(data)
	}
	held := func(id, asks string) {
		if catalogue[asks] == "" {
			t.Errorf("%s has no sentence %q", id, asks)
		}
		name := regexp.MustCompile(`func Test[A-Za-z0-9]*` + strings.ReplaceAll(id, "-", "") + `[A-Z]`)
		if id != "5.4" && !name.MatchString(tests.String()) {
			t.Errorf("no test is named after %s", id)
		}
	}
	for _, r := range Rules {
		held(r.ID, r.Asks)
		ways := 0
		for _, set := range []bool{r.alone != nil, r.pair != nil, r.among != nil} {
			if set {
				ways++
			}
		}
		if ways != 1 {
			t.Errorf("%s %s looks at one meeting, at two, or at many", r.ID, r.Asks)
		}
	}
	for _, r := range BookingRules {
		held(r.ID, r.Asks)
	}
}

// Every key that this package and the nouns use is a sentence of the catalogue.
func TestEveryKeyHasASentence(t *testing.T) {
	key := regexp.MustCompile(`^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+\.?$`)
	seen := 0
	for _, file := range append(goFiles(t, ".", false), goFiles(t, "../college", false)...) {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			if !key.MatchString(text) {
				return true
			}
			seen++
			known := catalogue[text] != "" || catalogue[text+"_other"] != "" && catalogue[text+"_one"] != ""
			if family := strings.HasSuffix(text, "."); family { // the rest of the key is a code
				for k := range catalogue {
					known = known || strings.HasPrefix(k, text)
				}
			}
			if !known {
				t.Errorf("%s uses %q, which is no sentence of the catalogue", filepath.Base(file), text)
			}
			return true
		})
	}
	if seen < 100 {
		t.Errorf("only %d keys were found: has the way they are written changed?", seen)
	}
}

// goFiles are the Go files of a folder, its tests or all others.
func goFiles(t *testing.T, dir string, tests bool) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(all) == 0 {
		t.Fatal("no Go files in ", dir, err)
	}
	return slices.DeleteFunc(all, func(name string) bool { return strings.HasSuffix(name, "_test.go") != tests })
}

func TestImportedSessionsHaveConcernsInOneList(t *testing.T) {
	bare := Meeting{SessionID: "s", RunID: "r", CourseID: "new", Label: "Sleep", Arm: college.Youth, Number: 1, Capacity: 8,
		Date: "2026-09-07", Start: "10:00", End: "12:00", RoomID: "new", PlaceName: "The old cellar", Imported: true, Workers: []Worker{tutor("zed")}}
	for _, f := range Check(Facts{}, bare) {
		if f.Severity != college.ConcernLevel {
			t.Errorf("%s %s is a %s", f.Rule, f.Key, f.Severity)
		}
	}
	bare.Imported = false
	found := Check(Facts{}, bare)
	same(t, said(t, rule(found, "I-12")), "block I-12 rule.dbsMissing")
	same(t, said(t, rule(found, "I-15")), "reason I-15 rule.riskMissing")

	// What cannot be is a block for imported sessions too.
	f := term()
	m := music("11:00", "13:00", "lib")
	m.Imported, m.Workers, m.Capacity = true, []Worker{tutor("pat", "peer")}, 13
	found = Check(f, m)
	same(t, said(t, rule(found, "I-06")), "block I-06 rule.personTwice")
	same(t, said(t, rule(found, "I-02")), "block I-02 rule.tooFewSeats")
	f.RiskAssessments[1].Outcome = "notSuitable"
	same(t, said(t, rule(Check(f, m), "I-15")), "block I-15 rule.placeNotSuitable")
}

func TestAReasonGivenIsNotAskedForAgain(t *testing.T) {
	f := term()
	m := music("11:00", "13:00", "hall")
	for name, c := range map[string]struct {
		given college.Override
		want  string
	}{
		"for this session":       {college.Override{Rule: "I-07", RecordID: "music-1", Reason: "a shared hall"}, "concern I-07 rule.roomTwice"},
		"for the other session":  {college.Override{Rule: "I-07", RecordID: "sleep-1", Reason: "a shared hall"}, "concern I-07 rule.roomTwice"},
		"for another rule":       {college.Override{Rule: "I-09", RecordID: "music-1", Reason: "a shared hall"}, "reason I-07 rule.roomTwice"},
		"for a session far away": {college.Override{Rule: "I-07", RecordID: "sleep-3", Reason: "a shared hall"}, "reason I-07 rule.roomTwice"},
	} {
		t.Run(name, func(t *testing.T) {
			f.Overrides = []college.Override{c.given}
			found := Check(f, m)
			same(t, said(t, found), c.want)
			if found[0].Severity == college.ConcernLevel && found[0].Values["allowed"] != "a shared hall" {
				t.Errorf("the reason is kept in sight: %v", found[0].Values)
			}
		})
	}
	m = music("11:00", "13:00", "lib")
	m.Workers = []Worker{tutor("pat", "peer")}
	f.Overrides = []college.Override{{Rule: "I-06", RecordID: "music-1", Reason: "please"}}
	same(t, said(t, rule(Check(f, m), "I-06")), "block I-06 rule.personTwice") // a block is a block
}

func TestWorstComesFirst(t *testing.T) {
	m := music("11:00", "13:00", "hall")
	m.Workers = []Worker{tutor("pat", "peer")}
	same(t, said(t, Check(term(), m)), "block I-06 rule.personTwice", "reason I-07 rule.roomTwice", "concern H9 rule.worksAlone", "concern I-11 rule.notAPair")
}

// crowd is a term of n sessions with clashes of every kind in it.
func crowd(n, students int, seed uint64) Facts {
	r := rand.New(rand.NewPCG(seed, 1))
	f := Facts{VirtualRooms: []college.VirtualRoom{{ID: "zoom", Account: "a"}, {ID: "teams", Account: "a"}}}
	for i := range 12 {
		f.Rooms = append(f.Rooms, college.Room{ID: "room" + number(i), VenueID: "venue" + number(i/2), Name: "Room", Seats: 20, SetUpMinutes: 15 * (i % 2)})
	}
	for i := range students {
		f.Students = append(f.Students, Student{PersonID: "p" + number(i), Name: "Student " + number(i)})
	}
	for i := range n {
		start := college.NewClock(9+r.IntN(8), 15*r.IntN(4))
		m := Meeting{SessionID: fmt.Sprintf("s%04d", i), RunID: "run" + number(i/6), CourseID: "c", Label: "Course " + number(i/6), Number: i%6 + 1, Capacity: 20, Arm: college.Adult,
			Date: college.Date("2026-09-07").AddDays(r.IntN(80)), Start: start, End: start.Add(30 + 15*r.IntN(6))}
		if r.IntN(10) == 0 {
			m.Arm = college.Youth
		}
		if r.IntN(5) < 2 {
			m.VirtualRoomID = []string{"zoom", "teams"}[r.IntN(2)]
		} else {
			m.RoomID = "room" + number(r.IntN(12))
		}
		for range 2 {
			m.Workers = append(m.Workers, tutor("p"+number(r.IntN(60)), "peer"))
		}
		for range 18 {
			m.Booked = append(m.Booked, "p"+number(r.IntN(students)))
		}
		f.Meetings = append(f.Meetings, m)
	}
	return f
}

// Looking at pairs of a day or a run only finds what looking at all pairs does.
func TestNoPairIsOverlooked(t *testing.T) {
	kinds := map[string]bool{}
	for seed := range uint64(5) {
		f := crowd(300, 100, seed)
		for i := range 5 { // what is far apart by travel in one, by setting up in the next
			if seed%2 == 0 {
				f.Travel = append(f.Travel, college.VenueTravel{FromID: "venue" + number(i), ToID: "venue" + number(i+1), Minutes: 150})
			} else {
				f.Rooms[2*i].SetUpMinutes = 140
			}
		}
		v := look(f)
		want := map[string]int{}
		for i, m := range v.meetings {
			for _, other := range v.meetings[:i] {
				for _, rule := range Rules {
					if rule.pair != nil {
						for _, found := range rule.pair(v, m, other) {
							want[found.Key+strings.Join(found.About, " ")]++
						}
					}
				}
			}
		}
		for _, found := range CheckAll(f) {
			if key := found.Key + strings.Join(found.About, " "); want[key] > 0 {
				want[key]--
				kinds[found.Key] = true
			}
		}
		for key, n := range want {
			if n != 0 {
				t.Fatalf("seed %d: %s found %d times too few", seed, key, n)
			}
		}
	}
	if len(kinds) != 8 {
		t.Errorf("the crowds have clashes of %d kinds, not all 8: %v", len(kinds), kinds)
	}
}

// What Check says of a session it says from both sides of a clash.
func TestCheckSeesEveryPairOfItsSession(t *testing.T) {
	f := crowd(120, 100, 9)
	pairs := map[string]bool{}
	for _, found := range CheckAll(f) {
		if strings.Contains(found.Key, "Twice") || found.Key == "rule.outOfOrder" {
			pairs[found.Key+" "+found.About[0]+" "+found.About[1]] = true
			pairs[found.Key+" "+found.About[1]+" "+found.About[0]] = true
		}
	}
	seen := map[string]bool{}
	for _, m := range f.Meetings {
		for _, found := range Check(f, m) {
			if strings.Contains(found.Key, "Twice") || found.Key == "rule.outOfOrder" {
				seen[found.Key+" "+found.About[0]+" "+found.About[1]] = true
			}
		}
	}
	if len(pairs) == 0 || len(pairs) != len(seen) {
		t.Errorf("%d of the term, %d seen one by one", len(pairs), len(seen))
	}
}

func TestATermIsTheSameTwice(t *testing.T) {
	a, b := CheckAll(crowd(150, 100, 3)), CheckAll(crowd(150, 100, 3))
	same(t, []string{fmt.Sprint(a)}, fmt.Sprint(b))
}

// A term of 600 sessions and 4,000 students is judged while a person blinks.
func TestATermOf600SessionsIsQuick(t *testing.T) {
	f := crowd(600, 4000, 1)
	began := time.Now()
	found := CheckAll(f)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("%d findings took %v", len(found), took)
	}
}
