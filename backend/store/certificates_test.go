package store

import (
	"fmt"
	"regexp"
	"testing"

	"daybook/backend/college"
)

// finished is a run of five sessions, all but the last to be delivered once
// marks are in: marks are letters by session, "." for no place.
func finished(t *testing.T, marks map[string]string) *testCollege {
	t.Helper()
	names := []string{"Ann Lee", "Bo Lin", "Cy Low", "Di May"}
	book, records := smallRecords(names...)
	for i := range 5 {
		records.Sessions = append(records.Sessions, college.Session{ID: fmt.Sprintf("five-%d", i+1), RunID: "run-five", Number: i + 1,
			Date: college.Date("2026-10-05").AddDays(7 * i), Start: "10:00", End: "11:30", RoomID: "hall", Status: college.SessionDelivered})
	}
	run := records.Runs[0]
	run.ID, run.Reference, run.CertificateRule = "run-five", "UMH01-AUT26-5", college.CertificateRule{Share: 80}
	records.Runs = append(records.Runs, run)
	for name, letters := range marks {
		id := keyOf(name)
		records.RunBookings = append(records.RunBookings, college.RunBooking{ID: "b-" + id, StudentID: "st-" + id, RunID: "run-five", Status: college.BookingBooked})
		for i, letter := range letters {
			if mark, ok := college.ReadMark(string(letter)); ok {
				records.SessionPlaces = append(records.SessionPlaces, college.SessionPlace{ID: fmt.Sprint("p-", id, i), BookingID: "b-" + id, SessionID: fmt.Sprintf("five-%d", i+1), Attendance: mark})
			}
		}
	}
	return opened(t, book, records)
}

func TestWhoMeetsTheRule(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PLEPA", "Bo Lin": "PPPNN", "Cy Low": "ANTAN", "Di May": "...PP"})
	sheet := must(c.Certificates(c.ctx(), "run-five"))
	want := map[string]string{
		"Ann Lee": "4 of 5, 360 minutes, true ", // four of five are 80 %
		"Bo Lin":  "3 of 5, 270 minutes, false certificate.oneShort",
		"Cy Low":  "0 of 5, 0 minutes, false certificate.noneAttended",
		"Di May":  "2 of 5, 180 minutes, false certificate.tooFew",
	}
	for _, k := range sheet.Candidates {
		if got := fmt.Sprintf("%d of %d, %d minutes, %t %s", k.Attended, sheet.Delivered, k.Minutes, k.Qualifies, k.WhyKey); got != want[k.Name] {
			t.Errorf("%s: %s, want %s", k.Name, got, want[k.Name])
		}
		if k.Narrowly != (k.Name == "Bo Lin") {
			t.Errorf("%s is one session short: %t", k.Name, k.Narrowly)
		}
		if k.WhyKey != "" {
			says(t, k.WhyKey, k.WhyValues)
		}
	}
	if sheet.FirstDate != "2026-10-05" || sheet.LastDate != "2026-11-02" || sheet.SignatoryName != "Nadia Hale" || sheet.Outcomes[0] != "Know more" || len(sheet.Candidates) != 4 {
		t.Errorf("the sheet says %+v", sheet)
	}

	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'five-5'") // four of four delivered
	sheet = must(c.Certificates(c.ctx(), "run-five"))
	if sheet.Delivered != 4 || sheet.Candidates[0].Attended != 4 || !sheet.Candidates[0].Qualifies || sheet.Candidates[1].Qualifies {
		t.Errorf("a cancelled session counts: %+v", sheet.Candidates[:2])
	}
}

func TestRulesOfARun(t *testing.T) {
	for name, rule := range map[string]struct {
		rule     string // of the run, as it is kept
		share    int    // of the college
		attended string
		want     bool
	}{
		"70 by default: four of five": {"", 0, "PPPPN", true},
		"70 by default: three":        {"", 0, "PPPNN", false},
		"the college's share":         {"", 60, "PPPNN", true},
		"a number of sessions":        {`{"sessions":2}`, 90, "PPNNN", true},
		"one less than the number":    {`{"sessions":3}`, 10, "PPNNN", false},
		"the run's own share":         {`{"share":100}`, 10, "PPPPN", false},
	} {
		c := finished(t, map[string]string{"Ann Lee": rule.attended})
		c.exec("UPDATE college.course_run SET certificate_rule = nullif(?, '') WHERE id = 'run-five'", rule.rule)
		c.exec("UPDATE college.settings SET certificate_share = ?", rule.share)
		if got := must(c.Certificates(c.ctx(), "run-five")).Candidates[0].Qualifies; got != rule.want {
			t.Errorf("%s: %t", name, got)
		}
		c.close()
	}
}

