package store

import (
	"fmt"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestTheCertificateBearsTheStudentsNameNeverTheOperators: who issues and who
// prints are nowhere on it, whatever their names.
func TestTheCertificateBearsTheStudentsNameNeverTheOperators(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "PPPPP"})
	operator := college.Person{ID: "nadia-person", FullName: "Nadia Operator", CertificateName: "N. Operator", NoContactReason: "notGiven"}
	c.put(collegeFile, operator, college.UserPerson{ID: "u", UserID: "nadia", PersonID: operator.ID},
		college.Person{ID: "ann", FullName: "Ann Lee", KnownAs: "Annie", CertificateName: "Ann Chosen-Name"})
	sheet := must(c.IssueCertificates(c.ctx(), "run-five"))
	for i, want := range []string{"Ann Chosen-Name", "Bo Lin"} {
		k := sheet.Candidates[i]
		if k.Name != want || k.Issued.Name != want {
			t.Errorf("the certificate says %q and %q, the student chose %q", k.Name, k.Issued.Name, want)
		}
		if check := must(c.CheckCertificate(c.ctx(), k.Issued.Code, operator.FullName)); check.Agrees {
			t.Error("the seal agrees with the operator's name")
		}
	}
	if text := fmt.Sprintf("%+v", sheet); strings.Contains(text, "Operator") || strings.Contains(text, "nadia") {
		t.Errorf("the operator stands on the sheet: %s", text)
	}
}

// TestACertificateStaysAsItWasIssued whatever is renamed later.
func TestACertificateStaysAsItWasIssued(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP"})
	was := must(c.IssueCertificates(c.ctx(), "run-five")).Candidates[0]
	c.exec("UPDATE college.person SET full_name = 'Ann Married' WHERE id = 'ann'")
	c.exec("UPDATE college.course SET title = 'Sleep for all' WHERE id = 'sleep'")
	now := must(c.Certificates(c.ctx(), "run-five")).Candidates[0]
	if now.Name != "Ann Lee" || now.Issued.Course != "Sleeping well" || now.Issued.Fields != was.Issued.Fields {
		t.Errorf("a reprint would say %q, %q", now.Name, now.Issued.Course)
	}
	if check := must(c.CheckCertificate(c.ctx(), now.Issued.Code, "")); !check.Agrees || check.Name != "Ann Lee" || check.Course != "Sleeping well" {
		t.Errorf("the check says %+v", check)
	}
	fine(t, c.VoidCertificate(c.ctx(), now.Issued.Number, "her name changed"))
	anew := must(c.IssueCertificates(c.ctx(), "run-five")).Candidates[0]
	if anew.Name != "Ann Married" || anew.Issued.Number != "C-00002" || anew.Issued.Printings != 0 {
		t.Errorf("issued anew: %+v", anew.Issued)
	}
}

func TestCertificatesForSomeAlone(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "PPPPP", "Cy Low": "PNNNN"})
	_, err := c.IssueCertificates(c.ctx(), "run-five", "st-bo", "st-cy")
	refused(t, err, "certificate.notQualified")
	_, err = c.IssueCertificates(c.ctx(), "run-five", "st-di")
	refused(t, err, "certificate.notOnRun")
	sheet := must(c.IssueCertificates(c.ctx(), "run-five", "st-bo"))
	if sheet.Candidates[0].Issued != nil || sheet.Candidates[1].Issued == nil || c.count("SELECT count(*) FROM college.certificate") != 1 {
		t.Errorf("issued to %+v", sheet.Candidates)
	}
}

func TestCertificatesOfOneSession(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Cy Low": "LNNNN", "Bo Lin": "NPPPP"})
	sheet := must(c.IssueSessionCertificates(c.ctx(), "five-1"))
	got := ""
	for _, k := range sheet.Candidates {
		got += fmt.Sprintf("%s %d %t %s; ", k.Name, k.Minutes, k.Issued != nil, k.WhyKey)
	}
	if got != "Ann Lee 90 true ; Bo Lin 0 false certificate.noneAttended; Cy Low 90 true ; " || sheet.Kind != college.CertificateSession || sheet.Head.SessionID != "five-1" || sheet.Delivered != 1 {
		t.Errorf("the session's sheet is %s %+v", got, sheet.Head)
	}
	// Those of the run are others.
	if run := must(c.IssueCertificates(c.ctx(), "run-five")); run.Candidates[0].Issued.Number != "C-00003" || run.Candidates[0].Issued.Kind != college.CertificateCourse {
		t.Errorf("of the run: %+v", run.Candidates[0].Issued)
	}
	c.exec("UPDATE college.session_place SET attendance = 'booked' WHERE session_id = 'five-2' AND booking_id = 'b-ann'")
	for id, key := range map[string]string{"five-2": "certificate.unmarked", "sleep-3": "certificate.toCome", "none": "register.noSession"} {
		_, err := c.IssueSessionCertificates(c.ctx(), id)
		refused(t, err, key)
	}
}

