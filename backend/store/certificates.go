package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Certificates is who meets a run's certificate rule, and who does not and
// why. It counts sessions of the run that were delivered and, of a student,
// those attended.
func (s *Store) Certificates(ctx context.Context, runID string) (sheet college.RunCertificates, err error) {
	defer func() { err = InWords(err) }()
	return s.certificates(ctx, s.db, runID)
}

func (s *Store) certificates(ctx context.Context, q querier, runID string) (sheet college.RunCertificates, err error) {
	run, err := get[college.CourseRun](ctx, q, runID)
	if err != nil {
		return sheet, err
	}
	sessions, err := heads(ctx, q, "WHERE s.run_id = ? ORDER BY s.number", runID)
	if err != nil {
		return sheet, err
	}
	if err := s.describe(ctx, q, &sheet, run); err != nil {
		return sheet, err
	}
	for _, h := range sessions {
		over := h.Date != "" && h.Date < s.Today()
		switch h.Status {
		case college.SessionDelivered:
			if sheet.Delivered == 0 {
				sheet.Head, sheet.FirstDate = h, h.Date
			}
			sheet.Delivered++
			sheet.LastDate = max(sheet.LastDate, h.Date)
		case college.SessionPlanned, college.SessionConfirmed:
			if !over || h.Booked > 0 {
				sheet.ToCome++ // one that is over and that nobody was booked on keeps nobody waiting
			}
		}
		if h.Status == college.SessionDelivered || over && h.Status != college.SessionCancelled {
			sheet.Unmarked += h.Booked - h.Marked
		}
	}
	if sheet.Delivered == 0 && len(sessions) > 0 {
		sheet.Head = sessions[0]
	}
	sheet.Candidates, err = candidates(ctx, q, runID, sheet)
	return sheet, err
}

// describe fills in what every certificate of the run says.
func (s *Store) describe(ctx context.Context, q querier, sheet *college.RunCertificates, run college.CourseRun) error {
	card, err := first[college.Card](ctx, q, "")
	if err != nil && college.AsRefusal(err) == nil {
		return err
	}
	settings, err := first[college.Settings](ctx, q, "")
	if err != nil && college.AsRefusal(err) == nil {
		return err
	}
	version, err := get[college.CourseVersion](ctx, q, run.CourseVersionID)
	if err != nil {
		return err
	}
	sheet.College, sheet.Sample = card.Name, card.Sample
	sheet.SignatoryName, sheet.SignatoryRole = settings.SignatoryName, settings.SignatoryRole
	sheet.Outcomes, sheet.Partners = version.Outcomes, []string{}
	sheet.Rule = run.CertificateRule
	if sheet.Rule == (college.CertificateRule{}) {
		sheet.Rule = college.CertificateRule{Share: settings.CertificateShare}
	}
	if sheet.Rule == (college.CertificateRule{}) {
		sheet.Rule = college.DefaultCertificateRule
	}
	if run.PartnerID != "" {
		partner, err := get[college.Partner](ctx, q, run.PartnerID)
		if err != nil {
			return err
		}
		sheet.Partners = append(sheet.Partners, partner.Name)
	}
	return nil
}

