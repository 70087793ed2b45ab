package app

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestImport goes through the whole of taking a file in: look, take, take
// again, list, take back out.
func TestImport(t *testing.T) {
	folder := empty(t)
	file := write(t, "forms.csv", form+"Siân O’Brien,1980-01-02,sian@example.org,07700 900123,KD4 5BL\nKim Lee,31/02/2001,kim@example.org,,\n")
	run(t, folder, "imports")
	before := everyFile(t, folder)
	for _, args := range [][]string{{"import", file}, {"import", file, "--preview", "--yes"}, {"import", file, "--json"}} {
		code, out, errs := run(t, folder, args...)
		if code != exitDone || errs != "" {
			t.Fatalf("%v: exit %d, %q", args, code, errs)
		}
		same(t, before, everyFile(t, folder))
		if args[len(args)-1] == "--json" {
			continue
		}
		has(t, out, "Columns:\n", "  Date of birth → dob\n", "  Full name → fullName\n",
			"forms.csv (enrolments) would bring in: 1 new, 0 already here, 0 to look at, 1 refused. Nothing has been changed yet.\n",
			"  one new student\n", "  Row 3, refused: Kim Lee\n    31/02/2001 is a day that does not exist.")
		if asks := strings.HasSuffix(out, say("cmd.import.yes")+"\n"); asks != (len(args) == 2) {
			t.Errorf("%v ends with %q", args, out)
		}
	}
	code, out, _ := run(t, folder, "import", file, "--yes", "--rows")
	has(t, out, "Took in forms.csv (enrolments): 1 new, 0 already here, 0 to look at, 1 refused.\n", "  Row 2, new: Siân O’Brien\n    New student S-00001.\n")
	id := strings.TrimSpace(out[strings.LastIndex(out, " "):])
	if code != exitDone || len(id) < 30 || strings.Contains(out, "Columns:") {
		t.Fatalf("exit %d, %q", code, out)
	}
	taken := everyFile(t, folder)
	_, out, _ = run(t, folder, "import", file, "--yes")
	has(t, out, "0 new, 1 already here, 0 to look at, 1 refused.")
	if strings.Contains(out, "take it back out") {
		t.Errorf("nothing was taken, and still: %s", out)
	}
	same(t, theRecords(taken), theRecords(everyFile(t, folder)))
	if _, out, _ = run(t, folder, "import", file); !strings.HasSuffix(out, "\n"+say("cmd.import.nothing")+"\n") {
		t.Errorf("with nothing new it ends with %q", out)
	}
	_, out, _ = run(t, folder, "imports")
	if want := "forms.csv: 1 new, taken in on 20 November 2026, 08:45. Its ID is " + id + "\n"; out != want {
		t.Errorf("imports says %q, want %q", out, want)
	}
	if code, out, _ = run(t, folder, "imports", "undo", id); code != exitDone || out != "The file has been taken back out.\n" {
		t.Errorf("undo: exit %d, %q", code, out)
	}
	_, out, _ = run(t, folder, "find", "obrien")
	has(t, out, "Nothing was found.")
	code, out, errs := run(t, folder, "imports", "undo", id)
	told1(t, out, errs)
	if code != exitConflict && code != exitNotFound {
		t.Errorf("undone twice: exit %d", code)
	}
}

func TestImportAsJSON(t *testing.T) {
	folder := empty(t)
	file := write(t, "forms.csv", form+"Siân O’Brien,1980-01-02,sian@example.org,,\nKim Lee,31/02/2001,kim@example.org,,\n")
	_, all := lines(t, folder, "import", file)
	if len(all) != 1 || all[0]["result"] != "import" || field(all[0], "taken") != false || field(all[0], "batchId") != "" {
		t.Fatalf("preview: %v", all)
	}
	_, all = lines(t, folder, "import", file, "--yes")
	if len(all) != 1 {
		t.Fatalf("taking gives %d lines", len(all))
	}
	for _, name := range []string{"kind", "fileName", "columns", "taken", "batchId", "created", "matched", "look", "refused", "made", "rows", "concerns"} {
		if field(all[0], name) == nil {
			t.Errorf("%s is not in %v", name, all[0])
		}
	}
	text, err := json.Marshal(all[0]["import"])
	must(t, err)
	var report college.ImportReport
	must(t, json.Unmarshal(text, &report))
	if !report.Taken || report.Created != 1 || report.Refused != 1 || len(report.Rows) != 2 || report.Rows[1].Number != 3 ||
		report.Rows[1].Reasons[0].Key == "" || !strings.HasPrefix(report.Rows[1].Reasons[0].Sentence, "31/02/2001 is a day") || report.Made[0].Count != 1 {
		t.Errorf("%+v", report)
	}
	_, all = lines(t, folder, "imports")
	for _, name := range []string{"id", "kind", "fileName", "at", "created", "matched", "look", "refused"} {
		if field(all[0], name) == nil {
			t.Errorf("%s is not in %v", name, all[0])
		}
	}
	if _, all = lines(t, folder, "imports", "undo", fmt.Sprint(field(all[0], "id"))); len(all) != 1 || all[0]["result"] != "undone" {
		t.Errorf("undo gives %v", all)
	}
	if _, all = lines(t, empty(t), "imports"); len(all) != 0 {
		t.Errorf("nothing taken in, and still %v", all)
	}
}

