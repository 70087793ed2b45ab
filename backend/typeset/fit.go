package typeset

import (
	"math"
	"slices"
)

const (
	leading = 1.4
	// In headings and tables: the least at which capitals with two marks, as in
	// Vietnamese, stay clear of the line above.
	tightLeading = 1.3
	shrinkStep   = 0.5   // pt
	midToBase    = 0.405 // from the middle of a line to its baseline, of the size
	tickSide     = 0.78  // of the size
	tickAdvance  = 1.15
)

// fitted is a Para made to fit a width, and a height when there is one.
type fitted struct {
	para  Para
	lines []string
	size  float64 // pt
	fit   Fit
	full  string // the whole text, when it was cut
	// leftward says that the text runs from right to left.
	leftward bool
	ends     []lineEnd // of each line
}

func (f fitted) way() reading {
	if f.leftward {
		return rightToLeft
	}
	return leftToRight
}

// pitch gives the distance between baselines in mm.
func (f fitted) pitch() float64 { return f.para.pitch(f.size) }

// height gives the height of all lines in mm.
func (f fitted) height() float64 { return float64(len(f.lines)) * f.pitch() }

// indent gives the room in mm that a tick box takes from each line.
func (f fitted) indent() float64 { return f.para.indent(f.size) }

// parted gives the first n lines, and those that follow.
func (f fitted) parted(n int) (above, below fitted) {
	above, below = f, f
	above.lines, below.lines = f.lines[:n], f.lines[n:]
	above.ends, below.ends = f.ends[:min(n, len(f.ends))], f.ends[min(n, len(f.ends)):]
	below.fit, below.para.Tick = 0, NoTick
	return above, below
}

func (p Para) pitch(size float64) float64 {
	if p.Leading > 0 {
		return mm(size) * p.Leading
	}
	return mm(size) * leading
}

func (p Para) indent(size float64) float64 {
	if p.Tick == NoTick {
		return 0
	}
	return mm(size) * tickAdvance
}

// Height gives the mm a text takes in a column of the given width in mm.
func (p Para) Height(e Edition, width float64) float64 {
	return p.fitIn(e, width, 0).height()
}

// fitIn fits a text to a width in mm, and to a height in mm unless it is 0,
// in the order Para promises.
func (p Para) fitIn(e Edition, width, height float64) fitted {
	if p.Size <= 0 {
		p.Size = e.BodySize()
	}
	least := p.Size
	if p.Min > 0 && p.Min < p.Size {
		least = p.Min
	}
	letters, text := face(p.Bold), Clean(p.Text)
	p.makeRoom(letters, text)
	limit := func(size float64) int {
		// The half forgives what rounding to whole thousandths took.
		return max(1, int((width-p.indent(size))/mm(size)*1000+0.5))
	}
	if p.ShrinkFirst {
		natural := letters.measure(text)
		for size := p.Size; size >= least; size -= shrinkStep {
			if natural <= limit(size) && p.linesAllowed(size, height) > 0 {
				return p.fittedAt(size, wrapped{lines: []string{text}, ends: make([]lineEnd, 1)})
			}
		}
	}
	first := p.Size
	if p.ShrinkFirst {
		first = least
	}
	for size := first; ; size = max(least, size-shrinkStep) {
		w := letters.wrap(text, limit(size), false)
		if !w.wide && len(w.lines) <= p.linesAllowed(size, height) {
			return p.fittedAt(size, w)
		}
		if size <= least {
			break
		}
	}
	w := letters.wrap(text, limit(least), true)
	allowed := max(1, p.linesAllowed(least, height))
	out := p.fittedAt(least, w)
	if len(w.lines) > allowed {
		out.full, out.fit = text, out.fit|FitTruncated
		out.lines = w.lines[:allowed]
		out.lines[allowed-1] = letters.cut(text[w.starts[allowed-1]:], limit(least))
		w.ends[allowed-1] = lineEnd{}
	}
	out.ends = w.ends[:len(out.lines)]
	if slices.ContainsFunc(out.ends, func(e lineEnd) bool { return e.within }) {
		out.fit |= FitSplit
	}
	return out
}

