package pdfua

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// usedFont is a font and the codes that pages show of it.
type usedFont struct {
	dict  types.Dict
	codes map[uint16]bool
}

func (c *checker) font(f *usedFont) {
	name := c.name(f.dict["BaseFont"])
	if kind := c.name(f.dict["Subtype"]); kind != "Type0" || c.name(f.dict["Encoding"]) != "Identity-H" {
		c.fault("7.21.3", "font %s: %s, not of two-byte codes", name, kind)
		return
	}
	letters := types.Dict{}
	if list := c.array(f.dict["DescendantFonts"]); len(list) == 1 {
		letters = c.dict(list[0])
	}
	if c.name(letters["BaseFont"]) != name {
		c.fault("7.21.3", "font %s has two names", name)
	}
	glyphs, _ := c.stream(letters["CIDToGIDMap"])
	if len(glyphs) == 0 && c.name(letters["CIDToGIDMap"]) != "Identity" {
		c.fault("7.21.3", "font %s: no way from codes to glyphs", name)
	}
	file, _ := c.stream(c.dict(letters["FontDescriptor"])["FontFile2"])
	if len(file) == 0 {
		c.fault("7.21.4", "font %s is not in the file", name)
		return
	}
	meanings := c.meanings(f.dict["ToUnicode"])
	widths, fallback := c.widths(letters)
	for code := range f.codes {
		c.unicode(name, code, meanings)
		glyph := int(code)
		if len(glyphs) > 0 {
			glyph = 0
			if at := 2 * int(code); at+1 < len(glyphs) {
				glyph = int(glyphs[at])<<8 | int(glyphs[at+1])
			}
		}
		if glyph == 0 {
			c.fault("7.21.8", "font %s shows .notdef for code %04X", name, code)
			continue
		}
		want, known := widths[int(code)]
		if !known {
			want = fallback
		}
		if got, ok := advance(file, glyph); !ok || math.Abs(got-want) > 1 {
			c.fault("7.21.5", "font %s: code %04X is %g wide, the file says %g", name, code, got, want)
		}
	}
}

func (c *checker) unicode(name string, code uint16, meanings map[uint16]string) {
	text, known := meanings[code]
	if !known || text == "" {
		c.fault("7.21.7", "font %s: code %04X means nothing", name, code)
	}
	for _, r := range text {
		if r == 0 || r == 0xFEFF || r == 0xFFFE {
			c.fault("7.21.7", "font %s: code %04X means %U", name, code, r)
		}
	}
}

// meanings reads a ToUnicode map of single codes.
func (c *checker) meanings(o types.Object) map[uint16]string {
	data, _ := c.stream(o)
	out := map[uint16]string{}
	s := scanner{data: data}
	var strings []string
	for t, more := s.next(); more; t, more = s.next() {
		switch {
		case t.kind == '(':
			strings = append(strings, t.text)
		case t.kind == 'o' && t.text == "beginbfchar":
			strings = strings[:0]
		case t.kind == 'o' && t.text == "endbfchar":
			for pair := range slices.Chunk(strings, 2) {
				if len(pair) == 2 && len(pair[0]) == 2 {
					var units []uint16
					for i := 0; i+1 < len(pair[1]); i += 2 {
						units = append(units, uint16(pair[1][i])<<8|uint16(pair[1][i+1]))
					}
					out[uint16(pair[0][0])<<8|uint16(pair[0][1])] = string(utf16.Decode(units))
				}
			}
		}
	}
	return out
}

func (c *checker) widths(letters types.Dict) (map[int]float64, float64) {
	number := func(o types.Object) float64 {
		switch v := c.value(o).(type) {
		case types.Integer:
			return float64(v)
		case types.Float:
			return float64(v)
		}
		return 0
	}
	fallback := 1000.0
	if letters["DW"] != nil {
		fallback = number(letters["DW"])
	}
	out := map[int]float64{}
	list := c.array(letters["W"])
	for i := 0; i+1 < len(list); {
		first := int(number(list[i]))
		if each := c.array(list[i+1]); each != nil {
			for k, w := range each {
				out[first+k] = number(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		for code := first; code <= int(number(list[i+1])); code++ {
			out[code] = number(list[i+2])
		}
		i += 3
	}
	return out, fallback
}

// advance reads how wide a glyph is in a TrueType file, in thousandths; false
// for a glyph that is not there, or a file that is broken.
func advance(file []byte, glyph int) (width float64, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[12+16*i:]
		from := binary.BigEndian.Uint32(entry[8:])
		tables[string(entry[:4])] = file[from : from+binary.BigEndian.Uint32(entry[12:])]
	}
	metrics := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	if glyph >= int(binary.BigEndian.Uint16(tables["maxp"][4:])) {
		return 0, false
	}
	em := float64(binary.BigEndian.Uint16(tables["head"][18:]))
	return float64(binary.BigEndian.Uint16(tables["hmtx"][4*min(glyph, metrics-1):])) * 1000 / em, true
}