// TestI20CertificatesWaitForTheRegister: none while a place is not marked or a
// session is still to come.
func TestI20CertificatesWaitForTheRegister(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "NNN-N"})
	_, err := c.IssueCertificates(c.ctx(), "run-five")
	refused(t, err, "certificate.unmarked")
	c.exec("UPDATE college.session_place SET attendance = 'dna' WHERE attendance = 'booked'")
	c.exec("UPDATE college.session_place SET attendance = 'booked' WHERE session_id = 'five-5'")
	for _, change := range []string{"status = 'confirmed', date = '2026-11-27'", "status = 'planned', date = NULL, start = NULL, \"end\" = NULL"} {
		c.exec("UPDATE college.session SET " + change + " WHERE id = 'five-5'")
		_, err = c.IssueCertificates(c.ctx(), "run-five")
		refused(t, err, "certificate.toCome") // there is nothing to mark yet
	}
	c.exec("UPDATE college.session SET status = 'cancelled', cancelled_reason = 'snow' WHERE id = 'five-5'")
	sheet := must(c.IssueCertificates(c.ctx(), "run-five"))
	if sheet.Candidates[0].Issued == nil || sheet.Candidates[1].Issued != nil {
		t.Errorf("issued: %+v", sheet.Candidates)
	}
}

func TestNobodyMeetsTheRule(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "NNNNN"})
	_, err := c.IssueCertificates(c.ctx(), "run-five")
	refused(t, err, "certificate.nobody")
	_, err = c.IssueCertificates(c.ctx(), "nothing")
	refused(t, err, "store.notFound")
	sheet := must(c.Certificates(c.ctx(), "run-music"))
	if sheet.Delivered != 0 || sheet.ToCome != 1 || sheet.Head.SessionID != "music-1" {
		t.Errorf("a run with nothing delivered: %+v", sheet)
	}
}

func TestCertificatesAreIssuedOnce(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "PPPPN", "Cy Low": "PNNNN"})
	c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo Lin", CertificateName: "Dr Bo Lin", Emails: []string{"bo@example.org"}})
	first := must(c.IssueCertificates(c.ctx(), "run-five"))
	letters := regexp.MustCompile("^[" + college.CertificateLetters + "]{10}$")
	codes := map[string]bool{}
	for i, k := range first.Candidates[:2] {
		x := k.Issued
		if x.Number != fmt.Sprintf("C-%05d", i+1) || !letters.MatchString(x.Code) || codes[x.Code] || x.Printings != 0 || x.Sessions != k.Attended || x.Minutes != k.Minutes || x.IssuedOn != "2026-11-20" {
			t.Errorf("%s has %+v", k.Name, x)
		}
		codes[x.Code] = true
		if want := college.PrintedHash(k.Name, "Sleeping well", k.Attended, k.Minutes, "2026-11-20", x.Number); x.Fields != want {
			t.Errorf("%s: the hash is not that of what was printed", k.Name)
		}
	}
	if first.Candidates[1].Name != "Dr Bo Lin" || first.Candidates[2].Issued != nil {
		t.Errorf("issued: %+v", first.Candidates)
	}

	if again := must(c.IssueCertificates(c.ctx(), "run-five")); again.Candidates[0].Issued.Printings != 0 {
		t.Error("a certificate that never reached paper is a duplicate")
	}
	if err := c.CertificatesPrinted(c.ctx(), first); err != nil {
		t.Fatal(err)
	}
	c.now = noon.AddDate(0, 1, 0)
	again := must(c.IssueCertificates(c.ctx(), "run-five"))
	for i, k := range again.Candidates[:2] {
		was := first.Candidates[i].Issued
		if k.Issued.Printings != 1 || k.Issued.Number != was.Number || k.Issued.Code != was.Code || k.Issued.IssuedOn != was.IssuedOn || k.Issued.Fields != was.Fields {
			t.Errorf("printed again: %+v, first %+v", k.Issued, was)
		}
	}
	issuing := must(one[string](c.ctx(), c.db, "SELECT id FROM college.act WHERE verb = 'act.certificates' ORDER BY id LIMIT 1"))
	refused(t, c.Undo(c.ctx(), issuing), "undo.printed")

	c.exec("UPDATE college.certificate SET voided_on = '2026-12-20', voided_reason = 'wrong name'")
	third := must(c.IssueCertificates(c.ctx(), "run-five"))
	if got := third.Candidates[0].Issued.Number; got != "C-00003" {
		t.Errorf("after the first was voided the number is %s; numbers never repeat", got)
	}
}