// makeRoom widens the leading, and moves the baseline, where letters rise higher
// or hang lower than a line allows: those of Khmer or Burmese do.
func (p *Para) makeRoom(letters *family, text string) {
	if _, all := letters.shapeSimply(text); all {
		return
	}
	ink := letters.shape(text, byItself).ink
	rise, hang := float64(ink.y2)/1000, -float64(ink.y1)/1000
	line := p.pitch(1) / mm(1)
	base := line/2 + midToBase
	if rise <= base && hang <= line-base {
		return
	}
	p.Leading = max(line, rise+hang)
	p.base = min(max(p.Leading/2+midToBase, rise), p.Leading-hang)
}

func (p Para) fittedAt(size float64, w wrapped) fitted {
	out := fitted{para: p, lines: w.lines, ends: w.ends, size: size, leftward: runsLeft(p.Text)}
	if out.leftward && p.Align == Left && len(w.lines) > 1 {
		out.para.Align = Right // where its lines begin
	}
	if size < p.Size && (!p.ShrinkFirst || len(w.lines) > 1) { // on one line its sizes are a range, all of them meant
		out.fit = FitShrunk
	}
	return out
}

// linesAllowed gives how many lines of a size there may be.
func (p Para) linesAllowed(size, height float64) int {
	most := math.MaxInt
	if p.MaxLines > 0 {
		most = p.MaxLines
	}
	if height > 0 {
		most = min(most, int((height+0.01)/p.pitch(size)))
	}
	return most
}

// ops gives the lines as display ops, the first line's top at y and the lines
// between x and x+width; all in mm.
func (f fitted) ops(x, y, width float64, element ElementID, cell Box) []Op {
	return f.opsAt(x, y+f.firstBaseline(), width, element, cell)
}

// opsAt is ops with the first baseline given.
func (f fitted) opsAt(x, baseline, width float64, element ElementID, cell Box) []Op {
	ops := make([]Op, 0, len(f.lines)+1)
	for i := range f.lines {
		ops = append(ops, f.line(i, x, baseline+float64(i)*f.pitch(), width, element, cell)...)
	}
	return ops
}

// firstBaseline gives how far below its top a line stands, in mm.
func (f fitted) firstBaseline() float64 {
	if f.para.base > 0 {
		return mm(f.size) * f.para.base
	}
	return f.pitch()/2 + mm(f.size)*midToBase
}

// line gives one line, with the tick box before the first.
func (f fitted) line(i int, x, baseline, width float64, element ElementID, cell Box) []Op {
	advance := mm(f.size) * float64(face(f.para.Bold).shape(f.lines[i], f.way()).width) / 1000
	switch f.para.Align {
	case Centre:
		x += (width - advance - f.indent()) / 2
	case Right:
		x += width - advance - f.indent()
	}
	var ops []Op
	if i == 0 && f.para.Tick != NoTick {
		ops = tickOps(x, baseline, f.size, f.para.Tick, element)
	}
	if f.lines[i] != "" {
		ops = append(ops, f.text(i, x+f.indent(), baseline, element, cell))
	}
	return ops
}

func (f fitted) text(i int, x, y float64, element ElementID, cell Box) Text {
	t := Text{
		X: x, Y: y, Size: f.size, Bold: f.para.Bold, Colour: f.para.Colour,
		String: f.lines[i], Element: element, Subject: f.para.Subject, Cell: cell,
		RTL: f.leftward, Link: f.para.Link, To: f.para.To,
	}
	if i < len(f.ends) {
		t.NoSpace, t.Hyphen = f.ends[i].noSpace, f.ends[i].hyphen
	}
	if i == 0 {
		t.Fit, t.Full = f.fit, f.full
		if t.Fit != 0 && t.Full == "" {
			t.Full = Clean(f.para.Text)
		}
	}
	return t
}

// tickOps draws a tick box standing on a baseline, for a text of a size in pt.
func tickOps(x, baseline, size float64, tick Tick, element ElementID) []Op {
	side := mm(size) * tickSide
	box := Box{x, baseline - side + mm(size)*0.03, side, side}
	ink := Black
	ops := []Op{Rect{Box: box, Stroke: &ink, Width: 0.3, Element: element}}
	if tick == TickDone {
		elbowX, elbowY := box.X+0.42*side, box.Y+0.78*side
		ops = append(ops,
			Line{box.X + 0.18*side, box.Y + 0.52*side, elbowX, elbowY, 0.5, Black, element},
			Line{elbowX, elbowY, box.X + 0.84*side, box.Y + 0.2*side, 0.5, Black, element})
	}
	return ops
}