func TestCertificatesOfAPerson(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPN", "Bo Lin": "PPPPP"})
	c.put(collegeFile, college.RoleSpan{ID: "span-ann", PersonID: "ann", Role: college.RoleStudent, Status: "graduated", From: "2026-11-10"},
		college.Volunteer{ID: "vol-bo", PersonID: "bo", Roles: []string{"sessionBuddy"}},
		college.RoleSpan{ID: "vol-span", PersonID: "bo", Role: college.RoleVolunteer, Status: "active", From: "2026-09-01"},
		college.SessionVolunteer{ID: "helped", SessionID: "five-2", VolunteerID: "vol-bo"},
		college.SessionVolunteer{ID: "helps", SessionID: "sleep-3", VolunteerID: "vol-bo"}, // still to come
		college.Volunteer{ID: "vol-cy", PersonID: "cy"},
		college.SessionTutor{ID: "led", SessionID: "five-1", TutorID: "tu-pat", Part: "lead"},
		college.SessionTutor{ID: "watched", SessionID: "five-1", TutorID: "tu-oz", Part: "shadow"})
	for name, x := range map[string]struct{ kind, id, person, want string }{
		"graduated":       {college.CertificateGraduation, "st-ann", "ann", "4 sessions, 360 minutes, true "},
		"still a student": {college.CertificateGraduation, "st-bo", "bo", "5 sessions, 450 minutes, false certificate.notGraduated"},
		"no student":      {college.CertificateGraduation, "pat", "pat", "0 sessions, 0 minutes, false certificate.notGraduated"},
		"volunteer":       {college.CertificateVolunteer, "vol-bo", "bo", "1 sessions, 90 minutes, true "},
		"not active yet":  {college.CertificateVolunteer, "vol-cy", "cy", "0 sessions, 0 minutes, false certificate.notVolunteer"},
		"tutor":           {college.CertificateTutor, "tu-pat", "pat", "1 sessions, 90 minutes, true "},
		"only watched":    {college.CertificateTutor, "tu-oz", "oz", "0 sessions, 0 minutes, false certificate.ledNothing"},
	} {
		k := must(c.PersonCertificate(c.ctx(), x.kind, x.id))
		if got := fmt.Sprintf("%d sessions, %d minutes, %t %s", k.Sessions, k.Minutes, k.Qualifies, k.WhyKey); got != x.want || k.PersonID != x.person || k.Issued != nil {
			t.Errorf("%s: %s of %s, want %s", name, got, k.PersonID, x.want)
		}
		issued, err := c.IssuePersonCertificate(c.ctx(), x.kind, x.id)
		if !k.Qualifies {
			refused(t, err, k.WhyKey)
		} else if err != nil || issued.Issued == nil || issued.Issued.Name != k.Name {
			t.Errorf("%s: issued %+v, %v", name, issued.Issued, err)
		}
	}
	if n := c.count("SELECT count(*) FROM college.certificate"); n != 3 {
		t.Errorf("%d certificates: one of a kind and person stands", n)
	}
	// One more session later is not on what was issued.
	c.put(collegeFile, college.SessionTutor{ID: "led-2", SessionID: "five-2", TutorID: "tu-pat", Part: "lead"})
	if k := must(c.PersonCertificate(c.ctx(), college.CertificateTutor, "pat")); k.Sessions != 1 {
		t.Errorf("what was issued says %d sessions now", k.Sessions)
	}
	_, err := c.PersonCertificate(c.ctx(), "course", "ann")
	refused(t, err, "certificate.kind")
	_, err = c.PersonCertificate(c.ctx(), college.CertificateTutor, "nobody")
	refused(t, err, "store.notFound")
}

