package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"daybook/backend/college"
)

// IssueCertificates gives a certificate to everyone who meets the run's rule
// and has none yet, or of them to the students named by id; those issued before
// stay as they are. It is refused while a register is not complete (I-20) or a
// session is still to come, when nobody meets the rule, and when somebody named
// does not.
func (s *Store) IssueCertificates(ctx context.Context, runID string, students ...string) (sheet college.RunCertificates, err error) {
	return s.issueSheet(ctx, certified{runID: runID}, students)
}

// IssueSessionCertificates gives a certificate of one session to everyone who
// attended it and has none yet, as IssueCertificates does.
func (s *Store) IssueSessionCertificates(ctx context.Context, sessionID string, students ...string) (sheet college.RunCertificates, err error) {
	h, err := head(ctx, s.db, sessionID)
	if err != nil {
		return sheet, InWords(err)
	}
	return s.issueSheet(ctx, certified{h.RunID, sessionID}, students)
}

func (s *Store) issueSheet(ctx context.Context, of certified, students []string) (sheet college.RunCertificates, err error) {
	_, err = s.do(ctx, collegeFile, "act.certificates", func(a *act) error {
		before, err := s.certificates(ctx, a.Tx, of)
		if err != nil {
			return err
		}
		if err := firstError(mayIssue(before), allQualify(before, students)); err != nil {
			return err
		}
		var wanted []college.Certificate
		for _, c := range before.Candidates {
			if c.Qualifies && c.Issued == nil && (len(students) == 0 || slices.Contains(students, c.StudentID)) {
				wanted = append(wanted, college.Certificate{Kind: of.kind(), StudentID: c.StudentID, RunID: of.runID, SessionID: of.sessionID,
					Name: c.Name, Course: before.Head.CourseTitle, Sessions: c.Attended, Minutes: c.Minutes})
			}
		}
		if err := a.issue(ctx, wanted); err != nil {
			return err
		}
		sheet, err = s.certificates(ctx, a.Tx, of)
		return err
	})
	return sheet, err
}

func mayIssue(sheet college.RunCertificates) error {
	anyone := slices.ContainsFunc(sheet.Candidates, func(c college.CertificateCandidate) bool { return c.Qualifies })
	switch {
	case sheet.Unmarked > 0:
		return college.Refuse(college.Conflict, "certificate.unmarked", "count", fmt.Sprint(sheet.Unmarked))
	case sheet.ToCome > 0:
		return college.Refuse(college.Conflict, "certificate.toCome", "count", fmt.Sprint(sheet.ToCome))
	case !anyone:
		return college.Refuse(college.Conflict, "certificate.nobody")
	}
	return nil
}

// allQualify refuses a choice of students of whom one may have none.
func allQualify(sheet college.RunCertificates, students []string) error {
	for _, id := range students {
		at := slices.IndexFunc(sheet.Candidates, func(c college.CertificateCandidate) bool { return c.StudentID == id })
		switch {
		case at < 0:
			return college.Refuse(college.NotFound, "certificate.notOnRun")
		case !sheet.Candidates[at].Qualifies:
			return college.Refuse(college.Conflict, "certificate.notQualified", "student", sheet.Candidates[at].StudentNumber)
		}
	}
	return nil
}

// issue numbers certificates, seals what they say and keeps them. The highest
// number ever given is kept apart, so that none is given twice whatever becomes
// of the certificates.
func (a *act) issue(ctx context.Context, certificates []college.Certificate) error {
	if len(certificates) == 0 {
		return nil
	}
	highest, err := one[int](ctx, a.Tx, `SELECT max(coalesce((SELECT max(CAST(substr(number, 3) AS INTEGER)) FROM college.certificate WHERE number LIKE 'C-%'), 0),
		coalesce((SELECT max(certificates_to) FROM college.settings), 0))`)
	if err != nil {
		return err
	}
	for _, c := range certificates {
		highest++
		c.ID, c.IssuedOn, c.Number = a.newID(), a.store.Today(), fmt.Sprintf("C-%05d", highest)
		if c.Code, err = newCode(); err != nil {
			return err
		}
		c.Fields = college.PrintedHash(c.Name, c.Course, c.Sessions, c.Minutes, c.IssuedOn, c.Number)
		if err := a.put(ctx, c); err != nil {
			return err
		}
	}
	_, err = a.ExecContext(ctx, "UPDATE college.settings SET certificates_to = ?", highest)
	return err
}

