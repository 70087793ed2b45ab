// Package pdfua checks a finished PDF against the rules of PDF/UA-1 (ISO
// 14289-1) that the papers could break. It is for tests, and reads the file
// with another library than the one that wrote it.
package pdfua

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func init() { api.DisableConfigDir() }

// Check gives the rules that a file breaks, each as "clause: what is wrong",
// none twice. It fails for what is no PDF at all.
func Check(file []byte) ([]string, error) {
	strict := model.NewDefaultConfiguration()
	strict.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(file), strict); err != nil {
		return nil, fmt.Errorf("not a valid PDF: %w", err)
	}
	ctx, err := api.ReadContext(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		return nil, fmt.Errorf("not a PDF that can be read: %w", err)
	}
	return checked(ctx), nil
}

// checker walks one file.
type checker struct {
	ctx    *model.Context
	faults []string
	pages  []page
	byPage map[int]int // the place in pages of a page's object
	fonts  map[int]*usedFont
	parent map[int]types.Object // the tree that leads back, by key
	linked map[int]int          // from an annotation's object to the Link that names it
	levels []int                // of headings, in reading order
}

// page is what the content of a page says of itself.
type page struct {
	object int
	dict   types.Dict
	marks  map[int]int // how often each MCID is begun
	claims map[int]int // how often each is named by the structure
	owner  map[int]int // the structure element that names it
}

func checked(ctx *model.Context) []string {
	c := &checker{ctx: ctx, byPage: map[int]int{}, fonts: map[int]*usedFont{}, parent: map[int]types.Object{}, linked: map[int]int{}}
	catalog, err := ctx.Catalog()
	if err != nil {
		return []string{"7.1: no catalog"}
	}
	c.catalog(catalog)
	c.collect(c.dict(catalog["Pages"]), catalog["Pages"], map[int]bool{})
	for i := range c.pages {
		c.content(&c.pages[i])
	}
	c.structure(c.dict(catalog["StructTreeRoot"]), catalog["StructTreeRoot"])
	c.marks()
	c.annotations()
	for _, f := range c.fonts {
		c.font(f)
	}
	slices.Sort(c.faults)
	return slices.Compact(c.faults)
}

// fault notes a broken rule.
func (c *checker) fault(clause, format string, args ...any) {
	c.faults = append(c.faults, clause+": "+fmt.Sprintf(format, args...))
}

func (c *checker) value(o types.Object) types.Object {
	v, err := c.ctx.Dereference(o)
	if err != nil {
		return nil
	}
	return v
}

func (c *checker) dict(o types.Object) types.Dict {
	switch v := c.value(o).(type) {
	case types.Dict:
		return v
	case types.StreamDict:
		return v.Dict
	}
	return nil
}

func (c *checker) array(o types.Object) types.Array { a, _ := c.value(o).(types.Array); return a }

func (c *checker) name(o types.Object) string { n, _ := c.value(o).(types.Name); return string(n) }

func (c *checker) integer(o types.Object) (int, bool) {
	i, ok := c.value(o).(types.Integer)
	return int(i), ok
}

func (c *checker) stream(o types.Object) ([]byte, types.Dict) {
	s, ok := c.value(o).(types.StreamDict)
	if !ok || s.Decode() != nil {
		return nil, nil
	}
	return s.Content, s.Dict
}

// text gives a text string.
func (c *checker) text(o types.Object) string {
	var raw []byte
	switch v := c.value(o).(type) {
	case types.StringLiteral:
		b, err := types.Unescape(string(v))
		if err != nil {
			return ""
		}
		raw = b
	case types.HexLiteral:
		b, err := v.Bytes()
		if err != nil {
			return ""
		}
		raw = b
	}
	if rest, is := bytes.CutPrefix(raw, []byte{0xFE, 0xFF}); is {
		var units []uint16
		for i := 0; i+1 < len(rest); i += 2 {
			units = append(units, uint16(rest[i])<<8|uint16(rest[i+1]))
		}
		return string(utf16.Decode(units))
	}
	return string(raw)
}

// object gives the number of the object that a reference names.
func object(o types.Object) int {
	switch r := o.(type) {
	case types.IndirectRef:
		return int(r.ObjectNumber)
	case *types.IndirectRef:
		return int(r.ObjectNumber)
	}
	return 0
}

