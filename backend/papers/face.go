package papers

import (
	"crypto/sha256"
	"math"
	"strconv"
	"strings"
	"sync"

	"daybook/backend/typeset"
)

// This file says whose paper it is: the college's name, logo and colour.

// The box in mm that any logo fits, whatever its shape.
const (
	logoWide = 45.0
	logoHigh = 18.0
)

// Around the college's name and logo, in mm.
const (
	faceGap     = 4.0 // between the text and a logo beside it
	leastLogo   = 10.0
	colourRule  = 0.8
	colourAbove = 1.4
)

// mostLogos is how many logos a college has.
const mostLogos = 3

// of is the printing with what a paper's own values know of the college, where
// the face does not say.
func (p Printing) of(collegeName string, sample bool) Printing {
	if strings.TrimSpace(p.Face.College) == "" {
		p.Face.College = collegeName
	}
	p.Face.Sample = p.Face.Sample || sample
	return p
}

// masthead sets what tells whose paper it is, above its heading: the college's
// name, its first logo at the right and a rule in its colour. Nothing of a
// college that has neither.
func (p Printing) masthead(f *typeset.Flow, e typeset.Edition) {
	m := p.mastheadOf(e, f.Width())
	if m.high == 0 {
		return
	}
	f.Draw(m.high, m.draw)
	f.Space(e.Pt(3))
}

// mastheadBlock is a masthead with its measures settled, in mm.
type mastheadBlock struct {
	name             typeset.Para
	logo             *logo
	size             typeset.Size // of the logo
	width, room      float64
	nameHigh, within float64
	high             float64 // with the rule
	ink              typeset.Colour
}

func (p Printing) mastheadOf(e typeset.Edition, width float64) mastheadBlock {
	m := mastheadBlock{
		name: typeset.Para{Text: p.Face.College, Size: min(e.Pt(14), 24), Min: min(e.BodySize(), LargePrint), Bold: true, Leading: 1.3, MaxLines: 2},
		logo: p.logo(0), width: width, room: width, ink: inkOf(p.Face.Colour),
	}
	if m.logo != nil {
		m.size = m.logo.picture.Fitted(typeset.Size{W: logoWide, H: logoHigh})
		m.room -= m.size.W + faceGap
	}
	if strings.TrimSpace(p.Face.College) != "" {
		m.nameHigh = m.name.Height(e, m.room)
	}
	if m.within = max(m.nameHigh, m.size.H); m.within > 0 {
		m.high = m.within + colourAbove + colourRule
	}
	return m
}

func (m mastheadBlock) draw(c *typeset.Canvas) {
	if m.nameHigh > 0 {
		c.Block(typeset.Box{Y: (m.within - m.nameHigh) / 2, W: m.room, H: m.nameHigh + hair}, m.name)
	}
	if m.logo != nil {
		box := typeset.Box{X: m.width - m.size.W, Y: (m.within - m.size.H) / 2, W: m.size.W, H: m.size.H}
		c.Picture(box, m.logo.picture, m.logo.alt)
	}
	c.Fill(typeset.Box{Y: m.within + colourAbove, W: m.width, H: colourRule}, m.ink)
}

// hair is what rounding may take from the height of a text, in mm.
const hair = 0.05

// beside sets paragraphs with the first logo at their right, so that it costs
// no height. In large print upright, where they would need more lines for it,
// the logo stands above them.
func (p Printing) beside(f *typeset.Flow, e typeset.Edition, paras ...typeset.Para) {
	var some []typeset.Para
	for _, para := range paras {
		if strings.TrimSpace(para.Text) != "" {
			some = append(some, para)
		}
	}
	l := p.logo(0)
	if l == nil || len(some) == 0 {
		for _, para := range some {
			f.Para(para)
		}
		return
	}
	size := l.picture.Fitted(typeset.Size{W: logoWide, H: logoHigh})
	width, room := f.Width(), p.besideLogo(f.Width())
	high := heights(some, e, room)
	if isLarge(e) && !e.Landscape && high > heights(some, e, width)+hair {
		f.Draw(size.H+colourAbove, func(c *typeset.Canvas) {
			c.Picture(typeset.Box{X: width - size.W, W: size.W, H: size.H}, l.picture, l.alt)
		})
		for _, para := range some {
			f.Para(para)
		}
		return
	}
	size = l.picture.Fitted(typeset.Size{W: logoWide, H: min(logoHigh, max(high, leastLogo))})
	f.Draw(max(high, size.H), func(c *typeset.Canvas) {
		y := 0.0
		for _, para := range some {
			y += c.Block(typeset.Box{Y: y, W: room, H: para.Height(e, room) + hair}, para)
		}
		c.Picture(typeset.Box{X: width - size.W, W: size.W, H: size.H}, l.picture, l.alt)
	})
}

