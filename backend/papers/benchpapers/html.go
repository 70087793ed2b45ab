//go:build linux

package main

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"daybook/backend/typeset"
)

// styles gives each different style one short name.
type styles struct {
	names map[string]string
	order []string
}

func (s *styles) name(prefix, style string) string {
	if s.names == nil {
		s.names = map[string]string{}
	}
	key := prefix + style
	if _, known := s.names[key]; !known {
		s.names[key] = fmt.Sprint(prefix, len(s.names))
		s.order = append(s.order, key)
	}
	return s.names[key]
}

var alignments = map[typeset.Align]string{typeset.Left: "left", typeset.Centre: "center", typeset.Right: "right"}

// asHTML writes sheets as a page for Chromium and WeasyPrint: one section a
// sheet, real headings and tables, named pages for the two ways to hold one.
func asHTML(title string, sheets []sheet) []byte {
	w := &htmlWriter{}
	for _, s := range sheets {
		w.sheet(s)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>%s</title>\n<style>\n", html.EscapeString(title))
	out.WriteString("html,body{margin:0;font-family:'Noto Sans'}\nh1,h2,h3,p{margin:0}\n" +
		"section{position:relative;box-sizing:border-box;break-after:page}\nsection:last-child{break-after:auto}\n" +
		"table{border-collapse:collapse;table-layout:fixed}\ntd,th{padding:0 1.3mm;border-bottom:.25mm solid #000;vertical-align:middle}\n" +
		"th{background:#ebebeb;font-weight:normal;border-top:.25mm solid #000}\n.grid td,.grid th{border:.25mm solid #000}\n" +
		".frame{position:absolute}\n.line{display:flex;justify-content:space-between}\n")
	for _, key := range w.order {
		_, style, _ := strings.Cut(key, "{")
		selector := "." + w.names[key]
		if strings.HasPrefix(key, "@") {
			selector = "@page " + w.names[key]
		}
		fmt.Fprintf(&out, "%s{%s}\n", strings.ReplaceAll(selector, "@page @", "@page "), style)
	}
	out.WriteString("</style></head><body>\n")
	out.Write(w.body.Bytes())
	out.WriteString("</body></html>\n")
	return out.Bytes()
}

type htmlWriter struct {
	styles
	body bytes.Buffer
}

// class gives the class of a style.
func (w *htmlWriter) class(style string, args ...any) string {
	return w.name("c", "{"+fmt.Sprintf(style, args...))
}

func (w *htmlWriter) sheet(s sheet) {
	page := w.name("@p", fmt.Sprintf("{size:%gmm %gmm;margin:0", s.size.W, s.size.H))[1:]
	// A hair lower than the page: rounding must not begin another.
	fmt.Fprintf(&w.body, "<section class=\"%s\">\n", w.class("page:%s;height:%.1fmm;padding:%gmm %.4gmm 0 %gmm",
		page, s.size.H-0.5, s.inside.Y, s.size.W-s.inside.Right(), s.inside.X))
	for _, f := range s.frames {
		fmt.Fprintf(&w.body, "<div class=\"frame %s\"></div>\n", w.class("left:%gmm;top:%gmm;width:%gmm;height:%gmm;border:%gmm solid #000",
			f.Box.X, f.Box.Y, f.Box.W-f.Width, f.Box.H-f.Width, f.Width))
	}
	y := s.inside.Y
	for _, b := range s.blocks {
		gap := max(0, b.top-y)
		switch {
		case b.para != nil:
			w.line(*b.para, gap)
		case b.table != nil:
			w.table(*b.table, gap, s.inside.X)
		default:
			fmt.Fprintf(&w.body, "<div class=\"%s\"></div>\n", w.class("margin:%.1fmm 0 0 %.1fmm;width:%.1fmm;border-top:%gmm solid #000",
				gap, b.rule.X1-s.inside.X, b.rule.X2-b.rule.X1, b.rule.Width))
		}
		y = max(y, b.bottom)
	}
	w.body.WriteString("</section>\n")
}

// paraClass is the class of a paragraph that begins so many mm lower.
func (w *htmlWriter) paraClass(p paragraph, gap float64) string {
	weight := "normal"
	if p.bold {
		weight = "bold"
	}
	return w.class("margin-top:%.1fmm;font-size:%gpt;line-height:%.2fmm;font-weight:%s;text-align:%s", gap, p.size, p.pitch, weight, alignments[p.align])
}

func (w *htmlWriter) line(p paragraph, gap float64) {
	class, tag := w.paraClass(p, gap), "p"
	if p.level > 0 {
		tag = fmt.Sprint("h", p.level)
	}
	if p.right != "" {
		fmt.Fprintf(&w.body, "<p class=\"line %s\"><span>%s</span><span>%s</span></p>\n", class, html.EscapeString(p.text), html.EscapeString(p.right))
		return
	}
	fmt.Fprintf(&w.body, "<%s class=\"%s\">%s</%s>\n", tag, class, html.EscapeString(p.text), tag)
}

func (w *htmlWriter) table(t table, gap, left float64) {
	width := 0.0
	for _, each := range t.widths {
		width += each
	}
	grid := ""
	if t.grid {
		grid = "grid "
	}
	fmt.Fprintf(&w.body, "<table class=\"%s%s\"><colgroup>", grid, w.class("width:%.2fmm;margin:%.1fmm 0 0 %.1fmm", width, gap, t.left-left))
	for _, each := range t.widths {
		fmt.Fprintf(&w.body, "<col class=\"%s\">", w.class("width:%.2fmm", each))
	}
	w.body.WriteString("</colgroup>\n")
	for _, r := range t.rows {
		tag := "td"
		if r.head {
			tag = "th"
		}
		fmt.Fprintf(&w.body, "<tr class=\"%s\">", w.class("height:%.2fmm", r.height))
		for _, c := range r.cells {
			span := ""
			if c.span > 1 {
				span = fmt.Sprintf(" colspan=\"%d\"", c.span)
			}
			fmt.Fprintf(&w.body, "<%s%s>", tag, span)
			for _, p := range c.paras {
				fmt.Fprintf(&w.body, "<p class=\"%s\">%s</p>", w.paraClass(p, 0), html.EscapeString(p.text))
			}
			fmt.Fprintf(&w.body, "</%s>", tag)
		}
		w.body.WriteString("</tr>\n")
	}
	w.body.WriteString("</table>\n")
}
