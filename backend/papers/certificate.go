package papers

import (
	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// The baselines and places of a certificate, in mm from the top left of an A4
// sheet (§1.3 D).
const (
	certificateLeft, certificateWidth = 30.0, 237.0
	wideLeft, wideWidth               = 18.0, 261.0

	cornerLine      = 21.0
	collegeLine     = 32.0
	titleLine       = 52.0
	awardedLine     = 70.0
	nameLine        = 87.0
	lastLine        = 160.0 // what was learned ends here: room to sign follows
	signatureRule   = 172.0
	signatoryLine   = 178.0
	issuedLine      = 192.0
	signatureLength = 90.0
	leastSpread     = 0.75
)

// Certificates sets a certificate of attendance, one A4 page, for each student
// of a run who was issued one that still stands; in the order given. A second
// printing says "Duplicate". With large type it stays one page: what is small
// grows to 18 pt, and the big lines are big already.
//
// It says what was attended, never of how many (D10), and what it says is what
// was issued and sealed: Certificate.Sessions and Minutes. Its own words tell
// nothing of health, so that it can be shown to an employer.
func Certificates(p Printing, r college.RunCertificates) *typeset.Document {
	title := p.say("title.certificates", "reference", r.Head.Reference, "date", p.long(college.DateOf(p.At)))
	b := p.book(r.College, title)
	e := typeset.Edition{Body: min(p.Edition.BodySize(), LargePrint), Landscape: true, Duplex: p.Edition.Duplex, Lang: p.Edition.Lang}
	frames := typeset.NewBackdrop(e, func(c *typeset.Canvas) {
		c.Frame(typeset.Box{X: 10, Y: 10, W: 277, H: 190}, 0.6)
		c.Frame(typeset.Box{X: 12.5, Y: 12.5, W: 272, H: 185}, 0.25)
	})
	some := false
	for _, c := range r.Candidates {
		if c.Issued == nil || c.Issued.VoidedOn != "" {
			continue
		}
		if e.Duplex {
			b.RightHand(e)
		}
		sheet := b.Sheet(e, typeset.Unbound)
		sheet.Under(frames)
		p.certificate(sheet, e, r, c)
		some = true
	}
	if !some {
		p.nothing(b, p.say("certificate.none", "reference", r.Head.Reference))
	}
	return b.Document()
}

func (p Printing) certificate(c *typeset.Canvas, e typeset.Edition, r college.RunCertificates, of college.CertificateCandidate) {
	if r.Sample {
		corner(c, typeset.Left, p.say("sample"), e)
	}
	if of.Issued.Printings > 0 {
		corner(c, typeset.Right, p.say("certificate.duplicate"), e)
	}
	middle(c, collegeLine, typeset.Para{Text: r.College, Size: 18, Min: e.BodySize(), Bold: true, MaxLines: 1})
	middle(c, titleLine, typeset.Para{Text: p.say("certificate.title"), Size: 34, Bold: true, Role: typeset.RoleH1})
	middle(c, awardedLine, typeset.Para{Text: p.say("certificate.awardedTo"), Size: max(16, e.BodySize())})
	up := p.issued(c, e, of.Issued)
	lines, gaps := p.fitted(e, r, of, lastLine-up)
	y := nameLine
	for _, line := range lines {
		y = middle(c, y+line.gap*gaps, line.para)
	}
	p.signed(c, e, r, up)
}

// issued sets day, number and code on the lowest line, and gives by how much
// what stands above must move up, in mm: in large print they take two lines.
func (p Printing) issued(c *typeset.Canvas, e typeset.Edition, of *college.Certificate) float64 {
	para := typeset.Para{Size: e.BodySize(), Align: typeset.Centre, Text: p.say("certificate.issued",
		"date", words.DayMonthYear(string(of.IssuedOn)), "number", of.Number, "code", of.Code)}
	up := beyondFirst(e, para, wideWidth)
	c.Text(wideLeft, issuedLine-up, wideWidth, para)
	return up
}

// corner sets a bold text in an upper corner of the frame.
func corner(c *typeset.Canvas, side typeset.Align, text string, e typeset.Edition) {
	c.Text(wideLeft, cornerLine, wideWidth, typeset.Para{Text: text, Size: e.BodySize(), Bold: true, Align: side})
}

// middle sets a centred text on a baseline and gives that of its last line.
func middle(c *typeset.Canvas, baseline float64, para typeset.Para) float64 {
	para.Align = typeset.Centre
	return c.Text(certificateLeft, baseline, certificateWidth, para)
}

// beyondFirst is how far the last baseline of a text lies below its first, in
// mm, or a little more where it was shrunk.
func beyondFirst(e typeset.Edition, para typeset.Para, width float64) float64 {
	line := para
	line.Text = "x"
	all := para.Height(e, width)
	if all <= line.Height(e, width) {
		return 0
	}
	if line.Min > 0 {
		line.Size = line.Min
	}
	return all - line.Height(e, width)
}

// certificateLine is a text and how far its baseline lies below the last of
// the text above it, in mm.
type certificateLine struct {
	gap  float64
	para typeset.Para
}

// fitted is what the certificate says and the factor for the gaps between its
// lines, so that the last baseline is no lower than it may be. Where gaps
// would close up, partners and then the title have fewer lines.
func (p Printing) fitted(e typeset.Edition, r college.RunCertificates, of college.CertificateCandidate, last float64) (lines []certificateLine, gaps float64) {
	for _, most := range []struct{ title, partners int }{{3, 2}, {3, 1}, {2, 1}} {
		lines = p.certificateLines(e, r, of, most.title, most.partners)
		if gaps = spread(e, lines, last); gaps >= leastSpread {
			break
		}
	}
	return lines, gaps
}

// certificateLines is what the certificate says, from the name down.
func (p Printing) certificateLines(e typeset.Edition, r college.RunCertificates, of college.CertificateCandidate, mostTitle, mostPartners int) []certificateLine {
	body := max(14, e.BodySize())
	learning := p.say("certificate.learning", "sessions", p.count("sessions", of.Issued.Sessions),
		"hours", p.hours(of.Issued.Minutes), "dates", p.dates(r.FirstDate, r.LastDate))
	lines := []certificateLine{
		{0, typeset.Para{Text: of.Name, Subject: p.student(of.StudentNumber), Size: 32, Min: 22, Bold: true, ShrinkFirst: true, MaxLines: 2, Leading: 1.25}},
		{15, typeset.Para{Text: p.say("certificate.tookPart"), Size: max(16, e.BodySize())}},
		{13, typeset.Para{Text: r.Head.CourseTitle, Subject: r.Head.Reference, Size: 22, Min: 18, Bold: true, MaxLines: mostTitle, Leading: 1.25}},
		{13, typeset.Para{Text: learning, Size: body}},
	}
	if partners := p.list(r.Partners); partners != "" {
		text := p.say("certificate.coProduced", "partners", partners)
		lines = append(lines, certificateLine{9 * body / 14, typeset.Para{Text: text, Subject: r.Head.Reference, Size: body, Min: e.BodySize(), MaxLines: mostPartners}})
	}
	return lines
}

// spread is the factor for the gaps between lines that ends them at a
// baseline: 1, or less where long names and titles reach beyond it.
func spread(e typeset.Edition, lines []certificateLine, last float64) float64 {
	text, gaps := 0.0, 0.0
	for _, line := range lines {
		text += beyondFirst(e, line.para, certificateWidth)
		gaps += line.gap
	}
	return min(1, (last-nameLine-text)/gaps)
}

// signed sets the rule to sign on, and who signs, so many mm further up.
func (p Printing) signed(c *typeset.Canvas, e typeset.Edition, r college.RunCertificates, up float64) {
	x := certificateLeft + (certificateWidth-signatureLength)/2
	// Larger type under the rule needs a little more room.
	rule := signatureRule - up - (e.BodySize()-12)*0.25
	c.Line(x, rule, x+signatureLength, rule, 0.3)
	who := joined(r.SignatoryName, r.SignatoryRole)
	if who == "" {
		who = p.say("certificate.for", "college", r.College)
	}
	middle(c, signatoryLine-up, typeset.Para{Text: who, Size: e.BodySize(), MaxLines: 1})
}