// TestMap types headings as a person sees them, not as the file spells them.
func TestMap(t *testing.T) {
	headings := "\"What is\u00a0your\n full NAME?\",Name of cat,\"Born =\u00a0when\",Extra\n"
	rows := "Siân Lee,Felix,1980-01-02,x\nKim Roe,Tom,1981-01-02,y\n"
	folder, file := empty(t), write(t, "one.csv", headings+rows)
	code, out, errs := run(t, folder, "import", file, "--as", "enrolments", "--map", "what is your full name=fullName", "--map", "Born = when=dob", "--yes")
	if code != exitDone || !strings.Contains(out, "2 new") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	_, out, _ = run(t, folder, "find", "lee")
	has(t, out, "Siân Lee")

	t.Run("it is remembered for the same headings", func(t *testing.T) {
		again := write(t, "two.csv", strings.ToUpper(headings)+"Noor Aziz,Mog,1990-05-06,z\n")
		code, out, errs := run(t, folder, "import", again)
		if code != exitDone {
			t.Fatalf("exit %d: %s%s", code, out, errs)
		}
		has(t, out, "  WHAT IS YOUR FULL NAME? → fullName\n", "→ dob\n", "1 new")
	})
	t.Run("and can be said otherwise", func(t *testing.T) {
		again := write(t, "three.csv", strings.ToUpper(headings)+"Noor Aziz,Mog,1990-05-06,z\n")
		code, out, errs := run(t, folder, "import", again, "--map", "name of cat=fullName", "--map", "born = when=")
		if code != exitDone {
			t.Fatalf("exit %d: %s%s", code, out, errs)
		}
		has(t, out, "  NAME OF CAT → fullName\n", "  WHAT IS YOUR FULL NAME? → (not used)\n", "  BORN = WHEN → (not used)\n", "1 new")
	})
	t.Run("a guess gives way", func(t *testing.T) {
		file := write(t, "four.csv", "Full name,Preferred name for the register,E-mail\nSiân Lee,Sian Jones,s@example.org\n")
		code, out, errs := run(t, empty(t), "import", file, "--map", "preferred name for the register=fullName", "--rows")
		if code != exitDone {
			t.Fatalf("exit %d: %s%s", code, out, errs)
		}
		has(t, out, "  Full name → (not used)\n", "Row 2, new: Sian Jones")
	})
}

func TestDatesAsTheyAreWritten(t *testing.T) {
	file := write(t, "dates.csv", form+"Siân Lee,03/04/1980,s@example.org,,\n")
	for order, want := range map[string]string{"dmy": "1980-04-03", "mdy": "1980-03-04", "auto": "1980-04-03"} {
		folder := empty(t)
		if code, out, errs := run(t, folder, "import", file, "--yes", "--dates", order); code != exitDone {
			t.Fatalf("%s: exit %d: %s%s", order, code, out, errs)
		}
		door := doorTo(t, folder)
		file := write(t, "again.csv", form+"Siân Lee,"+want+",,,\n")
		must(t, door.Close())
		_, out, _ := run(t, folder, "import", file)
		if !strings.Contains(out, "0 new, 1 already here") {
			t.Errorf("%s: the birthday is not %s: %s", order, want, out)
		}
	}
}