func candidates(ctx context.Context, q querier, runID string, sheet college.RunCertificates) ([]college.CertificateCandidate, error) {
	issued, err := find[college.Certificate](ctx, q, "WHERE run_id = ? AND voided_on IS NULL ORDER BY number", runID)
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, q, func(r *sql.Rows) (college.CertificateCandidate, error) {
		var c college.CertificateCandidate
		var sortAs sql.NullString
		err := r.Scan(&c.StudentID, &c.StudentNumber, &c.Name, &sortAs, &c.Attended, &c.Minutes)
		c.SortAs = sortAs.String
		return c, err
	}, `SELECT st.id, st.number, coalesce(pe.certificate_name, pe.full_name), coalesce(pe.sort_as, pe.full_name),
			count(CASE WHEN p.attendance IN ('attended', 'attendedLate', 'leftEarly') AND s.status = 'delivered' THEN 1 END),
			coalesce(sum(CASE WHEN p.attendance IN ('attended', 'attendedLate', 'leftEarly') AND s.status = 'delivered'
				THEN (substr(s."end", 1, 2) - substr(s.start, 1, 2)) * 60 + substr(s."end", 4, 2) - substr(s.start, 4, 2) END), 0)
		FROM college.run_booking b
		JOIN college.session_place p ON p.booking_id = b.id JOIN college.session s ON s.id = p.session_id
		JOIN college.student st ON st.id = b.student_id
		JOIN college.person pe0 ON pe0.id = st.person_id JOIN college.person pe ON pe.id = coalesce(pe0.merged_into, pe0.id)
		WHERE b.run_id = ? AND b.status IN ('booked', 'completed', 'withdrawn') GROUP BY st.id`, runID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b college.CertificateCandidate) int {
		return strings.Compare(college.Fold(a.SortAs)+"\x00"+a.StudentNumber, college.Fold(b.SortAs)+"\x00"+b.StudentNumber)
	})
	for i := range all {
		c := &all[i]
		c.Qualifies = sheet.Rule.Qualifies(c.Attended, sheet.Delivered)
		if at := slices.IndexFunc(issued, func(x college.Certificate) bool { return x.StudentID == c.StudentID }); at >= 0 {
			c.Issued = &issued[at]
		}
		if !c.Qualifies {
			c.WhyKey, c.WhyValues = why(c.Attended, sheet)
		}
	}
	return all, nil
}

// why says in a sentence what is missing for a certificate.
func why(attended int, sheet college.RunCertificates) (string, college.Values) {
	values := college.Values{"attended": fmt.Sprint(attended), "delivered": fmt.Sprint(sheet.Delivered), "needed": fmt.Sprint(sheet.Rule.Needed(sheet.Delivered))}
	switch {
	case sheet.Delivered == 0:
		return "certificate.noneDelivered", values
	case attended == 0:
		return "certificate.noneAttended", values
	}
	return "certificate.tooFew", values
}

// IssueCertificates gives a certificate to everyone who meets the run's rule
// and has none yet; those issued before stay as they are. It is refused while a register is not complete (I-20) or a session is still to
// come, and when nobody meets the rule.
func (s *Store) IssueCertificates(ctx context.Context, runID string) (sheet college.RunCertificates, err error) {
	_, err = s.do(ctx, collegeFile, "act.certificates", func(a *act) error {
		before, err := s.certificates(ctx, a.Tx, runID)
		if err != nil {
			return err
		}
		if err := mayIssue(before); err != nil {
			return err
		}
		for _, c := range before.Candidates {
			if c.Qualifies {
				if err := a.issue(ctx, runID, before, c); err != nil {
					return err
				}
			}
		}
		sheet, err = s.certificates(ctx, a.Tx, runID)
		return err
	})
	return sheet, err
}

// CertificatesPrinted notes that the certificates of a sheet are on paper: from
// then on another printing of them is a duplicate. It is told only once the
// paper is made, so that a printing that failed makes no duplicates.
func (s *Store) CertificatesPrinted(ctx context.Context, sheet college.RunCertificates) error {
	_, err := s.do(ctx, collegeFile, "act.certificatesPrinted", func(a *act) error {
		for _, c := range sheet.Candidates {
			if c.Issued == nil {
				continue
			}
			certificate, err := get[college.Certificate](ctx, a.Tx, c.Issued.ID)
			if err != nil {
				return err
			}
			certificate.Printings++
			if err := a.put(ctx, certificate); err != nil {
				return err
			}
		}
		return nil
	})
	return err
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

func (a *act) issue(ctx context.Context, runID string, sheet college.RunCertificates, c college.CertificateCandidate) error {
	if c.Issued != nil {
		return nil
	}
	highest, err := one[int](ctx, a.Tx, "SELECT coalesce(max(CAST(substr(number, 3) AS INTEGER)), 0) FROM college.certificate WHERE number LIKE 'C-%'")
	if err != nil {
		return err
	}
	code, err := newCode()
	if err != nil {
		return err
	}
	today := a.store.Today()
	certificate := college.Certificate{ID: a.newID(), StudentID: c.StudentID, RunID: runID, IssuedOn: today, Kind: "attendance",
		Number: fmt.Sprintf("C-%05d", highest+1), Code: code, Sessions: c.Attended, Minutes: c.Minutes}
	certificate.Fields = college.PrintedHash(c.Name, sheet.Head.CourseTitle, c.Attended, c.Minutes, today, certificate.Number)
	return a.put(ctx, certificate)
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
