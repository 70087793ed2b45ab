package typeset

// Align places text within its width.
type Align int

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Tick is a drawn box before a text, since the font has none.
type Tick int

// The tick boxes.
const (
	NoTick Tick = iota
	TickEmpty
	TickDone
)

// Para is a text and how it may be set. Only Text is needed. It is fitted in
// this order: as it is; wrapped; shrunk to Min; its longest word broken with a
// hyphen; cut with "…" at MaxLines. The last three are reported.
type Para struct {
	Text    string
	Subject string  // whom Issues name, for example "student S-00012"
	Size    float64 // pt; 0 is the edition's body
	Min     float64 // smallest size allowed, pt; 0 is Size: never shrunk
	Bold    bool
	Align   Align
	Colour  Colour
	Leading float64 // line pitch as a multiple of the size; 0 is 1.4
	// MaxLines is 0 for as many as are needed.
	MaxLines int
	// ShrinkFirst tries Min on one line before a second line is begun: for
	// names in big type, on certificates and badges. What fits on one line
	// then is not reported.
	ShrinkFirst bool
	Tick        Tick
	Role        Role   // RoleP by default; a cell's own role in a cell
	Link        string // where the text leads: "https://…", "mailto:…" or "tel:…"
	// To leads to a place in the document: what Flow.Heading gave.
	To ElementID

	base float64 // of the size, from a line's top to its baseline; 0 is the usual
}

// Said is a Para of plain text, for lists of them.
func Said(text string) Para { return Para{Text: text} }

// Strong is a Para of bold text.
func Strong(text string) Para { return Para{Text: text, Bold: true} }

// About gives the Para with the subject that Issues will name.
func (p Para) About(subject string) Para { p.Subject = subject; return p }
