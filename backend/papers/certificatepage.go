package papers

import (
	"strings"

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
	signatureHigh   = 11.0
	signatureRoom   = 3.0 // more above a scanned signature
	leastSpread     = 0.75
	mostSpread      = 2.2
	endAbove        = 23.0 // of lines that are spread: so far above the lowest there may be

	// Where logos stand at the right, who signs moves to the left of them.
	logoTop     = 162.0
	logoApart   = 4.0
	signedWidth = 110.0
)

// What was learned is set in larger type where it is little, in pt.
const (
	fewLearned     = 6
	learnedSize    = 18.0
	learnedLeading = 1.6
)

// awards sets certificates, one an A4 page, each with what was learned behind
// it where that is asked for.
func (p Printing) awards(reference string, all []award) *typeset.Document {
	title := p.say("title.certificates", "reference", reference, "date", p.long(college.DateOf(p.At)))
	b := p.book(p.Face.College, strings.ReplaceAll(title, " ,", ","))
	e := typeset.Edition{Body: min(p.Edition.BodySize(), LargePrint), Landscape: true, Duplex: p.Edition.Duplex, Lang: p.Edition.Lang}
	under, logos := p.certificateGround(e), p.logos()
	for _, a := range all {
		if e.Duplex {
			b.RightHand(e)
		}
		c := b.Sheet(e, typeset.Unbound)
		c.Under(under)
		p.award(c, e, a, logos)
		p.outcomes(b, e, a)
	}
	if len(all) == 0 {
		p.nothing(b, strings.ReplaceAll(p.say("certificate.none", "reference", reference), "  ", " "))
		return b.Document()
	}
	d, frame := b.Document(), typeset.NewBackdrop(e, certificateFrame)
	for i := range d.Pages {
		if d.Pages[i].Backdrop == nil && d.Pages[i].Size == e.Size() { // what was learned
			d.Pages[i].Backdrop = frame
		}
	}
	return d
}

// certificateFrame is the double line around a certificate.
func certificateFrame(c *typeset.Canvas) {
	c.Frame(typeset.Box{X: 10, Y: 10, W: 277, H: 190}, 0.6)
	c.Frame(typeset.Box{X: 12.5, Y: 12.5, W: 272, H: 185}, 0.25)
}

// certificateGround is the frame and the bar in the college's colour: the same
// on every certificate, and kept once in the file.
func (p Printing) certificateGround(e typeset.Edition) *typeset.Backdrop {
	return typeset.NewBackdrop(e, func(c *typeset.Canvas) {
		certificateFrame(c)
		if p.Face.Colour != "" {
			c.Fill(typeset.Box{X: 118.5, Y: collegeLine + 3.6, W: 60, H: colourRule}, inkOf(p.Face.Colour))
		}
	})
}

func (p Printing) award(c *typeset.Canvas, e typeset.Edition, a award, logos []*logo) {
	if p.Face.Sample {
		corner(c, typeset.Left, p.say("sample"), e)
	}
	if a.issued.Printings > 0 {
		corner(c, typeset.Right, p.say("certificate.duplicate"), e)
	}
	middle(c, collegeLine, typeset.Para{Text: p.Face.College, Size: 18, Min: e.BodySize(), Bold: true, MaxLines: 1})
	middle(c, titleLine, typeset.Para{Text: a.title, Size: 34, Bold: true, Role: typeset.RoleH1})
	middle(c, awardedLine, typeset.Para{Text: p.say("certificate.awardedTo"), Size: max(16, e.BodySize())})
	s := signing{edition: e, who: typeset.Para{Text: a.signed, Size: e.BodySize(), MaxLines: 1, Align: typeset.Centre},
		left: certificateLeft, width: certificateWidth, logos: logos}
	if len(logos) > 0 {
		s.left, s.width, s.who.MaxLines = wideLeft, signedWidth, 3
	}
	s.up = p.issued(c, e, a.issued)
	beyond := beyondFirst(e, s.who, s.width)
	s.up += beyond
	last := lastLine - s.up
	if len(p.Face.Signature) > 0 {
		last -= signatureRoom
	}
	lines, gaps := fitted(e, a, last)
	y := nameLine
	for _, line := range lines {
		y = middle(c, y+line.gap*gaps, line.para)
	}
	p.sign(c, s, beyond)
}

