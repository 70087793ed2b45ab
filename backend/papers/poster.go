package papers

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"rsc.io/qr"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// Poster sets a run for a notice board: one page upright, A4, or A3 with all of
// it larger (§1.3 G). It is read from afar and stays one page: in large print
// what is small grows to 18 pt. Title, what it is, when, where, that it is free, how to
// book, access and partners; and, where there is a link, its QR code with the
// address in words under it.
func Poster(p Printing, r college.RunPoster, link string) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.poster", "reference", r.Head.Reference, "date", p.long(college.DateOf(p.At))))
	e := p.portrait()
	if e.Paper != typeset.A3 {
		e.Paper = typeset.A4
	}
	c := b.Sheet(e, typeset.Unbound)
	s := poster{Printing: p, canvas: c, run: r, in: c.Inside(), scale: e.Size().W / 210, least: max(14, min(e.BodySize(), LargePrint))}
	bottom := s.foot(link)
	s.top(bottom)
	return finished(b)
}

// poster is the sheet while it is set: from the top down, and the foot first,
// so that what is said of booking always has its room.
type poster struct {
	Printing
	canvas *typeset.Canvas
	run    college.RunPoster
	in     typeset.Box
	scale  float64 // 1 on A4
	least  float64 // pt
}

// Sizes and heights on A4, in pt and mm.
const (
	posterTitle, posterTitleLeast = 60.0, 26.0
	posterText                    = 20.0
	posterFoot                    = 84.0 // how to book and the code
	posterCode                    = 52.0
	posterFootMost                = 0.5 // of the sheet's height
)

// para is a text of a size on A4, no smaller than the edition's.
func (s poster) para(text string, size float64) typeset.Para {
	size = max(size*s.scale, s.least)
	return typeset.Para{Text: bound(text), Subject: s.run.Head.Reference, Size: size, Min: s.least, Leading: 1.3}
}

// block sets a text below y and gives where it ends; nothing of no text.
func (s poster) block(y, bottom, x, width float64, para typeset.Para) float64 {
	least := lineHeight(typeset.Para{Size: para.Min, Leading: para.Leading})
	if joined(para.Text) == "" || bottom-y < least {
		return y
	}
	return y + s.canvas.Block(typeset.Box{X: x, Y: y, W: width, H: bottom - y}, para)
}

// top is all that stands above the foot.
func (s poster) top(bottom float64) {
	in, h := s.in, s.run.Head
	s.canvas.Fill(typeset.Box{X: in.X, Y: in.Y, W: in.W, H: 6 * s.scale}, inkOf(s.Face.Colour))
	y := in.Y + 10*s.scale
	width := in.W
	logoBox := typeset.Box{X: in.Right() - 48*s.scale, Y: y, W: 48 * s.scale, H: 20 * s.scale}
	if l := s.logoFor(0, typeset.Size{W: logoBox.W, H: logoBox.H}); l != nil {
		size := l.picture.Fitted(typeset.Size{W: logoBox.W, H: logoBox.H})
		s.canvas.Picture(typeset.Box{X: in.Right() - size.W, Y: y, W: size.W, H: size.H}, l.picture, l.alt)
		width -= size.W + 6
	}
	name := s.para(s.Face.College, posterText)
	name.Bold = true
	y = s.block(y, logoBox.Bottom(), in.X, width, name) + 6*s.scale
	if width < in.W {
		y = max(y, logoBox.Bottom()+4*s.scale)
	}
	title := s.para(s.known(h.CourseTitle), posterTitle)
	title.Min, title.Bold, title.Leading, title.Role = max(posterTitleLeast, s.least), true, 1.3, typeset.RoleH1
	y = s.block(y, y+0.45*(bottom-y), in.X, in.W, title) + 4*s.scale
	facts := []typeset.Para{s.strong(s.whenAll()), s.para(s.whereAll(), posterText), s.strong(s.say("poster.free"))}
	gap := 3 * s.scale
	needed := heightOf(facts, typeset.Edition{}, in.W) + gap*float64(len(facts))
	if after := s.block(y, max(bottom-needed, y+0.25*(bottom-y)), in.X, in.W, s.para(s.run.Blurb, 18)); after > y {
		y = after + 2*gap
	}
	free := bottom - facts[2].Height(typeset.Edition{}, in.W)
	y = s.block(y, y+(free-y)/2, in.X, in.W, facts[0]) + gap
	y = s.block(y, free, in.X, in.W, facts[1]) + gap
	s.block(min(y, free), bottom+0.1, in.X, in.W, facts[2])
}

func (s poster) strong(text string) typeset.Para {
	para := s.para(text, posterText+2)
	para.Bold = true
	return para
}

// whenAll is a session's day and time; of several, "Mondays, 10:00–12:00" where
// they agree, with the first and last day and how many there are.
func (s poster) whenAll() string {
	var some []college.SessionHead
	for _, h := range s.run.Sessions {
		if h.Status != college.SessionCancelled && h.Date.Valid() {
			some = append(some, h)
		}
	}
	head := s.run.Head
	if len(some) == 0 {
		some = []college.SessionHead{head}
	}
	first, last := some[0], some[len(some)-1]
	if len(some) == 1 {
		return s.dayAndTime(first, words.LongDate)
	}
	dates, count := s.dates(first.Date, last.Date), s.count("sessions", len(some))
	for _, h := range some {
		if h.Date.Weekday() != first.Date.Weekday() || h.Start != first.Start || h.End != first.End {
			return s.say("poster.datesFrom", "dates", dates, "sessions", count, "first",
				s.dayAndTime(first, words.LongDate))
		}
	}
	return s.say("poster.weekly", "weekday", words.Weekday(string(first.Date)), "time", s.times(first), "dates", dates, "sessions", count)
}

