package pdfua

import (
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// may says which elements may stand in which, where there is a rule.
var may = map[string][]string{
	"Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
	"THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
	"TR": {"TH", "TD"},
	"L":  {"Caption", "LI", "L"},
	"LI": {"Lbl", "LBody"},
}

// only says where elements may stand, where there is a rule.
var only = map[string][]string{
	"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
	"TR": {"Table", "THead", "TBody", "TFoot"},
	"TH": {"TR"}, "TD": {"TR"},
	"LI": {"L"}, "LBody": {"LI"},
}

// standard are the types that need no role map.
var standard = strings.Fields(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
	P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
	Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form`)

// element is one node while the tree is walked.
type element struct {
	role   string
	object int
	kids   []string // their roles
	marks  int
	links  int
	cells  int // columns of a row
	rows   []int
	dict   types.Dict
}

func (c *checker) structure(root types.Dict, ref types.Object) {
	if root == nil {
		c.fault("7.1", "no structure")
		return
	}
	c.wayBack(c.dict(root["ParentTree"]), 0)
	top := element{role: "StructTreeRoot", object: object(ref), dict: root}
	c.kids(&top, root["K"], 0)
	if len(top.kids) != 1 || top.kids[0] != "Document" {
		c.fault("7.1", "the structure begins with %v, not with a Document", top.kids)
	}
	if len(c.levels) > 0 && c.levels[0] != 1 {
		c.fault("7.4.2", "the first heading is an H%d", c.levels[0])
	}
	for i := 1; i < len(c.levels); i++ {
		if c.levels[i] > c.levels[i-1]+1 {
			c.fault("7.4.2", "an H%d follows an H%d", c.levels[i], c.levels[i-1])
		}
	}
}

// wayBack reads the tree that leads from keys to elements.
func (c *checker) wayBack(node types.Dict, depth int) {
	if node == nil || depth > 20 {
		return
	}
	numbers := c.array(node["Nums"])
	for i := 0; i+1 < len(numbers); i += 2 {
		key, ok := c.integer(numbers[i])
		if _, twice := c.parent[key]; !ok || twice {
			c.fault("7.1", "the way back has key %d twice", key)
		}
		c.parent[key] = numbers[i+1]
	}
	for _, kid := range c.array(node["Kids"]) {
		c.wayBack(c.dict(kid), depth+1)
	}
}

// kids walks what an element holds: one thing or a list.
func (c *checker) kids(e *element, k types.Object, depth int) {
	if depth > 60 {
		c.fault("7.1", "the structure has no end")
		return
	}
	if list := c.array(k); list != nil {
		for _, kid := range list {
			c.kid(e, kid, depth)
		}
	} else if k != nil {
		c.kid(e, k, depth)
	}
}

func (c *checker) kid(e *element, k types.Object, depth int) {
	if id, isMark := c.integer(k); isMark {
		c.claim(e, e.dict["Pg"], id)
		return
	}
	d := c.dict(k)
	switch c.name(d["Type"]) {
	case "MCR":
		pg := d["Pg"]
		if pg == nil {
			pg = e.dict["Pg"]
		}
		id, _ := c.integer(d["MCID"])
		c.claim(e, pg, id)
		return
	case "OBJR":
		c.linked[object(d["Obj"])] = e.object
		e.links++
		return
	}
	child := element{role: c.name(d["S"]), object: object(k), dict: d}
	if object(d["P"]) != e.object {
		c.fault("7.1", "%s does not know the %s it stands in", child.role, e.role)
	}
	if len(child.role) == 2 && child.role[0] == 'H' && child.role[1] >= '1' && child.role[1] <= '6' {
		c.levels = append(c.levels, int(child.role[1]-'0'))
	}
	c.kids(&child, d["K"], depth+1)
	c.element(&child)
	e.kids = append(e.kids, child.role)
	if allowed := may[e.role]; allowed != nil && !slices.Contains(allowed, child.role) {
		c.fault("7.5", "a %s in a %s", child.role, e.role)
	}
	if allowed := only[child.role]; allowed != nil && !slices.Contains(allowed, e.role) {
		c.fault("7.5", "a %s in a %s", child.role, e.role)
	}
	switch child.role {
	case "TR":
		e.rows = append(e.rows, child.cells)
	case "THead", "TBody", "TFoot":
		e.rows = append(e.rows, child.rows...)
	case "TH", "TD":
		e.cells += max(1, c.attribute(d, "ColSpan"))
	}
}

func (c *checker) claim(e *element, pg types.Object, id int) {
	at, known := c.byPage[object(pg)]
	if !known {
		c.fault("7.1", "a %s with content on no page", e.role)
		return
	}
	c.pages[at].claims[id]++
	c.pages[at].owner[id] = e.object
	e.marks++
}

// attribute gives a number among an element's attributes, 0 if there is none.
func (c *checker) attribute(d types.Dict, key string) int {
	n, _ := c.integer(c.attributes(d)[key])
	return n
}

func (c *checker) attributes(d types.Dict) types.Dict {
	all := types.Dict{}
	list := c.array(d["A"])
	if list == nil {
		list = types.Array{d["A"]}
	}
	for _, one := range list {
		for key, value := range c.dict(one) {
			all[key] = value
		}
	}
	return all
}

// element checks one node, once what it holds is known.
func (c *checker) element(e *element) {
	if !slices.Contains(standard, e.role) {
		c.fault("7.1", "%q is no standard type", e.role)
	}
	if len(e.kids)+e.marks+e.links == 0 && e.role != "TD" && e.role != "TH" && e.role != "Document" {
		c.fault("7.1", "an empty %s", e.role)
	}
	if e.marks > 0 && (may[e.role] != nil || e.role == "Document" || e.role == "Sect") {
		c.fault("7.1", "text straight in a %s", e.role)
	}
	switch e.role {
	case "H":
		c.fault("7.4.4", "headings with and without levels")
	case "Figure":
		if strings.TrimSpace(c.text(e.dict["Alt"])) == "" && c.text(e.dict["ActualText"]) == "" {
			c.fault("7.3", "a Figure without words")
		}
		if len(c.array(c.attributes(e.dict)["BBox"])) != 4 {
			c.fault("7.3", "a Figure without its box")
		}
	case "TH":
		if scope := c.name(c.attributes(e.dict)["Scope"]); scope != "Row" && scope != "Column" && scope != "Both" {
			c.fault("7.5", "a TH without a scope")
		}
	case "Link":
		if e.links == 0 {
			c.fault("7.18.5", "a Link that cannot be followed")
		}
	case "Table":
		c.table(e)
	}
}

func (c *checker) table(e *element) {
	count := func(role string) (n int) {
		for _, kid := range e.kids {
			if kid == role {
				n++
			}
		}
		return n
	}
	if count("THead") > 1 || count("TFoot") > 1 {
		c.fault("7.5", "a Table with two heads or feet")
	}
	if count("THead")+count("TFoot") > 0 && count("TBody") == 0 {
		c.fault("7.5", "a Table with a head and no body")
	}
	for _, cells := range e.rows {
		if cells != e.rows[0] {
			c.fault("7.5", "a Table whose rows are %d and %d columns wide", e.rows[0], cells)
		}
	}
}
