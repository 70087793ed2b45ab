package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// checkZip reads every byte of a workbook's parts once, before excelize sees
// them: excelize trusts the sizes a ZIP declares and builds the whole sheet in
// memory (decisions G). It tells whether any sheet holds a formula.
func checkZip(name string, data []byte, limits Limits) (formulas bool, err error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if !bytes.Contains(data, []byte("PK\x05\x06")) { // no list of contents, which comes last
			return false, refuse("import.file.unfinished", "file", name)
		}
		return false, refuse("import.file.damaged", "file", name)
	}
	if key := otherZip(archive); key != "" {
		return false, refuse(key, "file", name)
	}
	left := limits.InflatedBytes
	for _, f := range archive.File {
		tags := &tagCounter{}
		n, err := inflate(tags, f, left)
		left -= n
		switch {
		case left < 0:
			return false, refuse("import.file.inflated", "file", name, "most", grouped(int(limits.InflatedBytes>>20)))
		case err != nil:
			return false, refuse("import.file.damaged", "file", name)
		}
		if strings.Contains(strings.ToLower(f.Name), "worksheets/") {
			if tags.cells > limits.Cells {
				return false, refuse("import.file.tooManyCells", "file", name, "most", grouped(limits.Cells))
			}
			if tags.merged > limits.Merged {
				return false, refuse("import.file.tooManyMerged", "file", name, "most", grouped(limits.Merged))
			}
			formulas = formulas || tags.formulas > 0
		}
	}
	return formulas, nil
}

// inflate copies at most one byte more than most.
func inflate(w io.Writer, f *zip.File, most int64) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(w, io.LimitReader(r, most+1))
}

// otherZip says what a ZIP is that is not a workbook, or "".
func otherZip(archive *zip.Reader) string {
	has := func(part string) bool {
		for _, f := range archive.File {
			if strings.HasPrefix(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")), part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("xl/workbook.bin"):
		return "import.file.oldExcel"
	case has("xl/"):
		return ""
	case has("word/"), has("ppt/"):
		return "import.file.word"
	case has("content.xml"), has("index/document.iwa"), has("index/tables/"):
		return "import.file.otherOffice" // LibreOffice's and Apple's own formats
	default:
		return "import.file.archive"
	}
}

// tagCounter counts <c>, <f> and <mergeCell> in the XML written to it,
// whatever the prefix of their names, keeping nothing.
type tagCounter struct {
	cells, formulas, merged int

	name   []byte // of the tag being read
	inName bool
}

func (t *tagCounter) Write(p []byte) (int, error) {
	for _, b := range p {
		switch {
		case b == '<':
			t.name, t.inName = t.name[:0], true
		case !t.inName:
		case b == ':':
			t.inName = len(t.name) == 0 || t.name[0] != '/' // a closing tag counts nothing
			t.name = t.name[:0]
		case b == ' ', b == '>', b == '/' && len(t.name) > 0, b == '\t', b == '\n', b == '\r', len(t.name) > 10:
			switch string(t.name) {
			case "c":
				t.cells++
			case "f":
				t.formulas++
			case "mergeCell":
				t.merged++
			}
			t.inName = false
		default:
			t.name = append(t.name, b)
		}
	}
	return len(p), nil
}
