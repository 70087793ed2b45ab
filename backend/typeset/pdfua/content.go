package pdfua

import (
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// token is a piece of a content stream.
type token struct {
	kind  byte // 'n' a number, '/' a name, '(' a string, 'o' an operator, else itself
	text  string
	value float64
}

// scanner reads tokens.
type scanner struct {
	data []byte
	at   int
}

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func isDelimiter(b byte) bool {
	switch b {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// next gives the next token; false at the end.
func (s *scanner) next() (token, bool) {
	for s.at < len(s.data) && isSpace(s.data[s.at]) {
		s.at++
	}
	if s.at >= len(s.data) {
		return token{}, false
	}
	switch b := s.data[s.at]; {
	case b == '%':
		for s.at < len(s.data) && s.data[s.at] != '\n' {
			s.at++
		}
		return s.next()
	case b == '(':
		return token{kind: '(', text: s.literal()}, true
	case (b == '<' || b == '>') && s.at+1 < len(s.data) && s.data[s.at+1] == b:
		s.at += 2
		return token{kind: b}, true
	case b == '<':
		return token{kind: '(', text: s.hex()}, true
	case b == '/':
		s.at++
		return token{kind: '/', text: s.word()}, true
	case isDelimiter(b):
		s.at++
		return token{kind: b}, true
	}
	word := s.word()
	if v, err := strconv.ParseFloat(word, 64); err == nil {
		return token{kind: 'n', text: word, value: v}, true
	}
	return token{kind: 'o', text: word}, true
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.data) && !isSpace(s.data[s.at]) && !isDelimiter(s.data[s.at]) {
		s.at++
	}
	return string(s.data[from:s.at])
}

func (s *scanner) literal() string {
	var out []byte
	depth := 0
	for ; s.at < len(s.data); s.at++ {
		b := s.data[s.at]
		switch {
		case b == '\\' && s.at+1 < len(s.data):
			s.at++
			if b = s.data[s.at]; b == 'r' {
				b = '\r'
			}
		case b == '(':
			if depth++; depth == 1 {
				continue
			}
		case b == ')':
			if depth--; depth == 0 {
				s.at++
				return string(out)
			}
		}
		out = append(out, b)
	}
	return string(out)
}

func (s *scanner) hex() string {
	var digits []byte
	for s.at++; s.at < len(s.data) && s.data[s.at] != '>'; s.at++ {
		if !isSpace(s.data[s.at]) {
			digits = append(digits, s.data[s.at])
		}
	}
	s.at++
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	for i := range out {
		v, _ := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		out[i] = byte(v)
	}
	return string(out)
}

// paints are the operators that leave ink.
var paints = map[string]bool{
	"S": true, "s": true, "f": true, "F": true, "f*": true, "B": true, "B*": true, "b": true, "b*": true,
	"Tj": true, "TJ": true, "'": true, "\"": true, "Do": true, "sh": true, "BI": true,
}

// reading is a page's content while it is read.
type reading struct {
	*checker
	page      *page
	number    int
	resources types.Dict
	open      []byte // of each open piece: 't' tagged, 'a' an artifact, 's' a span within
	font      *usedFont
	invisible bool
}

func (c *checker) content(p *page) {
	r := &reading{checker: c, page: p, number: c.byPage[p.object] + 1, resources: c.dict(p.dict["Resources"])}
	data, _ := c.stream(p.dict["Contents"])
	r.read(data)
	if len(r.open) > 0 {
		c.fault("7.1", "page %d: %d pieces of content do not end", r.number, len(r.open))
	}
}

func (r *reading) read(data []byte) {
	s := scanner{data: data}
	var operands []token
	for t, more := s.next(); more; t, more = s.next() {
		if t.kind != 'o' {
			operands = append(operands, t)
			continue
		}
		if paints[t.text] && len(r.open) == 0 {
			r.fault("7.1", "page %d: %s outside of marked content", r.number, t.text)
		}
		switch t.text {
		case "BMC", "BDC":
			r.begin(operands)
		case "EMC":
			if len(r.open) == 0 {
				r.fault("7.1", "page %d: EMC without a beginning", r.number)
			} else {
				r.open = r.open[:len(r.open)-1]
			}
		case "Tf":
			r.choose(operands)
		case "Tr":
			r.invisible = len(operands) > 0 && operands[0].value == 3
		case "Tj", "TJ", "'", "\"":
			r.show(operands)
		case "Do":
			r.draw(operands)
		}
		operands = operands[:0]
	}
}

func (r *reading) begin(operands []token) {
	kind, id := byte('s'), -1
	if len(operands) > 0 && operands[0].text == "Artifact" {
		kind = 'a'
	}
	for i := range operands {
		if operands[i].kind == '/' && operands[i].text == "MCID" && i+1 < len(operands) {
			kind, id = 't', int(operands[i+1].value)
		}
	}
	for _, outer := range r.open {
		if outer == 'a' && kind == 't' {
			r.fault("7.1", "page %d: tagged content within an artifact", r.number)
		}
		if outer == 't' && kind == 'a' {
			r.fault("7.1", "page %d: an artifact within tagged content", r.number)
		}
		if outer == 't' && kind == 't' {
			r.fault("7.1", "page %d: tagged content within tagged content", r.number)
		}
	}
	if kind == 's' && len(r.open) == 0 {
		r.fault("7.1", "page %d: marked content that is neither tagged nor an artifact", r.number)
	}
	r.open = append(r.open, kind)
	if id >= 0 {
		r.page.marks[id]++
	}
}

func (r *reading) choose(operands []token) {
	r.font = nil
	if len(operands) < 1 {
		return
	}
	ref := r.dict(r.resources["Font"])[operands[0].text]
	n := object(ref)
	if n == 0 {
		r.fault("7.21", "page %d: font %s is not there", r.number, operands[0].text)
		return
	}
	if r.fonts[n] == nil {
		r.fonts[n] = &usedFont{dict: r.dict(ref), codes: map[uint16]bool{}}
	}
	r.font = r.fonts[n]
}

func (r *reading) show(operands []token) {
	for _, t := range operands {
		if t.kind != '(' || t.text == "" {
			continue
		}
		if r.font == nil {
			r.fault("7.21", "page %d: text without a font", r.number)
			return
		}
		if len(t.text)%2 == 1 {
			r.fault("7.21", "page %d: half a code", r.number)
		}
		for i := 0; i+1 < len(t.text) && !r.invisible; i += 2 {
			r.font.codes[uint16(t.text[i])<<8|uint16(t.text[i+1])] = true
		}
	}
}

// draw follows a form: what it paints stands in the piece that shows it.
func (r *reading) draw(operands []token) {
	if len(operands) == 0 {
		return
	}
	data, dict := r.stream(r.dict(r.resources["XObject"])[operands[0].text])
	if dict == nil {
		r.fault("7.1", "page %d: %s is not there", r.number, operands[0].text)
		return
	}
	if r.name(dict["Subtype"]) != "Form" {
		return
	}
	inner := *r
	inner.resources = r.dict(dict["Resources"])
	inner.open = append([]byte(nil), r.open...)
	inner.read(data)
	if len(inner.open) != len(r.open) {
		r.fault("7.1", "page %d: pieces of %s do not end", r.number, operands[0].text)
	}
}