// TestLook settles rows that may be somebody already here.
func TestLook(t *testing.T) {
	folder := empty(t)
	run(t, folder, "import", write(t, "first.csv", form+"Sam Lee,1980-01-02,home@example.org,,\n"), "--yes")
	file := write(t, "second.csv", form+"Kim Lee,2001-05-06,home@example.org,,\nSam Lee,1999-09-09,other@example.org,,\n")
	_, out, _ := run(t, folder, "import", file, "--yes")
	has(t, out, "0 new, 0 already here, 2 to look at", "  Row 2, needs a look: Kim Lee\n    S-00001 has the same e-mail and another name.",
		"  Row 3, needs a look: Sam Lee\n    S-00001 has the same name and another date of birth.")
	_, out, _ = run(t, folder, "import", file, "--new", "2", "--same", "3=s-00001", "--yes", "--rows")
	has(t, out, "1 new, 1 already here, 0 to look at", "  Row 2, new: Kim Lee\n    New student S-00002.", "You said this is S-00001")
	code, _, errs := run(t, folder, "import", write(t, "third.csv", form+"Jo Lee,1999-09-09,home@example.org,,\n"), "--same", "2=S-09999", "--yes")
	if code != exitNotFound {
		t.Errorf("exit %d for a student who is not here", code)
	}
	has(t, errs, "There is no student S-09999.")
}

func TestSeveralFiles(t *testing.T) {
	folder := empty(t)
	one := write(t, "one.csv", form+"Sam Lee,1980-01-02,,,\n")
	two := write(t, "two.csv", form+"Kim Roe,1981-01-02,,,\n")
	_, all := lines(t, folder, "import", one, two, "--yes")
	if len(all) != 2 || field(all[0], "fileName") != "one.csv" || field(all[1], "fileName") != "two.csv" || field(all[1], "created") != 1.0 {
		t.Fatalf("%v", all)
	}
	three := write(t, "three.csv", form+"Noor Aziz,1982-01-02,,,\n")
	code, out, errs := run(t, folder, "import", three, filepath.Join(t.TempDir(), "gone.csv"), two, "--yes")
	has(t, out, "Took in three.csv (enrolments): 1 new")
	has(t, errs, "gone.csv is not there")
	if code != exitInvalid || strings.Contains(out, "two.csv") {
		t.Errorf("exit %d: %s", code, out)
	}
	if _, out, _ = run(t, folder, "imports"); strings.Count(out, "\n") != 3 {
		t.Errorf("taken in: %s", out)
	}
}

// TestFaultyRows previews rows with faults: each is refused with its reason,
// the rest of the file is not held up.
func TestFaultyRows(t *testing.T) {
	folder := empty(t)
	formulas := excelWithoutValues(t)
	for row, want := range map[string]string{
		"Calm,1 of 1,31/02/2026,10:00,12:00,Hall,,12,":     "31/02/2026 is a day that does not exist.",
		"Calm,1 of 1,2026-09-14,12:00,10:00,Hall,,12,":     "The session ends at 10:00",
		"Calm,1 of 1,2026-09-14,10:00,10:00,Hall,,12,":     "The session ends at 10:00",
		"Calm,1 of 1,2026-09-14,25:61,12:00,Hall,,12,":     "25:61 ",
		"Calm,1 of 1,2026-09-14,10:00,12:00,Hall,,many,":   "many is not a number of places",
		"Calm,1 of 1,2026-09-14,10:00,12:00,Hall,,-3,":     "-3 is not a number of places",
		"Calm,1 of 1,0000-00-00,10:00,12:00,Hall,,12,":     "0000-00-00 ",
		"Calm,soon,2026-09-14,10:00,12:00,Hall,,12,":       "soon cannot be read as the number of a session",
		"Calm,1 of 1,tomorrow,10:00,12:00,Hall,,12,":       "tomorrow cannot be read as a date",
		"Calm,1 of 1,,10:00,12:00,Hall,,12,":               "The date is missing",
		"Calm,1 of 1,2026-09-14,,12:00,Hall,,12,":          "The start time is missing",
		",1 of 1,2026-09-14,10:00,12:00,Hall,,12,":         "The course is missing",
		"#REF!,1 of 1,2026-09-14,10:00,12:00,Hall,,12,Sam": "#REF!",
	} {
		_, out, errs := run(t, folder, "import", write(t, "plan.csv", plan+row+"\n"))
		if errs != "" || !strings.Contains(out, "0 new, 0 already here, 0 to look at, 1 refused.") || !strings.Contains(out, want) {
			t.Errorf("%s: %s%s", row, out, errs)
		}
		for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
			if notForPeople.MatchString(line) {
				t.Errorf("not for people: %q", line)
			}
		}
	}
	_, out, errs := run(t, folder, "import", formulas, "--yes", "--rows")
	has(t, out+errs, "holds a formula whose result was not saved", "1 new", "1 refused")
}

// excelWithoutValues is a workbook whose second name is a formula that was
// never worked out, with merged cells beside it.
func excelWithoutValues(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "formulas.xlsx")
	book := newBook(t, [][]any{{"Full name", "Date of birth"}, {"Sam Lee", "1980-01-02"}, {nil, "1990-01-02"}})
	must(t, book.SetCellFormula("Sheet1", "A3", `A2&" junior"`))
	must(t, book.MergeCell("Sheet1", "D1", "E2"))
	must(t, book.SaveAs(path))
	return path
}

