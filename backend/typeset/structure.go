package typeset

import (
	"math"
	"slices"
	"strconv"
)

// This file writes the structure tree: what a screen reader reads.

// mark is a piece of marked content: a page from 0 and the number there.
type mark struct{ page, id int }

// structuring is the tree with what it leaves out settled.
type structuring struct {
	*finishing
	root    int         // the tree's own object
	parents []ElementID // as written
	keep    []bool
	before  []int    // how many pieces the pages before a page hold
	first   []int    // when an element, or one within it, is first painted
	marks   [][]mark // of each element
	kids    [][]ElementID
	links   map[ElementID][]*link
	objects []int
}

// structure writes the tree and gives its object.
func (f *finishing) structure() int {
	s := &structuring{finishing: f, root: f.out.reserve(), links: map[ElementID][]*link{}}
	for i := range f.notes.links {
		l := &f.notes.links[i]
		s.links[l.element] = append(s.links[l.element], l)
	}
	s.gather()
	s.prune()
	s.objects = make([]int, len(s.keep))
	for e, kept := range s.keep {
		if kept {
			s.objects[e] = f.out.reserve()
		}
	}
	// One piece of memory for all of them.
	arena := make([]byte, 0, 72*len(s.keep))
	for e, kept := range s.keep {
		if kept {
			from := len(arena)
			arena = s.write(arena, ElementID(e))
			f.out.put(s.objects[e], arena[from:len(arena):len(arena)])
		}
	}
	b := append(reference([]byte("<</Type/StructTreeRoot/K "), s.objects[Root]), "/ParentTree "...)
	b = append(reference(b, s.parentTree()), "/ParentTreeNextKey "...)
	b = strconv.AppendInt(b, int64(len(f.pages)+len(f.notes.links)), 10)
	f.out.put(s.root, append(b, ">>"...))
	return s.root
}

// gather sorts what was painted by element.
func (s *structuring) gather() {
	n := max(len(s.doc.Elements), int(Root)+1)
	s.first, s.marks = make([]int, n), make([][]mark, n)
	for e := range s.first {
		s.first[e] = math.MaxInt
	}
	counts, total := make([]int, n), 0
	for _, list := range s.finishing.marks {
		for _, e := range list {
			counts[e]++
			total++
		}
	}
	all := make([]mark, total)
	for e, count := range counts {
		s.marks[e], all = all[:0:count], all[count:]
	}
	turn := 0
	for page, list := range s.finishing.marks {
		s.before = append(s.before, turn)
		for id, e := range list {
			s.marks[e] = append(s.marks[e], mark{page, id})
			s.first[e] = min(s.first[e], turn)
			turn++
		}
	}
}

// prune leaves out elements with nothing in them, but keeps empty cells: they
// keep their row in step. A head of a table without rows is no head.
func (s *structuring) prune() {
	n := len(s.first)
	s.keep, s.parents, s.kids = make([]bool, n), make([]ElementID, n), make([][]ElementID, n)
	s.keep[Root] = true
	hasBody := map[ElementID]bool{}
	for e := ElementID(n - 1); e > Root; e-- {
		parent, role := s.doc.parent(e), s.doc.Elements[e].Role
		s.parents[e] = parent
		if len(s.marks[e]) > 0 || role == RoleTH || role == RoleTD {
			s.keep[e] = true
		}
		if s.keep[e] {
			s.keep[parent] = true
			hasBody[parent] = hasBody[parent] || role == RoleTBody
		}
		s.first[parent] = min(s.first[parent], s.first[e])
	}
	for e := Root + 1; int(e) < n; e++ {
		parent := s.parents[e]
		if role := s.doc.Elements[e].Role; role == RoleTHead && s.keep[e] && !hasBody[parent] {
			s.keep[e] = false
			continue
		}
		if s.keep[e] && !s.keep[parent] {
			parent = s.parents[parent]
			s.parents[e] = parent
		}
		if s.keep[e] {
			s.kids[parent] = append(s.kids[parent], e)
		}
	}
}

// role gives the role an element is written with: a link that leads nowhere is
// plain text.
func (s *structuring) role(e ElementID) Role {
	if e == Root {
		return RoleDocument
	}
	role := s.doc.Elements[e].Role
	if role == RoleLink && len(s.links[e]) == 0 {
		return "Span"
	}
	return role
}

func (s *structuring) write(b []byte, e ElementID) []byte {
	b = append(append(b, "<</S/"...), s.role(e)...)
	b = append(b, "/P "...)
	if e == Root {
		b = reference(b, s.root)
	} else {
		b = reference(b, s.objects[s.parents[e]])
	}
	page := -1
	if marks := s.marks[e]; len(marks) > 0 {
		page = marks[0].page
		b = reference(append(b, "/Pg "...), s.pages[page])
	}
	b = s.content(b, e, page)
	return append(s.attributes(b, e, page), ">>"...)
}

