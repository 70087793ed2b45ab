package typeset

// glyph is one glyph of a shaped text. Lengths are thousandths of the size.
type glyph struct {
	id      uint32
	advance int
	dx, dy  int    // from the pen, y upwards
	text    string // the cluster it begins, as it was written; "" when it goes on with one
}

// run is a stretch of a shaped line in one font, drawn from left to right.
type run struct {
	font  *font  // nil: what no font has letters for, drawn as one box
	x     int    // where it begins, in thousandths of the size
	width int    // its advance
	text  string // what it says, in the order it is read
	// plain says that the text's letters stand one after another, each as the
	// font's own glyph of it with its own advance; glyphs is nil then.
	plain  bool
	glyphs []glyph
}
