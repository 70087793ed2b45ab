package typeset

import (
	"strings"
	"time"
)

// producer is what the file says made it.
const producer = "Daybook"

// putCatalog ties everything together.
func (f *finishing) putCatalog(structure int) {
	m := f.doc.Meta
	metadata := f.out.stream("<</Type/Metadata/Subtype/XML", []byte(xmp(m)))
	f.out.objects[metadata].plain = true
	b := reference([]byte("<</Type/Catalog/Pages "), f.tree)
	b = reference(append(b, "/StructTreeRoot "...), structure)
	b = append(b, "/MarkInfo<</Marked true>>/Lang"...)
	b = literal(b, languageOf(m))
	b = append(b, "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None"...)
	if m.Duplex {
		edge := "Long"
		if size := f.doc.Pages[0].Size; size.W > size.H {
			edge = "Short" // the binding is on the left
		}
		b = append(b, "/Duplex/DuplexFlip"+edge+"Edge"...)
	}
	b = reference(append(b, ">>/Metadata "...), metadata)
	if outline := f.outline(); outline > 0 {
		b = append(reference(append(b, "/Outlines "...), outline), "/PageMode/UseOutlines"...)
	}
	f.out.put(f.catalog, append(b, ">>"...))
}

func languageOf(m Meta) string {
	if m.Lang == "" {
		return Edition{}.Language()
	}
	return m.Lang
}

// created is the date printed into the file, as wall time.
func created(m Meta) time.Time {
	if m.Created.IsZero() {
		return undated
	}
	return m.Created
}

// info adds the file's older metadata, which says what xmp says.
func (f *finishing) info() int {
	m := f.doc.Meta
	b := spoken([]byte("<</Title"), Clean(m.Title))
	for _, field := range []struct{ key, value string }{{"/Author", m.Author}, {"/Subject", m.Subject}} {
		if value := Clean(field.value); value != "" {
			b = spoken(append(b, field.key...), value)
		}
	}
	b = append(b, "/Producer("+producer+")"...)
	date := created(m).Format("D:20060102150405-07'00'")
	b = literal(append(b, "/CreationDate"...), date)
	b = literal(append(b, "/ModDate"...), date)
	return f.out.add(append(b, ">>"...))
}

var inXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// xmp gives the metadata that says what the file is: part 1 of PDF/UA, with a
// title.
func xmp(m Meta) string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">`)
	alternative := func(key, value string) {
		if value = Clean(value); value != "" {
			b.WriteString("<" + key + `><rdf:Alt><rdf:li xml:lang="x-default">` + inXML.Replace(value) + "</rdf:li></rdf:Alt></" + key + ">")
		}
	}
	alternative("dc:title", m.Title)
	if author := Clean(m.Author); author != "" {
		b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + inXML.Replace(author) + "</rdf:li></rdf:Seq></dc:creator>")
	}
	alternative("dc:description", m.Subject)
	b.WriteString("<dc:language><rdf:Bag><rdf:li>" + inXML.Replace(languageOf(m)) + "</rdf:li></rdf:Bag></dc:language>")
	date := created(m).Format("2006-01-02T15:04:05Z07:00")
	b.WriteString("<xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" + date + "</xmp:ModifyDate>" +
		"<pdf:Producer>" + producer + "</pdf:Producer><pdfuaid:part>1</pdfuaid:part>" +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.String()
}
