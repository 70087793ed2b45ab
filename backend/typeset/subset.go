package typeset

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// subset gives a TrueType file that holds .notdef, the glyphs of a synthetic
// font and the glyphs these are composed of, in this order. A font with broken
// tables is an error.
func (s *synthetic) subset() (raw rawFont, err error) {
	defer func() {
		// Offsets of a file from elsewhere may point anywhere.
		if p := recover(); p != nil {
			raw, err = rawFont{}, fmt.Errorf("font %s: broken tables: %v", s.font.name, p)
		}
	}()
	source, err := openTables(s.font.data)
	if err != nil {
		return rawFont{}, fmt.Errorf("font %s: %w", s.font.name, err)
	}
	order, places, own := source.needed(s.codes)
	raw = rawFont{glyphs: places, letters: make([]rune, own)}
	for i := range raw.letters {
		raw.letters[i] = standIn(i)
	}
	glyf, loca, hmtx := source.copyGlyphs(order, places)
	tables := map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": hmtx, "cmap": letterMap(raw.letters),
		"head": source.altered("head", 54, change{8, 0}, change{10, 0}, change{50, 1}),
		"hhea": source.altered("hhea", 36, change{34, uint16(len(order))}),
		"maxp": source.altered("maxp", 6, change{4, uint16(len(order))}),
		"post": source.post(),
		"name": {0, 0, 0, 0, 0, 6},
	}
	for _, kept := range []string{"OS/2", "cvt ", "fpgm", "prep"} {
		if table := source.tables[kept]; len(table) > 0 {
			tables[kept] = table
		}
	}
	raw.file = bindTables(tables)
	return raw, nil
}

// standIn is the letter by which the library knows the glyph after .notdef of a
// number from 0. They leave gaps: the library takes long over the widths of
// letters that follow one another. None is a surrogate.
func standIn(n int) rune {
	letter := rune(0x100 + 2*n)
	if letter >= 0xD800 {
		letter += 0x800
	}
	if letter >= 0xFFFE {
		panic("more glyphs than a font has codes for")
	}
	return letter
}

// sourceTables is a TrueType file taken apart.
type sourceTables struct {
	tables  map[string][]byte
	glyphs  int
	metrics int // glyphs beyond the last metric share it
	long    bool
}

func openTables(data []byte) (*sourceTables, error) {
	if len(data) < 12 {
		return nil, fmt.Errorf("no TrueType file")
	}
	data = data[:len(data):len(data)] // what lies beyond is not the font's
	s := &sourceTables{tables: map[string][]byte{}}
	for i := range int(u16(data, 4)) {
		entry := data[12+16*i:]
		from, size := uint64(u32(entry, 8)), uint64(u32(entry, 12))
		s.tables[string(entry[:4])] = data[from : from+size]
	}
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf"} {
		if len(s.tables[name]) == 0 {
			return nil, fmt.Errorf("no table %s", name)
		}
	}
	s.long = u16(s.tables["head"], 50) == 1
	s.metrics = int(u16(s.tables["hhea"], 34))
	s.glyphs = int(u16(s.tables["maxp"], 4))
	if s.metrics == 0 {
		return nil, fmt.Errorf("no widths")
	}
	return s, nil
}

func (s *sourceTables) glyph(id int) []byte {
	at := func(i int) int {
		if s.long {
			return int(u32(s.tables["loca"], 4*i))
		}
		return 2 * int(u16(s.tables["loca"], 2*i))
	}
	if id >= s.glyphs {
		panic(fmt.Sprintf("no glyph %d", id))
	}
	return s.tables["glyf"][at(id):at(id+1)]
}

// needed gives the glyphs to keep, in their new order, and the new place of
// each: .notdef, those with codes, of which there are so many, their components.
func (s *sourceTables) needed(codes []coded) (order []int, places map[int]int, own int) {
	places = map[int]int{0: 0}
	order = []int{0}
	add := func(id int) {
		if _, known := places[id]; !known {
			places[id] = len(order)
			order = append(order, id)
		}
	}
	for _, c := range codes {
		add(int(c.glyph))
	}
	own = len(order) - 1
	for i := 0; i < len(order); i++ {
		components(s.glyph(order[i]), func(_, id int) { add(id) })
	}
	return order, places, own
}