// issued sets day, number and code on the lowest line, and gives by how much
// what stands above must move up, in mm: in large print they take two lines.
func (p Printing) issued(c *typeset.Canvas, e typeset.Edition, of college.Certificate) float64 {
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
// would close up, what is further said and then the title have fewer lines.
func fitted(e typeset.Edition, a award, last float64) (lines []certificateLine, gaps float64) {
	for _, most := range []struct{ title, further int }{{3, 2}, {3, 1}, {2, 1}} {
		lines = certificateLines(e, a, most.title, most.further)
		if gaps = spread(e, lines, last); gaps >= leastSpread {
			break
		}
	}
	return lines, gaps
}

// certificateLines is what the certificate says, from the name down.
func certificateLines(e typeset.Edition, a award, mostTitle, mostFurther int) []certificateLine {
	body := max(14, e.BodySize())
	what := a.what
	what.Size, what.Min, what.Bold, what.MaxLines, what.Leading = 22, 18, true, mostTitle, 1.25
	lines := []certificateLine{
		{0, typeset.Para{Text: a.name, Subject: a.subject, Size: 32, Min: 22, Bold: true, ShrinkFirst: true, MaxLines: 2, Leading: 1.25}},
	}
	gap := 15.0
	if a.forWhat != "" {
		lines = append(lines, certificateLine{gap, typeset.Para{Text: a.forWhat, Size: max(16, e.BodySize())}})
		gap = 13
	}
	lines = append(lines, certificateLine{gap, what})
	gap = 13
	if a.facts != "" {
		lines = append(lines, certificateLine{gap, typeset.Para{Text: a.facts, Size: body}})
		gap = 9 * body / 14
	}
	if a.further.Text != "" {
		further := a.further
		further.Size, further.Min, further.MaxLines = body, e.BodySize(), mostFurther
		lines = append(lines, certificateLine{gap, further})
	}
	return lines
}

// spread is the factor for the gaps between lines: 1, less where long names and
// titles would reach beyond the last baseline, and more where little is said, so
// that no empty middle is left above who signs.
func spread(e typeset.Edition, lines []certificateLine, last float64) float64 {
	text, gaps := 0.0, 0.0
	for _, line := range lines {
		text += beyondFirst(e, line.para, certificateWidth)
		gaps += line.gap
	}
	factor := (last - nameLine - text) / gaps
	return max(min(1, factor), min(mostSpread, factor-endAbove/gaps))
}

// signing is the foot of a certificate: who signs, and the logos.
type signing struct {
	edition     typeset.Edition
	who         typeset.Para
	left, width float64 // of who signs
	up          float64 // how far all of it moves up
	logos       []*logo
}

// sign sets the rule to sign on with the signature above it and who signs
// below, and the logos, each as large as a box of 45 × 18 mm holds.
func (p Printing) sign(c *typeset.Canvas, s signing, beyond float64) {
	x := s.left + (s.width-signatureLength)/2
	// Larger type under the rule needs a little more room.
	rule := signatureRule - s.up - (s.edition.BodySize()-12)*0.25
	if picture := readPicture(p.Face.Signature, typeset.Size{W: signatureLength - 20, H: signatureHigh}); picture != nil {
		box := typeset.Box{X: x + 10, Y: rule - signatureHigh - 0.4, W: signatureLength - 20, H: signatureHigh}
		c.Picture(box, picture, p.say("certificate.signature", "who", s.who.Text))
	}
	c.Line(x, rule, x+signatureLength, rule, 0.3)
	c.Text(s.left, signatoryLine-s.up, s.width, s.who)
	for i, l := range s.logos {
		right := wideLeft + wideWidth - float64(len(s.logos)-1-i)*(logoWide+logoApart)
		c.Picture(typeset.Box{X: right - logoWide, Y: logoTop - s.up + beyond, W: logoWide, H: logoHigh}, l.picture, l.alt)
	}
}

// outcomes sets the page behind a certificate: what the course was about. It
// is part of the certificate and repeats its number.
func (p Printing) outcomes(b *typeset.Book, e typeset.Edition, a award) {
	var list []typeset.Para
	for _, text := range a.learned {
		if strings.TrimSpace(text) != "" {
			list = append(list, typeset.Para{Text: text, Subject: a.what.Subject, Leading: learnedLeading})
		}
	}
	size := max(14, e.BodySize())
	if len(list) <= fewLearned {
		size = learnedSize
	}
	for i := range list {
		list[i].Size = size
	}
	if len(list) == 0 {
		return
	}
	e.Duplex = false // it may stand on the back
	var foot []typeset.Foot
	if p.Face.Sample {
		foot = append(foot, typeset.Foot{Left: p.say("sample"), Bold: true})
	}
	foot = append(foot, typeset.Foot{Left: p.say("certificate.issued", "date", words.DayMonthYear(string(a.issued.IssuedOn)),
		"number", a.issued.Number, "code", a.issued.Code)})
	f := b.Flow(e, typeset.Frame{
		Margins: typeset.Margins{Top: 22, Bottom: 20, Inner: certificateLeft, Outer: certificateLeft},
		Foot:    func(typeset.Place) []typeset.Foot { return foot },
	})
	p.masthead(f, e)
	f.Space(4)
	f.Heading(1, typeset.Para{Text: p.say("certificate.outcomes"), Size: 28})
	f.Space(4)
	f.Para(typeset.Para{Text: a.name, Subject: a.subject, Size: 22, Min: 18, Bold: true, MaxLines: 2, Leading: 1.25})
	f.Para(typeset.Para{Text: a.what.Text, Subject: a.what.Subject, Size: 18, MaxLines: 3})
	f.Space(8)
	f.Para(typeset.Para{Text: p.say("certificate.about"), Size: size})
	f.Space(2)
	f.List(list...)
}
