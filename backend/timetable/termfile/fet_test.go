package termfile_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
	"daybook/backend/timetable/termfile"
)

// ready is the handbook's term with two people given to every run, so that FET
// can take it.
func ready(t *testing.T) (timetable.Facts, timetable.Brief) {
	t.Helper()
	text := strings.Replace(handbook(t), `"pins": ["when"],`, `"pins": ["when"], "tutors": ["ben", "asha"],`, 1)
	text = strings.Replace(text, `"id": "cass", "name": "Cass"`, `"id": "cass", "name": " Ben & <Co> "`, 1)
	text = strings.Replace(text, `"name": "Reading room"`, `"name": "Main Hall"`, 1)
	text = strings.Replace(text, `"access": { "stepFree": "no" }`, `"facilities": ["screen"], "access": { "stepFree": "yes" }`, 1)
	return read(t, strings.Replace(text, `"tutors": ["ben", "asha"], "pins": ["who"]`, `"tutors": ["cass", "asha"], "pins": ["who"]`, 1))
}

func written(t *testing.T, facts timetable.Facts, brief timetable.Brief) string {
	t.Helper()
	var out bytes.Buffer
	if err := termfile.WriteFET(&out, facts, brief); err != nil {
		t.Fatal(sentences(err))
	}
	return out.String()
}

func TestTheTermAsFETHasIt(t *testing.T) {
	facts, brief := ready(t)
	file := written(t, facts, brief)
	for what, part := range map[string]string{
		"a week apart, five weekdays":       "<MinDays>5</MinDays>",
		"at one hour":                       "<ConstraintActivitiesSameStartingHour>",
		"in one room":                       "<Max_Number_of_Different_Rooms>1</Max_Number_of_Different_Rooms>",
		"half hours, for 90 minutes":        "<Hour>\n   <Name>09:30</Name>",
		"a name with its signs":             "<Teacher>Ben &amp; &lt;Co&gt;</Teacher>",
		"one room of two with one name":     "<Preferred_Room>Main Hall (2)</Preferred_Room>",
		"what is pinned":                    "<Preferred_Day>2026-11-04</Preferred_Day>",
		"the session in its comment":        "<Comments>further-1-2</Comments>",
		"four hours a day":                  "<Maximum_Hours_Daily>8</Maximum_Hours_Daily>",
		"twenty minutes' way":               "<Min_Gaps_Between_Building_Changes>1</Min_Gaps_Between_Building_Changes>",
		"the library shut in October":       "<Day>2026-10-06</Day>",
		"the hall is not open on a Tuesday": "<Day>2026-09-08</Day>",
	} {
		if !strings.Contains(file, part) {
			t.Errorf("%s: the file has no %s", what, part)
		}
	}
	if strings.Contains(file, "2026-10-27") {
		t.Error("half-term, which is wholly closed, is in the file")
	}
}