// besideLogo is the width in mm that the first logo leaves of another.
func (p Printing) besideLogo(width float64) float64 {
	if l := p.logo(0); l != nil {
		return width - l.picture.Fitted(typeset.Size{W: logoWide, H: logoHigh}).W - faceGap
	}
	return width
}

func heights(paras []typeset.Para, e typeset.Edition, width float64) float64 {
	high := 0.0
	for _, para := range paras {
		high += para.Height(e, width)
	}
	return high
}

// logo is a logo made ready for print, and what it shows in words.
type logo struct {
	picture *typeset.Picture
	alt     string
}

// logo gives the college's logo of that number, from 0; nil where there is
// none, or none that can be read.
func (p Printing) logo(n int) *logo { return p.logoFor(n, typeset.Size{W: logoWide, H: logoHigh}) }

// logoFor is logo for a box in mm of another size.
func (p Printing) logoFor(n int, box typeset.Size) *logo {
	if n >= len(p.Face.Logos) {
		return nil
	}
	picture := readPicture(p.Face.Logos[n], box)
	if picture == nil {
		return nil
	}
	alt := ""
	if n < len(p.Face.LogoAlts) {
		alt = strings.TrimSpace(p.Face.LogoAlts[n])
	}
	if alt == "" {
		alt = p.say("logo", "college", p.Face.College)
	}
	return &logo{picture, alt}
}

// logos gives the logos that can be read, three at most.
func (p Printing) logos() []*logo {
	var all []*logo
	for n := range min(len(p.Face.Logos), mostLogos) {
		if l := p.logo(n); l != nil {
			all = append(all, l)
		}
	}
	return all
}

// pictures keeps those made ready: a day's pack shows one on every sheet, and
// a photograph for a logo takes a second to make ready.
var pictures struct {
	sync.Mutex
	ready map[pictureKey]*typeset.Picture
}

type pictureKey struct {
	sum [sha256.Size]byte
	box typeset.Size
}

// mostPictures bounds what is kept: the few logos and signatures of a college.
const mostPictures = 12

// readPicture makes a picture ready for a box in mm; nil when it cannot be read.
func readPicture(data []byte, box typeset.Size) *typeset.Picture {
	if len(data) == 0 {
		return nil
	}
	key := pictureKey{sha256.Sum256(data), box}
	pictures.Lock()
	defer pictures.Unlock()
	if picture, known := pictures.ready[key]; known {
		return picture
	}
	picture, err := typeset.NewPicture(data, box)
	if err != nil {
		picture = nil
	}
	if pictures.ready == nil || len(pictures.ready) >= mostPictures {
		pictures.ready = map[pictureKey]*typeset.Picture{}
	}
	pictures.ready[key] = picture
	return picture
}

// inkOf is a college's colour for rules and bars, "#1f5f8b": black where none
// is given, and darkened until it can be seen on white (3 to 1, as WCAG asks of
// what is not text).
func inkOf(colour string) typeset.Colour {
	hex, isHex := strings.CutPrefix(strings.TrimSpace(colour), "#")
	n, err := strconv.ParseUint(hex, 16, 24)
	if !isHex || len(hex) != 6 || err != nil {
		return typeset.Black
	}
	ink := typeset.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
	for contrast(ink) < leastContrast {
		ink = typeset.Colour{R: darker(ink.R), G: darker(ink.G), B: darker(ink.B)}
	}
	return ink
}

const leastContrast = 3.0

// contrast is how well a colour can be told from white, 1 to 21 (WCAG 2.2).
func contrast(c typeset.Colour) float64 {
	light := func(channel uint8) float64 {
		v := float64(channel) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*light(c.R) + 0.7152*light(c.G) + 0.0722*light(c.B) + 0.05)
}

func darker(channel uint8) uint8 { return uint8(int(channel) * 9 / 10) }
