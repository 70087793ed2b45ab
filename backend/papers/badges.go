package papers

import (
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// The type of a badge's name, in pt, and what a badge leaves empty at its edge,
// in mm.
const (
	badgeName, badgeNameLeast = 60.0, 36.0
	badgeNameLast             = 16.0 // rather than cut a name
	badgePadding              = 4.0
	badgeRole                 = 16.0
	badgeLeading              = 1.3
)

// Badges sets name badges on a sheet of stock, in the order given (§1.3 H):
// the name a person is called by in one line of 36 to 60 pt, their role, and
// pronouns where they gave them for badges. The full name stands there only
// where it is asked for and differs. A name too long for one line of 36 pt
// takes more, and is reported.
func Badges(p Printing, badges []college.Badge, stock Stock, at Placement) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.badges", "date", p.long(college.DateOf(p.At))))
	p.onStock(b, stock, at, len(badges), func(c *typeset.Canvas, box typeset.Box, n int) {
		p.badge(c, stock.printable(box, badgePadding, badgePadding), badges[n], at)
	})
	return finished(b)
}

func (p Printing) badge(c *typeset.Canvas, box typeset.Box, of college.Badge, at Placement) {
	e := p.Edition
	subject := p.student(of.StudentNumber)
	if of.StudentNumber == "" {
		subject = p.role(of.Role)
	}
	above, below := p.aroundName(e, box, of, at)
	y := box.Y
	for _, para := range above {
		y = setLine(c, e, box, y, para.About(subject))
	}
	bottom := box.Bottom() - heightOf(below, e, box.W)
	name, height := nameOnBadge(of.Called, e, typeset.Box{W: box.W, H: bottom - y})
	// In the middle of what is left.
	top, set := y+max(0, bottom-y-height)/2, name
	set.Size = name.Min
	c.Text(box.X, top+firstBaseline(set), box.W, name.About(subject))
	for _, para := range below {
		bottom = setLine(c, e, box, bottom, para.About(subject))
	}
}

// aroundName is what a badge says above and below the name: the college, the
// full name where it is asked for, role and pronouns. Large type round the name
// never makes the name smaller than small type would. Where there is not the
// height for all and a name of 36 pt, the college goes first, then the full
// name.
func (p Printing) aroundName(e typeset.Edition, box typeset.Box, of college.Badge, at Placement) (above, below []typeset.Para) {
	type try struct {
		small         float64
		college, full bool
	}
	lines := func(try try) (above, below []typeset.Para) {
		line := func(text string, size float64, bold bool) typeset.Para {
			return typeset.Para{Text: text, Size: size, Min: 12, Bold: bold, Align: typeset.Centre, Leading: badgeLeading, MaxLines: 1}
		}
		if name := p.collegeIn(box.W, try.small); try.college && name != "" {
			above = append(above, line(name, try.small, true))
		}
		if try.full && at.FullNames && joined(of.FullName) != "" && of.FullName != of.Called {
			below = append(below, line(of.FullName, max(min(14, try.small+2), try.small), false))
		}
		if text := p.badgeLine(of); text != "" {
			below = append(below, line(text, max(min(badgeRole, try.small+4), try.small), false))
		}
		return above, below
	}
	// name is the size of the name in the room that is left; 0 where there is not
	// the height for 36 pt.
	name := func(above, below []typeset.Para) float64 {
		room := box.H - heightOf(above, e, box.W) - heightOf(below, e, box.W)
		if room < lineHeight(typeset.Para{Size: badgeNameLeast, Leading: badgeLeading}) {
			return 0
		}
		set, _ := nameOnBadge(of.Called, e, typeset.Box{W: box.W, H: room})
		return set.Min
	}
	least := 0.0
	for _, small := range []try{{12, true, true}, {12, false, true}, {12, false, false}} {
		if above, below = lines(small); name(above, below) > 0 {
			least = name(above, below)
			break
		}
	}
	for _, small := range []float64{LargePrint, 16, 14} {
		for _, larger := range []try{{small, true, true}, {small, false, true}} {
			a, b := lines(larger)
			if small <= e.BodySize() && len(a) >= len(above) && len(b) >= len(below) && least > 0 && name(a, b) >= least {
				return a, b
			}
		}
	}
	return above, below
}

// collegeIn is the college's name, or its short name where it is too long for
// one line.
func (p Printing) collegeIn(width, size float64) string {
	if p.Face.ShortName != "" && typeset.Width(p.Face.College, size, true) > width {
		return p.Face.ShortName
	}
	return p.Face.College
}

// nameOnBadge is a name as large as its badge allows, and its height in mm.
// One line of 36 to 60 pt is no matter of report. What does not fit so goes on
// more lines of 36 pt, then of less, and last its words break: all reported.
func nameOnBadge(name string, e typeset.Edition, room typeset.Box) (typeset.Para, float64) {
	para := typeset.Para{Text: name, Bold: true, Align: typeset.Centre, Leading: badgeLeading}
	for size := badgeName; size >= badgeNameLeast; size -= 0.5 {
		para.Size, para.Min = size, size
		if height := lineHeight(para); typeset.Width(name, size, true) <= room.W && height <= room.H {
			return para, height
		}
	}
	widest := func(size float64) (width float64) {
		for word := range strings.FieldsSeq(name) {
			width = max(width, typeset.Width(word, size, true))
		}
		return width
	}
	size := badgeNameLeast
	for ; size > badgeNameLast; size -= 0.5 {
		para.Size = size
		if widest(size) <= room.W && para.Height(e, room.W) <= room.H {
			break
		}
	}
	para.Size = size
	lines := max(1, int(room.H/lineHeight(para)+0.01))
	height := min(para.Height(e, room.W), float64(lines)*lineHeight(para))
	para.Size, para.Min, para.ShrinkFirst, para.MaxLines = badgeName, size, true, lines
	return para, height
}

// badgeLine is role and pronouns.
func (p Printing) badgeLine(of college.Badge) string {
	role := p.role(of.Role)
	switch {
	case joined(of.Pronouns) == "":
		return role
	case role == "":
		return of.Pronouns
	}
	return p.say("facts", "one", role, "other", of.Pronouns)
}

// role is a role's word, in the college's own: "Student".
func (p Printing) role(role string) string {
	if !words.Has("paper.role." + role) {
		return ""
	}
	return capital(p.say("role." + role))
}
