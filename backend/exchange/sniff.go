package exchange

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

type format int

const (
	text format = iota
	workbook
)

// unfinished are the endings browsers give a file while it is being fetched.
var unfinished = []string{".crdownload", ".part", ".partial", ".download", ".opdownload"}

// foreign files are known by how they begin. They come under any name: an
// export saved under ".csv" is quite often a web page that says "sign in".
var foreign = []struct{ begins, key string }{
	{"%PDF", "import.file.pdf"},
	{"\x89PNG", "import.file.picture"},
	{"\xff\xd8\xff", "import.file.picture"},
	{"GIF8", "import.file.picture"},
	{"II*\x00", "import.file.picture"},
	{"MM\x00*", "import.file.picture"},
	{"BM", "import.file.picture"}, // only when binary follows, see sniff
	{"{\\rtf", "import.file.word"},
	{"\x1f\x8b", "import.file.archive"},
	{"7z\xbc\xaf", "import.file.archive"},
	{"Rar!", "import.file.archive"},
	{"MZ", "import.file.binary"},
	{"\x7fELF", "import.file.binary"},
	{"SQLite format 3", "import.file.binary"},
}

var oleHeader = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// sniff tells by content what a file is, or refuses it in words. Its name
// counts only for downloads that have not ended and for Excel's own marker
// beside an open workbook.
func sniff(name string, data []byte) (format, error) {
	lower := strings.ToLower(name)
	switch {
	case slices.Contains(unfinished, filepath.Ext(lower)):
		return 0, refuse("import.file.unfinished", "file", name)
	case strings.HasPrefix(name, "~$"):
		return 0, refuse("import.file.marker", "file", name)
	case len(bytes.TrimSpace(data)) == 0:
		return 0, refuse("import.file.empty", "file", name)
	case len(bytes.Trim(data, "\x00")) == 0:
		return 0, refuse("import.file.unfinished", "file", name) // room was kept, the bytes never came
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return workbook, nil
	case bytes.HasPrefix(data, oleHeader):
		return 0, refuse(oldOffice(data), "file", name)
	}
	for _, f := range foreign {
		// Two plain letters may also begin a heading, such as "BMI".
		if bytes.HasPrefix(data, []byte(f.begins)) && (len(f.begins) > 2 || binary(data)) {
			return 0, refuse(f.key, "file", name)
		}
	}
	if len(data) > 12 && string(data[4:8]) == "ftyp" {
		return 0, refuse("import.file.picture", "file", name) // HEIC, and films
	}
	if key := markup(data); key != "" {
		return 0, refuse(key, "file", name)
	}
	if binary(data) {
		return 0, refuse("import.file.binary", "file", name)
	}
	return text, nil
}

// oldOffice tells the files in Microsoft's old container apart by the names of
// the streams inside, which are UTF-16.
func oldOffice(data []byte) string {
	holds := func(stream string) bool {
		var wide []byte
		for _, b := range []byte(stream) {
			wide = append(wide, b, 0)
		}
		return bytes.Contains(data, wide)
	}
	switch {
	case holds("EncryptedPackage"):
		return "import.file.password"
	case holds("WordDocument"):
		return "import.file.word"
	case holds("Workbook"), holds("Book"):
		return "import.file.oldExcel"
	default:
		return "import.file.binary"
	}
}

func markup(data []byte) string {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf"))
	head = bytes.ToLower(bytes.TrimSpace(head))
	switch {
	case !bytes.HasPrefix(head, []byte("<")):
		return ""
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return "import.file.oldExcel"
	default:
		return "import.file.web"
	}
}

// binary tells whether bytes are not text in any encoding read here: a NUL
// where UTF-16 would have none, or more control characters than strays.
func binary(data []byte) bool {
	if utf16Order(data) != nil {
		return false
	}
	head := data[:min(len(data), 64<<10)]
	strays := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1a", rune(b)):
			strays++
		}
	}
	return strays*200 > len(head) || bytes.IndexByte(data, 0) >= 0
}