// dayAndTime is a session's day, in a form of dates, and time; that they are to
// be confirmed is said once.
func (p Printing) dayAndTime(h college.SessionHead, form func(iso string) string) string {
	day := form(string(h.Date))
	if day == "" && h.Start == "" {
		return p.say("unknown")
	}
	return p.say("when", "date", p.known(day), "time", p.times(h))
}

// whereAll is the place with its address.
func (s poster) whereAll() string {
	at := s.run.Head.Place
	return s.known(s.placeOf(s.run.Head, at.Venue, at.Room, at.Address, at.Town, at.Postcode))
}

// foot sets how to book, access, partners and the code, and gives where it
// begins: higher up where large type needs it.
func (s poster) foot(link string) float64 {
	in, e := s.in, s.scale
	bottom := in.Bottom()
	if s.Face.Sample {
		line := s.para(s.say("sample"), 12)
		line.Size, line.Bold = s.least, true
		bottom = s.above(bottom, 1, 0.1*in.H, line)
	}
	if partners := s.list(s.run.Partners); partners != "" {
		bottom = s.above(bottom, 3*e, 0.1*in.H, s.para(s.say("prospectus.coProduced", "partners", partners), 14))
	}
	width := in.W
	made := s.codeOf(link)
	if link != "" {
		// Across the sheet: an address is long, and is typed by hand.
		address := s.para(bareAddress(link), 14)
		address.Link, address.Align = webLink(link), typeset.Right
		bottom = s.above(bottom, 1*e, 0.12*in.H, address)
	}
	if made != nil {
		width -= (posterCode + 6) * e
	}
	lines := []typeset.Para{s.strong(s.say("poster.book")), s.para(s.bookBy(), posterText-2)}
	if access := s.accessOf(s.run.Access); access != "" {
		lines = append(lines, s.para(s.say("prospectus.access", "items", access), 16))
	}
	needed := max(heightOf(lines, typeset.Edition{}, width)+10*e, posterCode*e)
	top := min(in.Bottom()-posterFoot*e, bottom-min(needed, posterFootMost*in.H))
	s.canvas.Line(in.X, top, in.Right(), top, 0.3)
	if made != nil {
		side := min(posterCode*e, bottom-top-1)
		square := typeset.Box{X: in.Right() - side, Y: top + 1, W: side, H: side}
		// Four modules of white round it, as the standard wants.
		s.canvas.Modules(square.Inset(side*4/float64(made.Size+8)), made.Size, made.Black, s.say("poster.code", "address", bareAddress(link)))
	}
	y := top + 4*e
	for _, line := range lines {
		y = s.block(y, bottom, in.X, width, line) + 2*e
	}
	return top - 4*e
}

// ReadLink is the web address a poster's code leads to: one without http or
// https gets https, "" stays "". It refuses, in words, what is no address of a
// website and what is longer than a code holds.
func ReadLink(text string) (link string, err error) {
	link = strings.TrimSpace(text)
	if link == "" {
		return "", nil
	}
	if strings.ContainsFunc(link, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return "", college.Refuse(college.Invalid, "print.wrong.linkSpaces")
	}
	if scheme, _, is := strings.Cut(link, "://"); !is {
		link = webLink(link)
	} else if small := strings.ToLower(scheme); small == "http" || small == "https" {
		link = small + link[len(scheme):]
	} else {
		return "", college.Refuse(college.Invalid, "print.wrong.link")
	}
	// Of "javascript:alert(1)" and "mailto:a@b.org" the port is none, or a name
	// stands before the host: neither is a website.
	read, err := url.Parse(link)
	if err != nil || read.User != nil || !webHost(read.Hostname()) {
		return "", college.Refuse(college.Invalid, "print.wrong.link")
	}
	if _, err := qr.Encode(link, qr.M); err != nil {
		return "", college.Refuse(college.Invalid, "print.wrong.linkLong", "count", fmt.Sprint(len(link)))
	}
	return link, nil
}

// webHost tells whether a name may be that of a website: parts between dots.
func webHost(host string) bool {
	parts := strings.Split(host, ".")
	return len(parts) > 1 && !slices.Contains(parts, "") && !strings.ContainsAny(host, "<>\"'()|\\^`{},;:")
}

// codeOf is the QR code of a link; nil of none, and of one longer than any code
// holds: its words must do.
func (s poster) codeOf(link string) *qr.Code {
	if link == "" {
		return nil
	}
	made, err := qr.Encode(webLink(link), qr.M)
	if err != nil {
		return nil
	}
	return made
}

// above sets a text so that it ends at a height, in no more than it may take,
// and gives where it begins, less a gap.
func (s poster) above(bottom, gap, most float64, para typeset.Para) float64 {
	small := para
	height := para.Height(typeset.Edition{}, s.in.W)
	for height > most && small.Size > small.Min {
		small.Size -= 0.5
		height = small.Height(typeset.Edition{}, s.in.W)
	}
	height = max(min(height, most), lineHeight(small))
	s.block(bottom-height, bottom+0.1, s.in.X, s.in.W, para)
	return bottom - height - gap
}

// bookBy is phone, e-mail and reference.
func (s poster) bookBy() string {
	if contact := s.contact(); contact != "" {
		return s.say("poster.contact", "contact", contact, "reference", s.known(s.run.Head.Reference))
	}
	return s.say("poster.reference", "reference", s.known(s.run.Head.Reference))
}