// newCode draws a verification code of ten letters.
func newCode() (string, error) {
	letters := make([]byte, 10)
	for i := range letters {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(college.CertificateLetters))))
		if err != nil {
			return "", err
		}
		letters[i] = college.CertificateLetters[n.Int64()]
	}
	return string(letters), nil
}

// CertificatesPrinted notes that the certificates of a sheet are on paper: from
// then on another printing of them is a duplicate. It is told only once the
// paper is made, so that a printing that failed makes no duplicates.
func (s *Store) CertificatesPrinted(ctx context.Context, sheet college.RunCertificates) error {
	var numbers []string
	for _, c := range sheet.Candidates {
		if c.Issued != nil {
			numbers = append(numbers, c.Issued.Number)
		}
	}
	return s.CertificatePrinted(ctx, numbers...)
}

// CertificatePrinted notes the same of certificates by their numbers.
func (s *Store) CertificatePrinted(ctx context.Context, numbers ...string) error {
	_, err := s.do(ctx, collegeFile, "act.certificatesPrinted", func(a *act) error {
		for _, number := range numbers {
			c, err := byNumber(ctx, a.Tx, number)
			if err != nil {
				return err
			}
			c.Printings++
			if err := a.put(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// byNumber finds a certificate by its number as people type it: C-00042, c-42
// or 42.
func byNumber(ctx context.Context, q querier, typed string) (college.Certificate, error) {
	number := strings.ToUpper(strings.TrimSpace(typed))
	number = strings.TrimLeft(strings.TrimPrefix(number, "C"), "- ")
	certificate, err := first[college.Certificate](ctx, q, "WHERE number = ?", fmt.Sprintf("C-%05s", number))
	if college.AsRefusal(err) != nil {
		err = college.Refuse(college.NotFound, "certificate.noSuchNumber", "number", typed)
	}
	return certificate, err
}

// VoidCertificate says, for a reason of at most 300 letters, that a certificate
// holds no longer. Only a leader may. It stays on record with its number, which
// is nobody else's ever, and a new one may be issued in its place. It cannot be
// undone: the paper may have been called back by then.
func (s *Store) VoidCertificate(ctx context.Context, number, reason string) error {
	if err := s.leaderOnly(); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	_, err := s.do(ctx, collegeFile, "act.voidCertificate", func(a *act) error {
		c, err := byNumber(ctx, a.Tx, number)
		switch {
		case err != nil:
			return err
		case c.VoidedOn != "":
			return college.Refuse(college.Conflict, "certificate.voidAlready", "number", c.Number)
		case reason == "":
			return college.Refuse(college.Invalid, "certificate.reasonNeeded")
		case len([]rune(reason)) > 300:
			return college.Refuse(college.Invalid, "certificate.reasonLong")
		}
		c.VoidedOn, c.VoidedBy, c.VoidedReason = s.Today(), a.by, reason
		return a.put(ctx, c)
	})
	return err
}

// CheckCertificate tells what is known of a certificate somebody shows, by its
// code as they type it and, if given, the name on it. It needs nothing but the
// records, and works when the person has been erased: then the name has to be
// typed, and the seal tells whether it is the one that was printed. A code that
// was never given is not refused: it is not known.
func (s *Store) CheckCertificate(ctx context.Context, code, name string) (check college.CertificateCheck, err error) {
	defer func() { err = InWords(err) }()
	read, ok := college.ReadCode(code)
	if !ok {
		return check, college.Refuse(college.Invalid, "certificate.code")
	}
	found, err := find[college.Certificate](ctx, s.db, "WHERE code = ?", read)
	if err != nil || len(found) == 0 {
		return check, err
	}
	c := found[0]
	check = college.CertificateCheck{Known: true, Number: c.Number, Kind: c.Kind, IssuedOn: c.IssuedOn, VoidedOn: c.VoidedOn, VoidedReason: c.VoidedReason,
		Name: c.Name, Course: c.Course, Sessions: c.Sessions, Minutes: c.Minutes, Erased: c.Name == ""}
	if name = strings.TrimSpace(name); name == "" {
		name = c.Name
	}
	check.Agrees = name != "" && c.Fields == college.PrintedHash(name, c.Course, c.Sessions, c.Minutes, c.IssuedOn, c.Number)
	return check, nil
}
