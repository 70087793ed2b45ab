package typeset

import (
	"fmt"
	"html/template"
	"io"
	"strings"
)

// htmlPage is the frame of a document's twin: plain, roomy, in the reader's own
// colours and type size.
var htmlPage = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 "Noto Sans", system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid; padding: .4rem .6rem; text-align: start; vertical-align: top; }
section + section { border-top: 1px solid; margin-top: 2rem; padding-top: 1rem; }
</style>
</head>
<body>
<main>
{{.Body}}</main>
</body>
</html>
`))

// HTML writes a document as a plain page that says the same in the same order:
// for reading by ear, on a telephone or in large type of one's own. It is made
// of the same marks that tag the PDF; what is furniture there is left out.
func HTML(w io.Writer, d *Document) error {
	t := twin{doc: d, kids: make([][]ElementID, len(d.Elements)), said: make([][]Text, len(d.Elements))}
	for id, e := range d.Elements {
		if ElementID(id) > Root {
			t.kids[e.Parent] = append(t.kids[e.Parent], ElementID(id))
		}
	}
	for _, page := range d.Pages {
		for _, op := range page.Ops {
			if text, isText := op.(Text); isText && text.Element != Artifact {
				t.said[text.Element] = append(t.said[text.Element], text)
			}
		}
	}
	for _, kid := range t.kids[Root] {
		t.write(kid)
	}
	return htmlPage.Execute(w, map[string]any{"Lang": d.Meta.Lang, "Title": Clean(d.Meta.Title), "Body": template.HTML(t.out.String())})
}

// twin is a document being written as HTML.
type twin struct {
	doc  *Document
	kids [][]ElementID // of each element, in order
	said [][]Text      // by each element itself
	out  strings.Builder
}

// htmlTags are the tags of the roles that have one; others only hold what is
// within.
var htmlTags = map[Role]string{
	RoleSect: "section", RoleH1: "h1", RoleH2: "h2", RoleH3: "h3", RoleP: "p", RoleTable: "table", RoleTHead: "thead",
	RoleTBody: "tbody", RoleTR: "tr", RoleTH: "th", RoleTD: "td", RoleL: "ul", RoleLI: "li", RoleLink: "a", RoleFigure: "p",
}

func (t *twin) write(id ElementID) {
	e := t.doc.Elements[id]
	if e.Role == RoleLbl || t.empty(id) && e.Role != RoleTD && e.Role != RoleTH {
		return
	}
	tag := htmlTags[e.Role]
	if tag != "" {
		fmt.Fprintf(&t.out, "<%s%s>", tag, t.attributes(id, e))
	}
	if e.Alt != "" {
		t.out.WriteString(template.HTMLEscapeString("[" + e.Alt + "]"))
	}
	t.out.WriteString(template.HTMLEscapeString(joinedLines(t.said[id])))
	for _, kid := range t.kids[id] {
		t.write(kid)
	}
	if tag != "" {
		fmt.Fprintf(&t.out, "</%s>", tag)
	}
	if tag != "a" && tag != "" {
		t.out.WriteByte('\n')
	}
}

// empty says that nothing is said within an element.
func (t *twin) empty(id ElementID) bool {
	if len(t.said[id]) > 0 || t.doc.Elements[id].Alt != "" {
		return false
	}
	for _, kid := range t.kids[id] {
		if !t.empty(kid) {
			return false
		}
	}
	return true
}

// attributes gives what a tag says besides its name.
func (t *twin) attributes(id ElementID, e Element) string {
	var out strings.Builder
	switch e.Scope {
	case ScopeColumn:
		out.WriteString(` scope="col"`)
	case ScopeRow:
		out.WriteString(` scope="row"`)
	}
	if e.Span > 1 {
		fmt.Fprintf(&out, ` colspan="%d"`, e.Span)
	}
	if len(t.said[id]) > 0 {
		first := t.said[id][0]
		if first.RTL {
			out.WriteString(` dir="rtl"`)
		}
		if e.Role == RoleLink && first.Link != "" {
			fmt.Fprintf(&out, ` href="%s"`, template.HTMLEscapeString(first.Link))
		}
		if e.Role == RoleLink && first.To != Artifact {
			fmt.Fprintf(&out, ` href="#e%d"`, first.To)
		}
	}
	if e.Role == RoleH1 || e.Role == RoleH2 || e.Role == RoleH3 {
		fmt.Fprintf(&out, ` id="e%d"`, id)
	}
	return out.String()
}

// joinedLines puts the lines of a text together again; a text that was cut is
// given whole.
func joinedLines(lines []Text) string {
	var out strings.Builder
	for i, line := range lines {
		if line.Fit&FitTruncated != 0 && line.Full != "" {
			return line.Full
		}
		if i > 0 && !lines[i-1].NoSpace {
			out.WriteByte(' ')
		}
		said := line.String
		if line.Hyphen {
			said = strings.TrimSuffix(said, "-")
		}
		out.WriteString(said)
	}
	return out.String()
}
