package app

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bad is a folder of files nobody can take in, made once for a test.
type bad struct{ folder string }

func (b bad) at(name string) string { return filepath.Join(b.folder, name) }

const form = "Full name,Date of birth,E-mail,Mobile,Postcode\n"
const plan = "Course,Session,Date,Start,Finish,Venue,Room,Places,Tutors\n"

func badFiles(t *testing.T) bad {
	t.Helper()
	b := bad{t.TempDir()}
	put := func(name string, content []byte) {
		if err := os.WriteFile(b.at(name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	book := workbook(t, [][]any{{"Full name", "Date of birth"}, {"Sam Lee", "1980-01-02"}})
	put("empty.csv", nil)
	put("empty.xlsx", nil)
	put("blank.csv", []byte(" \r\n \r\n\r\n"))
	put("headings.csv", []byte(form))
	put("half.xlsx", book[:len(book)/2])
	put("picture.xlsx", append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 7}, 400)...))
	put("paper.xlsx", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"))
	put("page.xlsx", []byte("<!DOCTYPE html><html><body>Sign in</body></html>"))
	put("program.csv", append([]byte("MZ\x90\x00\x03"), bytes.Repeat([]byte{0, 1, 2, 255}, 300)...))
	put("old.xlsx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...))
	put("packed.xlsx", packed(t, "photo.jpg", "not a workbook"))
	put("letter.docx", packed(t, "word/document.xml", "<w:document/>"))
	put("damaged.xlsx", append(append([]byte{}, book[:200]...), bytes.Repeat([]byte{9}, len(book)-200)...))
	put("~$open.xlsx", []byte("\x05Siân"))
	put("unknown.csv", []byte("Colour,Shape\nred,round\n"))
	put("meeting.csv", []byte("Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\nSam,,10:00,11:00,60\n"))
	put("noname.csv", []byte("Date of birth,E-mail\n1980-01-02,a@example.org\n"))
	put("quote.csv", []byte(form+"\"Sam Lee,1980-01-02,,,\nKim Roe,1980-01-02,,,\n"))
	put("long.csv", []byte(form+strings.Repeat("x", 40_000)+",1980-01-02,,,\n"))
	put("wide.csv", []byte(strings.Repeat("a,", 400)+"\n"+strings.Repeat("1,", 400)+"\n"))
	put("rows.csv", []byte(form+strings.Repeat("Sam Lee,1980-01-02,,,\n", 100_000)))
	put("good.csv", []byte(form+"Sam Newcomer,1980-01-02,sam.newcomer@example.org,,\n"))
	put("plain", []byte("a file"))
	for _, err := range []error{os.Mkdir(b.at("folder.xlsx"), 0o700), os.WriteFile(b.at("big.csv"), nil, 0o600), os.Truncate(b.at("big.csv"), 60<<20)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func newBook(t *testing.T, rows [][]any) *excelize.File {
	t.Helper()
	book := excelize.NewFile()
	for i, row := range rows {
		must(t, book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	return book
}

func workbook(t *testing.T, rows [][]any) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, newBook(t, rows).Write(&out))
	return out.Bytes()
}

func packed(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	file, err := w.Create(name)
	if err == nil {
		_, err = file.Write([]byte(text))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// listing is what lies in a folder, by name and size.
func listing(t *testing.T, folder string) (all string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			all += fmt.Sprintln(e.Name(), info.Size())
		}
	}
	return all
}

type badCase struct {
	args string // parted by |
	code int
	says string // a part of the sentence
}

// TestBadInput gives the command line what people and accidents give it. Each
// gets one sentence, in words and as JSON, and leaves the college and the
// folder it was asked to print to exactly as they were.
func TestBadInput(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, b := wexmoor(t), badFiles(t)
	run(t, folder, "runs") // opening writes nothing after the first time
	before, beside := everyFile(t, folder), listing(t, b.folder)
	name := strings.NewReplacer("{files}", b.folder+string(filepath.Separator), "{long}", strings.Repeat("x", 5000),
		"{nul}", "a\x00b", "{rtl}", "\u202e\u2066evil\u2028", "{emoji}", "🌻🌻", "{drop}", "'; DROP TABLE student; --")
	for _, group := range [][]badCase{badWords, badOptions, badFilesToTake, badPapers} {
		for _, c := range group {
			t.Run(c.args, func(t *testing.T) {
				args := strings.Split(name.Replace(c.args), "|")
				code, out, errs := run(t, folder, args...)
				if sentence := told1(t, out, errs); code != c.code || !strings.Contains(sentence, name.Replace(c.says)) {
					t.Errorf("exit %d, want %d: %q", code, c.code, sentence)
				}
				code, all := lines(t, folder, args...)
				if len(all) != 1 || all[0]["result"] != "refused" || code != c.code {
					t.Fatalf("as JSON: exit %d, %v", code, all)
				}
				if said := fmt.Sprint(field(all[0], "sentence")); !strings.HasPrefix(errs, said) || field(all[0], "fields") == nil || field(all[0], "key") == "fault" {
					t.Errorf("as JSON it says %v", all[0])
				}
				same(t, before, everyFile(t, folder))
				if now := listing(t, b.folder); now != beside {
					t.Errorf("beside the files there is now %s", now)
				}
			})
		}
	}
}

var badWords = []badCase{
	{"bogus", exitInvalid, "no command “bogus”"},
	{"imprt", exitInvalid, "Did you mean “daybook import”?"},
	{"print|bogus", exitInvalid, "no command “bogus”"},
	{"imports|remove", exitInvalid, "no command “remove”"},
	{"help|bogus", exitInvalid, "no command “bogus”"},
	{"{long}", exitInvalid, "There is no command “xxx"},
	{"{drop}", exitInvalid, "no command “'; DROP TABLE"},
	{"{rtl}", exitInvalid, "no command “evil”"},
	{"completion", exitInvalid, "no command “completion”"},
	{"sample|twice", exitInvalid, "“twice” is too much"},
	{"new|--name|Ours", exitConflict, "already a college"},
	{"find", exitInvalid, "Write it like this: daybook find TEXT"},
	{"find|", exitInvalid, "Write it like this"},
	{"find|''", exitInvalid, "Say what to look for"},
	{"runs|T1|T2", exitInvalid, "“T2” is too much"},
	{"runs|T99", exitNotFound, "There is no term T99"},
	{"runs|{long}", exitNotFound, "There is no term xxx"},
	{"import", exitInvalid, "daybook import FILE…"},
	{"imports|undo", exitInvalid, "daybook imports undo ID"},
	{"imports|undo|a|b", exitInvalid, "“b” is too much"},
	{"imports|undo|{drop}", exitNotFound, "There is no such import"},
	{"imports|undo|{long}", exitNotFound, "There is no such import"},
	{"imports|undo|{nul}", exitNotFound, "There is no such import"},
}

var badOptions = []badCase{
	{"--bogus", exitInvalid, "no option --bogus"},
	{"-x", exitInvalid, "no option -x"},
	{"--=x", exitInvalid, "did not understand"},
	{"print|registers|--session|2", exitInvalid, "no option --session"},
	{"print|registers|--date", exitInvalid, "Say something after --date"},
	{"print|register|SH01-T4-1|--session|two", exitInvalid, "--session takes a whole number, not “two”"},
	{"print|register|SH01-T4-1|--session|1.5", exitInvalid, "whole number"},
	{"print|register|SH01-T4-1|--session|", exitInvalid, "whole number"},
	{"print|register|SH01-T4-1|--session|99999999999999999999", exitInvalid, "whole number"},
	{"print|register|SH01-T4-1|--session|-1", exitNotFound, "SH01-T4-1 has no session -1"},
	{"print|register|SH01-T4-1|--session|0", exitNotFound, "has no session 0"},
	{"print|register|SH01-T4-1|--session|700", exitNotFound, "has no session 700"},
	{"import|{files}good.csv|--yes=maybe", exitInvalid, "--yes stands alone"},
	{"import|{files}good.csv|--new|a", exitInvalid, "--new takes row numbers"},
	{"import|{files}good.csv|--new|1,,2", exitInvalid, "--new takes row numbers"},
	{"import|{files}good.csv|--new|-3", exitInvalid, "good.csv has no row -3"},
	{"import|{files}good.csv|--new|77|--yes", exitInvalid, "good.csv has no row 77"},
	{"import|{files}good.csv|--same|2", exitInvalid, "does not say who a row is"},
	{"import|{files}good.csv|--same|=S-00001", exitInvalid, "does not say who a row is"},
	{"import|{files}good.csv|--same|2=", exitInvalid, "does not say who a row is"},
	{"import|{files}good.csv|--same|two=S-00001", exitInvalid, "does not say who a row is"},
	{"import|{files}good.csv|--new|2|--same|2=S-00001|--yes", exitInvalid, "Row 2 is named twice"},
	{"import|{files}good.csv|{files}headings.csv|--new|2|--yes", exitInvalid, "one file at a time"},
	{"import|{files}good.csv|--as|people|--yes", exitInvalid, "does not know “people”"},
	{"import|{files}good.csv|--dates|ymd|--yes", exitInvalid, "not an order of dates"},
	{"import|{files}good.csv|--map|Mobile|--yes", exitInvalid, "which column is which"},
	{"import|{files}good.csv|--map|=mobile|--yes", exitInvalid, "no column called"},
	{"import|{files}good.csv|--map|Shoe size=mobile|--yes", exitInvalid, "no column called Shoe size"},
	{"import|{files}good.csv|--map|Shoe size=|--yes", exitInvalid, "no column called Shoe size"},
	{"import|{files}good.csv|--map|Mobile=shoeSize|--yes", exitInvalid, "nothing called shoeSize"},
	{"import|{files}good.csv|--map|Mobile=dob|--map|Postcode=dob|--yes", exitInvalid, "Choose one of them"},
	{"import|{files}good.csv|--map|Mobile=dob|--map|MOBILE=notes|--yes", exitInvalid, "named twice"},
	{"import|{files}good.csv|--map|Full name=|--yes", exitInvalid, "could not find a column for: fullName"},
	{"import|{files}good.csv|--as|bookings|--yes", exitInvalid, "could not find a column for: title"},
}

var badFilesToTake = []badCase{
	{"import|", exitInvalid, "daybook import FILE…"},
	{"import|{files}missing.csv|--yes", exitInvalid, "missing.csv is not there"},
	{"import|{files}{nul}|--yes", exitInvalid, ""},
	{"import|{files}{long}|--yes", exitInvalid, ""},
	{"import|{files}{emoji}.csv|--yes", exitInvalid, "🌻🌻.csv is not there"},
	{"import|{files}plain/x.csv|--yes", exitInvalid, "x.csv"},
	{"import|{files}folder.xlsx|--yes", exitInvalid, "is a folder"},
	{"import|{files}empty.csv|--yes", exitInvalid, "is empty"},
	{"import|{files}empty.xlsx|--yes", exitInvalid, "is empty"},
	{"import|{files}blank.csv|--yes", exitInvalid, "blank.csv"},
	{"import|{files}headings.csv|--yes", exitInvalid, "has headings but no rows"},
	{"import|{files}half.xlsx|--yes", exitInvalid, "is not whole"},
	{"import|{files}damaged.xlsx|--yes", exitInvalid, "damaged.xlsx"},
	{"import|{files}picture.xlsx|--yes", exitInvalid, "is a picture"},
	{"import|{files}paper.xlsx|--yes", exitInvalid, "is a PDF"},
	{"import|{files}page.xlsx|--yes", exitInvalid, "is a web page"},
	{"import|{files}program.csv|--yes", exitInvalid, "is not a spreadsheet"},
	{"import|{files}old.xlsx|--yes", exitInvalid, "old.xlsx"},
	{"import|{files}packed.xlsx|--yes", exitInvalid, "is a packed folder"},
	{"import|{files}letter.docx|--yes", exitInvalid, "is a document"},
	{"import|{files}~$open.xlsx|--yes", exitInvalid, "only Excel's note"},
	{"import|{files}unknown.csv|--yes", exitInvalid, "None of the columns"},
	{"import|{files}meeting.csv|--yes", exitInvalid, "from another program"},
	{"import|{files}noname.csv|--as|enrolments|--yes", exitInvalid, "could not find a column for: fullName"},
	{"import|{files}quote.csv|--yes", exitInvalid, "quotation mark"},
	{"import|{files}long.csv|--yes", exitInvalid, "more than 32,767 letters"},
	{"import|{files}wide.csv|--yes", exitInvalid, "more than 300 columns"},
	{"import|{files}rows.csv|--yes", exitInvalid, "more than 50,000 rows"},
	{"import|{files}big.csv|--yes", exitInvalid, "larger than 50 MB"},
}

var badPapers = []badCase{
	{"print|register", exitInvalid, "daybook print register RUN"},
	{"print|register|", exitInvalid, "daybook print register RUN"},
	{"print|register|A|B", exitInvalid, "“B” is too much"},
	{"print|register|NONE-T4-1", exitNotFound, "There is no run NONE-T4-1"},
	{"print|course-register|../../x", exitNotFound, "There is no run ../../x"},
	{"print|course-register|{drop}", exitNotFound, "There is no run '; DROP"},
	{"print|certificates|{rtl}", exitNotFound, "There is no run evil"},
	{"print|certificates|{nul}", exitNotFound, "There is no run a b"},
	{"print|certificates|{long}", exitNotFound, "There is no run xxx"},
	{"print|certificates|{emoji}", exitNotFound, "There is no run 🌻🌻"},
	{"print|registers|--date|31/02/2026", exitInvalid, "“31/02/2026” is not a day"},
	{"print|registers|--date|2026-02-31", exitInvalid, "“2026-02-31” is not a day"},
	{"print|registers|--date|02/13/2026", exitInvalid, "is not a day"},
	{"print|registers|--date|tomorrow", exitInvalid, "“tomorrow” is not a day"},
	{"print|registers|--date|0000-00-00", exitInvalid, "is not a day"},
	{"print|registers|--date|", exitInvalid, "is not a day"},
	{"print|registers|--date|{long}", exitInvalid, "is not a day"},
	{"print|registers|--date|2026-11-21", exitNotFound, "The next are on 23 November 2026"},
	{"print|registers|--date|2099-01-01", exitNotFound, "no sessions on 1 January 2099"},
	{"print|timetable|T99", exitNotFound, "The terms are: T1"},
	{"print|timetable|--paper|A5", exitInvalid, "not to be had on that sheet"},
	{"print|timetable|--paper|B5", exitInvalid, "A3, A4 or A5"},
	{"print|timetable|--body|8", exitInvalid, "12 to 24 pt"},
	{"print|timetable|--body|huge", exitInvalid, "takes a number"},
	{"print|timetable|--day|tomorrow", exitInvalid, "2026-11-20"},
	{"print|timetable|--student|Nobody Here", exitNotFound, "Nobody Here"},
	{"print|timetable|--student|a", exitInvalid, "may mean several"},
	{"print|timetable|--venue|x|--at-a-glance", exitInvalid, "Choose only one of"},
	{"print|labels|--start|-1", exitInvalid, "from 1"},
	{"print|labels|--nudge-x|9", exitInvalid, "5 mm"},
	{"print|badges|--term|T4|--stock|foolscap", exitInvalid, "foolscap"},
	{"print|badges|--html", exitInvalid, "PDF only"},
	{"print|certificates", exitInvalid, "daybook print certificates [RUN]"},
	{"print|certificates|SH01-T4-1|--tutor|x", exitInvalid, "Choose only one of these"},
	{"print|poster|{drop}", exitNotFound, "{drop}"},
	{"print|letter|S-00001|--about|money", exitInvalid, "places, welcome, certificate"},
	{"certificate|check|123", exitInvalid, ""},
	{"certificate|void|C-99999|--reason|x", exitNotFound, "C-99999"},
	{"face|--word|student", exitInvalid, "student=learner"},
	{"face|--logo|{files}gone.png=us", exitNotFound, "gone.png"},
	{"print|timetable|T4|--to|{files}plain/papers", exitConflict, "cannot write in"},
	{"print|registers|--to|", exitInvalid, "Say which folder after --to"},
	{"print|registers|--to|   ", exitInvalid, "Say which folder"},
	{"print|registers|--to|{files}plain", exitConflict, "cannot write in"},
	{"print|registers|--to|{files}{nul}", exitConflict, "cannot write in"},
	{"print|registers|--to|{files}{long}", exitConflict, "cannot write in"},
	{"print|certificates|UMH01-T1-1|--to|{files}plain/../plain/x", exitConflict, "cannot write in"},
	{"print|all|--to|{files}plain", exitConflict, "cannot write in"},
	{"runs|--college|", exitInvalid, "Say which folder after --college"},
	{"runs|--college|{files}nowhere", exitNotFound, "There is no college in"},
	{"runs|--college|{files}plain", exitNotFound, "There is no college in"},
	{"runs|--college|{nul}", exitNotFound, "There is no college in"},
	{"sample|--college|{files}plain", exitConflict, "cannot be written to"},
}
