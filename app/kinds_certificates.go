package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// readCertificates issues the certificates an order asks for, and beside a run's
// lays the list of who has one and who has not and why.
func readCertificates(p press, ctx context.Context, o Order) ([]sheet, error) {
	var issued college.RunCertificates
	var err error
	switch o.Certificate {
	case college.CertificateCourse:
		issued, err = p.records.IssueCertificates(ctx, o.Run, o.People...)
	case college.CertificateSession:
		issued, err = p.records.IssueSessionCertificates(ctx, o.Session, o.People...)
	default:
		return readPersonCertificate(p, ctx, o)
	}
	if err != nil {
		return nil, err
	}
	on := issued
	on.Candidates = chosenOnly(issued.Candidates, o.People)
	date := college.Date(firstText(string(issued.LastDate), string(p.records.Today())))
	main := sheet{kind: papers.KindCertificates, record: firstText(o.Session, o.Run), date: date, ref: issued.Head.Reference, set: o.setCertificates(on),
		printed: func(ctx context.Context) error { return p.records.CertificatesPrinted(ctx, on) }}
	sheets := one(main)
	if o.EachOwnFile {
		sheets = append(sheets, eachOwn(main, on, o)...)
	}
	if o.Certificate == college.CertificateCourse {
		list := sheet{kind: papers.KindCertificateList, record: o.Run, date: date, ref: issued.Head.Reference}
		list.set = func(how papers.Printing) *typeset.Document { return papers.CertificateList(how, issued) }
		sheets = append(sheets, list)
	}
	return sheets, nil
}

// setCertificates sets the certificates of a run or a session.
func (o Order) setCertificates(r college.RunCertificates) func(papers.Printing) *typeset.Document {
	look := papers.CertificateLook{OfAll: o.OfAll, Outcomes: o.Outcomes}
	return func(how papers.Printing) *typeset.Document { return papers.Certificates(how, r, look) }
}

// readPersonCertificate issues one person's certificate, of graduating,
// volunteering or tutoring. Its file is named by the student's number, else by
// the certificate's.
func readPersonCertificate(p press, ctx context.Context, o Order) ([]sheet, error) {
	c, err := p.records.IssuePersonCertificate(ctx, o.Certificate, o.Person)
	if err != nil {
		return nil, err
	}
	return one(sheet{kind: papers.KindCertificates, record: o.Person, date: c.Issued.IssuedOn, ref: firstText(c.Reference, c.Issued.Number),
		set: func(how papers.Printing) *typeset.Document {
			return papers.PersonCertificates(how, []college.PersonCertificate{c})
		},
		printed: func(ctx context.Context) error { return p.records.CertificatePrinted(ctx, c.Issued.Number) }}), nil
}

// chosenOnly are the candidates with a certificate, of those who were chosen.
func chosenOnly(all []college.CertificateCandidate, people []string) []college.CertificateCandidate {
	return slices.DeleteFunc(slices.Clone(all), func(c college.CertificateCandidate) bool {
		return c.Issued == nil || c.Issued.VoidedOn != "" || len(people) > 0 && !slices.Contains(people, c.StudentID)
	})
}

// eachOwn is each certificate in a file of its own, named by its number (a
// person's name is in no file name), in a folder named as the merged file is.
func eachOwn(main sheet, on college.RunCertificates, o Order) (sheets []sheet) {
	folder := strings.TrimSuffix(main.name(o), filepath.Ext(main.name(o)))
	for _, c := range on.Candidates {
		alone := on
		alone.Candidates = []college.CertificateCandidate{c}
		sheets = append(sheets, sheet{kind: papers.KindCertificates, record: c.Issued.ID, file: filepath.Join(folder, c.Issued.Number), set: o.setCertificates(alone)})
	}
	return sheets
}

// readCertificateList reads who has a certificate of a run, who narrowly has not
// and why; nothing is issued.
func readCertificateList(p press, ctx context.Context, o Order) ([]sheet, error) {
	list, err := p.records.Certificates(ctx, o.Run)
	date := college.Date(firstText(string(list.LastDate), string(p.records.Today())))
	return one(sheet{kind: papers.KindCertificateList, record: o.Run, date: date, ref: list.Head.Reference,
		set: func(how papers.Printing) *typeset.Document { return papers.CertificateList(how, list) }}), err
}
