package papers

import (
	"fmt"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// CertificateList sets the staff's list of a run: by name, who gets a
// certificate and who does not, each with the reason by the run's rule
// (§1.3 D). Names stand in the order given, those who qualify first.
func CertificateList(p Printing, r college.RunCertificates) *typeset.Document {
	title := p.say("title.certificateList", "reference", r.Head.Reference, "date", p.long(college.DateOf(p.At)))
	p = p.of(r.College, r.Sample)
	b := p.book(p.Face.College, title)
	e := p.portrait()
	running := p.runningLine(e, r.Head.CourseTitle, r.Head.Reference)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return running },
		Foot: p.foot(p.Face.Sample, true, typeset.Foot{Left: p.say("list.keep"), Right: r.Head.Reference}),
	})
	p.masthead(f, e)
	p.certificateListHead(f, e, r)
	var yes, no []college.CertificateCandidate
	for _, c := range r.Candidates {
		if c.Qualifies || stands(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	waits := r.ToCome > 0 || r.Unmarked > 0
	p.certificateNames(f, e, "yes", "col.certificate", yes, func(c college.CertificateCandidate) string { return p.standing(c, waits) })
	f.Space(6)
	p.certificateNames(f, e, "no", "col.why", no, p.whyNot)
	return b.Document()
}

func (p Printing) certificateListHead(f *typeset.Flow, e typeset.Edition, r college.RunCertificates) {
	f.Heading(1, typeset.Para{Text: p.say("list.title")})
	f.Para(typeset.Para{Text: r.Head.CourseTitle, Subject: r.Head.Reference, Bold: true, MaxLines: 6})
	if r.ToCome > 0 {
		f.Para(typeset.Strong(p.count("list.toCome", r.ToCome)))
	}
	if r.Unmarked > 0 {
		f.Para(typeset.Strong(p.count("list.unmarked", r.Unmarked)))
	}
	lines, rule := []string{p.dates(r.FirstDate, r.LastDate)}, "list.rule"
	if r.ToCome > 0 {
		rule = "list.ruleSoFar"
	}
	if r.Delivered > 0 {
		lines = append(lines, p.say(rule, "needed", fmt.Sprint(r.Rule.Needed(r.Delivered)),
			"delivered", p.count("sessions", r.Delivered)))
	} else {
		lines = append(lines, p.say("list.noneDelivered"))
	}
	for _, line := range lines {
		if line != "" {
			f.Para(typeset.Said(line))
		}
	}
	f.Space(4)
}

// certificateNames sets one half of the list.
func (p Printing) certificateNames(f *typeset.Flow, e typeset.Edition, half, head string, of []college.CertificateCandidate, says func(college.CertificateCandidate) string) {
	f.Heading(2, typeset.Para{Text: p.count("list."+half, len(of))})
	f.Space(1)
	if len(of) == 0 {
		f.Para(typeset.Said(p.say("list.nobody")))
		return
	}
	var rows []typeset.Row
	for _, c := range of {
		took := p.count("sessions", c.Attended)
		name := typeset.Said(c.Name).About(p.student(c.StudentNumber))
		rows = append(rows, threeCells(e, []typeset.Para{name}, []typeset.Para{typeset.Said(took)}, []typeset.Para{typeset.Said(says(c))}))
	}
	columns := []typeset.Column{
		{Title: p.say("col.name"), Names: true},
		{Title: p.say("col.attended"), Width: column(e, 32, p.say("col.attended"))},
		{Title: p.say(head), Width: 82},
	}
	if isLarge(e) {
		columns = threeColumns(e, columns[0].Title, columns[1].Title, columns[2].Title)
	}
	f.Table(typeset.Table{Columns: columns, Rows: rows, HeadHeight: e.Pt(8), RowHeight: e.Pt(7.5)})
}

// stands tells whether a certificate was issued and is still valid.
func stands(c college.CertificateCandidate) bool {
	return c.Issued != nil && c.Issued.VoidedOn == ""
}

// standing is the certificate somebody has, or that one can be issued: not while
// sessions are still to come or places to be marked, for printing refuses then.
func (p Printing) standing(c college.CertificateCandidate, waits bool) string {
	switch {
	case c.Issued == nil && waits:
		return p.say("list.soFar")
	case c.Issued == nil:
		return p.say("list.toIssue")
	case c.Issued.VoidedOn != "":
		return p.say("list.voided", "number", c.Issued.Number, "date", words.DayMonthYear(string(c.Issued.VoidedOn)))
	}
	return p.say("list.issued", "number", c.Issued.Number, "date", words.DayMonthYear(string(c.Issued.IssuedOn)))
}

func (p Printing) whyNot(c college.CertificateCandidate) string {
	if c.WhyKey == "" {
		return p.known("")
	}
	return p.Words.Say(c.WhyKey, c.WhyValues)
}
