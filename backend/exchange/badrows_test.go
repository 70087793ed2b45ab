package exchange

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

const planHead = "Course,Session,Date,Start,Finish,Online / in person,Venue,Places\n"

// TestBadRows: a row that cannot be read says so by field, the others are read.
func TestBadRows(t *testing.T) {
	enrol := func(cells string) string { return "Full name,Date of birth,Phone,E-mail,Postcode\n" + cells }
	for name, c := range map[string]struct{ text, want string }{
		"31 February":                 {planHead + "Yoga,1,31/02/2026,10:00,11:00,Online,,9\n", "2 date=import.date.noSuchDay"},
		"13 as month":                 {planHead + "Yoga,1,02/13/2026,10:00,11:00,Online,,9\n", "2 date=import.date.onlyMonthFirst"},
		"13 as month among others":    {planHead + "Yoga,1,17/02/2026,10:00,11:00,Online,,9\nYoga,2,02/18/2026,10:00,11:00,Online,,9\n", "3 date=import.date.onlyMonthFirst"},
		"an American column":          {planHead + "Yoga,1,02/13/2026,10:00,11:00,Online,,9\nYoga,2,02/20/2026,10:00,11:00,Online,,9\nYoga,3,03/06/2026,10:00,11:00,Online,,9\n", "4 import.date.readMonthFirst"},
		"one of two is American":      {planHead + "Yoga,1,02/13/2026,10:00,11:00,Online,,9\nYoga,2,03/04/2026,10:00,11:00,Online,,9\n", "3 import.date.readMonthFirst"},
		"one slip turns no column":    {planHead + "Yoga,1,02/13/2026,10:00,11:00,Online,,9\nYoga,2,04/04/2026,10:00,11:00,Online,,9\nYoga,3,05/05/2026,10:00,11:00,Online,,9\nYoga,4,03/06/2026,10:00,11:00,Online,,9\n", "2 date=import.date.onlyMonthFirst, 5 import.date.readDayFirst"},
		"a column of two readings":    {planHead + "Yoga,1,03/04/2026,10:00,11:00,Online,,9\n", "2 import.date.readDayFirst"},
		"29 February of a plain year": {planHead + "Yoga,1,29/02/2026,10:00,11:00,Online,,9\n", "2 date=import.date.noSuchDay"},
		"day 0":                       {planHead + "Yoga,1,00/09/2026,10:00,11:00,Online,,9\n", "2 date=import.date.noSuchDay"},
		"45/45/2026":                  {planHead + "Yoga,1,45/45/2026,10:00,11:00,Online,,9\n", "2 date=import.date.noSuchDay"},
		"a date without year":         {planHead + "Yoga,1,Mon 14 Sep,10:00,11:00,Online,,9\n", "2 date=import.date.noYear"},
		"a year of three figures":     {planHead + "Yoga,1,14/09/202,10:00,11:00,Online,,9\n", "2 date=import.date.year"},
		"the wrong weekday":           {planHead + "Yoga,1,Mon 15 Sep 2026,10:00,11:00,Online,,9\n", "2 date=import.date.weekday"},
		"a date in words":             {planHead + "Yoga,1,to be confirmed,10:00,11:00,Online,,9\n", "2 date=import.date.unread"},
		"no date":                     {planHead + "Yoga,1,,10:00,11:00,Online,,9\n", "2 date=import.row.needed.date"},
		"end before start":            {planHead + "Yoga,1,14/09/2026,14:00,11:00,Online,,9\n", "2 end=import.time.endBeforeStart"},
		"end at start":                {planHead + "Yoga,1,14/09/2026,10am,10:00,Online,,9\n", "2 end=import.time.endBeforeStart"},
		"25:00":                       {planHead + "Yoga,1,14/09/2026,25:00,26:00,Online,,9\n", "2 start=import.time.noSuchTime, 2 end=import.time.noSuchTime"},
		"10:75":                       {planHead + "Yoga,1,14/09/2026,10:75,11:00,Online,,9\n", "2 start=import.time.noSuchTime"},
		"14pm":                        {planHead + "Yoga,1,14/09/2026,14pm,15:00,Online,,9\n", "2 start=import.time.noSuchTime"},
		"2:00, morning or afternoon":  {planHead + "Yoga,1,14/09/2026,2:00,15:00,Online,,9\n", "2 start=import.time.half"},
		"a time in words":             {planHead + "Yoga,1,14/09/2026,after lunch,15:00,Online,,9\n", "2 start=import.time.unread"},
		"no times":                    {planHead + "Yoga,1,14/09/2026,,,Online,,9\n", "2 start=import.row.needed.start, 2 end=import.row.needed.end"},
		"no title on the first row":   {planHead + ",1,14/09/2026,10:00,11:00,Online,,9\n", "2 title=import.row.needed.title"},
		"no title after an empty row": {planHead + "Yoga,1 of 2,14/09/2026,10:00,11:00,Online,,9\n,,,,,,,\n,1 of 2,21/09/2026,10:00,11:00,Online,,9\n", "4 title=import.row.needed.title"},
		"numbers go on after it":      {planHead + "Yoga,1 of 2,14/09/2026,10:00,11:00,Online,,9\n\n,2 of 2,21/09/2026,10:00,11:00,Online,,9\n", ""},
		"numbers begin again":         {planHead + "Yoga,2 of 2,14/09/2026,10:00,11:00,Online,,9\n,1 of 2,21/09/2026,10:00,11:00,Online,,9\n", "3 import.note.titleCarried"},
		"session 4 of 3":              {planHead + "Yoga,4 of 3,14/09/2026,10:00,11:00,Online,,9\n", "2 session=import.session.unread"},
		"session in words":            {planHead + "Yoga,first,14/09/2026,10:00,11:00,Online,,9\n", "2 session=import.session.unread"},
		"session turned into a date":  {planHead + "Yoga,01/03/2026,14/09/2026,10:00,11:00,Online,,9\n", "2 session=import.session.unread"},
		"unknown mode":                {planHead + "Yoga,1,14/09/2026,10:00,11:00,Outdoors,,9\n", "2 mode=import.mode.unknown"},
		"no mode, no venue":           {planHead + "Yoga,1,14/09/2026,10:00,11:00,,,9\n", "2 import.note.modeAssumed"},
		"-3 places":                   {planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,-3\n", "2 places=import.places.unread"},
		"lots of places":              {planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,lots\n", "2 places=import.places.unread"},
		"a fault of the spreadsheet":  {planHead + "Yoga,1,#REF!,10:00,11:00,Online,,9\n", "2 date=import.cell.error"},
		"a row of prose":              {planHead + "Half term,,,,,,,\n", "2 date=import.row.needed.date, 2 start=import.row.needed.start, 2 end=import.row.needed.end, 2 import.note.modeAssumed, 2 import.note.sessionsNumbered"},
		"too short a row":             {planHead + "Yoga,1,14/09/2026\n", "2 start=import.row.needed.start, 2 end=import.row.needed.end, 2 import.note.modeAssumed"},
		"too long a row":              {planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,9,more,and more\n", "2 import.note.extraCells"},
		"extra cells of no text":      {planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,9,, \n", ""},
		"no name":                     {enrol(",17/05/1978,07700 900000,,\n"), "2 fullName=person.nameNeeded"},
		"born tomorrow":               {enrol("Sam,21/11/2026,07700 900000,,\n"), "2 dob=person.dobFuture"},
		"born in 1899":                {enrol("Sam,14/05/1899,07700 900000,,\n"), "2 dob=import.date.year"},
		"born in 1901":                {enrol("Sam,14/05/1901,07700 900000,,\n"), "2 dob=person.dobTooOld"},
		"born on no day":              {enrol("Sam,31/06/1978,07700 900000,,\n"), "2 dob=import.date.noSuchDay"},
		"a phone that is none":        {enrol("Sam,17/05/1978,12,,\n"), "2 phones=person.phone"},
		"but with an e-mail":          {enrol("Sam,17/05/1978,12,sam@example.org,\n"), "2 import.note.phone"},
		"an e-mail that is none":      {enrol("Sam,17/05/1978,,sam at home,\n"), "2 emails=person.email"},
		"but with a phone":            {enrol("Sam,17/05/1978,07700 900000,sam@home,\n"), "2 import.note.email"},
		"neither can be read":         {enrol("Sam,17/05/1978,12,sam@home,\n"), "2 phones=person.phone, 2 emails=person.email"},
		"no way of contact":           {enrol("Sam,17/05/1978,,n/a,\n"), "2 import.note.noContact"},
		"a strange postcode":          {enrol("Sam,17/05/1978,,,QX1 1AA\n"), "2 import.note.postcode"},
		"a name that lost letters":    {enrol("Oluwa?eun O’Brien,17/05/1978,07700 900000,,\n"), ""},
		"an unknown place":            {"Student,Course,Place\nSam,Yoga,Perhaps\n", "2 waiting=import.place.unknown"},
		"an unknown way of booking":   {"Student,Course,How\nSam,Yoga,by pigeon\n", "2 import.note.unknownAnswer.source"},
		"a booking for nobody":        {"Student,Course,How\n,Yoga,phone\n", "2 name=import.row.needed.name"},
		"a booking for nothing":       {"Student,Course,How\nSam,,phone\n", "2 title=import.row.needed.title"},
	} {
		t.Run(name, func(t *testing.T) {
			if said, _ := verdict(keep(t, "a.csv", []byte(c.text)), "", nil, Options{}); said != c.want {
				t.Errorf("%q, want %q", said, c.want)
			}
		})
	}
}

// TestUnknownAnswers keeps what a form offered and the college's lists do not.
func TestUnknownAnswers(t *testing.T) {
	text := "Full name,Phone,Which of these best describes you?,How did you hear about us?,Access needs,Ethnic group,Privacy notice,Emergency contact,Preferred contact\n" +
		`Sam,07700 900000,An astronaut,"Google, a poster, in the lift",My mum comes along;Large print;,Martian,No,"Sam, partner",by owl` + "\n"
	said, file := verdict(keep(t, "a.csv", []byte(text)), "", nil, Options{})
	want := "2 import.note.unknownAnswer.preferredContact, 2 import.note.emergencyContact, 2 import.note.unknownAnswer.accessNeeds, " +
		"2 import.note.unknownAnswer.primaryIdentity, 2 import.note.unknownAnswer.heardAbout, 2 import.note.unknownAnswer.ethnicity, 2 import.note.privacy"
	if said != want {
		t.Errorf("%q", said)
	}
	r := file.Enrolments[0]
	if got := strings.Join(r.Student.HeardAbout, " "); got != "google other" {
		t.Errorf("heard about: %s", got)
	}
	if strings.Join(r.Person.AccessNeeds, " ") != "largePrint other" || r.Person.AccessNote != "My mum comes along" {
		t.Errorf("%+v", r.Person)
	}
	for _, n := range r.Notes {
		if n.Key == "import.note.unknownAnswer.heardAbout" && n.Values["text"] != "a poster, in the lift" {
			t.Errorf("unknown words are kept together: %q", n.Values["text"])
		}
		if strings.HasSuffix(n.Key, "ethnicity") && n.Values != nil {
			t.Error("an equality answer never stands in a note")
		}
	}
}

// TestWorkbooks: what only a workbook can do to a table.
func TestWorkbooks(t *testing.T) {
	head := []any{"Course", "Session", "Date", "Start", "Finish", "Venue"}
	row := func(cells ...any) []any { return cells }
	style := func(t *testing.T, f *excelize.File, format, from, to string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil || f.SetCellStyle("Sheet1", from, to, id) != nil {
			t.Fatal("style")
		}
	}
	for name, c := range map[string]struct {
		rows   [][]any
		change func(f *excelize.File)
		want   string
		dates  string
	}{
		"formula without its result": {[][]any{head, row("Yoga", 1, nil, "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.SetCellFormula("Sheet1", "C2", "TODAY()") }, "2 date=import.cell.formula", ""},
		"formula in a column not used": {[][]any{append(head, "Cost"), row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.SetCellFormula("Sheet1", "G2", "1+1") }, "", "2026-09-14"},
		"row of formulas alone": {[][]any{head, row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.SetCellFormula("Sheet1", "A3", "A2") },
			"3 title=import.cell.formula, 3 date=import.row.needed.date, 3 start=import.row.needed.start, 3 end=import.row.needed.end, 3 import.note.modeAssumed", "2026-09-14 "},
		"title merged over its sessions": {[][]any{head, row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall"), row(nil, 1, "21/09/2026", "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.MergeCell("Sheet1", "A2", "A3") }, "", "2026-09-14 2026-09-21"},
		"title above the headings, merged": {[][]any{row("Autumn term"), row(), head, row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.MergeCell("Sheet1", "A1", "F2") }, "", "2026-09-14"},
		"hidden row and column": {[][]any{head, row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")},
			func(f *excelize.File) { f.SetRowVisible("Sheet1", 2, false); f.SetColVisible("Sheet1", "C", false) }, "", "2026-09-14"},
		"real dates and times": {[][]any{head, row("Yoga", 1, 46280, 0.4166666666666667, 0.5, "Hall")},
			func(f *excelize.File) { style(t, f, "ddd d mmm", "C2", "C2"); style(t, f, "[h]:mm", "D2", "E2") }, "", "2026-09-15"},
		"numbers that nobody formatted": {[][]any{head, row("Yoga", 1, 46280, 10.3, 0.5, "Hall")}, nil, "", "2026-09-15"},
		"counting from 1904": {[][]any{head, row("Yoga", 1, 44818, "10:00", "11:00", "Hall")},
			func(f *excelize.File) {
				yes := true
				f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
				style(t, f, "dd/mm/yyyy", "C2", "C2")
			}, "", "2026-09-15"},
		"a date and a time in one":          {[][]any{head, row("Yoga", 1, time.Date(2026, 9, 15, 10, 0, 0, 0, time.UTC), "10:00", "11:00", "Hall")}, nil, "", "2026-09-15"},
		"a cell of the spreadsheet's fault": {[][]any{head, row("Yoga", 1, "#N/A", "10:00", "11:00", "Hall")}, nil, "2 date=import.cell.error", ""},
		"the second sheet has the plan": {[][]any{row("Notes for Sam"), row("ring the library")}, func(f *excelize.File) {
			f.NewSheet("Plan")
			f.SetSheetRow("Plan", "A1", &head)
			cells := row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")
			f.SetSheetRow("Plan", "A2", &cells)
		}, "", "2026-09-14"},
		"a hidden sheet comes last": {[][]any{head, row("Old", 1, "14/09/2020", "10:00", "11:00", "Hall")}, func(f *excelize.File) {
			f.NewSheet("New")
			f.SetSheetRow("New", "A1", &head)
			cells := row("Yoga", 1, "14/09/2026", "10:00", "11:00", "Hall")
			f.SetSheetRow("New", "A2", &cells)
			f.SetActiveSheet(1)
			f.SetSheetVisible("Sheet1", false)
		}, "", "2026-09-14"},
	} {
		t.Run(name, func(t *testing.T) {
			said, file := verdict(keep(t, "a.xlsx", book(t, c.rows, c.change)), "", nil, Options{})
			if said != c.want {
				t.Errorf("%q, want %q", said, c.want)
			}
			var dates []string
			for _, p := range file.Plan {
				dates = append(dates, string(p.Date))
				if p.Title != "Yoga" && len(p.Wrong) == 0 {
					t.Errorf("title %q", p.Title)
				}
				if len(p.Wrong) == 0 && (p.Start != "10:00" && p.Start != "10:30" || p.End <= p.Start) {
					t.Errorf("%s–%s", p.Start, p.End)
				}
			}
			if got := strings.Join(dates, " "); got != c.dates {
				t.Errorf("dates %q, want %q", got, c.dates)
			}
		})
	}
}

// TestPanicIsARefusal: excelize panics on some broken parts; a person sees a
// sentence.
func TestPanicIsARefusal(t *testing.T) {
	parts := archive(t, "xl/workbook.xml", `<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="2"><c r="XFD9999999"><v>1</v></c></row></sheetData></worksheet>`)
	_, err := Open(keep(t, "a.xlsx", parts), Limits{})
	if college.AsRefusal(err) == nil {
		t.Errorf("%v", err)
	}
}