func (s *sourceTables) copyGlyphs(order []int, places map[int]int) (glyf, loca, hmtx []byte) {
	widths := s.tables["hmtx"]
	for _, id := range order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline := slices.Clone(s.glyph(id))
		components(outline, func(at, id int) { binary.BigEndian.PutUint16(outline[at:], uint16(places[id])) })
		glyf = padded(append(glyf, outline...))
		if id < s.metrics {
			hmtx = append(hmtx, widths[4*id:4*id+4]...)
			continue
		}
		hmtx = append(hmtx, widths[4*s.metrics-4:4*s.metrics-2]...)
		bearing := 4*s.metrics + 2*(id-s.metrics)
		if bearing+2 > len(widths) { // some fonts leave the last ones out
			hmtx = append(hmtx, 0, 0)
			continue
		}
		hmtx = append(hmtx, widths[bearing:bearing+2]...)
	}
	if len(glyf) == 0 { // nothing but spaces: a table may not be empty
		glyf = make([]byte, 4)
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf))), hmtx
}

// change is a number of two bytes to write at a place of a table.
type change struct {
	at    int
	value uint16
}

// altered gives a copy of a table with numbers changed; it is size long at
// least.
func (s *sourceTables) altered(name string, size int, changes ...change) []byte {
	table := slices.Clone(s.tables[name])
	if len(table) < size {
		panic("table " + name + " is too short")
	}
	for _, c := range changes {
		binary.BigEndian.PutUint16(table[c.at:], c.value)
	}
	return table
}

// post gives a table without glyph names.
func (s *sourceTables) post() []byte {
	out := make([]byte, 32)
	if old := s.tables["post"]; len(old) >= 16 {
		copy(out[4:], old[4:16])
	}
	out[1] = 3
	return out
}

// components calls do for each part of a composite glyph: where its number
// stands, and its number.
func components(outline []byte, do func(at, id int)) {
	const words, scaled, more, scaledXY, turned = 1, 8, 0x20, 0x40, 0x80
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return
	}
	for at := 10; ; {
		flags := u16(outline, at)
		do(at+2, int(u16(outline, at+2)))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scaled != 0:
			at += 2
		case flags&scaledXY != 0:
			at += 4
		case flags&turned != 0:
			at += 8
		}
		if flags&more == 0 {
			return
		}
	}
}

// letterMap gives a cmap of format 4 that has a letter for each glyph after
// .notdef, in order.
func letterMap(letters []rune) []byte {
	n := len(letters) + 1
	numbers := []uint16{0, 1, 3, 1, 0, 12, 4, uint16(16 + 8*n), 0, uint16(2 * n), 0, 0, 0}
	for range 2 { // where each stretch ends and begins: it has one letter
		for _, letter := range letters {
			numbers = append(numbers, uint16(letter))
		}
		numbers = append(numbers, 0xFFFF)
		if len(numbers) == 13+n {
			numbers = append(numbers, 0)
		}
	}
	for i, letter := range letters {
		numbers = append(numbers, uint16(i+1)-uint16(letter))
	}
	numbers = append(append(numbers, 1), make([]uint16, n)...)
	out := make([]byte, 0, 2*len(numbers))
	for _, number := range numbers {
		out = binary.BigEndian.AppendUint16(out, number)
	}
	return out
}

// bindTables makes one file of tables. Its check sums are left to gofpdf, which
// binds it anew.
func bindTables(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	out := []byte{0, 1, 0, 0, 0, byte(len(names)), 0, 0, 0, 0, 0, 0}
	at := 12 + 16*len(names)
	for _, name := range names {
		out = binary.BigEndian.AppendUint32(append(out, name...), 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		out = padded(append(out, tables[name]...))
	}
	return out
}

// padded fills bytes up to a multiple of four.
func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(u16(b, at))) }