// content writes what an element holds: in the order it was painted, where it
// holds text and elements; in the order they were made, where it holds only
// elements.
func (s *structuring) content(b []byte, e ElementID, page int) []byte {
	marks, kids, links := s.marks[e], s.kids[e], s.links[e]
	count := len(marks) + len(kids) + len(links)
	if count == 0 {
		return b
	}
	b = append(b, "/K"...)
	if count > 1 {
		b = append(b, '[')
	} else if len(kids) > 0 || page >= 0 && marks[0].page == page {
		b = append(b, ' ')
	}
	if len(marks) > 0 && len(kids) > 0 {
		kids = slices.Clone(kids)
		slices.SortStableFunc(kids, func(x, y ElementID) int { return s.first[x] - s.first[y] })
	}
	for len(marks) > 0 || len(kids) > 0 {
		if len(marks) == 0 || len(kids) > 0 && s.first[kids[0]] < s.turn(marks[0]) {
			b = append(reference(b, s.objects[kids[0]]), ' ')
			kids = kids[1:]
			continue
		}
		m := marks[0]
		marks = marks[1:]
		if m.page == page {
			b = append(strconv.AppendInt(b, int64(m.id), 10), ' ')
			continue
		}
		b = append(reference(append(b, "<</Type/MCR/Pg "...), s.pages[m.page]), "/MCID "...)
		b = append(strconv.AppendInt(b, int64(m.id), 10), ">>"...)
	}
	for _, l := range links {
		b = append(reference(append(b, "<</Type/OBJR/Pg "...), s.pages[l.page]), "/Obj "...)
		b = append(reference(b, l.object), ">>"...)
	}
	if count > 1 {
		b = append(b, ']')
	}
	return b
}

// turn gives when a piece was painted, as first does.
func (s *structuring) turn(m mark) int { return s.before[m.page] + m.id }

func (s *structuring) attributes(b []byte, e ElementID, page int) []byte {
	if e == Root {
		return b
	}
	element := s.doc.Elements[e]
	switch element.Role {
	case RoleTH, RoleTD:
		scope := element.Role == RoleTH && element.Scope != ""
		if !scope && element.Span < 2 {
			return b
		}
		b = append(b, "/A<</O/Table"...)
		if scope {
			b = append(append(b, "/Scope/"...), element.Scope...)
		}
		if element.Span > 1 {
			b = strconv.AppendInt(append(b, "/ColSpan "...), int64(element.Span), 10)
		}
		return append(b, ">>"...)
	case RoleL:
		return append(b, "/A<</O/List/ListNumbering/Disc>>"...)
	case RoleFigure:
		b = spoken(append(b, "/Alt"...), element.Alt)
		if box, known := s.notes.figures[e]; known && page >= 0 {
			height := s.doc.Pages[page].Size.H
			b = append(b, "/A<</O/Layout/Placement/Block/BBox["...)
			b = numbers(b, box.X*points, (height-box.Bottom())*points, box.Right()*points, (height-box.Y)*points)
			b = append(b, "]>>"...)
		}
	}
	return b
}

// parentTree writes the way back: from each page's marks, and each link, to
// their elements.
func (s *structuring) parentTree() int {
	const inOne = 64
	root := s.out.reserve()
	b := []byte("<</Kids[")
	leaf := func(from, to int, write func(b []byte, i int) []byte) {
		for ; from < to; from += inOne {
			last := min(from+inOne, to) - 1
			d := strconv.AppendInt([]byte("<</Limits["), int64(from), 10)
			d = append(strconv.AppendInt(append(d, ' '), int64(last), 10), "]/Nums["...)
			for i := from; i <= last; i++ {
				d = write(append(strconv.AppendInt(d, int64(i), 10), ' '), i)
			}
			b = append(reference(b, s.out.add(append(d, "]>>"...))), ' ')
		}
	}
	pages := len(s.pages)
	leaf(0, pages, func(b []byte, i int) []byte {
		b = append(b, '[')
		for _, e := range s.finishing.marks[i] {
			b = append(reference(b, s.objects[e]), ' ')
		}
		return append(b, ']')
	})
	leaf(pages, pages+len(s.notes.links), func(b []byte, i int) []byte {
		return append(reference(b, s.objects[s.notes.links[i-pages].element]), ' ')
	})
	s.out.put(root, append(b, "]>>"...))
	return root
}
