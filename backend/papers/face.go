package papers

import "daybook/backend/typeset"

// masthead sets what tells whose paper it is, above its heading: the college's
// first logo, its name and a rule in its colour.
func (p Printing) masthead(f *typeset.Flow, e typeset.Edition) {
	f.Para(typeset.Strong(p.Face.College))
	f.Space(e.Pt(2))
}
