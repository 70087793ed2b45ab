//go:build linux

package main

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"daybook/backend/typeset"
)

// asODT writes sheets as one flat text document for LibreOffice: paragraphs,
// tables, a master page for each kind of sheet; frames are its borders.
func asODT(title string, sheets []sheet) []byte {
	w := &odtWriter{}
	for _, s := range sheets {
		w.sheet(s)
	}
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
`)
	fmt.Fprintf(&out, "<office:meta><dc:title>%s</dc:title></office:meta>\n", html.EscapeString(title))
	out.WriteString(`<office:font-face-decls><style:font-face style:name="Noto Sans" svg:font-family="'Noto Sans'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Noto Sans" fo:language="en" fo:country="GB"/></style:default-style></office:styles>
<office:automatic-styles>
`)
	for _, key := range w.order {
		_, style, _ := strings.Cut(key, "|")
		fmt.Fprintf(&out, strings.ReplaceAll(style, "NAME", "%[1]s")+"\n", w.names[key])
	}
	out.WriteString("</office:automatic-styles>\n<office:master-styles>\n")
	for _, layout := range w.layouts {
		fmt.Fprintf(&out, "<style:master-page style:name=\"M%s\" style:page-layout-name=\"%s\"/>\n", layout, layout)
	}
	out.WriteString("</office:master-styles>\n<office:body><office:text>\n")
	out.Write(w.body.Bytes())
	out.WriteString("</office:text></office:body></office:document>\n")
	return out.Bytes()
}

type odtWriter struct {
	styles
	body    bytes.Buffer
	layouts []string
	master  string // of the sheet before
	begins  string // what the next block's style says to begin a page
}

// style gives the name of an automatic style of a family.
func (w *odtWriter) style(prefix, family, attributes, properties string) string {
	return w.name(prefix, fmt.Sprintf(`|<style:style style:name="NAME" style:family="%s"%s>%s</style:style>`, family, attributes, properties))
}

// layout gives the page layout of a sheet and where its text begins.
func (w *odtWriter) layout(s sheet) (name string, left, top float64) {
	left, top = s.inside.X, s.inside.Y
	borders := fmt.Sprintf(`fo:margin="%gmm %gmm" fo:margin-left="%gmm" fo:margin-right="%.4gmm" fo:margin-top="%gmm" fo:margin-bottom="5mm"`,
		top, left, left, s.size.W-s.inside.Right(), top)
	if len(s.frames) > 1 {
		outer, inner := s.frames[0], s.frames[1]
		gap := inner.Box.X - outer.Box.X
		left, top = inner.Box.X+inner.Width, inner.Box.Y+inner.Width
		borders = fmt.Sprintf(`fo:margin="%gmm" fo:border="%gmm double #000000" style:border-line-width="%gmm %gmm %gmm" fo:padding="0mm"`,
			outer.Box.X, gap+inner.Width, inner.Width, gap-outer.Width, outer.Width)
	}
	orientation := "portrait"
	if s.size.W > s.size.H {
		orientation = "landscape"
	}
	known := len(w.order)
	name = w.name("L", fmt.Sprintf(`|<style:page-layout style:name="NAME"><style:page-layout-properties fo:page-width="%gmm" fo:page-height="%gmm" style:print-orientation="%s" %s/></style:page-layout>`,
		s.size.W, s.size.H, orientation, borders))
	if len(w.order) > known {
		w.layouts = append(w.layouts, name)
	}
	return name, left, top
}

func (w *odtWriter) sheet(s sheet) {
	layout, left, y := w.layout(s)
	w.begins = ` fo:break-before="page"`
	master := ""
	if layout != w.master {
		w.master, w.begins = layout, ""
		master = fmt.Sprintf(` style:master-page-name="M%s"`, layout)
	}
	for _, b := range s.blocks {
		gap := max(0, b.top-y)
		switch {
		case b.para != nil:
			style := w.paraStyle(*b.para, gap, master, s.inside.W)
			w.paragraph(*b.para, style)
		case b.table != nil:
			w.table(*b.table, gap, left, master)
		default:
			style := w.style("P", "paragraph", master, fmt.Sprintf(`<style:paragraph-properties fo:margin-top="%.1fmm" fo:margin-left="%.1fmm" fo:margin-right="%.1fmm" fo:line-height="0.5mm" fo:border-top="%gmm solid #000000"%s/><style:text-properties fo:font-size="2pt"/>`,
				gap, b.rule.X1-left, s.size.W-left-b.rule.X2, b.rule.Width, w.begins))
			fmt.Fprintf(&w.body, "<text:p text:style-name=\"%s\"/>\n", style)
		}
		w.begins, master = "", ""
		y = max(y, b.bottom)
	}
}

func (w *odtWriter) paraStyle(p paragraph, gap float64, master string, width float64) string {
	weight, tab := "normal", ""
	if p.bold {
		weight = "bold"
	}
	if p.right != "" {
		tab = fmt.Sprintf(`<style:tab-stops><style:tab-stop style:position="%.1fmm" style:type="right"/></style:tab-stops>`, width)
	}
	align := strings.Replace(alignments[p.align], "left", "start", 1)
	if p.align == typeset.Right {
		align = "end"
	}
	return w.style("P", "paragraph", master, fmt.Sprintf(
		`<style:paragraph-properties fo:margin-top="%.1fmm" fo:line-height="%.2fmm" fo:text-align="%s"%s>%s</style:paragraph-properties><style:text-properties fo:font-size="%gpt" fo:font-weight="%s"/>`,
		gap, p.pitch, align, w.begins, tab, p.size, weight))
}

func (w *odtWriter) paragraph(p paragraph, style string) {
	text := html.EscapeString(p.text)
	switch {
	case p.right != "":
		text += "<text:tab/>" + html.EscapeString(p.right)
	case p.level > 0:
		fmt.Fprintf(&w.body, "<text:h text:style-name=\"%s\" text:outline-level=\"%d\">%s</text:h>\n", style, p.level, text)
		return
	}
	fmt.Fprintf(&w.body, "<text:p text:style-name=\"%s\">%s</text:p>\n", style, text)
}

func (w *odtWriter) table(t table, gap, left float64, master string) {
	width := 0.0
	for _, each := range t.widths {
		width += each
	}
	style := w.style("T", "table", master, fmt.Sprintf(`<style:table-properties style:width="%.2fmm" fo:margin-top="%.1fmm" fo:margin-left="%.1fmm" table:align="margins"%s/>`,
		width, gap, t.left-left, w.begins))
	fmt.Fprintf(&w.body, "<table:table table:style-name=\"%s\">", style)
	for _, each := range t.widths {
		fmt.Fprintf(&w.body, "<table:table-column table:style-name=\"%s\"/>",
			w.style("C", "table-column", "", fmt.Sprintf(`<style:table-column-properties style:column-width="%.2fmm"/>`, each)))
	}
	w.body.WriteString("\n")
	for _, r := range t.rows {
		w.row(r, t.grid)
	}
	w.body.WriteString("</table:table>\n")
}

func (w *odtWriter) row(r row, grid bool) {
	borders, ground := `fo:border-bottom="0.25mm solid #000000"`, ""
	if grid {
		borders = `fo:border="0.25mm solid #000000"`
	}
	if r.head {
		ground = ` fo:background-color="#ebebeb"`
		w.body.WriteString("<table:table-header-rows>")
	}
	fmt.Fprintf(&w.body, "<table:table-row table:style-name=\"%s\">",
		w.style("R", "table-row", "", fmt.Sprintf(`<style:table-row-properties style:min-row-height="%.2fmm"/>`, r.height)))
	box := w.style("B", "table-cell", "", fmt.Sprintf(`<style:table-cell-properties style:vertical-align="middle" fo:padding="0mm" fo:padding-left="1.3mm" fo:padding-right="1.3mm" %s%s/>`, borders, ground))
	for _, c := range r.cells {
		span := ""
		if c.span > 1 {
			span = fmt.Sprintf(` table:number-columns-spanned="%d"`, c.span)
		}
		fmt.Fprintf(&w.body, "<table:table-cell table:style-name=\"%s\"%s>", box, span)
		for _, p := range c.paras {
			begins := w.begins
			w.begins = ""
			w.paragraph(p, w.paraStyle(p, 0, "", 0))
			w.begins = begins
		}
		if len(c.paras) == 0 {
			w.body.WriteString("<text:p/>")
		}
		w.body.WriteString("</table:table-cell>" + strings.Repeat("<table:covered-table-cell/>", c.span-1))
	}
	w.body.WriteString("</table:table-row>")
	if r.head {
		w.body.WriteString("</table:table-header-rows>")
	}
	w.body.WriteString("\n")
}
