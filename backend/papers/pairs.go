package papers

import (
	"strings"

	"daybook/backend/typeset"
)

// pair is a label and what stands beside it.
type pair struct {
	label string
	paras []typeset.Para
}

// told is a pair of texts; texts that are empty are left out. What is written
// in several lines keeps them.
func told(label, subject string, texts ...string) pair {
	one := pair{label: label}
	for _, text := range texts {
		for _, line := range strings.Split(text, "\n") {
			if strings.TrimSpace(line) != "" {
				one.paras = append(one.paras, typeset.Said(line).About(subject))
			}
		}
	}
	return one
}

// pairs sets labels with what belongs to each beside it. A label with nothing
// beside it is left out.
func (p Printing) pairs(f *typeset.Flow, e typeset.Edition, all ...pair) {
	wide := e.Pt(30)
	var rows []typeset.Row
	for _, one := range all {
		if len(one.paras) == 0 {
			continue
		}
		wide = max(wide, column(e, 0, one.label))
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{
			{Paras: []typeset.Para{typeset.Said(one.label)}}, {Paras: one.paras},
		}})
	}
	if len(rows) == 0 {
		return
	}
	f.Table(typeset.Table{
		Columns: []typeset.Column{{Width: min(wide, f.Width()*0.36), Bold: true, Names: true, Min: 12}, {}},
		Rows:    rows, RowHeight: e.Pt(7), Rules: typeset.RowLines, MinLast: 1, KeepFirst: 1, Top: true, Plain: true,
	})
}

// bold sets the paragraphs of a pair in bold type.
func (one pair) bold() pair {
	for i := range one.paras {
		one.paras[i].Bold = true
	}
	return one
}
