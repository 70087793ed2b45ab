package store

import (
	"fmt"
	"slices"
	"testing"

	"daybook/backend/college"
)

// numbered is a sheet as "number name", in its order.
func numbered(r college.Register) []string {
	lines := []string{}
	for _, row := range r.Rows {
		lines = append(lines, fmt.Sprint(row.RowNo, " ", r.OnSheet(row)))
	}
	return lines
}

func is(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

// TestRowNumbersOnPaper is D7: print, add a name that sorts first, cancel row
// 3, mark by number.
func TestRowNumbersOnPaper(t *testing.T) {
	c := small(t, "Dee Zed", "Cal Young", "Bea Xu", "Abe West", "Eli Voss")
	bookings := c.bookEarly("sleep", "Dee Zed", "Cal Young", "Bea Xu")
	is(t, "the first printing", numbered(must(c.Register(c.ctx(), "sleep-2"))), []string{"1 Bea Xu", "2 Cal Young", "3 Dee Zed"})

	c.book("sleep", "Abe West")
	fine(t, c.CancelBooking(c.ctx(), bookings[0], false, "moved away")) // row 3
	again := must(c.Register(c.ctx(), "sleep-2"))
	is(t, "printed again", numbered(again), []string{"1 Bea Xu", "2 Cal Young", "4 Abe West"})
	if again.NextNo != 5 {
		t.Errorf("the first walk-in line takes %d, want 5", again.NextNo)
	}

	byNumber := map[int]string{}
	for _, row := range again.Rows {
		byNumber[row.RowNo] = row.PlaceID
	}
	fine(t, c.MarkAttendance(c.ctx(), "sleep-2", []PlaceMark{{PlaceID: byNumber[4], Attendance: college.Attended}, {PlaceID: byNumber[2], Attendance: college.DidNotAttend}}))
	marked := map[string]college.Attendance{}
	for _, row := range must(c.SessionView(c.ctx(), "sleep-2")).Rows {
		marked[row.FullName] = row.Attendance
	}
	if marked["Abe West"] != college.Attended || marked["Cal Young"] != college.DidNotAttend || marked["Bea Xu"] != college.NotMarked {
		t.Errorf("marked by number: %v", marked)
	}

	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"))
	c.book("sleep", "Eli Voss") // later than the walk-in who took line 5
	is(t, "with a walk-in and one booked later", numbered(must(c.Register(c.ctx(), "sleep-2"))),
		[]string{"1 Bea Xu", "2 Cal Young", "4 Abe West", "5 Wanda Walker", "6 Eli Voss"})
	is(t, "next week", numbered(must(c.Register(c.ctx(), "sleep-3"))), []string{"1 Bea Xu", "2 Cal Young", "4 Abe West", "6 Eli Voss"})

	course := must(c.CourseRegister(c.ctx(), "run-sleep"))
	lines := []string{}
	for _, row := range course.Rows {
		lines = append(lines, fmt.Sprint(row.RowNo, " ", row.FullName, " ", row.Cancelled, " ", row.Marks))
	}
	is(t, "the course register", lines, []string{
		"1 Bea Xu false [booked booked booked]", "2 Cal Young false [booked dna booked]",
		"3 Dee Zed false [booked cancelledByStudent cancelledByStudent]",
		"4 Abe West false [ attended booked]", "5 Wanda Walker false [ attended ]", "6 Eli Voss false [ booked booked]"})
}

// TestALineTakenBackLeavesAGap: a walk-in entered by mistake goes, and nobody
// later gets a number that somebody else has.
func TestALineTakenBackLeavesAGap(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.book("sleep", "Ann Lee")
	must(c.Register(c.ctx(), "sleep-2"))
	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"))
	walkIn := must(one[string](c.ctx(), c.db, "SELECT id FROM college.act WHERE verb = 'act.walkIn'"))
	c.book("sleep", "Bo Lin")
	must(c.Register(c.ctx(), "sleep-2"))
	c.undo(walkIn)
	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Otto Other"))
	is(t, "the sheet", numbered(must(c.Register(c.ctx(), "sleep-2"))), []string{"1 Ann Lee", "3 Bo Lin", "4 Otto Other"})
}

func TestPrintingAgainWritesNothing(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.book("sleep", "Ann Lee", "Bo Lin")
	first := must(c.Register(c.ctx(), "sleep-2"))
	acts, before := c.count("SELECT count(*) FROM college.act"), c.dump()
	second := must(c.Register(c.ctx(), "sleep-2"))
	must(c.CourseRegister(c.ctx(), "run-sleep"))
	must(c.DayRegisters(c.ctx(), "2026-11-20"))
	is(t, "both printings", numbered(second), numbered(first))
	unchanged(t, before, c.dump())
	if got := c.count("SELECT count(*) FROM college.act"); got != acts {
		t.Errorf("%d acts, want %d", got, acts)
	}
}

func TestRegistersThatCannotBePrinted(t *testing.T) {
	c := small(t, "Ann Lee")
	c.book("sleep", "Ann Lee")
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'sleep-2'")
	before := c.dump()
	_, err := c.Register(c.ctx(), "sleep-2")
	refused(t, err, "register.cancelled")
	_, err = c.Register(c.ctx(), "nothing")
	refused(t, err, "register.noSession")
	_, err = c.SessionView(c.ctx(), "nothing")
	refused(t, err, "register.noSession")
	_, err = c.CourseRegister(c.ctx(), "nothing")
	refused(t, err, "run.noSessions")
	_, err = c.DayRegisters(c.ctx(), "31/02/2026")
	refused(t, err, "day.invalid")
	_, err = c.TodayView(c.ctx(), "2026-02-31")
	refused(t, err, "day.invalid")
	unchanged(t, before, c.dump())
	if day := must(c.DayRegisters(c.ctx(), "2026-12-25")); day.Registers == nil || len(day.Registers) != 0 {
		t.Errorf("a day without sessions has %v", day.Registers)
	}
}

// TestDayIsByVenueThenTime: one pile a venue, in the order of its day; what
// meets online comes last, what is cancelled not at all.
func TestDayIsByVenueThenTime(t *testing.T) {
	c := small(t)
	c.put(collegeFile, college.VirtualRoom{ID: "zoom", Name: "Zoom", Platform: "Zoom"})
	for i, s := range []college.Session{
		{ID: "late", Start: "15:00", RoomID: "hall"}, {ID: "early", Start: "09:00", RoomID: "snug"}, {ID: "online", Start: "08:00", VirtualRoomID: "zoom"},
		{ID: "off", Start: "09:30", RoomID: "hall", Status: college.SessionCancelled, CancelledReason: "snow"},
	} {
		s.RunID, s.Number, s.Date, s.End = "run-music", i+2, "2026-11-20", "17:00"
		if s.Status == "" {
			s.Status = college.SessionConfirmed
		}
		c.put(collegeFile, s)
	}
	got := []string{}
	for _, r := range must(c.DayRegisters(c.ctx(), "2026-11-20")).Registers {
		got = append(got, r.Head.SessionID)
	}
	is(t, "the day's registers", got, []string{"music-1", "early", "sleep-2", "late", "online"}) // Abbey Library, Castleby, online
	got = []string{}
	for _, h := range must(c.TodayView(c.ctx(), "")).Sessions {
		got = append(got, h.SessionID)
	}
	is(t, "the screen goes by time", got, []string{"online", "early", "off", "sleep-2", "music-1", "late"})
}

func TestTwoWhoReadAlike(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin", "Cy Low")
	for id, name := range map[string]string{"ann": "Ann Lee", "bo": "Bo Lin"} {
		c.put(collegeFile, college.Person{ID: id, FullName: name, KnownAs: "Sam", DOB: "1980-01-02", Emails: []string{id + "@example.org"}})
	}
	c.book("sleep", "Ann Lee", "Bo Lin", "Cy Low")
	is(t, "names", numbered(must(c.Register(c.ctx(), "sleep-2"))), []string{"1 Cy Low", "2 Sam (Ann Lee)", "3 Sam (Bo Lin)"})
}

// TestABookingFromNobodyKnowsWhere: a booking that came without saying how is on
// the register like any other.
func TestABookingFromNobodyKnowsWhere(t *testing.T) {
	c := small(t, "Ann Lee")
	c.book("sleep", "Ann Lee")
	if _, err := c.db.Exec("UPDATE college.run_booking SET source = NULL"); err != nil {
		t.Fatal(err)
	}
	is(t, "names", numbered(must(c.Register(c.ctx(), "sleep-2"))), []string{"1 Ann Lee"})
	if rows := must(c.SessionView(c.ctx(), "sleep-2")).Rows; len(rows) != 1 || rows[0].WalkIn {
		t.Errorf("the roster is %+v", rows)
	}
}

// TestSheetSaysWhatThePersonHandsOut: what stands on the facilitator's copy.
func TestSheetSaysWhatThePersonHandsOut(t *testing.T) {
	c := small(t, "Ann Lee", "Young Kim")
	c.put(collegeFile,
		college.Person{ID: "ann", FullName: "Ann Lee", KnownAs: "Annie", SortAs: "Lee Ann", Pronouns: "she/her", AccessNeeds: []string{"stepFree"}, AccessNote: "uses a frame",
			EmergencyContacts: []college.EmergencyContact{{Name: "Jo", Phone: "+441632960001", Relationship: "partner"}}, AskTeamLeader: true, Emails: []string{"ann@example.org"}, DOB: "1980-01-02"},
		college.Person{ID: "young", FullName: "Young Kim", DOB: "2008-11-21", Emails: []string{"y@example.org"}},
		college.Consent{ID: "k1", PersonID: "ann", Kind: "photo", GivenOn: "2026-09-01"},
		college.Consent{ID: "k2", PersonID: "young", Kind: "photo", GivenOn: "2026-09-01", WithdrawnOn: "2026-11-20"},
		college.Consent{ID: "k3", PersonID: "young", Kind: "charter", GivenOn: "2026-09-01"})
	c.book("sleep", "Ann Lee", "Young Kim")
	r := must(c.Register(c.ctx(), "sleep-2"))
	ann, kim := r.Rows[0], r.Rows[1]
	if ann.KnownAs != "Annie" || ann.Pronouns != "she/her" || ann.AccessNeeds[0] != "stepFree" || ann.AccessNote != "uses a frame" ||
		ann.EmergencyContacts[0].Name != "Jo" || !ann.AskTeamLeader || !ann.PhotoConsent || ann.Under18 {
		t.Errorf("Ann's row: %+v", ann)
	}
	if kim.PhotoConsent || !kim.Under18 || kim.AccessNeeds == nil || kim.EmergencyContacts == nil {
		t.Errorf("Kim's row: %+v", kim)
	}
	if next := must(c.Register(c.ctx(), "sleep-3")).Rows[1]; next.Under18 {
		t.Error("Kim is 18 by next week")
	}
	h := r.Head
	if r.College != "Testwick College" || r.CrisisText != "Ring 111" || h.Of != 3 || h.Number != 2 || h.Place.Venue != "Castleby Community Centre" ||
		h.Place.Room != "Main Hall" || !slices.Equal(h.LedBy, []string{"Pat Tutor", "Ola Tutor"}) || h.Booked != 2 || h.Marked != 0 {
		t.Errorf("the head: %+v", r)
	}
}

func TestTodaySaysWhatNeedsSomebody(t *testing.T) {
	c := small(t, "Ann Lee")
	c.bookEarly("sleep", "Ann Lee")
	fine(t, c.AddWalkIn(c.ctx(), "sleep-2", "Wanda Walker"))
	view := must(c.TodayView(c.ctx(), ""))
	if view.Date != "2026-11-20" || len(view.Sessions) != 2 || view.Tomorrow != 0 || view.ThisWeek != 2 || view.NextDate != "2026-11-27" || view.ToFinish != 1 {
		t.Errorf("today: %+v", view)
	}
	if len(view.Unmarked) != 1 || view.Unmarked[0].SessionID != "sleep-1" {
		t.Errorf("registers not taken: %+v", view.Unmarked)
	}
	for _, f := range view.Concerns {
		says(t, f.Key, f.Values)
	}
	if must(c.NextDayWithSessions(c.ctx(), "2026-11-21")) != "2026-11-27" || must(c.NextDayWithSessions(c.ctx(), "2027-01-01")) != "" {
		t.Error("the next day with sessions is wrong")
	}
}