func TestACertificateIsVoidForAReason(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP"})
	must(c.IssueCertificates(c.ctx(), "run-five"))
	refused(t, c.VoidCertificate(c.ctx(), "C-00001", "  "), "certificate.reasonNeeded")
	refused(t, c.VoidCertificate(c.ctx(), "C-00001", strings.Repeat("x", 301)), "certificate.reasonLong")
	refused(t, c.VoidCertificate(c.ctx(), "C-00009", "wrong"), "certificate.noSuchNumber")
	fine(t, c.VoidCertificate(c.ctx(), " c-1 ", "wrong name"))
	refused(t, c.VoidCertificate(c.ctx(), "1", "again"), "certificate.voidAlready")
	kept := must(first[college.Certificate](c.ctx(), c.db, ""))
	if kept.VoidedOn != "2026-11-20" || kept.VoidedBy != "nadia" || kept.VoidedReason != "wrong name" || kept.Number != "C-00001" {
		t.Errorf("kept is %+v", kept)
	}
	if check := must(c.CheckCertificate(c.ctx(), kept.Code, "")); !check.Agrees || check.VoidedOn == "" || check.VoidedReason != "wrong name" {
		t.Errorf("the check says %+v", check)
	}
	refused(t, c.Undo(c.ctx(), must(lastAct(c.ctx(), c.db, collegeFile))), "undo.printed")
	c.signedIn("Amir", adminPass)
	refused(t, c.VoidCertificate(c.ctx(), "C-00001", "wrong"), "store.leaderOnly")
}

// TestCertificateNumbersNeverRepeat, also when what had them is not there.
func TestCertificateNumbersNeverRepeat(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "PPPPP"})
	must(c.IssueCertificates(c.ctx(), "run-five"))
	c.exec("DELETE FROM college.certificate WHERE number = 'C-00002'")
	if got := must(c.IssueCertificates(c.ctx(), "run-five")).Candidates[1].Issued.Number; got != "C-00003" {
		t.Errorf("the number is %s", got)
	}
	must(c.Erase(c.ctx(), "bo"))
	fine(t, c.VoidCertificate(c.ctx(), "C-00001", "wrong name"))
	sheet := must(c.IssueCertificates(c.ctx(), "run-five"))
	if len(sheet.Candidates) != 1 || sheet.Candidates[0].Issued.Number != "C-00004" {
		t.Errorf("after erasing: %+v", sheet.Candidates)
	}
}

func TestACertificateIsCheckedYearsLater(t *testing.T) {
	c := finished(t, map[string]string{"Ann Lee": "PPPPP"})
	c.put(collegeFile, college.Person{ID: "ann", FullName: "Ann Lee", CertificateName: "Siân O’Brien-Łukasz", Emails: []string{"ann@example.org"}})
	issued := must(c.IssueCertificates(c.ctx(), "run-five")).Candidates[0].Issued
	typed := strings.ToLower(issued.Code[:5] + " " + issued.Code[5:8] + "-" + issued.Code[8:])
	look := func(when string, name string, agrees, erased bool) {
		t.Helper()
		check := must(c.CheckCertificate(c.ctx(), typed, name))
		if !check.Known || check.Agrees != agrees || check.Erased != erased || check.Number != issued.Number || check.Sessions != 5 || check.Course != "Sleeping well" {
			t.Errorf("%s, %q: %+v", when, name, check)
		}
	}
	look("before", "", true, false)
	look("before", "  sian obrien lukasz ", true, false)
	look("before", "Somebody Else", false, false)
	must(c.Erase(c.ctx(), "ann"))
	c.close()
	c.now = noon.AddDate(9, 0, 0)
	c.open()
	look("after", "", false, true)
	look("after", "Siân O'Brien-Łukasz", true, true)
	look("after", "Ann Lee", false, true)

	if check := must(c.CheckCertificate(c.ctx(), "ABCDEFGHJK", "")); check.Known || check.Agrees {
		t.Errorf("a code never given: %+v", check)
	}
	for _, code := range []string{"", "ABC", "ABCDEFGHJ1", "ABCDEFGHIO", "ABCDEFGHJKL", "' OR 1=1 --"} {
		_, err := c.CheckCertificate(c.ctx(), code, "")
		refused(t, err, "certificate.code")
	}
}
