package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

func found(t *testing.T, c *testCollege, filter college.StudentFilter) []string {
	t.Helper()
	page, err := c.Students(c.ctx(), filter)
	fine(t, err)
	names := []string{}
	for _, s := range page.Students {
		names = append(names, s.FullName)
	}
	return names
}

func TestSearchIsBlindToAccentsAndApostrophes(t *testing.T) {
	c := small(t, "Siân Davies", "Łukasz Nowak", "Pat O'Brien", "Maeve O’Brien", "Zoë Percent", "Ørsted Lind", "Straße Groß")
	for query, want := range map[string][]string{
		"sian":         {"Siân Davies"},
		"SIÂN":         {"Siân Davies"},
		"lukasz":       {"Łukasz Nowak"},
		"łuk":          {"Łukasz Nowak"},
		"obrien":       {"Maeve O’Brien", "Pat O'Brien"},
		"o’brien":      {"Maeve O’Brien", "Pat O'Brien"},
		"O'Brien pat":  {"Pat O'Brien"},
		"orsted":       {"Ørsted Lind"},
		"strasse":      {"Straße Groß"},
		"nowak lukasz": {"Łukasz Nowak"},
		"S-00004":      {"Maeve O’Brien"},
		"00003":        {"Pat O'Brien"},
		"sian nowak":   {},
		"nobody":       {},
		"%":            {"Łukasz Nowak", "Maeve O’Brien", "Ørsted Lind", "Pat O'Brien", "Siân Davies", "Straße Groß", "Zoë Percent"},
		"o%t%z":        {"Zoë Percent"},
		"Sian_Davies":  {"Siân Davies"},
		"\\ ' \" ; --": {"Łukasz Nowak", "Maeve O’Brien", "Ørsted Lind", "Pat O'Brien", "Siân Davies", "Straße Groß", "Zoë Percent"},
	} {
		if got := found(t, c, college.StudentFilter{Query: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

// TestSearchTakesAnythingPasted: a letter dropped into the search box finds
// nobody, and is no fault.
func TestSearchTakesAnythingPasted(t *testing.T) {
	c := small(t, "Ann Lee")
	for name, text := range map[string]string{
		"a letter": strings.Repeat("dear college I would like to come ", 500), "one long word": strings.Repeat("x", 100_000),
		"not UTF-8": "\xff\xfe ann", "a NUL": "zz\x00zz",
	} {
		if _, err := c.Students(c.ctx(), college.StudentFilter{Query: text}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := c.Search(c.ctx(), text); err != nil {
			t.Errorf("%s, over everything: %v", name, err)
		}
	}
}

func TestSearchOverEverything(t *testing.T) {
	c := small(t, "Siân Sleeping", "Ann Sleepwell")
	c.put(collegeFile, college.Person{ID: "sian", FullName: "Siân Sleeping", KnownAs: "Sia", Emails: []string{"s@example.org"}})
	c.put(venuesFile, college.Venue{ID: "s", Name: "The Sleep Barn", Town: "Wexmoor", Active: true})
	c.put(collegeFile, college.Person{ID: "pat", FullName: "Pat Sleepy", NoContactReason: "notGiven"})
	hits := must(c.Search(c.ctx(), "sleep"))
	got := []string{}
	for _, h := range hits {
		got = append(got, h.Kind+" "+h.Text+" "+h.Fact)
	}
	want := []string{"student Ann Sleepwell S-00002", "student Sia (Siân Sleeping) S-00001", "tutor Pat Sleepy ", "course Sleeping well UMH01", "venue The Sleep Barn Wexmoor"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for query, kind := range map[string]string{"umh-01": "course", "umh01": "course", "wexmoor": "venue", "S-00002": "student"} {
		if hits := must(c.Search(c.ctx(), query)); len(hits) == 0 || hits[0].Kind != kind {
			t.Errorf("%q finds %v, want a %s", query, hits, kind)
		}
	}
	for _, query := range []string{"", "  ", "%_"} {
		if hits := must(c.Search(c.ctx(), query)); hits == nil || len(hits) != 0 {
			t.Errorf("%q finds %v", query, hits)
		}
	}
}

func TestPagesOfStudents(t *testing.T) {
	names := []string{}
	for i := range 120 {
		names = append(names, fmt.Sprintf("N%03d Learner", i))
	}
	c := small(t, names...)
	for _, at := range []struct{ asked, page, students int }{{0, 1, 50}, {-3, 1, 50}, {1, 1, 50}, {2, 2, 50}, {3, 3, 20}, {4, 3, 20}, {1 << 40, 3, 20}} {
		page := must(c.Students(c.ctx(), college.StudentFilter{Page: at.asked}))
		if page.Page != at.page || len(page.Students) != at.students || page.Total != 120 || page.Pages != 3 {
			t.Errorf("page %d gives page %d with %d of %d students on %d pages", at.asked, page.Page, len(page.Students), page.Total, page.Pages)
		}
	}
	if page := must(c.Students(c.ctx(), college.StudentFilter{Page: 3})); page.Students[0].FullName != "N100 Learner" {
		t.Errorf("the third page starts with %s", page.Students[0].FullName)
	}
	if page := must(c.Students(c.ctx(), college.StudentFilter{Query: "nobody", Page: 2})); page.Students == nil || page.Page != 1 || page.Pages != 1 {
		t.Errorf("an empty page is %+v", page)
	}
}

func TestStudentsByStatus(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low", "Di May")
	c.put(collegeFile,
		college.RoleSpan{ID: "span-ann", PersonID: "ann", Role: college.RoleStudent, Status: "enrolled", From: "2026-09-01", To: "2026-11-19"},
		college.RoleSpan{ID: "span-ann-2", PersonID: "ann", Role: college.RoleStudent, Status: "graduated", From: "2026-11-20"},
		college.RoleSpan{ID: "span-bo-2", PersonID: "bo", Role: college.RoleVolunteer, Status: "active", From: "2026-11-20"},
		college.RoleSpan{ID: "span-cy", PersonID: "cy", Role: college.RoleStudent, Status: "enrolled", From: "2026-11-21"})
	for status, want := range map[string][]string{"enrolled": {"Bo Lin", "Di May"}, "graduated": {"Ann Lee"}, "active": {}, "": {"Ann Lee", "Bo Lin", "Cy Low", "Di May"}} {
		if got := found(t, c, college.StudentFilter{Status: status}); !slices.Equal(got, want) {
			t.Errorf("status %q finds %q, want %q", status, got, want)
		}
	}
	_, err := c.Students(c.ctx(), college.StudentFilter{Status: "cured"})
	refused(t, err, "students.noStatus")
}

func TestNextSessionOfAStudent(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low")
	c.book("sleep", "Ann Lee", "Bo Lin")
	booking := c.book("music", "Ann Lee")[0]
	next := func() map[string]string {
		said := map[string]string{}
		for _, s := range must(c.Students(c.ctx(), college.StudentFilter{})).Students {
			said[s.FullName] = fmt.Sprint(s.NextSession, " ", s.NextDate, " ", s.NextStart)
		}
		return said
	}
	if got := next(); got["Ann Lee"] != "UMH01 2026-11-20 10:00" || got["Cy Low"] != "  " {
		t.Errorf("next sessions are %v", got)
	}
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'sleep-2'")
	if got := next(); got["Ann Lee"] != "PA01 2026-11-20 13:00" || got["Bo Lin"] != "UMH01 2026-11-27 10:00" {
		t.Errorf("with a session cancelled they are %v", got)
	}
	fine(t, c.CancelBooking(c.ctx(), booking, false, "ill"))
	if got := next(); got["Ann Lee"] != "UMH01 2026-11-27 10:00" {
		t.Errorf("with a booking cancelled they are %v", got)
	}
}

// TestMergedPeopleAreOne: somebody merged into another is neither listed nor
// found, and stands on papers as the one they were merged into.
func TestMergedPeopleAreOne(t *testing.T) {
	c := small(t, "Ann Lee", "Anne Leigh")
	c.book("sleep", "Anne Leigh")
	c.put(collegeFile, college.Person{ID: "anne", FullName: "Anne Leigh", MergedInto: "ann", Emails: []string{"a@example.org"}})
	if got := found(t, c, college.StudentFilter{}); !slices.Equal(got, []string{"Ann Lee"}) {
		t.Errorf("listed are %q", got)
	}
	if hits := must(c.Search(c.ctx(), "leigh")); len(hits) != 0 {
		t.Errorf("found %v", hits)
	}
	sheet, course := must(c.Register(c.ctx(), "sleep-2")), must(c.CourseRegister(c.ctx(), "run-sleep"))
	if sheet.Rows[0].FullName != "Ann Lee" || course.Rows[0].FullName != "Ann Lee" {
		t.Errorf("the sheet says %s, the course register %s", sheet.Rows[0].FullName, course.Rows[0].FullName)
	}
}

// TestColumnsAreFoldedAgain: a college folded by another rule is folded anew
// when it is opened.
func TestColumnsAreFoldedAgain(t *testing.T) {
	c := small(t, "Siân Davies")
	folded := func() string {
		return must(one[string](c.ctx(), c.db, `SELECT p.folded || '|' || p.name_key || '|' || p.sort_key || '|' || s.folded || '|' || c.folded || '|' || v.folded
			FROM college.person p JOIN college.student s ON s.person_id = p.id, college.course c, venues.venue v WHERE p.id = 'sian' AND c.id = 'sleep' AND v.id = 'v'`))
	}
	want := folded()
	spoil := func() {
		c.exec("UPDATE college.person SET folded = 'x', name_key = 'x', sort_key = 'x'")
		c.exec("UPDATE college.student SET folded = 'x'")
		c.exec("UPDATE college.course SET folded = 'x'")
		c.exec("UPDATE venues.venue SET folded = 'x'")
	}
	spoil()
	c.close()
	c.open()
	if got := folded(); got != "x|x|x|x|x|x" {
		t.Errorf("of the same version they were folded again: %s", got)
	}
	c.exec("UPDATE college.settings SET fold_version = 0")
	acts := c.count("SELECT count(*) FROM college.act")
	c.close()
	c.open()
	if got := folded(); got != want {
		t.Errorf("folded again they are %s, want %s", got, want)
	}
	if c.count("SELECT fold_version FROM college.settings") != college.FoldVersion || c.count("SELECT count(*) FROM college.act") != acts {
		t.Error("folding again says its version, and is no act")
	}
}

func TestPreferencesAreEachUsersOwn(t *testing.T) {
	c := empty(t)
	fine(t, c.SavePreferences(c.ctx(), "nadia", map[string]string{"textSize": "large", "font": "system"}))
	fine(t, c.SavePreferences(c.ctx(), "nadia", map[string]string{"textSize": "normal"}))
	got := must(c.Preferences(c.ctx(), "nadia"))
	if got["textSize"] != "normal" || got["font"] != "system" || len(got) != 2 || c.count("SELECT count(*) FROM venues.preference") != 2 {
		t.Errorf("kept are %v", got)
	}
	if got := must(c.Preferences(c.ctx(), "sam")); got == nil || len(got) != 0 {
		t.Errorf("sam's are %v", got)
	}
}
