package exchange

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

const goodCSV = "Student,Course,Date booked,Place\nSam,Sleep Well,17/09/2026,Booked\n"

var goodRows = [][]any{{"Student", "Course", "Date booked", "Place"}, {"Sam", "Sleep Well", "17/09/2026", "Booked"}}

// TestBadFiles: each file is refused in the one sentence that says what to do,
// or, where only its name is wrong, read.
func TestBadFiles(t *testing.T) {
	good := book(t, goodRows, nil)
	for name, c := range map[string]struct {
		file string
		data []byte
		want string
	}{
		"empty":                              {"a.csv", nil, "import.file.empty"},
		"only white space":                   {"a.csv", []byte(" \r\n\r\n"), "import.file.empty"},
		"only a byte order mark":             {"a.csv", []byte("\xef\xbb\xbf\n"), "import.file.empty"},
		"UTF-16 of nothing":                  {"a.csv", wide(" \r\n", true, true), "import.file.empty"},
		"only separators":                    {"a.csv", []byte(",,,\n,,,\n"), "import.file.empty"},
		"empty workbook":                     {"a.xlsx", book(t, nil, nil), "import.file.empty"},
		"all zero bytes":                     {"a.xlsx", make([]byte, 4096), "import.file.unfinished"},
		"Chrome's download":                  {"plan.xlsx.crdownload", good, "import.file.unfinished"},
		"Firefox's download":                 {"plan.xlsx.part", good, "import.file.unfinished"},
		"first half of a workbook":           {"a.xlsx", good[:len(good)/2], "import.file.unfinished"},
		"workbook without its contents list": {"a.xlsx", good[:len(good)-200], "import.file.unfinished"},
		"ZIP header alone":                   {"a.xlsx", []byte("PK\x03\x04"), "import.file.unfinished"},
		"bytes changed inside":               {"a.xlsx", spoil(good), "import.file.damaged"},
		"ZIP that lies about a size":         {"a.xlsx", liar(t), "import.file.damaged"},
		"workbook of empty parts":            {"a.xlsx", archive(t, "xl/workbook.xml", ""), "import.file.damaged"},
		"workbook part that is not XML":      {"a.xlsx", archive(t, "xl/workbook.xml", "<workbook", "xl/worksheets/sheet1.xml", "<<<"), "import.file.damaged"},
		"sheet cut off inside":               {"a.xlsx", cutSheet(t, good), "import.file.damaged"},
		"bomb":                               {"a.xlsx", bomb(t, 300<<20), "import.file.inflated"},
		"a million formatted empty cells":    {"a.xlsx", archive(t, "xl/worksheets/sheet1.xml", strings.Repeat(`<c s="1"/>`, 2_000_001)), "import.file.tooManyCells"},
		"larger than 50 MB":                  {"a.csv", []byte(goodCSV + strings.Repeat("x", 50<<20)), "import.file.tooBig"},
		"100,000 rows in a workbook":         {"a.xlsx", longBook(t, 100_000), "import.file.tooManyRows"},
		"50,001 rows of text":                {"a.csv", []byte("Student,Course\n" + strings.Repeat("Sam,Sleep\n", 50_001)), "import.file.tooManyRows"},
		"301 columns":                        {"a.csv", []byte("Student,Course" + strings.Repeat(",x", 299) + "\n1,2\n"), "import.file.tooManyColumns"},
		"a cell of 32,768 letters":           {"a.csv", []byte(goodCSV + "Sam," + strings.Repeat("é", 32_768) + "\n"), "import.file.longCell"},
		"old .xls":                           {"a.xls", ole("Workbook"), "import.file.oldExcel"},
		"old .xls named .xlsx":               {"a.xlsx", ole("Book"), "import.file.oldExcel"},
		"password":                           {"a.xlsx", ole("EncryptedPackage"), "import.file.password"},
		"old Word":                           {"a.csv", ole("WordDocument"), "import.file.word"},
		"something else of that age":         {"a.csv", ole("Nothing"), "import.file.binary"},
		".xlsb":                              {"a.xlsb", archive(t, "xl/workbook.bin", "x"), "import.file.oldExcel"},
		"XML of Excel 2003":                  {"a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), "import.file.oldExcel"},
		"Word named .xlsx":                   {"a.xlsx", archive(t, "word/document.xml", "<w/>"), "import.file.word"},
		"PowerPoint named .csv":              {"a.csv", archive(t, "ppt/presentation.xml", "<p/>"), "import.file.word"},
		"RTF":                                {"a.csv", []byte(`{\rtf1\ansi hello}`), "import.file.word"},
		"LibreOffice":                        {"a.ods", archive(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), "import.file.otherOffice"},
		"Apple Numbers":                      {"a.numbers", archive(t, "Index/Document.iwa", "x"), "import.file.otherOffice"},
		"packed folder":                      {"a.zip", archive(t, "forms/enrolments.csv", goodCSV), "import.file.archive"},
		"gzip":                               {"a.csv", []byte("\x1f\x8b\x08\x00abcdef"), "import.file.archive"},
		"PDF":                                {"a.csv", []byte("%PDF-1.7\n..."), "import.file.pdf"},
		"PDF named .xlsx":                    {"a.xlsx", []byte("%PDF-1.4\n..."), "import.file.pdf"},
		"PNG":                                {"a.xlsx", []byte("\x89PNG\r\n\x1a\n..."), "import.file.picture"},
		"JPEG":                               {"a.csv", []byte("\xff\xd8\xff\xe0..."), "import.file.picture"},
		"HEIC":                               {"a.csv", []byte("\x00\x00\x00\x18ftypheic...."), "import.file.picture"},
		"bitmap":                             {"a.csv", []byte("BM\x00\x00\x01\x02\x03\x00\x00"), "import.file.picture"},
		"sign-in page named .csv":            {"a.csv", []byte("\n<!DOCTYPE html><html><body>Sign in"), "import.file.web"},
		"HTML table named .xls":              {"a.xls", []byte("<table><tr><td>Name"), "import.file.web"},
		"program":                            {"a.csv", []byte("MZ\x90\x00\x03\x00\x00\x00"), "import.file.binary"},
		"rubbish":                            {"a.csv", rubbish(4096), "import.file.binary"},
		"text with stray NULs":               {"a.csv", []byte(goodCSV + "Jo\x00,Sleep\n"), "import.file.binary"},
		"Excel's marker":                     {"~$plan.xlsx", []byte("\x05Admin"), "import.file.marker"},
		"quote never closed":                 {"a.csv", []byte("Student,Course\n\"Sam,Sleep Well\nJo,Sleep Well\n"), "import.file.quotes"},
		"headings only, text":                {"a.csv", []byte("Student,Course,Place\n"), "import.file.headingsOnly"},
		"headings only, workbook":            {"a.xlsx", book(t, goodRows[:1], nil), "import.file.headingsOnly"},
		"headings and empty rows":            {"a.csv", []byte("Student,Course,Place\n,,\n , ,\n"), "import.file.headingsOnly"},
		"one line of prose":                  {"a.csv", []byte("Dear Sam, please find attached"), "import.file.noTable"},
		"unknown headings":                   {"a.csv", []byte("Colour,Size,Weight\nred,2,3\n"), "import.map.unknownHeadings"},
		"no headings at all":                 {"a.csv", []byte("Sam,07700 900000,17/05/1978\nJo,07700 900001,18/05/1978\n"), "import.map.unknownHeadings"},
		"one heading known":                  {"a.csv", []byte("Name,Colour,Size\nSam,red,2\n"), "import.map.unknownHeadings"},
		"needed column missing":              {"a.csv", []byte("Course,Date,Venue,Room,Tutors\nYoga,17/09/2026,Hall,1,Al\n"), "import.map.missing"},
		"workbook named .csv":                {"a.csv", good, ""},
		"text named .xlsx":                   {"a.xlsx", []byte(goodCSV), ""},
		"no ending at all":                   {"bookings", []byte(goodCSV), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if said, _ := verdict(keep(t, c.file, c.data), "", nil, Options{}); said != c.want {
				t.Errorf("%q, want %q", said, c.want)
			}
		})
	}
}

