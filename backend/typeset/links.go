package typeset

import (
	"slices"
	"strconv"
	"strings"
)

// putLinks adds an annotation for each link, and forgets those that lead
// nowhere.
func (f *finishing) putLinks() {
	f.notes.links = slices.DeleteFunc(f.notes.links, func(l link) bool {
		_, known := f.notes.firsts[l.to]
		return l.uri == "" && !known
	})
	for i := range f.notes.links {
		l := &f.notes.links[i]
		foot := f.doc.Pages[l.page].Size.H * points
		b := []byte("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
		b = numbers(b, l.box.X*points, foot-l.box.Bottom()*points, l.box.Right()*points, foot-l.box.Y*points)
		b = append(b, "]/StructParent "...)
		b = strconv.AppendInt(b, int64(len(f.pages)+i), 10)
		b = spoken(append(b, "/Contents"...), strings.TrimSpace(f.notes.texts[l.element]))
		if l.uri != "" {
			b = append(literal(append(b, "/A<</S/URI/URI"...), address(l.uri)), ">>"...)
		} else {
			b = f.destination(append(b, "/Dest"...), f.notes.firsts[l.to])
		}
		l.object = f.out.add(append(b, ">>"...))
	}
}

// address writes letters that an address may not hold as their codes.
func address(uri string) string {
	var b []byte
	for i := range len(uri) {
		if c := uri[i]; c <= ' ' || c >= 0x7F {
			b = append(b, '%', hexDigits[c>>4], hexDigits[c&15])
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}

// destination writes a place that a reader is led to.
func (f *finishing) destination(b []byte, s spot) []byte {
	b = reference(append(b, '['), f.pages[s.page])
	top := (f.doc.Pages[s.page].Size.H - s.y) * points
	return append(number(append(b, "/XYZ 0 "...), top), " null]"...)
}

// entry is one line of the outline.
type entry struct {
	object, parent        int // of the outline's objects; the parent's place in the list, or -1
	previous, next        int // places in the list, -1 for none
	firstChild, lastChild int
	level, children       int
	title                 string
	at                    spot
}

// outline adds the outline, a line a heading, and gives its object; 0 where
// there is none: on one page, or where all headings say the same and would
// lead a reader nowhere.
func (f *finishing) outline() int {
	entries := f.headings()
	same := !slices.ContainsFunc(entries, func(e entry) bool { return e.title != entries[0].title })
	if len(f.pages) < 2 || len(entries) == 0 || same {
		return 0
	}
	root := entry{object: f.out.reserve(), firstChild: -1, lastChild: -1}
	for i := range entries {
		e := &entries[i]
		e.object, e.parent = f.out.reserve(), i-1
		for e.parent >= 0 && entries[e.parent].level >= e.level {
			e.parent = entries[e.parent].parent
		}
		above := &root
		if e.parent >= 0 {
			above = &entries[e.parent]
		}
		if above.firstChild < 0 {
			above.firstChild = i
		} else {
			entries[above.lastChild].next = i
		}
		e.previous, above.lastChild = above.lastChild, i
		above.children++
	}
	for _, e := range entries {
		b := spoken([]byte("<</Title"), e.title)
		above := root.object
		if e.parent >= 0 {
			above = entries[e.parent].object
		}
		b = reference(append(b, "/Parent "...), above)
		b = f.destination(append(b, "/Dest"...), e.at)
		b = f.around(b, "/Prev ", entries, e.previous)
		b = f.around(b, "/Next ", entries, e.next)
		b = f.around(b, "/First ", entries, e.firstChild)
		b = f.around(b, "/Last ", entries, e.lastChild)
		if e.children > 0 { // closed, to begin with
			b = strconv.AppendInt(append(b, "/Count -"...), int64(e.children), 10)
		}
		f.out.put(e.object, append(b, ">>"...))
	}
	b := f.around([]byte("<</Type/Outlines"), "/First ", entries, root.firstChild)
	b = f.around(b, "/Last ", entries, root.lastChild)
	b = strconv.AppendInt(append(b, "/Count "...), int64(root.children), 10)
	f.out.put(root.object, append(b, ">>"...))
	return root.object
}

func (f *finishing) around(b []byte, key string, entries []entry, i int) []byte {
	if i < 0 {
		return b
	}
	return reference(append(b, key...), entries[i].object)
}

// headings gives the headings that stand on a page, in order.
func (f *finishing) headings() []entry {
	var list []entry
	for e, element := range f.doc.Elements {
		if level := element.Role.level(); level > 0 {
			if at, known := f.notes.firsts[ElementID(e)]; known {
				list = append(list, entry{
					level: level, title: strings.TrimSpace(f.notes.texts[ElementID(e)]), at: at,
					previous: -1, next: -1, firstChild: -1, lastChild: -1,
				})
			}
		}
	}
	return list
}
