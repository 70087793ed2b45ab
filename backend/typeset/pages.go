package typeset

// This file breaks a Flow into pages and draws the frames around them.

// add takes a slab, and places it when nothing more must stay with it.
func (f *Flow) add(s slab) {
	if last := len(f.holding) - 1; last >= 0 {
		f.holding[last] = append(f.holding[last], s)
		return
	}
	f.pending = append(f.pending, s)
	if !s.keepNext {
		f.flush()
	}
}

// flush places the pending slabs: together, if any page can hold them so.
func (f *Flow) flush() {
	group := f.pending
	f.pending = nil
	if len(group) == 0 {
		return
	}
	height := heightOf(group)
	if f.y+height > f.bottom+tolerance {
		full := f.bottom - f.top
		if len(f.pages) == 1 {
			full -= f.headHeight()
		}
		if again := group[0].repeat; again != nil {
			full -= again.height
		}
		if height <= full+tolerance {
			f.turnFor(group[0])
		}
	}
	for _, s := range group {
		f.place(s)
	}
}

// place puts a slab on the page, or on the next one if it does not fit.
func (f *Flow) place(s slab) {
	if s.gap && f.y <= f.top {
		return
	}
	if f.y+s.height > f.bottom+tolerance && f.y > f.top {
		if s.gap {
			f.y = f.bottom
			return
		}
		f.turnFor(s)
	}
	f.draw(s)
}

// turnFor begins a page for a slab, with what must stand again above it.
func (f *Flow) turnFor(s slab) {
	if f.y <= f.top {
		return
	}
	f.turn()
	if s.repeat != nil {
		f.draw(*s.repeat)
	}
}

func (f *Flow) draw(s slab) {
	moved := make([]Op, len(s.ops))
	for i, op := range s.ops {
		moved[i] = op.moved(f.inside.X, f.y)
	}
	f.book.draw(f.pages[len(f.pages)-1], moved)
	f.y += s.height
}

// turn begins a page.
func (f *Flow) turn() {
	n := f.book.addPage(f.edition, f.frame.Margins)
	f.pages = append(f.pages, n)
	f.inside = f.book.doc.Pages[n].Inside
	f.y = f.inside.Y
	if len(f.pages) > 1 {
		f.y += f.headHeight()
	}
	f.top = f.y
	f.bottom = f.inside.Bottom() - f.footHeight()
}

func (f *Flow) end() {
	if !f.ended {
		f.flush()
		f.ended = true
	}
}

func heightOf(slabs []slab) float64 {
	height := 0.0
	for _, s := range slabs {
		height += s.height
	}
	return height
}

// headHeight gives the mm that a running head takes.
func (f *Flow) headHeight() float64 {
	if f.frame.Head == nil || f.frame.Head(widest) == "" {
		return 0
	}
	return Para{}.pitch(f.edition.BodySize()) + headGap
}

// footHeight gives the mm that the foot takes.
func (f *Flow) footHeight() float64 {
	if f.frame.Foot == nil {
		return 0
	}
	height := 0.0
	for _, foot := range f.frame.Foot(widest) {
		height += f.footPara(foot).Height(f.edition, f.footRoom(foot))
	}
	if height == 0 {
		return 0
	}
	return height + footGap
}

func (f *Flow) footPara(foot Foot) Para { return Para{Text: foot.Left, Bold: foot.Bold} }

// footRoom gives the mm that the left part of a foot may take: half the width
// at least.
func (f *Flow) footRoom(foot Foot) float64 {
	if foot.Right == "" {
		return f.inside.W
	}
	size := f.edition.BodySize()
	return max(f.inside.W-Width(foot.Right, size, foot.Bold)-mm(size), f.inside.W/2)
}

// drawFrames adds head and foot to every page of the section.
func (f *Flow) drawFrames() {
	for i, n := range f.pages {
		place := Place{i + 1, len(f.pages), n + 1, len(f.book.doc.Pages)}
		inside := f.book.doc.Pages[n].Inside
		if i > 0 && f.frame.Head != nil {
			head := Para{Text: f.frame.Head(place), MaxLines: 1}.fitIn(f.edition, inside.W, 0)
			f.book.draw(n, head.ops(inside.X, inside.Y, inside.W, Artifact, Box{}))
		}
		if f.frame.Foot != nil {
			f.drawFoot(n, inside, f.frame.Foot(place))
		}
	}
}

func (f *Flow) drawFoot(page int, inside Box, feet []Foot) {
	y := inside.Bottom() - f.footHeight() + footGap
	for _, foot := range feet {
		room := f.footRoom(foot)
		left := f.footPara(foot).fitIn(f.edition, room, 0)
		f.book.draw(page, left.ops(inside.X, y, room, Artifact, Box{}))
		if foot.Right != "" {
			rest := inside.W - room
			right := Para{Text: foot.Right, Bold: foot.Bold, Align: Right, MaxLines: 1}.fitIn(f.edition, rest, 0)
			f.book.draw(page, right.ops(inside.X+room, y, rest, Artifact, Box{}))
		}
		y += left.height()
	}
}
