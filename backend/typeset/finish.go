package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// finishing makes the finished file of the library's raw one: it takes over
// pages, fonts and pictures, and adds what the library cannot say: which
// letters codes stand for, the structure, the language, links and outlines.
type finishing struct {
	*painter
	raw       *rawFile
	out       file
	catalog   int
	tree      int // the page tree
	pages     []int
	contents  []int
	resources int
	images    []int       // the picture of each number
	taken     map[int]int // from an object of the raw file to its own
}

func finish(raw []byte, p *painter) ([]byte, error) {
	in, err := readRaw(raw)
	if err != nil {
		return nil, err
	}
	f := &finishing{painter: p, raw: in, taken: map[int]int{}}
	f.out.objects = make([]object, 1, 64+4*len(p.doc.Pages)+len(p.doc.Elements))
	f.catalog, f.tree, f.resources = f.out.reserve(), f.out.reserve(), f.out.reserve()
	for range p.doc.Pages {
		f.pages = append(f.pages, f.out.reserve())
	}
	for _, step := range []func() error{f.takeResources, f.takePages} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	f.putLinks()
	structure := f.structure()
	f.putPages()
	f.putCatalog(structure)
	return f.out.bind(f.catalog, f.info())
}

// takePages takes over each page's content, packed as it is. What the library
// writes before it sets the ends and joins of lines, as they are anyway.
func (f *finishing) takePages() error {
	for i := range f.pages {
		content, err := f.raw.object(4 + 2*i)
		if err != nil {
			return err
		}
		_, own, found := bytes.Cut(content.stream, []byte(contentMark))
		if !found {
			return fmt.Errorf("page %d has no content", i+1)
		}
		n := f.out.reserve()
		own = bytes.TrimSuffix(own, []byte("\n")) // the library's
		f.out.objects[n] = object{dict: []byte("<</Filter/FlateDecode"), stream: own, isStream: true, packed: true}
		f.contents = append(f.contents, n)
	}
	return nil
}

func (f *finishing) putPages() {
	annotations := make(map[int][]int)
	for _, l := range f.notes.links {
		annotations[l.page] = append(annotations[l.page], l.object)
	}
	b := append([]byte(nil), "<</Type/Pages/Count "...)
	b = append(strconv.AppendInt(b, int64(len(f.pages)), 10), "/Kids["...)
	for i, n := range f.pages {
		b = append(reference(b, n), ' ')
		size := f.doc.Pages[i].Size
		d := append(reference([]byte("<</Type/Page/Parent "), f.tree), "/MediaBox[0 0 "...)
		d = append(number(append(number(d, size.W*points), ' '), size.H*points), "]/Resources "...)
		d = reference(append(reference(d, f.resources), "/Contents "...), f.contents[i])
		d = append(strconv.AppendInt(append(d, "/StructParents "...), int64(i), 10), "/Tabs/S"...)
		if list := annotations[i]; len(list) > 0 {
			d = append(d, "/Annots["...)
			for _, a := range list {
				d = append(reference(d, a), ' ')
			}
			d = append(d, ']')
		}
		f.out.put(n, append(d, ">>"...))
	}
	f.out.put(f.tree, append(b, "]>>"...))
}

var (
	rollFont    = regexp.MustCompile(`BT /(F[0-9a-f]{40}) 1\.00 Tf ET`)
	rollPicture = regexp.MustCompile(`cm /(I[0-9a-f]{40}) Do Q`)
	anyRef      = regexp.MustCompile(`\b(\d+) 0 R\b`)
)

// takeResources takes over fonts and pictures under this program's own short
// names: the roll call tells the library's.
func (f *finishing) takeResources() error {
	roll, err := f.raw.object(4 + 2*len(f.pages))
	if err != nil {
		return err
	}
	old, err := f.raw.object(2)
	if err != nil {
		return err
	}
	b := []byte("<</Font<<")
	fonts := rollFont.FindAllSubmatch(roll.stream, -1)
	if len(fonts) != len(f.codes.fonts) {
		return fmt.Errorf("%d of %d fonts were taken", len(fonts), len(f.codes.fonts))
	}
	for i, name := range fonts {
		n, err := named(old.dict, append([]byte("/"), name[1]...))
		if err != nil {
			return err
		}
		if n, err = f.takeFont(n, f.codes.fonts[i]); err != nil {
			return err
		}
		b = reference(append(strconv.AppendInt(append(b, "/F"...), int64(i), 10), ' '), n)
	}
	b = append(b, ">>/XObject<<"...)
	for i, name := range rollPicture.FindAllSubmatch(roll.stream, -1) {
		n, err := named(old.dict, append([]byte("/"), name[1]...))
		if err != nil {
			return err
		}
		if n, err = f.take(n); err != nil {
			return err
		}
		f.images = append(f.images, n)
		b = reference(append(strconv.AppendInt(append(b, "/I"...), int64(i), 10), ' '), n)
	}
	for i := range f.forms {
		b = reference(append(strconv.AppendInt(append(b, "/B"...), int64(i), 10), ' '), f.putForm(&f.forms[i]))
	}
	f.out.put(f.resources, append(b, ">>>>"...))
	return nil
}

