package papers

import (
	"fmt"
	"slices"
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// prospectusMargins leave room for the fold of a booklet.
var prospectusMargins = typeset.Margins{Top: 12, Bottom: 12, Inner: 16, Outer: 12}

// mostPasses bounds how often a prospectus is set until its page numbers are
// those it says.
const mostPasses = 5

// Prospectus sets a term for everybody to read: an A5 booklet, or A4, upright,
// 14 pt at least, in one column (§1.3 F). A cover; how to book; contents; each
// course with its dates; then what we promise each other, other formats, whom
// to ring in need, and the courses from A to Z. Contents and index lead to the
// pages they name.
//
// In large print it is A4 always: a page of A5 would hold a few lines. On both
// sides its pages are a multiple of four, as a folded booklet wants.
func Prospectus(p Printing, o college.Prospectus) *typeset.Document {
	e := forStudents(p.portrait())
	if e.Paper == typeset.A3 || isLarge(e) {
		e.Paper = typeset.A4
	}
	s := prospectus{Printing: p, of: o, edition: e}
	for _, c := range o.Courses {
		s.whole = append(s.whole, s.fits(c))
	}
	var d *typeset.Document
	for range mostPasses {
		var found []target
		d, found = s.set()
		if slices.Equal(found, s.places) {
			break
		}
		s.places = found
	}
	drawScreens(d)
	for e.Duplex && len(d.Pages)%4 != 0 {
		d.Pages = append(d.Pages, typeset.Page{Size: e.Size(), Inside: typeset.Box{W: e.Size().W, H: e.Size().H}})
	}
	return d
}

// prospectus is the booklet while its pages are found.
type prospectus struct {
	Printing
	of      college.Prospectus
	edition typeset.Edition
	whole   []bool   // which courses stay on one page
	places  []target // where each part was when it was last set
	parts   []part
}

// part is what contents and index lead to.
type part struct {
	title, subject string
	heading        typeset.ElementID
}

// target is a part's place in the document.
type target struct {
	heading typeset.ElementID
	page    int
}

// set lays the booklet out with the page numbers known so far, and gives where
// its parts are now.
func (s *prospectus) set() (*typeset.Document, []target) {
	b := s.book(s.Face.College, s.say("title.prospectus", "reference", s.of.Term.Code, "date", s.long(college.DateOf(s.At))))
	f := b.Flow(s.edition, s.frame())
	s.parts = nil
	f.Draw(f.Room(), s.cover)
	f.NewPage()
	s.howToBook(f)
	s.contents(f)
	for i, c := range s.of.Courses {
		if i == 0 {
			f.NewPage()
		}
		f.Space(s.edition.Pt(4))
		if set := func() { s.course(f, c) }; s.whole[i] {
			f.Keep(set)
		} else {
			set()
		}
	}
	s.back(f)
	d := finished(b)
	found := make([]target, len(s.parts))
	for i, part := range s.parts {
		found[i] = target{part.heading, d.PageOf(part.heading)}
	}
	return d, found
}

func (s *prospectus) frame() typeset.Frame {
	running := s.runningHeadIn(s.edition, prospectusMargins, s.say("prospectus.short"), s.known(s.of.Term.Name))
	printed := s.say("prospectus.printed", "date", words.DayMonthYear(string(college.DateOf(s.At))))
	return typeset.Frame{
		Margins: prospectusMargins,
		Head:    func(typeset.Place) string { return running },
		Foot: func(at typeset.Place) []typeset.Foot {
			// A booklet is narrow: the day it was printed must do.
			feet := []typeset.Foot{{Left: printed, Right: s.say("page", "page", fmt.Sprint(at.Page), "pages", fmt.Sprint(at.Pages))}}
			if s.Face.Sample {
				feet = append([]typeset.Foot{{Left: s.say("sample"), Bold: true}}, feet...)
			}
			return feet
		},
	}
}

// heading begins a part that contents lead to, below what came before it.
func (s *prospectus) heading(f *typeset.Flow, title, subject string) {
	f.Space(s.edition.Pt(4))
	s.headed(f, title, subject)
}

// headed is heading at the top of what is kept on one page.
func (s *prospectus) headed(f *typeset.Flow, title, subject string) {
	h := f.Heading(2, typeset.Para{Text: title, Subject: subject, Min: leastType(s.edition)})
	s.parts = append(s.parts, part{title, subject, h})
}

// at is where a part was when it was last set: the beginning, and a page of
// two digits, while that is not known.
func (s *prospectus) at(part int) target {
	if part >= len(s.places) || s.places[part].heading == typeset.Artifact {
		return target{typeset.Root, 88}
	}
	return s.places[part]
}

// cover is the college, the term, and how to reach us.
func (s *prospectus) cover(c *typeset.Canvas) {
	box, e := c.Inside(), s.edition
	wide := min(box.W/180, 1.6) // of A4's width
	big := func(size float64) float64 { return max(e.Pt(12), size*max(wide, 0.7)) }
	c.Fill(typeset.Box{X: box.X, Y: box.Y, W: box.W, H: 5}, inkOf(s.Face.Colour))
	y := box.Y + 14
	free := typeset.Para{Text: s.say("prospectus.free"), Size: big(22), Min: leastType(e), Bold: true}
	bottom := box.Bottom() - free.Height(e, box.W)
	c.Block(typeset.Box{X: box.X, Y: bottom, W: box.W, H: box.Bottom() - bottom + 0.1}, free)
	below := func(gap, most float64, para typeset.Para) {
		para.Min, para.Text = leastType(e), bound(para.Text)
		room := min(most*box.H, bottom-y-gap)
		if line := (typeset.Para{Size: para.Min, Leading: para.Leading}); para.Text != "" && room >= line.Height(e, box.W) {
			y += gap + c.Block(typeset.Box{X: box.X, Y: y + gap, W: box.W, H: room}, para)
		}
	}
	if l := s.logoFor(0, typeset.Size{W: box.W * 0.6, H: box.H * coverLogo}); l != nil {
		size := l.picture.Fitted(typeset.Size{W: box.W * 0.6, H: box.H * coverLogo})
		c.Picture(typeset.Box{X: box.X, Y: y, W: size.W, H: size.H}, l.picture, l.alt)
		y += size.H + 6
	}
	below(0, 0.2, typeset.Para{Text: s.Face.College, Size: big(30), Bold: true, Leading: 1.3})
	below(box.H*0.04, 0.14, typeset.Para{Text: s.say("prospectus.title"), Size: big(54), Bold: true, Leading: 1.3, Role: typeset.RoleH1})
	below(2, 0.13, typeset.Para{Text: s.of.Term.Name, Size: big(34), Leading: 1.3})
	below(2, 0.1, typeset.Para{Text: s.dates(s.of.Term.Start, s.of.Term.End), Size: big(22)})
	below(box.H*0.04, 0.2, typeset.Para{Text: s.Face.Strapline, Size: big(22)})
}

// coverLogo is what a logo may take of the cover's height.
const coverLogo = 0.14

// howToBook says how, and from when.
func (s *prospectus) howToBook(f *typeset.Flow) {
	s.heading(f, s.say("prospectus.book"), "")
	f.Para(said(s.say("prospectus.open")))
	var ways []typeset.Para
	way := func(key, value string, link string) {
		if value != "" {
			ways = append(ways, typeset.Para{Text: bound(s.say(key, "value", value)), Link: link})
		}
	}
	if s.Face.Phone != "" {
		way("prospectus.ring", phone(s.Face.Phone), "tel:"+strings.ReplaceAll(s.Face.Phone, " ", ""))
	}
	if s.Face.Email != "" {
		way("prospectus.write", s.Face.Email, "mailto:"+s.Face.Email)
	}
	way("prospectus.look", bareAddress(s.Face.Website), webLink(s.Face.Website))
	way("prospectus.come", s.Face.Address, "")
	way("prospectus.opens", words.LongDate(string(s.of.Term.BookingOpens)), "")
	f.Space(s.edition.Pt(1))
	f.List(ways...)
	f.Space(s.edition.Pt(1))
	f.Para(said(s.say("prospectus.help")))
	f.Space(s.edition.Pt(1))
	s.otherFormats(f, s.edition)
}

// contents are the parts that follow, and their pages: courses under their
// topics, where these change.
func (s *prospectus) contents(f *typeset.Flow) {
	s.heading(f, s.say("prospectus.contents"), "")
	first := len(s.parts)
	var rows []typeset.Row
	topic := ""
	for i, c := range s.of.Courses {
		if of := s.topicOf(c); of != topic {
			rows, topic = append(rows, across(of)), of
		}
		rows = append(rows, s.leads(part{title: s.known(c.Title), subject: c.Code}, first+i))
	}
	if len(rows) > 0 {
		rows = append(rows, across(s.say("prospectus.also")))
	}
	for i, title := range s.backTitles() {
		rows = append(rows, s.leads(part{title: title}, first+len(s.of.Courses)+i))
	}
	f.Space(s.edition.Pt(1))
	f.Table(s.pages(rows))
}

// across is a heading across a table, which stays with the row below it.
func across(text string) typeset.Row {
	ground := typeset.Tint
	return typeset.Row{KeepNext: true, Cells: []typeset.Cell{{Paras: []typeset.Para{strong(text)}, Fill: &ground, Span: 2}}}
}

// topicOf is a course's topic, in words.
func (s *prospectus) topicOf(c college.ProspectusCourse) string {
	if topic := joined(c.Topic); topic != "" {
		return topic
	}
	return s.say("prospectus.otherTopics")
}

// leads is a line of contents or index: a part and its page, which both lead
// there.
func (s *prospectus) leads(to part, index int) typeset.Row {
	at := s.at(index)
	return typeset.Row{Cells: []typeset.Cell{
		{Paras: []typeset.Para{{Text: to.title, Subject: to.subject, To: at.heading}}},
		{Paras: []typeset.Para{{Text: fmt.Sprint(at.page), To: at.heading}}},
	}}
}

// pages is the table of contents or index.
func (s *prospectus) pages(rows []typeset.Row) typeset.Table {
	e, head := s.edition, s.say("col.page")
	return typeset.Table{
		Columns: []typeset.Column{
			{Title: s.say("col.what"), Names: true, Min: leastType(e)},
			{Title: head, Width: column(e, 14, head, "888"), Align: typeset.Right},
		},
		Rows: rows, HeadHeight: e.Pt(7), RowHeight: e.Pt(6.5), Rules: typeset.RowLines, MinLast: 3, KeepFirst: 3,
	}
}

// bareAddress is a web address as people say it: "www.example.org/book".
func bareAddress(link string) string {
	_, rest, found := strings.Cut(link, "://")
	if !found {
		rest = link
	}
	return strings.TrimSuffix(strings.TrimSpace(rest), "/")
}

// webLink is a web address as a viewer opens it; "" of nothing.
func webLink(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return "https://" + address
}
