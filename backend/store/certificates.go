package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
)

// Certificates is who meets a run's certificate rule, and who does not and
// why. It counts sessions of the run that were delivered and, of a student,
// those attended. Whoever was erased is in no list.
func (s *Store) Certificates(ctx context.Context, runID string) (sheet college.RunCertificates, err error) {
	defer func() { err = InWords(err) }()
	return s.certificates(ctx, s.db, certified{runID: runID})
}

// SessionCertificates is who attended one session and may have a certificate of
// it alone.
func (s *Store) SessionCertificates(ctx context.Context, sessionID string) (sheet college.RunCertificates, err error) {
	defer func() { err = InWords(err) }()
	h, err := head(ctx, s.db, sessionID)
	if err != nil {
		return sheet, err
	}
	return s.certificates(ctx, s.db, certified{h.RunID, sessionID})
}

// certified is what certificates are of: a run, or one session of it.
type certified struct{ runID, sessionID string }

func (of certified) kind() string {
	if of.sessionID != "" {
		return college.CertificateSession
	}
	return college.CertificateCourse
}

func (s *Store) certificates(ctx context.Context, q querier, of certified) (sheet college.RunCertificates, err error) {
	run, err := get[college.CourseRun](ctx, q, of.runID)
	if err != nil {
		return sheet, err
	}
	sessions, err := heads(ctx, q, "WHERE s.run_id = ?1 AND ?2 IN ('', s.id) ORDER BY s.number", of.runID, of.sessionID)
	if err != nil {
		return sheet, err
	}
	if err := s.describe(ctx, q, &sheet, run); err != nil {
		return sheet, err
	}
	sheet.Kind = of.kind()
	if of.sessionID != "" {
		sheet.Rule = college.CertificateRule{Sessions: 1}
	}
	s.countDelivered(&sheet, sessions)
	sheet.Candidates, err = candidates(ctx, q, of, sheet)
	return sheet, err
}

// countDelivered says which of the sessions were delivered, and what certificates
// still wait for.
func (s *Store) countDelivered(sheet *college.RunCertificates, sessions []college.SessionHead) {
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
}

// describe fills in what every certificate of the run says.
func (s *Store) describe(ctx context.Context, q querier, sheet *college.RunCertificates, run college.CourseRun) error {
	settings, err := first[college.Settings](ctx, q, "")
	if err != nil && college.AsRefusal(err) == nil {
		return err
	}
	version, err := get[college.CourseVersion](ctx, q, run.CourseVersionID)
	if err != nil {
		return err
	}
	if sheet.College, sheet.Sample, err = names(ctx, q); err != nil {
		return err
	}
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

// attended are the places of sessions that were delivered and attended; p is the
// place, s the session.
const attended = `p.attendance IN ('attended', 'attendedLate', 'leftEarly') AND s.status = 'delivered'`

func candidates(ctx context.Context, q querier, of certified, sheet college.RunCertificates) ([]college.CertificateCandidate, error) {
	issued, err := find[college.Certificate](ctx, q, "WHERE run_id = ? AND coalesce(session_id, '') = ? AND voided_on IS NULL ORDER BY number", of.runID, of.sessionID)
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
			count(CASE WHEN `+attended+` THEN 1 END),
			coalesce(sum(CASE WHEN `+attended+`
				THEN (substr(s."end", 1, 2) - substr(s.start, 1, 2)) * 60 + substr(s."end", 4, 2) - substr(s.start, 4, 2) END), 0)
		FROM college.run_booking b
		JOIN college.session_place p ON p.booking_id = b.id JOIN college.session s ON s.id = p.session_id
		JOIN college.student st ON st.id = b.student_id
		JOIN college.person pe0 ON pe0.id = st.person_id JOIN college.person pe ON pe.id = coalesce(pe0.merged_into, pe0.id)
		WHERE b.run_id = ?1 AND ?2 IN ('', s.id) AND b.status IN ('booked', 'completed', 'withdrawn')
			AND st.number NOT LIKE 'E-%' GROUP BY st.id`, of.runID, of.sessionID)
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
			c.Issued, c.Name = &issued[at], issued[at].Name
		}
		if !c.Qualifies {
			c.Narrowly = c.Attended > 0 && c.Attended+1 == sheet.Rule.Needed(sheet.Delivered)
			c.WhyKey, c.WhyValues = why(*c, sheet)
		}
	}
	return all, nil
}

// why says in a sentence what is missing for a certificate.
func why(c college.CertificateCandidate, sheet college.RunCertificates) (string, college.Values) {
	values := college.Values{"attended": fmt.Sprint(c.Attended), "delivered": fmt.Sprint(sheet.Delivered), "needed": fmt.Sprint(sheet.Rule.Needed(sheet.Delivered))}
	switch {
	case sheet.Delivered == 0:
		return "certificate.noneDelivered", values
	case c.Attended == 0:
		return "certificate.noneAttended", values
	case c.Narrowly:
		return "certificate.oneShort", values
	}
	return "certificate.tooFew", values
}
