package papers

import (
	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// DoorSigns sets a sign for the door of each session that meets in a room: A4
// on its side, one page each (§1.3 G). It says welcome, the course's outside
// title, when and in which room, with an arrow to the right; never a person
// and never the course's title (D11). A cancelled session's says so.
func DoorSigns(p Printing, sessions []college.SessionHead) *typeset.Document {
	var doors []college.SessionHead
	for _, h := range sessions {
		if !isOnline(h) {
			doors = append(doors, h)
		}
	}
	b := p.book(p.Face.College, p.doorTitle(doors))
	e := p.landscape()
	e.Paper = typeset.A4
	for _, h := range doors {
		if e.Duplex {
			b.RightHand(e)
		}
		p.doorSign(b.Sheet(e, typeset.Unbound), e, h)
	}
	if len(doors) == 0 {
		p.nothing(b, p.say("door.none"))
	}
	return finished(b)
}

// doorTitle is the file's title: of one sign by its session's reference.
func (p Printing) doorTitle(doors []college.SessionHead) string {
	switch {
	case len(doors) == 0:
		return p.say("title.doorSigns", "date", p.long(college.DateOf(p.At)))
	case len(doors) == 1:
		return p.say("title.doorSign", "reference", doors[0].Reference, "date", p.long(doors[0].Date))
	}
	return p.say("title.doorSigns", "date", p.long(doors[0].Date))
}

// The parts of a door sign, in mm from the top of the sheet.
const (
	doorWelcome = 34.0
	doorName    = 56.0
	doorFacts   = 146.0
	doorFoot    = 186.0

	// What the logo may take, at the right of the welcome.
	doorLogoWide, doorLogoHigh = 70.0, 30.0
)

func (p Printing) doorSign(c *typeset.Canvas, e typeset.Edition, h college.SessionHead) {
	in := c.Inside()
	c.Fill(typeset.Box{X: in.X, Y: in.Y, W: in.W, H: 6}, inkOf(p.Face.Colour))
	line := func(y, height, width float64, para typeset.Para) float64 {
		para.Subject, para.Text = h.Reference, bound(para.Text)
		return y + c.Block(typeset.Box{X: in.X, Y: y, W: width, H: height}, para)
	}
	beside := in.W
	if l := p.logoFor(0, typeset.Size{W: doorLogoWide, H: doorLogoHigh}); l != nil {
		size := l.picture.Fitted(typeset.Size{W: doorLogoWide, H: doorLogoHigh})
		c.Picture(typeset.Box{X: in.Right() - size.W, Y: in.Y + 9, W: size.W, H: size.H}, l.picture, l.alt)
		beside -= size.W + faceGap
	}
	if p.Face.Sample {
		line(in.Y+7, 10, beside, typeset.Para{Text: p.say("sample"), Bold: true, Size: min(e.BodySize(), LargePrint)})
	}
	welcome := p.say("door.welcome")
	if h.Status == college.SessionCancelled {
		welcome = p.say("door.cancelled")
	}
	line(doorWelcome, doorName-doorWelcome, beside, typeset.Para{Text: welcome, Size: 44, Min: 24, Leading: 1.3, Bold: true})
	name := typeset.Para{Text: p.outside(h), Size: 80, Min: 40, Bold: true, Leading: 1.3, Role: typeset.RoleH1}
	// In the middle of its room, as it stands alone on the sheet.
	above := max(0, doorFacts-doorName-name.Height(e, in.W)) / 2
	line(doorName+above, doorFacts-doorName-above, in.W, name)
	const arrowWidth, gap = 62.0, 8.0
	width := in.W - arrowWidth - gap
	y := line(doorFacts, 18, width, typeset.Para{Text: p.dayAndTime(h, words.ShortDate), Size: 34, Min: 24, Leading: 1.3, MaxLines: 1})
	line(y, doorFoot-y, width, typeset.Para{Text: p.known(roomName(h)), Size: 34, Min: 20, Leading: 1.3, Bold: true})
	if h.Status != college.SessionCancelled {
		box := typeset.Box{X: in.Right() - arrowWidth, Y: doorFacts, W: arrowWidth, H: 36}
		c.Shape([][]typeset.Point{arrow(box)}, typeset.Black, p.say("door.arrow"))
	}
	line(doorFoot, in.Bottom()-doorFoot, in.W, typeset.Para{Text: p.Face.College, Size: 18, Min: 12, MaxLines: 1})
}

// roomName is the room, or the venue where the room is not known.
func roomName(h college.SessionHead) string {
	if joined(h.Place.Room) != "" {
		return h.Place.Room
	}
	return h.Place.Venue
}

// arrow is an arrow to the right that fills a box.
func arrow(box typeset.Box) []typeset.Point {
	const head, shaft = 0.45, 0.4 // of its length and of its height
	neck, middle, half := box.Right()-head*box.W, box.Y+box.H/2, shaft*box.H/2
	return []typeset.Point{
		{X: box.X, Y: middle - half}, {X: neck, Y: middle - half}, {X: neck, Y: box.Y}, {X: box.Right(), Y: middle},
		{X: neck, Y: box.Bottom()}, {X: neck, Y: middle + half}, {X: box.X, Y: middle + half},
	}
}