// spoil turns bytes in the middle of the longest part round.
func spoil(zip []byte) []byte {
	out := append([]byte{}, zip...)
	for i := 60; i < 90; i++ {
		out[i] ^= 0x5a
	}
	return out
}

// cutSheet is a sound ZIP whose sheet ends in the middle of a row.
func cutSheet(t *testing.T, good []byte) []byte {
	f, err := excelize.OpenReader(strings.NewReader(string(good)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var parts []string
	f.Pkg.Range(func(name, content any) bool {
		text := string(content.([]byte))
		if strings.HasSuffix(name.(string), "sheet1.xml") {
			text = text[:strings.LastIndex(text, "<c ")+5]
		}
		parts = append(parts, name.(string), text)
		return true
	})
	return archive(t, parts...)
}

func longBook(t *testing.T, rows int) []byte {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows + 1 {
		row := []any{"Student", "Course", "Place"}
		if i > 0 {
			row = []any{fmt.Sprint("Sam ", i), "Sleep Well", "Booked"}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return saved(t, f)
}

func rubbish(n int) []byte {
	out, x := make([]byte, n), uint32(7)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = byte(x>>24) | 1 // no NUL, so that only the control characters tell
	}
	return out
}

// TestUnreadablePaths: what stands in the way of even opening a file. Tests may
// run as root, so "may not be read" is a path below a plain file (decisions G).
func TestUnreadablePaths(t *testing.T) {
	plain := keep(t, "plan.xlsx", book(t, goodRows, nil))
	for name, c := range map[string]struct{ path, want string }{
		"missing":            {filepath.Join(t.TempDir(), "gone.csv"), "import.file.missing"},
		"folder":             {t.TempDir(), "import.file.folder"},
		"below a plain file": {filepath.Join(plain, "a.csv"), "import.file.cannotRead"},
		"device":             {os.DevNull, "import.file.cannotRead"},
		"endless name":       {strings.Repeat("a", 5000), "import.file.cannotRead"},
		"NUL in the name":    {"a\x00b", "import.file.cannotRead"},
	} {
		t.Run(name, func(t *testing.T) {
			if said, _ := verdict(c.path, "", nil, Options{}); said != c.want {
				t.Errorf("%q, want %q", said, c.want)
			}
		})
	}
	for name, c := range map[string]struct {
		err     error
		windows bool
		want    string
	}{
		"not allowed":               {fs.ErrPermission, false, "import.file.cannotRead"},
		"held by Excel":             {&os.PathError{Err: sharingViolation}, true, "import.file.locked"},
		"part held":                 {&os.PathError{Err: lockViolation}, true, "import.file.locked"},
		"the same number elsewhere": {&os.PathError{Err: sharingViolation}, false, "import.file.cannotRead"},
	} {
		t.Run(name, func(t *testing.T) {
			if r := college.AsRefusal(cannotOpen("a", c.err, c.windows)); r == nil || r.Key != c.want || r.Values["file"] != "a" {
				t.Errorf("%v, want %q", r, c.want)
			}
		})
	}
	_, err := Read("a.csv", iotest.ErrReader(errors.New("the stick was pulled out")), Limits{})
	if r := college.AsRefusal(err); r == nil || r.Key != "import.file.cannotRead" {
		t.Errorf("%v", err)
	}
}

// TestLimits: a smaller limit than the ordinary one holds too.
func TestLimits(t *testing.T) {
	data := book(t, append(goodRows, []any{"Jo", "Yoga", "18/09/2026", "Booked"}), nil)
	for name, c := range map[string]struct {
		limits Limits
		want   string
	}{
		"bytes":    {Limits{FileBytes: 100}, "import.file.tooBig"},
		"inflated": {Limits{InflatedBytes: 1000}, "import.file.inflated"},
		"rows":     {Limits{Rows: 1}, "import.file.tooManyRows"},
		"columns":  {Limits{Columns: 3}, "import.file.tooManyColumns"},
		"letters":  {Limits{Letters: 3}, "import.file.longCell"},
		"cells":    {Limits{Cells: 11}, "import.file.tooManyCells"},
		"just so":  {Limits{Rows: 2, Columns: 4, Letters: 10, Cells: 12}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(keep(t, "a.xlsx", data), c.limits)
			got := ""
			if r := college.AsRefusal(err); r != nil {
				got = r.Key
			}
			if got != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
