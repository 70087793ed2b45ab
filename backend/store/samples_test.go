package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/exchange"
)

// readFile reads a spreadsheet as the window and the command line do.
func readFile(t testing.TB, c *testCollege, path string) college.ImportFile {
	t.Helper()
	sheet, err := exchange.Open(path, exchange.Ordinary)
	fine(t, err)
	file, err := exchange.Apply(sheet, "", nil, exchange.Options{Today: c.Today()})
	fine(t, err)
	return file
}

// counted is a report in one line, with what it made.
func counted(r college.ImportReport) string {
	var made []string
	for _, m := range r.Made {
		made = append(made, fmt.Sprint(m.Count, " ", m.Kind))
	}
	return strings.TrimSpace(fmt.Sprintf("%d created, %d matched, %d look, %d refused: %s", r.Created, r.Matched, r.Look, r.Refused, strings.Join(made, ", ")))
}

// samples are the shared files in the order a college would take them.
var samples = []struct{ name, first, again string }{
	{"enrolments-microsoft-forms.xlsx", "61 created, 0 matched, 3 look, 0 refused: 61 student", "0 created, 61 matched, 3 look, 0 refused:"},
	{"enrolments-microsoft-forms-windows1252.csv", "0 created, 14 matched, 6 look, 0 refused:", "0 created, 14 matched, 6 look, 0 refused:"},
	{"enrolments-google-forms.csv", "16 created, 6 matched, 8 look, 0 refused: 16 student", "0 created, 22 matched, 8 look, 0 refused:"},
	{"autumn-term-plan.xlsx", "28 created, 0 matched, 0 look, 0 refused: 6 venue, 6 room, 4 topic, 1 term, 8 course, 10 tutor, 8 run, 28 session", "0 created, 28 matched, 0 look, 0 refused:"},
	{"bookings.csv", "159 created, 0 matched, 10 look, 1 refused: 148 booking, 11 waiting", "0 created, 159 matched, 10 look, 1 refused:"},
}

// TestSampleFilesAreTaken takes every shared file: the preview writes nothing
// and says what taking it then does; taking it again changes nothing; taking it
// back leaves the records as they were.
func TestSampleFilesAreTaken(t *testing.T) {
	sampleFile(t, "README.md")
	c := empty(t)
	for _, sample := range samples {
		file := readFile(t, c, sampleFile(t, sample.name))
		before := c.dump()
		preview := must(c.PreviewImport(c.ctx(), file, Taking{}))
		unchanged(t, before, c.dump())
		if preview.Taken || preview.BatchID != "" {
			t.Errorf("%s: a preview says it was taken", sample.name)
		}

		undoable := slices.DeleteFunc(c.dump("row_version", "updated_at"), retiredPlace)
		report := must(c.TakeImport(c.ctx(), file, Taking{}))
		if got := counted(report); got != sample.first {
			t.Errorf("%s:\ngot  %s\nwant %s", sample.name, got, sample.first)
		}
		alikeReports(t, preview, report)
		explained(t, report)
		after := c.dump()

		again := must(c.TakeImport(c.ctx(), file, Taking{}))
		if got := counted(again); got != sample.again || again.BatchID != "" {
			t.Errorf("%s again, batch %q:\ngot  %s\nwant %s", sample.name, again.BatchID, got, sample.again)
		}
		unchanged(t, after, c.dump())

		if report.BatchID == "" {
			continue // every row was here already: nothing to take back
		}
		fine(t, c.UndoImport(c.ctx(), report.BatchID))
		unchanged(t, undoable, slices.DeleteFunc(c.dump("row_version", "updated_at"), retiredPlace))
		if places := must(c.UnusedPlaces(c.ctx())); len(places) != 0 {
			t.Errorf("%s: after undo there are %d unused rooms", sample.name, len(places))
		}
		if got := counted(must(c.TakeImport(c.ctx(), file, Taking{}))); got != strings.Replace(sample.first, "6 venue, ", "", 1) {
			t.Errorf("%s, taken once more after undo:\ngot  %s\nwant %s", sample.name, got, sample.first)
		}
	}
	checkSampleCollege(t, c)
}

// retiredPlace is a venue or room that was made and is not in use.
func retiredPlace(line string) bool {
	return strings.HasPrefix(line, "room[") || strings.HasPrefix(line, "venue[")
}

// alikeReports holds a preview to saying what the taking then did.
func alikeReports(t *testing.T, preview, report college.ImportReport) {
	t.Helper()
	report.BatchID, report.Taken = "", false
	for _, r := range []*college.ImportReport{&preview, &report} {
		r.Concerns = slices.Clone(r.Concerns)
		for i := range r.Concerns {
			r.Concerns[i].About = nil // ids of what is made differ
		}
	}
	if !reflect.DeepEqual(preview, report) {
		t.Errorf("the preview said\n%.600s\nand taking it\n%.600s", fmt.Sprint(preview), fmt.Sprint(report))
	}
}

// explained holds every row that was not simply taken to a reason in words.
func explained(t *testing.T, report college.ImportReport) {
	t.Helper()
	for _, row := range report.Rows {
		if len(row.Reasons) == 0 || row.Name == "" {
			t.Errorf("row %d, %s, gives no reason or no name", row.Number, row.Outcome)
		}
		for _, r := range row.Reasons {
			says(t, r.Key, r.Values)
		}
	}
	for _, f := range report.Concerns {
		says(t, f.Key, f.Values)
	}
}

// checkSampleCollege looks at what the files have made.
func checkSampleCollege(t *testing.T, c *testCollege) {
	t.Helper()
	for query, want := range map[string]int{
		"SELECT count(*) FROM college.student":                                                   77,
		"SELECT count(*) FROM college.person":                                                    87, // and ten tutors
		"SELECT count(*) FROM college.run_booking":                                               148,
		"SELECT count(*) FROM college.waiting_entry":                                             11,
		"SELECT count(*) FROM venues.venue WHERE active = 1":                                     6,
		"SELECT count(*) FROM college.import_batch":                                              4,
		"SELECT count(*) FROM college.import_mapping":                                            4, // both Microsoft files have the same headings
		"SELECT count(*) FROM college.person WHERE full_name GLOB '*[?]*'":                       0,
		"SELECT count(DISTINCT sequence) FROM college.waiting_entry GROUP BY run_id":             c.count("SELECT count(*) FROM college.waiting_entry GROUP BY run_id"),
		"SELECT count(*) FROM college.session WHERE room_id IS NULL AND virtual_room_id IS NULL": 0,
	} {
		if got := c.count(query); got != want {
			t.Errorf("%s = %d, want %d", query, got, want)
		}
	}
	if hits := must(c.Search(c.ctx(), "sian")); len(hits) == 0 {
		t.Error("nobody called Siân is found")
	}
}

func TestLastRowOfTheBookingsGivesThreeReasons(t *testing.T) {
	c := empty(t)
	report := must(c.PreviewImport(c.ctx(), readFile(t, c, sampleFile(t, "bookings.csv")), Taking{}))
	last := report.Rows[len(report.Rows)-1]
	keys := []string{}
	for _, r := range last.Reasons {
		keys = append(keys, r.Key)
	}
	if last.Outcome != college.RowRefused || last.Number != 171 {
		t.Errorf("the last row is %+v", last)
	}
	is(t, "its reasons", keys, []string{"import.date.noSuchDay", "import.unknownStudent", "import.unknownCourse"})
}