// TestSampleFiles takes the real files a college has, in the order it would.
func TestSampleFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	files, folder := samples(t), empty(t)
	for _, step := range []struct{ name, says string }{
		{"autumn-term-plan.xlsx", "(term plan): 28 new, 0 already here, 0 to look at, 0 refused."},
		{"enrolments-microsoft-forms.xlsx", "(enrolments): 6"},
		{"enrolments-microsoft-forms-windows1252.csv", "(enrolments): "},
		{"enrolments-google-forms.csv", "(enrolments): "},
		{"bookings.csv", " to look at, 1 refused."},
	} {
		path := filepath.Join(files, step.name)
		code, out, errs := run(t, folder, "import", path, "--yes")
		if code != exitDone || errs != "" {
			t.Fatalf("%s: exit %d, %q", step.name, code, errs)
		}
		has(t, out, "Took in "+step.name, step.says)
		run(t, folder, "imports") // whoever signs in next takes in the venue book’s audit
		before := theRecords(everyFile(t, folder))
		_, out, _ = run(t, folder, "import", path, "--yes")
		has(t, out, ": 0 new, ")
		same(t, before, theRecords(everyFile(t, folder)))
	}
	_, out, _ := run(t, folder, "import", filepath.Join(files, "bookings.csv"))
	if at := strings.Index(out, "refused: "); at < 0 || strings.Count(out[at:], "\n    ") != 3 {
		t.Errorf("the last row has not three reasons: %s", out)
	}
	for _, name := range []string{"teams-attendance.csv", "zoom-participants.csv", "eventbrite-attendees.csv", "names.txt"} {
		code, out, errs := run(t, folder, "import", filepath.Join(files, name), "--yes")
		if told1(t, out, errs); code != exitInvalid {
			t.Errorf("%s: exit %d", name, code)
		}
	}
	if made := printed(t, folder, "print", "timetable"); made[0].Pages < 1 {
		t.Errorf("%+v", made)
	}
	undoAll(t, folder)
}

// undoAll takes every file out again, the last first.
func undoAll(t *testing.T, folder string) {
	t.Helper()
	_, all := lines(t, folder, "imports")
	for _, line := range all {
		if code, out, errs := run(t, folder, "imports", "undo", fmt.Sprint(field(line, "id"))); code != exitDone {
			t.Errorf("undo of %v: exit %d: %s%s", field(line, "fileName"), code, out, errs)
		}
	}
	if code, _, errs := run(t, folder, "runs"); code != exitNotFound {
		t.Errorf("runs are left: exit %d, %s", code, errs)
	}
	if _, err := os.Stat(filepath.Join(folder, "data")); err != nil {
		t.Error(err)
	}
}

// TestImportOfTimes takes a list of when people can work: what is guessed, the
// rows refused with their reasons, and undoing it.
func TestImportOfTimes(t *testing.T) {
	folder := empty(t)
	plan := write(t, "plan.csv", "Course,Topic,Session,Date,Start,Finish,Venue,Tutors,Places,Priority\nSleep,Health,1,07/09/2026,10:00,12:00,Library,Pat Lee,8,5\n")
	if code, out, errs := run(t, folder, "import", plan, "--yes"); code != exitDone {
		t.Fatalf("exit %d: %s %s", code, out, errs)
	}
	file := write(t, "times.csv", "Tutor,Weekday,From,To,Preference,Sessions a week\nPat Lee,Tuesday,9:00,13:00,prefers,3\nPat Lee,Someday,9:00,13:00,,\nKim Nobody,Monday,9:00,13:00,,\n")
	code, out, errs := run(t, folder, "import", file, "--yes")
	if code != exitDone || errs != "" {
		t.Fatalf("exit %d, %q", code, errs)
	}
	has(t, out, "(availability): 1 new, 0 already here, 0 to look at, 2 refused.", "one new time of a week", "one new agreement about work",
		"Someday is not a day of the week", "Nobody called Kim Nobody works here")
	_, out, _ = run(t, folder, "import", file, "--as", "availability", "--yes")
	has(t, out, ": 0 new, 1 already here")
	_, all := lines(t, folder, "imports")
	if code, _, errs := run(t, folder, "imports", "undo", fmt.Sprint(field(all[0], "id"))); code != exitDone {
		t.Fatalf("undo: exit %d, %q", code, errs)
	}
}