// take takes over an object and all that it refers to.
func (f *finishing) take(n int) (int, error) {
	if own, known := f.taken[n]; known {
		return own, nil
	}
	o, err := f.raw.object(n)
	if err != nil {
		return 0, err
	}
	own := f.out.reserve()
	f.taken[n] = own
	dict := anyRef.ReplaceAllFunc(o.dict, func(ref []byte) []byte {
		other, _ := strconv.Atoi(string(digits(ref)))
		m, failed := f.take(other)
		if failed != nil {
			err = failed
		}
		return reference(nil, m)
	})
	if !o.isStream {
		f.out.put(own, dict)
		return own, err
	}
	cut := bytes.LastIndex(dict, []byte("/Length "))
	rest := digits(dict[cut+len("/Length "):])
	dict = slices.Concat(dict[:cut], bytes.TrimSuffix(dict[cut+len("/Length ")+len(rest):], []byte(">>")))
	f.out.objects[own] = object{dict: dict, stream: o.stream, isStream: true, packed: bytes.Contains(dict, []byte("/Filter"))}
	return own, err
}

// putForm adds a backdrop.
func (f *finishing) putForm(b *form) int {
	d := []byte("<</Type/XObject/Subtype/Form/BBox[0 0 ")
	d = append(number(append(number(d, b.size.W*points), ' '), b.size.H*points), "]/Resources<</XObject<<"...)
	slices.Sort(b.pictures)
	for _, i := range slices.Compact(b.pictures) {
		d = reference(append(strconv.AppendInt(append(d, "/I"...), int64(i), 10), ' '), f.images[i])
	}
	return f.out.stream(string(append(d, ">>>>"...)), b.content)
}

// takeFont takes over a font of the library, tells what its codes mean and
// names it, as a part of a font should be, with six letters of its own before
// the font's name.
func (f *finishing) takeFont(n int, s *synthetic) (int, error) {
	own, err := f.take(n)
	if err != nil {
		return 0, err
	}
	name := []byte(fmt.Sprintf("/%s+%s", subsetTag(s.index), fontName(s.font.name)))
	codes := slices.Clone(s.codes)
	slices.SortFunc(codes, func(a, b coded) int { return int(a.code) - int(b.code) })
	was := []byte(fmt.Sprintf("/utf8f%04d", s.index))
	for _, part := range []int{n, n + 1, n + 4} { // the font, its letters, its description
		o := &f.out.objects[f.taken[part]]
		o.dict = bytes.ReplaceAll(o.dict, was, name)
		o.dict = bytes.ReplaceAll(o.dict, []byte("(UCS)"), []byte("(Identity)"))
	}
	widths := &f.out.objects[f.taken[n+1]]
	from, to := bytes.Index(widths.dict, []byte("/W [")), bytes.Index(widths.dict, []byte("/CIDToGIDMap"))
	if from < 0 || to < from {
		return 0, fmt.Errorf("font %s has no widths", s.font.name)
	}
	widths.dict = slices.Concat(widths.dict[:from], letterWidths(s.font, codes), widths.dict[to:])
	f.out.objects[f.taken[n+3]].dict = []byte("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
	f.out.objects[f.taken[n+2]] = object{dict: []byte("<<"), stream: toUnicode(codes), isStream: true}
	f.out.objects[f.taken[n+5]] = object{dict: []byte("<<"), stream: glyphMap(codes, f.fonts[s.index].glyphs), isStream: true}
	return own, nil
}

// subsetTag gives six letters for a number.
func subsetTag(n int) string {
	tag := []byte("AAAAAA")
	for i := len(tag) - 1; n > 0 && i >= 0; i, n = i-1, n/26 {
		tag[i] = byte('A' + n%26)
	}
	return string(tag)
}

// fontName keeps what may stand in a PDF name.
func fontName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
	if s == "" {
		return "Font"
	}
	return s
}

// letterWidths gives the widths of codes in order: one list for each stretch of
// codes that follow one another.
func letterWidths(f *font, codes []coded) []byte {
	b := []byte("/W[")
	for i, c := range codes {
		if i == 0 || codes[i-1].code+1 != c.code {
			if i > 0 {
				b = append(b, ']')
			}
			b = append(strconv.AppendInt(b, int64(c.code), 10), '[')
		}
		b = append(strconv.AppendInt(b, int64(f.advance(c.glyph)), 10), ' ')
	}
	if len(codes) > 0 {
		b = append(b, ']')
	}
	return append(b, ']')
}

// glyphMap leads from each code to its glyph.
func glyphMap(codes []coded, glyphs map[int]int) []byte {
	if len(codes) == 0 {
		return []byte{0, 0}
	}
	b := make([]byte, 2*(int(codes[len(codes)-1].code)+1))
	for _, c := range codes {
		binary.BigEndian.PutUint16(b[2*int(c.code):], uint16(glyphs[int(c.glyph)]))
	}
	return b
}

// toUnicode says which letters each code stands for.
func toUnicode(codes []coded) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	for some := range slices.Chunk(codes, 100) {
		b = append(strconv.AppendInt(b, int64(len(some)), 10), " beginbfchar\n"...)
		for _, c := range some {
			b = append(b, '<', hexDigits[c.code>>12], hexDigits[c.code>>8&15], hexDigits[c.code>>4&15], hexDigits[c.code&15], '>', '<')
			b = append(utf16Hex(b, c.text), ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
