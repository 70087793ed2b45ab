package pdfua

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"daybook/backend/typeset"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// paper is a file with every kind of thing in it.
func paper(t *testing.T) []byte {
	t.Helper()
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 90, 36))); err != nil {
		t.Fatal(err)
	}
	picture, err := typeset.NewPicture(logo.Bytes(), typeset.Size{W: 45, H: 18})
	if err != nil {
		t.Fatal(err)
	}
	book := typeset.NewBook(typeset.Meta{Title: "Prospectus & more", Author: "Wexmoor", Created: time.Date(2026, 9, 7, 9, 0, 0, 0, time.UTC)})
	flow := book.Flow(typeset.Edition{}, typeset.Frame{Foot: func(typeset.Place) []typeset.Foot {
		return []typeset.Foot{{Left: "Confidential", Right: "Page"}}
	}})
	flow.Heading(1, typeset.Said("Prospectus"))
	flow.Para(typeset.Said("Find us here"))
	flow.List(typeset.Said("Sleep"), typeset.Said("Rest"))
	flow.Heading(2, typeset.Said("Dates"))
	flow.Table(typeset.Table{
		Columns: []typeset.Column{{Title: "When", Names: true}, {Title: "Where"}},
		Rows: []typeset.Row{
			{Cells: typeset.Cells("7 September", "Wexmoor")},
			{Cells: []typeset.Cell{{Paras: []typeset.Para{typeset.Said("Half-term"), typeset.Said("No class")}, Span: 2}}},
		},
	})
	flow.Draw(30, func(c *typeset.Canvas) { c.Picture(typeset.Box{W: 45, H: 18}, picture, "The college's logo") })
	flow.NewPage()
	end := flow.Heading(2, typeset.Said("The end"))
	doc := book.Document()
	for i, op := range doc.Pages[0].Ops {
		text, isText := op.(typeset.Text)
		if !isText {
			continue
		}
		switch text.String {
		case "Find us here":
			text.Link = "https://wexmoor.example/"
		case "Dates":
			text.To = end
		default:
			continue
		}
		doc.Elements = append(doc.Elements, typeset.Element{Role: typeset.RoleLink, Parent: text.Element})
		text.Element = typeset.ElementID(len(doc.Elements) - 1)
		doc.Pages[0].Ops[i] = text
	}
	var out bytes.Buffer
	if _, err := typeset.Render(context.Background(), &out, doc, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAGoodPaperBreaksNoRule(t *testing.T) {
	faults, err := Check(paper(t))
	if err != nil || len(faults) > 0 {
		t.Errorf("error %v, faults:\n%s", err, strings.Join(faults, "\n"))
	}
}

func TestCheckRefusesWhatIsNoPDF(t *testing.T) {
	good := paper(t)
	for name, file := range map[string][]byte{"nothing": nil, "text": []byte("Register"), "half a file": good[:len(good)/2]} {
		if _, err := Check(file); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

// broken is a read file to be broken.
type broken struct {
	*testing.T
	checker
}

func (b *broken) catalog() types.Dict {
	catalog, err := b.ctx.Catalog()
	if err != nil {
		b.Fatal(err)
	}
	return catalog
}

// find gives the first dictionary with a value, in the order of objects.
func (b *broken) find(key, value string) types.Dict {
	for n := 1; n < *b.ctx.Size; n++ {
		d := b.dict(*types.NewIndirectRef(n, 0))
		if d != nil && b.name(d[key]) == value {
			return d
		}
	}
	b.Fatalf("no object with %s %s", key, value)
	return nil
}

// rewrite changes the bytes of a stream.
func (b *broken) rewrite(o types.Object, from, to string) {
	ref := o.(types.IndirectRef)
	entry, _ := b.ctx.Find(int(ref.ObjectNumber))
	stream := entry.Object.(types.StreamDict)
	if err := stream.Decode(); err != nil {
		b.Fatal(err)
	}
	if !strings.Contains(string(stream.Content), from) {
		b.Fatalf("the stream has no %q", from)
	}
	stream.Content = []byte(strings.Replace(string(stream.Content), from, to, 1))
	entry.Object = stream
}

func (b *broken) page() types.Dict { return b.find("Type", "Page") }

func TestEveryRuleCanBeBroken(t *testing.T) {
	good := paper(t)
	role := func(from, to string) func(*broken) {
		return func(b *broken) { b.find("S", from)["S"] = types.Name(to) }
	}
	drop := func(at, value, key string) func(*broken) {
		return func(b *broken) {
			if d := b.find(at, value); d[key] == nil {
				b.Fatalf("%s has no %s", value, key)
			} else {
				delete(d, key)
			}
		}
	}
	content := func(from, to string) func(*broken) {
		return func(b *broken) { b.rewrite(b.page()["Contents"], from, to) }
	}
	font := func(b *broken) types.Dict { return b.find("Subtype", "Type0") }
	cases := map[string]struct {
		damage func(*broken)
		want   string
	}{
		"not tagged":            {func(b *broken) { delete(b.catalog(), "MarkInfo") }, "does not say that it is tagged"},
		"suspect":               {func(b *broken) { b.dict(b.catalog()["MarkInfo"])["Suspects"] = types.Boolean(true) }, "suspect"},
		"title not shown":       {func(b *broken) { delete(b.catalog(), "ViewerPreferences") }, "do not show the title"},
		"no language":           {func(b *broken) { delete(b.catalog(), "Lang") }, "no language"},
		"language in words":     {func(b *broken) { b.catalog()["Lang"] = types.StringLiteral("British English") }, "no language"},
		"no metadata":           {func(b *broken) { delete(b.catalog(), "Metadata") }, "no metadata"},
		"no part":               {func(b *broken) { b.rewrite(b.catalog()["Metadata"], "pdfuaid:part>1", "pdfuaid:part>") }, "PDF/UA-1"},
		"no title":              {func(b *broken) { b.rewrite(b.catalog()["Metadata"], "Prospectus &amp; more", " ") }, "no title"},
		"two titles":            {func(b *broken) { b.dict(*b.ctx.Info)["Title"] = types.StringLiteral("x") }, "two titles"},
		"no structure":          {func(b *broken) { delete(b.catalog(), "StructTreeRoot") }, "no structure"},
		"no document":           {role("Document", "Sect"), "begins with [Sect]"},
		"own type":              {role("P", "Paragraph"), "no standard type"},
		"first heading":         {role("H1", "H2"), "first heading is an H2"},
		"skipped heading":       {role("H2", "H3"), "an H3 follows an H1"},
		"heading without level": {role("H2", "H"), "with and without levels"},
		"row in no table":       {role("TBody", "Div"), "a TR in a Div"},
		"head without body":     {role("TBody", "THead"), "a head and no body"},
		"paragraph in a row":    {role("TD", "P"), "a P in a TR"},
		"uneven rows": {func(b *broken) {
			delete(b.dict(b.find("S", "TH")["A"]), "O")
			b.dict(b.find("S", "TD")["A"])
			b.find("S", "TD")["A"] = types.Dict{"ColSpan": types.Integer(3)}
		}, "columns wide"},
		"no scope":              {drop("S", "TH", "A"), "without a scope"},
		"item without list":     {role("L", "Div"), "a LI in a Div"},
		"paragraph in a list":   {role("LI", "P"), "a P in a L"},
		"label in an item":      {role("Lbl", "P"), "a P in a LI"},
		"figure without words":  {drop("S", "Figure", "Alt"), "a Figure without words"},
		"figure without box":    {drop("S", "Figure", "A"), "without its box"},
		"empty element":         {drop("S", "LBody", "K"), "an empty LBody"},
		"parent":                {func(b *broken) { b.find("S", "LBody")["P"] = *types.NewIndirectRef(1, 0) }, "does not know"},
		"no way back":           {func(b *broken) { delete(b.dict(b.catalog()["StructTreeRoot"]), "ParentTree") }, "nothing leads back"},
		"page out of structure": {drop("Type", "Page", "StructParents"), "is not in the structure"},
		"piece not named":       {drop("S", "H1", "K"), "named 0 times"},
		"piece named twice":     {func(b *broken) { b.find("S", "H1")["K"] = types.Array{types.Integer(0), types.Integer(0)} }, "named 2 times"},
		"piece not there":       {func(b *broken) { b.find("S", "H1")["K"] = types.Array{types.Integer(0), types.Integer(99)} }, "piece 99, which is not there"},
		"piece begun twice":     {content("<</MCID 1>>", "<</MCID 0>>"), "two pieces 0"},
		"ink outside":           {content("/H1<</MCID 0>>BDC", "0 0 9 9 re f /H1<</MCID 0>>BDC"), "f outside"},
		"text outside":          {content("/Artifact BMC", ""), "outside of marked content"},
		"does not end":          {content("EMC", ""), "do not end"},
		"ends too often":        {content("EMC", "EMC EMC"), "EMC without a beginning"},
		"artifact within":       {content("BT", "/Artifact BMC EMC BT"), "an artifact within tagged"},
		"tagged in an artifact": {content("/Artifact BMC", "/Artifact BMC /P<</MCID 98>>BDC EMC"), "tagged content within an artifact"},
		"tagged within":         {content("BT", "/P<</MCID 97>>BDC EMC BT"), "tagged content within tagged"},
		"neither":               {content("/H1<</MCID 0>>BDC", "/Span BMC EMC /H1<</MCID 0>>BDC"), "neither tagged"},
		"no tab order":          {drop("Type", "Page", "Tabs"), "tab key"},
		"link without words":    {drop("Subtype", "Link", "Contents"), "a link without words"},
		"link to nowhere":       {drop("Subtype", "Link", "A"), "leads nowhere"},
		"link unknown":          {drop("Subtype", "Link", "StructParent"), "not in a Link element"},
		"link not followed":     {func(b *broken) { d := b.find("S", "Link"); d["K"] = b.array(d["K"])[0] }, "cannot be followed"},
		"font not there":        {content("/F0 ", "/F9 "), "F9 is not there"},
		"font not embedded":     {drop("Type", "FontDescriptor", "FontFile2"), "is not in the file"},
		"core font":             {func(b *broken) { font(b)["Subtype"] = types.Name("Type1") }, "not of two-byte codes"},
		"two font names":        {func(b *broken) { font(b)["BaseFont"] = types.Name("X") }, "two names"},
		"no glyphs":             {drop("Subtype", "CIDFontType2", "CIDToGIDMap"), "no way from codes"},
		"letters mean nothing":  {drop("Subtype", "Type0", "ToUnicode"), "means nothing"},
		"a letter means zero":   {func(b *broken) { b.rewrite(font(b)["ToUnicode"], "<0050><0050>", "<0050><0000>") }, "means U+0000"},
		"a letter means a mark": {func(b *broken) { b.rewrite(font(b)["ToUnicode"], "<0050><0050>", "<0050><FEFF>") }, "means U+FEFF"},
		"notdef":                {content("(\x00P", "(\x00\x02"), ".notdef"},
		"wrong widths":          {drop("Subtype", "CIDFontType2", "W"), "wide, the file says"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			ctx, err := api.ReadContext(bytes.NewReader(good), model.NewDefaultConfiguration())
			if err != nil {
				t.Fatal(err)
			}
			b := &broken{t, checker{ctx: ctx}}
			c.damage(b)
			if faults := strings.Join(checked(ctx), "\n"); !strings.Contains(faults, c.want) {
				t.Errorf("want %q among the faults:\n%s", c.want, faults)
			}
		})
	}
}