var (
	languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	xmpTitle    = regexp.MustCompile(`(?s)<dc:title>.*?<rdf:li[^>]*>([^<]+)</rdf:li>.*?</dc:title>`)
	xmpPart     = regexp.MustCompile(`<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part="1"`)
	inXML       = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

func (c *checker) catalog(catalog types.Dict) {
	mark := c.dict(catalog["MarkInfo"])
	if on, _ := c.value(mark["Marked"]).(types.Boolean); !bool(on) {
		c.fault("7.1", "the file does not say that it is tagged")
	}
	if on, _ := c.value(mark["Suspects"]).(types.Boolean); bool(on) {
		c.fault("7.1", "the tags are suspect")
	}
	if on, _ := c.value(c.dict(catalog["ViewerPreferences"])["DisplayDocTitle"]).(types.Boolean); !bool(on) {
		c.fault("7.1", "viewers do not show the title")
	}
	if !languageTag.MatchString(c.text(catalog["Lang"])) {
		c.fault("7.2", "no language")
	}
	if c.ctx.Encrypt != nil {
		c.fault("7.16", "encrypted")
	}
	metadata, dict := c.stream(catalog["Metadata"])
	if metadata == nil {
		c.fault("7.1", "no metadata")
		return
	}
	if dict["Filter"] != nil {
		c.fault("7.1", "metadata that must be unpacked")
	}
	if !xmpPart.Match(metadata) {
		c.fault("5", "the metadata does not say PDF/UA-1")
	}
	title := ""
	if found := xmpTitle.FindSubmatch(metadata); found != nil {
		title = inXML.Replace(string(found[1]))
	}
	if strings.TrimSpace(title) == "" {
		c.fault("7.1", "no title in the metadata")
	}
	if c.ctx.Info != nil {
		if info := c.text(c.dict(*c.ctx.Info)["Title"]); info != title {
			c.fault("7.1", "two titles: %q and %q", info, title)
		}
	}
}

// collect gathers the pages of a tree, in order.
func (c *checker) collect(node types.Dict, ref types.Object, seen map[int]bool) {
	n := object(ref)
	if node == nil || seen[n] {
		return
	}
	seen[n] = true
	if kids := c.array(node["Kids"]); kids != nil {
		for _, kid := range kids {
			c.collect(c.dict(kid), kid, seen)
		}
		return
	}
	c.byPage[n] = len(c.pages)
	c.pages = append(c.pages, page{object: n, dict: node, marks: map[int]int{}, claims: map[int]int{}, owner: map[int]int{}})
}

// marks holds what the pages show against what the structure names.
func (c *checker) marks() {
	for i, p := range c.pages {
		key, ok := c.integer(p.dict["StructParents"])
		if !ok {
			c.fault("7.1", "page %d is not in the structure", i+1)
		}
		list := c.array(c.parent[key])
		for id, count := range p.marks {
			if count > 1 {
				c.fault("7.1", "page %d has two pieces %d", i+1, id)
			}
			if p.claims[id] != 1 {
				c.fault("7.1", "page %d: piece %d is named %d times by the structure", i+1, id, p.claims[id])
			}
			if id >= len(list) || object(list[id]) != p.owner[id] || p.owner[id] == 0 {
				c.fault("7.1", "page %d: nothing leads back from piece %d to its element", i+1, id)
			}
		}
		for id := range p.claims {
			if p.marks[id] == 0 {
				c.fault("7.1", "page %d: the structure names piece %d, which is not there", i+1, id)
			}
		}
	}
}

func (c *checker) annotations() {
	for i, p := range c.pages {
		list := c.array(p.dict["Annots"])
		if len(list) > 0 && c.name(p.dict["Tabs"]) != "S" {
			c.fault("7.18.3", "page %d: the tab key does not follow the structure", i+1)
		}
		for _, ref := range list {
			a := c.dict(ref)
			if kind := c.name(a["Subtype"]); kind != "Link" {
				c.fault("7.18", "page %d: an annotation that is a %s", i+1, kind)
			}
			if strings.TrimSpace(c.text(a["Contents"])) == "" {
				c.fault("7.18.5", "page %d: a link without words", i+1)
			}
			if a["A"] == nil && a["Dest"] == nil {
				c.fault("7.18.5", "page %d: a link that leads nowhere", i+1)
			}
			key, ok := c.integer(a["StructParent"])
			back := object(c.parent[key])
			if owner := c.linked[object(ref)]; !ok || owner == 0 || back != owner {
				c.fault("7.18.5", "page %d: a link that is not in a Link element", i+1)
			}
		}
	}
}
