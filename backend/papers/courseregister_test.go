package papers

import (
	"strings"
	"testing"

	"daybook/backend/college"
)

func TestCourseRegisterTotals(t *testing.T) {
	r := aCourseRegister(1, 4)
	for name, test := range map[string]struct {
		marks []college.Attendance
		want  string
	}{
		"all kinds that count": {[]college.Attendance{college.Attended, college.AttendedLate, college.LeftEarly}, "3"},
		"what does not":        {[]college.Attendance{college.DidNotAttend, college.AbsentNotified, college.TurnedAway}, "0"},
		"something to mark":    {[]college.Attendance{college.Attended, college.NotMarked}, ""},
		"no place":             {[]college.Attendance{"", "", "", ""}, ""},
		"cancelled in time":    {[]college.Attendance{college.Attended, college.CancelledByStudent}, "1"},
		"cancelled session":    {[]college.Attendance{college.Attended, "", "", college.NotMarked}, "1"},
	} {
		if got := total(r, college.CourseRegisterRow{Marks: test.marks}); got != test.want {
			t.Errorf("%s: total %q, want %q", name, got, test.want)
		}
	}
}

// TestCourseRegisterBlocks: more sessions than stand side by side go on, with
// every name again, and a last page has three rows at least.
func TestCourseRegisterBlocks(t *testing.T) {
	for sessions, blocks := range map[int]int{1: 1, 12: 1, 13: 2, 24: 2, 30: 3} {
		for _, students := range []int{18, 19, 20, 21, 40, 46} {
			r := aCourseRegister(students, sessions)
			d := CourseRegister(standard(), r)
			said, _ := textsOf(d)
			if got := strings.Count(said, "\nTomos Hughes-Nwachukwu\n"); students < 60 && got != blocks {
				t.Errorf("%d sessions: a name stands %d times, want %d", sessions, got, blocks)
			}
			if strings.Count(said, "No\nclass") < 1 && sessions > 3 {
				t.Errorf("%d sessions: the cancelled one is not lettered", sessions)
			}
			for n, page := range pagesOf(d) {
				if rows := strings.Count(page, " TH       "); rows > 0 && namesOn(page) < 3 {
					t.Errorf("%d students, %d sessions: page %d has %d rows", students, sessions, n+1, namesOn(page))
				}
			}
		}
	}
}

// namesOn counts the row numbers on a page of a course register.
func namesOn(page string) int {
	count := 0
	for _, line := range strings.Split(page, "\n") {
		fields := strings.Fields(line)
		if len(fields) > 5 && fields[4] == "TH" && strings.HasPrefix(fields[1], "3") {
			count++
		}
	}
	return count
}

// TestNoClassIsTinted: the cancelled session's cells stay empty.
func TestNoClassIsTinted(t *testing.T) {
	r := aCourseRegister(1, 4)
	if cell := markCell(r, r.Rows[0], 3); cell.Fill == nil || len(cell.Paras) > 0 {
		t.Errorf("a cancelled session's cell is %+v", cell)
	}
	if cell := markCell(r, r.Rows[0], 0); cell.Fill != nil || cell.Paras[0].Text != "P" {
		t.Errorf("a mark made is %+v", cell)
	}
}
