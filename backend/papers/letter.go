package papers

import (
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// Where a letter's address stands, in mm from the top left of the sheet. The
// window of a DL envelope is 90 × 35 mm, 20 mm from the left and, as envelopes
// and folds differ, 45 to 50 mm from the top: this box is inside all of them.
var addressBox = typeset.Box{X: 24, Y: 50.5, W: 82, H: 29}

// The head of a letter, in mm: the strip of the college, the address and the
// fold below them.
const (
	letterTop   = 12.0
	letterSide  = 20.0
	letterHead  = 82.0
	toSign      = 17.0
	addressSize = 12.0 // pt; the post reads it, whatever the edition
	mostAddress = 5    // lines
	// The first baseline of the address from the top of its box, in mm.
	addressFirst = 4.5
	senderLeft   = 94.0 // of the column beside the window, from the text's edge
)

// Letters sets a letter to each, in 14 pt at least, the address where a window
// shows it. A letter is set in its reader's own format where no size was
// chosen, and printed on both sides each begins on a sheet of its own.
//
// Whom a letter is to stands in it and in no title, name or issue.
func Letters(p Printing, letters []college.Letter) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.letters", "date", p.long(college.DateOf(p.At))))
	for _, l := range letters {
		p.letter(b, l)
	}
	if len(letters) == 0 {
		p.nothing(b, p.say("nothing"))
	}
	d := finished(b)
	drawScreens(d)
	return d
}

func (p Printing) letter(b *typeset.Book, l college.Letter) {
	e := forStudents(editionFor(p.portrait(), l.Format))
	running := p.runningLine(e, firstText(p.Face.ShortName, p.Face.College), p.today())
	f := b.Flow(e, typeset.Frame{
		Margins: typeset.Margins{Top: letterTop, Bottom: 12, Inner: letterSide, Outer: letterSide},
		Head:    func(typeset.Place) string { return running },
		Foot:    p.foot(p.Face.Sample, false),
	})
	about := firstText(l.To.Subject, p.student(l.StudentNumber))
	f.Draw(letterHead, func(c *typeset.Canvas) {
		head := e
		head.Body = studentBody // it leaves the window free
		p.mastheadOf(head, f.Width()).draw(c)
		p.address(c, e, l.To, about)
		if !isLarge(e) {
			p.sender(c, f.Width())
		}
	})
	f.Para(typeset.Said(p.today()))
	f.Space(e.Pt(4))
	f.Para(typeset.Said(p.say("letter.dear", "called", p.known(firstText(l.Called, l.To.Name)))).About(about))
	f.Space(e.Pt(2))
	body := p.letterBody(f, e, l, about)
	last := max(len(body)-1, 0)
	for _, part := range body[:last] {
		part()
	}
	f.Keep(func() { // the wishes never stand parted from what was said
		for _, part := range body[last:] {
			part()
		}
		p.letterEnd(f, e)
	})
}

// address sets name and address in the window. Short lines join where there are
// more than it shows.
func (p Printing) address(c *typeset.Canvas, e typeset.Edition, to college.AddressLabel, about string) {
	para := func(text string, lines int) typeset.Para {
		return typeset.Para{Text: text, Subject: about, Size: addressSize, Leading: headLeadingTight, MaxLines: lines}
	}
	lines := addressLines(e, to, para)
	pitch := addressSize * headLeadingTight * 25.4 / 72
	y, left := addressBox.Y-letterTop+addressFirst, mostAddress
	for i, line := range lines {
		one := para(line, min(left, 2))
		if left == 1 {
			one = para(strings.Join(lines[i:], ", "), 1) // whatever is too much is cut here, and said
		}
		last := c.Text(addressBox.X-letterSide, y, addressBox.W, one)
		left -= int((last-y)/pitch+0.5) + 1
		if y = last + pitch; left <= 0 {
			return
		}
	}
}

