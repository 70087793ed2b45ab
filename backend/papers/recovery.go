package papers

import (
	"fmt"
	"time"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// Recovery is what a recovery sheet says.
type Recovery struct {
	College string
	Sample  bool
	// Groups are secret: each is four of A–Z and 2–7 and a check letter,
	// "QX7MA". They stand on the sheet and nowhere else: in no title and under
	// no subject.
	Groups [8]string
	Made   time.Time // in any zone; the sheet says it as clocks in London do
}

// How the groups stand: letters large enough to copy from at arm's length, in
// a grid read line by line; sizes in pt, lengths in mm (§1.3 K).
const (
	groupSize    = 34.0
	groupColumns = 2
	groupHeight  = 17.0
	groupGap     = 3.0
	groupPad     = 4.0
	keptHeight   = 13.0 // room to write in
	sinceLength  = 48.0
)

// RecoverySheet sets the sheet that lets a leader in who has forgotten the
// passphrase: one A4 page of 14 pt at least and 18 pt at most, whatever the
// edition, for a sheet that comes apart is half a key.
//
// It names nobody, neither who made it nor who prints it.
func RecoverySheet(p Printing, r Recovery) *typeset.Document {
	p = p.of(r.College, r.Sample)
	b := p.book(p.Face.College, p.say("title.recoverySheet", "date", p.long(college.DateOf(p.At))))
	e := typeset.Edition{Body: min(forStudents(p.Edition).BodySize(), LargePrint), Lang: p.Edition.Lang}
	f := b.Flow(e, typeset.Frame{Margins: typeset.Unbound, Foot: p.foot(p.Face.Sample, false)})
	p.recoveryHead(f, e, r)
	groups(f, e, r.Groups)
	f.Para(typeset.Said(p.say("recovery.letters")))
	p.recoverySteps(f, "use", "signIn", "type", "choose")
	p.recoverySteps(f, "keep", "envelope", "noCopy", "newSheet")
	p.keptBy(f, e)
	return b.Document()
}

func (p Printing) recoveryHead(f *typeset.Flow, e typeset.Edition, r Recovery) {
	made := college.London(r.Made)
	f.Heading(1, typeset.Para{Text: p.say("recovery.title")})
	day := words.DayMonthYear(string(college.DateOf(made)))
	p.beside(f, e, typeset.Para{Text: p.Face.College, MaxLines: 2},
		typeset.Said(p.say("recovery.made", "date", day, "time", string(college.ClockOf(made)))))
	f.Space(1.5)
	f.Para(typeset.Said(p.say("recovery.for")))
	f.Para(typeset.Strong(p.say("recovery.warning")))
	f.Space(2.5)
}

// groups draws the grid. Each group is one text, so that it can be copied as it
// stands.
func groups(f *typeset.Flow, e typeset.Edition, groups [8]string) {
	wide := (f.Width() - groupGap*(groupColumns-1)) / groupColumns
	numberWide := typeset.Width("8", e.BodySize(), true) + 3*groupPad
	rows := len(groups) / groupColumns
	f.Draw(float64(rows)*(groupHeight+groupGap), func(c *typeset.Canvas) {
		for i, group := range groups {
			box := typeset.Box{
				X: float64(i%groupColumns) * (wide + groupGap), Y: float64(i/groupColumns) * (groupHeight + groupGap),
				W: wide, H: groupHeight,
			}
			baseline := box.Y + groupHeight/2 + capHeight(groupSize)/2
			c.Frame(box, 0.25)
			c.Text(box.X+groupPad, baseline, numberWide, typeset.Strong(fmt.Sprint(i+1)))
			c.Text(box.X+numberWide, baseline, wide-numberWide-groupPad, typeset.Para{Text: group, Size: groupSize})
		}
	})
}

// capHeight is how high capitals of a size in pt stand, in mm.
func capHeight(size float64) float64 { return 0.714 * size * 25.4 / 72 }

// recoverySteps sets a heading and the sentences below it.
func (p Printing) recoverySteps(f *typeset.Flow, heading string, steps ...string) {
	f.Space(2.5)
	f.Heading(2, typeset.Para{Text: p.say("recovery." + heading)})
	var list []typeset.Para
	for _, step := range steps {
		list = append(list, typeset.Said(p.say("recovery."+heading+"."+step)))
	}
	f.List(list...)
}

// keptBy is the line to write on: who keeps the sheet, and since when.
func (p Printing) keptBy(f *typeset.Flow, e typeset.Edition) {
	by, since := p.say("recovery.keptBy"), p.say("recovery.since")
	byWide, sinceWide := column(e, 0, by), column(e, 0, since)
	f.Draw(keptHeight, func(c *typeset.Canvas) {
		line := keptHeight - 2.0
		last := f.Width() - sinceLength
		c.Text(0, line, byWide, typeset.Said(by))
		c.Line(byWide, line, last-sinceWide-cellPad(e), line, 0.3)
		c.Text(last-sinceWide, line, sinceWide, typeset.Said(since))
		c.Line(last, line, f.Width(), line, 0.3)
	})
}