// fet lets FET make a timetable of a file, in a folder of its own.
func fet(t *testing.T, file string) string {
	t.Helper()
	program, err := exec.LookPath("fet-cl")
	if err != nil {
		t.Skip("FET is not installed")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "term.fet"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(program, "--inputfile="+filepath.Join(folder, "term.fet"), "--outputdir="+folder, "--htmllevel=0", "--timelimitseconds=60").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	made, err := os.ReadFile(filepath.Join(folder, "timetables", "term", "term_data_and_timetable.fet"))
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return string(made)
}

// TestThereAndBackThroughFET plans terms with the real FET: what it makes of our
// file clashes with nothing once it is back, but for what FET is not told.
func TestThereAndBackThroughFET(t *testing.T) {
	terms := map[string]func(t *testing.T) (timetable.Facts, timetable.Brief){
		"the handbook's": ready,
	}
	terms["a draft of the handbook's"] = drafted
	for _, shape := range planted.Shapes[:2] {
		terms[shape.Name] = func(t *testing.T) (timetable.Facts, timetable.Brief) {
			term, err := planted.Grow(shape, shape.Seed, true)
			if err != nil {
				t.Fatal(err)
			}
			return term.Facts, term.Brief
		}
	}
	for name, of := range terms {
		t.Run(name, func(t *testing.T) {
			facts, brief := of(t)
			plan, err := termfile.ReadFET(strings.NewReader(fet(t, written(t, facts, brief))), facts, brief)
			if err != nil {
				t.Fatal(sentences(err))
			}
			for _, p := range plan {
				if p.Date == "" || p.RoomID+p.VirtualRoomID == "" || len(p.Workers) != 2 {
					t.Errorf("%s stands nowhere: %+v", p.SessionID, p)
				}
			}
			for _, f := range timetable.CheckAll(planted.Laid(facts, plan)) {
				if !slices.Contains(notTold, f.Key) {
					t.Errorf("%s %s %v", f.Rule, f.Key, f.Values)
				}
			}
		})
	}
}

// notTold are the rules that a file of FET has no words for.
var notTold = []string{"rule.prerequisiteLater", "rule.roomSetUp", "rule.sessionsWeek", "rule.kitTwice"}

func TestAFileOfFETThatCannotBe(t *testing.T) {
	facts, brief := ready(t)
	made := func(activities, times string) string {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fet version=\"6.8.5\">\n<Activities_List>\n" + activities + "</Activities_List>\n<Time_Constraints_List>\n" + times + "</Time_Constraints_List>\n</fet>\n"
	}
	one := "<Activity><Id>1</Id><Comments>sleep-1-1</Comments></Activity>\n"
	at := func(id, day, hour string) string {
		return "<ConstraintActivityPreferredStartingTime><Activity_Id>" + id + "</Activity_Id><Preferred_Day>" + day + "</Preferred_Day><Preferred_Hour>" + hour + "</Preferred_Hour></ConstraintActivityPreferredStartingTime>\n"
	}
	good := at("1", "2026-09-09", "10:00")
	for name, c := range map[string]struct{ file, want string }{
		"as it should be":               {made(one, good), ""},
		"nothing":                       {"", "line 1"},
		"not XML":                       {"Monday 10:00", "line 1"},
		"another kind of file":          {"<html><body/></html>", "line 1"},
		"cut short":                     {made(one, good)[:150], "line 5"},
		"a bracket that does not close": {made(one, "<Constraint\n<"), "line 8"},
		"a number that is none":         {made(one, at("one", "2026-09-09", "10:00")), "line 7"},
		"an activity that is not there": {made(one, at("2", "2026-09-09", "10:00")), "Line 7"},
		"no activity":                   {made("", ""), "There is no timetable in this file"},
		"a time that does not count":    {made(one, strings.Replace(good, "</Constraint", "<Active>false</Active></Constraint", 1)), "FET has not solved this yet"},
		"a session that is not there":   {made("<Activity><Id>1</Id><Comments>yoga</Comments></Activity>\n", good), "“yoga”"},
		"a day that is no teaching day": {made(one, good+at("1", "2026-10-27", "10:00")), "Line 8"},
		"an hour that is none":          {made(one, at("1", "2026-09-09", "teatime")), "“teatime”"},
		"a room that is not there":      {made(one, good+"<ConstraintActivityPreferredRoom><Activity_Id>1</Activity_Id><Room>Loft</Room></ConstraintActivityPreferredRoom>"), "“Loft”"},
		"no timetable in it":            {made(one, ""), "_data_and_timetable.fet"},
		"our own file, with a padlock":  {written(t, facts, brief), "FET has not solved this yet"},
		"our own file, not yet planned": {written(t, facts, timetable.Brief{TermID: brief.TermID}), "FET has not solved this yet"},
	} {
		t.Run(name, func(t *testing.T) {
			plan, err := termfile.ReadFET(strings.NewReader(c.file), facts, brief)
			switch {
			case c.want == "" && (err != nil || plan[0].Date != "2026-09-09" || plan[0].End != "12:00" || plan[1].Date != ""):
				t.Errorf("got %v %v", plan, err)
			case c.want != "" && err == nil:
				t.Error("it was read")
			case c.want != "" && !strings.Contains(sentences(err), c.want):
				t.Errorf("got %q, want %q", sentences(err), c.want)
			}
		})
	}
}

func TestWhatDoesNotGoIntoFETIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*timetable.Facts, *timetable.Brief)
		want   string
	}{
		"no such term":           {func(_ *timetable.Facts, b *timetable.Brief) { b.TermID = "next" }, "term"},
		"a term of a year":       {func(f *timetable.Facts, _ *timetable.Brief) { f.Terms[0].End = "2027-07-30" }, "105"},
		"no room that is enough": {func(f *timetable.Facts, _ *timetable.Brief) { f.Meetings[0].Capacity = 100 }, "Sleep well"},
	} {
		t.Run(name, func(t *testing.T) {
			facts, brief := ready(t)
			c.change(&facts, &brief)
			err := termfile.WriteFET(&bytes.Buffer{}, facts, brief)
			if err == nil || !strings.Contains(sentences(err), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Whoever stands in for somebody in the draft is given to FET, and comes back.
func TestFETIsGivenThePeopleOfTheDraft(t *testing.T) {
	facts, brief := ready(t)
	isCass := func(w timetable.Worker) bool { return w.PersonID == "cass" }
	at := slices.IndexFunc(facts.Meetings, func(m timetable.Meeting) bool {
		return m.TermID == brief.TermID && !slices.ContainsFunc(m.Workers, isCass)
	})
	m := facts.Meetings[at]
	stands := timetable.Placement{SessionID: m.SessionID, Date: "2026-09-09", Start: "10:00", End: "12:00", RoomID: facts.Rooms[0].ID,
		Workers: []timetable.Worker{{PersonID: "cass", Name: "Cass", As: "tutor", Part: "lead"}}}
	without := strings.Count(written(t, facts, brief), "<Teacher>Ben &amp; &lt;Co&gt;</Teacher>")
	brief.Standing = []timetable.Placement{stands}
	if with := strings.Count(written(t, facts, brief), "<Teacher>Ben &amp; &lt;Co&gt;</Teacher>"); with != without+1 {
		t.Errorf("Cass is given to %d activities, and was to %d", with, without)
	}
}

// drafted is the handbook's term with its first run in a draft, where FET may
// well leave it.
func drafted(t *testing.T) (timetable.Facts, timetable.Brief) {
	t.Helper()
	facts, brief := ready(t)
	for i, day := range []college.Date{"2026-09-09", "2026-09-16", "2026-09-30"} {
		m := facts.Meetings[i]
		brief.Standing = append(brief.Standing, timetable.Placement{SessionID: m.SessionID, Date: day, Start: "10:00", End: "12:00", RoomID: "reading", Workers: m.Workers})
	}
	return facts, brief
}

func TestWhereTheDraftStandsIsInTheFileOfFET(t *testing.T) {
	facts, brief := drafted(t)
	stands := regexp.MustCompile(`<Preferred_Day>2026-09-16</Preferred_Day>\s*<Preferred_Hour>10:00</Preferred_Hour>\s*<Permanently_Locked>(\w+)</Permanently_Locked>\s*<Active>(\w+)</Active>`)
	found := stands.FindStringSubmatch(written(t, facts, brief))
	if found == nil || found[1] != "false" || found[2] != "false" {
		t.Errorf("what the draft has is written as %v", found)
	}
	brief.Pins["sleep-1-2"] = timetable.Pin{When: true}
	found = stands.FindStringSubmatch(written(t, facts, brief))
	if found == nil || found[1] != "true" || found[2] != "true" {
		t.Errorf("what is locked in the draft is written as %v", found)
	}
}