// sender sets how to reach the college, beside the window. In large print it
// stands at the end, as large as the rest.
func (p Printing) sender(c *typeset.Canvas, width float64) {
	y := addressBox.Y - letterTop
	for _, line := range p.senderLines() {
		para := typeset.Para{Text: line, Size: addressSize, Leading: headLeadingTight, MaxLines: 3}
		box := typeset.Box{X: senderLeft, Y: y, W: width - senderLeft, H: letterHead - y}
		if box.H < para.Height(typeset.Edition{}, box.W) {
			return
		}
		y += c.Block(box, para)
	}
}

func (p Printing) senderLines() []string {
	var lines []string
	for _, line := range []string{strings.ReplaceAll(p.Face.Address, "\n", ", "), phone(p.Face.Phone), p.Face.Email, p.Face.Website} {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// lineCount is how many lines some texts take in the window.
func lineCount(e typeset.Edition, lines []string, para func(string, int) typeset.Para) int {
	one, n := para("x", 0).Height(e, addressBox.W), 0
	for _, line := range lines {
		n += int(para(line, 2).Height(e, addressBox.W)/one + 0.5)
	}
	return n
}

// addressLines are the lines that are not empty, of which the shortest
// neighbours are joined until all fit the window. The name and the last line,
// the postcode, stay alone while others can join.
func addressLines(e typeset.Edition, to college.AddressLabel, para func(string, int) typeset.Para) []string {
	var lines []string
	for _, line := range append([]string{to.Name}, to.Lines...) {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	one := para("x", 0).Height(e, addressBox.W)
	for {
		at := -1
		for i := 1; i+1 < len(lines); i++ {
			wide := func(i int) int { return len(lines[i]) + len(lines[i+1]) }
			last := i+2 == len(lines) && at >= 0 // the postcode joins only if nothing else can
			if para(lines[i]+", "+lines[i+1], 0).Height(e, addressBox.W) < 1.5*one && !last && (at < 0 || wide(i) < wide(at)) {
				at = i
			}
		}
		if at < 0 || lineCount(e, lines, para) <= mostAddress {
			return lines
		}
		joined := append(append([]string{}, lines[:at]...), lines[at]+", "+lines[at+1])
		lines = append(joined, lines[at+2:]...)
	}
}

// letterBody sets the heading, and gives what the letter says by its kind, a
// paragraph or list each, to be set in that order.
func (p Printing) letterBody(f *typeset.Flow, e typeset.Edition, l college.Letter, about string) (parts []func()) {
	say := func(key string, pairs ...string) {
		text := p.say("letter."+string(l.Kind)+"."+key, pairs...)
		parts = append(parts, func() {
			f.Para(typeset.Said(text).About(about))
			f.Space(e.Pt(2))
		})
	}
	heading := func(pairs ...string) {
		f.Heading(1, typeset.Para{Text: p.say("letter."+string(l.Kind)+".heading", pairs...), Subject: about, Size: e.Pt(14)})
		f.Space(e.Pt(1.5))
	}
	switch l.Kind {
	case college.LetterPlaces:
		heading()
		return p.places(f, e, l, about)
	case college.LetterWelcome:
		heading("college", p.Face.College)
		say("thanks")
		if l.StudentNumber != "" {
			say("number", "number", unbroken(l.StudentNumber))
		}
		say("choose")
		say("help")
	case college.LetterCertificate:
		heading()
		say("enclosed", "course", p.known(l.CourseTitle))
		say("done")
		say("keep")
	case college.LetterThanks:
		heading()
		say("for", "college", p.Face.College)
		say("means")
	default:
		if strings.TrimSpace(l.Subject) != "" {
			f.Heading(1, typeset.Para{Text: l.Subject, Subject: about, Size: e.Pt(14)})
			f.Space(e.Pt(1.5))
		}
		for _, block := range ownBlocks(l.Body) {
			parts = append(parts, func() { p.ownWords(f, e, block, about) })
		}
	}
	return parts
}

// ownBlocks are the paragraphs of a text, parted by empty lines.
func ownBlocks(body string) []string {
	var blocks []string
	for _, block := range strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(block) != "" {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

// ownWords sets paragraphs parted by empty lines; single lines stay lines.
func (p Printing) ownWords(f *typeset.Flow, e typeset.Edition, body, about string) {
	for _, block := range ownBlocks(body) {
		for _, line := range strings.Split(block, "\n") {
			if strings.TrimSpace(line) != "" {
				f.Para(typeset.Said(line).About(about))
			}
		}
		f.Space(e.Pt(2))
	}
}

// places sets the list of sessions somebody has a place in and how to get there,
// and gives what follows: what to do when one cannot come.
func (p Printing) places(f *typeset.Flow, e typeset.Edition, l college.Letter, about string) []func() {
	say := func(text string) func() {
		return func() {
			f.Para(typeset.Said(text).About(about))
			f.Space(e.Pt(2))
		}
	}
	if len(l.Sessions) == 0 {
		return []func(){say(p.say("letter.places.none"))}
	}
	f.Para(typeset.Said(p.count("letter.places.kept", len(l.Sessions))))
	f.Space(e.Pt(1.5))
	f.Table(p.placesTable(e, l.Sessions))
	f.Space(e.Pt(3))
	var ways []typeset.Para
	seen := map[string]bool{}
	for _, s := range l.Sessions {
		way := joined(s.Place.Venue, s.Place.Room, s.Place.Address, s.Place.Town, s.Place.Postcode)
		if way == "" || seen[way] {
			continue
		}
		seen[way] = true
		ways = append(ways, typeset.Said(way).About(s.Reference))
	}
	if len(ways) > 0 {
		f.Heading(2, typeset.Para{Text: p.say("letter.places.where"), Size: e.BodySize()})
		f.List(ways...)
		f.Space(e.Pt(2))
	}
	return []func(){say(p.say("letter.places.cancel", "contact", p.reach())), say(p.say("letter.places.help"))}
}

// placesTable is the list of a timetable; a day of another year says its year.
func (p Printing) placesTable(e typeset.Edition, sessions []college.SessionHead) typeset.Table {
	t := p.listTable(e, p.listRows(e, sessions, week{}))
	for i, s := range sessions {
		if s.Date.Valid() && s.Date.Year() != p.At.Year() {
			t.Rows[i].Cells[0].Paras[0] = said(p.short(s.Date))
		}
	}
	return t
}

// reach is how to get hold of the college.
func (p Printing) reach() string {
	var ways []string
	if strings.TrimSpace(p.Face.Phone) != "" {
		ways = append(ways, phone(p.Face.Phone))
	}
	if strings.TrimSpace(p.Face.Email) != "" {
		ways = append(ways, p.Face.Email)
	}
	if len(ways) == 2 {
		return p.say("or", "one", ways[0], "other", ways[1])
	}
	return p.known(strings.Join(ways, ""))
}

// letterEnd is who writes, and that there are other formats.
func (p Printing) letterEnd(f *typeset.Flow, e typeset.Edition) {
	f.Space(e.Pt(1))
	f.Para(typeset.Said(p.say("letter.wishes")))
	picture := readPicture(p.Face.Signature, typeset.Size{W: 60, H: toSign - 2})
	f.Draw(toSign, func(c *typeset.Canvas) {
		if picture != nil {
			size := picture.Fitted(typeset.Size{W: 60, H: toSign - 2})
			c.Picture(typeset.Box{Y: 1, W: size.W, H: size.H}, picture, p.say("certificate.signature", "who", joined(p.Face.Signatory, p.Face.Role)))
		}
	})
	if p.Face.Signatory != "" {
		f.Para(typeset.Strong(p.Face.Signatory))
	}
	for _, line := range []string{p.Face.Role, p.Face.College} {
		if strings.TrimSpace(line) != "" {
			f.Para(typeset.Said(line))
		}
	}
	f.Space(e.Pt(3))
	if isLarge(e) {
		for _, line := range p.senderLines() {
			f.Para(typeset.Said(line))
		}
		f.Space(e.Pt(1.5))
	}
	p.otherFormats(f, e)
}
