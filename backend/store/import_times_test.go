package store

import (
	"testing"

	"daybook/backend/college"
)

func timesFile(rows ...college.TimesRow) college.ImportFile {
	file := college.ImportFile{Kind: college.ImportTimes, FileName: "times.csv", FileHash: "t", Fingerprint: "times", Times: rows}
	for i := range file.Times {
		row := &file.Times[i]
		row.RowSource = source(i+2, row.Name, row.Email, row.Weekday, row.Start, row.AwayFrom, row.SessionsWeek, row.HoursADay)
	}
	return file
}

// TestTimesImport: each line is kept for who works here under that name, once;
// a student is nobody it is kept for; and all of it can be taken back.
func TestTimesImport(t *testing.T) {
	c := small(t, "Ann Lee")
	c.put(collegeFile, college.Person{ID: "two", FullName: "Pip Tutor", Emails: []string{"pip@example.org"}}, college.Volunteer{ID: "vo", PersonID: "two"})
	week := college.TimesRow{Name: "Tutor Pat", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.AvailableThen, SessionsWeek: 3}
	pip := college.TimesRow{Name: "Pip Tutor", Email: "pip@example.org", AwayFrom: "2026-12-07", AwayTo: "2026-12-11"}
	nameless := college.TimesRow{Name: "Pip Tutor", AwayFrom: "2026-12-07", AwayTo: "2026-12-11"}
	student := college.TimesRow{Name: "Ann Lee", HoursADay: 4}
	again := college.TimesRow{Name: "Pat Tutor", Weekday: 2, Start: "09:00", End: "13:00", Kind: college.AvailableThen}
	more := college.TimesRow{Name: "Pat Tutor", HoursADay: 4}
	file := timesFile(week, pip, nameless, student, again, more)
	before := c.dump()
	preview := must(c.PreviewImport(c.ctx(), file, Taking{}))
	unchanged(t, before, c.dump())
	report := must(c.TakeImport(c.ctx(), file, Taking{}))
	for i, want := range []string{college.RowCreated, college.RowCreated, college.RowLook, college.RowRefused, college.RowMatched, college.RowCreated} {
		if got := report.Rows[i]; got.Outcome != want || preview.Rows[i].Outcome != want || len(got.Reasons) == 0 {
			t.Errorf("row %d is %+v, want %s", got.Number, got, want)
		}
	}
	pat := must(c.AvailabilityOf(c.ctx(), "pat"))
	if len(pat.Week) != 1 || pat.Limit.SessionsWeek != 3 || pat.Limit.HoursADay != 4 {
		t.Errorf("of Pat is kept %+v", pat)
	}
	if times := must(c.AvailabilityOf(c.ctx(), "two")); len(times.Leaves) != 1 || times.Leaves[0].To != "2026-12-11" {
		t.Errorf("of Pip is kept %+v", times)
	}
	if second := must(c.TakeImport(c.ctx(), file, Taking{})); second.Created != 0 || second.Matched != 4 {
		t.Errorf("taken twice it makes %+v", second)
	}
	fine(t, c.UndoImport(c.ctx(), report.BatchID))
	f := c.facts()
	alike(t, "left", len(f.Availabilities)+len(f.Leaves)+len(f.Limits), 0)
}

// TestPlanBringsPriority: the run of a row has the row's priority.
func TestPlanBringsPriority(t *testing.T) {
	c := small(t)
	file := planFile("New course|1|2026-11-23|10:00-12:00|Abbey Library, Main room|Pat Tutor")
	file.Plan[0].Priority = 4
	if report := must(c.TakeImport(c.ctx(), file, Taking{Reason: "agreed"})); report.Created != 1 {
		t.Fatalf("%+v", report)
	}
	run := must(first[college.CourseRun](c.ctx(), c.db, "WHERE made_by_import IS NOT NULL"))
	alike(t, "its priority", run.Priority, 4)
}
